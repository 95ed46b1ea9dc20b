"""Writes the files of the fictional Amber Street case, the same bytes every time.

Run ``python examples/make_amber_street.py`` after a change to ``amber_street_rows.py``; the
test in ``tests/examples`` holds the committed files to what this writes. ``coding.csv`` is
written by the product's own writer; ``case.toml`` and the expectations are written by hand.
"""

from __future__ import annotations

import codecs
import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))
import amber_street_rows as data
from amber_street_rows import Row

CREATED = datetime(2013, 9, 2, 9, 0)  # when the agencies were asked; never today
ZIP_DATE = (2013, 9, 2, 9, 0, 0)
FOLDER = Path(__file__).parent / "amber-street" / "chronologies"

PERSONS = {
    "V": "Leanne Marsh",
    "P": "Craig Dolan",
    "C1": "Ellie",
    "C2": "Jake",
    "X": "Donna Pike",
    "M": "Carol Marsh",
    "S": "Gemma Marsh",
    "N": "Derek Hale",
}
PARTS = {"-": " (present)", "~": " (mentioned)"}


def topic_labels() -> dict[str, str]:
    """Return the vocabulary's label of each topic."""
    return _labels("topics")


def kind_labels() -> dict[str, str]:
    """Return the vocabulary's label of each kind."""
    return _labels("kinds")


def _labels(name: str) -> dict[str, str]:
    import tomllib

    folder = Path(__file__).parent.parent / "graphdb" / "vocab"
    entries = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: entry["label"] for key, entry in entries.items() if isinstance(entry, dict)}


TOPICS = topic_labels()
KINDS = kind_labels()


def who_cell(notation: str) -> str:
    """Return ``"V P-"`` as people write it."""
    words = []
    for item in notation.split():
        key = item.rstrip("-~")
        words.append(PERSONS[key] + PARTS.get(item[len(key) :], ""))
    return "; ".join(words)


def information_cell(notation: str) -> str:
    """Return ``"strangulation P>V disclosed"`` as the template asks for it."""
    words = []
    for item in filter(None, (part.strip() for part in notation.split(";"))):
        topic, persons, stance = item.split()
        words.append(f"{TOPICS[topic]}: {persons.replace('>', ' > ')} ({stance})")
    return "; ".join(words)


def cell(row: Row, name: str) -> str:
    """Return one field of a row as its cell's text."""
    value = row.get(name)
    if name == "who":
        return who_cell(value)
    if name == "info":
        return information_cell(value)
    if name == "kind":
        return KINDS[value] if value else ""
    return value


@dataclass(frozen=True)
class Column:
    """A heading as that agency writes it, the field under it, and how wide it is."""

    heading: str
    field: str
    width: int = 16


def columns(*pairs: str) -> tuple[Column, ...]:
    """Return columns from ``"Heading = field"``."""
    made = []
    for pair in pairs:
        heading, _, name = (part.strip() for part in pair.partition("="))
        made.append(Column(heading, name, 60 if name == "text" else 16))
    return tuple(made)


