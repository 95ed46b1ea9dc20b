"""A need of language, culture, status or disability on record, and no adjustment for it."""

from __future__ import annotations

from dataclasses import replace

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Fact, Part, Role, Stance
from graphdb.vocabulary import Topic, UnknownTerm
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, listed, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results
from queries.parties import involving, split, surely_in_time, with_role
from queries.rules import Rule

DEFINITION = Definition(
    key="need-not-met",
    title="A need on record, with no record of an adjustment",
    asks=(
        "Where a need of language, culture, status, disability or understanding was on record, "
        "what was done so that help could be used?"
    ),
    how=(
        "The first row in scope by which an agency has such a need of a member of the household on "
        "its own record, with at least so many contacts with that person in the days after (the "
        "rule says how many; that row's own contact counts, and of the others only those that were "
        "in those days for certain), and no record by that agency of an adjustment on that day or "
        "in the days after: no row of the need that says in Response or Outcome what was done, no "
        "assessment of needs or of capacity, no referral, advice or advocacy. Help offered and "
        "declined is an answer. An agency whose chronology has no column for what was done (no row "
        "has a Response or Outcome) cannot be told of. Or: a contact that tells of a need for an "
        "interpreter, at which a relative, friend, neighbour or the other person was present, and "
        "whose row does not say what was done; the question then is who interpreted. Or: a need "
        "that the case lists for a person, which no row of any agency tells of, with the agencies "
        "that for certain had at least so many contacts with that person and whose chronologies "
        "cover the whole time."
    ),
    sources=("004 3.6", "000 ¶76"),
    codes=("8C", "8B", "8A", "1K"),
    order=43,
    forms=(
        ("no adjustment", "contacts after the need was on record, and nothing on it"),
        ("who interpreted", "somebody close was there, and no interpreter is on record"),
        ("on no record", "the case lists the need, and no agency's rows tell of it"),
    ),
    cannot_see=(
        "An interpreter or advocate who was there and is not written down; who of those present "
        "interpreted; a need that neither an agency nor the case's own list has."
    ),
    family="heard",
    counts=(
        "need with no record of an adjustment",
        "needs with no record of an adjustment",
    ),
)

#: The rule whose topics are looked at for who interpreted.
INTERPRETED = "somebody close was present"

#: The rule on needs that the case lists for a person.
LISTED = "need that the case lists"

