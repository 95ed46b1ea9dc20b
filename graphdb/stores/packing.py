"""A case as it is carried to an engine: checked once, its keys made numbers, its rows made text.

The same text is what a library's digest of a case is over, so a case is spelt out only once.

What works a case out packs it, in its own process; what writes it has no more to do than to pass
it on. A packed case is lines of UTF-8: what there is, a line of rows for each kind of node, and a
line for each kind of edge, whose ends are places in the list of nodes and whose properties are
places in a list of the different ones, for most edges are alike in these.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from graphdb.stores.base import RowsError
from graphdb.tables import THEME, Columns, Row, Tables, TablesError, Value, edges_checked

__all__ = ["Edges", "Nodes", "Packed", "digest", "head_of", "pack", "unpack"]

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
    digest
        The SHA-256 over its rows, as `digest` has it.
    """

    case_id: str
    items: int
    data: bytes
    digest: str

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


def pack(tables: Tables, *, seal: bool = False) -> Packed:
    """Check a case and return it as it is carried.

    Parameters
    ----------
    tables : Tables
        A case. Its nodes are carried in the order of their keys.
    seal : bool, optional
        Whether its Case node is to have the digest.

    Raises
    ------
    RowsError
        Where the rows do not obey the schema, or a value is longer than a store takes.

    Complexity
    ----------
    Linear in rows, but for sorting them.
    """
    try:
        columns = edges_checked(tables)
    except TablesError as error:
        raise RowsError(f"{error}. Nothing was written.") from error
    if not tables.nodes.get("Case"):
        raise RowsError(f"Case {tables.case_id!r} has no Case node, so nobody could find it.")
    order = _in_order(tables.nodes, (told[side] for told in columns.values() for side in _SIDES))
    edges = {key: _links(told, order) for key, told in columns.items()}
    nodes = {label: _spelt(rows) for label, rows in order.nodes.items()}
    digest_ = _digest(order, nodes, edges)
    made: Row = {"digest": digest_} if seal else {}
    rows_of = order.nodes | {
        "Case": [row | made for row in tables.nodes["Case"]],
        THEME: _shared(tables.nodes.get(THEME, ()), order),
    }
    nodes |= {label: _spelt(rows_of[label]) for label in ("Case", THEME)}
    for label, some in nodes.items():
        _stop_at_too_long(label, rows_of[label], some)
    head = {
        "case_id": tables.case_id,
        "nodes": [(label, part.count) for label, some in nodes.items() for part in some],
        "edges": [key for key, links in edges.items() for _ in _parts(links.texts, _EDGES)],
    }
    lines = [
        _json(head),
        *(part.text for some in nodes.values() for part in some),
        *(line for links in edges.values() for line in _edge_lines(links)),
    ]
    items = sum(map(len, rows_of.values())) + sum(len(links.texts) for links in edges.values())
    data = "\n".join([*lines, ""]).encode("utf-8")
    return Packed(tables.case_id, items, data, digest_)


def digest(tables: Tables) -> str:
    """Return the SHA-256 over a case's rows, in hexadecimal digits, whatever they are.

    Neither the order of the rows nor that of their properties matters, nor whether a property
    that says nothing is ``None`` or not there. The digest itself is left out, and so are the
    nodes that cases share, but not which of them edges lead to.

    Examples
    --------
    >>> row = {"uid": "x/case:x", "case_id": "x", "title": "A", "area": None}
    >>> one = digest(Tables("x", {"Case": (row,)}))
    >>> one == digest(Tables("x", {"Case": ({"title": "A", "case_id": "x", "uid": "x/case:x"},)}))
    True
    >>> one == digest(Tables("x", {"Case": (row | {"title": "B"},)}))
    False
    """
    ends = {
        (key, side): [str(row[side]) for row in rows]
        for key, rows in tables.edges.items()
        for side in _SIDES
    }
    order = _in_order(tables.nodes, ends.values())
    edges = {
        key: _Links(
            [order.place[uid] for uid in ends[key, "start"]],
            [order.place[uid] for uid in ends[key, "end"]],
            [_json(_told(names, map(row.get, names))) for row in rows],
        )
        for key, rows in tables.edges.items()
        if rows
        for names in [_names(rows, _SIDES)]
    }
    return _digest(order, {label: _spelt(rows) for label, rows in order.nodes.items()}, edges)


_SIDES = ("start", "end")


