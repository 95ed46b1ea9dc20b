# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "what was told in confidence reached the other person"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "confidence-broken"

BROKEN = row("gp", "3 May 2011", "appointment", "V", "confidence-broken (disclosed)")
NOTHING = "gp/: nothing on record after, certain; happened gp1"
FOLLOWED = "gp/: followed, certain; happened gp1; followed gp2"
REACHED = "gp/: reached the other person, certain; happened gp1"


def rule(**more: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "a confidence broken", **more),))  # type: ignore[arg-type]


CASES = (
    hit(
        "told of, and nothing on record after",
        BROKEN,
        expect=NOTHING,
        says=(
            "Surgery, 3 May 2011: what was told in confidence reached the other person (this "
            "concerned Vera). There is no record of what followed for safety within 14 days."
        ),
        quiet=("failed", "breach", "should"),
    ),
    hit(
        "safety planning a week later",
        BROKEN,
        row("gp", "10 May 2011", "safety-planning", "V"),
        expect=FOLLOWED,
        says="What followed on its record: safety planning or specialist support (10 May 2011).",
        quiet=("no record",),
    ),
    hit(
        "of four things that followed three are told",
        BROKEN,
        *[
            row("gp", f"{day} May 2011", kind, "V")
            for day, kind in ((6, "safety-planning"), (9, "supervision"))
        ],
        *[row("gp", f"{day} May 2011", "safety-planning", "V") for day in (10, 11)],
        expect=FOLLOWED + " gp3 gp4 gp5",
        says=(
            "safety planning or specialist support (6 May 2011), supervision or management "
            "oversight (9 May 2011) and safety planning or specialist support (10 May 2011) and 1 "
            "more."
        ),
    ),
    hit(
        "of three things that followed all are told",
        BROKEN,
        *[row("gp", f"{day} May 2011", "safety-planning", "V") for day in (6, 9, 10)],
        expect=FOLLOWED + " gp3 gp4",
        says="and safety planning or specialist support (10 May 2011).",
        quiet=" more",
    ),
    hit(
        "a routine row tells of it: a letter that was opened",
        row("gp", "3 May 2011", "letter-sent", "V", "confidence-broken"),
        expect=NOTHING,
    ),
    hit(
        "a child's",
        row("school", "3 May 2011", "school-contact", "C", "confidence-broken: C"),
        expect="school/: nothing on record after, certain; happened school1",
        says="this concerned Cat",
    ),
    hit(
        "with a recorded reason for not sharing",
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken", bar="consent refused"),
        expect=NOTHING,
    ),
    near_miss("denied", row("gp", "3 May 2011", "appointment", "V", "confidence-broken (denied)")),
    near_miss(
        "of nobody in the household",
        row("gp", "3 May 2011", "appointment", "N", "confidence-broken: N"),
    ),
    near_miss(
        "people close to them tell of it",
        row("family", "3 May 2011", "told-informally", "V", "confidence-broken"),
    ),
    # -- what followed
    hit(
        "on the fourteenth day",
        BROKEN,
        row("gp", "17 May 2011", "safety-planning", "V"),
        expect=FOLLOWED,
    ),
    hit(
        "on the fifteenth day",
        BROKEN,
        row("gp", "18 May 2011", "safety-planning", "V"),
        expect=NOTHING,
    ),
    hit("the day before", BROKEN, row("gp", "2 May 2011", "safety-planning", "V"), expect=NOTHING),
    hit(
        "on the same day",
        BROKEN,
        row("gp", "3 May 2011", "supervision", "V"),
        expect=FOLLOWED,
    ),
    hit(
        "on the same day, before it by the chronology's own order",
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken", seq=2),
        row("gp", "3 May 2011", "supervision", "V", seq=1),
        expect=NOTHING,
    ),
    hit(
        "perhaps too late",
        BROKEN,
        row("gp", "May 2011", "safety-planning", "V"),
        expect="gp/: followed, certain; happened gp1; followed gp2?",
    ),
    hit(
        "long after, and said to answer it",
        BROKEN,
        row("gp", "3 May 2012", "safety-planning", "V", answers="gp1"),
        expect=FOLLOWED,
    ),
    hit(
        "for somebody else",
        BROKEN,
        row("gp", "10 May 2011", "safety-planning", "N"),
        expect=NOTHING,
    ),
    hit(
        "a routine contact",
        BROKEN,
        row("gp", "10 May 2011", "repeat-prescription", "V"),
        expect=NOTHING,
    ),
    hit(
        "by another agency",
        BROKEN,
        row("police", "10 May 2011", "safety-planning", "V"),
        expect=NOTHING,
    ),
    # -- once
    hit(
        "two rows of one day are one time",
        BROKEN,
        row("gp", "3 May 2011", "phone-call", "V", "confidence-broken"),
        expect="gp/: nothing on record after, certain; happened gp1 gp2",
    ),
    hit(
        "two rows of one occurrence are one time",
        BROKEN,
        row("gp", "20 May 2011", "phone-call", "V", "confidence-broken", same="gp1"),
        expect="gp/: nothing on record after, certain; happened gp1 gp2",
    ),
    hit(
        "a date in doubt that may be of the same day: only one of the two is certain",
        BROKEN,
        row("gp", "May 2011", "phone-call", "V", "confidence-broken"),
        expect=(NOTHING, "gp/: nothing on record after, possible; happened gp2?"),
        says="By its dates this may be the time of which another row of the same agency tells",
    ),
    hit(
        "the later one stands first in the chronology: two times, each of its own",
        row("gp", "20 May 2011", "phone-call", "V", "confidence-broken"),
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken"),
        expect=(NOTHING, NOTHING.replace("gp1", "gp2")),
    ),
    hit(
        "a date in doubt that cannot be of the same day",
        BROKEN,
        row("gp", "June 2011", "phone-call", "V", "confidence-broken"),
        expect=(NOTHING, "gp/: nothing on record after, certain; happened gp2"),
        quiet=("may be the time",),
    ),
    hit(
        "a row beside it that perhaps lies before scope",
        row("gp", "between 20 May 2008 and 3 May 2011", "phone-call", "V", "confidence-broken"),
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken (disclosed)"),
        expect="gp/: nothing on record after, possible; happened gp2?",
    ),
    hit(
        "a row of an occurrence that may be of the same day",
        row("gp", "10 June 2011", "phone-call", "V", "confidence-broken", same="gp2"),
        row("gp", "May 2011", "phone-call", "V", "confidence-broken"),
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken (disclosed)"),
        expect=(
            "gp/: nothing on record after, certain; happened gp1 gp2",
            "gp/: nothing on record after, possible; happened gp3?",
        ),
    ),
    hit(
        "two rows of one occurrence, and one of the later day",
        BROKEN,
        row("gp", "20 May 2011", "phone-call", "V", "confidence-broken", same="gp1"),
        row("gp", "20 May 2011", "phone-call", "V", "confidence-broken"),
        expect="gp/: nothing on record after, certain; happened gp1 gp2 gp3",
    ),
    hit(
        "a row of the same day that was learned after the death",
        row("gp", "3 May 2011", "phone-call", "V", "confidence-broken", after_death=True),
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken (disclosed)"),
        expect="gp/: nothing on record after, certain; happened gp2",
    ),
    hit(
        "on two agencies' records: each is asked",
        BROKEN,
        row("police", "4 May 2011", "phone-call", "V", "confidence-broken", same="gp1"),
        expect=(NOTHING, "police/: nothing on record after, certain; happened police1"),
    ),
    # -- time
    hit(
        "its date is in doubt",
        row("gp", "May 2011", "appointment", "V", "confidence-broken"),
        expect=NOTHING,
    ),
    near_miss("before scope", row("gp", "3 May 2008", "appointment", "V", "confidence-broken")),
    near_miss("after the end", row("gp", "3 July 2014", "appointment", "V", "confidence-broken")),
    near_miss(
        "of the fatal incident",
        row("gp", "1 July 2014", "appointment", "V", "confidence-broken", fatal=True),
    ),
    near_miss(
        "learned after the death",
        row("gp", "3 May 2011", "appointment", "V", "confidence-broken", after_death=True),
    ),
    # -- the rule
    hit(
        "the case's own rule: thirty days",
        BROKEN,
        row("gp", "31 May 2011", "safety-planning", "V"),
        settings=rule(days=30),
        expect=FOLLOWED,
    ),
    near_miss("switched off", BROKEN, settings=rule(off=True)),
    near_miss("before the case's own rule began", BROKEN, settings=rule(start=date(2012, 1, 1))),
    near_miss("asked of the police only", BROKEN, settings=rule(sectors=("police",))),
    near_miss(
        "in another kind of case",
        BROKEN,
        settings=rule(death_types=(DeathType.ADULT_FAMILY,)),
    ),
    # -- silence
    silent("it is not coded", row("gp", "3 May 2011", "x", "V", coded=False)),
    hit(
        "a chronology in part",
        BROKEN,
        coverage={"gp": IN_PART},
        expect=REACHED,
        cannot="gp",
        quiet=("no record",),
        says="Whether Surgery recorded what followed for safety after 1 broken confidence",
    ),
    hit(
        "a chronology that ends within the days",
        BROKEN,
        coverage={"gp": Coverage(end=date(2011, 5, 10), stated=True)},
        expect=REACHED,
        cannot="gp",
    ),
    hit(
        "too little time was left",
        row("gp", "25 June 2014", "appointment", "V", "confidence-broken"),
        expect=REACHED,
        cannot="gp",
    ),
    hit(
        "a row not coded within the days",
        BROKEN,
        row("gp", "5 May 2011", "x", "V", coded=False),
        expect=REACHED,
        cannot="gp",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
