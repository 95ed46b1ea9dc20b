"""Plants of what calls for a referral, with and without a record of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graphdb.dates.working import after_working_days
from graphdb.model import Bar, DeathType
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "referral-none"
ALSO = frozenset(
    {
        "unshared",  # what calls for a referral is weighty, and others were in contact
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
    }
)

#: Who may come to assess danger without being police: agencies with no rows of their own here.
ASSESSORS = ("midwifery", "health-visiting", "community-health", "victim-support", "homelessness")
SEES_ADULTS = ("community-health", "care-provider", "fire", "ambulance", "homelessness")
NOT_HEALTH = ("job-centre", "youth-justice", "homelessness", "voluntary", "perpetrator-programme")
SEES_DRINK = ("midwifery", "health-visiting", "community-health", "youth-justice")
HEALTH = ("midwifery", "health-visiting", "community-health", "sexual-health")
DOCTORS = ("gp", "hospital", "mental-health", "camhs", "ambulance", "urgent-care",
           "talking-therapies")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Need:
    """What calls for a referral: how it is written, whom it is for and in how many days."""

    sectors: tuple[str, ...]
    to: str
    last: Callable[[date], date]
    person: str
    write: Callable[..., list[str]]


def _assessed_high(scene: Scene, holder: str, day: str | date, **more: Any) -> list[str]:  # noqa: ANN401
    kind = scene.some("risk-assessment", "risk-assessment", "risk-review")
    text = scene.some(
        "Checklist filled in with her. High.",
        "Nineteen ticks on the form.",
        "Assessed as high on professional judgement.",
    )
    more = {"tool": "dash", "grade": "high", **more}
    return [scene.row(holder, day, kind, "V", text, **more)]


def _adult_with_needs(scene: Scene, holder: str, day: str | date, **more: Any) -> list[str]:  # noqa: ANN401
    text = scene.some(
        "Bruises on V's arms; says that she fell. Cannot manage the stairs.",
        "V is left in bed all day and her money is gone.",
        "Concern about V, who depends on others for her meals.",
    )
    tells = [Told("adult-safeguarding-concern", "V", "P")]
    kind = scene.some("contact", "home-visit")
    return [scene.row(holder, day, kind, "V", text, tells=tells, **more)]


def _tried_to_die(scene: Scene, holder: str, day: str | date, **more: Any) -> list[str]:  # noqa: ANN401
    text = scene.some(
        "P says that he took tablets last night.",
        "P found on the bridge and talked down.",
        "P showed cuts on his arms.",
    )
    return [scene.row(holder, day, "suicidal-act", "P", text, **more)]


def _drinks(scene: Scene, holder: str, day: str | date, **more: Any) -> list[str]:  # noqa: ANN401
    topic = scene.some("alcohol-misuse", "drug-misuse")
    first = day if isinstance(day, date) else scene.first
    tells = [Told(topic, "P")]
    text = scene.some("Smelt of drink at ten in the morning.", "Says that he uses every day.")
    rows = [scene.row(holder, first - timedelta(6), "contact", "P", text, tells=tells)]
    text = scene.some("Came drunk again.", "Asked whether he could be helped to stop.")
    return [*rows, scene.row(holder, day, "contact", "P", text, tells=tells, **more)]


def _told_of_violence(scene: Scene, holder: str, day: str | date, **more: Any) -> list[str]:  # noqa: ANN401
    topic, text = scene.rng.choice(
        (
            ("strangulation", "Says that his hands were round her neck."),
            ("assault-with-injury", "Tells how her lip was split."),
            ("threats-to-kill", "He said that he would kill her, she says."),
            ("abuse-in-pregnancy", "Pushed into the wall last week, she says, while pregnant."),
        )
    )
    # whoever sees both is no silo
    early = scene.first + timedelta(scene.rng.randrange(30))
    scene.row(holder, early, "appointment", "P", "Registered with her.")
    return [scene.row(holder, day, "appointment", "V", text, tells=[Told(topic, "V", "P")], **more)]


def _five_working(day: date) -> date:
    return after_working_days(day, 5)


def _days(number: int) -> Callable[[date], date]:
    return lambda day: day + timedelta(number)


HIGH = _Need(ASSESSORS, "idva", _five_working, "V", _assessed_high)
ADULT = _Need(SEES_ADULTS, "adult-social-care", _five_working, "V", _adult_with_needs)
DYING = _Need(NOT_HEALTH, "mental-health", _days(7), "P", _tried_to_die)
HURT = _Need(HEALTH, "idva", _days(28), "V", _told_of_violence)
DRINK = _Need(SEES_DRINK, "substance-misuse", _days(28), "P", _drinks)


def no_referral_for_high_risk(scene: Scene) -> None:
    """Plant an assessment with the top grade and nothing after it."""
    _nothing_after(scene, HIGH)


def no_referral_of_an_adult_with_needs(scene: Scene) -> None:
    """Plant a concern for an adult with care needs, with nothing after it."""
    _nothing_after(scene, ADULT)


def no_referral_after_an_attempt(scene: Scene) -> None:
    """Plant an attempt of suicide that an agency outside health recorded, with nothing after it."""
    _nothing_after(scene, DYING)


def no_referral_after_telling_of_violence(scene: Scene) -> None:
    """Plant violence that somebody in health was told of, with nothing after it."""
    _nothing_after(scene, HURT)


def violence_told_outside_health(scene: Scene) -> None:
    """Plant violence on the record of an agency of which the rule does not speak."""
    holder = scene.own_agency(scene.some("job-centre", "voluntary", "fire"))
    scene.says_what_was_passed_on(holder)
    rows = _told_of_violence(scene, holder, scene.free(190, 45))
    scene.plant(KEY, "none", holder, rows, "nothing", "on record outside health")


def a_number_given(scene: Scene) -> None:
    """Plant violence told in health, and the number of a service given."""
    need, holder, day = _need(scene, (HURT,))
    rows = need.write(scene, holder, day)
    text = scene.some("Given the helpline's number.", "Leaflet with numbers given.")
    day += timedelta(scene.rng.randrange(3))
    scene.row(holder, day, "information-for-person", "V", text)
    scene.plant(KEY, "none", holder, rows, "nothing", "told where help is")


def no_referral_for_drink(scene: Scene) -> None:
    """Plant drink or drugs on record twice, with nothing after it."""
    _nothing_after(scene, DRINK)


def referral_on_the_last_day(scene: Scene) -> None:
    """Plant a referral made on the last of the days."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    _refer(scene, need, holder, need.last(day))
    scene.plant(KEY, "none", holder, rows, "nothing", "referred on the last day")


