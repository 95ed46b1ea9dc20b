"""A partner whose name is not recorded, in rows about risk, and no record of who it was."""

from __future__ import annotations

from graphdb.model import Event, Stance
from queries.after import Look, Trigger, Within
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import perpetrators, split, victims
from queries.rules import Rule

DEFINITION = Definition(
    key="partner-not-identified",
    title="A partner whose name is not on record",
    asks="Where a partner was spoken of and not named, did anybody come to know who it was?",
    how=(
        "Rows of an agency about risk (the rules list the kinds and topics) in which a partner is "
        "spoken of whose name is not recorded, and on that agency's record, on that day or in the "
        "days after, no row that names the person who is now known: as somebody who was seen, is "
        "mentioned, or is told about. A row in which the partner is again without a name names "
        "nobody. One line for an agency and person, with all its rows. Either may be the "
        "person: a victim whose partner has no name there, or a perpetrator whose partner has "
        "none. A row in which the partner was seen is none. The persons of a fact on the row that "
        "says that no name is recorded name nobody, there or where the same is told again: they "
        "are what is known now. Where an agency keeps its files by person, only a row on that "
        "person's own file names the partner."
    ),
    sources=("000 ¶44", "000 ¶64"),
    codes=("2B",),
    order=45,
    needs=(Need.INFORMATION,),
    forms=(("not named", "a partner without a name, and none on record in the days after"),),
    cannot_see=(
        "A name that was known and not written down; whether the partner spoken of was the person "
        "who is now known."
    ),
    family="heard",
    counts=(
        "agency with no record of who the partner spoken of was",
        "agencies with no record of who the partner spoken of was",
    ),
)

#: The rule that lists what makes a row one about risk.
RISK = "what is about risk"

_STANCES = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and person whose partner was spoken of."""
    look = Look(
        enquiry, DEFINITION, "came to know of the partner in", ("row", ""), "who the partner was"
    )
    for agency_id in enquiry.formal:
        rules, risk = split(enquiry.rules_for(DEFINITION.key, agency_id), RISK)
        if risk is None:
            continue
        for rule in rules:
            _agency(look, agency_id, rule, risk)
    return look.results()


def _agency(look: Look, agency_id: str, rule: Rule, risk: Rule) -> None:
    enquiry = look.enquiry
    rows = _rows(enquiry, agency_id, rule, risk)
    if not rows:
        return
    found: dict[str, list[tuple[Event, Certainty]]] = {}
    for person, events in rows.items():
        naming = _naming(enquiry, agency_id, person, events, rule)
        for event in events:
            certainty = look.after(Trigger.of(enquiry, (event,)), naming, rule)
            if certainty is not None:
                found.setdefault(person, []).append((event, certainty))
    for person, listed in found.items():
        _add(look, agency_id, person, listed, rule)


def _rows(enquiry: Enquiry, agency_id: str, rule: Rule, risk: Rule) -> dict[str, list[Event]]:
    """Return the rows about risk with an unnamed partner, by whose partner it is."""
    view = enquiry.view
    found: dict[str, list[Event]] = {}
    for topic in rule.topics:
        for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
            at_risk = event.kind in risk.kinds or enquiry.tells(event, risk.topics, _STANCES)
            if not at_risk:
                continue
            about = {
                fact.about
                for r in event.reveals
                if r.stance in _STANCES and (fact := view.facts[r.fact_id]).topic == topic
            }
            for person in sorted(p for p in about if p in view.household):
                if _partners(enquiry, person).isdisjoint(view.seen[event.event_id]):
                    found.setdefault(person, []).append(event)
    return found


def _partners(enquiry: Enquiry, person: str) -> frozenset[str]:
    """Return who is now known to have been the partner: the other party, whichever it was."""
    if person in perpetrators(enquiry):
        return victims(enquiry)
    return perpetrators(enquiry)


def _naming(
    enquiry: Enquiry, agency_id: str, person: str, rows: list[Event], rule: Rule
) -> list[Event]:
    """Return an agency's rows that name the partner of a person.

    Where files are kept by person, on that person's file: the partner's own does not say whose
    partner it is. What the rows without a name told of names nobody where it is told again.
    """
    who, view = _partners(enquiry, person), enquiry.view
    by_person = enquiry.agency(agency_id).files_by_person
    told = {r.fact_id for event in rows for r in event.reveals}
    return [
        event
        for event in view.rows_of_agency.get(agency_id, ())
        if not event.learned_after_death
        and not view.is_fatal(event)
        and not enquiry.tells(event, rule.topics)
        and (not by_person or person in view.subjects[event.event_id])
        and (
            any(i.person_id in who for i in event.involves)
            or any(
                who.intersection(view.facts[r.fact_id].persons)
                for r in event.reveals
                if r.fact_id not in told
            )
        )
    ]


def _add(
    look: Look,
    agency_id: str,
    person: str,
    listed: list[tuple[Event, Certainty]],
    rule: Rule,
) -> None:
    enquiry = look.enquiry
    # the line tells of a row of which it is certain, where there is one
    first = next((event for event, how in listed if how is Certainty.CERTAIN), listed[0][0])
    within = Within.of(rule)
    often = enquiry.times(event.event_id for event, _ in listed)
    sure = any(certainty is Certainty.CERTAIN for _, certainty in listed)
    also = f" {counted(often, 'row')} in all." if often > 1 else ""
    look.add(
        agency_id,
        person,
        certainty=Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        statement=(
            f"{enquiry.view.team_name(first.team_id)}, {enquiry.when(first)}: "
            f"{enquiry.what(first)} about {enquiry.person(person)}, with a partner whose name is "
            f"not recorded.{also} There is no record of who it was within {within.words}."
        ),
        question=(
            "Was it asked who the partner was, and would a name have shown what others had on "
            "record?"
        ),
        weight=weigh(3, 1, often),
        group=DEFINITION.family,
        agencies=(agency_id,),
        persons=(person,),
        facts=tuple(
            dict.fromkeys(
                r.fact_id
                for event, _ in listed
                for r in event.reveals
                if enquiry.view.facts[r.fact_id].topic in rule.topics
            )
        ),
        form="not named",
        cited=tuple(Cited(event.event_id, Cites.KNOWN, certainty) for event, certainty in listed),
        omission=(f"partner:{person}:{agency_id}",),
    )
