"""Plants of needs on record, with and without an adjustment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from graphdb.model import Role, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "need-not-met"
#: "Who interpreted" rests on one row alone, and "on no record" on rows that are certain: neither is
#: ever only possible.
#: Some of these needs are weighty: others in contact can have no record of them.
#: It adds up, too, with what else is planted.
ALSO = frozenset({"pooled-threshold", "unshared"})

NEEDS = (
    ("language-need", "Speaks little English.", "Asked whether somebody could interpret."),
    ("cultural-barrier", "In her community one does not speak of it.", "Would lose face at home."),
    ("immigration-status", "Visa depends on the marriage.", "No recourse to public funds."),
    ("disability", "Uses a wheelchair.", "Cannot hear on that side.", "Long-term illness."),
    ("learning-disability", "Reads with difficulty.", "Autism, diagnosed at school."),
    ("dementia", "Forgets what was agreed.", "Memory clinic: early dementia."),
)  # fmt: skip
HOLDERS = ("gp", "housing", "police", "probation", "midwifery", "job-centre", "community-health",
           "voluntary", "substance-misuse", "education")  # fmt: skip
ADJUSTED = ("assessment", "capacity-assessment", "carers-assessment", "referral-made",
            "referral-offered-declined", "safety-planning", "information-for-person",
            "legal-advice", "professionals-meeting", "adult-safeguarding-enquiry")  # fmt: skip


def need_with_contacts_after(scene: Scene) -> None:
    """Plant a need on record, with contacts after it and no adjustment."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    _contacts(scene, agency, day, who)
    scene.plant(KEY, "no adjustment", agency, [row], "certain", "contacts, and no adjustment")


def need_written_before_the_contacts(scene: Scene) -> None:
    """Plant a need that came by letter, with two contacts after it."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who, kind="letter-received")
    _contacts(scene, agency, day, who, least=2)
    scene.plant(KEY, "no adjustment", agency, [row], "certain", "a letter, then contacts")


def need_adjusted_to_on_the_last_day(scene: Scene) -> None:
    """Plant a need that was adjusted to on the last of the days."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    _contacts(scene, agency, day, who)
    _adjusted(scene, agency, day + timedelta(90), who)
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "adjusted to on the last day")


def need_adjusted_to_a_day_late(scene: Scene) -> None:
    """Plant a need that was adjusted to on the day after the last."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    _contacts(scene, agency, day, who)
    _adjusted(scene, agency, day + timedelta(91), who)
    scene.plant(KEY, "no adjustment", agency, [row], "certain", "adjusted to a day late")


def need_perhaps_adjusted_to(scene: Scene) -> None:
    """Plant a need that was adjusted to in time or not."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 120)
    row = _need(scene, agency, day, who)
    _contacts(scene, agency, day, who)
    _adjusted(scene, agency, between(day + timedelta(70), day + timedelta(115)), who)
    scene.plant(KEY, "no adjustment", agency, [row], "possible", "adjusted to, perhaps in time")


def need_with_a_second_contact_perhaps_in_time(scene: Scene) -> None:
    """Plant a need with a second contact in the days after it, or later: it is not counted."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 120)
    row = _need(scene, agency, day, who)
    scene.row(agency, between(day + timedelta(75), day + timedelta(110)), "contact", who, "Seen.")
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "a contact, perhaps in time")


def need_with_a_contact_too_late(scene: Scene) -> None:
    """Plant a need with its second contact on the day after the last."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    scene.row(agency, day + timedelta(91), "contact", who, "Seen.")
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "the second contact a day late")


def need_with_a_contact_on_the_last_day(scene: Scene) -> None:
    """Plant a need with its second contact on the last of the days."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    scene.row(agency, day + timedelta(90), "contact", who, scene.some("Seen.", "Talked."))
    scene.plant(KEY, "no adjustment", agency, [row], "certain", "the second contact in time")


def need_with_letters_after(scene: Scene) -> None:
    """Plant a need with one contact and nothing but post after it."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    for _ in range(scene.rng.randrange(1, 4)):
        later = day + timedelta(scene.rng.randrange(1, 90))
        kind = scene.some("letter-sent", "letter-received", "administration", "repeat-prescription")
        scene.row(agency, later, kind, who, "Posted.")
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "only routine after it")


