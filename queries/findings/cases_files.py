# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "his file and hers"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "files"

HIS = row("gp", "3 May 2011", "appointment", "P", "killing-thoughts")
HERS = row("gp", "10 May 2011", "appointment", "V")
LINE = "gp: on one file only, certain; held gp1; contact gp2"
MAYBE = "gp: on one file only, possible; held gp1?; contact gp2?"

CASES = (
    hit(
        "on his file, and she was seen without it",
        HIS,
        HERS,
        expect=LINE,
        says=(
            "Surgery had this on Paul's file.",
            "It saw Vera once with no record of it on Vera's file.",
            "Did Surgery know that Paul and Vera were a couple? How could whoever saw Vera have",
        ),
        quiet="safely",
    ),
    hit(
        "a row names both: whether it knew is no question",
        row("gp", "1 May 2011", "administration", "V, P mentioned"),
        HIS,
        HERS,
        expect="gp: on one file only, certain; held gp2; contact gp3",
        says=(
            "A row of Surgery names both Paul and Vera: 1 May 2011 (gp.xlsx, row 1): "
            "“administration (gp1)”.",
            "How could whoever saw Vera have come to know",
        ),
        quiet="Did Surgery know",
    ),
    hit(
        "a row that names both only afterwards",
        HIS,
        HERS,
        row("gp", "1 June 2011", "administration", "V, P mentioned"),
        expect=LINE,
        says="Did Surgery know that Paul and Vera were a couple?",
    ),
    hit(
        "a death within the family",
        HIS,
        HERS,
        death_type=DeathType.ADULT_FAMILY,
        expect=LINE,
        says="Did Surgery know that Paul and Vera were of one family?",
    ),
    hit(
        "on her file, and he was seen without it",
        row("gp", "3 May 2011", "appointment", "V", "strangulation"),
        row("gp", "10 May 2011", "appointment", "P"),
        expect=LINE,
        says=(
            "How could those who saw Paul be alerted safely, without anything from Vera's file "
            "standing on a record that Paul may see?",
        ),
        quiet=("come to know", "a couple"),
    ),
    hit(
        "what is on his file and endangers her",
        row("gp", "3 May 2011", "appointment", "P", "alcohol-misuse"),
        HERS,
        expect=LINE,
    ),
    near_miss(
        "what concerns her alone is not looked for on his",
        row("gp", "3 May 2011", "appointment", "V", "pregnancy"),
        row("gp", "10 May 2011", "appointment", "P"),
    ),
    # -- time
    near_miss("she was seen before", HIS, row("gp", "2 May 2011", "appointment", "V")),
    hit("on one untimed day", HIS, row("gp", "3 May 2011", "appointment", "V"), expect=MAYBE),
    hit(
        "on one day, Seq puts his first",
        row("gp", "3 May 2011", "appointment", "P", "killing-thoughts", seq=1),
        row("gp", "3 May 2011", "appointment", "V", seq=2),
        expect=LINE,
    ),
    hit(
        "a vague date",
        row("gp", "May 2011", "appointment", "P", "killing-thoughts"),
        HERS,
        expect=MAYBE,
    ),
    near_miss("after the end", HIS, row("gp", "2 July 2014", "appointment", "V")),
    near_miss(
        "the fatal incident",
        HIS,
        row("gp", "1 July 2014", "appointment", "V", time="18:00", fatal=True),
    ),
    near_miss("a state that lapsed", HIS, row("gp", "10 August 2012", "appointment", "V")),
    near_miss(
        "a state that ended",
        HIS,
        row("gp", "5 May 2011", "appointment", "P", "killing-thoughts (ended)"),
        HERS,
    ),
    # -- persons and kinds
    near_miss(
        "she was only mentioned", HIS, row("gp", "10 May 2011", "appointment", "N, V mentioned")
    ),
    near_miss("routine", HIS, row("gp", "10 May 2011", "repeat-prescription", "V")),
    near_miss("seen together", HIS, row("gp", "10 May 2011", "appointment", "V, P")),
    near_miss(
        "a row about both is on both files",
        row("gp", "3 May 2011", "appointment", "V, P", "killing-thoughts"),
        HERS,
    ),
    near_miss(
        "denied", row("gp", "3 May 2011", "appointment", "P", "killing-thoughts (denied)"), HERS
    ),
    near_miss(
        "learned after death",
        row("gp", "3 May 2011", "appointment", "P", "killing-thoughts", after_death=True),
        HERS,
    ),
    near_miss(
        "a row on her file that tells of it",
        HIS,
        row("gp", "4 May 2011", "appointment", "V", "killing-thoughts"),
        HERS,
    ),
    near_miss(
        "a row on her file that refers to it",
        HIS,
        row("gp", "4 May 2011", "administration", "V", answers="gp1"),
        HERS,
    ),
    hit(
        "a row on nobody's file may be on hers",
        HIS,
        row("gp", "4 May 2011", "letter-received", "", "killing-thoughts"),
        row("gp", "10 May 2011", "appointment", "V"),
        expect="gp: on one file only, possible; held gp1?; contact gp3?",
    ),
    near_miss(
        "an agency that keeps no file for each person",
        row("housing", "3 May 2011", "housing-contact", "P", "killing-thoughts"),
        row("housing", "10 May 2011", "housing-contact", "V"),
    ),
    near_miss("two agencies", HIS, row("mh", "10 May 2011", "contact", "V")),
    # -- weight
    near_miss(
        "below the least weight",
        row("gp", "3 May 2011", "appointment", "P", "criminal-damage"),
        HERS,
        below=1,
    ),
    hit(
        "the settings list lighter ones",
        row("gp", "3 May 2011", "appointment", "P", "criminal-damage"),
        HERS,
        settings=Settings(min_weight=2),
        expect=LINE,
    ),
    # -- silence
    silent("a chronology in part", HIS, HERS, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that begins later",
        HIS,
        HERS,
        coverage={"gp": Coverage(start=date(2011, 5, 6), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row not coded", HIS, row("gp", "5 May 2011", "x", "V", coded=False), HERS, cannot="gp"
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
