"""Nobody is named on a seat's screen whom that seat's own record does not name by then."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest

import joinedup
from graphdb.model import Event, Part
from joinedup.case import JoinedUpCase
from tests.viz.test_walk_seats import walk_of
from viz.cards import decks
from viz.walk.build import build_walk
from viz.walk.called import _pattern
from viz.walk.model import SeatFact, SeatView, WalkModel
from viz.walk.payload import seat_part


@cache
def example() -> tuple[JoinedUpCase, WalkModel]:
    return walk_of()


def fact_of(view: SeatView, model: WalkModel, start: str) -> SeatFact:
    words = {f.fact_id: f.words for f in model.facts}
    return next(f for f in view.facts if words[f.fact_id].startswith(start))


def called(seat: str, start: str) -> list[str]:
    _, model = example()
    return [words for _, _, words in fact_of(model.view_of(seat), model, start).called]


def who(seat: str, text: str) -> str | None:
    _, model = example()
    row = next(r for r in model.rows if text in r.text)
    return next(r.who for r in model.view_of(seat).rows if r.row_id == row.row_id)


def test_a_file_that_says_partner_does_not_name_whom_the_review_found_it_to_be() -> None:
    own = who("agency:gp", "Partner's name not recorded")
    assert own == "Craig, somebody not named here (mentioned)"
    thoughts = "thoughts or plans of killing or harming someone (Craig towards {})"
    # the other file of the surgery names her in every row; this one never does
    assert called("agency:gp", "thoughts or plans of killing") == [
        thoughts.format("somebody not named here")
    ]
    assert called("agency:mental-health", "thoughts or plans of killing") == [
        thoughts.format("somebody not named here")
    ]
    assert who("agency:hospital", "Partner present throughout") == "Leanne, somebody not named here"


def test_a_name_comes_with_the_row_of_its_own_that_says_it() -> None:
    _, model = example()
    view = model.view_of("agency:health-visiting")
    fact = fact_of(view, model, "strangulation")
    (since, row, before), (later, by, after) = fact.called
    assert before == "strangulation or suffocation (somebody not named here towards Leanne)"
    assert after == "strangulation or suffocation (Craig towards Leanne)"
    texts = {r.row_id: r.text for r in model.rows}
    assert "Craig" not in texts[row] and "Craig" in texts[by]
    assert fact.words_at(later - 1, "") == before and fact.words_at(later, "") == after
    assert since < later


def test_what_is_named_from_the_first_is_as_it_was() -> None:
    _, model = example()
    police = model.view_of("agency:police")
    assert not any(fact.called for fact in police.facts)
    rows = {r.row_id: r.who for r in model.rows}
    assert all(row.who == rows[row.row_id] for row in police.rows)
    # the referral says “a former partner”, and names neither of the two it is about
    assert who("agency:lantern", "abuse of a former partner") == (
        "Craig (mentioned), Leanne (mentioned), somebody not named here (mentioned)"
    )


def test_the_page_and_the_cards_of_a_seat_hold_no_name_that_it_did_not_have() -> None:
    _, model = example()
    part = json.dumps(seat_part(model, "agency:mental-health"), ensure_ascii=False)
    assert "killing or harming someone (Craig towards somebody not named here)" in part
    assert "Craig towards Leanne" not in part
    deck = next(d for d in decks(model) if d.seat.seat_id == "agency:mental-health")
    said = " ".join(b.text for c in deck.cards for b in c.blocks)
    assert "Craig towards somebody not named here" in said and "towards Leanne" not in said
    # at the reveal everybody is named, and that the record does not is said
    held = [
        thing.how
        for moment in model.moments
        for one in moment.reveal.held
        if one.seat_id == "agency:mental-health"
        for thing in one.things
        if "thoughts or plans" in next(f.words for f in model.facts if f.fact_id == thing.fact_id)
    ]
    assert held and all("its own record does not name everybody in it" in how for how in held)


@pytest.mark.parametrize("word", ["girlfriend", "his wife", "name not given by boyfriend"])
def test_other_words_for_a_partner_name_nobody_either(word: str) -> None:
    case = joinedup.load("examples/amber-street")

    def other(event: Event) -> Event:
        if event.agency_id != "mental-health":
            return event
        text = event.summary.replace("partner", word).replace("Partner", word)
        return replace(event, summary=text)

    records = case.view.records
    told = JoinedUpCase(replace(records, events=tuple(map(other, records.events))))
    model = build_walk(told.view, told.known, told.answers, told.vocabulary, pooled=told.pooled)
    fact = fact_of(model.view_of("agency:mental-health"), model, "thoughts or plans of killing")
    assert "Leanne" not in fact.called[0][2]


def test_who_is_named_was_named_or_coded_on_that_document_by_then() -> None:
    """Say it anew: of each thing held, whoever is called by name stands on a row of the seat's."""
    case, model = example()
    view = case.view
    for seat in model.views:
        if seat.seat_id == "victim":
            continue
        met = [(row, view.events[row.row_id]) for row in seat.rows]
        for fact in seat.facts:
            thing = view.facts[fact.fact_id]
            first = fact.steps[0]
            for person in {thing.by, thing.about} - {None}:
                label = view.persons[str(person)].label
                words = fact.words_at(first.minute, next(
                    f.words for f in model.facts if f.fact_id == fact.fact_id))  # fmt: skip
                if label not in words or "Told by" in first.how or "meeting" in first.how:
                    continue
                assert any(
                    label in event.summary
                    or any(alias in event.summary for alias in view.persons[str(person)].aliases)
                    or any(i.person_id == person for i in event.involves)
                    for row, event in met
                    if row.minute <= first.minute
                ), (seat.seat_id, words)


def test_a_person_of_whom_a_row_is_is_named_by_its_file() -> None:
    case, model = example()
    for seat in model.views:
        for row in seat.rows:
            event = case.view.events[row.row_id]
            for one in event.involves:
                if one.part is Part.SUBJECT and row.who is not None:
                    assert case.view.persons[one.person_id].label in row.who


def test_a_word_that_is_also_a_name_names_nobody_and_a_role_stands_for_one() -> None:
    will = _pattern("Will", ("Will Hope", "WH"))
    assert will is not None
    assert will.search("Seen with Will today") and will.search("WILL rang") and will.search("by WH")
    assert not will.search("she will ring back") and not will.search("Williams rang")
    assert _pattern("", ("partner",)) is None
    role = _pattern("The former partner", ("ex",))
    assert role is not None and role.search("incidents against a former partner, 1996-99")
    assert not role.search("says that her ex rang")
    # no word of a name is a pattern of ours
    odd = _pattern("A.B (C", ())
    assert odd is not None and not odd.search("AxB (C")
