"""Plants of children who were there, with and without a record that children's services heard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, Stance
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "child-not-referred"
ALSO = frozenset(
    {
        "unshared",  # what is known of a child is weighty, and others were in contact
        "two-silos",  # can be half of two silos, where one agency saw one person alone
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
        "files",  # it stands on the child's file, and the parent was seen, too
        "adult-and-child",  # one agency that holds it saw the children, another the parents
        "wider-family",  # one child was harmed on one record, and another on another's
    }
)

CSC = "childrens-social-care"
HOLDERS = ("ambulance", "school-nursing", "early-years", "homelessness", "community-health",
           "voluntary", "urgent-care")  # fmt: skip
NOT_EXPECTED = ("fire", "job-centre", "legal", "sexual-health", "cps", "courts")
LAST = 7


def child_harmed(scene: Scene) -> None:
    """Plant harm to a child, with no record that children's services heard."""
    holder, day, child = _holder(scene)
    row = _harmed(scene, holder, day, child)
    _plant(scene, holder, row, "certain", "harm to a child, and no referral")


def child_who_told_somebody(scene: Scene) -> None:
    """Plant what a child told somebody, or what was seen of it, with no referral after it."""
    holder, day, child = _holder(scene)
    row = _told_of(scene, holder, day, child)
    _plant(scene, holder, row, "certain", "a child was there, or told of it, and no referral")


def child_beside_an_assault(scene: Scene) -> None:
    """Plant an assault beside which a child stood, with no referral after it."""
    holder, day, child = _holder(scene)
    row = _beside(scene, holder, day, child)
    _plant(scene, holder, row, "certain", "an assault with a child present, and no referral")


def child_referred_on_the_last_day(scene: Scene) -> None:
    """Plant a referral of the child on the seventh day."""
    holder, day, child, row = _some(scene)
    scene.refer(holder, scene.agency(CSC), day + timedelta(LAST), child, "Referred.")
    _plant(scene, holder, row, "nothing", "referred on the last day")


def child_referred_a_day_late(scene: Scene) -> None:
    """Plant a referral of the child on the eighth day."""
    holder, day, child, row = _some(scene)
    scene.refer(holder, scene.agency(CSC), day + timedelta(LAST + 1), child, "Referred.")
    _plant(scene, holder, row, "certain", "referred on the first day after")


def child_referred_perhaps_in_time(scene: Scene) -> None:
    """Plant a referral of the child of which the date does not say whether it is in time."""
    holder, day, child, row = _some(scene)
    when = between(day + timedelta(2), day + timedelta(LAST + scene.rng.randrange(1, 6)))
    scene.refer(holder, scene.agency(CSC), when, child, "Referred to them.")
    _plant(scene, holder, row, "possible", "the referral may be in time or late")


def child_there_on_a_rough_day(scene: Scene) -> None:
    """Plant an occurrence whose own date leaves open whether the referral was in time."""
    holder, day, child = _holder(scene)
    row = _harmed(scene, holder, between(day - timedelta(4), day), child)
    scene.refer(holder, scene.agency(CSC), day + timedelta(LAST), child, "Referred.")
    _plant(scene, holder, row, "possible", "it may be close enough to the referral")


def child_referred_to_nobody_named(scene: Scene) -> None:
    """Plant a referral of which the row does not say to whom."""
    holder, day, child, row = _some(scene)
    scene.row(holder, day + timedelta(1), "referral-made", child, "Form sent.")
    _plant(scene, holder, row, "nothing", "a referral that names no agency")


def help_for_the_child_not_wanted(scene: Scene) -> None:
    """Plant help that was offered and not taken up."""
    holder, day, child, row = _some(scene)
    scene.row(
        holder, day + timedelta(2), "referral-offered-declined", f"V, {child} mentioned",
        "Family support offered; not now.",
    )  # fmt: skip
    _plant(scene, holder, row, "nothing", "offered, and not taken up")


