"""What the lines say: statement, question and notes."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.case_view import FAR_AHEAD
from graphdb.model import Bar, Event, Fact
from queries.enquiry import Enquiry, contact_words, counted, day_of, listed, upper_first
from queries.finding import Certainty
from queries.findings.unshared.evidence import Evidence, Grade, by_first_record, looked_at_again
from queries.findings.unshared.line import Later, Line
from queries.gap import Holder

#: How many holders or occurrences are named in a sentence; the rows below it show them all.
_NAMED = 2

#: Reasons whose own words are for the panel's chair alone; exports say only that there is one.
_KEPT_BACK = frozenset({Bar.PRIVILEGE, Bar.RESTRICTED_INTELLIGENCE, Bar.CONCEALED_ADDRESS})

_BAR_WORDS = {
    Bar.CONSENT_REFUSED: "consent was refused",
    Bar.PRIVILEGE: "it was privileged",
    Bar.RESTRICTED_INTELLIGENCE: "it was restricted intelligence",
    Bar.CONCEALED_ADDRESS: "an address was to be concealed",
    Bar.OTHER: "there was a stated reason",
}


def statement(enquiry: Enquiry, line: Line, evidence: Evidence) -> str:
    """Return what the records show, in short sentences."""
    what = upper_first(enquiry.fact(line.fact))
    who = enquiry.name(line.agency_id)
    if line.form == "later":
        rows = counted(len(line.later), "later occurrence")
        named = _occurrences(enquiry, line.later)
        return f"{what}. {who} knew of it. There is no record that it heard of {rows}: {named}."
    held = _held(enquiry, evidence.firm)
    contacts = contact_words(enquiry, evidence.contacts, more=evidence.at_least)
    if line.form == "late" and line.theirs is not None and line.theirs.certain_from is not None:
        by = day_of(line.theirs.certain_from)
        return (
            f"{what}. {held}. {who} was in contact {contacts} before it had this on record "
            f"(by {by})."
        )
    told = "received what was sent" if evidence.sent else "was told"
    return f"{what}. {held}. {who} was in contact {contacts} with no record that it {told}."


def kept_statement(enquiry: Enquiry, fact: Fact, found: list[tuple[Line, Evidence]]) -> str:
    """Return who had a fact, and which agencies were in contact without it, in one line."""
    firm = {h.holder: h for _, evidence in found for h in evidence.firm}
    held = _held(enquiry, by_first_record(enquiry, firm.values()))
    names = [line.agency_id for line, _ in found]
    if len(found) > 1:
        were = f"{enquiry.names(names)} were in contact with no record that they were told"
    else:
        evidence = found[0][1]
        contacts = contact_words(enquiry, evidence.contacts, more=evidence.at_least)
        were = f"{enquiry.name(names[0])} was in contact {contacts} with no record that it was told"
    return f"{upper_first(enquiry.fact(fact))}. {held}. {were}."


def _held(enquiry: Enquiry, holders: tuple[Holder, ...]) -> str:
    """Return "A had this on record by 3 May 2011, B by 5 May 2011 and 2 more agencies …"."""
    parts: list[str] = []
    for holder in holders[:_NAMED]:
        name = enquiry.name(holder.holder)
        known = holder.first.certain and holder.first.latest < FAR_AHEAD
        first = " had this on record" if not parts else ""
        if known:
            parts.append(f"{name}{first} by {day_of(holder.first.latest)}")
        else:
            parts.append(f"{name} possibly{' had this on record' if not parts else ''}")
    more = len(holders) - _NAMED
    if more > 0:
        also = counted(more, "more agency", "more agencies")
        return f"{', '.join(parts)} and {also} before the last of these contacts"
    return " and ".join(parts)


def _occurrences(enquiry: Enquiry, found: tuple[Later, ...]) -> str:
    events = enquiry.view.events
    shown = [
        f"{enquiry.name(later.agency_id)}, {enquiry.when(events[later.event_id])}"
        for later in found[: _NAMED + 1]
    ]
    more = len(found) - len(shown)
    return "; ".join([*shown, f"and {more} more"] if more else shown)


def _reason(event: Event) -> str:
    """Return a recorded reason as written, or only its kind where its words are kept back."""
    if event.bar in _KEPT_BACK:
        return f"{event.bar}; its words are kept back"
    return event.bar_text or str(event.bar)


def question(enquiry: Enquiry, line: Line, evidence: Evidence) -> str:
    """Return the question for the panel: about the decision, the duty, or who else was asked."""
    if evidence.is_barred:
        return barred_question(enquiry, evidence.barred[0])
    return " ".join((*_weighed(enquiry, evidence), _expected(enquiry, line, evidence)))


def barred_question(enquiry: Enquiry, event: Event) -> str:
    """Return the question where a row records why it was not shared."""
    return (
        f"{enquiry.name(event.agency_id)} recorded that {_BAR_WORDS[event.bar or Bar.OTHER]}. "
        "How was the decision not to share made, and was it looked at again as risk rose?"
    )


def _weighed(enquiry: Enquiry, evidence: Evidence) -> Iterator[str]:
    """Yield what one of several holders recorded about not sharing, asked of it first."""
    first = next(iter(evidence.barred), None)
    if first is not None and looked_at_again(enquiry, evidence.barred) is not Certainty.CERTAIN:
        bar = first.bar or Bar.OTHER
        # others held it as well, so it was not refused altogether
        words = "consent was limited or refused"
        words = words if bar is Bar.CONSENT_REFUSED else _BAR_WORDS[bar]
        yield (
            f"{enquiry.name(first.agency_id)} recorded ({enquiry.when(first)}) that {words}. Was "
            "that looked at again as risk rose?"
        )
    offer = next(iter(evidence.declined), None)
    if offer is not None:
        yield (
            f"{enquiry.name(offer.agency_id)} recorded ({enquiry.when(offer)}) that a referral was "
            "offered and declined. Was it offered again as risk rose?"
        )


def _expected(enquiry: Enquiry, line: Line, evidence: Evidence) -> str:
    who, grade = enquiry.name(line.agency_id), evidence.grade
    if grade.name == "i":
        return (
            f"“{grade.because}” provides for a share from {enquiry.name(grade.agency_id)} to "
            f"{who}. What was sent, and when? What did {who} do with it?"
        )
    if grade.sign is not None and grade.sign.met:
        return (
            f"{enquiry.name(grade.agency_id)} and {who} had met "
            f"({_meeting(enquiry, grade.sign.event_id)}). By what route could this have been "
            "passed on, and what stood in the way?"
        )
    if grade.name == "ii":
        return (
            f"The records of {enquiry.name(grade.agency_id)} name {who}. What was considered "
            "about sharing this, and what stood in the way?"
        )
    return (
        f"Did {_those_asked(enquiry, evidence)} know that {who} was in contact with "
        f"{_persons(enquiry, line, evidence)}? Did anybody ask who else was involved?"
    )


def _meeting(enquiry: Enquiry, row: str) -> str:
    event = enquiry.view.events[row]
    return f"{enquiry.what(event)}, {enquiry.when(event)}"


def _those_asked(enquiry: Enquiry, evidence: Evidence) -> str:
    names = [holder.holder for holder in evidence.asked]
    return enquiry.names(names) if len(names) <= _NAMED else "the agencies that held this"


def _persons(enquiry: Enquiry, line: Line, evidence: Evidence) -> str:
    """Return those whom it concerns and whom the other agency saw; else their children."""
    view = enquiry.view
    seen = {p for contact, _ in evidence.contacts for p in view.seen[contact.event_id]}
    own = [p for p in line.fact.persons if p in seen]
    met = own or [p for p in enquiry.persons_in_order(view.concerned(line.fact)) if p in seen]
    names = list(dict.fromkeys(enquiry.person(p) for p in met))
    return " or ".join(names) or "this household"


def notes(enquiry: Enquiry, line: Line, evidence: Evidence) -> Iterator[str]:
    """Yield further sentences: what was sent or decided, opportunities, recorded reasons."""
    who = enquiry.name(line.agency_id)
    if evidence.sent:
        rows = counted(len(evidence.sent), "row says", "rows say")
        yield f"{rows} that it was sent. There is no record of receipt."
    if evidence.decisions:
        number = enquiry.times(evidence.decisions)
        made = counted(number, "assessment or decision", "assessments or decisions")
        yield f"{who} made {made} in this time."
    if evidence.touches:
        times = counted(enquiry.occasions(evidence.touches), "recorded occasion")
        yield f"The agencies were in touch on {times} in this time."
    yield from recorded_reasons(evidence.barred)
    if line.later and line.form != "later":
        later = counted(len(line.later), "later occurrence is", "later occurrences are")
        yield f"{later} not on its record either."
    shared = enquiry.knowledge.on_shared_record(line.agency_id, line.fact.fact_id)
    if shared:
        systems = listed(sorted({system for _, system in shared}))
        yield (
            f"This was on a record that {who} could open ({systems}). There is no record that it "
            "was opened."
        )
    asked = enquiry.knowledge.denied(line.agency_id, line.fact.fact_id)
    if asked:
        times = counted(len(asked), "occasion")
        yield f"{who} had asked. It was recorded as denied or ruled out on {times}."
    if evidence.grade.sign is not None:
        yield _why(enquiry, evidence.grade, who)
    if evidence.grade.name == "i":
        yield f"Why listed: declared pathway “{evidence.grade.because}”."


def recorded_reasons(barred: tuple[Event, ...]) -> Iterator[str]:
    """Yield the reasons for not sharing, as written, each once."""
    for reason in dict.fromkeys(_reason(event) for event in barred):
        yield f"Recorded reason: {reason.strip().rstrip('.;,')}."


def _why(enquiry: Enquiry, grade: Grade, who: str) -> str:
    """Return the row that shows that the holder knew of the other, in its own words."""
    sign, name = grade.sign, enquiry.name(grade.agency_id)
    if sign is None:
        return ""
    event = enquiry.view.events[sign.event_id]
    row = f"{enquiry.name(event.agency_id)}, {enquiry.when(event)} ({event.source})"
    shows = f"{name} and {who} were both there" if sign.met else f"{name} named {who}"
    said = f": “{sign.quote}”" if sign.quote else ""
    return f"Why listed: {shows}{sign.column}. {row}{said}."
