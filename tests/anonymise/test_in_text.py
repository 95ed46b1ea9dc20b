"""Dates in running text: moved like those of the rows, in the form in which they were written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdb.dates import DateContext
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.in_text import TextDates

SCOPE = DateContext(scope=(date(2010, 1, 1), date(2013, 6, 30)))
ROW = date(2011, 3, 10)
#: A year and six days later: 53 weeks.
LATER = Shift(DateMode.OFFSET, 371, date(2011, 1, 7), date(2014, 3, 28))


def moved(text: str, mode: DateMode = DateMode.OFFSET, row: date | None = ROW) -> str:
    """Return a text with its dates moved by 53 weeks."""
    shift = Shift(mode, LATER.days, LATER.first, LATER.death)
    return TextDates(shift, SCOPE).moved(text, row)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("On Monday 14/3/11 she rang.", "On Monday 19/3/12 she rang."),
        ("14.03.2011 14-03-11 2011-03-14", "19.03.2012 19-03-12 2012-03-19"),
        ("14 / 3 / 2011", "19 / 3 / 2012"),
        ("20110314 and 14032011", "20120319 and 19032012"),
        ("3rd May 2011", "8th May 2012"),
        ("on 21st Dec 2011", "on 26th Dec 2012"),
        ("22 MARCH 2013 at 2108hrs", "28 MARCH 2014 at 2108hrs"),
        ("3, 4 and 5 May 2011", "8, 9 and 10 May 2012"),
        ("30 April to 2 May 2012", "6 May to 8 May 2013"),
        ("28-30 April 2012", "4-6 May 2013"),
        ("24-26 April 2012", "30 April-2 May 2013"),
        ("March 14, 2011", "March 19, 2012"),
        ("14th of March, 2012", "20th of March, 2013"),
        ("03/05/2011, 8/02/12", "08/05/2012, 13/02/13"),
        ("w/c 3.5.11", "w/c 8.5.12"),
        ("on 14 March, on 14/3", "on 19 March, on 19/3"),
        ("early March 2010; Mar-10", "early March 2011; Mar-11"),
        ("between April and June 2011", "between April and June 2012"),
        ("since 2009, in 2009/10, in the 1990s", "since 2010, in 2010/11, in the 1990s"),
        ("Summer 2009", "Summer 2010"),
        ("took tablets in May", "took tablets in May"),
    ],
)
def test_a_date_keeps_its_form(before: str, after: str) -> None:
    assert moved(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "at 2011 hrs, at 2015, £2011, log 2012, 2012 calls",
        "from 2000 to 2130hrs",
        "She may ring; they march; in a sept.",
        "1/2 a tablet, BP 120/80, 7/7, 2/52 later, on 12.5 mg",
        "07700 900123, 192.168.11.12, NHS 943 476 5919",
        "DASH 2009, section 47 of the Children Act 1989",
        "10-12 weeks, aged 3, 31/31/11, 30 February 2011",
        "spring in her step; the summer holidays",
    ],
)
def test_what_only_looks_like_a_date_stays(text: str) -> None:
    for mode in DateMode:
        assert moved(text, mode) == text


def test_relative_and_by_year() -> None:
    text = "On 14 March 2011 he left; since May 2011 she is alone."
    assert moved(text, DateMode.RELATIVE) == (
        "On day 438 he left; since about 22 months before the death she is alone."
    )
    assert moved(text, DateMode.YEAR) == "On a day in 2012 he left; since 2012 she is alone."


def test_what_cannot_be_moved_exactly_is_listed() -> None:
    dates = TextDates(LATER, SCOPE)
    assert dates.moved("Seen 3/5/11. He left in early March 2010. Again since 2009.", ROW) == (
        "Seen 8/5/12. He left in early March 2011. Again since 2010."
    )
    listed = [(one.original, one.written, one.sentence) for one in dates.inexact]
    assert listed == [
        ("March 2010", "March 2011", "He left in early March 2010."),
        ("2009", "2010", "Again since 2009."),
    ]


@given(st.dates(date(2005, 1, 1), date(2016, 1, 1)), st.integers(-600, 600).filter(bool))
def test_a_whole_day_moves_exactly(day: date, weeks: int) -> None:
    dates = TextDates(Shift(DateMode.OFFSET, 7 * weeks), SCOPE)
    later = day + timedelta(weeks=weeks)
    for form in ("{0.day}/{0.month}/{0:%Y}", "{0:%Y-%m-%d}", "{0:%A} {0.day} {0:%B %Y}"):
        assert dates.moved(f"Seen {form.format(day)}, home.") == (
            f"Seen {form.format(later)}, home."
        )
    assert not dates.inexact


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    for mode in DateMode:
        moved(text, mode)
        moved(text, mode, None)


def test_days_that_are_spaced_glued_or_have_a_roman_month_are_moved() -> None:
    dates = TextDates(Shift(DateMode.OFFSET, 7 * 53), DateContext())
    assert dates.moved("On 21 07 2011, 8OCT2012 and 22.ii.2011; 22.II.11") == (
        "On 26 07 2012, 14OCT2013 and 28.ii.2012; 28.II.12"
    )
    for other in ("at 10 12 2011 hrs", "R/21 44 2011", "3 12 year olds", "2.iv.7"):
        assert dates.moved(other) == other


def test_what_nothing_leads_to_is_moved_where_it_lies_in_the_time_of_the_case() -> None:
    dates = TextDates(Shift(DateMode.OFFSET, 7 * 53), SCOPE, 1950, 2018)
    near = date(2012, 5, 9)
    for text, said in {
        "Referral from GP (fax 8/5 17:40).": "Referral from GP (fax 14/5 17:40).",
        "harassment of a former partner, Fellshire, 2009.": "harassment of a former partner, "
        "Fellshire, 2010.",
        "Police log of August, August assault": "Police log of August, August assault",
        "not before 8/5": "not before 14/5",
    }.items():
        assert dates.moved(text, near) == said, text
    for text in ("DASH 2009 used", "Children Act 1989", "at 24/40", "took 1/2 of it", "they may"):
        assert dates.moved(text, near) == text
    later = TextDates(Shift(DateMode.OFFSET, 7 * 30), SCOPE, 1950, 2018)
    assert later.moved("log of August", near) != "log of August"


def test_no_season_of_the_case_stays_where_dates_are_not_moved_by_days() -> None:
    for mode in (DateMode.RELATIVE, DateMode.YEAR):
        said = moved("this summer and autumn, until winter; last spring", mode)
        assert not {"summer", "autumn", "winter", "spring"} & set(said.replace(";", "").split())


def test_the_full_stop_of_a_sentence_stays() -> None:
    assert moved("Seen on 12 May. She left.", DateMode.RELATIVE).endswith(". She left.")
