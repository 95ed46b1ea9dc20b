"""What the findings worked out of a case is not worked out again for its pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

import graphdb.pooled
import joinedup
import queries.conversations
import queries.enquiry
import queries.held
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.outputs import page_model
from joinedup.walkthrough import walk_model
from queries.conversations import conversations


def test_findings_pages_and_walk_share_what_is_pooled_and_the_conversations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: Counter[str] = Counter()
    pooled, talks = graphdb.pooled.pooled_picture, queries.conversations._conversations
    longest = queries.held._long_held

    def counted_pooled(*given: object) -> object:
        made["pooled"] += 1
        return pooled(*given)  # type: ignore[arg-type]

    def counted_talks(*given: object) -> object:
        made["conversations"] += 1
        return talks(*given)  # type: ignore[arg-type]

    def counted_longest(*given: object) -> object:
        made["held longest"] += 1
        return longest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(queries.held, "_long_held", counted_longest)
    monkeypatch.setattr(queries.enquiry, "pooled_picture", counted_pooled)
    monkeypatch.setattr(queries.conversations, "_conversations", counted_talks)
    case = JoinedUpCase(generate(3, rows=120).records)
    assert case.answers
    page = page_model(case)
    assert walk_model(case, page=page)
    assert case.pooled is case.asked.enquiry.pooled
    assert made == {"pooled": 1, "conversations": 1, "held longest": 1}


def test_another_pooled_picture_has_conversations_of_its_own() -> None:
    case = joinedup.load("examples/amber-street")
    enquiry = case.asked.enquiry
    own = conversations(enquiry, case.pooled)
    assert own
    assert conversations(enquiry, case.pooled) is own
    assert conversations(enquiry, replace(case.pooled)) is not own
