"""Plants of what one team held that another team of the agency had no record of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from graphdb.model import Stance
from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, Told, between

KEY = "inside"
#: What stands on several records together can be enough where no one record has enough.
#: Where it stands in health alone, there may be no record of help that was offered.
ALSO = frozenset({"pooled-threshold", "referral-none"})

#: Of none of these the teams share a record.
SECTORS = ("hospital", "community-health", "school-nursing", "camhs", "health-visiting",
           "local-authority", "courts")  # fmt: skip
TEAMS = ("North", "South", "East", "West", "Duty", "Long-term", "Clinic", "Outreach")
HEAVY = ("stalking", "coercive-control", "forced-marriage", "honour-based", "assault", "jealousy",
         "strangulation", "threats-of-violence", "harassment", "isolation")  # fmt: skip
LIGHT = ("criminal-damage", "trauma", "disability", "other-vulnerability")


def one_team_held_it(scene: Scene) -> None:
    """Plant something that one team held, and another had no record of at a contact."""
    agency, teams, who, day = _teams(scene)
    rows = [_told(scene, teams[0], day, who), _seen(scene, teams[1], _later(scene, day), who)]
    scene.plant(KEY, "between teams", agency, rows, "certain", "no record of it at a contact")


def one_locality_held_it(scene: Scene) -> None:
    """Plant something that a team of one locality held, and one of another did not."""
    agency, teams, who, day = _teams(scene, places=("Eastbrook", "Westbrook"))
    rows = [_told(scene, teams[0], day, who), _seen(scene, teams[1], _later(scene, day), who)]
    scene.plant(KEY, "between localities", agency, rows, "certain", "between localities")


def one_team_perhaps_held_it_first(scene: Scene) -> None:
    """Plant something told to one team before, or after, another's contact."""
    agency, teams, who, day = _teams(scene)
    span = between(day - timedelta(scene.rng.randrange(3, 20)), day + timedelta(30))
    rows = [_told(scene, teams[0], span, who), _seen(scene, teams[1], day, who)]
    scene.plant(KEY, "between teams", agency, rows, "possible", "perhaps after the contact")


def one_locality_perhaps_held_it_first(scene: Scene) -> None:
    """Plant something told in one locality before, or after, a contact in another."""
    agency, teams, who, day = _teams(scene, places=("Eastbrook", "Westbrook"))
    span = between(day - timedelta(scene.rng.randrange(3, 20)), day + timedelta(30))
    rows = [_told(scene, teams[0], span, who), _seen(scene, teams[1], day, who)]
    scene.plant(KEY, "between localities", agency, rows, "possible", "perhaps after the contact")


def a_team_perhaps_had_it(scene: Scene) -> None:
    """Plant something that stands on a row of the agency that names no team."""
    agency, teams, who, day = _teams(scene)
    rows = [_told(scene, agency, day, who), _seen(scene, teams[1], _later(scene, day), who)]
    scene.plant(KEY, "between teams", agency, rows, "possible", "a row that names no team")


def one_team_held_it_and_told(scene: Scene) -> None:
    """Plant something that one team passed on to the other before its contact."""
    agency, teams, who, day = _teams(scene)
    told = [Told(scene.rng.choice(HEAVY), who)]
    rows = [_told(scene, teams[0], day, who, told=told)]
    scene.row(teams[1], day + timedelta(1), "information-received", who, "Told by colleagues.",
              tells=told, told_by=[teams[0]])  # fmt: skip
    rows.append(_seen(scene, teams[1], day + timedelta(scene.rng.randrange(2, 200)), who))
    scene.plant(KEY, "between teams", agency, rows, "nothing", "passed on before the contact")


def one_team_held_it_after(scene: Scene) -> None:
    """Plant something that one team learned only after the other's last contact."""
    agency, teams, who, day = _teams(scene)
    rows = [_seen(scene, teams[1], day, who), _told(scene, teams[0], _later(scene, day), who)]
    scene.plant(KEY, "between teams", agency, rows, "nothing", "learned after the contact")


