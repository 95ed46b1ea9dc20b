# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "what people close to them knew"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "people-close"
RULE = "weighty facts"

TOLD = row("family", "3 May 2011", "told-informally", "V", "strangulation")
SEEN = row("gp", "3 May 2012", "appointment", "V")
CERTAIN = "family: known to people, certain; known family1"
POSSIBLE = "family: known to people, possible; known family1?"

CASES = (
    hit(
        "family knew, and no agency did",
        TOLD,
        SEEN,
        expect=CERTAIN,
        says=(
            "Family knew of this: strangulation",
            "No agency's chronology shows this before Vera’s death.",
            "What would have helped people close to them to tell someone",
        ),
        quiet=("failed", "did not tell", "should"),
    ),
    hit(
        "two facts are one line",
        TOLD,
        row("family", "3 June 2011", "told-informally", "V", "stalking"),
        SEEN,
        expect="family: known to people, certain; known family1 family2",
        says="stalking (Paul towards Vera) and strangulation",
    ),
    hit(
        "of four facts three are named",
        row(
            "family",
            "3 May 2011",
            "told-informally",
            "V",
            "strangulation; stalking; threats-to-kill; weapon-used",
        ),
        SEEN,
        expect=CERTAIN,
        says=", and 1 more thing.",
    ),
    hit(
        "one fact of two rows",
        TOLD,
        row("family", "4 May 2011", "told-informally", "V", "strangulation", same="family1"),
        SEEN,
        expect=CERTAIN,
    ),
    hit("a death within the family", TOLD, SEEN, death_type=DeathType.ADULT_FAMILY, expect=CERTAIN),
    near_miss(
        "not weighty", row("family", "3 May 2011", "told-informally", "V", "emotional-abuse"), SEEN
    ),
    near_miss(
        "of nobody in the household",
        row("family", "3 May 2011", "told-informally", "N", "assault: X > N"),
        SEEN,
    ),
    near_miss(
        "ruled out",
        row("family", "3 May 2011", "told-informally", "V", "strangulation (ruled out)"),
        SEEN,
    ),
    near_miss(
        "an agency knew, not people close to them",
        row("gp", "3 May 2011", "appointment", "V", "strangulation"),
    ),
    # -- what agencies had
    near_miss(
        "an agency had it, too",
        TOLD,
        row("gp", "3 May 2012", "appointment", "V", "strangulation (disclosed)"),
    ),
    near_miss(
        "one minute before the end",
        TOLD,
        row("gp", "1 July 2014", "appointment", "V", "strangulation (disclosed)", time="19:59"),
    ),
    hit(
        "at the end",
        TOLD,
        row("gp", "1 July 2014", "appointment", "V", "strangulation (disclosed)", time="20:00"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps before the end",
        TOLD,
        row("gp", "Summer 2014", "appointment", "V", "strangulation (disclosed)"),
        expect=POSSIBLE,
    ),
    hit(
        "it was sent to the police, with no record of receipt",
        row("family", "3 May 2011", "told-informally", "V", "strangulation", shared="police"),
        SEEN,
        expect=POSSIBLE,
        says=("Family knew of", "No agency's chronology shows for certain that this was known"),
        quiet=("possibly",),
    ),
    near_miss(
        "the police were told, and wrote it down",
        row("family", "3 May 2011", "told-informally", "V", "strangulation", shared="police"),
        row(
            "police",
            "3 May 2011",
            "concern-reported",
            "V",
            "strangulation (alleged)",
            told_by="family",
        ),
    ),
    hit(
        "an agency came to know after the death",
        TOLD,
        row("police", "3 May 2012", "investigation", "V", "strangulation", after_death=True),
        expect=CERTAIN,
    ),
    hit(
        "agencies knew of an assault by somebody else",
        TOLD,
        row("gp", "3 May 2012", "appointment", "V", "strangulation: X > V"),
        expect=CERTAIN,
    ),
    near_miss(
        "jealousy, which an agency wrote down as control",
        row("family", "3 May 2011", "told-informally", "V", "jealousy"),
        row("gp", "3 May 2012", "disclosure", "V", "coercive-control (disclosed)"),
    ),
    hit(
        "control by somebody else takes in nothing of it",
        row("family", "3 May 2011", "told-informally", "V", "jealousy"),
        row("gp", "3 May 2012", "disclosure", "V", "coercive-control: X > V (disclosed)"),
        expect=CERTAIN,
    ),
    hit(
        "control that may have been on record by the end",
        row("family", "3 May 2011", "told-informally", "V", "jealousy"),
        row("gp", "Summer 2014", "disclosure", "V", "coercive-control (disclosed)"),
        expect=POSSIBLE,
    ),
    hit(
        "control takes in jealousy, not jealousy control",
        row("family", "3 May 2011", "told-informally", "V", "coercive-control"),
        row("gp", "3 May 2012", "disclosure", "V", "jealousy (disclosed)"),
        expect=CERTAIN,
    ),
    hit(
        "the case does not take them for one",
        row("family", "3 May 2011", "told-informally", "V", "jealousy"),
        row("gp", "3 May 2012", "disclosure", "V", "coercive-control (disclosed)"),
        settings=Settings(rules=(RuleChange(KEY, "control", off=True),)),
        expect=CERTAIN,
    ),
    # -- what people knew
    near_miss(
        "they came to know after the death",
        row("family", "3 May 2011", "told-informally", "V", "strangulation", after_death=True),
        SEEN,
    ),
    near_miss(
        "learned through the fatal incident",
        row(
            "family",
            "1 July 2014",
            "told-informally",
            "V",
            "strangulation",
            time="19:00",
            fatal=True,
        ),
        SEEN,
    ),
    near_miss(
        "after the end", row("family", "3 July 2014", "told-informally", "V", "strangulation"), SEEN
    ),
    hit(
        "perhaps before the end: what they knew",
        row("family", "Summer 2014", "told-informally", "V", "strangulation"),
        SEEN,
        expect=POSSIBLE,
        says="Family possibly knew of this",
    ),
    hit(
        "learned later than it was",
        row("family", "3 May 2011", "told-informally", "V", "strangulation", learned="3 June 2011"),
        SEEN,
        expect=CERTAIN,
    ),
    near_miss(
        "learned after the end",
        row(
            "family", "3 May 2011", "told-informally", "V", "strangulation", learned="3 August 2014"
        ),
        SEEN,
    ),
    hit(
        "before scope it is knowledge, too",
        row("family", "3 May 2007", "told-informally", "V", "strangulation"),
        SEEN,
        expect=CERTAIN,
    ),
    hit(
        "while proceedings are live",
        TOLD,
        SEEN,
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=CERTAIN,
        says="the accused towards Vera",
        quiet="Paul",
    ),
    # -- the settings
    near_miss(
        "weightier ones only in this case",
        row("family", "3 May 2011", "told-informally", "V", "assault"),
        SEEN,
        settings=Settings(rules=(RuleChange(KEY, RULE, least_weight=4),)),
    ),
    near_miss(
        "other topics in this case",
        TOLD,
        SEEN,
        settings=Settings(rules=(RuleChange(KEY, RULE, topics=("stalking",)),)),
    ),
    near_miss(
        "other sources in this case",
        TOLD,
        SEEN,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("neighbours",)),)),
    ),
    near_miss(
        "switched off", TOLD, SEEN, settings=Settings(rules=(RuleChange(KEY, RULE, off=True),))
    ),
    # -- silence
    hit(
        "one agency's chronology in part",
        TOLD,
        SEEN,
        row("police", "3 May 2012", "call-out", "V"),
        coverage={"police": IN_PART},
        expect=CERTAIN,
        says=(
            "No chronology that covers the time shows this",
            "cannot be told from their records: Police",
        ),
    ),
    silent(
        "no agency's chronology covers the time",
        TOLD,
        SEEN,
        coverage={"gp": IN_PART},
        cannot="family",
    ),
    silent(
        "one that ends before the death",
        TOLD,
        SEEN,
        coverage={"gp": Coverage(end=date(2013, 1, 1), stated=True)},
        cannot="family",
        says="Whether any agency had on record 1 thing",
    ),
    silent(
        "the only agency has a row not coded",
        TOLD,
        SEEN,
        row("gp", "5 May 2011", "x", "V", coded=False),
        cannot="family",
    ),
    silent(
        "the only agency has a row not coded, one minute before the end",
        TOLD,
        SEEN,
        row("gp", "1 July 2014", "x", "V", coded=False, time="19:59"),
        cannot="family",
    ),
    silent("no agency at all", TOLD, cannot="family"),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
