"""What a seat meets in a session: what it is asked, what is folded, and how much that is.

A room has half an hour, or an hour: of the contacts between two stops the few that tell most and
the last ones are met one by one, and the others come as one screen that says how many they are.
Each such screen stands where its contacts stand in time, so nothing comes before its day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from queries.enquiry import day_of
from viz.walk.model import Moment, Seat, SeatKind, SeatRow, Version, WalkModel
from viz.walk.settings import INFORMAL_QUESTIONS, VICTIM_QUESTIONS
from viz.words import counted

#: Of the contacts before each stop, so many of the weightiest and of the last are met one by one,
#: in sessions of up to so many minutes; in longer ones all are.
_MET = ((30, 1, 1), (60, 2, 2))
#: Before a stop with many contacts, one more of the weightiest for each so many of them, but not
#: above so many more: a seat that is told much keeps its thread.
_MORE_EACH, _MOST_MORE = 12, 2
#: Fewer contacts are not folded: the screen that says so would be one itself.
_FEWEST = 2
#: What a seat that has nothing new is asked, and one that has nothing at all.
_IDLE = {
    SeatKind.AGENCY: ("happening", "worried", "ask"),
    SeatKind.INFORMAL: ("informal_saw", "informal_worried", "informal_ask"),
    SeatKind.VICTIM: ("victim_happening", "victim_help"),
}
_NOTHING = {
    SeatKind.AGENCY: ("ask",),
    SeatKind.INFORMAL: ("informal_ask",),
    SeatKind.VICTIM: ("victim_trust",),
}
#: What stands where it has nothing at all: a question of somebody whom it has not met is of those
#: who might ring about them.
_UNMET = {
    SeatKind.AGENCY: "Nothing is on your record yet. If somebody rang you about this family today, "
    "what would you ask?",
    SeatKind.INFORMAL: "Nothing is on record yet.",
    SeatKind.VICTIM: "Nothing is on record yet.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a seat meets at a moment: in words, its row (or none), and the keys of the questions."""

    title: str
    row_id: str
    questions: tuple[str, ...]
    also: bool = False
    there: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Contacts that come as one screen: places in the seat's rows, ``until`` not among them.

    ``heavy`` are the places of those that weigh, each with what it tells: they are listed in full.
    """

    first: int
    until: int
    words: str
    heavy: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """How much a seat meets in a session: contacts, those of them folded, and its own stops."""

    minutes: int
    contacts: int
    folded: int
    stops: int


def asked(model: WalkModel, moment: Moment, seat: Seat) -> Asked:
    """Return what a seat meets at a moment; only an agency is asked what it does and whom it tells.

    Parameters
    ----------
    model, moment, seat
        The walkthrough, where it stops, and who is asked.
    """
    own = next((s for s in moment.stops if s.seat_id == seat.seat_id), None)
    every = {
        SeatKind.AGENCY: moment.questions,
        SeatKind.INFORMAL: tuple(INFORMAL_QUESTIONS),
        SeatKind.VICTIM: tuple(VICTIM_QUESTIONS),
    }[seat.kind]
    known = {question.key for question in model.questions}
    every = tuple(key for key in every if key in known) or moment.questions
    if own is not None:
        return Asked(own.title, own.row_id, every, own.also, own.there)
    nothing = _has_nothing(model, moment, seat)
    wanted = (_NOTHING if nothing else _IDLE)[seat.kind]
    # a trainer may have left some of these out
    keys = tuple(key for key in every if key in wanted) or every
    return Asked(_UNMET[seat.kind] if nothing else "", "", keys)


def asked_of_idle(model: WalkModel, kind: SeatKind) -> tuple[str, ...]:
    """Return what seats of a kind are asked at a moment that is on no record of theirs."""
    return tuple(question.words for question in model.questions if question.key in _IDLE[kind])


def _has_nothing(model: WalkModel, moment: Moment, seat: Seat) -> bool:
    view = model.view_of(seat.seat_id)
    first = [row.minute for row in view.rows] + [f.steps[0].minute for f in view.facts]
    return min(first, default=moment.minute + 1) > moment.minute


def stop_id(moment: Moment, seat: Seat) -> str:
    """Return under which id a seat's answers to a moment are kept; it tells nothing of either."""
    return f"s-{sha256(f'{seat.seat_id} {moment.moment_id}'.encode()).hexdigest()[:12]}"


