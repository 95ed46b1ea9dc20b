"""Therapy for the perpetrator, or for both together, where abuse was on record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from graphdb.model import Event, Fact, Role, agency_of
from queries.after import Look, Trigger, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import involved

DEFINITION = Definition(
    key="referral-unsuitable",
    title="What a referral or therapy was meant for",
    asks="Where abuse was on record, what was counselling or therapy meant to address?",
    how=(
        "A referral of the perpetrator to a service that the rule lists (talking therapies), by an "
        "agency that held, before it or on its row, abuse by that person of a topic and weight "
        "that the rule lists. Or a session of counselling or therapy with victim and perpetrator "
        "both in it, by an agency that held the same. Chronologies do not say whether a programme "
        "was for anger or for abuse, nor whether a referral to a general service was: of "
        "sessions with the perpetrator alone one line for each agency says that it cannot be "
        "told. Sessions of one agency are one "
        "line, and so are its referrals to one service. What was learned through the review is "
        "not held."
    ),
    sources=("004 3.4", "000 ¶67"),
    codes=("6A",),
    order=34,
    needs=(Need.INFORMATION,),
    forms=(
        ("therapy", "the perpetrator was referred to talking therapies, with abuse on record"),
        ("together", "victim and perpetrator were seen together in counselling, the same"),
    ),
    cannot_see=(
        "What a service offered; anger management, which no chronology codes; whether there was a "
        "programme for people who use abuse to refer to."
    ),
    family="referral",
    counts=(
        "referral or therapy with abuse on record",
        "referrals or courses of therapy with abuse on record",
    ),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and service, or agency with joint sessions."""
    look = Look(
        enquiry, DEFINITION, "knew of abuse at", ("referral or session", "referrals or sessions")
    )
    victims = _with_role(enquiry, Role.VICTIM)
    others = _with_role(enquiry, Role.PERPETRATOR)
    unknown: Counter[str] = Counter()
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            if rule.destinations:
                _referrals(look, agency_id, rule, others)
            else:
                unknown[agency_id] += _sessions(look, agency_id, rule, (victims, others))
    results = look.results()
    cannot = tuple(_cannot_tell(enquiry, a, n) for a, n in sorted(unknown.items()) if n)
    return replace(results, cannot_tell=(*results.cannot_tell, *cannot))


def _cannot_tell(enquiry: Enquiry, agency_id: str, number: int) -> CannotTell:
    name = enquiry.name(agency_id)
    return CannotTell(
        DEFINITION.key,
        agency_id,
        f"What {counted(number, 'record')} by {name} of counselling, therapy or a group was for, "
        "where abuse was on record: cannot tell from these records.",
        f"Ask {name} what the sessions were meant to address.",
        number,
    )


def _with_role(enquiry: Enquiry, role: Role) -> frozenset[str]:
    return frozenset(p.person_id for p in enquiry.view.persons.values() if p.is_a(role))


# -- referred ----------------------------------------------------------------------------


def _referrals(look: Look, agency_id: str, rule: Rule, persons: frozenset[str]) -> None:
    enquiry = look.enquiry
    to: dict[str, list[_Held]] = {}
    for event in enquiry.of_kinds(agency_id, rule.kinds):
        who = involved(event) & persons
        if not who or event.bar is not None:
            continue
        for other in sorted({agency_of(naming.team_id) for naming in event.shared_with}):
            if other != agency_id and rule.leads_to(enquiry.agency(other)):
                to.setdefault(other, []).extend(_held(look, event, who, rule))
    for other, found in sorted(to.items()):
        if found:
            words = f"to {enquiry.name(other)}"
            _add(look, found, "therapy", words, (agency_id, other))


# -- seen --------------------------------------------------------------------------------


