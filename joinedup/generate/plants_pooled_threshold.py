"""Plants of what the records held together before any one agency's did, or without that."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Stance
from joinedup.generate.props import agency_of, child
from joinedup.generate.props import told as told_both
from joinedup.generate.scene import Scene, Told, between
from joinedup.generate.tally import ENDING, LIGHT, SECTORS, Tally, note, write

KEY = "pooled-threshold"
#: Nothing: nobody knows of the other, and of whom each speaks nobody else does.
ALSO: frozenset[str] = frozenset()
#: Counts what the whole case holds, so everything else is there before it.
AFTER_ALL = True

ONLY = "only the records together"
FIRST = "the records together first"


def enough_only_together(scene: Scene) -> None:
    """Plant what is enough on the records of two or three agencies together, and of none alone."""
    tally, agencies = Tally(scene), _agencies(scene, scene.rng.choice([2, 2, 3]))
    day, rows, total = scene.any_day(120, 60), [], 0
    for agency in agencies:
        things = tally.things(tally.others // len(agencies) + scene.rng.randrange(2, 4))
        total += tally.of(things)
        rows += write(scene, agency, things, day - timedelta(100), _near(scene, day))
    tally.reached_at(total)
    scene.plant(KEY, ONLY, "", tally.needed(rows), "certain", "enough together, never of one alone")


def enough_only_together_of_light_things(scene: Scene) -> None:
    """Plant the same of things none of which weighs enough to be listed for itself."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    half = tally.others // 2 + 2
    here, there = tally.things(half, LIGHT), tally.things(half, LIGHT)
    day = scene.any_day(120, 60)
    rows = [
        *write(scene, one, here, day - timedelta(100), day),
        *write(scene, other, there, day - timedelta(90), _near(scene, day)),
    ]
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, ONLY, "", tally.needed(rows), "certain", "many small things")


def enough_together_first(scene: Scene) -> None:
    """Plant what was enough together, and long after on one record alone."""
    _then_alone(scene, scene.rng.choice([2, 9, 30, 90]), "one agency's later")


def enough_together_a_day_before(scene: Scene) -> None:
    """Plant what was enough together, and on one record alone the day after."""
    _then_alone(scene, 1, "one agency's on the next day")


def enough_incidents_only_together(scene: Scene) -> None:
    """Plant incidents within a year on two records, too few on either."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    day, before = scene.any_day(340, 20), tally.incidents
    number = before // 2 + 2
    rows = [
        *_incidents(scene, one, day - timedelta(5), number, 290),
        *_incidents(scene, other, day, number, 300),
    ]
    tally.reached_by_incidents(2 * number)
    rows.sort(key=lambda row: scene.events[row].when.latest or 0)
    rows = rows[: 2 * number - before]  # these at least, whoever heard of the case's others
    scene.plant(KEY, ONLY, "", rows, "certain", "incidents within a year")


# -- only possible ---------------------------------------------------------------------------------


def enough_together_perhaps_after_the_end(scene: Scene) -> None:
    """Plant what is enough together where the last of it came before the end, or after."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    low = scene.last - timedelta(scene.rng.randrange(3, 25))
    rows = [
        *write(scene, one, here, low - timedelta(90), low - timedelta(20)),
        note(scene, other, between(low, scene.last + timedelta(15)), there),
    ]
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, ONLY, "", rows, "possible", "the last of it perhaps after the end")


def enough_together_perhaps_no_earlier(scene: Scene) -> None:
    """Plant what was enough together on a day, and of one agency before it or long after."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    more, day = tally.things(tally.of(there)), scene.any_day(80, 60)
    low = day - timedelta(scene.rng.randrange(1, 12))
    rows = [
        *write(scene, one, here, day - timedelta(60), day - timedelta(20)),
        note(scene, other, day, there),
    ]
    note(scene, one, between(low, day + timedelta(scene.rng.randrange(5, 40))), more)
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, FIRST, "", rows, "possible", "one agency's perhaps later")


def enough_together_and_sent_without_receipt(scene: Scene) -> None:
    """Plant what was enough together, and sent to the one that had the rest, with no receipt."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    day = scene.any_day(60, 60)
    rows = [
        note(scene, one, day - timedelta(scene.rng.randrange(5, 40)), here),
        note(scene, other, day, there, kind="letter-received"),
    ]
    note(scene, one, day, here, kind="share", shared=[other])
    scene.also.add("mirror")  # nor is there
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, FIRST, "", rows, "possible", "sent, with no record of receipt")


