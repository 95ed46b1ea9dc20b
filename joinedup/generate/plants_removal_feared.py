"""Plants of the fear that children would be taken away, and of what answered it."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Bar, Role, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "removal-feared"
#: The fear is weighty: others in contact can have no record of it.
#: It adds up, too, with what else is planted.
ALSO = frozenset({"pooled-threshold", "unshared"})

TOPIC = "removal-of-children-feared"
HOLDERS = ("gp", "housing", "voluntary", "midwifery", "community-health", "job-centre", "hospital",
           "homelessness", "education")  # fmt: skip
ANSWERS = ("information-for-person", "safety-planning", "referral-made", "legal-advice",
           "referral-offered-declined", "counselling", "supervision", "professionals-meeting",
           "share", "core-group")  # fmt: skip


def fear_with_nothing_after(scene: Scene) -> None:
    """Plant a fear on record, with nothing after it."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day)
    scene.plant(KEY, "nothing after", agency, [row], "certain", "a fear, and nothing after it")


def fear_seen_by_a_worker(scene: Scene) -> None:
    """Plant a fear that nobody put in words, and a worker saw."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = scene.row(
        agency, day, scene.some("home-visit", "contact"), "V, P present",
        scene.some("Would not let the worker see the bedroom; afraid of what it leads to.",
                   "Grew silent when the children were spoken of; seemed to fear a removal."),
        tells=[Told(TOPIC, "V", stance=Stance.OBSERVED)],
    )  # fmt: skip
    scene.plant(KEY, "nothing after", agency, [row], "certain", "a fear that a worker saw")


def fear_of_the_father(scene: Scene) -> None:
    """Plant the fear of the other person, or of another of the household."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day, "P")
    scene.plant(KEY, "nothing after", agency, [row], "certain", "a fear of the other person")


def fear_answered_on_the_last_day(scene: Scene) -> None:
    """Plant a fear that was answered on the last of the days."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day)
    _answer(scene, agency, day + timedelta(28))
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "answered on the last day")


def fear_answered_a_day_late(scene: Scene) -> None:
    """Plant a fear that was answered on the day after the last."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day)
    _answer(scene, agency, day + timedelta(29))
    scene.plant(KEY, "nothing after", agency, [row], "certain", "answered a day late")


def fear_perhaps_answered(scene: Scene) -> None:
    """Plant a fear that was answered in time or not."""
    agency, day = _holder(scene), scene.free(30, 60)
    row = _fear(scene, agency, day)
    if scene.rng.random() < 0.5:
        when = between(day + timedelta(15), day + timedelta(45))
    else:
        when = between(day - timedelta(20), day + timedelta(10))
    _answer(scene, agency, when)
    scene.plant(KEY, "nothing after", agency, [row], "possible", "answered, perhaps in time")


def fear_answered_on_its_own_row(scene: Scene) -> None:
    """Plant a fear whose own row says what was done, or that another row responds to."""
    agency, day = _holder(scene), scene.free(1, 70)
    if scene.rng.random() < 0.5:
        said = scene.some("Told how such decisions are made.", "Talked through.", "Reassured.")
        row = _fear(scene, agency, day, response=said)
    else:
        row = _fear(scene, agency, day)
        scene.row(agency, day + timedelta(scene.rng.randrange(28)), "letter-sent", "V",
                  "Wrote to her about what she had said.", responds_to=(row,))  # fmt: skip
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "a response on record")


def fear_with_a_reason_recorded(scene: Scene) -> None:
    """Plant a fear with a recorded reason for not passing it on."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day, bar=scene.rng.choice([Bar.CONSENT_REFUSED, Bar.OTHER]))
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "a reason is recorded")


def fear_with_somebody_else_helped(scene: Scene) -> None:
    """Plant a fear after which only somebody outside the household was helped."""
    agency, day = _holder(scene), scene.free(1, 40)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _fear(scene, agency, day)
    scene.row(agency, day + timedelta(3), "information-for-person", other, "A number given.")
    scene.plant(KEY, "nothing after", agency, [row], "certain", "only somebody else was helped")


def fear_with_other_contact_only(scene: Scene) -> None:
    """Plant a fear after which contact went on, with nothing about the fear."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day)
    kind = scene.some("appointment", "phone-call", "letter-sent", "missed-appointment")
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 28)), kind, "V",
              scene.some("About the boiler.", "About the form.", "About next month."))  # fmt: skip
    scene.plant(KEY, "nothing after", agency, [row], "certain", "contact about other things only")


