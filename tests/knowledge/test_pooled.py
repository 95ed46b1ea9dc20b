"""The pooled picture against a plain recount, minute by minute of change; and cases by hand."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY, Interval, When, minute_of, read_when
from graphdb.knowledge import Knowledge
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Event,
    Fact,
    Involvement,
    Link,
    LinkBy,
    Nature,
    Part,
    Person,
    Reveal,
    Role,
    Settings,
    SourceRef,
    Stance,
    Team,
    Threshold,
)
from graphdb.pooled import pooled_picture, stands_until
from tests.knowledge.kinds import SMALL_KINDS
from tests.queries.build import case, row
from tests.reference.small_cases import describe, small_cases

EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", "80")))


@EXAMPLES
@given(small_cases(wide=True, opens=True, states=False), st.integers(1, 3), st.integers(1, 7))
def test_the_threshold_is_crossed_on_the_first_day_on_which_a_recount_crosses_it(
    records: CaseRecords, indicators: int, weight: int
) -> None:
    note(describe(records))
    rule = Threshold(indicators=indicators, weight=weight, incidents=10**6)
    records = replace(records, settings=replace(records.settings, threshold=rule))
    knowledge = Knowledge(CaseView(records, SMALL_KINDS))
    picture = pooled_picture(knowledge)
    formal = [a.agency_id for a in records.agencies if not a.informal]
    for name, members in {"pool": formal, **{a: [a] for a in formal}}.items():
        certain, possible = recount(knowledge, members, indicators, weight)
        view = knowledge.view
        crossing = picture.crossings[name]
        assert crossing.certain == (certain if certain < view.end_lo else None)
        assert crossing.possible == (possible if possible < view.end_hi else None)


def recount(
    knowledge: Knowledge, agencies: list[str], indicators: int, weight: int
) -> tuple[int, int]:
    """When the facts held, counted afresh after each acquisition, are enough."""
    first = {True: FAR_AHEAD * 2, False: FAR_AHEAD * 2}
    for sure in (True, False):
        since: dict[str, int] = {}
        for agency in agencies:
            for fact_id in knowledge.facts.subjects:
                found = [
                    a.latest if sure else a.earliest
                    for a in knowledge.facts.of_agency(agency, fact_id)
                    if a.certain or not sure
                ]
                if found:
                    since[fact_id] = min([*found, since.get(fact_id, min(found))])
        for minute in sorted(since.values()):
            held = [f for f, start in since.items() if start <= minute]
            total = sum(knowledge.view.facts[f].weight for f in held)
            if len(held) >= indicators or total >= weight:
                first[sure] = minute
                break
    return first[True], first[False]


# -- by hand -----------------------------------------------------------------------------


V = Person("V", "Vera", frozenset({Role.VICTIM}))


def day(number: int) -> When:
    return When.once(Interval.of_days(date(2012, 1, number)))


def incident(name: str, agency: str, when: When) -> Event:
    return Event(
        name,
        f"{agency}/",
        "incident",
        when,
        "",
        SourceRef("x.csv", "", 1),
        involves=(Involvement("V", Part.SUBJECT),),
    )


def case_of(events: list[Event], rule: Threshold, **more: object) -> CaseRecords:
    agencies = sorted({e.agency_id for e in events})
    return CaseRecords(
        Case("x", "X"),
        persons=(V,),
        agencies=tuple(Agency(a, a.upper(), "police") for a in agencies),
        teams=tuple(Team(f"{a}/", a, "not stated") for a in agencies),
        events=tuple(events),
        settings=Settings(threshold=rule),
        **more,  # type: ignore[arg-type]
    )


THREE = Threshold(indicators=99, weight=99, incidents=3, incident_days=365)


def test_three_incidents_cross_for_the_pool_though_for_no_agency() -> None:
    events = [incident("a", "p", day(1)), incident("b", "q", day(10)), incident("c", "q", day(20))]
    picture = pooled_picture(Knowledge(CaseView(case_of(events, THREE), SMALL_KINDS)))
    assert picture.pool_crossing.certain == minute_of(date(2012, 1, 20), 23, 59)
    assert picture.pool_crossing.possible == minute_of(date(2012, 1, 20))
    assert picture.best_crossing.certain is None
    assert picture.days_between() is None


def test_one_occurrence_told_by_three_rows_counts_once() -> None:
    events = [incident("a", "p", day(1)), incident("b", "q", day(1)), incident("c", "r", day(1))]
    links = (Link("a", "b", LinkBy.REFERENCE), Link("b", "c", LinkBy.PERSON))
    picture = pooled_picture(Knowledge(CaseView(case_of(events, THREE, links=links), SMALL_KINDS)))
    assert picture.pool_crossing.possible is None


def test_likely_duplicates_make_a_range() -> None:
    events = [incident("a", "p", day(1)), incident("b", "q", day(1)), incident("c", "q", day(20))]
    links = (Link("a", "b", LinkBy.MATCH),)
    picture = pooled_picture(Knowledge(CaseView(case_of(events, THREE, links=links), SMALL_KINDS)))
    assert picture.pool_crossing.certain is None
    assert picture.pool_crossing.possible == minute_of(date(2012, 1, 20))


def test_incidents_more_than_a_year_apart_do_not_add_up() -> None:
    late = When.once(Interval.of_days(date(2013, 2, 1)))
    events = [incident("a", "p", day(1)), incident("b", "p", day(2)), incident("c", "p", late)]
    picture = pooled_picture(Knowledge(CaseView(case_of(events, THREE), SMALL_KINDS)))
    assert picture.pool_crossing.possible is None


def test_before_the_first_record_there_is_no_share_and_a_state_ends() -> None:
    fact = Fact("f", "pregnancy", "pregnancy", 3, Nature.STATE, "V", longest_days=10)
    told = replace(
        incident("a", "p", day(1)), reveals=(Reveal("f", Stance.OBSERVED),), kind="contact"
    )
    records = case_of([told], THREE, facts=(fact,))
    picture = pooled_picture(Knowledge(CaseView(records, SMALL_KINDS)))
    weights = {"f": 3}
    assert picture.share("p", minute_of(date(2011, 12, 31)), weights) is None
    assert picture.share("p", minute_of(date(2012, 1, 2)), weights) == (1.0, 1.0)
    after = minute_of(date(2012, 1, 1)) + 12 * MINUTES_PER_DAY
    assert picture.share("p", after, weights) is None


def test_stretches_of_a_state_that_touch_are_one_and_others_stay_apart() -> None:
    days = ("3 January 2009", "3 January 2011", "3 March 2011", "3 January 2013")
    asked = case(*(row("gp", day, "antenatal", "V", "pregnancy") for day in days))
    pool = pooled_picture(asked.knowledge).pool
    held = [(step.minute, step.count[0]) for step in pool]
    # told of twice, it is one; and never more than one
    assert {count for _, count in held} == {0, 1}
    starts = [minute for minute, count in held if count]
    assert len(starts) == 3
    assert starts[1] == minute_of(date(2011, 1, 3), 23, 59)


@pytest.mark.parametrize(
    ("ended", "certainly", "possibly"),
    [
        ("3 May 2011", "3 May 2011 00:00", "3 May 2011 23:59"),
        ("between 3 and 9 May 2011", "3 May 2011 00:00", "9 May 2011 23:59"),
        # whether it had ended before the gp told of it, cannot be told: perhaps it still stands
        ("between 3 April and 9 May 2011", "3 April 2011 00:00", ""),
        ("3 April 2011", "", ""),
    ],
)
def test_a_state_stands_until_a_row_says_that_it_ended(
    ended: str, certainly: str, possibly: str
) -> None:
    asked = case(
        row("gp", "20 April 2011", "antenatal", "V", "pregnancy"),
        row("police", ended, "contact", "V", "pregnancy (ended)"),
    )
    (fact,) = asked.view.facts
    longest = asked.view.facts[fact].longest_days
    assert longest is not None
    told = asked.view.bounds["gp1"]
    by_itself = {True: told.known_lo, False: told.known_hi}
    for certain, until in ((True, certainly), (False, possibly)):
        when = read_when(until).when
        expected = by_itself[certain] + longest * MINUTES_PER_DAY + 1
        if when is not None and when.earliest is not None:
            expected = when.earliest
        assert stands_until(asked.view, fact, "gp1", certain=certain) == expected


TWO_THINGS = Threshold(indicators=2, weight=99, incidents=99)


@pytest.mark.parametrize(
    ("alone", "days"),
    [
        # from date to date: no date is in doubt, so neither are the days
        ("10 May 2011", (0, 0)),
        ("11 May 2011", (1, 1)),
        ("12 May 2011", (2, 2)),
        ("11 or 14 May 2011", (1, 4)),
    ],
)
def test_days_between_all_together_and_the_first_alone(alone: str, days: tuple[int, int]) -> None:
    """From the latest together to the earliest alone, and the other way round; never below 0."""
    asked = case(
        row("gp", "3 May 2011", "disclosure", "V", "threats-to-kill: P > V"),
        row("police", "10 May 2011", "assault", "V, P", "strangulation"),
        row("gp", alone, "disclosure", "V", "strangulation"),
        settings=Settings(threshold=TWO_THINGS),
    )
    picture = pooled_picture(asked.knowledge)
    assert picture.best_crossing.holder == "gp"
    assert picture.days_between() == days
