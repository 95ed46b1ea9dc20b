"""The findings on the example, held to what a careful reader expected before there was code."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import joinedup
from graphdb.dates import MINUTES_PER_DAY, minute_of
from joinedup.case import JoinedUpCase
from queries import Finding

HERE = Path(__file__).parents[2] / "examples" / "amber-street"
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def case() -> JoinedUpCase:
    return joinedup.load(HERE)


def refs_of(case: JoinedUpCase, finding: Finding) -> set[str]:
    """The agencies' own references of the rows that a finding cites."""
    found = set()
    for cited in finding.cited:
        event = case.view.events[cited.event_id]
        found |= {event.ref, f"{event.source.document}:{event.source.row}"}
    return found


def row_of(case: JoinedUpCase, ref: str) -> str:
    for event in case.view.events.values():
        if ref in (event.ref, f"{event.source.document}:{event.source.row}"):
            return event.event_id
    raise AssertionError(f"no row {ref}")


def matching(case: JoinedUpCase, wanted: dict[str, Any]) -> list[Finding]:
    """The findings that an expectation speaks of, whatever their certainty."""
    found = []
    for finding in case.answers.findings:
        if finding.query != wanted["finding"]:
            continue
        if wanted["agency"] not in ("*", finding.agencies[0]):
            continue
        if "topic" in wanted:
            fact = case.view.facts[finding.facts[0]]
            about = wanted.get("about", fact.about)
            by = wanted.get("by", fact.by)
            if (fact.topic, fact.about, fact.by) != (wanted["topic"], about, by):
                continue
        if "teams" in wanted and not _teams(finding) <= set(wanted["teams"]):
            continue
        if "person" in wanted and finding.persons[0] != wanted["person"]:
            continue
        if "assessment" in wanted:
            row = row_of(case, wanted["assessment"])
            if not any(c.event_id == row and c.shows == "assessment" for c in finding.cited):
                continue
        if "cites" in wanted:
            row = row_of(case, wanted["cites"])
            if not any(c.event_id == row for c in finding.cited):
                continue
        found.append(finding)
    return found


def _teams(finding: Finding) -> set[str]:
    return {team.partition("/")[2] for team in finding.teams}


@pytest.mark.parametrize("wanted", EXPECTED["expectation"], ids=lambda w: w["label"])
def test_expectation(case: JoinedUpCase, wanted: dict[str, Any]) -> None:
    found = matching(case, wanted)
    if wanted["certainty"] == "absent":
        barred = [f for f in found if "decision not to share" in f.question]
        assert found == (barred if wanted.get("barred") else []), [f.statement for f in found]
        return
    if wanted["certainty"] == "cannot-tell":
        assert not [f for f in found if set(wanted["refs"]) & refs_of(case, f)]
        assert any(
            c.query == wanted["finding"] and c.agency_id == wanted["agency"]
            for c in case.answers.cannot_tell
        )
        return
    hits = [f for f in found if set(wanted["refs"]) <= refs_of(case, f)]
    assert hits, [(f.statement, sorted(refs_of(case, f))) for f in found]
    assert {str(f.certainty) for f in hits} == {wanted["certainty"]}
    for field in ("form", "grade"):
        if wanted.get(field) and wanted["finding"] == "unshared":
            assert {getattr(f, field) for f in hits} == {wanted[field]}


def test_nothing_weighty_between_agencies_is_found_that_the_reader_did_not_expect(
    case: JoinedUpCase,
) -> None:
    expected = [w for w in EXPECTED["expectation"] if w["certainty"] in ("certain", "possible")]
    known = {f.finding_id for w in expected for f in matching(case, w)}
    barred = {f.finding_id for f in case.answers.findings if "decision not to share" in f.question}
    surprises = [f.statement for f in case.answers.findings if f.finding_id not in known | barred]
    assert surprises == []


def test_the_case_reads_as_few_lines(case: JoinedUpCase) -> None:
    assert len(case.answers.groups) <= EXPECTED["reading"]["most_lines"]


def test_the_days_on_which_pool_and_best_single_agency_crossed(case: JoinedUpCase) -> None:
    threshold = EXPECTED["threshold"]
    pool, best = case.pooled.pool_crossing, case.pooled.best_crossing
    assert pool.certain is not None
    assert best.certain is not None
    assert pool.certain // MINUTES_PER_DAY == minute_of(threshold["pool"]) // MINUTES_PER_DAY
    assert best.certain // MINUTES_PER_DAY == minute_of(threshold["best_single"]) // MINUTES_PER_DAY
    assert best.holder == threshold["best_agency"]
    between = case.pooled.days_between()
    assert between is not None
    assert between[0] == threshold["days_between"]
    assert between[1] is not None and between[1] > between[0], "a date is in doubt"
