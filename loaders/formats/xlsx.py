"""Excel workbooks (.xlsx, .xlsm): every sheet as a grid, straight from the XML parts.

Values as Excel last saved them are read; formulas are never worked out, macros never run.
Hidden rows, columns and sheets are read like any others, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sized
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from loaders.errors import RefusedFileError
from loaders.formats.ooxml import Package, refuse_doctype, relationship_attribute
from loaders.formats.xlsx_cells import (
    WITHOUT_YEAR,
    Shown,
    number_text,
    unescape,
    what_format_shows,
)
from loaders.table import Document, Grid, Note, RawRow

SUFFIXES = (".xlsx", ".xlsm")
KIND = "xlsx"
LABEL = "an Excel workbook"

MAX_COLUMNS = 1_000
MAX_ROWS = 200_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class _Book:
    strings: list[str]
    shown: list[Shown]
    from_1904: bool


@dataclass(slots=True)
class _Sheet:
    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    # Column to row and text of its first date whose format shows no year.
    yearless: dict[int, tuple[int, str]] = field(default_factory=dict)


def read(path: Path) -> Document:
    """Return every sheet of a workbook that holds anything.

    Raises
    ------
    RefusedFileError
        When the file is no sound workbook.
    """
    with Package(path) as package:
        workbook = package.main_part("xl/workbook.xml")
        root = package.xml(workbook)
        targets = package.targets(workbook)
        book = _Book(
            _shared_strings(package, targets),
            _formats(package, targets),
            any(e.get("date1904") in ("1", "true") for e in root.iter("{*}workbookPr")),
        )
        grids: list[Grid] = []
        notes: list[Note] = []
        for element in root.iter("{*}sheet"):
            kind, target = targets.get(relationship_attribute(element), ("", ""))
            if kind != "worksheet" or target not in package.names:
                continue
            name = element.get("name") or ""
            sheet = _read_sheet(package, target, name, book)
            if element.get("state") in ("hidden", "veryHidden") and sheet.rows:
                notes.append(Note("JU-L031", name))
            notes.extend(_sheet_notes(sheet))
            notes.extend(_comment_note(package, target, name))
            if sheet.rows:
                grids.append(_grid(sheet))
    return Document(tuple(grids), tuple(notes))


def _shared_strings(package: Package, targets: dict[str, tuple[str, str]]) -> list[str]:
    name = next((t for kind, t in targets.values() if kind == "sharedStrings"), "")
    if name not in package.names:
        return []
    return [_string(item) for item in package.xml(name).iterchildren("{*}si")]


def _string(item: etree._Element) -> str:
    """Return the text of a (rich) string, without the phonetic guides."""
    pieces = []
    for child in item:
        leaf = child.tag.rpartition("}")[2]
        if leaf == "t":
            pieces.append(child.text or "")
        elif leaf == "r":
            pieces.extend(t.text or "" for t in child.iterchildren("{*}t"))
    return unescape("".join(pieces))


def _formats(package: Package, targets: dict[str, tuple[str, str]]) -> list[Shown]:
    name = next((t for kind, t in targets.values() if kind == "styles"), "")
    if name not in package.names:
        return []
    root = package.xml(name)
    codes = {
        _whole(e.get("numFmtId"), 0): e.get("formatCode") or "" for e in root.iter("{*}numFmt")
    }
    wanted = [
        _whole(xf.get("numFmtId"), 0)
        for group in root.iterchildren("{*}cellXfs")
        for xf in group.iterchildren("{*}xf")
    ]
    return [what_format_shows(number, codes.get(number, "")) for number in wanted]


def _read_sheet(package: Package, target: str, name: str, book: _Book) -> _Sheet:
    data = package.read(target)
    refuse_doctype(data, target)
    sheet = _Sheet(name)
    wanted = ("{*}row", "{*}col", "{*}mergeCell")
    number = 0
    try:
        for _, element in etree.iterparse(BytesIO(data), tag=wanted, huge_tree=False):
            leaf = element.tag.rpartition("}")[2]
            if leaf == "row":
                number = _row_number(element, number)
                _read_row(sheet, element, number, book)
                element.clear()
            elif leaf == "col":
                _hidden_columns(sheet, element)
            else:
                _merge(sheet, element.get("ref") or "")
    except etree.XMLSyntaxError as error:
        raise RefusedFileError("JU-L012", part=name) from error
    return sheet


def _row_number(element: etree._Element, previous: int) -> int:
    return _whole(element.get("r"), previous + 1)


def _read_row(sheet: _Sheet, element: etree._Element, number: int, book: _Book) -> None:
    if len(sheet.rows) >= MAX_ROWS:
        raise RefusedFileError("JU-L016", f"more than {MAX_ROWS:,} rows", sheet.name)
    cells: dict[int, str] = {}
    index = -1
    for cell in element:
        if not cell.tag.endswith("}c"):
            continue
        index = _column_of(cell.get("r")) if cell.get("r") else index + 1
        if index >= MAX_COLUMNS:
            continue
        text = _cell_text(cell, book, sheet, number, index)
        if text:
            cells[index] = text
    sheet.rows[number] = cells
    if cells and element.get("hidden") in ("1", "true"):
        sheet.hidden_rows.append(number)


def _cell_text(cell: etree._Element, book: _Book, sheet: _Sheet, number: int, index: int) -> str:
    value: str | None = None
    formula = False
    for child in cell:
        leaf = child.tag.rpartition("}")[2]
        if leaf == "v":
            value = child.text
        elif leaf == "is":
            return _string(child).strip()
        elif leaf == "f":
            formula = True
    if value is None:
        if formula:
            sheet.notes.append(Note("JU-L034", sheet.name, number, column_letters(index)))
        return ""
    return _typed(cell, value, book, sheet, number, index)


def _typed(
    cell: etree._Element, value: str, book: _Book, sheet: _Sheet, row: int, column: int
) -> str:
    kind = cell.get("t") or "n"
    if kind == "s":
        position = _whole(value, -1)
        return book.strings[position].strip() if 0 <= position < len(book.strings) else ""
    if kind == "n":
        style = _whole(cell.get("s"), 0)
        shown = book.shown[style] if style < len(book.shown) else Shown.NUMBER
        text = number_text(value, shown, from_1904=book.from_1904)
        if shown in WITHOUT_YEAR and any(c in text for c in "/ "):
            sheet.yearless.setdefault(column, (row, text))
        return text
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return unescape(value).strip()


def _column_of(reference: str | None) -> int:
    match = _REFERENCE.match(reference or "")
    if not match:
        return MAX_COLUMNS
    index = 0
    for letter in match.group(1):
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """Return the letters over an Excel column.

    Examples
    --------
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default