def need_with_contacts_of_others(scene: Scene) -> None:
    """Plant a need with one contact; afterwards others were seen, and others saw them."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    scene.row(agency, day + timedelta(9), "contact", "F", "Seen.")
    other = scene.own_agency("housing")
    for d in (5, 12):
        scene.row(other, day + timedelta(d), "contact", who, "Seen about the roof.")
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "contacts of and with others")


def need_with_an_adjustment_on_its_row(scene: Scene) -> None:
    """Plant a need whose row says what was done."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who, response=scene.some(
        "Interpreter booked for next time.", "Longer appointments from now on.",
        "Seen on the ground floor.", "Letters in large print."))  # fmt: skip
    _contacts(scene, agency, day, who)
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "its row says what was done")


def need_of_which_only_another_was_helped(scene: Scene) -> None:
    """Plant a need after which somebody outside the household was referred."""
    agency, who, day = _holder(scene), _who(scene), scene.free(1, 95)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _need(scene, agency, day, who)
    _contacts(scene, agency, day, who)
    _adjusted(scene, agency, day + timedelta(10), other)
    scene.plant(KEY, "no adjustment", agency, [row], "certain", "only somebody else was helped")


def need_at_an_agency_that_says_nothing(scene: Scene) -> None:
    """Plant a need at an agency that writes of nothing what was done."""
    agency, who, day = scene.own_agency(scene.rng.choice(HOLDERS)), _who(scene), scene.free(1, 95)
    row = _need(scene, agency, day, who)
    _contacts(scene, agency, day, who)
    why = "writes of nothing what it did"
    scene.plant(KEY, "no adjustment", agency, [row], "cannot tell", why)


def need_of_somebody_outside(scene: Scene) -> None:
    """Plant the need of somebody who is not of the household."""
    agency, day = _holder(scene), scene.free(1, 95)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _need(scene, agency, day, other)
    _contacts(scene, agency, day, other)
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "somebody outside the household")


