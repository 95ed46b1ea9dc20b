"""Every question on every engine: the rows that its file expects, and those of the truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from benchmarks.questions import SQL, fill
from joinedup.case import JoinedUpCase, load
from joinedup.generate import generate
from queries.named import named_question, named_questions, run
from tests.engines import STORES, of_cases
from tests.questions.truth import TRUTH

# one worker starts the engines, and only one of each

LIBRARY = Path(__file__).parent / "library"
NAMES = [q.name for q in named_questions()]
EXPECTED = [(q.name, n) for q in named_questions() for n in range(len(q.expected))]

#: What each question is asked beside what is given by default.
ASKED: dict[str, list[dict[str, Any]]] = {
    "cases-like-this": [{"case": "generated-0"}, {"case": "generated-3", "most": 3}],
    "held-alone": [{}, {"weight": 2}],
    "sequences": [
        {"cases": 1, "most": 1000},
        {"length": 2, "along": "household"},
        {"length": 4, "cases": 1, "most": 500},
        {"length": 2, "cases": 3, "with_kinds": ["risk-assessment", "referral-made"]},
        {"length": 2, "repeats": True},
        {"length": 3, "leave_out": [], "repeats": True},
        {"length": 3, "leave_out": ["phone-call", "letter-sent"]},
    ],
    "themes": [{}, {"codes": ["1A", "9"]}],
    "themes-by-case": [{}, {"codes": ["6C"]}],
    "themes-by-sector": [{}, {"by": "group"}],
    "time-to-share": [{}, {"weight": 2}],
    "time-to-share-cases": [{}, {"weight": 2}],
    "unshared-topics": [{}, {"held_by": ["police", "gp"]}, {"no_record_with": ["gp"]}],
}
GIVEN = [(name, given) for name in NAMES for given in ASKED.get(name, [{}])]


@pytest.fixture(scope="module")
def small() -> list[JoinedUpCase]:
    return [load(folder) for folder in sorted(LIBRARY.iterdir()) if folder.is_dir()]


@pytest.fixture(scope="module")
def made() -> list[JoinedUpCase]:
    return [JoinedUpCase(generate(seed, rows=60, most=25).records) for seed in range(12)]


@pytest.fixture(scope="module")
def sql(made) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as base:
        fill(base, [case.tables for case in made])
        yield base


Answers = Mapping[str, pd.DataFrame]


@pytest.fixture(scope="module", params=STORES)
def answers(request: pytest.FixtureRequest, small, made) -> tuple[Answers, Answers]:
    """What a store answers: to what the files expect, and on the generated cases."""
    store = request.getfixturevalue(request.param)
    with of_cases(store, *(case.tables for case in small)):
        on_small = {
            f"{name} {n}": run(name, store, named_question(name).expected[n].given)
            for name, n in EXPECTED
        }
    with of_cases(store, *(case.tables for case in made)):
        on_made = {f"{name} {given}": run(name, store, given) for name, given in GIVEN}
    return on_small, on_made


def rows(found: pd.DataFrame) -> list[list[Any]]:
    """Rows with an empty text where nothing is, as the files and the truth have them."""
    return [["" if _is_none(cell) else cell for cell in row]
            for row in found.astype(object).to_numpy().tolist()]  # fmt: skip


def _is_none(cell: object) -> bool:
    return cell is None or cell is pd.NA


@pytest.mark.parametrize(("name", "n"), EXPECTED)
def test_a_question_answers_with_the_rows_of_its_file(name, n, answers):
    found = answers[0][f"{name} {n}"]
    assert rows(found) == [list(row) for row in named_question(name).expected[n].rows]


@pytest.mark.parametrize(("name", "given"), GIVEN, ids=lambda v: str(v))
def test_a_question_answers_with_what_is_true_of_generated_cases(name, given, answers, made):
    found = answers[1][f"{name} {given}"]
    truth = TRUTH[name](made, **_spelt(given))
    assert rows(found) == [list(row) for row in truth]


@pytest.mark.parametrize(("name", "n"), EXPECTED)
def test_what_a_file_expects_is_true(name, n, small):
    expected = named_question(name).expected[n]
    truth = TRUTH[name](small, **_spelt(expected.given))
    assert [list(row) for row in expected.rows] == [list(row) for row in truth]


@pytest.mark.parametrize("name", NAMES)
def test_the_sql_that_a_question_is_measured_against_is_true(name, sql, made):
    given = {p.name: "generated-0" for p in named_question(name).parameters if p.type == "case"}
    found = sql.execute(SQL[name], given).fetchall()
    answered = [["" if cell is None else cell for cell in row] for row in found]
    assert answered == [list(row) for row in TRUTH[name](made, **given)]


def _spelt(given: Mapping[str, Any]) -> dict[str, Any]:
    # in the truth, cases are the cases themselves
    return {"least" if name == "cases" else name: value for name, value in given.items()}


def test_every_question_expects_rows_and_has_a_truth():
    assert sorted(TRUTH) == NAMES
    assert all(any(one.rows for one in q.expected) for q in named_questions())


def test_the_generated_cases_show_what_the_questions_ask_about(made):
    """Else the truth would be compared with nothing."""
    for name, given in GIVEN:
        assert len(TRUTH[name](made, **_spelt(given))) > 1 or given.get("codes"), name
    outcomes = {row[1] for row in TRUTH["time-to-share-cases"](made, 2)}
    assert {"shared", "no record of a share"} <= outcomes
    assert len({row[1] for row in TRUTH["threshold-cases"](made)}) > 2


def test_the_generated_cases_have_routine_rows_and_rows_of_one_kind_in_a_row(made):
    sequences = TRUTH["sequences"]
    found = sequences(made, 2, least=1, most=1000)
    assert found != sequences(made, 2, leave_out=(), least=1, most=1000)
    assert found != sequences(made, 2, repeats=True, least=1, most=1000)
