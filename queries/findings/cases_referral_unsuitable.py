# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "what a referral or therapy was meant for"."""

from __future__ import annotations

from datetime import date

from graphdb.model import DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "referral-unsuitable"

HELD = row("gp", "3 April 2011", "appointment", "P", "assault: P > V (disclosed)")
SENT = row("gp", "3 May 2011", "referral-made", "P", shared="therapy")
CERTAIN = "gp/: therapy, certain; held gp1; referral gp2"
POSSIBLE = "gp/: therapy, possible; held gp1?; referral gp2?"
TOGETHER = "gp/: together, certain; held gp1; seen gp2"


def changed(name: str = "referred to talking therapies", **what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, name, **what),))  # type: ignore[arg-type]


CASES = (
    # -- referred
    hit(
        "referred to talking therapies, with an assault on record",
        HELD,
        SENT,
        expect=CERTAIN,
        says="It held, by then: assault or physical violence (Paul towards Vera).",
        quiet=("unsuitable", "wrong", "no record"),
    ),
    hit(
        "on the row of the referral itself",
        row(
            "gp",
            "3 May 2011",
            "referral-made",
            "P",
            "assault: P > V (disclosed)",
            shared="therapy",
        ),
        expect="gp/: therapy, certain; referral gp1",
    ),
    hit(
        "held because another agency told it",
        row("police", "3 April 2011", "share", "V", "assault: P > V", shared="gp"),
        row("gp", "4 April 2011", "information-received", "V", told_by="police"),
        SENT,
        expect="gp/: therapy, certain; held gp1; referral gp2",
    ),
    hit(
        "sent, with no record of receipt",
        row("police", "3 April 2011", "share", "V", "assault: P > V", shared="gp"),
        row("gp", "3 May 2011", "referral-made", "P", shared="therapy"),
        expect="gp/: therapy, possible; held police1?; referral gp1?",
        says="It possibly held",
    ),
    hit(
        "twice to one service is one line",
        HELD,
        SENT,
        row("gp", "3 July 2011", "referral-made", "P", shared="therapy"),
        expect="gp/: therapy, certain; held gp1; referral gp2 gp3",
        says="the first of 2",
    ),
    hit(
        "the victim was referred before, and he after her",
        HELD,
        row("gp", "20 April 2011", "referral-made", "V", shared="therapy"),
        SENT,
        expect="gp/: therapy, certain; held gp1; referral gp3",
    ),
    hit(
        "violence by others is on record, too",
        row(
            "gp",
            "3 April 2011",
            "appointment",
            "P",
            "assault: V > P (alleged); assault: X > P (alleged); assault: X > V (alleged); "
            "assault: P > V (disclosed); assault: C > V (alleged)",
        ),
        SENT,
        expect=CERTAIN,
        says="It held, by then: assault or physical violence (Paul towards Vera).",
    ),
    near_miss(
        "on record only from the very minute of the referral on",
        row("gp", "3 May 2011", "referral-made", "P", shared="therapy", time="10:00"),
        row("gp", "3 May 2011", "appointment", "P", "assault: P > V", time="10:00"),
    ),
    near_miss("nothing was on record", SENT),
    near_miss(
        "on another agency's record only",
        row("police", "3 April 2011", "assault", "V, P", "assault: P > V"),
        SENT,
    ),
    near_miss(
        "the victim was referred",
        HELD,
        row("gp", "3 May 2011", "referral-made", "V", shared="therapy"),
    ),
    near_miss(
        "to a programme for people who use abuse, or another service",
        HELD,
        row("gp", "3 May 2011", "referral-made", "P", shared="mh"),
    ),
    near_miss(
        "what was held is violence that the victim used",
        row("gp", "3 April 2011", "appointment", "P", "assault: V > P (alleged)"),
        SENT,
    ),
    near_miss(
        "what was asked about was denied",
        row("gp", "3 April 2011", "appointment", "P", "assault: P > V (denied)"),
        SENT,
    ),
    near_miss(
        "a reason for not sharing was recorded",
        HELD,
        row("gp", "3 May 2011", "referral-made", "P", shared="therapy", bar="consent refused"),
    ),
    near_miss(
        "a row that nobody has coded",
        HELD,
        row("gp", "3 May 2011", "referral-made", "P", shared="therapy", coded=False),
    ),
    # -- time
    near_miss(
        "recorded the day after",
        row("gp", "4 May 2011", "appointment", "P", "assault: P > V (disclosed)"),
        SENT,
    ),
    hit(
        "recorded on the same day",
        row("gp", "3 May 2011", "appointment", "P", "assault: P > V (disclosed)"),
        SENT,
        expect=POSSIBLE,
    ),
    hit(
        "perhaps recorded before",
        row("gp", "between 20 April 2011 and 20 May 2011", "appointment", "P", "assault: P > V"),
        SENT,
        expect=POSSIBLE,
    ),
    hit(
        "recorded before scope, referred in it",
        row("gp", "3 April 2007", "appointment", "P", "assault: P > V (disclosed)"),
        SENT,
        expect=CERTAIN,
    ),
    near_miss(
        "before scope",
        row("gp", "3 April 2008", "appointment", "P", "assault: P > V"),
        row("gp", "3 May 2008", "referral-made", "P", shared="therapy"),
    ),
    near_miss(
        "after the end",
        HELD,
        row("gp", "3 July 2014", "referral-made", "P", shared="therapy"),
    ),
    near_miss(
        "of the fatal incident",
        HELD,
        row("gp", "1 July 2014", "referral-made", "P", shared="therapy", fatal=True),
    ),
    near_miss(
        "learned through the review",
        row("gp", "3 April 2011", "appointment", "P", "assault: P > V", after_death=True),
        SENT,
    ),
    # -- together
    hit(
        "seen together in counselling",
        HELD,
        row("gp", "3 May 2011", "counselling", "V, P"),
        expect=TOGETHER,
        says="both of them together",
    ),
    hit(
        "one of them present",
        HELD,
        row("gp", "3 May 2011", "counselling", "V, P present"),
        expect=TOGETHER,
    ),
    hit(
        "the victim had been alone there before",
        HELD,
        row("gp", "20 April 2011", "counselling", "V"),
        row("gp", "3 May 2011", "counselling", "V, P"),
        expect="gp/: together, certain; held gp1; seen gp3",
    ),
    near_miss("the victim alone", HELD, row("gp", "3 May 2011", "counselling", "V, P mentioned")),
    near_miss(
        "together, in a case of another kind",
        HELD,
        row("gp", "3 May 2011", "counselling", "V, P"),
        death_type=DeathType.ADULT_FAMILY,
    ),
    near_miss(
        "together, by people close to them",
        row("family", "3 May 2011", "counselling", "V, P", "assault: P > V"),
    ),
    silent(
        "the perpetrator alone: what for is not coded",
        HELD,
        row("gp", "3 May 2011", "counselling", "P"),
        row("gp", "3 June 2011", "counselling", "P"),
        cannot="gp 2",
        says="What 2 records by Surgery of counselling, therapy or a group was for",
    ),
    near_miss(
        "the perpetrator alone, with nothing on record",
        row("gp", "3 May 2011", "counselling", "P"),
    ),
    # -- the settings
    near_miss("switched off in this case", HELD, SENT, settings=changed(off=True)),
    near_miss("the case's rule began later", HELD, SENT, settings=changed(start=date(2012, 1, 1))),
    near_miss("of less weight than the case asks", HELD, SENT, settings=changed(least_weight=4)),
    hit(
        "the case lists another service",
        HELD,
        row("gp", "3 May 2011", "referral-made", "P", shared="mh"),
        settings=changed(destinations=("mh",)),
        expect=CERTAIN,
    ),
    hit(
        "a chronology in part says what it says",
        HELD,
        SENT,
        coverage={"gp": IN_PART},
        expect=CERTAIN,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
