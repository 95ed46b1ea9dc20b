"""Any case becomes a page, and says of knowing what the knowledge says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Knowledge
from graphdb.model import Bar, CaseRecords, Coverage, ReviewStatus
from graphdb.vocabulary import load_vocabulary
from queries import Answers, ask
from tests.reference.small_cases import small_cases
from viz.build import build_page_model
from viz.model import Holding, PageModel
from viz.page import render

VOCABULARY = load_vocabulary()


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
