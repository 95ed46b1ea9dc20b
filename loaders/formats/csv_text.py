"""CSV files: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab; quoted line ends."""

from __future__ import annotations

import codecs
import csv
from io import StringIO
from pathlib import Path

from loaders.errors import RefusedFileError
from loaders.messages import counted
from loaders.table import Document, Grid, Note, RawRow

SUFFIXES = (".csv", ".tsv")
KIND = "csv"
LABEL = "a CSV file"

MAX_FIELD = 1_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
_SAMPLE_LINES = 200


def read(path: Path) -> Document:
    """Return the one grid of a CSV file.

    Raises
    ------
    RefusedFileError
        When the bytes are no text, or a single cell is beyond all measure.
    """
    notes: list[Note] = []
    text, encoding = decode(path.read_bytes())
    if encoding == "cp1252":
        notes.append(Note("JU-L040", found="Windows-1252"))
    if "\0" in text:
        notes.append(Note("JU-L041", found=counted(text.count("\0"), "NUL")))
        text = text.replace("\0", "")
    rows = _rows(text, delimiter_of(text))
    while rows and rows[-1].is_blank:
        rows.pop()
    width = max((len(row.cells) for row in rows), default=0)
    return Document((Grid("", tuple(rows), width),) if rows else (), tuple(notes))


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding it was in.

    Raises
    ------
    RefusedFileError
        When the bytes are no text in any of the three encodings.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return _decoded(data[3:], "utf-8")
    sample = data[:4_000]
    if len(sample) > 3 and sample.count(0) * 3 > len(sample):
        little = sample[1::2].count(0) >= sample[::2].count(0)
        return _decoded(data, "utf-16-le" if little else "utf-16-be")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise RefusedFileError("JU-L012", f"text that is not whole {encoding}") from error


def delimiter_of(text: str) -> str:
    """Return the separator that splits the first lines most evenly.

    Examples
    --------
    >>> delimiter_of("Date;Source;Event, as told")
    ';'
    """
    lines = _first_lines(text)
    best, best_score = ",", 0.0
    for candidate in (",", ";", "\t"):
        widths = _widths(lines, candidate)
        usual = max(set(widths), key=lambda n: (widths.count(n), n)) if widths else 1
        score = (usual - 1) * widths.count(usual) / max(len(widths), 1)
        # The separator of the widest line counts where rows differ (a title above).
        score += max(widths, default=1) / 1_000
        if score > best_score and max(widths, default=1) > 1:
            best, best_score = candidate, score
    return best


def _first_lines(text: str) -> str:
    end = 0
    for _ in range(_SAMPLE_LINES):
        found = text.find("\n", end)
        if found < 0:
            return text[:200_000]
        end = found + 1
    return text[: min(end, 200_000)]


def _widths(sample: str, delimiter: str) -> list[int]:
    try:
        reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
        return [len(row) for row in reader if row]
    except csv.Error:
        return []


def _rows(text: str, delimiter: str) -> list[RawRow]:
    """Return the rows, numbered as Excel numbers them (a quoted line end is inside a row)."""
    limit = csv.field_size_limit(MAX_FIELD)
    rows = []
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS:
                raise RefusedFileError("JU-L016", f"more than {MAX_ROWS:,} rows")
            rows.append(RawRow(number, tuple([c.strip() for c in cells[:MAX_COLUMNS]])))
    except csv.Error as error:
        raise RefusedFileError("JU-L015", str(error)) from error
    finally:
        csv.field_size_limit(limit)
    return rows
