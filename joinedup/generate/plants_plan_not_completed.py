"""Plants of plans and agreed actions, and of what became of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from joinedup.generate.props import agency_of, child, relative
from joinedup.generate.scene import Scene, between

KEY = "plan-not-completed"
ALSO: frozenset[str] = frozenset()

SECTORS = ("childrens-social-care", "voluntary", "education", "early-years", "youth-justice",
           "isva", "camhs", "victim-support", "housing")  # fmt: skip
MEETINGS = ("marac", "mappa", "strategy-meeting", "child-protection-conference", "core-group",
            "professionals-meeting")  # fmt: skip
AGREED = ("Locks to be changed; the school to be told.", "Key worker to see them each week.",
          "Alarm to be fitted.", "A new place at another school to be found.")  # fmt: skip


def safety_plan_left(scene: Scene) -> None:
    """Plant a safety plan with no record of what became of it."""
    agency, who, day = _completing(scene)
    row = _planned(scene, agency, day, who)
    scene.plant(KEY, "safety plan", agency, [row], "certain", "a safety plan, nothing after")


def agreed_at_a_meeting_and_left(scene: Scene) -> None:
    """Plant a meeting at which something was agreed, with no record of what became of it."""
    agency, who, day = _completing(scene)
    row = _agreed(scene, agency, day, who)
    scene.plant(KEY, "agreed at a meeting", agency, [row], "certain", "agreed, nothing after")


def plan_completed_on_the_last_day(scene: Scene) -> None:
    """Plant a plan that was completed on the last of the days, or on the very day."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    _completed(scene, agency, day + timedelta(scene.rng.choice([0, 30, 56])), who)
    scene.plant(KEY, form, agency, [row], "nothing", "completed in the days")


def plan_completed_a_day_late(scene: Scene) -> None:
    """Plant a plan that was completed on the day after the last."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    _completed(scene, agency, day + timedelta(57), who)
    scene.plant(KEY, form, agency, [row], "certain", "completed a day late")


def plan_perhaps_completed(scene: Scene) -> None:
    """Plant a plan that was completed on a day in doubt."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    low = scene.rng.randrange(5, 50)
    _completed(scene, agency, between(day + timedelta(low), day + timedelta(low + 55)), who)
    scene.plant(KEY, form, agency, [row], "possible", "perhaps completed in the days")


def plan_completed_for_somebody_else(scene: Scene) -> None:
    """Plant a plan after which something was completed for somebody else."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    _completed(scene, agency, day + timedelta(scene.rng.randrange(1, 50)), relative(scene))
    scene.plant(KEY, form, agency, [row], "certain", "completed for somebody else")


def plan_completed_by_another(scene: Scene) -> None:
    """Plant a plan after which only another agency recorded that something was completed."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    _completed(scene, agency_of(scene, "fire", "local-authority"), day + timedelta(9), who)
    scene.plant(KEY, form, agency, [row], "certain", "completed on another's record")


def plan_answered_by_a_row(scene: Scene) -> None:
    """Plant a plan to which a later row says that it responds."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 56)),
              scene.some("letter-sent", "phone-call", "contact"), who,
              scene.some("As agreed, rang the school.", "Wrote as agreed."),
              responds_to=(row,))  # fmt: skip
    scene.plant(KEY, form, agency, [row], "nothing", "a row responds to it")


def plan_looked_at_again(scene: Scene) -> None:
    """Plant a plan that was looked at again at a meeting, or in a review."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 57)),
              scene.some("professionals-meeting", "core-group", "risk-review"), who,
              scene.some("Plan gone through.", "Reviewed as planned."))  # fmt: skip
    scene.plant(KEY, form, agency, [row], "nothing", "looked at again")


def plan_with_ordinary_contact_after(scene: Scene) -> None:
    """Plant a plan after which there was contact that says nothing of it."""
    agency, who, day = _completing(scene)
    form, row = _either(scene, agency, day, who)
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 56)),
              scene.some("phone-call", "letter-sent", "contact", "administration"), who,
              scene.some("Talked about school.", "Rang about the bus pass."))  # fmt: skip
    scene.plant(KEY, form, agency, [row], "certain", "contact that says nothing of it")


