"""The oracle: what the records say in every world, and in at least one.

Written from ``docs/explanation/knowledge.md`` alone, never from the code it checks. It knows
nothing of closed formulas for statements; it decides each statement in one of two ways.

``enumerate``
    The definition, word for word: every choice of instants (and of which possible
    acquisitions took place) is listed, restricted to the variables that the statement
    mentions, and the statement is evaluated in each. Only for intervals of a few minutes.

``logic``
    The same question for intervals of any width, open sides included. Every statement here
    is a combination of differences between two instants (``v - u >= k``), so "is there a
    world in which ..." is a search over the alternatives, each a system of differences that
    has a solution exactly when it has no negative cycle (Bellman and Ford). Exact over the
    integers; ``test_oracle.py`` holds it to ``enumerate`` on random cases.

Readings chosen where the page leaves room
------------------------------------------
R1   An uncoded row says nothing: no content, no mirror, no contact, no assessment.
R2   Rule 3 holds beside rule 2 and not instead of it: a mirrored share is also a possible
     acquisition without the mirror (else removing the mirror would make B know earlier).
R3   A row of the sender's own team never mirrors its share; a row "learned after death" is
     neither mirror, nor meeting row, nor evidence by ``told_by``.
R3a  Seq orders the starts ``s`` of rows. It "puts an atom before or after the row c" only where
     the atom's instant is its row's own date, that is, where the row has no Learned date.
R4   "Linked as one occurrence" is the class under reference and person links (transitive).
     "Tied only by a guess" is a class that one match link joins to it; guesses are not chained.
R5   "Within eight days": by the spans [start.earliest, end.latest], the first minute of either
     and the last of either lie at most 8 x 1440 minutes apart; Learned plays no part; a row
     with an open side is never that near.
R6   A meeting-kind occurrence has at least one coded row of a meeting kind in its class.
R7   A pathway with neither kinds nor topics applies to every row of its source; otherwise
     the row's kind is listed *or* the topic of a fact that it reveals (not denied) is. Its
     dates apply when the row's span can touch them. It reaches the target agencies' "team not
     stated", never the source.
R8   ``sending_suffices`` makes certain all that rule 3 gives: shares, pathways, minutes.
R9   The fatal incident is one more variable of the world: ``x`` lies before it.
R10  An acquisition with a row of the fatal incident among its atoms counts for B but is no
     ``a`` ("the fatal incident's own rows trigger nothing", model.md).
R11  For a state, the ``longest_days`` and the ending row are measured from the *origin*: the
     row on which the fact is coded, not the share that passed it on. An ending row counts
     when ``origin <= its u <= x`` in that world, whoever recorded it.
R12  "Their child": ``Relation(kind="parent", person=p, to=child)`` for a person of the fact.
R13  "Not itself an atom of any acquisition of f by B": possible ones included.
R14  Between teams: both stated, of one agency that is not informal; contacts are the rows of
     team B itself.
R15  Isolation. Assessment ``t``: coded, a kind that assesses, not fatal, from a file with the
     column (``considered is not None``). Prior: a class with a coded row, not fatal, that is of
     an incident kind, or of a contact kind (no meeting, no assessment) and reveals (as observed,
     disclosed or alleged, not learned after death) a fact of nature *occurrence* of at least
     the least weight listed (a share, a letter, an assessment retells); other than ``t``'s own
     class; with a subject (``Part.SUBJECT``, role victim, perpetrator or child) in common.
     The pair (awareness ``w`` of t's *agency*, such row ``p`` of the class) holds when, for the
     instant ``x`` of t (``s <= x <= n``), all atoms of ``w`` lie before ``x``, ``s_p < x``,
     ``n_p >= x - look_back``, and ``x`` is in scope and before the fatal incident ("before"
     by Seq too). The prior is certain if one pair is certain. It is not omitted when t
     considered (or responds to) a row of its class, or an atom of an
     awareness of it that rests on no guess, directly or through considered assessments; where
     only a guess ties it to an occurrence so considered, it is possible at most.
R16  No assessment: for an incident row of an agency for which an expectation applies, no
     assessment by that agency with a subject in common has an instant from the incident's
     start to ``days`` after its end, which lies inside the window.

None of weight, recorded reason, coverage, grade of expectation, record access or ``off`` plays
a part: the oracle gives the rows on which those guards work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from graphdb.dates import MINUTES_PER_DAY, Extent, When, minute_of
from graphdb.model import (
    CaseRecords,
    Event,
    Expectation,
    Fact,
    LinkBy,
    Nature,
    Part,
    Pathway,
    Role,
    Stance,
    agency_of,
    team_not_stated,
)

Certainty = Literal["certain", "possible"]
Verdict = Literal["certain", "possible", "no"]
Method = Literal["logic", "enumerate"]
Node = tuple[str, str]
"""A variable: ("s" | "n" | "u" | "x" | "w", event id)."""
Bound = tuple[Node, Node, int]
"""``(u, v, k)`` says ``v - u >= k``."""

ZERO: Node = ("0", "")
FATAL: Node = ("w", "")
X: Node = ("x", "")


class TooManyWorldsError(Exception):
    """The case has more worlds than the caller wants listed."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What a kind of event is; the oracle takes these from its caller."""

    contact: bool = True
    routine: bool = False
    meeting: bool = False
    assessment: bool = False
    incident: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Acquisition:
    """A holder comes to hold a fact (or to be aware of an occurrence) at the latest atom."""

    holder: str
    thing: str
    atoms: frozenset[str]
    certain: bool
    how: str
    origin: str


