"""Plants of what went well, and of what only looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from joinedup.generate.props import agency_of, child, told
from joinedup.generate.scene import Scene, Told, between

KEY = "good-practice"
#: Listed only where the dates make it certain: never only possible, in any of its forms.
#: What stands on several records together can be enough where no one record has enough.
#: Where it stands in health alone, there may be no record of help that was offered.
ALSO = frozenset({"pooled-threshold", "conversations", "referral-none"})

SENDERS = ("voluntary", "camhs", "sexual-health", "youth-justice", "homelessness", "isva")
RECEIVERS = ("childrens-social-care", "cafcass", "education", "community-health")
PATIENT = ("isva", "victim-support", "childrens-social-care", "school-nursing", "voluntary",
           "adult-social-care", "housing")  # fmt: skip
HEAVIEST = ("stalking", "strangulation", "threats-to-kill", "weapon-used", "sexual-violence")
WEIGHTY = ("coercive-control", "forced-marriage", "false-imprisonment", "assault-with-injury")
CONTACTS = ("contact", "home-visit", "phone-call", "appointment", "counselling")


def shared_at_once(scene: Scene) -> None:
    """Plant one of the heaviest things, passed on within a working day and recorded by both."""
    one, other, who, day = _two(scene)
    rows = _passed_on(scene, one, other, who, day, day + timedelta(scene.rng.choice([0, 1])))
    scene.plant(KEY, "shared promptly", one, rows, "certain", "within a working day")


def shared_some_days_after(scene: Scene) -> None:
    """Plant one of the heaviest things, passed on some days after."""
    one, other, who, day = _two(scene)
    rows = _passed_on(scene, one, other, who, day, day + timedelta(scene.rng.randrange(8, 40)))
    scene.plant(KEY, "shared promptly", one, rows, "nothing", "some days after")


def perhaps_shared_at_once(scene: Scene) -> None:
    """Plant one of the heaviest things, perhaps passed on at once: listed only where certain."""
    one, other, who, day = _two(scene)
    span = between(day, day + timedelta(scene.rng.randrange(8, 30)))
    rows = _passed_on(scene, one, other, who, day, span)
    scene.plant(KEY, "shared promptly", one, rows, "nothing", "perhaps at once")


def shared_at_once_and_not_heaviest(scene: Scene) -> None:
    """Plant something weighty, but not of the heaviest, passed on at once."""
    one, other, who, day = _two(scene)
    rows = _passed_on(scene, one, other, who, day, day, topics=WEIGHTY)
    scene.plant(KEY, "shared promptly", one, rows, "nothing", "not of the heaviest")


def shared_at_once_on_one_record(scene: Scene) -> None:
    """Plant one of the heaviest things, sent at once and recorded by the sender alone."""
    one, other, who, day = _two(scene)
    tells = [Told(scene.rng.choice(HEAVIEST), who)]
    row = scene.row(one, day, "share", who, "Sent at once.", tells=tells, shared=[other])
    scene.row(other, day - timedelta(90), "contact", "F", "Asked about a form.")
    scene.also.add("mirror")  # the sender alone has it on record
    scene.plant(KEY, "shared promptly", one, [row], "nothing", "recorded by the sender alone")


def assessed_with_nothing_earlier(scene: Scene) -> None:
    """Plant an assessment before which its agency held no occurrence."""
    one, _, who, day = _two(scene)
    earlier = scene.row(one, day - timedelta(9), "phone-call", who, "Rang about a form.")
    row = scene.row(one, day, "risk-assessment", who, "Assessed.", took=[earlier])
    scene.plant(KEY, "took every earlier occurrence into account", one, [row], "nothing",
                "no occurrence before")  # fmt: skip


def referred_on_judgement(scene: Scene) -> None:
    """Plant a referral to the MARAC on an assessment graded below high."""
    one, _, who, day = _two(scene)
    made = _graded(scene, one, day, who, ("standard", "medium"))
    row = _referred(scene, one, day + timedelta(scene.rng.choice([0, 5, 28])), who, made)
    scene.plant(KEY, "discretionary MARAC referral", one, [row], "certain", "on judgement")


def referred_at_the_top_grade(scene: Scene) -> None:
    """Plant a referral to the MARAC on an assessment at the top grade, which calls for it."""
    one, _, who, day = _two(scene)
    made = _graded(scene, one, day, who, ("high",))
    row = _referred(scene, one, day + timedelta(1), who, made)
    scene.plant(KEY, "discretionary MARAC referral", one, [row], "nothing", "the top grade")


def referred_elsewhere_below_high(scene: Scene) -> None:
    """Plant a referral that is not to the MARAC, on an assessment graded below high."""
    one, _, who, day = _two(scene)
    _graded(scene, one, day, who, ("standard", "medium"))
    row = scene.row(one, day + timedelta(2), "referral-made", who, "Referred to the club.")
    scene.plant(KEY, "discretionary MARAC referral", one, [row], "nothing", "not to the MARAC")


def challenged(scene: Scene) -> None:
    """Plant a challenge of one agency to another."""
    one, other, who, day = _two(scene)
    text = scene.some("Disagreed with the closing and said so.", "Took it to their manager.")
    row = scene.row(one, day, "challenge", who, text, shared=[other])
    scene.row(other, day, "information-received", who, "Call about the decision.",
              told_by=[one], same=row)  # fmt: skip
    scene.plant(KEY, "challenge", one, [row], "certain", "one agency challenged another")


def challenged_nobody_named(scene: Scene) -> None:
    """Plant a challenge that names no other organisation."""
    one, _, who, day = _two(scene)
    row = scene.row(one, day, "challenge", who, "Said that this was seen otherwise here.")
    scene.plant(KEY, "challenge", one, [row], "nothing", "names nobody")


def offered_until_there_was_contact(scene: Scene) -> None:
    """Plant contacts not taken up, each followed soon by another attempt, and at last one kept."""
    rows, agency = _attempts(scene, [scene.rng.randrange(1, 15) for _ in range(3)])
    scene.plant(KEY, "persistent offers", agency, rows, "certain", "again and again")


def offered_with_a_long_time_between(scene: Scene) -> None:
    """Plant contacts not taken up with a long time before the next attempt."""
    rows, agency = _attempts(scene, [scene.rng.randrange(17, 40) for _ in range(2)])
    scene.plant(KEY, "persistent offers", agency, rows, "nothing", "a long time between")


def offered_once_more(scene: Scene) -> None:
    """Plant one contact not taken up, followed soon by one that was."""
    rows, agency = _attempts(scene, [scene.rng.randrange(1, 15)])
    scene.plant(KEY, "persistent offers", agency, rows, "nothing", "only one not taken up")


def offered_in_vain(scene: Scene) -> None:
    """Plant contacts not taken up, one soon after another, with none at last."""
    rows, agency = _attempts(scene, [5, 9, 12], kept=False)
    scene.plant(KEY, "persistent offers", agency, rows, "nothing", "no contact at last")


def help_offered_again(scene: Scene) -> None:
    """Plant help that was not taken up and was offered again."""
    one, _, who, day = _two(scene)
    rows = _offers(scene, one, one, who, day, scene.rng.choice([1, 30, 89, 90]))
    scene.plant(KEY, "offered again", one, rows, "certain", "offered again")


def help_offered_again_much_later(scene: Scene) -> None:
    """Plant help that was not taken up and was offered again much later."""
    one, _, who, day = _two(scene)
    rows = _offers(scene, one, one, who, day, scene.rng.choice([92, 100, 110]))
    scene.plant(KEY, "offered again", one, rows, "nothing", "much later")


def help_offered_by_another(scene: Scene) -> None:
    """Plant help that was not taken up, and an offer by another agency."""
    one, other, who, day = _two(scene)
    rows = _offers(scene, one, other, who, day, 20)
    scene.plant(KEY, "offered again", one, rows, "nothing", "offered by another")


# -- what they are made of ------------------------------------------------------------------------


def _two(scene: Scene) -> tuple[str, str, str, date]:
    """Return two agencies, a person, and a day whose next day is a working day."""
    one, other, who = agency_of(scene, *SENDERS), agency_of(scene, *RECEIVERS), child(scene)
    day = scene.any_day(110, 130)
    while day.weekday() > 2 or day.month in (1, 3, 4, 5, 8, 12):  # no weekend, no bank holiday
        day -= timedelta(1)
    return one, other, who, max(day, scene.first + timedelta(2))


def _passed_on(
    scene: Scene,
    one: str,
    other: str,
    who: str,
    day: date,
    when: date | str,
    topics: Sequence[str] = HEAVIEST,
) -> list[str]:
    """Let one agency learn of something, and pass it on; return the rows of the share."""
    tells = [Told(scene.rng.choice(topics), who)]
    text = scene.some("Told the worker.", "Said so when seen alone.")
    scene.row(one, day, scene.rng.choice(CONTACTS), who, text, tells=tells)
    return list(told(scene, one, other, when, who, tells=tells))


def _graded(scene: Scene, agency: str, day: date, who: str, grades: Sequence[str]) -> str:
    return scene.row(agency, day, "risk-assessment", who, "Assessed.", tool="caada-dash",
                     grade=scene.rng.choice(grades))  # fmt: skip


def _referred(scene: Scene, agency: str, day: date, who: str, made: str) -> str:
    text = scene.some("Referred on professional judgement.", "Referred to the conference.")
    return scene.row(agency, day, "referral-made", who, text, tool="marac-checklist",
                     responds_to=(made,))  # fmt: skip


def _attempts(scene: Scene, days: Sequence[int], *, kept: bool = True) -> tuple[list[str], str]:
    agency, who, day = agency_of(scene, *PATIENT), child(scene), scene.any_day(5, 150)
    rows = []
    for n in days:
        text = scene.some("No answer.", "Did not come.", "Nobody in.")
        rows.append(scene.row(agency, day, "missed-appointment", who, text))
        day += timedelta(n)
    if kept:
        text = scene.some("Came today.", "Reached at last.")
        rows.append(scene.row(agency, day, scene.rng.choice(CONTACTS), who, text))
    return rows, agency


def _offers(scene: Scene, one: str, other: str, who: str, day: date, days: int) -> list[str]:
    text = scene.some("Support was offered; not for now.", "Group offered, did not want it.")
    first = scene.row(one, day, "referral-offered-declined", who, text)
    kind = scene.some("referral-made", "safety-planning")
    return [first, scene.row(other, day + timedelta(days), kind, who, "Taken up this time.")]


PLANTS = (
    shared_at_once,
    shared_some_days_after,
    perhaps_shared_at_once,
    shared_at_once_and_not_heaviest,
    shared_at_once_on_one_record,
    assessed_with_nothing_earlier,
    referred_on_judgement,
    referred_at_the_top_grade,
    referred_elsewhere_below_high,
    challenged,
    challenged_nobody_named,
    offered_until_there_was_contact,
    offered_with_a_long_time_between,
    offered_once_more,
    offered_in_vain,
    help_offered_again,
    help_offered_again_much_later,
    help_offered_by_another,
)
