"""Was one side without a fact, at a contact, while another side had it? By worlds.

The statement is that of ``docs/explanation/knowledge.md`` (Finding 1): there is an instant x
of the contact, in scope and before the end, with the one side's acquisition before x and none
of the other side's at or before x. Certain when true in every world, possible when true in at
least one. The formulas here are exact; ``tests/reference/worlds.py`` enumerates the worlds and
holds them to that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD, Bounds, CaseView
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
        #: from when on the other side has it in every world
        self.known = min(self._soonest, FAR_AHEAD)
        self.of_state = self._state is not None

    def can_rest_on(self, ours: Acquisition) -> bool:
        """Whether an acquisition triggers anything: what came with the fatal incident does not."""
        return not self._fatal or self._fatal.isdisjoint(ours.atoms)

    def rests_on(self, event_id: str) -> bool:
        """Whether the other side acquired the fact through this very row."""
        return event_id in self._own_rows

    def _apart(self, ours: Acquisition, contact: Contact) -> bool:
        """Whether neither side has it through the contact itself, or the fatal incident."""
        if contact.event_id in ours.atoms or contact.event_id in self._own_rows:
            return False
        return self.can_rest_on(ours)

    # -- in at least one world -----------------------------------------------------------

    def possible(self, ours: Acquisition, contact: Contact) -> bool:
        """Return whether the pair holds in at least one world."""
        if not self._apart(ours, contact):
            return False
        view, bounds = self._view, self._bounds
        # the earliest instant x that leaves ours before it: the best one for every other clause
        instant = max(contact.bounds.start_lo, view.scope_lo)
        for atom in ours.atoms:
            low = bounds[atom].known_lo
            if contact.ordered:
                if view.known_after(atom, contact.event_id):
                    return False
                if view.known_before(atom, contact.event_id):
                    instant = max(instant, low)
                    continue
            if low >= instant:
                instant = low + 1
        if not self._can_be_at(instant, ours, contact):
            return False
        if self._state is None or self._state_can_hold(ours, instant, contact):
            return True
        # a later x leaves room for the row that tells of the state after one that ended it
        return any(
            self._can_be_at(later, ours, contact) and self._state_can_hold(ours, later, contact)
            for end in self._ends()
            if (later := bounds[end].known_lo + 2) > instant
        )

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
            or any(self._view.is_ordered(atom) for atom in ours.atoms)
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
        if instant > latest + self._longest():
            return False
        return all(
            self._can_end_after(end, instant, ours, contact)
            or self._can_end_before(end, latest, ours, contact)
            for end in self._ends()
        )

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
        view, bounds = self._view, self._bounds
        if not ours.certain or view.scope_lo > contact.bounds.end_lo:
            return False
        if not self._apart(ours, contact):
            return False
        # the latest that the first instant x can be: the worst one for every other clause
        instant = max(contact.bounds.start_hi, view.scope_lo)
        for atom in ours.atoms:
            if contact.ordered and view.known_before(atom, contact.event_id):
                continue
            high = bounds[atom].known_hi
            if high >= contact.bounds.end_lo:
                return False
            instant = max(instant, high + 1)
        if instant >= view.end_lo:
            return False
        if self._least <= instant and not (
            contact.ordered and all(self._surely_after(a, instant, contact) for a in self._theirs)
        ):
            return False
        if self._state is None:
            return True
        return self._surely_lasts(ours, contact) and self._surely_not_ended(ours, instant, contact)

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
        instant = max(contact.bounds.start_hi, self._view.scope_lo)
        for atom in ours.atoms:
            if atom == ours.coded_on:
                continue
            if contact.ordered and self._view.known_before(atom, contact.event_id):
                continue
            instant = max(instant, self._bounds[atom].known_hi + 1)
        return instant <= self._bounds[ours.coded_on].known_lo + self._longest()

    def _surely_not_ended(self, ours: Acquisition, instant: int, contact: Contact) -> bool:
        told = self._bounds[ours.coded_on]
        return all(
            self._bounds[end].known_lo > instant
            or (contact.ordered and self._view.known_after(end, contact.event_id))
            or (self._bounds[end].known_hi < told.known_lo and end != ours.coded_on)
            or self._in_order(end, ours.coded_on)
            for end in self._ends()
        )

    def _longest(self) -> int:
        days = None if self._state is None else self._state.longest_days
        # a state with no longest duration lasts until a row says that it ended
        return 10**12 if days is None else days * MINUTES_PER_DAY

    def _ends(self) -> tuple[str, ...]:
        if self._state is None:
            return ()
        rows = self._view.rows_that_end.get(self._state.fact_id, ())
        return tuple(event.event_id for event in rows)
