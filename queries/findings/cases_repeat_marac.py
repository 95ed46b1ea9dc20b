# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a further incident after a MARAC"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "repeat-marac"
RULE = "further incident"

HEARD = row("police", "3 May 2011", "marac", "V", attended="police idva")
AGAIN = row("police", "3 August 2011", "assault", "V, P")
CERTAIN = "police/: not referred again, certain; incident police2; meeting police1"

CASES = (
    hit(
        "a further incident, recorded by an agency that was there",
        HEARD,
        AGAIN,
        expect=CERTAIN,
        says=(
            "Police, 3 August 2011: assault, within a year of the MARAC (3 May 2011). Apart from "
            "what that row says, there is no record of a new referral within 28 days."
        ),
        quiet=("failed", "should have"),
    ),
    hit(
        "recorded by another that was there",
        HEARD,
        row("idva", "3 August 2011", "threat", "V, P"),
        expect="idva/: not referred again, certain; incident idva1; meeting police1",
    ),
    hit(
        "one incident in two chronologies is one line",
        HEARD,
        AGAIN,
        row("idva", "3 August 2011", "assault", "V, P", same="police2"),
        expect="idva/: not referred again, certain; incident idva1 police2; meeting police1",
    ),
    hit(
        "of two MARACs the later",
        HEARD,
        AGAIN,
        row("police", "3 June 2011", "marac", "V", attended="police idva"),
        expect="police/: not referred again, certain; incident police2; meeting police3",
    ),
    near_miss(
        "recorded by one that was not there", HEARD, row("gp", "3 August 2011", "assault", "V, P")
    ),
    near_miss(
        "of which one that was there only heard",
        HEARD,
        row("gp", "3 August 2011", "assault", "V, P"),
        row("police", "4 August 2011", "information-received", "V", told_by="gp", same="gp1"),
    ),
    near_miss("no MARAC", AGAIN),
    near_miss(
        "a meeting of another kind",
        row("police", "3 May 2011", "strategy-meeting", "V", attended="police"),
        AGAIN,
    ),
    near_miss("a verbal incident", HEARD, row("police", "3 August 2011", "argument", "V, P")),
    near_miss(
        "an incident with somebody else", HEARD, row("police", "3 August 2011", "assault", "X, P")
    ),
    near_miss("of people close to them", HEARD, row("family", "3 August 2011", "assault", "V, P")),
    near_miss(
        "a MARAC about somebody else",
        row("police", "3 May 2011", "marac", "C", attended="police"),
        AGAIN,
    ),
    near_miss(
        "referred",
        HEARD,
        AGAIN,
        row("police", "5 August 2011", "referral-made", "V", shared="idva"),
    ),
    near_miss(
        "referred, to nobody named",
        HEARD,
        AGAIN,
        row("police", "5 August 2011", "referral-made", "V"),
    ),
    near_miss(
        "referred by another agency",
        HEARD,
        AGAIN,
        row("idva", "5 August 2011", "referral-made", "V", shared="police"),
    ),
    near_miss(
        "referred, on the record of whoever took it",
        HEARD,
        AGAIN,
        row("idva", "5 August 2011", "referral-received", "V", told_by="police"),
    ),
    near_miss(
        "heard again", HEARD, AGAIN, row("idva", "25 August 2011", "marac", "V", attended="idva")
    ),
    near_miss(
        "offered, and declined",
        HEARD,
        AGAIN,
        row("police", "5 August 2011", "referral-offered-declined", "V"),
    ),
    hit(
        "referred to a service that takes no such referral",
        HEARD,
        AGAIN,
        row("police", "5 August 2011", "referral-made", "V", shared="housing"),
        expect=CERTAIN,
    ),
    hit(
        "somebody else was referred",
        HEARD,
        AGAIN,
        row("police", "5 August 2011", "referral-made", "N", shared="idva"),
        expect=CERTAIN,
    ),
    near_miss(
        "a row of any kind that says that it responds, in time",
        HEARD,
        AGAIN,
        row("police", "31 August 2011", "referral-made", "V", shared="idva", answers="police2"),
    ),
    hit(
        "a row that says that it responds, after the days",
        HEARD,
        AGAIN,
        row("police", "5 October 2011", "referral-made", "V", shared="idva", answers="police2"),
        expect=(
            "police/: not referred again, certain; incident police2; followed police3; "
            "meeting police1"
        ),
        says="The records show a response 63 days later, 5 October 2011",
    ),
    # -- time
    near_miss(
        "referred on the last day",
        HEARD,
        AGAIN,
        row("police", "31 August 2011", "referral-made", "V"),
    ),
    hit(
        "referred on the day after",
        HEARD,
        AGAIN,
        row("police", "1 September 2011", "referral-made", "V"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps referred in time",
        HEARD,
        AGAIN,
        row("police", "August or September 2011", "referral-made", "V"),
        expect="police/: not referred again, possible; incident police2?; meeting police1?",
    ),
    hit(
        "on the last day of the year",
        HEARD,
        row("police", "2 May 2012", "assault", "V, P"),
        expect=CERTAIN,
    ),
    near_miss("on the day after the year", HEARD, row("police", "3 May 2012", "assault", "V, P")),
    near_miss("perhaps after the year", HEARD, row("police", "May 2012", "assault", "V, P")),
    near_miss("on the day of the MARAC", HEARD, row("police", "3 May 2011", "assault", "V, P")),
    near_miss(
        "perhaps on the day of the MARAC",
        row(
            "police",
            "between 2 May 2011 and 3 May 2011",
            "marac",
            "V",
            attended="police idva",
        ),
        row("police", "3 May 2011", "assault", "V, P"),
    ),
    hit(
        "on the day after the MARAC",
        HEARD,
        row("police", "4 May 2011", "assault", "V, P"),
        expect=CERTAIN,
    ),
    near_miss("before the MARAC", HEARD, row("police", "3 April 2011", "assault", "V, P")),
    near_miss(
        "before there was a definition",
        row("police", "3 May 2009", "marac", "V", attended="police"),
        row("police", "3 August 2009", "assault", "V, P"),
    ),
    near_miss(
        "before scope",
        row("police", "3 May 2010", "marac", "V", attended="police"),
        row("police", "3 August 2010", "assault", "V, P"),
        scope_from=date(2011, 1, 1),
    ),
    near_miss(
        "after the end",
        row("police", "3 May 2014", "marac", "V", attended="police"),
        row("police", "3 July 2014", "assault", "V, P"),
    ),
    near_miss(
        "learned after the death",
        HEARD,
        row("police", "3 August 2011", "assault", "V, P", after_death=True),
    ),
    near_miss(
        "the fatal incident",
        row("police", "3 May 2014", "marac", "V", attended="police"),
        row("police", "1 July 2014", "assault", "V, P", fatal=True),
    ),
    # -- kinds of case
    near_miss("between adult family members", HEARD, AGAIN, death_type=DeathType.ADULT_FAMILY),
    hit(
        "while proceedings are live",
        HEARD,
        AGAIN,
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=CERTAIN,
        quiet="Paul",
    ),
    # -- silence
    silent("covered in part", HEARD, AGAIN, coverage={"police": IN_PART}, cannot="police"),
    hit(
        "of two recorders one can be told of",
        HEARD,
        AGAIN,
        row("idva", "3 August 2011", "assault", "V, P", same="police2"),
        coverage={"idva": IN_PART},
        expect="police/: not referred again, certain; incident idva1 police2; meeting police1",
    ),
    silent(
        "a chronology that ends within the days",
        HEARD,
        AGAIN,
        coverage={"police": Coverage(end=date(2011, 8, 20), stated=True)},
        cannot="police",
    ),
    silent(
        "a row not coded",
        HEARD,
        AGAIN,
        row("police", "5 August 2011", "x", "V", coded=False),
        cannot="police",
    ),
    silent(
        "too little time was left",
        row("police", "3 May 2014", "marac", "V", attended="police"),
        row("police", "20 June 2014", "assault", "V, P"),
        cannot="police",
        says="the 28 days of this rule had not passed",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        HEARD,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "within two months in this case",
        HEARD,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, count=60),)),
    ),
    near_miss(
        "expected of advisers only in this case",
        HEARD,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("idva",)),)),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
