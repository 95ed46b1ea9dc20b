"""What a walkthrough shows, and in what order, hangs on no id: that of a pack is its case's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from graphdb.model import CaseRecords
from joinedup.anonymise.ids import Ids
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from tests.anonymise.other_ids import under_ids
from tests.anonymise.packs import example
from tests.queries.twins import with_twin_agencies, with_twin_people
from tests.second.random_cases import random_case
from viz.walk.build import build_walk

# ids of moments are hashes; which one it is, its place tells
_MOMENT = re.compile(r"\bm-[0-9a-f]{10}\b")


def shown(ids: Ids, records: CaseRecords) -> list[str]:
    """Return everything that a walkthrough shows, in order, under the ids of the case."""
    case = JoinedUpCase(records)
    model = build_walk(case.view, case.known, case.answers, case.vocabulary, pooled=case.pooled)
    # what the page supposes with has places instead of ids; things are in the order of those lists
    model = replace(model, facts=(), suppose=replace(model.suppose, data={}))
    before = {new: old for of in (ids.agencies, ids.persons, ids.teams, ids.facts)
              for old, new in of.items() if old != new}  # fmt: skip
    text = _MOMENT.sub("m", repr(model))
    if before:
        longest = sorted(map(re.escape, before), key=len, reverse=True)
        text = re.sub("|".join(longest), lambda found: before[found[0]], text)
    return text.split(", ")


def differently(records: CaseRecords) -> list[tuple[str, str]]:
    """Return what a walkthrough shows differently under other ids."""
    one, other = (shown(*under_ids(records, turned=turned)) for turned in (False, True))
    assert len(one) == len(other)
    return [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize("changed", [replace, with_twin_people, with_twin_agencies])
def test_the_example_s_walkthrough_is_the_same_under_other_ids(
    changed: Callable[[CaseRecords], CaseRecords],
) -> None:
    """As it is, and with a twin beside each person or agency: then every order is a tie."""
    assert differently(changed(example().records)) == []


@pytest.mark.parametrize("seed", [0, 4, 7, 19])
def test_small_walkthroughs_are_the_same_under_other_ids(seed: int) -> None:
    for changed in (with_twin_people, with_twin_agencies):
        assert differently(changed(random_case(seed))) == []
        assert differently(changed(generate(seed, rows=80, most=8).records)) == []
