"""What people close to them knew before the end, and no agency had on record by then."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.knowledge import Acquisition
from graphdb.model import Fact
from queries.after import Look
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, listed, upper_first, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Results
from queries.rules import Rule

DEFINITION = Definition(
    key="people-close",
    title="What people close to them knew",
    asks=(
        "What did family, friends, neighbours or colleagues know that no agency had on record, "
        "and what would have helped them to tell someone?"
    ),
    how=(
        "Weighty facts about the household that an informal source had before the end, and that "
        "no agency's record shows by then; where one was sent it with no record of receipt, or had "
        "it on a date that can lie before the end, it is only possible. Jealousy, isolation and "
        "the like (the rule names them) are on record where an agency has control by the same "
        "person over the same person. One line for each informal source. "
        "What came out through the investigation or the review is no knowledge in life. Agencies "
        "whose chronologies do not cover the time, or have rows not coded, are named in the line: "
        "of them it cannot be told; where that is so of all, nothing is listed. It is never an "
        "omission of the people who knew, and where the case lists a reason for silence it is not "
        "weighed here."
    ),
    sources=("000 ¶73",),
    codes=("8H",),
    order=49,
    forms=(("known to people", "known to people close to them, on no agency's record"),),
    cannot_see=(
        "What people knew and were not asked; whether they told somebody who wrote nothing down; "
        "whether it would have been safe for them to tell."
    ),
    family="heard",
    counts=(
        "line on what people close to them knew and no agency had on record",
        "lines on what people close to them knew and no agency had on record",
    ),
    needs=(Need.PEOPLE_CLOSE, Need.INFORMATION),
)

#: The rules of what stands on an agency's record under another name.
_NARROW, _WIDE = "what control takes in", "control"

#: How many facts a line names.
_NAMED = 3


def find(enquiry: Enquiry) -> Results:
    """Return one finding per informal source."""
    look = Look(enquiry, DEFINITION, "knew of", ("thing", ""))
    able = tuple(a for a in enquiry.formal if _can_tell(enquiry, a))
    cannot: list[CannotTell] = []
    rules = {rule.name: rule for rule in enquiry.rules_for(DEFINITION.key)}
    narrow, wide = rules.pop(_NARROW, None), rules.pop(_WIDE, None)
    for rule in rules.values():
        by_source: dict[str, list[tuple[Fact, Acquisition, Certainty]]] = {}
        for fact in _weighty(enquiry, rule):
            also = _taken_in(enquiry, fact, narrow, wide)
            for source, acquisition, certainty in _known_to(enquiry, fact, rule, also):
                by_source.setdefault(source, []).append((fact, acquisition, certainty))
        for source in sorted(by_source):
            if able:
                _add(look, source, by_source[source], able)
            else:
                cannot.append(_cannot_tell(enquiry, source, len(by_source[source])))
    results = look.results()
    return Results(results.findings, tuple(cannot), results.below, results.near)


def _can_tell(enquiry: Enquiry, agency_id: str) -> bool:
    """Whether an agency's silence over the review's whole period says something."""
    view = enquiry.view
    return enquiry.can_tell(agency_id, view.scope_lo, view.end_lo - 1)


def _weighty(enquiry: Enquiry, rule: Rule) -> Iterator[Fact]:
    household = enquiry.view.household
    for fact in enquiry.view.facts.values():
        told_of = not rule.topics or fact.topic in rule.topics
        heavy = fact.weight >= rule.least_weight
        if heavy and told_of and household.intersection(fact.persons):
            yield fact


def _taken_in(
    enquiry: Enquiry, fact: Fact, narrow: Rule | None, wide: Rule | None
) -> tuple[str, ...]:
    """Return the facts about the same persons that take this one in: jealousy is in control."""
    if narrow is None or wide is None or fact.topic not in narrow.topics:
        return ()
    return tuple(
        other.fact_id
        for other in enquiry.view.facts.values()
        if other.topic in wide.topics and (other.about, other.by) == (fact.about, fact.by)
    )


def _known_to(
    enquiry: Enquiry, fact: Fact, rule: Rule, also: tuple[str, ...]
) -> Iterator[tuple[str, Acquisition, Certainty]]:
    """Yield the informal sources that had a fact before the end when no agency had it.

    Exact where the end is one minute: each acquisition lies anywhere in its own bounds, whatever
    the others do. In every world: some certain one of the source lies before the end, and none of
    any agency, even a possible one, can lie before it. In one: some of the source's can, and no
    certain one of an agency must.
    """
    view, held = enquiry.view, enquiry.knowledge.facts
    sources = [
        agency.agency_id
        for agency_id in held.agencies(fact.fact_id)
        if (agency := enquiry.agency(agency_id)).informal and rule.expected_of(agency)
    ]
    if not sources:
        return
    by_agencies = [
        a
        for fact_id in (fact.fact_id, *also)
        for agency_id in held.agencies(fact_id)
        if enquiry.is_formal(agency_id)
        for a in held.of_agency(agency_id, fact_id)
    ]
    if any(a.certain and a.latest < view.end_lo for a in by_agencies):
        return
    perhaps = any(a.earliest < view.end_hi for a in by_agencies)
    for source in sources:
        own = [a for a in held.of_agency(source, fact.fact_id) if _in_life(enquiry, a)]
        sure = [a for a in own if a.certain and a.latest < view.end_lo]
        maybe = [a for a in own if a.earliest < view.end_hi]
        if sure and not perhaps:
            yield source, sure[0], Certainty.CERTAIN
        elif sure or maybe:
            yield source, (sure or maybe)[0], Certainty.POSSIBLE


def _in_life(enquiry: Enquiry, acquisition: Acquisition) -> bool:
    view = enquiry.view
    return not any(view.is_fatal(view.events[row]) for row in acquisition.atoms)


def _cannot_tell(enquiry: Enquiry, source: str, number: int) -> CannotTell:
    return CannotTell(
        DEFINITION.key,
        source,
        f"Whether any agency had on record {counted(number, 'thing')} that "
        f"{enquiry.name(source)} knew of: cannot tell from these records.",
        "Ask the agencies for chronologies that cover the whole period, with every row coded.",
        number,
    )


def _add(
    look: Look,
    source: str,
    known: list[tuple[Fact, Acquisition, Certainty]],
    able: tuple[str, ...],
) -> None:
    enquiry, view = look.enquiry, look.enquiry.view
    known = sorted(known, key=lambda k: enquiry.place_of_fact[k[0].fact_id])
    sure = any(certainty is Certainty.CERTAIN for _, _, certainty in known)
    knew_it = sure or all(a.certain and a.latest < view.end_lo for _, a, _ in known)
    named = listed([enquiry.fact(fact) for fact, _, _ in known[:_NAMED]])
    more = len(known) - _NAMED
    also = f", and {counted(more, 'more thing')}" if more > 0 else ""
    unable = [a for a in enquiry.formal if a not in able]
    whose = "chronology that covers the time" if unable else "agency's chronology"
    knew = "knew of" if knew_it else "possibly knew of"
    shows = "shows this" if sure else "shows for certain that this was known there"
    notes = (f"Of these it cannot be told from their records: {enquiry.names(unable)}.",)
    look.add(
        source,
        certainty=Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        statement=(
            f"{upper_first(enquiry.name(source))} {knew} this: {named}{also}. No {whose} {shows} "
            f"{enquiry.before_the_end}."
        ),
        question=(
            "What would have helped people close to them to tell someone, and whom would they have "
            "told?"
        ),
        weight=weigh(known[0][0].weight, 0, len(known)),
        group=DEFINITION.family,
        agencies=(source,),
        persons={p for fact, _, _ in known for p in fact.persons if p in view.household},
        facts=tuple(fact.fact_id for fact, _, _ in known),
        form="known to people",
        cited=tuple(
            Cited(row, Cites.KNOWN, certainty)
            for _, acquisition, certainty in known
            for row in acquisition.atoms
        ),
        notes=notes if unable else (),
    )
