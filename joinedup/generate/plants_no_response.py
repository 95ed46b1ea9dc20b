"""Plants of what was said or asked with no response, and of what looks like it."""

from __future__ import annotations

from datetime import timedelta

from joinedup.generate.scene import Scene, Told

KEY = "no-response"
ALSO = frozenset({"unshared", "inside", "files", "escalation", "conversations", "pooled-threshold"})


def unanswered_disclosure(scene: Scene) -> None:
    """Plant a disclosure at the surgery with nothing after it, though it writes what it does."""
    gp = scene.agency("gp")
    day = scene.free(0, 40)
    _writes(scene, gp)
    said = scene.row(
        gp, day, "disclosure", "V", "Said that he pushes her.",
        tells=[Told("assault", "V", "P")],
    )  # fmt: skip
    scene.plant(KEY, "said", gp, [said], "certain", "nothing in the days after")


def answered_on_the_last_day(scene: Scene) -> None:
    """Plant a disclosure that was answered on the fourteenth day."""
    gp = scene.agency("gp")
    day = scene.free(0, 40)
    _writes(scene, gp)
    said = scene.row(
        gp, day, "disclosure", "V", "Said that he shouts.",
        tells=[Told("emotional-abuse", "V", "P")],
    )  # fmt: skip
    scene.row(gp, day + timedelta(14), "referral-made", "V", "Referred to the women's service.")
    scene.plant(KEY, "said", gp, [said], "nothing", "answered on the last day")


def answered_about_somebody_else(scene: Scene) -> None:
    """Plant a disclosure after which only somebody else was helped."""
    hospital = scene.agency("hospital")
    day = scene.free(0, 40)
    _writes(scene, hospital)
    said = scene.row(hospital, day, "disclosure", "V", "Told the nurse of threats.")
    scene.row(hospital, day + timedelta(2), "information-for-person", "F", "Leaflet given.")
    scene.plant(KEY, "said", hospital, [said], "certain", "the answer is about somebody else")


def _writes(scene: Scene, agency: str) -> None:
    """Let an agency say of something what was done about it: else its silence says nothing."""
    day = scene.first + timedelta(5)
    scene.row(agency, day, "appointment", "V", "Seen.", response="Treated.")


PLANTS = (unanswered_disclosure, answered_on_the_last_day, answered_about_somebody_else)
