"""What each seat held, minute by minute: its own rows, and what it had been told.

**An agency** holds its own rows, and the facts that :mod:`graphdb.knowledge` derives for it. **The
people close to the family** are all informal sources of the case together. **The victim's own
experience** is what the rows say was done to, said by and said to a victim: the rows, whoever wrote
them, of a contact with a victim, of an incident or of something in a person's life, in which a
victim is the subject or present (not those in which she is only spoken of, nor what agencies
decided, wrote or said to each other), and of these the facts that concern a victim or that a
victim said. She has them from their own day on.

A row comes on a seat's screen by the latest reading of its date, or of the day on which it was
learned, so that a doubtful date never shows a row early; a row that may be of any day, or of the
end and after, never does. The text of a row belongs to whoever wrote it: a seat that was told a
fact has the fact, and by whom, not the teller's words. That something ended it has only from a row
of its own, or by the longest time for which a record of it can be relied on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from graphdb.case_view import FAR_AHEAD, Bounds, CaseView
from graphdb.dates import MINUTES_PER_DAY, Extent, Interval, When, show_interval, show_when
from graphdb.knowledge import Acquisition, How, Knowledge
from graphdb.model import Event, Nature, Part, Role, agency_of
from graphdb.pooled import stands_until
from viz.walk.model import (
    HeldState,
    HeldStep,
    Seat,
    SeatFact,
    SeatKind,
    SeatRow,
    SeatSays,
    SeatView,
)
from viz.words import counted

#: Within how many days rows of one occurrence are met as one moment.
NEAR_DAYS = 7
INFORMAL_SEAT = "informal"
VICTIM_SEAT = "victim"


def agency_seat(agency_id: str) -> str:
    """Return the id of an agency's seat."""
    return f"agency:{agency_id}"


@dataclass(frozen=True, slots=True)
class Holder:
    """A seat with whose records are its own: an agency's, or those of several informal sources."""

    seat: Seat
    agencies: tuple[str, ...]


def last_minute(view: CaseView) -> int:
    """Return the minute at which the walkthrough ends: before the death, or after the last row."""
    if view.end_lo < FAR_AHEAD:
        return view.end_lo
    dated = [b.end_hi for b in view.bounds.values() if b.end_hi < FAR_AHEAD]
    return max(dated, default=0) + 1


def minute_on_screen(view: CaseView, event: Event) -> int | None:
    """Return by when whoever recorded a row certainly had it, or ``None`` if never before the end.

    Rows of the fatal incident, and what came out only after the death, never show.
    """
    if event.learned_after_death or view.is_fatal(event):
        return None
    bounds = view.bounds[event.event_id]
    minute = max(bounds.end_hi, bounds.known_hi)
    return minute if minute < min(last_minute(view), FAR_AHEAD) else None


def is_near(view: CaseView, row: str, minute: int) -> bool:
    """Whether a row had come on its own screen by a minute, and not long before it."""
    shown = minute_on_screen(view, view.events[row])
    return shown is not None and minute - NEAR_DAYS * MINUTES_PER_DAY <= shown <= minute


def rows_of_same(view: CaseView, row: str) -> tuple[str, ...]:
    """Return a row and those that tell of the same occurrence; of a meeting also those that may.

    Each agency's row of a meeting of one kind on one day is that agency's own way of meeting the
    moment, whether or not anybody linked them.
    """
    found = [row, *view.occurrences[view.occurrence_of[row]]]
    event = view.events[row]
    kind = view.kind(event)
    # what is met inside one agency is no meeting of another
    if kind is not None and kind.meeting and getattr(kind, "share", False):
        own = view.bounds[row]
        found += [
            other.event_id
            for other in view.in_order
            if other.kind == event.kind
            and view.bounds[other.event_id].start_lo == own.start_lo
            and view.bounds[other.event_id].end_hi == own.end_hi
        ]
    return tuple(dict.fromkeys(found))


