"""Three core findings asked in Cypher, beside what `queries` finds in the same cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import holidays

from graphdb.dates.working import FIRST_YEAR, LAST_YEAR
from graphdb.model import CaseRecords
from graphdb.stores.base import Store
from graphdb.vocabulary import load_vocabulary
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from queries.enquiry import DANGER
from queries.finding import Cites, Finding
from queries.findings.unshared import OWN
from queries.rules import rules_of
from tests.proof.blur import blurred
from tests.second.random_cases import random_case

Row = tuple[Any, ...]

FINDINGS = ("unshared", "inside", "isolation")

#: Forms of `unshared` that the Cypher asks of; the others are left out on both sides.
ASKED_OF = ("never", "late")


def text(finding: str) -> str:
    """Return the Cypher of a finding."""
    return (files("queries") / "cypher" / "core" / f"{finding}.cypher").read_text("utf-8")


def plainer(records: CaseRecords, case_id: str) -> CaseRecords:
    """Return a case without what the Cypher does not look at, under a name of its own.

    These are reasons for not sharing, and the order of a source's own Seq.
    """
    events = tuple(replace(event, bar=None, sequence=None) for event in records.events)
    return replace(records, case=replace(records.case, case_id=case_id), events=events)


@cache
def parameters() -> dict[str, Any]:
    """Return what the Cypher has to be told of the vocabulary and the calendar."""
    own = next(rule for rule in rules_of(()) if rule.name == OWN)
    vocabulary = load_vocabulary()
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return {
        "own_topics": sorted(own.topics),
        "own_sectors": sorted(own.destinations),
        "holidays": sorted(day.toordinal() - date.min.toordinal() for day in days),
        "contact_kinds": sorted(k for k, kind in vocabulary.kinds.items() if kind.contact),
        "danger_kinds": sorted(
            key for key, kind in vocabulary.kinds.items()
            if kind.assessment and (kind.purpose or "domestic-abuse") in DANGER
        ),
        "danger_tools": sorted(k for k, t in vocabulary.tools.items() if t.purpose in DANGER),
        "tools": sorted(vocabulary.tools),
    }  # fmt: skip


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
    frame = store.query(text(finding), parameters() | {"case": case}, seconds=600)
    return {
        tuple(tuple(v) if isinstance(v, list) else v for v in row)
        for row in frame.itertuples(index=False, name=None)
    }


def both(store: Store, cases: Sequence[JoinedUpCase]) -> Iterator[tuple[str, set[Row], set[Row]]]:
    """Yield each finding with what `queries` has of cases, and what Cypher has of the store."""
    for finding in FINDINGS:
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
