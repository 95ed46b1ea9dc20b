"""Prescribed medication not taken, on record where it is treated, and nothing after it."""

from __future__ import annotations

from dataclasses import dataclass

from graphdb.model import Event, Stance
from queries.after import Look, Trigger, Within
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import involving, split
from queries.rules import Rule

DEFINITION = Definition(
    key="medication-lapse",
    title="Medication not taken, with no record of what followed",
    asks="Where medication was not taken, what does the record show was done about it?",
    how=(
        "A row of an agency that treats somebody of the household, which says that prescribed "
        "medication was not taken, with no record by that agency, on that day or in the days "
        "after, of a further contact with that person, treatment, a referral or an appointment "
        "offered: no Response or Outcome on the row, nothing that says it responds to it. One line "
        "for an agency and person, with all such rows; what is told again by the contact that "
        "follows stands in it only if nothing follows that. Help offered and declined is an "
        "answer. Where a later row, with no contact between, tells of contacts not taken up and "
        "not of when (“two further appointments not kept”), one of them may have been offered in "
        "time, and the line is possible only. Where the row is itself a contact and the chronology "
        "has no column for what was done (no row has a Response or Outcome), it cannot be told."
    ),
    sources=("004 3.4", "000 ¶75"),
    codes=("1D",),
    order=41,
    needs=(Need.INFORMATION,),
    forms=(("nothing after", "no contact, treatment or offer in the days after"),),
    cannot_see=(
        "Advice given and not written down; whether somebody else prescribed; whether the "
        "medication still was needed."
    ),
    family="heard",
    counts=(
        "lapse in medication with no record of what followed",
        "lapses in medication with no record of what followed",
    ),
    starts_from=("treating agencies",),
)

#: The rule that lists what a row tells of that were offers, on days not given.
UNDATED = "offers on days not given"

#: What somebody said or saw; not a history retold, nor what a letter of another agency tells.
_STANCES = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and person."""
    look = Look(
        enquiry,
        DEFINITION,
        "followed up",
        ("lapse in medication", "lapses in medication"),
        "a further contact, treatment or an appointment offered",
    )
    for agency_id in enquiry.formal:
        rules, undated = split(enquiry.rules_for(DEFINITION.key, agency_id), UNDATED)
        for rule in rules:
            answers = enquiry.of_kinds(agency_id, rule.answers)
            found: dict[str, list[_Lapse]] = {}
            for event in _rows(enquiry, agency_id, rule):
                for person, fact_id in _who(enquiry, event, rule):
                    certainty = _judge(look, event, person, fact_id, answers, rule)
                    if certainty is not None:
                        offer = _undated(enquiry, event, person, undated, rule)
                        certainty = Certainty.POSSIBLE if offer else certainty
                        found.setdefault(person, []).append(
                            _Lapse(event, fact_id, certainty, offer)
                        )
            for person, lapses in found.items():
                _add(look, person, lapses, rule)
    return look.results()


@dataclass(frozen=True, slots=True)
class _Lapse:
    """A row with nothing after it, and how certain that is."""

    event: Event
    fact_id: str
    certainty: Certainty
    offer: Event | None


def _undated(
    enquiry: Enquiry, event: Event, person: str, undated: Rule | None, rule: Rule
) -> Event | None:
    """Return the first later row that tells of offers on days that it does not give.

    They lie after the last contact before that row, and so in no known days: one of them may
    lie in those of the rule. A row of a contact not taken up is itself an offer, on its own day.
    """
    if undated is None:
        return None
    view, low = enquiry.view, enquiry.view.bounds[event.event_id]
    mine = frozenset((person,))
    contacts = [
        view.bounds[e.event_id]
        for e in enquiry.about(view.contacts_of_agency.get(event.agency_id, ()), mine)
        if e is not event
    ]
    rows = {
        e.event_id: e
        for topic in undated.topics
        for e in enquiry.rows_on_topic.get((event.agency_id, topic), ())
        if e.kind not in rule.answers and enquiry.tells(e, (topic,)) and involving((e,), mine)
    }
    for later in sorted(rows.values(), key=view.sort_key):
        bounds = view.bounds[later.event_id]
        between = any(c.start_lo > low.known_hi and c.end_hi < bounds.start_lo for c in contacts)
        if later is not event and bounds.end_hi >= low.known_lo and not between:
            return later
    return None


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
) -> Certainty | None:
    enquiry, agency_id = look.enquiry, event.agency_id
    trigger = Trigger.of(enquiry, (event,))
    if event.response or event.outcome or event.shared_with:
        look.leave(trigger, "its own row says what was done")
        return None
    own = frozenset((person,))
    later = [e for e in involving(answers, own) if not _is_same(enquiry, e, event)]
    linked = [e for e in enquiry.referring_rows(agency_id) if event.event_id in e.responds_to]
    ended = [e for e in enquiry.view.rows_that_end.get(fact_id, ()) if e.agency_id == agency_id]
    # at a contact something may have been done that this chronology never writes down
    seen = enquiry.view.is_contact(event)
    return look.after(trigger, [*later, *linked, *ended], rule, column=seen)


def _is_same(enquiry: Enquiry, one: Event, other: Event) -> bool:
    occurrence_of = enquiry.view.occurrence_of
    return occurrence_of[one.event_id] == occurrence_of[other.event_id]


def _add(look: Look, person: str, lapses: list[_Lapse], rule: Rule) -> None:
    enquiry, view = look.enquiry, look.enquiry.view
    # the line tells of a row of which it is certain, where there is one
    first = next((lapse for lapse in lapses if lapse.certainty is Certainty.CERTAIN), lapses[0])
    event, fact = first.event, view.facts[first.fact_id]
    within = Within.of(rule)
    also = f" {counted(len(lapses), 'row')} say so." if len(lapses) > 1 else ""
    offers = {o.event_id: o for lapse in lapses if (o := lapse.offer) is not None}
    told = "".join(
        f" The row of {enquiry.when(offer)} tells of contacts not taken up, on days that it does "
        "not give."
        for offer in offers.values()
    )
    look.add(
        event.agency_id,
        person,
        certainty=first.certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.fact(fact)}. There "
            "is no record of a further contact, treatment or an appointment offered within "
            f"{within.words}.{also}{told}"
        ),
        question=(
            "Who knew, who was prescribing, and what was the plan where medication is not taken? "
            "Were those at home asked how things were?"
        ),
        weight=weigh(fact.weight, 1, len(lapses)),
        group=DEFINITION.family,
        agencies=(event.agency_id,),
        teams=tuple(dict.fromkeys(lapse.event.team_id for lapse in (first, *lapses))),
        persons=(person,),
        facts=tuple(dict.fromkeys(lapse.fact_id for lapse in lapses)),
        form="nothing after",
        cited=(
            *(Cited(lapse.event.event_id, Cites.HAPPENED, lapse.certainty) for lapse in lapses),
            *(Cited(offer, Cites.FOLLOWED, Certainty.POSSIBLE) for offer in offers),
        ),
        omission=tuple(f"response:{lapse.event.event_id}" for lapse in lapses),
    )
