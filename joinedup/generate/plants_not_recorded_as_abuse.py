"""Plants of abuse that was recorded as something else, and of what is something else."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Role, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "not-recorded-as-abuse"
#: Abuse on one agency's record is something that others in contact have none of; after an incident
#: police are expected to assess risk.
#: It adds up, too, with what else is planted.
#: Where police saw him alone, another agency can have seen only her, with nothing between the two.
ALSO = frozenset({"pooled-threshold", "unshared", "no-assessment", "two-silos"})

ABUSE = (
    ("assault", "Neighbour dispute: he had pushed her over the hedge.", "Noise: he had hit her."),
    ("criminal-damage", "Door kicked in, logged as a dispute.", "Window broken after shouting."),
    ("threats-of-violence", "Row in the yard; said he would hit her.", "Shouting, threats."),
    ("harassment", "Banging on her door again at night.", "Nuisance: messages all evening."),
    ("coercive-control", "Dispute about keys; he decides when she goes out.", "Civil matter."),
    ("burglary-by-partner", "Went in by the window, took her phone.", "Entry, civil matter."),
    ("threats-to-kill", "Row on the landing; said he would kill her.", "Threats in the night."),
)  # fmt: skip
ANSWERS = ("flag", "referral-made", "marac", "safety-planning", "referral-offered-declined",
           "strategy-meeting", "adult-safeguarding-enquiry")  # fmt: skip


def abuse_recorded_as_a_nuisance(scene: Scene) -> None:
    """Plant a row that tells of abuse, recorded as something else, with nothing after it."""
    agency, day = _recorder(scene), scene.free(1, 40)
    row = _other(scene, agency, day)
    scene.plant(KEY, "its own row", agency, [row], "certain", "abuse recorded as something else")


def abuse_recorded_as_another_offence(scene: Scene) -> None:
    """Plant an offence not between the parties, the text of which tells of abuse."""
    police, day = scene.own_agency("police"), scene.free(1, 40)
    row = scene.row(
        police, day, "offence-other", "P, V present",
        scene.some("Stopped for a light; had held her in the car.", "Drink driving; she was hurt."),
        tells=[Told(scene.some("false-imprisonment", "assault-with-injury"), "V", "P")],
    )  # fmt: skip
    scene.plant(KEY, "its own row", police, [row], "certain", "abuse recorded as another offence")


def abuse_in_the_row_of_others(scene: Scene) -> None:
    """Plant a bare row of something else, and another agency's that tells more of it."""
    agency, other = _recorder(scene), scene.own_agency(scene.some("ambulance", "hospital", "gp"))
    day = scene.free(1, 40)
    row = scene.row(agency, day, "incident-not-domestic", "V, P present",
                    scene.some("Noise complaint.", "Dispute about a parking space."))  # fmt: skip
    scene.row(other, day, "appointment", "V", scene.some("Seen the same day, arm bruised."),
              tells=[Told(scene.some("assault", "assault-with-injury"), "V", "P")],
              same=row, response="Treated.")  # fmt: skip
    scene.plant(KEY, "another row", agency, [row], "certain", "another agency's row tells of it")


def abuse_in_the_row_of_others_perhaps_taken_up(scene: Scene) -> None:
    """Plant a bare row whose occurrence another tells of, treated as abuse in time or not."""
    agency, other = _recorder(scene), scene.own_agency(scene.some("ambulance", "hospital", "gp"))
    day = scene.free(1, 60)
    row = scene.row(agency, day, "incident-not-domestic", "V, P present",
                    scene.some("Noise complaint.", "Dispute over a parked car."))  # fmt: skip
    scene.row(other, day, "appointment", "V", scene.some("Seen the same day, lip cut."),
              tells=[Told(scene.some("assault", "assault-with-injury"), "V", "P")],
              same=row, response="Treated.")  # fmt: skip
    _treated(scene, agency, between(day + timedelta(20), day + timedelta(50)))
    scene.plant(KEY, "another row", agency, [row], "possible", "treated as abuse, perhaps in time")


