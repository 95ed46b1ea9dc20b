"""A case as it is carried to an engine: checked once, its keys made numbers, its rows made text.

What works a case out packs it, in its own process; what writes it has no more to do than to pass
it on. A packed case is lines of UTF-8: what there is, a line of rows for each kind of node, and a
line for each kind of edge, whose ends are places in the list of nodes and whose properties are
places in a list of the different ones, for most edges are alike in these.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from graphdb.stores.base import RowsError
from graphdb.tables import Row, Tables, TablesError, Value, checked

__all__ = ["Edges", "Nodes", "Packed", "head_of", "pack", "unpack"]

#: The longest text of one value, and the longest key.
LONGEST, LONGEST_KEY = 3_000_000, 1_000
#: Rows that stand in one line: what is read at once stays small, however large the case.
_NODES, _EDGES = 2_000, 20_000

EdgeKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Packed:
    """One case, ready to be written.

    Attributes
    ----------
    case_id
        The case.
    items
        How many nodes and edges it has.
    data
        Its rows; `unpack` reads them.
    """

    case_id: str
    items: int
    data: bytes

    @property
    def nodes(self) -> dict[str, list[dict[str, Any]]]:
        """The rows by label, as every store takes them; read anew each time."""
        found: dict[str, list[dict[str, Any]]] = {}
        for some in unpack(self.data)[0]:
            found.setdefault(some.label, []).extend(some.read())
        return found

    @property
    def edges(self) -> dict[EdgeKey, list[dict[str, Any]]]:
        """The edges by kind, as every store takes them; read anew each time."""
        nodes, edges = unpack(self.data)
        uids = [row["uid"] for some in nodes for row in some.read()]
        found: dict[EdgeKey, list[dict[str, Any]]] = {}
        for some in edges:
            told = [json.loads(text) for text in some.properties]
            found.setdefault(some.key, []).extend(
                {"start": uids[start], "end": uids[end], **told[which]}
                for start, end, which in zip(some.starts, some.ends, some.which, strict=True)
            )
        return found


@dataclass(frozen=True, slots=True)
class Nodes:
    """Some nodes of one kind in a packed case.

    Attributes
    ----------
    label
        Their label.
    count
        How many there are.
    rows
        The rows as the inside of a JSON list.
    """

    label: str
    count: int
    rows: str

    def read(self) -> list[dict[str, Any]]:
        """Return the rows, without what they say nothing of."""
        read: list[dict[str, Any]] = json.loads(f"[{self.rows}]")
        return read


@dataclass(frozen=True, slots=True)
class Edges:
    """Some edges of one kind in a packed case.

    Attributes
    ----------
    key
        Type, start label and end label.
    starts, ends
        Places of the nodes, counted through all of the case.
    which
        For each edge the place of its properties in ``properties``.
    properties
        The different properties, each as the text of a JSON object.
    """

    key: EdgeKey
    starts: list[int]
    ends: list[int]
    which: list[int]
    properties: list[str]


def pack(tables: Tables) -> Packed:
    """Check a case and return it as it is carried.

    Raises
    ------
    RowsError
        Where the rows do not obey the schema, or a value is longer than a store takes.

    Complexity
    ----------
    Linear in rows.
    """
    try:
        checked(tables)
    except TablesError as error:
        raise RowsError(f"{error}. Nothing was written.") from error
    if not tables.nodes.get("Case"):
        raise RowsError(f"Case {tables.case_id!r} has no Case node, so nobody could find it.")
    nodes = [(label, some) for label, rows in tables.nodes.items() for some in _parts(rows, _NODES)]
    edges = [(key, some) for key, rows in tables.edges.items() for some in _parts(rows, _EDGES)]
    uids = [row["uid"] for _, rows in nodes for row in rows]
    place = dict(zip(uids, range(len(uids)), strict=True))
    head = {
        "case_id": tables.case_id,
        "nodes": [(label, len(rows)) for label, rows in nodes],
        "edges": [key for key, _ in edges],
    }
    lines = [
        _json(head),
        *(_node_line(label, rows) for label, rows in nodes),
        *(_edge_line(rows, place) for _, rows in edges),
    ]
    items = len(uids) + sum(map(len, tables.edges.values()))
    return Packed(tables.case_id, items, "\n".join([*lines, ""]).encode("utf-8"))


def _node_line(label: str, rows: Sequence[Row]) -> str:
    # the engine would keep a null as a value
    line = _json([_told(row.items()) for row in rows])[1:-1]
    longest = max(len(str(row["uid"])) for row in rows)
    if longest > LONGEST_KEY or len(line) > LONGEST:  # else no value of it can be too long
        _stop_at_too_long(label, rows)
    return line


def _parts(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    for begin in range(0, len(rows), most):
        yield rows[begin : begin + most]


def _stop_at_too_long(label: str, rows: Sequence[Row]) -> None:
    for row in rows:
        for name, value in row.items():
            most = LONGEST_KEY if name == "uid" else LONGEST
            if isinstance(value, str | tuple) and (length := _length(value)) > most:
                raise RowsError(
                    f"{label}, {str(row['uid'])[:LONGEST_KEY]!r}: {name} has {length:,} "
                    f"characters; a store takes {most:,}. Shorten it in the source."
                )


def _length(value: str | tuple[str, ...]) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value))


def _edge_line(rows: Sequence[Row], place: Mapping[Value, int]) -> str:
    names = [name for name in rows[0] if name not in ("start", "end")]
    # never a single name: a getter of one gives no tuple
    told = list(map(itemgetter(*names, "case_id"), rows))
    different = dict(zip(dict.fromkeys(told), itertools.count(), strict=False))
    return _json(
        [
            [place[row["start"]] for row in rows],
            [place[row["end"]] for row in rows],
            [different[one] for one in told],
            [_json(_told(zip(names, one, strict=False))) for one in different],
        ]
    )


def _told(row: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return what a row says: a store keeps nothing where there is nothing."""
    return {name: value for name, value in row if value is not None}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def head_of(data: bytes) -> dict[str, Any]:
    """Return what a packed case holds: ``case_id``, and kinds of nodes and edges by line."""
    head: dict[str, Any] = json.loads(data[: data.index(b"\n")])
    return head


def unpack(data: bytes) -> tuple[list[Nodes], list[Edges]]:
    """Return the rows of a packed case, in their order."""
    first, *lines, _ = data.decode("utf-8").split("\n")
    head = json.loads(first)
    count = len(head["nodes"])
    nodes = [
        Nodes(label, size, line)
        for (label, size), line in zip(head["nodes"], lines[:count], strict=True)
    ]
    edges = [
        Edges((key[0], key[1], key[2]), *json.loads(line))
        for key, line in zip(head["edges"], lines[count:], strict=True)
    ]
    return nodes, edges
