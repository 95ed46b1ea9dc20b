"""What stands behind a line: who held it, what would make a share expected, and the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphdb.case_view import FAR_AHEAD, CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import How
from graphdb.model import Event, agency_of
from queries.enquiry import Enquiry, whole_days
from queries.finding import Certainty, Cited, Cites
from queries.findings.unshared.line import Line
from queries.gap import Holder
from queries.involved import Sign, met_at, named_by
from queries.pairs import Contact


@dataclass(frozen=True, slots=True)
class Grade:
    """What would make a share expected.

    ``i`` a declared pathway (``because``) of ``agency_id``; ``ii`` a row shows that this agency
    knew that the other was involved (``sign``); ``iii`` no record that anybody knew of the other.
    """

    name: str
    agency_id: str = ""
    because: str = ""
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a line says and cites.

    Attributes
    ----------
    holders
        Who held it, or may have, at a contact of the other agency; first records first.
    firm
        Those who certainly had it before the last of these contacts; all, where nobody did. They
        alone are named, counted and asked.
    contacts
        The other agency's contacts without it.
    at_least
        Whether there were more than are counted: a row of several, or a meeting with them.
    window
        Outer bounds of the time in question, in minutes.
    barred
        Rows of these that record a reason for not sharing.
    declined
        Rows of these that record that a referral about it was offered and declined.
    asked
        The holders to whom the question goes: those with no such reason, or else all.
    sent
        Rows that say it was sent, with no record of receipt.
    """

    holders: tuple[Holder, ...]
    firm: tuple[Holder, ...]
    contacts: tuple[tuple[Contact, Certainty], ...]
    at_least: bool
    window: tuple[int, int]
    grade: Grade
    decisions: tuple[str, ...]
    barred: tuple[Event, ...]
    declined: tuple[Event, ...]
    asked: tuple[Holder, ...]
    sent: tuple[str, ...]
    touches: tuple[str, ...]

    @property
    def is_barred(self) -> bool:
        """Whether every holder recorded a reason for not sharing."""
        reasons = {event.agency_id for event in self.barred}
        return bool(self.barred) and all(h.holder in reasons for h in self.firm)


def evidence_of(enquiry: Enquiry, line: Line) -> Evidence:
    """Gather what stands behind a line."""
    holders = _holders(enquiry, line)
    contacts = _contacts(line)
    firm = _firm(enquiry, line, holders, contacts)
    window = _window(enquiry, line, holders)
    own = _rows_about(enquiry, line, firm)
    sent_by = _passed_on_by(enquiry, line)
    # whoever sent it to the other agency recorded no reason for keeping it from that one
    barred = tuple(e for e in own if e.bar is not None and e.agency_id not in sent_by)
    reasons = {event.agency_id for event in barred}
    asked = tuple(h for h in firm if h.holder not in reasons) or firm
    return Evidence(
        holders=holders,
        firm=firm,
        contacts=contacts,
        at_least=_at_least(enquiry, line, contacts),
        window=window,
        grade=_grade(enquiry, line, asked, contacts),
        decisions=_decisions(enquiry, line, contacts, window[0]),
        barred=barred,
        declined=_declined(enquiry, own),
        asked=asked,
        sent=_sent(enquiry, line),
        touches=_touches(enquiry, line, holders, window),
    )


def _holders(enquiry: Enquiry, line: Line) -> tuple[Holder, ...]:
    if line.gap is not None:
        return by_first_record(enquiry, line.gap.holders)
    found: dict[str, Holder] = {}
    for later in line.later:
        held = enquiry.knowledge.facts.knows(later.agency_id, line.fact.fact_id)
        if held is not None and later.agency_id not in found:
            found[later.agency_id] = Holder(later.agency_id, later.certainty, held.first)
    return by_first_record(enquiry, found.values())


