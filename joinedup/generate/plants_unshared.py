"""Plants of what one agency held while another, in contact, had no record of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from graphdb.model import Pathway, Stance
from joinedup.generate.props import agency_of, child, relative, told
from joinedup.generate.scene import Scene, Told, between

KEY = "unshared"
#: What stands on several records together can be enough where no one record has enough, and one
#: telling by a holder that knew of the other could have put it together.
#: Where it stands in health alone, there may be no record of help that was offered.
ALSO = frozenset({"pooled-threshold", "conversations", "referral-none"})

HOLDERS = ("voluntary", "camhs", "sexual-health", "youth-justice", "homelessness", "isva", "legal")
OTHERS = ("urgent-care", "community-health", "fire", "cafcass", "job-centre", "border-agency",
          "victim-support")  # fmt: skip
HEAVIEST = ("stalking", "strangulation", "threats-to-kill", "weapon-used", "sexual-violence")
WEIGHTY = ("coercive-control", "forced-marriage", "honour-based", "assault", "jealousy",
           "threats-of-violence", "harassment", "isolation", "economic-abuse",
           "assault-with-injury")  # fmt: skip
LIGHT = ("criminal-damage", "trauma", "disability", "other-vulnerability")


def never_passed_on(scene: Scene) -> None:
    """Plant something that one agency held, with a contact of another that never had it."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who), _seen(scene, other, _later(scene, day), who)]
    scene.plant(KEY, "never", other, rows, "certain", "no sign that the one knew of the other")


def never_passed_on_to_one_it_knew_of(scene: Scene) -> None:
    """Plant the same where the holder's own records show that the other was involved."""
    holder, other, who, day = _two(scene)
    sender, receiver = scene.rng.sample([holder, other], 2)
    told(scene, sender, receiver, day - timedelta(20), who)
    rows = [_held(scene, holder, day, who), _seen(scene, other, _later(scene, day), who)]
    scene.plant(KEY, "never", other, rows, "certain", "the holder knew of the other")


def never_passed_on_where_a_pathway_leads(scene: Scene) -> None:
    """Plant the same where the case declares a way by which it was to be passed on."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who), _seen(scene, other, _later(scene, day), who)]
    way = Pathway(f"agreement {len(scene.settings.pathways) + 1}", holder, other)
    scene.settings = replace(scene.settings, pathways=(*scene.settings.pathways, way))
    scene.plant(KEY, "never", other, rows, "certain", "a declared pathway names the other")


def never_passed_on_and_held_by_two(scene: Scene) -> None:
    """Plant something that two agencies held and a third never had: one line."""
    holder, other, who, day = _two(scene)
    topic = scene.rng.choice(WEIGHTY)
    rows = [
        _held(scene, holder, day, who, (topic,), kind="letter-received"),
        _held(scene, agency_of(scene, *HOLDERS), day, who, (topic,), kind="letter-received"),
        _seen(scene, other, _later(scene, day), who),
    ]
    scene.plant(KEY, "never", other, rows, "certain", "held by two")


def perhaps_held_before_the_contact(scene: Scene) -> None:
    """Plant something that was recorded before a contact of another agency, or after it."""
    holder, other, who, day = _two(scene)
    span = between(day - timedelta(scene.rng.randrange(3, 20)), day + timedelta(30))
    rows = [_held(scene, holder, span, who), _seen(scene, other, day, who)]
    scene.plant(KEY, "never", other, rows, "possible", "perhaps held only after the contact")


def sent_with_no_record_of_receipt(scene: Scene) -> None:
    """Plant something that was sent to another agency, with no record that it arrived."""
    holder, other, who, day = _two(scene)
    row = scene.row(holder, day, "share", who, "Sent to them.", shared=[other],
                    tells=[Told(scene.rng.choice(WEIGHTY), who)])  # fmt: skip
    rows = [row, _seen(scene, other, day + timedelta(scene.rng.randrange(40, 200)), who)]
    scene.plant(KEY, "never", other, rows, "possible", "sent, with no record of receipt")


def passed_on_late(scene: Scene) -> None:
    """Plant something that another agency had only after a contact and after the time allowed."""
    holder, other, who, day = _two(scene)
    heavy = scene.rng.random() < 0.5
    topic, late = scene.rng.choice(HEAVIEST if heavy else WEIGHTY), 12 if heavy else 40
    rows = [_held(scene, holder, day, who, (topic,)), _seen(scene, other, day + timedelta(2), who)]
    later = day + timedelta(late + scene.rng.randrange(1, 50))
    scene.row(other, later, "letter-received", who, "Report.", tells=[Told(topic, who)])
    scene.plant(KEY, "late", other, rows, "certain", "had it only late")


def later_ones_not_passed_on(scene: Scene) -> None:
    """Plant something that happened again, where another agency knew of the first time alone."""
    other, rows = _again(scene, perhaps=False)
    scene.plant(KEY, "later", other, rows, "certain", "the first time passed on, not the next")


def later_ones_perhaps_after_the_contact(scene: Scene) -> None:
    """Plant the same where the next time came before the other's contact, or after."""
    other, rows = _again(scene, perhaps=True)
    scene.plant(KEY, "later", other, rows, "possible", "perhaps after the contact")


