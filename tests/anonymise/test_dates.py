"""Dates moved for a pack: weekdays, order and doubt stay, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import joinedup
from graphdb.case_view import LONG_AGO
from graphdb.dates import DateContext, Extent, Interval, When, minute_of, moment_of, read_when
from graphdb.dates.working import after_working_days, bank_holidays
from graphdb.model import RuleChange
from joinedup.anonymise.dates import (
    LAST_MINUTE,
    DateMode,
    Noting,
    Shift,
    days_of,
    draw_shift,
    moved_records,
    moved_settings,
    noting_holidays,
    shift_of,
)
from joinedup.anonymise.when_cells import write_cells
from queries.after import Within
from queries.rules import rules_of
from tests.anonymise.packs import AMBER

CASE = joinedup.load(AMBER)
days = st.dates(date(1950, 1, 1), date(2060, 1, 1))
salts = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(salts, st.sampled_from(list(DateMode)))
def test_an_offset_is_weeks_and_never_none(salt: str, mode: DateMode) -> None:
    shift = draw_shift(CASE.records, salt, mode)
    assert shift.days
    assert shift.days % 7 == 0
    assert shift == draw_shift(CASE.records, salt, mode)
    assert 2 * 365 < abs(shift.days) < 20 * 365
    # no day of the pack is a day of the case
    days = days_of(CASE.records)
    assert not days & days_of(moved_records(CASE.records, shift))


def test_neither_death_nor_first_nor_last_row_is_at_christmas() -> None:
    rows = [e.when for e in CASE.records.events]
    first = min(moment_of(w.earliest).date() for w in rows if w.earliest is not None)
    last = max(moment_of(w.latest).date() for w in rows if w.latest is not None)
    fatal = CASE.records.case.fatal_incident
    assert fatal is not None
    assert fatal.latest is not None
    for number in range(300):
        shift = draw_shift(CASE.records, f"{number:064x}")
        for day in map(shift.day, (first, last, moment_of(fatal.latest).date())):
            assert (day.month, day.day) not in {(12, 24), (12, 25), (12, 26)}


def test_offsets_differ() -> None:
    drawn = {draw_shift(CASE.records, f"{n:064x}").days for n in range(200)}
    assert len(drawn) > 150
    assert min(drawn) < 0 < max(drawn)


def test_no_offset_is_refused() -> None:
    for wrong in (0, 8):
        with pytest.raises(ValueError, match="multiple of seven"):
            Shift(DateMode.OFFSET, wrong)


@given(days, days, salts)
def test_weekdays_and_intervals_stay(one: date, other: date, salt: str) -> None:
    shift = draw_shift(CASE.records, salt)
    assert shift.day(one).weekday() == one.weekday()
    assert shift.day(other) - shift.day(one) == other - one


@given(days, st.integers(0, 400), salts)
def test_by_year_a_row_is_only_widened(first: date, length: int, salt: str) -> None:
    shift = draw_shift(CASE.records, salt, DateMode.YEAR)
    when = When.once(Interval.of_days(first, first + timedelta(days=length)))
    exact = shift.interval(when.start)
    wide = shift.when(when)
    assert wide.earliest is not None
    assert exact.earliest is not None
    assert wide.latest is not None
    assert exact.latest is not None
    assert wide.earliest <= exact.earliest
    assert exact.latest <= wide.latest
    assert wide.earliest == minute_of(shift.day(first).replace(month=1, day=1))


# -- what begins on a date ---------------------------------------------------------------


def _rule(records_shift: Shift, finding: str, name: str) -> date | None:
    settings = moved_settings(CASE.records, records_shift)
    return next(r.start for r in rules_of(settings.rules) if (r.finding, r.name) == (finding, name))


@given(salts)
def test_what_begins_on_a_date_begins_between_the_same_two(salt: str) -> None:
    shift = draw_shift(CASE.records, salt)
    since = _rule(shift, "referral-none", "MARAC or a domestic abuse service")
    assert since is not None
    for event in CASE.records.events:
        low = event.when.earliest
        if low is not None:
            began = low >= minute_of(date(2009, 3, 1))
            assert (low + shift.days * 1440 >= minute_of(since)) == began
    # the beginning of a month, or the day that everybody knows: it tells nobody how far dates moved
    assert since.day == 1


def test_what_began_between_two_days_moves_with_them() -> None:
    row = next(e for e in CASE.records.events if e.when.is_single_day)
    near = [When.once(Interval.of_days(date(2009, m, d))) for m, d in ((2, 28), (3, 1))]
    rows = tuple(replace(row, when=when) for when in near)
    records = replace(CASE.records, events=rows)
    shift = Shift(DateMode.OFFSET, 700)
    starts = {c.name: c.start for c in moved_settings(records, shift).rules}
    assert starts["MARAC or a domestic abuse service"] == shift.day(date(2009, 3, 1))
    dash = next(e for e in records.settings.assessment_expected if "police" in e.sectors)
    assert dash.start == date(2009, 3, 1)
    moved = moved_settings(records, shift).assessment_expected
    assert next(e.start for e in moved if "police" in e.sectors) == shift.day(dash.start)


def test_a_case_s_own_rule_moves() -> None:
    own = RuleChange("no-response", "ours", kinds=("disclosure",), start=date(2012, 5, 1))
    settings = replace(CASE.records.settings, rules=(own,))
    shift = Shift(DateMode.OFFSET, -70)
    found = moved_settings(replace(CASE.records, settings=settings), shift).rules
    assert next(r.start for r in found if r.name == "ours") == shift.day(date(2012, 5, 1))


def test_bank_holidays_are_noted_when_they_matter() -> None:
    free = Noting({date(2012, 5, 7), date(2012, 12, 25)})
    assert after_working_days(date(2012, 5, 4), 1, free) == date(2012, 5, 8)
    assert free.asked == {date(2012, 5, 7)}
    assert bank_holidays(2012) <= noting_holidays(CASE.records)


def test_bank_holidays_of_the_case_stand_in_place_of_the_calendar(tmp_path: Path) -> None:
    joinedup_case = tmp_path / "case"
    joinedup_case.mkdir()
    text = (AMBER / "case.toml").read_text(encoding="utf-8")
    text += "\n[dates]\nbank_holidays = [2012-05-08]\n"
    text += "[findings.assessment_from]\npolice = 2011-05-03\n"
    (joinedup_case / "case.toml").write_text(text, encoding="utf-8")
    settings = joinedup.load(joinedup_case).records.settings
    assert settings.bank_holidays == frozenset({date(2012, 5, 8)})
    assert after_working_days(date(2012, 5, 4), 1, settings.bank_holidays) == date(2012, 5, 7)
    assert after_working_days(date(2012, 5, 7), 1, settings.bank_holidays) == date(2012, 5, 9)
    police = [e.start for e in settings.assessment_expected if "police" in e.sectors]
    assert police == [date(2011, 5, 3)]


# -- cells -------------------------------------------------------------------------------

WRITTEN = [
    "14 March 2012",
    "early March 2010",
    "w/c 3.5.11",
    "Summer 2009",
    "?22 May 2016",
    "between April and June 2012",
    "since May 2011",
    "by 3 May 2011",
    "before 3 May 2011",
    "after 3 May 2011",
    "May to September 2012",
    "throughout 2010",
    "since May 2011, ongoing",
    "14 GP visits, 2010 to 2012",
    "regularly in 2011",
    "3, 4 and 9 May 2012",
    "3 or 9 May 2012",
    "2009/10",
    "the 1990s",
    "undated",
    "overnight 3 to 4 May 2011",
    "3 May 2011 at 20:15",
    "3 May 2011, evening",
    "3 May 2011, night",
    "3 May 2011 approx 2000hrs",
    "3 May 2011, 14:00-15:30",
    "support from March 2011 to June 2012",
    "until June 2012",
]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("mode", list(DateMode))
def test_what_is_written_is_read_as_what_was_meant(written: str, mode: DateMode) -> None:
    context = DateContext(scope=(date(2009, 1, 1), date(2013, 1, 1)))
    when = read_when(written, context=context).when
    assert when is not None
    for salt in ("00" * 32, "17" * 32):
        moved = draw_shift(CASE.records, salt, mode).when(when)
        cells = write_cells(moved, "", context)
        assert not cells.wider
        assert cells.when is not None
        assert (cells.when.start, cells.when.end) == (moved.start, moved.end)
        assert (cells.when.extent, cells.when.count) == (moved.extent, moved.count)


def test_the_agency_s_own_words_stay_where_they_say_the_same() -> None:
    context = DateContext(scope=(date(2009, 1, 1), date(2013, 1, 1)))
    when = read_when("early March 2010", context=context).when
    assert when is not None
    assert write_cells(when, "early March 2010", context).date == "early March 2010"
    assert write_cells(when, "early April 2010", context).date == (
        "between 1 March 2010 and 10 March 2010"
    )


@pytest.mark.parametrize(
    "low", [None, 0, minute_of(date(2012, 1, 1)), minute_of(date(9999, 12, 1))]
)
def test_the_last_month_of_the_calendar_is_written_like_any_other(low: int | None) -> None:
    until = Interval(low, LAST_MINUTE)
    cells = write_cells(When(until, until), "", DateContext())
    assert cells.when is not None
    assert cells.when.start == until
    assert not cells.wider


def test_a_date_that_no_cell_says_is_written_wider() -> None:
    low = minute_of(date(2012, 5, 3), 7, 11)
    odd = When(Interval(low, low + 5000), Interval(low + 9000, low + 9999), Extent.LASTING)
    cells = write_cells(odd, "", DateContext())
    assert cells.when is not None
    assert cells.when.earliest is not None
    assert cells.when.earliest <= low


def test_records_keep_all_but_their_dates() -> None:
    shift = draw_shift(CASE.records, "31" * 32)
    moved = moved_records(CASE.records, shift)
    assert [e.event_id for e in moved.events] == [e.event_id for e in CASE.records.events]
    assert moved.agencies[0].coverage.start == shift.maybe(CASE.records.agencies[0].coverage.start)


@pytest.mark.parametrize("mode", list(DateMode))
@pytest.mark.parametrize("days", [-3031, 3031])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_what_stands_for_no_date_at_all_stays_in_the_calendar(
    day: date, days: int, mode: DateMode
) -> None:
    """Some systems write 31/12/9999 for no end, and 01/01/0001 where they have no day."""
    at = Interval.of_days(day, day)
    first = replace(CASE.records.events[0], when=When(at, at))
    records = replace(CASE.records, events=(first, *CASE.records.events[1:]))
    shift = shift_of(records, mode, days)
    moved = moved_records(records, shift)
    usual = moved_records(CASE.records, shift)
    assert moved.events[1:] == usual.events[1:]
    assert (moved.events[0].when.earliest or 0) >= LONG_AGO
    assert (moved.events[0].when.latest or 0) <= LAST_MINUTE
    assert moved.settings.rules


def test_rules_count_by_the_bank_holidays_of_the_case() -> None:
    friday, monday, tuesday = date(2016, 6, 3), date(2016, 6, 6), date(2016, 6, 7)
    ends = {}
    for free in (frozenset[date](), frozenset({monday})):
        rule = next(r for r in rules_of((), free) if r.finding == "no-response")
        within = Within.of(replace(rule, days=1, working_days=True))
        ends[len(free)] = within.until(friday.toordinal() - 1)
    assert ends == {0: minute_of(monday, 23, 59), 1: minute_of(tuesday, 23, 59)}