def referral_a_day_late(scene: Scene) -> None:
    """Plant a referral made on the first day after the days."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    _refer(scene, need, holder, need.last(day) + timedelta(1))
    scene.plant(KEY, "none", holder, rows, "certain", "referred on the first day after")


def referral_that_may_be_in_time(scene: Scene) -> None:
    """Plant a referral whose date does not say whether it was in time."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    high = need.last(day) + timedelta(scene.rng.randrange(1, 8))
    _refer(scene, need, holder, between(day + timedelta(1), high))
    scene.plant(KEY, "none", holder, rows, "possible", "the referral may be in time or late")


def need_dated_roughly(scene: Scene) -> None:
    """Plant a need whose own date leaves open whether the referral came in time."""
    need, holder, day = _need(scene, (HIGH, ADULT, DYING))
    rows = need.write(scene, holder, between(day - timedelta(5), day))
    _refer(scene, need, holder, need.last(day))
    scene.plant(KEY, "none", holder, rows, "possible", "the referral may be close enough")


def referral_that_names_nobody(scene: Scene) -> None:
    """Plant a referral of which the row does not say to whom."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    scene.row(holder, day + timedelta(1), "referral-made", need.person, "Referred on.")
    scene.plant(KEY, "none", holder, rows, "nothing", "a referral that names no service")


def referral_offered_and_not_wanted(scene: Scene) -> None:
    """Plant help that was offered, and not taken up."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    scene.row(
        holder, day + timedelta(scene.rng.randrange(3)), "referral-offered-declined", need.person,
        scene.some("Referral offered; does not want it now.", "Asked; would rather wait."),
    )  # fmt: skip
    scene.plant(KEY, "none", holder, rows, "nothing", "offered, and not taken up")


