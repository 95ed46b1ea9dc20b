"""Read dates as people write them in chronologies, day first, into intervals.

The way from text to minutes: :mod:`~graphdb.dates.words` cleans, :mod:`~graphdb.dates.edtf`
and :mod:`~graphdb.dates.grammar` say what the words are, :mod:`~graphdb.dates.fill` borrows
from range, heading and row above, :mod:`~graphdb.dates.evaluate` asks the calendar. Anything
that cannot be read in one way is refused with a note, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from graphdb.dates.cells import (
    CellTime,
    clock_of_cell,
    span_of_datetime,
    span_of_day,
    span_of_number,
)
from graphdb.dates.clock import Clock, read_clock
from graphdb.dates.context import DateContext, Reading
from graphdb.dates.edtf import parse_edtf_span
from graphdb.dates.evaluate import evaluate
from graphdb.dates.fill import single_day
from graphdb.dates.grammar import parse_span
from graphdb.dates.interval import (
    UNDATED_INTERVAL,
    Extent,
    Interval,
    When,
    moment_of,
)
from graphdb.dates.notes import Note, Refusal, quote
from graphdb.dates.parts import TEMPLATE_YEAR, complete_year, day_of
from graphdb.dates.show import show_day, show_interval
from graphdb.dates.spans import Link, Point, Span
from graphdb.dates.words import UNDATED_TEXT, clean

LONGEST_TEXT = 120

CellDate = str | date | datetime | time_of_day | float | int

NO_CONTEXT = DateContext()

_PLAIN_DAY = re.compile(r"\s{0,9}([0-9]{1,2})[./-]([0-9]{1,2})[./-]((?:19|20)?[0-9]{2})\s{0,9}")
_SERIAL_TEXT = re.compile(r"\d{5}(?:\.\d{1,12})?")
_MAY_BE_EDTF = re.compile(r"[\[{./]|\d\d[\dx][\dx]")
_OPEN_END = re.compile(
    r"(?:(?:still )?on ?-?going|continu(?:es|ing|ed)|(?:to )?(?:present|date|current)|now|"
    r"to be confirmed|tbc|-|–)"
)


def read_when(
    text: CellDate | None,
    *,
    time: CellTime | None = None,
    end: CellDate | None = None,
    context: DateContext = NO_CONTEXT,
) -> Reading:
    """Read a written date; never raises, and never depends on today's date.

    Parameters
    ----------
    text
        What the Date cell holds: text, a date, or a number (a year or an Excel serial).
    time
        What the Time cell holds.
    end
        What the End date cell holds.
    context
        What surrounds the date.

    Returns
    -------
    Reading
        The date, or ``None`` with a note that says why and what to do.

    Examples
    --------
    >>> from graphdb.dates import show_when
    >>> show_when(read_when("22.05/16").when)
    '22 May 2016'
    """
    if isinstance(text, str) and time is None and end is None and context.extent is None:
        match = _PLAIN_DAY.fullmatch(text)
        if match:
            return _read_plain_day(match, text, context)
    log: list[Note] = []
    try:
        when = _read(text, time, context, log)
        if end is not None and not _is_blank(end):
            when = _with_end(when, end, context, log)
    except Refusal as refusal:
        return Reading(None, _once_each([*log, refusal.note]))
    return Reading(when, _once_each(log))


def _read_plain_day(match: re.Match[str], text: str, context: DateContext) -> Reading:
    """Read "3/5/11" without the grammar: most rows of most chronologies."""
    log: list[Note] = []
    try:
        year = int(match[3])
        if year < 100:
            year = complete_year(year, context.scope, log)
        day = day_of(int(match[1]), int(match[2]), year)
    except Refusal as refusal:
        return Reading(None, (*log, refusal.note))
    return Reading(When.once(Interval.of_days(day), text.strip()), tuple(log))


def _once_each(log: list[Note]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(log))


def _is_blank(value: CellDate | CellTime | None) -> bool:
    if isinstance(value, str):
        return not value.strip()
    # A spreadsheet's empty number reaches us as not-a-number.
    return value is None or value != value


# --- the date -----------------------------------------------------------------------------


def _read(
    text: CellDate | None, time: CellTime | None, context: DateContext, log: list[Note]
) -> When:
    written = _written(text, time)
    clock = _clock(time, log)
    if text is None or _is_blank(text):
        return _blank(written, clock, context, log)
    if isinstance(text, str) and _says_undated(text):
        log.append(Note("JU-D024", "Undated: the row can lie anywhere in time."))
        return When.once(UNDATED_INTERVAL, written)
    span = _span(text, log)
    if clock is not None:
        span = _with_clock(span, clock, log)
    return evaluate(span, written, context, log)


def _blank(written: str, clock: Clock | None, context: DateContext, log: list[Note]) -> When:
    """Read a blank cell: only a dated heading above says anything."""
    heading = context.heading
    if heading is None:
        raise Refusal("JU-D001", "The date is blank: write the date, or “undated”.")
    log.append(
        Note("JU-D018", f"The date is blank: taken from the heading above, {_shown(heading)}.")
    )
    if clock is not None and heading.is_single_day:
        return evaluate(Span((Point(clock=clock),)), written, context, log)
    return replace(heading, written=written or heading.written)


def _shown(when: When) -> str:
    return show_interval(Interval(when.earliest, when.latest))


def _says_undated(text: str) -> bool:
    if len(text) > LONGEST_TEXT or text[:1].isdigit():
        return False
    return bool(UNDATED_TEXT.fullmatch(clean(text).strip(" .()")))


def _span(value: CellDate, log: list[Note]) -> Span:
    if isinstance(value, str):
        return _span_of_text(value, log)
    if isinstance(value, datetime):
        return span_of_datetime(value)
    if isinstance(value, date):
        return span_of_day(value)
    if isinstance(value, time_of_day):
        return Span((Point(clock=clock_of_cell(value)),))
    if isinstance(value, int | float):
        return span_of_number(value, log)
    raise Refusal("JU-D020", "The cell holds neither text, a date nor a number: write the date.")


def _span_of_text(text: str, log: list[Note]) -> Span:
    if len(text.strip()) > LONGEST_TEXT:
        raise Refusal(
            "JU-D003",
            f"{quote(text)} is too long for a date (over {LONGEST_TEXT} characters): "
            "write only the date in this column.",
        )
    cleaned = clean(text)
    if _SERIAL_TEXT.fullmatch(cleaned):
        return span_of_number(float(cleaned), log)
    span = parse_edtf_span(cleaned) if _MAY_BE_EDTF.match(cleaned) else None
    span = span or parse_span(cleaned.strip(" .,;:"))
    if span is None:
        raise Refusal(
            "JU-D002",
            f"{quote(text)} cannot be read as a date: write it as 14 March 2012, "
            "March 2012, between … and …, or undated.",
        )
    return span


# --- the time -----------------------------------------------------------------------------


def _clock(time: CellTime | None, log: list[Note]) -> Clock | None:
    """Return the Time cell's time; one that cannot be read is noted, and the date stands."""
    if time is None or _is_blank(time):
        return None
    try:
        if not isinstance(time, str):
            return _clock_of_cell(time)
        if len(time.strip()) > LONGEST_TEXT:
            raise Refusal(
                "JU-D009",
                f"The time {quote(time)} is too long: the date is kept without it.",
            )
        return read_clock(clean(time).strip(" .,;"))
    except Refusal as refusal:
        log.append(refusal.note)
        return None


