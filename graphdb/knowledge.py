"""Who knew what, and since when: the acquisitions that the records show.

The rules are those of ``docs/explanation/knowledge.md``; this module is the closed formula,
``tests/reference/worlds.py`` the enumeration that holds it to them. Nothing here is a
fixpoint: a share carries what is coded on its row and on the rows it names, so every
acquisition can be read off a handful of rows, and every one names the row that shows it.

Complexity: linear in the rows and in what they name; for *told, recorded* linear in the rows
of the two agencies that name each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.collector import collector_paused
from graphdb.dates import MINUTES_PER_DAY, minute_of
from graphdb.model import (
    Event,
    Naming,
    Pathway,
    RecordAccess,
    Stance,
    agency_of,
    team_not_stated,
)

#: How far a row that names its source may lie from the share that it is taken to receive.
MIRROR_DAYS = 7
#: The same in minutes, with both days whole.
_MIRROR_MINUTES = (MIRROR_DAYS + 1) * MINUTES_PER_DAY


class How(StrEnum):
    """In which way a holder came to have a fact, in words for the page."""

    OWN = "own record"
    TOLD = "told, and recorded by both"
    MEETING = "at a meeting it attended"
    SENT = "sent; no record of receipt"
    MINUTES = "minutes sent; no record of receipt"
    PATHWAY = "on a declared pathway; no record of receipt"
    TOLD_BY = "named by another agency as its source"
    SAME = "a row that may tell of the same occurrence"


@dataclass(frozen=True, slots=True)
class Acquisition:
    """One way by which one holder came to have one fact (or hear of one occurrence).

    Attributes
    ----------
    team_id
        The holder as the records name it; may be an agency's "team not stated".
    subject
        The ``fact_id`` or ``occurrence_id`` acquired.
    atoms
        Event ids; the acquisition happens at the latest of their instants.
    coded_on
        The row on which the fact is coded, or which tells of the occurrence.
    via
        The row that shows this acquisition.
    told_by
        Who passed it on; ``None`` for an own record.
    certain
        Whether the records leave no doubt that it took place.
    earliest, latest
        Bounds of its instant, in minutes.
    """

    team_id: str
    subject: str
    atoms: tuple[str, ...]
    coded_on: str
    via: str
    how: How
    certain: bool
    earliest: int
    latest: int
    told_by: str | None = None

    @property
    def agency_id(self) -> str:
        """The agency of the holder."""
        return agency_of(self.team_id)

    @property
    def sort_key(self) -> tuple[int, int, bool, str, str, str]:
        """Earliest possible first; the same order on every run."""
        return (
            self.earliest,
            self.latest,
            not self.certain,
            self.via,
            self.coded_on,
            self.team_id,
        )


@dataclass(frozen=True, slots=True)
class Knows:
    """``(holder)-[:KNOWS]->(fact)`` or ``(holder)-[:AWARE_OF]->(occurrence)``.

    ``certain_from`` is ``None`` where no acquisition is certain; both are minutes.
    ``first`` is the acquisition that sets ``certain_from``, or else ``possible_from``.
    """

    holder: str
    subject: str
    certain_from: int | None
    possible_from: int
    first: Acquisition


class Told(NamedTuple):  # made for every row twice: a tuple is made in a third of the time
    """What a row has to pass on: a subject, the row it is coded on, and whether for certain."""

    subject: str
    row: str
    certain: bool = True
    how: How | None = None


Content = Callable[[Event], list[Told]]


class Shares:
    """Who passed what on to whom: shares, their mirrors, meetings, minutes, pathways.

    Parameters
    ----------
    view
        The case.
    """

    def __init__(self, view: CaseView) -> None:
        self._view = view
        #: by receiver and source it names: when rows can begin, earliest first, and the rows
        self._told: dict[tuple[str, str], tuple[list[int], list[Event]]] = defaultdict(
            lambda: ([], [])
        )
        self._mirrors: dict[tuple[str, str], tuple[Event, ...]] = {}
        self._answers: dict[str, list[str]] = defaultdict(list)
        for event in view.in_order:
            for name in {agency_of(naming.team_id) for naming in event.told_by}:
                begins, rows = self._told[event.agency_id, name]
                begins.append(view.bounds[event.event_id].start_lo)
                rows.append(event)
            for other in event.responds_to:
                self._answers[other].append(event.event_id)

    def mirrors(self, share: Event, agency_id: str) -> tuple[Event, ...]:
        """Return the rows of an agency that record the receipt of a share.

        A row mirrors a share when it answers it; when a reference or a person says that both
        tell of one occurrence, and it says that it was told or is no contact of its own; or
        when it names the sender as its source and lies within :data:`MIRROR_DAYS` of the
        share in every world. A row of an agency's own contact with somebody is not a receipt,
        though it may carry the same crime reference. Each row is judged on its own, so a
        further share never unsettles what another one shows.
        """
        key = (share.event_id, agency_id)
        if key not in self._mirrors:
            self._mirrors[key] = self._received(share, agency_id)
        return self._mirrors[key]

    def _received(self, share: Event, agency_id: str) -> tuple[Event, ...]:
        found = {
            row: self._view.events[row]
            for row in self._linked(share)
            if self._view.events[row].agency_id == agency_id and self._can_receive(row, share)
        }
        for row in self._told_about_then(share, agency_id):
            if self._close(share, row) and self._can_receive(row.event_id, share):
                found[row.event_id] = row
        return tuple(found[row] for row in sorted(found))

    def _linked(self, share: Event) -> Iterator[str]:
        yield from self._answers.get(share.event_id, ())
        for row in self._view.occurrences[self._view.occurrence_of[share.event_id]]:
            event = self._view.events[row]
            flags = self._view.kind(event)
            told = any(agency_of(n.team_id) == share.agency_id for n in event.told_by)
            receipt = told or (flags is not None and not flags.contact)
            if row != share.event_id and receipt:
                yield row

    def _can_receive(self, row: str, share: Event) -> bool:
        event = self._view.events[row]
        return event.coded and not event.learned_after_death and event.team_id != share.team_id

    def _told_about_then(self, share: Event, agency_id: str) -> list[Event]:
        """Return an agency's rows that name the sender and can begin near enough to a share."""
        if (agency_id, share.agency_id) not in self._told:
            return []
        begins, rows = self._told[agency_id, share.agency_id]
        bounds = self._view.bounds[share.event_id]
        first = bisect_left(begins, bounds.end_hi - _MIRROR_MINUTES)
        return rows[first : bisect_right(begins, bounds.start_lo + _MIRROR_MINUTES)]

    def _close(self, share: Event, receipt: Event) -> bool:
        one, other = self._view.bounds[share.event_id], self._view.bounds[receipt.event_id]
        span = max(one.end_hi, other.end_hi) - min(one.start_lo, other.start_lo)
        return span <= _MIRROR_MINUTES

    def pathway_targets(self, event: Event) -> tuple[str, ...]:
        """Return the agencies to which a declared automatic pathway carries a row."""
        found = {
            agency_id
            for pathway in self._view.settings.pathways
            if pathway.automatic and pathway_applies(self._view, pathway, event)
            for agency_id in pathway_agencies(self._view, pathway.target)
            if agency_id != event.agency_id
        }
        return tuple(sorted(found))


