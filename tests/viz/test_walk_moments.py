"""A draft can be run as it is; an edited one says what it says, or what is wrong with it."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

import joinedup
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Part, Role
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from queries.definition import registry
from queries.enquiry import Enquiry, day_of
from viz.walk.build import MOST_OFFERS, build_walk
from viz.walk.framework import ROOM_ASKS
from viz.walk.model import HeldState, SeatKind, WalkModel, WalkRow
from viz.walk.moments import MOST, about_moments, draft, plain_draft
from viz.walk.payload import payload, sealed_parts, seat_part
from viz.walk.reveal import DONE_DAYS, GOOD_DAYS
from viz.walk.screen import minute_on_screen
from viz.walk.session import _UNMET, folds, loads, stops_of
from viz.walk.settings import (
    INFORMAL_QUESTIONS,
    QUESTIONS,
    VICTIM_QUESTIONS,
    MomentSpec,
    VersionSpec,
    WalkSettings,
    WalkthroughError,
    minutes_of,
    read_settings,
    settings_text,
    with_lines,
)

BLAME = re.compile(
    r"\b(?:fail(?:s|ed|ure|ing)?|missed|ignor(?:ed|es)|should have|neglect\w*|non-engag\w+|"
    r"blam(?:e|ed) (?!nobody)|fault|mistake\w*|wrongly|to find (?!somebody))\b",
    re.IGNORECASE,
)
SEEDS = range(1, 25) if os.environ.get("JOINEDUP_THOROUGH") else (1, 2, 3)


@cache
def example() -> JoinedUpCase:
    return joinedup.load("examples/amber-street")


@cache
def made_up(seed: int) -> JoinedUpCase:
    return JoinedUpCase(generate(seed).records)


def drafted(case: JoinedUpCase) -> WalkSettings:
    return draft(Enquiry(case.view, case.known, case.vocabulary), case.answers)


def walk_of(case: JoinedUpCase, settings: WalkSettings | None = None) -> WalkModel:
    if settings is None:
        return _walk_of(case)
    return build_walk(
        case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled, settings=settings
    )


@cache
def _walk_of(case: JoinedUpCase) -> WalkModel:
    """Return the walkthrough as it is drafted (not to be changed), made once of each case."""
    return build_walk(case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled)


def cases() -> Iterator[JoinedUpCase]:
    yield example()
    yield from (made_up(seed) for seed in SEEDS)


def ours(thing: object) -> Iterator[str]:
    """Yield every text of ours: all but what an agency wrote."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from ours(one)
    elif is_dataclass(thing) and not isinstance(thing, WalkRow):
        for field in fields(thing):
            yield from ours(getattr(thing, field.name))


# -- the draft -------------------------------------------------------------------------------------


def test_a_draft_is_ten_moments_spread_over_time_and_seats_and_fits_its_sessions() -> None:
    case = example()
    model = walk_of(case)
    assert len(model.moments) == MOST
    assert [m.minute for m in model.moments] == sorted(m.minute for m in model.moments)
    seats = Counter(m.stops[0].seat_id for m in model.moments)
    assert len(seats) >= 6
    assert max(seats.values()) <= 3
    assert [v.minutes for v in model.versions] == [30, 60, 120]
    taken = []
    for version in model.versions:
        assert sum(part.minutes for part in version.parts) == version.minutes
        taken.append({p.moment_id for p in version.parts if p.moment_id})
    assert [len(one) for one in taken] == [3, 6, MOST]
    assert taken[0] < taken[1] < taken[2]
    years = {model.moments[n].when[-4:] for n in (0, -1)}
    assert len(years) == 2


def test_a_draft_has_an_assessment_a_referral_a_closure_and_a_meeting_where_a_case_has_them() -> (
    None
):
    said = " ".join(m.why for m in drafted(example()).moments)
    for begins in ("An assessment:", "A referral:", "A case is closed:", "A meeting:"):
        assert begins in said
    # what none of them is comes where the heaviest thing first stands on any record, all the same
    assert said.count("The first record at any agency of") == 4


def test_every_draft_can_be_run_as_it_is() -> None:
    for case in cases():
        model = walk_of(case)
        assert model.moments
        payload(model)
        for version in model.versions:
            assert sum(part.minutes for part in version.parts) == version.minutes
        for moment in model.moments:
            assert moment.stops, moment.title
            assert moment.why
            assert moment.ask
            assert set(moment.questions) == set(QUESTIONS)
            assert moment.minute < model.end
            for stop in moment.stops:
                if stop.there:
                    # at a meeting, by another's row: it has none of its own
                    assert not stop.row_id and not stop.also
                    continue
                shown = {r.row_id: r.minute for r in model.view_of(stop.seat_id).rows}
                assert shown[stop.row_id] <= moment.minute


