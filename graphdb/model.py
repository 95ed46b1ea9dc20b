"""The records of one case: flat, frozen, and named as a review panel names them.

Loaders make these records; everything else only reads them. Identifiers are plain text:
``agency_id`` and ``person_id`` are the keys of ``case.toml``; a ``team_id`` is
``"<agency_id>/<team key>"``, and ``"<agency_id>/"`` is the agency's "team not stated".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from graphdb.dates import When

MARKING = "OFFICIAL-SENSITIVE"
"""The protective marking of a case that says nothing else."""


class ReviewStatus(StrEnum):
    """How far the review has come; while proceedings are live the wording is guarded."""

    PROCEEDINGS_LIVE = "proceedings live"
    RESTRICTED = "restricted"
    APPROVED = "approved"
    PUBLISHED = "published"


class DeathType(StrEnum):
    """What kind of death is reviewed; expectations differ by it."""

    INTIMATE_PARTNER = "intimate partner"
    ADULT_FAMILY = "adult family"
    HOUSEHOLD = "household"
    OTHER = "other"
    SUICIDE = "suicide"
    HOMICIDE_SUICIDE = "homicide-suicide"


class Role(StrEnum):
    """What a person is in the case; one person may be several."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    CHILD = "child"
    EX_PARTNER = "ex-partner"
    CARER = "carer"
    FAMILY = "family"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


class Part(StrEnum):
    """The part a person has in a row; only subject and present make it a contact."""

    SUBJECT = "subject"
    PRESENT = "present"
    MENTIONED = "mentioned"


class Stance(StrEnum):
    """How a row speaks of a fact.

    ``DENIED`` and ``RULED_OUT`` give no knowledge (they count as having asked);
    ``ENDED`` closes a state. ``WITHDRAWN`` takes no knowledge away (000 ¶76).
    """

    OBSERVED = "observed"
    DISCLOSED = "disclosed"
    ALLEGED = "alleged"
    HISTORY = "history"
    WITHDRAWN = "withdrawn"
    DENIED = "denied"
    RULED_OUT = "ruled out"
    ENDED = "ended"

    @property
    def gives_knowledge(self) -> bool:
        """Whether whoever recorded this holds the fact from then on."""
        return self not in (Stance.DENIED, Stance.RULED_OUT, Stance.ENDED)


class Nature(StrEnum):
    """Whether a topic stands for good, ends, or can happen again."""

    STANDING = "standing"
    STATE = "state"
    OCCURRENCE = "occurrence"


class Bar(StrEnum):
    """A recorded reason for not sharing."""

    CONSENT_REFUSED = "consent refused"
    PRIVILEGE = "privilege"
    RESTRICTED_INTELLIGENCE = "restricted intelligence"
    CONCEALED_ADDRESS = "concealed address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Case:
    """One review.

    Attributes
    ----------
    scope_from, scope_to
        First and last day of the review's scope; ``None`` where not set.
    fatal_incident
        When the fatal incident happened, in doubt like any date; ``None`` where unknown.
    perpetrator_term
        The word that stands in for "perpetrator" while proceedings are live.
    marking
        The protective marking that stands on every page of every output; may be empty.
    """

    case_id: str
    title: str
    review_type: str = "DHR"
    death_type: DeathType = DeathType.INTIMATE_PARTNER
    status: ReviewStatus = ReviewStatus.RESTRICTED
    scope_from: date | None = None
    scope_to: date | None = None
    fatal_incident: When | None = None
    area: str = ""
    perpetrator_term: str = ""
    marking: str = MARKING


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone the chronologies speak of."""

    person_id: str
    label: str
    roles: frozenset[Role]
    aliases: tuple[str, ...] = ()
    age_band: str = ""
    needs: tuple[str, ...] = ()

    def is_a(self, role: Role) -> bool:
        """Whether this person has the role."""
        return role in self.roles


@dataclass(frozen=True, slots=True)
class Relation:
    """``person`` is the ``kind`` of ``to`` ("parent", "partner", "former partner", "carer")."""

    person: str
    to: str
    kind: str
    start: When | None = None
    end: When | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an agency's chronology covers; silence means something only inside it.

    ``stated`` is false where nobody said and the review's scope is taken.
    """

    start: date | None = None
    end: date | None = None
    full: bool = True
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation, or an informal source (``informal``)."""

    agency_id: str
    name: str
    sector: str
    area: str = ""
    informal: bool = False
    coverage: Coverage = Coverage()
    aliases: tuple[str, ...] = ()
    files_by_person: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A part of an agency that keeps its own record: the holder of knowledge.

    ``shares_record`` names the record system that it shares with other teams of the agency;
    empty where it keeps its own. ``stated`` is false for the agency's "team not stated".
    """

    team_id: str
    agency_id: str
    name: str
    locality: str = ""
    shares_record: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether this is a team that the records name."""
        return not self.team_id.endswith("/")


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece of information in a case: a topic, about a person, by a person.

    Topic properties (label, weight, nature, themes) are copied from the vocabulary, so that
    whoever reads a case needs nothing else. ``longest_days`` bounds a state.
    """

    fact_id: str
    topic: str
    label: str
    weight: int
    nature: Nature
    about: str | None = None
    by: str | None = None
    longest_days: int | None = None
    themes: tuple[str, ...] = ()

    @property
    def persons(self) -> tuple[str, ...]:
        """Whom the fact concerns."""
        return tuple([p for p in (self.about, self.by) if p is not None])


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a row stands: document, sheet or table, and the row as the user counts it."""

    document: str
    part: str
    row: int

    def __str__(self) -> str:
        return (
            f"{self.document}, {self.part}, row {self.row}"
            if self.part
            else (f"{self.document}, row {self.row}")
        )


@dataclass(frozen=True, slots=True)
class Involvement:
    """A person's part in a row."""

    person_id: str
    part: Part


