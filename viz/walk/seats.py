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

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY, show_when
from graphdb.knowledge import Acquisition, How, Knowledge
from graphdb.model import Event, Nature, Part, Role, agency_of
from graphdb.pooled import stands_until
from viz.walk.model import HeldState, HeldStep, Seat, SeatFact, SeatKind, SeatRow, SeatView
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
                    "What they saw, heard or were told.",
                ),
                tuple(a.agency_id for a in informal),
            )
        )
    if any(minute_on_screen(view, e) is not None for e in victims_rows(view)):
        found.append(
            Holder(
                Seat(
                    VICTIM_SEAT,
                    _victim_named(view),
                    SeatKind.VICTIM,
                    "What the records say was done to, said by and said to the victim, in the "
                    "words of whoever wrote it down. What agencies said to each other is not here.",
                ),
                (),
            )
        )
    return tuple(found)


def _victim_named(view: CaseView) -> str:
    victims = [p for p in view.persons.values() if p.is_a(Role.VICTIM)]
    return (
        f"{victims[0].label}’s own experience"
        if len(victims) == 1
        else "The victims’ own experience"
    )


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


def seat_view(view: CaseView, knowledge: Knowledge, holder: Holder) -> SeatView:
    """Return everything that ever comes on one seat's screen.

    Parameters
    ----------
    view, knowledge
        The case, and who knew what in it.
    holder
        The seat.
    """
    victim = holder.seat.kind is SeatKind.VICTIM
    events = (
        victims_rows(view)
        if victim
        else [e for e in view.in_order if e.agency_id in holder.agencies]
    )
    rows = []
    for event in events:
        minute = minute_on_screen(view, event)
        if minute is not None:
            how = f"As {view.team_name(event.team_id)} wrote it" if victim else ""
            rows.append(SeatRow(event.event_id, minute, how))
    rows.sort(key=lambda row: (row.minute, view.place[row.row_id]))
    held = _lived(view) if victim else _acquired(knowledge, holder)
    on_screen = {row.row_id: row.minute for row in rows}
    telling = _Telling(view, holder, on_screen)
    facts = [
        SeatFact(fact_id, steps)
        for fact_id in view.facts
        if (steps := tuple(_steps(telling, fact_id, held.get(fact_id, []))))
    ]
    return SeatView(holder.seat.seat_id, tuple(rows), tuple(facts), tuple(_left_out(view, events)))


def _acquired(knowledge: Knowledge, holder: Holder) -> dict[str, list[Acquisition]]:
    found: dict[str, list[Acquisition]] = defaultdict(list)
    for agency in holder.agencies:
        for fact_id, held in knowledge.facts.by_agency.get(agency, {}).items():
            found[fact_id] += held
    return found


def _lived(view: CaseView) -> dict[str, list[Acquisition]]:
    """Return what the victim knows of herself, from the day of each row of her own experience."""
    victims = {p.person_id for p in view.persons.values() if p.is_a(Role.VICTIM)}
    found: dict[str, list[Acquisition]] = defaultdict(list)
    for event in victims_rows(view):
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
            f"so {'it does' if undated == 1 else 'they do'} not come on screen."
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

_STATES = tuple(HeldState)


def _steps(telling: _Telling, fact_id: str, held: list[Acquisition]) -> Iterator[HeldStep]:
    """Yield how a seat's holding of one fact changed, before the end.

    A thing is certain while some certain acquisition stands, possible while any may, and ended
    when none does any more.
    """
    view = telling.view
    end = last_minute(view)
    stands = [_stands(view, a, telling.ends_by) for a in held]
    marks = {m for one in stands for span in one for m in span if m < end}
    before: HeldStep | None = None
    for minute in sorted(marks):
        state, by = _state_at(view, held, stands, minute)
        if by is None:
            continue
        step = HeldStep(minute, state, *telling.how(by, state, minute))
        if before is None or step.state is not before.state:
            yield step
            before = step


Spans = tuple[tuple[int, int], tuple[int, int]]


