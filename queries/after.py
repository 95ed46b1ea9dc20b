"""What would be expected to follow: is there a record of it on that day, or in the days after.

Many questions of a panel have one shape: something happened or was said (the *trigger*), and a
record would be expected of an agency within so many days (the *answer*). This module holds that
shape once: the worlds of uncertain dates, the guards that every finding obeys (in scope and before
the end, a rule that held on that day, a chronology that covers and is coded), and what cannot be
told.

Days are counted whole: an answer on the trigger's own day counts, unless their times, or the order
that the chronology itself gives them, put it before the trigger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY
from graphdb.dates.working import after_working_days
from graphdb.identity import finding_id
from graphdb.model import Event
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, day_of
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, NearMiss, Results
from queries.rules import Rule

#: Working days are counted between these days (ordinals less one); calendar days elsewhere.
_FIRST, _LAST = date(1900, 1, 1).toordinal() - 1, date(2200, 1, 1).toordinal() - 1


@dataclass(frozen=True, slots=True)
class Within:
    """The days in which an answer is looked for."""

    days: int
    working: bool = False
    bank_holidays: frozenset[date] | None = None

    @classmethod
    def of(cls, rule: Rule) -> Within:
        """Return the days of a rule."""
        return cls(rule.days, rule.working_days, rule.bank_holidays)

    def until(self, day: int) -> int:
        """Return the last minute of the days after a day (days since 1 January of year 1)."""
        if self.working and _FIRST <= day <= _LAST:
            since = date.fromordinal(day + 1)
            last = after_working_days(since, self.days, self.bank_holidays).toordinal() - 1
        else:
            last = day + self.days
        return min((last + 1) * MINUTES_PER_DAY - 1, FAR_AHEAD)

    @property
    def words(self) -> str:
        """The days in words: "28 days", "5 working days"."""
        return counted(self.days, "working day" if self.working else "day")


def unanswered(
    low: int,
    high: int,
    within: Within,
    spans: Iterable[tuple[int, int]],
    earlier: Iterable[tuple[int, int]] = (),
    before: int = 0,
    responding: Iterable[tuple[int, int]] = (),
) -> Certainty | None:
    """Return whether no answer lies in the days of a trigger, in every world or in one.

    Parameters
    ----------
    low, high
        First and last minute at which the trigger can have been.
    within
        The days in which an answer counts.
    spans
        First and last minute of each row that would be an answer; each may lie anywhere in its
        span, whatever the others do.
    earlier, before
        Rows that count on so many days before the trigger's day, too.
    responding
        Rows that say that they respond to it: they count up to the last of the days, and on any
        day before, for what responds cannot have come first.

    Returns
    -------
    Certainty or None
        ``None`` where in every world some answer lies in the days.

    Examples
    --------
    >>> day = 24 * 60
    >>> unanswered(10 * day, 10 * day, Within(2), [(12 * day, 12 * day)]) is None
    True
    >>> str(unanswered(10 * day, 10 * day, Within(2), [(12 * day, 13 * day)]))
    'possible'
    """
    first, last = low // MINUTES_PER_DAY, high // MINUTES_PER_DAY
    at_most = within.until(last)
    near = [
        (begins, ends, days)
        for found, days in ((spans, 0), (earlier, before), (responding, FAR_AHEAD))
        for begins, ends in found
        if begins <= at_most and ends >= (first - days) * MINUTES_PER_DAY
    ]
    if not near:
        return Certainty.CERTAIN
    # the first day on which all can lie outside is the trigger's first, or just after the days
    # in which one that has begun would count
    for day in {first, *(begins // MINUTES_PER_DAY + days + 1 for begins, _, days in near)}:
        if not first <= day <= last:
            continue
        until = within.until(day)
        if all(
            begins < (day - days) * MINUTES_PER_DAY or ends > until for begins, ends, days in near
        ):
            return Certainty.POSSIBLE
    return None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What an answer is looked for to.

    Attributes
    ----------
    rows
        The rows of the trigger, earliest first; ``rows[0]`` is the one that is told of.
    agency_id
        Whose record the answer would stand in; its silence is what is judged.
    low, high
        First and last minute at which the agency can have had it.
    """

    rows: tuple[Event, ...]
    agency_id: str
    low: int
    high: int

    @classmethod
    def of(cls, enquiry: Enquiry, rows: Iterable[Event], agency_id: str = "") -> Trigger:
        """Return rows as a trigger, from when their holders had them on record."""
        view = enquiry.view
        found = tuple(rows)
        if len(found) > 1:
            found = tuple(sorted(found, key=view.sort_key))
        bounds = [view.bounds[event.event_id] for event in found]
        return cls(
            found,
            agency_id or found[0].agency_id,
            min([b.known_lo for b in bounds]),
            max([b.known_hi for b in bounds]),
        )

    @property
    def ids(self) -> frozenset[str]:
        """Ids of its rows."""
        return frozenset([event.event_id for event in self.rows])


