"""Plants of assessments that left earlier occurrences out, and of those that did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, Told, between

KEY = "isolation"
#: What stands on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

SECTORS = ("childrens-social-care", "isva", "voluntary", "camhs", "youth-justice", "education",
           "school-nursing", "victim-support")  # fmt: skip
ACTS = ("assault", "threats-of-violence", "harassment", "injury-unexplained", "assault-with-injury",
        "strangulation", "weapon-used", "false-imprisonment")  # fmt: skip
ASSESSED = ("risk-assessment", "violence-risk-assessment", "exploitation-assessment", "risk-review",
            "nfa", "decision", "closure")  # fmt: skip


def assessed_with_none_written_out(scene: Scene) -> None:
    """Plant an assessment or decision that says that it took nothing into account."""
    agency, who, day = _here(scene)
    _before(scene, agency, day - timedelta(scene.rng.choice([1, 30, 200, 363])), who)
    row = _assessed(scene, agency, day, who, [])
    scene.plant(KEY, "none taken into account", agency, [row], "certain", "“None” written out")


def assessed_with_a_blank(scene: Scene) -> None:
    """Plant an assessment whose cell is blank, in a file that has the column."""
    agency, who, day = _here(scene)
    _column(scene, agency, day)
    _before(scene, agency, day - timedelta(scene.rng.randrange(1, 360)), who)
    row = _assessed(scene, agency, day, who, None)
    scene.plant(KEY, "none taken into account", agency, [row], "certain", "a blank")


def assessed_with_some_left_out(scene: Scene) -> None:
    """Plant an assessment that took one earlier occurrence into account and left one out."""
    agency, who, day = _here(scene)
    one = _before(scene, agency, day - timedelta(scene.rng.randrange(1, 150)), who)
    two = _before(scene, agency, day - timedelta(scene.rng.randrange(160, 360)), who)
    took, left = scene.rng.sample([one, two], 2)
    row = _assessed(scene, agency, day, who, [took])
    scene.plant(KEY, "some left out", agency, [row, left], "certain", "one left out")


def assessed_with_one_perhaps_before(scene: Scene) -> None:
    """Plant an assessment and an occurrence that came before or after it."""
    agency, who, day = _here(scene)
    span = between(day - timedelta(scene.rng.randrange(3, 40)), day + timedelta(15))
    _before(scene, agency, span, who)
    row = _assessed(scene, agency, day, who, [])
    scene.plant(KEY, "none taken into account", agency, [row], "possible", "perhaps before it")


def assessed_with_some_perhaps_left_out(scene: Scene) -> None:
    """Plant an assessment that took one into account, and another before it or after."""
    agency, who, day = _here(scene)
    took = _before(scene, agency, day - timedelta(scene.rng.randrange(60, 350)), who)
    span = between(day - timedelta(scene.rng.randrange(3, 40)), day + timedelta(15))
    left = _before(scene, agency, span, who)
    row = _assessed(scene, agency, day, who, [took])
    scene.plant(KEY, "some left out", agency, [row, left], "possible", "the other perhaps before")


def assessed_with_one_perhaps_in_the_look_back(scene: Scene) -> None:
    """Plant an assessment and an occurrence that came within the year, or before that."""
    agency, who, day = _here(scene, 460)
    far = day - timedelta(365)
    _before(scene, agency, between(far - timedelta(scene.rng.randrange(3, 60)),
                                   far + timedelta(scene.rng.randrange(3, 60))), who)  # fmt: skip
    row = _assessed(scene, agency, day, who, [])
    scene.plant(KEY, "none taken into account", agency, [row], "possible", "perhaps too early")


def assessed_with_one_before_the_look_back(scene: Scene) -> None:
    """Plant an assessment and an occurrence more than a year before it."""
    agency, who, day = _here(scene, 460)
    _before(scene, agency, day - timedelta(scene.rng.randrange(367, 450)), who)
    row = _assessed(scene, agency, day, who, [])
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "before the look-back")


def assessed_with_one_after(scene: Scene) -> None:
    """Plant an assessment and an occurrence after it."""
    agency, who, day = _here(scene)
    row = _assessed(scene, agency, day, who, [])
    _before(scene, agency, day + timedelta(scene.rng.randrange(1, 30)), who)
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "after it")


def assessed_with_every_one(scene: Scene) -> None:
    """Plant an assessment that took every earlier occurrence into account."""
    agency, who, day = _here(scene)
    took = [_before(scene, agency, day - timedelta(scene.rng.randrange(1, 360)), who)
            for _ in range(scene.rng.randrange(1, 4))]  # fmt: skip
    row = _assessed(scene, agency, day, who, took, kinds=ASSESSED[:4])
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "every one was taken")
    _good(scene, agency, row, len(took))


def assessed_with_another_row_of_it(scene: Scene) -> None:
    """Plant an assessment that took another row of the same occurrence into account."""
    agency, who, day = _here(scene)
    first = day - timedelta(scene.rng.randrange(3, 350))
    one = _before(scene, agency, first, who)
    other = agency_of(scene, "ambulance", "fire", "police")
    two = scene.row(other, first, "administration", who, "Logged.", same=one)
    row = _assessed(scene, agency, day, who, [two], kinds=ASSESSED[:4])
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "its occurrence was")
    _good(scene, agency, row, 1)


def assessed_through_an_earlier_one(scene: Scene) -> None:
    """Plant an assessment that took an assessment into account which had taken it."""
    agency, who, day = _here(scene)
    one = _before(scene, agency, day - timedelta(scene.rng.randrange(100, 350)), who)
    earlier = _assessed(scene, agency, day - timedelta(scene.rng.randrange(5, 90)), who, [one],
                        kinds=ASSESSED[:4])  # fmt: skip
    row = _assessed(scene, agency, day, who, [earlier], kinds=ASSESSED[:4])
    for made in (earlier, row):
        scene.plant(KEY, "none taken into account", agency, [made], "nothing", "through another")
        _good(scene, agency, made, 1)


def assessed_in_answer_to_it(scene: Scene) -> None:
    """Plant an assessment that responds to the occurrence."""
    agency, who, day = _here(scene)
    one = _before(scene, agency, day - timedelta(scene.rng.randrange(1, 30)), who)
    row = _assessed(scene, agency, day, who, [], responds_to=(one,), kinds=ASSESSED[4:])
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "responds to it")


def assessed_with_one_of_somebody_else(scene: Scene) -> None:
    """Plant an assessment and an occurrence about somebody else."""
    agency, who, day = _here(scene)
    _before(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), child(scene))
    row = _assessed(scene, agency, day, who, [])
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "about somebody else")


def assessed_with_one_held_elsewhere(scene: Scene) -> None:
    """Plant an assessment and an occurrence that only another agency held."""
    agency, who, day = _here(scene)
    other = agency_of(scene, "urgent-care", "legal", "sarc")
    _before(scene, other, day - timedelta(scene.rng.randrange(1, 350)), who)
    row = _assessed(scene, agency, day, who, [])
    scene.also.add("unshared")  # the assessor can have seen them without it
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "held elsewhere")


def assessed_with_something_lighter(scene: Scene) -> None:
    """Plant an assessment and something earlier of less weight, or only told of in a letter."""
    agency, who, day = _here(scene)
    when = day - timedelta(scene.rng.randrange(1, 350))
    if scene.rng.random() < 0.5:
        _before(scene, agency, when, who, topics=("criminal-damage", "moved-area"))
    else:
        _before(scene, agency, when, who, kind="letter-received")
    row = _assessed(scene, agency, day, who, [])
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "no occurrence in it")


def assessed_for_something_else(scene: Scene) -> None:
    """Plant a questionnaire on mood, and an earlier occurrence."""
    agency, who, day = _here(scene)
    _before(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), who)
    row = scene.row(agency, day, "mental-health-assessment", who, "Questionnaire on mood.",
                    tool=scene.some("phq-9", "gad-7", "core"), took=[])  # fmt: skip
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "assesses no violence")


def assessed_somebody_outside(scene: Scene) -> None:
    """Plant an assessment about somebody who is not of the household."""
    agency, _, day = _here(scene)
    _before(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), "F")
    row = _assessed(scene, agency, day, "F", [])
    scene.also.add("unshared")  # others can have seen them without it
    scene.plant(KEY, "none taken into account", agency, [row], "nothing", "outside the household")


def assessed_without_the_column(scene: Scene) -> None:
    """Plant an assessment in a file without the column."""
    agency, who, day = _here(scene)
    _before(scene, agency, day - timedelta(scene.rng.randrange(1, 360)), who)
    row = _assessed(scene, agency, day, who, None)
    scene.plant(KEY, "none taken into account", agency, [row], "cannot tell", "no such column")


# -- what they are made of ------------------------------------------------------------------------


def _here(scene: Scene, before: int = 370) -> tuple[str, str, date]:
    return agency_of(scene, *SECTORS), child(scene), scene.any_day(before, 40)


def _before(
    scene: Scene,
    agency: str,
    when: date | str,
    who: str,
    *,
    kind: str = "",
    topics: Sequence[str] = ACTS,
) -> str:
    text = scene.some("Seen with a mark, said how it came.", "Told the worker what happened.",
                      "Spoke of last weekend.", "Rang about the day at the gate.")  # fmt: skip
    return scene.row(agency, when, kind or scene.some("contact", "phone-call", "home-visit"), who,
                     text, tells=[Told(scene.rng.choice(topics), who)])  # fmt: skip


def _assessed(
    scene: Scene,
    agency: str,
    day: date,
    who: str,
    took: Sequence[str] | None,
    kinds: Sequence[str] = ASSESSED,
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some("Looked at with the manager.", "Form filled in.", "Reasons on file.")
    return scene.row(agency, day, scene.rng.choice(kinds), who, text, took=took, **more)


def _column(scene: Scene, agency: str, day: date) -> None:
    """Let an agency's file have the column, by a row about somebody else."""
    scene.row(agency, day - timedelta(scene.rng.randrange(5, 300)), "decision", "F",
              "A form agreed.", took=[])  # fmt: skip


def _good(scene: Scene, agency: str, row: str, taken: int) -> None:
    """Plant what went well; one alone may be what the assessment was about, and is none of it."""
    what, why = ("certain", "all that it held") if taken > 1 else ("nothing", "one alone")
    scene.plant("good-practice", "took every earlier occurrence into account", agency, [row],
                what, why)  # fmt: skip


PLANTS = (
    assessed_with_none_written_out,
    assessed_with_a_blank,
    assessed_with_some_left_out,
    assessed_with_one_perhaps_before,
    assessed_with_some_perhaps_left_out,
    assessed_with_one_perhaps_in_the_look_back,
    assessed_with_one_before_the_look_back,
    assessed_with_one_after,
    assessed_with_every_one,
    assessed_with_another_row_of_it,
    assessed_through_an_earlier_one,
    assessed_in_answer_to_it,
    assessed_with_one_of_somebody_else,
    assessed_with_one_held_elsewhere,
    assessed_with_something_lighter,
    assessed_for_something_else,
    assessed_somebody_outside,
    assessed_without_the_column,
)
