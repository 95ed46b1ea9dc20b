# ruff: noqa: ANN401, D103 - the cases say what they are
"""GIVEN and EXPECTED of "no risk assessment on record after an incident"."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphdb.model import Coverage, DeathType, Expectation, Settings
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "no-assessment"

ASSAULT = row("police", "3 May 2011", "assault", "V, P")
NONE = "police/: no risk assessment, certain; incident police1"
MAYBE = "police/: no risk assessment, possible; incident police1"


def dash(when: str, persons: str = "V", **more: Any) -> Row:
    return row("police", when, "risk-assessment", persons, **more)


CASES = (
    hit(
        "an assault that the police recorded",
        ASSAULT,
        expect=NONE,
        says="Police, 3 May 2011: assault. There is no record of a risk assessment within 28 days.",
    ),
    # -- time
    near_miss("assessed the next day", ASSAULT, dash("4 May 2011")),
    near_miss("assessed on the 27th day", ASSAULT, dash("30 May 2011")),
    hit("assessed on the 28th day, at no known hours", ASSAULT, dash("31 May 2011"), expect=MAYBE),
    hit("assessed too late", ASSAULT, dash("2 June 2011"), expect=NONE),
    hit("assessed the day before", ASSAULT, dash("2 May 2011"), expect=NONE),
    hit("assessed on the day, which may be before", ASSAULT, dash("3 May 2011"), expect=MAYBE),
    near_miss(
        "assessed on the day, after it by Seq",
        row("police", "3 May 2011", "assault", "V, P", seq=1),
        dash("3 May 2011", seq=2),
    ),
    hit(
        "assessed on the day, before it by Seq",
        row("police", "3 May 2011", "assault", "V, P", seq=2),
        dash("3 May 2011", seq=1),
        expect=NONE,
    ),
    hit("an assessment with a vague date", ASSAULT, dash("May 2011"), expect=MAYBE),
    hit(
        "an incident with a vague date",
        row("police", "May 2011", "assault", "V, P"),
        dash("1 June 2011"),
        expect=MAYBE,
    ),
    near_miss(
        "in answer to it, whatever the date", ASSAULT, dash("30 June 2011", answers="police1")
    ),
    near_miss(
        "on a row of the same occurrence, whatever the date",
        ASSAULT,
        dash("July 2011", same="police1"),
    ),
    near_miss(
        "on the incident's own row",
        row("police", "3 May 2011", "assault", "V, P", tool="dash", grade="standard"),
    ),
    near_miss(
        "assessed soon after the agency learned of it",
        row("police", "3 May 2011", "assault", "V, P", learned="1 August 2011"),
        dash("2 August 2011"),
    ),
    near_miss(
        "learned of after death", row("police", "3 May 2011", "assault", "V, P", after_death=True)
    ),
    near_miss("before scope", row("police", "3 May 2008", "assault", "V, P")),
    near_miss("after the end", row("police", "3 July 2014", "assault", "V, P")),
    near_miss(
        "the fatal incident",
        row("police", "1 July 2014", "fatal-incident", "V, P"),
        row("police", "1 July 2014", "serious-assault", "V, P", time="18:00", fatal=True),
    ),
    silent(
        "too little time was left",
        row("police", "20 June 2014", "assault", "V, P"),
        cannot="police",
        says=(
            "Police: from the assault of 20 June 2014 to the end of the period looked at, 11 days "
            "later, there is no record of a risk assessment; the 28 days of this rule had not "
            "passed.",
            "What more would have followed: cannot tell from these records.",
        ),
        quiet=("planned", "deadline"),
    ),
    silent(
        "too little time was left, and perhaps an assessment in it",
        row("police", "20 June 2014", "assault", "V, P"),
        row("police", "between 20 June 2014 and 30 June 2014", "risk-assessment", "V"),
        cannot="police",
        says="there is possibly no record of a risk assessment",
    ),
    silent(
        "too little time was left, and the chronology ends before it",
        row("police", "20 June 2014", "assault", "V, P"),
        coverage={"police": Coverage(end=date(2014, 6, 25))},
        cannot="police",
        says="its chronology does not cover the whole period",
        quiet="there is no record",
    ),
    silent(
        "too little time was left after two",
        row("police", "20 June 2014", "assault", "V, P"),
        row("police", "24 June 2014", "threat", "V, P"),
        cannot="police 2",
        says="from each of 2 rows, the last of 24 June 2014 (threat made), to the end",
    ),
    # -- persons
    hit("an assessment of somebody else", ASSAULT, dash("4 May 2011", "N"), expect=NONE),
    near_miss(
        "an incident with nobody of the household", row("police", "3 May 2011", "assault", "N")
    ),
    # -- who is expected, and when
    near_miss(
        "a sector of which it is not expected", row("hospital", "3 May 2011", "assault", "V, P")
    ),
    near_miss(
        "before it was expected",
        row("police", "3 February 2009", "assault", "V, P"),
    ),
    near_miss(
        "another kind of case",
        ASSAULT,
        death_type=DeathType.ADULT_FAMILY,
    ),
    near_miss(
        "expected by the settings from a later day",
        ASSAULT,
        settings=Settings(assessment_expected=(Expectation("r", start=date(2012, 1, 1)),)),
    ),
    hit(
        "expected by the settings from its own day",
        ASSAULT,
        settings=Settings(assessment_expected=(Expectation("r", start=date(2011, 5, 3)),)),
        expect=NONE,
    ),
    near_miss(
        "expected by the settings in another area",
        ASSAULT,
        settings=Settings(assessment_expected=(Expectation("r", area="Elsewhere"),)),
    ),
    hit(
        "expected by the settings of a hospital, within 14 days",
        row("hospital", "3 May 2011", "assault", "V, P"),
        row("hospital", "20 May 2011", "risk-assessment", "V"),
        settings=Settings(assessment_expected=(Expectation("r", sectors=("hospital",), days=14),)),
        expect="hospital/: no risk assessment, certain; incident hospital1",
        says="within 14 days",
    ),
    hit(
        "the settings make it sooner",
        ASSAULT,
        dash("20 May 2011"),
        settings=Settings(assessment_days=7),
        expect=NONE,
        says="within 7 days",
    ),
    hit(
        "assessed by another agency",
        ASSAULT,
        row("idva", "4 May 2011", "risk-assessment", "V"),
        expect=NONE,
    ),
    near_miss("people close to them", row("family", "3 May 2011", "assault", "V, P")),
    # -- what is an incident, what is an assessment
    near_miss("no incident", row("police", "3 May 2011", "call-out", "V")),
    near_miss(
        "a history retold", row("police", "3 May 2011", "assault", "V", "strangulation (history)")
    ),
    hit(
        "a questionnaire about something else",
        ASSAULT,
        row("police", "4 May 2011", "risk-assessment", "V", tool="phq-9"),
        expect=NONE,
    ),
    hit(
        "two rows of one occurrence are one line",
        ASSAULT,
        row("police", "3 May 2011", "assault", "V, P", same="police1"),
        expect="police/: no risk assessment, certain; incident police1 police2",
    ),
    # -- silence
    silent("a chronology in part", ASSAULT, coverage={"police": IN_PART}, cannot="police"),
    silent(
        "a chronology that ends within the days",
        ASSAULT,
        coverage={"police": Coverage(end=date(2011, 5, 10), stated=True)},
        cannot="police",
    ),
    silent(
        "a row not coded within the days",
        ASSAULT,
        row("police", "5 May 2011", "x", "V", coded=False),
        cannot="police",
    ),
    silent("the incident is not coded", row("police", "3 May 2011", "assault", "V", coded=False)),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
