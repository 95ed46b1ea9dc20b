"""What a query answers with, as a DataFrame whose values are what was stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import pandas as pd

__all__ = ["frame", "plain"]

#: What a cell may hold: whatever the driver gives.
_Value: TypeAlias = Any


def plain(value: _Value) -> _Value:
    """Return a value of the driver's as one of Python's own.

    A node becomes its properties with ``_labels``, a relationship with ``_type``, a path the
    list of both in turn.
    """
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"_labels": sorted(value.labels)} | dict(value)
    if isinstance(value, Relationship):
        return {"_type": value.type} | dict(value)
    if isinstance(value, Path):
        steps = [plain(value.start_node)]
        for edge, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(edge), plain(node)]
        return steps
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return value.to_native() if hasattr(value, "to_native") else value


def _column(values: list[Any]) -> pd.Series[Any]:
    kinds = {type(value) for value in values}
    gaps = type(None) in kinds
    kinds.discard(type(None))
    if kinds == {int}:
        return pd.Series(values, dtype="Int64" if gaps else "int64")
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean" if gaps else "bool")
    if kinds == {float}:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=object)


def frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return rows as a DataFrame; whole numbers with gaps stay whole, text with gaps keeps None.

    Examples
    --------
    >>> frame(["n", "s"], [[1, "a"], [None, None]]).dtypes.astype(str).to_dict()
    {'n': 'Int64', 's': 'object'}
    """
    columns = {i: _column([row[i] for row in rows]) for i in range(len(names))}
    made = pd.DataFrame(columns, index=range(len(rows)))
    made.columns = pd.Index(list(names), dtype=object)
    return made
