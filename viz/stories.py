"""How each thing known went from record to record, and how much of the whole each agency held.

Read off :class:`~graphdb.knowledge.Knowledge`, :class:`~graphdb.pooled.PooledPicture` and the
findings; nothing is judged here. A missing share is told only where a duty, a declared pathway
or an agency's own records named the other (grades i and ii of the finding): where nobody is
known to have known of the other, there is a question, and no arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, How, Knowledge
from graphdb.model import agency_of
from graphdb.pooled import POOL, PooledPicture
from graphdb.pooled import Span as HeldSpan
from queries import Certainty, Cites, Finding
from queries.enquiry import Enquiry
from queries.involved import met_at, named_by
from queries.sentences import KEPT, kept_from
from viz.model import (
    FactStory,
    InformalPoint,
    Passing,
    PictureShare,
    SharePoint,
    StoryGap,
    StoryShare,
)

_PASSED_ON = {
    How.SENT: Passing.SENT,
    How.MINUTES: Passing.MINUTES,
    How.PATHWAY: Passing.PATHWAY,
}

_EXPECTED = frozenset({"i", "ii"})

# What is not on record, by the form of the finding.
_NO_RECORD = {
    "never": "no record that it was shared",
    "late": "no record that it was shared by then",
    "later": "no record that later ones were shared",
    KEPT: "no record that it was shared",
}
_NOT_RECEIVED = "sent, with no record that it was received"
_REASON = "; a reason is recorded"


def stories(
    enquiry: Enquiry, findings: Iterable[Finding], teams: frozenset[str]
) -> Iterator[FactStory]:
    """Yield how each fact went from record to record.

    Parameters
    ----------
    enquiry
        The case, and who knew what in it.
    findings
        What was found; those that name a fact are told with it.
    teams
        The teams that have a lane; any other stands under its agency.
    """

    def placed(share: StoryShare) -> StoryShare:
        giver, taker = (h if h in teams else agency_of(h) for h in (share.giver, share.taker))
        return replace(share, giver=giver, taker=taker)

    about: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for fact_id in finding.facts:
            about[fact_id].append(finding)
    view, knowledge = enquiry.view, enquiry.knowledge
    meetings = _meetings_by_day(view)
    # what a meeting passed on is told with each of its facts
    same_meeting = cache(lambda row: _same_meeting(view, meetings, row))
    for fact_id in view.facts:
        found = [
            a
            for agency in knowledge.facts.agencies(fact_id)
            for a in knowledge.facts.of_agency(agency, fact_id)
        ]
        shares = sorted(
            (*_sent(found), *_at_meetings(view, found, same_meeting), *_named(view, found)),
            key=lambda s: (view.place[s.event_id], s.taker, s.giver, s.how),
        )
        yield FactStory(
            fact_id,
            _firsts(view, found),
            tuple(placed(share) for share in shares),
            tuple(_gaps(enquiry, about[fact_id], shares)),
            tuple(f.finding_id for f in about[fact_id]),
        )


def _firsts(view: CaseView, found: list[Acquisition]) -> tuple[str, ...]:
    """Return the rows that may be the first record: at most one of each agency."""
    own = [a for a in found if a.how is How.OWN]
    own = [a for a in own if not view.agencies[a.agency_id].informal] or own
    if not own:
        return ()
    first: dict[str, Acquisition] = {}
    for a in sorted(own, key=lambda a: (a.latest, a.sort_key)):
        first.setdefault(a.agency_id, a)
    by = min(a.latest for a in first.values())
    for a in sorted(own, key=lambda a: a.sort_key):
        # a row that may be earlier still stands for its agency's where the dates leave it open
        if a.earliest <= by:
            first[a.agency_id] = min(first[a.agency_id], a, key=lambda a: (a.latest, a.sort_key))
    maybe = [a for a in first.values() if a.earliest <= by]
    return tuple(a.coded_on for a in sorted(maybe, key=lambda a: a.sort_key))


def _sent(found: list[Acquisition]) -> Iterator[StoryShare]:
    # by who was told, by whom and of which row: the first row that records it
    receipts: dict[tuple[str, str | None, str], str] = {}
    for a in found:
        for row in a.atoms if a.how is How.TOLD else ():
            receipts.setdefault((a.agency_id, a.told_by, row), a.via)
    seen: set[tuple[str, str]] = set()
    for a in found:
        how = _PASSED_ON.get(a.how)
        if how is None or a.told_by is None or (a.via, a.agency_id) in seen:
            continue
        seen.add((a.via, a.agency_id))
        receipt = receipts.get((a.agency_id, a.told_by, a.via), "")
        yield StoryShare(a.via, receipt, a.told_by, a.team_id, how)


def _at_meetings(
    view: CaseView, found: list[Acquisition], same_meeting: Callable[[str], tuple[str, ...]]
) -> Iterator[StoryShare]:
    """Yield who heard of it at a meeting: once each, from the first of those who brought it.

    Several agencies may have a row of one meeting; who brought it is not told by the others.
    """
    # what is certain is told before what is a guess
    told = sorted(
        (a for a in found if a.how is How.MEETING and a.told_by is not None),
        key=lambda a: (not a.certain, a.sort_key),
    )
    meeting = {a.via: same_meeting(a.via) for a in told}
    had = {a.agency_id: a.earliest for a in sorted(found, key=_latest_first) if _holds(a)}
    told = [a for a in told if had.get(agency_of(a.told_by or ""), a.latest) < a.latest] or told
    brought = {(row, agency_of(a.told_by or "")) for a in told for row in meeting[a.via]}
    seen: set[tuple[str, str]] = set()
    for a in told:
        key = (a.via, a.agency_id)
        if a.told_by is None or key in brought or key in seen:
            continue
        seen |= {(row, a.agency_id) for row in meeting[a.via]}
        receipt = next((row for row in meeting[a.via] if _own_row(view, row, a.agency_id)), "")
        how = Passing.MEETING if a.certain else Passing.MAYBE_MEETING
        yield StoryShare(a.via, receipt, a.told_by, a.team_id, how)


def _holds(a: Acquisition) -> bool:
    return a.certain and a.how in (How.OWN, How.TOLD)


def _latest_first(a: Acquisition) -> int:
    return -a.earliest


def _meetings_by_day(view: CaseView) -> dict[tuple[str, int], set[str]]:
    """Return the rows of meetings, by agency and by the day on which they can begin first."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for event in view.events.values():
        flags = view.kind(event)
        if flags is not None and flags.meeting:
            day = view.bounds[event.event_id].start_lo // MINUTES_PER_DAY
            found[event.agency_id, day].add(event.event_id)
    return found


