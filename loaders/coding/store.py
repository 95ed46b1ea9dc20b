"""``coding.csv``: what the panel's coder added to rows that came uncoded.

A line says something of one row; a row may have several lines. Only confirmed lines count. A
line that a person has touched is never altered or removed by us.

``invited``, ``attended`` and ``consent`` came after the first files were written; a file without
them reads as one in which they are blank, so the format is still 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from graphdb.dates import Extent
from graphdb.identity import digest, normalise_text
from graphdb.vocabulary import UnknownTerm, Vocabulary
from loaders.drafts import Draft
from loaders.ourcsv import read_rows, write_rows
from loaders.report import CheckReport

NAME = "coding.csv"
VERSION = 1
COLUMNS = (
    "format", "event_id", "document", "part", "row", "date", "text", "words", "kind",
    "information", "persons", "shared_with", "told_by", "invited", "attended", "consent",
    "considered", "same_as", "tool", "grade", "extent", "status", "by", "when", "note", "reason",
    "fingerprint", "check",
)  # fmt: skip
SUGGESTED, CONFIRMED, REJECTED = "suggested", "confirmed", "rejected"
SIMILAR_ENOUGH = 90
CHANGED = "check: the row has changed"
GONE = "check: no such row"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``coding.csv``; ``cells`` holds every column, known to us or not."""

    cells: dict[str, str]
    row: int = 0

    def get(self, column: str) -> str:
        """Return one cell; blank where there is none."""
        return self.cells.get(column, "").strip()

    @property
    def event_id(self) -> str:
        """The row that it speaks of."""
        return self.get("event_id")

    @property
    def status(self) -> str:
        """Suggested, confirmed or rejected; blank counts as suggested."""
        return self.get("status").casefold() or SUGGESTED


@dataclass(frozen=True, slots=True)
class Coding:
    """What all confirmed lines of one row say together."""

    confirmed: bool = False
    kind: str = ""
    information: str = ""
    persons: str = ""
    shared_with: str = ""
    told_by: str = ""
    invited: str = ""
    attended: str = ""
    consent: str = ""
    considered: str = ""
    same_as: tuple[str, ...] = ()
    tool: str = ""
    grade: str = ""
    extent: Extent | None = None


@dataclass(slots=True)
class CodingBook:
    """All lines of a case, each tied to the row it speaks of now."""

    lines: list[Line] = field(default_factory=list)
    moved: dict[int, str] = field(default_factory=dict)
    orphans: list[Line] = field(default_factory=list)

    def event_of(self, index: int) -> str:
        """Return the row that a line speaks of, also where its text has changed."""
        return self.moved.get(index, self.lines[index].event_id)


def fingerprint(text: str) -> str:
    """Return what tells whether a row's text is still the same."""
    return "t-" + digest(normalise_text(text))


def read_book(folder: Path) -> CodingBook:
    """Read ``coding.csv`` of a case; an empty book where there is none.

    Raises
    ------
    LoaderError
        When the file is none of ours or of a newer format.
    """
    path = folder / NAME
    if not path.exists():
        return CodingBook()
    rows = read_rows(path, ("event_id", "status"), VERSION)
    return CodingBook([Line(row, int(row.pop("_row"))) for row in rows])


def carry_along(book: CodingBook, drafts: Sequence[Draft], report: CheckReport) -> None:
    """Tie lines whose row is gone to the row that it became, where one is alike.

    Alike is the same date as written and a text that is 90 % the same; the best such row. A row
    with a Ref stays itself whatever becomes of its text: then the fingerprint tells.
    """
    known = {draft.event_id: draft for draft in drafts}
    by_date: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_date[normalise_text(draft.get("date"))].append(draft)
    for index, line in enumerate(book.lines):
        found = known.get(line.event_id)
        mark = line.get("fingerprint")
        changed = found is not None and bool(mark) and mark != fingerprint(told(found))
        if found is None:
            found = _alike(line, by_date.get(normalise_text(line.get("date")), []))
            changed = found is not None
        if found is None:
            book.orphans.append(line)
            if line.status == CONFIRMED:
                _report("JU-L103", line, report, line.get("document"))
        elif changed:
            book.moved[index] = found.event_id
            if line.status == CONFIRMED:
                there = normalise_text(line.get("words")) in normalise_text(told(found))
                _report("JU-L102" if there else "JU-L105", line, report, found.source.document)


