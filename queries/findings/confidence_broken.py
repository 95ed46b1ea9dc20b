"""What was told in confidence reached the other person: how, and what followed for safety."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event
from queries.after import Look, Trigger, Within, unanswered
from queries.definition import Definition
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
        "of one occurrence, are one line for each organisation that has it on record. What its "
        "records then show within the rule's days (safety planning, a risk assessment, a "
        "supervisor told, a referral, a meeting: the rule's list) is cited; where there is none, "
        "and its chronology covers the time and is coded, the line says so, else that this cannot "
        "be told. A reason for not sharing keeps nothing out. That it was told to one agency is "
        "no reason to look for it at another."
    ),
    sources=("004 3.3",),
    codes=("6C",),
    order=47,
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


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and time that a confidence was broken."""
    look = Look(
        enquiry,
        DEFINITION,
        "recorded what followed for safety after",
        ("broken confidence", ""),
    )
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            for trigger in _told(enquiry, agency_id, rule):
                if look.in_time(trigger, rule):
                    _judge(look, trigger, rule)
    return look.results()


def _told(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Trigger]:
    """Yield what an agency's rows tell of, once for each occurrence and each day as written."""
    view = enquiry.view
    rows = {
        event.event_id: event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,)) and _persons(enquiry, event, rule)
    }
    seen: dict[object, str] = {}
    times: dict[str, list[Event]] = {}
    for event in sorted(rows.values(), key=view.sort_key):
        bounds = view.bounds[event.event_id]
        day = (bounds.start_lo // MINUTES_PER_DAY, bounds.end_hi // MINUTES_PER_DAY)
        occurrence = view.occurrence_of[event.event_id]
        key = seen.get(occurrence) or seen.get(day) or event.event_id
        seen.setdefault(occurrence, key)
        seen.setdefault(day, key)
        times.setdefault(key, []).append(event)
    for found in times.values():
        yield Trigger.of(enquiry, found)


def _persons(enquiry: Enquiry, event: Event, rule: Rule) -> frozenset[str]:
    """Return the members of the household whose confidence it was."""
    view = enquiry.view
    facts = (view.facts[r.fact_id] for r in event.reveals if r.stance.gives_knowledge)
    whose = {person for f in facts if f.topic in rule.topics for person in f.persons}
    return frozenset(whose) & view.household or view.seen[event.event_id] & view.household


def _judge(look: Look, trigger: Trigger, rule: Rule) -> None:
    enquiry = look.enquiry
    persons = frozenset().union(*(_persons(enquiry, e, rule) for e in trigger.rows))
    within = Within(rule.days, rule.working_days)
    after = _after(enquiry, trigger, persons, rule, within)
    if after:
        _add(look, trigger, persons, "followed", _followed(enquiry, after), after)
        return
    certainty = look.silence(trigger, within, Certainty.CERTAIN)
    if certainty is None:
        _add(look, trigger, persons, "reached the other person", "", [])
        return
    _add(
        look,
        trigger,
        persons,
        "nothing on record after",
        f" There is no record of what followed for safety within {within.words}.",
        [],
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
    whose = listed([enquiry.person(person) for person in sorted(persons)])
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=Certainty.CERTAIN,
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
        cited=(
            *(Cited(row.event_id, Cites.HAPPENED) for row in trigger.rows),
            *(Cited(row.event_id, Cites.FOLLOWED, sure) for row, sure in after),
        ),
    )
