"""A case folder in, its records and the account of every row out."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graphdb.model import CaseRecords, Link, LinkBy, Team
from graphdb.vocabulary import Vocabulary, load_vocabulary
from loaders.case_build import Built, build, date_context
from loaders.case_file import NAME, read_case_file
from loaders.case_schema import FORMAT, CaseFile
from loaders.coding.store import CodingBook, carry_along, confirmed, read_book
from loaders.dispositions import read_dispositions
from loaders.drafts import SAME_FILE, Draft, RowReader, toml_text
from loaders.errors import LoaderError, RefusedFileError, todo_of
from loaders.events import EventMaker
from loaders.formats import readers
from loaders.headings import Headings, Unread, tables_of
from loaders.holders import Holders
from loaders.information import Informer
from loaders.messages import counted
from loaders.people import People
from loaders.references import References, give_ids, links_by_reference
from loaders.report import CheckReport, FileReport, SetAside, Severity, TableReport
from loaders.sniff import is_clutter, kind_of
from loaders.table import Document, RawTable

CHRONOLOGIES = "chronologies"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case as read.

    Attributes
    ----------
    records
        Everything read, ready for :class:`graphdb.case_view.CaseView`.
    report
        What became of every row, and what a person should look at.
    inputs
        SHA-256 of every file read, by its name in the case folder.
    """

    records: CaseRecords
    report: CheckReport
    inputs: dict[str, str]


@dataclass(slots=True)
class Session:
    """A case half read: rows are drafts with ids, and coding is tied to them."""

    folder: Path
    file: CaseFile
    built: Built
    vocabulary: Vocabulary
    people: People
    holders: Holders
    drafts: list[Draft]
    book: CodingBook
    report: CheckReport
    inputs: dict[str, str]


def load_case(path: str | Path) -> Loaded:
    """Read a case folder.

    Parameters
    ----------
    path
        The folder, or its case.toml.

    Returns
    -------
    Loaded
        The records and the report. A file that cannot be read is in the report; the others
        are loaded all the same.

    Raises
    ------
    LoaderError
        When there is no case.toml, or it, coding.csv or dispositions.csv cannot be read.
    """
    with _no_collector():
        return finish(open_session(path))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector out: records are many, live, and hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def finish(session: Session) -> Loaded:
    """Make the records of a case half read; see :func:`load_case`."""
    report = session.report
    codings = confirmed(
        session.book, session.vocabulary, {d.event_id for d in session.drafts}, report
    )
    informer = Informer(session.file.case.id, session.vocabulary, session.people)
    maker = EventMaker(
        session.vocabulary,
        session.people,
        session.holders,
        informer,
        References(session.drafts, session.holders),
        codings,
        report,
    )
    events = tuple([maker.make(draft) for draft in session.drafts])
    report.uncoded = sum(1 for event in events if not event.coded)
    links = set(links_by_reference(session.drafts))
    for event, coding in codings.items():
        links.update(
            Link(min(event, other), max(event, other), LinkBy.PERSON)
            for other in coding.same_as
            if other != event
        )
    built = session.built
    records = CaseRecords(
        case=built.case,
        persons=built.persons,
        relations=built.relations,
        agencies=built.agencies,
        teams=_teams(built, session.holders),
        facts=tuple(informer.facts[key] for key in sorted(informer.facts)),
        events=events,
        links=tuple(sorted(links, key=lambda k: (k.first, k.second, k.by))),
        settings=built.settings,
        dispositions=read_dispositions(session.folder, report),
    )
    _report_sources(session)
    report.assert_accounted()
    return Loaded(records, report, session.inputs)