def test_no_line_of_it_blames_anybody() -> None:
    for case in cases():
        model = walk_of(case)
        for text in (*ours(model), *(q.words for q in model.questions)):
            found = BLAME.search(text)
            assert found is None or text in {f.words for f in model.facts}, text


def test_a_room_is_asked_what_helps_and_not_what_was_not_done() -> None:
    assert set(ROOM_ASKS) == {q.definition.key for q in registry()}
    soft = re.compile(
        r"\b(?:not recorded|no record|do not show|did not|was not done|could have|could be here|"
        r"should|why did|not asked|was it asked)\b",
        re.IGNORECASE,
    )
    for words in ROOM_ASKS.values():
        assert not soft.search(words), words
        assert words.endswith("?")
    for case in cases():
        model = walk_of(case)
        names = {a.name for a in case.view.agencies.values()}
        for moment in model.moments:
            assert "could have been here" not in moment.why
            for words in (*moment.ask, *(t.words for t in moment.reveal.themes)):
                assert not soft.search(words), words
            # no question hands over whom to tell
            assert not [name for words in moment.ask for name in names if name in words]


def test_dates_can_be_read_aloud() -> None:
    figures = re.compile(r"\d{4}-\d{2}|\d/\d|\b\d{1,2}\.\d{1,2}\.\d|(?:^|\s)\?\d|as written")
    for case in cases():
        model = walk_of(case)
        said = [
            *(row.when for row in model.rows),
            *(m.title for m in model.moments),
            *(s.title for m in model.moments for s in m.stops),
            *(n.words for m in model.moments for n in m.reveal.done),
            *(s.how for v in model.views for f in (*v.facts, *v.revealed) for s in f.steps),
            *(o.words for o in model.suppose.offers),
        ]
        assert not [words for words in said if figures.search(words)]


def test_the_opening_asks_who_worked_on_the_case_or_is_bereaved_and_how_to_leave() -> None:
    model = walk_of(example())
    first = model.opening[0]
    assert "worked on this case" in first
    assert "bereaved" in first
    assert "leave" in first
    assert "Pause" in model.content_warning[1]
    assert "strangulation" in model.content_warning[0]
    assert "would have been prevented" in model.suppose.limits


def test_the_same_case_gives_the_same_walkthrough_whatever_the_order_of_its_rows() -> None:
    case = made_up(2)
    turned = JoinedUpCase(replace(case.records, events=case.records.events[::-1]))
    assert payload(walk_of(case)) == payload(walk_of(turned))


# -- the reveal ------------------------------------------------------------------------------------


def test_a_reveal_shows_what_each_seat_held_at_that_minute() -> None:
    model = walk_of(example())
    for moment in model.moments:
        assert [h.seat_id for h in moment.reveal.held] == [s.seat_id for s in model.seats]
        for held in moment.reveal.held:
            view = model.view_of(held.seat_id)
            steps = {f.fact_id: f.at(moment.minute) for f in view.revealed}
            assert {t.fact_id: t.state for t in held.things} == {
                fact: step.state
                for fact, step in steps.items()
                if step is not None and step.state.stands
            }
            shown = {r.row_id: r.minute for r in view.rows}
            assert all(shown[row] <= moment.minute for row in held.rows)


def test_a_reveal_tells_nothing_from_long_after_its_moment() -> None:
    case = example()
    for moment in walk_of(case).moments:
        reveal = moment.reveal
        until = moment.minute + DONE_DAYS * 1440
        rows = [row for part in (reveal.done, reveal.themes) for note in part for row in note.rows]
        for row in rows:
            minute = minute_on_screen(case.view, case.view.events[row])
            assert minute is not None
            assert minute <= until
        for note in reveal.good:
            for row in note.rows:
                assert (minute_on_screen(case.view, case.view.events[row]) or 0) <= (
                    moment.minute + GOOD_DAYS * 1440
                )
        assert reveal.done, moment.title
        assert reveal.summary.startswith("By ")


def test_what_could_not_be_told_is_said_to_be_so() -> None:
    said = [n.words for m in walk_of(example()).moments for n in m.reveal.done]
    assert any("no record of anything further" in words for words in said)
    assert any("cannot tell from these records" in words for words in said)


def test_a_reveal_begins_with_the_record_of_the_day() -> None:
    model = walk_of(example())
    text = {row.row_id: row.text for row in model.rows}
    sent = payload(model)["reveal"]
    for moment, one in zip(model.moments, sent["moments"], strict=True):
        assert set(moment.reveal.day) == {s.row_id for s in moment.stops if s.row_id and not s.also}
        rows = [sent["rows"][at] for at in one["reveal"]["day"]]
        for row_id, row in zip(moment.reveal.day, rows, strict=True):
            assert text[row_id] in row


