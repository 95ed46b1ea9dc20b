"""The template for agencies as an Excel workbook: the same bytes every time."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter

from graphdb.vocabulary import Vocabulary
from loaders.templates.columns import COLUMNS, HELP_BEGINS, LISTS_BEGIN

ROWS_WITH_LISTS = 1_000
CREATED = datetime(2000, 1, 1)


def xlsx_template(vocabulary: Vocabulary) -> bytes:
    """Return the workbook: headings, an example row, lists to choose from, and help."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "Chronology", "created": CREATED})
    _chronology(book, vocabulary)
    _help(book, vocabulary)
    _lists(book, vocabulary)
    book.close()
    return out.getvalue()


def _chronology(book: xlsxwriter.Workbook, vocabulary: Vocabulary) -> None:
    sheet = book.add_worksheet("Chronology")
    must = book.add_format({"bold": True, "bg_color": "#D9E5F2", "border": 1, "text_wrap": True})
    may = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True})
    # Text, so that Excel does not turn "3/5" into a date of this year.
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    example = book.add_format(
        {"num_format": "@", "text_wrap": True, "valign": "top", "italic": True,
         "font_color": "#595959"}
    )  # fmt: skip
    for index, column in enumerate(COLUMNS):
        heading = vocabulary.headings[column.field]
        sheet.set_column(index, index, column.width, text)
        sheet.write_string(0, index, heading.label, must if heading.compulsory else may)
        sheet.write_string(1, index, column.example, example)
        if column.field in ("kind", "tool"):
            letter = "A" if column.field == "kind" else "C"
            terms = vocabulary.kinds if column.field == "kind" else vocabulary.tools
            sheet.data_validation(
                1, index, ROWS_WITH_LISTS, index,
                {
                    "validate": "list",
                    "source": f"=Lists!${letter}$2:${letter}${len(terms) + 1}",
                    "error_type": "warning",
                    "error_title": "Not in the list",
                    "error_message": "A word that is not in the list is kept, but not understood.",
                },
            )  # fmt: skip
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _help(book: xlsxwriter.Workbook, vocabulary: Vocabulary) -> None:
    sheet = book.add_worksheet("Help")
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 26, wrap)
    sheet.set_column(1, 1, 100, wrap)
    lines = [(HELP_BEGINS, "What to write there")]
    for column in COLUMNS:
        heading = vocabulary.headings[column.field]
        name = heading.label + (" (needed)" if heading.compulsory else "")
        lines.append((name, column.help))
    lines.append(
        (
            "The example row",
            "The row of the year 0100 shows how. It is never loaded; write over it.",
        )
    )
    for number, (left, right) in enumerate(lines):
        sheet.write_string(number, 0, left, bold)
        sheet.write_string(number, 1, right, bold if number == 0 else wrap)


def _lists(book: xlsxwriter.Workbook, vocabulary: Vocabulary) -> None:
    sheet = book.add_worksheet("Lists")
    bold = book.add_format({"bold": True})
    columns = (
        (LISTS_BEGIN, sorted(k.label for k in vocabulary.kinds.values())),
        ("Words for topics", sorted(t.label for t in vocabulary.topics.values())),
        ("Words for tools", sorted(t.label for t in vocabulary.tools.values())),
    )
    for index, (title, words) in enumerate(columns):
        sheet.set_column(index, index, 48)
        sheet.write_string(0, index, title, bold)
        for number, word in enumerate(words, start=1):
            sheet.write_string(number, index, word)