def edition(model: WalkModel) -> str:
    """Return an id of this making: where it stops, whom it asks, and what."""
    said = [
        *(
            f"{m.moment_id} {m.minute} {' '.join(s.seat_id for s in m.stops)}"
            for m in model.moments
        ),
        *(f"{q.key} {q.words}" for q in model.questions),
    ]
    return sha256("\n".join(said).encode()).hexdigest()[:8]


def stops_of(model: WalkModel, version: Version) -> list[Moment]:
    """Return the moments at which a session stops, in order of time."""
    taken = {part.moment_id for part in version.parts}
    return [moment for moment in model.moments if moment.moment_id in taken]


def folds(model: WalkModel, seat: Seat, version: Version) -> tuple[Fold, ...]:
    """Return the contacts of a seat that come as one screen each in a session.

    Parameters
    ----------
    model, seat, version
        The walkthrough, the seat, and the session.
    """
    met = next((met for minutes, *met in _MET if version.minutes <= minutes), None)
    stops = stops_of(model, version)
    if met is None or not stops:
        return ()
    rows = model.view_of(seat.seat_id).rows
    minutes = sorted(row.minute for row in rows)
    weights = _weights(model, seat)
    found: list[Fold] = []
    first = 0
    for stop in [*stops, None]:
        until = len(rows) if stop is None else bisect_right(minutes, stop.minute)
        stopped = () if stop is None else stop.stops
        own = {one.row_id for one in stopped if one.seat_id == seat.seat_id}
        # a fold says by when its contacts had come, which of some nobody can say
        kept = {n for n in range(first, until) if rows[n].row_id in own or rows[n].doubt}
        heavy, last = met
        ranked = sorted(
            (n for n in range(first, until) if weights.get(rows[n].row_id)),
            key=lambda n: (-weights[rows[n].row_id], n),
        )
        more = min((until - first) // _MORE_EACH, _MOST_MORE)
        kept |= {*ranked[: heavy + more], *range(max(first, until - last), until)}
        found += _runs(rows, first, until, kept, seat)
        first = until
    return tuple(found)


def _weights(model: WalkModel, seat: Seat) -> dict[str, int]:
    """Return the weight of the heaviest thing that came to the seat first with each of its rows.

    What was heard at a meeting, or told, stands in another's row: it came with the seat's own row
    of that minute.
    """
    weight = {fact.fact_id: fact.weight for fact in model.facts}
    view = model.view_of(seat.seat_id)
    came: dict[int, list[str]] = defaultdict(list)
    for row in view.rows:
        came[row.minute].append(row.row_id)
    found: dict[str, int] = {}
    for fact in view.facts:
        step = fact.steps[0]
        if step.state.stands:
            for row_id in [step.row_id] if step.row_id else came[step.minute]:
                found[row_id] = max(found.get(row_id, 0), weight[fact.fact_id])
    return found


def _runs(
    rows: tuple[SeatRow, ...], first: int, until: int, kept: set[int], seat: Seat
) -> Iterator[Fold]:
    """Yield the contacts of a stretch that are not met one by one, as they follow each other."""
    start = first
    for place in [*sorted(kept), until]:
        number = place - start
        if number >= _FEWEST:
            what = seat.says.before if start == 0 else "In between"
            by = day_of(rows[start].minute), day_of(rows[place - 1].minute)
            when = f"the first by {by[0]}, the last by {by[1]}" if by[0] != by[1] else f"by {by[0]}"
            heavy = tuple((n, rows[n].tells) for n in range(start, place) if rows[n].weighs)
            words = f"{what}: {counted(number, 'contact')}, {when}."
            yield Fold(start, place, words, heavy)
        start = place + 1


def loads(model: WalkModel, seat: Seat) -> tuple[Load, ...]:
    """Return how much a seat meets in each session, up to the session's last stop."""
    minutes = sorted(row.minute for row in model.view_of(seat.seat_id).rows)
    found = []
    for version in model.versions:
        stops = stops_of(model, version)
        last = max((m.minute for m in stops), default=model.end)
        contacts = bisect_right(minutes, last)
        folded = sum(
            min(f.until, contacts) - f.first
            for f in folds(model, seat, version)
            if f.first < contacts
        )
        own = sum(any(s.seat_id == seat.seat_id for s in m.stops) for m in stops)
        found.append(Load(version.minutes, contacts, folded, own))
    return tuple(found)
