"""A thing that had ended stays so on a seat's screen, and any row of that screen can end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

import joinedup
from graphdb.model import CaseRecords, RecordAccess, Relation, Settings, Stance
from tests.queries.build import Row, case, row
from tests.viz.test_walk_seats import CASES, EXAMPLES, given, victims_seat
from viz.cards import decks
from viz.walk.apart import TOGETHER, held_apart, said_of_teams
from viz.walk.build import build_walk
from viz.walk.model import HeldState, SeatView, WalkModel
from viz.walk.payload import seat_part
from viz.walk.seats import holders_of, seat_view


def seat_of(seat_id: str, *rows: Row) -> SeatView:
    asked = case(*rows)
    holder = next(h for h in holders_of(asked.view) if h.seat.seat_id == seat_id)
    return seat_view(asked.view, asked.knowledge, holder)


def states(view: SeatView, topic: str, *rows: Row) -> list[str]:
    """Return the states of the one thing of a topic on a seat's screen, in order of time."""
    facts = case(*rows).view.facts
    (found,) = [f for f in view.facts if facts[f.fact_id].topic == topic]
    return [step.state.value for step in found.steps]


@cache
def example() -> tuple[joinedup.JoinedUpCase, WalkModel]:
    found = joinedup.load("examples/amber-street")
    return found, build_walk(
        found.view, found.known, found.answers, found.vocabulary, pooled=found.pooled
    )


BORN = (
    row("gp", "3 June 2011", "gp-consultation", "V", "pregnancy"),
    row("gp", "3 January 2012", "gp-consultation", "V, C", "new-baby"),
)


def test_a_pregnancy_that_had_ended_does_not_end_again_without_a_later_record() -> None:
    view = seat_of("agency:gp", *BORN)
    assert states(view, "pregnancy", *BORN) == ["certain", "possible", "ended"]


def test_a_pregnancy_that_is_told_anew_after_a_birth_is_held_again() -> None:
    rows = (*BORN, row("gp", "3 March 2013", "gp-consultation", "V", "pregnancy"))
    assert states(seat_of("agency:gp", *rows), "pregnancy", *rows)[:4] == [
        "certain",
        "possible",
        "ended",
        "certain",
    ]


@EXAMPLES
@given(CASES)
def test_nothing_that_had_ended_is_later_only_without_a_later_record(records: CaseRecords) -> None:
    _, seat = victims_seat(records)
    for fact in () if seat is None else (*seat.facts, *seat.revealed):
        for step, after in pairwise(fact.steps):
            assert (step.state, after.state) != (HeldState.ENDED, HeldState.LAPSED)


def test_in_the_example_what_had_ended_stays_so_on_screen_and_on_cards() -> None:
    _, model = example()
    seen = 0
    for view in model.views:
        for fact in (*view.facts, *view.revealed):
            for step, after in pairwise(fact.steps):
                assert (step.state, after.state) != (HeldState.ENDED, HeldState.LAPSED)
            seen += any(step.state is HeldState.ENDED for step in fact.steps)
    assert seen > 6
    for deck in decks(model):
        ended: set[str] = set()
        for card in (c for c in deck.cards if c.sort == "held"):
            for block in card.blocks:
                thing = block.text.partition(" – ")[0]
                if block.label == "Had ended":
                    ended.add(thing)
                assert block.label != "No later record" or thing not in ended, deck.seat.name


LEAVING = (
    row("csc", "3 January 2011", "home-visit", "V", "intention-to-leave"),
    row("csc", "3 February 2011", "home-visit", "V", "intention-to-leave (ended)"),
    row("gp", "3 March 2012", "gp-consultation", "V"),
)


def test_what_a_row_on_the_victims_screen_says_had_ended_had_ended_there() -> None:
    view = seat_of("victim", *LEAVING)
    assert states(view, "intention-to-leave", *LEAVING) == ["certain", "ended"]
    (fact,) = view.facts
    assert fact.steps[-1].how.endswith("Children's Social Care recorded later that it had ended")
    assert fact.steps[-1].minute == view.rows[1].minute


