# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "sent or received, on one record alone"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, Pathway, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "mirror"
RULE = "on the other's record, too"

# chronologies that record what they receive, and whom they tell
GETS = row("csc", "3 May 2010", "information-received", "V", told_by="police")
TELLS = row("police", "2 May 2010", "share", "V", shared="csc")
SENT = row("police", "3 May 2011", "share", "V", shared="csc")
GOT = row("csc", "3 May 2011", "information-received", "V", told_by="police")
SENT_ALONE = "csc: sent, certain; sent police2"
GOT_ALONE = "police: received, certain; received csc2"

# told of, and in contact afterwards without a record of it
SEEN_WITHOUT = (
    GETS,
    TELLS,
    row("police", "3 May 2011", "share", "V", "assault-with-injury", shared="csc"),
    row("csc", "5 June 2012", "home-visit", "V"),
)

CASES = (
    # -- sent
    hit(
        "sent, and on the other's record nothing",
        GETS,
        TELLS,
        SENT,
        expect=SENT_ALONE,
        says=(
            "Police has on record, once, that it told Children's Social Care (3 May 2011). "
            "There is no record of its receipt there within 28 days, before or after."
        ),
        quiet=("failed", "should have"),
    ),
    near_miss(
        "a discharge letter",
        GETS,
        TELLS,
        row("police", "3 May 2011", "letter-sent", "V", "self-harm: V", shared="csc"),
    ),
    near_miss(
        "a discharge letter, on the record of whoever got it",
        GETS,
        TELLS,
        row("csc", "3 May 2011", "letter-received", "V", "new-baby", told_by="police"),
    ),
    hit(
        "a letter that told of something weighty",
        GETS,
        TELLS,
        row("police", "3 May 2011", "letter-sent", "V", "assault-with-injury", shared="csc"),
        expect=SENT_ALONE,
    ),
    hit(
        "a letter, by the case's own rule",
        GETS,
        TELLS,
        row("police", "3 May 2011", "letter-sent", "V", "self-harm: V", shared="csc"),
        settings=Settings(
            rules=(RuleChange(KEY, "letters as a matter of course", least_weight=3),)
        ),
        expect=SENT_ALONE,
    ),
    hit(
        "after a letter as a matter of course, and a share about somebody else",
        GETS,
        TELLS,
        row("police", "3 April 2011", "letter-sent", "V", shared="csc"),
        row("police", "10 April 2011", "share", "N", shared="csc"),
        SENT,
        expect="csc: sent, certain; sent police4",
    ),
    hit(
        "twice is one line",
        GETS,
        TELLS,
        SENT,
        row("police", "3 August 2011", "incident", "V", shared="csc"),
        expect="csc: sent, certain; sent police2 police3",
        says="has on record, twice, that it told Children's Social Care (first: 3 May 2011).",
    ),
    hit(
        "two rows of one share are one time",
        GETS,
        TELLS,
        SENT,
        row("police", "3 May 2011", "share", "V", shared="csc", same="police2"),
        expect="csc: sent, certain; sent police2 police3",
        says="has on record, once,",
    ),
    near_miss(
        "received",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "received, from nobody named",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "letter-received", "V"),
    ),
    near_miss(
        "received, by the text",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "home-visit", "V", mentions="police"),
    ),
    near_miss(
        "received, linked by a reference",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 August 2011", "allocation", "V", same="police2"),
    ),
    near_miss(
        "answered, whenever",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 August 2011", "home-visit", "V", answers="police2"),
    ),
    hit(
        "what it replies to, of weeks before, is no receipt",
        GETS,
        TELLS,
        row("csc", "25 March 2011", "request-for-information", "V", shared="police"),
        row("police", "3 May 2011", "share", "V", shared="csc", answers="csc2"),
        expect=SENT_ALONE,
    ),
    near_miss(
        "received in the first minute of the days before",
        GETS,
        TELLS,
        row("csc", "5 April 2011", "information-received", "V", told_by="police", time="00:00"),
        row("police", "5 April 2011", "share", "V", shared="csc", answers="csc2"),
        SENT,
    ),
    near_miss(
        "received in the last minute of the days after",
        GETS,
        TELLS,
        SENT,
        row("csc", "31 May 2011", "information-received", "V", told_by="police", time="23:59"),
        row("police", "31 May 2011", "share", "V", shared="csc", answers="csc2"),
    ),
    hit(
        "received, months before and months after",
        GETS,
        TELLS,
        row("csc", "3 February 2011", "information-received", "V", told_by="police"),
        SENT,
        row("csc", "3 September 2011", "information-received", "V", told_by="police"),
        expect=(
            SENT_ALONE,
            "police: received, certain; received csc2 csc3",
        ),
    ),
    hit(
        "something else was received, about somebody else",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "letter-received", "P"),
        expect=SENT_ALONE,
    ),
    hit(
        "contact of the other with the person is no receipt",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "home-visit", "V"),
        expect=SENT_ALONE,
    ),
    near_miss(
        "of something that is asked about as not shared",
        *SEEN_WITHOUT,
    ),
    hit(
        "of something that would be asked about as not shared, were that not switched off",
        *SEEN_WITHOUT,
        settings=Settings(off=frozenset({"unshared"})),
        expect=SENT_ALONE,
    ),
    hit(
        "of somebody's own health, which is asked as not shared of others alone",
        row("housing", "3 May 2010", "information-received", "V", told_by="police"),
        row("police", "2 May 2010", "share", "V", shared="housing"),
        row("police", "3 May 2011", "share", "V", "medication-not-taken: V", shared="housing"),
        row("housing", "5 June 2012", "home-visit", "V"),
        expect="housing: sent, certain; sent police2",
    ),
    near_miss(
        "a referral, asked about elsewhere",
        GETS,
        TELLS,
        row("police", "3 May 2011", "referral-made", "V", shared="csc"),
    ),
    near_miss(
        "to people close to them",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", shared="family"),
    ),
    near_miss(
        "to another team of its own",
        GETS,
        TELLS,
        row("police/response", "3 May 2011", "share", "V", shared="police/ppu"),
    ),
    near_miss(
        "about nobody in the household",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "N", shared="csc"),
    ),
    near_miss(
        "cited already as sent, under what was not shared",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", "strangulation", shared="csc"),
        row("csc", "3 July 2011", "home-visit", "V"),
    ),
    near_miss(
        "cited there, at the least weight that the case lists",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", "strangulation", shared="csc"),
        row("csc", "3 July 2011", "home-visit", "V"),
        settings=Settings(min_weight=5),
    ),
    hit(
        "not cited there, under the least weight that the case lists",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", "stalking", shared="csc"),
        row("csc", "3 July 2011", "home-visit", "V"),
        settings=Settings(min_weight=6),
        expect=SENT_ALONE,
    ),
    hit(
        "not cited there, for there was no contact after it",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", "strangulation", shared="csc"),
        expect=SENT_ALONE,
    ),
    near_miss(
        "to one that has no chronology", row("police", "3 May 2011", "share", "V", shared="gp")
    ),
    hit(
        "to people close to them, too, who wrote a row",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", shared="csc family"),
        row("family", "3 May 2010", "told-informally", "V", told_by="police"),
        expect=SENT_ALONE,
    ),
    # -- received
    hit(
        "received, and on the other's record nothing",
        GETS,
        TELLS,
        GOT,
        expect=GOT_ALONE,
        says=(
            "Children's Social Care has on record, once, that Police told it (3 May 2011). There "
            "is no record there of sending it within 28 days, before or after."
        ),
    ),
    near_miss(
        "sent, by the text",
        GETS,
        TELLS,
        GOT,
        row("police", "2 May 2011", "call-out", "V", mentions="csc"),
    ),
    hit(
        "sent to another",
        GETS,
        TELLS,
        row("gp", "3 May 2010", "information-received", "V", told_by="police"),
        row("gp", "4 May 2011", "information-received", "V", told_by="police"),
        row("police", "2 May 2010", "share", "V", shared="gp"),
        row("police", "3 May 2011", "share", "V", shared="gp"),
        GOT,
        expect=GOT_ALONE,
    ),
    near_miss(
        "from people close to them",
        GETS,
        TELLS,
        row("csc", "3 May 2011", "concern-reported", "V", told_by="family"),
    ),
    near_miss(
        "on a declared pathway",
        GETS,
        TELLS,
        GOT,
        settings=Settings(pathways=(Pathway("notice", "police", "csc", automatic=True),)),
    ),
    hit(
        "a duty is no pathway that carries by itself",
        GETS,
        TELLS,
        GOT,
        settings=Settings(pathways=(Pathway("duty", "police", "csc"),)),
        expect=GOT_ALONE,
    ),
    # -- time
    near_miss(
        "received on the twenty-eighth day",
        GETS,
        TELLS,
        SENT,
        row("csc", "31 May 2011", "letter-received", "V"),
    ),
    hit(
        "received on the twenty-ninth day",
        GETS,
        TELLS,
        SENT,
        row("csc", "1 June 2011", "letter-received", "V"),
        expect=SENT_ALONE,
    ),
    near_miss(
        "dated twenty-eight days before",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 April 2011", "letter-received", "V"),
    ),
    hit(
        "dated twenty-nine days before",
        GETS,
        TELLS,
        SENT,
        row("csc", "4 April 2011", "letter-received", "V"),
        expect=SENT_ALONE,
    ),
    near_miss(
        "perhaps received in time",
        GETS,
        TELLS,
        SENT,
        row("csc", "May to July 2011", "letter-received", "V"),
    ),
    near_miss("before scope", GETS, TELLS, row("police", "3 May 2008", "share", "V", shared="csc")),
    near_miss(
        "after the end", GETS, TELLS, row("police", "3 July 2014", "share", "V", shared="csc")
    ),
    near_miss(
        "learned after the death",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", shared="csc", after_death=True),
    ),
    near_miss(
        "of the fatal incident",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "V", shared="csc", fatal=True),
    ),
    hit(
        "while proceedings are live",
        GETS,
        TELLS,
        row("police", "3 May 2011", "share", "P", shared="csc"),
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=SENT_ALONE,
        quiet="Paul",
    ),
    hit(
        "in an adult family case too",
        GETS,
        TELLS,
        SENT,
        death_type=DeathType.ADULT_FAMILY,
        expect=SENT_ALONE,
    ),
    # -- silence
    silent("the other covers in part", GETS, TELLS, SENT, coverage={"csc": IN_PART}, cannot="csc"),
    silent(
        "the other's chronology ends within the days",
        GETS,
        TELLS,
        SENT,
        coverage={"csc": Coverage(end=date(2011, 5, 20), stated=True)},
        cannot="csc",
    ),
    silent(
        "the other's chronology begins within the days before",
        GETS,
        TELLS,
        SENT,
        coverage={"csc": Coverage(start=date(2011, 4, 20), stated=True)},
        cannot="csc",
    ),
    silent(
        "the other has a row not coded",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "x", "V", coded=False),
        cannot="csc",
    ),
    silent(
        "the other nowhere records what it receives",
        row("csc", "3 May 2010", "home-visit", "V"),
        SENT,
        cannot="csc",
        says="its chronology nowhere records what it received.",
    ),
    silent(
        "the other nowhere records whom it tells",
        row("police", "3 May 2010", "call-out", "V"),
        GOT,
        cannot="police",
        says="its chronology nowhere records whom it told.",
    ),
    silent(
        "too little time was left",
        GETS,
        TELLS,
        row("police", "20 June 2014", "share", "V", shared="csc"),
        cannot="csc",
        says="the 28 days of this rule had not passed",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        GETS,
        TELLS,
        SENT,
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    hit(
        "by a rule of the case's own alone",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "letter-received", "V"),
        settings=Settings(
            rules=(
                RuleChange(KEY, RULE, off=True),
                RuleChange(KEY, "within a day", days=1, answers=("letter-received",)),
            )
        ),
        expect=SENT_ALONE,
    ),
    hit(
        "within a day in this case",
        GETS,
        TELLS,
        SENT,
        row("csc", "5 May 2011", "letter-received", "V"),
        settings=Settings(rules=(RuleChange(KEY, RULE, days=1),)),
        expect=SENT_ALONE,
    ),
    near_miss(
        "before the case's own rule began",
        GETS,
        TELLS,
        SENT,
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