def _same_meeting(
    view: CaseView, meetings: Mapping[tuple[str, int], set[str]], row: str
) -> tuple[str, ...]:
    """Return the rows that may be of one meeting: linked, guessed, or of a meeting that day."""
    own = view.occurrence_of[row]
    rows = {r for o in (own, *view.guesses.get(own, ())) for r in view.occurrences[o]}
    first, last = view.bounds[row].start_lo, view.bounds[row].end_hi
    if last - first < MINUTES_PER_DAY:
        day = first // MINUTES_PER_DAY
        for agency_id in {agency_of(n.team_id) for n in view.events[row].attended}:
            rows |= meetings.get((agency_id, day), set())
    return (row, *sorted(rows - {row}))


def _own_row(view: CaseView, row: str, agency_id: str) -> bool:
    event = view.events[row]
    return event.agency_id == agency_id and event.coded and not event.learned_after_death


def _named(view: CaseView, found: list[Acquisition]) -> Iterator[StoryShare]:
    """Yield what only a receiver's record has: it names its source, whose records have nothing."""
    received = {(a.via, agency_of(a.told_by)) for a in found if a.how is How.TOLD and a.told_by}
    seen: set[tuple[str, str]] = set()
    for a in found:
        key = (a.via, a.agency_id)
        if a.how is How.TOLD_BY and key not in received and key not in seen:
            seen.add(key)
            yield StoryShare(a.via, a.via, a.team_id, view.events[a.via].team_id, Passing.NAMED)


# -- what is not on record ---------------------------------------------------------------


def _gaps(
    enquiry: Enquiry, findings: list[Finding], shares: list[StoryShare]
) -> Iterator[StoryGap]:
    for finding in findings:
        if finding.query == "unshared" and finding.grade in _EXPECTED and finding.expected_of:
            yield _gap(enquiry, finding, shares, finding.expected_of, finding.agencies[0])
        for to_agency in kept_from(enquiry, finding):
            if _known_of(enquiry, finding, finding.agencies[0], to_agency) is not None:
                yield _gap(enquiry, finding, shares, finding.agencies[0], to_agency)


def _gap(
    enquiry: Enquiry,
    finding: Finding,
    shares: list[StoryShare],
    from_agency: str,
    to_agency: str,
) -> StoryGap:
    """Return what one line of enquiry says is not on record, and where an arrow would run.

    None is drawn beside a row that says it was sent: then it is the receipt that is not there.
    """

    def cited(shows: Cites, agency_id: str) -> list[str]:
        # what is certain stands on rows that are
        return [
            c.event_id
            for c in finding.cited
            if c.shows is shows
            and enquiry.view.events[c.event_id].agency_id == agency_id
            and (c.certainty is Certainty.CERTAIN or finding.certainty is Certainty.POSSIBLE)
        ]

    held = cited(Cites.HELD, from_agency)
    first = max(_starts(enquiry.view, held[:1]), default=0)
    sent = any(c.shows is Cites.SENT for c in finding.cited) or any(
        (agency_of(s.giver), agency_of(s.taker), s.receipt) == (from_agency, to_agency, "")
        and enquiry.view.bounds[s.event_id].end_hi >= first
        and enquiry.view.bounds[s.event_id].start_lo < enquiry.view.end_hi
        for s in shares
    )
    words = _NOT_RECEIVED if sent else _NO_RECORD[finding.form]
    if finding.certainty is Certainty.POSSIBLE and not sent:
        words = f"possibly {words}"
    if any(enquiry.view.events[r].bar for r in (*held, *cited(Cites.REASON, from_agency))):
        words += _REASON
    if sent:
        return StoryGap(finding.finding_id, from_agency, to_agency, words)
    since = first
    if finding.grade != "i":
        since = max(first, _known_of(enquiry, finding, from_agency, to_agency) or 0)
    after = [r for r in cited(Cites.CONTACT, to_agency) if enquiry.view.bounds[r].end_hi >= since]
    if not held or not after:
        return StoryGap(finding.finding_id, from_agency, to_agency, words)
    return StoryGap(finding.finding_id, from_agency, to_agency, words, held[0], after[0])


