"""Plants of times with nothing on any record, and of times in which there was something."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Stance
from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, Told, between

KEY = "gap-in-contact"
#: What stands on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

OPENERS = ("childrens-social-care", "early-years", "school-nursing", "camhs", "voluntary",
           "youth-justice", "cafcass")  # fmt: skip
HEAVY = ("forced-marriage", "honour-based", "stalking", "coercive-control", "false-imprisonment")


def silence_while_a_case_is_open(scene: Scene) -> None:
    """Plant a time with nothing on any record while a case was open."""
    agency, who, day = _known(scene)
    days = scene.rng.choice([56, 57, 70, 90])
    scene.row(agency, day - timedelta(1), "allocation", who, "Allocated to a worker.")
    rows = _silence(scene, agency, day, days, who)
    _close(scene, agency, day + timedelta(days + 1), who)
    scene.plant(KEY, "nothing on record", agency, rows, "certain", "nothing while a case is open")


def silence_up_to_a_day_in_doubt(scene: Scene) -> None:
    """Plant a time with nothing on any record that ended on one of several days."""
    agency, who, day = _known(scene)
    days = scene.rng.choice([60, 70, 80])
    last = day + timedelta(days)
    scene.row(agency, day - timedelta(1), "allocation", who, "Allocated to a worker.")
    scene.quiet(day, last)
    rows = [
        scene.row(agency, day, "home-visit", who, "Seen, all as it was."),
        scene.row(agency, between(last - timedelta(3), last), "home-visit", who, "Seen that week."),
    ]
    _close(scene, agency, last + timedelta(1), who)
    scene.plant(KEY, "nothing on record", agency, rows, "possible", "ended on a day in doubt")


def silence_while_a_plan_is_in_force(scene: Scene) -> None:
    """Plant a time with nothing on any record while a plan was in force."""
    agency, who, day = _known(scene)
    days = scene.rng.choice([56, 60, 80])
    scene.row(agency, day - timedelta(1), "letter-received", who, "Plan received.",
              tells=[Told("child-protection-plan", who, stance=Stance.OBSERVED)])  # fmt: skip
    rows = _silence(scene, agency, day, days, who)
    scene.row(agency, day + timedelta(days + 1), "letter-received", who, "Plan ended.",
              tells=[Told("child-protection-plan", who, stance=Stance.ENDED)])  # fmt: skip
    scene.plant(KEY, "nothing on record", agency, rows, "certain", "nothing while on a plan")


def silence_with_routine_in_it(scene: Scene) -> None:
    """Plant a time with nothing but routine paperwork on any record."""
    agency, who, day = _known(scene)
    days = scene.rng.choice([56, 63, 75])
    scene.row(agency, day - timedelta(1), "allocation", who, "Opened.")
    rows = _silence(scene, agency, day, days, who)
    for _ in range(scene.rng.randrange(1, 4)):
        when = day + timedelta(scene.rng.randrange(5, days - 5))
        scene.row(agency, when, scene.some("letter-sent", "administration", "letter-received"),
                  who, scene.some("Form letter.", "Record updated.", "Report filed."))  # fmt: skip
    _close(scene, agency, day + timedelta(days + 1), who)
    scene.plant(KEY, "nothing on record", agency, rows, "certain", "only routine in it")


def silence_of_a_day_less(scene: Scene) -> None:
    """Plant a time with nothing on any record that is shorter than the rule's."""
    agency, who, day = _known(scene)
    days = scene.rng.randrange(44, 55)
    scene.row(agency, day - timedelta(1), "allocation", who, "Opened to the team.")
    rows = _silence(scene, agency, day, days, who)
    _close(scene, agency, day + timedelta(days + 1), who)
    scene.plant(KEY, "nothing on record", agency, rows, "nothing", "shorter than the rule's")


def silence_with_a_row_of_another(scene: Scene) -> None:
    """Plant a time in which one other agency has a row about the household."""
    agency, who, day = _known(scene)
    days = scene.rng.randrange(58, 90)
    scene.row(agency, day - timedelta(1), "allocation", who, "Opened.")
    other = agency_of(scene, "fire", "legal", "animal-welfare", "community-health")
    when = day + timedelta(scene.rng.randrange(days - 50, 51))
    rows = _silence(scene, agency, day, days, who)
    scene.row(other, when, scene.some("contact", "phone-call"), "V", "Rang about a form.")
    _close(scene, agency, day + timedelta(days + 1), who)
    scene.plant(KEY, "nothing on record", agency, rows, "nothing", "another has a row in it")


def silence_filled_with_support(scene: Scene) -> None:
    """Plant a time that support over weeks fills."""
    agency, who, day = _known(scene)
    days = scene.rng.randrange(58, 90)
    scene.row(agency, day - timedelta(1), "allocation", who, "Opened.")
    end = day + timedelta(days - 2)
    scene.row(agency, f"from {day:%d/%m/%Y} to {end:%d/%m/%Y}", "counselling", who,
                        "Weekly sessions.")  # fmt: skip
    rows = _silence(scene, agency, day, days, who)
    _close(scene, agency, day + timedelta(days + 1), who)
    scene.plant(KEY, "nothing on record", agency, rows, "nothing", "support fills it")


def silence_after_the_case_was_closed(scene: Scene) -> None:
    """Plant a time with nothing on record after the case had been closed."""
    agency, who, day = _known(scene)
    opened = scene.row(agency, day - timedelta(2), "allocation", who, "Opened.")
    scene.row(agency, day - timedelta(1), "closure", who, "Closed: no need for work.")
    _silence(scene, agency, day, scene.rng.randrange(56, 90), who)
    scene.plant(KEY, "nothing on record", agency, [opened], "nothing", "the case was closed")


# -- what they are made of ------------------------------------------------------------------------


def _known(scene: Scene) -> tuple[str, str, date]:
    """Let an agency come in and learn of something weighty some days before a day."""
    agency, who, day = agency_of(scene, *OPENERS), child(scene), scene.free(12, 100)
    text = scene.some("Told the worker what is planned.", "Spoke when seen alone.")
    scene.row(agency, day - timedelta(scene.rng.randrange(3, 10)), "contact", who, text,
              tells=[Told(scene.rng.choice(HEAVY), who)])  # fmt: skip
    return agency, who, day


def _silence(scene: Scene, agency: str, day: date, days: int, who: str) -> list[str]:
    """Write the rows at both ends, and keep whole days between them free of everything else."""
    scene.quiet(day, day + timedelta(days))
    return [
        scene.row(agency, day, "home-visit", who, "Seen, nothing new."),
        scene.row(agency, day + timedelta(days), "home-visit", who, "Seen again."),
    ]


def _close(scene: Scene, agency: str, day: date, who: str) -> None:
    scene.row(agency, day, "closure", who, scene.some("Closed.", "Work ended, closed."))


PLANTS = (
    silence_while_a_case_is_open,
    silence_up_to_a_day_in_doubt,
    silence_while_a_plan_is_in_force,
    silence_with_routine_in_it,
    silence_of_a_day_less,
    silence_with_a_row_of_another,
    silence_filled_with_support,
    silence_after_the_case_was_closed,
)
