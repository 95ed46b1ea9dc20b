"""What was vague is written so that its edges do not tell how far a pack's dates were moved."""

from __future__ import annotations

import os
import tempfile
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdb.dates import (
    MINUTES_PER_DAY,
    DateContext,
    Interval,
    When,
    minute_of,
    moment_of,
    read_when,
)
from graphdb.dates.parts import month_end
from graphdb.model import CaseRecords, Event, Pathway, ReviewStatus
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise import coarse
from joinedup.anonymise import pack as pack_of
from joinedup.anonymise.coarse import (
    Growth,
    Left,
    Unit,
    _Beside,
    _dared,
    _Grower,
    _is_years,
    _Item,
    _one_day,
    _wider_days,
    begins,
    ends,
    telling_sides,
    tells,
)
from joinedup.anonymise.dates import (
    ALWAYS,
    DateMode,
    days_of,
    draw_shift,
    moved_settings,
    plain_end,
    plain_start,
    shift_of,
)
from joinedup.anonymise.ids import new_ids
from joinedup.anonymise.jobs import Jobs
from joinedup.anonymise.made import Made, make, without_guesses
from joinedup.anonymise.pack import PackOptions, _Filled, _Making, _told, _written, make_pack
from joinedup.anonymise.readme import About, readme
from joinedup.anonymise.second import Here
from joinedup.anonymise.telling import NO_EDGES, Difference, Edges, Telling, differences
from joinedup.anonymise.truth import same_truth
from joinedup.anonymise.when_cells import write_cells
from joinedup.case import JoinedUpCase, load
from queries import Results
from queries.rules import defaults
from tests.anonymise.packs import (
    SALT,
    TOGETHER,
    SameWords,
    example,
    example_pack,
    generated,
    packed,
    vague,
)

pytestmark = TOGETHER
CASE = example()
SALTS = (SALT, "01" * 32, "77" * 32, "fe" * 32)
#: What an attacker tries: every number of weeks, twenty years either way.
OFFSETS = range(-7 * 1040, 7 * 1041, 7)
_MONTHS = [date(y, m, 1).toordinal() for y in range(1930, 2090) for m in range(1, 13)]
_YEARS = [date(y, 1, 1).toordinal() for y in range(1930, 2090)]
_FIRSTS = frozenset(_MONTHS)
#: Of these `make test` alone tries the first, CI the last, too; each takes seconds.
SOME_SALTS = [SALTS[0], pytest.param(SALTS[-1], marks=pytest.mark.thorough)]


def _example(salt: str = SALT, mode: DateMode = DateMode.OFFSET) -> tuple[Made, JoinedUpCase, str]:
    """Return the example's pack, what loads of it, and its case.toml."""
    made, pack, folder = example_pack(salt, mode)
    return made, pack, (folder / "case.toml").read_text(encoding="utf-8")


# -- the attack --------------------------------------------------------------------------


def windows_of(records: CaseRecords) -> Iterator[Interval]:
    """Yield every window that the rows of a pack say, but for single days, nights and weeks."""
    for event in records.events:
        for when in (event.when, event.learned):
            for interval in set() if when is None else {when.start, when.end}:
                low, high = interval.earliest, interval.latest
                if low is None or high is None or high - low >= 2 * MINUTES_PER_DAY:
                    yield interval


def days_told(records: CaseRecords, text: str) -> set[int]:
    """Return every day of a pack that somebody may take for the first of a month that was moved.

    The first day of a window and the day after its last; scope and coverage, likewise; and every
    day that case.toml gives a rule, a pathway or a shared record.
    """
    starts, lasts = set[date](), set[date]()
    for window in windows_of(records):
        if window.earliest:
            starts.add(moment_of(window.earliest).date())
        if window.latest is not None:
            lasts.add(moment_of(window.latest).date())
    coverage = [a.coverage for a in records.agencies]
    starts |= {d for d in (records.case.scope_from, *(c.start for c in coverage)) if d}
    lasts |= {d for d in (records.case.scope_to, *(c.end for c in coverage)) if d}
    case = tomllib.loads(text)
    for table in ("rule", "pathway", "record_access"):
        for one in case.get(table, []):
            starts |= {one[k] for k in ("from", "starts") if isinstance(one.get(k), date)}
            lasts |= {one[k] for k in ("until", "ends", "to") if isinstance(one.get(k), date)}
    starts |= set(case.get("findings", {}).get("assessment_from", {}).values())
    return {d.toordinal() for d in starts} | {d.toordinal() + 1 for d in lasts}


