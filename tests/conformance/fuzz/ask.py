"""Questions put to a store and to the evaluator, and where the two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from graphdb.stores import embedded
from graphdb.stores.base import QueryError
from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from tests.conformance.answers import Row, answered, comparable
from tests.conformance.fuzz.evaluate import Evaluator
from tests.conformance.fuzz.make import Maker, graph, rows
from tests.conformance.fuzz.smaller import smaller
from tests.conformance.fuzz.text import as_cypher
from tests.conformance.fuzz.tree import Question

#: More rows than this say no more than fewer would.
_MOST = 3_000


@dataclass(frozen=True)
class Asked:
    """A question that was asked: its text, and what came out where it is not right.

    ``refused`` says why it was not asked of the engine, which is known to answer its kind wrongly.
    """

    cypher: str
    wrong: str = ""
    rows: int = 0
    refused: str = ""


def asked(store: BoltStore, seed: int, many: int) -> Iterator[Asked]:
    """Put questions about one random graph to a store, which holds it afterwards.

    Parameters
    ----------
    store
        An engine, with the schema as it is declared.
    seed
        Of the graph and of the questions.
    many
        How many questions.
    """
    rng = Random(seed)
    made = rows(rng, "fuzz-graph")
    store.write(made)
    evaluator = Evaluator(graph(made))
    maker = Maker(rng)
    while many:
        question = maker.question()
        wanted = _right(evaluator, question)
        if wanted is None:
            continue  # so many rows that it would only take time
        many -= 1
        refused = _refused(store, question)
        if refused:
            yield Asked(_told(question), rows=len(wanted), refused=refused)
            continue
        wrong = _wrong(store, question, wanted)
        if wrong:
            small = smaller(question, lambda other: _differs(store, evaluator, other))
            wrong = _wrong(store, small, _right(evaluator, small) or [])
            question = small
        yield Asked(_told(question), wrong, len(wanted))


def _refused(store: BoltStore, question: Question) -> str:
    """Return why a store does not ask its engine a question, where it does not."""
    return embedded.doubtful(as_cypher(question)[0]) if isinstance(store, EmbeddedStore) else ""


def _told(question: Question) -> str:
    text, given = as_cypher(question)
    return f"{text}\n// {given}" if given else text


def _right(evaluator: Evaluator, question: Question) -> list[Row] | None:
    found = evaluator.rows(question)
    return [_row(row) for row in found] if len(found) <= _MOST else None


def _row(row: Row) -> Row:
    """Return a row as it is compared: what was collected has no order."""
    return tuple(
        ("list", tuple(sorted(cell[1]))) if cell[0] == "list" else cell
        for cell in map(comparable, row)
    )


def _wrong(store: BoltStore, question: Question, wanted: list[Row]) -> str:
    cypher, given = as_cypher(question)
    try:
        found = [
            tuple(("list", tuple(sorted(c[1]))) if c[0] == "list" else c for c in row)
            for row in answered(store, cypher, given)
        ]
    except QueryError as refused:
        return f"refused: {refused}"
    more, fewer = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    if not more and not fewer:
        return ""
    return f"{len(found)} rows, not {len(wanted)}: {list(more)[:3]} instead of {list(fewer)[:3]}"


def _differs(store: BoltStore, evaluator: Evaluator, question: Question) -> bool:
    """Whether a smaller question is still one, and still answered wrongly, not refused."""
    try:
        wanted = _right(evaluator, question)
        as_cypher(question)
    except (KeyError, TypeError, AttributeError, ValueError):
        return False
    if wanted is None:
        return False
    wrong = _wrong(store, question, wanted)
    return bool(wrong) and not wrong.startswith("refused")
