"""Beside the three kinds: the conversation to ask about first, and what was held the longest."""

from __future__ import annotations

from collections.abc import Iterator

from queries import Answers, Finding
from queries.conversations import WHAT_IT_SHOWS_NOT, Conversation, statement
from queries.enquiry import Enquiry
from viz.model import ConversationLine, Pointer
from viz.words import counted

#: How many conversations the page lists; the others are no less real, but nobody reads on.
MOST = 5


def lines_of(enquiry: Enquiry, found: tuple[Conversation, ...]) -> Iterator[ConversationLine]:
    """Yield the first conversations with their rows."""
    for one in found[:MOST]:
        occasion = (one.event_id, one.named_by) if one.named_by else (one.event_id,)
        yield ConversationLine(f"{statement(enquiry, one)} {WHAT_IT_SHOWS_NOT}", occasion, one.rows)


def pointers(
    enquiry: Enquiry, answers: Answers, found: tuple[Conversation, ...]
) -> tuple[Pointer, ...]:
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
    longest = _longest(answers)
    if longest is not None:
        lines.append(_held_longest(enquiry, longest))
    return tuple(lines)


def _longest(answers: Answers) -> Finding | None:
    """Return the finding of what was certainly held the longest, and reached nobody by the end."""
    found = [
        f for f in answers.findings if f.query == "unshared" and f.form == "never" and f.window
    ]
    return max(found, key=_length, default=None)


def _length(finding: Finding) -> tuple[int, float, str]:
    return (finding.window[0] if finding.window else 0, finding.weight, finding.finding_id)


def _held_longest(enquiry: Enquiry, finding: Finding) -> Pointer:
    fact = enquiry.view.facts[finding.facts[0]]
    least, most = finding.window or (0, 0)
    span = f"{least:,} days" if least == most else f"{least:,} days or more"
    return Pointer(
        "Held longest, no record that it was passed on",
        f"{fact.label}, {span}",
        finding.finding_id,
    )
