"""His file and hers: held on one person's file, contacts on the other's without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphdb.identity import finding_id
from graphdb.knowledge import Acquisition, How
from graphdb.model import DeathType, Event, Fact, Role
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, contact_words, counted, upper_first, weigh
from queries.finding import CannotTell, Finding, Results
from queries.findings.inside import cite_gap
from queries.gap import Gap, Held, find_gap
from queries.held_at import named_in
from queries.involved import quoted
from queries.pairs import Contact

DEFINITION = Definition(
    key="files",
    title="His file and hers",
    asks="What stood on one person's file that those who saw the other person had no record of?",
    how=(
        "An agency that keeps a file for each person (general practice, mental health, probation "
        "and others) recorded a fact on rows about one of the parties; it then had contacts about "
        "the other party, whom the fact concerns or endangers, with no row on that person's file "
        "that reveals or refers to it. A row about both is on both files. Of what stood on the "
        "file of a person at risk, and those who saw the other, the question is how these could "
        "be alerted safely: what somebody said is never for a record that whoever they fear may "
        "see. Whether the agency knew that the two were a couple is asked only where no row of it "
        "names both by the last of the contacts."
    ),
    sources=("000 ¶49", "004 3.6"),
    codes=("4D",),
    order=6,
    parameters=(("min_weight", "least weight of a fact that is listed; lighter hits are counted"),),
    forms=(("on one file only", "on one person's file, with no record on the other's"),),
    cannot_see=(
        "Whether the agency could have known that the two were a couple, or of one family, where "
        "no row names both; flags or links between files that the chronology does not mention. "
        "What concerns a victim alone is never looked for on another person's file."
    ),
    family="inside",
    counts=(
        "fact on one person's file with no record on the other's",
        "facts on one person's file with no record on the other's",
    ),
    needs=(Need.TWO_FILES, Need.INFORMATION),
    counts_facts=True,
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per fact, agency and person whose file does not have it."""
    findings: list[Finding] = []
    cannot: dict[str, int] = {}
    below = 0
    parties = _parties(enquiry)
    for agency_id in enquiry.formal:
        if not enquiry.agency(agency_id).files_by_person:
            continue
        for fact in enquiry.view.facts.values():
            for mine, other in parties:
                if not _is_about(enquiry, fact, mine, other):
                    continue
                gap = _gap(enquiry, fact, agency_id, mine, other)
                if gap is None:
                    continue
                if fact.weight < enquiry.settings.min_weight:
                    below += 1
                elif enquiry.can_tell(
                    agency_id,
                    min(h.first.earliest for h in gap.holders),
                    min(c.bounds.end_hi for c, _ in gap.contacts),
                ):
                    findings.append(_finding(enquiry, fact, agency_id, mine, other, gap))
                else:
                    cannot[agency_id] = cannot.get(agency_id, 0) + 1
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, cannot)), below)


def _cannot_tell(enquiry: Enquiry, found: dict[str, int]) -> Iterator[CannotTell]:
    for agency_id, count in sorted(found.items()):
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {counted(count, 'thing')} on one person's file at "
            f"{enquiry.name(agency_id)} stood on the other's: cannot tell from these records.",
            enquiry.why_not(agency_id),
            count,
        )


def _is_about(enquiry: Enquiry, fact: Fact, mine: str, other: str) -> bool:
    """Whether a fact on one person's file concerns the other person, or endangers them.

    What concerns a victim alone (a pregnancy, an illness) is never looked for on the other's.
    """
    if other in fact.persons:
        return True
    return mine in fact.persons and enquiry.view.persons[other].is_a(Role.VICTIM)


def _parties(enquiry: Enquiry) -> list[tuple[str, str]]:
    """Return the pairs (whose file has it, whose file does not) of victims and perpetrators."""
    victims = [p.person_id for p in enquiry.view.persons.values() if p.is_a(Role.VICTIM)]
    others = [p.person_id for p in enquiry.view.persons.values() if p.is_a(Role.PERPETRATOR)]
    pairs = {(v, p) for v in victims for p in others if v != p}
    return sorted(pairs | {(p, v) for v, p in pairs})


def _on_file(enquiry: Enquiry, event_id: str, person: str) -> bool:
    return person in enquiry.view.subjects[event_id]


def _gap(enquiry: Enquiry, fact: Fact, agency_id: str, mine: str, other: str) -> Gap | None:
    view = enquiry.view
    found = [
        a
        for a in enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
        if view.events[a.via].agency_id == agency_id
    ]
    ours = tuple(
        a for a in found if _on_file(enquiry, a.via, mine) and not _on_file(enquiry, a.via, other)
    )
    contacts = _contacts(enquiry, agency_id, mine, other) if ours else ()
    if not contacts:
        return None
    # whatever is not clearly on the one file alone may be on the other
    theirs = [a for a in found if _on_file(enquiry, a.via, other)]
    theirs += [
        replace(a, certain=False)
        for a in found
        if not _on_file(enquiry, a.via, other) and not _on_file(enquiry, a.via, mine)
    ]
    theirs += _referred_to(enquiry, fact, agency_id, other)
    return find_gap(view, fact, {agency_id: Held.of(view, ours)}, tuple(theirs), contacts)


