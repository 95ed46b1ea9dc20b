"""One side held a fact while another side was in contact without it.

The same shape serves between agencies, between teams, and between two persons' files; only
who "ours" and "theirs" are differs.

Complexity: for one fact and one other side, linear in its contacts; each contact is judged
against one acquisition before it and those in its own window, and against others only where rows
are shared or ordered by Seq, or end the state.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from operator import attrgetter

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
    return Certainty.CERTAIN if Certainty.CERTAIN in found else Certainty.POSSIBLE


_Minute = Callable[[Acquisition], int]


@dataclass(frozen=True, slots=True)
class Held:
    """What one holder acquired of a fact: worked out once for all who may have been without it.

    Attributes
    ----------
    acquired
        Its acquisitions, the earliest first.
    counting
        Those that trigger anything: what rests on the fatal incident does not.
    rows
        The rows of these.
    first, surely_by
        When the first of these can be, and by when one is sure to be.
    """

    acquired: tuple[Acquisition, ...]
    counting: tuple[Acquisition, ...]
    rows: frozenset[str]
    first: int
    surely_by: int

    @classmethod
    def of(cls, view: CaseView, acquired: tuple[Acquisition, ...]) -> Held:
        """Return acquisitions, the earliest first, as what their holder held."""
        fatal = view.fatal_rows
        counting = tuple([one for one in acquired if fatal.isdisjoint(one.atoms)])
        return cls(
            acquired,
            counting,
            frozenset([row for one in counting for row in one.atoms]),
            min([one.earliest for one in counting], default=FAR_AHEAD),
            min([one.latest for one in counting if one.certain], default=FAR_AHEAD),
        )


class _Search:
    """The acquisitions of one side, in the order in which they are tried."""

    def __init__(self, pairing: Pairing, ours: Collection[Held]) -> None:
        self._pairing = pairing
        self._ours = ours
        self._rows = frozenset().union(*[held.rows for held in ours])
        self._first = min([held.first for held in ours], default=FAR_AHEAD)
        self._surely_by = min([held.surely_by for held in ours], default=FAR_AHEAD)

    def judge(self, contact: Contact) -> Certainty | None:
        """Return the strongest that any acquisition of ours makes of a contact."""
        bounds = contact.bounds
        if bounds.end_hi <= self._first and not contact.ordered:
            return None
        if bounds.start_lo >= self._pairing.known or self._pairing.rests_on(contact.event_id):
            return None
        if not (self._pairing.of_state or contact.ordered or contact.event_id in self._rows):
            return self._judge_by_dates(contact)
        if self._is_certain(contact):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if self._is_possible(contact) else None

    def _judge_by_dates(self, contact: Contact) -> Certainty | None:
        """Judge a contact that is no row of ours and of which Seq says nothing; no state.

        Of all that go by their dates the first to have it is then the best one.
        """
        pairing, until = self._pairing, contact.bounds.end_hi
        if pairing.certain_by(self._surely_by, contact):
            return Certainty.CERTAIN
        perhaps = self._perhaps
        if pairing.possible_from(perhaps.first, contact) or any(
            pairing.possible(ours, contact) for ours in perhaps.others_until(until)
        ):
            return Certainty.POSSIBLE
        return None

    def _is_certain(self, contact: Contact) -> bool:
        certain, until = self._pairing.certain, contact.bounds.end_lo
        if self._pairing.of_state or contact.ordered:
            return any(certain(ours, contact) for ours in self._tried_as_certain(contact))
        for ours in self._by_latest:
            if ours.latest >= until:
                return False
            if certain(ours, contact):
                return True
            # the earliest is the best one, unless the contact itself is one of its rows
            if contact.event_id not in ours.atoms:
                return False
        return False

    def _is_possible(self, contact: Contact) -> bool:
        possible, until = self._pairing.possible, contact.bounds.end_hi
        for ours in self._by_earliest[:1]:
            if ours.earliest >= until and not contact.ordered:
                return False
            if possible(ours, contact):
                return True
        return any(possible(ours, contact) for ours in self._tried_as_possible(contact))

    def _tried_as_certain(self, contact: Contact) -> Iterable[Acquisition]:
        if self._is_entangled(contact):
            return self._by_latest
        first = self._pairing.last_first_instant(contact)
        return self._surely.tried(contact, first, contact.bounds.end_lo)

    def _tried_as_possible(self, contact: Contact) -> Iterable[Acquisition]:
        if self._is_entangled(contact):
            return self._by_earliest
        first = self._pairing.first_instant(contact)
        return self._perhaps.tried(contact, first, contact.bounds.end_hi)

    def _is_entangled(self, contact: Contact) -> bool:
        """Whether more than dates tells of a contact and the other side, or it is a row of ours."""
        return self._pairing.is_ordered(contact) or contact.event_id in self._rows

    @cached_property
    def _by_latest(self) -> list[Acquisition]:
        return sorted([a for h in self._ours for a in h.counting if a.certain], key=_latest)

    @cached_property
    def _by_earliest(self) -> list[Acquisition]:
        return sorted([a for h in self._ours for a in h.counting], key=_earliest)

    @cached_property
    def _surely(self) -> _Best:
        told = self._pairing.told
        return self._best_of(self._by_latest, _latest, lambda a: told(a).known_lo)

    @cached_property
    def _perhaps(self) -> _Best:
        told = self._pairing.told
        return self._best_of(self._by_earliest, _earliest, lambda a: told(a).known_hi)

    def _best_of(self, found: list[Acquisition], when: _Minute, told: _Minute) -> _Best:
        by_dates = self._pairing.go_by_dates
        # mostly all of them do, and need not be asked one by one
        if by_dates(self._rows):
            return _Best(found, [], when, told)
        plain: list[Acquisition] = []
        others: list[Acquisition] = []
        for one in found:
            (plain if by_dates(one.atoms) else others).append(one)
        return _Best(plain, others, when, told)


class _Best:
    """Acquisitions by when they were, of which few have to be tried for one contact.

    Of those that go by their dates alone, all that lie before the first instant of a contact leave
    that instant as it is; the one told of last then serves every other clause best.

    Parameters
    ----------
    plain, others
        Those that go by their dates alone, and those of which more has to be asked.
    when
        When they were: what they are in the order of.
    told
        When the row is that tells of one.
    """

    def __init__(
        self, plain: list[Acquisition], others: list[Acquisition], when: _Minute, told: _Minute
    ) -> None:
        self._plain, self._others = plain, others
        self._when, self._told = when, told
        #: when the first is that goes by its dates
        self.first = when(plain[0]) if plain else FAR_AHEAD

    @cached_property
    def _best(self) -> list[Acquisition]:
        """By place among the plain ones: the one that is told of last of those up to it."""
        best: list[Acquisition] = []
        last = 0
        for one in self._plain:
            if not best or self._told(one) > last:
                last, latest = self._told(one), one
            best.append(latest)
        return best

    def tried(self, contact: Contact, first: int, until: int) -> Iterator[Acquisition]:
        """Yield what is to be tried for a contact.

        Of what lies before its first instant the best, and what lies from then on up to a minute;
        of what more than dates tells all, where Seq says something of the contact.
        """
        before = bisect_left(self._plain, min(first, until), key=self._when)
        if before:
            yield self._best[before - 1]
        yield from self._until(until, islice(self._plain, before, None))
        yield from self._others if contact.ordered else self._until(until, self._others)

    def others_until(self, until: int) -> Iterator[Acquisition]:
        """Yield those of which more than their dates has to be asked, up to a minute."""
        return self._until(until, self._others)

    def _until(self, until: int, found: Iterable[Acquisition]) -> Iterator[Acquisition]:
        return takewhile(lambda one: self._when(one) < until, found)


_latest: _Minute = attrgetter("latest")
_earliest: _Minute = attrgetter("earliest")


def find_gap(
    view: CaseView,
    fact: Fact | None,
    ours: Mapping[str, Held],
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
        What was held, by holder.
    theirs
        Acquisitions of the other side, certain and possible.
    contacts
        The other side's contacts with persons whom the fact concerns.
    """
    pairing = Pairing(view, fact, theirs)
    judged = tuple(_judged(pairing, ours, contacts))
    return Gap(judged, tuple(_holders(pairing, ours, judged))) if judged else None


