"""All findings of one case, ranked, grouped into lines, with what the panel said of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphdb.case_view import CaseView
from graphdb.collector import collector_paused
from graphdb.knowledge import Knowledge
from graphdb.model import Disposition
from graphdb.vocabulary import Vocabulary
from queries.definition import FAMILIES, Definition, Query, registry
from queries.enquiry import Enquiry, counted, upper_first
from queries.enquiry import listed as listed_words
from queries.finding import CannotTell, Certainty, Finding, NearMiss, Results
from queries.gap import strongest
from queries.panel import ADDED, added
from queries.rules import starting
from queries.sentences import assessed_words, is_barred, line_sentence, short_sentence

#: How lines are ranked, as the page says it.
HOW_RANKED = (
    "A line stands where its first finding stands. Findings that rest on the records alone come "
    "first; those that depend on the numbers of the threshold, which a panel sets, come after "
    "them, and what the panel added comes last. Each of these is ranked by the weight of what it "
    "concerns (5 to 0), then by how strongly something would have been expected: most where a "
    "duty or a rule names who would do it or the row itself shows the sign, less where the "
    "agency’s own earlier records point to it. Of what is then equal, more decisions and rows and "
    "a longer time come first; then the findings in the order in which they are defined, and what "
    "is certain before what is possible; then what has the earlier rows. Rank is an order of "
    "reading, not a judgement."
)


@dataclass(frozen=True, slots=True)
class Group:
    """One line of enquiry as a panel reads it, unfolding to its findings.

    ``statement`` says it in full; ``short`` in one sentence that a projector can hold.
    """

    key: str
    query: str
    title: str
    statement: str
    short: str
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
        return all(is_barred(finding) for finding in self.findings)


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
        All findings that are not good practice, weightiest first; what the panel added, last.
    good
        What went well; what the panel added, last.
    groups
        The findings as lines of enquiry, weightiest first.
    cannot_tell
        What the records do not let anybody say; of the last contacts first.
    below
        Hits under the least weight, by query: counted, not listed.
    standings
        What the panel said, by ``finding_id``.
    no_longer_found
        Dispositions whose finding is gone; kept.
    near
        Rows that a finding looked at and did not list, each with why; by finding, earliest first.
    """

    findings: tuple[Finding, ...]
    good: tuple[Finding, ...]
    groups: tuple[Group, ...]
    good_groups: tuple[Group, ...]
    cannot_tell: tuple[CannotTell, ...]
    below: Mapping[str, int]
    standings: Mapping[str, Standing]
    no_longer_found: tuple[Disposition, ...]
    near: tuple[NearMiss, ...] = ()


class Asked:
    """What each finding says of one case; each is asked once, when it is first wanted.

    Parameters
    ----------
    enquiry
        The case.
    found
        What findings of the same case said already, by their keys.
    """

    def __init__(self, enquiry: Enquiry, found: Mapping[str, Results] | None = None) -> None:
        self.enquiry = enquiry
        self._found: dict[str, Results] = dict(found or {})

    @property
    def found(self) -> Mapping[str, Results]:
        """What was asked so far, by the keys of the findings."""
        return dict(self._found)

    def of(self, query: Query) -> Results:
        """Return what a finding says, whether or not the settings switch it off."""
        key = query.definition.key
        if key not in self._found:
            self._found[key] = query.find(self.enquiry)
        return self._found[key]


