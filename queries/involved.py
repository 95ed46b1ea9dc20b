"""What shows that one agency knew that another was involved with the same persons.

A row of its own that names the other, or a meeting about these persons at which both were. Giving
somebody a number is no such sign: it shows that help was named, not that anybody was in touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphdb.model import Event, agency_of
from queries.enquiry import Enquiry
from queries.held_at import concerns, named_in
from queries.meetings import meetings

#: The rule that says what in a row's text names somebody to turn to, and nobody involved.
SIGNPOSTS = ("unshared", "somebody to turn to")

#: How many words of a row are quoted.
_WORDS = 24

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Sign:
    """A row that shows that one agency knew that another was involved.

    Attributes
    ----------
    since
        The first minute at which the row can have been.
    event_id
        The row.
    persons
        Whom it names; nobody, where it names none.
    quote
        What it says, in its own words.
    column
        In which column, where only that does: " as told".
    met
        Whether it is a meeting at which both were; otherwise it is the one agency's own row and
        names the other.
    """

    since: int
    event_id: str
    persons: frozenset[str]
    quote: str = ""
    column: str = ""
    met: bool = False


def named_by(
    enquiry: Enquiry,
    agency_id: str,
    other: str,
    persons: frozenset[str],
    until: int,
    without: frozenset[str] = frozenset(),
) -> Sign | None:
    """Return the first row of an agency that names another as involved with some persons.

    Parameters
    ----------
    agency_id, other
        Whose row, and whom it names: in a column, or in its text otherwise than as somebody to
        turn to.
    persons
        The row names one of them, or nobody at all.
    until
        It can have been by this minute.
    without
        Rows that are not looked at.
    """
    bounds = enquiry.view.bounds
    for event in _rows_naming(enquiry).get((agency_id, other), ()):
        if bounds[event.event_id].start_lo > until or event.event_id in without:
            continue
        # the first one mostly does: the texts of the others need not be read
        if concerns(event, persons):
            sign = _sign(enquiry, event, other)
            if sign is not None:
                return sign
    return None


def met_at(
    enquiry: Enquiry,
    agency_id: str,
    other: str,
    persons: frozenset[str],
    until: int,
    without: frozenset[str] = frozenset(),
) -> Sign | None:
    """Return the first meeting about some persons at which two agencies both were.

    Parameters
    ----------
    agency_id, other
        The two.
    persons, until, without
        As for :func:`named_by`.
    """
    key = ("met", "")
    if key not in enquiry.memo:
        enquiry.memo[key] = _met(enquiry)
    found: dict[tuple[str, str], list[Sign]] = enquiry.memo[key]
    return _first(found.get((agency_id, other), ()), persons, until, without)


def _first(
    signs: Iterable[Sign], persons: frozenset[str], until: int, without: frozenset[str]
) -> Sign | None:
    return next(
        (
            sign
            for sign in signs
            if sign.since <= until
            and sign.event_id not in without
            and (not sign.persons or sign.persons & persons)
        ),
        None,
    )


def _rows_naming(enquiry: Enquiry) -> dict[tuple[str, str], list[Event]]:
    """Return by (whose they are, whom they name) the rows in life that name another agency."""
    key = ("rows naming", "")
    if key not in enquiry.memo:
        enquiry.memo[key] = _named_in_rows(enquiry)
    found: dict[tuple[str, str], list[Event]] = enquiry.memo[key]
    return found


def _named_in_rows(enquiry: Enquiry) -> dict[tuple[str, str], list[Event]]:
    found: dict[tuple[str, str], list[Event]] = {}
    view = enquiry.view
    for event in view.in_order:
        if event.learned_after_death or view.is_fatal(event):
            continue
        invited = [agency_of(naming.team_id) for naming in event.invited]
        for other in {*enquiry.named_by(event), *invited, *event.mentions}:
            if other != event.agency_id:
                found.setdefault((event.agency_id, other), []).append(event)
    return found


def _sign(enquiry: Enquiry, event: Event, other: str) -> Sign | None:
    """Return a row that names another agency as a sign; ``None`` where it is only signposted."""
    key = (f"names {other}", event.event_id)
    if key not in enquiry.memo:
        enquiry.memo[key] = _sign_of(enquiry, event, other)
    found: Sign | None = enquiry.memo[key]
    return found


def _sign_of(enquiry: Enquiry, event: Event, other: str) -> Sign | None:
    phrases, columns = _signposts(enquiry), _columns(event)
    written = _sentences(event)
    said = [(sentence, sentence.lower()) for sentence in written]
    whole = "\n".join(lower for _, lower in said)
    names = [name for name in _names(enquiry, other) if name in whole]
    sentences = [pair for pair in said if _has(pair[1], names)] if names else []
    shown = [sentence for sentence, lower in sentences if not _has(lower, phrases)]
    if other not in columns and sentences and not shown:
        return None
    return Sign(
        enquiry.view.bounds[event.event_id].start_lo,
        event.event_id,
        named_in(event),
        _short((*shown, *written, "")[0]),
        "" if shown else columns.get(other, ""),
    )


def _signposts(enquiry: Enquiry) -> tuple[str, ...]:
    """Return what says of a sentence that it names somebody to turn to, and nobody involved."""
    key = ("signposts", "")
    if key not in enquiry.memo:
        rules = enquiry.rules_for(SIGNPOSTS[0])
        enquiry.memo[key] = tuple(w for r in rules if r.name == SIGNPOSTS[1] for w in r.words)
    found: tuple[str, ...] = enquiry.memo[key]
    return found


def _columns(event: Event) -> dict[str, str]:
    """Return the agencies that a row's columns name, each with how."""
    columns = (
        (event.shared_with, " as told"),
        (event.told_by, " as its source"),
        (event.attended, " as at the meeting"),
        (event.invited, " as asked to the meeting"),
        (event.minutes_to, " as sent the minutes"),
    )
    found: dict[str, str] = {}
    for namings, how in columns:
        for naming in namings:
            found.setdefault(agency_of(naming.team_id), how)
    return found


