"""From case.toml to the records that do not come from rows: persons, agencies, settings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graphdb.dates import DateContext, When, read_when
from graphdb.model import (
    Agency,
    Case,
    Coverage,
    DeathType,
    Expectation,
    Pathway,
    Person,
    RecordAccess,
    Relation,
    Role,
    RuleChange,
    Settings,
    Team,
    Threshold,
    team_not_stated,
)
from graphdb.vocabulary import FIELDS, Sector, UnknownTerm, Vocabulary
from loaders.case_file import NAME, nearest
from loaders.case_schema import AgencyTable, CaseFile, EscalationTable, PathwayTable, RuleTable
from loaders.errors import LoaderError
from loaders.report import CheckReport

_ID = re.compile(r"[\w][\w.\-]*")
# Where an assessment such as DASH is expected at all; adult family cases ask other things.
_ASSESSED_DEATHS = (DeathType.INTIMATE_PARTNER, DeathType.SUICIDE, DeathType.HOMICIDE_SUICIDE)
NOT_STATED = "team not stated"


@dataclass(frozen=True, slots=True)
class Built:
    """What case.toml alone says."""

    case: Case
    persons: tuple[Person, ...]
    relations: tuple[Relation, ...]
    agencies: tuple[Agency, ...]
    teams: tuple[Team, ...]
    settings: Settings
    record_of_agency: dict[str, str]


class _Faults:
    """Gathers every fault of case.toml, so that a person corrects them in one go."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, where: str, what: str, near: str = "") -> None:
        hint = f" (did you mean “{near}”?)" if near else ""
        self.found.append(f"{where}: {what}{hint}")

    def raise_any(self) -> None:
        if self.found:
            raise LoaderError("JU-L003", NAME, "; ".join(self.found))


def build(file: CaseFile, vocabulary: Vocabulary, report: CheckReport) -> Built:
    """Make the records of case.toml.

    Parameters
    ----------
    file
        What was written.
    vocabulary
        Sectors, kinds and topics that it may name.
    report
        Where what is readable but wants a look is put.

    Raises
    ------
    LoaderError
        When something names what does not exist; all such faults at once.
    """
    faults = _Faults()
    case = _case(file, report)
    persons = _persons(file, faults)
    sectors = {
        a.id: _sector(a, position, vocabulary, faults)
        for position, a in enumerate(file.agency, start=1)
    }
    _unique((a.id for a in file.agency), "agency", faults)
    records = {
        a.id: f"record of {a.name or a.id}"
        for a in file.agency
        if _first(a.shared_record, sectors[a.id].shared_record)
    }
    built = Built(
        case,
        persons,
        _relations(file, case, {p.person_id for p in persons}, report, faults),
        tuple(_agency(a, sectors[a.id], case) for a in file.agency),
        tuple(team for a in file.agency for team in _teams(a, records.get(a.id, ""), faults)),
        _settings(file, vocabulary, sectors, faults),
        records,
    )
    _check_files_and_headings(file, faults)
    faults.raise_any()
    if not any(p.is_a(Role.VICTIM) for p in persons):
        report.add("JU-L008", document=NAME)
    return built


def scope_of(file: CaseFile) -> tuple | None:  # type: ignore[type-arg]
    """Return the review's scope where either side is given."""
    first, last = file.case.scope_from, file.case.scope_to
    if first is None and last is None:
        return None
    return (first or last, last or first)


def date_context(file: CaseFile) -> DateContext:
    """Return the context in which every date of the case is read."""
    return DateContext(
        scope=scope_of(file), approx_days=file.dates.approx_days, day_1=file.dates.day_1
    )


def _case(file: CaseFile, report: CheckReport) -> Case:
    table = file.case
    if table.scope_from and table.scope_to and table.scope_from > table.scope_to:
        raise LoaderError("JU-L003", NAME, "case.scope_to: it lies before case.scope_from")
    fatal = None
    if table.fatal_incident:
        reading = read_when(
            table.fatal_incident, time=table.fatal_time or None, context=date_context(file)
        )
        fatal = reading.when
        if fatal is None:
            report.add("JU-L009", document=NAME, found=table.fatal_incident)
    return Case(
        table.id,
        table.title or table.id,
        table.review_type,
        table.death_type,
        table.status,
        table.scope_from,
        table.scope_to,
        fatal,
        table.area,
        table.perpetrator_term,
        table.marking,
    )


def _persons(file: CaseFile, faults: _Faults) -> tuple[Person, ...]:
    _unique((p.id for p in file.person), "person", faults)
    made = []
    for table in file.person:
        if not _ID.fullmatch(table.id):
            faults.add(f"person “{table.id}”", "an id is letters, digits and hyphens")
        roles = frozenset(table.roles) or frozenset({Role.OTHER})
        made.append(
            Person(
                table.id, table.label or table.id, roles, table.aliases, table.age_band, table.needs
            )
        )
    return tuple(made)


def _unique(ids: Iterable[str], what: str, faults: _Faults) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            faults.add(f"{what} “{each}”", "this id is given twice")
        seen.add(each)


