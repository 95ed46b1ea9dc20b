"""Inside one agency: one team held a fact, another team had a contact without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.identity import finding_id
from graphdb.knowledge import Acquisition
from graphdb.model import Fact, agency_of
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, contact_words, counted, day_of, listed, upper_first, weigh
from queries.finding import CannotTell, Cited, Cites, Finding, Results
from queries.findings.unshared.line import never_in_time, usable_contacts
from queries.gap import Gap, Held, find_gap, has_gap
from queries.pairs import Contact

DEFINITION = Definition(
    key="inside",
    title="Inside one agency",
    asks="What did one part of an agency hold that another part, in contact, had no record of?",
    how=(
        "Team T1 of an agency acquired a fact; team T2 of the same agency then had a contact that "
        "is not routine with somebody whom it concerns, or their child, without having acquired "
        "it. As between agencies, by worlds. Rows that name only the agency may be of any of its "
        "teams, so they make a line no more than possible. Teams that share one record (a GP "
        "practice, a control room, or where the settings say so) are not compared. Where the two "
        "teams are in different localities the line says so. What stands on a record that T2 "
        "shares counts as T2's own. What the agency's chronology does not cover, or what is not "
        "coded, cannot be told: asked of each contact, as between agencies."
    ),
    sources=("000 ¶49", "000 ¶54"),
    codes=("4D",),
    order=5,
    parameters=(("min_weight", "least weight of a fact that is listed; lighter hits are counted"),),
    forms=(
        ("between teams", "one team held it, another was in contact with no record of it"),
        ("between localities", "the same, between teams that work in different localities"),
    ),
    cannot_see=(
        "What colleagues told each other in passing; a record system that both could open, where "
        "the settings do not say so; teams that the chronology does not name."
    ),
    family="inside",
    counts=(
        "thing that one team had on record while another was in contact with no record of it",
        "things that one team had on record while another was in contact with no record of them",
    ),
    needs=(Need.TWO_TEAMS, Need.INFORMATION),
    counts_facts=True,
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per fact and team that had no record of it in time."""
    findings: list[Finding] = []
    cannot: dict[str, int] = {}
    below = 0
    for agency_id in enquiry.formal:
        teams = enquiry.teams_in_order(enquiry.view.stated_teams.get(agency_id, ()))
        if len(teams) < 2:
            continue
        for fact in enquiry.view.facts.values():
            for team_id in teams:
                pair = _Pair.of(enquiry, fact, team_id, teams)
                if pair is None:
                    continue
                if fact.weight < enquiry.settings.min_weight:
                    below += pair.has_gap()
                    continue
                gap = pair.gap()
                if gap is not None:
                    findings.append(_finding(enquiry, fact, agency_id, team_id, gap))
                elif pair.has_gap():
                    cannot[agency_id] = cannot.get(agency_id, 0) + 1
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, cannot)), below)


def shares_record(enquiry: Enquiry, one: str, other: str) -> bool:
    """Whether two teams keep one record."""
    first, second = enquiry.view.teams[one], enquiry.view.teams[other]
    return bool(first.shares_record) and first.shares_record == second.shares_record


@dataclass(frozen=True, slots=True)
class _Pair:
    """A fact that other teams held, and a team in contact with whom it concerns.

    Attributes
    ----------
    ours, theirs
        What the others held, and what stands on the record that the team itself works from.
    contacts, usable
        The team's contacts, and those up to which its agency's silence says something.
    """

    view: CaseView
    fact: Fact
    ours: dict[str, Held]
    theirs: tuple[Acquisition, ...]
    contacts: tuple[Contact, ...]
    usable: tuple[Contact, ...]

    @classmethod
    def of(cls, enquiry: Enquiry, fact: Fact, team_id: str, teams: tuple[str, ...]) -> _Pair | None:
        """Return a pair; ``None`` where there was no contact, or no other team had the fact."""
        contacts = enquiry.contacts_with(team_id, enquiry.view.concerned(fact))
        if not contacts:
            return None
        holdings = enquiry.knowledge.facts
        ours = {
            other: Held.of(enquiry.view, found)
            for other in teams
            if other != team_id
            and not shares_record(enquiry, other, team_id)
            and (found := holdings.of_team(other, fact.fact_id))
        }
        if not ours:
            return None
        # what stands on the record that the team itself works from is no gap inside the agency
        theirs = tuple(
            a
            for other in teams
            if other == team_id or shares_record(enquiry, other, team_id)
            for a in holdings.of_team(other, fact.fact_id)
        )
        first = min(held.acquired[0].earliest for held in ours.values())  # the earliest is first
        usable = usable_contacts(enquiry, agency_of(team_id), first, contacts)
        return cls(enquiry.view, fact, ours, theirs, contacts, usable)

    def gap(self) -> Gap | None:
        """Return the gap, where there is one that can be told."""
        return find_gap(self.view, self.fact, self.ours, self.theirs, self.usable)

    def has_gap(self) -> bool:
        """Whether there is a gap, were the agency's silence to say something of all the time."""
        return has_gap(self.view, self.fact, self.ours, self.theirs, self.contacts)


