"""What was set for a case, in words: anybody who reads paper must see by what rules it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphdb.dates import show_day
from graphdb.model import Expectation, Settings
from graphdb.vocabulary import load_vocabulary
from queries import HOW_RANKED, registry
from queries.rules import in_words, rules_of
from queries.threshold import said
from viz.words import counted, listed


def settings_in_words(
    settings: Settings, names: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return pairs of a name and a sentence, in the order in which they are read.

    Parameters
    ----------
    settings
        Of the case.
    names
        Names of its agencies, by id.
    """
    return (*_said(settings), *_rules(settings, names or {}))


def _rules(s: Settings, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the rules in force, as the case changes them, under the titles of their findings."""
    vocabulary = load_vocabulary()
    own = {(change.finding, change.name) for change in s.rules}
    titles = {q.definition.key: q.definition.title for q in registry()}
    for rule in rules_of(s.rules):
        if rule.finding in s.off or rule.finding not in titles:
            continue
        why = " (set for this case)" if (rule.finding, rule.name) in own else ""
        said = in_words(rule, vocabulary, names)
        yield titles[rule.finding], f"{rule.name[:1].upper()}{rule.name[1:]}{why}: {said}"
    for change in s.rules:
        if change.off:
            yield titles.get(change.finding, change.finding), f"Switched off: {change.name}."


def _said(s: Settings) -> Iterator[tuple[str, str]]:
    t = s.threshold
    yield (
        "Threshold",
        said(t),
    )
    yield "Least weight", f"Things that weigh less than {s.min_weight} are counted, not listed."
    yield (
        "Late",
        f"Sharing counts as late after {counted(s.late_days, 'day')}; of what weighs "
        f"{s.heavy_weight} or more it is expected within one working day.",
    )
    yield (
        "Assessments",
        f"Expected within {counted(s.assessment_days, 'day')} of an incident, and to look back "
        f"{counted(s.look_back_days, 'day')}. {s.grade_count} in a row at one grade make a line.",
    )
    yield "Handover", f"Contacts of two teams within {counted(s.handover_days, 'day')}."
    yield (
        "What was sent",
        "Counts as held." if s.sending_suffices else "Does not count as held without receipt.",
    )
    yield from _expected(s)
    titles = {q.definition.key: q.definition.title for q in registry()}
    if s.off:
        names = listed([titles.get(key, key) for key in sorted(s.off)])
        yield "Switched off", f"Not looked for: {names}."
    yield "Ranking", HOW_RANKED


def _expected(s: Settings) -> Iterator[tuple[str, str]]:
    for one in s.pathways:
        why = f" ({one.because})" if one.because else ""
        yield "Route", f"{one.name}{why}."
    for access in s.record_access:
        yield "Shared record", f"{access.system}: {listed(list(access.members))}."
    for label, rule in [("Escalation", s.escalation)] + [
        ("Assessment expected", e) for e in s.assessment_expected
    ]:
        if rule is not None:
            yield label, _rule(rule)


def _rule(rule: Expectation) -> str:
    where = listed([sector.replace("-", " ") for sector in rule.sectors]) or "every sector"
    since = f", since {show_day(rule.start)}" if rule.start is not None else ""
    because = f" ({rule.because})" if rule.because else ""
    return f"Of {where}, within {counted(rule.days, 'day')}{since}{because}."
