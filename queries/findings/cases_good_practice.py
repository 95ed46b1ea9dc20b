# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "what went well"."""

from __future__ import annotations

from graphdb.model import Settings
from tests.queries.build import Example, each, hit, near_miss, row, silent

KEY = "good-practice"

TOLD = row("gp", "4 May 2011", "information-received", "V", told_by="police")
STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp")
SHARED = "police: shared promptly, certain; shared gp1 police1"
TOOK = (
    "police/: took every earlier occurrence into account, certain; assessment police2; "
    "considered police1"
)

CASES = (
    hit(
        "shared the next day, and recorded by both",
        STRANGLED,
        TOLD,
        expect=SHARED,
        says="Police shared this with Surgery within one working day, by 4 May 2011. Both",
    ),
    hit(
        "shared on Monday after a Friday",
        row("police", "6 May 2011", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "9 May 2011", "information-received", "V", told_by="police"),
        expect=SHARED,
    ),
    near_miss(
        "shared two days later",
        STRANGLED,
        row("gp", "5 May 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "perhaps shared later: not certain",
        STRANGLED,
        row(
            "gp", "between 4 May 2011 and 6 May 2011", "information-received", "V", told_by="police"
        ),
    ),
    near_miss("sent, with no record of receipt", STRANGLED),
    near_miss(
        "not one of the heaviest",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="gp"),
        TOLD,
    ),
    hit(
        "the settings call it heavy",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="gp"),
        TOLD,
        settings=Settings(heavy_weight=3),
        expect=SHARED,
    ),
    near_miss(
        "before scope",
        row("police", "3 May 2007", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "4 May 2007", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "after the end",
        row("police", "2 July 2014", "disclosure", "P", "strangulation", shared="gp"),
        row("gp", "3 July 2014", "information-received", "P", told_by="police"),
    ),
    near_miss(
        "learned after death",
        row("police", "3 May 2011", "assault", "V", "strangulation", shared="gp", after_death=True),
        TOLD,
    ),
    near_miss(
        "denied",
        row("police", "3 May 2011", "assault", "V", "strangulation (denied)", shared="gp"),
        TOLD,
    ),
    near_miss(
        "told by people close to them",
        row("family", "3 May 2011", "told-informally", "V", "strangulation", shared="gp"),
        row("gp", "4 May 2011", "information-received", "V", told_by="family"),
    ),
    hit(
        "an assessment that took every earlier occurrence into account",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
        expect=TOOK,
        says="1 earlier occurrence, all that the agency held from the 365 days before.",
    ),
    near_miss(
        "a court that took it into account, and lifted a condition",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "court", "V", took="police1"),
    ),
    near_miss(
        "one was left out",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "4 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "one may have been left out",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "June 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "there was nothing earlier",
        row("police", "10 June 2011", "risk-assessment", "V", took="none"),
    ),
    near_miss(
        "what it took into account may have come after",
        row("police", "June 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "about somebody else",
        row("police", "3 May 2011", "assault", "N"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "more than a year before",
        row("police", "3 May 2010", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "a routine contact took nothing into account",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "letter-sent", "V", took="police1"),
    ),
    near_miss(
        "of the fatal incident",
        row("police", "3 May 2014", "assault", "V, P"),
        row("police", "1 July 2014", "risk-assessment", "V", took="police1", fatal=True),
    ),
    silent(
        "the file has no such column",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V"),
    ),
    silent(
        "the receipt is not coded",
        STRANGLED,
        row("gp", "4 May 2011", "x", "V", told_by="police", coded=False),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
