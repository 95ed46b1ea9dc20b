"""One Parquet file for each kind of node and of edge: for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from graphdb.schema import EDGE_COMMON, NODE_COMMON, EdgeKey, Property, edge_kind, node_kind
from graphdb.tables import Row, Tables
from joinedup.library.export.writer import Themes

#: Rows are written in groups of about this many: small ones would make many cases large and slow.
GROUP = 20_000

_TYPES: dict[str, Any] = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "float": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "strings": pyarrow.list_(pyarrow.string()),
}
_ENDS = (
    Property("start", "string", "", required=True),
    Property("end", "string", "", required=True),
)


class ParquetWriter:
    """Writes ``nodes/LABEL.parquet`` and ``edges/TYPE-START-END.parquet``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._themes = Themes()
        self._kept: dict[str, list[Row]] = defaultdict(list)
        self._files: dict[str, Any] = {}
        self._schemas: dict[str, Any] = {}

    def add(self, tables: Tables) -> None:
        """Write the rows of one case."""
        for label, rows in tables.nodes.items():
            name = f"nodes/{label}.parquet"
            self._keep(name, (*NODE_COMMON, *node_kind(label).properties),
                       self._themes.new(label, rows))  # fmt: skip
        for key, rows in tables.edges.items():
            self._keep(_name_of(key), (*_ENDS, *EDGE_COMMON, *edge_kind(*key).properties), rows)

    def close(self) -> None:
        """Write the rows that wait, and close the files."""
        try:
            for name in [*self._kept]:
                self._flush(name)
        finally:
            for file in self._files.values():
                file.close()
            self._files.clear()

    def _keep(self, name: str, declared: tuple[Property, ...], rows: tuple[Row, ...]) -> None:
        if name not in self._schemas:
            self._schemas[name] = pyarrow.schema(
                [pyarrow.field(p.name, _TYPES[p.type], nullable=not p.required) for p in declared]
            )
        self._kept[name] += rows
        if len(self._kept[name]) >= GROUP:
            self._flush(name)

    def _flush(self, name: str) -> None:
        rows = self._kept.pop(name)
        if name not in self._files:
            (self._folder / name).parent.mkdir(exist_ok=True)
            self._files[name] = parquet.ParquetWriter(self._folder / name, self._schemas[name])
        table = pyarrow.Table.from_pylist(rows, schema=self._schemas[name])
        self._files[name].write_table(table)


def _name_of(key: EdgeKey) -> str:
    return f"edges/{'-'.join(key)}.parquet"
