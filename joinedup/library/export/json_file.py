"""``graph.json``: every case with its rows, one case a line; read back it gives the same rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphdb.schema import FORMAT
from graphdb.tables import Row, Tables, TablesError

NAME = "graph.json"


class JsonWriter:
    """Writes ``graph.json``."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / NAME).open("w", encoding="utf-8", newline="\n")
        self._file.write(f'{{"format":{FORMAT},"cases":[')
        self._first = True

    def add(self, tables: Tables) -> None:
        """Write the rows of one case."""
        self._file.write("\n" if self._first else ",\n")
        self._first = False
        case = {
            "case_id": tables.case_id,
            "nodes": tables.nodes,
            "edges": [
                {"type": type_, "from": start, "to": end, "rows": rows}
                for (type_, start, end), rows in tables.edges.items()
            ],
        }
        # all at once: several times as fast as piece by piece
        self._file.write(
            json.dumps(case, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        )

    def close(self) -> None:
        """Write the end."""
        if not self._file.closed:
            self._file.write("\n]}\n")
            self._file.close()


def read_json(path: Path) -> list[Tables]:
    """Return the cases of a ``graph.json``.

    Raises
    ------
    TablesError
        When it is of another format.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    if data.get("format") != FORMAT:
        raise TablesError(
            f"{path.name} is of format {data.get('format')}; this version reads {FORMAT}."
        )
    return [_case(case) for case in data["cases"]]


def _case(case: dict[str, Any]) -> Tables:
    return Tables(
        case["case_id"],
        {label: _rows(rows) for label, rows in case["nodes"].items()},
        {(e["type"], e["from"], e["to"]): _rows(e["rows"]) for e in case["edges"]},
    )


def _rows(rows: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(
        {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
        for row in rows
    )
