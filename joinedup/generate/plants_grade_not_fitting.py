"""Plants of grades below high, and of what was held when they were given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, Stance
from joinedup.generate.props import agency_of, child, told
from joinedup.generate.scene import Scene, Told, between

KEY = "grade-not-fitting"
#: "In view" rests on what the assessment names, whenever that was: it is certain or nothing.
#: What stands on several records together can be enough where no one record has enough.
ALSO = frozenset({"pooled-threshold", "conversations"})

SECTORS = ("childrens-social-care", "isva", "voluntary", "camhs", "youth-justice", "education",
           "school-nursing", "victim-support")  # fmt: skip
HEAVIEST = ("threats-to-kill", "strangulation", "weapon-used", "sexual-violence", "stalking",
            "killing-thoughts", "fear-of-being-killed")  # fmt: skip
ACTS = ("threats-to-kill", "strangulation", "weapon-used", "sexual-violence")
STATES = ("killing-thoughts", "fear-of-being-killed", "escalation")
GRADED = (
    ("risk-assessment", "caada-dash", ("standard", "medium"), "high"),
    ("risk-assessment", "dv-rim", ("scale 1 moderate", "scale 2 moderate to serious"),
     "scale 4 severe"),
    ("risk-assessment", "own-tool", ("low", "medium"), "high"),
    ("risk-assessment", "stalking-screening", ("low", "moderate"), "high"),
    ("violence-risk-assessment", "asset", ("low", "medium"), "very high"),
    ("exploitation-assessment", "seraf", ("no risk", "mild", "moderate"), "significant"),
)  # fmt: skip


def graded_low_with_a_sign_on_the_row(scene: Scene) -> None:
    """Plant an assessment below high whose own row tells of one of the heaviest signs."""
    agency, who, day = _here(scene)
    row = _graded(scene, agency, day, who, tells=[_sign(scene, who)])
    scene.plant(KEY, "in view", agency, [row], "certain", "a sign on its own row")


def graded_low_in_answer_to_a_sign(scene: Scene) -> None:
    """Plant an assessment below high that responds to a row with one of the heaviest signs."""
    agency, who, day = _here(scene)
    topics, names = (
        scene.rng.choice([ACTS, ("stalking", *STATES[:2])]),
        scene.some("answer", "took"),
    )
    said = _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 300)), who, topics)
    more: dict[str, Any] = {"responds_to": (said,)} if names == "answer" else {"took": [said]}
    row = _graded(scene, agency, day, who, **more)
    if names == "took" and topics is ACTS:
        scene.plant("good-practice", "took every earlier occurrence into account", agency, [row],
                    "nothing", "one alone")  # fmt: skip
    scene.plant(KEY, "in view", agency, [row], "certain", "names a row with a sign")


def graded_low_in_answer_to_something_long_past(scene: Scene) -> None:
    """Plant an assessment below high that itself names a sign of more than a year before."""
    agency, who, day = _here(scene, 520)
    said = _heard(
        scene, agency, day - timedelta(scene.rng.randrange(370, 510)), who, ("stalking", *ACTS)
    )
    row = _graded(scene, agency, day, who, responds_to=(said,))
    scene.plant(KEY, "in view", agency, [row], "certain", "names a sign long past")


def graded_low_with_a_state_held(scene: Scene) -> None:
    """Plant an assessment below high by an agency that held a sign that it does not name."""
    agency, who, day = _here(scene)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), who, STATES)
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "certain", "a state was held")


def graded_low_with_stalking_held(scene: Scene) -> None:
    """Plant an assessment below high by an agency that held something that does not end."""
    agency, who, day = _here(scene, 520)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 510)), who, ("stalking",))
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "certain", "something standing was held")


def graded_low_with_an_act_passed_on(scene: Scene) -> None:
    """Plant an assessment below high by an agency that had been told of an act."""
    agency, who, day = _here(scene)
    teller = agency_of(scene, "urgent-care", "legal", "sarc")
    when = day - timedelta(scene.rng.randrange(1, 350))
    rows = told(scene, teller, agency, when, who, tells=[Told(scene.rng.choice(ACTS), who)])
    scene.plant("good-practice", "shared promptly", teller, rows, "certain", "shared at once")
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "certain", "an act was passed on to it")


def graded_low_with_a_reason_not_to_share(scene: Scene) -> None:
    """Plant an assessment below high where a reason for not sharing keeps nothing out."""
    agency, who, day = _here(scene)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), who, STATES,
           bar=Bar.CONSENT_REFUSED, bar_text="did not agree")  # fmt: skip
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "certain", "its own record is its own")


def graded_low_with_a_state_perhaps_held(scene: Scene) -> None:
    """Plant an assessment below high before or after its agency first learned of a sign."""
    agency, who, day = _here(scene, 60)
    span = between(day - timedelta(scene.rng.randrange(3, 40)), day + timedelta(20))
    _heard(scene, agency, span, who, STATES)
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "possible", "perhaps held by then")


def graded_low_with_a_state_long_past(scene: Scene) -> None:
    """Plant an assessment below high by an agency that heard of a state long before."""
    agency, who, day = _here(scene, 520)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(367, 500)), who, STATES)
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "nothing", "a state does not last so long")


def graded_low_with_an_act_long_past(scene: Scene) -> None:
    """Plant an assessment below high by an agency that was told of an act long before."""
    agency, who, day = _here(scene, 520)
    teller = agency_of(scene, "urgent-care", "legal", "sarc")
    when = day - timedelta(scene.rng.randrange(367, 500))
    rows = told(scene, teller, agency, when, who, tells=[Told(scene.rng.choice(ACTS), who)])
    scene.plant("good-practice", "shared promptly", teller, rows, "certain", "shared at once")
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "nothing", "an act more than a year before")


def graded_low_after_a_state_had_ended(scene: Scene) -> None:
    """Plant an assessment below high after a state had ended."""
    agency, who, day = _here(scene)
    topic = scene.rng.choice(STATES)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(60, 350)), who, (topic,))
    scene.row(agency, day - timedelta(scene.rng.randrange(1, 50)), "phone-call", who,
              "Says that this is over.", tells=[Told(topic, who, stance=Stance.ENDED)])  # fmt: skip
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "nothing", "the state had ended")


def graded_low_with_an_occurrence_left_out(scene: Scene) -> None:
    """Plant an assessment below high that left out an occurrence: that stands elsewhere."""
    agency, who, day = _here(scene)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), who, ACTS)
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "nothing", "stands under “Assessed in isolation”")
    scene.plant("isolation", "none taken into account", agency, [row], "certain", "an act left out")


def graded_low_with_a_sign_about_another(scene: Scene) -> None:
    """Plant an assessment below high by an agency that held a sign about somebody else."""
    agency, who, day = _here(scene)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), child(scene), STATES)
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "nothing", "about somebody else")


def graded_low_with_a_sign_held_elsewhere(scene: Scene) -> None:
    """Plant an assessment below high where only another agency held a sign."""
    agency, who, day = _here(scene)
    other = agency_of(scene, "urgent-care", "legal", "sarc")
    scene.row(other, day - timedelta(scene.rng.randrange(1, 300)), "letter-received", who,
              "Report received.", tells=[_sign(scene, who, STATES)])  # fmt: skip
    row = _graded(scene, agency, day, who, took=[])
    scene.plant(KEY, "held", agency, [row], "nothing", "held elsewhere")
    scene.also.add("unshared")  # the assessor saw them without it


def graded_low_with_a_lighter_sign(scene: Scene) -> None:
    """Plant an assessment below high whose row tells of something lighter."""
    agency, who, day = _here(scene)
    row = _graded(
        scene,
        agency,
        day,
        who,
        tells=[_sign(scene, who, ("jealousy", "assault", "harassment", "escalation"))],
    )
    scene.plant(KEY, "in view", agency, [row], "nothing", "none of the heaviest signs")


def graded_low_with_a_sign_denied(scene: Scene) -> None:
    """Plant an assessment below high whose row says that there was no such thing."""
    agency, who, day = _here(scene)
    stance = scene.rng.choice([Stance.DENIED, Stance.RULED_OUT])
    row = _graded(scene, agency, day, who,
                  tells=[Told(scene.rng.choice(HEAVIEST), who, stance=stance)])  # fmt: skip
    scene.plant(KEY, "in view", agency, [row], "nothing", "denied")


def graded_high_with_a_sign(scene: Scene) -> None:
    """Plant an assessment at the top grade whose row tells of a sign."""
    agency, who, day = _here(scene)
    kind, tool, _, top = scene.rng.choice(GRADED[3:])
    row = scene.row(agency, day, kind, who, "Assessed.", tool=tool, grade=top,
                    tells=[_sign(scene, who)])  # fmt: skip
    if kind == "risk-assessment":
        scene.row(agency, day + timedelta(1), "referral-made", who, "Referred on.")
    scene.plant(KEY, "in view", agency, [row], "nothing", "the top grade")


def assessed_without_a_grade(scene: Scene) -> None:
    """Plant an assessment without a grade whose row tells of a sign."""
    agency, who, day = _here(scene)
    row = scene.row(agency, day, "risk-assessment", who, "Assessed.", tells=[_sign(scene, who)])
    scene.plant(KEY, "in view", agency, [row], "nothing", "no grade")


def graded_again_higher(scene: Scene) -> None:
    """Plant an assessment below high that was graded again, higher, in answer to it."""
    agency, who, day = _here(scene)
    row = scene.row(agency, day, "violence-risk-assessment", who, "Assessed.", tool="asset",
                    grade="medium", tells=[_sign(scene, who)])  # fmt: skip
    scene.row(agency, day + timedelta(scene.rng.randrange(1, 20)), "violence-risk-assessment",
              who, "Regraded.", tool="asset", grade="very high", responds_to=(row,))  # fmt: skip
    scene.plant(KEY, "in view", agency, [row], "nothing", "graded again, higher")


def graded_for_something_else(scene: Scene) -> None:
    """Plant a questionnaire on mood, graded low, whose row tells of a sign."""
    agency, who, day = _here(scene)
    tool, grade = scene.rng.choice([("phq-9", "mild"), ("gad-7", "moderate"), ("core", "low")])
    row = scene.row(agency, day, "mental-health-assessment", who, "Questionnaire.", tool=tool,
                    grade=grade, tells=[_sign(scene, who)])  # fmt: skip
    scene.plant(KEY, "in view", agency, [row], "nothing", "assesses no violence")


def graded_low_without_the_column(scene: Scene) -> None:
    """Plant an assessment below high in a file that does not say what was taken into account."""
    agency, who, day = _here(scene)
    _heard(scene, agency, day - timedelta(scene.rng.randrange(1, 350)), who, STATES)
    row = _graded(scene, agency, day, who)
    scene.plant(KEY, "held", agency, [row], "cannot tell", "a file without the column")


# -- what they are made of ------------------------------------------------------------------------


def _here(scene: Scene, before: int = 370) -> tuple[str, str, date]:
    return agency_of(scene, *SECTORS), child(scene), scene.any_day(before, 40)


def _sign(scene: Scene, who: str, topics: Sequence[str] = HEAVIEST) -> Told:
    return Told(scene.rng.choice(topics), who)


def _heard(
    scene: Scene,
    agency: str,
    when: date | str,
    who: str,
    topics: Sequence[str],
    **more: Any,  # noqa: ANN401
) -> str:
    text = scene.some("Spoke of it in the session.", "Said so when asked.", "Told the worker.")
    return scene.row(agency, when, scene.some("phone-call", "contact", "home-visit"), who, text,
                     tells=[_sign(scene, who, topics)], **more)  # fmt: skip


def _graded(scene: Scene, agency: str, day: date, who: str, **more: Any) -> str:  # noqa: ANN401
    kind, tool, grades, _ = scene.rng.choice(GRADED)
    text = scene.some("Assessed with the tool.", "Questions gone through.", "Form filled in.")
    return scene.row(agency, day, kind, who, text, tool=tool, grade=scene.rng.choice(grades),
                     **more)  # fmt: skip


PLANTS = (
    graded_low_with_a_sign_on_the_row,
    graded_low_in_answer_to_a_sign,
    graded_low_in_answer_to_something_long_past,
    graded_low_with_a_state_held,
    graded_low_with_stalking_held,
    graded_low_with_an_act_passed_on,
    graded_low_with_a_reason_not_to_share,
    graded_low_with_a_state_perhaps_held,
    graded_low_with_a_state_long_past,
    graded_low_with_an_act_long_past,
    graded_low_after_a_state_had_ended,
    graded_low_with_an_occurrence_left_out,
    graded_low_with_a_sign_about_another,
    graded_low_with_a_sign_held_elsewhere,
    graded_low_with_a_lighter_sign,
    graded_low_with_a_sign_denied,
    graded_high_with_a_sign,
    assessed_without_a_grade,
    graded_again_higher,
    graded_for_something_else,
    graded_low_without_the_column,
)
