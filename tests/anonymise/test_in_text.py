"""Dates in running text: moved like those of the rows, in the form in which they were written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdb.dates import DateContext
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.model import Text
from joinedup.anonymise.words import Stretch

SCOPE = DateContext(scope=(date(2010, 1, 1), date(2013, 6, 30)))
ROW = date(2011, 3, 10)
#: A year and six days later: 53 weeks.
LATER = Shift(DateMode.OFFSET, 371, date(2011, 1, 7))


def moved(text: str, mode: DateMode = DateMode.OFFSET, row: date | None = ROW) -> str:
    """Return a text with its dates moved by 53 weeks."""
    shift = Shift(mode, LATER.days, LATER.first)
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
        ("on 28/2-2/3/11, 28/02-02/03/11", "on 5/3-7/3/12, 05/03-07/03/12"),
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
        ("“3/2 glass”, 3/4 glass", "“9/2 glass”, 3/4 glass"),
        ("Suspended 3/2. 80 hrs unpaid.", "Suspended 9/2. 80 hrs unpaid."),
        ("Rang 3/2. 12 calls since.", "Rang 9/2. 12 calls since."),
        ("Working Together 2010 and Working Together (2006)",) * 2,
    ],
)
def test_a_date_keeps_its_form(before: str, after: str) -> None:
    assert moved(before) == after


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Surveyor booked for 11/12.", ["11/12"]),
        ("Listed for the 4/12.", ["4/12"]),
        ("Bed confirmed for 7/12. Seen on the 9/7.", ["7/12", "9/7"]),
    ],
)
def test_what_is_arranged_for_a_day_is_no_number_of_months(text: str, found: list[str]) -> None:
    """“For 11/12” is eleven months as a doctor writes it; nobody books a surveyor for them."""
    still = {written for _, written, _ in asked(text)}
    assert all(one in still or one not in moved(text) for one in found)
    for share in (
        "Cough for 3/7.",
        "Off work for 2/52.",
        "Review in 6/12. Over the 3/7.",
    ):
        assert moved(share) == share
        assert asked(share) == []


@pytest.mark.parametrize(
    "text",
    [
        "at 2011 hrs, at 2015, £2011, log 2012, 2012 calls",
        "from 2000 to 2130hrs",
        "She may ring; they march; in a sept.",
        "1/2 a tablet, BP 120/80, 7/7, 2/52 later, on 12.5 mg",
        "07700 900123, 192.168.11.12, NHS 943 476 5919",
        "DASH 2009, section 47 of the Children Act 1989",
        "s.2 PHA 1997; s.136 MHA 1983; PACE 1984",
        "10-12 weeks, aged 3, 31/31/11, 30 February 2011",
        "spring in her step; the summer holidays",
    ],
)
def test_what_only_looks_like_a_date_stays(text: str) -> None:
    for mode in DateMode:
        assert moved(text, mode) == text


def test_relative_and_by_year() -> None:
    text = "On 14 March 2011 he left; since May 2011 she is alone."
    assert moved(text, DateMode.RELATIVE) == ("On day 438 he left; since month 17 she is alone.")
    text = "In 2012 he left; in Summer 2011 he came; since May 2003 and in 2009 he was away."
    assert moved(text, DateMode.RELATIVE) == (
        "In year 3 he left; in about month 19 he came; since month -79 and in year 0 he was away."
    )
    assert moved("14 visits 2010–12", DateMode.RELATIVE) == "14 visits year 1 to year 3"
    text = "On 14 March 2011 he left; since May 2011 she is alone."
    assert moved(text, DateMode.YEAR) == "On a day in 2012 he left; since 2012 she is alone."


def test_a_month_holds_each_day_of_which_it_is_said() -> None:
    """Of every day of three years: its month, in its row, is the month of its day in the pack."""
    first = LATER.first or date(2011, 1, 1)
    shift = Shift(DateMode.RELATIVE, LATER.days, first)
    dates = TextDates(shift, SCOPE)
    for day in (date(2010, 1, 1) + timedelta(n) for n in range(3 * 365)):
        now = shift.day(day)
        number = (now.year - first.year) * 12 + now.month - first.month + 1
        said = dates.moved(f"Since {day:%B %Y} she is alone.", day)
        assert said == f"Since month {number} she is alone."
        said = dates.moved(f"Third since {day:%B}.", day)
        assert said == f"Third since month {number}."


@pytest.mark.parametrize("mode", [DateMode.RELATIVE, DateMode.YEAR])
def test_since_a_month_is_before_its_row_and_by_a_month_after_it(mode: DateMode) -> None:
    day = date(2011, 1, 9)  # July lies as near before as after
    for month in ("July", "June", "August", "March"):
        said = [
            moved(text, mode, day)
            for text in (f"Third since {month}.", f"Third since {month} 2010.")
        ]
        assert said[0] == said[1]
        said = [moved(text, mode, day) for text in (f"Free by {month}.", f"Free by {month} 2011.")]
        assert said[0] == said[1]
    said = [moved(t, mode, day) for t in ("He will go in June.", "He will go in June 2011.")]
    assert said[0] == said[1]


def test_by_year_a_text_moves_as_its_row_does() -> None:
    for day in (date(2011, 1, 1) + timedelta(n) for n in range(365)):
        now = LATER.day(day).year
        assert moved("Since 2011.", DateMode.YEAR, day) == f"Since {now}."
        assert moved("Since 2010.", DateMode.YEAR, day) == f"Since {now - 1}."
        assert moved(f"Since {day:%B} 2011.", DateMode.YEAR, day) == f"Since {now}."
    both = moved("here 2003-07.", DateMode.YEAR)  # each end as by itself
    ends = [LATER.day(date(year, 7, 2)).year for year in (2003, 2007)]
    assert both == f"here {ends[0]}-{ends[1] % 100:02}."


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


# -- what may be a date, and is put before a person ---------------------------------------------

IN_CASE = (1950, 2018)


def asked(text: str, row: date | None = ROW) -> list[tuple[str, str, str]]:
    """Return what is asked of the dates of a text: kind, words, and the answer that is there."""
    dates = TextDates(LATER, SCOPE, *IN_CASE)
    return [(q.kind, q.text, q.answer) for q in dates.questions(Text(text, "row 1", row), ())]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was 3/9 or so.", "3/9"),
        ("harassment of a partner, Fellshire, 1978.", "1978"),
        ("Has known him since 09.", "09"),
        ("Not since 11, she says.", "11"),
        ("She said that it was the 14th.", "14th"),
        ("Seen Weds 14th.", "Weds 14th"),
        ("The March assessment was read.", "March"),
        ("Told of the May assault.", "May"),
        ("It was june or so", "june"),
        ("2010: call received, left 2145.", "2010"),
        ("From 2010 to 2145 he was out.", "2010"),
        ("Discharged 31/02/2012.", "31/02/2012"),
        ("Seen 3/14/2012.", "3/14/2012"),
        ("Dec 09 he left.", "Dec 09"),
        ("999 call at 03:17.", "03:17"),
        ("Life pronounced extinct at 2152 hrs.", "2152 hrs"),
    ],
)
def test_what_may_be_a_date_is_asked_and_stays_until_it_is_answered(text: str, words: str) -> None:
    assert asked(text) == [("date", words, "")]
    assert TextDates(LATER, SCOPE, *IN_CASE).moved(text, ROW) == text


@pytest.mark.parametrize(
    "text",
    [
        "On 2011-03-14, 2011/03/14 and 2011-03-14T20:15:00Z; fax 8/5 17:40.",
        "Seen 14/3/11, on 14/3, Thursday 10 and 14-16/3/11.",
        "24/7 cover, pain 7/10, cough for 3/7, 2/52 hx, 28/7 supply, 3/4 of a bottle, BP 120/80.",
        "The 14th floor, the 3rd visit, the third time, on the 2nd call, 4th in line.",
        "Ward 3/4, room 4/5, gravida 2/1, tabs 1/7 od, bed 12/3. Year 10, year 6.",
        "At 2010 she rang; at 20:10, 17:40. The Children Act 1989. DASH 2009.",
        "In 10 days, since 10 am, from 10 to 12, in 24 hours, of 12 men.",
        "They march; it may be; all 3 may attend; May need help; HbA1c 7.2, BMI 22.4.",
        "Sat 2 metres away; sun 1 hour; Monday 2 pints.",
        "Winter boots, a spring clean, the summer holidays.",
    ],
)
def test_what_is_exact_or_no_date_is_not_asked(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2011/03/14 and 2011.3.14", "2012/03/19 and 2012.3.19"),
        ("14-16/3/11; 30-31/3/11", "19-21/3/12; 4-5/4/12"),
        ("30-31/12/11; 28-29/2/12", "4-5/1/13; 5-6/3/13"),
        ("20.03.11-24.03.11; 20/3-24/3", "25.03.12-29.03.12; 25/3-29/3"),
        ("2011-Mar-14, 2011 March 14", "2012-Mar-19, 2012 March 19"),
        ("d.2008, b. 2007", "d.2009, b. 2008"),
        ("Thursday 10 and Fri 11th.", "Thursday 15 and Fri 16th."),
        ("On the 14th she rang.", "On the 19th she rang."),
        ("by the fourteenth, all", "by the 19th, all"),
        ("since feb; in aug; Aug assault", "since feb; in aug; Aug assault"),
        ("since Dec 09, early Mar 11", "since Dec 10, early Mar 12"),
        ("in '09, Summer 09, summer of '10", "in '10, Summer 10, summer of '11"),
        ("seen 2011-03", "seen 2012-03"),
        ("a bad winter", "a bad winter"),
    ],
)
def test_more_forms_are_moved(before: str, after: str) -> None:
    assert TextDates(LATER, SCOPE, *IN_CASE).moved(before, ROW) == after


def test_what_is_moved_to_the_nearest_stands_there_as_answered() -> None:
    assert asked("Told of August assault; since 2009; on the 14th she came.") == [
        ("vague date", "August", "move"),
        ("vague date", "2009", "move"),
        ("vague date", "14th", "move"),
    ]


@pytest.mark.parametrize(
    ("said", "replacement", "expected"),
    [
        (Said.MOVE, "", "Has known him since 10."),
        (Said.KEEP, "", "Has known him since 09."),
        (Said.REPLACE, "school", "Has known him since school."),
        (Said.REPLACE, "", "Has known him since another year."),
        (Said.REMOVE, "", "Has known him."),
    ],
)
def test_a_date_becomes_what_a_person_says(said: Said, replacement: str, expected: str) -> None:
    text = "Has known him since 09."
    told = [Decision("date", "09", said, text, replacement=replacement)]
    dates = TextDates(LATER, SCOPE, *IN_CASE, told)
    assert dates.moved(text, ROW) == expected
    # and in another sentence it is asked again
    other = "Since 09 all was well."
    assert dates.moved(other, ROW) == other


def test_a_person_may_overrule_what_is_moved_to_the_nearest() -> None:
    text = "Told of August assault. Asked in August."
    everywhere = [Decision("vague date", "August", Said.REPLACE, replacement="that month")]
    assert TextDates(LATER, SCOPE, *IN_CASE, everywhere).moved(text, ROW) == (
        "Told of that month assault. Asked in that month."
    )
    once = [Decision("vague date", "August", Said.KEEP, "Asked in August.")]
    later = TextDates(Shift(DateMode.OFFSET, 7 * 30), SCOPE, *IN_CASE, once)
    assert later.moved(text, ROW) == "Told of March assault. Asked in August."


def test_what_all_vague_dates_become_says_nothing_of_one_that_is_asked() -> None:
    told = [Decision("vague date", "2010", Said.MOVE)]
    text = "2010: call received, left 2145. Known since 2010 to us."
    assert TextDates(LATER, SCOPE, *IN_CASE, told).moved(text, ROW) == (
        "2010: call received, left 2145. Known since 2011 to us."
    )


def test_a_date_that_nobody_can_move_does_not_stay_where_a_person_says_move() -> None:
    text = "Discharged 31/02/2012."
    told = [Decision("date", "31/02/2012", Said.MOVE, text)]
    assert TextDates(LATER, SCOPE, *IN_CASE, told).moved(text, ROW) == "Discharged another day."


def test_a_time_goes_with_its_preposition() -> None:
    text = "Life pronounced extinct at 03:17."
    told = [Decision("date", "03:17", Said.GENERALISE, text)]
    assert TextDates(LATER, SCOPE, *IN_CASE, told).moved(text, ROW) == (
        "Life pronounced extinct in the night."
    )


def test_a_stretch_is_read_with_what_stands_before_it() -> None:
    text = "Zed since 2009. Zed on 14/3."
    dates = TextDates(LATER, SCOPE, *IN_CASE)
    assert dates.moved(Stretch.of(text, 10, len(text)), ROW) == "2010. Zed on 19/3."
    assert [one.sentence for one in dates.inexact] == ["Zed since 2009."]


def test_the_days_that_texts_name_are_known() -> None:
    dates = TextDates(LATER, SCOPE, *IN_CASE)
    dates.moved("On 14/3/11 and 3-4/5/11; since 2009.", ROW)
    assert dates.days == {date(2011, 3, 14), date(2011, 5, 3), date(2011, 5, 4)}


def test_no_article_is_left_before_what_is_no_number_of_a_month() -> None:
    text = "On the 14th she rang."
    assert moved(text, DateMode.RELATIVE).startswith("On day ")
    assert moved(text, DateMode.YEAR) == "On a day in 2012 she rang."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In 2007/8 at court.", "In 2008/9 at court."),
        ("In 2008-9.", "In 2009-10."),
        ("Log 2007/3 kept.", "Log 2007/3 kept."),
    ],
)
def test_a_financial_year_with_one_figure_is_moved(before: str, after: str) -> None:
    assert moved(before) == after
