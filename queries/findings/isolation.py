"""Assessed in isolation: an assessment with no record that earlier occurrences were considered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphdb.dates import MINUTES_PER_DAY
from graphdb.identity import finding_id
from graphdb.knowledge import Acquisition
from graphdb.model import Event
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, listed, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results
from queries.gap import strongest

DEFINITION = Definition(
    key="isolation",
    title="Assessed in isolation",
    asks=(
        "Which assessments and decisions do not show that earlier occurrences, already on the "
        "assessor's own records or told to it, were taken into account?"
    ),
    how=(
        "An assessment of danger or a decision about a member of the household, with at least one "
        "earlier occurrence within the look-back (365 days) about the same person, held by the "
        "assessor (its team, its agency, or told to it) and not taken into account. Where only "
        "another team of the agency held it, on a record of its own, the line says so: the agency "
        "held it, and the assessor may not have seen it. It is asked of every agency. Considering "
        "one row counts for its whole occurrence, and what a considered assessment had itself "
        "considered counts too. An earlier occurrence with a vague date is never dropped: each is "
        "marked as held or possibly held. What only other agencies held is counted in a sentence "
        "and reported under “no record that it was shared”. “None” written under Took into account "
        "weighs more than a blank. Where an agency's file has no such column, it cannot be told. "
        "A tool's purpose matters: a depression questionnaire assesses no violence."
    ),
    sources=("000 ¶43", "004 1.1", "004 3.2"),
    codes=("2D",),
    order=2,
    parameters=(
        ("look_back_days", "how far back an earlier occurrence counts"),
        ("min_weight", "least weight of a fact whose row counts as an occurrence"),
    ),
    forms=(
        ("none taken into account", "no earlier occurrence was taken into account"),
        (
            "some left out",
            "some earlier occurrences were taken into account, others that it held were not",
        ),
    ),
    cannot_see=(
        "What an assessor had in mind and did not write down; what other agencies held (see “No "
        "record that it was shared”); assessments in rows that are not coded."
    ),
    family="assessment",
    counts=(
        "assessment or decision with no record that earlier occurrences it held were considered",
        "assessments or decisions with no record that earlier occurrences it held were considered",
    ),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per assessment or decision that left held occurrences out."""
    findings = []
    blind: dict[str, int] = {}
    for agency_id in enquiry.formal:
        for event in assessments(enquiry, agency_id):
            if event.considered is None:
                blind[agency_id] = blind.get(agency_id, 0) + 1
                continue
            finding = _finding(enquiry, event)
            if finding is not None:
                findings.append(finding)
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, blind)))


def _cannot_tell(enquiry: Enquiry, blind: dict[str, int]) -> Iterator[CannotTell]:
    for agency_id, count in sorted(blind.items()):
        yield CannotTell(
            query=DEFINITION.key,
            agency_id=agency_id,
            statement=(
                f"Whether {_assessments(count)} by {enquiry.name(agency_id)} took earlier "
                "occurrences into account: cannot tell from these records."
            ),
            needed=(
                f"{enquiry.name(agency_id)}: its chronology has no column “Took into account”. Ask "
                "what was on the system, and what was looked at, on each date."
            ),
            count=count,
        )


def _assessments(count: int) -> str:
    return counted(count, "assessment or decision", "assessments or decisions")


def assessments(enquiry: Enquiry, agency_id: str) -> tuple[Event, ...]:
    """Return an agency's assessments and decisions about the household, in scope, in time."""
    key = ("assessments", agency_id)
    if key not in enquiry.memo:
        view = enquiry.view
        enquiry.memo[key] = tuple(
            event
            for event in view.rows_of_agency.get(agency_id, ())
            if (enquiry.is_assessment(event) or enquiry.is_decision(event))
            and not view.is_fatal(event)
            and view.subjects[event.event_id] & view.household
            and view.bounds[event.event_id].start_lo < view.end_hi
            and view.bounds[event.event_id].end_hi >= view.scope_lo
        )
    found: tuple[Event, ...] = enquiry.memo[key]
    return found


class Prior(NamedTuple):  # thousands are looked at: a tuple is made in a third of the time
    """An earlier occurrence, as the assessor held it.

    ``apart`` are the teams on whose own records it stood, where it did not stand on the
    assessor's.
    """

    occurrence: str
    certainty: Certainty
    via: str
    told_on: str
    apart: tuple[str, ...] = ()