def test_agencies_whose_teams_are_named_stand_apart() -> None:
    case = example()
    model = walk_of(case)
    rows = {row.row_id: dict(row.more) for row in model.rows}
    looked_at = 0
    for row, more in rows.items():
        event = case.view.events[row]
        for label, namings in (("Invited", event.invited), ("Attended", event.attended)):
            if len(namings) > 1:
                looked_at += 1
                parts = more[label].split("; ")
                assert len(parts) == len({n.team_id for n in namings})
                for naming in namings:
                    team = case.view.teams.get(naming.team_id)
                    assert team is None or not team.stated or f": {team.name}" in more[label]
    assert looked_at > 3


def test_what_was_done_is_about_the_same_persons_or_things_and_begins_with_the_day_itself() -> None:
    case = example()
    view = case.view
    (killing,) = [f.fact_id for f in view.facts.values() if f.topic == "killing-thoughts"]
    moments = walk_of(case).moments
    (moment,) = [
        m
        for m in moments
        if view.events[m.stops[0].row_id].agency_id == "gp"
        and killing in {r.fact_id for r in view.events[m.stops[0].row_id].reveals}
    ]
    first = moment.reveal.done[0]
    assert first.rows == (moment.stops[0].row_id,)
    assert "Urgent referral, same day" in first.words
    assert "shared with" in first.words
    follow = [row for note in moment.reveal.done[1:] for row in note.rows]
    assert any(view.events[row].agency_id == "mental-health" for row in follow)
    for one in moments:
        own = {s.row_id for s in one.stops if s.row_id}
        people = {i.person_id for row in own for i in view.events[row].involves}
        things = {r.fact_id for row in own for r in view.events[row].reveals}
        for note in one.reveal.done:
            for row in note.rows:
                event = view.events[row]
                about = {i.person_id for i in event.involves if i.part is Part.SUBJECT}
                assert (
                    row in own
                    or own & set(event.responds_to)
                    or things & {r.fact_id for r in event.reveals}
                    or (about or {i.person_id for i in event.involves}) & people
                ), (one.title, note.words)
    # the victim's own headaches are no answer to his thoughts of killing
    perpetrators = {p.person_id for p in view.persons.values() if p.is_a(Role.PERPETRATOR)}
    for row in follow:
        subjects = {i.person_id for i in view.events[row].involves if i.part is Part.SUBJECT}
        assert not subjects or perpetrators & subjects, view.events[row].summary


def test_where_nothing_followed_nothing_is_on_record() -> None:
    for case in cases():
        ids = {agency.name: agency.agency_id for agency in case.view.agencies.values()}
        for moment in walk_of(case).moments:
            stops = {stop.row_id for stop in moment.stops}
            for note in moment.reveal.done:
                name, _, said = note.words.partition(": no record of anything further")
                if not said:
                    continue
                for event in case.view.rows_of_agency[ids[name]]:
                    bounds = case.view.bounds[event.event_id]
                    after = bounds.end_hi >= moment.minute
                    before = bounds.start_lo <= moment.minute + DONE_DAYS * 1440
                    assert (
                        event.event_id in stops
                        or not (after and before)
                        or (bounds.start_lo >= case.view.end_lo)
                    ), (moment.title, event.event_id)


def test_a_seat_is_asked_for_what_it_can_answer() -> None:
    model = walk_of(example())
    asked: Counter[int] = Counter()
    sets = {
        SeatKind.AGENCY: QUESTIONS,
        SeatKind.INFORMAL: INFORMAL_QUESTIONS,
        SeatKind.VICTIM: VICTIM_QUESTIONS,
    }
    for seat in model.seats:
        first = min(row.minute for row in model.view_of(seat.seat_id).rows)
        every = tuple(sets[seat.kind])
        for moment, stop in zip(
            model.moments, seat_part(model, seat.seat_id)["stops"], strict=True
        ):
            _, _, title, row, questions, _ = stop
            own = next((s for s in moment.stops if s.seat_id == seat.seat_id), None)
            assert set(questions) <= set(every)
            if own is not None:
                assert (title, tuple(questions)) == (own.title, every)
                assert (row >= 0) != own.there
            elif first > moment.minute:
                assert len(questions) in (1, 2, 3)
            else:
                assert title == ""
                assert 2 <= len(questions) <= 3
            asked[len(questions)] += 1
    assert set(asked) == {1, 2, 3, 5}


