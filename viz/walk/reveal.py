"""What is revealed after the room has decided: what others held, and what was done.

Everything is said of records: "held", "no record of", "cannot tell from these records". Nobody is
judged, and what came later than the answer to the moment is left for its own time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Part, agency_of
from queries.answers import Answers
from queries.definition import Definition, registry
from queries.enquiry import Enquiry, day_of, listed, upper_first
from queries.finding import Finding
from viz.leaving import Leaving
from viz.named import teams_named
from viz.walk.apart import teams_apart
from viz.walk.called import UNNAMED
from viz.walk.framework import ROOM_ASKS
from viz.walk.left_open import LeftOpen, Row, left_open, no_longer, record_of
from viz.walk.model import (
    HeldState,
    HeldStep,
    HeldThing,
    Reveal,
    RevealNote,
    SeatFact,
    SeatHeld,
    SeatKind,
    SeatView,
    ThemeNote,
)
from viz.walk.screen import Holder, last_minute, minute_on_screen, when_of
from viz.words import counted

#: Within how many days what follows counts as what was done about a moment.
DONE_DAYS = 28
#: Within how many days after it something may have gone well about a moment.
GOOD_DAYS = 56
#: So many of each sort are told; what was weightiest or first.
_MOST_DONE = 6
_MOST_GOOD = 3
_MOST_ASKED = 2
_MOST_ROWS = 8
_UNNAMED = "; its own record does not name everybody in it"
#: Where the seat keeps no record: what is there was told, or written by others.
_UNNAMED_THERE = "; not everybody in it is named there"
#: Is said of an agency that held what its teams wrote on records of their own.
_TEAMS_APART = "There is no record that each of its teams could see what the others wrote."


@dataclass(frozen=True)
class Revealing:
    """Makes the reveals of one case.

    Attributes
    ----------
    enquiry, answers, leaving
        The case, what was found, and what has to be done to text before it leaves.
    holders, views
        Every seat, and what was on its screen.
    good
        The good practice found, in words, as the page has it.
    without
        Rows that the trainer keeps off the victim's own seat.
    """

    enquiry: Enquiry
    answers: Answers
    leaving: Leaving
    holders: tuple[Holder, ...]
    views: tuple[SeatView, ...]
    good: tuple[RevealNote, ...]
    without: tuple[str, ...] = ()

    def of(self, minute: int, rows: tuple[str, ...], agencies: tuple[str, ...]) -> Reveal:
        """Return what is revealed of a moment.

        Parameters
        ----------
        minute
            When it is.
        rows
            The rows at which seats stop.
        agencies
            Whose moment it is.
        """
        held = tuple(self._held(minute))
        done, answers = self._done(minute, rows, agencies)
        return Reveal(
            summary=self.leaving.ours(self._summary(minute, agencies)),
            held=held,
            themes=tuple(self._themes(minute, rows)),
            done=done,
            good=tuple(self._good(minute, (*rows, *answers))),
            day=rows,
            named=self._heavy_elsewhere(minute, agencies),
        )

    # -- who held what ---------------------------------------------------------------------------

    @cached_property
    def _formal(self) -> dict[str, SeatView]:
        return {
            holder.agencies[0]: view
            for holder, view in zip(self.holders, self.views, strict=True)
            if holder.seat.kind is SeatKind.AGENCY
        }

    @cached_property
    def _held_at(self) -> dict[tuple[str, int], list[HeldThing]]:
        """By seat and minute: what a seat holds, as far as it was asked for."""
        return {}

    @cached_property
    def _records(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of each seat's record."""
        view = self.enquiry.view
        return tuple(record_of(view, holder, self.without) for holder in self.holders)

    @cached_property
    def _open_at(self) -> dict[int, list[LeftOpen]]:
        """By minute: what each seat's record leaves open, as far as it was asked for."""
        return {}

    def _things(self, view: SeatView, minute: int) -> list[HeldThing]:
        """Return what a seat holds, certainly or possibly, the heaviest first."""
        key = (view.seat_id, minute)
        if key not in self._held_at:
            self._held_at[key] = self._ranked(view, minute)
        return self._held_at[key]

    def _ranked(self, view: SeatView, minute: int) -> list[HeldThing]:
        facts = self.enquiry.view.facts
        # what a seat's own record calls somebody, and whom that was, are two things
        unnamed = {
            one.fact_id for one, _ in _at(view.facts, minute) if UNNAMED in one.words_at(minute, "")
        }
        of_agency = any(
            h.seat.seat_id == view.seat_id and h.seat.kind is SeatKind.AGENCY for h in self.holders
        )
        said = _UNNAMED if of_agency else _UNNAMED_THERE
        found = [
            HeldThing(
                one.fact_id,
                step.state,
                # how often it was told again its rows show; a room reads since when it stood
                step.how + (said if one.fact_id in unnamed else ""),
            )
            for one, step in _at(view.revealed, minute)
            if step.state.stands
        ]
        return sorted(
            found,
            key=lambda t: (
                -facts[t.fact_id].weight,
                t.state is not HeldState.CERTAIN,
                self.enquiry.place_of_fact[t.fact_id],
            ),
        )

    def _certain(self, view: SeatView, minute: int) -> frozenset[str]:
        return frozenset(
            t.fact_id for t in self._things(view, minute) if t.state is HeldState.CERTAIN
        )

    def _held(self, minute: int) -> Iterator[SeatHeld]:
        things = [self._things(view, minute) for view in self.views]
        opens = self._left_open(minute)
        for n, (holder, view) in enumerate(zip(self.holders, self.views, strict=True)):
            kind = holder.seat.kind
            alone = None
            if kind is SeatKind.AGENCY:
                others = [
                    (things[m], opens[m])
                    for m, other in enumerate(self.holders)
                    if m != n and other.seat.kind is SeatKind.AGENCY
                ]
                alone = _alone(things[n], others)
            # one below the heaviest the danger is known to rise; where nothing stands all is said
            least = self.enquiry.settings.heavy_weight - 1 if things[n] else 0
            victim = kind is SeatKind.VICTIM
            past = [] if victim else list(no_longer(self.enquiry.view, view, minute, least))
            said = [_says(things[n], alone, kind, opens[n], past=bool(past))]
            if kind is SeatKind.AGENCY and teams_apart(self.enquiry, view, minute):
                said.append(_TEAMS_APART)
            said += past
            yield SeatHeld(
                holder.seat.seat_id,
                " ".join([*said, opens[n].in_words()]).strip(),
                tuple(things[n]),
                *self._rows_that_show(view, things[n], minute),
            )

    def _left_open(self, minute: int) -> list[LeftOpen]:
        """Return what each seat's record leaves open."""
        if minute not in self._open_at:
            self._open_at[minute] = [
                left_open(record, minute, self._certain(view, minute))
                for record, view in zip(self._records, self.views, strict=True)
            ]
        return self._open_at[minute]

    def _rows_that_show(
        self, view: SeatView, things: list[HeldThing], minute: int
    ) -> tuple[tuple[str, ...], int]:
        """Return the seat's own rows that show the heaviest of what it held, and how many do."""
        wanted = {t.fact_id for t in things}
        shown = [
            step.row_id
            for one, step in _at(view.revealed, minute)
            if one.fact_id in wanted and step.row_id
        ]
        weight = {
            row: max(
                (
                    self.enquiry.view.facts[r.fact_id].weight
                    for r in self.enquiry.view.events[row].reveals
                ),
                default=0,
            )
            for row in shown
        }
        place = self.enquiry.view.place
        heaviest = sorted(dict.fromkeys(shown), key=lambda row: (-weight[row], place[row]))
        return tuple(sorted(heaviest[:_MOST_ROWS], key=lambda row: place[row])), len(heaviest)

    def _summary(self, minute: int, agencies: tuple[str, ...]) -> str:
        everybody = {a: self._certain(v, minute) for a, v in self._formal.items()}
        together = frozenset().union(*everybody.values()) if everybody else frozenset()
        day = day_of(minute)
        if not together:
            return (
                f"By {day} none of the things that are looked at here stood for certain on any "
                "agency’s record."
            )
        own = self._own_counts([a for a in agencies if a in everybody], everybody, len(together))
        facts = self.enquiry.view.facts
        heavy = self._heavy_elsewhere(minute, agencies)
        # what a date leaves open, or nobody has read, may be more
        maybe = any(
            left
            for holder, left in zip(self.holders, self._left_open(minute), strict=True)
            if holder.seat.kind is SeatKind.AGENCY
        )
        said = (
            f"By {day} the agencies’ records together {'certainly ' if maybe else ''}held "
            f"{counted(len(together), 'thing')} about this family."
        )
        if own:
            said += f" {upper_first(own)}."
        if heavy:
            labels = list(dict.fromkeys(facts[f].label for f in heavy))
            said += f" Among the others: {'; '.join(labels)}."
        return said

    def _own_counts(
        self, agencies: list[str], everybody: dict[str, frozenset[str]], of: int
    ) -> str:
        """Say how many of all things each of some agencies held."""
        names = [self.enquiry.name(agency) for agency in agencies]
        if len(names) > 1 and all(len(everybody[agency]) == of for agency in agencies):
            return f"{listed(names)} each held {'it' if of == 1 else 'all of them'}"
        return listed(
            [
                f"{name} {'' if n else 'held '}{_so_many(len(everybody[agency]), of, first=not n)}"
                for n, (name, agency) in enumerate(zip(names, agencies, strict=True))
            ]
        )

    def _heavy_elsewhere(self, minute: int, agencies: tuple[str, ...]) -> tuple[str, ...]:
        """Return the heavy things that other agencies held than those whose moment it is."""
        everybody = {a: self._certain(v, minute) for a, v in self._formal.items()}
        facts = self.enquiry.view.facts
        mine = frozenset().union(*(everybody.get(a, frozenset()) for a in agencies))
        together = frozenset().union(*everybody.values())
        least = self.enquiry.settings.heavy_weight
        heavy = (f for f in together - mine if facts[f].weight >= least)
        place = self.enquiry.place_of_fact
        return tuple(sorted(heavy, key=lambda f: (facts[f].label, place[f])))

    # -- what the framework calls it -------------------------------------------------------------

    def _themes(self, minute: int, rows: tuple[str, ...]) -> Iterator[ThemeNote]:
        """Yield the codes under which the moment's rows and what is asked about them fall.

        A finding is told by what it asks: its statement would say what came later.
        """
        view, themes = self.enquiry.view, self.enquiry.vocabulary.themes
        tells: dict[str, dict[str, str]] = defaultdict(dict)
        asked: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for row in rows:
            for reveal in view.events[row].reveals:
                fact = view.facts[reveal.fact_id]
                for code in fact.themes if reveal.stance.gives_knowledge else ():
                    tells[code].setdefault(fact.label, row)
        for finding in self._asked_about(rows):
            definition = self._definitions.get(finding.query)
            shown = tuple(c.event_id for c in finding.cited if self._by(c.event_id, minute))
            for code in definition.codes if definition is not None else finding.codes:
                if len(asked[code]) < _MOST_ASKED:
                    asks = ROOM_ASKS.get(finding.query, finding.question)
                    asked[code].setdefault(asks, shown[:_MOST_ROWS])
        for code, theme in themes.items():
            if code not in tells and code not in asked:
                continue
            words = (
                [f"This tells of {listed([f'“{label}”' for label in tells[code]])}."]
                if tells[code]
                else []
            )
            words += asked[code]
            cited = [
                *tells[code].values(),
                *(row for found in asked[code].values() for row in found),
            ]
            yield ThemeNote(
                code,
                # in plain words, as the report has it: the published ones blame here and there
                self.leaving.ours(f"{theme.factor}: {theme.label}"),
                self.leaving.ours(" ".join(words)),
                tuple(dict.fromkeys(cited)),
            )

    def _asked_about(self, rows: tuple[str, ...]) -> list[Finding]:
        wanted = set(rows)
        return [f for f, cited in self._cited if wanted & cited]

    @cached_property
    def _cited(self) -> list[tuple[Finding, frozenset[str]]]:
        """The findings, each with the rows that it cites."""
        return [(f, frozenset(c.event_id for c in f.cited)) for f in self.answers.findings]

    @cached_property
    def _in_order(self) -> list[tuple[Event, int]]:
        """The rows that ever come on a screen, each with by when it does."""
        view = self.enquiry.view
        shown = ((event, minute_on_screen(view, event)) for event in view.in_order)
        return [(event, minute) for event, minute in shown if minute is not None]

    @cached_property
    def _definitions(self) -> dict[str, Definition]:
        return {q.definition.key: q.definition for q in registry()}

    def _by(self, row: str, minute: int) -> bool:
        """Whether a row came on its own screen by a minute."""
        shown = minute_on_screen(self.enquiry.view, self.enquiry.view.events[row])
        return shown is not None and shown <= minute

    # -- what was done ---------------------------------------------------------------------------

    def _done(
        self, minute: int, rows: tuple[str, ...], agencies: tuple[str, ...]
    ) -> tuple[tuple[RevealNote, ...], tuple[str, ...]]:
        """Return what was done about it, in order of time; and the rows of what followed.

        What the moment's own rows say was done or told; rows that answer them; what those whose
        moment it is did next about the same persons or things; others' rows of the same things.
        Never a row that is about somebody else.
        """
        view = self.enquiry.view
        until = min(minute + DONE_DAYS * MINUTES_PER_DAY, last_minute(view) - 1)
        own = [view.events[row] for row in rows]
        ranked = [
            (rank, event)
            for event, shown in self._in_order
            if shown <= until
            and event.event_id not in rows
            and (rank := self._answers(event, own, agencies, minute)) is not None
        ]
        most = max(_MOST_DONE, len(agencies))
        told = self._first_of_each(ranked)
        more = len(told) - most
        told = sorted(told[:most], key=lambda e: view.place[e.event_id])
        # in the moment's own rows stands what was done at once
        notes = [
            RevealNote(self._act(e, own=True), (e.event_id,))
            for e in own
            if e.response.strip() or e.outcome.strip() or e.shared_with
        ]
        notes += [RevealNote(self._act(e), (e.event_id,)) for e in told]
        if more > 0:
            notes.append(RevealNote(f"{counted(more, 'more row')} in the {DONE_DAYS} days after."))
        notes += [
            RevealNote(self.leaving.ours(self._silence(agency, rows, minute, until)))
            for agency in agencies
            if not any(e.agency_id == agency for e in told)
        ]
        if not notes:
            notes = [RevealNote("No record of what was done next in the rows given.")]
        return tuple(notes), tuple(e.event_id for e in told)

    def _answers(
        self, event: Event, own: list[Event], agencies: tuple[str, ...], minute: int
    ) -> tuple[int, int] | None:
        """Return how near a row is to what was done about a moment's rows; ``None`` if it is not.

        An answer comes first, then an act of those whose moment it is, then another's record.
        """
        view, shares = self.enquiry.view, self.enquiry.knowledge.shares
        place = view.place[event.event_id]
        if set(event.responds_to) & {e.event_id for e in own} or any(
            event.event_id in {m.event_id for m in shares.mirrors(one, event.agency_id)}
            for one in own
            for naming in one.shared_with
            if agency_of(naming.team_id) == event.agency_id
        ):
            return 0, place
        # of rows of one day without a time nobody can say which came first
        if self._shown(event.event_id) <= minute:
            return None
        if place < max((view.place[e.event_id] for e in own), default=-1):
            return None
        same = bool(_told_by(event) & frozenset().union(*map(_told_by, own)))
        act = self._is_act(event)
        if event.agency_id in agencies:
            # also a letter that came about it
            about = not own or self._same_persons(event, own)
            return (1, place) if same or (act and about) else None
        return (2, place) if act and same else None

    def _same_persons(self, event: Event, own: list[Event]) -> bool:
        return bool(_concerned(event) & frozenset().union(*map(_concerned, own)))

    def _first_of_each(self, ranked: list[tuple[tuple[int, int], Event]]) -> list[Event]:
        """Return answers first; of each sort the first of each agency before anybody's second."""
        seen: Counter[str] = Counter()
        turned: list[tuple[int, int, Event]] = []
        for (sort, _), event in sorted(ranked, key=lambda one: one[0]):
            turned.append((sort, seen[event.agency_id], event))
            seen[event.agency_id] += 1
        return [event for _, _, event in sorted(turned, key=lambda one: one[:2])]

    def _is_act(self, event: Event) -> bool:
        kind = self.enquiry.vocabulary.kinds.get(event.kind)
        return kind is not None and not kind.routine and not kind.life

    def _act(self, event: Event, *, own: bool = False) -> str:
        """Say a row in a sentence; of the moment's own also in its words what it says was done."""
        enquiry = self.enquiry
        when = when_of(enquiry.view, event)
        who = enquiry.view.team_name(event.team_id)
        told = teams_named(enquiry.view, event.shared_with)
        shared = f", shared with {told}" if told else ""
        done = dict.fromkeys((event.response.strip(), event.outcome.strip())) if own else {}
        words = "".join(f" “{words}”" for words in done if words)
        said = f"{upper_first(when)}, {who}: {enquiry.what(event)}{shared}."
        return self.leaving.ours(f"{said}{' In its own words:' if words else ''}{words}")

    def _silence(self, agency: str, rows: tuple[str, ...], minute: int, until: int) -> str:
        """Say that nothing followed, only where that is certain and the record covers the time."""
        view, name = self.enquiry.view, self.enquiry.name(agency)
        maybe = [
            event
            for event in view.rows_of_agency.get(agency, ())
            if event.event_id not in rows
            and view.bounds[event.event_id].end_hi >= minute
            and view.bounds[event.event_id].start_lo <= until
        ]
        if self.enquiry.can_tell(agency, minute, until):
            if not maybe:
                return f"{name}: no record of anything further in the {DONE_DAYS} days after it."
            # what may be of another time is not said to be of these days
            sure = any(self._surely_within(event, minute, until) for event in maybe)
            if not any(self._is_act(event) for event in maybe):
                only = (
                    "only routine entries on record"
                    if sure
                    else "no more than routine entries on record"
                )
                return f"{name}: {only} in the {DONE_DAYS} days after it."
            if all(event.coded for event in maybe) and self._of_others(maybe, rows):
                if not sure:
                    return (
                        f"{name}: no record of the same people or things in the {DONE_DAYS} days "
                        "after it."
                    )
                return (
                    f"{name}: what is on record in the {DONE_DAYS} days after it is about somebody "
                    "else."
                )
        return f"{name}: cannot tell from these records what was done in the days after it."

    def _of_others(self, events: list[Event], rows: tuple[str, ...]) -> bool:
        """Whether rows tell of nobody and nothing that a moment's own rows tell of."""
        own = [self.enquiry.view.events[row] for row in rows]
        people = frozenset().union(*map(self._spoken_of, own))
        things = frozenset().union(*map(_told_by, own))
        return all(
            e.involves and not people & self._spoken_of(e) and not _told_by(e) & things
            for e in events
        )

    def _surely_within(self, event: Event, minute: int, until: int) -> bool:
        bounds = self.enquiry.view.bounds[event.event_id]
        return bounds.start_lo >= minute and bounds.end_hi <= until

    def _spoken_of(self, event: Event) -> frozenset[str]:
        """Return everybody whom a row names, or of whom what it tells is told."""
        facts = [self.enquiry.view.facts[fact] for fact in _told_by(event)]
        told = {person for f in facts for person in (f.about, f.by) if person}
        return frozenset({i.person_id for i in event.involves} | told)

    # -- what went well --------------------------------------------------------------------------

    def _good(self, minute: int, rows: tuple[str, ...]) -> Iterator[RevealNote]:
        """Yield what went well in these rows; else the last thing that went well before them."""
        until = minute + GOOD_DAYS * MINUTES_PER_DAY
        here = [
            note
            for note in self.good
            if set(note.rows) & set(rows) and all(self._by(row, until) for row in note.rows)
        ]
        if here:
            yield from here[:_MOST_GOOD]
            return
        before = [
            (max(self._shown(row) for row in note.rows), n, note)
            for n, note in enumerate(self.good)
            if note.rows and all(self._by(row, minute) for row in note.rows)
        ]
        if before:
            _, _, note = max(before, key=lambda one: (one[0], -one[1]))
            yield RevealNote(f"Earlier: {note.words}", note.rows)

    def _shown(self, row: str) -> int:
        return minute_on_screen(self.enquiry.view, self.enquiry.view.events[row]) or 0


