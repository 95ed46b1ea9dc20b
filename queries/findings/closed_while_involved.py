"""A case closed while others were involved, with no record that they were told."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact
from queries.after import Look, Trigger, Within, possible
from queries.around import Blind, nothing_around, results_of, silent
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.held_at import about_whom, certainly_held, concerns, heaviest, namings
from queries.parties import split
from queries.rules import Rule

DEFINITION = Definition(
    key="closed-while-involved",
    title="Closed while others were involved",
    asks="Which cases were closed with no record that those still involved were told?",
    how=(
        "A row in which an agency closes a case about a member of the household, where its own "
        "rows of the quarter before (the rule “in touch of late” says how many days) name another "
        "organisation about the same person (as told, telling, invited, at a meeting, or in the "
        "text), with no share, referral, meeting or letter on either record that names the two "
        "about that person in the days before or after (the rule says how many), and no such name "
        "on the closure itself. Or: its own records show a plan still in force, with nobody told "
        "at all. Where the dates leave it in doubt whether the name or the plan stood there then, "
        "there is no line. Who else was in contact in those days, as only the other chronologies "
        "show, is said in a note and is not the reason for the line. A closure whose row records a "
        "reason for not sharing is left out, and so is one by an agency whose rows never say whom "
        "it told: that cannot be told."
    ),
    sources=("000 ¶48", "000 ¶53", "004 3.1"),
    codes=("6D", "6C"),
    order=50,
    forms=(
        ("others involved", "its own records name others, with no record that they were told"),
        ("plan in force", "its own records show a plan in force, with nobody told"),
    ),
    cannot_see=(
        "What was said by telephone and not written down; whether those named were still "
        "involved when the case closed; whether anything would have had to be passed on."
    ),
    family="together",
    counts=(
        "case closed with no record that others were told",
        "cases closed with no record that others were told",
    ),
)

#: The rule that says how far back its own records may name another agency.
LATELY = "in touch of late"


def find(enquiry: Enquiry) -> Results:
    """Return one finding per closure of which there is no record that others were told."""
    look = Look(
        enquiry, DEFINITION, "told other agencies of", ("closure", ""), "others being told of it"
    )
    blind = Blind(
        look,
        "told other agencies of",
        ("closure", ""),
        "nowhere says whom it told or met. Ask who was told of each",
    )
    for agency_id in enquiry.formal:
        rules, lately = split(enquiry.rules_for(DEFINITION.key, agency_id), LATELY)
        days = lately.days if lately is not None else 0
        for rule in rules:
            for closure in _closures(enquiry, agency_id, rule):
                _judge(look, blind, closure, rule, days)
    return results_of((look, blind))


def _closures(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Event]:
    """Yield an agency's closures about the household, one for each occurrence."""
    rows = enquiry.of_kinds(agency_id, rule.kinds)
    first = {enquiry.view.occurrence_of[e.event_id]: e for e in reversed(rows)}
    for event in reversed(first.values()):
        if about_whom(enquiry, event):
            yield event


def _judge(look: Look, blind: Blind, closure: Event, rule: Rule, lately: int) -> None:
    enquiry = look.enquiry
    trigger, who = Trigger.of(enquiry, (closure,)), about_whom(enquiry, closure)
    others = _involved(enquiry, trigger, who, lately)
    plans = _plans(enquiry, trigger, who, rule)
    if not (others or plans) or not look.in_time(trigger, rule):
        return
    if closure.bar is not None:
        look.leave(trigger, "a reason for not sharing is recorded")
    elif not _says_whom(enquiry, closure.agency_id):
        blind.count(closure.agency_id)
    elif others:
        _others(look, trigger, who, others, plans, rule, lately)
    else:
        _nobody(look, trigger, who, plans, rule, lately)


def _others(
    look: Look,
    trigger: Trigger,
    who: frozenset[str],
    others: dict[str, Event],
    plans: list[tuple[Fact, Acquisition]],
    rule: Rule,
    lately: int,
) -> None:
    judged = {
        other: nothing_around(
            look, trigger, _told(look.enquiry, trigger, other, who, rule), rule.days
        )
        for other in others
    }
    found = {other: certainty for other, certainty in judged.items() if certainty is not None}
    if not found:
        look.leave(trigger, "those whom its records name were told")
        return
    # the line says what is certain; what is only possible makes a line where nothing is certain
    strongest = Certainty.CERTAIN if Certainty.CERTAIN in found.values() else Certainty.POSSIBLE
    if silent(look, trigger, rule, strongest) is not None:
        named = {
            a: others[a] for a in look.enquiry.agencies_in_order(found) if found[a] is strongest
        }
        _add(look, trigger, who, strongest, named, plans, rule, lately)


def _nobody(
    look: Look,
    trigger: Trigger,
    who: frozenset[str],
    plans: list[tuple[Fact, Acquisition]],
    rule: Rule,
    lately: int,
) -> None:
    enquiry = look.enquiry
    rows = [
        event
        for other in enquiry.formal
        if other != trigger.agency_id
        for event in _told(enquiry, trigger, other, who, rule)
    ]
    certainty = nothing_around(look, trigger, rows, rule.days)
    if certainty is None:
        look.leave(trigger, "somebody was told")
    elif silent(look, trigger, rule, certainty) is not None:
        _add(look, trigger, who, certainty, {}, plans, rule, lately)


# -- who was involved, and who was told --------------------------------------------------


