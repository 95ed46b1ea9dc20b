# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record of a handover"."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphdb.model import Coverage, Settings
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "handover"


def visits(*whens: str, **more: Any) -> tuple[Row, ...]:  # noqa: ANN401
    """Two home visits by the one team, two by the other."""
    teams = ("csc/north", "csc/north", "csc/south", "csc/south")
    return tuple(row(t, w, "home-visit", "V", **more) for t, w in zip(teams, whens, strict=True))


MOVED = visits("3 May 2011", "10 May 2011", "20 June 2011", "1 July 2011")
LINE = "csc/north: handover, certain; held csc2; contact csc3"

CASES = (
    hit(
        "contact moved from one team to the other",
        *MOVED,
        expect=LINE,
        says=(
            "Inside Children's Social Care, contact with Vera moved from North to South.",
            "There is no record of a handover.",
        ),
    ),
    hit(
        "in different localities",
        *MOVED,
        localities={"csc/north": "Northtown", "csc/south": "Southtown"},
        expect=LINE,
        says="The teams work in different localities: Northtown and Southtown.",
    ),
    # -- time
    near_miss(
        "more than 90 days apart",
        *visits("3 May 2011", "10 May 2011", "20 August 2011", "1 September 2011"),
    ),
    hit(
        "the settings allow longer",
        *visits("3 May 2011", "10 May 2011", "20 August 2011", "1 September 2011"),
        settings=Settings(handover_days=120),
        expect=LINE,
    ),
    near_miss(
        "both had the person at once",
        *visits("3 May 2011", "10 July 2011", "20 June 2011", "20 July 2011"),
    ),
    near_miss(
        "the one's last and the other's first in one minute",
        row("csc/north", "3 May 2011", "home-visit", "V"),
        row("csc/north", "10 May 2011", "home-visit", "V", time="10:00"),
        row("csc/south", "10 May 2011", "home-visit", "V", time="10:00"),
        row("csc/south", "1 July 2011", "home-visit", "V"),
    ),
    hit(
        "the other's first a minute after the one's last",
        row("csc/north", "3 May 2011", "home-visit", "V"),
        row("csc/north", "10 May 2011", "home-visit", "V", time="10:00"),
        row("csc/south", "10 May 2011", "home-visit", "V", time="10:01"),
        row("csc/south", "1 July 2011", "home-visit", "V"),
        expect=LINE,
    ),
    hit(
        "perhaps more than 90 days apart",
        *visits("3 May 2011", "June 2011", "20 September 2011", "1 October 2011"),
        expect="csc/north: handover, possible; held csc2; contact csc3",
    ),
    hit(
        "a vague date",
        *visits("3 May 2011", "June 2011", "20 June 2011", "1 July 2011"),
        expect="csc/north: handover, possible; held csc2; contact csc3",
    ),
    near_miss("before scope", *visits("3 May 2007", "10 May 2007", "20 June 2007", "1 July 2007")),
    near_miss(
        "after the end", *visits("3 May 2014", "10 June 2014", "20 July 2014", "1 August 2014")
    ),
    hit(
        "a second contact of the other team that may lie after the end",
        *visits(
            "3 May 2014", "10 May 2014", "20 June 2014", "between 28 June 2014 and 3 July 2014"
        ),
        expect="csc/north: handover, possible; held csc2; contact csc3",
    ),
    hit(
        "a third that may lie after the end takes nothing away",
        *visits("3 May 2014", "10 May 2014", "10 June 2014", "20 June 2014"),
        row("csc/south", "between 28 June 2014 and 3 July 2014", "home-visit", "V"),
        expect="csc/north: handover, certain; held csc2; contact csc3",
    ),
    hit(
        "a second contact of the one team that may lie before scope",
        *visits(
            "between 20 December 2008 and 10 January 2009",
            "3 February 2009",
            "20 March 2009",
            "1 April 2009",
        ),
        expect="csc/north: handover, possible; held csc2; contact csc3",
    ),
    near_miss(
        "the fatal incident's own rows",
        *MOVED[:3],
        row("csc/south", "1 July 2014", "home-visit", "C", time="18:00", fatal=True),
    ),
    # -- persons and kinds
    near_miss("a single attendance is no caseload", *MOVED[:3]),
    near_miss(
        "routine contact",
        *MOVED[:2],
        *(row("csc/south", w, "letter-sent", "V") for w in ("20 June 2011", "1 July 2011")),
    ),
    near_miss(
        "another person",
        *MOVED[:2],
        *(row("csc/south", w, "home-visit", "N") for w in ("20 June 2011", "1 July 2011")),
    ),
    near_miss(
        "two agencies",
        *MOVED[:2],
        *(row("police/ppu", w, "home-visit", "V") for w in ("20 June 2011", "1 July 2011")),
    ),
    # -- handed over
    near_miss(
        "a handover to the other team",
        *MOVED,
        row("csc/north", "15 May 2011", "handover", "V", shared="csc/south"),
    ),
    near_miss(
        "a handover that names nobody", *MOVED, row("csc/north", "15 May 2011", "handover", "V")
    ),
    near_miss(
        "the new team names the old one as its source",
        *MOVED,
        row("csc/south", "15 June 2011", "information-received", "V", told_by="csc/north"),
    ),
    hit(
        "a handover of somebody else",
        *MOVED,
        row("csc/north", "15 May 2011", "handover", "N", shared="csc/south"),
        expect=LINE,
    ),
    near_miss(
        "teams that share one record",
        *MOVED,
        shares_record={"csc/north": "ics", "csc/south": "ics"},
    ),
    # -- silence
    silent("a chronology in part", *MOVED, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "a chronology that ends before",
        *MOVED,
        coverage={"csc": Coverage(end=date(2011, 6, 1), stated=True)},
        cannot="csc",
    ),
    silent(
        "a chronology that begins within the doubt of the last contact",
        *visits("3 May 2011", "June 2011", "20 July 2011", "1 August 2011"),
        coverage={"csc": Coverage(start=date(2011, 6, 15), stated=True)},
        cannot="csc",
    ),
    silent(
        "a chronology that ends within the doubt of the first contact",
        *visits("3 May 2011", "10 May 2011", "June 2011", "1 August 2011"),
        coverage={"csc": Coverage(end=date(2011, 6, 15), stated=True)},
        cannot="csc",
    ),
    silent(
        "a row not coded",
        *MOVED,
        row("csc/north", "15 May 2011", "x", "V", coded=False),
        cannot="csc",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
