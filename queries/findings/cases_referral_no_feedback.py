# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record that whoever referred heard the outcome"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "referral-no-feedback"

SENT = row("gp", "3 May 2011", "referral-made", "V mentioned", shared="csc")
VISIT = row("csc", "10 May 2011", "home-visit", "V")
CERTAIN = "gp/: no feedback, certain; followed csc1; referral gp1"
POSSIBLE = "gp/: no feedback, possible; followed csc1?; referral gp1?"


def changed(**what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "referral", **what),))  # type: ignore[arg-type]


CASES = (
    hit(
        "acted on, and nobody told",
        SENT,
        VISIT,
        expect=CERTAIN,
        says="There is no record within 56 days that Surgery was told.",
        quiet=("failed", "should have"),
    ),
    near_miss("nothing was done", SENT, row("csc", "3 May 2009", "home-visit", "V")),
    near_miss(
        "it only arrived",
        SENT,
        row("csc", "4 May 2011", "referral-received", "V", told_by="gp"),
    ),
    near_miss(
        "told, on the record of the referrer",
        SENT,
        VISIT,
        row("gp", "20 May 2011", "letter-received", "V", told_by="csc"),
    ),
    near_miss(
        "what was done says that it responds; told six weeks later",
        SENT,
        row("csc", "10 May 2011", "home-visit", "V", answers="gp1"),
        row("gp", "14 June 2011", "letter-received", "V", told_by="csc"),
    ),
    near_miss(
        "told, on the record of the other",
        SENT,
        VISIT,
        row("csc", "20 May 2011", "share", "V mentioned", shared="gp"),
    ),
    near_miss(
        "in the row of what was done",
        SENT,
        row("csc", "10 May 2011", "home-visit", "V", shared="gp"),
    ),
    near_miss(
        "met",
        SENT,
        VISIT,
        row("csc", "20 May 2011", "professionals-meeting", "V mentioned", attended="gp, csc"),
    ),
    near_miss(
        "met, on the record of the referrer",
        SENT,
        VISIT,
        row("gp", "20 May 2011", "professionals-meeting", "V mentioned", attended="gp, csc"),
    ),
    near_miss(
        "what was done is what was told, whenever that was",
        SENT,
        row("csc", "between 20 May 2011 and 20 July 2011", "home-visit", "V", shared="gp"),
    ),
    near_miss(
        "minutes were sent",
        SENT,
        VISIT,
        row("csc", "20 May 2011", "strategy-meeting", "V mentioned", minutes="gp"),
    ),
    near_miss(
        "its own row responds to the other's",
        SENT,
        VISIT,
        row("gp", "20 May 2011", "appointment", "V", answers="csc1"),
    ),
    near_miss(
        "answered long after, and it says so",
        SENT,
        VISIT,
        row("csc", "20 May 2012", "letter-sent", "V mentioned", shared="gp", answers="gp1"),
    ),
    hit(
        "a second referral is no feedback",
        SENT,
        VISIT,
        row("gp", "20 May 2011", "share", "V", shared="csc"),
        expect=CERTAIN,
    ),
    hit(
        "another agency was told",
        SENT,
        VISIT,
        row("csc", "20 May 2011", "share", "V", shared="police"),
        expect=CERTAIN,
    ),
    # -- time
    near_miss(
        "told on the last day",
        SENT,
        VISIT,
        row("gp", "28 June 2011", "letter-received", "V", told_by="csc"),
    ),
    hit(
        "told on the first day after",
        SENT,
        VISIT,
        row("gp", "29 June 2011", "letter-received", "V", told_by="csc"),
        expect=CERTAIN,
    ),
    hit(
        "told before it",
        SENT,
        VISIT,
        row("gp", "2 May 2011", "letter-received", "V", told_by="csc"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps told too late",
        SENT,
        VISIT,
        row("gp", "between 1 June 2011 and 31 July 2011", "letter-received", "V", told_by="csc"),
        expect=POSSIBLE,
    ),
    hit(
        "perhaps acted on",
        SENT,
        row("csc", "between 20 May 2011 and 20 June 2011", "home-visit", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "acted on late, in a row that says that it responds",
        SENT,
        row("csc", "1 July 2011", "home-visit", "C", answers="gp1"),
        expect=CERTAIN,
    ),
    near_miss("acted on too late", SENT, row("csc", "1 June 2011", "home-visit", "V")),
    hit(
        "acted on on the last day",
        SENT,
        row("csc", "31 May 2011", "home-visit", "V"),
        expect=CERTAIN,
    ),
    near_miss(
        "acted on early enough only on a day on which the answer counts, too",
        row("gp", "between 1 April 2011 and 30 April 2011", "referral-made", "V", shared="csc"),
        row("csc", "20 May 2011", "home-visit", "V"),
        row("gp", "20 May 2011", "letter-received", "V", told_by="csc"),
    ),
    hit(
        "acted on early enough only on a day on which the answer is too late",
        row("gp", "between 1 April 2011 and 30 April 2011", "referral-made", "V", shared="csc"),
        row("csc", "5 April 2011", "home-visit", "V"),
        row("gp", "28 May 2011", "letter-received", "V", told_by="csc"),
        expect=POSSIBLE,
    ),
    near_miss(
        "the days of both do not meet",
        row("gp", "between 1 April 2011 and 30 April 2011", "referral-made", "V", shared="csc"),
        row("csc", "28 May 2011", "home-visit", "V"),
        row("gp", "1 June 2011", "letter-received", "V", told_by="csc"),
    ),
    near_miss("before scope", row("gp", "3 May 2008", "referral-made", "V", shared="csc"), VISIT),
    near_miss("after the end", row("gp", "3 July 2014", "referral-made", "V", shared="csc"), VISIT),
    near_miss(
        "of the fatal incident",
        row("gp", "1 July 2014", "referral-made", "V", shared="csc", fatal=True),
        row("csc", "1 July 2014", "home-visit", "V"),
    ),
    silent(
        "too little time was left",
        row("gp", "1 June 2014", "referral-made", "V", shared="csc"),
        row("csc", "3 June 2014", "home-visit", "V"),
        cannot="gp",
    ),
    # -- persons
    near_miss("somebody else was visited", SENT, row("csc", "10 May 2011", "home-visit", "N")),
    hit(
        "told of somebody else",
        SENT,
        VISIT,
        row("gp", "20 May 2011", "letter-received", "N", told_by="csc"),
        expect=CERTAIN,
    ),
    near_miss(
        "to people close to them",
        row("gp", "3 May 2011", "referral-made", "V", shared="family"),
        row("family", "10 May 2011", "home-visit", "V"),
    ),
    # -- the law
    near_miss(
        "a reason for not sharing was recorded",
        row("gp", "3 May 2011", "referral-made", "V", shared="csc", bar="consent refused"),
        VISIT,
    ),
    # -- the settings
    near_miss("switched off in this case", SENT, VISIT, settings=changed(off=True)),
    near_miss("the case's rule began later", SENT, VISIT, settings=changed(start=date(2012, 1, 1))),
    hit(
        "within the days of the case",
        SENT,
        VISIT,
        row("gp", "20 May 2011", "letter-received", "V", told_by="csc"),
        settings=changed(days=7),
        expect=CERTAIN,
    ),
    # -- silence
    silent("a chronology in part", SENT, VISIT, coverage={"gp": IN_PART}, cannot="gp"),
    hit(
        "the other's chronology in part shows enough",
        SENT,
        VISIT,
        coverage={"csc": IN_PART},
        expect=CERTAIN,
    ),
    silent(
        "a chronology that ends within the days",
        SENT,
        VISIT,
        coverage={"gp": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row that nobody has coded",
        SENT,
        VISIT,
        row("gp", "10 May 2011", "letter-received", "V", coded=False),
        cannot="gp",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
