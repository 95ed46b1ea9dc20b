"""Contacts at which enquiry about domestic abuse is expected, with no record that it was made."""

from __future__ import annotations

from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Stance, team_not_stated
from queries.after import Look, Trigger, possible
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, upper_first, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import perpetrators, split, victims
from queries.rules import Rule

DEFINITION = Definition(
    key="routine-enquiry",
    title="Routine enquiry about domestic abuse: no record of it",
    asks="Who was seen where staff are expected to ask about domestic abuse, and was it asked?",
    how=(
        "Contacts of an agency with the person who died of a kind at which enquiry about domestic "
        "abuse is expected (the rules say which, of whom and from when), where no row of that "
        "agency shows that it was asked, from so many days before the first of them until the end; "
        "before the first of them, only what the same department asked. One line for an agency and "
        "person, however many contacts. A row of routine enquiry, an assessment of danger, and any "
        "row that reveals or denies abuse show that it was spoken of; a row of enquiry that says "
        "in its own words that it was not made shows nothing. Or: it was asked, and each of those "
        "rows, whenever it was, has the other person present; who was there has no doubt, so this "
        "is never only possible."
    ),
    sources=("000 ¶44", "000 ¶92", "004 1.1", "004 1.3"),
    codes=("2B",),
    order=40,
    forms=(
        ("not asked", "contacts, and no record that domestic abuse was asked about"),
        ("partner present", "asked, on the records, only while the other person was there"),
    ),
    cannot_see=(
        "A question that was asked and not written down; who was in the room where the row does "
        "not say; whether it would have been safe to ask."
    ),
    family="heard",
    counts=(
        "agency with no record of enquiry about domestic abuse, or only with the other present",
        "agencies with no record of enquiry about domestic abuse, or only with the other present",
    ),
    starts_from=(
        "antenatal and maternity contacts",
        "health visiting contacts",
        "mental health assessments",
        "emergency attendances with an injury",
    ),
)

#: The rule that lists the rows that show that abuse was asked about or spoken of.
ASKED = "what shows that it was asked"

_STOOD_IN_THE_WAY = "What stood in the way of safe contact is on record at one of them or more."
_BARRIER = ("barrier-to-contact",)
_ENQUIRY = ("routine-enquiry",)

#: A history that is read, or a state that ended, is nothing that somebody was asked.
_SPOKEN = frozenset(Stance) - {Stance.HISTORY, Stance.ENDED}


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency and person."""
    look = Look(enquiry, DEFINITION, "asked about domestic abuse at", ("contact", ""))
    for agency_id in enquiry.formal:
        rules, asked = split(enquiry.rules_for(DEFINITION.key, agency_id), ASKED)
        if asked is None:
            continue
        for person in sorted(victims(enquiry)):
            seen = _contacts(look, agency_id, person, rules)
            if seen is not None:
                _judge(look, seen, _askings(enquiry, agency_id, person, asked), asked)
    return look.results()


@dataclass(frozen=True, slots=True)
class _Seen:
    """An agency's contacts with a person at which it is expected to ask."""

    agency_id: str
    person: str
    rows: tuple[Event, ...]


def _contacts(look: Look, agency_id: str, person: str, rules: tuple[Rule, ...]) -> _Seen | None:
    enquiry = look.enquiry
    rows: dict[str, Event] = {}
    for rule in rules:
        found = [
            event
            for event in enquiry.about(
                enquiry.of_kinds(agency_id, rule.kinds), frozenset((person,))
            )
            if enquiry.view.is_contact(event)
            and (not rule.topics or enquiry.tells(event, rule.topics))
            and look.in_time(Trigger.of(enquiry, (event,)), rule)
        ]
        if enquiry.times(event.event_id for event in found) >= rule.count:
            rows |= {event.event_id: event for event in found}
    ordered = tuple(sorted(rows.values(), key=enquiry.view.sort_key))
    return _Seen(agency_id, person, ordered) if ordered else None