def _relations(
    file: CaseFile, case: Case, known: set[str], report: CheckReport, faults: _Faults
) -> tuple[Relation, ...]:
    made = []
    for position, table in enumerate(file.relation, start=1):
        for key, person in (("person", table.person), ("to", table.to)):
            if person not in known:
                where = f"relation[{position}].{key}"
                faults.add(where, f"no person has the id “{person}”", nearest(person, known))
        start = _moment(table.from_, f"relation[{position}].from", file, report)
        end = _moment(table.to_date, f"relation[{position}].to_date", file, report)
        made.append(Relation(table.person, table.to, table.kind.casefold(), start, end))
    return tuple(made)


def _moment(text: str, where: str, file: CaseFile, report: CheckReport) -> When | None:
    if not text:
        return None
    reading = read_when(text, context=date_context(file))
    for note in reading.notes:
        if note.attention:
            report.add(note.code, document=NAME, column=where, found=text, suggestion=note.message)
    return reading.when


def _first(stated: bool | None, default: bool) -> bool:
    return default if stated is None else stated


def _sector(table: AgencyTable, position: int, vocabulary: Vocabulary, faults: _Faults) -> Sector:
    if not _ID.fullmatch(table.id):
        faults.add(f"agency[{position}].id", "an id is letters, digits and hyphens")
    try:
        return vocabulary.sector(table.sector)
    except UnknownTerm as unknown:
        where = f"agency[{position}] ({table.id}).sector"
        faults.add(where, f"“{table.sector}” is no sector", unknown.nearest or "")
        return vocabulary.sector("other")


def _agency(table: AgencyTable, sector: Sector, case: Case) -> Agency:
    coverage = Coverage(case.scope_from, case.scope_to, True, False)
    if table.coverage is not None:
        full = table.coverage.extent.casefold() != "partial"
        coverage = Coverage(table.coverage.from_, table.coverage.to, full, True)
    return Agency(
        table.id,
        table.name or table.id,
        sector.key,
        table.area,
        _first(table.informal, sector.informal),
        coverage,
        table.aliases,
        _first(table.files_by_person, sector.files_by_person),
    )


def _teams(table: AgencyTable, record: str, faults: _Faults) -> list[Team]:
    teams = [Team(team_not_stated(table.id), table.id, NOT_STATED, shares_record=record)]
    _unique((f"{table.id}/{t.id}" for t in table.team), "team", faults)
    for each in table.team:
        if not _ID.fullmatch(each.id):
            faults.add(f"team “{each.id}” of {table.id}", "an id is letters, digits and hyphens")
        teams.append(
            Team(
                f"{table.id}/{each.id}",
                table.id,
                each.name or each.id,
                each.locality,
                each.shares_record or record,
                each.aliases,
            )
        )
    if table.coverage is not None and table.coverage.extent.casefold() not in ("full", "partial"):
        faults.add(f"agency {table.id}.coverage.extent", "expected full or partial")
    return teams


# --- settings -------------------------------------------------------------------------------


def _settings(
    file: CaseFile, vocabulary: Vocabulary, sectors: dict[str, Sector], faults: _Faults
) -> Settings:
    f, t = file.findings, file.threshold
    return Settings(
        threshold=Threshold(t.indicators, t.weight, t.incidents, t.incident_days, t.because),
        min_weight=f.min_weight,
        heavy_weight=f.heavy_weight,
        late_days=f.late_days,
        look_back_days=f.look_back_days,
        assessment_days=f.assessment_days,
        handover_days=f.handover_days,
        grade_count=f.grade_count,
        escalation=_escalation(f.escalation, vocabulary, faults),
        assessment_expected=_assessments(
            sectors, f.assessment_days, _assessed_from(f.assessment_from, vocabulary, faults)
        ),
        pathways=tuple(
            _pathway(p, position, vocabulary, set(sectors), faults)
            for position, p in enumerate(file.pathway, start=1)
        ),
        record_access=_record_access(file, faults),
        sending_suffices=f.sending_suffices,
        off=frozenset(f.off),
        rules=tuple(
            _rule(r, position, vocabulary, set(sectors), faults)
            for position, r in enumerate(file.rule, start=1)
        ),
        bank_holidays=None
        if file.dates.bank_holidays is None
        else frozenset(file.dates.bank_holidays),
    )


def _rule(
    table: RuleTable, position: int, vocabulary: Vocabulary, agencies: set[str], faults: _Faults
) -> RuleChange:
    """Return a change of a rule; whether there is such a finding is for the findings to say."""
    where = f"rule[{position}]"

    def terms(texts: tuple[str, ...] | None, registry: str, key: str) -> tuple[str, ...] | None:
        if texts is None:
            return None
        return _terms(texts, registry, f"{where}.{key}", vocabulary, faults)

    def holders(texts: tuple[str, ...] | None, key: str) -> tuple[str, ...] | None:
        if texts is None:
            return None
        places = f"{where}.{key}"
        return tuple(_agency_or_sector(t, places, vocabulary, agencies, faults) for t in texts)

    return RuleChange(
        table.finding,
        table.name,
        table.days,
        table.working_days,
        table.count,
        table.least_weight,
        terms(table.kinds, "kind", "kinds"),
        terms(table.topics, "topic", "topics"),
        terms(table.answers, "kind", "answers"),
        holders(table.destinations, "destinations"),
        table.grades,
        holders(table.sectors, "sectors"),
        table.death_types,
        table.area,
        table.from_,
        table.until,
        table.because,
        table.off,
    )


