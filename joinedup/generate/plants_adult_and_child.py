"""Plants of services for adults and for children that were not, or were, in touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.props import agency_of, child, told
from joinedup.generate.scene import Scene, Told, between

KEY = "adult-and-child"
#: What the service for adults holds is about those whom every agency sees: others in contact can
#: have no record of it; several records together can be enough where no one record has enough.
ALSO = frozenset({"unshared", "pooled-threshold", "conversations"})

ADULTS = ("talking-therapies", "probation", "victim-support", "isva",
          "perpetrator-programme", "job-centre")  # fmt: skip
CHILDREN = ("education", "early-years", "school-nursing", "camhs", "youth-justice", "cafcass",
            "childrens-social-care", "health-visiting")  # fmt: skip
OF_ADULT = ("jealousy", "economic-abuse", "harassment", "isolation", "assault")
OF_CHILD = ("self-harm", "suicidal-ideation", "harassment", "alcohol-misuse", "fear")
LIGHT = ("child-behaviour-change", "depression", "other-vulnerability")


def adults_and_children_apart(scene: Scene) -> None:
    """Plant a service for adults and one for children, never in touch."""
    who = child(scene)
    one, other = _adults(scene, who), _children(scene, who)
    scene.plant(KEY, "never in touch", one[0], [one[1], other[1]], "certain", "never in touch")


def adults_and_children_of_two_children(scene: Scene) -> None:
    """Plant a service for adults that knows of one child, and one for another child."""
    who, sibling = child(scene), child(scene)
    one, other = _adults(scene, sibling), _children(scene, who)
    scene.plant(KEY, "never in touch", one[0], [one[1], other[1]], "certain", "of two children")


def adults_and_children_that_perhaps_spoke(scene: Scene) -> None:
    """Plant two services that were in touch before the end, or only after it."""
    who = child(scene)
    one, other = _adults(scene, who), _children(scene, who)
    low = scene.last - timedelta(scene.rng.randrange(1, 20))
    span = between(low, scene.last + timedelta(scene.rng.randrange(3, 30)))
    scene.row(other[0], span, "share", who, "Rang them about the family.", shared=[one[0]])
    scene.also.add("mirror")  # one side alone has it on record
    scene.plant(KEY, "never in touch", one[0], [one[1], other[1]], "possible", "perhaps too late")


def adults_and_children_in_touch(scene: Scene) -> None:
    """Plant two services that were in touch, the one way or the other."""
    who = child(scene)
    one, other = _adults(scene, who), _children(scene, who)
    pair = scene.rng.sample([one[0], other[0]], 2)
    told(scene, pair[0], pair[1], scene.any_day(10, 15), who)
    _nothing(scene, one, other, "in touch")


def adults_and_children_in_touch_about_somebody_else(scene: Scene) -> None:
    """Plant two services that were in touch only about somebody outside the household."""
    who = child(scene)
    one, other = _adults(scene, who), _children(scene, who)
    told(scene, other[0], one[0], scene.any_day(10, 15), "F")
    scene.plant(KEY, "never in touch", one[0], [one[1], other[1]], "certain", "in touch about F")


def adults_without_a_word_of_a_child(scene: Scene) -> None:
    """Plant a service for adults that has no row that tells of a child."""
    who = child(scene)
    one, other = _adults(scene, ""), _children(scene, who)
    _nothing(scene, one, other, "no row of a child")


def children_without_a_word_of_an_adult(scene: Scene) -> None:
    """Plant a service for children that has no row that tells of an adult."""
    who = child(scene)
    one, other = _adults(scene, who), _children(scene, who, adult="")
    _nothing(scene, one, other, "no row of an adult")


def children_with_nothing_weighty(scene: Scene) -> None:
    """Plant a service for children that held nothing of that weight."""
    who = child(scene)
    one, other = _adults(scene, who), _children(scene, who, topics=LIGHT)
    _nothing(scene, one, other, "nothing of that weight")


def adults_of_another_sector(scene: Scene) -> None:
    """Plant an agency that the rule does not count as a service for adults."""
    who = child(scene)
    one = _adults(scene, who, sectors=("legal", "border-agency", "armed-forces", "sexual-health"))
    other = _children(scene, who)
    _nothing(scene, one, other, "not a service that the rule names")


def adults_with_only_routine(scene: Scene) -> None:
    """Plant a service for adults that had only routine dealings with them."""
    who = child(scene)
    one, other = _adults(scene, who, kind="letter-received"), _children(scene, who)
    _nothing(scene, one, other, "only routine")


def adults_with_a_reason_recorded(scene: Scene) -> None:
    """Plant a service for adults that recorded a reason for not sharing."""
    who = child(scene)
    one = _adults(scene, who, bar=Bar.CONSENT_REFUSED, bar_text="asked that nobody be told")
    other = _children(scene, who)
    _nothing(scene, one, other, "a reason is recorded")


# -- what they are made of ------------------------------------------------------------------------


def _adults(
    scene: Scene,
    who: str,
    *,
    sectors: Sequence[str] = ADULTS,
    kind: str = "",
    **more: Any,  # noqa: ANN401 - what else an event holds
) -> tuple[str, str]:
    """Let a service for adults see one of them, hold something, and know of a child."""
    scene.once(KEY)  # all services of the two sorts stand on one line, of whatever plant
    agency, day = agency_of(scene, *sectors), scene.any_day(10, 15)
    adult = scene.rng.choice("VP")
    kind = kind or scene.some("appointment", "phone-call", "counselling", "contact")
    text = scene.some("Spoke of how things are.", "Said that home is hard.", "Told more today.")
    row = scene.row(agency, day, kind, f"{adult}, {who} mentioned" if who else adult, text,
                    tells=[Told(scene.rng.choice(OF_ADULT), "V", "P")], **more)  # fmt: skip
    return agency, row


def _children(
    scene: Scene, who: str, *, topics: Sequence[str] = OF_CHILD, adult: str = "VP"
) -> tuple[str, str]:
    """Let a service for children see a child, hold something, and know of an adult."""
    agency, day = agency_of(scene, *CHILDREN), scene.any_day(10, 15)
    named = f", {scene.rng.choice(adult)} mentioned" if adult else ""
    text = scene.some("Quiet in class, then spoke.", "Said how it is at home.", "Seen alone.")
    row = scene.row(agency, day, scene.some("contact", "phone-call"), who + named, text,
                    tells=[Told(scene.rng.choice(topics), who)])  # fmt: skip
    return agency, row


def _nothing(scene: Scene, one: tuple[str, str], other: tuple[str, str], why: str) -> None:
    scene.also.add(KEY)  # what is left of either side can stand beside another plant's agency
    scene.plant(KEY, "never in touch", one[0], [one[1], other[1]], "nothing", why)


PLANTS = (
    adults_and_children_apart,
    adults_and_children_of_two_children,
    adults_and_children_that_perhaps_spoke,
    adults_and_children_in_touch,
    adults_and_children_in_touch_about_somebody_else,
    adults_without_a_word_of_a_child,
    children_without_a_word_of_an_adult,
    children_with_nothing_weighty,
    adults_of_another_sector,
    adults_with_only_routine,
    adults_with_a_reason_recorded,
)
