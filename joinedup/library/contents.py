"""What a library holds: one line per case, and what its silence may rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from joinedup.library.asking import MOST, SECONDS, asked

if TYPE_CHECKING:
    from graphdb.stores.base import Store
    from viz.pictures import MadeOf

_CASE = (
    "case_id", "title", "review_type", "status", "area", "marking", "scope_from", "scope_to",
    "made_with", "vocabulary", "inputs", "digest",
)  # fmt: skip
_COUNTS = ("rows", "uncoded", "informed", "findings", "agencies", "silent", "in_part")
COLUMNS = (*_CASE[:8], *_COUNTS, *_CASE[8:])
"""The columns of :func:`contents`."""


def contents(store: Store) -> pd.DataFrame:
    """Return one line per case of a store, in the order of their ids."""

    def whole(cypher: str) -> pd.DataFrame:
        return store.query(cypher, {}, seconds=SECONDS, most=MOST)

    named = ", ".join(f"c.{name} AS {name}" for name in _CASE)
    cases = whole(f"MATCH (c:Case) RETURN {named}")
    events = whole(
        "MATCH (e:Event) RETURN e.case_id AS case_id, count(*) AS rows, "
        "sum(CASE WHEN e.coded THEN 0 ELSE 1 END) AS uncoded"
    )
    informed = whole("MATCH (a:Agency) RETURN a.case_id AS case_id, sum(a.informed) AS informed")
    findings = whole("MATCH (f:Finding) RETURN f.case_id AS case_id, count(*) AS findings")
    found = cases
    for counted in (events, informed, findings):
        found = found.merge(counted, how="left", on="case_id")
    found = found.merge(
        _coverage(asked(store, _SCOPES), asked(store, _AGENCIES)), how="left", on="case_id"
    )
    for name in _COUNTS:
        found[name] = found[name].fillna(0).astype("int64")
    return found.sort_values("case_id", ignore_index=True)[list(COLUMNS)]


_AGENCIES = (
    "MATCH (a:Agency) WHERE NOT a.informal "
    "OPTIONAL MATCH (a)<-[:PART_OF]-(:Team)<-[:RECORDED_BY]-(e:Event) "
    "RETURN a.case_id AS case_id, a.uid AS uid, a.coverage_full AS full, "
    "a.coverage_from AS from_day, a.coverage_to AS to_day, count(e) AS events"
)


_SCOPES = (
    "MATCH (c:Case) RETURN c.case_id AS case_id, c.scope_from AS begin, c.scope_to AS end, "
    "c.fatal_latest_iso AS fatal"
)


def _end(scope: dict[str, Any]) -> str | None:
    """Return the last day of which a silence could say anything: none after the death does."""
    days = [day for day in (scope["end"], scope["fatal"]) if day]
    return min(days)[:10] if days else None


def _coverage(scopes: list[dict[str, Any]], agencies: list[dict[str, Any]]) -> pd.DataFrame:
    """Count the agencies of each case, those without a row, and those that cover it in part."""
    scope = {one["case_id"]: (one["begin"], _end(one)) for one in scopes}
    counted: dict[str, list[int]] = {case_id: [0, 0, 0] for case_id in scope}
    for one in agencies:
        begin, end = scope.get(one["case_id"], (None, None))
        # days as 2012-03-14: the order of the texts is theirs
        late = bool(begin and one["from_day"] and one["from_day"] > begin)
        early = bool(end and one["to_day"] and one["to_day"] < end)
        count = counted.setdefault(one["case_id"], [0, 0, 0])
        count[0] += 1
        count[1] += one["events"] == 0
        count[2] += one["events"] > 0 and (late or early or not one["full"])
    rows = [(case_id, *count) for case_id, count in counted.items()]
    return pd.DataFrame(rows, columns=["case_id", "agencies", "silent", "in_part"])


def made_of(store: Store) -> MadeOf:
    """Return how many cases a store has, how they are marked and how far they are coded."""
    from viz.pictures import MadeOf

    cases = asked(store, "MATCH (c:Case) RETURN c.marking AS marking, count(*) AS cases")
    rows = asked(store, "MATCH (a:Agency) RETURN sum(a.rows) AS rows, sum(a.uncoded) AS uncoded")
    marked: Counter[str] = Counter()
    for one in cases:
        marked[str(one["marking"] or "").strip()] += int(one["cases"])
    return MadeOf(
        cases=marked.total(),
        rows=sum(int(one["rows"] or 0) for one in rows),
        uncoded=sum(int(one["uncoded"] or 0) for one in rows),
        markings=tuple(sorted(mark for mark in marked if mark)),
        unmarked=marked[""],
    )


def silences(cases: pd.DataFrame) -> Iterator[str]:
    """Yield what nothing found may rest on, in sentences.

    Parameters
    ----------
    cases
        As :func:`contents` gives them.
    """
    uncoded = cases[cases["uncoded"] > 0]
    if len(uncoded):
        rows, of = int(uncoded["uncoded"].sum()), int(cases["rows"].sum())
        yield f"{rows:,} of {of:,} rows are not coded, in {_named(uncoded)}."
    untold = cases[(cases["informed"] == 0) & (cases["rows"] > cases["uncoded"])]
    if len(untold):
        yield (
            "No coded row says what became known, so who knew what cannot be looked for: in "
            f"{_named(untold)}."
        )
    part = cases[cases["in_part"] > 0]
    if len(part):
        yield f"Chronologies that do not cover the whole scope: in {_named(part)}."
    silent = cases[cases["silent"] > 0]
    if len(silent):
        yield f"Agencies of which no chronology has been read: in {_named(silent)}."


#: How many cases are named before the rest are counted.
_NAMED = 5


def _named(cases: pd.DataFrame) -> str:
    names = [str(name) for name in cases["case_id"]]
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more cases"
