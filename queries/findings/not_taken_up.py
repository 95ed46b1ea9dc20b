"""Contact not taken up, more than once, and then a closure or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Role
from queries.after import Look, Trigger, Within, possible
from queries.around import Blind, ByTime, results_of
from queries.definition import Definition
from queries.enquiry import Enquiry, often, upper_first, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.held_at import certainly_held, heaviest, named_in
from queries.rules import Rule

DEFINITION = Definition(
    key="not-taken-up",
    title="Contact not taken up, then closed or nothing",
    asks=(
        "Where contact was not taken up more than once: what stood in the way, and how was safe "
        "contact offered?"
    ),
    how=(
        "Two or more rows in a row (the rule says how many, and how close together) in which one "
        "agency's contact with the victim or the perpetrator was not taken up, with no contact "
        "between them; and then either a closure within the days of the rule, with no call, visit "
        "or talk about safeguarding in between, or no further offer, call, visit, letter, referral "
        "or talk about safeguarding at all. What the last row says was done counts, unless the "
        "case was closed. What the agency knew to stand in the way is cited. The question is one "
        "to the agency, never to the person. Where an agency's chronology has no row of any such "
        "step, it cannot be told."
    ),
    sources=("000 ¶74", "000 ¶76", "004 3.1"),
    codes=("8D", "8E"),
    order=51,
    forms=(
        ("then closed", "a closure followed, with no other step in between"),
        ("then nothing", "no further step is on record"),
    ),
    cannot_see=(
        "Why contact was not taken up; whether an offer was safe to answer; attempts that were "
        "not written down. Children's appointments, which others decide about, are not looked at."
    ),
    family="heard",
    counts=(
        "run of contacts not taken up, then closed or nothing",
        "runs of contacts not taken up, then closed or nothing",
    ),
)

#: Whose contact is looked at, with the code of the framework it falls under.
_WHOSE = {Role.VICTIM: "8D", Role.PERPETRATOR: "8E"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of one agency about one person, none taken up, in a row."""

    agency_id: str
    person_id: str
    rows: tuple[Event, ...]
    certainty: Certainty

    def trigger(self, enquiry: Enquiry) -> Trigger:
        """Return it from its last row on: the last of several instants has exactly these bounds."""
        bounds = [enquiry.view.bounds[event.event_id] for event in self.rows]
        return Trigger(
            self.rows,
            self.agency_id,
            max(b.start_lo for b in bounds),
            max(b.end_hi for b in bounds),
        )


def find(enquiry: Enquiry) -> Results:
    """Return one finding per run of contacts not taken up that ends so."""
    looks = {
        role: Look(
            enquiry,
            replace(DEFINITION, codes=(code,)),
            "did anything more after",
            ("run of contacts not taken up", "runs of contacts not taken up"),
            "a further offer or step",
        )
        for role, code in _WHOSE.items()
    }
    first = next(iter(looks.values()))
    blind = Blind(
        first,
        "did anything more after",
        ("run of contacts not taken up", "runs of contacts not taken up"),
        "has no call, visit, letter or other step in it. Ask what was tried next",
    )
    for agency_id in enquiry.formal:
        rules = enquiry.rules_for(DEFINITION.key, agency_id)
        after = [rule for rule in rules if rule.answers]
        for rule in rules:
            if rule.answers or not after:
                continue
            for role, run in _runs(enquiry, agency_id, rule):
                _judge(looks[role], blind, run, after)
    return results_of((*looks.values(), blind))


# -- runs --------------------------------------------------------------------------------


def _runs(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[tuple[Role, _Run]]:
    rows = _untaken(enquiry, agency_id, rule)
    if len(rows) < rule.count:
        return
    untaken = frozenset(event.event_id for event in rows)
    for person in sorted(enquiry.view.persons.values(), key=lambda p: p.person_id):
        role = next((role for role in _WHOSE if person.is_a(role)), None)
        if role is None:
            continue
        own = [event for event in rows if _is_about(enquiry, event, person.person_id)]
        taken = ByTime(
            enquiry.view,
            (
                event
                for event in enquiry.view.contacts_of_agency.get(agency_id, ())
                if person.person_id in enquiry.view.seen[event.event_id]
                and event.event_id not in untaken
            ),
        )
        for run in _split(enquiry, own, taken, rule):
            if enquiry.times(event.event_id for event in run) >= rule.count:
                certainty = _certainty(enquiry, run, taken, rule)
                yield role, _Run(agency_id, person.person_id, run, certainty)


def _untaken(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[Event]:
    """Return an agency's rows of contact not taken up, in scope and in time, once each."""
    rows = enquiry.of_kinds(agency_id, rule.kinds)
    rows += [
        event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,))
    ]
    view = enquiry.view
    found = {
        event.event_id: event
        for event in rows
        if view.bounds[event.event_id].start_lo >= view.scope_lo
        and view.bounds[event.event_id].end_hi < view.end_lo
    }
    return sorted(found.values(), key=view.sort_key)


