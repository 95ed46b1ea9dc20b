"""What the findings expect, look for and leave out: the defaults, and what a case changes of them.

The defaults stand in ``rules.toml`` beside this module, each with its source. A case changes one
by its finding and name, switches it off, or adds one of its own, in ``[[rule]]`` of ``case.toml``.
Every rule has a date from which it holds, a place and a kind of case: nothing is expected of
anybody before it existed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import minute_of, show_day
from graphdb.model import Agency, Case, DeathType, RuleChange
from graphdb.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one finding.

    Attributes
    ----------
    finding, name
        Key of the finding, and the rule's own name, as the page prints it.
    days, working_days
        Within how many days, 0 where a rule counts none; weekdays that are no bank holiday where
        ``working_days`` is set.
    count, least_weight
        How many, and from which weight on; what they count is said by the finding.
    kinds, topics, answers, destinations, grades
        What the rule starts from, the kinds that answer it, and where it leads (sectors or
        agencies).
    words
        Phrases that the rule looks for in a row's text, in lower case.
    sectors
        Of whom it is expected (sectors or agencies); empty: of every agency.
    death_types, area, start, end
        In what kind of case, where, and when; empty: always.
    source, because
        Paragraph of a seed, or the law or guidance; and why, in words.
    bank_holidays
        By which working days are counted, where the case names them itself.
    """

    finding: str
    name: str
    days: int = 0
    working_days: bool = False
    count: int = 1
    least_weight: int = 0
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    death_types: tuple[DeathType, ...] = ()
    area: str = ""
    start: date | None = None
    end: date | None = None
    source: str = ""
    because: str = ""
    bank_holidays: frozenset[date] | None = None

    def applies_to(self, case: Case) -> bool:
        """Whether it holds in a kind of case, of whichever agency and on whatever day."""
        return not self.death_types or case.death_type in self.death_types

    def expected_of(self, agency: Agency) -> bool:
        """Whether it is expected of an agency; of one of the same area where it has an area."""
        return (not self.area or self.area == agency.area) and (
            not self.sectors or agency.sector in self.sectors or agency.agency_id in self.sectors
        )

    def holds(self, low: int, high: int) -> bool:
        """Whether it held at every minute between two, both counted."""
        first = 0 if self.start is None else minute_of(self.start)
        last = FAR_AHEAD if self.end is None else minute_of(self.end, 23, 59)
        return first <= low and high <= last

    def leads_to(self, agency: Agency) -> bool:
        """Whether an agency is one of its destinations."""
        return agency.sector in self.destinations or agency.agency_id in self.destinations


def starting(rules: Iterable[Rule], finding: str, names: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules from which the lines of a finding start: those named, or else all of it."""
    return tuple(r for r in rules if r.finding == finding and (not names or r.name in names))


class UnknownRuleError(ValueError):
    """A case names a finding that there is not, or adds a rule that says nothing."""


@cache
def defaults() -> tuple[Rule, ...]:
    """Return the rules of ``rules.toml``, in their order.

    Raises
    ------
    ValueError
        Where a rule has a key that is none, or stands twice.
    """
    text = files("queries").joinpath("rules.toml").read_text(encoding="utf-8")
    found = tuple(_rule(table) for table in tomllib.loads(text)["rule"])
    names = [(rule.finding, rule.name) for rule in found]
    if len(set(names)) != len(names):
        raise ValueError("rules.toml: two rules have one finding and name")
    return found


_KEYS = {"from": "start", "until": "end"}
_NAMES = {field.name for field in fields(Rule)} - {"bank_holidays"}


def _rule(table: Mapping[str, Any]) -> Rule:
    given: dict[str, Any] = {}
    for key, value in table.items():
        name = _KEYS.get(key, key)
        if name not in _NAMES:
            raise ValueError(f"rules.toml: {key} is no key of a rule")
        if name == "death_types":
            given[name] = tuple(DeathType(text) for text in value)
        else:
            given[name] = tuple(value) if isinstance(value, list) else value
    return Rule(**given)


def rules_of(
    changes: Iterable[RuleChange], bank_holidays: frozenset[date] | None = None
) -> tuple[Rule, ...]:
    """Return the defaults as a case changes them; what it adds stands last.

    Parameters
    ----------
    changes
        What the case says of them.
    bank_holidays
        Those that the case names in place of England's and Wales's.

    Raises
    ------
    UnknownRuleError
        Where a change names a finding that has no rules.
    """
    rules = {(rule.finding, rule.name): rule for rule in defaults()}
    known = {finding for finding, _ in rules}
    for change in changes:
        if change.finding not in known:
            raise UnknownRuleError(change.finding)
        key = (change.finding, change.name)
        if change.off:
            rules.pop(key, None)
        else:
            rules[key] = _changed(rules.get(key, Rule(*key, source="the case")), change)
    if bank_holidays is None:
        return tuple(rules.values())
    return tuple(replace(rule, bank_holidays=bank_holidays) for rule in rules.values())


def _changed(rule: Rule, change: RuleChange) -> Rule:
    given = {
        field.name: value
        for field in fields(change)
        if field.name in _NAMES and (value := getattr(change, field.name)) is not None
    }
    return replace(rule, **given)


# -- in words ----------------------------------------------------------------------------


def in_words(rule: Rule, vocabulary: Vocabulary, names: Mapping[str, str] | None = None) -> str:
    """Return what a rule says, in one sentence for people.

    Parameters
    ----------
    rule
        The rule.
    vocabulary
        Words for kinds, topics and sectors.
    names
        Names of the case's agencies, by id; a rule may name one.
    """
    known = dict(names or {})

    def holders(keys: tuple[str, ...]) -> str:
        return _listed(
            [
                known.get(key) or (s.label if (s := vocabulary.sectors.get(key)) else key)
                for key in keys
            ]
        )

    def labels(keys: tuple[str, ...], registry: Mapping[str, Any]) -> str:
        return _listed([registry[key].label if key in registry else key for key in keys])

    unit = "working day" if rule.working_days else "day"
    # a rule that only lists something has no days
    parts = [f"within {rule.days} {unit}{'' if rule.days == 1 else 's'}"] if rule.days else []
    if rule.count > 1:
        parts.append(f"from {rule.count} on")
    if rule.least_weight:
        parts.append(f"of weight {rule.least_weight} or more")
    if rule.kinds:
        parts.append(f"after: {labels(rule.kinds, vocabulary.kinds)}")
    if rule.topics:
        parts.append(f"about: {labels(rule.topics, vocabulary.topics)}")
    if rule.grades:
        parts.append(f"grade: {_listed(list(rule.grades))}")
    if rule.words:
        parts.append(f"in the words: {_listed(list(rule.words))}")
    if rule.answers:
        parts.append(f"answered by: {labels(rule.answers, vocabulary.kinds)}")
    if rule.destinations:
        parts.append(f"to: {holders(rule.destinations)}")
    if rule.sectors:
        parts.append(f"expected of: {holders(rule.sectors)}")
    if rule.death_types:
        parts.append(f"in cases of: {_listed([kind.value for kind in rule.death_types])}")
    if rule.area:
        parts.append(f"in {rule.area}")
    if rule.start:
        parts.append(f"from {show_day(rule.start)}")
    if rule.end:
        parts.append(f"until {show_day(rule.end)}")
    text = "; ".join(parts) or "no more than its definition says"
    return f"{text[0].upper()}{text[1:]}."


def _listed(items: list[str]) -> str:
    return ", ".join(items)
