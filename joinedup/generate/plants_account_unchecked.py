"""Plants of accounts that were acted on, beside abuse that was held already."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Role, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "account-unchecked"
#: Abuse and accounts on one agency's record are something that others in contact can have none of,
#: that stand on one person's file of two, and that add up beside what else is known.
ALSO = frozenset({"unshared", "files", "pooled-threshold"})

HOLDERS = ("police", "housing", "hospital", "voluntary", "adult-social-care", "health-visiting",
           "childrens-social-care")  # fmt: skip
HELD = ("assault", "harassment", "fear", "threats-of-violence", "coercive-control")
ACCOUNTS: tuple[tuple[Told, str, str, str], ...] = (
    (Told("abuse-minimised", "P"), "P, V mentioned", "Said it was nothing.", "Blames drink."),
    (Told("account-not-consistent", "V"), "V", "First a door, then a step.", "Told differently."),
    (Told("injury-unexplained", "V"), "V", "Bruise, not sure how.", "A fall, she thinks."),
    (Told("assault", "V", "P", Stance.DENIED), "V, P", "Nothing happened.", "He denied it."),
    (Told("threats-of-violence", "V", "P", Stance.RULED_OUT), "P, V", "Only loud.", "No threats."),
)
ENQUIRED = ("investigation", "arrest", "routine-enquiry", "supervision", "request-for-information",
            "information-received", "share", "referral-made", "referral-offered-declined",
            "strategy-meeting", "professionals-meeting", "adult-safeguarding-enquiry",
            "safety-planning", "risk-review", "challenge")  # fmt: skip


def account_then_closed(scene: Scene) -> None:
    """Plant an account, after which the matter was closed."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(28)))
    _plant(scene, agency, row, "certain", "an account, then closed")


def account_closed_on_the_last_day(scene: Scene) -> None:
    """Plant an account, with the matter closed on the last of the days."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(28))
    _plant(scene, agency, row, "certain", "closed on the last day")


def account_closed_later(scene: Scene) -> None:
    """Plant an account, with the matter closed on the day after the last."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(29))
    _plant(scene, agency, row, "nothing", "closed after the days")


def account_perhaps_closed_in_time(scene: Scene) -> None:
    """Plant an account, with the matter closed in the days or after them."""
    agency, day = _holder(scene), scene.free(130, 70)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, between(day + timedelta(15), day + timedelta(50)))
    _plant(scene, agency, row, "possible", "closed, perhaps in the days")


def account_perhaps_enquired_into(scene: Scene) -> None:
    """Plant an account that was closed, with further enquiry in the days or after them."""
    agency, day = _holder(scene), scene.free(130, 70)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(3, 14)))
    _enquired(scene, agency, between(day + timedelta(20), day + timedelta(50)))
    _plant(scene, agency, row, "possible", "enquired into, perhaps in the days")


def account_then_graded(scene: Scene) -> None:
    """Plant an account, after which the danger was graded lowest."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _graded(scene, agency, day + timedelta(scene.rng.randrange(1, 28)), "standard")
    _plant(scene, agency, row, "certain", "an account, then the lowest grade", "graded")


def account_then_graded_and_perhaps_enquired_into(scene: Scene) -> None:
    """Plant an account and the lowest grade, with an enquiry in the days or later."""
    agency, day = _holder(scene), scene.free(130, 70)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _graded(scene, agency, day + timedelta(scene.rng.randrange(1, 28)), "standard")
    _enquired(scene, agency, between(day + timedelta(20), day + timedelta(50)))
    _plant(scene, agency, row, "possible", "enquired into, perhaps in the days", "graded")


def account_then_graded_higher(scene: Scene) -> None:
    """Plant an account, after which the danger was not graded lowest."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _graded(scene, agency, day + timedelta(scene.rng.randrange(1, 28)), "medium")
    _plant(scene, agency, row, "nothing", "not the lowest grade", "graded")


def account_with_nothing_after(scene: Scene) -> None:
    """Plant an account that nobody acted on."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    scene.row(agency, day + timedelta(9), "phone-call", "V", scene.some("Rang back.", "Talked."))
    _plant(scene, agency, row, "nothing", "nothing was closed or graded")


def account_enquired_into(scene: Scene) -> None:
    """Plant an account that was closed after further enquiry, or with it later in the days."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(1, 28)))
    _enquired(scene, agency, day + timedelta(scene.rng.randrange(1, 29)))
    _plant(scene, agency, row, "nothing", "further enquiry in the days")