def holders_of(view: CaseView) -> tuple[Holder, ...]:
    """Return every seat that can be played: those of which at least one row comes on screen."""
    there = {e.agency_id for e in view.in_order if minute_on_screen(view, e) is not None}
    formal = [a for a in view.agencies.values() if not a.informal and a.agency_id in there]
    informal = [a for a in view.agencies.values() if a.informal and a.agency_id in there]
    found = [
        Holder(
            Seat(
                agency_seat(a.agency_id),
                a.name,
                SeatKind.AGENCY,
                "What stood on its own records, and what it is on record as having been told.",
            ),
            (a.agency_id,),
        )
        for a in formal
    ]
    if informal:
        names = " and ".join(a.name for a in informal)
        found.append(
            Holder(
                Seat(
                    INFORMAL_SEAT,
                    "Family, friends and neighbours",
                    SeatKind.INFORMAL,
                    f"The people close to the family, as far as somebody asked them: {names}. "
                    "What they saw, heard or were told. They have no file and no form, only what "
                    "they notice.",
                    _CLOSE,
                ),
                tuple(a.agency_id for a in informal),
            )
        )
    if any(minute_on_screen(view, e) is not None for e in victims_rows(view)):
        name = _victim_named(view)
        found.append(
            Holder(
                Seat(
                    VICTIM_SEAT,
                    f"{name}’s own experience" if name else "The victims’ own experience",
                    SeatKind.VICTIM,
                    "What the records say was done to, said by and said to the victim, in the "
                    "words of whoever wrote it down. What agencies said to each other is not here. "
                    "It is what is left on record, and nobody’s own voice. Take this seat only if "
                    "you want to, and change it whenever you like.",
                    _to_victim(name or "the victims"),
                ),
                (),
            )
        )
    return tuple(found)


_CLOSE = SeatSays(
    intro=(
        "You will meet, one by one and in order of time, what those close to the family saw, heard "
        "or were told, as somebody wrote it down when they were asked. At some moments the page "
        "stops and asks what you see, and what you could ask.",
        "It comes on the screen when it had certainly happened: where a date is in doubt, on the "
        "latest day it can have been.",
    ),
    held="What we have seen, heard or been told",
    end="What those close to the family had seen, heard or been told",
    stop="what do you see, and what could you ask?",
    idle_stop="what do you see?",
    idle="You stop here as you are: stay with what you know.",
    before="What you already know of",
)


def _to_victim(name: str) -> SeatSays:
    held = f"What {name} had told somebody, or lived through, by the records"
    return SeatSays(
        intro=(
            "You will meet, one by one and in order of time, what the records say was done and "
            "said, in the words of whoever wrote it down. Some of it is hard to read.",
            "At some moments the page stops and asks gently how it looks from here. Nothing is to "
            "be decided. You may pass on any question, pause, change seats or leave, without a "
            "reason.",
        ),
        held=held,
        end=held,
        stop="how is it from here?",
        idle_stop="how is it from here?",
        idle="You stop here as you are. What was on record before still counts.",
        before="What is already on record",
    )


def _victim_named(view: CaseView) -> str:
    victims = [p for p in view.persons.values() if p.is_a(Role.VICTIM)]
    return victims[0].label if len(victims) == 1 else ""


def victims_rows(view: CaseView) -> list[Event]:
    """Return the rows of the victim's own experience, earliest first (see the module)."""
    victims = {p.person_id for p in view.persons.values() if p.is_a(Role.VICTIM)}
    return [
        event
        for event in view.in_order
        if _is_lived(view, event)
        and any(
            i.person_id in victims and i.part in (Part.SUBJECT, Part.PRESENT)
            for i in event.involves
        )
    ]


def _is_lived(view: CaseView, event: Event) -> bool:
    """Whether a row is of something a person is part of: a contact, an incident, a life."""
    kind = view.kind(event)
    if kind is None or kind.routine or not event.coded:
        return False
    informal = view.agencies[event.agency_id].informal
    return informal or kind.contact or kind.incident or bool(getattr(kind, "life", False))


# -- one seat's screen ---------------------------------------------------------------------------


