"""Two sides that each held something, each knew of the other's person, and never were in touch.

The shape of two findings: services that saw only the victim and services that saw only the
perpetrator, and services for adults and for children. What differs is who stands on which side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphdb.knowledge import pathway_agencies
from graphdb.model import Event, Fact
from queries.after import Look, possible
from queries.enquiry import Enquiry, upper_first, weigh
from queries.finding import Certainty, Cited, Cites
from queries.held_at import concerns, held_by, named_in, namings
from queries.rules import Rule


@dataclass(frozen=True, slots=True)
class Side:
    """Who may stand on one side.

    Attributes
    ----------
    agencies
        Organisations that may.
    saw
        Persons of whom each of them saw one.
    knew_of
        Persons of the other side, of whom its records tell.
    only
        Whether it may have seen nobody of those.
    """

    agencies: tuple[str, ...]
    saw: frozenset[str]
    knew_of: frozenset[str]
    only: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An agency of one side: what it held, by which row, and the row that tells of the other."""

    agency_id: str
    certainty: Certainty
    fact: Fact
    held_by: str
    knows_by: str


def members(enquiry: Enquiry, side: Side, least: int) -> list[Member]:
    """Return the agencies of a side, as certain as their dates allow."""
    found = []
    for agency_id in side.agencies:
        if side.only and _saw_any(enquiry, agency_id, side.knew_of):
            continue
        contact = _in_contact(enquiry, agency_id, side.saw)
        knows = _knew_of(enquiry, agency_id, side.knew_of)
        held = _weightiest(enquiry, agency_id, least)
        if contact is None or knows is None or held is None:
            continue
        sure = contact and knows[1] and held[2]
        certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
        found.append(Member(agency_id, certainty, held[0], held[1], knows[0]))
    return found


def _saw_any(enquiry: Enquiry, agency_id: str, persons: frozenset[str]) -> bool:
    """Whether any row of an agency, routine or not, has one of the persons in it."""
    view = enquiry.view
    return any(
        view.seen[event.event_id] & persons and not view.is_fatal(event)
        for event in view.rows_of_agency.get(agency_id, ())
    )


def _in_contact(enquiry: Enquiry, agency_id: str, persons: frozenset[str]) -> bool | None:
    """Return whether a contact in scope and before the end is certain; ``None`` where none is."""
    view = enquiry.view
    contacts = enquiry.contacts_with(agency_id, persons)
    if not contacts:
        return None
    return any(
        c.bounds.start_lo >= view.scope_lo and c.bounds.end_hi < view.end_lo for c in contacts
    )


def _knew_of(enquiry: Enquiry, agency_id: str, persons: frozenset[str]) -> tuple[str, bool] | None:
    """Return the first row that tells of one of the persons, and whether it is surely in time."""
    view, maybe = enquiry.view, None
    for event in view.rows_of_agency.get(agency_id, ()):
        if not event.coded or event.learned_after_death or view.is_fatal(event):
            continue
        told = {
            person
            for r in event.reveals
            if r.stance.gives_knowledge
            for person in view.facts[r.fact_id].persons
        }
        if not (named_in(event) | told) & persons:
            continue
        bounds = view.bounds[event.event_id]
        if bounds.known_hi < view.end_lo:
            return event.event_id, True
        if bounds.known_lo < view.end_hi and maybe is None:
            maybe = event.event_id, False
    return maybe


def _weightiest(enquiry: Enquiry, agency_id: str, least: int) -> tuple[Fact, str, bool] | None:
    """Return the weightiest thing that an agency held by the end, by which row, and how surely.

    About the household; what rests on a row that records a reason for not sharing is left out.
    """
    view, maybe = enquiry.view, None
    for fact, acquisitions in held_by(enquiry, agency_id):
        if fact.weight < least:
            break  # they stand by weight
        if view.household.isdisjoint(fact.persons):
            continue
        free = [a for a in acquisitions if view.events[a.coded_on].bar is None]
        sure = [a for a in free if a.certain and a.latest < view.end_lo]
        if sure:
            return fact, min(sure, key=lambda a: (a.latest, a.sort_key)).via, True
        perhaps = [a for a in free if a.earliest < view.end_hi]
        if perhaps and maybe is None:
            maybe = fact, perhaps[0].via, False
    return maybe


# -- between them ------------------------------------------------------------------------


