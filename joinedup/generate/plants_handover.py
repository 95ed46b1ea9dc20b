"""Plants of contact that moved from one team to another, and of what was handed over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, between

KEY = "handover"
ALSO: frozenset[str] = frozenset()

#: Of none of these the teams share a record.
SECTORS = ("hospital", "community-health", "school-nursing", "camhs", "health-visiting",
           "local-authority", "courts")  # fmt: skip
TEAMS = ("North", "South", "East", "West", "Duty", "Long-term", "Clinic", "Outreach")
KINDS = ("appointment", "contact", "phone-call", "home-visit", "counselling")


def moved_with_no_handover(scene: Scene) -> None:
    """Plant contact that moved from one team to another, with no row that names both."""
    agency, _, _, rows = _moved(scene, scene.rng.choice([1, 20, 89]))
    scene.plant(KEY, "handover", agency, rows, "certain", "no handover on record")


def moved_perhaps_in_the_days(scene: Scene) -> None:
    """Plant contact that moved from one team to another, perhaps after too long."""
    low = scene.rng.randrange(50, 85)
    agency, _, _, rows = _moved(scene, (low, low + 50))
    scene.plant(KEY, "handover", agency, rows, "possible", "perhaps too long after")


def moved_after_a_long_time(scene: Scene) -> None:
    """Plant contact with a second team that began long after the first's had ended."""
    agency, _, _, rows = _moved(scene, scene.rng.choice([92, 95, 120]))
    scene.plant(KEY, "handover", agency, rows, "nothing", "too long after")


def moved_with_a_handover(scene: Scene) -> None:
    """Plant contact that moved, with a row of handover by either team."""
    agency, teams, who, rows = _moved(scene, 20)
    day = _day(scene, rows[0]) + timedelta(scene.rng.randrange(15))
    scene.row(scene.rng.choice(teams), day, "handover", who, "Handed over with the notes.")
    scene.plant(KEY, "handover", agency, rows, "nothing", "a handover is on record")


def moved_with_the_other_named(scene: Scene) -> None:
    """Plant contact that moved, with a row of the one team that names the other."""
    agency, teams, who, rows = _moved(scene, 20)
    day = _day(scene, rows[0]) + timedelta(scene.rng.randrange(15))
    one, other = scene.rng.sample(teams, 2)
    more: dict[str, Any] = {scene.some("shared", "told_by", "attended"): [other]}
    scene.row(one, day, "internal-meeting", who, "Talked over with the other team.", **more)
    scene.plant(KEY, "handover", agency, rows, "nothing", "the one names the other")


def moved_with_a_handover_of_somebody_else(scene: Scene) -> None:
    """Plant contact that moved, with a handover that was about somebody else."""
    agency, teams, _, rows = _moved(scene, 20)
    day = _day(scene, rows[0]) + timedelta(5)
    scene.row(scene.rng.choice(teams), day, "handover", "F", "Handed over with the notes.")
    scene.plant(KEY, "handover", agency, rows, "certain", "a handover of somebody else")


def moved_after_a_single_contact(scene: Scene) -> None:
    """Plant contact that moved after the first team had seen the person only once."""
    agency, _, _, rows = _moved(scene, 20, times=scene.rng.choice([(1, 2), (2, 1)]))
    scene.plant(KEY, "handover", agency, rows, "nothing", "a single attendance")


def moved_on_one_record(scene: Scene) -> None:
    """Plant contact that moved between teams that share one record."""
    agency, _, _, rows = _moved(scene, 20, system="record")
    scene.plant(KEY, "handover", agency, rows, "nothing", "one record")


def moved_and_back(scene: Scene) -> None:
    """Plant two teams that saw the person side by side."""
    agency, teams, who, rows = _moved(scene, 20)
    first = _day(scene, rows[1]) + timedelta(200)
    scene.row(teams[0], first, "contact", who, "Seen again here.")
    scene.plant(KEY, "handover", agency, rows, "nothing", "side by side")


def moved_for_two_persons(scene: Scene) -> None:
    """Plant two teams of which each saw somebody else."""
    agency, _, _, rows = _moved(scene, 20, other=child(scene))
    scene.plant(KEY, "handover", agency, rows, "nothing", "each saw somebody else")


def moved_between_agencies(scene: Scene) -> None:
    """Plant contact that moved from one agency to another."""
    one, _, who, rows = _moved(scene, 20, times=(2, 0))
    other = agency_of(scene, *SECTORS)
    day = _day(scene, rows[0]) + timedelta(20)
    second = [_seen(scene, other, day + timedelta(n * 10), who) for n in range(2)]
    scene.plant(KEY, "handover", one, [rows[0], second[0]], "nothing", "between agencies")


# -- what they are made of ------------------------------------------------------------------------


def _moved(
    scene: Scene,
    apart: int | tuple[int, int],
    *,
    times: tuple[int, int] = (2, 2),
    system: str = "",
    other: str = "",
) -> tuple[str, list[str], str, list[str]]:
    """Let one team see somebody, and then another; return agency, teams, person, last and first."""
    agency, who, day = agency_of(scene, *SECTORS), child(scene), scene.any_day(120, 260)
    teams = [scene.add_team(agency, key, system=system) for key in scene.rng.sample(TEAMS, 2)]
    first, second = (n + scene.rng.randrange(2) if n > 1 else n for n in times)
    for n in range(1, first):
        _seen(scene, teams[0], day - timedelta(n * scene.rng.randrange(7, 30)), who)
    last = _seen(scene, teams[0], day, who)
    rows, begins = [last], day
    for n in range(second):
        when: date | str = begins
        if n == 0:
            if isinstance(apart, int):
                begins = day + timedelta(apart)
                when = begins
            else:
                when = between(day + timedelta(apart[0]), day + timedelta(apart[1]))
                begins = day + timedelta(apart[1])
            rows.append(_seen(scene, teams[1], when, other or who))
        else:
            begins += timedelta(scene.rng.randrange(3, 20))
            _seen(scene, teams[1], begins, other or who)
    return agency, teams, who, rows


def _seen(scene: Scene, team: str, when: date | str, who: str) -> str:
    text = scene.some("Seen in clinic.", "Seen as arranged.", "Talked about school.", "Follow-up.")
    return scene.row(team, when, scene.rng.choice(KINDS), who, text)


def _day(scene: Scene, row: str) -> date:
    earliest = scene.events[row].when.earliest
    if earliest is None:
        raise ValueError(row)
    return date.fromordinal(earliest // 1440 + 1)


PLANTS = (
    moved_with_no_handover,
    moved_perhaps_in_the_days,
    moved_after_a_long_time,
    moved_with_a_handover,
    moved_with_the_other_named,
    moved_with_a_handover_of_somebody_else,
    moved_after_a_single_contact,
    moved_on_one_record,
    moved_and_back,
    moved_for_two_persons,
    moved_between_agencies,
)
