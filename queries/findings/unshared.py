"""No record that it was shared: a fact held by one agency while another was in contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY, minute_of, moment_of
from graphdb.identity import finding_id
from graphdb.knowledge import Acquisition, How, Knows
from graphdb.model import Bar, Event, Fact, Nature, Stance
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, day_of, listed, upper_first, weigh, whole_days
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results
from queries.gap import Gap, Holder, find_gap, strongest
from queries.pairs import Contact

DEFINITION = Definition(
    key="unshared",
    title="No record that it was shared",
    asks=(
        "Which weighty information did one agency hold while another, in contact with the same "
        "people, had no record of it? What would have led somebody to pass it on?"
    ),
    how=(
        "A fact was acquired by agency A. Agency B, neither A nor an informal source, then had a "
        "contact that is not routine with somebody whom the fact concerns, or their child, in "
        "scope and before the fatal incident, without having acquired it. One line per fact and "
        "agency B, with everyone who held it. Forms: never recorded by the end; late (more than "
        "one working day after A for the heaviest facts, 28 days otherwise, with a contact in "
        "between); later ones not passed on (B knew of the first, with no record of those that "
        "followed). Graded by what would make a share expected: (i) a duty or a declared "
        "pathway named B; (ii) A's own records show that B was involved; (iii) no record that A "
        "knew of B. A line is certain when one pair of a holder and a contact is certain in every "
        "world the dates allow. Where B's chronology does not cover the time, or is not coded, "
        "nothing is listed: it cannot be told."
    ),
    sources=("000 ¶45–48", "000 ¶41", "004 3.6", "002 5.1"),
    codes=("6C",),
    order=1,
    parameters=(
        ("min_weight", "least weight of a fact that is listed; lighter hits are counted"),
        ("heavy_weight", "from this weight on, late means more than one working day"),
        ("late_days", "late means more than this many days for other facts"),
    ),
)

_GRADES = {"i": 3.0, "ii": 2.0, "iii": 1.0}


def find(enquiry: Enquiry) -> Results:
    """Return one finding per fact and agency that had no record of it in time."""
    findings: list[Finding] = []
    cannot: dict[str, int] = {}
    below = 0
    for fact in enquiry.view.facts.values():
        for agency_id in enquiry.formal:
            line = _Line.of(enquiry, fact, agency_id)
            if line is None:
                continue
            if fact.weight < enquiry.settings.min_weight:
                below += 1
            elif line.tellable:
                findings.append(_finding(enquiry, line))
            else:
                cannot[agency_id] = cannot.get(agency_id, 0) + 1
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, cannot)), below)


def _cannot_tell(enquiry: Enquiry, found: dict[str, int]) -> Iterator[CannotTell]:
    for agency_id, count in sorted(found.items()):
        yield CannotTell(
            query=DEFINITION.key,
            agency_id=agency_id,
            statement=(
                f"Whether {enquiry.name(agency_id)} had been told of "
                f"{counted(count, 'thing')} that other agencies held: cannot tell from these "
                "records."
            ),
            needed=enquiry.why_not(agency_id),
            count=count,
        )


@dataclass(frozen=True, slots=True)
class _Later:
    """An occurrence of a known topic that never reached the other agency."""

    event_id: str
    agency_id: str
    certainty: Certainty
    contacts: tuple[tuple[Contact, Certainty], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    fact: Fact
    agency_id: str
    form: str
    certainty: Certainty
    gap: Gap | None
    theirs: Knows | None
    later: tuple[_Later, ...]
    tellable: bool

    @classmethod
    def of(cls, enquiry: Enquiry, fact: Fact, agency_id: str) -> _Line | None:
        contacts = enquiry.contacts_with(agency_id, enquiry.view.concerned(fact))
        if not contacts:
            return None
        ours = _ours(enquiry, fact, agency_id)
        if not ours:
            return None
        theirs = enquiry.knowledge.facts.knows(agency_id, fact.fact_id)
        first = min(a.earliest for found in ours.values() for a in found)
        usable = _usable(enquiry, agency_id, first, contacts)
        for chosen, tellable in ((usable, True), (contacts, False)):
            line = cls._from(enquiry, fact, agency_id, ours, theirs, chosen, tellable)
            if line is not None or chosen is contacts or len(usable) == len(contacts):
                return line
        return None

    @classmethod
    def _from(
        cls,
        enquiry: Enquiry,
        fact: Fact,
        agency_id: str,
        ours: dict[str, tuple[Acquisition, ...]],
        theirs: Knows | None,
        contacts: tuple[Contact, ...],
        tellable: bool,
    ) -> _Line | None:
        acquired = enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
        gap = find_gap(enquiry.view, fact, ours, acquired, contacts)
        certainty = None if gap is None else _in_time(enquiry, fact, gap, ours, theirs)
        later = tuple(_later(enquiry, fact, agency_id, ours, theirs, contacts))
        if certainty is None:
            if not later:
                return None
            form, certainty, gap = "later", strongest(o.certainty for o in later), None
        else:
            form = "never" if _never(enquiry, theirs) else "late"
        return cls(fact, agency_id, form, certainty, gap, theirs, later, tellable)


def _ours(enquiry: Enquiry, fact: Fact, agency_id: str) -> dict[str, tuple[Acquisition, ...]]:
    holdings = enquiry.knowledge.facts
    return {
        holder: holdings.of_agency(holder, fact.fact_id)
        for holder in holdings.agencies(fact.fact_id)
        if holder != agency_id and enquiry.is_formal(holder)
    }


def _usable(
    enquiry: Enquiry, agency_id: str, first: int, contacts: tuple[Contact, ...]
) -> tuple[Contact, ...]:
    """Return the contacts up to which the agency's silence says something."""
    return tuple(c for c in contacts if enquiry.can_tell(agency_id, first, c.bounds.end_hi))


