"""What plants have in common: somebody of the household, what two agencies both have on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from graphdb.model import Role
from joinedup.generate.scene import Scene, Told


def child(scene: Scene) -> str:
    """Let a child of the household come in of whom no other row speaks.

    No agency but those of the plant is in contact with it: what is known of it is missed nowhere.
    """
    return scene.own_person(Role.CHILD, scene.some("nephew", "niece", "cousin", "lodger"), "V")


def relative(scene: Scene) -> str:
    """Let somebody of the wider family come in, who is not of the household."""
    return scene.own_person(Role.FAMILY, scene.some("aunt", "uncle", "cousin", "grandparent"), "V")


def agency_of(scene: Scene, *sectors: str) -> str:
    """Let an agency of one of these sectors come in that no other plant is given."""
    return scene.own_agency(scene.some(*sectors))


def told(
    scene: Scene,
    sender: str,
    receiver: str,
    when: str | date,
    persons: str,
    *,
    tells: Sequence[Told] = (),
) -> tuple[str, str]:
    """Write a share that stands on the record of both, and return the two rows."""
    sent = scene.row(
        sender, when, "share", persons, scene.some(*_SENT), tells=tells, shared=[receiver]
    )
    got = scene.row(
        receiver, when, "information-received", persons, scene.some(*_GOT), tells=tells,
        told_by=[sender], same=sent,
    )  # fmt: skip
    return sent, got


def seen_often(scene: Scene, agency: str, person: str, first: date, last: date) -> None:
    """Let an agency see somebody every few weeks, so that no time of silence comes about."""
    day = first
    while day <= last:
        kind = scene.some("phone-call", "contact", "home-visit")
        scene.row(agency, day, kind, person, scene.some(*_SEEN))
        day += timedelta(scene.rng.randrange(25, 45))


def speaks_of(scene: Scene, agency: str, other: str, before: date) -> None:
    """Let an agency write down, of something small, whom it told: else its silence says nothing."""
    told(scene, agency, other, before - timedelta(scene.rng.randrange(60, 120)), "F")


_SENT = (
    "Told them what was agreed.", "Summary sent by secure e-mail.", "Rang and passed this on.",
    "Update given by telephone.", "Wrote to them with what is known here.",
)  # fmt: skip
_GOT = (
    "Update received.", "Told by telephone.", "Secure e-mail received and read.",
    "Call taken from a colleague there.", "Summary received, put on the record.",
)  # fmt: skip
_SEEN = (
    "Seen, settled.", "Talked about the week.", "Short call, nothing new.", "Seen as arranged.",
    "Asked how things are at school.", "Talked about the move of class.",
)  # fmt: skip
