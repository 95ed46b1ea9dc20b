"""EDTF (Extended Date/Time Format, ISO 8601-2), in and out.

What is printed parses with the ``edtf`` library for every :class:`When`; a test holds it to
that. Reading is done here: the library's parser takes 17 ms a date, prints to standard
output on some texts, and takes winter to be December alone.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import replace

from graphdb.dates.clock import Clock, parse_clock
from graphdb.dates.interval import MINUTES_PER_DAY, Extent, Interval, When, moment_of
from graphdb.dates.parts import Part
from graphdb.dates.spans import Bound, Link, Point, Span

UNDATED_EDTF = "XXXX"

_DATE = r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}x|\d{2}xx|\d{4}-xx(?:-xx)?|\d{4}-\d\d-xx)[?~%]?"
_SINGLE = re.compile(rf"{_DATE}(?<=[x?~%])")
_SEASON = re.compile(r"\d{4}-2[1-4][?~%]")
_SET = re.compile(rf"([\[{{])({_DATE})?(\.\.)?({_DATE})?[\]}}]")
_LIST = re.compile(rf"([\[{{])({_DATE}(?:, ?{_DATE}){{1,20}})[\]}}]")
_INTERVAL = re.compile(rf"({_DATE}|\.\.)?/({_DATE}|\.\.)?")
_STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[t ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?\s?(z|[+-]\d\d:?(?:\d\d)?)?"
)


def _part(text: str) -> Part:
    approximate = text[-1] in "?~%"
    text = text.rstrip("?~%")
    pieces = text.split("-")
    year = pieces[0]
    if "x" in year:
        first = int(year.replace("x", "0"))
        last = int(year.replace("x", "9"))
        return Part(year=first, year_last=last, hidden=True, approximate=approximate)
    numbers = [int(piece) for piece in pieces if "x" not in piece]
    hidden = len(numbers) < len(pieces)
    part = Part(year=numbers[0], hidden=hidden, approximate=approximate)
    if len(numbers) > 1 and 21 <= numbers[1] <= 24 and len(pieces) == 2:
        return replace(part, season=("spring", "summer", "autumn", "winter")[numbers[1] - 21])
    month = numbers[1] if len(numbers) > 1 else None
    return replace(part, month=month, day=numbers[2] if len(numbers) > 2 else None)


def _point(text: str) -> Point:
    part = _part(text)
    return Point(part, approximate=part.approximate)


def parse_edtf_span(text: str) -> Span | None:
    """Return what cleaned text says as EDTF or an ISO time stamp, or ``None``.

    A bare ``2010-03-05`` or ``2010-12`` is left to the grammar of written dates, which knows
    that the second may be a range of years.
    """
    if match := _STAMP.fullmatch(text):
        return _stamp(match)
    if _SINGLE.fullmatch(text) or _SEASON.fullmatch(text):
        return Span((_point(text),))
    if match := _INTERVAL.fullmatch(text):
        return _interval(match[1], match[2])
    if match := _SET.fullmatch(text):
        return _set(match)
    if match := _LIST.fullmatch(text):
        points = tuple(_point(piece.strip()) for piece in match[2].split(","))
        if match[1] == "[":
            return Span(points, Link.OR)
        return Span(points, Link.AND, repeated=True, count=len(points))
    return None


def _stamp(match: re.Match[str]) -> Span:
    hour, minute = int(match[2]), int(match[3])
    if hour > 23 or minute > 59:
        clock = parse_clock(f"{match[2]}:{match[3]}")
    else:
        at = hour * 60 + minute
        clock = Clock((at, at), (at, at))
    zone = (match[4] or "").upper()
    return Span((Point(_part(match[1]), clock=clock),), zone=zone)


def _interval(left: str | None, right: str | None) -> Span | None:
    first = None if left in (None, "..") else left
    last = None if right in (None, "..") else right
    if first and last and first.isdigit() and last.isdigit() and int(last) == int(first) + 1:
        return None  # "2009/2010" in a chronology is a school or financial year, as "2009/10"
    if first and last:
        return Span((_point(first), _point(last)), Link.TO)
    if first:
        return Span((_point(first),), ongoing=True)
    if last:
        return Span((_point(last),), open_start=True)
    return None


def _set(match: re.Match[str]) -> Span | None:
    first, dots, last = match[2], match[3], match[4]
    several = match[1] == "{"
    if first and dots and last:
        link = Link.TO if several else Link.BETWEEN
        points = (_point(first), _point(last))
        return Span(points, link, repeated=several)
    if first and dots:
        return Span((_point(first),), bound=Bound.SINCE)
    if last and dots:
        return Span((_point(last),), bound=Bound.BY)
    if first and not last:
        return Span((_point(first),))
    return None


def _day(minute: int) -> str:
    day = moment_of(minute).date()
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _period(interval: Interval) -> str | None:
    """Return the day, month, year or decade that an interval is, or ``None``."""
    if interval.earliest is None or interval.latest is None:
        return None
    first, last = moment_of(interval.earliest).date(), moment_of(interval.latest).date()
    if first == last:
        return _day(interval.earliest)
    # Exact to the minute, so that "evening of the 1st to noon of the 31st" is not "the month".
    minutes = interval.latest - interval.earliest + 1
    if interval.earliest % MINUTES_PER_DAY or minutes % MINUTES_PER_DAY or first.day != 1:
        return None
    days = minutes // MINUTES_PER_DAY
    if days == monthrange(first.year, first.month)[1]:
        return f"{first.year:04}-{first.month:02}"
    if first.month == 1 and days == (366 if isleap(first.year) else 365):
        return f"{first.year:04}"
    if (
        first.month == 1
        and first.year % 10 == 0
        and (last.year, last.month, last.day)
        == (
            first.year + 9,
            12,
            31,
        )
    ):
        return f"{first.year // 10:03}X"
    return None


def to_edtf(when: When) -> str:
    """Return a date as EDTF, to the day or coarser.

    One moment in doubt is one of a set (``[2010-03-01..2010-03-10]``), what lasts or repeats
    is an interval (``2010-03-01/2010-03-10``), an open side is ``..``; a side of an interval
    that is itself in doubt is its outer day, marked ``~``. Undated is ``XXXX``. Clock times
    and counts have no place in it and are left out.

    Parameters
    ----------
    when
        Any date.
    """
    if when.extent is Extent.ONCE:
        return _once(when.start)
    # Whole periods say both sides of what happened somewhere inside one of them.
    start, end = _side(when.start, outer_first=True), _side(when.end, outer_first=False)
    if start == end == "..":
        return UNDATED_EDTF
    return f"{start}/{end}"


def _once(interval: Interval) -> str:
    if interval.earliest is None and interval.latest is None:
        return UNDATED_EDTF
    period = _period(interval)
    if period is not None:
        return period
    first = "" if interval.earliest is None else _day(interval.earliest)
    last = "" if interval.latest is None else _day(interval.latest)
    return f"[{first}..{last}]"


def _side(interval: Interval, *, outer_first: bool) -> str:
    period = _period(interval)
    # The library reads a decade alone, but not as the side of an interval.
    if period is not None and not period.endswith("X"):
        return period
    outer = interval.earliest if outer_first else interval.latest
    return ".." if outer is None else f"{_day(outer)}~"
