"""Findings and what the panel said, as rows; and what of a case may leave in a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from graphdb.model import (
    AddedAs,
    Bar,
    CaseRecords,
    Disposition,
    DispositionState,
    ReviewStatus,
    Role,
)
from graphdb.tables import Tables, checked
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.library.leaving import KEPT_BACK, fit_to_leave
from tests.graph import projection
from tests.second.random_cases import random_case
from viz.leaving import INSTEAD, leaving


def _case(seed: int = 1) -> CaseRecords:
    return generate(seed, rows=40).records


@pytest.mark.parametrize("seed", range(10))
def test_findings_are_projected_as_before(seed: int) -> None:
    for records in (_case(seed), random_case(seed)):
        case = JoinedUpCase(records)
        old = projection.to_networkx(case.known)
        projection.add_findings(old, case.answers, case.vocabulary)
        findings = {n for n, label in old.nodes(data="label") if label == "Finding"}
        for name, data in old.nodes(data=True):
            if data.get("label") in ("Finding", "Theme"):
                assert {key: case.graph.nodes[name][key] for key in data} == data
        assert Counter(_from(case.graph, findings)) == Counter(set(_from(old, findings)))


def _from(graph, findings):  # type: ignore[no-untyped-def]
    return [
        (u, v, d["type"], d.get("shows")) for u, v, d in graph.edges(data=True) if u in findings
    ]


@pytest.mark.parametrize("seed", range(10))
def test_every_row_obeys_the_schema(seed: int) -> None:
    for records in (_case(seed), random_case(seed)):
        case = JoinedUpCase(records)
        tables = checked(case.tables)
        found = tables.nodes.get("Finding", ())
        assert [row["finding_id"] for row in found] == list(case.findings()["finding_id"])
        assert [row["rank"] for row in found] == list(range(1, len(found) + 1))
        looked = tables.edges["LOOKED_FOR", "Case", "Theme"]
        assert [row["examined"] for row in looked] == list(case.coverage()["examined"])


def test_whom_a_question_goes_to_first() -> None:
    case = JoinedUpCase(_case(3))
    first = {row["start"]: row["end"] for row in case.tables.edges["CONCERNS", "Finding", "Agency"]
             if row["place"] == 0}  # fmt: skip
    finding = next(f for f in case.answers.findings if f.agencies)
    prefix = case.tables.case_id
    assert (
        first[f"{prefix}/finding:{finding.finding_id}"] == f"{prefix}/agency:{finding.agencies[0]}"
    )


# -- the panel -------------------------------------------------------------------------------


def _with_panel(state: DispositionState) -> JoinedUpCase:
    records = _case(3)
    found = JoinedUpCase(records).answers.findings[0]
    row = records.events[0].event_id
    said = (
        Disposition(found.finding_id, state, "a note", "A. Chair", "2026-01-02", "the surgery",
                    "2026-01-03", "2026-01-04", "an answer", fingerprint=("e-gone",)),
        Disposition("own-1", state, "their note", title="Their own words", fingerprint=(row,),
                    kind=AddedAs.FINDING, codes=("1A", "77Z")),
        Disposition("left-1", DispositionState.REJECTED, "no", title="Found no more"),
    )  # fmt: skip
    return JoinedUpCase(replace(records, dispositions=said))


def test_what_the_panel_said() -> None:
    case = _with_panel(DispositionState.ACCEPTED)
    tables = checked(case.tables)
    said = {str(row["finding_id"]): row for row in tables.nodes["Disposition"]}
    first = case.answers.findings[0].finding_id
    assert said.keys() == {first, "own-1", "left-1"}
    assert said[first]["found"] and said["own-1"]["found"] and not said["left-1"]["found"]
    assert said[first]["rows_gone"] == 1 and said[first]["rows_added"]
    assert said[first]["answer"] == "an answer" and said[first]["said_on"] == "2026-01-02"
    assert len(tables.edges["SAID_OF", "Disposition", "Finding"]) == 2
    findings = {row["finding_id"]: row for row in tables.nodes["Finding"]}
    assert findings[first]["disposition"] == "accepted"
    assert findings["own-1"]["by_panel"] and findings["own-1"]["statement"] == "Their own words"
    (unknown,) = [row for row in tables.nodes["Theme"] if row["code"] == "77Z"]
    assert unknown["uid"] == "theme:77Z" and unknown["name"] == ""


def test_what_the_panel_restricted_does_not_leave() -> None:
    case = _with_panel(DispositionState.RESTRICTED)
    tables = checked(fit_to_leave(case.tables, leaving(case.view)))
    text = repr(tables)
    for words in ("a note", "their note", "an answer", "Their own words", "the surgery"):
        assert words in repr(case.tables)
        assert words not in text
    own = f"{tables.case_id}/finding:own-1"
    (row,) = [row for row in tables.nodes["Finding"] if row["uid"] == own]
    assert row["statement"] == KEPT_BACK
    for edge in ("EVIDENCED_BY", "CONCERNS", "CODED_AS"):
        starts = {r["start"] for k, rows in tables.edges.items() if k[0] == edge for r in rows}
        assert starts and own not in starts
    # what was found is no secret: only what the panel wrote of it
    assert "no" in {row["note"] for row in tables.nodes["Disposition"]}


def test_recorded_reasons_do_not_leave() -> None:
    records = _case(3)
    reason = "she lives at an address he must not know"
    first, *rest = records.events
    secret = replace(
        first, bar=Bar.CONCEALED_ADDRESS, bar_text=reason, summary=f"Told us that {reason}."
    )
    case = JoinedUpCase(replace(records, events=(secret, *rest)))
    assert reason in repr(case.tables)
    gone = checked(fit_to_leave(case.tables, leaving(case.view)))
    assert reason not in repr(gone)
    (row,) = [r for r in gone.nodes["Event"] if r["event_id"] == first.event_id]
    assert row["summary"] == f"Told us that {INSTEAD}."
    assert row["bar"] == "concealed address"


def test_no_role_is_named_ahead_of_a_court() -> None:
    records = _case(3)
    live = replace(
        records.case, status=ReviewStatus.PROCEEDINGS_LIVE, perpetrator_term="the defendant"
    )
    assert any(Role.PERPETRATOR in p.roles for p in records.persons)
    case = JoinedUpCase(replace(records, case=live))
    gone = checked(fit_to_leave(case.tables, leaving(case.view)))
    roles = {role for row in gone.nodes["Person"] for role in row["roles"]}  # type: ignore[union-attr]
    assert "the defendant" in roles and "perpetrator" not in roles
    assert not _words(gone, "perpetrator")


def _words(tables: Tables, word: str) -> list[object]:
    as_written = ("summary", "document", "part", "response", "outcome")
    return [
        (label, name)
        for label, rows in tables.nodes.items()
        for row in rows
        for name, value in row.items()
        if label not in ("Theme", "Fact")
        and name not in as_written
        and not name.endswith("_id")
        and name not in ("uid", "query", "kind", "line", "sector")
        and word in repr(value).casefold()
    ]


def test_what_is_kept_back_changes_no_key() -> None:
    case = _with_panel(DispositionState.RESTRICTED)
    live = replace(case.records.case, status=ReviewStatus.PROCEEDINGS_LIVE)
    case = JoinedUpCase(replace(case.records, case=live))
    gone = fit_to_leave(case.tables, leaving(case.view))
    for label, rows in case.tables.nodes.items():
        assert [row["uid"] for row in gone.nodes[label]] == [row["uid"] for row in rows]
