# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "conversations to ask about first"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings, Threshold
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "conversations"

# two different things known are enough here
TWO = Settings(threshold=Threshold(indicators=2, weight=99, incidents=99))
THREAT = row("gp", "1 March 2011", "disclosure", "V", "threats-to-kill")
STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
TOUCH = row("police", "10 May 2011", "phone-call", "V", shared="gp")

# what either could have told the other on 10 May 2011
TO_GP = "police: in touch, certain; touch police2; known police1"
TO_POLICE = "gp: in touch, certain; touch police2; known gp1"


def of_two(sort: Callable[..., Example], name: str, *rows: Row, **told: object) -> Example:
    return sort(name, *rows, **{"settings": TWO, **told})


def rule(**more: object) -> Settings:
    return replace(TWO, rules=(RuleChange(KEY, "first conversations", **more),))  # type: ignore[arg-type]


CASES: tuple[Example, ...] = (
    of_two(
        hit,
        "in touch, each with one half",
        THREAT,
        STRANGLED,
        TOUCH,
        expect=(TO_GP, TO_POLICE),
        says=(
            "Police and Surgery were in touch: 10 May 2011. Police then certainly held 1 thing "
            "with no certain record at Surgery by then: strangulation or suffocation. Had it told "
            "Surgery, the records there would have reached this review’s threshold by 10 May 2011, "
            "1147 days earlier than the end of the time looked at."
        ),
        quiet=("failed", "missed"),
    ),
    of_two(
        hit,
        "it says what it does not show",
        THREAT,
        STRANGLED,
        TOUCH,
        expect=(TO_GP, TO_POLICE),
        says="It does not show that anybody was bound to tell",
    ),
    of_two(
        hit,
        "its own record, and its records had named the other already",
        THREAT,
        row("police", "1 April 2011", "phone-call", "V", mentions="gp"),
        STRANGLED,
        expect="police: named already, certain; held police2; seen police1",
    ),
    of_two(
        near_miss,
        "named only afterwards",
        THREAT,
        STRANGLED,
        row("police", "1 June 2011", "phone-call", "V", mentions="gp"),
    ),
    of_two(near_miss, "nobody in touch, and nobody named", THREAT, STRANGLED),
    of_two(
        near_miss,
        "both held the same",
        THREAT,
        TOUCH,
        row("police", "3 May 2011", "share", "V", "threats-to-kill"),
    ),
    of_two(
        hit,
        "one held both already: it could have told the other",
        row("gp", "1 February 2011", "disclosure", "V", "strangulation"),
        THREAT,
        STRANGLED,
        TOUCH,
        expect="gp: in touch, certain; touch police2; known gp2",
    ),
    of_two(
        near_miss,
        "people close to them are never ranked",
        row("family", "1 March 2011", "told-informally", "V", "threats-to-kill"),
        STRANGLED,
        row("police", "10 May 2011", "phone-call", "V", shared="family"),
    ),
    of_two(
        hit,
        "a routine row on which they were in touch",
        THREAT,
        STRANGLED,
        row("police", "10 May 2011", "letter-sent", "V", shared="gp"),
        expect=(TO_GP, TO_POLICE),
    ),
    of_two(
        hit,
        "a reason for not sharing is on record",
        THREAT,
        row("police", "3 May 2011", "assault", "V, P", "strangulation", bar="consent refused"),
        TOUCH,
        expect=(TO_GP, TO_POLICE),
        says="how was it weighed, and looked at again?",
    ),
    of_two(
        hit,
        "two occasions: the one that would have come first",
        THREAT,
        STRANGLED,
        TOUCH,
        row("police", "10 June 2011", "phone-call", "V", shared="gp"),
        expect=(TO_GP, TO_POLICE),
    ),
    of_two(
        hit,
        "three that could be told, and the case lists two",
        THREAT,
        STRANGLED,
        TOUCH,
        row("csc", "10 June 2011", "phone-call", "V", "stalking", shared="gp"),
        settings=rule(count=2),
        expect=(TO_GP, TO_POLICE),
        below=2,
    ),
    # -- time
    of_two(
        hit,
        "the other perhaps held enough before",
        THREAT,
        STRANGLED,
        TOUCH,
        row("gp", "between 1 April 2011 and 1 June 2012", "share", "V", "stalking"),
        expect=(
            "police: in touch, possible; touch police2; known police1",
            "gp: in touch, certain; touch police2; known gp1",
        ),
        says="earlier than they certainly do",
    ),
    of_two(
        near_miss,
        "four weeks less a day before it did",
        THREAT,
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        TOUCH,
        row("gp", "5 June 2011", "share", "V", "stalking"),
        row("police", "5 June 2011", "share", "V", "stalking"),
    ),
    of_two(
        hit,
        "four weeks before it did",
        THREAT,
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        TOUCH,
        row("gp", "8 June 2011", "share", "V", "stalking"),
        row("police", "8 June 2011", "share", "V", "stalking"),
        expect=(TO_GP, TO_POLICE),
        says="29 days earlier than they certainly do",
    ),
    of_two(
        near_miss,
        "what the teller only possibly held by then",
        row("gp", "May 2011", "disclosure", "V", "threats-to-kill"),
        row("police", "May 2011", "assault", "V, P", "strangulation"),
        TOUCH,
    ),
    of_two(
        near_miss,
        "in touch before scope",
        row("gp", "1 March 2007", "disclosure", "V", "threats-to-kill"),
        row("police", "3 May 2007", "assault", "V, P", "strangulation"),
        row("police", "10 May 2007", "phone-call", "V", shared="gp"),
    ),
    of_two(
        near_miss,
        "in touch after the end",
        THREAT,
        STRANGLED,
        row("police", "10 July 2014", "phone-call", "V", shared="gp"),
    ),
    of_two(
        near_miss,
        "of the fatal incident",
        THREAT,
        STRANGLED,
        row("police", "1 July 2014", "phone-call", "V", shared="gp", fatal=True),
    ),
    of_two(
        near_miss,
        "learned after the death",
        THREAT,
        STRANGLED,
        row("police", "10 May 2011", "phone-call", "V", shared="gp", after_death=True),
    ),
    # -- the rule
    near_miss("switched off", THREAT, STRANGLED, TOUCH, settings=rule(off=True)),
    of_two(
        hit,
        "the occasion that would have come first lies before the case's own rule, a later one not",
        THREAT,
        STRANGLED,
        TOUCH,
        row("police", "10 May 2012", "phone-call", "V", shared="gp"),
        settings=rule(start=date(2012, 1, 1)),
        expect=(TO_GP.replace("police2", "police3"), TO_POLICE.replace("police2", "police3")),
    ),
    near_miss(
        "before the case's own rule began",
        THREAT,
        STRANGLED,
        TOUCH,
        settings=rule(start=date(2012, 1, 1)),
    ),
    hit(
        "told by one sector only",
        THREAT,
        STRANGLED,
        TOUCH,
        settings=rule(sectors=("police",)),
        expect=TO_GP,
    ),
    near_miss(
        "in another kind of case",
        THREAT,
        STRANGLED,
        TOUCH,
        settings=rule(death_types=(DeathType.ADULT_FAMILY,)),
    ),
    # -- silence
    of_two(
        hit,
        "whoever would have been told covers the time in part",
        THREAT,
        STRANGLED,
        TOUCH,
        coverage={"gp": IN_PART},
        expect=TO_POLICE,
        cannot="gp",
        says="Whether 1 conversation would have told Surgery anything new",
    ),
    of_two(
        silent,
        "whoever would have been told has no chronology here",
        row("police", "1 March 2011", "disclosure", "V", "threats-to-kill"),
        STRANGLED,
        row("police", "10 May 2011", "phone-call", "V", shared="gp"),
        coverage={"gp": IN_PART},
    ),
    of_two(
        hit,
        "whoever would have been told ends before",
        THREAT,
        STRANGLED,
        TOUCH,
        coverage={"gp": Coverage(end=date(2011, 4, 1), stated=True)},
        expect=TO_POLICE,
        cannot="gp",
    ),
    of_two(
        hit,
        "an earlier row is not coded",
        THREAT,
        STRANGLED,
        TOUCH,
        row("gp", "1 April 2011", "x", "V", coded=False),
        expect=TO_POLICE,
        cannot="gp",
    ),
    of_two(
        silent,
        "what was held is not coded",
        THREAT,
        TOUCH,
        row("police", "3 May 2011", "x", "V", coded=False),
    ),
)


