"""Plants of contacts at which domestic abuse is asked about, with and without a record of it."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import DeathType, Stance
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "routine-enquiry"
#: An injury on one agency's record is something that others in contact can have none of.
#: It adds up, too, with what else is planted.
#: Who was there has no doubt, and every question counts, whenever it was: with the partner present
#: is certain or nothing.
ALSO = frozenset({"pooled-threshold", "unshared"})

GUIDANCE = date(2014, 2, 26)
ASKED_OF = (DeathType.INTIMATE_PARTNER, DeathType.SUICIDE, DeathType.HOMICIDE_SUICIDE)


def antenatal_not_asked(scene: Scene) -> None:
    """Plant antenatal contacts, and no question."""
    _of_the_kind(scene)
    midwives = scene.own_agency(scene.some("midwifery", "hospital"))
    day = scene.free(0, 120)
    rows = _antenatal(scene, midwives, day, scene.rng.randrange(2, 5))
    scene.plant(KEY, "not asked", midwives, rows, "certain", "never asked at antenatal contacts")


def health_visiting_not_asked(scene: Scene) -> None:
    """Plant a health visitor's contacts after the guidance, and no question."""
    _of_the_kind(scene)
    visitors = scene.own_agency("health-visiting")
    day = _after_the_guidance(scene, 0, 90)
    rows = _visits(scene, visitors, day)
    scene.plant(KEY, "not asked", visitors, rows, "certain", "never asked at a home visit")


def health_visiting_before_the_guidance(scene: Scene) -> None:
    """Plant a health visitor's contacts at a time when no question was expected."""
    _of_the_kind(scene)
    visitors = scene.own_agency("health-visiting")
    day = scene.free(0, 61)
    if day + timedelta(60) >= GUIDANCE:
        raise NoRoomError
    rows = _visits(scene, visitors, day)
    scene.plant(KEY, "not asked", visitors, rows, "nothing", "visits before the guidance")


def mental_health_not_asked(scene: Scene) -> None:
    """Plant one assessment of mental health, and no question."""
    _of_the_kind(scene)
    team = scene.own_agency("mental-health")
    day = _after_the_guidance(scene, 0, 0)
    seen = scene.row(
        team, day, "mental-health-assessment", "V",
        scene.some("Assessed: sleep and appetite poor.", "Assessment of mood; plan: review."),
    )  # fmt: skip
    scene.plant(KEY, "not asked", team, [seen], "certain", "never asked at an assessment")


def emergency_not_asked(scene: Scene) -> None:
    """Plant an injury without a clear explanation at an emergency department."""
    _of_the_kind(scene)
    department = scene.own_agency(scene.some("hospital", "urgent-care"))
    day = _after_the_guidance(scene, 0, 0)
    seen = _injury(scene, department, day, clear=False)
    scene.plant(KEY, "not asked", department, [seen], "certain", "never asked about an injury")


def emergency_injury_explained(scene: Scene) -> None:
    """Plant an attendance with an injury that nobody had to ask about."""
    department = scene.own_agency(scene.some("hospital", "urgent-care"))
    day = scene.free(0, 0)
    seen = _injury(scene, department, day, clear=True)
    scene.plant(KEY, "not asked", department, [seen], "nothing", "an injury with its explanation")


def asked_with_the_partner_there(scene: Scene) -> None:
    """Plant a question put each time while the other person was in the room."""
    _of_the_kind(scene)
    midwives = scene.own_agency("midwifery")
    day = scene.free(0, 120)
    _antenatal(scene, midwives, day, 3)
    days = scene.rng.sample(range(100), scene.rng.randrange(1, 3))
    asked = [_question(scene, midwives, day + timedelta(d), "V, P present") for d in days]
    why = "asked only with the partner there"
    scene.plant(KEY, "partner present", midwives, asked, "certain", why)


def asked_with_the_partner_there_and_long_before_alone(scene: Scene) -> None:
    """Plant a question with the partner there, and one alone that was perhaps within the year."""
    midwives = scene.own_agency("midwifery")
    day = scene.free(380, 120)
    _question(scene, midwives, between(day - timedelta(375), day - timedelta(350)), "V")
    _antenatal(scene, midwives, day, 3)
    asked = _question(scene, midwives, day + timedelta(scene.rng.randrange(100)), "V, P present")
    scene.plant(KEY, "partner present", midwives, [asked], "nothing", "asked alone long before")


