"""Plants of what people close to them knew, and of what agencies had on record as well."""

from __future__ import annotations

from datetime import date, timedelta

from graphdb.model import Role, Stance
from joinedup.generate.scene import NoRoomError, Scene, Told, between

KEY = "people-close"
#: What an agency has on record, too, is something that others in contact can have none of.
#: It adds up, too, with what else is planted.
#: Where health was told, there may be no record of help that was offered.
ALSO = frozenset({"pooled-threshold", "unshared", "referral-none"})

CLOSE = ("family", "friends", "neighbours", "employer", "faith-community", "informal")
#: What is weighty and was seen from near by; each is kept to the one plant that tells of it.
KNOWN = (
    (Told("isolation", "V", "P"), "She stopped coming to choir.", "He answered her phone."),
    (Told("economic-abuse", "V", "P"), "Had to ask for bus fare.", "He kept her bank card."),
    (Told("animal-abuse", "P"), "Saw him kick the dog.", "The cat was thrown out of a window."),
    (Told("false-imprisonment", "V", "P"), "He had locked her in.", "Locked in for a day."),
    (Told("jealousy", "V", "P"), "He waited outside her work each day.", "Went through her bag."),
    (Told("coercive-control", "V", "P"), "He chose her clothes.", "She asked him first."),
    (Told("strangulation", "V", "P"), "Marks under her scarf.", "Said he held her throat."),
    (Told("burglary-by-partner", "V", "P"), "He took her passport.", "He had got in by the back."),
    (Told("weapon-used", "V", "P"), "Told her sister of the knife.", "He had held up a hammer."),
    (Told("weapon-access", "P"), "A shotgun in the shed.", "Showed his knives about."),
    (Told("suicide-threat", "P"), "He said he would end it if she went.", "Spoke of the bridge."),
)  # fmt: skip
#: What an agency has on record where it has control by the same person over the same person.
TAKEN_IN = frozenset({"jealousy", "isolation", "economic-abuse", "emotional-abuse"})


def known_to_people(scene: Scene) -> None:
    """Plant something weighty that people close to them knew, and no agency."""
    close, day = _close(scene), scene.free(0, 0)
    row = _knew(scene, close, day)
    _plant(scene, close, row, "certain", "known to people close to them alone")


def known_of_somebody_of_the_family(scene: Scene) -> None:
    """Plant what people close to them knew of harm by somebody else of the family."""
    close, day = _close(scene), scene.free(0, 0)
    other = scene.own_person(Role.FAMILY, "brother", "V")
    told = Told(scene.some("honour-based", "threats-of-violence", "forced-marriage"), "V", other)
    row = _knew(scene, close, day, told, "Her brother watched whom she spoke to.")
    _plant(scene, close, row, "certain", "harm by another of the family")


def known_to_an_agency_too(scene: Scene) -> None:
    """Plant something that an agency had on record as well, earlier or later."""
    close, agency, day = _close(scene), _agency(scene), scene.free(80, 80)
    told, text = _something(scene)
    row = _knew(scene, close, day, told, text)
    _recorded(scene, agency, day + timedelta(scene.rng.randrange(-79, 80)), told)
    _plant(scene, close, row, "nothing", "an agency had it on record")


def known_to_an_agency_as_control(scene: Scene) -> None:
    """Plant what people close to them saw as jealousy, and an agency had on record as control."""
    close, agency, day = _close(scene), _agency(scene), scene.free(80, 80)
    control = Told("coercive-control", "V", "P")
    scene.own_fact(control)
    topic = scene.some("jealousy", "isolation", "economic-abuse")
    told = Told(topic, "V", "P")
    scene.own_fact(told)
    row = scene.row(close, day, "told-informally", "V", "He watched her.", tells=[told])
    _recorded(scene, agency, day + timedelta(scene.rng.randrange(-79, 80)), control)
    _plant(scene, close, row, "nothing", "on record as control")


def known_to_an_agency_on_the_last_day(scene: Scene) -> None:
    """Plant something that an agency had on record on the day before the end."""
    close, agency, day = _close(scene), _agency(scene), scene.free(0, 0)
    told, text = _something(scene)
    row = _knew(scene, close, day, told, text)
    _recorded(scene, agency, scene.last - timedelta(1), told)
    _plant(scene, close, row, "nothing", "on record a day before the end")


def known_to_an_agency_afterwards(scene: Scene) -> None:
    """Plant something that an agency had on record only after the death."""
    close, agency, day = _close(scene), _agency(scene), scene.free(0, 0)
    told, text = _something(scene)
    row = _knew(scene, close, day, told, text)
    _recorded(scene, agency, scene.last + timedelta(scene.rng.randrange(2, 60)), told)
    _plant(scene, close, row, "certain", "on record only after the death")


def known_to_an_agency_perhaps_in_life(scene: Scene) -> None:
    """Plant something that an agency had on record in life or after it."""
    close, agency, day = _close(scene), _agency(scene), scene.free(0, 0)
    told, text = _something(scene)
    row = _knew(scene, close, day, told, text)
    _recorded(scene, agency, between(scene.last - timedelta(9), scene.last + timedelta(9)), told)
    _plant(scene, close, row, "possible", "on record, perhaps in life")


def known_perhaps_in_life(scene: Scene) -> None:
    """Plant something that people close to them saw before the end or heard after it."""
    close = _close(scene)
    told, text = _something(scene)
    row = _knew(
        scene, close, between(scene.last - timedelta(9), scene.last + timedelta(9)), told, text
    )
    _plant(scene, close, row, "possible", "known, perhaps in life")


