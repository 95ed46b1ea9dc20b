"""The workbook, for those who work in Excel: chronology, who knew what, and the findings.

Every cell is written as text: what a chronology says is never a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from graphdb.case_view import CaseView
from graphdb.dates import moment_of
from graphdb.model import Event
from viz.clean import clean
from viz.leaving import Leaving
from viz.reading import Entry, Item, Reading, Section

_Columns = tuple[tuple[str, int], ...]
_CHRONOLOGY: _Columns = (
    ("Date", 26),
    ("Agency", 26),
    ("Team", 22),
    ("What happened", 70),
    ("Kind", 22),
    ("Who was involved", 28),
    ("What it reveals", 40),
    ("Response and outcome", 40),
    ("Document", 28),
    ("Sheet or table", 14),
    ("Row", 8),
    ("Ref", 12),
    ("Coded", 8),
    ("No.", 8),
    ("Earliest day", 14),
    ("Latest day", 14),
)
_KNEW: _Columns = (
    ("What was known", 40),
    ("About whom", 28),
    ("Weight", 8),
    ("Agency or source", 30),
    ("On the day", 16),
    ("What that means", 44),
    ("Certain from", 20),
    ("Possible from", 20),
    ("By which rows", 60),
)
_FINDINGS: _Columns = (
    ("No.", 8),
    ("Line of enquiry", 44),
    ("Kind", 24),
    ("What the records show", 60),
    ("Question for the panel", 50),
    ("Certainty", 26),
    ("Days", 26),
    ("Agencies", 30),
    ("Persons", 20),
    ("Rows cited", 60),
    ("Occasions", 44),
    ("Why it is listed", 44),
    ("Weight", 8),
    ("Home Office themes", 36),
    ("What the panel said", 30),
    ("Identifier", 22),
)
#: The longest text that a cell of a workbook can hold, and a header of a printed sheet.
_LONGEST, _LONGEST_HEADER = 32_000, 110
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def chronology_workbook(view: CaseView, reading: Reading, leaving: Leaving) -> bytes:
    """Return the integrated chronology, earliest first, as the bytes of an .xlsx file."""
    return _Book(reading).bytes_of(lambda book: book.chronology(view, leaving))


def whole_workbook(view: CaseView, reading: Reading, leaving: Leaving) -> bytes:
    """Return chronology, matrix, who knew and findings as the bytes of an .xlsx file.

    Parameters
    ----------
    view, reading, leaving
        The case, as it is read, and what may leave of it.
    """

    def write(book: _Book) -> None:
        book.chronology(view, leaving)
        book.matrix()
        book.knew()
        book.findings()

    return _Book(reading).bytes_of(write)


class _Book:
    """A workbook that is being written."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.model = reading.model
        self.agencies = {lane.agency_id: lane.name for lane in self.model.lanes}

    def bytes_of(self, write: Any) -> bytes:  # noqa: ANN401 - a function of this book
        header = self.model.header
        buffer = BytesIO()
        with xlsxwriter.Workbook(buffer, dict(_OPTIONS)) as book:
            # a fixed day: the same case gives the same bytes on every day
            book.set_properties(
                {
                    "title": clean(header.title),
                    "subject": clean(header.case_id),
                    "category": clean(header.stamp),
                    "created": datetime(2000, 1, 1),
                }
            )
            self.book = book
            self.head = book.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
            )
            self.cell = book.add_format({"text_wrap": True, "valign": "top"})
            write(self)
        return buffer.getvalue()

    def sheet(
        self,
        name: str,
        columns: _Columns,
        rows: Iterable[Sequence[str]],
        *,
        frozen: int = 0,
        as_at: bool = False,
    ) -> None:
        """Write a sheet of text: heads frozen and filtered, marked on every printed page."""
        sheet = self.book.add_worksheet(name)
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _fit(title), self.head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(last, column, _fit(text), self.cell)
        sheet.freeze_panes(1, frozen)
        if last:
            sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        header = self.model.header
        day = f"As at {self.reading.as_at}" if as_at else ""
        sheet.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.8)
        case = f"{header.case_id} {header.title}"
        sheet.set_header(f"&C&B{_plain(header.stamp)}&B\n{_plain(case)}&R{_plain(day)}")
        sheet.set_footer(f"&C&B{_plain(header.stamp)}&B&RPage &P of &N")

    def chronology(self, view: CaseView, leaving: Leaving) -> None:
        """Write the integrated chronology, earliest first."""
        rows = (
            _chronology_row(view, view.events[entry.event_id], entry, leaving)
            for entry in self.reading.entries
        )
        self.sheet("Chronology", _CHRONOLOGY, rows, frozen=1)

    def matrix(self) -> None:
        """Write what each held on the day, one row for each thing known."""
        lanes = self.model.lanes
        columns: _Columns = (("What was known", 40), ("About whom", 28), ("Weight", 8))
        columns += tuple((lane.name, 22) for lane in lanes)
        rows = []
        for fact in self.reading.facts():
            cells = [self.reading.cell(fact, lane) for lane in lanes]
            said = [
                f"{c.state.short}, since {c.since}" if c.since else c.state.short for c in cells
            ]
            rows.append((fact.label, fact.persons, str(fact.weight), *said))
        self.sheet("Matrix", columns, rows, frozen=1, as_at=True)

    def knew(self) -> None:
        """Write the same one holder to a row, to be filtered."""
        rows = []
        for fact in self.reading.facts():
            for lane in self.model.lanes:
                c = self.reading.cell(fact, lane)
                rows.append(
                    (
                        fact.label,
                        fact.persons,
                        str(fact.weight),
                        lane.name,
                        c.state.short,
                        c.state.means,
                        c.certain,
                        c.possible,
                        "\n".join(entry.cited for entry in c.rows),
                    )
                )
        self.sheet("Who knew", _KNEW, rows, frozen=1, as_at=True)

    def findings(self) -> None:
        """Write every finding with its rows, in the order of the page."""
        rows = (
            self._finding(section, item)
            for section in self.reading.sections
            for item in section.items
        )
        self.sheet("Findings", _FINDINGS, rows, frozen=1)

    def _finding(self, section: Section, item: Item) -> tuple[str, ...]:
        line = item.line
        return (
            item.number,
            section.line.title,
            section.kind,
            line.says,
            line.question,
            line.certainty,
            line.window,
            "; ".join(self.agencies[a] for a in line.agencies),
            "; ".join(line.persons),
            "\n".join(f"{part} {e.cited}" for part, rows in item.parts for e in rows),
            "\n".join(e.cited for _, rows in item.occasions for e in rows),
            " ".join(line.why),
            f"{line.weight:g}",
            "; ".join(line.codes),
            item.panel,
            line.finding_id,
        )


def _chronology_row(
    view: CaseView, event: Event, entry: Entry, leaving: Leaving
) -> tuple[str, ...]:
    facts = "; ".join(
        f"{leaving.ours(view.facts[r.fact_id].label)} ({r.stance})" for r in event.reveals
    )
    answered = " ".join(part for part in (event.response, event.outcome) if part)
    return (
        entry.when,
        entry.agency,
        entry.team,
        entry.text,
        entry.kind,
        entry.who,
        facts,
        leaving.as_written(answered),
        event.source.document,
        event.source.part,
        str(event.source.row),
        event.ref,
        "yes" if event.coded else "no",
        str(entry.number),
        _day(event.when.earliest),
        _day(event.when.latest),
    )


def _day(minute: int | None) -> str:
    """Return a day so that a column of them sorts."""
    return "" if minute is None else moment_of(minute).date().isoformat()


def _fit(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " … (cut: see the source row)"


def _plain(text: str) -> str:
    """Return text that a printed header takes for nothing but text."""
    plain = " ".join(clean(text).replace("&", " and ").split())
    return plain if len(plain) <= _LONGEST_HEADER else plain[:_LONGEST_HEADER].rstrip() + " …"