def seat_view(
    view: CaseView, knowledge: Knowledge, holder: Holder, *, without: Collection[str] = ()
) -> SeatView:
    """Return everything that ever comes on one seat's screen, and what is revealed of it.

    Parameters
    ----------
    view, knowledge
        The case, and who knew what in it.
    holder
        The seat.
    without
        Rows that a trainer keeps off the victim's own seat, and what they alone tell.
    """
    victim = holder.seat.kind is SeatKind.VICTIM
    events = (
        [e for e in victims_rows(view) if e.event_id not in without]
        if victim
        else [e for e in view.in_order if e.agency_id in holder.agencies]
    )
    rows = []
    for event in events:
        minute = minute_on_screen(view, event)
        if minute is not None:
            how = f"As {view.agencies[event.agency_id].name} wrote it" if victim else ""
            rows.append(SeatRow(event.event_id, minute, how, _plainly(view, holder.seat, event)))
    rows.sort(key=lambda row: (row.minute, view.place[row.row_id]))
    rows = list(_weighed(view, holder.seat, rows))
    held = _lived(view, events) if victim else _acquired(knowledge, holder)
    on_screen = {row.row_id: row.minute for row in rows}
    doubts = _rows_that_doubt(view)
    screen, later = (
        tuple(
            SeatFact(fact_id, steps)
            for fact_id in view.facts
            if (steps := tuple(_steps(telling, fact_id, held.get(fact_id, []))))
        )
        for telling in (_Telling(view, holder, on_screen, doubts, seen) for seen in (True, False))
    )
    return SeatView(
        holder.seat.seat_id,
        tuple(rows),
        _told_again(view, _no_longer_possible(view, screen), rows),
        tuple(_left_out(view, events)),
        _told_again(view, _no_longer_possible(view, later), rows),
    )


#: So many of the things that a row tells are named where it weighs.
_MOST_TOLD = 3


def _weighed(view: CaseView, seat: Seat, rows: list[SeatRow]) -> Iterator[SeatRow]:
    """Yield a seat's rows in order, with what those of weight tell, and what of it again."""
    victims = {p.person_id for p in view.persons.values() if p.is_a(Role.VICTIM)}
    # one below the heaviest the danger is known to rise
    least = view.settings.heavy_weight - 1
    before: set[str] = set()
    for row in rows:
        event = view.events[row.row_id]
        told = {
            r.fact_id
            for r in event.reveals
            if r.stance.gives_knowledge
            and (
                seat.kind is not SeatKind.VICTIM
                or r.said_by in victims
                or view.facts[r.fact_id].about in victims
            )
        }
        facts = sorted(
            (view.facts[fact] for fact in told), key=lambda f: (-f.weight, f.label, f.fact_id)
        )
        kind = view.kind(event)
        of_weight = kind is not None and (kind.incident or kind.assessment)
        if of_weight or any(f.weight >= least for f in facts):
            again = {f.label: f.fact_id in before for f in reversed(facts)}
            labels = list(dict.fromkeys(f.label for f in facts))
            words = [f"{label} again" if again[label] else label for label in labels[:_MOST_TOLD]]
            more = len(labels) - _MOST_TOLD
            words += [f"and {more} more"] if more > 0 else []
            yield replace(row, weighs=True, tells="; ".join(words))
        else:
            yield row
        before |= told


def _plainly(view: CaseView, seat: Seat, event: Event) -> str:
    """Return what a row is in plain words, on a seat that is no agency's."""
    if seat.kind is SeatKind.AGENCY:
        return ""
    if seat.kind is SeatKind.INFORMAL:
        return "Seen, heard or told"
    agency, kind = view.agencies[event.agency_id], view.kind(event)
    if agency.informal:
        return "Among family, friends or neighbours"
    if kind is None or kind.incident:
        return "Something that happened"
    if event.kind == "disclosure":
        return "Somebody was told"
    if kind.assessment:
        return "Questions were asked"
    return "In life" if getattr(kind, "life", False) else f"In touch with {agency.name}"


def _acquired(knowledge: Knowledge, holder: Holder) -> dict[str, list[Acquisition]]:
    found: dict[str, list[Acquisition]] = defaultdict(list)
    for agency in holder.agencies:
        for fact_id, held in knowledge.facts.by_agency.get(agency, {}).items():
            found[fact_id] += held
    return found


def _lived(view: CaseView, events: Iterable[Event]) -> dict[str, list[Acquisition]]:
    """Return what the victim knows of herself, from the day of each row of her own experience."""
    victims = {p.person_id for p in view.persons.values() if p.is_a(Role.VICTIM)}
    found: dict[str, list[Acquisition]] = defaultdict(list)
    for event in events:
        if event.learned_after_death or view.is_fatal(event):
            continue
        bounds = view.bounds[event.event_id]
        for reveal in event.reveals:
            fact = view.facts[reveal.fact_id]
            hers = reveal.said_by in victims or fact.about in victims
            if hers and reveal.stance.gives_knowledge:
                row = event.event_id
                found[fact.fact_id].append(
                    Acquisition(
                        event.team_id,
                        fact.fact_id,
                        (row,),
                        row,
                        row,
                        How.OWN,
                        certain=True,
                        earliest=bounds.start_lo,
                        latest=bounds.end_hi,
                    )
                )
    return found


