"""Nobody is named on a seat's screen whom that seat's own record does not name by then."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import joinedup
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import CaseRecords, Event, Part, Person, Role
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
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
    assert own == "Craig, a partner not named here (mentioned)"
    thoughts = "thoughts or plans of killing or harming someone (Craig towards {})"
    # the other file of the surgery names her in every row; this one never does
    assert called("agency:gp", "thoughts or plans of killing") == [
        thoughts.format("a partner not named here")
    ]
    assert called("agency:mental-health", "thoughts or plans of killing") == [
        thoughts.format("a partner not named here")
    ]
    assert (
        who("agency:hospital", "Partner present throughout") == "Leanne, a partner not named here"
    )


def test_a_name_comes_with_the_row_of_its_own_that_says_it() -> None:
    _, model = example()
    view = model.view_of("agency:health-visiting")
    fact = fact_of(view, model, "strangulation")
    (since, row, before), (later, by, after) = fact.called
    assert before == "strangulation or suffocation (a partner not named here towards Leanne)"
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
        "Craig (mentioned), Leanne (mentioned), a former partner not named here (mentioned)"
    )


def test_the_page_and_the_cards_of_a_seat_hold_no_name_that_it_did_not_have() -> None:
    _, model = example()
    part = json.dumps(seat_part(model, "agency:mental-health"), ensure_ascii=False)
    assert "killing or harming someone (Craig towards a partner not named here)" in part
    assert "Craig towards Leanne" not in part
    deck = next(d for d in decks(model) if d.seat.seat_id == "agency:mental-health")
    said = " ".join(b.text for c in deck.cards for b in c.blocks)
    assert "Craig towards a partner not named here" in said and "towards Leanne" not in said
    # at the reveal everybody is named, and that the record does not is said
    held = [
        (thing.state.value, thing.how)
        for moment in model.moments
        for one in moment.reveal.held
        if one.seat_id == "agency:mental-health"
        for thing in one.things
        if "thoughts or plans" in next(f.words for f in model.facts if f.fact_id == thing.fact_id)
    ]
    assert {state for state, _ in held} == {"certain", "possible"}
    # while it had no record of its own yet, nothing is said of that record
    for state, how in held:
        own = "its own record does not name everybody in it" in how
        assert own == (state == "certain"), how
        assert ("no record of receipt by then" in how) == (state == "possible"), how


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


def test_where_a_record_says_partner_the_screen_says_so_too() -> None:
    """The screen next to it has “towards Leanne”: nobody else was punched."""
    assert who("agency:probation", "punched partner") == (
        "Craig, a partner not named here (mentioned), a former partner not named here (mentioned)"
    )
    assert called("agency:probation", "assault with injury") == [
        "assault with injury (Craig towards a partner not named here)"
    ]
    assert called("agency:probation", "abuse of an earlier partner") == [
        "abuse of an earlier partner (Craig towards a former partner not named here)"
    ]
    assert not called("agency:probation", "strangulation")


@pytest.mark.parametrize("seat", ["csc", "health-visiting", "housing"])
def test_a_meeting_gives_no_name_that_no_record_of_the_seats_has(seat: str) -> None:
    case, model = example()
    assert called(f"agency:{seat}", "abuse of an earlier partner") == [
        "abuse of an earlier partner (Craig towards a former partner not named here)"
    ]
    assert case.view.persons["X"].label not in json.dumps(seat_part(model, f"agency:{seat}"))
    # whom its records do name stays named
    assert not called(f"agency:{seat}", "coercive or controlling")


def test_a_child_of_whom_a_seat_only_heard_is_a_child() -> None:
    """Housing and probation only ever hear of the child, at a meeting."""
    for seat in ("agency:housing", "agency:probation"):
        assert called(seat, "child present") == [
            "child present, saw or heard it (a child not named here)"
        ]


def built(change: Callable[[Event], Event], **more: Any) -> tuple[JoinedUpCase, WalkModel]:
    """Return the example with other rows."""
    records = joinedup.load("examples/amber-street").view.records
    return walked(replace(records, events=tuple(map(change, records.events)), **more))


def walked(records: CaseRecords) -> tuple[JoinedUpCase, WalkModel]:
    case = JoinedUpCase(records)
    return case, build_walk(
        case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled
    )


@pytest.mark.parametrize("text", ["Dolan’s first girlfriend, Donna Pike.", "DONNA rang."])
def test_what_a_meeting_told_is_named_by_any_document_of_the_agency_that_names(text: str) -> None:
    """Before the meeting: from the first. After it: with the row that says the name."""
    _, plain = example()
    view = plain.view_of("agency:csc")
    met = fact_of(view, plain, "abuse of an earlier partner").steps[0].minute
    early = next(row for row in view.rows if row.minute < met)
    late, last = [row for row in view.rows if row.minute > met][-2:]

    def of(*rows: str) -> tuple[tuple[int, str, str], ...]:
        def other(event: Event) -> Event:
            if event.event_id not in rows:
                return event
            source = replace(event.source, document=f"{rows.index(event.event_id)}.csv")
            return replace(event, summary=text, source=source)

        _, model = built(other)
        return fact_of(model.view_of("agency:csc"), model, "abuse of an earlier partner").called

    assert of(early.row_id) == ()
    said = "abuse of an earlier partner (Craig towards {})"
    assert of(early.row_id, last.row_id) == ()
    assert of(late.row_id, last.row_id) == (
        (met, "", said.format("a former partner not named here")),
        (late.minute, late.row_id, said.format("Donna")),
    )


@pytest.mark.parametrize(
    ("kind", "word"),
    [("partner", "a partner"), ("former partner", "a former partner"), ("parent", "somebody")],
)
def test_whom_a_seat_only_heard_of_is_a_partner_where_the_case_says_so(
    kind: str, word: str
) -> None:
    """A mother killed by her son was nobody's partner."""
    records = joinedup.load("examples/amber-street").view.records
    relations = tuple(
        replace(r, kind=kind) if {r.person, r.to} == {"V", "P"} else r for r in records.relations
    )

    def without(event: Event) -> Event:
        if event.agency_id != "probation":
            return event
        involves = tuple(one for one in event.involves if one.person_id == "P")
        return replace(event, summary="Seen.", involves=involves)

    _, model = built(without, relations=relations)
    fact = fact_of(model.view_of("agency:probation"), model, "strangulation")
    assert [words for _, _, words in fact.called] == [
        f"strangulation or suffocation (Craig towards {word} not named here)"
    ]


