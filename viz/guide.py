"""The facilitator's guide on paper: what to say, where to stop, and what is said after.

A trainer reads it before the day, so what a session of an hour needs stands on few sides, a moment
to each: of what the seats held what the screen opens first, the others with how many things. An
annex follows for whoever wants more: the moments of a longer session, what every seat held in
full, and the other suppositions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from viz.walk.model import (
    HeldState,
    HeldThing,
    Moment,
    RevealNote,
    SeatHeld,
    SeatKind,
    SupposeOffer,
    Version,
    WalkModel,
    WalkRow,
)
from viz.walk.session import Load, asked_of_idle, loads, stops_of
from viz.walk.settings import INFORMAL_QUESTIONS, VICTIM_QUESTIONS
from viz.words import counted, listed

#: How a state of what is held is said.
STATES = {
    HeldState.CERTAIN: "",
    HeldState.POSSIBLE: "Possibly",
    HeldState.ENDED: "Had ended",
    HeldState.LAPSED: "No later record",
}
#: So many things of a seat stand beside its moment, the heaviest, as on the screen.
_HEAVIEST = 4
#: So many letters of a moment's own record stand beside it.
_WORDS = 500
#: What an annex is called where others refer to it.
_LONGER, _FULL, _OTHERS = "Annex A", "Annex B", "Annex C"


@dataclass(frozen=True, slots=True)
class Held:
    """What a seat held, or seats of which the same is said, in a sentence or two."""

    names: str
    says: str


@dataclass(frozen=True, slots=True)
class AtStop:
    """A moment as the guide tells it.

    Attributes
    ----------
    sheet
        Of the strip on which it is marked.
    seats, there, also
        On whose record it is; who was there without a row of their own; who is asked as well.
    holder, record
        The record of that day, and whose it is.
    held
        What stands beside it: the seats that a screen opens, with the heaviest things.
    others
        The other seats that held something, with how many things.
    full
        What every seat held, with all of it.
    done, good
        What was done next, and what went well and is not in the notes already.
    """

    number: int
    sheet: int
    moment: Moment
    in_sessions: str
    seats: str
    there: str
    also: str
    questions: tuple[str, ...]
    holder: str
    record: str
    held: tuple[Held, ...]
    others: str
    full: tuple[Held, ...]
    done: tuple[str, ...]
    good: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide; what ``annexes`` names comes after its end.

    Attributes
    ----------
    parts
        Each part of a session with its minutes in each: title and, by session, the minutes.
    loads
        How much each seat meets in each session.
    idle, others
        What agencies that pause are asked, and seats that are no agency's.
    upto
        The longest of the sessions that it serves without its annex, in minutes; 0 if there is
        none.
    stops, longer
        The moments of those sessions, and those of longer ones alone, or of none.
    offers, more_offers
        The suppositions to begin with, and the others.
    """

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    loads: tuple[tuple[str, tuple[Load, ...]], ...]
    idle: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    upto: int
    stops: tuple[AtStop, ...]
    longer: tuple[AtStop, ...]
    offers: tuple[SupposeOffer, ...]
    more_offers: tuple[SupposeOffer, ...]

    @property
    def annexes(self) -> tuple[tuple[str, str], ...]:
        """What each annex is called, and what is in it."""
        found = []
        if self.longer:
            found.append((_LONGER, "moments of a longer session"))
        if self.stops or self.longer:
            found.append((_FULL, "all that each seat held"))
        if self.more_offers:
            found.append((_OTHERS, "the other things to suppose"))
        return tuple(found)