def test_what_no_row_on_the_victims_screen_says_had_ended_had_not_ended_there() -> None:
    """A note between agencies is on no screen of the victim's."""
    rows = (
        LEAVING[0],
        row("csc", "3 February 2011", "supervision", "V mentioned", "intention-to-leave (ended)"),
        LEAVING[2],
    )
    assert "ended" not in states(seat_of("victim", *rows), "intention-to-leave", *rows)


def test_in_the_example_no_screen_contradicts_its_own_rows() -> None:
    found, model = example()
    looked_at = set()
    for view in model.views:
        shown = {r.row_id: r.minute for r in view.rows}
        for fact in view.facts:
            ends = [
                shown[event.event_id]
                for event in found.view.in_order
                for reveal in event.reveals
                if event.event_id in shown
                and reveal.fact_id == fact.fact_id
                and reveal.stance is Stance.ENDED
            ]
            later = [s for s in fact.steps if ends and s.minute >= min(ends)]
            assert all(step.state is not HeldState.LAPSED for step in later), view.seat_id
            looked_at |= {view.seat_id} if ends else set()
    assert {"victim", "agency:csc"} <= looked_at


# -- one agency, several records ------------------------------------------------------------------

TWO_TEAMS = (
    row("csc/north", "3 January 2011", "home-visit", "V", "threats-to-kill"),
    row("csc/south", "3 March 2012", "home-visit", "V", "intention-to-leave"),
    row("gp", "3 March 2013", "gp-consultation", "V"),
)


def apart(*rows: Row, seat_id: str = "agency:csc", **world: Any) -> tuple[list[str], str]:
    """Return what is said of things that a team may not have seen, and above the list."""
    asked = case(*rows, **world)
    holder = next(h for h in holders_of(asked.view) if h.seat.seat_id == seat_id)
    seen = held_apart(asked, holder, seat_view(asked.view, asked.knowledge, holder))
    said = [f"{row}: {words}" for fact in seen.facts for _, row, words in fact.apart]
    return said, said_of_teams(asked, holder).says.together


def test_what_only_a_team_with_a_record_of_its_own_held_says_so_beside_anothers_row() -> None:
    said, above = apart(*TWO_TEAMS)
    assert said == ["csc2: no record that South could see it"]
    assert above == TOGETHER


def test_nothing_is_said_of_teams_that_share_a_record_or_of_rows_without_a_team() -> None:
    shared = {"csc/north": "one record", "csc/south": "one record"}
    assert apart(*TWO_TEAMS, shares_record=shared) == ([], "")
    access = Settings(record_access=(RecordAccess("one record", ("csc/north", "csc/south")),))
    assert apart(*TWO_TEAMS, settings=access) == ([], "")
    later = RecordAccess("one record", ("csc/north", "csc/south"), start=date(2012, 6, 1))
    assert apart(*TWO_TEAMS, settings=Settings(record_access=(later,)))[0] != []
    for place in (0, 1):
        rows = list(TWO_TEAMS)
        rows[place] = replace(rows[place], who="csc")
        assert apart(*rows) == ([], "")
    assert apart(*TWO_TEAMS, seat_id="agency:gp") == ([], "")


def test_nothing_is_said_once_a_team_was_told_or_had_read_what_the_other_wrote() -> None:
    told = row("csc/south", "3 May 2012", "home-visit", "V", "threats-to-kill")
    read = row("csc/south", "3 May 2012", "assessment", "V", took="csc1")
    for later in (told, read):
        said, above = apart(*TWO_TEAMS[:2], later, TWO_TEAMS[2])
        assert said == [
            "csc2: no record that South could see it",
            "csc3: ",
        ]
        assert above == TOGETHER


