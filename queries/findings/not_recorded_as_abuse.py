"""An occurrence that an agency recorded as something else, while the records tell of abuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.model import Event, Fact, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import abuse, involving, split, victims, weaker
from queries.rules import Rule

DEFINITION = Definition(
    key="not-recorded-as-abuse",
    title="Recorded as something other than domestic abuse",
    asks="What was recorded as something else, while the records tell of domestic abuse?",
    how=(
        "A row of a kind that is something else (the rules list them: an incident recorded as "
        "something other than domestic abuse, another offence), which itself tells of abuse by "
        "the perpetrator towards a member of the household whom it names, or of whose occurrence "
        "another row of an organisation tells so, or records an incident with the victim; and no "
        "record of the same agency, on that day or in the days after, that it was treated as "
        "abuse: no other row of the occurrence as a domestic incident, no assessment of danger, "
        "flag, referral or meeting. Criminal damage, harassment and breaches count as abuse "
        "recorded as such. What people close to them say is reported elsewhere."
    ),
    sources=("000 ¶43", "000 ¶65"),
    codes=("2B", "5E"),
    order=16,
    forms=(
        ("its own row", "the row itself tells of abuse"),
        ("another row", "another row of the same occurrence tells of abuse"),
    ),
    cannot_see=(
        "How an agency's own system classed it, where the chronology's kind is the coder's; rows "
        "of one occurrence that nobody has linked."
    ),
    family="assessment",
    counts=(
        "occurrence recorded as something other than domestic abuse",
        "occurrences recorded as something other than domestic abuse",
    ),
)

#: The rule that lists what tells of abuse.
TELLS = "what tells of abuse"


def find(enquiry: Enquiry) -> Results:
    """Return one finding per occurrence and agency that recorded it as something else."""
    look = Look(
        enquiry, DEFINITION, "treated as domestic abuse", ("occurrence", ""), "a step for safety"
    )
    for agency_id in enquiry.formal:
        rules, tells = split(enquiry.rules_for(DEFINITION.key, agency_id), TELLS)
        facts = abuse(enquiry, tells)
        for rule in rules:
            done: set[str] = set()
            for event in enquiry.of_kinds(agency_id, rule.kinds):
                occurrence = enquiry.view.occurrence_of[event.event_id]
                if occurrence not in done:
                    done.add(occurrence)
                    _judge(look, agency_id, occurrence, facts, rule)
    return look.results()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The rows that tell of abuse, and what they tell."""

    rows: tuple[Event, ...]
    facts: tuple[Fact, ...]
    certainty: Certainty


def _judge(
    look: Look, agency_id: str, occurrence: str, facts: tuple[Fact, ...], rule: Rule
) -> None:
    enquiry, view = look.enquiry, look.enquiry.view
    rows = [view.events[row] for row in view.occurrences[occurrence]]
    own = [
        e for e in rows if e.agency_id == agency_id and e.kind in rule.kinds and _lived(enquiry, e)
    ]
    evidence = _evidence(enquiry, own, rows, occurrence, facts, rule)
    if evidence is None:
        return
    trigger = Trigger.of(enquiry, own)
    who = frozenset().union(*(_persons(e) for e in (*own, *evidence.rows))) & view.household
    as_abuse = [e for e in rows if e.agency_id == agency_id and _is_domestic(enquiry, e, rule)]
    if as_abuse:
        look.leave(trigger, "the same agency records it as abuse, too", as_abuse[0].event_id)
        return
    answers = [*enquiry.assessments_of(agency_id), *enquiry.of_kinds(agency_id, rule.answers)]
    after = look.after(trigger, involving(answers, who), rule)
    if after is not None:
        _add(look, trigger, evidence, weaker(after, evidence.certainty), rule)


def _lived(enquiry: Enquiry, event: Event) -> bool:
    return event.coded and not event.learned_after_death and not enquiry.view.is_fatal(event)


def _persons(event: Event) -> frozenset[str]:
    return frozenset(i.person_id for i in event.involves)