def priors(enquiry: Enquiry, event: Event) -> tuple[tuple[Prior, ...], int]:
    """Return the earlier occurrences an assessor held, and how many only others held.

    Parameters
    ----------
    enquiry
        The case.
    event
        The assessment or decision.
    """
    key = ("priors", event.event_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = _priors(enquiry, event)
    found: tuple[tuple[Prior, ...], int] = enquiry.memo[key]
    return found


def _priors(enquiry: Enquiry, event: Event) -> tuple[tuple[Prior, ...], int]:
    view = enquiry.view
    who = view.subjects[event.event_id] & view.household
    own = {view.occurrence_of[event.event_id]} | {
        view.occurrence_of[row] for row in event.responds_to if row in view.events
    }
    back = _LookBack(enquiry, event)
    heard_of = enquiry.knowledge.occurrences.by_agency.get(event.agency_id, {})
    on_record = enquiry.on_record
    earlier = enquiry.occurrences_between(back.since, back.bounds.end_hi, who)
    earlier = [occurrence for occurrence in earlier if occurrence not in own]
    # most were never heard of there
    others = [occurrence for occurrence in earlier if occurrence not in heard_of]
    held: list[Prior] = []
    for occurrence in earlier:
        if occurrence in heard_of:
            prior = back.held(occurrence, heard_of[occurrence])
            if prior is None:
                others.append(occurrence)
            else:
                held.append(prior)
    return tuple(held), back.elsewhere(on_record[occurrence] for occurrence in others)


class _LookBack:
    """What one assessment can look back on: the minutes, worked out once for its occurrences."""

    def __init__(self, enquiry: Enquiry, event: Event) -> None:
        view = enquiry.view
        self._view = view
        self._rows_telling = enquiry.rows_telling
        self._in_order = enquiry.teams_in_order
        self._event_id, self._agency_id = event.event_id, event.agency_id
        self._own_record = _own_record(enquiry, event.team_id)
        self._ordered = view.is_ordered(event.event_id)
        self._length = enquiry.settings.look_back_days * MINUTES_PER_DAY
        self.bounds = view.bounds[event.event_id]
        #: the first minute that some world looks back on, and the first that every one does
        self.since = self.bounds.start_lo - self._length
        self._recent = self.bounds.end_hi - self._length
        # the assessment was made at some instant of its row: the best one is the earliest
        self._earliest = max(self.bounds.start_lo, view.scope_lo)
        self._sure = view.scope_lo <= self.bounds.start_lo and self.bounds.end_hi < view.end_lo

    def elsewhere(self, occurrences: Iterable[tuple[tuple[str, int, int], ...]]) -> int:
        """Return how many another organisation had on record, recently, in every world.

        Each occurrence as :attr:`Enquiry.on_record` has it.
        """
        mine, recent, begins = self._agency_id, self._recent, self.bounds.start_lo
        found = 0
        for on_record in occurrences:
            for agency_id, start, known in on_record:
                if start >= recent and known < begins and agency_id != mine:
                    found += 1
                    break
        return found

    def held(self, occurrence: str, heard: tuple[Acquisition, ...]) -> Prior | None:
        """Return how the assessor held an occurrence; in the strongest way, by the first row."""
        rows = self._rows_telling(occurrence)
        certain, maybe = self._judged(rows, heard)
        ways = certain or maybe
        if not ways:
            return None
        # of one row they stand as they were heard, the first first
        best = ways[0] if len(rows) == 1 else min(ways, key=lambda a: a.sort_key)
        teams = {a.team_id for a in ways}
        return Prior(
            occurrence,
            Certainty.CERTAIN if certain else Certainty.POSSIBLE,
            best.via,
            best.coded_on,
            self._in_order(teams) if self._own_record.isdisjoint(teams) else (),
        )

    def _judged(
        self, rows: tuple[str, ...], heard: tuple[Acquisition, ...]
    ) -> tuple[list[Acquisition], list[Acquisition]]:
        """Return the ways of hearing of an occurrence: those that are certain, and the others.

        Each way stands there once for each row that tells of the occurrence. Where Seq says
        nothing of the assessment its own dates and theirs say all, as :meth:`_judge` has it.
        """
        certain: list[Acquisition] = []
        maybe: list[Acquisition] = []
        if self._ordered:
            for one, certainty in ((a, self._judge(a, row)) for row in rows for a in heard):
                if certainty is not None:
                    (certain if certainty is Certainty.CERTAIN else maybe).append(one)
            return certain, maybe
        begins, event_id = self.bounds.start_lo, self._event_id
        for row in rows:
            told = self._view.bounds[row]
            last = min(self.bounds.end_hi, told.end_hi + self._length, self._view.end_hi - 1)
            if row == event_id or max(self._earliest, told.start_lo + 1) > last:
                continue
            sure = self._sure and told.start_hi < begins and self._recent <= told.end_lo
            for one in heard:
                if one.earliest >= last:
                    break  # the earliest stands first
                if event_id not in one.atoms:
                    surely = sure and one.certain and one.latest < begins
                    (certain if surely else maybe).append(one)
        return certain, maybe

    def _judge(self, heard: Acquisition, row: str) -> Certainty | None:
        """Judge whether an occurrence lay within the look-back, and was heard of, before it.

        ``row`` tells of the occurrence and dates it; ``heard`` is how the assessor came to hear.
        """
        view, bounds, event_id = self._view, self.bounds, self._event_id
        if event_id == row or event_id in heard.atoms:
            return None
        told = view.bounds[row]
        earliest, sure = self._earliest, heard.certain and self._sure
        if self._ordered:
            if view.comes_before(event_id, row):
                return None
            if any(view.known_after(atom, event_id) for atom in heard.atoms):
                return None
        for atom in heard.atoms:
            if not (self._ordered and view.known_before(atom, event_id)):
                known = view.bounds[atom]
                earliest = max(earliest, known.known_lo + 1)
                sure = sure and known.known_hi < bounds.start_lo
        if not (self._ordered and view.comes_before(row, event_id)):
            earliest = max(earliest, told.start_lo + 1)
            sure = sure and told.start_hi < bounds.start_lo
        if earliest > min(bounds.end_hi, told.end_hi + self._length, view.end_hi - 1):
            return None
        return Certainty.CERTAIN if sure and self._recent <= told.end_lo else Certainty.POSSIBLE


def _own_record(enquiry: Enquiry, team_id: str) -> frozenset[str]:
    """Return the teams of an agency that keep the record that a team works from.

    Where the records do not say which team it was, another record is not assumed.
    """
    key = ("keep the record of", team_id)
    if key not in enquiry.memo:
        mine = enquiry.view.teams[team_id]
        enquiry.memo[key] = frozenset(
            team.team_id
            for team in enquiry.view.teams.values()
            if team.agency_id == mine.agency_id
            and (
                team is mine
                or not (mine.stated and team.stated)
                or (bool(mine.shares_record) and mine.shares_record == team.shares_record)
            )
        )
    found: frozenset[str] = enquiry.memo[key]
    return found


def considered(enquiry: Enquiry, event: Event) -> frozenset[str]:
    """Return the occurrences that an assessment took into account.

    Considering one row counts for its whole occurrence and for those that its agency heard of
    through it; what a considered assessment had itself considered counts too.
    """
    key = ("considered", event.event_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = _considered(enquiry, event)
    found: frozenset[str] = enquiry.memo[key]
    return found


def _considered(enquiry: Enquiry, event: Event) -> frozenset[str]:
    view = enquiry.view
    seen: set[str] = set()
    queue = [event]
    while queue:
        current = queue.pop()
        rows = () if current.considered is None else current.considered.events
        for row in (*rows, *current.responds_to):
            if row in view.events and row not in seen:
                seen.add(row)
                if enquiry.is_assessment(view.events[row]):
                    queue.append(view.events[row])
    taken = {view.occurrence_of[row] for row in seen}
    # looking at the notification is looking at what it notified
    return frozenset(taken.union(*(enquiry.heard_through(event.agency_id, row) for row in seen)))


def _finding(enquiry: Enquiry, event: Event) -> Finding | None:
    view = enquiry.view
    held, elsewhere = priors(enquiry, event)
    taken = considered(enquiry, event)
    maybe = {guess for occurrence in taken for guess in view.guesses.get(occurrence, ())}
    omitted = tuple(
        p._replace(certainty=Certainty.POSSIBLE) if p.occurrence in maybe else p
        for p in held
        if p.occurrence not in taken
    )
    if not omitted:
        return None
    certainty = strongest(p.certainty for p in omitted)
    # what it responds to is no answer to the question under which "None" is written
    said_none = (
        event.considered is not None and event.considered.stated and not event.considered.events
    )
    severity = max((enquiry.severity(p.occurrence) for p in omitted), default=0)
    persons = tuple(sorted(view.seen[event.event_id] & view.household))
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, event.event_id),
        query=DEFINITION.key,
        statement=_statement(
            enquiry, event, omitted, len(held) - len(omitted), said_none=said_none
        ),
        short=_short(enquiry, event, omitted, said_none=said_none),
        question=_question(enquiry, event, omitted),
        certainty=certainty,
        weight=weigh(severity, 2 if said_none else 1, len(omitted)),
        group=f"assessment:{event.agency_id}",
        agencies=(event.agency_id,),
        teams=(event.team_id,),
        persons=persons,
        form="some left out" if taken & enquiry.occurrences.keys() else "none taken into account",
        cited=_cited(enquiry, event, omitted, taken),
        codes=DEFINITION.codes,
        notes=tuple(_notes(elsewhere)),
        omission=(f"assessment:{event.event_id}",),
    )


