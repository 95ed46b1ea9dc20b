"""Was one side without a fact, at a contact, while another side had it? By worlds.

The statement is that of ``docs/explanation/knowledge.md`` (Finding 1): there is an instant x
of the contact, in scope and before the end, with the one side's acquisition before x and none
of the other side's at or before x. Certain when true in every world, possible when true in at
least one. The formulas here are exact; ``tests/reference/worlds.py`` enumerates the worlds and
holds them to that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from graphdb.case_view import FAR_AHEAD, LONG_AGO, Bounds, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Fact, Nature


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the other side, with the bounds of its instants."""

    event_id: str
    bounds: Bounds
    ordered: bool


def contact_of(view: CaseView, event_id: str) -> Contact:
    """Return a row as a contact."""
    return Contact(event_id, view.bounds[event_id], view.is_ordered(event_id))


class _Ends:
    """The rows that say that a state ended, by when they can be and when they surely are."""

    def __init__(self, rows: Iterable[str], bounds: Mapping[str, Bounds]) -> None:
        self.rows = tuple(rows)
        self.all = frozenset(self.rows)
        by_low = sorted((bounds[row].known_lo, bounds[row].known_hi) for row in self.rows)
        self._lows = [low for low, _ in by_low]
        highs = [high for _, high in by_low]
        # of each and those that can only be after it, and of each and those that can be before it
        self._soonest = list(accumulate(reversed(highs), min))[::-1]
        self._latest = list(accumulate(highs, max))

    def surely_between(self, first: int, last: int) -> bool:
        """Whether one of them lies between two minutes, both included, whatever its date is."""
        place = bisect_left(self._lows, first)
        return place < len(self._lows) and self._soonest[place] <= last

    def can_lie_between(self, first: int, last: int) -> bool:
        """Whether one of them can lie between two minutes, both included."""
        place = bisect_right(self._lows, last)
        return place > 0 and self._latest[place - 1] >= first

    def room_after(self, instant: int, last: int) -> Iterator[int]:
        """Yield instants after one of them with a minute between, after one and up to another."""
        for low in self._lows[bisect_right(self._lows, instant - 2) :]:
            if low + 2 > last:
                return
            yield low + 2


