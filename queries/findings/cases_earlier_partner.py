# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "abuse of an earlier partner, with no record of a disclosure"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "earlier-partner"

HELD = row("police", "3 May 2010", "assault", "X, P", "previous-partner-abuse (disclosed)")
SEEN = row("police", "3 April 2014", "call-out", "V")
CERTAIN = "police/: disclosure, certain; held police1; contact police2"
POSSIBLE = "police/: disclosure, possible; held police1?; contact police2?"


def changed(**what: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, "disclosure scheme", **what),))  # type: ignore[arg-type]


CASES = (
    hit(
        "held, and in contact",
        HELD,
        SEEN,
        expect=CERTAIN,
        says="There is no record, before it or within 35 days, that a disclosure under the scheme "
        "was considered.",
        quiet=("failed", "should have"),
    ),
    hit(
        "the first contact is asked about",
        HELD,
        SEEN,
        row("police", "10 April 2014", "call-out", "V"),
        expect=CERTAIN,
    ),
    hit(
        "held among other things",
        row("police", "3 May 2009", "assault", "V, P", "strangulation; assault; threats-to-kill"),
        row("police", "3 May 2010", "assault", "X, P", "previous-partner-abuse"),
        row("police", "3 April 2014", "call-out", "V", "assault-with-injury"),
        expect="police/: disclosure, certain; held police2; contact police3",
    ),
    hit(
        "on one row",
        row("police", "3 April 2014", "call-out", "V", "previous-partner-abuse"),
        expect="police/: disclosure, certain; contact police1",
    ),
    hit(
        "told by another force",
        row("btp", "3 May 2010", "share", "X, P", "previous-partner-abuse", shared="police"),
        row("police", "4 May 2010", "information-received", "P", told_by="btp"),
        row("police", "3 April 2014", "call-out", "V"),
        expect="police/: disclosure, certain; held police1; contact police2",
    ),
    hit(
        "sent, with no record of receipt",
        row("probation", "3 May 2010", "share", "X, P", "previous-partner-abuse", shared="police"),
        row("police", "3 April 2014", "call-out", "V"),
        expect="police/: disclosure, possible; held probation1?; contact police1?",
        says="possibly held",
    ),
    near_miss("nothing was held", SEEN),
    near_miss(
        "held only from the very minute of the contact on",
        row("police", "3 April 2014", "call-out", "V", time="10:00"),
        row("police", "3 April 2014", "assault", "X, P", "previous-partner-abuse", time="10:00"),
    ),
    near_miss(
        "held by another agency only",
        row("probation", "3 May 2010", "supervision-contact", "P", "previous-partner-abuse"),
        SEEN,
    ),
    near_miss(
        "denied when asked",
        row("police", "3 May 2010", "call-out", "X", "previous-partner-abuse (denied)"),
        SEEN,
    ),
    near_miss(
        "the scheme was considered",
        HELD,
        SEEN,
        row("police", "10 April 2014", "disclosure-scheme", "V"),
    ),
    near_miss(
        "on the record of another agency",
        HELD,
        SEEN,
        row("idva", "10 April 2014", "disclosure-scheme", "V mentioned"),
    ),
    near_miss(
        "long before",
        HELD,
        row("police", "3 May 2012", "disclosure-scheme", "P mentioned"),
        SEEN,
    ),
    # -- persons
    hit(
        "the scheme, for somebody else",
        HELD,
        SEEN,
        row("police", "10 April 2014", "disclosure-scheme", "N"),
        expect=CERTAIN,
    ),
    near_miss(
        "in contact with the perpetrator only",
        HELD,
        row("police", "3 April 2014", "arrest", "P, V mentioned"),
    ),
    near_miss(
        "what is held is abuse of the person who was killed",
        row("police", "3 May 2010", "assault", "V, P", "previous-partner-abuse: P > V"),
        SEEN,
    ),
    near_miss(
        "the person who was killed had said it",
        row("police", "3 May 2010", "call-out", "V", "previous-partner-abuse", said="V"),
        SEEN,
    ),
    hit(
        "the earlier partner had said it",
        row("police", "3 May 2010", "call-out", "X", "previous-partner-abuse", said="X"),
        SEEN,
        expect=CERTAIN,
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2010", "concern-reported", "X", "previous-partner-abuse"),
        row("family", "3 April 2014", "contact", "V"),
    ),
    near_miss(
        "an agency that does not run the scheme",
        row("gp", "3 May 2010", "appointment", "P", "previous-partner-abuse"),
        row("gp", "3 April 2014", "appointment", "V"),
    ),
    # -- time
    hit(
        "a contact before the scheme, and one after",
        HELD,
        row("police", "3 May 2012", "call-out", "V"),
        row("police", "3 April 2014", "call-out", "V"),
        expect="police/: disclosure, certain; held police1; contact police3",
    ),
    near_miss("before the scheme", HELD, row("police", "7 March 2014", "call-out", "V")),
    hit("on its first day", HELD, row("police", "8 March 2014", "call-out", "V"), expect=CERTAIN),
    near_miss(
        "perhaps before the scheme",
        HELD,
        row("police", "between 1 March 2014 and 20 March 2014", "call-out", "V"),
    ),
    near_miss(
        "learned after the contact",
        SEEN,
        row("police", "4 April 2014", "assault", "X, P", "previous-partner-abuse"),
    ),
    hit(
        "perhaps learned before the contact",
        row(
            "police",
            "between 1 April 2014 and 20 April 2014",
            "investigation",
            "P",
            "previous-partner-abuse",
        ),
        SEEN,
        expect=POSSIBLE,
    ),
    near_miss(
        "considered on the last day",
        HELD,
        SEEN,
        row("police", "8 May 2014", "disclosure-scheme", "V"),
    ),
    hit(
        "considered on the first day after",
        HELD,
        SEEN,
        row("police", "9 May 2014", "disclosure-scheme", "V"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps considered too late",
        HELD,
        SEEN,
        row("police", "May 2014", "disclosure-scheme", "V"),
        expect=POSSIBLE,
    ),
    near_miss("after the end", HELD, row("police", "3 July 2014", "call-out", "V")),
    near_miss(
        "of the fatal incident",
        HELD,
        row("police", "1 July 2014", "call-out", "V", fatal=True),
    ),
    near_miss(
        "learned through the review",
        row("police", "3 May 2010", "assault", "X", "previous-partner-abuse", after_death=True),
        SEEN,
    ),
    hit(
        "held before scope",
        row("police", "3 May 2006", "assault", "X, P", "previous-partner-abuse"),
        SEEN,
        expect=CERTAIN,
    ),
    silent(
        "too little time was left",
        HELD,
        row("police", "10 June 2014", "call-out", "V"),
        cannot="police",
    ),
    near_miss("a routine contact", HELD, row("police", "3 April 2014", "letter-sent", "V")),
    # -- the law
    hit(
        "restricted intelligence",
        row(
            "police",
            "3 May 2010",
            "assault",
            "X, P",
            "previous-partner-abuse",
            bar="restricted intelligence",
        ),
        SEEN,
        expect=CERTAIN,
        says="How was that decision recorded",
    ),
    near_miss("another kind of case", HELD, SEEN, death_type=DeathType.ADULT_FAMILY),
    # -- one
    hit(
        "two rows of one occurrence",
        HELD,
        row("police", "3 April 2014", "call-out", "V", seq=1),
        row("police", "3 April 2014", "assault", "V", same="police2", seq=2),
        expect=CERTAIN,
    ),
    # -- the settings
    hit(
        "a pilot area",
        HELD,
        row("police", "3 April 2013", "call-out", "V"),
        settings=changed(start=date(2012, 7, 1)),
        expect=CERTAIN,
    ),
    near_miss("switched off in this case", HELD, SEEN, settings=changed(off=True)),
    near_miss("the case asks it of another force", HELD, SEEN, settings=changed(sectors=("btp",))),
    hit(
        "within the days of the case",
        HELD,
        SEEN,
        row("police", "10 April 2014", "disclosure-scheme", "V"),
        settings=changed(days=2),
        expect=CERTAIN,
    ),
    # -- silence
    silent("a chronology in part", HELD, SEEN, coverage={"police": IN_PART}, cannot="police"),
    silent(
        "a chronology that begins too late to show it was considered before",
        HELD,
        SEEN,
        coverage={"police": Coverage(start=date(2012, 1, 1), stated=True)},
        cannot="police",
    ),
    silent(
        "a row that nobody has coded",
        HELD,
        SEEN,
        row("police", "3 May 2011", "disclosure-scheme", "V", coded=False),
        cannot="police",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