def by_first_record(enquiry: Enquiry, holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Return holders, the first certain record first; of one day as the case lists agencies."""
    place = enquiry.place_of_agency
    return tuple(
        sorted(holders, key=lambda h: (not h.first.certain, h.first.latest, place[h.holder]))
    )


def _firm(
    enquiry: Enquiry,
    line: Line,
    holders: tuple[Holder, ...],
    contacts: tuple[tuple[Contact, Certainty], ...],
) -> tuple[Holder, ...]:
    """Return the holders that certainly had it before the last of the contacts without it."""
    if line.gap is None:
        return tuple(h for h in holders if h.certainty is Certainty.CERTAIN) or holders
    last = max((contact.bounds.end_lo for contact, _ in contacts), default=0)
    held, fatal = enquiry.knowledge.facts, enquiry.view.fatal_rows
    return (
        tuple(
            holder
            for holder in holders
            if holder.certainty is Certainty.CERTAIN
            or any(
                a.certain and a.latest < last and fatal.isdisjoint(a.atoms)
                for a in held.of_agency(holder.holder, line.fact.fact_id)
            )
        )
        or holders
    )


def _contacts(line: Line) -> tuple[tuple[Contact, Certainty], ...]:
    if line.gap is not None:
        return line.gap.contacts
    found = {c.event_id: (c, certainty) for later in line.later for c, certainty in later.contacts}
    return tuple(found.values())


# -- time --------------------------------------------------------------------------------


def _window(enquiry: Enquiry, line: Line, holders: tuple[Holder, ...]) -> tuple[int, int]:
    view = enquiry.view
    first = min((h.first.earliest for h in holders), default=0)
    known = None if line.theirs is None else line.theirs.certain_from
    last = view.end_hi if known is None or line.form == "later" else min(known, view.end_hi)
    earliest, latest = enquiry.first_and_last
    return max(first, earliest), min(last, latest)


def days_between(enquiry: Enquiry, line: Line, evidence: Evidence) -> tuple[int, int | None] | None:
    """Return [least, most] days from the first contact without it to the record of it, or the end.

    Before its first contact nobody could have been expected to tell it anything.
    """
    view, holders = enquiry.view, evidence.holders
    if line.form == "later":
        return None
    held = [h.first for h in holders]
    certain = min((a.latest for a in held if a.certain), default=FAR_AHEAD)
    possible = min(a.earliest for a in held)
    if evidence.contacts:
        bounds = [contact.bounds for contact, _ in evidence.contacts]
        # the first without it may be a later one, where the first may lie before the record of it
        sure = [
            contact.bounds.end_hi
            for contact, certainty in evidence.contacts
            if certainty is Certainty.CERTAIN or contact.bounds.start_lo >= certain
        ]
        certain = max(certain, min(sure, default=max(b.end_hi for b in bounds)))
        possible = max(possible, min(b.start_lo for b in bounds))
    arrives = None if line.theirs is None else line.theirs.certain_from
    least_end = view.end_lo if line.theirs is None else min(line.theirs.possible_from, view.end_lo)
    most_end = view.end_hi if arrives is None else min(arrives, view.end_hi)
    if most_end >= FAR_AHEAD or least_end >= FAR_AHEAD:
        return None
    if possible <= 0:
        return (max(0, least_end - certain) // MINUTES_PER_DAY, None)
    return whole_days(least_end - certain, most_end - possible)


# -- what would make a share expected ----------------------------------------------------


def _grade(
    enquiry: Enquiry,
    line: Line,
    holders: tuple[Holder, ...],
    contacts: tuple[tuple[Contact, Certainty], ...],
) -> Grade:
    last = max((c.bounds.end_hi for c, _ in contacts), default=enquiry.view.end_hi)
    for holder in holders:
        for event in _telling_rows(enquiry, line, holder, last):
            names = enquiry.pathways(event, line.agency_id)
            if names:
                return Grade("i", event.agency_id, names[0])
    persons = enquiry.view.concerned(line.fact)
    looked: list[tuple[int, frozenset[str]]] = [(last, frozenset())]
    if line.form == "late" and line.theirs is not None:
        # until the other can have had it, somebody who came to know of it could still have told
        # it; the rows that did pass it on show nothing that was there to act on before
        acquired = enquiry.knowledge.facts.of_agency(line.agency_id, line.fact.fact_id)
        passed_on = frozenset(row for a in acquired if a.certain for row in a.atoms)
        looked.append((line.theirs.first.earliest - 1, passed_on))
    for holder in holders:
        for until, without in looked:
            for sign_of in (named_by, met_at):
                sign = sign_of(enquiry, holder.holder, line.agency_id, persons, until, without)
                if sign is not None:
                    return Grade("ii", holder.holder, sign.event_id, sign)
    return Grade("iii")


def _telling_rows(enquiry: Enquiry, line: Line, holder: Holder, last: int) -> Iterator[Event]:
    """Yield rows of the fact that a duty could have carried before the last contact.

    The holder's own; or, of later occurrences, every agency's that tells of one.
    """
    view = enquiry.view
    if line.gap is None:
        for later in line.later:
            for row in view.occurrences[view.occurrence_of[later.event_id]]:
                if enquiry.is_formal(view.events[row].agency_id):
                    yield view.events[row]
        return
    for acquisition in enquiry.knowledge.facts.of_agency(holder.holder, line.fact.fact_id):
        event = view.events[acquisition.coded_on]
        if event.agency_id == holder.holder and acquisition.earliest <= last:
            yield event


def _rows_about(enquiry: Enquiry, line: Line, holders: tuple[Holder, ...]) -> tuple[Event, ...]:
    """Return the holders' rows of this fact, earliest first."""
    rows = {
        a.coded_on
        for holder in holders
        for a in enquiry.knowledge.facts.of_agency(holder.holder, line.fact.fact_id)
    } | {h.first.via for h in holders}
    place = enquiry.view.place
    return tuple(enquiry.view.events[row] for row in sorted(rows, key=lambda row: place[row]))


def _passed_on_by(enquiry: Enquiry, line: Line) -> frozenset[str]:
    """Return the agencies whose records say that they sent it to the other agency in time."""
    return frozenset(
        agency_of(a.told_by)
        for a in enquiry.knowledge.facts.of_agency(line.agency_id, line.fact.fact_id)
        if a.told_by
        and a.how in (How.TOLD, How.SENT, How.MINUTES)
        and a.earliest < enquiry.view.end_hi
    )


def _declined(enquiry: Enquiry, rows: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the rows in which what was offered was declined."""
    kinds = frozenset(
        kind
        for rule in enquiry.rules_for("unshared")
        if rule.name == "offered and declined"
        for kind in rule.kinds
    )
    return tuple(event for event in rows if event.kind in kinds)


def looked_at_again(enquiry: Enquiry, barred: tuple[Event, ...]) -> Certainty | None:
    """Return whether each agency with a reason for not sharing recorded it again, later."""
    by_agency: dict[str, list[Event]] = {}
    for event in barred:
        by_agency.setdefault(event.agency_id, []).append(event)
    found = [_again(enquiry.view, rows) for rows in by_agency.values()]
    if None in found:
        return None
    return Certainty.POSSIBLE if Certainty.POSSIBLE in found else Certainty.CERTAIN


def _again(view: CaseView, rows: list[Event]) -> Certainty | None:
    """Return whether one of two rows records the reason of the other, on a later occasion."""

    def pairs() -> Iterator[tuple[str, str]]:
        # rows come earliest first: the last is the one that most surely is later
        for one in rows:
            for other in reversed(rows):
                if one.bar is other.bar and _apart(view, one, other):
                    yield one.event_id, other.event_id

    if any(_certainly_before(view, one, other) for one, other in pairs()):
        return Certainty.CERTAIN
    bounds = view.bounds
    maybe = any(bounds[one].known_lo < bounds[other].known_hi for one, other in pairs())
    return Certainty.POSSIBLE if maybe else None


def _apart(view: CaseView, one: Event, other: Event) -> bool:
    return view.occurrence_of[one.event_id] != view.occurrence_of[other.event_id]


def _certainly_before(view: CaseView, one: str, other: str) -> bool:
    apart = view.bounds[one].known_hi < view.bounds[other].known_lo
    return apart or view.known_before(one, other)


# -- rows --------------------------------------------------------------------------------


def _decisions(
    enquiry: Enquiry,
    line: Line,
    contacts: tuple[tuple[Contact, Certainty], ...],
    since: int,
) -> tuple[str, ...]:
    """Return their assessments and decisions about these persons while they were without it."""
    if line.gap is None:
        return ()
    view = enquiry.view
    without = {c.event_id for c, _ in contacts}
    persons = view.concerned(line.fact)
    until = view.end_lo
    if line.theirs is not None and line.theirs.certain_from is not None:
        until = min(until, line.theirs.certain_from)
    return tuple(
        event.event_id
        for event in enquiry.deciding_rows(line.agency_id)
        if (
            event.event_id in without
            or (
                since < view.bounds[event.event_id].start_lo
                and view.bounds[event.event_id].end_hi < until
            )
        )
        and view.seen[event.event_id] & persons
    )


def _sent(enquiry: Enquiry, line: Line) -> tuple[str, ...]:
    """Return rows that say that it was sent in time, with no record that it arrived."""
    found = enquiry.knowledge.facts.of_agency(line.agency_id, line.fact.fact_id)
    received = {row for a in found if a.certain for row in a.atoms}
    rows = {
        a.via
        for a in found
        if not a.certain
        and a.how in (How.SENT, How.MINUTES, How.PATHWAY)
        and a.earliest < enquiry.view.end_hi
    }
    return tuple(sorted(rows - received))


def _touches(
    enquiry: Enquiry, line: Line, holders: tuple[Holder, ...], window: tuple[int, int]
) -> tuple[str, ...]:
    """Return the rows that show a holder and the other agency in touch within the window.

    For later occurrences: from the first of them on, for nobody can pass on what is to come.
    The rows that did pass it on are no further opportunity.
    """
    acquired = enquiry.knowledge.facts.of_agency(line.agency_id, line.fact.fact_id)
    passed_on = {row for a in acquired if a.certain for row in a.atoms}
    later = [enquiry.view.bounds[o.event_id].start_lo for o in line.later]
    since = min(later) if line.gap is None else 0
    found = set[str]()
    for holder in holders:
        after = max(since, holder.first.earliest)
        for event in enquiry.in_touch(holder.holder, line.agency_id):
            bounds = enquiry.view.bounds[event.event_id]
            if bounds.start_lo >= window[1]:
                break  # the earliest stands first
            if bounds.end_hi > after:
                found.add(event.event_id)
    return tuple(sorted(found - passed_on))


def _at_least(
    enquiry: Enquiry, line: Line, contacts: tuple[tuple[Contact, Certainty], ...]
) -> bool:
    """Whether the other agency also met them, in these months, in a row that is no contact."""
    view = enquiry.view
    bounds = [contact.bounds for contact, _ in contacts]
    if not bounds or line.gap is None:
        return False
    first, last = min(b.start_lo for b in bounds), max(b.end_hi for b in bounds)
    persons = view.concerned(line.fact)
    acquired = enquiry.knowledge.facts.of_agency(line.agency_id, line.fact.fact_id)
    known = {row for a in acquired for row in a.atoms}
    return any(
        view.seen[event.event_id] & persons
        and event.event_id not in known
        and first < view.bounds[event.event_id].start_lo
        and view.bounds[event.event_id].end_hi < last
        for event in _meetings(enquiry, line.agency_id)
    )


def _meetings(enquiry: Enquiry, agency_id: str) -> list[Event]:
    """Return an agency's rows of meetings that are no contacts."""
    key = ("meetings that are no contacts", agency_id)
    if key not in enquiry.memo:
        every = enquiry.vocabulary.kinds.items()
        kinds = {key for key, kind in every if kind.meeting and not kind.contact}
        rows = enquiry.view.rows_of_agency.get(agency_id, ())
        enquiry.memo[key] = [event for event in rows if event.kind in kinds]
    found: list[Event] = enquiry.memo[key]
    return found


def cited_rows(enquiry: Enquiry, line: Line, evidence: Evidence) -> tuple[Cited, ...]:
    """Return the rows of a line in order of time, each with what it shows."""
    cited: dict[str, Cited] = {}
    cites = enquiry.cited
    if line.gap is None:
        _cite_later(enquiry, line, cited)
    else:
        _cite_held(enquiry, line, evidence, cited)
    for event in (*evidence.barred, *evidence.declined):
        cited.setdefault(event.event_id, cites(event.event_id, Cites.REASON))
    for row in evidence.sent:
        cited.setdefault(row, cites(row, Cites.SENT, Certainty.POSSIBLE))
    for row in evidence.decisions:
        cited.setdefault(row, cites(row, Cites.DECISION, line.certainty))
    for contact, certainty in evidence.contacts:
        if contact.event_id not in cited:
            cited[contact.event_id] = cites(contact.event_id, Cites.CONTACT, certainty)
    if line.form == "late" and line.theirs is not None:
        row = line.theirs.first.via
        cited.setdefault(row, cites(row, Cites.RECEIVED))
    for row in evidence.touches:
        cited.setdefault(row, cites(row, Cites.TOUCH))
    if evidence.grade.sign is not None:
        row = evidence.grade.sign.event_id
        cited.setdefault(row, cites(row, Cites.NAMES))
    place = enquiry.view.place
    return tuple([cited[row] for row in sorted(cited, key=place.__getitem__)])


def _cite_held(enquiry: Enquiry, line: Line, evidence: Evidence, cited: dict[str, Cited]) -> None:
    for holder in evidence.holders:
        cited[holder.first.via] = enquiry.cited(holder.first.via, Cites.HELD, holder.certainty)
    for holder in evidence.holders:
        found = enquiry.knowledge.facts.of_agency(holder.holder, line.fact.fact_id)
        for a in found:
            if a.how is How.OWN and a.earliest < enquiry.view.end_hi and a.via not in cited:
                cited[a.via] = enquiry.cited(a.via, Cites.HELD, holder.certainty)
    _cite_occurrences(enquiry, line, cited)


def _cite_later(enquiry: Enquiry, line: Line, cited: dict[str, Cited]) -> None:
    if line.theirs is not None:
        cited[line.theirs.first.via] = enquiry.cited(line.theirs.first.via, Cites.RECEIVED)
    _cite_occurrences(enquiry, line, cited)


def _cite_occurrences(enquiry: Enquiry, line: Line, cited: dict[str, Cited]) -> None:
    for later in line.later:
        same = enquiry.rows_telling(enquiry.view.occurrence_of[later.event_id])
        for row in (later.event_id, *same):
            if row not in cited:
                cited[row] = enquiry.cited(row, Cites.HELD, later.certainty)
