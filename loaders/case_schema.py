"""What case.toml may say: frozen dataclasses, one for each of its tables.

A key's name in the file is the field's name, but for ``from``, which Python keeps for itself
(``from_``). :mod:`loaders.case_file` reads the file into these; their comments for people are
in the file that ``joinedup init`` writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from graphdb.model import MARKING, DeathType, ReviewStatus, Role

FORMAT = 1

DateText = NewType("DateText", str)
"""A date as text that the date reader reads; a TOML date is taken too."""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """``[case]``."""

    id: str
    title: str = ""
    review_type: str = "DHR"
    death_type: DeathType = DeathType.INTIMATE_PARTNER
    status: ReviewStatus = ReviewStatus.RESTRICTED
    scope_from: date | None = None
    scope_to: date | None = None
    fatal_incident: DateText = DateText("")
    fatal_time: str = ""
    area: str = ""
    perpetrator_term: str = ""
    marking: str = MARKING


@dataclass(frozen=True, slots=True)
class PersonTable:
    """``[[person]]``."""

    id: str
    label: str = ""
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()
    age_band: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationTable:
    """``[[relation]]``."""

    person: str
    to: str
    kind: str
    from_: DateText = DateText("")
    to_date: DateText = DateText("")


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """``[agency.coverage]``."""

    from_: date | None = None
    to: date | None = None
    extent: str = "full"


@dataclass(frozen=True, slots=True)
class TeamTable:
    """``[[agency.team]]``."""

    id: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    locality: str = ""
    shares_record: str = ""


@dataclass(frozen=True, slots=True)
class AgencyTable:
    """``[[agency]]``."""

    id: str
    name: str = ""
    sector: str = "other"
    area: str = ""
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    informal: bool | None = None
    files_by_person: bool | None = None
    shared_record: bool | None = None
    subject: str = ""
    coverage: CoverageTable | None = None
    team: tuple[TeamTable, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTable:
    """``[[file]]``: what holds for one file only."""

    name: str
    agency: str = ""
    team: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class RecordAccessTable:
    """``[[record_access]]``."""

    system: str
    members: tuple[str, ...]
    from_: date | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True)
class PathwayTable:
    """``[[pathway]]``."""

    name: str
    from_: str
    to: str
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    automatic: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class DatesTable:
    """``[dates]``."""

    approx_days: int = 7
    bank_holidays: tuple[date, ...] | None = None
    day_1: date | None = None


@dataclass(frozen=True, slots=True)
class ThresholdTable:
    """``[threshold]``."""

    indicators: int = 5
    weight: int = 15
    incidents: int = 3
    incident_days: int = 365
    because: str = ""


@dataclass(frozen=True, slots=True)
class EscalationTable:
    """``[findings.escalation]``."""

    sectors: tuple[str, ...] = ()
    days: int = 14
    kinds: tuple[str, ...] = ()
    from_: date | None = None
    to: date | None = None
    area: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class FindingsTable:
    """``[findings]``."""

    min_weight: int = 3
    heavy_weight: int = 5
    late_days: int = 28
    look_back_days: int = 365
    assessment_days: int = 28
    handover_days: int = 90
    grade_count: int = 3
    sending_suffices: bool = False
    off: tuple[str, ...] = ()
    assessment_from: dict[str, date] = field(default_factory=dict)
    escalation: EscalationTable | None = None


@dataclass(frozen=True, slots=True)
class RuleTable:
    """``[[rule]]``: a rule of a finding, changed, switched off, or added."""

    finding: str
    name: str
    days: int | None = None
    working_days: bool | None = None
    count: int | None = None
    least_weight: int | None = None
    kinds: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    answers: tuple[str, ...] | None = None
    destinations: tuple[str, ...] | None = None
    grades: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None
    death_types: tuple[DeathType, ...] | None = None
    area: str | None = None
    from_: date | None = None
    until: date | None = None
    because: str | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All of case.toml."""

    case: CaseTable
    format: int = FORMAT
    person: tuple[PersonTable, ...] = ()
    relation: tuple[RelationTable, ...] = ()
    agency: tuple[AgencyTable, ...] = ()
    file: tuple[FileTable, ...] = ()
    record_access: tuple[RecordAccessTable, ...] = ()
    pathway: tuple[PathwayTable, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    dates: DatesTable = DatesTable()
    threshold: ThresholdTable = ThresholdTable()
    findings: FindingsTable = FindingsTable()
    rule: tuple[RuleTable, ...] = ()
