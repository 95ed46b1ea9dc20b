# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "caring"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, Relation, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "carer"
RULE = "carer's assessment"
ALONE = "seen alone"

CARES = row("gp", "3 May 2011", "appointment", "V", "carer-strain (disclosed)")
# stands last, so that the row that is told of is the first: the chronology has the column
WRITES = row("gp", "3 January 2010", "appointment", "F", response="Prescribed.")
CERTAIN = "gp/: no carer's assessment, certain; known gp1"
POSSIBLE = "gp/: no carer's assessment, possible; known gp1?"

# three contacts of one agency, of which none is expected to assess carers
HELD = row("housing", "3 May 2011", "home-visit", "V, P present", "carer-for-other")
TWICE = row("housing", "3 June 2011", "home-visit", "P, V present")
THRICE = row("housing", "3 July 2011", "home-visit", "V, P")
TOGETHER = "housing: never seen alone, certain; seen housing1 housing2 housing3"

CASES = (
    # -- no carer's assessment
    hit(
        "strain of caring on record, and nothing after it",
        CARES,
        WRITES,
        expect=CERTAIN,
        says=("strain of caring (Vera)", "made or offered within 90 days"),
        quiet=("failed",),
    ),
    hit(
        "his",
        row("gp", "3 May 2011", "appointment", "P", "carer-for-other"),
        WRITES,
        expect=CERTAIN,
    ),
    hit(
        "a death within the family",
        CARES,
        WRITES,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    near_miss(
        "denied when asked", row("gp", "3 May 2011", "appointment", "V", "carer-strain (denied)")
    ),
    near_miss("a neighbour's", row("gp", "3 May 2011", "appointment", "N", "carer-strain: N")),
    near_miss(
        "its own row says what was done",
        row("gp", "3 May 2011", "appointment", "V", "carer-strain", response="Carers' centre."),
    ),
    near_miss(
        "its own row passed it on",
        row("gp", "3 May 2011", "appointment", "V", "carer-strain", shared="csc"),
    ),
    near_miss(
        "an assessment by another agency",
        CARES,
        row("csc", "3 June 2011", "carers-assessment", "V"),
    ),
    near_miss("referred", CARES, row("gp", "3 June 2011", "referral-made", "V mentioned")),
    near_miss(
        "offered and declined", CARES, row("gp", "3 June 2011", "referral-offered-declined", "V")
    ),
    hit(
        "referred by another agency",
        CARES,
        row("csc", "3 June 2011", "referral-made", "V"),
        WRITES,
        expect=CERTAIN,
    ),
    hit(
        "an assessment of somebody else",
        CARES,
        row("gp", "3 June 2011", "carers-assessment", "P"),
        WRITES,
        expect=CERTAIN,
    ),
    near_miss(
        "a row of any kind that says that it responds, in time",
        CARES,
        row("gp", "1 August 2011", "phone-call", "V", answers="gp1"),
    ),
    hit(
        "a row that says that it responds, after the days",
        CARES,
        row("gp", "3 June 2012", "phone-call", "V", answers="gp1"),
        WRITES,
        expect="gp/: no carer's assessment, certain; followed gp2; known gp1",
        says="The records show a response 397 days later, 3 June 2012",
    ),
    silent(
        "a chronology with no column for what was done, though it says what it responds to",
        CARES,
        row("gp", "4 May 2011", "letter-sent", "P", answers="gp3"),
        row("gp", "3 May 2010", "appointment", "F"),
        cannot="gp",
        says="its chronology has no column for what was done, or nothing in it",
    ),
    near_miss("on the ninetieth day", CARES, row("gp", "1 August 2011", "carers-assessment", "V")),
    hit(
        "on the ninety-first day",
        CARES,
        row("gp", "2 August 2011", "carers-assessment", "V"),
        WRITES,
        expect=CERTAIN,
    ),
    hit(
        "perhaps in time",
        CARES,
        row("gp", "July or August 2011", "carers-assessment", "V"),
        WRITES,
        expect=POSSIBLE,
    ),
    near_miss(
        "on the same day, neither with a time", CARES, row("gp", "3 May 2011", "referral-made", "V")
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        row("gp", "3 May 2011", "appointment", "V", "carer-strain", seq=2),
        row("gp", "3 May 2011", "referral-made", "V", seq=1),
        WRITES,
        expect=CERTAIN,
    ),
    hit(
        "told again",
        CARES,
        row("gp", "3 May 2012", "appointment", "V", "carer-strain"),
        WRITES,
        expect=CERTAIN,
    ),
    hit(
        "a routine letter",
        CARES,
        row("gp", "10 May 2011", "letter-sent", "V"),
        WRITES,
        expect=CERTAIN,
    ),
    near_miss("before scope", row("gp", "3 May 2008", "appointment", "V", "carer-strain")),
    near_miss("after the end", row("gp", "3 July 2014", "appointment", "V", "carer-strain")),
    near_miss(
        "of the fatal incident",
        row("gp", "1 July 2014", "appointment", "V", "carer-strain", fatal=True),
    ),
    near_miss(
        "learned after the death",
        row("gp", "3 May 2011", "appointment", "V", "carer-strain", after_death=True),
    ),
    near_miss(
        "people close to them", row("family", "3 May 2011", "told-informally", "V", "carer-strain")
    ),
    near_miss("told to the police", row("police", "3 May 2011", "call-out", "V", "carer-strain")),
    # -- its rule in the case
    near_miss(
        "another number of days",
        CARES,
        row("gp", "2 August 2011", "carers-assessment", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=91),)),
    ),
    near_miss(
        "from a later day",
        CARES,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        CARES,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("police",)),)),
    ),
    near_miss("switched off", CARES, settings=Settings(rules=(RuleChange(KEY, RULE, off=True),))),
    # -- silence
    silent("a chronology in part", CARES, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that ends within the days",
        CARES,
        coverage={"gp": Coverage(end=date(2011, 6, 10), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row not coded within the days",
        CARES,
        row("gp", "5 May 2011", "x", "V", coded=False),
        cannot="gp",
    ),
    silent(
        "too little time was left",
        row("gp", "20 June 2014", "appointment", "V", "carer-strain"),
        WRITES,
        cannot="gp",
        says="the 90 days of this rule had not passed",
    ),
    # -- never seen alone
    hit(
        "three contacts, each with both",
        HELD,
        TWICE,
        THRICE,
        expect=TOGETHER,
        says=("has on record that Vera cared for Paul", "3 contacts, each with both present"),
    ),
    near_miss("two contacts are too few", HELD, TWICE),
    near_miss(
        "two rows of one contact are one",
        HELD,
        TWICE,
        row("housing", "3 June 2011", "contact", "V, P", same="housing2"),
    ),
    near_miss(
        "she was seen alone once",
        HELD,
        TWICE,
        THRICE,
        row("housing", "3 May 2013", "home-visit", "V"),
    ),
    near_miss(
        "he was seen alone once, before it was on record",
        HELD,
        TWICE,
        THRICE,
        row("housing", "3 May 2010", "phone-call", "P"),
    ),
    hit(
        "she was seen alone by another agency",
        HELD,
        TWICE,
        THRICE,
        row("police", "3 May 2013", "call-out", "V"),
        expect=TOGETHER,
    ),
    hit(
        "perhaps alone within the time",
        HELD,
        TWICE,
        THRICE,
        row("housing", "Winter 2008", "home-visit", "V"),
        expect="housing: never seen alone, possible; seen housing1? housing2? housing3?",
    ),
    hit(
        "alone before scope",
        HELD,
        TWICE,
        THRICE,
        row("housing", "3 May 2008", "home-visit", "V"),
        expect=TOGETHER,
    ),
    hit(
        "alone, learned after the death",
        HELD,
        TWICE,
        THRICE,
        row("housing", "3 May 2012", "home-visit", "V", after_death=True),
        expect=TOGETHER,
    ),
    hit(
        "a letter to her alone",
        HELD,
        TWICE,
        THRICE,
        row("housing", "3 May 2012", "letter-sent", "V"),
        expect=TOGETHER,
    ),
    near_miss(
        "he is mentioned only",
        HELD,
        TWICE,
        row("housing", "3 July 2011", "home-visit", "V, P mentioned"),
    ),
    near_miss(
        "together perhaps before scope",
        HELD,
        TWICE,
        row("housing", "Winter 2008", "home-visit", "V, P"),
    ),
    near_miss(
        "together after the end", HELD, TWICE, row("housing", "3 July 2014", "home-visit", "V, P")
    ),
    near_miss(
        "no caring on record", row("housing", "3 May 2011", "home-visit", "V, P"), TWICE, THRICE
    ),
    near_miss(
        "caring on another agency's record",
        row("police", "3 May 2011", "call-out", "V, P", "carer-for-other"),
        row("housing", "4 May 2011", "home-visit", "V, P"),
        TWICE,
        THRICE,
    ),
    near_miss(
        "she cares for somebody else, as the case says",
        HELD,
        TWICE,
        THRICE,
        relations=(Relation("V", "F", "carer"),),
    ),
    hit(
        "he cares for her, as the case says",
        HELD,
        TWICE,
        THRICE,
        relations=(Relation("P", "V", "carer"), Relation("V", "C", "parent")),
        expect=TOGETHER,
        says="that Paul cared for Vera",
    ),
    hit(
        "while proceedings are live",
        HELD,
        TWICE,
        THRICE,
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=TOGETHER,
        says="Vera cared for the accused",
        quiet="Paul",
    ),
    near_miss(
        "four in this case",
        HELD,
        TWICE,
        THRICE,
        settings=Settings(rules=(RuleChange(KEY, ALONE, count=4),)),
    ),
    near_miss(
        "alone: switched off",
        HELD,
        TWICE,
        THRICE,
        settings=Settings(rules=(RuleChange(KEY, ALONE, off=True),)),
    ),
    silent(
        "together, in a chronology in part",
        HELD,
        TWICE,
        THRICE,
        coverage={"housing": IN_PART},
        cannot="housing",
    ),
    silent(
        "together, and a row not coded one minute before the end",
        HELD,
        TWICE,
        THRICE,
        row("housing", "1 July 2014", "x", "V", coded=False, time="19:59"),
        cannot="housing",
    ),
    silent(
        "together, and a row not coded",
        HELD,
        TWICE,
        THRICE,
        row("housing", "3 May 2012", "x", "V", coded=False),
        cannot="housing",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
