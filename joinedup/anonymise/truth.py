"""Whether a pack tells the truth: what is found of it is what is found of the original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphdb.dates import MINUTES_PER_DAY
from graphdb.pooled import POOL, Crossing
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.ids import Ids
from joinedup.anonymise.telling import (
    NO_EDGES,
    Edges,
    Found,
    Telling,
    differences,
    findings_of,
    found_as,
    moved,
)
from joinedup.case import JoinedUpCase
from queries import Finding
from queries.finding import Certainty

# the line of enquiry that lists what all held on the day when it was enough
_POOLED = "pooled-threshold"


def same_truth(
    original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift, edges: Edges = NO_EDGES
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
    edges
        Of windows that the pack writes wider: which minutes moved, and to which.
    """
    if shift.mode is DateMode.YEAR:
        return tuple(_certain_in_both(original, pack, ids, shift))
    before = Telling(original, ids, shift.days * MINUTES_PER_DAY)
    return tuple(one.text for one in differences(before, Telling(pack), edges))


def pairs_of(original: JoinedUpCase, pack: JoinedUpCase, ids: Ids) -> Mapping[str, str]:
    """Return which finding of the pack is which of the original, by its id.

    By year a finding may rest on other dates: then by what it asks of whom, on which rows.
    """
    found: dict[str, str] = {}
    for key in (_whole, _about):
        places: dict[object, list[str]] = {}
        taken = set(found.values())
        for finding in findings_of(pack):
            if finding.finding_id not in taken:
                places.setdefault(key(finding, None), []).append(finding.finding_id)
        for finding in findings_of(original):
            if finding.finding_id not in found and (same := places.get(key(finding, ids))):
                found[finding.finding_id] = same.pop(0)
    return found


def _whole(finding: Finding, ids: Ids | None) -> object:
    return found_as(finding, ids)


def _about(finding: Finding, ids: Ids | None) -> object:
    said = found_as(finding, ids)
    return (said.query, said.agencies, said.facts, tuple(sorted(c[0] for c in said.cited)))


# -- by year -----------------------------------------------------------------------------


def _certain_in_both(
    original: JoinedUpCase, pack: JoinedUpCase, ids: Ids, shift: Shift
) -> Iterator[str]:
    """Yield what is certain in the pack and not in the original."""
    certain: dict[object, list[frozenset[str]]] = {}
    for finding in findings_of(original):
        if finding.certainty is Certainty.CERTAIN:
            line, facts = _asked(finding, ids)
            certain.setdefault(line, []).append(facts)
    held = _held_at_crossing(original, pack, ids, shift)
    for finding in findings_of(pack):
        if finding.certainty is Certainty.CERTAIN:
            line, facts = _asked(finding, None)
            known = certain.get(line, [])
            # of what was held on some day a line lists more or less, as that day can be told
            told = any(facts <= each or each <= facts for each in known)
            if not told and not (known and finding.query == _POOLED and facts <= held):
                yield f"certain in the pack only: {line}, {sorted(facts)}"
    yield from _crossed_in_both(original, pack, shift)
    before = Telling(original, ids, shift.days * MINUTES_PER_DAY).known
    for key, after in Telling(pack).known.items():
        since = before[key].certain if key in before else None
        if after.certain is not None and (since is None or since > after.certain):
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
        surely, perhaps = moved(before.certain, later), moved(before.possible, later)
        if after.certain is not None and (surely is None or surely > after.certain):
            yield f"{name} of the pack is certain earlier"
        if perhaps is not None and (after.possible is None or after.possible > perhaps):
            yield f"{name} of the pack is possible only later"


def _asked(finding: Finding, ids: Ids | None) -> tuple[object, frozenset[str]]:
    """Return what a line asks of whom, and about which facts.

    Who else held it, and whether it came late or not at all, is said in a form that names what no
    record makes certain: of wider dates fewer records do. What all held together is asked of
    nobody alone: who is named first is who was first, as that day can be told.
    """
    said = found_as(finding, ids)
    whom = () if said.query == _POOLED else said.agencies[:1]
    return (said.query, whom), frozenset(said.facts)


__all__ = ["Found", "found_as", "pairs_of", "same_truth"]
