"""No risk assessment after an incident, where the recording agency is expected to make one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY, minute_of
from graphdb.identity import finding_id
from graphdb.model import Event, Expectation
from queries.after import Short, at_the_end
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh
from queries.expectations import expectations as expected_of
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results

DEFINITION = Definition(
    key="no-assessment",
    title="No risk assessment on record after an incident",
    asks=(
        "After which incidents is there no record of a risk assessment by the agency that "
        "recorded it?"
    ),
    how=(
        "An incident with a member of the household in it (whoever the other was: rows often do "
        "not say), recorded by an agency whose sector is expected to assess risk (from the date "
        "of that expectation, in cases of the kind it applies to), with no assessment of danger "
        "by that agency about the same persons within 28 days. These are counted by the hour: "
        "where hours are not on record, an assessment on the incident's own day may have come "
        "before it, and one on the 28th day after it too late, so that the line is possible. An "
        "assessment on the incident's own row, or one that answers it, counts. With fewer than 28 "
        "days left before the end the page says what is on record up to then, and that more cannot "
        "be told."
    ),
    sources=("000 ¶43", "004 1.4"),
    codes=("2D",),
    order=4,
    forms=(("no risk assessment", "no assessment by the same agency in the days after"),),
    cannot_see=(
        "An assessment that was made and not put in the chronology; whether one was offered and "
        "declined; agencies of which none is expected."
    ),
    parameters=(("assessment_days", "within how many days an assessment is looked for"),),
    family="assessment",
    counts=(
        "incident with no risk assessment on record",
        "incidents with no risk assessment on record",
    ),
    needs=(Need.ASSESSOR,),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per incident of an agency with no assessment in the days after it."""
    findings: list[Finding] = []
    cannot: list[CannotTell] = []
    for agency_id in enquiry.formal:
        rules = expectations(enquiry, agency_id)
        if not rules:
            continue
        short, silent = list[Short](), 0
        for incident in _incidents(enquiry, agency_id, rules):
            certainty = _judge(enquiry, incident)
            if certainty is None:
                continue
            until = min(incident.until, enquiry.view.end_lo)
            if not enquiry.can_tell(agency_id, incident.low, until):
                silent += 1
            elif incident.until > enquiry.view.end_lo:
                first = min(incident.rows, key=enquiry.view.sort_key)
                short.append(Short(first, counted(incident.days, "day"), certainty))
            else:
                findings.append(_finding(enquiry, incident, certainty))
        cannot += _cannot_tell(enquiry, agency_id, short, silent)
    return Results(tuple(findings), tuple(cannot))


@dataclass(frozen=True, slots=True)
class _Incident:
    """An incident as one agency recorded it, and within how many days it is to be assessed.

    ``low`` and ``high`` bound when the agency had it: *Learned*, where its rows say so.
    """

    agency_id: str
    occurrence: str
    rows: tuple[Event, ...]
    low: int
    high: int
    days: int

    @property
    def until(self) -> int:
        """The last minute in which an assessment is looked for."""
        return self.high + self.days * MINUTES_PER_DAY


def expectations(enquiry: Enquiry, agency_id: str) -> tuple[Expectation, ...]:
    """Return the expectations under which an agency assesses risk after an incident."""
    return expected_of(enquiry.view, enquiry.vocabulary, enquiry.agency(agency_id))


def _incidents(
    enquiry: Enquiry, agency_id: str, rules: tuple[Expectation, ...]
) -> Iterator[_Incident]:
    view = enquiry.view
    for occurrence in view.incident_occurrences:
        rows = tuple(
            event
            for event in (view.events[row] for row in view.occurrences[occurrence])
            if event.agency_id == agency_id
            and enquiry.is_incident(event)
            and not event.learned_after_death
        )
        if not rows:
            continue
        low = min(view.bounds[e.event_id].known_lo for e in rows)
        high = max(view.bounds[e.event_id].known_hi for e in rows)
        rule = _rule(enquiry, low, high, rules)
        if rule is not None:
            yield _Incident(agency_id, occurrence, rows, low, high, rule.days)


def _rule(
    enquiry: Enquiry, low: int, high: int, rules: tuple[Expectation, ...]
) -> Expectation | None:
    """Return the expectation of an incident that is certainly in scope and before the end."""
    if low < enquiry.view.scope_lo or high >= enquiry.view.end_lo:
        return None
    for rule in rules:
        starts = 0 if rule.start is None else minute_of(rule.start)
        ends = FAR_AHEAD if rule.end is None else minute_of(rule.end, 23, 59)
        if starts <= low and high <= ends:
            return rule
    return None


