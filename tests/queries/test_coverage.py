"""Found, looked for and not found, cannot tell, not examined: four things, never mixed up."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date

import pytest

from graphdb.model import AddedAs, Coverage, Disposition, DispositionState, RuleChange, Settings
from queries import ask
from queries.coverage import MEANS, Examined, ThemeCoverage, framework_coverage
from queries.definition import Need, Query, registry
from queries.rules import defaults
from tests.queries import build
from tests.queries.build import IN_PART, Builder, Row, case, enquiry_of, row, vocabulary

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
SEEN = row("gp", "10 May 2011", "appointment", "V")


def coverage(*rows: Row, **world: object) -> dict[str, ThemeCoverage]:
    records = Builder(rows, **world).records  # type: ignore[arg-type]
    enquiry = enquiry_of(records)
    answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
    found = framework_coverage(answers, enquiry.view, vocabulary())
    assert [one.code for one in found] == list(vocabulary().themes)
    return {one.code: one for one in found}


def test_found_looked_for_and_not_examined() -> None:
    found = coverage(STRANGLED, SEEN)
    assert found["6C"].examined is Examined.FOUND
    assert "No record that it was shared" in found["6C"].looked_for_by
    assert found["1I"].examined is Examined.NOT_FOUND
    # training and workload never show in a chronology
    assert {found[code].examined for code in ("3B", "5A")} == {Examined.NOT_EXAMINED}
    assert found["5A"].looked_for_by == ()
    lost = row("gp", "10 May 2011", "appointment", "P", "job-loss")
    assert coverage(lost)["1M"].examined is Examined.ON_RECORD
    assert found["1M"].examined is Examined.NOT_EXAMINED


def test_with_no_row_nothing_was_looked_for() -> None:
    found = coverage()
    assert {one.examined for one in found.values()} == {Examined.COULD_NOT, Examined.NOT_EXAMINED}
    assert found["6C"].why == "It needs rows of an agency, read and coded."
    uncoded = row("police", "3 May 2011", "assault", "V, P", coded=False)
    assert coverage(uncoded)["6C"].examined is Examined.COULD_NOT


def test_what_needs_two_agencies_could_not_be_looked_for_with_one() -> None:
    one = coverage(STRANGLED, row("police", "9 May 2011", "contact", "V"))
    assert one["6E"].examined is Examined.COULD_NOT
    assert one["6E"].why == "It needs rows of two agencies."
    # people close to them are no second agency, and are what this one needs
    assert one["8H"].why == "It needs rows of people close to them and of an agency."
    close = coverage(STRANGLED, row("family", "3 May 2011", "told-informally", "V", "fear"))
    assert close["6E"].examined is Examined.COULD_NOT
    assert close["8H"].examined in (Examined.FOUND, Examined.NOT_FOUND)
    assert coverage(STRANGLED, SEEN)["6E"].examined is Examined.NOT_FOUND


def test_two_teams_of_one_agency_are_looked_at_inside_it() -> None:
    one = coverage(row("csc", "3 May 2011", "contact", "V"))
    assert one["4D"].examined is Examined.COULD_NOT
    assert "rows of two teams of one agency" in one["4D"].why
    two = coverage(
        row("csc/stanmere", "3 May 2011", "contact", "V"),
        row("csc/calderwick", "3 May 2012", "contact", "V"),
    )
    assert two["4D"].examined is Examined.NOT_FOUND


def test_what_is_expected_of_nobody_here_could_not_be_looked_for() -> None:
    # only practices and mental health care are asked what became of a lapse in medication
    rules = tuple(
        RuleChange("referral-none", name, off=True)
        for name in (
            "MARAC or a domestic abuse service",
            "adult social care",
            "mental health care",
            "a drug or alcohol service",
        )
    )
    police = coverage(STRANGLED, settings=Settings(rules=rules, off=frozenset({"referral-none"})))
    assert police["1D"].examined is Examined.COULD_NOT
    assert police["1D"].why == (
        "It needs rows of an agency, and of a time, of which it is expected."
    )
    off = Settings(off=frozenset({"referral-none"}))
    assert coverage(STRANGLED, SEEN, settings=off)["1D"].examined is Examined.NOT_FOUND


def test_a_finding_looks_for_what_its_lines_start_from() -> None:
    parted = row("police", "1 July 2011", "phone-call", "V", "separation")
    found = coverage(STRANGLED, parted, row("police", "1 January 2012", "contact", "V"))
    assert found["1N"].examined is Examined.FOUND
    assert found["1G"].examined is Examined.NOT_FOUND
    assert any("heightened vulnerability" in title for title in found["1G"].looked_for_by)
    # of abuse held before it says nothing by itself
    assert found["1A"].findings == 0


def test_supervision_is_on_record_where_a_row_is_of_it() -> None:
    found = coverage(row("csc", "3 May 2011", "supervision", "V"))
    assert found["4B"].examined is Examined.ON_RECORD
    assert found["4B"].why == (
        "The settings of the case do not ask for “No record that it was taken to a supervisor”."
    )
    assert coverage(SEEN)["4B"].examined is Examined.NOT_EXAMINED


def test_every_state_says_what_it_means() -> None:
    assert set(MEANS) == set(Examined)
    assert "not a finding that there was nothing" in MEANS[Examined.NOT_FOUND]


def test_what_is_switched_off_is_not_examined() -> None:
    keys = {"people-close"}
    found = coverage(STRANGLED, SEEN, settings=Settings(off=frozenset(keys)))
    assert found["8H"].examined is Examined.NOT_EXAMINED


def test_what_the_panel_adds_is_found_by_it() -> None:
    ours = Disposition(
        "p-1", DispositionState.OPEN, title="Ours", kind=AddedAs.FINDING, codes=("5A",)
    )
    found = coverage(STRANGLED, SEEN, dispositions=(ours,))
    assert (found["5A"].examined, found["5A"].findings, found["5A"].by_panel) == (
        Examined.FOUND,
        1,
        1,
    )


def test_what_the_panel_rejects_is_not_found() -> None:
    enquiry = enquiry_of(Builder((STRANGLED, SEEN)).records)
    answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
    gone = tuple(
        Disposition(f.finding_id, DispositionState.REJECTED)
        for f in answers.findings
        if "6C" in f.codes
    )
    records = replace(enquiry.view.records, dispositions=gone)
    again = enquiry_of(records)
    found = framework_coverage(
        ask(again.view, again.knowledge, vocabulary()), again.view, vocabulary()
    )
    assert next(one for one in found if one.code == "6C").examined is Examined.NOT_FOUND


def test_where_all_that_look_for_it_cannot_tell_nothing_is_said_of_it() -> None:
    seen = row("csc", "5 May 2011", "appointment", "P, V")
    found = coverage(
        row("family", "3 May 2011", "told-informally", "V", "strangulation"),
        seen,
        coverage={"csc": IN_PART},
    )
    assert found["8H"].examined is Examined.CANNOT_TELL


def test_what_a_finding_starts_from_is_a_rule_of_it() -> None:
    rules = {(rule.finding, rule.name) for rule in defaults()}
    for query in registry():
        for name in query.definition.starts_from:
            assert (query.definition.key, name) in rules


@pytest.mark.parametrize("query", registry(), ids=lambda q: q.definition.key)
def test_it_needs_information_where_without_it_none_of_its_own_cases_has_a_line(
    query: Query,
) -> None:
    """Then that there is no line says nothing, and it must not count as looked for."""
    key = query.definition.key
    module = importlib.import_module(f"queries.findings.cases_{key.replace('-', '_')}")
    bare = (
        case(*(replace(row, info="") for row in example.rows), **example.world)
        for example in module.CASES
    )
    told = any(query.find(enquiry).findings for enquiry in bare)
    assert (Need.INFORMATION in query.definition.needs) is not told


def test_what_covers_the_period_to_its_last_day_need_not_cover_what_comes_after() -> None:
    last = date(2013, 12, 31)
    seen = row("gp", "between 20 December 2013 and 10 January 2014", "appointment", "V")
    asked = [
        build.query("unshared").find(
            case(
                STRANGLED,
                seen,
                scope_to=last,
                fatal_incident=None,
                coverage={"gp": Coverage(end=end, stated=True)},
            )
        )
        for end in (last, date(2013, 12, 30))
    ]
    assert [(len(one.findings), len(one.cannot_tell)) for one in asked] == [(1, 0), (0, 1)]