def _alike(line: Line, candidates: Iterable[Draft]) -> Draft | None:
    text = normalise_text(line.get("text"))
    if not text:
        return None
    best, best_score = None, float(SIMILAR_ENOUGH)
    for draft in candidates:
        score = fuzz.ratio(text, normalise_text(told(draft)), score_cutoff=best_score)
        if score > best_score or (score == best_score and best is None and score):
            best, best_score = draft, score
    return best


def told(draft: Draft) -> str:
    """Return the text of a row as a coder reads it."""
    pieces = [draft.get(name) for name in ("summary", "response", "outcome")]
    return "\n".join(piece for piece in pieces if piece)


def _report(code: str, line: Line, report: CheckReport, found: str) -> None:
    row = line.get("row")
    where = [line.get("document"), line.get("part"), f"row {row}" if row else ""]
    said = ", ".join(w for w in where if w) or found or line.event_id
    report.add(code, document=NAME, row=line.row, found=said)


def confirmed(
    book: CodingBook, vocabulary: Vocabulary, known: set[str], report: CheckReport
) -> dict[str, Coding]:
    """Return what the confirmed lines say, by event id.

    Parameters
    ----------
    known
        Every event id of the case, for *same as*.
    """
    gathered: dict[str, list[Line]] = defaultdict(list)
    for index, line in enumerate(book.lines):
        if line.status not in (SUGGESTED, CONFIRMED, REJECTED):
            _unknown(line, "status", report, "suggested, confirmed or rejected")
        event = book.event_of(index)
        if line.status == CONFIRMED and event in known:
            gathered[event].append(line)
    return {event: _together(lines, vocabulary, known, report) for event, lines in gathered.items()}


def _together(
    lines: Sequence[Line], vocabulary: Vocabulary, known: set[str], report: CheckReport
) -> Coding:
    def joined(column: str) -> str:
        return "\n".join(dict.fromkeys(v for line in lines if (v := line.get(column))))

    def last(column: str) -> str:
        return next((v for line in reversed(lines) if (v := line.get(column))), "")

    return Coding(
        True,
        _kind(lines, vocabulary, report),
        joined("information"),
        joined("persons"),
        joined("shared_with"),
        joined("told_by"),
        joined("invited"),
        joined("attended"),
        joined("consent"),
        joined("considered"),
        _same_as(lines, known, report),
        last("tool"),
        last("grade"),
        _extent(lines, report),
    )


def _kind(lines: Sequence[Line], vocabulary: Vocabulary, report: CheckReport) -> str:
    found = ""
    for line in lines:
        if line.get("kind"):
            try:
                found = vocabulary.kind(line.get("kind")).key
            except UnknownTerm as unknown:
                _unknown(line, "kind", report, f"such as {unknown.nearest or 'contact'}")
    return found


def _same_as(lines: Sequence[Line], known: set[str], report: CheckReport) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        for event in line.get("same_as").replace(";", " ").replace(",", " ").split():
            if event in known:
                found[event] = None
            else:
                _unknown(line, "same_as", report, "the event_id of another row")
    return tuple(found)


def _extent(lines: Sequence[Line], report: CheckReport) -> Extent | None:
    found = None
    for line in lines:
        if line.get("extent"):
            try:
                found = Extent(line.get("extent").casefold())
            except ValueError:
                _unknown(line, "extent", report, "once, lasting or repeated")
    return found


def _unknown(line: Line, column: str, report: CheckReport, expected: str) -> None:
    report.add(
        "JU-L104", document=NAME, row=line.row, column=column, found=line.get(column),
        expected=expected,
    )  # fmt: skip


def write_book(folder: Path, book: CodingBook) -> None:
    """Write ``coding.csv``: our columns first, then any that a person added."""
    extra = dict.fromkeys(c for line in book.lines for c in line.cells if c not in COLUMNS)
    write_rows(folder / NAME, [*COLUMNS, *extra], [line.cells for line in book.lines])
