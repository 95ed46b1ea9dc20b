"""What one agency held the longest with no record that it was passed on.

For each thing known and each agency that certainly had it on a row of its own, one that names
nobody who told it, the time counts from the latest instant on which it can first have had it, and
not before another agency was certainly in contact with somebody whom it concerns: until then
there is nobody of whom it could be asked. It ends with the first sign on anybody's record,
certain or possible, that this agency passed it on, to whomever; else with the end of what is
looked at. So the days are the fewest that the dates allow. Time that the agency's records do not
cover, or in which rows of it are not coded, does not count: there silence says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, How
from graphdb.model import Fact, agency_of
from queries.enquiry import Enquiry, day_of, upper_first


@dataclass(frozen=True, slots=True)
class LongHeld:
    """A thing known that one agency held, with no record that it passed it on.

    Attributes
    ----------
    agency_id, fact_id
        Who held what.
    row
        The row by which the agency first certainly had it.
    since
        From when the days count, in minutes.
    until
        Until when, in minutes.
    passed_on_by
        The row that first says, or may say, that the agency passed it on; empty where none does.
    days
        Whole days between, the fewest that the dates allow.
    """

    agency_id: str
    fact_id: str
    row: str
    since: int
    until: int
    passed_on_by: str
    days: int


def long_held(enquiry: Enquiry) -> tuple[LongHeld, ...]:
    """Return what agencies held with no record that they passed it on, the longest first.

    Parameters
    ----------
    enquiry
        The case.

    Returns
    -------
    tuple
        One for each thing known and agency, where a whole day or more is left.
    """
    found = [one for fact in enquiry.view.facts.values() for one in _of_fact(enquiry, fact)]
    return tuple(sorted(found, key=lambda h: (-h.days, h.agency_id, h.fact_id)))


def _of_fact(enquiry: Enquiry, fact: Fact) -> Iterator[LongHeld]:
    facts, persons = enquiry.knowledge.facts, frozenset(fact.persons)
    holders = facts.agencies(fact.fact_id)
    first_sign: dict[str, Acquisition] = {}
    for a in (a for holder in holders for a in facts.of_agency(holder, fact.fact_id)):
        for giver in _givers(enquiry, a):
            if giver not in first_sign or a.earliest < first_sign[giver].earliest:
                first_sign[giver] = a
    others = _others_in_contact(enquiry, persons)
    for holder in holders:
        own = [a for a in facts.of_agency(holder, fact.fact_id) if a.certain and a.how is How.OWN]
        sure = [a for a in own if _first_hand(enquiry, a)]
        if not enquiry.is_formal(holder) or not sure:
            continue
        first = min(sure, key=lambda a: (a.latest, a.sort_key))
        in_contact = min((m for agency, m in others.items() if agency != holder), default=None)
        if in_contact is None:
            continue
        sign = first_sign.get(holder)
        since = max(first.latest, in_contact)
        until = _end(enquiry, fact, holder, since, own)
        passed = sign is not None and sign.earliest <= until
        if sign is not None and passed:
            until = sign.earliest
        days = (until - since) // MINUTES_PER_DAY
        if days > 0:
            row = sign.via if sign is not None and passed else ""
            yield LongHeld(holder, fact.fact_id, first.via, since, until, row, days)


def _givers(enquiry: Enquiry, a: Acquisition) -> set[str]:
    """Return the agencies that a record says told of it: the sender's, or the receiver's own."""
    told = [n.team_id for n in enquiry.view.events[a.via].told_by] if a.how is How.OWN else []
    return {agency_of(team) for team in (*told, a.told_by) if team}


def _first_hand(enquiry: Enquiry, a: Acquisition) -> bool:
    event = enquiry.view.events[a.via]
    return not event.told_by and not event.learned_after_death


def _others_in_contact(enquiry: Enquiry, persons: frozenset[str]) -> dict[str, int]:
    """Return from when each agency was certainly in contact with any of the persons."""
    found: dict[str, int] = {}
    for agency in enquiry.formal:
        ends = [c.bounds.start_hi for c in enquiry.contacts_with(agency, persons)]
        if ends:
            found[agency] = min(ends)
    return found


def _end(enquiry: Enquiry, fact: Fact, holder: str, since: int, own: list[Acquisition]) -> int:
    """Return until when the agency held it and its silence says something."""
    end = min(enquiry.view.end_lo, enquiry.can_tell_until(holder, since))
    if fact.longest_days is None:
        return end
    # a state counts until it would have to be heard of again
    last = max(a.earliest for a in own)
    return min(end, last + fact.longest_days * MINUTES_PER_DAY)


def held_words(enquiry: Enquiry, held: LongHeld) -> str:
    """Return it in words: who held what, from when the days count, and what ends them."""
    view = enquiry.view
    fact = upper_first(enquiry.fact(view.facts[held.fact_id]))
    who, days = enquiry.name(held.agency_id), "1 day" if held.days == 1 else f"{held.days:,} days"
    start = f"{fact}. {who} had this on record by {day_of(_by(enquiry, held))}"
    told = _told_by(enquiry, held)
    if told is not None:
        start += f" at first hand (it had been told of it by {day_of(told)})"
    if _by(enquiry, held) < held.since:
        start += f"; another agency was in contact by {day_of(held.since)}"
    said = f"{start}. There is no record that it passed it on in the {days} "
    if held.passed_on_by:
        said += f"from then to the first sign that it did ({day_of(held.until)})."
    elif held.until < view.end_lo:
        said += f"to {day_of(held.until)}; after that, cannot tell from its records."
    else:
        said += "from then to the end of the time looked at."
    if view.events[held.row].bar is not None:
        said += " A reason for not sharing is on its record."
    return said


def _told_by(enquiry: Enquiry, held: LongHeld) -> int | None:
    """Return the minute by which it had been told of it, where that was on an earlier day."""
    found = enquiry.knowledge.facts.of_agency(held.agency_id, held.fact_id)
    first = min(a.latest for a in found if a.certain)
    days = [minute // MINUTES_PER_DAY for minute in (first, _by(enquiry, held))]
    return first if days[0] < days[1] else None


def _by(enquiry: Enquiry, held: LongHeld) -> int:
    """Return the minute by which the agency had it."""
    found = enquiry.knowledge.facts.of_agency(held.agency_id, held.fact_id)
    return min(a.latest for a in found if a.via == held.row and a.certain)
