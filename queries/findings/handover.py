"""Handover: one team's last contact, another team's first, and no row that names both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.case_view import Bounds, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.identity import finding_id
from graphdb.model import Event, agency_of
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh, whole_days
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results
from queries.findings.inside import shares_record

DEFINITION = Definition(
    key="handover",
    title="No record of a handover",
    asks="What passed from one team to the next when contact moved between them?",
    how=(
        "One team's last contact with a person comes before another team's first, within 90 days, "
        "and no row of either about that person names the other as told, telling or meeting, or is "
        "a handover. Both "
        "teams had the person at least twice: a single attendance is no caseload to hand over. "
        "Teams that share one record are not compared."
    ),
    sources=("000 ¶49", "000 ¶54"),
    codes=("4D",),
    order=7,
    forms=(("handover", "contact moved between teams, with no row that names both"),),
    cannot_see=(
        "A handover by word of mouth; a transfer that a shared record made; teams that the "
        "chronology does not name."
    ),
    parameters=(("handover_days", "the longest time between the last contact and the first"),),
    family="inside",
    counts=(
        "move between teams with no record of a handover",
        "moves between teams with no record of a handover",
    ),
    needs=(Need.TWO_TEAMS,),
)

_CASELOAD = 2


def find(enquiry: Enquiry) -> Results:
    """Return one finding per person and pair of teams with no handover on record."""
    findings: list[Finding] = []
    cannot: dict[str, int] = {}
    for agency_id in enquiry.formal:
        for move in _moves(enquiry, agency_id):
            if enquiry.can_tell(agency_id, move.last[0], move.first[1]):
                findings.append(_finding(enquiry, move))
            else:
                cannot[agency_id] = cannot.get(agency_id, 0) + 1
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, cannot)))


def _cannot_tell(enquiry: Enquiry, found: dict[str, int]) -> Iterator[CannotTell]:
    for agency_id, count in sorted(found.items()):
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether teams of {enquiry.name(agency_id)} handed over when contact moved between "
            f"them ({counted(count, 'time')}): cannot tell from these records.",
            enquiry.why_not(agency_id),
            count,
        )


@dataclass(frozen=True, slots=True)
class _Move:
    """Contact with a person moved from one team to another.

    ``last`` and ``first`` bound the end of the one's last contact and the start of the other's
    first, in minutes; ``certain`` is whether contact moved so in every world.
    """

    person: str
    one: str
    other: str
    last: tuple[int, int]
    first: tuple[int, int]
    rows: tuple[Event, Event]
    certain: bool


def _moves(enquiry: Enquiry, agency_id: str) -> Iterator[_Move]:
    teams = enquiry.view.stated_teams.get(agency_id, ())
    for person in sorted(enquiry.view.household):
        rows = {team: _contacts(enquiry, team, person) for team in teams}
        for one in teams:
            for other in teams:
                if one == other or shares_record(enquiry, one, other):
                    continue
                move = _move(enquiry, person, one, other, rows[one], rows[other])
                if move is not None and not _handed_over(enquiry, move):
                    yield move


def _contacts(enquiry: Enquiry, team_id: str, person: str) -> tuple[Event, ...]:
    found = enquiry.contacts_with(team_id, frozenset((person,)))
    return tuple(enquiry.view.events[c.event_id] for c in found)


def _move(
    enquiry: Enquiry,
    person: str,
    one: str,
    other: str,
    before: tuple[Event, ...],
    after: tuple[Event, ...],
) -> _Move | None:
    if len(before) < _CASELOAD or len(after) < _CASELOAD:
        return None
    bounds = enquiry.view.bounds
    ends = [bounds[e.event_id] for e in before]
    starts = [bounds[e.event_id] for e in after]
    last = (max(b.end_lo for b in ends), max(b.end_hi for b in ends))
    first = (min(b.start_lo for b in starts), min(b.start_hi for b in starts))
    if last[0] >= first[1] or first[0] - last[1] > _within(enquiry):
        return None
    sure = _certain(enquiry, before, after)
    return _Move(person, one, other, last, first, (before[-1], after[0]), sure)


def _certain(enquiry: Enquiry, before: tuple[Event, ...], after: tuple[Event, ...]) -> bool:
    """Whether one team's last contact comes soon enough before the other's first in every world.

    A contact that may lie outside the time looked at may be none: each team has had enough of the
    others, and with it or without it the one's last comes before the other's first.
    """
    view = enquiry.view
    ends = [b for e in before if _surely_inside(view, b := view.bounds[e.event_id])]
    starts = [b for e in after if _surely_inside(view, b := view.bounds[e.event_id])]
    if len(ends) < _CASELOAD or len(starts) < _CASELOAD:
        return False
    apart = max(view.bounds[e.event_id].end_hi for e in before) < min(
        view.bounds[e.event_id].start_lo for e in after
    )
    least, most = max(b.end_lo for b in ends), min(b.start_hi for b in starts)
    return apart and most - least <= _within(enquiry)


def _surely_inside(view: CaseView, bounds: Bounds) -> bool:
    return view.scope_lo <= bounds.start_lo and bounds.end_hi < view.end_lo


def _within(enquiry: Enquiry) -> int:
    return enquiry.settings.handover_days * MINUTES_PER_DAY


def _finding(enquiry: Enquiry, move: _Move) -> Finding:
    view = enquiry.view
    one, other = view.teams[move.one], view.teams[move.other]
    apart = sorted({one.locality, other.locality} - {""})
    notes = (
        (f"The teams work in different localities: {' and '.join(apart)}.",)
        if len(apart) > 1
        else ()
    )
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, move.person, move.one, move.other),
        query=DEFINITION.key,
        statement=(
            f"Inside {enquiry.name(one.agency_id)}, contact with {enquiry.person(move.person)} "
            f"moved from {one.name} to {other.name}. There is no record of a handover."
        ),
        question=f"What did {other.name} have from {one.name} when it began?",
        certainty=Certainty.CERTAIN if move.certain else Certainty.POSSIBLE,
        weight=weigh(3, 1, len(notes)),
        group=f"inside:{one.agency_id}",
        agencies=(one.agency_id,),
        teams=(move.one, move.other),
        persons=(move.person,),
        form="handover",
        cited=(
            Cited(move.rows[0].event_id, Cites.HELD),
            Cited(move.rows[1].event_id, Cites.CONTACT),
        ),
        window=whole_days(move.first[0] - move.last[1], move.first[1] - move.last[0]),
        codes=DEFINITION.codes,
        notes=notes,
        # a move to another locality is asked about here first
        omission=(f"handover:{agency_of(move.one)}:{move.person}",),
    )


def _handed_over(enquiry: Enquiry, move: _Move) -> bool:
    """Whether a row of either team about this person names the other, or is a handover."""
    view = enquiry.view
    return any(
        _names(event, second) or _is_handover(enquiry, event)
        for first, second in ((move.one, move.other), (move.other, move.one))
        for event in view.rows_of_team.get(first, ())
        if not event.involves or any(i.person_id == move.person for i in event.involves)
    )


def _is_handover(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row is a handover that names nobody, and so may be to the other team."""
    kind = enquiry.vocabulary.kinds.get(event.kind)
    named = (event.shared_with, event.told_by, event.attended, event.invited, event.minutes_to)
    return kind is not None and kind.handover and not any(named)


def _names(event: Event, team_id: str) -> bool:
    columns = (event.shared_with, event.told_by, event.attended, event.invited, event.minutes_to)
    return any(n.team_id == team_id for column in columns for n in column)