def open_session(path: str | Path) -> Session:
    """Read a case as far as rows with ids; see :func:`load_case`."""
    folder = Path(path)
    if folder.name == NAME and folder.is_file():
        folder = folder.parent
    report = CheckReport()
    vocabulary = load_vocabulary()
    file = read_case_file(folder / NAME)
    if file.format < FORMAT:
        report.add("JU-L005", document=NAME, found=f"format = {file.format}")
    built = build(file, vocabulary, report)
    holders = Holders(built.agencies, built.teams, built.record_of_agency, vocabulary)
    _report_shared_names(holders, report)
    headings = Headings(vocabulary, file.headings)
    reader = RowReader(vocabulary, headings, holders, report, date_context(file))
    inputs = {NAME: _sha256(folder / NAME)}
    drafts = _Files(folder, file, headings, holders, reader, report, inputs).read()
    give_ids(file.case.id, drafts, report)
    book = read_book(folder)
    carry_along(book, drafts, report)
    for name in ("coding.csv", "dispositions.csv"):
        if (folder / name).is_file():
            inputs[name] = _sha256(folder / name)
    people = People(built.persons)
    return Session(folder, file, built, vocabulary, people, holders, drafts, book, report, inputs)


class _Files:
    """Reads the files of a case one after the other, in the order of their names."""

    def __init__(
        self,
        folder: Path,
        file: CaseFile,
        headings: Headings,
        holders: Holders,
        reader: RowReader,
        report: CheckReport,
        inputs: dict[str, str],
    ) -> None:
        self._root = folder / CHRONOLOGIES
        self._file = file
        self._headings = headings
        self._holders = holders
        self._reader = reader
        self._report = report
        self._inputs = inputs
        self._seen: dict[str, str] = {}

    def read(self) -> list[Draft]:
        drafts: list[Draft] = []
        for path in self._paths():
            name = path.relative_to(self._root).as_posix()
            account = FileReport(name)
            self._report.files.append(account)
            try:
                drafts += self._read_file(path, name, account)
            except RefusedFileError as error:
                account.refused = error.code
                self._report.add(error.code, document=name, part=error.part, found=error.found)
            except OSError as error:
                account.refused = "JU-L017"
                self._report.add("JU-L017", document=name, found=error.strerror or "")
        if not any(f.tables for f in self._report.files):
            self._report.add("JU-L006", document=CHRONOLOGIES)
        return drafts

    def _paths(self) -> list[Path]:
        if not self._root.is_dir():
            return []
        found = []
        for path in sorted(self._root.rglob("*"), key=lambda p: p.as_posix()):
            inside = path.relative_to(self._root)
            if any(is_clutter(part) for part in inside.parts):
                if path.is_file():
                    self._report.skipped.append(inside.as_posix())
            elif path.is_file():
                found.append(path)
        return found

    def _read_file(self, path: Path, name: str, account: FileReport) -> list[Draft]:
        kind = kind_of(path)
        digest = _sha256(path)
        self._inputs[f"{CHRONOLOGIES}/{name}"] = digest
        document = readers()[kind].read(path)
        first = self._seen.setdefault(digest, name)
        if first != name:
            return self._same_file(document, name, first, account)
        for note in document.notes:
            self._report.add(
                note.code, document=name, part=note.part, row=note.row, column=note.column,
                found=note.found, once_per=(name, note.part, note.column),
            )  # fmt: skip
        tables, unread = tables_of(
            document.grids, name, self._headings, may_continue=kind == "docx"
        )
        if not tables and not unread:
            raise RefusedFileError("JU-L055")
        agency = account.agency = self._holders.agency_of_file(name, self._file)
        team, subject = self._settings_of(name, agency)
        for each in unread:
            account.tables.append(self._unread(each, name))
        drafts: list[Draft] = []
        told: set[str] = set()
        for table in tables:
            one = TableReport(table.part, tuple((c.heading, c.field) for c in table.columns))
            account.tables.append(one)
            self._report_columns(table, told)
            drafts += self._reader.read(table, one, agency, team, subject)
        return drafts

    def _settings_of(self, name: str, agency: str) -> tuple[str, str]:
        from loaders.holders import matches

        for table in self._file.file:
            if matches(name, table.name):
                return table.team, table.subject or self._subject_of(agency)
        return "", self._subject_of(agency)

    def _subject_of(self, agency: str) -> str:
        return next((a.subject for a in self._file.agency if a.id == agency), "")

    def _same_file(
        self, document: Document, name: str, first: str, account: FileReport
    ) -> list[Draft]:
        self._report.add("JU-L018", document=name, found=f"the same as {first}")
        for grid in document.grids:
            one = TableReport(grid.part, rows_read=len(grid.rows))
            one.set_aside = [SetAside(name, grid.part, r.number, SAME_FILE) for r in grid.rows]
            account.tables.append(one)
        return []

    def _unread(self, each: Unread, name: str) -> TableReport:
        grid = each.grid
        self._report.add(each.code, document=name, part=grid.part, found=each.found,
                         suggestion=self._heading_hint(each))  # fmt: skip
        one = TableReport(grid.part, rows_read=len(grid.rows))
        one.set_aside = [SetAside(name, grid.part, r.number, each.reason) for r in grid.rows]
        return one

    def _heading_hint(self, each: Unread) -> str:
        if each.code == "JU-L052":
            return ""
        says_what = each.code == "JU-L051"
        field = "summary" if says_what else "date"
        means = "says what happened" if says_what else "is that of the dates"
        return (
            f"If one of these headings {means}, write into case.toml under [headings]: "
            f'"heading as written" = "{field}"'
        )

    def _report_columns(self, table: RawTable, told: set[str]) -> None:
        by_field = Counter(c.field for c in table.columns if c.field)
        for column in table.columns:
            if column.heading in told:
                continue
            told.add(column.heading)
            if not column.field:
                near, field = self._headings.nearest(column.heading)
                hint = f"The nearest known is “{near}”. " if near else ""
                line = f"{toml_text(column.heading)} = {toml_text(field or 'comment')}"
                self._report.add(
                    "JU-L053", document=table.document, part=table.part, column=column.heading,
                    suggestion=f"{hint}Write into case.toml under [headings]: {line}",
                )  # fmt: skip
        for field, count in by_field.items():
            if count > 1 and f"={field}" not in told:
                told.add(f"={field}")
                names = " and ".join(f"“{c.heading}”" for c in table.columns if c.field == field)
                self._report.add(
                    "JU-L054", document=table.document, part=table.part, found=names,
                    expected=f"one column for “{self._headings.label(field)}”",
                )  # fmt: skip


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise LoaderError("JU-L017", path.name, error.strerror or "", todo_of(error)) from None


