# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "not taken up by the service, with no record of another referral"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "referral-declined"

SENT = row("gp", "20 April 2011", "referral-made", "P", shared="mh")
DECLINED = row("mh", "3 May 2011", "referral-declined", "P mentioned", shared="gp")
CERTAIN = "mh/: declined, certain; declined mh1"
POSSIBLE = "mh/: declined, possible; declined mh1?"


def changed(**what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "not taken up", **what),))  # type: ignore[arg-type]


CASES = (
    hit(
        "not taken up, and nothing after it",
        SENT,
        DECLINED,
        expect=CERTAIN,
        says="no record of a further referral within 28 days, on the record of either",
        quiet=("failed", "rejected"),
    ),
    hit(
        "who referred is not named",
        row("mh", "3 May 2011", "referral-declined", "P"),
        expect=CERTAIN,
        says="on its record",
    ),
    hit(
        "who referred stands with the row that it responds to",
        SENT,
        row("mh", "3 May 2011", "referral-declined", "P", answers="gp1"),
        expect=CERTAIN,
        says="(with Surgery)",
    ),
    hit(
        "written down by whoever referred only",
        SENT,
        row("gp", "3 May 2011", "referral-declined", "P", told_by="mh"),
        row("mh", "3 May 2009", "appointment", "P"),
        expect="gp/: declined, certain; declined gp2",
    ),
    near_miss(
        "referred elsewhere by whoever had referred",
        SENT,
        DECLINED,
        row("gp", "10 May 2011", "referral-made", "P", shared="drugs"),
    ),
    near_miss(
        "referred on by the service",
        SENT,
        DECLINED,
        row("mh", "10 May 2011", "referral-made", "P", shared="drugs"),
    ),
    near_miss(
        "its own row names a third agency",
        SENT,
        row("mh", "3 May 2011", "referral-declined", "P", shared="gp, drugs"),
    ),
    near_miss(
        "its own text names a third agency",
        SENT,
        row("mh", "3 May 2011", "referral-declined", "P", shared="gp", mentions="drugs"),
    ),
    near_miss(
        "taken up after all", SENT, DECLINED, row("mh", "20 May 2011", "allocation", "P mentioned")
    ),
    near_miss(
        "challenged", SENT, DECLINED, row("gp", "10 May 2011", "challenge", "P", shared="mh")
    ),
    near_miss(
        "advice was given", SENT, DECLINED, row("mh", "4 May 2011", "information-for-person", "P")
    ),
    near_miss("a row that names nobody", SENT, DECLINED, row("gp", "9 May 2011", "referral-made")),
    hit(
        "seen again, with nothing said of it",
        SENT,
        DECLINED,
        row("gp", "10 May 2011", "appointment", "P"),
        expect=CERTAIN,
    ),
    hit(
        "referred by somebody else",
        SENT,
        DECLINED,
        row("police", "10 May 2011", "referral-made", "P", shared="drugs"),
        expect=CERTAIN,
    ),
    # -- consent
    near_miss(
        "offered and declined by the person",
        SENT,
        DECLINED,
        row("gp", "10 May 2011", "referral-offered-declined", "P"),
    ),
    near_miss(
        "a reason for not sharing was recorded",
        SENT,
        row("mh", "3 May 2011", "referral-declined", "P", shared="gp", bar="consent refused"),
    ),
    # -- time
    near_miss("on the last day", SENT, DECLINED, row("gp", "31 May 2011", "referral-made", "P")),
    hit(
        "on the first day after",
        SENT,
        DECLINED,
        row("gp", "1 June 2011", "referral-made", "P"),
        expect=CERTAIN,
    ),
    near_miss("on the same day", SENT, DECLINED, row("gp", "3 May 2011", "referral-made", "P")),
    hit(
        "on the same day, but before it by the chronology's own order",
        SENT,
        row("mh", "3 May 2011", "referral-declined", "P", shared="gp", seq=2),
        row("mh", "3 May 2011", "referral-received", "P", told_by="gp", seq=1),
        expect=CERTAIN,
    ),
    hit(
        "perhaps too late",
        SENT,
        DECLINED,
        row("gp", "between 20 May 2011 and 20 June 2011", "referral-made", "P"),
        expect=POSSIBLE,
    ),
    hit(
        "its own date is in doubt",
        SENT,
        row("mh", "between 1 April 2011 and 30 April 2011", "referral-declined", "P"),
        row("mh", "10 May 2011", "referral-made", "P"),
        expect=POSSIBLE,
    ),
    near_miss("before scope", row("mh", "3 May 2008", "referral-declined", "P")),
    near_miss("after the end", row("mh", "3 July 2014", "referral-declined", "P")),
    near_miss(
        "of the fatal incident", row("mh", "1 July 2014", "referral-declined", "P", fatal=True)
    ),
    near_miss(
        "learned after the death",
        row("mh", "3 May 2011", "referral-declined", "P", after_death=True),
    ),
    silent(
        "too little time was left",
        row("mh", "20 June 2014", "referral-declined", "P"),
        cannot="mh",
    ),
    # -- persons
    hit(
        "somebody else was referred",
        SENT,
        DECLINED,
        row("gp", "10 May 2011", "referral-made", "N"),
        expect=CERTAIN,
    ),
    near_miss("of nobody in the household", row("mh", "3 May 2011", "referral-declined", "N")),
    near_miss("by people close to them", row("family", "3 May 2011", "referral-declined", "P")),
    # -- one
    hit(
        "both wrote it down",
        SENT,
        DECLINED,
        row("gp", "5 May 2011", "referral-declined", "P", told_by="mh"),
        expect=CERTAIN,
    ),
    hit(
        "two rows of one occurrence",
        SENT,
        DECLINED,
        row("mh", "3 May 2011", "referral-declined", "P", same="mh1"),
        expect="mh/: declined, certain; declined mh1 mh2",
    ),
    hit("another kind of case", SENT, DECLINED, death_type=DeathType.ADULT_FAMILY, expect=CERTAIN),
    # -- the settings
    near_miss("switched off in this case", SENT, DECLINED, settings=changed(off=True)),
    near_miss(
        "the case's rule began later", SENT, DECLINED, settings=changed(start=date(2012, 1, 1))
    ),
    near_miss(
        "the case asks it of the police only", SENT, DECLINED, settings=changed(sectors=("police",))
    ),
    hit(
        "within the days of the case",
        SENT,
        DECLINED,
        row("gp", "20 May 2011", "referral-made", "P"),
        settings=changed(days=7),
        expect=CERTAIN,
    ),
    # -- silence
    silent("a chronology in part", SENT, DECLINED, coverage={"mh": IN_PART}, cannot="mh"),
    silent(
        "the chronology of whoever referred, in part",
        SENT,
        DECLINED,
        coverage={"gp": IN_PART},
        cannot="gp",
    ),
    silent("whoever referred sent no chronology", DECLINED, cannot="gp"),
    silent(
        "a chronology that ends within the days",
        SENT,
        DECLINED,
        coverage={"mh": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="mh",
    ),
    silent(
        "a row that nobody has coded",
        SENT,
        DECLINED,
        row("mh", "10 May 2011", "referral-made", "P", coded=False),
        cannot="mh",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
