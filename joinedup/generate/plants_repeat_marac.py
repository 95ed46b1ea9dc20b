"""Plants of further incidents after a MARAC, and of what looks like them."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import DeathType
from joinedup.generate.props import agency_of, told
from joinedup.generate.scene import NoRoomError, Scene, between

KEY = "repeat-marac"
#: Incidents on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

#: At a MARAC, and not among those of whom an assessment after an incident is expected.
SECTORS = ("housing", "gp", "health-visiting", "childrens-social-care",
           "hospital", "probation", "fire")  # fmt: skip
INCIDENTS = (
    ("incident", "Heard shouting and things broken; V was shaken."),
    ("assault", "Told of a push against the wall the night before."),
    ("threat", "Said that threats were made at the door."),
    ("harassment-incident", "Waiting outside again, did not go when asked."),
    ("damage-incident", "Front window smashed."),
    ("serious-assault", "Seen with serious injuries."),
)
SMALL = (("argument", "Raised voices, both calm when seen."),
         ("incident-not-domestic", "Complaint about noise."))  # fmt: skip


def incident_after_a_marac(scene: Scene) -> None:
    """Plant an incident in the year after a MARAC, with no record of a new referral."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    scene.plant(KEY, "not referred again", agency, [row], "certain", "no new referral")


def incident_of_two_rows_after_a_marac(scene: Scene) -> None:
    """Plant an incident that two agencies recorded, of which one was at the MARAC."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    other = agency_of(scene, "ambulance", "urgent-care")
    scene.row(other, day, "call-out", "V", "Crew sent, no treatment needed.", same=row)
    scene.plant(KEY, "not referred again", agency, [row], "certain", "two rows of one incident")


def incident_at_the_end_of_the_year(scene: Scene) -> None:
    """Plant an incident at the end of the year after a MARAC."""
    agency, day = _heard(scene, 364)
    row = _incident(scene, agency, day)
    scene.plant(KEY, "not referred again", agency, [row], "certain", "the end of the year")


def incident_after_the_year(scene: Scene) -> None:
    """Plant an incident more than a year after a MARAC."""
    agency, day = _heard(scene, scene.rng.randrange(367, 400))
    row = _incident(scene, agency, day)
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "more than a year after")


def incident_perhaps_in_the_year(scene: Scene) -> None:
    """Plant an incident that may lie more than a year after a MARAC."""
    agency, day = _heard(scene, 365, after=70)
    span = between(day - timedelta(scene.rng.randrange(5, 25)), day + timedelta(20))
    row = _incident(scene, agency, span)
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "perhaps after the year")


def incident_referred_on_the_last_day(scene: Scene) -> None:
    """Plant an incident with a referral, an offer or a MARAC on the last of the days."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    _answered(scene, agency, day + timedelta(scene.rng.choice([0, 1, 28])))
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "answered in the days")


def incident_referred_by_another(scene: Scene) -> None:
    """Plant an incident after which another agency referred."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    other = agency_of(scene, "sexual-health", "voluntary", "talking-therapies")
    _answered(scene, other, day + timedelta(scene.rng.randrange(29)))
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "another agency referred")


def incident_referred_a_day_late(scene: Scene) -> None:
    """Plant an incident with a referral on the day after the last."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    _answered(scene, agency, day + timedelta(29))
    scene.plant(KEY, "not referred again", agency, [row], "certain", "answered a day late")


def incident_perhaps_referred(scene: Scene) -> None:
    """Plant an incident with a referral on a day in doubt."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    low = scene.rng.randrange(1, 25)
    _answered(scene, agency, between(day + timedelta(low), day + timedelta(low + 30)))
    scene.plant(KEY, "not referred again", agency, [row], "possible", "perhaps answered in time")


def incident_shared_and_not_referred(scene: Scene) -> None:
    """Plant an incident that was passed on to an agency that is no way to the MARAC."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day)
    told(scene, agency, agency_of(scene, "education", "camhs"), day + timedelta(3), "V")
    scene.plant(KEY, "not referred again", agency, [row], "certain", "shared, and not referred")


