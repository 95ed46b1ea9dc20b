"""What a large case is asked again and again is worked out once, or only where dates allow it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

import graphdb.pooled
import joinedup
from graphdb.case_view import CaseView
from graphdb.knowledge import MIRROR_DAYS, Acquisition, Knowledge, Shares
from graphdb.model import Bar, Event
from joinedup.case import JoinedUpCase
from queries import registry
from queries.after import Within, unanswered
from queries.finding import Certainty
from queries.findings.isolation import _LookBack
from queries.findings.unshared import evidence


def _asked() -> JoinedUpCase:
    case = joinedup.load("examples/amber-street")
    for query in registry():
        case.asked.of(query)
    return case


def test_receipts_are_looked_for_once_and_only_near_the_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[tuple[str, str]] = Counter()
    far = []
    received, close = Shares._received, Shares._close

    def counted(self: Shares, share: Event, agency_id: str) -> tuple[Event, ...]:
        asked[share.event_id, agency_id] += 1
        return received(self, share, agency_id)

    def noted(self: Shares, share: Event, receipt: Event) -> bool:
        one, other = self._view.bounds[share.event_id], self._view.bounds[receipt.event_id]
        if abs(other.start_lo - one.start_lo) > (MIRROR_DAYS + 1) * 24 * 60:
            far.append(receipt)
        return close(self, share, receipt)

    monkeypatch.setattr(Shares, "_received", counted)
    monkeypatch.setattr(Shares, "_close", noted)
    _asked()
    assert asked
    assert set(asked.values()) == {1}
    assert not far


def test_what_seq_says_nothing_of_goes_by_its_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    judge = _LookBack._judge

    def noted(self: _LookBack, heard: Acquisition, row: str) -> object:
        judged.append(self._ordered)
        return judge(self, heard, row)

    monkeypatch.setattr(_LookBack, "_judge", noted)
    _asked()
    assert all(judged)


def test_dates_alone_judge_as_row_by_row() -> None:
    case = _asked()
    enquiry = case.asked.enquiry
    compared = 0
    for event in case.view.in_order:
        if event.considered is None or case.view.is_ordered(event.event_id):
            continue
        back = _LookBack(enquiry, event)
        heard_of = case.known.occurrences.by_agency.get(event.agency_id, {})
        for occurrence, heard in heard_of.items():
            rows = enquiry.rows_telling(occurrence)
            one_by_one = [
                (certainty, one)
                for row in rows
                for one in heard
                if (certainty := back._judge(one, row))
            ]
            certain = [one for how, one in one_by_one if how is Certainty.CERTAIN]
            maybe = [one for how, one in one_by_one if how is Certainty.POSSIBLE]
            assert back._judged(rows, heard) == (certain, maybe)
            compared += len(one_by_one)
    assert compared > 10


def test_since_when_a_holder_has_a_thing_is_worked_out_once() -> None:
    facts = Knowledge(joinedup.load("examples/amber-street").view).facts
    subject = facts.subjects[0]
    holder = facts.holders(subject)[0]
    assert facts.knows(holder, subject) is facts.knows(holder, subject)


def test_until_when_a_row_holds_is_asked_once_for_all_holders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[tuple[object, ...]] = Counter()
    stands_until = graphdb.pooled.stands_until

    def counted(view: CaseView, fact_id: str, coded_on: str, **more: object) -> int:
        asked[fact_id, coded_on, more["certain"]] += 1
        return stands_until(view, fact_id, coded_on, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(graphdb.pooled, "stands_until", counted)
    assert joinedup.load("examples/amber-street").pooled
    assert set(asked.values()) == {1}


def test_the_last_day_of_an_answer_is_worked_out_once_for_all_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    until = Within.until

    def counted(self: Within, day: int) -> int:
        asked.append(day)
        return until(self, day)

    monkeypatch.setattr(Within, "until", counted)
    day = 24 * 60
    assert unanswered(10 * day, 10 * day, Within(2), [(30 * day, 30 * day)] * 50)
    assert asked == [10]


def test_a_reason_looked_at_again_is_found_without_trying_all_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = []
    apart = evidence._apart

    def counted(view: CaseView, one: Event, other: Event) -> bool:
        tried.append((one, other))
        return apart(view, one, other)

    monkeypatch.setattr(evidence, "_apart", counted)
    case = joinedup.load("examples/amber-street")
    rows = tuple(
        replace(e, bar=Bar.OTHER)
        for e in case.view.rows_of_agency["police"]
        if case.view.bounds[e.event_id].end_hi < case.view.end_lo
    )
    assert len(rows) > 10
    assert evidence.looked_at_again(case.asked.enquiry, rows) is Certainty.CERTAIN
    assert len(tried) < len(rows)