def find_apart(
    look: Look, left: Side, right: Side, rule: Rule
) -> tuple[list[Member], list[Member]]:
    """Return the members of two sides that were never in touch, or two empty lists.

    Whoever was in touch with anybody of the other side is left out. First by what is certain:
    certain members, and no row that may lie before the end; else by what is possible.
    """
    enquiry = look.enquiry
    ours, theirs = (members(enquiry, side, rule.least_weight) for side in (left, right))
    sure = [[m for m in side if m.certainty is Certainty.CERTAIN] for side in (ours, theirs)]
    silent: dict[str, None] = {}
    for (one, other), before in (((sure[0], sure[1]), False), ((ours, theirs), True)):
        apart = _apart(enquiry, one, other, rule, surely=before)
        if not all(apart):
            continue
        kept = [[m for m in side if _is_tellable(enquiry, m)] for side in apart]
        silent |= {
            m.agency_id: None for side in apart for m in side if not _is_tellable(enquiry, m)
        }
        if all(kept):
            found = Certainty.POSSIBLE if before else Certainty.CERTAIN
            ours, theirs = ([replace(m, certainty=found) for m in side] for side in kept)
            break
    else:
        ours, theirs = [], []
    for agency_id in silent:
        look.cannot(agency_id)
    return ours, theirs


def _is_tellable(enquiry: Enquiry, member: Member) -> bool:
    """Whether an agency's silence says something, over the whole of the review's period."""
    return enquiry.can_tell(member.agency_id, enquiry.view.scope_lo, enquiry.view.end_lo)


def _apart(
    enquiry: Enquiry, ours: list[Member], theirs: list[Member], rule: Rule, *, surely: bool
) -> tuple[list[Member], list[Member]]:
    pairs = {
        (one.agency_id, other.agency_id)
        for one in ours
        for other in theirs
        if in_touch(enquiry, one.agency_id, other.agency_id, rule, surely=surely)
    }
    left = {one for one, _ in pairs}
    right = {other for _, other in pairs}
    return (
        [m for m in ours if m.agency_id not in left],
        [m for m in theirs if m.agency_id not in right],
    )


def in_touch(enquiry: Enquiry, one: str, other: str, rule: Rule, *, surely: bool) -> bool:
    """Whether two agencies were in touch about the household before the end.

    ``surely``: in every world, else in at least one. A row that names the other only in its text
    counts where it is of the rule's kinds; so do a declared pathway and a shared record.
    """
    view = enquiry.view
    if one == other or _connected(enquiry, one, other):
        return True
    kinds = frozenset(rule.answers)
    rows = [*enquiry.in_touch(one, other)]
    rows += _in_text(enquiry, one, other, kinds)
    rows += _in_text(enquiry, other, one, kinds)
    return any(
        (view.bounds[e.event_id].end_hi < view.end_lo)
        if surely
        else (view.bounds[e.event_id].start_lo < view.end_hi)
        for e in rows
        if concerns(e, view.household)
    )


def _in_text(enquiry: Enquiry, one: str, other: str, kinds: frozenset[str]) -> Iterable[Event]:
    return (e for e, names in namings(enquiry, one) if other in names and e.kind in kinds)


def _connected(enquiry: Enquiry, one: str, other: str) -> bool:
    """Whether a declared automatic pathway, or a shared record, joins two agencies."""
    view = enquiry.view
    for pathway in view.settings.pathways:
        ends = (pathway_agencies(view, name) for name in (pathway.source, pathway.target))
        source, target = ends
        if pathway.automatic and (
            (one in source and other in target) or (other in source and one in target)
        ):
            return True
    return any(
        {one, other} <= {member.partition("/")[0] for member in access.members}
        for access in view.settings.record_access
    )


def add_apart(
    look: Look,
    ours: list[Member],
    theirs: list[Member],
    persons: frozenset[str],
    *,
    saw: tuple[str, str],
    question: str,
) -> None:
    """List the one line of a case: who stands on which side, what each held, and no word between.

    Parameters
    ----------
    saw
        What is said of each side after its names: "saw only Leanne".
    """
    enquiry, both = look.enquiry, (*ours, *theirs)
    certainty = both[0].certainty
    cited = [Cited(m.held_by, Cites.HELD) for m in both]
    cited += [Cited(m.knows_by, Cites.KNOWN) for m in both]
    names = [enquiry.names([m.agency_id for m in side]) for side in (ours, theirs)]
    look.add(
        "one line for a case",
        certainty=certainty,
        statement=(
            f"{upper_first(names[0])} {saw[0]}; {names[1]} {saw[1]}. Each held something weighty "
            "and had a record of the other side's person. There is no record that anything passed "
            "between the two."
        ),
        question=question,
        weight=weigh(max(m.fact.weight for m in both), 2),
        group=look.definition.family,
        agencies=tuple(m.agency_id for m in both),
        persons=persons,
        facts=tuple(dict.fromkeys(m.fact.fact_id for m in both)),
        form=look.definition.forms[0][0],
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        notes=tuple(f"{enquiry.name(m.agency_id)} held: {enquiry.fact(m.fact)}." for m in both),
    )
