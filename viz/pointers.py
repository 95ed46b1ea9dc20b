"""Beside the three kinds: the conversation to ask about first, and what was held the longest."""

from __future__ import annotations

from collections.abc import Iterator

from queries.conversations import WHAT_IT_SHOWS_NOT, Conversation, statement
from queries.enquiry import Enquiry
from queries.held import LongHeld, held_words, long_held
from viz.model import ConversationLine, Pointer, RowNote
from viz.words import counted

#: How much of what was held longest is listed; nobody reads on.
MOST = 5


def lines_of(enquiry: Enquiry, found: tuple[Conversation, ...]) -> Iterator[ConversationLine]:
    """Yield the first conversations with their rows."""
    for one in found:
        occasion = (one.event_id, one.named_by) if one.named_by else (one.event_id,)
        yield ConversationLine(f"{statement(enquiry, one)} {WHAT_IT_SHOWS_NOT}", occasion, one.rows)


def pointers(enquiry: Enquiry, found: tuple[Conversation, ...]) -> tuple[Pointer, ...]:
    """Return the further lines of the overview, each short enough for one."""
    lines = []
    if found:
        one = found[0]
        when = enquiry.when(enquiry.view.events[one.event_id]).removesuffix(" (as written)")
        earlier = counted(one.days_earlier, "day")
        lines.append(
            Pointer(
                "Ask about first",
                f"{enquiry.name(one.teller)} to {enquiry.name(one.told)}, {when} "
                f"({earlier} earlier)",
                "conversations",
            )
        )
    held = long_held(enquiry)
    if held:
        lines.append(
            Pointer(
                "Held longest, no record that it was passed on",
                _longest(enquiry, held),
                "held-longest",
            )
        )
    return tuple(lines)


def held_longest(enquiry: Enquiry) -> Iterator[RowNote]:
    """Yield what was held the longest with no record that it was passed on, each with its rows."""
    for one in _first(enquiry, long_held(enquiry)):
        rows = (one.row, one.passed_on_by) if one.passed_on_by else (one.row,)
        yield RowNote(held_words(enquiry, one), rows)


def _first(enquiry: Enquiry, found: tuple[LongHeld, ...]) -> list[LongHeld]:
    """Return the longest, and the longest of what weighs most, as long as somebody reads on."""
    heavy = [h for h in found if _weight(enquiry, h) >= enquiry.settings.heavy_weight]
    chosen = {*found[:MOST], *heavy[:MOST]}
    return [h for h in found if h in chosen]


def _weight(enquiry: Enquiry, held: LongHeld) -> int:
    return enquiry.view.facts[held.fact_id].weight


def _longest(enquiry: Enquiry, found: tuple[LongHeld, ...]) -> str:
    first = found[0]
    heavy = next((h for h in found if _weight(enquiry, h) >= enquiry.settings.heavy_weight), first)
    said = [_short(enquiry, first)]
    if heavy != first:
        said.append(f"of the weightiest, {_short(enquiry, heavy)}")
    return "; ".join(said)


def _short(enquiry: Enquiry, held: LongHeld) -> str:
    fact = enquiry.view.facts[held.fact_id]
    return f"{fact.label}, {enquiry.name(held.agency_id)}, {held.days:,} days"