def _clock_of_cell(time: CellTime) -> Clock:
    if isinstance(time, datetime | time_of_day | timedelta | int | float):
        return clock_of_cell(time)
    raise Refusal("JU-D009", "The Time cell holds no time: the date is kept without it.")


def _with_clock(span: Span, clock: Clock, log: list[Note]) -> Span:
    """Give a span the Time cell's time: to its start, or to every side of a doubt."""
    if clock.overnight and span.link is Link.TO and len(span.points) == 2:
        return replace(span, overnight=True)
    if span.link in (Link.TO, Link.AND):
        first, *others = span.points
        # A stretch of hours over several days says nothing of when the whole began.
        timed = replace(clock, end=clock.start, lasting=False)
        return replace(span, points=(_timed(first, timed, log), *others))
    return replace(span, points=tuple(_timed(point, clock, log) for point in span.points))


def _timed(point: Point, clock: Clock, log: list[Note]) -> Point:
    own = point.clock
    if own is None or own.fault or clock.fault or own.start == clock.start:
        return replace(point, clock=clock)
    log.append(
        Note(
            "JU-D026",
            "The date and the Time column give different times: read as either or anything "
            "between. Correct one of them.",
        )
    )
    both = min(own.start[0], clock.start[0]), max(own.end[1], clock.end[1])
    return replace(point, clock=Clock(both, both))


