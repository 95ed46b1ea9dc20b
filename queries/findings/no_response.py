"""A disclosure, a concern or a request, with no record of what was done about it."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.model import Event, Stance, agency_of
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, upper_first, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import involved

DEFINITION = Definition(
    key="no-response",
    title="No record of a response to what was said or asked",
    asks="What was said or asked, with no record of what was done about it?",
    how=(
        "A row in which somebody discloses abuse or raises a concern about the household (which "
        "the row may only mention), with no record by the same agency of a response on that day "
        "or in the days after (the rule says how many): no Response or Outcome on the row, "
        "nothing that says it responds to it, no share, referral, assessment, meeting, advice or "
        "other act about the same persons. Or a request to another agency, with no answer on that "
        "agency's record, nor on that of the one that asked. What an agency passed on in the same "
        "row is a response, and so is a recorded reason for not sharing it. "
        "What an agency whose chronology has no column for what was done (no row has a Response "
        "or Outcome) did about it cannot be told."
    ),
    sources=("000 ¶61", "002 5.2"),
    codes=("8D", "6C"),
    order=20,
    parameters=(),
    forms=(
        ("said", "a disclosure or a concern, with no record of a response"),
        ("asked", "a request to another agency, with no record of an answer"),
    ),
    cannot_see=(
        "A response that was given and not written down; whether a response would have been safe; "
        "agencies whose chronologies have no column for what was done."
    ),
    family="heard",
    counts=(
        "disclosure, concern or request with no record of a response",
        "disclosures, concerns or requests with no record of a response",
    ),
)

_SAID = (Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per row that was not answered, as far as the records say."""
    look = Look(
        enquiry,
        DEFINITION,
        "responded to",
        ("disclosure, concern or request", "disclosures, concerns or requests"),
        "a response",
    )
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            if "request-for-information" in rule.kinds:
                _requests(look, agency_id, rule)
            else:
                _disclosures(look, agency_id, rule)
    return look.results()


# -- said --------------------------------------------------------------------------------


def _disclosures(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    answers = enquiry.of_kinds(agency_id, rule.answers)
    for event in _said(enquiry, agency_id, rule):
        trigger = Trigger.of(enquiry, (event,))
        who = involved(event) & enquiry.view.household
        # a recorded reason for not sharing is a decision about it
        if event.response or event.outcome or event.shared_with or event.bar is not None:
            look.leave(trigger, "its own row says what was done")
        else:
            later = [e for e in answers if e is not event and involved(e) & who]
            found = [*later, *_in_answer(enquiry, agency_id, event)]
            certainty = look.after(trigger, found, rule, column=True)
            if certainty is not None:
                _add_said(look, trigger, certainty, rule)


def _said(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Event]:
    """Yield rows that somebody of the household, or about it, said something in; once each."""
    rows = enquiry.of_kinds(agency_id, rule.kinds)
    rows += [
        event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,), _SAID)
    ]
    household = enquiry.view.household
    for event in {event.event_id: event for event in rows}.values():
        kind = enquiry.view.kind(event)
        told = event.told_by or (kind is not None and kind.routine)
        # whom somebody else is worried about, or tells of, is often only mentioned
        if involved(event) & household and not told:
            yield event


def _in_answer(enquiry: Enquiry, agency_id: str, event: Event) -> list[Event]:
    """Return an agency's rows that say that they respond to a row."""
    return [e for e in enquiry.referring_rows(agency_id) if event.event_id in e.responds_to]


def _add_said(look: Look, trigger: Trigger, certainty: Certainty, rule: Rule) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    view, within = enquiry.view, Within.of(rule)
    facts = [view.facts[r.fact_id] for r in event.reveals if r.stance.gives_knowledge]
    heavy = max(facts, key=lambda fact: (fact.weight, fact.label), default=None)
    told = f", telling of {enquiry.fact(heavy)}" if heavy is not None else ""
    cited = (Cited(event.event_id, Cites.ASKED),)
    look.add(
        trigger.agency_id,
        event.event_id,
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.what(event)}{told}. There is no record of a response within {within.words}."
        ),
        question="What was done about it, and was whoever spoke told? What stood in the way?",
        weight=weigh(heavy.weight if heavy is not None else 2, 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=involved(event) & view.household,
        facts=tuple(fact.fact_id for fact in facts),
        form="said",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"response:{event.event_id}",),
    )


# -- asked -------------------------------------------------------------------------------


def _requests(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    for event in enquiry.of_kinds(agency_id, rule.kinds):
        asked = dict.fromkeys(agency_of(naming.team_id) for naming in event.shared_with)
        for other in asked:
            if other == agency_id or not enquiry.is_formal(other):
                continue
            trigger = Trigger.of(enquiry, (event,), other)
            certainty = look.after(trigger, _answers(enquiry, event, other, rule), rule)
            if certainty is None:
                continue
            # an answer would stand on the record of whoever asked, too
            both = Trigger.of(enquiry, (event,))
            if look.silence(both, Within.of(rule), certainty) is not None:
                _add_asked(look, trigger, certainty, rule)


def _answers(enquiry: Enquiry, event: Event, other: str, rule: Rule) -> list[Event]:
    """Return what would answer a request: the other's rows to it, and its own from the other."""
    mine = event.agency_id
    theirs = [e for e in enquiry.of_kinds(other, rule.answers) if mine in enquiry.named_by(e)]
    back = [
        e
        for e in enquiry.in_touch(mine, other)
        if e.agency_id == mine
        and e is not event
        and other in {agency_of(naming.team_id) for naming in e.told_by}
    ]
    linked = [*_in_answer(enquiry, other, event), *_in_answer(enquiry, mine, event)]
    return [*theirs, *back, *linked]


def _add_asked(look: Look, trigger: Trigger, certainty: Certainty, rule: Rule) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    view, within = enquiry.view, Within.of(rule)
    name = enquiry.name(trigger.agency_id)
    cited = (Cited(event.event_id, Cites.ASKED),)
    look.add(
        event.agency_id,
        trigger.agency_id,
        event.event_id,
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.what(event)} to {name}. There is no record of an answer within "
            f"{within.words}, on the record of either."
        ),
        question=f"{upper_first(name)}: did the request arrive, and was it answered?",
        weight=weigh(2, 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id, event.agency_id),
        teams=(),
        persons=view.seen[event.event_id] & view.household,
        form="asked",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"response:{event.event_id}",),
    )
