"""Meetings of agencies about the household, each once, however many chronologies tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, agency_of
from queries.enquiry import Enquiry
from queries.held_at import about_whom


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, as all chronologies together tell of it.

    Attributes
    ----------
    rows
        The rows that are coded as the meeting, earliest first.
    persons
        Members of the household whom it was about.
    there, invited, minutes
        Agencies: recorded as there (or with a row of their own of it), asked to come (or with
        any row that is linked to it), sent the minutes.
    says_who
        Whether any row says who was asked or there.
    low, high
        First and last minute at which it can have been.
    """

    rows: tuple[Event, ...]
    persons: frozenset[str]
    there: frozenset[str]
    invited: frozenset[str]
    minutes: frozenset[str]
    says_who: bool
    low: int
    high: int


def meetings(enquiry: Enquiry, kinds: Iterable[str]) -> list[Meeting]:
    """Return the meetings of some kinds about the household, earliest first.

    Rows are of one meeting where they are linked, where one guess ties them, and where they are of
    one kind and one day: to take two for one says less, never more.
    """
    view, kinds = enquiry.view, tuple(kinds)
    rows = [
        event
        for agency_id in enquiry.formal
        for event in enquiry.of_kinds(agency_id, kinds)
        if about_whom(enquiry, event)
    ]
    first: dict[object, str] = {}
    parent: dict[str, str] = {}

    def top(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for event in rows:
        occurrence, bounds = view.occurrence_of[event.event_id], view.bounds[event.event_id]
        keys: list[object] = [occurrence, *view.guesses.get(occurrence, ())]
        day = bounds.start_lo // MINUTES_PER_DAY
        if day == bounds.end_hi // MINUTES_PER_DAY:
            keys.append((event.kind, day))
        for key in keys:
            one, other = sorted((top(event.event_id), top(first.setdefault(key, event.event_id))))
            parent[other] = one
    found: dict[str, list[Event]] = {}
    for event in sorted(rows, key=view.sort_key):
        found.setdefault(top(event.event_id), []).append(event)
    return [_meeting(enquiry, tuple(members)) for members in found.values()]


def _meeting(enquiry: Enquiry, rows: tuple[Event, ...]) -> Meeting:
    view = enquiry.view
    linked = {
        other: view.events[other]
        for event in rows
        for other in view.occurrences[view.occurrence_of[event.event_id]]
    }
    there = {agency_of(n.team_id) for e in linked.values() for n in e.attended}
    invited = {agency_of(n.team_id) for e in linked.values() for n in e.invited}
    minutes = {agency_of(n.team_id) for e in linked.values() for n in e.minutes_to}
    bounds = [view.bounds[event.event_id] for event in rows]
    return Meeting(
        rows,
        frozenset().union(*(about_whom(enquiry, event) for event in rows)),
        frozenset(there | {event.agency_id for event in rows}),
        frozenset(invited | {event.agency_id for event in linked.values()}),
        frozenset(minutes),
        bool(there or invited),
        min(b.start_lo for b in bounds),
        max(b.end_hi for b in bounds),
    )
