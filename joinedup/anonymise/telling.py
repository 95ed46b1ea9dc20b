"""What a case tells, and whether another tells the same once the edges of its windows moved.

A row that said only a month may be written wider in a pack. Then a minute that hangs on its edge is
another minute in the pack. Two cases tell the same where everything else is equal, and every minute
that differs is the edge of a window that is known to have moved, by just so much; and where the
minutes of the one stand in the same order as those of the other, none together that were apart and
none apart that were together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from graphdb.case_view import FAR_AHEAD, LONG_AGO
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import CaseRecords
from graphdb.pooled import INFORMAL, POOL, Crossing, Span, Step
from joinedup.anonymise.ids import Ids
from joinedup.case import JoinedUpCase
from queries import Asked, CannotTell, Finding, Query, Results, registry
from queries.enquiry import Enquiry
from queries.rules import starting


@dataclass(frozen=True, slots=True)
class Edges:
    """Windows that a pack writes wider than they are.

    Attributes
    ----------
    minutes
        Minutes of the exactly moved case, and what became of them.
    rows
        Of the pack: the rows whose windows they are.
    """

    minutes: frozenset[tuple[int, int]] = frozenset()
    rows: frozenset[str] = frozenset()


NO_EDGES = Edges()


class Found(NamedTuple):
    """What a finding says, without its words and its id."""

    query: str
    form: str
    grade: str
    certainty: str
    agencies: tuple[str, ...]
    persons: tuple[str, ...]
    facts: tuple[str, ...]
    cited: tuple[tuple[str, str, str], ...]
    window: tuple[int, int | None] | None
    codes: tuple[str, ...]
    good: bool
    #: what decides whether it is listed beside others; of what a finding says by itself alone
    beside: tuple[str, ...] = ()


class Said(NamedTuple):
    """What one finding says of a case by itself, whatever others say of the same rows."""

    findings: Counter[Found]
    cannot_tell: Counter[tuple[str, str, int, bool]]


_NOTHING = Said(Counter(), Counter())
#: A finding with more than this part of all lines takes long to ask.
_MANY = 0.05


def found_as(finding: Finding, ids: Ids | None) -> Found:
    """Return what a finding says, under the ids of the pack (``None``: it has them already)."""

    def agency(key: str) -> str:
        return key if ids is None else ids.agencies[key]

    def person(key: str) -> str:
        return key if ids is None else ids.persons[key]

    def fact(key: str) -> str:
        return key if ids is None else ids.facts[key]

    def row(key: str) -> str:
        return key if ids is None else ids.events[key]

    return Found(
        finding.query,
        finding.form,
        finding.grade,
        str(finding.certainty),
        tuple(map(agency, finding.agencies)),
        # a finding of several persons or facts has them in the order of their ids
        tuple(sorted(map(person, finding.persons))),
        tuple(sorted(map(fact, finding.facts))),
        tuple((row(c.event_id), str(c.shows), str(c.certainty)) for c in finding.cited),
        finding.window,
        finding.codes,
        finding.good_practice,
    )


def findings_of(case: JoinedUpCase) -> tuple[Finding, ...]:
    """Return what is found of the rows of a case, good practice with it."""
    # what the panel added hangs on dispositions.csv, not on the rows
    found = (*case.answers.findings, *case.answers.good)
    return tuple(f for f in found if not f.finding_id.startswith("p-"))


def moved(minute: int | None, later: int) -> int | None:
    """Return a minute of the pack; open sides stay open."""
    if minute is None or minute <= LONG_AGO or minute >= FAR_AHEAD:
        return minute
    return minute + later


class Known(NamedTuple):
    """Since when a holder has a fact, and by which row."""

    certain: int | None
    possible: int | None
    how: str
    via: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two cases tell differently.

    Attributes
    ----------
    text
        What it is.
    minutes, rows, agencies
        On which minutes it hangs; if not on them, on which rows; if not on those, whose it is.
    finding
        Key of the finding that says it, where one does.
    """

    text: str
    rows: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    minutes: frozenset[int] = frozenset()
    finding: str = ""


