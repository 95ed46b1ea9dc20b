"""From what the words say to intervals of minutes, with a note for every decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from graphdb.dates.clock import OVERNIGHT, Clock
from graphdb.dates.context import DateContext
from graphdb.dates.fill import fill, from_context, single_day
from graphdb.dates.interval import MINUTES_PER_DAY, Extent, Interval, When, minute_of
from graphdb.dates.notes import Note, Refusal, quote
from graphdb.dates.parts import Days, Part, Unit, month_end, resolve, shift, shift_months
from graphdb.dates.relative import resolve_relative
from graphdb.dates.show import show_interval, show_when
from graphdb.dates.spans import Bound, Link, Point, Span

LAST_MINUTE_OF_ALL = minute_of(date.max, 23, 59)


@dataclass(frozen=True, slots=True)
class Settled:
    """A point with its minutes."""

    start: tuple[int, int]
    end: tuple[int, int]
    lasting: bool = False
    timed: bool = False
    approximate: bool = False


def evaluate(span: Span, written: str, context: DateContext, log: list[Note]) -> When:
    """Return the date that a span means; notes on how it was read go to ``log``.

    Raises
    ------
    Refusal
        When the calendar, the context or the order of the sides forbids it.
    """
    settled = _settle(span, context, log)
    if span.zone:
        log.append(
            Note("JU-D030", f"The time zone {span.zone} is left out: the time is kept as written.")
        )
    start, end, extent = _shape(span, settled, context)
    if end.certainly_before(start) or _backwards(span, settled):
        raise Refusal(
            "JU-D008",
            f"In {quote(written)} the end comes before the start: check both dates.",
        )
    if context.extent is not None and context.extent is not extent:
        log.append(
            Note("JU-D029", f"A person set this to “{context.extent}”; the words say “{extent}”.")
        )
        extent = context.extent
        start, end = _overridden(span, settled, start, end, extent)
    if extent is Extent.ONCE:
        start = end = Interval(start.earliest, end.latest)
    timed = any(point.timed for point in settled)
    when = When(
        start, end, extent, written, span.count if extent is Extent.REPEATED else None, timed
    )
    _explain(span, when, context, log)
    return when


# --- points -------------------------------------------------------------------------------


def _settle(span: Span, context: DateContext, log: list[Note]) -> list[Settled]:
    points = list(span.points)
    if len(points) == 1 and points[0].part is None:
        return [_settle_leaning(points[0], context, log)]
    parts = [point.part for point in points if point.part is not None]
    if len(parts) > 1:
        parts = fill(parts, context, log)
    elif not parts[0].has_year:
        parts = [from_context(parts[0], context, log)]
    if parts[0].either:
        log.append(_either_note(parts[0]))
    return [
        _settle_dated(replace(point, part=part), resolve(part, context, log), context, log)
        for point, part in zip(points, parts, strict=True)
    ]


def _either_note(part: Part) -> Note:
    if part.season:
        return Note(
            "JU-D022",
            f"Read as EDTF, {part.season} {part.year}: if a range of years is meant, write “to”.",
        )
    return Note(
        "JU-D022",
        "This may be a month of one year or a range of years: read as one moment anywhere in "
        "those years. Write the month as a word, or “2010 to 2012”.",
    )


def _settle_leaning(point: Point, context: DateContext, log: list[Note]) -> Settled:
    """Settle a date that has no calendar part: it leans on the row or heading above."""
    if point.relative is not None:
        earliest, latest = resolve_relative(point.relative, context.previous)
        first = date.fromordinal(earliest // MINUTES_PER_DAY + 1)
        last = date.fromordinal(latest // MINUTES_PER_DAY + 1)
        log.append(
            Note(
                "JU-D017",
                f"Counted from the row above: read as {show_interval(Interval(earliest, latest))}.",
            )
        )
        if point.clock is None or point.clock.fault:
            _say_clock(point.clock, log)
            settled = Settled((earliest, latest), (earliest, latest))
            return _widened_settled(settled, context, log) if point.approximate else settled
        return _settle_dated(point, Days(first, last), context, log)
    day = single_day(context.heading) or single_day(context.previous)
    if day is None:
        raise Refusal("JU-D006", "Only a time is given: write its date.")
    log.append(Note("JU-D018", "Only a time is given: the day is taken from above."))
    return _settle_dated(point, Days(day, day), context, log)


def _widened_settled(settled: Settled, context: DateContext, log: list[Note]) -> Settled:
    lo, hi = settled.start
    by = context.approx_days * MINUTES_PER_DAY
    pair = max(lo - by, 0), min(hi + by, LAST_MINUTE_OF_ALL)
    log.append(Note("JU-D016", f"Approximate: widened by {context.approx_days} days each way."))
    return Settled(pair, pair, approximate=True)


def _settle_dated(point: Point, days: Days, context: DateContext, log: list[Note]) -> Settled:
    if point.approximate:
        days = _widened(days, context.approx_days, log)
    first, last = minute_of(days.first), minute_of(days.last)
    clock = point.clock
    _say_clock(clock, log)
    if clock is None or clock.fault:
        whole = first, last + MINUTES_PER_DAY - 1
        return Settled(whole, whole, approximate=point.approximate)
    start = _held(first + clock.start[0]), _held(last + clock.start[1])
    end = _held(first + clock.end[0]), _held(last + clock.end[1])
    return Settled(start, end, clock.lasting, timed=True, approximate=point.approximate)


def _held(minute: int) -> int:
    return min(minute, LAST_MINUTE_OF_ALL)


def _say_clock(clock: Clock | None, log: list[Note]) -> None:
    if clock is None:
        return
    if clock.fault:
        log.append(clock.fault)
    elif clock.words:
        log.append(Note("JU-D023", clock.words))


def _widened(days: Days, approx_days: int, log: list[Note]) -> Days:
    first, last, unit = days
    if unit is Unit.DAY:
        by = f"{approx_days} days"
        wide = Days(shift(first, -approx_days), shift(last, approx_days), unit)
    else:
        months, by = (1, "a month") if unit is Unit.MONTH else (12, "a year")
        end = shift_months(date(last.year, last.month, 1), months)
        wide = Days(shift_months(first, -months), month_end(end.year, end.month), unit)
    log.append(Note("JU-D016", f"Approximate: widened by {by} each way."))
    return wide


# --- shapes -------------------------------------------------------------------------------


def _shape(
    span: Span, settled: list[Settled], context: DateContext
) -> tuple[Interval, Interval, Extent]:
    first, last = settled[0], settled[-1]
    if span.bound is not None:
        return _bounded(span.bound, first, context)
    start, end = Interval(*first.start), Interval(*last.end)
    if span.overnight:
        lo = _held(first.start[0] + OVERNIGHT[0])
        hi = _held(last.end[0] + OVERNIGHT[1] - MINUTES_PER_DAY)
        night = Interval(lo, max(lo, hi))
        return night, night, Extent.ONCE
    if span.ongoing:
        extent = Extent.REPEATED if span.repeated else Extent.LASTING
        return start, Interval(first.start[0], None), extent
    if span.open_start:
        return Interval(None, first.end[1]), end, Extent.LASTING
    if span.throughout:
        return _throughout(first, span.repeated)
    if span.link is Link.ALONE:
        if span.repeated:
            whole = Interval(first.start[0], first.end[1])
            return whole, whole, Extent.REPEATED
        return start, end, Extent.LASTING if first.lasting else Extent.ONCE
    if span.link in (Link.BETWEEN, Link.OR):
        return _either_side(settled, span.repeated)
    if span.repeated:
        return start, end, Extent.REPEATED
    return start, end, Extent.ONCE if context.lasts is False else Extent.LASTING


def _either_side(settled: list[Settled], repeated: bool) -> tuple[Interval, Interval, Extent]:
    lo = min(point.start[0] for point in settled)
    hull = Interval(lo, max(point.end[1] for point in settled))
    return hull, hull, Extent.REPEATED if repeated else Extent.ONCE


def _throughout(point: Settled, repeated: bool) -> tuple[Interval, Interval, Extent]:
    lo, hi = point.start[0], point.end[1]
    extent = Extent.REPEATED if repeated else Extent.LASTING
    edge = MINUTES_PER_DAY - 1
    return Interval(lo, min(lo + edge, hi)), Interval(max(hi - edge, lo), hi), extent


def _bounded(
    bound: Bound, point: Settled, context: DateContext
) -> tuple[Interval, Interval, Extent]:
    lo, hi = point.start[0], point.end[1]
    # "Before about 3 May": the day itself is in doubt, so only its far edge is sure.
    before = hi if point.approximate else lo - 1
    after = lo if point.approximate else hi + 1
    beyond = before < 0 if bound is Bound.BEFORE else after > LAST_MINUTE_OF_ALL
    if beyond and bound in (Bound.BEFORE, Bound.AFTER):
        raise Refusal("JU-D004", "There is no day beyond the calendar: check the date.")
    if context.lasts:
        if bound is Bound.SINCE:
            return Interval(lo, hi), Interval(lo, None), Extent.LASTING
        if bound is Bound.UNTIL:
            return Interval(None, hi), Interval(lo, hi), Extent.LASTING
    interval = {
        Bound.BEFORE: Interval(None, before),
        Bound.BY: Interval(None, hi),
        Bound.UNTIL: Interval(None, hi),
        Bound.AFTER: Interval(after, None),
        Bound.SINCE: Interval(lo, None),
    }[bound]
    return interval, interval, Extent.ONCE


def _backwards(span: Span, settled: list[Settled]) -> bool:
    """Whether two sides that the words put in order certainly stand the wrong way round."""
    if span.link in (Link.OR, Link.ALONE):
        return False
    pairs = pairwise(settled)
    return any(right.end[1] < left.start[0] for left, right in pairs)


def _overridden(
    span: Span, settled: list[Settled], start: Interval, end: Interval, extent: Extent
) -> tuple[Interval, Interval]:
    """Return the sides under a person's decision: the two dates written become the two ends."""
    if extent is Extent.ONCE or len(settled) == 1 or span.overnight:
        return start, end
    first, last = Interval(*settled[0].start), Interval(*settled[-1].end)
    return (start, end) if last.certainly_before(first) else (first, last)


# --- words --------------------------------------------------------------------------------


def _explain(span: Span, when: When, context: DateContext, log: list[Note]) -> None:
    """Say how the span was read, unless it is a plain day or minute."""
    shown = show_when(replace(when, written=""))
    if when.extent is Extent.LASTING:
        advice = "" if context.extent else " If it was one moment, write “between … and …”."
        log.append(Note("JU-D014", f"Read as something that lasted: {shown}.{advice}"))
        return
    if when.extent is Extent.REPEATED:
        log.append(Note("JU-D015", f"Read as something repeated: {shown}."))
        return
    if when.earliest is None or when.latest is None:
        log.append(Note("JU-D025", f"Open on one side: read as one moment, {shown}."))
    elif when.latest - when.earliest >= MINUTES_PER_DAY or span.link is not Link.ALONE:
        log.append(Note("JU-D013", f"Read as one moment in doubt: {shown}."))
