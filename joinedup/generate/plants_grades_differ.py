"""Plants of two agencies' grades for one person, and of what looks like a difference."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.props import agency_of, child, told
from joinedup.generate.scene import Scene, between

KEY = "grades-differ"
ALSO: frozenset[str] = frozenset()

SECTORS = ("isva", "voluntary", "camhs", "youth-justice", "education", "cafcass", "housing",
           "victim-support", "childrens-social-care")  # fmt: skip
#: Kind, tool, grades that are high, grades that are not: of one purpose each.
DOMESTIC = (
    ("risk-assessment", "caada-dash", ("high",), ("standard", "medium")),
    ("risk-assessment", "dv-rim", ("scale 3 serious", "scale 4 severe"),
     ("scale 1 moderate", "scale 2 moderate to serious")),
    ("risk-assessment", "own-tool", ("high",), ("low", "medium")),
    ("risk-review", "stalking-screening", ("high",), ("low", "moderate")),
    ("risk-assessment", "marac-checklist", ("criteria met",), ("criteria not met",)),
)  # fmt: skip
VIOLENCE = (
    ("violence-risk-assessment", "asset", ("high", "very high"), ("low", "medium")),
    ("violence-risk-assessment", "sara", ("high",), ("low", "moderate")),
    ("violence-risk-assessment", "clinical-risk", ("high",), ("low", "medium")),
    ("violence-risk-assessment", "face", ("serious", "serious and imminent"), ("low",)),
)
PURPOSES = (DOMESTIC, VIOLENCE)


def graded_differently(scene: Scene) -> None:
    """Plant two grades of two agencies for one person, the one high and the other not."""
    pair = _pair(scene, scene.rng.choice([0, 1, 14, 27, 28]))
    scene.plant(KEY, "grades differ", pair[0], pair[2:], "certain", "the one high, the other not")


def graded_differently_with_a_reason(scene: Scene) -> None:
    """Plant two grades that differ, where a reason for not sharing is recorded."""
    pair = _pair(scene, 9, bar=Bar.CONSENT_REFUSED, bar_text="did not agree")
    scene.plant(KEY, "grades differ", pair[0], pair[2:], "certain", "a reason turns the question")


def graded_differently_perhaps_in_the_days(scene: Scene) -> None:
    """Plant two grades that differ and may lie too far apart."""
    pair = _pair(scene, (scene.rng.randrange(3, 26), scene.rng.randrange(31, 60)))
    scene.plant(KEY, "grades differ", pair[0], pair[2:], "possible", "perhaps too far apart")


def graded_differently_too_far_apart(scene: Scene) -> None:
    """Plant two grades that differ and lie too far apart."""
    pair = _pair(scene, scene.rng.choice([29, 30, 45]))
    scene.plant(KEY, "grades differ", pair[0], pair[2:], "nothing", "too far apart")


def graded_differently_and_spoken_of(scene: Scene) -> None:
    """Plant two grades that differ, with a share between the two in the days."""
    one, other, *rows = _pair(scene, 12)
    told(scene, one, other, _day(scene, rows[1]) + timedelta(scene.rng.choice([0, 13, 28])), "V")
    scene.plant(KEY, "grades differ", one, rows, "nothing", "spoken of in the days")


def graded_differently_and_spoken_of_late(scene: Scene) -> None:
    """Plant two grades that differ, with a share between the two after the days."""
    one, other, *rows = _pair(scene, 12)
    told(scene, one, other, _day(scene, rows[1]) + timedelta(scene.rng.choice([29, 40])), "V")
    scene.plant(KEY, "grades differ", one, rows, "certain", "spoken of after the days")


def graded_differently_and_spoken_of_before(scene: Scene) -> None:
    """Plant two grades that differ, with a share between the two before the first."""
    one, other, *rows = _pair(scene, 12)
    told(scene, one, other, _day(scene, rows[0]) - timedelta(scene.rng.choice([1, 5, 20])), "V")
    scene.plant(KEY, "grades differ", one, rows, "certain", "spoken of only before")


def graded_differently_and_perhaps_spoken_of(scene: Scene) -> None:
    """Plant two grades that differ, with a share that may lie after the days."""
    one, other, *rows = _pair(scene, 12)
    day, low = _day(scene, rows[1]), scene.rng.randrange(1, 27)
    told(scene, one, other, between(day + timedelta(low), day + timedelta(low + 40)), "V")
    scene.plant(KEY, "grades differ", one, rows, "possible", "perhaps spoken of in the days")


def graded_differently_in_view_of_the_other(scene: Scene) -> None:
    """Plant two grades that differ, of which the later names the earlier."""
    link = scene.some("took", "responds_to")
    one, _, *rows = _pair(scene, scene.rng.randrange(1, 28), names=link)
    scene.plant(KEY, "grades differ", one, rows, "nothing", "the one names the other")


def graded_not_high_by_both(scene: Scene) -> None:
    """Plant two grades of two agencies for one person, neither of them high."""
    one, _, *rows = _pair(scene, 9, high=False)
    scene.plant(KEY, "grades differ", one, rows, "nothing", "neither is high")


def graded_differently_for_two_persons(scene: Scene) -> None:
    """Plant two grades of two agencies for two persons."""
    one, _, *rows = _pair(scene, 9, whom=child(scene))
    scene.plant(KEY, "grades differ", one, rows, "nothing", "two persons")


def graded_differently_by_one_agency(scene: Scene) -> None:
    """Plant two grades of one agency."""
    one, _, *rows = _pair(scene, 9, alone=True)
    scene.plant(KEY, "grades differ", one, rows, "nothing", "one agency")


def graded_differently_for_two_purposes(scene: Scene) -> None:
    """Plant two grades of two agencies for one person, for two purposes."""
    one, _, *rows = _pair(scene, 9, purposes=(VIOLENCE, DOMESTIC))
    scene.plant(KEY, "grades differ", one, rows, "nothing", "two purposes")


# -- what they are made of ------------------------------------------------------------------------


def _pair(
    scene: Scene,
    apart: int | tuple[int, int],
    *,
    high: bool = True,
    names: str = "",
    whom: str = "",
    alone: bool = False,
    purposes: tuple[Any, Any] | None = None,
    **more: Any,  # noqa: ANN401
) -> list[str]:
    """Let two agencies assess, so many days apart; return both, and both rows."""
    one = agency_of(scene, *SECTORS)
    other = one if alone else agency_of(scene, *SECTORS)
    who, day = child(scene), scene.any_day(30, 140)
    first, second = purposes or (scene.rng.choice(PURPOSES),) * 2
    kind, tool, top, low = scene.rng.choice(first)
    row = scene.row(one, day, kind, who, scene.some("Assessed.", "Form completed with them."),
                    tool=tool, grade=scene.rng.choice(top if high else low), **more)  # fmt: skip
    if high and kind != "violence-risk-assessment":
        # the top grade of a tool for domestic abuse calls for a referral
        scene.row(one, day + timedelta(1), "referral-made", who, "Referred on.")
    kind, tool, top, low = scene.rng.choice(second)
    when: date | str
    if isinstance(apart, int):
        when = day + timedelta(apart)
    else:
        when = between(day + timedelta(apart[0]), day + timedelta(apart[1]))
    link: dict[str, Any] = {}
    if names:
        link = {names: (row,)}
    later = scene.row(other, when, kind, whom or who, scene.some("Assessed here.", "Scored."),
                      tool=tool, grade=scene.rng.choice(low), **link)  # fmt: skip
    return [one, other, row, later]


def _day(scene: Scene, row: str) -> date:
    earliest = scene.events[row].when.earliest
    if earliest is None:
        raise ValueError(row)
    return date.fromordinal(earliest // 1440 + 1)


PLANTS = (
    graded_differently,
    graded_differently_with_a_reason,
    graded_differently_perhaps_in_the_days,
    graded_differently_too_far_apart,
    graded_differently_and_spoken_of,
    graded_differently_and_spoken_of_late,
    graded_differently_and_spoken_of_before,
    graded_differently_and_perhaps_spoken_of,
    graded_differently_in_view_of_the_other,
    graded_not_high_by_both,
    graded_differently_for_two_persons,
    graded_differently_by_one_agency,
    graded_differently_for_two_purposes,
)