def as_good(told: set[int], true: int) -> tuple[int, int]:
    """Return how many days fit the true offset, and how many other offsets fit as many or more.

    A day fits an offset that makes it the first of a month (and with it every first of a year).
    """
    fits = {by: sum(day - by in _FIRSTS for day in told) for by in OFFSETS}
    return fits[true], sum(by != true and many >= fits[true] for by, many in fits.items())


def possible(original: CaseRecords, made: Made, *, exact: bool = False) -> int:
    """Return how many offsets are left to somebody who knows what each window was.

    Where it was a whole month, or years, there has to be one in the window of the pack.
    """
    wide = {e.event_id: e.when for e in made.records.events}
    found = set[tuple[bool, int, int]]()
    for event in original.events:
        now = made.shift.when(event.when) if exact else wide[made.ids.events[event.event_id]]
        sides = ((event.when.start, now.start), (event.when.end, now.end))
        for told, (was, window) in zip(telling_sides(event.when), sides, strict=True):
            if told and begins(was.earliest) and ends(was.latest) and not _one_day(was):
                assert window.earliest is not None
                assert window.latest is not None
                days = window.earliest // MINUTES_PER_DAY + 1, window.latest // MINUTES_PER_DAY + 1
                found.add((_is_years(was), *days))
    return sum(all(_has_one(by, *window) for window in found) for by in OFFSETS)


def _has_one(by: int, years: bool, low: int, high: int) -> bool:
    starts = _YEARS if years else _MONTHS
    place = bisect_left(starts, low - by)
    return starts[place + 1] - 1 <= high - by


@pytest.mark.parametrize("salt", SOME_SALTS)
def test_many_offsets_are_left_to_whoever_knows_what_each_window_was(salt: str) -> None:
    made, _, _ = _example(salt)
    assert possible(CASE.records, made, exact=True) < 10
    assert possible(CASE.records, made) > 50


@pytest.mark.parametrize("salt", SOME_SALTS)
@pytest.mark.parametrize("mode", [DateMode.OFFSET, DateMode.RELATIVE])
def test_no_offset_follows_from_the_example(salt: str, mode: DateMode) -> None:
    made, pack, text = _example(salt, mode)
    told = days_told(pack.records, text)
    fit, others = as_good(told, made.shift.days)
    # of 2,081 offsets at least ten others fit as well; moved exactly, hardly any does
    assert others >= 10
    assert fit < len(told) / 2
    exact = set()
    for window in windows_of(CASE.records):
        if tells(window) and window.earliest:
            exact.add(moment_of(window.earliest).date().toordinal() + made.shift.days)
    assert as_good(exact, made.shift.days)[1] < 10


@pytest.mark.parametrize("seed", [3, 11, 200])
def test_no_offset_follows_from_a_generated_case(seed: int, tmp_path: Path) -> None:
    case = vague(seed, tmp_path / "case")
    made, pack = packed(case, tmp_path / "pack")
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()
    assert len(made.coarse.wider) > len(made.coarse.exact)
    text = (tmp_path / "pack" / "case.toml").read_text(encoding="utf-8")
    told = days_told(pack.records, text)
    assert as_good(told, made.shift.days)[1] >= 10
    assert possible(case.records, made) > 20


# -- truth -------------------------------------------------------------------------------


