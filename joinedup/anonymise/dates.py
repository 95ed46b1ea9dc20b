"""Dates moved for a pack: by one offset, to a neutral beginning, or to nothing but the year.

A date moves by a multiple of seven days, so that weekdays stay; intervals, order and certainty stay
as they were. By year, every row is widened to the whole years that it may lie in: what is certain
in the pack is then certain in the original.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from graphdb.case_view import FAR_AHEAD, LONG_AGO
from graphdb.dates import MINUTES_PER_DAY, Extent, Interval, When, minute_of, moment_of
from graphdb.dates.working import bank_holidays
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Coverage,
    Event,
    Expectation,
    Pathway,
    RecordAccess,
    Relation,
    RuleChange,
    Settings,
)
from joinedup.anonymise.salted import drawn
from queries.rules import defaults

#: An offset is at least two years either way, and more where the case goes on for longer: no day of
#: the pack is then one of the case's own. It is drawn from so many weeks.
FEWEST_WEEKS, DRAWN_WEEKS = 105, 365
#: Of a case that goes on for longer than this some days of the pack may be days of the case.
LONGEST_WEEKS = 12 * 52
#: How often is drawn before the offset that shares fewest days with the case is taken.
_DRAWS = 200
#: From how many years a plain day is chosen that lies before or after all of a case.
_YEARS = 6
#: From so early on holds what began before all that it could judge.
ALWAYS = date(1900, 1, 1)
# A death that would be on Christmas Day is all that a room would talk about.
_CHRISTMAS = frozenset({(12, 24), (12, 25), (12, 26)})
LAST_MINUTE = minute_of(date.max, 23, 59)


class DateMode(StrEnum):
    """How a pack says when something was."""

    OFFSET = "offset"
    RELATIVE = "relative"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Shift:
    """How the dates of one pack move.

    Attributes
    ----------
    mode
        How the pack says them.
    days
        How many days later everything is in the pack; a multiple of seven, never 0.
    first
        In the pack: the day that a relative pack calls day 1.
    """

    mode: DateMode
    days: int
    first: date | None = None

    def __post_init__(self) -> None:
        if not self.days or self.days % 7:
            raise ValueError("an offset is a multiple of seven days, and never none")

    @property
    def day_1(self) -> date | None:
        """From which the columns of a relative pack count their days; none in other packs."""
        return self.first if self.mode is DateMode.RELATIVE else None

    def day(self, day: date) -> date:
        """Return a day as the pack has it; the first or last of the calendar where it ends."""
        try:
            return day + timedelta(days=self.days)
        except OverflowError:
            return date.max if self.days > 0 else date.min

    def maybe(self, day: date | None) -> date | None:
        """Return a day that may not be given."""
        return None if day is None else self.day(day)

    def interval(self, interval: Interval) -> Interval:
        """Return an instant in doubt as the pack has it, to the minute."""
        low, high = interval.earliest, interval.latest
        return Interval(
            None if low is None else self.minute(low), None if high is None else self.minute(high)
        )

    def minute(self, minute: int) -> int:
        """Return a minute as the pack has it; the first or last of the calendar where it ends."""
        return min(max(minute + self.days * MINUTES_PER_DAY, LONG_AGO), LAST_MINUTE)

    def when(self, when: When) -> When:
        """Return a date as the pack has it; what was written of it stays what it was.

        By year: all the years that it may lie in.
        """
        moved = replace(when, start=self.interval(when.start), end=self.interval(when.end))
        if self.mode is not DateMode.YEAR:
            return moved
        start, end = _years(moved.start), _years(moved.end)
        if moved.extent is Extent.ONCE:
            start = end = Interval(start.earliest, end.latest)
        return replace(moved, start=start, end=end, timed=False)

    def in_settings(self, when: When | None) -> When | None:
        """Return the date of a setting, which stays exact however the rows are said."""
        if when is None:
            return None
        return replace(when, start=self.interval(when.start), end=self.interval(when.end))


def _years(interval: Interval) -> Interval:
    low, high = interval.earliest, interval.latest
    return Interval(
        None if low is None else minute_of(date(moment_of(low).year, 1, 1)),
        None if high is None else minute_of(date(moment_of(high).year, 12, 31), 23, 59),
    )


def draw_shift(records: CaseRecords, salt: str, mode: DateMode = DateMode.OFFSET) -> Shift:
    """Draw how the dates of a pack move.

    Parameters
    ----------
    records
        The original case.
    salt
        Of the pack: the same gives the same.
    mode
        How the pack says them.

    Examples
    --------
    >>> from graphdb.model import Case, CaseRecords
    >>> found = draw_shift(CaseRecords(Case("x", "X")), "00" * 32)
    >>> found.days % 7, found.days != 0
    (0, True)
    """
    days = days_of(records)
    fewest = max(FEWEST_WEEKS, min(_weeks(records, days), LONGEST_WEEKS))
    key_days = _key_days(records)
    firsts = _firsts_of_months(key_days)
    found: dict[int, tuple[int, int, bool]] = {}
    for number in range(_DRAWS):
        one = drawn(salt, "offset", str(mode), str(number))
        weeks = fewest + one // 2 % DRAWN_WEEKS
        by = 7 * (weeks if one % 2 else -weeks)
        moved = Shift(mode, by)
        festive = sum((day.month, day.day) in _CHRISTMAS for day in map(moved.day, key_days))
        # where most months begin when a month of the pack does, what begins one tells of the other
        alike = 4 * sum(moved.day(day).day == 1 for day in firsts) > len(firsts)
        found[by] = len(days & _in_pack(days, by, mode)), festive, alike
        if not any(found[by]):
            break
    return shift_of(records, mode, min(found, key=found.__getitem__))


def _firsts_of_months(days: set[date]) -> list[date]:
    """Return on which days months begin between the first and the last of some days."""
    if not days:
        return []
    first, last = min(days), max(days)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _key_days(records: CaseRecords) -> set[date]:
    """Return the days that a room looks at first: of the death, and of the first and last row."""
    lows = [e.when.earliest for e in records.events if e.when.earliest is not None]
    highs = [e.when.latest for e in records.events if e.when.latest is not None]
    fatal = records.case.fatal_incident
    minutes = [min(lows, default=None), max(highs, default=None)]
    minutes += [] if fatal is None else [fatal.earliest, fatal.latest]
    return {moment_of(m).date() for m in minutes if m is not None and LONG_AGO < m < FAR_AHEAD}


def _weeks(records: CaseRecords, days: frozenset[date]) -> int:
    """Return for how many weeks a case goes on, with a year for what follows from its days."""
    first, last = records.case.scope_from, records.case.scope_to
    ordered = sorted(days)
    if not ordered:
        return 0
    # what lies long before the scope is history: a few days, each looked at by itself
    low = first or ordered[len(ordered) // 20]
    high = max(last or ordered[-1], ordered[-1 - len(ordered) // 20])
    return max((high - low).days, 0) // 7 + 53


def _in_pack(days: Iterable[date], by: int, mode: DateMode) -> set[date]:
    shift = Shift(mode, by)
    moved = set(map(shift.day, days))
    if mode is DateMode.YEAR:
        moved |= {day.replace(month=month, day=at) for day in moved for month, at in _YEAR_ENDS}
    return moved


_YEAR_ENDS = ((1, 1), (12, 31))


def shift_of(records: CaseRecords, mode: DateMode, days: int) -> Shift:
    """Return the shift of so many days, with what a relative pack counts from."""
    moved = Shift(mode, days)
    first = moved.maybe(_first_day(records))
    # the day itself would be one of a calendar (1 January), and nothing in a relative pack is
    if first is not None and first > date.min:
        first = (first - timedelta(days=1)).replace(day=1)
    return replace(moved, first=first)


def _first_day(records: CaseRecords) -> date | None:
    """Return the first day of the scope, or else the earliest that any row may be of."""
    if records.case.scope_from is not None:
        return records.case.scope_from
    lows = [e.when.earliest for e in records.events if e.when.earliest is not None]
    return moment_of(min(lows)).date() if lows else None


# -- records -----------------------------------------------------------------------------


def moved_records(
    records: CaseRecords, shift: Shift, holidays: frozenset[date] | None = None
) -> CaseRecords:
    """Return the records with every date moved, and what is expected from a date on with them.

    Parameters
    ----------
    records
        The original case.
    shift
        How dates move.
    holidays
        The original bank holidays that the case needs, of :func:`holidays_of`.
    """
    return replace(
        records,
        case=_case(records.case, shift),
        relations=tuple(_relation(r, shift) for r in records.relations),
        agencies=tuple(_agency(a, shift) for a in records.agencies),
        events=tuple(_event(e, shift) for e in records.events),
        settings=moved_settings(records, shift, holidays),
    )


def _case(case: Case, shift: Shift) -> Case:
    return replace(
        case,
        scope_from=shift.maybe(case.scope_from),
        scope_to=shift.maybe(case.scope_to),
        fatal_incident=shift.in_settings(case.fatal_incident),
    )


def _relation(relation: Relation, shift: Shift) -> Relation:
    return replace(
        relation, start=shift.in_settings(relation.start), end=shift.in_settings(relation.end)
    )


def _agency(agency: Agency, shift: Shift) -> Agency:
    kept = agency.coverage
    return replace(
        agency,
        coverage=Coverage(shift.maybe(kept.start), shift.maybe(kept.end), kept.full, kept.stated),
    )


def _event(event: Event, shift: Shift) -> Event:
    learned = None if event.learned is None else shift.when(event.learned)
    # by year no row is of one untimed day: its number in its document orders nothing any more
    sequence = None if shift.mode is DateMode.YEAR else event.sequence
    return replace(event, when=shift.when(event.when), learned=learned, sequence=sequence)


def moved_settings(
    records: CaseRecords, shift: Shift, holidays: frozenset[date] | None = None
) -> Settings:
    """Return the settings with every date moved, and those of the defaults that matter.

    A rule that began between two dates of the case begins between the same two in the pack, on a
    day that gives nothing away where there is one.
    """
    settings = records.settings
    stated, taken = stated_minutes(records), days_of(records)
    free = None if holidays is None else frozenset(map(shift.day, holidays))
    return replace(
        settings,
        pathways=tuple(_pathway(p, shift) for p in settings.pathways),
        record_access=tuple(_access(r, shift) for r in settings.record_access),
        escalation=_expectation(settings.escalation, shift),
        assessment_expected=tuple(
            replace(e, start=_seen(e.start, stated, taken, shift), end=shift.maybe(e.end))
            for e in settings.assessment_expected
        ),
        rules=_rules(settings.rules, stated, taken, shift),
        bank_holidays=free,
    )


def _pathway(pathway: Pathway, shift: Shift) -> Pathway:
    return replace(pathway, start=shift.maybe(pathway.start), end=shift.maybe(pathway.end))


def _access(access: RecordAccess, shift: Shift) -> RecordAccess:
    return replace(access, start=shift.maybe(access.start), end=shift.maybe(access.end))


def _expectation(expected: Expectation | None, shift: Shift) -> Expectation | None:
    if expected is None:
        return None
    return replace(expected, start=shift.maybe(expected.start), end=shift.maybe(expected.end))


def _rules(
    rules: tuple[RuleChange, ...], stated: Sequence[int], taken: frozenset[date], shift: Shift
) -> tuple[RuleChange, ...]:
    """Return the case's changes of rules, and one for each default that has a date.

    A default that began after everything in the case is switched off, one that began before it
    holds always: no day says when it did.
    """
    changed = {(c.finding, c.name): c for c in rules}
    for rule in defaults():
        key = (rule.finding, rule.name)
        own = changed.get(key)
        if (rule.start is None and rule.end is None) or (own is not None and own.off):
            continue
        if own is None and rule.start is not None and _is_after(rule.start, stated):
            changed[key] = RuleChange(*key, off=True)
            continue
        own = own or RuleChange(*key)
        start = _seen(rule.start, stated, taken, shift)
        end = shift.maybe(rule.end)
        if own.start is not None:
            start = shift.day(own.start)
        if own.end is not None:
            end = shift.day(own.end)
        changed[key] = replace(own, start=start, end=end)
    known = {(rule.finding, rule.name) for rule in defaults() if rule.start or rule.end}
    return tuple(
        change
        if (change.finding, change.name) in known
        else replace(change, start=shift.maybe(change.start), end=shift.maybe(change.end))
        for change in changed.values()
    )


def _is_after(day: date, stated: Sequence[int]) -> bool:
    return bool(stated) and stated[-1] < minute_of(day)


def _seen(
    day: date | None, stated: Sequence[int], taken: frozenset[date], shift: Shift
) -> date | None:
    """Return from when a general expectation holds in the pack.

    Everybody knows the day, so that how it lies to the rows tells how far these moved. One that
    began before all of the case holds always; any other from the beginning of a month that lies
    between the same two dates of the case. It is never left as everybody knows it: that it could
    be would tell, too. Only where no such day is left does it move with the others.
    """
    if day is None:
        return None
    if not stated or minute_of(day) <= stated[0]:
        return ALWAYS
    # "31/12/9999" is what some systems write for no end: the calendar has no day after it
    moved = sorted(set(map(shift.minute, stated)))
    return plain_start(shift.day(day), moved, taken) or shift.day(day)


def plain_start(day: date, stated: Sequence[int], taken: frozenset[date]) -> date | None:
    """Return the beginning of a year or month with the same dates before it as a day has.

    Parameters
    ----------
    day
        From when something holds, in the pack.
    stated
        Every minute that bounds a date of the pack, in order.
    taken
        The days of the original, which somebody may take for one that was left.

    Examples
    --------
    >>> minutes = [minute_of(date(2031, 2, 3)), minute_of(date(2031, 6, 3))]
    >>> plain_start(date(2031, 4, 12), minutes, frozenset())
    datetime.date(2031, 6, 1)
    """
    place = bisect_left(stated, minute_of(day))
    after = stated[place - 1] if place else LONG_AGO - 1
    until = stated[place] if place < len(stated) else LAST_MINUTE
    known = _beginnings(
        moment_of(after).date() if place else None,
        moment_of(until).date() if place < len(stated) else None,
    )
    found = [d for d in known if after < minute_of(d) <= until and d not in taken]
    if found:
        return found[0]
    if not 0 < place < len(stated):
        return None
    # no month begins between the two: then the day in their middle, which says no more than they
    first, last = after // MINUTES_PER_DAY + 1, until // MINUTES_PER_DAY
    middle = date.fromordinal((first + last) // 2 + 1)
    return middle if first <= last and middle not in taken else None


def plain_end(day: date, stated: Sequence[int], taken: frozenset[date]) -> date | None:
    """Return the end of a year or month with the same dates after it as a day has.

    Parameters
    ----------
    day
        Until when something holds, in the pack.
    stated, taken
        As for :func:`plain_start`.
    """
    if day == date.max:
        return None
    # what ends on a day does not hold on the next
    following = plain_start(day + timedelta(days=1), stated, taken)
    if following is None or following == date.min:
        return None
    found = following - timedelta(days=1)
    return None if found in taken else found


def _beginnings(first: date | None, last: date | None) -> Iterator[date]:
    """Yield the first days of years and months between two days, of which one may not be given."""
    if first is None or last is None:
        # before or after all dates of the case: the nearest years, with a choice of months
        some = last or first
        if some is not None:
            step = 1 if last is None else -1
            years = range(some.year, some.year + step * _YEARS, step)
            near = (year for year in years if 1 <= year <= MAXYEAR)
            yield from (date(year, month, 1) for year in near for month in (1, 7, 4, 10))
        return
    yield date(last.year, 1, 1)
    if first.year < last.year:
        yield date(first.year + 1, 1, 1)
    yield last.replace(day=1)
    if first.year < MAXYEAR:
        yield (first.replace(day=1) + timedelta(days=31)).replace(day=1)


def stated_minutes(records: CaseRecords) -> list[int]:
    """Return every minute that bounds a date of a case, in order."""
    return sorted(set(_stated(records)))


def _stated(records: CaseRecords) -> Iterator[int]:
    """Yield every minute that bounds a date of the case."""
    for when in _whens(records):
        yield from _minutes(when)
    for day in (records.case.scope_from, records.case.scope_to):
        if day is not None:
            yield from (minute_of(day), minute_of(day, 23, 59))


def _whens(records: CaseRecords) -> Iterator[When]:
    for event in records.events:
        yield event.when
        if event.learned is not None:
            yield event.learned
    if records.case.fatal_incident is not None:
        yield records.case.fatal_incident


def _minutes(when: When) -> Iterator[int]:
    """Yield the minutes that bound a date, but for open sides."""
    for interval in (when.start, when.end):
        for minute in (interval.earliest, interval.latest):
            if minute is not None and LONG_AGO < minute < FAR_AHEAD:
                yield minute


# -- bank holidays -----------------------------------------------------------------------


class Noting(frozenset[date]):
    """Bank holidays that remember which of them somebody asked about."""

    asked: set[date]

    def __new__(cls, days: Iterable[date]) -> Noting:
        """Return the days, of which none was asked about yet."""
        made = super().__new__(cls, days)
        made.asked = set()
        return made

    def __contains__(self, day: object) -> bool:
        """Whether a day is one of them; if so it is remembered."""
        found = super().__contains__(day)
        if found and isinstance(day, date):
            self.asked.add(day)
        return found


def noting_holidays(records: CaseRecords) -> Noting:
    """Return the bank holidays of the case's years, in a set that notes which of them matter.

    Where the case names its own, those.
    """
    own = records.settings.bank_holidays
    if own is not None:
        return Noting(own)
    years: set[int] = set()
    for when in _whens(records):
        years.update(moment_of(minute).year for minute in _minutes(when))
    for day in (records.case.scope_from, records.case.scope_to):
        if day is not None:
            years.add(day.year)
    if not years:
        return Noting(())
    wide = range(max(min(years) - 1, 1), min(max(years) + 3, 9999))
    return Noting(day for year in wide for day in bank_holidays(year))


# -- what the key lists ------------------------------------------------------------------


def days_of(records: CaseRecords) -> frozenset[date]:
    """Return every day that rows, coverage or settings of the original state."""
    found: set[date] = set()
    for when in (*_whens(records), *_of_relations(records)):
        found.update(moment_of(minute).date() for minute in _minutes(when))
    settings = records.settings
    stated = [records.case.scope_from, records.case.scope_to]
    for agency in records.agencies:
        if agency.coverage.stated:
            stated += [agency.coverage.start, agency.coverage.end]
    for pathway in settings.pathways:
        stated += [pathway.start, pathway.end]
    for access in settings.record_access:
        stated += [access.start, access.end]
    if settings.escalation is not None:
        stated += [settings.escalation.start, settings.escalation.end]
    for change in settings.rules:
        stated += [change.start, change.end]
    return frozenset(found | {day for day in stated if day is not None})


def _of_relations(records: CaseRecords) -> Iterator[When]:
    for relation in records.relations:
        for when in (relation.start, relation.end):
            if when is not None:
                yield when
