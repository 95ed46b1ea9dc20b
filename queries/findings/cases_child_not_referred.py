# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a child was there, with no record of a referral about the child"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "child-not-referred"

# an agency that writes down what it passed on
WRITES = row("police", "3 May 2009", "share", "N", shared="housing")
THERE = row("police", "3 May 2011", "assault", "V, P, C present")
CERTAIN = "police/: child, certain; happened police2"
POSSIBLE = "police/: child, possible; happened police2?"


def changed(**what: object) -> Settings:
    name = "a child there, harmed, or telling of it"
    return Settings(rules=(RuleChange(KEY, name, **what),))  # type: ignore[arg-type]


CASES = (
    hit(
        "a child present at an assault",
        WRITES,
        THERE,
        expect=CERTAIN,
        says="with Cat there. There is no record of a referral to children's social care within 7",
        quiet=("failed", "should have"),
    ),
    hit(
        "a child saw it, though nobody is named",
        WRITES,
        row("police", "3 May 2011", "call-out", "V", "child-present (disclosed)"),
        expect=CERTAIN,
        says="with Cat there. There is no record",
        quiet="child present, saw or heard",
    ),
    hit(
        "a child told somebody",
        row("school", "3 May 2009", "share", "N", shared="housing"),
        row("school", "3 May 2011", "school-contact", "C", "child-disclosure (disclosed)"),
        expect="school/: child, certain; happened school2",
    ),
    hit(
        "a child was harmed",
        WRITES,
        row("police", "3 May 2011", "child-incident", "C"),
        expect=CERTAIN,
    ),
    near_miss("no child was there", WRITES, row("police", "3 May 2011", "assault", "V, P")),
    near_miss(
        "a child is only mentioned",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P, C mentioned"),
    ),
    near_miss(
        "an argument, with nothing more said of the child",
        WRITES,
        row("police", "3 May 2011", "argument", "V, P, C present"),
        below=1,
    ),
    near_miss(
        "a child at an appointment", WRITES, row("police", "3 May 2011", "home-visit", "V, C")
    ),
    # -- what would be one
    near_miss(
        "notified in the same row",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", shared="csc"),
    ),
    near_miss(
        "notified in another row of the occurrence, on the seventh day",
        WRITES,
        THERE,
        row("police/ppu", "10 May 2011", "share", "F", shared="csc", same="police2"),
    ),
    hit(
        "notified in another row of the occurrence, later",
        WRITES,
        THERE,
        row("police/ppu", "30 May 2011", "share", "C", shared="csc", same="police2"),
        expect=CERTAIN + "; followed police3",
        says="The records show a response 27 days later, 30 May 2011",
    ),
    hit(
        "a meeting that says that it responds, weeks later",
        WRITES,
        THERE,
        row("police", "24 June 2011", "marac", "V", attended="csc", answers="police2"),
        expect=CERTAIN + "; followed police3",
        says="The records show a response 52 days later, 24 June 2011: MARAC (Police).",
    ),
    hit(
        "a meeting that says that it responds, perhaps within the days",
        WRITES,
        THERE,
        row(
            "police",
            "between 8 May 2011 and 24 June 2011",
            "marac",
            "V",
            attended="csc",
            answers="police2",
        ),
        expect=POSSIBLE + "; followed police3?",
        says="The records show a response 5 to 52 days later",
    ),
    near_miss(
        "the child is named only where it was passed on",
        WRITES,
        row("police", "3 May 2011", "call-out", "V", "child-present (disclosed)"),
        row("police", "4 May 2011", "share", "C", shared="csc"),
    ),
    hit(
        "what another agency passed on of the same occurrence is its own",
        WRITES,
        THERE,
        row("hospital", "3 May 2011", "attendance-ae", "V", shared="csc", same="police2"),
        expect=CERTAIN,
    ),
    near_miss(
        "its own text names them",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", mentions="csc"),
    ),
    near_miss(
        "its response tells of a referral",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", response="Referral to MASH."),
    ),
    hit(
        "its response tells of something else",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", response="Arrested."),
        expect=CERTAIN,
    ),
    near_miss(
        "referred", WRITES, THERE, row("police", "5 May 2011", "referral-made", "C", shared="csc")
    ),
    near_miss(
        "referred, to whom is not recorded",
        WRITES,
        THERE,
        row("police", "5 May 2011", "referral-made", "V mentioned"),
    ),
    hit(
        "referred to another service",
        WRITES,
        THERE,
        row("police", "5 May 2011", "referral-made", "V", shared="idva"),
        expect=CERTAIN,
    ),
    near_miss(
        "received, on the record of children's social care",
        WRITES,
        THERE,
        row("csc", "5 May 2011", "information-received", "C mentioned", told_by="police"),
    ),
    near_miss(
        "children's social care saw the mother anyway",
        WRITES,
        THERE,
        row("csc", "5 May 2011", "home-visit", "V"),
    ),
    near_miss(
        "harm to a child, and children's social care saw the mother",
        WRITES,
        row("police", "3 May 2011", "child-incident", "C"),
        row("csc", "5 May 2011", "home-visit", "V"),
    ),
    near_miss(
        "harm to a child, and children's social care heard of the mother",
        WRITES,
        row("police", "3 May 2011", "child-incident", "C"),
        row("police", "5 May 2011", "share", "V", shared="csc"),
    ),
    near_miss(
        "a strategy meeting",
        WRITES,
        THERE,
        row("police", "5 May 2011", "strategy-meeting", "C", attended="police, csc"),
    ),
    hit(
        "children's social care recorded that there was no contact",
        WRITES,
        THERE,
        row("csc", "5 May 2011", "no-contact", "C"),
        expect=CERTAIN,
    ),
    # -- consent
    near_miss(
        "offered and declined",
        WRITES,
        THERE,
        row("police", "4 May 2011", "referral-offered-declined", "V"),
    ),
    hit(
        "consent refused",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", bar="consent refused"),
        expect=CERTAIN,
        says="was it looked at again with the child in mind?",
    ),
    # -- time
    near_miss(
        "on the last day",
        WRITES,
        THERE,
        row("police", "10 May 2011", "share", "C", shared="csc"),
    ),
    hit(
        "on the first day after",
        WRITES,
        THERE,
        row("police", "11 May 2011", "share", "C", shared="csc"),
        expect=CERTAIN,
    ),
    hit(
        "before it",
        WRITES,
        THERE,
        row("police", "2 May 2011", "share", "C", shared="csc"),
        expect=CERTAIN,
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", seq=2),
        row("police", "3 May 2011", "share", "C", shared="csc", seq=1),
        expect=CERTAIN,
    ),
    hit(
        "perhaps too late",
        WRITES,
        THERE,
        row("police", "May 2011", "share", "C", shared="csc"),
        expect=POSSIBLE,
    ),
    hit(
        "its own date is in doubt",
        WRITES,
        row("police", "between 1 April 2011 and 30 April 2011", "assault", "V, C present"),
        row("police", "4 May 2011", "share", "C", shared="csc"),
        expect=POSSIBLE,
    ),
    near_miss("before scope", WRITES, row("police", "3 May 2008", "assault", "V, C present")),
    near_miss(
        "before hearing it was harm in law",
        row("police", "3 May 2003", "share", "N", shared="housing"),
        row("police", "3 May 2004", "assault", "V, C present"),
        scope_from=date(2000, 1, 1),
    ),
    near_miss("after the end", WRITES, row("police", "3 July 2014", "assault", "V, C present")),
    near_miss(
        "of the fatal incident",
        WRITES,
        row("police", "1 July 2014", "assault", "V, C present", fatal=True),
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("police", "3 May 2011", "assault", "V, C present", after_death=True),
    ),
    silent(
        "too little time was left",
        WRITES,
        row("police", "27 June 2014", "assault", "V, C present"),
        cannot="police",
    ),
    # -- persons
    hit(
        "children's social care heard of somebody else",
        WRITES,
        THERE,
        row("police", "5 May 2011", "share", "N", shared="csc"),
        expect=CERTAIN,
    ),
    near_miss("people close to them", row("family", "3 May 2011", "assault", "V, C present")),
    near_miss(
        "children's social care itself",
        row("csc", "3 May 2009", "share", "N", shared="housing"),
        row("csc", "3 May 2011", "home-visit", "C", "child-abuse"),
    ),
    near_miss(
        "told by another agency",
        WRITES,
        row("police", "3 May 2011", "call-out", "V", "child-present", told_by="school"),
    ),
    near_miss(
        "a history",
        WRITES,
        row("police", "3 May 2011", "call-out", "V", "child-present (history)"),
    ),
    near_miss(
        "a routine letter",
        WRITES,
        row("police", "3 May 2011", "letter-received", "C", "child-present"),
    ),
    hit(
        "two rows of one occurrence are one",
        WRITES,
        THERE,
        row("police/response", "3 May 2011", "assault", "V, C", same="police2"),
        expect="police/: child, certain; happened police2 police3",
    ),
    hit("another kind of case", WRITES, THERE, death_type=DeathType.ADULT_FAMILY, expect=CERTAIN),
    # -- the settings
    near_miss("switched off in this case", WRITES, THERE, settings=changed(off=True)),
    near_miss(
        "the case's rule began later", WRITES, THERE, settings=changed(start=date(2012, 1, 1))
    ),
    near_miss(
        "the case asks it of schools only", WRITES, THERE, settings=changed(sectors=("education",))
    ),
    hit(
        "within the days of the case",
        WRITES,
        THERE,
        row("police", "9 May 2011", "share", "C", shared="csc"),
        settings=changed(days=1, working_days=True),
        expect=CERTAIN,
        says="within 1 working day.",
    ),
    hit(
        "the case names an agency that is no sector: it is told by its name",
        WRITES,
        THERE,
        row("csc", "30 May 2011", "home-visit", "V"),
        settings=changed(destinations=("csc",)),
        expect=CERTAIN,
        says="no record of a referral to Children's Social Care within 7",
    ),
    # -- silence
    silent("a chronology that never names anybody else", THERE, cannot="police"),
    silent("a chronology in part", WRITES, THERE, coverage={"police": IN_PART}, cannot="police"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        THERE,
        coverage={"police": Coverage(end=date(2011, 5, 5), stated=True)},
        cannot="police",
    ),
    silent(
        "a row that nobody has coded",
        WRITES,
        THERE,
        row("police", "4 May 2011", "share", "C", coded=False),
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
