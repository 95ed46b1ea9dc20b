"""Single conversations that would have put enough on one agency's record earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graphdb.model import Event
from queries.after import Look, Trigger
from queries.conversations import (
    WHAT_IT_SHOWS_NOT,
    Conversation,
    best_of_pair,
    conversations,
    days_between,
    end_of,
    is_barred,
    rank,
    statement,
)
from queries.definition import Definition, Need
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
        "for each pair and direction, the most days first, and of as many those of agencies in "
        "touch, the earlier and those with more to tell, as many as the rule counts and with at "
        "least its days; the others are counted. Certain where in every world the other's records "
        "reach it at least the rule's days after that day, or never, and it was in contact with "
        "the household from then on; possible otherwise. Which are the first is told by the dates "
        "at their latest. Only where the other's chronology covers the time up to the occasion and "
        "is coded, and only where it was, or can have been, in contact with the household from "
        "then on. People close to them are never ranked. A recorded reason for not sharing turns "
        "the question to how it was weighed."
    ),
    sources=("000 ¶45", "000 ¶46"),
    codes=("6C",),
    order=10,
    forms=(
        ("in touch", "a row of either names the other"),
        ("named already", "its own record tells of it, when its records already named the other"),
    ),
    cannot_see=(
        "Whether anybody was bound or free to tell; what was said and not written down; whether "
        "the death would have been prevented: it does not show that."
    ),
    family="pooled",
    counts=("conversation to ask about first", "conversations to ask about first"),
    needs=(Need.TWO_AGENCIES, Need.INFORMATION),
    by_threshold=True,
    takes_rules=False,
)

#: Under which name what is listed is kept.
LISTED = "conversations that can be listed"


def find(enquiry: Enquiry) -> Results:
    """Return the first conversations, each pair and direction once."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    cannot: list[CannotTell] = []
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        found = conversations(enquiry, enquiry.pooled)
        told, blind = _told(look, found, rule)
        # the page and the walkthrough ask which are listed, and would work them out again
        enquiry.memo[LISTED, rule.name] = told
        for one in told[: rule.count]:
            _add(look, one, _certainty(enquiry, one, rule))
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
        key = (LISTED, rule.name)
        if key not in enquiry.memo:
            enquiry.memo[key] = _told(look, conversations(enquiry, enquiry.pooled), rule)[0]
        told: list[Conversation] = enquiry.memo[key]
        return tuple(told[: rule.count])
    return ()


def _told(
    look: Look, found: tuple[Conversation, ...], rule: Rule
) -> tuple[list[Conversation], Counter[str]]:
    """Return what can be listed, most days first, and what cannot be told, by the told agency."""
    enquiry = look.enquiry
    told: list[Conversation] = []
    blind: Counter[str] = Counter()
    for one in found:
        if one.days_earlier < rule.days or not rule.expected_of(enquiry.agency(one.teller)):
            continue
        fits = _fits(look, one.teller, one.told, rule, enquiry.view.events[one.event_id])
        if fits:
            told.append(one)
            continue
        other = _other_occasion(look, one, rule)
        if other is not None and other.days_earlier >= rule.days:
            told.append(other)
        elif fits is None and enquiry.view.rows_of_agency.get(one.told):
            # of one whose chronology was not read, the case as a whole says so
            blind[one.told] += 1
    return sorted(told, key=rank), blind


def _other_occasion(look: Look, one: Conversation, rule: Rule) -> Conversation | None:
    """Return the conversation of a pair on any other occasion that can be listed."""

    def fits(event: Event) -> bool:
        return event.event_id != one.event_id and bool(
            _fits(look, one.teller, one.told, rule, event)
        )

    return best_of_pair(look.enquiry, look.enquiry.pooled, one.teller, one.told, fits)


def _fits(look: Look, teller: str, told: str, rule: Rule, event: Event) -> bool | None:
    """Whether a conversation on the occasion of a row can be listed; ``None``: cannot be told."""
    enquiry, view = look.enquiry, look.enquiry.view
    trigger = Trigger.of(enquiry, (event,), teller)
    if not look.in_time(trigger, rule):
        return False
    if _saw_them_after(enquiry, told, event) is None:
        look.leave(trigger, "the other agency certainly was not in contact with them after it")
        return False
    return enquiry.can_tell(told, view.scope_lo, view.bounds[event.event_id].end_hi) or None


def _saw_them_after(enquiry: Enquiry, told: str, event: Event) -> Certainty | None:
    """Return whether the told agency was in contact with the household from then on.

    ``None`` where it certainly was not: one that never saw them again could have done nothing
    with what it was told.
    """
    row = enquiry.view.bounds[event.event_id]
    found = None
    # the last ones are those that most surely came after it
    for contact in reversed(enquiry.contacts_with(told, enquiry.view.household)):
        if contact.event_id == event.event_id:
            continue
        if contact.bounds.end_lo >= row.end_hi:
            return Certainty.CERTAIN
        if contact.bounds.end_hi >= row.start_lo:
            found = Certainty.POSSIBLE
    return found


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


def _certainty(enquiry: Enquiry, one: Conversation, rule: Rule) -> Certainty:
    """Return whether it comes to so many days, with a contact from then on, in every world.

    Which of several are the first is another matter: that may hang on the dates.
    """
    first = enquiry.pooled.crossings[one.told].possible
    if days_between(one.reached_by, first, end_of(enquiry)) < max(rule.days, 1):
        return Certainty.POSSIBLE
    seen = _saw_them_after(enquiry, one.told, enquiry.view.events[one.event_id])
    return seen or Certainty.POSSIBLE


def _add(look: Look, one: Conversation, certainty: Certainty) -> None:
    enquiry = look.enquiry
    facts = enquiry.view.facts
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
