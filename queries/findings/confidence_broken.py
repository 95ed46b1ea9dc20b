"""What was told in confidence reached the other person: how, and what followed for safety."""

from __future__ import annotations

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event
from queries.after import Look, Trigger, Within, unanswered
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule

DEFINITION = Definition(
    key="confidence-broken",
    title="What was told in confidence reached the other person",
    asks="How did what was told in confidence reach the other person, and what followed then?",
    how=(
        "A row of an organisation that tells that something told in confidence by, or about, a "
        "member of the household reached somebody it was not meant for (the topic of the rule); "
        "in scope and before the end, however the dates fall. Rows that tell of it on one day, or "
        "of one occurrence, are one line for each organisation that has it on record. Where the "
        "dates leave open whether two rows are of one day, each is a line, and only one of the two "
        "is certain, for the other may be of the same time. What its records then show within the "
        "rule's days (safety planning, a risk assessment, a supervisor told, a referral, a "
        "meeting: the rule's list) is cited; where there is none, and its chronology covers the "
        "time and is coded, the line says so, else that this cannot "
        "be told. A reason for not sharing keeps nothing out. That it was told to one agency is "
        "no reason to look for it at another."
    ),
    sources=("004 3.3",),
    codes=("6C",),
    order=47,
    needs=(Need.INFORMATION,),
    forms=(
        ("followed", "something is on record that followed for safety"),
        ("nothing on record after", "no record of what followed within the days"),
        ("reached the other person", "what followed cannot be told"),
    ),
    cannot_see=(
        "How it reached the other person, and through whom; a confidence that was broken and that "
        "nobody wrote down, or that only people close to them tell of."
    ),
    family="heard",
    counts=(
        "time that something told in confidence reached the other person",
        "times that something told in confidence reached the other person",
    ),
)

_Followed = tuple[Event, Certainty]

_MAYBE_ONE = (
    "By its dates this may be the time of which another row of the same agency tells: then the two "
    "are one."
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and time that a confidence was broken."""
    look = Look(
        enquiry,
        DEFINITION,
        "recorded what followed for safety after",
        ("broken confidence", ""),
        "anything done for safety",
    )
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            rows = _telling(enquiry, agency_id, rule)
            triggers = [
                Trigger.of(enquiry, found)
                for found in _times(
                    enquiry, [e for e in rows if look.in_time(Trigger.of(enquiry, (e,)), rule)]
                )
            ]
            for trigger in triggers:
                _judge(look, trigger, rule, _own_time(enquiry, trigger, rows))
    return look.results()


def _telling(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[Event]:
    """Return an agency's rows that tell of it, in their order."""
    rows = {
        event.event_id: event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,)) and _persons(enquiry, event, rule)
    }
    return sorted(rows.values(), key=enquiry.view.sort_key)


