# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a time with nothing on any record"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "gap-in-contact"
RULE = "nothing on any record"

OPENED = row("csc", "3 March 2011", "allocation", "V, C")
KNOWN = row("csc", "3 April 2011", "home-visit", "V", "strangulation")
LAST = row("csc", "3 May 2011", "home-visit", "V")
NEXT = row("csc", "3 August 2011", "home-visit", "V")
CLOSED = row("csc", "4 August 2011", "closure", "V")
GAP = "csc: nothing on record, certain; held csc2; plan csc1; seen csc3 csc4"
MAYBE = "csc: nothing on record, possible; held csc2?; plan csc1?; seen csc3? csc4?"
CASE = (OPENED, KNOWN, LAST, NEXT, CLOSED)

CASES = (
    hit(
        "a case open, something weighty held, and three months with nothing",
        *CASE,
        expect=GAP,
        says=(
            "From 3 May 2011 to 3 August 2011, 92 days, no organisation has anything on record "
            "about the household but routine paperwork. Open at the time: Children's Social Care "
            "(a case). Held at the time: strangulation or suffocation (Paul towards Vera)."
        ),
        quiet=("failed", "should have"),
    ),
    hit(
        "a plan in force, by its own record",
        row("csc", "3 March 2011", "home-visit", "C", "child-protection-plan"),
        KNOWN,
        LAST,
        NEXT,
        row("csc", "4 August 2011", "home-visit", "C", "child-protection-plan (ended)"),
        *[row("csc", f"{day} 2011", "home-visit", "V") for day in ("3 September", "3 October")],
        *[
            row("csc", f"3 {month} {year}", "home-visit", "V")
            for year in (2012, 2013, 2014)
            for month in ("February", "May")
        ],
        expect=GAP,
        says="child on a plan",
    ),
    hit(
        "the row that ends it may lie after the case was closed",
        OPENED,
        KNOWN,
        LAST,
        row("csc", "between 3 August 2011 and 3 September 2011", "home-visit", "V"),
        row("csc", "20 August 2011", "closure", "V"),
        expect=MAYBE,
    ),
    near_miss("another agency had contact", *CASE, row("gp", "20 June 2011", "appointment", "V")),
    near_miss(
        "with another of the household", *CASE, row("gp", "20 June 2011", "appointment", "P")
    ),
    hit(
        "a routine contact",
        *CASE,
        row("gp", "20 June 2011", "repeat-prescription", "V"),
        expect=GAP,
    ),
    hit("with somebody else", *CASE, row("gp", "20 June 2011", "appointment", "N"), expect=GAP),
    hit(
        "people close to them",
        *CASE,
        row("family", "20 June 2011", "told-informally", "V"),
        expect=GAP,
    ),
    hit(
        "a row that says that there was none",
        *CASE,
        row("gp", "20 June 2011", "no-contact", "V"),
        expect=GAP,
    ),
    near_miss(
        "something was passed on",
        *CASE,
        row("gp", "20 June 2011", "share", "V mentioned", shared="csc"),
    ),
    near_miss(
        "support that went on",
        *CASE,
        row("gp", "10 May 2011", "counselling", "V", end="20 July 2011"),
    ),
    near_miss("nothing was open", KNOWN, LAST, NEXT),
    near_miss(
        "opened only by the row that ends it",
        KNOWN,
        LAST,
        row("csc", "3 August 2011", "allocation", "V"),
        CLOSED,
    ),
    near_miss(
        "the case was about somebody else",
        row("csc", "3 March 2011", "allocation", "N"),
        KNOWN,
        LAST,
        NEXT,
        CLOSED,
    ),
    near_miss("closed before", OPENED, KNOWN, LAST, row("csc", "2 May 2011", "closure", "V"), NEXT),
    near_miss(
        "perhaps closed before",
        OPENED,
        KNOWN,
        LAST,
        row("csc", "May 2010 to June 2014", "closure", "V"),
        NEXT,
        CLOSED,
    ),
    near_miss(
        "nothing weighty was held",
        OPENED,
        row("csc", "3 April 2011", "home-visit", "V", "assault"),
        LAST,
        NEXT,
        CLOSED,
    ),
    near_miss(
        "ruled out",
        OPENED,
        row("csc", "3 April 2011", "home-visit", "V", "strangulation (ruled out)"),
        LAST,
        NEXT,
        CLOSED,
    ),
    near_miss(
        "what was held had ended",
        OPENED,
        row("csc", "3 April 2011", "home-visit", "V", "fear"),
        row("csc", "3 May 2011", "home-visit", "V", "fear (ended)"),
        NEXT,
        CLOSED,
    ),
    near_miss(
        "support that went on before it and after it",
        *CASE,
        row("gp", "3 April 2011", "counselling", "V", end="3 September 2011"),
    ),
    hit(
        "a call that only people close to them tell of",
        *CASE,
        row("family", "20 June 2011", "phone-call", "V"),
        expect=GAP,
    ),
    hit(
        "an event of life, on an agency's record",
        *CASE,
        row("gp", "20 June 2011", "life-event", "V"),
        expect=GAP,
    ),
    hit(
        "a contact in doubt that cannot lie in it",
        *CASE,
        row("gp", "2012", "appointment", "V"),
        expect=GAP,
    ),
    # -- time
    hit(
        "fifty-six days",
        OPENED,
        KNOWN,
        LAST,
        row("csc", "28 June 2011", "home-visit", "V"),
        row("csc", "29 June 2011", "closure", "V"),
        expect=GAP,
    ),
    near_miss(
        "fifty-five days",
        OPENED,
        KNOWN,
        LAST,
        row("csc", "27 June 2011", "home-visit", "V"),
        row("csc", "28 June 2011", "closure", "V"),
    ),
    near_miss(
        "perhaps too short",
        OPENED,
        KNOWN,
        LAST,
        row("csc", "June 2011", "home-visit", "V"),
        row("csc", "July 2011", "closure", "V"),
    ),
    hit(
        "a contact of which only the year is known",
        *CASE,
        row("gp", "2011", "appointment", "V"),
        expect=MAYBE,
    ),
    near_miss(
        "a contact in doubt that lies in it whatever",
        *CASE,
        row("gp", "10 May 2011 or 28 July 2011", "appointment", "V"),
    ),
    hit(
        "up to the end",
        row("csc", "3 February 2014", "allocation", "V"),
        row("csc", "3 March 2014", "home-visit", "V", "strangulation"),
        expect="csc: nothing on record, certain; plan csc1; seen csc2",
        says="From 3 March 2014 to the end, 120 days",
    ),
    near_miss(
        "before scope",
        *[
            row("csc", f"{day} 2008", kind, "V", info)
            for day, kind, info in (
                ("3 March", "allocation", ""),
                ("3 April", "home-visit", "strangulation"),
                ("3 August", "closure", ""),
            )
        ],
    ),
    near_miss(
        "learned after the death",
        OPENED,
        row("csc", "3 April 2011", "home-visit", "V", "strangulation", after_death=True),
        LAST,
        NEXT,
        CLOSED,
    ),
    hit(
        "the fatal incident ends it, and is no contact",
        row("csc", "3 February 2014", "allocation", "V"),
        row("csc", "3 March 2014", "home-visit", "V", "strangulation"),
        row("police", "1 July 2014", "assault", "V", fatal=True),
        expect="csc: nothing on record, certain; plan csc1; seen csc2",
    ),
    hit(
        "while proceedings are live",
        *CASE,
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=GAP,
        quiet="Paul",
    ),
    hit("in an adult family case too", *CASE, death_type=DeathType.ADULT_FAMILY, expect=GAP),
    hit(
        "a row told of twice",
        *CASE,
        row("csc", "3 May 2011", "home-visit", "V", same="csc3"),
        expect=GAP,
    ),
    # -- silence
    silent(
        "one of all covers in part",
        *CASE,
        row("gp", "3 March 2010", "appointment", "V"),
        coverage={"gp": IN_PART},
        cannot="gp",
    ),
    silent(
        "one whose chronology ends before",
        *CASE,
        row("gp", "3 March 2010", "appointment", "V"),
        coverage={"gp": Coverage(end=date(2011, 6, 1), stated=True)},
        cannot="gp",
    ),
    silent("a row not coded", *CASE, row("gp", "20 June 2011", "x", "V", coded=False), cannot="gp"),
    # -- the settings
    near_miss(
        "switched off in this case",
        *CASE,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "a hundred days in this case",
        *CASE,
        settings=Settings(rules=(RuleChange(KEY, RULE, days=100),)),
    ),
    near_miss(
        "before the case's own rule began",
        *CASE,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
