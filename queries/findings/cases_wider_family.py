# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "harm to several people of the family, not linked"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "wider-family"

SISTER = row("police", "3 May 2010", "threat", "F", "threats-to-family: P > F")
CHILD = row("csc", "3 May 2011", "home-visit", "C", "child-abuse: P > C")
LINE = "police: not linked, certain; happened csc1 police1"


def rule(**more: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "harm to several people", **more),))  # type: ignore[arg-type]


CASES = (
    hit(
        "his wife's sister on one record, the child on another",
        SISTER,
        CHILD,
        expect=LINE,
        says=(
            "Threats or violence to family, friends or a new partner (Paul towards Fay) on the "
            "record of Police (3 May 2010) and child abuse or harm to a child (Paul towards Cat) "
            "on the record of Children's Social Care (3 May 2011). There is no record at Police "
            "and Children's Social Care of a link between these."
        ),
        quiet=("failed", "should"),
    ),
    hit(
        "three people on three records",
        SISTER,
        CHILD,
        row("probation", "3 May 2012", "supervision-contact", "P", "previous-partner-abuse: P > X"),
        expect="police: not linked, certain; happened csc1 police1 probation1",
    ),
    hit(
        "on two persons' files of one agency",
        row("probation", "3 May 2010", "supervision-contact", "P", "threats-to-family: P > F"),
        row("probation", "3 May 2011", "contact", "C", "child-abuse: P > C"),
        expect="probation: not linked, certain; happened probation1 probation2",
    ),
    near_miss(
        "both on one agency's record",
        SISTER,
        row("police", "3 May 2011", "child-incident", "C", "child-abuse: P > C"),
    ),
    near_miss(
        "both on one person's file",
        row("probation", "3 May 2010", "contact", "P", "threats-to-family: P > F"),
        row("probation", "3 May 2011", "contact", "P", "child-abuse: P > C"),
    ),
    near_miss(
        "of one person only",
        SISTER,
        row("csc", "3 May 2011", "home-visit", "F", "threats-to-family: P > F"),
    ),
    near_miss(
        "by two people", SISTER, row("csc", "3 May 2011", "home-visit", "C", "child-abuse: X > C")
    ),
    near_miss(
        "of the victim, and of nobody else",
        row("police", "3 May 2010", "threat", "V", "extended-family-abuse: F > V"),
        row("csc", "3 May 2011", "home-visit", "V", "extended-family-abuse: F > V"),
    ),
    hit(
        "of the victim and of the child, by one of the family",
        row("police", "3 May 2010", "threat", "V", "extended-family-abuse: F > V"),
        row("csc", "3 May 2011", "home-visit", "C", "child-abuse: F > C"),
        expect=LINE,
    ),
    near_miss(
        "a neighbour is none of the family",
        SISTER,
        row("csc", "3 May 2011", "contact", "N", "violence-to-others: P > N"),
    ),
    near_miss(
        "denied", SISTER, row("csc", "3 May 2011", "home-visit", "C", "child-abuse: P > C (denied)")
    ),
    near_miss(
        "by nobody named", SISTER, row("csc", "3 May 2011", "home-visit", "C", "child-neglect: C")
    ),
    near_miss(
        "people close to them wrote it down",
        SISTER,
        row("family", "3 May 2011", "told-informally", "C", "child-abuse: P > C"),
    ),
    # -- links
    near_miss(
        "a row of a third agency names both",
        SISTER,
        CHILD,
        row(
            "probation",
            "3 June 2011",
            "violence-risk-assessment",
            "P",
            "threats-to-family: P > F; child-abuse: P > C",
        ),
    ),
    near_miss(
        "an assessment took both into account",
        SISTER,
        CHILD,
        row("csc", "3 June 2011", "risk-assessment", "C", took="csc1 police1"),
    ),
    near_miss(
        "an assessment of the one took the other into account",
        SISTER,
        row(
            "csc",
            "3 May 2011",
            "child-protection-enquiry",
            "C",
            "child-abuse: P > C",
            took="police1",
        ),
    ),
    near_miss(
        "linked as one occurrence",
        SISTER,
        row("csc", "3 May 2010", "home-visit", "C", "child-abuse: P > C", same="police1"),
    ),
    near_miss(
        "the one was sent to the other",
        row("police", "3 May 2010", "threat", "F", "threats-to-family: P > F", shared="csc"),
        CHILD,
    ),
    near_miss(
        "what another agency told stands on its record",
        SISTER,
        CHILD,
        row(
            "csc",
            "5 May 2010",
            "information-received",
            "F",
            "threats-to-family: P > F",
            told_by="police",
        ),
    ),
    near_miss(
        "what was told is no record of its own",
        SISTER,
        row(
            "csc", "3 May 2011", "information-received", "C", "child-abuse: P > C", told_by="school"
        ),
    ),
    hit(
        "linked by a guess",
        SISTER,
        row("csc", "3 May 2011", "home-visit", "C", "child-abuse: P > C", maybe="police1"),
        expect=LINE,
    ),
    hit(
        "sent to somebody else",
        row("police", "3 May 2010", "threat", "F", "threats-to-family: P > F", shared="gp"),
        CHILD,
        expect=LINE,
    ),
    hit(
        "with a recorded reason for not sharing: the question asks what would be lawful",
        row(
            "police", "3 May 2010", "threat", "F", "threats-to-family: P > F", bar="consent refused"
        ),
        CHILD,
        expect=LINE,
        says="possible and lawful?",
    ),
    hit(
        "a routine row tells of it",
        SISTER,
        row("csc", "3 May 2011", "letter-received", "C", "child-abuse: P > C"),
        expect=LINE,
    ),
    # -- time
    hit(
        "the first before scope",
        row("police", "3 May 2007", "threat", "F", "threats-to-family: P > F"),
        CHILD,
        expect=LINE,
    ),
    near_miss(
        "both before scope",
        row("police", "3 May 2007", "threat", "F", "threats-to-family: P > F"),
        row("csc", "3 May 2008", "home-visit", "C", "child-abuse: P > C"),
    ),
    near_miss(
        "the second after the end",
        SISTER,
        row("csc", "3 July 2014", "home-visit", "C", "child-abuse: P > C"),
    ),
    near_miss(
        "the second perhaps after the end",
        SISTER,
        row("csc", "July 2014", "home-visit", "C", "child-abuse: P > C"),
    ),
    hit(
        "the second in May, whenever",
        SISTER,
        row("csc", "May 2011", "home-visit", "C", "child-abuse: P > C"),
        expect=LINE,
    ),
    near_miss(
        "of the fatal incident",
        SISTER,
        row("csc", "1 July 2014", "home-visit", "C", "child-abuse: P > C", fatal=True),
    ),
    near_miss(
        "learned after the death",
        SISTER,
        row("csc", "3 May 2011", "home-visit", "C", "child-abuse: P > C", after_death=True),
    ),
    # -- the rule
    near_miss("the case's own rule: three people", SISTER, CHILD, settings=rule(count=3)),
    near_miss("the case's own rule: of weight five", SISTER, CHILD, settings=rule(least_weight=5)),
    near_miss("switched off", SISTER, CHILD, settings=rule(off=True)),
    near_miss(
        "before the case's own rule began", SISTER, CHILD, settings=rule(start=date(2012, 1, 1))
    ),
    near_miss("on other sectors' records", SISTER, CHILD, settings=rule(sectors=("police",))),
    near_miss(
        "in another kind of case",
        SISTER,
        CHILD,
        settings=rule(death_types=(DeathType.ADULT_FAMILY,)),
    ),
    # -- silence
    silent(
        "one covers the time in part",
        SISTER,
        CHILD,
        coverage={"csc": IN_PART},
        cannot="csc",
        says="links harm by Paul to several people of the family: cannot tell",
    ),
    silent(
        "one ends before the end",
        SISTER,
        CHILD,
        coverage={"csc": Coverage(end=date(2012, 1, 1), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row is not coded",
        SISTER,
        CHILD,
        row("police", "3 June 2011", "x", "P", coded=False),
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
