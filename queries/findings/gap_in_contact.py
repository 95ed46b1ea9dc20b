"""A plan or case was open, something weighty was held, and nobody has anything on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY, Extent
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact
from queries.after import Look, Trigger, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, day_of, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.held_at import about_whom, certainly_held, named_in, speaks
from queries.rules import Rule

DEFINITION = Definition(
    key="gap-in-contact",
    title="A time with nothing on any record",
    asks="When did nobody have anything on record, while a case was open and danger was known?",
    how=(
        "A stretch of at least so many days (the rule says how many) with no row of any "
        "organisation about the household, other than routine paperwork, between two rows or "
        "between the last row and the end; during all of which a case was open (a row that opened "
        "or allocated it, and none since that may have closed it) or a plan was in force by an "
        "agency's own record, and some organisation certainly held something of at least the "
        "rule's weight. Support over weeks or months fills the whole of its time. It is asked only "
        "where the chronology of every organisation covers the stretch and is coded. One line for "
        "each stretch; it is certain where it is there however the dates fall, and the rows on "
        "either side are each of one known day."
    ),
    sources=("000 ¶53", "000 ¶74"),
    codes=("6D",),
    order=57,
    needs=(Need.INFORMATION,),
    forms=(("nothing on record", "no organisation has a row about the household"),),
    cannot_see=(
        "Contact that was not written down; contact with organisations whose chronology was not "
        "asked for; what people close to them saw in that time."
    ),
    family="together",
    counts=("time with nothing on any record", "times with nothing on any record"),
    takes_rules=False,
)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch between two rows (or the end): the days that it surely takes in."""

    before: Event
    after: Event | None
    low: int
    high: int
    certainty: Certainty

    @property
    def days(self) -> int:
        """Whole days from the day of the last row to that of the next."""
        return self.high // MINUTES_PER_DAY - self.low // MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class _Open:
    """What was open: the agency, the row that shows it, and in words what it was."""

    agency_id: str
    row: str
    what: str


def find(enquiry: Enquiry) -> Results:
    """Return one finding per stretch of time with nothing on record."""
    look = Look(enquiry, DEFINITION, "had anything on record in", ("gap", ""))
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        for gap in _gaps(enquiry, rule):
            _judge(look, gap, rule)
    return look.results()


# -- stretches ---------------------------------------------------------------------------


def _gaps(enquiry: Enquiry, rule: Rule) -> Iterator[_Gap]:
    """Yield the stretches; a possible one is kept only where no certain one lies in it.

    A row whose date is in doubt by more than the days of the rule can lie elsewhere: without it
    the stretch is possible, provided that it can lie outside. Rows in less doubt are taken at
    their widest in both, so that a stretch is never longer than the dates allow.
    """
    rows = list(_rows(enquiry))
    certain = list(_between(enquiry, rows, rule, Certainty.CERTAIN))
    yield from certain
    vague = [e for e in rows if _is_vague(enquiry, e, rule)]
    if not vague:
        return
    ids = {event.event_id for event in vague}
    firm = [event for event in rows if event.event_id not in ids]
    bounds = enquiry.view.bounds
    for gap in _between(enquiry, firm, rule, Certainty.POSSIBLE):
        known = any(one.low >= gap.low and one.high <= gap.high for one in certain)
        if not known and all(
            bounds[e.event_id].start_lo <= gap.low or bounds[e.event_id].end_hi >= gap.high
            for e in vague
        ):
            yield gap


def _rows(enquiry: Enquiry) -> Iterator[Event]:
    """Yield the rows of organisations that are more than paperwork, about the household."""
    view, kinds = enquiry.view, enquiry.vocabulary.kinds
    for event in view.in_order:
        kind = kinds.get(event.kind)
        if kind is None or kind.routine or kind.no_contact or kind.life:
            continue
        if view.is_fatal(event) or event.learned_after_death:
            continue
        if enquiry.is_formal(event.agency_id) and named_in(event) & view.household:
            yield event


def _is_vague(enquiry: Enquiry, event: Event, rule: Rule) -> bool:
    bounds = enquiry.view.bounds[event.event_id]
    doubt = bounds.end_hi - bounds.start_lo
    return event.when.extent is Extent.ONCE and doubt > rule.days * MINUTES_PER_DAY


def _between(
    enquiry: Enquiry, rows: list[Event], rule: Rule, certainty: Certainty
) -> Iterator[_Gap]:
    """Yield what lies between rows that are taken at their widest."""
    view = enquiry.view
    last: Event | None = None
    reach = -1
    for event in rows:
        bounds = view.bounds[event.event_id]
        if last is not None and _is_long(view.end_lo, reach, bounds.start_lo, rule):
            yield _Gap(last, event, reach, bounds.start_lo, certainty)
        if bounds.end_hi > reach:
            last, reach = event, bounds.end_hi
    # nothing ends the last stretch where nothing ends the review's period
    if last is not None and view.end_lo < FAR_AHEAD and reach < view.end_lo:
        gap = _Gap(last, None, reach, view.end_lo, certainty)
        if gap.days >= rule.days:
            yield gap