def _told_by(event: Event) -> frozenset[str]:
    """Return the things that a row speaks of, whichever way."""
    return frozenset(r.fact_id for r in event.reveals)


def _concerned(event: Event) -> frozenset[str]:
    """Return whom a row is about: its subjects; else who was there; else who is spoken of."""
    for part in (Part.SUBJECT, Part.PRESENT):
        found = frozenset(i.person_id for i in event.involves if i.part is part)
        if found:
            return found
    return frozenset(i.person_id for i in event.involves)


def _at(facts: Iterable[SeatFact], minute: int) -> Iterator[tuple[SeatFact, HeldStep]]:
    for one in facts:
        step = one.at(minute)
        if step is not None:
            yield one, step


#: How what a seat had is told: certainly, and what it only may have had.
_HELD = {
    SeatKind.AGENCY: ("Held {} by then", "possibly held {}"),
    SeatKind.INFORMAL: ("Had seen, heard or been told {} by then", "possibly had {}"),
    SeatKind.VICTIM: ("Had told somebody, or lived through, {} by then", "possibly had {}"),
}


@dataclass(frozen=True, slots=True)
class _Alone:
    """How many things a seat certainly held that no other agency certainly did.

    ``sure`` where none of them may have stood on another's record either.
    """

    number: int
    sure: bool


