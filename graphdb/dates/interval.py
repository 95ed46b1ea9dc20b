"""Moments in doubt, and contacts that last: the two things a written date can be.

Every instant in the product is a whole minute, counted from 1 January of the year 1
(proleptic Gregorian calendar), so that dates of any century compare as integers and
nothing depends on a time zone or on today's date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

MINUTES_PER_DAY = 1440


class Extent(StrEnum):
    """Whether a row speaks of one moment, of something that lasts, or of something repeated."""

    ONCE = "once"
    LASTING = "lasting"
    REPEATED = "repeated"


def minute_of(day: date, hour: int = 0, minute: int = 0) -> int:
    """Return the minute at which a clock time of a day falls.

    Parameters
    ----------
    day
        The calendar day.
    hour, minute
        Clock time; midnight when left out.

    Examples
    --------
    >>> minute_of(date(1, 1, 1), 0, 5)
    5
    """
    return (day.toordinal() - 1) * MINUTES_PER_DAY + hour * 60 + minute


def moment_of(minute: int) -> datetime:
    """Return the naive datetime of a minute; the inverse of :func:`minute_of`."""
    days, rest = divmod(minute, MINUTES_PER_DAY)
    day = date.fromordinal(days + 1)
    return datetime(day.year, day.month, day.day, rest // 60, rest % 60)


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed minutes ``[earliest, latest]`` between which one instant lies.

    An open side is ``None``: "since May" has no latest, "undated" has neither.

    Raises
    ------
    ValueError
        When both sides are given and the earliest is after the latest.
    """

    earliest: int | None
    latest: int | None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")

    @classmethod
    def of_days(cls, first: date, last: date | None = None) -> Interval:
        """Return the interval from the first minute of one day to the last of another."""
        until = first if last is None else last
        return cls(minute_of(first), minute_of(until, 23, 59))

    @property
    def is_undated(self) -> bool:
        """Whether nothing at all is known of the instant."""
        return self.earliest is None and self.latest is None

    def certainly_before(self, other: Interval) -> bool:
        """Whether every instant of this interval lies before every instant of the other."""
        return (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )


UNDATED_INTERVAL = Interval(None, None)


@dataclass(frozen=True, slots=True)
class When:
    """What a row says of its time: a start, an end, and which kind of span lies between.

    Attributes
    ----------
    start, end
        Each an instant in doubt. For ``Extent.ONCE`` they are the same instant.
    extent
        One moment, something that lasts, or something repeated.
    written
        The text as it stood in the chronology; shown wherever the date is shown.
    count
        How often, where a repeated row says so ("14 visits").
    timed
        Whether a clock time was given; a bare day is 00:00 to 23:59.
    """

    start: Interval
    end: Interval
    extent: Extent = Extent.ONCE
    written: str = ""
    count: int | None = None
    timed: bool = False

    def __post_init__(self) -> None:
        if self.extent is Extent.ONCE and self.start != self.end:
            raise ValueError("a moment has one interval; start and end differ")
        if self.end.certainly_before(self.start):
            raise ValueError("the end lies before the start")

    @classmethod
    def once(cls, interval: Interval, written: str = "", *, timed: bool = False) -> When:
        """Return one moment in doubt within an interval."""
        return cls(interval, interval, Extent.ONCE, written, None, timed)

    @property
    def earliest(self) -> int | None:
        """First minute at which anything of this row can have happened."""
        return self.start.earliest

    @property
    def latest(self) -> int | None:
        """Last minute at which anything of this row can have happened."""
        return self.end.latest

    @property
    def is_single_day(self) -> bool:
        """Whether the row is one moment on one known, untimed day."""
        return (
            self.extent is Extent.ONCE
            and self.earliest is not None
            and self.latest == self.earliest + MINUTES_PER_DAY - 1
            and self.earliest % MINUTES_PER_DAY == 0
        )


UNDATED = When.once(UNDATED_INTERVAL)
