"""Conversations to ask about first: one telling that would have made the most difference.

The definition is that of ``model.md``: take each occasion on which two agencies were in touch,
and each own record of a weighty fact by an agency whose records already named the other; suppose
that the one had then told the other what it certainly knew, with nothing passed on from there.
By how many days earlier would the other certainly have reached the threshold? Informal sources
are never ranked.

It shows what could have been put together. It does not show that anybody was bound to tell, nor
that the death would have been prevented; whatever prints it says so.

Complexity: for each pair of agencies, one sum over what both hold for each occasion on which the
teller knew more than on the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Nature
from graphdb.pooled import (
    Heard,
    PooledPicture,
    Span,
    certainly_over,
    incidents_heard,
)
from queries.enquiry import Enquiry, counted, day_of, listed
from queries.involved import Sign, named_by

#: What every statement of a conversation is followed by.
WHAT_IT_SHOWS_NOT = (
    "It shows what could have been put together from these records. It does not show that "
    "anybody was bound to tell, or that the death would have been prevented."
)


#: How many facts a statement names; the others are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Conversation:
    """One telling that the records show could have happened.

    Attributes
    ----------
    teller, told
        Agencies.
    event_id
        The row of the occasion.
    in_touch
        Whether the row names both; otherwise it is the teller's own record, made when its
        records already named the other (:attr:`named_by`).
    days_earlier
        Whole days by which the told agency would certainly have reached the threshold earlier,
        counted to the end where its records never reach it.
    reached_by
        The minute by which it would have reached it.
    reached
        The minute by which its records do; ``None`` for never before the end.
    facts
        What the teller then certainly held and the told agency did not, heaviest first.
    rows
        The rows by which the teller held these.
    named_by
        The row by which the teller's records first named the other; empty where in touch.
    """

    teller: str
    told: str
    event_id: str
    in_touch: bool
    days_earlier: int
    reached_by: int
    reached: int | None
    facts: tuple[str, ...]
    rows: tuple[str, ...]
    named_by: str = ""


def conversations(enquiry: Enquiry, picture: PooledPicture) -> tuple[Conversation, ...]:
    """Return the conversations to ask about first, the most days first, one for each pair.

    Parameters
    ----------
    enquiry
        The case.
    picture
        Its pooled picture.
    """
    if picture is not enquiry.pooled:
        return _conversations(enquiry, picture)
    # the findings, the page and the walkthrough read the same ones
    key = ("conversations", "")
    if key not in enquiry.memo:
        enquiry.memo[key] = _conversations(enquiry, picture)
    found: tuple[Conversation, ...] = enquiry.memo[key]
    return found


def _conversations(enquiry: Enquiry, picture: PooledPicture) -> tuple[Conversation, ...]:
    found = []
    for teller in enquiry.formal:
        for told in enquiry.formal:
            if teller != told:
                best = best_of_pair(enquiry, picture, teller, told)
                if best is not None:
                    found.append(best)
    return tuple(sorted(found, key=rank))


def rank(found: Conversation) -> tuple[int, bool, int, int]:
    """Return what conversations are ordered by: those of the most days come first.

    Of as many days those of agencies in touch, the sooner ones, and those with more to tell; of
    what is still equal, those stay first whose agencies the case lists first.
    """
    return (-found.days_earlier, not found.in_touch, found.reached_by, -len(found.facts))


def _heard(enquiry: Enquiry, agency_id: str) -> list[Heard]:
    """Return the incidents that an agency heard of."""
    key = ("incidents heard", agency_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = incidents_heard(enquiry.knowledge, [agency_id])
    found: list[Heard] = enquiry.memo[key]
    return found


def best_of_pair(
    enquiry: Enquiry,
    picture: PooledPicture,
    teller: str,
    told: str,
    allowed: Callable[[Event], bool] | None = None,
) -> Conversation | None:
    """Return the conversation of a pair that comes the most days earlier.

    Parameters
    ----------
    enquiry, picture
        The case.
    teller, told
        Agencies.
    allowed
        On which rows it may have been; ``None`` for any.
    """
    end = end_of(enquiry)
    own = picture.holdings[told].certain
    reached = certainly_over(enquiry.view, own, _heard(enquiry, told))
    limit = end if reached is None else reached
    best: Conversation | None = None
    before: tuple[object, ...] = ()
    earliest = limit
    for event, in_touch in _occasions(enquiry, teller, told, limit):
        told_by = enquiry.view.bounds[event.event_id].end_hi
        if told_by >= limit:
            continue
        if allowed is not None and not allowed(event):
            continue
        known = _known_at(enquiry, picture, event, teller)
        # telling no more than on an earlier occasion comes to no earlier day; of two rows in order
        # the dates may leave the first open for longer
        if known.names == before and told_by >= earliest:
            continue
        before, earliest = known.names, told_by
        # what is told makes no difference before it is told
        if best is not None and days_between(told_by, reached, end) <= best.days_earlier:
            continue
        spans, incidents = _passed_on(enquiry, event, teller, known)
        over = certainly_over(
            enquiry.view, (*own, *spans), _joined(_heard(enquiry, told), incidents)
        )
        days = 0 if over is None else days_between(over, reached, end)
        if over is None or days < 1 or (best is not None and days <= best.days_earlier):
            continue
        best = _conversation(
            enquiry, event, teller, told, spans, own, days, over, reached, in_touch=in_touch
        )
    return best


def days_between(over: int, reached: int | None, end: int) -> int:
    """Return the days from one minute to another by the calendar, or the whole ones to the end."""
    if reached is not None:
        return reached // MINUTES_PER_DAY - over // MINUTES_PER_DAY
    return (end - over) // MINUTES_PER_DAY


def end_of(enquiry: Enquiry) -> int:
    """Return the end of the time looked at, or the last record where nothing ends it."""
    end = enquiry.view.end_lo
    return end if end < FAR_AHEAD else enquiry.first_and_last[1]


def _occasions(enquiry: Enquiry, teller: str, told: str, until: int) -> list[tuple[Event, bool]]:
    """Return the rows before a minute on which the one could have told the other, earliest first.

    Each with whether it names both.
    """
    view = enquiry.view
    touches = {
        e.event_id: (e, True)
        for e in enquiry.in_touch(teller, told)
        if view.scope_lo <= view.bounds[e.event_id].start_lo < until
    }
    named = _named(enquiry, teller, told)
    if named is not None:
        since = view.bounds[named.event_id].end_hi
        for event in _own_records(enquiry, teller).between(since, until):
            touches.setdefault(event.event_id, (event, False))
    return sorted(touches.values(), key=lambda found: view.place[found[0].event_id])


def _named(enquiry: Enquiry, teller: str, told: str) -> Sign | None:
    """Return the teller's first row that names the other as involved with the household."""
    return named_by(enquiry, teller, told, enquiry.view.household, FAR_AHEAD)


