"""Cases with a third of their dates in doubt."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from graphdb.dates import MINUTES_PER_DAY, Interval, When
from graphdb.model import CaseRecords


def blurred(records: CaseRecords, rng: Random) -> CaseRecords:
    """Return a case in which every third date is a span of up to two months around the day."""
    events = []
    for event in records.events:
        when = event.when
        if rng.random() < 1 / 3 and when.earliest is not None and when.latest is not None:
            low = when.earliest - MINUTES_PER_DAY * rng.randrange(31)
            high = when.latest + MINUTES_PER_DAY * rng.randrange(31)
            when = When.once(Interval(low, high), when.written)
            event = replace(event, when=when)
        events.append(event)
    return replace(records, events=tuple(events))
