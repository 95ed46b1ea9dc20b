"""Rows by when they can have been, so that a finding looks at the few that lie near.

Beside it, what the findings about referrals ask of a row: whom it may be about, and which agencies
it names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, agency_of
from queries.after import Trigger, Within
from queries.enquiry import Enquiry
from queries.rules import Rule

#: A row whose dates span more than this is looked at for every window.
_NARROW = 31 * MINUTES_PER_DAY


class Timed:
    """Rows, found by a window of time or by what they respond to.

    Parameters
    ----------
    enquiry
        The case.
    rows
        The rows; each is kept once.
    """

    def __init__(self, enquiry: Enquiry, rows: Iterable[Event]) -> None:
        place, bounds = enquiry.view.place, enquiry.view.bounds
        once = {event.event_id: event for event in rows}
        self._place = place
        self._narrow: list[tuple[int, int, int, Event]] = []
        self._wide: list[tuple[int, int, int, Event]] = []
        self._answers: dict[str, list[Event]] = {}
        for event in sorted(once.values(), key=lambda e: place[e.event_id]):
            b = bounds[event.event_id]
            span = (b.start_lo, b.end_hi, place[event.event_id], event)
            (self._narrow if b.end_hi - b.start_lo <= _NARROW else self._wide).append(span)
            for row in event.responds_to:
                self._answers.setdefault(row, []).append(event)
        self._starts = [span[0] for span in self._narrow]

    def between(self, first: int, last: int) -> list[Event]:
        """Return the rows that can lie between two minutes, earliest first."""
        narrow = self._narrow[
            bisect_left(self._starts, first - _NARROW) : bisect_right(self._starts, last)
        ]
        found = [span for span in (*narrow, *self._wide) if span[0] <= last and span[1] >= first]
        return [span[3] for span in sorted(found, key=lambda span: span[2])]

    def near(self, trigger: Trigger, rule: Rule, before: int = 0) -> list[Event]:
        """Return the rows in the days of a trigger, and those that say that they respond to it."""
        within = Within.of(rule)
        first = (trigger.low // MINUTES_PER_DAY - before) * MINUTES_PER_DAY
        found = self.between(first, within.until(trigger.high // MINUTES_PER_DAY))
        linked = [e for row in trigger.rows for e in self._answers.get(row.event_id, ())]
        once = {event.event_id: event for event in (*found, *linked)}
        return sorted(once.values(), key=lambda e: self._place[e.event_id])


def involved(event: Event) -> frozenset[str]:
    """Return everybody whom a row names, in whatever part."""
    return frozenset([one.person_id for one in event.involves])


def may_concern(
    rows: Iterable[Event], persons: frozenset[str], linked: AbstractSet[str] = frozenset()
) -> list[Event]:
    """Return the rows that name any of the persons, in whatever part, or nobody at all.

    Those that say that they respond to one of the ``linked`` rows are among them, too.

    A row that would answer counts even where it only mentions them: referrals and letters often
    do no more. One that names nobody may be about them.
    """
    return [
        e
        for e in rows
        if not e.involves
        or not persons.isdisjoint(involved(e))
        or not linked.isdisjoint(e.responds_to)
    ]


def named_anywhere(enquiry: Enquiry, event: Event) -> frozenset[str]:
    """Return the agencies that a row names in its columns: told, telling, at or invited to it."""
    if not event.invited:
        return enquiry.named_by(event)
    return enquiry.named_by(event) | {agency_of(naming.team_id) for naming in event.invited}


def destinations_of(enquiry: Enquiry, rule: Rule) -> frozenset[str]:
    """Return the agencies of a case to which a rule leads."""
    return frozenset(a for a in enquiry.formal if rule.leads_to(enquiry.agency(a)))


def passes_on(enquiry: Enquiry, agency_id: str) -> bool:
    """Whether an agency's chronology says of anything at all that it was passed on.

    One that never names another agency, and has no referral or share, is silent about all of it.
    """
    key = ("passes on", "")
    if key not in enquiry.memo:
        kinds = enquiry.vocabulary.kinds
        enquiry.memo[key] = frozenset(
            agency
            for agency, rows in enquiry.view.rows_of_agency.items()
            if any(
                named_anywhere(enquiry, event) - {agency}
                or ((kind := kinds.get(event.kind)) is not None and (kind.share or kind.referral))
                for event in rows
            )
        )
    return agency_id in enquiry.memo[key]


def first_hand(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row is of what its agency saw, heard or did itself.

    No share, referral or meeting, nothing routine, and not what another organisation told it:
    people close to them may have told it.
    """
    kind = enquiry.vocabulary.kinds.get(event.kind)
    if kind is None or kind.routine or kind.share or kind.referral or kind.meeting or kind.fatal:
        return False
    tellers = {agency_of(naming.team_id) for naming in event.told_by} - {event.agency_id}
    return not any(enquiry.is_formal(teller) for teller in tellers)


