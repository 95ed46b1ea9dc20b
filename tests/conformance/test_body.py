"""The body of Cypher: each query has its rows on every engine, or differs as it is said to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from graphdb.stores.base import StoreError
from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import doubtful
from tests.conformance.answers import answered, as_rows, difference, right
from tests.conformance.body import BODY
from tests.conformance.body.question import ENGINES, Question
from tests.conformance.page import PAGE, as_markdown
from tests.conformance.truth import cases, truth
from tests.engines import THERE, of_cases

REFUSED = [question.key for question in BODY if doubtful(question.cypher)]

#: Those whose answer is that there is nothing; any other has rows to be wrong about.
NOTHING = 12


Library = Callable[[str], BoltStore]


@pytest.fixture(scope="module")
def library(request: pytest.FixtureRequest) -> Iterator[Library]:
    """Return an engine with the cases in it, which are written when it is first asked."""
    with ExitStack() as stack:

        @cache
        def filled(engine: str) -> BoltStore:
            return stack.enter_context(of_cases(request.getfixturevalue(engine), *cases()))

        yield filled


def _asked() -> Iterator[object]:
    """Yield every question for every engine, those of one engine together."""
    for engine in ENGINES:
        for question in BODY if THERE[engine] else ():
            marks: list[pytest.MarkDecorator] = []
            if differs := question.difference(engine):
                wrong = StoreError if differs.how == "refused" else AssertionError
                marks.append(pytest.mark.xfail(strict=True, raises=wrong, reason=differs.says))
            yield pytest.param(engine, question, marks=marks, id=f"{engine}-{question.key}")


@pytest.mark.parametrize(("engine", "question"), list(_asked()))
def test_each_query_has_its_rows(library: Library, engine: str, question: Question) -> None:
    found = answered(library(engine), question.cypher, question.parameters)
    assert not difference(found, right(question, truth()), ordered=question.ordered)


@pytest.mark.xdist_group("embedded")
@pytest.mark.parametrize("key", REFUSED)
def test_what_the_embedded_engine_is_not_asked_it_would_answer_wrongly(
    library: Library, key: str
) -> None:
    """Else it was mended, and we refuse what could be asked (`doubtful`)."""
    question = next(q for q in BODY if q.key == key)
    store = library("embedded")
    try:
        rows = as_rows(BoltStore.query(store, question.cypher, question.parameters))
    except StoreError:  # it says so itself
        return
    assert difference(rows, right(question, truth()), ordered=question.ordered)


def test_the_body_is_large_and_each_is_there_once() -> None:
    keys = [question.key for question in BODY]
    assert len(keys) == len(set(keys)) > 250
    assert sum(not right(question, truth()) for question in BODY) <= NOTHING


def test_whoever_cannot_write_it_so_is_told_what_to_write() -> None:
    for question in BODY:
        for differs in question.differs:
            assert question.instead or differs.why in ("never", "not implemented"), question.key


def test_a_wrong_row_is_found_out() -> None:
    question = next(q for q in BODY if q.key == "order.desc")
    rows = right(question, truth())
    assert not difference(rows, rows, ordered=True)
    assert difference(rows[::-1], rows, ordered=True)
    assert not difference(rows[::-1], rows, ordered=False)
    assert difference(rows[1:], rows, ordered=False)
    assert difference([*rows, rows[0]], rows, ordered=False)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "run python -m tests.conformance.page"