def test_in_the_example_no_worker_is_shown_what_another_team_held_as_if_it_was_theirs() -> None:
    """Their row says "Local system shows family not known"."""
    found, model = example()
    seat = next(s for s in model.seats if s.seat_id == "agency:csc")
    view = model.view_of("agency:csc")
    place, here = next(
        (n, r)
        for n, r in enumerate(view.rows)
        if "family not known" in found.view.events[r.row_id].summary
    )
    new = {r.fact_id for r in found.view.events[here.row_id].reveals}
    standing = [f for f in view.facts if (s := f.at(here.minute)) is not None and s.state.stands]
    said = {f.fact_id: f.apart_at(here.minute) for f in standing}
    assert seat.says.together == TOGETHER
    assert len(said) > 6
    assert {fact for fact, words in said.items() if not words} == new
    # whose record it is stands once
    own = "Own record, Stanmere,"
    unseen = "no record that Calderwick could see it"
    ways = {f.fact_id: (s := f.at(here.minute)) and s.how.startswith(own) for f in standing}
    assert set(ways.values()) == {True, False}
    assert {fact: words for fact, words in said.items() if words} == {
        fact: unseen if own_ else f"on the record of Stanmere; {unseen}"
        for fact, own_ in ways.items()
        if said[fact]
    }
    # and of nothing once that team had read the other's file
    read = next(r for r in view.rows if "file requested" in found.view.events[r.row_id].summary)
    assert not any(f.apart_at(r.minute) for f in view.facts for r in view.rows[place + 1 :]
                   if r.minute >= read.minute)  # fmt: skip
    part = seat_part(model, "agency:csc")
    assert str(part).count("no record that Calderwick could see it") == len(said) - len(new)
    cards = next(d for d in decks(model) if d.seat.seat_id == "agency:csc").cards
    held = [b.text for c in cards if c.sort == "held" and c.part == 1 for b in c.blocks]
    assert held.count(TOGETHER) == len([c for c in cards if c.sort == "held" and c.part == 1])
    every = " ".join(b.text for c in cards if c.sort == "held" for b in c.blocks)
    assert "no record that Calderwick could see it" in every


# -- a birth that a seat's own rows show -----------------------------------------------------------

PARENT = (Relation("V", "C", "parent"),)
EXPECTING = row("csc", "3 June 2011", "home-visit", "V", "pregnancy")
BIRTH = row("hospital", "3 November 2011", "hospital-stay", "V, C", "new-baby")
LATER = row("gp", "3 March 2013", "gp-consultation", "V")


def pregnancy_of_csc(*rows: Row) -> list[tuple[str, str]]:
    asked = case(*rows, relations=PARENT)
    holder = next(h for h in holders_of(asked.view) if h.seat.seat_id == "agency:csc")
    view = seat_view(asked.view, asked.knowledge, holder)
    (fact,) = [f for f in view.facts if asked.view.facts[f.fact_id].topic == "pregnancy"]
    return [(s.state.value, s.how.rpartition("; ")[2]) for s in fact.steps][1:]


IN_DOUBT = ("possible", "whether it still held is in doubt")
NO_LATER = ("lapsed", "no later record that it still held")
ANEW = "Own record, 3 March 2013"
SEEN = ("ended", "a row here has the baby since")


def test_a_pregnancy_is_not_in_doubt_once_a_row_of_the_seat_names_the_baby() -> None:
    seen = row("csc", "3 January 2012", "home-visit", "V, C", text="Seen with Cat.")
    assert pregnancy_of_csc(EXPECTING, BIRTH, seen, LATER) == [IN_DOUBT, SEEN]


@pytest.mark.parametrize(
    "own",
    [
        # only another agency's record shows the birth
        row("csc", "3 January 2012", "home-visit", "V", text="Mum seen."),
        row("csc", "3 January 2012", "home-visit", "V, C", text="Children in the house."),
        row("csc", "3 January 2012", "home-visit", "V, C mentioned", text="Cat is well."),
        # before the birth a plan for a child who is not born yet
        row("csc", "3 October 2011", "core-group", "V, C", text="Plan for Cat."),
    ],
)
def test_what_does_not_show_the_baby_leaves_a_pregnancy_as_it_is(own: Row) -> None:
    assert pregnancy_of_csc(EXPECTING, BIRTH, own, LATER) == [IN_DOUBT, NO_LATER]


