"""What of the analysis framework a case has looked at: found, looked for, or not examined.

Much of the framework (training, workload, policy) never shows in a chronology. "Nothing found" and
"nobody looked" are two things, and a table that shows only what was found hides the second. So
are "looked for" and "could not be looked for": with one agency's rows nobody can see whether
agencies saw risk differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import minute_of
from graphdb.model import agency_of
from graphdb.vocabulary import Vocabulary
from queries.answers import Answers
from queries.definition import Definition, Need, registry
from queries.enquiry import listed
from queries.expectations import expectations
from queries.finding import Certainty
from queries.panel import ADDED
from queries.rules import Rule, rules_of, starting


class Examined(StrEnum):
    """What is known of one code of the framework in one case."""

    FOUND = "found"
    NOT_FOUND = "looked for and not found"
    CANNOT_TELL = "looked for; cannot tell from these records"
    COULD_NOT = "could not be looked for in these records"
    ON_RECORD = "on record; no finding looks for it"
    NOT_EXAMINED = "not examined"


#: What each of these says, and what it does not, for whoever reads a table of them.
MEANS: Mapping[Examined, str] = {
    Examined.FOUND: "The lines that fall under it name it.",
    Examined.NOT_FOUND: (
        "What looks for it met nothing in the rows that are coded. That is not a finding that "
        "there was nothing to find."
    ),
    Examined.CANNOT_TELL: "What looks for it met something of which these records say too little.",
    Examined.COULD_NOT: "The rows that are coded are not enough to look: nothing is said of it.",
    Examined.ON_RECORD: "Rows tell of it, for the panel to look at; no rule asks about it.",
    Examined.NOT_EXAMINED: (
        "Nothing looks for it and no row is coded with it. What the rows say of it in words is for "
        "the panel to read."
    ),
}


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
    why
        What would be needed to look for it, or which finding of it the settings leave out; empty
        where there is nothing of the sort to say.
    certain
        How many of the findings are certain.
    """

    code: str
    label: str
    examined: Examined
    findings: int
    by_panel: int
    looked_for_by: tuple[str, ...]
    why: str = ""
    certain: int = 0


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
    certain: Counter[str] = Counter()
    for finding in (*answers.findings, *answers.good):
        if _rejected(answers, finding.finding_id):
            continue
        codes = set(finding.codes)
        found.update(codes)
        if finding.certainty is Certainty.CERTAIN:
            certain.update(codes)
        if finding.query == ADDED.key:
            added.update(codes)
    rows = _Rows(view, vocabulary)
    looks, left_out = _looks(rows)
    lacks = {key: why for key, d in _definitions().items() if (why := rows.lacks(d))}
    told = _told(view, vocabulary)
    unsure = {one.query for one in answers.cannot_tell}
    return tuple(
        ThemeCoverage(
            code,
            theme.label,
            _examined(found[code], looks.get(code, ()), lacks, unsure, on_record=code in told),
            found[code],
            added[code],
            tuple(_definitions()[key].title for key in looks.get(code, ())),
            _why(found[code], looks.get(code, ()), lacks, left_out.get(code, ())),
            certain[code],
        )
        for code, theme in vocabulary.themes.items()
    )


