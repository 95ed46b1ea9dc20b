"""Plants of medication that was not taken, and of what followed."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Role, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "medication-lapse"
#: That medication was not taken is weighty: others in contact can have no record of it, and an
#: agency that keeps a file for each person may have it on one alone.
#: It adds up, too, with what else is planted.
ALSO = frozenset({"pooled-threshold", "unshared", "files"})

FOLLOWED = ("appointment", "phone-call", "home-visit", "treatment", "capacity-assessment",
            "missed-appointment", "referral-made", "referral-offered-declined", "share",
            "supervision", "professionals-meeting", "counselling")  # fmt: skip


def letter_about_a_lapse(scene: Scene) -> None:
    """Plant a letter that says that medication was not taken, with nothing after it."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, who)
    scene.plant(KEY, "nothing after", agency, [row], "certain", "a letter about a lapse")


def lapse_told_at_a_contact(scene: Scene) -> None:
    """Plant a contact at which it was told, at an agency that writes what it does."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    scene.says_what_was_done(agency)
    row = _contact(scene, agency, day, who)
    scene.plant(KEY, "nothing after", agency, [row], "certain", "told at a contact")


def lapse_at_a_contact_of_the_silent(scene: Scene) -> None:
    """Plant a contact at which it was told, at an agency that writes of nothing what it did."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = _contact(scene, agency, day, who)
    scene.plant(KEY, "nothing after", agency, [row], "cannot tell", "writes of nothing what it did")


def lapse_followed_on_the_last_day(scene: Scene) -> None:
    """Plant a lapse that was followed up on the last of the days."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, who)
    _followed(scene, agency, day + timedelta(28), who)
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "followed up on the last day")


def lapse_followed_a_day_late(scene: Scene) -> None:
    """Plant a lapse that was followed up on the day after the last."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, who)
    _followed(scene, agency, day + timedelta(29), who)
    scene.plant(KEY, "nothing after", agency, [row], "certain", "followed up a day late")


def lapse_perhaps_followed(scene: Scene) -> None:
    """Plant a lapse that was followed up in time or not."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 60)
    row = _letter(scene, agency, day, who)
    first = scene.rng.randrange(1, 28)
    _followed(scene, agency, between(day + timedelta(first), day + timedelta(first + 30)), who)
    scene.plant(KEY, "nothing after", agency, [row], "possible", "followed up, perhaps in time")


def lapse_with_somebody_else_seen(scene: Scene) -> None:
    """Plant a lapse after which somebody else was seen."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, who)
    other = "P" if who == "V" else "V"
    kind = scene.some("appointment", "phone-call", "treatment")
    scene.row(agency, day + timedelta(6), kind, scene.some(other, "F"), "Seen about a rash.")
    scene.plant(KEY, "nothing after", agency, [row], "certain", "only somebody else was seen")


def lapse_with_routine_after(scene: Scene) -> None:
    """Plant a lapse after which only routine went on."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, who)
    kind, text = scene.rng.choice([
        ("repeat-prescription", "Repeat prescription issued."), ("letter-received", "X-ray."),
        ("administration", "Address checked."),
    ])  # fmt: skip
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 28)), kind, who, text)
    scene.plant(KEY, "nothing after", agency, [row], "certain", "only routine went on")


def lapse_seen_elsewhere(scene: Scene) -> None:
    """Plant a lapse after which only another agency saw the person."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    other = scene.own_agency(scene.some("gp", "mental-health", "hospital"))
    row = _letter(scene, agency, day, who)
    scene.row(other, day + timedelta(4), "appointment", who, "Seen about a knee.")
    scene.plant(KEY, "nothing after", agency, [row], "certain", "seen only elsewhere")


def lapse_with_a_response(scene: Scene) -> None:
    """Plant a lapse whose own row says what was done, or that another row responds to."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 70)
    if scene.rng.random() < 0.5:
        row = _letter(scene, agency, day, who, response="Doctor told, change made.")
    else:
        row = _letter(scene, agency, day, who)
        later = day + timedelta(scene.rng.randrange(28))
        scene.row(agency, later, "letter-sent", who, "In answer to the pharmacy.",
                  responds_to=(row,))  # fmt: skip
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "a response on record")


def lapse_denied(scene: Scene) -> None:
    """Plant a row that says that medication was taken."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 40)
    row = scene.row(
        agency, day, "letter-received", who, scene.some("Takes them each day.", "No lapse."),
        tells=[Told("medication-not-taken", who, stance=scene.rng.choice(
            [Stance.DENIED, Stance.RULED_OUT]))],
    )  # fmt: skip
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "says that it was taken")


def lapse_known_where_nobody_treats(scene: Scene) -> None:
    """Plant a lapse on the record of an agency that treats nobody."""
    agency = scene.own_agency(scene.some("housing", "probation", "voluntary", "police"))
    who, day = _who(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, who)
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "an agency that does not treat")


def lapse_of_somebody_outside(scene: Scene) -> None:
    """Plant a lapse of somebody who is not of the household."""
    agency, day = _treating(scene), scene.free(1, 40)
    row = _letter(scene, agency, day, scene.own_person(Role.NEIGHBOUR, "neighbour", "V"))
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "somebody outside the household")


def lapse_told_again(scene: Scene) -> None:
    """Plant a lapse told again by the contact that followed it, with nothing after that."""
    agency, who, day = _treating(scene), _who(scene), scene.free(1, 70)
    scene.says_what_was_done(agency)
    _letter(scene, agency, day, who)
    again = _contact(scene, agency, day + timedelta(scene.rng.randrange(3, 26)), who)
    scene.plant(KEY, "nothing after", agency, [again], "certain", "told again, and nothing after")


# -- what they are made of ------------------------------------------------------------------------


def _treating(scene: Scene) -> str:
    return scene.own_agency(scene.some("gp", "mental-health"))


def _who(scene: Scene) -> str:
    return scene.rng.choice(["V", "P", "P", *(p for p in scene.persons if p.startswith("C"))])


def _letter(scene: Scene, agency: str, day: date, who: str, *, response: str = "") -> str:
    return scene.row(
        agency, day, scene.some("letter-received", "information-received"), who,
        scene.some("Pharmacy: tablets not collected since the spring.", "Has stopped the tablets.",
                   "Monthly depot not had.", "Two prescriptions left uncollected."),
        tells=[Told("medication-not-taken", who, stance=scene.rng.choice(
            [Stance.OBSERVED, Stance.ALLEGED]))],
        response=response,
    )  # fmt: skip


def _contact(scene: Scene, agency: str, day: date, who: str) -> str:
    return scene.row(
        agency, day, scene.some("appointment", "phone-call", "home-visit"), who,
        scene.some("Says the tablets ran out.", "Does not like how they feel; stopped.",
                   "Forgets the evening dose."),
        tells=[Told("medication-not-taken", who)],
    )  # fmt: skip


def _followed(scene: Scene, agency: str, when: str | date, who: str) -> None:
    text = scene.some("About the tablets.", "Dose gone over.", "Went through the prescription.")
    scene.row(agency, when, scene.rng.choice(FOLLOWED), who, text)


PLANTS = (
    letter_about_a_lapse,
    lapse_told_at_a_contact,
    lapse_at_a_contact_of_the_silent,
    lapse_followed_on_the_last_day,
    lapse_followed_a_day_late,
    lapse_perhaps_followed,
    lapse_with_somebody_else_seen,
    lapse_with_routine_after,
    lapse_seen_elsewhere,
    lapse_with_a_response,
    lapse_denied,
    lapse_known_where_nobody_treats,
    lapse_of_somebody_outside,
    lapse_told_again,
)
