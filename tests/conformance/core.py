"""Three core findings asked in Cypher, beside what `queries` finds in the same cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from graphdb.model import CaseRecords
from graphdb.stores.base import Store
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from queries.core import CORE, cypher, parameters
from queries.finding import Cites, Finding
from tests.proof.blur import blurred
from tests.second.random_cases import random_case

Row = tuple[Any, ...]

#: Forms of `unshared` that the Cypher asks of; the others are left out on both sides.
ASKED_OF = ("never", "late")


def plainer(records: CaseRecords, case_id: str) -> CaseRecords:
    """Return a case without what the Cypher does not look at, under a name of its own.

    These are reasons for not sharing, and the order of a source's own Seq.
    """
    events = tuple(replace(event, bar=None, sequence=None) for event in records.events)
    return replace(records, case=replace(records.case, case_id=case_id), events=events)


def found(case: JoinedUpCase, finding: str) -> set[Row]:
    """Return the lines of a finding as `queries` has them, as rows of the Cypher's columns."""
    return {
        (case.records.case.case_id, *_row(line))
        for line in case.answers.findings
        if line.query == finding and (finding != "unshared" or line.form in ASKED_OF)
    }


def _row(line: Finding) -> Row:
    if line.query == "isolation":
        made = next(c.event_id for c in line.cited if c.shows is Cites.ASSESSMENT)
        return made, line.agencies[0], line.certainty.value, line.form
    sides = line.teams if line.query == "inside" else line.agencies
    return line.facts[0], sides[0], line.certainty.value, line.form, tuple(sorted(sides[1:]))


def answered(store: Store, finding: str, case: str | None = None) -> set[Row]:
    """Return what the Cypher answers with, of every case in a store or of one."""
    frame = store.query(cypher(finding), parameters(case), seconds=600)
    return {
        tuple(tuple(v) if isinstance(v, list) else v for v in row)
        for row in frame.itertuples(index=False, name=None)
    }


def both(store: Store, cases: Sequence[JoinedUpCase]) -> Iterator[tuple[str, set[Row], set[Row]]]:
    """Yield each finding with what `queries` has of cases, and what Cypher has of the store."""
    for finding in CORE:
        first = set().union(*(found(case, finding) for case in cases))
        yield finding, first, answered(store, finding)


def many(seeds: range) -> list[JoinedUpCase]:
    """Return cases of seeds: in turn generated, generated with dates in doubt, small and dense."""
    return [JoinedUpCase(plainer(_records(seed), f"generated-{seed:05}")) for seed in seeds]


def _records(seed: int) -> CaseRecords:
    if seed % 3 == 2:
        return random_case(seed)
    records = generate(seed, rows=60, most=10).records
    return blurred(records, Random(seed)) if seed % 3 == 1 else records