def has_gap(
    view: CaseView,
    fact: Fact | None,
    ours: Mapping[str, Held],
    theirs: tuple[Acquisition, ...],
    contacts: Iterable[Contact],
) -> bool:
    """Whether there is a gap at all; see :func:`find_gap`. One contact shows it."""
    pairing = Pairing(view, fact, theirs)
    return next(_judged(pairing, ours, contacts), None) is not None


def contacts_without(
    pairing: Pairing, ours: Iterable[Acquisition], contacts: Iterable[Contact]
) -> tuple[tuple[Contact, Certainty], ...]:
    """Return the contacts of a gap alone, where few of them and few acquisitions are to be tried.

    As :func:`find_gap`, but each acquisition is tried with each contact: to put few of them in the
    order in which most need not be tried would take longer.
    """
    found: list[tuple[Contact, Certainty]] = []
    for contact in contacts:
        if contact.bounds.start_lo >= pairing.known or pairing.rests_on(contact.event_id):
            continue
        if any(pairing.certain(one, contact) for one in ours):
            found.append((contact, Certainty.CERTAIN))
        elif any(pairing.possible(one, contact) for one in ours):
            found.append((contact, Certainty.POSSIBLE))
    return tuple(found)


def _judged(
    pairing: Pairing, ours: Mapping[str, Held], contacts: Iterable[Contact]
) -> Iterator[tuple[Contact, Certainty]]:
    known = pairing.known
    first = min([held.first for held in ours.values()], default=FAR_AHEAD)
    # most contacts lie before anybody held it, or after all did: they need no search
    without = [
        contact
        for contact in contacts
        if contact.bounds.start_lo < known and (contact.bounds.end_hi > first or contact.ordered)
    ]
    if not without:
        return
    search = _Search(pairing, ours.values())
    for contact in without:
        certainty = search.judge(contact)
        if certainty is not None:
            yield contact, certainty


def _holders(
    pairing: Pairing,
    ours: Mapping[str, Held],
    judged: tuple[tuple[Contact, Certainty], ...],
) -> Iterator[Holder]:
    # a contact is no more certain for one of them than for all together: so the certain ones come
    # first, and of these the last one, before which most was held
    last_first = judged[::-1]
    ranked = sorted(last_first, key=lambda one: one[1] is not Certainty.CERTAIN)
    for name, held in ours.items():
        found = _strongest_of(pairing, held, ranked)
        if found is not None:
            first = next((a for a in held.acquired if a.certain), held.acquired[0])
            yield Holder(name, found, first)


def _strongest_of(
    pairing: Pairing, held: Held, judged: Iterable[tuple[Contact, Certainty]]
) -> Certainty | None:
    """Return the strongest that one holder makes of contacts, of which the certain come first."""
    search, sure = _Search(pairing, (held,)), any(one.certain for one in held.counting)
    found: Certainty | None = None
    for contact, together in judged:
        if found is not None and not (sure and together is Certainty.CERTAIN):
            break
        found = search.judge(contact) or found
        if found is Certainty.CERTAIN:
            break
    return found