def _hidden_columns(sheet: _Sheet, element: etree._Element) -> None:
    if element.get("hidden") not in ("1", "true"):
        return
    first = _whole(element.get("min"), 1)
    last = min(_whole(element.get("max"), first), first + 50, MAX_COLUMNS)
    sheet.hidden_columns.extend(column_letters(i - 1) for i in range(first, last + 1))


def _merge(sheet: _Sheet, reference: str) -> None:
    first, _, last = reference.partition(":")
    one, two = _REFERENCE.match(first), _REFERENCE.match(last)
    if one and two:
        sheet.merges.append(
            (_column_of(first), int(one.group(2)), _column_of(last), int(two.group(2)))
        )


def _sheet_notes(sheet: _Sheet) -> list[Note]:
    notes = list(sheet.notes)
    for column, (row, text) in sorted(sheet.yearless.items()):
        notes.append(Note("JU-L043", sheet.name, row, column_letters(column), text))
    if sheet.hidden_rows:
        notes.append(
            Note(
                "JU-L032",
                sheet.name,
                found=f"{_noun(sheet.hidden_rows, 'row')} {_ranges(sheet.hidden_rows)}",
            )
        )
    used = {column_letters(i) for cells in sheet.rows.values() for i in cells}
    hidden = [letters for letters in sheet.hidden_columns if letters in used]
    if hidden:
        notes.append(
            Note("JU-L033", sheet.name, found=f"{_noun(hidden, 'column')} {', '.join(hidden)}")
        )
    return notes


def _comment_note(package: Package, target: str, name: str) -> list[Note]:
    kinds = {kind for kind, _ in package.targets(target).values()}
    return [Note("JU-L036", name)] if kinds & {"comments", "threadedComment"} else []


def _noun(several: Sized, noun: str) -> str:
    return noun if len(several) == 1 else f"{noun}s"


def _ranges(numbers: list[int]) -> str:
    """Return row numbers in short, "3–7, 12"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:10]]
    return ", ".join(shown) + (" and more" if len(spans) > 10 else "")


def _grid(sheet: _Sheet) -> Grid:
    """Lay the cells out; drop empty rows after the last that holds anything."""
    width = 1 + max((i for cells in sheet.rows.values() for i in cells), default=0)
    last = max((n for n, cells in sheet.rows.items() if cells), default=0)
    carried, spanning = _merged(sheet, width)
    rows = []
    for number in sorted(sheet.rows):
        if number > last:
            break
        cells = sheet.rows[number]
        rows.append(
            RawRow(
                number,
                tuple([cells.get(i, "") for i in range(width)]),
                number in spanning and len(cells) == 1,
                tuple(carried.get(number, ())),
            )
        )
    return Grid(sheet.name, tuple(rows), width)


def _merged(sheet: _Sheet, width: int) -> tuple[dict[int, list[tuple[int, str]]], set[int]]:
    """Return what vertical merges carry to each row, and the rows that are one wide cell."""
    carried: dict[int, list[tuple[int, str]]] = {}
    spanning = set()
    for left, top, right, bottom in sheet.merges:
        if top == bottom:
            if left == 0 and right >= width - 1 and width > 1:
                spanning.add(top)
            continue
        value = sheet.rows.get(top, {}).get(left, "")
        if not value:
            continue
        for number in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
            if number in sheet.rows:
                carried.setdefault(number, []).append((left, value))
    return carried, spanning