_CLOSE = (Role.FAMILY, Role.FRIEND, Role.NEIGHBOUR, Role.CHILD, Role.PERPETRATOR)
_HISTORY = (Stance.HISTORY,)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency, need and person."""
    look = Look(enquiry, DEFINITION, "adjusted to", ("need", ""), "an adjustment")
    for agency_id in enquiry.formal:
        rules, interpreted = split(enquiry.rules_for(DEFINITION.key, agency_id), INTERPRETED)
        for rule in rules:
            if rule.name == LISTED:
                continue
            answers = enquiry.of_kinds(agency_id, rule.answers)
            for fact, event in _first_rows(look, agency_id, rule):
                _judge(look, fact, event, answers, rule)
        if interpreted is not None:
            _who_interpreted(look, agency_id, interpreted)
    results = look.results()
    lines, cannot = _on_no_record(enquiry)
    return Results(
        tuple(_coded(f, enquiry.view.facts[f.facts[0]].themes) for f in results.findings) + lines,
        (*results.cannot_tell, *cannot),
        results.below,
        results.near,
    )


def _coded(finding: Finding, themes: tuple[str, ...]) -> Finding:
    """Return a line with the codes of its own need, not of every need."""
    codes = tuple(code for code in DEFINITION.codes if code in themes)
    return replace(finding, codes=codes or DEFINITION.codes)


def _first_rows(look: Look, agency_id: str, rule: Rule) -> list[tuple[Fact, Event]]:
    """Return each need of the household with the first row in scope by which it is on record."""
    enquiry, found = look.enquiry, dict[str, tuple[Fact, Event]]()
    for topic in rule.topics:
        for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
            for fact in _needs(enquiry, event, topic):
                new = fact.fact_id not in found
                if new and look.in_time(Trigger.of(enquiry, (event,)), rule):
                    found[fact.fact_id] = (fact, event)
    return list(found.values())


def _needs(enquiry: Enquiry, event: Event, topic: str) -> list[Fact]:
    facts = (enquiry.view.facts[r.fact_id] for r in event.reveals if r.stance.gives_knowledge)
    found = {f.fact_id: f for f in facts if f.topic == topic and f.about in enquiry.view.household}
    return [found[key] for key in sorted(found)]


def _judge(look: Look, fact: Fact, event: Event, answers: list[Event], rule: Rule) -> None:
    enquiry, agency_id = look.enquiry, event.agency_id
    trigger = Trigger.of(enquiry, (event,))
    person = frozenset(filter(None, (fact.about,)))
    contacts = _contacts(enquiry, trigger, person, rule)
    if enquiry.times(e.event_id for e in contacts) < rule.count:
        look.leave(trigger, "too few contacts after it was on record")
        return
    spoken = [
        e
        for e in enquiry.rows_on_topic[agency_id, fact.topic]
        if (e.response or e.outcome or e.shared_with) and fact in _needs(enquiry, e, fact.topic)
    ]
    certainty = look.after(trigger, [*involving(answers, person), *spoken], rule, column=True)
    if certainty is not None:
        _add(look, trigger, fact, contacts, certainty, rule)


def _contacts(
    enquiry: Enquiry, trigger: Trigger, person: frozenset[str], rule: Rule
) -> tuple[Event, ...]:
    """Return the contacts that lie in the days after in every world; its own row is one."""
    view = enquiry.view
    until = Within.of(rule).until(trigger.low // MINUTES_PER_DAY)
    return tuple(
        event
        for event in enquiry.about(view.contacts_of_agency.get(trigger.agency_id, ()), person)
        if event.event_id in trigger.ids
        or (
            not event.learned_after_death
            and view.bounds[event.event_id].start_lo > trigger.high
            and view.bounds[event.event_id].end_hi <= until
        )
    )


def _add(
    look: Look,
    trigger: Trigger,
    fact: Fact,
    contacts: tuple[Event, ...],
    certainty: Certainty,
    rule: Rule,
) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    within = Within.of(rule)
    often = enquiry.times(e.event_id for e in contacts)
    cited = (
        Cited(event.event_id, Cites.KNOWN),
        *(Cited(e.event_id, Cites.SEEN) for e in contacts),
    )
    look.add(
        trigger.agency_id,
        fact.fact_id,
        "no adjustment",
        certainty=certainty,
        statement=(
            f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.fact(fact)}. {counted(often, 'contact')} within {within.words}, and there "
            "is no record of an adjustment."
        ),
        question=(
            "What was done so that help could be understood and used, and what would have made it "
            "easier to do?"
        ),
        weight=weigh(fact.weight, 1, often),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        persons=filter(None, (fact.about,)),
        facts=(fact.fact_id,),
        form="no adjustment",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"adjustment:{fact.fact_id}:{trigger.agency_id}",),
    )


# -- who interpreted ---------------------------------------------------------------------


def _who_interpreted(look: Look, agency_id: str, rule: Rule) -> None:
    """List the contacts that tell of the need and at which somebody close was present."""
    enquiry = look.enquiry
    found: dict[str, list[Event]] = {}
    for topic in rule.topics:
        for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
            for fact in _needs(enquiry, event, topic):
                if (
                    fact.about
                    and _close(enquiry, event, fact.about)
                    and _is_open(look, event, rule)
                ):
                    found.setdefault(fact.fact_id, []).append(event)
    for fact_id, rows in found.items():
        _add_interpreted(look, enquiry.view.facts[fact_id], rows)


def _is_open(look: Look, event: Event, rule: Rule) -> bool:
    """Whether a row is a contact in time that does not say what was done, and retells nothing."""
    enquiry = look.enquiry
    said = event.response or event.outcome
    retold = enquiry.tells(event, rule.topics, _HISTORY)
    return (
        enquiry.view.is_contact(event)
        and not said
        and not retold
        and look.in_time(Trigger.of(enquiry, (event,)), rule)
    )


def _close(enquiry: Enquiry, event: Event, person: str) -> tuple[str, ...]:
    """Return who of those close to somebody was present while they were seen."""
    if person not in enquiry.view.seen[event.event_id]:
        return ()
    present = {i.person_id for i in event.involves if i.part is Part.PRESENT}
    return tuple(p for p in with_role(enquiry, *_CLOSE) if p in present and p != person)


def _add_interpreted(look: Look, fact: Fact, rows: list[Event]) -> None:
    enquiry, event, about = look.enquiry, rows[0], fact.about or ""
    there = {p: None for e in rows for p in _close(enquiry, e, about)}
    often = enquiry.times(e.event_id for e in rows)
    more = f"The last of {counted(often, 'such contact')} was {enquiry.when(rows[-1])}. "
    look.add(
        event.agency_id,
        fact.fact_id,
        "who interpreted",
        certainty=Certainty.CERTAIN,
        statement=(
            f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.fact(fact)}, seen with {listed([enquiry.person(p) for p in there])} "
            f"present. {more if often > 1 else ''}What is written does not say who interpreted."
        ),
        question="Who interpreted, and could things be said that were not for their ears?",
        weight=weigh(fact.weight + 1, 1, often),
        group=DEFINITION.family,
        agencies=(event.agency_id,),
        persons=(about, *there),
        facts=(fact.fact_id,),
        form="who interpreted",
        cited=tuple(Cited(e.event_id, Cites.SEEN) for e in rows),
    )


# -- on no record ------------------------------------------------------------------------


def _on_no_record(enquiry: Enquiry) -> tuple[tuple[Finding, ...], tuple[CannotTell, ...]]:
    """Return the needs that the case lists and no agency's row tells of."""
    lines: list[Finding] = []
    cannot: list[CannotTell] = []
    rule = next((r for r in enquiry.rules_for(DEFINITION.key) if r.name == LISTED), None)
    if rule is not None:
        for person in sorted(enquiry.view.household):
            for topic in _listed_needs(enquiry, person, rule):
                line = _line(enquiry, person, topic, rule)
                if isinstance(line, Finding):
                    lines.append(_coded(line, topic.themes))
                elif line is not None:
                    cannot.append(line)
    return tuple(lines), tuple(cannot)


