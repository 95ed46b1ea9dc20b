"""Where minutes stand on a drawn axis, and which days get a tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graphdb.dates import minute_of, moment_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(minute: int) -> str:
    """Return the day of a minute as a British reader writes it.

    Examples
    --------
    >>> day_in_words(minute_of(date(2012, 3, 14), 9, 30))
    '14 March 2012'
    """
    moment = moment_of(minute)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


@dataclass(frozen=True, slots=True)
class Axis:
    """Minutes from ``first`` to ``last`` laid along ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float

    def at(self, minute: float) -> float:
        """Return the position of a minute, kept inside the drawing."""
        span = max(1, self.last - self.first)
        x = self.left + (minute - self.first) / span * (self.right - self.left)
        return min(self.right, max(self.left, x))

    def ticks(self, most: int = 8) -> Iterator[tuple[float, str]]:
        """Yield positions and labels: years, or quarters or months where years are too few."""
        start, end = moment_of(self.first), moment_of(self.last)
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        step = next((s for s in (1, 3, 6, 12, 24, 60, 120, 240) if months / s <= most), 600)
        index = start.year * 12 + start.month - 1
        index += -index % step
        while index // 12 <= end.year:
            year, month = divmod(index, 12)
            minute = minute_of(date(year, month + 1, 1))
            if minute > self.last:
                return
            if minute >= self.first:
                yield self.at(minute), str(year) if step >= 12 else f"{MONTHS[month][:3]} {year}"
            index += step


def number(value: float) -> str:
    """Return a coordinate as short as it can be, the same on every machine.

    Examples
    --------
    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.3', '0')
    """
    tenths = int(value * 10 + (0.5 if value >= 0 else -0.5))
    whole, rest = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}" if rest == 0 else f"{sign}{whole}.{rest}"
