"""Rows to drafts: what each row says by itself, before rows are looked at together.

Here it is settled which rows are data, whose they are and when they were. What needs other
rows (references, teams that only a source names, ids of exact duplicates) comes in
:mod:`loaders.events`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graphdb.dates import (
    UNDATED,
    DateContext,
    Extent,
    Note,
    Reading,
    When,
    is_template_year,
    minute_of,
    moment_of,
    read_when,
)
from graphdb.model import SourceRef, team_not_stated
from graphdb.vocabulary import FIELDS, UnknownTerm, Vocabulary
from loaders.headings import UNKNOWN, Headings
from loaders.holders import Holders, Owner
from loaders.messages import shorten, title_of
from loaders.names import norm
from loaders.report import CheckReport, SetAside, Severity, TableReport
from loaders.table import Column, RawRow, RawTable

NOTE_MARKS = ("#", "^", "¬", "~")
# A wide row without a date is a heading when it is short, and a row of the chronology when not.
LONGEST_HEADING = 60
_AFTER_DEATH = re.compile(
    r"\b(?:through|during|via|from|by|in|as part of)\b.{0,30}\b(?:review|imr|dhr|dardr|scr|cspr|"
    r"sar|inquest|post[- ]?mortem|homicide|murder)\b|"
    r"\bhomicide (?:investigation|enquiry|inquiry)\b|"
    r"\bmurder (?:investigation|enquiry|inquiry|trial)\b|\bimr\b|\binquest\b|\bafter (?:the|her|his"
    r"|their) death\b|\bpost[- ]?mortem\b|\bpost[- ]?death\b|\bthis review\b|\bthe review\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")

NOTE = "note (its source starts with # ^ ¬ or ~)"
TEMPLATE = "example row of the template (year 0100)"
DATED_HEADING = "dated heading"
HEADING = "heading across the table"
DATE_ONLY = "row with a date and nothing else"
NO_AGENCY = "row of no agency that is known"
SAME_FILE = "row in a file that is the same as another"

# Fields that show that something is told; the others only say when, whose and which.
_TELLING = frozenset(FIELDS) - {
    "date", "time", "end_date", "source", "agency", "learned", "ref", "seq", "mentions",
}  # fmt: skip
# How two columns of one field are joined; a field that is not here takes the first filled.
_JOINED = {
    "summary": "\n",
    "response": "\n",
    "outcome": "\n",
    "comment": "\n",
    "consent": "; ",
    "source": " – ",
    "agency": " – ",
    **dict.fromkeys(
        ("persons", "children_present", "information", "shared_with", "told_by", "invited",
         "attended", "minutes_to", "responds_to", "considered"),
        "; ",
    ),
}  # fmt: skip
_ODD = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class Draft:
    """One row on its way to becoming an event."""

    source: SourceRef
    values: dict[str, str]
    columns: TableColumns
    owner: Owner
    when: When
    context: DateContext
    kind: str = ""
    learned: When | None = None
    learned_after_death: bool = False
    subject: str = ""
    event_id: str = ""
    ordinal: int = 0
    extra: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return what the row holds in a field; empty text where nothing."""
        return self.values.get(name, "")

    @property
    def agency_id(self) -> str:
        """Whose agency's row it is."""
        return self.owner.team_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table by field, ready for reading rows fast."""

    single: tuple[tuple[str, int], ...]
    several: tuple[tuple[str, tuple[int, ...]], ...]
    unknown: tuple[Column, ...]
    names: dict[str, str]
    last: int

    @classmethod
    def of(cls, table: RawTable) -> TableColumns:
        """Sort a table's columns."""
        by_field: dict[str, list[int]] = {}
        unknown = []
        names: dict[str, str] = {}
        for column in table.columns:
            if column.field == UNKNOWN:
                unknown.append(column)
            else:
                by_field.setdefault(column.field, []).append(column.index)
                names.setdefault(column.field, column.heading)
        return cls(
            tuple((f, at[0]) for f, at in by_field.items() if len(at) == 1),
            tuple((f, tuple(at)) for f, at in by_field.items() if len(at) > 1),
            tuple(unknown),
            names,
            max(c.index for c in table.columns),
        )

    def has(self, name: str) -> bool:
        """Whether the table has a column of this field."""
        return name in self.names

    def values(self, row: RawRow) -> dict[str, str]:
        """Return what a row holds, by field; blank cells are left out."""
        cells = row.cells
        size = len(cells)
        values = {f: cells[i] for f, i in self.single if i < size and cells[i]}
        for name, at in self.several:
            filled = [cells[i] for i in at if i < size and cells[i]]
            if not filled:
                continue
            if name in _JOINED:
                values[name] = _JOINED[name].join(dict.fromkeys(filled))
            else:
                values[name] = filled[0]
                self._keep(values, [f"{self.names[name]}: {text}" for text in filled[1:]])
        if self.unknown:
            self._keep(
                values,
                [
                    f"{c.heading}: {cells[c.index]}"
                    for c in self.unknown
                    if c.index < size and cells[c.index]
                ],
            )
        return values

    @staticmethod
    def _keep(values: dict[str, str], more: list[str]) -> None:
        if more:
            already = [values["comment"]] if "comment" in values else []
            values["comment"] = "\n".join([*already, *more])


