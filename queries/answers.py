"""All findings of one case, ranked, grouped into lines, with what the panel said of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graphdb.case_view import CaseView
from graphdb.collector import collector_paused
from graphdb.knowledge import Knowledge
from graphdb.model import Disposition, Fact
from graphdb.vocabulary import Vocabulary
from queries.definition import Query, registry
from queries.enquiry import Enquiry, counted, day_of, upper_first
from queries.finding import CannotTell, Certainty, Finding
from queries.gap import strongest

#: How lines are ranked, as the page says it.
HOW_RANKED = (
    "Lines are ranked by the weight of what they concern, then by how strongly a share or an "
    "assessment would have been expected, then by the decisions made without it and by length of "
    "time. Rank is an order of reading, not a judgement."
)


@dataclass(frozen=True, slots=True)
class Group:
    """One line of enquiry as a panel reads it, unfolding to its findings."""

    key: str
    query: str
    title: str
    statement: str
    question: str
    certainty: Certainty
    weight: float
    findings: tuple[Finding, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """Every agency that a member concerns, in order of first mention."""
        return tuple(dict.fromkeys(a for finding in self.findings for a in finding.agencies))

    @property
    def is_barred(self) -> bool:
        """Whether every member quotes a recorded reason for not sharing."""
        return all(_is_barred(finding) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the panel said of a finding, and whether its rows have changed since."""

    disposition: Disposition
    added: int
    gone: int

    @property
    def on_earlier_rows(self) -> str:
        """A sentence where the rows have changed, else empty."""
        if not self.added and not self.gone:
            return ""
        parts = [f"{self.added} added"] if self.added else []
        parts += [f"{self.gone} gone"] if self.gone else []
        return f"decided on earlier rows: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything the registry found in one case.

    Attributes
    ----------
    findings
        All findings that are not good practice, weightiest first.
    good
        What went well.
    groups
        The findings as lines of enquiry, weightiest first.
    cannot_tell
        What the records do not let anybody say.
    below
        Hits under the least weight, by query: counted, not listed.
    standings
        What the panel said, by ``finding_id``.
    no_longer_found
        Dispositions whose finding is gone; kept.
    """

    findings: tuple[Finding, ...]
    good: tuple[Finding, ...]
    groups: tuple[Group, ...]
    good_groups: tuple[Group, ...]
    cannot_tell: tuple[CannotTell, ...]
    below: Mapping[str, int]
    standings: Mapping[str, Standing]
    no_longer_found: tuple[Disposition, ...]


def ask(view: CaseView, knowledge: Knowledge, vocabulary: Vocabulary) -> Answers:
    """Ask every finding of the registry that the settings do not switch off.

    Parameters
    ----------
    view, knowledge
        The case, and who knew what in it.
    vocabulary
        Kinds, topics, sectors and tools.

    Complexity
    ----------
    Linear in facts times agencies times contacts, once per finding.
    """
    enquiry = Enquiry(view, knowledge, vocabulary)
    found: list[Finding] = []
    cannot: list[CannotTell] = []
    below: dict[str, int] = {}
    order: dict[str, Query] = {}
    with collector_paused():
        for query in registry():
            key = query.definition.key
            order[key] = query
            if key in view.settings.off:
                continue
            results = query.find(enquiry)
            found += results.findings
            cannot += results.cannot_tell
            if results.below:
                below[key] = results.below
    found.sort(key=lambda f: _rank(f, order))
    findings = tuple(f for f in found if not f.good_practice)
    good = tuple(f for f in found if f.good_practice)
    standings, gone = _standings(tuple(found), view.records.dispositions)
    return Answers(
        findings=findings,
        good=good,
        groups=_groups(enquiry, findings, order),
        good_groups=_groups(enquiry, good, order),
        cannot_tell=tuple(cannot),
        below=below,
        standings=standings,
        no_longer_found=gone,
    )


def _rank(finding: Finding, order: dict[str, Query]) -> tuple[float, int, bool, str]:
    return (
        -finding.weight,
        order[finding.query].definition.order,
        finding.certainty is not Certainty.CERTAIN,
        finding.finding_id,
    )


def _standings(
    found: tuple[Finding, ...], dispositions: tuple[Disposition, ...]
) -> tuple[dict[str, Standing], tuple[Disposition, ...]]:
    by_id = {finding.finding_id: finding for finding in found}
    standings: dict[str, Standing] = {}
    gone: list[Disposition] = []
    for disposition in dispositions:
        finding = by_id.get(disposition.finding_id)
        if finding is None:
            gone.append(disposition)
            continue
        then, now = set(disposition.fingerprint), set(finding.fingerprint)
        changed = (len(now - then), len(then - now)) if then else (0, 0)
        standings[finding.finding_id] = Standing(disposition, *changed)
    return standings, tuple(gone)


# -- lines -------------------------------------------------------------------------------


def _groups(
    enquiry: Enquiry, findings: tuple[Finding, ...], order: dict[str, Query]
) -> tuple[Group, ...]:
    members: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        members[finding.group].append(finding)
    groups = [_group(enquiry, key, tuple(found), order) for key, found in members.items()]
    return tuple(sorted(groups, key=lambda g: (-g.weight, order[g.query].definition.order, g.key)))


def _group(
    enquiry: Enquiry, key: str, found: tuple[Finding, ...], order: dict[str, Query]
) -> Group:
    first = found[0]
    family = key.partition(":")[0]
    one = len(found) == 1
    return Group(
        key=key,
        query=first.query,
        title=_TITLES.get(family, order[first.query].definition.title),
        statement=first.statement if one else _together(enquiry, family, found),
        question=first.question if one else order[first.query].definition.asks,
        certainty=strongest(f.certainty for f in found),
        weight=max(f.weight for f in found),
        findings=found,
    )


#: Titles of the lines that take in several findings.
_TITLES = {"assessment": "Assessed in isolation", "inside": "Inside one agency"}

#: What a line counts of each finding, one and many.
_COUNTED = {
    "isolation": (
        "assessment or decision with no record that earlier occurrences it held were considered",
        "assessments or decisions with no record that earlier occurrences it held were considered",
    ),
    "grade-unchanged": (
        "run of assessments at one grade while incidents rose",
        "runs of assessments at one grade while incidents rose",
    ),
    "no-assessment": (
        "incident with no risk assessment on record",
        "incidents with no risk assessment on record",
    ),
    "inside": (
        "fact that one team held while another was in contact with no record of it",
        "facts that one team held while another was in contact with no record of them",
    ),
    "handover": (
        "move between teams with no record of a handover",
        "moves between teams with no record of a handover",
    ),
    "escalation": (
        "fact with no record that a supervisor heard of it",
        "facts with no record that a supervisor heard of it",
    ),
    "files": (
        "fact on one person's file with no record on the other's",
        "facts on one person's file with no record on the other's",
    ),
}


def _together(enquiry: Enquiry, family: str, found: tuple[Finding, ...]) -> str:
    if family == "unshared":
        return _fact_line(enquiry, found)
    name = enquiry.name(found[0].agencies[0])
    if found[0].good_practice:
        return f"{name}: {counted(len(found), 'thing')} that went well."
    parts = []
    for query, (one, many) in _COUNTED.items():
        number = sum(f.query == query for f in found)
        if number:
            parts.append(counted(number, one, many))
    return f"{'Inside ' if family == 'inside' else ''}{name}: {'; '.join(parts)}."


def _is_barred(finding: Finding) -> bool:
    return any(note.startswith("Recorded reason") for note in finding.notes)


#: How many holders a line names with their day; the others are counted.
_NAMED = 2


def _fact_line(enquiry: Enquiry, found: tuple[Finding, ...]) -> str:
    """Return who had a fact and since when, and whom it did not reach, in short sentences."""
    fact = enquiry.view.facts[found[0].facts[0]]
    never, late, later = (
        [f.agencies[0] for f in found if f.form == form] for form in ("never", "late", "later")
    )
    holders = list(dict.fromkeys(a for f in found for a in f.agencies[1:]))
    first = [a for a in holders if a not in (*never, *late)] or holders
    parts = [upper_first(enquiry.fact(fact)), _on_record(enquiry, fact, first)]
    if never:
        parts.append(f"No record that it reached {_reached(enquiry, never)}")
    if late:
        parts.append(f"{enquiry.names(late)} had it on record only after being in contact")
    if later:
        parts.append(f"Later occurrences are not on record at {enquiry.names(later)}")
    if all(_is_barred(f) for f in found):
        parts.append("A reason for not sharing is on record")
    return ". ".join(parts) + "."


def _reached(enquiry: Enquiry, agencies: list[str]) -> str:
    if len(agencies) == 1:
        return f"{enquiry.name(agencies[0])} in time, though it was in contact"
    names = enquiry.names(agencies)
    return f"{len(agencies)} agencies in time, though each was in contact: {names}"


def _on_record(enquiry: Enquiry, fact: Fact, holders: list[str]) -> str:
    """Return "A had this on record by 3 May 2011, B by 5 May 2011, then 2 more agencies"."""
    known = [k for a in holders if (k := enquiry.knowledge.facts.knows(a, fact.fact_id))]
    known.sort(key=lambda k: (k.certain_from is None, k.certain_from or k.possible_from, k.holder))
    parts: list[str] = []
    for knows in known[:_NAMED]:
        verb = " had this on record" if not parts else ""
        day = knows.certain_from
        when = f"{verb} by {day_of(day)}" if day is not None else f" possibly{verb}"
        parts.append(f"{enquiry.name(knows.holder)}{when}")
    more = len(known) - _NAMED
    if more > 0:
        return f"{', '.join(parts)}, then {counted(more, 'more agency', 'more agencies')}"
    return " and ".join(parts)
