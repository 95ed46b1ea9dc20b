# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "inside one agency"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "inside"

STRANGLED = row("police/control", "3 May 2011", "call-out", "V, P", "strangulation")
SEEN = row("police/response", "10 May 2011", "call-out", "V")
LINE = "police/response: between teams, certain; held police1; contact police2"
MAYBE = "police/response: between teams, possible; held police1?; contact police2?"

CASES = (
    hit(
        "one team held it, another was in contact",
        STRANGLED,
        SEEN,
        expect=LINE,
        says=(
            "Inside Police, Control had this on record by 3 May 2011. Response was in contact "
            "once with no record that it was told.",
        ),
    ),
    hit(
        "in different localities",
        STRANGLED,
        SEEN,
        localities={"police/control": "North", "police/response": "South"},
        expect="police/response: between localities, certain; held police1; contact police2",
        says="The teams work in different localities: South and North.",
    ),
    # -- time
    near_miss(
        "the contact came before", STRANGLED, row("police/response", "2 May 2011", "call-out", "V")
    ),
    hit(
        "on one untimed day either may be first",
        STRANGLED,
        row("police/response", "3 May 2011", "call-out", "V"),
        expect=MAYBE,
    ),
    hit(
        "on one day, Seq puts the record first",
        row("police/control", "3 May 2011", "call-out", "V, P", "strangulation", seq=1),
        row("police/response", "3 May 2011", "call-out", "V", seq=2),
        expect=LINE,
    ),
    near_miss(
        "on one day, Seq puts the contact first",
        row("police/control", "3 May 2011", "call-out", "V, P", "strangulation", seq=2),
        row("police/response", "3 May 2011", "call-out", "V", seq=1),
    ),
    hit(
        "a vague date",
        row("police/control", "May 2011", "call-out", "V, P", "strangulation"),
        SEEN,
        expect=MAYBE,
    ),
    hit(
        "a date with no end: it is not said by when it was held",
        row("police/control", "after 3 May 2011", "call-out", "V, P", "strangulation"),
        SEEN,
        expect=MAYBE,
        says="Control possibly had this on record. Response was in contact",
    ),
    near_miss(
        "a contact after the end", STRANGLED, row("police/response", "2 July 2014", "call-out", "V")
    ),
    near_miss(
        "a contact before scope", STRANGLED, row("police/response", "2 July 2008", "call-out", "V")
    ),
    near_miss(
        "the fatal incident",
        STRANGLED,
        row("police/response", "1 July 2014", "call-out", "V", time="18:00", fatal=True),
    ),
    hit(
        "acquired after the end",
        STRANGLED,
        SEEN,
        row("police/response", "2 July 2014", "call-out", "P", "strangulation"),
        expect=LINE,
    ),
    hit(
        "told of later",
        STRANGLED,
        SEEN,
        row("police/response", "20 May 2011", "call-out", "V", "strangulation"),
        row("police/control", "10 May 2012", "administration", "N"),
        expect=LINE,
        says="before it had this on record (20 May 2011)",
    ),
    # -- persons, kinds, stances
    near_miss(
        "only mentioned",
        STRANGLED,
        row("police/response", "10 May 2011", "call-out", "N, V mentioned"),
    ),
    near_miss("routine", STRANGLED, row("police/response", "10 May 2011", "letter-sent", "V")),
    near_miss(
        "denied",
        row("police/control", "3 May 2011", "call-out", "V", "strangulation (denied)"),
        SEEN,
    ),
    near_miss(
        "learned after death",
        row("police/control", "3 May 2011", "call-out", "V", "strangulation", after_death=True),
        SEEN,
    ),
    near_miss(
        "a state that ended",
        row("mh/ward", "3 May 2011", "contact", "V", "suicidal-ideation"),
        row("mh/ward", "4 May 2011", "contact", "V", "suicidal-ideation (ended)"),
        row("mh/crisis", "10 May 2011", "contact", "V"),
    ),
    near_miss(
        "a state that lapsed",
        row("mh/ward", "3 May 2011", "contact", "V", "suicidal-ideation"),
        row("mh/crisis", "10 May 2012", "contact", "V"),
    ),
    # -- one record
    near_miss(
        "teams that share one record",
        STRANGLED,
        SEEN,
        shares_record={"police/control": "niche", "police/response": "niche"},
    ),
    near_miss(
        "told, and recorded by both",
        row(
            "police/control",
            "3 May 2011",
            "call-out",
            "V, P",
            "strangulation",
            shared="police/response",
        ),
        row(
            "police/response",
            "3 May 2011",
            "information-received",
            "V",
            told_by="police/control",
            answers="police1",
        ),
        row("police/response", "10 May 2011", "call-out", "V"),
    ),
    hit(
        "sent, with no record of receipt",
        row(
            "police/control",
            "3 May 2011",
            "call-out",
            "V, P",
            "strangulation",
            shared="police/response",
        ),
        SEEN,
        expect=MAYBE,
    ),
    hit(
        "a row of no stated team may be of either",
        STRANGLED,
        row("police", "5 May 2011", "information-received", "V", "strangulation"),
        SEEN,
        expect="police/response: between teams, possible; held police1?; contact police3?",
    ),
    near_miss("one team only", STRANGLED, row("police/control", "10 May 2011", "call-out", "V")),
    near_miss("another agency", STRANGLED, row("gp", "10 May 2011", "appointment", "V")),
    hit(
        "mirrored rows are one line",
        STRANGLED,
        row("police/control", "3 May 2011", "crime-recorded", "V", "strangulation", same="police1"),
        row("police/response", "10 May 2011", "call-out", "V"),
        expect="police/response: between teams, certain; held police1; contact police3",
    ),
    # -- weight
    near_miss(
        "below the least weight",
        row("police/control", "3 May 2011", "call-out", "V", "criminal-damage"),
        SEEN,
        below=1,
    ),
    near_miss(
        "the settings list only the heaviest",
        STRANGLED,
        SEEN,
        settings=Settings(min_weight=6),
        below=1,
    ),
    # -- silence
    silent("a chronology in part", STRANGLED, SEEN, coverage={"police": IN_PART}, cannot="police"),
    silent(
        "a chronology that ends before",
        STRANGLED,
        SEEN,
        coverage={"police": Coverage(end=date(2011, 5, 6), stated=True)},
        cannot="police",
    ),
    hit(
        "a chronology that ends before a further contact",
        STRANGLED,
        SEEN,
        row("police/response", "20 May 2011", "call-out", "V"),
        coverage={"police": Coverage(end=date(2011, 5, 12), stated=True)},
        expect=LINE,
    ),
    hit(
        "Seq of a row says nothing of when it was learned, where that stands beside it",
        row(
            "police/control",
            "3 May 2011",
            "call-out",
            "V, P",
            "strangulation",
            seq=2,
            learned="3 May 2011",
        ),
        row("police/response", "3 May 2011", "administration", "V", "strangulation", seq=1),
        row("police/response", "3 May 2011", "call-out", "V"),
        expect="police/response: between teams, possible; held police1?; contact police3?",
    ),
    silent(
        "held perhaps before the chronology begins, and for certain only after the contact",
        row("police", "before 20 May 2011", "call-out", "V, P", "strangulation"),
        SEEN,
        row("police/control", "1 June 2011", "call-out", "V, P", "strangulation"),
        coverage={"police": Coverage(start=date(2010, 1, 1), stated=True)},
        cannot="police",
    ),
    silent(
        "a row not coded",
        STRANGLED,
        row("police/response", "5 May 2011", "x", "V", coded=False),
        row("police/response", "10 May 2011", "call-out", "V"),
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
