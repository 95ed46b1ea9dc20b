"""How the lines are found: a fact, an agency in contact without it, and the form of that."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY, minute_of, moment_of
from graphdb.dates.working import after_working_days
from graphdb.knowledge import Acquisition, How, Knows
from graphdb.model import Event, Fact, Nature, Stance
from queries.enquiry import Enquiry
from queries.finding import Certainty
from queries.gap import Gap, contacts_without, find_gap, strongest
from queries.pairs import Contact, Pairing


@dataclass(frozen=True, slots=True)
class Later:
    """An occurrence of a known topic that never reached the other agency."""

    event_id: str
    agency_id: str
    certainty: Certainty
    contacts: tuple[tuple[Contact, Certainty], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a fact and an agency that was in contact without it.

    ``tellable`` is false where that agency's silence says nothing.
    """

    fact: Fact
    agency_id: str
    form: str
    certainty: Certainty
    gap: Gap | None
    theirs: Knows | None
    later: tuple[Later, ...]
    tellable: bool

    @classmethod
    def of(cls, enquiry: Enquiry, fact: Fact, agency_id: str) -> Line | None:
        """Return the line of a fact for one agency, if there is one."""
        contacts = enquiry.contacts_with(agency_id, enquiry.view.concerned(fact))
        if not contacts:
            return None
        ours = _ours(enquiry, fact, agency_id)
        if not ours:
            return None
        theirs = enquiry.knowledge.facts.knows(agency_id, fact.fact_id)
        first = min(found[0].earliest for found in ours.values())  # the earliest stands first
        usable = usable_contacts(enquiry, agency_id, first, contacts)
        for chosen, tellable in ((usable, True), (contacts, False)):
            line = cls._from(enquiry, fact, agency_id, ours, theirs, chosen, tellable)
            if line is not None or chosen is contacts or len(usable) == len(contacts):
                return line
        return None

    @classmethod
    def _from(
        cls,
        enquiry: Enquiry,
        fact: Fact,
        agency_id: str,
        ours: dict[str, tuple[Acquisition, ...]],
        theirs: Knows | None,
        contacts: tuple[Contact, ...],
        tellable: bool,
    ) -> Line | None:
        acquired = enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
        gap = find_gap(enquiry.view, fact, ours, acquired, contacts)
        certainty = None if gap is None else unless_soon_enough(enquiry, fact, gap, ours, theirs)
        # beside a line that stands anyway the later ones are counted: one contact shows each
        shown = _LAST if certainty is None else 1
        later = tuple(_later(enquiry, fact, agency_id, ours, theirs, contacts, shown))
        if certainty is None:
            if not later:
                return None
            form, certainty, gap = "later", strongest(o.certainty for o in later), None
        else:
            form = "never" if never_in_time(enquiry, theirs) else "late"
        return cls(fact, agency_id, form, certainty, gap, theirs, later, tellable)


def _ours(enquiry: Enquiry, fact: Fact, agency_id: str) -> dict[str, tuple[Acquisition, ...]]:
    holdings = enquiry.knowledge.facts
    # as the case lists them: what may be one occurrence is counted for the first that has it
    return {
        holder: found
        for holder in enquiry.formal
        if holder != agency_id and (found := holdings.of_agency(holder, fact.fact_id))
    }


def usable_contacts(
    enquiry: Enquiry, agency_id: str, first: int, contacts: tuple[Contact, ...]
) -> tuple[Contact, ...]:
    """Return the contacts up to which the agency's silence says something."""
    until = enquiry.can_tell_until(agency_id, first)
    if until > FAR_AHEAD:
        return contacts
    return tuple([c for c in contacts if c.bounds.end_hi <= until])


def never_in_time(enquiry: Enquiry, theirs: Knows | None) -> bool:
    """Whether no record makes it certain that they had it before the end."""
    return (
        theirs is None or theirs.certain_from is None or theirs.certain_from >= enquiry.view.end_lo
    )


def unless_soon_enough(
    enquiry: Enquiry,
    fact: Fact,
    gap: Gap,
    ours: dict[str, tuple[Acquisition, ...]],
    theirs: Knows | None,
) -> Certainty | None:
    """Return the certainty of *never* or *late*, or ``None`` where it arrived soon enough."""
    if theirs is None:
        return gap.certainty
    held = [a for found in ours.values() for a in found]
    # soon enough in every world: whatever the dates, it arrived within the time allowed
    arrives = FAR_AHEAD if never_in_time(enquiry, theirs) else theirs.certain_from or 0
    if arrives <= deadline(enquiry, fact, min(a.earliest for a in held)):
        return None
    certain = min((a.latest for a in held if a.certain), default=None)
    surely = certain is not None and (
        theirs.possible_from >= enquiry.view.end_hi
        or theirs.possible_from > deadline(enquiry, fact, certain)
    )
    return gap.certainty if surely else Certainty.POSSIBLE


