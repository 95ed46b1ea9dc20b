"""Conversations to ask about first: by small cases, and against the derivation itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

import joinedup
from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Knowledge
from graphdb.model import CaseRecords, Event, Reveal, Settings, Stance, Threshold
from graphdb.pooled import pooled_picture
from joinedup.case import JoinedUpCase
from queries.conversations import (
    Conversation,
    _occasions,
    best_of_pair,
    conversations,
    end_of,
    statement,
)
from queries.enquiry import Enquiry
from tests.queries.build import Row, case, row, vocabulary
from tests.second.random_cases import random_case

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"
TWO = Settings(threshold=Threshold(indicators=2, weight=99, incidents=99))

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
THREATS = row("gp", "1 March 2011", "disclosure", "V", "threats-to-kill: P > V")
TOUCH = row("police", "10 May 2011", "phone-call", "V", shared="gp")


def of(enquiry: Enquiry) -> tuple[Conversation, ...]:
    return conversations(enquiry, pooled_picture(enquiry.knowledge))


def lines(found: tuple[Conversation, ...]) -> list[str]:
    return [f"{c.teller} > {c.told} on {c.event_id}: {c.days_earlier}" for c in found]


def test_the_one_telling_that_would_have_come_first() -> None:
    enquiry = case(THREATS, STRANGLED, TOUCH, settings=TWO)
    found = of(enquiry)
    assert {(c.teller, c.told, c.in_touch) for c in found} == {
        ("police", "gp", True),
        ("gp", "police", True),
    }
    first = next(c for c in found if c.teller == "police")
    said = statement(enquiry, first)
    assert "Police and Surgery were in touch: 10 May 2011." in said
    assert "would have reached this review’s threshold by 10 May 2011" in said
    assert "do not reach it by then" in said


def test_nobody_in_touch_and_nobody_named() -> None:
    assert of(case(THREATS, STRANGLED, settings=TWO)) == ()


def test_an_own_record_when_the_other_was_already_named() -> None:
    named = row("police", "1 April 2011", "phone-call", "V", mentions="gp")
    found = of(case(THREATS, named, STRANGLED, settings=TWO))
    assert [(c.teller, c.told, c.in_touch) for c in found] == [("police", "gp", False)]
    assert found[0].named_by


def test_named_only_afterwards_is_no_occasion() -> None:
    named = row("police", "1 June 2011", "phone-call", "V", mentions="gp")
    assert of(case(THREATS, STRANGLED, named, settings=TWO)) == ()


def test_what_the_teller_only_possibly_held_is_not_told() -> None:
    vague = row("police", "May 2011", "assault", "V, P", "strangulation")
    found = of(case(THREATS, vague, TOUCH, settings=TWO))
    assert [c.teller for c in found] == ["gp"]


def test_a_teller_already_over_tells_only_what_it_held() -> None:
    found = of(case(STRANGLED, TOUCH, settings=TWO))
    assert found == ()


def test_informal_sources_are_never_ranked() -> None:
    heard = row(
        "family", "1 March 2011", "disclosure", "V", "threats-to-kill: P > V", shared="police"
    )
    assert all(
        "family" not in (c.teller, c.told) for c in of(case(heard, STRANGLED, TOUCH, settings=TWO))
    )


def test_a_reason_for_not_sharing_is_said() -> None:
    barred = row(
        "police", "3 May 2011", "assault", "V, P", "strangulation", bar="consent refused",
        bar_text="She asked us not to.",
    )  # fmt: skip
    enquiry = case(THREATS, barred, TOUCH, settings=TWO)
    found = next(c for c in of(enquiry) if c.teller == "police")
    said = statement(enquiry, found)
    assert "recorded a reason for not sharing" in said
    assert "She asked us" not in said


def said_of(*rows: Row, teller: str = "police") -> str:
    enquiry = case(*rows, settings=TWO)
    return statement(enquiry, next(c for c in of(enquiry) if c.teller == teller))


def test_what_the_other_had_later_is_said() -> None:
    later = row("gp", "20 May 2011", "disclosure", "V", "strangulation")
    said = said_of(THREATS, STRANGLED, TOUCH, later)
    assert said.endswith(" Surgery had this on record later, by 20 May 2011.")
    assert "on record later" not in said_of(THREATS, STRANGLED, TOUCH)
    more = row("police", "4 May 2011", "contact", "V", "stalking: P > V")
    assert " Surgery had 1 of these 2 things on record later" in said_of(
        THREATS, STRANGLED, more, TOUCH, later
    )


def test_a_state_is_told_with_the_day_of_its_record() -> None:
    bail = row("police", "4 March 2011", "bail", "P", "on-bail")
    said = said_of(THREATS, bail, TOUCH)
    assert "by then: on bail (on record 4 March 2011). Had it told" in said


def test_a_state_that_ended_in_the_minute_of_the_telling_is_not_told() -> None:
    bail = row("police", "4 March 2011", "bail", "P", "on-bail")
    touch = row("police", "10 May 2011", "phone-call", "V", shared="gp", time="10:00")

    def tellers(ended: str) -> list[str]:
        over = row("police", "10 May 2011", "administration", "P", "on-bail (ended)", time=ended)
        return [c.teller for c in of(case(THREATS, bail, touch, over, settings=TWO))]

    assert "police" in tellers("10:01")
    assert "police" not in tellers("10:00")


def test_of_five_things_three_are_named_and_of_four_all() -> None:
    several = "strangulation; stalking: P > V; weapon-used; coercive-control"
    said = said_of(THREATS, row("police", "3 May 2011", "assault", "V, P", several), TOUCH)
    assert "held 4 things" in said
    assert " more" not in said
    several += "; assault"
    said = said_of(THREATS, row("police", "3 May 2011", "assault", "V, P", several), TOUCH)
    assert "held 5 things" in said
    assert " and 2 more. Had it told Surgery" in said


def test_a_threshold_reached_only_with_what_the_other_recorded_itself() -> None:
    again = row("gp", "1 July 2011", "disclosure", "V", "threats-to-kill: P > V")
    said = said_of(STRANGLED, TOUCH, again)
    assert "threshold by 1 July 2011, with what they came to hold themselves, " in said
    assert "came to hold themselves" not in said_of(THREATS, STRANGLED, TOUCH)


def test_a_meeting_is_said_to_be_one() -> None:
    marac = row("police", "10 May 2011", "marac", "V", attended="police gp")
    said = said_of(THREATS, STRANGLED, marac)
    assert said.startswith("Police and Surgery were in touch at a meeting (MARAC): 10 May 2011.")


def test_only_the_teller_s_own_reason_is_its_reason() -> None:
    first = row("hospital", "2 May 2011", "disclosure", "V", "strangulation", bar="consent refused")
    sent = row("hospital", "3 May 2011", "share", "V", shared="police", answers="hospital1")
    got = row("police", "3 May 2011", "information-received", "V", "strangulation (history)",
              told_by="hospital", answers="hospital2")  # fmt: skip
    enquiry = case(THREATS, first, sent, got, TOUCH, settings=TWO)
    found = next(c for c in of(enquiry) if (c.teller, c.told) == ("police", "gp"))
    assert "recorded a reason" not in statement(enquiry, found)


def test_what_was_told_it_is_shown_by_the_row_that_says_it() -> None:
    # the receipt says nothing of it; what the sender wrote does
    told = row("hospital", "2 May 2011", "disclosure", "V", "strangulation", shared="police")
    got = row("police", "3 May 2011", "information-received", "V", told_by="hospital",
              answers="hospital1")  # fmt: skip
    enquiry = case(THREATS, told, got, TOUCH, settings=TWO)
    found = next(c for c in of(enquiry) if (c.teller, c.told) == ("police", "gp"))
    assert found.rows == ("police1", "hospital1")


@pytest.mark.parametrize(
    ("again", "days"), [("10 May 2011", None), ("11 May 2011", 1), ("12 May 2011", 2)]
)
def test_a_whole_day_earlier_is_enough_and_the_same_day_is_not(
    again: str, days: int | None
) -> None:
    """The told agency comes to hold it itself on the day of the telling, or on the next."""
    touch = row("police", "10 May 2011", "phone-call", "V", shared="gp", time="09:00")
    own = row("gp", again, "disclosure", "V", "strangulation")
    found = [c for c in of(case(THREATS, STRANGLED, touch, own, settings=TWO)) if c.told == "gp"]
    assert [c.days_earlier for c in found] == ([] if days is None else [days])


@pytest.fixture(scope="module")
def records() -> CaseRecords:
    records = joinedup.load(EXAMPLE).records
    # by what is known alone: a row that is added would itself tell of an incident
    rule = replace(records.settings.threshold, incidents=999)
    return replace(records, settings=replace(records.settings, threshold=rule))


def test_the_derivation_agrees_when_the_telling_is_written_in(records: CaseRecords) -> None:
    """GIVEN the row that the telling would have made, the told agency crosses on that day."""
    words = vocabulary()
    view = CaseView(records, words.kinds)
    found = of(Enquiry(view, Knowledge(view), words))
    assert len(found) >= 5
    for one in found:
        told = replace(records, events=(*records.events, _row_of(view, one)))
        after = pooled_picture(Knowledge(CaseView(told, words.kinds)))
        assert after.crossings[one.told].certain == one.reached_by, one
        before = view.end_lo if one.reached is None else one.reached
        assert one.days_earlier == (before - one.reached_by) // MINUTES_PER_DAY


def _row_of(view: CaseView, one: Conversation) -> Event:
    occasion = view.events[one.event_id]
    reveals = tuple(Reveal(fact, Stance.DISCLOSED) for fact in one.facts)
    return replace(
        occasion,
        event_id="e-told",
        team_id=f"{one.told}/",
        kind="information-received",
        reveals=reveals,
        learned=None,
        shared_with=(),
        told_by=(),
        responds_to=(),
        considered=None,
        attended=(),
        minutes_to=(),
        ref="",
        bar=None,
        sequence=None,
    )


def test_a_conversation_of_incidents_alone_names_no_things() -> None:
    months = ("January", "February", "March", "April")
    asked = case(
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        *[row("police", f"3 {month} 2012", "assault", "V, P", "assault") for month in months],
        row("csc", "10 May 2012", "home-visit", "V"),
        settings=Settings(threshold=Threshold(indicators=99, weight=999, incidents=3)),
    )
    said = [statement(asked, one) for one in of(asked)]
    assert any("then certainly had incidents on record of which" in text for text in said), said
    assert not any(" 0 things" in text or ": ." in text for text in said)


def ever_better(enquiry: Enquiry, teller: str, told: str) -> list[Conversation]:
    """Try every occasion by itself.

    Return each that comes more days earlier than all before it: the last is the best.
    """
    picture = enquiry.pooled
    reached = picture.crossings[told].certain
    limit = end_of(enquiry) if reached is None else reached
    better: list[Conversation] = []
    for event, _ in _occasions(enquiry, teller, told, FAR_AHEAD):
        if enquiry.view.bounds[event.event_id].end_hi >= limit:
            continue
        one = best_of_pair(enquiry, picture, teller, told, lambda row, only=event: row is only)
        if one is not None and (not better or one.days_earlier > better[-1].days_earlier):
            better.append(one)
    return better


def test_an_occasion_that_cannot_come_sooner_is_not_tried_and_none_is_lost() -> None:
    seen: Counter[str] = Counter()
    threshold = Threshold(indicators=3, weight=99, incidents=3)
    for seed in range(60):
        records = random_case(seed, (90, 200)[seed % 2])
        of_three = replace(records.settings, threshold=threshold)
        told = JoinedUpCase(replace(records, settings=of_three))
        enquiry = Enquiry(told.view, told.known, vocabulary())
        for one, other in permutations(enquiry.formal, 2):
            best = best_of_pair(enquiry, enquiry.pooled, one, other)
            better = ever_better(enquiry, one, other)
            assert best == (better[-1] if better else None), (seed, one, other)
            seen["found"] += best is not None
            seen["a later one is better"] += len(better) > 1
            if best is not None:
                # what it rests on: telling makes no difference before it is told
                assert best.reached_by >= enquiry.view.bounds[best.event_id].end_hi
    assert seen["found"] > 50
    assert seen["a later one is better"] > 5
