"""A walkthrough of a large case works out what hangs on a row once, whoever acquired it by it."""

from __future__ import annotations

from collections import Counter

import pytest

import joinedup
import viz.walk.holding
import viz.walk.reveal
from graphdb.case_view import CaseView
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.walkthrough import walk_model
from viz.walk.holding import Telling, _Side, _stands_at
from viz.walk.left_open import LeftOpen, Row
from viz.walk.model import HeldState


def test_until_when_a_row_holds_is_asked_once_for_each_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[tuple[object, ...]] = Counter()
    stands_until = viz.walk.holding.stands_until
    screens: list[object] = []

    def counted(view: CaseView, fact_id: str, coded_on: str, **more: object) -> int:
        asked[len(screens), fact_id, coded_on, more["certain"]] += 1
        return stands_until(view, fact_id, coded_on, **more)  # type: ignore[arg-type]

    made = viz.walk.holding.Telling.__init__

    def begun(self: object, *given: object) -> None:
        screens.append(self)
        made(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(viz.walk.holding, "stands_until", counted)
    monkeypatch.setattr(viz.walk.holding.Telling, "__init__", begun)
    assert walk_model(joinedup.load("examples/amber-street"))
    assert sum(asked.values()) > 20
    # two screens of one seat are made before either is asked: what it holds, and what is revealed
    assert max(asked.values()) <= 2


def test_what_a_moment_leaves_open_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[object] = Counter()
    left_open = viz.walk.reveal.left_open

    def counted(record: tuple[Row, ...], minute: int, held: frozenset[str]) -> LeftOpen:
        asked[id(record), minute] += 1
        return left_open(record, minute, held)

    monkeypatch.setattr(viz.walk.reveal, "left_open", counted)
    case = JoinedUpCase(generate(2, rows=200).records)
    moments = walk_model(case).moments
    assert moments
    assert set(asked.values()) == {1}


def test_a_span_stands_from_its_first_minute_to_before_its_last() -> None:
    sides = [_Side([(5, 5), (7, 9)]), _Side([(3, 8), (8, 10), (12, 11)])]
    found = [_stands_at(sides, minute) for minute in (2, 3, 6, 7, 8, 9, 10, 11)]
    sure, may = HeldState.CERTAIN, HeldState.POSSIBLE
    assert found == [None, may, may, sure, sure, may, None, None]


def test_what_casts_doubt_on_a_thing_is_put_in_order_once_for_each_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[tuple[int, str]] = Counter()
    kept: list[Telling] = []
    in_order = Telling._doubts_in_order

    def counted(self: Telling, subject: str) -> tuple[list[int], list[int]]:
        kept.append(self)  # so that no other screen takes its place in memory
        asked[id(self), subject] += 1
        ends, made = in_order(self, subject)
        assert ends == sorted(ends)
        assert made == sorted(made)
        return ends, made

    monkeypatch.setattr(Telling, "_doubts_in_order", counted)
    assert walk_model(joinedup.load("examples/amber-street"))
    assert set(asked.values()) == {1}
