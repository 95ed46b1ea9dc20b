"""Plants of cases closed while others were involved, and of what looks like it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, Stance
from joinedup.generate.props import agency_of, child, seen_often, speaks_of, told
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "closed-while-involved"
ALSO: frozenset[str] = frozenset()

CLOSERS = ("childrens-social-care", "health-visiting", "school-nursing", "early-years", "camhs",
           "voluntary", "substance-misuse", "youth-justice", "education")  # fmt: skip
OTHERS = ("education", "community-health", "early-years", "voluntary", "camhs", "cafcass")


def closed_with_another_named(scene: Scene) -> None:
    """Plant a closure by an agency whose own rows of the year name another, not told of it."""
    closer, _, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "certain", "another is named, and not told")


def closed_with_another_in_the_text(scene: Scene) -> None:
    """Plant a closure where only the text of an earlier row speaks of another agency."""
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, *OTHERS)
    who, day = child(scene), scene.any_day(340, 40)
    speaks_of(scene, closer, other, day)
    scene.row(
        closer, day - timedelta(scene.rng.randrange(40, 92)), "phone-call", who,
        f"Is seen by {scene.agencies[other].name} too.",
        mentions=(other,),
    )  # fmt: skip
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "certain", "another is named in a text")


def closed_and_perhaps_told(scene: Scene) -> None:
    """Plant a closure with a share that was made in the days, or later."""
    closer, other, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who)
    first = scene.rng.randrange(2, 27)
    told(scene, closer, other, _doubt(day, first, first + 35), who)
    scene.plant(KEY, "others involved", closer, [row], "possible", "perhaps told in the days")


def closed_and_told_on_the_last_day(scene: Scene) -> None:
    """Plant a closure of which the other was told on the last of the days, before or after."""
    closer, other, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who)
    told(scene, closer, other, day + timedelta(scene.rng.choice([-28, 28])), who)
    scene.plant(KEY, "others involved", closer, [row], "nothing", "told on the last of the days")


def closed_and_told_a_day_late(scene: Scene) -> None:
    """Plant a closure of which the other was told on the day after the last."""
    closer, other, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who)
    told(scene, closer, other, day + timedelta(scene.rng.choice([-29, 29])), who)
    scene.plant(KEY, "others involved", closer, [row], "certain", "told a day late")


def closed_and_told_of_somebody_else(scene: Scene) -> None:
    """Plant a closure with a share in the days that is about somebody else."""
    closer, other, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who)
    told(scene, closer, other, day + timedelta(scene.rng.randrange(20)), "F")
    scene.plant(KEY, "others involved", closer, [row], "certain", "told about somebody else")


def closed_with_another_named_long_before(scene: Scene) -> None:
    """Plant a closure by an agency that named the other more than a year before."""
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, *OTHERS)
    who, day = child(scene), scene.any_day(420, 40)
    told(scene, closer, other, day - timedelta(scene.rng.randrange(92, 410)), who)
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "nothing", "named more than a year before")


def closed_with_another_named_of_somebody_else(scene: Scene) -> None:
    """Plant a closure by an agency that named the other about somebody else."""
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, *OTHERS)
    who, day = child(scene), scene.any_day(130, 40)
    speaks_of(scene, closer, other, day)
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "nothing", "named about somebody else")


def closed_with_the_other_on_the_row(scene: Scene) -> None:
    """Plant a closure that says itself that the other was told."""
    closer, other, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who, shared=[other])
    scene.row(other, day, "information-received", who, "Told that they have closed.",
              told_by=[closer], same=row)  # fmt: skip
    scene.plant(KEY, "others involved", closer, [row], "nothing", "told in the closure itself")


def closed_with_a_letter_after(scene: Scene) -> None:
    """Plant a closure after which a letter went to the other."""
    closer, other, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who)
    sent = day + timedelta(scene.rng.randrange(1, 26))
    letter = scene.row(closer, sent, "letter-sent", who, "Closing letter posted.", shared=[other])
    scene.row(other, sent + timedelta(1), "letter-received", who, "Closing letter.",
              told_by=[closer], same=letter)  # fmt: skip
    scene.plant(KEY, "others involved", closer, [row], "nothing", "a letter went to the other")


def closed_with_a_meeting_before(scene: Scene) -> None:
    """Plant a closure before which the two met about the person, on the other's record."""
    closer, other, who, day = _named_before(scene)
    scene.row(other, day - timedelta(scene.rng.randrange(1, 12)), "professionals-meeting",
                    who, "Both services there; the end of the work planned.",
                    attended=[closer])  # fmt: skip
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "nothing", "the two met in the days")


def closed_with_a_reason_recorded(scene: Scene) -> None:
    """Plant a closure whose row records a reason for not sharing."""
    closer, _, who, day = _named_before(scene)
    row = _closed(scene, closer, day, who, bar=scene.rng.choice([Bar.CONSENT_REFUSED, Bar.OTHER]),
                  bar_text=scene.some("asked that nobody be told", "did not agree"))  # fmt: skip
    scene.plant(KEY, "others involved", closer, [row], "nothing", "a reason is recorded")


def closed_with_only_family_named(scene: Scene) -> None:
    """Plant a closure by an agency whose rows name only people close to them."""
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, *OTHERS)
    family = agency_of(scene, "family", "friends", "neighbours")
    who, day = child(scene), scene.any_day(130, 40)
    speaks_of(scene, closer, other, day)
    scene.row(family, day - timedelta(31), "told-informally", who, "Rang the worker, worried.")
    scene.row(closer, day - timedelta(31), "phone-call", who, "A relative rang.", told_by=[family])
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "nothing", "no organisation is named")


