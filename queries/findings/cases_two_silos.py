# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "those who saw the one, and those who saw the other"."""

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

KEY = "two-silos"

HERS = row("idva", "3 May 2011", "disclosure", "V", "strangulation")
HIS = row("mh", "3 June 2011", "appointment", "P, V mentioned", "killing-thoughts")
CERTAIN = "idva: never in touch, certain; held idva1 mh1"
POSSIBLE = "idva: never in touch, possible; held idva1? mh1?"

CASES = (
    hit(
        "one saw her, one saw him, each with something weighty",
        HERS,
        HIS,
        expect=CERTAIN,
        says=(
            "IDVA Service saw Vera and not Paul; Mental Health Trust saw Paul and not Vera. Each "
            "held something weighty and had a record of the other side's person. There is no "
            "record that anything passed between the two.",
            "IDVA Service held: strangulation or suffocation (Paul towards Vera).",
        ),
        quiet=("failed", "should have"),
    ),
    hit(
        "each knows of the other by a row of its own",
        row("idva", "3 May 2011", "disclosure", "V", "strangulation"),
        row("idva", "3 April 2011", "phone-call", "V, P mentioned"),
        HIS,
        expect="idva: never in touch, certain; held idva1 mh1; known idva2",
    ),
    hit(
        "two on one side",
        HERS,
        row("school", "3 May 2011", "school-contact", "V", "threats-to-kill"),
        HIS,
        expect="idva: never in touch, certain; held idva1 mh1 school1",
        says="IDVA Service and School saw Vera and not Paul",
    ),
    hit(
        "one of two on a side was in touch: the other is left",
        HERS,
        row("school", "3 May 2011", "school-contact", "V", "threats-to-kill"),
        row("school", "3 July 2011", "share", "V", shared="mh"),
        row("probation", "3 June 2011", "supervision-contact", "P, V mentioned", "threats-to-kill"),
        HIS,
        expect="idva: never in touch, certain; held idva1 probation1",
    ),
    near_miss(
        "one shared with the other",
        HERS,
        HIS,
        row("idva", "3 July 2011", "share", "V", shared="mh"),
    ),
    near_miss(
        "a meeting that both were at",
        HERS,
        HIS,
        row("police", "3 July 2011", "marac", "V", attended="mh idva"),
        row("mh", "3 July 2011", "marac", "P", attended="mh idva"),
    ),
    near_miss(
        "a letter that names the other in its text",
        HERS,
        HIS,
        row("mh", "3 July 2011", "letter-sent", "P", mentions="idva"),
    ),
    hit(
        "a call that only mentions the other",
        HERS,
        HIS,
        row("mh", "3 July 2011", "phone-call", "P", mentions="idva"),
        expect=CERTAIN,
    ),
    hit(
        "in touch about somebody else",
        HERS,
        HIS,
        row("mh", "3 July 2011", "share", "N", shared="idva"),
        expect=CERTAIN,
    ),
    near_miss("it saw both", HERS, HIS, row("mh", "3 July 2011", "appointment", "P, V present")),
    near_miss(
        "a routine contact with the other is to have seen them",
        HERS,
        HIS,
        row("mh", "3 July 2011", "repeat-prescription", "V"),
    ),
    near_miss(
        "a routine contact alone is none",
        HERS,
        row("mh", "3 July 2011", "repeat-prescription", "P", "killing-thoughts"),
    ),
    near_miss(
        "one saw nobody but the child",
        HERS,
        row("mh", "3 June 2011", "appointment", "C", "killing-thoughts"),
    ),
    near_miss(
        "it knew of nobody else",
        HERS,
        row("mh", "3 June 2011", "appointment", "P", "psychosis: P; suicide-attempt: P"),
    ),
    near_miss(
        "what it held weighs too little",
        HERS,
        row("mh", "3 June 2011", "appointment", "P", "assault"),
    ),
    near_miss(
        "denied",
        HERS,
        row("mh", "3 June 2011", "appointment", "P, V mentioned", "killing-thoughts (denied)"),
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2011", "contact", "V", "strangulation"),
        HIS,
    ),
    near_miss(
        "a reason for not sharing is recorded",
        row("idva", "3 May 2011", "disclosure", "V", "strangulation", bar="consent refused"),
        HIS,
    ),
    near_miss(
        "a pathway joins them",
        HERS,
        HIS,
        settings=Settings(pathways=(Pathway("copies", "mh", "idva", automatic=True),)),
    ),
    near_miss(
        "a shared record joins them",
        HERS,
        HIS,
        settings=Settings(record_access=(RecordAccess("one system", ("mh/", "idva/")),)),
    ),
    hit(
        "two rows of one meeting with her are one agency still",
        HERS,
        row("idva", "3 May 2011", "disclosure", "V", "strangulation", same="idva1"),
        HIS,
        expect=CERTAIN,
    ),
    # -- time
    near_miss(
        "learned after the death",
        HERS,
        row(
            "mh",
            "3 June 2011",
            "appointment",
            "P, V mentioned",
            "killing-thoughts",
            after_death=True,
        ),
    ),
    near_miss(
        "of the fatal incident",
        HERS,
        row("mh", "1 July 2014", "appointment", "P, V mentioned", "killing-thoughts", fatal=True),
    ),
    near_miss(
        "seen before scope alone",
        row("idva", "3 May 2008", "disclosure", "V", "strangulation"),
        HIS,
    ),
    near_miss(
        "held after the end alone",
        HERS,
        row("mh", "3 July 2014", "appointment", "P, V mentioned", "killing-thoughts"),
    ),
    hit(
        "held perhaps after the end",
        HERS,
        row("mh", "June or July 2014", "appointment", "P, V mentioned", "killing-thoughts"),
        expect="idva: never in touch, possible; held idva1? mh1?",
    ),
    near_miss(
        "seen in time, held after the end alone",
        HERS,
        row("mh", "3 June 2011", "appointment", "P, V mentioned"),
        row("mh", "3 July 2014", "appointment", "P", "killing-thoughts"),
    ),
    hit(
        "seen in time, held perhaps after the end",
        HERS,
        row("mh", "3 June 2011", "appointment", "P, V mentioned"),
        row("mh", "June or July 2014", "appointment", "P", "killing-thoughts"),
        expect="idva: never in touch, possible; held idva1? mh2?; known mh1?",
    ),
    hit(
        "held in time, seen perhaps after the end",
        HERS,
        row("mh", "3 June 2011", "letter-received", "P, V mentioned", "killing-thoughts"),
        row("mh", "June or July 2014", "appointment", "P"),
        expect=POSSIBLE,
    ),
    near_miss(
        "knew of the other only by what was denied",
        HERS,
        row("mh", "3 June 2011", "appointment", "P", "suicide-attempt: P; assault (denied)"),
    ),
    hit(
        "in touch after the end",
        HERS,
        HIS,
        row("mh", "3 July 2014", "share", "P", shared="idva"),
        expect=CERTAIN,
    ),
    hit(
        "in touch perhaps after the end",
        HERS,
        HIS,
        row("mh", "June or July 2014", "share", "P", shared="idva"),
        expect=POSSIBLE,
    ),
    hit(
        "while proceedings are live",
        HERS,
        HIS,
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=CERTAIN,
        quiet="Paul",
    ),
    hit(
        "in an adult family case too", HERS, HIS, death_type=DeathType.ADULT_FAMILY, expect=CERTAIN
    ),
    # -- silence
    silent("one covers in part", HERS, HIS, coverage={"mh": IN_PART}, cannot="mh"),
    silent(
        "one whose chronology begins late",
        HERS,
        HIS,
        coverage={"mh": Coverage(start=date(2011, 1, 1), stated=True)},
        cannot="mh",
    ),
    silent(
        "one with a row not coded",
        HERS,
        HIS,
        row("idva", "5 May 2012", "x", "V", coded=False),
        cannot="idva",
    ),
    hit(
        "of two on a side one cannot be told of",
        HERS,
        row("school", "3 May 2011", "school-contact", "V", "threats-to-kill"),
        HIS,
        coverage={"school": IN_PART},
        expect=CERTAIN,
        cannot="school",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        HERS,
        HIS,
        settings=Settings(rules=(RuleChange(KEY, "two sides", off=True),)),
    ),
    hit(
        "lighter things count in this case",
        HERS,
        row("mh", "3 June 2011", "appointment", "P", "assault"),
        settings=Settings(rules=(RuleChange(KEY, "two sides", least_weight=3),)),
        expect=CERTAIN,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