def test_the_victims_seat_is_never_asked_to_decide_and_has_no_inner_fields() -> None:
    case = example()
    model = walk_of(case)
    for seat_id in ("victim", "informal"):
        part = seat_part(model, seat_id)
        for row in part["rows"]:
            _, _, _, kind, _, who, _, more, source, *_ = row
            assert (who, more, source) == ("", [], "")
            assert kind not in {k.label for k in case.vocabulary.kinds.values()}
        asked = {key for stop in part["stops"] for key in stop[4]}
        assert not asked & set(QUESTIONS)
        said = json.dumps(part["says"])
        assert not re.search(r"\b(?:I|my|DASH|[Tt]ool|[Gg]rade)\b", said)
        for stop in part["stops"]:
            assert "DASH" not in stop[2]


def test_a_row_that_the_trainer_leaves_out_is_on_no_screen_of_the_victims_seat() -> None:
    case = example()
    rows = [row.row_id for row in walk_of(case).view_of("victim").rows]
    text = f'exclude_rows = ["{rows[3]}", "{rows[-1]}"]'
    settings = read_settings(text, drafted(case))
    model = walk_of(case, settings)
    assert [r.row_id for r in model.view_of("victim").rows] == [
        row for row in rows if row not in (rows[3], rows[-1])
    ]
    victim = model.view_of("victim")
    told = {
        reveal.fact_id
        for row in victim.rows
        for reveal in case.view.events[row.row_id].reveals
        if reveal.stance.gives_knowledge
    }
    assert {f.fact_id for f in (*victim.facts, *victim.revealed)} <= told
    # the agencies' seats keep them
    agency = case.view.events[rows[3]].agency_id
    assert rows[3] in {r.row_id for r in model.view_of(f"agency:{agency}").rows}
    with pytest.raises(WalkthroughError, match="exclude_rows: there is no row “gone”"):
        walk_of(case, read_settings('exclude_rows = ["gone"]', drafted(case)))


def test_the_draft_names_the_heaviest_rows_of_the_victims_seat() -> None:
    case = example()
    text = settings_text(drafted(case), about_moments(case.view, drafted(case)))
    named = set(re.findall(r"^# (e-\w+) ", text, re.MULTILINE))
    rows = {row.row_id for row in walk_of(case).view_of("victim").rows}
    assert named
    assert named <= rows
    for row in rows - named:
        told = [r for r in case.view.events[row].reveals if r.stance.gives_knowledge]
        assert all(case.view.facts[r.fact_id].weight < 5 for r in told)


# -- a session -------------------------------------------------------------------------------------


def test_every_seat_with_contacts_in_a_session_is_asked_to_act_at_a_record_of_its_own() -> None:
    for case in cases():
        model = walk_of(case)
        for seat in model.seats:
            for load in loads(model, seat):
                assert (load.stops > 0) == (load.contacts > 0), (seat.seat_id, load)
        for moment in model.moments:
            for stop in moment.stops:
                if stop.there:
                    # at a meeting, by another's row: it has none of its own
                    assert not stop.row_id and not stop.also
                    continue
                shown = {r.row_id: r.minute for r in model.view_of(stop.seat_id).rows}
                assert shown[stop.row_id] <= moment.minute


def test_a_seat_that_is_told_much_meets_more_of_it_also_in_the_shortest_session() -> None:
    model = walk_of(example())
    met = {}
    for seat in model.seats:
        (load,) = [one for one in loads(model, seat) if one.minutes == 30]
        met[seat.kind, load.contacts] = load.contacts - load.folded
    # before each of three stops three of the weightiest and the last, not one and the last
    (told_much,) = [n for (kind, _), n in met.items() if kind is SeatKind.VICTIM]
    assert 10 <= told_much <= 16
    assert max(n for (kind, _), n in met.items() if kind is not SeatKind.VICTIM) <= 12


def test_a_short_session_meets_few_contacts_between_its_stops_and_folds_the_others() -> None:
    for case in cases():
        model = walk_of(case)
        for version in model.versions:
            stops = stops_of(model, version)
            for seat in model.seats:
                view = model.view_of(seat.seat_id)
                folded = folds(model, seat, version)
                assert all(one.until - one.first > 1 for one in folded)
                assert all(a.until <= b.first for a, b in pairwise(folded))
                if version.minutes > 60:
                    assert not folded
                    continue
                for fold in folded:
                    minutes = [row.minute for row in view.rows[fold.first : fold.until]]
                    # a screen of several stands between the same two stops as all of them
                    assert len({sum(m.minute < minute for m in stops) for minute in minutes}) == 1
                    assert f"{len(minutes)} contacts" in fold.words
                    assert day_of(minutes[0]) in fold.words
                    assert day_of(minutes[-1]) in fold.words
                before = -1
                for stop in stops:
                    between = [
                        n
                        for n, row in enumerate(view.rows)
                        if before < row.minute <= stop.minute
                        and not any(f.first <= n < f.until for f in folded)
                    ]
                    # those of most weight, the last, the stop’s own; and single ones between them
                    assert len(between) <= 2 * (3 if version.minutes <= 30 else 5)
                    before = stop.minute


