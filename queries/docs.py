"""A page for each finding, made of its definition: ``python -m queries.docs`` writes them.

It also writes the page of the questions across cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from graphdb.model import Settings
from graphdb.vocabulary import load_vocabulary
from queries import named_docs
from queries.definition import Definition, Query, registry
from queries.expectations import needs_in_words
from queries.rules import Rule, defaults, in_words

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "findings"

#: What every page says of certainty and silence; the rules are on the page it links.
_EVERY_LINE = (
    "A line is a question for the panel, not a verdict. It is *certain* when it is so in every "
    "order that the dates allow, and *possible* when it is so in at least one "
    "([what “knows” means](../explanation/knowledge.md)). Where an agency's chronology does not "
    "cover the time, or rows of it are not coded, nothing is listed and the page says that it "
    "cannot be told."
)


def page(query: Query) -> str:
    """Return the page of one finding, as Markdown."""
    definition = query.definition
    parts = [
        f"# {definition.title}",
        f"`{definition.key}`",
        "## What it asks",
        definition.asks,
        "## How it is found",
        definition.how,
        _EVERY_LINE,
        "## Forms",
        _list(f"**{form}**: {means}." for form, means in definition.forms),
        "## Parameters",
        _parameters(definition),
        "## What it needs",
        needs_in_words(definition, load_vocabulary()),
        *_rules(definition),
        "## Codes of the analysis framework",
        _codes(definition),
        "## Where it comes from",
        _list(definition.sources),
        "## What it cannot see",
        definition.cannot_see,
        "---",
        "Made by `python -m queries.docs` from the definition; edit that, not this page.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def index() -> str:
    """Return the list of all findings, as Markdown."""
    lines = [
        "# Findings",
        "",
        _EVERY_LINE,
        "",
        "| Finding | What it asks | Codes |",
        "| --- | --- | --- |",
    ]
    for query in registry():
        d = query.definition
        lines.append(f"| [{d.title}]({d.key}.md) | {d.asks} | {', '.join(d.codes)} |")
    lines += ["", "Made by `python -m queries.docs`; edit the definitions, not this page."]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    found = {f"{query.definition.key}.md": page(query) for query in registry()}
    return {"index.md": index(), **found}


def _list(items: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _parameters(definition: Definition) -> str:
    if not definition.parameters:
        return f'None, but `off = ["{definition.key}"]` under `[findings]` switches it off.'
    defaults = _defaults()
    lines = ["In `[findings]` of `case.toml`:", "", "| Name | Default | Meaning |"]
    lines.append("| --- | --- | --- |")
    for name, means in definition.parameters:
        lines.append(f"| `{name}` | {defaults[name]} | {means} |")
    lines += ["", f'`off = ["{definition.key}"]` switches it off.']
    return "\n".join(lines)


def _rules(definition: Definition) -> Iterator[str]:
    """Yield the rules of a finding, each with what it says, why, and where that comes from."""
    found = [rule for rule in defaults() if rule.finding == definition.key]
    if not found:
        return
    vocabulary = load_vocabulary()
    yield "## Rules"
    yield (
        "What a case does not change. A rule is changed, switched off (`off = true`)"
        f"{' or added' if definition.takes_rules else ''} in `case.toml`:"
    )
    yield (
        f'```toml\n[[rule]]\nfinding = "{definition.key}"\nname = "{found[0].name}"\n'
        f'{_example(found[0])}\nbecause = "our own protocol"\n```'
    )
    for rule in found:
        yield f"### {rule.name}"
        yield in_words(rule, vocabulary)
        yield f"{rule.because} ({rule.source})" if rule.because else f"Source: {rule.source}"


def _example(rule: Rule) -> str:
    return f"days = {rule.days}" if rule.days else "from = 2012-01-01"


def _defaults() -> dict[str, str]:
    settings = Settings()
    found = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return {name: "nothing" if value is None else str(value) for name, value in found.items()}


def _codes(definition: Definition) -> str:
    themes = load_vocabulary().themes
    lines = [f"- **{code}** {themes[code].label}" for code in definition.codes]
    if definition.by_topic:
        lines.append("- and the codes of what its lines start from")
    if not definition.good_practice and definition.key in _WITH_FACT:
        lines.append("- and the codes of the fact that the line is about")
    return "\n".join(lines)


#: Findings about one fact also carry that fact's codes.
_WITH_FACT = frozenset({"unshared", "inside", "files", "escalation"})


def write() -> None:
    """Write every page under ``docs/findings`` and that of the named questions.

    Pages of no finding are taken away.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    named_docs.write()


if __name__ == "__main__":
    write()