def _is_about(enquiry: Enquiry, event: Event, person_id: str) -> bool:
    """Whether a person is whom the contact was with: seen in the row, or else named by it."""
    seen = enquiry.view.seen[event.event_id]
    return person_id in (seen or named_in(event))


def _split(
    enquiry: Enquiry, rows: list[Event], taken: ByTime, rule: Rule
) -> Iterator[tuple[Event, ...]]:
    """Yield runs: rows that can be in a row, each near enough to the one before."""
    bounds, run = enquiry.view.bounds, list[Event]()
    for event in rows:
        if run:
            last, this = bounds[run[-1].event_id], bounds[event.event_id]
            apart = _days(last.end_hi, this.start_lo) > rule.days
            near = taken.between(last.start_lo, this.end_hi)
            if apart or any(_lies_between(enquiry, run[-1], e, event) for e in near):
                yield tuple(run)
                run = []
        run.append(event)
    if run:
        yield tuple(run)


def _lies_between(enquiry: Enquiry, one: Event, event: Event, other: Event) -> bool:
    """Whether a row certainly lies between two."""
    return _is_before(enquiry, one, event) and _is_before(enquiry, event, other)


def _is_before(enquiry: Enquiry, one: Event, other: Event) -> bool:
    view = enquiry.view
    return view.bounds[one.event_id].end_hi < view.bounds[
        other.event_id
    ].start_lo or view.comes_before(one.event_id, other.event_id)


def _certainty(enquiry: Enquiry, run: tuple[Event, ...], taken: ByTime, rule: Rule) -> Certainty:
    """Return whether rows are in a row and near enough in every world, or in some."""
    view = enquiry.view
    bounds = [view.bounds[event.event_id] for event in run]
    near = all(
        _days(earlier.start_lo, later.end_hi) <= rule.days for earlier, later in pairwise(bounds)
    )
    # a contact that certainly lies before the first row, or after the last, breaks no run
    clear = all(
        _is_before(enquiry, event, run[0]) or all(_is_before(enquiry, e, event) for e in run)
        for event in taken.between(bounds[0].start_lo, max(b.end_hi for b in bounds))
    )
    return Certainty.CERTAIN if near and clear else Certainty.POSSIBLE


# -- what followed -----------------------------------------------------------------------


def _judge(look: Look, blind: Blind, run: _Run, rules: Iterable[Rule]) -> None:
    trigger = run.trigger(look.enquiry)
    rules = [rule for rule in rules if look.in_time(trigger, rule)]
    closed = [rule for rule in rules if rule.kinds]
    for rule in closed:
        closure = _closure(look.enquiry, run, trigger, rule)
        if closure is not None:
            _closed(look, run, trigger, closure, rule)
            return
    for rule in rules:
        if not rule.kinds:
            _nothing(look, blind, run, trigger, rule)


