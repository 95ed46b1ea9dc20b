"""A case folder written from records: what loads as exactly these records.

A chronology for each document of the original, with everything that its rows were coded with in the
columns of the template, and ``coding.csv`` for rows that a person said tell of one occurrence.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path

from graphdb.model import CaseRecords, Event, Naming, Part, Reveal, agency_of
from graphdb.vocabulary import Vocabulary, load_vocabulary
from joinedup.anonymise.case_toml import case_toml, context_of
from joinedup.anonymise.when_cells import Cells, write_cells
from loaders.case_build import Built, build
from loaders.case_file import NAME, read_case_file
from loaders.coding.store import COLUMNS as CODING_COLUMNS
from loaders.coding.store import CONFIRMED
from loaders.coding.store import NAME as CODING
from loaders.coding.store import VERSION as CODING_VERSION
from loaders.dispositions import write_dispositions
from loaders.events import bar_of
from loaders.holders import Holders
from loaders.information import Informer
from loaders.load import CHRONOLOGIES
from loaders.ourcsv import csv_text, guard
from loaders.people import People
from loaders.report import CheckReport

#: Fields of a row, in the order of the columns; their headings are the vocabulary's.
COLUMNS = (
    "ref",
    "date",
    "time",
    "end_date",
    "agency",
    "source",
    "summary",
    "persons",
    "kind",
    "information",
    "shared_with",
    "told_by",
    "invited",
    "attended",
    "minutes_to",
    "responds_to",
    "response",
    "considered",
    "tool",
    "grade",
    "outcome",
    "consent",
    "seq",
    "learned",
    "mentions",
    "comment",
)
#: What stands where an assessment took something into account that nobody could find.
UNCLEAR = "not clear"
#: What Learned says of what came out through the review.
AFTER_DEATH = "through this review"


class CannotSayError(ValueError):
    """A row that no cells can say; the message names it by its Ref in the pack."""


class Written:
    """Writes the cells of a case, each checked against what a loader reads of it.

    Parameters
    ----------
    records
        Of the pack; every row has a Ref, and its date still stands as the agency wrote it.
    folder
        Where ``case.toml`` is.
    day_1
        From which a relative pack counts its days.
    """

    def __init__(self, records: CaseRecords, folder: Path, day_1: date | None = None) -> None:
        self._records = records
        self._vocabulary: Vocabulary = load_vocabulary()
        self._context = context_of(records, day_1)
        built: Built = build(read_case_file(folder / NAME), self._vocabulary, CheckReport())
        self._holders = Holders(
            built.agencies, built.teams, built.record_of_agency, self._vocabulary
        )
        self._facts = {fact.fact_id: fact for fact in records.facts}
        self._informer = Informer(built.case.case_id, self._vocabulary, People(built.persons))
        self._names = {a.agency_id: a.name for a in built.agencies}
        self._teams = {t.team_id: t.name for t in built.teams}
        self._ref = {event.event_id: event.ref for event in records.events}
        self._namings: dict[tuple[Naming, str], str] = {}
        #: Refs of rows whose date could only be written wider than it is.
        self.wider: list[str] = []

    def row(self, event: Event) -> dict[str, str]:
        """Return the cells of a row, by field."""
        cells = self._date(event)
        tools, kinds = self._vocabulary.tools, self._vocabulary.kinds
        return {
            "ref": event.ref,
            "date": cells.date,
            "time": cells.time,
            "end_date": cells.end,
            "agency": self._agency(event.agency_id),
            "source": self._source(event),
            "summary": event.summary,
            "persons": "; ".join(
                i.person_id if i.part is Part.SUBJECT else f"{i.person_id} ({i.part})"
                for i in event.involves
            ),
            "kind": kinds[event.kind].label if event.kind else "",
            "information": self._information(event),
            "shared_with": self._named(event.shared_with, event),
            "told_by": self._named(event.told_by, event),
            "invited": self._named(event.invited, event),
            "attended": self._named(event.attended, event),
            "minutes_to": self._named(event.minutes_to, event),
            "responds_to": ", ".join(self._ref[row] for row in event.responds_to),
            "response": event.response,
            "considered": self._considered(event),
            "tool": tools[event.tool].label if event.tool in tools else event.tool,
            "grade": event.grade,
            "outcome": event.outcome,
            "consent": _consent(event),
            "seq": "" if event.sequence is None else str(event.sequence),
            "learned": self._learned(event),
            "mentions": "; ".join(event.mentions),
            "comment": event.comment,
        }

    def _date(self, event: Event) -> Cells:
        cells = write_cells(event.when, event.when.written, self._context)
        if cells.wider:
            self.wider.append(event.ref)
        return cells

    def _learned(self, event: Event) -> str:
        if event.learned_after_death:
            return AFTER_DEATH
        if event.learned is None:
            return ""
        cells = write_cells(event.learned, event.learned.written, self._context)
        if cells.wider or cells.end:
            self.wider.append(event.ref)
        return f"{cells.date} {cells.time}".strip()

    # -- whose, and whom it names --------------------------------------------------------

    def _agency(self, agency_id: str) -> str:
        name = self._names[agency_id]
        owner = self._holders.owner("", name)
        return name if owner is not None and owner.team_id == f"{agency_id}/" else agency_id

    def _source(self, event: Event) -> str:
        key = event.team_id.partition("/")[2]
        if not key:
            return ""
        name = self._teams[event.team_id]
        owner = self._holders.owner(event.agency_id, name)
        known = owner is not None and owner.team_id == event.team_id
        return name if known and not name.startswith(("#", "^", "¬", "~")) else key

    def _named(self, namings: Iterable[Naming], event: Event) -> str:
        return "; ".join(self._naming(naming, event.agency_id) for naming in namings)

    def _naming(self, naming: Naming, own: str) -> str:
        key = (naming, own)
        if key not in self._namings:
            channel = naming.channel.translate(_NO_LIST)
            name = next(
                each
                for each in self._ways_of_naming(naming.team_id)
                if self._holders.named(each, own) == naming.team_id
            )
            self._namings[key] = f"{name} ({channel})" if channel else name
        return self._namings[key]

    def _ways_of_naming(self, team_id: str) -> Iterator[str]:
        agency, key = agency_of(team_id), team_id.partition("/")[2]
        name = self._names[agency]
        plain = not set(name) & _LIST_MARKS
        if key:
            team = self._teams[team_id]
            if plain and not set(team) & _LIST_MARKS:
                yield f"{name}: {team}"
            yield f"{agency}: {key}"
            yield key
        else:
            if plain:
                yield name
            yield agency
        raise CannotSayError(f"no cell can name {team_id}")

    # -- what it reveals -----------------------------------------------------------------

    def _information(self, event: Event) -> str:
        if not event.reveals:
            return "None" if event.coded and not event.kind else ""
        subjects = tuple(sorted(i.person_id for i in event.involves if i.part is Part.SUBJECT))
        return "; ".join(self._reveal(each, subjects) for each in event.reveals)

    def _reveal(self, reveal: Reveal, subjects: tuple[str, ...]) -> str:
        fact = self._facts[reveal.fact_id]
        how = f"{reveal.stance} by {reveal.said_by}" if reveal.said_by else str(reveal.stance)
        about, by = fact.about or "", fact.by or ""
        # a fact of nobody, or by nobody, is written so that no usual person is taken for them
        for who in (
            f"{by} > {about}" if by else about,
            f"{about} > {about}",
            "",
            f"{by} > nobody known",
            f"nobody known > {about}",
            "nobody known",
            "nobody known > nobody known",
        ):
            text = f"{fact.label}: {who} ({how})" if who else f"{fact.label} ({how})"
            if self._informer.read(text, subjects)[0] == [reveal]:
                return text
        raise CannotSayError(f"no cell can say “{fact.label}”")

    def _considered(self, event: Event) -> str:
        taken = event.considered
        if taken is None:
            return UNCLEAR
        return ", ".join(self._ref[row] for row in taken.events) or ("None" if taken.stated else "")


_LIST_MARKS = frozenset(";,\n/&+()")
_NO_LIST = str.maketrans({"(": " ", ")": " ", ";": ",", "\n": " "})


def _consent(event: Event) -> str:
    if bar_of(event.bar_text) == event.bar if event.bar_text else event.bar is None:
        return event.bar_text
    if event.bar is None:
        return ""
    said = f"{event.bar}: {event.bar_text}"
    return said if bar_of(said) == event.bar else str(event.bar)


def write_records(records: CaseRecords, folder: Path, day_1: date | None = None) -> tuple[str, ...]:
    """Write a case folder from its records.

    Parameters
    ----------
    records
        Of the pack: every row with a Ref and a document of its own.
    folder
        An empty folder that is there.
    day_1
        From which a relative pack counts its days; calendar dates are written where left out.

    Returns
    -------
    tuple of str
        The Refs of rows whose date could only be written wider than it is.
    """
    documents = _documents(records)
    files: dict[str, list[str]] = defaultdict(list)
    for document, rows in documents.items():
        agencies = {event.agency_id for event in rows}
        if len(agencies) == 1:
            files[agencies.pop()].append(document)
    _write(folder / NAME, case_toml(records, files, day_1))
    (folder / CHRONOLOGIES).mkdir()
    written = Written(records, folder, day_1)
    for document, rows in documents.items():
        _write(folder / CHRONOLOGIES / document, _chronology(written, rows))
    coding = list(_same_as(records))
    if coding:
        _write(folder / CODING, csv_text(CODING_COLUMNS, coding), bom=True)
    if records.dispositions:
        write_dispositions(folder, records.dispositions)
    return tuple(written.wider)


def _documents(records: CaseRecords) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    ordered = sorted(records.events, key=lambda e: (e.when.earliest or 0, e.event_id))
    for event in ordered:
        found[event.source.document].append(event)
    return {document: found[document] for document in sorted(found)}


def _chronology(written: Written, rows: list[Event]) -> str:
    """Return the text of a chronology, without the column that says something when it is blank."""
    fields = [
        f for f in COLUMNS if f != "considered" or any(e.considered is not None for e in rows)
    ]
    headings = load_vocabulary().headings
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([headings[field].label for field in fields])
    for event in rows:
        cells = written.row(event)
        writer.writerow([guard(cells[field]) for field in fields])
    return "\ufeff" + out.getvalue()


def _same_as(records: CaseRecords) -> Iterator[Mapping[str, str]]:
    """Yield a line of coding.csv for each row that tells of what another tells of.

    It stands on a row that is coded: a line makes its row coded, and one that nobody coded is to
    stay so.
    """
    coded = {event.event_id: event.coded for event in records.events}
    found: dict[str, list[str]] = defaultdict(list)
    for link in records.links:
        first, second = sorted((link.first, link.second), key=lambda row: (not coded[row], row))
        if coded[first]:
            found[first].append(second)
    for row in sorted(found):
        yield {
            "format": str(CODING_VERSION),
            "event_id": row,
            "same_as": " ".join(sorted(found[row])),
            "status": CONFIRMED,
        }


def _write(path: Path, text: str, *, bom: bool = False) -> None:
    path.write_text(f"\ufeff{text}" if bom else text, encoding="utf-8", newline="")


__all__ = ["COLUMNS", "CannotSayError", "Written", "write_records"]
