"""What holds of every line of every case: what it weighs, by its reason, and whom it is about.

The lines are those of the GIVEN and EXPECTED beside the findings; each finding's definition says
what its line starts from.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import queries.findings
from queries.enquiry import Enquiry, matter_of
from queries.finding import Cites, Finding, Results
from tests.queries.build import Example, Row, as_text, case, query, row

NAMES = sorted(p.stem for p in Path(queries.findings.__path__[0]).glob("cases_*.py"))

# -- how strongly something would have been expected ---------------------------------------
# 2: a duty, a pathway or a rule names who would do it, or the row itself shows the sign
# 1: the agency's own earlier records point to it
# 0: neither does
NAMED = {
    "adult-and-child": ("never in touch",),
    "carer": ("never seen alone",),
    "child-not-referred": ("child",),
    "confidence-broken": ("nothing on record after", "reached the other person"),
    "conversations": ("in touch", "named already"),
    "good-practice": ("shared promptly",),
    "grade-not-fitting": ("in view",),
    "meeting-without-holder": ("not invited", "did not come"),
    "no-assessment": ("no risk assessment",),
    "offence-no-outcome": ("offence", "breach"),
    "referral-no-action": ("no record", "received"),
    "referral-none": ("none",),
    "repeat-marac": ("not referred again",),
    "routine-enquiry": ("partner present",),
    "two-silos": ("never in touch",),
    "vulnerability": ("no assessment",),
}
NEITHER = {
    "escalation": ("not escalated",),
    "files": ("on one file only",),
    "inside": ("between teams",),
    "mirror": ("sent", "received"),
    "no-record-expected": ("nothing near",),
    "people-close": ("known to people",),
}
OWN_RECORDS = {
    "account-unchecked": ("closed", "graded"),
    "accounts-differ": ("what", "whether", "who", "when"),
    "carer": ("no carer's assessment",),
    "closed-while-involved": ("others involved", "plan in force"),
    "confidence-broken": ("followed",),
    "earlier-partner": ("disclosure",),
    "gap-in-contact": ("nothing on record",),
    "good-practice": (
        "took every earlier occurrence into account",
        "discretionary MARAC referral",
        "challenge",
        "persistent offers",
        "offered again",
    ),
    "grade-not-fitting": ("held",),
    "grade-unchanged": ("grade unchanged",),
    "grades-differ": ("grades differ",),
    "handover": ("handover",),
    "inside": ("between localities",),
    "isolation": ("none taken into account", "some left out"),
    "medication-lapse": ("nothing after",),
    "moved-area": ("moved", "another area"),
    "need-not-met": ("no adjustment", "who interpreted", "on no record"),
    "no-response": ("said", "asked"),
    "not-recorded-as-abuse": ("its own row", "another row"),
    "not-taken-up": ("then nothing", "then closed"),
    "partner-not-identified": ("not named",),
    "plan-not-completed": ("safety plan", "agreed at a meeting"),
    "referral-declined": ("declined",),
    "referral-no-feedback": ("no feedback",),
    "referral-unsuitable": ("therapy", "together"),
    "removal-feared": ("nothing after",),
    "routine-enquiry": ("not asked",),
    "wider-family": ("not linked",),
}
USUAL = {
    (key, form): strength
    for strength, forms_of in ((2, NAMED), (1, OWN_RECORDS), (0, NEITHER))
    for key, forms in forms_of.items()
    for form in forms
}
# of a row that records a reason for not sharing, these expect nothing more
BARRED = {"child-not-referred", "earlier-partner", "offence-no-outcome", "referral-none"}
# a share is graded: a duty, a row that shows that they knew of each other, neither; kept back
SHARED = {"i": 3, "ii": 2, "iii": 1, "": 0}


def _strength(enquiry: Enquiry, finding: Finding) -> int:
    """Return what the second part of a line's weight is by the reasons above."""
    key, view = finding.query, enquiry.view
    rows = [view.events[one.event_id] for one in finding.cited]
    if key == "unshared":
        return SHARED[finding.grade]
    if key == "pooled-threshold":
        return 3  # stands in a group of its own, with nothing to be compared
    if key in BARRED and any(row.bar is not None for row in rows):
        return 0
    if key == "referral-none" and any(
        rule.count > 1 and f"a referral to {rule.name} " in finding.question
        for rule in enquiry.rules_for(key)
    ):
        return 0  # what a rule counts up
    if key == "isolation" and "“None” is written" in finding.statement:
        return 2  # the row itself
    return USUAL[key, finding.form]


