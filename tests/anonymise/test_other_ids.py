"""A case under other ids of its agencies tells the same: no id settles what is said first."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import CaseRecords, Person, Role
from joinedup.anonymise.dates import DateMode, shift_of
from joinedup.anonymise.ids import Ids
from joinedup.anonymise.made import without_guesses
from joinedup.anonymise.telling import Telling, differences
from joinedup.anonymise.translate import _by_role, translate
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from tests.anonymise.packs import TOGETHER, SameWords, example
from tests.second.random_cases import random_case

pytestmark = TOGETHER
WEEKS = 400


def renamed(records: CaseRecords, seed: int) -> tuple[Ids, CaseRecords]:
    """Return a case whose agencies have ids of another order, all else as it was."""
    old = [agency.agency_id for agency in records.agencies]
    letters = Random(seed).sample("abcdefghijklmnopqrstuvwxyz", len(old))
    agencies = {one: f"{letter}-{one}" for letter, one in zip(letters, old, strict=True)}
    teams = {
        t.team_id: f"{agencies[t.agency_id]}/{t.team_id.partition('/')[2]}" for t in records.teams
    }
    ids = Ids(
        records.case.case_id,
        {p.person_id: p.person_id for p in records.persons},
        agencies,
        teams,
        {f.fact_id: f.fact_id for f in records.facts},
        {e.event_id: e.event_id for e in records.events},
        {e.event_id: e.ref or e.event_id for e in records.events},
    )
    shift = shift_of(records, DateMode.OFFSET, 7 * WEEKS)
    holidays = records.settings.bank_holidays
    made = translate(records, ids, SameWords(records), shift, holidays)
    return ids, replace(made, persons=records.persons)


def _differently(records: CaseRecords, seed: int) -> list[str]:
    plain = without_guesses(records)
    ids, other = renamed(plain, seed)
    before = Telling(JoinedUpCase(plain), ids, 7 * WEEKS * MINUTES_PER_DAY)
    return [one.text for one in differences(before, Telling(JoinedUpCase(other)))]


@pytest.mark.parametrize("seed", [7, 8, pytest.param(9, marks=pytest.mark.thorough)])
def test_the_example_tells_the_same_under_other_ids(seed: int) -> None:
    """Two agencies had something on one day: the id of neither puts it first."""
    assert _differently(example().records, seed) == []


@pytest.mark.parametrize("seed", [13, 42, 119])
def test_small_cases_tell_the_same_under_other_ids(seed: int) -> None:
    assert _differently(random_case(seed), seed) == []
    assert _differently(generate(seed, rows=150, most=10).records, seed) == []


def test_people_of_several_roles_stand_in_one_order_in_every_run() -> None:
    """Whatever the order in which a set of roles comes, which is another in each run."""
    ids, _ = renamed(random_case(0), 0)
    for roles in combinations(Role, 2):
        person = Person("V", "V", frozenset(roles))
        assert _by_role(person, ids)[0] == tuple(sorted(list(Role).index(r) for r in roles))


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, 60, 10))
def test_many_cases_tell_the_same_under_other_ids(first: int) -> None:
    for seed in range(first, first + 10):
        assert _differently(random_case(seed), seed) == [], seed
        assert _differently(generate(seed, rows=120, most=10).records, seed) == [], seed
