"""How what a seat held of one thing changed, and in which words it is told.

A thing is certain while some certain acquisition stands, and possible while any may. That it
ended a seat has only from a row of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

from graphdb.case_view import FAR_AHEAD, Bounds, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, How
from graphdb.model import Event, Fact, Involvement, Nature, Part, agency_of
from graphdb.pooled import stands_until
from viz.walk.model import HeldState, HeldStep, SeatFact, SeatKind, SeatRow
from viz.walk.screen import Holder, in_words, last_minute, minute_on_screen, when_of
from viz.words import counted

#: Ways in which something came to a seat that it knows of itself; all else only a reveal tells.
_KNOWN_ITSELF = (How.OWN, How.TOLD, How.MEETING)
#: Of these a record is sure for less time than it is relied on: a pregnancy ends by itself.
_SURE_DAYS = {"pregnancy": 120}
#: And a row that tells of the one casts doubt on the other.
_DOUBTED_BY = {"pregnancy": "new-baby"}


def steps_of(telling: Telling, fact_id: str, held: list[Acquisition]) -> Iterator[HeldStep]:
    """Yield how a seat's holding of one fact changed, before the end.

    A thing is certain while some certain acquisition stands, and possible while any may. When none
    does any more it had ended where a row of the seat's own says so, and has lapsed otherwise.
    """
    end = last_minute(telling.view)
    # what it is on record as having had counts, not what is in doubt of another's record
    standing = [(a, spans) for a in held if (spans := telling.stands(a)) is not None]
    marks = {m for _, spans in standing for span in spans for m in span if m < end}
    marks |= {m for a, _ in standing for m in telling.ends(a, surely=True) if m < end}
    sides = [_Side(spans[side] for _, spans in standing) for side in (0, 1)]
    before: HeldStep | None = None
    for minute in sorted(marks):
        if before is not None and _stands_at(sides, minute) is before.state:
            continue
        state, by = _state_at(standing, minute)
        if by is None:
            continue
        if state is HeldState.LAPSED and min(telling.ends(by, surely=True), default=end) <= minute:
            state = HeldState.ENDED
        step = HeldStep(minute, state, *telling.how(by, state, minute))
        if before is None or step.state is not before.state:
            yield step
            before = step


def no_longer_possible(
    view: CaseView, facts: tuple[SeatFact, ...], rows: list[SeatRow]
) -> tuple[SeatFact, ...]:
    """Return what a seat held, without a pregnancy in doubt once its record has birth or baby."""
    return tuple(
        replace(fact, steps=steps)
        for fact in facts
        if (steps := tuple(_until_birth(view, fact, facts, list(_with_baby(view, fact, rows)))))
    )


def _with_baby(view: CaseView, fact: SeatFact, rows: list[SeatRow]) -> Iterator[SeatRow]:
    """Yield a seat's own rows that name a baby who was there, surely after the birth.

    Who the baby is the rows of the birth say, whoever wrote them: a child of hers who is in one of
    them, and in no row of before.
    """
    told = list(_rows_of_birth(view, view.facts[fact.fact_id]))
    if not told:
        return
    birth = min(view.bounds[row].known_hi for row in told)
    begun = min(view.bounds[row].start_lo for row in told)
    about = view.facts[fact.fact_id].about or ""
    babies = {i.person_id for row in told for i in view.events[row].involves}
    babies &= view.children.get(about, frozenset())
    for event in view.in_order if babies else ():
        if view.bounds[event.event_id].end_hi < begun:
            babies -= {i.person_id for i in event.involves}
    for row in rows:
        event = view.events[row.row_id]
        if view.bounds[row.row_id].start_lo > birth and any(
            i.person_id in babies and i.part is not Part.MENTIONED and _names(view, event, i)
            for i in event.involves
        ):
            yield row


def _names(view: CaseView, event: Event, there: Involvement) -> bool:
    """Whether a row itself names somebody who was there: "children in the house" names nobody."""
    person = view.persons[there.person_id]
    names = "|".join(re.escape(name) for name in (person.label, *person.aliases) if name)
    return bool(names) and re.search(rf"\b(?:{names})\b", event.summary) is not None


def told_again(
    view: CaseView, facts: tuple[SeatFact, ...], rows: list[SeatRow]
) -> tuple[SeatFact, ...]:
    """Return what a seat held with how often its own rows told it again, by each of them.

    Rows are counted, not occurrences: two of them may tell of the same one.
    """
    telling: dict[str, list[SeatRow]] = defaultdict(list)
    for row in rows:
        reveals = view.events[row.row_id].reveals
        for fact_id in dict.fromkeys(r.fact_id for r in reveals if r.stance.gives_knowledge):
            telling[fact_id].append(row)
    return tuple(
        replace(fact, again=tuple(_again(view, fact, telling[fact.fact_id]))) for fact in facts
    )


def _again(view: CaseView, fact: SeatFact, rows: list[SeatRow]) -> Iterator[tuple[int, str, str]]:
    places = {row.row_id: n for n, row in enumerate(rows)}
    came = [row.minute for row in rows]  # a seat's rows stand in the order in which they come
    for minute in sorted({*(r.minute for r in rows), *(s.minute for s in fact.steps)}):
        step = fact.at(minute)
        if step is None or not step.state.stands:
            continue
        # after the row by which it is told how the seat has it
        first = places.get(step.row_id)
        since = bisect_right(came, step.minute) if first is None else first + 1
        later = rows[since : bisect_right(came, minute)]
        if later:
            last = later[-1].row_id
            when = when_of(view, view.events[last])
            if all(comes_after(view, row.row_id, step.minute) for row in later):
                number = counted(len(later), "later row")
                said = f"told again in {number}, {'last ' if later[1:] else ''}{when}"
            else:
                # on the screen it comes later; that it was told later no date says
                number = counted(len(later), "more row")
                said = f"told in {number}, {'one of them ' if later[1:] else ''}{when}"
            yield minute, last, said


def comes_after(view: CaseView, row_id: str, minute: int) -> bool:
    """Whether a row that comes on a screen later is of that day or after it by its date, too.

    Parameters
    ----------
    view, row_id, minute
        The case, the row, and by when what came before it had been made.
    """
    return view.bounds[row_id].start_lo // MINUTES_PER_DAY >= minute // MINUTES_PER_DAY


def _until_birth(
    view: CaseView, fact: SeatFact, facts: tuple[SeatFact, ...], baby: list[SeatRow]
) -> Iterator[HeldStep]:
    own = view.facts[fact.fact_id]
    births = [
        other
        for other in facts
        if view.facts[other.fact_id].topic == _DOUBTED_BY.get(own.topic)
        and view.facts[other.fact_id].about == own.about
    ]
    if not births and not baby:
        yield from fact.steps
        return
    told = {step.minute: step for step in fact.steps}
    marks = {*told, *(step.minute for birth in births for step in birth.steps)}
    marks |= {row.minute for row in baby}
    before: HeldStep | None = None
    for minute in sorted(marks):
        step = fact.at(minute)
        if step is None:
            continue
        if before is not None and _stays_ended(before, step):
            continue
        born = _certain_at(births, minute)
        seen = _seen_since(view, step, baby, minute)
        if step.state is HeldState.POSSIBLE and (born is not None or seen is not None):
            if before is None or not before.state.stands:
                continue
            said = "a birth is on record" if born is not None else "a row here has the baby"
            how = f"{step.how.partition('; whether it')[0]}; {said} since"
            by = born or seen
            row = step.row_id or ("" if by is None else by.row_id)
            step = HeldStep(minute, HeldState.ENDED, how, row)
        if before is None or step.state is not before.state:
            before = replace(step, minute=minute)
            yield before


def _stays_ended(before: HeldStep, step: HeldStep) -> bool:
    """Whether a thing had ended, and has not been told anew since."""
    return before.state is HeldState.ENDED and (
        step.state is HeldState.LAPSED or step.minute <= before.minute
    )


def _seen_since(view: CaseView, step: HeldStep, baby: list[SeatRow], minute: int) -> SeatRow | None:
    """Return the first row with the baby that came by a minute, surely after the last telling."""
    told = view.bounds[step.row_id].known_hi if step.row_id else step.minute
    come = (row for row in baby if row.minute <= minute)
    return next((row for row in come if view.bounds[row.row_id].start_lo > told), None)


def _certain_at(facts: Iterable[SeatFact], minute: int) -> HeldStep | None:
    """Return the first certain step of some facts at a minute."""
    steps = (fact.at(minute) for fact in facts)
    return next((s for s in steps if s is not None and s.state is HeldState.CERTAIN), None)


Spans = tuple[tuple[int, int], tuple[int, int]]


class _Side:
    """When each of some spans begins and ends: at a minute stand those begun and not ended."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        real = [(since, until) for since, until in spans if since < until]
        self._begins = sorted(since for since, _ in real)
        self._ends = sorted(until for _, until in real)

    def stands(self, minute: int) -> bool:
        """Whether one of them stands at a minute."""
        return bisect_right(self._begins, minute) > bisect_right(self._ends, minute)


