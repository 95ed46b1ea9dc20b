"""Dates as people write them, as intervals of minutes.

:func:`read_when` reads them, :func:`show_when` shows them to people, :func:`to_edtf` writes
them for machines; see :mod:`graphdb.dates.interval` for what a date is here.
"""

from graphdb.dates.context import DateContext, Reading
from graphdb.dates.edtf import UNDATED_EDTF, to_edtf
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
from graphdb.dates.notes import CODES, Code, Note
from graphdb.dates.parts import TEMPLATE_YEAR
from graphdb.dates.reader import CellDate, is_template_year, read_when
from graphdb.dates.show import show_day, show_days, show_interval, show_minute, show_when

__all__ = [
    "CODES",
    "MINUTES_PER_DAY",
    "TEMPLATE_YEAR",
    "UNDATED",
    "UNDATED_EDTF",
    "UNDATED_INTERVAL",
    "CellDate",
    "Code",
    "DateContext",
    "Extent",
    "Interval",
    "Note",
    "Reading",
    "When",
    "is_template_year",
    "minute_of",
    "moment_of",
    "read_when",
    "show_day",
    "show_days",
    "show_interval",
    "show_minute",
    "show_when",
    "to_edtf",
]