@dataclass(slots=True)
class _Flow:
    """What carries on from row to row: the heading and the row above."""

    heading: When | None = None
    previous: When | None = None


class RowReader:
    """Reads the tables of a case into drafts.

    Parameters
    ----------
    context
        What every date of the case is read in.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        headings: Headings,
        holders: Holders,
        report: CheckReport,
        context: DateContext,
    ) -> None:
        self._vocabulary = vocabulary
        self._headings = headings
        self._holders = holders
        self._report = report
        self._context = context
        self._flow = _Flow()
        self._no_contact = phrases_pattern(
            [k.words for k in vocabulary.kinds.values() if k.no_contact],
            [a for k in vocabulary.kinds.values() if k.no_contact for a in k.aliases],
        )
        self._kinds: dict[str, tuple[str | None, str]] = {}

    def read(
        self, table: RawTable, account: TableReport, agency: str, team: str, subject: str
    ) -> list[Draft]:
        """Read one table; every row becomes a draft or is set aside in ``account``.

        Parameters
        ----------
        agency
            The file's agency, or empty text.
        team
            The file's team key, or empty text.
        subject
            Who every row without named persons is about, or empty text.
        """
        if not table.continues:
            self._flow = _Flow()
        self._dated_line(table)
        columns = TableColumns.of(table)
        account.rows_read += len(table.rows) + len(table.set_aside)
        for number, reason in table.set_aside:
            account.set_aside.append(SetAside(table.document, table.part, number, reason))
        drafts = []
        for row in table.rows:
            draft = self._row(table, row, columns, account, agency, team, subject)
            if draft is not None:
                drafts.append(draft)
        if table.rows and not drafts and not agency:
            self._no_agency(table, account)
        account.rows_loaded += len(drafts)
        return drafts

    def _no_agency(self, table: RawTable, account: TableReport) -> None:
        if any(item.reason == NO_AGENCY for item in account.set_aside):
            leaf = table.document.rpartition("/")[2]
            self._report.add(
                "JU-L060",
                document=table.document,
                part=table.part,
                suggestion="Under the [[agency]] whose file it is, write into case.toml: "
                f"files = [{toml_text(leaf)}]",
            )

    def _row(
        self,
        table: RawTable,
        row: RawRow,
        columns: TableColumns,
        account: TableReport,
        agency: str,
        team: str,
        subject: str,
    ) -> Draft | None:
        source = SourceRef(table.document, table.part, row.number)
        values = columns.values(row)
        reason = ""
        if values.get("source", "").startswith(NOTE_MARKS):
            reason = NOTE
        elif row.spanning or not _TELLING.intersection(values):
            reason = self._heading(row, values)
        if reason == DATE_ONLY:
            self._report.add(
                "JU-L088", document=source.document, part=source.part, row=source.row,
                found=values.get("date", ""), once_per=(source.document, source.part),
            )  # fmt: skip
        if reason:
            account.set_aside.append(SetAside(source.document, source.part, row.number, reason))
            return None
        if len(row.cells) > columns.last + 1:
            _keep_surplus(row, columns, values, source, self._report)
        reading, context = self._date(values)
        if reading.when is not None and _is_template(reading.when):
            account.set_aside.append(SetAside(source.document, source.part, row.number, TEMPLATE))
            return None
        owner = self._owner(agency, team, values, source, columns)
        if owner is None:
            account.set_aside.append(SetAside(source.document, source.part, row.number, NO_AGENCY))
            if agency or self._names_any(table, columns):
                self._report.add(
                    "JU-L061",
                    document=source.document,
                    part=source.part,
                    row=source.row,
                    column=columns.names.get("source", ""),
                    found=values.get("source", "") or values.get("agency", ""),
                    once_per=(source.document, values.get("source", "")),
                )
            return None
        draft = Draft(
            source, values, columns, owner, reading.when or UNDATED, context, subject=subject
        )
        if reading.when is None:
            draft.when = replace(UNDATED, written=_written(values))
        self._report_date(draft, reading)
        draft.kind = self._kind(draft)
        self._learned(draft)
        if _ODD.search(values.get("summary", "")):
            self._report.add(
                "JU-L087", document=source.document, part=source.part, row=source.row,
                column=columns.names.get("summary", ""),
            )  # fmt: skip
        return draft

    def _names_any(self, table: RawTable, columns: TableColumns) -> bool:
        """Whether any row's source names an agency (then it is the row, not the file)."""
        at = [i for c in table.columns if c.field in ("source", "agency") for i in (c.index,)]
        return any(
            self._holders.owner("", row.cells[i]) is not None
            for row in table.rows
            for i in at
            if i < len(row.cells)
        )

    # --- headings above and inside the table -------------------------------------------------

    def _dated_line(self, table: RawTable) -> None:
        """Take a line above the table that is nothing but a date for a dated heading.

        A whole day may be the day on which the document was written: no row is dated by it.
        """
        year: When | None = None
        taken = ""
        for text in table.above:
            context = replace(self._context, heading=year)
            when = read_when(text, context=context).when
            if when is None or when.earliest is None or when.latest is None:
                continue
            if is_template_year(when) or when.latest - when.earliest < _TWO_DAYS:
                continue
            # a stretch of several years says nothing of the year of a day below it
            year = when if when.extent is Extent.ONCE else None
            self._flow = _Flow(heading=year)
            taken = text
        if taken:
            self._report.add(
                "JU-L042", document=table.document, part=table.part, found=taken,
            )  # fmt: skip

    def _heading(self, row: RawRow, values: dict[str, str]) -> str:
        """Return why a row is no data, noting a dated heading for the rows below."""
        text = row.only_text or values.get("date", "")
        if row.spanning and self._is_no_contact(text):
            values.clear()
            values["summary"] = text
            return ""
        reading = read_when(text, context=self._context) if text else None
        if reading is not None and reading.when is not None and is_template_year(reading):
            return TEMPLATE
        if reading is not None and reading.when is not None and reading.when.earliest is not None:
            if not row.only_text:
                return DATE_ONLY
            # "2010 to 2012" as a heading completes no date, and ends what stood above.
            once = reading.when.extent is Extent.ONCE
            self._flow = _Flow(heading=reading.when if once else None)
            return DATED_HEADING
        if row.spanning and len(text) > LONGEST_HEADING:
            values.clear()
            values["summary"] = text
            return ""
        return HEADING if row.only_text else DATE_ONLY

    # --- whose ------------------------------------------------------------------------------

    def _owner(
        self,
        agency: str,
        team: str,
        values: dict[str, str],
        source: SourceRef,
        columns: TableColumns,
    ) -> Owner | None:
        stated = values.get("agency", "")
        origin = values.get("source", "")
        if stated:
            named = self._holders.owner("", stated)
            if named is not None:
                inside = self._holders.owner(named.team_id.partition("/")[0], origin)
                # "Police (PPU)" in the agency column is a team already.
                return named if not named.team_id.endswith("/") or inside is None else inside
            origin = f"{stated} – {origin}" if origin else stated
        if agency and not origin and team:
            return Owner(self._holders.team_of_file(agency, team))
        owner = self._holders.owner(agency, origin)
        if owner is None:
            return None
        if team and owner.team_id == team_not_stated(agency):
            return Owner(self._holders.team_of_file(agency, team))
        if owner.how == "other":
            self._report.add(
                "JU-L064", document=source.document, part=source.part, row=source.row,
                column=columns.names.get("source", ""), found=origin,
                once_per=(source.document, origin),
            )  # fmt: skip
        return owner

    # --- when -------------------------------------------------------------------------------

    def _date(self, values: dict[str, str]) -> tuple[Reading, DateContext]:
        flow = self._flow
        context = self._context
        heading = flow.heading
        if heading is not None and "date" in values and _over_years(heading):
            heading = None  # "4 January" under "2010 - 2012" is of no year that anybody said
        if heading is not None or flow.previous is not None:
            context = replace(context, previous=flow.previous, heading=heading)
        reading = read_when(
            values.get("date", ""),
            time=values.get("time"),
            end=values.get("end_date"),
            context=context,
        )
        # A row that is not read bears no "two days later" of the next.
        flow.previous = reading.when
        if flow.heading is not None and _lies_outside(reading.when, flow.heading):
            flow.heading = None
        return reading, context

    def _report_date(self, draft: Draft, reading: Reading) -> None:
        source = draft.source
        heading = draft.columns.names.get("date", "")
        notes = [note for note in reading.notes if note.attention]
        for note in notes:
            undated = " The row was loaded as undated." if reading.when is None else ""
            self._report.add(
                note.code, document=source.document, part=source.part, row=source.row,
                column=heading, found=draft.get("date"),
                suggestion=_to_do(note, draft.get("date")) + undated, severity=Severity.WARNING,
            )  # fmt: skip
        if reading.when is None and not notes:
            self._report.add(
                "JU-L070", document=source.document, part=source.part, row=source.row,
                column=heading, found=draft.get("date"),
            )  # fmt: skip

    def _learned(self, draft: Draft) -> None:
        text = draft.get("learned")
        if not text:
            return
        if _AFTER_DEATH.search(text):
            draft.learned_after_death = True
            return
        context = replace(self._context, previous=draft.when)
        reading = read_when(text, context=context)
        draft.learned = reading.when
        if reading.when is None:
            source = draft.source
            self._report.add(
                "JU-L084", document=source.document, part=source.part, row=source.row,
                column=draft.columns.names.get("learned", ""), found=text,
            )  # fmt: skip

    # --- what -------------------------------------------------------------------------------

    def _kind(self, draft: Draft) -> str:
        text = draft.get("kind")
        if text:
            found, near = self._find_kind(text)
            if found is not None:
                return found
            source = draft.source
            self._report.add(
                "JU-L074", document=source.document, part=source.part, row=source.row,
                column=draft.columns.names.get("kind", ""), found=text,
                suggestion=f"Did you mean “{near}”? If so, write that." if near else "",
                once_per=(source.document, norm(text)),
            )  # fmt: skip
            return ""
        return "no-contact" if self._is_no_contact(draft.get("summary")) else ""

    def _find_kind(self, text: str) -> tuple[str | None, str]:
        """Return the key of a kind as written, or ``None`` and the nearest; answers are kept."""
        if text not in self._kinds:
            try:
                self._kinds[text] = (self._vocabulary.kind(text).key, "")
            except UnknownTerm as unknown:
                self._kinds[text] = (None, unknown.nearest or "")
        return self._kinds[text]

    def _is_no_contact(self, text: str) -> bool:
        """Whether the whole of a short text says that there was no contact."""
        return len(text) <= 120 and bool(
            self._no_contact.match(" ".join(_WORD.findall(text.lower())))
        )


