# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "they moved, with no record that anything followed them"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "moved-area"

HELD = row("csc", "3 April 2010", "home-visit", "V, C", "strangulation (disclosed)")
MOVED = row("csc", "3 May 2011", "phone-call", "V, C", "moved-area (disclosed)")
CERTAIN = "csc/: moved, certain; held csc1; happened csc2"
POSSIBLE = "csc/: moved, possible; held csc1?; happened csc2?"

# two forces of two areas
AREAS = {"police": "North", "btp": "South", "housing": "North"}
BEFORE = row("police", "3 May 2011", "assault", "P, V mentioned", "strangulation")
AFTER = row("btp", "3 July 2011", "arrest", "P")
BEGAN = "btp: another area, certain; held police1; contact btp1"
MAYBE = "btp: another area, possible; held police1?; contact btp1?"


def changed(name: str = "a move on record", **what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, name, **what),))  # type: ignore[arg-type]


CASES = (
    # -- a move on record
    hit(
        "moved, and nothing passed on",
        HELD,
        MOVED,
        expect=CERTAIN,
        says="There is no record within 28 days, before or after, that anything was passed to or "
        "asked of another area.",
        quiet=("failed", "should have"),
    ),
    near_miss("nothing was held", MOVED),
    near_miss(
        "nothing weighty was held",
        row("csc", "3 April 2010", "home-visit", "V, C", "emotional-abuse"),
        MOVED,
    ),
    near_miss(
        "a state, which may have ended",
        row("csc", "3 April 2010", "home-visit", "V, C", "fear"),
        MOVED,
    ),
    near_miss(
        "what was held concerns neither of those who moved",
        row("csc", "3 April 2010", "home-visit", "P", "previous-partner-abuse"),
        row("csc", "3 May 2011", "phone-call", "V", "moved-area (disclosed)"),
    ),
    near_miss(
        "held through what another agency sent only",
        row("police", "3 April 2010", "share", "V", "strangulation", shared="csc"),
        MOVED,
    ),
    near_miss(
        "handed over", HELD, MOVED, row("csc", "20 May 2011", "handover", "V", shared="housing")
    ),
    near_miss(
        "handed over, to whom is not recorded",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "handover", "V mentioned"),
    ),
    near_miss(
        "told by the other area",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "letter-received", "V mentioned", told_by="school"),
    ),
    near_miss(
        "in the row of the move",
        HELD,
        row("csc", "3 May 2011", "phone-call", "V, C", "moved-area (disclosed)", shared="housing"),
    ),
    near_miss(
        "its own text names an agency of another area",
        HELD,
        row("csc", "3 May 2011", "phone-call", "V", "moved-area (disclosed)", mentions="housing"),
        areas={"csc": "South", "housing": "North"},
    ),
    hit(
        "passed to an agency of the same area",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "share", "V", shared="housing"),
        areas={"csc": "North", "housing": "North"},
        expect=CERTAIN,
    ),
    near_miss(
        "passed to an agency of another area",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "share", "V", shared="housing"),
        areas={"csc": "South", "housing": "North"},
    ),
    hit(
        "passed to a team of the same locality",
        row("csc/duty", "3 April 2010", "home-visit", "V, C", "strangulation (disclosed)"),
        row("csc/duty", "3 May 2011", "phone-call", "V, C", "moved-area (disclosed)"),
        row("csc/duty", "20 May 2011", "share", "V", shared="csc/long"),
        localities={"csc/duty": "North", "csc/long": "North"},
        expect="csc/duty: moved, certain; held csc1; happened csc2",
    ),
    near_miss(
        "passed to a team of another locality",
        row("csc/duty", "3 April 2010", "home-visit", "V, C", "strangulation (disclosed)"),
        row("csc/duty", "3 May 2011", "phone-call", "V, C", "moved-area (disclosed)"),
        row("csc/duty", "20 May 2011", "share", "V", shared="csc/long"),
        localities={"csc/duty": "North", "csc/long": "South"},
    ),
    hit(
        "told to people close to them",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "phone-call", "V", told_by="family"),
        expect=CERTAIN,
    ),
    # -- time
    near_miss("on the last day", HELD, MOVED, row("csc", "31 May 2011", "handover", "V")),
    hit(
        "on the first day after",
        HELD,
        MOVED,
        row("csc", "1 June 2011", "handover", "V"),
        expect=CERTAIN,
    ),
    near_miss("28 days before", HELD, MOVED, row("csc", "5 April 2011", "handover", "V")),
    hit("29 days before", HELD, MOVED, row("csc", "4 April 2011", "handover", "V"), expect=CERTAIN),
    hit(
        "perhaps too late",
        HELD,
        MOVED,
        row("csc", "between 20 May 2011 and 20 June 2011", "handover", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "perhaps held by then",
        row("csc", "between 3 April 2011 and 3 June 2011", "home-visit", "V", "strangulation"),
        MOVED,
        expect=POSSIBLE,
        says="It possibly held",
    ),
    near_miss(
        "held only afterwards",
        row("csc", "4 May 2011", "home-visit", "V", "strangulation"),
        MOVED,
    ),
    near_miss(
        "before scope",
        row("csc", "3 April 2007", "home-visit", "V", "strangulation"),
        row("csc", "3 May 2008", "phone-call", "V", "moved-area"),
    ),
    near_miss("after the end", HELD, row("csc", "3 July 2014", "phone-call", "V", "moved-area")),
    near_miss(
        "of the fatal incident",
        HELD,
        row("csc", "1 July 2014", "phone-call", "V", "moved-area", fatal=True),
    ),
    near_miss(
        "learned through the review",
        HELD,
        row("csc", "3 May 2011", "phone-call", "V", "moved-area", after_death=True),
    ),
    silent(
        "too little time was left",
        HELD,
        row("csc", "20 June 2014", "phone-call", "V", "moved-area"),
        cannot="csc",
    ),
    # -- persons
    hit(
        "somebody else was handed over",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "handover", "N"),
        expect=CERTAIN,
    ),
    near_miss(
        "somebody else moved",
        HELD,
        row("csc", "3 May 2011", "phone-call", "N", "moved-area: N"),
    ),
    near_miss(
        "people close to them",
        row("family", "3 April 2010", "contact", "V", "strangulation"),
        row("family", "3 May 2011", "contact", "V", "moved-area"),
    ),
    near_miss(
        "told by another agency",
        HELD,
        row("csc", "3 May 2011", "phone-call", "V", "moved-area", told_by="school"),
    ),
    near_miss(
        "a history",
        HELD,
        row("csc", "3 May 2011", "phone-call", "V", "moved-area (history)"),
    ),
    near_miss(
        "a routine letter",
        HELD,
        row("csc", "3 May 2011", "letter-received", "V", "moved-area"),
    ),
    hit(
        "two rows of one occurrence",
        HELD,
        MOVED,
        row("csc", "3 May 2011", "home-visit", "V", "moved-area", same="csc2"),
        expect="csc/: moved, certain; held csc1; happened csc2 csc3",
    ),
    # -- the law
    near_miss(
        "an address that is kept secret",
        HELD,
        row("csc", "3 May 2011", "phone-call", "V", "moved-area", bar="concealed address"),
    ),
    hit("another kind of case", HELD, MOVED, death_type=DeathType.ADULT_FAMILY, expect=CERTAIN),
    # -- contact that began elsewhere
    near_miss(
        "both forces had their first contact in one minute",
        row("police", "3 May 2011", "intelligence", "P mentioned", "strangulation"),
        row("police", "3 July 2011", "arrest", "P", time="10:00"),
        row("btp", "3 July 2011", "arrest", "P", time="10:00"),
        areas=AREAS,
    ),
    hit(
        "contact began elsewhere a minute later",
        row("police", "3 May 2011", "intelligence", "P mentioned", "strangulation"),
        row("police", "3 July 2011", "arrest", "P", time="10:00"),
        row("btp", "3 July 2011", "arrest", "P", time="10:01"),
        areas=AREAS,
        expect="btp: another area, certain; held police1; contact btp1; seen police2",
    ),
    hit(
        "contact began with the force of another area",
        BEFORE,
        AFTER,
        areas=AREAS,
        expect=BEGAN,
        says="Transport Police, 3 July 2011: first contact with Paul, after Police of another",
    ),
    hit(
        "the last contact is another row than what was held",
        BEFORE,
        row("police", "3 June 2011", "arrest", "P"),
        AFTER,
        areas=AREAS,
        expect=f"{BEGAN}; seen police2",
    ),
    near_miss("of the same area", BEFORE, AFTER, areas={"police": "North", "btp": "North"}),
    near_miss("of areas that are not known", BEFORE, AFTER, areas={"police": "North"}),
    near_miss(
        "of another sector",
        BEFORE,
        row("mh", "3 July 2011", "appointment", "P"),
        areas={"police": "North", "mh": "South"},
    ),
    near_miss(
        "asked before",
        row("police", "3 May 2011", "assault", "P, V mentioned", "strangulation"),
        row("btp", "3 May 2010", "request-for-information", shared="police"),
        AFTER,
        areas=AREAS,
    ),
    near_miss(
        "told on the last day",
        BEFORE,
        AFTER,
        row("police", "31 July 2011", "share", "P", shared="btp"),
        areas=AREAS,
    ),
    hit(
        "told on the first day after",
        BEFORE,
        AFTER,
        row("police", "1 August 2011", "share", "P", shared="btp"),
        areas=AREAS,
        expect=BEGAN,
    ),
    near_miss(
        "long after the last contact",
        BEFORE,
        row("btp", "3 September 2011", "arrest", "P"),
        areas=AREAS,
    ),
    hit(
        "perhaps long after the last contact",
        BEFORE,
        row("btp", "between 20 July 2011 and 20 August 2011", "arrest", "P"),
        areas=AREAS,
        expect=MAYBE,
    ),
    near_miss("with another person", BEFORE, row("btp", "3 July 2011", "arrest", "N"), areas=AREAS),
    near_miss(
        "nothing weighty was held by the first",
        row("police", "3 May 2011", "argument", "P"),
        AFTER,
        areas=AREAS,
    ),
    silent(
        "the first force's chronology in part",
        BEFORE,
        AFTER,
        areas=AREAS,
        coverage={"police": IN_PART},
        cannot="police",
    ),
    silent(
        "the second force's chronology in part",
        BEFORE,
        AFTER,
        areas=AREAS,
        coverage={"btp": IN_PART},
        cannot="btp",
    ),
    # -- the settings
    near_miss("switched off in this case", HELD, MOVED, settings=changed(off=True)),
    near_miss("the case's rule began later", HELD, MOVED, settings=changed(start=date(2012, 1, 1))),
    near_miss(
        "the case asks it of schools only", HELD, MOVED, settings=changed(sectors=("education",))
    ),
    hit(
        "within the days of the case",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "handover", "V"),
        settings=changed(days=7),
        expect=CERTAIN,
    ),
    # -- silence
    silent("a chronology in part", HELD, MOVED, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "a chronology that ends within the days",
        HELD,
        MOVED,
        coverage={"csc": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row that nobody has coded",
        HELD,
        MOVED,
        row("csc", "20 May 2011", "handover", "V", coded=False),
        cannot="csc",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