def referral_of_somebody_else(scene: Scene) -> None:
    """Plant a referral in time, of somebody else."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    to = scene.agency(need.to)
    scene.refer(holder, to, day + timedelta(1), "F", "F referred for himself.")
    scene.plant(KEY, "none", holder, rows, "certain", "the referral is of somebody else")


def referral_elsewhere(scene: Scene) -> None:
    """Plant a referral in time, to a service that the rule does not name."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    to = scene.own_agency("job-centre" if "job-centre" not in holder else "housing")
    scene.refer(holder, to, day + timedelta(2), need.person, "Referred about benefits.")
    scene.plant(KEY, "none", holder, rows, "certain", "the referral is to another kind of service")


def in_their_hands_already(scene: Scene) -> None:
    """Plant somebody who had been seen by the service within half a year."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day)
    ago = scene.rng.choice((182, 180, 90, 30))
    scene.row(scene.agency(need.to), day - timedelta(ago), "appointment", need.person, "Seen.")
    scene.plant(KEY, "none", holder, rows, "nothing", f"seen by them {ago} days before")


def in_their_hands_long_ago(scene: Scene) -> None:
    """Plant somebody who had been seen by the service half a year and a day before."""
    need, holder, day = _need(scene, (HIGH, ADULT, DYING))
    rows = need.write(scene, holder, day)
    scene.row(scene.agency(need.to), day - timedelta(183), "appointment", need.person, "Seen.")
    scene.plant(KEY, "none", holder, rows, "certain", "seen by them 183 days before")


def seen_by_a_doctor_after(scene: Scene) -> None:
    """Plant an attempt of suicide after which a hospital or a surgery saw him in any case."""
    need, holder, day = _need(scene, (DYING,))
    rows = need.write(scene, holder, day)
    doctor = scene.agency(scene.some("gp", "hospital", "ambulance", "urgent-care"))
    scene.row(doctor, day + timedelta(scene.rng.randrange(1, 8)), "appointment", "P", "Seen.")
    scene.plant(KEY, "none", holder, rows, "nothing", "seen by a doctor in the days after")


def seen_by_a_doctor_before(scene: Scene) -> None:
    """Plant an attempt of suicide before which, and not after, a surgery had seen him."""
    need, holder, day = _need(scene, (DYING,))
    rows = need.write(scene, holder, day)
    doctor = scene.agency(scene.some("gp", "hospital", "ambulance", "urgent-care"))
    scene.row(doctor, day - timedelta(scene.rng.randrange(1, 8)), "appointment", "P", "Seen.")
    scene.plant(KEY, "none", holder, rows, "certain", "seen by a doctor only before it")


def referral_in_the_response(scene: Scene) -> None:
    """Plant a row whose Response tells of the referral."""
    need, holder, day = _need(scene)
    rows = need.write(scene, holder, day, response="Referred the same day.")
    scene.plant(KEY, "none", holder, rows, "nothing", "the Response tells of a referral")


def no_referral_and_a_reason(scene: Scene) -> None:
    """Plant a need whose row says why nothing was passed on."""
    need, holder, day = _need(scene)
    bar: dict[str, Any] = {"bar": Bar.CONSENT_REFUSED, "bar_text": "Did not agree to it."}
    rows = need.write(scene, holder, day, **bar)
    scene.plant(KEY, "none", holder, rows, "certain", "a reason is recorded, and asked about")


def need_that_others_told(scene: Scene) -> None:
    """Plant a need that the agency only heard of from another, whose it is to refer."""
    need, holder, day = _need(scene, (ADULT, DYING))
    other = scene.own_agency("armed-forces")  # of whom no rule expects a referral
    rows = need.write(scene, holder, day, told_by=[other])
    scene.row(other, day, "share", need.person, "Passed on.", shared=[holder], same=rows[-1])
    scene.plant(KEY, "none", holder, rows, "nothing", "told by another agency")


def grade_below_the_top(scene: Scene) -> None:
    """Plant an assessment that did not come to the top grade."""
    need, holder, day = _need(scene, (HIGH,))
    rows = need.write(scene, holder, day, grade=scene.some("standard", "medium"))
    scene.plant(KEY, "none", holder, rows, "nothing", "not the top grade")


def drink_on_record_once(scene: Scene) -> None:
    """Plant drink on record once."""
    _, holder, day = _need(scene, (DRINK,))
    row = scene.row(
        holder, day, "contact", "P", "Says that he drinks more than is good for him.",
        tells=[Told("alcohol-misuse", "P")],
    )  # fmt: skip
    scene.plant(KEY, "none", holder, [row], "nothing", "on record once only")


def attempt_recorded_by_a_doctor(scene: Scene) -> None:
    """Plant an attempt of suicide on the record of those who treat it."""
    holder = scene.own_agency(scene.some("urgent-care", "ambulance", "talking-therapies"))
    scene.says_what_was_passed_on(holder)
    rows = _tried_to_die(scene, holder, scene.free(190, 15))
    scene.plant(KEY, "none", holder, rows, "nothing", "recorded by those who treat it")


def high_risk_in_another_kind_of_case(scene: Scene) -> None:
    """Plant a top grade in a case in which no MARAC is assumed."""
    if scene.case.death_type is not DeathType.ADULT_FAMILY:
        raise NoRoomError
    holder = scene.own_agency(scene.rng.choice(ASSESSORS))
    scene.says_what_was_passed_on(holder)
    rows = _assessed_high(scene, holder, scene.free(190, 15))
    scene.plant(KEY, "none", holder, rows, "nothing", "a case of another kind")


def need_close_to_the_end(scene: Scene) -> None:
    """Plant a need after which there was no time left for a referral."""
    holder = scene.own_agency(scene.rng.choice(NOT_HEALTH))
    scene.says_what_was_passed_on(holder)
    rows = _tried_to_die(scene, holder, scene.free_at_end(7))
    scene.plant(KEY, "none", holder, rows, "nothing", "too close to the end to be told")


def _nothing_after(scene: Scene, need: _Need) -> None:
    need, holder, day = _need(scene, (need,))
    rows = need.write(scene, holder, day)
    scene.plant(KEY, "none", holder, rows, "certain", "no referral in the days after")


def _need(
    scene: Scene, among: tuple[_Need, ...] = (HIGH, HURT, ADULT, DYING, DRINK)
) -> tuple[_Need, str, date]:
    need = scene.rng.choice(among)
    if need in (HIGH, HURT) and scene.case.death_type is DeathType.ADULT_FAMILY:
        raise NoRoomError
    silent = DOCTORS if need is DYING else ()
    day = scene.free(190, 45, silent=silent, around=(8, 8))
    holder = scene.own_agency(scene.rng.choice(need.sectors))
    scene.says_what_was_passed_on(holder)
    return need, holder, day


def _refer(scene: Scene, need: _Need, holder: str, when: str | date) -> None:
    text = scene.some("Referred.", "Referral form sent.", "Rang them and referred.")
    scene.refer(holder, scene.agency(need.to), when, need.person, text)


PLANTS = (
    no_referral_for_high_risk,
    no_referral_of_an_adult_with_needs,
    no_referral_after_an_attempt,
    no_referral_for_drink,
    no_referral_after_telling_of_violence,
    violence_told_outside_health,
    a_number_given,
    referral_on_the_last_day,
    referral_a_day_late,
    referral_that_may_be_in_time,
    need_dated_roughly,
    referral_that_names_nobody,
    referral_offered_and_not_wanted,
    referral_of_somebody_else,
    referral_elsewhere,
    in_their_hands_already,
    in_their_hands_long_ago,
    seen_by_a_doctor_after,
    seen_by_a_doctor_before,
    referral_in_the_response,
    no_referral_and_a_reason,
    need_that_others_told,
    grade_below_the_top,
    drink_on_record_once,
    attempt_recorded_by_a_doctor,
    high_risk_in_another_kind_of_case,
    need_close_to_the_end,
)
