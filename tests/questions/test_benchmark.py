"""The SQL beside the questions answers with the same rows: else its time would say nothing."""

from __future__ import annotations

from benchmarks.questions import SQL, measure
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from queries.named import named_questions
from tests.engines import of_cases


def test_the_store_and_the_sql_answer_alike(embedded):
    made = [JoinedUpCase(generate(seed, rows=40, most=25).records).tables for seed in range(3)]
    with of_cases(embedded, *made) as store:
        measured = list(measure({"embedded": store}, made, runs=1))
    assert [m.question for m in measured] == [q.name for q in named_questions()]
    assert [q.name for q in named_questions()] == sorted(SQL)
    assert all(m.first >= m.seconds > 0 and m.ratio > 0 for m in measured)