def test_what_is_folded_names_each_contact_of_weight_and_what_it_tells_again() -> None:
    case = example()
    model = walk_of(case)
    least = case.view.settings.heavy_weight - 1
    (short,) = [v for v in model.versions if v.minutes == 30]
    again = 0
    for seat in model.seats:
        rows = model.view_of(seat.seat_id).rows
        part = dict(seat_part(model, seat.seat_id)["folds"])[30]
        for fold, sent in zip(folds(model, seat, short), part, strict=True):
            named = dict(fold.heavy)
            assert sent == [fold.first, fold.until, fold.words, [list(one) for one in fold.heavy]]
            for place in range(fold.first, fold.until):
                event = case.view.events[rows[place].row_id]
                kind = case.vocabulary.kinds.get(event.kind)
                told = {
                    (r.fact_id, fact.label)
                    for r in event.reveals
                    if (fact := case.view.facts[r.fact_id]).weight >= least
                    and r.stance.gives_knowledge
                }
                weighs = kind is not None and (kind.incident or kind.assessment)
                if seat.kind is not SeatKind.VICTIM:
                    assert (place in named) == (weighs or bool(told)), event.summary
                for fact_id, label in told if place in named else ():
                    assert label in named[place] or "more" in named[place]
                    earlier = [
                        row
                        for row in rows[:place]
                        for r in case.view.events[row.row_id].reveals
                        if r.fact_id == fact_id and r.stance.gives_knowledge
                    ]
                    if f"{label} again" in named[place]:
                        again += 1
                        same = {f.fact_id for f in case.view.facts.values() if f.label == label}
                        assert earlier or len(same) > 1
                        # nor is anything told again that by its date may have been told first
                        begun = case.view.bounds[rows[place].row_id].start_lo // MINUTES_PER_DAY
                        assert (
                            not earlier
                            or len(same) > 1
                            or earlier[0].minute // MINUTES_PER_DAY <= begun
                        )
    assert again


def test_how_much_each_seat_meets_is_in_the_facilitators_plan() -> None:
    model = walk_of(example())
    for seat, (_, name, _, numbers) in zip(
        model.seats, payload(model)["reveal"]["seats"], strict=True
    ):
        assert name == seat.name
        assert [one[0] for one in numbers] == [30, 60, 120]
        for minutes, contacts, folded, stops in numbers:
            assert contacts > folded
            assert (folded == 0) or minutes < 120
            assert stops


def test_the_first_record_anywhere_of_the_heaviest_outranks_the_rest() -> None:
    case = example()
    settings = drafted(case)
    shortest = [m for m in settings.moments if 30 in m.versions]
    said = " ".join(m.why for m in shortest)
    assert "The first record at any agency of “thoughts or plans of killing" in said
    facts = case.view.facts
    (killing,) = [f for f in facts.values() if f.topic == "killing-thoughts"]
    held = [
        e
        for e in case.view.in_order
        if any(r.fact_id == killing.fact_id and r.stance.gives_knowledge for r in e.reveals)
    ]
    assert held[0].event_id in {m.row for m in shortest}


def test_what_the_facilitator_is_told_stood_elsewhere_is_what_the_reveal_says() -> None:
    model = walk_of(example())
    shared = 0
    for moment in model.moments:
        by = {h.seat_id: h for h in moment.reveal.held if h.seat_id.startswith("agency:")}
        sure = {
            seat: {t.fact_id for t in held.things if t.state is HeldState.CERTAIN}
            for seat, held in by.items()
        }
        here = {s.seat_id for s in moment.stops if not s.also} & sure.keys()
        others = set().union(*sure.values()).difference(*(sure[seat] for seat in here))
        note = next(n for n in moment.notes if n.startswith("For you alone"))
        assert f": {len(others)} things stood on other agencies’ records, with no " in note
        # "here" says nothing where several agencies stop
        if len(here) > 1:
            shared += 1
            assert f"no certain record at the {len(here)} agencies that stop here:" in note
        else:
            assert "agencies that stop here" not in note
    assert shared == 4


def test_ids_of_moments_stay_when_a_draft_is_made_again_of_more_or_other_rows() -> None:
    case = example()
    ids = {m.row: m.id for m in drafted(case).moments}
    assert len(set(ids.values())) == len(ids)
    one = case.view.events[next(iter(ids))]
    more = (*case.records.events, replace(one, event_id="e-further"))
    again = drafted(JoinedUpCase(replace(case.records, events=more)))
    same = [m for m in again.moments if m.row in ids]
    assert len(same) > len(ids) // 2
    assert all(m.id == ids[m.row] for m in same)


