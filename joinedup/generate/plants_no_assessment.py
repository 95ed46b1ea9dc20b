"""Plants of incidents with and without an assessment of danger after them."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import DeathType, Role
from joinedup.generate.scene import NoRoomError, Scene, between

KEY = "no-assessment"
#: Several incidents on several records add up.
ALSO = frozenset({"pooled-threshold"})

EXPECTED = ("police", "domestic-abuse-service", "idva", "perpetrator-programme")
INCIDENTS = (
    ("incident", "Called to the flat, both there.", "Domestic incident, no offences."),
    ("argument", "Row about money, calm on arrival.", "Verbal argument in the kitchen."),
    ("assault", "Slapped in the hallway.", "Pushed against the wall."),
    ("threat", "Said what he would do to her.", "Threatening messages."),
    ("harassment-incident", "Outside her work again.", "Twenty calls in an evening."),
    ("damage-incident", "Front door broken.", "Her phone thrown at the wall."),
)


def incident_with_no_assessment(scene: Scene) -> None:
    """Plant an incident with no assessment after it."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _plant(scene, agency, row, "certain", "no assessment after it")


def incident_assessed_on_the_last_day(scene: Scene) -> None:
    """Plant an incident that was assessed on the last day that lies within the days for certain."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _assessed(scene, agency, day + timedelta(27))
    _plant(scene, agency, row, "nothing", "assessed on the last whole day")


def incident_assessed_at_an_unknown_hour(scene: Scene) -> None:
    """Plant an incident assessed on its own day, or 28 days after it, at hours not on record."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _assessed(scene, agency, day + timedelta(scene.rng.choice([0, 28])))
    _plant(scene, agency, row, "possible", "assessed at an hour not on record")


def incident_assessed_a_day_late(scene: Scene) -> None:
    """Plant an incident that was assessed on the day after the last."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _assessed(scene, agency, day + timedelta(29))
    _plant(scene, agency, row, "certain", "assessed a day late")


def incident_perhaps_assessed(scene: Scene) -> None:
    """Plant an incident that was assessed in time or not."""
    agency, day = _expected(scene), scene.free(1, 60)
    row = _incident(scene, agency, day)
    first = scene.rng.randrange(1, 28)
    _assessed(scene, agency, between(day + timedelta(first), day + timedelta(first + 30)))
    _plant(scene, agency, row, "possible", "assessed, perhaps in time")


def incident_perhaps_after_the_assessment(scene: Scene) -> None:
    """Plant an incident on a day in doubt, with an assessment before it, after it, or too late."""
    agency, day = _expected(scene), scene.free(1, 80)
    row = _incident(scene, agency, between(day, day + timedelta(25)))
    _assessed(scene, agency, day + timedelta(scene.rng.choice([10, 24, 35, 50])))
    _plant(scene, agency, row, "possible", "on a day in doubt")


def incident_assessed_on_its_own_row(scene: Scene) -> None:
    """Plant an incident whose own row is the assessment's, too."""
    agency, day = _expected(scene), scene.free(1, 40)
    grade = scene.some("standard", "medium")
    row = _incident(scene, agency, day, tool="dash", grade=grade)
    _plant(scene, agency, row, "nothing", "assessed on its own row")


def incident_answered_by_an_assessment(scene: Scene) -> None:
    """Plant an incident that an assessment after the days says that it is of."""
    agency, day = _expected(scene), scene.free(1, 70)
    row = _incident(scene, agency, day)
    _assessed(scene, agency, day + timedelta(scene.rng.randrange(30, 60)), (row,))
    _plant(scene, agency, row, "nothing", "an assessment answers it")


def incident_with_somebody_else_assessed(scene: Scene) -> None:
    """Plant an incident after which the danger to somebody else was assessed."""
    agency, day = _expected(scene), scene.free(1, 40)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _incident(scene, agency, day)
    scene.row(agency, day + timedelta(3), "risk-assessment", other, "Another household.",
              tool="dash", grade="standard")  # fmt: skip
    _plant(scene, agency, row, "certain", "somebody else was assessed")


def incident_assessed_by_others(scene: Scene) -> None:
    """Plant an incident that only another agency assessed."""
    agency, other, day = _expected(scene), scene.own_agency("health-visiting"), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _assessed(scene, other, day + timedelta(4))
    _plant(scene, agency, row, "certain", "only another agency assessed")


