"""Plants of harm by one person to several of the family, and of what linked it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Link, LinkBy, Role, Stance
from joinedup.generate.props import agency_of, relative
from joinedup.generate.scene import Scene, Told, between

KEY = "wider-family"
#: Every row lies before the end for certain, and whoever can have been told is a link: a line is
#: certain or there is none.
#: What stands on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

#: Each keeps one record, of whomever it is.
SECTORS = ("housing", "cps", "cafcass", "fire", "homelessness", "community-safety")
BY_PERSON = ("gp", "sexual-health", "voluntary", "victim-support", "substance-misuse")
TOPICS = ("threats-to-family", "extended-family-abuse", "violence-to-others", "honour-based",
          "forced-marriage")  # fmt: skip


def harm_on_two_records(scene: Scene) -> None:
    """Plant harm by one person to two of the family, on two agencies' records."""
    by, one, two = _people(scene)
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by),
            _harm(scene, agency_of(scene, *SECTORS), two, by)]  # fmt: skip
    scene.plant(KEY, "not linked", "", rows, "certain", "two agencies' records")


def harm_on_three_records(scene: Scene) -> None:
    """Plant harm by one person to three of the family, on three agencies' records."""
    by, one, two = _people(scene)
    three = relative(scene)
    rows = [_harm(scene, agency_of(scene, *SECTORS), who, by) for who in (one, two, three)]
    scene.plant(KEY, "not linked", "", rows, "certain", "three agencies' records")


def harm_on_two_files(scene: Scene) -> None:
    """Plant harm by one person to two of the family, on their files at one agency."""
    by, one, two = _people(scene)
    agency = agency_of(scene, *BY_PERSON)
    rows = [_harm(scene, agency, one, by), _harm(scene, agency, two, by)]
    scene.plant(KEY, "not linked", agency, rows, "certain", "two persons' files")


def harm_perhaps_before_the_end(scene: Scene) -> None:
    """Plant harm to two, of which the one was recorded before the end or only after it."""
    by, one, two = _people(scene)
    low = scene.last - timedelta(scene.rng.randrange(1, 20))
    span = between(low, scene.last + timedelta(15))
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by),
            _harm(scene, agency_of(scene, *SECTORS), two, by, when=span)]  # fmt: skip
    scene.plant(KEY, "not linked", "", rows, "nothing", "perhaps recorded too late")


def harm_on_one_record(scene: Scene) -> None:
    """Plant harm by one person to two of the family, on the record of one agency."""
    by, one, two = _people(scene)
    agency = agency_of(scene, *SECTORS)
    rows = [_harm(scene, agency, one, by), _harm(scene, agency, two, by)]
    scene.plant(KEY, "not linked", agency, rows, "nothing", "one record tells of both")


def harm_that_was_passed_on(scene: Scene) -> None:
    """Plant harm to two, of which the one record was passed on to the other agency."""
    by, one, two = _people(scene)
    first, second = agency_of(scene, *SECTORS), agency_of(scene, *SECTORS)
    topic, day = scene.rng.choice(TOPICS), scene.any_day(5, 20)
    row = scene.row(first, day, "share", one, "Passed on to them.",
                    tells=[Told(topic, one, by)], shared=[second])  # fmt: skip
    scene.row(second, day, "information-received", one, "Told by them.",
              tells=[Told(topic, one, by)], told_by=[first], same=row)  # fmt: skip
    rows = [row, _harm(scene, second, two, by)]
    scene.plant(KEY, "not linked", "", rows, "nothing", "passed on to the other")


def harm_that_was_perhaps_passed_on(scene: Scene) -> None:
    """Plant harm to two, of which the one was sent to the other agency: no record that it came."""
    by, one, two = _people(scene)
    first, second = agency_of(scene, *SECTORS), agency_of(scene, *SECTORS)
    row = _harm(scene, first, one, by, shared=[second])
    scene.also.add("mirror")  # no record of its receipt
    rows = [row, _harm(scene, second, two, by)]
    scene.plant(KEY, "not linked", "", rows, "nothing", "sent, with no record of receipt")