@dataclass(frozen=True, slots=True)
class _Content:
    """One thing that a row carries: coded on ``origin``, through ``row``."""

    thing: str
    row: str
    origin: str
    certain: bool = True

    @property
    def atoms(self) -> frozenset[str]:
        return frozenset((self.row, self.origin))


def feasible(bounds: Iterable[Bound]) -> bool:
    """Whether integers exist that satisfy every ``v - u >= k``."""
    edges = list(bounds)
    height: dict[Node, int] = {}
    for u, v, _ in edges:
        height[u] = 0
        height[v] = 0
    for _ in range(len(height) + 1):
        moved = False
        for u, v, k in edges:
            least = height[u] + k
            if height[v] < least:
                height[v] = least
                moved = True
        if not moved:
            return True
    return False


def solvable(bounds: list[Bound], alternatives: Sequence[Sequence[list[Bound]]]) -> bool:
    """Whether the bounds hold together with one choice out of each list of alternatives."""
    if not feasible(bounds):
        return False
    if not alternatives:
        return True
    first, rest = alternatives[0], alternatives[1:]
    return any(solvable(bounds + choice, rest) for choice in first)


def _spans_meet(one: When, other: When) -> bool:
    return not (
        (one.latest is not None and other.earliest is not None and one.latest < other.earliest)
        or (other.latest is not None and one.earliest is not None and other.latest < one.earliest)
    )