def guide(model: WalkModel, marks: list[int]) -> Guide:
    """Return the guide of a walkthrough.

    Parameters
    ----------
    model
        The walkthrough.
    marks
        Where the sheets of the strip of time begin.
    """
    stops = list(_stops(model, marks))
    versions = sorted(model.versions, key=lambda v: v.minutes)
    # of half an hour, an hour and two hours: an hour
    served = versions[: len(versions) // 2 + 1]
    inside = {m.moment_id for version in served for m in stops_of(model, version)}
    if not inside:
        inside = {m.moment_id for m in model.moments}
    first = tuple(o for o in model.suppose.offers if o.foremost) or model.suppose.offers
    return Guide(
        parts=tuple(_parts(model, stops)),
        loads=tuple((seat.name, loads(model, seat)) for seat in model.seats),
        idle=asked_of_idle(model, SeatKind.AGENCY),
        others=tuple(_asked_of_others(model)),
        upto=served[-1].minutes if served else 0,
        stops=tuple(s for s in stops if s.moment.moment_id in inside),
        longer=tuple(s for s in stops if s.moment.moment_id not in inside),
        offers=first,
        more_offers=tuple(o for o in model.suppose.offers if o not in first),
    )


def _parts(model: WalkModel, stops: list[AtStop]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parts of all sessions in their order, each with its minutes in each."""
    numbers = {stop.moment.moment_id: stop.number for stop in stops}
    said: dict[str, dict[int, int]] = {}
    for version in sorted(model.versions, key=lambda v: -len(v.parts)):
        for part in version.parts:
            number = numbers.get(part.moment_id)
            title = f"Moment {number}. {part.title}" if number else part.title
            said.setdefault(title, {})[version.minutes] = part.minutes
    place = _places(model.versions, numbers)
    for title in sorted(said, key=lambda t: place.get(t.partition(".")[0], place.get(t, 0))):
        yield title, tuple(str(said[title].get(v.minutes, "–")) for v in model.versions)


def _places(versions: tuple[Version, ...], numbers: dict[str, int]) -> dict[str, int]:
    """Return where a part stands: before the moments, at one of them, or after."""
    found = {f"Moment {number}": number for number in numbers.values()}
    for version in versions:
        first = next((n for n, p in enumerate(version.parts) if p.moment_id), 0)
        for n, part in enumerate(version.parts):
            if not part.moment_id:
                found[part.title] = n - first if n < first else len(numbers) + 1 + n
    return found


def _stops(model: WalkModel, marks: list[int]) -> Iterator[AtStop]:
    asked = {q.key: q.words for q in model.questions}
    names = {seat.seat_id: seat.name for seat in model.seats}
    rows = {row.row_id: row for row in model.rows}
    for n, moment in enumerate(model.moments, start=1):
        sessions = [
            f"{part.minutes} of {version.minutes} minutes"
            for version in model.versions
            for part in version.parts
            if part.moment_id == moment.moment_id
        ]
        stops = [stop for stop in moment.stops if stop.seat_id in names]
        opened, rest = _opened(model, moment)
        notes = " ".join(moment.notes)
        yield AtStop(
            n,
            sum(mark <= moment.minute for mark in marks),
            moment,
            f"In the session{'s' if sessions[1:] else ''}: {listed(sessions)}."
            if sessions
            else "In none of the sessions.",
            _seats([names[s.seat_id] for s in stops if not s.also and not s.there]),
            _seats([names[s.seat_id] for s in stops if s.there]),
            _seats([names[s.seat_id] for s in stops if s.also]),
            tuple(asked[key] for key in moment.questions),
            *_record(moment, rows),
            tuple(_held(model, opened, names, set(moment.reveal.named)))
            + tuple(_empty(moment.reveal.held, names)),
            _seats(
                [f"{names[one.seat_id]} ({_how_many(one)})" for one in rest if one.seat_id in names]
            ),
            tuple(_held(model, moment.reveal.held, names))
            + tuple(_empty(moment.reveal.held, names)),
            tuple(_note(note, rows) for note in moment.reveal.done),
            # what the notes say already is not said again
            tuple(_note(note, rows) for note in moment.reveal.good if note.words not in notes),
        )


def _note(note: RevealNote, rows: dict[str, WalkRow]) -> str:
    """Return a sentence with the row that it speaks of, where it does not name that itself."""
    if not note.rows:
        return note.words
    row = rows[note.rows[0]]
    # a sentence begins with a capital, where the row has "between"
    said = note.words.casefold()
    if all(part.casefold() in said for part in (row.when, row.holder.split(", ")[0])):
        return note.words
    more = len(note.rows) - 1
    others = f", and {counted(more, 'more row')}" if more else ""
    return f"{note.words} ({row.when}, {row.holder}{others})"


def _record(moment: Moment, rows: dict[str, WalkRow]) -> tuple[str, str]:
    """Return the row of a moment, as it was written, and whose it is; both empty without one."""
    row = next((rows[row] for row in moment.reveal.day[:1] if row in rows), None)
    if row is None:
        return "", ""
    text = " ".join(row.text.split())
    if len(text) > _WORDS:
        text = f"{text[:_WORDS].rsplit(' ', 1)[0]} … (it goes on upon the seat’s own card)"
    return row.holder, text


def _opened(model: WalkModel, moment: Moment) -> tuple[list[SeatHeld], list[SeatHeld]]:
    """Return the seats that stand beside a moment, and the others that held something.

    As on the screen: the one whose row it is, and as many agencies as it takes for all that the
    summary names.
    """
    kinds = {seat.seat_id: seat.kind for seat in model.seats}
    some = [one for one in moment.reveal.held if one.things]
    theirs = [stop.seat_id for stop in moment.stops if not stop.also]
    writer = next((r.agency_id for r in model.rows if r.row_id in moment.reveal.day[:1]), "")
    own = f"agency:{writer}" if f"agency:{writer}" in theirs else next(iter(theirs), "")
    opened = [one for one in some if one.seat_id == own]
    rest = [one for one in some if one.seat_id != own]
    left = set(moment.reveal.named)

    def sure(one: SeatHeld) -> set[str]:
        if kinds.get(one.seat_id) is not SeatKind.AGENCY:
            return set()
        return {t.fact_id for t in one.things if t.state is HeldState.CERTAIN}

    for one in opened:
        left -= sure(one)
    while left and rest:
        most = max(rest, key=lambda one: len(sure(one) & left))
        if not sure(most) & left:
            break
        left -= sure(most)
        opened.append(most)
        rest.remove(most)
    return opened, rest


def _how_many(one: SeatHeld) -> str:
    """Return how many things a seat held, and how many it only may have held."""
    sure = sum(t.state is HeldState.CERTAIN for t in one.things)
    may = len(one.things) - sure
    if not may:
        return str(sure)
    return f"{sure}, possibly {may} more" if sure else f"possibly {may}"


def _seats(names: list[str]) -> str:
    """Return seats as a sentence lists them; some have commas of their own.

    Examples
    --------
    >>> _seats(["GP", "School"]), _seats(["GP", "Family, friends and neighbours", "School"])
    ('GP and School', 'GP; Family, friends and neighbours; and School')
    """
    if len(names) > 1 and any("," in name for name in names):
        return "; ".join([*names[:-1], f"and {names[-1]}"])
    return listed(names)


def _asked_of_others(model: WalkModel) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the seats that are no agency's are asked, by their names."""
    asked_of = {SeatKind.INFORMAL: INFORMAL_QUESTIONS, SeatKind.VICTIM: VICTIM_QUESTIONS}
    words = {q.key: q.words for q in model.questions}
    for seat in model.seats:
        if seat.kind in asked_of:
            yield seat.name, tuple(words[k] for k in asked_of[seat.kind] if k in words)


def _held(
    model: WalkModel,
    held: tuple[SeatHeld, ...] | list[SeatHeld],
    names: dict[str, str],
    named: set[str] | None = None,
) -> Iterator[Held]:
    """Yield what seats held that held anything; how they came to it stands on their cards.

    Where it is said what a summary has ``named``, the heaviest things alone, and those.
    """
    words = {fact.fact_id: fact.words for fact in model.facts}
    for one in held:
        if not one.things:
            continue
        first = one.things if named is None else _read_first(one.things, named)
        things = "; ".join(_in_state(t.state, words[t.fact_id]) for t in first)
        rest = len(one.things) - len(first)
        more = f"; and {rest} more" if rest else ""
        # what is not counted may have been named last
        yield Held(names.get(one.seat_id, ""), f"{one.says} On record then: {things}{more}.")


def _read_first(things: tuple[HeldThing, ...], named: set[str]) -> tuple[HeldThing, ...]:
    """Return the heaviest things, and up to the last that the summary names."""
    last = max(
        (
            n
            for n, t in enumerate(things, start=1)
            if t.fact_id in named and t.state is HeldState.CERTAIN
        ),
        default=0,
    )
    few = max(_HEAVIEST, last)
    # one alone takes no more room than what would count it
    return things[:few] if len(things) > few + 1 else things


def _empty(held: tuple[SeatHeld, ...], names: dict[str, str]) -> Iterator[Held]:
    """Yield the seats that held nothing, those of which the same is said at once."""
    empty: dict[str, list[str]] = defaultdict(list)
    for one in held:
        if not one.things:
            empty[one.says].append(names.get(one.seat_id, ""))
    for says, seats in empty.items():
        yield Held(_seats(seats), says)


def _in_state(state: HeldState, words: str) -> str:
    said = STATES[state].lower()
    return f"{said}{' ' if state.stands else ': '}{words}".strip()


__all__ = ["STATES", "AtStop", "Guide", "Held", "guide"]
