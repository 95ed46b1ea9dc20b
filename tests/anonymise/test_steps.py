"""What is compared step by step while a pack is made is what is compared of the whole pack."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import joinedup
from benchmarks.generate import Size, generate, write_folder
from graphdb.dates import MINUTES_PER_DAY, Interval
from graphdb.model import CaseRecords, Event, Expectation, RuleChange, Settings
from joinedup.anonymise.coarse import (
    _READ_BY_OTHERS,
    _READ_EXPECTED,
    EXACT,
    Growth,
    Unit,
    _Grower,
    _Item,
    _keep_order,
    _readers_of_change,
    _Same,
    _settled,
    _Windows,
)
from joinedup.anonymise.made import without_guesses
from joinedup.anonymise.telling import (
    _NOTHING,
    NO_EDGES,
    Difference,
    Said,
    Telling,
    differences,
    differences_by_step,
    differences_of,
)
from joinedup.case import JoinedUpCase
from queries import Query, registry
from queries.enquiry import Enquiry
from queries.rules import Rule, defaults
from tests.anonymise.packs import AMBER, generated

CASE = joinedup.load(AMBER)


def _by_step(before: Telling, after: Telling) -> list[str]:
    return [one.text for step in differences_by_step(before, after) for one in step]


def _later(event: Event, days: int) -> Event:
    """Return a row whose first window ends later."""
    start = event.when.start
    if start.latest is None:
        return event
    wider = Interval(start.earliest, start.latest + days * MINUTES_PER_DAY)
    end = wider if event.when.end == start else event.when.end
    return replace(event, when=replace(event.when, start=wider, end=end))


def _changed(records: CaseRecords, rng: Random) -> CaseRecords:
    """Return a case of which one thing is written in another way."""
    what = rng.choice(["row", "scope", "coverage", "rule"])
    if what == "row":
        events = list(records.events)
        place = rng.randrange(len(events))
        events[place] = _later(events[place], rng.choice([1, 14, 200]))
        return replace(records, events=tuple(events))
    if what == "scope" and records.case.scope_from is not None:
        first = records.case.scope_from
        return replace(records, case=replace(records.case, scope_from=first.replace(day=1)))
    if what == "coverage":
        agencies = list(records.agencies)
        place = rng.randrange(len(agencies))
        kept = replace(
            agencies[place].coverage, start=date(2011, rng.randint(1, 12), 1), stated=True
        )
        agencies[place] = replace(agencies[place], coverage=kept)
        return replace(records, agencies=tuple(agencies))
    return _with_rule(records, rng.choice(defaults()), date(rng.randint(2005, 2016), 1, 1))


def _with_rule(records: CaseRecords, rule: Rule, start: date | None) -> CaseRecords:
    """Return a case with one more rule changed: it begins on a day, or is off."""
    key = (rule.finding, rule.name)
    change = RuleChange(rule.finding, rule.name, start=start, off=start is None)
    others = tuple(r for r in records.settings.rules if (r.finding, r.name) != key)
    return replace(records, settings=replace(records.settings, rules=(*others, change)))


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_the_steps_together_notice_what_the_whole_notices(seed: int) -> None:
    rng = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        case = generated(seed % 40, Path(folder) / "case", rows=80)
    before, after = Telling(case), Telling(JoinedUpCase(_changed(case.records, rng)))
    if list(differences(before, after)):
        assert _by_step(before, after)
    assert not _by_step(before, Telling(JoinedUpCase(case.records)))


@pytest.mark.parametrize("many", [0.0, 0.05, 1.0])
def test_every_finding_is_asked_in_one_step_and_in_one_only(
    many: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("joinedup.anonymise.telling._MANY", many)
    steps = Telling(CASE).by_lines
    asked = [query.definition.key for step in steps for query in step]
    assert sorted(asked) == sorted(query.definition.key for query in registry())


def test_knowledge_comes_first_and_no_finding_is_asked_before_it_is_wanted() -> None:
    before = Telling(CASE)
    event = next(e for e in CASE.records.events if e.reveals and e.when.is_single_day)
    events = tuple(_later(e, 90) if e is event else e for e in CASE.records.events)
    after = Telling(JoinedUpCase(replace(CASE.records, events=events)))
    assert next(differences_by_step(before, after))
    assert not after._said


def test_suspects_are_asked_first_and_once() -> None:
    before = Telling(CASE)
    suspects = {"unshared", "isolation"}
    event = next(e for e in CASE.records.events if e.reveals and e.when.is_single_day)
    gone = tuple(e for e in CASE.records.events if e is not event)
    after = Telling(JoinedUpCase(replace(CASE.records, events=gone)))
    steps = differences_by_step(before, after, suspects=suspects)
    next(steps)
    asked = next(steps)
    assert asked
    assert set(after._said) == suspects
    assert {one.finding for one in asked} <= suspects
    rest = [one.text for step in steps for one in step]
    _, *plainly = differences_by_step(before, after)
    everything = [one.text for step in plainly for one in step]
    assert sorted([*(one.text for one in asked), *rest]) == sorted(everything)


def test_a_finding_that_is_switched_off_says_nothing() -> None:
    key = next(f.query for f in CASE.answers.findings)
    off = replace(CASE.records, settings=replace(CASE.records.settings, off=frozenset({key})))
    before, after = Telling(CASE), Telling(JoinedUpCase(off))
    assert list(differences_of(before, after, {key}))
    others = {q.definition.key for q in registry()} - {key}
    assert not list(differences_of(before, after, others))


EXPECTED = (
    Expectation("assessment", kinds=("assault",), sectors=("police",), start=date(2009, 1, 1)),
)
RULES = [rule for rule in defaults() if rule.finding not in _READ_BY_OTHERS]


class _Noting(Enquiry):
    """Notes of which findings the rules were read."""

    def rules_for(self, finding: str, agency_id: str = "") -> tuple[Rule, ...]:
        self.memo.setdefault(("rules read", ""), set()).add(finding)
        return super().rules_for(finding, agency_id)


def test_a_rule_is_read_by_its_own_finding_alone() -> None:
    """So after a change of a rule no other finding need be asked again."""
    read = set[str]()
    for query in registry():
        # each by itself: what one finding works out is kept for the next
        enquiry = _Noting(CASE.view, CASE.known, CASE.vocabulary)
        query.find(enquiry)
        read |= enquiry.memo.get(("rules read", ""), set()) - {query.definition.key}
    assert read == _READ_BY_OTHERS


def test_what_is_expected_is_read_by_few_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    read, plain = set[str](), Settings.__getattribute__

    def noting(self: Settings, name: str) -> object:
        if name == "assessment_expected":
            read.add(asked)
        return plain(self, name)

    monkeypatch.setattr(Settings, "__getattribute__", noting)
    for query in registry():
        asked = query.definition.key
        query.find(Enquiry(CASE.view, CASE.known, CASE.vocabulary))
    assert read == _READ_EXPECTED


def test_a_changed_rule_is_heard_in_its_own_finding_alone() -> None:
    before, heard = Telling(CASE), 0
    for rule in RULES[::5]:
        records = _with_rule(CASE.records, rule, None)
        changed = _readers_of_change(_with_rule(CASE.records, rule, date(1900, 1, 1)), records)
        assert changed == {rule.finding}
        after = Telling(JoinedUpCase(records))
        others = {q.definition.key for q in registry()} - changed
        assert not list(differences_of(before, after, others)), rule
        heard += any(differences_of(before, after, changed))
    assert heard >= 3


def test_what_changes_more_than_rules_is_asked_in_full() -> None:
    other = replace(CASE.records, case=replace(CASE.records.case, scope_from=date(2001, 1, 1)))
    assert _readers_of_change(CASE.records, CASE.records) == frozenset()
    assert _readers_of_change(CASE.records, other) is None
    for finding in _READ_BY_OTHERS:
        shared = next(r for r in defaults() if r.finding == finding)
        assert _readers_of_change(CASE.records, _with_rule(CASE.records, shared, None)) is None
    one = _with_rule(CASE.records, RULES[0], date(1900, 1, 1))
    later = tuple(replace(e, start=date(1999, 1, 1)) for e in EXPECTED)
    told = replace(CASE.records.settings, assessment_expected=later)
    assert later
    assert _readers_of_change(CASE.records, replace(CASE.records, settings=told)) == _READ_EXPECTED
    both = replace(_with_rule(one, RULES[0], None), case=other.case)
    assert _readers_of_change(one, both) is None


# -- which items may be vague -------------------------------------------------------------


def _named(number: int, ways: int) -> _Item:
    """Return an item that writes its number and way in place of facts."""

    def way(rank: int) -> Callable[[CaseRecords], CaseRecords]:
        return lambda r: replace(r, facts=(*r.facts, (number, rank)))  # type: ignore[arg-type]

    return _Item(f"item {number}", tuple(way(rank) for rank in range(ways)))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=12),
)
def test_each_item_is_as_vague_as_it_may_be(items: list[tuple[int, int]]) -> None:
    """Each has ways, the vaguest first, of which it may be written in the last so many only."""
    empty = replace(CASE.records, facts=())
    tried = 0

    def same(records: CaseRecords) -> bool:
        nonlocal tried
        tried += 1
        written: list[tuple[int, int]] = list(records.facts)  # type: ignore[arg-type]
        return all(rank >= items[number][1] for number, rank in written)

    made, left = _settled(empty, [_named(n, ways) for n, (ways, _) in enumerate(items)], same)
    best = {n: least for n, (ways, least) in enumerate(items) if least < ways}
    if tried < 60:
        assert dict(made.facts) == best  # type: ignore[call-overload]
        assert {one.text for one in left} == {
            f"item {n}" for n in range(len(items)) if n not in best
        }


def test_one_that_may_not_be_vague_costs_few_tries() -> None:
    empty = replace(CASE.records, facts=())
    tried: list[int] = []

    def same(records: CaseRecords) -> bool:
        tried.append(len(records.facts))
        return (0, 0) not in records.facts  # type: ignore[comparison-overlap]

    made, left = _settled(empty, [_named(n, 1) for n in range(32)], same)
    assert [one.text for one in left] == ["item 0"]
    assert len(made.facts) == 31
    # all, then halves of halves until it is found, then all others at once
    assert tried == [32, 16, 8, 4, 2, 1, 31]


# -- how far windows grow ------------------------------------------------------------------


def _windows(case: CaseRecords) -> tuple[_Windows, Telling]:
    """Return the windows of a case that stands for its own pack, each grown as far as may be."""
    before = Telling(JoinedUpCase(case))
    windows = _Windows(case, _Grower(frozenset(), sorted(before.minutes)))
    windows.add(case)
    return windows, before


def _order(windows: _Windows, before: Telling) -> list[str]:
    after = Telling(JoinedUpCase(windows.records()))
    found = differences(before, after, windows.edges())
    return [one.text for one in found if "no longer in order" in one.text]


def _dense(seed: int, folder: Path) -> CaseRecords:
    """Return a case with many months and years beside many days."""
    write_folder(generate(seed, Size(events=300, agencies=8, facts=15, years=5)), folder)
    return without_guesses(joinedup.load(folder).records)


def test_what_would_change_the_order_is_seen_without_deriving_the_case_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    windows, before = _windows(_dense(11, tmp_path))
    at_first = len(_order(windows, before))
    assert at_first > 4
    with monkeypatch.context() as patch:
        patch.setattr("joinedup.anonymise.coarse.JoinedUpCase", None)
        _keep_order(windows, before)
    assert len(_order(windows, before)) < at_first / 3
    assert not windows.are_exact


def test_what_changes_no_order_is_left_as_it_is(tmp_path: Path) -> None:
    windows, before = _windows(_dense(12, tmp_path))
    _keep_order(windows, before)
    was = dict(windows.grown)
    _keep_order(windows, before)
    assert windows.grown == was


MARCH = Interval.of_days(date(2012, 3, 1), date(2012, 3, 31))


def _one_window() -> _Windows:
    event = next(e for e in CASE.records.events if e.when.is_single_day)
    when = replace(event.when, start=MARCH, end=MARCH, timed=False)
    records = replace(CASE.records, events=(replace(event, when=when, learned=None),))
    windows = _Windows(records, _Grower(frozenset(), ()))
    windows.add(records)
    assert list(windows.grown) == [MARCH]
    return windows


def _minute(*day: int) -> int:
    return Interval.of_days(date(*day)).earliest or 0


@pytest.mark.parametrize(
    ("beside", "first", "then"),
    [
        # nothing crossed: it hangs on something else, and one step less may do
        ((), Growth(Unit.DAYS, 27, 27), Growth(Unit.DAYS, 14, 14)),
        # five days before: 27, 14 and 7 days cross it all the same
        (((2012, 2, 25),), Growth(Unit.DAYS, 3, 3), EXACT),
        (((2012, 4, 20),), Growth(Unit.DAYS, 14, 14), Growth(Unit.DAYS, 7, 7)),
        # one of two crossed no more, then none
        (((2012, 2, 25), (2012, 4, 20)), Growth(Unit.DAYS, 14, 14), Growth(Unit.DAYS, 3, 3)),
        # on the edge itself: as long as it grows at all
        (((2012, 3, 1),), EXACT, EXACT),
    ],
)
def test_a_window_grows_less_until_it_crosses_less(
    beside: tuple[tuple[int, int, int], ...], first: Growth, then: Growth
) -> None:
    windows = _one_window()
    minutes = sorted(_minute(*day) for day in beside)
    for how in (first, then):
        windows.grown[MARCH] = windows._less(MARCH, minutes)
        assert windows.grown[MARCH] == how


def test_what_is_to_blame_late_stays_as_it_is() -> None:
    windows = _one_window()
    (row,) = windows.rows
    windows.blame([Difference("", frozenset({row}))])
    assert not windows.are_exact
    windows.blame([Difference("", frozenset({row}))], stay=True)
    assert windows.are_exact


# -- the same rows under other rules -------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_under_other_rules_the_same_rows_tell_what_they_tell_when_worked_out_anew(
    seed: int, tmp_path: Path
) -> None:
    rng = Random(seed)
    records = CASE.records if seed == 0 else generated(seed, tmp_path, rows=80).records
    rows = Telling(JoinedUpCase(records))
    told = 0
    for rule in [*rng.sample(defaults(), 6), None]:
        day = rng.choice([None, date(rng.randint(2005, 2016), 1, 1)])
        # without a rule: what is expected of assessments
        changed = _expecting(records) if rule is None else _with_rule(records, rule, day)
        under, anew = rows.under(changed), Telling(JoinedUpCase(changed))
        for query in registry():
            assert under.said_by(query) == anew.said_by(query)
            told += anew.said_by(query) != rows.said_by(query)
    assert told or seed


def _expecting(records: CaseRecords) -> CaseRecords:
    """Return a case of which no assessment is expected before a day."""
    expected = tuple(
        replace(one, start=date(2014, 1, 1)) for one in records.settings.assessment_expected
    )
    return replace(records, settings=replace(records.settings, assessment_expected=expected))


def test_what_said_something_else_once_is_asked_first_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = Telling(CASE)
    assert before.by_lines
    last = before.by_lines[-1][0]  # the finding with most lines of all is asked last
    said, asked = Telling._what_is_said, list[str]()

    def asking(self: Telling, query: Query) -> Said:
        asked.append(query.definition.key)
        return _NOTHING if query is last else said(self, query)

    monkeypatch.setattr(Telling, "_what_is_said", asking)
    monkeypatch.setattr("joinedup.anonymise.telling._cannot_tell", lambda one, other: iter(()))
    same = _Same(before, NO_EDGES, CASE.records)
    tried = replace(CASE.records, case=replace(CASE.records.case, title="another"))
    assert not same(tried)
    assert len(asked) > 30
    asked.clear()
    assert not same(tried)
    assert asked == [last.definition.key]
