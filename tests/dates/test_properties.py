"""What holds of every date, whatever the text."""

from __future__ import annotations

import ast
import datetime as dt
import time as clock
from dataclasses import replace
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

import graphdb.dates
from graphdb.dates import (
    CODES,
    UNDATED,
    DateContext,
    Extent,
    Interval,
    When,
    minute_of,
    moment_of,
    read_when,
    show_interval,
    show_minute,
    show_when,
    to_edtf,
)
from tests.dates.helpers import SCOPE

LAST_DAY = dt.date(2099, 12, 31)
days = st.dates(dt.date(1900, 1, 1), LAST_DAY)
minutes = st.integers(0, minute_of(dt.date.max, 23, 59))


@st.composite
def intervals(draw: st.DrawFn, *, whole_days: bool = False) -> Interval:
    """Any interval, open or closed."""
    first, last = sorted((draw(minutes), draw(minutes)))
    if whole_days:
        first, last = first - first % 1440, last - last % 1440 + 1439
    sides = draw(st.sampled_from(("both", "both", "first", "last", "none")))
    return Interval(
        first if sides in ("both", "first") else None,
        last if sides in ("both", "last") else None,
    )


@st.composite
def periods(draw: st.DrawFn) -> Interval:
    """A day, month, year or decade, where the printed form is special."""
    year = draw(st.integers(10, 9980))
    month = draw(st.integers(1, 12))
    return draw(
        st.sampled_from(
            [
                Interval.of_days(dt.date(year, month, 1)),
                Interval(
                    minute_of(dt.date(year, month, 1)),
                    minute_of(dt.date(year + month // 12, month % 12 + 1, 1)) - 1,
                ),
                Interval(minute_of(dt.date(year, 1, 1)), minute_of(dt.date(year + 1, 1, 1)) - 1),
                Interval(
                    minute_of(dt.date(year - year % 10, 1, 1)),
                    minute_of(dt.date(year - year % 10 + 10, 1, 1)) - 1,
                ),
            ]
        )
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any date that the model allows."""
    start = draw(intervals() | periods())
    extent = draw(st.sampled_from(Extent))
    if extent is Extent.ONCE:
        return When.once(start, timed=draw(st.booleans()))
    end = draw(intervals() | periods())
    if end.certainly_before(start):
        start, end = end, start
    count = draw(st.none() | st.integers(2, 99)) if extent is Extent.REPEATED else None
    return When(start, end, extent, count=count)


# Text made of the reader's own words finds more than text made of any characters.
# fmt: off
WORDS = (
    "3", "14th", "31", "2010", "11", "99", "0000", "May", "march", "Feb.", "early", "mid",
    "late", "end", "of", "before", "after", "between", "and", "to", "–", "-", "/", ".", ",", "?",
    "~", "(", ")", "[", "]", "{", "}", "..", "circa", "c.", "w/c", "w/e", "week", "first",
    "last", "spring", "winter", "Q1", "x3", "visits", "14:30", "25:00", "2pm", "1400hrs",
    "overnight", "evening", "midnight", "approx", "the", "following", "day", "later", "that",
    "two", "weeks", "ongoing", "since", "until", "by", "XX", "201X", "T", "2010-03", "9999",
    "0001", "24:00", "undated", "several", "from", "on", "3/5/11", "31/12/9999", "1/1/0001",
    "1990s", "throughout", "twice", "Tues", "³", "—", "&", "or", "\u202e", "\u00a0",
)
# fmt: on
words = st.sampled_from(WORDS)
phrases = st.lists(words, max_size=12).flatmap(
    lambda pieces: st.sampled_from((" ", "", "-", "/")).map(lambda glue: glue.join(pieces))
)
texts = phrases | st.text(max_size=130)
contexts = st.builds(
    DateContext,
    scope=st.none() | st.tuples(days, days),
    previous=st.none() | whens(),
    heading=st.none() | whens(),
    extent=st.none() | st.sampled_from(Extent),
    lasts=st.none() | st.booleans(),
)
cells = (
    texts
    | st.none()
    | st.floats()
    | st.integers()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.booleans()
)


@settings(max_examples=600, deadline=None)
@given(cells, st.none() | texts | st.floats() | st.times() | st.timedeltas(), cells, contexts)
def test_never_raises_and_every_answer_is_whole(
    text: object, time: object, end: object, context: DateContext
) -> None:
    reading = read_when(text, time=time, end=end, context=context)  # type: ignore[arg-type]
    assert all(note.code in CODES and note.message for note in reading.notes)
    when = reading.when
    if when is None:
        assert reading.needs_attention
        return
    assert not when.end.certainly_before(when.start)
    for minute in (when.start.earliest, when.start.latest, when.end.earliest, when.end.latest):
        assert minute is None or moment_of(minute)
    if context.extent is not None and text and not (when.start.is_undated or context.heading):
        assert when.extent is context.extent
    assert show_when(when).isprintable()


@settings(max_examples=400, deadline=None)
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_when(text, context=SCOPE) == read_when(text, context=SCOPE)


@settings(max_examples=300, deadline=None)
@given(days)
def test_what_is_shown_reads_back(day: dt.date) -> None:
    when = When.once(Interval.of_days(day))
    again = read_when(show_when(when)).when
    assert again is not None
    assert replace(again, written="") == when


@settings(max_examples=300, deadline=None)
@given(minutes)
def test_a_minute_reads_back(minute: int) -> None:
    shown = show_minute(minute, with_time=True)
    again = read_when(shown).when
    assert again is not None
    assert again.start == Interval(minute, minute)


@settings(max_examples=300, deadline=None)
@given(intervals(whole_days=True))
def test_an_interval_of_days_reads_back(interval: Interval) -> None:
    again = read_when(show_interval(interval)).when
    old_year = interval.earliest is not None and moment_of(interval.earliest).year < 1900
    if again is None:  # a bare year long past is refused
        assert old_year
        return
    assert again.start == interval


@settings(max_examples=200, deadline=None)
@given(days, st.sampled_from("./-–\\ "), st.booleans())
def test_the_separator_changes_nothing(day: dt.date, mark: str, short: bool) -> None:
    year = f"{day.year % 100:02}" if short else f"{day.year}"
    expected = read_when(f"{day.day}/{day.month}/{year}", context=SCOPE)
    given_text = f"{day.day:02}{mark}{day.month:02}{mark}{year}"
    reading = read_when(given_text, context=SCOPE)
    assert expected.when is not None
    assert reading.when is not None
    assert reading.when.start == expected.when.start
    assert reading.notes == expected.notes


@settings(max_examples=150, deadline=None)
@given(whens())
def test_what_is_printed_parses_as_edtf(when: When) -> None:
    assert parse_edtf(to_edtf(when)) is not None


@settings(max_examples=300, deadline=None)
@given(days, days)
def test_edtf_reads_back(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    once = When.once(Interval.of_days(first, last))
    again = read_when(to_edtf(once)).when
    assert again is not None
    assert again.start.earliest is not None
    assert once.latest is not None
    assert again.start.earliest <= once.start.earliest  # type: ignore[operator]
    assert again.latest is None or again.latest >= once.latest
    span = When(Interval.of_days(first), Interval.of_days(last), Extent.LASTING)
    again = read_when(to_edtf(span)).when
    assert again is not None
    assert (again.start, again.end, again.extent) == (span.start, span.end, span.extent)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_what_is_read_prints_as_edtf(text: str) -> None:
    when = read_when(text, context=SCOPE).when
    if when is not None:
        printed = to_edtf(when)
        assert printed
        assert printed == to_edtf(replace(when, written="something else"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When.once(Interval.of_days(dt.date(2010, 3, 5))), "2010-03-05"),
        (When.once(Interval.of_days(dt.date(2010, 3, 1), dt.date(2010, 3, 31))), "2010-03"),
        (When.once(Interval.of_days(dt.date(2010, 1, 1), dt.date(2010, 12, 31))), "2010"),
        (When.once(Interval.of_days(dt.date(2010, 1, 1), dt.date(2019, 12, 31))), "201X"),
        (
            When.once(Interval.of_days(dt.date(2010, 3, 1), dt.date(2010, 3, 10))),
            "[2010-03-01..2010-03-10]",
        ),
        (When.once(Interval(minute_of(dt.date(2010, 3, 5)), None)), "[2010-03-05..]"),
        (When.once(Interval(None, minute_of(dt.date(2010, 3, 5)))), "[..2010-03-05]"),
        (UNDATED, "XXXX"),
    ],
)
def test_printed_forms(when: When, expected: str) -> None:
    assert to_edtf(when) == expected
    assert parse_edtf(expected) is not None


HOSTILE = [
    "?" * 120,
    "? " * 60,
    "3-" * 60,
    "3 – " * 30,
    "( " * 60,
    "early " * 20,
    "between " * 15,
    "14:30 " * 20,
    "at 3pm to " * 12,
    "3/5/11 - " * 13,
    "night of " * 13,
    "1 " * 60,
    "ongoing " * 15,
    "visits " * 17,
    "a" * 100_000,
    " " * 100_000,
    "3/5/11" + " " * 100_000,
    "3/" * 50_000,
    "9" * 100_000,
    "\u202e" * 100_000,
    "\x00" * 100,
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A1",
    "'); DROP TABLE events;--",
    "\ud800",
    "🗓" * 40,
    "²" * 110,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_refused_quickly(text: str) -> None:
    begin = clock.perf_counter()
    readings = [
        read_when(text),
        read_when(text, time=text),
        read_when("3/5/11", time=text),
        read_when("3/5/11", end=text),
    ]
    assert clock.perf_counter() - begin < 1.0
    assert all(len(note.message) < 600 for reading in readings for note in reading.notes)


def test_padding_is_not_length() -> None:
    assert read_when(" " * 300 + "3 May 2011" + " " * 300).when is not None


def test_nothing_asks_what_day_it_is_or_what_the_locale_is() -> None:
    """No call of today, now, strftime or strptime anywhere in the package."""
    folder = Path(graphdb.dates.__file__).parent
    forbidden = {"today", "now", "utcnow", "strftime", "strptime", "localtime", "setlocale"}
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not used & forbidden, path.name


def test_every_code_is_named_in_the_docs() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "dates.md"
    text = page.read_text(encoding="utf-8")
    assert [code for code in CODES if code not in text] == []
