"""``graph.graphml``: for Gephi, yEd, Cytoscape, igraph and NetworkX.

GraphML has no lists: a list of texts is written as JSON. XML has no place for most control
characters: each is written as the replacement character.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from lxml import etree

from graphdb.schema import EDGE_COMMON, EDGES, NODE_COMMON, NODES, Property, PropertyType
from graphdb.tables import Row, Tables, Value
from joinedup.library.export.writer import Themes

NAME = "graph.graphml"
SPACE = "http://graphml.graphdrawing.org/xmlns"

_TYPES: dict[PropertyType, str] = {
    "string": "string",
    "strings": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class GraphmlWriter:
    """Writes ``graph.graphml``; nodes are known by ``uid``."""

    def __init__(self, folder: Path) -> None:
        self._file = etree.xmlfile(str(folder / NAME), encoding="utf-8")
        self._out: Any = self._file.__enter__()
        self._out.write_declaration()
        self._open: list[Any] = []
        self._themes = Themes()
        self._edges = 0
        self._begin("graphml", nsmap={None: SPACE})
        for element in _keys():
            self._line(element)
        self._begin("graph", id="joinedup", edgedefault="directed")

    def add(self, tables: Tables) -> None:
        """Write the rows of one case."""
        for label, rows in tables.nodes.items():
            for row in self._themes.new(label, rows):
                node = _element("node", id=_text(row["uid"]))
                _data(node, "node", {"label": label, **row})
                self._line(node)
        for (type_, _, _), rows in tables.edges.items():
            for row in rows:
                ends = {"source": _text(row["start"]), "target": _text(row["end"])}
                edge = _element("edge", id=f"e{self._edges}", **ends)
                self._edges += 1
                more = {k: v for k, v in row.items() if k not in ("start", "end")}
                _data(edge, "edge", {"type": type_, **more})
                self._line(edge)

    def close(self) -> None:
        """Write the end."""
        while self._open:
            self._open.pop().__exit__(None, None, None)
        if self._out is not None:
            self._file.__exit__(None, None, None)
            self._out = None

    def _begin(self, name: str, **more: Any) -> None:  # noqa: ANN401 - attributes, or nsmap
        opened = self._out.element(f"{{{SPACE}}}{name}", **more)
        opened.__enter__()
        self._open.append(opened)
        self._out.write("\n")

    def _line(self, element: Any) -> None:  # noqa: ANN401 - lxml's stubs call it private
        self._out.write(element)
        self._out.write("\n")


def _element(name: str, **attributes: str) -> Any:  # noqa: ANN401 - as above
    # lxml's stubs want a prefix; None is that of the name space that needs none
    spaces: Any = {None: SPACE}
    return etree.Element(f"{{{SPACE}}}{name}", attributes, nsmap=spaces)


def _keys() -> list[Any]:
    return [
        _element("key", id=f"{of}.{one.name}", **{"for": of, "attr.name": one.name},
                 **{"attr.type": _TYPES[one.type]})
        for of, declared in (("node", _of_nodes()), ("edge", _of_edges()))
        for one in declared.values()
    ]  # fmt: skip


def _of_nodes() -> dict[str, Property]:
    label = Property("label", "string", "What it is.", required=True)
    found = {one.name: one for one in (label, *NODE_COMMON)}
    return found | {one.name: one for kind in NODES for one in kind.properties}


def _of_edges() -> dict[str, Property]:
    kind_of = Property("type", "string", "What it is.", required=True)
    found = {one.name: one for one in (kind_of, *EDGE_COMMON)}
    return found | {one.name: one for kind in EDGES for one in kind.properties}


def _data(element: Any, of: str, row: Row) -> None:  # noqa: ANN401 - as above
    for name, value in row.items():
        if value is not None:
            data = etree.SubElement(element, f"{{{SPACE}}}data", key=f"{of}.{name}")
            data.text = _text(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = json.dumps(value, ensure_ascii=False)
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else str(value)