def test_an_older_child_is_not_the_baby() -> None:
    older = row("school", "3 March 2011", "contact", "C")
    seen = row("csc", "3 January 2012", "home-visit", "V, C", text="Seen with Cat.")
    assert pregnancy_of_csc(EXPECTING, BIRTH, older, seen, LATER) == [IN_DOUBT, NO_LATER]


def test_a_baby_of_before_says_nothing_of_a_pregnancy_that_is_told_anew() -> None:
    seen = row("csc", "3 January 2012", "home-visit", "V, C", text="Seen with Cat.")
    anew = row("csc", "3 March 2013", "home-visit", "V", "pregnancy")
    rows = (EXPECTING, BIRTH, seen, anew, row("gp", "3 May 2014", "gp-consultation", "V"))
    assert pregnancy_of_csc(*rows) == [IN_DOUBT, SEEN, ("certain", ANEW), IN_DOUBT, NO_LATER]


def test_in_the_example_social_care_sees_the_baby_and_the_pregnancy_had_ended() -> None:
    found, model = example()
    view = model.view_of("agency:csc")
    seen = next(r for r in view.rows if "office with Jake" in found.view.events[r.row_id].summary)
    (fact,) = [f for f in view.facts if found.view.facts[f.fact_id].topic == "pregnancy"]
    assert [s.state.value for s in fact.steps] == ["certain", "possible", "ended"]
    assert fact.steps[-1].minute == seen.minute
    # no row of the police names the baby before it lapses
    (fact,) = [
        f
        for f in model.view_of("agency:police").facts
        if found.view.facts[f.fact_id].topic == "pregnancy"
    ]
    assert [s.state.value for s in fact.steps] == ["certain", "possible", "lapsed"]


# -- what a row of the example says had ended ------------------------------------------------------


@pytest.mark.parametrize(
    ("seat", "topic", "said"),
    [
        ("agency:police", "on-bail", "bail cancelled"),
        ("agency:probation", "on-probation", "Order ended"),
    ],
)
def test_in_the_example_what_a_row_says_had_ended_is_held_no_longer(
    seat: str, topic: str, said: str
) -> None:
    found, model = example()
    view = model.view_of(seat)
    row = next(r for r in view.rows if said in found.view.events[r.row_id].summary)
    (fact,) = [f for f in view.facts if found.view.facts[f.fact_id].topic == topic]
    before = fact.at(row.minute - 1)
    assert before is not None
    assert before.state.stands
    step = fact.at(row.minute)
    assert step is not None
    assert step.state.value == "ended"
    assert "its own record says later that it had ended" in step.how
    # so it is not counted at a later moment, and nobody is supposed to have told it
    later = [m for m in model.moments if m.minute > row.minute]
    assert not [
        m.title
        for m in later
        for held in m.reveal.held
        for thing in held.things
        if held.seat_id == seat and thing.fact_id == fact.fact_id
    ]


# -- teams that could not see each other's, in what is revealed ------------------------------------


def test_a_reveal_says_of_an_agency_where_its_teams_could_not_see_each_others() -> None:
    found, model = example()
    said = "no record that each of its teams could see what the others wrote"
    apart = {
        (moment.when, held.seat_id)
        for moment in model.moments
        for held in moment.reveal.held
        if said in held.says
    }
    csc = [m.when for m in model.moments if (m.when, "agency:csc") in apart]
    whens = [m.when for m in model.moments]
    # from the first team's hands alone; then two teams'; until the second read the first's file
    read = next(
        r
        for r in model.view_of("agency:csc").rows
        if "file requested from store and read" in found.view.events[r.row_id].summary
    )
    assert csc == whens[1 : 1 + len(csc)]
    assert len(csc) == sum(m.minute < read.minute for m in model.moments) - 1
    assert {seat for _, seat in apart} == {"agency:csc", "agency:police", "agency:hospital"}
