# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "routine enquiry: no record"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, DeathType, ReviewStatus, RuleChange, Settings
from tests.queries.build import (
    IN_PART,
    Example,
    Row,
    case,
    each,
    hit,
    near_miss,
    query,
    row,
    silent,
)

KEY = "routine-enquiry"

ONE = row("hospital", "3 May 2011", "antenatal", "V")
TWO = row("hospital", "3 June 2011", "antenatal", "V")
CERTAIN = "hospital: not asked, certain; seen hospital1 hospital2"
POSSIBLE = "hospital: not asked, possible; seen hospital1? hospital2?"
WITH_HIM = row("hospital", "3 May 2011", "routine-enquiry", "V, P present")
PRESENT = "hospital: partner present, certain; asked hospital3"
MATERNITY = "antenatal and maternity contacts"
ASKED = "what shows that it was asked"

CASES = (
    hit(
        "two antenatal contacts, and nothing asked",
        ONE,
        TWO,
        expect=CERTAIN,
        says=("2 contacts with Vera", "There is no record that it was asked about."),
        quiet=("failed", "present at"),
    ),
    hit(
        "he was there at one of them",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V, P present"),
        expect=CERTAIN,
        says="Paul was present at 1 of them",
    ),
    hit(
        "what stood in the way is on record",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V, P present", "barrier-to-contact"),
        expect=CERTAIN,
        says="What stood in the way of safe contact is on record",
    ),
    hit(
        "one contact that is enough, with him there: nothing is counted of it",
        row("hospital", "26 May 2014", "attendance-ae", "V, P present", "injury-unexplained"),
        expect="hospital: not asked, certain; seen hospital1",
        says="1 contact with Vera",
        quiet="present at",
    ),
    near_miss("one contact is too few", ONE),
    near_miss(
        "two rows of one contact are one",
        ONE,
        row("hospital", "3 May 2011", "antenatal", "V", same="hospital1"),
    ),
    near_miss("asked", ONE, TWO, row("hospital", "3 May 2011", "routine-enquiry", "V")),
    near_miss(
        "asked, and denied",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V", "assault (denied)"),
    ),
    near_miss(
        "she spoke of it unasked",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V", "strangulation (disclosed)"),
    ),
    near_miss(
        "an assessment of danger", ONE, TWO, row("hospital", "4 June 2011", "risk-assessment", "V")
    ),
    hit(
        "a history that was read is nothing that was asked",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V", "assault (history)"),
        expect=CERTAIN,
    ),
    hit(
        "what another agency told it is nothing that it asked",
        ONE,
        TWO,
        row("hospital", "5 June 2011", "information-received", "V", "assault", told_by="police"),
        expect=CERTAIN,
    ),
    hit(
        "another agency asked",
        ONE,
        TWO,
        row("gp", "3 May 2011", "routine-enquiry", "V"),
        expect=CERTAIN,
    ),
    # -- time
    near_miss(
        "asked 365 days before the first",
        row("hospital", "3 May 2010", "routine-enquiry", "V"),
        row("hospital", "3 May 2011", "antenatal", "V"),
        TWO,
    ),
    near_miss(
        "asked before the first by the same department",
        row("hospital/midwifery", "3 March 2011", "routine-enquiry", "V"),
        row("hospital/midwifery", "3 May 2011", "antenatal", "V"),
        row("hospital/midwifery", "3 June 2011", "antenatal", "V"),
    ),
    hit(
        "asked before the first by another department",
        row("hospital/midwifery", "3 May 2011", "antenatal", "V"),
        row("hospital/midwifery", "3 June 2011", "antenatal", "V"),
        row("hospital/ae", "3 August 2010", "attendance-ae", "V", "assault-with-injury (denied)"),
        expect=CERTAIN,
    ),
    near_miss(
        "asked between them by another department",
        row("hospital/midwifery", "3 May 2011", "antenatal", "V"),
        row("hospital/midwifery", "3 June 2011", "antenatal", "V"),
        row("hospital/ae", "20 May 2011", "attendance-ae", "V", "assault-with-injury (denied)"),
    ),
    hit(
        "perhaps asked before the first by another department",
        row("hospital/midwifery", "3 May 2011", "antenatal", "V"),
        row("hospital/midwifery", "3 June 2011", "antenatal", "V"),
        row("hospital/ae", "May 2011", "attendance-ae", "V", "assault-with-injury (denied)"),
        expect=POSSIBLE,
    ),
    near_miss(
        "asked before the first, of no stated team",
        row("hospital", "3 March 2011", "routine-enquiry", "V"),
        row("hospital/midwifery", "3 May 2011", "antenatal", "V"),
        row("hospital/midwifery", "3 June 2011", "antenatal", "V"),
    ),
    hit(
        "a row that says that it was not asked",
        ONE,
        TWO,
        row("hospital", "4 June 2011", "routine-enquiry", "V", text="Not asked, partner present."),
        expect=CERTAIN,
    ),
    near_miss(
        "a row that says whom it was not asked with, and of what she told",
        ONE,
        TWO,
        row(
            "hospital",
            "4 June 2011",
            "routine-enquiry",
            "V",
            "strangulation (disclosed)",
            text="Not asked, she said it herself.",
        ),
    ),
    hit(
        "asked 366 days before the first",
        ONE,
        TWO,
        row("hospital", "2 May 2010", "routine-enquiry", "V"),
        expect=CERTAIN,
    ),
    hit(
        "perhaps asked too early",
        ONE,
        TWO,
        row("hospital", "May 2010", "routine-enquiry", "V"),
        expect=POSSIBLE,
    ),
    hit(
        "the first contact's date is in doubt",
        row("hospital", "May 2011", "antenatal", "V"),
        TWO,
        row("hospital", "10 May 2010", "routine-enquiry", "V"),
        expect=POSSIBLE,
    ),
    near_miss("asked years later", ONE, TWO, row("hospital", "3 May 2014", "routine-enquiry", "V")),
    hit(
        "asked after the end",
        ONE,
        TWO,
        row("hospital", "3 August 2014", "routine-enquiry", "V"),
        expect=CERTAIN,
    ),
    near_miss("before scope", row("hospital", "3 May 2008", "antenatal", "V"), TWO),
    near_miss("perhaps before scope", row("hospital", "Winter 2008", "antenatal", "V"), TWO),
    near_miss("after the end", ONE, row("hospital", "3 August 2014", "antenatal", "V")),
    near_miss(
        "of the fatal incident", ONE, row("hospital", "1 July 2014", "antenatal", "V", fatal=True)
    ),
    near_miss(
        "learned after the death",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V", after_death=True),
    ),
    # -- who and where
    near_miss("seen: somebody else", row("hospital", "3 May 2011", "antenatal", "X"), TWO),
    near_miss("mentioned only", ONE, row("hospital", "3 June 2011", "antenatal", "V mentioned")),
    near_miss(
        "at her surgery",
        row("gp", "3 May 2011", "antenatal", "V"),
        row("gp", "3 June 2011", "antenatal", "V"),
    ),
    near_miss(
        "people close to them",
        row("family", "3 May 2011", "antenatal", "V"),
        row("family", "3 June 2011", "antenatal", "V"),
    ),
    near_miss(
        "routine paperwork",
        ONE,
        row("hospital", "3 June 2011", "letter-sent", "V"),
    ),
    near_miss("a death within the family", ONE, TWO, death_type=DeathType.ADULT_FAMILY),
    hit(
        "while proceedings are live",
        row("hospital", "3 May 2011", "antenatal", "V, P present"),
        TWO,
        status=ReviewStatus.PROCEEDINGS_LIVE,
        perpetrator_term="the accused",
        expect=CERTAIN,
        says="The accused was present at 1 of them",
        quiet="Paul",
    ),
    # -- the other rules
    hit(
        "a mental health assessment from the day of the guidance",
        row("mh", "26 February 2014", "mental-health-assessment", "V"),
        expect="mh: not asked, certain; seen mh1",
    ),
    near_miss(
        "a mental health assessment on the day before the guidance",
        row("mh", "25 February 2014", "mental-health-assessment", "V"),
    ),
    near_miss(
        "a mental health assessment of him",
        row("mh", "26 May 2014", "mental-health-assessment", "P"),
    ),
    hit(
        "an injury without explanation at an emergency department",
        row("hospital", "26 May 2014", "attendance-ae", "V", "injury-unexplained"),
        expect="hospital: not asked, certain; seen hospital1",
    ),
    near_miss(
        "an attendance without an injury", row("hospital", "26 May 2014", "attendance-ae", "V")
    ),
    # -- the settings
    hit(
        "one contact is enough in this case",
        ONE,
        settings=Settings(rules=(RuleChange(KEY, MATERNITY, count=1),)),
        expect="hospital: not asked, certain; seen hospital1",
    ),
    near_miss(
        "expected later in this case",
        ONE,
        TWO,
        settings=Settings(rules=(RuleChange(KEY, MATERNITY, start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "not expected of this hospital",
        ONE,
        TWO,
        settings=Settings(rules=(RuleChange(KEY, MATERNITY, sectors=("midwifery",)),)),
    ),
    near_miss(
        "switched off in this case",
        ONE,
        TWO,
        settings=Settings(rules=(RuleChange(KEY, MATERNITY, off=True),)),
    ),
    near_miss(
        "the case does not say what shows that it was asked",
        ONE,
        TWO,
        settings=Settings(rules=(RuleChange(KEY, ASKED, off=True),)),
    ),
    # -- silence
    silent("a chronology in part", ONE, TWO, coverage={"hospital": IN_PART}, cannot="hospital 2"),
    silent(
        "a chronology that ends before the death",
        ONE,
        TWO,
        coverage={"hospital": Coverage(end=date(2013, 1, 1), stated=True)},
        cannot="hospital 2",
    ),
    silent(
        "a row not coded",
        ONE,
        TWO,
        row("hospital", "3 March 2012", "x", "V", coded=False),
        cannot="hospital 2",
        says="at 2 contacts",
    ),
    # -- with the partner present
    hit(
        "asked with him present",
        ONE,
        TWO,
        WITH_HIM,
        expect=PRESENT,
        says=("asked about domestic abuse once", "with Paul present"),
    ),
    near_miss(
        "asked with him present, and once without",
        ONE,
        TWO,
        WITH_HIM,
        row("hospital", "3 July 2011", "routine-enquiry", "V"),
    ),
    near_miss(
        "asked with a child present",
        ONE,
        TWO,
        row("hospital", "3 May 2011", "routine-enquiry", "V, C present"),
    ),
    near_miss(
        "she spoke of it, with him in the building",
        ONE,
        row("hospital", "3 June 2011", "antenatal", "V, P present", "assault (disclosed)"),
    ),
    silent(
        "asked with him present, in a chronology in part",
        ONE,
        TWO,
        WITH_HIM,
        coverage={"hospital": IN_PART},
        cannot="hospital 2",
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)


def test_what_was_left_out_says_how_it_was_shown_and_by_which_row() -> None:
    def why(*rows: Row) -> list[tuple[str, str]]:
        return [(near.why, near.by) for near in query(KEY).find(case(*rows)).near]

    asked = row("hospital", "3 March 2011", "routine-enquiry", "V")
    told = row("hospital", "4 June 2011", "disclosure", "V", "assault (disclosed)")
    long_ago = row("hospital", "3 March 2009", "routine-enquiry", "V")
    assert why(asked, ONE, TWO) == [
        ("asked about domestic abuse before the first of them", "hospital1")
    ]
    # asked at the first of them, of which the very minute is known
    at_first = row("hospital", "3 May 2011", "antenatal", "V", "assault (denied)", time="10:00")
    assert why(at_first, TWO) == [
        ("asked about domestic abuse at one of them, or later", "hospital1")
    ]
    assert why(long_ago, ONE, TWO, told) == [
        ("abuse spoken of at one of them, or later", "hospital4")
    ]
