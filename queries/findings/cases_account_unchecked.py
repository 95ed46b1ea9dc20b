# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "an account on record, and no record that it was looked behind"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, case, each, hit, near_miss, query, row, silent

KEY = "account-unchecked"
RULE = "account acted on"
HELD = "abuse held before"

BEFORE = row("csc", "3 May 2010", "disclosure", "V", "assault (disclosed)")
PLAYED_DOWN = row("csc", "3 May 2011", "home-visit", "P, V", "abuse-minimised")
CLOSED = row("csc", "10 May 2011", "closure", "V mentioned, P mentioned")
CERTAIN = "csc/: closed, certain; followed csc3; known csc1; account csc2"
POSSIBLE = "csc/: closed, possible; followed csc3?; known csc1?; account csc2?"
GRADED = "csc/: graded, certain; followed csc3; known csc1; account csc2"

CASES = (
    hit(
        "played down, closed a week later, with an assault on record",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        expect=CERTAIN,
        says=(
            "It had on record from before: assault",
            "Case closed, 10 May 2011.",
            "no record of further enquiry within 28 days",
        ),
        quiet=("failed", "face value", "believed"),
    ),
    hit(
        "of two things held the heavier is told of",
        row("csc", "3 April 2010", "disclosure", "V", "assault (disclosed)"),
        row("csc", "3 May 2010", "disclosure", "V", "strangulation (disclosed)"),
        PLAYED_DOWN,
        CLOSED,
        expect="csc/: closed, certain; followed csc4; known csc1 csc2; account csc3",
        says="It had on record from before: strangulation",
    ),
    hit(
        "denied",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "V", "assault (denied)"),
        CLOSED,
        expect=CERTAIN,
        says=", denied",
    ),
    hit(
        "ruled out",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "V", "strangulation (ruled out)"),
        CLOSED,
        expect=CERTAIN,
    ),
    hit(
        "an injury without a clear explanation",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "V", "injury-unexplained"),
        CLOSED,
        expect=CERTAIN,
    ),
    hit(
        "no further action",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "10 May 2011", "nfa", "V"),
        expect=CERTAIN,
    ),
    hit(
        "its own row ends it",
        BEFORE,
        row("csc", "3 May 2011", "nfa", "P, V", "abuse-minimised"),
        expect="csc/: closed, certain; known csc1; account csc2",
    ),
    near_miss("nothing came of it", BEFORE, PLAYED_DOWN),
    near_miss(
        "a history that is retold",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "P, V", "abuse-minimised (history)"),
        CLOSED,
    ),
    near_miss(
        "another agency's account",
        BEFORE,
        row("csc", "3 May 2011", "phone-call", "P, V", "abuse-minimised", told_by="police"),
        CLOSED,
    ),
    near_miss(
        "a note about people who were not there",
        BEFORE,
        row("csc", "3 May 2011", "administration", "P mentioned, V mentioned", "abuse-minimised"),
        CLOSED,
    ),
    hit(
        "denied, with a dispute that is denied too",
        BEFORE,
        row(
            "csc", "3 May 2011", "home-visit", "V", "child-contact-dispute (denied); fear (denied)"
        ),
        CLOSED,
        expect=CERTAIN,
        says="afraid of the other person (Vera, of Paul), denied",
        quiet="dispute",
    ),
    near_miss(
        "a neighbour's account",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "N", "assault: P > N (denied)"),
        CLOSED,
    ),
    near_miss(
        "abuse told and denied by nobody",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "V", "assault (disclosed)"),
        CLOSED,
    ),
    # -- what was held
    near_miss("nothing was held", PLAYED_DOWN, CLOSED),
    near_miss(
        "another agency held it",
        row("gp", "3 May 2010", "disclosure", "V", "assault (disclosed)"),
        PLAYED_DOWN,
        CLOSED,
    ),
    near_miss(
        "it came to hold it later",
        row("csc", "3 May 2012", "disclosure", "V", "assault (disclosed)"),
        PLAYED_DOWN,
        CLOSED,
    ),
    near_miss(
        "it perhaps held it before",
        row("csc", "2011", "disclosure", "V", "assault (disclosed)"),
        PLAYED_DOWN,
        CLOSED,
    ),
    near_miss(
        "it was sent, with no record of receipt",
        row("police", "3 May 2010", "share", "V", "assault", shared="csc"),
        PLAYED_DOWN,
        CLOSED,
    ),
    hit(
        "it was told, and wrote it down",
        row("police", "3 May 2010", "share", "V", "assault", shared="csc"),
        row(
            "csc", "3 May 2010", "information-received", "V", "assault (history)", told_by="police"
        ),
        PLAYED_DOWN,
        row("csc", "10 May 2011", "closure", "V"),
        expect="csc/: closed, certain; followed csc3; known csc1; account csc2",
    ),
    near_miss(
        "told on the same row only",
        row("csc", "3 May 2011", "home-visit", "P, V", "abuse-minimised; assault (disclosed)"),
        row("csc", "10 May 2011", "closure", "V"),
    ),
    near_miss(
        "abuse that is not weighty",
        row("csc", "3 May 2010", "disclosure", "V", "emotional-abuse"),
        PLAYED_DOWN,
        CLOSED,
    ),
    near_miss(
        "abuse of others",
        row("csc", "3 May 2010", "disclosure", "C", "assault: P > C"),
        row("csc", "3 May 2011", "home-visit", "V", "injury-unexplained"),
        CLOSED,
    ),
    # -- what came after
    near_miss("closed before it", BEFORE, PLAYED_DOWN, row("csc", "2 May 2011", "closure", "V")),
    hit(
        "closed on the twenty-eighth day",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "31 May 2011", "closure", "V"),
        expect=CERTAIN,
    ),
    near_miss(
        "closed on the twenty-ninth day",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "1 June 2011", "closure", "V"),
    ),
    hit(
        "perhaps closed in the days",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "May or June 2011", "closure", "V"),
        expect=POSSIBLE,
    ),
    near_miss(
        "somebody else's case was closed",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "10 May 2011", "closure", "X"),
    ),
    near_miss(
        "another agency closed", BEFORE, PLAYED_DOWN, row("gp", "10 May 2011", "closure", "V")
    ),
    near_miss(
        "closed on the same day, but before it by the chronology's own order",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "P, V", "abuse-minimised", seq=2),
        row("csc", "3 May 2011", "closure", "V", seq=1),
    ),
    hit(
        "its own date in doubt, and perhaps too early for the closure",
        BEFORE,
        row("csc", "April 2011", "home-visit", "P, V", "abuse-minimised"),
        CLOSED,
        expect=POSSIBLE,
    ),
    # -- further enquiry
    near_miss(
        "asked in private the next day",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "4 May 2011", "routine-enquiry", "V"),
    ),
    near_miss(
        "checks with another agency",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "4 May 2011", "request-for-information", "V mentioned", shared="police"),
    ),
    near_miss(
        "help offered and declined",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "4 May 2011", "referral-offered-declined", "V"),
    ),
    near_miss(
        "on the twenty-eighth day",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "31 May 2011", "supervision", "V mentioned"),
    ),
    hit(
        "on the twenty-ninth day",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "1 June 2011", "supervision", "V mentioned"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps in the days",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "May or June 2011", "supervision", "V mentioned"),
        expect=POSSIBLE,
    ),
    hit(
        "about somebody else",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "4 May 2011", "supervision", "X"),
        expect=CERTAIN,
    ),
    hit(
        "a routine letter",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "4 May 2011", "letter-sent", "V"),
        expect=CERTAIN,
    ),
    near_miss(
        "its own row is an interview",
        BEFORE,
        row("csc", "3 May 2011", "investigation", "P, V", "abuse-minimised"),
        CLOSED,
    ),
    near_miss(
        "its own row is an interview, on a day that is not known",
        BEFORE,
        row("csc", "May 2011", "investigation", "P, V", "abuse-minimised"),
        row("csc", "4 June 2011", "closure", "V"),
    ),
    # -- graded
    hit(
        "an assessment at the lowest grade",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "4 May 2011", "risk-assessment", "V", tool="dash", grade="standard"),
        expect=GRADED,
        says="Risk assessment (domestic abuse) (DASH 2009, standard), 4 May 2011.",
    ),
    near_miss(
        "an assessment at another grade",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "4 May 2011", "risk-assessment", "V", tool="dash", grade="medium"),
    ),
    near_miss(
        "a low score of depression",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "4 May 2011", "risk-assessment", "V", tool="phq-9", grade="low"),
    ),
    # -- once
    hit(
        "told twice of one occurrence",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "4 May 2011", "phone-call", "P", "abuse-minimised", same="csc2"),
        expect=CERTAIN,
    ),
    # -- time and place
    near_miss(
        "before scope",
        row("csc", "3 May 2007", "disclosure", "V", "assault"),
        row("csc", "3 May 2008", "home-visit", "P, V", "abuse-minimised"),
        row("csc", "4 May 2008", "closure", "V"),
    ),
    near_miss(
        "after the end",
        BEFORE,
        row("csc", "3 July 2014", "home-visit", "P, V", "abuse-minimised"),
        row("csc", "4 July 2014", "closure", "V"),
    ),
    near_miss(
        "of the fatal incident",
        BEFORE,
        row("csc", "1 July 2014", "home-visit", "P, V", "abuse-minimised", fatal=True),
        row("csc", "1 July 2014", "closure", "V"),
    ),
    near_miss(
        "learned after the death",
        BEFORE,
        row("csc", "3 May 2011", "home-visit", "P, V", "abuse-minimised", after_death=True),
        CLOSED,
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2010", "told-informally", "V", "assault"),
        row("family", "3 May 2011", "told-informally", "P, V", "abuse-minimised"),
        row("family", "4 May 2011", "closure", "V"),
    ),
    hit(
        "a death within the family",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    hit(
        "while proceedings are live",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=CERTAIN,
        says="the accused",
        quiet="Paul",
    ),
    # -- the settings
    hit(
        "another number of days",
        BEFORE,
        PLAYED_DOWN,
        row("csc", "1 June 2011", "closure", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=29),)),
        expect=CERTAIN,
    ),
    near_miss(
        "from a later day",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("gp",)),)),
    ),
    near_miss(
        "switched off",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "heavier abuse only",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, HELD, least_weight=5),)),
    ),
    # -- silence
    silent(
        "a chronology in part", BEFORE, PLAYED_DOWN, CLOSED, coverage={"csc": IN_PART}, cannot="csc"
    ),
    silent(
        "a chronology that ends within the days",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        coverage={"csc": Coverage(end=date(2011, 5, 12), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row not coded within the days",
        BEFORE,
        PLAYED_DOWN,
        CLOSED,
        row("csc", "5 May 2011", "x", "V", coded=False),
        cannot="csc",
    ),
    silent(
        "too little time was left",
        BEFORE,
        row("csc", "20 June 2014", "home-visit", "P, V", "abuse-minimised"),
        row("csc", "21 June 2014", "closure", "V"),
        cannot="csc",
        says="the 28 days of this rule had not passed",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)


def test_a_grade_is_asked_about_once() -> None:
    graded = row("csc", "4 May 2011", "risk-assessment", "V", tool="dash", grade="standard")
    (mine,) = query(KEY).find(case(BEFORE, PLAYED_DOWN, graded)).findings
    assert "assessment:csc3" in mine.omission
    assert query("grade-not-fitting").definition.order < query(KEY).definition.order