def own_words(
    enquiry: Enquiry, event: Event, kinds: Iterable[str], agencies: AbstractSet[str]
) -> bool:
    """Whether a row's own words may tell of a referral: its text names whom, or its answer how.

    What is written under Response or Outcome is read only for the vocabulary's own words of some
    kinds; it keeps a line out, and never makes one.
    """
    if not agencies.isdisjoint(event.mentions):
        return True
    written = f"{event.response} {event.outcome}".casefold()
    if not written.strip():
        return False
    says, says_not = _words_of(enquiry, tuple(kinds))
    return says.search(says_not.sub(" ", written)) is not None


def _words_of(enquiry: Enquiry, kinds: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what tells of rows of some kinds, and what only looks like it ("no referral made")."""
    key = ("words of kinds", "|".join(kinds))
    if key not in enquiry.memo:
        known = [enquiry.vocabulary.kinds[k] for k in kinds if k in enquiry.vocabulary.kinds]
        referral = any(kind.referral for kind in known)
        says = {p for kind in known for p in kind.words} | ({"referred"} if referral else set())
        says_not = {p for kind in known for p in kind.not_words if p.startswith(("no ", "not "))}
        says_not |= {"not referred"} if referral else set()
        enquiry.memo[key] = (_any_of(says), _any_of(says_not))
    found: tuple[re.Pattern[str], re.Pattern[str]] = enquiry.memo[key]
    return found


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    # the longest first, so that "not referred to" is taken whole
    parts = [
        re.escape(p.casefold()).replace(r"\*", r"\S*")
        for p in sorted(phrases, key=lambda p: (-len(p), p))
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})" if parts else r"(?!)")


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral to one agency, about members of the household.

    ``rows`` are the referrer's rows of one occurrence, earliest first.
    """

    rows: tuple[Event, ...]
    to: str
    persons: frozenset[str]

    @property
    def by(self) -> str:
        """The agency that referred."""
        return self.rows[0].agency_id

    @property
    def key(self) -> str:
        """What an omission about it is called."""
        return f"referral:{min(event.event_id for event in self.rows)}:{self.to}"


def referrals(enquiry: Enquiry, agency_id: str, kinds: Iterable[str]) -> list[Sent]:
    """Return an agency's referrals about the household, once for each agency it referred to."""
    view = enquiry.view
    found: dict[tuple[str, str], list[Event]] = {}
    for event in enquiry.of_kinds(agency_id, kinds):
        if not involved(event) & view.household:
            continue
        for other in sorted({agency_of(naming.team_id) for naming in event.shared_with}):
            if other != agency_id and enquiry.is_formal(other):
                found.setdefault((view.occurrence_of[event.event_id], other), []).append(event)
    return [
        Sent(tuple(rows), other, frozenset().union(*(involved(e) for e in rows)) & view.household)
        for (_, other), rows in found.items()
    ]