def incident_of_less_severity(scene: Scene) -> None:
    """Plant something of less severity in the year after a MARAC."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day, kinds=SMALL)
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "of less severity")


def incident_at_an_agency_not_there(scene: Scene) -> None:
    """Plant an incident recorded by an agency that was not at the MARAC."""
    _, day = _heard(scene)
    other = agency_of(scene, *SECTORS)
    row = _incident(scene, other, day)
    scene.plant(KEY, "not referred again", other, [row], "nothing", "was not at the MARAC")


def incident_about_somebody_else(scene: Scene) -> None:
    """Plant an incident in the year after a MARAC that concerns somebody else."""
    agency, day = _heard(scene)
    row = _incident(scene, agency, day, who="F")
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "about somebody else")


def incident_before_the_marac(scene: Scene) -> None:
    """Plant an incident that came before the MARAC."""
    agency, day = _heard(scene, 60)
    row = _incident(scene, agency, day - timedelta(61))
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "before the MARAC")


def further_incident_in_another_kind_of_case(scene: Scene) -> None:
    """Plant an incident after a MARAC in a case between adult family members."""
    agency, day = _heard(scene, kinds=(DeathType.ADULT_FAMILY,))
    row = _incident(scene, agency, day)
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "another kind of case")


def incident_before_there_was_a_rule(scene: Scene) -> None:
    """Plant an incident after a MARAC, before a repeat case was defined."""
    agency, day = _heard(scene, 20, until=date(2009, 12, 1))
    row = _incident(scene, agency, day)
    scene.plant(KEY, "not referred again", agency, [row], "nothing", "before the definition")


# -- what they are made of ------------------------------------------------------------------------


def _heard(
    scene: Scene,
    far: int | None = None,
    *,
    after: int = 60,
    kinds: tuple[DeathType, ...] = (DeathType.INTIMATE_PARTNER, DeathType.SUICIDE),
    until: date | None = None,
) -> tuple[str, date]:
    """Let an agency be at a MARAC so many days before a day, and return both."""
    if scene.case.death_type not in kinds:
        raise NoRoomError
    far = scene.rng.randrange(30, 80) if far is None else far
    day = scene.free(far + 2, after)
    if (day < date(2010, 1, 1)) if until is None else (day >= until):
        raise NoRoomError
    agency = agency_of(scene, *SECTORS)
    text = scene.some("Heard at the conference.", "Case heard; notes on file.", "At the MARAC.")
    scene.row(agency, day - timedelta(far), "marac", "V", text)
    return agency, day


def _incident(
    scene: Scene,
    agency: str,
    when: date | str,
    kinds: tuple[tuple[str, str], ...] = INCIDENTS,
    who: str = "V",
) -> str:
    kind, text = scene.rng.choice(kinds)
    text = text.replace("V was", f"{scene.persons['V'].label} was")
    return scene.row(agency, when, kind, who, text)


def _answered(scene: Scene, agency: str, when: date | str) -> None:
    kind, text = scene.rng.choice([
        ("referral-made", "Referred again."), ("marac", "Heard again."),
        ("referral-offered-declined", "A referral was offered; not now."),
    ])  # fmt: skip
    scene.row(agency, when, kind, "V", text)


PLANTS = (
    incident_after_a_marac,
    incident_of_two_rows_after_a_marac,
    incident_at_the_end_of_the_year,
    incident_after_the_year,
    incident_perhaps_in_the_year,
    incident_referred_on_the_last_day,
    incident_referred_by_another,
    incident_referred_a_day_late,
    incident_perhaps_referred,
    incident_shared_and_not_referred,
    incident_of_less_severity,
    incident_at_an_agency_not_there,
    incident_about_somebody_else,
    incident_before_the_marac,
    further_incident_in_another_kind_of_case,
    incident_before_there_was_a_rule,
)
