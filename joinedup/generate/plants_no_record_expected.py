"""Plants of agencies that others record at a meeting, with nothing near it on their own record.

What may lie near keeps the line out, so that no line of this finding is only possible by a row of
the agency's own.
"""

from __future__ import annotations

from datetime import date, timedelta

from joinedup.generate.scene import Scene, between

KEY = "no-record-expected"
#: A row that may lie in the days keeps the line out: it is certain or there is none.
#: Of a meeting somebody who held something weighty may have heard nothing.
ALSO = frozenset({"meeting-without-holder"})

HOSTS = ("local-authority", "cafcass", "community-safety", "adult-social-care", "health-visiting")
GUESTS = ("voluntary", "isva", "early-years", "homelessness", "school-nursing", "fire",
          "armed-forces", "victim-support", "youth-justice")  # fmt: skip
MEETINGS = ("professionals-meeting", "core-group", "strategy-meeting")
LAST = 14
TEXTS = (
    "Meeting of those involved.",
    "Second meeting; plan gone through.",
    "Met at the town hall. Six people there.",
    "Met to share what each knows.",
)


def at_a_meeting_with_nothing_near(scene: Scene) -> None:
    """Plant a meeting of which one who was there has nothing on record."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, day)
    _plant(scene, guest, [row], "certain", "its own record has nothing near")


def at_two_meetings_with_nothing_near(scene: Scene) -> None:
    """Plant two meetings that make one line."""
    host, guest, day = _agencies(scene)
    rows = [_meet(scene, host, guest, day + timedelta(gap)) for gap in (0, 20)]
    _plant(scene, guest, rows, "certain", "two meetings, its own record has nothing near")


def at_a_meeting_on_a_rough_day(scene: Scene) -> None:
    """Plant a meeting on a rough day, with nothing near any day on which it can have been."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, between(day, day + timedelta(6)))
    _plant(scene, guest, [row], "certain", "nothing near any of the days")


def at_a_meeting_with_a_row_on_the_last_day(scene: Scene) -> None:
    """Plant a meeting fourteen days from which its guest has a row about anybody."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, day)
    _own(scene, guest, day + timedelta(LAST * scene.rng.choice((1, -1))))
    _plant(scene, guest, [row], "nothing", "a row about anybody on the last day")


def at_a_meeting_with_a_row_a_day_late(scene: Scene) -> None:
    """Plant a meeting fifteen days from which its guest has a row."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, day)
    _own(scene, guest, day + timedelta((LAST + 1) * scene.rng.choice((1, -1))))
    _plant(scene, guest, [row], "certain", "a row on the first day after, or before")


def at_a_meeting_with_a_row_that_may_be_near(scene: Scene) -> None:
    """Plant a meeting near which a row of its guest may lie."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, day)
    _own(scene, guest, between(day + timedelta(LAST - 1), day + timedelta(LAST + 12)))
    _plant(scene, guest, [row], "nothing", "a row that may lie near keeps it out")


def at_a_meeting_told_of_elsewhere_in_its_record(scene: Scene) -> None:
    """Plant a meeting to which a later row of its guest is linked."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, day)
    scene.row(
        guest, day + timedelta(30), "administration", "V", "Minutes of the meeting filed.",
        same=row,
    )  # fmt: skip
    _plant(scene, guest, [row], "nothing", "a row of its own is linked to it")


def invited_and_not_there(scene: Scene) -> None:
    """Plant a meeting to which an agency was invited only."""
    host, guest, day = _agencies(scene)
    row = scene.row(
        host, day, scene.rng.choice(MEETINGS), "V", scene.some(*TEXTS), attended=[host],
        invited=[guest],
    )  # fmt: skip
    _plant(scene, guest, [row], "nothing", "it was invited, and is not recorded as there")


def at_a_meeting_about_somebody_else(scene: Scene) -> None:
    """Plant a meeting about nobody of the household."""
    host, guest, day = _agencies(scene)
    row = _meet(scene, host, guest, day, "F")
    _plant(scene, guest, [row], "nothing", "about nobody of the household")


def told_and_not_met(scene: Scene) -> None:
    """Plant a share, which is no meeting: asked about elsewhere."""
    host, guest, day = _agencies(scene)
    row = scene.row(host, day, "share", "V", "Rang them.", shared=[guest])
    _plant(scene, guest, [row], "nothing", "a share is asked about elsewhere")


def at_a_meeting_with_no_meetings_on_record(scene: Scene) -> None:
    """Plant a meeting with an agency whose record has no meeting and names nobody."""
    host, guest, day = _agencies(scene, names=False)
    row = _meet(scene, host, guest, day)
    _plant(scene, guest, [row], "nothing", "its record has no meeting and names nobody")


def at_a_meeting_close_to_the_end(scene: Scene) -> None:
    """Plant a meeting of a day after which there was no time left."""
    host, guest = scene.own_agency(scene.some(*HOSTS)), scene.own_agency(scene.some(*GUESTS))
    _names_somebody(scene, guest)
    row = _meet(scene, host, guest, scene.free_at_end(LAST))
    _plant(scene, guest, [row], "nothing", "too close to the end to be told")


def _plant(scene: Scene, guest: str, rows: list[str], found: str, why: str) -> None:
    scene.plant(KEY, "nothing near", guest, rows, found, why)


def _agencies(scene: Scene, *, names: bool = True) -> tuple[str, str, date]:
    day = scene.free(20, 50)
    host, guest = scene.own_agency(scene.some(*HOSTS)), scene.own_agency(scene.some(*GUESTS))
    if names:
        _names_somebody(scene, guest)
    else:
        scene.row(guest, scene.first + timedelta(1), "contact", "F", "F asked about a form.")
    return host, guest, day


def _names_somebody(scene: Scene, guest: str) -> None:
    """Let an agency name another somewhere: where it never does, its silence says nothing."""
    third = scene.own_agency("perpetrator-programme")
    scene.told_of(guest, third, scene.first + timedelta(1), "F", "F's form sent on.")


def _meet(scene: Scene, host: str, guest: str, when: str | date, who: str = "") -> str:
    children = [p for p in scene.persons if p.startswith("C")]
    who = who or scene.some("V", "P", "V, P", *(f"{c}, V mentioned" for c in children))
    kind, text = scene.rng.choice(MEETINGS), scene.some(*TEXTS)
    return scene.row(host, when, kind, who, text, attended=[host, guest])


def _own(scene: Scene, guest: str, when: str | date) -> None:
    kind = scene.some("administration", "phone-call", "letter-sent")
    scene.row(guest, when, kind, scene.some("V", "F", "P"), "File note.")


PLANTS = (
    at_a_meeting_with_nothing_near,
    at_two_meetings_with_nothing_near,
    at_a_meeting_on_a_rough_day,
    at_a_meeting_with_a_row_on_the_last_day,
    at_a_meeting_with_a_row_a_day_late,
    at_a_meeting_with_a_row_that_may_be_near,
    at_a_meeting_told_of_elsewhere_in_its_record,
    invited_and_not_there,
    at_a_meeting_about_somebody_else,
    told_and_not_met,
    at_a_meeting_with_no_meetings_on_record,
    at_a_meeting_close_to_the_end,
)
