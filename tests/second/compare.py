"""Both implementations asked of one case, as rows of the same relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from graphdb.dates import minute_of
from joinedup.case import JoinedUpCase
from queries.finding import Cites, Finding
from queries.sentences import KEPT
from tests.second.derive import derive, inside, isolation, knows, unshared

Rows = dict[str, set[tuple[Any, ...]]]

RELATIONS = ("knows", "unshared", "unshared contact", "inside", "inside contact",
             "kept back", "isolation", "isolation row")  # fmt: skip


def both(case: JoinedUpCase) -> tuple[Rows, Rows]:
    """Return the rows of the first implementation and those of the second.

    A row of the chronology that the first cites in another role (a decision made without it, a
    recorded reason) is not looked for among the contacts; nor is one that shows how an assessor
    came to know of one occurrence looked for among those that tell of another.
    """
    con = derive(case.records)
    second = {"knows": knows(con)} | unshared(con) | inside(con) | isolation(con)
    first: Rows = {name: set() for name in RELATIONS}
    first["knows"] = set(_knows(case))
    elsewhere: Rows = {"unshared contact": set(), "inside contact": set()}
    for finding in case.answers.findings:
        for name, row in _of(finding):
            first[name].add(row)
        # a line that a reason kept back is of many pairs: its roles are no one pair's
        if finding.query in ("unshared", "inside") and finding.form != KEPT:
            name, side = f"{finding.query} contact", _asked(finding)
            elsewhere[name] |= {
                (finding.facts[0], side, c.event_id)
                for c in finding.cited
                if c.shows is not Cites.CONTACT
            }
    for name, known in elsewhere.items():
        lines = {row[:2] for row in first[name.removesuffix(" contact")]}
        second[name] = {
            row for row in second[name] if row[:2] in lines and row[:3] not in known
        } | {row for row in second[name] if row[:2] not in lines}
    _keep_back(case, first, second)
    ways = second.pop("isolation way")
    for side in (first, second):
        side["isolation row"] = {row for row in side["isolation row"] if row[:2] not in ways}
    return first, second


# how the first cites a row of whoever is asked why it has no record
_ASKED = (Cites.CONTACT, Cites.DECISION, Cites.SENT, Cites.RECEIVED)


def _keep_back(case: JoinedUpCase, first: Rows, second: Rows) -> None:
    """Compare what a recorded reason kept back by the pairs alone.

    The second does not read reasons: of a fact that is kept back it has a line for each agency.
    Each pair that the first keeps back is such a line; what was looked at again is listed by none.
    """
    kept = {
        (f.facts[0], agency)
        for f in case.answers.findings
        if f.form == KEPT
        for agency in f.agencies
        if any(
            c.shows in _ASKED and case.view.events[c.event_id].agency_id == agency for c in f.cited
        )
    }
    again = {
        reveal.fact_id
        for near in case.answers.near
        if near.query == "unshared"
        for row in near.rows
        for reveal in case.view.events[row].reveals
    }
    listed = {row[:2] for row in first["unshared"]}
    first["kept back"] = kept
    second["kept back"] = kept & {row[:2] for row in second["unshared"]}
    for name in ("unshared", "unshared contact"):
        second[name] = {
            row
            for row in second[name]
            if row[:2] in listed or (row[:2] not in kept and row[0] not in again)
        }


def counts(first: Mapping[str, set[Any]], second: Mapping[str, set[Any]]) -> dict[str, int]:
    """Return by relation how many rows agree, and how many stand on one side alone."""
    found = {}
    for name in RELATIONS:
        found[f"{name}|agrees"] = len(first[name] & second[name])
        found[f"{name}|differs"] = len(first[name] ^ second[name])
    return found


def _knows(case: JoinedUpCase) -> Iterator[tuple[Any, ...]]:
    lines = case.knowledge()
    for holder, fact, certain, possible in zip(
        lines["holder"],
        lines["fact_id"],
        lines["certain_from"],
        lines["possible_from"],
        strict=True,
    ):
        if not holder.endswith("/"):  # a team that nobody stated is its agency
            yield holder, fact, _minute(certain), _minute(possible)


def _minute(moment: Any) -> int | None:
    return None if pd.isna(moment) else minute_of(moment.date(), moment.hour, moment.minute)


def _asked(finding: Finding) -> str:
    return finding.teams[0] if finding.query == "inside" else finding.agencies[0]


def _of(finding: Finding) -> Iterator[tuple[str, tuple[Any, ...]]]:
    certainty = finding.certainty.value
    if finding.query in ("unshared", "inside") and finding.form not in ("later", KEPT):
        side = _asked(finding)
        holders = finding.agencies[1:] if finding.query == "unshared" else finding.teams[1:]
        fact = finding.facts[0]
        yield finding.query, (fact, side, certainty, finding.form, frozenset(holders))
        for cited in finding.cited:
            if cited.shows is Cites.CONTACT:
                row = (fact, side, cited.event_id, cited.certainty.value)
                yield f"{finding.query} contact", row
    if finding.query == "isolation":
        made = next(c.event_id for c in finding.cited if c.shows is Cites.ASSESSMENT)
        yield "isolation", (made, finding.agencies[0], certainty, finding.form)
        for cited in finding.cited:
            if cited.shows is Cites.EARLIER:
                yield "isolation row", (made, cited.event_id, cited.certainty.value)