# -- what it concerns ----------------------------------------------------------------------


def _incident(enquiry: Enquiry, finding: Finding) -> int:
    """Return the severity of the worst incident that a line cites."""
    of = enquiry.view.occurrence_of
    return max(enquiry.severity(of[one.event_id]) for one in finding.cited)


def _assessed_last(enquiry: Enquiry, finding: Finding) -> int:
    rows = [o.event_id for o in finding.cited if o.shows is Cites.ASSESSMENT]
    last = max(rows, key=lambda row: enquiry.view.place[row])
    return enquiry.assessed_severity(enquiry.view.events[last])


def _of_its_facts(enquiry: Enquiry, finding: Finding) -> int:
    """Return the weight of the heaviest thing that a line names."""
    return max(enquiry.view.facts[fact].weight for fact in finding.facts)


def _or(least: int) -> Callable[[Enquiry, Finding], int]:
    """Return the weight of the heaviest thing that a line names, if it names any."""

    def of(enquiry: Enquiry, finding: Finding) -> int:
        return _of_its_facts(enquiry, finding) if finding.facts else least

    return of


def _always(weight: int) -> Callable[[Enquiry, Finding], int]:
    return lambda _, __: weight


def _at_least(weight: int) -> Callable[[Enquiry, Finding], int]:
    return lambda enquiry, finding: max(weight, _of_its_facts(enquiry, finding))


def _held_earlier(enquiry: Enquiry, finding: Finding) -> int:
    """Return the heaviest of the earlier abuse that made it a time of danger."""
    facts, held = enquiry.view.facts, enquiry.knowledge.facts
    time = next(o.event_id for o in finding.cited if o.shows is Cites.HAPPENED)
    low, high = (getattr(enquiry.view.bounds[time], side) for side in ("start_lo", "end_hi"))
    had = {
        fact: found
        for fact, of in held.by_agency[finding.agencies[0]].items()
        if {facts[fact].about, facts[fact].by} & set(finding.persons)
        and (found := [a for a in of if time not in a.atoms])
    }
    sure = {f for f, of in had.items() if any(a.certain and a.latest < low for a in of)}
    maybe = {f for f, of in had.items() if any(a.earliest < high for a in of)}
    return max(facts[fact].weight for fact in sure or maybe)


MATTER: dict[str, Callable[[Enquiry, Finding], int]] = {
    **dict.fromkeys(
        ("accounts-differ", "isolation", "no-assessment", "offence-no-outcome", "repeat-marac"),
        _incident,
    ),
    "grade-unchanged": _assessed_last,
    "grades-differ": _always(4),
    "handover": _always(3),
    "no-record-expected": _always(2),
    "partner-not-identified": _always(3),
    "routine-enquiry": _always(3),
    "pooled-threshold": _always(5),
    "carer": _at_least(3),
    "vulnerability": _held_earlier,
    # where the line names nothing: a share or a silence at all
    "conversations": _or(1),
    "mirror": _or(1),
    **dict.fromkeys(
        (
            "no-response",
            "not-recorded-as-abuse",
            "referral-declined",
            "referral-no-action",
            "referral-no-feedback",
        ),
        _or(2),
    ),
    "good-practice": _or(4),
}
MATTER_OF_FORM: dict[tuple[str, str], Callable[[Enquiry, Finding], int]] = {
    ("carer", "never seen alone"): _always(3),
    # somebody's words may not have been their own
    ("need-not-met", "who interpreted"): lambda e, f: _of_its_facts(e, f) + 1,
}
# what the agency held by then, which the line need not name
HELD_BY_THEN = {"closed-while-involved", "not-taken-up", "plan-not-completed"}
# by the rule's own least weight, where that is more
BY_RULE = {"child-not-referred", "referral-none"}


def _matter(enquiry: Enquiry, finding: Finding) -> int | None:
    key = finding.query
    if key in HELD_BY_THEN or (key, finding.form) == ("need-not-met", "on no record"):
        return None
    if key in BY_RULE:
        weights = [r.least_weight for r in enquiry.rules_for(key)]
        named = [enquiry.view.facts[fact].weight for fact in finding.facts]
        weight = matter_of(finding.weight)
        return weight if weight in (*weights, *named) and weight >= max(named, default=0) else -1
    of = MATTER_OF_FORM.get((key, finding.form)) or MATTER.get(key, _of_its_facts)
    return of(enquiry, finding)


