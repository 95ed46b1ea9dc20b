"""The integrated chronology as a workbook, for those who work in Excel.

Every cell is written as text: what a chronology says is never a formula.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter

from graphdb.case_view import CaseView
from graphdb.dates.show import show_when
from graphdb.model import Event

_COLUMNS = (
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
)
#: The longest text that a cell of a workbook can hold.
_LONGEST = 32_000


def chronology_workbook(view: CaseView) -> bytes:
    """Return the integrated chronology, earliest first, as the bytes of an .xlsx file."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # a fixed day: the same case gives the same bytes on every day
        book.set_properties({"title": view.case.title, "created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet("Chronology")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        for row, event in enumerate(view.in_order, start=1):
            for column, text in enumerate(_cells(view, event)):
                sheet.write_string(row, column, _fit(text), cell)
        sheet.freeze_panes(1, 0)
        if view.events:
            sheet.autofilter(0, 0, len(view.events), len(_COLUMNS) - 1)
    return buffer.getvalue()


def _cells(view: CaseView, event: Event) -> tuple[str, ...]:
    team = view.teams.get(event.team_id)
    return (
        show_when(event.when),
        view.agencies[event.agency_id].name,
        team.name if team is not None and team.stated else "",
        event.summary,
        event.kind,
        "; ".join(f"{view.persons[i.person_id].label} ({i.part})" for i in event.involves),
        "; ".join(f"{view.facts[r.fact_id].label} ({r.stance})" for r in event.reveals),
        " ".join(part for part in (event.response, event.outcome) if part),
        event.source.document,
        event.source.part,
        str(event.source.row),
        event.ref,
        "yes" if event.coded else "no",
    )


def _fit(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " … (cut: see the source row)"