def told_of_again(scene: Scene) -> None:
    """Plant something told of again, which may be the time that the other agency knew of."""
    other, rows = _again(scene, perhaps=False, stance=Stance.DISCLOSED)
    scene.plant(KEY, "later", other, rows, "nothing", "told of again")


def passed_on_in_time(scene: Scene) -> None:
    """Plant something that another agency had after a contact, within the time allowed."""
    holder, other, who, day = _two(scene)
    topic = scene.rng.choice(WEIGHTY)
    rows = [_held(scene, holder, day, who, (topic,), kind="letter-received"),
            _seen(scene, other, day + timedelta(2), who)]  # fmt: skip
    when = day + timedelta(scene.rng.choice([3, 20, 27]))
    scene.row(other, when, "letter-received", who, "Report.", tells=[Told(topic, who)])
    scene.plant(KEY, "late", other, rows, "nothing", "had it in time")


def perhaps_passed_on_in_time(scene: Scene) -> None:
    """Plant something that another agency had in the time allowed, or after it."""
    holder, other, who, day = _two(scene)
    topic = scene.rng.choice(WEIGHTY)
    rows = [_held(scene, holder, day, who, (topic,), kind="letter-received"),
            _seen(scene, other, day + timedelta(2), who)]  # fmt: skip
    span = between(day + timedelta(scene.rng.randrange(5, 25)), day + timedelta(60))
    scene.row(other, span, "letter-received", who, "Report.", tells=[Told(topic, who)])
    scene.plant(KEY, "late", other, rows, "possible", "perhaps in time")


def known_before_the_contact(scene: Scene) -> None:
    """Plant something that the other agency had before its contact, by a share or of itself."""
    holder, other, who, day = _two(scene)
    told_of = [Told(scene.rng.choice(WEIGHTY), who)]
    if scene.rng.random() < 0.5:
        row, _ = told(scene, holder, other, day, who, tells=told_of)
    else:
        row = _held(scene, holder, day, who, (told_of[0].topic,), kind="letter-received")
        scene.row(other, day, "letter-received", who, "Report.", tells=told_of)
    rows = [row, _seen(scene, other, day + timedelta(scene.rng.randrange(2, 200)), who)]
    scene.plant(KEY, "never", other, rows, "nothing", "known before the contact")


def learned_only_after_the_contact(scene: Scene) -> None:
    """Plant something that was first recorded after the other's last contact."""
    holder, other, who, day = _two(scene)
    rows = [_seen(scene, other, day, who), _held(scene, holder, _later(scene, day), who)]
    scene.plant(KEY, "never", other, rows, "nothing", "held only after the contact")


def held_with_routine_at_the_other(scene: Scene) -> None:
    """Plant something that one agency held, where another had only routine dealings."""
    holder, other, who, day = _two(scene)
    kind = scene.some("repeat-prescription", "letter-sent", "administration", "missed-appointment")
    rows = [_held(scene, holder, day, who), _seen(scene, other, _later(scene, day), who, kind)]
    scene.plant(KEY, "never", other, rows, "nothing", "only routine")


def held_with_only_a_mention_at_the_other(scene: Scene) -> None:
    """Plant something about somebody whom another agency only mentions."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who),
            _seen(scene, other, _later(scene, day), f"F, {who} mentioned")]  # fmt: skip
    scene.plant(KEY, "never", other, rows, "nothing", "only mentioned")


def held_about_one_and_another_seen(scene: Scene) -> None:
    """Plant something about one person, where another agency saw somebody else."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who),
            _seen(scene, other, _later(scene, day), relative(scene))]  # fmt: skip
    scene.plant(KEY, "never", other, rows, "nothing", "about somebody else")


def held_and_of_little_weight(scene: Scene) -> None:
    """Plant something of little weight that one agency held."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who, LIGHT), _seen(scene, other, _later(scene, day), who)]
    scene.plant(KEY, "never", other, rows, "nothing", "of little weight")


def denied_to_one(scene: Scene) -> None:
    """Plant something that was denied to one agency."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who, stance=Stance.DENIED),
            _seen(scene, other, _later(scene, day), who)]  # fmt: skip
    scene.plant(KEY, "never", other, rows, "nothing", "denied")


