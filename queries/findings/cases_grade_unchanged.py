# ruff: noqa: ANN401, D103 - the cases say what they are
"""GIVEN and EXPECTED of "grade unchanged"."""

from __future__ import annotations

from typing import Any

from graphdb.model import Settings
from tests.queries.build import Example, Row, each, hit, near_miss, row, silent

KEY = "grade-unchanged"


def incident(when: str, kind: str = "assault", **more: Any) -> Row:
    return row("police", when, kind, "V, P", **more)


def dash(when: str, grade: str = "standard", persons: str = "V", **more: Any) -> Row:
    more.setdefault("tool", "dash")
    return row("police", when, "risk-assessment", persons, grade=grade, **more)


RISING = (
    incident("1 March 2011", "argument"),
    dash("2 March 2011", answers="police1"),
    incident("1 June 2011", "assault"),
    dash("2 June 2011", answers="police3"),
    incident("1 September 2011", "serious-assault"),
    dash("2 September 2011", answers="police5"),
)
LINE = "police: grade unchanged, certain; assessment police2 police4 police6"


def changed(place: int, *rows: Row) -> tuple[Row, ...]:
    """Return the rising case with one row (and those after it) put in the place of its own."""
    return (*RISING[: place - 1], *rows, *RISING[place - 1 + len(rows) :])


