"""What every format of export does, and what several of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from graphdb.tables import THEME, Row, Tables


class Writer(Protocol):
    """Writes files of one format into a folder; made with that folder."""

    def add(self, tables: Tables) -> None:
        """Write the rows of one case."""
        ...

    def close(self) -> None:
        """Write what stands at the end, and close every file; also after a fault."""
        ...


class Themes:
    """Themes are of no case: each is written once, however many cases have it."""

    def __init__(self) -> None:
        self._seen: set[object] = set()

    def new(self, label: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Return rows of a label that are not written yet."""
        if label != THEME:
            return rows
        found = tuple(row for row in rows if row["uid"] not in self._seen)
        self._seen.update(row["uid"] for row in found)
        return found


class Maker(Protocol):
    """Makes the writer of a format."""

    def __call__(self, folder: Path, /) -> Writer:
        """Return a writer into a folder."""
        ...