@dataclass(frozen=True, slots=True)
class Reveal:
    """A row reveals a fact, with how it speaks of it and who said so."""

    fact_id: str
    stance: Stance
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """A row names a holder (``team_id``) in a column such as *Shared with*."""

    team_id: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Considered:
    """What *Took into account* says.

    ``stated`` and no events is "None" written out, stronger than a blank cell; a row of a
    file without the column has no :class:`Considered` at all.
    """

    stated: bool
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a chronology, as read and coded.

    Attributes
    ----------
    team_id
        Whose record it is.
    learned
        When the holder learned what the row reveals, where that differs from its date.
    learned_after_death
        The row says that this came out through the investigation or the review itself.
    sequence
        The source's own Seq; orders rows of one document on one untimed day, nothing else.
    mentions
        Agencies that the text names.
    coded
        Whether anybody said what the row is and reveals; an uncoded row says nothing.
    fatal
        The row is of the fatal incident itself.
    """

    event_id: str
    team_id: str
    kind: str
    when: When
    summary: str
    source: SourceRef
    learned: When | None = None
    learned_after_death: bool = False
    involves: tuple[Involvement, ...] = ()
    reveals: tuple[Reveal, ...] = ()
    shared_with: tuple[Naming, ...] = ()
    told_by: tuple[Naming, ...] = ()
    invited: tuple[Naming, ...] = ()
    attended: tuple[Naming, ...] = ()
    minutes_to: tuple[Naming, ...] = ()
    responds_to: tuple[str, ...] = ()
    considered: Considered | None = None
    tool: str = ""
    grade: str = ""
    response: str = ""
    outcome: str = ""
    bar: Bar | None = None
    bar_text: str = ""
    comment: str = ""
    ref: str = ""
    sequence: int | None = None
    mentions: tuple[str, ...] = ()
    coded: bool = True
    fatal: bool = False

    @property
    def agency_id(self) -> str:
        """The agency whose record it is."""
        return agency_of(self.team_id)


class LinkBy(StrEnum):
    """Who says that two rows tell of one occurrence."""

    REFERENCE = "reference"
    PERSON = "person"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows tell of one occurrence; ``MATCH`` is a guess and feeds only the possible."""

    first: str
    second: str
    by: LinkBy


