"""What stands around a number: a date, a time of day, a score, a dose or a place in a race."""

import pytest

from joinedup.anonymise.date_signs import (
    is_a_share,
    is_thing_of_season,
    leads_to_month_of_year,
    leads_to_short_year,
    may_be_time_of_day,
    ordinal_is_day,
    ordinal_may_be_day,
)


@pytest.mark.parametrize(
    ("before", "written", "after", "led", "may_be"),
    [
        ("", "2010", ": call received.", False, True),
        ("Left.\n", "2010", " Call received.", False, True),
        ("Left. ", "2010", " - call", True, True),
        ("", "2010", ".", False, False),
        ("She rang ", "2010", ".", False, False),
        ("She rang ", "2010", ", gone 2145.", False, True),
        # another year is no time of day, and "in" leads to a year alone
        ("She rang ", "2010", ", gone 2011.", False, False),
        ("She left in ", "2010", ", gone 2145.", True, False),
        ("On scene from ", "2010", " to 2145.", True, True),
    ],
)
def test_four_figures_may_be_a_time(
    before: str, written: str, after: str, *, led: bool, may_be: bool
) -> None:
    text = f"{before}{written}{after}"
    start = len(before)
    assert may_be_time_of_day(text, start, start + len(written), led=led) is may_be


def test_a_time_of_day_far_away_says_nothing() -> None:
    near, far = ("She rang 2010. " + "word " * many + "gone 2145." for many in (20, 40))
    assert may_be_time_of_day(near, 9, 13, led=False)
    assert not may_be_time_of_day(far, 9, 13, led=False)


@pytest.mark.parametrize(
    ("day", "month", "before", "after", "share"),
    [
        ("3", "7", "cough for ", " now", True),
        ("07", "7", "cough for ", " now", False),
        ("3", "5", "cough for ", " now", False),
        ("2", "52", "seen ", " ago", True),
        ("7", "7", "seen ", ".", True),
        ("7", "7", "seen on ", ".", False),
        ("1", "1", "care ", ".", True),
        ("1", "1", "since ", ".", False),
        ("24", "7", "on ", ".", True),
        ("2", "3", "ward ", ".", True),
        ("2", "3", "took ", " of it", True),
        ("2", "3", "took ", " and left", False),
    ],
)
def test_a_share_is_no_day(day: str, month: str, before: str, after: str, *, share: bool) -> None:
    assert is_a_share(day, month, before, after) is share


def test_an_ordinal() -> None:
    assert ordinal_may_be_day("Back the ", ".")
    assert ordinal_may_be_day("Back ", " of this month")
    for before in ("She came ", "placed ", "ranked ", "she was in "):
        assert not ordinal_may_be_day(before, ".")
    assert not ordinal_may_be_day("Back the ", " floor")
    assert not ordinal_is_day("with the ", ".")


def test_two_figures_of_a_year() -> None:
    for before, written in (("in ", "'11"), ("in ", "’11"), ("in ", "09"), ("since ", "11")):
        assert leads_to_short_year(before, written)
    for before, written in (("in ", "10"), ("with ", "'11"), ("rang ", "09")):
        assert not leads_to_short_year(before, written)
    assert leads_to_month_of_year("since ")
    assert leads_to_month_of_year("at the end of ")
    assert not leads_to_month_of_year("on ")


def test_a_season_of_a_thing() -> None:
    assert is_thing_of_season(" boots")
    assert not is_thing_of_season(" came")