def _never(enquiry: Enquiry, theirs: Knows | None) -> bool:
    """Whether no record makes it certain that they had it before the end."""
    return (
        theirs is None or theirs.certain_from is None or theirs.certain_from >= enquiry.view.end_lo
    )


def _in_time(
    enquiry: Enquiry,
    fact: Fact,
    gap: Gap,
    ours: dict[str, tuple[Acquisition, ...]],
    theirs: Knows | None,
) -> Certainty | None:
    """Return the certainty of *never* or *late*, or ``None`` where it arrived soon enough."""
    if theirs is None:
        return gap.certainty
    held = [a for found in ours.values() for a in found]
    # soon enough in every world: whatever the dates, it arrived within the time allowed
    arrives = FAR_AHEAD if _never(enquiry, theirs) else theirs.certain_from or 0
    if arrives <= deadline(enquiry, fact, min(a.earliest for a in held)):
        return None
    certain = min((a.latest for a in held if a.certain), default=None)
    surely = certain is not None and (
        theirs.possible_from >= enquiry.view.end_hi
        or theirs.possible_from > deadline(enquiry, fact, certain)
    )
    return gap.certainty if surely else Certainty.POSSIBLE


def deadline(enquiry: Enquiry, fact: Fact, minute: int) -> int:
    """Return until when a share of a fact acquired at a minute is not late.

    One working day for the heaviest (to the end of the next weekday), the settings' days for
    the others.
    """
    if fact.weight < enquiry.settings.heavy_weight:
        return minute + enquiry.settings.late_days * MINUTES_PER_DAY
    if minute >= FAR_AHEAD:
        return minute
    day = moment_of(minute).date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return minute_of(day, 23, 59)


# -- later ones not passed on ------------------------------------------------------------


def _later(
    enquiry: Enquiry,
    fact: Fact,
    agency_id: str,
    ours: dict[str, tuple[Acquisition, ...]],
    theirs: Knows | None,
    contacts: tuple[Contact, ...],
) -> Iterator[_Later]:
    """Yield occurrences of the topic after they first knew of it, which they never heard of."""
    if fact.nature is not Nature.OCCURRENCE or theirs is None:
        return
    view, occurrences = enquiry.view, enquiry.knowledge.occurrences
    own_rows = tuple(
        a for a in enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id) if a.certain
    )
    for holder, event_id in _tellings(enquiry, fact, ours):
        bounds = view.bounds[event_id]
        occurrence = view.occurrence_of[event_id]
        if bounds.end_hi <= theirs.possible_from or bounds.start_lo >= view.end_hi:
            continue
        # a row of theirs from then on that reveals the same may be of this occurrence
        maybe = tuple(_as_possible(a) for a in own_rows if a.latest >= bounds.start_lo)
        heard = (*occurrences.of_agency(agency_id, occurrence), *maybe)
        held = {holder: occurrences.of_agency(holder, occurrence)}
        gap = find_gap(view, None, held, heard, _last_contacts(contacts, bounds.start_lo))
        if gap is None:
            continue
        knew = theirs.certain_from is not None and theirs.certain_from < bounds.start_lo
        certainty = gap.certainty if knew else Certainty.POSSIBLE
        yield _Later(event_id, holder, certainty, gap.contacts)