@pytest.mark.thorough
@settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", "40")))
@given(st.integers(0, 2**32), st.sampled_from(SALTS))
def test_generated_cases_with_many_vague_rows_tell_the_same(seed: int, salt: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = vague(seed, Path(folder) / "case")
        made, pack = packed(case, Path(folder) / "pack", salt)
        assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()


@pytest.mark.parametrize("seed", [3, 7])
def test_a_case_held_to_be_large_tells_the_same_after_few_tries(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large case is derived again a few times only; what may be vaguer still is."""
    case, asked = vague(seed, tmp_path / "case"), list[CaseRecords]()
    first = coarse._first_ways

    def counted(records: CaseRecords, items: Iterable[_Item]) -> CaseRecords:
        asked.append(records)
        return first(records, items)

    monkeypatch.setattr(coarse, "_first_ways", counted)
    monkeypatch.setattr(coarse, "_MANY_ROWS", 1)
    made, pack = packed(case, tmp_path / "pack")
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()
    # once with the windows, once with what is daring and its blamed ones, once with the rules
    assert 0 < len(asked) <= 2 + coarse._DARES
    exact = made.shift.day(case.records.case.scope_from or date.min)
    assert pack.records.case.scope_from != exact


@pytest.mark.parametrize("seed", [5, pytest.param(18, marks=pytest.mark.thorough)])
def test_a_large_pack_is_held_to_what_was_written(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coarse, "_MANY_ROWS", 1)
    case, folder = vague(seed, tmp_path / "case"), tmp_path / "pack"
    folder.mkdir()
    jobs = Jobs(without_guesses(case.records))
    hands = Here(jobs)
    ids, shift = new_ids(case.records, SALT), draw_shift(case.records, SALT, DateMode.OFFSET)
    coarse_of = hands.ask(Jobs.coarse, ids, shift)
    made = make(case, SameWords(case.records), SALT, shift, ids, coarse=coarse_of)
    assert made.again is not None
    pack, wider = _written(made, folder, hands)
    assert wider == ()
    assert _told(made, pack, hands, as_meant=True)()
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()
    # a pack that tells otherwise is seen to do so
    later = replace(pack.records.case, scope_from=pack.records.case.scope_to)
    hands.ask(Jobs.take_in, replace(pack.records, case=later))()
    assert not hands.ask(Jobs.told)()
    # whoever has to know what its findings say hands it over, and they are not asked again
    jobs.take_in(folder)
    said = pack.asked.found
    assert len(said) > 1
    assert jobs.told(said)
    assert jobs._pack is not None
    assert jobs._pack.asked.found == {}
    first = next(key for key, results in said.items() if results.findings)
    assert not jobs.told({**said, first: Results()})


def test_what_does_not_tell_the_same_as_written_is_made_again_with_more_care(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here somebody takes for harmless what leaves out most rows."""
    monkeypatch.setattr(coarse, "_MANY_ROWS", 1)
    case, folder, items = vague(11, tmp_path / "case"), tmp_path / "pack", coarse._items
    fill, filled = pack_of._fill, list[Made]()

    def with_a_bad_one(*cases: CaseRecords, by_year: bool) -> list[_Item]:
        last = cases[1].case.scope_to or date.max
        return [*items(*cases, by_year=by_year), _Item("bad", (coarse._scope(scope_from=last),))]

    def noted(making: _Making, made: Made, place: Path) -> _Filled:
        assert not any(place.iterdir())  # nothing of the first is left
        filled.append(made)
        return fill(making, made, place)

    monkeypatch.setattr(coarse, "_items", with_a_bad_one)
    monkeypatch.setattr(pack_of, "_fill", noted)
    options = PackOptions(draft=True, although_not_published=True)
    report = make_pack(case, folder, tmp_path / "key.json", options)
    first, second = filled
    assert first.coarse.days == ()
    assert second.again is None
    assert second.coarse.days == ("bad",)
    assert "bad" in report.exact
    ids, shift, edges = second.ids, second.shift, second.coarse.edges
    assert same_truth(case, load(folder), ids, shift, edges) == ()
    assert report.leaks == ()


def test_a_day_that_takes_in_no_row_goes_before_a_month_that_does() -> None:
    day, none = date(2012, 3, 14), frozenset[date]()
    rows = [minute_of(date(2012, 3, 5)), minute_of(date(2012, 5, 9))]
    assert _wider_days(day, "start", _Beside(rows, none)).days[0] == date(2012, 3, 1)
    assert _wider_days(day, "start", _Beside(rows, none, rows)) == (
        [date(2012, 5, 1), date(2012, 3, 1)], False,
    )  # fmt: skip
    # where a row stands on every side, the month is daring
    crowded = [minute_of(date(2012, 3, 13) + timedelta(days=by)) for by in range(3)]
    found = _wider_days(day, "start", _Beside(crowded, none, crowded))
    assert found.daring
    assert found.days[0] == date(2012, 3, 1)


@pytest.mark.parametrize(("side", "inside"), [("start", True), ("end", False)])
def test_a_row_of_the_earlier_day_is_taken_in_from_it_and_not_until_it(
    side: str, inside: bool
) -> None:
    day, other, rows = date(2012, 3, 14), date(2012, 3, 1), [minute_of(date(2012, 3, 1), 9)]
    assert _Beside((), frozenset(), rows).takes_in(day, other, side) is inside
    assert _Beside((), frozenset(), rows).takes_in(other, day, side) is inside


class _Says:
    """Stands for the comparison of two cases: the items ``bad`` say something else."""

    def __init__(self, bad: dict[int, str]) -> None:
        self.bad, self.records, self.found = bad, CASE.records, tuple[Difference, ...]()
        self.tried: list[tuple[int, ...]] = []

    def __call__(self, records: CaseRecords) -> bool:
        tried = records.facts[len(CASE.records.facts) :]
        self.tried.append(tried)  # type: ignore[arg-type]
        wrong = [self.bad[n] for n in tried if n in self.bad]  # type: ignore[index]
        self.found = tuple(Difference("said", agencies=frozenset(a.split("+"))) for a in wrong)
        if not wrong:
            self.records = records
        return not wrong


class _OneMore(_Says):
    """Always the first of what was tried says something else."""

    def __call__(self, records: CaseRecords) -> bool:
        first = records.facts[len(CASE.records.facts)]
        self.bad = {first: "abcde"[first]}  # type: ignore[dict-item, index]
        return super().__call__(records)


def _daring(number: int, agency: str) -> _Item:
    def way(records: CaseRecords) -> CaseRecords:
        return replace(records, facts=(*records.facts, number))  # type: ignore[arg-type]

    return _Item(f"item {number}", (way,), daring=True, agency=agency)


@pytest.mark.parametrize(
    ("bad", "left", "times"),
    [
        ({}, [], 1),
        ({1: "b"}, ["item 1"], 2),
        ({1: "b", 2: "c"}, ["item 1", "item 2"], 2),
        # of several agencies at once nobody knows whose records are to blame
        ({1: "a+b"}, ["item 0", "item 1", "item 2"], 1),
    ],
)
def test_what_is_daring_stays_exact_where_it_is_to_blame(
    bad: dict[int, str], left: list[str], times: int
) -> None:
    same, items = _Says(bad), [_daring(n, agency) for n, agency in enumerate("abc")]
    settled = _dared(same, [Left("before")], items, frozenset())  # type: ignore[arg-type]
    assert [one.text for one in settled.left] == ["before", *left]
    assert len(same.tried) == times
    kept = [n for n, item in enumerate(items) if item.name not in left]
    assert [*same.records.facts[len(CASE.records.facts) :]] == kept


def test_after_some_tries_all_that_is_daring_stays_exact() -> None:
    """Each try takes long in a large case: one culprit at a time is not looked for for ever."""
    same, items = _OneMore({}), [_daring(n, agency) for n, agency in enumerate("abcde")]
    settled = _dared(same, [], items, frozenset())  # type: ignore[arg-type]
    assert settled.left == tuple(item.left for item in items)
    assert len(same.tried) == coarse._DARES
    assert same.records == CASE.records


def test_a_window_only_grows(tmp_path: Path) -> None:
    case = vague(5, tmp_path / "case")
    made, _ = packed(case, tmp_path / "pack")
    original = {made.ids.events[e.event_id]: e for e in case.records.events}
    grown = set[str]()
    for event in made.records.events:
        before = made.shift.when(original[event.event_id].when)
        for one, other in ((before.start, event.when.start), (before.end, event.when.end)):
            if one.earliest is not None and other.earliest is not None:
                assert other.earliest <= one.earliest
            if one.latest is not None and other.latest is not None:
                assert other.latest >= one.latest
            if one != other:
                assert tells(original[event.event_id].when.start)
                grown.add(event.event_id)
    assert set(made.coarse.wider) <= grown
    assert made.coarse.edges.rows == grown


@pytest.mark.parametrize("held", [True, False])
def test_no_window_grows_past_the_calendar(held: bool) -> None:
    """Though something be told after its end, as of what lasts from a day near it."""
    last = date.max.toordinal() - 1
    grower = _Grower(frozenset(), [(last + 30) * MINUTES_PER_DAY])
    how = Growth(Unit.DAYS if held else Unit.ANY, 3, 27)
    exact = Interval.of_days(date(9999, 12, 1), date(9999, 12, 30))
    grown = grower.grown(exact, how, years=False)
    assert grown.latest is not None
    assert moment_of(grown.latest).date() in (date(9999, 12, 30), date(9999, 12, 31))


def test_what_stays_exact_is_named() -> None:
    made, pack, _ = _example()
    windows = {e.event_id: e.when for e in pack.records.events}
    original = {made.ids.events[e.event_id]: e.when for e in CASE.records.events}
    for row in (*made.coarse.wider, *made.coarse.exact):
        exact, now = made.shift.when(original[row]), windows[row]
        kept = {exact.earliest, exact.latest} & {now.earliest, now.latest} - {None}
        assert bool(kept) <= (row in made.coarse.exact)
    assert not set(made.coarse.wider) & set(made.coarse.exact)


def test_an_edge_that_moved_by_itself_is_noticed() -> None:
    made, _, _ = _example()
    before = Telling(CASE, made.ids, made.shift.days * MINUTES_PER_DAY)
    after = Telling(JoinedUpCase(made.records))
    edges = made.coarse.edges
    assert not list(differences(before, after, edges))
    # without the map, and with one that says something else, it is another truth
    assert list(differences(before, after, NO_EDGES))
    others = frozenset((one, other + MINUTES_PER_DAY) for one, other in edges.minutes)
    assert list(differences(before, after, replace(edges, minutes=others)))
    # a row for which nothing is said to have moved
    moved = next(
        e
        for e in made.records.events
        if e.reveals and e.when.is_single_day and e.event_id not in edges.rows
    )
    assert moved.when.earliest is not None
    assert moved.when.latest is not None
    day = Interval(moved.when.earliest - 40 * MINUTES_PER_DAY, moved.when.latest)
    rows = tuple(replace(e, when=When.once(day)) if e is moved else e for e in made.records.events)
    other = Telling(JoinedUpCase(replace(made.records, events=rows)))
    assert list(differences(before, other, edges))


def test_another_order_is_noticed() -> None:
    made, _, _ = _example()
    before = Telling(JoinedUpCase(made.records))
    noticed = 0
    for minute, later in list(pairwise(sorted(before.minutes)))[20:60:4]:
        row = _single_day_until(before, made.records, minute)
        if row is None or row.when.latest is None:
            continue
        # it may be of any day up to one that comes after what something else told
        wide = Interval(
            row.when.earliest, later // MINUTES_PER_DAY * MINUTES_PER_DAY + 2 * 1440 - 1
        )
        assert wide.latest is not None
        rows = tuple(
            replace(e, when=When.once(wide)) if e is row else e for e in made.records.events
        )
        edges = Edges(frozenset({(row.when.latest, wide.latest)}), frozenset({row.event_id}))
        after = Telling(JoinedUpCase(replace(made.records, events=rows)))
        said = [one.text for one in differences(before, after, edges)]
        noticed += any("no longer in order" in text for text in said)
    assert noticed > 2


def _single_day_until(before: Telling, records: CaseRecords, minute: int) -> Event | None:
    via = {known.via for known in before.known.values() if known.certain == minute}
    found = (e for e in records.events if e.event_id in via and e.when.latest == minute)
    return next((e for e in found if e.when.is_single_day and e.learned is None), None)


# -- which windows tell ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("March 2012", True),
        ("early March 2012", True),
        ("mid March 2012", True),
        ("late March 2012", True),
        ("Summer 2009", True),
        ("2010", True),
        ("the 1990s", True),
        ("since May 2011", True),
        ("by June 2011", True),
        ("14 March 2012", False),
        ("w/c 3.5.11", False),
        ("?22 May 2016", False),
        ("between 3 May and 20 May 2011", False),
        ("overnight 31 May to 1 June 2011", False),
        ("undated", False),
    ],
)
def test_which_windows_tell(written: str, told: bool) -> None:
    when = read_when(written).when
    assert when is not None
    assert tells(when.start) == told


