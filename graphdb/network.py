"""The case as a NetworkX graph: a projection for users, made from the tables on demand."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graphdb.knowledge import Knowledge
from graphdb.tables import THEME, Row, Tables, tables_of

#: What is known in NetworkX by its own id, which says what it is.
_OWN_ID = ("Event", "Fact", "Finding")
#: Of an agency or of a person: the other is not there, rather than ``None``.
_EITHER = "NEXT"


def to_networkx(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """Return the graph of a case: nodes with a ``label``, edges with a ``type``.

    Minutes stand as integers (see :func:`graphdb.dates.moment_of`); an open side is ``None``.

    Examples
    --------
    >>> from graphdb.case_view import CaseView
    >>> from graphdb.model import Case, CaseRecords
    >>> view = CaseView(CaseRecords(Case("x", "An empty case")), {})
    >>> sorted(to_networkx(Knowledge(view)).nodes)
    ['case:x']
    """
    return graph_of(tables_of(knowledge))


def graph_of(tables: Tables) -> nx.MultiDiGraph[str]:
    """Return the tables of a case as a graph; themes to which nothing leads are left out.

    A node is named ``person:V``, ``team:police/response``, ``theme:1A``; an event, a fact and a
    finding by its id alone. The names are those of one case: in a store the key is ``uid``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    reached = {
        row["end"] for (_, _, end), rows in tables.edges.items() if end == THEME for row in rows
    }
    for label, rows in tables.nodes.items():
        for row in rows:
            if label != THEME or row["uid"] in reached:
                graph.add_node(_name(label, row["uid"]), label=label, **_node(label, row))
    for (type_, start, end), rows in tables.edges.items():
        for row in rows:
            graph.add_edge(
                _name(start, row["start"]), _name(end, row["end"]), type=type_, **_edge(type_, row)
            )
    return graph


def _name(label: str, uid: object) -> str:
    if label == THEME:
        return str(uid)
    _, _, name = str(uid).partition("/")
    return name.partition(":")[2] if label in _OWN_ID else name


def _node(label: str, row: Row) -> dict[str, Any]:
    left_out = ("uid",) if label == "Case" else ("uid", "case_id")
    return {name: _value(value) for name, value in row.items() if name not in left_out}


def _edge(type_: str, row: Row) -> dict[str, Any]:
    return {
        name: _value(value)
        for name, value in row.items()
        if name not in ("start", "end", "case_id") and not (type_ == _EITHER and value is None)
    }


def _value(value: Any) -> Any:  # noqa: ANN401 - attributes are of any type
    return list(value) if isinstance(value, tuple) else value
