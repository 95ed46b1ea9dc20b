# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record of what came of an offence or a breach"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "offence-no-outcome"

# a force that writes down what came of something
WRITES = row("police", "3 May 2010", "arrest", "P", response="Charged.")
ASSAULT = row("police", "3 May 2011", "assault", "V, P")
CERTAIN = "police/: offence, certain; happened police2"
POSSIBLE = "police/: offence, possible; happened police2?"

BREACH = row("police", "3 May 2011", "breach", "P, V mentioned")
BREACHED = "police/: breach, certain; happened police2"


def changed(name: str = "offence", **what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, name, **what),))  # type: ignore[arg-type]


CASES = (
    # -- an offence
    hit(
        "an assault, and nothing after it",
        WRITES,
        ASSAULT,
        expect=CERTAIN,
        says="There is no record of an arrest, an interview or an outcome within 28 days.",
        quiet=("failed", "should have"),
    ),
    hit(
        "a risk assessment is no outcome",
        WRITES,
        ASSAULT,
        row("police", "3 May 2011", "risk-assessment", "V", answers="police2"),
        expect=CERTAIN,
    ),
    hit(
        "a crime that was recorded, with no outcome",
        WRITES,
        ASSAULT,
        row("police", "4 May 2011", "crime-recorded", "V, P"),
        expect=CERTAIN,
    ),
    near_miss(
        "a crime that was recorded, with its outcome",
        WRITES,
        ASSAULT,
        row("police", "4 May 2011", "crime-recorded", "V, P", outcome="Undetected, filed."),
    ),
    near_miss("arrested the next day", WRITES, ASSAULT, row("police", "4 May 2011", "arrest", "P")),
    near_miss(
        "no further action, and decided", WRITES, ASSAULT, row("police", "9 May 2011", "nfa", "V")
    ),
    near_miss(
        "its own row says what came of it",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", response="Area search, no trace. NFA."),
    ),
    near_miss(
        "an interview that says that it responds, on the last day",
        WRITES,
        ASSAULT,
        row("police", "31 May 2011", "investigation", "P", answers="police2"),
    ),
    hit(
        "a row that says that it responds, after the days",
        WRITES,
        ASSAULT,
        row("police", "3 August 2011", "investigation", "P", answers="police2"),
        expect=CERTAIN + "; followed police3",
        says="The records show a response 92 days later, 3 August 2011",
    ),
    near_miss(
        "convicted, on the record of probation",
        WRITES,
        ASSAULT,
        row("probation", "20 May 2011", "court", "P"),
    ),
    hit(
        "a decision of an agency that does not deal with crime",
        WRITES,
        ASSAULT,
        row("csc", "5 May 2011", "nfa", "V, P"),
        expect=CERTAIN,
    ),
    near_miss(
        "the perpetrator is not named on the row, and was arrested",
        WRITES,
        row("police", "3 May 2011", "assault", "V"),
        row("police", "5 May 2011", "arrest", "P"),
    ),
    near_miss(
        "an outcome that names nobody",
        WRITES,
        ASSAULT,
        row("police", "5 May 2011", "nfa"),
    ),
    near_miss(
        "recorded as something else", WRITES, row("police", "3 May 2011", "argument", "V, P")
    ),
    near_miss(
        "recorded by an agency that is not the police", row("gp", "3 May 2011", "assault", "V")
    ),
    # -- time
    near_miss("on the last day", WRITES, ASSAULT, row("police", "31 May 2011", "arrest", "P")),
    hit(
        "on the first day after",
        WRITES,
        ASSAULT,
        row("police", "1 June 2011", "arrest", "P"),
        expect=CERTAIN,
    ),
    hit(
        "on the day before",
        WRITES,
        ASSAULT,
        row("police", "2 May 2011", "arrest", "P"),
        expect=CERTAIN,
    ),
    near_miss("on the same day", WRITES, ASSAULT, row("police", "3 May 2011", "arrest", "P")),
    hit(
        "on the same day, but before it by the chronology's own order",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", seq=2),
        row("police", "3 May 2011", "arrest", "P", seq=1),
        expect=CERTAIN,
    ),
    hit(
        "perhaps too late",
        WRITES,
        ASSAULT,
        row("police", "May to July 2011", "arrest", "P"),
        expect=POSSIBLE,
    ),
    hit(
        "the offence's own date is in doubt",
        WRITES,
        row("police", "between 1 April 2011 and 30 April 2011", "assault", "V, P"),
        row("police", "10 May 2011", "arrest", "P"),
        expect=POSSIBLE,
    ),
    near_miss("before scope", WRITES, row("police", "3 May 2008", "assault", "V, P")),
    near_miss("after the end", WRITES, row("police", "3 July 2014", "assault", "V, P")),
    near_miss(
        "of the fatal incident", WRITES, row("police", "1 July 2014", "assault", "V", fatal=True)
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", after_death=True),
    ),
    silent(
        "too little time was left",
        WRITES,
        row("police", "25 June 2014", "assault", "V, P"),
        cannot="police",
        says="the 28 days of this rule had not passed",
    ),
    # -- persons
    hit(
        "an arrest of somebody else",
        WRITES,
        ASSAULT,
        row("police", "4 May 2011", "arrest", "N"),
        expect=CERTAIN,
    ),
    near_miss(
        "with nobody of the household", WRITES, row("police", "3 May 2011", "assault", "N, X")
    ),
    near_miss("people close to them", WRITES, row("family", "3 May 2011", "assault", "V, P")),
    hit(
        "against an earlier partner",
        WRITES,
        row("police", "3 May 2011", "assault", "P, X"),
        expect=CERTAIN,
    ),
    # -- one offence
    hit(
        "two rows of one occurrence are one",
        WRITES,
        ASSAULT,
        row("police/response", "3 May 2011", "assault", "V, P", same="police2"),
        expect="police/: offence, certain; happened police2 police3",
    ),
    near_miss(
        "another row of the occurrence is the arrest, on the last day",
        WRITES,
        ASSAULT,
        row("police/custody", "31 May 2011", "arrest", "F", same="police2"),
    ),
    near_miss(
        "another row of the occurrence says what was done, of the evening before",
        WRITES,
        ASSAULT,
        row("police/control", "2 May 2011", "call-out", "V", same="police2", response="Sent."),
    ),
    hit(
        "another row of the occurrence is the arrest, months later",
        WRITES,
        ASSAULT,
        row("police/custody", "1 August 2011", "arrest", "P", same="police2"),
        expect=CERTAIN + "; followed police3",
        says="The records show a response 90 days later, 1 August 2011: arrest (Police).",
    ),
    near_miss(
        "the outcome stands with the other force's row of it",
        WRITES,
        ASSAULT,
        row("btp", "3 May 2011", "assault", "V, P", same="police2", outcome="Charged."),
    ),
    hit(
        "what the hospital did for the same occurrence is no outcome",
        WRITES,
        ASSAULT,
        row("hospital", "3 May 2011", "attendance-ae", "V", same="police2", response="X-ray."),
        expect=CERTAIN,
    ),
    near_miss(
        "told of by another force",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", told_by="btp"),
        row("btp", "3 May 2011", "appointment", "P", outcome="Charged."),
    ),
    near_miss(
        "a history that is retold",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", "assault (history)"),
    ),
    # -- a breach
    hit(
        "a breach, and nothing after it",
        WRITES,
        BREACH,
        expect=BREACHED,
        says="a response to the breach, nor that it was passed on, within 7 days",
    ),
    hit(
        "a breach that a call tells of",
        WRITES,
        row("police", "3 May 2011", "call-out", "V", "breach-of-order (disclosed)"),
        expect=BREACHED,
        says="breach of an order or bail",
    ),
    hit(
        "an assault that breaks an order is one line",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", "breach-of-order"),
        expect=BREACHED,
    ),
    hit(
        "the breach was passed on, and of the assault there is no outcome",
        WRITES,
        row("police", "3 May 2011", "assault", "V, P", "breach-of-order"),
        row("police", "5 May 2011", "share", "P", shared="probation"),
        expect=CERTAIN,
    ),
    near_miss(
        "a breach that was ruled out",
        WRITES,
        row("police", "3 May 2011", "call-out", "V", "breach-of-order (ruled out)"),
    ),
    near_miss(
        "a letter that tells of a breach",
        WRITES,
        row("police", "3 May 2011", "letter-received", "P", "breach-of-order"),
    ),
    near_miss(
        "passed on to probation",
        WRITES,
        BREACH,
        row("police", "5 May 2011", "share", "P", shared="probation"),
    ),
    near_miss(
        "passed on in the same row",
        WRITES,
        row("police", "3 May 2011", "breach", "P", shared="probation"),
    ),
    hit(
        "passed on to an agency that set no condition",
        WRITES,
        BREACH,
        row("police", "5 May 2011", "share", "P", shared="housing"),
        expect=BREACHED,
    ),
    near_miss("recalled", WRITES, BREACH, row("probation", "10 May 2011", "recall", "P")),
    hit(
        "recalled on the eighth day",
        WRITES,
        BREACH,
        row("probation", "11 May 2011", "recall", "P"),
        expect=BREACHED,
    ),
    near_miss(
        "a breach that probation told of is probation's to answer",
        WRITES,
        row("police", "3 May 2011", "breach", "P", told_by="probation"),
        row("probation", "3 May 2011", "supervision-contact", "P", response="Warned."),
    ),
    hit(
        "a reason for not sharing was recorded",
        WRITES,
        row("police", "3 May 2011", "breach", "P", bar="restricted intelligence"),
        expect=BREACHED,
        says="was it looked at again?",
    ),
    # -- the settings
    near_miss(
        "before the case's own rule began",
        WRITES,
        ASSAULT,
        settings=changed(start=date(2012, 1, 1)),
    ),
    near_miss("switched off in this case", WRITES, ASSAULT, settings=changed(off=True)),
    near_miss(
        "of less weight than the case asks about",
        WRITES,
        ASSAULT,
        settings=changed(least_weight=4),
        below=1,
    ),
    near_miss(
        "expected by the case of another force only",
        WRITES,
        ASSAULT,
        settings=changed(sectors=("btp",)),
    ),
    hit(
        "within the days of the case",
        WRITES,
        ASSAULT,
        row("police", "8 May 2011", "arrest", "P"),
        settings=changed(days=2),
        expect=CERTAIN,
        says="within 2 days",
    ),
    # -- silence
    silent(
        "a chronology that says of nothing what came of it",
        row("police", "3 May 2010", "call-out", "V"),
        ASSAULT,
        cannot="police",
    ),
    silent(
        "no column for what was done, though some rows are an arrest",
        row("police", "3 May 2010", "arrest", "P"),
        ASSAULT,
        row("police", "3 May 2011", "risk-assessment", "V", answers="police2"),
        cannot="police",
        says="Police: its chronology has no column for what was done, or nothing in it.",
    ),
    silent("a chronology in part", WRITES, ASSAULT, coverage={"police": IN_PART}, cannot="police"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        ASSAULT,
        coverage={"police": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="police",
    ),
    silent(
        "a row that nobody has coded",
        WRITES,
        ASSAULT,
        row("police", "10 May 2011", "arrest", "P", coded=False),
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
