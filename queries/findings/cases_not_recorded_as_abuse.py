# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "recorded as something other than domestic abuse"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "not-recorded-as-abuse"
RULE = "recorded as something else"

ASB = row("police", "3 May 2011", "incident-not-domestic", "V, P", "assault")
OWN = "police/: its own row, certain; account police1"
OWN_POSSIBLE = "police/: its own row, possible; account police1?"
PLAIN = row("police", "3 May 2011", "incident-not-domestic", "V, P")
SEEN = row("hospital", "3 May 2011", "attendance-ae", "V", "assault (disclosed)", same="police1")
OTHER = "police/: another row, certain; account police1; other hospital1"

CASES = (
    # -- its own row
    hit(
        "anti-social behaviour, and the row tells of an assault",
        ASB,
        expect=OWN,
        says=("The row tells of assault", "treated as domestic abuse within 28 days"),
        quiet=("failed", "wrongly"),
    ),
    hit(
        "another offence, with damage to her things",
        row("police", "3 May 2011", "offence-other", "P, V mentioned", "criminal-damage"),
        expect=OWN,
    ),
    near_miss(
        "damage, and nobody named whose things they were",
        row("police", "3 May 2011", "offence-other", "P", "criminal-damage"),
    ),
    near_miss("a class, and nothing told of abuse", PLAIN),
    near_miss(
        "violence to a stranger",
        row("police", "3 May 2011", "offence-other", "P", "violence-to-others"),
    ),
    near_miss(
        "an assault by a neighbour",
        row("police", "3 May 2011", "incident-not-domestic", "V, N", "assault: N > V"),
    ),
    near_miss(
        "a history that it retells",
        row("police", "3 May 2011", "incident-not-domestic", "V", "assault (history)"),
    ),
    near_miss(
        "denied when asked",
        row("police", "3 May 2011", "incident-not-domestic", "V", "assault (denied)"),
    ),
    near_miss(
        "recorded as an argument between them",
        row("police", "3 May 2011", "argument", "V, P", "assault"),
    ),
    near_miss(
        "recorded as criminal damage between them",
        row("police", "3 May 2011", "damage-incident", "V, P", "criminal-damage"),
    ),
    # -- another row
    hit(
        "the hospital was told of an assault",
        PLAIN,
        SEEN,
        expect=OTHER,
        says="Hospital tells of the same occurrence: assault",
    ),
    hit(
        "another agency records an incident with her",
        PLAIN,
        row("housing", "3 May 2011", "harassment-incident", "V", same="police1"),
        expect="police/: another row, certain; account police1; other housing1",
    ),
    hit(
        "by a guess only",
        PLAIN,
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault (disclosed)", maybe="police1"),
        expect="police/: another row, possible; account police1?; other hospital1?",
        says="what may be the same occurrence",
    ),
    near_miss(
        "another occurrence",
        PLAIN,
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault (disclosed)"),
    ),
    near_miss(
        "an incident of somebody else's",
        PLAIN,
        row("housing", "3 May 2011", "harassment-incident", "N", same="police1"),
    ),
    near_miss(
        "only people close to them tell of it",
        PLAIN,
        row("family", "3 May 2011", "told-informally", "V", "assault", same="police1"),
    ),
    near_miss(
        "what came out after the death",
        PLAIN,
        row(
            "hospital",
            "3 May 2011",
            "attendance-ae",
            "V",
            "assault",
            same="police1",
            after_death=True,
        ),
    ),
    near_miss(
        "the same agency's other row records an assault",
        PLAIN,
        SEEN,
        row("police", "3 May 2011", "assault", "V, P", same="police1"),
    ),
    hit(
        "two rows of one agency are one line",
        PLAIN,
        row("police", "4 May 2011", "offence-other", "P", same="police1"),
        SEEN,
        expect="police/: another row, certain; account police1 police2; other hospital1",
    ),
    # -- what answers it
    near_miss("a DASH the next day", ASB, row("police", "4 May 2011", "risk-assessment", "V")),
    near_miss(
        "a DASH on the twenty-eighth day", ASB, row("police", "31 May 2011", "risk-assessment", "V")
    ),
    hit(
        "a DASH on the twenty-ninth day",
        ASB,
        row("police", "1 June 2011", "risk-assessment", "V"),
        expect=OWN,
    ),
    hit(
        "perhaps in time",
        ASB,
        row("police", "May or June 2011", "risk-assessment", "V"),
        expect=OWN_POSSIBLE,
    ),
    hit(
        "its own date in doubt",
        row("police", "May 2011", "incident-not-domestic", "V", "assault"),
        row("police", "29 June 2011", "risk-assessment", "V"),
        expect=OWN,
    ),
    hit(
        "a DASH about somebody else",
        ASB,
        row("police", "4 May 2011", "risk-assessment", "X"),
        expect=OWN,
    ),
    hit(
        "a DASH by another agency",
        ASB,
        row("idva", "4 May 2011", "risk-assessment", "V"),
        expect=OWN,
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        row("police", "3 May 2011", "incident-not-domestic", "V", "assault", seq=2),
        row("police", "3 May 2011", "risk-assessment", "V", seq=1),
        expect=OWN,
    ),
    near_miss(
        "referred, and the referral names her",
        ASB,
        row("police", "10 May 2011", "referral-made", "V mentioned"),
    ),
    near_miss(
        "referral offered and declined",
        ASB,
        row("police", "10 May 2011", "referral-offered-declined", "V"),
    ),
    hit("a routine letter", ASB, row("police", "4 May 2011", "letter-sent", "V"), expect=OWN),
    # -- time
    near_miss("before scope", row("police", "3 May 2008", "incident-not-domestic", "V", "assault")),
    near_miss(
        "after the end", row("police", "3 July 2014", "incident-not-domestic", "V", "assault")
    ),
    near_miss(
        "of the fatal incident",
        row("police", "1 July 2014", "incident-not-domestic", "V", "assault", fatal=True),
    ),
    near_miss(
        "learned after the death",
        row("police", "3 May 2011", "incident-not-domestic", "V", "assault", after_death=True),
    ),
    near_miss(
        "people close to them", row("family", "3 May 2011", "incident-not-domestic", "V", "assault")
    ),
    hit(
        "while proceedings are live",
        ASB,
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=OWN,
        says="the accused towards Vera",
        quiet="Paul",
    ),
    # -- the settings
    near_miss(
        "another number of days",
        ASB,
        row("police", "1 June 2011", "risk-assessment", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=29),)),
    ),
    near_miss(
        "from a later day",
        ASB,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        ASB,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("housing",)),)),
    ),
    near_miss("switched off", ASB, settings=Settings(rules=(RuleChange(KEY, RULE, off=True),))),
    # -- silence
    silent("a chronology in part", ASB, coverage={"police": IN_PART}, cannot="police"),
    silent(
        "a chronology that ends within the days",
        ASB,
        coverage={"police": Coverage(end=date(2011, 5, 10), stated=True)},
        cannot="police",
    ),
    silent(
        "a row of it not coded",
        ASB,
        row("police", "3 May 2011", "x", "V", coded=False, same="police1"),
        cannot="police",
    ),
    silent(
        "too little time was left",
        row("police", "20 June 2014", "incident-not-domestic", "V", "assault"),
        cannot="police",
        says="the 28 days of this rule had not passed",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
