# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "no record that it was shared"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, Pathway, RuleChange, Settings
from tests.queries.build import IN_PART, Example, each, hit, near_miss, row, silent

KEY = "unshared"

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
SEEN = row("gp", "10 May 2011", "appointment", "V")
NOTIFY = Pathway("notification", "police", "gp", kinds=("assault",), start=date(2011, 1, 1))

REFUSED = row("police", "3 May 2011", "disclosure", "V", "strangulation", bar="consent refused")
LAPSED = row("mh", "3 May 2011", "contact", "P", "medication-not-taken")

MONTHS = ("January", "February", "March", "April")

CASES = (
    hit(
        "held by one, in contact with another",
        STRANGLED,
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
        says=(
            "Police had this on record by 3 May 2011.",
            "Surgery was in contact once with no record that it was told.",
            "Did Police know that Surgery was in contact with Vera?",
        ),
    ),
    # -- time
    near_miss(
        "the contact came the day before", STRANGLED, row("gp", "2 May 2011", "contact", "V")
    ),
    hit(
        "on one untimed day either may be first",
        STRANGLED,
        row("gp", "3 May 2011", "appointment", "V"),
        expect="gp: never, iii, possible; held police1?; contact gp1?",
        says="possibly once",
    ),
    hit(
        "Seq of two documents puts nothing in order",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", seq=1),
        row("gp", "3 May 2011", "appointment", "V", seq=2),
        expect="gp: never, iii, possible; held police1?; contact gp1?",
    ),
    hit(
        "a vague date leaves it possible",
        row("police", "May 2011", "assault", "V, P", "strangulation"),
        SEEN,
        expect="gp: never, iii, possible; held police1?; contact gp1?",
    ),
    hit(
        "one contact certain, one only possible: the line is certain",
        row("police", "May 2011", "assault", "V, P", "strangulation"),
        SEEN,
        row("gp", "10 June 2011", "appointment", "V"),
        expect="gp: never, iii, certain; held police1; contact gp1? gp2",
        says="once for certain and possibly once more",
    ),
    hit(
        "a contact that lasts is a contact until its end",
        row("police", "3 July 2011", "assault", "V, P", "strangulation"),
        row("gp", "1 May 2011", "counselling", "V", end="1 September 2011"),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "an undated record is certain from no day",
        row("police", "undated", "assault", "V, P", "strangulation"),
        SEEN,
        expect="gp: never, iii, possible; held police1?; contact gp1?",
        says="Police possibly had this on record.",
    ),
    near_miss("a contact before scope", STRANGLED, row("gp", "10 May 2008", "appointment", "V")),
    hit(
        "a record before scope gives knowledge",
        row("police", "3 May 2005", "assault", "V, P", "strangulation"),
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    near_miss(
        "a contact after the fatal incident",
        STRANGLED,
        row("gp", "2 July 2014", "appointment", "V"),
    ),
    hit(
        "a contact on the day of the fatal incident, at no known hour",
        STRANGLED,
        row("gp", "1 July 2014", "appointment", "P"),
        expect="gp: never, iii, possible; held police1?; contact gp1?",
    ),
    near_miss(
        "held only after the end",
        row("police", "2 July 2014", "disclosure", "N", "strangulation"),
        row("gp", "30 June 2014", "appointment", "V"),
    ),
    near_miss(
        "held only after the end, in contact at no known day around it",
        row("police", "2 July 2014", "disclosure", "N", "strangulation"),
        row("gp", "between 30 June 2014 and 10 July 2014", "appointment", "V"),
    ),
    hit(
        "sent only after the end",
        STRANGLED,
        SEEN,
        row("police", "2 July 2014", "share", "V", shared="gp", answers="police1"),
        expect="gp: never, iii, certain; held police1; contact gp1",
        quiet="it was sent",
    ),
    hit(
        "acquired after the end was never acquired in time",
        STRANGLED,
        SEEN,
        row("gp", "2 July 2014", "appointment", "P", "strangulation (history)"),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "held by a row of the fatal incident dated before it, and by an ordinary one",
        row("police", "1 May 2011", "call-out", "V, P", "strangulation", fatal=True),
        STRANGLED,
        SEEN,
        expect="gp: never, iii, certain; held police1 police2; contact gp1",
    ),
    # -- a state
    hit(
        "a state told on a day in doubt by more than it lasts, in a contact that goes on",
        row("police", "between 1 May 2010 and 30 June 2012", "call-out", "V, P", "fear"),
        row("gp", "1 May 2010", "counselling", "V", end="1 September 2012"),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "a state that ended in the first minutes of the day on which it was told",
        row("police", "3 May 2011", "call-out", "V, P", "fear"),
        row("police", "3 May 2011", "call-out", "V, P", "fear (ended)", time="00:01"),
        row("gp", "between 1 May 2011 and 10 May 2011", "contact", "V"),
        expect="gp: never, iii, possible; held police1?; contact gp1?",
    ),
    near_miss(
        "a state that ended on the day on which it was told, later by Seq",
        row("police", "3 May 2011", "call-out", "V, P", "fear", seq=1),
        row("police", "3 May 2011", "call-out", "V, P", "fear (ended)", seq=2),
        SEEN,
    ),
    hit(
        "a state that ended in the last minute in which the contact can have been",
        row("mh", "3 May 2011", "contact", "V", "suicidal-ideation", seq=1),
        row("mh", "3 May 2011", "administration", "N", seq=2),
        row("gp", "10 May 2011", "appointment", "V"),
        row("mh", "10 May 2011", "contact", "V", "suicidal-ideation (ended)", time="23:59"),
        expect="gp: never, iii, possible; held mh1?; contact gp1?",
    ),
    hit(
        "a state that was told again on the day on which it ended, later by Seq",
        row("police", "3 May 2011", "call-out", "V, P", "fear", seq=2),
        row("police", "3 May 2011", "call-out", "V, P", "fear (ended)", seq=1),
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    silent(
        "a contact in the first minute of the day after the chronology ends",
        STRANGLED,
        row("gp", "10 May 2011", "appointment", "V", time="00:00"),
        coverage={"gp": Coverage(end=date(2011, 5, 9), stated=True)},
        cannot="gp",
    ),
    # -- the fatal incident
    near_miss(
        "what came with the fatal incident",
        row("police", "1 July 2014", "fatal-incident", "V, P", "strangulation", time="18:00"),
        row("gp", "1 July 2014", "appointment", "P", time="19:00"),
    ),
    near_miss(
        "a contact that is the fatal incident's",
        STRANGLED,
        row("hospital", "1 July 2014", "attendance-ae", "V", time="19:00", fatal=True),
    ),
    # -- persons
    near_miss("only mentioned", STRANGLED, row("gp", "10 May 2011", "contact", "N, V mentioned")),
    near_miss("somebody else", STRANGLED, row("gp", "10 May 2011", "appointment", "N")),
    hit(
        "their child",
        STRANGLED,
        row("school", "10 May 2011", "school-contact", "C"),
        expect="school: never, iii, certain; held police1; contact school1",
    ),
    hit(
        "present, not subject",
        STRANGLED,
        row("school", "10 May 2011", "school-contact", "N, V present"),
        expect="school: never, iii, certain; held police1; contact school1",
    ),
    # -- contacts that are none
    near_miss("routine", STRANGLED, row("gp", "10 May 2011", "repeat-prescription", "V")),
    near_miss("a letter", STRANGLED, row("gp", "10 May 2011", "letter-received", "V")),
    near_miss("did not come about", STRANGLED, row("gp", "10 May 2011", "missed-appointment", "V")),
    # -- knowledge that is none
    near_miss(
        "denied", row("police", "3 May 2011", "call-out", "V", "strangulation (denied)"), SEEN
    ),
    near_miss(
        "ruled out", row("police", "3 May 2011", "call-out", "V", "strangulation (ruled out)"), SEEN
    ),
    hit(
        "they asked, and it was denied: still a contact without it",
        STRANGLED,
        row("gp", "10 May 2011", "appointment", "V", "strangulation (denied)"),
        expect="gp: never, iii, certain; held police1; contact gp1",
        says="Surgery had asked. It was recorded as denied or ruled out on 1 occasion.",
    ),
    hit(
        "a withdrawal takes no knowledge away",
        STRANGLED,
        row("police", "5 May 2011", "phone-call", "V", "strangulation (withdrawn)"),
        SEEN,
        expect="gp: never, iii, certain; held police1 police2; contact gp1",
    ),
    near_miss(
        "learned after death",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", after_death=True),
        SEEN,
    ),
    near_miss(
        "learned after the contact",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", learned="1 August 2011"),
        SEEN,
    ),
    near_miss(
        "held by people close to them only",
        row("family", "3 May 2011", "told-informally", "V", "strangulation"),
        SEEN,
    ),
    near_miss(
        "people close to them were in contact",
        STRANGLED,
        row("family", "10 May 2011", "contact", "V"),
    ),
    near_miss(
        "they recorded it themselves",
        STRANGLED,
        row("gp", "4 May 2011", "disclosure", "V", "strangulation"),
        SEEN,
    ),
    # -- states
    hit(
        "a state that holds",
        row("mh", "3 May 2011", "contact", "V", "suicidal-ideation"),
        SEEN,
        expect="gp: never, iii, certain; held mh1; contact gp1",
    ),
    near_miss(
        "a state that ended",
        row("mh", "3 May 2011", "contact", "V", "suicidal-ideation"),
        row("mh", "1 June 2011", "contact", "V", "suicidal-ideation (ended)"),
        row("gp", "10 June 2011", "appointment", "V"),
    ),
    near_miss(
        "a state that lapsed",
        row("mh", "3 May 2011", "contact", "V", "suicidal-ideation"),
        row("gp", "3 December 2011", "appointment", "V"),
    ),
    # -- told
    near_miss(
        "told and recorded by both",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "4 May 2011", "information-received", "V", told_by="police"),
        SEEN,
    ),
    hit(
        "sent, with no record of receipt",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp"),
        SEEN,
        expect="gp: never, ii, possible; held police1?; contact gp1?",
        says=(
            "with no record that it received what was sent",
            "1 row says that it was sent. There is no record of receipt.",
        ),
    ),
    near_miss(
        "the settings say that sending suffices",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp"),
        SEEN,
        settings=Settings(sending_suffices=True),
    ),
    hit(
        "told of late: the heaviest within one working day",
        STRANGLED,
        row("gp", "6 May 2011", "appointment", "V"),
        row("police", "9 May 2011", "share", "V", shared="gp", answers="police1"),
        row("gp", "9 May 2011", "information-received", "V", told_by="police"),
        expect="gp: late, iii, certain; held police1; contact gp1; received gp2",
        says=("Surgery was in contact once before it had this on record (by 9 May 2011).",),
    ),
    hit(
        "in touch about something else while it was without it",
        STRANGLED,
        row("police", "6 May 2011", "phone-call", "V", shared="gp"),
        row("gp", "7 May 2011", "appointment", "V"),
        row("police", "9 May 2011", "share", "V", shared="gp", answers="police1"),
        row("gp", "9 May 2011", "information-received", "V", told_by="police"),
        row("gp", "9 June 2011", "appointment", "V"),
        expect="gp: late, ii, certain; held police1; contact gp1; received gp2; touch police2",
        says="The agencies were in touch on 1 recorded occasion in this time.",
    ),
    near_miss(
        "Friday's record told of on Monday is told within one working day",
        row("police", "6 May 2011", "assault", "V, P", "strangulation"),
        row("gp", "7 May 2011", "appointment", "V"),
        row("gp", "9 May 2011", "disclosure", "V", "strangulation"),
    ),
    hit(
        "Friday's record told of on Tuesday is late",
        row("police", "6 May 2011", "assault", "V, P", "strangulation"),
        row("gp", "7 May 2011", "appointment", "V"),
        row("gp", "10 May 2011", "disclosure", "V", "strangulation"),
        expect="gp: late, iii, certain; held police1; contact gp1; received gp2",
    ),
    near_miss(
        "a lighter fact within 28 days",
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        SEEN,
        row("gp", "30 May 2011", "disclosure", "V", "assault (history)"),
    ),
    hit(
        "on the 28th day, at no known hours, it is possibly late",
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        SEEN,
        row("gp", "31 May 2011", "disclosure", "V", "assault (history)"),
        expect="gp: late, iii, possible; held police1; contact gp1; received gp2",
    ),
    hit(
        "a lighter fact after 28 days",
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        SEEN,
        row("gp", "2 June 2011", "disclosure", "V", "assault (history)"),
        expect="gp: late, iii, certain; held police1; contact gp1; received gp2",
    ),
    hit(
        "the settings make late sooner",
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        SEEN,
        row("gp", "31 May 2011", "disclosure", "V", "assault (history)"),
        settings=Settings(late_days=7),
        expect="gp: late, iii, certain; held police1; contact gp1; received gp2",
    ),
    hit(
        "it may have come in time: late is only possible",
        row("police", "3 May 2011", "assault", "V, P", "assault"),
        SEEN,
        row("gp", "between 20 May 2011 and 30 June 2011", "disclosure", "V", "assault (history)"),
        expect="gp: late, iii, possible; held police1; contact gp1; received gp2",
    ),
    near_miss(
        "at a meeting it attended",
        STRANGLED,
        row("police", "4 May 2011", "marac", "V", attended="gp", answers="police1"),
        SEEN,
    ),
    hit(
        "invited, and not there",
        STRANGLED,
        row("police", "4 May 2011", "marac", "V", invited="gp", answers="police1"),
        SEEN,
        expect="gp: never, ii, certain; held police1; contact gp1; names police2",
        says=(
            "The records of Police name Surgery.",
            "Why listed: Police named Surgery as asked to the meeting. Police, 4 May 2011 "
            "(police.xlsx, row 2): “marac (police2)”.",
        ),
    ),
    # -- later ones
    hit(
        "the first was shared, the second was not",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        row("police", "3 May 2012", "assault", "V, P", "assault"),
        row("csc", "10 May 2012", "home-visit", "V"),
        expect="csc: later, ii, certain; held police2; contact csc2; received csc1; names police1",
        says="no record that it heard of 1 later occurrence: Police, 3 May 2012.",
    ),
    hit(
        "only from the second on could it have been passed on",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        row("police", "3 January 2012", "phone-call", "N", shared="csc"),
        row("police", "3 May 2012", "assault", "V, P", "assault"),
        row("police", "4 May 2012", "phone-call", "N", shared="csc"),
        row("csc", "10 May 2012", "home-visit", "V"),
        expect=(
            "csc: later, ii, certain; held police3; contact csc2; received csc1; touch police4; "
            "names police1"
        ),
    ),
    hit(
        "where the first is not certainly known of, no later one is spoken of",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("police", "3 May 2012", "assault", "V, P", "assault"),
        row("csc", "10 May 2012", "home-visit", "V"),
        expect="csc: never, ii, possible; held police1? police2?; contact csc1?",
        quiet="later occurrence",
    ),
    hit(
        "of four later ones three are named",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        *[row("police", f"3 {month} 2012", "assault", "V, P", "assault") for month in MONTHS],
        row("csc", "10 May 2012", "home-visit", "V"),
        expect=(
            "csc: later, ii, certain; held police2 police3 police4 police5; contact csc2; "
            "received csc1; names police1"
        ),
        says=(
            "4 later occurrences: Police, 3 January 2012; Police, 3 February 2012; Police, "
            "3 March 2012; and 1 more."
        ),
    ),
    hit(
        "beside a line that stands anyway, a later one heard of in the end is not counted",
        STRANGLED,
        SEEN,
        row("gp", "20 June 2011", "disclosure", "V", "strangulation", same="police1"),
        row("police", "3 January 2012", "assault", "V, P", "strangulation"),
        row("gp", "10 January 2012", "appointment", "V"),
        row("gp", "20 January 2012", "disclosure", "V", "strangulation", same="police2"),
        expect="gp: late, iii, certain; held police1 police2; contact gp1; received gp2",
        quiet="not on its record either",
    ),
    hit(
        "beside a line that stands anyway, a later one never heard of is counted",
        STRANGLED,
        SEEN,
        row("gp", "20 June 2011", "disclosure", "V", "strangulation", same="police1"),
        row("police", "3 January 2012", "assault", "V, P", "strangulation"),
        row("gp", "10 January 2012", "appointment", "V"),
        expect="gp: late, iii, certain; held police1 police2; contact gp1; received gp2",
        says="1 later occurrence is not on its record either.",
    ),
    near_miss(
        "what is retold is no later occurrence",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        row("police", "3 May 2012", "disclosure", "V", "assault (history)"),
        row("csc", "10 May 2012", "home-visit", "V"),
    ),
    hit(
        "a chronology that ends before a further contact",
        STRANGLED,
        SEEN,
        row("gp", "20 June 2011", "appointment", "V"),
        coverage={"gp": Coverage(end=date(2011, 6, 1), stated=True)},
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "the contact without it is itself a row by which a third may have it",
        STRANGLED,
        row("csc", "3 June 2011", "home-visit", "V", shared="gp", answers="police1"),
        expect="csc: never, iii, certain; held police1; contact csc1",
    ),
    # -- what would make a share expected
    hit(
        "a declared pathway",
        STRANGLED,
        SEEN,
        settings=Settings(pathways=(NOTIFY,)),
        expect="gp: never, i, certain; held police1; contact gp1",
        says="“notification” provides for a share from Police to Surgery.",
    ),
    hit(
        "two declared pathways: the line names the one that the case lists first",
        STRANGLED,
        SEEN,
        settings=Settings(
            pathways=(NOTIFY, Pathway("agreement", "police", "gp", kinds=("assault",)))
        ),
        expect="gp: never, i, certain; held police1; contact gp1",
        says="“notification” provides for a share from Police to Surgery.",
        quiet="agreement",
    ),
    hit(
        "a declared pathway for the later one",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        row("police", "3 May 2012", "assault", "V, P", "assault"),
        row("csc", "10 May 2012", "home-visit", "V"),
        settings=Settings(
            pathways=(
                Pathway("notice", "police", "csc", kinds=("assault",), start=date(2012, 1, 1)),
            )
        ),
        expect="csc: later, i, certain; held police2; contact csc2; received csc1",
        says="“notice” provides for a share from Police to Children's Social Care.",
    ),
    hit(
        "before the pathway existed nothing was expected",
        row("police", "3 May 2010", "assault", "V, P", "strangulation"),
        row("gp", "10 May 2010", "appointment", "V"),
        settings=Settings(pathways=(NOTIFY,)),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "a row of the holder that the pathway carries only after the last contact",
        row("police", "3 May 2011", "disclosure", "V", "strangulation"),
        SEEN,
        row("police", "3 May 2012", "assault", "V, P", "strangulation"),
        settings=Settings(pathways=(NOTIFY,)),
        expect="gp: never, iii, certain; held police1 police2; contact gp1",
    ),
    hit(
        "the holder's own records name the other",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", mentions="gp"),
        SEEN,
        expect="gp: never, ii, certain; held police1; contact gp1",
    ),
    hit(
        "named only in what came out after the death",
        STRANGLED,
        row("police", "4 May 2011", "phone-call", "N", mentions="gp", after_death=True),
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "named only after the last contact",
        STRANGLED,
        SEEN,
        row("police", "3 May 2013", "phone-call", "N", mentions="gp"),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "named as somebody to turn to only",
        row(
            "police",
            "3 May 2011",
            "assault",
            "V, P",
            "strangulation",
            mentions="gp",
            outcome="Number for surgery given.",
        ),
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
        quiet="Why listed",
    ),
    hit(
        "named in one sentence as somebody to turn to, in another as involved",
        row(
            "police",
            "3 May 2011",
            "assault",
            "V, P",
            "strangulation",
            mentions="gp",
            outcome="Told to ring surgery. The surgery knows her well.",
        ),
        SEEN,
        expect="gp: never, ii, certain; held police1; contact gp1",
        says="Police named Surgery. Police, 3 May 2011 (police.xlsx, row 1): “The surgery knows",
    ),
    hit(
        "named about somebody else",
        STRANGLED,
        row("police", "4 May 2011", "phone-call", "N", mentions="gp"),
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "named after the last contact and before the other had it",
        STRANGLED,
        SEEN,
        row("police", "12 May 2011", "contact", "V", mentions="gp"),
        row("gp", "20 June 2011", "disclosure", "V", "strangulation"),
        expect="gp: late, ii, certain; held police1; contact gp1; received gp2; names police2",
    ),
    hit(
        "named only in the very minute in which the other had it",
        STRANGLED,
        SEEN,
        row("police", "20 June 2011", "contact", "V", mentions="gp", time="10:00"),
        row("gp", "20 June 2011", "disclosure", "V", "strangulation (history)", time="10:00"),
        expect="gp: late, iii, certain; held police1; contact gp1; received gp2",
    ),
    hit(
        "by the row that passed it on, nobody knew earlier",
        STRANGLED,
        SEEN,
        row("police", "20 June 2011", "share", "V", shared="gp", answers="police1"),
        row("gp", "21 June 2011", "information-received", "V", told_by="police"),
        expect="gp: late, iii, certain; held police1; contact gp1; received gp2",
    ),
    hit(
        "both had been at one meeting before",
        row("csc", "3 March 2011", "marac", "V", attended="police gp"),
        STRANGLED,
        SEEN,
        expect="gp: never, ii, certain; held police1; contact gp1; names csc1",
        says=(
            "Police and Surgery had met (MARAC, 3 March 2011). By what route could this have been "
            "passed on, and what stood in the way?",
            "Why listed: Police and Surgery were both there. Children's Social Care, 3 March 2011",
        ),
        quiet="Did anybody ask",
    ),
    hit(
        "both at one meeting, each by a row of its own",
        row("police", "3 March 2011", "marac", "V"),
        row("gp", "3 March 2011", "marac", "V", same="police1"),
        STRANGLED,
        SEEN,
        expect="gp: never, ii, certain; held police2; contact gp2; names police1",
    ),
    hit(
        "both at one meeting only after the last contact",
        STRANGLED,
        SEEN,
        row("csc", "3 June 2011", "marac", "V", attended="police gp"),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "both at a meeting about somebody else",
        row("csc", "3 March 2011", "marac", "X", attended="police gp"),
        STRANGLED,
        SEEN,
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    hit(
        "kept back with a reason, and passed on only at the end",
        REFUSED,
        SEEN,
        row("police", "1 July 2014", "share", "V", "strangulation", shared="gp", time="20:00"),
        expect="police: reason on record, certain; held police1; contact gp1",
    ),
    # -- who is asked
    hit(
        "one that may have been sent it is neither named nor asked",
        STRANGLED,
        row("police", "4 May 2011", "referral-made", "V", shared="csc", answers="police1"),
        row("csc", "5 May 2011", "phone-call", "N", mentions="gp"),
        row("csc", "6 May 2011", "contact", "V", mentions="gp"),
        SEEN,
        expect=(
            "gp: never, iii, certain; held police1 police2?; contact gp1",
            "csc: never, ii, possible; held police1?; contact csc2?; sent police2?",
        ),
        says=(
            "Police had this on record by 3 May 2011. Surgery was in contact once",
            "Did Police know that Surgery was in contact",
        ),
        quiet=("more agency", "The records of Children's Social Care"),
    ),
    hit(
        "where all are only possible, they are asked",
        row("police", "May 2011", "assault", "V, P", "strangulation"),
        SEEN,
        expect="gp: never, iii, possible; held police1?; contact gp1?",
        says="Did Police know that Surgery",
    ),
    # -- how often
    hit(
        "a row of several is at least as many",
        STRANGLED,
        SEEN,
        row("gp", "June 2011", "counselling", "V", end="July 2011"),
        expect="gp: never, iii, certain; held police1; contact gp1 gp2",
        says="Surgery was in contact at least twice with",
    ),
    hit(
        "a meeting with them between the contacts is one more",
        STRANGLED,
        SEEN,
        row("gp", "3 June 2011", "core-group", "V"),
        row("gp", "10 July 2011", "appointment", "V"),
        expect="gp: never, iii, certain; held police1; contact gp1 gp3",
        says="Surgery was in contact at least twice with",
    ),
    hit(
        "a meeting at which they were only spoken of is none",
        STRANGLED,
        SEEN,
        row("gp", "3 June 2011", "core-group", "N, V mentioned"),
        row("gp", "10 July 2011", "appointment", "V"),
        expect="gp: never, iii, certain; held police1; contact gp1 gp3",
        says="Surgery was in contact twice with",
    ),
    hit(
        "the question names whom the other saw",
        STRANGLED,
        row("gp", "10 May 2011", "appointment", "P"),
        expect="gp: never, iii, certain; held police1; contact gp1",
        says="was in contact with Paul? Did anybody",
    ),
    # -- consent
    hit(
        "consent refused",
        row(
            "police",
            "3 May 2011",
            "disclosure",
            "V",
            "strangulation",
            bar="consent refused",
            bar_text="Did not want anybody told.",
        ),
        SEEN,
        expect="police: reason on record, certain; held police1; contact gp1",
        says=(
            "Police recorded that consent was refused. How was the decision not to share made",
            "Recorded reason: Did not want anybody told.\n",
        )[:1],
    ),
    hit(
        "a privileged reason is kept back in its own words",
        row(
            "police",
            "3 May 2011",
            "disclosure",
            "V",
            "strangulation",
            bar="privilege",
            bar_text="Counsel advised on 2 May.",
        ),
        SEEN,
        expect="police: reason on record, certain; held police1; contact gp1",
        says=("Recorded reason: privilege; its words are kept back.",),
    ),
    hit(
        "one holder was refused consent, the other has no such reason",
        row("hospital", "2 May 2011", "disclosure", "V", "strangulation", bar="consent refused"),
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("idva", "3 May 2011", "contact", "X"),
        SEEN,
        expect=("gp: never, iii, certain; held hospital1 police1; contact gp1",),
        says=("Did Police know that Surgery", "Recorded reason: consent refused."),
    ),
    hit(
        "one refusal that keeps it from two agencies is one line",
        REFUSED,
        SEEN,
        row("school", "12 May 2011", "school-contact", "C"),
        expect="police: reason on record, certain; held police1; contact gp1 school1",
        says=(
            "Police had this on record by 3 May 2011. Surgery and School were in contact with no "
            "record that they were told.",
            "How was the decision not to share made",
        ),
    ),
    near_miss(
        "the same reason recorded again later: it was looked at again",
        REFUSED,
        SEEN,
        row("police", "3 June 2011", "contact", "V", "strangulation", bar="consent refused"),
        row("gp", "10 July 2011", "appointment", "V"),
    ),
    hit(
        "recorded again on a day in doubt, it may have been the first of the two",
        REFUSED,
        row("police", "May 2011", "contact", "V", "strangulation", bar="consent refused"),
        SEEN,
        expect="police: reason on record, possible; held police1? police2?; contact gp1?",
    ),
    hit(
        "two rows of one occasion are no second look",
        REFUSED,
        row(
            "police",
            "5 May 2011",
            "administration",
            "V",
            "strangulation (history)",
            bar="consent refused",
            same="police1",
        ),
        SEEN,
        expect="police: reason on record, certain; held police1 police2; contact gp1",
    ),
    hit(
        "another reason later is not the same one looked at again",
        REFUSED,
        row("police", "3 June 2011", "contact", "V", "strangulation", bar="privilege"),
        SEEN,
        expect="police: reason on record, certain; held police1 police2; contact gp1",
    ),
    hit(
        "sent to the other all the same: it was no reason as to that one",
        REFUSED,
        row("police", "4 May 2011", "referral-made", "V", shared="csc", answers="police1"),
        row("csc", "10 May 2011", "home-visit", "V"),
        expect=("csc: never, ii, possible; held police1?; contact csc1?; sent police2?"),
        says="The records of Police name Children's Social Care.",
        quiet="consent",
    ),
    hit(
        "what one of two holders recorded stands in the question",
        row("hospital", "2 May 2011", "disclosure", "V", "strangulation", bar="consent refused"),
        row("police", "3 May 2011", "assault", "V, P", "strangulation", mentions="gp"),
        SEEN,
        expect="gp: never, ii, certain; held hospital1 police1; contact gp1",
        says=(
            "Hospital recorded (2 May 2011) that consent was limited or refused. Was that looked "
            "at again as risk rose? The records of Police name Surgery.",
        ),
    ),
    hit(
        "offered and declined stands in the question",
        STRANGLED,
        row("police", "4 May 2011", "referral-offered-declined", "V", "strangulation (history)"),
        SEEN,
        expect="gp: never, iii, certain; held police1 police2; contact gp1",
        says=(
            "Police recorded (4 May 2011) that a referral was offered and declined. Was it offered "
            "again as risk rose? Did Police know",
        ),
    ),
    # -- one thing, told twice
    hit(
        "mirrored rows are one line",
        STRANGLED,
        row("police", "4 May 2011", "crime-recorded", "V, P", "strangulation", same="police1"),
        SEEN,
        expect="gp: never, iii, certain; held police1 police2; contact gp1",
    ),
    hit(
        "mirrored rows of one contact are one time",
        STRANGLED,
        SEEN,
        row("gp", "10 May 2011", "phone-call", "V", same="gp1"),
        row("police", "10 June 2011", "phone-call", "V", shared="gp"),
        row("gp", "11 June 2011", "information-received", "V", told_by="police"),
        row("gp", "10 July 2011", "nfa", "V"),
        expect=(
            "gp: never, iii, certain; held police1; contact gp1 gp2; touch gp3 police2; "
            "decision gp4"
        ),
        says=("was in contact once with", "in touch on 1 recorded occasion in this time."),
    ),
    hit(
        "known there from the last minute on in which the contact can have been",
        STRANGLED,
        row("gp", "10 May 2011", "appointment", "V", seq=1),
        row("gp", "10 May 2011", "administration", "N", seq=2),
        row("gp", "10 May 2011", "appointment", "V", "strangulation", time="23:59"),
        expect="gp: late, iii, possible; held police1?; contact gp1?; received gp3",
    ),
    hit(
        "whom it told itself, by the contact, held nothing before that contact",
        row("hospital", "3 May 2011", "attendance-ae", "V", "strangulation"),
        row("csc", "May 2011", "home-visit", "V", shared="police", answers="hospital1"),
        expect="csc: never, iii, possible; held hospital1?; contact csc1?",
        quiet="Police",
    ),
    hit(
        "a decision before anybody held it, and one after it was known there, are no part of it",
        STRANGLED,
        row("gp", "1 May 2011", "nfa", "V"),
        SEEN,
        row("gp", "20 May 2011", "appointment", "V", "strangulation"),
        row("gp", "10 June 2011", "nfa", "V"),
        expect="gp: late, iii, certain; held police1; contact gp2; received gp3",
    ),
    hit(
        "one line with everybody who held it",
        STRANGLED,
        row("hospital", "3 May 2011", "attendance-ae", "V", "strangulation"),
        row("csc", "3 May 2011", "letter-received", "V", "strangulation"),
        SEEN,
        expect="gp: never, iii, certain; held csc1 hospital1 police1; contact gp1",
        says="and 1 more agency before the last of these contacts. Surgery was in contact once",
    ),
    # -- whose work it is
    near_miss(
        "own treatment is not asked of a school",
        LAPSED,
        row("school", "10 May 2011", "school-contact", "P"),
    ),
    near_miss("nor of the police", LAPSED, row("police", "10 May 2011", "call-out", "P")),
    near_miss(
        "nor is it counted among the lighter ones",
        row("mh", "3 May 2011", "contact", "V", "depression"),
        row("housing", "10 May 2011", "housing-contact", "V"),
    ),
    hit(
        "it is asked of those whose work it is",
        LAPSED,
        row("gp", "10 May 2011", "appointment", "P"),
        expect="gp: never, iii, certain; held mh1; contact gp1",
    ),
    hit(
        "of social care and of an adviser, too",
        row("mh", "3 May 2011", "contact", "V", "removal-of-children-feared"),
        row("csc", "10 May 2011", "home-visit", "V"),
        row("idva", "10 May 2011", "contact", "V"),
        row("housing", "10 May 2011", "housing-contact", "V"),
        expect=(
            "csc: never, iii, certain; held mh1; contact csc1",
            "idva: never, iii, certain; held mh1; contact idva1",
        ),
    ),
    hit(
        "thoughts of suicide are asked of everybody",
        row("mh", "3 May 2011", "contact", "P", "suicidal-ideation"),
        row("housing", "10 May 2011", "housing-contact", "P"),
        expect="housing: never, iii, certain; held mh1; contact housing1",
    ),
    hit(
        "thoughts of harming somebody are asked of everybody",
        row("mh", "3 May 2011", "contact", "P", "killing-thoughts"),
        row("school", "10 May 2011", "school-contact", "C"),
        expect="school: never, iii, certain; held mh1; contact school1",
    ),
    hit(
        "the case asks it of everybody",
        LAPSED,
        row("school", "10 May 2011", "school-contact", "P"),
        settings=Settings(rules=(RuleChange(KEY, "own health and fears", off=True),)),
        expect="school: never, iii, certain; held mh1; contact school1",
    ),
    # -- weight
    near_miss(
        "below the least weight: counted, not listed",
        row("police", "3 May 2011", "damage-incident", "V, P", "criminal-damage"),
        SEEN,
        below=1,
    ),
    hit(
        "the settings list lighter ones",
        row("police", "3 May 2011", "damage-incident", "V, P", "criminal-damage"),
        SEEN,
        settings=Settings(min_weight=2),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    # -- silence
    silent("a chronology in part", STRANGLED, SEEN, coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "a chronology that begins later",
        STRANGLED,
        SEEN,
        coverage={"gp": Coverage(start=date(2011, 5, 6), stated=True)},
        cannot="gp",
    ),
    silent(
        "a chronology that ends before",
        STRANGLED,
        SEEN,
        coverage={"gp": Coverage(end=date(2011, 5, 6), stated=True)},
        cannot="gp",
    ),
    silent(
        "rows that nobody has coded",
        STRANGLED,
        row("gp", "5 May 2011", "contact", "V", coded=False),
        SEEN,
        cannot="gp",
        says="1 row is not coded yet",
    ),
    hit(
        "a row not coded after the contact hides nothing before it",
        STRANGLED,
        SEEN,
        row("gp", "5 May 2012", "contact", "V", coded=False),
        expect="gp: never, iii, certain; held police1; contact gp1",
    ),
    silent(
        "the holder's row is not coded",
        row("police", "3 May 2011", "assault", "V, P", "strangulation", coded=False),
        SEEN,
    ),
    silent(
        "the contact is not coded", STRANGLED, row("gp", "10 May 2011", "contact", "V", coded=False)
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