@dataclass(frozen=True, slots=True)
class RecordAccess:
    """A shared record system: what one member writes, the others could open."""

    system: str
    members: tuple[str, ...]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Pathway:
    """A route by which information is expected to pass.

    ``source`` and ``target`` are agency ids or sector keys. It applies to rows of the source
    whose kind is in ``kinds`` or which reveal one of ``topics`` (empty: any), between the
    dates. ``automatic`` means that a copy goes without anybody deciding so (a routine
    notification): it then counts as sent, without record of receipt; otherwise it is a duty
    that makes a share expected.
    """

    name: str
    source: str
    target: str
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    automatic: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What counts as enough to act on; reached by any of the three. ``because`` says why."""

    indicators: int = 5
    weight: int = 15
    incidents: int = 3
    incident_days: int = 365
    because: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A rule of the "expected" sort: it has a date, a place and a kind of case."""

    key: str
    start: date | None = None
    end: date | None = None
    area: str = ""
    sectors: tuple[str, ...] = ()
    death_types: tuple[DeathType, ...] = ()
    days: int = 28
    kinds: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a case says of a rule of the findings: only what is given differs from the default.

    Attributes
    ----------
    finding, name
        Key of the finding, and the rule's own name; a name that the defaults do not have is a
        rule of the case's own.
    days, working_days, count, least_weight
        Within how many days (working days: weekdays that are no bank holiday in England and
        Wales), how many, and from which weight on.
    kinds, topics, answers, destinations, grades
        What the rule starts from, what answers it, and where it leads.
    sectors, death_types, area, start, end
        Whom it is expected of, in what kind of case, where and when.
    because
        Why, in words.
    off
        The rule does not apply in this case.
    """

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
    start: date | None = None
    end: date | None = None
    because: str | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a case's settings say; every default is written in ``docs``.

    ``bank_holidays`` stand in place of those of England and Wales, where a case names its own.
    """

    threshold: Threshold = Threshold()
    min_weight: int = 3
    heavy_weight: int = 5
    late_days: int = 28
    look_back_days: int = 365
    assessment_days: int = 28
    handover_days: int = 90
    grade_count: int = 3
    escalation: Expectation | None = None
    assessment_expected: tuple[Expectation, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    record_access: tuple[RecordAccess, ...] = ()
    sending_suffices: bool = False
    off: frozenset[str] = frozenset()
    rules: tuple[RuleChange, ...] = ()
    bank_holidays: frozenset[date] | None = None


class DispositionState(StrEnum):
    """What the panel says of a finding."""

    OPEN = "open"
    QUESTION_SENT = "question sent"
    ACCEPTED = "accepted"
    EXPLAINED = "explained"
    REJECTED = "rejected"
    OUTSIDE_TERMS = "outside terms of reference"
    RESTRICTED = "restricted"


class AddedAs(StrEnum):
    """What the panel added by hand, if anything: a found one is only judged."""

    FOUND = ""
    FINDING = "finding"
    GOOD_PRACTICE = "good practice"


@dataclass(frozen=True, slots=True)
class Disposition:
    """One line of ``dispositions.csv``: what the panel said of a finding, or one of its own.

    Attributes
    ----------
    fingerprint
        Ids of the evidence on which it was made, so that a later run can say "decided on
        earlier rows"; of an added one, the rows that the panel named.
    title
        The finding's statement at the time; of an added one, what the panel says.
    kind
        Whether the panel added it, and as what.
    codes, agencies
        Of an added one.
    replaces
        When each earlier version was written that whoever wrote this one had before them,
        with ``|`` between: merging lists no conflict with those.
    """

    finding_id: str
    state: DispositionState
    note: str = ""
    who: str = ""
    when: str = ""
    question_to: str = ""
    sent_on: str = ""
    answered_on: str = ""
    answer: str = ""
    fingerprint: tuple[str, ...] = ()
    title: str = ""
    kind: AddedAs = AddedAs.FOUND
    codes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """Everything read of one case; the input of :class:`graphdb.case_view.CaseView`.

    The order of rows carries no meaning: permuting ``events`` changes no answer.
    """

    case: Case
    persons: tuple[Person, ...] = ()
    relations: tuple[Relation, ...] = ()
    agencies: tuple[Agency, ...] = ()
    teams: tuple[Team, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    settings: Settings = Settings()
    dispositions: tuple[Disposition, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@cache
def agency_of(team_id: str) -> str:
    """Return the agency of a team.

    Examples
    --------
    >>> agency_of("police/response")
    'police'
    """
    return team_id.partition("/")[0]


def team_not_stated(agency_id: str) -> str:
    """Return the ``team_id`` of an agency's "team not stated".

    Examples
    --------
    >>> team_not_stated("police")
    'police/'
    """
    return f"{agency_id}/"
