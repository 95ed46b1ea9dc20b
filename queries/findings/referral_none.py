"""What would call for a referral is on record, with no record of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.model import Event, Fact, Role, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.findings.unshared.evidence import looked_at_again
from queries.rules import Rule
from queries.timed import (
    Timed,
    destinations_of,
    first_hand,
    may_concern,
    named_anywhere,
    own_words,
    passes_on,
)

DEFINITION = Definition(
    key="referral-none",
    title="No record of a referral",
    asks="What would call for a referral, with no record that one was made or offered?",
    how=(
        "An agency's own record meets what a rule lists (the top grade of a domestic abuse "
        "tool; grave violence or threats that somebody in health was told of or saw; a concern "
        "for an adult with care needs; a suicide attempt; alcohol or drugs, more than once), "
        "with no record of a referral to the services that the rule names, in its days. A row "
        "that names such a service counts, as does a referral that names no service, a MARAC, "
        "and help that was offered and not taken up. A referral or contact with the service "
        "counts for some time before, too (the rule “already in touch” says how long, and of "
        "which services; of others a contact counts in the days after). A row whose own text "
        "names the service, or whose Response tells of a referral, makes no line. Nor does what "
        "another agency told it. An agency whose chronology nowhere shows that it refers or "
        "passes anything on cannot be told of. Rows of one person, rule and agency are one "
        "line. Where the row records a reason for not sharing, the question asks how that was "
        "weighed. Where the same reason was certainly recorded again later, it was looked at "
        "again and is left out."
    ),
    sources=("000 ¶66", "004 1.1", "002 5.4"),
    codes=("6A",),
    order=30,
    forms=(("none", "no record of a referral, nor that one was offered"),),
    cannot_see=(
        "A referral that was made and not put in the chronology; whether it would have been "
        "accepted; services of which there is no chronology."
    ),
    family="referral",
    counts=(
        "set of records with no record of a referral",
        "sets of records with no record of a referral",
    ),
    starts_from=(
        "MARAC or a domestic abuse service",
        "adult social care",
        "mental health care",
        "a drug or alcohol service",
    ),
    by_topic=True,
)

_TOLD = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency, rule and person with no referral on record."""
    look = Look(
        enquiry,
        DEFINITION,
        "referred anybody on, or offered to, after",
        ("record that would call for it", "records that would call for it"),
        "a referral, or of one offered",
    )
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            # one without answers says of which services a contact counts, and how long before
            if rule.answers:
                _of_rule(look, agency_id, rule)
    return look.results()


@dataclass(frozen=True, slots=True)
class _Unanswered:
    """One trigger with no referral after it."""

    trigger: Trigger
    certainty: Certainty


