"""What one agency held the longest with no record that it was passed on.

Of what tells of danger to somebody (``danger`` in the vocabulary of topics): somebody's own illness
is nobody's to pass on. For each such thing and each agency that certainly had it on a row of its
own that names nobody who told it, the time counts from the latest instant on which it can first
have had it on its records, told or not, and not before another agency was certainly in contact
with somebody whom it concerns: until then there is nobody of whom it could be asked. It ends with
the first sign on anybody's record, certain or possible, that this agency passed it on to an
organisation other than itself that had not told it of this; else with the end of what is looked
at. That it was at a meeting says only that it may have. So the days are the fewest that the dates
allow. Time that the agency's records do not
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
    surely
        Whether that row says that it did; at a meeting, or with no record of receipt, it only may.
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
    surely: bool = False


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
    # the page reads it in two places
    key = ("held longest", "")
    if key not in enquiry.memo:
        enquiry.memo[key] = _long_held(enquiry)
    found: tuple[LongHeld, ...] = enquiry.memo[key]
    return found


def _long_held(enquiry: Enquiry) -> tuple[LongHeld, ...]:
    topics = enquiry.vocabulary.topics
    found = [
        one
        for fact in enquiry.view.facts.values()
        if (topic := topics.get(fact.topic)) is not None and topic.danger
        for one in _of_fact(enquiry, fact)
    ]
    place, facts, of_fact = enquiry.place_of_agency, enquiry.view.facts, enquiry.place_of_fact
    return tuple(
        sorted(
            found,
            key=lambda h: (
                -h.days, place[h.agency_id], facts[h.fact_id].label, of_fact[h.fact_id]
            ),
        )
    )  # fmt: skip


def _of_fact(enquiry: Enquiry, fact: Fact) -> Iterator[LongHeld]:
    facts, persons = enquiry.knowledge.facts, frozenset(fact.persons)
    holders = facts.agencies(fact.fact_id)
    first_sign = _first_signs(enquiry, fact.fact_id)
    others = _others_in_contact(enquiry, persons)
    for holder in holders:
        own = [a for a in facts.of_agency(holder, fact.fact_id) if a.certain and a.how is How.OWN]
        if not enquiry.is_formal(holder) or not any(_first_hand(enquiry, a) for a in own):
            continue
        first = min((a for a in own if _in_life(enquiry, a)), key=lambda a: (a.latest, a.sort_key))
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
            shown = sign if passed else None
            row, surely = ("", False) if shown is None else (shown.via, _surely(shown))
            yield LongHeld(holder, fact.fact_id, first.via, since, until, row, days, surely)


def _first_signs(enquiry: Enquiry, fact_id: str) -> dict[str, Acquisition]:
    """Return, by agency, the first acquisition of somebody else that came from it.

    Its own teams are no other organisation, and whoever told it of this is told nothing new.
    """
    held = enquiry.knowledge.facts
    found = [a for holder in held.agencies(fact_id) for a in held.of_agency(holder, fact_id)]
    told = [(giver, a) for a in found for giver in _givers(enquiry, a) if giver != a.agency_id]
    since: dict[tuple[str, str], int] = {}
    for giver, a in told:
        pair = (giver, a.agency_id)
        since[pair] = min(since.get(pair, a.earliest), a.earliest)
    first: dict[str, Acquisition] = {}
    for giver, a in told:
        source = since.get((a.agency_id, giver))
        if not enquiry.is_formal(a.agency_id) or (source is not None and source <= a.earliest):
            continue
        if giver not in first or _order(a) < _order(first[giver]):
            first[giver] = a
    return first


def _order(a: Acquisition) -> tuple[int, bool]:
    return a.earliest, not _surely(a)


def _surely(a: Acquisition) -> bool:
    """Whether it was passed on: whoever was at a meeting need not have spoken of it."""
    return a.certain and a.how is not How.MEETING


def _givers(enquiry: Enquiry, a: Acquisition) -> set[str]:
    """Return the agencies that a record says told of it: the sender's, or the receiver's own."""
    told = [n.team_id for n in enquiry.view.events[a.via].told_by] if a.how is How.OWN else []
    return {agency_of(team) for team in (*told, a.told_by) if team}


def _in_life(enquiry: Enquiry, a: Acquisition) -> bool:
    return not enquiry.view.events[a.via].learned_after_death


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
    if _by(enquiry, held) < held.since:
        start += f"; another agency was in contact by {day_of(held.since)}"
    said = f"{start}. There is no record that it passed it on in the {days} "
    if held.passed_on_by and held.surely:
        said += f"from then to the first sign that it did ({day_of(held.until)})."
    elif held.passed_on_by:
        said += (
            f"from then to the first day on which it may have passed it on ({day_of(held.until)})."
        )
    elif held.until < view.end_lo:
        said += f"to {day_of(held.until)}; after that, cannot tell from its records."
    else:
        said += "from then to the end of the time looked at."
    if view.events[held.row].bar is not None:
        said += " A reason for not sharing is on its record."
    return said


def _by(enquiry: Enquiry, held: LongHeld) -> int:
    """Return the minute by which the agency had it."""
    found = enquiry.knowledge.facts.of_agency(held.agency_id, held.fact_id)
    return min(a.latest for a in found if a.via == held.row and a.certain)
