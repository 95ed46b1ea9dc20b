"""Prescribed medication not taken, on record where it is treated, and nothing after it."""

from __future__ import annotations

from graphdb.model import Event, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import involving
from queries.rules import Rule

DEFINITION = Definition(
    key="medication-lapse",
    title="Medication not taken, with no record of what followed",
    asks="Where medication was not taken, what does the record show was done about it?",
    how=(
        "A row of an agency that treats somebody of the household, which says that prescribed "
        "medication was not taken, with no record by that agency, on that day or in the days "
        "after, of a further contact with that person, treatment, a referral or an appointment "
        "offered: no Response or Outcome on the row, nothing that says it responds to it. What is "
        "told again by the contact that follows is a line of its own only if nothing follows "
        "that. Help offered and declined is an answer. Where the row is itself a contact and the "
        "chronology says of nothing what was done, it cannot be told."
    ),
    sources=("004 3.4", "000 ¶75"),
    codes=("1D",),
    order=41,
    forms=(("nothing after", "no contact, treatment or offer in the days after"),),
    cannot_see=(
        "Advice given and not written down; whether somebody else prescribed; whether the "
        "medication still was needed."
    ),
    family="response",
    counts=(
        "lapse in medication with no record of what followed",
        "lapses in medication with no record of what followed",
    ),
)

#: What somebody said or saw; not a history retold, nor what a letter of another agency tells.
_STANCES = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per row and person."""
    look = Look(enquiry, DEFINITION, "followed up", ("lapse in medication", "lapses in medication"))
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            answers = enquiry.of_kinds(agency_id, rule.answers)
            for event in _rows(enquiry, agency_id, rule):
                for person, fact_id in _who(enquiry, event, rule):
                    _judge(look, event, person, fact_id, answers, rule)
    return look.results()


def _rows(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[Event]:
    """Return the rows that say so, once for each occurrence."""
    place = enquiry.view.place
    rows = {
        event.event_id: event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,), _STANCES)
    }
    once: dict[str, Event] = {}
    for event in sorted(rows.values(), key=lambda e: place[e.event_id]):
        once.setdefault(enquiry.view.occurrence_of[event.event_id], event)
    return list(once.values())


def _who(enquiry: Enquiry, event: Event, rule: Rule) -> list[tuple[str, str]]:
    """Return whose medication it was, with the fact."""
    facts = enquiry.view.facts
    found = {
        fact.about: fact.fact_id
        for r in event.reveals
        if r.stance in _STANCES and (fact := facts[r.fact_id]).topic in rule.topics and fact.about
    }
    return [(p, found[p]) for p in sorted(found) if p in enquiry.view.household]


def _judge(
    look: Look, event: Event, person: str, fact_id: str, answers: list[Event], rule: Rule
) -> None:
    enquiry, agency_id = look.enquiry, event.agency_id
    trigger = Trigger.of(enquiry, (event,))
    if event.response or event.outcome or event.shared_with:
        look.leave(trigger, "its own row says what was done")
        return
    # at a contact something may have been done that this chronology never writes down
    if enquiry.view.is_contact(event) and not enquiry.says_what_followed(agency_id):
        if look.in_time(trigger, rule):
            look.cannot(agency_id)
        return
    own = frozenset((person,))
    later = [e for e in involving(answers, own) if not _is_same(enquiry, e, event)]
    linked = [e for e in enquiry.referring_rows(agency_id) if event.event_id in e.responds_to]
    ended = [e for e in enquiry.view.rows_that_end.get(fact_id, ()) if e.agency_id == agency_id]
    certainty = look.after(trigger, [*later, *linked, *ended], rule)
    if certainty is not None:
        _add(look, trigger, person, fact_id, certainty, rule)


def _is_same(enquiry: Enquiry, one: Event, other: Event) -> bool:
    occurrence_of = enquiry.view.occurrence_of
    return occurrence_of[one.event_id] == occurrence_of[other.event_id]


def _add(
    look: Look, trigger: Trigger, person: str, fact_id: str, certainty: Certainty, rule: Rule
) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    view, fact = enquiry.view, look.enquiry.view.facts[fact_id]
    cited = (Cited(event.event_id, Cites.HAPPENED),)
    within = Within(rule.days, rule.working_days)
    look.add(
        trigger.agency_id,
        person,
        event.event_id,
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.fact(fact)}. There "
            "is no record of a further contact, treatment or an appointment offered within "
            f"{within.words}."
        ),
        question=(
            "Who knew, who was prescribing, and what was the plan where medication is not taken? "
            "Were those at home asked how things were?"
        ),
        weight=weigh(fact.weight, 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=(person,),
        facts=(fact_id,),
        form="nothing after",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"response:{event.event_id}",),
    )
