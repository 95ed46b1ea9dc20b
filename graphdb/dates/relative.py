"""Dates that lean on the row above: "the following day", "two weeks later"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from graphdb.dates.interval import MINUTES_PER_DAY, When, minute_of, moment_of
from graphdb.dates.notes import Refusal
from graphdb.dates.parts import month_end, shift, shift_months
from graphdb.dates.words import NUMBERS

# A row above that is vaguer than this cannot carry another.
WIDEST_ANCHOR_DAYS = 31

# "Two weeks later" is seldom fourteen days to the day: how far each unit is widened.
SLACK_DAYS = {"day": 0, "week": 3, "fortnight": 3, "month": 7, "year": 31}


@dataclass(frozen=True, slots=True)
class Relative:
    """A distance from the row above.

    Attributes
    ----------
    least, most
        How many units on; negative for earlier.
    unit
        "day", "week", "fortnight", "month" or "year".
    calendar
        Whether the whole week, month or year is meant ("the following week").
    side
        1 for "later that day", -1 for "earlier that day", else 0.
    """

    least: int
    most: int
    unit: str = "day"
    calendar: bool = False
    side: int = 0


_UNIT = r"(day|week|fortnight|month|year)"
_SAME = re.compile(
    r"(?:on )?(?:(later|earlier)(?: on)?,? )?(?:on )?(?:the )?(?:same|that)(?: (?:day|date))?"
    r"|ditto|as above|do\."
)
_NEXT = re.compile(r"(?:on )?(?:the )?(next|following|previous|preceding|prior)(?: (day|date))?")
_DAY_AFTER = re.compile(r"(?:on )?(?:the )?(?:(day|week) (after|before)|morrow)")
_COUNTED = re.compile(
    r"(?:some |about |approx(?:\.|imately)? |around )?"
    rf"(\d{{1,3}}|[a-z]+|a couple of|a few) {_UNIT}s? (later|after(?:wards)?|on|earlier|before)"
)
_PERIOD = re.compile(rf"(?:in |during )?(?:the )?(next|following|previous|same) {_UNIT}")
_VAGUE = {"few": (2, 7), "a few": (2, 7), "several": (2, 10), "some": (2, 10)} | {
    "couple": (2, 3),
    "a couple of": (2, 3),
}


def parse_relative(text: str, *, timed: bool = False) -> Relative | None:
    """Return what cleaned text says relative to the row above, or ``None``.

    Parameters
    ----------
    text
        The words without their time.
    timed
        Whether a time followed: "that" and "the following" then lack only "day".
    """
    if match := _SAME.fullmatch(text):
        whole = timed or match[1] or text.endswith(("day", "date", "ditto", "above", "do."))
        side = {"later": 1, "earlier": -1}.get(match[1] or "", 0)
        return Relative(0, 0, side=side) if whole else None
    if match := _NEXT.fullmatch(text):
        step = 1 if match[1] in ("next", "following") else -1
        return Relative(step, step) if timed or match[2] else None
    if match := _DAY_AFTER.fullmatch(text):
        step = -1 if match[2] == "before" else 1
        return Relative(step, step, match[1] or "day")
    if match := _PERIOD.fullmatch(text):
        step = {"previous": -1, "same": 0}.get(match[1], 1)
        return Relative(step, step, match[2], calendar=True)
    return _counted(text)


def _counted(text: str) -> Relative | None:
    match = _COUNTED.fullmatch(text)
    if not match:
        return None
    word = match[1]
    if word.isdigit():
        least = most = int(word)
    elif word in NUMBERS:
        least = most = NUMBERS[word]
    elif word in _VAGUE:
        least, most = _VAGUE[word]
    else:
        return None
    if match[3] in ("earlier", "before"):
        least, most = -most, -least
    return Relative(least, most, match[2])


def anchor_days(previous: When | None) -> tuple[date, date]:
    """Return the days of the row above, where they are clear enough to count from."""
    if previous is None:
        raise Refusal(
            "JU-D007", "The date depends on the row above, and there is none: write it in full."
        )
    if previous.earliest is None or previous.latest is None:
        raise Refusal(
            "JU-D007",
            "The date depends on the row above, whose own date is open: write it in full.",
        )
    if previous.latest - previous.earliest >= WIDEST_ANCHOR_DAYS * MINUTES_PER_DAY:
        raise Refusal(
            "JU-D007",
            "The date depends on the row above, whose own date is too vague to count from: "
            "write it in full.",
        )
    return moment_of(previous.earliest).date(), moment_of(previous.latest).date()


def resolve_relative(relative: Relative, previous: When | None) -> tuple[int, int]:
    """Return first and last minute of a relative date, untimed.

    Raises
    ------
    Refusal
        When the row above cannot carry it.
    """
    first, last = anchor_days(previous)
    assert previous is not None
    if relative.calendar:
        first, last = _calendar(relative, first, last)
    else:
        slack = SLACK_DAYS[relative.unit] if relative.least or relative.most else 0
        first = shift(_step(first, relative.least, relative.unit), -slack)
        last = shift(_step(last, relative.most, relative.unit), slack)
    earliest, latest = minute_of(first), minute_of(last, 23, 59)
    if previous.timed and relative.side:
        assert previous.earliest is not None
        assert previous.latest is not None
        if relative.side > 0:
            earliest = previous.earliest
        else:
            latest = previous.latest
    return earliest, latest


def _step(day: date, count: int, unit: str) -> date:
    if unit == "month":
        return shift_months(day, count)
    if unit == "year":
        return shift_months(day, 12 * count)
    return shift(day, count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _calendar(relative: Relative, first: date, last: date) -> tuple[date, date]:
    """Return the whole weeks (from Monday), months or years that are meant."""
    first = _step(first, relative.least, relative.unit)
    last = _step(last, relative.most, relative.unit)
    if relative.unit == "year":
        return date(first.year, 1, 1), date(last.year, 12, 31)
    if relative.unit == "month":
        return date(first.year, first.month, 1), month_end(last.year, last.month)
    if relative.unit == "day":
        return first, last
    length = 13 if relative.unit == "fortnight" else 6
    return shift(first, -first.weekday()), shift(last, length - last.weekday())