def test_answers_are_kept_under_ids_that_tell_nothing_and_stay() -> None:
    case = example()
    model = walk_of(case)
    settings = drafted(case)
    fewer = walk_of(
        case,
        replace(
            settings,
            moments=settings.moments[2:],
            questions={**settings.questions, "do": "What now?"},
        ),
    )
    for seat in model.seats:
        first = [stop[5] for stop in seat_part(model, seat.seat_id)["stops"]]
        again = [stop[5] for stop in seat_part(fewer, seat.seat_id)["stops"]]
        assert len(set(first)) == len(first)
        assert again == first[2:]
        assert all(re.fullmatch(r"s-[0-9a-f]{12}", one) for one in first)
    assert payload(model)["open"]["edition"] != payload(fewer)["open"]["edition"]
    assert payload(model)["open"]["edition"] == payload(walk_of(case))["open"]["edition"]


def test_the_open_part_of_a_sealed_page_has_no_title_of_a_later_stop_and_no_other_seat() -> None:
    model = walk_of(example())
    for seat in model.seats:
        clear, _ = sealed_parts(model, seat.seat_id)
        (part,) = clear["seats"]
        said = {"", *_UNMET.values()}
        said.add("You stop here as you are: go by the last that came.")
        assert {stop[2] for stop in part["stops"]} <= said
        text = json.dumps(clear, ensure_ascii=False)
        for moment in model.moments:
            assert moment.title not in text
            assert moment.moment_id not in text
        for other in model.seats:
            assert other.seat_id == seat.seat_id or f'"{other.seat_id}"' not in text


# -- what if ---------------------------------------------------------------------------------------


def test_what_is_offered_is_not_on_record() -> None:
    for case in cases():
        model = walk_of(case)
        assert len(model.suppose.offers) <= MOST_OFFERS
        for offer in model.suppose.offers:
            assert offer.minute < model.end
            assert offer.words.startswith("Suppose that ")
            names = {a.agency_id: a.name for a in case.view.agencies.values()}
            assert offer.when in offer.words
            assert f"{names[offer.teller]} had told {names[offer.told]} what" in offer.words
            told_of = offer.words.partition("on record: ")[2]
            assert told_of
            teller = case.known.facts.by_agency.get(offer.teller, {})
            told = case.known.facts.by_agency.get(offer.told, {})
            new = [
                fact
                for fact, held in teller.items()
                if any(a.certain and a.latest <= offer.minute for a in held)
                and not any(a.certain and a.latest <= offer.minute for a in told.get(fact, ()))
            ]
            heard = case.known.occurrences.by_agency.get(offer.teller, {})
            assert new or heard, offer.words


def test_an_offer_quotes_what_rows_say_of_consent_whoever_would_pass_it_on() -> None:
    case = example()
    view = case.view
    model = walk_of(case)
    (row,) = [
        e for e in view.in_order if e.agency_id == "hospital" and "health visiting" in e.bar_text
    ]
    told = {r.fact_id for r in row.reveals if r.stance.gives_knowledge}
    quoted = f"row of 28 July 2011, on consent: “{row.bar_text}”"
    tellers = set()
    for offer in model.suppose.offers:
        # what a row says is quoted, and nothing made of it
        assert "was refused" not in offer.consent.replace(row.bar_text, "")
        by_then = {
            agency: {
                s.fact_id
                for s in case.pooled.holdings[agency].certain
                if s.since <= offer.minute < s.until
            }
            for agency in (offer.teller, offer.told)
        }
        passed = told & (by_then[offer.teller] - by_then[offer.told])
        assert (quoted in offer.consent) == bool(passed), offer.words
        tellers |= {offer.teller} if passed else set()
    assert "hospital" in tellers
    assert len(tellers) > 1
    assert any(not o.consent for o in model.suppose.offers)


# -- walkthrough.toml ------------------------------------------------------------------------------


def test_a_draft_is_read_as_it_was_written() -> None:
    for case in cases():
        settings = drafted(case)
        if settings.moments:
            text = settings_text(settings, about_moments(case.view, settings))
            assert read_settings(text, plain_draft()) == settings


def test_every_key_of_the_draft_is_explained() -> None:
    case = example()
    text = settings_text(drafted(case), {})
    said = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    for field in fields(MomentSpec):
        assert re.search(rf"^#   {field.name} ", said, re.MULTILINE), field.name
    for field in fields(VersionSpec):
        assert field.name in said


HOSTILE = 'x"""\\n[[moment]]\\nid = "evil" \x00\x1b[31m \u2028 # not a comment'


