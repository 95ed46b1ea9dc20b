"""Plants of contact that was not taken up, and of what was tried next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Stance
from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, Told, between

KEY = "not-taken-up"
ALSO: frozenset[str] = frozenset()

#: None of those whose patience is good practice (its rule lists them): that is another finding.
SECTORS = ("talking-therapies", "community-health", "sexual-health", "gp", "hospital", "probation",
           "job-centre", "perpetrator-programme")  # fmt: skip
STEPS = ("phone-call", "home-visit", "appointment", "contact", "counselling", "safety-planning",
         "supervision", "internal-meeting", "assessment")  # fmt: skip


def two_missed_then_closed(scene: Scene) -> None:
    """Plant two contacts not taken up, and a closure in the weeks after."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    shut = _closed(scene, agency, day + timedelta(scene.rng.choice([1, 20, 55, 56])), who)
    scene.plant(KEY, "then closed", agency, [first, last, shut], "certain", "then closed")


def two_missed_and_a_letter_then_closed(scene: Scene) -> None:
    """Plant two contacts not taken up, a letter that was no visit or call, and a closure."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _letter(scene, agency, day + timedelta(scene.rng.randrange(1, 10)), who)
    shut = _closed(scene, agency, day + timedelta(scene.rng.randrange(12, 56)), who)
    scene.plant(KEY, "then closed", agency, [first, last, shut], "certain", "only a letter between")


def two_missed_then_perhaps_closed(scene: Scene) -> None:
    """Plant two contacts not taken up, a letter, and a closure that may lie outside the days."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _letter(scene, agency, day + timedelta(scene.rng.randrange(1, 10)), who)
    low = scene.rng.randrange(40, 54)
    shut = _closed(scene, agency, _doubt(day, low, low + 25), who)
    scene.plant(KEY, "then closed", agency, [first, last, shut], "possible", "perhaps in the days")


def two_missed_then_closed_too_late_to_count(scene: Scene) -> None:
    """Plant two contacts not taken up, a letter, and a closure after the days."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _letter(scene, agency, day + timedelta(scene.rng.randrange(1, 10)), who)
    shut = _closed(scene, agency, day + timedelta(scene.rng.choice([57, 58, 70])), who)
    scene.plant(KEY, "then closed", agency, [first, last, shut], "nothing", "closed after the days")


def two_missed_a_call_then_closed(scene: Scene) -> None:
    """Plant two contacts not taken up, a step that was more than a letter, and a closure."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _step(scene, agency, day + timedelta(scene.rng.randrange(1, 10)), who)
    shut = _closed(scene, agency, day + timedelta(scene.rng.randrange(15, 56)), who)
    scene.plant(KEY, "then closed", agency, [first, last, shut], "nothing", "a step in between")


def two_missed_then_nothing(scene: Scene) -> None:
    """Plant two contacts not taken up with nothing after them."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    scene.plant(KEY, "then nothing", agency, [first, last], "certain", "nothing after")


def two_missed_then_a_step_in_time(scene: Scene) -> None:
    """Plant two contacts not taken up, with a step on the last of the days."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _step(scene, agency, day + timedelta(28), who)
    scene.plant(KEY, "then nothing", agency, [first, last], "nothing", "a step on the last day")


def two_missed_then_a_letter(scene: Scene) -> None:
    """Plant two contacts not taken up, with a letter in the days: an offer is on record."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _letter(scene, agency, day + timedelta(scene.rng.randrange(1, 29)), who)
    scene.plant(KEY, "then nothing", agency, [first, last], "nothing", "a letter in the days")


def two_missed_then_a_step_too_late(scene: Scene) -> None:
    """Plant two contacts not taken up, with a step on the day after the last."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _step(scene, agency, day + timedelta(29), who)
    scene.plant(KEY, "then nothing", agency, [first, last], "certain", "a step a day late")


def two_missed_then_perhaps_a_step(scene: Scene) -> None:
    """Plant two contacts not taken up, with a step that may lie after the days."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    low = scene.rng.randrange(3, 27)
    _step(scene, agency, _doubt(day, low, low + 40), who)
    scene.plant(KEY, "then nothing", agency, [first, last], "possible", "perhaps a step in time")


def two_missed_and_somebody_else_seen(scene: Scene) -> None:
    """Plant two contacts not taken up, after which the agency saw somebody else."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    _step(scene, agency, day + timedelta(scene.rng.randrange(1, 20)), "F")
    scene.plant(KEY, "then nothing", agency, [first, last], "certain", "somebody else was seen")


