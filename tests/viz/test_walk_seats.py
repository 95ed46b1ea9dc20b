"""What comes on a seat's screen is what the derivation gives at that minute, and nothing else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import joinedup
from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import MINUTES_PER_DAY, Extent, minute_of
from graphdb.dates.words import MONTH_NAMES
from graphdb.knowledge import Acquisition, Holdings, How, Knowledge
from graphdb.model import CaseRecords, Event, Part, Stance
from graphdb.pooled import INFORMAL, Span, pooled_picture
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.walkthrough import walk_model
from tests.knowledge.kinds import SMALL_KINDS
from tests.queries import build
from tests.reference.small_cases import BASE, describe, small_cases
from viz.walk.build import build_walk
from viz.walk.model import HeldState, SeatFact, SeatKind, SeatView, WalkModel
from viz.walk.payload import seat_part
from viz.walk.screen import last_minute
from viz.walk.seats import holders_of, seat_view
from viz.walk.session import folds

MANY = "250" if os.environ.get("JOINEDUP_THOROUGH") else "40"
EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", MANY)))
CASES = small_cases(wide=True, opens=True, sequence=True)
MINUTES = st.one_of(
    st.integers(BASE - 5, BASE + 25), st.integers(0, 6).map(lambda n: BASE + n * 1440 - 1)
)


def held_at(facts: tuple[SeatFact, ...], minute: int) -> dict[HeldState, set[str]]:
    found: dict[HeldState, set[str]] = {state: set() for state in HeldState}
    for fact in facts:
        step = fact.at(minute)
        if step is not None:
            found[step.state].add(fact.fact_id)
    return found


def rows_by(view: SeatView, minute: int) -> set[str]:
    """Return the rows that had come by a minute, without those that may have come later."""
    return {row.row_id for row in view.rows if row.minute <= minute and not row.doubt}


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


def had_been_made(view: CaseView, event: Event, minute: int) -> bool:
    """Say it anew: in every world the row had been made, and what it tells learned, by a minute."""
    return event.event_id in own_rows(view, (event.agency_id,), minute)


def begun_by(view: CaseView, event: Event) -> int:
    """Return the day by which a row had begun that comes with its beginning; else never.

    Only the beginning of it is dated, or it lasts until after the walkthrough's own end.
    """
    bounds = view.bounds[event.event_id]
    lasts = event.when.extent is not Extent.ONCE and bounds.end_hi >= last_minute(view)
    if max(bounds.end_hi, bounds.known_hi) < FAR_AHEAD and not lasts:
        return FAR_AHEAD
    if bounds.start_lo <= LONG_AGO:
        return FAR_AHEAD
    learned = [] if event.learned is None else [bounds.known_hi]
    begun = [one for one in (bounds.start_hi, *learned) if one < FAR_AHEAD]
    return max([bounds.start_lo, *begun]) // MINUTES_PER_DAY * MINUTES_PER_DAY + MINUTES_PER_DAY - 1


def may_have_been_made(
    view: CaseView, event: Event, agencies: Collection[str], minute: int
) -> bool:
    """Say it anew: the row had been made, or is a seat's own of which the beginning is dated."""
    if had_been_made(view, event, minute):
        return True
    own = event.agency_id in agencies
    later = event.learned_after_death or view.is_fatal(event)
    return own and not later and begun_by(view, event) <= minute


def only_own_ends(view: CaseView, agencies: tuple[str, ...], minute: int) -> CaseRecords:
    """Take away what others say had ended, and what is yet to say so.

    A seat has that only from rows of its own that had been made.
    """

    def without(event: Event) -> Event:
        if event.agency_id in agencies and had_been_made(view, event, minute):
            return event
        kept = tuple(r for r in event.reveals if r.stance is not Stance.ENDED)
        return replace(event, reveals=kept)

    return replace(view.records, events=tuple(map(without, view.records.events)))


class MadeByThen(Knowledge):
    """Who knew what by the rows that had been made by a minute, and of them what is wanted."""

    def __init__(
        self,
        view: CaseView,
        minute: int,
        agencies: Collection[str],
        wanted: Callable[[Acquisition], bool],
    ) -> None:
        real = Knowledge(view)
        self.view, self.shares, self.occurrences = real.view, real.shares, real.occurrences
        held = [a for by in real.facts.by_agency.values() for found in by.values() for a in found]
        self.facts = Holdings(
            view,
            [
                a
                for a in held
                if wanted(a)
                and all(
                    may_have_been_made(view, view.events[row], agencies, minute)
                    for row in (a.via, *a.atoms)
                )
            ],
        )