def _statement(
    enquiry: Enquiry, event: Event, omitted: tuple[Prior, ...], kept: int, *, said_none: bool
) -> str:
    these = "this was" if len(omitted) == 1 else "they were"
    taken = f" It took {kept} into account." if kept else ""
    none = ": “None” is written" if said_none else ""
    return (
        f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}. "
        f"{' '.join(_held(enquiry, omitted))} There is no record that {these} taken into "
        f"account{none}.{taken}"
    )


def _short(enquiry: Enquiry, event: Event, omitted: tuple[Prior, ...], *, said_none: bool) -> str:
    """Return the statement for an overview: without the look-back, and what was considered."""
    these = "this was" if len(omitted) == 1 else "they were"
    none = ": “None” is written" if said_none else ""
    return (
        f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}. "
        f"{' '.join(_held(enquiry, omitted, look_back=False))} No record that {these} taken into "
        f"account{none}."
    )


def _held(enquiry: Enquiry, omitted: tuple[Prior, ...], *, look_back: bool = True) -> Iterator[str]:
    """Yield what the assessor held and what its agency held on another record, the surer first."""
    apart: dict[tuple[str, ...], list[Prior]] = {}
    for prior in omitted:
        apart.setdefault(prior.apart, []).append(prior)
    days = enquiry.settings.look_back_days
    before = f" from the {days} days before" if look_back else ""
    place_of = enquiry.place_of_team
    ranked = sorted(
        apart.items(), key=lambda item: (_doubt(item[1]), [place_of[team] for team in item[0]])
    )
    for place, (teams, found) in enumerate(ranked):
        sure = sum(p.certainty is Certainty.CERTAIN for p in found)
        unsure = len(found) - sure
        who = "The agency" if teams else "It"
        verb = "held" if sure else "possibly held"
        number = (
            f"{sure or unsure} more" if place else counted(sure or unsure, "earlier occurrence")
        )
        also = f", and possibly {unsure} more" if sure and unsure else ""
        where = f", {_places(enquiry, teams)}, on another record" if teams else ""
        yield f"{who} {verb} {number}{'' if place else before}{also}{where}."