def later(example: Example) -> Example:
    """Let each agency of a case see them again: one that does not has no use for a conversation."""
    agencies = dict.fromkeys(r.who.partition("/")[0] for r in example.rows)
    seen = (row(a, "1 June 2014", "appointment", "V") for a in agencies if a != "family")
    return replace(example, rows=(*example.rows, *seen))


CASES = (
    *map(later, CASES),
    of_two(
        hit,
        "only the police saw them again",
        THREAT,
        STRANGLED,
        TOUCH,
        row("police", "1 June 2014", "call-out", "V"),
        expect=TO_POLICE,
    ),
    of_two(
        near_miss,
        "seen again by letter only",
        THREAT,
        STRANGLED,
        TOUCH,
        row("gp", "1 June 2014", "letter-received", "V"),
        row("police", "1 June 2014", "letter-sent", "V"),
    ),
    of_two(
        hit,
        "seen again on a day in doubt, perhaps before",
        THREAT,
        STRANGLED,
        TOUCH,
        row("police", "May 2011", "call-out", "V"),
        expect=TO_POLICE.replace("certain", "possible"),
    ),
    of_two(
        hit,
        "seen again only between two occasions, of which the later would have said more",
        row("police", "2 May 2011", "assault", "V, P", "assault"),
        row("police", "10 May 2011", "phone-call", "V", shared="gp"),
        row("police", "1 June 2011", "assault", "V, P", "strangulation"),
        row("police", "10 June 2011", "phone-call", "V", shared="gp"),
        row("gp", "20 May 2011", "appointment", "V"),
        row("gp", "1 March 2012", "letter-received", "V", "threats-to-kill"),
        row("gp", "1 May 2012", "letter-received", "V", "stalking"),
        expect="police: in touch, certain; touch police2; known police1",
    ),
    of_two(
        hit,
        "it perhaps held enough less than four weeks after",
        THREAT,
        STRANGLED,
        TOUCH,
        row("gp", "between 20 May 2011 and 1 June 2012", "letter-received", "V", "stalking"),
        row("gp", "1 June 2014", "appointment", "V"),
        expect="police: in touch, possible; touch police2; known police1",
    ),
    of_two(
        hit,
        "it perhaps held enough four weeks after, and not before",
        THREAT,
        STRANGLED,
        TOUCH,
        row("gp", "between 7 June 2011 and 1 June 2012", "letter-received", "V", "stalking"),
        row("gp", "1 June 2014", "appointment", "V"),
        expect=TO_GP,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