def _left_out(view: CaseView, events: Iterable[Event]) -> Iterator[str]:
    undated = after = learned = 0
    for event in events:
        if event.learned_after_death:
            learned += 1
        elif minute_on_screen(view, event) is None:
            bounds = view.bounds[event.event_id]
            undated += max(bounds.end_hi, bounds.known_hi) >= FAR_AHEAD
            after += max(bounds.end_hi, bounds.known_hi) < FAR_AHEAD
    if undated:
        yield (
            f"{counted(undated, 'row')} of this record cannot be placed in time, "
            f"so {'it does' if undated == 1 else 'they do'} not come up."
        )
    if after:
        yield (
            f"{counted(after, 'row')} of this record, which may be of the day of the death or "
            f"later, {'is' if after == 1 else 'are'} not part of the walkthrough."
        )
    if learned:
        yield (
            f"{counted(learned, 'row')} of this record tell{'s' if learned == 1 else ''} what "
            "came out only afterwards, so nobody held it at the time."
        )


# -- how a holding changed -----------------------------------------------------------------------

#: Ways in which something came to a seat that it knows of itself; all else only a reveal tells.
_KNOWN_ITSELF = (How.OWN, How.TOLD, How.MEETING)
#: Of these a record is sure for less time than it is relied on: a pregnancy ends by itself.
_SURE_DAYS = {"pregnancy": 120}
#: And a row that tells of the one casts doubt on the other.
_DOUBTED_BY = {"pregnancy": "new-baby"}


def _steps(telling: _Telling, fact_id: str, held: list[Acquisition]) -> Iterator[HeldStep]:
    """Yield how a seat's holding of one fact changed, before the end.

    A thing is certain while some certain acquisition stands, and possible while any may. When none
    does any more it had ended where a row of the seat's own says so, and has lapsed otherwise.
    """
    end = last_minute(telling.view)
    # what it is on record as having had counts, not what is in doubt of another's record
    standing = [(a, spans) for a in held if (spans := telling.stands(a)) is not None]
    marks = {m for _, spans in standing for span in spans for m in span if m < end}
    marks |= {m for a, _ in standing for m in telling.ends(a, surely=True) if m < end}
    before: HeldStep | None = None
    for minute in sorted(marks):
        state, by = _state_at(standing, minute)
        if by is None:
            continue
        if state is HeldState.LAPSED and min(telling.ends(by, surely=True), default=end) <= minute:
            state = HeldState.ENDED
        step = HeldStep(minute, state, *telling.how(by, state, minute))
        if before is None or step.state is not before.state:
            yield step
            before = step


def _no_longer_possible(view: CaseView, facts: tuple[SeatFact, ...]) -> tuple[SeatFact, ...]:
    """Return what a seat held, without a pregnancy in doubt while a birth is certain on record."""
    return tuple(
        replace(fact, steps=steps)
        for fact in facts
        if (steps := tuple(_until_birth(view, fact, facts)))
    )


def _told_again(
    view: CaseView, facts: tuple[SeatFact, ...], rows: list[SeatRow]
) -> tuple[SeatFact, ...]:
    """Return what a seat held with how often its own rows told it again, by each of them.

    Rows are counted, not occurrences: two of them may tell of the same one.
    """
    telling: dict[str, list[SeatRow]] = defaultdict(list)
    for row in rows:
        reveals = view.events[row.row_id].reveals
        for fact_id in dict.fromkeys(r.fact_id for r in reveals if r.stance.gives_knowledge):
            telling[fact_id].append(row)
    return tuple(
        replace(fact, again=tuple(_again(view, fact, telling[fact.fact_id]))) for fact in facts
    )