# -- near misses -----------------------------------------------------------------------------------


def one_agency_alone_on_the_same_day(scene: Scene) -> None:
    """Plant what is enough on one record alone, on the day on which it is together."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    there = tally.things(2)
    here, day = tally.things(tally.others + tally.of(there) + 1), scene.any_day(60, 60)
    rows = [note(scene, other, day - timedelta(20), there), note(scene, one, day, here)]
    tally.reached_at(tally.of(here))
    scene.plant(KEY, FIRST, "", rows, "nothing", "one agency alone on the same day")


def one_short_of_enough(scene: Scene) -> None:
    """Plant what would be enough together, but for one."""
    tally, rows, total = Tally(scene), [], 0
    day = scene.any_day(120, 60)
    for agency in _agencies(scene):
        things = tally.things(scene.rng.randrange(3, 9))
        total += tally.of(things)
        rows += write(scene, agency, things, day - timedelta(100), day)
    tally.reached_at(tally.others + total + 1)
    scene.plant(KEY, ONLY, "", rows, "nothing", "one short")


def the_same_things_on_two_records(scene: Scene) -> None:
    """Plant the same things on two records: twice as many rows, and no more that is known."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    things, day = tally.things(tally.others + scene.rng.randrange(3, 6)), scene.any_day(120, 60)
    rows = [
        *write(scene, one, things, day - timedelta(100), day, kind="letter-received"),
        *write(scene, other, things, day - timedelta(90), day, kind="letter-received"),
    ]
    tally.reached_at(tally.others + tally.of(things) + 1)
    scene.plant(KEY, ONLY, "", rows, "nothing", "the same things twice")


def the_rest_learned_after_the_death(scene: Scene) -> None:
    """Plant what would be enough together, had all of it been known in life."""
    _but_for(scene, "learned after the death", after_death=True)


def the_rest_denied(scene: Scene) -> None:
    """Plant what would be enough together, were not the rest of it denied or ruled out."""
    _but_for(scene, "denied", stance=scene.rng.choice([Stance.DENIED, Stance.RULED_OUT]))


def the_rest_after_the_end(scene: Scene) -> None:
    """Plant what was enough together only after the end."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    after = scene.last + timedelta(scene.rng.randrange(2, 15))
    rows = [
        *write(scene, one, here, after - timedelta(100), after - timedelta(30)),
        note(scene, other, after, there),
    ]
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, ONLY, "", rows, "nothing", "after the end")


def the_rest_with_people_close(scene: Scene) -> None:
    """Plant what would be enough together with what only people close to them knew."""
    tally, (one, _) = Tally(scene), _agencies(scene)
    near = agency_of(scene, "family", "friends", "neighbours")
    here, there = tally.things(2), tally.things(tally.others + 2, LIGHT)
    day = scene.any_day(120, 60)
    rows = [
        *write(scene, one, here, day - timedelta(90), day - timedelta(20)),
        note(scene, near, day, there, kind="told-informally"),
    ]
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.also.add("people-close")  # what they knew stands on no agency's record
    scene.plant(KEY, ONLY, "", rows, "nothing", "people close to them")


def all_of_it_told_at_once(scene: Scene) -> None:
    """Plant what was enough together on the day on which the one told the other all of it."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    day = scene.any_day(60, 60)
    first = note(scene, one, day - timedelta(scene.rng.randrange(5, 40)), here)
    who = ", ".join(dict.fromkeys(thing.about for thing in here))
    rows = [
        first,
        note(scene, other, day, there),
        *told_both(scene, one, other, day, who, tells=here),
    ]
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, FIRST, "", rows, "nothing", "told on the same day")