def account_enquired_into_too_late(scene: Scene) -> None:
    """Plant an account that was closed, with further enquiry on the day after the last."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(1, 28)))
    _enquired(scene, agency, day + timedelta(29))
    _plant(scene, agency, row, "certain", "further enquiry a day late")


def account_at_an_interview(scene: Scene) -> None:
    """Plant an account given at an interview or to a question: that is further enquiry."""
    agency, day = _holder(scene), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    kind = scene.some("investigation", "routine-enquiry", "referral-made")
    row = _account(scene, agency, day, kind=kind)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(1, 28)))
    _plant(scene, agency, row, "nothing", "given when somebody asked")


def account_with_nothing_held(scene: Scene) -> None:
    """Plant an account that was closed at an agency that held nothing; another did."""
    agency, other, day = _holder(scene), scene.own_agency("gp"), scene.free(130, 60)
    _held(scene, other, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(1, 28)))
    _plant(scene, agency, row, "nothing", "only another agency held abuse")


def account_before_the_abuse_was_held(scene: Scene) -> None:
    """Plant an account that was closed, with abuse that came to notice later, or perhaps did."""
    agency, day = _holder(scene), scene.free(60, 60)
    later = day + timedelta(scene.rng.randrange(1, 40))
    in_doubt = scene.rng.random() < 0.5
    _held(scene, agency, between(day - timedelta(30), later) if in_doubt else later)
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(28)))
    _plant(scene, agency, row, "nothing", "not certainly held before")


def account_beside_something_less(scene: Scene) -> None:
    """Plant an account that was closed, beside abuse that is not of the weight."""
    agency, day = _holder(scene), scene.free(130, 60)
    scene.row(agency, day - timedelta(40), "letter-received", "V, P", "A note on file.",
              tells=[Told(scene.some("emotional-abuse", "criminal-damage"), "V", "P",
                          Stance.HISTORY)])  # fmt: skip
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(28)))
    _plant(scene, agency, row, "nothing", "nothing weighty was held")


def account_of_other_people(scene: Scene) -> None:
    """Plant an account that was closed, with abuse held between other people."""
    agency, day = _holder(scene), scene.free(130, 60)
    one = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    other = scene.own_person(Role.OTHER, "lodger", one)
    scene.row(agency, day - timedelta(50), "letter-received", f"{one}, {other}", "Read on file.",
              tells=[Told("assault", one, other, Stance.HISTORY)])  # fmt: skip
    row = _account(scene, agency, day)
    _closed(scene, agency, day + timedelta(scene.rng.randrange(28)))
    _plant(scene, agency, row, "nothing", "held of other people")


def account_passed_on(scene: Scene) -> None:
    """Plant an account that another agency passed on, and that was closed."""
    agency, other, day = _holder(scene), scene.own_agency("gp"), scene.free(130, 60)
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day, kind="letter-received", told_by=[other])
    scene.row(other, day - timedelta(100), "administration", "F", "File note.")
    _closed(scene, agency, day + timedelta(scene.rng.randrange(1, 28)))
    _plant(scene, agency, row, "nothing", "another agency's account")


def account_with_another_case_closed(scene: Scene) -> None:
    """Plant an account, after which the case of somebody else was closed."""
    agency, day = _holder(scene), scene.free(130, 60)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    _held(scene, agency, day - timedelta(scene.rng.randrange(1, 120)))
    row = _account(scene, agency, day)
    scene.row(agency, day + timedelta(4), scene.some("nfa", "closure"), other, "Another matter.")
    _plant(scene, agency, row, "nothing", "somebody else's case was closed")


# -- what they are made of ------------------------------------------------------------------------


def _plant(
    scene: Scene, agency: str, row: str, found: str, why: str, form: str = "closed"
) -> None:  # fmt: skip
    scene.plant(KEY, form, agency, [row], found, why)


def _holder(scene: Scene) -> str:
    return scene.own_agency(scene.rng.choice(HOLDERS))


def _held(scene: Scene, agency: str, when: str | date) -> None:
    scene.row(
        agency, when, "letter-received", "V, P",
        scene.some("Earlier papers read.", "Summary from another area.", "From the archive."),
        tells=[Told(scene.rng.choice(HELD), "V", "P", Stance.HISTORY)],
    )  # fmt: skip


def _account(
    scene: Scene, agency: str, day: date, *, kind: str = "", told_by: list[str] | None = None
) -> str:
    told, persons, *texts = scene.rng.choice(ACCOUNTS)
    return scene.row(
        agency, day, kind or scene.some("contact", "home-visit", "phone-call"), persons,
        scene.some(*texts), tells=[told], told_by=told_by or (),
    )  # fmt: skip


def _closed(scene: Scene, agency: str, when: str | date) -> None:
    text = scene.some("Nothing further to do.", "No more needed.", "Ended.", "Filed.")
    scene.row(agency, when, scene.some("nfa", "closure"), scene.some("V, P", "V", "P, V"), text)


def _enquired(scene: Scene, agency: str, when: str | date) -> None:
    text = scene.some("About the two of them.", "Gone into again.", "Asked more.")
    scene.row(agency, when, scene.rng.choice(ENQUIRED), "V, P", text)


def _graded(scene: Scene, agency: str, day: date, grade: str) -> None:
    scene.row(agency, day, "risk-assessment", "V, P mentioned", "Questions gone through.",
              tool="dash", grade=grade)  # fmt: skip


PLANTS = (
    account_then_closed,
    account_closed_on_the_last_day,
    account_closed_later,
    account_perhaps_closed_in_time,
    account_perhaps_enquired_into,
    account_then_graded,
    account_then_graded_and_perhaps_enquired_into,
    account_then_graded_higher,
    account_with_nothing_after,
    account_enquired_into,
    account_enquired_into_too_late,
    account_at_an_interview,
    account_with_nothing_held,
    account_before_the_abuse_was_held,
    account_beside_something_less,
    account_of_other_people,
    account_passed_on,
    account_with_another_case_closed,
)