def asked_once_alone(scene: Scene) -> None:
    """Plant a question put while the other person was there, and once more when she was alone."""
    midwives = scene.own_agency("midwifery")
    day = scene.free(0, 120)
    rows = _antenatal(scene, midwives, day, 2)
    asked = _question(scene, midwives, day, "V, P present")
    _question(scene, midwives, day + timedelta(scene.rng.randrange(5, 100)), "V")
    scene.plant(KEY, "not asked", midwives, rows[:1], "nothing", "asked once alone")
    scene.plant(KEY, "partner present", midwives, [asked], "nothing", "then asked alone")


def asked_a_year_before(scene: Scene) -> None:
    """Plant a question on the earliest day that still counts."""
    midwives = scene.own_agency("midwifery")
    day = scene.free(366, 60)
    _question(scene, midwives, day - timedelta(365), "V")
    rows = _antenatal(scene, midwives, day, 2)
    scene.plant(KEY, "not asked", midwives, rows[:1], "nothing", "asked 365 days before")


def asked_more_than_a_year_before(scene: Scene) -> None:
    """Plant a question one day too old."""
    _of_the_kind(scene)
    midwives = scene.own_agency("midwifery")
    day = scene.free(367, 60)
    _question(scene, midwives, day - timedelta(366), "V")
    rows = _antenatal(scene, midwives, day, 2)
    scene.plant(KEY, "not asked", midwives, rows, "certain", "asked 366 days before")


def asked_perhaps_a_year_before(scene: Scene) -> None:
    """Plant a question of which nobody can say whether it was within the year."""
    _of_the_kind(scene)
    midwives = scene.own_agency("midwifery")
    day = scene.free(380, 60)
    asked = between(day - timedelta(375), day - timedelta(350))
    _question(scene, midwives, asked, "V")
    rows = _antenatal(scene, midwives, day, 2)
    scene.plant(KEY, "not asked", midwives, rows, "possible", "asked, perhaps within the year")


def asked_afterwards(scene: Scene) -> None:
    """Plant a question long after the contacts."""
    midwives = scene.own_agency(scene.some("midwifery", "hospital"))
    day = scene.free(0, 180)
    rows = _antenatal(scene, midwives, day, scene.rng.randrange(2, 4))
    _question(scene, midwives, day + timedelta(scene.rng.randrange(100, 180)), "V")
    scene.plant(KEY, "not asked", midwives, rows[:1], "nothing", "asked later on")


def abuse_was_spoken_of(scene: Scene) -> None:
    """Plant contacts, and one row in which abuse was denied: it had been spoken of."""
    visitors = scene.own_agency("midwifery")
    day = scene.free(0, 90)
    rows = _antenatal(scene, visitors, day, 2)
    topic = scene.some("assault", "fear", "emotional-abuse", "jealousy", "threats-of-violence")
    scene.row(
        visitors, day + timedelta(scene.rng.randrange(80)), "phone-call", "V",
        scene.some("Says that all is well at home.", "No worries about anybody at home."),
        tells=[Told(topic, "V", "P", scene.rng.choice([Stance.DENIED, Stance.RULED_OUT]))],
    )  # fmt: skip
    scene.plant(KEY, "not asked", visitors, rows[:1], "nothing", "a denial shows that it was asked")


def asked_by_others_only(scene: Scene) -> None:
    """Plant a question that another agency asked."""
    _of_the_kind(scene)
    midwives, other = scene.own_agency("midwifery"), scene.own_agency("gp")
    day = scene.free(0, 90)
    rows = _antenatal(scene, midwives, day, 2)
    _question(scene, other, day + timedelta(3), "V")
    scene.plant(KEY, "not asked", midwives, rows, "certain", "only somebody else asked")


def one_antenatal_contact(scene: Scene) -> None:
    """Plant a single antenatal contact: the question is looked for from two on."""
    midwives = scene.own_agency("midwifery")
    rows = _antenatal(scene, midwives, scene.free(0, 40), 1)
    scene.plant(KEY, "not asked", midwives, rows, "nothing", "one contact only")