def what_was_no_longer_so(scene: Scene) -> None:
    """Plant what would be enough together, had the one still been so when the other came up."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(tally.others + 2, ENDING), tally.things(tally.others + 2)
    day = scene.any_day(480, 30)
    before = day - timedelta(scene.rng.randrange(367, 440))
    rows = [
        *write(scene, one, here, before - timedelta(30), before),
        note(scene, other, day, there),
    ]
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, ONLY, "", rows, "nothing", "no longer so")


def incidents_of_more_than_a_year(scene: Scene) -> None:
    """Plant as many incidents on two records as would be enough, with more than a year between."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    day, number = scene.any_day(500, 20), tally.incidents + scene.rng.randrange(2, 4)
    rows = [
        *_incidents(scene, one, day - timedelta(400), number, 90),
        *_incidents(scene, other, day, number, 30),
    ]
    tally.reached_by_incidents(2 * number)
    scene.plant(KEY, ONLY, "", rows, "nothing", "more than a year between them")


def incidents_told_of_twice(scene: Scene) -> None:
    """Plant incidents that are each on two records: they count once."""
    tally, (one, other) = Tally(scene), _agencies(scene)
    day, number = scene.any_day(340, 20), tally.incidents + 2
    before = tally.incidents
    rows = _incidents(scene, one, day, number, 300)
    for row in list(rows):
        event = scene.events[row]
        who = next(i.person_id for i in event.involves)
        rows.append(
            scene.row(
                other, event.when.written, "letter-received", who, "Told of it by letter.", same=row
            )
        )
    tally.reached_by_incidents(before + number + 1)
    scene.plant(KEY, ONLY, "", rows, "nothing", "each on two records")


# -- what they are made of -------------------------------------------------------------------------


def _agencies(scene: Scene, number: int = 2) -> list[str]:
    return [agency_of(scene, *SECTORS) for _ in range(number)]


def _near(scene: Scene, day: date) -> date:
    return day - timedelta(scene.rng.randrange(0, 40))


def _then_alone(scene: Scene, days: int, why: str) -> None:
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    more, day = tally.things(tally.of(there)), scene.any_day(120, days + 20)
    rows = [
        *write(scene, one, here, day - timedelta(90), day - timedelta(10)),
        note(scene, other, day, there),
    ]
    note(scene, one, day + timedelta(days), more)
    tally.reached_at(tally.of(here) + tally.of(there))
    scene.plant(KEY, FIRST, "", rows, "certain", why)


def _but_for(
    scene: Scene, why: str, *, stance: Stance | None = None, after_death: bool = False
) -> None:
    tally, (one, other) = Tally(scene), _agencies(scene)
    here, there = tally.things(2), tally.things(tally.others + 2)
    day = scene.any_day(120, 60)
    total = tally.of(here) + tally.of(there)
    if stance is not None:
        there = [Told(thing.topic, thing.about, stance=stance) for thing in there]
    rows = [
        *write(scene, one, here, day - timedelta(90), day - timedelta(20)),
        note(scene, other, day, there, learned_after_death=after_death),
    ]
    tally.reached_at(total)
    scene.plant(KEY, ONLY, "", rows, "nothing", why)


def _incidents(scene: Scene, agency: str, last: date, number: int, days: int) -> list[str]:
    who, before = child(scene), scene.rng.sample(range(1, days), number - 1)
    return [
        scene.row(agency, last - timedelta(d), "incident-not-domestic", who, scene.some(*_NOISE))
        for d in sorted([0, *before], reverse=True)
    ]


_NOISE = (
    "Noise reported late at night.", "Nuisance on the stairs.", "Shouting in the street.",
    "Bins set over, reported by a passer-by.", "Loud music, asked to turn it down.",
)  # fmt: skip

PLANTS = (
    enough_only_together,
    enough_only_together_of_light_things,
    enough_together_first,
    enough_together_a_day_before,
    enough_incidents_only_together,
    enough_together_perhaps_after_the_end,
    enough_together_perhaps_no_earlier,
    enough_together_and_sent_without_receipt,
    one_agency_alone_on_the_same_day,
    one_short_of_enough,
    the_same_things_on_two_records,
    the_rest_learned_after_the_death,
    the_rest_denied,
    the_rest_after_the_end,
    the_rest_with_people_close,
    all_of_it_told_at_once,
    what_was_no_longer_so,
    incidents_of_more_than_a_year,
    incidents_told_of_twice,
)