@dataclass(frozen=True, slots=True)
class Short:
    """A row after which the time looked at ends within the days of a rule.

    ``days`` are the rule's, in words; ``certainty`` is that of nothing being there up to the end.
    """

    row: Event
    days: str
    certainty: Certainty


class Look:
    """One finding at work in one case: what it lists, what it leaves out and why.

    Parameters
    ----------
    enquiry
        The case.
    definition
        The finding's own.
    whether
        What cannot be told, as it goes on after "Whether <agency> ": "answered".
    of
        What is counted there, one and (where not with an s) many: ("disclosure", "").
    missing
        What there is no record of, where the time looked at ends within the days of the rule, as
        it goes on after "there is no record of": "a response".
    """

    def __init__(
        self,
        enquiry: Enquiry,
        definition: Definition,
        whether: str,
        of: tuple[str, str],
        missing: str = "what would be expected to follow",
    ) -> None:
        self.enquiry = enquiry
        self.definition = definition
        self._whether = whether
        self._of = of
        self._missing = missing
        self._findings: list[Finding] = []
        self._near: list[NearMiss] = []
        self._short: dict[str, list[Short]] = {}
        self._silent: Counter[str] = Counter()
        self._mute: Counter[str] = Counter()
        # by the row of a trigger, and by whose silence is looked at: a referral may be to several
        self._late: dict[tuple[str, str], tuple[Trigger, Event]] = {}
        self.below = 0

    # -- looking -------------------------------------------------------------------------

    def after(
        self,
        trigger: Trigger,
        answers: Iterable[Event],
        rule: Rule,
        *,
        earlier: Iterable[Event] = (),
        before: int = 0,
        linked: Iterable[Event] = (),
        column: bool = False,
    ) -> Certainty | None:
        """Return whether there is no record of an answer, or ``None`` where nothing is listed.

        Parameters
        ----------
        trigger
            What an answer is looked for to.
        answers
            Rows that would be one, of whichever agency; the trigger's own rows, and those that
            the source's Seq puts after it on its day, answer it for certain. One that says that it
            responds to it is one within the rule's days; a later one is told of (:meth:`add`).
        rule
            The rule that expects one; it must hold on the day of the trigger in every world.
        earlier, before
            Rows that count on so many days before the trigger, too (already referred, in touch).
        linked
            Rows of the same occurrence that would be an answer: as those that say that they
            respond to it.
        column
            Whether an answer may stand in the trigger's own row, under Response or Outcome: then
            a chronology that has no such column is silent about all of it.
        """
        if not self.in_time(trigger, rule):
            return None
        view, within = self.enquiry.view, Within.of(rule)
        spans: dict[bool, list[tuple[int, int]]] = {False: [], True: []}
        responding: dict[str, tuple[int, int]] = {}
        found: list[tuple[int, int, str]] = []
        tied = {event.event_id: event for event in linked}
        own = trigger.ids
        ordered = not view.goes_by_dates(own)
        for too, events in ((False, (*answers, *tied.values())), (True, earlier)):
            for event in events:
                if event.event_id in own or (ordered and self._follows(own, event)):
                    self.leave(trigger, "answered", event.event_id)
                    return None
                bounds = view.bounds[event.event_id]
                if event.event_id in tied or not own.isdisjoint(event.responds_to):
                    responding[event.event_id] = (bounds.start_lo, bounds.end_hi)
                    # it counts on any day before, too
                    found.append((bounds.start_lo, FAR_AHEAD, event.event_id))
                    continue
                # on the same day, it counts unless times or Seq put it before the trigger
                if not too and (
                    bounds.end_hi < trigger.low
                    or (ordered and any(view.comes_before(event.event_id, row) for row in own))
                ):
                    continue
                spans[too].append((bounds.start_lo, bounds.end_hi))
                ends = bounds.end_hi + (before if too else 0) * MINUTES_PER_DAY
                found.append((bounds.start_lo, ends, event.event_id))
        certainty = unanswered(
            trigger.low,
            trigger.high,
            within,
            spans[False],
            spans[True],
            before,
            responding.values(),
        )
        if certainty is None:
            last = within.until(trigger.high // MINUTES_PER_DAY)
            first = trigger.low // MINUTES_PER_DAY * MINUTES_PER_DAY
            near = (row for begins, ends, row in found if begins <= last and ends >= first)
            self.leave(trigger, "answered", next(near))
            return None
        self._keep_late(trigger, responding)
        if column and not self.enquiry.says_what_followed(trigger.agency_id):
            self._mute[trigger.agency_id] += 1
            return None
        return self.silence(trigger, within, certainty, before)

    def _keep_late(self, trigger: Trigger, responding: Iterable[str]) -> None:
        """Keep the first of the rows that respond to a trigger, though perhaps not in its days."""
        view, own = self.enquiry.view, trigger.ids
        rows = [view.events[row] for row in responding if row not in own]
        if rows:
            key = (trigger.rows[0].event_id, trigger.agency_id)
            self._late[key] = (trigger, min(rows, key=view.sort_key))

    def in_time(self, trigger: Trigger, rule: Rule) -> bool:
        """Whether a trigger is in scope, before the end, not of the fatal incident, under a rule.

        In every world: what may lie outside is not asked about.
        """
        view = self.enquiry.view
        if any(view.is_fatal(e) or e.learned_after_death for e in trigger.rows):
            self.leave(trigger, "of the fatal incident, or learned after the death")
        elif trigger.low < view.scope_lo or trigger.high >= view.end_lo:
            self.leave(trigger, "outside the review's scope, or not before the end in every world")
        elif not rule.holds(trigger.low, trigger.high):
            self.leave(trigger, "before the expectation existed, or after it ended")
        else:
            return True
        return False

    def silence(
        self, trigger: Trigger, within: Within, certainty: Certainty, before: int = 0
    ) -> Certainty | None:
        """Return the certainty where the agency's silence says something; else count it.

        Where the time looked at ends within the days, what the record shows up to then is kept.
        """
        view, agency_id = self.enquiry.view, trigger.agency_id
        until = within.until(trigger.high // MINUTES_PER_DAY)
        first = trigger.low - before * MINUTES_PER_DAY
        if not self.enquiry.can_tell(agency_id, first, min(until, view.end_lo)):
            self._silent[agency_id] += 1
        elif until > view.end_lo:
            self._short.setdefault(agency_id, []).append(
                Short(trigger.rows[0], within.words, certainty)
            )
        else:
            return certainty
        return None

    def _follows(self, rows: frozenset[str], event: Event) -> bool:
        """Whether Seq puts a row after all that these reveal."""
        view = self.enquiry.view
        return all(view.known_before(row, event.event_id) for row in rows)

    def leave(self, trigger: Trigger, why: str, by: str = "") -> None:
        """Keep why a trigger makes no line, for ``joinedup explain``."""
        rows = tuple(event.event_id for event in trigger.rows)
        self._near.append(NearMiss(self.definition.key, trigger.agency_id, rows, why, by))

    # -- listing -------------------------------------------------------------------------

    def add(
        self,
        *parts: str,
        certainty: Certainty,
        statement: str,
        question: str,
        weight: float,
        group: str,
        agencies: tuple[str, ...],
        cited: Iterable[Cited],
        teams: tuple[str, ...] = (),
        persons: Iterable[str] = (),
        facts: tuple[str, ...] = (),
        form: str = "",
        window: tuple[int, int | None] | None = None,
        codes: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        omission: tuple[str, ...] = (),
    ) -> None:
        """List a line.

        Parameters
        ----------
        parts
            What makes its id stable: agencies, facts, or the least id of the trigger's rows.
        cited
            Its rows; one that is cited twice keeps what it shows first. A row that responds to
            one of them, later than the days in which it would be an answer, or perhaps later, is
            cited and told of, too.
        codes
            Beside the definition's own.
        certainty, statement, question, weight, group, agencies, teams, persons, facts, form, \
        window, notes, omission
            As in :class:`~queries.finding.Finding`.
        """
        definition = self.definition
        cited = tuple(cited)
        late = self._late_of(cited, agencies)
        once = {one.event_id: one for one in (*(cite for cite, _ in late), *reversed(cited))}
        statement = " ".join((statement, *(words for _, words in late)))
        place = self.enquiry.view.place
        self._findings.append(
            Finding(
                finding_id=finding_id(self.enquiry.view.case.case_id, definition.key, *parts),
                query=definition.key,
                statement=statement,
                question=question,
                certainty=certainty,
                weight=weight,
                group=group,
                agencies=agencies,
                teams=teams,
                persons=tuple(sorted(persons)),
                facts=facts,
                form=form,
                cited=tuple(sorted(once.values(), key=lambda c: place[c.event_id])),
                window=window,
                codes=tuple(dict.fromkeys((*definition.codes, *codes))),
                notes=notes,
                good_practice=definition.good_practice,
                omission=omission,
            )
        )

    def _late_of(
        self, cited: tuple[Cited, ...], agencies: tuple[str, ...]
    ) -> list[tuple[Cited, str]]:
        """Return the late responses of a line's agencies to its rows, as cited and as told.

        Each once.
        """
        found: dict[str, tuple[Cited, str]] = {}
        for one in cited:
            for key in ((one.event_id, agency_id) for agency_id in agencies):
                if key in self._late:
                    trigger, event = self._late[key]
                    cite = Cited(event.event_id, Cites.FOLLOWED, one.certainty)
                    found.setdefault(event.event_id, (cite, self._told_late(trigger, event)))
        place = self.enquiry.view.place
        return [found[row] for row in sorted(found, key=lambda row: place[row])]

    def _told_late(self, trigger: Trigger, event: Event) -> str:
        """Return "The records show a response 52 days later, on 26 September 2012: MARAC (…)."."""
        enquiry, bounds = self.enquiry, self.enquiry.view.bounds[event.event_id]
        least = max(0, bounds.start_lo // MINUTES_PER_DAY - trigger.high // MINUTES_PER_DAY)
        most = bounds.end_hi // MINUTES_PER_DAY - trigger.low // MINUTES_PER_DAY
        days = counted(most, "day") if least == most else f"{least} to {most} days"
        # a chronology that has no end says nothing of how long it took
        later = f"{days} later, " if bounds.end_hi < FAR_AHEAD else ""
        return (
            f"The records show a response {later}{enquiry.when(event)}: {enquiry.what(event)} "
            f"({enquiry.name(event.agency_id)})."
        )

    def results(self) -> Results:
        """Return what was listed, what cannot be told, and what was left out."""
        return Results(
            tuple(self._findings),
            tuple(self._cannot_tell()),
            self.below,
            tuple(self._near),
        )

    def _cannot_tell(self) -> Iterator[CannotTell]:
        for agency_id in sorted(self._short):
            yield at_the_end(
                self.enquiry, self.definition, agency_id, self._missing, self._short[agency_id]
            )
        yield from self._not_told(self._silent, self.enquiry.why_not)
        yield from self._not_told(self._mute, self._no_column)

    def _not_told(self, counts: Counter[str], needed: Callable[[str], str]) -> Iterator[CannotTell]:
        one, many = self._of
        for agency_id in sorted(counts):
            number, name = counts[agency_id], self.enquiry.name(agency_id)
            yield CannotTell(
                self.definition.key,
                agency_id,
                f"Whether {name} {self._whether} {counted(number, one, many)}: cannot tell from "
                "these records.",
                needed(agency_id),
                number,
            )

    def _no_column(self, agency_id: str) -> str:
        return (
            f"{self.enquiry.name(agency_id)}: its chronology has no column for what was done, or "
            "nothing in it. Ask what was done about each."
        )

    def cannot(self, agency_id: str, number: int = 1) -> None:
        """Count something of an agency that cannot be told."""
        self._silent[agency_id] += number

    def no_column(self, agency_id: str) -> None:
        """Count something of an agency whose chronology has no column for what was done."""
        self._mute[agency_id] += 1


def at_the_end(
    enquiry: Enquiry, definition: Definition, agency_id: str, missing: str, rows: list[Short]
) -> CannotTell:
    """Return what the records show up to the end of the time looked at, where days were left.

    The last contacts are what a panel reads first. The end is no deadline: what would have
    followed cannot be told, and nobody is asked what was planned.
    """
    view = enquiry.view
    sure = [one for one in rows if one.certainty is Certainty.CERTAIN]
    last = max(sure or rows, key=lambda one: view.sort_key(one.row))
    bounds, end = view.bounds[last.row.event_id], view.end_lo // MINUTES_PER_DAY
    least, most = end - bounds.end_hi // MINUTES_PER_DAY, end - bounds.start_lo // MINUTES_PER_DAY
    days = counted(most, "day") if least == most else f"{least} to {most} days"
    number = enquiry.times(one.row.event_id for one in rows)
    day = day_of(bounds.start_lo) if least == most else enquiry.when(last.row)
    what = enquiry.what(last.row)
    since = f"from the {what} of {day}"
    if number > 1:
        since = f"from each of {number} rows, the last of {day} ({what}),"
    return CannotTell(
        definition.key,
        agency_id,
        f"{enquiry.name(agency_id)}: {since} to the end of "
        f"the period looked at, {days} later, there is {'' if sure else 'possibly '}no record of "
        f"{missing}; the {last.days} of this rule had not passed. What more would have followed: "
        "cannot tell from these records.",
        f"Ask {enquiry.name(agency_id)} what was known by then, and what was open to staff.",
        len(rows),
        at_the_end=True,
    )


def barred(event: Event) -> bool:
    """Whether a row records a reason for not sharing: the question is then how it was weighed."""
    return event.bar is not None


def possible(rows: Iterable[Cited]) -> tuple[Cited, ...]:
    """Return rows as cited for a possible line."""
    return tuple(replace(row, certainty=Certainty.POSSIBLE) for row in rows)
