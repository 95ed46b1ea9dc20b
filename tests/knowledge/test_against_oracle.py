"""The closed formulas against the oracle, on small random cases."""

from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import given, note, settings

from graphdb.case_view import FAR_AHEAD, LONG_AGO
from graphdb.model import CaseRecords
from queries.enquiry import Enquiry
from queries.findings.inside import shares_record
from queries.findings.isolation import assessments, considered, priors
from queries.gap import Held, find_gap
from tests.knowledge.kinds import enquiry_of
from tests.reference.small_cases import KINDS, describe, small_cases
from tests.reference.worlds import Worlds

EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", "120")), deadline=None)


def holders(records: CaseRecords) -> list[str]:
    return [a.agency_id for a in records.agencies] + [t.team_id for t in records.teams if t.stated]


def check_knowledge(records: CaseRecords) -> None:
    note(describe(records))
    worlds, enquiry = Worlds(records, KINDS), enquiry_of(records)
    for holder in holders(records):
        for fact in records.facts:
            knows = enquiry.knowledge.facts.knows(holder, fact.fact_id)
            certain = None if knows is None else knows.certain_from
            possible = None if knows is None else knows.possible_from
            wanted = worlds.possible_from(holder, fact.fact_id)
            assert certain == worlds.certain_from(holder, fact.fact_id) or (
                certain == FAR_AHEAD and worlds.certain_from(holder, fact.fact_id) is None
            ), (holder, fact.fact_id, "certain")
            assert possible == wanted or (possible == LONG_AGO and wanted == float("-inf")), (
                holder,
                fact.fact_id,
                "possible",
            )


def lines_between_agencies(enquiry: Enquiry) -> dict[tuple[str, str], str]:
    found = {}
    view, holdings = enquiry.view, enquiry.knowledge.facts
    for fact in view.facts.values():
        for agency_id in enquiry.formal:
            ours = {
                a: Held.of(view, holdings.of_agency(a, fact.fact_id))
                for a in holdings.agencies(fact.fact_id)
                if a != agency_id
            }
            theirs = holdings.of_agency(agency_id, fact.fact_id)
            contacts = enquiry.contacts_with(agency_id, view.concerned(fact))
            gap = find_gap(view, fact, ours, theirs, contacts)
            if gap is not None:
                found[fact.fact_id, agency_id] = str(gap.certainty)
    return found


def lines_between_teams(enquiry: Enquiry) -> dict[tuple[str, str], str]:
    found = {}
    view, holdings = enquiry.view, enquiry.knowledge.facts
    for fact in view.facts.values():
        for agency_id in enquiry.formal:
            for team in view.stated_teams.get(agency_id, ()):
                others = [t for t in view.stated_teams[agency_id] if t != team]
                assert not any(shares_record(enquiry, t, team) for t in others)
                ours = {t: Held.of(view, holdings.of_team(t, fact.fact_id)) for t in others}
                theirs = holdings.of_team(team, fact.fact_id)
                contacts = enquiry.contacts_with(team, view.concerned(fact))
                gap = find_gap(view, fact, ours, theirs, contacts)
                if gap is not None:
                    found[fact.fact_id, team] = str(gap.certainty)
    return found


def isolated(enquiry: Enquiry) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    view = enquiry.view
    for agency in sorted(view.agencies):
        for event in assessments(enquiry, agency):
            held, _ = priors(enquiry, event)
            taken = considered(enquiry, event)
            maybe = {g for o in taken for g in view.guesses.get(o, ())}
            omitted = {
                p.occurrence: "possible" if p.occurrence in maybe else str(p.certainty)
                for p in held
                if p.occurrence not in taken
            }
            if omitted:
                found[event.event_id] = omitted
    return found


def check_lines(records: CaseRecords) -> None:
    note(describe(records))
    worlds, enquiry = Worlds(records, KINDS), enquiry_of(records)
    assert lines_between_agencies(enquiry) == worlds.unshared_lines()
    assert lines_between_teams(enquiry) == worlds.inside_lines()


@EXAMPLES
@given(small_cases())
def test_knowledge_is_what_the_worlds_say(records: CaseRecords) -> None:
    check_knowledge(records)


@EXAMPLES
@given(small_cases(wide=True, opens=True, sequence=True))
def test_knowledge_with_days_open_sides_and_seq(records: CaseRecords) -> None:
    check_knowledge(records)


@EXAMPLES
@given(small_cases())
def test_gaps_are_what_the_worlds_say(records: CaseRecords) -> None:
    check_lines(records)


@EXAMPLES
@given(small_cases(wide=True, opens=True, sequence=True))
def test_gaps_with_days_open_sides_and_seq(records: CaseRecords) -> None:
    check_lines(records)


@EXAMPLES
@given(small_cases(wide=True, opens=True, sequence=True, states=False))
def test_isolation_is_what_the_worlds_say(records: CaseRecords) -> None:
    note(describe(records))
    # the oracle speaks of rows coded as incidents only: no fact is heavy enough to make one
    records = replace(records, settings=replace(records.settings, min_weight=6))
    worlds, enquiry = Worlds(records, KINDS), enquiry_of(records)
    assert isolated(enquiry) == worlds.isolated()