@dataclass(frozen=True, slots=True)
class _Order:
    """A case's own nodes in order, the keys of others to which edges lead, and places of both."""

    nodes: dict[str, list[Row]]
    others: list[str]
    place: dict[Value, int]


def _in_order(nodes: Mapping[str, Sequence[Row]], ends: Iterable[Iterable[Value]]) -> _Order:
    own = {label: sorted(nodes[label], key=_key) for label in sorted(nodes) if label != THEME}
    own["Case"] = [
        {name: value for name, value in row.items() if name != "digest"}
        for row in own.get("Case", ())
    ]
    uids = [_key(row) for rows in own.values() for row in rows]
    others = sorted(map(str, set().union(*ends).difference(uids)))
    return _Order(own, others, dict(zip([*uids, *others], itertools.count(), strict=False)))


def _key(row: Row) -> str:
    return str(row.get("uid"))


def _shared(themes: Sequence[Row], order: _Order) -> list[Row]:
    """Return the shared nodes: first those to which edges lead, as their places have it."""
    return sorted(themes, key=lambda row: (_key(row) not in order.place, _key(row)))


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of one kind as the inside of a JSON list."""

    count: int
    text: str


def _spelt(rows: Sequence[Row]) -> list[_Part]:
    names = _names(rows)
    return [
        # the engine would keep a null as a value
        _Part(len(some), _json([_told(names, map(row.get, names)) for row in some])[1:-1])
        for some in _parts(rows, _NODES)
    ]


_Some = TypeVar("_Some")


def _parts(rows: Sequence[_Some], most: int) -> Iterator[Sequence[_Some]]:
    for begin in range(0, len(rows), most):
        yield rows[begin : begin + most]


def _stop_at_too_long(label: str, rows: Sequence[Row], some: Sequence[_Part]) -> None:
    longest = max((len(_key(row)) for row in rows), default=0)
    if longest <= LONGEST_KEY and all(len(part.text) <= LONGEST for part in some):
        return  # then no value of them can be too long
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


@dataclass(frozen=True, slots=True)
class _Links:
    """Edges of one kind: places of their ends, and the properties of each as text."""

    starts: list[int]
    ends: list[int]
    texts: list[str]


def _links(columns: Columns, order: _Order) -> _Links:
    names = sorted(columns.keys() - {*_SIDES})
    told = list(zip(*(columns[name] for name in names), strict=True))
    # most edges are alike in these; of what was checked, what is equal is of one type
    spelt = {one: _json(_told(names, one)) for one in dict.fromkeys(told)}
    at = order.place.__getitem__
    return _Links(
        list(map(at, columns["start"])),
        list(map(at, columns["end"])),
        list(map(spelt.__getitem__, told)),
    )


def _edge_lines(links: _Links) -> Iterator[str]:
    for starts, ends, texts in zip(
        *(_parts(one, _EDGES) for one in (links.starts, links.ends, links.texts)), strict=True
    ):
        different = dict(zip(dict.fromkeys(texts), itertools.count(), strict=False))
        yield _json([starts, ends, list(map(different.__getitem__, texts)), list(different)])


def _digest(
    order: _Order, nodes: Mapping[str, Sequence[_Part]], edges: Mapping[EdgeKey, _Links]
) -> str:
    whole = sha256()
    for label, some in nodes.items():
        if some:
            rows = ",".join(part.text for part in some)
            whole.update(f"{label}\n{rows}\n".encode("utf-8", "surrogatepass"))
    whole.update(f"{_json(order.others)}\n".encode("utf-8", "surrogatepass"))
    width = len(order.place)
    for key in sorted(edges):
        links = edges[key]
        between: dict[str, list[int]] = defaultdict(list)
        for start, end, text in zip(links.starts, links.ends, links.texts, strict=True):
            between[text].append(start * width + end)
        lines = "".join(f"{text}\n{sorted(between[text])}\n" for text in sorted(between))
        whole.update(f"{_json(key)}\n{lines}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _told(names: Iterable[str], values: Iterable[Value]) -> dict[str, Value]:
    """Return what a row says: a store keeps nothing where there is nothing."""
    return {n: value for n, value in zip(names, values, strict=True) if value is not None}


def _names(rows: Iterable[Row], without: Iterable[str] = ()) -> list[str]:
    return sorted(set[str]().union(*rows).difference(without))


#: What only a changed store can hold, such as its own kind of date, is told by its text.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


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
