"""What was held the longest with no record that it was passed on."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphdb.dates import minute_of
from graphdb.model import Coverage
from queries.held import LongHeld, held_words, long_held
from queries.held_at import heaviest
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


def test_its_own_team_is_nobody_else() -> None:
    inside = row("police/ppu", "3 May 2012", "handover", "V", "strangulation", told_by="police")
    told = row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="police/ppu")
    assert days(told, SEEN, inside) == {"police": between(date(2011, 5, 4), date(2014, 7, 1))}


def test_whoever_told_it_is_told_nothing_new() -> None:
    heard = row("mh", "4 May 2011", "referral-received", "P", "strangulation", told_by="police")
    own = row("mh", "5 May 2011", "appointment", "P", "strangulation")
    back = row("mh", "16 May 2011", "letter-sent", "P", "strangulation", shared="police")
    (one,) = [h for h in found(STRANGLED, SEEN, heard, own, back) if h.agency_id == "mh"]
    assert (one.days, one.passed_on_by) == (between(date(2011, 5, 5), date(2014, 7, 1)), "")
    # another is somebody else
    on = row("mh", "16 May 2012", "letter-sent", "P", "strangulation", shared="csc")
    (one,) = [h for h in found(STRANGLED, SEEN, heard, own, on) if h.agency_id == "mh"]
    assert one.passed_on_by == "mh3"
    # told only afterwards, it had been told of something that it did not have
    first = row("mh", "1 March 2011", "appointment", "P", "strangulation")
    sent = row("mh", "1 April 2011", "letter-sent", "P", "strangulation", shared="police")
    (one,) = [h for h in found(first, sent, STRANGLED, SEEN, heard) if h.agency_id == "mh"]
    assert one.passed_on_by == "mh2"


def test_telling_people_close_to_them_is_not_passing_it_on() -> None:
    family = row("police", "3 May 2012", "phone-call", "V", "strangulation", shared="family")
    (one,) = found(STRANGLED, SEEN, family)
    assert one.passed_on_by == ""


def test_at_a_meeting_it_only_may_have_spoken_of_it() -> None:
    marac = row("police", "3 May 2012", "marac", "V", attended="police csc", answers="police1")
    enquiry = case(STRANGLED, SEEN, marac)
    (one,) = [h for h in long_held(enquiry) if h.agency_id == "police"]
    assert (one.days, one.surely) == (between(date(2011, 5, 4), date(2012, 5, 3)), False)
    said = held_words(enquiry, one)
    assert "from then to the first day on which it may have passed it on (3 May 2012)." in said


def test_the_days_begin_when_it_had_been_told() -> None:
    heard = row("gp", "4 May 2011", "letter-received", "V", "strangulation", told_by="police")
    own = row("gp", "5 September 2011", "appointment", "V", "strangulation (history)")
    (one,) = [h for h in found(STRANGLED, heard, own) if h.agency_id == "gp"]
    # until another agency is in contact nobody could be told: here the police, on 3 May
    assert (one.row, one.days) == ("gp1", between(date(2011, 5, 5), date(2014, 7, 1)))


def test_only_what_tells_of_danger() -> None:
    for topic in ("depression", "medication-not-taken", "moved-area", "pregnancy"):
        assert days(row("police", "3 May 2011", "contact", "V", topic), SEEN) == {}
    seen = row("gp", "1 January 2010", "appointment", "P")
    armed = row("police", "3 May 2011", "contact", "P", "weapon-access")
    assert set(days(armed, seen)) == {"police"}


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


def test_a_sign_after_the_silence_says_nothing_moves_no_end() -> None:
    until = Coverage(end=date(2012, 5, 3), stated=True)
    told = row("csc", "3 May 2013", "information-received", "V", "strangulation", told_by="police")
    (one,) = [
        h
        for h in found(STRANGLED, SEEN, told, coverage={"police": until})
        if h.agency_id == "police"
    ]
    assert (one.days, one.passed_on_by) == (between(date(2011, 5, 4), date(2012, 5, 4)), "")


def test_what_was_said_at_a_meeting_is_no_row_of_its_own() -> None:
    marac = row("police", "4 May 2011", "marac", "V", "strangulation", attended="police gp")
    own = row("gp", "5 September 2011", "appointment", "V", "strangulation")
    (one,) = [h for h in found(STRANGLED, marac, own) if h.agency_id == "gp"]
    assert (one.row, one.days) == ("gp1", between(date(2011, 9, 6), date(2014, 7, 1)))


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


def test_the_weight_of_what_was_certainly_held_is_nought_where_nothing_was() -> None:
    enquiry = case(STRANGLED, SEEN)
    low, high = minute_of(date(2011, 6, 1)), minute_of(date(2011, 7, 1))
    who = frozenset("V")
    assert heaviest(enquiry, "police", low, high, who) == 5
    assert heaviest(enquiry, "gp", low, high, who) == 0
    # not yet on the day itself, and of nobody else
    assert heaviest(enquiry, "police", minute_of(date(2011, 5, 3)), high, who) == 0
    assert heaviest(enquiry, "police", low, high, frozenset("X")) == 0