def incident_in_the_row_of_others(scene: Scene) -> None:
    """Plant a bare row of something else, of whose occurrence another agency has an incident."""
    agency, other = _recorder(scene), scene.own_agency(scene.some("ambulance", "education"))
    day = scene.free(1, 40)
    row = scene.row(agency, day, "incident-not-domestic", "V, P",
                    scene.some("Anti-social behaviour, gone on arrival.", "Voices."))  # fmt: skip
    scene.row(other, day, scene.some("incident", "assault"), "V, P",
              scene.some("Called to the two of them.", "Came upon the two of them."), same=row,
              response="Stayed until it was calm.")  # fmt: skip
    scene.plant(KEY, "another row", agency, [row], "certain", "another agency has an incident")


def treated_as_abuse_on_the_last_day(scene: Scene) -> None:
    """Plant abuse recorded as something else, treated as abuse on the last of the days."""
    agency, day = _recorder(scene), scene.free(1, 40)
    row = _other(scene, agency, day)
    _treated(scene, agency, day + timedelta(28))
    scene.plant(KEY, "its own row", agency, [row], "nothing", "treated as abuse on the last day")


def treated_as_abuse_a_day_late(scene: Scene) -> None:
    """Plant abuse recorded as something else, treated as abuse on the day after the last."""
    agency, day = _recorder(scene), scene.free(1, 40)
    row = _other(scene, agency, day)
    _treated(scene, agency, day + timedelta(29))
    scene.plant(KEY, "its own row", agency, [row], "certain", "treated as abuse a day late")


def perhaps_treated_as_abuse(scene: Scene) -> None:
    """Plant abuse recorded as something else, treated as abuse in time or not."""
    agency, day = _recorder(scene), scene.free(1, 60)
    row = _other(scene, agency, day)
    _treated(scene, agency, between(day + timedelta(20), day + timedelta(50)))
    scene.plant(KEY, "its own row", agency, [row], "possible", "treated as abuse, perhaps in time")


def danger_was_assessed(scene: Scene) -> None:
    """Plant abuse recorded as something else, after which danger was assessed."""
    agency, day = _recorder(scene), scene.free(1, 40)
    row = _other(scene, agency, day, "harassment", "Nuisance at the door.")
    scene.row(agency, day + timedelta(scene.rng.randrange(28)), "risk-assessment", "V, P mentioned",
              "Gone through with her.", tool="dash", grade="standard")  # fmt: skip
    scene.plant(KEY, "its own row", agency, [row], "nothing", "danger was assessed")


def only_somebody_else_was_referred(scene: Scene) -> None:
    """Plant abuse recorded as something else, after which somebody outside was referred."""
    agency, day = _recorder(scene), scene.free(1, 40)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _other(scene, agency, day)
    scene.row(agency, day + timedelta(3), "flag", other, "A marker on the neighbour's own record.")
    scene.plant(KEY, "its own row", agency, [row], "certain", "only somebody else was flagged")


def damage_as_such(scene: Scene) -> None:
    """Plant damage, harassment or a breach recorded as what they are."""
    agency, day = _recorder(scene), scene.free(1, 40)
    kind, topic = scene.rng.choice([
        ("damage-incident", "criminal-damage"), ("harassment-incident", "harassment"),
        ("breach", "breach-of-order"),
    ])  # fmt: skip
    row = scene.row(agency, day, kind, "V, P", scene.some("Logged.", "Attended, report taken."),
                    tells=[Told(topic, "V", "P")], outcome="Arrested.")  # fmt: skip
    scene.plant(KEY, "its own row", agency, [row], "nothing", "recorded as what it is")


