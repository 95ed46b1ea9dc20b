# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "medication not taken"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "medication-lapse"
RULE = "treating agencies"

# an agency that writes down what it did about something
WRITES = row("mh", "3 May 2010", "appointment", "N", response="Seen.")
TOPIC = "medication-not-taken (disclosed)"
LAPSE = row("mh", "3 May 2011", "appointment", "P", TOPIC)
CERTAIN = "mh/: nothing after, certain; happened mh2"
POSSIBLE = "mh/: nothing after, possible; happened mh2?"

CASES = (
    hit(
        "he has stopped his tablets, and nothing after it",
        WRITES,
        LAPSE,
        expect=CERTAIN,
        says=("prescribed medication not taken (Paul)", "an appointment offered within 28 days"),
        quiet=("failed", "complian"),
    ),
    hit(
        "hers",
        WRITES,
        row("mh", "3 May 2011", "appointment", "V", TOPIC),
        expect=CERTAIN,
    ),
    hit(
        "a prescription that was not collected, where nothing else says what was done",
        row("gp", "3 May 2011", "repeat-prescription", "P", "medication-not-taken"),
        expect="gp/: nothing after, certain; happened gp1",
    ),
    near_miss(
        "taken",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", "medication-not-taken (ruled out)"),
    ),
    near_miss(
        "a history",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", "medication-not-taken (history)"),
    ),
    near_miss("a neighbour's", WRITES, row("mh", "3 May 2011", "appointment", "N", TOPIC)),
    # -- what answers it
    near_miss(
        "its own row says what was done",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", TOPIC, response="Depot agreed."),
    ),
    near_miss(
        "its own row says what came of it",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", TOPIC, outcome="To see consultant."),
    ),
    near_miss(
        "its own row passed it on",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", TOPIC, shared="gp"),
    ),
    near_miss("seen a week later", WRITES, LAPSE, row("mh", "10 May 2011", "appointment", "P")),
    near_miss(
        "an appointment was offered",
        WRITES,
        LAPSE,
        row("mh", "10 May 2011", "missed-appointment", "P mentioned"),
    ),
    near_miss(
        "help offered and declined",
        WRITES,
        LAPSE,
        row("mh", "10 May 2011", "referral-offered-declined", "P"),
    ),
    near_miss(
        "on the twenty-eighth day", WRITES, LAPSE, row("mh", "31 May 2011", "appointment", "P")
    ),
    hit(
        "on the twenty-ninth day",
        WRITES,
        LAPSE,
        row("mh", "1 June 2011", "appointment", "P"),
        expect=CERTAIN,
    ),
    hit(
        "seen the day before",
        WRITES,
        LAPSE,
        row("mh", "2 May 2011", "appointment", "P"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps seen in time",
        WRITES,
        LAPSE,
        row("mh", "May or June 2011", "appointment", "P"),
        expect=POSSIBLE,
    ),
    hit(
        "its own date in doubt",
        WRITES,
        row("mh", "May 2011", "appointment", "P", TOPIC),
        row("mh", "3 June 2011", "appointment", "P"),
        expect=POSSIBLE,
    ),
    near_miss(
        "a row of any kind that says that it responds, in time",
        WRITES,
        LAPSE,
        row("mh", "31 May 2011", "letter-sent", "P mentioned", answers="mh2"),
    ),
    hit(
        "a row that says that it responds, after the days",
        WRITES,
        LAPSE,
        row("mh", "3 June 2012", "letter-sent", "P mentioned", answers="mh2"),
        expect=CERTAIN + "; followed mh3",
        says="The records show a response 397 days later, 3 June 2012",
    ),
    hit(
        "closed six weeks later, after appointments not kept on days not given",
        WRITES,
        LAPSE,
        row("mh", "14 June 2011", "closure", "P mentioned", "contact-not-taken-up: P (history)"),
        expect="mh/: nothing after, possible; happened mh2?; followed mh3?",
        says="The row of 14 June 2011 tells of contacts not taken up, on days that it",
    ),
    hit(
        "appointments not kept on days not given, told of at a contact of known hours",
        WRITES,
        LAPSE,
        row(
            "mh",
            "14 June 2011",
            "disclosure",
            "P",
            "contact-not-taken-up: P (history)",
            time="10:00",
        ),
        expect="mh/: nothing after, possible; happened mh2?; followed mh3?",
    ),
    hit(
        "appointments not kept that a row tells of in the very minute of it",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", TOPIC, time="10:00"),
        row(
            "mh",
            "3 May 2011",
            "closure",
            "P mentioned",
            "contact-not-taken-up: P (history)",
            time="10:00",
        ),
        expect="mh/: nothing after, possible; happened mh2?; followed mh3?",
    ),
    hit(
        "appointments not kept that a row tells of before it",
        WRITES,
        row("mh", "14 April 2011", "closure", "P mentioned", "contact-not-taken-up: P (history)"),
        row("mh", "3 May 2011", "appointment", "P", "medication-not-taken (disclosed)"),
        expect="mh/: nothing after, certain; happened mh3",
    ),
    hit(
        "appointments not kept that a row tells of after another contact",
        WRITES,
        LAPSE,
        row("mh", "14 June 2011", "appointment", "P"),
        row("mh", "14 July 2011", "closure", "P mentioned", "contact-not-taken-up: P (history)"),
        expect=CERTAIN,
    ),
    hit(
        "a contact not taken up on a day after the days",
        WRITES,
        LAPSE,
        row("mh", "14 June 2011", "missed-appointment", "P", "contact-not-taken-up: P"),
        expect=CERTAIN,
    ),
    hit(
        "appointments not kept, of somebody else",
        WRITES,
        LAPSE,
        row("mh", "14 June 2011", "closure", "V mentioned", "contact-not-taken-up: V (history)"),
        expect=CERTAIN,
    ),
    near_miss(
        "taking it again",
        WRITES,
        LAPSE,
        row("mh", "20 May 2011", "administration", "P", "medication-not-taken (ended)"),
    ),
    near_miss(
        "on the same day, neither with a time",
        WRITES,
        LAPSE,
        row("mh", "3 May 2011", "phone-call", "P"),
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", TOPIC, seq=2),
        row("mh", "3 May 2011", "phone-call", "P", seq=1),
        expect=CERTAIN,
    ),
    hit(
        "somebody else was seen",
        WRITES,
        LAPSE,
        row("mh", "10 May 2011", "appointment", "V"),
        expect=CERTAIN,
    ),
    hit(
        "another agency saw him",
        WRITES,
        LAPSE,
        row("gp", "10 May 2011", "appointment", "P"),
        expect=CERTAIN,
    ),
    hit(
        "a routine letter",
        WRITES,
        LAPSE,
        row("mh", "10 May 2011", "letter-sent", "P"),
        expect=CERTAIN,
    ),
    hit(
        "told twice of one occurrence",
        WRITES,
        LAPSE,
        row("mh", "4 May 2011", "phone-call", "P", TOPIC, same="mh2"),
        expect=CERTAIN,
    ),
    hit(
        "a history on the first row of the occurrence",
        WRITES,
        row("mh", "2 May 2011", "letter-received", "P", "medication-not-taken (history)"),
        row("mh", "3 May 2011", "appointment", "P", TOPIC, same="mh2"),
        expect="mh/: nothing after, certain; happened mh3",
    ),
    hit(
        "told again at the next contact, and nothing after that",
        WRITES,
        LAPSE,
        row("mh", "20 May 2011", "appointment", "P", TOPIC),
        expect="mh/: nothing after, certain; happened mh3",
    ),
    hit(
        "twice, years apart, is one line",
        WRITES,
        row("mh", "May or June 2010", "appointment", "P", TOPIC),
        row("mh", "20 June 2010", "appointment", "P"),
        row("mh", "3 May 2012", "appointment", "P", TOPIC),
        expect="mh/: nothing after, certain; happened mh2? mh4",
        says=("Mental Health Trust, 3 May 2012", "2 rows say so."),
    ),
    # -- time and place
    near_miss("before scope", WRITES, row("mh", "3 May 2008", "appointment", "P", TOPIC)),
    near_miss("after the end", WRITES, row("mh", "3 July 2014", "appointment", "P", TOPIC)),
    near_miss(
        "of the fatal incident",
        WRITES,
        row("mh", "1 July 2014", "appointment", "P", TOPIC, fatal=True),
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("mh", "3 May 2011", "appointment", "P", TOPIC, after_death=True),
    ),
    near_miss("told to the police", row("police", "3 May 2011", "call-out", "P", TOPIC, ref="1")),
    near_miss("people close to them", row("family", "3 May 2011", "told-informally", "P", TOPIC)),
    hit(
        "a death within the family",
        WRITES,
        LAPSE,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    hit(
        "while proceedings are live",
        WRITES,
        LAPSE,
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=CERTAIN,
        says="the accused",
        quiet="Paul",
    ),
    # -- the settings
    near_miss(
        "another number of days",
        WRITES,
        LAPSE,
        row("mh", "1 June 2011", "appointment", "P"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=29),)),
    ),
    near_miss(
        "from a later day",
        WRITES,
        LAPSE,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        WRITES,
        LAPSE,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("gp",)),)),
    ),
    near_miss(
        "switched off", WRITES, LAPSE, settings=Settings(rules=(RuleChange(KEY, RULE, off=True),))
    ),
    # -- silence
    silent("a chronology that says of nothing what was done", LAPSE, cannot="mh"),
    silent("a chronology in part", WRITES, LAPSE, coverage={"mh": IN_PART}, cannot="mh"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        LAPSE,
        coverage={"mh": Coverage(end=date(2011, 5, 10), stated=True)},
        cannot="mh",
    ),
    silent(
        "a row not coded within the days",
        WRITES,
        LAPSE,
        row("mh", "5 May 2011", "x", "P", coded=False),
        cannot="mh",
    ),
    silent(
        "too little time was left",
        WRITES,
        row("mh", "20 June 2014", "appointment", "P", TOPIC),
        cannot="mh",
        says="the 28 days of this rule had not passed",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
