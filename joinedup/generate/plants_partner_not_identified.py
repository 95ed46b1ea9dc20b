"""Plants of a partner spoken of without a name, and of the name that came to be known."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import DeathType, Stance
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "partner-not-identified"
#: Signs of abuse on one agency's record are something that others in contact can have none of.
#: It adds up, too, with what else is planted.
ALSO = frozenset({"pooled-threshold", "unshared"})

HOLDERS = ("gp", "hospital", "midwifery", "housing", "education", "sexual-health", "voluntary",
           "health-visiting", "adult-social-care")  # fmt: skip
OF_THE_KIND = (DeathType.INTIMATE_PARTNER, DeathType.SUICIDE, DeathType.HOMICIDE_SUICIDE)


def partner_without_a_name(scene: Scene) -> None:
    """Plant a row about risk with a partner who has no name, and none after it."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    _plant(scene, agency, [row], "certain", "a partner without a name")


def partner_without_a_name_beside_signs(scene: Scene) -> None:
    """Plant an ordinary contact that tells of abuse by a partner who has no name."""
    agency, day = _holder(scene), scene.free(1, 95)
    topic = scene.some("fear", "jealousy", "emotional-abuse", "isolation", "economic-abuse")
    row = scene.row(
        agency, day, scene.some("appointment", "contact", "home-visit"), "V",
        scene.some("Says her boyfriend checks her phone.", "Wary of the man she lives with.",
                   "A partner was spoken of; he does not like her going out."),
        tells=[Told("unnamed-partner", "V"), Told(topic, "V", "P")], response="Listened to.",
    )  # fmt: skip
    _plant(scene, agency, [row], "certain", "signs of abuse by a partner without a name")


def partner_named_on_the_last_day(scene: Scene) -> None:
    """Plant a partner whose name came on record on the last of the days."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    _named(scene, agency, day + timedelta(90))
    _plant(scene, agency, [row], "nothing", "named on the last day")


def partner_named_a_day_late(scene: Scene) -> None:
    """Plant a partner whose name came on record on the day after the last."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    _named(scene, agency, day + timedelta(91))
    _plant(scene, agency, [row], "certain", "named a day late")


def partner_perhaps_named(scene: Scene) -> None:
    """Plant a partner whose name came on record in time or not."""
    agency, day = _holder(scene), scene.free(1, 120)
    row = _unnamed(scene, agency, day)
    _named(scene, agency, between(day + timedelta(70), day + timedelta(115)))
    _plant(scene, agency, [row], "possible", "named, perhaps in time")


def partner_named_by_what_is_told(scene: Scene) -> None:
    """Plant a partner of whom a later row tells, without his being there."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    topic = scene.some("money-problems", "job-loss", "anxiety", "bereavement")
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 90)), "phone-call", "V",
              scene.some("He is out of work.", "He is not sleeping."),
              tells=[Told(topic, "P", stance=Stance.ALLEGED)])  # fmt: skip
    _plant(scene, agency, [row], "nothing", "told about by name")


def partner_named_elsewhere(scene: Scene) -> None:
    """Plant a partner whose name only another agency wrote down."""
    agency, other, day = _holder(scene), scene.own_agency("housing"), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    _named(scene, other, day + timedelta(5))
    _plant(scene, agency, [row], "certain", "named only by another agency")


def partner_again_without_a_name(scene: Scene) -> None:
    """Plant a partner spoken of twice, without a name either time."""
    agency, day = _holder(scene), scene.free(1, 180)
    row = _unnamed(scene, agency, day)
    again = _unnamed(scene, agency, day + timedelta(scene.rng.randrange(5, 85)))
    _plant(scene, agency, [row, again], "certain", "without a name twice")


def another_person_named(scene: Scene) -> None:
    """Plant a partner without a name; later rows name others of the family."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    scene.row(agency, day + timedelta(8), "phone-call", scene.some("V, F mentioned", "F"), "Rang.")
    _plant(scene, agency, [row], "certain", "only others were named")


def partner_who_was_seen(scene: Scene) -> None:
    """Plant a row in which the other person was there."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _unnamed(scene, agency, day, "V, P present")
    _plant(scene, agency, [row], "nothing", "he was there")


def partner_in_a_row_about_nothing_else(scene: Scene) -> None:
    """Plant a partner without a name in a row that is not about risk."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = scene.row(agency, day, scene.some("appointment", "contact", "letter-received"), "V",
                    scene.some("Lives with a partner.", "New boyfriend, happy."),
                    tells=[Told("unnamed-partner", "V")])  # fmt: skip
    _plant(scene, agency, [row], "nothing", "not about risk")


def partner_in_another_kind_of_case(scene: Scene) -> None:
    """Plant a partner without a name in a case to which the rule does not apply."""
    if scene.case.death_type is not DeathType.ADULT_FAMILY:
        raise NoRoomError
    agency, day = scene.own_agency(scene.rng.choice(HOLDERS)), scene.free(1, 95)
    row = _unnamed(scene, agency, day)
    _plant(scene, agency, [row], "nothing", "an adult family case")


# -- what they are made of ------------------------------------------------------------------------


def _plant(scene: Scene, agency: str, rows: list[str], found: str, why: str) -> None:
    scene.plant(KEY, "not named", agency, rows, found, why)


def _holder(scene: Scene) -> str:
    if scene.case.death_type not in OF_THE_KIND:
        raise NoRoomError
    return scene.own_agency(scene.rng.choice(HOLDERS))


def _unnamed(scene: Scene, agency: str, day: date, persons: str = "V") -> str:
    return scene.row(
        agency, day, scene.some("disclosure", "routine-enquiry", "concern-reported"), persons,
        scene.some("Spoke of trouble with a boyfriend.", "Said things are hard with her partner.",
                   "Asked; a partner was spoken of, no name taken.", "A man she is seeing."),
        tells=[Told("unnamed-partner", "V")], response=scene.some("Number given.", "Talked."),
    )  # fmt: skip


def _named(scene: Scene, agency: str, when: str | date) -> None:
    who = scene.some("V, P mentioned", "V, P present")
    kind = scene.some("appointment", "phone-call", "letter-received", "contact")
    scene.row(agency, when, kind, who, scene.some("Next of kin added.", "Came along.", "Rang."))


PLANTS = (
    partner_without_a_name,
    partner_without_a_name_beside_signs,
    partner_named_on_the_last_day,
    partner_named_a_day_late,
    partner_perhaps_named,
    partner_named_by_what_is_told,
    partner_named_elsewhere,
    partner_again_without_a_name,
    another_person_named,
    partner_who_was_seen,
    partner_in_a_row_about_nothing_else,
    partner_in_another_kind_of_case,
)