def closed_by_the_silent(scene: Scene) -> None:
    """Plant a closure by an agency whose rows never say whom it told."""
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, *OTHERS)
    who, day = child(scene), scene.any_day(200, 40)
    scene.row(other, day - timedelta(90), "contact", who, "Group session.")
    scene.row(
        closer,
        day - timedelta(80),
        "phone-call",
        who,
        f"Goes to {scene.agencies[other].name}.",
        mentions=(other,),
    )
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "others involved", closer, [row], "cannot tell", "never says whom it told")


def closed_with_a_plan_in_force(scene: Scene) -> None:
    """Plant a closure while the closer's own records show a plan, with nobody told."""
    closer, who, day = _on_a_plan(scene)
    row = _closed(scene, closer, day, who)
    _plan_ends(scene, closer, who, day + timedelta(scene.rng.randrange(31, 38)))
    scene.plant(KEY, "plan in force", closer, [row], "certain", "a plan, and nobody told")


def closed_with_a_plan_and_somebody_perhaps_told(scene: Scene) -> None:
    """Plant a closure while a plan is in force, of which somebody was perhaps told."""
    closer, who, day = _on_a_plan(scene)
    row = _closed(scene, closer, day, who)
    first = scene.rng.randrange(2, 27)
    told(scene, closer, agency_of(scene, *OTHERS), _doubt(day, first, first + 30), who)
    _plan_ends(scene, closer, who, day + timedelta(31))
    scene.plant(KEY, "plan in force", closer, [row], "possible", "perhaps told in the days")


def closed_with_a_plan_perhaps_ended(scene: Scene) -> None:
    """Plant a closure around which a plan ended, on a day that is in doubt."""
    closer, who, day = _on_a_plan(scene)
    row = _closed(scene, closer, day, who)
    _plan_ends(scene, closer, who, _doubt(day, -12, 30))
    scene.plant(KEY, "plan in force", closer, [row], "nothing", "perhaps the plan had ended")


def closed_after_the_plan(scene: Scene) -> None:
    """Plant a closure after a plan had ended."""
    closer, who, day = _on_a_plan(scene)
    _plan_ends(scene, closer, who, day - timedelta(scene.rng.randrange(1, 9)))
    row = _closed(scene, closer, day, who)
    scene.plant(KEY, "plan in force", closer, [row], "nothing", "the plan had ended")


def closed_with_a_plan_and_somebody_told(scene: Scene) -> None:
    """Plant a closure while a plan is in force, of which somebody was told."""
    closer, who, day = _on_a_plan(scene)
    other = agency_of(scene, *OTHERS)
    row = _closed(scene, closer, day, who)
    told(scene, closer, other, day + timedelta(scene.rng.randrange(28)), who)
    _plan_ends(scene, closer, who, day + timedelta(30))
    scene.plant(KEY, "plan in force", closer, [row], "nothing", "a plan, and somebody told")


# -- what they are made of ------------------------------------------------------------------------


def _named_before(scene: Scene) -> tuple[str, str, str, date]:
    """Let an agency name another, both ways on record, in the 91 days before a day."""
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, *OTHERS)
    who, far = child(scene), scene.rng.choice([91, scene.rng.randrange(35, 91)])
    day = scene.any_day(far + 2, 70)
    pair = (closer, other) if scene.rng.random() < 0.5 else (other, closer)
    told(scene, *pair, day - timedelta(far), who)
    if pair[0] == other:
        speaks_of(scene, closer, other, day)
    return closer, other, who, day


def _on_a_plan(scene: Scene) -> tuple[str, str, date]:
    closer, other = agency_of(scene, *CLOSERS), agency_of(scene, "community-health", "cafcass")
    who, far = child(scene), scene.rng.randrange(45, 110)
    day = scene.any_day(max(far, 125) + 5, 60)
    speaks_of(scene, closer, other, day)
    begins = day - timedelta(far)
    if (begins - scene.first).days < 1:
        raise NoRoomError
    scene.row(closer, begins, "letter-received", who, "Plan received.",
              tells=[Told("child-protection-plan", who, stance=Stance.OBSERVED)])  # fmt: skip
    seen_often(scene, closer, who, begins + timedelta(20), day - timedelta(15))
    return closer, who, day


def _plan_ends(scene: Scene, agency: str, who: str, when: str | date) -> None:
    scene.row(agency, when, "letter-received", who, scene.some("Plan ended.", "No plan any more."),
              tells=[Told("child-protection-plan", who, stance=Stance.ENDED)])  # fmt: skip


def _closed(scene: Scene, agency: str, day: date, who: str, **more: Any) -> str:  # noqa: ANN401
    text = scene.some(
        "Work ended as planned, case closed.", "Closed: aims met.", "Discharged from the service.",
        "Case closed after the last visit.", "No further role, file closed.",
    )  # fmt: skip
    return scene.row(agency, day, "closure", who, text, **more)


def _doubt(day: date, first: int, last: int) -> str:
    return between(day + timedelta(first), day + timedelta(last))


PLANTS = (
    closed_with_another_named,
    closed_with_another_in_the_text,
    closed_and_perhaps_told,
    closed_and_told_on_the_last_day,
    closed_and_told_a_day_late,
    closed_and_told_of_somebody_else,
    closed_with_another_named_long_before,
    closed_with_another_named_of_somebody_else,
    closed_with_the_other_on_the_row,
    closed_with_a_letter_after,
    closed_with_a_meeting_before,
    closed_with_a_reason_recorded,
    closed_with_only_family_named,
    closed_by_the_silent,
    closed_with_a_plan_in_force,
    closed_with_a_plan_and_somebody_perhaps_told,
    closed_with_a_plan_perhaps_ended,
    closed_after_the_plan,
    closed_with_a_plan_and_somebody_told,
)
