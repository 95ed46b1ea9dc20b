"""An offence or a breach on record, with no record of what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphdb.model import Event, Role, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import Timed, destinations_of, involved, may_concern, named_anywhere

DEFINITION = Definition(
    key="offence-no-outcome",
    title="No record of what came of an offence or a breach",
    asks="After which offences and breaches is there no record of an arrest, interview or outcome?",
    how=(
        "An offence with a member of the household in it, recorded by the police, with no record "
        "within the days of the rule of an arrest, an interview, bail, a charge, an order, a "
        "hearing or a decision to take no further action. They count on the record of the police, "
        "of another force, or of the courts, prosecutors, probation, prison or youth justice, "
        "where they name one of the same persons. So does a Response or Outcome on a row of the "
        "offence, or on the record of the crime. A breach of bail, of an order or of a licence "
        "counts as answered, too, when it was passed on to one of these agencies. A row that "
        "retells the past, or that another such agency told of, is no trigger. An agency whose "
        "chronology has no column for what was done (no row has a Response or Outcome) cannot be "
        "told of. Where the row of a breach records a reason for not sharing, the question asks "
        "how that was weighed."
    ),
    sources=("004 3.1", "004 1.1", "000 ¶61"),
    codes=("2C",),
    order=19,
    forms=(
        ("offence", "an offence on record, with no record of what came of it"),
        ("breach", "a breach on record, with no response to it nor a record that it was passed on"),
    ),
    cannot_see=(
        "An outcome that stands on a crime or custody record and not in the chronology; whether "
        "there was evidence enough for any; offences of which nobody told the police."
    ),
    family="heard",
    counts=(
        "offence or breach with no record of what came of it",
        "offences or breaches with no record of what came of them",
    ),
)

_TOLD = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per offence or breach that an agency recorded, with nothing after it."""
    look = Look(
        enquiry,
        DEFINITION,
        "recorded what came of",
        ("offence or breach", "offences or breaches"),
        "an arrest, an interview or an outcome",
    )
    rules = enquiry.rules_for(DEFINITION.key)
    listed: set[tuple[str, str]] = set()
    # breaches first: what is listed as one is not listed as an offence again
    for rule in sorted(rules, key=lambda rule: not _is_breach(rule)):
        expected = [a for a in enquiry.formal if rule.expected_of(enquiry.agency(a))]
        holders = destinations_of(enquiry, rule) | frozenset(expected)
        outcomes = Timed(enquiry, _outcomes(enquiry, holders, rule))
        for agency_id in expected:
            for trigger in _triggers(enquiry, agency_id, rule, holders):
                occurrence = enquiry.view.occurrence_of[trigger.rows[0].event_id]
                if (agency_id, occurrence) not in listed and _look_at(
                    look, trigger, occurrence, outcomes, rule
                ):
                    listed.add((agency_id, occurrence))
    return look.results()


def _is_breach(rule: Rule) -> bool:
    return "breach" in rule.kinds


def _outcomes(enquiry: Enquiry, holders: frozenset[str], rule: Rule) -> Iterator[Event]:
    """Yield what would be an outcome, on the record of any agency of criminal justice."""
    for agency_id in sorted(holders):
        yield from enquiry.of_kinds(agency_id, rule.answers)
        for event in enquiry.of_kinds(agency_id, ("crime-recorded",)):
            if event.outcome or event.response:
                yield event
        if _is_breach(rule):
            for other in sorted(holders - {agency_id}):
                yield from enquiry.in_touch(agency_id, other)


def _triggers(
    enquiry: Enquiry, agency_id: str, rule: Rule, holders: frozenset[str]
) -> Iterator[Trigger]:
    """Yield the offences (or breaches) that an agency recorded: rows of one occurrence are one."""
    view = enquiry.view
    rows = enquiry.of_kinds(agency_id, rule.kinds)
    rows += [
        event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if enquiry.tells(event, (topic,), _TOLD) and view.is_contact(event)
    ]
    of_one: dict[str, dict[str, Event]] = defaultdict(dict)
    for event in rows:
        history = event.reveals and all(r.stance is Stance.HISTORY for r in event.reveals)
        second_hand = (enquiry.named_by(event) & holders) - {agency_id} if event.told_by else ()
        if view.seen[event.event_id] & view.household and not history and not second_hand:
            of_one[view.occurrence_of[event.event_id]][event.event_id] = event
    for found in of_one.values():
        yield Trigger.of(enquiry, found.values())


