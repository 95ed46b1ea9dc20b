"""Whose a screen is, when a row comes on it, and a date as somebody can read it aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import MINUTES_PER_DAY, Extent, Interval, When, show_interval, show_when
from graphdb.model import Event
from viz.walk.model import Seat


@dataclass(frozen=True, slots=True)
class Holder:
    """A seat with whose records are its own: an agency's, or those of several informal sources."""

    seat: Seat
    agencies: tuple[str, ...]


def last_minute(view: CaseView) -> int:
    """Return the minute at which the walkthrough ends: before the death, or after the last row."""
    if view.end_lo < FAR_AHEAD:
        return view.end_lo
    dated = [b.end_hi for b in view.bounds.values() if b.end_hi < FAR_AHEAD]
    return max(dated, default=0) + 1


def minute_on_screen(view: CaseView, event: Event) -> int | None:
    """Return by when whoever recorded a row certainly had it, or ``None`` if never before the end.

    Rows of the fatal incident, and what came out only after the death, never show.
    """
    if event.learned_after_death or view.is_fatal(event):
        return None
    bounds = view.bounds[event.event_id]
    minute = max(bounds.end_hi, bounds.known_hi)
    end = view.end_lo if view.end_lo < FAR_AHEAD else min(last_minute(view), FAR_AHEAD)
    return minute if minute < end else None


def begun_on_screen(view: CaseView, event: Event) -> int | None:
    """Return from when on a row may have been there that had not certainly been made by the end.

    "Since 2014" or "May 2014 ongoing", of which only the beginning is dated; or what lasts until
    after the walkthrough's own end. Nobody can say by when it certainly had been made, so that it
    comes when what it tells of had begun, and only as possible. ``None`` of any other row, and
    where there is no beginning before that end.
    """
    if event.learned_after_death or view.is_fatal(event):
        return None
    bounds = view.bounds[event.event_id]
    open_end = max(bounds.end_hi, bounds.known_hi) >= FAR_AHEAD
    if bounds.start_lo <= LONG_AGO or not (open_end or goes_on(view, event)):
        return None
    begun = bounds.start_hi if bounds.start_hi < FAR_AHEAD else bounds.start_lo
    if event.learned is not None and bounds.known_hi < FAR_AHEAD:
        begun = max(begun, bounds.known_hi)
    night = (begun // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY - 1
    return night if night < last_minute(view) else None


def goes_on(view: CaseView, event: Event) -> bool:
    """Whether a row is of what lasts until after the end, by its date."""
    bounds = view.bounds[event.event_id]
    lasts = event.when.extent is not Extent.ONCE
    return lasts and last_minute(view) <= bounds.end_hi < FAR_AHEAD


def comes_on_screen(view: CaseView, event: Event) -> bool:
    """Whether a row ever comes on a screen, for certain or as possible."""
    certain = minute_on_screen(view, event)
    return certain is not None or begun_on_screen(view, event) is not None


#: Written in figures, in doubt by a sign, as a machine writes it, or as days counted where all
#: else says the day: nobody can read that aloud.
_FIGURES = re.compile(r"\d\s*[./–-]\s*\d|[?~%/]|\bday [-−–]?\d", re.IGNORECASE)


def _in_doubt(instant: Interval) -> bool:
    """Whether an instant has no day of its own, nor a month or a year that names it."""
    return instant.latest is not None and show_interval(instant).startswith("between")


@lru_cache(maxsize=20_000)  # every seat that had a row says its date
def in_words(when: When) -> str:
    """Return a date as somebody can read it aloud: as written only where that is words.

    Examples
    --------
    >>> from datetime import date
    >>> from graphdb.dates import Interval
    >>> early = Interval.of_days(date(2012, 3, 1), date(2012, 3, 10))
    >>> in_words(When.once(early, "early March 2012"))
    'early March 2012'
    >>> in_words(When.once(early, "2012-03-01/2012-03-10"))
    'between 1 March 2012 and 10 March 2012'
    >>> in_words(When.once(early, "w/c 1.3.12"))
    'between 1 March 2012 and 10 March 2012'
    >>> later = Interval.of_days(date(2013, 1, 5), date(2013, 1, 9))
    >>> in_words(When(early, later, Extent.REPEATED, count=14))
    '14 times, at the widest between 1 March 2012 and 9 January 2013'
    """
    if _FIGURES.search(when.written):
        when = replace(when, written="")
    start, latest = when.start, when.end.latest
    if start.latest is not None and latest is not None and start.latest > latest:
        # what has begun by its end is not said to begin later
        when = replace(when, start=Interval(start.earliest, latest))
    if when.extent is not Extent.ONCE and (_in_doubt(when.start) or _in_doubt(when.end)):
        times = f"{when.count} times, " if when.count else ""
        widest = Interval(when.start.earliest, when.end.latest)
        return f"{times}at the widest {show_interval(widest)}"
    said = show_when(when).removesuffix(" (as written)")
    # the days, where they are given beside what was written
    return show_when(replace(when, written="")) if said.endswith(", as written)") else said


def when_of(view: CaseView, event: Event) -> str:
    """Return a row's date as somebody can read it aloud, without a day that is never reached.

    What lasts until after the walkthrough's own end is met with its beginning: its end would tell
    a room how long there is still to go.
    """
    if goes_on(view, event):
        return f"from {in_words(When.once(event.when.start))} on"
    return in_words(event.when)
