"""What the lines say: statement, question and notes."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.case_view import FAR_AHEAD
from graphdb.model import Bar, Event
from queries.enquiry import Enquiry, contact_words, counted, day_of, listed, upper_first
from queries.findings.unshared.evidence import Evidence
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
    held = _held(enquiry, evidence.holders)
    contacts = contact_words(enquiry, evidence.contacts)
    if line.form == "late" and line.theirs is not None and line.theirs.certain_from is not None:
        by = day_of(line.theirs.certain_from)
        return (
            f"{what}. {held}. {who} was in contact {contacts} before it had this on record "
            f"(by {by})."
        )
    told = "received what was sent" if evidence.sent else "was told"
    return f"{what}. {held}. {who} was in contact {contacts} with no record that it {told}."


def _held(enquiry: Enquiry, holders: tuple[Holder, ...]) -> str:
    """Return "A had this on record by 3 May 2011, B by 5 May 2011, then 2 more agencies"."""
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
        return f"{', '.join(parts)}, then {counted(more, 'more agency', 'more agencies')}"
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
    who = enquiry.name(line.agency_id)
    if evidence.is_barred and evidence.barred[0].bar is not None:
        first = evidence.barred[0]
        return (
            f"{enquiry.name(first.agency_id)} recorded that {_BAR_WORDS[evidence.barred[0].bar]}. "
            "How was the decision not to share made, and was it looked at again as risk rose?"
        )
    grade = evidence.grade
    if grade.name == "i":
        return (
            f"“{grade.because}” provides for a share from {enquiry.name(grade.agency_id)} to "
            f"{who}. What was sent, and when? What did {who} do with it?"
        )
    if grade.name == "ii":
        return (
            f"The records of {enquiry.name(grade.agency_id)} name {who}. What was considered "
            "about sharing this, and what stood in the way?"
        )
    return (
        f"Did {_those_asked(enquiry, evidence)} know that {who} was in contact with "
        f"{_persons(enquiry, line)}? Did anybody ask who else was involved?"
    )


def _those_asked(enquiry: Enquiry, evidence: Evidence) -> str:
    names = [holder.holder for holder in evidence.asked]
    return enquiry.names(names) if len(names) <= _NAMED else "the agencies that held this"


def _persons(enquiry: Enquiry, line: Line) -> str:
    names = list(dict.fromkeys(enquiry.person(p) for p in line.fact.persons))
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
    for reason in dict.fromkeys(_reason(event) for event in evidence.barred):
        yield f"Recorded reason: {reason.strip().rstrip('.;,')}."
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
    if evidence.grade.name == "ii":
        yield f"Why listed: {enquiry.name(evidence.grade.agency_id)}'s own records name {who}."
    if evidence.grade.name == "i":
        yield f"Why listed: declared pathway “{evidence.grade.because}”."
