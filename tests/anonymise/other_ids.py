"""A case under other ids, all else as it was: what a pack is, without its words and its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphdb.model import CaseRecords, Event
from joinedup.anonymise.dates import DateMode, shift_of
from joinedup.anonymise.ids import Ids
from joinedup.anonymise.made import without_guesses
from joinedup.anonymise.translate import translate
from tests.anonymise.packs import SameWords

# every date moves, for a pack's days are never those of its case; there is no way back
_WEEKS = 400


def under_ids(records: CaseRecords, *, turned: bool) -> tuple[Ids, CaseRecords]:
    """Return a case under ids that sort the other way round; not ``turned``, under its own.

    Whatever the order of two ids settles is then settled otherwise. Names, rows, and the order in
    which the case lists agencies, teams and persons stay. Ids of rows stay, too: those of a pack
    keep their order.
    """
    plain = without_guesses(records)
    turn = _turned if turned else _same
    agencies = turn(a.agency_id for a in plain.agencies)
    persons = turn(p.person_id for p in plain.persons)
    keys = turn(t.team_id.partition("/")[2] for t in plain.teams) | {"": ""}
    teams = {
        t.team_id: f"{agencies[t.agency_id]}/{keys[t.team_id.partition('/')[2]]}"
        for t in plain.teams
    }
    ids = Ids(
        "other",
        persons,
        agencies,
        teams,
        turn(f.fact_id for f in plain.facts),
        {e.event_id: e.event_id for e in plain.events},
        {e.event_id: e.ref or e.event_id for e in plain.events},
    )
    shift = shift_of(plain, DateMode.OFFSET, 7 * _WEEKS)
    made = translate(plain, ids, SameWords(plain), shift, plain.settings.bank_holidays)
    by_id = {p.person_id: p for p in made.persons}
    return ids, replace(
        made,
        # a pack has them by their roles, and a row has its people by their ids
        persons=tuple(by_id[persons[p.person_id]] for p in plain.persons),
        events=tuple(
            _people_as_before(one, other, persons)
            for one, other in zip(plain.events, made.events, strict=True)
        ),
    )


def _same(old: Iterable[str]) -> dict[str, str]:
    return {one: one for one in old}


def _turned(old: Iterable[str]) -> dict[str, str]:
    """Return ids of the other order, each of which is like no other text."""
    last_first = sorted(set(old), reverse=True)
    return {one: f"q{place:03}q{one}" for place, one in enumerate(last_first)}


def _people_as_before(event: Event, other: Event, persons: dict[str, str]) -> Event:
    place = {persons[i.person_id]: n for n, i in enumerate(event.involves)}
    return replace(other, involves=tuple(sorted(other.involves, key=lambda i: place[i.person_id])))
