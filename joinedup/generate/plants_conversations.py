"""Plants of conversations that could have put enough on one agency's record earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from graphdb.model import Bar, Coverage
from joinedup.generate.props import agency_of
from joinedup.generate.scene import NoRoomError, Scene, Told, between
from joinedup.generate.tally import LIGHT, SECTORS, Tally, note, write

KEY = "conversations"
#: What one telling would have put together is on the records together.
ALSO = frozenset({"pooled-threshold"})
#: Counts what agencies of the whole case hold, so everything else is there before it.
AFTER_ALL = True

TOUCH = "in touch"
NAMED = "named already"
HEAVY = ("weapon-access", "suicide-threat")


def could_have_told_where_it_told_of_something_else(scene: Scene) -> None:
    """Plant an agency that told another of something small, and not of what it held."""
    pair = _pair(scene)
    row = _small_share(pair, pair.day)
    _sees_them(pair)
    scene.plant(KEY, TOUCH, pair.teller, [row], "certain", "told of something else")


def could_have_told_where_the_other_asked(scene: Scene) -> None:
    """Plant an occasion that stands on the record of the agency that would have been told."""
    pair = _pair(scene)
    row = scene.row(
        pair.told, pair.day, "information-received", pair.who, scene.some(*_ASKED),
        told_by=[pair.teller],
    )  # fmt: skip
    _sees_them(pair)
    scene.also.add("mirror")  # the teller has no record of it
    scene.plant(KEY, TOUCH, pair.teller, [row], "certain", "on the other's record alone")


def could_have_told_at_a_meeting(scene: Scene) -> None:
    """Plant a meeting to which both came, and at which it was not told."""
    pair = _pair(scene)
    row = scene.row(
        pair.teller, pair.day, "professionals-meeting", pair.who, scene.some(*_MET),
        attended=[pair.told], shared=[pair.told],
    )  # fmt: skip
    scene.row(
        pair.told, pair.day, "professionals-meeting", pair.who, scene.some(*_MET), same=row,
        attended=[pair.teller], told_by=[pair.teller],
    )  # fmt: skip
    _sees_them(pair)
    scene.plant(KEY, TOUCH, pair.teller, [row], "certain", "at a meeting")


def could_have_told_where_its_records_named_the_other(scene: Scene) -> None:
    """Plant something weighty at an agency whose records already named the other."""
    pair = _named_before(scene, HEAVY)
    row = note(scene, pair.teller, pair.day, pair.here)
    _sees_them(pair)
    scene.plant(KEY, NAMED, pair.teller, [row], "certain", "its records named the other")


def could_have_told_but_for_a_reason(scene: Scene) -> None:
    """Plant an occasion on which a reason for not sharing is recorded: it is asked all the same."""
    pair = _pair(scene)
    row = _small_share(pair, pair.day, bar=True)
    _sees_them(pair)
    scene.plant(KEY, TOUCH, pair.teller, [row], "certain", "with a recorded reason")


def could_have_told_weeks_before_it_knew_itself(scene: Scene) -> None:
    """Plant an agency that had enough of its own so many days after it could have been told."""
    pair = _pair(scene)
    row = _small_share(pair, pair.day)
    _alone(pair, _sees_them(pair) + timedelta(scene.rng.choice([28, 28, 29, 40])))
    scene.plant(KEY, TOUCH, pair.teller, [row], "certain", "enough of its own weeks later")


def could_have_told_twice(scene: Scene) -> None:
    """Plant two occasions of one pair: the one that comes the most days earlier is listed."""
    pair = _pair(scene, held_before=True)
    row = _small_share(pair, pair.day)
    again = _small_share(pair, pair.day + timedelta(scene.rng.randrange(40, 80)))
    scene.row(pair.told, pair.day + timedelta(85), "contact", pair.theirs, scene.some(*_SEEN))
    scene.plant(KEY, TOUCH, pair.teller, [row], "certain", "the earlier of two occasions")
    scene.plant(KEY, TOUCH, pair.teller, [again], "nothing", "the later of two occasions")


def either_could_have_told_the_other(scene: Scene) -> None:
    """Plant an occasion on which either agency could have told the other: a line each."""
    pair = _pair(scene, held_before=True)
    row = _small_share(pair, pair.day)
    for agency, who in ((pair.teller, pair.who), (pair.told, pair.theirs)):
        day = pair.day + timedelta(scene.rng.randrange(3, 60))
        scene.row(agency, day, "contact", who, scene.some(*_SEEN))
        scene.plant(KEY, TOUCH, agency, [row], "certain", "either could have told the other")


def could_have_told_six_others(scene: Scene) -> None:
    """Plant six agencies that one could have told: those of the most days are listed, five."""
    tally, teller = Tally(scene), agency_of(scene, *SECTORS)
    here, day = tally.things(tally.others + 2), scene.any_day(60, 160)
    write(scene, teller, here, day - timedelta(50), day - timedelta(5))
    tally.reached_at(tally.of(here) + 2)
    for n in range(6):
        other, there = agency_of(scene, *SECTORS), tally.things(2, LIGHT)
        on = day + timedelta(n * scene.rng.randrange(8, 12) if n < 5 else 70)
        note(scene, other, day - timedelta(scene.rng.randrange(3, 20)), there)
        said = scene.told_of(teller, other, on, here[0].about, scene.some(*_SMALL))
        scene.row(other, on + timedelta(9), "contact", there[0].about, scene.some(*_SEEN))
        found, why = ("certain", "among the first five") if n < 5 else ("nothing", "the sixth")
        scene.plant(KEY, TOUCH, teller, [said], found, why)


# -- only possible ---------------------------------------------------------------------------------


def could_have_told_what_it_perhaps_knew_by_then(scene: Scene) -> None:
    """Plant an agency that had enough of its own on a day in doubt: by then, or long after."""
    pair = _pair(scene)
    row = _small_share(pair, pair.day)
    last = _sees_them(pair)
    low = max(pair.day + timedelta(1), last - timedelta(scene.rng.randrange(1, 4)))
    _alone(pair, between(low, last + timedelta(scene.rng.randrange(30, 60))))
    scene.plant(KEY, TOUCH, pair.teller, [row], "possible", "perhaps it knew by then")


def could_have_told_by_its_records_what_the_other_perhaps_knew(scene: Scene) -> None:
    """Plant the same where the teller's records named the other when it heard something weighty."""
    pair = _named_before(scene, HEAVY)
    row = note(scene, pair.teller, pair.day, pair.here)
    last = _sees_them(pair)
    low = max(pair.day + timedelta(1), last - timedelta(scene.rng.randrange(1, 4)))
    _alone(pair, between(low, last + timedelta(scene.rng.randrange(30, 60))))
    scene.plant(KEY, NAMED, pair.teller, [row], "possible", "perhaps it knew by then")


