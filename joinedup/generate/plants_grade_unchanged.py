"""Plants of grades that stayed the same while incidents rose, and of courses that look like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from graphdb.model import Role
from joinedup.generate.scene import Scene, between

KEY = "grade-unchanged"
#: Several incidents on several records add up.
ALSO = frozenset({"pooled-threshold"})

#: Agencies that can assess danger, and of which no assessment after each incident is expected.
HOLDERS = ("health-visiting", "childrens-social-care", "adult-social-care", "housing", "voluntary")
GRADED = (("dash", "standard"), ("dash", "medium"), ("caada-dash", "medium"), ("s-dash", "medium"),
          ("specss", "medium"), ("hbv-checklist", "standard"))  # fmt: skip
MILD = (
    ("argument", "Raised voices when staff came.", "Verbal argument reported."),
    ("incident-not-domestic", "Noise reported.", "Nuisance reported."),
)
GRAVER = (
    ("threat", "Threats over the telephone.", "Said what he would do."),
    ("assault", "Pushed her in the stairwell.", "Slapped."),
    ("harassment-incident", "Waited outside her work.", "Calls through the night."),
)


def grade_unchanged_while_incidents_rose(scene: Scene) -> None:
    """Plant assessments at one grade, with more incidents before each."""
    agency, day, days = _course(scene, scene.rng.randrange(3, 6))
    for d in (-3, *(n - 4 for n in days[1:])):
        _incident(scene, agency, day + timedelta(d))
    _plant(scene, agency, _graded(scene, agency, day, days), "certain", "incidents rose")


def grade_unchanged_while_the_last_was_graver(scene: Scene) -> None:
    """Plant assessments at one grade of as many incidents, the last of them graver."""
    agency, day, days = _course(scene, 3, last=(210, 300))
    incidents = _steady(scene, agency, day, days, graver=True)
    rows = _graded(scene, agency, day, days, answers=incidents)
    _plant(scene, agency, rows, "certain", "the last was graver")


def grade_unchanged_of_nothing_graver(scene: Scene) -> None:
    """Plant assessments at one grade, with a graver incident that none of them is of."""
    agency, day, days = _course(scene, 3, last=(210, 300))
    _steady(scene, agency, day, days, graver=True)
    rows = _graded(scene, agency, day, days)
    _plant(scene, agency, rows, "nothing", "as many, the graver one not assessed")


def grade_unchanged_with_no_rise(scene: Scene) -> None:
    """Plant assessments at one grade of as many incidents, none graver."""
    agency, day, days = _course(scene, 3, last=(210, 300))
    incidents = _steady(scene, agency, day, days, graver=False)
    rows = _graded(scene, agency, day, days, answers=incidents)
    _plant(scene, agency, rows, "nothing", "as many, none graver")


def grade_unchanged_with_no_incident(scene: Scene) -> None:
    """Plant assessments at one grade, with no incident that this agency knew of."""
    agency, day, days = _course(scene, 3)
    other = scene.own_agency("ambulance")
    for n in days[1:]:
        _incident(scene, other, day + timedelta(n - 4))
    rows = _graded(scene, agency, day, days)
    _plant(scene, agency, rows, "nothing", "incidents known to others only")


def grade_changed_in_between(scene: Scene) -> None:
    """Plant three assessments at one grade and another grade between them."""
    agency, day, days = _course(scene, 4)
    for d in (-3, *(n - 4 for n in days[1:])):
        _incident(scene, agency, day + timedelta(d))
    rows = _graded(scene, agency, day, days, [*_shuffled(scene)])
    _plant(scene, agency, rows, "nothing", "another grade in between")


def top_grade_unchanged(scene: Scene) -> None:
    """Plant assessments at the tool's top grade."""
    agency, day, days = _course(scene, 3)
    for d in (-3, *(n - 4 for n in days[1:])):
        _incident(scene, agency, day + timedelta(d))
    rows = _graded(scene, agency, day, days, ["high"] * 3)
    _plant(scene, agency, rows, "nothing", "at the top grade")
    scene.also.add("referral-none")  # a high grade is looked for a referral


def two_at_one_grade(scene: Scene) -> None:
    """Plant two things assessed at one grade, one of them twice."""
    agency, day, days = _course(scene, 2)
    _incident(scene, agency, day - timedelta(3))
    last = _incident(scene, agency, day + timedelta(days[1] - 4))
    first = _incident(scene, agency, day - timedelta(2))
    rows = _graded(scene, agency, day, days, answers=(first, last))
    once = scene.events[rows[1]]
    again = scene.row(agency, day + timedelta(days[1] + 3), "risk-review", "V", "Looked at again.",
                      tool=once.tool, grade=once.grade, responds_to=(last,))  # fmt: skip
    _plant(scene, agency, [*rows, again], "nothing", "two things assessed, one of them twice")


def one_of_them_of_somebody_else(scene: Scene) -> None:
    """Plant two assessments of one person at one grade, and one of somebody else."""
    agency, day, days = _course(scene, 3)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    for d in (-3, *(n - 4 for n in days[1:])):
        _incident(scene, agency, day + timedelta(d))
    tool, grade = scene.rng.choice(GRADED)
    rows = [
        scene.row(agency, day + timedelta(n), "risk-assessment", who, "Assessed.", tool=tool,
                  grade=grade)
        for n, who in zip(days, scene.rng.sample(["V", "V", other], 3), strict=True)
    ]  # fmt: skip
    _plant(scene, agency, rows, "nothing", "one of them of somebody else")


