"""What stands around a date that was moved reads as somebody would write it."""

from __future__ import annotations

from datetime import date

import pytest

from graphdb.dates import DateContext
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.reads_well import read_well

RELATIVE = TextDates(Shift(DateMode.RELATIVE, 7 * 53, date(2011, 1, 1)), DateContext())
YEAR = TextDates(Shift(DateMode.YEAR, 7 * 53), DateContext())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hands round her neck in early month 20", "hands round her neck early in month 20"),
        ("Asked about month 31", "Asked about month 31"),
        ("fax a day in 2003 17:40", "fax in 2003"),
        ("fax a day in 2021, 17:40; rang", "fax in 2021; rang"),
        ("He punched partner a day in 2021.", "He punched partner in 2021."),
        ("Left on a day in 2021 at 09:15.", "Left on a day in 2021."),
        ("He was here 2022 – 2022", "He was here 2022"),
        ("from 2020 to 2020 he", "from 2020 he"),
        ("between 2020 and 2020", "in 2020"),
        ("from 2020 to 2021 he", "from 2020 to 2021 he"),
        ("lived there year -3 to year 0", "lived there some years before day 1"),
        ("year -3 to year 2", "Year -3 to year 2"),
        ("this season and the next", "this season and the next"),
        ("assessed a day in 2003, then", "assessed on a day in 2003, then"),
        ("fined day 610, then", "fined on day 610, then"),
        ("this season and season", "this season and the next"),
        ("not until season", "not until another season"),
        ("Left. day 7 he came; a day in 2004", "Left. Day 7 he came; a day in 2004"),
        ("a day in 2003: rang", "A day in 2003: rang"),
        ("season of birds; talked about day care", "season of birds; talked about day care"),
    ],
)  # fmt: skip
def test_around_a_date(text: str, said: str) -> None:
    assert read_well(text, begins=True) == said


def test_a_stretch_that_begins_in_a_sentence_has_no_capital() -> None:
    assert read_well("day 7 he came", begins=False)[0] == "d"


@pytest.mark.parametrize("dates", [RELATIVE, YEAR])
def test_a_full_stop_is_the_sentence_s_too(dates: TextDates) -> None:
    said = dates.moved("He hit her on 11 Feb. Minimises.", date(2012, 2, 20))
    assert said.endswith(". Minimises.")
    assert ".." not in said


def test_what_has_no_date_stands_as_it_was() -> None:
    text = "Told about about half; in about 3 rows; season and season"
    assert RELATIVE.moved(text, date(2012, 2, 20)).startswith("Told about about half")