#: How many of the last contacts after an occurrence are looked at: one is enough for a line.
_LAST = 12


def _last_contacts(contacts: tuple[Contact, ...], after: int) -> tuple[Contact, ...]:
    return tuple(c for c in contacts if c.bounds.end_hi > after)[-_LAST:]


def _as_possible(acquisition: Acquisition) -> Acquisition:
    return Acquisition(
        acquisition.team_id,
        acquisition.subject,
        acquisition.atoms,
        acquisition.coded_on,
        acquisition.via,
        How.SAME,
        False,
        acquisition.earliest,
        acquisition.latest,
    )


def _tellings(
    enquiry: Enquiry, fact: Fact, ours: dict[str, tuple[Acquisition, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield (agency, row) once per occurrence of the fact, by a row of an agency's own."""
    seen: set[str] = set()
    for holder, found in ours.items():
        for acquisition in found:
            event = enquiry.view.events[acquisition.coded_on]
            occurrence = enquiry.view.occurrence_of[event.event_id]
            if acquisition.how is not How.OWN or not _happened_then(enquiry, fact, event):
                continue
            if occurrence not in seen:
                # what may be the same occurrence is counted once
                seen |= {occurrence, *enquiry.view.guesses.get(occurrence, ())}
                yield holder, event.event_id


def _happened_then(enquiry: Enquiry, fact: Fact, event: Event) -> bool:
    """Whether a row tells of something that happened when it is dated.

    An incident, or what the recorder saw; a disclosure may retell what was known already.
    """
    stances = {r.stance for r in event.reveals if r.fact_id == fact.fact_id}
    incident = enquiry.view.occurrence_of[event.event_id] in enquiry.incident_set
    told_of = incident and bool(stances - {Stance.HISTORY, Stance.WITHDRAWN})
    return (told_of or Stance.OBSERVED in stances) and not enquiry.view.is_fatal(event)


# -- what the line says ------------------------------------------------------------------


def _finding(enquiry: Enquiry, line: _Line) -> Finding:
    fact, view = line.fact, enquiry.view
    holders = _holders(enquiry, line)
    grade, because = _grade(enquiry, line, holders)
    window = _window(enquiry, line, holders)
    decisions = _decisions(enquiry, line, window[0])
    bars = _bars(enquiry, fact, holders)
    sent = _sent(enquiry, line)
    touches = _touches(enquiry, line, holders, window)
    weeks = (window[1] - window[0]) / (7 * MINUTES_PER_DAY)
    cited = _cited(enquiry, line, holders, sent, decisions, touches, bars)
    agencies = (line.agency_id, *(h.holder for h in holders))
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, fact.fact_id, line.agency_id),
        query=DEFINITION.key,
        statement=_statement(enquiry, line, holders),
        question=_question(enquiry, line, holders, grade, because, bars),
        certainty=line.certainty,
        weight=weigh(fact.weight, 0 if bars else _GRADES[grade], len(decisions), weeks / 4),
        group=f"{DEFINITION.key}:{fact.fact_id}",
        agencies=agencies,
        persons=fact.persons,
        facts=(fact.fact_id,),
        form=line.form,
        grade=grade,
        cited=cited,
        window=_days(enquiry, line, holders),
        codes=(*DEFINITION.codes, *fact.themes),
        notes=tuple(_notes(enquiry, line, sent, decisions, touches, bars, because, grade)),
    )


def _holders(enquiry: Enquiry, line: _Line) -> tuple[Holder, ...]:
    if line.gap is not None:
        return line.gap.holders
    found: dict[str, Holder] = {}
    for later in line.later:
        held = enquiry.knowledge.facts.knows(later.agency_id, line.fact.fact_id)
        if held is not None and later.agency_id not in found:
            found[later.agency_id] = Holder(later.agency_id, later.certainty, held.first)
    return tuple(found[name] for name in sorted(found))


def _contacts(line: _Line) -> tuple[tuple[Contact, Certainty], ...]:
    if line.gap is not None:
        return line.gap.contacts
    found = {c.event_id: (c, certainty) for later in line.later for c, certainty in later.contacts}
    return tuple(found.values())


def _window(enquiry: Enquiry, line: _Line, holders: tuple[Holder, ...]) -> tuple[int, int]:
    """Return the outer bounds of the time in question, in minutes."""
    view = enquiry.view
    first = min((h.first.earliest for h in holders), default=0)
    known = None if line.theirs is None else line.theirs.certain_from
    last = view.end_hi if known is None or line.form == "later" else min(known, view.end_hi)
    rows = view.in_order
    return max(first, view.bounds[rows[0].event_id].start_lo), min(
        last, max(view.bounds[row.event_id].start_lo for row in rows)
    )


def _days(
    enquiry: Enquiry, line: _Line, holders: tuple[Holder, ...]
) -> tuple[int, int | None] | None:
    """Return [least, most] days from the holder's record to the other's, or to the end."""
    view = enquiry.view
    if line.form == "later":
        return None
    held = [h.first for h in holders]
    certain = min((a.latest for a in held if a.certain), default=FAR_AHEAD)
    possible = min(a.earliest for a in held)
    arrives = None if line.theirs is None else line.theirs.certain_from
    least_end = view.end_lo if line.theirs is None else min(line.theirs.possible_from, view.end_lo)
    most_end = view.end_hi if arrives is None else min(arrives, view.end_hi)
    if most_end >= FAR_AHEAD or least_end >= FAR_AHEAD:
        return None
    if possible <= 0:
        return (max(0, least_end - certain) // MINUTES_PER_DAY, None)
    return whole_days(least_end - certain, most_end - possible)


def _grade(
    enquiry: Enquiry, line: _Line, holders: tuple[Holder, ...]
) -> tuple[str, tuple[str, str]]:
    """Return the grade, with the agency and the words or row that make it so."""
    for holder in holders:
        for event in _telling_rows(enquiry, line, holder):
            names = enquiry.pathways(event, line.agency_id)
            if names:
                return "i", (event.agency_id, names[0])
    last = max((c.bounds.end_hi for c, _ in _contacts(line)), default=enquiry.view.end_hi)
    for holder in holders:
        mention = enquiry.first_mention(holder.holder, line.agency_id)
        if mention is not None and mention[0] <= last:
            return "ii", (holder.holder, mention[1])
    return "iii", ("", "")


def _telling_rows(enquiry: Enquiry, line: _Line, holder: Holder) -> Iterator[Event]:
    """Yield the holder's own rows of the fact, or of what the other agency never heard of."""
    view = enquiry.view
    if line.gap is None:
        for later in line.later:
            for row in view.occurrences[view.occurrence_of[later.event_id]]:
                if enquiry.is_formal(view.events[row].agency_id):
                    yield view.events[row]
        return
    for acquisition in enquiry.knowledge.facts.of_agency(holder.holder, line.fact.fact_id):
        event = view.events[acquisition.coded_on]
        if event.agency_id == holder.holder:
            yield event


def _decisions(enquiry: Enquiry, line: _Line, since: int) -> tuple[str, ...]:
    """Return their assessments and decisions about these persons while they were without it."""
    contacts = {c.event_id for c, _ in _contacts(line)}
    persons = enquiry.view.concerned(line.fact)
    until = FAR_AHEAD
    if line.theirs is not None and line.theirs.certain_from is not None:
        until = line.theirs.certain_from
    return tuple(
        event.event_id
        for event in enquiry.view.rows_of_agency.get(line.agency_id, ())
        if line.gap is not None
        and (enquiry.is_assessment(event) or enquiry.is_decision(event))
        and enquiry.view.seen[event.event_id] & persons
        and not enquiry.view.is_fatal(event)
        and (
            event.event_id in contacts
            or (
                since < enquiry.view.bounds[event.event_id].start_lo
                and enquiry.view.bounds[event.event_id].end_hi < min(until, enquiry.view.end_lo)
            )
        )
    )


def _bars(enquiry: Enquiry, fact: Fact, holders: tuple[Holder, ...]) -> tuple[Event, ...]:
    """Return the holders' rows of this fact that record a reason for not sharing."""
    rows = {
        a.coded_on
        for holder in holders
        for a in enquiry.knowledge.facts.of_agency(holder.holder, fact.fact_id)
    } | {h.first.via for h in holders}
    found = [enquiry.view.events[row] for row in sorted(rows)]
    return tuple(event for event in found if event.bar is not None)


def _sent(enquiry: Enquiry, line: _Line) -> tuple[str, ...]:
    """Return rows that say that it was sent, with no record that it arrived."""
    found = enquiry.knowledge.facts.of_agency(line.agency_id, line.fact.fact_id)
    rows = {a.via for a in found if not a.certain and a.how in (How.SENT, How.MINUTES, How.PATHWAY)}
    return tuple(sorted(rows))


def _touches(
    enquiry: Enquiry, line: _Line, holders: tuple[Holder, ...], window: tuple[int, int]
) -> tuple[str, ...]:
    """Return the rows that show a holder and the other agency in touch within the window."""
    found = {
        event.event_id
        for holder in holders
        for event in enquiry.in_touch(holder.holder, line.agency_id)
        if enquiry.view.bounds[event.event_id].end_hi > holder.first.earliest
        and enquiry.view.bounds[event.event_id].start_lo < window[1]
        and not enquiry.view.is_fatal(event)
    }
    return tuple(sorted(found))


def _cited(
    enquiry: Enquiry,
    line: _Line,
    holders: tuple[Holder, ...],
    sent: tuple[str, ...],
    decisions: tuple[str, ...],
    touches: tuple[str, ...],
    bars: tuple[Event, ...],
) -> tuple[Cited, ...]:
    cited: dict[str, Cited] = {}
    if line.gap is not None:
        cited = {h.first.via: Cited(h.first.via, Cites.HELD, h.certainty) for h in holders}
    elif line.theirs is not None:
        cited[line.theirs.first.via] = Cited(line.theirs.first.via, Cites.RECEIVED)
    for holder in holders if line.gap is not None else ():
        for row in _own_rows(enquiry, line, holder):
            cited.setdefault(row, Cited(row, Cites.HELD, holder.certainty))
    for later in line.later:
        same = enquiry.rows_telling(enquiry.view.occurrence_of[later.event_id])
        for row in (later.event_id, *same):
            cited.setdefault(row, Cited(row, Cites.HELD, later.certainty))
    for event in bars:
        cited.setdefault(event.event_id, Cited(event.event_id, Cites.REASON))
    for row in sent:
        cited.setdefault(row, Cited(row, Cites.SENT, Certainty.POSSIBLE))
    for row in decisions:
        cited.setdefault(row, Cited(row, Cites.DECISION, line.certainty))
    for contact, certainty in _contacts(line):
        cited.setdefault(contact.event_id, Cited(contact.event_id, Cites.CONTACT, certainty))
    for row in touches:
        cited.setdefault(row, Cited(row, Cites.TOUCH))
    if line.form == "late" and line.theirs is not None:
        row = line.theirs.first.via
        cited.setdefault(row, Cited(row, Cites.RECEIVED))
    events = enquiry.view.events
    return tuple(sorted(cited.values(), key=lambda c: enquiry.view.sort_key(events[c.event_id])))


def _own_rows(enquiry: Enquiry, line: _Line, holder: Holder) -> list[str]:
    """Return the rows on which a holder itself recorded the fact before the end."""
    found = enquiry.knowledge.facts.of_agency(holder.holder, line.fact.fact_id)
    return [a.via for a in found if a.how is How.OWN and a.earliest < enquiry.view.end_hi]


def _statement(enquiry: Enquiry, line: _Line, holders: tuple[Holder, ...]) -> str:
    what = upper_first(enquiry.fact(line.fact))
    who = enquiry.name(line.agency_id)
    held = listed([_since(enquiry, h) for h in holders])
    if line.form == "later":
        rows = counted(len(line.later), "later occurrence")
        return f"{what}: {who} knew of it; no record that it heard of {rows} recorded by {held}."
    contacts = _contact_words(line)
    if line.form == "late" and line.theirs is not None and line.theirs.certain_from is not None:
        by = day_of(line.theirs.certain_from)
        return (
            f"{what}: on record at {held}. {who} was in contact {contacts} before it had this on "
            f"record (by {by})."
        )
    maybe = " apart from what was sent with no record of receipt" if _sent(enquiry, line) else ""
    return f"{what}: on record at {held}. {who} was in contact {contacts} with no record that it was told{maybe}."


def _since(enquiry: Enquiry, holder: Holder) -> str:
    first = holder.first
    name = enquiry.name(holder.holder)
    if first.certain and first.latest < FAR_AHEAD:
        return f"{name} (by {day_of(first.latest)})"
    return f"{name} (possibly)"


def _contact_words(line: _Line) -> str:
    contacts = _contacts(line)
    sure = sum(certainty is Certainty.CERTAIN for _, certainty in contacts)
    if sure == len(contacts):
        return counted(sure, "time")
    if sure == 0:
        return f"possibly {counted(len(contacts), 'time')}"
    return f"{counted(sure, 'time')} for certain and {len(contacts) - sure} more possibly"


_BAR_WORDS = {
    Bar.CONSENT_REFUSED: "consent was refused",
    Bar.PRIVILEGE: "it was privileged",
    Bar.RESTRICTED_INTELLIGENCE: "it was restricted intelligence",
    Bar.CONCEALED_ADDRESS: "an address was to be concealed",
    Bar.OTHER: "there was a stated reason",
}


def _question(
    enquiry: Enquiry,
    line: _Line,
    holders: tuple[Holder, ...],
    grade: str,
    because: tuple[str, str],
    bars: tuple[Event, ...],
) -> str:
    who = enquiry.name(line.agency_id)
    if bars and bars[0].bar is not None:
        return (
            f"{enquiry.name(bars[0].agency_id)} recorded that {_BAR_WORDS[bars[0].bar]}. How was "
            "the decision not to share made, and was it looked at again as risk rose?"
        )
    if grade == "i":
        return (
            f"“{because[1]}” provides for a share from {enquiry.name(because[0])} to {who}. What "
            f"was sent, when, and what did {who} do with it?"
        )
    if grade == "ii":
        return (
            f"The records of {enquiry.name(because[0])} name {who}. What was considered about "
            f"sharing this with {who}, and what stood in the way?"
        )
    names = enquiry.names([h.holder for h in holders])
    persons = listed([enquiry.person(p) for p in line.fact.persons]) or "this household"
    return (
        f"There is no record that {names} knew that {who} was in contact. Did they ask who else "
        f"was involved with {persons}?"
    )


def _notes(
    enquiry: Enquiry,
    line: _Line,
    sent: tuple[str, ...],
    decisions: tuple[str, ...],
    touches: tuple[str, ...],
    bars: tuple[Event, ...],
    because: tuple[str, str],
    grade: str,
) -> Iterator[str]:
    who = enquiry.name(line.agency_id)
    if sent:
        yield f"{counted(len(sent), 'row')} of the sender's own records say it was sent; no record of receipt."
    if decisions:
        yield (
            f"{who} made {counted(len(decisions), 'assessment or decision', 'assessments or decisions')} "
            "in this time."
        )
    if touches:
        yield f"The agencies were in touch on {counted(len(touches), 'recorded occasion')} in this time."
    if bars:
        yield f"Recorded reason: {listed(sorted({e.bar_text or str(e.bar) for e in bars}))}."
    if line.later and line.form != "later":
        yield f"{counted(len(line.later), 'later occurrence')} not on its record either."
    shared = enquiry.knowledge.on_shared_record(line.agency_id, line.fact.fact_id)
    if shared:
        systems = listed(sorted({system for _, system in shared}))
        yield f"On a record that {who} could open ({systems}); no record that it was opened."
    asked = enquiry.knowledge.denied(line.agency_id, line.fact.fact_id)
    if asked:
        yield f"{who} had asked: recorded as denied or ruled out on {counted(len(asked), 'occasion')}."
    if grade == "ii":
        yield f"Why listed: {enquiry.name(because[0])}'s own records name {who}."
    if grade == "i":
        yield f"Why listed: declared pathway “{because[1]}”."
