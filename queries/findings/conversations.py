"""Single conversations that would have put enough on one agency's record earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from queries.after import Look, Trigger
from queries.conversations import (
    WHAT_IT_SHOWS_NOT,
    Conversation,
    conversations,
    is_barred,
    statement,
)
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Results
from queries.rules import Rule

DEFINITION = Definition(
    key="conversations",
    title="Conversations to ask about first",
    asks="Which single conversation could have put enough on one agency's record earlier?",
    how=(
        "An occasion on which one organisation could have told another: a row of either that names "
        "the other (a share, a referral, a meeting), or the teller's own record of something "
        "weighty when its records already named the other; certainly in scope and before the end. "
        "Suppose that it had then told the other what it certainly held, with nothing passed on "
        "from there: the days are those by which the other would certainly have reached the "
        "settings' threshold earlier than it certainly does, or than the end. At most one line "
        "for each pair and direction, the most days first, as many as the rule counts and with at "
        "least its days; the others are counted. Certain where the other's records cannot have "
        "reached it by that day in any world; possible otherwise. Only where the other's "
        "chronology covers the time up to the occasion and is coded, and only where it was, or can "
        "have been, in contact with the household from then on. People close to them are "
        "never ranked. A recorded reason for not sharing turns the question to how it was weighed."
    ),
    sources=("000 ¶45", "000 ¶46"),
    codes=("6C",),
    order=10,
    forms=(
        ("in touch", "a row of either names the other"),
        ("named already", "the teller's own record, when its records already named the other"),
    ),
    cannot_see=(
        "Whether anybody was bound or free to tell; what was said and not written down; whether "
        "the death would have been prevented: it does not show that."
    ),
    family="pooled",
    counts=("conversation to ask about first", "conversations to ask about first"),
)


def find(enquiry: Enquiry) -> Results:
    """Return the first conversations, each pair and direction once."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    cannot: list[CannotTell] = []
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        found = conversations(enquiry, enquiry.pooled)
        told, blind = _told(look, found, rule)
        for one in told[: rule.count]:
            _add(look, one)
        look.below += max(0, len(told) - rule.count)
        cannot += _cannot_tell(enquiry, blind)
    results = look.results()
    return Results(results.findings, tuple(cannot), results.below, results.near)


def first_conversations(enquiry: Enquiry) -> tuple[Conversation, ...]:
    """Return the conversations that are listed, first those that come the most days earlier."""
    if DEFINITION.key in enquiry.settings.off:
        return ()
    look = Look(enquiry, DEFINITION, "", ("", ""))
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        told, _ = _told(look, conversations(enquiry, enquiry.pooled), rule)
        return tuple(told[: rule.count])
    return ()


def _told(
    look: Look, found: tuple[Conversation, ...], rule: Rule
) -> tuple[list[Conversation], Counter[str]]:
    """Return what can be listed, most days first, and what cannot be told, by the told agency."""
    enquiry = look.enquiry
    view = enquiry.view
    told: list[Conversation] = []
    blind: Counter[str] = Counter()
    for one in found:
        if one.days_earlier < rule.days or not rule.expected_of(enquiry.agency(one.teller)):
            continue
        trigger = Trigger.of(enquiry, (view.events[one.event_id],), one.teller)
        if not look.in_time(trigger, rule):
            continue
        if not _saw_them_after(enquiry, one):
            look.leave(trigger, "the other agency certainly was not in contact with them after it")
            continue
        if enquiry.can_tell(one.told, view.scope_lo, view.bounds[one.event_id].end_hi):
            told.append(one)
        elif view.rows_of_agency.get(one.told):
            # of one whose chronology was not read, the case as a whole says so
            blind[one.told] += 1
    return told, blind


def _saw_them_after(enquiry: Enquiry, one: Conversation) -> bool:
    """Whether the told agency can have been in contact with the household from then on.

    One that never saw them again could have done nothing with what it was told.
    """
    low = enquiry.view.bounds[one.event_id].start_lo
    contacts = enquiry.contacts_with(one.told, enquiry.view.household)
    return any(c.bounds.end_hi >= low and c.event_id != one.event_id for c in contacts)


def _cannot_tell(enquiry: Enquiry, blind: Counter[str]) -> Iterator[CannotTell]:
    for agency_id, number in sorted(blind.items()):
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {counted(number, 'conversation')} would have told {enquiry.name(agency_id)} "
            "anything new: cannot tell from these records.",
            enquiry.why_not(agency_id),
            number,
        )


def _add(look: Look, one: Conversation) -> None:
    enquiry = look.enquiry
    facts = enquiry.view.facts
    maybe = enquiry.pooled.crossings[one.told].possible
    sure = maybe is None or maybe // MINUTES_PER_DAY > one.reached_by // MINUTES_PER_DAY
    certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
    cited = [Cited(one.event_id, Cites.TOUCH if one.in_touch else Cites.HELD)]
    cited += [Cited(row, Cites.KNOWN) for row in one.rows]
    cited += [Cited(one.named_by, Cites.SEEN)] if one.named_by else []
    look.add(
        one.teller,
        one.told,
        certainty=certainty,
        statement=statement(enquiry, one),
        question=(
            "A reason for not sharing is on record: how was it weighed, and looked at again?"
            if is_barred(enquiry, one)
            else "Was there such a conversation, and what would have made it possible?"
        ),
        weight=weigh(max(facts[f].weight for f in one.facts) if one.facts else 1, 2),
        group=DEFINITION.family,
        agencies=(one.teller, one.told),
        persons={p for f in one.facts for p in facts[f].persons},
        facts=one.facts,
        form="in touch" if one.in_touch else "named already",
        cited=cited,
        notes=(WHAT_IT_SHOWS_NOT,),
    )
