"""The second implementation is held to the first, and a row changed on one side is found out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from graphdb.dates import Interval, When
from joinedup.case import JoinedUpCase
from tests.second import compare
from tests.second.compare import RELATIONS, both, counts
from tests.second.random_cases import random_case


def test_small_random_cases_agree_and_ask_of_something() -> None:
    total: Counter[str] = Counter()
    for seed in range(20_000, 20_080):
        total.update(counts(*both(JoinedUpCase(random_case(seed)))))
    assert {name: total[f"{name}|differs"] for name in RELATIONS} == dict.fromkeys(RELATIONS, 0)
    assert all(total[f"{name}|agrees"] for name in RELATIONS), total


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_row_changed_on_one_side_differs(relation: str) -> None:
    for seed in range(20_000, 20_200):
        first, second = both(JoinedUpCase(random_case(seed)))
        if second[relation]:
            break
    row = next(iter(second[relation]))
    changed = second[relation] - {row} | {(*row[:-1], "something else")}
    assert counts(first, second | {relation: changed})[f"{relation}|differs"] == 2
    assert counts(first, second | {relation: second[relation] - {row}})[f"{relation}|differs"] == 1


def test_a_rule_broken_in_the_second_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(records):  # type: ignore[no-untyped-def]  # one that sees no share
        return derive(replace(records, events=tuple(
            replace(e, shared_with=()) for e in records.events
        )))  # fmt: skip

    derive = compare.derive
    monkeypatch.setattr(compare, "derive", forgetful)
    total: Counter[str] = Counter()
    for seed in range(20_000, 20_060):
        total.update(counts(*both(JoinedUpCase(random_case(seed)))))
    assert total["knows|differs"] and total["unshared|differs"]


def test_a_day_broken_in_the_second_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(records):  # type: ignore[no-untyped-def]  # one that puts every known day a minute on
        events = tuple(
            replace(e, when=_later(e.when)) if e.when.is_single_day else e for e in records.events
        )
        return derive(replace(records, events=events))

    derive = compare.derive
    monkeypatch.setattr(compare, "derive", late)
    total: Counter[str] = Counter()
    for seed in range(20_000, 20_020):
        total.update(counts(*both(JoinedUpCase(random_case(seed)))))
    assert total["knows|differs"]


def _later(when: When) -> When:
    if when.earliest is None or when.latest is None:
        return when
    return When.once(Interval(when.earliest + 1, when.latest + 1))
