"""Plants of what stands on the record of the sender or of the receiver alone.

Each pair of agencies is of its own: one that nowhere records what it receives, or sends, says
nothing by its silence, and one letter more or less would change that.
"""

from __future__ import annotations

from datetime import date, timedelta

from joinedup.generate.scene import Scene, between

KEY = "mirror"
#: A row that may be the other half is taken to be it: a line is certain or there is none.
ALSO = frozenset[str]()

SECTORS = ("voluntary", "isva", "early-years", "homelessness", "job-centre", "school-nursing",
           "armed-forces", "victim-support", "fire", "local-authority", "community-health",
           "sexual-health", "legal", "adult-social-care")  # fmt: skip
LAST = 28
TEXTS = (
    "Summary sent.",
    "Rang to say what was seen at the visit.",
    "Copy of the plan e-mailed.",
    "Told them of the appointment that was moved.",
)


def sent_and_not_received(scene: Scene) -> None:
    """Plant a share that its receiver has no record of."""
    one, other, day, who = _pair(scene)
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    scene.plant(KEY, "sent", one, [row], "certain", "no record of receipt")


def sent_twice_and_not_received(scene: Scene) -> None:
    """Plant two shares that make one line."""
    one, other, day, who = _pair(scene)
    rows = [
        scene.row(one, day + timedelta(gap), "share", who, scene.some(*TEXTS), shared=[other])
        for gap in (0, scene.rng.randrange(1, 30))
    ]
    scene.plant(KEY, "sent", one, rows, "certain", "two of them, no record of receipt")


def sent_beside_a_contact(scene: Scene) -> None:
    """Plant a contact whose row names another agency as told of it."""
    one, other, day, who = _pair(scene)
    kind = scene.some("home-visit", "phone-call", "appointment")
    row = scene.row(one, day, kind, who, "Seen; passed on.", shared=[other])
    scene.plant(KEY, "sent", one, [row], "certain", "a contact that was passed on, no receipt")


def sent_and_received_on_the_last_day(scene: Scene) -> None:
    """Plant a share that its receiver recorded twenty-eight days before or after."""
    one, other, day, who = _pair(scene)
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    when = day + timedelta(LAST * scene.rng.choice((1, -1)))
    scene.row(other, when, "information-received", who, "Received.", told_by=[one])
    scene.plant(KEY, "sent", one, [row], "nothing", "received on the last day")


def sent_and_received_a_day_late(scene: Scene) -> None:
    """Plant a share and a receipt that are twenty-nine days apart: each stands alone."""
    one, other, day, who = _pair(scene)
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    when = day + timedelta((LAST + 1) * scene.rng.choice((1, -1)))
    got = scene.row(other, when, "information-received", who, "Received.", told_by=[one])
    scene.plant(KEY, "sent", one, [row], "certain", "received on the first day after")
    scene.plant(KEY, "received", other, [got], "certain", "sent on the first day before")


def sent_and_perhaps_received(scene: Scene) -> None:
    """Plant a share of which the receipt may lie in the days: then it is taken to be its half."""
    one, other, day, who = _pair(scene)
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    when = between(day + timedelta(LAST - 2), day + timedelta(LAST + scene.rng.randrange(1, 20)))
    scene.row(other, when, "information-received", who, "Received.", told_by=[one])
    scene.plant(KEY, "sent", one, [row], "nothing", "may have been received in time")


def sent_and_received_from_nobody_named(scene: Scene) -> None:
    """Plant a share near which its receiver recorded something from nobody named."""
    one, other, day, who = _pair(scene)
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    kind = scene.some("letter-received", "information-received", "referral-received")
    scene.row(other, day + timedelta(scene.rng.randrange(-20, 20)), kind, who, "Letter filed.")
    scene.plant(KEY, "sent", one, [row], "nothing", "something came from nobody named")


def sent_and_received_from_another(scene: Scene) -> None:
    """Plant a share near which its receiver heard from somebody else only."""
    one, other, day, who = _pair(scene)
    third = scene.own_agency("care-provider")
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    scene.told_of(third, other, day + timedelta(5), who, "Told of the day's care.")
    scene.plant(KEY, "sent", one, [row], "certain", "received from another agency only")


def sent_to_one_that_records_no_receipts(scene: Scene) -> None:
    """Plant a share to an agency that nowhere records what it receives."""
    one, other, day, who = _pair(scene, receives=False)
    row = scene.row(one, day, "share", who, scene.some(*TEXTS), shared=[other])
    scene.plant(KEY, "sent", one, [row], "nothing", "it nowhere records what it receives")


def sent_about_somebody_else(scene: Scene) -> None:
    """Plant a share about nobody of the household."""
    one, other, day, _ = _pair(scene)
    row = scene.row(one, day, "share", "F", "About F's own affairs.", shared=[other])
    scene.plant(KEY, "sent", one, [row], "nothing", "about nobody of the household")