def knows_itself(a: Acquisition) -> bool:
    """Say it anew: its own record, what both wrote down as told, a meeting that it sat in."""
    return a.certain and a.how not in (How.TOLD_BY, How.SAME)


@EXAMPLES
@given(CASES, MINUTES)
def test_a_seat_has_what_the_rows_made_by_that_minute_give_it_and_nothing_else(
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
        own = INFORMAL if holder.seat.kind is SeatKind.INFORMAL else holder.agencies[0]
        alone = CaseView(only_own_ends(view, holder.agencies, minute), SMALL_KINDS)
        for facts, wanted in ((seat.facts, knows_itself), (seat.revealed, lambda _: True)):
            picture = pooled_picture(MadeByThen(alone, minute, holder.agencies, wanted))
            certain = standing(picture.holdings[own].certain, minute)
            possible = standing(picture.holdings[own].possible, minute) - certain
            held = held_at(facts, minute)
            assert held[HeldState.CERTAIN] == certain
            assert held[HeldState.POSSIBLE] == possible
            # what ended had begun, by what the derivation says
            for fact_id in held[HeldState.ENDED] | held[HeldState.LAPSED]:
                since = [knowledge.facts.knows(a, fact_id) for a in holder.agencies]
                assert any(k is not None and k.possible_from <= minute for k in since)


DATED = re.compile(rf"(?:(\d+) )?({'|'.join(MONTH_NAMES)}) (\d{{4}})(?:, (\d\d):(\d\d))?")


def days_named(text: str) -> Iterator[int]:
    """Yield the first minute of every day or month that a text names."""
    for day, month, year, *_ in DATED.findall(text):
        yield minute_of(date(int(year), MONTH_NAMES.index(month) + 1, int(day or 1)))


@EXAMPLES
@given(CASES)
def test_at_every_contact_what_is_shown_is_backed_by_a_row_already_shown(
    records: CaseRecords,
) -> None:
    note(describe(records))
    view = CaseView(records, SMALL_KINDS)
    knowledge = Knowledge(view)
    for holder in holders_of(view):
        seat = seat_view(view, knowledge, holder)
        victim = holder.seat.kind is SeatKind.VICTIM
        for contact in seat.rows:
            shown = rows_by(seat, contact.minute)
            begun = {r.row_id for r in seat.rows if r.doubt and r.minute <= contact.minute}
            for fact in seat.facts:
                step = fact.at(contact.minute)
                if step is None:
                    continue
                if step.state is HeldState.POSSIBLE:
                    # of what may have come later nothing is more than possible
                    shown = shown | begun
                on_rows = {
                    row
                    for row in shown
                    if any(
                        r.fact_id == fact.fact_id and r.stance.gives_knowledge
                        for r in view.events[row].reveals
                    )
                }
                # or it was told: its own receipt, or a meeting that it sat in, had been
                told = [
                    a
                    for agency in holder.agencies
                    for a in knowledge.facts.of_agency(agency, fact.fact_id)
                    if a.certain
                    and a.latest <= contact.minute
                    and all(
                        had_been_made(view, view.events[row], contact.minute)
                        for row in (a.via, *a.atoms)
                    )
                ]
                assert on_rows or (told and not victim), (seat.seat_id, fact, contact)
                assert all(day <= contact.minute for day in days_named(step.how)), step


@EXAMPLES
@given(CASES)
def test_what_is_named_as_showing_it_is_on_that_seats_own_screen_by_then(
    records: CaseRecords,
) -> None:
    view = CaseView(records, SMALL_KINDS)
    for holder in holders_of(view):
        seat = seat_view(view, Knowledge(view), holder)
        for fact in (*seat.facts, *seat.revealed):
            for step in fact.steps:
                assert step.minute < last_minute(view)
                # what is possible may be on a row of which nobody can say by when it was made
                doubted = step.state is not HeldState.CERTAIN
                shown = {r.row_id for r in seat.rows if r.minute <= step.minute}
                rows = shown if doubted else rows_by(seat, step.minute)
                assert not step.row_id or step.row_id in rows
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
        or begun_by(view, view.events[row]) < last_minute(view)
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


@cache
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
    shown = {row.row_id: row for view in model.views for row in view.rows}
    begun = 0
    for row, one in shown.items():
        minute = one.minute
        if one.doubt:
            # "since June 2011": it comes when that had begun, and says what is in doubt
            assert minute == begun_by(case.view, case.view.events[row])
            begun += 1
        else:
            assert minute >= case.view.bounds[row].end_hi
        assert minute < case.view.end_lo
        assert not case.view.is_fatal(case.view.events[row])
        assert not case.view.events[row].learned_after_death
    # one of which only the beginning is dated, and two that last until after the end
    assert begun == 3
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


def test_before_the_reveal_no_seat_has_what_only_anothers_record_says_of_it() -> None:
    _, model = walk_of()
    others = re.compile(r"no record of receipt|named it as its source|both record|as declared")
    shown = [step.how for view in model.views for fact in view.facts for step in fact.steps]
    later = [step.how for view in model.views for fact in view.revealed for step in fact.steps]
    assert not [how for how in shown if others.search(how)]
    assert [how for how in later if others.search(how)]


def test_of_a_telling_only_the_telling_is_on_both_records() -> None:
    """What was told, and the row that tells of being told does not name, is on the teller's."""
    case, model = walk_of()
    names = {team.team_id: case.view.team_name(team.team_id) for team in case.view.teams.values()}
    inherited = 0
    for seat in model.seats:
        for fact in model.view_of(seat.seat_id).revealed:
            for step in fact.steps:
                if not step.how.startswith("Told by") or not step.row_id:
                    continue
                row = case.view.events[step.row_id]
                coded = fact.fact_id in {r.fact_id for r in row.reveals if r.stance.gives_knowledge}
                assert "both record the telling" in step.how
                assert ("is on the record of" in step.how) == (not coded), step.how
                teller = step.how.removeprefix("Told by ").partition(", ")[0]
                assert any(name.startswith(teller) for name in names.values())
                inherited += not coded
        for fact in model.view_of(seat.seat_id).facts:
            for step in fact.steps:
                if step.how.startswith("Own record"):
                    row = case.view.events[step.row_id]
                    assert fact.fact_id in {r.fact_id for r in row.reveals}
                if step.how.startswith("Told by") and step.row_id:
                    row = case.view.events[step.row_id]
                    coded = fact.fact_id in {r.fact_id for r in row.reveals}
                    assert ("the row here does not name it" in step.how) == (not coded)
    assert inherited


def test_what_was_told_again_is_counted_by_then_and_no_more() -> None:
    case, model = walk_of()
    seen = in_doubt = 0
    begins = {row: bounds.start_lo // MINUTES_PER_DAY for row, bounds in case.view.bounds.items()}
    for view in model.views:
        when = {row.row_id: row.minute for row in view.rows}
        for fact in (*view.facts, *view.revealed):
            telling = [
                row
                for row in when
                for r in case.view.events[row].reveals
                if r.fact_id == fact.fact_id and r.stance.gives_knowledge
            ]
            for minute in {*(when[row] for row in telling), *(s.minute for s in fact.steps)}:
                step = fact.at(minute)
                if step is None or not step.state.stands:
                    assert "; told" not in fact.how_at(minute)
                    continue
                by_then = {row for row in telling if when[row] <= minute}
                if step.row_id in by_then:
                    later = telling[telling.index(step.row_id) + 1 :]
                    more = {row for row in later if when[row] <= minute}
                else:
                    more = {row for row in by_then if when[row] > step.minute}
                # "July to October" comes after "1 October" on the screen, and may be before it
                sure = all(begins[row] >= step.minute // MINUTES_PER_DAY for row in more)
                words = r"told again in (\d+) later row" if sure else r"told in (\d+) more row"
                said = re.search(words, fact.how_at(minute))
                assert (int(said[1]) if said else 0) == len(more), fact.how_at(minute)
                assert ("told again" in fact.how_at(minute)) == bool(more and sure)
                seen = max(seen, len(more))
                in_doubt += not sure
    assert seen >= 3
    assert in_doubt


def test_that_nothing_was_received_is_said_of_then_alone() -> None:
    _, model = walk_of()
    said = [
        step.how
        for view in model.views
        for fact in view.revealed
        for step in fact.steps
        if "receipt" in step.how
    ]
    assert said
    for how in said:
        assert "; no record of receipt by then" in how


def test_what_had_ended_is_told_by_the_seats_own_record() -> None:
    _, model = walk_of()
    ended = [
        step
        for view in model.views
        for fact in (*view.facts, *view.revealed)
        for step in fact.steps
        if not step.state.stands and any(one.state is HeldState.CERTAIN for one in fact.steps)
    ]
    assert ended
    for step in ended:
        assert step.row_id
        assert "not on its own record" not in step.how


def test_that_a_thing_had_ended_is_said_only_where_a_row_of_its_own_says_so() -> None:
    """A rule takes a record to be good for so long: that is no row that says it had ended."""
    case, model = walk_of()
    seen = set()
    for view in model.views:
        own = {row.row_id: row.minute for row in view.rows}
        births = {
            f.about: fact
            for fact in view.revealed
            if (f := case.view.facts[fact.fact_id]).topic == "new-baby"
        }
        for fact in (*view.facts, *view.revealed):
            about = case.view.facts[fact.fact_id].about
            for step in fact.steps:
                if step.state.stands:
                    assert "no later record" not in step.how
                    continue
                seen.add(step.state)
                said = [
                    row
                    for row, minute in own.items()
                    if minute <= step.minute
                    for r in case.view.events[row].reveals
                    if r.fact_id == fact.fact_id and r.stance is Stance.ENDED
                ]
                if step.state is HeldState.LAPSED:
                    assert "no later record that it still held" in step.how
                    assert "ended" not in step.how
                elif "a birth is on record since" in step.how:
                    born = births[about].at(step.minute)
                    assert born is not None
                    assert born.state is HeldState.CERTAIN
                elif "a row here has the baby since" in step.how:
                    assert any(
                        "Jake" in case.view.events[row].summary
                        for row, minute in own.items()
                        if minute == step.minute
                    )
                else:
                    assert said, step.how
    assert seen == {HeldState.ENDED, HeldState.LAPSED}


def test_no_pregnancy_is_possible_beside_a_birth_that_is_certain_on_the_same_record() -> None:
    case, model = walk_of()
    looked_at = 0
    for view in model.views:
        for facts in (view.facts, view.revealed):
            about = {f.fact_id: case.view.facts[f.fact_id] for f in facts}
            births = [f for f in facts if about[f.fact_id].topic == "new-baby"]
            for fact in (f for f in facts if about[f.fact_id].topic == "pregnancy"):
                same = [b for b in births if about[b.fact_id].about == about[fact.fact_id].about]
                for minute in {s.minute for f in (fact, *same) for s in f.steps}:
                    step = fact.at(minute)
                    born = [b.at(minute) for b in same]
                    if any(b is not None and b.state is HeldState.CERTAIN for b in born):
                        looked_at += 1
                        assert step is None or step.state is not HeldState.POSSIBLE, view.seat_id
    assert looked_at


def test_no_pregnancy_is_said_to_be_certain_once_the_birth_was_on_record() -> None:
    case, model = walk_of()
    born = min(
        case.view.bounds[event.event_id].known_hi
        for event in case.view.in_order
        for reveal in event.reveals
        if case.view.facts[reveal.fact_id].topic == "new-baby"
    )
    looked_at = 0
    for view in model.views:
        for fact in view.revealed:
            if case.view.facts[fact.fact_id].topic == "pregnancy":
                looked_at += 1
                for minute in range(born, born + 400 * 1440, 1440):
                    step = fact.at(minute)
                    assert step is None or step.state is not HeldState.CERTAIN, view.seat_id
    assert looked_at > 5


@pytest.mark.parametrize("seat_id", ["agency:gp", "agency:school"])
def test_a_row_of_several_years_tells_nothing_before_they_are_over(seat_id: str) -> None:
    """Of 14 visits over three years a seat had nothing in the first of them."""
    _, model = walk_of()
    view = model.view_of(seat_id)
    shown = {row.row_id: row.minute for row in view.rows}
    for fact in view.facts:
        for step in fact.steps:
            assert not step.row_id or shown[step.row_id] <= step.minute
            assert not step.how.startswith("Own record") or step.row_id


def test_what_is_said_of_a_seat_names_no_day_after_its_first_contact() -> None:
    """Until when the records reach would say when it ends."""
    _, model = walk_of()
    for seat in model.seats:
        view = model.view_of(seat.seat_id)
        said = " ".join((seat.about, *seat.says.intro, *view.left_out))
        assert all(day <= view.rows[0].minute for day in days_named(said)), said


def test_what_a_seat_certainly_held_is_one_number_on_screen_in_the_reveal_and_on_the_map() -> None:
    case, model = walk_of()
    minutes = [(moment.minute, moment) for moment in model.moments]
    for minute, moment in [*minutes, (model.end - 1, None)]:
        for agency, holding in case.pooled.holdings.items():
            seat_id = f"agency:{agency}"
            if seat_id not in {seat.seat_id for seat in model.seats}:
                continue
            view = model.view_of(seat_id)
            certain = standing(holding.certain, minute)
            assert held_at(view.facts, minute)[HeldState.CERTAIN] == certain
            assert held_at(view.revealed, minute)[HeldState.CERTAIN] == certain
            if moment is not None:
                (held,) = [h for h in moment.reveal.held if h.seat_id == seat_id]
                assert {t.fact_id for t in held.things if t.state is HeldState.CERTAIN} == certain


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_no_screen_names_a_day_that_is_yet_to_come(seed: int) -> None:
    """At every contact and stop: its date, how a thing came, what is folded, what is revealed."""
    if seed:
        case = JoinedUpCase(generate(seed).records)
        model = build_walk(case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled)
    else:
        _, model = walk_of()
    when = {row.row_id: row.when for row in model.rows}
    said: list[tuple[int, str]] = []
    for seat in model.seats:
        view = model.view_of(seat.seat_id)
        said += [(row.minute, when[row.row_id]) for row in view.rows]
        said += [
            (step.minute, step.how) for fact in (*view.facts, *view.revealed) for step in fact.steps
        ]
        for version in model.versions:
            said += [
                (view.rows[fold.until - 1].minute, fold.words)
                for fold in folds(model, seat, version)
            ]
    for moment in model.moments:
        said += [(moment.minute, stop.title) for stop in moment.stops]
        said += [(moment.minute, moment.reveal.summary)]
        said += [(moment.minute, thing.how) for one in moment.reveal.held for thing in one.things]
    assert said
    for minute, words in said:
        assert all(day <= minute for day in days_named(words)), words


@pytest.mark.parametrize("persons", [("V", "C"), ("C", "V")])
def test_of_two_of_one_name_it_is_told_again_only_where_both_had_been(
    persons: tuple[str, str],
) -> None:
    """Whichever of the two had been told before: no order of ids settles it."""
    first, other = persons
    enquiry = build.case(
        build.row("police", "3 May 2011", "assault", "V, P", f"strangulation: P > {first}"),
        build.row("police", "10 May 2011", "assault", "V, P",
            f"strangulation: P > {first}; strangulation: P > {other}"),
        build.row("police", "17 May 2011", "assault", "V, P",
            f"strangulation: P > {first}; strangulation: P > {other}"),
    )  # fmt: skip
    holder = next(h for h in holders_of(enquiry.view) if "police" in h.agencies)
    told = [one.tells for one in seat_view(enquiry.view, enquiry.knowledge, holder).rows]
    name = "strangulation or suffocation"
    assert told == [name, name, f"{name} again"]


def test_nobody_close_is_said_to_have_kept_a_record() -> None:
    case, model = walk_of()
    close = {a.name for a in case.view.agencies.values() if a.informal}
    view = model.view_of("victim")
    said = [row.how for row in view.rows] + [s.how for f in view.facts for s in f.steps]
    told = [how for how in said if any(name in how for name in close)]
    assert told
    assert all(" told it" in how for how in told)
    assert any(" wrote it" in how for how in said) and any(" recorded it" in how for how in said)


def test_who_keeps_no_record_is_not_said_to_have_one_of_its_own() -> None:
    """A mother alone had an "Own record", and one that did not name everybody in it."""
    seen = 0
    for seed in (11, 16):
        case = JoinedUpCase(generate(seed, rows=40).records)
        model = walk_model(case)
        kinds = {seat.seat_id: seat.kind for seat in model.seats}
        close = [v for v in model.views if kinds[v.seat_id] is not SeatKind.AGENCY]
        how = [s.how for v in close for f in (*v.facts, *v.revealed) for s in f.steps]
        how += [
            thing.how
            for moment in model.moments
            for held in moment.reveal.held
            if kinds[held.seat_id] is not SeatKind.AGENCY
            for thing in held.things
        ]
        assert not [said for said in how if "own record" in said.lower()]
        seen += any(" said so, " in said for said in how)
    assert seen


def test_contacts_of_which_nobody_has_said_what_they_tell_are_counted_on_the_seats_screen() -> None:
    """Beside one of them stood "None of the things that are looked at here yet", and no more."""
    case, model = walk_of()
    found = {}
    for view in model.views:
        rows = [case.view.events[row.row_id].coded for row in view.rows]
        unread = seat_part(model, view.seat_id, sealed=True).get("unread", [])
        assert unread == [place for place, coded in enumerate(rows) if not coded]
        found[view.seat_id] = unread
    assert [seat for seat, unread in found.items() if unread] == ["agency:housing"]
