"""What a written date borrows: from its range, from a heading, from the row above."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from graphdb.dates.context import DateContext
from graphdb.dates.interval import MINUTES_PER_DAY, When, moment_of
from graphdb.dates.notes import Note, Refusal
from graphdb.dates.parts import Part, full_year
from graphdb.dates.relative import WIDEST_ANCHOR_DAYS
from graphdb.dates.words import MONTH_NAMES, SEASONS

# A heading wider than this names no year that a day could take.
_WIDEST_HEADING_YEARS = 3


def fill(parts: list[Part], context: DateContext, log: list[Note]) -> list[Part]:
    """Return the parts of a range or list with what they lend each other filled in.

    The last part lends backwards ("3–5 May 2016"); where it has no year, the first lends
    forwards ("Dec 2011 – Feb"). What is missing altogether comes from the context.

    Raises
    ------
    Refusal
        When a part cannot be completed in one way only.
    """
    if parts[0].has_year and not parts[-1].has_year:
        return _fill_forward(parts, context, log)
    last = parts[-1]
    if not last.has_year:
        last = from_context(last, context, log)
    filled = [last]
    for part in reversed(parts[:-1]):
        filled.append(_borrow(part, filled[-1], context, log))
    return filled[::-1]


def _order(part: Part) -> tuple[int, int]:
    """Return where in a year a part begins, for comparing two parts of unknown years."""
    month = part.month
    if month is None and part.season:
        month = SEASONS[part.season]
    if month is None and part.quarter:
        month = 3 * part.quarter - 2
    return month or 0, part.day or 0


def _borrow(part: Part, lender: Part, context: DateContext, log: list[Note]) -> Part:
    if part.has_year:
        return part
    if lender.year is None:
        raise Refusal("JU-D006", "The year is missing: write both dates with their years.")
    only_day = part.day is not None and part.month is None
    if only_day and lender.day is None:
        raise Refusal(
            "JU-D022",
            f"“{part.day}” before a month or year may be a day or a month: write both in full.",
        )
    year = full_year(lender, context.scope, log)
    if only_day:
        return replace(part, month=lender.month, year=year)
    if _order(part) > _order(lender) and lender.year_last is None and _order(lender)[0]:
        log.append(
            Note("JU-D031", f"The span crosses a year end: it is read as beginning in {year - 1}.")
        )
        year -= 1
    return replace(part, year=year)


def _fill_forward(parts: list[Part], context: DateContext, log: list[Note]) -> list[Part]:
    filled = [parts[0]]
    for part in parts[1:]:
        filled.append(_lend_forward(part, filled[-1], context, log))
    return filled


def _lend_forward(part: Part, lender: Part, context: DateContext, log: list[Note]) -> Part:
    if part.has_year:
        return part
    if lender.counted is not None:
        raise Refusal("JU-D006", "Only one side is counted in days: write both in the same way.")
    year = full_year(lender, context.scope, log)
    only_day = part.day is not None and part.month is None
    if only_day and lender.day is None:
        return _second_year(part, lender, year)
    if only_day:
        return replace(part, month=lender.month, year=year)
    if _order(part) < _order(lender):
        log.append(
            Note("JU-D031", f"The span crosses a year end: it is read as ending in {year + 1}.")
        )
        year += 1
    return replace(part, year=year)


def _second_year(part: Part, lender: Part, year: int) -> Part:
    """Read the "12" of "2010–12"; after a month it could be anything."""
    assert part.day is not None
    if lender.month is None and not lender.season and not lender.quarter:
        second = year - year % 100 + part.day
        if second > year:
            return Part(year=second)
    raise Refusal(
        "JU-D022", f"“{part.day:02}” may be a day, a month or a year: write both dates in full."
    )


def _days_of(when: When) -> tuple[date, date] | None:
    if when.earliest is None or when.latest is None:
        return None
    return moment_of(when.earliest).date(), moment_of(when.latest).date()


def from_context(part: Part, context: DateContext, log: list[Note]) -> Part:
    """Return a part with its month and year taken from the heading, else from the row above."""
    heading = context.heading
    if heading is not None and (days := _days_of(heading)) is not None:
        filled = _from_heading(part, *days)
        source = "the heading above"
    elif context.previous is not None and (days := _days_of(context.previous)) is not None:
        filled = _from_row_above(part, *days)
        source = "the row above"
    else:
        return part
    shown = _shown(filled)
    log.append(Note("JU-D018", f"Completed from {source}: read as {shown}."))
    return filled


def _shown(part: Part) -> str:
    words = [str(part.day)] if part.day else []
    if part.month and 1 <= part.month <= 12:
        words.append(MONTH_NAMES[part.month - 1])
    elif part.season:
        words.append(part.season)
    elif part.quarter:
        words.append(f"quarter {part.quarter}")
    return " ".join([*words, f"{part.year:04}"])


def _from_heading(part: Part, first: date, last: date) -> Part:
    if last.year - first.year > _WIDEST_HEADING_YEARS:
        raise Refusal("JU-D006", "The heading above spans too many years: write the year.")
    if part.day is not None and part.month is None:
        months = _months(first, last)
        if len(months) == 1:
            year, month = months[0]
            return replace(part, month=month, year=year)
        fits = [(y, m) for y, m in months if _within(part.day, m, y, first, last)]
        if len(fits) == 1:
            return replace(part, month=fits[0][1], year=fits[0][0])
        raise Refusal(
            "JU-D006",
            "Only a day is given, and the heading above is of several months: write both.",
        )
    if first.year == last.year:
        return replace(part, year=first.year)
    years = [y for y in range(first.year, last.year + 1) if _touches(part, y, first, last)]
    if len(years) == 1:
        return replace(part, year=years[0])
    raise Refusal("JU-D006", "The heading above leaves several years open: write the year.")


def _months(first: date, last: date) -> list[tuple[int, int]]:
    start, stop = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [(m // 12, m % 12 + 1) for m in range(start, stop + 1)]


def _within(day: int, month: int, year: int, first: date, last: date) -> bool:
    return 1 <= day <= monthrange(year, month)[1] and first <= date(year, month, day) <= last


def _touches(part: Part, year: int, first: date, last: date) -> bool:
    month = _order(part)[0]
    if not 1 <= month <= 12:
        return False
    if part.day is not None:
        return _within(part.day, month, year, first, last)
    return (first.year, first.month) <= (year, month) <= (last.year, last.month)


def _from_row_above(part: Part, first: date, last: date) -> Part:
    """Take month and year of the row above, where the day then comes no earlier than it."""
    if (last - first).days >= WIDEST_ANCHOR_DAYS or first.year != last.year:
        raise Refusal(
            "JU-D007", "The row above is too vague to complete this date: write it in full."
        )
    only_day = part.day is not None and part.month is None
    if only_day and first.month != last.month:
        raise Refusal("JU-D007", "The row above is of two months: write this date in full.")
    filled = replace(part, year=first.year, month=first.month if only_day else part.month)
    month, day = _order(filled)
    if (month, day or 31) < (first.month, first.day):
        raise Refusal(
            "JU-D007",
            "The date would come before the row above, so its month or year is not clear: "
            "write it in full.",
        )
    return filled


def single_day(when: When | None) -> date | None:
    """Return the one day on which a date lies, or ``None``."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    if when.earliest // MINUTES_PER_DAY != when.latest // MINUTES_PER_DAY:
        return None
    return moment_of(when.earliest).date()
