"""Whether the findings and rules that a case names are findings and rules."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.model import RuleChange, Settings
from loaders import LoaderError
from loaders.case_file import NAME, nearest
from queries import registry
from queries.rules import defaults, starting

#: More days than this are no period in which anything is expected: a rule with them is never met.
MOST_DAYS = 3_660

#: Fewer letters are no word: they stand in anything.
_A_WORD = 3


def check(settings: Settings) -> None:
    """Refuse what would do nothing: a word that no finding has.

    Raises
    ------
    LoaderError
        With every such word of ``case.toml``, and the nearest that there is.
    """
    faults = list(_faults(settings))
    if faults:
        raise LoaderError("JU-L003", NAME, "; ".join(faults))


def _faults(settings: Settings) -> Iterator[str]:
    findings = [query.definition.key for query in registry()]
    with_rules = list(dict.fromkeys(rule.finding for rule in defaults()))
    for key in sorted(settings.off.difference(findings)):
        yield f"findings.off: “{key}” is no finding{_near(key, findings)}"
    named: set[tuple[str, str]] = set()
    known = {(rule.finding, rule.name) for rule in defaults()}
    for position, change in enumerate(settings.rules, start=1):
        where = f"rule[{position}]"
        rule = (change.finding, change.name)
        if change.finding not in with_rules:
            near = _near(change.finding, with_rules)
            yield f"{where}.finding: “{change.finding}” is no finding that has rules{near}"
        elif rule in named:
            yield f"{where}.name: “{change.name}” of {change.finding} is given twice"
        elif change.off and rule not in known:
            names = [name for finding, name in known if finding == change.finding]
            near = _near(change.name, names)
            yield f"{where}.name: there is no rule “{change.name}” to switch off{near}"
        elif rule not in known:
            yield from _new(where, change)
        if change.days is not None and change.days > MOST_DAYS:
            yield (
                f"{where}.days: {change.days:,} is more than ten years ({MOST_DAYS:,} days), in "
                "which nothing could stand out; to leave the rule out, write off = true"
            )
        named.add(rule)


def _new(where: str, change: RuleChange) -> Iterator[str]:
    """Yield why a rule of the case's own would do nothing, or not what its name says.

    A name that is nearly that of a rule, or part of it, is meant for that rule; taken for a new
    one it would leave the old one as it was, and nobody would notice.
    """
    own = [rule for rule in defaults() if rule.finding == change.finding]
    near = _meant(change.name, [rule.name for rule in own])
    if near:
        yield (
            f"{where}.name: there is no rule “{change.name}” of {change.finding} (did you mean "
            f"“{near}”?); a rule of your own needs a name that is not nearly one of its rules"
        )
        return
    definition = next(q.definition for q in registry() if q.definition.key == change.finding)
    if not definition.takes_rules:
        yield (
            f"{where}.name: {change.finding} takes no further rule, so “{change.name}” would do "
            f"nothing; change one that it has{_known([rule.name for rule in own])}"
        )
        return
    starts = starting(own, change.finding, definition.starts_from)
    if all(rule.kinds or rule.topics for rule in starts) and not (change.kinds or change.topics):
        yield (
            f"{where}: a rule of your own (“{change.name}”) without kinds and without topics "
            f"starts from nothing, so it would do nothing{_known([rule.name for rule in own])}"
        )


def _meant(name: str, known: list[str]) -> str:
    """Return the rule that a name is part of, or nearly the name of; empty where there is none."""
    said = " ".join(name.casefold().split())
    part = [one for one in known if said in one.casefold() or one.casefold() in said]
    return part[0] if part and len(said) >= _A_WORD else nearest(name, known)


def _near(text: str, known: list[str]) -> str:
    near = nearest(text, known)
    return f" (did you mean “{near}”?)" if near else _known(known)


def _known(known: list[str]) -> str:
    return f" (known: {', '.join(sorted(known))})"
