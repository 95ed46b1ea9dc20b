"""Plants of what stood on one person's file and not on the other's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from graphdb.model import Stance
from joinedup.generate.props import agency_of
from joinedup.generate.scene import Scene, Told, between

KEY = "files"
#: What stands on the file is about those whom every agency sees: others in contact can have no
#: record of it; several records together can be enough where no one record has enough.
#: What stands with one agency that saw one person alone can be half of two silos.
ALSO = frozenset({"unshared", "pooled-threshold", "conversations", "two-silos"})

SECTORS = ("sexual-health", "talking-therapies", "urgent-care", "job-centre",
           "border-agency", "gp", "ambulance")  # fmt: skip
NOT_BY_PERSON = ("housing", "homelessness", "fire", "cafcass", "animal-welfare")
WEIGHTY = ("coercive-control", "assault", "jealousy", "threats-of-violence", "harassment",
           "isolation", "economic-abuse", "assault-with-injury", "strangulation", "stalking",
           "fear")  # fmt: skip


def on_one_file_only(scene: Scene) -> None:
    """Plant something on one person's file, with a contact about the other after it."""
    agency, one, other, day = _parties(scene)
    rows = [_told(scene, agency, day, one), _seen(scene, agency, _later(scene, day), other)]
    scene.plant(KEY, "on one file only", agency, rows, "certain", "on one file only")


def on_one_file_perhaps_first(scene: Scene) -> None:
    """Plant something on one person's file before a contact about the other, or after it."""
    agency, one, other, day = _parties(scene)
    span = between(day - timedelta(scene.rng.randrange(3, 25)), day + timedelta(30))
    rows = [_told(scene, agency, span, one), _seen(scene, agency, day, other)]
    scene.plant(KEY, "on one file only", agency, rows, "possible", "perhaps after the contact")


def on_both_files(scene: Scene) -> None:
    """Plant something in a row about both, which is on both files."""
    agency, _, other, day = _parties(scene)
    rows = [_told(scene, agency, day, "V, P"), _seen(scene, agency, _later(scene, day), other)]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "on both files")


def on_the_other_file_as_well(scene: Scene) -> None:
    """Plant something on both persons' files, each in a row of its own."""
    agency, one, other, day = _parties(scene)
    topic = scene.rng.choice(WEIGHTY)
    rows = [_told(scene, agency, day, one, (topic,))]
    _told(scene, agency, day, other, (topic,), kind="letter-received")
    rows.append(_seen(scene, agency, _later(scene, day), other))
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "on the other file, too")


def on_one_file_after_the_contact(scene: Scene) -> None:
    """Plant something on one person's file after the last contact about the other."""
    agency, one, other, day = _parties(scene)
    rows = [_seen(scene, agency, day, other), _told(scene, agency, _later(scene, day), one)]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "after the contact")


def on_one_file_with_routine_after(scene: Scene) -> None:
    """Plant something on one person's file, with only routine on the other."""
    agency, one, other, day = _parties(scene)
    kind = scene.some("letter-sent", "administration", "repeat-prescription")
    rows = [_told(scene, agency, day, one), _seen(scene, agency, _later(scene, day), other, kind)]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "only routine after")


def on_the_one_file_there_is(scene: Scene) -> None:
    """Plant something at an agency that keeps no file for each person."""
    agency, one, other, day = _parties(scene, NOT_BY_PERSON)
    rows = [_told(scene, agency, day, one), _seen(scene, agency, _later(scene, day), other)]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "no file for each person")


def on_her_file_and_of_her_alone(scene: Scene) -> None:
    """Plant something on her file that concerns her alone, with a contact about him."""
    agency, _, _, day = _parties(scene)
    told = [Told(scene.some("self-harm", "suicidal-ideation", "alcohol-misuse"), "V")]
    rows = [
        _told(scene, agency, day, "V", told=told),
        _seen(scene, agency, _later(scene, day), "P"),
    ]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "concerns her alone")


def on_one_file_and_light(scene: Scene) -> None:
    """Plant something of little weight on one person's file."""
    agency, one, other, day = _parties(scene)
    topics = ("criminal-damage", "emotional-abuse", "relationship-strain")
    rows = [_told(scene, agency, day, one, topics), _seen(scene, agency, _later(scene, day), other)]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "of little weight")


def on_one_file_and_denied(scene: Scene) -> None:
    """Plant something that was denied on one person's file."""
    agency, one, other, day = _parties(scene)
    told = [Told(scene.rng.choice(WEIGHTY), "V", "P", Stance.DENIED)]
    rows = [
        _told(scene, agency, day, one, told=told),
        _seen(scene, agency, _later(scene, day), other),
    ]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "denied")


def on_one_file_and_a_relative_seen(scene: Scene) -> None:
    """Plant something on one person's file, with a contact about a relative after it."""
    agency, one, _, day = _parties(scene)
    rows = [_told(scene, agency, day, one), _seen(scene, agency, _later(scene, day), "F")]
    scene.plant(KEY, "on one file only", agency, rows, "nothing", "a relative was seen")


# -- what they are made of ------------------------------------------------------------------------


def _parties(scene: Scene, sectors: Sequence[str] = SECTORS) -> tuple[str, str, str, date]:
    one, other = scene.rng.sample("VP", 2)
    return agency_of(scene, *sectors), one, other, scene.any_day(30, 230)


def _later(scene: Scene, day: date) -> date:
    return day + timedelta(scene.rng.choice([1, 10, 60, 200]))


def _told(
    scene: Scene,
    agency: str,
    when: date | str,
    who: str,
    topics: Sequence[str] = WEIGHTY,
    *,
    told: Sequence[Told] = (),
    kind: str = "",
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some("Spoke of what goes on at home.", "Said so when asked.", "Told the nurse.")
    tells = told or [Told(scene.rng.choice(topics), "V", "P")]
    kind = kind or scene.some("contact", "appointment", "phone-call")
    return scene.row(agency, when, kind, who, text, tells=tells, **more)


def _seen(scene: Scene, agency: str, when: date, who: str, kind: str = "") -> str:
    text = scene.some("Seen about a cough.", "About a form.", "Seen as arranged.")
    return scene.row(agency, when, kind or scene.some("contact", "appointment"), who, text)


PLANTS = (
    on_one_file_only,
    on_one_file_perhaps_first,
    on_both_files,
    on_the_other_file_as_well,
    on_one_file_after_the_contact,
    on_one_file_with_routine_after,
    on_the_one_file_there_is,
    on_her_file_and_of_her_alone,
    on_one_file_and_light,
    on_one_file_and_denied,
    on_one_file_and_a_relative_seen,
)
