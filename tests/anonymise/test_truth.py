"""What a pack tells is what the original tells."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdb.dates import MINUTES_PER_DAY, Interval, When
from graphdb.model import Role, Threshold
from joinedup.anonymise.dates import DateMode, shift_of
from joinedup.anonymise.made import make
from joinedup.anonymise.truth import pairs_of, same_truth
from joinedup.case import JoinedUpCase
from tests.anonymise.packs import (
    SALT,
    TOGETHER,
    SameWords,
    example,
    example_pack,
    generated,
    packed,
)

pytestmark = TOGETHER
AMBER_CASE = example()


@pytest.mark.parametrize("mode", list(DateMode))
def test_the_example_tells_the_same(mode: DateMode) -> None:
    made, pack, _ = example_pack(mode=mode)
    assert same_truth(AMBER_CASE, pack, made.ids, made.shift, made.coarse.edges) == ()
    pairs = pairs_of(AMBER_CASE, pack, made.ids)
    assert len(set(pairs.values())) == len(pairs) > (10 if mode is DateMode.YEAR else 60)


def _truth(seed: int, salt: str, mode: DateMode, *, numbered: bool = False) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        case = generated(seed, Path(folder) / "case", numbered=numbered)
        made, pack = packed(case, Path(folder) / "pack", salt, mode)
        return same_truth(case, pack, made.ids, made.shift, made.coarse.edges)


@pytest.mark.thorough
@given(
    st.integers(0, 2**32),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.sampled_from(list(DateMode)),
    st.booleans(),
)
def test_generated_cases_tell_the_same(
    seed: int, salt: str, mode: DateMode, numbered: bool
) -> None:
    assert _truth(seed, salt, mode, numbered=numbered) == ()


@pytest.mark.parametrize("seed", [104])
def test_a_case_whose_rows_are_numbered_tells_the_same(seed: int, tmp_path: Path) -> None:
    case = generated(seed, tmp_path / "case", numbered=True)
    assert {event.ref for event in case.records.events} <= {str(n) for n in range(1, 151)}
    plain = generated(seed, tmp_path / "plain")
    named = [sum(len(e.responds_to) for e in one.records.events) for one in (case, plain)]
    assert named[0] == named[1] > 1
    assert _truth(seed, SALT, DateMode.OFFSET, numbered=True) == ()


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [104, 200, 223])
def test_ties_are_settled_as_before(seed: int) -> None:
    # two rows of one moment: which is told of first must not hang on a new id
    for salt in (SALT, "01" * 32, "fe" * 32):
        assert _truth(seed, salt, DateMode.OFFSET) == ()


def test_another_truth_is_noticed() -> None:
    made, pack, _ = example_pack()
    rows = made.records.events
    told = next(e for e in rows if e.shared_with and e.reveals)
    fewer = replace(made.records, events=tuple(e for e in rows if e is not told))
    assert same_truth(AMBER_CASE, JoinedUpCase(fewer), made.ids, made.shift, made.coarse.edges)
    heavy = next(e for e in rows if e.reveals and e.when.is_single_day)
    week = 7 * MINUTES_PER_DAY
    assert heavy.when.earliest is not None
    assert heavy.when.latest is not None
    later = When.once(Interval(heavy.when.earliest + week, heavy.when.latest + week))
    moved = replace(
        made.records, events=tuple(replace(e, when=later) if e is heavy else e for e in rows)
    )
    assert same_truth(AMBER_CASE, JoinedUpCase(moved), made.ids, made.shift, made.coarse.edges)
    assert same_truth(AMBER_CASE, pack, made.ids, made.shift, made.coarse.edges) == ()


def test_by_year_more_than_was_certain_is_noticed() -> None:
    made, _, _ = example_pack()
    exact = JoinedUpCase(made.records)
    year = replace(made.shift, mode=DateMode.YEAR)
    assert same_truth(AMBER_CASE, exact, made.ids, year) == ()
    lost = replace(AMBER_CASE.records, events=AMBER_CASE.records.events[:60])
    assert same_truth(JoinedUpCase(lost), exact, made.ids, year)


@pytest.mark.parametrize("weeks", [435, -451])
def test_by_year_what_was_held_is_compared_on_the_day_that_the_pack_tells(weeks: int) -> None:
    # enough was held before a state ended in the original, and after it by the years of the pack
    shift = shift_of(AMBER_CASE.records, DateMode.YEAR, 7 * weeks)
    made = make(AMBER_CASE, SameWords(AMBER_CASE.records), SALT, shift)
    pack = JoinedUpCase(made.records)
    (before,) = (f for f in AMBER_CASE.answers.findings if f.query == "pooled-threshold")
    (after,) = (f for f in pack.answers.findings if f.query == "pooled-threshold")
    known = {made.ids.facts[fact] for fact in before.facts}
    assert known - set(after.facts)
    assert set(after.facts) - known
    assert same_truth(AMBER_CASE, pack, made.ids, shift) == ()


@pytest.mark.thorough
def test_by_year_enough_was_held_whoever_is_named_first_of_those_that_held_it() -> None:
    # of years another agency was the first to know of some of it
    assert _truth(2**32, "00" * 32, DateMode.YEAR) == ()


def test_by_year_a_pack_that_has_enough_earlier_is_noticed() -> None:
    shift = shift_of(AMBER_CASE.records, DateMode.YEAR, 7 * 435)
    made = make(AMBER_CASE, SameWords(AMBER_CASE.records), SALT, shift)
    settings = made.records.settings
    for numbers in (Threshold(1, 1), Threshold(400, 4000, incidents=99)):
        other = replace(made.records, settings=replace(settings, threshold=numbers))
        said = same_truth(AMBER_CASE, JoinedUpCase(other), made.ids, shift)
        assert any("pool_crossing" in line for line in said)


@pytest.mark.parametrize("seed", [64, 66])
def test_bank_holidays_that_matter_travel(seed: int, tmp_path: Path) -> None:
    case = generated(seed, tmp_path / "case", rows=60)
    made, pack = packed(case, tmp_path / "pack")
    assert made.holidays
    moved = frozenset(map(made.shift.day, made.holidays))
    assert pack.records.settings.bank_holidays == moved
    assert len(moved) < 4  # and no others, which would tell the year
    assert same_truth(case, pack, made.ids, made.shift, made.coarse.edges) == ()


def test_people_of_a_pack_stand_in_the_order_of_their_roles(tmp_path: Path) -> None:
    """However the case lists them: its order would be one more thing to know it by."""
    turned = JoinedUpCase(replace(AMBER_CASE.records, persons=AMBER_CASE.records.persons[::-1]))
    packs = (example_pack()[1], packed(turned, tmp_path / "turned")[1])
    found = [pack.records.persons for pack in packs]
    assert [p.roles for p in found[0]] == [p.roles for p in found[1]]
    assert Role.VICTIM in found[0][0].roles
