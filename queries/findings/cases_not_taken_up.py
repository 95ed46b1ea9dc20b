# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "contact not taken up, then closed or nothing"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "not-taken-up"


def dna(day: str, person: str = "V", **more: object) -> Row:
    return row("idva", day, "missed-appointment", person, **more)  # type: ignore[arg-type]


SPOKE = row("idva", "3 May 2010", "phone-call", "V")
FIRST, SECOND = dna("3 May 2011"), dna("17 May 2011")
CLOSED = row("idva", "7 June 2011", "closure", "V mentioned")
NOTHING = "idva/: then nothing, certain; not taken up idva2 idva3"
CLOSING = "idva/: then closed, certain; closure idva4; not taken up idva2 idva3"
MAYBE = "idva/: then nothing, possible; not taken up idva2? idva3?"
MAYBE_CLOSING = "idva/: then closed, possible; closure idva4?; not taken up idva2? idva3?"

CASES = (
    # -- then nothing
    hit(
        "twice, and then nothing",
        SPOKE,
        FIRST,
        SECOND,
        expect=NOTHING,
        says=(
            "IDVA Service: contact with Vera was not taken up twice in a row, 3 May 2011 to "
            "17 May 2011. Apart from what those rows say, there is no record of a further "
            "offer or step within 28 days.",
            "What stood in the way, and how was safe contact offered?",
        ),
        quiet=("failed", "engage"),
    ),
    hit(
        "twice, and which of them came first is in doubt",
        SPOKE,
        dna("17 May 2011"),
        dna("between 10 May 2011 and 20 May 2011"),
        expect=NOTHING,
    ),
    hit(
        "of two, of which either can be the last, one says what was done",
        SPOKE,
        dna("17 May 2011", response="New time offered."),
        dna("between 10 May 2011 and 20 May 2011"),
        expect=MAYBE,
    ),
    hit(
        "by topic, at appointments of another kind",
        SPOKE,
        row("idva", "3 May 2011", "phone-call", "V", "contact-not-taken-up"),
        row("idva", "17 May 2011", "phone-call", "V", "contact-not-taken-up"),
        expect=NOTHING,
    ),
    hit(
        "whom the row only mentions, for nobody came",
        SPOKE,
        dna("3 May 2011", "V mentioned"),
        dna("17 May 2011", "V mentioned"),
        expect=NOTHING,
    ),
    hit(
        "what stood in the way was on record",
        row("idva", "3 May 2010", "phone-call", "V"),
        FIRST,
        SECOND,
        row("idva", "1 May 2011", "disclosure", "V", "barrier-to-contact"),
        expect="idva/: then nothing, certain; not taken up idva2 idva3; known idva4",
        says="Something stood in the way of safe contact (Vera): this was already",
    ),
    hit(
        "of the other person, while proceedings are live",
        row("idva", "3 May 2010", "phone-call", "P"),
        dna("3 May 2011", "P"),
        dna("17 May 2011", "P"),
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=NOTHING,
        says="contact with the accused",
        quiet="Paul",
    ),
    hit(
        "three times is one line",
        SPOKE,
        FIRST,
        SECOND,
        dna("31 May 2011"),
        expect="idva/: then nothing, certain; not taken up idva2 idva3 idva4",
        says="3 times in a row",
    ),
    near_miss("once", SPOKE, FIRST),
    near_miss("twice in two rows of one occasion", SPOKE, FIRST, dna("17 May 2011", same="idva2")),
    near_miss("once each", SPOKE, FIRST, dna("17 May 2011", "P")),
    near_miss(
        "a child's, which others decide about",
        SPOKE,
        dna("3 May 2011", "C"),
        dna("17 May 2011", "C"),
    ),
    near_miss("of two agencies", SPOKE, FIRST, row("gp", "17 May 2011", "missed-appointment", "V")),
    near_miss(
        "contact between them", SPOKE, FIRST, SECOND, row("idva", "10 May 2011", "phone-call", "V")
    ),
    hit(
        "a routine contact between them",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "10 May 2011", "letter-sent", "V"),
        expect=NOTHING,
    ),
    hit(
        "contact with somebody else between them",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "10 May 2011", "phone-call", "C"),
        expect=NOTHING,
    ),
    hit(
        "perhaps contact between them",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "April or May 2011", "home-visit", "V"),
        settings=Settings(rules=(RuleChange(KEY, "then nothing", answers=("phone-call",)),)),
        expect=MAYBE,
    ),
    near_miss(
        "contact between them by the chronology's own order",
        SPOKE,
        dna("3 May 2011", seq=1),
        row("idva", "3 May 2011", "disclosure", "V", seq=2),
        dna("3 May 2011", seq=3),
    ),
    near_miss("a letter", SPOKE, FIRST, SECOND, row("idva", "20 May 2011", "letter-sent", "V")),
    near_miss(
        "talked over in supervision",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "20 May 2011", "supervision", "V mentioned"),
    ),
    near_miss(
        "help offered and not taken up",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "20 May 2011", "referral-offered-declined", "V"),
    ),
    near_miss(
        "its last row says what was done", SPOKE, FIRST, dna("17 May 2011", response="Rang the GP.")
    ),
    near_miss(
        "a step about it, on the last day",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "14 June 2011", "home-visit", "V"),
    ),
    hit(
        "a step on the day after",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "15 June 2011", "home-visit", "V"),
        expect=NOTHING,
    ),
    hit(
        "perhaps a step in time",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "June 2011", "home-visit", "V"),
        expect=MAYBE,
    ),
    hit(
        "a step with somebody else",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "20 May 2011", "home-visit", "N"),
        expect=NOTHING,
    ),
    hit(
        "ninety-one days apart",
        SPOKE,
        FIRST,
        dna("2 August 2011"),
        expect=NOTHING,
    ),
    near_miss("ninety-two days apart", SPOKE, FIRST, dna("3 August 2011")),
    hit(
        "perhaps too far apart",
        SPOKE,
        FIRST,
        dna("August 2011"),
        expect=MAYBE,
    ),
    near_miss("before scope", SPOKE, dna("3 May 2008"), dna("17 May 2008")),
    near_miss("one of them before scope", SPOKE, dna("31 December 2008"), dna("3 January 2009")),
    near_miss("after the end", SPOKE, dna("3 July 2014"), dna("17 July 2014")),
    near_miss("learned after the death", SPOKE, FIRST, dna("17 May 2011", after_death=True)),
    near_miss("of the fatal incident", SPOKE, FIRST, dna("17 May 2011", fatal=True)),
    near_miss(
        "people close to them",
        row("family", "3 May 2011", "missed-appointment", "V"),
        row("family", "17 May 2011", "missed-appointment", "V"),
    ),
    near_miss(
        "denied",
        SPOKE,
        row("idva", "3 May 2011", "agency-note", "V", "contact-not-taken-up (denied)"),
        SECOND,
    ),
    # -- then closed
    hit(
        "twice, and then closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        expect=CLOSING,
        says="The case was then closed (7 June 2011), with no record of a call",
    ),
    hit(
        "a letter before it was closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        row("idva", "31 May 2011", "letter-sent", "V"),
        expect=CLOSING,
    ),
    near_miss(
        "a call before it was closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        row("idva", "31 May 2011", "phone-call", "V"),
    ),
    near_miss(
        "a call on the day it was closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        row("idva", "7 June 2011", "phone-call", "V"),
    ),
    hit(
        "a call after it was closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        row("idva", "8 June 2011", "phone-call", "V"),
        expect=CLOSING,
    ),
    hit(
        "perhaps a call before it was closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        row("idva", "June 2011", "phone-call", "V"),
        expect=MAYBE_CLOSING,
    ),
    hit(
        "closed on the last day",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "12 July 2011", "closure", "V mentioned"),
        expect=CLOSING,
    ),
    hit(
        "closed on the day after: nothing, then",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "13 July 2011", "closure", "V mentioned"),
        expect=NOTHING,
    ),
    hit(
        "perhaps closed in the days",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "July 2011", "closure", "V mentioned"),
        expect=MAYBE_CLOSING,
    ),
    hit(
        "closed for somebody else",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "7 June 2011", "closure", "C mentioned"),
        expect=NOTHING,
    ),
    hit(
        "closed on the same day, but before it by the chronology's own order",
        SPOKE,
        FIRST,
        dna("17 May 2011", seq=2),
        row("idva", "17 May 2011", "closure", "V mentioned", seq=1),
        expect=NOTHING,
    ),
    near_miss(
        "closed before the case's own rule began",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        settings=Settings(rules=(RuleChange(KEY, "then closed", start=date(2012, 1, 1)),)),
    ),
    # -- silence
    silent("covered in part", SPOKE, FIRST, SECOND, coverage={"idva": IN_PART}, cannot="idva"),
    silent(
        "covered in part, and closed",
        SPOKE,
        FIRST,
        SECOND,
        CLOSED,
        coverage={"idva": IN_PART},
        cannot="idva",
    ),
    silent(
        "a chronology that ends within the days",
        SPOKE,
        FIRST,
        SECOND,
        coverage={"idva": Coverage(end=date(2011, 6, 1), stated=True)},
        cannot="idva",
    ),
    silent(
        "a row not coded within the days",
        SPOKE,
        FIRST,
        SECOND,
        row("idva", "20 May 2011", "x", "V", coded=False),
        cannot="idva",
    ),
    silent(
        "a chronology of nothing but what was not taken up",
        row("gp", "3 May 2011", "agency-note", "V", "contact-not-taken-up"),
        row("gp", "17 May 2011", "agency-note", "V", "contact-not-taken-up"),
        cannot="gp",
    ),
    silent(
        "too little time was left",
        SPOKE,
        dna("3 June 2014"),
        dna("17 June 2014"),
        cannot="idva",
        says="the 28 days of this rule had not passed",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        SPOKE,
        FIRST,
        SECOND,
        settings=Settings(rules=(RuleChange(KEY, "then nothing", off=True),)),
    ),
    near_miss(
        "three in this case",
        SPOKE,
        FIRST,
        SECOND,
        settings=Settings(rules=(RuleChange(KEY, "not taken up in a row", count=3),)),
    ),
    near_miss(
        "asked in this case of the police only",
        SPOKE,
        FIRST,
        SECOND,
        settings=Settings(rules=(RuleChange(KEY, "not taken up in a row", sectors=("police",)),)),
    ),
    near_miss(
        "before the case's own rule began",
        SPOKE,
        FIRST,
        SECOND,
        settings=Settings(rules=(RuleChange(KEY, "then nothing", start=date(2012, 1, 1)),)),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
