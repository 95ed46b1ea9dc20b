"""What the grammar makes of a text, before the calendar is asked: points and how they link."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graphdb.dates.clock import Clock
from graphdb.dates.parts import Part
from graphdb.dates.relative import Relative


class Link(StrEnum):
    """How the points of a text belong together."""

    ALONE = "alone"
    BETWEEN = "between"
    TO = "to"
    OR = "or"
    AND = "and"


class Bound(StrEnum):
    """A word that leaves one side open."""

    BEFORE = "before"
    BY = "by"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Point:
    """One date with its time, either of which may be missing, but not both."""

    part: Part | None = None
    relative: Relative | None = None
    clock: Clock | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A whole text.

    Attributes
    ----------
    points
        One or more points, as written.
    link
        How they belong together.
    bound
        For a single point, a word that leaves one side open.
    repeated
        Whether the words say that it happened more than once.
    count
        How often, where given.
    ongoing
        Whether the words say that it goes on ("since May, ongoing").
    open_start
        Whether the start of a span is open (EDTF's ``../2010``).
    throughout
        Whether a period is filled from its first day to its last.
    overnight
        Whether a range of days is one night.
    zone
        A time zone that was written; clock times are kept as written.
    """

    points: tuple[Point, ...]
    link: Link = Link.ALONE
    bound: Bound | None = None
    repeated: bool = False
    count: int | None = None
    ongoing: bool = False
    open_start: bool = False
    throughout: bool = False
    overnight: bool = False
    zone: str = ""