POLICE = columns(
    "Event Ref = ref",
    "Date = date",
    "Time = time",
    "Source of Information = source",
    "Significant Event = text",
    "Persons involved = who",
    "Children present = children",
    "Type of event = kind",
    "Risk factors identified = info",
    "Referred by = told",
    "Shared with = shared",
    "Agencies invited = invited",
    "Agencies attending = attended",
    "Linked event = resp",
    "Previous incidents considered = took",
    "Risk tool = tool",
    "Risk grade = grade",
    "Action taken = action",
)
HOSPITAL = columns(
    "Ref = ref",
    "Date = date",
    "Time = time",
    "Date to = end",
    "Department = source",
    "Details of Contact = text",
    "Who was present = who",
    "Type of Contact = kind",
    "Indicators = info",
    "Referral source = told",
    "Copied to = shared",
    "Linked to = resp",
    "Consent to share = consent",
)
CSC = columns(
    "Ref = ref",
    "Date of Event = date",
    "Team = source",
    "Event = text",
    "Family members involved = who",
    "Child seen? = seen",
    "Category = kind",
    "Information = info",
    "Contact from = told",
    "Agencies in attendance = attended",
    "Relates to ref = resp",
    "Previous history considered = took",
    "Decision = action",
)
LANTERN = columns(
    "No. = seq",
    "Date = date",
    "Time = time",
    "Service = source",
    "Contact = text",
    "Client = who",
    "Contact type = kind",
    "Risk indicators = info",
    "Referral from = told",
    "Referred to = shared",
    "Present at meeting = attended",
    "In response to = resp",
    "History considered = took",
    "DASH = tool",
    "DASH grade = grade",
    "Case ref = ref",
)
GP = columns(
    "Date = date",
    "Source = source",
    "Consultation notes = text",
    "Patient = who",
    "Encounter type = kind",
    "Information = info",
    "Letter from = told",
    "Referral to = shared",
    "Plan = action",
    "Ref = ref",
)
HEALTH_VISITING = columns(
    "Date of contact = date",
    "Source = source",
    "Event = text",
    "Who seen = who",
    "Kind = kind",
    "Information = info",
    "Told by = told",
    "Shared with = shared",
    "Attended = attended",
    "In response to = resp",
    "Consent / why not shared = consent",
    "Assessment tool = tool",
    "Score = grade",
    "Ref = ref",
)
PROBATION = columns(
    "Date or Period of Event = date",
    "Record source = source",
    "Significant event = text",
    "Subject = who",
    "Kind = kind",
    "Information = info",
    "Attended = attended",
    "In response to = resp",
    "Took into account = took",
    "Risk tool = tool",
    "Grade = grade",
    "Ref = ref",
)
MENTAL_HEALTH = columns(
    "Start Date = date",
    "Service = source",
    "Event = text",
    "Service user / others = who",
    "Kind = kind",
    "Information = info",
    "Received from = told",
    "Notified = shared",
    "In response to = resp",
    "Risk assessment tool = tool",
    "Level of risk = grade",
    "Outcome = action",
    "Ref = ref",
)
SCHOOL = columns(
    "Date = date",
    "Source = source",
    "Incident = text",
    "Names = who",
    "Kind = kind",
    "Information = info",
    "Notified = shared",
    "Attendees = attended",
    "Linked to = resp",
    "Ref = ref",
)
FELLSHIRE = columns(
    "Date = date",
    "End date = end",
    "Source = source",
    "What happened = text",
    "Who was involved = who",
    "Kind = kind",
    "Information = info",
    "Shared with = shared",
    "In response to = resp",
    "Ref = ref",
)
INFORMAL = columns(
    "Date = date",
    "Source = source",
    "What happened = text",
    "Who was involved = who",
    "Kind = kind",
    "Information = info",
    "Shared with = shared",
    "Learned = learned",
    "Ref = ref",
)
HOUSING = columns("Date = date", "Source = source", "What happened = text")


# --- Excel ---------------------------------------------------------------------------------


class Book:
    """A workbook with a fixed date and the few formats that the agencies use."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True})
        self.book.set_properties({"title": "Chronology", "author": "", "created": CREATED})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = self.book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})

    def sheet(
        self,
        name: str,
        cols: Sequence[Column],
        rows: Iterable[Row],
        *,
        titles: Sequence[str] = (),
        hidden: frozenset[str] = frozenset(),
        merge_dates: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """Write one chronology sheet; ``merge_dates`` are pairs of refs under one date cell."""
        sheet = self.book.add_worksheet(name)
        for number, title in enumerate(titles):
            sheet.merge_range(number, 0, number, len(cols) - 1, title, self.title)
        line = len(titles) + 1 if titles else 0
        for index, column in enumerate(cols):
            sheet.set_column(index, index, column.width)
            sheet.write_string(line, index, column.heading, self.bold)
        under = {second: first for first, second in merge_dates}
        above = dict(merge_dates)
        for each in rows:
            line += 1
            if not each.ref and not each.date:
                sheet.write_string(line, _source(cols), each.text, self.wrap)
                continue
            for index, column in enumerate(cols):
                text = cell(each, column.field)
                if column.field == "date" and each.ref in under:
                    continue
                if column.field == "date" and each.ref in above:
                    sheet.merge_range(line, index, line + 1, index, "", self.day)
                if column.field == "date" and _iso(text):
                    sheet.write_datetime(line, index, date.fromisoformat(text), self.day)
                elif text:
                    sheet.write_string(line, index, text, self.wrap)
            if each.ref in hidden:
                sheet.set_row(line, None, None, {"hidden": True})

    def notes(self, name: str, lines: Sequence[str]) -> None:
        """Write a sheet that is no chronology."""
        sheet = self.book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, line)

    def content(self) -> bytes:
        """Return the finished file."""
        self.book.close()
        return repacked(self.buffer.getvalue())


def _source(cols: Sequence[Column]) -> int:
    return next(index for index, column in enumerate(cols) if column.field == "source")


def _iso(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def repacked(content: bytes) -> bytes:
    """Return a ZIP with the same members under one fixed date."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return packed({name: source.read(name) for name in source.namelist()})