def _judge(enquiry: Enquiry, incident: _Incident) -> Certainty | None:
    """Return whether no assessment lies within the days after, in every world or in one."""
    low, high, days = incident.low, incident.high, incident.days * MINUTES_PER_DAY
    if _is_assessed(enquiry, incident):
        return None
    spans = _spans(enquiry, incident)
    if not any(last >= low and first <= high + days for first, last in spans):
        return Certainty.CERTAIN
    # in some world: an instant of the incident such that each assessment can lie outside
    instants = {low, high}
    for first, last in spans:
        instants |= {m for m in (first + 1, last - days - 1) if low <= m <= high}
    if any(all(f < m or last > m + days for f, last in spans) for m in instants):
        return Certainty.POSSIBLE
    return None


def _is_assessed(enquiry: Enquiry, incident: _Incident) -> bool:
    """Whether an assessment is of this very incident: on its rows, in answer, or next by Seq."""
    view = enquiry.view
    if not _assessed(enquiry, incident.agency_id).isdisjoint(view.occurrences[incident.occurrence]):
        return True
    ordered = [e.event_id for e in incident.rows if view.is_ordered(e.event_id)]
    if not ordered:
        return False
    who = _persons(enquiry, incident)
    return any(
        view.seen[event.event_id] & who
        and any(view.known_before(row, event.event_id) for row in ordered)
        for event in enquiry.assessments_of(incident.agency_id)
    )


def _assessed(enquiry: Enquiry, agency_id: str) -> frozenset[str]:
    """Return the rows that are an agency's assessments, or to which one of these responds."""
    key = ("rows assessed", agency_id)
    if key not in enquiry.memo:
        made = enquiry.assessments_of(agency_id)
        enquiry.memo[key] = frozenset(row for e in made for row in (e.event_id, *e.responds_to))
    found: frozenset[str] = enquiry.memo[key]
    return found


def _spans(enquiry: Enquiry, incident: _Incident) -> list[tuple[int, int]]:
    """Return when its agency's assessments of the same persons were made, first to last minute."""
    view = enquiry.view
    who = _persons(enquiry, incident)
    return [
        (view.bounds[event.event_id].start_lo, view.bounds[event.event_id].end_hi)
        for event in enquiry.assessments_of(incident.agency_id)
        if view.seen[event.event_id] & who
        and not all(view.comes_before(event.event_id, e.event_id) for e in incident.rows)
    ]


def _persons(enquiry: Enquiry, incident: _Incident) -> frozenset[str]:
    seen = (enquiry.view.seen[e.event_id] for e in incident.rows)
    return frozenset().union(*seen) & enquiry.view.household


def _cannot_tell(
    enquiry: Enquiry, agency_id: str, short: list[Short], silent: int
) -> Iterator[CannotTell]:
    if short:
        yield at_the_end(enquiry, DEFINITION, agency_id, "a risk assessment", short)
    if silent:
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {enquiry.name(agency_id)} assessed the risk after "
            f"{counted(silent, 'incident')}: cannot tell from these records.",
            enquiry.why_not(agency_id),
            silent,
        )


def _finding(enquiry: Enquiry, incident: _Incident, certainty: Certainty) -> Finding:
    view, rows = enquiry.view, sorted(incident.rows, key=enquiry.view.sort_key)
    first = rows[0]
    return Finding(
        finding_id=finding_id(
            view.case.case_id,
            DEFINITION.key,
            incident.agency_id,
            min(e.event_id for e in rows),
        ),
        query=DEFINITION.key,
        statement=(
            f"{view.team_name(first.team_id)}, {enquiry.when(first)}: {enquiry.what(first)}. There "
            f"is no record of a risk assessment within {counted(incident.days, 'day')}."
        ),
        question=(
            "Was the risk assessed and not recorded, or not assessed? What did staff have to go by?"
        ),
        certainty=certainty,
        weight=weigh(enquiry.severity(incident.occurrence), 2),
        group=f"assessment:{incident.agency_id}",
        agencies=(incident.agency_id,),
        teams=enquiry.teams_in_order({e.team_id for e in rows}),
        persons=tuple(sorted(_persons(enquiry, incident))),
        form="no risk assessment",
        cited=tuple(Cited(e.event_id, Cites.INCIDENT) for e in rows),
        codes=DEFINITION.codes,
        omission=(f"assessment:{incident.occurrence}:{incident.agency_id}",),
    )