class Classes:
    """Rows joined into classes by links."""

    def __init__(self, events: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        members: dict[str, set[str]] = {e: {e} for e in events}
        for one, other in pairs:
            if one in members and other in members and members[one] is not members[other]:
                joined = members[one] | members[other]
                for e in joined:
                    members[e] = joined
        self._of = {e: frozenset(m) for e, m in members.items()}

    def of(self, event: str) -> frozenset[str]:
        """Return the class of a row."""
        return self._of[event]

    def name(self, event: str) -> str:
        """Return the least id of the class."""
        return min(self._of[event])


class Guesses:
    """Rows that one guess ties to a row's occurrence, and that occurrence's own rows."""

    def __init__(self, same: Classes, pairs: Iterable[tuple[str, str]]) -> None:
        self._same = same
        self._next: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            self._next[same.name(one)].add(other)
            self._next[same.name(other)].add(one)

    def of(self, event: str) -> frozenset[str]:
        """Return the rows tied to a row's occurrence, for certain or by one guess."""
        found = set(self._same.of(event))
        for other in self._next[self._same.name(event)]:
            found |= self._same.of(other)
        return frozenset(found)


class Worlds:
    """The oracle over the records of one case.

    Parameters
    ----------
    records, kinds
        The case, and what each kind of event is (an unknown kind is a plain contact).
    horizon
        First and last minute that stand in for open sides when worlds are enumerated; must
        lie well outside every written date. ``logic`` does not need it.
    most
        How many worlds one statement may have when they are enumerated.
    """

    def __init__(
        self,
        records: CaseRecords,
        kinds: Mapping[str, Flags],
        *,
        horizon: tuple[int, int] | None = None,
        most: int = 60_000,
    ) -> None:
        self.records = records
        self.kinds = kinds
        self.horizon = horizon
        self.most = most
        self.rows = {e.event_id: e for e in records.events}
        self.facts = {f.fact_id: f for f in records.facts}
        self.live = {i: e for i, e in self.rows.items() if e.coded}
        ids = list(self.live)
        sure = [(k.first, k.second) for k in records.links if k.by is not LinkBy.MATCH]
        self.same = Classes(ids, sure)
        self.tied = Guesses(
            self.same,
            [
                (k.first, k.second)
                for k in records.links
                if k.by is LinkBy.MATCH and {k.first, k.second} <= self.live.keys()
            ],
        )
        case = records.case
        self.scope_lo = None if case.scope_from is None else minute_of(case.scope_from)
        self.scope_hi = None if case.scope_to is None else minute_of(case.scope_to, 23, 59)
        self._order: dict[str, tuple[str, int]] = {}
        self._mates: dict[tuple[str, int], list[str]] = defaultdict(list)
        for e in records.events:
            if e.sequence is not None and e.when.is_single_day:
                assert e.when.earliest is not None
                key = (e.source.document, e.when.earliest)
                self._order[e.event_id] = key
                self._mates[key].append(e.event_id)

    # ------------------------------------------------------------------ what a row says

    def flags(self, event: Event) -> Flags:
        """Return what the row's kind is."""
        return self.kinds.get(event.kind, Flags())

    def named(self, event: Event) -> tuple[Event, ...]:
        """Return the coded rows that a row names, one step."""
        told = event.considered.events if event.considered else ()
        ids = dict.fromkeys((*event.responds_to, *told))
        return tuple(self.live[i] for i in ids if i in self.live and i != event.event_id)

    def _coded_facts(self, event: Event) -> list[str]:
        if event.learned_after_death:
            return []
        return sorted({r.fact_id for r in event.reveals if r.stance.gives_knowledge})

    def _told_occurrences(self, event: Event) -> list[tuple[str, bool]]:
        """Return the classes a row tells of, each with whether that is certain."""
        if event.learned_after_death:
            return []
        own = self.same.name(event.event_id)
        guessed = {self.same.name(i) for i in self.tied.of(event.event_id)} - {own}
        return [(own, True), *((name, False) for name in sorted(guessed))]

    def _tells(self, event: Event, of: str) -> list[tuple[str, bool]]:
        if of == "facts":
            return [(f, True) for f in self._coded_facts(event)]
        return self._told_occurrences(event)

    def _content(self, event: Event, of: str) -> list[_Content]:
        if event.learned_after_death:
            return []
        return [
            _Content(thing, event.event_id, source.event_id, sure)
            for source in (event, *self.named(event))
            for thing, sure in self._tells(source, of)
        ]

    # ------------------------------------------------------------------ acquisitions

    def mirrors(self, share: Event, agency: str) -> list[Event]:
        """Return the rows of an agency that record the receipt of a share."""
        return [m for m in self.live.values() if self._mirrors(m, share, agency)]

    def _mirrors(self, m: Event, share: Event, agency: str) -> bool:
        if m.agency_id != agency or m.team_id == share.team_id or m.learned_after_death:
            return False
        told = any(agency_of(t.team_id) == share.agency_id for t in m.told_by)
        linked = m.event_id in self.same.of(share.event_id) and m is not share
        return (
            share.event_id in m.responds_to
            or (linked and (told or not self.flags(m).contact))
            or (told and self._near(m.when, share.when))
        )

    def _near(self, one: When, other: When) -> bool:
        ends = (one.earliest, other.earliest, one.latest, other.latest)
        first = [e for e in ends[:2] if e is not None]
        last = [e for e in ends[2:] if e is not None]
        if len(first) < 2 or len(last) < 2:
            return False
        return max(last) - min(first) <= 8 * MINUTES_PER_DAY

    def _pathway_targets(self, row: Event) -> list[str]:
        agencies = {a.agency_id: a for a in self.records.agencies}
        mine = agencies.get(row.agency_id)
        targets: list[str] = []
        for way in self.records.settings.pathways:
            if not way.automatic or not self._pathway_applies(way, row):
                continue
            if mine is None or way.source not in (mine.agency_id, mine.sector):
                continue
            targets += [
                a.agency_id
                for a in agencies.values()
                if way.target in (a.agency_id, a.sector) and a.agency_id != row.agency_id
            ]
        return targets

    def _pathway_applies(self, way: Pathway, row: Event) -> bool:
        if way.start and row.when.latest is not None and row.when.latest < minute_of(way.start):
            return False
        first = row.when.earliest
        if way.end and first is not None and first > minute_of(way.end, 23, 59):
            return False
        if not way.kinds and not way.topics:
            return True
        topics = {
            self.facts[r.fact_id].topic
            for r in row.reveals
            if r.stance.gives_knowledge and r.fact_id in self.facts
        }
        return row.kind in way.kinds or bool(topics & set(way.topics))

    def _derive(self, of: str) -> frozenset[Acquisition]:
        suffices = self.records.settings.sending_suffices
        out: set[Acquisition] = set()

        def add(holder: str, part: _Content, extra: Iterable[str], certain: bool, how: str) -> None:
            atoms = part.atoms | frozenset(extra)
            sure = certain and part.certain
            out.add(Acquisition(holder, part.thing, atoms, sure, how, part.origin))

        for r in self.live.values():
            if r.learned_after_death:
                continue
            content = self._content(r, of)
            itself = [p for p in content if p.origin == r.event_id]
            for part in itself:
                add(r.team_id, part, (), True, "own record")
                for told in r.told_by:
                    add(told.team_id, part, (), False, "told by")
            for team in (naming.team_id for naming in r.shared_with):
                if team == r.team_id:
                    continue
                for part in content:
                    add(team, part, (), suffices, "sent")
                for m in self.mirrors(r, agency_of(team)):
                    for part in content:
                        add(m.team_id, part, (m.event_id,), True, "told")
            for reached in self._pathway_targets(r):
                for part in content:
                    add(team_not_stated(reached), part, (), suffices, "pathway")
            for sent in r.minutes_to:
                for part in content:
                    add(sent.team_id, part, (), suffices, "minutes")
            if r.attended and self._is_meeting(r.event_id):
                sure_rows = self.same.of(r.event_id)
                for other in self.tied.of(r.event_id):
                    for part in self._content(self.live[other], of):
                        for present in r.attended:
                            add(
                                present.team_id,
                                part,
                                (r.event_id,),
                                other in sure_rows,
                                "at a meeting",
                            )
        stated = defaultdict(list)
        for t in self.records.teams:
            if t.stated:
                stated[t.agency_id].append(t.team_id)
        for a in list(out):
            if a.holder.endswith("/"):
                for team_id in stated[agency_of(a.holder)]:
                    out.add(
                        Acquisition(team_id, a.thing, a.atoms, False, "team not stated", a.origin)
                    )
        return frozenset(out)

    def _is_meeting(self, event_id: str) -> bool:
        return any(self.flags(self.live[i]).meeting for i in self.same.of(event_id))

    @cached_property
    def acquisitions(self) -> frozenset[Acquisition]:
        """Every acquisition of a fact, by team."""
        return self._derive("facts")

    @cached_property
    def awareness(self) -> frozenset[Acquisition]:
        """Every way in which a team became aware of an occurrence (named by its least row)."""
        return self._derive("occurrences")

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[Acquisition]]:
        index: dict[tuple[str, str], list[Acquisition]] = defaultdict(list)
        for a in self.acquisitions:
            index[a.holder, a.thing].append(a)
            if a.how != "team not stated":
                index[agency_of(a.holder), a.thing].append(a)
        return {k: sorted(v, key=_by_content) for k, v in index.items()}

    def held(self, holder: str, fact_id: str) -> list[Acquisition]:
        """Return the acquisitions of a team (``a/t``) or of an agency (``a``)."""
        return self._index.get((holder, fact_id), [])

    # ------------------------------------------------------------------ variables

    def s(self, event_id: str) -> Node:
        """Return the variable of a row's start."""
        return ("s", event_id)

    def n(self, event_id: str) -> Node:
        """Return the variable of a row's end."""
        once = self.rows[event_id].when.extent is Extent.ONCE
        return ("s" if once else "n", event_id)

    def u(self, event_id: str) -> Node:
        """Return the variable of the instant at which a row's content is acquired."""
        e = self.rows[event_id]
        if e.learned is None and e.when.extent is Extent.ONCE:
            return ("s", event_id)
        return ("u", event_id)

    def _between(self, node: Node, lo: int | None, hi: int | None) -> list[Bound]:
        out: list[Bound] = []
        if lo is not None:
            out.append((ZERO, node, lo))
        if hi is not None:
            out.append((node, ZERO, -hi))
        return out

    def constraints(self, event_ids: Iterable[str]) -> list[Bound]:
        """Return what holds in every world of the variables of these rows.

        Rows of one document and day with a Seq are in its order, perhaps in one minute; rows
        that the statement does not mention add nothing to that.
        """
        out: list[Bound] = []
        ids = sorted(set(event_ids))
        for i in ids:
            e = self.rows[i]
            out += self._between(self.s(i), e.when.start.earliest, e.when.start.latest)
            if e.when.extent is not Extent.ONCE:
                out += self._between(self.n(i), e.when.end.earliest, e.when.end.latest)
                out.append((self.s(i), self.n(i), 0))
            if e.learned is not None:
                out += self._between(self.u(i), e.learned.earliest, e.learned.latest)
            elif e.when.extent is not Extent.ONCE:
                out += [(self.s(i), self.u(i), 0), (self.u(i), self.n(i), 0)]
            out += [(self.s(i), self.s(j), 0) for j in ids if self._comes_before(i, j)]
        fatal = self.records.case.fatal_incident
        if fatal is not None:
            out += self._between(FATAL, fatal.earliest, fatal.latest)
        return out

    def _comes_before(self, i: str, j: str) -> bool:
        """Whether Seq puts one row before another."""
        same_day = i in self._order and self._order.get(j) == self._order[i]
        return same_day and (self.rows[i].sequence or 0) < (self.rows[j].sequence or 0)

    def _step(self, atom: str, contact: str, *, after: bool) -> int:
        """Return how far an atom must lie from ``x``: Seq tells them apart within a minute."""
        if self.rows[atom].learned is not None:
            return 1
        ordered = self._comes_before(contact, atom) if after else self._comes_before(atom, contact)
        return 0 if ordered else 1

    # ------------------------------------------------------------------ since when

    def _extreme(self, event_id: str, *, latest: bool) -> int | None:
        """Return the least or greatest value of ``u`` over all worlds; ``None`` if unbounded."""
        e = self.rows[event_id]
        if e.learned is not None:
            return e.learned.latest if latest else e.learned.earliest
        return e.when.latest if latest else e.when.earliest

    def certain_from(self, holder: str, fact_id: str, method: Method = "logic") -> int | None:
        """Return the least minute by which the holder has acquired the fact in every world.

        ``None`` when there is none. By ``logic``: the world in which every atom is as late as
        it can be is a world, and no other has a later first acquisition.
        """
        mine = self.held(holder, fact_id)
        if method == "enumerate":
            firsts = [
                min((max(w[self.u(i)] for i in a.atoms) for a in taken), default=None)
                for w, taken in self._worlds(mine)
            ]
            if not firsts or None in firsts:
                return None
            worst = max(f for f in firsts if f is not None)
            return None if self.horizon and worst >= self.horizon[1] else worst
        best: int | None = None
        for a in mine:
            ends = [self._extreme(i, latest=True) for i in a.atoms]
            if a.certain and None not in ends:
                at = max(e for e in ends if e is not None)
                best = at if best is None else min(best, at)
        return best

    def possible_from(self, holder: str, fact_id: str, method: Method = "logic") -> float | None:
        """Return the least minute by which the holder has acquired it in some world.

        ``None`` when it never has; ``-inf`` when nothing bounds it from below.
        """
        mine = self.held(holder, fact_id)
        if method == "enumerate":
            firsts = [
                min(max(w[self.u(i)] for i in a.atoms) for a in taken)
                for w, taken in self._worlds(mine)
                if taken
            ]
            if not firsts:
                return None
            least = min(firsts)
            return float("-inf") if self.horizon and least <= self.horizon[0] else least
        best: float | None = None
        for a in mine:
            starts = [self._extreme(i, latest=False) for i in a.atoms]
            at = max(float("-inf") if e is None else e for e in starts)
            best = at if best is None else min(best, at)
        return best

    # ------------------------------------------------------------------ finding 1: pairs

    def concerned(self, fact: Fact) -> frozenset[str]:
        """Return the persons whom a fact concerns, and their children."""
        own = set(fact.persons)
        children = {r.to for r in self.records.relations if r.kind == "parent" and r.person in own}
        return frozenset(own | children)

    def contacts(self, holder: str, fact_id: str) -> list[Event]:
        """Return the rows of a holder that are contacts ``c`` for a fact."""
        whom = self.concerned(self.facts[fact_id])
        atoms = {i for a in self.held(holder, fact_id) for i in a.atoms}
        out = []
        for e in self.live.values():
            mine = e.team_id == holder if "/" in holder else e.agency_id == holder
            kind = self.flags(e)
            if not mine or e.fatal or not kind.contact or kind.routine or e.event_id in atoms:
                continue
            if any(i.person_id in whom and i.part is not Part.MENTIONED for i in e.involves):
                out.append(e)
        return sorted(out, key=lambda e: e.event_id)

    def starts(self, holder: str, fact_id: str) -> list[Acquisition]:
        """Return the acquisitions of a holder that may stand as ``a``."""
        return [
            a for a in self.held(holder, fact_id) if not any(self.rows[i].fatal for i in a.atoms)
        ]

    def pair(
        self,
        fact_id: str,
        holder: str,
        other: str,
        contact: str,
        a: Acquisition | None = None,
        method: Method = "logic",
    ) -> Verdict:
        """Return whether the pair holds in every world, in some, or in none.

        Without ``a``: the best verdict over A's acquisitions.
        """
        if contact not in {e.event_id for e in self.contacts(other, fact_id)}:
            return "no"
        if a is None:
            verdicts = [
                self.pair(fact_id, holder, other, contact, each, method)
                for each in self.starts(holder, fact_id)
            ]
            return _best(verdicts)
        if contact in a.atoms:
            return "no"
        if method == "enumerate":
            return self._pair_enumerated(fact_id, a, other, contact)
        if not self._pair_possible(fact_id, a, other, contact):
            return "no"
        return "certain" if self._pair_certain(fact_id, a, other, contact) else "possible"

    def _endings(self, fact_id: str) -> list[str]:
        if self.facts[fact_id].nature is not Nature.STATE:
            return []
        return [
            e.event_id
            for e in self.live.values()
            if any(r.fact_id == fact_id and r.stance is Stance.ENDED for r in e.reveals)
        ]

    def _longest(self, fact_id: str) -> int | None:
        fact = self.facts[fact_id]
        if fact.nature is not Nature.STATE or fact.longest_days is None:
            return None
        return fact.longest_days * MINUTES_PER_DAY

    def _mentioned(self, fact_id: str, a: Acquisition, other: str, contact: str) -> set[str]:
        theirs = {i for b in self.held(other, fact_id) for i in b.atoms}
        return theirs | set(a.atoms) | {contact} | set(self._endings(fact_id))

    def _pair_possible(self, fact_id: str, a: Acquisition, other: str, contact: str) -> bool:
        """Whether some world has it: no possible acquisition of B's takes place there."""
        bounds = self.constraints(self._mentioned(fact_id, a, other, contact))
        bounds += [(self.s(contact), X, 0), (X, self.n(contact), 0)]
        bounds += self._between(X, self.scope_lo, self.scope_hi)
        if self.records.case.fatal_incident is not None:
            bounds.append((X, FATAL, 1))
        bounds += [(self.u(i), X, self._step(i, contact, after=False)) for i in a.atoms]
        # what Seq puts on the other side of the contact cannot be on this one
        if any(self._wrong_side(i, contact, after=False) for i in a.atoms):
            return False
        origin = self.u(a.origin)
        longest = self._longest(fact_id)
        if longest is not None:
            bounds.append((X, origin, -longest))
        alternatives: list[list[list[Bound]]] = [
            [[(self.u(e), origin, 1)], [(X, self.u(e), 1)]] for e in self._endings(fact_id)
        ]
        alternatives += [
            [
                [(X, self.u(i), self._step(i, contact, after=True))]
                for i in sorted(b.atoms)
                if not self._wrong_side(i, contact, after=True)
            ]
            for b in self.held(other, fact_id)
            if b.certain
        ]
        return solvable(bounds, alternatives)

    def _wrong_side(self, atom: str, contact: str, *, after: bool) -> bool:
        return self._step(atom, contact, after=not after) == 0

    def _pair_certain(self, fact_id: str, a: Acquisition, other: str, contact: str) -> bool:
        """Whether no world lacks it: there every acquisition of B's may take place.

        The instants ``x`` that serve in a world run from the greatest of some lower limits to
        the least of some upper ones; there is none exactly when one lower limit exceeds one
        upper limit.
        """
        if not a.certain:
            return False
        base = self.constraints(self._mentioned(fact_id, a, other, contact))
        origin = self.u(a.origin)
        # x >= node + add
        lowers: list[tuple[Node, int]] = [(self.s(contact), 0)]
        if any(self._wrong_side(i, contact, after=False) for i in a.atoms):
            return False
        lowers += [(self.u(i), self._step(i, contact, after=False)) for i in sorted(a.atoms)]
        if self.scope_lo is not None:
            lowers.append((ZERO, self.scope_lo))
        # x <= node + add for every node of the list's greatest; further bounds apply with it
        uppers: list[tuple[list[tuple[Node, int]], list[Bound]]] = [([(self.n(contact), 0)], [])]
        if self.scope_hi is not None:
            uppers.append(([(ZERO, self.scope_hi)], []))
        if self.records.case.fatal_incident is not None:
            uppers.append(([(FATAL, -1)], []))
        longest = self._longest(fact_id)
        if longest is not None:
            uppers.append(([(origin, longest)], []))
        for e in self._endings(fact_id):
            uppers.append(([(self.u(e), -1)], [(origin, self.u(e), 0)]))
        for b in self.held(other, fact_id):
            uppers.append(
                (
                    [
                        (self.u(i), -self._step(i, contact, after=True))
                        for i in sorted(b.atoms)
                        if not self._wrong_side(i, contact, after=True)
                    ],
                    [],
                )
            )
        for low, add in lowers:
            for nodes, more in uppers:
                # low + add > node + less, for each node
                broken = [(node, low, less - add + 1) for node, less in nodes]
                if feasible(base + more + broken):
                    return False
        return True

    # ------------------------------------------------------------------ enumeration

    def _choices(self, event_id: str) -> list[dict[Node, int]]:
        e = self.rows[event_id]
        lo, hi = self.horizon or (None, None)

        def span(first: int | None, last: int | None) -> range:
            first = lo if first is None else first
            last = hi if last is None else last
            if first is None or last is None:
                raise ValueError("an open side needs a horizon")
            return range(first, last + 1)

        out: list[dict[Node, int]] = []
        once = e.when.extent is Extent.ONCE
        for s in span(e.when.start.earliest, e.when.start.latest):
            ends = (s,) if once else span(e.when.end.earliest, e.when.end.latest)
            for n in ends:
                if n < s:
                    continue
                if e.learned is not None:
                    instants = span(e.learned.earliest, e.learned.latest)
                else:
                    instants = range(s, n + 1)
                for u in instants:
                    out.append({self.s(event_id): s, self.n(event_id): n, self.u(event_id): u})
                    if len(out) > self.most:
                        raise TooManyWorldsError
        return out

    def _instants(self, event_ids: Iterable[str]) -> Iterator[dict[Node, int]]:
        ids = set(event_ids)
        for i in list(ids):
            if i in self._order:
                ids |= set(self._mates[self._order[i]])
        ordered = sorted(ids)
        choices = [self._choices(i) for i in ordered]
        fatal = self.records.case.fatal_incident
        if fatal is not None:
            assert fatal.earliest is not None and fatal.latest is not None
            choices.append([{FATAL: m} for m in range(fatal.earliest, fatal.latest + 1)])
        size = 1
        for c in choices:
            size *= len(c)
        if size > self.most:
            raise TooManyWorldsError
        for combination in product(*choices):
            world: dict[Node, int] = {}
            for part in combination:
                world |= part
            if all(
                world[self.s(i)] <= world[self.s(j)]
                for i in ordered
                for j in ordered
                if self._comes_before(i, j)
            ):
                yield world

    def _worlds(
        self, acquisitions: Sequence[Acquisition], more: Iterable[str] = ()
    ) -> Iterator[tuple[dict[Node, int], list[Acquisition]]]:
        """List the worlds: instants, and which of the acquisitions took place."""
        ids = {i for a in acquisitions for i in a.atoms} | set(more)
        sure = [a for a in acquisitions if a.certain]
        doubtful = [a for a in acquisitions if not a.certain]
        if 2 ** len(doubtful) > self.most:
            raise TooManyWorldsError
        for world in self._instants(ids):
            for taken in product((False, True), repeat=len(doubtful)):
                yield world, sure + [a for a, t in zip(doubtful, taken, strict=True) if t]

    def _pair_enumerated(self, fact_id: str, a: Acquisition, other: str, contact: str) -> Verdict:
        theirs = self.held(other, fact_id)
        ends = self._endings(fact_id)
        longest = self._longest(fact_id)
        same = list(dict.fromkeys([*theirs, a]))
        seen_true = seen_false = False
        for world, taken in self._worlds(same, {contact, *ends}):
            holds = False
            if a in taken:
                origin = world[self.u(a.origin)]
                for x in range(world[self.s(contact)], world[self.n(contact)] + 1):
                    if self.scope_lo is not None and x < self.scope_lo:
                        continue
                    if self.scope_hi is not None and x > self.scope_hi:
                        continue
                    if FATAL in world and x >= world[FATAL]:
                        continue
                    if not all(self._lies_before(world, i, x, contact) for i in a.atoms):
                        continue
                    if any(
                        not any(self._lies_after(world, i, x, contact) for i in b.atoms)
                        for b in taken
                        if b in theirs
                    ):
                        continue
                    if longest is not None and x - origin > longest:
                        continue
                    if any(origin <= world[self.u(e)] <= x for e in ends):
                        continue
                    holds = True
                    break
            seen_true |= holds
            seen_false |= not holds
        return "no" if not seen_true else ("possible" if seen_false else "certain")

    def _lies_before(self, world: dict[Node, int], atom: str, x: int, contact: str) -> bool:
        at = world[self.u(atom)]
        return at < x or (at == x and self._step(atom, contact, after=False) == 0)

    def _lies_after(self, world: dict[Node, int], atom: str, x: int, contact: str) -> bool:
        at = world[self.u(atom)]
        return at > x or (at == x and self._step(atom, contact, after=True) == 0)

    # ------------------------------------------------------------------ lines

    def _line(self, fact_id: str, holders: Iterable[str], other: str) -> Verdict:
        best: Verdict = "no"
        contacts = [e.event_id for e in self.contacts(other, fact_id)]
        for holder in holders:
            for contact in contacts:
                verdict = self.pair(fact_id, holder, other, contact)
                if verdict == "certain":
                    return "certain"
                best = _best((best, verdict))
        return best

    def unshared_lines(self) -> dict[tuple[str, str], Certainty]:
        """Return finding 1: (fact, agency B) with its certainty."""
        agencies = sorted(self.records.agencies, key=lambda a: a.agency_id)
        out: dict[tuple[str, str], Certainty] = {}
        for fact_id in sorted(self.facts):
            for b in agencies:
                if b.informal:
                    continue
                others = [a.agency_id for a in agencies if a.agency_id != b.agency_id]
                verdict = self._line(fact_id, others, b.agency_id)
                if verdict != "no":
                    out[fact_id, b.agency_id] = verdict
        return out

    def inside_lines(self) -> dict[tuple[str, str], Certainty]:
        """Return finding 3: (fact, team T2) with its certainty."""
        informal = {a.agency_id for a in self.records.agencies if a.informal}
        teams = sorted(t.team_id for t in self.records.teams if t.stated)
        out: dict[tuple[str, str], Certainty] = {}
        for fact_id in sorted(self.facts):
            for b in teams:
                if agency_of(b) in informal:
                    continue
                others = [t for t in teams if t != b and agency_of(t) == agency_of(b)]
                verdict = self._line(fact_id, others, b)
                if verdict != "no":
                    out[fact_id, b] = verdict
        return out

    # ------------------------------------------------------------------ finding 2

    def _subjects(self, event_ids: Iterable[str]) -> set[str]:
        roles = {Role.VICTIM, Role.PERPETRATOR, Role.CHILD}
        party = {p.person_id for p in self.records.persons if p.roles & roles}
        return {
            i.person_id
            for e in event_ids
            for i in self.live[e].involves
            if i.part is Part.SUBJECT and i.person_id in party
        }

    def considered(self, event_id: str) -> set[str]:
        """Return the rows that an assessment took into account, through assessments too."""
        seen: set[str] = set()
        stack = [event_id]
        while stack:
            at = self.live[stack.pop()]
            for q in self.named(at):
                if q.event_id not in seen:
                    seen.add(q.event_id)
                    if self.flags(q).assessment:
                        stack.append(q.event_id)
        return seen

    def _happened(self, e: Event) -> bool:
        if e.fatal or e.learned_after_death:
            return self.flags(e).incident and not e.fatal
        kind = self.flags(e)
        retells = kind.assessment or kind.meeting or not kind.contact
        return kind.incident or any(
            not retells
            and r.stance in (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)
            and self.facts[r.fact_id].nature is Nature.OCCURRENCE
            and self.facts[r.fact_id].weight >= self.records.settings.min_weight
            for r in e.reveals
            if r.fact_id in self.facts
        )

    def assessments(self) -> list[Event]:
        """Return the rows of which finding 2 may speak."""
        return [
            e
            for e in self.live.values()
            if self.flags(e).assessment and not e.fatal and e.considered is not None
        ]

    def _window(self, node: Node) -> list[Bound]:
        out = self._between(node, self.scope_lo, self.scope_hi)
        if self.records.case.fatal_incident is not None:
            out.append((node, FATAL, 1))
        return out

    def isolated(self) -> dict[str, dict[str, Certainty]]:
        """Return finding 2: assessment row -> omitted prior occurrence -> certainty."""
        aware: dict[tuple[str, str], list[Acquisition]] = defaultdict(list)
        for a in self.awareness:
            if a.how != "team not stated":
                aware[agency_of(a.holder), a.thing].append(a)
        incidents: dict[str, list[str]] = defaultdict(list)
        for e in self.live.values():
            if self._happened(e):
                incidents[self.same.name(e.event_id)].append(e.event_id)
        out: dict[str, dict[str, Certainty]] = {}
        for t in self.assessments():
            subjects = self._subjects([t.event_id])
            looked_at = self.considered(t.event_id)
            used = {self.same.name(q) for q in looked_at}
            used |= {
                name
                for (agency, name), heard in aware.items()
                if agency == t.agency_id
                and any(a.atoms & looked_at and self.same.name(a.origin) == name for a in heard)
            }
            guessed = {self.same.name(i) for q in used for i in self.tied.of(q)}
            found: dict[str, Certainty] = {}
            for name, rows in sorted(incidents.items()):
                if name in used or t.event_id in self.same.of(name):
                    continue
                if not subjects & self._subjects(self.same.of(name)):
                    continue
                verdicts = [
                    self._omitted(t.event_id, a, p)
                    for a in aware[t.agency_id, name]
                    for p in rows
                    if t.event_id not in a.atoms
                ]
                verdict = _best(verdicts)
                if verdict == "certain" and name in guessed:
                    verdict = "possible"
                if verdict != "no":
                    found[name] = verdict
            if found:
                out[t.event_id] = found
        return out

    def _omitted(self, t: str, a: Acquisition, p: str) -> Verdict:
        look_back = self.records.settings.look_back_days * MINUTES_PER_DAY
        base = self.constraints({t, p, *a.atoms})
        base += [(self.s(t), X, 0), (X, self.n(t), 0)]
        if any(self._wrong_side(i, t, after=False) for i in a.atoms):
            return "no"
        if self._comes_before(t, p):
            return "no"
        wanted: list[Bound] = [(self.u(i), X, self._step(i, t, after=False)) for i in a.atoms]
        wanted.append((self.s(p), X, 0 if self._comes_before(p, t) else 1))
        wanted.append((X, self.n(p), -look_back))
        wanted += self._window(X)
        if not feasible(base + wanted):
            return "no"
        if a.certain and not any(feasible([*base, _negated(b)]) for b in wanted):
            return "certain"
        return "possible"

    # ------------------------------------------------------------------ no assessment

    def no_assessment(self) -> dict[str, Certainty]:
        """Return the incident rows after which the recording agency has no assessment."""
        agencies = {a.agency_id: a for a in self.records.agencies}
        out: dict[str, Certainty] = {}
        for e in self.live.values():
            agency = agencies.get(e.agency_id)
            if not self.flags(e).incident or e.fatal or agency is None or agency.informal:
                continue
            verdicts = [
                self._unassessed(e, rule)
                for rule in self.records.settings.assessment_expected
                if (not rule.sectors or agency.sector in rule.sectors)
                and (not rule.area or rule.area in (agency.area, self.records.case.area))
                and (not rule.death_types or self.records.case.death_type in rule.death_types)
            ]
            verdict = _best(verdicts)
            if verdict != "no":
                out[e.event_id] = verdict
        return out

    def _unassessed(self, e: Event, rule: Expectation) -> Verdict:
        days = rule.days * MINUTES_PER_DAY
        subjects = self._subjects([e.event_id])
        tries = [
            z.event_id
            for z in self.live.values()
            if z.agency_id == e.agency_id
            and self.flags(z).assessment
            and (not rule.kinds or z.kind in rule.kinds)
            and self._subjects([z.event_id]) & subjects
            and not self._comes_before(z.event_id, e.event_id)
        ]
        s, n = self.s(e.event_id), self.n(e.event_id)
        base = self.constraints({e.event_id, *tries})
        wanted = self._between(s, self.scope_lo, None)
        if self.scope_hi is not None:
            wanted.append((n, ZERO, days - self.scope_hi))
        if self.records.case.fatal_incident is not None:
            wanted.append((n, FATAL, days + 1))
        if rule.start is not None:
            wanted.append((ZERO, s, minute_of(rule.start)))
        if rule.end is not None:
            wanted.append((s, ZERO, -minute_of(rule.end, 23, 59)))
        made = [("x", z) for z in tries]
        for z in tries:
            base += [(self.s(z), ("x", z), 0), (("x", z), self.n(z), 0)]
        misses: list[list[list[Bound]]] = [[[(z, s, 1)], [(n, z, days + 1)]] for z in made]
        if not solvable(base + wanted, misses):
            return "no"
        if any(feasible([*base, _negated(b)]) for b in wanted):
            return "possible"
        if any(feasible([*base, (s, z, 0), (z, n, -days)]) for z in made):
            return "possible"
        return "certain"


