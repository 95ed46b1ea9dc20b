"""What a reveal leaves open: rows that may have been made by then, and rows that nobody has read.

A row comes on a screen when it certainly had been made. Until then what it tells is not counted,
and where it may have been made already a reveal says so, as it does of rows that nobody has coded:
that nothing is counted is not that nothing stood there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphdb.case_view import CaseView
from graphdb.model import Event
from viz.walk.model import HeldState, SeatKind, SeatView
from viz.walk.screen import Holder, begun_on_screen, goes_on, minute_on_screen
from viz.walk.seats import victims_rows
from viz.words import counted

#: So many of the things that are no longer counted are named.
_MOST_PAST = 3


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What may have stood on a seat's record by a minute, and is not counted.

    Attributes
    ----------
    maybe
        What rows tell that may have been made by then, or not.
    rows
        How many such rows there are.
    uncoded
        Of how many rows that had been made by then nobody has said what they tell.
    since
        Of how many rows only the beginning is dated, and lies before: what they tell is possible.
    lasting
        How many rows had begun and go on until after the end: what they tell is possible, too.
    """

    maybe: frozenset[str] = frozenset()
    rows: int = 0
    uncoded: int = 0
    since: int = 0
    lasting: int = 0

    def __bool__(self) -> bool:
        return bool(self.rows or self.uncoded or self.since or self.lasting)

    def in_words(self) -> str:
        """Say how many rows are left open, or nothing.

        Examples
        --------
        >>> LeftOpen(rows=1, uncoded=2).in_words()
        'The date of 1 row leaves open whether it had been made by then; it is not counted. Of 2 \
rows by then nobody has said what they tell.'
        """
        said = []
        if self.rows:
            one = self.rows == 1
            said.append(
                f"The date{'' if one else 's'} of {counted(self.rows, 'row')} "
                f"leave{'s' if one else ''} open whether {'it' if one else 'they'} had been made "
                f"by then; {'it is' if one else 'they are'} not counted."
            )
        if self.since:
            one = self.since == 1
            said.append(
                f"Of {counted(self.since, 'row')} only the beginning is dated; what "
                f"{'it tells' if one else 'they tell'} is counted as possible."
            )
        if self.lasting:
            one = self.lasting == 1
            said.append(
                f"{counted(self.lasting, 'row')} had begun and go{'es' if one else ''} on until "
                f"after the end; what {'it tells' if one else 'they tell'} is counted as possible."
            )
        if self.uncoded:
            said.append(
                f"Of {counted(self.uncoded, 'row')} by then nobody has said what "
                f"{'it tells' if self.uncoded == 1 else 'they tell'}."
            )
        return " ".join(said)


class Row(NamedTuple):
    """A row of a seat's record in life: what of it does not hang on when it is asked.

    Attributes
    ----------
    since
        The first minute at which it can have been.
    made
        By when it certainly had been made; ``None`` where never before the end.
    begun
        From when on it may have been there, where that is not certain by any day.
    lasts
        Whether it then goes on until after the end.
    told
        What it tells; ``None`` where nobody has coded it.
    """

    since: int
    made: int | None
    begun: int | None
    lasts: bool
    told: frozenset[str] | None


def record_of(view: CaseView, holder: Holder, without: Collection[str]) -> tuple[Row, ...]:
    """Return the rows of a seat's record in life, earliest first.

    Parameters
    ----------
    view, holder
        The case and the seat.
    without
        Rows that a trainer keeps off the victim's own seat.
    """
    found = [
        Row(
            view.bounds[event.event_id].start_lo,
            minute_on_screen(view, event),
            begun := begun_on_screen(view, event),
            begun is not None and goes_on(view, event),
            frozenset([r.fact_id for r in event.reveals if r.stance.gives_knowledge])
            if event.coded
            else None,
        )
        for event in _rows_of(view, holder, without)
        if not event.learned_after_death and not view.is_fatal(event)
    ]
    return tuple(sorted(found, key=lambda row: row.since))


def left_open(record: Sequence[Row], minute: int, held: Collection[str]) -> LeftOpen:
    """Return what a seat's record leaves open at a minute.

    Parameters
    ----------
    record, minute
        The rows, and when.
    held
        What it then held for certain: a row that tells no more than that leaves nothing open.
    """
    maybe: set[str] = set()
    rows = uncoded = since = lasting = 0
    for row in record:
        if row.since > minute:
            break
        made = row.made is not None and row.made <= minute
        if row.told is None:
            uncoded += made
            rows += not made
        elif not made and (told := row.told.difference(held)):
            maybe |= told
            had_begun = row.begun is not None and row.begun <= minute
            lasting += had_begun and row.lasts
            since += had_begun and not row.lasts
            rows += not had_begun
    return LeftOpen(frozenset(maybe), rows, uncoded, since, lasting)


def _rows_of(view: CaseView, holder: Holder, without: Collection[str]) -> Iterable[Event]:
    if holder.seat.kind is SeatKind.VICTIM:
        return [e for e in victims_rows(view) if e.event_id not in without]
    return [e for agency in holder.agencies for e in view.rows_of_agency.get(agency, ())]


def no_longer(view: CaseView, seat: SeatView, minute: int, least: int) -> Iterator[str]:
    """Say of the heavy things that a seat had recorded which it does not hold any more, and why.

    Parameters
    ----------
    view, seat, minute
        The case, what is revealed of the seat, and when.
    least
        The weight from which a thing is named.
    """
    for state, said in _PAST.items():
        found = [
            view.facts[one.fact_id]
            for one in seat.revealed
            if (step := one.at(minute)) is not None and step.state is state
        ]
        heavy = sorted(
            (f for f in found if f.weight >= least), key=lambda f: (-f.weight, f.label, f.fact_id)
        )
        labels = list(dict.fromkeys(f.label for f in heavy))
        if labels:
            named = labels[:_MOST_PAST] if len(labels) > _MOST_PAST + 1 else labels
            more = len(labels) - len(named)
            yield f"{said}: {'; '.join([*named, *([f'and {more} more'] if more else [])])}."


_PAST = {
    HeldState.LAPSED: "Recorded before, and not counted, for no later record says that it still "
    "held",
    HeldState.ENDED: "Recorded before, and not counted, for it had ended by then",
}

__all__ = ["LeftOpen", "Row", "left_open", "no_longer", "record_of"]