def quarrel_with_neighbours(scene: Scene) -> None:
    """Plant what is something else: it tells of nobody of the household harming another."""
    agency, day = _recorder(scene), scene.free(1, 40)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    told = scene.rng.choice(
        [Told("harassment", "V", other), Told("violence-to-others", other, "P")]
    )
    row = scene.row(agency, day, "incident-not-domestic", f"{other}, {told.about}",
                    scene.some("Dispute about a fence.", "Loud music, words over the wall."),
                    tells=[told], outcome="Advice given.")  # fmt: skip
    scene.plant(KEY, "its own row", agency, [row], "nothing", "a quarrel with somebody outside")


def driving_offence(scene: Scene) -> None:
    """Plant an offence that is nothing else."""
    police, day = scene.own_agency("police"), scene.free(1, 40)
    row = scene.row(police, day, "offence-other", "P",
                    scene.some("Speeding.", "Cannabis, small amount.", "No insurance."),
                    outcome="Fined.")  # fmt: skip
    scene.plant(KEY, "its own row", police, [row], "nothing", "an offence of another sort")


def shouting_only(scene: Scene) -> None:
    """Plant a row of something else that tells of what the rule does not list, or denies abuse."""
    agency, day = _recorder(scene), scene.free(1, 40)
    told = scene.rng.choice([
        Told("emotional-abuse", "V", "P"), Told("assault", "V", "P", Stance.DENIED),
        Told("jealousy", "V", "P"), Told("threats-of-violence", "V", "P", Stance.RULED_OUT),
    ])  # fmt: skip
    row = scene.row(agency, day, "incident-not-domestic", "V, P present", "Noise; all quiet now.",
                    tells=[told])  # fmt: skip
    scene.plant(KEY, "its own row", agency, [row], "nothing", "tells of no such abuse")


def only_family_told(scene: Scene) -> None:
    """Plant a bare row, of whose occurrence only people close to them tell."""
    agency, close = (
        _recorder(scene),
        scene.own_agency(scene.some("neighbours", "family", "friends")),
    )
    day = scene.free(1, 40)
    row = scene.row(agency, day, "incident-not-domestic", "V, P present", "Noise complaint.")
    scene.row(close, day, "told-informally", "V", "Heard her crying and a plate thrown.",
              tells=[Told("criminal-damage", "V", "P")], same=row)  # fmt: skip
    scene.plant(KEY, "another row", agency, [row], "nothing", "only people close to them tell")


# -- what they are made of ------------------------------------------------------------------------


def _recorder(scene: Scene) -> str:
    return scene.own_agency(scene.some("police", "housing", "fire", "local-authority"))


def _other(scene: Scene, agency: str, day: date, topic: str = "", text: str = "") -> str:
    known, *texts = scene.rng.choice(ABUSE)
    return scene.row(
        agency, day, "incident-not-domestic", scene.some("V, P", "V, P present", "P, V mentioned"),
        text or scene.some(*texts), tells=[Told(topic or known, "V", "P", Stance.ALLEGED)],
        outcome=scene.some("Words of advice.", "No offences.", "Parties spoken to."),
    )  # fmt: skip


def _treated(scene: Scene, agency: str, when: str | date) -> None:
    text = scene.some(
        "Taken on from the earlier log.", "About the earlier report.", "Agreed today."
    )
    scene.row(agency, when, scene.rng.choice(ANSWERS), "V, P mentioned", text)


PLANTS = (
    abuse_recorded_as_a_nuisance,
    abuse_recorded_as_another_offence,
    abuse_in_the_row_of_others,
    abuse_in_the_row_of_others_perhaps_taken_up,
    incident_in_the_row_of_others,
    treated_as_abuse_on_the_last_day,
    treated_as_abuse_a_day_late,
    perhaps_treated_as_abuse,
    danger_was_assessed,
    only_somebody_else_was_referred,
    damage_as_such,
    quarrel_with_neighbours,
    driving_offence,
    shouting_only,
    only_family_told,
)
