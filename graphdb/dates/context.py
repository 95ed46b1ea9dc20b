"""What surrounds a written date, and what reading one gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphdb.dates.interval import Extent, When
from graphdb.dates.notes import Note


@dataclass(frozen=True, slots=True)
class DateContext:
    """What surrounds a written date.

    Attributes
    ----------
    scope
        The review's scope. A two-digit year takes the century that puts it inside the
        scope or nearest to it; without a scope 00 to 49 are 2000s and 50 to 99 are 1900s.
    previous
        The row above, for relative dates and bare days.
    heading
        A dated heading above ("March 2010", "2009"), for a bare day or a day and month.
    extent
        A person's decision between doubt, lasting and repeated; it overrides the words.
    approx_days
        How far "approx", "circa", "?" and the like widen a day on either side. A month
        is widened by a month, a year by a year.
    lasts
        Whether the row is a contact that lasts. ``False`` reads "3–5 May" as one moment
        in doubt; ``True`` reads "since May" as a contact that goes on.
    day_1
        From which "day 214" is counted; without it such a date is not read.
    """

    scope: tuple[date, date] | None = None
    previous: When | None = None
    heading: When | None = None
    extent: Extent | None = None
    approx_days: int = 7
    lasts: bool | None = None
    day_1: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a date.

    Attributes
    ----------
    when
        The date, or ``None`` when it was not read; the notes then say why.
    notes
        How it was read, and what a person should look at.
    """

    when: When | None
    notes: tuple[Note, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether any note asks a person to look."""
        return any(note.attention for note in self.notes)
