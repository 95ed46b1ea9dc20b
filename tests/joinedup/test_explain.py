"""``joinedup explain``: how a finding was found, and what was looked at and left out."""

from __future__ import annotations

import re

import pytest

import joinedup
from queries.answers import ask
from tests.joinedup.helpers import CODED, GP, TWO, flat, run
from tests.loaders.builders import case, csv_of
from tests.queries.build import Builder, enquiry_of, row, vocabulary

SAID = ("3/5/2011", "", "She told the officer", "V", "disclosure", "strangulation: P > V")
DONE = ("9/5/2010", "", "Referred", "V", "referral made", "")
ANSWERED = ("3/6/2011", "", "Told the desk again", "V", "disclosure", "strangulation: P > V")
NEXT_DAY = ("4/6/2011", "", "Sent to the IDVA", "V", "referral made", "")


def folder_of(tmp_path, *rows, toml=TWO):
    """Write a case in which the police say what they did about some of what they were told."""
    heads = (*CODED, "Outcome")
    written = [(*r, "Done." if r is DONE else "") for r in rows]
    return case(tmp_path, toml, police_csv=csv_of(*written, heads=heads), gp_csv=GP)


def text(result):
    return flat(re.sub(r"[│┃]", " ", result.stdout))


def test_a_finding_by_its_id(tmp_path):
    folder = folder_of(tmp_path, SAID, DONE)
    found = next(f for f in joinedup.load(folder).answers.findings if f.query == "no-response")
    result = run("explain", folder, found.finding_id)
    assert result.exit_code == 0
    said = text(result)
    assert "No record of a response to what was said or asked (no-response)" in said
    assert found.finding_id in said
    assert f"What the records show: {found.statement}" in said
    assert f"Question: {found.question}" in said
    assert "Certain: it is so in every order that the dates allow." in said
    assert "police.csv, row 2" in said
    assert "what was asked or said" in said
    assert "How it is found: A row in which somebody discloses abuse" in said
    assert "Rule “disclosure or concern”: Within 14 days" in said
    assert "What somebody tells an agency is a chance to help" in said
    assert "(000 ¶61)" in said
    assert "What it cannot see:" in said


def test_the_rows_that_were_left_out_and_why(tmp_path):
    folder = folder_of(tmp_path, SAID, DONE, ANSWERED, NEXT_DAY)
    said = text(run("explain", folder, "no-response"))
    assert "Looked at and left out:" in said
    # what was answered, and the row that answered it
    assert re.search(r"answered \(1\).*police\.csv, row 4 3 June 2011 .*police\.csv, row 5", said)


def test_a_key_lists_every_line_and_what_cannot_be_told(tmp_path):
    vague = ("May 2011", "", "Told", "V", "disclosure", "strangulation: P > V")
    folder = folder_of(tmp_path, SAID, vague, DONE)
    found = [f for f in joinedup.load(folder).answers.findings if f.query == "no-response"]
    said = text(run("explain", folder, "no-response"))
    assert len(found) == 2
    assert all(f.finding_id in said for f in found)
    nothing = text(run("explain", folder, "escalation"))
    assert "That is not a finding that there was nothing to find." in nothing


def test_a_possible_one_says_which_dates_are_in_doubt(tmp_path):
    vague = ("May 2011", "", "Told", "V", "disclosure", "strangulation: P > V")
    later = ("25/5/2011", "", "Referred", "V", "referral made", "")
    folder = folder_of(tmp_path, vague, later, DONE)
    (found,) = [f for f in joinedup.load(folder).answers.findings if f.query == "no-response"]
    said = text(run("explain", folder, found.finding_id))
    assert "Possible: it is so in at least one order" in said
    assert "Dates in doubt: police.csv, row 2 (May 2011)." in said
    assert "what was asked or said (possibly)" in said


