# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "agencies graded the danger differently"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "grades-differ"


def graded(
    agency: str,
    when: str,
    grade: str,
    who: str = "V",
    tool: str = "dash",
    **more: str | int | bool,
) -> Row:
    return row(agency, when, "risk-assessment", who, "", grade=grade, tool=tool, **more)


HIGH = graded("idva", "3 May 2011", "high", tool="caada-dash")
LOW = graded("police", "10 May 2011", "medium")
CERTAIN = "idva: grades differ, certain; assessment idva1 police1"
POSSIBLE = "idva: grades differ, possible; assessment idva1? police1?"


def rule(**more: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "grades within days", **more),))  # type: ignore[arg-type]


CASES = (
    hit(
        "high at one, medium at the other, and not in touch",
        HIGH,
        LOW,
        expect=CERTAIN,
        says=(
            "IDVA Service, 3 May 2011: risk assessment (domestic abuse) (CAADA-DASH / SafeLives "
            "Dash, high); Police, 10 May 2011: risk assessment (domestic abuse) (DASH 2009, "
            "medium). Both were of the danger concerning Vera. On the records of IDVA Service and "
            "Police there is no record that they spoke of it within 28 days of the later one."
        ),
        quiet=("failed", "wrong"),
    ),
    hit(
        "the same tool at both",
        graded("mh", "3 May 2011", "high"),
        LOW,
        expect="mh: grades differ, certain; assessment mh1 police1",
    ),
    hit(
        "high, though its tool knows a higher one",
        graded("probation", "3 May 2011", "high", "P", "oasys"),
        graded("mh", "10 May 2011", "low", "P", "clinical-risk"),
        expect="probation: grades differ, certain; assessment mh1 probation1",
    ),
    hit(
        "twice in one spring is one line",
        HIGH,
        LOW,
        graded("police", "17 May 2011", "standard"),
        expect="idva: grades differ, certain; assessment idva1 police1 police2",
        says="It was so twice in all.",
    ),
    near_miss("both high", HIGH, graded("police", "10 May 2011", "high")),
    near_miss(
        "medium at one and standard at the other", LOW, graded("idva", "10 May 2011", "standard")
    ),
    near_miss("no grade at one", HIGH, graded("police", "10 May 2011", "")),
    near_miss(
        "a grade that says neither",
        HIGH,
        graded("police", "10 May 2011", "level 2", tool="mappa-level"),
    ),
    near_miss(
        "for another purpose: violence in general",
        HIGH,
        graded("probation", "10 May 2011", "low", tool="oasys"),
    ),
    near_miss(
        "for another purpose, by its kind, with no tool named",
        HIGH,
        row("probation", "10 May 2011", "violence-risk-assessment", "V", grade="low"),
    ),
    hit(
        "for the same purpose, by its kind, with no tool named",
        HIGH,
        graded("police", "10 May 2011", "medium", tool=""),
        expect=CERTAIN,
    ),
    near_miss(
        "a depression questionnaire", HIGH, graded("gp", "10 May 2011", "mild", tool="phq-9")
    ),
    near_miss("one agency, two grades", HIGH, graded("idva", "10 May 2011", "medium")),
    # -- persons
    near_miss("of two persons", HIGH, graded("police", "10 May 2011", "medium", "P")),
    near_miss(
        "of somebody only present", HIGH, graded("police", "10 May 2011", "medium", "V present")
    ),
    near_miss(
        "of nobody in the household",
        graded("idva", "3 May 2011", "high", "N"),
        graded("police", "10 May 2011", "medium", "N"),
    ),
    near_miss(
        "people close to them grade nothing",
        graded("family", "3 May 2011", "high"),
        LOW,
    ),
    # -- in touch
    near_miss(
        "a share to the other", HIGH, LOW, row("police", "20 May 2011", "share", "V", shared="idva")
    ),
    near_miss(
        "a challenge", HIGH, LOW, row("idva", "20 May 2011", "challenge", "V", shared="police")
    ),
    near_miss(
        "a meeting that both attended",
        HIGH,
        LOW,
        row("idva", "20 May 2011", "marac", "V", attended="police idva"),
    ),
    near_miss(
        "between the two", HIGH, LOW, row("idva", "5 May 2011", "share", "V", shared="police")
    ),
    near_miss(
        "on the day of the first",
        HIGH,
        LOW,
        row("idva", "3 May 2011", "share", "V", shared="police"),
    ),
    near_miss(
        "on the last day", HIGH, LOW, row("police", "7 June 2011", "share", "V", shared="idva")
    ),
    hit(
        "on the day after the last",
        HIGH,
        LOW,
        row("police", "8 June 2011", "share", "V", shared="idva"),
        expect=CERTAIN,
    ),
    hit(
        "on the day before the first",
        HIGH,
        LOW,
        row("idva", "2 May 2011", "share", "V", shared="police"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps after the last day",
        HIGH,
        LOW,
        row("police", "June 2011", "share", "V", shared="idva"),
        expect=POSSIBLE,
    ),
    hit(
        "with somebody else",
        HIGH,
        LOW,
        row("police", "20 May 2011", "share", "V", shared="gp"),
        expect=CERTAIN,
    ),
    near_miss(
        "the one took the other into account",
        HIGH,
        graded("police", "10 May 2011", "medium", took="idva1"),
    ),
    near_miss(
        "the other took the one into account",
        LOW,
        graded("idva", "12 May 2011", "high", took="police1"),
    ),
    near_miss(
        "the one answers the other",
        HIGH,
        graded("police", "10 May 2011", "medium", answers="idva1"),
    ),
    # -- time
    hit("four weeks apart", HIGH, graded("police", "31 May 2011", "medium"), expect=CERTAIN),
    near_miss("four weeks and a day apart", HIGH, graded("police", "1 June 2011", "medium")),
    hit(
        "perhaps more than four weeks apart",
        HIGH,
        graded("police", "May or June 2011", "medium"),
        expect=POSSIBLE.replace("idva", "police", 1),
    ),
    hit(
        "some time in a span of five weeks, with the other in the midst of it",
        graded("idva", "between 20 April 2011 and 25 May 2011", "high", tool="caada-dash"),
        LOW,
        expect=CERTAIN,
    ),
    hit(
        "on one day, in whatever order",
        HIGH,
        graded("police", "3 May 2011", "medium"),
        expect=CERTAIN,
    ),
    hit(
        "in May, and they were in touch on the third",
        graded("idva", "May 2011", "high", tool="caada-dash"),
        LOW,
        row("idva", "3 May 2011", "share", "V", shared="police"),
        expect=POSSIBLE,
    ),
    near_miss(
        "in May, and they were in touch on the tenth",
        graded("idva", "May 2011", "high", tool="caada-dash"),
        LOW,
        row("idva", "10 May 2011", "share", "V", shared="police"),
    ),
    near_miss(
        "before scope",
        graded("idva", "3 May 2008", "high"),
        graded("police", "10 May 2008", "medium"),
    ),
    near_miss(
        "after the end",
        graded("idva", "3 July 2014", "high"),
        graded("police", "10 July 2014", "medium"),
    ),
    near_miss("of the fatal incident", graded("idva", "1 July 2014", "high", fatal=True), LOW),
    near_miss(
        "learned after the death",
        HIGH,
        graded("police", "10 May 2011", "medium", after_death=True),
    ),
    silent(
        "too little time was left",
        graded("idva", "3 June 2014", "high"),
        graded("police", "10 June 2014", "medium"),
        cannot="idva",
        says="the 28 days of this rule had not passed",
    ),
    # -- twice told
    hit(
        "two rows of one assessment are one",
        HIGH,
        LOW,
        graded("police", "11 May 2011", "medium", same="police1"),
        expect=CERTAIN,
        quiet=("in all",),
    ),
    near_miss(
        "a routine letter with a grade",
        HIGH,
        row("police", "10 May 2011", "letter-sent", "V", grade="medium"),
    ),
    hit(
        "with a recorded reason for not sharing",
        graded("idva", "3 May 2011", "high", bar="consent refused"),
        LOW,
        expect=CERTAIN,
        says="how was it weighed, and looked at again?",
    ),
    # -- the rule
    near_miss("the case's own rule: within a week less a day", HIGH, LOW, settings=rule(days=6)),
    near_miss("switched off", HIGH, LOW, settings=rule(off=True)),
    near_miss("before the case's own rule began", HIGH, LOW, settings=rule(start=date(2012, 1, 1))),
    near_miss("asked of other sectors", HIGH, LOW, settings=rule(sectors=("gp", "idva"))),
    near_miss(
        "in another kind of case", HIGH, LOW, settings=rule(death_types=(DeathType.ADULT_FAMILY,))
    ),
    # -- silence
    silent(
        "the one covers the time in part", HIGH, LOW, coverage={"police": IN_PART}, cannot="police"
    ),
    silent(
        "the other's chronology ends within the days",
        HIGH,
        LOW,
        coverage={"idva": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="idva",
    ),
    silent(
        "a row is not coded",
        HIGH,
        LOW,
        row("police", "12 May 2011", "x", "V", coded=False),
        cannot="police",
    ),
    silent(
        "the assessment is not coded", HIGH, row("police", "10 May 2011", "x", "V", coded=False)
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
