"""Plants of caring, of the carer's own assessment, and of who was seen alone."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Role, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "carer"
#: The strain of caring is weighty: others in contact can have no record of it.
#: It adds up, too, with what else is planted.
ALSO = frozenset({"pooled-threshold", "unshared"})

EXPECTED = ("gp", "mental-health", "adult-social-care")
OTHERS = ("housing", "community-health", "voluntary", "police", "hospital")


def caring_with_no_assessment(scene: Scene) -> None:
    """Plant caring on record, with no carer's assessment after it."""
    agency, day = _expected(scene), scene.free(95, 95)
    row = _caring(scene, agency, day, _carer(scene))
    _plant(scene, agency, row, "certain", "caring, and no assessment of the carer")


def caring_assessed_on_the_last_day(scene: Scene) -> None:
    """Plant caring on record, with the carer assessed on the last of the days."""
    agency, day = _expected(scene), scene.free(95, 95)
    who = _carer(scene)
    row = _caring(scene, agency, day, who)
    _assessed(scene, agency, day + timedelta(90), who)
    _plant(scene, agency, row, "nothing", "assessed on the last day")


def caring_assessed_a_day_late(scene: Scene) -> None:
    """Plant caring on record, with the carer assessed on the day after the last."""
    agency, day = _expected(scene), scene.free(95, 95)
    who = _carer(scene)
    row = _caring(scene, agency, day, who)
    _assessed(scene, agency, day + timedelta(91), who)
    _plant(scene, agency, row, "certain", "assessed a day late")


def caring_perhaps_assessed(scene: Scene) -> None:
    """Plant caring on record, with the carer assessed in time or not."""
    agency, day = _expected(scene), scene.free(95, 120)
    who = _carer(scene)
    row = _caring(scene, agency, day, who)
    _assessed(scene, agency, between(day + timedelta(75), day + timedelta(110)), who)
    _plant(scene, agency, row, "possible", "assessed, perhaps in time")


def caring_assessed_by_others(scene: Scene) -> None:
    """Plant caring on record, with the carer assessed by another agency."""
    agency, day = _expected(scene), scene.free(95, 95)
    other = scene.own_agency(scene.some("adult-social-care", "voluntary"))
    who = _carer(scene)
    row = _caring(scene, agency, day, who)
    _assessed(scene, other, day + timedelta(scene.rng.randrange(90)), who)
    _plant(scene, agency, row, "nothing", "assessed by another agency")


def caring_of_which_others_were_told(scene: Scene) -> None:
    """Plant caring on record, with a referral, an offer or a share of the agency's own."""
    agency, day = _expected(scene), scene.free(95, 95)
    who = _carer(scene)
    row = _caring(scene, agency, day, who)
    kind = scene.some("referral-made", "referral-offered-declined", "share")
    scene.row(agency, day + timedelta(scene.rng.randrange(90)), kind, who,
              scene.some("About support for carers.", "Carers' centre spoken of."))  # fmt: skip
    _plant(scene, agency, row, "nothing", "the way was pointed")


def caring_with_others_referring(scene: Scene) -> None:
    """Plant caring on record, with a referral that another agency made."""
    agency, day = _expected(scene), scene.free(95, 95)
    other, who = scene.own_agency("housing"), _carer(scene)
    row = _caring(scene, agency, day, who)
    kind = scene.some("referral-made", "referral-offered-declined")
    scene.row(other, day + timedelta(20), kind, who, "Carers' centre.")
    _plant(scene, agency, row, "certain", "only another agency referred")


def caring_with_a_response(scene: Scene) -> None:
    """Plant caring whose row says what was done."""
    agency, day = _expected(scene), scene.free(95, 95)
    said = scene.some("Form for carers given.", "Sitting service from May.", "Break arranged.")
    row = _caring(scene, agency, day, _carer(scene), response=said)
    _plant(scene, agency, row, "nothing", "its row says what was done")


def caring_with_somebody_else_assessed(scene: Scene) -> None:
    """Plant caring on record, with another carer, from outside, assessed and referred."""
    agency, day = _expected(scene), scene.free(95, 95)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _caring(scene, agency, day, _carer(scene))
    kind = scene.some("carers-assessment", "referral-made")
    scene.row(agency, day + timedelta(12), kind, other, "About caring for a parent.")
    _plant(scene, agency, row, "certain", "only somebody else was assessed")


def caring_with_another_assessment(scene: Scene) -> None:
    """Plant caring on record, after which only something else was assessed."""
    agency, day = _expected(scene), scene.free(95, 95)
    who = _carer(scene)
    row = _caring(scene, agency, day, who)
    kind = scene.some("capacity-assessment", "appointment", "phone-call")
    scene.row(agency, day + timedelta(15), kind, who, scene.some("Seen.", "Talked about sleep."))
    _plant(scene, agency, row, "certain", "no assessment of the carer's own")


def caring_where_none_is_expected(scene: Scene) -> None:
    """Plant caring on the record of an agency of which nothing is expected."""
    agency, day = scene.own_agency(scene.rng.choice(OTHERS)), scene.free(95, 95)
    row = _caring(scene, agency, day, _carer(scene))
    _plant(scene, agency, row, "nothing", "an agency that need not point the way")