def _times(enquiry: Enquiry, rows: list[Event]) -> list[list[Event]]:
    """Return the rows by what they tell of: one occurrence, or one day as it is written."""
    found: list[tuple[set[object], list[Event]]] = []
    for event in rows:
        b = enquiry.view.bounds[event.event_id]
        keys: set[object] = {
            enquiry.view.occurrence_of[event.event_id],
            (b.start_lo // MINUTES_PER_DAY, b.end_hi // MINUTES_PER_DAY),
        }
        together = [event]
        for other in [one for one in found if one[0] & keys]:
            found.remove(other)
            keys |= other[0]
            together = other[1] + together
        found.append((keys, together))
    return [together for _, together in found]


def _own_time(enquiry: Enquiry, trigger: Trigger, rows: list[Event]) -> Certainty:
    """Return whether these rows tell of a time of their own, in every world or in one.

    The line is known by the least of their ids. Where a row with a lesser one can be of the same
    day, or its occurrence can, that row's line may be this one.
    """
    view = enquiry.view
    near, new = set(trigger.ids), list(trigger.rows)
    by_occurrence: dict[str, list[Event]] = {}
    for event in rows:
        if not view.is_fatal(event) and not event.learned_after_death:
            by_occurrence.setdefault(view.occurrence_of[event.event_id], []).append(event)
    while new:
        one = new.pop()
        for found in by_occurrence.values():
            if any(e.event_id not in near and _maybe_one_day(enquiry, one, e) for e in found):
                near |= {e.event_id for e in found}
                # of a single row the day is that of the row beside it: nothing further
                new += found if len(found) > 1 else []
    return Certainty.CERTAIN if min(near) == min(trigger.ids) else Certainty.POSSIBLE


def _maybe_one_day(enquiry: Enquiry, one: Event, other: Event) -> bool:
    """Whether two rows can begin on one day, and end on one."""
    a, b = enquiry.view.bounds[one.event_id], enquiry.view.bounds[other.event_id]
    return _meet((a.start_lo, a.start_hi), (b.start_lo, b.start_hi)) and _meet(
        (a.end_lo, a.end_hi), (b.end_lo, b.end_hi)
    )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    day = MINUTES_PER_DAY
    return one[0] // day <= other[1] // day and other[0] // day <= one[1] // day


def _persons(enquiry: Enquiry, event: Event, rule: Rule) -> frozenset[str]:
    """Return the members of the household whose confidence it was."""
    view = enquiry.view
    facts = (view.facts[r.fact_id] for r in event.reveals if r.stance.gives_knowledge)
    whose = {person for f in facts if f.topic in rule.topics for person in f.persons}
    return frozenset(whose) & view.household or view.seen[event.event_id] & view.household


def _judge(look: Look, trigger: Trigger, rule: Rule, sure: Certainty) -> None:
    enquiry = look.enquiry
    persons = frozenset().union(*(_persons(enquiry, e, rule) for e in trigger.rows))
    within = Within.of(rule)
    after = _after(enquiry, trigger, persons, rule, within)
    if after:
        _add(look, trigger, persons, "followed", _followed(enquiry, after), after, sure)
        return
    certainty = look.silence(trigger, within, Certainty.CERTAIN)
    if certainty is None:
        _add(look, trigger, persons, "reached the other person", "", [], sure)
        return
    _add(
        look,
        trigger,
        persons,
        "nothing on record after",
        f" There is no record of what followed for safety within {within.words}.",
        [],
        sure,
    )


def _after(
    enquiry: Enquiry, trigger: Trigger, persons: frozenset[str], rule: Rule, within: Within
) -> list[_Followed]:
    """Return what followed in at least one world: a row in doubt never makes a silence.

    Each with whether it did in every world.
    """
    view = enquiry.view
    found = []
    for event in enquiry.about(enquiry.of_kinds(trigger.agency_id, rule.answers), persons):
        if event.event_id in trigger.ids:
            continue
        linked = not trigger.ids.isdisjoint(event.responds_to)
        before = any(view.comes_before(event.event_id, row) for row in trigger.ids)
        bounds = view.bounds[event.event_id]
        spans = [(bounds.start_lo, bounds.end_hi)]
        silent = None if linked else unanswered(trigger.low, trigger.high, within, spans)
        if silent is not Certainty.CERTAIN and (linked or not before):
            sure = Certainty.CERTAIN if silent is None else Certainty.POSSIBLE
            found.append((event, sure))
    return found


def _followed(enquiry: Enquiry, after: list[_Followed]) -> str:
    words = [f"{enquiry.what(event)} ({enquiry.when(event)})" for event, _ in after[:3]]
    more = f" and {len(after) - 3} more" if len(after) > 3 else ""
    return f" What followed on its record: {listed(words)}{more}."


def _add(
    look: Look,
    trigger: Trigger,
    persons: frozenset[str],
    form: str,
    says: str,
    after: list[_Followed],
    certainty: Certainty,
) -> None:
    enquiry, view = look.enquiry, look.enquiry.view
    event = trigger.rows[0]
    facts = {
        r.fact_id: view.facts[r.fact_id]
        for row in trigger.rows
        for r in row.reveals
        if r.stance.gives_knowledge
    }
    weight = max(f.weight for f in facts.values())
    whose = listed([enquiry.person(person) for person in enquiry.persons_in_order(persons)])
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: what was told in confidence "
            f"reached the other person (this concerned {whose}).{says}"
        ),
        question="How did it come to be known, and what was done about safety then?",
        weight=weigh(weight, 1 if after else 2),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=persons,
        facts=tuple(sorted(facts)),
        form=form,
        notes=() if certainty is Certainty.CERTAIN else (_MAYBE_ONE,),
        cited=(
            *(Cited(row.event_id, Cites.HAPPENED, certainty) for row in trigger.rows),
            *(Cited(row.event_id, Cites.FOLLOWED, sure) for row, sure in after),
        ),
    )