def _contacts(enquiry: Enquiry, agency_id: str, mine: str, other: str) -> tuple[Contact, ...]:
    """Return the contacts that stand on the other's file alone."""
    key = (f"contacts of {agency_id}", f"{mine} {other}")
    if key not in enquiry.memo:
        enquiry.memo[key] = tuple(
            c
            for c in enquiry.contacts_with(agency_id, frozenset((other,)))
            if _on_file(enquiry, c.event_id, other) and not _on_file(enquiry, c.event_id, mine)
        )
    found: tuple[Contact, ...] = enquiry.memo[key]
    return found


def _referred_to(enquiry: Enquiry, fact: Fact, agency_id: str, other: str) -> list[Acquisition]:
    """Return acquisitions by rows on the other file that name a row with the fact."""
    found = []
    for event, row in _referrals_by_fact(enquiry, agency_id).get(fact.fact_id, ()):
        if _on_file(enquiry, event.event_id, other):
            bounds = enquiry.view.bounds[event.event_id]
            found.append(
                Acquisition(
                    event.team_id,
                    fact.fact_id,
                    (event.event_id,),
                    row,
                    event.event_id,
                    How.OWN,
                    True,
                    bounds.known_lo,
                    bounds.known_hi,
                )
            )
    return found


def _referrals_by_fact(enquiry: Enquiry, agency_id: str) -> dict[str, list[tuple[Event, str]]]:
    """Return, by fact, an agency's rows that name a row with the fact, each with that row."""
    key = ("rows that name a row with a fact", agency_id)
    if key not in enquiry.memo:
        by_fact: dict[str, list[tuple[Event, str]]] = {}
        for event in enquiry.referring_rows(agency_id):
            for row in _named(event):
                named = enquiry.view.events.get(row)
                reveals = () if named is None else named.reveals
                for fact_id in dict.fromkeys(
                    r.fact_id for r in reveals if r.stance.gives_knowledge
                ):
                    by_fact.setdefault(fact_id, []).append((event, row))
        enquiry.memo[key] = by_fact
    found: dict[str, list[tuple[Event, str]]] = enquiry.memo[key]
    return found


def _named(event: Event) -> tuple[str, ...]:
    considered = () if event.considered is None else event.considered.events
    return (*event.responds_to, *considered)


def _finding(
    enquiry: Enquiry, fact: Fact, agency_id: str, mine: str, other: str, gap: Gap
) -> Finding:
    name = enquiry.name(agency_id)
    seen, held = enquiry.person(other), enquiry.person(mine)
    both = _names_both(enquiry, agency_id, mine, other, gap)
    return Finding(
        finding_id=finding_id(
            enquiry.view.case.case_id, DEFINITION.key, fact.fact_id, agency_id, other
        ),
        query=DEFINITION.key,
        statement=(
            f"{upper_first(enquiry.fact(fact))}. {name} had this on {held}'s file. It saw {seen} "
            f"{contact_words(enquiry, gap.contacts)} with no record of it on {seen}'s file."
        ),
        question=_question(enquiry, agency_id, mine, other, known=both is not None),
        certainty=gap.certainty,
        weight=weigh(fact.weight, 0, len(gap.contacts)),
        group=f"inside:{agency_id}",
        agencies=(agency_id,),
        persons=(other, mine),
        facts=(fact.fact_id,),
        form="on one file only",
        cited=cite_gap(enquiry, gap),
        codes=(*DEFINITION.codes, *fact.themes),
        notes=() if both is None else (_both_named(enquiry, both, name, seen, held),),
    )


def _question(enquiry: Enquiry, agency_id: str, mine: str, other: str, *, known: bool) -> str:
    """Return the question: never so that what one person said stands where the other may see it."""
    view, name = enquiry.view, enquiry.name(agency_id)
    seen, held = enquiry.person(other), enquiry.person(mine)
    if not view.persons[other].is_a(Role.VICTIM):
        return (
            f"How could those who saw {seen} be alerted safely, without anything from {held}'s "
            f"file standing on a record that {seen} may see?"
        )
    asks = f"How could whoever saw {seen} have come to know what was on {held}'s file?"
    if known:
        return asks
    family = view.case.death_type is DeathType.ADULT_FAMILY
    were = "were of one family" if family else "were a couple"
    return f"Did {name} know that {held} and {seen} {were}? {asks}"


def _names_both(enquiry: Enquiry, agency_id: str, mine: str, other: str, gap: Gap) -> Event | None:
    """Return the agency's first row that names both persons, by the last of the contacts."""
    view, last = enquiry.view, max(c.bounds.end_hi for c, _ in gap.contacts)
    return next(
        (
            event
            for event in view.rows_of_agency.get(agency_id, ())
            if {mine, other} <= named_in(event)
            and view.bounds[event.event_id].known_hi <= last
            and not event.learned_after_death
            and not view.is_fatal(event)
        ),
        None,
    )


def _both_named(enquiry: Enquiry, event: Event, name: str, seen: str, held: str) -> str:
    said = f": “{quoted(event)}”" if event.summary.strip() else ""
    when = enquiry.when(event)
    return f"A row of {name} names both {held} and {seen}: {when} ({event.source}){said}."
