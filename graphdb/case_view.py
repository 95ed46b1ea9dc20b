"""One immutable, indexed view of a case's rows; everything derived reads from it.

The view is a pure function of :class:`~graphdb.model.CaseRecords`: it depends on what the
rows say, never on their order. Open sides of dates become :data:`LONG_AGO` and
:data:`FAR_AHEAD`, so that the arithmetic of worlds is plain integer arithmetic.

Complexity: building is linear in the rows, plus one sort.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from graphdb.dates import Interval, minute_of
from graphdb.model import (
    Agency,
    CaseRecords,
    Event,
    Fact,
    LinkBy,
    Part,
    Person,
    Role,
    Stance,
    Team,
    agency_of,
)

LONG_AGO = 0
FAR_AHEAD = 10**12


class KindFlags(Protocol):
    """What the rules ask of an event kind; ``graphdb.vocabulary.Kind`` answers it."""

    @property
    def contact(self) -> bool:
        """Whether the agency was in touch with a person."""
        ...

    @property
    def routine(self) -> bool:
        """Whether it is routine (a repeat prescription): no opportunity."""
        ...

    @property
    def incident(self) -> bool:
        """Whether it is an incident between people."""
        ...

    @property
    def assessment(self) -> bool:
        """Whether it is an assessment."""
        ...

    @property
    def decision(self) -> bool:
        """Whether it is a decision."""
        ...

    @property
    def meeting(self) -> bool:
        """Whether it is a meeting between agencies."""
        ...

    @property
    def fatal(self) -> bool:
        """Whether it is the fatal incident."""
        ...

    @property
    def severity(self) -> int:
        """How severe an incident of this kind is, 0 to 5."""
        ...


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a row's three instants, in minutes.

    ``start`` and ``end`` bound the row itself, ``known`` the instant from which its holder
    has what it reveals (``Learned``, where the row gives it).
    """

    start_lo: int
    start_hi: int
    end_lo: int
    end_hi: int
    known_lo: int
    known_hi: int


@dataclass(frozen=True, slots=True)
class Order:
    """Where a row stands among the rows of one document on one untimed day."""

    document: str
    day: int
    sequence: int


def _low(minute: int | None) -> int:
    return LONG_AGO if minute is None else minute


def _high(minute: int | None) -> int:
    return FAR_AHEAD if minute is None else minute


def _plain_bounds(event: Event) -> Bounds:
    start, end = event.when.start, event.when.end
    known = (
        Interval(start.earliest, end.latest)
        if event.learned is None
        else Interval(event.learned.earliest, event.learned.latest)
    )
    start_lo, end_hi = _low(start.earliest), _high(end.latest)
    # start ≤ end narrows each side by the other
    start_hi = min(_high(start.latest), end_hi)
    end_lo = max(_low(end.earliest), start_lo)
    return Bounds(start_lo, start_hi, end_lo, end_hi, _low(known.earliest), _high(known.latest))


def _order_of(event: Event) -> Order | None:
    if event.sequence is None or not event.when.is_single_day or event.when.timed:
        return None
    return Order(event.source.document, _low(event.when.earliest), event.sequence)


