"""Supposed shares: against a slow reference that adds real rows, and what must hold always."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from graphdb.case_view import CaseView
from graphdb.dates import Interval, When
from graphdb.knowledge import Holdings, Knowledge
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Considered,
    Event,
    Fact,
    Naming,
    Nature,
    Reveal,
    SourceRef,
    Stance,
    Team,
    Threshold,
    team_not_stated,
)
from graphdb.pooled import PooledPicture, pooled_picture
from graphdb.suppose import SupposedShare, shares_over_time, suppose
from tests.knowledge.kinds import SMALL_KINDS
from tests.reference.small_cases import BASE, describe, small_cases

# CI tries more
MANY = "300" if os.environ.get("JOINEDUP_THOROUGH") else "40"
EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", MANY)))
DAY = 1440


@st.composite
def cases(draw: st.DrawFn) -> CaseRecords:
    """Draw a small case with a threshold low enough to be crossed in it, now and then."""
    records = draw(small_cases(wide=True, opens=True, sequence=True))
    rule = Threshold(
        indicators=draw(st.integers(1, 3)),
        weight=draw(st.sampled_from([4, 6, 15])),
        incidents=draw(st.integers(1, 3)),
        incident_days=draw(st.sampled_from([0, 1, 365])),
    )
    return replace(records, settings=replace(records.settings, threshold=rule))


CASES = cases()


def knowledge_of(records: CaseRecords) -> Knowledge:
    return Knowledge(CaseView(records, SMALL_KINDS))


@st.composite
def shares_of(draw: st.DrawFn, records: CaseRecords, most: int = 3) -> list[SupposedShare]:
    """Draw shares in minutes in which something is known, or in some other."""
    agencies = [a.agency_id for a in records.agencies]
    dated = {m for e in records.events for m in (e.when.earliest, e.when.latest) if m is not None}
    minutes = st.sampled_from(sorted({BASE + 15, BASE + 3 * DAY, *dated}))
    pairs = [(one, other) for one in agencies for other in agencies if one != other]
    one = st.builds(
        lambda minute, pair: SupposedShare(minute, *pair), minutes, st.sampled_from(pairs)
    )
    return draw(st.lists(one, min_size=draw(st.sampled_from([0, 1, 1, 1])), max_size=most))


def since(held: Holdings, subjects: set[str]) -> dict[tuple[str, str], tuple[float, int]]:
    found = {}
    for subject in subjects & set(held.subjects):
        for agency in held.agencies(subject):
            knows = held.knows(agency, subject)
            assert knows is not None
            certain = float("inf") if knows.certain_from is None else knows.certain_from
            found[agency, subject] = (certain, knows.possible_from)
    return found


# -- the reference: two real rows for each share ---------------------------------------------------


def with_rows(records: CaseRecords, shares: list[SupposedShare]) -> CaseRecords:
    """Add the teller's row, naming each row that it then certainly had, and the receipt of it.

    Minute by minute: what is carried is read off all that was there before that minute's rows.
    """
    for minute in sorted({share.minute for share in shares}):
        knowledge = knowledge_of(records)
        rows: list[Event] = []
        for share in sorted({s for s in shares if s.minute == minute}):
            sent, got = (f"{side}-{minute}-{share.teller}-{share.told}" for side in ("s", "r"))
            carried = {
                a.coded_on
                for held in (knowledge.facts, knowledge.occurrences)
                for subject in held.subjects
                for a in held.of_agency(share.teller, subject)
                if a.certain and a.latest <= minute
            }
            rows += [
                replace(
                    row(sent, share.teller, minute),
                    shared_with=(Naming(team_not_stated(share.told)),),
                    considered=Considered(True, tuple(sorted(carried))),
                ),
                replace(row(got, share.told, minute), responds_to=(sent,)),
            ]
        records = replace(records, events=(*records.events, *rows))
    return records


def row(event_id: str, agency: str, minute: int) -> Event:
    return Event(
        event_id=event_id,
        team_id=team_not_stated(agency),
        kind="supposed",
        when=When.once(Interval(minute, minute)),
        summary="",
        source=SourceRef("supposed.csv", "", 1),
    )


def same_pictures(one: PooledPicture, other: PooledPicture) -> None:
    assert one.holdings == other.holdings
    assert one.crossings == other.crossings
    assert one.best_crossing == other.best_crossing
    assert (one.pool, one.informal, one.agencies) == (other.pool, other.informal, other.agencies)


@EXAMPLES
@given(CASES, st.data())
def test_it_is_what_two_further_rows_for_each_share_would_show(
    records: CaseRecords, data: st.DataObject
) -> None:
    shares = data.draw(shares_of(records))
    note(describe(records))
    supposed = suppose(knowledge_of(records), shares)
    reference = knowledge_of(with_rows(records, shares))
    facts = {fact.fact_id for fact in records.facts}
    assert since(supposed.knowledge.facts, facts) == since(reference.facts, facts)
    # the further rows are occurrences of their own: contact was made, and nothing else
    known = set(supposed.knowledge.view.occurrences)
    assert since(supposed.knowledge.occurrences, known) == since(reference.occurrences, known)
    same_pictures(supposed.picture, pooled_picture(reference))


@EXAMPLES
@given(CASES)
def test_no_share_is_the_real_picture(records: CaseRecords) -> None:
    knowledge = knowledge_of(records)
    supposed = suppose(knowledge, [])
    assert supposed.picture == pooled_picture(knowledge)
    assert supposed.knowledge is knowledge


@EXAMPLES
@given(CASES, st.data())
def test_one_share_more_never_makes_anyone_know_less_or_later(
    records: CaseRecords, data: st.DataObject
) -> None:
    shares = data.draw(shares_of(records))
    assume(shares)
    note(describe(records))
    knowledge = knowledge_of(records)
    fewer, more = suppose(knowledge, shares[1:]), suppose(knowledge, shares)
    for one, other in (
        (fewer.knowledge.facts, more.knowledge.facts),
        (fewer.knowledge.occurrences, more.knowledge.occurrences),
    ):
        before, after = since(one, set(one.subjects)), since(other, set(other.subjects))
        for key, (certain, possible) in before.items():
            assert after[key][0] <= certain
            assert after[key][1] <= possible
    for holder, crossing in fewer.picture.crossings.items():
        later = more.picture.crossings[holder]
        for was, now in ((crossing.certain, later.certain), (crossing.possible, later.possible)):
            assert was is None or (now is not None and now <= was)


@pytest.mark.thorough
@EXAMPLES
@given(CASES, st.data())
def test_the_order_of_the_list_means_nothing(records: CaseRecords, data: st.DataObject) -> None:
    shares = data.draw(shares_of(records))
    other = data.draw(st.permutations([*shares, *shares[:1]]))
    knowledge = knowledge_of(records)
    one, two = suppose(knowledge, shares), suppose(knowledge, other)
    assert one.shares == two.shares
    assert one.picture == two.picture


@pytest.mark.thorough
@EXAMPLES
@given(CASES, st.data())
def test_the_share_of_the_picture_is_what_it_is_at_each_minute(
    records: CaseRecords, data: st.DataObject
) -> None:
    supposed = suppose(knowledge_of(records), data.draw(shares_of(records)))
    view = supposed.knowledge.view
    weights = {fact.fact_id: fact.weight for fact in records.facts}
    minute = data.draw(st.integers(BASE - 5, BASE + 3 * DAY))
    assume(minute < view.end_hi)
    for agency, steps in shares_over_time(supposed.picture, view).items():
        by_then = [step for step in steps if step.minute <= minute]
        band = supposed.picture.share(agency, minute, weights)
        assert ((by_then[-1].low, by_then[-1].high) if by_then else None) in (
            band,
            (0.0, 0.0) if band is None else band,
        )


# -- what a share of one minute gives, by hand -----------------------------------------------------


def three_agencies() -> CaseRecords:
    names = ("a", "b", "c")
    known = Event(
        event_id="e1",
        team_id="a/",
        kind="contact",
        when=When.once(Interval(BASE, BASE)),
        summary="",
        source=SourceRef("one.csv", "", 1),
        reveals=(Reveal("f", Stance.DISCLOSED),),
    )
    return CaseRecords(
        case=Case("three", "Three"),
        agencies=tuple(Agency(name, name.upper(), "police") for name in names),
        teams=tuple(Team(team_not_stated(name), name, name) for name in names),
        facts=(Fact("f", "topic", "topic", 3, Nature.STANDING),),
        events=(known,),
    )


def knows(shares: list[SupposedShare], agency: str) -> int | None:
    found = suppose(knowledge_of(three_agencies()), shares).knowledge.facts.knows(agency, "f")
    return None if found is None else found.certain_from


def test_what_one_share_gives_a_later_one_passes_on() -> None:
    first, later = SupposedShare(BASE + 5, "a", "b"), SupposedShare(BASE + 6, "b", "c")
    assert knows([later, first], "c") == BASE + 6
    assert knows([later], "c") is None


def test_shares_of_one_minute_happen_at_once() -> None:
    together = [SupposedShare(BASE + 5, "a", "b"), SupposedShare(BASE + 5, "b", "c")]
    assert knows(together, "b") == BASE + 5
    assert knows(together, "c") is None


def test_what_was_recorded_in_the_very_minute_is_told_in_it() -> None:
    assert knows([SupposedShare(BASE, "a", "b")], "b") == BASE
    assert knows([SupposedShare(BASE - 1, "a", "b")], "b") is None
