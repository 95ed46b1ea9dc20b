"""Plants of moves to another area, and of what followed them there or did not.

No two plants of one case are of one sector: agencies of one sector and two areas are looked at
together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "moved-area"
ALSO = frozenset(
    {
        "unshared",  # what was held before the move is weighty, and others were in contact
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
    }
)

HERE, THERE = "Northshire", "Southmere"
SECTORS = ("youth-justice", "early-years", "camhs", "school-nursing", "health-visiting",
           "midwifery", "perpetrator-programme", "education", "substance-misuse")  # fmt: skip
WEIGHTY = ("jealousy", "coercive-control", "economic-abuse", "isolation", "harassment", "stalking")
STATES = ("fear", "intention-to-leave")
LAST = 28
MOVES = (
    "Has the keys to a flat in Southmere.",
    "Moving on Friday to be near a sister.",
    "Says that they live in Southmere now.",
    "Gave the new address; boxes in the hall.",
)


def moved_and_nothing_followed(scene: Scene) -> None:
    """Plant a move on the record of an agency that held something weighty."""
    row, holder, _ = _move(scene)
    scene.plant(KEY, "moved", holder, [row], "certain", "nothing was passed on")


def moved_and_followed_on_the_last_day(scene: Scene) -> None:
    """Plant a move of which the next agency was told on the twenty-eighth day."""
    row, holder, day = _move(scene)
    _pass_on(scene, holder, day + timedelta(LAST * scene.rng.choice((1, -1))))
    scene.plant(KEY, "moved", holder, [row], "nothing", "passed on on the last day")


def moved_and_followed_a_day_late(scene: Scene) -> None:
    """Plant a move of which the next agency was told on the twenty-ninth day, before or after."""
    row, holder, day = _move(scene)
    _pass_on(scene, holder, day + timedelta((LAST + 1) * scene.rng.choice((1, -1))))
    scene.plant(KEY, "moved", holder, [row], "certain", "passed on a day too early or too late")


def moved_and_followed_perhaps_in_time(scene: Scene) -> None:
    """Plant a move of which the next agency was told in time or not."""
    row, holder, day = _move(scene)
    when = between(day + timedelta(9), day + timedelta(LAST + scene.rng.randrange(1, 9)))
    scene.row(holder, when, "share", "V", "Summary sent after her.", shared=[_next(scene)])
    scene.plant(KEY, "moved", holder, [row], "possible", "passed on in time or late")


def moved_on_a_rough_day(scene: Scene) -> None:
    """Plant a move of which the day leaves open whether it was passed on in time."""
    row, holder, day = _move(scene, rough=6)
    _pass_on(scene, holder, day + timedelta(LAST))
    scene.plant(KEY, "moved", holder, [row], "possible", "the move may be close enough")


def moved_and_passed_on_to_nobody_named(scene: Scene) -> None:
    """Plant a move with a handover of which the row does not say to whom."""
    row, holder, day = _move(scene)
    kind = scene.some("handover", "share", "referral-made")
    scene.row(holder, day + timedelta(scene.rng.randrange(-9, 10)), kind, "V", "Passed on.")
    scene.plant(KEY, "moved", holder, [row], "nothing", "passed on, and it does not say to whom")


def moved_and_passed_on_to_another_area(scene: Scene) -> None:
    """Plant a move between recorded areas, with a share from the one to the other."""
    row, holder, day = _move(scene, area=HERE)
    other = scene.own_agency("armed-forces", THERE)
    scene.told_of(holder, other, day + timedelta(9), "V", "Summary sent after her.")
    scene.plant(KEY, "moved", holder, [row], "nothing", "passed on to the other area")


def moved_and_passed_on_within_the_area(scene: Scene) -> None:
    """Plant a move after which only an agency of the old area was told."""
    row, holder, day = _move(scene, area=HERE)
    other = scene.own_agency("armed-forces", HERE)
    scene.told_of(holder, other, day + timedelta(9), "V", "Told that she has gone.")
    scene.plant(KEY, "moved", holder, [row], "certain", "passed on within the old area only")


def moved_and_somebody_else_passed_on(scene: Scene) -> None:
    """Plant a move in whose days only something about somebody else was passed on."""
    row, holder, day = _move(scene)
    scene.told_of(holder, _next(scene), day + timedelta(3), "F", "About F's own affairs.")
    scene.plant(KEY, "moved", holder, [row], "certain", "passed on about somebody else only")


def moved_with_little_on_record(scene: Scene) -> None:
    """Plant a move on the record of an agency that held nothing weighty, or only a state."""
    told = scene.rng.choice((Told("emotional-abuse", "V", "P"), Told("fear", "V", "P"), None))
    row, holder, _ = _move(scene, held=told)
    scene.plant(KEY, "moved", holder, [row], "nothing", "nothing weighty, or what may have ended")


def moved_before_anything_was_held(scene: Scene) -> None:
    """Plant a move the day before the agency came to hold something weighty."""
    row, holder, day = _move(scene, held=None)
    scene.row(holder, day + timedelta(1), "contact", "V", "Told more.", tells=[_weighty(scene)])
    scene.plant(KEY, "moved", holder, [row], "nothing", "held only after the move")


def moved_to_a_secret_address(scene: Scene) -> None:
    """Plant a move of which the row records a reason for not sharing."""
    row, holder, _ = _move(scene, bar=Bar.CONCEALED_ADDRESS, bar_text="Address is secret.")
    scene.plant(KEY, "moved", holder, [row], "nothing", "the address is kept secret")


def moved_on_a_record_of_nobody_asked(scene: Scene) -> None:
    """Plant a move on the record of an agency of which the rule expects nothing."""
    row, holder, _ = _move(scene, sector=scene.some("fire", "job-centre", "armed-forces"))
    scene.plant(KEY, "moved", holder, [row], "nothing", "not expected of such an agency")


def moved_by_hearsay(scene: Scene) -> None:
    """Plant a move that only another agency told of."""
    other = scene.own_agency("job-centre")
    row, holder, day = _move(scene, told_by=[other])
    scene.row(other, day, "share", "V", "New address passed on.", shared=[holder], same=row)
    scene.plant(KEY, "moved", holder, [row], "nothing", "told by another, and not first-hand")


def moved_close_to_the_end(scene: Scene) -> None:
    """Plant a move after which there was no time left."""
    holder, day = scene.own_agency(_sector(scene)), scene.free_at_end(LAST)
    scene.row(holder, day - timedelta(40), "contact", "V", "Told of it.", tells=[_weighty(scene)])
    row = scene.row(
        holder, day, "contact", "V", scene.some(*MOVES), tells=[Told("moved-area", "V")]
    )
    scene.plant(KEY, "moved", holder, [row], "nothing", "too close to the end to be told")


def contact_that_moved(scene: Scene) -> None:
    """Plant a last contact in one area and a first one in another, and neither names the other."""
    gap = scene.rng.choice((1, 20, 60, 89))
    rows, there, _ = _two_areas(scene, gap)
    scene.plant(KEY, "another area", there, rows, "certain", f"{gap} days between the two")


def contact_that_moved_long_after(scene: Scene) -> None:
    """Plant a first contact in another area ninety-one days after the last."""
    rows, there, _ = _two_areas(scene, 91)
    scene.plant(KEY, "another area", there, rows, "nothing", "91 days between the two")


def contact_that_perhaps_moved(scene: Scene) -> None:
    """Plant a first contact in another area of which the day is in doubt."""
    rough = scene.rng.choice((0, 6, 9))
    rows, there, _ = _two_areas(scene, 90 - rough // 2, rough=rough)
    scene.plant(KEY, "another area", there, rows, "possible", "90 days between the two, or so")


def contact_that_moved_and_was_asked_about(scene: Scene) -> None:
    """Plant agencies of two areas of which one asked the other, before or in the days after."""
    rows, there, days = _two_areas(scene, scene.rng.randrange(1, 80))
    here = scene.events[rows[0]].agency_id
    when = days[1] + timedelta(scene.rng.choice((LAST, 9, 0)))
    if scene.rng.random() < 0.3:
        when = days[0] - timedelta(30)
    asked = scene.row(there, when, "request-for-information", "V", "History asked for.",
                      shared=[here])  # fmt: skip
    scene.row(here, when, "information-provided", "V", "Sent.", shared=[there],
              responds_to=(asked,))  # fmt: skip
    scene.plant(KEY, "another area", there, rows, "nothing", "the one names the other")


def contact_that_moved_and_was_asked_about_late(scene: Scene) -> None:
    """Plant agencies of two areas of which one asked the other a day too late."""
    rows, there, days = _two_areas(scene, scene.rng.randrange(1, 80))
    here = scene.events[rows[0]].agency_id
    when = days[1] + timedelta(LAST + 1)
    asked = scene.row(there, when, "request-for-information", "V", "History asked for.",
                      shared=[here])  # fmt: skip
    scene.row(here, when, "information-provided", "V", "Sent.", shared=[there],
              responds_to=(asked,))  # fmt: skip
    scene.plant(KEY, "another area", there, rows, "certain", "named on the first day after")


def contact_that_moved_within_the_area(scene: Scene) -> None:
    """Plant two agencies of one area."""
    rows, there, _ = _two_areas(scene, 20, area=HERE)
    scene.plant(KEY, "another area", there, rows, "nothing", "both are of one area")


def contact_that_moved_with_little_held(scene: Scene) -> None:
    """Plant agencies of two areas of which the first held nothing weighty."""
    held = scene.rng.choice((None, Told("emotional-abuse", "V", "P"), Told("fear", "V", "P")))
    rows, there, _ = _two_areas(scene, 20, held=held)
    scene.plant(KEY, "another area", there, rows, "nothing", "nothing weighty was held")


def contact_that_moved_to_another_service(scene: Scene) -> None:
    """Plant agencies of two areas that are not of one kind."""
    rows, there, _ = _two_areas(scene, 20, sector="armed-forces")
    scene.plant(KEY, "another area", there, rows, "nothing", "not of one kind")


def contact_that_went_on_in_both(scene: Scene) -> None:
    """Plant a first contact in another area after which the old one saw them again, too."""
    rows, there, days = _two_areas(scene, 20)
    here = scene.events[rows[0]].agency_id
    scene.row(here, days[1] + timedelta(25), "appointment", "V", "Came back once more.")
    scene.plant(KEY, "another area", there, rows, "certain", "the old area saw them again, too")


_ANY = Told("")


def _weighty(scene: Scene) -> Told:
    return Told(scene.rng.choice(WEIGHTY), "V", "P")


def _sector(scene: Scene) -> str:
    """Return a sector of which no agency's area is recorded."""
    used = {a.sector for a in scene.agencies.values() if a.area}
    free = [sector for sector in SECTORS if sector not in used]
    if not free:
        raise NoRoomError
    return scene.rng.choice(free)


