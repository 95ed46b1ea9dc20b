"""Plants of what was said or asked with no response, and of what looks like it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.scene import Scene, Told, between

KEY = "no-response"
ALSO = frozenset(
    {
        "unshared",  # what was said is weighty, and others were in contact
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
        "two-silos",  # one agency that holds such a thing saw only her, another only him
    }
)

HOLDERS = ("gp", "hospital", "housing", "community-health", "job-centre", "homelessness",
           "sexual-health", "local-authority")  # fmt: skip
ASKED = ("voluntary", "legal", "armed-forces", "border-agency", "fire", "animal-welfare")
SAID = (
    ("disclosure", "V", "Said that he pushes her.", Told("assault", "V", "P")),
    ("disclosure", "V", "Said that he shouts all evening.", Told("emotional-abuse", "V", "P")),
    ("disclosure", "V", "Asked what one can do when one is afraid at home.", None),
    ("disclosure", "V", "Told the nurse that her telephone is checked.",
     Told("coercive-control", "V", "P")),
    ("disclosure", "P", "Said that he cannot keep his temper with her.", None),
    ("concern-reported", "V mentioned", "A caller says that there is screaming at night.", None),
    ("concern-reported", "V, P mentioned", "A sister rang: V has stopped coming.",
     Told("isolation", "V", "P")),
    ("appointment", "V", "Sore shoulder. Asked for help with what happens at home.",
     Told("disclosure-of-abuse", "V", "P")),
)  # fmt: skip
ANSWERS = (
    ("referral-made", "Referred to the women's service."),
    ("referral-offered-declined", "Offered a referral; not now."),
    ("information-for-person", "Card with a number given."),
    ("internal-meeting", "Talked over in the Monday meeting."),
    ("supervision", "Taken to the supervisor."),
    ("flag", "Marker put on the record."),
)
LAST, LAST_ASKED = 14, 28


def unanswered_disclosure(scene: Scene) -> None:
    """Plant something said with nothing after it, though the agency writes what it does."""
    row, holder, _, _ = _said(scene)
    scene.plant(KEY, "said", holder, [row], "certain", "nothing in the days after")


def answered_on_the_last_day(scene: Scene) -> None:
    """Plant something said that was answered on the fourteenth day."""
    row, holder, day, who = _said(scene)
    _answer(scene, holder, day + timedelta(LAST), who)
    scene.plant(KEY, "said", holder, [row], "nothing", "answered on the last day")


def answered_a_day_late(scene: Scene) -> None:
    """Plant something said that was answered on the fifteenth day."""
    row, holder, day, who = _said(scene)
    _answer(scene, holder, day + timedelta(LAST + 1), who)
    scene.plant(KEY, "said", holder, [row], "certain", "answered on the first day after")


def answered_perhaps_in_time(scene: Scene) -> None:
    """Plant something said of which the answer may be in time."""
    row, holder, day, who = _said(scene)
    low = day + timedelta(scene.rng.randrange(1, LAST + 1))
    _answer(scene, holder, between(low, day + timedelta(LAST + scene.rng.randrange(1, 15))), who)
    scene.plant(KEY, "said", holder, [row], "possible", "the answer may be in time or late")


def said_on_a_rough_day(scene: Scene) -> None:
    """Plant something said of which the day leaves open whether the answer was in time."""
    row, holder, day, who = _said(scene, rough=scene.rng.randrange(1, 8))
    _answer(scene, holder, day + timedelta(LAST), who)
    scene.plant(KEY, "said", holder, [row], "possible", "it may be close enough to the answer")


def answered_about_somebody_else(scene: Scene) -> None:
    """Plant something said after which only somebody else was helped."""
    row, holder, day, _ = _said(scene)
    scene.row(holder, day + timedelta(2), "information-for-person", "F", "Leaflet given.")
    scene.plant(KEY, "said", holder, [row], "certain", "the answer is about somebody else")


def answered_by_somebody_else(scene: Scene) -> None:
    """Plant something said that only another agency answered."""
    row, holder, day, who = _said(scene)
    other = scene.own_agency("voluntary")
    scene.row(other, day + timedelta(2), "information-for-person", who, "Leaflet given.")
    scene.plant(KEY, "said", holder, [row], "certain", "the answer is another agency's")


def answered_before_it_was_said(scene: Scene) -> None:
    """Plant something said the day after the leaflet was given."""
    row, holder, day, who = _said(scene)
    scene.row(holder, day - timedelta(1), "information-for-person", who, "Leaflet given.")
    scene.plant(KEY, "said", holder, [row], "certain", "the answer was the day before")


def seen_again_and_nothing_done(scene: Scene) -> None:
    """Plant something said after which the agency saw them about something else."""
    row, holder, day, who = _said(scene)
    scene.row(holder, day + timedelta(6), "appointment", who, "Ears looked at.")
    scene.row(holder, day + timedelta(9), "letter-sent", who, "Results posted.")
    scene.plant(KEY, "said", holder, [row], "certain", "seen about something else")


def answered_in_its_own_row(scene: Scene) -> None:
    """Plant something said whose own row says what was done."""
    more: dict[str, Any] = scene.rng.choice(
        ({"response": "Plan talked over."}, {"outcome": "To be seen again on Friday."})
    )
    row, holder, _, _ = _said(scene, **more)
    scene.plant(KEY, "said", holder, [row], "nothing", "its own row says what was done")


def answered_by_its_number(scene: Scene) -> None:
    """Plant something said to which a row of another kind says that it responds."""
    row, holder, day, who = _said(scene)
    when = day + timedelta(scene.rng.randrange(1, LAST))
    scene.row(holder, when, "phone-call", who, "Rang her back.", responds_to=(row,))
    scene.plant(KEY, "said", holder, [row], "nothing", "a row says that it responds to it")


def passed_on_in_the_same_row(scene: Scene) -> None:
    """Plant something said that was passed on at once."""
    other = scene.own_agency("voluntary")
    row, holder, day, who = _said(scene, shared=[other])
    scene.row(
        other, day + timedelta(1), "information-received", who, "Told.", told_by=[holder],
        responds_to=(row,),
    )  # fmt: skip
    scene.plant(KEY, "said", holder, [row], "nothing", "passed on in the same row")


def not_passed_on_for_a_reason(scene: Scene) -> None:
    """Plant something said of which the row records why it was not passed on."""
    row, holder, _, _ = _said(scene, bar=Bar.CONSENT_REFUSED, bar_text="Asked to tell nobody.")
    scene.plant(KEY, "said", holder, [row], "nothing", "a recorded reason is a response")


def said_to_one_that_writes_no_responses(scene: Scene) -> None:
    """Plant something said to an agency that says of nothing what was done."""
    row, holder, _, _ = _said(scene, writes=False)
    scene.plant(KEY, "said", holder, [row], "nothing", "it says of nothing what was done")


def said_about_somebody_else(scene: Scene) -> None:
    """Plant a concern about nobody of the household."""
    holder, day = _holder(scene), scene.free(10, 45)
    row = scene.row(holder, day, "concern-reported", "F", "A caller is worried about F's cough.")
    scene.plant(KEY, "said", holder, [row], "nothing", "about nobody of the household")


def said_close_to_the_end(scene: Scene) -> None:
    """Plant something said when no time was left for a response."""
    holder, day = _holder(scene), scene.free_at_end(LAST)
    row = scene.row(holder, day, "disclosure", "V", "Said that she is afraid of the weekend.")
    scene.plant(KEY, "said", holder, [row], "nothing", "too close to the end to be told")


def asked_and_nothing_came(scene: Scene) -> None:
    """Plant a request with nothing after it."""
    row, _, other, _, _ = _asked(scene)
    scene.plant(KEY, "asked", other, [row], "certain", "no answer on either record")


def asked_and_answered_on_the_last_day(scene: Scene) -> None:
    """Plant a request that was answered on the twenty-eighth day."""
    row, one, other, day, who = _asked(scene)
    kind = scene.some("information-provided", "share", "request-refused")
    scene.row(other, day + timedelta(LAST_ASKED), kind, who, "Answered.", shared=[one])
    scene.plant(KEY, "asked", other, [row], "nothing", "answered on the last day")


def asked_and_answered_a_day_late(scene: Scene) -> None:
    """Plant a request that was answered on the twenty-ninth day."""
    row, one, other, day, who = _asked(scene)
    kind = scene.some("information-provided", "share", "request-refused")
    scene.row(other, day + timedelta(LAST_ASKED + 1), kind, who, "Answered.", shared=[one])
    scene.plant(KEY, "asked", other, [row], "certain", "answered on the first day after")


def asked_and_perhaps_answered_in_time(scene: Scene) -> None:
    """Plant a request of which the answer may be in time."""
    row, one, other, day, who = _asked(scene)
    when = between(day + timedelta(20), day + timedelta(scene.rng.randrange(29, 40)))
    scene.row(other, when, "information-provided", who, "Answered.", shared=[one])
    scene.plant(KEY, "asked", other, [row], "possible", "the answer may be in time or late")


def asked_and_heard_on_the_askers_record(scene: Scene) -> None:
    """Plant a request of which the one that asked recorded the answer."""
    row, one, other, day, who = _asked(scene)
    when = day + timedelta(scene.rng.randrange(1, LAST_ASKED))
    scene.row(one, when, "information-received", who, "They rang back.", told_by=[other])
    scene.plant(KEY, "asked", other, [row], "nothing", "the answer is on the asker's record")


def asked_and_heard_from_another(scene: Scene) -> None:
    """Plant a request that only an agency that was not asked answered."""
    row, one, other, day, who = _asked(scene)
    third = scene.own_agency("care-provider")
    scene.told_of(third, one, day + timedelta(4), who, "Told of the day's care.")
    scene.plant(KEY, "asked", other, [row], "certain", "the answer is another agency's")


def asked_of_nobody_named(scene: Scene) -> None:
    """Plant a request that does not say of whom."""
    holder, day = _holder(scene), scene.free(10, 45)
    row = scene.row(holder, day, "request-for-information", "V", "Asked for an old address.")
    scene.plant(KEY, "asked", holder, [row], "nothing", "it does not say of whom")


def _holder(scene: Scene, *, writes: bool = True) -> str:
    holder = scene.own_agency(scene.some(*HOLDERS))
    if writes:
        scene.says_what_was_done(holder)
    return holder


def _said(
    scene: Scene,
    rough: int = 0,
    *,
    writes: bool = True,
    **more: Any,  # noqa: ANN401
) -> tuple[str, str, date, str]:
    holder, day = _holder(scene, writes=writes), scene.free(10, 45)
    kind, persons, text, told = scene.rng.choice(SAID)
    tells = [] if told is None else [told]
    when = between(day - timedelta(rough), day) if rough else day
    row = scene.row(holder, when, kind, persons, text, tells=tells, **more)
    return row, holder, day, persons.partition(" ")[0].strip(",")


def _answer(scene: Scene, holder: str, when: str | date, who: str) -> None:
    kind, text = scene.rng.choice(ANSWERS)
    named = f"{who} mentioned" if kind in ("internal-meeting", "supervision") else who
    scene.row(holder, when, kind, named, text)


def _asked(scene: Scene) -> tuple[str, str, str, date, str]:
    one, other, day = _holder(scene), scene.own_agency(scene.some(*ASKED)), scene.free(10, 50)
    scene.says_what_was_done(other)
    who = scene.some("V", "P", "V, P")
    text = scene.some("Asked what they know.", "Asked for dates.", "Asked for a report.")
    row = scene.row(one, day, "request-for-information", who, text, shared=[other])
    return row, one, other, day, who


PLANTS = (
    unanswered_disclosure,
    answered_on_the_last_day,
    answered_a_day_late,
    answered_perhaps_in_time,
    said_on_a_rough_day,
    answered_about_somebody_else,
    answered_by_somebody_else,
    answered_before_it_was_said,
    seen_again_and_nothing_done,
    answered_in_its_own_row,
    answered_by_its_number,
    passed_on_in_the_same_row,
    not_passed_on_for_a_reason,
    said_to_one_that_writes_no_responses,
    said_about_somebody_else,
    said_close_to_the_end,
    asked_and_nothing_came,
    asked_and_answered_on_the_last_day,
    asked_and_answered_a_day_late,
    asked_and_perhaps_answered_in_time,
    asked_and_heard_on_the_askers_record,
    asked_and_heard_from_another,
    asked_of_nobody_named,
)
