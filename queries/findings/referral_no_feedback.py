"""Something was done about a referral, with no record that whoever referred was told."""

from __future__ import annotations

from collections.abc import Iterable

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, agency_of
from queries.after import Look, Trigger, Within, possible, unanswered
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.findings.referral_no_action import DEFINITION as NO_ACTION
from queries.findings.referral_no_action import is_action, receipt_kinds
from queries.rules import Rule
from queries.timed import Sent, Timed, may_concern, named_anywhere, referrals

DEFINITION = Definition(
    key="referral-no-feedback",
    title="No record that whoever referred heard the outcome",
    asks="Which agencies have no record of what became of their referral?",
    how=(
        "A referral that names the agency it went to; that agency has a row about the same "
        "persons that shows that something was done, in the days in which action is looked for "
        "under “No record of action on a referral”; and in the days of this rule there is no "
        "record that whoever referred was told: no row of theirs that names the other "
        "agency as its source or that says that it responds to the other's, nor one of the "
        "other's that says so and names them, no share, minutes or meeting from the one to the "
        "other, on the record of either. A row that names nobody counts. A referral that nothing "
        "was done about, or perhaps nothing in time, is asked about under “No record of action on "
        "a referral” alone. Of a referral whose row records a reason for not sharing nothing is "
        "said."
    ),
    sources=("000 ¶48", "004 3.5"),
    codes=("6C",),
    order=32,
    forms=(("no feedback", "acted on, with no record that whoever referred was told"),),
    cannot_see=(
        "A telephone call that nobody wrote down; whether the outcome could be told without the "
        "person's consent."
    ),
    family="referral",
    counts=("referral with no record of feedback", "referrals with no record of feedback"),
    needs=(Need.TWO_AGENCIES,),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per referral that was acted on, with no feedback on record."""
    look = Look(
        enquiry, DEFINITION, "heard what became of", ("referral", ""), "word of what became of it"
    )
    receipts = receipt_kinds(enquiry)
    rows: dict[str, Timed] = {}
    touches: dict[tuple[str, str], Timed] = {}
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            for sent in referrals(enquiry, agency_id, rule.kinds):
                pair = (agency_id, sent.to)
                if sent.to not in rows:
                    of_kinds = enquiry.view.rows_of_agency.get(sent.to, ())
                    done = [e for e in of_kinds if _counts(enquiry, e, receipts)]
                    rows[sent.to] = Timed(enquiry, done)
                if pair not in touches:
                    touches[pair] = Timed(enquiry, _told(enquiry, *pair))
                _look_at(look, sent, rows[sent.to], touches[pair], rule)
    return look.results()


def _counts(enquiry: Enquiry, event: Event, receipts: frozenset[str]) -> bool:
    lived = not event.learned_after_death and not enquiry.view.is_fatal(event)
    return event.coded and lived and is_action(event, receipts)


def _told(enquiry: Enquiry, one: str, other: str) -> list[Event]:
    """Return the rows by which one agency may have heard from the other: not its own telling."""
    found = [e for e in enquiry.in_touch(one, other) if _tells(enquiry, e, one, other)]
    events = enquiry.view.events

    def answers(event: Event, agency_id: str) -> bool:
        rows = [events[row] for row in event.responds_to if row in events]
        return any(row.agency_id == agency_id for row in rows)

    found += [e for e in enquiry.referring_rows(one) if answers(e, other)]
    # what the other wrote in answer counts where it names the one
    found += [
        e
        for e in enquiry.referring_rows(other)
        if answers(e, one) and one in named_anywhere(enquiry, e)
    ]
    return found


def _tells(enquiry: Enquiry, event: Event, one: str, other: str) -> bool:
    told_by = {agency_of(naming.team_id) for naming in event.told_by}
    together = {agency_of(n.team_id) for n in (*event.attended, *event.minutes_to)}
    if event.agency_id == one:
        return other in told_by or other in together
    shared = {agency_of(naming.team_id) for naming in event.shared_with}
    return one in shared or one in together


def _look_at(look: Look, sent: Sent, rows: Timed, touches: Timed, rule: Rule) -> None:
    enquiry = look.enquiry
    trigger = Trigger.of(enquiry, sent.rows)
    if any(event.bar is not None for event in sent.rows):
        look.leave(trigger, "a reason for not sharing is recorded")
        return
    if not look.in_time(trigger, rule):
        return
    near = may_concern(rows.near(trigger, rule), sent.persons, trigger.ids)
    told = may_concern(touches.near(trigger, rule), sent.persons, trigger.ids)
    told = [e for e in told if e.event_id not in trigger.ids]
    answered = next((e for e in told if not trigger.ids.isdisjoint(e.responds_to)), None)
    if answered is not None:
        look.leave(trigger, "answered", answered.event_id)
        return
    ids = {e.event_id for e in told}
    actions = [e for e in near if e.event_id not in ids]
    certainty = _acted_and_untold(
        enquiry, trigger, (_acting(enquiry, rule), _within(rule)), actions, told
    )
    if certainty is None:
        by = next((e.event_id for e in told), "")
        look.leave(trigger, "answered" if by else "nothing was done on record", by)
    elif look.silence(trigger, _within(rule), certainty) is not None:
        _add(look, sent, trigger, certainty, actions, rule)


def _within(rule: Rule) -> Within:
    return Within.of(rule)


def _acting(enquiry: Enquiry, rule: Rule) -> Within:
    """Return the days in which something done counts: those of the finding that asks about it."""
    rules = [r for r in enquiry.rules_for(NO_ACTION.key) if set(r.kinds) & set(rule.kinds)]
    return _within(min(rules or [rule], key=lambda r: r.days))


def _acted_and_untold(
    enquiry: Enquiry,
    trigger: Trigger,
    withins: tuple[Within, Within],
    actions: list[Event],
    told: list[Event],
) -> Certainty | None:
    """Return whether something was done and nothing told, in every world or in one."""
    bounds = enquiry.view.bounds
    done = [(bounds[e.event_id].start_lo, bounds[e.event_id].end_hi) for e in actions]
    heard = [(bounds[e.event_id].start_lo, bounds[e.event_id].end_hi) for e in told]
    if any(not trigger.ids.isdisjoint(e.responds_to) for e in actions):
        # what says that it responds was done, whenever that was
        return unanswered(trigger.low, trigger.high, withins[1], heard)
    return acted_and_untold(trigger.low, trigger.high, withins, done, heard)


def acted_and_untold(
    low: int,
    high: int,
    withins: tuple[Within, Within],
    done: Iterable[tuple[int, int]],
    heard: Iterable[tuple[int, int]],
) -> Certainty | None:
    """Return whether something was done and nothing told, in every world or in one.

    Exact: for each day on which the referral can have been, rows lie anywhere in their spans,
    whatever the others do, and no row is of both sorts. Possible, where on some day one action can
    lie in its days and all that was told outside them; certain, where on each day one action must,
    and nothing told can.

    Parameters
    ----------
    low, high
        First and last minute at which the referral can have been.
    withins
        The days in which something done counts, and those in which being told does.
    done, heard
        First and last minute of each row of the one sort, and of the other.
    """
    acted, told = tuple(done), tuple(heard)
    maybe, sure = False, True
    for day in range(low // MINUTES_PER_DAY, high // MINUTES_PER_DAY + 1):
        first, done_by, last = day * MINUTES_PER_DAY, *(within.until(day) for within in withins)
        can_act = any(begins <= done_by and ends >= first for begins, ends in acted)
        must_act = any(begins >= first and ends <= done_by for begins, ends in acted)
        can_miss = all(begins < first or ends > last for begins, ends in told)
        must_miss = all(ends < first or begins > last for begins, ends in told)
        maybe = maybe or (can_act and can_miss)
        sure = sure and must_act and must_miss
        if maybe and not sure:
            return Certainty.POSSIBLE
    return Certainty.CERTAIN if sure else None


def _add(
    look: Look,
    sent: Sent,
    trigger: Trigger,
    certainty: Certainty,
    actions: list[Event],
    rule: Rule,
) -> None:
    enquiry, event = look.enquiry, sent.rows[0]
    view, within = enquiry.view, Within.of(rule)
    name = enquiry.name(sent.to)
    facts = [view.facts[r.fact_id] for e in sent.rows for r in e.reveals]
    cited = (
        *(Cited(e.event_id, Cites.REFERRAL) for e in sent.rows),
        *(Cited(e.event_id, Cites.FOLLOWED) for e in actions[:1]),
    )
    first = actions[0]
    look.add(
        sent.by,
        sent.to,
        min(trigger.ids),
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}, to "
            f"{name}. The next record there about them: {enquiry.what(first)}, "
            f"{enquiry.when(first)}. There is no record within {within.words} that "
            f"{enquiry.name(sent.by)} was told."
        ),
        question=(
            f"How did {enquiry.name(sent.by)} learn what became of the referral, and what would it "
            "have done with the answer?"
        ),
        weight=weigh(max((fact.weight for fact in facts), default=2), 1),
        group=DEFINITION.family,
        agencies=(sent.by, sent.to),
        teams=(event.team_id,),
        persons=sent.persons,
        facts=tuple(sorted({fact.fact_id for fact in facts})),
        form="no feedback",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(sent.key,),
    )