def _known_of(enquiry: Enquiry, finding: Finding, from_agency: str, to_agency: str) -> int | None:
    """Return from when the one agency is shown to have known that the other was involved."""
    persons = enquiry.view.concerned(enquiry.view.facts[finding.facts[0]])
    for sign_of in (named_by, met_at):
        sign = sign_of(enquiry, from_agency, to_agency, persons, FAR_AHEAD)
        if sign is not None:
            return sign.since
    return None


def _starts(view: CaseView, rows: Iterable[str]) -> list[int]:
    return [view.bounds[row].start_lo for row in rows]


# -- the pooled picture ------------------------------------------------------------------


def picture_shares(
    knowledge: Knowledge, picture: PooledPicture, first: int
) -> Iterator[PictureShare]:
    """Yield how much of the pooled picture each agency held, day by day where it changes.

    The same as :meth:`~graphdb.pooled.PooledPicture.share` at the end of each day, in one walk
    along the days. Where the two sides differ, the low one is rounded down and the high one up.

    Parameters
    ----------
    knowledge, picture
        Who knew what, and what they held together.
    first
        The first minute of the page; what was held before is held from then on.
    """
    view = knowledge.view
    names = [a.agency_id for a in view.agencies.values() if not a.informal]
    weights = {fact.fact_id: fact.weight for fact in view.facts.values()}
    changes: dict[int, list[tuple[str, bool, str, bool]]] = defaultdict(list)
    for name in (POOL, *names):
        holding = picture.holdings[name]
        for certain, spans in ((True, holding.certain), (False, holding.possible)):
            for minute, fact_id, starts in _marks(spans):
                if minute < view.end_hi:
                    changes[max(minute, first)].append((name, certain, fact_id, starts))
    held: dict[tuple[str, bool], set[str]] = defaultdict(set)
    points: dict[str, list[SharePoint]] = {name: [] for name in names}
    minutes = sorted(changes)
    for n, minute in enumerate(minutes):
        # what starts where something ends is held: ends first
        for name, certain, fact_id, starts in sorted(changes[minute], key=lambda c: c[3]):
            facts = held[name, certain]
            (facts.add if starts else facts.discard)(fact_id)
        day = minute // MINUTES_PER_DAY
        if n + 1 < len(minutes) and minutes[n + 1] // MINUTES_PER_DAY == day:
            continue
        for name in names:
            low, high = _band(held, name, weights)
            before = points[name][-1] if points[name] else None
            if before is None or (before.low, before.high) != (low, high):
                points[name].append(SharePoint(minute, low, high))
    for name in names:
        yield PictureShare(name, tuple(points[name]))


def _marks(spans: Iterable[HeldSpan]) -> Iterator[tuple[int, str, bool]]:
    for span in spans:
        yield span.since, span.fact_id, True
        yield span.until, span.fact_id, False


def _band(
    held: dict[tuple[str, bool], set[str]], name: str, weights: dict[str, int]
) -> tuple[int, int]:
    certain, possible = held[POOL, True], held[POOL, False]
    own_certain, own_possible = held[name, True], held[name, False]
    whole = _weight(possible, weights)
    union = _weight(own_possible | certain, weights)
    if not whole or not union:
        return 0, 0
    mine, maybe = _weight(own_certain, weights), _weight(own_possible, weights)
    if mine * union == maybe * whole:  # no doubt at all: one figure
        even = (200 * mine + whole) // (2 * whole)
        return even, even
    return 100 * mine // whole, -(-100 * maybe // union)


def _weight(facts: Iterable[str], weights: dict[str, int]) -> int:
    return sum(weights[fact] for fact in facts)


def informal_points(picture: PooledPicture, first: int, last: int) -> Iterator[InformalPoint]:
    """Yield what people close to them knew, where it changes; a curve of its own."""
    days: dict[int, InformalPoint] = {}
    for step in picture.informal:
        minute = max(first, step.minute)
        if minute <= last:
            low, high = step.weight
            days[minute] = InformalPoint(minute, float(low), float(max(low, high)))
    before: tuple[float, float] | None = None
    for point in days.values():
        if (point.low, point.high) != before:
            before = (point.low, point.high)
            yield point
