"""Days that a panel asks for by name: the assaults on record in their order, and the meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphdb.model import Event, Role
from queries.enquiry import Enquiry
from viz.model import KeyDay

ASSAULTS = ("assault", "serious-assault", "sexual-assault")
"""Kinds of row that a panel counts as assaults."""

MEETINGS = "Meetings"
"""The group of the meetings."""

MOST = 60
"""So many of each sort are offered; the others are in the chronology."""


def key_days(enquiry: Enquiry) -> tuple[KeyDay, ...]:
    """Return the assaults and the meetings of several agencies, each sort in order of time.

    Rows of one occurrence are one; so are rows of one kind of meeting on one day.
    """
    return (*_assaults(enquiry), *_meetings(enquiry))


def _assaults(enquiry: Enquiry) -> Iterator[KeyDay]:
    view = enquiry.view
    parties = {p.person_id for p in view.persons.values() if p.roles & {Role.VICTIM, Role.CHILD}}
    found = []
    for occurrence in view.incident_occurrences:
        rows = [view.events[row] for row in view.occurrences[occurrence]]
        # of somebody else, such as an earlier partner, it is another count
        told = [
            e
            for e in rows
            if e.kind in ASSAULTS and not e.learned_after_death and view.seen[e.event_id] & parties
        ]
        if told:
            found.append(_clearest(enquiry, told))
    found.sort(key=view.sort_key)
    for place, event in enumerate(found[:MOST], start=1):
        yield KeyDay("Assaults on record", f"{ordinal(place)} assault", event.event_id)


def _meetings(enquiry: Enquiry) -> Iterator[KeyDay]:
    view, kinds = enquiry.view, enquiry.vocabulary.kinds
    found: dict[tuple[str, int], list[Event]] = {}
    for event in view.in_order:
        kind = kinds.get(event.kind)
        if kind is None or not (kind.meeting and kind.share) or view.is_fatal(event):
            continue
        found.setdefault((event.kind, view.bounds[event.event_id].start_lo), []).append(event)
    once: dict[str, Event] = {}
    for rows in found.values():
        event = _clearest(enquiry, rows)
        once.setdefault(view.occurrence_of[event.event_id], event)
    for event in sorted(once.values(), key=view.sort_key)[:MOST]:
        yield KeyDay(MEETINGS, kinds[event.kind].label, event.event_id)


def _clearest(enquiry: Enquiry, rows: Iterable[Event]) -> Event:
    """Return the row with the narrowest date."""
    bounds = enquiry.view.bounds

    def width(event: Event) -> tuple[int, tuple[int, int, int, str]]:
        at = bounds[event.event_id]
        return at.end_hi - at.start_lo, enquiry.view.sort_key(event)

    return min(rows, key=width)


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "11th".

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '112th']
    """
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else last}"