def packed(members: dict[str, bytes]) -> bytes:
    """Return members as a ZIP whose bytes depend on nothing but them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return buffer.getvalue()


# --- Word ----------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def paragraph(text: str, *, bold: bool = False, deleted: str = "") -> str:
    """Return a paragraph; ``deleted`` is text struck out under track changes."""
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    if deleted:
        run += (
            '<w:del w:id="1" w:author="Author" w:date="2013-10-01T10:00:00Z">'
            f'<w:r><w:delText xml:space="preserve"> {escape(deleted)}</w:delText></w:r></w:del>'
        )
    return f"<w:p>{run}</w:p>"


def table_cell(content: str, *, span: int = 1, merge: str = "") -> str:
    """Return a table cell; ``merge`` is "restart" or "continue" for a vertical merge."""
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{grid}{vertical}</w:tcPr>{content}</w:tc>"


def table(
    cols: Sequence[Column],
    rows: Iterable[Row | str],
    *,
    deleted: dict[str, str] | None = None,
    merge: tuple[str, str] | None = None,
) -> str:
    """Return a table with its heading row; a ``str`` among the rows is a heading across it.

    ``merge`` names two rows that share one Source cell.
    """
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join('<w:gridCol w:w="1400"/>' for _ in cols)
    out = [f"<w:tbl><w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>"]
    out.append(f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>")
    out += [table_cell(paragraph(column.heading, bold=True)) for column in cols]
    out.append("</w:tr>")
    for each in rows:
        out.append("<w:tr>")
        if isinstance(each, str):
            out.append(table_cell(paragraph(each, bold=True), span=len(cols)))
        else:
            for column in cols:
                struck = (deleted or {}).get(each.ref, "") if column.field == "text" else ""
                joined = ""
                if merge and column.field == "source" and each.ref in merge:
                    joined = "restart" if each.ref == merge[0] else "continue"
                text = "" if joined == "continue" else cell(each, column.field)
                out.append(table_cell(paragraph(text, deleted=struck), merge=joined))
        out.append("</w:tr>")
    out.append("</w:tbl>")
    return "".join(out)


def document(*blocks: str) -> bytes:
    """Return a Word file, landscape, from paragraphs and tables."""
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    body = "".join(blocks) + "<w:p/>" + page
    main = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    )
    return packed(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _RELATIONS.encode(),
            "word/document.xml": main.encode(),
        }
    )


# --- CSV -----------------------------------------------------------------------------------


def comma(
    cols: Sequence[Column], rows: Iterable[Row], *, delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """Return a CSV file as that agency's system writes it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([column.heading for column in cols])
    for each in rows:
        if not each.date and not each.ref:
            line = ["" for _ in cols]
            line[_source(cols)] = each.text
            writer.writerow(line)
        else:
            writer.writerow([cell(each, column.field) for column in cols])
    content = buffer.getvalue().encode(encoding)
    return codecs.BOM_UTF16_LE + content if encoding == "utf-16-le" else content


# --- the files -----------------------------------------------------------------------------


def police() -> bytes:
    """Northshire Police: a title above the headings, a hidden row, a date merged down."""
    book = Book()
    book.sheet(
        "Chronology",
        POLICE,
        [*data.POLICE, data.POLICE_HIDDEN],
        titles=("Northshire Police – chronology of involvement", "RESTRICTED – for the panel"),
        hidden=frozenset({data.POLICE_HIDDEN.ref}),
        merge_dates=frozenset({("NP-12", "NP-13")}),
    )
    return book.content()


def hospital() -> bytes:
    """Calderwick General Hospital: the template's example row left in."""
    book = Book()
    book.sheet("Contacts", HOSPITAL, data.HOSPITAL)
    return book.content()


def childrens_social_care() -> bytes:
    """Children's Social Care: a sheet for each locality, and one that is no chronology."""
    book = Book()
    book.notes("Read me", ["Two localities, two systems.", "Stanmere moved to ICS in May 2012."])
    book.sheet("Stanmere", CSC, data.CSC_STANMERE)
    rows = list(data.CSC_CALDERWICK)
    place = next(index for index, each in enumerate(rows) if each.ref == "CSC-21")
    rows.insert(place, data.CSC_HIDDEN)
    book.sheet("Calderwick", CSC, rows, hidden=frozenset({data.CSC_HIDDEN.ref}))
    return book.content()


def lantern() -> bytes:
    """Lantern: a numbered log."""
    book = Book()
    book.sheet("Case log", LANTERN, data.LANTERN)
    return book.content()


def gp_hers() -> bytes:
    """The surgery, her file: tables split over pages under repeated headings, years as rows."""
    blocks = [paragraph("Calderwick Road Surgery: Leanne Marsh, Ellie, Jake", bold=True)]
    for number, part in enumerate((data.GP_HER[:2], data.GP_HER[2:3], data.GP_HER[3:])):
        rows: list[Row | str] = []
        for heading, under in part:
            rows += [heading, *under]
        if number:
            blocks.append(_BREAK)
        blocks.append(table(GP, rows))
    return document(*blocks)