def ask(
    view: CaseView, knowledge: Knowledge, vocabulary: Vocabulary, asked: Asked | None = None
) -> Answers:
    """Ask every finding of the registry that the settings do not switch off.

    Parameters
    ----------
    view, knowledge
        The case, and who knew what in it.
    vocabulary
        Kinds, topics, sectors and tools.
    asked
        What findings of the same case were asked before, and need not be asked again.

    Complexity
    ----------
    Linear in facts times agencies times contacts, once per finding.
    """
    asked = asked or Asked(Enquiry(view, knowledge, vocabulary))
    enquiry = asked.enquiry
    found: list[Finding] = []
    cannot: list[CannotTell] = []
    below: dict[str, int] = {}
    near: list[NearMiss] = []
    order: dict[str, Query] = {}
    with collector_paused():
        for query in registry():
            key = query.definition.key
            order[key] = query
            if key in view.settings.off:
                continue
            results = asked.of(query)
            found += _by_topic(enquiry, query, results.findings)
            cannot += _by_agency(enquiry, results.cannot_tell)
            near += _by_rows(enquiry, results.near)
            if results.below:
                below[key] = results.below
    # what is equal in all that it is ranked by stays in this order
    found.sort(key=lambda f: _as_in_the_case(enquiry, f))
    found, asked_elsewhere = _once(found, order)
    order[ADDED.key] = Query(ADDED, lambda _: Results())
    found += added(view)
    found.sort(key=lambda f: _rank(f, order))
    findings = tuple(f for f in found if not f.good_practice)
    good = tuple(f for f in found if f.good_practice)
    standings, gone = _standings(tuple(found), view.records.dispositions)
    return Answers(
        findings=findings,
        good=good,
        groups=_groups(enquiry, findings, order),
        good_groups=_groups(enquiry, good, order),
        # of the last contacts first: a panel reads the last month before all else
        cannot_tell=tuple(sorted(cannot, key=lambda one: not one.at_the_end)),
        below=below,
        standings=standings,
        no_longer_found=gone,
        near=(*near, *asked_elsewhere),
    )


def _once(found: list[Finding], order: dict[str, Query]) -> tuple[list[Finding], list[NearMiss]]:
    """Return the findings without those that ask about an omission that an earlier one asks about.

    These come second, as what was looked at and is listed elsewhere.

    One omission is one line: the first by the order of the definitions is listed, and says what
    else asks about the same rows.
    """
    kept: dict[str, Finding] = {}
    also: dict[str, list[str]] = defaultdict(list)
    listed: list[Finding] = []
    elsewhere: list[NearMiss] = []
    for finding in sorted(found, key=lambda f: (order[f.query].definition.order, f.query)):
        first = next((kept[key] for key in finding.omission if key in kept), None)
        if first is None or first.query == finding.query:
            listed.append(finding)
            kept.update({key: finding for key in finding.omission if key not in kept})
        else:
            title = order[finding.query].definition.title
            if title not in also[first.finding_id]:
                also[first.finding_id].append(title)
            why = f"asked about under: {order[first.query].definition.title}"
            agency = finding.agencies[0] if finding.agencies else ""
            elsewhere.append(NearMiss(finding.query, agency, finding.fingerprint, why))
    return [
        replace(f, notes=(*f.notes, _also(also[f.finding_id]))) if f.finding_id in also else f
        for f in listed
    ], elsewhere


def _also(titles: list[str]) -> str:
    return f"The same rows are asked about under: {listed_words(titles)}."


def _by_topic(
    enquiry: Enquiry, query: Query, found: tuple[Finding, ...]
) -> tuple[Finding, ...] | list[Finding]:
    """Return findings with the codes of the topics from which they start, where they have these."""
    definition = query.definition
    if not definition.by_topic:
        return found
    rules = starting(enquiry.rules, definition.key, definition.starts_from)
    topics = {topic for rule in rules for topic in rule.topics}
    facts = enquiry.view.facts
    return [
        replace(
            finding,
            codes=tuple(
                dict.fromkeys(
                    (
                        *finding.codes,
                        *(
                            code
                            for fact in finding.facts
                            if facts[fact].topic in topics
                            for code in facts[fact].themes
                        ),
                    )
                )
            ),
        )
        for finding in found
    ]


def _tier(query: str, order: dict[str, Query]) -> int:
    """Return what comes before all else in the ranking: 0 for what rests on the records alone.

    Another threshold gives other days, so what depends on it never stands before what does not.
    """
    if query == ADDED.key:
        return 2
    return 1 if order[query].definition.by_threshold else 0


def _rank(finding: Finding, order: dict[str, Query]) -> tuple[int, float, int, bool]:
    return (
        _tier(finding.query, order),
        -finding.weight,
        order[finding.query].definition.order,
        finding.certainty is not Certainty.CERTAIN,
    )


