"""Plants of an earlier partner's abuse on a force's record, and of whether telling was thought of.

A row of the scheme anywhere answers everybody who held it before: so what answers stands in a case
with one of these plants only, and each has a force of its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, DeathType, Stance
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "earlier-partner"
ALSO = frozenset(
    {
        "unshared",  # it is weighty, and others were in contact
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
    }
)

SCHEME = date(2014, 3, 8)
LAST = 35


def disclosure_never_thought_of(scene: Scene) -> None:
    """Plant a force that held it and met the next, with no row of the scheme anywhere."""
    police, day = _police(scene)
    held = _held(scene, police, day - timedelta(scene.rng.randrange(1, 90)))
    row = _met(scene, police, day)
    _met(scene, police, day + timedelta(scene.rng.randrange(1, 20)))
    _plant(scene, police, [held, row], "certain", "held, met, and no row of the scheme")


def disclosure_never_thought_of_that_day(scene: Scene) -> None:
    """Plant a force that met her on the day after it came to hold it, or found her beside him."""
    police, day = _police(scene)
    held = _held(scene, police, day - timedelta(1))
    row = scene.row(
        police, day, scene.some("contact", "call-out"), "P, V present", "Car stopped; both in it."
    )
    _plant(scene, police, [held, row], "certain", "she was present the day after")


def disclosure_for_a_reason_not_thought_of(scene: Scene) -> None:
    """Plant a force whose row of the contact records a reason for not sharing."""
    police, day = _police(scene)
    held = _held(scene, police, day - timedelta(12))
    bar: dict[str, Any] = {
        "bar": Bar.RESTRICTED_INTELLIGENCE,
        "bar_text": "Source to be protected.",
    }
    row = _met(scene, police, day, **bar)
    _plant(scene, police, [held, row], "certain", "a reason is recorded, and asked about")


def disclosure_on_the_last_day(scene: Scene) -> None:
    """Plant a row of the scheme on the thirty-fifth day."""
    police, day = _police(scene, alone=True)
    held = _held(scene, police, day - timedelta(12))
    _met(scene, police, day)
    _scheme(scene, police, day + timedelta(LAST))
    _plant(scene, police, [held], "nothing", "the scheme on the last day")


def disclosure_a_day_late(scene: Scene) -> None:
    """Plant a row of the scheme on the thirty-sixth day."""
    police, day = _police(scene, alone=True)
    held = _held(scene, police, day - timedelta(12))
    row = _met(scene, police, day)
    _scheme(scene, police, day + timedelta(LAST + 1))
    _plant(scene, police, [held, row], "certain", "the scheme on the first day after")


def disclosure_perhaps_in_time(scene: Scene) -> None:
    """Plant a row of the scheme that may be in time."""
    police, day = _police(scene, alone=True)
    held = _held(scene, police, day - timedelta(12))
    row = _met(scene, police, day)
    high = day + timedelta(LAST + scene.rng.randrange(1, 12))
    _scheme(scene, police, between(day + timedelta(9), high))
    _plant(scene, police, [held, row], "possible", "the scheme in time or late")


def disclosure_long_before(scene: Scene) -> None:
    """Plant a row of the scheme long before the contact, on anybody's record."""
    police, day = _police(scene, alone=True)
    held = _held(scene, police, day - timedelta(80))
    other = scene.own_agency(scene.some("probation", "idva"))
    _scheme(scene, scene.some(police, other), day - timedelta(scene.rng.randrange(2, 70)))
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "the scheme before the contact")


def disclosure_to_somebody_else(scene: Scene) -> None:
    """Plant a row of the scheme about neither of them."""
    police, day = _police(scene, alone=True)
    held = _held(scene, police, day - timedelta(12))
    row = _met(scene, police, day)
    _scheme(scene, police, day + timedelta(4), "F")
    _plant(scene, police, [held, row], "certain", "the scheme about somebody else")


def held_only_after_the_contact(scene: Scene) -> None:
    """Plant a force that came to hold it the day after it had met her."""
    police, day = _police(scene)
    _met(scene, police, day)
    held = _held(scene, police, day + timedelta(1))
    _plant(scene, police, [held], "nothing", "held only after the contact")


def held_perhaps_before_the_contact(scene: Scene) -> None:
    """Plant a force that may have held it when it met her."""
    police, day = _police(scene)
    when = between(day - timedelta(scene.rng.randrange(2, 20)), day + timedelta(6))
    held = _held(scene, police, when)
    row = _met(scene, police, day)
    _plant(scene, police, [held, row], "possible", "held before the contact or after")


def met_him_only(scene: Scene) -> None:
    """Plant a force that met only him, or wrote of her without meeting her."""
    police, day = _police(scene)
    held = _held(scene, police, day - timedelta(12))
    scene.row(police, day, "contact", scene.some("P", "P, V mentioned"), "Spoken to in town.")
    scene.row(police, day + timedelta(2), "letter-sent", "V", "Form about lost property sent.")
    _plant(scene, police, [held], "nothing", "she was not met")


