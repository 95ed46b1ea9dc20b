# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a need on record, with no record of an adjustment"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import (
    IN_PART,
    Example,
    case,
    each,
    hit,
    near_miss,
    query,
    row,
    silent,
)

KEY = "need-not-met"
RULE = "need on record"
CLOSE = "somebody close was present"

WRITES = row("gp", "3 May 2010", "appointment", "V", response="Prescribed.")
NEED = row("gp", "3 May 2011", "appointment", "V", "language-need")
AGAIN = row("gp", "3 June 2011", "appointment", "V")
CERTAIN = "gp: no adjustment, certain; known gp2; seen gp3"
POSSIBLE = "gp: no adjustment, possible; known gp2?; seen gp3?"
WITH_F = row("gp", "3 May 2011", "appointment", "V, F present", "language-need")
INTERPRETED = "gp: who interpreted, certain; seen gp1"

LISTED = "need that the case lists"
LIMITED = {"V": ("limited English",)}
UNHEARD = "gp: on no record, certain; seen gp1 gp2"

CASES = (
    hit(
        "limited English on record, seen again, and nothing on it",
        WRITES,
        NEED,
        AGAIN,
        expect=CERTAIN,
        says=("language or interpreting need (Vera)", "2 contacts within 90 days"),
        quiet=("failed", "interpreted"),
    ),
    hit(
        "a learning disability of his",
        WRITES,
        row("gp", "3 May 2011", "appointment", "P", "learning-disability"),
        row("gp", "3 June 2011", "appointment", "P"),
        expect=CERTAIN,
    ),
    near_miss("one contact is too few", WRITES, NEED),
    near_miss(
        "two rows of one contact",
        WRITES,
        NEED,
        row("gp", "4 May 2011", "appointment", "V", same="gp2"),
    ),
    near_miss("seen: somebody else", WRITES, NEED, row("gp", "3 June 2011", "appointment", "P")),
    near_miss(
        "a routine contact", WRITES, NEED, row("gp", "3 June 2011", "repeat-prescription", "V")
    ),
    near_miss(
        "mentioned only", WRITES, NEED, row("gp", "3 June 2011", "appointment", "V mentioned")
    ),
    near_miss(
        "ruled out",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "language-need (ruled out)"),
        AGAIN,
    ),
    near_miss(
        "a neighbour's need",
        WRITES,
        row("gp", "3 May 2011", "appointment", "N", "disability: N"),
        row("gp", "3 June 2011", "appointment", "N"),
    ),
    # -- what answers it
    near_miss(
        "its own row says what was done",
        WRITES,
        row(
            "gp",
            "3 May 2011",
            "appointment",
            "V",
            "language-need",
            response="Telephone interpreter.",
        ),
        AGAIN,
    ),
    near_miss(
        "a later row of the need says what was done",
        WRITES,
        NEED,
        row(
            "gp", "3 June 2011", "appointment", "V", "language-need", outcome="Interpreter booked."
        ),
    ),
    hit(
        "a later row says what was done about something else",
        WRITES,
        NEED,
        row("gp", "3 June 2011", "appointment", "V", response="Prescribed."),
        expect=CERTAIN,
    ),
    near_miss(
        "referred", WRITES, NEED, AGAIN, row("gp", "10 May 2011", "referral-made", "V mentioned")
    ),
    near_miss(
        "offered and declined",
        WRITES,
        NEED,
        row("gp", "3 June 2011", "referral-offered-declined", "V"),
    ),
    hit(
        "somebody else was referred",
        WRITES,
        NEED,
        AGAIN,
        row("gp", "10 May 2011", "referral-made", "P"),
        expect=CERTAIN,
    ),
    hit(
        "another agency made an adjustment",
        WRITES,
        NEED,
        AGAIN,
        row("idva", "10 May 2011", "safety-planning", "V"),
        expect=CERTAIN,
    ),
    near_miss(
        "on the ninetieth day",
        WRITES,
        NEED,
        AGAIN,
        row("gp", "1 August 2011", "referral-made", "V"),
    ),
    hit(
        "on the ninety-first day",
        WRITES,
        NEED,
        AGAIN,
        row("gp", "2 August 2011", "referral-made", "V"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps in time",
        WRITES,
        NEED,
        AGAIN,
        row("gp", "July or August 2011", "referral-made", "V"),
        expect=POSSIBLE,
    ),
    near_miss(
        "on the same day, neither with a time",
        WRITES,
        NEED,
        AGAIN,
        row("gp", "3 May 2011", "referral-made", "V"),
    ),
    hit(
        "on the same day, but before it by the chronology's own order",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "language-need", seq=2),
        AGAIN,
        row("gp", "3 May 2011", "referral-made", "V", seq=1),
        expect=CERTAIN,
    ),
    # -- time
    near_miss(
        "the contact came after the days",
        WRITES,
        NEED,
        row("gp", "2 August 2011", "appointment", "V"),
    ),
    near_miss(
        "the contact perhaps came after the days",
        WRITES,
        NEED,
        row("gp", "July or August 2011", "appointment", "V"),
    ),
    near_miss("the contact came before", WRITES, NEED, row("gp", "2 May 2011", "appointment", "V")),
    hit(
        "on record before scope, and again in it",
        WRITES,
        row("gp", "3 May 2008", "appointment", "V", "language-need"),
        row("gp", "3 May 2011", "appointment", "V", "language-need"),
        row("gp", "3 June 2011", "appointment", "V"),
        expect="gp: no adjustment, certain; known gp3; seen gp4",
    ),
    near_miss(
        "after the end",
        WRITES,
        row("gp", "3 July 2014", "appointment", "V", "language-need"),
        AGAIN,
    ),
    near_miss(
        "of the fatal incident",
        WRITES,
        row("gp", "1 July 2014", "appointment", "V", "language-need", fatal=True),
        AGAIN,
    ),
    near_miss(
        "learned after the death",
        WRITES,
        row("gp", "3 May 2011", "appointment", "V", "language-need", after_death=True),
        AGAIN,
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2011", "told-informally", "V", "language-need"),
        row("family", "3 June 2011", "contact", "V"),
    ),
    hit(
        "a death within the family",
        WRITES,
        NEED,
        AGAIN,
        death_type=DeathType.ADULT_FAMILY,
        expect=CERTAIN,
    ),
    # -- the settings
    near_miss(
        "more contacts in this case",
        WRITES,
        NEED,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, count=3),)),
    ),
    near_miss(
        "from a later day",
        WRITES,
        NEED,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "of another sector",
        WRITES,
        NEED,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("police",)),)),
    ),
    near_miss(
        "switched off",
        WRITES,
        NEED,
        AGAIN,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    # -- silence
    silent("a chronology that says of nothing what was done", NEED, AGAIN, cannot="gp"),
    silent("a chronology in part", WRITES, NEED, AGAIN, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that ends within the days",
        WRITES,
        NEED,
        AGAIN,
        coverage={"gp": Coverage(end=date(2011, 6, 10), stated=True)},
        cannot="gp",
    ),
    silent(
        "a row not coded within the days",
        WRITES,
        NEED,
        AGAIN,
        row("gp", "5 May 2011", "x", "V", coded=False),
        cannot="gp",
    ),
    silent(
        "too little time was left",
        WRITES,
        row("gp", "3 May 2014", "appointment", "V", "language-need"),
        row("gp", "3 June 2014", "appointment", "V"),
        cannot="gp",
        says="the 90 days of this rule had not passed",
    ),
    # -- who interpreted
    hit(
        "seen with her sister",
        WITH_F,
        expect=INTERPRETED,
        says=("seen with Fay present", "What is written does not say who interpreted."),
    ),
    hit(
        "seen with a child",
        row("gp", "3 May 2011", "appointment", "V, C present", "language-need"),
        expect=INTERPRETED,
    ),
    hit(
        "seen with him, twice",
        row("gp", "3 May 2011", "appointment", "V, P present", "language-need"),
        row("gp", "3 May 2012", "appointment", "V, P present", "language-need"),
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect="gp: who interpreted, certain; seen gp1 gp2",
        says=("seen with the accused present", "The last of 2 such contacts was 3 May 2012"),
        quiet="Paul",
    ),
    near_miss("seen alone", row("gp", "3 May 2011", "appointment", "V", "language-need")),
    near_miss(
        "her sister is mentioned",
        row("gp", "3 May 2011", "appointment", "V, F mentioned", "language-need"),
    ),
    near_miss(
        "the row says what was done",
        row(
            "gp",
            "3 May 2011",
            "appointment",
            "V, F present",
            "language-need",
            response="Language Line.",
        ),
    ),
    near_miss(
        "no contact", row("gp", "3 May 2011", "letter-received", "V, F present", "language-need")
    ),
    near_miss(
        "a history",
        row("gp", "3 May 2011", "appointment", "V, F present", "language-need (history)"),
    ),
    near_miss(
        "another need", row("gp", "3 May 2011", "appointment", "V, F present", "cultural-barrier")
    ),
    near_miss(
        "before scope, with her sister",
        row("gp", "3 May 2008", "appointment", "V, F present", "language-need"),
    ),
    near_miss(
        "switched off, with her sister",
        WITH_F,
        settings=Settings(rules=(RuleChange(KEY, CLOSE, off=True),)),
    ),
    hit("a chronology in part has the row", WITH_F, coverage={"gp": IN_PART}, expect=INTERPRETED),
    # -- on no record
    hit(
        "the case lists a need that no row tells of",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        needs=LIMITED,
        expect=UNHEARD,
        says=(
            "The case lists for Vera: language or interpreting need.",
            "1 agency in contact, and no row tells of it: Surgery.",
        ),
    ),
    near_miss("listed, and one contact only", AGAIN, needs=LIMITED),
    near_miss(
        "listed, and two rows of one contact",
        AGAIN,
        row("gp", "4 June 2011", "phone-call", "V", same="gp1"),
        needs=LIMITED,
    ),
    near_miss(
        "listed in words that stand for nothing",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        needs={"V": ("likes tea",)},
    ),
    near_miss(
        "listed, and nothing that help is adjusted to",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        needs={"V": ("stalking",)},
    ),
    near_miss(
        "listed, and on another agency's record",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        row("police", "3 May 2012", "call-out", "V", "language-need"),
        needs=LIMITED,
    ),
    near_miss(
        "listed, and contacts with somebody else",
        row("gp", "3 June 2011", "appointment", "P"),
        row("gp", "3 July 2011", "appointment", "P"),
        needs=LIMITED,
    ),
    hit(
        "listed, and a contact in the first minute of the scope",
        row("gp", "1 January 2009", "appointment", "V", time="00:00"),
        AGAIN,
        needs=LIMITED,
        expect=UNHEARD,
    ),
    near_miss(
        "listed, and a contact in the minute before the scope",
        row("gp", "31 December 2008", "appointment", "V", time="23:59"),
        AGAIN,
        needs=LIMITED,
    ),
    near_miss(
        "listed, and a contact after the end",
        AGAIN,
        row("gp", "3 July 2014", "appointment", "V"),
        needs=LIMITED,
    ),
    near_miss(
        "listed, and one contact learned after the death",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V", after_death=True),
        needs=LIMITED,
    ),
    near_miss(
        "listed, and people close to them were in contact",
        row("family", "3 June 2011", "contact", "V"),
        row("family", "3 July 2011", "contact", "V"),
        needs=LIMITED,
    ),
    near_miss(
        "listed, and of another sector",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        needs=LIMITED,
        settings=Settings(rules=(RuleChange(KEY, LISTED, sectors=("police",)),)),
    ),
    near_miss(
        "listed, and switched off",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        needs=LIMITED,
        settings=Settings(rules=(RuleChange(KEY, LISTED, off=True),)),
    ),
    silent(
        "listed, and a chronology in part",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        needs=LIMITED,
        coverage={"gp": IN_PART},
        cannot="gp",
    ),
    silent(
        "listed, and a row not coded one minute before the end",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        row("gp", "1 July 2014", "x", "V", coded=False, time="19:59"),
        needs=LIMITED,
        cannot="gp",
    ),
    silent(
        "listed, and a row not coded",
        AGAIN,
        row("gp", "3 July 2011", "appointment", "V"),
        row("gp", "3 August 2011", "x", "V", coded=False),
        needs=LIMITED,
        cannot="gp",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)


def test_a_line_has_the_codes_of_its_own_need() -> None:
    (finding,) = query(KEY).find(case(WRITES, NEED, AGAIN)).findings
    assert finding.codes == ("8C",)
