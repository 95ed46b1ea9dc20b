"""Plants of agencies that saw only the one and only the other, and of what joined them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from graphdb.model import Bar
from joinedup.generate.props import agency_of, told
from joinedup.generate.scene import Scene, Told, between

KEY = "two-silos"
#: What they hold is weighty and about those whom every agency sees: others in contact can have no
#: record of it, and several records together can be enough where no one record has enough.
#: Where it stands in health alone, there may be no record of help that was offered.
ALSO = frozenset({"unshared", "pooled-threshold", "conversations", "referral-none"})

HERS = ("voluntary", "sexual-health", "isva", "victim-support", "midwifery", "legal", "sarc")
HIS = ("probation", "perpetrator-programme", "armed-forces", "prison",
       "border-agency", "talking-therapies")  # fmt: skip
OF_HER = ("coercive-control", "fear", "fear-of-being-killed", "stalking", "strangulation",
          "sexual-violence", "threats-to-kill", "assault-with-injury")  # fmt: skip
OF_HIM = ("killing-thoughts", "stalking", "coercive-control")


def two_that_never_spoke(scene: Scene) -> None:
    """Plant one agency that saw only her and one that saw only him, never in touch."""
    hers, his = _hers(scene, _day(scene)), _his(scene, _day(scene))
    scene.plant(KEY, "never in touch", hers[0], [hers[1], his[1]], "certain", "never in touch")


def two_that_each_mention_the_other(scene: Scene) -> None:
    """Plant two agencies of which each has the other person on record only as mentioned."""
    hers = _hers(scene, _day(scene), by="")
    scene.row(hers[0], _day(scene), "phone-call", "V, P mentioned", "Talked about the two of them.")
    his = _his(scene, _day(scene), told_of=("weapon-access", "suicide-threat"), of_him=True)
    scene.row(his[0], _day(scene), "contact", "P, V mentioned", "Spoke about home.")
    scene.plant(KEY, "never in touch", hers[0], [hers[1], his[1]], "certain", "each mentioned")


def two_in_touch_about_somebody_else(scene: Scene) -> None:
    """Plant two agencies that were in touch only about somebody outside the household."""
    hers, his = _hers(scene, _day(scene)), _his(scene, _day(scene))
    told(scene, hers[0], his[0], _day(scene), "F")
    scene.plant(KEY, "never in touch", hers[0], [hers[1], his[1]], "certain", "in touch about F")


def two_that_perhaps_spoke(scene: Scene) -> None:
    """Plant two agencies that were in touch before the end, or only after it."""
    hers, his = _hers(scene, _day(scene)), _his(scene, _day(scene))
    low = scene.last - timedelta(scene.rng.randrange(1, 20))
    span = between(low, scene.last + timedelta(scene.rng.randrange(3, 30)))
    scene.row(hers[0], span, "share", "V", "Rang them about the two.", shared=[his[0]])
    scene.also.add("mirror")  # one side alone has it on record
    scene.plant(KEY, "never in touch", hers[0], [hers[1], his[1]], "possible", "perhaps too late")


def two_that_spoke(scene: Scene) -> None:
    """Plant two agencies that were in touch, the one way or the other."""
    hers, his = _hers(scene, _day(scene)), _his(scene, _day(scene))
    pair = scene.rng.sample([hers[0], his[0]], 2)
    told(scene, pair[0], pair[1], _day(scene), scene.some("V", "P", "V, P"))
    _nothing(scene, hers, his, "in touch")


def two_that_met(scene: Scene) -> None:
    """Plant two agencies that met about the household."""
    hers, his = _hers(scene, _day(scene)), _his(scene, _day(scene))
    day, kind = _day(scene), scene.some("professionals-meeting", "mappa", "strategy-meeting")
    row = scene.row(hers[0], day, kind, "V", "Met them.", attended=[his[0]])
    scene.row(his[0], day, kind, "V", "Met them.", same=row)
    scene.also.add("meeting-without-holder")  # others can have held something about her by then
    _nothing(scene, hers, his, "they met")


def two_with_one_that_saw_both(scene: Scene) -> None:
    """Plant two agencies of which the one saw the other person as well."""
    hers, his = _hers(scene, _day(scene)), _his(scene, _day(scene))
    scene.row(hers[0], _day(scene), scene.some("contact", "repeat-prescription", "home-visit"),
              scene.some("P", "V, P present"), "Both came in.")  # fmt: skip
    scene.also.add("files")  # what it knew can stand on her file and not on his
    _nothing(scene, hers, his, "one saw both")


def two_of_which_one_held_little(scene: Scene) -> None:
    """Plant two agencies of which the one held nothing of that weight."""
    hers = _hers(scene, _day(scene), told_of=("jealousy", "harassment", "isolation", "assault"))
    his = _his(scene, _day(scene))
    _nothing(scene, hers, his, "the one held nothing of that weight")


def two_of_which_one_knew_of_nobody(scene: Scene) -> None:
    """Plant two agencies of which the one had no row that tells of the other person."""
    hers = _hers(scene, _day(scene))
    his = _his(scene, _day(scene), told_of=("weapon-access", "suicide-threat"), of_him=True)
    _nothing(scene, hers, his, "the one knew of nobody else")


def two_of_which_one_had_only_routine(scene: Scene) -> None:
    """Plant two agencies of which the one had only routine dealings with her."""
    hers = _hers(scene, _day(scene), kinds=("letter-received", "repeat-prescription"))
    his = _his(scene, _day(scene))
    _nothing(scene, hers, his, "only routine")


def two_with_a_reason_recorded(scene: Scene) -> None:
    """Plant two agencies of which the one recorded a reason for not sharing."""
    hers = _hers(scene, _day(scene), bar=Bar.CONSENT_REFUSED, bar_text="asked that nobody be told")
    his = _his(scene, _day(scene))
    _nothing(scene, hers, his, "a reason is recorded")


def two_of_which_one_learned_after(scene: Scene) -> None:
    """Plant two agencies of which the one learned what it held through the review."""
    hers, his = _hers(scene, _day(scene), learned_after_death=True), _his(scene, _day(scene))
    _nothing(scene, hers, his, "learned through the review")


# -- what they are made of ------------------------------------------------------------------------


def _day(scene: Scene) -> date:
    return scene.any_day(10, 15)


def _hers(
    scene: Scene,
    day: date,
    told_of: Sequence[str] = OF_HER,
    by: str = "P",
    kinds: Sequence[str] = ("appointment", "phone-call", "counselling"),
    **more: Any,  # noqa: ANN401 - what else an event holds
) -> tuple[str, str]:
    """Let an agency see her, and hold something; return it with the row."""
    scene.once(KEY)  # whoever saw her and whoever saw him stand on one line, of whatever plant
    agency = agency_of(scene, *HERS)
    text = scene.some("Spoke of what goes on at home.", "Told the worker how it is.",
                      "Said more than before.", "Cried when asked about home.")  # fmt: skip
    tells = [Told(scene.rng.choice(told_of), "V", by)]
    return agency, scene.row(agency, day, scene.rng.choice(kinds), "V", text, tells=tells, **more)


def _his(
    scene: Scene, day: date, told_of: Sequence[str] = OF_HIM, *, of_him: bool = False
) -> tuple[str, str]:
    """Let an agency see him, and hold something; return it with the row."""
    agency, topic = agency_of(scene, *HIS), scene.rng.choice(told_of)
    tells = [Told(topic, "P") if of_him else Told(topic, "V", "P")]
    kind = scene.some("appointment", "contact", "counselling", "phone-call")
    text = scene.some("Spoke of her in the session.", "Angry when he came in.",
                      "Came up when he was asked about home.", "Said it twice.")  # fmt: skip
    return agency, scene.row(agency, day, kind, "P", text, tells=tells)


def _nothing(scene: Scene, hers: tuple[str, str], his: tuple[str, str], why: str) -> None:
    scene.also.add(KEY)  # what is left of either side can stand beside another plant's agency
    scene.plant(KEY, "never in touch", hers[0], [hers[1], his[1]], "nothing", why)


PLANTS = (
    two_that_never_spoke,
    two_that_each_mention_the_other,
    two_in_touch_about_somebody_else,
    two_that_perhaps_spoke,
    two_that_spoke,
    two_that_met,
    two_with_one_that_saw_both,
    two_of_which_one_held_little,
    two_of_which_one_knew_of_nobody,
    two_of_which_one_had_only_routine,
    two_with_a_reason_recorded,
    two_of_which_one_learned_after,
)
