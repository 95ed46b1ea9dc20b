"""What findings say, and in what order, hangs on no id: a pack has others, and says the same."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

import pytest

from graphdb.model import CaseRecords, Fact, Nature, Person, Role
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from queries import registry
from queries.enquiry import facts_by_weight
from queries.finding import Finding
from tests.anonymise.other_ids import under_ids
from tests.anonymise.packs import example
from tests.queries.build import Builder, Example, enquiry_of, row
from tests.queries.twins import with_twin_agencies, with_twin_people
from tests.second.random_cases import random_case

# a row's source is named by the agency that sent it
_FILE = re.compile(r"\([^ ()]*\.(?:csv|xlsx|docx), ")


def said(records: CaseRecords) -> dict[str, list[object]]:
    """Return everything that the findings of a case say, in order."""
    case = JoinedUpCase(records)
    found, view = case.answers, case.view

    def finding(one: Finding) -> object:
        notes = tuple(_FILE.sub("(", note) for note in one.notes)
        agencies = [view.agencies[agency].name for agency in one.agencies]
        teams = [view.teams[team].name for team in one.teams]
        cited = [(c.event_id, c.shows, c.certainty) for c in one.cited]
        words = (one.statement, one.short, one.question, notes)
        return (one.query, words, one.form, one.certainty, agencies, teams, cited)

    groups = (*found.groups, *found.good_groups)
    return {
        "findings": [finding(one) for one in (*found.findings, *found.good)],
        "lines": [(g.title, g.statement, g.short, g.question) for g in groups],
        "cannot tell": [(c.query, c.statement, c.needed) for c in found.cannot_tell],
        "near": [(n.query, n.rows, n.why) for n in found.near],
    }


def differently(records: CaseRecords) -> list[tuple[str, object, object]]:
    """Return what a case says differently under other ids."""
    before, after = (said(under_ids(records, turned=turned)[1]) for turned in (False, True))
    assert {key: len(lines) for key, lines in before.items()} == {
        key: len(lines) for key, lines in after.items()
    }
    return [
        (key, one, other)
        for key in before
        for one, other in zip(before[key], after[key], strict=True)
        if one != other
    ]


def test_the_example_says_the_same_under_other_ids() -> None:
    assert differently(example().records) == []


@pytest.mark.parametrize("seed", [2, 13, 22, 42])
def test_small_cases_say_the_same_under_other_ids(seed: int) -> None:
    assert differently(random_case(seed)) == []
    assert differently(random_case(seed, 30)) == []
    assert differently(generate(seed, rows=120, most=10).records) == []


# every so manyth case of each finding: all of them say the same, too
_EACH = 6


def _hits(key: str) -> list[Example]:
    cases = import_module(f"queries.findings.cases_{key.replace('-', '_')}").CASES
    return [example for example in cases if example.sort == "hit"][::_EACH]


@pytest.mark.parametrize("key", [query.definition.key for query in registry()])
def test_of_twins_the_same_one_comes_first_under_other_ids(key: str) -> None:
    """With a twin beside each person, and beside each agency, every order is a tie."""
    for one in _hits(key):
        for twins in (with_twin_people, with_twin_agencies):
            assert differently(twins(one.records)) == [], (one.name, twins.__name__)


def test_facts_stand_by_weight_then_by_what_they_are_then_by_roles() -> None:
    """No id of a fact or person says anything: these are there so that they would mislead."""
    people = (
        Person("A", "Ann", frozenset({Role.NEIGHBOUR})),
        Person("B", "Bo", frozenset({Role.CHILD})),
        Person("C", "Cy", frozenset({Role.CHILD, Role.VICTIM})),
        Person("D", "Di", frozenset({Role.PERPETRATOR})),
        Person("E", "Ed", frozenset({Role.CHILD})),
    )
    right = (
        ("heavy", 5, None, "D"),
        ("heavy", 5, "C", "D"),
        ("heavy", 5, "B", None),
        ("heavy", 5, "B", "C"),
        ("heavy", 5, "B", "D"),
        ("heavy", 5, "E", "D"),
        ("heavy", 5, "A", "D"),
        ("a thing", 3, "A", "D"),
        ("b thing", 3, "C", "D"),
        ("light", 1, None, None),
    )
    facts = [
        Fact(
            f"f{len(right) - n:02}",
            f"t{len(right) - n:02}",
            label,
            weight,
            Nature.STANDING,
            about,
            by,
        )
        for n, (label, weight, about, by) in enumerate(right)
    ]
    plain = Builder((row("gp", "3 May 2011", "contact"),)).records
    asked = enquiry_of(replace(plain, persons=people, facts=tuple(facts), events=()))
    assert facts_by_weight(asked.view) == facts
    assert asked.facts_in_order(reversed(facts)) == facts
    assert asked.persons_in_order("ABCDE") == ["C", "D", "B", "E", "A"]


def test_what_a_case_knows_of_stands_weightiest_first_then_by_its_label() -> None:
    told = "jealousy; strangulation; separation"
    view = enquiry_of(Builder((row("gp", "3 May 2011", "appointment", "V", told),)).records).view
    stands = [(-fact.weight, fact.label) for fact in view.facts.values()]
    assert stands == sorted(stands)
    assert len({weight for weight, _ in stands}) > 1
