"""The formats of export by name, and what each needs to be there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from joinedup.library.export.graphml import GraphmlWriter
from joinedup.library.export.json_file import JsonWriter
from joinedup.library.export.neo4j_admin import Neo4jAdminWriter
from joinedup.library.export.writer import Maker, Writer


class MissingLibraryError(RuntimeError):
    """A format needs a library that is not installed; the message says how to install it."""


def _parquet(folder: Path) -> Writer:
    from joinedup.library.export.parquet import ParquetWriter

    return ParquetWriter(folder)


FORMATS: dict[str, Maker] = {
    "graphml": GraphmlWriter,
    "json": JsonWriter,
    "parquet": _parquet,
    "csv-for-neo4j-admin": Neo4jAdminWriter,
}
"""What makes the writer of each format."""


def needed(form: str) -> None:
    """Raise where a format cannot be written on this machine.

    Raises
    ------
    MissingLibraryError
        When its library is not installed.
    """
    if form == "parquet" and find_spec("pyarrow") is None:
        raise MissingLibraryError(
            "Parquet files need pyarrow, which is not installed; it comes with: pip install "
            "'joinedup[parquet]'. The other formats need nothing more."
        )