def _teams(built: Built, holders: Holders) -> tuple[Team, ...]:
    """Return listed teams in the order of case.toml, then those that only sources name."""
    listed = {team.team_id for team in built.teams}
    others = sorted(team_id for team_id in holders.teams if team_id not in listed)
    return (*built.teams, *(holders.teams[team_id] for team_id in others))


def _report_shared_names(holders: Holders, report: CheckReport) -> None:
    for name, agencies in holders.explicit.ambiguous().items():
        report.add("JU-L065", document=NAME, found=f"{name}: {', '.join(agencies)}")


def _report_sources(session: Session) -> None:
    """Report each source that became a team of its own, with the lines to paste."""
    listed = {team.team_id for team in session.built.teams}
    rows = Counter(d.owner.team_id for d in session.drafts)
    told: set[str] = set()
    for draft in session.drafts:
        team_id = draft.owner.team_id
        if team_id in listed or team_id in told:
            continue
        told.add(team_id)
        team = session.holders.teams[team_id]
        near = session.holders.near_team(team_id)
        key = team_id.partition("/")[2]
        paste = (
            f"Under [[agency]] {team.agency_id} in case.toml write: [[agency.team]] "
            f"id = {toml_text(key)}, name = {toml_text(team.name)} – each on a line of its own."
        )
        if near:
            paste = f"If it is “{near}”, add {toml_text(team.name)} to its aliases. If not: {paste}"
        session.report.add(
            "JU-L063" if near else "JU-L062",
            document=draft.source.document,
            part=draft.source.part,
            row=draft.source.row,
            column=draft.columns.names.get("source", ""),
            found=f"{team.name} ({counted(rows[team_id], 'row')})",
            suggestion=paste,
            severity=Severity.WARNING if near else Severity.INFO,
        )