def need_ruled_out(scene: Scene) -> None:
    """Plant a row that says that there was no such need."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = scene.row(agency, day, "contact", "V", "Speaks English well, no interpreter wanted.",
                    tells=[Told("language-need", "V", stance=Stance.RULED_OUT)])  # fmt: skip
    _contacts(scene, agency, day, "V", least=2)
    scene.plant(KEY, "no adjustment", agency, [row], "nothing", "no such need")


def who_interpreted(scene: Scene) -> None:
    """Plant a contact with a need for an interpreter, and somebody close in the room."""
    agency, day = _holder(scene), scene.free(1, 95)
    close = scene.rng.choice([
        "P", "F", scene.own_person(Role.FRIEND, "friend", "V"),
        scene.own_person(Role.NEIGHBOUR, "neighbour", "V"),
    ])  # fmt: skip
    row = _interpreted(scene, agency, day, f"V, {close} present")
    scene.plant(KEY, "who interpreted", agency, [row], "certain", "somebody close was there")


def interpreter_on_record(scene: Scene) -> None:
    """Plant a contact with somebody close in the room, whose row says who interpreted."""
    agency, day = _holder(scene), scene.free(1, 95)
    said = scene.some("Telephone interpreter used.", "Interpreter came.", "Own staff interpreted.")
    row = _interpreted(scene, agency, day, "V, P present", said)
    scene.plant(KEY, "who interpreted", agency, [row], "nothing", "an interpreter is on record")


def nobody_close_was_there(scene: Scene) -> None:
    """Plant a contact with a need for an interpreter, at which she was alone."""
    agency, day = _holder(scene), scene.free(1, 95)
    row = _interpreted(scene, agency, day, scene.some("V", "V, F mentioned"))
    scene.plant(KEY, "who interpreted", agency, [row], "nothing", "nobody close was there")


def need_that_only_the_case_lists(scene: Scene) -> None:
    """Plant a need that the case lists, of which no row tells, with contacts of an agency."""
    agency, day = scene.own_agency(scene.rng.choice(HOLDERS)), scene.free(1, 95)
    child = _listed(scene)
    rows = _contacts(scene, agency, day, child, least=2)
    scene.plant(KEY, "on no record", agency, rows, "certain", "only the case lists it")


def listed_need_with_one_contact(scene: Scene) -> None:
    """Plant a need that the case lists, with one contact only."""
    agency, day = scene.own_agency(scene.rng.choice(HOLDERS)), scene.free(1, 95)
    row = scene.row(agency, day, "contact", _listed(scene), "Seen once.")
    scene.plant(KEY, "on no record", agency, [row], "nothing", "one contact only")


def listed_need_on_record(scene: Scene) -> None:
    """Plant a need that the case lists, which another agency has on record."""
    agency, other = scene.own_agency("gp"), scene.own_agency("education")
    day, child = scene.free(1, 95), _listed(scene)
    rows = _contacts(scene, agency, day, child, least=2)
    needs = scene.persons[child].needs
    scene.row(other, day, "letter-received", child, "From the clinic.",
              tells=[Told(n, child) for n in needs])  # fmt: skip
    scene.plant(KEY, "on no record", agency, rows[:1], "nothing", "on somebody's record")


# -- what they are made of ------------------------------------------------------------------------


def _holder(scene: Scene) -> str:
    agency = scene.own_agency(scene.rng.choice(HOLDERS))
    scene.says_what_was_done(agency)
    return agency


def _who(scene: Scene) -> str:
    return scene.rng.choice(["V", "V", "P", *(p for p in scene.persons if p.startswith("C"))])


def _listed(scene: Scene) -> str:
    child = scene.own_person(Role.CHILD, "child", "V")
    needs = (scene.some("disability", "learning-disability"),)
    scene.persons[child] = replace(scene.persons[child], needs=needs)
    return child


def _need(
    scene: Scene, agency: str, day: date, who: str, *, kind: str = "", response: str = ""
) -> str:
    topic, *texts = scene.rng.choice(NEEDS)
    return scene.row(
        agency, day, kind or scene.some("contact", "appointment", "home-visit", "phone-call"), who,
        scene.some(*texts), tells=[Told(topic, who, stance=Stance.OBSERVED)], response=response,
    )  # fmt: skip


def _contacts(scene: Scene, agency: str, day: date, who: str, least: int = 1) -> list[str]:
    days = scene.rng.sample(range(2, 90), scene.rng.randrange(least, least + 3))
    return [
        scene.row(
            agency, day + timedelta(d), scene.some("contact", "appointment", "phone-call"), who,
            scene.some("Seen.", "Asked about the form.", "Came by.", "Talked about next month."),
        )
        for d in sorted(days)
    ]  # fmt: skip


def _adjusted(scene: Scene, agency: str, when: str | date, who: str) -> None:
    text = scene.some("With somebody to help.", "About what would make it easier.", "As agreed.")
    scene.row(agency, when, scene.rng.choice(ADJUSTED), who, text)


def _interpreted(
    scene: Scene, agency: str, day: date, persons: str, response: str = ""
) -> str:  # fmt: skip
    return scene.row(
        agency, day, scene.some("appointment", "home-visit", "contact"), persons,
        scene.some("Little English; answers came through the family.", "Needed it translated."),
        tells=[Told("language-need", "V", stance=Stance.OBSERVED)], response=response,
    )  # fmt: skip


PLANTS = (
    need_with_contacts_after,
    need_written_before_the_contacts,
    need_adjusted_to_on_the_last_day,
    need_adjusted_to_a_day_late,
    need_perhaps_adjusted_to,
    need_with_a_second_contact_perhaps_in_time,
    need_with_a_contact_too_late,
    need_with_a_contact_on_the_last_day,
    need_with_letters_after,
    need_with_contacts_of_others,
    need_with_an_adjustment_on_its_row,
    need_of_which_only_another_was_helped,
    need_at_an_agency_that_says_nothing,
    need_of_somebody_outside,
    need_ruled_out,
    who_interpreted,
    interpreter_on_record,
    nobody_close_was_there,
    need_that_only_the_case_lists,
    listed_need_with_one_contact,
    listed_need_on_record,
)
