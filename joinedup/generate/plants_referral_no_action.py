"""Plants of referrals with no record of what whoever was asked did about them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.scene import Scene, between

KEY = "referral-no-action"
ALSO = frozenset[str]()

REFER = ("education", "housing", "substance-misuse", "adult-social-care", "probation")
TO = ("voluntary", "isva", "early-years", "homelessness", "job-centre", "school-nursing",
      "perpetrator-programme", "victim-support")  # fmt: skip
TEXTS = (
    "Referred for support.",
    "Referral form sent by e-mail.",
    "Referred after a talk about money and the house.",
    "Asked them to see whether they can help.",
    "Referral agreed and made.",
)
ACTS = (
    ("phone-call", "Rang; will come on Tuesday."),
    ("letter-sent", "Appointment offered by letter."),
    ("appointment", "First session."),
    ("home-visit", "Called at the house."),
    ("referral-declined", "Not for us: lives outside the district."),
    ("internal-meeting", "Talked over in the team: who should go?"),
)
RECEIPTS = (
    ("referral-received", "Referral received."),
    ("letter-received", "Letter received and filed."),
    ("information-received", "E-mail received."),
)


def referral_and_nothing_after(scene: Scene) -> None:
    """Plant a referral of which the agency asked has no row at all."""
    row, _, to, _, _ = _referral(scene)
    scene.plant(KEY, "no record", to, [row], "certain", "nothing after it")


def referral_that_only_arrived(scene: Scene) -> None:
    """Plant a referral that arrived, with nothing after that."""
    row, by, to, day, who = _referral(scene)
    scene.says_what_was_done(to)
    kind, text = scene.rng.choice(RECEIPTS)
    got = scene.row(to, day + timedelta(scene.rng.randrange(6)), kind, who, text, told_by=[by])
    scene.plant(KEY, "received", to, [row, got], "certain", "it arrived, and nothing after that")


def referral_that_arrived_and_was_perhaps_acted_on(scene: Scene) -> None:
    """Plant a referral that arrived, of which the first step may be in time."""
    row, by, to, day, who = _referral(scene)
    kind, text = scene.rng.choice(RECEIPTS)
    got = scene.row(to, day + timedelta(scene.rng.randrange(3)), kind, who, text, told_by=[by])
    low = day + timedelta(scene.rng.randrange(5, 28))
    _act(scene, by, to, between(low, day + timedelta(scene.rng.randrange(29, 40))), who)
    scene.plant(KEY, "received", to, [row, got], "possible", "the step may be in time or late")


def referral_acted_on_the_last_day(scene: Scene) -> None:
    """Plant a referral that was acted on on the twenty-eighth day."""
    row, by, to, day, who = _referral(scene)
    _act(scene, by, to, day + timedelta(28), who)
    scene.plant(KEY, "no record", to, [row], "nothing", "acted on on the last day")


def referral_acted_on_a_day_late(scene: Scene) -> None:
    """Plant a referral that was acted on on the twenty-ninth day."""
    row, by, to, day, who = _referral(scene)
    _act(scene, by, to, day + timedelta(29), who)
    scene.plant(KEY, "no record", to, [row], "certain", "acted on on the first day after")


def referral_acted_on_perhaps(scene: Scene) -> None:
    """Plant a referral of which the first step may be in time."""
    row, by, to, day, who = _referral(scene)
    low = day + timedelta(scene.rng.randrange(3, 28))
    high = day + timedelta(scene.rng.randrange(29, 40))
    _act(scene, by, to, between(low, high), who)
    scene.plant(KEY, "no record", to, [row], "possible", "the step may be in time or late")


def referral_dated_roughly(scene: Scene) -> None:
    """Plant a referral whose own date leaves open whether the step came in time."""
    days = scene.rng.randrange(2, 9)
    row, by, to, day, who = _referral(scene, rough=days)
    _act(scene, by, to, day + timedelta(28), who)
    scene.plant(KEY, "no record", to, [row], "possible", "the referral may be close enough")


def referral_acted_on_for_somebody_else(scene: Scene) -> None:
    """Plant a referral after which the agency asked saw only somebody else."""
    row, _, to, day, _ = _referral(scene)
    scene.row(to, day + timedelta(4), "appointment", "F", "F seen about his own affairs.")
    scene.plant(KEY, "no record", to, [row], "certain", "only somebody else was seen")


def referral_acted_on_by_somebody_else(scene: Scene) -> None:
    """Plant a referral after which another agency saw them, and not the one asked."""
    row, _, to, day, who = _referral(scene)
    other = scene.own_agency(scene.some(*(s for s in TO if not to.startswith(s))))
    scene.row(other, day + timedelta(4), "appointment", who, "Seen.")
    scene.plant(KEY, "no record", to, [row], "certain", "seen by another agency")


def referral_acted_on_namelessly(scene: Scene) -> None:
    """Plant a referral after which the agency asked has a row that names nobody."""
    row, by, to, day, who = _referral(scene)
    scene.row(to, day + timedelta(scene.rng.randrange(3, 20)), "phone-call", "", "Call made.")
    scene.told_of(to, by, day + timedelta(29), who, "Has been seen.")
    scene.plant(KEY, "no record", to, [row], "nothing", "a row that names nobody counts")


def referral_answered_by_its_number(scene: Scene) -> None:
    """Plant a referral to which a row says that it responds, whomever it names."""
    row, by, to, day, _ = _referral(scene)
    scene.row(
        to, day + timedelta(scene.rng.randrange(3, 29)), "letter-sent", "F",
        "Wrote to F, with whom they stay.", responds_to=(row,), told_by=[by],
    )  # fmt: skip
    scene.plant(KEY, "no record", to, [row], "nothing", "a row says that it responds to it")


def referral_answered_by_its_number_too_late(scene: Scene) -> None:
    """Plant a referral to which a row says that it responds, after the days."""
    row, by, to, day, _ = _referral(scene)
    late = scene.row(
        to, day + timedelta(scene.rng.randrange(29, 40)), "letter-sent", "F",
        "Wrote to F, with whom they stay.", responds_to=(row,), told_by=[by],
    )  # fmt: skip
    scene.plant(KEY, "no record", to, [row, late], "certain", "what responds came too late")


def receipt_with_a_response(scene: Scene) -> None:
    """Plant a referral of which the receipt says what was done."""
    row, by, to, day, who = _referral(scene)
    scene.row(
        to, day + timedelta(2), "referral-received", who, "Referral received.", told_by=[by],
        response=scene.some("Put on the list.", "Appointment for the ninth."), responds_to=(row,),
    )  # fmt: skip
    scene.plant(KEY, "no record", to, [row], "nothing", "the receipt says what was done")


def referral_with_a_reason(scene: Scene) -> None:
    """Plant a referral whose row records a reason for not sharing."""
    row, _, to, _, _ = _referral(scene, bar=Bar.CONSENT_REFUSED, bar_text="Changed her mind.")
    scene.plant(KEY, "no record", to, [row], "nothing", "a reason for not sharing is recorded")


def referral_to_an_agency_without_chronology(scene: Scene) -> None:
    """Plant a referral to an agency of which there is no chronology."""
    row, _, to, _, _ = _referral(scene, silent=True)
    scene.plant(KEY, "no record", to, [row], "nothing", "it sent no chronology")


def referral_that_says_not_to_whom(scene: Scene) -> None:
    """Plant a referral that names no agency."""
    by, day = scene.own_agency(scene.some(*REFER)), scene.free(2, 60)
    row = scene.row(by, day, "referral-made", "V", scene.some(*TEXTS))
    scene.plant(KEY, "no record", by, [row], "nothing", "it does not say to whom")


def help_offered_and_not_wanted(scene: Scene) -> None:
    """Plant a referral that was offered and never made."""
    by, to, day = _agencies(scene)
    row = scene.row(
        by, day, "referral-offered-declined", "V", "Referral offered; would rather not.",
        invited=[to],
    )  # fmt: skip
    scene.plant(KEY, "no record", to, [row], "nothing", "it was offered and never made")


def referral_close_to_the_end(scene: Scene) -> None:
    """Plant a referral after which there was no time left for a step."""
    to = scene.own_agency(scene.some(*TO))
    scene.says_what_was_done(to)
    by, day = scene.own_agency(scene.some(*REFER)), scene.free_at_end(28)
    row = scene.row(by, day, "referral-made", "V", scene.some(*TEXTS), shared=[to])
    scene.plant(KEY, "no record", to, [row], "nothing", "too close to the end to be told")


def _agencies(scene: Scene, *, silent: bool = False) -> tuple[str, str, date]:
    day = scene.free(12, 62)
    to = scene.own_agency(scene.some(*TO))
    if not silent:
        scene.says_what_was_done(to)
    return scene.own_agency(scene.some(*REFER)), to, day


def _referral(
    scene: Scene,
    rough: int = 0,
    *,
    silent: bool = False,
    **more: Any,  # noqa: ANN401
) -> tuple[str, str, str, date, str]:
    by, to, day = _agencies(scene, silent=silent)
    who = scene.some("V", "V", "P", *(p for p in scene.persons if p.startswith("C")))
    when = between(day - timedelta(rough), day) if rough else day
    text = scene.some(*TEXTS)
    row = scene.row(by, when, "referral-made", who, text, shared=[to], **more)
    return row, by, to, day, who


def _act(scene: Scene, by: str, to: str, when: str | date, who: str) -> None:
    """Let the agency asked take a step, and tell whoever referred soon after."""
    kind, text = scene.rng.choice([a for a in ACTS if a[0] != "referral-declined"])
    row = scene.row(to, when, kind, who, text)
    latest = scene.events[row].when.latest
    told = date.fromordinal((latest or 0) // 1440 + 1) + timedelta(3)
    scene.told_of(to, by, told, who, scene.some("Has been seen.", "Has been offered a place."))


PLANTS = (
    referral_and_nothing_after,
    referral_that_only_arrived,
    referral_that_arrived_and_was_perhaps_acted_on,
    referral_acted_on_the_last_day,
    referral_acted_on_a_day_late,
    referral_acted_on_perhaps,
    referral_dated_roughly,
    referral_acted_on_for_somebody_else,
    referral_acted_on_by_somebody_else,
    referral_acted_on_namelessly,
    referral_answered_by_its_number,
    referral_answered_by_its_number_too_late,
    receipt_with_a_response,
    referral_with_a_reason,
    referral_to_an_agency_without_chronology,
    referral_that_says_not_to_whom,
    help_offered_and_not_wanted,
    referral_close_to_the_end,
)
