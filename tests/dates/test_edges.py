"""The last value that is read and the first that is not: what small changes in the code found."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from graphdb.dates import DateContext, Extent, When, minute_of, show_when
from graphdb.dates.clock import DAY_WORDS
from graphdb.dates.notes import CODES, quote
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


def test_near_the_end_of_the_calendar_working_days_are_no_longer_counted() -> None:
    assert after_working_days(date(9999, 12, 14), 1) == date(9999, 12, 15)
    assert after_working_days(date(9999, 12, 14), 5) == date(9999, 12, 16)
    assert after_working_days(date(9999, 12, 16), 1) == date(9999, 12, 16)
    assert after_working_days(date.max, 5) == date.max


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


MONTHS_AS_WRITTEN = {
    1: "January jan janurary", 2: "February feb febuary feburary", 3: "March mar", 4: "April apr",
    5: "May", 6: "June jun", 7: "July jul", 8: "August aug agust",
    9: "September sep sept setember septmber", 10: "October oct ocotber",
    11: "November nov novemeber", 12: "December dec decemeber",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "month"),
    [(word, month) for month, words in MONTHS_AS_WRITTEN.items() for word in words.split()],
)
def test_months_as_they_are_written(word: str, month: int) -> None:
    assert shape(read(f"3 {word} 2011")) == once(f"2011-{month:02}-03")


HOURS = {
    "early hours": "00:00 05:59", "small hours": "00:00 05:59", "early morning": "00:00 08:59",
    "morning": "05:00 11:59", "mid morning": "09:00 11:59", "late morning": "10:00 11:59",
    "am": "00:00 11:59", "noon": "12:00 12:00", "midday": "11:30 12:30",
    "lunchtime": "11:00 14:59", "lunch time": "11:00 14:59", "early afternoon": "12:00 14:59",
    "afternoon": "12:00 17:59", "mid afternoon": "14:00 16:59", "late afternoon": "15:00 17:59",
    "pm": "12:00 23:59", "teatime": "15:00 18:59", "tea time": "15:00 18:59",
    "early evening": "16:00 19:59", "evening": "17:00 23:59", "late evening": "20:00 23:59",
    "daytime": "06:00 17:59",
}  # fmt: skip


@pytest.mark.parametrize(("words", "hours"), HOURS.items())
def test_hours_of_parts_of_a_day(words: str, hours: str) -> None:
    first, last = hours.split()
    found = shape(read("3 May 2011", time=words))
    assert found == once(f"2011-05-03 {first}..2011-05-03 {last}")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("a day later", 1, 1),
        ("one day later", 1, 1),
        ("a couple of days later", 2, 3),
        ("a few days later", 2, 7),
        ("some days later", 2, 10),
        ("several days later", 2, 10),
        ("ten days later", 10, 10),
        ("fifteen days later", 15, 15),
    ],
)
def test_how_many_days_after_the_row_above(text: str, first: int, last: int) -> None:
    above = read("1 May 2011").when
    reading = read(text, DateContext(scope=SCOPE.scope, previous=above))
    assert shape(reading) == once(f"2011-05-{1 + first:02}..2011-05-{1 + last:02}")


def test_the_first_and_the_last_excel_day() -> None:
    assert shape(read(18264)) == once("1950-01-01")
    assert shape(read(73049)) == once("2099-12-30")
    assert read(18263).when is None
    assert read(73050).when is None
    assert codes(read("3 May 2011", time=73050)) >= {"JU-D009"}
    assert "JU-D009" not in codes(read("3 May 2011", time=73049.5))


def test_a_quotation_of_sixty_signs_is_whole() -> None:
    assert quote("x" * 60) == "“" + "x" * 60 + "”"
    assert quote("x" * 61) == "“" + "x" * 59 + "…”"
    assert quote("y" * 240 + "z") == "“" + "y" * 59 + "…”"


def test_of_a_text_with_many_spaces_240_signs_are_looked_at() -> None:
    assert quote("x" + " " * 238 + "y") == "“x y”"
    assert quote("x" + " " * 239 + "y") == "“x…”"


def test_the_31st_of_the_month_above() -> None:
    above = read("31 May 2011").when
    reading = read("May", DateContext(scope=SCOPE.scope, previous=above))
    assert reading.when is not None


def test_which_notes_ask_for_attention() -> None:
    asking = {number for number in range(1, 32) if CODES[f"JU-D{number:03}"].attention}
    assert asking == {*range(1, 10), 12, 20, 22, 26, 27, 28}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(100, "01:00"), (2359, "23:59"), (132, "01:32"), (0.5, "12:00"), (73049.5, "12:00"),
     (73049.25, "06:00"), (0, "00:00")],
)  # fmt: skip
def test_a_time_cell_that_is_a_number(cell: float, shown: str) -> None:
    assert shape(read("3 May 2011", time=cell)) == once(f"2011-05-03 {shown}..2011-05-03 {shown}")


def test_a_time_cell_of_2400_is_the_end_of_the_day() -> None:
    assert shape(read("3 May 2011", time=2400)) == once("2011-05-04 00:00..2011-05-04 00:00")


@pytest.mark.parametrize("cell", [99, 1, 2401, 2430, 160])
def test_a_time_cell_that_is_no_time(cell: int) -> None:
    assert "JU-D009" in codes(read("3 May 2011", time=cell))


@pytest.mark.parametrize("count", ["1 visit", "0 visits"])
def test_once_or_never_is_no_repetition(count: str) -> None:
    reading = read(f"{count} in May 2011")
    assert reading.when is None or reading.when.extent is Extent.ONCE


def test_about_half_past_eleven_at_night_stays_in_its_day() -> None:
    first, last = "2011-05-03 22:30", "2011-05-03 23:59"
    assert shape(read("3 May 2011", time="approx 23:30")) == once(f"{first}..{last}")
    assert shape(read("3 May 2011", time="approx 00:30")) == once(
        "2011-05-03 00:00..2011-05-03 01:30"
    )


def test_a_row_above_of_thirty_one_days_can_be_counted_from_and_of_more_not() -> None:
    for text, can in (("May 2011", True), ("between 1 and 31 May 2011", True),
                      ("between 1 May and 2 June 2011", False)):  # fmt: skip
        above = read(text).when
        reading = read("the following day", DateContext(scope=SCOPE.scope, previous=above))
        assert (reading.when is not None) == can, text


INTO_THE_NEXT_DAY = {
    "night": ("03 20:00", "04 05:59"),
    "night time": ("03 20:00", "04 05:59"),
    "late night": ("03 21:00", "04 05:59"),
    "overnight": ("03 18:00", "04 08:59"),
    "midnight": ("03 00:00", "04 00:00"),
    "all day": ("03 00:00", "03 23:59"),
}


@pytest.mark.parametrize(("words", "hours"), INTO_THE_NEXT_DAY.items())
def test_hours_that_run_into_the_next_day(words: str, hours: tuple[str, str]) -> None:
    first, last = (f"2011-05-{day}" for day in hours)
    assert shape(read("3 May 2011", time=words)) == once(f"{first}..{last}")


def test_every_word_of_the_day_is_held_to_its_hours() -> None:
    assert set(DAY_WORDS) == {*HOURS, *INTO_THE_NEXT_DAY}


# 18 May 2011 was a Wednesday
PERIODS = {
    "previous day": "2011-05-17",
    "next day": "2011-05-19",
    "following day": "2011-05-19",
    "same day": "2011-05-18",
    "previous week": "2011-05-09..2011-05-15",
    "same week": "2011-05-16..2011-05-22",
    "next week": "2011-05-23..2011-05-29",
    "following week": "2011-05-23..2011-05-29",
    "previous month": "2011-04-01..2011-04-30",
    "same month": "2011-05-01..2011-05-31",
    "next month": "2011-06-01..2011-06-30",
    "following month": "2011-06-01..2011-06-30",
    "previous year": "2010-01-01..2010-12-31",
    "same year": "2011-01-01..2011-12-31",
    "next year": "2012-01-01..2012-12-31",
    "following year": "2012-01-01..2012-12-31",
    "previous fortnight": "2011-05-02..2011-05-15",
    "same fortnight": "2011-05-16..2011-05-29",
    "next fortnight": "2011-05-30..2011-06-12",
}


@pytest.mark.parametrize(("words", "expected"), PERIODS.items())
def test_a_period_counted_from_the_row_above(words: str, expected: str) -> None:
    above = DateContext(scope=SCOPE.scope, previous=read("18 May 2011").when)
    for text in (f"the {words}", words):
        assert shape(read(text, above)) == once(expected)


# how far an agency's "two weeks later" may be off: docs/explanation/dates.md
DISTANCES = {
    "10 days later": "2011-05-28",
    "2 days before": "2011-05-16",
    "a week later": "2011-05-22..2011-05-28",
    "two weeks earlier": "2011-05-01..2011-05-07",
    "a fortnight later": "2011-05-29..2011-06-04",
    "one month later": "2011-06-11..2011-06-25",
    "one month before": "2011-04-11..2011-04-25",
    "a year later": "2012-04-17..2012-06-18",
    "the day before": "2011-05-17",
    "the day after": "2011-05-19",
    "the week after": "2011-05-22..2011-05-28",
    "the week before": "2011-05-08..2011-05-14",
}


@pytest.mark.parametrize(("words", "expected"), DISTANCES.items())
def test_a_distance_from_the_row_above(words: str, expected: str) -> None:
    above = DateContext(scope=SCOPE.scope, previous=read("18 May 2011").when)
    assert shape(read(words, above)) == once(expected)


def test_a_time_stamp_that_cannot_be_leaves_the_date() -> None:
    assert shape(read("2011-05-03T24:00")) == once("2011-05-04 00:00..2011-05-04 00:00")
    assert shape(read("2011-05-03T23:59")) == once("2011-05-03 23:59..2011-05-03 23:59")
    for text in ("2011-05-03T24:01", "2011-05-03T24:30:00", "2011-05-03T25:00", "2011-05-03T12:60"):
        reading = read(text)
        assert shape(reading) == once("2011-05-03"), text
        assert "JU-D009" in codes(reading), text


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(41000.75, "18:00"), (41000.5, "12:00"), (41000 + 1 / 1440, "00:01"),
     (41000 + 1439 / 1440, "23:59"), (41000, "00:00"), (41000.99999, "23:59")],
)  # fmt: skip
def test_a_time_cell_that_holds_a_whole_excel_day_is_read_by_its_time(
    cell: float, shown: str
) -> None:
    assert shape(read("3 May 2011", time=cell)) == once(f"2011-05-03 {shown}..2011-05-03 {shown}")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("2011-05-xx", True), ("2011-xx-xx", True), ("2011-xx", True), ("201x", True),
     ("20xx", True), ("xx/05/2011", True), ("xx May 2011", True),
     ("2011-05-03~", False), ("2011-05?", False), ("2011~", False), ("2011-22", False),
     ("2011-05-03/2011-05-09", False), ("[2011-05..2011-07]", False)],
)  # fmt: skip
def test_what_is_blacked_out_is_said_to_be_and_what_is_not_is_not(text: str, hidden: bool) -> None:
    reading = read(text)
    assert reading.when is not None
    assert ("JU-D021" in codes(reading)) == hidden


@pytest.mark.parametrize("text", ["2011-00~", "2011-20~", "2011-25~", "2011-13?"])
def test_a_month_or_season_that_is_none_is_refused(text: str) -> None:
    reading = read(text)
    assert reading.when is None
    assert "JU-D005" in codes(reading)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31 June 2011", "There is no 31 June 2011: check the day with the agency."),
        ("31/11/2011", "There is no 31 November 2011: check the day with the agency."),
        ("30 Feb 2012", "There is no 30 February 2012: check the day with the agency."),
        ("12/12", "The year is missing: write the date as “12 December” and its year."),
        ("3/1", "The year is missing: write the date as “3 January” and its year."),
        ("3/13", "13 is not a month and the year is missing: write the date in full."),
        ("3/0", "0 is not a month and the year is missing: write the date in full."),
    ],
)
def test_what_is_said_of_a_day_that_is_none_or_has_no_year(text: str, says: str) -> None:
    reading = read(text)
    assert reading.when is None
    assert reading.notes[-1].message == says


@pytest.mark.parametrize(
    ("text", "read_"),
    [
        ("about " * 5 + "3 May 2011", True),
        ("about " * 6 + "3 May 2011", False),
        ("about " * 4 + "3 May 2011, 14:00", True),  # a time is taken off like a word
        ("about " * 5 + "3 May 2011, 14:00", False),
    ],
)
def test_words_around_a_date_are_taken_off_five_times_at_most(text: str, read_: bool) -> None:
    reading = read(text)
    assert (reading.when is not None) is read_
    assert read_ or codes(reading) == {"JU-D002"}