def _listed_needs(enquiry: Enquiry, person: str, rule: Rule) -> list[Topic]:
    """Return the topics of the needs that the case lists; other words stand for none."""
    found: dict[str, Topic] = {}
    for text in enquiry.view.persons[person].needs:
        try:
            topic = enquiry.vocabulary.topic(text)
        except UnknownTerm:
            continue
        if topic.key in rule.topics:
            found[topic.key] = topic
    return [found[key] for key in sorted(found)]


def _is_known(enquiry: Enquiry, person: str, topic: Topic) -> bool:
    return any(
        fact.about == person
        for agency_id in enquiry.formal
        for event in enquiry.rows_on_topic.get((agency_id, topic.key), ())
        for fact in _needs(enquiry, event, topic.key)
    )


def _in_contact(enquiry: Enquiry, person: str, rule: Rule) -> dict[str, list[Event]]:
    """Return the agencies that saw a person so many times in every world, with their contacts."""
    found: dict[str, list[Event]] = {}
    for agency_id in enquiry.formal:
        contacts = enquiry.view.contacts_of_agency.get(agency_id, ())
        rows = [
            event
            for event in enquiry.about(contacts, frozenset((person,)))
            if not event.learned_after_death and surely_in_time(enquiry, event, rule)
        ]
        expected = rule.expected_of(enquiry.agency(agency_id))
        if expected and enquiry.times(event.event_id for event in rows) >= rule.count:
            found[agency_id] = rows
    return found


def _line(enquiry: Enquiry, person: str, topic: Topic, rule: Rule) -> Finding | CannotTell | None:
    view = enquiry.view
    contacts = _in_contact(enquiry, person, rule)
    if not contacts or _is_known(enquiry, person, topic):
        return None
    able = [a for a in contacts if enquiry.can_tell(a, view.scope_lo, view.end_lo - 1)]
    label = f"{topic.label} ({enquiry.person(person)})"
    if not able:
        return CannotTell(
            DEFINITION.key,
            next(iter(contacts)),
            f"Whether any agency in contact knew of a need that the case lists, {label}: cannot "
            "tell from these records.",
            "Ask the agencies for chronologies that cover the whole period, with every row coded.",
        )
    look = Look(enquiry, DEFINITION, "", ("", ""))
    look.add(
        "on no record",
        person,
        topic.key,
        certainty=Certainty.CERTAIN,
        statement=(
            f"The case lists for {enquiry.person(person)}: {topic.label}. "
            f"{counted(len(able), 'agency', 'agencies')} in contact, and no row tells of it: "
            f"{enquiry.names(able)}."
        ),
        question="Was the need known at the time, and what would have brought it to light?",
        weight=weigh(topic.weight, 1, len(able)),
        group=DEFINITION.family,
        agencies=tuple(able),
        persons=(person,),
        form="on no record",
        cited=[Cited(e.event_id, Cites.SEEN) for a in able for e in contacts[a]],
    )
    return look.results().findings[0]