def _askings(enquiry: Enquiry, agency_id: str, person: str, asked: Rule) -> tuple[Event, ...]:
    """Return an agency's rows that show that a person was asked, or spoke of abuse."""
    mine = frozenset((person,))
    rows = {e.event_id: e for e in enquiry.about(enquiry.of_kinds(agency_id, asked.kinds), mine)}
    rows |= {e.event_id: e for e in enquiry.about(enquiry.assessments_of(agency_id), mine)}
    for topic in asked.topics:
        for event in enquiry.about(enquiry.rows_on_topic.get((agency_id, topic), ()), mine):
            if not event.told_by and enquiry.tells(event, (topic,), _SPOKEN):
                rows[event.event_id] = event
    found = [event for event in rows.values() if not _says_not_asked(enquiry, event)]
    return tuple(sorted(found, key=enquiry.view.sort_key))


def _says_not_asked(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row of enquiry says in its own words that it was not made, and tells of nothing."""
    kind = enquiry.vocabulary.kinds.get(event.kind)
    if kind is None or event.kind not in _ENQUIRY or event.reveals:
        return False
    text = event.summary.casefold()
    return any(phrase in text for phrase in kind.not_words)


def _judge(look: Look, seen: _Seen, askings: tuple[Event, ...], asked: Rule) -> None:
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, seen.rows)
    certainty = _not_asked(enquiry, seen, askings, asked)
    form = "not asked"
    if certainty is None:
        form, certainty = "partner present", _only_with(enquiry, askings, asked)
    if certainty is None:
        shows = next(e for e in askings if _counts(enquiry, seen, e, asked))
        look.leave(trigger, _how(enquiry, shows, trigger, asked), shows.event_id)
    elif not enquiry.can_tell(seen.agency_id, trigger.low, enquiry.view.end_lo - 1):
        look.cannot(seen.agency_id, enquiry.times(event.event_id for event in seen.rows))
    elif form == "not asked":
        _add_not_asked(look, seen, certainty)
    else:
        _add_partner_present(look, seen, askings)


def _not_asked(
    enquiry: Enquiry, seen: _Seen, askings: tuple[Event, ...], asked: Rule
) -> Certainty | None:
    """Return whether every asking lies before the span, or after the end.

    Exact: the span opens so many days before the first contact, which is the least of the
    contacts' instants (each anywhere in its own bounds), and each asking lies anywhere in its own.
    """
    view = enquiry.view
    certain = True
    for event in askings:
        bounds = view.bounds[event.event_id]
        opens_lo, _ = _opens(enquiry, seen, event, asked)
        if _counts(enquiry, seen, event, asked):
            return None
        before = bounds.end_hi // MINUTES_PER_DAY < opens_lo
        certain = certain and (before or bounds.start_lo >= view.end_hi)
    return Certainty.CERTAIN if certain else Certainty.POSSIBLE


def _counts(enquiry: Enquiry, seen: _Seen, event: Event, asked: Rule) -> bool:
    """Whether an asking lies in the span, in every world."""
    view, bounds = enquiry.view, enquiry.view.bounds[event.event_id]
    _, opens = _opens(enquiry, seen, event, asked)
    return bounds.start_lo // MINUTES_PER_DAY >= opens and bounds.end_hi < view.end_lo


def _opens(enquiry: Enquiry, seen: _Seen, event: Event, asked: Rule) -> tuple[int, int]:
    """Return the first and the last day on which the span can open for an asking.

    What another department asked before the first contact was not asked by those who had it; a
    row of no stated team may be theirs.
    """
    view = enquiry.view
    nobody = team_not_stated(seen.agency_id)
    teams = {one.team_id for one in seen.rows}
    same = event.team_id in teams or nobody in (event.team_id, *teams)
    days = asked.days if same else 0
    first = [view.bounds[one.event_id] for one in seen.rows]
    return (
        min(b.start_lo for b in first) // MINUTES_PER_DAY - days,
        min(b.end_hi for b in first) // MINUTES_PER_DAY - days,
    )


def _how(enquiry: Enquiry, event: Event, trigger: Trigger, asked: Rule) -> str:
    """Return how a row shows it: asked about, or only spoken of, and before the first contact."""
    put = event.kind in _ENQUIRY or enquiry.is_assessment(event) or _denied(enquiry, event, asked)
    before = enquiry.view.bounds[event.event_id].end_hi < trigger.low
    how = "asked about domestic abuse" if put else "abuse spoken of"
    return f"{how} {'before the first of them' if before else 'at one of them, or later'}"


def _only_with(enquiry: Enquiry, askings: tuple[Event, ...], asked: Rule) -> Certainty | None:
    """Return certain where each asking has the other person there; who was there has no doubt.

    Only questions put to her: what was seen or disclosed with the other there needs no asking.
    """
    others, seen = perpetrators(enquiry), enquiry.view.seen
    put = all(e.kind in asked.kinds or _denied(enquiry, e, asked) for e in askings)
    there = all(not others.isdisjoint(seen[event.event_id]) for event in askings)
    return Certainty.CERTAIN if put and there else None


def _denied(enquiry: Enquiry, event: Event, asked: Rule) -> bool:
    return enquiry.tells(event, asked.topics, (Stance.DENIED, Stance.RULED_OUT)) and not (
        enquiry.tells(event, asked.topics)
    )


def _with_other(enquiry: Enquiry, rows: tuple[Event, ...]) -> str:
    """Return how many of the contacts had the other person there, in words."""
    there = {
        person: enquiry.times(e.event_id for e in rows if person in enquiry.view.seen[e.event_id])
        for person in enquiry.persons_in_order(perpetrators(enquiry))
    }
    return "".join(
        f" {upper_first(enquiry.person(person))} was present at {often} of them."
        for person, often in there.items()
        if often
    )


def _add_not_asked(look: Look, seen: _Seen, certainty: Certainty) -> None:
    enquiry, rows = look.enquiry, seen.rows
    cited = tuple(Cited(event.event_id, Cites.SEEN) for event in rows)
    barred = tuple(e for e in rows if enquiry.tells(e, _BARRIER))
    often = enquiry.times(event.event_id for event in rows)
    person = enquiry.person(seen.person)
    of_which = _with_other(enquiry, rows) if often > 1 else ""
    look.add(
        seen.agency_id,
        seen.person,
        "not asked",
        certainty=certainty,
        statement=(
            f"{enquiry.name(seen.agency_id)}: {counted(often, 'contact')} with {person} of a kind "
            f"at which staff are expected to ask about domestic abuse, {_between(enquiry, rows)}."
            f"{of_which} There is no record that it was asked about."
        ),
        question=(
            f"Was {person} asked, and was it possible to see {person} alone? What helped, or stood "
            "in the way?"
        ),
        weight=weigh(3, 1, often),
        group=DEFINITION.family,
        agencies=(seen.agency_id,),
        persons=(seen.person,),
        form="not asked",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        notes=(_STOOD_IN_THE_WAY,) if barred else (),
        omission=(f"enquiry:{seen.agency_id}:{seen.person}",),
    )


def _between(enquiry: Enquiry, rows: tuple[Event, ...]) -> str:
    if len(rows) == 1:
        return f"{enquiry.when(rows[0])}"
    return f"the first {enquiry.when(rows[0])}, the last {enquiry.when(rows[-1])}"


def _add_partner_present(look: Look, seen: _Seen, askings: tuple[Event, ...]) -> None:
    enquiry = look.enquiry
    person = enquiry.person(seen.person)
    there = enquiry.persons_in_order(
        perpetrators(enquiry).intersection(
            *(enquiry.view.seen[event.event_id] for event in askings)
        )
        or perpetrators(enquiry)
    )
    others = " or ".join(enquiry.person(other) for other in there)
    often = counted(enquiry.times(event.event_id for event in askings), "time")
    look.add(
        seen.agency_id,
        seen.person,
        "partner present",
        certainty=Certainty.CERTAIN,
        statement=(
            f"{enquiry.name(seen.agency_id)}: {person} was asked about domestic abuse "
            f"{often.replace('1 time', 'once')}, {_between(enquiry, askings)}, with {others} "
            f"present. There is no record that it was asked about with {person} alone."
        ),
        question=(
            f"What would have made it possible to see {person} alone, and what did staff have to "
            "go by?"
        ),
        weight=weigh(3, 2),
        group=DEFINITION.family,
        agencies=(seen.agency_id,),
        persons=(seen.person, *there),
        form="partner present",
        cited=tuple(Cited(event.event_id, Cites.ASKED) for event in askings),
        omission=(f"enquiry:{seen.agency_id}:{seen.person}",),
    )
