"""Working days: weekdays that are no bank holiday in England and Wales.

The bank holidays come from a kept library; a review asks of days long gone, of which the library
knows the special ones too (the royal wedding of 2011, the jubilee of 2012).
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

import holidays

#: Outside these years no holidays are known, and only weekends are left out.
FIRST_YEAR, LAST_YEAR = 1980, 2100


def is_working_day(day: date, free: Container[date] | None = None) -> bool:
    """Whether people are at work.

    Parameters
    ----------
    day
        The day.
    free
        The bank holidays, where a case names them itself (``bank_holidays`` under ``[dates]`` of
        its ``case.toml``); else those of England and Wales.

    Examples
    --------
    >>> is_working_day(date(2011, 4, 29))  # a bank holiday for a wedding
    False
    """
    return day.weekday() < 5 and day not in (bank_holidays(day.year) if free is None else free)


def after_working_days(day: date, number: int, free: Container[date] | None = None) -> date:
    """Return the last day of a number of working days after a day.

    Parameters
    ----------
    day
        From which one counts; it is not counted itself.
    number
        How many working days, 0 or more.
    free
        The bank holidays, where a case names them itself.

    Examples
    --------
    >>> after_working_days(date(2012, 4, 5), 1)  # from the Thursday before Easter
    datetime.date(2012, 4, 10)
    """
    while number > 0 and day < date.max - timedelta(days=15):
        day += timedelta(days=1)
        number -= is_working_day(day, free)
    return day


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year in England and Wales; none where none are known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset()
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