def _agency_or_sector(
    text: str, where: str, vocabulary: Vocabulary, agencies: set[str], faults: _Faults
) -> str:
    if text in agencies:
        return text
    try:
        return vocabulary.sector(text).key
    except UnknownTerm as unknown:
        near = nearest(text, agencies) or unknown.nearest or ""
        faults.add(where, f"“{text}” is no agency and no sector", near)
        return text


def _assessed_from(
    given: dict[str, date], vocabulary: Vocabulary, faults: _Faults
) -> dict[str, date]:
    """Return from when sectors are expected to assess risk, as the case says it."""
    found = {}
    for text, day in given.items():
        where = "findings.assessment_from"
        keys = _terms((text,), "sector", where, vocabulary, faults)
        for key in keys:
            if vocabulary.sectors[key].risk_assessment_expected_from is None:
                faults.add(where, f"nothing is expected of the sector “{text}”")
            found[key] = day
    return found


def _assessments(
    sectors: dict[str, Sector], days: int, since: dict[str, date]
) -> tuple[Expectation, ...]:
    found = {s.key: s for s in sectors.values() if s.risk_assessment_expected_from is not None}
    return tuple(
        Expectation(
            f"assessment-{key}",
            start=since.get(key, sector.risk_assessment_expected_from),
            sectors=(key,),
            death_types=_ASSESSED_DEATHS,
            days=days,
            because=sector.source,
        )
        for key, sector in sorted(found.items())
    )


def _escalation(
    table: EscalationTable | None, vocabulary: Vocabulary, faults: _Faults
) -> Expectation | None:
    if table is None:
        return None
    where = "findings.escalation"
    return Expectation(
        "escalation",
        table.from_,
        table.to,
        table.area,
        _terms(table.sectors, "sector", f"{where}.sectors", vocabulary, faults),
        (),
        table.days,
        _terms(table.kinds, "kind", f"{where}.kinds", vocabulary, faults),
        table.because,
    )


def _terms(
    texts: Iterable[str], registry: str, where: str, vocabulary: Vocabulary, faults: _Faults
) -> tuple[str, ...]:
    keys = []
    for text in texts:
        try:
            keys.append(getattr(vocabulary, registry)(text).key)
        except UnknownTerm as unknown:
            faults.add(where, f"“{text}” is no {registry}", unknown.nearest or "")
    return tuple(keys)


def _pathway(
    table: PathwayTable, position: int, vocabulary: Vocabulary, agencies: set[str], faults: _Faults
) -> Pathway:
    where = f"pathway[{position}]"

    def side(text: str, key: str) -> str:
        return _agency_or_sector(text, f"{where}.{key}", vocabulary, agencies, faults)

    return Pathway(
        table.name,
        side(table.from_, "from"),
        side(table.to, "to"),
        _terms(table.kinds, "kind", f"{where}.kinds", vocabulary, faults),
        _terms(table.topics, "topic", f"{where}.topics", vocabulary, faults),
        table.starts,
        table.ends,
        table.automatic,
        table.because,
    )


def _record_access(file: CaseFile, faults: _Faults) -> tuple[RecordAccess, ...]:
    known = {a.id for a in file.agency} | {f"{a.id}/{t.id}" for a in file.agency for t in a.team}
    made = []
    for position, table in enumerate(file.record_access, start=1):
        for member in table.members:
            if member not in known:
                where = f"record_access[{position}].members"
                faults.add(where, f"“{member}” is no agency or team", nearest(member, known))
        made.append(RecordAccess(table.system, table.members, table.from_, table.to))
    return tuple(made)


def _check_files_and_headings(file: CaseFile, faults: _Faults) -> None:
    agencies = {a.id for a in file.agency}
    persons = {p.id for p in file.person}
    for position, table in enumerate(file.file, start=1):
        if table.agency and table.agency not in agencies:
            near = nearest(table.agency, agencies)
            faults.add(f"file[{position}].agency", f"“{table.agency}” is no agency", near)
    subjects = [(f"file[{i}].subject", f.subject) for i, f in enumerate(file.file, start=1)]
    subjects += [(f"agency {a.id}.subject", a.subject) for a in file.agency]
    for where, person in subjects:
        if person and person not in persons:
            faults.add(where, f"no person has the id “{person}”", nearest(person, persons))
    for heading, field in file.headings.items():
        if field not in FIELDS:
            near = nearest(field, FIELDS)
            faults.add(f"headings.“{heading}”", f"“{field}” is no field", near)
