"""One world of a case: every uncertain date becomes one moment that it allows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from random import Random

from graphdb.case_view import CaseView
from graphdb.dates import MINUTES_PER_DAY, Interval, When, minute_of
from graphdb.model import CaseRecords, Event

YEAR = 366 * MINUTES_PER_DAY


def one_world(records: CaseRecords, rng: Random, *, days: bool = False) -> CaseRecords:
    """Return the case with every date known to the minute, as its dates allow.

    Open sides end a year outside the review's scope. Rows that the source's own Seq orders on one
    untimed day keep that order. Where ``days`` is set, a row without a time keeps a day without
    one: which day it was is known, and nothing more.
    """
    moments = _Moments(records, rng, days=days)
    fatal = records.case.fatal_incident
    return replace(
        records,
        case=replace(
            records.case,
            fatal_incident=None if fatal is None else moments.of(fatal),
        ),
        events=tuple(moments.event(event) for event in records.events),
    )


class _Moments:
    def __init__(self, records: CaseRecords, rng: Random, *, days: bool) -> None:
        self._rng, self._days = rng, days
        case = records.case
        self._first = 0 if case.scope_from is None else minute_of(case.scope_from) - YEAR
        self._last = 10**10 if case.scope_to is None else minute_of(case.scope_to) + YEAR
        self._ordered = self._of_seq(records)
        self._occurrence = CaseView(records, {}).occurrence_of
        self._same: dict[tuple[str, Interval, Interval], When] = {}

    def _of_seq(self, records: CaseRecords) -> dict[str, int]:
        """Return a minute for each row that Seq orders: the moments of a day, in that order."""
        view = CaseView(records, {})
        days: dict[tuple[str, int | None], list[Event]] = defaultdict(list)
        for event in records.events:
            if view.is_ordered(event.event_id):
                days[event.source.document, event.when.earliest].append(event)
        found = {}
        for (_, day), events in days.items():
            assert day is not None
            ranks = sorted({e.sequence or 0 for e in events})
            minutes = sorted(self._rng.sample(range(MINUTES_PER_DAY), len(ranks)))
            at = dict(zip(ranks, minutes, strict=True))
            found.update({e.event_id: day + at[e.sequence or 0] for e in events})
        return found

    def event(self, event: Event) -> Event:
        if self._days and event.when.is_single_day:
            when = event.when
        elif event.event_id in self._ordered:
            when = _at(event.when, self._ordered[event.event_id])
        else:
            # rows of one occurrence that say the same of when it was speak of one moment
            key = (self._occurrence[event.event_id], event.when.start, event.when.end)
            moment = self._same.setdefault(key, self.of(event.when))
            when = replace(event.when, start=moment.start, end=moment.end, timed=moment.timed)
        learned = None if event.learned is None else self.of(event.learned)
        return replace(event, when=when, learned=learned)

    def of(self, when: When) -> When:
        """Return a date as one moment, or one beginning and one end."""
        if self._days and when.is_single_day:
            return when
        start = self._within(when.start)
        if self._days and not when.timed and when.extent.value == "once":
            day = start - start % MINUTES_PER_DAY
            whole = Interval(day, day + MINUTES_PER_DAY - 1)
            return replace(when, start=whole, end=whole)
        if when.start == when.end and when.extent.value == "once":
            return _at(when, start)
        low, high = when.end.earliest, when.end.latest
        low = start if low is None else max(low, start)
        high = max(low, self._last) if high is None else max(high, low)
        end = self._rng.choice([low, high, self._rng.randint(low, high)])
        return replace(when, start=Interval(start, start), end=Interval(end, end), timed=True)

    def _within(self, interval: Interval) -> int:
        low = self._first if interval.earliest is None else interval.earliest
        high = max(low, self._last) if interval.latest is None else interval.latest
        low = min(low, high)
        # the ends of what is allowed are where a rule goes wrong
        return self._rng.choice([low, high, self._rng.randint(low, high)])


def _at(when: When, minute: int) -> When:
    at = Interval(minute, minute)
    return replace(when, start=at, end=at, timed=True)
