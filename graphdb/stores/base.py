"""What a store promises, what it takes, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import pandas as pd

__all__ = [
    "Counts",
    "EdgeKindLike",
    "FullError",
    "InUseError",
    "KindsLike",
    "NodeKindLike",
    "NotInstalledError",
    "NotThereError",
    "QueryError",
    "Records",
    "RowsError",
    "StoppedError",
    "Store",
    "StoreError",
    "TooLargeError",
    "TooLongError",
    "TooManyRowsError",
    "WriteRefusedError",
    "WrongPasswordError",
    "WrongVersionError",
    "refused",
]


class StoreError(Exception):
    """Something about a store that a person can act on; the message says how."""


class NotInstalledError(StoreError):
    """A package that stores need is missing."""


class NotThereError(StoreError):
    """Nothing answers at the address, or the folder is no store."""


class WrongPasswordError(StoreError):
    """The server refused the user or the password, or the user may not do this."""


class WrongVersionError(StoreError):
    """The server, or the folder's format, is one that this release does not know."""


class FullError(StoreError):
    """There is no room left on the disk; the message says what becomes of the cases."""


class InUseError(StoreError):
    """Another command holds the folder."""


class StoppedError(StoreError):
    """The server went away in the middle; what it had not committed is as it was before."""


class WriteRefusedError(StoreError):
    """A query that would write, or ask the server itself, where only cases may be read."""


def refused(word: str) -> WriteRefusedError:
    """Return what is said of a query that is not asked, by what it would do.

    Parameters
    ----------
    word : str
        As `graphdb.stores.reading.writes` gives it, such as ``"MERGE"`` or ``"LOAD CSV"``.
    """
    if word == "LOAD CSV":
        return WriteRefusedError(
            "LOAD CSV reads files that the server can reach, and a query only reads cases. Read "
            "such a file in Python, and give what you need of it as a parameter."
        )
    if word.startswith("CALL "):
        return WriteRefusedError(
            f"{word} is a procedure of the server, and a query only reads cases. Those that may "
            "be called everywhere are db.labels, db.relationshipTypes, db.propertyKeys and "
            "dbms.components. What kinds of nodes there are stands on the page of the schema."
        )
    if word.startswith("SHOW"):
        return WriteRefusedError(
            f"{word} asks about the server, and a query only reads cases. Whoever looks after the "
            "server can ask that in its own tools."
        )
    return WriteRefusedError(
        f"This query may write, by {word}; a query only reads. Cases are added and removed as a "
        "whole, never by a query. If it is a name of yours, put it in backticks."
    )


class QueryError(StoreError):
    """The store could not make sense of a query or its parameters."""


class TooLongError(StoreError):
    """A query took longer than it was given."""


class TooManyRowsError(StoreError):
    """A query answers with more rows than were asked for."""


class TooLargeError(StoreError):
    """A query needs more memory than the store has."""


class RowsError(StoreError, ValueError):
    """Rows that cannot be written: an edge to nowhere, a uid twice, a value too long."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class NodeKindLike(Protocol):
    """What stores read of a node kind."""

    @property
    def label(self) -> str:
        """The label, as in ``(:Event)``."""

    @property
    def properties(self) -> Sequence[_Named]:
        """What nodes of the kind hold, beside ``uid`` and ``case_id``."""


class EdgeKindLike(Protocol):
    """What stores read of an edge kind."""

    @property
    def type(self) -> str:
        """The type, as in ``[:KNOWS]``."""

    @property
    def starts(self) -> tuple[str, ...]:
        """Labels that it may start from."""

    @property
    def ends(self) -> tuple[str, ...]:
        """Labels that it may lead to."""

    @property
    def properties(self) -> Sequence[_Named]:
        """What edges of the kind hold, beside ``case_id``."""


class KindsLike(Protocol):
    """Every kind that a store may hold, such as the module `graphdb.schema` declares."""

    @property
    def NODES(self) -> Sequence[NodeKindLike]:  # noqa: N802 - as the schema spells it
        """Kinds of nodes."""

    @property
    def EDGES(self) -> Sequence[EdgeKindLike]:  # noqa: N802 - as the schema spells it
        """Kinds of edges."""


class Records(Protocol):
    """One case as rows; `graphdb.tables.Tables` is one."""

    @property
    def case_id(self) -> str:
        """The case that the rows belong to."""

    @property
    def nodes(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Rows by label: ``uid``, ``case_id`` ("" where cases share the node), properties."""

    @property
    def edges(self) -> Mapping[tuple[str, str, str], Sequence[Mapping[str, Any]]]:
        """Rows by type, start label and end label: ``start``, ``end``, ``case_id``, properties."""


@dataclass(frozen=True)
class Counts:
    """How much a store holds."""

    nodes: Mapping[str, int]
    edges: Mapping[str, int]


class Store(Protocol):
    """One graph of cases, wherever it is kept. A store is for one thread at a time."""

    def write(self, tables: Records) -> None:
        """Write one case, in place of what was there of it: whole, or not at all.

        Raises
        ------
        RowsError
            Where the rows do not fit together or a value cannot be kept.
        StoppedError
            Where the server goes away; the case is then as it was before.
        """

    def write_many(
        self, cases: Iterable[Records], *, done: Callable[[str], None] | None = None
    ) -> None:
        """Write many cases, each whole or not at all, in far less time than one by one.

        Parameters
        ----------
        cases : Iterable[Records]
            Cases as for `write`; those that are packed already (`graphdb.stores.packing.pack`)
            are written fastest. They are taken as they come and not kept.
        done : Callable[[str], None], optional
            Called with the id of each case once nothing can undo it.

        Raises
        ------
        RowsError, StoppedError, FullError
            As `write` does. Cases for which ``done`` was called are there; of the others each
            is as it was before, or whole.
        """

    def remove(self, case_id: str) -> bool:
        """Remove one case, whole or not at all; say whether anything was there."""

    def amend(
        self,
        put: Mapping[str | tuple[str, str, str], Sequence[Mapping[str, Any]]],
        drop: Mapping[str | tuple[str, str, str], Sequence[Mapping[str, Any]]] = ...,
    ) -> None:
        """Write and remove what is of no case, all of it or nothing.

        Parameters
        ----------
        put : Mapping
            Rows by label, or by type, start label and end label, with ``case_id`` "". A node
            takes the place of the one with its uid, an edge of the one between the same two.
        drop : Mapping, optional
            Nodes by ``uid``, edges by ``start`` and ``end``; removed first.

        Raises
        ------
        RowsError
            Where an end of an edge is not there, or a kind not declared.
        """

    def cases(self) -> list[str]:
        """Return the ids of the cases that are there, in order."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] = ...,
        *,
        seconds: float = 60,
        most: int = 100_000,
    ) -> pd.DataFrame:
        """Ask; nothing that a query says can change what is stored.

        Parameters
        ----------
        cypher : str
            One Cypher query that reads.
        parameters : Mapping[str, Any], optional
            Values of its ``$names``; never made part of the text.
        seconds : float, optional
            How long it may take.
        most : int, optional
            How many rows it may answer with.

        Returns
        -------
        pandas.DataFrame
            One column a returned name. Values keep their types: whole numbers with gaps are
            ``Int64``, and nodes and relationships are dictionaries.

        Raises
        ------
        WriteRefusedError, QueryError, TooLongError, TooManyRowsError, TooLargeError, StoppedError
            Each with what to do about it.
        """

    def counts(self) -> Counts:
        """Count nodes by label and edges by type."""

    def close(self) -> None:
        """Let go of the server; an embedded one is stopped."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
