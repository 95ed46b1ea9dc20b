# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "fear that children would be removed"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "removal-feared"
RULE = "fear that children would be removed"

WRITES = row("csc", "3 May 2010", "home-visit", "V", response="Support offered.")
TOPIC = "removal-of-children-feared (disclosed)"
FEAR = row("csc", "3 May 2011", "home-visit", "V", TOPIC)
CERTAIN = "csc/: nothing after, certain; asked csc2"
POSSIBLE = "csc/: nothing after, possible; asked csc2?"

CASES = (
    hit(
        "she fears that the children will be taken, and nothing after it",
        WRITES,
        FEAR,
        expect=CERTAIN,
        says=("fear that children would be removed (Vera)", "within 28 days"),
        quiet=("failed", "unfounded"),
    ),
    near_miss(
        "a history that an assessment retells",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", "removal-of-children-feared (history)"),
    ),
    near_miss(
        "denied when asked",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", "removal-of-children-feared (denied)"),
    ),
    near_miss(
        "told by another agency",
        WRITES,
        row("csc", "3 May 2011", "information-received", "V", TOPIC, told_by="gp"),
    ),
    near_miss("a neighbour's fear", WRITES, row("csc", "3 May 2011", "home-visit", "N", TOPIC)),
    # -- what answers it
    near_miss(
        "its own row says what was said",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", TOPIC, response="Told what the plan is."),
    ),
    near_miss(
        "its own row says what came of it",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", TOPIC, outcome="Advocate agreed."),
    ),
    near_miss(
        "its own row passed it on",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", TOPIC, shared="idva"),
    ),
    near_miss(
        "not passed on, with a reason: consent was refused",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", TOPIC, bar="consent refused"),
    ),
    near_miss(
        "referred to an advocate",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "referral-made", "V mentioned"),
    ),
    near_miss(
        "an advocate offered and declined",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "referral-offered-declined", "V"),
    ),
    near_miss("safety planning", WRITES, FEAR, row("csc", "10 May 2011", "safety-planning", "V")),
    hit(
        "a visit that says nothing of it",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "home-visit", "V"),
        expect=CERTAIN,
    ),
    hit(
        "spoken of again, and nothing after that",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "home-visit", "V", TOPIC),
        expect="csc/: nothing after, certain; asked csc3",
    ),
    near_miss(
        "a row of any kind that says that it responds, in time",
        WRITES,
        FEAR,
        row("csc", "31 May 2011", "phone-call", "V", answers="csc2"),
    ),
    hit(
        "a row that says that it responds, after the days",
        WRITES,
        FEAR,
        row("csc", "3 June 2012", "phone-call", "V", answers="csc2"),
        expect=CERTAIN + "; followed csc3",
        says="The records show a response 397 days later, 3 June 2012",
    ),
    near_miss(
        "answered after the days, and spoken of again within them",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "home-visit", "V", TOPIC),
        row("csc", "3 June 2011", "safety-planning", "V", answers="csc2"),
    ),
    near_miss(
        "on the twenty-eighth day", WRITES, FEAR, row("csc", "31 May 2011", "safety-planning", "V")
    ),
    hit(
        "on the twenty-ninth day",
        WRITES,
        FEAR,
        row("csc", "1 June 2011", "safety-planning", "V"),
        expect=CERTAIN,
    ),
    hit(
        "the day before",
        WRITES,
        FEAR,
        row("csc", "2 May 2011", "safety-planning", "V"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps in time",
        WRITES,
        FEAR,
        row("csc", "May or June 2011", "safety-planning", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "its own date in doubt",
        WRITES,
        row("csc", "May 2011", "home-visit", "V", TOPIC),
        row("csc", "3 June 2011", "safety-planning", "V"),
        expect=POSSIBLE,
    ),
    near_miss(
        "on the same day, neither with a time",
        WRITES,
        FEAR,
        row("csc", "3 May 2011", "safety-planning", "V"),
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", TOPIC, seq=2),
        row("csc", "3 May 2011", "safety-planning", "V", seq=1),
        expect=CERTAIN,
    ),
    hit(
        "something was done about somebody else",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "safety-planning", "X"),
        expect=CERTAIN,
    ),
    hit(
        "something was done by another agency",
        WRITES,
        FEAR,
        row("idva", "10 May 2011", "safety-planning", "V"),
        expect=CERTAIN,
    ),
    hit(
        "a routine letter",
        WRITES,
        FEAR,
        row("csc", "10 May 2011", "letter-sent", "V"),
        expect=CERTAIN,
    ),
    hit(
        "told twice of one occurrence",
        WRITES,
        FEAR,
        row("csc", "4 May 2011", "phone-call", "V", TOPIC, same="csc2"),
        expect="csc/: nothing after, certain; asked csc2 csc3",
        says=", 3 May 2011: fear",
    ),
    hit(
        "told twice of one occurrence, then with somebody else's fear: the first is told of",
        WRITES,
        FEAR,
        row(
            "csc",
            "4 May 2011",
            "phone-call",
            "P",
            "removal-of-children-feared: P (disclosed)",
            same="csc2",
        ),
        expect="csc/: nothing after, certain; asked csc2 csc3",
        says="fear that children would be removed (Vera)",
        quiet="(Paul)",
    ),
    near_miss(
        "told twice, and the second row says what was said",
        WRITES,
        FEAR,
        row("csc", "4 May 2011", "phone-call", "V", TOPIC, same="csc2", response="Told the plan."),
    ),
    # -- time and place
    near_miss("before scope", WRITES, row("csc", "3 May 2008", "home-visit", "V", TOPIC)),
    near_miss("after the end", WRITES, row("csc", "3 July 2014", "home-visit", "V", TOPIC)),
    near_miss(
        "of the fatal incident",
        WRITES,
        row("csc", "1 July 2014", "home-visit", "V", TOPIC, fatal=True),
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "V", TOPIC, after_death=True),
    ),
    near_miss(
        "told to people close to them", row("family", "3 May 2011", "told-informally", "V", TOPIC)
    ),
    hit(
        "while proceedings are live",
        WRITES,
        row("csc", "3 May 2011", "home-visit", "P", "removal-of-children-feared: P (disclosed)"),
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=CERTAIN,
        says="the accused",
        quiet="Paul",
    ),
    # -- the settings
    near_miss(
        "another number of days",
        WRITES,
        FEAR,
        row("csc", "1 June 2011", "safety-planning", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=29),)),
    ),
    near_miss(
        "from a later day",
        WRITES,
        FEAR,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        WRITES,
        FEAR,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("gp",)),)),
    ),
    near_miss(
        "switched off", WRITES, FEAR, settings=Settings(rules=(RuleChange(KEY, RULE, off=True),))
    ),
    # -- silence
    silent("a chronology that says of nothing what was done", FEAR, cannot="csc"),
    silent("a chronology in part", WRITES, FEAR, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        FEAR,
        coverage={"csc": Coverage(end=date(2011, 5, 10), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row not coded within the days",
        WRITES,
        FEAR,
        row("csc", "5 May 2011", "x", "V", coded=False),
        cannot="csc",
    ),
    silent(
        "too little time was left",
        WRITES,
        row("csc", "20 June 2014", "home-visit", "V", TOPIC),
        cannot="csc",
        says="the 28 days of this rule had not passed",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