def pathway_agencies(view: CaseView, name: str) -> tuple[str, ...]:
    """Return the agencies that an agency id or a sector key stands for."""
    if name in view.agencies:
        return (name,)
    return tuple(sorted(a.agency_id for a in view.agencies.values() if a.sector == name))


def pathway_applies(view: CaseView, pathway: Pathway, event: Event) -> bool:
    """Whether a declared pathway speaks of a row: its source, kind or topic, and dates."""
    if event.agency_id not in pathway_agencies(view, pathway.source):
        return False
    topics = {view.facts[r.fact_id].topic for r in event.reveals if r.stance.gives_knowledge}
    named = event.kind in pathway.kinds or bool(topics & set(pathway.topics))
    if (pathway.kinds or pathway.topics) and not named:
        return False
    bounds = view.bounds[event.event_id]
    starts = 0 if pathway.start is None else minute_of(pathway.start)
    ends = FAR_AHEAD if pathway.end is None else minute_of(pathway.end, 23, 59)
    return starts <= bounds.end_hi and bounds.start_lo <= ends


class _Collector:
    """Applies the six rules of acquisition to one kind of content."""

    def __init__(self, view: CaseView, shares: Shares, content: Content) -> None:
        self._view = view
        self._shares = shares
        self._content = content
        self.found: list[Acquisition] = []

    def collect(self) -> list[Acquisition]:
        for event in self._view.in_order:
            if event.learned_after_death or not event.coded:
                continue
            content = self._content(event)
            if not content:
                continue
            own = [told for told in content if told.row == event.event_id]
            for told in own:
                self._add(event.team_id, told, event, How.OWN, certain=True)
                for naming in event.told_by:
                    self._add(naming.team_id, told, event, How.TOLD_BY, certain=False)
            self._shared(event, content)
        self._meetings()
        return self.found

    def _add(
        self,
        team_id: str,
        told: Told,
        via: Event,
        how: How,
        *,
        certain: bool,
        atoms: tuple[str, ...] = (),
        told_by: str | None = None,
    ) -> None:
        rows: tuple[str, ...] = (told.row,)
        bounds = self._view.bounds[told.row]
        earliest, latest = bounds.known_lo, bounds.known_hi
        if atoms and atoms != rows:
            rows = tuple(sorted({told.row, *atoms}))
            for atom in atoms:
                bounds = self._view.bounds[atom]
                earliest, latest = max(earliest, bounds.known_lo), max(latest, bounds.known_hi)
        self.found.append(
            Acquisition(
                team_id,
                told.subject,
                rows,
                told.row,
                via.event_id,
                told.how or how,
                certain and told.certain,
                earliest,
                latest,
                told_by,
            )
        )

    def _shared(self, event: Event, content: list[Told]) -> None:
        for naming in event.shared_with:
            if naming.team_id != event.team_id:
                self._sent_to(event, content, naming)
        for agency_id in self._shares.pathway_targets(event):
            self._pass_on(event, content, team_not_stated(agency_id), How.PATHWAY)
        for naming in event.minutes_to:
            self._pass_on(event, content, naming.team_id, How.MINUTES)

    def _sent_to(self, event: Event, content: list[Told], naming: Naming) -> None:
        self._pass_on(event, content, naming.team_id, How.SENT)
        for mirror in self._shares.mirrors(event, agency_of(naming.team_id)):
            for told in content:
                self._add(
                    mirror.team_id,
                    told,
                    mirror,
                    How.TOLD,
                    certain=True,
                    atoms=(event.event_id, mirror.event_id),
                    told_by=event.team_id,
                )

    def _pass_on(self, event: Event, content: list[Told], team_id: str, how: How) -> None:
        for told in content:
            self._add(
                team_id,
                told,
                event,
                how,
                certain=self._view.settings.sending_suffices,
                atoms=(event.event_id,),
                told_by=event.team_id,
            )

    def _meetings(self) -> None:
        for row in self._view.in_order:
            if not row.attended or not row.coded or row.learned_after_death:
                continue
            if not self._is_meeting(row):
                continue
            own = self._view.occurrence_of[row.event_id]
            self._tabled(row, own, certain=True)
            for occurrence in self._view.guesses.get(own, ()):
                self._tabled(row, occurrence, certain=False)

    def _is_meeting(self, row: Event) -> bool:
        """Whether some row of the occurrence is coded as a meeting."""
        view = self._view
        rows = view.occurrences[view.occurrence_of[row.event_id]]
        kinds = [view.kind(view.events[other]) for other in rows if view.events[other].coded]
        return any(flags is not None and flags.meeting for flags in kinds)

    def _tabled(self, meeting: Event, occurrence: str, *, certain: bool) -> None:
        for other in self._view.occurrences[occurrence]:
            event = self._view.events[other]
            if event.learned_after_death or not event.coded:
                continue
            for told in self._content(event):
                for naming in meeting.attended:
                    self._add(
                        naming.team_id,
                        told,
                        meeting,
                        How.MEETING,
                        certain=certain,
                        atoms=(meeting.event_id, other),
                        told_by=event.team_id if event.team_id != naming.team_id else None,
                    )


