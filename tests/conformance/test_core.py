"""Three core findings as Cypher over who knew what: row for row what `queries` finds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from graphdb.stores.bolt import BoltStore
from joinedup.case import JoinedUpCase, load
from queries.core import CORE, cypher, parameters
from tests.conformance import core
from tests.engines import STORES, of_cases
from tests.joinedup.helpers import EXAMPLE


@pytest.fixture(scope="module")
def cases() -> list[JoinedUpCase]:
    """Return the example, small and dense cases, and a few generated ones."""
    example = JoinedUpCase(core.plainer(load(EXAMPLE).records, "amber-street"))
    dense = range(20_000, 20_240, 3)  # other seeds than those of the proof
    return [example, *core.many(dense), *core.many(range(20_001, 20_007))]


@pytest.fixture(scope="module", params=STORES)
def store(request: pytest.FixtureRequest, cases: list[JoinedUpCase]) -> Iterator[BoltStore]:
    engine: BoltStore = request.getfixturevalue(request.param)
    with of_cases(engine, *(case.tables for case in cases)) as filled:
        yield filled


@pytest.mark.parametrize("finding", CORE)
def test_the_lines_are_those_of_queries(
    store: BoltStore, cases: list[JoinedUpCase], finding: str
) -> None:
    wanted = set().union(*(core.found(case, finding) for case in cases))
    assert core.answered(store, finding) == wanted
    assert {"certain", "possible"} <= {row[3] for row in wanted}


@pytest.mark.parametrize("finding", CORE)
def test_of_one_case_there_are_its_lines_alone(
    store: BoltStore, cases: list[JoinedUpCase], finding: str
) -> None:
    one = next(case for case in cases[1:] if core.found(case, finding))
    case_id = one.records.case.case_id
    assert core.answered(store, finding, case_id) == core.found(one, finding)


@pytest.mark.parametrize("store", ["embedded"], indirect=True)
@pytest.mark.parametrize(
    ("finding", "rule", "broken"),
    [
        ("unshared", "f.weight >= case.min_weight", "f.weight > case.min_weight"),
        ("unshared", "AND all(t IN theirs WHERE t.low > latest_x)", ""),
        ("unshared", "case.late_days * 1440", "0"),
        ("inside", "AND all(t IN theirs WHERE t.low > latest_x)", ""),
        ("inside", "agency.coverage_full", "true"),
        ("isolation", "AND NOT o.uid IN taken", ""),
        ("isolation", "AND NOT EXISTS { (t)-[:TELLS_OF]->(o) }", ""),
    ],
)
def test_a_rule_left_out_is_found_out(
    store: BoltStore,
    cases: list[JoinedUpCase],
    monkeypatch: pytest.MonkeyPatch,
    finding: str,
    rule: str,
    broken: str,
) -> None:
    whole = cypher(finding)
    assert rule in whole
    monkeypatch.setattr(core, "cypher", lambda _: whole.replace(rule, broken))
    wanted = set().union(*(core.found(case, finding) for case in cases))
    assert core.answered(store, finding) != wanted


def test_each_is_told_what_it_asks_for() -> None:
    told = parameters()
    for finding in CORE:
        asked = set(re.findall(r"\$(\w+)", cypher(finding).partition("\nMATCH")[2]))
        assert asked <= told.keys()
        assert all(f"// {name} = " in cypher(finding) for name in asked)


def test_another_finding_is_named() -> None:
    with pytest.raises(ValueError, match=r"carer is not there as Cypher; unshared, inside"):
        cypher("carer")
