"""A referral that a service did not take up, with no record of another to anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.model import Event, agency_of
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import Timed, involved, may_concern, named_anywhere

DEFINITION = Definition(
    key="referral-declined",
    title="Not taken up by the service, with no record of another referral",
    asks="After which referrals that a service did not take up is there no record of another?",
    how=(
        "A row that says that a service did not take up a referral, on its own record or on that "
        "of whoever referred, with no record by either, in the days of the rule, of a further "
        "referral, of a meeting or enquiry, of an offer, or that somebody took it up after all, "
        "about the same persons. A further referral to the agency that did not take it up counts, "
        "too; a share between the two does not. A row that itself names a third agency, in its "
        "columns or its text, is no trigger: it may show where the person was sent on to. Rows of "
        "one occurrence are one, and a "
        "row by which the other heard of it is none of its own. Of a row that records a reason "
        "for not sharing nothing is said."
    ),
    sources=("000 ¶67", "004 3.1"),
    codes=("6A",),
    order=33,
    forms=(("declined", "not taken up, with no record of a further referral by either"),),
    cannot_see=(
        "Whether the decision was right; a further referral by somebody else; what the person was "
        "told, and whether they wished for another."
    ),
    family="referral",
    counts=(
        "referral not taken up, with no record of another",
        "referrals not taken up, with no record of another",
    ),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per referral that was not taken up, with none after it on record."""
    look = Look(
        enquiry,
        DEFINITION,
        "referred on after",
        ("referral that was not taken up", "referrals that were not taken up"),
        "a referral on",
    )
    for rule in enquiry.rules_for(DEFINITION.key):
        answers: dict[str, Timed] = {}
        for declined in _declined(enquiry, rule):
            for party in declined.parties:
                if party not in answers:
                    answers[party] = Timed(enquiry, enquiry.of_kinds(party, rule.answers))
            _look_at(look, declined, answers, rule)
    return look.results()


@dataclass(frozen=True, slots=True)
class _Declined:
    """A referral that was not taken up; who wrote so stands first, then the other, if named."""

    rows: tuple[Event, ...]
    parties: tuple[str, ...]
    persons: frozenset[str]


def _declined(enquiry: Enquiry, rule: Rule) -> Iterator[_Declined]:
    view, shares = enquiry.view, enquiry.knowledge.shares
    rows = sorted(
        (e for a in enquiry.formal for e in enquiry.of_kinds(a, rule.kinds)), key=view.sort_key
    )
    receipts: set[str] = set()
    of_one: dict[str, list[Event]] = {}
    for event in rows:
        for naming in event.shared_with:
            receipts |= {e.event_id for e in shares.mirrors(event, agency_of(naming.team_id))}
        if involved(event) & view.household:
            of_one.setdefault(view.occurrence_of[event.event_id], []).append(event)
    for found in of_one.values():
        kept = tuple(e for e in found if e.event_id not in receipts) or tuple(found)
        first = kept[0]
        if first.event_id in receipts or not rule.expected_of(enquiry.agency(first.agency_id)):
            continue
        others = sorted({a for e in kept for a in _others(enquiry, e)} - {first.agency_id})
        persons = frozenset().union(*(involved(e) for e in kept)) & view.household
        yield _Declined(kept, (first.agency_id, *others), persons)


def _others(enquiry: Enquiry, event: Event) -> set[str]:
    """Return the other agencies of a row: named, or whose referral it says that it responds to."""
    view = enquiry.view
    answered = {view.events[row].agency_id for row in event.responds_to if row in view.events}
    named = {a for a in named_anywhere(enquiry, event) | answered if enquiry.is_formal(a)}
    return {event.agency_id, *named}


def _look_at(look: Look, declined: _Declined, answers: dict[str, Timed], rule: Rule) -> None:
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, declined.rows)
    in_words = {a for event in declined.rows for a in event.mentions if enquiry.is_formal(a)}
    if len(in_words.union(declined.parties)) > 2:
        look.leave(trigger, "its own rows name a third agency")
        return
    if any(event.bar is not None for event in declined.rows):
        look.leave(trigger, "a reason for not sharing is recorded")
        return
    found = [
        event
        for party in declined.parties
        for event in may_concern(answers[party].near(trigger, rule), declined.persons, trigger.ids)
    ]
    certainty = look.after(trigger, found, rule)
    # the record of a further referral would stand with either
    for other in declined.parties[1:]:
        if certainty is not None:
            there = Trigger.of(enquiry, declined.rows, other)
            if other in enquiry.view.rows_of_agency:
                certainty = look.silence(there, _within(rule), certainty)
            else:
                look.cannot(other)
                certainty = None
    if certainty is not None:
        _add(look, declined, trigger, certainty, rule)


def _within(rule: Rule) -> Within:
    return Within.of(rule)


def _add(
    look: Look, declined: _Declined, trigger: Trigger, certainty: Certainty, rule: Rule
) -> None:
    enquiry, event = look.enquiry, declined.rows[0]
    view = enquiry.view
    others = [enquiry.name(a) for a in declined.parties[1:]]
    facts = [view.facts[r.fact_id] for e in declined.rows for r in e.reveals]
    named = f" (with {listed(others)})" if others else ""
    where = ", on the record of either" if others else ", on its record"
    cited = tuple(Cited(e.event_id, Cites.DECLINED) for e in declined.rows)
    look.add(
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.what(event)}{named}. There is no record of a further referral within "
            f"{_within(rule).words}{where}."
        ),
        question="Who was to think of what else there was, and was there a service for this need?",
        weight=weigh(max((fact.weight for fact in facts), default=2), 1),
        group=DEFINITION.family,
        agencies=declined.parties,
        teams=(event.team_id,),
        persons=declined.persons,
        facts=tuple(sorted({fact.fact_id for fact in facts})),
        form="declined",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=tuple(f"onward:{e.event_id}" for e in declined.rows),
    )
