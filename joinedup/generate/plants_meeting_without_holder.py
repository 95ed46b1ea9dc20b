"""Plants of meetings without somebody who held something weighty, and of what looks like it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, Naming, Role, team_not_stated
from joinedup.generate.props import agency_of, child
from joinedup.generate.scene import Scene, Told, between

KEY = "meeting-without-holder"
#: What stands on several records together can be enough where no one record has enough.
#: Where it stands in health alone, there may be no record of help that was offered.
ALSO = frozenset({"pooled-threshold", "conversations", "referral-none"})

CALLERS = ("childrens-social-care", "cafcass", "adult-social-care", "local-authority")
THERE = ("education", "school-nursing", "early-years", "community-health")
HOLDERS = ("gp", "camhs", "sexual-health", "voluntary", "youth-justice", "isva", "urgent-care")
MEETINGS = ("marac", "mappa", "strategy-meeting", "child-protection-conference",
            "professionals-meeting")  # fmt: skip
HEAVY = ("forced-marriage", "honour-based", "stalking", "coercive-control", "fear-of-being-killed",
         "false-imprisonment", "suicide-threat")  # fmt: skip
LIGHTER = ("isolation", "jealousy", "harassment", "economic-abuse", "self-harm")


def holder_not_invited(scene: Scene) -> None:
    """Plant a meeting to which an agency that held something weighty was not asked."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "certain", "a holder was not asked")


def holder_did_not_come(scene: Scene) -> None:
    """Plant a meeting to which a holder was asked, with no record that it was there."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    rows = _meeting(scene, day, who, invited=[holder])
    scene.plant(KEY, "did not come", holder, rows[:1], "certain", "asked, and not there")


def did_not_come_with_what_was_perhaps_known_there(scene: Scene) -> None:
    """Plant a holder that was asked and not there, of what one who was there perhaps knew."""
    who, day, holder = child(scene), scene.any_day(200, 40), agency_of(scene, *HOLDERS)
    came, topic = agency_of(scene, *THERE), scene.rng.choice(HEAVY)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who, topics=(topic,))
    span = between(day - timedelta(scene.rng.randrange(2, 25)), day + timedelta(12))
    scene.row(came, span, "administration", who, scene.some("Noted in class.", "A note on file."),
              tells=[Told(topic, who)])  # fmt: skip
    rows = _meeting(scene, day, who, came=[came], invited=[holder])
    scene.plant(KEY, "did not come", holder, rows[:1], "possible", "perhaps known to one there")


def holder_not_invited_of_two(scene: Scene) -> None:
    """Plant a meeting with one holder there, and another, of something else, not asked."""
    who, day = child(scene), scene.any_day(200, 20)
    here, away = agency_of(scene, *HOLDERS), agency_of(scene, *HOLDERS)
    _holds(scene, here, day - timedelta(30), who, topics=HEAVY[:3], kind="letter-received")
    _holds(
        scene, away, day - timedelta(scene.rng.randrange(1, 60)), who, topics=HEAVY[3:],
        kind="letter-received",
    )  # fmt: skip
    rows = _meeting(scene, day, who, came=[here])
    scene.plant(KEY, "not invited", away, rows[:1], "certain", "one holder was there, one was not")


def perhaps_known_to_those_there(scene: Scene) -> None:
    """Plant a meeting before which, or after which, one who was there learned of the same."""
    who, day, holder = child(scene), scene.any_day(200, 40), agency_of(scene, *HOLDERS)
    came, topic = agency_of(scene, *THERE), scene.rng.choice(HEAVY)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who, topics=(topic,))
    low = scene.rng.randrange(2, 25)
    scene.row(
        came, between(day - timedelta(low), day + timedelta(12)), "administration", who,
        scene.some("Noted from what was said in class.", "Note of a colleague."),
        tells=[Told(topic, who)],
    )  # fmt: skip
    rows = _meeting(scene, day, who, came=[came])
    scene.plant(KEY, "not invited", holder, rows[:1], "possible", "perhaps known to one there")


def known_to_those_there(scene: Scene) -> None:
    """Plant a meeting at which somebody had the same on record."""
    who, day, holder = child(scene), scene.any_day(200, 40), agency_of(scene, *HOLDERS)
    came, topic = agency_of(scene, *THERE), scene.rng.choice(HEAVY)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who, topics=(topic,))
    scene.row(came, day - timedelta(scene.rng.randrange(1, 20)), "administration", who,
              "Noted from what was said in class.", tells=[Told(topic, who)])  # fmt: skip
    rows = _meeting(scene, day, who, came=[came])
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "known to one who was there")


def told_at_the_meeting(scene: Scene) -> None:
    """Plant a meeting at which the same was told by somebody else."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    topic = scene.rng.choice(HEAVY)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who, topics=(topic,))
    rows = _meeting(scene, day, who, tells=[Told(topic, who)])
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "told at the meeting")


def holder_was_there(scene: Scene) -> None:
    """Plant a meeting at which the holder was."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    rows = _meeting(scene, day, who, came=[holder])
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "the holder was there")


def holder_with_a_row_of_the_meeting(scene: Scene) -> None:
    """Plant a meeting of which the holder, whom nobody names, has a row of its own."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    kind = scene.rng.choice(MEETINGS)
    rows = _meeting(scene, day, who, kind=kind)
    scene.row(holder, day, kind, who, "Was at the meeting.", same=rows[0])
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "it has a row of the meeting")