def support_over_months(scene: Scene) -> None:
    """Plant support that went on for months: no plan of a day."""
    agency, who, day = _completing(scene)
    end = day + timedelta(scene.rng.randrange(40, 90))
    row = scene.row(agency, f"from {day:%d/%m/%Y} to {end:%d/%m/%Y}", "safety-planning", who,
                    scene.some("Weekly support sessions.", "Seen each week."))  # fmt: skip
    scene.plant(KEY, "safety plan", agency, [row], "nothing", "support over months")


def meeting_with_nothing_agreed(scene: Scene) -> None:
    """Plant a meeting at which nothing was agreed that is on record."""
    agency, who, day = _completing(scene)
    row = scene.row(agency, day, scene.rng.choice(MEETINGS), who, "Met; views exchanged.")
    scene.plant(KEY, "agreed at a meeting", agency, [row], "nothing", "nothing is agreed in it")


def meeting_inside_the_agency(scene: Scene) -> None:
    """Plant something agreed at a meeting inside one agency."""
    agency, who, day = _completing(scene)
    row = scene.row(agency, day, "internal-meeting", who, "Team meeting.",
                    outcome=scene.rng.choice(AGREED))  # fmt: skip
    scene.plant(KEY, "agreed at a meeting", agency, [row], "nothing", "a meeting inside")


def plan_for_somebody_outside(scene: Scene) -> None:
    """Plant a plan for somebody who is not of the household."""
    agency, _, day = _completing(scene)
    form, row = _either(scene, agency, day, relative(scene))
    scene.plant(KEY, form, agency, [row], "nothing", "somebody outside the household")


def plan_of_the_silent(scene: Scene) -> None:
    """Plant a plan of an agency that nowhere records that anything was completed."""
    agency, who, day = agency_of(scene, *SECTORS), child(scene), scene.any_day(5, 70)
    form, row = _either(scene, agency, day, who)
    scene.plant(KEY, form, agency, [row], "cannot tell", "nowhere records a completion")


# -- what they are made of ------------------------------------------------------------------------


def _completing(scene: Scene) -> tuple[str, str, date]:
    """Let an agency come in that writes down what was completed."""
    agency, day = agency_of(scene, *SECTORS), scene.any_day(160, 120)
    _completed(scene, agency, day - timedelta(scene.rng.randrange(90, 150)), "F")
    return agency, child(scene), day


def _completed(scene: Scene, agency: str, when: date | str, who: str) -> None:
    text = scene.some("Done: locks changed.", "All actions completed.", "Alarm fitted and tested.",
                      "Place at the club arranged, action closed.")  # fmt: skip
    scene.row(agency, when, "action-completed", who, text)


def _planned(scene: Scene, agency: str, day: date, who: str) -> str:
    text = scene.some("Plan made: whom to ring, where to go.", "Safety plan written together.",
                      "Safe words agreed, bag packed with a friend.")  # fmt: skip
    return scene.row(agency, day, "safety-planning", who, text)


def _agreed(scene: Scene, agency: str, day: date, who: str) -> str:
    agreed = scene.rng.choice(AGREED)
    more: dict[str, Any] = {scene.some("response", "outcome"): agreed}
    text = scene.some("Met to plan.", "Meeting held at the school.", "Actions agreed.")
    return scene.row(agency, day, scene.rng.choice(MEETINGS), who, text, **more)


def _either(scene: Scene, agency: str, day: date, who: str) -> tuple[str, str]:
    if scene.rng.random() < 0.5:
        return "safety plan", _planned(scene, agency, day, who)
    return "agreed at a meeting", _agreed(scene, agency, day, who)


PLANTS = (
    safety_plan_left,
    agreed_at_a_meeting_and_left,
    plan_completed_on_the_last_day,
    plan_completed_a_day_late,
    plan_perhaps_completed,
    plan_completed_for_somebody_else,
    plan_completed_by_another,
    plan_answered_by_a_row,
    plan_looked_at_again,
    plan_with_ordinary_contact_after,
    support_over_months,
    meeting_with_nothing_agreed,
    meeting_inside_the_agency,
    plan_for_somebody_outside,
    plan_of_the_silent,
)
