# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a partner whose name is not on record"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "partner-not-identified"
RULE = "partner without a name"
RISK = "what is about risk"

NAMELESS = row("gp", "3 May 2011", "disclosure", "V", "unnamed-partner")
CERTAIN = "gp: not named, certain; known gp1"
POSSIBLE = "gp: not named, possible; known gp1?"

CASES = (
    hit(
        "a disclosure about a partner without a name",
        NAMELESS,
        expect=CERTAIN,
        says=("about Vera, with a partner whose name is not recorded", "within 90 days"),
        quiet=("failed", "Paul"),
    ),
    hit(
        "fear of him on the row, with the topic's usual persons",
        row("gp", "3 May 2011", "appointment", "V", "unnamed-partner; fear (disclosed)"),
        expect=CERTAIN,
    ),
    near_miss("nothing about risk", row("gp", "3 May 2011", "appointment", "V", "unnamed-partner")),
    near_miss(
        "abuse denied",
        row("gp", "3 May 2011", "appointment", "V", "unnamed-partner; fear (denied)"),
    ),
    near_miss("a history", row("gp", "3 May 2011", "disclosure", "V", "unnamed-partner (history)")),
    near_miss(
        "a neighbour's partner", row("gp", "3 May 2011", "disclosure", "N", "unnamed-partner: N")
    ),
    near_miss(
        "he was there", row("gp", "3 May 2011", "disclosure", "V, P present", "unnamed-partner")
    ),
    # -- what names him
    hit(
        "he was seen the next week, on his own file, which does not say whose partner he is",
        NAMELESS,
        row("gp", "10 May 2011", "appointment", "P"),
        expect=CERTAIN,
    ),
    near_miss(
        "he was seen the next week, where files are not kept by person",
        row("police", "3 May 2011", "disclosure", "V", "unnamed-partner"),
        row("police", "10 May 2011", "call-out", "P"),
    ),
    hit(
        "his partner has no name, and hers is on her own file",
        row(
            "gp",
            "3 May 2011",
            "appointment",
            "P, V mentioned",
            "unnamed-partner: P; killing-thoughts: P > V (disclosed)",
        ),
        row("gp", "18 May 2011", "letter-received", "P", "killing-thoughts: P > V (history)"),
        row("gp", "21 May 2011", "appointment", "V, P present"),
        expect=CERTAIN,
        says="appointment about Paul, with a partner whose name is not recorded",
        quiet="Vera",
    ),
    near_miss(
        "his partner has no name, and is named on his file",
        row("gp", "3 May 2011", "appointment", "P", "unnamed-partner: P; killing-thoughts: P > V"),
        row("gp", "18 May 2011", "appointment", "P, V mentioned"),
    ),
    near_miss(
        "his partner has no name, and was in the room",
        row("gp", "3 May 2011", "disclosure", "P, V present", "unnamed-partner: P"),
    ),
    near_miss(
        "something else that she did or met is told on his file",
        row("gp", "3 May 2011", "appointment", "P", "unnamed-partner: P; killing-thoughts: P > V"),
        row("gp", "18 May 2011", "appointment", "P", "assault: P > V (disclosed)"),
    ),
    near_miss(
        "he is named the next week",
        NAMELESS,
        row("gp", "10 May 2011", "appointment", "V, P mentioned"),
    ),
    near_miss(
        "he is told about the next week",
        NAMELESS,
        row("gp", "10 May 2011", "appointment", "V", "assault (disclosed)"),
    ),
    hit(
        "spoken of the next week, again without a name",
        NAMELESS,
        row("gp", "10 May 2011", "appointment", "V", "unnamed-partner; assault (disclosed)"),
        expect="gp: not named, certain; known gp1 gp2",
        says="2 rows in all",
    ),
    hit(
        "told twice of one occurrence",
        NAMELESS,
        row("gp", "4 May 2011", "disclosure", "V", "unnamed-partner", same="gp1"),
        expect="gp: not named, certain; known gp1 gp2",
        quiet="in all",
    ),
    hit(
        "another agency names him",
        NAMELESS,
        row("police", "10 May 2011", "call-out", "V, P"),
        expect=CERTAIN,
    ),
    hit(
        "somebody else is named",
        NAMELESS,
        row("gp", "10 May 2011", "appointment", "X"),
        expect=CERTAIN,
    ),
    hit(
        "named the day before",
        NAMELESS,
        row("gp", "2 May 2011", "appointment", "V, P mentioned"),
        expect=CERTAIN,
    ),
    near_miss(
        "named on the ninetieth day",
        NAMELESS,
        row("gp", "1 August 2011", "appointment", "V, P mentioned"),
    ),
    hit(
        "named on the ninety-first day",
        NAMELESS,
        row("gp", "2 August 2011", "appointment", "V, P mentioned"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps named in time",
        NAMELESS,
        row("gp", "July or August 2011", "appointment", "V, P mentioned"),
        expect=POSSIBLE,
    ),
    hit(
        "its own date in doubt",
        row("gp", "May 2011", "disclosure", "V", "unnamed-partner"),
        row("gp", "10 May 2011", "appointment", "V, P mentioned"),
        expect=POSSIBLE,
    ),
    hit(
        "one named in time for certain, one perhaps",
        NAMELESS,
        row("gp", "3 May 2012", "disclosure", "V", "unnamed-partner"),
        row("gp", "July or August 2011", "appointment", "V, P mentioned"),
        expect="gp: not named, certain; known gp1? gp2",
        says="Surgery, 3 May 2012: disclosure about Vera",
    ),
    near_miss(
        "named on the same day, neither with a time",
        NAMELESS,
        row("gp", "3 May 2011", "phone-call", "V, P mentioned"),
    ),
    hit(
        "named on the same day, but before it by the chronology's own order",
        row("gp", "3 May 2011", "disclosure", "V", "unnamed-partner", seq=2),
        row("gp", "3 May 2011", "phone-call", "P", seq=1),
        expect=CERTAIN,
    ),
    hit(
        "named after the death only",
        NAMELESS,
        row("gp", "10 May 2011", "letter-received", "P mentioned", after_death=True),
        expect=CERTAIN,
    ),
    near_miss(
        "named in a routine letter",
        NAMELESS,
        row("gp", "10 May 2011", "letter-received", "V, P mentioned"),
    ),
    # -- time and place
    near_miss("before scope", row("gp", "3 May 2008", "disclosure", "V", "unnamed-partner")),
    near_miss("after the end", row("gp", "3 July 2014", "disclosure", "V", "unnamed-partner")),
    near_miss(
        "of the fatal incident",
        row("gp", "1 July 2014", "disclosure", "V", "unnamed-partner", fatal=True),
    ),
    near_miss(
        "learned after the death",
        row("gp", "3 May 2011", "disclosure", "V", "unnamed-partner", after_death=True),
    ),
    near_miss(
        "people close to them", row("family", "3 May 2011", "disclosure", "V", "unnamed-partner")
    ),
    near_miss("a death within the family", NAMELESS, death_type=DeathType.ADULT_FAMILY),
    # -- the settings
    near_miss(
        "another number of days",
        NAMELESS,
        row("gp", "2 August 2011", "appointment", "V, P mentioned"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=91),)),
    ),
    near_miss(
        "from a later day",
        NAMELESS,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        NAMELESS,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("police",)),)),
    ),
    near_miss(
        "switched off", NAMELESS, settings=Settings(rules=(RuleChange(KEY, RULE, off=True),))
    ),
    near_miss(
        "nothing is about risk in this case",
        NAMELESS,
        settings=Settings(rules=(RuleChange(KEY, RISK, off=True),)),
    ),
    # -- silence
    silent("a chronology in part", NAMELESS, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that ends within the days",
        NAMELESS,
        coverage={"gp": Coverage(end=date(2011, 6, 10), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row not coded within the days",
        NAMELESS,
        row("gp", "5 May 2011", "x", "V", coded=False),
        cannot="gp",
    ),
    silent(
        "too little time was left",
        row("gp", "20 June 2014", "disclosure", "V", "unnamed-partner"),
        cannot="gp",
        says="the 90 days of this rule had not passed",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
