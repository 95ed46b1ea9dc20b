"""Something done, and nothing told of it: the formula against every world, one by one."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graphdb.dates import MINUTES_PER_DAY
from queries.after import Within
from queries.finding import Certainty
from queries.findings.referral_no_feedback import acted_and_untold

DAY = MINUTES_PER_DAY
HALF = DAY // 2
spans = st.tuples(st.integers(6, 18), st.integers(0, 5)).map(
    lambda p: (p[0] * HALF, (p[0] + p[1]) * HALF + HALF - 1)
)
Spans = list[tuple[int, int]]


def in_every_world(
    trigger: tuple[int, int], acting: Within, telling: Within, done: Spans, heard: Spans
) -> set[bool]:
    """Whether it is so, in each world: one moment of the referral, and of each row."""
    moments = [range(a, b + 1, HALF - 1) for a, b in (trigger, *done, *heard)]
    worlds = set()
    for sent, *rows in product(*moments):
        day = sent // DAY
        acted = any(day * DAY <= a <= acting.until(day) for a in rows[: len(done)])
        told = any(day * DAY <= a <= telling.until(day) for a in rows[len(done) :])
        worlds.add(acted and not told)
    return worlds


@given(
    spans,
    st.integers(0, 3),
    st.integers(0, 4),
    st.lists(spans, max_size=2),
    st.lists(spans, max_size=2),
)
def test_it_is_what_every_world_says(
    trigger: tuple[int, int], acting: int, telling: int, done: Spans, heard: Spans
) -> None:
    withins = (Within(acting), Within(telling))
    worlds = in_every_world(trigger, *withins, done, heard)
    expected = (
        Certainty.CERTAIN if worlds == {True} else Certainty.POSSIBLE if True in worlds else None
    )
    assert acted_and_untold(*trigger, withins, done, heard) == expected
