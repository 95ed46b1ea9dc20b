"""Dates as people write them, as intervals of minutes; see :mod:`graphdb.dates.interval`."""

from graphdb.dates.interval import (
    MINUTES_PER_DAY,
    UNDATED,
    UNDATED_INTERVAL,
    Extent,
    Interval,
    When,
    minute_of,
    moment_of,
)

__all__ = [
    "MINUTES_PER_DAY",
    "UNDATED",
    "UNDATED_INTERVAL",
    "Extent",
    "Interval",
    "When",
    "minute_of",
    "moment_of",
]
