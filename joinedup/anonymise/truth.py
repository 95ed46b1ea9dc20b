"""Whether a pack tells the truth: what is found of it is what is found of the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from graphdb.case_view import FAR_AHEAD, LONG_AGO
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Knows
from graphdb.pooled import INFORMAL, POOL, Crossing, Span, Step
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.ids import Ids
from joinedup.case import JoinedUpCase
from queries import Finding
from queries.finding import Certainty

_Said = TypeVar("_Said", bound=tuple[object, ...])
# the line of enquiry that lists what all held on the day when it was enough
_POOLED = "pooled-threshold"


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


def same_truth(
    original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift
) -> tuple[str, ...]:
    """Return how what a pack tells differs from what the original tells; empty where it does not.

    With an offset or relative dates everything is the same under the replacement: findings, who
    knew what and when, the pooled picture. By year, what is certain in the pack is certain in the
    original.

    Parameters
    ----------
    original, pack
        The two cases.
    ids, shift
        What became of ids and dates.
    """
    if shift.mode is DateMode.YEAR:
        return tuple(_certain_in_both(original, pack, ids, shift))
    return (
        *_findings(original, pack, ids),
        *_knowledge(original, pack, ids, shift),
        *_pooled(original, pack, ids, shift),
    )


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


def pairs_of(original: JoinedUpCase, pack: JoinedUpCase, ids: Ids) -> Mapping[str, str]:
    """Return which finding of the pack is which of the original, by its id.

    By year a finding may rest on other dates: then by what it asks of whom, on which rows.
    """
    found: dict[str, str] = {}
    for key in (_whole, _about):
        places: dict[object, list[str]] = {}
        taken = set(found.values())
        for finding in _all(pack):
            if finding.finding_id not in taken:
                places.setdefault(key(finding, None), []).append(finding.finding_id)
        for finding in _all(original):
            if finding.finding_id not in found and (same := places.get(key(finding, ids))):
                found[finding.finding_id] = same.pop(0)
    return found


def _whole(finding: Finding, ids: Ids | None) -> object:
    return found_as(finding, ids)


def _about(finding: Finding, ids: Ids | None) -> object:
    said = found_as(finding, ids)
    return (said.query, said.agencies, said.facts, tuple(sorted(c[0] for c in said.cited)))


def _all(case: JoinedUpCase) -> tuple[Finding, ...]:
    # what the panel added hangs on dispositions.csv, not on the rows
    found = (*case.answers.findings, *case.answers.good)
    return tuple(f for f in found if not f.finding_id.startswith("p-"))


# -- the same ----------------------------------------------------------------------------


def _findings(original: JoinedUpCase, pack: JoinedUpCase, ids: Ids) -> Iterator[str]:
    before = Counter(found_as(f, ids) for f in _all(original))
    after = Counter(found_as(f, None) for f in _all(pack))
    yield from _differ("finding", before, after)
    told = Counter(
        (c.query, ids.agencies.get(c.agency_id, c.agency_id), c.count, c.at_the_end)
        for c in original.answers.cannot_tell
    )
    telling = Counter(
        (c.query, c.agency_id, c.count, c.at_the_end) for c in pack.answers.cannot_tell
    )
    yield from _differ("cannot tell", told, telling)


def _differ(what: str, before: Counter[_Said], after: Counter[_Said]) -> Iterator[str]:
    for said in before - after:
        yield f"{what} only of the original: {said}"
    for said in after - before:
        yield f"{what} only of the pack: {said}"


def _knowledge(original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift) -> Iterator[str]:
    before = dict(_known(original, ids, shift.days * MINUTES_PER_DAY))
    after = dict(_known(pack, None, 0))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"knowledge of {key}: {before.get(key)}, in the pack {after.get(key)}"


def _known(
    case: JoinedUpCase, ids: Ids | None, later: int
) -> Iterator[tuple[tuple[str, str], tuple[object, ...]]]:
    for fact_id in case.known.facts.subjects:
        for holder in case.known.facts.holders(fact_id):
            knows = case.known.facts.knows(holder, fact_id)
            if knows is not None:
                who, what = _holder(holder, ids), fact_id if ids is None else ids.facts[fact_id]
                yield (who, what), _knows(knows, ids, later)


def _knows(knows: Knows, ids: Ids | None, later: int) -> tuple[object, ...]:
    certain = knows.certain_from
    via = knows.first.via
    return (
        _moved(certain, later),
        _moved(knows.possible_from, later),
        str(knows.first.how),
        via if ids is None else ids.events.get(via, via),
    )


def _moved(minute: int | None, later: int) -> int | None:
    if minute is None or minute <= LONG_AGO or minute >= FAR_AHEAD:
        return minute
    return minute + later


def _holder(holder: str, ids: Ids | None) -> str:
    if ids is None:
        return holder
    return ids.teams[holder] if "/" in holder else ids.agencies[holder]


def _pooled(original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift) -> Iterator[str]:
    later = shift.days * MINUTES_PER_DAY
    before = _curve(original, ids, later)
    after = _curve(pack, None, 0)
    if before != after:
        differing = [a for a, b in zip(before, after, strict=False) if a != b]
        yield f"pooled picture: {len(differing) or 'some'} of its values differ"


def _curve(case: JoinedUpCase, ids: Ids | None, later: int) -> list[object]:
    """Return every value of the pooled picture, under the ids and days of the pack."""
    picture = case.pooled

    def holder(key: str) -> str:
        # an agency may have the id "informal"; what all of them held is called so, too
        return key if ids is None or key in (POOL, INFORMAL) else ids.agencies.get(key, key)

    def steps(found: Iterable[Step]) -> object:
        return [(_moved(s.minute, later), s.weight, s.count) for s in found]

    def crossing(found: Crossing) -> object:
        return (holder(found.holder), _moved(found.certain, later), _moved(found.possible, later))

    def spans(found: Iterable[Span]) -> object:
        return sorted(
            (
                s.fact_id if ids is None else ids.facts[s.fact_id],
                _moved(s.since, later),
                _moved(s.until, later),
            )
            for s in found
        )

    return [
        steps(picture.pool),
        steps(picture.informal),
        sorted((holder(key), steps(found)) for key, found in picture.agencies.items()),
        crossing(picture.pool_crossing),
        crossing(picture.best_crossing),
        sorted((holder(key), crossing(found)) for key, found in picture.crossings.items()),
        sorted(
            (holder(key), spans(found.certain), spans(found.possible))
            for key, found in picture.holdings.items()
        ),
    ]


# -- by year -----------------------------------------------------------------------------


def _certain_in_both(
    original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift
) -> Iterator[str]:
    """Yield what is certain in the pack and not in the original."""
    certain: dict[object, list[frozenset[str]]] = {}
    for finding in _all(original):
        if finding.certainty is Certainty.CERTAIN:
            line, facts = _asked(finding, ids)
            certain.setdefault(line, []).append(facts)
    held = _held_at_crossing(original, pack, ids, shift)
    for finding in _all(pack):
        if finding.certainty is Certainty.CERTAIN:
            line, facts = _asked(finding, None)
            known = certain.get(line, [])
            # of what was held on some day a line lists more or less, as that day can be told
            told = any(facts <= each or each <= facts for each in known)
            if not told and not (known and finding.query == _POOLED and facts <= held):
                yield f"certain in the pack only: {line}, {sorted(facts)}"
    yield from _crossed_in_both(original, pack, shift)
    before = dict(_known(original, ids, shift.days * MINUTES_PER_DAY))
    for key, after in _known(pack, None, 0):
        since = before[key][0] if key in before else None
        if isinstance(after[0], int) and (not isinstance(since, int) or since > after[0]):
            yield f"certain knowledge of the pack only, or earlier: {key}"


def _held_at_crossing(
    original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift
) -> frozenset[str]:
    """Return what all certainly held in the original when, in the pack, it is certainly enough.

    That day is later in the pack, and a state that lasted may have ended by then: what is listed is
    neither more nor less than what the original lists of its own day.
    """
    crossed = pack.pooled.pool_crossing.certain
    if crossed is None:
        return frozenset()
    minute = crossed - shift.days * MINUTES_PER_DAY
    spans = original.pooled.holdings[POOL].certain
    return frozenset(ids.facts[s.fact_id] for s in spans if s.since <= minute < s.until)


def _crossed_in_both(original: JoinedUpCase, pack: JoinedUpCase, shift: Shift) -> Iterator[str]:
    """Yield where the pack says more of the day on which enough was held."""
    later = shift.days * MINUTES_PER_DAY
    for name in ("pool_crossing", "best_crossing"):
        before: Crossing = getattr(original.pooled, name)
        after: Crossing = getattr(pack.pooled, name)
        surely, perhaps = _moved(before.certain, later), _moved(before.possible, later)
        if after.certain is not None and (surely is None or surely > after.certain):
            yield f"{name} of the pack is certain earlier"
        if perhaps is not None and (after.possible is None or after.possible > perhaps):
            yield f"{name} of the pack is possible only later"


def _asked(finding: Finding, ids: Ids | None) -> tuple[object, frozenset[str]]:
    """Return what a line asks of whom, and about which facts.

    Who else held it, and whether it came late or not at all, is said in a form that names what no
    record makes certain: of wider dates fewer records do.
    """
    said = found_as(finding, ids)
    return (said.query, said.agencies[:1]), frozenset(said.facts)


__all__ = ["Found", "found_as", "pairs_of", "same_truth"]
