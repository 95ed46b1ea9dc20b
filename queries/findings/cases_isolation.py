# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "assessed in isolation"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, Settings
from tests.queries.build import Example, each, hit, near_miss, row, silent

KEY = "isolation"

ASSAULT = row("police", "3 May 2011", "assault", "V, P")
DASH = row("police", "10 June 2011", "risk-assessment", "V", took="", tool="dash", grade="standard")

CASES = (
    hit(
        "an earlier assault on its own record, the cell left blank",
        ASSAULT,
        DASH,
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
        says="It held 1 earlier occurrence from the 365 days before. There is no record that",
    ),
    hit(
        "None is written out",
        ASSAULT,
        row("police", "10 June 2011", "risk-assessment", "V", took="none"),
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
        says="taken into account: “None” is written.",
    ),
    hit(
        "one taken into account, another not",
        ASSAULT,
        row("police", "4 May 2011", "threat", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police2"),
        expect=(
            "police/: some left out, certain; assessment police3; earlier police1; "
            "considered police2"
        ),
        says="It took 1 into account.",
    ),
    hit(
        "a row taken into account that is no occurrence",
        ASSAULT,
        row("police", "5 May 2011", "phone-call", "V"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police2"),
        expect=(
            "police/: none taken into account, certain; assessment police3; earlier police1; "
            "considered police2"
        ),
    ),
    near_miss(
        "an earlier assault on a child of the household, and an assessment of an adult",
        row("police", "3 May 2011", "assault", "C"),
        DASH,
    ),
    hit(
        "a decision",
        ASSAULT,
        row("police", "10 June 2011", "nfa", "V", took=""),
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    hit(
        "held by another team of the agency",
        row("police/control", "3 May 2011", "assault", "V, P"),
        row("police/ppu", "10 June 2011", "risk-assessment", "V", took=""),
        expect="police/ppu: none taken into account, certain; assessment police2; earlier police1",
        says=(
            "The agency held 1 earlier occurrence from the 365 days before, in Control, on another "
            "record. There is no record that this was taken into account.",
            "By what way could what stood in Control have been seen there?",
        ),
        quiet="It held",
    ),
    hit(
        "held by another team that keeps the same record",
        row("police/control", "3 May 2011", "assault", "V, P"),
        row("police/ppu", "10 June 2011", "risk-assessment", "V", took=""),
        shares_record={"police/control": "niche", "police/ppu": "niche"},
        expect="police/ppu: none taken into account, certain; assessment police2; earlier police1",
        says="It held 1 earlier occurrence from the 365 days before.",
        quiet="another record",
    ),
    hit(
        "some on its own record, one on another, and None written",
        row("police/control", "3 May 2011", "assault", "V, P"),
        row("police/ppu", "9 May 2011", "assault", "V, P"),
        row("police/ppu", "10 June 2011", "risk-assessment", "V", took="none"),
        expect=(
            "police/ppu: none taken into account, certain; assessment police3; "
            "earlier police1 police2"
        ),
        says=(
            "It held 1 earlier occurrence from the 365 days before. The agency held 1 more, in "
            "Control, on another record. There is no record that they were taken into account: "
            "“None” is written.",
            "What made the earlier occurrences hard to see together?",
        ),
    ),
    hit(
        "None is written, though the row answers another",
        ASSAULT,
        row("police", "1 June 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="none", answers="police2"),
        expect="police/: some left out, certain; assessment police3; earlier police1",
        says="taken into account: “None” is written.",
    ),
    hit(
        "which team had it is not stated: another record is not assumed",
        ASSAULT,
        row("police/ppu", "10 June 2011", "risk-assessment", "V", took=""),
        expect="police/ppu: none taken into account, certain; assessment police2; earlier police1",
        says="It held 1 earlier occurrence",
        quiet="another record",
    ),
    hit(
        "told to it, and recorded by both",
        row("hospital", "3 May 2011", "assault", "V, P", shared="police"),
        row("police", "4 May 2011", "information-received", "V", told_by="hospital"),
        DASH,
        expect=(
            "police/: none taken into account, certain; assessment police2; "
            "earlier hospital1 police1"
        ),
    ),
    hit(
        "sent, with no record of receipt: possibly held",
        row("hospital", "3 May 2011", "assault", "V, P", shared="police"),
        DASH,
        expect="police/: none taken into account, possible; assessment police1; earlier hospital1?",
        says="It possibly held 1 earlier occurrence from the 365 days before.",
    ),
    hit(
        "a disclosure of something weighty that happens counts as an occurrence",
        row("police", "3 May 2011", "disclosure", "V", "threats-to-kill"),
        DASH,
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    near_miss(
        "a disclosure of something light does not",
        row("police", "3 May 2011", "disclosure", "V", "criminal-damage"),
        DASH,
    ),
    hit(
        "the settings let lighter things count",
        row("police", "3 May 2011", "disclosure", "V", "criminal-damage"),
        DASH,
        settings=Settings(min_weight=2),
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    # -- time
    near_miss("a year and a day before", row("police", "8 June 2010", "assault", "V, P"), DASH),
    hit(
        "within the year",
        row("police", "12 June 2010", "assault", "V, P"),
        DASH,
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    hit(
        "the settings look back further",
        row("police", "8 June 2010", "assault", "V, P"),
        DASH,
        settings=Settings(look_back_days=400),
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    near_miss("the assault came after", row("police", "11 June 2011", "assault", "V, P"), DASH),
    hit(
        "a vague date is never dropped",
        row("police", "June 2011", "assault", "V, P"),
        DASH,
        expect="police/: none taken into account, possible; assessment police2; earlier police1?",
    ),
    hit(
        "on one day, with no Seq, either may be first",
        row("police", "10 June 2011", "assault", "V, P"),
        DASH,
        expect="police/: none taken into account, possible; assessment police2; earlier police1?",
    ),
    hit(
        "on one day, Seq puts the assault first",
        row("police", "10 June 2011", "assault", "V, P", seq=1),
        row("police", "10 June 2011", "risk-assessment", "V", took="", seq=2),
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    near_miss(
        "on one day, Seq puts the assault last",
        row("police", "10 June 2011", "assault", "V, P", seq=2),
        row("police", "10 June 2011", "risk-assessment", "V", took="", seq=1),
    ),
    near_miss(
        "learned of only afterwards",
        row("police", "3 May 2011", "assault", "V, P", learned="1 August 2011"),
        DASH,
    ),
    near_miss(
        "learned of after death",
        row("police", "3 May 2011", "assault", "V, P", after_death=True),
        DASH,
    ),
    near_miss(
        "assessed after the fatal incident",
        row("police", "3 June 2014", "assault", "V, P"),
        row("police", "3 July 2014", "risk-assessment", "P", took=""),
    ),
    near_miss(
        "assessed before scope",
        row("police", "3 May 2008", "assault", "V, P"),
        row("police", "3 June 2008", "risk-assessment", "V", took=""),
    ),
    hit(
        "assessed on the first day of the time looked at",
        row("police", "10 December 2008", "assault", "V, P"),
        row("police", "1 January 2009", "risk-assessment", "V", took=""),
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
    near_miss(
        "the fatal incident and its assessment",
        row("police", "1 July 2014", "fatal-incident", "V, P", time="18:00"),
        row("police", "1 July 2014", "risk-assessment", "C", took="", time="19:00", fatal=True),
    ),
    # -- persons
    near_miss("an assault on somebody else", row("police", "3 May 2011", "assault", "N"), DASH),
    near_miss(
        "an assessment of somebody else",
        ASSAULT,
        row("police", "10 June 2011", "risk-assessment", "N, V mentioned", took=""),
    ),
    hit(
        "an assessment of the child after an assault on the child",
        row("csc", "3 May 2011", "child-incident", "C"),
        row("csc", "10 June 2011", "assessment", "C, V", took=""),
        expect="csc/: none taken into account, certain; assessment csc2; earlier csc1",
    ),
    # -- what counts as taking into account
    near_miss(
        "one row counts for its whole occurrence",
        ASSAULT,
        row("police", "3 May 2011", "assault", "V, P", same="police1"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "what a considered assessment had considered counts",
        ASSAULT,
        row("police", "4 May 2011", "risk-assessment", "V", took="police1"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police2"),
    ),
    near_miss(
        "the assessment of the assault itself",
        ASSAULT,
        row("police", "4 May 2011", "risk-assessment", "V", took="", answers="police1"),
    ),
    near_miss(
        "looking at the notification is looking at what it notified",
        row("hospital", "3 May 2011", "assault", "V, P", shared="police"),
        row("police", "4 May 2011", "information-received", "V", told_by="hospital"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    hit(
        "mirrored rows are one occurrence",
        ASSAULT,
        row("police", "3 May 2011", "threat", "V, P", same="police1"),
        DASH,
        expect="police/: none taken into account, certain; assessment police3; "
        "earlier police1 police2",
        says="It held 1 earlier occurrence from the 365 days before. There is no record that",
    ),
    hit(
        "what may be the same as one considered is only possibly left out",
        ASSAULT,
        row("police", "4 May 2011", "assault", "V, P", maybe="police1"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
        expect="police/: some left out, possible; assessment police3; earlier police2?; "
        "considered police1",
    ),
    near_miss(
        "a history retold is no occurrence",
        row("police", "3 May 2011", "disclosure", "V", "strangulation (history)"),
        DASH,
    ),
    near_miss(
        "denied",
        row("police", "3 May 2011", "call-out", "V", "strangulation (denied)"),
        DASH,
    ),
    # -- what is no assessment of danger
    near_miss(
        "a depression questionnaire assesses no violence",
        row("gp", "3 May 2011", "disclosure", "V", "strangulation"),
        row("gp", "10 June 2011", "mental-health-assessment", "V", took="", tool="phq-9"),
    ),
    near_miss(
        "a mental health assessment is none of violence",
        row("mh", "3 May 2011", "disclosure", "V", "strangulation"),
        row("mh", "10 June 2011", "mental-health-assessment", "V", took="", tool="phq-9"),
    ),
    near_miss(
        "an ordinary contact is no assessment",
        ASSAULT,
        row("police", "10 June 2011", "phone-call", "V", took=""),
    ),
    # -- others
    near_miss(
        "what only others held is not isolation",
        row("hospital", "3 May 2011", "assault", "V, P"),
        DASH,
    ),
    hit(
        "what only others held is counted in a sentence",
        ASSAULT,
        row("hospital", "4 May 2011", "assault", "V, P"),
        DASH,
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
        says="1 more earlier occurrence was on other agencies' records only",
    ),
    hit(
        "what only people close to them knew was on no agency's record",
        ASSAULT,
        row("family", "4 May 2011", "assault", "V, P"),
        DASH,
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
        quiet="on other agencies' records",
    ),
    hit(
        "what others learned after death was on no record",
        ASSAULT,
        row("hospital", "4 May 2011", "assault", "V, P", after_death=True),
        DASH,
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
        quiet="on other agencies' records",
    ),
    near_miss(
        "people close to them assess nothing",
        row("family", "3 May 2011", "assault", "V, P"),
        row("family", "10 June 2011", "decision", "V", took=""),
    ),
    near_miss(
        "consent refused does not stand in the way of one's own record",
        row("police", "3 May 2011", "assault", "V, P", bar="consent refused"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    # -- silence
    silent(
        "the file has no such column",
        ASSAULT,
        row("police", "10 June 2011", "risk-assessment", "V"),
        row("police", "10 July 2011", "risk-assessment", "V"),
        cannot="police 2",
        says="Whether 2 assessments or decisions by Police took earlier occurrences into account",
    ),
    silent(
        "the earlier row is not coded", row("police", "3 May 2011", "x", "V", coded=False), DASH
    ),
    silent(
        "the assessment is not coded",
        ASSAULT,
        row("police", "10 June 2011", "x", "V", took="", coded=False),
    ),
    hit(
        "a chronology in part: the row itself was written, and its cell left blank",
        ASSAULT,
        DASH,
        coverage={"police": Coverage(start=date(2011, 5, 1), full=False, stated=True)},
        expect="police/: none taken into account, certain; assessment police2; earlier police1",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