def fear_answered_by_others(scene: Scene) -> None:
    """Plant a fear that another agency answered."""
    agency, other, day = _holder(scene), scene.own_agency("voluntary"), scene.free(1, 40)
    row = _fear(scene, agency, day)
    _answer(scene, other, day + timedelta(4))
    scene.plant(KEY, "nothing after", agency, [row], "certain", "only another agency answered")


def fear_told_to_a_friend(scene: Scene) -> None:
    """Plant a fear that people close to them heard of."""
    close, day = scene.own_agency(scene.some("family", "friends", "employer")), scene.free(1, 40)
    row = _fear(scene, close, day)
    gp = scene.own_agency("gp")
    _fear(scene, gp, day + timedelta(1), response="Told who decides, and how.")
    scene.plant(KEY, "nothing after", close, [row], "nothing", "told to people close to them")


def fear_of_somebody_outside(scene: Scene) -> None:
    """Plant the fear of somebody who is not of the household."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = _fear(scene, agency, day, scene.own_person(Role.NEIGHBOUR, "neighbour", "V"))
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "somebody outside the household")


def fear_denied(scene: Scene) -> None:
    """Plant a row that says that there was no such fear."""
    agency, day = _holder(scene), scene.free(1, 40)
    row = scene.row(agency, day, "contact", "V", "Not worried about social workers.",
                    tells=[Told(TOPIC, "V", stance=Stance.DENIED)])  # fmt: skip
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "no such fear")


def fear_told_again(scene: Scene) -> None:
    """Plant a fear told again while its answer was awaited."""
    agency, day = _holder(scene), scene.free(1, 60)
    row = _fear(scene, agency, day)
    again = _fear(scene, agency, day + timedelta(scene.rng.randrange(3, 25)))
    _answer(scene, agency, day + timedelta(26))
    scene.plant(KEY, "nothing after", agency, [again], "nothing", "told again, answer awaited")
    scene.plant(KEY, "nothing after", agency, [row], "nothing", "spoken of again, and answered")


# -- what they are made of ------------------------------------------------------------------------


def _holder(scene: Scene) -> str:
    agency = scene.own_agency(scene.rng.choice(HOLDERS))
    scene.says_what_was_done(agency)
    return agency


def _fear(
    scene: Scene, agency: str, day: date, who: str = "V", *, response: str = "",
    bar: Bar | None = None,
) -> str:  # fmt: skip
    return scene.row(
        agency, day, scene.some("contact", "appointment", "phone-call", "home-visit"), who,
        scene.some("Afraid that the children will be taken.", "Worried about social services.",
                   "Asked what would happen to the children if anybody was told.",
                   "Says she cannot tell more, they would take the children."),
        tells=[Told(TOPIC, who)], response=response, bar=bar,
    )  # fmt: skip


def _answer(scene: Scene, agency: str, when: str | date) -> None:
    text = scene.some("About the children.", "Went through what could happen.", "About her worry.")
    scene.row(agency, when, scene.rng.choice(ANSWERS), "V", text)


PLANTS = (
    fear_with_nothing_after,
    fear_seen_by_a_worker,
    fear_of_the_father,
    fear_answered_on_the_last_day,
    fear_answered_a_day_late,
    fear_perhaps_answered,
    fear_answered_on_its_own_row,
    fear_with_a_reason_recorded,
    fear_with_somebody_else_helped,
    fear_with_other_contact_only,
    fear_answered_by_others,
    fear_told_to_a_friend,
    fear_of_somebody_outside,
    fear_denied,
    fear_told_again,
)
