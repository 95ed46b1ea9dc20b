"""Plants of referrals that a service did not take up, and of what came after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.scene import Scene, between

KEY = "referral-declined"
ALSO = frozenset[str]()

REFER = ("education", "housing", "substance-misuse", "adult-social-care", "probation")
TO = ("voluntary", "isva", "early-years", "homelessness", "victim-support", "camhs",
      "perpetrator-programme", "school-nursing", "talking-therapies")  # fmt: skip
NOES = (
    "Below our threshold.",
    "Not for us: lives outside the district.",
    "No place before the summer; not taken on.",
    "Outside what we are paid for.",
    "Needs more than we can give. Not taken on.",
)
#: What either may record afterwards that answers it.
ANSWERS = (
    ("referral-offered-declined", "Another service offered; does not want it."),
    ("referral-made", "Referred on."),
    ("information-for-person", "Number of a helpline given."),
    ("referral-received", "Sent to us again by the person's own wish; looked at afresh."),
)


@dataclass(frozen=True, slots=True)
class _No:
    """A referral that was not taken up: the row that says so, and between whom."""

    row: str
    by: str
    to: str
    day: date
    who: str


def not_taken_up_and_nothing_after(scene: Scene) -> None:
    """Plant a referral that was not taken up, with nothing after it."""
    no = _no(scene)
    _plant(scene, no, "certain", "nothing after it by either")


def not_taken_up_on_the_referrers_record(scene: Scene) -> None:
    """Plant a referral of which the referrer recorded that it was not taken up."""
    by, to, day, who = _agencies(scene)
    made = scene.row(by, day - timedelta(5), "referral-made", who, "Referred.", shared=[to])
    wrote = scene.row(
        to, day - timedelta(1), "letter-sent", who, "Answer sent.", responds_to=(made,),
        shared=[by],
    )  # fmt: skip
    text = scene.rng.choice(NOES)
    row = scene.row(by, day, "referral-declined", who, text, told_by=[to], responds_to=(wrote,))
    _plant(scene, _No(row, by, to, day, who), "certain", "nothing after it by either")


def further_referral_on_the_last_day(scene: Scene) -> None:
    """Plant an answer on the twenty-eighth day."""
    no = _no(scene)
    _answer(scene, no, no.day + timedelta(28))
    _plant(scene, no, "nothing", "answered on the last day")


def further_referral_a_day_late(scene: Scene) -> None:
    """Plant an answer on the twenty-ninth day."""
    no = _no(scene)
    _answer(scene, no, no.day + timedelta(29))
    _plant(scene, no, "certain", "answered on the first day after")


def further_referral_perhaps_in_time(scene: Scene) -> None:
    """Plant an answer that may be in time."""
    no = _no(scene)
    high = no.day + timedelta(scene.rng.randrange(29, 45))
    _answer(scene, no, between(no.day + timedelta(scene.rng.randrange(1, 28)), high))
    _plant(scene, no, "possible", "the answer may be in time or late")


def not_taken_up_on_a_rough_day(scene: Scene) -> None:
    """Plant a referral not taken up of which the day leaves open whether the answer was in time."""
    no = _no(scene, rough=scene.rng.randrange(1, 9))
    _answer(scene, no, no.day + timedelta(28))
    _plant(scene, no, "possible", "it may be close enough to the answer")


def referred_to_them_again(scene: Scene) -> None:
    """Plant a second referral to those who did not take up the first."""
    no = _no(scene)
    scene.refer(no.by, no.to, no.day + timedelta(9), no.who, "Referred again, with more detail.")
    _plant(scene, no, "nothing", "referred to the same agency again")


def further_referral_by_a_third(scene: Scene) -> None:
    """Plant a further referral by somebody who had no part in the first."""
    no = _no(scene)
    third = scene.own_agency("job-centre")
    scene.row(third, no.day + timedelta(4), "referral-made", no.who, "Referred for work.")
    _plant(scene, no, "certain", "the further referral is by a third agency")


def further_referral_of_somebody_else(scene: Scene) -> None:
    """Plant a further referral of somebody else."""
    no = _no(scene)
    scene.row(no.by, no.day + timedelta(4), "referral-made", "F", "F referred for his knee.")
    _plant(scene, no, "certain", "the further referral is of somebody else")


def further_referral_before_it(scene: Scene) -> None:
    """Plant another referral that was made before this one came to nothing."""
    no = _no(scene)
    scene.row(no.by, no.day - timedelta(3), "referral-made", no.who, "Referred elsewhere, too.")
    _plant(scene, no, "certain", "the other referral was before it")


def told_by_them_only(scene: Scene) -> None:
    """Plant a share between the two, which is no further referral."""
    no = _no(scene)
    scene.told_of(no.to, no.by, no.day + timedelta(2), no.who, "Sent with what we know.")
    _plant(scene, no, "certain", "a share between the two is no referral")


def sent_on_to_a_third(scene: Scene) -> None:
    """Plant a row that itself names a third agency."""
    third = scene.own_agency("job-centre")
    no = _no(scene, invited=[third])
    _plant(scene, no, "nothing", "its own row names a third agency")


def not_taken_up_for_a_reason(scene: Scene) -> None:
    """Plant a row that records a reason for not sharing."""
    no = _no(scene, bar=Bar.CONSENT_REFUSED, bar_text="Wishes nobody to be told.")
    _plant(scene, no, "nothing", "a reason for not sharing is recorded")


def taken_up_by_nobody_in_person(scene: Scene) -> None:
    """Plant a row of another kind: they were asked and did not want it."""
    by, to, day, who = _agencies(scene)
    row = scene.row(by, day, "referral-offered-declined", who, "Offered; does not want it.")
    _plant(scene, _No(row, by, to, day, who), "nothing", "it was the person who did not want it")


def not_taken_up_close_to_the_end(scene: Scene) -> None:
    """Plant a referral that was not taken up when no time was left for another."""
    to, day = scene.own_agency(scene.some(*TO)), scene.free_at_end(28)
    by = scene.own_agency(scene.some(*REFER))
    made = scene.row(by, day - timedelta(2), "referral-made", "V", "Referred.", shared=[to])
    row = scene.row(
        to, day, "referral-declined", "V", scene.rng.choice(NOES), told_by=[by],
        responds_to=(made,),
    )  # fmt: skip
    _plant(scene, _No(row, by, to, day, "V"), "nothing", "too close to the end to be told")


def _plant(scene: Scene, no: _No, found: str, why: str) -> None:
    scene.plant(KEY, "declined", scene.events[no.row].agency_id, [no.row], found, why)


def _agencies(scene: Scene) -> tuple[str, str, date, str]:
    day = scene.free(20, 62)
    who = scene.some("V", "V", "P", *(p for p in scene.persons if p.startswith("C")))
    return scene.own_agency(scene.some(*REFER)), scene.own_agency(scene.some(*TO)), day, who


def _no(scene: Scene, rough: int = 0, **more: Any) -> _No:  # noqa: ANN401
    by, to, day, who = _agencies(scene)
    made = scene.row(
        by, day - timedelta(scene.rng.randrange(10, 20)), "referral-made", who,
        scene.some("Referred for support.", "Referral sent.", "Asked whether they can help."),
        shared=[to],
    )  # fmt: skip
    when = between(day - timedelta(rough), day) if rough else day
    text = scene.rng.choice(NOES)
    more = {"told_by": [by], "responds_to": (made,), **more}
    row = scene.row(to, when, "referral-declined", who, text, **more)
    return _No(row, by, to, day, who)


def _answer(scene: Scene, no: _No, when: str | date) -> None:
    kind, text = scene.rng.choice(ANSWERS)
    scene.row(scene.some(no.by, no.to), when, kind, no.who, text)


PLANTS = (
    not_taken_up_and_nothing_after,
    not_taken_up_on_the_referrers_record,
    further_referral_on_the_last_day,
    further_referral_a_day_late,
    further_referral_perhaps_in_time,
    not_taken_up_on_a_rough_day,
    referred_to_them_again,
    further_referral_by_a_third,
    further_referral_of_somebody_else,
    further_referral_before_it,
    told_by_them_only,
    sent_on_to_a_third,
    not_taken_up_for_a_reason,
    taken_up_by_nobody_in_person,
    not_taken_up_close_to_the_end,
)