def _stands(view: CaseView, a: Acquisition, ends_by: tuple[str, ...]) -> Spans:
    """Return between which minutes what was acquired stands: for certain, and possibly."""
    state = view.facts[a.subject].nature is Nature.STATE
    ends = [
        stands_until(view, a.subject, a.coded_on, certain=side, agencies=ends_by)
        if state
        else FAR_AHEAD + 1
        for side in (True, False)
    ]
    certain = (a.latest, ends[0]) if a.certain and a.latest < FAR_AHEAD else (0, 0)
    return certain, (a.earliest, ends[1])


def _state_at(
    view: CaseView, held: list[Acquisition], stands: list[Spans], minute: int
) -> tuple[HeldState, Acquisition | None]:
    """Return in which state a thing is held, and by which acquisition that is told."""
    for side, state in ((0, HeldState.CERTAIN), (1, HeldState.POSSIBLE)):
        now = [
            a
            for a, spans in zip(held, stands, strict=True)
            if spans[side][0] <= minute < spans[side][1]
        ]
        if now:
            # of what stands, the first way in which it came: the most certain, then the earliest
            return state, min(now, key=lambda a: (not a.certain, a.latest, a.sort_key))
    past = [
        a
        for a, spans in zip(held, stands, strict=True)
        if any(since <= minute and since < until <= minute for since, until in spans)
    ]
    if not past:
        return HeldState.ENDED, None
    return HeldState.ENDED, max(past, key=lambda a: (a.latest, a.sort_key))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Says in words how a seat came to have something, never in another's words."""

    view: CaseView
    holder: Holder
    on_screen: dict[str, int]

    @property
    def ends_by(self) -> tuple[str, ...]:
        """Whose rows may say that something ended; of the victim's own experience nobody's."""
        return self.holder.agencies

    def how(self, a: Acquisition, state: HeldState, minute: int) -> tuple[str, str]:
        """Return how a seat has something at a minute, and its own row that shows it."""
        row = a.via if self.on_screen.get(a.via, FAR_AHEAD) <= minute else ""
        if state is HeldState.ENDED:
            return f"{self._in_words(a)}; taken to have ended since", row
        doubt = ""
        if state is HeldState.POSSIBLE and a.certain:
            late = a.latest > minute
            doubt = "; the day is in doubt" if late else "; whether it still held is in doubt"
        elif state is HeldState.POSSIBLE and a.how is How.MEETING:
            doubt = "; whether it was that meeting is in doubt"
        return f"{self._in_words(a)}{doubt}", row

    def _in_words(self, a: Acquisition) -> str:
        view = self.view
        event = view.events[a.via]
        when = show_when(event.when).removesuffix(" (as written)")
        if event.learned is not None and a.how is How.OWN:
            when = f"{when}, learned {show_when(event.learned).removesuffix(' (as written)')}"
        teller = view.team_name(a.told_by) if a.told_by is not None else ""
        if self.holder.seat.kind is SeatKind.VICTIM:
            return f"As {view.team_name(event.team_id)} recorded it, {when}"
        own = self._own(a)
        words = {
            How.OWN: f"{own}, {when}",
            How.TOLD: f"Told by {teller}, {when}; on both records",
            How.MEETING: f"At a meeting that it is recorded as having attended, {when}",
            How.SENT: f"{teller} recorded sending it, {when}; no record of receipt",
            How.MINUTES: f"{teller} recorded sending minutes, {when}; no record of receipt",
            How.PATHWAY: f"A copy goes from {teller} as declared, {when}; no record of receipt",
            How.TOLD_BY: f"{view.team_name(event.team_id)} named it as its source, {when}; "
            "not on its own record",
            How.SAME: f"A row that may tell of the same occurrence, {when}",
        }
        return words[a.how]

    def _own(self, a: Acquisition) -> str:
        team = self.view.teams.get(a.team_id)
        if len(self.holder.agencies) > 1:
            return f"{self.view.agencies[agency_of(a.team_id)].name} said so"
        return f"Own record, {team.name}" if team is not None and team.stated else "Own record"