def asked_and_not_received(scene: Scene) -> None:
    """Plant a request that was answered, and not mirrored as such: asked about elsewhere."""
    one, other, day, who = _pair(scene)
    row = scene.row(one, day, "request-for-information", who, "Asked for dates.", shared=[other])
    scene.row(
        one, day + timedelta(3), "information-received", who, "Had them by telephone.",
        responds_to=(row,), response="Noted.",
    )  # fmt: skip
    scene.row(other, day + timedelta(35), "information-provided", who, "Given.", responds_to=(row,))
    scene.plant(KEY, "sent", one, [row], "nothing", "a request is asked about elsewhere")


def received_and_not_sent(scene: Scene) -> None:
    """Plant a receipt that the sender has no record of."""
    one, other, day, who = _pair(scene)
    kind = scene.some("information-received", "contact")
    row = scene.row(other, day, kind, who, scene.some("They rang.", "Heard."), told_by=[one])
    scene.plant(KEY, "received", other, [row], "certain", "no record of sending")


def letter_as_a_matter_of_course(scene: Scene) -> None:
    """Plant a discharge or appointment letter that stands on one record alone."""
    one, other, day, who = _pair(scene)
    text = scene.some("Discharge letter.", "Clinic letter, to be seen again in May.")
    if scene.rng.random() < 0.5:
        row = scene.row(one, day, "letter-sent", who, text, shared=[other])
        scene.plant(KEY, "sent", one, [row], "nothing", "a letter as a matter of course")
    else:
        row = scene.row(other, day, "letter-received", who, text, told_by=[one])
        scene.plant(KEY, "received", other, [row], "nothing", "a letter as a matter of course")


def received_and_sent_on_the_last_day(scene: Scene) -> None:
    """Plant a receipt that the sender recorded twenty-eight days before or after."""
    one, other, day, who = _pair(scene)
    row = scene.row(other, day, "information-received", who, "They rang.", told_by=[one])
    when = day + timedelta(LAST * scene.rng.choice((1, -1)))
    scene.row(one, when, scene.some("share", "phone-call"), who, "Rang them.", shared=[other])
    scene.plant(KEY, "received", other, [row], "nothing", "sent on the last day")


def received_and_perhaps_sent(scene: Scene) -> None:
    """Plant a receipt of which the sending may lie in the days."""
    one, other, day, who = _pair(scene)
    row = scene.row(other, day, "information-received", who, "They rang.", told_by=[one])
    when = between(day - timedelta(LAST + scene.rng.randrange(1, 20)), day - timedelta(LAST - 1))
    scene.row(one, when, "share", who, "Rang them.", shared=[other])
    scene.plant(KEY, "received", other, [row], "nothing", "may have been sent in time")


def received_from_one_that_records_no_sending(scene: Scene) -> None:
    """Plant a receipt from an agency that nowhere records what it sends."""
    one, other, day, who = _pair(scene, sends=False)
    row = scene.row(other, day, "information-received", who, "They rang.", told_by=[one])
    scene.plant(KEY, "received", other, [row], "nothing", "it nowhere records what it sends")


def received_about_somebody_else(scene: Scene) -> None:
    """Plant a receipt about nobody of the household."""
    one, other, day, _ = _pair(scene)
    row = scene.row(other, day, "information-received", "F", "About F's pension.", told_by=[one])
    scene.plant(KEY, "received", other, [row], "nothing", "about nobody of the household")


def _pair(scene: Scene, *, sends: bool = True, receives: bool = True) -> tuple[str, str, date, str]:
    """Return two agencies that record what they send and receive, of a third; a day; a person."""
    day = scene.free(50, 62)
    first, second = scene.rng.sample(SECTORS, 2)
    one, other = scene.own_agency(first), scene.own_agency(second)
    third = scene.own_agency("perpetrator-programme")
    begun = scene.first + timedelta(1)
    scene.row(one, begun, "contact", "F", "F asked about a form.", response="Told where.")
    if sends:
        scene.told_of(one, third, begun, "F", "F's form sent on.")
    if receives:
        scene.told_of(third, other, begun, "F", "F's form sent back.")
    else:
        scene.row(other, begun, "contact", "F", "F asked about a form.", response="Told where.")
    who = scene.some("V", "V", "P", "V, P", *(p for p in scene.persons if p.startswith("C")))
    return one, other, day, who


PLANTS = (
    sent_and_not_received,
    sent_twice_and_not_received,
    sent_beside_a_contact,
    sent_and_received_on_the_last_day,
    sent_and_received_a_day_late,
    sent_and_perhaps_received,
    sent_and_received_from_nobody_named,
    sent_and_received_from_another,
    sent_to_one_that_records_no_receipts,
    sent_about_somebody_else,
    asked_and_not_received,
    received_and_not_sent,
    letter_as_a_matter_of_course,
    received_and_sent_on_the_last_day,
    received_and_perhaps_sent,
    received_from_one_that_records_no_sending,
    received_about_somebody_else,
)
