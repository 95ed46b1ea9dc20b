"""Whether the findings and rules that a case names are findings and rules."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.model import Settings
from loaders import LoaderError
from loaders.case_file import NAME, nearest
from queries import registry
from queries.rules import defaults


def check(settings: Settings) -> None:
    """Refuse what would do nothing: a word that no finding has.

    Raises
    ------
    LoaderError
        With every such word of ``case.toml``, and the nearest that there is.
    """
    faults = list(_faults(settings))
    if faults:
        raise LoaderError("JU-L003", NAME, "; ".join(faults))


def _faults(settings: Settings) -> Iterator[str]:
    findings = [query.definition.key for query in registry()]
    with_rules = list(dict.fromkeys(rule.finding for rule in defaults()))
    for key in sorted(settings.off.difference(findings)):
        yield f"findings.off: “{key}” is no finding{_near(key, findings)}"
    named: set[tuple[str, str]] = set()
    known = {(rule.finding, rule.name) for rule in defaults()}
    for position, change in enumerate(settings.rules, start=1):
        where = f"rule[{position}]"
        rule = (change.finding, change.name)
        if change.finding not in with_rules:
            near = _near(change.finding, with_rules)
            yield f"{where}.finding: “{change.finding}” is no finding that has rules{near}"
        elif rule in named:
            yield f"{where}.name: “{change.name}” of {change.finding} is given twice"
        elif change.off and rule not in known:
            names = [name for finding, name in known if finding == change.finding]
            near = _near(change.name, names)
            yield f"{where}.name: there is no rule “{change.name}” to switch off{near}"
        named.add(rule)


def _near(text: str, known: list[str]) -> str:
    near = nearest(text, known)
    return f" (did you mean “{near}”?)" if near else f" (known: {', '.join(sorted(known))})"