def _involved(
    enquiry: Enquiry, trigger: Trigger, who: frozenset[str], lately: int
) -> dict[str, Event]:
    """Return whom its own earlier rows name about the same persons, with the last such row.

    Only rows that lie before the closure, and in the days before it, in every world.
    """
    view, closure = enquiry.view, trigger.rows[0]
    since = (trigger.high // MINUTES_PER_DAY - lately) * MINUTES_PER_DAY
    found: dict[str, Event] = {}
    for event, names in namings(enquiry, trigger.agency_id):
        bounds = view.bounds[event.event_id]
        earlier = bounds.end_hi < trigger.low or view.comes_before(event.event_id, closure.event_id)
        if earlier and bounds.start_lo >= since and about_whom(enquiry, event) & who:
            found |= dict.fromkeys(sorted(names), event)
    return found


def _told(
    enquiry: Enquiry, trigger: Trigger, other: str, who: frozenset[str], rule: Rule
) -> list[Event]:
    """Return the rows, of either, that show the two in touch about the same persons.

    A letter or a share that names the other only in its text is one, and so is the closure itself.
    """
    named = _naming(enquiry, trigger.agency_id, other)
    kinds, own = frozenset(rule.answers), trigger.ids
    rows = [event for event in named if event.kind in kinds or event.event_id in own]
    rows += enquiry.in_touch(trigger.agency_id, other)
    return [event for event in rows if concerns(event, who)]


def _naming(enquiry: Enquiry, agency_id: str, other: str) -> list[Event]:
    """Return the rows of an agency that name another."""
    key = (f"rows of {agency_id} that name", other)
    if key not in enquiry.memo:
        rows = namings(enquiry, agency_id)
        enquiry.memo[key] = [event for event, names in rows if other in names]
    found: list[Event] = enquiry.memo[key]
    return found


def _says_whom(enquiry: Enquiry, agency_id: str) -> bool:
    """Whether any row of an agency says whom it told, heard from or met."""
    return any(
        enquiry.named_by(event) - {agency_id} or event.invited
        for event, _ in namings(enquiry, agency_id)
    )


def _plans(
    enquiry: Enquiry, trigger: Trigger, who: frozenset[str], rule: Rule
) -> list[tuple[Fact, Acquisition]]:
    """Return the plans that its records show in force, and of which the closure does not speak."""
    spoken = {r.fact_id for event in trigger.rows for r in event.reveals}
    held = certainly_held(
        enquiry, trigger.agency_id, trigger.low, trigger.high, persons=who, topics=rule.topics
    )
    return [(fact, acquired) for fact, acquired in held if fact.fact_id not in spoken]


# -- the line ----------------------------------------------------------------------------


def _add(
    look: Look,
    trigger: Trigger,
    who: frozenset[str],
    certainty: Certainty,
    others: dict[str, Event],
    plans: list[tuple[Fact, Acquisition]],
    rule: Rule,
    lately: int,
) -> None:
    enquiry, closure = look.enquiry, trigger.rows[0]
    cited = [Cited(closure.event_id, Cites.CLOSURE)]
    cited += [Cited(event.event_id, Cites.TOUCH) for event in others.values()]
    cited += [Cited(acquired.via, Cites.PLAN) for _, acquired in plans]
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=certainty,
        statement=_statement(enquiry, closure, tuple(others), plans, rule, lately),
        question=_question(enquiry, tuple(others)),
        weight=weigh(heaviest(enquiry, trigger.agency_id, trigger.low, trigger.high, who), 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id, *others),
        teams=(closure.team_id,),
        persons=who,
        facts=tuple(fact.fact_id for fact, _ in plans),
        form="others involved" if others else "plan in force",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        notes=tuple(_notes(enquiry, trigger, who, frozenset(others), lately)),
        omission=(f"closure:{closure.event_id}",),
    )


def _statement(
    enquiry: Enquiry,
    closure: Event,
    others: tuple[str, ...],
    plans: list[tuple[Fact, Acquisition]],
    rule: Rule,
    lately: int,
) -> str:
    days = Within(rule.days).words
    parts = [f"{enquiry.view.team_name(closure.team_id)}, {enquiry.when(closure)}: case closed"]
    if others:
        parts.append(
            f"Its own records of the {counted(lately, 'day')} before name {enquiry.names(others)}"
        )
    parts += [f"They show in force: {enquiry.fact(fact)}" for fact, _ in plans]
    whom = "any of them" if len(others) > 1 else enquiry.names(others) or "anybody else"
    parts.append(
        f"There is no record, in the {days} before or after, that the closing was made known to "
        f"{whom}"
    )
    return ". ".join(parts) + "."


def _question(enquiry: Enquiry, others: tuple[str, ...]) -> str:
    if others:
        return (
            f"What did {enquiry.names(others)} know of the decision to close, and what did those "
            "who made it know of their work?"
        )
    return "What became of the plan when the case was closed, and who took it on?"


def _notes(
    enquiry: Enquiry, trigger: Trigger, who: frozenset[str], named: frozenset[str], lately: int
) -> Iterator[str]:
    """Yield who else was in contact, as only the other chronologies show."""
    since = (trigger.high // MINUTES_PER_DAY - lately) * MINUTES_PER_DAY
    own = frozenset(name for _, names in namings(enquiry, trigger.agency_id) for name in names)
    also = [
        agency_id
        for agency_id in enquiry.formal
        if agency_id not in named | own | {trigger.agency_id}
        and any(
            contact.bounds.start_lo >= since and contact.bounds.end_hi < trigger.low
            for contact in enquiry.contacts_with(agency_id, who)
        )
    ]
    if also:
        yield (
            f"Also in contact in the {counted(lately, 'day')} before, as their own chronologies "
            f"show: {enquiry.names(also)}."
        )
