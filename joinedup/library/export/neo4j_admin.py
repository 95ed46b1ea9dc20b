"""CSV for ``neo4j-admin database import``: the way into Neo4j for very many cases at once.

Values stand exactly as they are, because the database would keep any apostrophe put before one.
A spreadsheet would take a text that begins with ``=`` for a formula, so the files are packed
(``.csv.gz``): neo4j-admin reads them as they are, and no double click opens one in Excel.

A text is always in quotation marks and a missing value never is: that is how neo4j-admin tells an
empty text from none. Tried with neo4j-admin 5.26.30 and texts made to break it: what the server
gave back was equal, node for node and edge for edge.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from graphdb.schema import (
    EDGE_COMMON,
    NODE_COMMON,
    NODES,
    Property,
    PropertyType,
    edge_kind,
    node_kind,
)
from graphdb.tables import Row, Tables, Value
from joinedup.library.export.writer import Themes

#: Between the texts of a list: the unit separator, which is made for it and which nobody types.
BETWEEN = "\x1f"

_TYPES: dict[PropertyType, str] = {
    "string": "string",
    "strings": "string[]",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
}

_README = """\
These files are for one tool: neo4j-admin. Into a database that does not exist yet:

    cd {here}
    neo4j-admin database import full neo4j @import.args

Then start the database and run after-import.cypher (the keys, without which queries are slow):

    cypher-shell -u neo4j -f after-import.cypher

Every value stands as it is, so a text that begins with = is just that text. Do not unpack these
files to open them in a spreadsheet, which would take it for a formula: for Excel there is
`joinedup report CASE --xlsx`.

In a list of texts the unit separator (U+001F) stands between them; one that is part of a text is
written as the replacement character.
"""


class Neo4jAdminWriter:
    """Writes ``nodes-LABEL.csv.gz``, ``edges-TYPE-START-END.csv.gz`` and how to import them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._themes = Themes()
        self._files: dict[str, TextIOWrapper] = {}
        self._packed: list[IO[bytes]] = []
        self._arguments: list[str] = []

    def add(self, tables: Tables) -> None:
        """Write the rows of one case."""
        for label, rows in tables.nodes.items():
            declared = (*NODE_COMMON, *node_kind(label).properties)
            names = ["uid", *(p.name for p in declared[1:])]
            heads = ["uid:ID", *_heads(declared[1:])]
            file = self._file(f"nodes-{label}.csv.gz", f"--nodes={label}", heads)
            _lines(file, names, self._themes.new(label, rows))
        for key, rows in tables.edges.items():
            edge = (*EDGE_COMMON, *edge_kind(*key).properties)
            names = ["start", "end", *(p.name for p in edge)]
            heads = [":START_ID", ":END_ID", *_heads(edge)]
            name = f"edges-{'-'.join(key)}.csv.gz"
            _lines(self._file(name, f"--relationships={key[0]}", heads), names, rows)

    def close(self) -> None:
        """Write how to import them, and close the files."""
        for file in self._files.values():
            file.close()  # its packed file, which it wraps, as well
        for packed in self._packed:
            packed.close()
        self._files.clear()
        self._packed.clear()
        # a fixed order, however the kinds of the cases came
        arguments = [*sorted(self._arguments), "--multiline-fields=true"]
        arguments += ["--array-delimiter=U+001F"]
        self._text("import.args", "".join(f"{line}\n" for line in arguments))
        self._text("after-import.cypher", "".join(_constraints()))
        self._text("README.txt", _README.format(here="this-folder"))

    def _text(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8", newline="\n")

    def _file(self, name: str, argument: str, heads: Iterable[str]) -> TextIOWrapper:
        if name not in self._files:
            packed = (self._folder / name).open("wb")
            self._packed.append(packed)
            # neither name nor time of day in it: the same rows, the same bytes
            zipped = gzip.GzipFile("", "wb", 6, packed, 0)
            self._files[name] = TextIOWrapper(zipped, encoding="utf-8", newline="")
            self._files[name].write(",".join(heads) + "\n")
            self._arguments.append(f"{argument}={name}")
        return self._files[name]


def _heads(declared: Iterable[Property]) -> list[str]:
    return [f"{p.name}:{_TYPES[p.type]}" for p in declared]


def _lines(file: TextIOWrapper, names: list[str], rows: Iterable[Row]) -> None:
    file.writelines(",".join([cell(row.get(name)) for name in names]) + "\n" for row in rows)


def cell(value: Value) -> str:
    """Return a value as a cell: texts in quotation marks, nothing where it is missing.

    Examples
    --------
    >>> [cell(value) for value in ("plain", "", None, True, 7)]
    ['"plain"', '""', '', 'true', '7']
    """
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = BETWEEN.join(one.replace(BETWEEN, "\ufffd") for one in value)
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    return repr(value)


def _constraints() -> Iterable[str]:
    for kind in NODES:
        yield (
            f"CREATE CONSTRAINT {kind.label.lower()}_uid IF NOT EXISTS "
            f"FOR (n:{kind.label}) REQUIRE n.uid IS UNIQUE;\n"
        )
        yield (
            f"CREATE INDEX {kind.label.lower()}_case IF NOT EXISTS "
            f"FOR (n:{kind.label}) ON (n.case_id);\n"
        )