def looked_for(view: CaseView, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the keys of the findings that could be looked for in a case.

    Those that its settings switch off, or for which its rows are not enough, are not there. What
    a panel adds itself can be added to any case.
    """
    rows = _Rows(view, vocabulary)
    asked = [
        key
        for key, definition in _definitions().items()
        if not rows.is_off(definition) and not rows.lacks(definition)
    ]
    return (*asked, ADDED.key)


def _definitions() -> dict[str, Definition]:
    return {query.definition.key: query.definition for query in registry()}


def _rejected(answers: Answers, finding_id: str) -> bool:
    standing = answers.standings.get(finding_id)
    return standing is not None and standing.disposition.state == "rejected"


def _told(view: CaseView, vocabulary: Vocabulary) -> set[str]:
    """Return the codes of which some row tells, by what it reveals or by its kind."""
    told = {code for fact in view.facts.values() for code in fact.themes}
    for kind in {event.kind for event in view.events.values() if event.coded}:
        if kind in vocabulary.kinds:
            told.update(vocabulary.kinds[kind].themes)
    return told


def _looks(rows: _Rows) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return, by code, the findings that look for it, and those that the settings leave out."""
    looks: dict[str, list[str]] = {}
    left_out: dict[str, list[str]] = {}
    for key, definition in _definitions().items():
        into = left_out if rows.is_off(definition) else looks
        for code in dict.fromkeys((*definition.codes, *rows.codes_of_topics(definition))):
            into.setdefault(code, []).append(key)
    return looks, left_out


def _examined(
    found: int,
    looks: list[str] | tuple[str, ...],
    lacks: Mapping[str, str],
    unsure: set[str],
    *,
    on_record: bool,
) -> Examined:
    if found:
        return Examined.FOUND
    if not looks:
        return Examined.ON_RECORD if on_record else Examined.NOT_EXAMINED
    if all(key in lacks for key in looks):
        return Examined.COULD_NOT
    # where every finding that looks for it met something untellable, silence says nothing
    could = [key for key in looks if key not in lacks]
    return Examined.CANNOT_TELL if unsure.issuperset(could) else Examined.NOT_FOUND


def _why(
    found: int,
    looks: list[str] | tuple[str, ...],
    lacks: Mapping[str, str],
    left_out: list[str] | tuple[str, ...],
) -> str:
    if found:
        return ""
    if looks and all(key in lacks for key in looks):
        return f"It needs {listed(list(dict.fromkeys(lacks[key] for key in looks)))}."
    if not looks and left_out:
        titles = [f"“{_definitions()[key].title}”" for key in left_out]
        return f"The settings of the case do not ask for {listed(titles)}."
    return ""


# -- whether the rows allow a look ---------------------------------------------------------


class _Rows:
    """The coded rows of a case: whose they are, and so what can be looked for in them."""

    def __init__(self, view: CaseView, vocabulary: Vocabulary) -> None:
        self._view, self._vocabulary = view, vocabulary
        self._rules = rules_of(view.settings.rules)
        coded = [e for e in view.events.values() if e.coded and not e.learned_after_death]
        holders = dict.fromkeys(agency_of(event.team_id) for event in coded)
        agencies = [view.agencies[a] for a in holders]
        self._close = any(agency.informal for agency in agencies)
        self._agencies = [agency for agency in agencies if not agency.informal]
        self._teams = {event.team_id for event in coded}
        self._reveals = any(event.reveals for event in coded)

    def is_off(self, definition: Definition) -> bool:
        """Whether the settings leave a finding out."""
        settings = self._view.settings
        return definition.key in settings.off or (
            Need.ESCALATION in definition.needs and settings.escalation is None
        )

    def codes_of_topics(self, definition: Definition) -> list[str]:
        """Return the codes of the topics from which the lines of a finding start."""
        if not definition.by_topic:
            return []
        topics = self._vocabulary.topics
        return [
            code
            for rule in self._starting(definition)
            for topic in rule.topics
            if topic in topics
            for code in topics[topic].themes
        ]

    def lacks(self, definition: Definition) -> str:
        """Return what would be needed to look for a finding; empty where nothing is."""
        if not self._agencies:
            return "rows of an agency, read and coded"
        for need in definition.needs:
            if not _MET[need](self):
                return need.value
        rules = self._starting(definition)
        if rules and not any(self._holds(rule) for rule in rules):
            return "rows of an agency, and of a time, of which it is expected"
        return ""

    def _starting(self, definition: Definition) -> tuple[Rule, ...]:
        return starting(self._rules, definition.key, definition.starts_from)

    def _holds(self, rule: Rule) -> bool:
        """Whether a rule can hold of anybody here, at any minute of the time looked at."""
        view = self._view
        first = 0 if rule.start is None else minute_of(rule.start)
        last = FAR_AHEAD if rule.end is None else minute_of(rule.end, 23, 59)
        return (
            rule.applies_to(view.case)
            and first < view.end_hi
            and last >= view.scope_lo
            and any(rule.expected_of(agency) for agency in self._agencies)
        )

    def has_two_agencies(self) -> bool:
        return len(self._agencies) > 1

    def has_two_teams(self) -> bool:
        teams = Counter(agency_of(team) for team in self._teams)
        return any(teams[agency.agency_id] > 1 for agency in self._agencies)

    def has_files(self) -> bool:
        return any(agency.files_by_person for agency in self._agencies)

    def has_people_close(self) -> bool:
        return self._close

    def has_information(self) -> bool:
        return self._reveals

    def has_assessor(self) -> bool:
        return any(
            expected.start is None or minute_of(expected.start) < self._view.end_hi
            for agency in self._agencies
            for expected in expectations(self._view, self._vocabulary, agency)
        )


_MET: Mapping[Need, Callable[[_Rows], bool]] = {
    Need.TWO_AGENCIES: _Rows.has_two_agencies,
    Need.TWO_TEAMS: _Rows.has_two_teams,
    Need.TWO_FILES: _Rows.has_files,
    Need.PEOPLE_CLOSE: _Rows.has_people_close,
    Need.ASSESSOR: _Rows.has_assessor,
    Need.INFORMATION: _Rows.has_information,
    # without it the finding is switched off
    Need.ESCALATION: lambda rows: True,
}
