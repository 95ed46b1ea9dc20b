# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "accounts of one occurrence differ"."""

from __future__ import annotations

from datetime import date

from graphdb.model import DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "accounts-differ"

ARGUED = row("police", "3 May 2011", "argument", "V, P")
HURT = row(
    "hospital",
    "3 May 2011",
    "attendance-ae",
    "V",
    "assault-with-injury (disclosed)",
    same="police1",
)
WHAT = "hospital: what, certain; account hospital1; other police1"
WHEN = "hospital: when, certain; account hospital1; other police1"
WHO = "hospital: who, certain; account hospital1; other police1"
WHETHER = "hospital: whether, certain; account hospital1; other police1"

HIT = row("hospital", "3 May 2011", "assault", "V, P", same="police1")


def rule(**more: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "accounts of one occurrence", **more),))  # type: ignore[arg-type]


CASES = (
    # -- what
    hit(
        "an argument on one record, an injury on the other",
        ARGUED,
        HURT,
        expect=WHAT,
        says=(
            "Hospital and Police tell of one occurrence differently (first dated 3 May 2011). "
            "Hospital: attendance at an emergency department, telling of assault with injury (Paul "
            "towards Vera); Police: argument or verbal incident."
        ),
        quiet=("wrong", "failed"),
    ),
    hit(
        "its kinds alone",
        row("police", "3 May 2011", "argument", "V, P"),
        HIT,
        expect=WHAT,
    ),
    near_miss(
        "a step of severity: an assault, and one with injury",
        row("police", "3 May 2011", "assault", "V, P"),
        HURT,
    ),
    near_miss(
        "the argument's own row tells of the injury",
        row("police", "3 May 2011", "argument", "V, P", "assault-with-injury"),
        HURT,
    ),
    near_miss(
        "another row of the same agency does",
        ARGUED,
        row("police", "3 May 2011", "call-out", "V", "assault-with-injury", same="police1"),
        HURT,
    ),
    near_miss(
        "a domestic incident says nothing of what it was",
        row("police", "3 May 2011", "incident", "V, P"),
        HURT,
    ),
    near_miss(
        "classed as something else: another finding's question",
        row("police", "3 May 2011", "incident-not-domestic", "V, P"),
        HURT,
    ),
    near_miss(
        "not linked",
        ARGUED,
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault-with-injury"),
    ),
    near_miss(
        "linked by a guess",
        ARGUED,
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault-with-injury", maybe="police1"),
    ),
    near_miss(
        "two teams of one agency",
        row("police/control", "3 May 2011", "argument", "V, P"),
        row("police/response", "3 May 2011", "assault", "V, P", same="police1"),
    ),
    near_miss(
        "what was passed on is no account of its own",
        ARGUED,
        row(
            "hospital",
            "3 May 2011",
            "attendance-ae",
            "V",
            "assault-with-injury",
            same="police1",
            told_by="police",
        ),
    ),
    near_miss(
        "a meeting on it",
        ARGUED,
        row(
            "hospital",
            "3 May 2011",
            "professionals-meeting",
            "V",
            "assault-with-injury",
            same="police1",
        ),
    ),
    near_miss(
        "an assessment of it",
        ARGUED,
        row(
            "hospital", "3 May 2011", "risk-assessment", "V", "assault-with-injury", same="police1"
        ),
    ),
    near_miss(
        "a history retold at the hospital",
        ARGUED,
        row(
            "hospital",
            "3 May 2011",
            "attendance-ae",
            "V",
            "assault-with-injury (history)",
            same="police1",
        ),
    ),
    near_miss(
        "a routine contact",
        ARGUED,
        row(
            "hospital",
            "3 May 2011",
            "repeat-prescription",
            "V",
            "assault-with-injury",
            same="police1",
        ),
    ),
    near_miss(
        "people close to them tell it otherwise",
        ARGUED,
        row("family", "3 May 2011", "assault", "V", "assault-with-injury", same="police1"),
    ),
    hit(
        "a third agency tells of it, too",
        ARGUED,
        HURT,
        row(
            "gp",
            "4 May 2011",
            "appointment",
            "V",
            "assault-with-injury (disclosed)",
            same="police1",
        ),
        expect="hospital: what, certain; account hospital1; other gp1 police1",
    ),
    # -- whether
    hit(
        "denied at the one, disclosed at the other",
        row("police", "3 May 2011", "call-out", "V, P", "assault (denied)"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault (disclosed)", same="police1"),
        expect=WHETHER,
        says=(
            "Hospital's record tells of assault or physical violence (Paul towards Vera); on that "
            "of Police it was denied or ruled out."
        ),
    ),
    hit(
        "ruled out",
        row("police", "3 May 2011", "call-out", "V, P", "strangulation (ruled out)"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "strangulation", same="police1"),
        expect=WHETHER,
    ),
    near_miss(
        "denied, and disclosed later, to one and the same agency",
        row("police", "3 May 2011", "call-out", "V, P", "assault (denied)"),
        row("police", "3 May 2011", "assault", "V, P", "assault", same="police1"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault", same="police1"),
    ),
    near_miss(
        "a denial of something that is no act of the rule",
        row("police", "3 May 2011", "call-out", "V, P", "alcohol-misuse (denied)"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "alcohol-misuse", same="police1"),
    ),
    near_miss(
        "denied at both",
        row("police", "3 May 2011", "call-out", "V, P", "assault (denied)"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault (denied)", same="police1"),
    ),
    # -- who
    hit(
        "the one and the other, the other way round",
        row("police", "3 May 2011", "assault", "V, P", "assault: V > P"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault", same="police1"),
        expect=WHO,
        says=(
            "Hospital: assault or physical violence (Paul towards Vera); Police: assault or "
            "physical violence (Vera towards Paul)."
        ),
    ),
    hit(
        "the other way round, and something heavier of which nobody says who did it",
        row("police", "3 May 2011", "assault", "V, P", "assault: V > P; strangulation: P"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault-with-injury", same="police1"),
        expect=WHO,
        says="Police: assault or physical violence (Vera towards Paul).",
    ),
    near_miss(
        "the same person towards another, too",
        row("police", "3 May 2011", "assault", "V, P", "assault: P > V"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault: P > C", same="police1"),
    ),
    near_miss(
        "of both on one of the records",
        row("police", "3 May 2011", "assault", "V, P", "assault: V > P; assault"),
        row("hospital", "3 May 2011", "attendance-ae", "V", "assault", same="police1"),
    ),
    hit(
        "other persons",
        row("police", "3 May 2011", "assault", "P, V"),
        row("hospital", "3 May 2011", "assault", "P, C", same="police1"),
        expect=WHO,
        says="Hospital names Paul and Cat; Police names Vera and Paul.",
    ),
    near_miss(
        "the one names fewer",
        row("police", "3 May 2011", "assault", "P, V"),
        row("hospital", "3 May 2011", "assault", "V", same="police1"),
    ),
    near_miss(
        "a contact with somebody else after it",
        row("police", "3 May 2011", "assault", "P, V"),
        row("hospital", "3 May 2011", "attendance-ae", "C", same="police1"),
    ),
    # -- when
    hit(
        "a week apart",
        row("police", "10 May 2011", "assault", "V, P"),
        HIT,
        expect=WHEN,
        says="Hospital dates it 3 May 2011; Police dates it 10 May 2011.",
    ),
    hit("two days apart", row("police", "5 May 2011", "assault", "V, P"), HIT, expect=WHEN),
    near_miss("a day apart", row("police", "4 May 2011", "assault", "V, P"), HIT),
    near_miss(
        "a date in doubt that can be the same", row("police", "May 2011", "assault", "V, P"), HIT
    ),
    hit(
        "a date in doubt that cannot",
        row("police", "June 2011", "assault", "V, P"),
        HIT,
        expect=WHEN,
    ),
    near_miss(
        "seen for it a week later",
        row("police", "3 May 2011", "assault", "V, P"),
        row("hospital", "10 May 2011", "attendance-ae", "V", "assault", same="police1"),
    ),
    hit(
        "in more than one respect: one line",
        row("police", "10 May 2011", "argument", "V, P"),
        HIT,
        expect=WHAT,
        says="Hospital dates it 3 May 2011",
    ),
    # -- whose, and in what time
    near_miss(
        "of nobody in the household",
        row("police", "3 May 2011", "argument", "N"),
        row("hospital", "3 May 2011", "assault", "N", same="police1"),
    ),
    near_miss(
        "before scope",
        row("police", "3 May 2008", "argument", "V, P"),
        row("hospital", "3 May 2008", "assault", "V, P", same="police1"),
    ),
    near_miss(
        "after the end",
        row("police", "3 July 2014", "argument", "V, P"),
        row("hospital", "3 July 2014", "assault", "V, P", same="police1"),
    ),
    near_miss(
        "the fatal incident",
        row("police", "1 July 2014", "argument", "V, P", fatal=True),
        row("hospital", "1 July 2014", "assault", "V, P", same="police1", fatal=True),
    ),
    near_miss(
        "learned after the death",
        ARGUED,
        row("hospital", "3 May 2011", "assault", "V, P", same="police1", after_death=True),
    ),
    # -- the rule
    near_miss("the case's own rule: three steps", ARGUED, HIT, settings=rule(count=3)),
    near_miss(
        "the case's own rule: a week",
        row("police", "10 May 2011", "assault", "V, P"),
        HIT,
        settings=rule(days=7),
    ),
    near_miss("switched off", ARGUED, HURT, settings=rule(off=True)),
    near_miss(
        "before the case's own rule began", ARGUED, HURT, settings=rule(start=date(2012, 1, 1))
    ),
    near_miss("between other sectors", ARGUED, HURT, settings=rule(sectors=("gp", "police"))),
    near_miss(
        "in another kind of case",
        ARGUED,
        HURT,
        settings=rule(death_types=(DeathType.ADULT_FAMILY,)),
    ),
    # -- silence
    silent(
        "the other row is not coded",
        ARGUED,
        row("hospital", "3 May 2011", "x", "V", coded=False, same="police1"),
    ),
    hit(
        "a chronology in part: both rows were written",
        ARGUED,
        HURT,
        coverage={"police": IN_PART},
        expect=WHAT,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