def one_team_held_it_on_one_record(scene: Scene) -> None:
    """Plant something that one team held, where the teams share one record."""
    agency, teams, who, day = _teams(scene, system="record")
    rows = [_told(scene, teams[0], day, who), _seen(scene, teams[1], _later(scene, day), who)]
    scene.plant(KEY, "between teams", agency, rows, "nothing", "one record")


def one_team_held_it_and_routine_after(scene: Scene) -> None:
    """Plant something that one team held, where the other had only routine dealings."""
    agency, teams, who, day = _teams(scene)
    rows = [_told(scene, teams[0], day, who),
            _seen(scene, teams[1], _later(scene, day), who, kinds=("letter-sent", "administration",
                  "repeat-prescription", "missed-appointment"))]  # fmt: skip
    scene.plant(KEY, "between teams", agency, rows, "nothing", "only routine")


def one_team_held_it_of_somebody_else(scene: Scene) -> None:
    """Plant something that one team held about one person, where the other saw another."""
    agency, teams, who, day = _teams(scene)
    rows = [_told(scene, teams[0], day, who),
            _seen(scene, teams[1], _later(scene, day), child(scene))]  # fmt: skip
    scene.plant(KEY, "between teams", agency, rows, "nothing", "about somebody else")


def one_team_held_something_light(scene: Scene) -> None:
    """Plant something of little weight that one team held."""
    agency, teams, who, day = _teams(scene)
    rows = [_told(scene, teams[0], day, who, [Told(scene.rng.choice(LIGHT), who)]),
            _seen(scene, teams[1], _later(scene, day), who)]  # fmt: skip
    scene.plant(KEY, "between teams", agency, rows, "nothing", "of little weight")


def one_team_was_told_that_it_is_not_so(scene: Scene) -> None:
    """Plant something that was denied to one team."""
    agency, teams, who, day = _teams(scene)
    told = [Told(scene.rng.choice(HEAVY), who, stance=Stance.DENIED)]
    rows = [_told(scene, teams[0], day, who, told), _seen(scene, teams[1], _later(scene, day), who)]
    scene.plant(KEY, "between teams", agency, rows, "nothing", "denied")


# -- what they are made of ------------------------------------------------------------------------


def _teams(
    scene: Scene, system: str = "", places: tuple[str, str] = ("", "")
) -> tuple[str, list[str], str, date]:
    agency = agency_of(scene, *SECTORS)
    keys = scene.rng.sample(TEAMS, 2)
    teams = [
        scene.add_team(agency, k, locality=p, system=system)
        for k, p in zip(keys, places, strict=True)
    ]
    return agency, teams, child(scene), scene.any_day(30, 230)


def _later(scene: Scene, day: date) -> date:
    return day + timedelta(scene.rng.choice([1, 10, 60, 200]))


def _told(scene: Scene, team: str, when: date | str, who: str, told: Sequence[Told] = ()) -> str:
    text = scene.some("Told the nurse.", "Said so when seen alone.", "Came up in the session.")
    tells = told or [Told(scene.rng.choice(HEAVY), who)]
    return scene.row(team, when, scene.some("contact", "phone-call"), who, text, tells=tells)


def _seen(
    scene: Scene,
    team: str,
    when: date,
    who: str,
    kinds: Sequence[str] = ("contact", "appointment", "home-visit", "phone-call"),
) -> str:
    text = scene.some("Seen about a cough.", "Follow-up.", "Seen as arranged.", "Form signed.")
    return scene.row(team, when, scene.rng.choice(kinds), who, text)


PLANTS = (
    one_team_held_it,
    one_locality_held_it,
    one_team_perhaps_held_it_first,
    one_locality_perhaps_held_it_first,
    a_team_perhaps_had_it,
    one_team_held_it_and_told,
    one_team_held_it_after,
    one_team_held_it_on_one_record,
    one_team_held_it_and_routine_after,
    one_team_held_it_of_somebody_else,
    one_team_held_something_light,
    one_team_was_told_that_it_is_not_so,
)