def test_months_and_years_are_written_by_name() -> None:
    for low, high, said in (
        (date(2031, 3, 1), date(2031, 4, 30), "March or April 2031"),
        (date(2030, 12, 1), date(2031, 1, 31), "December 2030 or January 2031"),
        (date(2031, 3, 1), date(2031, 7, 31), "between March 2031 and July 2031"),
        (date(2031, 1, 1), date(2032, 12, 31), "2031 or 2032"),
        (date(2031, 1, 1), date(2033, 12, 31), "between 2031 and 2033"),
    ):
        cells = write_cells(When.once(Interval.of_days(low, high)), "", DateContext())
        assert (cells.date, cells.wider) == (said, False)
    since = When.once(Interval(minute_of(date(2031, 3, 1)), None))
    assert write_cells(since, "", DateContext()).date == "since March 2031"


# -- case.toml ---------------------------------------------------------------------------


def test_scope_and_coverage_begin_and_end_with_a_month() -> None:
    made, pack, _ = _example()
    case, shift = pack.records.case, made.shift
    assert case.scope_from is not None
    assert case.scope_to is not None
    assert case.scope_from.day == 1
    assert case.scope_to == month_end(case.scope_to.year, case.scope_to.month)
    assert case.scope_from < shift.day(date(2010, 1, 1))
    assert case.scope_to > shift.day(date(2013, 6, 30))
    for agency in pack.records.agencies:
        if agency.coverage.stated:
            assert agency.coverage.start is not None
            assert agency.coverage.start.day == 1
    assert made.coarse.days == ()