def could_have_told_what_it_sent_without_receipt(scene: Scene) -> None:
    """Plant an agency that sent the other what it held: no record that it came."""
    pair = _pair(scene)
    row = note(scene, pair.teller, pair.day, pair.here, kind="share", shared=[pair.told])
    _sees_them(pair)
    scene.also.add("mirror")  # no record of its receipt
    scene.plant(KEY, TOUCH, pair.teller, [row], "possible", "sent, with no record of receipt")


# -- near misses -----------------------------------------------------------------------------------


def told_it_all(scene: Scene) -> None:
    """Plant an agency that told the other all that it held, as both have on record."""
    pair = _pair(scene)
    row = note(scene, pair.teller, pair.day, pair.here, kind="share", shared=[pair.told])
    note(
        scene, pair.told, pair.day, pair.here, kind="information-received",
        told_by=[pair.teller], same=row,
    )  # fmt: skip
    _sees_them(pair)
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "it was told")


def not_enough_with_it(scene: Scene) -> None:
    """Plant an occasion on which the other would have had one less than enough."""
    pair = _pair(scene, short=1)
    row = _small_share(pair, pair.day)
    _sees_them(pair)
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "one short of enough")


def held_nothing_yet(scene: Scene) -> None:
    """Plant agencies that were in touch only before the one held anything."""
    pair = _pair(scene, hold=False, topics=LIGHT)
    row = _small_share(pair, pair.day)
    last = _sees_them(pair)
    note(scene, pair.teller, pair.day + timedelta(scene.rng.randrange(1, 30)), pair.here)
    scene.row(pair.told, last + timedelta(30), "contact", pair.theirs, scene.some(*_SEEN))
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "it held nothing yet")