def _again(view: CaseView, fact: SeatFact, rows: list[SeatRow]) -> Iterator[tuple[int, str, str]]:
    places = {row.row_id: n for n, row in enumerate(rows)}
    for minute in sorted({*(r.minute for r in rows), *(s.minute for s in fact.steps)}):
        step = fact.at(minute)
        if step is None or not step.state.stands:
            continue
        # after the row by which it is told how the seat has it
        first = places.get(step.row_id, -1)
        later = [
            row
            for n, row in enumerate(rows)
            if n > first and row.minute <= minute and (first >= 0 or row.minute > step.minute)
        ]
        if later:
            last = later[-1].row_id
            number = counted(len(later), "later row")
            when = in_words(view.events[last].when)
            yield minute, last, f"told again in {number}, {'last ' if later[1:] else ''}{when}"


def _until_birth(view: CaseView, fact: SeatFact, facts: tuple[SeatFact, ...]) -> Iterator[HeldStep]:
    own = view.facts[fact.fact_id]
    births = [
        other
        for other in facts
        if view.facts[other.fact_id].topic == _DOUBTED_BY.get(own.topic)
        and view.facts[other.fact_id].about == own.about
    ]
    if not births:
        yield from fact.steps
        return
    told = {step.minute: step for step in fact.steps}
    marks = {*told, *(step.minute for birth in births for step in birth.steps)}
    before: HeldStep | None = None
    for minute in sorted(marks):
        step = fact.at(minute)
        if step is None:
            continue
        born = _certain_at(births, minute)
        if step.state is HeldState.POSSIBLE and born is not None:
            if before is None or not before.state.stands:
                continue
            how = f"{step.how.partition('; whether it')[0]}; a birth is on record since"
            step = HeldStep(minute, HeldState.ENDED, how, step.row_id or born.row_id)
        if before is None or step.state is not before.state:
            before = replace(step, minute=minute)
            yield before


def _certain_at(facts: Iterable[SeatFact], minute: int) -> HeldStep | None:
    """Return the first certain step of some facts at a minute."""
    steps = (fact.at(minute) for fact in facts)
    return next((s for s in steps if s is not None and s.state is HeldState.CERTAIN), None)


Spans = tuple[tuple[int, int], tuple[int, int]]