def _doubt(found: list[Prior]) -> bool:
    return not any(p.certainty is Certainty.CERTAIN for p in found)


def _places(enquiry: Enquiry, teams: tuple[str, ...]) -> str:
    """Return where it stood: "at Stanmere", "in Public Protection Unit"."""
    known = [enquiry.view.teams[team] for team in teams]
    return listed([f"{'at' if team.locality else 'in'} {team.name}" for team in known])


def _question(enquiry: Enquiry, event: Event, omitted: tuple[Prior, ...]) -> str:
    assessor = enquiry.view.team_name(event.team_id)
    teams = tuple(dict.fromkeys(team for p in omitted for team in p.apart))
    if teams and all(p.apart for p in omitted):
        way = f"By what way could what stood {_places(enquiry, teams)} have been seen there?"
        return f"What did {assessor} have in front of it when this was done? {way}"
    return (
        f"What did {assessor} have in front of it when this was done? "
        "What made the earlier occurrences hard to see together?"
    )


def _notes(elsewhere: int) -> Iterator[str]:
    if elsewhere:
        more = counted(elsewhere, "more earlier occurrence was", "more earlier occurrences were")
        yield f"{more} on other agencies' records only: see “No record that it was shared”."


def _cited(
    enquiry: Enquiry, event: Event, omitted: tuple[Prior, ...], taken: frozenset[str]
) -> tuple[Cited, ...]:
    cites = enquiry.cited
    cited = {event.event_id: cites(event.event_id, Cites.ASSESSMENT)}
    for prior in omitted:
        for row in (prior.via, prior.told_on, *enquiry.rows_telling(prior.occurrence)):
            if row not in cited:
                cited[row] = cites(row, Cites.EARLIER, prior.certainty)
    rows = () if event.considered is None else event.considered.events
    for row in rows:
        cited.setdefault(row, cites(row, Cites.CONSIDERED))
    place = enquiry.view.place
    return tuple([cited[row] for row in sorted(cited, key=place.__getitem__)])
