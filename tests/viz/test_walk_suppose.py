"""The page's own what-if is held to the Python derivation, on generated cases."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import deno
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import joinedup
from graphdb.knowledge import Knowledge
from graphdb.model import CaseRecords, Link, LinkBy, Threshold
from graphdb.pooled import Crossing, pooled_picture
from graphdb.suppose import Supposed, SupposedShare, compact, shares_over_time, suppose
from tests.graph.test_suppose import CASES, knowledge_of
from tests.reference.small_cases import BASE

ROOT = Path(__file__).parents[2]
READER = "tests/viz/js/suppose_read.js"
Combinations = list[list[SupposedShare]]


def in_the_page(cases: Iterable[tuple[Knowledge, Combinations]], base: int) -> list[Any]:
    """Return what the page's module makes of each combination of each case."""
    lines = []
    for knowledge, combinations in cases:
        at = {agency: n for n, agency in enumerate(knowledge.view.agencies)}
        asked = [
            [
                {"minute": s.minute - base, "teller": at[s.teller], "told": at[s.told]}
                for s in shares
            ]
            for shares in combinations
        ]
        data = compact(knowledge, pooled_picture(knowledge), base)
        lines.append(json.dumps([data, asked]))
    done = subprocess.run(
        [deno.find_deno_bin(), "run", "--no-remote", "--no-npm", "--no-lock", READER],
        cwd=ROOT,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"NO_COLOR": "1", "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def as_the_page_has_it(supposed: Supposed, base: int) -> dict[str, Any]:
    """Return the Python derivation in the page's words."""
    view, picture = supposed.knowledge.view, supposed.picture
    agencies = list(view.agencies)
    facts = list(view.facts)

    def rel(minute: int | None) -> int | None:
        return None if minute is None else minute - base

    def crossed(crossing: Crossing | None) -> list[int | None]:
        return [None, None] if crossing is None else [rel(crossing.certain), rel(crossing.possible)]

    def knows(agency: str) -> list[list[int | None]]:
        found = []
        for n, fact in enumerate(facts):
            one = supposed.knowledge.facts.knows(agency, fact)
            if one is not None:
                found.append([n, rel(one.certain_from), rel(one.possible_from)])
        return found

    over = shares_over_time(picture, view)
    best = picture.best_crossing
    return {
        "knows": [knows(agency) for agency in agencies],
        "shares": [
            [[s.minute - base, s.low, s.high] for s in over.get(agency, ())] for agency in agencies
        ],
        "crossings": [crossed(picture.crossings.get(agency)) for agency in agencies],
        "pool": crossed(picture.pool_crossing),
        "best": {
            "agency": agencies.index(best.holder) if best.holder else -1,
            "since": crossed(best),
        },
    }


def check(cases: list[tuple[Knowledge, Combinations]], base: int) -> int:
    """Hold each combination to the derivation; return how many moved a crossing."""
    moved = 0
    for (knowledge, combinations), found in zip(cases, in_the_page(cases, base), strict=True):
        real = suppose(knowledge, []).picture
        for shares, page in zip(combinations, found, strict=True):
            supposed = suppose(knowledge, shares)
            assert page == as_the_page_has_it(supposed, base)
            moved += supposed.picture.crossings != real.crossings
    return moved


def combinations_of(records: CaseRecords, chance: random.Random) -> Combinations:
    agencies = [a.agency_id for a in records.agencies]
    dated = {m for e in records.events for m in (e.when.earliest, e.when.latest) if m is not None}
    minutes = sorted({BASE + 15, *dated})

    def share() -> SupposedShare:
        return SupposedShare(chance.choice(minutes), *chance.sample(agencies, 2))

    return [[], *([share() for _ in range(chance.randint(1, 4))] for _ in range(5))]


def of_incidents(records: CaseRecords, chance: random.Random) -> CaseRecords:
    """Have most rows tell of incidents, some of which may be one, and the threshold count them."""
    events = [replace(e, kind=chance.choice(["incident"] * 4 + [e.kind])) for e in records.events]
    pairs = [sorted(chance.sample([e.event_id for e in events], 2)) for _ in range(2)]
    rule = Threshold(99, 99, chance.randint(2, 3), chance.choice([1, 365]))
    return replace(
        records,
        events=tuple(events),
        links=tuple(Link(one, other, LinkBy.MATCH) for one, other in pairs),
        settings=replace(records.settings, threshold=rule),
    )


def generated(number: int) -> list[tuple[Knowledge, Combinations]]:
    cases: list[tuple[Knowledge, Combinations]] = []

    @settings(max_examples=number, suppress_health_check=list(HealthCheck), database=None)
    @given(CASES, st.integers(0, 2**20))
    def draw(records: CaseRecords, seed: int) -> None:
        chance = random.Random(seed)
        if seed % 2:
            records = of_incidents(records, chance)
        cases.append((knowledge_of(records), combinations_of(records, chance)))

    draw()
    return cases


def test_the_page_supposes_what_python_derives() -> None:
    cases = generated(60)
    assert len(cases) >= 60
    # a test in which nothing ever moves would hold nothing
    assert check(cases, BASE) > 5


@pytest.mark.thorough
def test_the_page_supposes_what_python_derives_on_many_cases() -> None:
    cases = generated(int(os.environ.get("JOINEDUP_EXAMPLES", "400")))
    assert len(cases) >= 200
    check(cases, BASE)


def test_the_page_supposes_on_the_example_what_python_derives() -> None:
    case = joinedup.load(ROOT / "examples" / "amber-street")
    agencies = list(case.view.agencies)
    chance = random.Random(8)
    base = case.view.scope_lo
    minutes = sorted(b.end_hi for b in case.view.bounds.values() if base < b.end_hi < 10**10)
    combinations = [
        [
            SupposedShare(chance.choice(minutes), *chance.sample(agencies, 2))
            for _ in range(chance.randint(0, 6))
        ]
        for _ in range(12)
    ]
    assert check([(case.known, combinations)], base) > 0