@pytest.mark.parametrize("salt", SOME_SALTS)
def test_no_day_of_case_toml_is_far_from_the_case(salt: str) -> None:
    _, pack, text = _example(salt)
    years = [int(word[:4]) for word in text.split() if word[4:5] == "-" and word[:4].isdigit()]
    rows = [moment_of(e.when.earliest).year for e in pack.records.events if e.when.earliest]
    always = ALWAYS.year  # of rules that tell no two rows apart: the same in every pack
    assert all(min(rows) - 8 <= year <= max(rows) + 8 or year == always for year in years)


def offsets_left(pack: CaseRecords) -> int:
    """Return how many weeks in twenty years either way fit the days of the rules in a pack.

    Everybody knows from when a rule holds. Somebody who thinks that it was moved with all else, or
    then to the beginning of its month or year or of the one after, tries which offsets do that.
    """
    known = {(r.finding, r.name): r.start for r in defaults() if r.start is not None}
    changed = {(c.finding, c.name): c for c in pack.settings.rules}
    pairs = []
    for key, start in known.items():
        # none is left out because it fits as it is: that would tell, too
        assert changed[key].off or changed[key].start is not None
        if not changed[key].off and changed[key].start != ALWAYS:
            pairs.append((start, changed[key].start))
    sectors = load_vocabulary().sectors
    for one in pack.settings.assessment_expected:
        for sector in one.sectors:
            if one.start != ALWAYS:
                pairs.append((sectors[sector].risk_assessment_expected_from, one.start))
    weeks = [timedelta(weeks=by) for by in range(-1043, 1044) if by]
    return sum(all(_fits(a + by, b) for a, b in pairs) for by in weeks)