class Pairing:
    """Pairs of one fact for one other side, whose acquisitions are ``theirs``.

    Parameters
    ----------
    view
        The case.
    fact
        The fact; ``None`` for an occurrence, which never ends.
    theirs
        Acquisitions of the other side, certain and possible.
    """

    def __init__(self, view: CaseView, fact: Fact | None, theirs: Iterable[Acquisition]) -> None:
        self._view = view
        self._bounds = view.bounds
        self._fatal = view.fatal_rows
        self._theirs = tuple(theirs)
        self._theirs_certain = [a for a in self._theirs if a.certain]
        self._own_rows = frozenset([row for a in self._theirs for row in a.atoms])
        self._sure_rows = frozenset([row for a in self._theirs_certain for row in a.atoms])
        # the first by which they can have it, and the first by which they surely have it
        self._least = min([a.earliest for a in self._theirs], default=FAR_AHEAD + 1)
        self._soonest = min([a.latest for a in self._theirs_certain], default=FAR_AHEAD + 1)
        self._state = fact if fact is not None and fact.nature is Nature.STATE else None
        days = None if self._state is None else self._state.longest_days
        # a state with no longest duration lasts until a row says that it ended
        self._longest = 10**12 if days is None else days * MINUTES_PER_DAY
        #: from when on the other side has it in every world
        self.known = min(self._soonest, FAR_AHEAD)
        self.of_state = self._state is not None
        # the first instant that some world puts after the end, or with theirs no longer after it;
        # and the first that every world does
        self._sure_until = min(view.end_lo, self._least)
        self._can_be_until = min(view.end_hi, self._soonest)

    @cached_property
    def _ends(self) -> _Ends:
        """The rows that say that the state ended."""
        rows = () if self._state is None else self._view.rows_that_end.get(self._state.fact_id, ())
        return _Ends([event.event_id for event in rows], self._bounds)

    def rests_on(self, event_id: str) -> bool:
        """Whether the other side acquired the fact through this very row."""
        return event_id in self._own_rows

    def _apart(self, ours: Acquisition, contact: Contact) -> bool:
        """Whether neither side has it through the contact itself, or the fatal incident."""
        if contact.event_id in ours.atoms or contact.event_id in self._own_rows:
            return False
        return self._fatal.isdisjoint(ours.atoms)

    def go_by_dates(self, rows: Collection[str]) -> bool:
        """Whether nothing but its dates tells what an acquisition by these rows makes of a contact.

        That is so where no Seq orders its rows, it shares none with what the other side surely
        acquired, and none of them ends the state.
        """
        return (
            self._view.goes_by_dates(rows)
            and self._sure_rows.isdisjoint(rows)
            and self._ends.all.isdisjoint(rows)
        )

    def is_ordered(self, contact: Contact) -> bool:
        """Whether Seq says anything of a contact and a row of the other side, or an end."""
        if not contact.ordered:
            return False
        beside = self._view.ordered_with(contact.event_id)
        return not (beside.isdisjoint(self._own_rows) and beside.isdisjoint(self._ends.all))

    def told(self, ours: Acquisition) -> Bounds:
        """Return when the row can be that tells of the fact."""
        return self._bounds[ours.coded_on]

    def first_instant(self, contact: Contact) -> int:
        """Return the first instant of a contact, in scope, as soon as it can be."""
        return max(contact.bounds.start_lo, self._view.scope_lo)

    def last_first_instant(self, contact: Contact) -> int:
        """Return the first instant of a contact, in scope, as late as it can be."""
        return max(contact.bounds.start_hi, self._view.scope_lo)

    # -- of what never ends, where dates alone tell ----------------------------------------

    def certain_by(self, latest: int, contact: Contact) -> bool:
        """Return whether a contact surely was without it, where ours is sure by a minute.

        What :meth:`certain` says of an acquisition that is no row of the contact, where the fact
        is no state and Seq says nothing of the contact.
        """
        scope, until = self._view.scope_lo, contact.bounds.end_lo
        if latest >= until or scope > until:
            return False
        return max(contact.bounds.start_hi, scope, latest + 1) < self._sure_until

    def possible_from(self, earliest: int, contact: Contact) -> bool:
        """Return whether a contact can have been without it, where ours can be from a minute on.

        What :meth:`possible` says of an acquisition that goes by its dates, as above.
        """
        instant = max(contact.bounds.start_lo, self._view.scope_lo, earliest + 1)
        return instant <= contact.bounds.end_hi and instant < self._can_be_until

    # -- in at least one world -----------------------------------------------------------

    def possible(self, ours: Acquisition, contact: Contact) -> bool:
        """Return whether the pair holds in at least one world."""
        if not self._apart(ours, contact):
            return False
        # the earliest instant x that leaves ours before it: the best one for every other clause
        instant = max(contact.bounds.start_lo, self._view.scope_lo)
        if not contact.ordered:
            instant = max(instant, ours.earliest + 1)
        else:
            in_order = self._earliest_in_order(instant, ours, contact)
            if in_order is None:
                return False
            instant = in_order
        if not self._can_be_at(instant, ours, contact):
            return False
        if self._state is None or self._state_can_hold(ours, instant, contact):
            return True
        # a later x leaves room for the row that tells of the state after one that ended it
        return any(
            self._can_be_at(later, ours, contact) and self._state_can_hold(ours, later, contact)
            for later in self._ends.room_after(instant, contact.bounds.end_hi)
        )

    def _earliest_in_order(self, instant: int, ours: Acquisition, contact: Contact) -> int | None:
        """Return the earliest instant of a contact that leaves ours before it, where Seq may say.

        ``None`` where Seq puts one of its rows after the contact.
        """
        for atom in ours.atoms:
            low = self._bounds[atom].known_lo
            if self._view.known_after(atom, contact.event_id):
                return None
            if self._view.known_before(atom, contact.event_id):
                instant = max(instant, low)
            elif low >= instant:
                instant = low + 1
        return instant

    def _can_be_at(self, instant: int, ours: Acquisition, contact: Contact) -> bool:
        """Whether the contact can be at an instant, in scope, with all of theirs after it."""
        return (
            instant <= contact.bounds.end_hi
            and instant < self._view.end_hi
            and self._all_can_come_after(instant, ours, contact)
        )

    def _all_can_come_after(self, instant: int, ours: Acquisition, contact: Contact) -> bool:
        """Whether all that they surely acquired can still lie after the instant."""
        if not self._theirs_certain:
            return True
        entangled = (
            contact.ordered
            or not self._sure_rows.isdisjoint(ours.atoms)
            or not self._view.goes_by_dates(ours.atoms)
        )
        if not entangled:
            return self._soonest > instant
        return all(self._can_come_after(a, instant, ours, contact) for a in self._theirs_certain)

    def _can_come_after(
        self, theirs: Acquisition, instant: int, ours: Acquisition, contact: Contact
    ) -> bool:
        """Whether an acquisition can still lie after the instant, given what must lie before."""
        view = self._view
        for atom in theirs.atoms:
            if atom in ours.atoms:
                continue
            latest = self._bounds[atom].known_hi
            if contact.ordered:
                if view.known_before(atom, contact.event_id):
                    continue
                if latest >= instant and view.known_after(atom, contact.event_id):
                    return True
            if latest > instant and not (
                view.is_ordered(atom) and any(self._in_order(atom, other) for other in ours.atoms)
            ):
                return True
        return False

    def _state_can_hold(self, ours: Acquisition, instant: int, contact: Contact) -> bool:
        """Whether the state can still hold at the instant: told not too long before, not ended."""
        told = self._bounds[ours.coded_on]
        # told as late as can be, but still before the instant
        latest = min(told.known_hi, instant - 1)
        if instant > latest + self._longest:
            return False
        if not contact.ordered and self._ends.surely_between(latest, instant):
            return False
        return all(
            self._can_end_after(end, instant, ours, contact)
            or self._can_end_before(end, latest, ours, contact)
            for end in self._entangled_ends(ours, contact)
        )

    def _entangled_ends(self, ours: Acquisition, contact: Contact) -> Iterable[str]:
        """Return the rows that end the state of which more than their dates has to be asked.

        All of them where Seq may say more, else those that are rows of the pair itself.
        """
        ends = self._ends
        if contact.ordered or self._view.is_ordered(ours.coded_on):
            return ends.rows
        return [row for row in (*ours.atoms, contact.event_id) if row in ends.all]

    def _can_end_before(self, end: str, latest: int, ours: Acquisition, contact: Contact) -> bool:
        """Whether a row that ends the state can lie before the row that tells of it."""
        if end == ours.coded_on or (end == contact.event_id and not self._lasts(contact)):
            return False
        if self._in_order(ours.coded_on, end):
            return False
        return self._bounds[end].known_lo < latest

    def _in_order(self, first: str, second: str) -> bool:
        """Whether Seq puts what the first row reveals before what the second does."""
        return self._view.known_before(first, second) and self._view.known_after(second, first)

    def _can_end_after(self, end: str, instant: int, ours: Acquisition, contact: Contact) -> bool:
        if end in ours.atoms or self._bounds[end].known_hi <= instant:
            return contact.ordered and self._view.known_after(end, contact.event_id)
        if end == contact.event_id:
            return self._lasts(contact)
        return not (contact.ordered and self._view.known_before(end, contact.event_id))

    def _lasts(self, contact: Contact) -> bool:
        event = self._view.events[contact.event_id]
        return event.learned is not None or event.when.start != event.when.end

    # -- in every world ------------------------------------------------------------------

    def certain(self, ours: Acquisition, contact: Contact) -> bool:
        """Return whether the pair holds in every world."""
        view = self._view
        if not ours.certain or view.scope_lo > contact.bounds.end_lo:
            return False
        if not self._apart(ours, contact):
            return False
        # by when ours surely had it; what Seq puts before the contact was before it whenever it was
        latest = ours.latest if not contact.ordered else self._latest_in_order(ours, contact)
        if latest >= contact.bounds.end_lo:
            return False
        # the latest that the first instant x can be: the worst one for every other clause
        instant = max(contact.bounds.start_hi, view.scope_lo, latest + 1)
        if instant >= view.end_lo:
            return False
        if self._least <= instant and not (
            contact.ordered and all(self._surely_after(a, instant, contact) for a in self._theirs)
        ):
            return False
        if self._state is None:
            return True
        return self._surely_lasts(ours, contact) and self._surely_not_ended(ours, instant, contact)

    def _latest_in_order(self, ours: Acquisition, contact: Contact) -> int:
        """Return by when the rows of an acquisition surely are that Seq does not put before."""
        return max(
            (
                self._bounds[atom].known_hi
                for atom in ours.atoms
                if not self._view.known_before(atom, contact.event_id)
            ),
            default=LONG_AGO,
        )

    def _surely_after(self, theirs: Acquisition, instant: int, contact: Contact) -> bool:
        return any(
            self._bounds[atom].known_lo > instant
            or (contact.ordered and self._view.known_after(atom, contact.event_id))
            for atom in theirs.atoms
        )

    def _surely_lasts(self, ours: Acquisition, contact: Contact) -> bool:
        """Whether no world puts the first instant x too long after the row that tells of it.

        That x comes a minute after that row itself is soon enough whenever the row was.
        """
        instant = self.last_first_instant(contact)
        for atom in ours.atoms:
            if atom == ours.coded_on:
                continue
            if contact.ordered and self._view.known_before(atom, contact.event_id):
                continue
            instant = max(instant, self._bounds[atom].known_hi + 1)
        return instant <= self._bounds[ours.coded_on].known_lo + self._longest

    def _surely_not_ended(self, ours: Acquisition, instant: int, contact: Contact) -> bool:
        told = self._bounds[ours.coded_on]
        if not contact.ordered and not self._view.is_ordered(ours.coded_on):
            return not self._ends.can_lie_between(told.known_lo, instant)
        return all(
            self._bounds[end].known_lo > instant
            or (contact.ordered and self._view.known_after(end, contact.event_id))
            or (self._bounds[end].known_hi < told.known_lo and end != ours.coded_on)
            or self._in_order(end, ours.coded_on)
            for end in self._ends.rows
        )
