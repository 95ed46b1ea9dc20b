"""What findings look at in a shorter way says what looking at all of it, one by one, says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from graphdb.case_view import Bounds
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact
from graphdb.vocabulary import load_vocabulary
from joinedup.case import JoinedUpCase
from queries import held_at
from queries.after import Trigger
from queries.enquiry import Enquiry
from queries.finding import Certainty
from queries.findings import (
    conversations,
    grade_not_fitting,
    grade_unchanged,
    no_assessment,
    vulnerability,
)
from queries.rules import Rule
from tests.second.random_cases import random_case

YEAR = 365 * MINUTES_PER_DAY


def enquiries(many: int = 45) -> Iterator[Enquiry]:
    for seed in range(many):
        case = JoinedUpCase(random_case(seed, (12, 40, 90)[seed % 3]))
        yield Enquiry(case.view, case.known, load_vocabulary())


# -- one grade again and again -----------------------------------------------------------


def run_of_all(same: Sequence[tuple[Event, Bounds]], others: Sequence[Bounds]) -> list[Event]:
    """Add one assessment after the other, and look at all of them each time."""
    run: list[tuple[Event, Bounds]] = []
    first = same[0][1]
    for event, last in same:
        bounds = [*(b for _, b in run), last]
        within = max(b.start_lo for b in bounds) - min(b.end_hi for b in bounds) <= YEAR
        if not within or any(
            first.end_hi < b.start_lo and b.end_hi < last.start_lo for b in others
        ):
            break
        run.append((event, last))
    return [event for event, _ in run]


def test_a_run_of_one_grade_is_as_long_as_with_each_looked_at_again() -> None:
    seen: Counter[bool] = Counter()
    for enquiry in enquiries():
        bounds = enquiry.view.bounds
        rows = [(event, bounds[event.event_id]) for event in enquiry.view.in_order]
        for every in (2, 3, 9):
            same = [row for n, row in enumerate(rows) if n % every]
            others = [b for n, (_, b) in enumerate(rows) if not n % every]
            for start in range(len(same)):
                wanted = run_of_all(same[start:], others)
                events = [event for event, _ in same[start:]]
                assert grade_unchanged._run(enquiry, events, others) == wanted
                seen[len(wanted) == len(events)] += 1
    assert seen[True] > 100
    assert seen[False] > 100


# -- what was held before an assessment --------------------------------------------------


def rules_of(enquiry: Enquiry, finding: str) -> list[Rule]:
    return [rule for rule in enquiry.rules_for(finding) if rule.topics]


def test_a_sign_is_the_first_certain_way_of_all_or_else_the_first_possible() -> None:
    seen: Counter[str] = Counter()
    for enquiry in enquiries():
        for rule in rules_of(enquiry, "grade-not-fitting"):
            for agency_id in enquiry.formal:
                held = grade_not_fitting._Held(enquiry, agency_id, rule)
                for fact in held.facts:
                    length = held._length(fact)
                    for event in enquiry.view.rows_of_agency.get(agency_id, ()):
                        judged = [
                            (held._judge(fact, a, event, length), a) for a in held._of[fact.fact_id]
                        ]
                        best = [a for how, a in judged if how is Certainty.CERTAIN]
                        best = best or [a for how, a in judged if how is not None]
                        sign = held.sign(fact, event)
                        assert (sign is None) is (not best), (fact, event)
                        if sign is not None:
                            assert sign.rows == tuple(
                                dict.fromkeys((best[0].via, best[0].coded_on))
                            )
                        ordered = enquiry.view.is_ordered(event.event_id)
                        seen[f"{'' if sign is None else sign.certainty}{ordered}"] += 1
    assert len(seen) == 6, seen


def had_of_all(
    time: vulnerability._Time, earlier: Sequence[tuple[Fact, tuple[Acquisition, ...]]]
) -> tuple[list[tuple[Fact, Acquisition]], Certainty | None]:
    """Look at every way of having had each fact."""
    low, high, own = time.trigger.low, time.trigger.high, time.event.event_id
    same = [
        (fact, way)
        for fact, ways in earlier
        for way in ways
        if time.persons & {*fact.persons} and own not in way.atoms
    ]
    for how, found in (
        (Certainty.CERTAIN, [(f, way) for f, way in same if way.certain and way.latest < low]),
        (Certainty.POSSIBLE, [(f, way) for f, way in same if way.earliest < high]),
    ):
        first = {fact.fact_id: (fact, way) for fact, way in reversed(found)}
        if first:
            return [first[fact.fact_id] for fact, _ in earlier if fact.fact_id in first], how
    return [], None


def test_earlier_abuse_is_had_as_by_every_way_of_having_it() -> None:
    seen: Counter[Certainty | None] = Counter()
    for enquiry in enquiries():
        for agency_id in enquiry.formal:
            facts = enquiry.view.facts.values()
            held = enquiry.knowledge.facts
            earlier = [(f, ways) for f in facts if (ways := held.of_agency(agency_id, f.fact_id))]
            for event in enquiry.view.rows_of_agency.get(agency_id, ()):
                persons = enquiry.view.seen[event.event_id]
                time = vulnerability._Time(event, Trigger.of(enquiry, (event,)), (), persons)
                found = vulnerability._held(time, earlier)
                assert found == had_of_all(time, earlier), event
                seen[found[1]] += 1
    assert min(seen[how] for how in (None, Certainty.CERTAIN, Certainty.POSSIBLE)) > 10


def certainly_of_all(
    enquiry: Enquiry, agency_id: str, low: int, high: int
) -> list[tuple[Fact, Acquisition]]:
    """Look at every way of having each fact."""
    found = []
    for fact, ways in held_at.held_by(enquiry, agency_id):
        sure = [a for a in ways if a.certain and a.latest < low]
        sure = [a for a in sure if held_at._stands(enquiry, fact, a, high)]
        if sure:
            found.append((fact, min(sure, key=lambda a: (a.latest, a.sort_key))))
    return found


def test_what_was_certainly_held_is_had_in_the_way_that_was_sure_first() -> None:
    seen: Counter[bool] = Counter()
    for enquiry in enquiries():
        for agency_id in enquiry.formal:
            for event in enquiry.view.in_order:
                bounds = enquiry.view.bounds[event.event_id]
                low, high = bounds.start_lo, bounds.end_hi
                found = held_at.certainly_held(enquiry, agency_id, low, high)
                assert found == certainly_of_all(enquiry, agency_id, low, high), event
                ways = dict(held_at._surely_had(enquiry, agency_id))
                seen[any(way is not ways[fact][0] for fact, way in found)] += 1
    assert min(seen[False], seen[True]) > 10


# -- was an incident assessed ------------------------------------------------------------


def assessed_of_all(enquiry: Enquiry, incident: no_assessment._Incident) -> str:
    """Return by what an incident was assessed, each assessment looked at."""
    view = enquiry.view
    rows = {*view.occurrences[incident.occurrence]}
    who = frozenset(p for e in incident.rows for p in view.seen[e.event_id]) & view.household
    for event in enquiry.assessments_of(incident.agency_id):
        if event.event_id in rows or rows & {*event.responds_to}:
            return "itself"
        before = any(view.known_before(e.event_id, event.event_id) for e in incident.rows)
        if before and view.seen[event.event_id] & who:
            return "next by Seq"
    return ""


def test_an_incident_is_assessed_as_by_each_assessment() -> None:
    seen: Counter[str] = Counter()
    for enquiry in enquiries(90):
        view = enquiry.view
        for agency_id in enquiry.formal:
            for occurrence, ids in view.occurrences.items():
                rows = tuple(view.events[r] for r in ids if view.events[r].agency_id == agency_id)
                if rows:
                    incident = no_assessment._Incident(agency_id, occurrence, rows, 0, 0, 1)
                    wanted = assessed_of_all(enquiry, incident)
                    assert no_assessment._is_assessed(enquiry, incident) is bool(wanted)
                    seen[wanted] += 1
    assert min(seen[by] for by in ("", "itself", "next by Seq")) > 0


# -- in contact after a conversation -----------------------------------------------------


def seen_of_all(enquiry: Enquiry, told: str, event: Event) -> Certainty | None:
    """Look at every contact."""
    row = enquiry.view.bounds[event.event_id]
    ends = [
        (c.bounds.end_lo, c.bounds.end_hi)
        for c in enquiry.contacts_with(told, enquiry.view.household)
        if c.event_id != event.event_id
    ]
    if any(low >= row.end_hi for low, _ in ends):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if any(high >= row.start_lo for _, high in ends) else None


def test_a_contact_after_a_row_is_found_as_among_all() -> None:
    seen: Counter[Certainty | None] = Counter()
    for enquiry in enquiries():
        for agency_id in enquiry.formal:
            for event in enquiry.view.in_order:
                found = conversations._saw_them_after(enquiry, agency_id, event)
                assert found is seen_of_all(enquiry, agency_id, event), event
                seen[found] += 1
    assert min(seen[how] for how in (None, Certainty.CERTAIN, Certainty.POSSIBLE)) > 10


# -- occurrences about some persons ------------------------------------------------------


def test_occurrences_about_somebody_are_those_of_all_that_are() -> None:
    seen: Counter[bool] = Counter()
    for enquiry in enquiries():
        about = enquiry.occurrences
        for event in enquiry.view.in_order:
            bounds, who = enquiry.view.bounds[event.event_id], enquiry.view.seen[event.event_id]
            for first in (bounds.start_lo - YEAR, bounds.start_lo):
                every = enquiry.occurrences_between(first, bounds.end_hi)
                found = enquiry.occurrences_between(first, bounds.end_hi, who)
                assert found == [one for one in every if about[one] & who], event
                seen[len(found) < len(every)] += 1
    assert min(seen[False], seen[True]) > 100
