"""A date as cells of a chronology that are read back as exactly that date.

Several ways of writing are tried, the agency's own way first; the reader of dates itself says which
of them means what is meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from graphdb.dates import (
    MINUTES_PER_DAY,
    DateContext,
    Extent,
    Interval,
    When,
    moment_of,
    read_when,
)
from graphdb.dates.show import show_day, show_interval
from graphdb.dates.words import MONTH_NAMES

_LAST = MINUTES_PER_DAY - 1
_MONTHS = "|".join(MONTH_NAMES)
_WHOLE_DAY = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS}) (\d{{4,}})\b")
# a month, an ISO day or a year that is left when whole days are counted
_OF_CALENDAR = re.compile(
    rf"\b(?:{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)\b"
    r"|(?<!day )(?<!day -)\b\d{4}\b|\d[./-]\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands under Date, Time and End date, and what is read of them.

    ``wider`` marks a date that no cells say exactly: what is read contains what is meant.
    """

    date: str
    time: str = ""
    end: str = ""
    when: When | None = None
    wider: bool = False


def write_cells(when: When, own: str, context: DateContext) -> Cells:
    """Write a date so that it is read as exactly what it is.

    Parameters
    ----------
    when
        The date.
    own
        The agency's own words for it, moved; taken where they say the same.
    context
        What the dates of the pack are read in.

    Returns
    -------
    Cells
        ``when`` is what is read: its ``written`` is what now stands in the cells.
    """
    for cells in _said(_ways(when, own), context.day_1):
        read = _read(cells, context)
        if read is not None and _same(read, when):
            return replace(cells, when=read)
    for cells in _said(_wider(when), context.day_1):
        read = _read(cells, context)
        if read is not None and _contains(read, when):
            return replace(cells, when=read, wider=True)
    return replace(Cells("undated"), when=_read(Cells("undated"), context), wider=True)


def write_text(when: When, own: str, context: DateContext) -> tuple[str, str]:
    """Write a date of case.toml: its text, and its time where it needs one."""
    for cells in _said(_ways(when, own), context.day_1):
        if cells.end:
            continue
        read = _read(cells, context)
        if read is not None and _same(read, when):
            return cells.date, cells.time
    return next(_said([Cells(_outer(when))], context.day_1)).date, ""


def _said(ways: Iterable[Cells], day_1: date | None) -> Iterator[Cells]:
    """Yield the ways that a pack may take: where it counts its days, no date of a calendar."""
    for cells in ways:
        if day_1 is None:
            yield cells
            continue
        made = replace(cells, date=_counted(cells.date, day_1), end=_counted(cells.end, day_1))
        if not _OF_CALENDAR.search(f"{made.date} {made.end}"):
            yield made


def _counted(text: str, day_1: date) -> str:
    """Return a text with each of its whole days counted: "day 214"."""

    def number(match: re.Match[str]) -> str:
        day = date(int(match[3]), MONTH_NAMES.index(match[2]) + 1, int(match[1]))
        return f"day {(day - day_1).days + 1}"

    return _WHOLE_DAY.sub(number, text)


def _read(cells: Cells, context: DateContext) -> When | None:
    if not cells.date:
        return None
    return read_when(
        cells.date, time=cells.time or None, end=cells.end or None, context=context
    ).when


def _same(read: When, when: When) -> bool:
    return (read.start, read.end, read.extent, read.count, read.timed) == (
        when.start,
        when.end,
        when.extent,
        when.count,
        when.timed,
    )


def _contains(read: When, when: When) -> bool:
    return all(
        (a.earliest is None or (b.earliest is not None and a.earliest <= b.earliest))
        and (a.latest is None or (b.latest is not None and a.latest >= b.latest))
        for a, b in ((read.start, when.start), (read.end, when.end))
    )


def _ways(when: When, own: str) -> Iterator[Cells]:
    if own:
        yield Cells(own)
        head, comma, tail = own.rpartition(", ")
        if comma:
            yield Cells(head, tail)
    if when.extent is Extent.ONCE:
        yield from _once(when.start, when.timed)
        return
    if when.extent is Extent.REPEATED:
        counts = [f"{when.count} times, "] if when.count else ["several times, ", "regularly, "]
        for before in counts:
            for cells in (*_span(when), *_once(_hull(when), when.timed)):
                yield replace(cells, date=f"{before}{cells.date}")
        return
    yield from _span(when)
    yield from _lasting_words(when)


def _hull(when: When) -> Interval:
    return Interval(when.start.earliest, when.end.latest)


