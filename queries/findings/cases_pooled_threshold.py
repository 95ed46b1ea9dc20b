# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "what the records held together"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from graphdb.model import DeathType, RuleChange, Settings, Threshold
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "pooled-threshold"

# two different things known are enough here
TWO = Settings(threshold=Threshold(indicators=2, weight=99, incidents=9))
THREAT = row("gp", "3 May 2011", "disclosure", "V", "threats-to-kill")
STRANGLED = row("police", "10 May 2011", "assault", "V, P", "strangulation")
ALONE = row("police", "10 June 2011", "information-received", "V", "threats-to-kill")

FIRST = "gp: the records together first, certain; known gp1 police1"
ONLY = "gp: only the records together, certain; known gp1 police1"
MAYBE_FIRST = "gp: the records together first, possible; known gp1? police1?"
MAYBE_ONLY = "gp: only the records together, possible; known gp1? police1?"


def of_two(sort: Callable[..., Example], name: str, *rows: Row, **told: object) -> Example:
    return sort(name, *rows, **{"settings": TWO, **told})


def rule(**more: object) -> Settings:
    return replace(TWO, rules=(RuleChange(KEY, "days between", **more),))  # type: ignore[arg-type]


CASES = (
    of_two(
        hit,
        "two agencies together in May, one of them alone in June",
        THREAT,
        STRANGLED,
        ALONE,
        expect=FIRST,
        says=(
            "By the threshold set for this case (2 different things known, or a weight of 99, or "
            "9 incidents in 365 days), the agencies’ records together held enough by 10 May 2011. "
            "The first single agency’s did by 10 June 2011 (Police). Between the two lie 31 "
            "days. Another threshold gives other days. The product’s own "
            "(5 different things known, or a weight of 15, or 3 incidents in 365 days) is not "
            "reached by the records together before the end."
        ),
    ),
    of_two(
        hit,
        "the product's own numbers beside those of the case, and why these were set",
        THREAT,
        STRANGLED,
        replace(ALONE, info="threats-to-kill; stalking; weapon-used"),
        settings=Settings(threshold=Threshold(2, 99, 9, because="A shift says more than a day.")),
        expect=FIRST,
        says=(
            "By the product’s own (5 different things known, or a weight of 15, or 3 incidents in "
            "365 days), the records together held enough by 10 June 2011, and the first single "
            "agency’s by 10 June 2011 (Police).",
            "Why this threshold was set: A shift says more than a day.",
        ),
    ),
    hit(
        "where the case sets none, the numbers are the product's",
        THREAT,
        STRANGLED,
        row("gp", "1 July 2011", "disclosure", "V", "stalking"),
        settings=Settings(),
        expect="gp: only the records together, certain; known gp1 gp2 police1",
        says=(
            "By the product’s own threshold (5 different things known, or a weight of 15, or 3 "
            "incidents in 365 days), the agencies’ records together held enough by 1 July 2011.",
            "Another threshold gives other days.",
        ),
        quiet=("set for this case", "By the product’s own (", "Why this threshold"),
    ),
    of_two(
        hit,
        "no one agency before the end",
        THREAT,
        STRANGLED,
        expect=ONLY,
        says="No single agency’s records did before the end.",
        quiet=("failed", "should"),
    ),
    of_two(
        hit,
        "it does not say that the death would have been prevented",
        THREAT,
        STRANGLED,
        expect=ONLY,
        says="It does not show that the death would have been prevented.",
    ),
    hit(
        "by weight",
        THREAT,
        STRANGLED,
        settings=Settings(threshold=Threshold(indicators=9, weight=10, incidents=9)),
        expect=ONLY,
    ),
    hit(
        "by incidents, the last of them at an hour on record",
        row("police", "3 May 2011", "assault", "V, P"),
        row("hospital", "10 May 2011", "assault", "V, P", time="10:00"),
        expect="police: only the records together, certain; known hospital1 police1",
        settings=Settings(threshold=Threshold(indicators=99, weight=99, incidents=2)),
    ),
    hit(
        "by incidents, and two rows of one occurrence are one",
        row("police", "3 May 2011", "assault", "V, P"),
        row("hospital", "3 May 2011", "assault", "V, P", same="police1"),
        row("hospital", "3 June 2011", "assault", "V, P"),
        row("police", "3 July 2011", "assault", "V, P"),
        settings=Settings(threshold=Threshold(indicators=99, weight=99, incidents=3)),
        expect="hospital: only the records together, certain; known hospital1 hospital2 police2",
    ),
    of_two(near_miss, "too little together", THREAT),
    of_two(
        near_miss,
        "the same thing known twice",
        THREAT,
        row("police", "10 May 2011", "disclosure", "V", "threats-to-kill"),
    ),
    of_two(
        near_miss,
        "one agency alone on the same day",
        THREAT,
        STRANGLED,
        row("police", "10 May 2011", "information-received", "V", "threats-to-kill"),
    ),
    of_two(
        hit,
        "one agency alone on the day after",
        THREAT,
        STRANGLED,
        row("police", "12 May 2011", "information-received", "V", "threats-to-kill"),
        expect=FIRST,
    ),
    of_two(
        near_miss,
        "what one agency was sent, and recorded",
        row("gp", "3 May 2011", "disclosure", "V", "threats-to-kill", shared="police"),
        row("police", "4 May 2011", "information-received", "V", told_by="gp"),
        STRANGLED,
    ),
    of_two(
        hit,
        "what one agency was sent, with no record of receipt: perhaps it had both",
        row("gp", "3 May 2011", "disclosure", "V", "threats-to-kill", shared="police"),
        STRANGLED,
        expect="gp: the records together first, possible; known gp1? police1?",
        says="possibly by 10 May 2011 (Police)",
    ),
    of_two(
        near_miss,
        "what people close to them knew is no part of it",
        row("family", "3 May 2011", "told-informally", "V", "threats-to-kill"),
        STRANGLED,
    ),
    of_two(
        near_miss,
        "denied",
        THREAT,
        row("police", "10 May 2011", "assault", "V, P", "strangulation (denied)"),
    ),
    of_two(
        hit,
        "on a routine row",
        row("gp", "3 May 2011", "letter-received", "V", "threats-to-kill"),
        STRANGLED,
        expect=ONLY,
    ),
    of_two(
        hit,
        "with a recorded reason for not sharing: it says what was held, not what was to be told",
        row("gp", "3 May 2011", "disclosure", "V", "threats-to-kill", bar="consent refused"),
        STRANGLED,
        expect=ONLY,
    ),
    # -- time
    of_two(
        hit,
        "perhaps one alone before",
        THREAT,
        STRANGLED,
        row("police", "between 1 May 2011 and 10 June 2011", "share", "V", "threats-to-kill"),
        expect=MAYBE_FIRST,
    ),
    of_two(
        hit,
        "the pool's own day is in doubt, and lies before in every world",
        row("gp", "May 2011", "disclosure", "V", "threats-to-kill"),
        STRANGLED,
        ALONE,
        expect=FIRST,
    ),
    of_two(
        near_miss,
        "after the end",
        THREAT,
        row("police", "10 July 2014", "disclosure", "V", "strangulation"),
    ),
    of_two(
        hit,
        "perhaps after the end",
        THREAT,
        row("police", "July 2014", "disclosure", "V", "strangulation"),
        expect=MAYBE_ONLY,
        says="may have held enough",
    ),
    of_two(
        near_miss,
        "the fatal incident's own row",
        THREAT,
        row("police", "1 July 2014", "assault", "V, P", "strangulation", fatal=True),
    ),
    of_two(
        near_miss,
        "learned after the death",
        THREAT,
        row("police", "10 May 2011", "assault", "V, P", "strangulation", after_death=True),
    ),
    of_two(
        near_miss,
        "both before scope, one agency's too",
        row("gp", "3 May 2007", "disclosure", "V", "threats-to-kill"),
        row("police", "10 May 2007", "assault", "V, P", "strangulation"),
        row("police", "10 June 2007", "share", "V", "threats-to-kill"),
    ),
    of_two(
        hit,
        "together before scope, one agency's in scope",
        row("gp", "3 May 2007", "disclosure", "V", "threats-to-kill"),
        row("police", "10 May 2007", "assault", "V, P", "strangulation"),
        ALONE,
        expect=FIRST,
    ),
    # -- the settings
    near_miss("the case's own rule: sixty days", THREAT, STRANGLED, ALONE, settings=rule(days=60)),
    near_miss("switched off", THREAT, STRANGLED, settings=rule(off=True)),
    near_miss(
        "before the case's own rule began",
        THREAT,
        STRANGLED,
        settings=rule(start=date(2012, 1, 1)),
    ),
    near_miss(
        "in another kind of case",
        THREAT,
        STRANGLED,
        settings=rule(death_types=(DeathType.ADULT_FAMILY,)),
    ),
    # -- silence
    of_two(
        silent,
        "one agency's chronology alone: nothing to put together",
        row("police", "3 May 2011", "disclosure", "V", "threats-to-kill"),
        STRANGLED,
    ),
    of_two(
        silent,
        "what would have been enough is not coded",
        THREAT,
        row("police", "10 May 2011", "x", "V", coded=False),
    ),
    of_two(
        hit,
        "a chronology in part may have held more",
        THREAT,
        STRANGLED,
        coverage={"police": IN_PART},
        expect=ONLY,
        says="Police may have held more: not all of the time is covered",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