def _stands_at(sides: list[_Side], minute: int) -> HeldState | None:
    """Return in which state a thing is held; ``None`` where nothing of it stands."""
    for side, state in zip(sides, (HeldState.CERTAIN, HeldState.POSSIBLE), strict=True):
        if side.stands(minute):
            return state
    return None


def _state_at(
    standing: list[tuple[Acquisition, Spans]], minute: int
) -> tuple[HeldState, Acquisition | None]:
    """Return in which state a thing is held, and by which acquisition that is told."""
    for side, state in ((0, HeldState.CERTAIN), (1, HeldState.POSSIBLE)):
        now = _own_first([a for a, spans in standing if spans[side][0] <= minute < spans[side][1]])
        if now:
            sure = [a for a in now if a.certain and a.latest < FAR_AHEAD]
            if state is HeldState.POSSIBLE and sure:
                # it was sure, and whether it still holds is in doubt: the last record of it
                return state, max(sure, key=lambda a: (a.latest, a.sort_key))
            # of what stands, the first way in which it came: the most certain, then the earliest
            return state, min(now, key=lambda a: (not a.certain, a.latest, a.sort_key))
    past = [
        a
        for a, spans in standing
        if any(since <= minute and since < until <= minute for since, until in spans)
    ]
    if not past:
        return HeldState.LAPSED, None
    # the last that was sure, on the seat's own record where there is one
    return HeldState.LAPSED, max(
        past, key=lambda a: (a.certain, a.how is How.OWN, a.latest, a.sort_key)
    )