def two_missed_and_seen_by_another(scene: Scene) -> None:
    """Plant two contacts not taken up, after which only another agency saw the person."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(scene, agency, day, who)
    other = agency_of(scene, "hospital", "urgent-care", "job-centre")
    scene.row(other, day + timedelta(5), "contact", who, "Seen about something else.")
    scene.plant(KEY, "then nothing", agency, [first, last], "certain", "seen by another agency")


def two_missed_with_words_on_what_was_done(scene: Scene) -> None:
    """Plant two contacts not taken up, of which the last row says what was done."""
    agency, who, day, first = _missed_twice(scene)
    last = _missed(
        scene,
        agency,
        day,
        who,
        response=scene.some("New time offered by text.", "Rang, will come on Friday."),
    )
    scene.plant(KEY, "then nothing", agency, [first, last], "nothing", "the row says what was done")


def missed_far_apart(scene: Scene) -> None:
    """Plant two contacts not taken up that lie too far apart to be two in a row."""
    agency, who, day, first = _missed_twice(scene, apart=scene.rng.randrange(93, 120))
    last = _missed(scene, agency, day, who)
    scene.plant(KEY, "then nothing", agency, [first, last], "nothing", "too far apart")


def missed_with_a_contact_between(scene: Scene) -> None:
    """Plant two contacts not taken up, with a contact between them."""
    agency, who, day, first = _missed_twice(scene, apart=scene.rng.randrange(20, 90))
    _step(scene, agency, day - timedelta(scene.rng.randrange(2, 18)), who, kinds=STEPS[:4])
    last = _missed(scene, agency, day, who)
    scene.plant(KEY, "then nothing", agency, [first, last], "nothing", "a contact between")


def missed_once(scene: Scene) -> None:
    """Plant one contact that was not taken up."""
    agency, who, day = _offering(scene)
    last = _missed(scene, agency, day, who)
    scene.plant(KEY, "then nothing", agency, [last], "nothing", "only once")


def missed_of_two_agencies(scene: Scene) -> None:
    """Plant one contact not taken up at each of two agencies."""
    agency, who, day = _offering(scene)
    other = agency_of(scene, *SECTORS)
    first = _missed(scene, other, day - timedelta(scene.rng.randrange(2, 60)), who)
    last = _missed(scene, agency, day, who)
    for row in (first, last):
        scene.plant(KEY, "then nothing", agency, [row], "nothing", "once each, of two agencies")


def missed_of_a_child(scene: Scene) -> None:
    """Plant two of a child's appointments that were not kept, which others decide about."""
    agency, _, day = _offering(scene)
    who = child(scene)
    first = _missed(scene, agency, day - timedelta(scene.rng.randrange(2, 60)), who)
    last = _missed(scene, agency, day, who)
    scene.plant(KEY, "then nothing", agency, [first, last], "nothing", "a child's appointments")


def missed_at_the_silent(scene: Scene) -> None:
    """Plant two contacts not taken up at an agency that has no row of any step."""
    agency, day = agency_of(scene, *SECTORS), scene.any_day(90, 100)
    first, last = (
        scene.row(agency, when, "administration", "V", "Noted: not seen again.",
                  tells=[Told("contact-not-taken-up", "V", stance=Stance.OBSERVED)])
        for when in (day - timedelta(scene.rng.randrange(2, 80)), day)
    )  # fmt: skip
    scene.plant(KEY, "then nothing", agency, [first, last], "cannot tell", "no row of any step")


# -- what they are made of ------------------------------------------------------------------------


def _offering(scene: Scene) -> tuple[str, str, date]:
    """Let an agency come in that writes down its steps, and has been in touch before."""
    agency, who, day = agency_of(scene, *SECTORS), scene.rng.choice("VP"), scene.any_day(260, 100)
    _step(scene, agency, day - timedelta(scene.rng.randrange(215, 250)), who, kinds=STEPS[:4])
    return agency, who, day


def _missed_twice(scene: Scene, apart: int | None = None) -> tuple[str, str, date, str]:
    agency, who, day = _offering(scene)
    days = scene.rng.choice([2, 9, 30, 61, 90, 91]) if apart is None else apart
    return agency, who, day, _missed(scene, agency, day - timedelta(days), who)


def _missed(scene: Scene, agency: str, day: date, who: str, **more: Any) -> str:  # noqa: ANN401
    text = scene.some(
        "Appointment not kept.", "No reply at the door, card left.", "Rang twice, no answer.",
        "Could not be reached on either number.", "Session not attended.", "Nobody in.",
    )  # fmt: skip
    return scene.row(agency, day, "missed-appointment", who, text, **more)


def _step(
    scene: Scene, agency: str, when: date | str, who: str, kinds: tuple[str, ...] = STEPS
) -> None:
    text = scene.some("Talked about what would help.", "Seen, next date agreed.", "Went through "
                      "what is offered.", "Asked which times are easier.")  # fmt: skip
    scene.row(agency, when, scene.rng.choice(kinds), who, text)


def _letter(scene: Scene, agency: str, day: date, who: str) -> None:
    scene.row(agency, day, "letter-sent", who,
              scene.some("New appointment sent.", "Letter asking to ring us."))  # fmt: skip


def _closed(scene: Scene, agency: str, when: date | str, who: str) -> str:
    text = scene.some("Case closed.", "Discharged, may come back.", "File closed.")
    return scene.row(agency, when, "closure", who, text)


def _doubt(day: date, first: int, last: int) -> str:
    return between(day + timedelta(first), day + timedelta(last))


PLANTS = (
    two_missed_then_closed,
    two_missed_and_a_letter_then_closed,
    two_missed_then_perhaps_closed,
    two_missed_then_closed_too_late_to_count,
    two_missed_a_call_then_closed,
    two_missed_then_nothing,
    two_missed_then_a_step_in_time,
    two_missed_then_a_letter,
    two_missed_then_a_step_too_late,
    two_missed_then_perhaps_a_step,
    two_missed_and_somebody_else_seen,
    two_missed_and_seen_by_another,
    two_missed_with_words_on_what_was_done,
    missed_far_apart,
    missed_with_a_contact_between,
    missed_once,
    missed_of_two_agencies,
    missed_of_a_child,
    missed_at_the_silent,
)