def test_a_date_in_doubt_that_decides_nothing_is_no_reason(demo, example) -> None:
    """The hospital's list leaves it open whose notes a row is from; "?22 May 2012" does not."""
    found = next(
        f
        for f in example.answers.findings
        if f.query == "files" and f.certainty.value == "possible"
    )
    said = text(run("explain", demo[0], found.finding_id))
    assert "Possible: it is so in at least one order" in said
    assert "Dates in doubt" not in said
    assert "No one date of these rows decides it" in said
    vague = next(
        f
        for f in example.answers.findings
        if f.query == "unshared" and f.certainty.value == "possible" and f.form == "never"
    )
    said = text(run("explain", demo[0], vague.finding_id))
    assert "Dates in doubt: calderwick-homes.csv, row 15 (early March 2013" in said


RULE = """
[[rule]]
finding = "no-response"
name = "disclosure or concern"
days = 3
because = "our own protocol"

[[rule]]
finding = "no-response"
name = "request of another agency"
off = true
"""


def test_the_rules_are_those_of_the_case(tmp_path):
    said = text(run("explain", folder_of(tmp_path, SAID, DONE, toml=TWO + RULE), "no-response"))
    assert "Rule “disclosure or concern” (as this case changes it): Within 3 days" in said
    assert "our own protocol" in said
    assert "Rule “request of another agency”: switched off in case.toml." in said


def test_the_settings_it_depends_on_are_said(tmp_path):
    said = text(run("explain", folder_of(tmp_path, SAID), "isolation"))
    assert "Settings: look_back_days = 365 (how far back an earlier occurrence counts)" in said


def test_one_that_is_switched_off(tmp_path):
    folder = folder_of(tmp_path, SAID, DONE, toml=TWO + '\n[findings]\noff = ["no-response"]\n')
    said = text(run("explain", folder, "no-response"))
    assert "It is switched off in case.toml" in said


def test_every_row_on_demand(tmp_path):
    many = [(f"{day}/6/2011", *ANSWERED[1:]) for day in range(1, 13)]
    folder = folder_of(tmp_path, *many, ("13/6/2011", *NEXT_DAY[1:]), DONE)
    short = text(run("explain", folder, "no-response"))
    assert "answered (12)" in short
    assert "and 2 more (--all prints them)" in short
    every = text(run("explain", folder, "no-response", "--all"))
    assert "--all prints them" not in every
    assert every.count("police.csv, row") > short.count("police.csv, row")


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("no-respones", "Did you mean “no-response”?"),
        ("zzzzzzzz", "is no finding of this case."),
        ("soon\x1b[31m", "is no finding of this case."),
    ],
)
def test_a_word_that_no_finding_has(tmp_path, what, says):
    result = run("explain", folder_of(tmp_path, SAID), what)
    assert result.exit_code == 2
    assert says in flat(result.stderr)
    assert "\x1b" not in result.output


@pytest.mark.thorough
def test_every_finding_of_the_example_can_be_explained(demo, example):
    found = (*example.answers.findings, *example.answers.good)
    once = {f"{f.query}/{f.form}": f for f in found}
    for finding in once.values():
        result = run("explain", demo[0], finding.finding_id)
        assert result.exit_code == 0, result.output
        assert "How it is found:" in result.stdout


def test_a_recorded_reason_is_not_printed(demo, example):
    found = (*example.answers.findings, *example.answers.good)
    barred = [f for f in found if any(n.startswith("Recorded reason") for n in f.notes)]
    for finding in barred[:2]:
        assert "Recorded reason:" not in run("explain", demo[0], finding.finding_id).stdout


def test_what_is_asked_about_elsewhere_is_kept_with_where() -> None:
    records = Builder(
        (
            row("police", "3 May 2011", "share", "V", "stalking"),
            row("police", "20 May 2011", "assault", "V, P", "assault"),
            row(
                "police", "10 June 2011", "risk-assessment", "V", tool="dash", grade="low", took=""
            ),
        )
    ).records
    enquiry = enquiry_of(records)
    answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
    near = [n for n in answers.near if n.query == "grade-not-fitting" and "asked about" in n.why]
    assert [(n.agency_id, n.why) for n in near] == [
        ("police", "asked about under: Assessed in isolation")
    ]
    assert "police3" in near[0].rows