def known_to_them_in_those_days(scene: Scene) -> None:
    """Plant a row of children's social care itself about the child or the household."""
    holder, day, child, row = _some(scene)
    who = scene.some(child, "V", "P")
    scene.row(scene.agency(CSC), day + timedelta(scene.rng.randrange(LAST + 1)), "home-visit", who,
              scene.some("Called at the house.", "Seen at home; all well that day."))  # fmt: skip
    _plant(scene, holder, row, "nothing", "they have a row about the household in those days")


def known_to_them_for_somebody_else(scene: Scene) -> None:
    """Plant a row of children's social care in those days about somebody else."""
    holder, day, _, row = _some(scene)
    scene.row(scene.agency(CSC), day + timedelta(3), "phone-call", "F", "F asked about fostering.")
    _plant(scene, holder, row, "certain", "their row is about somebody else")


def child_referred_elsewhere(scene: Scene) -> None:
    """Plant a referral of the child to somebody else than children's social care."""
    holder, day, child, row = _some(scene)
    to = scene.own_agency(scene.some("camhs", "isva", "armed-forces"))
    scene.refer(holder, to, day + timedelta(2), child, "Referred for play sessions.")
    _plant(scene, holder, row, "certain", "the referral is to another kind of service")


def somebody_else_referred(scene: Scene) -> None:
    """Plant a referral to children's social care about somebody else."""
    holder, day, _, row = _some(scene)
    to = scene.agency(CSC)
    scene.refer(holder, to, day + timedelta(2), "F", "F put forward as a carer.")
    _plant(scene, holder, row, "certain", "the referral is of somebody else")


def child_referred_in_the_response(scene: Scene) -> None:
    """Plant a row whose Response tells of the referral."""
    holder, day, child = _holder(scene)
    done = scene.some("Safeguarding referral sent.", "Referred.", "Referral made that night.")
    row = _any(scene)(scene, holder, day, child, response=done)
    _plant(scene, holder, row, "nothing", "the Response tells of a referral")


def child_not_referred_for_a_reason(scene: Scene) -> None:
    """Plant an occurrence whose row records a reason for not sharing."""
    holder, day, child = _holder(scene)
    bar: dict[str, Any] = {"bar": Bar.CONSENT_REFUSED, "bar_text": "Mother did not agree."}
    row = _any(scene)(scene, holder, day, child, **bar)
    _plant(scene, holder, row, "certain", "a reason is recorded, and asked about")


def child_told_of_by_another(scene: Scene) -> None:
    """Plant an occurrence of which the agency only heard from another."""
    holder, day, child = _holder(scene)
    other = scene.own_agency("legal")
    row = _told_of(scene, holder, day, child, told_by=[other])
    scene.row(other, day, "share", f"V, {child}", "Passed on.", shared=[holder], same=row)
    _plant(scene, holder, row, "nothing", "told by another agency")


def child_there_in_the_past(scene: Scene) -> None:
    """Plant a row that tells only of the past."""
    holder, day, child = _holder(scene)
    row = scene.row(
        holder, day, "contact", "V", "Spoke of years ago, when the child had heard it all.",
        tells=[Told("child-present", child, "P", Stance.HISTORY)],
    )  # fmt: skip
    _plant(scene, holder, row, "nothing", "it tells of the past")


def child_only_spoken_of(scene: Scene) -> None:
    """Plant an assault at which a child was only spoken of."""
    holder, day, child = _holder(scene)
    row = scene.row(
        holder, day, "assault", f"V, P mentioned, {child} mentioned",
        "Cut lip. The child was at a grandmother's.",
    )  # fmt: skip
    _plant(scene, holder, row, "nothing", "the child was not there")


def child_beside_an_argument(scene: Scene) -> None:
    """Plant an argument beside a child, too light for the rule."""
    holder, day, child = _holder(scene)
    row = scene.row(
        holder, day, "argument", f"V, P, {child} present", "Raised voices about who drives."
    )
    _plant(scene, holder, row, "nothing", "too light for the rule")