class Telling:
    """What a case tells, under the ids and days of its pack.

    Parameters
    ----------
    case
        The case.
    ids, later
        What became of ids, and how many minutes later everything is; nothing where it is the pack.
    asked
        What its findings say, by their keys, where that was asked elsewhere.
    """

    def __init__(
        self,
        case: JoinedUpCase,
        ids: Ids | None = None,
        later: int = 0,
        asked: Mapping[str, Results] | None = None,
    ) -> None:
        self._case, self._ids, self._later = case, ids, later
        self._elsewhere = asked
        self._said: dict[str, Said] = {}

    @cached_property
    def _asked(self) -> Asked:
        asked = self._case.asked
        return asked if self._elsewhere is None else Asked(asked.enquiry, self._elsewhere)

    def under(self, records: CaseRecords) -> Telling:
        """Return what the same rows tell where only rules and what is expected are others.

        Who knew what hangs on neither, so that it need not be worked out again.
        """
        made = Telling(JoinedUpCase(records), self._ids, self._later)
        view = copy(self._case.view)
        view.settings = records.settings
        made._asked = Asked(Enquiry(view, self._case.known, self._case.vocabulary))
        return made

    def said_by(self, query: Query) -> Said:
        """Return what one finding says by itself; it is asked once.

        Of a pack only: what decides which of two findings is listed hangs on ids.
        """
        key = query.definition.key
        if key not in self._said:
            off = key in self._case.records.settings.off
            self._said[key] = _NOTHING if off else self._what_is_said(query)
        return self._said[key]

    @cached_property
    def by_lines(self) -> list[list[Query]]:
        """The findings: all that have few lines together, then those with many, fewest first."""
        lines = {q.definition.key: self.said_by(q).findings.total() for q in registry()}
        many = _MANY * sum(lines.values())
        ordered = sorted(registry(), key=lambda q: lines[q.definition.key])
        few = [q for q in ordered if lines[q.definition.key] <= many]
        return [few, *([q] for q in ordered[len(few) :])]

    def _what_is_said(self, query: Query) -> Said:
        results = self._asked.of(query)
        return Said(
            Counter(
                found_as(f, None)._replace(beside=self._beside(query, f)) for f in results.findings
            ),
            Counter(map(self._cannot, results.cannot_tell)),
        )

    def _beside(self, query: Query, finding: Finding) -> tuple[str, ...]:
        """Return what else a list of all findings makes of one: its place, and codes by topic."""
        definition, facts = query.definition, self._case.view.facts
        place = (finding.finding_id, *finding.omission) if finding.omission else ()
        if not definition.by_topic:
            return place
        rules = starting(self._asked.enquiry.rules, definition.key, definition.starts_from)
        topics = {topic for rule in rules for topic in rule.topics}
        return (*place, *sorted({facts[f].topic for f in finding.facts} & topics))

    @property
    def limits(self) -> Counter[tuple[str, str, int, bool]]:
        """What the case as a whole cannot be asked."""
        return Counter(map(self._cannot, self._case.limits))

    def _cannot(self, said: CannotTell) -> tuple[str, str, int, bool]:
        return said.query, self._agency(said.agency_id), said.count, said.at_the_end

    @cached_property
    def findings(self) -> Counter[Found]:
        """The findings."""
        return Counter(found_as(f, self._ids) for f in findings_of(self._case))

    @cached_property
    def cannot_tell(self) -> Counter[tuple[str, str, int, bool]]:
        """What the records cannot be asked."""
        return Counter(map(self._cannot, self._case.answers.cannot_tell))

    @cached_property
    def known(self) -> dict[tuple[str, str], Known]:
        """Who knew what, by holder and fact."""
        facts, found = self._case.known.facts, {}
        for fact_id in facts.subjects:
            for holder in facts.holders(fact_id):
                knows = facts.knows(holder, fact_id)
                if knows is not None:
                    found[self._holder(holder), self._fact(fact_id)] = Known(
                        moved(knows.certain_from, self._later),
                        moved(knows.possible_from, self._later),
                        str(knows.first.how),
                        self._row(knows.first.via),
                    )
        return found

    @cached_property
    def steps(self) -> dict[str, list[tuple[int | None, tuple[int, int], tuple[int, int]]]]:
        """The pooled picture, each agency's and that of informal sources, step by step."""
        picture = self._case.pooled
        named = {"(pool)": picture.pool, "(informal)": picture.informal}
        named |= {self._agency(key): found for key, found in picture.agencies.items()}
        return {key: self._steps(found) for key, found in named.items()}

    def _steps(
        self, found: Iterable[Step]
    ) -> list[tuple[int | None, tuple[int, int], tuple[int, int]]]:
        return [(moved(s.minute, self._later), s.weight, s.count) for s in found]

    @cached_property
    def crossings(self) -> dict[str, tuple[str, int | None, int | None]]:
        """When enough was held, by whom."""
        picture = self._case.pooled
        named = {"(pool)": picture.pool_crossing, "(best)": picture.best_crossing}
        named |= {self._group(key): found for key, found in picture.crossings.items()}
        return {key: self._crossing(found) for key, found in named.items()}

    def _crossing(self, found: Crossing) -> tuple[str, int | None, int | None]:
        certain, possible = moved(found.certain, self._later), moved(found.possible, self._later)
        return self._group(found.holder), certain, possible

    @cached_property
    def spans(self) -> dict[tuple[str, str, bool], list[tuple[int | None, int | None]]]:
        """From when to when a holder has a fact, by holder, fact and whether for certain."""
        found: dict[tuple[str, str, bool], list[tuple[int | None, int | None]]] = defaultdict(list)
        for holder, holding in self._case.pooled.holdings.items():
            for certain, spans in ((True, holding.certain), (False, holding.possible)):
                for span in spans:
                    key = (self._group(holder), self._fact(span.fact_id), certain)
                    found[key].append(self._span(span))
        return {key: sorted(spans, key=_side) for key, spans in found.items()}

    def _span(self, span: Span) -> tuple[int | None, int | None]:
        return moved(span.since, self._later), moved(span.until, self._later)

    @cached_property
    def rows_of_fact(self) -> dict[str, frozenset[str]]:
        """The rows on which it hangs who has a fact, and since when."""
        facts, found = self._case.known.facts, {}
        for fact_id in facts.subjects:
            rows = {
                row
                for agency in facts.agencies(fact_id)
                for acquired in facts.of_agency(agency, fact_id)
                for row in (*acquired.atoms, acquired.via)
            }
            rows |= {e.event_id for e in self._case.view.rows_that_end.get(fact_id, ())}
            found[self._fact(fact_id)] = frozenset(map(self._row, rows))
        return found

    @cached_property
    def further(self) -> frozenset[int]:
        """How many minutes after an edge something is told that hangs on it."""
        longest = {f.longest_days for f in self._case.records.facts if f.longest_days is not None}
        return frozenset({0, 1} | {days * MINUTES_PER_DAY + 1 for days in longest})

    @cached_property
    def minutes(self) -> frozenset[int]:
        """Every minute of which something is told."""
        pairs = [(k.certain, k.possible) for k in self.known.values()]
        pairs += [(certain, possible) for _, certain, possible in self.crossings.values()]
        pairs += [pair for spans in self.spans.values() for pair in spans]
        found = {minute for pair in pairs for minute in pair if minute is not None}
        return frozenset(m for m in found if LONG_AGO < m < FAR_AHEAD)

    @cached_property
    def told_of(self) -> frozenset[tuple[int, str]]:
        """Every minute at which a holder begins or ceases to have a fact, with the fact."""
        found = {(m, fact) for (_, fact), k in self.known.items() for m in (k.certain, k.possible)}
        found |= {
            (m, fact) for (_, fact, _), spans in self.spans.items() for pair in spans for m in pair
        }
        return frozenset((m, fact) for m, fact in found if m is not None)

    def _agency(self, key: str) -> str:
        return key if self._ids is None else self._ids.agencies.get(key, key)

    def _group(self, key: str) -> str:
        # an agency may have the id "informal"; what all of them held is called so, too
        return key if key in (POOL, INFORMAL) else self._agency(key)

    def _fact(self, key: str) -> str:
        return key if self._ids is None else self._ids.facts[key]

    def _row(self, key: str) -> str:
        return key if self._ids is None else self._ids.events.get(key, key)

    def _holder(self, key: str) -> str:
        if self._ids is None:
            return key
        return self._ids.teams[key] if "/" in key else self._ids.agencies[key]


