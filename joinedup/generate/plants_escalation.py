"""Plants of the weightiest information, and of who above the practitioner heard of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from graphdb.model import Expectation, Stance
from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, Told, between

KEY = "escalation"
#: What stands on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

#: Of these alone the settings of the case expect it: no other plant's agency is one.
EXPECTED = Expectation(
    "escalation", sectors=("care-provider",), days=14, kinds=("supervision", "internal-meeting")
)
OTHERS = ("voluntary", "community-health", "homelessness")
HEAVIEST = ("strangulation", "weapon-used", "stalking", "sexual-violence", "threats-to-kill",
            "fear-of-being-killed", "killing-thoughts")  # fmt: skip
WEIGHTY = ("coercive-control", "assault-with-injury", "jealousy", "forced-marriage")


def heaviest_and_nobody_above(scene: Scene) -> None:
    """Plant one of the heaviest things with no supervisor's row after it."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who)
    scene.plant(KEY, "not escalated", agency, [row], "certain", "nobody above heard of it")


def heaviest_and_heard_of_above(scene: Scene) -> None:
    """Plant one of the heaviest things that was taken to a supervisor in the days."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who)
    _above(scene, agency, day + timedelta(scene.rng.choice([1, 7, 13, 14])), who)
    scene.plant(KEY, "not escalated", agency, [row], "nothing", "heard of above in the days")


def heaviest_and_heard_of_late(scene: Scene) -> None:
    """Plant one of the heaviest things that was taken to a supervisor after the days."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who)
    _above(scene, agency, day + timedelta(scene.rng.choice([15, 16, 40])), who)
    scene.plant(KEY, "not escalated", agency, [row], "certain", "heard of above after the days")


def heaviest_and_perhaps_heard_of(scene: Scene) -> None:
    """Plant one of the heaviest things, perhaps taken to a supervisor in the days."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who)
    low = scene.rng.randrange(2, 13)
    _above(scene, agency, between(day + timedelta(low), day + timedelta(low + 30)), who)
    scene.plant(KEY, "not escalated", agency, [row], "possible", "perhaps heard of in the days")


def heaviest_and_heard_of_only_before(scene: Scene) -> None:
    """Plant one of the heaviest things with a supervisor's row only before it."""
    agency, who, day = _expecting(scene)
    _above(scene, agency, day - timedelta(scene.rng.randrange(1, 20)), who)
    row = _told(scene, agency, day, who)
    scene.plant(KEY, "not escalated", agency, [row], "certain", "only before it")


def heaviest_and_another_heard_of(scene: Scene) -> None:
    """Plant one of the heaviest things with a supervisor's row about somebody else."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who)
    _above(scene, agency, day + timedelta(3), scene.some("F", child(scene)))
    scene.plant(KEY, "not escalated", agency, [row], "certain", "about somebody else")


def heaviest_and_ordinary_rows_after(scene: Scene) -> None:
    """Plant one of the heaviest things, after which there were other rows, none of above."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who)
    kind = scene.some("phone-call", "letter-sent", "professionals-meeting")
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 14)), kind, who, "As arranged.")
    scene.plant(KEY, "not escalated", agency, [row], "certain", "no row of above")


def weighty_and_nobody_above(scene: Scene) -> None:
    """Plant something of less weight with no supervisor's row after it."""
    agency, who, day = _expecting(scene)
    row = _told(scene, agency, day, who, Told(scene.rng.choice(WEIGHTY), who))
    scene.plant(KEY, "not escalated", agency, [row], "nothing", "not of the heaviest")


def heaviest_and_denied(scene: Scene) -> None:
    """Plant one of the heaviest things that was denied."""
    agency, who, day = _expecting(scene)
    told = Told(scene.rng.choice(HEAVIEST), who, stance=Stance.DENIED)
    row = _told(scene, agency, day, who, told)
    scene.plant(KEY, "not escalated", agency, [row], "nothing", "denied")


def heaviest_of_another_sector(scene: Scene) -> None:
    """Plant one of the heaviest things at an agency of which the settings expect nothing."""
    _, who, day = _expecting(scene)
    agency = agency_of(scene, *OTHERS)
    row = _told(scene, agency, day, who)
    scene.plant(KEY, "not escalated", agency, [row], "nothing", "of another sector")


def heaviest_near_the_end(scene: Scene) -> None:
    """Plant one of the heaviest things with fewer days left before the end than the rule has."""
    agency, who, _ = _expecting(scene)
    row = _told(scene, agency, scene.last - timedelta(scene.rng.randrange(1, 12)), who)
    scene.plant(KEY, "not escalated", agency, [row], "cannot tell", "too few days left")


# -- what they are made of ------------------------------------------------------------------------


def _expecting(scene: Scene) -> tuple[str, str, date]:
    scene.settings = replace(scene.settings, escalation=EXPECTED)
    return agency_of(scene, *EXPECTED.sectors), child(scene), scene.any_day(30, 60)


def _told(
    scene: Scene,
    agency: str,
    day: date,
    who: str,
    told: Told | None = None,
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some("Told the carer.", "Said so in the kitchen.", "Spoke when seen alone.")
    told = told or Told(scene.rng.choice(HEAVIEST), who)
    kind = scene.some("contact", "home-visit", "phone-call")
    return scene.row(agency, day, kind, who, text, tells=[told], **more)


def _above(scene: Scene, agency: str, when: date | str, who: str) -> None:
    text = scene.some("Talked over with the manager.", "Supervision.", "Manager told.")
    scene.row(agency, when, scene.rng.choice(EXPECTED.kinds), who, text)


PLANTS = (
    heaviest_and_nobody_above,
    heaviest_and_heard_of_above,
    heaviest_and_heard_of_late,
    heaviest_and_perhaps_heard_of,
    heaviest_and_heard_of_only_before,
    heaviest_and_another_heard_of,
    heaviest_and_ordinary_rows_after,
    weighty_and_nobody_above,
    heaviest_and_denied,
    heaviest_of_another_sector,
    heaviest_near_the_end,
)
