"""Dates as people read them."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from datetime import date

import pytest

import graphdb.dates
from graphdb.dates import minute_of, show_days, show_interval, show_minute, show_when
from tests.dates.helpers import interval, read

SHOWN = {
    "14/3/12": "14 March 2012",
    "14/3/12 01:32": "14 March 2012, 01:32",
    "14/3/12 evening": "14 March 2012, between 17:00 and 23:59",
    "March 2010": "March 2010",
    "2009": "2009",
    "early March 2010": "early March 2010 (as written)",
    "w/c 3.5.11": "w/c 3.5.11 (as written)",
    "Nov/Dec 2006": "Nov/Dec 2006 (as written)",
    "[2010-03-01..2010-03-10]": "[2010-03-01..2010-03-10] (as written)",
    "since 3 May 2011": "since 3 May 2011",
    "before 3 May 2011": "by 2 May 2011",
    "14/3/12 – 2/4/12": "14 March 2012 to 2 April 2012",
    "14 March 2012, 14:00-15:30": "14 March 2012, 14:00 to 15:30",
    "October 2008 – February 2017": "October 2008 to February 2017",
    "since 3 May 2011, ongoing": "since 3 May 2011, no end given",
    "../2010": "until 2010",
    "14 visits 2010–12": "14 times, 2010 to 2012",
    "various dates in 2010": "more than once, 2010",
    "undated": "undated",
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.items())
def test_show_when(text: str, expected: str) -> None:
    when = read(text).when
    assert when is not None
    assert show_when(when) == expected


def test_words_that_name_no_year_are_shown_with_the_days() -> None:
    from dataclasses import replace

    from tests.dates.helpers import SCOPE

    above = replace(SCOPE, previous=read("3 May 2011").when)
    when = read("two weeks later", above).when
    assert when is not None
    assert show_when(when) == "between 14 May 2011 and 20 May 2011 (two weeks later, as written)"


def test_without_the_text_a_doubt_is_shown_as_days() -> None:
    assert show_interval(interval("2010-03-01..2010-03-10")) == (
        "between 1 March 2010 and 10 March 2010"
    )
    assert show_interval(interval("..")) == "undated"


def test_show_minute() -> None:
    minute = minute_of(date(2012, 3, 14), 1, 32)
    assert show_minute(minute) == "14 March 2012"
    assert show_minute(minute, with_time=True) == "14 March 2012, 01:32"


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (3, 3, "3 days"),
        (1, 1, "1 day"),
        (0, 0, "0 days"),
        (3, 17, "between 3 and 17 days"),
        (0, 1, "between 0 and 1 day"),
        (3, None, "at least 3 days"),
        (None, 17, "at most 17 days"),
        (None, None, "not known"),
        (1200, 1200, "1,200 days"),
    ],
)
def test_show_days(least: int | None, most: int | None, expected: str) -> None:
    assert show_days(least, most) == expected


def test_examples_in_the_docstrings() -> None:
    for module in pkgutil.iter_modules(graphdb.dates.__path__, "graphdb.dates."):
        failed, _ = doctest.testmod(importlib.import_module(module.name))
        assert failed == 0, module.name
