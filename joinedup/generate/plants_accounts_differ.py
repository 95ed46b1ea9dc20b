"""Plants of two accounts of one occurrence, and of accounts that do not differ."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Link, LinkBy, Stance
from joinedup.generate.props import agency_of, child, relative
from joinedup.generate.scene import Scene, Told, between

KEY = "accounts-differ"
#: A date in doubt that could be the same is no difference: a line is certain or there is none.
#: Incidents on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

#: Of none of these an assessment after an incident is expected.
SECTORS = ("gp", "hospital", "ambulance", "urgent-care", "housing", "sexual-health", "fire",
           "homelessness", "community-health", "job-centre")  # fmt: skip
ACTS = ("assault", "assault-with-injury", "strangulation", "weapon-used", "sexual-violence",
        "threats-to-kill", "threats-of-violence", "criminal-damage")  # fmt: skip


def told_and_denied(scene: Scene) -> None:
    """Plant an act told of on one record, and denied or ruled out on the other."""
    one, other, day = _two(scene)
    rows = _act_and_denial(scene, one, other, day)
    scene.plant(KEY, "whether", one, rows, "certain", "told of, and denied")


def of_clearly_different_severity(scene: Scene) -> None:
    """Plant one incident as an argument on one record and as violence on the other."""
    one, other, day = _two(scene)
    small = scene.row(one, day, "argument", "V, P", "Raised voices.")
    kind = scene.some("assault", "serious-assault", "threat")
    large = scene.row(other, day, kind, "V, P", "Seen afterwards, hurt.", same=small)
    scene.plant(KEY, "what", one, [small, large], "certain", "clearly different severity")


def of_different_persons(scene: Scene) -> None:
    """Plant one incident as of one person on one record and of another on the other."""
    one, other, day = _two(scene)
    kind = scene.some("harassment-incident", "damage-incident", "assault")
    first = scene.row(one, day, kind, "V", "Called out.")
    second = scene.row(other, day, kind, "P", "Seen the same evening.", same=first)
    scene.plant(KEY, "who", one, [first, second], "certain", "different persons")


def the_one_to_the_other_and_the_reverse(scene: Scene) -> None:
    """Plant one act of which the records say who did it the other way round."""
    one, other, day = _two(scene)
    who, second = child(scene), child(scene)
    topic = scene.rng.choice(ACTS[:4])
    first = scene.row(one, day, "contact", f"{who}, {second}", "Told the worker who began.",
                      tells=[Told(topic, who, second)])  # fmt: skip
    later = scene.row(other, day, "contact", f"{who}, {second}", "Says that it was the other.",
                      tells=[Told(topic, second, who)], same=first)  # fmt: skip
    scene.also.add("unshared")  # each saw them without what stands on the other record
    scene.plant(KEY, "who", one, [first, later], "certain", "the other way round")


def on_days_far_apart(scene: Scene) -> None:
    """Plant one incident on days that lie apart."""
    one, other, day = _two(scene)
    rows = _incidents(scene, one, other, day, day + timedelta(scene.rng.choice([2, 3, 10])))
    scene.plant(KEY, "when", one, rows, "certain", "days that lie apart")


def on_the_next_day(scene: Scene) -> None:
    """Plant one incident on two days next to each other."""
    one, other, day = _two(scene)
    rows = _incidents(scene, one, other, day, day + timedelta(scene.rng.choice([0, 1])))
    scene.plant(KEY, "when", one, rows, "nothing", "a day apart at most")


def on_days_that_may_be_the_same(scene: Scene) -> None:
    """Plant one incident on a day, and on one in doubt that can be the same."""
    one, other, day = _two(scene)
    span = between(day - timedelta(scene.rng.randrange(1, 20)), day + timedelta(30))
    rows = _incidents(scene, one, other, day, span)
    scene.plant(KEY, "when", one, rows, "nothing", "a date in doubt that could be the same")


def of_nearly_the_same_severity(scene: Scene) -> None:
    """Plant one incident whose kinds differ by little."""
    one, other, day = _two(scene)
    first = scene.row(one, day, "argument", "V, P", "Raised voices.")
    kind = scene.some("damage-incident", "harassment-incident")
    second = scene.row(other, day, kind, "V, P", "A plate thrown.", same=first)
    scene.plant(KEY, "what", one, [first, second], "nothing", "of nearly the same severity")


def told_and_passed_on(scene: Scene) -> None:
    """Plant an act told of on one record, of which the other has it from the first."""
    one, other, day = _two(scene)
    who, topic = child(scene), scene.some("assault", "threats-of-violence", "criminal-damage")
    first = scene.row(one, day, "share", who, "Passed on.", tells=[Told(topic, who)],
                      shared=[other])  # fmt: skip
    second = scene.row(other, day, "information-received", who, "Told by them.", told_by=[one],
                       tells=[Told(topic, who, stance=Stance.DENIED)], same=first)  # fmt: skip
    scene.plant(KEY, "whether", one, [first, second], "nothing", "passed on, no own knowledge")


def told_and_denied_at_a_meeting(scene: Scene) -> None:
    """Plant an act told of on one record, and ruled out in the row of a meeting."""
    one, other, day = _two(scene)
    rows = _act_and_denial(scene, one, other, day, kind="professionals-meeting")
    scene.plant(KEY, "whether", one, rows, "nothing", "a meeting")


def told_and_denied_with_no_link(scene: Scene) -> None:
    """Plant an act told of on one record and denied on the other, with nothing linking them."""
    one, other, day = _two(scene)
    rows = _act_and_denial(scene, one, other, day, link=None)
    scene.plant(KEY, "whether", one, rows, "nothing", "nothing links them")


def told_of_one_act_and_another_denied(scene: Scene) -> None:
    """Plant an act told of on one record, and something else denied on the other."""
    one, other, day = _two(scene)
    rows = _act_and_denial(scene, one, other, day, topics=("assault", "sexual-violence"))
    scene.plant(KEY, "whether", one, rows, "nothing", "something else is denied")


def different_persons_of_whom_one_names_all(scene: Scene) -> None:
    """Plant one incident as of one person on one record, and as of both on the other."""
    one, other, day = _two(scene)
    kind = scene.some("harassment-incident", "damage-incident", "assault")
    first = scene.row(one, day, kind, "V", "Called out.")
    second = scene.row(other, day, kind, "V, P", "Both seen.", same=first)
    scene.plant(KEY, "who", one, [first, second], "nothing", "the one names all of the other's")


def persons_outside_the_household(scene: Scene) -> None:
    """Plant one incident as of one relative on one record and another on the other."""
    one, other, day = _two(scene)
    kind = scene.some("harassment-incident", "damage-incident")
    first = scene.row(one, day, kind, relative(scene), "Called out.")
    second = scene.row(other, day, kind, relative(scene), "Seen.", same=first)
    scene.plant(KEY, "who", one, [first, second], "nothing", "persons outside the household")


# -- what they are made of ------------------------------------------------------------------------


def _two(scene: Scene) -> tuple[str, str, date]:
    return agency_of(scene, *SECTORS), agency_of(scene, *SECTORS), scene.any_day(30, 40)


def _incidents(scene: Scene, one: str, other: str, day: date, again: date | str) -> list[str]:
    kind = scene.some("harassment-incident", "damage-incident", "assault", "threat")
    first = scene.row(one, day, kind, "V, P", scene.some("Called out.", "Told of it at the desk."))
    return [first, scene.row(other, again, kind, "V, P", "Seen about it.", same=first)]


def _act_and_denial(
    scene: Scene,
    one: str,
    other: str,
    day: date,
    *,
    kind: str = "contact",
    link: LinkBy | None = LinkBy.REFERENCE,
    topics: tuple[str, ...] = (),
) -> list[str]:
    who = child(scene)
    topics = topics or (scene.rng.choice(ACTS),) * 2
    first = scene.row(one, day, scene.some("contact", "phone-call"), who, "Told of it.",
                      tells=[Told(topics[0], who)])  # fmt: skip
    stance = scene.rng.choice([Stance.DENIED, Stance.RULED_OUT])
    text = scene.some("Says that nothing happened.", "An accident, it was found.")
    second = scene.row(other, day, kind, who, text, tells=[Told(topics[1], who, stance=stance)])
    if link is not None:
        link = scene.rng.choice([link, LinkBy.PERSON])
        scene.links.append(Link(second, first, link))
    if one != other and kind == "contact":
        scene.also.add("unshared")  # the other saw them without what stands on the one record
    return [first, second]


PLANTS = (
    told_and_denied,
    of_clearly_different_severity,
    of_different_persons,
    the_one_to_the_other_and_the_reverse,
    on_days_far_apart,
    on_the_next_day,
    on_days_that_may_be_the_same,
    of_nearly_the_same_severity,
    told_and_passed_on,
    told_and_denied_at_a_meeting,
    told_and_denied_with_no_link,
    told_of_one_act_and_another_denied,
    different_persons_of_whom_one_names_all,
    persons_outside_the_household,
)
