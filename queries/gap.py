"""One side held a fact while another side was in contact without it.

The same shape serves between agencies, between teams, and between two persons' files; only
who "ours" and "theirs" are differs.

Complexity: for one fact and one other side, linear in its contacts; each contact is judged
against the earliest acquisition, and against others only where rows are shared or ordered by
Seq, or the fact is a state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.knowledge import Acquisition
from graphdb.model import Fact
from queries.finding import Certainty
from queries.pairs import Contact, Pairing


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held the fact before a contact of the other side, and by which row."""

    holder: str
    certainty: Certainty
    first: Acquisition


@dataclass(frozen=True, slots=True)
class Gap:
    """The contacts that the other side had without the fact, and who held it."""

    contacts: tuple[tuple[Contact, Certainty], ...]
    holders: tuple[Holder, ...]

    @property
    def certainty(self) -> Certainty:
        """Certain when one pair of a holder and a contact is."""
        return strongest(certainty for _, certainty in self.contacts)


def strongest(found: Iterable[Certainty]) -> Certainty:
    """Return certain if any is certain."""
    return Certainty.CERTAIN if Certainty.CERTAIN in set(found) else Certainty.POSSIBLE


class _Search:
    """The acquisitions of one side, in the order in which they are tried."""

    def __init__(self, pairing: Pairing, ours: Mapping[str, tuple[Acquisition, ...]]) -> None:
        self._pairing = pairing
        # what rests on the fatal incident triggers nothing, so it is not the best one either
        everyone = [a for found in ours.values() for a in found if pairing.can_rest_on(a)]
        self._by_latest = sorted([a for a in everyone if a.certain], key=_latest)
        self._by_earliest = sorted(everyone, key=_earliest)
        self._first = self._by_earliest[0].earliest if everyone else FAR_AHEAD

    def judge(self, contact: Contact) -> Certainty | None:
        """Return the strongest that any acquisition of ours makes of a contact."""
        bounds = contact.bounds
        if bounds.end_hi <= self._first and not contact.ordered:
            return None
        if bounds.start_lo >= self._pairing.known or self._pairing.rests_on(contact.event_id):
            return None
        return self._certain(contact) or self._possible(contact)

    def _certain(self, contact: Contact) -> Certainty | None:
        for ours in self._by_latest:
            if ours.latest >= contact.bounds.end_lo and not contact.ordered:
                return None
            if self._pairing.certain(ours, contact):
                return Certainty.CERTAIN
            # the earliest is the best one, unless the rows themselves are entangled
            if (
                not self._pairing.of_state
                and not contact.ordered
                and contact.event_id not in ours.atoms
            ):
                return None
        return None

    def _possible(self, contact: Contact) -> Certainty | None:
        for ours in self._by_earliest:
            if ours.earliest >= contact.bounds.end_hi and not contact.ordered:
                return None
            if self._pairing.possible(ours, contact):
                return Certainty.POSSIBLE
        return None


def _latest(acquisition: Acquisition) -> int:
    return acquisition.latest


def _earliest(acquisition: Acquisition) -> int:
    return acquisition.earliest


def find_gap(
    view: CaseView,
    fact: Fact | None,
    ours: Mapping[str, tuple[Acquisition, ...]],
    theirs: tuple[Acquisition, ...],
    contacts: Iterable[Contact],
) -> Gap | None:
    """Return the contacts of one side without a fact that the holders of ``ours`` had.

    Parameters
    ----------
    view
        The case.
    fact
        The fact; ``None`` for an occurrence, which never ends.
    ours
        Acquisitions by holder.
    theirs
        Acquisitions of the other side, certain and possible.
    contacts
        The other side's contacts with persons whom the fact concerns.
    """
    pairing = Pairing(view, fact, theirs)
    judged = contacts_without(pairing, ours, contacts)
    if not judged:
        return None
    return Gap(judged, tuple(_holders(pairing, ours, judged)))


def contacts_without(
    pairing: Pairing, ours: Mapping[str, tuple[Acquisition, ...]], contacts: Iterable[Contact]
) -> tuple[tuple[Contact, Certainty], ...]:
    """Return the contacts of a gap alone; see :func:`find_gap`."""
    known = pairing.known
    first = min([a.earliest for found in ours.values() for a in found], default=FAR_AHEAD)
    # most contacts lie before anybody held it, or after all did: they need no search
    without = [
        contact
        for contact in contacts
        if contact.bounds.start_lo < known and (contact.bounds.end_hi > first or contact.ordered)
    ]
    if not without:
        return ()
    search = _Search(pairing, ours)
    return tuple(
        [
            (contact, certainty)
            for contact in without
            if (certainty := search.judge(contact)) is not None
        ]
    )


def _holders(
    pairing: Pairing,
    ours: Mapping[str, tuple[Acquisition, ...]],
    judged: tuple[tuple[Contact, Certainty], ...],
) -> Iterator[Holder]:
    for name in sorted(ours):
        search = _Search(pairing, {name: ours[name]})
        found = None
        for contact, _ in reversed(judged):
            found = search.judge(contact) or found
            if found is Certainty.CERTAIN:
                break
        if found is not None:
            first = min(ours[name], key=lambda a: (not a.certain, a.sort_key))
            yield Holder(name, found, first)
