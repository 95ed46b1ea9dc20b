"""The threshold in words: whose the numbers are, and that others give other days."""

from __future__ import annotations

from graphdb.model import Threshold
from queries.threshold import ANOTHER, is_default, said, set_by


def test_the_product_s_own_numbers_are_said_to_be_nobody_else_s() -> None:
    assert is_default(Threshold())
    assert said(Threshold()) == (
        "By the product’s own threshold, where a case sets none: 5 different things known, or a "
        f"weight of 15, or 3 incidents in 365 days. {ANOTHER}"
    )


def test_what_a_case_sets_is_said_to_be_its_own_with_its_reason() -> None:
    rule = Threshold(indicators=4, weight=12, incidents=2, incident_days=90, because="A reason.")
    assert not is_default(rule)
    assert set_by(rule) == "the threshold set for this case"
    assert said(rule) == (
        "By the threshold set for this case: 4 different things known, or a weight of 12, or 2 "
        f"incidents in 90 days. Why: A reason. {ANOTHER}"
    )
    # a reason alone makes the numbers no others
    assert is_default(Threshold(because="They fit."))