def _as_in_the_case(enquiry: Enquiry, finding: Finding) -> tuple[Sequence[int | str], ...]:
    """Return in what order findings stand that are equal in rank: by their rows, earliest first.

    Of the same rows by agencies, teams, things known and persons as the case has them. No id of
    any of these says anything here: a case under other ids tells the same in the same order.
    """
    view = enquiry.view
    return (
        [view.place[cited.event_id] for cited in finding.cited],
        [enquiry.place_of_agency[agency] for agency in finding.agencies],
        [enquiry.place_of_team[team] for team in finding.teams],
        sorted(enquiry.place_of_fact[fact] for fact in finding.facts),
        sorted(enquiry.place_of_person[person] for person in finding.persons),
        (finding.form, finding.statement),
    )


def _by_rows(enquiry: Enquiry, found: tuple[NearMiss, ...]) -> list[NearMiss]:
    """Return what one finding looked at and did not list, earliest rows first."""
    rows, agencies = enquiry.view.place, enquiry.place_of_agency
    return sorted(
        found,
        key=lambda near: (
            [rows[row] for row in near.rows], agencies.get(near.agency_id, -1), near.why
        ),
    )  # fmt: skip


def _by_agency(enquiry: Enquiry, found: tuple[CannotTell, ...]) -> list[CannotTell]:
    """Return what one finding cannot tell, by agencies as the case lists them."""
    return sorted(found, key=lambda one: enquiry.place_of_agency.get(one.agency_id, -1))


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


#: Families of which an agency has a line of its own where so many findings are about it; those of
#: the other agencies stand together.
_BY_AGENCY = ("assessment", "inside")
OWN_LINE = 5

# -- lines -------------------------------------------------------------------------------


def _groups(
    enquiry: Enquiry, findings: tuple[Finding, ...], order: dict[str, Query]
) -> tuple[Group, ...]:
    size = Counter(finding.group for finding in findings)
    members: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        family, _, agency = finding.group.partition(":")
        apart = not agency or family not in _BY_AGENCY or size[finding.group] >= OWN_LINE
        members[finding.group if apart else family].append(finding)
    groups = [_group(enquiry, key, tuple(found), order) for key, found in members.items()]
    return tuple(
        sorted(
            groups,
            key=lambda g: (
                _tier(g.query, order),
                -g.weight,
                order[g.query].definition.order,
            ),
        )
    )


def _group(
    enquiry: Enquiry, key: str, found: tuple[Finding, ...], order: dict[str, Query]
) -> Group:
    first = found[0]
    family = key.partition(":")[0]
    one = len(found) == 1
    statement = first.statement if one else _together(enquiry, family, found, order)
    return Group(
        key=key,
        query=first.query,
        title=FAMILIES.get(family, order[first.query].definition.title),
        statement=statement,
        short=short_sentence(enquiry, found) if family == "unshared" else statement,
        question=first.question if one else order[first.query].definition.asks,
        certainty=strongest(f.certainty for f in found),
        weight=max(f.weight for f in found),
        findings=found,
    )


def _counted(enquiry: Enquiry, definition: Definition, found: list[Finding]) -> str:
    """Return how many of one kind a line holds: one point made by several is told as one."""
    number = len(found)
    if definition.counts_facts:
        things = len({finding.facts for finding in found})
        lines = f" ({counted(number, 'line')})" if things < number else ""
        return f"{counted(things, *definition.counts)}{lines}"
    words = counted(number, *definition.counts)
    apart = assessed_words(enquiry, found) if definition.key == "isolation" and number > 1 else ""
    return f"{words} ({apart})" if apart else words


def _together(
    enquiry: Enquiry, family: str, found: tuple[Finding, ...], order: dict[str, Query]
) -> str:
    if family == "unshared":
        return line_sentence(enquiry, found)
    if family == ADDED.key:
        return f"The panel added {counted(len(found), 'finding')} of its own."
    name = enquiry.name(found[0].agencies[0])
    if found[0].good_practice:
        return f"{name}: {counted(len(found), 'thing')} that went well."
    members: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        members[finding.query].append(finding)
    counts = "; ".join(
        _counted(enquiry, query.definition, members[key])
        for key, query in order.items()
        if key in members
    )
    if len({f.agencies[0] for f in found}) > 1 or family not in _BY_AGENCY:
        return f"{upper_first(counts)}."
    return f"{'Inside ' if family == 'inside' else ''}{name}: {counts}."