def _fits(moved: date, said: date) -> bool:
    month = (moved.replace(day=1) + timedelta(days=32)).replace(day=1)
    return said in (
        moved, moved.replace(day=1), month, date(moved.year, 1, 1), date(moved.year + 1, 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize("salt", SOME_SALTS)
def test_the_rules_of_the_example_tell_no_offset(salt: str) -> None:
    _, pack, _ = _example(salt)
    assert offsets_left(pack.records) == 2 * 1043


@pytest.mark.parametrize("seed", range(3))
def test_the_rules_of_a_case_tell_no_offset_unless_they_tell_rows_apart(
    seed: int, tmp_path: Path
) -> None:
    case = generated(seed, tmp_path / "case")
    made, pack = packed(case, tmp_path / "pack", SALTS[0])
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()
    assert offsets_left(pack.records) == 2 * 1043


def test_a_rule_that_tells_rows_apart_begins_between_them(tmp_path: Path) -> None:
    """As late as may be, and nowhere near the day that everybody knows."""
    days = (date(2008, 2, 4), date(2008, 9, 8), date(2009, 11, 16), date(2010, 5, 3))
    first = next(e for e in CASE.records.events if e.kind == "assault" and e.agency_id == "police")
    rows = tuple(
        replace(first, event_id=f"{first.event_id}-{n}", ref=f"r{n}", when=_on(day), reveals=())
        for n, day in enumerate(days)
    )
    settled = replace(CASE.records.case, scope_from=date(2008, 1, 1))
    agencies = tuple(
        replace(a, coverage=replace(a.coverage, start=date(2008, 1, 1), stated=True))
        for a in CASE.records.agencies
    )
    case = JoinedUpCase(
        replace(
            without_guesses(CASE.records),
            case=settled, agencies=agencies, events=rows, facts=(), links=(), dispositions=(),
        )
    )  # fmt: skip
    made, pack = packed(case, tmp_path / "pack", SALTS[0])
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()
    starts = [e.start for e in pack.records.settings.assessment_expected if "police" in e.sectors]
    assert starts[0] is not None
    assert made.shift.day(days[1]) < starts[0] <= made.shift.day(days[2])
    assert starts[0] > made.shift.day(days[2]) - timedelta(days=31)


def _on(day: date) -> When:
    return When.once(Interval.of_days(day, day))


def test_a_rule_that_never_applied_is_switched_off() -> None:
    # the disclosure scheme of March 2014 came after everything in the example
    for days in (7 * 400, -7 * 400):
        shift = shift_of(CASE.records, DateMode.OFFSET, days)
        rules = {r.name: r for r in moved_settings(CASE.records, shift).rules}
        assert rules["disclosure scheme"].off
        assert rules["disclosure scheme"].start is None


def test_a_pathway_begins_on_a_day_that_says_the_same(tmp_path: Path) -> None:
    own = Pathway("ours", "police", "housing", start=date(2011, 5, 17), end=date(2012, 9, 11))
    changed_settings = replace(CASE.records.settings, pathways=(own,))
    case = JoinedUpCase(replace(without_guesses(CASE.records), settings=changed_settings))
    made, pack = packed(case, tmp_path / "pack")
    (found,) = pack.records.settings.pathways
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()
    assert found.start is not None
    assert found.end is not None
    assert found.start != made.shift.day(date(2011, 5, 17))
    assert found.end != made.shift.day(date(2012, 9, 11))


def test_a_pathway_may_hold_from_the_first_day_of_all_to_the_last(tmp_path: Path) -> None:
    ends = ((date.min, date.max), (date(1, 1, 20), date(9999, 12, 30)), (date(9999, 12, 9), None))
    own = tuple(
        Pathway(str(place), "police", "housing", start=first, end=last)
        for place, (first, last) in enumerate(ends)
    )
    changed_settings = replace(CASE.records.settings, pathways=own)
    case = JoinedUpCase(replace(without_guesses(CASE.records), settings=changed_settings))
    for mode in (DateMode.OFFSET, DateMode.YEAR):
        made, pack = packed(case, tmp_path / mode, mode=mode)
        assert len(pack.records.settings.pathways) == len(own)
        assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()


dates = st.dates(date(2030, 1, 1), date(2034, 1, 1))


@given(dates, st.lists(dates, max_size=9))
def test_a_plain_day_lies_between_the_same_two(day: date, others: list[date]) -> None:
    stated = sorted({m for d in others for m in (minute_of(d), minute_of(d, 23, 59))})
    found = plain_start(day, stated, frozenset({date(2031, 1, 1)}))
    if found is not None:
        assert found != date(2031, 1, 1)
        assert [m < minute_of(found) for m in stated] == [m < minute_of(day) for m in stated]
    last = plain_end(day, stated, frozenset())
    if last is not None:
        held = [m <= minute_of(last, 23, 59) for m in stated]
        assert held == [m <= minute_of(day, 23, 59) for m in stated]


def test_no_day_of_the_pack_is_one_of_the_case(tmp_path: Path) -> None:
    case = vague(17, tmp_path / "case")
    _, pack = packed(case, tmp_path / "pack")
    assert not days_of(case.records) & days_of(pack.records)


def test_the_readme_counts_what_stays_exact_and_the_key_names_it() -> None:
    about = About(10, DateMode.OFFSET, ReviewStatus.APPROVED, {}, 0, 0, wider=7, exact=3, days=1)
    said = readme(about)
    assert "7 rows that said no more than that are written wider" in said
    assert "3 rows keep an exact edge and 1 day of `case.toml`" in said
    assert "What stays exact" not in readme(replace(about, exact=0, days=0))


# -- by year -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "side", "taken", "written"),
    [
        (date(2012, 3, 14), "start", [], date(2012, 3, 1)),
        (date(2012, 3, 14), "start", [date(2012, 3, 1)], date(2012, 2, 1)),
        (date(2012, 3, 14), "start", [date(2012, 3, 1), date(2012, 2, 1)], date(2012, 1, 1)),
        (date(2012, 3, 14), "end", [], date(2012, 3, 31)),
        (date(2012, 3, 14), "end", [date(2012, 3, 31)], date(2012, 4, 30)),
    ],
)
def test_scope_and_coverage_begin_and_end_on_no_day_of_the_case(
    day: date, side: str, taken: list[date], written: date
) -> None:
    """The leak check would find it, and nothing but chance had put it there."""
    assert _wider_days(day, side, _Beside((), frozenset(taken))).days[0] == written


@pytest.mark.thorough
def test_no_pack_of_the_example_covers_from_a_day_of_the_case() -> None:
    taken = days_of(CASE.records)
    for n in range(10):
        made = make(CASE, SameWords(CASE.records), f"{n:02x}" * 32)
        records = made.records
        found = {records.case.scope_from, records.case.scope_to}
        found |= {a.coverage.start for a in records.agencies if a.coverage.stated}
        found |= {a.coverage.end for a in records.agencies if a.coverage.stated}
        # what stayed exact the leak check knows
        exact = set(map(made.shift.day, taken))
        assert not (found - exact) & taken


@pytest.mark.parametrize("salt", SOME_SALTS)
def test_by_year_scope_death_and_coverage_say_the_year(salt: str) -> None:
    made, pack, text = _example(salt, DateMode.YEAR)
    case, shift = pack.records.case, made.shift
    assert case.scope_from == date(shift.day(date(2010, 1, 1)).year, 1, 1)
    assert case.scope_to == date(shift.day(date(2013, 6, 30)).year, 12, 31)
    death = shift.day(date(2013, 3, 22)).year
    assert case.fatal_incident is not None
    assert case.fatal_incident.start == Interval.of_days(date(death, 1, 1), date(death, 12, 31))
    assert f'fatal_incident = "{death}"' in text
    # every day is the first or the last of a year, or where that would make something certain that
    # is not, of a month; and those are counted
    ends = [(d.month, d.day) in ((1, 1), (12, 31)) for d in _days_of(tomllib.loads(text))]
    assert ends.count(False) <= 1
    assert same_truth(CASE, pack, made.ids, shift) == ()


def _days_of(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            # what everybody knows of a rule, and the bank holidays, are no days of the case
            if key != "bank_holidays":
                yield from _days_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from _days_of(each)


@pytest.mark.parametrize("seed", [1, 31, 104])
def test_by_year_a_generated_case_is_certain_of_no_more(seed: int, tmp_path: Path) -> None:
    case = vague(seed, tmp_path / "case")
    made, pack = packed(case, tmp_path / "pack", mode=DateMode.YEAR)
    assert same_truth(case, pack, made.ids, made.shift) == ()
    assert pack.records.case.scope_from is not None
    assert (pack.records.case.scope_from.month, pack.records.case.scope_from.day) == (1, 1)