CASES = (
    hit(
        "three at standard while incidents rose and grew worse",
        *RISING,
        expect=LINE,
        says=(
            "Police assessed risk concerning Vera 3 times within twelve months, each time as DASH",
            "More incidents came to its notice, and the last was more severe than the first.",
        ),
    ),
    hit(
        "more incidents, none more severe",
        incident("1 March 2011"),
        dash("2 March 2011", answers="police1"),
        incident("1 June 2011"),
        dash("2 June 2011", answers="police3"),
        incident("1 September 2011"),
        dash("2 September 2011", answers="police5"),
        expect=LINE,
        says="More incidents came to its notice from the first to the last.",
    ),
    hit(
        "fewer incidents, the last more severe",
        row("police", "1 April 2010", "argument", "V, P"),
        row("police", "1 May 2010", "argument", "V, P"),
        incident("1 March 2011", "argument"),
        dash("2 March 2011", answers="police3"),
        dash("20 June 2011"),
        incident("1 November 2011"),
        dash("2 November 2011", answers="police6"),
        expect="police: grade unchanged, certain; assessment police4 police5 police7",
        says="The last incident was more severe than the first.",
    ),
    hit(
        "fewer incidents, the first assessment of none, the last of an argument",
        row("police", "1 April 2010", "argument", "V, P"),
        row("police", "1 May 2010", "argument", "V, P"),
        dash("2 March 2011"),
        dash("20 June 2011"),
        incident("1 November 2011", "argument"),
        dash("2 November 2011", answers="police5"),
        expect="police: grade unchanged, certain; assessment police3 police4 police6",
        says="The last incident was more severe than the first.",
    ),
    hit(
        "more incidents, the last more severe than the second and less than the first",
        incident("1 March 2011", "serious-assault"),
        dash("2 March 2011", answers="police1"),
        incident("1 June 2011", "argument"),
        dash("2 June 2011", answers="police3"),
        incident("1 September 2011", "assault"),
        dash("2 September 2011", answers="police5"),
        expect=LINE,
        says="More incidents came to its notice from the first to the last.",
        quiet="more severe",
    ),
    # -- how many, and how often
    near_miss("two are too few", *RISING[:4]),
    hit(
        "the settings ask for two",
        *RISING[:4],
        settings=Settings(grade_count=2),
        expect="police: grade unchanged, certain; assessment police2 police4",
    ),
    near_miss(
        "two rows of one assessment are one",
        *RISING[:4],
        dash("3 June 2011", same="police4"),
    ),
    near_miss(
        "two assessments of one incident are of one incident",
        *RISING[:4],
        dash("20 June 2011", answers="police3"),
    ),
    near_miss(
        "spread over more than a year", *changed(2, dash("2 August 2010", answers="police1"))
    ),
    near_miss(
        "neither more nor worse",
        incident("1 March 2011"),
        dash("2 March 2011", answers="police1"),
        dash("2 June 2011"),
        dash("2 September 2011"),
    ),
    # -- grades
    near_miss(
        "all at the top grade",
        *(
            row("police", r.when, r.kind, r.persons, **{**r.more, "grade": "high"})
            if "grade" in r.more
            else r
            for r in RISING
        ),
    ),
    near_miss("one was higher", *changed(4, dash("2 June 2011", "medium", answers="police3"))),
    near_miss("no grade given", *changed(4, dash("2 June 2011", "", answers="police3"))),
    near_miss("another tool", *changed(4, dash("2 June 2011", tool="s-dash", answers="police3"))),
    near_miss(
        "a questionnaire about something else",
        *(
            row("police", r.when, r.kind, r.persons, **{**r.more, "tool": "phq-9", "grade": "mild"})
            if "grade" in r.more
            else r
            for r in RISING
        ),
    ),
    hit(
        "the day of another grade may lie between",
        *RISING,
        dash("between 1 August 2011 and 30 September 2011", "medium"),
        expect="police: grade unchanged, possible; assessment police2 police4 police6",
    ),
    # -- dates
    hit(
        "the last may lie more than a year after the first",
        *changed(6, dash("between 2 September 2011 and 2 May 2012", answers="police5")),
        expect="police: grade unchanged, possible; assessment police2 police4 police6",
    ),
    near_miss(
        "before scope",
        *(
            row("police", r.when.replace("2011", "2007"), r.kind, r.persons, **r.more)
            for r in RISING
        ),
    ),
    near_miss(
        "the last was of the fatal incident",
        *changed(6, dash("1 July 2014", answers="police5", fatal=True)),
    ),
    # -- who
    near_miss(
        "about different people", *changed(4, dash("2 June 2011", persons="C", answers="police3"))
    ),
    near_miss(
        "by different agencies",
        *changed(
            4, row("idva", "2 June 2011", "risk-assessment", "V", tool="dash", grade="standard")
        ),
    ),
    near_miss(
        "incidents that it learned of after death",
        incident("1 March 2011"),
        dash("2 March 2011", answers="police1"),
        dash("2 June 2011"),
        incident("1 August 2011", after_death=True),
        dash("2 September 2011"),
    ),
    near_miss(
        "incidents that only others recorded",
        incident("1 March 2011"),
        dash("2 March 2011", answers="police1"),
        dash("2 June 2011"),
        row("hospital", "1 August 2011", "assault", "V, P"),
        dash("2 September 2011"),
    ),
    hit(
        "incidents sent to it, with no record of receipt",
        incident("1 March 2011"),
        dash("2 March 2011", answers="police1"),
        dash("2 June 2011"),
        row("hospital", "1 August 2011", "assault", "V, P", shared="police"),
        dash("2 September 2011"),
        expect="police: grade unchanged, possible; assessment police2 police3 police4",
    ),
    *(
        hit(
            f"another grade in the very minute of the {which} is not in between",
            incident("1 March 2011", "argument"),
            dash("2 March 2011", answers="police1", time="10:00"),
            incident("1 June 2011", "assault"),
            dash("2 June 2011", answers="police3"),
            incident("1 September 2011", "serious-assault"),
            dash("2 September 2011", answers="police5", time="10:00"),
            dash(day, "high", time="10:00"),
            expect=LINE,
        )
        for which, day in (("first", "2 March 2011"), ("last", "2 September 2011"))
    ),
    # -- silence
    silent(
        "an assessment is not coded",
        *changed(4, row("police", "2 June 2011", "x", "V", coded=False)),
    ),
    silent(
        "no incident is on its record",
        dash("2 March 2011"),
        dash("2 June 2011"),
        dash("2 July 2011"),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
