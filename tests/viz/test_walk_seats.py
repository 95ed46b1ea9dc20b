"""What comes on a seat's screen is what the derivation gives at that minute, and nothing else."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import joinedup
from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.knowledge import Knowledge
from graphdb.model import CaseRecords, Event, Part, Stance
from graphdb.pooled import INFORMAL, Span, pooled_picture
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from tests.knowledge.kinds import SMALL_KINDS
from tests.reference.small_cases import BASE, describe, small_cases
from viz.walk.build import build_walk
from viz.walk.model import HeldState, SeatKind, SeatView, WalkModel
from viz.walk.payload import seat_part
from viz.walk.seats import holders_of, last_minute, seat_view

MANY = "250" if os.environ.get("JOINEDUP_THOROUGH") else "40"
EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", MANY)))
CASES = small_cases(wide=True, opens=True, sequence=True)
MINUTES = st.one_of(
    st.integers(BASE - 5, BASE + 25), st.integers(0, 6).map(lambda n: BASE + n * 1440 - 1)
)


def held_at(view: SeatView, minute: int) -> dict[HeldState, set[str]]:
    found: dict[HeldState, set[str]] = {state: set() for state in HeldState}
    for fact in view.facts:
        step = fact.at(minute)
        if step is not None:
            found[step.state].add(fact.fact_id)
    return found


def rows_by(view: SeatView, minute: int) -> set[str]:
    return {row.row_id for row in view.rows if row.minute <= minute}


def standing(spans: tuple[Span, ...], minute: int) -> set[str]:
    return {s.fact_id for s in spans if s.since <= minute < s.until}


def own_rows(view: CaseView, agencies: tuple[str, ...], minute: int) -> set[str]:
    """Say it anew: rows of these that in every world had been made and learned by a minute."""
    found = set()
    for event in view.events.values():
        times = [event.when.end.latest]
        times += [event.learned.latest] if event.learned is not None else [event.when.end.latest]
        if event.agency_id not in agencies or event.learned_after_death or view.is_fatal(event):
            continue
        if all(time is not None and time <= minute for time in times):
            found.add(event.event_id)
    return found


def only_own_ends(records: CaseRecords, agencies: tuple[str, ...]) -> CaseRecords:
    """Take away what others say had ended: a seat has that only from rows of its own."""

    def without(event: Event) -> Event:
        kept = tuple(r for r in event.reveals if r.stance is not Stance.ENDED)
        return event if event.agency_id in agencies else replace(event, reveals=kept)

    return replace(records, events=tuple(map(without, records.events)))


@EXAMPLES
@given(CASES, MINUTES)
def test_a_seat_has_what_its_records_give_it_at_that_minute_and_nothing_else(
    records: CaseRecords, minute: int
) -> None:
    note(describe(records))
    view = CaseView(records, SMALL_KINDS)
    knowledge = Knowledge(view)
    minute = min(minute, last_minute(view) - 1)
    for holder in holders_of(view):
        if holder.seat.kind is SeatKind.VICTIM:
            continue
        seat = seat_view(view, knowledge, holder)
        assert rows_by(seat, minute) == own_rows(view, holder.agencies, minute)
        alone = Knowledge(CaseView(only_own_ends(records, holder.agencies), SMALL_KINDS))
        picture = pooled_picture(alone)
        own = INFORMAL if holder.seat.kind is SeatKind.INFORMAL else holder.agencies[0]
        certain = standing(picture.holdings[own].certain, minute)
        possible = standing(picture.holdings[own].possible, minute) - certain
        held = held_at(seat, minute)
        assert held[HeldState.CERTAIN] == certain
        assert held[HeldState.POSSIBLE] == possible
        # what ended had begun, by what the derivation says
        for fact_id in held[HeldState.ENDED]:
            since = [knowledge.facts.knows(a, fact_id) for a in holder.agencies]
            assert any(k is not None and k.possible_from <= minute for k in since)


@EXAMPLES
@given(CASES)
def test_what_is_named_as_showing_it_is_on_that_seats_own_screen_by_then(
    records: CaseRecords,
) -> None:
    view = CaseView(records, SMALL_KINDS)
    for holder in holders_of(view):
        seat = seat_view(view, Knowledge(view), holder)
        for fact in seat.facts:
            for step in fact.steps:
                assert step.minute < last_minute(view)
                assert not step.row_id or step.row_id in rows_by(seat, step.minute)
        states = [[step.state for step in fact.steps] for fact in seat.facts]
        assert all(a is not b for steps in states for a, b in pairwise(steps))


@EXAMPLES
@given(CASES)
def test_no_ones_words_but_its_own_are_on_a_seats_screen(records: CaseRecords) -> None:
    told = replace(
        records,
        events=tuple(replace(e, summary=f"words of {e.event_id}") for e in records.events),
    )
    view = CaseView(told, SMALL_KINDS)
    for holder in holders_of(view):
        if holder.seat.kind is not SeatKind.VICTIM:
            seat = seat_view(view, Knowledge(view), holder)
            for row in seat.rows:
                assert view.events[row.row_id].agency_id in holder.agencies
            said = " ".join(s.how for f in seat.facts for s in f.steps)
            assert "words of" not in said


# -- the victim's own experience -----------------------------------------------------------------


def victims_seat(records: CaseRecords) -> tuple[CaseView, SeatView | None]:
    view = CaseView(records, SMALL_KINDS)
    holder = next((h for h in holders_of(view) if h.seat.kind is SeatKind.VICTIM), None)
    return view, None if holder is None else seat_view(view, Knowledge(view), holder)


@EXAMPLES
@given(CASES)
def test_the_victim_has_what_was_done_said_by_and_said_to_her_and_nothing_else(
    records: CaseRecords,
) -> None:
    view, seat = victims_seat(records)
    lived = set()
    for event in view.events.values():
        kind = SMALL_KINDS[event.kind]
        there = {i.part for i in event.involves if i.person_id == "V"} & {
            Part.SUBJECT,
            Part.PRESENT,
        }
        informal = view.agencies[event.agency_id].informal
        part = (kind.contact or kind.incident or informal) and not kind.routine and event.coded
        if there and part and not event.learned_after_death and not view.is_fatal(event):
            lived.add(event.event_id)
    bounds = {row: view.bounds[row] for row in lived}
    shown = {
        row
        for row, b in bounds.items()
        if max(b.end_hi, b.known_hi) < min(last_minute(view), FAR_AHEAD)
    }
    if seat is None:
        assert not shown
        return
    assert {row.row_id for row in seat.rows} == shown
    hers = {
        r.fact_id
        for row in lived
        for r in view.events[row].reveals
        if r.stance.gives_knowledge and view.facts[r.fact_id].about == "V"
    }
    assert {fact.fact_id for fact in seat.facts} <= hers


def test_what_she_is_only_spoken_of_in_is_not_hers() -> None:
    case = joinedup.load("examples/amber-street")
    holder = next(h for h in holders_of(case.view) if h.seat.kind is SeatKind.VICTIM)
    seat = seat_view(case.view, case.known, holder)
    for row in seat.rows:
        event = case.view.events[row.row_id]
        assert any(i.person_id == "V" and i.part is not Part.MENTIONED for i in event.involves)
        assert row.how.startswith("As ")
    meetings = {e.event_id for e in case.view.in_order if e.kind in ("marac", "share")}
    assert meetings
    assert not meetings & {row.row_id for row in seat.rows}


# -- the example, as the page of one seat has it ---------------------------------------------------


def walk_of(name: str = "examples/amber-street") -> tuple[joinedup.JoinedUpCase, WalkModel]:
    case = joinedup.load(name)
    model = build_walk(case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled)
    return case, model


def test_the_part_of_one_seat_holds_no_other_seats_text() -> None:
    case, model = walk_of()
    texts = {e.event_id: e.summary for e in case.view.in_order if len(e.summary) > 12}
    for seat in model.seats:
        part = json.dumps(seat_part(model, seat.seat_id), ensure_ascii=False)
        own = {row.row_id for row in model.view_of(seat.seat_id).rows}
        shown = {texts[row] for row in own if row in texts}
        for row, text in texts.items():
            if row not in own and text not in shown:
                assert json.dumps(text, ensure_ascii=False)[1:-1] not in part, (seat, text)
        held = {fact.fact_id for fact in model.view_of(seat.seat_id).facts}
        for fact in model.facts:
            if fact.fact_id not in held:
                assert fact.words not in part


def test_a_doubtful_day_never_shows_a_row_early_and_the_end_is_never_shown() -> None:
    case, model = walk_of()
    shown = {row.row_id: row.minute for view in model.views for row in view.rows}
    for row, minute in shown.items():
        assert minute >= case.view.bounds[row].end_hi
        assert minute < case.view.end_lo
        assert not case.view.is_fatal(case.view.events[row])
        assert not case.view.events[row].learned_after_death
    assert {row.row_id for row in model.rows} == set(shown)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(1, 9))
def test_the_part_of_one_seat_holds_no_other_seats_words_of_made_up_cases(seed: int) -> None:
    records = generate(seed).records
    told = replace(
        records,
        events=tuple(
            replace(e, summary=f"words <of> {e.event_id}.", comment=f"note <of> {e.event_id}.")
            for e in records.events
        ),
    )
    case = JoinedUpCase(told)
    model = build_walk(case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled)
    for seat in model.seats:
        own = {row.row_id for row in model.view_of(seat.seat_id).rows}
        said = json.dumps(seat_part(model, seat.seat_id))
        found = set(re.findall(r"(?:words|note) <of> ([^.]+)\.", said))
        assert found == own
