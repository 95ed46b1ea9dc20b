"""Any case becomes a page, and says of knowing what the knowledge says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

import joinedup
from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import How, Knowledge
from graphdb.model import Bar, CaseRecords, Coverage, Event, Nature, ReviewStatus, Role
from graphdb.pooled import pooled_picture
from graphdb.vocabulary import load_vocabulary
from queries import Answers, ask
from tests.reference.small_cases import small_cases
from viz.build import build_page_model
from viz.model import Holding, PageModel, Step
from viz.page import render

VOCABULARY = load_vocabulary()
EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"


def built(records: CaseRecords) -> tuple[PageModel, Knowledge, Answers]:
    view = CaseView(records, VOCABULARY.kinds)
    knowledge = Knowledge(view)
    answers = ask(view, knowledge, VOCABULARY)
    return build_page_model(view, knowledge, answers, VOCABULARY), knowledge, answers


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True, sequence=True), st.randoms(use_true_random=False))
def test_any_case_makes_a_page_and_order_changes_nothing(records, rng) -> None:
    model, _, _ = built(records)
    mixed = list(records.events)
    rng.shuffle(mixed)
    again, _, _ = built(replace(records, events=tuple(mixed)))
    assert render(model) == render(again)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True, sequence=True))
def test_steps_say_what_the_knowledge_says(records) -> None:
    model, knowledge, _ = built(records)
    held = {(h.fact_id, h.agency_id): h.steps for h in model.held}
    for fact in model.facts:
        if knowledge.view.facts[fact.fact_id].nature is Nature.STATE:
            continue
        for lane in model.lanes:
            knows = knowledge.facts.knows(lane.agency_id, fact.fact_id)
            steps = held.get((fact.fact_id, lane.agency_id), ())
            sure = [s.minute for s in steps if s.holding.counts_as_held]
            certain = None if knows is None else knows.certain_from
            assert bool(sure) == (certain is not None and certain < FAR_AHEAD)
            if sure and certain is not None:
                assert min(sure) // MINUTES_PER_DAY == certain // MINUTES_PER_DAY
            if knows is not None and knows.possible_from < FAR_AHEAD:
                some = [s.minute for s in steps if s.holding not in (Holding.DENIED,)]
                assert some
            assert list(steps) == sorted(steps, key=lambda s: s.minute)


def _on(steps: tuple[Step, ...], minute: int) -> Holding | None:
    reached = [s.holding for s in steps if s.minute <= minute]
    return reached[-1] if reached else None


@pytest.mark.thorough
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True, sequence=True), st.booleans())
def test_what_counts_as_held_is_what_the_pooled_picture_counts(records, suffices) -> None:
    settings_ = replace(records.settings, sending_suffices=suffices)
    model, knowledge, _ = built(replace(records, settings=settings_))
    picture = pooled_picture(knowledge)
    held = {(h.fact_id, h.agency_id): h.steps for h in model.held}
    ends = {s.minute // MINUTES_PER_DAY for steps in held.values() for s in steps}
    for lane in model.lanes:
        if lane.informal:
            continue
        for day in ends:
            # as a day is shown: as it ended
            minute = (day + 1) * MINUTES_PER_DAY - 1
            shown = {
                f.fact_id
                for f in model.facts
                if (state := _on(held.get((f.fact_id, lane.agency_id), ()), minute)) is not None
                and state.counts_as_held
            }
            spans = picture.holdings[lane.agency_id].certain
            assert shown == {s.fact_id for s in spans if s.since <= minute < s.until}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True, sequence=True))
def test_what_only_the_sender_recorded_is_never_said_to_be_told(records) -> None:
    settings_ = replace(records.settings, sending_suffices=True)
    model, knowledge, _ = built(replace(records, settings=settings_))
    for h in model.held:
        ways = {a.how for a in knowledge.facts.of_agency(h.agency_id, h.fact_id) if a.certain}
        if not ways & {How.TOLD, How.MEETING}:
            assert all(s.holding is not Holding.TOLD for s in h.steps)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True))
def test_every_finding_is_on_the_page_once(records) -> None:
    model, _, answers = built(records)
    listed = [i for g in model.groups for i in g.finding_ids]
    assert sorted(listed) == sorted(f.finding_id for f in answers.findings)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True))
def test_silence_means_something_only_where_covered_and_coded(records) -> None:
    partly = tuple(
        replace(a, coverage=Coverage(date(1, 1, 1), None, full=False, stated=True))
        for a in records.agencies
    )
    model, _, _ = built(replace(records, agencies=partly))
    assert all(lane.covered_from is None for lane in model.lanes)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True))
def test_restricted_reasons_stay_off_the_page(records) -> None:
    events = tuple(
        replace(e, bar=Bar.RESTRICTED_INTELLIGENCE, bar_text="THE REASON") for e in records.events
    )
    model, _, _ = built(replace(records, events=events))
    rows = " ".join(text for e in model.events for _, text in e.more)
    assert "THE REASON" not in rows
    assert "THE REASON" not in render(model)
    assert "restricted intelligence" in rows


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True))
def test_while_proceedings_are_live_nobody_is_called_perpetrator(records) -> None:
    case = replace(
        records.case, status=ReviewStatus.PROCEEDINGS_LIVE, perpetrator_term="the defendant"
    )
    model, _, _ = built(replace(records, case=case))
    assert "perpetrator" not in " ".join(p.role for p in model.header.persons)
    assert "Proceedings are live." in render(model)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases(wide=True))
def test_what_friends_and_family_did_not_say_cannot_be_told(records) -> None:
    friends = tuple(replace(a, informal=True) for a in records.agencies)
    model, _, _ = built(replace(records, agencies=friends))
    assert all(lane.covered_from is None for lane in model.lanes)


# -- cases at the edge: a page with little on it never reassures ---------------------------------

SOOTHING = ("and not found.", "did not hold", "Every agency's chronology", "every row is coded")


def text_of(model: PageModel) -> str:
    return " ".join(html.fromstring(render(model)).text_content().split())


def said_first(model: PageModel, sentence: str) -> None:
    assert sentence in model.limits
    page = text_of(model)
    assert page.index(sentence) < page.index("Where to look first")
    assert not [words for words in SOOTHING if words in page]


@pytest.fixture(scope="module")
def example() -> CaseRecords:
    return joinedup.load(EXAMPLE).view.records


def test_no_rows_at_all(example) -> None:
    model, _, _ = built(replace(example, events=(), facts=(), links=()))
    said_first(model, "No row has been read: nothing can be told from this page.")


def test_no_agency(example) -> None:
    informal = {a.agency_id for a in example.agencies if a.informal}
    events = tuple(e for e in example.events if e.agency_id in informal)
    model, _, _ = built(only(example, events))
    said_first(
        model,
        "No agency’s chronology has been read: what any agency knew cannot be told, "
        "and sharing cannot be looked for.",
    )


def test_one_agency(example) -> None:
    one = next(a for a in example.agencies if not a.informal)
    events = tuple(e for e in example.events if e.agency_id == one.agency_id)
    model, _, _ = built(only(example, events))
    said_first(
        model,
        f"Only one agency’s chronology has been read ({one.name}): "
        "sharing between agencies cannot be looked for.",
    )
    assert "nothing to put together" in text_of(model)


def test_one_agency_leaves_much_that_could_not_be_looked_for(example) -> None:
    one = next(a for a in example.agencies if a.agency_id == "police")
    events = tuple(e for e in example.events if e.agency_id == one.agency_id)
    model, _, _ = built(only(example, events))
    said = dict(model.framework)
    assert (
        "6E agencies seeing risk differently (it needs rows of two agencies)"
        in (said["Could not be looked for in these records"])
    )
    assert "8H public awareness" in said["Could not be looked for in these records"]
    assert "6E" not in said.get("Looked for and not found", "")


def test_with_nothing_read_nothing_was_looked_for(example) -> None:
    model, _, _ = built(replace(example, events=(), facts=(), links=()))
    assert set(dict(model.framework)) == {
        "Could not be looked for in these records",
        "Not examined",
    }


def test_the_framework_and_the_threshold_stand_on_the_page(example) -> None:
    model, _, _ = built(example)
    page = html.fromstring(render(model))
    (framework,) = page.xpath('//*[@id="framework"]')
    for state, text in model.framework:
        assert state in framework.text_content()
        assert text in framework.text_content()
    assert "not a finding that there was nothing to find" in framework.text_content()
    (talked,) = page.xpath('//*[@id="conversations"]')
    said = talked.text_content()
    assert "By the threshold set for this case: 15 different things known" in said
    assert "Another threshold gives other days." in said
    (limits,) = page.xpath('//p[@class="limits"]')
    assert "The threshold set for this case" in limits.text_content()


def test_that_nothing_could_not_be_told_does_not_reassure(example) -> None:
    model, _, _ = built(example)
    quiet = replace(model, cannot_tell=(), uncoded=0)
    said = " ".join(html.fromstring(render(quiet)).text_content().split())
    assert "nothing here says that there was nothing to know" in said
    assert "every chronology covers" not in said
    assert "Nothing further" not in said


def test_nothing_coded(example) -> None:
    events = tuple(
        replace(e, coded=False, kind="", reveals=(), shared_with=(), told_by=())
        for e in example.events
    )
    model, _, _ = built(only(example, events))
    said_first(model, "No row of this case is coded: no finding can be looked for.")
    assert not model.findings


def test_no_victim(example) -> None:
    persons = tuple(replace(p, roles=frozenset(p.roles - {Role.VICTIM})) for p in example.persons)
    model, _, _ = built(replace(example, persons=persons))
    assert any(s.startswith("Nobody in this case is named as the victim") for s in model.limits)


def test_a_case_that_can_be_read_has_no_such_sentence(example) -> None:
    model, _, _ = built(example)
    assert model.limits == ()


def test_teams_that_are_named_stand_apart_from_the_next_agency(example) -> None:
    model, known, _ = built(example)
    events, names = known.view.events, known.view.agencies
    said = {e.event_id: dict(e.more) for e in model.events}
    looked_at = 0
    for row, more in said.items():
        for label, namings in (
            ("Invited", events[row].invited),
            ("Attended", events[row].attended),
        ):
            if len(namings) > 1:
                looked_at += 1
                parts = more[label].split("; ")
                assert len(parts) == len({n.team_id for n in namings})
                assert {part.partition(": ")[0] for part in parts} <= {
                    one.name for one in names.values()
                }
    assert looked_at > 3


def only(records: CaseRecords, events: tuple[Event, ...]) -> CaseRecords:
    ids = {e.event_id for e in events}
    kept = tuple(
        replace(
            e,
            responds_to=tuple(x for x in e.responds_to if x in ids),
            considered=None
            if e.considered is None
            else replace(e.considered, events=tuple(x for x in e.considered.events if x in ids)),
        )
        for e in events
    )
    links = tuple(x for x in records.links if {x.first, x.second} <= ids)
    return replace(records, events=kept, links=links)