def _state_at(
    standing: list[tuple[Acquisition, Spans]], minute: int
) -> tuple[HeldState, Acquisition | None]:
    """Return in which state a thing is held, and by which acquisition that is told."""
    for side, state in ((0, HeldState.CERTAIN), (1, HeldState.POSSIBLE)):
        now = [a for a, spans in standing if spans[side][0] <= minute < spans[side][1]]
        if now:
            if state is HeldState.POSSIBLE and any(a.certain for a in now):
                # it was sure, and whether it still holds is in doubt: the last record of it
                return state, max(now, key=lambda a: (a.certain, a.latest, a.sort_key))
            # of what stands, the first way in which it came: the most certain, then the earliest
            return state, min(now, key=lambda a: (not a.certain, a.latest, a.sort_key))
    past = [
        a
        for a, spans in standing
        if any(since <= minute and since < until <= minute for since, until in spans)
    ]
    if not past:
        return HeldState.LAPSED, None
    # the last that was sure, on the seat's own record where there is one
    return HeldState.LAPSED, max(
        past, key=lambda a: (a.certain, a.how is How.OWN, a.latest, a.sort_key)
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """Says since when and how a seat had something, never in another's words.

    Attributes
    ----------
    on_screen
        The minutes at which its own rows come.
    doubts
        Rows that make it doubtful that a thing still holds, by fact.
    seen
        Whether for the seat's own screen, which has nothing that the seat could not know of
        itself; or else for a reveal, which has all that the records made by then give.
    """

    view: CaseView
    holder: Holder
    on_screen: dict[str, int]
    doubts: dict[str, list[str]]
    seen: bool

    # -- since when, and until when ----------------------------------------------------------------

    def stands(self, a: Acquisition) -> Spans | None:
        """Return between which minutes what was acquired stands: for certain, and possibly.

        Not before every row that shows it had been made: a row that may be of any day of a month
        says nothing before the month is over.
        """
        # where a case takes what was sent as received, it is as certain as what was told
        if self.seen and not (a.certain and (a.how in _KNOWN_ITSELF or a.told_by is not None)):
            return None
        made = [self._made(row) for row in {a.via, *a.atoms}]
        if None in made:
            return None
        recorded = max(minute for minute in made if minute is not None)
        certain, possible = (self._until(a, certain=side) for side in (True, False))
        sure = (max(recorded, a.latest), certain) if a.certain else (0, 0)
        return sure, (max(recorded, a.earliest), possible)

    def _made(self, row: str) -> int | None:
        if row in self.on_screen:
            return self.on_screen[row]
        own = self.view.events[row].agency_id in self.holder.agencies
        return None if own else minute_on_screen(self.view, self.view.events[row])

    def _until(self, a: Acquisition, *, certain: bool) -> int:
        """Return until when a thing stands; what says that it ended counts when it had been made.

        Whose rows may say so: its own. Of the victim's own experience nobody's.
        """
        fact = self.view.facts[a.subject]
        if fact.nature is not Nature.STATE:
            return FAR_AHEAD + 1
        until = stands_until(self.view, a.subject, a.coded_on, certain=certain, agencies=())
        told = self.view.bounds[a.coded_on]
        if certain and fact.topic in _SURE_DAYS:
            until = min(until, told.known_hi + _SURE_DAYS[fact.topic] * MINUTES_PER_DAY + 1)
        doubts = list(self._doubts(a)) if certain else []
        return min([until, *self.ends(a, surely=not certain), *doubts])

    def ends(self, a: Acquisition, *, surely: bool) -> list[int]:
        """Return when rows of the seat's own came that say of a thing that it had ended."""
        told = self.view.bounds[a.coded_on]
        return [
            self.on_screen[event.event_id]
            for event in self.view.rows_that_end.get(a.subject, ())
            if event.event_id in self.on_screen
            and event.agency_id in self.holder.agencies
            and _comes_after(self.view.bounds[event.event_id], told, surely=surely)
        ]

    def _doubts(self, a: Acquisition) -> Iterator[int]:
        """Yield when something on record makes it doubtful that a thing still holds."""
        bounds = self.view.bounds
        for row in self.doubts.get(a.subject, ()):
            made = self.on_screen.get(row) if self.seen else self._made(row)
            if made is not None and _comes_after(bounds[row], bounds[a.coded_on]):
                yield made

    # -- in words ----------------------------------------------------------------------------------

    def how(self, a: Acquisition, state: HeldState, minute: int) -> tuple[str, str]:
        """Return how a seat has something at a minute, and its own row that shows it."""
        row = a.via if self.on_screen.get(a.via, FAR_AHEAD) <= minute else ""
        if state is HeldState.ENDED:
            return f"{self._in_words(a)}; its own record says later that it had ended", row
        if state is HeldState.LAPSED:
            return f"{self._in_words(a)}; no later record that it still held", row
        doubt = ""
        if state is HeldState.POSSIBLE and a.certain:
            doubt = "; whether it still held is in doubt"
        elif state is HeldState.POSSIBLE and a.how is How.MEETING:
            doubt = "; whether it was that meeting is in doubt"
        return f"{self._in_words(a)}{doubt}", row

    def _in_words(self, a: Acquisition) -> str:
        view = self.view
        event = view.events[a.via]
        when = in_words(event.when)
        if event.learned is not None and a.how is How.OWN:
            when = f"{when}, learned {in_words(event.learned)}"
        teller = view.team_name(a.told_by) if a.told_by is not None else ""
        if self.holder.seat.kind is SeatKind.VICTIM:
            return f"As {view.agencies[event.agency_id].name} recorded it, {when}"
        if self.seen:
            return self._by_itself(a, event, when)
        words = {
            How.OWN: f"{self._own(a)}, {when}",
            How.TOLD: f"Told by {teller}, {when}; both record the telling{self._only(a, teller)}",
            How.MEETING: f"At a meeting that it is recorded as having attended, {when}",
            How.SENT: f"{teller} recorded sending it, {when}; no record of receipt by then",
            How.MINUTES: f"{teller} recorded sending minutes, {when}; no record of receipt by then",
            How.PATHWAY: f"A copy goes from {teller} as declared, {when}; no record of receipt by "
            "then",
            How.TOLD_BY: f"{view.team_name(event.team_id)} named it as its source, {when}; "
            "not on its own record",
            How.SAME: f"A row that may tell of the same occurrence, {when}",
        }
        return words[a.how]

    def _by_itself(self, a: Acquisition, event: Event, when: str) -> str:
        """Return how a thing came to a seat as it knows itself, with nothing of others’ records."""
        if a.how is How.OWN:
            return f"{self._own(a)}, {when}"
        if a.how is How.MEETING:
            return f"At a meeting, {when}"
        agency = agency_of(a.told_by or "")
        named = next((n.team_id for n in event.told_by if agency_of(n.team_id) == agency), "")
        teller = self.view.team_name(named) if named else self.view.agencies[agency].name
        itself = "" if self._names_it(a) else "; the row here does not name it"
        return f"Told by {teller}, {when}{itself}"

    def _only(self, a: Acquisition, teller: str) -> str:
        """Say so where of a telling that both record only the teller's row names what was told."""
        return "" if self._names_it(a) else f"; what was told is on the record of {teller} only"

    def _names_it(self, a: Acquisition) -> bool:
        """Whether a row of the seat's own that shows a telling itself names what was told."""
        own = [self.view.events[row] for row in {a.via, *a.atoms}]
        return any(
            r.fact_id == a.subject and r.stance.gives_knowledge
            for event in own
            if event.agency_id in self.holder.agencies
            for r in event.reveals
        )

    def _own(self, a: Acquisition) -> str:
        team = self.view.teams.get(a.team_id)
        if len(self.holder.agencies) > 1:
            return f"{self.view.agencies[agency_of(a.team_id)].name} said so"
        return f"Own record, {team.name}" if team is not None and team.stated else "Own record"


def _rows_that_doubt(view: CaseView) -> dict[str, list[str]]:
    """Return, by fact, the rows that tell of what casts doubt on it: a birth on a pregnancy."""
    found: dict[str, list[str]] = {}
    for fact in view.facts.values():
        other = _DOUBTED_BY.get(fact.topic)
        if other is not None:
            found[fact.fact_id] = [
                event.event_id
                for event in view.in_order
                for reveal in event.reveals
                if reveal.stance.gives_knowledge
                and view.facts[reveal.fact_id].topic == other
                and view.facts[reveal.fact_id].about == fact.about
            ]
    return found


def _comes_after(row: Bounds, told: Bounds, *, surely: bool = False) -> bool:
    """Whether a row may be, or surely is, later than the one that told of something."""
    return row.start_lo > told.known_hi if surely else row.end_hi > told.known_lo


#: Written in figures, in doubt by a sign, as a machine writes it, or as days counted where all
#: else says the day: nobody can read that aloud.
_FIGURES = re.compile(r"\d\s*[./–-]\s*\d|[?~%/]|\bday [-−–]?\d", re.IGNORECASE)


def _in_doubt(instant: Interval) -> bool:
    """Whether an instant has no day of its own, nor a month or a year that names it."""
    return instant.latest is not None and show_interval(instant).startswith("between")


def in_words(when: When) -> str:
    """Return a date as somebody can read it aloud: as written only where that is words.

    Examples
    --------
    >>> from datetime import date
    >>> from graphdb.dates import Interval
    >>> early = Interval.of_days(date(2012, 3, 1), date(2012, 3, 10))
    >>> in_words(When.once(early, "early March 2012"))
    'early March 2012'
    >>> in_words(When.once(early, "2012-03-01/2012-03-10"))
    'between 1 March 2012 and 10 March 2012'
    >>> in_words(When.once(early, "w/c 1.3.12"))
    'between 1 March 2012 and 10 March 2012'
    >>> later = Interval.of_days(date(2013, 1, 5), date(2013, 1, 9))
    >>> in_words(When(early, later, Extent.REPEATED, count=14))
    '14 times, at the widest between 1 March 2012 and 9 January 2013'
    """
    if _FIGURES.search(when.written):
        when = replace(when, written="")
    start, latest = when.start, when.end.latest
    if start.latest is not None and latest is not None and start.latest > latest:
        # what has begun by its end is not said to begin later
        when = replace(when, start=Interval(start.earliest, latest))
    if when.extent is not Extent.ONCE and (_in_doubt(when.start) or _in_doubt(when.end)):
        times = f"{when.count} times, " if when.count else ""
        widest = Interval(when.start.earliest, when.end.latest)
        return f"{times}at the widest {show_interval(widest)}"
    said = show_when(when).removesuffix(" (as written)")
    # the days, where they are given beside what was written
    return show_when(replace(when, written="")) if said.endswith(", as written)") else said
