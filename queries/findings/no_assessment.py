"""No risk assessment after an incident, where the recording agency is expected to make one."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY, minute_of
from graphdb.identity import finding_id
from graphdb.model import Event, Expectation
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results

DEFINITION = Definition(
    key="no-assessment",
    title="No risk assessment on record after an incident",
    asks="After which incidents is there no record of a risk assessment by the agency that recorded it?",
    how=(
        "An incident between members of the household, recorded by an agency whose sector is "
        "expected to assess risk (from the date of that expectation, in cases of the kind it "
        "applies to), with no assessment of danger by that agency about the same persons within 28 "
        "days. An assessment on the incident's own row, or one that answers it, counts. With "
        "fewer than 28 days left before the end it cannot be told."
    ),
    sources=("000 ¶43", "004 1.4"),
    codes=("2D",),
    order=4,
    parameters=(("assessment_days", "within how many days an assessment is looked for"),),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per incident of an agency with no assessment in the days after it."""
    findings: list[Finding] = []
    cannot: list[CannotTell] = []
    for agency_id in enquiry.formal:
        rules = expectations(enquiry, agency_id)
        if not rules:
            continue
        short = silent = 0
        for occurrence, rows in _incidents(enquiry, agency_id, rules):
            certainty = _judge(enquiry, agency_id, rows)
            if certainty is None:
                continue
            if not _time_left(enquiry, rows):
                short += 1
            elif not _can_tell(enquiry, agency_id, rows):
                silent += 1
            else:
                findings.append(_finding(enquiry, agency_id, occurrence, rows, certainty))
        cannot += _cannot_tell(enquiry, agency_id, short, silent)
    return Results(tuple(findings), tuple(cannot))


def expectations(enquiry: Enquiry, agency_id: str) -> tuple[Expectation, ...]:
    """Return the expectations under which an agency assesses risk after an incident.

    The case's own, or else its sector's: an expectation has a date, a place and a kind of case.
    """
    case, agency = enquiry.view.case, enquiry.agency(agency_id)
    rules = enquiry.settings.assessment_expected or enquiry.sector_expectations(agency.sector)
    return tuple(
        rule
        for rule in rules
        if (not rule.sectors or agency.sector in rule.sectors)
        and (not rule.death_types or case.death_type in rule.death_types)
        and (not rule.area or rule.area == agency.area)
    )


def _incidents(
    enquiry: Enquiry, agency_id: str, rules: tuple[Expectation, ...]
) -> Iterator[tuple[str, tuple[Event, ...]]]:
    view = enquiry.view
    for occurrence in view.incident_occurrences:
        rows = tuple(
            view.events[row]
            for row in view.occurrences[occurrence]
            if view.events[row].agency_id == agency_id and enquiry.is_incident(view.events[row])
        )
        if rows and _applies(enquiry, rows, rules):
            yield occurrence, rows


def _applies(enquiry: Enquiry, rows: tuple[Event, ...], rules: tuple[Expectation, ...]) -> bool:
    """Whether the incident certainly lies in scope, before the end, and under an expectation."""
    view = enquiry.view
    low = min(view.bounds[e.event_id].start_lo for e in rows)
    high = max(view.bounds[e.event_id].end_hi for e in rows)
    if low < view.scope_lo or high >= view.end_lo:
        return False
    return any(
        (rule.start is None or minute_of(rule.start) <= low)
        and (rule.end is None or high <= minute_of(rule.end, 23, 59))
        for rule in rules
    )


def _judge(enquiry: Enquiry, agency_id: str, rows: tuple[Event, ...]) -> Certainty | None:
    """Return whether no assessment lies within the days after, in every world or in one."""
    view = enquiry.view
    days = enquiry.settings.assessment_days * MINUTES_PER_DAY
    who = frozenset().union(*(view.seen[e.event_id] for e in rows)) & view.household
    ids = {e.event_id for e in rows}
    spans = []
    for event in enquiry.assessments_of(agency_id):
        if event.event_id in ids or ids & set(event.responds_to):
            return None
        if view.seen[event.event_id] & who:
            bounds = view.bounds[event.event_id]
            spans.append((bounds.start_lo, bounds.end_hi))
    low = min(view.bounds[e.event_id].start_lo for e in rows)
    high = max(view.bounds[e.event_id].end_hi for e in rows)
    if not any(last >= low and first <= high + days for first, last in spans):
        return Certainty.CERTAIN
    # in some world: an instant of the incident such that each assessment can lie outside
    instants = {low, high}
    for first, last in spans:
        instants |= {m for m in (first + 1, last - days - 1) if low <= m <= high}
    if any(all(f < m or last > m + days for f, last in spans) for m in instants):
        return Certainty.POSSIBLE
    return None


def _time_left(enquiry: Enquiry, rows: tuple[Event, ...]) -> bool:
    last = max(enquiry.view.bounds[e.event_id].end_hi for e in rows)
    return last + enquiry.settings.assessment_days * MINUTES_PER_DAY <= enquiry.view.end_lo


def _can_tell(enquiry: Enquiry, agency_id: str, rows: tuple[Event, ...]) -> bool:
    first = min(enquiry.view.bounds[e.event_id].start_lo for e in rows)
    last = max(enquiry.view.bounds[e.event_id].end_hi for e in rows)
    return enquiry.can_tell(
        agency_id, first, last + enquiry.settings.assessment_days * MINUTES_PER_DAY
    )


def _cannot_tell(enquiry: Enquiry, agency_id: str, short: int, silent: int) -> Iterator[CannotTell]:
    name, days = enquiry.name(agency_id), enquiry.settings.assessment_days
    if short:
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {name} would have assessed the risk after {counted(short, 'incident')} in the "
            f"last {days} days before the end: cannot tell from these records.",
            f"{name}: what was planned when the review's period ended.",
            short,
        )
    if silent:
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {name} assessed the risk after {counted(silent, 'incident')}: cannot tell "
            "from these records.",
            enquiry.why_not(agency_id),
            silent,
        )


def _finding(
    enquiry: Enquiry,
    agency_id: str,
    occurrence: str,
    rows: tuple[Event, ...],
    certainty: Certainty,
) -> Finding:
    view = enquiry.view
    first = min(rows, key=view.sort_key)
    days = enquiry.settings.assessment_days
    severity = enquiry.severity(occurrence)
    who = frozenset().union(*(view.seen[e.event_id] for e in rows)) & view.household
    return Finding(
        finding_id=finding_id(
            view.case.case_id, DEFINITION.key, agency_id, min(e.event_id for e in rows)
        ),
        query=DEFINITION.key,
        statement=(
            f"{view.team_name(first.team_id)}, {enquiry.what(first)}, {enquiry.when(first)}: no "
            f"record of a risk assessment within {days} days."
        ),
        question=(
            "Was the risk assessed and not recorded, or not assessed; and what did staff have to "
            "go by?"
        ),
        certainty=certainty,
        weight=weigh(severity, 1),
        group=f"assessment:{agency_id}",
        agencies=(agency_id,),
        teams=tuple(sorted({e.team_id for e in rows})),
        persons=tuple(sorted(who)),
        form="no risk assessment",
        cited=tuple(Cited(e.event_id, Cites.INCIDENT) for e in sorted(rows, key=view.sort_key)),
        codes=DEFINITION.codes,
    )