def _of_rule(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    by_person = _by_person(enquiry, agency_id, rule)
    if not by_person:
        return
    answers = _Answers(enquiry, agency_id, rule)
    for person, rows in sorted(by_person.items()):
        found = []
        for trigger in _triggers(enquiry, rows, rule):
            certainty = _judge(look, trigger, person, answers, rule)
            if certainty is not None:
                found.append(_Unanswered(trigger, certainty))
        if found:
            _add(look, person, found, answers, rule)


# -- what calls for one ------------------------------------------------------------------


def _by_person(enquiry: Enquiry, agency_id: str, rule: Rule) -> dict[str, list[Event]]:
    """Return the agency's own rows that meet a rule, by whom of the household they are about."""
    rows = [e for e in enquiry.of_kinds(agency_id, rule.kinds) if _meets(enquiry, e, rule)]
    rows += [
        event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if _facts(enquiry, event, rule)
    ]
    found: dict[str, dict[str, Event]] = defaultdict(dict)
    for event in rows:
        if first_hand(enquiry, event):
            for person in _concerned(enquiry, event, rule):
                found[person][event.event_id] = event
    return {person: list(events.values()) for person, events in found.items()}


def _meets(enquiry: Enquiry, event: Event, rule: Rule) -> bool:
    """Whether a row of one of a rule's kinds meets it: an assessment does at its grades only."""
    kind = enquiry.vocabulary.kinds[event.kind]
    if not kind.assessment:
        return True
    if not enquiry.is_assessment(event) or not event.grade:
        return False
    return event.grade in rule.grades or (
        not rule.grades and enquiry.is_top_grade(event.tool, event.grade)
    )


def _facts(enquiry: Enquiry, event: Event, rule: Rule) -> list[Fact]:
    """Return what a row tells of a rule's topics: not a history, not what was denied."""
    facts = enquiry.view.facts
    return [
        facts[r.fact_id]
        for r in event.reveals
        if facts[r.fact_id].topic in rule.topics and r.stance in _TOLD
    ]


def _concerned(enquiry: Enquiry, event: Event, rule: Rule) -> frozenset[str]:
    """Return whom a referral would be about: whom the facts are about, or who was assessed."""
    view = enquiry.view
    about = {fact.about for fact in _facts(enquiry, event, rule) if fact.about is not None}
    if not about:
        about = set(view.subjects[event.event_id])
        victims = {p for p in about if view.persons[p].is_a(Role.VICTIM)}
        if enquiry.is_assessment(event) and victims:
            about = victims
    return frozenset(about) & view.household


def _triggers(enquiry: Enquiry, rows: list[Event], rule: Rule) -> list[Trigger]:
    """Return the moments at which a rule was met: each occurrence, or the one of its count.

    A rule with a count is met at the moment of so many occurrences, whichever they are: the
    count-th smallest of their first minutes, and of their last, are the bounds of that moment,
    and both can be reached.
    """
    view = enquiry.view
    of_one: dict[str, list[Event]] = defaultdict(list)
    for event in rows:
        of_one[view.occurrence_of[event.event_id]].append(event)
    each = sorted(
        (Trigger.of(enquiry, found) for found in of_one.values()),
        key=lambda t: view.sort_key(t.rows[0]),
    )
    if rule.count <= 1:
        return each
    if len(each) < rule.count:
        return []
    low = sorted(t.low for t in each)[rule.count - 1]
    high = sorted(t.high for t in each)[rule.count - 1]
    # those that can be among the first so many
    among = [event for t in each if t.low <= high for event in t.rows]
    among.sort(key=view.sort_key)
    return [Trigger(tuple(among), among[0].agency_id, low, high)]


# -- what would be one -------------------------------------------------------------------


class _Answers:
    """The rows that would be a referral by one agency, under one rule."""

    def __init__(self, enquiry: Enquiry, agency_id: str, rule: Rule) -> None:
        self._enquiry = enquiry
        self.services = destinations_of(enquiry, rule) - {agency_id}
        touch = [r for r in enquiry.rules_for(DEFINITION.key) if not r.answers]
        self.before = max((r.days for r in touch), default=0)
        self._rows = Timed(enquiry, self._referrals(enquiry, agency_id, rule))
        self._seen_by: dict[bool, list[str]] = {False: [], True: []}
        for service in sorted(self.services):
            days = [r.days for r in touch if r.leads_to(enquiry.agency(service))]
            if days:
                self._seen_by[max(days) > 0].append(service)

    def near(self, trigger: Trigger, rule: Rule, person: str) -> tuple[list[Event], list[Event]]:
        """Return what counts in the days after a trigger, and what counts before it, too."""
        who = frozenset((person,))
        rows = may_concern(self._rows.near(trigger, rule, self.before), who, trigger.ids)
        passing = [
            event
            for service in self._seen_by[False]
            for event in self._contacts(service, who).near(trigger, rule)
        ]
        lasting = [
            event
            for service in self._seen_by[True]
            for event in self._contacts(service, who).near(trigger, rule, self.before)
        ]
        return passing, [*rows, *lasting]

    def _contacts(self, service: str, who: frozenset[str]) -> Timed:
        memo, key = self._enquiry.memo, (f"contacts of {service}", "|".join(sorted(who)))
        if key not in memo:
            contacts = self._enquiry.contacts_with(service, who)
            events = self._enquiry.view.events
            memo[key] = Timed(self._enquiry, [events[c.event_id] for c in contacts])
        found: Timed = memo[key]
        return found

    def _referrals(self, enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Event]:
        for event in enquiry.of_kinds(agency_id, rule.answers):
            named = named_anywhere(enquiry, event) - {agency_id}
            kind = enquiry.vocabulary.kinds[event.kind]
            if kind.meeting or not named or named & self.services:
                yield event
        for service in sorted(self.services):
            yield from enquiry.in_touch(agency_id, service)
        # a MARAC on anybody's record is one that they were heard at
        meetings = [k for k in rule.answers if enquiry.vocabulary.kinds[k].meeting]
        for other in enquiry.formal:
            yield from enquiry.of_kinds(other, meetings)


def _judge(
    look: Look, trigger: Trigger, person: str, answers: _Answers, rule: Rule
) -> Certainty | None:
    enquiry = look.enquiry
    if any(own_words(enquiry, e, rule.answers, answers.services) for e in trigger.rows):
        look.leave(trigger, "its own row tells of a referral")
        return None
    if not passes_on(enquiry, trigger.agency_id):
        if look.in_time(trigger, rule):
            look.cannot(trigger.agency_id)
        return None
    barred = _barred(enquiry, trigger, rule)
    again = looked_at_again(enquiry, barred) if barred else None
    if again is Certainty.CERTAIN:
        why = "a reason for not sharing is on record, and that it was looked at again"
        look.leave(trigger, why)
        return None
    after, earlier = answers.near(trigger, rule, person)
    found = look.after(trigger, after, rule, earlier=earlier, before=answers.before)
    return found if again is None or found is None else Certainty.POSSIBLE


def _barred(enquiry: Enquiry, trigger: Trigger, rule: Rule) -> tuple[Event, ...]:
    """Return the agency's rows that tell of the same and record a reason for not sharing it."""
    if not any(event.bar is not None for event in trigger.rows):
        return ()
    told = {fact.fact_id for event in trigger.rows for fact in _facts(enquiry, event, rule)}
    return tuple(
        event
        for event in enquiry.view.rows_of_agency.get(trigger.agency_id, ())
        if event.bar is not None and told & {reveal.fact_id for reveal in event.reveals}
    )


# -- words -------------------------------------------------------------------------------


def _add(look: Look, person: str, found: list[_Unanswered], answers: _Answers, rule: Rule) -> None:
    enquiry = look.enquiry
    first = found[0].trigger
    rows = [event for one in found for event in one.trigger.rows]
    facts = {fact.fact_id: fact for event in rows for fact in _facts(enquiry, event, rule)}
    barred = any(event.bar is not None for event in rows)
    heaviest = max((fact.weight for fact in facts.values()), default=0)
    certain = any(one.certainty is Certainty.CERTAIN for one in found)
    cited = [
        cite
        for one in found
        for cite in _cited(one.trigger.rows, possibly=one.certainty is not Certainty.CERTAIN)
    ]
    look.add(
        first.agency_id,
        rule.name,
        person,
        certainty=Certainty.CERTAIN if certain else Certainty.POSSIBLE,
        statement=_statement(enquiry, found, answers, rule, person),
        question=(
            "A reason for not sharing is recorded. How was that decision recorded, and was it "
            "looked at again as risk rose?"
            if barred
            else f"Was a referral to {rule.name} considered, or offered, and what decided it?"
        ),
        # what a rule counts up, each by itself, is a weaker reason to expect one
        weight=weigh(max(heaviest, rule.least_weight), 0 if barred or rule.count > 1 else 2),
        group=DEFINITION.family,
        agencies=(first.agency_id,),
        teams=enquiry.teams_in_order({event.team_id for event in rows}),
        persons=(person,),
        facts=tuple(sorted(facts)),
        form="none",
        cited=cited,
        omission=tuple(
            f"referral:{event.event_id}:{sector}" for event in rows for sector in rule.destinations
        ),
    )


def _cited(rows: tuple[Event, ...], *, possibly: bool) -> tuple[Cited, ...]:
    cited = tuple(Cited(event.event_id, Cites.KNOWN) for event in rows)
    return possible(cited) if possibly else cited


def _statement(
    enquiry: Enquiry, found: list[_Unanswered], answers: _Answers, rule: Rule, person: str
) -> str:
    within = Within.of(rule)
    rows = found[0].trigger.rows
    first, event = rows[0], rows[0] if rule.count <= 1 else rows[-1]
    facts = _facts(enquiry, event, rule)
    heaviest = max(facts, key=lambda fact: (fact.weight, fact.label), default=None)
    what = f"{enquiry.what(event)}, about {enquiry.person(person)}"
    what = what if heaviest is None else enquiry.fact(heaviest)
    said = f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: {what}"
    if rule.count > 1:
        said += f", on record for the {_nth(len(rows))} time (first: {enquiry.when(first)})"
    elif len(found) > 1:
        said += f", the first of {counted(len(found), 'such record')}"
    earlier = f", nor in the {counted(answers.before, 'day')} before" if answers.before else ""
    return (
        f"{said}. There is no record of a referral to {rule.name} within {within.words}{earlier}."
    )


def _nth(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")