def test_hostile_text_stays_text() -> None:
    settings = replace(drafted(example()), title=HOSTILE.replace("\x00", ""))
    about = {m.id: HOSTILE for m in settings.moments}
    about["exclude_rows"] = f"{HOSTILE}\n[[moment]]\nid = 'evil'"
    assert read_settings(settings_text(settings, about), plain_draft()) == settings


def edited(**change: Any) -> WalkSettings:
    return replace(drafted(example()), **change)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('openning = ["x"]', "openning: not a key here (did you mean “opening”?)"),
        ("title = 3", "title: expected text in quotation marks"),
        ('opening = "x"', "opening: expected a list in square brackets"),
        ("opening = [1]", "opening: expected a list of texts in quotation marks"),
        ("format = 2", "format: 2 was found; this version reads 1"),
        ('[questions]\nworry = "x"', "questions.worry: not a key here (did you mean “worried”?)"),
        ('[[moment]]\nid = "a"\nrow = "e"\nnote = ["x"]', "moment[1].note: not a key here"),
        ('[[moment]]\nrow = "e"', "moment[1].id: is not there"),
        ('[[moment]]\nid = "a"', "moment[1]: expected either row or day"),
        ('[[moment]]\nid = "a"\nday = 2012-03-14', "moment[1].seats: a moment of a day needs"),
        ('[[moment]]\nid = "a"\nday = "x"\nseats = ["gp"]', "moment[1].day: expected a day"),
        (
            '[[moment]]\nid = "a"\nday = 2012-03-14T10:00:00\nseats = ["gp"]',
            "moment[1].day: expected a day without a time",
        ),
        (
            '[[moment]]\nid = "a"\nrow = "e"\n[[moment]]\nid = "a"\nrow = "f"',
            "moment[2].id: “a” is given twice",
        ),
        (
            '[[moment]]\nid = "a"\nrow = "e"\nversions = [45]',
            "moment[1].versions: there is no session of 45 minutes (30, 60, 120)",
        ),
        (
            '[[moment]]\nid = "a"\nrow = "e"\nquestions = ["worry"]',
            "moment[1].questions: “worry” is no question (did you mean “worried”?)",
        ),
        ("[[version]]\nminutes = 30\nopening = 4\nclosing = 4", "version[1].what_if: is not there"),
        ("[[version", "it is not valid TOML"),
        ("moment = []", "moment: expected at least one [[moment]]"),
    ],
)
def test_what_is_wrong_is_named_with_its_key(text: str, said: str) -> None:
    with pytest.raises(WalkthroughError) as caught:
        read_settings(text, plain_draft())
    assert said in str(caught.value)


def test_a_fault_is_told_with_its_line_and_with_what_was_found() -> None:
    text = (
        'title = 3\n\n[questions]\nworry = "x"\n\n[[moment]]\nid = "a"\nrow = "e"\n'
        '# [[moment]]\n[[moment]]  # two\nid = "b"\nrow = true\n'
    )
    with pytest.raises(WalkthroughError) as caught:
        read_settings(text, plain_draft())
    told = with_lines(text, caught.value.faults)
    assert told[0] == "line 1, title: expected text in quotation marks; found: 3"
    assert told[1].startswith("line 4, questions.worry: not a key here")
    assert told[2] == "line 12, moment[2].row: expected text in quotation marks; found: true"
    # the place of a table where its key is not there
    assert with_lines(text, ["moment[2].seats: is not there"])[0].startswith("line 10, ")
    assert with_lines(text, ["moment[7].id: is not there", "it is not TOML: no"]) == (
        "moment[7].id: is not there",
        "it is not TOML: no",
    )
    # what looks like a key may be a text
    assert with_lines('title = """\ntitle = 3"""', ["title: x"]) == ("title: x",)


