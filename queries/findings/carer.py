"""One cares for the other: no carer's assessment on record, or neither ever seen alone."""

from __future__ import annotations

from dataclasses import dataclass

from graphdb.model import Event, Fact, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import involving, perpetrators, split, surely_in_time, victims
from queries.rules import Rule

DEFINITION = Definition(
    key="carer",
    title="Caring: no carer's assessment on record, or never seen alone",
    asks="Where one cared for the other, was the carer asked how they were, and was either alone?",
    how=(
        "The first row in scope by which an agency that is expected to has on record that a member "
        "of the household cares for somebody, or is under strain from it, with no carer's "
        "assessment on anybody's record, and on its own no referral, no offer and nothing in "
        "Response or Outcome of that row, on that day or in the days after. Offered and declined "
        "is an answer. An agency whose chronology has no column for what was done (no row has a "
        "Response or Outcome) cannot be told of. Or: an agency that has the caring on record had "
        "at least so many contacts with the carer or the one cared for, and in each of them both "
        "were present. Who cares for whom is taken from the relations of the case, else from the "
        "fact; with one victim and one perpetrator, from whom it is about."
    ),
    sources=("004 3.3", "003"),
    codes=("1I",),
    order=44,
    needs=(Need.INFORMATION,),
    forms=(
        ("no carer's assessment", "caring on record, and no assessment of the carer in the days"),
        ("never seen alone", "every contact had both of them present"),
    ),
    cannot_see=(
        "An assessment that was made and not written down; caring that nobody recorded; whether "
        "somebody who was there could hear what was said."
    ),
    family="heard",
    counts=(
        "caring relationship with no record of an assessment, or of either seen alone",
        "caring relationships with no record of an assessment, or of either seen alone",
    ),
    starts_from=("carer's assessment", "seen alone"),
)

#: The rule on contacts at which both were there.
ALONE = "seen alone"

_STANCES = frozenset({Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED, Stance.HISTORY})


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and carer, in either form."""
    look = Look(
        enquiry, DEFINITION, "assessed, or saw alone,", ("carer", ""), "a carer's assessment"
    )
    alone: dict[str, int] = {}
    for agency_id in enquiry.formal:
        rules, seen = split(enquiry.rules_for(DEFINITION.key, agency_id), ALONE)
        for rule in rules:
            for carer, event in _first_rows(look, agency_id, rule).items():
                _judge(look, carer, event, rule)
        if seen is not None:
            _never_alone(look, agency_id, seen, alone)
    for agency_id in alone:
        look.cannot(agency_id)
    return look.results()


def _rows(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[tuple[Event, Fact]]:
    """Return an agency's rows that tell of caring, with the fact, earliest first."""
    facts, place = enquiry.view.facts, enquiry.view.place
    rows = {
        event.event_id: event
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
    }
    return [
        (event, fact)
        for event in sorted(rows.values(), key=lambda e: place[e.event_id])
        for r in event.reveals
        if r.stance in _STANCES
        and (fact := facts[r.fact_id]).topic in rule.topics
        and fact.about in enquiry.view.household
    ]


def _first_rows(look: Look, agency_id: str, rule: Rule) -> dict[str, Event]:
    """Return the first row in scope by which an agency has each carer on record."""
    enquiry, found = look.enquiry, dict[str, Event]()
    for event, fact in _rows(enquiry, agency_id, rule):
        carer = fact.about or ""
        if carer not in found and look.in_time(Trigger.of(enquiry, (event,)), rule):
            found[carer] = event
    return found


def _judge(look: Look, carer: str, event: Event, rule: Rule) -> None:
    enquiry, agency_id = look.enquiry, event.agency_id
    trigger = Trigger.of(enquiry, (event,))
    if event.response or event.outcome or event.shared_with:
        look.leave(trigger, "its own row says what was done")
        return
    answers = enquiry.of_kinds(agency_id, rule.answers)
    # an assessment is one whoever made it; a referral is its own agency's only
    kinds = enquiry.vocabulary.kinds
    made = [k for k in rule.answers if k in kinds and not (kinds[k].referral or kinds[k].share)]
    for other in enquiry.formal:
        if other != agency_id:
            answers += enquiry.of_kinds(other, made)
    linked = [e for e in enquiry.referring_rows(agency_id) if event.event_id in e.responds_to]
    certainty = look.after(
        trigger, [*involving(answers, frozenset((carer,))), *linked], rule, column=True
    )
    if certainty is not None:
        _add(look, trigger, carer, certainty, rule)


