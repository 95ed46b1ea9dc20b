"""Rows as they can be compared: what an engine answered, and what is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from graphdb.stores.bolt import BoltStore
from tests.conformance.body.question import Question
from tests.conformance.truth import Graph

Row = tuple[Any, ...]


def comparable(value: Any) -> Any:
    """Return a value such that two are equal where Cypher's are, and can be counted.

    A whole number is not one with a fraction; the last digits of a fraction do not count.
    """
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool | str) or value is None:
        return type(value).__name__, value
    if isinstance(value, int):
        return "int", value
    if isinstance(value, float):
        return "float", float(f"{value:.9g}")
    if isinstance(value, date):
        return type(value).__name__, value.isoformat()
    if isinstance(value, Mapping):
        return "map", tuple(sorted((k, comparable(v)) for k, v in value.items()))
    if isinstance(value, list | tuple):
        return "list", tuple(comparable(v) for v in value)
    raise TypeError(f"{type(value).__name__} cannot be compared: {value!r}")


def answered(store: BoltStore, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Return the rows that a store answers with."""
    return as_rows(store.query(cypher, parameters, seconds=30))


def as_rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as they can be compared."""
    whole = frame.astype(object).where(frame.notna().to_numpy() | _listed(frame), None)
    return [tuple(comparable(v) for v in row) for row in whole.itertuples(index=False, name=None)]


def _listed(frame: pd.DataFrame) -> Any:
    return frame.map(lambda v: isinstance(v, list | dict)).to_numpy(dtype=bool)


def right(question: Question, graph: Graph) -> list[Row]:
    """Return the rows that are right."""
    return [tuple(comparable(v) for v in row) for row in question.expected(graph)]


def difference(found: Iterable[Row], wanted: Iterable[Row], *, ordered: bool) -> str:
    """Return how rows differ, in words; nothing where they do not."""
    found, wanted = list(found), list(wanted)
    if ordered:
        return "" if found == wanted else f"{found[:5]} …, not {wanted[:5]} …"
    more, fewer = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    if not more and not fewer:
        return ""
    return (
        f"{len(found)} rows, not {len(wanted)}; {sum(more.values())} too many: "
        f"{list(more)[:3]}; {sum(fewer.values())} missing: {list(fewer)[:3]}"
    )
