"""Abuse of an earlier partner was held, with no record that a disclosure was considered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Fact, Role
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import Timed, may_concern

DEFINITION = Definition(
    key="earlier-partner",
    title="Abuse of an earlier partner, with no record that a disclosure was considered",
    asks="Who held that an earlier partner had been abused, and was telling the next considered?",
    how=(
        "An agency of which the rule expects it (the police) held abuse of an earlier partner, "
        "and while the disclosure scheme was in force was in contact with the person who was "
        "killed, as subject or present; with no row of the scheme on anybody's record about "
        "either of them, at any time before that contact or in the days of the rule after it. The "
        "first such contact is what is asked about, one line for each agency and thing held. What "
        "the person who was killed is recorded to have told herself or himself, and what was "
        "learned through the review, do not count. That other agencies had no record of it is "
        "asked under “No record that it was shared”. Where a row records a reason for not "
        "sharing, the question asks how that was weighed."
    ),
    sources=("004 3.1",),
    codes=("6C",),
    order=36,
    needs=(Need.INFORMATION,),
    forms=(("disclosure", "held, in contact, and no record of the disclosure scheme"),),
    cannot_see=(
        "What was said without the scheme's name; whether they were a couple by then; whether "
        "a disclosure would have been lawful, proportionate or safe."
    ),
    family="referral",
    counts=(
        "record of an earlier partner's abuse with none of a disclosure",
        "records of an earlier partner's abuse with none of a disclosure",
    ),
    by_topic=True,
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and thing held of an earlier partner's abuse."""
    look = Look(
        enquiry,
        DEFINITION,
        "considered a disclosure at",
        ("contact while it held an earlier partner's abuse", "contacts"),
        "a disclosure being considered",
    )
    for rule in enquiry.rules_for(DEFINITION.key):
        schemes = Timed(
            enquiry, [e for a in enquiry.formal for e in enquiry.of_kinds(a, rule.answers)]
        )
        for agency_id in enquiry.formal:
            if rule.expected_of(enquiry.agency(agency_id)):
                for fact in _facts(enquiry, agency_id, rule):
                    _look_at(look, agency_id, fact, schemes, rule)
    return look.results()


def _facts(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Fact]:
    """Yield what an agency held of abuse by the perpetrator of somebody else."""
    view = enquiry.view
    for fact_id in sorted(enquiry.knowledge.facts.by_agency.get(agency_id, ())):
        fact = view.facts[fact_id]
        if fact.topic not in rule.topics or fact.by is None:
            continue
        victim = fact.about is not None and view.persons[fact.about].is_a(Role.VICTIM)
        if view.persons[fact.by].is_a(Role.PERPETRATOR) and not victim:
            yield fact


@dataclass(frozen=True, slots=True)
class _Contact:
    """A contact at which a fact was held: from what minute on, and through which row."""

    trigger: Trigger
    held: Acquisition
    certainty: Certainty


def _look_at(look: Look, agency_id: str, fact: Fact, schemes: Timed, rule: Rule) -> None:
    enquiry = look.enquiry
    held = [
        a
        for a in enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
        if not _told_by_victim(enquiry, a)
    ]
    contact = _first(enquiry, agency_id, held, rule) if held else None
    if contact is None:
        return
    who = frozenset((*enquiry.view.seen[contact.trigger.rows[0].event_id], fact.by or ""))
    before = contact.trigger.high // MINUTES_PER_DAY
    rows = may_concern(schemes.near(contact.trigger, rule, before), who)
    certainty = look.after(contact.trigger, (), rule, earlier=rows, before=before)
    if certainty is not None:
        if contact.certainty is Certainty.POSSIBLE:
            certainty = Certainty.POSSIBLE
        _add(look, agency_id, fact, contact, certainty, rule)


def _told_by_victim(enquiry: Enquiry, held: Acquisition) -> bool:
    """Whether the person who was killed said it: a disclosure would tell her or him nothing new."""
    view = enquiry.view
    said = [r.said_by for r in view.events[held.coded_on].reveals if r.fact_id == held.subject]
    return bool(said) and all(
        one is not None and view.persons[one].is_a(Role.VICTIM) for one in said
    )


def _first(
    enquiry: Enquiry, agency_id: str, held: list[Acquisition], rule: Rule
) -> _Contact | None:
    """Return the first contact under the rule at which a fact was held, for certain if there is.

    Exact: the contact and the acquisition lie anywhere in their spans; where it is only possible,
    the contact is looked at from the first minute on at which the fact can have been held.
    """
    view = enquiry.view
    victims = frozenset(p.person_id for p in view.persons.values() if p.is_a(Role.VICTIM))
    maybe: _Contact | None = None
    for contact in enquiry.contacts_with(agency_id, victims):
        trigger = Trigger.of(enquiry, (view.events[contact.event_id],))
        inside = trigger.low >= view.scope_lo and trigger.high < view.end_lo
        if not inside or not rule.holds(trigger.low, trigger.high):
            continue
        for a in held:
            own = a.atoms == (contact.event_id,)
            if a.certain and (own or a.latest < trigger.low):
                return _Contact(trigger, a, Certainty.CERTAIN)
            if maybe is None and (own or a.earliest < trigger.high):
                low = trigger.low if own else max(trigger.low, a.earliest)
                narrowed = Trigger(trigger.rows, agency_id, low, trigger.high)
                maybe = _Contact(narrowed, a, Certainty.POSSIBLE)
    return maybe


def _add(
    look: Look, agency_id: str, fact: Fact, contact: _Contact, certainty: Certainty, rule: Rule
) -> None:
    enquiry, event = look.enquiry, contact.trigger.rows[0]
    view, within = enquiry.view, Within.of(rule)
    source = view.events[contact.held.via]
    barred = any(e.bar is not None for e in (event, source))
    seen = enquiry.persons_in_order(view.seen[event.event_id])
    victims = [p for p in seen if view.persons[p].is_a(Role.VICTIM)]
    name = enquiry.person(victims[0])
    cited: tuple[Cited, ...] = (
        Cited(event.event_id, Cites.CONTACT),
        Cited(source.event_id, Cites.HELD),
    )
    sure = contact.certainty is Certainty.CERTAIN
    look.add(
        agency_id,
        fact.fact_id,
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}, with "
            f"{name}. {enquiry.name(agency_id)} {'held' if sure else 'possibly held'}, by then: "
            f"{enquiry.fact(fact)}. There is no record, before it or within {within.words}, that a "
            "disclosure under the scheme was considered."
        ),
        question=(
            "A reason for not sharing is recorded. How was that decision recorded, and was it "
            "looked at again as risk rose?"
            if barred
            else f"Was a disclosure to {name} under the scheme considered, and what decided it?"
        ),
        weight=weigh(fact.weight, 0 if barred else 1),
        group=DEFINITION.family,
        agencies=(agency_id,),
        teams=(event.team_id,),
        persons=(*victims, fact.by or ""),
        facts=(fact.fact_id,),
        form="disclosure",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"disclosure:{agency_id}:{fact.fact_id}",),
    )