def test_whose_former_partner_somebody_is_makes_nobody_else_a_partner() -> None:
    """He had an earlier partner; that does not make him one of whom he killed."""
    records = joinedup.load("examples/amber-street").view.records
    relations = tuple(r for r in records.relations if {r.person, r.to} != {"V", "P"})
    assert any({r.person, r.to} == {"P", "X"} for r in relations)

    def without(event: Event) -> Event:
        if event.agency_id != "probation":
            return event
        involves = tuple(one for one in event.involves if one.person_id == "V")
        return replace(event, summary="Seen.", involves=involves)

    _, model = built(without, relations=relations)
    fact = fact_of(model.view_of("agency:probation"), model, "strangulation")
    assert [words for _, _, words in fact.called] == [
        "strangulation or suffocation (somebody not named here towards Leanne)"
    ]


def test_two_whom_one_word_may_stand_for_are_not_called_the_same() -> None:
    def other(event: Event) -> Event:
        if event.agency_id != "mental-health":
            return event
        involves = tuple(replace(one, part=Part.MENTIONED) for one in event.involves)
        return replace(event, summary="Told of a partner.", involves=involves)

    _, model = built(other)
    view = model.view_of("agency:mental-health")
    fact = fact_of(view, model, "thoughts or plans of killing")
    assert fact.called[0][2].endswith("(somebody not named here towards a partner not named here)")
    assert "2 partners not named here (mentioned)" in {row.who for row in view.rows}


def mixed(seed: int) -> tuple[JoinedUpCase, WalkModel]:
    """Return the example, rows of which say and concern something else."""
    records = joinedup.load("examples/amber-street").view.records
    draw = random.Random(seed)
    names = [one.label for one in records.persons]
    words = ["Seen.", "Partner there.", "Says that her ex rang.", "A former partner.", ""]

    def other(event: Event) -> Event:
        say = " ".join((draw.choice(words), draw.choice(names) if draw.random() < 0.2 else ""))
        involves = tuple(one for one in event.involves if draw.random() < 0.7)
        return replace(event, summary=say, involves=involves)

    return walked(replace(records, events=tuple(map(other, records.events))))


