"""How a fact went from record to record, and how much of the whole each agency held."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import joinedup
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Pathway, Settings, agency_of
from graphdb.pooled import pooled_picture
from queries import ask
from tests.queries.build import Row, case, row, vocabulary
from tests.reference.small_cases import small_cases
from tests.viz.test_build import built
from viz.build import build_page_model
from viz.model import FactStory, PageModel
from viz.page import render
from viz.payload import payload
from viz.stories import _sent

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


@pytest.mark.thorough
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


# -- how it was passed on ----------------------------------------------------------------

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
SEEN = row("gp", "10 May 2011", "appointment", "V")


def passed(story: FactStory) -> list[str]:
    """Return each share as "sent police1 → gp1: police/ to gp/"; "–" where nobody received it."""
    return [
        f"{s.how} {s.event_id} → {s.receipt or '–'}: {s.giver} to {s.taker}" for s in story.shares
    ]


def test_first_record_is_one_row_where_the_dates_say_so() -> None:
    story = only_story(
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("gp", "4 May 2011", "appointment", "V", "strangulation"),
        row("police", "5 May 2011", "assault", "V, P", "strangulation"),
    )
    assert story.firsts == ("police1",)


def test_which_record_came_first_cannot_be_told_where_dates_overlap() -> None:
    story = only_story(
        row("police", "May 2011", "assault", "V, P", "strangulation"),
        row("gp", "4 May 2011", "appointment", "V", "strangulation"),
        row("hospital", "6 June 2011", "attendance-ae", "V", "strangulation"),
    )
    assert set(story.firsts) == {"police1", "gp1"}


def test_what_people_close_to_them_knew_is_not_the_first_record_where_an_agency_has_one() -> None:
    story = only_story(
        row("family", "3 May 2010", "account", "V", "strangulation"),
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
    )
    assert story.firsts == ("police1",)


def test_a_share_is_on_both_records_or_on_the_senders_alone() -> None:
    story = only_story(
        row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp csc"),
        row("gp", "4 May 2011", "information-received", "V", told_by="police"),
    )
    assert passed(story) == [
        "sent police1 → –: police/ to csc",
        "sent police1 → gp1: police/ to gp/",
    ] or passed(story) == [
        "sent police1 → –: police/ to csc/",
        "sent police1 → gp1: police/ to gp/",
    ]


def test_a_share_on_the_receivers_record_alone() -> None:
    story = only_story(
        row("gp", "4 May 2011", "information-received", "V", "strangulation", told_by="police"),
        row("police", "9 January 2010", "assault", "V"),
    )
    assert passed(story) == ["named gp1 → gp1: police/ to gp/"]


def test_a_meeting_names_who_was_there_and_who_has_a_row_of_it() -> None:
    story = only_story(
        STRANGLED,
        row("police", "4 May 2011", "marac", "V", attended="gp csc police", answers="police1"),
        row("csc", "4 May 2011", "marac", "V", attended="gp csc police", same="police2"),
    )
    meeting = [line for line in passed(story) if line.startswith("meeting")]
    assert any("→ csc1" in line for line in meeting)
    assert any("→ –" in line and "gp" in line for line in meeting)
    assert len(meeting) == 2  # once for each who heard of it, however many rows the meeting has


# -- what is not on record ---------------------------------------------------------------

NOTIFY = Pathway("notification", "police", "gp", kinds=("assault",), start=date(2011, 1, 1))


def test_no_arrow_where_nobody_is_known_to_have_known_of_the_other() -> None:
    """Grade iii: a question in the lines of enquiry, never a missing share."""
    model = page_of(STRANGLED, SEEN)
    (story,) = model.stories
    assert [f.kind for f in model.findings if f.finding_id in story.findings] == ["unshared"]
    assert story.gaps == ()
    assert payload(model)["stories"][0][2] == []


def test_an_arrow_where_a_declared_pathway_named_the_other() -> None:
    story = only_story(STRANGLED, SEEN, settings=Settings(pathways=(NOTIFY,)))
    (gap,) = story.gaps
    assert (gap.from_agency, gap.to_agency) == ("police", "gp")
    assert (gap.from_event, gap.to_event) == ("police1", "gp1")
    assert gap.words == "no record that it was shared"


def test_an_arrow_where_their_own_records_named_the_other_ends_at_a_contact_after_that() -> None:
    story = only_story(
        STRANGLED,
        SEEN,
        row("police", "1 June 2011", "contact", "V", mentions="gp"),
        row("gp", "10 June 2011", "appointment", "V"),
    )
    (gap,) = story.gaps
    assert (gap.from_event, gap.to_event) == ("police1", "gp2")


def test_late_is_said_to_be_late() -> None:
    story = only_story(
        row("police", "3 May 2011", "assault", "V, P", "strangulation", mentions="gp"),
        SEEN,
        row("police", "1 June 2011", "share", "V", shared="gp", answers="police1"),
        row("gp", "2 June 2011", "information-received", "V", told_by="police"),
    )
    (gap,) = story.gaps
    assert gap.words == "no record that it was shared by then"


def test_no_arrow_beside_a_row_that_says_it_was_sent() -> None:
    story = only_story(
        row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp"), SEEN
    )
    (gap,) = story.gaps
    assert gap.words == "sent, with no record that it was received"
    assert (gap.from_event, gap.to_event) == ("", "")
    assert [s.receipt for s in story.shares] == [""]


def test_a_recorded_reason_is_said() -> None:
    story = only_story(
        row(
            "police",
            "3 May 2011",
            "assault",
            "V, P",
            "strangulation",
            mentions="gp",
            bar="consent refused",
        ),
        SEEN,
    )
    (gap,) = story.gaps
    assert gap.words.endswith("; a reason is recorded")


def test_doubt_is_said() -> None:
    story = only_story(
        row("police", "May 2011", "assault", "V, P", "strangulation", mentions="gp"), SEEN
    )
    (gap,) = story.gaps
    assert gap.words == "possibly no record that it was shared"


def test_every_drawn_gap_of_the_example_is_of_grade_i_or_ii() -> None:
    case_ = joinedup.load(EXAMPLE)
    model = build_page_model(case_.view, case_.known, case_.answers, case_.vocabulary)
    grades = {f.finding_id: f.grade for f in case_.answers.findings}
    gaps = [gap for story in model.stories for gap in story.gaps]
    assert gaps
    assert {grades[gap.finding_id] for gap in gaps} <= {"i", "ii"}
    assert any(grades[f] == "iii" for story in model.stories for f in story.findings)
    for story in model.stories:
        told = {s.taker.split("/")[0] for s in story.shares if not s.receipt}
        drawn = {g.to_agency for g in story.gaps if g.from_event}
        givers = {(s.giver.split("/")[0], s.taker.split("/")[0]) for s in story.shares}
        assert not any(
            (g.from_agency, g.to_agency) in givers
            and g.to_agency in told
            and g.words.endswith("shared")
            for g in story.gaps
            if g.to_agency in drawn and g.from_event
        )


# -- the pooled picture ------------------------------------------------------------------


def test_what_people_close_to_them_knew_is_a_curve_of_its_own() -> None:
    model = page_of(STRANGLED, row("family", "3 May 2010", "account", "V", "threats-to-kill"))
    pooled = model.pooled
    assert pooled is not None
    near = pooled.informal[-1]
    assert near.low == near.high > 0
    assert pooled.points[-1].high == next(
        f.weight for f in model.facts if f.label.startswith("Strang")
    )
    assert [p.agency_id for p in model.picture] == ["police"]


def test_with_one_agency_there_is_no_together() -> None:
    one = page_of(STRANGLED)
    assert one.pooled is not None and one.pooled.alone
    two = page_of(STRANGLED, SEEN)
    assert two.pooled is not None and not two.pooled.alone
    assert "Any one agency" not in render(one)
    assert "Any one agency" in render(two)


def test_a_receipt_is_found_without_trying_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(acquired: Acquisition) -> str:
        asked.append(acquired)
        return agency_of(acquired.team_id)

    facts = joinedup.load("examples/amber-street").known.facts
    many = [
        a
        for subject in facts.subjects
        for agency_id in facts.agencies(subject)
        for a in facts.of_agency(agency_id, subject)
    ]
    monkeypatch.setattr(Acquisition, "agency_id", property(counted))
    shares = tuple(_sent(many))
    assert any(share.receipt for share in shares)
    assert len(asked) < len(many)
