"""What a whole case cannot be asked: said in words, so that an empty list never reassures."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.model import CaseRecords, Role
from queries import CannotTell

#: The ``query`` of a :class:`~queries.CannotTell` that concerns the case as a whole.
WHOLE_CASE = "case"
#: The same, where no finding can be looked for at all.
NOTHING = "nothing"


def limits(records: CaseRecords) -> tuple[CannotTell, ...]:
    """Return what stands in the way of every finding, the gravest first.

    Examples
    --------
    >>> from graphdb.model import Case, CaseRecords
    >>> print(limits(CaseRecords(Case("x", "Nothing yet")))[0].statement)
    No agency's chronology has been read, so no findings can be looked for. That none is listed \
says nothing about what was known or shared.
    """
    return tuple(
        CannotTell(query, "", statement, needed)
        for query, statement, needed in (*_sources(records), *_coding(records), *_victim(records))
    )


def can_look(records: CaseRecords) -> bool:
    """Whether there is anything in which findings could be looked for."""
    return all(limit.query != NOTHING for limit in limits(records))


_SILENT = "That none is listed says nothing about what was known or shared."
_Said = Iterator[tuple[str, str, str]]


def _sources(records: CaseRecords) -> _Said:
    with_rows = {event.agency_id for event in records.events}
    formal = [agency for agency in records.agencies if not agency.informal]
    read = [agency.name for agency in formal if agency.agency_id in with_rows]
    unread = [agency.name for agency in formal if agency.agency_id not in with_rows]
    put = "Put each agency's chronology (.docx, .xlsx or .csv) into chronologies/; joinedup check "
    put += "says how each was read."
    if not read:
        others = [agency.name for agency in records.agencies if agency.agency_id in with_rows]
        only = f", only informal sources ({_listed(others)})" if others else ""
        so = f"No agency's chronology has been read{only}, so no findings can be looked for."
        yield NOTHING, f"{so} {_SILENT}", put
        return
    if len(read) == 1:
        yield (
            WHOLE_CASE,
            f"Only one agency's chronology has been read ({read[0]}): what agencies shared with "
            f"each other cannot be looked for. {_SILENT}",
            put,
        )
    if unread:
        one = len(unread) == 1
        yield (
            WHOLE_CASE,
            f"No chronology of {_listed(unread)} has been read: what "
            f"{'it' if one else 'they'} knew or did cannot be told.",
            f"Ask for {'it' if one else 'them'}, or take the agency out of case.toml.",
        )


def _coding(records: CaseRecords) -> _Said:
    if not records.events:
        return
    code = "Run joinedup code, confirm what is right in coding.csv, and run this again."
    if not any(event.coded for event in records.events):
        yield NOTHING, f"No row is coded, so no findings can be looked for. {_SILENT}", code
    elif not records.facts:
        so = "No coded row says what became known, so who knew what cannot be looked for."
        yield WHOLE_CASE, f"{so} {_SILENT}", f"Fill in the column Information. Or: {code}"


def _victim(records: CaseRecords) -> _Said:
    if not any(Role.VICTIM in person.roles for person in records.persons):
        yield (
            WHOLE_CASE,
            "The case names no victim: rows cannot be tied to the person whom the review is "
            "about, and findings about that person cannot be looked for.",
            'Give one [[person]] in case.toml roles = ["victim"].',
        )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