def sent_to_an_agency(scene: Scene) -> None:
    """Plant something that people close to them passed on, with no record of its receipt."""
    close, agency, day = _close(scene), _agency(scene), scene.free(0, 0)
    told, text = _something(scene)
    _own(scene, told)
    row = scene.row(close, day, "told-informally", "V", f"{text} Rang about it.", tells=[told],
                    shared=[agency])  # fmt: skip
    scene.row(agency, day - timedelta(1), "administration", "F", "File note.")
    _plant(scene, close, row, "possible", "sent, with no record that it came")


def told_to_an_agency(scene: Scene) -> None:
    """Plant something that an agency wrote down as told by people close to them."""
    close, agency, day = _close(scene), _agency(scene), scene.free(0, 10)
    told, text = _something(scene)
    row = _knew(scene, close, day, told, text)
    scene.row(agency, day + timedelta(3), "concern-reported", "V mentioned", "A call came.",
              tells=[told], told_by=[close], outcome="Looked into.")  # fmt: skip
    _plant(scene, close, row, "nothing", "an agency wrote it down")


def known_but_not_weighty(scene: Scene) -> None:
    """Plant something that is not of the weight."""
    close, day = _close(scene), scene.free(0, 0)
    told = scene.rng.choice([
        Told("emotional-abuse", "V", "P"), Told("money-problems", "P"), Told("depression", "V"),
        Told("criminal-damage", "V", "P"), Told("relationship-strain", "V", "P"),
    ])  # fmt: skip
    row = _knew(scene, close, day, told, scene.some("Heard rows.", "He shouted.", "Seemed low."))
    _plant(scene, close, row, "nothing", "not of the weight")


def learned_through_the_review(scene: Scene) -> None:
    """Plant something that came out only when the death was looked into."""
    close, day = _close(scene), scene.free(0, 0)
    told, text = _something(scene)
    row = scene.row(close, day, "told-informally", "V", text, tells=[told],
                    learned_after_death=True)  # fmt: skip
    _plant(scene, close, row, "nothing", "came out through the review")


def known_after_the_death(scene: Scene) -> None:
    """Plant something that people close to them heard after the death."""
    close = _close(scene)
    told, text = _something(scene)
    row = _knew(scene, close, scene.last + timedelta(scene.rng.randrange(2, 60)), told, text)
    _plant(scene, close, row, "nothing", "heard after the death")


def seen_not_to_be_so(scene: Scene) -> None:
    """Plant something that people close to them said was not so."""
    close, day = _close(scene), scene.free(0, 0)
    told, _ = _something(scene)
    row = scene.row(
        close, day, "told-informally", "V", "Nothing of that kind, as far as could be seen.",
        tells=[Told(told.topic, told.about, told.by, Stance.DENIED)],
    )  # fmt: skip
    _plant(scene, close, row, "nothing", "said not to be so")


def known_of_somebody_outside(scene: Scene) -> None:
    """Plant something weighty about somebody who is not of the household."""
    close, day = _close(scene), scene.free(0, 0)
    other = scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
    told = Told(scene.some("self-harm", "alcohol-misuse", "drug-misuse"), other)
    row = scene.row(close, day, "told-informally", other, "About the neighbour.", tells=[told])
    _plant(scene, close, row, "nothing", "about somebody outside the household")


# -- what they are made of ------------------------------------------------------------------------


def _plant(scene: Scene, close: str, row: str, found: str, why: str) -> None:
    scene.plant(KEY, "known to people", close, [row], found, why)


def _close(scene: Scene) -> str:
    return scene.own_agency(scene.rng.choice(CLOSE))


def _agency(scene: Scene) -> str:
    return scene.own_agency(scene.some("gp", "housing", "education", "voluntary"))


def _something(scene: Scene) -> tuple[Told, str]:
    told, *texts = scene.rng.choice(KNOWN)
    return told, scene.some(*texts)


def _knew(
    scene: Scene, close: str, when: str | date, told: Told | None = None, text: str = ""
) -> str:
    if told is None:
        told, text = _something(scene)
    _own(scene, told)
    return scene.row(close, when, "told-informally", "V", text, tells=[told])


def _own(scene: Scene, told: Told) -> None:
    """Keep a fact to the plant, and control where that takes it in: agencies have neither."""
    if told.topic in TAKEN_IN:
        scene.own_fact(Told("coercive-control", told.about, told.by))
    scene.own_fact(told)


def _recorded(scene: Scene, agency: str, when: str | date, told: Told) -> None:
    if isinstance(when, date) and when < scene.first:
        raise NoRoomError
    kind = scene.some("contact", "letter-received", "phone-call")
    scene.row(agency, when, kind, "V", scene.some("On file.", "Noted.", "Was told of it."),
              tells=[told])  # fmt: skip


PLANTS = (
    known_to_people,
    known_of_somebody_of_the_family,
    known_to_an_agency_too,
    known_to_an_agency_as_control,
    known_to_an_agency_on_the_last_day,
    known_to_an_agency_afterwards,
    known_to_an_agency_perhaps_in_life,
    known_perhaps_in_life,
    sent_to_an_agency,
    told_to_an_agency,
    known_but_not_weighty,
    learned_through_the_review,
    known_after_the_death,
    seen_not_to_be_so,
    known_of_somebody_outside,
)