def held_by_an_agency_that_may_not_tell(scene: Scene) -> None:
    """Plant it on the record of an agency that could not tell of it by the scheme."""
    _, day = _police(scene)
    other = scene.own_agency(scene.some("homelessness", "cafcass", "local-authority"))
    held = _held(scene, other, day - timedelta(12))
    _met(scene, other, day)
    _plant(scene, other, [held], "nothing", "not expected of such an agency")


def told_by_herself(scene: Scene) -> None:
    """Plant what the person who was killed had told the force herself."""
    police, day = _police(scene)
    held = scene.row(
        police, day - timedelta(9), "disclosure", "V", "Says that he hit the one before her.",
        tells=[Told("previous-partner-abuse", "X", "P", said_by="V")], response="Noted.",
    )  # fmt: skip
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "she had told it herself")


def learned_of_it_through_the_review(scene: Scene) -> None:
    """Plant what the force learned through the review."""
    police, day = _police(scene)
    held = _held(scene, police, day - timedelta(9), learned_after_death=True)
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "learned through the review")


def denied_by_the_one_before(scene: Scene) -> None:
    """Plant a force that had asked the one before and heard that there was none."""
    police, day = _police(scene)
    held = scene.row(
        police, day - timedelta(9), "phone-call", "X", "Asked; says that he never touched her.",
        tells=[Told("previous-partner-abuse", "X", "P", Stance.DENIED)],
    )  # fmt: skip
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "denied, and not held")


def met_before_the_scheme(scene: Scene) -> None:
    """Plant a contact before there was a scheme."""
    if scene.last >= SCHEME:
        raise NoRoomError
    day = scene.free(15, 50)
    police = scene.own_agency("police")
    held = _held(scene, police, day - timedelta(12))
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "before there was a scheme")


def met_in_another_kind_of_case(scene: Scene) -> None:
    """Plant it in a case of another kind."""
    if scene.case.death_type is not DeathType.ADULT_FAMILY:
        raise NoRoomError
    day = scene.free(15, 50)
    police = scene.own_agency("police")
    held = _held(scene, police, day - timedelta(12))
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "a case of another kind")


def met_close_to_the_end(scene: Scene) -> None:
    """Plant a contact after which there was no time left for the scheme."""
    if scene.case.death_type is DeathType.ADULT_FAMILY or scene.last < SCHEME + timedelta(60):
        raise NoRoomError
    day = scene.free_at_end(LAST)
    police = scene.own_agency("police")
    held = _held(scene, police, day - timedelta(3))
    _met(scene, police, day)
    _plant(scene, police, [held], "nothing", "too close to the end to be told")


def _plant(scene: Scene, police: str, rows: list[str], found: str, why: str) -> None:
    scene.plant(KEY, "disclosure", police, rows, found, why)


def _police(scene: Scene, *, alone: bool = False) -> tuple[str, date]:
    """Return a force of its own, and a day since the scheme began."""
    here = any(p.finding == KEY for p in scene.planted)
    scheme = any(e.kind == "disclosure-scheme" for e in scene.events.values())
    known = scene.case.death_type is not DeathType.ADULT_FAMILY
    if scheme or (alone and here) or not known or scene.last < SCHEME + timedelta(150):
        raise NoRoomError
    day = scene.free(91, 50)
    if day < SCHEME + timedelta(92):
        raise NoRoomError
    return scene.own_agency("police"), day


def _held(scene: Scene, police: str, when: str | date, **more: Any) -> str:  # noqa: ANN401
    kind, who, text = scene.rng.choice(
        (
            ("contact", "X", "Says what he did to her when they were together."),
            ("phone-call", "X", "Rang about the years with him."),
            ("contact", "P", "Check of the file: a conviction for hitting the one before."),
            ("information-received", "X mentioned", "File of another force read."),
        )
    )
    tells = [Told("previous-partner-abuse", "X", "P", Stance.ALLEGED)]
    return scene.row(police, when, kind, who, text, tells=tells, **more)


def _met(scene: Scene, police: str, when: date, **more: Any) -> str:  # noqa: ANN401
    kind = scene.some("contact", "phone-call", "home-visit")
    text = scene.some("Asked about a parking matter.", "Lost purse.", "Door knock in the street.")
    return scene.row(police, when, kind, "V", text, **more)


def _scheme(scene: Scene, holder: str, when: str | date, who: str = "") -> str:
    text = scene.some("Application looked at.", "Right to know considered.", "Panel: to disclose.")
    return scene.row(holder, when, "disclosure-scheme", who or scene.some("V", "P", "V, P"), text)


PLANTS = (
    disclosure_never_thought_of,
    disclosure_never_thought_of_that_day,
    disclosure_for_a_reason_not_thought_of,
    disclosure_on_the_last_day,
    disclosure_a_day_late,
    disclosure_perhaps_in_time,
    disclosure_long_before,
    disclosure_to_somebody_else,
    held_only_after_the_contact,
    held_perhaps_before_the_contact,
    met_him_only,
    held_by_an_agency_that_may_not_tell,
    told_by_herself,
    learned_of_it_through_the_review,
    denied_by_the_one_before,
    met_before_the_scheme,
    met_in_another_kind_of_case,
    met_close_to_the_end,
)
