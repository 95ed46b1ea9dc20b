"""Where two chronologies do not mirror each other: sent or received, on one record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphdb.knowledge import How, pathway_agencies
from graphdb.model import Event, agency_of
from queries.after import Look, Trigger, Within
from queries.around import Blind, ByTime, nothing_around, results_of, silent
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, often, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.findings.unshared.line import is_listed
from queries.held_at import concerns, named_in, namings, speaks
from queries.rules import Rule

DEFINITION = Definition(
    key="mirror",
    title="Sent or received, on one record alone",
    asks="Which shares stand on the record of one agency and not on that of the other?",
    how=(
        "Sent: a row about the household says that it was shared with another organisation, whose "
        "chronology has no row that mirrors it, none that names the sender, and none of something "
        "received from nobody named, in the days before or after (the rule says how many). "
        "Received: a row says who told it, and that organisation's chronology has no row that "
        "names the receiver in those days. Rows about somebody else do not count; one that may lie "
        "in the days is taken to be the other half. Letters that go as a matter of course (a "
        "discharge or an appointment letter: the rules list the kinds) are asked about only where "
        "they told of something of at least the rule's weight. Referrals and requests are asked "
        "about elsewhere, and so is a row that “No record that it was shared” cites as sent to "
        "that agency. What a declared pathway carries needs no record of sending. One line for two "
        "agencies and a direction, with all its rows. An agency that nowhere records what it "
        "receives, or what it sends, cannot be told of."
    ),
    sources=("000 ¶39", "000 ¶40", "000 ¶41"),
    codes=("5E", "6C"),
    order=60,
    forms=(
        ("sent", "sent by one, with no record of receipt by the other"),
        ("received", "received by one, with no record of sending by the other"),
    ),
    cannot_see=(
        "Whether it arrived and was not written down, or never arrived; what was left out when "
        "the chronologies were made of the files."
    ),
    family="together",
    counts=(
        "pair of agencies whose records of a share do not match",
        "pairs of agencies whose records of a share do not match",
    ),
    needs=(Need.TWO_AGENCIES,),
)

#: Above every weight.
NEVER = 6


def find(enquiry: Enquiry) -> Results:
    """Return one finding per pair of agencies and direction."""
    look = Look(
        enquiry,
        DEFINITION,
        "has on its own record",
        ("share", ""),
        "the other half of it on this agency's own record",
    )
    blinds = {
        "sent": Blind(
            look,
            "received",
            ("share", ""),
            "nowhere records what it received. Ask whether each arrived",
        ),
        "received": Blind(
            look, "sent", ("share", ""), "nowhere records whom it told. Ask whether each was sent"
        ),
    }
    rules = enquiry.rules_for(DEFINITION.key)
    # from which weight on a row of a kind is asked about; of referrals and requests, none is
    least = {
        kind: rule.least_weight or NEVER
        for rule in rules
        if not rule.answers
        for kind in rule.kinds
    }
    for rule in rules:
        if not rule.answers:
            continue
        names = {a: _named_rows(enquiry, a, rule) for a in enquiry.formal}
        for agency_id in enquiry.formal:
            for form, blind in blinds.items():
                _pairs(look, blind, names, agency_id, form, least, rule)
    return results_of((look, *blinds.values()))


def _named_rows(enquiry: Enquiry, agency_id: str, rule: Rule) -> dict[str, ByTime]:
    """Return an agency's rows by whom they name; under no name, what came from nobody named."""
    found: dict[str, list[Event]] = {}
    for event, names in namings(enquiry, agency_id):
        for name in sorted(names):
            found.setdefault(name, []).append(event)
    found[""] = [e for e in enquiry.of_kinds(agency_id, rule.answers) if not e.told_by]
    return {name: ByTime(enquiry.view, rows) for name, rows in found.items()}


def _pairs(
    look: Look,
    blind: Blind,
    names: dict[str, dict[str, ByTime]],
    agency_id: str,
    form: str,
    least: dict[str, int],
    rule: Rule,
) -> None:
    """List what one agency's rows say of each other one."""
    found: dict[str, list[Event]] = {}
    for event, other in _says(look.enquiry, agency_id, form):
        if _weight(look.enquiry, event) < least.get(event.kind, 0):
            continue
        if _judge(look, blind, names, event, other, form, rule):
            found.setdefault(other, []).append(event)
    for other, rows in sorted(found.items()):
        _add(look, agency_id, other, form, rows, rule)


def _weight(enquiry: Enquiry, event: Event) -> int:
    """Return the weight of the heaviest thing that a row tells of."""
    facts = enquiry.view.facts
    told = (facts[r.fact_id].weight for r in event.reveals if r.stance.gives_knowledge)
    return max(told, default=0)


