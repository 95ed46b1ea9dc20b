"""Cypher made from the declared kinds: nothing in it comes from data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from graphdb.stores.base import KindsLike, NodeKindLike, RowsError
from graphdb.tables import THEME

__all__ = ["Kinds", "batches", "quoted", "spelt"]

#: Rows, and characters of text, that go to the server at once. A message may hold 16 MB.
ROWS, CHARACTERS = 5_000, 2_000_000
#: The longest text of one value; also what fits one message with four bytes a character.
LONGEST = 3_000_000


def quoted(name: str) -> str:
    """Return a name as Cypher takes any name.

    Examples
    --------
    >>> quoted("Event"), quoted("a`b")
    ('`Event`', '`a``b`')
    """
    return "`" + name.replace("`", "``") + "`"


def spelt(edge: tuple[str, str, str]) -> str:
    """Return a kind of edge as Cypher has it.

    Examples
    --------
    >>> spelt(("NEXT", "Event", "Event"))
    '(Event)-[:NEXT]->(Event)'
    """
    return f"({edge[1]})-[:{edge[0]}]->({edge[2]})"


def _taken(names: Iterable[str]) -> str:
    # every property by name: three times as fast as SET n = row on the embedded store
    return ", ".join(f"{quoted(name)}: row.{quoted(name)}" for name in names)


def _names(kind: NodeKindLike) -> tuple[str, ...]:
    named = (p.name for p in kind.properties)
    return ("uid", "case_id", *(n for n in named if n not in ("uid", "case_id")))


class Kinds:
    """The statements of one schema.

    Parameters
    ----------
    schema : KindsLike
        Such as the module `graphdb.schema`.
    """

    def __init__(self, schema: KindsLike) -> None:
        self._nodes = {kind.label: kind for kind in schema.NODES}
        self._edges = {
            (kind.type, start, end): kind
            for kind in schema.EDGES
            for start in kind.starts
            for end in kind.ends
        }

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label."""
        return tuple(self._nodes)

    @property
    def types(self) -> tuple[str, ...]:
        """Every edge type, once."""
        return tuple(dict.fromkeys(kind for kind, _, _ in self._edges))

    @property
    def across(self) -> tuple[str, ...]:
        """Every edge type that one case can have to another."""
        # kinds that do not say so may all
        given = (key[0] for key, kind in self._edges.items() if getattr(kind, "across", True))
        return tuple(dict.fromkeys(given))

    def knows(self, edge: tuple[str, str, str]) -> bool:
        """Say whether type, start and end label are declared together."""
        return edge in self._edges

    def preparing(self) -> list[str]:
        """Return what makes uids unique and cases quick to find; safe to run again."""
        found = []
        for label in self.labels:
            name, node = label.lower(), quoted(label)
            found += [
                f"CREATE CONSTRAINT {quoted(name + '_uid')} IF NOT EXISTS "
                f"FOR (n:{node}) REQUIRE n.uid IS UNIQUE",
                f"CREATE INDEX {quoted(name + '_case')} IF NOT EXISTS "
                f"FOR (n:{node}) ON (n.case_id)",
            ]
        return found

    def create(self, label: str) -> str:
        """Return what makes a case's own nodes of ``$rows``."""
        kind = self._kind(label)
        node = f"(n:{quoted(label)} {{{_taken(_names(kind))}}})"
        return f"UNWIND $rows AS row CREATE {node} RETURN count(*)"

    @cached_property
    def whole(self) -> str:
        """Return what writes all of one case at once, of ``$case``, and counts what it wrote.

        ``nodes`` has rows by label, of `THEME` only the uids of nodes that are there. ``edges``
        has by kind (`spelt`) two places of nodes, counted through ``nodes`` in the order of
        `labels_of_whole`, and one in ``told``, which has by kind the different properties.

        Notes
        -----
        All stands in one parameter, for the server would make a plan of its own for every
        combination of lists' lengths, and a plan of this takes it longer than the writing.
        """
        labels = self.labels_of_whole
        made = [
            f"CALL () {{ {self._begun(label)} RETURN collect(n) AS nodes{place} }}"
            for place, label in enumerate(labels)
        ]
        every = " + ".join(f"nodes{place}" for place in range(len(labels)))
        linked = [
            f"CALL (every) {{ UNWIND $case.edges.{quoted(spelt(edge))} AS edge "
            "WITH every[edge[0]] AS a, every[edge[1]] AS b, "
            f"$case.told.{quoted(spelt(edge))}[edge[2]] AS row "
            f"CREATE (a)-{self._made(edge)}->(b) RETURN count(*) AS edges{place} }}"
            for place, edge in enumerate(self._edges)
        ]
        edges = " + ".join(["0", *(f"edges{place}" for place in range(len(linked)))])
        # else it is planned anew again and again while the store grows, to the same plan
        return "\n".join(
            [
                "CYPHER replan=skip",
                *made,
                f"WITH {every} AS every",
                *linked,
                f"RETURN size(every) AS nodes, {edges} AS edges",
            ]
        )

    @property
    def labels_of_whole(self) -> list[str]:
        """The labels in the order in which `whole` counts places: what cases share is last."""
        return sorted(self._nodes, key=lambda label: (label == THEME, label))

    def _begun(self, label: str) -> str:
        rows = f"UNWIND $case.nodes.{quoted(label)} AS row "
        if label == THEME:
            return f"{rows}MATCH (n:{quoted(label)} {{uid: row}})"
        return f"{rows}CREATE (n:{quoted(label)} {{{_taken(_names(self._kind(label)))}}})"

    def share(self, label: str) -> str:
        """Return what makes or renews nodes that cases share."""
        kept = (n for n in _names(self._kind(label)) if n != "uid")
        put = ", ".join(f"n.{quoted(name)} = row.{quoted(name)}" for name in kept)
        node = f"(n:{quoted(label)} {{uid: row.uid}})"
        return f"UNWIND $rows AS row MERGE {node} SET {put} RETURN count(*)"

    def link(self, edge: tuple[str, str, str]) -> str:
        """Return what makes edges of ``$rows``; it counts those of which both ends are there."""
        made = self._made(edge)
        return (
            f"UNWIND $rows AS row MATCH (a:{quoted(edge[1])} {{uid: row.start}}), "
            f"(b:{quoted(edge[2])} {{uid: row.end}}) "
            f"CREATE (a)-{made}->(b) RETURN count(*)"
        )

    def _made(self, edge: tuple[str, str, str]) -> str:
        if not self.knows(edge):
            raise RowsError(
                f"The schema has no edge {edge[0]!r} from {edge[1]!r} to {edge[2]!r}; "
                "only declared kinds can be written."
            )
        named = (p.name for p in self._edges[edge].properties if p.name != "case_id")
        return f"[r:{quoted(edge[0])} {{{_taken(('case_id', *named))}}}]"

    def of_no_case(self, kind: str | tuple[str, str, str]) -> None:
        """Raise where a label, or an edge between labels, is not declared."""
        if isinstance(kind, str):
            self._kind(kind)
        else:
            self.link(kind)

    def drop(self, kind: str | tuple[str, str, str]) -> str:
        """Return what removes what is of no case: by ``uid``, or by ``start`` and ``end``."""
        if isinstance(kind, str):
            node = f"(n:{quoted(kind)} {{uid: row.uid, case_id: ''}})"
            return f"UNWIND $rows AS row MATCH {node} DETACH DELETE n RETURN count(*)"
        return (
            f"UNWIND $rows AS row MATCH (a:{quoted(kind[1])} {{uid: row.start}})"
            f"-[r:{quoted(kind[0])} {{case_id: ''}}]->(b:{quoted(kind[2])} {{uid: row.end}}) "
            "DELETE r RETURN count(*)"
        )

    def clear(self, label: str) -> str:
        """Return what removes a case's nodes of one kind with their edges."""
        node = f"(n:{quoted(label)} {{case_id: $case_id}})"
        return f"MATCH {node} DETACH DELETE n RETURN count(*)"

    def foreign(self, label: str) -> str:
        """Return what finds other cases' edges to a case's nodes: they outlive its replacement."""
        types = "".join(
            f"{'|' if place else ':'}{quoted(kind)}" for place, kind in enumerate(self.across)
        )
        return (
            f"MATCH (n:{quoted(label)} {{case_id: $case_id}})-[r{types}]-() "
            "WHERE r.case_id <> $case_id "
            "RETURN DISTINCT type(r) AS type, labels(startNode(r)) AS starts, "
            "labels(endNode(r)) AS ends, "
            "startNode(r).uid AS start, endNode(r).uid AS end, properties(r) AS properties"
        )

    def _kind(self, label: str) -> NodeKindLike:
        if label not in self._nodes:
            raise RowsError(
                f"The schema has no node {label!r}; only declared kinds can be written."
            )
        return self._nodes[label]


def _size(row: Mapping[str, Any], where: str) -> int:
    size = 0
    for name, value in row.items():
        parts = value if isinstance(value, list | tuple) else (value,)
        length = sum(len(part) for part in parts if isinstance(part, str))
        if length > LONGEST:
            raise RowsError(
                f"{where}, {row.get('uid', row.get('start'))!r}: {name} has {length:,} characters; "
                f"a store takes {LONGEST:,}. Shorten it in the source."
            )
        size += length + 16
    return size


def batches(rows: Sequence[Mapping[str, Any]], where: str) -> Iterator[list[dict[str, Any]]]:
    """Split rows into what goes to the server at once.

    Parameters
    ----------
    rows : Sequence[Mapping[str, Any]]
        Rows of one kind.
    where : str
        What to call the kind where a value is too long.

    Yields
    ------
    list[dict[str, Any]]
        At most `ROWS` rows and about `CHARACTERS` of text.
    """
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        more = _size(row, where)
        if batch and (len(batch) >= ROWS or size + more > CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(dict(row))
        size += more
    if batch:
        yield batch
