# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "services for adults and for children"."""

from __future__ import annotations

from datetime import date

from graphdb.model import (
    Coverage,
    DeathType,
    Pathway,
    RecordAccess,
    ReviewStatus,
    RuleChange,
    Settings,
)
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "adult-and-child"
RULE = "adults and children"

ADULT = row("mh", "3 June 2011", "appointment", "P, C mentioned", "killing-thoughts")
CHILD = row("school", "3 May 2011", "school-contact", "C", "child-disclosure")
CERTAIN = "mh: never in touch, certain; held mh1 school1"
POSSIBLE = "mh: never in touch, possible; held mh1? school1?"

CASES = (
    hit(
        "a service for adults and one for children, nothing between them",
        ADULT,
        CHILD,
        expect=CERTAIN,
        says="Mental Health Trust saw the adults; School saw the children.",
        quiet=("failed", "should have"),
    ),
    hit(
        "the school had seen an adult, too",
        ADULT,
        CHILD,
        row("school", "3 July 2011", "school-contact", "V"),
        expect=CERTAIN,
    ),
    hit(
        "one of two on a side was in touch: the other is left",
        ADULT,
        row("gp", "3 June 2011", "appointment", "V, C mentioned", "assault"),
        row("gp", "3 July 2011", "share", "C", shared="school"),
        CHILD,
        row("csc", "3 May 2011", "home-visit", "C", "child-present"),
        expect="mh: never in touch, certain; held csc1 mh1",
    ),
    near_miss(
        "in touch",
        ADULT,
        CHILD,
        row("school", "3 July 2011", "information-received", "C", told_by="mh"),
    ),
    near_miss(
        "in touch, by the text of a letter",
        ADULT,
        CHILD,
        row("school", "3 July 2011", "letter-sent", "C", mentions="mh"),
    ),
    hit(
        "in touch about somebody else",
        ADULT,
        CHILD,
        row("school", "3 July 2011", "share", "N", shared="mh"),
        expect=CERTAIN,
    ),
    near_miss(
        "neither list names the police",
        row("police", "3 June 2011", "call-out", "P, C mentioned", "killing-thoughts"),
        CHILD,
    ),
    near_miss(
        "the service for adults knew of no child",
        row("mh", "3 June 2011", "appointment", "P", "killing-thoughts"),
        CHILD,
    ),
    near_miss(
        "the service for children knew of no adult",
        ADULT,
        row("school", "3 May 2011", "school-contact", "C", "child-neglect; self-harm: C"),
    ),
    near_miss(
        "it saw no child",
        ADULT,
        row("school", "3 May 2011", "school-contact", "V, C mentioned", "child-disclosure"),
    ),
    near_miss(
        "it saw the adult at a routine contact alone",
        row("mh", "3 June 2011", "letter-sent", "P, C mentioned", "killing-thoughts"),
        CHILD,
    ),
    near_miss(
        "what it held weighs too little",
        row("mh", "3 June 2011", "appointment", "P, C mentioned", "depression"),
        CHILD,
    ),
    near_miss(
        "ruled out",
        row("mh", "3 June 2011", "appointment", "P, C mentioned", "killing-thoughts (ruled out)"),
        CHILD,
    ),
    near_miss(
        "a reason for not sharing is recorded",
        row(
            "mh",
            "3 June 2011",
            "appointment",
            "P, C mentioned",
            "killing-thoughts",
            bar="consent refused",
        ),
        CHILD,
    ),
    near_miss(
        "a pathway joins them",
        ADULT,
        CHILD,
        settings=Settings(pathways=(Pathway("copies", "school", "mh", automatic=True),)),
    ),
    hit(
        "a duty that copies nothing by itself joins nobody",
        ADULT,
        CHILD,
        settings=Settings(pathways=(Pathway("duty", "school", "mh"),)),
        expect=CERTAIN,
    ),
    near_miss(
        "a shared record joins them",
        ADULT,
        CHILD,
        settings=Settings(record_access=(RecordAccess("one system", ("mh/", "school/")),)),
    ),
    # -- time
    near_miss(
        "before scope alone",
        row("mh", "3 June 2008", "appointment", "P, C mentioned", "killing-thoughts"),
        CHILD,
    ),
    near_miss(
        "after the end",
        row("mh", "3 July 2014", "appointment", "P, C mentioned", "killing-thoughts"),
        CHILD,
    ),
    near_miss(
        "learned after the death",
        ADULT,
        row("school", "3 May 2011", "school-contact", "C", "child-disclosure", after_death=True),
    ),
    near_miss(
        "of the fatal incident",
        ADULT,
        row("school", "1 July 2014", "school-contact", "C", "child-disclosure", fatal=True),
    ),
    hit(
        "perhaps before scope",
        row(
            "mh",
            "December 2008 or January 2009",
            "appointment",
            "P, C mentioned",
            "threats-to-kill",
        ),
        CHILD,
        expect=POSSIBLE,
    ),
    hit(
        "in touch perhaps after the end",
        ADULT,
        CHILD,
        row("school", "June or July 2014", "share", "C", shared="mh"),
        expect=POSSIBLE,
    ),
    hit(
        "while proceedings are live",
        ADULT,
        CHILD,
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=CERTAIN,
        quiet="Paul",
    ),
    hit(
        "in an adult family case too",
        ADULT,
        CHILD,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    # -- silence
    silent("one covers in part", ADULT, CHILD, coverage={"school": IN_PART}, cannot="school"),
    silent(
        "one whose chronology ends early",
        ADULT,
        CHILD,
        coverage={"school": Coverage(end=date(2013, 1, 1), stated=True)},
        cannot="school",
    ),
    silent(
        "one with a row not coded",
        ADULT,
        CHILD,
        row("mh", "5 May 2012", "x", "V", coded=False),
        cannot="mh",
    ),
    # -- the settings
    hit(
        "a further rule makes no further line: one for a case",
        ADULT,
        CHILD,
        settings=Settings(
            rules=(
                RuleChange(
                    KEY,
                    "two sectors alone",
                    least_weight=3,
                    sectors=("mental-health",),
                    destinations=("education",),
                ),
            )
        ),
        expect=CERTAIN,
    ),
    near_miss(
        "switched off in this case",
        ADULT,
        CHILD,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "in this case the services for adults are others",
        ADULT,
        CHILD,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("housing",)),)),
    ),
    near_miss(
        "in this case it stands with those for children",
        ADULT,
        CHILD,
        settings=Settings(rules=(RuleChange(KEY, RULE, destinations=("mh", "education")),)),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
