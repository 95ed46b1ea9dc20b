"""Harm to several people by one person, each on another record, with nothing that links them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.model import Event, Fact, Role
from queries.after import Look, Trigger
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, listed, upper_first, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Results
from queries.rules import Rule

DEFINITION = Definition(
    key="wider-family",
    title="Harm to several people of the family, not linked",
    asks="Whose harm by one person stood on different records, with nothing that put it together?",
    how=(
        "Threats or violence (the rule's topics) by one person towards two or more people of the "
        "case who are family, partners, earlier partners or children, on records of different "
        "organisations, or on different persons' files of one that keeps such files. Two people's "
        "harm counts as linked where one record (an agency's, or a person's file) tells of both, "
        "where one row names or takes into account rows of both, or where a reference or a person "
        "links their rows. All rows lie before the end, however the dates fall; at least one in "
        "scope. Only what was recorded first-hand counts, not what was passed on, so a share is a "
        "link on the record of whoever received it, and of whoever can have: a line is never only "
        "possible. Nothing is said where a chronology that could hold the link does not cover the "
        "time or is not coded. One line for each person who is said to have harmed."
    ),
    sources=("004 3.1", "000 ¶35"),
    codes=("1A", "6C"),
    order=48,
    needs=(Need.INFORMATION,),
    forms=(("not linked", "people harmed by one person, on records that nothing links"),),
    cannot_see=(
        "A link that somebody made and did not write down; people who were harmed and are not "
        "named as persons of the case; whether anybody was free to put the records together."
    ),
    family="together",
    counts=(
        "person whose harm to several people of the family stood on records with no link",
        "people whose harm to several people of the family stood on records with no link",
    ),
)

#: Who counts as somebody of the family or household.
_FAMILY = frozenset({Role.VICTIM, Role.CHILD, Role.EX_PARTNER, Role.FAMILY, Role.CARER})


@dataclass(frozen=True, slots=True)
class _Harm:
    """What one row tells of one person's harm to another, and on whose record.

    ``first_hand`` is false for what another agency had passed on.
    """

    person: str
    fact: Fact
    event: Event
    record: str
    first_hand: bool


def find(enquiry: Enquiry) -> Results:
    """Return one finding per person whose harm to several people nothing links."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    cannot: list[CannotTell] = []
    for rule in enquiry.rules_for(DEFINITION.key):
        found = _harms(enquiry, rule)
        linking = _linking_rows(enquiry, rule) if len(found) > 1 else []
        for by in sorted({h.fact.by for h in found if h.fact.by is not None}):
            harms = [h for h in found if h.fact.by == by]
            _judge(look, by, harms, linking, rule, cannot)
    results = look.results()
    return Results(results.findings, tuple(cannot), 0, results.near)


def _harms(enquiry: Enquiry, rule: Rule) -> list[_Harm]:
    """Return what rows of organisations tell of before the end, earliest first."""
    view = enquiry.view
    rows = {
        event.event_id: event
        for agency_id in enquiry.formal
        if rule.expected_of(enquiry.agency(agency_id))
        for topic in rule.topics
        for event in enquiry.rows_on_topic.get((agency_id, topic), ())
        if view.bounds[event.event_id].known_hi < view.end_lo
    }
    return [
        _Harm(fact.about, fact, event, _record(enquiry, event), not event.told_by)
        for event in sorted(rows.values(), key=view.sort_key)
        for fact in _facts(enquiry, event, rule)
        if fact.about is not None and _is_family(enquiry, fact.about)
    ]


def _facts(enquiry: Enquiry, event: Event, rule: Rule) -> list[Fact]:
    facts = [enquiry.view.facts[r.fact_id] for r in event.reveals if r.stance.gives_knowledge]
    return [
        f
        for f in facts
        if f.topic in rule.topics and f.weight >= rule.least_weight and f.by not in (None, f.about)
    ]


def _is_family(enquiry: Enquiry, person_id: str) -> bool:
    return not _FAMILY.isdisjoint(enquiry.view.persons[person_id].roles)


def _record(enquiry: Enquiry, event: Event) -> str:
    """Return the record a row stands on: an agency's, or the file of one person there."""
    if not enquiry.agency(event.agency_id).files_by_person:
        return event.agency_id
    subjects = sorted(enquiry.view.subjects[event.event_id])
    return f"{event.agency_id}:{'+'.join(subjects)}"


