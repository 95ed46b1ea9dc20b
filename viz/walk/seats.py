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
end and after, never does. A row of which only the beginning is dated ("since 2014") comes when that
had begun, says so, and gives nothing but what is possible; so does one that lasts until after the
end. The text of a row belongs to whoever
wrote it: a seat that was told a fact has the fact, and by whom, not the teller's words. That
something ended it has only from a row on its own screen, or by the longest time for which a record
of it can be relied on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile

from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, How, Knowledge
from graphdb.model import Event, Part, Role, agency_of
from queries.enquiry import facts_by_weight
from viz.walk.holding import (
    Telling,
    comes_after,
    no_longer_possible,
    rows_that_doubt,
    steps_of,
    told_again,
)
from viz.walk.model import (
    Seat,
    SeatFact,
    SeatKind,
    SeatRow,
    SeatSays,
    SeatView,
)
from viz.walk.screen import Holder, begun_on_screen, comes_on_screen, goes_on, minute_on_screen
from viz.words import counted

#: Within how many days rows of one occurrence are met as one moment.
NEAR_DAYS = 7
INFORMAL_SEAT = "informal"
VICTIM_SEAT = "victim"


def agency_seat(agency_id: str) -> str:
    """Return the id of an agency's seat."""
    return f"agency:{agency_id}"


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
        # rows stand in the order in which they begin
        first = bisect_left(
            view.in_order, own.start_lo, key=lambda one: view.bounds[one.event_id].start_lo
        )
        begun = takewhile(
            lambda one: view.bounds[one.event_id].start_lo == own.start_lo,
            islice(view.in_order, first, None),
        )
        found += [
            other.event_id
            for other in begun
            if other.kind == event.kind and view.bounds[other.event_id].end_hi == own.end_hi
        ]
    return tuple(dict.fromkeys(found))


def attended(view: CaseView, row: str, minute: int) -> frozenset[str]:
    """Return the agencies that were at the meeting of a row, by any row of that same meeting.

    Whoever was there heard what was tabled, whether or not it wrote a row of its own. A row that
    may be of another meeting of that day makes nobody present at this one.
    """
    found: set[str] = set()
    for one in {row, *view.occurrences[view.occurrence_of[row]]}:
        event = view.events[one]
        kind = view.kind(event)
        meeting = kind is not None and kind.meeting and event.coded
        if meeting and not event.learned_after_death and is_near(view, one, minute):
            found |= {agency_of(naming.team_id) for naming in event.attended}
    return frozenset(found)


def holders_of(view: CaseView) -> tuple[Holder, ...]:
    """Return every seat that can be played: those of which at least one row comes on screen."""
    there = {e.agency_id for e in view.in_order if comes_on_screen(view, e)}
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
    if any(comes_on_screen(view, e) for e in victims_rows(view)):
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
        certain = minute_on_screen(view, event)
        minute = begun_on_screen(view, event) if certain is None else certain
        if minute is not None:
            who = view.agencies[event.agency_id]
            how = f"As {who.name} {'told' if who.informal else 'wrote'} it" if victim else ""
            plainly = _plainly(view, holder.seat, event)
            lasting = _GOES_ON if goes_on(view, event) else _ONLY_BEGUN
            doubt = lasting if certain is None else ""
            rows.append(SeatRow(event.event_id, minute, how, plainly, doubt=doubt))
    rows.sort(key=lambda row: (row.minute, view.place[row.row_id]))
    rows = list(_weighed(view, holder.seat, rows))
    held = _lived(view, events) if victim else _acquired(knowledge, holder)
    dated = [row for row in rows if not row.doubt]
    on_screen = {row.row_id: row.minute for row in dated}
    begun = {row.row_id: row.minute for row in rows if row.doubt}
    doubts = rows_that_doubt(view)
    facts = facts_by_weight(view)
    screen, later = (
        tuple(
            SeatFact(fact.fact_id, steps)
            for fact in facts
            if (steps := tuple(steps_of(telling, fact.fact_id, held.get(fact.fact_id, []))))
        )
        for telling in (
            Telling(view, holder, on_screen, begun, doubts, seen) for seen in (True, False)
        )
    )
    return SeatView(
        holder.seat.seat_id,
        tuple(rows),
        told_again(view, no_longer_possible(view, screen, dated), dated),
        tuple(_left_out(view, events)),
        told_again(view, no_longer_possible(view, later, dated), dated),
    )


#: What is said beside a row that has a beginning and no end.
_ONLY_BEGUN = (
    "Only its beginning is dated: it may have been there from this day on, or from any later one. "
    "What it tells is possible, and not certain."
)
#: What is said beside a row that lasts until after the end.
_GOES_ON = (
    "It goes on until after the end of this walkthrough: what it tells may be of this day, or of "
    "any later one. It is possible, and not certain."
)
#: So many of the things that a row tells are named where it weighs.
_MOST_TOLD = 3


def _weighed(view: CaseView, seat: Seat, rows: list[SeatRow]) -> Iterator[SeatRow]:
    """Yield a seat's rows in order, with what those of weight tell, and what of it again."""
    victims = {p.person_id for p in view.persons.values() if p.is_a(Role.VICTIM)}
    # one below the heaviest the danger is known to rise
    least = view.settings.heavy_weight - 1
    before: dict[str, int] = {}  # by when each had been told first
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
            # what no date says was told before is not told again
            new = {
                f.label
                for f in facts
                if f.fact_id not in before or not comes_after(view, row.row_id, before[f.fact_id])
            }
            labels = list(dict.fromkeys(f.label for f in facts))
            words = [label if label in new else f"{label} again" for label in labels[:_MOST_TOLD]]
            more = len(labels) - _MOST_TOLD
            words += [f"and {more} more"] if more > 0 else []
            yield replace(row, weighs=True, tells="; ".join(words))
        else:
            yield row
        # of what may have come later nothing is said to be told again
        for fact_id in told if not row.doubt else ():
            before.setdefault(fact_id, row.minute)


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
    undated = begun = lasting = after = learned = 0
    for event in events:
        if event.learned_after_death:
            learned += 1
        elif minute_on_screen(view, event) is None:
            bounds = view.bounds[event.event_id]
            open_end = max(bounds.end_hi, bounds.known_hi) >= FAR_AHEAD
            dated = begun_on_screen(view, event) is not None
            lasts = goes_on(view, event)
            begun += dated and not lasts
            lasting += dated and lasts
            undated += open_end and bounds.start_lo <= LONG_AGO
            after += not dated and (not open_end or bounds.start_lo > LONG_AGO)
    if undated:
        yield (
            f"{counted(undated, 'row')} of this record cannot be placed in time, "
            f"so {'it does' if undated == 1 else 'they do'} not come up."
        )
    if begun:
        it = "it" if begun == 1 else "they"
        comes = "comes" if begun == 1 else "come"
        yield (
            f"Of {counted(begun, 'row')} of this record only the beginning is dated "
            f"(“since …”), so nobody can say by when {it} had been made: {it} {comes} when that "
            f"had begun, and what {it} {'tells' if begun == 1 else 'tell'} is possible."
        )
    if lasting:
        one = lasting == 1
        yield (
            f"{counted(lasting, 'row')} of this record go{'es' if one else ''} on until after the "
            f"end of the walkthrough: {'it comes with its' if one else 'they come with their'} "
            f"beginning, and what {'it tells' if one else 'they tell'} is possible."
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
