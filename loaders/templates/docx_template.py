"""The template for agencies as a Word document: the same bytes every time."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from graphdb.vocabulary import Vocabulary
from loaders.templates.columns import COLUMNS, TemplateColumn

CREATED = datetime(2000, 1, 1)
EMPTY_ROWS = 12
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def docx_template(vocabulary: Vocabulary) -> bytes:
    """Return the document: a table with an example row, and what to write in each column."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = "Chronology", "", ""
    properties.created = properties.modified = CREATED
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    document.add_heading("Chronology", 1)
    document.add_paragraph(
        "Agency and author: write here. Only Date, Source and What happened are needed. The row of "
        "the year 0100 is an example and is never loaded."
    )
    _table(document, [column for column in COLUMNS if column.word], vocabulary)
    document.add_heading("What to write", 2)
    for column in COLUMNS:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{vocabulary.headings[column.field].label}. ").bold = True
        paragraph.add_run(column.help)
        if not column.word:
            paragraph.add_run(" (Add this column where you need it.)").italic = True
    out = BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _table(
    document: docx.document.Document, columns: list[TemplateColumn], vocabulary: Vocabulary
) -> None:
    table = document.add_table(rows=2 + EMPTY_ROWS, cols=len(columns))
    table.style = "Table Grid"
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        run = cell.paragraphs[0].add_run(vocabulary.headings[column.field].label)
        run.bold = True
        run.font.size = Pt(9)
    for cell, column in zip(table.rows[1].cells, columns, strict=True):
        run = cell.paragraphs[0].add_run(column.example)
        run.italic = True
        run.font.size = Pt(9)


def _repacked(data: bytes) -> bytes:
    """Return a ZIP file with every member dated alike, so that bytes do not tell the day."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return out.getvalue()
