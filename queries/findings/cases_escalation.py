# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record that it was taken to a supervisor"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, Expectation, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "escalation"

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
LINE = "police/: not escalated, certain; held police1"


def expecting(**more: object) -> Settings:
    rule: dict[str, object] = {"sectors": ("police",), "days": 7, **more}
    return Settings(escalation=Expectation("escalation", **rule))  # type: ignore[arg-type]


RULE = expecting()

CASES = (
    hit(
        "one of the heaviest facts, and no supervisor's row",
        STRANGLED,
        settings=expecting(because="force policy 12"),
        expect=LINE,
        says=(
            "There is no record that a supervisor or manager heard of it within 7 days.",
            "Expected by the case settings: force policy 12.",
        ),
    ),
    near_miss("nothing is expected without the settings", STRANGLED),
    # -- time
    near_miss(
        "the next day", STRANGLED, row("police", "4 May 2011", "supervision", "V"), settings=RULE
    ),
    near_miss(
        "on the last day: days are counted whole",
        STRANGLED,
        row("police", "10 May 2011", "supervision", "V"),
        settings=RULE,
    ),
    hit(
        "on the day after the last",
        STRANGLED,
        row("police", "11 May 2011", "supervision", "V"),
        settings=RULE,
        expect=LINE,
    ),
    hit(
        "too late",
        STRANGLED,
        row("police", "20 May 2011", "supervision", "V"),
        settings=RULE,
        expect=LINE,
    ),
    hit(
        "before it",
        STRANGLED,
        row("police", "1 May 2011", "supervision", "V"),
        settings=RULE,
        expect=LINE,
    ),
    hit(
        "on the day, which may be before it",
        STRANGLED,
        row("police", "3 May 2011", "supervision", "V"),
        settings=RULE,
        expect="police/: not escalated, possible; held police1; touch police2?",
    ),
    near_miss(
        "on the day, after it by Seq",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", seq=1),
        row("police", "3 May 2011", "supervision", "V", seq=2),
        settings=RULE,
    ),
    near_miss(
        "in the very minute of it",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", time="10:00"),
        row("police", "3 May 2011", "supervision", "V", time="10:00"),
        settings=RULE,
    ),
    hit(
        "a minute before it",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", time="10:00"),
        row("police", "3 May 2011", "supervision", "V", time="09:59"),
        settings=RULE,
        expect=LINE,
    ),
    near_miss(
        "in answer to it",
        STRANGLED,
        row("police", "3 May 2011", "supervision", "V", answers="police1"),
        settings=RULE,
    ),
    near_miss(
        "the supervisor's row itself",
        row("police", "3 May 2011", "supervision", "V", "strangulation"),
        settings=RULE,
    ),
    hit(
        "a vague date",
        STRANGLED,
        row("police", "May 2011", "supervision", "V"),
        settings=RULE,
        expect="police/: not escalated, possible; held police1; touch police2?",
    ),
    hit(
        "the settings give longer",
        STRANGLED,
        row("police", "3 July 2011", "supervision", "V"),
        settings=expecting(days=14),
        expect=LINE,
        says="within 14 days",
    ),
    near_miss(
        "a longer time that covers it",
        STRANGLED,
        row("police", "12 May 2011", "supervision", "V"),
        settings=expecting(days=14),
    ),
    near_miss(
        "before scope",
        row("police", "3 May 2008", "assault", "V, P", "strangulation"),
        settings=RULE,
    ),
    near_miss(
        "after the end",
        row("police", "3 July 2014", "assault", "V, P", "strangulation"),
        settings=RULE,
    ),
    near_miss(
        "the fatal incident",
        row("police", "1 July 2014", "fatal-incident", "V", "strangulation", time="18:00"),
        settings=RULE,
    ),
    silent(
        "too little time was left",
        row("police", "28 June 2014", "assault", "V, P", "strangulation"),
        settings=RULE,
        cannot="police",
        says="The 7 days of this rule had not passed",
    ),
    # -- when, where and in which cases it is expected
    near_miss("before it was expected", STRANGLED, settings=expecting(start=date(2012, 1, 1))),
    near_miss("after it was expected", STRANGLED, settings=expecting(end=date(2011, 1, 1))),
    near_miss("another sector", STRANGLED, settings=expecting(sectors=("gp",))),
    near_miss("another area", STRANGLED, settings=expecting(area="Elsewhere")),
    hit(
        "the agency's own area",
        STRANGLED,
        areas={"police": "Greymoor"},
        settings=expecting(area="Greymoor"),
        expect=LINE,
    ),
    hit(
        "the area of the case",
        STRANGLED,
        area="Greymoor",
        settings=expecting(area="Greymoor"),
        expect=LINE,
    ),
    near_miss(
        "another kind of case", STRANGLED, settings=expecting(death_types=(DeathType.ADULT_FAMILY,))
    ),
    # -- what and who
    near_miss(
        "not one of the heaviest",
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        settings=RULE,
    ),
    near_miss(
        "denied",
        row("police", "3 May 2011", "assault", "V, P", "strangulation (denied)"),
        settings=RULE,
    ),
    near_miss(
        "learned after death",
        row("police", "3 May 2011", "assault", "V", "strangulation", after_death=True),
        settings=RULE,
    ),
    near_miss(
        "only told of",
        row("gp", "3 May 2011", "appointment", "V", "strangulation", shared="police"),
        settings=RULE,
    ),
    hit(
        "a supervisor's row about somebody else",
        STRANGLED,
        row("police", "4 May 2011", "supervision", "N"),
        settings=RULE,
        expect=LINE,
    ),
    hit(
        "another agency's supervisor",
        STRANGLED,
        row("gp", "4 May 2011", "supervision", "V"),
        settings=RULE,
        expect=LINE,
    ),
    near_miss(
        "a kind that the settings name",
        STRANGLED,
        row("police", "4 May 2011", "challenge", "V"),
        settings=expecting(kinds=("challenge",)),
    ),
    hit(
        "two rows of one fact are one line",
        STRANGLED,
        row("police", "3 May 2011", "assault", "V, P", "strangulation", same="police1"),
        settings=RULE,
        expect=LINE,
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2011", "assault", "V", "strangulation"),
        settings=expecting(sectors=()),
    ),
    # -- silence
    silent(
        "a chronology in part",
        STRANGLED,
        settings=RULE,
        coverage={"police": IN_PART},
        cannot="police",
    ),
    silent(
        "a chronology that ends within the days",
        STRANGLED,
        settings=RULE,
        coverage={"police": Coverage(end=date(2011, 5, 5), stated=True)},
        cannot="police",
    ),
    silent(
        "a row not coded",
        STRANGLED,
        row("police", "5 May 2011", "x", "V", coded=False),
        settings=RULE,
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