def _in_house(a: Acquisition) -> bool:
    """Whether one team of an agency told another."""
    return a.told_by is not None and agency_of(a.told_by) == a.agency_id


def _own_first(found: list[Acquisition]) -> list[Acquisition]:
    """Return acquisitions without what went from team to team, where an own record is as sure."""
    if any(a.how is How.OWN and a.certain for a in found):
        return [a for a in found if not _in_house(a)]
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """Says since when and how a seat had something, never in another's words.

    Attributes
    ----------
    on_screen
        The minutes at which its own rows come.
    begun
        From when on those of its own rows may have been there of which only the beginning is
        dated, or that last until after the end; what they tell is possible, and they end nothing.
    doubts
        Rows that make it doubtful that a thing still holds, by fact.
    seen
        Whether for the seat's own screen, which has nothing that the seat could not know of
        itself; or else for a reveal, which has all that the records made by then give.
    """

    view: CaseView
    holder: Holder
    on_screen: dict[str, int]
    begun: dict[str, int]
    doubts: dict[str, list[str]]
    seen: bool
    # of many acquisitions that are coded on one row, what hangs on that row alone
    _memo: dict[tuple[str, str, str, bool], list[int]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _made_by: dict[str, int | None] = field(default_factory=dict, repr=False, compare=False)
    _doubted_by: dict[str, tuple[list[int], list[int]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    # -- since when, and until when ----------------------------------------------------------------

    def stands(self, a: Acquisition) -> Spans | None:
        """Return between which minutes what was acquired stands: for certain, and possibly.

        Not before every row that shows it had been made: a row that may be of any day of a month
        says nothing before the month is over.
        """
        # where a case takes what was sent as received, it is as certain as what was told
        if self.seen and not (a.certain and (a.how in _KNOWN_ITSELF or a.told_by is not None)):
            return None
        made = [self._made(row) for row in {a.via, *a.atoms}]
        if None in made:
            return None
        recorded = max(minute for minute in made if minute is not None)
        certain, possible = (self._until(a, certain=side) for side in (True, False))
        sure = (max(recorded, a.latest), certain) if a.certain else (0, 0)
        return sure, (max(recorded, a.earliest), possible)

    def _made(self, row: str) -> int | None:
        if row not in self._made_by:
            self._made_by[row] = self._first_made(row)
        return self._made_by[row]

    def _first_made(self, row: str) -> int | None:
        if row in self.on_screen:
            return self.on_screen[row]
        if row in self.begun:
            return self.begun[row]
        own = self.view.events[row].agency_id in self.holder.agencies
        return None if own else minute_on_screen(self.view, self.view.events[row])

    def _until(self, a: Acquisition, *, certain: bool) -> int:
        """Return until when a thing stands; what says that it ended counts when it had been made.

        Which rows may say so: those on its own screen, whoever wrote them.
        """
        fact = self.view.facts[a.subject]
        if fact.nature is not Nature.STATE:
            return FAR_AHEAD + 1
        return self._kept("until", a, certain, lambda: [self._state_until(a, certain=certain)])[0]

    def _kept(
        self, what: str, a: Acquisition, side: bool, made: Callable[[], list[int]]
    ) -> list[int]:
        key = (what, a.subject, a.coded_on, side)
        if key not in self._memo:
            self._memo[key] = made()
        return self._memo[key]

    def _state_until(self, a: Acquisition, *, certain: bool) -> int:
        fact = self.view.facts[a.subject]
        until = stands_until(self.view, a.subject, a.coded_on, certain=certain, agencies=())
        told = self.view.bounds[a.coded_on]
        if certain and fact.topic in _SURE_DAYS:
            until = min(until, told.known_hi + _SURE_DAYS[fact.topic] * MINUTES_PER_DAY + 1)
        if certain:
            until = min(until, self._doubted(a))
        return min([until, *self.ends(a, surely=not certain)])

    def ends(self, a: Acquisition, *, surely: bool) -> list[int]:
        """Return when rows of the seat's own came that say of a thing that it had ended."""
        return self._kept(
            "ends",
            a,
            surely,
            lambda: [self.on_screen[event.event_id] for event in self._that_end(a, surely=surely)],
        )

    def _that_end(self, a: Acquisition, *, surely: bool) -> list[Event]:
        told = self.view.bounds[a.coded_on]
        return [
            event
            for event in self.view.rows_that_end.get(a.subject, ())
            if event.event_id in self.on_screen
            and _comes_after(self.view.bounds[event.event_id], told, surely=surely)
        ]

    def _doubted(self, a: Acquisition) -> int:
        """Return when something on record first makes it doubtful that a thing still holds.

        Whatever may be later than the row that told of it, as :func:`_comes_after` has it.
        """
        if a.subject not in self.doubts:
            return FAR_AHEAD + 1
        if a.subject not in self._doubted_by:
            self._doubted_by[a.subject] = self._doubts_in_order(a.subject)
        ends, first_made = self._doubted_by[a.subject]
        place = bisect_right(ends, self.view.bounds[a.coded_on].known_lo)
        return first_made[place] if place < len(ends) else FAR_AHEAD + 1

    def _doubts_in_order(self, subject: str) -> tuple[list[int], list[int]]:
        """Return when rows that cast doubt can end, and when the first from each on was made."""
        found = []
        for row in self.doubts[subject]:
            made = self.on_screen.get(row) if self.seen else self._made(row)
            if made is not None:
                found.append((self.view.bounds[row].end_hi, made))
        found.sort()
        first_made = list(accumulate((made for _, made in reversed(found)), min))[::-1]
        return [end for end, _ in found], first_made

    # -- in words ----------------------------------------------------------------------------------

    def how(self, a: Acquisition, state: HeldState, minute: int) -> tuple[str, str]:
        """Return how a seat has something at a minute, and its own row that shows it."""
        shown = self.on_screen.get(a.via, self.begun.get(a.via, FAR_AHEAD))
        row = a.via if shown <= minute else ""
        if state is HeldState.ENDED:
            return f"{self._in_words(a)}; {self._says_later(a)} that it had ended", row
        if state is HeldState.LAPSED:
            return f"{self._in_words(a)}; no later record that it still held", row
        doubt = ""
        if state is HeldState.POSSIBLE and a.latest > minute and a.via in self.begun:
            doubt = "; from which day on is in doubt"
        elif state is HeldState.POSSIBLE and a.certain:
            doubt = "; whether it still held is in doubt"
        elif state is HeldState.POSSIBLE and a.how is How.MEETING:
            doubt = "; whether it was that meeting is in doubt"
        return f"{self._in_words(a)}{doubt}", row

    def _says_later(self, a: Acquisition) -> str:
        if self.holder.seat.kind is SeatKind.AGENCY:
            return "its own record says later"
        # no seat of people has a record of its own: who wrote it down is named
        row = min(self._that_end(a, surely=True), key=lambda e: self.on_screen[e.event_id])
        who = self.view.agencies[row.agency_id]
        return f"{who.name} {'said' if who.informal else 'recorded'} later"

    def _in_words(self, a: Acquisition) -> str:
        view = self.view
        event = view.events[a.via]
        when = when_of(view, event)
        if event.learned is not None and a.how is How.OWN:
            when = f"{when}, learned {in_words(event.learned)}"
        teller = view.team_name(a.told_by) if a.told_by is not None else ""
        if self.holder.seat.kind is SeatKind.VICTIM:
            who = view.agencies[event.agency_id]
            # a mother, a neighbour keep no record: somebody asked them
            return f"As {who.name} {'told' if who.informal else 'recorded'} it, {when}"
        if a.how is How.TOLD and _in_house(a):
            return f"{self._from_team(a)}, {when}"
        if self.seen:
            return self._by_itself(a, event, when)
        words = {
            How.OWN: f"{self._own(a)}, {when}",
            How.TOLD: f"Told by {teller}, {when}; both record the telling{self._only(a, teller)}",
            How.MEETING: f"At a meeting that it is recorded as having attended, {when}",
            How.SENT: f"{teller} recorded sending it, {when}; no record of receipt by then",
            How.MINUTES: f"{teller} recorded sending minutes, {when}; no record of receipt by then",
            How.PATHWAY: f"A copy goes from {teller} as declared, {when}; no record of receipt by "
            "then",
            How.TOLD_BY: f"{view.team_name(event.team_id)} {self._as_source.format(when=when)}",
            How.SAME: f"A row that may tell of the same occurrence, {when}",
        }
        return words[a.how]

    @property
    def _as_source(self) -> str:
        """Say that another's row names it as who told; people keep no record of their own."""
        if self.holder.seat.kind is SeatKind.AGENCY:
            return "named it as its source, {when}; not on its own record"
        return "named them as its source, {when}; not in what they said themselves"

    def _by_itself(self, a: Acquisition, event: Event, when: str) -> str:
        """Return how a thing came to a seat as it knows itself, with nothing of others’ records."""
        if a.how is How.OWN:
            return f"{self._own(a)}, {when}"
        if a.how is How.MEETING:
            return f"At a meeting, {when}"
        agency = agency_of(a.told_by or "")
        named = next((n.team_id for n in event.told_by if agency_of(n.team_id) == agency), "")
        teller = self.view.team_name(named) if named else self.view.agencies[agency].name
        itself = "" if self._names_it(a) else "; the row here does not name it"
        return f"Told by {teller}, {when}{itself}"

    def _from_team(self, a: Acquisition) -> str:
        """Say that it came from another team of the agency: nobody is told by itself."""
        team = self.view.teams.get(a.told_by or "")
        named = team is not None and team.stated
        return f"From its team {team.name}" if team is not None and named else "Own record"

    def _only(self, a: Acquisition, teller: str) -> str:
        """Say so where of a telling that both record only the teller's row names what was told."""
        return "" if self._names_it(a) else f"; what was told is on the record of {teller} only"

    def _names_it(self, a: Acquisition) -> bool:
        """Whether a row of the seat's own that shows a telling itself names what was told."""
        own = [self.view.events[row] for row in {a.via, *a.atoms}]
        return any(
            r.fact_id == a.subject and r.stance.gives_knowledge
            for event in own
            if event.agency_id in self.holder.agencies
            for r in event.reveals
        )

    def _own(self, a: Acquisition) -> str:
        team = self.view.teams.get(a.team_id)
        if self.holder.seat.kind is SeatKind.INFORMAL:
            return f"{self.view.agencies[agency_of(a.team_id)].name} said so"
        return f"Own record, {team.name}" if team is not None and team.stated else "Own record"


def rows_that_doubt(view: CaseView) -> dict[str, list[str]]:
    """Return, by fact, the rows that tell of what casts doubt on it: a birth on a pregnancy."""
    return {
        fact.fact_id: list(_rows_of_birth(view, fact))
        for fact in view.facts.values()
        if fact.topic in _DOUBTED_BY
    }


def _rows_of_birth(view: CaseView, fact: Fact) -> Iterator[str]:
    other = _DOUBTED_BY.get(fact.topic)
    told = {f.fact_id for f in view.facts.values() if f.topic == other and f.about == fact.about}
    for event in view.in_order if other is not None and told else ():
        for reveal in event.reveals:
            if reveal.fact_id in told and reveal.stance.gives_knowledge:
                yield event.event_id


def _comes_after(row: Bounds, told: Bounds, *, surely: bool = False) -> bool:
    """Whether a row may be, or surely is, later than the one that told of something."""
    return row.start_lo > told.known_hi if surely else row.end_hi > told.known_lo