class Holdings:
    """All acquisitions of one kind of subject, by team, by agency, and by subject."""

    def __init__(self, view: CaseView, found: list[Acquisition]) -> None:
        self._view = view
        team: dict[tuple[str, str], list[Acquisition]] = defaultdict(list)
        agency: dict[tuple[str, str], list[Acquisition]] = defaultdict(list)
        self._agencies_of: dict[str, set[str]] = defaultdict(set)
        agency_ids: dict[str, str] = {}
        last: Acquisition | None = None
        for acquisition in sorted(found, key=lambda a: (a.subject, *a.sort_key)):
            if last is not None and acquisition.via == last.via and acquisition == last:
                continue  # a holder named twice on one row
            last = acquisition
            subject, team_id = acquisition.subject, acquisition.team_id
            agency_id = agency_ids.get(team_id) or agency_ids.setdefault(
                team_id, acquisition.agency_id
            )
            team[acquisition.team_id, subject].append(acquisition)
            agency[agency_id, subject].append(acquisition)
            self._agencies_of[subject].add(agency_id)
        self._team = {key: tuple(held) for key, held in team.items()}
        self._agency = {key: tuple(held) for key, held in agency.items()}
        #: What a team has beside what came to its agency, of which each may have had all.
        self._maybe: dict[tuple[str, str], tuple[Acquisition, ...]] = {}
        self._knows: dict[tuple[str, str], Knows | None] = {}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Everything that anybody acquired."""
        return tuple(sorted(self._agencies_of))

    def agencies(self, subject: str) -> tuple[str, ...]:
        """Return the agencies that hold, or may hold, a subject."""
        return tuple(sorted(self._agencies_of.get(subject, ())))

    def holders(self, subject: str) -> tuple[str, ...]:
        """Return the agencies, and their teams, that hold or may hold a subject."""
        agencies = self.agencies(subject)
        teams = {team for agency in agencies for team in self._view.stated_teams.get(agency, ())}
        teams |= {team_not_stated(agency) for agency in agencies}
        return (*agencies, *sorted(team for team in teams if self.of_team(team, subject)))

    @cached_property
    def by_agency(self) -> dict[str, dict[str, tuple[Acquisition, ...]]]:
        """By agency, then by subject: what it holds."""
        found: dict[str, dict[str, tuple[Acquisition, ...]]] = defaultdict(dict)
        for (agency_id, subject), held in self._agency.items():
            found[agency_id][subject] = held
        return dict(found)

    def of_agency(self, agency_id: str, subject: str) -> tuple[Acquisition, ...]:
        """Return an agency's acquisitions of a subject: those of all its teams."""
        return self._agency.get((agency_id, subject), ())

    def of_team(self, team_id: str, subject: str) -> tuple[Acquisition, ...]:
        """Return a team's acquisitions; those of "team not stated" are possible for it."""
        own = self._team.get((team_id, subject), ())
        shared = team_not_stated(agency_of(team_id))
        if team_id == shared or (shared, subject) not in self._team:
            return own
        found = self._maybe.get((team_id, subject))
        if found is None:
            maybe = [replace(a, certain=False) for a in self._team[shared, subject]]
            found = tuple(sorted((*own, *maybe), key=lambda a: a.sort_key))
            self._maybe[team_id, subject] = found
        return found

    def of(self, holder: str, subject: str) -> tuple[Acquisition, ...]:
        """Return the acquisitions of a team (an id with ``/``) or of an agency."""
        return self.of_team(holder, subject) if "/" in holder else self.of_agency(holder, subject)

    def knows(self, holder: str, subject: str) -> Knows | None:
        """Return since when a holder has a subject, or ``None`` where no record shows it."""
        key = (holder, subject)
        if key not in self._knows:
            self._knows[key] = self._first_known(holder, subject)
        return self._knows[key]

    def _first_known(self, holder: str, subject: str) -> Knows | None:
        found = self.of(holder, subject)
        if not found:
            return None
        # with an open side nobody can say by when, so it is certain from no day
        certain = [a for a in found if a.certain and a.latest < FAR_AHEAD]
        first = min(certain, key=lambda a: (a.latest, a.sort_key)) if certain else found[0]
        return Knows(
            holder=holder,
            subject=subject,
            certain_from=first.latest if certain else None,
            possible_from=min(a.earliest for a in found),
            first=first,
        )

    def all_of_agencies(self) -> Iterator[Knows]:
        """Yield what every agency has, in a stable order."""
        for subject in self.subjects:
            for agency_id in self.agencies(subject):
                knows = self.knows(agency_id, subject)
                if knows is not None:
                    yield knows