def _look_at(look: Look, trigger: Trigger, occurrence: str, outcomes: Timed, rule: Rule) -> bool:
    """List an offence with nothing after it; return whether it was listed."""
    enquiry = look.enquiry
    if enquiry.severity(occurrence) < rule.least_weight:
        look.below += look.in_time(trigger, rule)
    elif any(e.event_id in trigger.ids for e in _saying(enquiry, trigger, occurrence, rule)):
        look.leave(trigger, "its own rows say what came of it")
    else:
        found = may_concern(outcomes.near(trigger, rule), _persons(enquiry, trigger), trigger.ids)
        saying = _saying(enquiry, trigger, occurrence, rule)
        certainty = look.after(trigger, found, rule, linked=saying, column=True)
        if certainty is not None:
            _add(look, trigger, certainty, rule, occurrence)
            return True
    return False


def _saying(enquiry: Enquiry, trigger: Trigger, occurrence: str, rule: Rule) -> list[Event]:
    """Return the rows of the occurrence that are an outcome, or have one."""
    view, found = enquiry.view, []
    holders = destinations_of(enquiry, rule) | {trigger.agency_id}
    for row in view.occurrences[occurrence]:
        event = view.events[row]
        if event.agency_id not in holders or event.learned_after_death:
            continue
        passed_on = (named_anywhere(enquiry, event) & holders) - {event.agency_id}
        said = event.response or event.outcome or event.kind in rule.answers
        if said or (_is_breach(rule) and passed_on):
            found.append(event)
    return found


def _persons(enquiry: Enquiry, trigger: Trigger) -> frozenset[str]:
    """Return whom an outcome may be about: whom the rows name, and who may have done it.

    A row that names only the victim leaves open who it was; then an arrest of the perpetrator
    is an outcome.
    """
    view = enquiry.view
    named = frozenset().union(*(involved(e) for e in trigger.rows)) & view.household
    accused = frozenset(
        fact.by
        for event in trigger.rows
        for reveal in event.reveals
        if (fact := view.facts[reveal.fact_id]).by is not None
    )
    parties = {p for p in view.household if view.persons[p].is_a(Role.PERPETRATOR)}
    return named | accused | (frozenset() if named & parties else parties)


def _add(look: Look, trigger: Trigger, certainty: Certainty, rule: Rule, occurrence: str) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    view, within = enquiry.view, Within.of(rule)
    breach = _is_breach(rule)
    barred = breach and any(e.bar is not None for e in trigger.rows)
    cited = tuple(Cited(e.event_id, Cites.HAPPENED) for e in trigger.rows)
    what = enquiry.what(next((e for e in trigger.rows if e.kind in rule.kinds), event))
    if breach:
        missing = "a response to the breach, nor that it was passed on,"
        about = "breach of an order or bail" if event.kind not in rule.kinds else what
    else:
        missing, about = "an arrest, an interview or an outcome", what
    question = (
        "Who decided what would be done about the breach, and who else had to know of it?"
        if breach
        else "What was done about the offence, and what decided it? Who was told of the outcome?"
    )
    if barred:
        question = (
            "A reason for not sharing is recorded. How was that decision recorded, and was it "
            "looked at again?"
        )
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {about}. There is no record "
            f"of {missing} within {within.words}."
        ),
        question=question,
        weight=weigh(enquiry.severity(occurrence), 0 if barred else 2),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=tuple(dict.fromkeys(e.team_id for e in trigger.rows)),
        persons=frozenset().union(*(view.seen[e.event_id] for e in trigger.rows)) & view.household,
        form="breach" if breach else "offence",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=tuple(f"response:{e.event_id}" for e in trigger.rows),
    )