# -- whom it is about ----------------------------------------------------------------------

# the whole household
OF_ALL = {"gap-in-contact", "pooled-threshold"}
# with people outside the household: whoever was in the room, whoever was harmed
OF_OTHERS = {"need-not-met", "wider-family"}


def _asked(name: str) -> Iterator[tuple[Example, Enquiry, Results]]:
    module = importlib.import_module(f"queries.findings.{name}")
    for given in vars(module).values():
        if isinstance(given, tuple) and given and isinstance(given[0], Example):
            for example in given:
                enquiry = example.enquiry()
                yield example, enquiry, query(module.KEY).find(enquiry)


def _lines(name: str) -> Iterator[tuple[Example, Enquiry, Finding]]:
    for example, enquiry, results in _asked(name):
        for finding in results.findings:
            yield example, enquiry, finding


@pytest.mark.parametrize("name", NAMES)
def test_a_line_weighs_what_its_reason_weighs_and_says_whom_it_is_about(name: str) -> None:
    number = 0
    for example, enquiry, finding in _lines(name):
        number += 1
        where = f"{example}: {finding.statement}"
        assert finding.weight // 100**2 % 100 == _strength(enquiry, finding), where
        assert _matter(enquiry, finding) in (None, matter_of(finding.weight)), where
        _check_persons(enquiry, finding, where)
        assert finding.good_practice == (finding.query == "good-practice"), where
    assert number, name


@pytest.mark.parametrize("name", NAMES)
def test_what_was_looked_at_and_left_out_is_about_the_household(name: str) -> None:
    for example, enquiry, results in _asked(name):
        view = enquiry.view
        for near in results.near:
            rows = [view.events[row] for row in near.rows]
            named = {one.person_id for row in rows for one in row.involves}
            told = {r.fact_id for row in rows for r in row.reveals}
            named |= {person for fact in told for person in view.facts[fact].persons}
            other = near.why == "of nobody in the household"
            assert bool(named & view.household) != other, f"{example}: {near}"


def _check_persons(enquiry: Enquiry, finding: Finding, where: str) -> None:
    view, persons = enquiry.view, set(finding.persons)
    rows = [view.events[one.event_id] for one in finding.cited]
    facts = {*finding.facts, *(r.fact_id for row in rows for r in row.reveals)}
    named = {one.person_id for row in rows for one in row.involves}
    named |= {person for fact in facts for person in view.facts[fact].persons}
    assert persons, where
    if finding.query in OF_ALL:
        assert persons == view.household, where
        return
    assert persons <= named, where
    assert persons <= view.household or finding.query in OF_OTHERS, where


def test_a_longer_time_with_nothing_on_record_comes_first() -> None:
    """Of what is equal otherwise, by four weeks."""
    found = [finding for _, _, finding in _lines("cases_gap_in_contact")]
    known = sorted((f.window[0], f.weight) for f in found if f.window is not None)
    weights = [weight for _, weight in known]
    assert weights == sorted(weights)
    assert weights[0] < weights[-1]


# -- what stands beside it -----------------------------------------------------------------

#: An agency that stands before all others in most cases.
FIRST = "asc"


def _about_a_neighbour(example: Example) -> tuple[Row, ...]:
    """Return rows as those of a case, of long before and of the same days, about somebody else.

    By the same teams, and by an agency that has no other rows.
    """
    kept = ("tool", "grade", "response", "outcome")
    return tuple(
        row(who, when, one.kind, "N", **{key: one.more[key] for key in kept if key in one.more})
        for one in example.rows
        for who in dict.fromkeys((one.who, FIRST))
        for when in ("3 February 2009", one.when)
    )


@pytest.mark.parametrize("name", NAMES)
def test_rows_about_a_neighbour_change_no_line(name: str) -> None:
    for example, _, results in _asked(name):
        if not results.findings:
            continue  # whose silence says something, a further agency may change
        beside = case(*example.rows, *_about_a_neighbour(example), **example.world)
        found = query(importlib.import_module(f"queries.findings.{name}").KEY).find(beside)
        lines = sorted(as_text(finding) for finding in results.findings)
        assert sorted(as_text(finding) for finding in found.findings) == lines, str(example)