def gp_his() -> bytes:
    """The surgery, his file."""
    return document(
        paragraph("Calderwick Road Surgery: Craig Dolan", bold=True), table(GP, data.GP_HIS)
    )


def health_visiting() -> bytes:
    """Health visiting: a sentence struck out with track changes."""
    return document(
        paragraph("Northshire Community Health NHS Trust – health visiting", bold=True),
        paragraph("Taken from the family record by the named nurse."),
        table(HEALTH_VISITING, data.HEALTH_VISITING, deleted={"HV-03": data.HV_DELETED}),
    )


def probation() -> bytes:
    """Probation: one Source cell merged over two rows."""
    return document(
        paragraph("Northshire Probation Trust", bold=True),
        table(PROBATION, data.PROBATION, merge=("PR-07", "PR-08")),
    )


def family() -> bytes:
    """What Leanne's mother and sister told the chair."""
    return document(
        paragraph("Notes of two conversations with the family, agreed with them", bold=True),
        table(INFORMAL, data.FAMILY),
    )


def files() -> dict[str, bytes]:
    """Return every chronology by its name."""
    return {
        "calderwick-homes.csv": comma(HOUSING, data.HOUSING),
        "childrens-social-care.xlsx": childrens_social_care(),
        "family.docx": family(),
        "fellshire-police.csv": comma(FELLSHIRE, data.FELLSHIRE),
        "gp-craig-dolan.docx": gp_his(),
        "gp-leanne-marsh.docx": gp_hers(),
        "health-visiting.docx": health_visiting(),
        "hospital.xlsx": hospital(),
        "lantern-idva.xlsx": lantern(),
        "larkfield-school.csv": comma(SCHOOL, data.SCHOOL, delimiter="\t", encoding="utf-16-le"),
        "mental-health-trust.csv": comma(
            MENTAL_HEALTH, data.MENTAL_HEALTH, delimiter=";", encoding="cp1252"
        ),
        "neighbour.csv": comma(INFORMAL, data.NEIGHBOUR),
        "northshire-police.xlsx": police(),
        "probation.docx": probation(),
    }


def coding_lines(folder: Path = FOLDER.parent) -> list[dict[str, str]]:
    """Return the lines of coding.csv: the housing file coded, and mirrored entries matched.

    Ids and fingerprints are the product's own, so the chronologies must be written first.
    """
    from loaders.coding.store import COLUMNS, CONFIRMED, SUGGESTED, fingerprint, told
    from loaders.load import open_session

    session = open_session(folder)
    by_row = {
        draft.source.row: draft
        for draft in session.drafts
        if draft.source.document == "calderwick-homes.csv"
    }
    meeting = next(d.event_id for d in session.drafts if d.get("ref") == "NP-31")
    lines = []
    for number, row in enumerate(data.HOUSING, start=2):
        draft = by_row[number]
        suggested = row.get("coded") == "suggested"
        line = dict.fromkeys(COLUMNS, "")
        line |= {
            "format": "1",
            "event_id": draft.event_id,
            "document": draft.source.document,
            "part": draft.source.part,
            "row": str(number),
            "date": draft.get("date"),
            "text": told(draft),
            "words": row.get("quote"),
            "kind": cell(row, "kind"),
            "information": cell(row, "info"),
            "persons": cell(row, "who"),
            "told_by": row.get("told"),
            "same_as": meeting if row.kind == "marac" else "",
            "status": SUGGESTED if suggested else CONFIRMED,
            "by": "" if suggested else "Panel coder",
            "when": "" if suggested else "2013-11-12",
            "reason": row.get("reason"),
            "fingerprint": fingerprint(told(draft)),
        }
        lines.append(line)
    by_ref = {draft.get("ref"): draft for draft in session.drafts}
    for one, other in data.MATCHES:
        draft = by_ref[one]
        line = dict.fromkeys(COLUMNS, "")
        line |= {
            "format": "1",
            "event_id": draft.event_id,
            "document": draft.source.document,
            "part": draft.source.part,
            "row": str(draft.source.row),
            "date": draft.get("date"),
            "text": told(draft),
            "same_as": by_ref[other].event_id,
            "status": CONFIRMED,
            "by": "Panel coder",
            "when": "2013-11-19",
            "note": f"the same as {other}",
            "fingerprint": fingerprint(told(draft)),
        }
        lines.append(line)
    return lines


def write_coding() -> None:
    """Write coding.csv through the product's own writer."""
    from loaders.coding.store import CodingBook, Line, write_book

    lines = coding_lines()
    write_book(FOLDER.parent, CodingBook([Line(line) for line in lines]))


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
    write_coding()


if __name__ == "__main__":
    main()