def _sessions(
    look: Look, agency_id: str, rule: Rule, sides: tuple[frozenset[str], frozenset[str]]
) -> int:
    """List joint sessions; return how many of the perpetrator's own nobody can tell of."""
    enquiry = look.enquiry
    victims, others = sides
    together: list[_Held] = []
    alone = 0
    for event in enquiry.of_kinds(agency_id, rule.kinds):
        seen = enquiry.view.seen[event.event_id]
        if not seen & others:
            continue
        found = _held(look, event, seen & others, rule)
        if seen & victims:
            together += found
        elif any(one.certainty is Certainty.CERTAIN for one in found):
            alone += 1
    if together:
        _add(look, together, "together", "both of them together", (agency_id,))
    return alone


# -- what was held -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """A row, and the weightiest abuse that its agency held by then."""

    event: Event
    fact: Fact
    certainty: Certainty
    via: str


def _held(look: Look, event: Event, persons: frozenset[str], rule: Rule) -> list[_Held]:
    """Return what a row's agency held of abuse by a person at the row, at most one fact."""
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, (event,))
    if not look.in_time(trigger, rule):
        return []
    found = []
    for fact in _abuse(enquiry, event.agency_id, rule):
        if fact.by not in persons:
            continue
        for held in enquiry.knowledge.facts.of_agency(event.agency_id, fact.fact_id):
            # exact: a row and what it reveals itself are one instant; others lie where they may
            own = held.atoms == (event.event_id,)
            if held.certain and (own or held.latest < trigger.low):
                found.append(_Held(event, fact, Certainty.CERTAIN, held.via))
            elif own or held.earliest < trigger.high:
                found.append(_Held(event, fact, Certainty.POSSIBLE, held.via))
    if not found:
        look.leave(trigger, "no abuse was on record")
        return []
    sure = Certainty.CERTAIN
    place = enquiry.place_of_fact
    return [
        max(
            found,
            key=lambda h: (
                h.certainty is sure, h.fact.weight, h.fact.label, h.via, -place[h.fact.fact_id]
            ),
        )
    ]  # fmt: skip


def _abuse(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[Fact]:
    facts = enquiry.view.facts
    return [
        facts[fact_id]
        for fact_id in sorted(enquiry.knowledge.facts.by_agency.get(agency_id, ()))
        if facts[fact_id].topic in rule.topics and facts[fact_id].weight >= rule.least_weight
    ]


def _add(look: Look, found: list[_Held], form: str, words: str, agencies: tuple[str, ...]) -> None:
    enquiry = look.enquiry
    view = enquiry.view
    found.sort(key=lambda held: view.place[held.event.event_id])
    certain = [held for held in found if held.certainty is Certainty.CERTAIN]
    first = (certain or found)[0]
    event = first.event
    certainty = Certainty.CERTAIN if certain else Certainty.POSSIBLE
    cited = [
        cite
        for held in found
        for cite in _cited(held, Cites.REFERRAL if form == "therapy" else Cites.SEEN)
    ]
    more = f", the first of {len(found)}" if len(found) > 1 else ""
    by_then = "It held" if certain else "It possibly held"
    look.add(
        agencies[0],
        form,
        *agencies[1:],
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}, "
            f"{words}{more}. {by_then}, by then: {enquiry.fact(first.fact)}."
        ),
        question=(
            "What was it meant to address, was the abuse known to whoever took it on, and what "
            "else was there to offer?"
        ),
        weight=weigh(first.fact.weight, 1),
        group=DEFINITION.family,
        agencies=agencies,
        teams=enquiry.teams_in_order({held.event.team_id for held in found}),
        persons=frozenset().union(*(involved(h.event) for h in found)) & view.household,
        facts=tuple(sorted({held.fact.fact_id for held in found})),
        form=form,
        cited=cited,
        omission=tuple(f"suitable:{held.event.event_id}" for held in found),
    )


def _cited(held: _Held, shows: Cites) -> tuple[Cited, ...]:
    cited = (Cited(held.event.event_id, shows), Cited(held.via, Cites.HELD))
    return cited if held.certainty is Certainty.CERTAIN else possible(cited)
