"""What was held the longest with no record that it was passed on."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphdb.model import Coverage
from queries.held import LongHeld, held_words, long_held
from tests.queries.build import IN_PART, Row, case, row

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
SEEN = row("gp", "1 January 2010", "appointment", "V")


def found(*rows: Row, **world: Any) -> tuple[LongHeld, ...]:
    return long_held(case(*rows, **world))


def days(*rows: Row, **world: Any) -> dict[str, int]:
    return {one.agency_id: one.days for one in found(*rows, **world)}


def between(first: date, last: date) -> int:
    return (last - first).days


def test_held_to_the_end() -> None:
    # from the end of 3 May 2011 to the evening of 1 July 2014
    assert days(STRANGLED, SEEN) == {"police": between(date(2011, 5, 4), date(2014, 7, 1))}
    (one,) = found(STRANGLED, SEEN)
    assert (one.row, one.passed_on_by) == ("police1", "")


def test_nobody_to_ask_of_before_another_agency_was_in_contact() -> None:
    assert days(STRANGLED) == {}
    assert days(STRANGLED, row("gp", "1 January 2010", "appointment", "X")) == {}
    assert days(STRANGLED, row("family", "1 January 2010", "told-family", "V")) == {}
    later = row("gp", "1 July 2013", "appointment", "P")
    assert days(STRANGLED, later) == {"police": between(date(2013, 7, 2), date(2014, 7, 1))}


def test_ends_with_the_first_sign_that_it_was_passed_on() -> None:
    to_csc = row("police", "3 May 2012", "referral", "V", "strangulation", shared="csc")
    (one,) = found(STRANGLED, SEEN, to_csc)
    assert (one.days, one.passed_on_by) == (between(date(2011, 5, 4), date(2012, 5, 3)), "police2")
    # a sign on the receiver's record is one too, and so is one that is only possible
    received = row(
        "csc", "May 2012", "information-received", "V", "strangulation", told_by="police"
    )
    (one,) = [h for h in found(STRANGLED, SEEN, received) if h.agency_id == "police"]
    assert (one.days, one.passed_on_by) == (between(date(2011, 5, 4), date(2012, 5, 1)), "csc1")


def test_passed_on_at_once_is_not_held() -> None:
    told = row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="csc")
    assert days(told, SEEN) == {}


def test_only_who_wrote_it_down_first_hand() -> None:
    told = row("csc", "3 May 2011", "information-received", "V", "strangulation", told_by="police")
    assert "csc" not in days(told, SEEN)
    afterwards = row("police", "3 May 2011", "assault", "V, P", "strangulation", after_death=True)
    assert days(afterwards, SEEN) == {}


def test_the_fewest_days_that_the_dates_allow() -> None:
    doubtful = row("police", "2011", "assault", "V, P", "strangulation")
    assert days(doubtful, SEEN) == {"police": between(date(2012, 1, 1), date(2014, 7, 1))}


def test_silence_that_says_nothing_does_not_count() -> None:
    until = Coverage(end=date(2012, 5, 3), stated=True)
    (one,) = found(STRANGLED, SEEN, coverage={"police": until})
    assert one.days == between(date(2011, 5, 4), date(2012, 5, 4))
    assert days(STRANGLED, SEEN, coverage={"police": IN_PART}) == {}
    uncoded = row("police", "3 May 2012", "contact", "V", coded=False)
    assert days(STRANGLED, SEEN, uncoded) == {
        "police": between(date(2011, 5, 4), date(2012, 5, 3)),
    }


def test_in_words() -> None:
    later = row("gp", "1 July 2013", "appointment", "P")
    barred = row("police", "3 May 2011", "assault", "V, P", "strangulation", bar="consent refused")
    enquiry = case(barred, later)
    (one,) = long_held(enquiry)
    said = held_words(enquiry, one)
    assert said == (
        "Strangulation or suffocation (Paul towards Vera). Police had this on record by 3 May "
        "2011; another agency was in contact by 1 July 2013. There is no record that it passed it "
        "on in the 364 days from then to the end of the time looked at. A reason for not sharing "
        "is on its record."
    )


def test_the_longest_first() -> None:
    two = row("gp", "5 May 2012", "appointment", "V", "threats-to-kill")
    assert [one.agency_id for one in found(STRANGLED, SEEN, two)] == ["police", "gp"]