# --- the end ------------------------------------------------------------------------------


def _with_end(when: When, end: CellDate, context: DateContext, log: list[Note]) -> When:
    """Return a date that lasts until what the End date cell holds."""
    written = f"{when.written} to {_written(end, None)}"
    until = _end_interval(when, end, context, log)
    if until is None:
        until = Interval(when.earliest, None)
    start = when.start
    if until.certainly_before(start):
        raise Refusal(
            "JU-D008",
            f"In {quote(written)} the end comes before the start: check both dates.",
        )
    extent: Extent = Extent.LASTING if when.extent is Extent.ONCE else when.extent
    if _same_again(when, until):
        return replace(when, written=written)
    if context.extent is not None:
        extent = context.extent
    if extent is Extent.ONCE:
        start = until = Interval(start.earliest, until.latest)
    count = when.count if extent is Extent.REPEATED else None
    result = When(start, until, extent, written, count, when.timed)
    if extent is not when.extent:
        log.append(
            Note(
                "JU-D014",
                f"Start and End date are both given: read as something that lasted, "
                f"from {show_interval(start)} to {show_interval(until)}.",
            )
        )
    return result


def _same_again(when: When, until: Interval) -> bool:
    """Whether the End cell only repeats the start: agencies fill both for one contact."""
    if when.start == until:
        return True
    day = When.once(until)
    return day.is_single_day and single_day(when) == single_day(day)


def _end_interval(
    when: When, end: CellDate, context: DateContext, log: list[Note]
) -> Interval | None:
    """Return the End cell's interval; ``None`` where it is open or cannot be read."""
    if isinstance(end, str):
        if len(end) <= LONGEST_TEXT and _OPEN_END.fullmatch(clean(end).strip(" .()")):
            return None
        if _says_undated(end):
            return None
    # The start completes what the end leaves out ("14 May" to "20"); doubt words stay doubt.
    inner = replace(context, heading=None, previous=when, extent=None)
    notes: list[Note] = []
    try:
        found = _read(end, None, inner, notes)
    except Refusal as refusal:
        message = f"The End date is left open: {refusal.note.message}"
        log.append(Note("JU-D027", message))
        return None
    kept = [note for note in notes if note.code not in ("JU-D013", "JU-D014", "JU-D025")]
    log.extend(kept)
    return found.end if found.extent is not Extent.ONCE else found.start


def _written(text: CellDate | None, time: CellTime | None) -> str:
    """Return the cells as a person would see them."""
    shown = [_cell_text(cell) for cell in (text, time) if cell is not None]
    return ", ".join(piece for piece in shown if piece)


def _cell_text(cell: CellDate | CellTime) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime):
        untimed = not (cell.hour or cell.minute or cell.second)
        day = show_day(cell.date())
        return day if untimed else f"{day}, {cell.hour:02}:{cell.minute:02}"
    if isinstance(cell, date):
        return show_day(cell)
    if isinstance(cell, time_of_day):
        return f"{cell.hour:02}:{cell.minute:02}"
    if isinstance(cell, timedelta):
        minutes = cell // timedelta(minutes=1)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if not isinstance(cell, int | float) or _is_blank(cell):
        return ""
    return f"{cell:.10g}"


def is_template_year(reading: Reading | When) -> bool:
    """Whether a date is of the year 0100, which marks a template's example row."""
    when = reading.when if isinstance(reading, Reading) else reading
    if when is None or when.earliest is None:
        return False
    return moment_of(when.earliest).year == TEMPLATE_YEAR