def _met(enquiry: Enquiry) -> dict[tuple[str, str], list[Sign]]:
    found: dict[tuple[str, str], list[Sign]] = {}
    kinds = [key for key, kind in enquiry.vocabulary.kinds.items() if kind.meeting]
    for meeting in meetings(enquiry, kinds):
        there = [agency for agency in sorted(meeting.there) if enquiry.is_formal(agency)]
        rows = {event.agency_id: event for event in reversed(meeting.rows)}
        for one in there:
            # its own row of the meeting says it best
            event = rows.get(one, meeting.rows[0])
            sign = Sign(
                meeting.low, event.event_id, meeting.persons, _short(event.summary), met=True
            )
            for other in there:
                if other != one:
                    found.setdefault((one, other), []).append(sign)
    return found


# -- words -------------------------------------------------------------------------------


def _names(enquiry: Enquiry, agency_id: str) -> tuple[str, ...]:
    """Return what an agency, its sector and its teams are called, in lower case."""
    key = ("what it is called", agency_id)
    if key not in enquiry.memo:
        agency = enquiry.agency(agency_id)
        teams = [t for t in enquiry.view.teams.values() if t.agency_id == agency_id and t.stated]
        names = [agency.name, *agency.aliases, agency.sector.replace("-", " ")]
        names += [name for team in teams for name in (team.name, *team.aliases)]
        enquiry.memo[key] = tuple(name.lower() for name in names if name)
    found: tuple[str, ...] = enquiry.memo[key]
    return found


def _sentences(event: Event) -> list[str]:
    text = "\n".join((event.summary, event.response, event.outcome))
    return [sentence for part in _SENTENCE.split(text) if (sentence := part.strip())]


def _has(said: str, phrases: Iterable[str]) -> bool:
    return any(
        phrase in said and re.search(rf"\b{re.escape(phrase)}\b", said) for phrase in phrases
    )


def quoted(event: Event) -> str:
    """Return the first sentence of a row, without the mark at its end."""
    return _short((*_sentences(event), "")[0])


def _short(text: str) -> str:
    """Return the first words of a row, without the mark at their end."""
    first = text.split()
    said = " ".join(first[:_WORDS]).rstrip(" .,;:")
    return f"{said} …" if len(first) > _WORDS else said