class _Records:
    """Rows, earliest first, by the first minute at which they can have been."""

    def __init__(self, enquiry: Enquiry, rows: Iterable[Event]) -> None:
        self._rows = tuple(rows)
        self._starts = [enquiry.view.bounds[e.event_id].start_lo for e in self._rows]

    def between(self, since: int, until: int) -> tuple[Event, ...]:
        """Return the rows from one minute on and before another."""
        return self._rows[bisect_left(self._starts, since) : bisect_left(self._starts, until)]


def _own_records(enquiry: Enquiry, teller: str) -> _Records:
    """Return an agency's own rows in scope that record something weighty, in life."""
    key = ("records of weighty facts", teller)
    if key not in enquiry.memo:
        view = enquiry.view
        enquiry.memo[key] = _Records(
            enquiry,
            (
                e
                for e in view.rows_of_agency.get(teller, ())
                if view.bounds[e.event_id].start_lo >= view.scope_lo
                and not view.is_fatal(e)
                and not e.learned_after_death
                and _records_a_weighty_fact(enquiry, e)
            ),
        )
    found: _Records = enquiry.memo[key]
    return found


def _records_a_weighty_fact(enquiry: Enquiry, event: Event) -> bool:
    least = enquiry.settings.min_weight
    return any(
        r.stance.gives_knowledge and enquiry.view.facts[r.fact_id].weight >= least
        for r in event.reveals
    )