def _alone(own: list[HeldThing], others: list[tuple[list[HeldThing], LeftOpen]]) -> _Alone:
    def certain(things: list[HeldThing]) -> set[str]:
        return {t.fact_id for t in things if t.state is HeldState.CERTAIN}

    found = certain(own)
    maybe: set[str] = set()
    for things, left in others:
        found -= certain(things)
        maybe |= {t.fact_id for t in things} | left.maybe
    unread = any(left.uncoded or (left.rows and not left.maybe) for _, left in others)
    return _Alone(len(found), not (unread or found & maybe))


def _so_many(number: int, of: int, *, first: bool) -> str:
    """Return how many of some things, in words that go on: "2 of them", "it", "none"."""
    if not first:
        return ("all" if number == of else str(number)) if number else "none"
    if not number:
        return "none of them" if of > 1 else "nothing of it"
    return "it" if of == 1 else f"{'all' if number == of else number} of them"


def _says(
    things: list[HeldThing], alone: _Alone | None, kind: SeatKind, left: LeftOpen, *, past: bool
) -> str:
    """Say how much a seat held; ``past`` where something that it had recorded is not counted."""
    certain = sum(t.state is HeldState.CERTAIN for t in things)
    maybe = len(things) - certain
    held, may = _HELD[kind]
    if not things:
        if past:
            return "Nothing that is looked at here still stood on its record by then."
        sure = "certain " if left else ""
        return f"No {sure}record by then of any of the things that are looked at here."
    parts = [held.format(counted(certain, "thing"))] if certain else []
    if maybe:
        more = f"possibly {counted(maybe, 'more thing')}"
        parts.append(more if certain else upper_first(may.format(counted(maybe, "thing"))))
    if alone is None or not alone.number:
        return f"{' and '.join(parts)}."
    n = alone.number
    some = "One" if n == 1 else str(n)
    if not alone.sure:
        # another may have had it: sent, dated so that nobody can say, or not yet read
        every = "It is" if certain == 1 else "None of this is"
        of = every if n == certain else f"{some} of them {'is' if n == 1 else 'are'}"
        no = "" if n == certain > 1 else "not "
        return f"{' and '.join(parts)}. {of} {no}certain on any other agency’s record."
    of = f"{some} of them" if n < certain else "None of this" if certain > 1 else "It"
    other = "any other" if n == certain > 1 else "no other"
    return f"{' and '.join(parts)}. {of} stood on {other} agency’s record."
