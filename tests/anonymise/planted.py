"""A case whose files are full of identifiers: in cells, and in all that stands around cells.

The words come from the corpus of the leak check, which shares nothing with what replaces. Each
stands in a cell of a Word table, a worksheet and a CSV file, and again where no chronology has its
rows: headers, footers, text boxes, comments, tracked deletions, alternative texts, hidden sheets,
defined names, document properties.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml import parse_xml

import joinedup
from joinedup.anonymise.decisions import Decision, Said, read_decisions, write_decisions
from joinedup.anonymise.errors import OpenQuestionsError
from joinedup.anonymise.pack import PackOptions, PackReport, make_pack
from tests.leakcheck import corpus

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_HEAD = ("Ref", "Date", "Source", "What happened")
_FIRST = date(2011, 2, 1)


@dataclass(frozen=True)
class Made:
    """What came of a case that was planted.

    Attributes
    ----------
    planted
        By sort of place, how many identifiers were put there.
    questions
        How many were put before a person, who says "replace" to each.
    still
        What a plain search finds of them in the pack.
    """

    planted: dict[str, int]
    questions: int
    report: PackReport
    still: tuple[str, ...]


def plants() -> list[corpus.Plant]:
    """Return what is planted in running text.

    Ids of ours, hashes, and days as a count of seconds or minutes are what no agency writes; of a
    day in another language the check says where it is, and a person what is to stand there.
    """
    unwritten = ("secret", "hash", "date as seconds", "date as our minutes", "date in another")
    return [p for p in corpus.plants() if not p.sort.startswith(unwritten)]


def write_case(folder: Path) -> dict[str, int]:
    """Write the case, and return by sort of place how many identifiers stand there."""
    place = folder / "chronologies"
    place.mkdir(parents=True)
    (folder / "case.toml").write_text(_case_toml(), encoding="utf-8")
    words = [plant.words for plant in plants()]
    around = words[::2]
    _write_docx(place / "northshire.docx", words, around)
    _write_xlsx(place / "larkfield.xlsx", words, around)
    with (place / "moorgate.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_HEAD, *_rows(words, "C")])
    return {
        "cells of Word tables, worksheets and CSV files": 3 * len(words),
        "headers, footers, text boxes, comments, deletions, alternative texts, hidden sheets, "
        "defined names and properties": 2 * len(around),
    }


def _rows(words: list[str], letter: str) -> Iterator[tuple[str, str, str, str]]:
    for at, text in enumerate(words):
        day = _FIRST + timedelta(days=at % 700)
        yield f"{letter}{at}", f"{day:%d/%m/%Y}", "Duty desk", text


def _case_toml() -> str:
    people = dict(corpus.PEOPLE) | {key: [name] for key, (name, *_) in corpus.WORDS.items()}
    lines = ['format = 1\n[case]\nid = "amber-street"\ntitle = "Leanne Marsh"\narea = "Calderwick"']
    lines += ['scope_from = 2009-01-01\nscope_to = 2013-12-31\nfatal_incident = "6 January 2013"']
    roles = {"V": "victim", "P": "perpetrator", "C1": "child", "C2": "child"}
    for key, names in people.items():
        aliases = ", ".join(f'"{name}"' for name in names)
        lines.append(f'[[person]]\nid = "{key}"\nlabel = "{names[0]}"\naliases = [{aliases}]')
        lines.append(f'roles = ["{roles.get(key, "other")}"]')
    for key, name, sector, file in (
        ("police", "Northshire Police", "police", "northshire.docx"),
        ("school", "Larkfield Primary School", "education", "larkfield.xlsx"),
        ("gp", "Pemberley Road Surgery", "gp", "moorgate.csv"),
    ):
        lines.append(f'[[agency]]\nid = "{key}"\nname = "{name}"\nsector = "{sector}"')
        lines.append(f'files = ["{file}"]')
    return "\n".join(lines) + "\n"


def _write_docx(path: Path, words: list[str], around: list[str]) -> None:
    document = docx.Document()
    document.core_properties.author = around[0]
    document.core_properties.comments = around[1]
    parts = [around[at::5] for at in range(5)]
    section = document.sections[0]
    for text in parts[0]:
        section.header.add_paragraph(text)
    for text in parts[1]:
        section.footer.add_paragraph(text)
    for text in parts[2]:
        document.element.body.insert(0, parse_xml(_box(text)))
    for text in parts[3]:
        document.element.body.insert(0, parse_xml(_deletion(text)))
    for text in parts[4]:
        document.element.body.insert(0, parse_xml(_drawn(text)))
    table = document.add_table(rows=0, cols=len(_HEAD))
    for row in (_HEAD, *_rows(words, "W")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(path)


def _box(text: str) -> str:
    run = f"<w:r><w:t>{html.escape(text)}</w:t></w:r>"
    inner = f"<w:txbxContent><w:p>{run}</w:p></w:txbxContent>"
    return f"<w:p {_W}><w:r><w:pict>{inner}</w:pict></w:r></w:p>"


def _deletion(text: str) -> str:
    gone = f"<w:r><w:delText>{html.escape(text)}</w:delText></w:r>"
    return f'<w:p {_W}><w:del w:id="1" w:author="Craig Dolan">{gone}</w:del></w:p>'


def _drawn(text: str) -> str:
    named = f'<wp:docPr id="1" name="x" descr="{html.escape(text)}"/>'
    return f"<w:p {_W} {_WP}><w:r>{named}</w:r></w:p>"


def _write_xlsx(path: Path, words: list[str], around: list[str]) -> None:
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": around[0], "author": around[1], "comments": around[2]})
    sheet = book.add_worksheet("Chronology")
    for at, row in enumerate((_HEAD, *_rows(words, "X"))):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    hidden = book.add_worksheet("Leanne Marsh")
    hidden.hide()
    for at, text in enumerate(around[0::3]):
        hidden.write_string(at, 0, text)
    for at, text in enumerate(around[1::3]):
        sheet.write_comment(at + 1, 3, text)
    for at, text in enumerate(around[2::3]):
        sheet.insert_textbox(at * 3, 8, text, {"description": text})
    book.define_name("Leanne_Marsh", "=Chronology!$A$1")
    sheet.set_header("&CNorthshire Police about Leanne Marsh")
    book.close()


def make(folder: Path) -> Made:
    """Plant a case, answer "replace" to all that is asked, and search the pack that comes of it."""
    planted = write_case(folder / "case")
    case = joinedup.load(folder / "case")
    decisions = folder / "decisions.csv"
    options = PackOptions(decisions=decisions, although_not_published=True)
    asked = 0
    for _ in range(4):
        try:
            made = make_pack(case, folder / "pack", folder / "key.json", options)
            break
        except OpenQuestionsError:
            asked += _answer(decisions)
    else:
        raise AssertionError("questions were asked again that had been answered")
    return Made(planted, asked, made, tuple(still(folder / "pack")))


def _answer(path: Path) -> int:
    """Answer what is open as a person in a hurry would: replace it."""
    lines = read_decisions(path)
    answered = [_replace(line) for line in lines]
    write_decisions(path, answered, ())
    return sum(line.said is Said.OPEN for line in lines)


def _replace(line: Decision) -> Decision:
    return replace(line, said=Said.REPLACE) if line.said is Said.OPEN else line


def still(pack: Path) -> Iterator[str]:
    """Yield what a plain search finds: every original name and number, whatever its case."""
    names = {name for names in corpus.PEOPLE.values() for name in names if len(name) > 3}
    names |= {name for name, *_ in corpus.WORDS.values()}
    names |= {name for _, found in corpus.PLACES.values() for name in found}
    numbers = {original for _, original in corpus.NUMBERS}
    for path in sorted(p for p in pack.rglob("*") if p.is_file()):
        text = re.sub(r"[A-Za-z0-9+/=]{1000,}", "", _text(path)).casefold()
        tight = re.sub(r"[\s().-]", "", text)
        for name in sorted(names):
            if re.search(rf"\b{re.escape(name.casefold())}\b", text):
                yield f"{path.name}: {name}"
        for number in sorted(numbers):
            if re.sub(r"[\s().-]", "", number).casefold() in tight:
                yield f"{path.name}: {number}"


def _text(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    return html.unescape(data.decode("utf-8", "replace"))
