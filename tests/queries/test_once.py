"""What a large case is asked again and again is worked out once, or only where dates allow it."""

from __future__ import annotations

from collections import Counter

import pytest

import joinedup
from graphdb.knowledge import MIRROR_DAYS, Acquisition, Knowledge, Shares
from graphdb.model import Event
from joinedup.case import JoinedUpCase
from queries import registry
from queries.findings.isolation import _LookBack


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
            assert back._judged(rows, heard) == one_by_one
            compared += len(one_by_one)
    assert compared > 10


def test_since_when_a_holder_has_a_thing_is_worked_out_once() -> None:
    facts = Knowledge(joinedup.load("examples/amber-street").view).facts
    subject = facts.subjects[0]
    holder = facts.holders(subject)[0]
    assert facts.knows(holder, subject) is facts.knows(holder, subject)
