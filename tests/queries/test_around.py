"""Rows by when they can be: the same ones in the same order, however they are given."""

from __future__ import annotations

from graphdb.dates import MINUTES_PER_DAY
from queries.around import ByTime
from tests.queries.build import case, row


def test_rows_of_one_day_come_in_one_order_whatever_order_they_are_given_in() -> None:
    view = case(*[row("gp", "3 May 2011", "appointment", "V") for _ in range(4)]).view
    rows = list(view.events.values())
    day = view.bounds["gp1"].start_lo
    found = [
        [event.event_id for event in ByTime(view, given).between(day, day + MINUTES_PER_DAY)]
        for given in (rows, rows[::-1], [*rows[2:], *rows[:2]])
    ]
    assert found == [["gp1", "gp2", "gp3", "gp4"]] * 3


def test_rows_that_touch_the_time_asked_of_are_found_however_long_they_span() -> None:
    spans = {
        f"gp{place}": text
        for place, text in enumerate(
            (
                "between 1 April 2011 and 1 May 2011",
                "between 31 March 2011 and 1 May 2011",
                "between 30 March 2011 and 1 May 2011",
                "between 29 March 2011 and 30 April 2011",
                "1 May 2011",
                "2 May 2011",
            ),
            start=1,
        )
    }
    view = case(*[row("gp", text, "appointment", "V") for text in spans.values()]).view
    day = view.bounds["gp5"].start_lo
    near = ByTime(view, view.events.values()).between(day, day + MINUTES_PER_DAY - 1)
    assert {event.event_id for event in near} == {"gp1", "gp2", "gp3", "gp5"}
