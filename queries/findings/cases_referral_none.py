# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record of a referral"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "referral-none"

# an agency that writes down what it passed on
WRITES = row("gp", "3 May 2009", "share", "N", shared="housing")
HIGH = row("gp", "3 May 2011", "risk-assessment", "V", tool="dash", grade="high")
CERTAIN = "gp/: none, certain; known gp2"
POSSIBLE = "gp/: none, possible; known gp2?"

HURT = row("gp", "3 May 2011", "appointment", "V", "strangulation")

POLICE = row("police", "3 May 2009", "share", "N", shared="housing")
TRIED = row("police", "3 May 2011", "call-out", "P", "suicide-attempt")
TRIED_CERTAIN = "police/: none, certain; known police2"

MARAC = "MARAC or a domestic abuse service"
SERVICE = "a domestic abuse service"


def changed(name: str = MARAC, **what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, name, **what),))  # type: ignore[arg-type]


CASES = (
    # -- high risk
    hit(
        "high risk, and no referral",
        WRITES,
        HIGH,
        expect=CERTAIN,
        says="no record of a referral to MARAC or a domestic abuse service within 5 working days, "
        "nor in the 182 days before",
        quiet=("failed", "should have"),
    ),
    hit(
        "what is known, not assessed",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "high-risk-status"),
        expect=CERTAIN,
    ),
    near_miss(
        "not the top grade",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "V", tool="dash", grade="medium"),
    ),
    near_miss(
        "the top grade of a depression questionnaire",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "V", tool="phq-9", grade="severe"),
    ),
    near_miss(
        "referred to an adviser",
        WRITES,
        HIGH,
        row("gp", "4 May 2011", "referral-made", "V", shared="idva"),
    ),
    near_miss(
        "referred, and the victim is only mentioned",
        WRITES,
        HIGH,
        row("gp", "4 May 2011", "referral-made", "V mentioned", shared="idva"),
    ),
    near_miss(
        "referred, to whom is not recorded",
        WRITES,
        HIGH,
        row("gp", "4 May 2011", "referral-made", "V"),
    ),
    hit(
        "referred to another service",
        WRITES,
        HIGH,
        row("gp", "4 May 2011", "referral-made", "V", shared="housing"),
        expect=CERTAIN,
    ),
    near_miss(
        "its own row passed it on",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "V", tool="dash", grade="high", shared="idva"),
    ),
    near_miss(
        "its own text names the service",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "V", tool="dash", grade="high", mentions="idva"),
    ),
    near_miss(
        "its response tells of a referral",
        WRITES,
        row(
            "gp",
            "3 May 2011",
            "risk-assessment",
            "V",
            tool="dash",
            grade="high",
            response="MARAC referral completed.",
        ),
    ),
    near_miss(
        "its response tells of a referral in one word",
        WRITES,
        row(
            "gp",
            "3 May 2011",
            "risk-assessment",
            "V",
            tool="dash",
            grade="high",
            response="Referred the same day.",
        ),
    ),
    hit(
        "its response says that none was made",
        WRITES,
        row(
            "gp",
            "3 May 2011",
            "risk-assessment",
            "V",
            tool="dash",
            grade="high",
            response="No referral made. Not referred elsewhere.",
        ),
        expect=CERTAIN,
    ),
    hit(
        "its response tells of something else",
        WRITES,
        row(
            "gp",
            "3 May 2011",
            "risk-assessment",
            "V",
            tool="dash",
            grade="high",
            response="To come back in a month.",
        ),
        expect=CERTAIN,
    ),
    near_miss(
        "heard at a MARAC, on the record of the police",
        WRITES,
        HIGH,
        row("police", "6 May 2011", "marac", "V"),
    ),
    near_miss(
        "received, on the record of the service",
        WRITES,
        HIGH,
        row("idva", "4 May 2011", "referral-received", "V", told_by="gp"),
    ),
    near_miss(
        "in touch with the service already",
        WRITES,
        HIGH,
        row("idva", "3 March 2011", "phone-call", "V"),
    ),
    hit(
        "in touch with the service a year before",
        WRITES,
        HIGH,
        row("idva", "3 March 2010", "phone-call", "V"),
        expect=CERTAIN,
    ),
    hit(
        "the police saw them, about what is not said",
        WRITES,
        HIGH,
        row("police", "4 May 2011", "call-out", "V"),
        expect=CERTAIN,
    ),
    hit(
        "three times, and never referred, is one line",
        WRITES,
        HIGH,
        row("gp", "3 July 2011", "risk-assessment", "V", tool="dash", grade="high"),
        row("gp", "3 September 2011", "risk-assessment", "V", tool="dash", grade="high"),
        expect="gp/: none, certain; known gp2 gp3 gp4",
        says="the first of 3 such records",
    ),
    hit(
        "two rows of one occurrence are one record",
        WRITES,
        HIGH,
        row("gp", "3 May 2011", "appointment", "V", "high-risk-status", same="gp2"),
        expect="gp/: none, certain; known gp2 gp3",
        quiet=("such record",),
    ),
    # -- told of violence in health
    hit(
        "told of strangulation, and no referral",
        WRITES,
        HURT,
        expect=CERTAIN,
        says="no record of a referral to a domestic abuse service within 28 days, nor in the 182 "
        "days before",
        quiet=("failed", "should have"),
    ),
    near_miss(
        "referred on the last day",
        WRITES,
        HURT,
        row("gp", "31 May 2011", "referral-made", "V", shared="idva"),
    ),
    hit(
        "referred on the first day after",
        WRITES,
        HURT,
        row("gp", "1 June 2011", "referral-made", "V", shared="idva"),
        expect=CERTAIN,
    ),
    hit(
        "told between April and May, and referred in June",
        WRITES,
        row("gp", "between 20 April and 10 May 2011", "appointment", "V", "strangulation"),
        row("gp", "3 June 2011", "referral-made", "V", shared="idva"),
        expect=POSSIBLE,
    ),
    near_miss(
        "given a number",
        WRITES,
        HURT,
        row("gp", "3 May 2011", "information-for-person", "V"),
    ),
    hit(
        "told of nothing but drink",
        WRITES,
        HURT,
        row("gp", "3 May 2011", "information-for-person", "F"),
        expect=CERTAIN,
    ),
    near_miss(
        "what the rule does not list",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "coercive-control"),
    ),
    near_miss(
        "told to an agency outside health",
        row("housing", "3 May 2009", "share", "N", shared="gp"),
        row("housing", "3 May 2011", "appointment", "V", "strangulation"),
    ),
    near_miss(
        "heard from somebody else",
        WRITES,
        row("police", "1 January 2009", "share", "V", "strangulation", shared="gp"),
        row("gp", "3 May 2011", "letter-received", "V", "strangulation", told_by="police"),
    ),
    near_miss(
        "denied",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "strangulation (denied)"),
    ),
    near_miss(
        "told the day before the rule was in force",
        WRITES,
        HURT,
        settings=changed(SERVICE, start=date(2011, 5, 4)),
    ),
    hit(
        "told on the day from which the rule was in force",
        WRITES,
        HURT,
        expect=CERTAIN,
        settings=changed(SERVICE, start=date(2011, 5, 3)),
    ),
    near_miss("switched off", WRITES, HURT, settings=changed(SERVICE, off=True)),
    near_miss(
        "told of violence in another kind of case", WRITES, HURT, death_type=DeathType.ADULT_FAMILY
    ),
    near_miss(
        "the fatal incident's own row",
        WRITES,
        row("gp", "1 July 2014", "appointment", "V", "strangulation", fatal=True),
    ),
    near_miss(
        "she did not agree to it, and was asked again",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "strangulation", bar="consent refused"),
        row("gp", "3 September 2011", "appointment", "V", "strangulation", bar="consent refused"),
    ),
    hit(
        "she did not agree to it, and perhaps was asked again",
        WRITES,
        row("gp", "May 2011", "appointment", "V", "strangulation", bar="consent refused"),
        row("gp", "May 2011", "appointment", "V", "strangulation", bar="consent refused"),
        expect="gp/: none, possible; known gp2? gp3?",
    ),
    hit(
        "she did not agree to it",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "strangulation", bar="consent refused"),
        expect=CERTAIN,
    ),
    silent("health that writes down no referral", HURT, cannot="gp"),
    # -- consent
    near_miss(
        "offered and declined",
        WRITES,
        HIGH,
        row("gp", "3 May 2011", "referral-offered-declined", "V"),
    ),
    hit(
        "another service was offered and declined",
        WRITES,
        HIGH,
        row("gp", "3 May 2011", "referral-offered-declined", "V", shared="drugs"),
        expect=CERTAIN,
    ),
    hit(
        "consent refused",
        WRITES,
        row(
            "gp",
            "3 May 2011",
            "risk-assessment",
            "V",
            tool="dash",
            grade="high",
            bar="consent refused",
        ),
        expect=CERTAIN,
        says="How was that decision recorded, and was it looked at again as risk rose?",
    ),
    # -- time
    near_miss(
        "on the fifth working day",
        WRITES,
        HIGH,
        row("gp", "10 May 2011", "referral-made", "V", shared="idva"),
    ),
    hit(
        "on the sixth",
        WRITES,
        HIGH,
        row("gp", "11 May 2011", "referral-made", "V", shared="idva"),
        expect=CERTAIN,
    ),
    near_miss(
        "referred 182 days before",
        WRITES,
        HIGH,
        row("gp", "2 November 2010", "referral-made", "V", shared="idva"),
    ),
    hit(
        "referred 183 days before",
        WRITES,
        HIGH,
        row("gp", "1 November 2010", "referral-made", "V", shared="idva"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps too late",
        WRITES,
        HIGH,
        row("gp", "May 2011", "referral-made", "V", shared="idva"),
        expect=POSSIBLE,
    ),
    hit(
        "the assessment's own date is in doubt",
        WRITES,
        row("gp", "May 2011", "risk-assessment", "V", tool="dash", grade="high"),
        row("gp", "20 May 2011", "referral-made", "V", shared="idva"),
        expect=POSSIBLE,
    ),
    near_miss(
        "on the same day, before it by the chronology's own order",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "V", tool="dash", grade="high", seq=2),
        row("gp", "3 May 2011", "referral-made", "V", shared="idva", seq=1),
    ),
    near_miss(
        "before DASH",
        row("gp", "3 January 2009", "share", "N", shared="housing"),
        row("gp", "3 February 2009", "risk-assessment", "V", grade="high"),
    ),
    near_miss(
        "before scope",
        WRITES,
        row("gp", "3 May 2008", "risk-assessment", "V", grade="high"),
        settings=changed(start=date(2000, 1, 1)),
    ),
    near_miss(
        "after the end",
        WRITES,
        row("gp", "3 July 2014", "risk-assessment", "V", tool="dash", grade="high"),
    ),
    near_miss(
        "of the fatal incident",
        WRITES,
        row("gp", "1 July 2014", "appointment", "V", "high-risk-status", fatal=True),
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "high-risk-status", after_death=True),
    ),
    silent(
        "too little time was left",
        WRITES,
        row("gp", "27 June 2014", "risk-assessment", "V", tool="dash", grade="high"),
        cannot="gp",
    ),
    # -- persons
    hit(
        "somebody else was referred",
        WRITES,
        HIGH,
        row("gp", "4 May 2011", "referral-made", "N", shared="idva"),
        expect=CERTAIN,
    ),
    near_miss(
        "of nobody in the household",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "N", tool="dash", grade="high"),
    ),
    near_miss(
        "people close to them", row("family", "3 May 2011", "appointment", "V", "high-risk-status")
    ),
    near_miss(
        "told by another agency",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "high-risk-status", told_by="police"),
    ),
    near_miss(
        "a routine letter",
        WRITES,
        row("gp", "3 May 2011", "letter-received", "V", "high-risk-status"),
    ),
    near_miss(
        "a history",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "high-risk-status (history)"),
    ),
    near_miss("another kind of case", WRITES, HIGH, death_type=DeathType.ADULT_FAMILY),
    # -- an adult with care needs
    hit(
        "a concern for an adult, in an adult family case",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "adult-safeguarding-concern"),
        expect=CERTAIN,
        says="no record of a referral to adult social care",
        death_type=DeathType.ADULT_FAMILY,
    ),
    near_miss(
        "adult social care was working with them",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "adult-safeguarding-concern"),
        row("asc", "1 February 2011", "home-visit", "V"),
    ),
    near_miss(
        "adult social care's own concern",
        row("asc", "3 May 2009", "share", "N", shared="housing"),
        row("asc", "3 May 2011", "home-visit", "V", "adult-safeguarding-concern"),
    ),
    # -- a suicide attempt
    hit(
        "a suicide attempt that the police heard of",
        POLICE,
        TRIED,
        expect=TRIED_CERTAIN,
        says="no record of a referral to mental health care within 7 days",
    ),
    near_miss(
        "seen at hospital the same day",
        POLICE,
        TRIED,
        row("hospital", "3 May 2011", "attendance-ae", "P"),
    ),
    hit(
        "seen at hospital the week before",
        POLICE,
        TRIED,
        row("hospital", "26 April 2011", "attendance-ae", "P"),
        expect=TRIED_CERTAIN,
    ),
    near_miss(
        "an agency of health treats it itself",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "suicide-attempt"),
    ),
    # -- alcohol
    hit(
        "alcohol, for the second time",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse (disclosed)"),
        row("gp", "3 June 2011", "appointment", "P", "alcohol-misuse"),
        expect="gp/: none, certain; known gp2 gp3",
        says="3 June 2011: alcohol misuse (Paul), on record for the second time",
    ),
    near_miss(
        "alcohol, once",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse (disclosed)"),
    ),
    near_miss(
        "alcohol of two people, once each",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse"),
        row("gp", "3 June 2011", "appointment", "V", "alcohol-misuse"),
    ),
    near_miss(
        "two rows of one occurrence are once",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse"),
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse", same="gp2"),
    ),
    hit(
        "the second may have been the first",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse"),
        row("gp", "between 1 April 2011 and 30 June 2011", "appointment", "P", "alcohol-misuse"),
        row("gp", "20 May 2011", "referral-made", "P", shared="drugs"),
        settings=changed("already in touch", days=0),
        expect="gp/: none, possible; known gp2? gp3?",
    ),
    near_miss(
        "advice was given",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse"),
        row("gp", "3 June 2011", "appointment", "P", "alcohol-misuse"),
        row("gp", "3 June 2011", "information-for-person", "P"),
    ),
    # -- the settings
    near_miss("switched off in this case", WRITES, HIGH, settings=changed(off=True)),
    near_miss(
        "expected by the case of the police only",
        WRITES,
        HIGH,
        settings=changed(sectors=("police",)),
    ),
    near_miss(
        "the case's own rule began later", WRITES, HIGH, settings=changed(start=date(2012, 1, 1))
    ),
    hit(
        "the case asks from medium on",
        WRITES,
        row("gp", "3 May 2011", "risk-assessment", "V", tool="dash", grade="medium"),
        settings=changed(grades=("medium", "high")),
        expect=CERTAIN,
    ),
    # -- silence
    silent(
        "a chronology that never names anybody else",
        HIGH,
        cannot="gp",
    ),
    silent("a chronology in part", WRITES, HIGH, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that begins too late to show an earlier referral",
        WRITES,
        HIGH,
        coverage={"gp": Coverage(start=date(2011, 1, 1), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row that nobody has coded",
        WRITES,
        HIGH,
        row("gp", "4 May 2011", "share", "V", coded=False),
        cannot="gp",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
