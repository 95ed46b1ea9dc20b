"""CSV files of ours: read whatever Excel made of them, written whole or not at all.

Cells that a spreadsheet would take for a formula are written with an apostrophe before them,
and read without it. The format's version stands in a column of its own, so that sorting the
rows in Excel cannot lose it.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from loaders.errors import LoaderError, RefusedFileError, todo_of
from loaders.formats.csv_text import MAX_FIELD, decode, delimiter_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMAT_COLUMN = "format"


def guard(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> guard("=1+1"), unguard(guard("'=1")), guard("plain")
    ("'=1+1", "'=1", 'plain')
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguard(text: str) -> str:
    """Return text as it was before :func:`guard`."""
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA):
        return text[1:]
    return text


def read_rows(path: Path, needed: Sequence[str], version: int) -> list[dict[str, str]]:
    """Return the lines of one of our files, each with its ``_row`` as Excel numbers it.

    Raises
    ------
    LoaderError
        When a needed column is missing, or the file is of a newer format, or cannot be read.
    """
    rows = _cells(path)
    if not rows:
        return []
    header = [cell.strip().casefold() for cell in rows[0]]
    missing = [name for name in needed if name not in header]
    if missing:
        named = ", ".join(f"“{name}”" for name in missing)
        raise LoaderError(
            "JU-L100", path.name, f"no column{'s' if len(missing) > 1 else ''} {named}"
        )
    width = max(len(cells) for cells in rows)
    return list(_lines(path, _column_names(header, width), rows[1:], version))


def read_heads(path: Path) -> list[str]:
    """Return the headings of one of our files, in small letters; none where it is empty.

    Raises
    ------
    LoaderError
        When the file cannot be read.
    """
    return [cell.strip().casefold() for row in _cells(path)[:1] for cell in row]


#: How a ZIP file begins, which every workbook of Excel is; and one of its older format.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


_A_FOLDER = "Rename the folder that has the name of this file, or move it away."


def _cells(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        if path.is_dir():  # said in other ways by other systems
            raise LoaderError("JU-L017", path.name, "it is a folder", _A_FOLDER) from None
        raise LoaderError("JU-L017", path.name, error.strerror or "", todo_of(error)) from None
    if data.startswith(_WORKBOOK):
        raise LoaderError(
            "JU-L100",
            path.name,
            "it is a workbook of Excel, under the name of a CSV file",
            "Open it in Excel, and save it under the same name as “CSV UTF-8”.",
        )
    try:
        text, _ = decode(data)
    except RefusedFileError:
        raise LoaderError("JU-L100", path.name, "it is no text") from None
    if "\0" in text:
        text = text.replace("\0", "")
        if not text.strip():
            raise LoaderError("JU-L100", path.name, "it holds nothing but NUL characters")
    if not text.strip():
        return []
    limit = csv.field_size_limit(MAX_FIELD)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text)))
    except csv.Error as error:
        raise LoaderError("JU-L100", path.name, str(error)) from None
    finally:
        csv.field_size_limit(limit)


def _column_names(header: Sequence[str], width: int) -> list[str]:
    """Return a name for every column: nothing that stands in a line may get lost.

    A column without a heading, or with that of another, gets a name of its own.
    """
    names: list[str] = []
    for number in range(1, width + 1):
        name = header[number - 1] if number <= len(header) else ""
        names.append(f"{name or 'column'} {number}" if not name or name in names else name)
    return names


def _lines(
    path: Path, names: Sequence[str], rows: Iterable[Sequence[str]], version: int
) -> Iterable[dict[str, str]]:
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        line = {
            name: unguard(cell)
            for name, cell in zip(names, cells, strict=False)
            if cell or not name.startswith("column ")
        }
        written = line.get(FORMAT_COLUMN, "").strip() or str(version)
        if written.isdecimal() and int(written) > version:
            found = f"format {written}; this version reads {version}"
            raise LoaderError("JU-L101", path.name, found)
        line["_row"] = str(number)
        yield line


def csv_text(columns: Sequence[str], lines: Iterable[Mapping[str, str]]) -> str:
    """Return lines as CSV text, guarded, with the line ends that Excel writes."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([guard(line.get(column, "")) for column in columns])
    return out.getvalue()


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    LoaderError
        When it is open in another program, or may not be written.
    """
    write_together({path: data})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: where one cannot be written none is changed.

    Raises
    ------
    LoaderError
        With the one that is open in another program, or may not be written.
    """
    beside: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in contents.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
            beside[path] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for path in contents:
            beside[path].replace(path)
            del beside[path]
    except OSError as error:
        raise LoaderError(
            "JU-L017",
            path.name,
            error.strerror or "",
            todo_of(error)
            or "Close it in Word or Excel and try again; if it is not open there, look whether you "
            "may write to its folder, or name another.",
        ) from None
    finally:  # whoever stops the run leaves nothing either
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


def rows_as_bytes(columns: Sequence[str], lines: Iterable[Mapping[str, str]]) -> bytes:
    """Return lines as UTF-8 with a mark, so that Excel opens them as what they are."""
    return csv_text(columns, lines).encode("utf-8-sig")


def write_rows(path: Path, columns: Sequence[str], lines: Iterable[Mapping[str, str]]) -> None:
    """Write lines as :func:`rows_as_bytes` has them."""
    write_atomically(path, rows_as_bytes(columns, lines))
