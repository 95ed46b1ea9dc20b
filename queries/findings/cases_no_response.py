# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record of a response"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "no-response"

# an agency that writes down what it did about something
WRITES = row("gp", "3 May 2010", "appointment", "V", response="Prescribed.")
SAID = row("gp", "3 May 2011", "disclosure", "V", "strangulation (disclosed)")
CERTAIN = "gp/: said, certain; asked gp2"
POSSIBLE = "gp/: said, possible; asked gp2?"

ASKED = row("csc", "3 May 2011", "request-for-information", "V", shared="police")
ASKED_CERTAIN = "police: asked, certain; asked csc1"
SEEN = row("police", "3 May 2010", "call-out", "V")

CASES = (
    # -- said
    hit(
        "a disclosure, and nothing after it",
        WRITES,
        SAID,
        expect=CERTAIN,
        says="There is no record of a response within 14 days.",
        quiet=("failed", "ignored"),
    ),
    hit("a concern", WRITES, row("gp", "3 May 2011", "concern-reported", "V"), expect=CERTAIN),
    hit(
        "a concern that only mentions whom it is about",
        WRITES,
        row("gp", "3 May 2011", "concern-reported", "F, V mentioned"),
        expect=CERTAIN,
    ),
    near_miss(
        "taken to a supervisor, in a row that mentions whom it is about",
        WRITES,
        SAID,
        row("gp", "5 May 2011", "supervision", "V mentioned"),
    ),
    hit(
        "a disclosure at an appointment",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "disclosure-of-abuse (disclosed)"),
        expect=CERTAIN,
    ),
    hit(
        "two of one day are two lines",
        WRITES,
        SAID,
        row("gp", "3 May 2011", "concern-reported", "C"),
        expect=(CERTAIN, "gp/: said, certain; asked gp3"),
    ),
    near_miss("referred the next day", WRITES, SAID, row("gp", "4 May 2011", "referral-made", "V")),
    near_miss(
        "a row of any kind that says that it responds, in time",
        WRITES,
        SAID,
        row("gp", "17 May 2011", "phone-call", "V", answers="gp2"),
    ),
    hit(
        "a row that says that it responds, after the days",
        WRITES,
        SAID,
        row("gp", "3 June 2012", "phone-call", "V", answers="gp2"),
        expect=CERTAIN + "; followed gp3",
        says="The records show a response 397 days later, 3 June 2012",
    ),
    near_miss(
        "its own row says what was done",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", response="Rang the IDVA."),
    ),
    near_miss(
        "its own row passed it on",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", shared="police"),
    ),
    near_miss(
        "consent refused, and that decision recorded",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", bar="consent refused"),
    ),
    hit(
        "something was done earlier on that day, by the clock",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", time="15:00"),
        row("gp", "3 May 2011", "referral-made", "V", time="09:00"),
        expect=CERTAIN,
    ),
    # -- time
    near_miss(
        "on the fourteenth day", WRITES, SAID, row("gp", "17 May 2011", "referral-made", "V")
    ),
    hit(
        "on the fifteenth day",
        WRITES,
        SAID,
        row("gp", "18 May 2011", "referral-made", "V"),
        expect=CERTAIN,
    ),
    near_miss(
        "on the same day, neither with a time",
        WRITES,
        SAID,
        row("gp", "3 May 2011", "referral-made", "V"),
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", seq=2),
        row("gp", "3 May 2011", "referral-made", "V", seq=1),
        expect=CERTAIN,
    ),
    hit("before it", WRITES, SAID, row("gp", "2 May 2011", "referral-made", "V"), expect=CERTAIN),
    hit(
        "perhaps too late",
        WRITES,
        SAID,
        row("gp", "May 2011", "referral-made", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "the disclosure's own date is in doubt",
        WRITES,
        row("gp", "May 2011", "disclosure", "V"),
        row("gp", "25 May 2011", "referral-made", "V"),
        expect=POSSIBLE,
    ),
    near_miss("before scope", WRITES, row("gp", "3 May 2008", "disclosure", "V")),
    near_miss(
        "perhaps before scope",
        WRITES,
        row("gp", "December 2008 or January 2009", "disclosure", "V"),
    ),
    near_miss("after the end", WRITES, row("gp", "3 July 2014", "disclosure", "V")),
    near_miss(
        "of the fatal incident", WRITES, row("gp", "1 July 2014", "disclosure", "V", fatal=True)
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", after_death=True),
    ),
    silent(
        "too little time was left",
        WRITES,
        row("gp", "25 June 2014", "disclosure", "V"),
        cannot="gp",
        says="the 14 days of this rule had not passed",
    ),
    # -- persons
    hit(
        "something was done about somebody else",
        WRITES,
        SAID,
        row("gp", "4 May 2011", "referral-made", "N"),
        expect=CERTAIN,
    ),
    near_miss("of nobody in the household", WRITES, row("gp", "3 May 2011", "disclosure", "N")),
    near_miss("people close to them", WRITES, row("family", "3 May 2011", "concern-reported", "V")),
    # -- what was said
    near_miss(
        "a history that an assessment retells",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "disclosure-of-abuse (history)"),
    ),
    near_miss(
        "denied when asked",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "disclosure-of-abuse (denied)"),
    ),
    near_miss(
        "a routine letter that tells of it",
        WRITES,
        row("gp", "3 May 2011", "letter-received", "V", "disclosure-of-abuse (disclosed)"),
    ),
    near_miss(
        "another agency told of it",
        WRITES,
        row("gp", "3 May 2011", "disclosure", "V", told_by="police"),
    ),
    hit(
        "a routine contact is no response",
        WRITES,
        SAID,
        row("gp", "4 May 2011", "repeat-prescription", "V"),
        expect=CERTAIN,
    ),
    # -- the settings
    near_miss(
        "before the case's own rule began",
        WRITES,
        SAID,
        settings=Settings(
            rules=(RuleChange(KEY, "disclosure or concern", start=date(2012, 1, 1)),)
        ),
    ),
    near_miss(
        "expected by the case of the police only",
        WRITES,
        SAID,
        settings=Settings(rules=(RuleChange(KEY, "disclosure or concern", sectors=("police",)),)),
    ),
    near_miss(
        "switched off in this case",
        WRITES,
        SAID,
        settings=Settings(rules=(RuleChange(KEY, "disclosure or concern", off=True),)),
    ),
    hit(
        "within two working days, over a bank holiday",
        row("gp", "3 May 2010", "appointment", "V", response="Prescribed."),
        row("gp", "29 April 2011", "disclosure", "V"),
        row("gp", "5 May 2011", "referral-made", "V"),
        settings=Settings(
            rules=(RuleChange(KEY, "disclosure or concern", days=2, working_days=True),)
        ),
        expect=CERTAIN,
        says="within 2 working days",
    ),
    # -- silence
    silent(
        "a chronology that says of nothing what was done",
        row("gp", "3 May 2010", "appointment", "V"),
        SAID,
        cannot="gp",
    ),
    silent(
        "no column for what was done, though some rows say what they respond to",
        SAID,
        row("gp", "3 May 2012", "share", "F", shared="csc"),
        row("gp", "3 June 2012", "letter-sent", "V", answers="gp2"),
        cannot="gp",
        says="Surgery: its chronology has no column for what was done, or nothing in it.",
    ),
    near_miss(
        "no column for what was done, and another row answers",
        SAID,
        row("gp", "4 May 2011", "referral-made", "V"),
    ),
    silent("a chronology in part", WRITES, SAID, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        SAID,
        coverage={"gp": Coverage(end=date(2011, 5, 10), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row not coded within the days",
        WRITES,
        SAID,
        row("gp", "5 May 2011", "x", "V", coded=False),
        cannot="gp",
    ),
    # -- asked
    hit("a request with no answer", SEEN, ASKED, expect=ASKED_CERTAIN, says="record of either"),
    near_miss(
        "answered by the other",
        SEEN,
        ASKED,
        row("police", "10 May 2011", "information-provided", "V", shared="csc"),
    ),
    near_miss(
        "the answer stands on the record of whoever asked",
        SEEN,
        ASKED,
        row("csc", "10 May 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "refused, with a reason: consent was not given",
        SEEN,
        ASKED,
        row("police", "10 May 2011", "request-refused", "V", shared="csc", bar="consent refused"),
    ),
    hit(
        "an answer to somebody else",
        SEEN,
        ASKED,
        row("police", "10 May 2011", "information-provided", "V", shared="gp"),
        expect=ASKED_CERTAIN,
    ),
    near_miss(
        "to people close to them",
        row("csc", "3 May 2011", "request-for-information", "V", shared="family"),
    ),
    silent(
        "whoever was asked covers the time in part",
        SEEN,
        ASKED,
        coverage={"police": IN_PART},
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
