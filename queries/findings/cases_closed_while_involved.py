# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "closed while others were involved"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "closed-while-involved"
RULE = "others told of a closure"

TOLD = row("csc", "3 March 2011", "information-received", "V", told_by="police")
CLOSED = row("csc", "3 May 2011", "closure", "V")
CERTAIN = "csc/: others involved, certain; touch csc1; closure csc2"
POSSIBLE = "csc/: others involved, possible; touch csc1?; closure csc2?"

PLAN = row("csc", "3 March 2011", "home-visit", "C", "child-protection-plan")
PLAN_CLOSED = row("csc", "3 May 2011", "closure", "C")
SAYS = row("csc", "3 May 2009", "share", "X", shared="police")

CASES = (
    hit(
        "its own record names another agency, and nothing went to it",
        TOLD,
        CLOSED,
        expect=CERTAIN,
        says=(
            "Its own records of the 91 days before name Police. There is no record, in the 28 days "
            "before or after, that the closing was made known to Police."
        ),
        quiet=("failed", "should have"),
    ),
    hit(
        "two others, of whom one was told",
        row("csc", "3 March 2011", "core-group", "V", attended="police school"),
        row("csc", "3 May 2011", "closure", "V", shared="school"),
        expect=CERTAIN,
        quiet="School",
    ),
    hit(
        "the closure mentions whom it is about, for nobody is in the room",
        TOLD,
        row("csc", "3 May 2011", "closure", "V mentioned"),
        expect=CERTAIN,
    ),
    hit(
        "named in the text alone, by an agency that says elsewhere whom it told",
        row("csc", "3 March 2011", "home-visit", "V", mentions="police"),
        CLOSED,
        SAYS,
        expect=CERTAIN,
    ),
    near_miss(
        "named only in the very minute of the closure",
        row("csc", "3 May 2011", "home-visit", "V", mentions="police", time="10:00"),
        row("csc", "3 May 2011", "closure", "V", time="10:00"),
        SAYS,
    ),
    hit(
        "named a minute before the closure",
        row("csc", "3 May 2011", "home-visit", "V", mentions="police", time="09:59"),
        row("csc", "3 May 2011", "closure", "V", time="10:00"),
        SAYS,
        expect=CERTAIN,
    ),
    hit(
        "one closure in two rows is one line",
        TOLD,
        CLOSED,
        row("csc", "3 May 2011", "closure", "V", same="csc2"),
        expect=CERTAIN,
    ),
    near_miss(
        "the closure was shared", TOLD, row("csc", "3 May 2011", "closure", "V", shared="police")
    ),
    near_miss(
        "the closure names it in the text",
        TOLD,
        row("csc", "3 May 2011", "closure", "V", mentions="police"),
    ),
    near_miss(
        "a letter that names it in the text",
        TOLD,
        CLOSED,
        row("csc", "10 May 2011", "letter-sent", "V", mentions="police"),
    ),
    near_miss(
        "its receipt stands on the other's record",
        TOLD,
        CLOSED,
        row("police", "10 May 2011", "information-received", "V", told_by="csc"),
    ),
    near_miss(
        "a row that answers it, whenever",
        TOLD,
        CLOSED,
        row("csc", "10 October 2011", "share", "V", shared="police", answers="csc2"),
    ),
    near_miss("nobody else on its records", row("csc", "3 March 2011", "home-visit", "V"), CLOSED),
    near_miss(
        "people close to them are no agency",
        row("csc", "3 March 2011", "concern-reported", "V", told_by="family"),
        CLOSED,
        SAYS,
    ),
    near_miss(
        "a reason for not sharing is recorded",
        TOLD,
        row("csc", "3 May 2011", "closure", "V", bar="consent refused"),
    ),
    # -- time
    near_miss(
        "told on the twenty-eighth day after",
        TOLD,
        CLOSED,
        row("csc", "31 May 2011", "share", "V", shared="police"),
    ),
    hit(
        "told on the twenty-ninth day after",
        TOLD,
        CLOSED,
        row("csc", "1 June 2011", "share", "V", shared="police"),
        expect=CERTAIN,
    ),
    near_miss(
        "told on the twenty-eighth day before",
        row("csc", "5 April 2011", "share", "V", shared="police"),
        CLOSED,
    ),
    hit(
        "last in touch on the twenty-ninth day before",
        row("csc", "4 April 2011", "share", "V", shared="police"),
        CLOSED,
        expect=CERTAIN,
    ),
    hit(
        "perhaps told in time",
        TOLD,
        CLOSED,
        row("csc", "May or June 2011", "share", "V", shared="police"),
        expect=POSSIBLE,
    ),
    near_miss(
        "told at a time that is near whenever the case was closed",
        TOLD,
        row("csc", "May 2011", "closure", "V"),
        row("csc", "15 May 2011", "share", "V", shared="police"),
    ),
    hit(
        "told at a time that is near for some days of the closing",
        TOLD,
        row("csc", "May 2011", "closure", "V"),
        row("csc", "20 June 2011", "share", "V", shared="police"),
        expect=POSSIBLE,
    ),
    hit(
        "named on the first day of the quarter before",
        row("csc", "1 February 2011", "information-received", "V", told_by="police"),
        CLOSED,
        expect=CERTAIN,
    ),
    hit(
        "named earlier, by the case's own rule",
        row("csc", "31 January 2011", "information-received", "V", told_by="police"),
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, "in touch of late", days=92),)),
        expect=CERTAIN,
        says="Its own records of the 92 days before name Police.",
    ),
    near_miss(
        "named earlier, and an open plan was not",
        row("csc", "3 December 2010", "information-received", "V", told_by="police"),
        row("csc", "3 March 2011", "home-visit", "V"),
        CLOSED,
    ),
    near_miss(
        "named a day earlier than that",
        row("csc", "31 January 2011", "information-received", "V", told_by="police"),
        CLOSED,
    ),
    near_miss(
        "named after it",
        CLOSED,
        row("csc", "3 July 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "named on a day that may be later",
        row("csc", "2011", "share", "V", shared="police"),
        CLOSED,
    ),
    near_miss("before scope", TOLD, row("csc", "3 May 2008", "closure", "V")),
    near_miss(
        "after the end",
        row("csc", "3 June 2014", "information-received", "V", told_by="police"),
        row("csc", "3 July 2014", "closure", "V"),
    ),
    near_miss(
        "of the fatal incident",
        row("csc", "3 March 2014", "information-received", "V", told_by="police"),
        row("csc", "1 July 2014", "closure", "V", fatal=True),
    ),
    near_miss(
        "learned after the death", TOLD, row("csc", "3 May 2011", "closure", "V", after_death=True)
    ),
    # -- persons
    near_miss(
        "named about somebody else",
        row("csc", "3 March 2011", "share", "C", shared="police"),
        CLOSED,
    ),
    near_miss("closed for a neighbour", TOLD, row("csc", "3 May 2011", "closure", "N")),
    hit(
        "in touch near it about somebody else",
        TOLD,
        CLOSED,
        row("csc", "4 May 2011", "share", "N", shared="police"),
        expect=CERTAIN,
    ),
    hit(
        "while proceedings are live",
        row("csc", "3 March 2011", "information-received", "P", told_by="police"),
        row("csc", "3 May 2011", "closure", "P"),
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=CERTAIN,
        quiet="Paul",
    ),
    # -- what others show
    hit(
        "who else was in contact, as only their chronology shows",
        TOLD,
        CLOSED,
        row("gp", "3 April 2011", "appointment", "V"),
        expect=CERTAIN,
        says="Also in contact in the 91 days before, as their own chronologies show: Surgery.",
    ),
    near_miss(
        "that alone makes no line", CLOSED, row("gp", "3 April 2011", "appointment", "V"), SAYS
    ),
    hit(
        "a routine contact of others is not said",
        TOLD,
        CLOSED,
        row("gp", "3 April 2011", "repeat-prescription", "V"),
        expect=CERTAIN,
        quiet="Surgery",
    ),
    hit(
        "nor one that its own records name, though long ago",
        row("csc", "3 May 2009", "share", "V", shared="gp"),
        TOLD,
        CLOSED,
        row("gp", "3 April 2011", "appointment", "V"),
        expect="csc/: others involved, certain; touch csc2; closure csc3",
        quiet="Surgery",
    ),
    # -- a plan in force
    hit(
        "a plan in force, and nobody told",
        PLAN,
        PLAN_CLOSED,
        SAYS,
        expect="csc/: plan in force, certain; closure csc2; plan csc1",
        says="They show in force: child on a plan",
    ),
    near_miss(
        "somebody was told", PLAN, row("csc", "3 May 2011", "closure", "C", shared="gp"), SAYS
    ),
    near_miss(
        "the plan had ended",
        PLAN,
        row("csc", "3 April 2011", "home-visit", "C", "child-protection-plan (ended)"),
        PLAN_CLOSED,
        SAYS,
    ),
    near_miss(
        "the closure itself says that the plan ended",
        PLAN,
        row("csc", "3 May 2011", "closure", "C", "child-protection-plan (ended)"),
        SAYS,
    ),
    near_miss(
        "the closure itself speaks of the plan",
        PLAN,
        row("csc", "3 May 2011", "closure", "C", "child-protection-plan"),
        SAYS,
    ),
    near_miss(
        "a plan lasts so long and no longer",
        row("csc", "3 May 2009", "home-visit", "C", "child-protection-plan"),
        row("csc", "3 May 2011", "closure", "C"),
        SAYS,
    ),
    # -- silence
    silent("covered in part", TOLD, CLOSED, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "a chronology that ends within the days after",
        TOLD,
        CLOSED,
        coverage={"csc": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="csc",
    ),
    silent(
        "a chronology that begins within the days before",
        row("csc", "3 March 2011", "information-received", "V", told_by="police"),
        CLOSED,
        coverage={"csc": Coverage(start=date(2011, 4, 20), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row not coded within the days",
        TOLD,
        CLOSED,
        row("csc", "5 May 2011", "x", "V", coded=False),
        cannot="csc",
    ),
    silent(
        "an agency whose rows never say whom it told",
        row("csc", "3 March 2011", "home-visit", "V", mentions="police"),
        CLOSED,
        cannot="csc",
    ),
    silent(
        "too little time was left",
        row("csc", "3 May 2014", "information-received", "V", told_by="police"),
        row("csc", "20 June 2014", "closure", "V"),
        cannot="csc",
        says="the 28 days of this rule had not passed",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        TOLD,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "asked in this case of the police only",
        TOLD,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("police",)),)),
    ),
    hit(
        "in this case within seven days",
        TOLD,
        CLOSED,
        row("csc", "11 May 2011", "share", "V", shared="police"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=7),)),
        expect=CERTAIN,
        says="in the 7 days before or after",
    ),
    near_miss(
        "before the case's own rule began",
        TOLD,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
