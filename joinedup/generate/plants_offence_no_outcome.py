"""Plants of offences and breaches, with and without a record of what came of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar, Stance
from joinedup.generate.scene import Scene, Told, between

KEY = "offence-no-outcome"
ALSO = frozenset(
    {
        "no-assessment",  # an assault by him on her, or a breach, calls for an assessment, too
        "unshared",  # a breach that the row tells of is weighty information
        "pooled-threshold",  # and counts among what was known together
        "conversations",  # and would have been worth a telling
    }
)

#: What an officer writes of it: kind, text, persons.
OFFENCES = (
    ("damage-incident", "Kitchen window broken from outside. P seen running off.", "P"),
    ("damage-incident", "Front door of F's flat kicked in overnight. P named.", "P, F"),
    ("threat", "F reports a text in which P says what he will do to him.", "P, F"),
    ("harassment-incident", "F reports nine calls from P after midnight.", "F, P"),
    ("harassment-incident", "X says that P waits outside where she works.", "X, P"),
    ("assault", "Shouting and a blow heard. P alone at the house on arrival.", "P"),
    (
        "serious-assault",
        "A scream heard; P found with blood on his sleeve, nobody else there.",
        "P",
    ),
    ("assault", "F pushed against a wall by P in a dispute over a van.", "P, F"),
    ("sexual-assault", "X reports that P assaulted her last year. Account taken.", "P, X"),
    ("assault", "Neighbours called. P had hit V in the face; both at home on arrival.", "P, V"),
    ("damage-incident", "V reports that P smashed her telephone.", "V, P"),
)
BREACHES = (
    "P seen on F's street, which his bail forbids.",
    "Curfew broken: P out at eleven at night.",
    "P did not sign on at the station as his bail requires.",
    "P called F in spite of the order.",
)
OUTCOMES = (
    ("arrest", "P arrested and released."),
    ("investigation", "P interviewed. Denies it."),
    ("charge", "P charged."),
    ("bail", "P bailed to return."),
    ("nfa", "No further action: no witness."),
    ("decision", "Decided that there is no case."),
)
ELSEWHERE = (
    ("courts", "court", "Fined at the magistrates' court."),
    ("cps", "decision", "Advice: charge."),
    ("probation", "recall", "Breach proceedings begun."),
    ("prison", "remand", "Received on remand."),
)


def offence_and_nothing_after(scene: Scene) -> None:
    """Plant an offence with nothing after it."""
    row, police, _ = _offence(scene, OFFENCES)
    scene.plant(KEY, "offence", police, [row], "certain", "no outcome in the days after")


def offence_answered_on_the_last_day(scene: Scene) -> None:
    """Plant an offence that came to something on the twenty-eighth day."""
    row, police, day = _offence(scene)
    kind, text = scene.rng.choice(OUTCOMES)
    scene.row(police, day + timedelta(28), kind, "P", text)
    scene.plant(KEY, "offence", police, [row], "nothing", "an outcome on the last day")


def offence_answered_a_day_late(scene: Scene) -> None:
    """Plant an offence of which the first outcome is a day too late."""
    row, police, day = _offence(scene)
    kind, text = scene.rng.choice(OUTCOMES)
    scene.row(police, day + timedelta(29), kind, "P", text)
    scene.plant(KEY, "offence", police, [row], "certain", "an outcome on the first day after")


def offence_answered_perhaps(scene: Scene) -> None:
    """Plant an offence with an outcome of which the date does not say whether it is in time."""
    row, police, day = _offence(scene)
    kind, text = scene.rng.choice(OUTCOMES)
    low = day + timedelta(scene.rng.randrange(1, 28))
    high = day + timedelta(scene.rng.randrange(29, 38))
    scene.row(police, between(low, high), kind, "P", text)
    scene.plant(KEY, "offence", police, [row], "possible", "the outcome may be in time or late")


def offence_dated_roughly(scene: Scene) -> None:
    """Plant an offence whose own date leaves open whether what came of it came in time."""
    police = scene.agency("police")
    scene.says_what_was_done(police)
    day = scene.free(10, 55)
    row = scene.row(
        police, between(day, day + timedelta(9)), "damage-incident", "P",
        "Shed at the house broken open some time in these days; P admits it.",
    )  # fmt: skip
    scene.row(police, day + timedelta(33), "nfa", "P", "No further action: nobody saw it done.")
    scene.plant(KEY, "offence", police, [row], "possible", "the offence may be close enough")


def offence_answered_elsewhere(scene: Scene) -> None:
    """Plant an offence of which the outcome stands on the record of a court or the like."""
    row, police, day = _offence(scene)
    sector, kind, text = scene.rng.choice(ELSEWHERE)
    gap = timedelta(scene.rng.randrange(2, 28))
    scene.row(scene.agency(sector), day + gap, kind, "P", text)
    scene.plant(KEY, "offence", police, [row], "nothing", "the outcome is on another's record")


def offence_answered_by_a_bystander(scene: Scene) -> None:
    """Plant an offence of which only an agency of no such sector says that it decided anything."""
    row, police, day = _offence(scene)
    housing = scene.agency("housing")
    scene.row(housing, day + timedelta(6), "decision", "P", "Parking permit granted.")
    scene.plant(KEY, "offence", police, [row], "certain", "the decision is the landlord's")


def somebody_else_was_arrested(scene: Scene) -> None:
    """Plant an offence after which only somebody else was arrested."""
    row, police, day = _offence(scene, [o for o in OFFENCES if o[2] == "P"])
    scene.row(police, day + timedelta(3), "arrest", "F", "F arrested for a motoring offence.")
    scene.plant(KEY, "offence", police, [row], "certain", "the arrest is of somebody else")


def offence_with_its_response(scene: Scene) -> None:
    """Plant an offence whose own row says what was done."""
    done: dict[str, Any] = scene.rng.choice(
        ({"response": "P arrested at the scene."}, {"outcome": "Community resolution."})
    )
    row, police, _ = _offence(scene, **done)
    scene.plant(KEY, "offence", police, [row], "nothing", "its own row says what was done")


def offence_with_the_crime_recorded(scene: Scene) -> None:
    """Plant an offence of which the crime report holds the outcome."""
    row, police, day = _offence(scene)
    scene.row(
        police, day + timedelta(1), "crime-recorded", "P", "Crime report.",
        outcome="Filed: suspect cautioned.",
    )  # fmt: skip
    scene.plant(KEY, "offence", police, [row], "nothing", "the crime report says what came of it")


def offence_told_of_again(scene: Scene) -> None:
    """Plant a row that only tells of an offence of the past."""
    row, police, _ = _offence(scene, told="history")
    scene.plant(KEY, "offence", police, [row], "nothing", "it tells of the past")


def offence_told_by_probation(scene: Scene) -> None:
    """Plant an offence of which the police only heard from probation, who hold it."""
    police, probation = scene.agency("police"), scene.agency("probation")
    scene.says_what_was_done(police)
    day = scene.free(2, 45)
    row = scene.row(
        police, day, "threat", "P, F", "Told of a threat by P against F.",
        told_by=[probation],
    )  # fmt: skip
    scene.row(
        probation, day, "share", "P, F", "Passed on what P said about F.", shared=[police],
        same=row,
    )  # fmt: skip
    scene.plant(KEY, "offence", police, [row], "nothing", "it is on probation to answer it")


def offence_of_another_kind(scene: Scene) -> None:
    """Plant something that the rule does not list, or that somebody else recorded."""
    day = scene.free(2, 45)
    if scene.rng.random() < 0.5:
        holder = scene.agency("police")
        row = scene.row(holder, day, "offence-other", "P", "P stopped for speeding.")
    else:
        holder = scene.agency("housing")
        row = scene.row(holder, day, "damage-incident", "P", "P broke the lobby's window.")
    scene.plant(KEY, "offence", holder, [row], "nothing", "not an offence that police recorded")


def offence_by_nobody_of_the_household(scene: Scene) -> None:
    """Plant an offence with nobody of the household in it."""
    police = scene.agency("police")
    scene.says_what_was_done(police)
    row = scene.row(
        police, scene.free(2, 45), "damage-incident", "", "Bins set alight. No suspect."
    )
    scene.plant(KEY, "offence", police, [row], "nothing", "nobody of the household is in it")


def offence_close_to_the_end(scene: Scene) -> None:
    """Plant an offence after which there was no time left for an outcome."""
    police = scene.agency("police")
    scene.says_what_was_done(police)
    row = scene.row(
        police, scene.free_at_end(28), "damage-incident", "P", "P broke the glass of the back door."
    )
    scene.plant(KEY, "offence", police, [row], "nothing", "too close to the end to be told")


def breach_and_nothing_after(scene: Scene) -> None:
    """Plant a breach with nothing after it, of the kind or told of in another row."""
    row, holder, _ = _breach(scene)
    scene.plant(KEY, "breach", holder, [row], "certain", "no response in the days after")


def breach_with_a_reason(scene: Scene) -> None:
    """Plant a breach of which the row says why it was not passed on."""
    row, holder, _ = _breach(scene, bar=Bar.OTHER, bar_text="Intelligence, not to be used.")
    scene.plant(KEY, "breach", holder, [row], "certain", "a reason is recorded, and asked about")


def breach_answered_on_the_last_day(scene: Scene) -> None:
    """Plant a breach that was answered on the seventh day."""
    row, holder, day = _breach(scene)
    kind, text = scene.rng.choice(OUTCOMES)
    scene.row(holder, day + timedelta(7), kind, "P", text)
    scene.plant(KEY, "breach", holder, [row], "nothing", "answered on the last day")


def breach_answered_a_day_late(scene: Scene) -> None:
    """Plant a breach that was answered on the eighth day."""
    row, holder, day = _breach(scene)
    kind, text = scene.rng.choice(OUTCOMES)
    scene.row(holder, day + timedelta(8), kind, "P", text)
    scene.plant(KEY, "breach", holder, [row], "certain", "answered on the first day after")


def breach_answered_perhaps(scene: Scene) -> None:
    """Plant a breach of which the answer may be in time."""
    row, holder, day = _breach(scene)
    text = between(day + timedelta(4), day + timedelta(scene.rng.randrange(9, 20)))
    scene.row(holder, text, "arrest", "P", "P arrested for the breach.")
    scene.plant(KEY, "breach", holder, [row], "possible", "the arrest may be in time or late")


def breach_passed_on(scene: Scene) -> None:
    """Plant a breach that was passed on to those who set the condition."""
    row, holder, day = _breach(scene)
    sector = "probation" if scene.agencies[holder].sector == "police" else "police"
    other, gap = scene.agency(sector), timedelta(scene.rng.randrange(8))
    sent = scene.row(
        holder, day + gap, "share", "P", "Those who supervise P told of it.", shared=[other]
    )
    scene.row(
        other, day + gap, "information-received", "P", "Told of a breach.", told_by=[holder],
        same=sent,
    )  # fmt: skip
    scene.plant(KEY, "breach", holder, [row], "nothing", "passed on to those who can answer it")


def _offence(
    scene: Scene,
    among: object = None,
    told: str = "",
    **more: Any,  # noqa: ANN401
) -> tuple[str, str, date]:
    police = scene.agency("police")
    scene.says_what_was_done(police)
    day = scene.free(2, 45)
    offences = (
        among if isinstance(among, (list, tuple)) else [o for o in OFFENCES if "V" not in o[2]]
    )
    kind, text, persons = scene.rng.choice(offences)
    tells = [Told("violence-to-others", "", "P", Stance.HISTORY)] if told else ()
    return scene.row(police, day, kind, persons, text, tells=tells, **more), police, day


def _breach(scene: Scene, **more: Any) -> tuple[str, str, date]:  # noqa: ANN401
    holder = scene.agency(scene.rng.choice(("police", "police", "probation")))
    scene.says_what_was_done(holder)
    day = scene.free(2, 25)
    text = scene.rng.choice(BREACHES)
    if scene.rng.random() < 0.3:
        tells = [Told("breach-of-order", "", "P", Stance.OBSERVED)]
        return scene.row(holder, day, "contact", "P", text, tells=tells, **more), holder, day
    return scene.row(holder, day, "breach", "P", text, **more), holder, day


PLANTS = (
    offence_and_nothing_after,
    offence_answered_on_the_last_day,
    offence_answered_a_day_late,
    offence_answered_perhaps,
    offence_dated_roughly,
    offence_answered_elsewhere,
    offence_answered_by_a_bystander,
    somebody_else_was_arrested,
    offence_with_its_response,
    offence_with_the_crime_recorded,
    offence_told_of_again,
    offence_told_by_probation,
    offence_of_another_kind,
    offence_by_nobody_of_the_household,
    offence_close_to_the_end,
    breach_and_nothing_after,
    breach_with_a_reason,
    breach_answered_on_the_last_day,
    breach_answered_a_day_late,
    breach_answered_perhaps,
    breach_passed_on,
)