def _is_domestic(enquiry: Enquiry, event: Event, rule: Rule) -> bool:
    """Whether a row records an incident between people as one, with the victim in it."""
    return (
        _lived(enquiry, event)
        and enquiry.is_incident(event)
        and event.kind not in rule.kinds
        and not victims(enquiry).isdisjoint(enquiry.view.seen[event.event_id])
    )


def _tells(event: Event, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the abuse that a row says happened then; a history that it retells is not of it.

    The row must name whom it was towards: usual persons of a topic are no evidence of who it was.
    """
    named = _persons(event)
    told = {
        r.fact_id
        for r in event.reveals
        if r.stance.gives_knowledge and r.stance is not Stance.HISTORY
    }
    return tuple(fact for fact in facts if fact.fact_id in told and fact.about in named)


def _evidence(
    enquiry: Enquiry,
    own: list[Event],
    rows: list[Event],
    occurrence: str,
    facts: tuple[Fact, ...],
    rule: Rule,
) -> _Evidence | None:
    """Return what tells of abuse: the rows themselves, else others of it, else by a guess."""
    view = enquiry.view
    others = [e for e in rows if e not in own]
    guessed = [
        view.events[row]
        for guess in view.guesses.get(occurrence, ())
        for row in view.occurrences[guess]
    ]
    for group, certainty in (
        (own, Certainty.CERTAIN),
        (others, Certainty.CERTAIN),
        (guessed, Certainty.POSSIBLE),
    ):
        found = tuple(_telling(enquiry, group, facts, rule))
        if found:
            told = dict.fromkeys(fact for event in found for fact in _tells(event, facts))
            return _Evidence(found, tuple(enquiry.facts_in_order(told)), certainty)
    return None


def _telling(
    enquiry: Enquiry, rows: list[Event], facts: tuple[Fact, ...], rule: Rule
) -> Iterator[Event]:
    for event in sorted(rows, key=enquiry.view.sort_key):
        if not _lived(enquiry, event) or not enquiry.is_formal(event.agency_id):
            continue
        if _tells(event, facts) or _is_domestic(enquiry, event, rule):
            yield event


def _add(
    look: Look, trigger: Trigger, evidence: _Evidence, certainty: Certainty, rule: Rule
) -> None:
    enquiry, view, event = look.enquiry, look.enquiry.view, trigger.rows[0]
    within = Within.of(rule)
    its_own = evidence.rows[0].event_id in trigger.ids
    told = listed([enquiry.fact(fact) for fact in evidence.facts[:2]])
    other = evidence.rows[0]
    told = told or enquiry.what(other)
    maybe = "" if evidence.certainty is Certainty.CERTAIN else " what may be"
    says = (
        f"The row tells of {told}"
        if its_own
        else f"{view.team_name(other.team_id)} tells of{maybe} the same occurrence: {told}"
    )
    cited = (
        *(Cited(e.event_id, Cites.ACCOUNT) for e in trigger.rows),
        *(Cited(e.event_id, Cites.OTHER) for e in evidence.rows),
    )
    persons = frozenset().union(*(_persons(e) for e in (*trigger.rows, *evidence.rows)))
    others = dict.fromkeys(e.agency_id for e in evidence.rows if e.agency_id != event.agency_id)
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}. "
            f"{says}. There is no record that it was treated as domestic abuse within "
            f"{within.words}."
        ),
        question=(
            "How was it classed, by whom and with what in front of them? What followed from the "
            "class that it was given?"
        ),
        weight=weigh(max((f.weight for f in evidence.facts), default=2), 1),
        group=f"assessment:{trigger.agency_id}",
        agencies=(trigger.agency_id, *others),
        teams=(event.team_id,),
        persons=persons & view.household,
        facts=tuple(fact.fact_id for fact in evidence.facts),
        form="its own row" if its_own else "another row",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"classed:{view.occurrence_of[event.event_id]}:{trigger.agency_id}",),
    )