def _move(
    scene: Scene,
    rough: int = 0,
    *,
    held: Told | None = _ANY,
    sector: str = "",
    area: str = "",
    **more: Any,  # noqa: ANN401
) -> tuple[str, str, date]:
    day = scene.free(45, 45)
    holder = scene.own_agency(sector or _sector(scene), area)
    told: Iterable[Told] = () if held is None else (_weighty(scene) if held is _ANY else held,)
    text = scene.some("Told how it is at home.", "Talk after the session.", "Visit; they spoke.")
    before = day - timedelta(scene.rng.randrange(10, 44))
    scene.row(holder, before, scene.some("contact", "home-visit"), "V", text, tells=list(told))
    when = between(day - timedelta(rough), day) if rough else day
    tells, kind = [Told("moved-area", "V")], scene.some("contact", "phone-call", "appointment")
    row = scene.row(holder, when, kind, "V", scene.some(*MOVES), tells=tells, **more)
    return row, holder, day


def _next(scene: Scene) -> str:
    return scene.own_agency(scene.some("voluntary", "isva", "homelessness"))


def _pass_on(scene: Scene, holder: str, when: date) -> None:
    other = _next(scene)
    if scene.rng.random() < 0.5:
        scene.told_of(holder, other, when, "V", "Summary sent after her.")
    else:
        scene.refer(holder, other, when, "V", "Referred to where she is going.")


