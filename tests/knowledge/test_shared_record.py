"""What others wrote on a record that a holder could open: theirs alone, and while it was shared."""

from __future__ import annotations

from datetime import date

import pytest

from graphdb.model import RecordAccess, Settings
from tests.queries.build import case, row


def could_open(holder: str, *access: RecordAccess) -> list[tuple[str, str]]:
    """Return the rows that a holder could open, each with its system."""
    asked = case(
        row("mh/ward", "3 May 2011", "appointment", "V", "strangulation"),
        row("csc/duty", "4 May 2011", "contact", "V", "strangulation"),
        row("gp", "5 May 2011", "appointment", "V", "strangulation"),
        settings=Settings(record_access=access),
    )
    (fact,) = asked.view.facts
    return [(a.via, system) for a, system in asked.knowledge.on_shared_record(holder, fact)]


@pytest.mark.parametrize("members", [("mh", "csc"), ("mh/ward", "csc/duty")])
def test_members_could_open_what_the_others_wrote_and_nobody_else_could(
    members: tuple[str, ...],
) -> None:
    access = RecordAccess("one system", members)
    assert could_open("csc", access) == [("mh1", "one system")]
    assert could_open("csc/duty", access) == [("mh1", "one system")]
    assert could_open("mh", access) == [("csc1", "one system")]
    assert could_open("mh/ward", access) == [("csc1", "one system")]
    assert could_open("gp", access) == []


def test_what_an_agency_wrote_itself_is_nobody_elses() -> None:
    assert could_open("mh", RecordAccess("one system", ("mh", "mh/ward"))) == []


@pytest.mark.parametrize(
    ("start", "end", "could"),
    [
        (None, None, True),
        (date(2011, 5, 3), date(2011, 5, 3), True),
        (date(2011, 5, 4), None, False),
        (None, date(2011, 5, 2), False),
    ],
)
def test_it_could_be_opened_while_the_record_was_shared(
    start: date | None, end: date | None, could: bool
) -> None:
    access = RecordAccess("one system", ("mh", "csc"), start, end)
    assert bool(could_open("csc", access)) is could