def _once(interval: Interval, timed: bool) -> Iterator[Cells]:
    """Yield ways of writing one moment in doubt."""
    low, high = interval.earliest, interval.latest
    if low is None and high is None:
        yield Cells("undated")
        return
    shown = show_interval(interval)
    if not timed:
        yield from map(Cells, _named(interval))
    if low is None or high is None:
        yield Cells(shown)
        edge = high if low is None else low
        assert edge is not None
        word = "by" if low is None else "since"
        yield Cells(f"{word} {_day(edge)}", _clock(edge))
        yield Cells(f"{word} {_day(edge)} at {_clock(edge)}")
        if high is None:
            yield Cells(f"on or after {_day(edge)}")
            yield Cells(f"after {_day(edge)}")
        return
    if not timed:
        yield Cells(shown)
    if low // MINUTES_PER_DAY == high // MINUTES_PER_DAY:
        times = [_clock(low)] if low == high else []
        times.append(f"between {_clock(low)} and {_clock(high)}")
        if low % MINUTES_PER_DAY == 0:
            times += [f"by {_clock(high)}", "all day"]
        if high % MINUTES_PER_DAY == _LAST:
            times.append(f"from {_clock(low)}")
        yield from (Cells(_day(low), time) for time in times)
    else:
        first, last = f"{_day(low)} at {_clock(low)}", f"{_day(high)} at {_clock(high)}"
        yield Cells(f"between {first} and {last}")
        # a time past midnight runs into the next day
        if (high // MINUTES_PER_DAY) - (low // MINUTES_PER_DAY) == 1:
            yield Cells(_day(low), f"between {_clock(low)} and {_clock(high)}")
            yield from (
                Cells(_day(low), word) for word in ("night", "late night", "overnight", "midnight")
            )
    yield Cells(shown)
    yield Cells(f"between {_day(low)} and {_day(high)}")


def _named(interval: Interval) -> Iterator[str]:
    """Yield months and years by name: "March or April 2031"."""
    low, high = interval.earliest, interval.latest
    first = None if low is None else moment_of(low)
    last = None if high is None else moment_of(high)
    if first is not None and (first.day, first.hour, first.minute) != (1, 0, 0):
        return
    if last is not None and last.day != monthrange(last.year, last.month)[1]:
        return
    if first is None or last is None:
        some, word = first or last, "since" if last is None else "by"
        assert some is not None
        yield f"{word} {_month(some)}"
        return
    if (first.month, last.month) == (1, 12) and first.year != last.year:
        joint = ("", " or ") if last.year - first.year == 1 else ("between ", " and ")
        yield f"{joint[0]}{first.year:04}{joint[1]}{last.year:04}"
    months = 12 * (last.year - first.year) + last.month - first.month
    if months == 1:
        name = MONTH_NAMES[first.month - 1] if first.year == last.year else _month(first)
        yield f"{name} or {_month(last)}"
    # twelve of one year are a year, which has a name of its own
    if months > 1 and (months, first.month) != (11, 1):
        yield f"between {_month(first)} and {_month(last)}"


def _month(moment: datetime) -> str:
    return f"{MONTH_NAMES[moment.month - 1]} {moment.year:04}"


def _span(when: When) -> Iterator[Cells]:
    """Yield ways of writing something that lasts, its end in a column of its own."""
    ends = [Cells("ongoing")] if when.end.latest is None else list(_once(when.end, False))
    starts = list(_once(when.start, when.timed))
    for start in starts:
        for end in ends:
            yield replace(start, end=f"{end.date} {end.time}".strip())


def _lasting_words(when: When) -> Iterator[Cells]:
    low, high = when.start, when.end
    first, last = show_interval(low), show_interval(high)
    if low == high:
        yield Cells(f"throughout {first}")
    yield Cells(f"{first} to {last}")
    yield Cells(f"since {first}, ongoing")
    yield Cells(f"{first}, ongoing")
    yield Cells(f"until {last}")
    begins, ends = low.earliest, high.earliest
    if begins is not None and ends is not None and (begins, ends) == (low.latest, high.latest):
        yield Cells(_day(begins), f"{_clock(begins)} to {_clock(ends)}")
    if low.earliest is None and high.latest is not None:
        yield Cells(f"../{moment_of(high.latest).date().isoformat()}")
    if low.earliest is not None and high.latest is None:
        yield Cells(f"{moment_of(low.earliest).date().isoformat()}/..")
    if low.earliest is not None and high.latest is not None:
        yield Cells(
            f"{moment_of(low.earliest).date().isoformat()}/"
            f"{moment_of(high.latest).date().isoformat()}"
        )


def _wider(when: When) -> Iterator[Cells]:
    """Yield what contains the date, where nothing says it exactly."""
    if when.extent is not Extent.ONCE:
        for start in _days(when.start):
            for end in _days(when.end):
                yield Cells(start, "", end)
    yield Cells(_outer(when))


def _days(interval: Interval) -> Iterator[str]:
    low, high = interval.earliest, interval.latest
    if low is None:
        yield "undated" if high is None else f"by {_day(high)}"
    elif high is None:
        yield f"since {_day(low)}"
    else:
        yield f"between {_day(low)} and {_day(high)}"


def _outer(when: When) -> str:
    """Return the days between which all of it lies, as one moment in doubt."""
    return next(_days(_hull(when)))


def _day(minute: int) -> str:
    return show_day(moment_of(minute).date())


def _clock(minute: int) -> str:
    rest = minute % MINUTES_PER_DAY
    return f"{rest // 60:02}:{rest % 60:02}"
