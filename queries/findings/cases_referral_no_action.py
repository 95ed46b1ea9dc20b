# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record of action on a referral"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "referral-no-action"

SENT = row("gp", "3 May 2011", "referral-made", "V mentioned", shared="csc")
# an agency that has a chronology
THERE = row("csc", "3 May 2009", "home-visit", "C")
WRITES = row("csc", "3 June 2009", "home-visit", "F", response="Advice given.")
CERTAIN = "csc: no record, certain; referral gp1"
POSSIBLE = "csc: no record, possible; referral gp1?"


def changed(**what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "referral", **what),))  # type: ignore[arg-type]


CASES = (
    hit(
        "a referral, and nothing there",
        SENT,
        THERE,
        expect=CERTAIN,
        says="There is no record there of anything done about it within 28 days.",
        quiet=("failed", "ignored"),
    ),
    hit(
        "it arrived, and nothing after that",
        SENT,
        THERE,
        row("csc", "4 May 2011", "referral-received", "V mentioned", told_by="gp"),
        WRITES,
        expect="csc: received, certain; received csc2; referral gp1",
        says="It is on record there that it arrived, 4 May 2011.",
    ),
    silent(
        "it arrived, in a chronology with no column for what was done",
        SENT,
        THERE,
        row("csc", "4 May 2011", "referral-received", "V mentioned", told_by="gp"),
        cannot="csc",
        says=(
            "Whether Children's Social Care",
            " 1 referral: cannot tell from these records.",
            "Children's Social Care: its chronology has no column for what was done",
        ),
    ),
    silent(
        "two arrived, in a chronology with no column for what was done",
        SENT,
        THERE,
        row("csc", "4 May 2011", "referral-received", "V mentioned", told_by="gp"),
        row("gp", "3 May 2012", "referral-made", "V mentioned", shared="csc"),
        row("csc", "4 May 2012", "referral-received", "V mentioned", told_by="gp"),
        cannot="csc 2",
        says=" 2 referrals: cannot tell from these records.",
    ),
    hit(
        "a letter on something else is neither",
        SENT,
        THERE,
        row("csc", "4 May 2011", "letter-received", "V mentioned", told_by="housing"),
        expect=CERTAIN,
    ),
    near_miss(
        "it arrived, and the row says what was done",
        SENT,
        THERE,
        row("csc", "4 May 2011", "referral-received", "V", told_by="gp", response="Allocated."),
    ),
    near_miss("visited", SENT, THERE, row("csc", "20 May 2011", "home-visit", "V")),
    near_miss(
        "an appointment was not taken up",
        SENT,
        THERE,
        row("csc", "20 May 2011", "missed-appointment", "V mentioned"),
    ),
    near_miss(
        "not taken up by the service",
        SENT,
        THERE,
        row("csc", "20 May 2011", "referral-declined", "V mentioned", shared="gp"),
    ),
    near_miss("a row that names nobody", SENT, THERE, row("csc", "20 May 2011", "decision")),
    near_miss(
        "a row of any kind that says that it responds, in time",
        SENT,
        THERE,
        row("csc", "31 May 2011", "home-visit", "C", answers="gp1"),
    ),
    hit(
        "a row that says that it responds, after the days",
        SENT,
        THERE,
        row("csc", "20 May 2012", "home-visit", "C", answers="gp1"),
        expect="csc: no record, certain; followed csc2; referral gp1",
        says="The records show a response 383 days later, 20 May 2012",
    ),
    hit(
        "sent to two at once: what one of them did late is no response of the other",
        row("gp", "3 May 2011", "referral-made", "V mentioned", shared="asc csc"),
        THERE,
        row("asc", "3 May 2009", "home-visit", "V"),
        row("asc", "20 May 2012", "home-visit", "V", answers="gp1"),
        expect=("asc: no record, certain; followed asc2; referral gp1", CERTAIN),
    ),
    hit(
        "a note that there was no contact",
        SENT,
        THERE,
        row("csc", "20 May 2011", "no-contact", "V"),
        expect=CERTAIN,
    ),
    hit(
        "to two agencies, one of which acted",
        row("gp", "3 May 2011", "referral-made", "V", shared="csc, idva"),
        THERE,
        row("idva", "5 May 2011", "phone-call", "V"),
        expect=CERTAIN,
    ),
    # -- time
    near_miss("on the last day", SENT, THERE, row("csc", "31 May 2011", "home-visit", "V")),
    hit(
        "on the first day after",
        SENT,
        THERE,
        row("csc", "1 June 2011", "home-visit", "V"),
        expect=CERTAIN,
    ),
    hit("before it", SENT, THERE, row("csc", "2 May 2011", "home-visit", "V"), expect=CERTAIN),
    near_miss("on the same day", SENT, THERE, row("csc", "3 May 2011", "home-visit", "V")),
    near_miss(
        "acted on in the last minute of the days",
        SENT,
        THERE,
        row("csc", "31 May 2011", "home-visit", "V", time="23:59"),
    ),
    near_miss(
        "acted on in the first minute of its day",
        SENT,
        THERE,
        row("csc", "3 May 2011", "home-visit", "V", time="00:00", answers="gp1"),
    ),
    hit(
        "perhaps too late",
        SENT,
        THERE,
        row("csc", "between 20 May 2011 and 20 June 2011", "home-visit", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "the referral's own date is in doubt",
        row("gp", "between 1 April 2011 and 30 April 2011", "referral-made", "V", shared="csc"),
        THERE,
        row("csc", "10 May 2011", "home-visit", "V"),
        expect=POSSIBLE,
    ),
    near_miss("before scope", row("gp", "3 May 2008", "referral-made", "V", shared="csc"), THERE),
    near_miss("after the end", row("gp", "3 July 2014", "referral-made", "V", shared="csc"), THERE),
    near_miss(
        "of the fatal incident",
        row("gp", "1 July 2014", "referral-made", "V", shared="csc", fatal=True),
        THERE,
    ),
    near_miss(
        "learned after the death",
        row("gp", "3 May 2011", "referral-made", "V", shared="csc", after_death=True),
        THERE,
    ),
    silent(
        "too little time was left",
        row("gp", "20 June 2014", "referral-made", "V", shared="csc"),
        THERE,
        cannot="csc",
    ),
    # -- persons
    hit(
        "somebody else was visited",
        SENT,
        THERE,
        row("csc", "20 May 2011", "home-visit", "N"),
        expect=CERTAIN,
    ),
    near_miss(
        "of nobody in the household",
        row("gp", "3 May 2011", "referral-made", "N", shared="csc"),
        THERE,
    ),
    near_miss(
        "to people close to them", row("gp", "3 May 2011", "referral-made", "V", shared="family")
    ),
    near_miss(
        "to another team of the same agency",
        row("csc/north", "3 May 2011", "referral-made", "V", shared="csc/south"),
    ),
    near_miss("to nobody that is named", row("gp", "3 May 2011", "referral-made", "V"), THERE),
    near_miss("shared, not referred", row("gp", "3 May 2011", "share", "V", shared="csc"), THERE),
    # -- one referral
    hit(
        "two rows of one occurrence are one referral",
        SENT,
        THERE,
        row("gp", "3 May 2011", "referral-made", "V", shared="csc", same="gp1"),
        expect="csc: no record, certain; referral gp1 gp2",
    ),
    hit(
        "mirrored by its receipt",
        SENT,
        THERE,
        row("csc", "3 May 2011", "referral-received", "V", same="gp1"),
        WRITES,
        expect="csc: received, certain; received csc2; referral gp1",
    ),
    # -- the law
    near_miss(
        "a reason for not sharing was recorded",
        row("gp", "3 May 2011", "referral-made", "V", shared="csc", bar="consent refused"),
        THERE,
    ),
    hit("another kind of case", SENT, THERE, death_type=DeathType.ADULT_FAMILY, expect=CERTAIN),
    # -- the settings
    near_miss("switched off in this case", SENT, THERE, settings=changed(off=True)),
    near_miss("the case's rule began later", SENT, THERE, settings=changed(start=date(2012, 1, 1))),
    hit(
        "within the days of the case",
        SENT,
        THERE,
        row("csc", "20 May 2011", "home-visit", "V"),
        settings=changed(days=5, working_days=True),
        expect=CERTAIN,
        says="within 5 working days",
    ),
    near_miss(
        "the case asks it of the police only", SENT, THERE, settings=changed(sectors=("police",))
    ),
    # -- silence
    silent("an agency that sent no chronology", SENT, cannot="csc"),
    silent("a chronology in part", SENT, THERE, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "a chronology that ends within the days",
        SENT,
        THERE,
        coverage={"csc": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row that nobody has coded",
        SENT,
        THERE,
        row("csc", "10 May 2011", "home-visit", "V", coded=False),
        cannot="csc",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
