# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a plan or action with no record of completion"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "plan-not-completed"
RULE = "plan or action"

# an agency that records what was completed
WRITES = row("idva", "3 May 2010", "action-completed", "V")
PLAN = row("idva", "3 May 2011", "safety-planning", "V")
AGREED = row("idva", "3 May 2011", "marac", "V", outcome="IDVA to see her weekly.")
CERTAIN = "idva/: safety plan, certain; plan idva2"
POSSIBLE = "idva/: safety plan, possible; plan idva2?"

CASES = (
    hit(
        "a safety plan, and nothing after it",
        WRITES,
        PLAN,
        expect=CERTAIN,
        says="There is no record within 56 days that this was completed or looked at again.",
        quiet=("failed", "should have"),
    ),
    hit(
        "actions agreed at a meeting",
        WRITES,
        AGREED,
        expect="idva/: agreed at a meeting, certain; plan idva2",
        says="MARAC, with actions agreed.",
    ),
    hit(
        "one plan in two rows is one line",
        WRITES,
        PLAN,
        row("idva", "3 May 2011", "safety-planning", "V", same="idva2"),
        expect=CERTAIN,
    ),
    near_miss(
        "a meeting that says of nothing that was agreed",
        WRITES,
        row("idva", "3 May 2011", "marac", "V"),
    ),
    near_miss("completed", WRITES, PLAN, row("idva", "10 May 2011", "action-completed", "V")),
    near_miss("looked at again", WRITES, AGREED, row("idva", "10 May 2011", "risk-review", "V")),
    near_miss(
        "a row of any kind that says that it responds, in time",
        WRITES,
        PLAN,
        row("idva", "28 June 2011", "home-visit", "V", answers="idva2"),
    ),
    hit(
        "a row that says that it responds, after the days",
        WRITES,
        PLAN,
        row("idva", "3 October 2011", "home-visit", "V", answers="idva2"),
        expect="idva/: safety plan, certain; followed idva3; plan idva2",
        says="The records show a response 153 days later, 3 October 2011",
    ),
    hit(
        "contact that says of the plan nothing",
        WRITES,
        PLAN,
        row("idva", "10 May 2011", "home-visit", "V"),
        expect=CERTAIN,
    ),
    hit(
        "a row that answers another",
        WRITES,
        PLAN,
        row("idva", "10 May 2011", "phone-call", "V", answers="idva1"),
        expect=CERTAIN,
    ),
    hit(
        "completed by another agency, for itself",
        WRITES,
        PLAN,
        row("police", "10 May 2011", "action-completed", "V"),
        expect=CERTAIN,
    ),
    hit(
        "completed for somebody else",
        WRITES,
        PLAN,
        row("idva", "10 May 2011", "action-completed", "N"),
        expect=CERTAIN,
    ),
    near_miss(
        "a plan for nobody in the household",
        WRITES,
        row("idva", "3 May 2011", "safety-planning", "N"),
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2010", "action-completed", "V"),
        row("family", "3 May 2011", "safety-planning", "V"),
    ),
    near_miss(
        "support over months is no plan of a day",
        WRITES,
        row("idva", "3 May 2011", "safety-planning", "V", end="3 August 2011"),
    ),
    # -- time
    near_miss(
        "completed on the last day",
        WRITES,
        PLAN,
        row("idva", "28 June 2011", "action-completed", "V"),
    ),
    hit(
        "completed on the day after",
        WRITES,
        PLAN,
        row("idva", "29 June 2011", "action-completed", "V"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps completed in time",
        WRITES,
        PLAN,
        row("idva", "June or July 2011", "action-completed", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "completed before it by the chronology's own order",
        WRITES,
        row("idva", "3 May 2011", "safety-planning", "V", seq=2),
        row("idva", "3 May 2011", "action-completed", "V", seq=1),
        expect=CERTAIN,
    ),
    near_miss("before scope", WRITES, row("idva", "3 May 2008", "safety-planning", "V")),
    near_miss("after the end", WRITES, row("idva", "3 July 2014", "safety-planning", "V")),
    near_miss(
        "learned after the death",
        WRITES,
        row("idva", "3 May 2011", "safety-planning", "V", after_death=True),
    ),
    near_miss(
        "of the fatal incident",
        WRITES,
        row("idva", "3 May 2011", "safety-planning", "V", fatal=True),
    ),
    hit(
        "in an adult family case too",
        WRITES,
        PLAN,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    # -- silence
    silent(
        "an agency that nowhere records what was completed",
        PLAN,
        cannot="idva",
        says="its chronology nowhere says that a plan",
    ),
    silent("covered in part", WRITES, PLAN, coverage={"idva": IN_PART}, cannot="idva"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        PLAN,
        coverage={"idva": Coverage(end=date(2011, 6, 1), stated=True)},
        cannot="idva",
    ),
    silent(
        "a row not coded",
        WRITES,
        PLAN,
        row("idva", "5 May 2011", "x", "V", coded=False),
        cannot="idva",
    ),
    silent(
        "too little time was left",
        WRITES,
        row("idva", "3 June 2014", "safety-planning", "V"),
        cannot="idva",
        says="the 56 days of this rule had not passed",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        WRITES,
        PLAN,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "asked of the police only in this case",
        WRITES,
        PLAN,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("police",)),)),
    ),
    near_miss(
        "before the case's own rule began",
        WRITES,
        PLAN,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    hit(
        "within seven days in this case",
        WRITES,
        PLAN,
        row("idva", "11 May 2011", "action-completed", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=7),)),
        expect=CERTAIN,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