def any_case(case: str, seed: int) -> tuple[JoinedUpCase, WalkModel]:
    if case == "example":
        return example()
    return mixed(seed) if case == "mixed" else walked(generate(seed).records)


ALL = [("example", 0), *(("mixed", n) for n in range(4)), *(("made up", n) for n in range(1, 6))]


@pytest.mark.parametrize(("which", "seed"), ALL)
def test_whoever_is_named_stands_on_a_row_of_the_seats_by_then(which: str, seed: int) -> None:
    """Say it anew: in the words of a row, or as one whom the screen says that it concerns."""
    case, model = any_case(which, seed)
    view = case.view
    words = {fact.fact_id: fact.words for fact in model.facts}
    for seat in model.views:
        if seat.seat_id == "victim":
            continue
        for fact in seat.facts:
            thing = view.facts[fact.fact_id]
            for minute in (fact.steps[0].minute, *(since for since, _, _ in fact.called)):
                said = fact.words_at(minute, words[fact.fact_id])
                for person in {thing.by, thing.about} - {None}:
                    one = view.persons[str(person)]
                    if one.label not in said:
                        continue
                    assert any(
                        one.label in (row.who or "")
                        or any(n in view.events[row.row_id].summary for n in names_of(one))
                        for row in seat.rows
                        if row.minute <= minute
                    ), (seat.seat_id, said)


def names_of(person: Person) -> list[str]:
    return [person.label, *person.aliases]


@pytest.mark.parametrize(("which", "seed"), ALL)
def test_whom_a_row_concerns_by_name_no_word_stands_in_place_of(which: str, seed: int) -> None:
    case, model = any_case(which, seed)
    for seat in model.views:
        for row in seat.rows if seat.seat_id != "victim" else ():
            event = case.view.events[row.row_id]
            for one in event.involves:
                person = case.view.persons[one.person_id]
                text = " ".join((event.summary, event.response, event.outcome))
                named = any(name in text for name in names_of(person))
                if (
                    one.part is Part.SUBJECT
                    or named
                    or not in_place(text, person)
                    or person.label not in (row.who or "")
                ):
                    continue
                days = MINUTES_PER_DAY
                assert any(
                    other.minute // days <= row.minute // days
                    and (
                        any(
                            name in case.view.events[other.row_id].summary
                            for name in names_of(person)
                        )
                        or person.label in (other.who or "")
                    )
                    for other in seat.rows
                    if other.row_id != row.row_id
                    and case.view.events[other.row_id].source.document == event.source.document
                ), (seat.seat_id, row.who, text)


def in_place(text: str, person: Person) -> bool:
    """Whether a text says partner of one of the couple; none of the words of the code."""
    plain = text.lower().replace("former partner", "").replace("earlier partner", "")
    couple = {Role.VICTIM, Role.PERPETRATOR} & person.roles
    return bool(couple) and "partner" in plain.replace("ex-partner", "")


@pytest.mark.parametrize(("which", "seed"), ALL)
def test_where_partner_stands_in_the_row_nobody_is_only_somebody(which: str, seed: int) -> None:
    """On a screen that names the same person in another thing, it would read as a stranger."""
    case, model = any_case(which, seed)
    words = {fact.fact_id: fact.words for fact in model.facts}
    met = 0
    for seat in model.views:
        for fact in seat.facts if seat.seat_id != "victim" else ():
            thing = case.view.facts[fact.fact_id]
            for row in seat.rows:
                event = case.view.events[row.row_id]
                text = " ".join((event.summary, event.response, event.outcome))
                if fact.fact_id not in {
                    r.fact_id for r in event.reveals if r.stance.gives_knowledge
                }:
                    continue
                for person in {thing.by, thing.about} - {None}:
                    one = case.view.persons[str(person)]
                    # of some things only whom they are about is said
                    if one.label not in words[fact.fact_id]:
                        continue
                    if not in_place(text, one) or any(name in text for name in names_of(one)):
                        continue
                    for minute in (fact.steps[0].minute, *(m for m, _, _ in fact.called)):
                        said = fact.words_at(minute, words[fact.fact_id])
                        if one.label not in said and "not named here" in said:
                            assert " a partner not named here" in said.replace("(", " "), said
                            met += 1
    assert met or which == "made up"


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