class _Known(NamedTuple):
    """What a teller certainly knew by an occasion, and the names of all of it."""

    names: tuple[tuple[str, ...], tuple[str, ...]]
    spans: tuple[Span, ...]
    incidents: tuple[Heard, ...]


def _known_at(enquiry: Enquiry, picture: PooledPicture, event: Event, teller: str) -> _Known:
    """Return what a teller certainly knew by an occasion: the same, whoever would be told."""
    key = (f"known at {teller}", event.event_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = _certainly_known(enquiry, picture, event, teller)
    found: _Known = enquiry.memo[key]
    return found


def _certainly_known(enquiry: Enquiry, picture: PooledPicture, event: Event, teller: str) -> _Known:
    view = enquiry.view
    bounds = view.bounds[event.event_id]
    start, told_by = bounds.start_lo, bounds.end_hi
    # the row itself may be the record: what it says is known when it is told
    on_row = (
        {r.fact_id for r in event.reveals if r.stance.gives_knowledge}
        if event.agency_id == teller and event.learned is None
        else set()
    )
    spans = tuple(
        [
            span
            for span in picture.holdings[teller].certain
            if (span.since <= start or (span.fact_id in on_row and span.since <= told_by))
            and span.until > told_by
        ]
    )
    own = view.occurrence_of[event.event_id] if event.agency_id == teller else ""
    incidents = tuple(
        [
            h
            for h in _heard(enquiry, teller)
            if h.certain_from is not None
            and (h.certain_from <= start or (h.occurrence == own and h.latest <= told_by))
        ]
    )
    names = tuple([s.fact_id for s in spans]), tuple([h.occurrence for h in incidents])
    return _Known(names, spans, incidents)


def _passed_on(
    enquiry: Enquiry, event: Event, teller: str, known: _Known
) -> tuple[list[Span], list[Heard]]:
    """Return what a teller knew by an occasion as whoever was told would then have it."""
    key = (f"passed on by {teller}", event.event_id)
    if key not in enquiry.memo:
        told_by = enquiry.view.bounds[event.event_id].end_hi
        spans = [Span(s.fact_id, max(s.since, told_by), s.until) for s in known.spans]
        incidents = [
            Heard(
                h.occurrence,
                max(h.certain_from, told_by),
                h.possible_from,
                h.earliest,
                h.latest,
            )
            for h in known.incidents
            if h.certain_from is not None
        ]
        enquiry.memo[key] = spans, incidents
    found: tuple[list[Span], list[Heard]] = enquiry.memo[key]
    return found


def _joined(own: list[Heard], told: list[Heard]) -> list[Heard]:
    """Return both, the earlier hearing of each incident alone."""
    joined = {h.occurrence: h for h in told}
    for mine in own:
        other = joined.get(mine.occurrence)
        if (
            other is None
            or other.certain_from is None
            or (mine.certain_from is not None and mine.certain_from <= other.certain_from)
        ):
            joined[mine.occurrence] = mine
    return list(joined.values())


def _conversation(
    enquiry: Enquiry,
    event: Event,
    teller: str,
    told: str,
    spans: list[Span],
    own: tuple[Span, ...],
    days: int,
    over: int,
    reached: int | None,
    *,
    in_touch: bool,
) -> Conversation:
    facts = enquiry.view.facts
    when = enquiry.view.bounds[event.event_id].end_hi
    theirs = {s.fact_id for s in own if s.since <= when < s.until}
    of_them = {s.fact_id for s in spans} - theirs
    new = [fact.fact_id for fact in enquiry.facts_in_order(facts[one] for one in of_them)]
    rows = []
    for fact_id in new:
        knows = enquiry.knowledge.facts.knows(teller, fact_id)
        if knows is not None:
            # what was told it stands on another's row: that shows what it was
            rows += [knows.first.via, knows.first.coded_on]
    named = None if in_touch else _named(enquiry, teller, told)
    return Conversation(
        teller=teller,
        told=told,
        event_id=event.event_id,
        in_touch=in_touch,
        days_earlier=days,
        reached_by=over,
        reached=reached,
        facts=tuple(new),
        rows=tuple(dict.fromkeys(rows)),
        named_by="" if named is None else named.event_id,
    )


def statement(enquiry: Enquiry, found: Conversation) -> str:
    """Return a conversation in words: the occasion, what was held, and what it comes to."""
    view = enquiry.view
    teller, told = enquiry.name(found.teller), enquiry.name(found.told)
    when = enquiry.when(view.events[found.event_id]).removesuffix(" (as written)")
    where = (
        f"{teller} and {told} were in touch{_at_a_meeting(enquiry, found)}: {when}"
        if found.in_touch
        else f"{teller} wrote this down: {when}. Its records already named {told}"
    )
    labels = [_label(enquiry, found, fact) for fact in found.facts]
    named = labels[:_NAMED] if len(labels) > _NAMED + 1 else labels
    more = [f"{len(labels) - len(named)} more"] if len(labels) > len(named) else []
    as_it_is = (
        "they certainly do"
        if found.reached is not None
        else "the end of the time looked at. As they stand, they do not reach it by then"
    )
    reason = (
        f" {teller} recorded a reason for not sharing some of it."
        if is_barred(enquiry, found)
        else ""
    )
    # a threshold can be reached by incidents that reveal no new thing
    held = (
        f"held {counted(len(labels), 'thing')} with no certain record at {told} by then: "
        f"{listed([*named, *more])}"
        if labels
        else f"had incidents on record of which {told} had no certain record by then"
    )
    return (
        f"{where}. {teller} then certainly {held}. Had it told {told}, the records there would "
        f"have reached this review’s threshold by {day_of(found.reached_by)}"
        f"{_with_its_own(enquiry, found)}, {counted(found.days_earlier, 'day')} earlier than "
        f"{as_it_is}.{_had_later(enquiry, found)}{reason}"
    )


def _at_a_meeting(enquiry: Enquiry, found: Conversation) -> str:
    event = enquiry.view.events[found.event_id]
    kind = enquiry.vocabulary.kinds.get(event.kind)
    return f" at a meeting ({kind.label})" if kind is not None and kind.meeting else ""


def _label(enquiry: Enquiry, found: Conversation, fact_id: str) -> str:
    """Return what a thing is; of one that holds for a while, with the day of its last record."""
    view = enquiry.view
    fact, told = view.facts[fact_id], view.bounds[found.event_id].end_hi
    held = enquiry.knowledge.facts.of_agency(found.teller, fact_id)
    by_then = [a for a in held if a.certain and a.latest <= told]
    if fact.nature is not Nature.STATE or not by_then:
        return fact.label
    last = max(by_then, key=lambda a: (view.bounds[a.coded_on].known_hi, a.sort_key))
    return f"{fact.label} (on record {day_of(view.bounds[last.coded_on].known_hi)})"


def _with_its_own(enquiry: Enquiry, found: Conversation) -> str:
    """Say that the threshold is reached only with what the other recorded itself until then."""
    told = enquiry.view.bounds[found.event_id].end_hi
    if found.reached_by // MINUTES_PER_DAY == told // MINUTES_PER_DAY:
        return ""
    return ", with what they came to hold themselves"


def _had_later(enquiry: Enquiry, found: Conversation) -> str:
    """Say how much of it the other certainly had later, and from when."""
    end = end_of(enquiry)
    held = [enquiry.knowledge.facts.knows(found.told, fact) for fact in found.facts]
    days = sorted(k.certain_from for k in held if k and k.certain_from and k.certain_from < end)
    if not days:
        return ""
    total = len(found.facts)
    first = f"{len(days)} of these {total} things" if total > 1 else "this"
    begins = f" from {day_of(days[0])} on" if days[0] != days[-1] else f" by {day_of(days[0])}"
    return f" {enquiry.name(found.told)} had {first} on record later,{begins}."


def is_barred(enquiry: Enquiry, found: Conversation) -> bool:
    """Whether the teller recorded a reason for not sharing some of what it held."""
    rows = {
        a.coded_on
        for fact in found.facts
        for a in enquiry.knowledge.facts.of_agency(found.teller, fact)
    }
    events = [enquiry.view.events[row] for row in rows]
    # what was told may carry another agency's row, and that agency's reason
    return any(e.bar is not None and e.agency_id == found.teller for e in events)