def incident_with_another_assessment(scene: Scene) -> None:
    """Plant an incident after which something other than danger was assessed."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = _incident(scene, agency, day)
    kind = scene.some("capacity-assessment", "assessment", "phone-call")
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 28)), kind, "V", "Gone through.")
    _plant(scene, agency, row, "certain", "something other than danger was assessed")


def incident_where_none_is_expected(scene: Scene) -> None:
    """Plant an incident on the record of an agency of which no assessment is expected."""
    agency, day = scene.own_agency(scene.some("housing", "ambulance", "gp")), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _plant(scene, agency, row, "nothing", "an agency that is not to assess")


def incident_with_an_earlier_partner(scene: Scene) -> None:
    """Plant an incident with somebody who is not of the household: it is assessed no less."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = scene.row(agency, day, scene.some("argument", "threat"), "V, X",
                    scene.some("With her former partner at the gate.", "Her former partner rang."),
                    outcome="Spoken to.")  # fmt: skip
    _plant(scene, agency, row, "certain", "with an earlier partner")


def incident_of_others(scene: Scene) -> None:
    """Plant an incident with nobody of the household in it."""
    agency, day = _expected(scene), scene.free(1, 40)
    one = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    other = scene.own_person(Role.OTHER, "lodger", one)
    persons = scene.some(f"{one}, {other}", f"{one}, {other}, V mentioned", one)
    row = scene.row(agency, day, scene.some("argument", "threat"), persons,
                    "Next door, about the bins.", outcome="Spoken to.")  # fmt: skip
    _plant(scene, agency, row, "nothing", "nobody of the household in it")


def incident_in_another_kind_of_case(scene: Scene) -> None:
    """Plant an incident in a case of an adult family, in which no such tool is assumed."""
    if scene.case.death_type is not DeathType.ADULT_FAMILY:
        raise NoRoomError
    agency, day = scene.own_agency(scene.rng.choice(EXPECTED)), scene.free(1, 40)
    row = _incident(scene, agency, day)
    _plant(scene, agency, row, "nothing", "an adult family case")


def contact_that_is_no_incident(scene: Scene) -> None:
    """Plant a contact with both of them that is no incident."""
    agency, day = _expected(scene), scene.free(1, 40)
    row = scene.row(agency, day, scene.some("contact", "phone-call", "home-visit"), "V, P",
                    scene.some("Keys returned.", "Came in about a form."))  # fmt: skip
    _plant(scene, agency, row, "nothing", "no incident")


# -- what they are made of ------------------------------------------------------------------------


def _plant(scene: Scene, agency: str, row: str, found: str, why: str) -> None:
    scene.plant(KEY, "no risk assessment", agency, [row], found, why)


def _expected(scene: Scene) -> str:
    if scene.case.death_type is not DeathType.INTIMATE_PARTNER:
        raise NoRoomError
    return scene.own_agency(scene.rng.choice(EXPECTED))


def _incident(
    scene: Scene, agency: str, when: str | date, *, tool: str = "", grade: str = ""
) -> str:
    kind, *texts = scene.rng.choice(INCIDENTS)
    return scene.row(
        agency, when, kind, scene.some("V, P", "P, V", "V, P present"), scene.some(*texts),
        tool=tool, grade=grade, outcome=scene.some("Arrested.", "Cautioned.", "Charged."),
    )  # fmt: skip


def _assessed(scene: Scene, agency: str, when: str | date, answers: tuple[str, ...] = ()) -> None:
    kind = scene.some("risk-assessment", "risk-assessment", "risk-review")
    scene.row(agency, when, kind, "V, P mentioned", scene.some("Gone through.", "Assessed."),
              tool="dash", grade=scene.some("standard", "medium"),
              responds_to=answers)  # fmt: skip


PLANTS = (
    incident_with_no_assessment,
    incident_assessed_on_the_last_day,
    incident_assessed_at_an_unknown_hour,
    incident_assessed_a_day_late,
    incident_perhaps_assessed,
    incident_perhaps_after_the_assessment,
    incident_assessed_on_its_own_row,
    incident_answered_by_an_assessment,
    incident_with_somebody_else_assessed,
    incident_assessed_by_others,
    incident_with_another_assessment,
    incident_where_none_is_expected,
    incident_with_an_earlier_partner,
    incident_of_others,
    incident_in_another_kind_of_case,
    contact_that_is_no_incident,
)
