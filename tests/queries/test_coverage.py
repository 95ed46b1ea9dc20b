"""Found, looked for and not found, cannot tell, not examined: four things, never mixed up."""

from __future__ import annotations

from dataclasses import replace

from graphdb.model import AddedAs, Disposition, DispositionState, Settings
from queries import ask
from queries.coverage import Examined, ThemeCoverage, framework_coverage
from tests.queries.build import IN_PART, Builder, Row, enquiry_of, row, vocabulary

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
    assert found["8H"].examined is Examined.NOT_FOUND
    # training and workload never show in a chronology
    assert {found[code].examined for code in ("3B", "5A")} == {Examined.NOT_EXAMINED}
    assert found["5A"].looked_for_by == ()
    drinks = row("gp", "10 May 2011", "appointment", "P", "alcohol-misuse")
    assert coverage(drinks)["1C"].examined is Examined.ON_RECORD
    assert found["1C"].examined is Examined.NOT_EXAMINED


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
