"""Plants of confidences that were broken, and of what followed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, Stance
from joinedup.generate.props import agency_of, child, relative
from joinedup.generate.scene import Scene, Told, between

KEY = "confidence-broken"
#: What stands on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

SECTORS = ("gp", "voluntary", "isva", "victim-support", "sexual-health", "camhs", "education",
           "youth-justice", "homelessness", "legal")  # fmt: skip
FOLLOWED = ("safety-planning", "risk-assessment", "risk-review", "supervision", "referral-made",
            "professionals-meeting", "strategy-meeting", "challenge", "flag", "order",
            "information-for-person", "adult-safeguarding-enquiry")  # fmt: skip


def confidence_broken_and_nothing_after(scene: Scene) -> None:
    """Plant a confidence that was broken, with nothing on record after."""
    agency, who, day = _here(scene)
    row = _broken(scene, agency, day, who)
    scene.plant(KEY, "nothing on record after", agency, [row], "certain", "nothing after")


def confidence_broken_with_a_reason(scene: Scene) -> None:
    """Plant a confidence that was broken, on a row that records a reason for not sharing."""
    agency, who, day = _here(scene)
    row = _broken(scene, agency, day, who, bar=Bar.CONSENT_REFUSED, bar_text="did not agree")
    scene.plant(KEY, "nothing on record after", agency, [row], "certain", "kept out by nothing")


def confidence_broken_and_followed(scene: Scene) -> None:
    """Plant a confidence that was broken, with something for safety within the days."""
    agency, who, day = _here(scene)
    row = _broken(scene, agency, day, who)
    after = _after(scene, agency, day + timedelta(scene.rng.choice([0, 1, 13, 14])), who)
    scene.plant(KEY, "followed", agency, [row, after], "certain", "followed in the days")


def confidence_broken_and_followed_late(scene: Scene) -> None:
    """Plant a confidence that was broken, with something for safety only after the days."""
    agency, who, day = _here(scene)
    row = _broken(scene, agency, day, who)
    after = _after(scene, agency, day + timedelta(scene.rng.choice([15, 16, 30])), who)
    scene.plant(KEY, "followed", agency, [row, after], "nothing", "followed after the days")
    scene.plant(KEY, "nothing on record after", agency, [row], "certain", "nothing in the days")


def confidence_broken_with_ordinary_contact_after(scene: Scene) -> None:
    """Plant a confidence that was broken, after which there was only ordinary contact."""
    agency, who, day = _here(scene)
    row = _broken(scene, agency, day, who)
    kind = scene.some("phone-call", "letter-sent", "contact")
    after = scene.row(agency, day + timedelta(3), kind, who, "About the bus fare.")
    scene.plant(KEY, "followed", agency, [row, after], "nothing", "nothing for safety")
    scene.plant(KEY, "nothing on record after", agency, [row], "certain", "ordinary contact after")


def confidence_broken_told_twice_in_a_day(scene: Scene) -> None:
    """Plant a confidence that was broken, told of in two rows of one day."""
    agency, who, day = _here(scene)
    rows = [_broken(scene, agency, day, who), _broken(scene, agency, day, who)]
    scene.plant(KEY, "nothing on record after", agency, rows, "certain", "two rows, one line")


def confidence_perhaps_broken_twice(scene: Scene) -> None:
    """Plant two rows that tell of it on one day or on two: one line is certain, not the other."""
    agency, who, day = _here(scene)
    rows = _one_or_two(scene, agency, day, who)
    for row, found in zip(rows, ("certain", "possible"), strict=True):
        scene.plant(KEY, "nothing on record after", agency, [row], found, "on one day or on two")


def confidence_perhaps_broken_twice_and_followed(scene: Scene) -> None:
    """Plant the same, with something for safety after."""
    agency, who, day = _here(scene)
    rows = _one_or_two(scene, agency, day, who)
    after = _after(scene, agency, day + timedelta(scene.rng.randrange(9, 14)), who)
    for row, found in zip(rows, ("certain", "possible"), strict=True):
        scene.plant(KEY, "followed", agency, [row, after], found, "on one day or on two")


def confidence_broken_close_to_the_end(scene: Scene) -> None:
    """Plant a confidence that was broken too close to the end for anything to be told."""
    agency, who, _ = _here(scene)
    row = _broken(scene, agency, scene.last - timedelta(scene.rng.randrange(1, 12)), who)
    scene.plant(KEY, "reached the other person", agency, [row], "certain", "close to the end")


def confidence_perhaps_broken_twice_close_to_the_end(scene: Scene) -> None:
    """Plant the same, told of on one day or on two."""
    agency, who, _ = _here(scene)
    rows = _one_or_two(scene, agency, scene.last - timedelta(scene.rng.randrange(10, 13)), who)
    for row, found in zip(rows, ("certain", "possible"), strict=True):
        scene.plant(KEY, "reached the other person", agency, [row], found, "on one day or on two")


def confidence_broken_on_two_records(scene: Scene) -> None:
    """Plant a confidence that was broken, on the records of two agencies: a line for each."""
    agency, who, day = _here(scene)
    other = agency_of(scene, *SECTORS)
    row = _broken(scene, agency, day, who)
    second = _broken(scene, other, day + timedelta(scene.rng.randrange(2, 20)), who)
    scene.also.add("unshared")  # the one saw them before it had what the other had
    for holder, said in ((agency, row), (other, second)):
        scene.plant(KEY, "nothing on record after", holder, [said], "certain", "on two records")


def confidence_perhaps_broken_before_the_end(scene: Scene) -> None:
    """Plant a confidence that was broken before the end, or only after it."""
    agency, who, _ = _here(scene)
    low = scene.last - timedelta(scene.rng.randrange(1, 20))
    row = _broken(scene, agency, between(low, scene.last + timedelta(20)), who)
    scene.plant(KEY, "reached the other person", agency, [row], "nothing", "perhaps too late")


def confidence_kept(scene: Scene) -> None:
    """Plant a row that says that a confidence was not broken."""
    agency, who, day = _here(scene)
    stance = scene.rng.choice([Stance.DENIED, Stance.RULED_OUT])
    row = _broken(scene, agency, day, who, stance=stance)
    scene.plant(KEY, "nothing on record after", agency, [row], "nothing", "denied")


def confidence_of_somebody_outside(scene: Scene) -> None:
    """Plant a confidence of somebody who is not of the household."""
    agency, _, day = _here(scene)
    row = _broken(scene, agency, day, relative(scene))
    scene.plant(KEY, "nothing on record after", agency, [row], "nothing", "somebody outside")


def confidence_that_only_people_close_tell_of(scene: Scene) -> None:
    """Plant a confidence that was broken, as only people close to them tell."""
    who, day = child(scene), scene.any_day(5, 40)
    family = agency_of(scene, "family", "friends", "neighbours")
    row = _broken(scene, family, day, who, kind="told-informally")
    scene.also.add("people-close")  # what they knew stands on no agency's record
    scene.plant(KEY, "nothing on record after", family, [row], "nothing", "people close to them")


# -- what they are made of ------------------------------------------------------------------------


def _here(scene: Scene) -> tuple[str, str, date]:
    return agency_of(scene, *SECTORS), child(scene), scene.any_day(5, 60)


def _one_or_two(scene: Scene, agency: str, day: date, who: str) -> list[str]:
    """Let two rows tell of it, the one on a day that can be the other's.

    Which of them is certain is the first by its id: of two rows nothing else sets one apart.
    """
    span = between(day - timedelta(scene.rng.randrange(1, 4)), day + timedelta(8))
    days: list[date | str] = [day, span]
    return [_broken(scene, agency, when, who) for when in scene.rng.sample(days, 2)]


def _broken(
    scene: Scene,
    agency: str,
    when: date | str,
    who: str,
    *,
    kind: str = "",
    stance: Stance = Stance.DISCLOSED,
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some(
        "Says that what was told here came up at home the same night.",
        "The letter about the sessions was opened at home.",
        "Was asked at home why there had been a call with us.",
        "Found out that a neighbour had passed it on.",
    )  # fmt: skip
    kind = kind or scene.some("phone-call", "contact", "appointment")
    return scene.row(agency, when, kind, who, text,
                     tells=[Told("confidence-broken", who, stance=stance)], **more)  # fmt: skip


def _after(scene: Scene, agency: str, day: date, who: str) -> str:
    text = scene.some("Safer ways to be in touch agreed.", "Looked at again with a manager.",
                      "Talked over what to do now.")  # fmt: skip
    kind = scene.rng.choice(FOLLOWED)
    if kind == "challenge":
        scene.also.add("good-practice")  # a challenge is listed there
    return scene.row(agency, day, kind, who, text)


PLANTS = (
    confidence_broken_and_nothing_after,
    confidence_broken_with_a_reason,
    confidence_broken_and_followed,
    confidence_broken_and_followed_late,
    confidence_broken_with_ordinary_contact_after,
    confidence_broken_told_twice_in_a_day,
    confidence_perhaps_broken_twice,
    confidence_perhaps_broken_twice_and_followed,
    confidence_broken_close_to_the_end,
    confidence_perhaps_broken_twice_close_to_the_end,
    confidence_broken_on_two_records,
    confidence_perhaps_broken_before_the_end,
    confidence_kept,
    confidence_of_somebody_outside,
    confidence_that_only_people_close_tell_of,
)
