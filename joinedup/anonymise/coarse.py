"""Dates that were vague anyway, written so that their edges do not tell how far all dates moved.

A row that said only "March 2012" lies, after the move, between two days that were the first and the
last of a month: whoever knows that has the offset. So such a window is written as the months, or
the years, in which it lies, and the scope of the review and what an agency's records cover begin
with a month or a year. A window only ever grows. It grows as far as the case tells the same after
it: the same findings, the same knowledge and the same pooled picture, with every minute in the same
order and each that moved the edge of a window that is known to have moved
(:mod:`joinedup.anonymise.telling`). Where it does not, the window grows less, or not at all; what
does not grow is counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial
from itertools import accumulate, islice, product
from typing import Any, NamedTuple

from graphdb.case_view import LONG_AGO
from graphdb.dates import MINUTES_PER_DAY, Extent, Interval, When, minute_of, moment_of
from graphdb.dates.parts import month_end
from graphdb.model import CaseRecords, Event, RuleChange
from joinedup.anonymise.dates import (
    ALWAYS,
    LAST_MINUTE,
    Noting,
    days_of,
    plain_end,
    plain_start,
    stated_minutes,
)
from joinedup.anonymise.telling import (
    NO_EDGES,
    Difference,
    Edges,
    Telling,
    differences_by_step,
    differences_of,
    out_of_order,
)
from joinedup.case import JoinedUpCase
from queries import Results
from queries.rules import defaults

_LAST = MINUTES_PER_DAY - 1
#: How often it is tried what may grow; each time the whole case is derived again.
_ROUNDS, _MOST_TRIES = 16, 60
#: From so many rows on, days with the same rows on either side are tried first: they seldom fail.
_MANY_ROWS = 2_000
#: How often what takes in rows is tried there.
_DARES = 3
#: After so many rounds at least what is to blame stays as it is: in a large case each takes long.
_LEAST_ROUNDS = 2
#: Where so few differences are left in a large case, what is to blame stays as it is, too.
_FEW = 8
#: A window that grew by so many days on each side is looked at no more.
_ENOUGH_DAYS = 4
#: Fewer times in a large case: so many rows are derived again at most.
_TRIED_ROWS = 9_000
#: The day itself, and so many beginnings of months, looked at for one that is none of the case's.
_MONTHS = 1 + 3
_WEEK, _PART_OF_MONTH = 7, (11, 20)
#: Findings whose rules other findings read, too: who was only signposted, what is only a receipt.
_READ_BY_OTHERS = frozenset({"unshared", "referral-no-action"})
#: Findings that read from when an assessment is expected.
_READ_EXPECTED = frozenset({"no-assessment", "vulnerability"})
#: What of the settings these read; all else everybody does.
_READ_BY_FEW = frozenset({"rules", "assessment_expected"})


class Unit(StrEnum):
    """By what a window grows."""

    OWN = "own"
    MONTHS = "months"
    DAYS = "days, up to what else is told"
    ANY = "days"


class Growth(NamedTuple):
    """How far a window grows: to whole years or months, or by so many days at most on each side."""

    unit: Unit
    before: int = 0
    after: int = 0


EXACT = Growth(Unit.DAYS)
#: How a window may grow, the furthest first.
_LEVELS = (
    Growth(Unit.OWN),
    Growth(Unit.MONTHS),
    *(Growth(Unit.DAYS, days, days) for days in (27, 14, 7, 3)),
    EXACT,
)
_SIDES = (27, 14, 7, 3, 1)


class Left(NamedTuple):
    """Something of ``case.toml`` that stays exact, in words, and whose name stands in them."""

    text: str
    agency: str = ""
    rule: int | None = None

    def said(self, records: CaseRecords) -> str:
        """Return it with the name that these records have."""
        name = ""
        if self.agency:
            name = next(a.name for a in records.agencies if a.agency_id == self.agency)
        elif self.rule is not None:
            name = records.settings.rules[self.rule].name
        return self.text.replace(_NAME, name)


#: Where the name stands in :class:`Left`.
_NAME = "{}"


@dataclass(frozen=True, slots=True)
class Coarse:
    """Records whose vague dates were written wider.

    Attributes
    ----------
    records
        Of the pack.
    edges
        Which minutes of the exactly moved case became which others, and on which rows.
    wider, exact
        Event ids of rows whose window grew on each side that tells, and of rows that kept an edge.
    left
        Days of scope and coverage that stay exact.
    checked
        Whether it is certain that the case tells the same; else that is left to be checked of the
        pack as it was written.
    before
        What the exactly moved case tells, where that is left.
    """

    records: CaseRecords
    edges: Edges = NO_EDGES
    wider: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    checked: bool = True
    before: Telling | None = field(default=None, compare=False, repr=False)

    @property
    def days(self) -> tuple[str, ...]:
        """Days of scope and coverage that stay exact, by what they are."""
        return tuple(one.said(self.records) for one in self.left)

    def is_told_by(self, pack: JoinedUpCase, asked: Mapping[str, Results] | None = None) -> bool:
        """Whether a pack as it was written tells the same, where that was left to be checked.

        Parameters
        ----------
        pack
            As it was written.
        asked
            What its findings say, by their keys, where they were asked elsewhere.
        """
        if self.before is None:
            return True
        after = Telling(pack, asked=asked)
        return not any(differences_by_step(self.before, after, self.edges))


# -- which windows tell ------------------------------------------------------------------


def begins(minute: int | None) -> bool:
    """Whether a minute is on the first day of a month."""
    return minute is not None and minute > LONG_AGO and moment_of(minute).day == 1


def ends(minute: int | None) -> bool:
    """Whether a minute is on the last day of a month."""
    if minute is None:
        return False
    day = moment_of(minute).date()
    return day == month_end(day.year, day.month)


def tells(interval: Interval) -> bool:
    """Whether the edges of a window are those of a calendar, so that they tell when they move.

    Examples
    --------
    >>> from datetime import date
    >>> tells(Interval.of_days(date(2012, 3, 1), date(2012, 3, 31)))
    True
    >>> tells(Interval.of_days(date(2012, 3, 5), date(2012, 3, 11)))
    False
    """
    low, high = interval.earliest, interval.latest
    if low is None or high is None:
        return begins(low) or ends(high)
    first, last = low // MINUTES_PER_DAY, high // MINUTES_PER_DAY
    days = last - first + 1
    # one day, or a night; and a week is a week wherever it lies
    if days <= 2 or days == _WEEK:
        return False
    start, until = moment_of(low).date(), moment_of(high).date()
    same_month = (start.year, start.month) == (until.year, until.month)
    middle = same_month and (start.day, until.day) == _PART_OF_MONTH
    return begins(low) or ends(high) or middle


def telling_sides(when: When) -> tuple[bool, bool]:
    """Return whether the start and the end of a date tell; of one moment both are the same."""
    start, end = tells(when.start), tells(when.end)
    if when.extent is not Extent.ONCE and _filled(when):
        return True, True
    return start, end


def _filled(when: When) -> bool:
    """Whether a period is filled from its first day to its last: "throughout 2010"."""
    return (
        begins(when.start.earliest)
        and _one_day(when.start)
        and ends(when.end.latest)
        and _one_day(when.end)
    )


def _one_day(interval: Interval) -> bool:
    low, high = interval.earliest, interval.latest
    return (
        low is not None and high is not None and low // MINUTES_PER_DAY == high // MINUTES_PER_DAY
    )


def _is_years(interval: Interval) -> bool:
    low, high = interval.earliest, interval.latest
    if low is None or high is None or not begins(low) or not ends(high):
        return False
    return (moment_of(low).month, moment_of(high).month) == (1, 12)


# -- how a window grows ------------------------------------------------------------------


def month_of(minute: int) -> int:
    """Return the first minute of the month of a minute."""
    return minute_of(moment_of(minute).date().replace(day=1))


def month_last(minute: int) -> int:
    """Return the last minute of the month of a minute."""
    day = moment_of(minute).date()
    return minute_of(month_end(day.year, day.month), 23, 59)


def _months(interval: Interval) -> Interval:
    """Return the months in which a window lies; an edge that is a month's by chance moves on."""
    low, high = interval.earliest, interval.latest
    if low is not None:
        low = month_of(low if month_of(low) != low else max(low - 1, LONG_AGO))
    if high is not None:
        high = month_last(high if month_last(high) != high else min(high + 1, LAST_MINUTE))
    return Interval(low, high)