def _cannot_tell(enquiry: Enquiry, found: dict[str, int]) -> Iterator[CannotTell]:
    for agency_id, count in sorted(found.items()):
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether teams of {enquiry.name(agency_id)} had been told of "
            f"{counted(count, 'thing')} that other teams of it held: cannot tell from these "
            "records.",
            enquiry.why_not(agency_id),
            count,
        )


def _finding(enquiry: Enquiry, fact: Fact, agency_id: str, team_id: str, gap: Gap) -> Finding:
    view = enquiry.view
    team = view.teams[team_id]
    holders = listed([view.teams[h.holder].name for h in gap.holders])
    places = sorted(
        {
            view.teams[h.holder].locality
            for h in gap.holders
            if view.teams[h.holder].locality not in ("", team.locality) and team.locality
        }
    )
    notes = (
        [f"The teams work in different localities: {team.locality} and {listed(places)}."]
        if places
        else []
    )
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, fact.fact_id, team_id),
        query=DEFINITION.key,
        statement=_statement(enquiry, fact, agency_id, team_id, gap),
        question=(
            f"How would {team.name} have come to see what {holders} held, and what stood in the "
            "way?"
        ),
        certainty=gap.certainty,
        weight=weigh(fact.weight, 1 if places else 0, len(gap.contacts)),
        group=f"{DEFINITION.key}:{agency_id}",
        agencies=(agency_id,),
        teams=(team_id, *(h.holder for h in gap.holders)),
        persons=fact.persons,
        facts=(fact.fact_id,),
        form="between localities" if places else "between teams",
        cited=cite_gap(enquiry, gap),
        codes=(*DEFINITION.codes, *fact.themes),
        notes=tuple(notes),
    )


def _statement(enquiry: Enquiry, fact: Fact, agency_id: str, team_id: str, gap: Gap) -> str:
    teams = enquiry.view.teams
    holders = listed([teams[h.holder].name for h in gap.holders])
    first = min((h.first for h in gap.holders), key=lambda a: (not a.certain, a.sort_key))
    known = first.certain and first.latest < FAR_AHEAD
    since = f" by {day_of(first.latest)}" if known else ""
    times = contact_words(enquiry, gap.contacts)
    knows = enquiry.knowledge.facts.knows(team_id, fact.fact_id)
    if knows is None or knows.certain_from is None or never_in_time(enquiry, knows):
        without = "with no record that it was told"
    else:
        without = f"before it had this on record ({day_of(knows.certain_from)})"
    return (
        f"{upper_first(enquiry.fact(fact))}. Inside {enquiry.name(agency_id)}, {holders} "
        f"{'' if known else 'possibly '}had this on record{since}. {teams[team_id].name} was in "
        f"contact {times} {without}."
    )


def cite_gap(enquiry: Enquiry, gap: Gap) -> tuple[Cited, ...]:
    """Return the rows of a gap: where it was held, and the contacts without it."""
    view = enquiry.view
    cited = {h.first.via: Cited(h.first.via, Cites.HELD, h.certainty) for h in gap.holders}
    for contact, certainty in gap.contacts:
        cited.setdefault(contact.event_id, Cited(contact.event_id, Cites.CONTACT, certainty))
    return tuple(sorted(cited.values(), key=lambda c: view.place[c.event_id]))