def caring_outside_the_household(scene: Scene) -> None:
    """Plant the caring of somebody who is not of the household."""
    agency, day = _expected(scene), scene.free(95, 95)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    row = _caring(scene, agency, day, other)
    _plant(scene, agency, row, "nothing", "somebody outside the household")


def caring_ruled_out(scene: Scene) -> None:
    """Plant a row that says that nobody cares for anybody."""
    agency, day = _expected(scene), scene.free(95, 95)
    who = _carer(scene)
    row = scene.row(agency, day, "appointment", who, "Not a carer.",
                    tells=[Told("carer-for-other", who, stance=Stance.RULED_OUT)])  # fmt: skip
    _plant(scene, agency, row, "nothing", "nobody cares for anybody")


def never_seen_alone(scene: Scene) -> None:
    """Plant an agency that knew of the caring, with both there at every contact."""
    agency, rows = _both_seen(scene, 3)
    scene.plant(KEY, "never seen alone", agency, rows, "certain", "both there every time")


def seen_alone_perhaps_after_the_end(scene: Scene) -> None:
    """Plant contacts with both there, and one alone that was before the end, or after."""
    agency, rows = _both_seen(scene, 3)
    span = between(scene.last - timedelta(scene.rng.randrange(2, 12)), scene.last + timedelta(9))
    scene.row(agency, span, "contact", _carer(scene), scene.some("Seen at the desk.", "A form."))
    scene.plant(KEY, "never seen alone", agency, rows, "possible", "alone, perhaps after the end")


def seen_alone_once(scene: Scene) -> None:
    """Plant an agency that knew of the caring, and saw one of them alone once."""
    agency, rows = _both_seen(scene, 4, alone=1)
    scene.plant(KEY, "never seen alone", agency, rows, "nothing", "seen alone once")


def seen_together_twice(scene: Scene) -> None:
    """Plant an agency that knew of the caring, and saw the two of them twice."""
    agency, rows = _both_seen(scene, 2)
    scene.plant(KEY, "never seen alone", agency, rows, "nothing", "two contacts only")


def seen_together_with_no_caring(scene: Scene) -> None:
    """Plant contacts with both of them of an agency that knew of no caring."""
    agency, rows = _both_seen(scene, 4, known=False)
    scene.plant(KEY, "never seen alone", agency, rows, "nothing", "no caring on record")


# -- what they are made of ------------------------------------------------------------------------


def _plant(scene: Scene, agency: str, row: str, found: str, why: str) -> None:
    scene.plant(KEY, "no carer's assessment", agency, [row], found, why)


def _expected(scene: Scene) -> str:
    """Return an agency that is expected to, whose chronology has a column for what was done."""
    agency = scene.own_agency(scene.rng.choice(EXPECTED))
    scene.says_what_was_done(agency)
    return agency


def _carer(scene: Scene) -> str:
    return scene.some("V", "P")


def _caring(scene: Scene, agency: str, day: date, who: str, *, response: str = "") -> str:
    return scene.row(
        agency, day, scene.some("appointment", "phone-call", "contact", "letter-received"), who,
        scene.some("Helps with dressing and meals.", "Up three times a night.", "Main carer.",
                   "Says the caring is too much.", "Does the tablets and the shopping."),
        tells=[Told(scene.some("carer-for-other", "carer-strain"), who, stance=Stance.OBSERVED)],
        response=response,
    )  # fmt: skip


def _assessed(scene: Scene, agency: str, when: str | date, who: str) -> None:
    text = scene.some("Carer's assessment done.", "Asked how the carer is.", "Offer of a break.")
    scene.row(agency, when, "carers-assessment", who, text)


def _both_seen(
    scene: Scene, count: int, *, alone: int = 0, known: bool = True
) -> tuple[str, list[str]]:
    agency, day = scene.own_agency(scene.rng.choice(OTHERS)), scene.free(95, 95)
    who = _carer(scene)
    other = "P" if who == "V" else "V"
    if known:
        scene.row(agency, day - timedelta(10), "letter-received", f"{who} mentioned",
                  scene.some("Clinic: cared for at home.", "Note: main carer."),
                  tells=[Told("carer-for-other", who, stance=Stance.OBSERVED)])  # fmt: skip
    persons = [scene.some("V, P present", "P, V present", "V, P") for _ in range(count - alone)]
    persons += [scene.some(who, other, f"{who}, {other} mentioned") for _ in range(alone)]
    days = sorted(scene.rng.sample(range(1, 90), count))
    rows = [
        scene.row(agency, day + timedelta(d), scene.some("home-visit", "contact", "appointment"),
                  here, scene.some("Seen at home.", "About a stairlift.", "Medicines gone over."))
        for d, here in zip(days, persons, strict=True)
    ]  # fmt: skip
    return agency, rows


PLANTS = (
    caring_with_no_assessment,
    caring_assessed_on_the_last_day,
    caring_assessed_a_day_late,
    caring_perhaps_assessed,
    caring_assessed_by_others,
    caring_of_which_others_were_told,
    caring_with_others_referring,
    caring_with_a_response,
    caring_with_somebody_else_assessed,
    caring_with_another_assessment,
    caring_where_none_is_expected,
    caring_outside_the_household,
    caring_ruled_out,
    never_seen_alone,
    seen_alone_perhaps_after_the_end,
    seen_alone_once,
    seen_together_twice,
    seen_together_with_no_caring,
)
