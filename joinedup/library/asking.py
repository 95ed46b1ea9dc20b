"""Asking a store for all of something: for what the library does itself, not for questions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphdb.stores.base import Store

#: It takes as long as it takes: it is no question of somebody's.
SECONDS, MOST = 3_600.0, 100_000_000


def asked(
    store: Store, cypher: str, parameters: Mapping[str, Any] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """Return every row that a query answers with, each by the names of its columns."""
    frame = store.query(cypher, parameters, seconds=SECONDS, most=MOST)
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None)]