def no_contact_with_them_afterwards(scene: Scene) -> None:
    """Plant an occasion to tell an agency that was in contact with nobody of them from then on."""
    pair = _pair(scene)
    row = _small_share(pair, pair.day)
    _sees_them(pair, kind="letter-received")
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "no contact from then on")


def the_other_does_not_cover_the_time(scene: Scene) -> None:
    """Plant an occasion to tell an agency of which only part is on record."""
    if any(planted.finding == "gap-in-contact" for planted in scene.planted):
        raise NoRoomError  # asked only where every organisation's chronology covers the time
    pair = _pair(scene)
    row = _small_share(pair, pair.day)
    _sees_them(pair)
    start, end = scene.case.scope_from, scene.case.scope_to
    agency = scene.agencies[pair.told]
    scene.agencies[pair.told] = replace(agency, coverage=Coverage(start, end, False, True))
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "the other's record is only in part")


def only_days_before_it_knew_itself(scene: Scene) -> None:
    """Plant an agency that had enough of its own less than so many days after."""
    pair = _pair(scene)
    row = _small_share(pair, pair.day)
    _alone(pair, _sees_them(pair) + timedelta(scene.rng.choice([3, 20, 27, 27])))
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "enough of its own within the days")


def people_close_could_have_told(scene: Scene) -> None:
    """Plant people close to them who were in touch with an agency, and told it something small."""
    tally = Tally(scene)
    near = agency_of(scene, "family", "friends", "neighbours")
    pair = _pair(scene, tally=tally, teller=near, kind="told-informally", topics=LIGHT)
    row = scene.row(
        pair.told, pair.day, "contact", pair.theirs, scene.some("Rang about the boiler."),
        told_by=[near],
    )  # fmt: skip
    _sees_them(pair)
    scene.also.add("people-close")  # what they knew stands on no agency's record
    scene.plant(KEY, TOUCH, near, [row], "nothing", "people close to them")


def its_records_did_not_name_the_other_yet(scene: Scene) -> None:
    """Plant something weighty at an agency whose records named the other only long after."""
    pair = _pair(scene, topics=HEAVY, write_on_day=True)
    last = _sees_them(pair)
    alone = last + timedelta(60)
    _small_share(pair, alone - timedelta(scene.rng.randrange(3, 25)))
    _alone(pair, alone)
    scene.plant(KEY, NAMED, pair.teller, pair.rows, "nothing", "named only later")


def nothing_weighty_when_it_knew_of_the_other(scene: Scene) -> None:
    """Plant only small things at an agency whose records already named the other."""
    pair = _named_before(scene, LIGHT)
    row = note(scene, pair.teller, pair.day, pair.here)
    _sees_them(pair)
    scene.plant(KEY, NAMED, pair.teller, [row], "nothing", "nothing weighty")


def in_touch_before_the_review_begins(scene: Scene) -> None:
    """Plant an occasion before the days that the review looks at."""
    pair = _pair(scene, day=scene.first - timedelta(scene.rng.randrange(2, 30)))
    row = _small_share(pair, pair.day)
    _sees_them(pair, after=90)
    scene.plant(KEY, TOUCH, pair.teller, [row], "nothing", "before the review's scope")


# -- what they are made of -------------------------------------------------------------------------


@dataclass
class _Pair:
    """Two agencies, what each knows of somebody of whom only it speaks, and an occasion.

    The teller is in contact with nobody after it, so that the other could not have told it.
    """

    scene: Scene
    tally: Tally
    teller: str
    told: str
    here: list[Told]
    there: list[Told]
    day: date
    rows: list[str]

    @property
    def who(self) -> str:
        return self.here[0].about

    @property
    def theirs(self) -> str:
        return self.there[0].about