def one_of_them_by_others(scene: Scene) -> None:
    """Plant two assessments of one agency at one grade, and one of another."""
    agency, day, days = _course(scene, 3)
    other = scene.own_agency("community-health")
    for d in (-3, *(n - 4 for n in days[1:])):
        _incident(scene, agency, day + timedelta(d))
    tool, grade = scene.rng.choice(GRADED)
    rows = [
        scene.row(whose, day + timedelta(n), "risk-assessment", "V", "Assessed.", tool=tool,
                  grade=grade)
        for n, whose in zip(days, scene.rng.sample([agency, agency, other], 3), strict=True)
    ]  # fmt: skip
    _plant(scene, agency, rows, "nothing", "one of them by another agency")


def grade_unchanged_within_the_year(scene: Scene) -> None:
    """Plant assessments at one grade, the last a year less a day after the first."""
    agency, day, days = _course(scene, 3, last=(364, 364))
    _rising(scene, agency, day)
    _plant(scene, agency, _graded(scene, agency, day, days), "certain", "within twelve months")


def grade_unchanged_beyond_the_year(scene: Scene) -> None:
    """Plant assessments at one grade, the last more than a year after the first."""
    agency, day, days = _course(scene, 3, last=(367, 367))
    _rising(scene, agency, day)
    _plant(scene, agency, _graded(scene, agency, day, days), "nothing", "beyond twelve months")


def grade_unchanged_perhaps_within_the_year(scene: Scene) -> None:
    """Plant assessments at one grade, the last of them within the year or not."""
    agency, day, days = _course(scene, 3, last=(369, 369))
    _rising(scene, agency, day)
    rows = _graded(scene, agency, day, days[:2])
    first = scene.events[rows[0]]
    when = between(day + timedelta(345), day + timedelta(390))
    last = scene.row(agency, when, "risk-assessment", "V", "Assessed, undated form.",
                     tool=first.tool, grade=first.grade)  # fmt: skip
    _plant(scene, agency, [*rows, last], "possible", "the last, perhaps within the year")


# -- what they are made of ------------------------------------------------------------------------


def _plant(scene: Scene, agency: str, rows: list[str], found: str, why: str) -> None:
    scene.plant(KEY, "grade unchanged", agency, rows, found, why)


def _course(
    scene: Scene, count: int, last: tuple[int, int] = (60, 300)
) -> tuple[str, date, list[int]]:
    """Return an agency, a first day, and how many days after it each assessment is."""
    ends = scene.rng.randrange(last[0], last[1] + 1)
    step = ends // (count - 1)
    days = [0, *(n * step + scene.rng.randrange(-4, 5) for n in range(1, count - 1)), ends]
    return scene.own_agency(scene.rng.choice(HOLDERS)), scene.free(310, ends + 40), days


def _steady(
    scene: Scene, agency: str, day: date, days: list[int], *, graver: bool
) -> tuple[str, str]:
    """Write two incidents in the year before the first assessment, two in that before the last.

    The ids are of the one just before the first, and of the one just before the last.
    """
    _incident(scene, agency, day - timedelta(300), MILD[:1])
    return (
        _incident(scene, agency, day - timedelta(5), MILD[:1]),
        _incident(scene, agency, day + timedelta(days[-1] - 3), GRAVER if graver else MILD[:1]),
    )


def _rising(scene: Scene, agency: str, day: date) -> None:
    _incident(scene, agency, day - timedelta(2))
    for d in (40, 90, 150, 320):
        _incident(scene, agency, day + timedelta(d))


def _shuffled(scene: Scene) -> Sequence[str]:
    one, other = scene.rng.choice([("standard", "medium"), ("medium", "standard")])
    return scene.rng.choice([(one, other, one, one), (one, one, other, one)])


def _incident(
    scene: Scene, agency: str, day: date, known: Sequence[tuple[str, str, str]] = (*MILD, *GRAVER)
) -> str:
    kind, *texts = scene.rng.choice(known)
    return scene.row(agency, day, kind, "V, P", scene.some(*texts), outcome="Spoken to.")


def _graded(
    scene: Scene,
    agency: str,
    day: date,
    days: list[int],
    grades: Sequence[str] = (),
    answers: tuple[str, str] | None = None,
) -> list[str]:
    """Write the assessments; the first and the last can answer an incident each."""
    tool, grade = scene.rng.choice(GRADED)
    if grades:
        tool = "dash"
    of = {0: answers[0], len(days) - 1: answers[1]} if answers else {}
    return [
        scene.row(
            agency, day + timedelta(n), "risk-assessment", scene.some("V", "V, P mentioned"),
            scene.some("Questions gone through.", "Assessed again.", "Form completed with her."),
            tool=tool, grade=grades[i] if grades else grade,
            responds_to=(of[i],) if i in of else (),
        )
        for i, n in enumerate(days)
    ]  # fmt: skip


PLANTS = (
    grade_unchanged_while_incidents_rose,
    grade_unchanged_while_the_last_was_graver,
    grade_unchanged_of_nothing_graver,
    grade_unchanged_with_no_rise,
    grade_unchanged_with_no_incident,
    grade_changed_in_between,
    top_grade_unchanged,
    two_at_one_grade,
    one_of_them_of_somebody_else,
    one_of_them_by_others,
    grade_unchanged_within_the_year,
    grade_unchanged_beyond_the_year,
    grade_unchanged_perhaps_within_the_year,
)
