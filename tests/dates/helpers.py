"""Short ways to say what a date should be."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from graphdb.dates import (
    DateContext,
    Extent,
    Interval,
    Reading,
    When,
    minute_of,
    read_when,
)

SCOPE = DateContext(scope=(date(2005, 1, 1), date(2016, 12, 31)))


def minute(text: str, *, last: bool = False) -> int | None:
    """Read "2011-05-03" or "2011-05-03 14:30"; "" is an open side."""
    if not text:
        return None
    value = datetime.fromisoformat(text)
    if " " in text:
        return minute_of(value.date(), value.hour, value.minute)
    return minute_of(value.date(), 23, 59) if last else minute_of(value.date())


def interval(text: str) -> Interval:
    """Read "2011-05-03", "2011-05-03..2011-05-09", "..2011-05-03"."""
    first, dots, last = text.partition("..")
    return Interval(minute(first), minute(last if dots else first, last=True))


def once(text: str) -> tuple[Extent, Interval, Interval]:
    return Extent.ONCE, interval(text), interval(text)


def lasting(start: str, end: str) -> tuple[Extent, Interval, Interval]:
    return Extent.LASTING, interval(start), interval(end)


def repeated(start: str, end: str) -> tuple[Extent, Interval, Interval]:
    return Extent.REPEATED, interval(start), interval(end)


def shape(reading: Reading) -> tuple[Extent, Interval, Interval]:
    when = reading.when
    assert when is not None, reading.notes
    return when.extent, when.start, when.end


def read(text: Any, context: DateContext = SCOPE, **more: Any) -> Reading:
    return read_when(text, context=context, **more)


def codes(reading: Reading) -> set[str]:
    return {note.code for note in reading.notes}


def day(year: int, month: int, number: int) -> When:
    return When.once(Interval.of_days(date(year, month, number)))
