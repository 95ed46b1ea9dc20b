"""What of the analysis framework a case has looked at: found, looked for, or not examined.

Much of the framework (training, workload, policy) never shows in a chronology. "Nothing found" and
"nobody looked" are two things, and a table that shows only what was found hides the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graphdb.case_view import CaseView
from graphdb.vocabulary import Vocabulary
from queries.answers import Answers
from queries.definition import registry
from queries.panel import ADDED


class Examined(StrEnum):
    """What is known of one code of the framework in one case."""

    FOUND = "found"
    NOT_FOUND = "looked for and not found"
    CANNOT_TELL = "looked for; cannot tell from these records"
    ON_RECORD = "on record; no finding looks for it"
    NOT_EXAMINED = "not examined"


@dataclass(frozen=True, slots=True)
class ThemeCoverage:
    """One code of the framework in one case.

    Attributes
    ----------
    code, label
        As the framework has them, the label in plain words.
    examined
        Found, looked for, or not.
    findings, by_panel
        How many findings fall under it, and how many of these the panel added.
    looked_for_by
        Titles of the findings that look for it and are not switched off.
    """

    code: str
    label: str
    examined: Examined
    findings: int
    by_panel: int
    looked_for_by: tuple[str, ...]


def framework_coverage(
    answers: Answers, view: CaseView, vocabulary: Vocabulary
) -> tuple[ThemeCoverage, ...]:
    """Return every code of the framework with what is known of it in a case.

    Parameters
    ----------
    answers
        All findings of the case; what the panel rejected counts as looked for and not found.
    view
        The case: what its rows tell of, and which findings its settings switch off.
    vocabulary
        Codes and labels.
    """
    found: Counter[str] = Counter()
    added: Counter[str] = Counter()
    for finding in (*answers.findings, *answers.good):
        if _rejected(answers, finding.finding_id):
            continue
        codes = set(finding.codes)
        found.update(codes)
        if finding.query == ADDED.key:
            added.update(codes)
    looks = _looks(view.settings.off)
    told = {code for fact in view.facts.values() for code in fact.themes}
    unsure = {one.query for one in answers.cannot_tell}
    return tuple(
        ThemeCoverage(
            code,
            theme.label,
            _examined(found[code], looks.get(code, {}), unsure, on_record=code in told),
            found[code],
            added[code],
            tuple(looks.get(code, {}).values()),
        )
        for code, theme in vocabulary.themes.items()
    )


def _rejected(answers: Answers, finding_id: str) -> bool:
    standing = answers.standings.get(finding_id)
    return standing is not None and standing.disposition.state == "rejected"


def _looks(off: frozenset[str]) -> dict[str, dict[str, str]]:
    """Return, by code, the findings that look for it: key and title."""
    looks: dict[str, dict[str, str]] = {}
    for query in registry():
        definition = query.definition
        if definition.key in off:
            continue
        for code in definition.codes:
            looks.setdefault(code, {})[definition.key] = definition.title
    return looks


def _examined(
    found: int, looks: Mapping[str, str], unsure: set[str], *, on_record: bool
) -> Examined:
    if found:
        return Examined.FOUND
    if not looks:
        return Examined.ON_RECORD if on_record else Examined.NOT_EXAMINED
    # where every finding that looks for it met something untellable, silence says nothing
    return Examined.CANNOT_TELL if unsure.issuperset(looks) else Examined.NOT_FOUND
