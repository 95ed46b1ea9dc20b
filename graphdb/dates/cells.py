"""What a spreadsheet cell holds instead of words: dates, times and numbers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from graphdb.dates.clock import Clock
from graphdb.dates.notes import Note, Refusal
from graphdb.dates.parts import Part
from graphdb.dates.show import show_day
from graphdb.dates.spans import Point, Span

# Serials between these are dates that a chronology may hold: 1 January 1950 to the end of 2099.
FIRST_SERIAL = 18264
LAST_SERIAL = 73050
FIRST_YEAR, LAST_YEAR = 1900, 2100

CellTime = str | time | datetime | timedelta | float | int


def excel_day(serial: int) -> date | None:
    """Return the day of an Excel serial in the 1900 system, or ``None``.

    Excel believes that 1900 was a leap year: 60 is a 29 February that never was, and
    every later serial is one too high.
    """
    if serial < 1 or serial == 60:
        return None
    epoch = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
    try:
        return epoch + timedelta(days=serial)
    except OverflowError:
        return None


def _minute_clock(minute: int) -> Clock:
    return Clock((minute, minute), (minute, minute))


def span_of_day(day: date, minute: int | None = None) -> Span:
    """Return the span of a calendar day, with a clock minute or without."""
    clock = None if minute is None else _minute_clock(minute)
    return Span((Point(Part(day.day, day.month, day.year), clock=clock),))


def span_of_datetime(value: datetime) -> Span:
    """Return the span of a cell's datetime; midnight is how a spreadsheet stores a bare day."""
    minute = value.hour * 60 + value.minute
    untimed = not (minute or value.second or value.microsecond)
    return span_of_day(value.date(), None if untimed else minute)


def span_of_number(value: float, log: list[Note]) -> Span:
    """Return the span of a cell's number: a year, or an Excel serial with its time.

    Raises
    ------
    Refusal
        When the number is neither.
    """
    # Not-a-number fails every comparison and so is refused with the rest.
    if FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return Span((Point(Part(year=int(value))),))
    if not FIRST_SERIAL <= value < LAST_SERIAL:
        raise Refusal(
            "JU-D020",
            f"The number {value:.10g} is neither a year nor an Excel date: write the date as text.",
        )
    whole, fraction = int(value), value - int(value)
    minute = round(fraction * 1440)
    day = excel_day(whole + minute // 1440)
    assert day is not None
    log.append(Note("JU-D019", f"The Excel number {value:.10g} is read as {show_day(day)}."))
    return span_of_day(day, minute % 1440 if fraction and minute % 1440 else None)


def clock_of_cell(value: time | datetime | timedelta | float) -> Clock:
    """Return the time in a Time cell that is not text.

    Raises
    ------
    Refusal
        When it is no time of day.
    """
    if isinstance(value, datetime | time):
        return _minute_clock(value.hour * 60 + value.minute)
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if 0 <= value < 1:
        return _minute_clock(min(round(value * 1440), 1439))
    # A spreadsheet drops the leading nought of 0132, but a bare 9 could be anything.
    if 100 <= value <= 2400 and value == int(value):
        hour, minute = divmod(int(value), 100)
        if minute < 60 and (hour < 24 or minute == 0):
            return _minute_clock(hour * 60 + minute)
    if FIRST_SERIAL <= value < LAST_SERIAL:
        return _minute_clock(min(round((value - int(value)) * 1440), 1439))
    raise Refusal(
        "JU-D009",
        f"The number {value:.10g} is no time: the date is kept without it. Write it as 14:30.",
    )