def holder_sent_the_minutes(scene: Scene) -> None:
    """Plant a meeting whose minutes went to the holder."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    rows = _meeting(scene, day, who, minutes_to=(Naming(team_not_stated(holder)),))
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "the minutes went to the holder")


def held_only_after_the_meeting(scene: Scene) -> None:
    """Plant a meeting after which an agency first learned of something weighty."""
    who, day, holder = child(scene), scene.any_day(20, 60), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day + timedelta(scene.rng.randrange(1, 50)), who)
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "learned after the meeting")


def perhaps_held_before_the_meeting(scene: Scene) -> None:
    """Plant a meeting before or after which an agency first learned: it was not certainly held."""
    who, day, holder = child(scene), scene.any_day(40, 40), agency_of(scene, *HOLDERS)
    span = between(day - timedelta(scene.rng.randrange(2, 30)), day + timedelta(12))
    _holds(scene, holder, span, who)
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "not certainly held by then")


def held_and_not_so_weighty(scene: Scene) -> None:
    """Plant a meeting without an agency that held something of less weight."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who, topics=LIGHTER)
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "not of that weight")


def held_about_somebody_else(scene: Scene) -> None:
    """Plant a meeting about one child, without an agency that held something about another."""
    who, other = child(scene), child(scene)
    day, holder = scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), other)
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "held about somebody else")


def held_with_a_reason_not_to_share(scene: Scene) -> None:
    """Plant a meeting without a holder whose row records a reason for not sharing."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who,
           bar=scene.rng.choice([Bar.CONSENT_REFUSED, Bar.CONCEALED_ADDRESS]),
           bar_text=scene.some("asked that it go no further", "did not agree"))  # fmt: skip
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "a reason is recorded")


def held_by_people_close(scene: Scene) -> None:
    """Plant a meeting without those close to them, who knew: they are no organisation."""
    who, day = child(scene), scene.any_day(200, 20)
    holder = agency_of(scene, "family", "friends", "neighbours")
    scene.row(holder, day - timedelta(scene.rng.randrange(1, 90)), "told-informally", who,
              "Heard it at home.", tells=[Told(scene.rng.choice(HEAVY), who)])  # fmt: skip
    scene.also.add("people-close")  # what they knew stands on no agency's record
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "held by people close to them")


def meeting_of_another_kind(scene: Scene) -> None:
    """Plant a core group, or a meeting inside one agency, without a holder."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    rows = _meeting(scene, day, who, kind=scene.some("core-group", "internal-meeting"))
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "a meeting of another kind")


def meeting_about_somebody_outside(scene: Scene) -> None:
    """Plant a meeting about a relative who is not of the household."""
    who = scene.own_person(Role.FAMILY, "cousin", "P")
    day, holder = scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    rows = _meeting(scene, day, who)
    scene.plant(KEY, "not invited", holder, rows[:1], "nothing", "somebody outside the household")


def meeting_that_says_not_who_was_there(scene: Scene) -> None:
    """Plant a meeting of which no row says who was asked or there."""
    who, day, holder = child(scene), scene.any_day(200, 20), agency_of(scene, *HOLDERS)
    _holds(scene, holder, day - timedelta(scene.rng.randrange(1, 190)), who)
    caller = agency_of(scene, *CALLERS)
    row = scene.row(caller, day, scene.rng.choice(MEETINGS), who, "Meeting held.")
    scene.plant(KEY, "not invited", holder, [row], "cannot tell", "no row says who was there")


# -- what they are made of ------------------------------------------------------------------------


def _holds(
    scene: Scene,
    holder: str,
    when: date | str,
    who: str,
    topics: tuple[str, ...] = HEAVY,
    kind: str = "",
    **more: Any,  # noqa: ANN401 - what else an event holds
) -> None:
    """Let an agency learn of something weighty."""
    text = scene.some("Spoke of what happens at home.", "Told the worker about it.",
                      "Came up in the session.", "Said so when asked alone.")  # fmt: skip
    kind = kind or scene.some("appointment", "phone-call", "contact")
    scene.row(holder, when, kind, who, text, tells=[Told(scene.rng.choice(topics), who)], **more)


def _meeting(
    scene: Scene,
    day: date,
    who: str,
    *,
    kind: str = "",
    came: Iterable[str] = (),
    **more: Any,  # noqa: ANN401 - what else an event holds
) -> tuple[str, str]:
    """Let agencies meet, each with a row of its own."""
    caller, kind = agency_of(scene, *CALLERS), kind or scene.rng.choice(MEETINGS)
    there = [agency_of(scene, *THERE), *came]
    text = scene.some("Those there told of what they know.", "Concerns talked over.",
                      "Meeting chaired by the team manager.")  # fmt: skip
    row = scene.row(caller, day, kind, who, text, attended=there, **more)
    own = [scene.row(c, day, kind, who, "Was at the meeting.", same=row) for c in there]
    return row, own[0]


PLANTS = (
    holder_not_invited,
    holder_did_not_come,
    did_not_come_with_what_was_perhaps_known_there,
    holder_not_invited_of_two,
    perhaps_known_to_those_there,
    known_to_those_there,
    told_at_the_meeting,
    holder_was_there,
    holder_with_a_row_of_the_meeting,
    holder_sent_the_minutes,
    held_only_after_the_meeting,
    perhaps_held_before_the_meeting,
    held_and_not_so_weighty,
    held_about_somebody_else,
    held_with_a_reason_not_to_share,
    held_by_people_close,
    meeting_of_another_kind,
    meeting_about_somebody_outside,
    meeting_that_says_not_who_was_there,
)
