"""Plants of referrals that were acted on, with and without word to whoever made them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.scene import Scene, between

KEY = "referral-no-feedback"
#: Of a meeting at which both sat, somebody else may have held what it did not hear.
ALSO = frozenset({"meeting-without-holder"})
NO_ACTION = "referral-no-action"

REFER = ("education", "housing", "substance-misuse", "adult-social-care", "probation")
TO = ("voluntary", "isva", "early-years", "homelessness", "job-centre", "school-nursing",
      "perpetrator-programme", "victim-support")  # fmt: skip
ACTS = (
    ("phone-call", "Rang; they talked for half an hour."),
    ("appointment", "First session. Six more planned."),
    ("home-visit", "Called at the house."),
    ("letter-sent", "Appointment offered by letter."),
    ("safety-planning", "Talked over what would help."),
)


def acted_on_and_nobody_told(scene: Scene) -> None:
    """Plant a referral that was acted on, and of which the referrer heard nothing."""
    row, _, to, day, who = _referral(scene)
    _act(scene, to, day + timedelta(scene.rng.randrange(1, 29)), who)
    scene.plant(KEY, "no feedback", _by(scene, row), [row], "certain", "acted on, nobody told")


def acted_on_the_last_day_and_nobody_told(scene: Scene) -> None:
    """Plant a referral acted on on the last day, of which the referrer heard nothing."""
    row, by, to, day, who = _referral(scene)
    _act(scene, to, day + timedelta(28), who)
    scene.plant(KEY, "no feedback", by, [row], "certain", "acted on on the last day, nobody told")


def told_on_the_last_day(scene: Scene) -> None:
    """Plant an outcome that the referrer heard on the fifty-sixth day."""
    row, by, to, day, who = _acted(scene)
    scene.told_of(to, by, day + timedelta(56), who, _news(scene))
    scene.plant(KEY, "no feedback", by, [row], "nothing", "told on the last day")


def told_a_day_late(scene: Scene) -> None:
    """Plant an outcome that the referrer heard a day too late."""
    row, by, to, day, who = _acted(scene)
    other = scene.row(to, day + timedelta(57), "share", who, _news(scene), shared=[by])
    scene.row(
        by, day + timedelta(57), "information-received", who, "Heard from them.", told_by=[to],
        same=other,
    )  # fmt: skip
    scene.plant(KEY, "no feedback", by, [row], "certain", "told on the first day after")


def told_perhaps_in_time(scene: Scene) -> None:
    """Plant an outcome that the referrer may have heard in time."""
    row, by, to, day, who = _acted(scene)
    when = between(day + timedelta(40), day + timedelta(scene.rng.randrange(57, 66)))
    sent = scene.row(to, when, "share", who, _news(scene), shared=[by])
    scene.row(by, when, "information-received", who, "Heard.", told_by=[to], same=sent)
    scene.plant(KEY, "no feedback", by, [row], "possible", "told in time or late")


def told_about_somebody_else(scene: Scene) -> None:
    """Plant an agency that told the referrer about somebody else only."""
    row, by, to, day, _ = _acted(scene)
    scene.told_of(to, by, day + timedelta(35), "F", "F came to us about his pension.")
    scene.plant(KEY, "no feedback", by, [row], "certain", "told about somebody else only")


def told_by_somebody_else(scene: Scene) -> None:
    """Plant a referrer who heard of the person from another agency only."""
    row, by, to, day, who = _acted(scene)
    third = scene.own_agency(scene.some(*(s for s in TO if not to.startswith(s))))
    scene.told_of(third, by, day + timedelta(35), who, "Seen by us for a form.")
    scene.plant(KEY, "no feedback", by, [row], "certain", "told by another agency only")


def heard_on_the_referrers_record(scene: Scene) -> None:
    """Plant an outcome of which only the referrer wrote that it heard it."""
    row, by, to, day, who = _acted(scene)
    when = day + timedelta(scene.rng.randrange(29, 56))
    scene.row(by, when, scene.some("information-received", "contact"), who, "Heard.", told_by=[to])
    scene.plant(KEY, "no feedback", by, [row], "nothing", "the referrer's row names them")


def step_that_says_it_responds(scene: Scene) -> None:
    """Plant a step that says that it responds to the referral."""
    row, by, to, day, who = _referral(scene)
    kind, text = scene.rng.choice(ACTS)
    when = day + timedelta(scene.rng.randrange(2, 28))
    scene.row(to, when, kind, who, text, responds_to=(row,), told_by=[by])
    scene.plant(KEY, "no feedback", by, [row], "nothing", "a step responds to it and names them")


def step_that_answers_and_names_nobody(scene: Scene) -> None:
    """Plant a step that says that it responds, and does not say that anybody was told."""
    row, by, to, day, who = _referral(scene)
    kind, text = scene.rng.choice(ACTS)
    when = day + timedelta(scene.rng.randrange(2, 28))
    scene.row(to, when, kind, who, text, responds_to=(row,))
    scene.plant(KEY, "no feedback", by, [row], "certain", "it responds, and names nobody")


def told_at_a_meeting(scene: Scene) -> None:
    """Plant an outcome that came up where both sat at one table."""
    row, by, to, day, who = _acted(scene)
    when = day + timedelta(scene.rng.randrange(30, 56))
    met = scene.row(
        to, when, "professionals-meeting", who, "Review with those involved.", attended=[by, to]
    )
    scene.row(
        by, when, "professionals-meeting", who, "Review at their office.", attended=[to, by],
        same=met,
    )  # fmt: skip
    scene.plant(KEY, "no feedback", by, [row], "nothing", "both were at a meeting")


def fed_back_nothing_for_a_reason(scene: Scene) -> None:
    """Plant a referral whose row records a reason for not sharing."""
    row, by, to, day, who = _referral(scene, bar=Bar.OTHER, bar_text="Not to be written about.")
    _act(scene, to, day + timedelta(9), who)
    scene.plant(KEY, "no feedback", by, [row], "nothing", "a reason for not sharing is recorded")


def nothing_was_done_to_tell_of(scene: Scene) -> None:
    """Plant a referral on which nothing was done: asked about elsewhere."""
    row, by, to, day, who = _referral(scene)
    scene.says_what_was_done(to)
    scene.row(to, day + timedelta(3), "referral-received", who, "Received.", told_by=[by])
    scene.plant(KEY, "no feedback", by, [row], "nothing", "nothing was done that could be told")
    scene.plant(NO_ACTION, "received", to, [row], "certain", "it arrived, and nothing after that")


def acted_on_too_late_to_tell_of(scene: Scene) -> None:
    """Plant a referral on which something was done a day too late: asked about elsewhere."""
    row, by, to, day, who = _referral(scene)
    _act(scene, to, day + timedelta(29), who)
    scene.plant(KEY, "no feedback", by, [row], "nothing", "the step was too late to count")
    scene.plant(NO_ACTION, "no record", to, [row], "certain", "acted on on the first day after")


def acted_on_perhaps_in_time(scene: Scene) -> None:
    """Plant a referral on which perhaps nothing was done in time: asked about elsewhere."""
    row, by, to, day, who = _referral(scene)
    high = day + timedelta(scene.rng.randrange(29, 40))
    _act(scene, to, between(day + timedelta(20), high), who)
    scene.plant(KEY, "no feedback", by, [row], "nothing", "the step may be in time or late")
    scene.plant(NO_ACTION, "no record", to, [row], "possible", "the step may be in time or late")


def acted_on_close_to_the_end(scene: Scene) -> None:
    """Plant a referral after which there was no time left for word of it."""
    to = scene.own_agency(scene.some(*TO))
    by, day = scene.own_agency(scene.some(*REFER)), scene.free_at_end(56)
    row = scene.row(by, day, "referral-made", "V", "Referred for help.", shared=[to])
    _act(scene, to, day, "V")
    scene.plant(KEY, "no feedback", by, [row], "nothing", "too close to the end to be told")


def _by(scene: Scene, row: str) -> str:
    return scene.events[row].agency_id


def _news(scene: Scene) -> str:
    return scene.some("Has been seen.", "Taken on for six sessions.", "Not taken on; see letter.")


def _referral(scene: Scene, **more: Any) -> tuple[str, str, str, date, str]:  # noqa: ANN401
    day = scene.free(3, 70)
    by, to = scene.own_agency(scene.some(*REFER)), scene.own_agency(scene.some(*TO))
    who = scene.some("V", "V", "P", *(p for p in scene.persons if p.startswith("C")))
    text = scene.some("Referred for support.", "Referral sent.", "Asked whether they can help.")
    return scene.row(by, day, "referral-made", who, text, shared=[to], **more), by, to, day, who


def _act(scene: Scene, to: str, when: str | date, who: str) -> None:
    kind, text = scene.rng.choice(ACTS)
    scene.row(to, when, kind, who, text)


def _acted(scene: Scene) -> tuple[str, str, str, date, str]:
    row, by, to, day, who = _referral(scene)
    _act(scene, to, day + timedelta(scene.rng.randrange(1, 28)), who)
    return row, by, to, day, who


PLANTS = (
    acted_on_and_nobody_told,
    acted_on_the_last_day_and_nobody_told,
    told_on_the_last_day,
    told_a_day_late,
    told_perhaps_in_time,
    told_about_somebody_else,
    told_by_somebody_else,
    heard_on_the_referrers_record,
    step_that_says_it_responds,
    step_that_answers_and_names_nobody,
    told_at_a_meeting,
    fed_back_nothing_for_a_reason,
    nothing_was_done_to_tell_of,
    acted_on_too_late_to_tell_of,
    acted_on_perhaps_in_time,
    acted_on_close_to_the_end,
)
