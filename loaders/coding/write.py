"""Adding suggestions to ``coding.csv``: nothing that a person wrote is touched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graphdb.model import Event, Part
from graphdb.vocabulary import Vocabulary
from loaders.coding.store import (
    CHANGED,
    GONE,
    NAME,
    SUGGESTED,
    VERSION,
    CodingBook,
    Line,
    fingerprint,
    told,
    write_book,
)
from loaders.coding.suggest import Suggester, Suggestion
from loaders.drafts import Draft
from loaders.load import Session, finish, open_session
from loaders.names import norm
from loaders.people import People


@dataclass(frozen=True, slots=True)
class SuggestionsWritten:
    """What :func:`write_suggestions` did.

    Attributes
    ----------
    path
        The file.
    added
        Lines that are new.
    uncoded
        Rows that are still not coded.
    rows
        Rows in all.
    changed, orphaned
        Lines whose row has changed, and lines whose row is gone.
    """

    path: Path
    added: int
    uncoded: int
    rows: int
    changed: int
    orphaned: int


def write_suggestions(case_dir: str | Path) -> SuggestionsWritten:
    """Add suggestions for every row that is not coded to ``coding.csv``.

    Lines that stand there stay as they are, but for the column *check*, which is ours and says
    when a row has changed or gone. The chronologies are never written to. Where nothing is to
    be added, the file is not written.

    Parameters
    ----------
    case_dir
        The case folder.

    Raises
    ------
    LoaderError
        When the case cannot be read, or ``coding.csv`` is open in another program.
    """
    session = open_session(case_dir)
    loaded = finish(session)
    events = {event.event_id: event for event in loaded.records.events}
    book = session.book
    marked = _mark(book)
    added = _suggestions(session, events)
    if added or marked:
        book.lines.extend(added)
        write_book(session.folder, book)
    return SuggestionsWritten(
        session.folder / NAME,
        len(added),
        loaded.report.uncoded,
        len(events),
        len(book.moved),
        len(book.orphans),
    )


def _mark(book: CodingBook) -> bool:
    """Say in the column *check* which lines' rows have changed or gone; whether any is new."""
    gone = {id(line) for line in book.orphans}
    changed = False
    for index, line in enumerate(book.lines):
        mark = CHANGED if index in book.moved else GONE if id(line) in gone else ""
        if line.get("check") != mark:
            line.cells["check"] = mark
            changed = True
    return changed


def _suggestions(session: Session, events: dict[str, Event]) -> list[Line]:
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for index, line in enumerate(session.book.lines):
        pair = (norm(line.get("kind")), norm(line.get("information")))
        said[session.book.event_of(index)].add(pair)
    suggester = Suggester(session.vocabulary, session.built.persons)
    added: list[Line] = []
    for draft in session.drafts:
        event = events[draft.event_id]
        if event.coded:
            continue
        there = said[draft.event_id]
        for cells in _of_row(draft, event, suggester, session):
            pair = (norm(cells["kind"]), norm(cells["information"]))
            # A row without any suggestion gets one empty line to fill in, once.
            if pair in there or (pair == ("", "") and there):
                continue
            there.add(pair)
            added.append(Line(cells))
    return added


def _of_row(
    draft: Draft, event: Event, suggester: Suggester, session: Session
) -> list[dict[str, str]]:
    text = told(draft)
    base = {
        "format": str(VERSION),
        "event_id": draft.event_id,
        "document": draft.source.document,
        "part": draft.source.part,
        "row": str(draft.source.row),
        "date": draft.get("date"),
        "text": text,
        "status": SUGGESTED,
        "fingerprint": fingerprint(text),
        "kind": "",
        "information": "",
    }
    subjects = [i.person_id for i in event.involves if i.part is Part.SUBJECT]
    subject = subjects[0] if len(subjects) == 1 else None
    lines = []
    for one in suggester.suggest(text, subject=subject):
        line = {**base, "words": one.quote, "reason": _reason(one)}
        if one.kind == "kind":
            kind = session.vocabulary.kinds[one.key]
            line["kind"] = kind.label
            if not subjects:
                line["persons"] = "; ".join(f"{i.person_id} (mentioned)" for i in event.involves)
        else:
            line["information"] = _information(one, session.vocabulary, session.people)
        lines.append(line)
    return lines or [base]


def _reason(one: Suggestion) -> str:
    assumed = f"; assumed: {', '.join(one.assumed)}" if one.assumed else ""
    return f"{one.reason}{assumed}"


def _information(one: Suggestion, vocabulary: Vocabulary, people: People) -> str:
    """Return a suggestion as it is written in an Information column."""
    about, by = (_known(person, people) for person in (one.about, one.by))
    persons = f"{by} > {about}" if by and about else about
    stance = f" ({one.stance.value})" if one.stance is not None else ""
    return f"{vocabulary.topics[one.key].label}{': ' + persons if persons else ''}{stance}"


def _known(person: str | None, people: People) -> str:
    """Return an id; a role that nobody, or several, have is left for the coder to say."""
    return people.one(person) or "" if person else ""
