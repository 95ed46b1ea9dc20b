# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "named at a meeting by others, with nothing on its own record"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "no-record-expected"
RULE = "near a meeting"

# a chronology with meetings in it
MEETS = row("csc", "3 May 2010", "core-group", "C")
NAMED = row("police", "3 May 2011", "marac", "V", attended="police csc")
CERTAIN = "csc: nothing near, certain; meeting police1"

CASES = (
    hit(
        "recorded there by another, and nothing of its own",
        MEETS,
        NAMED,
        expect=CERTAIN,
        says=(
            "Police recorded Children's Social Care at a meeting, once (3 May 2011). There is no "
            "record of any kind in Children's Social Care's own chronology within 14 days, before "
            "or after."
        ),
        quiet=("failed", "should have"),
    ),
    hit(
        "twice, by two, is one line",
        MEETS,
        NAMED,
        row("idva", "3 August 2011", "marac", "V", attended="csc"),
        expect="csc: nothing near, certain; meeting idva1 police1",
        says="Police and IDVA Service recorded Children's Social Care at a meeting, twice",
    ),
    hit(
        "two rows of one meeting are one time",
        MEETS,
        NAMED,
        row("idva", "3 May 2011", "marac", "V", attended="csc", same="police1"),
        expect="csc: nothing near, certain; meeting idva1 police1",
        says="at a meeting, once",
    ),
    hit(
        "beside one that has no chronology, and after a meeting about somebody else",
        MEETS,
        row("idva", "3 April 2011", "marac", "N", attended="csc"),
        row("police", "3 May 2011", "marac", "V", attended="asc csc"),
        expect=CERTAIN,
    ),
    near_miss("its own row of it", MEETS, NAMED, row("csc", "3 May 2011", "marac", "V")),
    near_miss("any row near it", MEETS, NAMED, row("csc", "10 May 2011", "home-visit", "C")),
    near_miss("a routine row near it", MEETS, NAMED, row("csc", "10 May 2011", "letter-sent", "C")),
    near_miss(
        "a row linked to it, however dated",
        MEETS,
        NAMED,
        row("csc", "3 July 2011", "administration", "V", same="police1"),
    ),
    near_miss(
        "a row that a guess ties to it",
        MEETS,
        NAMED,
        row("csc", "3 July 2011", "marac", "V", maybe="police1"),
    ),
    near_miss("invited only", MEETS, row("police", "3 May 2011", "marac", "V", invited="csc")),
    near_miss("it names itself", row("police", "3 May 2011", "marac", "V", attended="police")),
    near_miss(
        "people close to them", MEETS, row("police", "3 May 2011", "marac", "V", attended="family")
    ),
    near_miss(
        "people close to them, who wrote a row",
        row("family", "3 May 2010", "told-informally", "V", told_by="police"),
        row("police", "3 May 2011", "marac", "V", attended="family"),
    ),
    near_miss(
        "told of by people close to them",
        MEETS,
        row("family", "3 May 2011", "told-informally", "V", attended="csc"),
    ),
    near_miss(
        "about nobody in the household",
        MEETS,
        row("police", "3 May 2011", "marac", "N", attended="csc"),
    ),
    near_miss(
        "one that has no chronology", row("police", "3 May 2011", "marac", "V", attended="gp")
    ),
    # -- time
    near_miss(
        "a row on the fourteenth day", MEETS, NAMED, row("csc", "17 May 2011", "home-visit", "V")
    ),
    hit(
        "a row on the fifteenth day",
        MEETS,
        NAMED,
        row("csc", "18 May 2011", "home-visit", "V"),
        expect=CERTAIN,
    ),
    near_miss(
        "a row fourteen days before", MEETS, NAMED, row("csc", "19 April 2011", "home-visit", "V")
    ),
    hit(
        "a row fifteen days before",
        MEETS,
        NAMED,
        row("csc", "18 April 2011", "home-visit", "V"),
        expect=CERTAIN,
    ),
    near_miss("a row that may be near", MEETS, NAMED, row("csc", "2011", "home-visit", "V")),
    near_miss("before scope", MEETS, row("police", "3 May 2008", "marac", "V", attended="csc")),
    near_miss("after the end", MEETS, row("police", "3 July 2014", "marac", "V", attended="csc")),
    near_miss(
        "learned after the death",
        MEETS,
        row("police", "3 May 2011", "marac", "V", attended="csc", after_death=True),
    ),
    near_miss(
        "of the fatal incident",
        MEETS,
        row("police", "3 May 2011", "marac", "V", attended="csc", fatal=True),
    ),
    hit(
        "in an adult family case too",
        MEETS,
        NAMED,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    # -- silence
    silent("covered in part", MEETS, NAMED, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "a chronology that ends within the days",
        MEETS,
        NAMED,
        coverage={"csc": Coverage(end=date(2011, 5, 10), stated=True)},
        cannot="csc",
    ),
    silent(
        "a chronology that begins within the days before",
        row("csc", "3 May 2012", "core-group", "C"),
        NAMED,
        coverage={"csc": Coverage(start=date(2011, 4, 25), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row not coded",
        MEETS,
        NAMED,
        row("csc", "5 May 2011", "x", "V", coded=False),
        cannot="csc",
    ),
    silent(
        "a chronology with no meeting in it",
        row("csc", "3 May 2010", "home-visit", "C"),
        NAMED,
        cannot="csc",
        says="its chronology has no meeting and names no other agency.",
    ),
    silent(
        "too little time was left",
        MEETS,
        row("police", "25 June 2014", "marac", "V", attended="csc"),
        cannot="csc",
        says="the 14 days of this rule had not passed",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        MEETS,
        NAMED,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "asked of schools only in this case",
        MEETS,
        NAMED,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("education",)),)),
    ),
    near_miss(
        "before the case's own rule began",
        MEETS,
        NAMED,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    hit(
        "within seven days in this case",
        MEETS,
        NAMED,
        row("csc", "11 May 2011", "home-visit", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=7),)),
        expect=CERTAIN,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
