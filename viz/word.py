"""The overview report's working paper in Word: lines of enquiry and the integrated chronology.

Real headings and styles, so that it can be pasted into a report and found in the navigation pane.
What a chronology says is text: never a field, a link or a macro. Same case, same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from viz.clean import clean
from viz.model import Lane
from viz.page import now_sentence
from viz.reading import (
    NO_GOOD_PRACTICE,
    NOTHING_FOUND,
    NOTHING_UNTOLD,
    WHAT_IT_IS_NOT,
    Entry,
    Item,
    Reading,
)

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP file can name
_CHRONOLOGY = (
    ("No.", 11),
    ("Date", 31),
    ("Source", 34),
    ("Kind", 26),
    ("Who", 27),
    ("What was recorded", 104),
    ("Document and row", 36),
)
_ACROSS = 273  # millimetres between the margins of A4 landscape
_LANES_ACROSS = 8


def word_report(reading: Reading) -> bytes:
    """Return the findings and the integrated chronology as the bytes of a .docx file."""
    return _Word(reading).bytes()


class _Word:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.model, self.header = reading.model, reading.header
        self.doc: Any = Document()
        self._styles()

    def bytes(self) -> bytes:
        self._first_page()
        self._overview()
        self._lines()
        self._notes("What went well", self.model.good, NO_GOOD_PRACTICE)
        self._notes("What these records cannot tell", self.model.cannot_tell, NOTHING_UNTOLD)
        if self.model.no_longer:
            self._notes("Decided earlier, and no longer found", self.model.no_longer, "")
        self._pairs("The analysis framework in this case", self.model.framework)
        self._pairs("What was set for this case", self.model.settings)
        self._page(self.doc.sections[0])
        across = self.doc.add_section(WD_SECTION.NEW_PAGE)
        across.orientation = WD_ORIENT.LANDSCAPE
        across.page_width, across.page_height = Mm(297), Mm(210)
        self._margins(across)
        self._matrix()
        self._chronology()
        self._properties()
        buffer = BytesIO()
        self.doc.save(buffer)
        return _repacked(buffer.getvalue())

    # -- the document ----------------------------------------------------------------------

    def _styles(self) -> None:
        styles = self.doc.styles
        sizes = {"Normal": 11, "Title": 24, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
        for name, size in sizes.items():
            style = styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.color.rgb = RGBColor(0x14, 0x18, 0x1D)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                if qn(kind) in fonts.attrib:
                    del fonts.attrib[qn(kind)]
            for kind in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(kind), "Arial")
        styles["Normal"].paragraph_format.space_after = Pt(6)
        language = styles.element.find(".//" + qn("w:lang"))
        if language is not None:
            language.set(qn("w:val"), "en-GB")

    def _margins(self, section: Any) -> None:  # noqa: ANN401 - python-docx has no types
        section.left_margin = section.right_margin = Mm(12)
        section.top_margin = section.bottom_margin = Mm(20)
        section.header_distance = section.footer_distance = Mm(9)

    def _page(self, section: Any) -> None:  # noqa: ANN401
        """Put the marking, the case and the page's number on every page of every section."""
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(22)
        section.header_distance = section.footer_distance = Mm(10)
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        self._stamp(head)
        case = section.header.add_paragraph(style="Header")
        case.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = case.add_run(
            clean(f"{self.header.case_id} · {self.header.title} · as at {self.reading.as_at}")
        )
        run.font.size = Pt(9)
        self._stamp(foot)
        number = section.footer.add_paragraph(style="Footer")
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text, code in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
            number.add_run(text).font.size = Pt(9)
            _field(number, code)

    def _stamp(self, paragraph: Any) -> None:  # noqa: ANN401
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(clean(self.header.stamp))
        run.bold, run.font.size = True, Pt(10)

    def _properties(self) -> None:
        """Set what the file says of itself; nothing of the machine, the user or the day."""
        p = self.doc.core_properties
        p.title, p.subject = clean(self.header.title)[:255], clean(self.header.case_id)[:255]
        p.category = clean(self.header.stamp)[:255]
        p.author = p.last_modified_by = "joinedup"
        p.comments = p.keywords = ""
        p.revision, p.language = 1, "en-GB"
        p.created = p.modified = datetime(2000, 1, 1)

    # -- text ------------------------------------------------------------------------------

    def heading(self, text: str, level: int) -> None:
        self.doc.add_heading(clean(text), level)

    def say(self, text: str, *, style: str | None = None, label: str = "") -> None:
        """Add a paragraph, led by a label in bold where there is one."""
        paragraph = self.doc.add_paragraph(style=style)
        if label:
            paragraph.add_run(clean(label) + " ").bold = True
        paragraph.add_run(clean(text))

    def _cite(self, rows: Iterable[Entry]) -> None:
        for entry in rows:
            self.say(entry.cited, style="List Bullet")

    # -- what stands in it -----------------------------------------------------------------

    def _first_page(self) -> None:
        h = self.header
        self.doc.add_heading(clean(h.title), 0)
        for label, text in (
            ("Case:", h.case_id),
            ("Review:", f"{h.review}, {h.scope}"),
            ("Status:", h.status),
            ("Marking:", h.marking or "none"),
            ("Seen as at:", f"the end of {self.reading.as_at}"),
            ("People:", "; ".join(f"{p.label} ({p.role})" for p in h.persons)),
        ):
            if text:
                self.say(text, label=label)
        if h.proceedings:
            self.say(h.proceedings, label="Proceedings are live.")
        self.say(WHAT_IT_IS_NOT, label="What this is, and what it is not.")
        if self.model.uncoded:
            self.say(
                f"{self.model.uncoded:,} of {len(self.model.events):,} rows are not coded; "
                "these findings cannot see them.",
                label="Before you read.",
            )
        for limit in self.model.limits:
            self.say(limit, label="Before you read.")

    def _overview(self) -> None:
        self.heading("Overview", 1)
        for sentence in (*self.header.about, now_sentence(self.model)):
            self.say(sentence)
        pooled = self.model.pooled
        if pooled is not None:
            self.say(" ".join(part for part in (pooled.sentence, pooled.limits) if part))
        for s in self.model.sentences:
            self.say(s.text, label=f"{self.reading.kind_labels[s.kind]}:", style="List Bullet")

    def _lines(self) -> None:
        self.heading("Lines of enquiry", 1)
        if not self.reading.sections:
            self.say(NOTHING_FOUND)
        for section in self.reading.sections:
            self.heading(f"{section.number}. {section.line.title}", 2)
            self.say(section.kind, label="Kind:")
            if section.line.more:
                self.say(section.line.more)
            for item in section.items:
                self._item(item)
        if self.model.counted:
            self.say(self.model.counted)

    def _item(self, item: Item) -> None:
        line = item.line
        self.heading(f"{item.number} {line.question}", 3)
        self.say(line.says)
        self.say(f"{line.certainty}.{f' {line.window}.' if line.window else ''}", label="Dates:")
        if line.why:
            self.say(" ".join(line.why), label="Why this is listed:")
        for part, rows in item.parts:
            self.say("", label=f"Rows. {part}")
            self._cite(rows)
        for text, rows in item.occasions:
            self.say(text, label="Occasions on which it could have been talked about.")
            self._cite(rows)
        if line.codes:
            self.say("; ".join(line.codes), label="Home Office themes:")
        self.say(item.panel, label="What the panel said:")

    def _notes(self, title: str, notes: Any, otherwise: str) -> None:  # noqa: ANN401
        self.heading(title, 1)
        if not notes:
            self.say(otherwise)
        for text, rows in self.reading.notes(notes):
            cited = "; ".join(entry.cited for entry in rows)
            self.say(f"{text} {cited}".strip(), style="List Bullet")

    def _pairs(self, title: str, pairs: tuple[tuple[str, str], ...]) -> None:
        if not pairs:
            return
        self.heading(title, 1)
        for label, text in pairs:
            self.say(text, label=f"{label}:")

    def _matrix(self) -> None:
        self.heading(f"Who knew what on {self.reading.as_at}", 1)
        facts, lanes = self.reading.facts(), self.model.lanes
        if not facts:
            self.say("No record that anything coded in this case was known on that day.")
        for first in range(0, len(lanes) if facts else 0, _LANES_ACROSS):
            some: Sequence[Lane] = lanes[first : first + _LANES_ACROSS]
            wide = (_ACROSS - 53) // len(some)
            columns = [("What was known", 53), *((lane.name, wide) for lane in some)]
            rows = []
            for fact in facts:
                about = f"{fact.label} ({fact.persons})" if fact.persons else fact.label
                cells = [self.reading.cell(fact, lane) for lane in some]
                said = [
                    f"{c.state.short}, since {c.since}" if c.since else c.state.short for c in cells
                ]
                rows.append([about, *said])
            self._table(columns, rows)
            self.doc.add_paragraph()
        if self.reading.later():
            self.say(self.reading.later())

    def _chronology(self) -> None:
        self.doc.add_heading("Integrated chronology", 1).paragraph_format.page_break_before = True
        rows = []
        for e in self.reading.entries:
            when = f"{e.when}\n“{e.written}”" if e.written else e.when
            text = "\n".join([e.text, *(f"{label}: {more}" for label, more in e.more)])
            rows.append([str(e.number), when, e.holder, e.kind, e.who, text, e.source])
        self._table(_CHRONOLOGY, rows)

    def _table(self, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> None:
        """Add a table whose head is repeated on every page; rows stay whole."""
        table = self.doc.add_table(rows=0, cols=len(columns))
        table.style, table.autofit = "Table Grid", False
        for grid, (_, wide) in zip(table._tbl.tblGrid.gridCol_lst, columns, strict=True):
            grid.w = Mm(wide)
        widths = [wide for _, wide in columns]
        table._tbl.append(_row([title for title, _ in columns], widths, head=True))
        for cells in rows:
            table._tbl.append(_row(cells, widths))


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> Any:  # noqa: ANN401
    """Return a table's row; made whole, for python-docx looks for every cell anew."""
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for text, wide in zip(cells, widths, strict=True):
        cell = OxmlElement("w:tc")
        about = OxmlElement("w:tcPr")
        width = OxmlElement("w:tcW")
        width.set(qn("w:w"), str(round(wide * 1440 / 25.4)))
        width.set(qn("w:type"), "dxa")
        about.append(width)
        cell.append(about)
        cell.append(_paragraph(clean(text), bold=head))
        row.append(cell)
    return row


def _paragraph(text: str, *, bold: bool) -> Any:  # noqa: ANN401
    paragraph = OxmlElement("w:p")
    about = OxmlElement("w:pPr")
    space = OxmlElement("w:spacing")
    space.set(qn("w:after"), "20")
    about.append(space)
    paragraph.append(about)
    run = OxmlElement("w:r")
    style = OxmlElement("w:rPr")
    if bold:
        style.append(OxmlElement("w:b"))
    for name in ("w:sz", "w:szCs"):
        size = OxmlElement(name)
        size.set(qn("w:val"), "17")  # half points
        style.append(size)
    run.append(style)
    run.text = text  # line breaks and tabs become what they are; nothing becomes a field
    paragraph.append(run)
    return paragraph


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401
    """Add a field of ours: the page's number, or how many there are."""
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = code
        elif kind == "text":
            part = OxmlElement("w:t")
            part.text = "1"
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _repacked(data: bytes) -> bytes:
    """Return the same ZIP file with fixed days: the same case gives the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
