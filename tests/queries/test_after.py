"""Whether an answer lies in the days of a trigger: the formula against every world, one by one."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdb.dates import MINUTES_PER_DAY, minute_of
from graphdb.dates.working import after_working_days, is_working_day
from queries.after import Within, unanswered
from queries.finding import Certainty

DAY = MINUTES_PER_DAY
HALF = DAY // 2
# moments at every half day are enough: windows begin and end with days
spans = st.tuples(st.integers(0, 16), st.integers(0, 6)).map(
    lambda p: (p[0] * HALF, (p[0] + p[1]) * HALF + HALF - 1)
)


def in_every_world(
    low: int,
    high: int,
    within: Within,
    found: list[tuple[int, int]],
    early: int = 0,
    before: int = 0,
    responding: int = 0,
) -> set[bool]:
    """Whether there is no answer, in each world: one moment of the trigger, and of each answer."""
    moments = [range(low, high + 1, HALF - 1), *(range(a, b + 1, HALF - 1) for a, b in found)]
    worlds = set()
    for trigger, *answers in product(*moments):
        day = trigger // DAY
        # the last ones respond: they count on whatever day before
        plain = len(answers) - early - responding
        days = [before] * early + [0] * plain + [10**9] * responding
        counts = zip(answers, days, strict=False)
        worlds.add(not any((day - d) * DAY <= a <= within.until(day) for a, d in counts))
    return worlds


@given(
    spans,
    st.integers(0, 4),
    st.lists(spans, max_size=3),
    st.booleans(),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_it_is_what_every_world_says(
    trigger: tuple[int, int],
    days: int,
    found: list[tuple[int, int]],
    working: bool,
    early: int,
    responding: int,
) -> None:
    # from a Friday before a bank holiday on
    start = minute_of(date(2012, 5, 4))
    low, high = trigger[0] + start, trigger[1] + start
    moved = [(a + start, b + start) for a, b in found]
    within = Within(days, working)
    early = min(early, len(moved))
    responding = min(responding, len(moved) - early)
    plain = len(moved) - responding
    worlds = in_every_world(low, high, within, moved, early, 3, responding)
    expected = (
        Certainty.CERTAIN if worlds == {True} else Certainty.POSSIBLE if True in worlds else None
    )
    said = unanswered(
        low, high, within, moved[early:plain], moved[:early], 3, responding=moved[plain:]
    )
    assert said == expected


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2012, 5, 4), 1, date(2012, 5, 8)),  # over an early May bank holiday
        (date(2012, 5, 4), 0, date(2012, 5, 4)),
        (date(2012, 12, 24), 2, date(2012, 12, 28)),
        (date(2012, 6, 1), 1, date(2012, 6, 6)),  # two days for the jubilee
        (date(1901, 1, 1), 1, date(1901, 1, 2)),
    ],
)
def test_working_days(day: date, number: int, last: date) -> None:
    assert after_working_days(day, number) == last


def test_an_ordinary_monday_is_one_and_christmas_is_none() -> None:
    assert is_working_day(date(2012, 5, 14))
    assert not is_working_day(date(2013, 12, 25))
    assert not is_working_day(date(2012, 5, 12))


def test_days_without_a_date_are_counted_without_holidays() -> None:
    far = 10**7
    assert Within(5, working=True).until(far) == Within(5).until(far)
