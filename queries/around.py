"""Is there nothing on record around a day: within so many days before it, or after it.

:mod:`queries.after` looks for what would follow. Some questions of a panel look to both sides: who
was told that a case was closing may have been told beforehand. The worlds are the same, and so
are the guards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from graphdb.case_view import CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event
from queries.after import Look, Trigger, Within, unanswered
from queries.enquiry import counted
from queries.finding import CannotTell, Certainty, Results
from queries.rules import Rule

#: Rows whose dates span more than this are looked at for every window.
_NARROW = 31 * MINUTES_PER_DAY


def absent(low: int, high: int, days: int, spans: Iterable[tuple[int, int]]) -> Certainty | None:
    """Return whether no row lies within some days of a trigger, on either side.

    Parameters
    ----------
    low, high
        First and last minute at which the trigger can have been.
    days
        Whole days before and after that count; the trigger's own day does too.
    spans
        First and last minute of each row; each may lie anywhere in its span.

    Returns
    -------
    Certainty or None
        ``None`` where in every world some row lies in the days.

    Examples
    --------
    >>> day = 24 * 60
    >>> absent(10 * day, 10 * day, 2, [(8 * day, 8 * day)]) is None
    True
    >>> str(absent(10 * day, 10 * day, 2, [(7 * day, 8 * day)]))
    'possible'
    """
    return unanswered(low, high, Within(days), (), spans, days)


def nothing_around(
    look: Look, trigger: Trigger, answers: Iterable[Event], days: int
) -> Certainty | None:
    """Return whether none of the rows lies around a trigger, or ``None`` where one does.

    A row of the trigger itself, and one that names it or that it names as what it responds to, is
    around it whatever its date. Whether the silence says something is asked by :func:`silent`.
    """
    view = look.enquiry.view
    named = {row for event in trigger.rows for row in event.responds_to}
    own, spans = trigger.ids, []
    for event in answers:
        if (
            event.event_id in own
            or event.event_id in named
            or not own.isdisjoint(event.responds_to)
        ):
            return None
        bounds = view.bounds[event.event_id]
        spans.append((bounds.start_lo, bounds.end_hi))
    return absent(trigger.low, trigger.high, days, spans)


def silent(look: Look, trigger: Trigger, rule: Rule, certainty: Certainty) -> Certainty | None:
    """Return the certainty where the agency's silence on both sides says something."""
    earlier = replace(trigger, low=trigger.low - rule.days * MINUTES_PER_DAY)
    return look.silence(earlier, Within(rule.days), certainty)


class Blind:
    """What cannot be told because an agency's chronology nowhere has what it would show by.

    Parameters
    ----------
    look
        The finding at work.
    whether, of
        As in :class:`~queries.after.Look`.
    lacks
        What it lacks and whom to ask, as it goes on after "<agency>: its chronology".
    """

    def __init__(self, look: Look, whether: str, of: tuple[str, str], lacks: str) -> None:
        self._look, self._whether, self._of, self._lacks = look, whether, of, lacks
        self._found: Counter[str] = Counter()

    def count(self, agency_id: str) -> None:
        """Count one thing of an agency that cannot be told."""
        self._found[agency_id] += 1

    def results(self) -> Results:
        """Return one sentence for each agency."""
        enquiry, (one, many) = self._look.enquiry, self._of
        return Results(
            cannot_tell=tuple(
                CannotTell(
                    self._look.definition.key,
                    agency_id,
                    f"Whether {enquiry.name(agency_id)} {self._whether} "
                    f"{counted(number, one, many)}: cannot tell from these records.",
                    f"{enquiry.name(agency_id)}: its chronology {self._lacks}.",
                    number,
                )
                for agency_id, number in sorted(self._found.items())
            )
        )


def results_of(looks: Iterable[Look | Blind]) -> Results:
    """Return the results of several looks of one finding as one."""
    found = [look.results() for look in looks]
    return Results(
        tuple(f for r in found for f in r.findings),
        tuple(c for r in found for c in r.cannot_tell),
        sum(r.below for r in found),
        tuple(n for r in found for n in r.near),
    )


class ByTime:
    """Rows by when they can be, so that those near a trigger are found without reading all.

    Parameters
    ----------
    view
        The case.
    rows
        The rows, in any order.
    """

    def __init__(self, view: CaseView, rows: Iterable[Event]) -> None:
        self._narrow: list[tuple[int, int, str, Event]] = []
        self._wide: list[tuple[int, int, str, Event]] = []
        self._answers: dict[str, list[Event]] = {}
        for event in rows:
            bounds = view.bounds[event.event_id]
            narrow = bounds.end_hi - bounds.start_lo <= _NARROW
            entry = (bounds.start_lo, bounds.end_hi, event.event_id, event)
            (self._narrow if narrow else self._wide).append(entry)
            for row in event.responds_to:
                self._answers.setdefault(row, []).append(event)
        self._narrow.sort(key=lambda entry: entry[:3])
        self._wide.sort(key=lambda entry: entry[:3])
        self._starts = [entry[0] for entry in self._narrow]

    def between(self, first: int, last: int) -> list[Event]:
        """Return the rows whose dates touch the time between two minutes, in a stable order."""
        begin = bisect_left(self._starts, first - _NARROW)
        near = self._narrow[begin : bisect_right(self._starts, last)]
        return [
            event for low, high, _, event in (*near, *self._wide) if low <= last and high >= first
        ]

    def near(self, trigger: Trigger, before: int, after: int) -> list[Event]:
        """Return the rows within some days of a trigger, and those that say they respond to it."""
        first = (trigger.low // MINUTES_PER_DAY - before) * MINUTES_PER_DAY
        last = Within(after).until(trigger.high // MINUTES_PER_DAY)
        found = {event.event_id: event for event in self.between(first, last)}
        for row in sorted(trigger.ids):
            found |= {event.event_id: event for event in self._answers.get(row, ())}
        return list(found.values())
