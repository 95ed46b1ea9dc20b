"""Dates in British words, for people; nothing here depends on locale or on today."""

from __future__ import annotations

import re
from datetime import date

from graphdb.dates.interval import MINUTES_PER_DAY, Extent, Interval, When, moment_of
from graphdb.dates.words import MONTH_NAMES

_LAST = MINUTES_PER_DAY - 1
_SAYS_YEAR = re.compile(r"\d{4}|\d\s?[./-]\s?'?\d{2}\b|[a-z]\s?[-']\s?\d{2}\b", re.IGNORECASE)


def show_day(day: date) -> str:
    """Return "14 March 2012"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year:04}"


def show_minute(minute: int, with_time: bool = False) -> str:
    """Return "14 March 2012", or "14 March 2012, 01:32".

    Parameters
    ----------
    minute
        A minute as :func:`~graphdb.dates.minute_of` counts them.
    with_time
        Whether to add the clock time.
    """
    day = show_day(moment_of(minute).date())
    return f"{day}, {_clock(minute)}" if with_time else day


def _clock(minute: int) -> str:
    rest = minute % MINUTES_PER_DAY
    return f"{rest // 60:02}:{rest % 60:02}"


def show_interval(interval: Interval) -> str:
    """Return an instant in doubt in words.

    One day, one month and one year are named as such; anything else is "between … and …",
    "since …", "by …" or "undated". Clock times are added where the interval is not of
    whole days.
    """
    earliest, latest = interval.earliest, interval.latest
    if earliest is None and latest is None:
        return "undated"
    if latest is None:
        assert earliest is not None
        return f"since {show_minute(earliest, earliest % MINUTES_PER_DAY != 0)}"
    if earliest is None:
        return f"by {show_minute(latest, latest % MINUTES_PER_DAY != _LAST)}"
    if earliest % MINUTES_PER_DAY == 0 and latest % MINUTES_PER_DAY == _LAST:
        return _show_days_span(moment_of(earliest).date(), moment_of(latest).date())
    if earliest == latest:
        return show_minute(earliest, with_time=True)
    if earliest // MINUTES_PER_DAY == latest // MINUTES_PER_DAY:
        return f"{show_minute(earliest)}, between {_clock(earliest)} and {_clock(latest)}"
    return f"between {show_minute(earliest, True)} and {show_minute(latest, True)}"


def named_period(first: date, last: date) -> str | None:
    """Return the day, month or year that two days exactly span, or ``None``."""
    if first == last:
        return show_day(first)
    month = 0
    # A period is whole when the day after its last would begin the next one.
    starts_next = last == date.max or date.fromordinal(last.toordinal() + 1).day == 1
    if first.day == 1 and starts_next and first.year == last.year:
        if first.month == last.month:
            month = first.month
        elif (first.month, last.month) == (1, 12):
            return f"{first.year:04}"
    return f"{MONTH_NAMES[month - 1]} {first.year:04}" if month else None


def _show_days_span(first: date, last: date) -> str:
    return named_period(first, last) or f"between {show_day(first)} and {show_day(last)}"


def show_written(when: When) -> str:
    """Return the text as written, on one line and without control characters."""
    plain = "".join(c if c.isprintable() else " " for c in when.written[:240])
    return " ".join(plain.split())


def show_when(when: When) -> str:
    """Return a date in words; a date in doubt is shown as it was written.

    Examples
    --------
    >>> from graphdb.dates import Interval
    >>> show_when(When.once(Interval.of_days(date(2010, 3, 1), date(2010, 3, 10))))
    'between 1 March 2010 and 10 March 2010'
    """
    if when.extent is Extent.ONCE:
        return _show_once(when)
    span = _show_span(when.start, when.end)
    if when.extent is Extent.REPEATED:
        times = f"{when.count} times" if when.count else "more than once"
        return f"{times}, {span}"
    return span


def _show_once(when: When) -> str:
    shown = show_interval(when.start)
    if when.earliest is None or when.latest is None or when.latest == when.earliest:
        return shown
    days = moment_of(when.earliest).date(), moment_of(when.latest).date()
    if days[0] == days[1] or named_period(*days) == shown:
        return shown
    written = show_written(when)
    if not written:
        return shown
    # "Two weeks later" tells a reader nothing away from its row: give the days as well.
    if _SAYS_YEAR.search(written):
        return f"{written} (as written)"
    return f"{shown} ({written}, as written)"


def _show_span(start: Interval, end: Interval) -> str:
    if start == end:
        return show_interval(start)
    if end.latest is None and start.earliest is not None:
        return f"{_since(start)}, no end given"
    if start.earliest is None:
        return f"until {show_interval(end)}"
    if _same_minute_day(start, end):
        assert start.earliest is not None
        assert end.earliest is not None
        return f"{show_minute(start.earliest, True)} to {_clock(end.earliest)}"
    return f"{show_interval(start)} to {show_interval(end)}"


def _since(start: Interval) -> str:
    shown = show_interval(start)
    return shown if shown.startswith("since ") else f"since {shown}"


def _same_minute_day(start: Interval, end: Interval) -> bool:
    """Whether both sides are exact minutes of one day."""
    return (
        start.earliest is not None
        and end.earliest is not None
        and start.earliest == start.latest
        and end.earliest == end.latest
        and start.earliest // MINUTES_PER_DAY == end.earliest // MINUTES_PER_DAY
    )


def show_days(least: int | None, most: int | None) -> str:
    """Return a number of days in doubt: "3 days", "between 3 and 17 days", "at least 3 days"."""
    if least is None and most is None:
        return "not known"
    if least is None:
        return f"at most {_days(most)}"
    if most is None:
        return f"at least {_days(least)}"
    if least == most:
        return _days(least)
    return f"between {least:,} and {_days(most)}"


def _days(number: int | None) -> str:
    return f"{number:,} day" if number == 1 else f"{number:,} days"