def _side(span: tuple[int | None, int | None]) -> tuple[int, int]:
    return span[0] or LONG_AGO, span[1] or LONG_AGO


def differences(before: Telling, after: Telling, edges: Edges = NO_EDGES) -> Iterator[Difference]:
    """Yield what two cases tell differently, but for edges that are known to have moved.

    Parameters
    ----------
    before, after
        What each tells, under the same ids and days.
    edges
        Of windows that the second writes wider: which minutes moved, and to which.
    """
    minutes = _Minutes(before, edges)
    if before.findings != after.findings:
        yield from _windows(before.findings, after.findings, minutes)
    yield from _cannot_tell(before.cannot_tell, after.cannot_tell)
    yield from _knowledge(before, after, minutes)
    yield from _pooled(before, after, minutes)
    yield from minutes.wrong()


def differences_by_step(
    before: Telling, after: Telling, edges: Edges = NO_EDGES, suspects: Collection[str] = ()
) -> Iterator[list[Difference]]:
    """Yield the same of two states of one pack step by step, what takes least time first.

    First who knew what and the pooled picture, on which findings rest; then the suspects; then the
    findings with few lines; then those with many, one by one. Whoever looks for any difference
    need not ask the rest. Where no step has a difference :func:`differences` has none.

    Parameters
    ----------
    before, after, edges
        As for :func:`differences`, under the same ids.
    suspects
        Keys of findings to ask before the others.
    """
    minutes = _Minutes(before, edges)
    known = [*_knowledge(before, after, minutes), *_pooled(before, after, minutes)]
    yield [*known, *minutes.wrong(), *_cannot_tell(before.limits, after.limits)]
    others = [[q for q in s if q.definition.key not in suspects] for s in before.by_lines]
    for queries in ([q for q in registry() if q.definition.key in suspects], *others):
        yield [d for query in queries for d in _said_differently(before, after, query, minutes)]


