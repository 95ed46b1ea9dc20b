"""What if: shares of which there is no record, supposed, and what would then have been on record.

A supposed share gives whom it tells, at its minute, everything that the teller certainly had by
then: every fact and every incident, each as told for certain and still standing on the row on
which it is coded, so that what lasts only a while ends when it does. Several may be supposed at
once; what an earlier one gave is there to be passed on by a later one. Shares of one and the same
minute happen at once: what is told in that minute is not passed on in it, so their order in the
list means nothing.

It is what the records would show if there were two further rows for each share: the teller's,
naming every row that it carries, and the receipt of whoever was told. A test adds those rows and
derives anew.

It shows what records would have contained, not that the death would have been prevented, and
whatever prints it says so.

Complexity: linear in what the teller holds for each share, then that of the pooled picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, Holdings, How, Knowledge
from graphdb.model import team_not_stated
from graphdb.pooled import (
    POOL,
    PooledPicture,
    Span,
    incidents_heard,
    pooled_picture,
    stands_until,
)

#: What every statement of what is supposed is followed by.
WHAT_IT_SHOWS = (
    "This shows what the records would have contained if these things had been told. "
    "It does not show that anybody was bound to tell, or that the death would have been prevented."
)


@dataclass(frozen=True, slots=True, order=True)
class SupposedShare:
    """Suppose that at this minute ``teller`` had told ``told`` what it certainly had by then.

    Attributes
    ----------
    minute
        Minutes, as everywhere in :mod:`graphdb.dates`.
    teller, told
        Ids of two agencies, or informal sources.
    """

    minute: int
    teller: str
    told: str


class SupposedKnowledge(Knowledge):
    """Who would have known what: what the records show, and what is supposed.

    Parameters
    ----------
    real
        Who knew what, as the records show.
    facts, occurrences
        What is supposed to have been told beside it.
    """

    def __init__(
        self, real: Knowledge, facts: list[Acquisition], occurrences: list[Acquisition]
    ) -> None:
        # all is derived already: what is told is added to what is held
        self.view = real.view
        self.shares = real.shares
        self.facts = _with(real.view, real.facts, facts)
        self.occurrences = _with(real.view, real.occurrences, occurrences)


@dataclass(frozen=True, slots=True)
class Supposed:
    """What would have been on record with some shares supposed.

    Attributes
    ----------
    shares
        What is supposed, in order of time.
    knowledge
        Who would have known what, and since when.
    picture
        What all would have held together and each alone, and when each crossed the threshold.
    """

    shares: tuple[SupposedShare, ...]
    knowledge: Knowledge
    picture: PooledPicture


def suppose(knowledge: Knowledge, shares: Iterable[SupposedShare]) -> Supposed:
    """Return what would have been on record if these things had been told.

    Parameters
    ----------
    knowledge
        Who knew what, as the records show.
    shares
        What to suppose; in any order, and the same one twice is one.

    Raises
    ------
    KeyError
        When a share names an agency that the case does not have.

    Examples
    --------
    >>> import joinedup
    >>> case = joinedup.load("examples/amber-street")
    >>> suppose(case.known, []).picture == case.pooled
    True
    """
    ordered = tuple(sorted({s for s in shares if s.teller != s.told}))
    for share in ordered:
        _ = knowledge.view.agencies[share.teller], knowledge.view.agencies[share.told]
    if not ordered:
        return Supposed((), knowledge, pooled_picture(knowledge))
    facts, occurrences = _told(knowledge, ordered)
    supposed = SupposedKnowledge(knowledge, facts, occurrences)
    return Supposed(ordered, supposed, pooled_picture(supposed))


def _with(view: CaseView, real: Holdings, told: list[Acquisition]) -> Holdings:
    held = [a for by in real.by_agency.values() for found in by.values() for a in found]
    return Holdings(view, held + told)


def _told(
    knowledge: Knowledge, ordered: tuple[SupposedShare, ...]
) -> tuple[list[Acquisition], list[Acquisition]]:
    """Return the facts and the occurrences that each told agency gains, share by share."""
    view = knowledge.view
    named = sorted({name for share in ordered for name in (share.teller, share.told)})
    have = {agency: _rows_had(knowledge, agency) for agency in named}
    facts: list[Acquisition] = []
    occurrences: list[Acquisition] = []
    for minute, together in groupby(ordered, key=lambda share: share.minute):
        given = [
            (share, row)
            for share in together
            for row, since in have[share.teller].items()
            if since <= minute
        ]
        # at once: nothing that is given in this minute is passed on in it
        for share, row in given:
            known = have[share.told]
            known[row] = min(minute, known.get(row, minute))
            facts += [_acquired(share, fact, row) for fact in knowledge.coded_on(row)]
            own = view.occurrence_of[row]
            occurrences.append(_acquired(share, own, row))
            occurrences += [
                replace(_acquired(share, guess, row), certain=False, how=How.SAME)
                for guess in view.guesses.get(own, ())
            ]
    return facts, occurrences


def _rows_had(knowledge: Knowledge, agency: str) -> dict[str, int]:
    """Return the rows that an agency certainly had, its own or told, each by when.

    Every coded row tells of an occurrence, and whatever is passed on is passed on by rows: who
    has one thing of a row has all of it.
    """
    had: dict[str, int] = {}
    for found in knowledge.occurrences.by_agency.get(agency, {}).values():
        for a in found:
            if a.certain and a.latest < FAR_AHEAD:
                had[a.coded_on] = min(a.latest, had.get(a.coded_on, a.latest))
    return had


def _acquired(share: SupposedShare, subject: str, coded_on: str) -> Acquisition:
    return Acquisition(
        team_id=team_not_stated(share.told),
        subject=subject,
        atoms=(coded_on,),
        coded_on=coded_on,
        via=coded_on,
        how=How.TOLD,
        certain=True,
        earliest=share.minute,
        latest=share.minute,
        told_by=team_not_stated(share.teller),
    )


# -- over time ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShareStep:
    """From ``minute`` on an agency holds this much of the pooled picture, as a band from 0 to 1.

    Weights as they are counted: ``low`` is ``certain / pool``, ``high`` ``possible / union``.
    """

    minute: int
    low: float
    high: float


def shares_over_time(picture: PooledPicture, view: CaseView) -> dict[str, tuple[ShareStep, ...]]:
    """Return how much of the pooled picture each agency held, wherever it changes.

    The first step is at the first record of anybody, the last before the end of the time looked
    at; :meth:`~graphdb.pooled.PooledPicture.share` gives the same for a single minute.

    Parameters
    ----------
    picture
        The pooled picture, real or supposed.
    view
        The case.
    """
    weights = {fact_id: fact.weight for fact_id, fact in view.facts.items()}
    return {
        agency: tuple(_share_steps(picture, agency, weights, view.end_hi))
        for agency in picture.agencies
    }


def _share_steps(
    picture: PooledPicture, agency: str, weights: dict[str, int], end: int
) -> Iterator[ShareStep]:
    spans = [
        span
        for name in (POOL, agency)
        for side in (picture.holdings[name].certain, picture.holdings[name].possible)
        for span in side
    ]
    before: tuple[float, float] | None = None
    for minute in sorted({m for span in spans for m in (span.since, span.until) if m < end}):
        band = picture.share(agency, minute, weights)
        # nothing stands for a while: there is no picture to hold a share of
        band = (0.0, 0.0) if band is None else band
        if band != before:
            before = band
            yield ShareStep(minute, *band)


# -- for the page ------------------------------------------------------------------------------


def compact(knowledge: Knowledge, picture: PooledPicture, base: int = 0) -> dict[str, object]:
    """Return what a page needs to suppose shares by itself: plain lists, minutes from ``base``.

    ``viz/js/walk/suppose.js`` reads it. No text and no id of a case is in it: agencies, facts,
    incidents and rows are named by their places, agencies in the order of the case's, facts in
    that of ``CaseView.facts``.

    Returns
    -------
    dict
        ``formal`` (0 or 1 for each agency) and ``order`` (its place by id); ``weights`` of each
        fact; ``rule`` (indicators, weight, incidents, minutes within which); ``end`` (earliest,
        latest); ``incidents`` (``[earliest, latest, may be the same, …]``); ``spans`` (of each
        agency ``[[fact, since, until, …], …]``, certain and possible; empty of an informal one);
        ``knows`` (of each agency ``[fact, certain from, possible from, …]``) and ``heard``
        (likewise of incidents); ``rows`` (of each row that somebody certainly had ``[[fact,
        certainly until, possibly until, …], [incident], [may be this incident, …]]``); ``have``
        (of each agency ``[row, by when, …]``). What never comes, or has no end, is ``None``.
    """
    view = knowledge.view
    agencies = list(view.agencies)
    fact_at = {fact_id: n for n, fact_id in enumerate(view.facts)}
    incident_at = {occurrence: n for n, occurrence in enumerate(view.incident_occurrences)}
    have = {agency: _rows_had(knowledge, agency) for agency in agencies}
    rows = sorted({row for held in have.values() for row in held})
    row_at = {row: n for n, row in enumerate(rows)}
    rule = view.settings.threshold
    return {
        "formal": [int(not a.informal) for a in view.agencies.values()],
        "order": [sorted(agencies).index(agency) for agency in agencies],
        "weights": [fact.weight for fact in view.facts.values()],
        "rule": [
            rule.indicators,
            rule.weight,
            rule.incidents,
            rule.incident_days * MINUTES_PER_DAY,
        ],
        "end": [view.end_lo - base, view.end_hi - base],
        "incidents": [
            [*_dated(view, occurrence, base), *_maybe_same(view, occurrence, incident_at)]
            for occurrence in view.incident_occurrences
        ],
        "spans": [_spans(picture, agency, fact_at, base) for agency in agencies],
        "knows": [_since(knowledge.facts, agency, fact_at, base) for agency in agencies],
        "heard": [_heard(knowledge, agency, incident_at, base) for agency in agencies],
        "rows": [_carried(knowledge, row, fact_at, incident_at, base) for row in rows],
        "have": [
            [n for row, by in sorted(have[agency].items()) for n in (row_at[row], by - base)]
            for agency in agencies
        ],
    }


def _carried(
    knowledge: Knowledge,
    row: str,
    fact_at: dict[str, int],
    incident_at: dict[str, int],
    base: int,
) -> list[list[int | None]]:
    """Return what a row gives whoever is told: facts with their ends, its incident, guesses."""
    view = knowledge.view
    facts: list[int | None] = []
    for fact_id in knowledge.coded_on(row):
        ends = [stands_until(view, fact_id, row, certain=certain) for certain in (True, False)]
        facts += [fact_at[fact_id], *(_end(end, base) for end in ends)]
    own = view.occurrence_of[row]
    found: list[list[int | None]] = [
        [incident_at[one] for one in rows if one in incident_at]
        for rows in ((own,), view.guesses.get(own, ()))
    ]
    return [facts, *found]


def _end(minute: int, base: int) -> int | None:
    return None if minute > FAR_AHEAD else minute - base


def _spans(
    picture: PooledPicture, agency: str, fact_at: dict[str, int], base: int
) -> list[list[int | None]]:
    def listed(spans: tuple[Span, ...]) -> list[int | None]:
        return [n for s in spans for n in (fact_at[s.fact_id], s.since - base, _end(s.until, base))]

    holding = picture.holdings.get(agency)
    return [] if holding is None else [listed(holding.certain), listed(holding.possible)]


def _since(held: Holdings, agency: str, place: dict[str, int], base: int) -> list[int | None]:
    found: list[int | None] = []
    for subject in held.by_agency.get(agency, {}):
        knows = held.knows(agency, subject)
        if knows is not None:
            certain = None if knows.certain_from is None else knows.certain_from - base
            found += [place[subject], certain, knows.possible_from - base]
    return found


def _heard(
    knowledge: Knowledge, agency: str, incident_at: dict[str, int], base: int
) -> list[int | None]:
    return [
        n
        for heard in incidents_heard(knowledge, [agency])
        for n in (
            incident_at[heard.occurrence],
            None if heard.certain_from is None else heard.certain_from - base,
            heard.possible_from - base,
        )
    ]


def _dated(view: CaseView, occurrence: str, base: int) -> tuple[int, int]:
    bounds = [view.bounds[row] for row in view.occurrences[occurrence]]
    return min(b.start_lo for b in bounds) - base, max(b.end_hi for b in bounds) - base


def _maybe_same(view: CaseView, occurrence: str, incident_at: dict[str, int]) -> list[int]:
    guesses = view.guesses.get(occurrence, ())
    return [incident_at[guess] for guess in guesses if guess in incident_at]
