"""A meeting about the household, and an agency that held something weighty and was not there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact
from queries.after import Look, Trigger, possible
from queries.around import Blind, results_of
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, listed, upper_first, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.gap import strongest
from queries.held_at import certainly_held, concerns, speaks
from queries.meetings import Meeting, meetings
from queries.parties import split
from queries.rules import Rule

DEFINITION = Definition(
    key="meeting-without-holder",
    title="A meeting without somebody who held something",
    asks="Which meetings went on without an agency that held something weighty?",
    how=(
        "A MARAC, MAPPA or strategy meeting, a conference or a professionals' meeting about a "
        "member of the household, in scope and before the end. An organisation certainly held by "
        "then, about one of those it concerned, something of at least the rule's weight that "
        "nobody who was there had on record or was told there; and it was neither asked, nor "
        "there, nor sent the minutes, or it was asked and is not recorded as there. All rows of a "
        "meeting are read together, and an agency with a row of its own of the meeting was there. "
        "What rests on a row that records a reason for not sharing is left out. Where a row of an "
        "agency that was asked gives apologies in its own words (the rule “apologies”), the line "
        "cites it and asks what stood in the way of something in writing. Where no row says who "
        "was asked or there, it cannot be told. One line for a meeting and form."
    ),
    sources=("000 ¶51", "004 3.6"),
    codes=("6D",),
    order=54,
    forms=(
        ("not invited", "no record that the agency was asked, was there or was sent the minutes"),
        ("did not come", "the agency was asked, with no record that it was there"),
    ),
    cannot_see=(
        "What was brought in writing and not recorded; whether those who called the meeting could "
        "have known who held what; meetings that no chronology tells of."
    ),
    family="together",
    counts=(
        "meeting without an agency that held something weighty",
        "meetings without an agency that held something weighty",
    ),
    needs=(Need.TWO_AGENCIES, Need.INFORMATION),
)


#: The rule that lists the words of apologies.
APOLOGIES = "apologies"

#: How many facts a line names; its notes name all of them.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Absent:
    """An agency that was not there, with what it held that nobody there had."""

    agency_id: str
    certainty: Certainty
    held: tuple[tuple[Fact, Acquisition], ...]


def find(enquiry: Enquiry) -> Results:
    """Return one finding per meeting and form, with every agency that was not there."""
    look = Look(enquiry, DEFINITION, "had part in", ("meeting", ""))
    blind = Blind(
        look,
        "says who was asked to, or was at,",
        ("meeting", ""),
        "does not say of it who was asked or there. Ask for the invitations and the minutes",
    )
    done: set[str] = set()
    rules, sorry = split(enquiry.rules_for(DEFINITION.key), APOLOGIES)
    for rule in rules:
        for meeting in meetings(enquiry, rule.kinds):
            if not done.isdisjoint(event.event_id for event in meeting.rows):
                continue
            done |= {event.event_id for event in meeting.rows}
            recorder = meeting.rows[0].agency_id
            trigger = Trigger(meeting.rows, recorder, meeting.low, meeting.high)
            if not look.in_time(trigger, rule):
                continue
            if meeting.says_who:
                _judge(look, meeting, rule, sorry)
            else:
                blind.count(recorder)
    return results_of((look, blind))


def _judge(look: Look, meeting: Meeting, rule: Rule, sorry: Rule | None) -> None:
    forms: dict[str, list[_Absent]] = defaultdict(list)
    for agency_id in look.enquiry.formal:
        if agency_id in meeting.there or not speaks(look.enquiry, agency_id):
            continue
        if not rule.expected_of(look.enquiry.agency(agency_id)):
            continue
        asked = agency_id in meeting.invited
        if not asked and agency_id in meeting.minutes:
            continue
        absent = _absent(look.enquiry, meeting, agency_id, rule)
        if absent is None:
            continue
        if look.enquiry.can_tell(agency_id, meeting.low, meeting.high):
            forms["did not come" if asked else "not invited"].append(absent)
        else:
            look.cannot(agency_id)
    for form, found in forms.items():
        _add(look, meeting, form, found, sorry if form == "did not come" else None)


def _absent(enquiry: Enquiry, meeting: Meeting, agency_id: str, rule: Rule) -> _Absent | None:
    sure, perhaps = [], []
    for fact, acquired in certainly_held(
        enquiry,
        agency_id,
        meeting.low,
        meeting.high,
        least=rule.least_weight,
        persons=meeting.persons,
    ):
        if enquiry.view.events[acquired.coded_on].bar is not None:
            continue
        known = _known_there(enquiry, meeting, fact)
        if known is None:
            sure.append((fact, acquired))
        elif known is Certainty.POSSIBLE:
            perhaps.append((fact, acquired))
    if sure:
        return _Absent(agency_id, Certainty.CERTAIN, tuple(sure))
    return _Absent(agency_id, Certainty.POSSIBLE, tuple(perhaps)) if perhaps else None


def _known_there(enquiry: Enquiry, meeting: Meeting, fact: Fact) -> Certainty | None:
    """Return whether somebody who was there had a fact by then, or was told of it there."""
    rows, found = {event.event_id for event in meeting.rows}, None
    for agency_id in sorted(meeting.there):
        for acquired in enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id):
            told_there = not rows.isdisjoint(acquired.atoms)
            if acquired.certain and (told_there or acquired.latest < meeting.low):
                return Certainty.CERTAIN
            if acquired.earliest <= meeting.high:
                found = Certainty.POSSIBLE
    return found


# -- the line ----------------------------------------------------------------------------


def _apologies(enquiry: Enquiry, meeting: Meeting, agency_id: str, sorry: Rule) -> list[Event]:
    """Return an agency's own rows, near a meeting, whose text gives apologies for it.

    About the same persons, in the days of the rule before the meeting or after it, in some world:
    the words are its own, and a row cited in vain does no harm.
    """
    view, reach = enquiry.view, sorry.days * MINUTES_PER_DAY
    return [
        event
        for event in view.rows_of_agency.get(agency_id, ())
        if concerns(event, meeting.persons)
        and not event.learned_after_death
        and view.bounds[event.event_id].end_hi >= meeting.low - reach
        and view.bounds[event.event_id].start_lo <= meeting.high + reach
        and any(word in event.summary.casefold() for word in sorry.words)
    ]


def _add(
    look: Look, meeting: Meeting, form: str, absent: list[_Absent], sorry: Rule | None
) -> None:
    enquiry, first = look.enquiry, meeting.rows[0]
    certainty = strongest(a.certainty for a in absent)
    # the line says what is certain; what is only possible makes one where nothing is certain
    absent = [a for a in absent if a.certainty is certainty]
    # whoever recorded the meeting answers for who was asked; one whose record can be told, first
    recorders = list(dict.fromkeys(event.agency_id for event in meeting.rows))
    tellable = [a for a in recorders if enquiry.can_tell(a, meeting.low, meeting.high)]
    if not tellable:
        look.cannot(recorders[0])
        return
    names = enquiry.names([a.agency_id for a in absent])
    cited = [Cited(event.event_id, Cites.MEETING) for event in meeting.rows]
    cited += [Cited(acquired.via, Cites.HELD) for a in absent for _, acquired in a.held]
    apologies = [
        event
        for a in absent
        for event in (_apologies(enquiry, meeting, a.agency_id, sorry) if sorry else ())
    ]
    cited += [Cited(event.event_id, Cites.REASON) for event in apologies]
    facts = {fact.fact_id: fact for a in absent for fact, _ in a.held}
    look.add(
        min(event.event_id for event in meeting.rows),
        form,
        certainty=certainty,
        statement=(
            f"{upper_first(enquiry.what(first))}, {enquiry.when(first)}. {_said(form, names)}"
            f"{_sorry(enquiry, apologies)} Held by then, and on record with nobody who was there: "
            f"{_few(enquiry, facts)}."
        ),
        question=_question(form, names, apologies),
        weight=weigh(max(fact.weight for fact in facts.values()), 2),
        group=DEFINITION.family,
        agencies=tuple(dict.fromkeys((*tellable, *recorders, *(a.agency_id for a in absent)))),
        persons=meeting.persons,
        facts=tuple(facts),
        form=form,
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        notes=tuple(
            f"{enquiry.name(a.agency_id)} held: {listed([enquiry.fact(f) for f, _ in a.held])}."
            for a in absent
            if len(absent) > 1 or len(facts) > _NAMED
        ),
        omission=(f"meeting:{min(event.event_id for event in meeting.rows)}:{form}",),
    )


def _few(enquiry: Enquiry, facts: dict[str, Fact]) -> str:
    """Return the weightiest facts in words, and how many more there are."""
    ranked = enquiry.facts_in_order(facts.values())
    words = [enquiry.fact(fact) for fact in ranked[:_NAMED]]
    more = len(ranked) - _NAMED
    return listed([*words, f"{more} more"] if more > 0 else words)


def _said(form: str, names: str) -> str:
    if form == "did not come":
        return f"There is a record that {names} was asked, and no record of attendance."
    return f"There is no record of an invitation or minutes to {names}, nor of attendance."


def _sorry(enquiry: Enquiry, apologies: list[Event]) -> str:
    return "".join(
        f" The row of {enquiry.name(event.agency_id)} of {enquiry.when(event)} gives apologies."
        for event in apologies
    )


def _question(form: str, names: str, apologies: list[Event]) -> str:
    if apologies:
        return (
            f"Apologies were given. What stood in the way of asking {names} for something in "
            "writing, or of sending it?"
        )
    if form == "did not come":
        return f"What stood in the way for {names}, and how might what was held have been heard?"
    return f"How was it decided whom to ask, and what could {names} have brought?"
