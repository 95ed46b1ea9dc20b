"""Plants of therapy where abuse was on record: of the perpetrator, or of both together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import DeathType, Stance
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "referral-unsuitable"
ALSO = frozenset(
    {
        "unshared",  # the abuse on record is weighty, and others were in contact
        "referral-none",  # and what was told in health may have no other referral
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
        "files",  # it stands on the file of the one, and the other was seen, too
        "two-silos",  # one agency that holds it saw only her, another only him
    }
)

HOLDERS = ("midwifery", "health-visiting", "community-health", "voluntary", "early-years")
ABUSE = ("assault", "assault-with-injury", "strangulation", "sexual-violence", "weapon-used",
         "threats-to-kill", "threats-of-violence", "coercive-control", "stalking")  # fmt: skip
#: Weighty too, and not of the rule's list; and of the list, but not by him.
OTHER = ("jealousy", "isolation", "economic-abuse", "alcohol-misuse", "criminal-history")
SAID = (
    "She spoke of it while the form was filled in.",
    "He spoke of it himself, and was ashamed.",
    "Noted at the visit.",
    "Told at the end of the appointment.",
)
REFERRED = (
    "Referred for help with his temper.",
    "Referred for low mood and anger.",
    "Referred for talking treatment at his own wish.",
)


def therapy_with_abuse_on_record(scene: Scene) -> None:
    """Plant a referral of the perpetrator to therapy by somebody who had abuse on record."""
    holder, day = _holder(scene)
    held = _held(scene, holder, day - timedelta(scene.rng.randrange(1, 30)))
    row = _refer(scene, holder, day)
    scene.plant(KEY, "therapy", holder, [row, held], "certain", "abuse on record before it")


def therapy_with_abuse_on_its_row(scene: Scene) -> None:
    """Plant a referral to therapy whose own row tells of the abuse."""
    holder, day = _holder(scene)
    row = _refer(scene, holder, day, tells=[_told(scene)])
    scene.plant(KEY, "therapy", holder, [row], "certain", "abuse on the referral's own row")


def therapy_before_abuse_was_known(scene: Scene) -> None:
    """Plant a referral to therapy the day before abuse came on record."""
    holder, day = _holder(scene)
    row = _refer(scene, holder, day)
    _held(scene, holder, day + timedelta(scene.rng.choice((1, 1, 20))))
    scene.plant(KEY, "therapy", holder, [row], "nothing", "abuse came on record after it")


def therapy_perhaps_after_abuse(scene: Scene) -> None:
    """Plant a referral to therapy that may be before or after abuse came on record."""
    holder, day = _holder(scene)
    row = _refer(scene, holder, day)
    low, high = scene.rng.randrange(3, 30), scene.rng.randrange(3, 30)
    held = _held(scene, holder, between(day - timedelta(low), day + timedelta(high)))
    scene.plant(KEY, "therapy", holder, [row, held], "possible", "abuse before it or after")


def therapy_of_her(scene: Scene) -> None:
    """Plant a referral of the victim to therapy."""
    holder, day = _holder(scene)
    _held(scene, holder, day - timedelta(4))
    row = _refer(scene, holder, day, "V")
    scene.plant(KEY, "therapy", holder, [row], "nothing", "it is the victim who was referred")


def therapy_with_something_else_on_record(scene: Scene) -> None:
    """Plant a referral to therapy by somebody who held other weighty things only."""
    holder, day = _holder(scene)
    topic = scene.rng.choice(OTHER)
    told = Told(topic, "V", "P") if topic in OTHER[:3] else Told(topic, "P")
    scene.row(holder, day - timedelta(5), "contact", "P", scene.some(*SAID), tells=[told])
    row = _refer(scene, holder, day)
    scene.plant(KEY, "therapy", holder, [row], "nothing", "what was on record is not listed")


def therapy_with_abuse_denied(scene: Scene) -> None:
    """Plant a referral to therapy by somebody who had asked about abuse and heard that none was."""
    holder, day = _holder(scene)
    told = Told(scene.rng.choice(ABUSE), "V", "P", Stance.DENIED)
    scene.row(holder, day - timedelta(5), "contact", "V", "Asked; says no.", tells=[told])
    row = _refer(scene, holder, day)
    scene.plant(KEY, "therapy", holder, [row], "nothing", "abuse was denied, and not held")


def therapy_with_abuse_on_anothers_record(scene: Scene) -> None:
    """Plant a referral to therapy by somebody else than who had abuse on record."""
    holder, day = _holder(scene)
    other = scene.own_agency("homelessness")
    _held(scene, other, day - timedelta(7))
    row = _refer(scene, holder, day)
    scene.plant(KEY, "therapy", holder, [row], "nothing", "abuse is on another's record")


def another_service_with_abuse_on_record(scene: Scene) -> None:
    """Plant a referral of the perpetrator to a service that the rule does not list."""
    holder, day = _holder(scene)
    _held(scene, holder, day - timedelta(7))
    to = scene.own_agency(scene.some("perpetrator-programme", "job-centre", "armed-forces"))
    row = scene.refer(holder, to, day, "P", "Referred.")
    scene.plant(KEY, "therapy", holder, [row], "nothing", "the service is not listed")


def therapy_learned_of_through_the_review(scene: Scene) -> None:
    """Plant a referral by somebody whose record of the abuse came through the review."""
    holder, day = _holder(scene)
    _held(scene, holder, day - timedelta(7), learned_after_death=True)
    row = _refer(scene, holder, day)
    scene.plant(KEY, "therapy", holder, [row], "nothing", "learned through the review")


def together_with_abuse_on_record(scene: Scene) -> None:
    """Plant a session with both, by somebody who had abuse on record."""
    holder, day = _couple(scene)
    held = _held(scene, holder, day - timedelta(scene.rng.randrange(1, 30)))
    row = _session(scene, holder, day)
    scene.plant(KEY, "together", holder, [row, held], "certain", "both seen, abuse on record")


def together_with_one_present(scene: Scene) -> None:
    """Plant a session in which the one was subject and the other present."""
    holder, day = _couple(scene)
    _held(scene, holder, day - timedelta(scene.rng.randrange(1, 30)))
    row = _session(scene, holder, day, scene.some("V, P present", "P, V present"))
    scene.plant(KEY, "together", holder, [row], "certain", "the other one was present")


def together_and_only_spoken_of(scene: Scene) -> None:
    """Plant a session with the one, in which the other was only spoken of."""
    holder, day = _couple(scene)
    _held(scene, holder, day - timedelta(6))
    row = _session(scene, holder, day, scene.some("V, P mentioned", "V"))
    scene.plant(KEY, "together", holder, [row], "nothing", "one of them was not in it")


def together_before_abuse_was_known(scene: Scene) -> None:
    """Plant a session with both, before abuse came on record."""
    holder, day = _couple(scene)
    row = _session(scene, holder, day)
    _held(scene, holder, day + timedelta(scene.rng.choice((1, 1, 20))))
    scene.plant(KEY, "together", holder, [row], "nothing", "abuse came on record after it")


def together_perhaps_after_abuse(scene: Scene) -> None:
    """Plant a session with both that may be before or after abuse came on record."""
    holder, day = _couple(scene)
    held = _held(scene, holder, day)
    row = _session(scene, holder, between(day - timedelta(9), day + timedelta(9)))
    scene.plant(KEY, "together", holder, [row, held], "possible", "before abuse was known or after")


def together_at_a_visit(scene: Scene) -> None:
    """Plant a visit with both, which is no therapy."""
    holder, day = _couple(scene)
    _held(scene, holder, day - timedelta(6))
    row = scene.row(holder, day, "home-visit", "V, P", "Both at home.")
    scene.plant(KEY, "together", holder, [row], "nothing", "a visit is no therapy")


def together_in_another_kind_of_case(scene: Scene) -> None:
    """Plant a session with both, in a case of another kind."""
    if scene.case.death_type is not DeathType.ADULT_FAMILY:
        raise NoRoomError
    holder, day = _holder(scene)
    _held(scene, holder, day - timedelta(6))
    row = _session(scene, holder, day)
    scene.plant(KEY, "together", holder, [row], "nothing", "a case of another kind")


def _holder(scene: Scene) -> tuple[str, date]:
    day = scene.free(32, 32)
    return scene.own_agency(scene.some(*HOLDERS)), day


def _couple(scene: Scene) -> tuple[str, date]:
    if scene.case.death_type is DeathType.ADULT_FAMILY:
        raise NoRoomError
    return _holder(scene)


def _told(scene: Scene) -> Told:
    stance = scene.rng.choice((Stance.DISCLOSED, Stance.ALLEGED, Stance.OBSERVED, Stance.HISTORY))
    return Told(scene.rng.choice(ABUSE), "V", "P", stance)


def _held(scene: Scene, holder: str, when: str | date, **more: Any) -> str:  # noqa: ANN401
    text, who = scene.some(*SAID), scene.some("V", "P", "V, P mentioned")
    kind = scene.some("contact", "phone-call", "home-visit")
    return scene.row(holder, when, kind, who, text, tells=[_told(scene)], **more)


def _refer(scene: Scene, holder: str, day: date, who: str = "P", **more: Any) -> str:  # noqa: ANN401
    to, text = scene.own_agency("talking-therapies"), scene.some(*REFERRED)
    row = scene.row(holder, day, "referral-made", who, text, shared=[to], **more)
    scene.row(
        to, day + timedelta(scene.rng.randrange(8, 20)), "letter-sent", who,
        "Offered a first appointment.", responds_to=(row,), told_by=[holder],
    )  # fmt: skip
    return row


def _session(scene: Scene, holder: str, when: str | date, who: str = "V, P") -> str:
    text = scene.some("Couple session.", "Third session, both there.", "Session about talking.")
    return scene.row(holder, when, "counselling", who, text)


PLANTS = (
    therapy_with_abuse_on_record,
    therapy_with_abuse_on_its_row,
    therapy_before_abuse_was_known,
    therapy_perhaps_after_abuse,
    therapy_of_her,
    therapy_with_something_else_on_record,
    therapy_with_abuse_denied,
    therapy_with_abuse_on_anothers_record,
    another_service_with_abuse_on_record,
    therapy_learned_of_through_the_review,
    together_with_abuse_on_record,
    together_with_one_present,
    together_and_only_spoken_of,
    together_before_abuse_was_known,
    together_perhaps_after_abuse,
    together_at_a_visit,
    together_in_another_kind_of_case,
)
