"""A referral to another agency, with no record there of anything done about it."""

from __future__ import annotations

from graphdb.model import Event
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, upper_first, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import Sent, Timed, may_concern, referrals

DEFINITION = Definition(
    key="referral-no-action",
    title="No record of action on a referral",
    asks="Which referrals have no record of anything done about them by whoever was asked?",
    how=(
        "A referral that names the agency it went to, with no row of that agency about the same "
        "persons in the days of the rule, nor one that says that it responds to the referral (one "
        "that does so later is told of, and the line stands). Any row counts, an offer of an "
        "appointment or a decision not to take it up included, but for those by which a referral "
        "or letter merely arrives, or a record is kept (the rule “no more than a receipt” lists "
        "them); such a row counts where it has a Response or Outcome, and where it stands in a "
        "chronology that has no column for what was done, nothing can be told. A row that names "
        "nobody counts. The silence is that of the agency to which the referral went. Of a "
        "referral whose row records a reason for not sharing nothing is said."
    ),
    sources=("000 ¶68", "004 3.6"),
    codes=("6A",),
    order=31,
    forms=(
        ("no record", "neither receipt nor action is on record"),
        ("received", "it is on record that it arrived, and nothing after that"),
    ),
    cannot_see=(
        "What was done and not written down; whether anything more was for that agency to do; "
        "agencies that sent no chronology."
    ),
    family="referral",
    counts=("referral with no record of action", "referrals with no record of action"),
    needs=(Need.TWO_AGENCIES,),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per referral and agency that it went to, with nothing done on record."""
    look = Look(enquiry, DEFINITION, "acted on", ("referral", ""), "anything done about it")
    receipts = receipt_kinds(enquiry)
    rows: dict[str, Timed] = {}
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            if not rule.count:
                continue
            for sent in referrals(enquiry, agency_id, rule.kinds):
                if sent.to not in rows:
                    rows[sent.to] = Timed(enquiry, _in_life(enquiry, sent.to))
                _look_at(look, sent, rows[sent.to], receipts, rule)
    return look.results()


def receipt_kinds(enquiry: Enquiry) -> frozenset[str]:
    """Return the kinds that are no more than a receipt: those of the rules that count nothing."""
    rules = enquiry.rules_for(DEFINITION.key)
    return frozenset(kind for rule in rules if not rule.count for kind in rule.kinds)


def _in_life(enquiry: Enquiry, agency_id: str) -> list[Event]:
    view = enquiry.view
    rows = view.rows_of_agency.get(agency_id, ())
    return [e for e in rows if e.coded and not e.learned_after_death and not view.is_fatal(e)]


def is_action(event: Event, receipts: frozenset[str]) -> bool:
    """Whether a row shows that something was done: more than that something arrived."""
    return event.kind not in receipts or bool(event.response or event.outcome)


def _look_at(look: Look, sent: Sent, rows: Timed, receipts: frozenset[str], rule: Rule) -> None:
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, sent.rows, sent.to)
    if any(event.bar is not None for event in sent.rows):
        look.leave(trigger, "a reason for not sharing is recorded")
        return
    near = may_concern(rows.near(trigger, rule), sent.persons, trigger.ids)
    actions = [event for event in near if is_action(event, receipts)]
    if sent.to not in enquiry.view.rows_of_agency:
        if look.in_time(trigger, rule):
            look.cannot(sent.to)
        return
    certainty = look.after(trigger, actions, rule)
    if certainty is not None:
        arrived = [e for e in near if not is_action(e, receipts) and _arrived(enquiry, e, sent)]
        # what was done about it would stand beside its arrival, had the chronology a column for it
        if arrived and not enquiry.says_what_followed(sent.to):
            look.no_column(sent.to)
            return
        _add(look, sent, trigger, certainty, arrived, rule)


def _arrived(enquiry: Enquiry, event: Event, sent: Sent) -> bool:
    """Whether a row is the receipt of a referral: it responds to it, or names who referred."""
    view = enquiry.view
    same = view.occurrence_of[event.event_id] == view.occurrence_of[sent.rows[0].event_id]
    ids = {e.event_id for e in sent.rows}
    return same or not ids.isdisjoint(event.responds_to) or sent.by in enquiry.named_by(event)


def _add(
    look: Look,
    sent: Sent,
    trigger: Trigger,
    certainty: Certainty,
    arrived: list[Event],
    rule: Rule,
) -> None:
    enquiry, event = look.enquiry, sent.rows[0]
    view, within = enquiry.view, Within.of(rule)
    name = enquiry.name(sent.to)
    facts = [view.facts[r.fact_id] for e in sent.rows for r in e.reveals]
    weight = max((fact.weight for fact in facts), default=2)
    cited = tuple(Cited(e.event_id, Cites.REFERRAL) for e in sent.rows)
    cited = cited if certainty is Certainty.CERTAIN else possible(cited)
    if arrived:
        found = f"It is on record there that it arrived, {enquiry.when(arrived[0])}. "
    else:
        found = ""
    look.add(
        sent.to,
        sent.by,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}, to "
            f"{name}. {found}There is no record there of anything done about it within "
            f"{within.words}."
        ),
        question=(
            f"{upper_first(name)}: what was decided when the referral arrived, and by whom?"
            if arrived
            else f"{upper_first(name)}: did the referral arrive, and what was done about it?"
        ),
        weight=weigh(weight, 2),
        group=DEFINITION.family,
        agencies=(sent.to, sent.by),
        persons=sent.persons,
        facts=tuple(sorted({fact.fact_id for fact in facts})),
        form="received" if arrived else "no record",
        cited=(*cited, *(Cited(e.event_id, Cites.RECEIVED) for e in arrived)),
        omission=(sent.key,),
    )
