"""Whom a row is about, and what an agency certainly held on a day."""

from __future__ import annotations

from collections.abc import Iterable

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact, Nature, agency_of
from queries.enquiry import Enquiry


def about_whom(enquiry: Enquiry, event: Event) -> frozenset[str]:
    """Return the members of the household that a row is about.

    Whoever is subject or present; where nobody of them is, whoever it mentions: a closure or a
    letter that was not answered has nobody in the room.
    """
    household = enquiry.view.household
    return (enquiry.view.seen[event.event_id] & household) or named_in(event) & household


def named_in(event: Event) -> frozenset[str]:
    """Return everybody whom a row names, in whatever part."""
    return frozenset([i.person_id for i in event.involves])


def concerns(event: Event, persons: frozenset[str]) -> bool:
    """Whether a row names one of the persons, or nobody at all."""
    # asked of every row of an agency, again and again: without making a set of whom it names
    for involvement in event.involves:
        if involvement.person_id in persons:
            return True
    return not event.involves


def speaks(enquiry: Enquiry, agency_id: str) -> bool:
    """Whether an agency has a chronology at all; the silence of one that has none says nothing."""
    return bool(enquiry.view.rows_of_agency.get(agency_id))


def namings(enquiry: Enquiry, agency_id: str) -> tuple[tuple[Event, frozenset[str]], ...]:
    """Return an agency's rows in life that name other organisations, with those.

    In whatever column, or in the text alone.
    """
    key = ("namings", agency_id)
    if key not in enquiry.memo:
        view, formal = enquiry.view, frozenset(enquiry.formal) - {agency_id}
        found = []
        for event in view.rows_of_agency.get(agency_id, ()):
            if not event.coded or event.learned_after_death or view.is_fatal(event):
                continue
            invited = [agency_of(naming.team_id) for naming in event.invited]
            names = enquiry.named_by(event).union(invited, event.mentions) & formal
            if names:
                found.append((event, names))
        enquiry.memo[key] = tuple(found)
    rows: tuple[tuple[Event, frozenset[str]], ...] = enquiry.memo[key]
    return rows


def held_by(enquiry: Enquiry, agency_id: str) -> tuple[tuple[Fact, tuple[Acquisition, ...]], ...]:
    """Return an agency's facts with its acquisitions of each, weightiest first."""
    key = ("held by", agency_id)
    if key not in enquiry.memo:
        held = enquiry.knowledge.facts.by_agency.get(agency_id, {})
        facts = enquiry.facts_in_order(enquiry.view.facts[fact_id] for fact_id in held)
        enquiry.memo[key] = tuple((fact, held[fact.fact_id]) for fact in facts)
    found: tuple[tuple[Fact, tuple[Acquisition, ...]], ...] = enquiry.memo[key]
    return found


def _surely_had(
    enquiry: Enquiry, agency_id: str
) -> tuple[tuple[Fact, tuple[Acquisition, ...]], ...]:
    """Return an agency's facts with the certain ways of having each, first those soonest sure."""
    key = ("surely had by", agency_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = tuple(
            (fact, tuple(sorted(sure, key=lambda a: (a.latest, a.sort_key))))
            for fact, acquisitions in held_by(enquiry, agency_id)
            if (sure := [a for a in acquisitions if a.certain])
        )
    found: tuple[tuple[Fact, tuple[Acquisition, ...]], ...] = enquiry.memo[key]
    return found


def certainly_held(
    enquiry: Enquiry,
    agency_id: str,
    low: int,
    high: int,
    *,
    least: int = 0,
    persons: frozenset[str] | None = None,
    topics: Iterable[str] = (),
) -> list[tuple[Fact, Acquisition]]:
    """Return what an agency held at every minute between two, in every world; weightiest first.

    Parameters
    ----------
    low, high
        First and last minute.
    least
        Least weight of a fact.
    persons
        Only facts about or by one of them.
    topics
        Only these, where some are given.
    """
    wanted = frozenset(topics)
    found = []
    for fact, ways in _surely_had(enquiry, agency_id):
        if fact.weight < least or (wanted and fact.topic not in wanted):
            continue
        if persons is not None and persons.isdisjoint(fact.persons):
            continue
        for way in ways:
            if way.latest >= low:
                break
            if _stands(enquiry, fact, way, high):
                found.append((fact, way))
                break
    return found


def _stands(enquiry: Enquiry, fact: Fact, acquired: Acquisition, until: int) -> bool:
    """Whether a fact still held: a state lasts its longest, or until a row says that it ended."""
    if fact.nature is not Nature.STATE:
        return True
    bounds = enquiry.view.bounds
    told = bounds[acquired.coded_on]
    days = fact.longest_days
    if days is not None and told.known_lo + days * MINUTES_PER_DAY < until:
        return False
    return all(
        bounds[end.event_id].known_lo > until or bounds[end.event_id].known_hi < told.known_lo
        for end in enquiry.view.rows_that_end.get(fact.fact_id, ())
    )


def heaviest(enquiry: Enquiry, agency_id: str, low: int, high: int, who: frozenset[str]) -> int:
    """Return the greatest weight of what an agency certainly held about persons, or 0."""
    found = certainly_held(enquiry, agency_id, low, high, persons=who)
    return found[0][0].weight if found else 0