def test_the_ref_of_a_row_is_told_from_its_id() -> None:
    case = example()
    row = next(e for e in case.view.events.values() if e.ref)
    with pytest.raises(WalkthroughError, match=f"this is the Ref of {row.event_id}"):
        walk_of(case, edited(exclude_rows=(row.ref,)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("title = “Ours”", "the line is: title = “Ours”; quotation marks have to be straight"),
        ("opening = [“Hello”]", "quotation marks have to be straight"),
        ("title = Ours", "the line is: title = Ours; text stands in quotation marks"),
        ("title =", "(at line 2, column 8); the line is: title ="),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(line: str, said: str) -> None:
    with pytest.raises(WalkthroughError) as caught:
        read_settings(f"format = 1\n{line}\n", plain_draft())
    assert said in str(caught.value)


def test_a_session_too_short_for_its_moments_is_refused_with_its_sum() -> None:
    moments = "\n".join(
        f'[[moment]]\nid = "m{n}"\nrow = "e{n}"\nversions = [30]' for n in range(12)
    )
    with pytest.raises(WalkthroughError, match="leave 18 for 12 moments"):
        read_settings(moments, plain_draft())


def test_what_is_divided_adds_up() -> None:
    for number in range(1, 10):
        version = VersionSpec(60, 5, 7, 3)
        assert sum(minutes_of(version, number)) == 45


def test_a_session_of_another_length_takes_the_foremost_of_the_drafted_moments() -> None:
    text = "[[version]]\nminutes = 45\nopening = 5\nwhat_if = 7\nclosing = 5"
    model = walk_of(example(), read_settings(text, drafted(example())))
    (version,) = model.versions
    assert sum(part.minutes for part in version.parts) == version.minutes == 45
    taken = {part.moment_id for part in version.parts if part.moment_id}
    shortest = {m.id for m in drafted(example()).moments if 30 in m.versions}
    assert len(taken) == 4
    assert shortest < taken
    assert len(model.moments) == MOST


def test_a_trainers_own_moment_of_a_day_and_words_stand() -> None:
    text = """
    title = "Our own"
    [questions]
    do = "What now?"
    [[moment]]
    id = "ours"
    day = 2012-06-01
    seats = ["gp", "informal"]
    ask = ["Who is asking?"]
    versions = [30]
    """
    case = example()
    settings = read_settings(text, drafted(case))
    model = walk_of(case, replace(settings, versions=settings.versions[:1]))
    assert model.title == "Our own"
    (moment,) = model.moments
    assert [s.seat_id for s in moment.stops] == ["agency:gp", "informal"]
    assert moment.when == "1 June 2012"
    assert moment.ask == ("Who is asking?",)
    assert "What now?" in [q.words for q in model.questions]
    assert model.opening == drafted(case).opening


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (MomentSpec("a", row="gone"), "moment[1].row: there is no row “gone”"),
        (MomentSpec("a", row="fatal"), "has no day before the end"),
    ],
)
def test_a_moment_that_the_case_does_not_have_is_refused(moment: MomentSpec, said: str) -> None:
    case = example()
    if moment.row == "fatal":
        moment = replace(moment, row=next(iter(case.view.fatal_rows)))
    with pytest.raises(WalkthroughError) as caught:
        walk_of(case, edited(moments=(moment,)))
    assert said in str(caught.value)


def test_a_seat_that_the_case_does_not_have_is_refused_with_those_that_it_has() -> None:
    from datetime import date

    moment = MomentSpec("a", day=date(2012, 6, 1), seats=("polise",))
    with pytest.raises(
        WalkthroughError, match=r"“polise” is no seat of this case \(known: .*police"
    ):
        walk_of(example(), edited(moments=(moment,)))


def test_nobody_is_told_by_itself() -> None:
    model = walk_of(example())
    names = {s.seat_id: s.name for s in model.seats}
    for view in model.views:
        for fact in (*view.facts, *view.revealed):
            for step in fact.steps:
                assert not step.how.startswith(f"Told by {names[view.seat_id]}"), step.how
    how = {
        step.how.partition(";")[0]
        for fact in model.view_of("agency:police").revealed
        for step in fact.steps
    }
    assert "Own record, Public Protection Unit, 5 September 2011" in how


def test_what_if_begins_where_the_told_agency_met_the_household_again() -> None:
    case = example()
    model = walk_of(case)

    def again(told: str, minute: int) -> bool:
        return any(
            case.view.bounds[e.event_id].start_lo // 1440 > minute // 1440
            and case.view.seen[e.event_id] & case.view.household
            for e in case.view.contacts_of_agency[told]
        )

    first = [o for o in model.suppose.offers if o.foremost]
    assert len(first) == 6 and all(again(o.told, o.minute) for o in first)
    others = [o for o in model.suppose.offers if not o.foremost]
    assert "fellshire" in {o.told for o in others if not again(o.told, o.minute)}


def test_a_meeting_at_which_a_seat_first_heard_the_heaviest_is_never_folded() -> None:
    """It stands in another's row, and so no row of the seat's own seemed to tell it."""
    model = walk_of(example())
    heaviest = max(fact.weight for fact in model.facts)
    heavy = {fact.fact_id for fact in model.facts if fact.weight == heaviest}
    heard = 0
    for seat in model.seats:
        view = model.view_of(seat.seat_id)
        for fact in view.facts:
            step = fact.steps[0]
            if fact.fact_id not in heavy or step.row_id or not step.how.startswith("At a meeting"):
                continue
            places = [n for n, row in enumerate(view.rows) if row.minute == step.minute]
            heard += bool(places)
            for version in model.versions:
                for fold in folds(model, seat, version):
                    assert not set(places) & set(range(fold.first, fold.until))
    assert heard > 1