def out_of_order(
    before: Telling, pairs: Iterable[tuple[int, int, str]], edges: Edges
) -> list[Difference]:
    """Return what would be told in another order.

    Parameters
    ----------
    before
        What a case tells.
    pairs
        Minutes that it tells of, what would become of each, and of which fact.
    edges
        Of windows that would be written wider.
    """
    minutes = _Minutes(before, edges)
    for one, other, fact in pairs:
        minutes.pair(one, other, fact)
    return list(minutes.wrong())


def differences_of(
    before: Telling, after: Telling, findings: Collection[str], edges: Edges = NO_EDGES
) -> Iterator[Difference]:
    """Yield what some findings, by their keys, say differently of two states of one pack."""
    minutes = _Minutes(before, edges)
    for query in registry():
        if query.definition.key in findings:
            yield from _said_differently(before, after, query, minutes)


def _said_differently(
    before: Telling, after: Telling, query: Query, minutes: _Minutes
) -> Iterator[Difference]:
    one, other = before.said_by(query), after.said_by(query)
    if one.findings != other.findings:
        yield from _windows(one.findings, other.findings, minutes)
    yield from _cannot_tell(one.cannot_tell, other.cannot_tell)


@dataclass(slots=True)
class _Minutes:
    """Pairs of minutes that ought to be the same one, and on which facts they hang."""

    telling: Telling
    edges: Edges
    pairs: dict[tuple[int, int], set[str]] = field(default_factory=dict)

    def pair(self, one: int | None, other: int | None, fact: str = "") -> bool:
        """Note that two minutes are told of the same; return whether they can be."""
        if one is None or other is None:
            return one is other
        if not LONG_AGO < one < FAR_AHEAD:
            return one == other
        self.pairs.setdefault((one, other), set()).add(fact)
        return True

    def wrong(self) -> Iterator[Difference]:
        """Yield what no moved edge explains, and what stands in another order than before."""
        by: dict[int, set[int]] = defaultdict(set)
        for one, other in self.edges.minutes:
            by[other - one].add(one)
        for (one, other), facts in self.pairs.items():
            from_edge = by.get(other - one, set())
            if one != other and not any(one - f in from_edge for f in self.telling.further):
                yield self._said("moved by itself", one, other, facts, {one})
        ordered = sorted(self.pairs)
        for (one, other), (third, fourth) in pairwise(ordered):
            if not (one < third and other < fourth):
                facts = self.pairs[one, other] | self.pairs[third, fourth]
                # what stayed where it was is none of it
                apart = {b for b, c in ((one, other), (third, fourth)) if b != c}
                yield self._said("no longer in order", one, other, facts, apart)

    def _said(
        self, what: str, one: int, other: int, facts: set[str], minutes: set[int]
    ) -> Difference:
        rows = self.telling.rows_of_fact
        found = frozenset[str]().union(*(rows.get(fact, frozenset()) for fact in facts))
        further = self.telling.further
        return Difference(
            f"minute {one}, in the pack {other}: {what}",
            found,
            minutes=frozenset(minute - each for minute in minutes for each in further),
        )

    def days(self, one: int | None, other: int | None) -> bool:
        """Whether a number of days differs by as much as edges moved, and by nothing else."""
        if one is None or other is None or one == other:
            return one == other
        # of two instants either may hang on an edge; and days are counted whole
        by = {0} | {(new - old) for old, new in self.edges.minutes}
        far = MINUTES_PER_DAY * abs(one - other)
        if other == 0 or one == 0:
            return any(abs(a - b) >= far - MINUTES_PER_DAY for a in by for b in by)
        return any(abs(abs(a - b) - far) < MINUTES_PER_DAY for a in by for b in by)