def _closure(enquiry: Enquiry, run: _Run, trigger: Trigger, rule: Rule) -> Event | None:
    """Return the first closure that can lie in the days after the last row."""
    until = Within(rule.days).until(trigger.high // MINUTES_PER_DAY)
    for event in enquiry.of_kinds(run.agency_id, rule.kinds):
        bounds = enquiry.view.bounds[event.event_id]
        before = any(enquiry.view.comes_before(event.event_id, row) for row in trigger.ids)
        about = run.person_id in named_in(event) and not before
        if about and bounds.end_hi >= trigger.low and bounds.start_lo <= until:
            return event
    return None


def _closed(look: Look, run: _Run, trigger: Trigger, closure: Event, rule: Rule) -> None:
    """List a run that a closure followed, with no step between.

    Days are whole. Every choice of the two instants holds the days from the last row at its latest
    to the closure at its earliest, so what can lie outside those can lie outside in some world;
    and what lies outside the widest days does so in every world.
    """
    enquiry = look.enquiry
    view, bounds = enquiry.view, enquiry.view.bounds[closure.event_id]
    steps = [
        view.bounds[event.event_id]
        for event in _steps(enquiry, run, trigger, rule)
        if event is not closure
        and not any(view.comes_before(event.event_id, row) for row in trigger.ids)
        and not view.comes_before(closure.event_id, event.event_id)
    ]
    first, last = _day(trigger.low), _day(trigger.high)
    soonest, latest = (_day(m) + MINUTES_PER_DAY for m in (bounds.start_lo, bounds.end_hi))
    if any(b.start_lo >= last and b.end_hi < soonest for b in steps):
        look.leave(trigger, "a step was taken before the case was closed")
        return
    clear = all(b.end_hi < first or b.start_lo >= latest for b in steps)
    # it closed in the days after in every world
    after = bounds.start_lo >= last and bounds.end_hi <= Within(rule.days).until(
        trigger.low // MINUTES_PER_DAY
    )
    sure = clear and after and run.certainty is Certainty.CERTAIN
    certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
    if _can_tell(look, run, trigger, max(trigger.high, bounds.end_hi)):
        _add(look, run, trigger, certainty, rule, closure)


def _nothing(look: Look, blind: Blind, run: _Run, trigger: Trigger, rule: Rule) -> None:
    enquiry = look.enquiry
    # where dates are in doubt, more than one row can be the last
    done = {bool(e.response or e.outcome or e.shared_with) for e in _may_be_last(enquiry, run)}
    if done == {True}:
        look.leave(trigger, "its last row says what was done")
        return
    steps = _steps(enquiry, run, trigger, rule)
    if not enquiry.of_kinds(run.agency_id, rule.answers):
        blind.count(run.agency_id)
        return
    certainty = look.after(trigger, steps, rule)
    if certainty is not None:
        sure = (
            certainty is Certainty.CERTAIN and run.certainty is Certainty.CERTAIN and not any(done)
        )
        _add(look, run, trigger, Certainty.CERTAIN if sure else Certainty.POSSIBLE, rule, None)


def _may_be_last(enquiry: Enquiry, run: _Run) -> list[Event]:
    return [
        event
        for event in run.rows
        if not any(_is_before(enquiry, event, other) for other in run.rows)
    ]


def _steps(enquiry: Enquiry, run: _Run, trigger: Trigger, rule: Rule) -> list[Event]:
    """Return what would be a further step about a person; not the rows of the run themselves."""
    key = (f"steps {rule.name}", run.agency_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = ByTime(enquiry.view, enquiry.of_kinds(run.agency_id, rule.answers))
    steps: ByTime = enquiry.memo[key]
    ids = {event.event_id for event in run.rows}
    return [
        event
        for event in steps.near(trigger, 0, rule.days)
        if run.person_id in named_in(event) and event.event_id not in ids
    ]


def _day(minute: int) -> int:
    """Return the first minute of a day."""
    return minute - minute % MINUTES_PER_DAY


def _days(one: int, other: int) -> int:
    """Return how many days lie from the day of one minute to the day of another."""
    return other // MINUTES_PER_DAY - one // MINUTES_PER_DAY


def _can_tell(look: Look, run: _Run, trigger: Trigger, until: int) -> bool:
    if look.enquiry.can_tell(run.agency_id, trigger.low, until):
        return True
    look.cannot(run.agency_id)
    return False


# -- the line ----------------------------------------------------------------------------


def _add(
    look: Look,
    run: _Run,
    trigger: Trigger,
    certainty: Certainty,
    rule: Rule,
    closure: Event | None,
) -> None:
    enquiry, who = look.enquiry, frozenset((run.person_id,))
    barriers = certainly_held(
        enquiry, run.agency_id, trigger.low, trigger.high, topics=rule.topics, persons=who
    )
    cited = [Cited(event.event_id, Cites.NOT_TAKEN_UP) for event in run.rows]
    cited += [Cited(closure.event_id, Cites.CLOSURE)] if closure is not None else []
    cited += [Cited(acquired.via, Cites.KNOWN) for _, acquired in barriers]
    look.add(
        run.agency_id,
        run.person_id,
        min(event.event_id for event in run.rows),  # of either order: dates can be in doubt
        certainty=certainty,
        statement=_statement(enquiry, run, rule, closure),
        question="What stood in the way, and how was safe contact offered?",
        weight=weigh(heaviest(enquiry, run.agency_id, trigger.low, trigger.high, who), 1),
        group=DEFINITION.family,
        agencies=(run.agency_id,),
        teams=tuple(dict.fromkeys(event.team_id for event in run.rows)),
        persons=who,
        facts=tuple(fact.fact_id for fact, _ in barriers),
        form="then nothing" if closure is None else "then closed",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        notes=tuple(
            f"{upper_first(enquiry.fact(fact))}: this was already on its record."
            for fact, _ in barriers
        ),
        omission=(f"not-taken-up:{run.rows[-1].event_id}",),
    )


def _statement(enquiry: Enquiry, run: _Run, rule: Rule, closure: Event | None) -> str:
    first, last = enquiry.when(run.rows[0]), enquiry.when(run.rows[-1])
    times = often(enquiry.times(event.event_id for event in run.rows))
    begins = (
        f"{enquiry.name(run.agency_id)}: contact with {enquiry.person(run.person_id)} was not "
        f"taken up {times} in a row, {first} to {last}"
    )
    if closure is None:
        return (
            f"{begins}. Apart from what those rows say, there is no record of a further "
            f"offer or step within {Within(rule.days).words}."
        )
    return (
        f"{begins}. The case was then closed ({enquiry.when(closure)}), with no record of a call, "
        "a visit or a talk about safeguarding in between."
    )
