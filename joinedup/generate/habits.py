"""What agencies write on an ordinary day: the rows among which everything else stands.

None of it tells of abuse, none of it asks for anything: whatever is found in a case with nothing
planted is wrong. How often, in what words and with how exact a date is each agency's habit.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from joinedup.generate.scene import Scene

#: Sector: kinds of an ordinary row with what it says, and how often a year.
ORDINARY: dict[str, tuple[tuple[str, str, int], ...]] = {
    "police": (("contact", "Spoken to about a lost wallet.", 1),),
    "gp": (
        ("appointment", "Seen for a sore throat. Advice given.", 4),
        ("repeat-prescription", "Repeat prescription issued.", 6),
        ("letter-received", "Clinic letter received and filed.", 2),
    ),
    "hospital": (("appointment", "Outpatient clinic, fracture follow-up, healed.", 1),),
    "childrens-social-care": (("administration", "Records summarised for the archive.", 1),),
    "housing": (
        ("housing-contact", "Boiler repair booked and done.", 2),
        ("letter-sent", "Rent statement posted.", 3),
    ),
    "education": (("school-contact", "Parents' evening. Doing well in reading.", 2),),
    "mental-health": (("letter-sent", "Appointment letter sent.", 1),),
    "probation": (("administration", "File note: address confirmed.", 1),),
    "adult-social-care": (("administration", "File note.", 1),),
    "substance-misuse": (("administration", "Registered, no further contact.", 1),),
}

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def ordinary(scene: Scene, rows: int) -> None:
    """Write about so many ordinary rows, spread over agencies and years."""
    rng = scene.rng
    sectors = rng.sample(sorted(ORDINARY), rng.randrange(5, len(ORDINARY) + 1))
    holders = [scene.agency(sector) for sector in sectors]
    styles = {holder: rng.choice(STYLES) for holder in holders}
    weights = [sum(often for *_, often in ORDINARY[sector]) for sector in sectors]
    for holder in rng.choices(holders, weights, k=rows):
        sector = scene.agencies[holder].sector
        habits = ORDINARY[sector]
        kind, text, _ = rng.choices(habits, [often for *_, often in habits])[0]
        day = scene.first + timedelta(rng.randrange(max(1, (scene.last - scene.first).days)))
        children = [p for p in scene.persons if p.startswith("C")]
        who = rng.choice(children) if sector == "education" and children else rng.choice("VP")
        scene.row(holder, styles[holder](day, rng), kind, who, text)


# -- how agencies write a date ------------------------------------------------------------------


def _exact(day: date, _: Random) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _slashes(day: date, _: Random) -> str:
    return f"{day:%d/%m/%Y}"


def _sometimes_vague(day: date, rng: Random) -> str:
    if rng.random() < 0.15:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day:%y}"


def _weeks(day: date, rng: Random) -> str:
    monday = day - timedelta(day.weekday())
    return f"w/c {monday:%d.%m.%Y}" if rng.random() < 0.2 else f"{day:%d/%m/%Y}"


STYLES = (_exact, _slashes, _sometimes_vague, _weeks)