def _pair(
    scene: Scene,
    *,
    hold: bool = True,
    held_before: bool = False,
    write_on_day: bool = False,
    short: int = 0,
    tally: Tally | None = None,
    teller: str = "",
    kind: str = "",
    topics: tuple[str, ...] = (),
    day: date | None = None,
) -> _Pair:
    """Return a pair: the teller holds its part before the day, the other after or before."""
    tally = tally or Tally(scene)
    teller = teller or agency_of(scene, *SECTORS)
    told = agency_of(scene, *SECTORS)
    least = tally.others + scene.rng.randrange(2, 5)
    here = tally.things(least, topics) if topics else tally.things(least)
    there = tally.things(scene.rng.randrange(2, 5), LIGHT)
    day = day or scene.any_day(90, 150)
    pair = _Pair(scene, tally, teller, told, here, there, day, [])
    if write_on_day:
        pair.rows = [note(scene, teller, day, here, kind=kind)]
    elif hold:
        first = day - timedelta(scene.rng.randrange(20, 60))
        pair.rows = write(scene, teller, here, first, day - timedelta(scene.rng.randrange(1, 15)),
                          kind=kind)  # fmt: skip
    if held_before:
        write(scene, told, there, day - timedelta(50), day - timedelta(scene.rng.randrange(1, 20)))
    tally.reached_at(tally.of(here) + tally.of(there) + short)
    return pair


def _named_before(scene: Scene, topics: tuple[str, ...]) -> _Pair:
    pair = _pair(scene, hold=False, topics=topics)
    _small_share(pair, pair.day - timedelta(scene.rng.randrange(3, 60)))
    return pair


def _small_share(pair: _Pair, day: date, *, bar: bool = False) -> str:
    """Write that the teller told the other of something small, on the record of both."""
    scene = pair.scene
    row = scene.told_of(pair.teller, pair.told, day, pair.who, scene.some(*_SMALL))
    if bar:
        event = scene.events[row]
        scene.events[row] = replace(
            event, bar=Bar.CONSENT_REFUSED, bar_text="did not agree to more"
        )
    return row


def _sees_them(pair: _Pair, *, kind: str = "contact", after: int = 2) -> date:
    """Write what the other came to know of its own after the day, and return the last day of it."""
    scene = pair.scene
    first = pair.day + timedelta(after)
    last = first + timedelta(scene.rng.randrange(1, 30))
    write(scene, pair.told, pair.there, first, last, kind=kind)
    return last


def _alone(pair: _Pair, when: date | str) -> None:
    """Write what the other needs to have enough of its own."""
    more = pair.tally.things(pair.tally.of(pair.here))
    note(pair.scene, pair.told, when, more)


_SMALL = (
    "Told them of the new opening hours.", "Rang about the change of address.",
    "Sent the date of the next visit.", "Passed on the new telephone number.",
    "Asked them for a form and said what for.", "Told them who is now the worker here.",
)  # fmt: skip
_ASKED = (
    "Call from a colleague there about an appointment.", "They rang to ask for a date.",
    "Asked by them which worker it is here.",
)  # fmt: skip
_MET = (
    "Met about the school place.", "Met about the move and who does what.",
    "Short meeting about transport.",
)  # fmt: skip
_SEEN = ("Seen, settled.", "Talked about the week.", "Came about a form.", "Seen as arranged.")

PLANTS = (
    could_have_told_where_it_told_of_something_else,
    could_have_told_where_the_other_asked,
    could_have_told_at_a_meeting,
    could_have_told_where_its_records_named_the_other,
    could_have_told_but_for_a_reason,
    could_have_told_weeks_before_it_knew_itself,
    could_have_told_twice,
    either_could_have_told_the_other,
    could_have_told_six_others,
    could_have_told_what_it_perhaps_knew_by_then,
    could_have_told_by_its_records_what_the_other_perhaps_knew,
    could_have_told_what_it_sent_without_receipt,
    told_it_all,
    not_enough_with_it,
    held_nothing_yet,
    no_contact_with_them_afterwards,
    the_other_does_not_cover_the_time,
    only_days_before_it_knew_itself,
    people_close_could_have_told,
    its_records_did_not_name_the_other_yet,
    nothing_weighty_when_it_knew_of_the_other,
    in_touch_before_the_review_begins,
)