def _says(enquiry: Enquiry, agency_id: str, form: str) -> Iterator[tuple[Event, str]]:
    """Yield an agency's rows about the household that were sent to, or came from, another."""
    for event, _ in namings(enquiry, agency_id):
        column = event.shared_with if form == "sent" else event.told_by
        if not column or not named_in(event) & enquiry.view.household:
            continue
        for other in dict.fromkeys(agency_of(naming.team_id) for naming in column):
            if other != agency_id and enquiry.is_formal(other):
                yield event, other


def _judge(
    look: Look,
    blind: Blind,
    names: dict[str, dict[str, ByTime]],
    event: Event,
    other: str,
    form: str,
    rule: Rule,
) -> bool:
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, (event,), other)
    if not look.in_time(trigger, rule) or not speaks(enquiry, other):
        return False
    if form == "sent":
        if enquiry.knowledge.shares.mirrors(event, other):
            return False
    elif _is_carried(enquiry, other, event.agency_id):
        return False
    if not _records(enquiry, other, form, rule):
        blind.count(other)
        return False
    rows = [*_near(names[other], event.agency_id, trigger, rule)]
    if form == "sent":
        rows += _near(names[other], "", trigger, rule)
    about = named_in(event)
    certainty = nothing_around(look, trigger, [e for e in rows if concerns(e, about)], rule.days)
    # a row that may be the other half is taken to be it: to ask would waste somebody's time
    if certainty is not Certainty.CERTAIN:
        look.leave(trigger, "the other chronology has it, or may have")
        return False
    if form == "sent" and _asked_elsewhere(enquiry, event, other):
        return False
    return silent(look, trigger, rule, certainty) is not None


def _near(rows: dict[str, ByTime], name: str, trigger: Trigger, rule: Rule) -> Iterable[Event]:
    return rows[name].near(trigger, rule.days, rule.days) if name in rows else ()


def _records(enquiry: Enquiry, agency_id: str, form: str, rule: Rule) -> bool:
    """Whether an agency anywhere records what it received, or whom it told."""
    key = (f"records {form}", agency_id)
    if key not in enquiry.memo:
        rows = enquiry.view.rows_of_agency.get(agency_id, ())
        enquiry.memo[key] = (
            any(e.told_by for e in rows) or bool(enquiry.of_kinds(agency_id, rule.answers))
            if form == "sent"
            else any(e.shared_with for e in rows)
        )
    return bool(enquiry.memo[key])


def _is_carried(enquiry: Enquiry, sender: str, receiver: str) -> bool:
    """Whether a declared automatic pathway carries rows of the one to the other."""
    view = enquiry.view
    return any(
        pathway.automatic
        and sender in pathway_agencies(view, pathway.source)
        and receiver in pathway_agencies(view, pathway.target)
        for pathway in view.settings.pathways
    )


def _asked_elsewhere(enquiry: Enquiry, event: Event, other: str) -> bool:
    """Whether "no record that it was shared" cites the row as sent to the other agency."""
    held = enquiry.knowledge.facts.by_agency.get(other, {})
    facts = (enquiry.view.facts[r.fact_id] for r in event.reveals)
    return any(
        fact.weight >= enquiry.settings.min_weight
        and any(
            a.via == event.event_id and a.how is How.SENT and not a.certain
            for a in held.get(fact.fact_id, ())
        )
        and is_listed(enquiry, fact, other)
        for fact in facts
    )


# -- the line ----------------------------------------------------------------------------


def _add(look: Look, agency_id: str, other: str, form: str, found: list[Event], rule: Rule) -> None:
    enquiry = look.enquiry
    shows = Cites.SENT if form == "sent" else Cites.RECEIVED
    facts = {
        r.fact_id: enquiry.view.facts[r.fact_id]
        for event in found
        for r in event.reveals
        if r.stance.gives_knowledge
    }
    mine, theirs = enquiry.name(agency_id), enquiry.name(other)
    times, date = often(enquiry.times(event.event_id for event in found)), enquiry.when(found[0])
    days = Within(rule.days).words
    first = f" ({date})" if len(found) == 1 else f" (first: {date})"
    sent = form == "sent"
    look.add(
        form,
        agency_id,
        other,
        certainty=Certainty.CERTAIN,
        statement=(
            f"{mine} has on record, {times}, that it told {theirs}{first}. There is no "
            f"record of its receipt there within {days}, before or after."
            if sent
            else f"{mine} has on record, {times}, that {theirs} told it{first}. There is no "
            f"record there of sending it within {days}, before or after."
        ),
        question=(
            f"Did it reach {theirs}, by what way, and where was it written down?"
            if sent
            else f"By what way did it come from {theirs}, and where was that written down?"
        ),
        weight=weigh(max((fact.weight for fact in facts.values()), default=1), 0),
        group=DEFINITION.family,
        agencies=(other, agency_id),
        persons=frozenset(p for event in found for p in named_in(event)) & enquiry.view.household,
        facts=tuple(sorted(facts)),
        form=form,
        cited=tuple(Cited(event.event_id, shows) for event in found),
        omission=tuple(f"{form}:{event.event_id}:{other}" for event in found),
    )