def _two_areas(
    scene: Scene,
    gap: int,
    rough: int = 0,
    *,
    held: Told | None = _ANY,
    area: str = THERE,
    sector: str = "",
) -> tuple[list[str], str, tuple[date, date]]:
    day = scene.free(45, 150)
    kind = _sector(scene)
    here, there = scene.own_agency(kind, HERE), scene.own_agency(sector or kind, area)
    told = [] if held is None else [_weighty(scene) if held is _ANY else held]
    scene.row(here, day - timedelta(40), "contact", "V", "Spoke of it.", tells=told)
    last = scene.row(here, day, "appointment", "V", scene.some("Seen.", "Last session."))
    began = day + timedelta(gap)
    when = between(began, began + timedelta(rough)) if rough else began
    first = scene.row(there, when, "appointment", "V", scene.some("First visit.", "New here."))
    scene.row(there, began + timedelta(rough + 30), "appointment", "V", "Seen again.")
    return [last, first], there, (day, began)


PLANTS = (
    moved_and_nothing_followed,
    moved_and_followed_on_the_last_day,
    moved_and_followed_a_day_late,
    moved_and_followed_perhaps_in_time,
    moved_on_a_rough_day,
    moved_and_passed_on_to_nobody_named,
    moved_and_passed_on_to_another_area,
    moved_and_passed_on_within_the_area,
    moved_and_somebody_else_passed_on,
    moved_with_little_on_record,
    moved_before_anything_was_held,
    moved_to_a_secret_address,
    moved_on_a_record_of_nobody_asked,
    moved_by_hearsay,
    moved_close_to_the_end,
    contact_that_moved,
    contact_that_moved_long_after,
    contact_that_perhaps_moved,
    contact_that_moved_and_was_asked_about,
    contact_that_moved_and_was_asked_about_late,
    contact_that_moved_within_the_area,
    contact_that_moved_with_little_held,
    contact_that_moved_to_another_service,
    contact_that_went_on_in_both,
)
