"""The last value that is read and the first that is not: what small changes in the code found."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from graphdb.dates import DateContext, When, minute_of, show_when
from graphdb.dates.show import show_written
from graphdb.dates.working import after_working_days, is_working_day
from tests.dates.helpers import SCOPE, codes, interval, once, read, shape


@pytest.mark.parametrize("year", [1900, 2100])
def test_a_number_that_is_a_year(year: int) -> None:
    assert shape(read(year)) == once(f"{year}-01-01..{year}-12-31")


@pytest.mark.parametrize("number", [1899, 2101])
def test_a_number_that_is_no_year(number: int) -> None:
    reading = read(number)
    assert reading.when is None
    assert "JU-D020" in codes(reading)


def test_the_first_and_last_years_of_bank_holidays() -> None:
    assert not is_working_day(date(1980, 12, 25))
    assert is_working_day(date(1979, 12, 25))  # none are known: only weekends are left out
    assert not is_working_day(date(2100, 12, 27))
    assert after_working_days(date(1979, 12, 24), 1) == date(1979, 12, 25)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("first week of May 2011", "2011-05-01", "2011-05-07"),
        ("1st week of May 2011", "2011-05-01", "2011-05-07"),
        ("2nd week of May 2011", "2011-05-08", "2011-05-14"),
        ("third week of May 2011", "2011-05-15", "2011-05-21"),
        ("4th week of May 2011", "2011-05-22", "2011-05-28"),
    ],
)
def test_weeks_of_a_month(text: str, first: str, last: str) -> None:
    assert shape(read(text)) == once(f"{first}..{last}")


def test_what_was_written_is_shown_to_its_240th_sign() -> None:
    when = When.once(interval("2011-05-03"), "x" * 239 + "yz")
    assert show_written(when) == "x" * 239 + "y"


def test_a_cell_that_holds_a_time_is_shown_with_it() -> None:
    assert written(datetime(2011, 5, 3, 14, 30)) == "3 May 2011, 14:30"
    assert written(datetime(2011, 5, 3, 0, 1)) == "3 May 2011, 00:01"
    assert written(datetime(2011, 5, 3)) == "3 May 2011"


def written(cell: datetime) -> str:
    reading = read(cell)
    assert reading.when is not None
    return reading.when.written


def test_after_a_row_without_a_time_the_whole_day_is_meant() -> None:
    above = read("3 May 2011").when
    assert above is not None
    for text in ("later that day", "later the same day"):
        assert shape(read(text, DateContext(scope=SCOPE.scope, previous=above))) == once(
            "2011-05-03"
        )


def test_after_a_row_with_a_time_later_that_day_is_after_it() -> None:
    above = read("3 May 2011", time="14:30").when
    assert above is not None
    reading = read("later that day", DateContext(scope=SCOPE.scope, previous=above))
    assert reading.when is not None
    assert reading.when.earliest == minute_of(date(2011, 5, 3), 14, 30)
    assert reading.when.latest == minute_of(date(2011, 5, 3), 23, 59)
    assert show_when(reading.when)