def _is_long(end: int, low: int, high: int, rule: Rule) -> bool:
    return high < end and high // MINUTES_PER_DAY - low // MINUTES_PER_DAY >= rule.days


# -- what was open, and what was held ----------------------------------------------------


def _judge(look: Look, gap: _Gap, rule: Rule) -> None:
    enquiry = look.enquiry
    trigger = Trigger((gap.before,), gap.before.agency_id, gap.low, min(gap.high, gap.low + 1))
    opened = _open(enquiry, gap, rule)
    held = _held(enquiry, gap, rule)
    if not opened or held is None or not look.in_time(trigger, rule):
        return
    silent = [
        agency_id
        for agency_id in enquiry.formal
        if speaks(enquiry, agency_id) and not enquiry.can_tell(agency_id, gap.low, gap.high)
    ]
    if silent:
        for agency_id in silent:
            look.cannot(agency_id)
        return
    _add(look, gap, opened, held)


def _open(enquiry: Enquiry, gap: _Gap, rule: Rule) -> list[_Open]:
    """Return what was open through all of a stretch, of each agency the latest."""
    found = []
    for agency_id in enquiry.formal:
        row = _case(enquiry, agency_id, gap, rule)
        if row is not None:
            found.append(_Open(agency_id, row, "a case"))
            continue
        plans = certainly_held(
            enquiry,
            agency_id,
            gap.low,
            gap.high,
            topics=rule.topics,
            persons=enquiry.view.household,
        )
        if plans:
            found.append(_Open(agency_id, plans[0][1].via, plans[0][0].label))
    return found


def _case(enquiry: Enquiry, agency_id: str, gap: _Gap, rule: Rule) -> str | None:
    """Return the row that opened an agency's case, if none since may have closed it."""
    bounds = enquiry.view.bounds
    opened = [
        event
        for event in enquiry.of_kinds(agency_id, rule.kinds)
        if bounds[event.event_id].end_hi <= gap.low and about_whom(enquiry, event)
    ]
    for event in reversed(opened):
        who, begins = about_whom(enquiry, event), bounds[event.event_id].start_lo
        closed = any(
            about_whom(enquiry, e) & who
            and bounds[e.event_id].end_hi >= begins
            and bounds[e.event_id].start_lo <= gap.high
            for e in enquiry.of_kinds(agency_id, rule.answers)
        )
        return None if closed else event.event_id
    return None


def _held(enquiry: Enquiry, gap: _Gap, rule: Rule) -> tuple[str, Fact, Acquisition] | None:
    """Return the weightiest thing that an organisation held through all of a stretch."""
    best: tuple[str, Fact, Acquisition] | None = None
    for agency_id in enquiry.formal:
        found = certainly_held(
            enquiry,
            agency_id,
            gap.low + 1,
            gap.high,
            least=rule.least_weight,
            persons=enquiry.view.household,
        )
        if found and (best is None or found[0][0].weight > best[1].weight):
            best = (agency_id, *found[0])
    return best


def _on_one_day(enquiry: Enquiry, gap: _Gap) -> bool:
    """Whether the rows on either side are each of one known day.

    Where one may lie further away, what was open at the time may have ended in between.
    """
    sides = [gap.before, *([gap.after] if gap.after is not None else [])]
    bounds = [enquiry.view.bounds[event.event_id] for event in sides]
    return all(b.end_hi - b.start_lo < MINUTES_PER_DAY for b in bounds)


def _add(look: Look, gap: _Gap, opened: list[_Open], held: tuple[str, Fact, Acquisition]) -> None:
    enquiry = look.enquiry
    holder, fact, acquired = held
    sure = gap.certainty is Certainty.CERTAIN and _on_one_day(enquiry, gap)
    certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
    cited = [Cited(gap.before.event_id, Cites.SEEN)]
    cited += [Cited(gap.after.event_id, Cites.SEEN)] if gap.after is not None else []
    cited += [Cited(one.row, Cites.PLAN) for one in opened]
    cited.append(Cited(acquired.via, Cites.HELD))
    words = "; ".join(f"{enquiry.name(one.agency_id)} ({one.what})" for one in opened)
    until = "to the end" if gap.after is None else f"to {day_of(gap.high)}"
    look.add(
        # no two gaps end with one row
        "the end" if gap.after is None else gap.after.event_id,
        certainty=certainty,
        statement=(
            f"From {day_of(gap.low)} {until}, {counted(gap.days, 'day')}, no organisation has "
            "anything on record about the household but routine paperwork. Open at the time: "
            f"{words}. Held at the time: {enquiry.fact(fact)}."
        ),
        question=(
            "What contact was planned for this time, and who would have noticed that there was "
            "none?"
        ),
        weight=weigh(fact.weight, 1, gap.days / 28),
        group=DEFINITION.family,
        agencies=tuple(dict.fromkeys((*(one.agency_id for one in opened), holder))),
        persons=enquiry.view.household,
        facts=(fact.fact_id,),
        form="nothing on record",
        window=(gap.days, gap.days) if sure else None,
        cited=cited if sure else possible(cited),
        omission=(f"gap:{gap.before.event_id}",),
    )