def phrases_pattern(words: Sequence[Sequence[str]], names: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for texts that begin with a phrase and say little more.

    The phrases are those of the vocabulary, with its stars.
    """
    phrases = [p for group in words for p in group] + [n.lower() for n in names if " " in n]
    forms = []
    for phrase in phrases:
        pieces = []
        for word in phrase.replace("-", " ").split():
            if word == "*":
                pieces.append(r"(?:\w+ ){0,3}")
            elif word.endswith("*"):
                pieces.append(re.escape(word[:-1]) + r"\w* ")
            else:
                pieces.append(re.escape(word) + " ")
        forms.append("".join(pieces).strip())
    body = "|".join(sorted(set(forms), key=lambda f: (-len(f), f)))
    return re.compile(rf"(?:there was |there were |agency had )?(?:{body})(?: \w+){{0,6}}$")


# "Winter 2011" goes over a year's end and still says which January is meant.
_A_WINTER = 200 * 24 * 60
_TWO_DAYS = 2 * 24 * 60
_YEAR_101 = minute_of(date(101, 1, 1))


def _is_template(when: When) -> bool:
    return when.earliest is not None and when.earliest < _YEAR_101 and is_template_year(when)


def _over_years(when: When) -> bool:
    earliest, latest = when.earliest, when.latest
    if earliest is None or latest is None or latest - earliest < _A_WINTER:
        return False
    return moment_of(earliest).year != moment_of(latest).year


def _lies_outside(when: When | None, heading: When) -> bool:
    """Whether a row's date shows that the heading above no longer holds."""
    if when is None:
        return False
    return when.end.certainly_before(heading.start) or heading.end.certainly_before(when.start)


def _to_do(note: Note, found: str) -> str:
    """Return a note on a date without what the message's title and the cell say already."""
    head, colon, rest = note.message.partition(": ")
    said = (title_of(note.code), f"“{found}” cannot be read as a date")
    return f"{rest[:1].upper()}{rest[1:]}" if colon and head in said else note.message


def _written(values: dict[str, str]) -> str:
    return ", ".join(values[name] for name in ("date", "time") if name in values)


def _keep_surplus(
    row: RawRow,
    columns: TableColumns,
    values: dict[str, str],
    source: SourceRef,
    report: CheckReport,
) -> None:
    surplus = [cell for cell in row.cells[columns.last + 1 :] if cell]
    if surplus:
        columns._keep(values, surplus)
        report.add(
            "JU-L056", document=source.document, part=source.part, row=source.row,
            found=shorten(surplus[0]), once_per=(source.document, source.part),
        )  # fmt: skip


def toml_text(text: str) -> str:
    """Return text as a TOML string, for lines to paste."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shorten(escaped)}"'