def _cannot_tell(
    before: Counter[tuple[str, str, int, bool]], after: Counter[tuple[str, str, int, bool]]
) -> Iterator[Difference]:
    for one, other, where in ((before, after, "original"), (after, before, "pack")):
        for said in one - other:
            text = f"cannot tell only of the {where}: {said}"
            yield Difference(text, agencies=frozenset({said[1]}), finding=said[0])


def _windows(
    before: Counter[Found], after: Counter[Found], minutes: _Minutes
) -> Iterator[Difference]:
    """Yield findings that differ by more than how many days their rows leave open."""
    rows = minutes.edges.rows
    left: dict[Found, list[Found]] = defaultdict(list)
    for found in (after - before).elements():
        left[_listed(found, rows)].append(found)
    for found in (before - after).elements():
        others = left.get(_listed(found, rows), [])
        same = next((o for o in others if _same_window(found.window, o.window, minutes)), None)
        if same is None:
            yield _of_finding("original", found)
        else:
            others.remove(same)
    for others in left.values():
        for found in others:
            yield _of_finding("pack", found)


def _listed(found: Found, rows: frozenset[str]) -> Found:
    """Return a finding without its days, its rows listed by what is said of them.

    Rows are listed by when they began at the earliest. One whose window begins earlier is listed
    earlier; the others stand among themselves as they stood.
    """
    stays = tuple(cite for cite in found.cited if cite[0] not in rows)
    return found._replace(
        window=None, cited=(*stays, *sorted(cite for cite in found.cited if cite[0] in rows))
    )


def _same_window(
    one: tuple[int, int | None] | None, other: tuple[int, int | None] | None, minutes: _Minutes
) -> bool:
    if one is None or other is None:
        return one is other
    wider = other[0] <= one[0] and (other[1] is None or one[1] is None or one[1] <= other[1])
    return wider and minutes.days(one[0], other[0]) and minutes.days(one[1], other[1])


def _of_finding(where: str, found: Found) -> Difference:
    rows = frozenset(row for row, _, _ in found.cited)
    text = f"finding only of the {where}: {found}"
    return Difference(text, rows, frozenset(found.agencies), finding=found.query)


def _knowledge(before: Telling, after: Telling, minutes: _Minutes) -> Iterator[Difference]:
    for key in sorted(before.known.keys() | after.known.keys()):
        one, other = before.known.get(key), after.known.get(key)
        same = one is not None and other is not None
        if one is not None and other is not None:
            same = (one.how, one.via) == (other.how, other.via)
            same = minutes.pair(one.certain, other.certain, key[1]) and same
            same = minutes.pair(one.possible, other.possible, key[1]) and same
        if not same:
            rows = before.rows_of_fact.get(key[1], frozenset())
            yield Difference(f"knowledge of {key}: {one}, in the pack {other}", rows)


def _pooled(before: Telling, after: Telling, minutes: _Minutes) -> Iterator[Difference]:
    for key in sorted(before.spans.keys() | after.spans.keys()):
        ones, others = before.spans.get(key, []), after.spans.get(key, [])
        same = len(ones) == len(others)
        for one, other in zip(ones, others, strict=False):
            for b, c in zip(one, other, strict=True):
                same = minutes.pair(b, c, key[1]) and same
        if not same:
            rows = before.rows_of_fact.get(key[1], frozenset())
            yield Difference(f"held: {key}: {ones}, in the pack {others}", rows)
    for name in sorted(before.crossings.keys() | after.crossings.keys()):
        first, second = before.crossings.get(name), after.crossings.get(name)
        same = first is not None and second is not None and first[0] == second[0]
        if first is not None and second is not None:
            same = minutes.pair(first[1], second[1]) and same
            same = minutes.pair(first[2], second[2]) and same
        if not same:
            yield Difference(
                f"pooled picture: {name} crossed {first}, in the pack {second}",
                agencies=frozenset({name}),
            )
    yield from _stepped(before, after, minutes)


def _stepped(before: Telling, after: Telling, minutes: _Minutes) -> Iterator[Difference]:
    for name in sorted(before.steps.keys() | after.steps.keys()):
        ones, others = before.steps.get(name, []), after.steps.get(name, [])
        same = [s[1:] for s in ones] == [s[1:] for s in others]
        for one, other in zip(ones, others, strict=False) if same else ():
            same = minutes.pair(one[0], other[0]) and same
        if not same:
            yield Difference(
                f"pooled picture: the steps of {name} differ", agencies=frozenset({name})
            )


__all__ = [
    "NO_EDGES",
    "Difference",
    "Edges",
    "Found",
    "Said",
    "Telling",
    "differences",
    "differences_by_step",
    "differences_of",
    "findings_of",
    "found_as",
    "out_of_order",
]
