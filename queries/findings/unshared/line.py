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
from queries.gap import Gap, Held, contacts_without, find_gap, has_gap, strongest
from queries.pairs import Contact, Pairing
from queries.rules import Rule


@dataclass(frozen=True, slots=True)
class Later:
    """An occurrence of a known topic that never reached the other agency."""

    event_id: str
    agency_id: str
    certainty: Certainty
    contacts: tuple[tuple[Contact, Certainty], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a fact and an agency that was in contact without it."""

    fact: Fact
    agency_id: str
    form: str
    certainty: Certainty
    gap: Gap | None
    theirs: Knows | None
    later: tuple[Later, ...]


#: The finding, and its rule of what is asked of those alone whose work it is.
KEY, OWN = "unshared", "own health and fears"


def rule_of_own(enquiry: Enquiry, fact: Fact) -> Rule | None:
    """Return the rule by which a fact is asked of those alone whose work it is, if there is one."""
    rules = (rule for rule in enquiry.rules_for(KEY) if rule.name == OWN)
    return next((rule for rule in rules if fact.topic in rule.topics), None)


def is_listed(enquiry: Enquiry, fact: Fact, agency_id: str) -> bool:
    """Whether “No record that it was shared” has a line of a fact and an agency."""
    if KEY in enquiry.settings.off:
        return False
    key = (f"unshared {fact.fact_id}", agency_id)
    if key not in enquiry.memo:
        private = rule_of_own(enquiry, fact)
        asked = private is None or private.leads_to(enquiry.agency(agency_id))
        pair = Pair.of(enquiry, fact, agency_id) if asked else None
        enquiry.memo[key] = pair is not None and pair.is_line()
    return bool(enquiry.memo[key])


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact that others held, and an agency in contact with whom it concerns: perhaps a line.

    Attributes
    ----------
    ours
        What the other agencies held, as the case lists these.
    acquired, theirs
        Those of the agency, and since when it has the fact.
    contacts
        Its contacts with whom the fact concerns.
    usable
        Those of them up to which its silence says something.
    """

    enquiry: Enquiry
    fact: Fact
    agency_id: str
    ours: dict[str, Held]
    acquired: tuple[Acquisition, ...]
    theirs: Knows | None
    contacts: tuple[Contact, ...]
    usable: tuple[Contact, ...]

    @classmethod
    def of(cls, enquiry: Enquiry, fact: Fact, agency_id: str) -> Pair | None:
        """Return a pair; ``None`` where there was no contact, or nobody else had the fact."""
        contacts = enquiry.contacts_with(agency_id, enquiry.view.concerned(fact))
        if not contacts:
            return None
        ours = _ours(enquiry, fact, agency_id)
        if not ours:
            return None
        held = enquiry.knowledge.facts
        return cls(
            enquiry,
            fact,
            agency_id,
            ours,
            held.of_agency(agency_id, fact.fact_id),
            held.knows(agency_id, fact.fact_id),
            contacts,
            usable_contacts(enquiry, agency_id, _first_held(ours), contacts),
        )

    def line(self) -> Line | None:
        """Return the line, where there is one that can be told."""
        gap = None if self._soon_enough() else self._gap(self.usable)
        certainty = None if gap is None else self._certainty(gap)
        # beside a line that stands anyway the later ones are counted: one contact shows each
        later = tuple(self._later(self.usable, _LAST if certainty is None else 1))
        if certainty is None:
            if not later:
                return None
            form, certainty = "later", strongest(o.certainty for o in later)
        else:
            form = "never" if never_in_time(self.enquiry, self.theirs) else "late"
        return Line(self.fact, self.agency_id, form, certainty, gap, self.theirs, later)

    def is_line(self) -> bool:
        """Whether there is a line that can be told; what it would say is not worked out."""
        return self._is_line(self.usable)

    def cannot_tell(self) -> bool:
        """Whether there would be a line if the agency's silence said something of all the time.

        Asked only where there is none that can be told.
        """
        return len(self.usable) < len(self.contacts) and self._is_line(self.contacts)

    def _is_line(self, contacts: tuple[Contact, ...]) -> bool:
        if not self._soon_enough():
            view = self.enquiry.view
            if has_gap(view, self.fact, self.ours, self.acquired, contacts):
                return True
        return any(True for _ in self._later(contacts, _LAST))

    def _gap(self, contacts: tuple[Contact, ...]) -> Gap | None:
        return find_gap(self.enquiry.view, self.fact, self.ours, self.acquired, contacts)

    def _later(self, contacts: tuple[Contact, ...], shown: int) -> Iterator[Later]:
        return _later(
            self.enquiry, self.fact, self.agency_id, self.ours, self.theirs, contacts, shown
        )

    def _soon_enough(self) -> bool:
        """Whether it arrived within the time allowed in every world: then no gap is a line."""
        if self.theirs is None:
            return False
        never = never_in_time(self.enquiry, self.theirs)
        arrives = FAR_AHEAD if never else self.theirs.certain_from or 0
        return arrives <= deadline(self.enquiry, self.fact, _first_held(self.ours))

    def _certainty(self, gap: Gap) -> Certainty:
        """Return the certainty of *never* or *late*: possible where it may have been in time."""
        if self.theirs is None:
            return gap.certainty
        certain = min(
            (a.latest for held in self.ours.values() for a in held.acquired if a.certain),
            default=None,
        )
        possible = self.theirs.possible_from
        surely = certain is not None and (
            possible >= self.enquiry.view.end_hi
            or possible > deadline(self.enquiry, self.fact, certain)
        )
        return gap.certainty if surely else Certainty.POSSIBLE


def _ours(enquiry: Enquiry, fact: Fact, agency_id: str) -> dict[str, Held]:
    # as the case lists them: what may be one occurrence is counted for the first that has it
    return {
        holder: held for holder, held in _all_held(enquiry, fact).items() if holder != agency_id
    }


def _all_held(enquiry: Enquiry, fact: Fact) -> dict[str, Held]:
    """Return what each agency held of a fact."""
    key = ("held of a fact", fact.fact_id)
    if key not in enquiry.memo:
        holdings = enquiry.knowledge.facts
        enquiry.memo[key] = {
            holder: Held.of(enquiry.view, acquired)
            for holder in enquiry.formal
            if (acquired := holdings.of_agency(holder, fact.fact_id))
        }
    found: dict[str, Held] = enquiry.memo[key]
    return found


def _first_held(ours: dict[str, Held]) -> int:
    """Return the first minute at which somebody can have had it."""
    return min(held.acquired[0].earliest for held in ours.values())  # the earliest stands first


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
    ours: dict[str, Held],
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
        held = occurrences.of_agency(holder, occurrence)
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


def _tellings(enquiry: Enquiry, fact: Fact, ours: dict[str, Held]) -> Iterator[tuple[str, str]]:
    """Yield (agency, row) once per occurrence of the fact, by a row of an agency's own."""
    seen: set[str] = set()
    for holder, held in ours.items():
        key = (fact.fact_id, holder)
        if key not in enquiry.memo:
            enquiry.memo[key] = _own_tellings(enquiry, fact, held.acquired)
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
