"""Handover: one team's last contact, another team's first, and no row that names both."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from graphdb.identity import finding_id
from graphdb.model import Event
from queries.definition import Definition
from queries.enquiry import Enquiry, weigh, whole_days
from queries.finding import Certainty, Cited, Cites, Finding, Results
from queries.findings.inside import shares_record

DEFINITION = Definition(
    key="handover",
    title="No record of a handover",
    asks="What passed from one team to the next when contact moved between them?",
    how=(
        "One team's last contact with a person comes before another team's first, within 90 days, "
        "and no row of either names the other as told, telling or meeting, or is a handover. Both "
        "teams had the person at least twice: a single attendance is no caseload to hand over. "
        "Teams that share one record are not compared."
    ),
    sources=("000 ¶49", "000 ¶54"),
    codes=("4D",),
    order=7,
    parameters=(("handover_days", "the longest time between the last contact and the first"),),
)

_CASELOAD = 2


def find(enquiry: Enquiry) -> Results:
    """Return one finding per person and pair of teams with no handover on record."""
    return Results(tuple(_found(enquiry)))


def _found(enquiry: Enquiry) -> Iterator[Finding]:
    for agency_id in enquiry.formal:
        teams = enquiry.view.stated_teams.get(agency_id, ())
        for person in sorted(enquiry.view.household):
            rows = {team: _contacts(enquiry, team, person) for team in teams}
            for one in teams:
                for other in teams:
                    if one == other or shares_record(enquiry, one, other):
                        continue
                    finding = _judge(enquiry, person, one, other, rows[one], rows[other])
                    if finding is not None:
                        yield finding


def _contacts(enquiry: Enquiry, team_id: str, person: str) -> tuple[Event, ...]:
    found = enquiry.contacts_with(team_id, frozenset((person,)))
    return tuple(enquiry.view.events[c.event_id] for c in found)


def _judge(
    enquiry: Enquiry,
    person: str,
    one: str,
    other: str,
    before: tuple[Event, ...],
    after: tuple[Event, ...],
) -> Finding | None:
    if len(before) < _CASELOAD or len(after) < _CASELOAD or _handed_over(enquiry, one, other):
        return None
    view = enquiry.view
    last = [view.bounds[e.event_id] for e in before]
    first = [view.bounds[e.event_id] for e in after]
    last_lo, last_hi = max(b.end_lo for b in last), max(b.end_hi for b in last)
    first_lo, first_hi = min(b.start_lo for b in first), min(b.start_hi for b in first)
    within = enquiry.settings.handover_days * MINUTES_PER_DAY
    if last_lo >= first_hi or first_lo - last_hi > within:
        return None
    sure = last_hi < first_lo and first_hi - last_lo <= within
    least, most = whole_days(first_lo - last_hi, first_hi - last_lo)
    name_one, name_other = view.teams[one].name, view.teams[other].name
    agency_id = view.teams[one].agency_id
    apart = {view.teams[one].locality, view.teams[other].locality}
    notes = (
        (f"The teams work in different localities: {' and '.join(sorted(apart))}.",)
        if len(apart - {""}) > 1
        else ()
    )
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, person, one, other),
        query=DEFINITION.key,
        statement=(
            f"Inside {enquiry.name(agency_id)}, contact with {enquiry.person(person)} moved from "
            f"{name_one} to {name_other} with no record of a handover."
        ),
        question=f"What did {name_other} have from {name_one} when it began?",
        certainty=Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        weight=weigh(3, len(notes), 0),
        group=f"inside:{agency_id}",
        agencies=(agency_id,),
        teams=(one, other),
        persons=(person,),
        form="handover",
        cited=(
            Cited(before[-1].event_id, Cites.HELD),
            Cited(after[0].event_id, Cites.CONTACT),
        ),
        window=(least, most),
        codes=DEFINITION.codes,
        notes=notes,
    )


def _handed_over(enquiry: Enquiry, one: str, other: str) -> bool:
    view = enquiry.view
    return any(
        _names(event, second)
        for first, second in ((one, other), (other, one))
        for event in view.rows_of_team.get(first, ())
    )


def _names(event: Event, team_id: str) -> bool:
    columns = (event.shared_with, event.told_by, event.attended, event.invited, event.minutes_to)
    return any(n.team_id == team_id for column in columns for n in column)