class _Classes:
    """Union of rows into occurrences; the class is named by its least event id."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        path = []
        while (up := self._parent.get(item, item)) != item:
            path.append(item)
            item = up
        for seen in path:
            self._parent[seen] = item
        return item

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


class CaseView:
    """An immutable index over one case.

    Parameters
    ----------
    records
        The rows of the case and what they speak of.
    kinds
        Flags of every event kind (``load_vocabulary().kinds``). A kind that is not in it
        counts as nothing: neither contact nor incident.

    Attributes
    ----------
    events, facts, agencies, teams, persons
        By id.
    bounds
        By event id: the bounds of the row's instants.
    end_lo, end_hi
        Between which minutes the fatal incident (or the end of scope) lies.
    scope_lo
        First minute of the review's scope.
    """

    def __init__(self, records: CaseRecords, kinds: Mapping[str, KindFlags]) -> None:
        self.records = records
        self.case = records.case
        self.settings = records.settings
        self.kinds = kinds
        events = sorted(records.events, key=lambda event: event.event_id)
        self.events: dict[str, Event] = {event.event_id: event for event in events}
        self.facts: dict[str, Fact] = {f.fact_id: f for f in sorted(records.facts, key=_fact_key)}
        self.agencies: dict[str, Agency] = {a.agency_id: a for a in records.agencies}
        self.teams: dict[str, Team] = {t.team_id: t for t in records.teams}
        self.persons: dict[str, Person] = {p.person_id: p for p in records.persons}
        self._order = {
            event.event_id: order for event in events if (order := _order_of(event)) is not None
        }
        self.bounds: dict[str, Bounds] = {e.event_id: _plain_bounds(e) for e in events}
        self._set_window()
        self._set_occurrences()

    # -- dates ---------------------------------------------------------------------------

    def comes_before(self, first: str, second: str) -> bool:
        """Whether the source's own Seq puts one row before another (same document and day).

        It orders the rows; it moves no bound, so that taking a row away makes nothing earlier.
        """
        one, two = self._order.get(first), self._order.get(second)
        return (
            one is not None
            and two is not None
            and one.document == two.document
            and one.day == two.day
            and one.sequence < two.sequence
        )

    def is_ordered(self, event_id: str) -> bool:
        """Whether Seq says anything of a row."""
        return event_id in self._order

    def goes_by_dates(self, rows: Iterable[str]) -> bool:
        """Whether Seq says nothing of any of these rows."""
        return self._order.keys().isdisjoint(rows)

    def ordered_with(self, event_id: str) -> frozenset[str]:
        """Return the rows that Seq puts before or after a row, or beside it, and the row itself."""
        order = self._order.get(event_id)
        return frozenset() if order is None else self._one_order[order.document, order.day]

    @cached_property
    def _one_order(self) -> dict[tuple[str, int], frozenset[str]]:
        """The rows of one document and day of which Seq says something."""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for row, order in self._order.items():
            found[order.document, order.day].add(row)
        return {place: frozenset(rows) for place, rows in found.items()}

    def known_before(self, first: str, second: str) -> bool:
        """Whether Seq puts what the first row reveals before the second row."""
        return self.events[first].learned is None and self.comes_before(first, second)

    def known_after(self, first: str, second: str) -> bool:
        """Whether Seq puts what the first row reveals after the second row."""
        return self.events[first].learned is None and self.comes_before(second, first)

    def _set_window(self) -> None:
        case = self.case
        # beyond every date, open ones included, where nothing ends the review's period
        no_end = FAR_AHEAD + 1
        scope_end = no_end if case.scope_to is None else minute_of(case.scope_to, 23, 59) + 1
        fatal = None if case.fatal_incident is None else case.fatal_incident.start
        self.end_lo = min(scope_end, no_end if fatal is None else _low(fatal.earliest))
        self.end_hi = min(scope_end, no_end if fatal is None else _high(fatal.latest))
        self.scope_lo = LONG_AGO if case.scope_from is None else minute_of(case.scope_from)

    # -- occurrences ---------------------------------------------------------------------

    def _set_occurrences(self) -> None:
        classes = _Classes()
        guessed: dict[str, set[str]] = defaultdict(set)
        for link in self.records.links:
            if link.first not in self.events or link.second not in self.events:
                continue
            if link.by is not LinkBy.MATCH:
                classes.join(link.first, link.second)
        self.occurrence_of: dict[str, str] = {row: classes.find(row) for row in self.events}
        for link in self.records.links:
            if link.by is LinkBy.MATCH and {link.first, link.second} <= self.events.keys():
                one, two = self.occurrence_of[link.first], self.occurrence_of[link.second]
                if one != two:
                    guessed[one].add(two)
                    guessed[two].add(one)
        #: by occurrence: those that may be the same one, by a guess
        self.guesses: dict[str, tuple[str, ...]] = {
            occurrence: tuple(sorted(found)) for occurrence, found in sorted(guessed.items())
        }
        rows: dict[str, list[str]] = defaultdict(list)
        for row, occurrence in self.occurrence_of.items():
            rows[occurrence].append(row)
        self.occurrences: dict[str, tuple[str, ...]] = {
            occurrence: tuple(members) for occurrence, members in rows.items()
        }

    @cached_property
    def incident_occurrences(self) -> tuple[str, ...]:
        """Occurrences that some row codes as an incident, with a member of the household in them.

        The fatal incident is none of them; a row that only retells the past (every fact on it
        a history) makes no new one.
        """
        found = {self.occurrence_of[e.event_id] for e in self.in_order if self._is_incident(e)}
        return tuple(
            sorted(
                occurrence
                for occurrence in found
                if any(self.seen[row] & self.household for row in self.occurrences[occurrence])
            )
        )

    def _is_incident(self, event: Event) -> bool:
        flags = self.kind(event)
        if flags is None or not flags.incident or self.is_fatal(event):
            return False
        return not event.reveals or any(r.stance is not Stance.HISTORY for r in event.reveals)

    @cached_property
    def rows_that_end(self) -> dict[str, tuple[Event, ...]]:
        """Rows that say that a state ended, by fact."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.in_order:
            for reveal in event.reveals:
                if reveal.stance is Stance.ENDED:
                    found[reveal.fact_id].append(event)
        return {fact_id: tuple(rows) for fact_id, rows in found.items()}

    # -- who and what --------------------------------------------------------------------

    def kind(self, event: Event) -> KindFlags | None:
        """Return the flags of a row's kind, or ``None`` where it is uncoded or unknown."""
        return self.kinds.get(event.kind)

    @cached_property
    def fatal_rows(self) -> frozenset[str]:
        """Rows of the fatal incident itself."""
        found = set()
        for row, event in self.events.items():
            flags = self.kind(event)
            if event.fatal or (flags is not None and flags.fatal):
                found.add(row)
        return frozenset(found)

    def is_fatal(self, event: Event) -> bool:
        """Whether the row is of the fatal incident itself."""
        return event.event_id in self.fatal_rows

    def team_name(self, team_id: str) -> str:
        """Return a holder's name as a reader knows it: "Northshire Police, Response"."""
        agency = self.agencies[agency_of(team_id)]
        team = self.teams.get(team_id)
        return agency.name if team is None or not team.stated else f"{agency.name}, {team.name}"

    @cached_property
    def stated_teams(self) -> dict[str, tuple[str, ...]]:
        """The teams that the records name, by agency."""
        found: dict[str, list[str]] = defaultdict(list)
        for team in self.teams.values():
            if team.stated:
                found[team.agency_id].append(team.team_id)
        return {agency: tuple(sorted(teams)) for agency, teams in found.items()}

    @cached_property
    def rows_of_agency(self) -> dict[str, tuple[Event, ...]]:
        """Rows by the agency whose record they are, earliest first."""
        return self._grouped(lambda event: event.agency_id)

    @cached_property
    def rows_of_team(self) -> dict[str, tuple[Event, ...]]:
        """Rows by the team whose record they are, earliest first."""
        return self._grouped(lambda event: event.team_id)

    def _grouped(self, key: _EventKey) -> dict[str, tuple[Event, ...]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.in_order:
            found[key(event)].append(event)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def in_order(self) -> tuple[Event, ...]:
        """All rows, earliest first; ties by latest, Seq and id, so the order is the same always."""
        return tuple(sorted(self.events.values(), key=self.sort_key))

    @cached_property
    def place(self) -> dict[str, int]:
        """By row: its place in :attr:`in_order`, from 0."""
        return {event.event_id: place for place, event in enumerate(self.in_order)}

    def sort_key(self, event: Event) -> tuple[int, int, int, str]:
        """Return what rows are sorted by wherever they are listed."""
        bounds = self.bounds[event.event_id]
        sequence = -1 if event.sequence is None else event.sequence
        return (bounds.start_lo, bounds.end_hi, sequence, event.event_id)

    @cached_property
    def children(self) -> dict[str, frozenset[str]]:
        """The children of each person.

        From the relations of ``case.toml``; a child with no stated parent counts as a child
        of every victim and perpetrator, because the review concerns that household.
        """
        found: dict[str, set[str]] = defaultdict(set)
        placed: set[str] = set()
        for relation in self.records.relations:
            if relation.kind == "parent":
                found[relation.person].add(relation.to)
                placed.add(relation.to)
        parties = [
            p.person_id
            for p in self.persons.values()
            if p.is_a(Role.VICTIM) or p.is_a(Role.PERPETRATOR)
        ]
        for person in self.persons.values():
            if person.is_a(Role.CHILD) and person.person_id not in placed:
                for party in parties:
                    found[party].add(person.person_id)
        return {person: frozenset(children) for person, children in found.items()}

    def concerned(self, fact: Fact) -> frozenset[str]:
        """Return the persons whom a fact concerns, and their children."""
        found = set(fact.persons)
        for person in fact.persons:
            found |= self.children.get(person, frozenset())
        return frozenset(found)

    @cached_property
    def household(self) -> frozenset[str]:
        """Victims, perpetrators and children: whom occurrences and assessments are about."""
        wanted = {Role.VICTIM, Role.PERPETRATOR, Role.CHILD}
        return frozenset(p.person_id for p in self.persons.values() if p.roles & wanted)

    @cached_property
    def seen(self) -> dict[str, frozenset[str]]:
        """Who was subject or present, by event id."""
        return {
            row: frozenset(i.person_id for i in event.involves if i.part is not Part.MENTIONED)
            for row, event in self.events.items()
        }

    @cached_property
    def subjects(self) -> dict[str, frozenset[str]]:
        """Who was subject, by event id."""
        return {
            row: frozenset(i.person_id for i in event.involves if i.part is Part.SUBJECT)
            for row, event in self.events.items()
        }

    # -- contacts ------------------------------------------------------------------------

    def is_contact(self, event: Event) -> bool:
        """Whether a row is a contact that could have been an opportunity.

        A kind that is a contact and not routine, with somebody as subject or present, not of
        the fatal incident, in scope and before the end in at least one world.
        """
        flags = self.kind(event)
        if flags is None or not flags.contact or flags.routine or self.is_fatal(event):
            return False
        bounds = self.bounds[event.event_id]
        return bounds.start_lo < self.end_hi and bounds.end_hi >= self.scope_lo

    @cached_property
    def contacts_of_agency(self) -> dict[str, tuple[Event, ...]]:
        """Contacts by agency, earliest first."""
        return {
            agency: tuple(event for event in rows if self.is_contact(event))
            for agency, rows in self.rows_of_agency.items()
        }

    # -- silence -------------------------------------------------------------------------

    def covers(self, agency_id: str, first: int, last: int) -> bool:
        """Whether an agency's chronology covers a window, so that its silence says something.

        The window is taken only as far as the review's own scope and end reach.
        """
        start, end = self._covered[agency_id]
        return start <= max(first, self.scope_lo) and min(last, self.end_hi) <= end

    def covered_until(self, agency_id: str, first: int) -> int:
        """Return the last minute up to which a window that begins at ``first`` is covered."""
        start, end = self._covered[agency_id]
        if start > max(first, self.scope_lo):
            return LONG_AGO - 1
        # beyond the end of the review's period nothing needs to be covered
        return FAR_AHEAD + 1 if end >= self.end_hi else end - 1

    @cached_property
    def _covered(self) -> dict[str, tuple[int, int]]:
        """From which minute to which each agency's chronology covers; nothing, if in part."""
        found = {}
        for agency_id, agency in self.agencies.items():
            span = agency.coverage
            start = LONG_AGO if span.start is None else minute_of(span.start)
            end = FAR_AHEAD + 1 if span.end is None else minute_of(span.end, 23, 59) + 1
            found[agency_id] = (start, end) if span.full else (FAR_AHEAD, LONG_AGO)
        return found

    @cached_property
    def uncoded_of_agency(self) -> dict[str, tuple[Event, ...]]:
        """Rows that nobody has coded, by agency."""
        return {
            agency: uncoded
            for agency, rows in self.rows_of_agency.items()
            if (uncoded := tuple(event for event in rows if not event.coded))
        }

    def uncoded_before(self, agency_id: str, minute: int) -> int:
        """Return how many uncoded rows of an agency can lie at or before a minute."""
        return bisect_right(self._uncoded_starts.get(agency_id, ()), minute)

    @cached_property
    def _uncoded_starts(self) -> dict[str, list[int]]:
        return {
            agency: sorted(self.bounds[row.event_id].start_lo for row in rows)
            for agency, rows in self.uncoded_of_agency.items()
        }


class _EventKey(Protocol):
    def __call__(self, event: Event, /) -> str: ...


def _fact_key(fact: Fact) -> tuple[int, str, str, str, str]:
    return (-fact.weight, fact.label, fact.about or "", fact.by or "", fact.fact_id)