def seen_about_the_child(scene: Scene) -> None:
    """Plant visits at which she was spoken of and not seen."""
    visitors = scene.own_agency("health-visiting")
    children = [p for p in scene.persons if p.startswith("C")]
    if not children:
        raise NoRoomError
    day = scene.free(0, 60)
    rows = [
        scene.row(visitors, day + timedelta(d), "child-health", f"{children[0]}, V mentioned",
                  scene.some("Brought by an aunt. Weighed.", "Seen at nursery. Speech fine."))
        for d in (0, scene.rng.randrange(20, 60))
    ]  # fmt: skip
    scene.plant(KEY, "not asked", visitors, rows[:1], "nothing", "she was not there")


def contacts_of_another_agency(scene: Scene) -> None:
    """Plant antenatal contacts with somebody of whom no such question is expected."""
    surgery = scene.own_agency(scene.some("gp", "community-health"))
    rows = _antenatal(scene, surgery, scene.free(0, 60), 2)
    scene.plant(KEY, "not asked", surgery, rows[:1], "nothing", "no agency that is to ask")


def not_asked_in_another_kind_of_case(scene: Scene) -> None:
    """Plant contacts in a case of an adult family, to which the rule does not apply."""
    if scene.case.death_type is not DeathType.ADULT_FAMILY:
        raise NoRoomError
    team = scene.own_agency("mental-health")
    day = scene.free(0, 0)
    seen = scene.row(team, day, "mental-health-assessment", "V", "Assessed after a fall.")
    scene.plant(KEY, "not asked", team, [seen], "nothing", "an adult family case")


# -- what they are made of ------------------------------------------------------------------------


def _of_the_kind(scene: Scene) -> None:
    if scene.case.death_type not in ASKED_OF:
        raise NoRoomError


def _after_the_guidance(scene: Scene, before: int, after: int) -> date:
    day = scene.free(before, after)
    if day - timedelta(before) < GUIDANCE:
        raise NoRoomError
    return day


def _antenatal(scene: Scene, midwives: str, day: date, count: int) -> list[str]:
    days = [0, *sorted(scene.rng.sample(range(10, 58), count - 1))]
    return [
        scene.row(
            midwives, day + timedelta(d), "antenatal", "V",
            scene.some("Booking.", "Blood pressure taken, all well.", "Scan, dates agree.",
                       "Antenatal clinic. No concerns about the pregnancy.", "Growth measured."),
        )
        for d in days
    ]  # fmt: skip


def _visits(scene: Scene, visitors: str, day: date) -> list[str]:
    days = [0, *sorted(scene.rng.sample(range(7, 60), scene.rng.randrange(1, 3)))]
    return [
        scene.row(
            visitors, day + timedelta(d), scene.some("home-visit", "child-health"), "V",
            scene.some("New birth visit.", "Feeding going well.", "Weighed; sleep talked about.",
                       "Immunisations explained."),
        )
        for d in days
    ]  # fmt: skip


def _injury(scene: Scene, department: str, day: date, *, clear: bool) -> str:
    if clear:
        text = scene.some(
            "Ankle twisted at netball, witnessed.", "Finger cut at work, seen by all."
        )
        return scene.row(department, day, "attendance-ae", "V", text)
    text = scene.some("Bruised cheek, could not say how.", "Wrist sprained; unsure what happened.")
    return scene.row(
        department, day, "attendance-ae", "V", text,
        tells=[Told("injury-unexplained", "V", stance=Stance.OBSERVED)],
    )  # fmt: skip


def _question(scene: Scene, agency: str, when: str | date, persons: str) -> str:
    return scene.row(
        agency, when, "routine-enquiry", persons,
        scene.some("Asked about domestic abuse.", "Routine question put.", "Asked about home."),
        outcome=scene.some("Nothing said.", "Said no.", "Said all is well."),
    )  # fmt: skip


PLANTS = (
    antenatal_not_asked,
    health_visiting_not_asked,
    health_visiting_before_the_guidance,
    mental_health_not_asked,
    emergency_not_asked,
    emergency_injury_explained,
    asked_with_the_partner_there,
    asked_with_the_partner_there_and_long_before_alone,
    asked_once_alone,
    asked_a_year_before,
    asked_more_than_a_year_before,
    asked_perhaps_a_year_before,
    asked_afterwards,
    abuse_was_spoken_of,
    asked_by_others_only,
    one_antenatal_contact,
    seen_about_the_child,
    contacts_of_another_agency,
    not_asked_in_another_kind_of_case,
)
