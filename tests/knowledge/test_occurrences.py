"""Which rows of two agencies may tell of one occurrence: a guess, and only a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from graphdb.case_view import CaseView
from graphdb.dates import minute_of, read_when
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Event,
    Involvement,
    Link,
    LinkBy,
    Part,
    SourceRef,
    Team,
)
from graphdb.occurrences import match_occurrences, with_guesses
from graphdb.vocabulary import load_vocabulary

KINDS = load_vocabulary().kinds


def event(
    name: str, agency: str, day: str, kind: str = "assault", persons: str = "V", **more: object
) -> Event:
    when = read_when(day).when
    assert when is not None
    involves = tuple(
        Involvement(p.removesuffix("?"), Part.MENTIONED if p.endswith("?") else Part.SUBJECT)
        for p in persons.split()
    )
    return Event(
        name, f"{agency}/", kind, when, day, SourceRef("f", "", 1), involves=involves,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def records(*events: Event, links: tuple[Link, ...] = ()) -> CaseRecords:
    agencies = sorted({e.agency_id for e in events})
    return CaseRecords(
        Case("c", "A case"),
        agencies=tuple(Agency(a, a, "gp") for a in agencies),
        teams=tuple(Team(f"{a}/", a, "") for a in agencies),
        events=events,
        links=links,
    )


def pairs(*events: Event, links: tuple[Link, ...] = ()) -> set[str]:
    found = match_occurrences(records(*events, links=links), KINDS)
    assert all(link.by is LinkBy.MATCH for link in found)
    assert [(a.first, a.second) for a in found] == sorted((a.first, a.second) for a in found)
    return {f"{link.first} {link.second}" for link in found}


ONE = event("a", "police", "3 May 2011")


@pytest.mark.parametrize(
    ("other", "matches"),
    [
        (event("b", "gp", "3 May 2011"), True),
        (event("b", "gp", "3 May 2011", "threat"), True),
        (event("b", "police", "3 May 2011"), False),
        (event("b", "gp", "4 May 2011"), False),
        (event("b", "gp", "2 May 2011"), False),
        (event("b", "gp", "between 1 and 3 May 2011"), True),
        (event("b", "gp", "between 3 and 5 May 2011"), True),
        (event("b", "gp", "between 2 and 5 May 2011"), False),
        (event("b", "gp", "May 2011"), False),
        (event("b", "gp", "undated"), False),
        (event("b", "gp", "since 3 May 2011"), False),
        (event("b", "gp", "before 4 May 2011"), False),
        (event("b", "gp", "3 May 2011", "home-visit"), False),
        (event("b", "gp", "3 May 2011", "unheard of"), False),
        (event("b", "gp", "3 May 2011", "marac"), False),
        (event("b", "gp", "3 May 2011", persons="P"), False),
        (event("b", "gp", "3 May 2011", persons="P V"), True),
        (event("b", "gp", "3 May 2011", persons="V?"), False),
        (event("b", "gp", "3 May 2011", "fatal-incident"), False),
        (event("b", "gp", "3 May 2011", fatal=True), False),
    ],
    ids=lambda value: f"{value.when.written} {value.kind}" if isinstance(value, Event) else "",
)
def test_two_rows_match(other: Event, matches: bool) -> None:
    assert pairs(ONE, other) == ({"a b"} if matches else set())
    assert pairs(other, ONE) == ({"a b"} if matches else set())


def test_meetings_match_meetings_of_their_kind() -> None:
    one = event("a", "police", "3 May 2011", "marac")
    assert pairs(one, event("b", "gp", "3 May 2011", "marac")) == {"a b"}
    assert pairs(one, event("b", "gp", "3 May 2011", "child-protection-conference")) == set()


def test_rows_already_linked_are_not_guessed_at() -> None:
    other = event("b", "gp", "3 May 2011")
    for first, second in (("a", "b"), ("b", "a")):
        assert pairs(ONE, other, links=(Link(first, second, LinkBy.REFERENCE),)) == set()


def test_every_pair_of_three_is_one_guess_each() -> None:
    rows = [event(n, f"agency-{n}", "between 2 and 3 May 2011") for n in "cab"]
    assert pairs(*rows) == {f"{x} {y}" for x, y in combinations("abc", 2)}


def test_guesses_stand_after_what_was_linked() -> None:
    sure = Link("a", "c", LinkBy.REFERENCE)
    case = records(ONE, event("b", "gp", "3 May 2011"), event("c", "gp", "9 May 2011"),
                   links=(sure,))  # fmt: skip
    assert with_guesses(case, KINDS).links == (sure, Link("a", "b", LinkBy.MATCH))


def test_two_rows_without_a_date_do_not_match() -> None:
    assert pairs(event("a", "police", "undated"), event("b", "gp", "undated")) == set()
    assert pairs(event("a", "police", "May 2011"), event("b", "gp", "May 2011")) == set()


def test_the_window_ends_with_the_last_minute_of_scope() -> None:
    case = replace(records(ONE), case=Case("c", "A case", scope_to=date(2011, 5, 31)))
    view = CaseView(case, KINDS)
    assert view.end_lo == view.end_hi == minute_of(date(2011, 6, 1))


def test_a_row_in_the_minute_of_the_end_is_no_contact() -> None:
    rows = [event(str(n), "gp", "31 May 2011", "home-visit") for n in range(1)]
    for end, contact in ((date(2011, 5, 31), True), (date(2011, 5, 30), False)):
        case = replace(records(*rows), case=Case("c", "A case", scope_to=end))
        assert CaseView(case, KINDS).is_contact(rows[0]) == contact
