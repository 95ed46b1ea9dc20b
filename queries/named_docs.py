"""The page of all named questions, made of their files; written by ``python -m queries.docs``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from queries.named import NamedQuestion, Parameter, Value, named_questions

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "questions.md"

_HEAD = """# Questions across cases

Each is one file of Cypher under `queries/cypher`, and the same on the store in a folder and on
Neo4j. From Python, `queries.named.run(name, store, {...})` answers with a DataFrame. What is
certain and what is only possible are counted apart
([what “knows” means](../explanation/knowledge.md)), and every count stands beside what it is out
of. They count what chronologies show: a question for those who learn from many reviews, never a
measure of an agency.
"""


def page() -> str:
    """Return the page, as Markdown."""
    questions = named_questions()
    lines = ["| Question | What it answers |", "| --- | --- |"]
    lines += [f"| [`{q.name}`](#{q.name}) | {q.title} |" for q in questions]
    parts = [_HEAD, "\n".join(lines), *(part for q in questions for part in _question(q))]
    parts += ["---", "Made by `python -m queries.docs` from the files; edit these, not this page."]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _question(question: NamedQuestion) -> Iterator[str]:
    yield f"## {question.name}"
    yield f"**{question.title}.** {question.answers}"
    yield question.caveats
    if question.caution:
        yield f"Under its picture: {question.caution}"
    yield f"It needs: {question.needs[0].lower()}{question.needs[1:]}"
    if question.parameters:
        lines = ["| parameter | holds | by default | does |", "| --- | --- | --- | --- |"]
        lines += [_parameter(parameter) for parameter in question.parameters]
        yield "\n".join(lines)
    lines = ["| column | says |", "| --- | --- |"]
    lines += [f"| `{name}` | {means} |" for name, means in question.columns.items()]
    yield "\n".join(lines)
    yield f"```cypher\n{question.cypher}\n```"


def _parameter(parameter: Parameter) -> str:
    holds: str = parameter.type
    if parameter.one_of:
        holds = " or ".join(f"“{one}”" for one in parameter.one_of)
    elif parameter.least is not None and parameter.most is not None:
        holds = f"{holds}, {parameter.least} to {parameter.most}"
    default = _shown(parameter.default)
    return f"| `{parameter.name}` | {holds} | {default} | {parameter.means} |"


def _shown(value: Value | None) -> str:
    if value is None:
        return "(needed)"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value != [] else "none"


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
