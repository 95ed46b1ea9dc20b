"""Not escalated: a weighty fact with no supervisor's or line event where one is expected."""

from __future__ import annotations

from graphdb.case_view import CaseView
from graphdb.dates import MINUTES_PER_DAY, minute_of
from graphdb.identity import finding_id
from graphdb.knowledge import Acquisition, How
from graphdb.model import Event, Expectation, Fact
from queries.after import Within
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, day_of, upper_first, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results

DEFINITION = Definition(
    key="escalation",
    title="No record that it was taken to a supervisor",
    asks="Who above the practitioner heard of the weightiest information, and when?",
    how=(
        "Only where the case settings expect it ([findings.escalation]): an agency of a named "
        "sector recorded one of the heaviest facts, and has no event of the named kinds (a "
        "supervisor, a line manager) about the same persons within the days given. With fewer "
        "days left before the end it cannot be told."
    ),
    sources=("000 ¶49",),
    codes=("4D", "4B"),
    needs=(Need.ESCALATION, Need.INFORMATION),
    order=8,
    forms=(("not escalated", "no supervisor's or manager's row in the days after"),),
    cannot_see=(
        "Supervision that was not written into the chronology; anything at all where the settings "
        "expect nothing."
    ),
    parameters=(
        ("escalation", "sectors, kinds, days and from when; nothing is expected without it"),
        ("heavy_weight", "from this weight on a fact is expected to be taken up the line"),
    ),
    family="inside",
    counts=(
        "thing known with no record that a supervisor heard of it",
        "things known with no record that a supervisor heard of them",
    ),
    counts_facts=True,
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per fact and agency, where the settings expect escalation."""
    rule = enquiry.settings.escalation
    if rule is None:
        return Results()
    findings: list[Finding] = []
    cannot: list[CannotTell] = []
    for agency_id in enquiry.formal:
        if not _expected_of(enquiry, rule, agency_id):
            continue
        for fact in enquiry.view.facts.values():
            if fact.weight < enquiry.settings.heavy_weight:
                continue
            finding = _judge(enquiry, rule, agency_id, fact)
            if isinstance(finding, Finding):
                findings.append(finding)
            elif finding is not None:
                cannot.append(finding)
    return Results(tuple(findings), tuple(cannot))


def _expected_of(enquiry: Enquiry, rule: Expectation, agency_id: str) -> bool:
    """Whether the rule is of this sector, this area and this kind of case."""
    case, agency = enquiry.view.case, enquiry.agency(agency_id)
    return (
        (not rule.sectors or agency.sector in rule.sectors)
        and (not rule.death_types or case.death_type in rule.death_types)
        and (not rule.area or rule.area in (agency.area, case.area))
    )


def _judge(
    enquiry: Enquiry, rule: Expectation, agency_id: str, fact: Fact
) -> Finding | CannotTell | None:
    view = enquiry.view
    held = [
        a
        for a in enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
        if a.how is How.OWN and _applies(view, rule, a)
    ]
    if not held:
        return None
    first = held[0]
    # days are counted whole, from the day on which it was recorded
    days = Within(rule.days)
    soonest = days.until(first.earliest // MINUTES_PER_DAY)
    latest = days.until(first.latest // MINUTES_PER_DAY)
    line = _line_events(enquiry, rule, agency_id, fact)
    inside = [
        e
        for e in line
        if view.bounds[e.event_id].end_hi >= first.earliest
        and view.bounds[e.event_id].start_lo <= latest
    ]
    if any(_surely_heard(view, first, e, soonest) for e in line):
        return None
    name = enquiry.name(agency_id)
    what = enquiry.fact(fact)
    if latest >= view.end_lo:
        return CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {name} would have taken {what} to a supervisor: cannot tell from these "
            f"records. The {rule.days} days of this rule had not passed at the end of the period "
            "looked at.",
            f"Ask {name} what was known by then, and what was open to staff.",
            at_the_end=True,
        )
    if not enquiry.can_tell(agency_id, first.earliest, latest):
        return CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {name} took {what} to a supervisor: cannot tell from these records.",
            enquiry.why_not(agency_id),
        )
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, fact.fact_id, agency_id),
        query=DEFINITION.key,
        statement=(
            f"{upper_first(what)}. {view.team_name(first.team_id)} had this on record by "
            f"{day_of(first.latest)}. There is no record that a supervisor or manager heard of it "
            f"within {counted(rule.days, 'day')}."
        ),
        question=f"Who above the practitioner at {name} was told, and what did they decide?",
        certainty=Certainty.POSSIBLE if inside else Certainty.CERTAIN,
        weight=weigh(fact.weight, 0, 0),
        group=f"inside:{agency_id}",
        agencies=(agency_id,),
        teams=(first.team_id,),
        persons=fact.persons,
        facts=(fact.fact_id,),
        form="not escalated",
        cited=(
            Cited(first.via, Cites.HELD),
            *(Cited(e.event_id, Cites.TOUCH, Certainty.POSSIBLE) for e in inside),
        ),
        codes=(*DEFINITION.codes, *fact.themes),
        notes=(f"Expected by the case settings: {rule.because}.",) if rule.because else (),
    )


def _surely_heard(view: CaseView, held: Acquisition, event: Event, until: int) -> bool:
    """Whether a line event is the record itself, answers it, or follows it in every world."""
    if event.event_id == held.via or held.via in event.responds_to:
        return True
    bounds = view.bounds[event.event_id]
    after = bounds.start_lo >= held.latest and bounds.end_hi <= until
    return after or view.known_before(held.via, event.event_id)


def _applies(view: CaseView, rule: Expectation, held: Acquisition) -> bool:
    low = max(view.scope_lo, 0 if rule.start is None else minute_of(rule.start))
    high = view.end_lo if rule.end is None else min(view.end_lo, minute_of(rule.end, 23, 59) + 1)
    return low <= held.earliest and held.latest < high and held.via not in view.fatal_rows


def _line_events(enquiry: Enquiry, rule: Expectation, agency_id: str, fact: Fact) -> list[Event]:
    who = enquiry.view.concerned(fact)
    return [
        e
        for e in enquiry.view.rows_of_agency.get(agency_id, ())
        if _is_line(enquiry, rule, e) and (not e.involves or who & _anyone(e))
    ]


def _is_line(enquiry: Enquiry, rule: Expectation, event: Event) -> bool:
    kind = enquiry.vocabulary.kinds.get(event.kind)
    return event.kind in rule.kinds or (kind is not None and kind.supervision)


def _anyone(event: Event) -> frozenset[str]:
    return frozenset(i.person_id for i in event.involves)
