"""A child was there, was harmed or told somebody, with no record of a referral about the child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphdb.model import Event, Fact, Role, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import (
    Timed,
    destinations_of,
    first_hand,
    involved,
    may_concern,
    named_anywhere,
    own_words,
    passes_on,
)

DEFINITION = Definition(
    key="child-not-referred",
    title="A child was there, with no record of a referral about the child",
    asks="After which occurrences with a child is there no record that children's services heard?",
    how=(
        "An agency's own record of harm or threats to a child, of what a child told somebody, of a "
        "child who was there, saw or heard abuse, or of an incident with a child of the household "
        "subject or present; with no record in the days of the rule of a referral, notification or "
        "meeting that names children's social care, nor any row of children's social care itself, "
        "about the child or anybody of the household. A referral that names no agency counts, as "
        "does help that was offered and not taken up; a row whose own text names them, or whose "
        "Response tells of a referral, makes no line. So does another row of the same occurrence, "
        "or one that says that it responds, in those days; a later one is told of, and the line "
        "stands. Rows of one occurrence by one agency are one. What another agency told, and "
        "histories, are no triggers. An agency whose chronology nowhere shows that it refers or "
        "passes anything on cannot be told of. Where the row records a reason for not sharing, the "
        "question asks how that was weighed."
    ),
    sources=("000 ¶66", "000 ¶63", "000 ¶45"),
    codes=("3A", "6A"),
    order=35,
    forms=(("child", "no record of a referral about the child"),),
    cannot_see=(
        "A notification that goes by itself and is in no chronology (declare it as a pathway); "
        "whether the child was grown up by then; what was known of the family already."
    ),
    family="referral",
    counts=(
        "occurrence with a child and no record of a referral",
        "occurrences with a child and no record of a referral",
    ),
    by_topic=True,
)

_TOLD = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


#: That a child was there: said of all who were, not of the one whom a row codes it of.
_THERE = "child-present"


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and occurrence with a child and no referral on record."""
    look = Look(
        enquiry,
        DEFINITION,
        "referred on the child after",
        ("occurrence with a child there", "occurrences with a child there"),
        "a referral about the child",
    )
    heard: dict[frozenset[str], Timed] = {}
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            services = destinations_of(enquiry, rule) - {agency_id}
            if services not in heard:
                heard[services] = Timed(enquiry, _own_rows(enquiry, services))
            told = Timed(enquiry, _telling(enquiry, agency_id, services, rule))
            for trigger in _triggers(enquiry, agency_id, rule):
                _look_at(look, trigger, services, (told, heard[services]), rule)
    return look.results()


def _triggers(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Trigger]:
    """Yield an agency's occurrences with a child: rows of one occurrence are one."""
    view = enquiry.view
    rows = {e.event_id: e for e in enquiry.of_kinds(agency_id, rule.kinds)}
    for topic in rule.topics:
        for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
            if _facts(enquiry, event, rule):
                rows[event.event_id] = event
    for event in view.rows_of_agency.get(agency_id, ()):
        if enquiry.is_incident(event) and view.seen[event.event_id] & _children(enquiry):
            rows[event.event_id] = event
    of_one: dict[str, list[Event]] = defaultdict(list)
    for event in rows.values():
        history = event.reveals and all(r.stance is Stance.HISTORY for r in event.reveals)
        if first_hand(enquiry, event) and not history and view.seen[event.event_id]:
            of_one[view.occurrence_of[event.event_id]].append(event)
    for found in of_one.values():
        if frozenset().union(*(involved(e) for e in found)) & view.household:
            yield Trigger.of(enquiry, found)


def _children(enquiry: Enquiry) -> frozenset[str]:
    persons = enquiry.view.persons.values()
    return frozenset(p.person_id for p in persons if p.is_a(Role.CHILD))


def _facts(enquiry: Enquiry, event: Event, rule: Rule) -> list[Fact]:
    facts = enquiry.view.facts
    return [
        facts[r.fact_id]
        for r in event.reveals
        if facts[r.fact_id].topic in rule.topics and r.stance in _TOLD
    ]


# -- what would be a referral ------------------------------------------------------------


def _own_rows(enquiry: Enquiry, services: frozenset[str]) -> Iterator[Event]:
    view = enquiry.view
    for service in sorted(services):
        for event in view.rows_of_agency.get(service, ()):
            kind = enquiry.vocabulary.kinds.get(event.kind)
            lived = not event.learned_after_death and not view.is_fatal(event)
            if kind is not None and not kind.no_contact and lived:
                yield event