def a_state_that_was_over(scene: Scene) -> None:
    """Plant a state that had ended, or lasted no longer, when another agency was in contact."""
    holder, other, who, day = _two(scene, 480)
    first = _held(scene, holder, day, who, ("fear",))
    if scene.rng.random() < 0.5:
        _held(scene, holder, day + timedelta(20), who, ("fear",), stance=Stance.ENDED)
        days = scene.rng.randrange(22, 200)
    else:
        days = scene.rng.randrange(368, 470)
    rows = [first, _seen(scene, other, day + timedelta(days), who)]
    scene.plant(KEY, "never", other, rows, "nothing", "a state that was over")


def known_to_people_close(scene: Scene) -> None:
    """Plant something that only people close to them knew."""
    _, other, who, day = _two(scene)
    family = agency_of(scene, "family", "friends", "neighbours")
    rows = [_held(scene, family, day, who, kind="told-informally"),
            _seen(scene, other, _later(scene, day), who)]  # fmt: skip
    scene.also.add("people-close")  # it stands on no agency's record
    scene.plant(KEY, "never", other, rows, "nothing", "only people close to them knew")


def known_only_through_the_review(scene: Scene) -> None:
    """Plant something that came out only through the review."""
    holder, other, who, day = _two(scene)
    rows = [_held(scene, holder, day, who, learned_after_death=True),
            _seen(scene, other, _later(scene, day), who)]  # fmt: skip
    scene.plant(KEY, "never", other, rows, "nothing", "learned through the review")


# -- what they are made of ------------------------------------------------------------------------


def _two(scene: Scene, after: int = 230) -> tuple[str, str, str, date]:
    return (agency_of(scene, *HOLDERS), agency_of(scene, *OTHERS), child(scene),
            scene.any_day(30, after))  # fmt: skip


def _again(
    scene: Scene, *, perhaps: bool, stance: Stance = Stance.OBSERVED
) -> tuple[str, list[str]]:
    """Let something be seen that happened again, of which another was told the first time alone."""
    holder, other, who, day = _two(scene, 330)
    topic = scene.rng.choice(("assault", "threats-of-violence", "assault-with-injury"))
    told(scene, holder, other, day, who, tells=[Told(topic, who)])
    seen = day + timedelta(scene.rng.randrange(80, 200))
    when = (
        between(seen - timedelta(scene.rng.randrange(3, 25)), seen + timedelta(25))
        if perhaps
        else seen - timedelta(scene.rng.choice([1, 2, 10, 30]))
    )
    again = _held(scene, holder, when, who, (topic,), stance=stance)
    return other, [again, _seen(scene, other, seen, who)]


def _later(scene: Scene, day: date) -> date:
    return day + timedelta(scene.rng.choice([1, 10, 60, 200]))


def _held(
    scene: Scene,
    agency: str,
    when: date | str,
    who: str,
    topics: Sequence[str] = WEIGHTY,
    *,
    kind: str = "",
    stance: Stance = Stance.DISCLOSED,
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some("Told the worker.", "Said so when seen alone.", "Came up in the session.",
                      "Spoke of what happens at home.")  # fmt: skip
    kind = kind or scene.some("contact", "phone-call", "appointment")
    tells = [Told(scene.rng.choice(topics), who, stance=stance)]
    return scene.row(agency, when, kind, who, text, tells=tells, **more)


def _seen(scene: Scene, agency: str, when: date, who: str, kind: str = "") -> str:
    text = scene.some("Seen about a form.", "Came in with a question.", "Seen as arranged.")
    return scene.row(agency, when, kind or scene.some("contact", "phone-call", "home-visit"), who,
                     text)  # fmt: skip


PLANTS = (
    never_passed_on,
    never_passed_on_to_one_it_knew_of,
    never_passed_on_where_a_pathway_leads,
    never_passed_on_and_held_by_two,
    perhaps_held_before_the_contact,
    sent_with_no_record_of_receipt,
    passed_on_late,
    later_ones_not_passed_on,
    later_ones_perhaps_after_the_contact,
    told_of_again,
    passed_on_in_time,
    perhaps_passed_on_in_time,
    known_before_the_contact,
    learned_only_after_the_contact,
    held_with_routine_at_the_other,
    held_with_only_a_mention_at_the_other,
    held_about_one_and_another_seen,
    held_and_of_little_weight,
    denied_to_one,
    a_state_that_was_over,
    known_to_people_close,
    known_only_through_the_review,
)
