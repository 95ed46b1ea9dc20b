"""How a fact went from record to record, and how much of the whole each agency held."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from graphdb.dates import MINUTES_PER_DAY
from graphdb.pooled import pooled_picture
from queries import ask
from tests.queries.build import Row, case, vocabulary
from tests.reference.small_cases import small_cases
from tests.viz.test_build import built
from viz.build import build_page_model
from viz.model import FactStory, PageModel

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"


def page_of(*rows: Row, **world: Any) -> PageModel:
    enquiry = case(*rows, **world)
    answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
    model = build_page_model(enquiry.view, enquiry.knowledge, answers, vocabulary())
    model.check()
    return model


def only_story(*rows: Row, **world: Any) -> FactStory:
    (story,) = page_of(*rows, **world).stories
    return story


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True, sequence=True))
def test_shares_of_the_picture_are_those_of_the_pooled_picture(records: Any) -> None:
    model, knowledge, _ = built(records)
    picture = pooled_picture(knowledge)
    weights = {f.fact_id: f.weight for f in knowledge.view.facts.values()}
    assert {one.agency_id for one in model.picture} == {
        lane.agency_id for lane in model.lanes if not lane.informal
    }
    for one in model.picture:
        assert all(a.minute < b.minute for a, b in pairwise(one.points))
        days = {p.minute // MINUTES_PER_DAY for other in model.picture for p in other.points}
        for day in days:
            end = (day + 1) * MINUTES_PER_DAY - 1
            if end >= knowledge.view.end_hi:
                continue
            reached = [p for p in one.points if p.minute <= end]
            band = picture.share(one.agency_id, end, weights) or (0.0, 0.0)
            low, high = (reached[-1].low, reached[-1].high) if reached else (0, 0)
            # rounded, and never to say more than is certain
            assert low <= 100 * band[0] + 0.5 + 1e-9 and 100 * band[1] <= high + 0.5 + 1e-9
            assert low > 100 * band[0] - 1 and high < 100 * band[1] + 1
