"""Rules: whom they are expected of, when they hold, what a case changes, and how they are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graphdb.dates import minute_of
from graphdb.model import Agency, Case, DeathType, RuleChange
from queries import rules as module
from queries.definition import registry
from queries.rules import Rule, UnknownRuleError, defaults, in_words, rules_of
from tests.queries.build import vocabulary

RULE = Rule("no-response", "x", days=14)
POLICE = Agency("north", "North Police", "police", area="North")
GP = Agency("gp", "Surgery", "gp")


def test_it_is_expected_of_its_sectors_or_agencies_and_of_all_where_none_is_named() -> None:
    assert RULE.expected_of(POLICE)
    assert replace(RULE, sectors=("police",)).expected_of(POLICE)
    assert replace(RULE, sectors=("north",)).expected_of(POLICE)
    assert not replace(RULE, sectors=("gp", "south")).expected_of(POLICE)


@pytest.mark.parametrize(
    ("area", "expected"), [("", True), ("North", True), ("Mid", False), ("South", False)]
)
def test_it_is_expected_in_its_area_alone(area: str, expected: bool) -> None:
    assert replace(RULE, area=area).expected_of(POLICE) is expected
    assert replace(RULE, area=area).expected_of(GP) is (area == "")


def test_it_applies_to_its_kinds_of_case() -> None:
    case = Case("c", "C", death_type=DeathType.SUICIDE)
    assert RULE.applies_to(case)
    assert replace(RULE, death_types=(DeathType.SUICIDE,)).applies_to(case)
    assert not replace(RULE, death_types=(DeathType.ADULT_FAMILY,)).applies_to(case)


def test_it_holds_from_its_first_day_to_its_last_in_every_world() -> None:
    first, last = date(2011, 5, 3), date(2011, 5, 10)
    rule = replace(RULE, start=first, end=last)
    low, high = minute_of(first), minute_of(last, 23, 59)
    assert rule.holds(low, high)
    assert not rule.holds(low - 1, high)
    assert not rule.holds(low, high + 1)
    assert replace(RULE, start=first).holds(low, high + 10**6)
    assert replace(RULE, end=last).holds(0, high)
    assert not replace(RULE, end=last).holds(0, high + 1)
    assert not replace(RULE, start=first).holds(low - 1, low)


def test_it_leads_to_its_sectors_and_agencies() -> None:
    assert replace(RULE, destinations=("police",)).leads_to(POLICE)
    assert replace(RULE, destinations=("north",)).leads_to(POLICE)
    assert not replace(RULE, destinations=("gp",)).leads_to(POLICE)


# -- what a case changes -----------------------------------------------------------------


def test_only_what_is_given_differs_from_the_default() -> None:
    before = next(r for r in defaults() if r.finding == "no-response")
    changed = rules_of([RuleChange(before.finding, before.name, days=3, because="ours")])
    after = next(r for r in changed if (r.finding, r.name) == (before.finding, before.name))
    assert after == replace(before, days=3, because="ours")
    assert len(changed) == len(defaults())
    assert rules_of([]) == defaults()


def test_an_empty_list_is_given_too() -> None:
    before = next(r for r in defaults() if r.kinds)
    changed = rules_of([RuleChange(before.finding, before.name, kinds=())])
    assert not next(
        r for r in changed if (r.finding, r.name) == (before.finding, before.name)
    ).kinds


def test_one_is_switched_off_and_one_added() -> None:
    before = next(r for r in defaults() if r.finding == "no-response")
    gone = rules_of([RuleChange(before.finding, before.name, off=True)])
    assert (before.finding, before.name) not in {(r.finding, r.name) for r in gone}
    more = rules_of([RuleChange("no-response", "ours", days=2)])
    assert more[-1] == Rule("no-response", "ours", days=2, source="the case")


def test_the_bank_holidays_that_a_case_names_are_those_of_every_rule() -> None:
    ours = frozenset({date(2012, 8, 6)})
    assert {rule.bank_holidays for rule in rules_of([], ours)} == {ours}
    # a case that names none has none either, and not those of England and Wales
    assert {rule.bank_holidays for rule in rules_of([], frozenset())} == {frozenset()}
    assert {rule.bank_holidays for rule in rules_of([])} == {None}


def test_a_finding_without_rules_is_refused() -> None:
    with pytest.raises(UnknownRuleError, match="inside"):
        rules_of([RuleChange("inside", "ours")])


def test_a_key_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="within is no key of a rule"):
        module._rule({"finding": "x", "name": "y", "within": 3})


# -- the defaults ------------------------------------------------------------------------


def test_every_default_is_of_a_finding_and_says_where_it_comes_from() -> None:
    keys = {query.definition.key for query in registry()}
    words = vocabulary()
    for rule in defaults():
        assert rule.finding in keys
        assert rule.source
        assert set(rule.kinds) | set(rule.answers) <= set(words.kinds), rule
        assert set(rule.topics) <= set(words.topics), rule
        assert set(rule.sectors) | set(rule.destinations) <= set(words.sectors), rule
        assert rule.days >= 0
        assert rule.start is None or rule.end is None or rule.start <= rule.end


# -- in words ----------------------------------------------------------------------------


def test_it_is_said_in_one_sentence() -> None:
    rule = Rule(
        "no-response",
        "x",
        days=5,
        working_days=True,
        count=2,
        least_weight=4,
        kinds=("disclosure",),
        topics=("strangulation",),
        grades=("high",),
        answers=("referral-made",),
        destinations=("idva", "lantern"),
        sectors=("police",),
        death_types=(DeathType.SUICIDE,),
        area="Northshire",
        start=date(2012, 1, 1),
        end=date(2014, 12, 31),
    )
    kinds, topics = vocabulary().kinds, vocabulary().topics
    assert in_words(rule, vocabulary(), {"lantern": "Lantern"}) == (
        f"Within 5 working days; from 2 on; of weight 4 or more; after: "
        f"{kinds['disclosure'].label}; about: {topics['strangulation'].label}; grade: high; "
        f"answered by: {kinds['referral-made'].label}; to: "
        f"{vocabulary().sectors['idva'].label}, Lantern; expected of: police; "
        "in cases of: suicide; "
        "in Northshire; from 1 January 2012; until 31 December 2014."
    )
    assert in_words(Rule("x", "y", days=1), vocabulary()) == "Within 1 day."
    assert in_words(Rule("x", "y"), vocabulary()) == "No more than its definition says."