def _years(interval: Interval) -> Interval:
    low, high = interval.earliest, interval.latest
    assert low is not None
    assert high is not None
    first, last = moment_of(low), moment_of(high)
    # as with months: what begins or ends a year by chance would tell just that
    starts = first.year - (minute_of(date(first.year, 1, 1)) == low and first.year > 1)
    until = last.year + (minute_of(date(last.year, 12, 31), 23, 59) == high and last.year < 9999)
    return Interval(minute_of(date(starts, 1, 1)), minute_of(date(until, 12, 31), 23, 59))


@dataclass(frozen=True, slots=True)
class _Grower:
    """Grows windows: the same window always in the same way."""

    taken: frozenset[date]
    minutes: Sequence[int]

    def grown(self, exact: Interval, how: Growth, *, years: bool) -> Interval:
        """Return a window of the pack, grown so far; ``years`` where it was one of whole years."""
        if how.unit is Unit.OWN and years:
            return _years(exact)
        if how.unit in (Unit.OWN, Unit.MONTHS):
            return _months(exact)
        low, high = exact.earliest, exact.latest
        held = how.unit is Unit.DAYS
        return Interval(
            None if low is None else self._earlier(low, how.before, held=held),
            None if high is None else self._later(high, how.after, held=held),
        )

    def _earlier(self, low: int, days: int, *, held: bool) -> int:
        """Return an earlier day; where it is held, after all that is told of before."""
        place, near = bisect_left(self.minutes, low), low // MINUTES_PER_DAY
        bound = self.minutes[place - 1] if held and place else LONG_AGO
        first = max(bound // MINUTES_PER_DAY + 1, near - days, 1)
        return self._far(first, near, 1) * MINUTES_PER_DAY

    def _later(self, high: int, days: int, *, held: bool) -> int:
        place, near = bisect_right(self.minutes, high), high // MINUTES_PER_DAY
        told = self.minutes[place] if held and place < len(self.minutes) else LAST_MINUTE
        # something may be told after the calendar's end: what lasts from a day near it
        bound = min(told, LAST_MINUTE)
        last = min((bound - 1 - _LAST) // MINUTES_PER_DAY, near + days)
        return self._far(last, near, -1) * MINUTES_PER_DAY + _LAST

    def _far(self, far: int, near: int, step: int) -> int:
        """Return the farthest day from another up to a limit, but for days of the case.

        The farthest, and none by chance: what tells is the window that grew least.
        """
        days = range(far, near, step)  # none where there is no room
        free = (day for day in days if date.fromordinal(day + 1) not in self.taken)
        return next(free, near)


# -- of a whole case ---------------------------------------------------------------------


@dataclass(slots=True)
class _Windows:
    """The windows of a case that tell, each with how far it grows."""

    exact: CaseRecords
    grower: _Grower
    #: window of the pack -> whether it was one of whole years
    years: dict[Interval, bool] = field(default_factory=dict)
    rows: dict[str, frozenset[Interval]] = field(default_factory=dict)
    grown: dict[Interval, Growth] = field(default_factory=dict)

    def add(self, original: CaseRecords) -> None:
        """Find the windows; what tells is said by the original's days, not by the pack's."""
        for before, after in zip(original.events, self.exact.events, strict=True):
            found = {*self._of(before.when, after.when)}
            if before.learned is not None and after.learned is not None:
                found |= {*self._of(before.learned, after.learned)}
            if found:
                self.rows[after.event_id] = frozenset(found)
        self.grown = dict.fromkeys(self.years, _LEVELS[0])

    def _of(self, before: When, after: When) -> Iterator[Interval]:
        sides = telling_sides(before)
        for telling, one, other in zip(
            sides, (before.start, before.end), (after.start, after.end), strict=True
        ):
            if telling:
                self.years[other] = _is_years(one)
                yield other

    def window(self, exact: Interval) -> Interval:
        """Return a window of the pack as it is written."""
        how = self.grown.get(exact, EXACT)
        return self.grower.grown(exact, how, years=self.years.get(exact, False))

    @property
    def are_exact(self) -> bool:
        """Whether no window grows."""
        return all(how == EXACT for how in self.grown.values())

    def records(self) -> CaseRecords:
        """Return the records with windows as far grown as they are."""
        found = ((window, self.window(window)) for window in self.years)
        now = {window: wider for window, wider in found if wider != window}
        rows = {row for row, windows in self.rows.items() if not now.keys().isdisjoint(windows)}
        events = tuple(
            _wider(event, now) if event.event_id in rows else event for event in self.exact.events
        )
        return replace(self.exact, events=events)

    def edges(self) -> Edges:
        """Return which minutes moved, and to which, and on which rows."""
        found, moved = set(), set()
        for window in self.years:
            now = self.window(window)
            if now != window:
                moved.add(window)
            for one, other in ((window.earliest, now.earliest), (window.latest, now.latest)):
                if one is not None and other is not None and one != other:
                    found.add((one, other))
        rows = frozenset(row for row, windows in self.rows.items() if windows & moved)
        return Edges(frozenset(found), rows)

    def blame(self, found: Iterable[Difference], *, stay: bool = False) -> None:
        """Let the windows on which differences hang grow less: those of them that are surest.

        With ``stay`` those do not grow at all.
        """
        wide = {w for w, how in self.grown.items() if how != EXACT}
        whose: dict[str, set[Interval]] = defaultdict(set)
        for event in self.exact.events:
            whose[event.agency_id] |= self.rows.get(event.event_id, frozenset()) & wide
        surely, perhaps = dict[Interval, Growth](), set[Interval]()
        beside = _Edges(self)
        for one in found:
            of_rows = {w for row in one.rows for w in self.rows.get(row, ()) if w in wide}
            at = {w for w in wide if one.minutes & {w.earliest, w.latest}}
            for window in (at & of_rows) or at or of_rows:
                how = self._less(window, beside.of(one.rows, window))
                # several hang on it: as little as any of them needs
                surely[window] = max(surely.get(window, how), how, key=_LEVELS.index)
            for agency in one.agencies:
                perhaps |= whose.get(agency, set())
        if not surely:
            surely = {window: self._less(window, ()) for window in perhaps or wide}
        self.grown |= dict.fromkeys(surely, EXACT) if stay else surely

    def _less(self, window: Interval, beside: Sequence[int]) -> Growth:
        """Return the next way of growing that makes another window.

        A finding of rows differs because edges crossed edges of its other rows: what crosses as
        many of ``beside`` would differ again. Where none is crossed it hangs on something else.
        """
        now, place = self.window(window), _LEVELS.index(self.grown[window])
        crossed = _among(now, beside) != _among(window, beside)
        for how in _LEVELS[place + 1 :]:
            less = self.grower.grown(window, how, years=self.years[window])
            if less in (now, window):
                continue
            if not crossed or _among(less, beside) != _among(now, beside):
                return how
        return EXACT

    def sides(self, window: Interval) -> Growth:
        """Return by how many days a window grew on each side; far on one that is open."""
        now = self.window(window)
        before, after = (
            _SIDES[0] if one is None or other is None else abs(one - other) // MINUTES_PER_DAY
            for one, other in ((window.earliest, now.earliest), (window.latest, now.latest))
        )
        return Growth(Unit.ANY, before, after)

    def least(self, window: Interval) -> int:
        """Return by how many days a window grew on the side on which it grew least."""
        return min(self.sides(window)[1:])

    def keeps(self, row: str) -> bool:
        """Whether a row keeps an edge that tells."""
        return any(
            one is not None and one == other
            for window in self.rows[row]
            for now in [self.window(window)]
            for one, other in ((window.earliest, now.earliest), (window.latest, now.latest))
        )


class _Edges:
    """The edges of rows, as they are and as far as they have grown."""

    def __init__(self, windows: _Windows) -> None:
        self._windows = windows
        self._events = {event.event_id: event for event in windows.exact.events}
        self._found: dict[str, frozenset[int]] = {}

    def of(self, rows: Iterable[str], but: Interval) -> list[int]:
        """Return the edges of rows in order, but for those of one window."""
        others = [row for row in rows if but not in self._windows.rows.get(row, ())]
        return sorted(frozenset[int]().union(*map(self._of, others)))

    def _of(self, row: str) -> frozenset[int]:
        if row not in self._found:
            self._found[row] = frozenset(self._minutes(row))
        return self._found[row]

    def _minutes(self, row: str) -> Iterator[int]:
        event = self._events.get(row)
        for exact in () if event is None else _windows_of(event):
            for window in (exact, self._windows.window(exact)):
                yield from (m for m in (window.earliest, window.latest) if m is not None)


def _among(window: Interval, minutes: Sequence[int]) -> tuple[tuple[int, int] | None, ...]:
    """Return where the edges of a window stand among minutes."""
    return tuple(
        None if edge is None else (bisect_left(minutes, edge), bisect_right(minutes, edge))
        for edge in (window.earliest, window.latest)
    )


def _wider(event: Event, now: Mapping[Interval, Interval]) -> Event:
    learned = None if event.learned is None else _when(event.learned, now)
    return replace(event, when=_when(event.when, now), learned=learned)


def _when(when: When, now: Mapping[Interval, Interval]) -> When:
    start, end = now.get(when.start, when.start), now.get(when.end, when.end)
    if (start, end) == (when.start, when.end):
        return when
    timed = when.timed and start == when.start
    return replace(when, start=start, end=end, timed=timed)


def coarsened(original: CaseRecords, exact: CaseRecords, *, checked_later: bool = False) -> Coarse:
    """Return the records of a pack with what was vague written so that it tells no offset.

    Parameters
    ----------
    original
        The original case: it says which windows were months, seasons or years.
    exact
        Of the pack, every date moved exactly, with every bank holiday; its rows in the order of the
        original's.
    checked_later
        Whether whoever writes the pack asks :meth:`Coarse.is_told_by` of what was written, and
        comes again without it where that says no. In a large case the last time that everything
        is asked is then left to that: the pages of the pack need the same answers.
    """
    before, exact = _asked(exact)
    taken = days_of(original)
    windows = _Windows(exact, _Grower(taken, sorted(before.minutes)))
    windows.add(original)
    # rules by themselves: what reads them is known, and no other finding need be asked again
    others, of_rules_alone = _of_settings(exact, taken)
    items = [*_items(original, exact, by_year=False), *others]
    later = checked_later and len(exact.events) >= _MANY_ROWS
    settled = _settle(windows, before, items, checked_later=later)
    rules = [*of_rules_alone, *_of_expected(original, exact, by_year=False)]
    records, of_rules = _settled(settled.same.records, rules, settled.same)
    records = _later(original, records, taken, settled.same)
    windows.exact = replace(records, events=exact.events)
    _again(windows, before, settled.suspects)
    kept = {row for row in windows.rows if windows.keeps(row)}
    wider = tuple(row for row in windows.rows if row not in kept)
    left = (*settled.left, *of_rules)
    made, edges = windows.records(), windows.edges()
    exactly = tuple(sorted(kept))
    return Coarse(made, edges, wider, exactly, left, not later, before if later else None)


def _asked(exact: CaseRecords) -> tuple[Telling, CaseRecords]:
    """Return what a case tells, and the case with those bank holidays alone that this asked for.

    All of a year's would tell which year it was.
    """
    days = Noting(exact.settings.bank_holidays or ())
    before = Telling(JoinedUpCase(_with_holidays(exact, days)))
    _ = before.by_lines
    return before, _with_holidays(exact, frozenset(days.asked))


def _with_holidays(records: CaseRecords, days: frozenset[date]) -> CaseRecords:
    return replace(records, settings=replace(records.settings, bank_holidays=days))


def with_days_of(records: CaseRecords, other: CaseRecords) -> CaseRecords:
    """Return records with every day as another state of the same case has it.

    Parameters
    ----------
    records
        Of the pack, in its words.
    other
        The same case, its vague dates written wider; rows that it lacks stay as they are.
    """
    now = {event.event_id: event for event in other.events}
    case, settings = other.case, records.settings
    return replace(
        records,
        case=replace(
            records.case,
            scope_from=case.scope_from,
            scope_to=case.scope_to,
            fatal_incident=_dated(records.case.fatal_incident, case.fatal_incident),
        ),
        agencies=tuple(
            replace(one, coverage=another.coverage)
            for one, another in zip(records.agencies, other.agencies, strict=True)
        ),
        relations=tuple(
            replace(one, start=_dated(one.start, another.start), end=_dated(one.end, another.end))
            for one, another in zip(records.relations, other.relations, strict=True)
        ),
        events=tuple(
            event if event.event_id not in now else _dated_row(event, now[event.event_id])
            for event in records.events
        ),
        settings=replace(
            settings,
            bank_holidays=other.settings.bank_holidays,
            **{
                name: _dated_table(getattr(settings, name), getattr(other.settings, name))
                for name in _TABLES
            },
        ),
    )


#: Tables of the settings whose lines hold from a day and until one.
_TABLES = ("pathways", "record_access", "rules", "assessment_expected", "escalation")


def _dated(when: When | None, other: When | None) -> When | None:
    """Return a date in its own words, with the windows of another."""
    return None if when is None or other is None else replace(other, written=when.written)


def _dated_row(event: Event, other: Event) -> Event:
    when = replace(other.when, written=event.when.written)
    return replace(event, when=when, learned=_dated(event.learned, other.learned))


def _dated_table(table: Any, other: Any) -> Any:  # noqa: ANN401 - any table of the settings
    """Return the lines of a table with the days of another; there may be one alone, or none."""
    if table is None:
        return None
    if not isinstance(table, tuple):
        return replace(table, start=other.start, end=other.end)
    return tuple(_dated_line(one, another) for one, another in zip(table, other, strict=True))


def _dated_line(line: Any, other: Any) -> Any:  # noqa: ANN401 - of any of these tables
    made = replace(line, start=other.start, end=other.end)
    # a rule that would tell rows apart by its day may be off instead
    return replace(made, off=other.off) if isinstance(made, RuleChange) else made


class _Same:
    """Tells whether a case written in another way tells the same; remembers the last that did."""

    def __init__(
        self,
        before: Telling,
        edges: Edges,
        records: CaseRecords,
        suspects: frozenset[str] = frozenset(),
    ) -> None:
        self.before, self.edges, self.records = before, edges, records
        #: of the same rows, under whatever rules
        self._telling: Telling | None = None
        #: findings that said something else of what was tried; most often they do again
        self._suspects = suspects
        #: how what was tried last tells something else, as far as it was asked
        self.found: tuple[Difference, ...] = ()

    def __call__(self, tried: CaseRecords) -> bool:
        findings = _readers_of_change(self.records, tried)
        if findings is None:
            after = Telling(JoinedUpCase(tried))
            same = self._tells_the_same(after)
        else:
            after = self._of_rows().under(tried)
            same = not any(differences_of(self.before, after, findings, self.edges))
        if same:
            self.records, self._telling = tried, after if findings is None else self._telling
        return same

    def _tells_the_same(self, after: Telling) -> bool:
        """Ask the suspects first: where anything differs, the others need not be asked."""
        for found in differences_by_step(self.before, after, self.edges, self._suspects):
            if found:
                self.found = tuple(found)
                self._suspects |= {one.finding for one in found if one.finding}
                return False
        return True

    def _of_rows(self) -> Telling:
        if self._telling is None:
            self._telling = Telling(JoinedUpCase(self.records))
        return self._telling


def _readers_of_change(before: CaseRecords, after: CaseRecords) -> frozenset[str] | None:
    """Return the findings that read what changed of rules and what is expected.

    ``None`` where all have to be asked: anything else changed, too.
    """
    was, now = before.settings, after.settings
    alike = replace(now, rules=was.rules, assessment_expected=was.assessment_expected)
    if len(was.rules) != len(now.rules) or replace(after, settings=alike) != before:
        return None
    changed = [pair for pair in zip(was.rules, now.rules, strict=True) if pair[0] != pair[1]]
    found = {rule.finding for pair in changed for rule in pair}
    if was.assessment_expected != now.assessment_expected:
        found |= _READ_EXPECTED
    return None if found & _READ_BY_OTHERS else frozenset(found)


def by_year(
    original: CaseRecords, exact: CaseRecords, same: Callable[[CaseRecords], bool]
) -> Coarse:
    """Return the records of a pack by year, with scope, coverage, death and relations by year.

    Parameters
    ----------
    original, exact
        As for :func:`coarsened`; the rows of ``exact`` are by year already.
    same
        Whether what is certain in such a pack is certain in the original.
    """
    others, of_rules = _of_settings(exact, None)
    items = [
        *_items(original, exact, by_year=True),
        *others,
        *of_rules,
        *_of_expected(original, exact, by_year=True),
    ]
    records, left = _settled(exact, items, same)
    return Coarse(records, left=left)


class _Settled(NamedTuple):
    """What holds the records, as wide and vague as they may be, and what they said otherwise."""

    same: _Same
    left: tuple[Left, ...]
    suspects: frozenset[str] = frozenset()


def _settle(
    windows: _Windows, before: Telling, items: Sequence[_Item], *, checked_later: bool
) -> _Settled:
    """Let windows grow less until the case tells the same; at last not at all.

    What once said something else most often does until the windows to blame have grown less: it is
    asked first, and all others only where it does not. Those are asked of the case with its items
    as vague as may be, too: most often all of that tells the same. With ``checked_later`` that is
    taken for granted.
    """
    _keep_order(windows, before)
    patient = max(_LEAST_ROUNDS, _TRIED_ROWS // max(len(windows.exact.events), 1))
    suspects, ever = frozenset[str](), frozenset[str]()
    safe = [item for item in items if not item.daring]
    daring = [item for item in items if item.daring]
    joint, stays = any(item.ways for item in safe), False
    for number in range(_ROUNDS):
        if windows.are_exact:
            break
        records = windows.records()
        after, found = Telling(JoinedUpCase(records)), list[Difference]()
        steps = differences_by_step(before, after, windows.edges(), suspects)
        # once all that is to blame stays as it is, the suspects most often tell the same
        if number and not (joint and stays):
            found = [*next(steps), *next(steps)]
        if number and checked_later and not found:
            break
        if number and joint and not found:
            vague = _first_ways(records, [item for item in safe if item.ways])
            same = _Same(before, windows.edges(), records, ever)
            if same(vague):
                return _dared(same, [i.left for i in safe if not i.ways], daring, ever)
            joint = False
        found = found or [one for step in steps for one in step]
        if not found:
            break
        suspects = frozenset(one.finding for one in found if one.finding)
        ever |= suspects
        few = checked_later and number > 0 and len(found) <= _FEW
        stays = few or number >= patient
        windows.blame(found, stay=stays)
    else:
        windows.grown = dict.fromkeys(windows.grown, EXACT)
    same = _Same(before, windows.edges(), windows.records(), ever)
    if checked_later:
        same.records = _first_ways(same.records, [item for item in safe if item.ways])
        return _dared(same, [item.left for item in safe if not item.ways], daring, ever)
    _, left = _settled(same.records, safe, same)
    return _dared(same, left, daring, ever)


def _dared(
    same: _Same, left: Sequence[Left], daring: Sequence[_Item], suspects: frozenset[str]
) -> _Settled:
    """Return what holds the records once what is daring was tried on top of all else, too.

    What is to blame stays exact; after some tries, all of it does.
    """
    tried = [item for item in daring if item.ways]
    for _ in range(_DARES if tried else 0):
        if same(_first_ways(same.records, tried)):
            break
        blamed = _to_blame(tried, same.found)
        tried = [item for item in tried if item not in blamed]
        if not tried:
            break
    else:
        tried = []
    more = [item.left for item in daring if item not in tried]
    return _Settled(same, (*left, *more), suspects)


def _to_blame(items: Sequence[_Item], found: Iterable[Difference]) -> list[_Item]:
    """Return the items of agencies of which alone something differs; all where none is."""
    alone = {one for each in found if len(each.agencies) == 1 for one in each.agencies}
    return [item for item in items if item.agency in alone] or list(items)


class _Hangs(NamedTuple):
    """A minute at which a holder begins or ceases to have a fact, and the window it is from."""

    minute: int
    fact: str
    window: Interval | None
    after: int = 0


def _keep_order(windows: _Windows, before: Telling) -> None:
    """Let windows grow less until what hangs on their edges is told in the order in which it was.

    That can be seen without deriving the whole case again; each time some window grows less.
    """
    hang = list(_hang(windows, before))
    while not windows.are_exact:
        pairs = ((one.minute, _moved(windows, one), one.fact) for one in hang)
        found = out_of_order(before, pairs, windows.edges())
        if not found:
            return
        windows.blame(found)


def _hang(windows: _Windows, before: Telling) -> Iterator[_Hangs]:
    """Yield the minutes that are told of; what may be from one of two windows is left out."""
    events = {event.event_id: event for event in windows.exact.events}
    ends = cache(partial(_ends_of_windows, before, events))
    for minute, fact in before.told_of:
        found = ends(fact).get(minute, set[tuple[Interval, int]]())
        telling = [one for one in found if one[0] in windows.years]
        if not telling:
            yield _Hangs(minute, fact, None)
        elif len(found) == 1:
            yield _Hangs(minute, fact, *telling[0])


def _ends_of_windows(
    before: Telling, events: Mapping[str, Event], fact: str
) -> dict[int, set[tuple[Interval, int]]]:
    """Return the windows of the rows of a fact, and how long after, by what minute hangs on it."""
    found: dict[int, set[tuple[Interval, int]]] = defaultdict(set)
    rows = before.rows_of_fact.get(fact, ())
    for window in {window for row in rows for window in _windows_of(events[row])}:
        edges = (edge for edge in (window.earliest, window.latest) if edge is not None)
        for edge, after in product(edges, before.further):
            found[edge + after].add((window, after))
    return found


def _moved(windows: _Windows, one: _Hangs) -> int:
    """Return what becomes of a minute."""
    if one.window is None:
        return one.minute
    now, edge = windows.window(one.window), one.minute - one.after
    at_start = edge == one.window.earliest
    moved = now.earliest if at_start else now.latest
    return one.minute if moved is None else moved + one.after


def _windows_of(event: Event) -> Iterator[Interval]:
    for when in (event.when, event.learned):
        if when is not None:
            yield from (when.start, when.end)


def _again(windows: _Windows, before: Telling, suspects: Collection[str]) -> None:
    """Try once more with what hardly grew, a side at a time: another may have been to blame.

    The window that grew least tells most: it is tried first.
    """
    tries = _few_tries(windows.exact)
    if tries < 2:
        return  # one window less, for as long as all the others took
    ordered = sorted(
        windows.grown, key=lambda w: (windows.least(w), w.earliest or 0, w.latest or 0)
    )
    for window in ordered:
        if windows.least(window) >= _ENOUGH_DAYS:
            return
        for side in ("before", "after"):
            had, grew = windows.grown[window], windows.sides(window)
            for days in _SIDES:
                if days <= getattr(grew, side):
                    break
                tries -= 1
                if tries < 0:
                    return
                first, last = (days, grew.after) if side == "before" else (grew.before, days)
                windows.grown[window] = Growth(Unit.ANY, first, last)
                if windows.sides(window) != grew and _tells_the_same(windows, before, suspects):
                    break
                windows.grown[window] = had


def _tells_the_same(windows: _Windows, before: Telling, suspects: Collection[str]) -> bool:
    after = Telling(JoinedUpCase(windows.records()))
    return not any(differences_by_step(before, after, windows.edges(), suspects))


# -- scope, coverage and what else stands in case.toml -----------------------------------

#: One way of writing a day or a window of case.toml.
_Way = Callable[[CaseRecords], CaseRecords]


@dataclass(frozen=True, slots=True)
class _Item:
    """Something of case.toml with the ways of writing it, the vaguest first.

    What is ``daring`` takes in or leaves out rows, so that the case most often tells otherwise. In
    a large case that is tried by itself, and not often. ``agency`` is whose records it is about,
    ``rule`` the place of the rule: their names are said once the words of the pack are known.
    """

    name: str
    ways: tuple[_Way, ...]
    daring: bool = False
    agency: str = ""
    rule: int | None = None

    @property
    def left(self) -> Left:
        """It, where it stays exact."""
        return Left(self.name, self.agency, self.rule)


def _settled(
    records: CaseRecords,
    items: Sequence[_Item],
    same: Callable[[CaseRecords], bool],
    tries: int = _MOST_TRIES,
) -> tuple[CaseRecords, tuple[Left, ...]]:
    """Return records with each item as vague as it may be, and which had to stay exact."""
    left = [item.left for item in items if not item.ways]
    pending = [item for item in items if item.ways]

    def tell_the_same(tried: CaseRecords) -> bool:
        nonlocal tries
        tries -= 1
        return tries >= 0 and same(tried)

    while pending:
        tried = _first_ways(records, pending)
        if tell_the_same(tried):
            return tried, tuple(left)
        some = pending
        while len(some) > 1:
            half, rest = some[: len(some) // 2], some[len(some) // 2 :]
            tried = _first_ways(records, half)
            if tell_the_same(tried):
                records, some = tried, rest
                pending = [item for item in pending if item not in half]
            else:
                some = half
        # with this one it does not tell the same as vaguely as that
        (item,) = some
        pending = [other for other in pending if other is not item]
        ways = (way(records) for way in item.ways[1:])
        found = next((tried for tried in ways if tell_the_same(tried)), None)
        if found is not None:
            records = found
        elif item.name:
            left.append(item.left)
    return records, tuple(left)


def _few_tries(records: CaseRecords) -> int:
    """Return how often something may be tried; each time all of a large case is derived again."""
    return min(_MOST_TRIES, _TRIED_ROWS // max(len(records.events), 1))


def _first_ways(records: CaseRecords, items: Iterable[_Item]) -> CaseRecords:
    for item in items:
        records = item.ways[0](records)
    return records


def _items(original: CaseRecords, exact: CaseRecords, *, by_year: bool) -> list[_Item]:
    beside = None
    if not by_year:
        rows = _told(exact.events) if len(exact.events) >= _MANY_ROWS else ()
        beside = _Beside(stated_minutes(exact), days_of(original), rows)
    return [
        *_of_scope(exact, beside),
        *_of_coverage(exact, beside),
        *_of_whens(original, exact, by_year=by_year),
    ]


def _of_settings(
    exact: CaseRecords, taken: frozenset[date] | None
) -> tuple[list[_Item], list[_Item]]:
    """Return from when and until when something else held: any day will do that says the same.

    Apart what only a few findings read: rules, and what is expected of assessments. Without days
    that are taken it is said by year.
    """
    found: dict[bool, list[_Item]] = {True: [], False: []}
    for name, item in _all_settings(exact, taken):
        found[name in _READ_BY_FEW].append(item)
    return found[False], found[True]


def _all_settings(exact: CaseRecords, taken: frozenset[date] | None) -> Iterator[tuple[str, _Item]]:
    """Yield the same, each with the table in which it stands."""
    stated, settings = stated_minutes(exact), exact.settings
    tables: list[tuple[str, str, Sequence[Any]]] = [
        ("a pathway", "pathways", settings.pathways),
        ("a shared record", "record_access", settings.record_access),
        ("a rule", "rules", settings.rules),
        (
            "what is expected of risk assessments",
            "assessment_expected",
            settings.assessment_expected,
        ),
    ]
    if settings.escalation is not None:
        tables.append(("the local escalation", "escalation", (settings.escalation,)))
    for what, name, table in tables:
        for place, one in enumerate(table):
            for side, word in (("start", "from"), ("end", "until")):
                day = getattr(one, side)
                if day in (None, ALWAYS) or _says_nothing(day, side, exact, by_year=taken is None):
                    continue
                if taken is None:
                    wide = _first_of if side == "start" else _last_of
                    days = [wide(day, by_year=True)]
                else:
                    days = _plainly(day, side, stated, taken)
                ways = tuple(_of_table(name, place, side, other) for other in days)
                rule = place if name == "rules" else None
                whose = what if rule is None else f"the rule “{_NAME}”"
                yield name, _Item(f"{word} when {whose} holds", ways, rule=rule)


# -- rules from a day that everybody knows -------------------------------------------------


def _known(original: CaseRecords, made: CaseRecords) -> Iterator[tuple[str, int]]:
    """Yield the settings that begin on a day that everybody knows, where a case names no other."""
    own = {(c.finding, c.name) for c in original.settings.rules if c.start is not None}
    known = {(r.finding, r.name) for r in defaults() if r.start is not None} - own
    for place, rule in enumerate(made.settings.rules):
        if (rule.finding, rule.name) in known and rule.start not in (None, ALWAYS):
            yield "rules", place
    for place, one in enumerate(made.settings.assessment_expected):
        if one.start not in (None, ALWAYS):
            yield "assessment_expected", place


def _of_expected(original: CaseRecords, exact: CaseRecords, *, by_year: bool) -> Iterator[_Item]:
    """Yield what tells no two rows apart: it holds always, or it may as well be off."""
    for name, place in _known(original, exact):
        ways = [_of_table(name, place, "start", ALWAYS)]
        # by year what is off is certain of nothing: that would always do
        if name == "rules" and not by_year:
            ways.append(_off(place))
        yield _Item("", tuple(ways))


def _off(place: int) -> _Way:
    def way(records: CaseRecords) -> CaseRecords:
        rules = list(records.settings.rules)
        rules[place] = replace(rules[place], start=None, off=True)
        return replace(records, settings=replace(records.settings, rules=tuple(rules)))

    return way


def _later(
    original: CaseRecords,
    made: CaseRecords,
    taken: frozenset[date],
    same: Callable[[CaseRecords], bool],
) -> CaseRecords:
    """Let what tells rows apart begin as late as the next row that it tells from those before.

    So it says which rows lie on which side, as the pack has to, and no more.
    """
    minutes = stated_minutes(made)
    tries = _few_tries(made)
    for name, place in _known(original, made):
        start = getattr(made.settings, name)[place].start
        days = [day for day in _month_starts(start, minutes) if day not in taken]
        low, high = -1, len(days)
        while high - low > 1 and tries > 0:
            tries -= 1
            middle = (low + high) // 2
            tried = _of_table(name, place, "start", days[middle])(made)
            low, high = (middle, high) if same(tried) else (low, middle)
        if low >= 0:
            made = _of_table(name, place, "start", days[low])(made)
    return made


def _month_starts(after: date, minutes: Sequence[int]) -> Iterator[date]:
    last = moment_of(minutes[-1]).date() if minutes else after
    day = _following(after)
    while day <= last:
        yield day
        day = _following(day)


def _says_nothing(day: date, side: str, exact: CaseRecords, *, by_year: bool) -> bool:
    if by_year:
        return (day.month, day.day) in ((1, 1), (12, 31))
    if side == "end":
        return day == _fatal_day(exact) or day == month_end(day.year, day.month)
    return day.day == 1


def _plainly(day: date, side: str, stated: Sequence[int], taken: frozenset[date]) -> list[date]:
    """Return other days for one from or until which something holds, the best first."""
    if day.year in (date.min.year, date.max.year):
        return []  # "always": it is none of the case's days, and moves no further
    if side == "start":
        near = [plain_start(day, stated, taken), day.replace(day=1), _following(day)]
    else:
        before = day.replace(day=1) - timedelta(days=1)
        near = [plain_end(day, stated, taken), before, month_end(day.year, day.month)]
    return [each for each in dict.fromkeys(near) if each is not None and each not in taken]


def _following(day: date) -> date:
    return month_end(day.year, day.month) + timedelta(days=1)


def _of_table(name: str, place: int, side: str, day: date) -> _Way:
    def way(records: CaseRecords) -> CaseRecords:
        table = getattr(records.settings, name)
        if isinstance(table, tuple):
            made: Any = list(table)
            made[place] = replace(made[place], **{side: day})
            made = tuple(made)
        else:
            made = replace(table, **{side: day})
        return replace(records, settings=replace(records.settings, **{name: made}))

    return way


def _fatal_day(records: CaseRecords) -> date | None:
    fatal = records.case.fatal_incident
    if fatal is None or fatal.earliest is None:
        return None
    return moment_of(fatal.earliest).date()


def _first_of(day: date, *, by_year: bool) -> date:
    """Return the beginning of the month or year of a day, or of the one before it."""
    if by_year:
        return date(day.year, 1, 1)
    if day.day == 1 and day > date.min:
        day -= timedelta(days=1)
    return day.replace(day=1)


def _last_of(day: date, *, by_year: bool) -> date:
    if by_year:
        return date(day.year, 12, 31)
    if day < date.max and day == month_end(day.year, day.month):
        day += timedelta(days=1)
    return month_end(day.year, day.month)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Finds a day with the same dates of the case before it; by year there is none.

    With ``rows``, the minutes that bound the dates of all rows of a large case, what has the same
    rows on either side is tried first: a month that begins before a row takes that row in, and the
    whole case would be asked for nothing.
    """

    stated: Sequence[int]
    taken: frozenset[date]
    rows: Sequence[int] = ()

    def days(self, day: date, side: str) -> list[date]:
        """Return the day, or none."""
        plain = plain_start if side == "start" else plain_end
        found = plain(day, self.stated, self.taken)
        return [] if found in (None, day) else [found]

    def takes_in(self, day: date, other: date, side: str) -> bool:
        """Whether a minute of a row lies between what begins, or ends, with two days."""
        low, high = sorted((day, other))
        if side == "start":
            first, last = minute_of(low), minute_of(high) - 1
        else:
            first, last = minute_of(low, 23, 59) + 1, minute_of(high, 23, 59)
        return bisect_left(self.rows, first) != bisect_right(self.rows, last)


class _Days(NamedTuple):
    """What may stand for a day, the vaguest first, and whether even the first is daring."""

    days: list[date]
    daring: bool = False


def _wider_days(day: date, side: str, beside: _Beside | None) -> _Days:
    """Return what may stand for the first or last day of something."""
    wide = _first_of if side == "start" else _last_of
    if beside is None:
        return _Days([wide(day, by_year=True), wide(day, by_year=False)])
    months = accumulate([day] * _MONTHS, lambda so_far, _: wide(so_far, by_year=False))
    # what is by chance a day of the case is none for a pack; the first is the day itself
    free = [one for one in islice(months, 1, None) if one not in beside.taken]
    found = [*free[:1], *beside.days(day, side)]
    found.sort(key=lambda one: beside.takes_in(day, one, side))
    return _Days(found, bool(found) and beside.takes_in(day, found[0], side))


def _of_scope(exact: CaseRecords, beside: _Beside | None) -> Iterator[_Item]:
    first, last = exact.case.scope_from, exact.case.scope_to
    if first is not None:
        ways = _wider_days(first, "start", beside)
        yield _of_days("the beginning of the scope", ways, lambda day: _scope(scope_from=day))
    # the day of the death is none of a calendar
    if last is not None and (beside is None or last != _fatal_day(exact)):
        ways = _wider_days(last, "end", beside)
        yield _of_days("the end of the scope", ways, lambda day: _scope(scope_to=day))


def _of_days(name: str, ways: _Days, way: Callable[[date], _Way], agency: str = "") -> _Item:
    return _Item(name, tuple(way(day) for day in ways.days), ways.daring, agency)


def _told(events: Iterable[Event]) -> list[int]:
    """Return every minute that bounds a date of rows, in order."""
    windows = (window for event in events for window in _windows_of(event))
    edges = {edge for window in windows for edge in (window.earliest, window.latest)}
    return sorted(edge for edge in edges if edge is not None)


def _scope(**day: date) -> _Way:
    def way(records: CaseRecords) -> CaseRecords:
        case = replace(records.case, **day)  # type: ignore[arg-type]
        # whoever states nothing has records of the whole scope
        agencies = tuple(
            a
            if a.coverage.stated
            else replace(a, coverage=replace(a.coverage, start=case.scope_from, end=case.scope_to))
            for a in records.agencies
        )
        return replace(records, case=case, agencies=agencies)

    return way


def _of_coverage(exact: CaseRecords, beside: _Beside | None) -> Iterator[_Item]:
    for agency in exact.agencies:
        kept = agency.coverage
        if not kept.stated:
            continue
        since, until = partial(_since, agency.agency_id), partial(_until, agency.agency_id)
        if kept.start is not None:
            ways = _wider_days(kept.start, "start", beside)
            name = f"from when the records of {_NAME} are"
            yield _of_days(name, ways, since, agency.agency_id)
        if kept.end is not None and (beside is None or kept.end != _fatal_day(exact)):
            ways = _wider_days(kept.end, "end", beside)
            name = f"until when the records of {_NAME} are"
            yield _of_days(name, ways, until, agency.agency_id)


def _since(agency_id: str, day: date) -> _Way:
    return _coverage(agency_id, start=day)


def _until(agency_id: str, day: date) -> _Way:
    return _coverage(agency_id, end=day)


def _coverage(agency_id: str, **day: date) -> _Way:
    def way(records: CaseRecords) -> CaseRecords:
        agencies = tuple(
            replace(a, coverage=replace(a.coverage, **day)) if a.agency_id == agency_id else a  # type: ignore[arg-type]
            for a in records.agencies
        )
        return replace(records, agencies=agencies)

    return way


def _of_whens(original: CaseRecords, exact: CaseRecords, *, by_year: bool) -> Iterator[_Item]:
    """Yield the death, and from when to when people were related, where their windows tell."""

    def wide(before: When | None, after: When | None) -> When | None:
        if before is None or after is None:
            return None
        if by_year:
            made = _of_years(after)
        else:
            sides = telling_sides(before)
            start = _months(after.start) if sides[0] else after.start
            end = _months(after.end) if sides[1] else after.end
            made = replace(after, start=start, end=end)
        return None if made == after else replace(made, timed=False)

    fatal = wide(original.case.fatal_incident, exact.case.fatal_incident)
    if fatal is not None:
        yield _Item("the day of the death", (_fatal(fatal),))
    for place, (one, other) in enumerate(zip(original.relations, exact.relations, strict=True)):
        for side in ("start", "end"):
            when = wide(getattr(one, side), getattr(other, side))
            if when is not None:
                yield _Item("from when to when people were related", (_related(place, side, when),))


def _of_years(when: When) -> When:
    def whole(interval: Interval) -> Interval:
        low, high = interval.earliest, interval.latest
        return Interval(
            None if low is None else minute_of(date(moment_of(low).year, 1, 1)),
            None if high is None else minute_of(date(moment_of(high).year, 12, 31), 23, 59),
        )

    return replace(when, start=whole(when.start), end=whole(when.end))


def _fatal(when: When) -> _Way:
    return lambda records: replace(records, case=replace(records.case, fatal_incident=when))


def _related(place: int, side: str, when: When) -> _Way:
    def way(records: CaseRecords) -> CaseRecords:
        relations = list(records.relations)
        relations[place] = replace(relations[place], **{side: when})  # type: ignore[arg-type]
        return replace(records, relations=tuple(relations))

    return way


__all__ = ["Coarse", "Left", "by_year", "coarsened", "tells", "with_days_of"]
