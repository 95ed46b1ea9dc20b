"""The pooled picture: what all agencies together held, beside what any one of them held.

K(d) is the union of all agencies' facts at d, weighted; informal sources are a second curve
and never part of the first. Because dates are in doubt it is a band: its low side counts
what is certain, its high side what is possible. The low side is exact, because all instants
can be at their latest in one world; so is the high side. States count while they last.

It shows what combined records would have contained, not that a death would have been
prevented, and whatever prints it says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, Knowledge
from graphdb.model import Event, Nature, Threshold

#: What every statement of the pooled picture is followed by.
WHAT_IT_SHOWS = (
    "This shows what the records would have contained if they had been put together. "
    "It does not show that the death would have been prevented."
)


@dataclass(frozen=True, slots=True)
class Span:
    """Between which minutes (``until`` not included) a holder has a fact."""

    fact_id: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What one holder (an agency, the pool, or informal sources) has, for certain and possibly."""

    certain: tuple[Span, ...]
    possible: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The weight and number of facts held from ``minute`` on, as [certain, possible]."""

    minute: int
    weight: tuple[int, int]
    count: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Crossing:
    """When a threshold was reached: for certain by ``certain``, possibly from ``possible``.

    Both are minutes; ``None`` where it was not reached before the end.
    """

    holder: str
    certain: int | None
    possible: int | None


@dataclass(frozen=True, slots=True)
class PooledPicture:
    """The pooled picture of one case.

    Attributes
    ----------
    pool, informal
        Steps of all agencies together, and of informal sources together.
    agencies
        Steps of each agency that is not informal.
    pool_crossing
        When the pool reached the threshold.
    best_crossing
        When the first single agency did; ``holder`` names it (empty where none did).
    """

    pool: tuple[Step, ...]
    informal: tuple[Step, ...]
    agencies: dict[str, tuple[Step, ...]]
    pool_crossing: Crossing
    best_crossing: Crossing
    crossings: dict[str, Crossing]
    holdings: dict[str, Holding]

    def days_between(self) -> tuple[int, int | None] | None:
        """Return [least, most] days from the pool's crossing to the best single one's.

        From date to date, as the days themselves are told: from 3 to 5 May are 2 days. ``None``
        where the pool did not certainly cross; ``most`` is ``None`` where no single agency
        certainly did.
        """
        pool, best = self.pool_crossing, self.best_crossing
        if pool.certain is None or pool.possible is None:
            return None
        if best.possible is None:
            return None
        least = max(0, _days(pool.certain, best.possible))
        return least, None if best.certain is None else max(0, _days(pool.possible, best.certain))

    def share(
        self, agency_id: str, minute: int, weights: dict[str, int]
    ) -> tuple[float, float] | None:
        """Return how much of the pooled picture an agency held at a minute, as a band.

        From w(K_A certain)/w(K possible) to w(K_A possible)/w(K_A possible ∪ K certain);
        ``None`` before the first record.
        """
        pool, own = self.holdings[POOL], self.holdings.get(agency_id, Holding((), ()))
        certain, possible = _at(pool.certain, minute), _at(pool.possible, minute)
        own_certain, own_possible = _at(own.certain, minute), _at(own.possible, minute)
        if not possible:
            return None
        union = _weight(own_possible | certain, weights)
        low = _weight(own_certain, weights) / _weight(possible, weights)
        return low, (_weight(own_possible, weights) / union if union else 0.0)


def _days(one: int, other: int) -> int:
    """Return from the day of one minute to the day of another how many days there are."""
    return other // MINUTES_PER_DAY - one // MINUTES_PER_DAY


POOL = "pool"
INFORMAL = "informal"


def _at(spans: Iterable[Span], minute: int) -> frozenset[str]:
    return frozenset(s.fact_id for s in spans if s.since <= minute < s.until)


def _weight(facts: Iterable[str], weights: dict[str, int]) -> int:
    return sum(weights[fact] for fact in facts)


def pooled_picture(knowledge: Knowledge) -> PooledPicture:
    """Return the pooled picture of a case.

    Parameters
    ----------
    knowledge
        Who knew what, and since when.
    """
    view = knowledge.view
    formal = [a.agency_id for a in view.agencies.values() if not a.informal]
    informal = [a.agency_id for a in view.agencies.values() if a.informal]
    groups = {POOL: formal, INFORMAL: informal} | {agency: [agency] for agency in formal}
    lasting = _Lasting(view)
    holdings = {name: _holding(knowledge, members, lasting) for name, members in groups.items()}
    heard = {name: incidents_heard(knowledge, members) for name, members in groups.items()}
    rule = view.settings.threshold
    crossings = {
        name: _crossing(view, name, holdings[name], heard[name], rule) for name in (POOL, *formal)
    }
    steps = {name: tuple(_steps(view, holding)) for name, holding in holdings.items()}
    return PooledPicture(
        pool=steps[POOL],
        informal=steps[INFORMAL],
        agencies={agency: steps[agency] for agency in formal},
        pool_crossing=crossings[POOL],
        best_crossing=_best([crossings[agency] for agency in formal]),
        crossings=crossings,
        holdings=holdings,
    )


def crossings_by(
    knowledge: Knowledge, picture: PooledPicture, rule: Threshold
) -> tuple[Crossing, Crossing]:
    """Return when all agencies together, and the first single one, reach another threshold.

    Parameters
    ----------
    knowledge, picture
        Who knew what, and the pooled picture made of it.
    rule
        The threshold to ask about, in place of the case's own.
    """
    formal = list(picture.agencies)
    groups = {POOL: formal} | {agency: [agency] for agency in formal}
    found = {
        name: _crossing(
            knowledge.view, name, picture.holdings[name], incidents_heard(knowledge, members), rule
        )
        for name, members in groups.items()
    }
    return found[POOL], _best([found[agency] for agency in formal])


def _best(crossings: list[Crossing]) -> Crossing:
    """Return the first crossing of any single agency, each side taken on its own.

    Of several at one moment it is that of the agency that the case names first.
    """
    certain = [c for c in crossings if c.certain is not None]
    possible = [c for c in crossings if c.possible is not None]
    if not possible:
        return Crossing("", None, None)
    first = min(certain or possible, key=lambda c: (c.certain or 0, c.possible or 0))
    return Crossing(
        first.holder,
        first.certain,
        min(c.possible for c in possible if c.possible is not None),
    )


# -- what is held ------------------------------------------------------------------------


#: Until when what is no state stands: past every date.
_ALWAYS = FAR_AHEAD + 1


class _Lasting:
    """Until when a fact stands by each row: one row tells many holders, each alone and together."""

    def __init__(self, view: CaseView) -> None:
        self._view = view
        self._found: dict[tuple[str, str, bool], int] = {}
        self._states = {
            fact_id for fact_id, fact in view.facts.items() if fact.nature is Nature.STATE
        }

    def until(self, acquisition: Acquisition, *, certain: bool) -> int:
        """Return until when it stands; see :func:`stands_until`."""
        if acquisition.subject not in self._states:
            return _ALWAYS
        key = (acquisition.subject, acquisition.coded_on, certain)
        if key not in self._found:
            fact_id, row, _ = key
            self._found[key] = stands_until(self._view, fact_id, row, certain=certain)
        return self._found[key]


def _holding(knowledge: Knowledge, agencies: list[str], lasting: _Lasting) -> Holding:
    certain: list[Span] = []
    possible: list[Span] = []
    for fact_id in knowledge.view.facts:
        found = [a for agency in agencies for a in knowledge.facts.of_agency(agency, fact_id)]
        if found:
            certain += _spans(fact_id, found, lasting, certain=True)
            possible += _spans(fact_id, found, lasting, certain=False)
    return Holding(tuple(certain), tuple(possible))


def _spans(
    fact_id: str, found: list[Acquisition], lasting: _Lasting, *, certain: bool
) -> list[Span]:
    # many rows tell the same from the same minute on
    spans = sorted(
        {(a.latest, lasting.until(a, certain=True)) for a in found if a.certain}
        if certain
        else {(a.earliest, lasting.until(a, certain=False)) for a in found}
    )
    merged: list[Span] = []
    for since, until in spans:
        if since >= until:
            continue
        if not merged or since > merged[-1].until:
            merged.append(Span(fact_id, since, until))
        elif until > merged[-1].until:
            merged[-1] = Span(fact_id, merged[-1].since, until)
    return merged


def stands_until(
    view: CaseView,
    fact_id: str,
    coded_on: str,
    *,
    certain: bool,
    agencies: Collection[str] | None = None,
) -> int:
    """Return until when a fact stands for whoever has it by a row; past every date but for states.

    Parameters
    ----------
    view
        The case.
    fact_id, coded_on
        The fact, and the row on which it is coded.
    certain
        Whether to count only while it certainly stands, or as long as it may.
    agencies
        Whose rows may say that it ended; anybody's where left out.
    """
    until = _ALWAYS
    fact = view.facts[fact_id]
    if fact.nature is Nature.STATE:
        bounds = view.bounds[coded_on]
        told = bounds.known_lo if certain else bounds.known_hi
        if fact.longest_days is not None:
            until = min(until, told + fact.longest_days * MINUTES_PER_DAY + 1)
        rows = [
            event
            for event in view.rows_that_end.get(fact_id, ())
            if agencies is None or event.agency_id in agencies
        ]
        until = min(until, _ended(view, rows, coded_on, certain=certain))
    return until


def _ended(view: CaseView, rows: Iterable[Event], coded_on: str, *, certain: bool) -> int:
    """Return when one of these rows says that a state ended, after the row that told of it."""
    told = view.bounds[coded_on]
    ends = []
    for event in rows:
        bounds = view.bounds[event.event_id]
        if certain and bounds.end_hi > told.known_lo:
            ends.append(bounds.start_lo)
        if not certain and bounds.start_lo > told.known_hi:
            ends.append(bounds.end_hi)
    return min(ends, default=_ALWAYS)


def _steps(view: CaseView, holding: Holding) -> Iterator[Step]:
    """Yield the weight and number held after each change, up to the end."""
    changes: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for side, spans in enumerate((holding.certain, holding.possible)):
        for span in spans:
            weight = view.facts[span.fact_id].weight
            for minute, sign in ((span.since, 1), (span.until, -1)):
                changes[minute][side] += sign * weight
                changes[minute][side + 2] += sign
    held = [0, 0, 0, 0]
    for minute in sorted(changes):
        if minute >= view.end_hi:
            break
        held = [now + change for now, change in zip(held, changes[minute], strict=True)]
        yield Step(minute, (held[0], held[1]), (held[2], held[3]))


# -- the threshold -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """An incident as one group of agencies heard of it; ``earliest`` and ``latest`` date it."""

    occurrence: str
    certain_from: int | None
    possible_from: int
    earliest: int
    latest: int


def incidents_heard(knowledge: Knowledge, agencies: list[str]) -> list[Heard]:
    """Return the incidents that agencies heard of, taken together."""
    view = knowledge.view
    found = []
    for occurrence in view.incident_occurrences:
        heard = [
            a for agency in agencies for a in knowledge.occurrences.of_agency(agency, occurrence)
        ]
        if heard:
            bounds = [view.bounds[row] for row in view.occurrences[occurrence]]
            found.append(
                Heard(
                    occurrence,
                    min((a.latest for a in heard if a.certain), default=None),
                    min(a.earliest for a in heard),
                    min(b.start_lo for b in bounds),
                    max(b.end_hi for b in bounds),
                )
            )
    return found


def certainly_over(view: CaseView, spans: Iterable[Span], heard: list[Heard]) -> int | None:
    """Return the minute by which what is certainly held reaches the threshold before the end.

    Parameters
    ----------
    view
        The case; its settings give the threshold.
    spans
        What is certainly held, and between which minutes.
    heard
        The incidents heard of.
    """
    return _certainly_over(view, spans, heard, view.settings.threshold)


def _certainly_over(
    view: CaseView, spans: Iterable[Span], heard: list[Heard], rule: Threshold
) -> int | None:
    return _first(_indicators(view, spans, rule), _three_certain(view, heard, rule), view.end_lo)


def _crossing(
    view: CaseView, name: str, holding: Holding, heard: list[Heard], rule: Threshold
) -> Crossing:
    certain = _certainly_over(view, holding.certain, heard, rule)
    possible = _first(
        _indicators(view, holding.possible, rule), _three_possible(heard, rule), view.end_hi
    )
    return Crossing(name, certain, possible)


def _first(one: int | None, other: int | None, end: int) -> int | None:
    found = min((m for m in (one, other) if m is not None), default=None)
    return found if found is not None and found < end else None


def _indicators(view: CaseView, spans: Iterable[Span], rule: Threshold) -> int | None:
    """Return the first minute with enough distinct facts, or enough weight."""
    changes: list[tuple[int, int, str]] = []
    for span in spans:
        # what starts is counted before what ends in the same minute
        changes += [(span.since, 0, span.fact_id), (span.until, 1, span.fact_id)]
    held: set[str] = set()
    for minute, ends, fact_id in sorted(changes):
        if ends:
            held.discard(fact_id)
            continue
        held.add(fact_id)
        weight = sum(view.facts[fact].weight for fact in held)
        if len(held) >= rule.indicators or weight >= rule.weight:
            return minute
    return None


def _three_certain(view: CaseView, heard: list[Heard], rule: Threshold) -> int | None:
    """Return when enough incidents within the days were certainly heard of.

    Rows that may tell of one occurrence count once.
    """
    span = rule.incident_days * MINUTES_PER_DAY
    counted: list[Heard] = []
    known = sorted(
        (h for h in heard if h.certain_from is not None),
        key=lambda h: (h.certain_from or 0, h.occurrence),
    )
    for new in known:
        if any(_maybe_same(view, new.occurrence, old.occurrence) for old in counted):
            continue
        counted.append(new)
        for first in counted:
            near = [h for h in counted if h.earliest >= first.earliest]
            if sum(h.latest - first.earliest <= span for h in near) >= rule.incidents:
                return new.certain_from
    return None


def _three_possible(heard: list[Heard], rule: Threshold) -> int | None:
    span = rule.incident_days * MINUTES_PER_DAY
    counted: list[Heard] = []
    for new in sorted(heard, key=lambda h: (h.possible_from, h.occurrence)):
        counted.append(new)
        for first in counted:
            near = [
                h for h in counted if h.latest >= first.latest and h.earliest - first.latest <= span
            ]
            if len(near) >= rule.incidents:
                return new.possible_from
    return None


def _maybe_same(view: CaseView, one: str, other: str) -> bool:
    return other in view.guesses.get(one, ())