def _telling(
    enquiry: Enquiry, agency_id: str, services: frozenset[str], rule: Rule
) -> Iterator[Event]:
    for event in enquiry.of_kinds(agency_id, rule.answers):
        named = named_anywhere(enquiry, event) - {agency_id}
        if not named or named & services:
            yield event
    for service in sorted(services):
        yield from enquiry.in_touch(agency_id, service)


def _look_at(
    look: Look,
    trigger: Trigger,
    services: frozenset[str],
    answers: tuple[Timed, Timed],
    rule: Rule,
) -> None:
    enquiry = look.enquiry
    view = enquiry.view
    occurrence = view.occurrence_of[trigger.rows[0].event_id]
    facts = [fact for event in trigger.rows for fact in _facts(enquiry, event, rule)]
    weight = max([fact.weight for fact in facts], default=enquiry.severity(occurrence))
    if weight < rule.least_weight:
        look.below += look.in_time(trigger, rule)
        return
    telling = _telling_of_one(enquiry, trigger, occurrence, services, rule)
    if any(event.event_id in trigger.ids for event in telling):
        look.leave(trigger, "its own rows tell of a referral")
        return
    if not passes_on(enquiry, trigger.agency_id):
        if look.in_time(trigger, rule):
            look.cannot(trigger.agency_id)
        return
    # children's services keep their files by family
    found = [
        event
        for rows in answers
        for event in may_concern(rows.near(trigger, rule), view.household, trigger.ids)
    ]
    certainty = look.after(trigger, found, rule, linked=telling)
    if certainty is not None:
        _add(look, trigger, certainty, facts, weight, rule)


def _telling_of_one(
    enquiry: Enquiry, trigger: Trigger, occurrence: str, services: frozenset[str], rule: Rule
) -> list[Event]:
    """Return the agency's rows about the same occurrence that tell of a referral."""
    view = enquiry.view
    rows = [view.events[row] for row in view.occurrences[occurrence]]
    return [
        e
        for e in rows
        if e.agency_id == trigger.agency_id
        and not e.learned_after_death
        and (named_anywhere(enquiry, e) & services or own_words(enquiry, e, rule.answers, services))
    ]


# -- words -------------------------------------------------------------------------------


def _add(
    look: Look,
    trigger: Trigger,
    certainty: Certainty,
    facts: list[Fact],
    weight: int,
    rule: Rule,
) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    view, within = enquiry.view, Within.of(rule)
    barred = any(e.bar is not None for e in trigger.rows)
    heaviest = max(facts, key=lambda fact: (fact.weight, fact.label), default=None)
    there = frozenset().union(*(view.seen[e.event_id] for e in trigger.rows))
    # who was there is said of every child; what the row says of it, where it says more
    seen = {fact.about for fact in facts if fact.topic == _THERE and fact.about is not None}
    children = sorted(enquiry.person(child) for child in (there | seen) & _children(enquiry))
    there_too = f"with {listed(children)} there" if children else ""
    telling = ""
    if heaviest is not None and not (children and heaviest.topic == _THERE):
        telling = f"telling of {enquiry.fact(heaviest)}"
    about = ", ".join(filter(None, (there_too, telling)))
    cited = tuple(Cited(e.event_id, Cites.HAPPENED) for e in trigger.rows)
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{', '.join(filter(None, (enquiry.what(event), about)))}. There is no record of a "
            f"referral to {_services(enquiry, rule)} within {within.words}."
        ),
        question=(
            "A reason for not sharing is recorded. How was that decision recorded, and was it "
            "looked at again with the child in mind?"
            if barred
            else "How was the child's own safety thought about, and who was to tell of it?"
        ),
        weight=weigh(weight, 0 if barred else 2),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=tuple(dict.fromkeys(e.team_id for e in trigger.rows)),
        persons=there & view.household,
        facts=tuple(sorted({fact.fact_id for fact in facts})),
        form="child",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=tuple(
            f"referral:{e.event_id}:{sector}" for e in trigger.rows for sector in rule.destinations
        ),
    )


def _services(enquiry: Enquiry, rule: Rule) -> str:
    """Return the services of a rule in words: an agency's name, or a sector's."""
    sectors, agencies = enquiry.vocabulary.sectors, enquiry.view.agencies
    names = [
        # an agency may have the key of its sector as its id: such a rule leads to all of the sector
        sectors[key].label if key in sectors else agencies[key].name if key in agencies else key
        for key in rule.destinations
    ]
    return " or ".join(names)