def _named_rows(view: CaseView, event: Event) -> tuple[str, ...]:
    if not event.responds_to and event.considered is None:
        return ()
    considered = () if event.considered is None else event.considered.events
    named = {*event.responds_to, *considered} - {event.event_id}
    return tuple(
        sorted(
            row
            for row in named
            if row in view.events
            and view.events[row].coded
            and not view.events[row].learned_after_death
        )
    )


class Knowledge:
    """Everything derived of who knew what in one case.

    Parameters
    ----------
    view
        The case.

    Attributes
    ----------
    facts
        ``KNOWS``: who holds which fact.
    occurrences
        ``AWARE_OF``: who heard of which occurrence.
    shares
        Who passed what on to whom.
    """

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self.shares = Shares(view)
        with collector_paused():
            held = _Collector(view, self.shares, self._facts_on).collect()
            heard = _Collector(view, self.shares, self._occurrences_on).collect()
            self.facts = Holdings(view, held)
            self.occurrences = Holdings(view, heard)

    @cached_property
    def _coded(self) -> dict[str, tuple[str, ...]]:
        return {
            event.event_id: tuple(
                sorted({r.fact_id for r in event.reveals if r.stance.gives_knowledge})
            )
            for event in self.view.events.values()
        }

    @cached_property
    def _rows_on(self) -> dict[str, tuple[str, ...]]:
        """By row: itself, and the rows that it names."""
        view = self.view
        return {e.event_id: (e.event_id, *_named_rows(view, e)) for e in view.events.values()}

    def _facts_on(self, event: Event) -> list[Told]:
        rows = self._rows_on[event.event_id]
        return [Told(fact_id, row) for row in rows for fact_id in self._coded[row]]

    def _occurrences_on(self, event: Event) -> list[Told]:
        told = []
        for row in self._rows_on[event.event_id]:
            occurrence = self.view.occurrence_of[row]
            told.append(Told(occurrence, row))
            told += [
                Told(guess, row, certain=False, how=How.SAME)
                for guess in self.view.guesses.get(occurrence, ())
            ]
        return told

    def coded_on(self, event_id: str) -> tuple[str, ...]:
        """Return the facts that a row gives whoever has it."""
        return self._coded[event_id]

    # -- what else the matrix shows ------------------------------------------------------

    def denied(self, agency_id: str, fact_id: str) -> tuple[Event, ...]:
        """Return the rows in which an agency asked and the fact was denied or ruled out."""
        return tuple(
            event
            for event in self._asked.get(fact_id, ())
            if event.agency_id == agency_id and not event.learned_after_death
        )

    @cached_property
    def _asked(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.view.in_order:
            for reveal in event.reveals:
                if reveal.stance in (Stance.DENIED, Stance.RULED_OUT):
                    found[reveal.fact_id].append(event)
        return found

    def on_shared_record(self, holder: str, fact_id: str) -> tuple[tuple[Acquisition, str], ...]:
        """Return what others wrote on a record that a holder could open.

        Each with the name of the record system. It says that the record could be opened,
        never that it was.
        """
        found = []
        for access in self.view.settings.record_access:
            if not _is_member(access, holder):
                continue
            for member in access.members:
                found += [
                    (acquisition, access.system)
                    for acquisition in self.facts.of(member, fact_id)
                    if acquisition.how is How.OWN
                    and not _same_holder(holder, acquisition.team_id)
                    and _in_force(access, acquisition)
                ]
        return tuple(found)

    def chain(self, acquisition: Acquisition) -> tuple[Acquisition, ...]:
        """Return how we know that they knew: from this row back to the first record.

        The acquisition itself, then the earliest one of whoever passed it on, and so on until
        somebody's own record; never round in a circle. What a team may have by a row of "team not
        stated" is that row's: it stands in the chain once, whoever may have it.
        """
        chain = [acquisition]
        seen = {acquisition.team_id}
        while chain[-1].told_by is not None and chain[-1].told_by not in seen:
            teller = chain[-1].told_by
            held = [
                a
                for a in self.facts.of_team(teller, acquisition.subject)
                if a.earliest <= chain[-1].latest
                and a.how is not How.TOLD_BY
                and a.team_id not in seen
            ]
            seen.add(teller)
            if not held:
                break
            chain.append(min(held, key=lambda a: (not a.certain, a.sort_key)))
            seen.add(chain[-1].team_id)
        return tuple(chain)


def _is_member(access: RecordAccess, holder: str) -> bool:
    return any(_same_holder(member, holder) for member in access.members)


def _same_holder(one: str, other: str) -> bool:
    """Whether two holders are one, or one is the agency of the other."""
    return one == other or one == agency_of(other) or other == agency_of(one)


def _in_force(access: RecordAccess, acquisition: Acquisition) -> bool:
    start = 0 if access.start is None else minute_of(access.start)
    end = FAR_AHEAD if access.end is None else minute_of(access.end, 23, 59)
    return start <= acquisition.latest and acquisition.earliest <= end
