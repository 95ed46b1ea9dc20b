"""A fear that children would be removed, on record, and nothing said or done about it."""

from __future__ import annotations

from graphdb.model import Event, Fact, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import involving
from queries.rules import Rule

DEFINITION = Definition(
    key="removal-feared",
    title="Fear that children would be removed, with no record of a response",
    asks=(
        "Where somebody feared that the children would be taken away, what were they told, and "
        "who stood beside them?"
    ),
    how=(
        "A row of an organisation in which somebody of the household says, or is seen to fear, "
        "that children would be removed, with no record by the same agency, on that day or in the "
        "days after, of anything about it: no Response or Outcome on the row, nothing that says "
        "it responds to it, no advice or reassurance, advocate, referral, safety planning, legal "
        "advice or support, no further row that speaks of the fear. Help offered and declined is "
        "an answer, and so is a reason recorded for not passing it on. A fear told again while "
        "its answer is awaited makes no line of its own. An agency whose chronology has no column "
        "for what was done (no row has a Response or Outcome) cannot be told of."
    ),
    sources=("004 3.1", "000 ¶76"),
    codes=("8D",),
    order=42,
    needs=(Need.INFORMATION,),
    forms=(("nothing after", "no response on record in the days after"),),
    cannot_see=(
        "Reassurance that was given and not written down; whether the fear kept somebody from "
        "speaking of anything else; a fear that nobody recorded."
    ),
    family="heard",
    counts=(
        "fear that children would be removed, with no record of a response",
        "fears that children would be removed, with no record of a response",
    ),
    by_topic=True,
)

_STANCES = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per row in which the fear is on record."""
    look = Look(
        enquiry,
        DEFINITION,
        "responded to",
        ("fear that children would be removed", "fears that children would be removed"),
        "what was said or done about it",
    )
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            rows = _rows(enquiry, agency_id, rule)
            answers = [*enquiry.of_kinds(agency_id, rule.answers), *rows]
            for fear in _occasions(enquiry, rows):
                _judge(look, fear, answers, rule)
    return look.results()


def _rows(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[Event]:
    """Return the rows in which the fear was said or seen, not passed on by another agency."""
    place, household = enquiry.view.place, enquiry.view.household
    rows = {
        event.event_id: event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,), _STANCES)
        and enquiry.view.seen[event.event_id] & household
        and not event.told_by
    }
    return sorted(rows.values(), key=lambda event: place[event.event_id])


def _occasions(enquiry: Enquiry, rows: list[Event]) -> list[tuple[Event, ...]]:
    """Return the rows of each occurrence together: told twice, it was said once."""
    found: dict[str, list[Event]] = {}
    for event in rows:
        found.setdefault(enquiry.view.occurrence_of[event.event_id], []).append(event)
    return [tuple(events) for events in found.values()]


def _judge(look: Look, fear: tuple[Event, ...], answers: list[Event], rule: Rule) -> None:
    enquiry, agency_id = look.enquiry, fear[0].agency_id
    trigger = Trigger.of(enquiry, fear)
    if any(e.response or e.outcome or e.shared_with or e.bar is not None for e in fear):
        look.leave(trigger, "its own row says what was done")
    else:
        who = _persons(enquiry, fear)
        later = [e for e in involving(answers, who) if e.event_id not in trigger.ids]
        linked = [
            e
            for e in enquiry.referring_rows(agency_id)
            if not trigger.ids.isdisjoint(e.responds_to)
        ]
        certainty = look.after(trigger, [*later, *linked], rule, column=True)
        if certainty is not None:
            _add(look, trigger, _fact(enquiry, trigger.rows[0], rule), certainty, rule)


def _persons(enquiry: Enquiry, rows: tuple[Event, ...]) -> frozenset[str]:
    seen = (enquiry.view.seen[event.event_id] for event in rows)
    return frozenset().union(*seen) & enquiry.view.household


def _fact(enquiry: Enquiry, event: Event, rule: Rule) -> Fact:
    facts = [enquiry.view.facts[r.fact_id] for r in event.reveals if r.stance in _STANCES]
    return enquiry.facts_in_order(f for f in facts if f.topic in rule.topics)[0]


def _add(look: Look, trigger: Trigger, fact: Fact, certainty: Certainty, rule: Rule) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    view, within = enquiry.view, Within.of(rule)
    cited = tuple(Cited(e.event_id, Cites.ASKED) for e in trigger.rows)
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.fact(fact)}. There "
            f"is no record of what was said or done about it within {within.words}."
        ),
        question=(
            "What was said about the children, and by whom? Was somebody there who was on the "
            "side of whoever was afraid?"
        ),
        weight=weigh(fact.weight, 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=_persons(enquiry, trigger.rows),
        facts=(fact.fact_id,),
        form="nothing after",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=tuple(f"response:{e.event_id}" for e in trigger.rows),
    )
