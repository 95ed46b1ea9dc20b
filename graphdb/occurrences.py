"""Guesses that two rows of two agencies tell of one occurrence.

A guess feeds only what is *possible* (model.md, "What a holder knows"): it makes counts a
range and keeps us from saying for certain that somebody had not heard, and never makes one
agency know what only the other wrote.

Complexity: linear in the rows times the rows that share their day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphdb.case_view import KindFlags
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import CaseRecords, Event, Link, LinkBy, Part

#: A row vaguer than this is never matched: it would match everything.
WIDEST_DAYS = 3


def match_occurrences(records: CaseRecords, kinds: Mapping[str, KindFlags]) -> tuple[Link, ...]:
    """Return a guess for every pair of rows that may tell of one occurrence.

    Two rows of different agencies match when both are incidents, or both are meetings of the
    same kind; when their dates can be the same; and when somebody is in both.

    Parameters
    ----------
    records
        The case.
    kinds
        Flags of every event kind.

    Returns
    -------
    tuple of Link
        Each ``by=LinkBy.MATCH``, ordered by event id, without pairs already linked.
    """
    linked = {frozenset((link.first, link.second)) for link in records.links}
    by_day: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for event in records.events:
        group = _group(event, kinds)
        if group:
            for day in _days(event):
                by_day[day, group].append(event)
    found = {
        tuple(sorted((one.event_id, other.event_id)))
        for rows in by_day.values()
        for one, other in _pairs(rows)
        if frozenset((one.event_id, other.event_id)) not in linked
    }
    return tuple(Link(first, second, LinkBy.MATCH) for first, second in sorted(found))


def with_guesses(records: CaseRecords, kinds: Mapping[str, KindFlags]) -> CaseRecords:
    """Return the records with the guesses added to their links."""
    return replace(records, links=(*records.links, *match_occurrences(records, kinds)))


def _group(event: Event, kinds: Mapping[str, KindFlags]) -> str:
    flags = kinds.get(event.kind)
    if flags is None or event.fatal or flags.fatal:
        return ""
    if flags.incident:
        return "incident"
    return event.kind if flags.meeting else ""


def _days(event: Event) -> range:
    earliest, latest = event.when.earliest, event.when.latest
    if earliest is None or latest is None:
        return range(0)
    first, last = earliest // MINUTES_PER_DAY, latest // MINUTES_PER_DAY
    return range(first, last + 1) if last - first < WIDEST_DAYS else range(0)


def _pairs(rows: list[Event]) -> Iterator[tuple[Event, Event]]:
    for index, one in enumerate(rows):
        for other in rows[index + 1 :]:
            if one.agency_id != other.agency_id and _people(one) & _people(other):
                yield one, other


def _people(event: Event) -> frozenset[str]:
    return frozenset(i.person_id for i in event.involves if i.part is not Part.MENTIONED)