def deadline(enquiry: Enquiry, fact: Fact, minute: int) -> int:
    """Return until when a share of a fact acquired at a minute is not late.

    One working day for the heaviest (to the end of the next weekday that is no bank holiday), the
    settings' days for the others.
    """
    if fact.weight < enquiry.settings.heavy_weight:
        return minute + enquiry.settings.late_days * MINUTES_PER_DAY
    if minute >= FAR_AHEAD:
        return minute
    free = enquiry.settings.bank_holidays
    return minute_of(after_working_days(moment_of(minute).date(), 1, free), 23, 59)


# -- later ones not passed on ------------------------------------------------------------


def _later(
    enquiry: Enquiry,
    fact: Fact,
    agency_id: str,
    ours: dict[str, tuple[Acquisition, ...]],
    theirs: Knows | None,
    contacts: tuple[Contact, ...],
    shown: int,
) -> Iterator[Later]:
    """Yield occurrences of the topic after they first knew of it, which they never heard of."""
    if fact.nature is not Nature.OCCURRENCE or theirs is None or theirs.certain_from is None:
        return
    view, occurrences = enquiry.view, enquiry.knowledge.occurrences
    acquired = enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
    own_rows = sorted((_as_possible(a) for a in acquired if a.certain), key=_by_latest)
    alone: dict[int, Pairing] = {}  # of occurrences that they never heard of, by its first row
    for holder, event_id in _tellings(enquiry, fact, ours):
        bounds = view.bounds[event_id]
        occurrence = view.occurrence_of[event_id]
        if bounds.end_hi <= theirs.possible_from or bounds.start_lo >= view.end_hi:
            continue
        # a row of theirs from then on that reveals the same may be of this occurrence
        since = bisect_left(own_rows, bounds.start_lo, key=_by_latest)
        heard = occurrences.of_agency(agency_id, occurrence)
        if heard:
            pairing = Pairing(view, None, (*heard, *own_rows[since:]))
        else:
            pairing = alone.get(since) or Pairing(view, None, own_rows[since:])
            alone[since] = pairing
        held = {holder: occurrences.of_agency(holder, occurrence)}
        last = _last_contacts(contacts, bounds.start_lo, shown)
        without = contacts_without(pairing, held, last)
        if not without:
            continue
        knew = theirs.certain_from < bounds.start_lo
        certainty = strongest(c for _, c in without) if knew else Certainty.POSSIBLE
        yield Later(event_id, holder, certainty, without)


#: How many of the last contacts after an occurrence are looked at: one is enough for a line.
_LAST = 12


def _last_contacts(contacts: tuple[Contact, ...], after: int, most: int) -> tuple[Contact, ...]:
    found = islice((c for c in reversed(contacts) if c.bounds.end_hi > after), most)
    return tuple(found)[::-1]


def _by_latest(acquisition: Acquisition) -> int:
    return acquisition.latest


def _as_possible(acquisition: Acquisition) -> Acquisition:
    return Acquisition(
        acquisition.team_id,
        acquisition.subject,
        acquisition.atoms,
        acquisition.coded_on,
        acquisition.via,
        How.SAME,
        False,
        acquisition.earliest,
        acquisition.latest,
    )


def _tellings(
    enquiry: Enquiry, fact: Fact, ours: dict[str, tuple[Acquisition, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield (agency, row) once per occurrence of the fact, by a row of an agency's own."""
    seen: set[str] = set()
    for holder, found in ours.items():
        key = (fact.fact_id, holder)
        if key not in enquiry.memo:
            enquiry.memo[key] = _own_tellings(enquiry, fact, found)
        for occurrence, event_id in enquiry.memo[key]:
            if occurrence not in seen:
                # what may be the same occurrence is counted once
                seen |= {occurrence, *enquiry.view.guesses.get(occurrence, ())}
                yield holder, event_id


def _own_tellings(
    enquiry: Enquiry, fact: Fact, found: tuple[Acquisition, ...]
) -> tuple[tuple[str, str], ...]:
    """Return (occurrence, row) of a holder's own rows that tell of one."""
    view = enquiry.view
    return tuple(
        (view.occurrence_of[a.coded_on], a.coded_on)
        for a in found
        if a.how is How.OWN and _happened_then(enquiry, fact, view.events[a.coded_on])
    )


def _happened_then(enquiry: Enquiry, fact: Fact, event: Event) -> bool:
    """Whether a row tells of something that happened when it is dated.

    An incident, or what the recorder saw; a disclosure may retell what was known already.
    """
    stances = {r.stance for r in event.reveals if r.fact_id == fact.fact_id}
    incident = enquiry.view.occurrence_of[event.event_id] in enquiry.incident_set
    told_of = incident and bool(stances - {Stance.HISTORY, Stance.WITHDRAWN})
    return (told_of or Stance.OBSERVED in stances) and not enquiry.view.is_fatal(event)