def _add(look: Look, trigger: Trigger, carer: str, certainty: Certainty, rule: Rule) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    within = Within.of(rule)
    facts = {
        f.fact_id: f
        for r in event.reveals
        if (f := enquiry.view.facts[r.fact_id]).topic in rule.topics and f.about == carer
    }
    first = enquiry.facts_in_order(facts.values())[0]
    cited = (Cited(event.event_id, Cites.KNOWN),)
    look.add(
        trigger.agency_id,
        carer,
        "no carer's assessment",
        certainty=certainty,
        statement=(
            f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.fact(first)}. There is no record that a carer's assessment was made or "
            f"offered within {within.words}."
        ),
        question=(
            f"Was {enquiry.person(carer)} asked, alone, how caring was going and what would help?"
        ),
        weight=weigh(max(first.weight, 3), 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=(carer,),
        facts=tuple(sorted(facts)),
        form="no carer's assessment",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"carers-assessment:{carer}:{trigger.agency_id}",),
    )


# -- never seen alone --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """Who cares for whom, as an agency has it, and the row that says so."""

    carer: str
    cared_for: str
    event: Event


def _never_alone(look: Look, agency_id: str, rule: Rule, silent: dict[str, int]) -> None:
    enquiry, view = look.enquiry, look.enquiry.view
    for pair in _pairs(enquiry, agency_id, rule):
        both = frozenset((pair.carer, pair.cared_for))
        contacts = [
            event
            for event in enquiry.about(view.contacts_of_agency.get(agency_id, ()), both)
            if not event.learned_after_death
        ]
        together = tuple(e for e in contacts if both <= view.seen[e.event_id])
        inside = tuple(e for e in together if surely_in_time(enquiry, e, rule))
        apart = [e for e in contacts if not both <= view.seen[e.event_id]]
        if enquiry.times(e.event_id for e in inside) < rule.count:
            continue
        if any(surely_in_time(enquiry, e, rule) for e in apart):
            look.leave(Trigger.of(enquiry, inside), "one of them was seen alone", apart[0].event_id)
        elif enquiry.can_tell(agency_id, min(_low(enquiry, e) for e in inside), view.end_lo - 1):
            certainty = Certainty.POSSIBLE if apart else Certainty.CERTAIN
            _add_together(look, pair, inside, certainty)
        else:
            silent[agency_id] = 1


def _low(enquiry: Enquiry, event: Event) -> int:
    return enquiry.view.bounds[event.event_id].start_lo


def _pairs(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[_Pair]:
    """Return who cares for whom by an agency's own rows, each pair once."""
    found: dict[tuple[str, str], _Pair] = {}
    for event, fact in _rows(enquiry, agency_id, rule):
        for carer, other in _who(enquiry, fact):
            found.setdefault((carer, other), _Pair(carer, other, event))
    return list(found.values())


def _who(enquiry: Enquiry, fact: Fact) -> list[tuple[str, str]]:
    carer = fact.about or ""
    stated = sorted(
        {
            (relation.person, relation.to)
            for relation in enquiry.view.records.relations
            if relation.kind == "carer" and carer in (relation.person, relation.to)
        }
    )
    if stated:
        return stated
    if fact.by is not None:
        return [(carer, fact.by)]
    others = (victims(enquiry) | perpetrators(enquiry)) - {carer}
    return [(carer, other) for other in others] if len(others) == 1 else []


def _add_together(
    look: Look, pair: _Pair, contacts: tuple[Event, ...], certainty: Certainty
) -> None:
    enquiry, agency_id = look.enquiry, pair.event.agency_id
    carer, cared_for = enquiry.person(pair.carer), enquiry.person(pair.cared_for)
    often = enquiry.times(e.event_id for e in contacts)
    cited = (
        *(Cited(e.event_id, Cites.SEEN) for e in contacts),
        Cited(pair.event.event_id, Cites.KNOWN),
    )
    look.add(
        agency_id,
        pair.carer,
        pair.cared_for,
        "never seen alone",
        certainty=certainty,
        statement=(
            f"{enquiry.name(agency_id)} has on record that {carer} cared for {cared_for}: "
            f"{counted(often, 'contact')}, each with both present. There is no record that "
            "either was seen alone."
        ),
        question=f"What would have made it possible to see {carer} or {cared_for} alone?",
        weight=weigh(3, 2, often),
        group=DEFINITION.family,
        agencies=(agency_id,),
        persons=(pair.carer, pair.cared_for),
        form="never seen alone",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"alone:{pair.carer}:{pair.cared_for}:{agency_id}",),
    )