def _linking_rows(enquiry: Enquiry, rule: Rule) -> list[tuple[Event, frozenset[tuple[str, str]]]]:
    """Return the rows that tell of harm, or name rows that do, with (by, about) of each harm."""
    view = enquiry.view
    tells: dict[str, frozenset[tuple[str, str]]] = {}
    for topic in rule.topics:
        for agency_id in enquiry.formal:
            for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
                facts = _facts(enquiry, event, rule)
                tells[event.event_id] = frozenset((f.by or "", f.about or "") for f in facts)
    found = []
    for agency_id in enquiry.formal:
        rows = {e.event_id: e for e in enquiry.referring_rows(agency_id)}
        rows |= {row: view.events[row] for row in tells if view.events[row].agency_id == agency_id}
        for event in rows.values():
            considered = () if event.considered is None else event.considered.events
            named = {
                other
                for row in (event.event_id, *event.responds_to, *considered)
                if row in view.events
                for other in view.occurrences[view.occurrence_of[row]]
            }
            both = frozenset(pair for row in named for pair in tells.get(row, ()))
            if len(both) > 1:
                found.append((event, both))
    return found


# -- judging -----------------------------------------------------------------------------


def _judge(
    look: Look,
    by: str,
    harms: list[_Harm],
    linking: list[tuple[Event, frozenset[tuple[str, str]]]],
    rule: Rule,
    cannot: list[CannotTell],
) -> None:
    enquiry = look.enquiry
    parts = _parts(enquiry, by, harms, linking)
    if len(parts) < rule.count:
        return
    shown = [h for part in parts if (h := _first(harms, part)) is not None]
    if len(shown) < rule.count:
        return
    shown.sort(key=lambda h: enquiry.view.sort_key(h.event))
    if not any(look.in_time(Trigger.of(enquiry, (h.event,)), rule) for h in shown):
        return
    agencies = tuple(dict.fromkeys(h.event.agency_id for h in shown))
    first = min(enquiry.view.bounds[h.event.event_id].known_lo for h in shown)
    blind = [a for a in agencies if not enquiry.can_tell(a, first, enquiry.view.end_lo)]
    if blind:
        cannot += [_cannot_tell(enquiry, agency, by) for agency in blind]
    else:
        _add(look, by, shown, agencies, harms)


def _parts(
    enquiry: Enquiry,
    by: str,
    harms: list[_Harm],
    linking: list[tuple[Event, frozenset[tuple[str, str]]]],
) -> list[frozenset[str]]:
    """Return who is linked with whom: by a record that tells of both, or by a row."""
    on_record: dict[str, set[str]] = defaultdict(set)
    for harm in harms:
        on_record[harm.record].add(harm.person)
        # whoever was sent it, even with no record of receipt, may have seen both
        for agency_id in enquiry.knowledge.facts.agencies(harm.fact.fact_id):
            if enquiry.is_formal(agency_id) and not enquiry.agency(agency_id).files_by_person:
                on_record[agency_id].add(harm.person)
    links = [*on_record.values(), *({a for b, a in pairs if b == by} for _, pairs in linking)]
    parts: list[set[str]] = []
    for link in [{h.person} for h in harms] + links:
        joined = set(link)
        apart = []
        for part in parts:
            if part & joined:
                joined |= part
            else:
                apart.append(part)
        parts = [*apart, joined]
    mine = {h.person for h in harms}
    found = [frozenset(part & mine) for part in parts]
    place = enquiry.place_of_person
    return sorted((p for p in found if p), key=lambda part: sorted(place[p] for p in part))


def _first(harms: list[_Harm], part: frozenset[str]) -> _Harm | None:
    """Return the weightiest harm of a part that was recorded first-hand, the earliest of these."""
    mine = [h for h in harms if h.person in part and h.first_hand]
    return max(mine, key=lambda h: h.fact.weight, default=None)


def _cannot_tell(enquiry: Enquiry, agency_id: str, by: str) -> CannotTell:
    name = enquiry.name(agency_id)
    return CannotTell(
        DEFINITION.key,
        agency_id,
        f"Whether anything on {name}'s record links harm by {enquiry.person(by)} to several "
        "people of the family: cannot tell from these records.",
        enquiry.why_not(agency_id),
    )


def _add(
    look: Look, by: str, shown: list[_Harm], agencies: tuple[str, ...], harms: list[_Harm]
) -> None:
    enquiry = look.enquiry
    facts = sorted({h.fact.fact_id for h in harms})
    look.add(
        by,
        certainty=Certainty.CERTAIN,
        statement=(
            f"{upper_first(listed(list(_said(enquiry, shown))))}. There is no record at "
            f"{enquiry.names(agencies)} of a link between these."
        ),
        question=(
            "Who could have seen these together, and what would have made it possible and lawful?"
        ),
        weight=weigh(max(h.fact.weight for h in shown), 1, len(shown)),
        group=DEFINITION.family,
        agencies=agencies,
        persons=(by, *{h.person for h in harms}),
        facts=tuple(facts),
        form="not linked",
        cited=[Cited(h.event.event_id, Cites.HAPPENED) for h in (*shown, *harms)],
    )


def _said(enquiry: Enquiry, shown: list[_Harm]) -> Iterator[str]:
    for harm in shown:
        name = enquiry.view.team_name(harm.event.team_id)
        yield f"{enquiry.fact(harm.fact)} on the record of {name} ({enquiry.when(harm.event)})"
