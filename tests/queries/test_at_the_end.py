"""The first and the last minute that count: of the scope, and before the end.

Every finding has cases with a row before the scope, or after the end, of which nothing is listed.
Here such a row is moved to the very edge: at the minute of the fatal incident still nothing is
listed, nor in the last minute before the scope; and in the first minute of the scope it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from graphdb.dates import minute_of
from queries.definition import Query, registry
from queries.finding import Certainty
from tests.queries.build import CASE, Example, Row, when
from tests.queries.test_worlds import examples

DAY = "1 July 2014"
BEFORE, FIRST = ("31 December 2008", "23:59"), ("1 January 2009", "00:00")

#: Findings of which nothing starts in the first minute of the scope, each with why.
NOT_IN_THE_FIRST_MINUTE = {
    "unshared": "what was held must come before the contact",
    "inside": "what the other team held must come before the contact",
    "handover": "what was held must come before the contact",
    "grade-unchanged": "danger rises between two grades",
    "grades-differ": "the other grade of the case lies before scope, too",
    "no-assessment": "an earlier incident must come before it",
    "vulnerability": "the abuse must be on record before",
    "referral-no-feedback": "what was done about it is of years later",
    "carer": "the chronology says nothing of the days before",
    "account-unchecked": "what was held must come before the account",
    "closed-while-involved": "who else was involved must be on record before",
    "gap-in-contact": "the record must come before the gap",
    "accounts-differ": "two accounts are of one day",
    "files": "what is on his file must come before the contact",
    "people-close": "what they told of must come before the contact",
    "earlier-partner": "what was held of the earlier partner must come before the contact",
    "repeat-marac": "its case has a scope of its own",
}  # fmt: skip


def after_the_end(row: Row) -> bool:
    found = when(row.when).start
    return found.earliest is not None and found.earliest >= minute_of(date(2014, 7, 2))


def before_scope(row: Row) -> bool:
    found = when(row.when).start
    return found.latest is not None and found.latest < minute_of(date(2009, 1, 1))


def near_misses(query: Query, lies: Callable[[Row], bool]) -> list[Example]:
    own = {"scope_from", "scope_to", "fatal_incident"}
    return [
        example
        for example in examples(query)
        if not example.expect
        and not own & set(example.world)
        and any(lies(row) for row in example.rows)
    ]


def moved(example: Example, lies: Callable[[Row], bool], day: str, time: str) -> Example:
    """Return a case with such rows put on a time of a day."""
    return replace(
        example,
        rows=tuple(
            replace(row, when=day, more={**row.more, "time": time}) if lies(row) else row
            for row in example.rows
        ),
    )


EACH = pytest.mark.parametrize("query", registry(), ids=lambda q: q.definition.key)


def test_the_edges_are_where_the_case_has_them() -> None:
    assert CASE.fatal_incident is not None
    assert when(DAY, "20:00").start == CASE.fatal_incident.start
    assert CASE.scope_from == date(2009, 1, 1)


@EACH
def test_what_lies_at_the_end_asks_nothing(query: Query) -> None:
    for example in near_misses(query, after_the_end):
        moved(example, after_the_end, DAY, "20:00").check(query.definition.key)


@EACH
def test_what_may_lie_at_the_end_is_not_certain(query: Query) -> None:
    for example in near_misses(query, after_the_end):
        some = moved(example, after_the_end, DAY, "between 19:00 and 20:00")
        found = some.results(query.definition.key).findings
        assert not [f.statement for f in found if f.certainty is Certainty.CERTAIN], str(example)


@EACH
def test_what_lies_in_the_first_minute_of_the_scope_is_asked_about(query: Query) -> None:
    key, found = query.definition.key, False
    for example in near_misses(query, before_scope):
        if "before scope" not in example.name:
            continue
        last = max(filter(before_scope, example.rows), key=lambda r: when(r.when).start.latest or 0)

        def lies(row: Row, last: Row = last) -> bool:
            return row is last

        moved(example, lies, *BEFORE).check(key)
        found |= bool(moved(example, lies, *FIRST).results(key).findings)
    assert found != (key in NOT_IN_THE_FIRST_MINUTE)