def _negated(bound: Bound) -> Bound:
    u, v, k = bound
    return (v, u, 1 - k)


def _best(verdicts: Iterable[Verdict]) -> Verdict:
    seen = set(verdicts)
    return "certain" if "certain" in seen else ("possible" if "possible" in seen else "no")


def _by_content(a: Acquisition) -> tuple[str, str, list[str], bool, str, str]:
    return (a.holder, a.thing, sorted(a.atoms), a.certain, a.how, a.origin)


def acquisitions(records: CaseRecords, kinds: Mapping[str, Flags]) -> frozenset[Acquisition]:
    """Return every acquisition of a fact by a team."""
    return Worlds(records, kinds).acquisitions


def unshared_lines(
    records: CaseRecords, kinds: Mapping[str, Flags]
) -> dict[tuple[str, str], Certainty]:
    """Return finding 1's lines: (fact, agency B) with its certainty."""
    return Worlds(records, kinds).unshared_lines()


def inside_lines(
    records: CaseRecords, kinds: Mapping[str, Flags]
) -> dict[tuple[str, str], Certainty]:
    """Return finding 3's lines: (fact, team) with its certainty."""
    return Worlds(records, kinds).inside_lines()


def isolated(records: CaseRecords, kinds: Mapping[str, Flags]) -> dict[str, dict[str, Certainty]]:
    """Return finding 2's omitted priors: assessment -> occurrence -> certainty."""
    return Worlds(records, kinds).isolated()


def no_assessment(records: CaseRecords, kinds: Mapping[str, Flags]) -> dict[str, Certainty]:
    """Return the incident rows that no assessment by their agency followed."""
    return Worlds(records, kinds).no_assessment()
