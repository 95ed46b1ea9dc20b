"""What an agency holds as one on its screen, and which of its teams may not have seen.

A seat is a whole agency, and its screen has what all its teams had. Whoever wrote the row on screen
may not have had it: teams of one agency may each keep a record of their own. Where a thing stands
only on the record of teams that share none with the team of that row, its line says so, until a row
says that this team took something of theirs into account. Of a row that names no team nobody can
tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import minute_of
from graphdb.model import agency_of
from queries.enquiry import Enquiry, listed
from queries.findings.inside import shares_record
from viz.walk.model import Seat, SeatFact, SeatKind, SeatRow, SeatView
from viz.walk.screen import Holder, minute_on_screen

#: Stands above what such an agency holds.
TOGETHER = "What the agency’s records hold together; its teams may not see each other’s."


def said_of_teams(enquiry: Enquiry, holder: Holder) -> Seat:
    """Return a seat; where it is an agency's whose teams share no record, it says so.

    Parameters
    ----------
    enquiry
        The case.
    holder
        The seat.
    """
    view = enquiry.view
    teams = {
        event.team_id
        for event in view.in_order
        if event.agency_id in holder.agencies and minute_on_screen(view, event) is not None
    }
    stated = sorted(team for team in teams if view.teams[team].stated)
    says = holder.seat.says
    if holder.seat.kind is SeatKind.AGENCY and any(
        not could_see(enquiry, *two, FAR_AHEAD) for two in combinations(stated, 2)
    ):
        says = replace(says, together=TOGETHER)
    return replace(holder.seat, says=says)


def could_see(enquiry: Enquiry, one: str, other: str, minute: int) -> bool:
    """Whether two teams kept one record, or by a minute had begun to write on a shared one."""
    return shares_record(enquiry, one, other) or any(
        (access.start is None or minute_of(access.start) <= minute)
        and all({team, agency_of(team)} & {*access.members} for team in (one, other))
        for access in enquiry.view.settings.record_access
    )


def held_apart(enquiry: Enquiry, holder: Holder, seat: SeatView) -> SeatView:
    """Return an agency's screen that says what the team of the row on it may not have seen.

    Parameters
    ----------
    enquiry
        The case.
    holder
        The seat of an agency.
    seat
        What comes on its screen.
    """
    apart = _Apart(enquiry, seat, holder.agencies)
    return replace(
        seat, facts=tuple(replace(fact, apart=tuple(apart.of(fact))) for fact in seat.facts)
    )


def teams_apart(enquiry: Enquiry, seat: SeatView, minute: int) -> bool:
    """Whether an agency held, by a minute, what teams wrote of which neither could see the other's.

    Parameters
    ----------
    enquiry
        The case.
    seat
        What comes on the agency's screen.
    minute
        When it is asked for.
    """
    rows = [row for row in seat.rows if row.minute <= minute]
    events, teams = enquiry.view.events, enquiry.view.teams
    wrote = {
        events[step.row_id].team_id
        for fact in seat.facts
        if (step := fact.at(minute)) is not None and step.state.stands and step.row_id in events
    }
    apart = _Apart(enquiry, seat)
    stated = sorted(team for team in wrote if teams[team].stated)
    return bool(rows) and any(
        not apart.could_see(one, other, rows[-1]) and not apart.could_see(other, one, rows[-1])
        for one, other in combinations(stated, 2)
    )


@dataclass(frozen=True)
class _Apart:
    enquiry: Enquiry
    seat: SeatView
    agencies: tuple[str, ...] = ()

    @cached_property
    def _place(self) -> dict[str, int]:
        return {row.row_id: n for n, row in enumerate(self.seat.rows)}

    @cached_property
    def _read(self) -> dict[tuple[str, str], int]:
        """From which row on a team is on record as having read something of another's."""
        events = self.enquiry.view.events
        found: dict[tuple[str, str], int] = {}
        for n, row in enumerate(self.seat.rows):
            event = events[row.row_id]
            for other in () if event.considered is None else event.considered.events:
                if other in events:
                    found.setdefault((event.team_id, events[other].team_id), n)
        return found

    @cached_property
    def _teams(self) -> tuple[str, ...]:
        """Which team wrote each row."""
        events = self.enquiry.view.events
        return tuple(events[row.row_id].team_id for row in self.seat.rows)

    def could_see(self, team: str, other: str, row: SeatRow) -> bool:
        """Whether a team may have seen what another wrote, by a row on screen."""
        if could_see(self.enquiry, team, other, row.minute):
            return True
        since = self._read.get((team, other))
        return since is not None and since <= self._place[row.row_id]

    def of(self, fact: SeatFact) -> Iterator[tuple[int, str, str]]:
        """Yield from which row on what is to be said of a thing, where that changes."""
        # by team: the earliest that it may have had it, and from which row on that is on screen
        since: dict[str, int] = {}
        places: dict[str, int] = {}
        for agency in self.agencies:
            for a in self.enquiry.knowledge.facts.of_agency(agency, fact.fact_id):
                place = self._place.get(a.via, len(self._place))
                since[a.team_id] = min(a.earliest, since.get(a.team_id, a.earliest))
                places[a.team_id] = min(place, places.get(a.team_id, place))
        first = min(places.values(), default=len(self.seat.rows))
        before = ""
        for n, (row, team) in enumerate(zip(self.seat.rows, self._teams, strict=True)):
            words = ""
            # whoever may have had it by then is not said to be without it
            if n >= first and since.get(team, row.minute + 1) > row.minute:
                had = {one for one, earliest in since.items() if earliest <= row.minute}
                shown = {one for one, place in places.items() if place <= n}
                words = self._words(fact, row, had, shown)
            if words != before:
                yield row.minute, row.row_id, words
                before = words

    def _words(self, fact: SeatFact, row: SeatRow, had: set[str], shown: set[str]) -> str:
        view = self.enquiry.view
        step, team = fact.at(row.minute), view.events[row.row_id].team_id
        if step is None or not step.state.stands or not shown or team in had:
            return ""
        if not all(view.teams[one].stated for one in (team, *had)):
            return ""
        if any(self.could_see(team, one, row) for one in had):
            return ""
        names = listed([view.teams[one].name for one in self.enquiry.teams_in_order(shown)])
        unseen = f"no record that {view.teams[team].name} could see it"
        # whose record it is was said already
        said = step.how.startswith(f"Own record, {names},")
        return unseen if said else f"on the record of {names}; {unseen}"
