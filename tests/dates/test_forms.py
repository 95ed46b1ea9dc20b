"""Every form of date that the reader promises, given and expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from graphdb.dates import UNDATED, DateContext, Extent, Interval, When, minute_of, read_when
from tests.dates.helpers import (
    SCOPE,
    codes,
    day,
    interval,
    lasting,
    minute,
    once,
    read,
    repeated,
    shape,
)

DAYS = {
    "3/5/11": "2011-05-03",
    "03.05.2011": "2011-05-03",
    "3-5-2011": "2011-05-03",
    "03 05 2011": "2011-05-03",
    "3 / 5 / 11": "2011-05-03",
    "22-may-16": "2016-05-22",
    "22.05/16": "2016-05-22",
    "3rd March 2010": "2010-03-03",
    "3rd of March, 2010": "2010-03-03",
    "March 3rd, 2010": "2010-03-03",
    "March 3, 2010": "2010-03-03",
    "18November 2003": "2003-11-18",
    "3May11": "2011-05-03",
    "15 th July 2007": "2007-07-15",
    "3 Sept. 2010": "2010-09-03",
    "3 May '11": "2011-05-03",
    "3 May ’11": "2011-05-03",
    "Tues 3 May 2011": "2011-05-03",
    "Tuesday, 3rd May 2011": "2011-05-03",
    "Tue 03/05/11": "2011-05-03",
    "3 May 2011 (Tues)": "2011-05-03",
    "(3 May 2011)": "2011-05-03",
    "3 May 2011.": "2011-05-03",
    "on 3 May 2011": "2011-05-03",
    "2010-03-05": "2010-03-05",
    "2010/03/05": "2010-03-05",
    "29/2/2012": "2012-02-29",
    # what Word and the web do to text
    "3\u00a0May\u00a02011": "2011-05-03",
    "３/５/２０１１": "2011-05-03",
    "٣/٥/٢٠١١": "2011-05-03",
    "3ʳᵈ March 2010": "2010-03-03",
    "\u202e3/5/11\u202c": "2011-05-03",
    "3\u20105\u201011": "2011-05-03",
    "3–5–11": "2011-05-03",
    "3\u22125\u221211": "2011-05-03",
    "  3   May \t 2011 \n": "2011-05-03",
    "\ufeff3/5/11\u200b": "2011-05-03",
    "3\u00ad/5/11": "2011-05-03",
}

DOUBT = {
    "March 2010": "2010-03-01..2010-03-31",
    "Mar-10": "2010-03-01..2010-03-31",
    "Mar '10": "2010-03-01..2010-03-31",
    "03/2010": "2010-03-01..2010-03-31",
    "early March 2010": "2010-03-01..2010-03-10",
    "mid March 2010": "2010-03-11..2010-03-20",
    "mid-March 2010": "2010-03-11..2010-03-20",
    "late March 2010": "2010-03-21..2010-03-31",
    "late Feb 2012": "2012-02-21..2012-02-29",
    "early to mid March 2010": "2010-03-01..2010-03-20",
    "beginning of March 2010": "2010-03-01..2010-03-10",
    "the end of March 2010": "2010-03-21..2010-03-31",
    "first half of March 2010": "2010-03-01..2010-03-15",
    "early 2010": "2010-01-01..2010-04-30",
    "mid 2010": "2010-05-01..2010-08-31",
    "late 2010": "2010-09-01..2010-12-31",
    "beginning of 2010": "2010-01-01..2010-04-30",
    "end of the year 2010": "2010-09-01..2010-12-31",
    "second half of 2010": "2010-07-01..2010-12-31",
    "Spring 2009": "2009-03-01..2009-05-31",
    "Summer 2009": "2009-06-01..2009-08-31",
    "autumn of 2009": "2009-09-01..2009-11-30",
    "Winter 2009": "2009-12-01..2010-02-28",
    "winter 2009/10": "2009-12-01..2010-02-28",
    "late summer 2009": "2009-08-01..2009-08-31",
    "2009": "2009-01-01..2009-12-31",
    "during 2009": "2009-01-01..2009-12-31",
    "1990s": "1990-01-01..1999-12-31",
    "Q1 2010": "2010-01-01..2010-03-31",
    "2010 Q4": "2010-10-01..2010-12-31",
    "second quarter of 2010": "2010-04-01..2010-06-30",
    "?22 May 2016": "2016-05-15..2016-05-29",
    "22 May 2016 ?": "2016-05-15..2016-05-29",
    "(?) 22 May 2016": "2016-05-15..2016-05-29",
    "22 May 2016 (?)": "2016-05-15..2016-05-29",
    "approx 22 May 2016": "2016-05-15..2016-05-29",
    "approximately 22/5/16": "2016-05-15..2016-05-29",
    "probably 22 May 2016": "2016-05-15..2016-05-29",
    "about 22 May 2016": "2016-05-15..2016-05-29",
    "~22 May 2016": "2016-05-15..2016-05-29",
    "on or around 22 May 2016": "2016-05-15..2016-05-29",
    "circa March 2010": "2010-02-01..2010-04-30",
    "c. March 2010": "2010-02-01..2010-04-30",
    "?March 2010": "2010-02-01..2010-04-30",
    "around 2010": "2009-01-01..2011-12-31",
    "c.2010": "2009-01-01..2011-12-31",
    "before 3 May 2011": "..2011-05-02",
    "prior to 2010": "..2009-12-31",
    "by 3 May 2011": "..2011-05-03",
    "until 3 May 2011": "..2011-05-03",
    "on or before March 2010": "..2010-03-31",
    "after March 2010": "2010-04-01..",
    "since 3 May 2011": "2011-05-03..",
    "from March 2010": "2010-03-01..",
    "on or after 3 May 2011": "2011-05-03..",
    "before approx 3 May 2011": "..2011-05-10",
    "between 1 March 2010 and 10 March 2010": "2010-03-01..2010-03-10",
    "between 3rd and 5th May 2011": "2011-05-03..2011-05-05",
    "between April and June 2010": "2010-04-01..2010-06-30",
    "between Dec and Feb 2012": "2011-12-01..2012-02-29",
    "between 2009 and 2011": "2009-01-01..2011-12-31",
    "Nov/Dec 2006": "2006-11-01..2006-12-31",
    "3/4 May 2016": "2016-05-03..2016-05-04",
    "3 or 4 May 2016": "2016-05-03..2016-05-04",
    "autumn/winter 2009": "2009-09-01..2010-02-28",
    "late May/early June 2010": "2010-05-21..2010-06-10",
    "3–4/5/16 overnight": "2016-05-03 18:00..2016-05-04 08:59",
    "3/4 May 2016 overnight": "2016-05-03 18:00..2016-05-04 08:59",
    "w/c 3.5.11": "2011-05-03..2011-05-09",
    "week commencing 3 May 2011": "2011-05-03..2011-05-09",
    "w/e 8/5/11": "2011-05-02..2011-05-08",
    "week ending 8 May 2011": "2011-05-02..2011-05-08",
    "week of 5 May 2011": "2011-05-02..2011-05-08",
    "first week of March 2010": "2010-03-01..2010-03-07",
    "second week of March 2010": "2010-03-08..2010-03-14",
    "last week of Feb 2012": "2012-02-23..2012-02-29",
    "[redacted] November 2012": "2012-11-01..2012-11-30",
    "XX/11/2012": "2012-11-01..2012-11-30",
    "**.11.12": "2012-11-01..2012-11-30",
    "?? May 2016": "2016-05-01..2016-05-31",
    "XX/XX/2012": "2012-01-01..2012-12-31",
    # EDTF
    "2010-03?": "2010-02-01..2010-04-30",
    "2010~": "2009-01-01..2011-12-31",
    "[2010-03-01..2010-03-05]": "2010-03-01..2010-03-05",
    "[..2010-03-05]": "..2010-03-05",
    "[2010-03-05..]": "2010-03-05..",
    "[2010-03-01, 2010-03-05]": "2010-03-01..2010-03-05",
    "201X": "2010-01-01..2019-12-31",
    "2010-03-XX": "2010-03-01..2010-03-31",
    "2009-21": "2009-03-01..2009-05-31",
    "2009-24": "2009-12-01..2010-02-28",
    # two readings, both kept
    "2010-12": "2010-01-01..2012-12-31",
    "2010/11": "2010-01-01..2011-12-31",
    "2009/2010": "2009-01-01..2010-12-31",
}

SPANS = {
    "3-5 May 2016": ("2016-05-03", "2016-05-05"),
    "3–5 May 2016": ("2016-05-03", "2016-05-05"),
    "3 May - 5 June 2016": ("2016-05-03", "2016-06-05"),
    "from 3 May to 5 June 2016": ("2016-05-03", "2016-06-05"),
    "3/5/16 until 5/6/16": ("2016-05-03", "2016-06-05"),
    "03/05/11-05/05/11": ("2011-05-03", "2011-05-05"),
    "30 Dec - 2 Jan 2012": ("2011-12-30", "2012-01-02"),
    "Dec 2011 – Feb": ("2011-12-01..2011-12-31", "2012-02-01..2012-02-29"),
    "Dec – Feb 2012": ("2011-12-01..2011-12-31", "2012-02-01..2012-02-29"),
    "October 2008 – February 2017": (
        "2008-10-01..2008-10-31",
        "2017-02-01..2017-02-28",
    ),
    "2010–12": ("2010-01-01..2010-12-31", "2012-01-01..2012-12-31"),
    "2010 - 2012": ("2010-01-01..2010-12-31", "2012-01-01..2012-12-31"),
    "2010 – 2012": ("2010-01-01..2010-12-31", "2012-01-01..2012-12-31"),
    "2010 to 2012": ("2010-01-01..2010-12-31", "2012-01-01..2012-12-31"),
    "2010-15": ("2010-01-01..2010-12-31", "2015-01-01..2015-12-31"),
    "Mon 3rd – Fri 7th May 2010": ("2010-05-03", "2010-05-07"),
    "since 3 May 2011, ongoing": ("2011-05-03", "2011-05-03.."),
    "3 May 2011 - ongoing": ("2011-05-03", "2011-05-03.."),
    "March 2010 to present": ("2010-03-01..2010-03-31", "2010-03-01.."),
    "throughout 2010": ("2010-01-01", "2010-12-31"),
    "support May to September 2012": (
        "2012-05-01..2012-05-31",
        "2012-09-01..2012-09-30",
    ),
    "Counselling from March 2012": ("2012-03-01..2012-03-31", "2012-03-01.."),
    "in custody 3/5/2012": ("2012-05-03", "2012-05-03"),
    "in hospital from 3 May 2012 until 6 May 2012": ("2012-05-03", "2012-05-06"),
    "2010-03-01/2010-03-10": ("2010-03-01", "2010-03-10"),
    "../2010": ("..2010-12-31", "2010-01-01..2010-12-31"),
    "2010-03-05/..": ("2010-03-05", "2010-03-05.."),
    "3 May 2011 22:00 to 4 May 2011 09:00": (
        "2011-05-03 22:00..2011-05-03 22:00",
        "2011-05-04 09:00..2011-05-04 09:00",
    ),
}

REPEATS = {
    "14 visits 2010–12": (
        14,
        "2010-01-01..2010-12-31",
        "2012-01-01..2012-12-31",
    ),
    "14 GP visits 2010 to 2012": (
        14,
        "2010-01-01..2010-12-31",
        "2012-01-01..2012-12-31",
    ),
    "March 2010 (x3)": (3, "2010-03-01..2010-03-31", "2010-03-01..2010-03-31"),
    "3 May 2011 ×2": (2, "2011-05-03", "2011-05-03"),
    "several occasions between March and May 2010": (
        None,
        "2010-03-01..2010-05-31",
        "2010-03-01..2010-05-31",
    ),
    "weekly from 3 May 2011 to 6 June 2011": (None, "2011-05-03", "2011-06-06"),
    "various dates in 2010": (None, "2010-01-01..2010-12-31", "2010-01-01..2010-12-31"),
    "twice in March 2010": (2, "2010-03-01..2010-03-31", "2010-03-01..2010-03-31"),
    "3, 5 and 9 May 2016": (3, "2016-05-03", "2016-05-09"),
}

REFUSED = {
    "": "JU-D001",
    "   \u00a0": "JU-D001",
    "to follow": "JU-D002",
    "phone call with V": "JU-D002",
    "3 May 2011 police visit": "JU-D002",
    "31/2/2011": "JU-D004",
    "31 June 2010": "JU-D004",
    "29/2/2011": "JU-D004",
    "0/5/2011": "JU-D004",
    "32/5/2011": "JU-D004",
    "13/13/2011": "JU-D005",
    "5/13/2011": "JU-D005",
    "2011-13-05": "JU-D005",
    "13/2011": "JU-D005",
    "3/5": "JU-D006",
    "14th": "JU-D006",
    "14 March": "JU-D006",
    "June": "JU-D006",
    "3–5 May": "JU-D006",
    "14:30": "JU-D006",
    "the following day": "JU-D007",
    "5 May 2011 to 3 May 2011": "JU-D008",
    "between 5 and 3 May 2011": "JU-D008",
    "28 – 3 May 2011": "JU-D008",
    "1432": "JU-D020",
    "12345": "JU-D020",
    "March 10": "JU-D022",
    "3–5/2016": "JU-D022",
    "0000": "JU-D004",
    "winter 9999": "JU-D004",
    "x" * 200: "JU-D003",
}


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_plain_days(text: str, expected: str) -> None:
    reading = read(text)
    assert shape(reading) == once(expected)
    assert reading.when is not None
    assert reading.when.is_single_day
    assert not reading.needs_attention


@pytest.mark.parametrize(("text", "expected"), DOUBT.items())
def test_one_moment_in_doubt(text: str, expected: str) -> None:
    assert shape(read(text)) == once(expected)


@pytest.mark.parametrize(("text", "expected"), SPANS.items())
def test_what_lasts(text: str, expected: tuple[str, str]) -> None:
    reading = read(text)
    assert shape(reading) == lasting(*expected)
    assert "JU-D014" in codes(reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 2011 to 20 May 2011", lasting("2011-05-01..2011-05-31", "2011-05-20")),
        ("summer 2011 to 14 July 2011", lasting("2011-06-01..2011-08-31", "2011-07-14")),
        ("about 20 May 2011 to 18 May 2011", lasting("2011-05-13..2011-05-27", "2011-05-18")),
        ("between May 2011 and 20 May 2011", once("2011-05-01..2011-05-31")),
    ],
)
def test_a_start_in_doubt_may_lie_before_the_end(
    text: str, expected: tuple[Extent, Interval, Interval]
) -> None:
    assert shape(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), REPEATS.items())
def test_what_repeats(text: str, expected: tuple[int | None, str, str]) -> None:
    reading = read(text)
    count, start, end = expected
    assert shape(reading) == repeated(start, end)
    assert reading.when is not None
    assert reading.when.count == count
    assert "JU-D015" in codes(reading)


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_refused(text: str, code: str) -> None:
    reading = read(text)
    assert reading.when is None
    assert reading.notes[-1].code == code
    assert reading.needs_attention


@pytest.mark.parametrize(
    "text",
    ["undated", "Not dated", "date unknown", "n/k", "N/K", "unknown", "XXXX", "not known."],
)
def test_undated(text: str) -> None:
    reading = read(text)
    assert shape(reading) == shape(read_when("undated"))
    assert reading.when is not None
    assert reading.when.start == UNDATED.start
    assert "JU-D024" in codes(reading)


TIMES = {
    "01:32hrs": "2011-05-03 01:32..2011-05-03 01:32",
    "1432": "2011-05-03 14:32..2011-05-03 14:32",
    "14.32": "2011-05-03 14:32..2011-05-03 14:32",
    "14:32:10": "2011-05-03 14:32..2011-05-03 14:32",
    "0132 hrs": "2011-05-03 01:32..2011-05-03 01:32",
    "at 2000h": "2011-05-03 20:00..2011-05-03 20:00",
    "12.40am": "2011-05-03 00:40..2011-05-03 00:40",
    "12.40 p.m.": "2011-05-03 12:40..2011-05-03 12:40",
    "3pm": "2011-05-03 15:00..2011-05-03 15:00",
    "14.30pm": "2011-05-03 14:30..2011-05-03 14:30",
    "24:00": "2011-05-04 00:00..2011-05-04 00:00",
    "noon": "2011-05-03 12:00..2011-05-03 12:00",
    "8 in the evening": "2011-05-03 20:00..2011-05-03 20:00",
    "1 at night": "2011-05-03 01:00..2011-05-03 01:00",
    "approx 2000hrs": "2011-05-03 19:00..2011-05-03 21:00",
    "2000hrs approx": "2011-05-03 19:00..2011-05-03 21:00",
    "c.8pm": "2011-05-03 19:00..2011-05-03 21:00",
    "approx 2330": "2011-05-03 22:30..2011-05-03 23:59",
    "just after 3am": "2011-05-03 03:00..2011-05-03 03:30",
    "just before 3am": "2011-05-03 02:30..2011-05-03 03:00",
    "3 o'clock": "2011-05-03 03:00..2011-05-03 15:00",
    "before 3pm": "2011-05-03 00:00..2011-05-03 14:59",
    "by 3pm": "2011-05-03 00:00..2011-05-03 15:00",
    "after 3pm": "2011-05-03 15:01..2011-05-03 23:59",
    "early hours": "2011-05-03 00:00..2011-05-03 05:59",
    "morning": "2011-05-03 05:00..2011-05-03 11:59",
    "am": "2011-05-03 00:00..2011-05-03 11:59",
    "afternoon": "2011-05-03 12:00..2011-05-03 17:59",
    "evening": "2011-05-03 17:00..2011-05-03 23:59",
    "late evening": "2011-05-03 20:00..2011-05-03 23:59",
    "night": "2011-05-03 20:00..2011-05-04 05:59",
    "overnight": "2011-05-03 18:00..2011-05-04 08:59",
    "midday": "2011-05-03 11:30..2011-05-03 12:30",
    "midnight": "2011-05-03 00:00..2011-05-04 00:00",
    "between 2pm and 4pm": "2011-05-03 14:00..2011-05-03 16:00",
    "between 2 and 4pm": "2011-05-03 14:00..2011-05-03 16:00",
}


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_times(text: str, expected: str) -> None:
    for reading in (read("3/5/11", time=text), read(f"3 May 2011 {text}")):
        assert shape(reading) == once(expected)
        assert reading.when is not None
        assert reading.when.timed


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14:00-15:30", "2011-05-03 14:00", "2011-05-03 15:30"),
        ("1400 to 1530hrs", "2011-05-03 14:00", "2011-05-03 15:30"),
        ("2-4pm", "2011-05-03 14:00", "2011-05-03 16:00"),
        ("11-1pm", "2011-05-03 11:00", "2011-05-03 13:00"),
        ("from 10am to 12pm", "2011-05-03 10:00", "2011-05-03 12:00"),
        ("23:00–01:30", "2011-05-03 23:00", "2011-05-04 01:30"),
    ],
)
def test_times_that_last(text: str, start: str, end: str) -> None:
    expected = lasting(f"{start}..{start}", f"{end}..{end}")
    assert shape(read("3/5/11", time=text)) == expected
    assert shape(read(f"3 May 2011, {text}")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3/5/11 at 14:30",
        "3/5/11 @ 14.30",
        "3/5/11 14.30",
        "3/5/11 1430",
        "03/05/2011 14:30:00",
        "03/05/2011 - 14:30",
        "3 May 2011, 2.30pm",
        "14:30 on 3 May 2011",
        "2.30pm, 3 May 2011",
        "3/5/11\n14:30hrs",
        "2011-05-03T14:30",
        "2011-05-03T14:30:59.123",
    ],
)
def test_time_inside_the_date(text: str) -> None:
    at = "2011-05-03 14:30"
    assert shape(read(text)) == once(f"{at}..{at}")


@pytest.mark.parametrize(
    "text", ["25:00", "14:75", "0.30pm", "9", "when seen", "14:30am", "x" * 500]
)
def test_a_bad_time_leaves_the_date(text: str) -> None:
    reading = read("3/5/11", time=text)
    assert shape(reading) == once("2011-05-03")
    assert reading.when is not None
    assert not reading.when.timed
    assert "JU-D009" in codes(reading)


def test_a_bad_time_inside_the_date_leaves_the_date() -> None:
    reading = read("3 May 2011 25:00")
    assert shape(reading) == once("2011-05-03")
    assert "JU-D009" in codes(reading)


def test_unknown_time_says_nothing() -> None:
    for text in ("n/k", "unknown", "-", "", "?"):
        reading = read("3/5/2011", time=text)
        assert shape(reading) == once("2011-05-03")
        assert not reading.needs_attention


def test_two_times_are_kept_both() -> None:
    reading = read("3/5/11 14:30", time="15:00")
    assert shape(reading) == once("2011-05-03 14:30..2011-05-03 15:00")
    assert "JU-D026" in codes(reading)


def test_one_digit_hours_go_by_the_24_hour_clock_and_say_so() -> None:
    reading = read("3/5/11", time="3.30")
    assert shape(reading) == once("2011-05-03 03:30..2011-05-03 03:30")
    assert "JU-D023" in codes(reading)


# --- cells --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2011, 5, 3), "2011-05-03"),
        (datetime(2011, 5, 3), "2011-05-03"),
        (datetime(2011, 5, 3, 14, 30), "2011-05-03 14:30..2011-05-03 14:30"),
        (40666, "2011-05-03"),
        (40666.0, "2011-05-03"),
        ("40666", "2011-05-03"),
        (40666.5, "2011-05-03 12:00..2011-05-03 12:00"),
        (40665.99999, "2011-05-03"),
        (2010, "2010-01-01..2010-12-31"),
        (2010.0, "2010-01-01..2010-12-31"),
    ],
)
def test_cells(cell: object, expected: str) -> None:
    assert shape(read(cell)) == once(expected)


@pytest.mark.parametrize(
    "cell", [0, 7, -1, 60, 99999, 1e30, float("inf"), float("-inf"), True, [1], object()]
)
def test_numbers_that_are_no_dates(cell: object) -> None:
    reading = read(cell)
    assert reading.when is None
    assert codes(reading) == {"JU-D020"}


def test_not_a_number_is_blank() -> None:
    assert codes(read(float("nan"))) == {"JU-D001"}
    assert codes(read(None)) == {"JU-D001"}


def test_excel_leap_year_bug() -> None:
    from graphdb.dates.cells import excel_day

    assert excel_day(1) == date(1900, 1, 1)
    assert excel_day(59) == date(1900, 2, 28)
    assert excel_day(60) is None
    assert excel_day(61) == date(1900, 3, 1)
    assert excel_day(0) is None
    assert excel_day(10**12) is None


@pytest.mark.parametrize(
    "cell",
    [time(14, 30), 0.6041666667, 1430, datetime(1899, 12, 30, 14, 30), timedelta(hours=14.5)],
)
def test_time_cells(cell: object) -> None:
    at = "2011-05-03 14:30"
    assert shape(read("3/5/11", time=cell)) == once(f"{at}..{at}")
    assert shape(read(datetime(2011, 5, 3), time=cell)) == once(f"{at}..{at}")


def test_time_cell_without_its_leading_nought() -> None:
    assert shape(read("3/5/11", time=132)) == once("2011-05-03 01:32..2011-05-03 01:32")
    assert "JU-D009" in codes(read("3/5/11", time=9))
    assert "JU-D009" in codes(read("3/5/11", time=float("inf")))


# --- the end column -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("3/5/11", "5/5/11", lasting("2011-05-03", "2011-05-05")),
        (datetime(2011, 5, 3), datetime(2011, 5, 5), lasting("2011-05-03", "2011-05-05")),
        ("3/5/11", "20", lasting("2011-05-03", "2011-05-20")),
        ("3/5/11", "5 June", lasting("2011-05-03", "2011-06-05")),
        ("3/5/11", "ongoing", lasting("2011-05-03", "2011-05-03..")),
        ("3/5/11", "n/k", lasting("2011-05-03", "2011-05-03..")),
        ("3/5/11", "3/5/11", once("2011-05-03")),
        ("March 2010", "March 2010", once("2010-03-01..2010-03-31")),
        ("March 2010", "mid 2010", lasting("2010-03-01..2010-03-31", "2010-05-01..2010-08-31")),
        ("3/5/11", None, once("2011-05-03")),
        ("3/5/11", "", once("2011-05-03")),
        (
            "3/5/11 14:00",
            "15:30",
            lasting("2011-05-03 14:00..2011-05-03 14:00", "2011-05-03 15:30..2011-05-03 15:30"),
        ),
        ("3/5/11 14:00", "3/5/11", once("2011-05-03 14:00..2011-05-03 14:00")),
    ],
)
def test_end_column(
    start: object, end: object, expected: tuple[Extent, Interval, Interval]
) -> None:
    assert shape(read(start, end=end)) == expected


def test_how_often_is_kept_where_an_end_is_given() -> None:
    when = read("3 visits in May 2011", end="20 June 2011").when
    assert when is not None
    assert (when.extent, when.count) == (Extent.REPEATED, 3)


def test_end_before_start_is_refused() -> None:
    reading = read("3/5/11", end="1/5/11")
    assert reading.when is None
    assert "JU-D008" in codes(reading)


def test_an_end_that_cannot_be_read_is_left_open() -> None:
    reading = read("3/5/11", end="31/2/2012")
    assert shape(reading) == lasting("2011-05-03", "2011-05-03..")
    assert "JU-D027" in codes(reading)
    assert reading.needs_attention


# --- context ------------------------------------------------------------------------------


def _heading(text: str) -> DateContext:
    return DateContext(scope=SCOPE.scope, heading=read(text).when)


def _above(text: str) -> DateContext:
    return DateContext(scope=SCOPE.scope, previous=read(text).when)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("14th", _heading("March 2010"), "2010-03-14"),
        ("14", _heading("March 2010"), "2010-03-14"),
        ("Sun 14th", _heading("March 2010"), "2010-03-14"),
        ("14 March", _heading("2010"), "2010-03-14"),
        ("14/3", _heading("2010"), "2010-03-14"),
        ("March 14th", _heading("2010"), "2010-03-14"),
        ("March", _heading("2010"), "2010-03-01..2010-03-31"),
        ("early March", _heading("2010"), "2010-03-01..2010-03-10"),
        ("Summer", _heading("2010"), "2010-06-01..2010-08-31"),
        ("3 January", _heading("Winter 2009"), "2010-01-03"),
        ("14 December", _heading("Winter 2009"), "2009-12-14"),
        ("February", _heading("Winter 2009"), "2010-02-01..2010-02-28"),
        ("14 November", _heading("October 2009 to March 2010"), "2009-11-14"),
        ("", _heading("March 2010"), "2010-03-01..2010-03-31"),
        ("14:30", _heading("3/5/11"), "2011-05-03 14:30..2011-05-03 14:30"),
        ("14th", _above("3 May 2011"), "2011-05-14"),
        ("14 June", _above("3 May 2011"), "2011-06-14"),
        ("the following day", _above("3 May 2011"), "2011-05-04"),
        ("next day", _above("3 May 2011"), "2011-05-04"),
        ("following day", _above("31 Dec 2011"), "2012-01-01"),
        ("the day before", _above("3 May 2011"), "2011-05-02"),
        ("same day", _above("3 May 2011"), "2011-05-03"),
        ("later that day", _above("3 May 2011"), "2011-05-03"),
        ("later that day", _above("3 May 2011 14:30"), "2011-05-03 14:30..2011-05-03 23:59"),
        ("10 days later", _above("3 May 2011"), "2011-05-13"),
        ("two weeks later", _above("3 May 2011"), "2011-05-14..2011-05-20"),
        ("a month later", _above("3 May 2011"), "2011-05-27..2011-06-10"),
        ("one month later", _above("31 Jan 2011"), "2011-02-21..2011-03-07"),
        ("a few days later", _above("3 May 2011"), "2011-05-05..2011-05-10"),
        ("2 days earlier", _above("3 May 2011"), "2011-05-01"),
        ("the following week", _above("3 May 2011"), "2011-05-09..2011-05-15"),
        ("the following month", _above("3 May 2011"), "2011-06-01..2011-06-30"),
        ("the following day", _above("early May 2011"), "2011-05-02..2011-05-11"),
        ("that evening", _above("3 May 2011"), "2011-05-03 17:00..2011-05-03 23:59"),
        ("the following day at 3pm", _above("3 May 2011"), "2011-05-04 15:00..2011-05-04 15:00"),
        ("next morning", _above("3 May 2011"), "2011-05-04 05:00..2011-05-04 11:59"),
    ],
)
def test_completed_from_above(text: str, context: DateContext, expected: str) -> None:
    reading = read(text, context)
    assert shape(reading) == once(expected)
    assert codes(reading) & {"JU-D017", "JU-D018"}


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("14th", _heading("2010"), "JU-D006"),
        ("31st", _heading("Feb 2010"), "JU-D004"),
        ("14 March", _heading("2009 to 2011"), "JU-D006"),
        ("14 March", _heading("1990s"), "JU-D006"),
        ("14 March", DateContext(heading=UNDATED), "JU-D006"),
        ("1st", _above("3 May 2011"), "JU-D007"),
        ("14 March", _above("3 May 2011"), "JU-D007"),
        ("14th", _above("2010"), "JU-D007"),
        ("the following day", _above("2010"), "JU-D007"),
        ("the following day", _above("undated"), "JU-D007"),
        ("two weeks later", _above("since March 2010"), "JU-D007"),
    ],
)
def test_not_completed(text: str, context: DateContext, code: str) -> None:
    reading = read(text, context)
    assert reading.when is None
    assert reading.notes[-1].code == code


@pytest.mark.parametrize(
    ("scope", "text", "year"),
    [
        (None, "3/5/11", 2011),
        (None, "3/5/49", 2049),
        (None, "3/5/50", 1950),
        ((date(1995, 1, 1), date(2001, 1, 1)), "3/5/98", 1998),
        ((date(1940, 1, 1), date(1960, 1, 1)), "3/5/45", 1945),
        ((date(2040, 1, 1), date(2060, 1, 1)), "3/5/55", 2055),
        ((date(2005, 1, 1), date(2016, 1, 1)), "3/5/62", 1962),
        ((date(2005, 1, 1), date(2016, 1, 1)), "3/5/70", 1970),
    ],
)
def test_two_digit_years(scope: tuple[date, date] | None, text: str, year: int) -> None:
    reading = read(text, DateContext(scope=scope))
    assert shape(reading) == once(f"{year}-05-03")
    assert codes(reading) == {"JU-D011" if scope is None else "JU-D010"}


def test_a_year_as_near_to_both_centuries_is_refused() -> None:
    context = DateContext(scope=(date(1970, 1, 1), date(1980, 1, 1)))
    assert codes(read("3/5/25", context)) == {"JU-D022"}


@pytest.mark.parametrize(
    ("text", "extent", "expected"),
    [
        ("3–5 May 2016", Extent.ONCE, once("2016-05-03..2016-05-05")),
        ("3–5 May 2016", Extent.REPEATED, repeated("2016-05-03", "2016-05-05")),
        ("between 3 and 5 May 2016", Extent.LASTING, lasting("2016-05-03", "2016-05-05")),
        ("14 visits 2010–12", Extent.ONCE, once("2010-01-01..2012-12-31")),
        ("March 2010", Extent.LASTING, lasting("2010-03-01..2010-03-31", "2010-03-01..2010-03-31")),
        ("3/5/11", Extent.ONCE, once("2011-05-03")),
        ("3/5/11", Extent.REPEATED, repeated("2011-05-03", "2011-05-03")),
    ],
)
def test_a_person_overrides_the_words(
    text: str, extent: Extent, expected: tuple[Extent, Interval, Interval]
) -> None:
    context = DateContext(scope=SCOPE.scope, extent=extent)
    assert shape(read(text, context)) == expected


def test_the_hint_that_a_row_lasts() -> None:
    moment = DateContext(lasts=False)
    contact = DateContext(lasts=True)
    assert shape(read("3–5 May 2016", moment)) == once("2016-05-03..2016-05-05")
    assert shape(read("since 3 May 2016", contact)) == lasting("2016-05-03", "2016-05-03..")
    assert shape(read("until 3 May 2016", contact)) == lasting("..2016-05-03", "2016-05-03")
    assert shape(read("March 2010", contact)) == once("2010-03-01..2010-03-31")


def test_how_far_approximate_reaches_can_be_set() -> None:
    context = DateContext(approx_days=2)
    assert shape(read("circa 3 May 2011", context)) == once("2011-05-01..2011-05-05")


# --- what is said -------------------------------------------------------------------------


def test_a_weekday_that_contradicts_is_reported_and_the_date_read() -> None:
    reading = read("Wed 3 May 2011")
    assert shape(reading) == once("2011-05-03")
    (note,) = reading.notes
    assert note.code == "JU-D012"
    assert "Tuesday" in note.message


def test_month_first_is_refused_with_the_date_to_write() -> None:
    assert "13 May 2011" in read("5/13/2011").notes[-1].message


def test_unread_text_is_quoted_on_one_line_and_trimmed() -> None:
    message = read("see\nfile \u202e" + "y" * 80).notes[-1].message
    assert "…”" in message
    assert "\n" not in message
    assert "\u202e" not in message
    assert len(message) < 220


def test_text_as_written_is_kept() -> None:
    when = read(" early March 2010 ", time="3pm").when
    assert when is not None
    assert when.written == "early March 2010, 3pm"


def test_a_row_before_1900_is_noted_and_the_template_year_known() -> None:
    from graphdb.dates import is_template_year

    template = read("01/01/0100")
    assert is_template_year(template)
    assert template.when is not None
    assert is_template_year(template.when)
    assert not is_template_year(read("3/5/11"))
    assert not is_template_year(read("undated"))
    assert not is_template_year(read("nothing"))
    assert "JU-D028" in codes(read("3 May 1811"))


def test_the_helpers_agree_with_the_model() -> None:
    assert interval("2011-05-03") == Interval.of_days(date(2011, 5, 3))
    assert minute("2011-05-03 00:00") == minute("2011-05-03")
    assert isinstance(day(2011, 5, 3), When)


# --- days that are counted ------------------------------------------------------------------

COUNTING = DateContext(scope=SCOPE.scope, day_1=date(2011, 5, 2))

COUNTED = {
    "day 1": "2011-05-02",
    "Day 2": "2011-05-03",
    "day 0": "2011-05-01",
    "day -1": "2011-04-30",
    "day 214": "2011-12-01",
    "on day 3": "2011-05-04",
    "about day 10": "2011-05-04..2011-05-18",
    "between day 2 and day 8": "2011-05-03..2011-05-09",
    "between day -3 and day -1": "2011-04-28..2011-04-30",
    "day 2 or day 4": "2011-05-03..2011-05-05",
    "by day 2": "..2011-05-03",
    "before day 3": "..2011-05-03",
}


@pytest.mark.parametrize(("text", "expected"), COUNTED.items())
def test_a_day_is_counted_from_day_1(text: str, expected: str) -> None:
    reading = read_when(text, context=COUNTING)
    assert reading.when is not None
    assert (reading.when.extent, reading.when.start, reading.when.end) == once(expected)


def test_counted_days_have_times_and_ends() -> None:
    at = read_when("day 2", time="14:05", context=COUNTING).when
    assert at is not None
    assert at.earliest == at.latest == minute_of(date(2011, 5, 3), 14, 5)
    inside = read_when("day 2 at 14:05", context=COUNTING).when
    assert inside is not None
    assert inside.start == at.start
    for text, end in (("day 2", "day 4"), ("day 2 to day 4", None)):
        lasting = read_when(text, end=end, context=COUNTING).when
        assert lasting is not None
        assert lasting.extent is Extent.LASTING
        assert (lasting.start, lasting.end) == (interval("2011-05-03"), interval("2011-05-05"))
    since = read_when("since day 2", context=COUNTING).when
    assert since is not None
    assert (since.earliest, since.latest) == (minute_of(date(2011, 5, 3)), None)
    often = read_when("14 times, between day 2 and day 8", context=COUNTING).when
    assert often is not None
    assert (often.extent, often.count) == (Extent.REPEATED, 14)
    following = read_when("the following day", context=replace(COUNTING, previous=at)).when
    assert following is not None
    assert following.start == interval("2011-05-04")


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("day 214", SCOPE, "JU-D032"),
        ("between day 2 and day 8", DateContext(), "JU-D032"),
        ("day 999999", DateContext(day_1=date(9000, 1, 1)), "JU-D004"),
        ("day -999999", COUNTING, "JU-D004"),
        ("day 2 to May", COUNTING, "JU-D006"),
        ("early day 2", COUNTING, "JU-D002"),
        ("Monday day 2", COUNTING, "JU-D002"),
        ("w/c day 2", COUNTING, "JU-D002"),
        ("between day 8 and day 2", COUNTING, "JU-D008"),
        ("day 1234567", COUNTING, "JU-D002"),
        ("day two", COUNTING, "JU-D002"),
    ],
)
def test_a_counted_day_that_is_not_read(text: str, context: DateContext, code: str) -> None:
    reading = read_when(text, context=context)
    assert reading.when is None
    assert code in [note.code for note in reading.notes]