def child_seen_by_an_agency_not_expected(scene: Scene) -> None:
    """Plant harm to a child on the record of an agency of which the rule expects nothing."""
    _, day, child = _holder(scene)
    holder = scene.own_agency(scene.some(*NOT_EXPECTED))
    scene.says_what_was_passed_on(holder)
    row = _harmed(scene, holder, day, child)
    _plant(scene, holder, row, "nothing", "not expected of such an agency")


def child_there_close_to_the_end(scene: Scene) -> None:
    """Plant harm to a child when no time was left for a referral."""
    child = _child(scene)
    holder, day = scene.own_agency(scene.some(*HOLDERS)), scene.free_at_end(LAST)
    scene.says_what_was_passed_on(holder)
    row = _harmed(scene, holder, day, child)
    _plant(scene, holder, row, "nothing", "too close to the end to be told")


def _plant(scene: Scene, holder: str, row: str, found: str, why: str) -> None:
    scene.plant(KEY, "child", holder, [row], found, why)


def _child(scene: Scene) -> str:
    children = [p for p in scene.persons if p.startswith("C")]
    if not children:
        raise NoRoomError
    return scene.rng.choice(children)


def _holder(scene: Scene) -> tuple[str, date, str]:
    child = _child(scene)
    day = scene.free(6, 32, silent=[CSC], around=(6, 10))
    holder = scene.own_agency(scene.some(*HOLDERS))
    scene.says_what_was_passed_on(holder)
    return holder, day, child


def _some(scene: Scene) -> tuple[str, date, str, str]:
    holder, day, child = _holder(scene)
    return holder, day, child, _any(scene)(scene, holder, day, child)


def _any(scene: Scene) -> Callable[..., str]:
    return scene.rng.choice((_harmed, _told_of, _beside))


def _harmed(scene: Scene, holder: str, when: str | date, child: str, **more: Any) -> str:  # noqa: ANN401
    text = scene.some(
        "Mark on the arm, as of a hand.",
        "Brought in with a bruised cheek; fell, it is said.",
        "Was struck when getting in between.",
    )
    return scene.row(holder, when, "child-incident", child, text, **more)


def _told_of(scene: Scene, holder: str, when: str | date, child: str, **more: Any) -> str:  # noqa: ANN401
    topic, text = scene.rng.choice(
        (
            ("child-present", "The child was on the stairs and heard it."),
            ("child-disclosure", "Said that there is hitting at home."),
            ("child-abuse", "Says that he is locked in his room."),
            ("harm-threatened-to-children", "Says that he would take the children and go."),
        )
    )
    who = child if topic == "child-disclosure" else scene.some("V", f"V, {child} present")
    tells = [Told(topic, child, "P")]
    return scene.row(holder, when, scene.some("contact", "home-visit"), who, text, tells=tells,
                     **more)  # fmt: skip


def _beside(scene: Scene, holder: str, when: str | date, child: str, **more: Any) -> str:  # noqa: ANN401
    kind = scene.some("assault", "threat", "serious-assault")
    text = scene.some("Called to the house; children up.", "Came with a cut hand, child in arms.")
    return scene.row(holder, when, kind, f"V, P mentioned, {child} present", text, **more)


PLANTS = (
    child_harmed,
    child_who_told_somebody,
    child_beside_an_assault,
    child_referred_on_the_last_day,
    child_referred_a_day_late,
    child_referred_perhaps_in_time,
    child_there_on_a_rough_day,
    child_referred_to_nobody_named,
    help_for_the_child_not_wanted,
    known_to_them_in_those_days,
    known_to_them_for_somebody_else,
    child_referred_elsewhere,
    somebody_else_referred,
    child_referred_in_the_response,
    child_not_referred_for_a_reason,
    child_told_of_by_another,
    child_there_in_the_past,
    child_only_spoken_of,
    child_beside_an_argument,
    child_seen_by_an_agency_not_expected,
    child_there_close_to_the_end,
)