def harm_that_a_person_linked(scene: Scene) -> None:
    """Plant harm to two on two records, whose rows somebody linked."""
    by, one, two = _people(scene)
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by),
            _harm(scene, agency_of(scene, *SECTORS), two, by)]  # fmt: skip
    scene.links.append(Link(rows[1], rows[0], scene.rng.choice([LinkBy.PERSON, LinkBy.REFERENCE])))
    scene.plant(KEY, "not linked", "", rows, "nothing", "the rows are linked")


def harm_taken_into_account_together(scene: Scene) -> None:
    """Plant harm to two on two records, both of which an assessment took into account."""
    by, one, two = _people(scene)
    day = scene.any_day(60, 20)
    rows = [_harm(scene, agency_of(scene, *SECTORS), who, by,
                  when=day - timedelta(scene.rng.randrange(1, 50)))
            for who in (one, two)]  # fmt: skip
    third = agency_of(scene, "local-authority", "legal", "armed-forces")
    scene.row(third, day, "decision", one, "Both looked at together.", took=rows)
    scene.plant(KEY, "not linked", "", rows, "nothing", "one row names both")


def harm_by_two_persons(scene: Scene) -> None:
    """Plant harm to two of the family by two persons."""
    by, one, two = _people(scene)
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by),
            _harm(scene, agency_of(scene, *SECTORS), two, relative(scene))]  # fmt: skip
    scene.plant(KEY, "not linked", "", rows, "nothing", "two persons did it")


def harm_to_one(scene: Scene) -> None:
    """Plant harm to one person, on two records."""
    by, one, _ = _people(scene)
    day, topic = scene.any_day(5, 60), scene.rng.choice(TOPICS)
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by, when=day, topic=topic),
            _harm(scene, agency_of(scene, *SECTORS), one, by, topic=topic,
                  when=day + timedelta(scene.rng.randrange(1, 40)))]  # fmt: skip
    scene.also.add("unshared")  # the one saw them before it had what the other had
    scene.plant(KEY, "not linked", "", rows, "nothing", "one person was harmed")


def harm_denied(scene: Scene) -> None:
    """Plant harm to two, of which the one was denied."""
    by, one, two = _people(scene)
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by),
            _harm(scene, agency_of(scene, *SECTORS), two, by, stance=Stance.DENIED)]  # fmt: skip
    scene.plant(KEY, "not linked", "", rows, "nothing", "the one was denied")


def harm_to_a_neighbour(scene: Scene) -> None:
    """Plant harm to one of the family, and to a neighbour."""
    by, one, _ = _people(scene)
    other = scene.own_person(scene.rng.choice([Role.NEIGHBOUR, Role.FRIEND]), "neighbour", "V")
    rows = [_harm(scene, agency_of(scene, *SECTORS), one, by),
            _harm(scene, agency_of(scene, *SECTORS), other, by)]  # fmt: skip
    scene.plant(KEY, "not linked", "", rows, "nothing", "a neighbour is not of the family")


# -- what they are made of ------------------------------------------------------------------------


def _people(scene: Scene) -> tuple[str, str, str]:
    """Let somebody come in who harms, and two of the family who are harmed."""
    by = scene.own_person(scene.rng.choice([Role.FAMILY, Role.OTHER]), "cousin", "P")
    return by, relative(scene), relative(scene)


def _harm(
    scene: Scene,
    agency: str,
    who: str,
    by: str,
    *,
    when: date | str = "",
    topic: str = "",
    stance: Stance = Stance.DISCLOSED,
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some("Rang, shaken by what was said at the door.", "Told of it at the desk.",
                      "Came in with a relative, told of it.", "Seen; had been pushed.")  # fmt: skip
    return scene.row(agency, when or scene.any_day(5, 20), scene.some("contact", "phone-call"), who,
                     text, tells=[Told(topic or scene.rng.choice(TOPICS), who, by, stance)],
                     **more)  # fmt: skip


PLANTS = (
    harm_on_two_records,
    harm_on_three_records,
    harm_on_two_files,
    harm_perhaps_before_the_end,
    harm_on_one_record,
    harm_that_was_passed_on,
    harm_that_was_perhaps_passed_on,
    harm_that_a_person_linked,
    harm_taken_into_account_together,
    harm_by_two_persons,
    harm_to_one,
    harm_denied,
    harm_to_a_neighbour,
)
