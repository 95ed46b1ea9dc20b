"""The graph that the body is asked of, in NetworkX: what is right is worked out here, in Python."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import networkx as nx

from graphdb.tables import Tables
from joinedup.case import JoinedUpCase, load
from joinedup.generate import generate
from tests.joinedup.helpers import EXAMPLE


class Thing(dict[str, Any]):
    """A node or an edge: its properties; one that is missing is ``None``, as in Cypher."""

    def __missing__(self, name: str) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Graph:
    """The rows of some cases as a NetworkX graph whose nodes are named by their ``uid``."""

    def __init__(self, cases: tuple[Tables, ...]) -> None:
        self.nx: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for tables in cases:
            for label, rows in tables.nodes.items():
                for row in rows:
                    self.nx.add_node(row["uid"], at=_thing(row), label=label)
        for tables in cases:
            for (type_, _, _), edges in tables.edges.items():
                for edge in edges:
                    self.nx.add_edge(edge["start"], edge["end"], at=_thing(edge), type=type_)

    def of(self, label: str) -> list[Thing]:
        """Return the nodes of a label."""
        return [data["at"] for _, data in self.nx.nodes(data=True) if data["label"] == label]

    def label(self, node: Thing) -> str:
        """Return the label of a node."""
        return str(self.nx.nodes[node.uid]["label"])

    def at(self, uid: str) -> Thing:
        """Return a node by its key."""
        found: Thing = self.nx.nodes[uid]["at"]
        return found

    def out(self, node: Thing, *types: str) -> Iterator[tuple[Thing, Thing]]:
        """Yield edges that leave a node, each with where it leads."""
        for _, end, data in self.nx.out_edges(node.uid, data=True):
            if not types or data["type"] in types:
                yield data["at"], self.at(end)

    def into(self, node: Thing, *types: str) -> Iterator[tuple[Thing, Thing]]:
        """Yield edges that reach a node, each with where it comes from."""
        for start, _, data in self.nx.in_edges(node.uid, data=True):
            if not types or data["type"] in types:
                yield data["at"], self.at(start)

    def edges(self, *types: str) -> Iterator[tuple[Thing, Thing, Thing]]:
        """Yield start, edge and end of every edge of some types."""
        for start, end, data in self.nx.edges(data=True):
            if not types or data["type"] in types:
                yield self.at(start), data["at"], self.at(end)

    def only(self, type_: str) -> nx.MultiDiGraph[str]:
        """Return the graph with the edges of one type alone."""
        chosen: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        chosen.add_nodes_from(self.nx.nodes)
        chosen.add_edges_from(
            (a, b) for a, b, data in self.nx.edges(data=True) if data["type"] == type_
        )
        return chosen


def _thing(row: Any) -> Thing:
    return Thing(
        {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in row.items()
            if value is not None and name not in ("start", "end")
        }
    )


@cache
def cases() -> tuple[Tables, ...]:
    """Return the cases of the body: the example, and a small generated one beside it."""
    return load(EXAMPLE).tables, JoinedUpCase(generate(4, rows=25, most=6).records).tables


@cache
def truth() -> Graph:
    """Return the graph of these cases."""
    return Graph(cases())
