"""Others record an agency at a meeting, and its own chronology has nothing near that time."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.model import Event, agency_of
from queries.after import Look, Trigger, Within
from queries.around import Blind, ByTime, nothing_around, results_of, silent
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, often, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.held_at import about_whom, speaks
from queries.rules import Rule

DEFINITION = Definition(
    key="no-record-expected",
    title="Named at a meeting by others, with nothing on its own record",
    asks="Which agencies do others record at a meeting, with nothing on their own record?",
    how=(
        "A row of one organisation names another as having attended, in scope and before the end, "
        "about a member of the household; and the other's chronology has no row at all about "
        "anybody within some days before or after (the rule says how many), nor one linked to it. "
        "A row that may lie in those days keeps the line out. What one sent or received and the "
        "other has no record of stands under “Sent or received, on one record alone”. An agency "
        "whose chronology has no meeting at all and names nobody cannot be told of. One line for "
        "each agency, with all such rows."
    ),
    sources=("000 ¶39", "000 ¶40"),
    codes=("5E",),
    order=62,
    forms=(("nothing near", "others record it there; its own chronology has nothing near"),),
    cannot_see=(
        "Whether it was there and wrote nothing down, or was named by mistake; contacts that "
        "others mention only in their text."
    ),
    family="together",
    counts=(
        "agency named at a meeting with nothing on its own record",
        "agencies named at a meeting with nothing on their own record",
    ),
    needs=(Need.TWO_AGENCIES,),
    takes_rules=False,
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency that others record where its own chronology has nothing."""
    of = ("meeting at which others record it", "meetings at which others record it")
    look = Look(enquiry, DEFINITION, "was at", of, "a row of its own near it")
    blind = Blind(
        look, "was at", of, "has no meeting and names no other agency. Ask for its file of each"
    )
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        named = _named(enquiry)
        for agency_id in sorted(named):
            if not speaks(enquiry, agency_id) or not rule.expected_of(enquiry.agency(agency_id)):
                continue
            own = ByTime(enquiry.view, enquiry.view.rows_of_agency[agency_id])
            found = [
                event
                for event in named[agency_id]
                if _judge(look, blind, agency_id, event, own, rule)
            ]
            if found:
                _add(look, agency_id, found, rule)
    return results_of((look, blind))


def _named(enquiry: Enquiry) -> dict[str, list[Event]]:
    """Return the rows of others that name an organisation as there, earliest first."""
    view, found = enquiry.view, dict[str, list[Event]]()
    for event in view.in_order:
        if (
            not event.attended
            or event.learned_after_death
            or not enquiry.is_formal(event.agency_id)
        ):
            continue
        if not event.coded or not about_whom(enquiry, event):
            continue
        for other in dict.fromkeys(agency_of(naming.team_id) for naming in event.attended):
            if other != event.agency_id and enquiry.is_formal(other):
                found.setdefault(other, []).append(event)
    return found


def _judge(look: Look, blind: Blind, agency_id: str, event: Event, own: ByTime, rule: Rule) -> bool:
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, (event,), agency_id)
    if not look.in_time(trigger, rule):
        return False
    if not _records_such(enquiry, agency_id):
        blind.count(agency_id)
        return False
    rows = [e for e in own.near(trigger, rule.days, rule.days) if e.coded]
    certainty = nothing_around(look, trigger, rows, rule.days)
    if certainty is not Certainty.CERTAIN or any(_linked(enquiry, agency_id, event)):
        look.leave(trigger, "its own chronology has a row near, or may have")
        return False
    return silent(look, trigger, rule, certainty) is not None


def _linked(enquiry: Enquiry, agency_id: str, event: Event) -> Iterator[bool]:
    view = enquiry.view
    occurrence = view.occurrence_of[event.event_id]
    for one in (occurrence, *view.guesses.get(occurrence, ())):
        for row in view.occurrences[one]:
            yield view.events[row].agency_id == agency_id


def _records_such(enquiry: Enquiry, agency_id: str) -> bool:
    """Whether an agency's chronology has meetings, or says of anybody that they told or met."""
    key = ("records meetings", agency_id)
    if key not in enquiry.memo:
        kinds = enquiry.vocabulary.kinds
        enquiry.memo[key] = any(
            ((kind := kinds.get(event.kind)) is not None and kind.meeting)
            or event.attended
            or event.shared_with
            or event.told_by
            for event in enquiry.view.rows_of_agency[agency_id]
        )
    return bool(enquiry.memo[key])


def _add(look: Look, agency_id: str, found: list[Event], rule: Rule) -> None:
    enquiry = look.enquiry
    times = often(enquiry.times(event.event_id for event in found))
    others = list(dict.fromkeys(event.agency_id for event in found))
    dates = enquiry.when(found[0])
    first = f" ({dates})" if len(found) == 1 else f" (first: {dates})"
    name = enquiry.name(agency_id)
    look.add(
        agency_id,
        certainty=Certainty.CERTAIN,
        statement=(
            f"{enquiry.names(others)} recorded {name} at a meeting, {times}{first}. There is no "
            f"record of any kind in {name}'s own chronology within {Within(rule.days).words}, "
            "before or after."
        ),
        question=f"What does {name} hold of this that is not in its chronology?",
        weight=weigh(2, 0),
        group=DEFINITION.family,
        agencies=(agency_id, *others),
        persons=frozenset(p for event in found for p in about_whom(enquiry, event)),
        form="nothing near",
        cited=tuple(Cited(event.event_id, Cites.MEETING) for event in found),
        omission=tuple(f"attended:{event.event_id}:{agency_id}" for event in found),
    )
