"""Ids made anew for a pack, in the order that the original ones have.

Nothing of an original id is left, and no two packs have one in common. The order is kept because
the order of ids is what settles a tie between two rows of one moment: what a finding says of the
pack is then what it says of the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphdb.identity import event_ids_by_refs, fact_id, normalise_text
from graphdb.model import CaseRecords, Event, agency_of
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.salted import drawn

# "V", "P", "C1": what every chronology calls them, and nobody's initials
_PLAIN_PERSON = re.compile(r"[A-Z]\d{0,2}")
# letters of an id that could be read as a name ("e-0decade1f00d")
_LIKE_A_WORD = re.compile(r"[a-f]{4}")
_NOBODY = frozenset({"N", "X", "Y"})
# Numbers from which the Refs of a pack are drawn: as long as an agency's own.
_REFS = 9_000_000


@dataclass(frozen=True, slots=True)
class Ids:
    """What every id of a case is in the pack.

    Attributes
    ----------
    case_id
        Of the pack.
    persons, agencies, teams, facts, events
        The pack's id, by the original one.
    refs
        The Ref of each row in the pack, by the original id of the row.
    """

    case_id: str
    persons: Mapping[str, str]
    agencies: Mapping[str, str]
    teams: Mapping[str, str]
    facts: Mapping[str, str]
    events: Mapping[str, str]
    refs: Mapping[str, str]

    @property
    def team_keys(self) -> Mapping[str, str]:
        """The part of each team's id after its agency, by the original id."""
        return {old: new.partition("/")[2] for old, new in self.teams.items()}


def new_ids(records: CaseRecords, salt: str) -> Ids:
    """Make the ids of a pack.

    Parameters
    ----------
    records
        The original case.
    salt
        Of the pack: the same gives the same.
    """
    case_id = f"case-{drawn(salt, 'case') % 16**8:08x}"
    persons = _persons(p.person_id for p in records.persons)
    agencies = _agencies({a.agency_id: a.sector for a in records.agencies})
    teams = _teams((t.team_id for t in records.teams), agencies)
    facts = {
        f.fact_id: fact_id(case_id, f.topic, persons.get(f.about or ""), persons.get(f.by or ""))
        for f in records.facts
    }
    events, refs = _rows(records.events, agencies, case_id, salt)
    return Ids(case_id, persons, agencies, teams, facts, events, refs)


def _persons(ids: Iterable[str]) -> dict[str, str]:
    """Return the letters that chronologies use anyway; else numbers, in the same order."""
    known = sorted(ids)
    # "N" and "X" in a column are no and nobody: a nought after it makes it a person's again
    plain = {each: each + "0" if each in _NOBODY else each for each in known}
    if all(map(_PLAIN_PERSON.fullmatch, known)) and len(set(plain.values())) == len(known):
        return plain
    return {each: f"p{place:03}" for place, each in enumerate(known, start=1)}


def _agencies(sectors: Mapping[str, str]) -> dict[str, str]:
    """Return ids that say no more than the sector, each between its neighbours in order.

    An id that is a sector's own key ("police") says no more already, and rules may name it.
    """
    plain = load_vocabulary().sectors.keys()
    made: dict[str, str] = {}
    ordered = sorted(sectors)
    left = ""
    for place, each in enumerate(ordered):
        if each in plain:
            made[each] = left = each
            continue
        right = next((other for other in ordered[place + 1 :] if other in plain), "")
        found = next((one for one in _between(left, sectors[each]) if left < one), "")
        if right and not found < right:
            found = next((one for one in _between(left, "") if left < one < right), "")
        if not found or found in plain:
            return {one: f"a{number:03}" for number, one in enumerate(ordered, start=1)}
        made[each] = left = found
    return made


def _between(left: str, sector: str) -> Iterable[str]:
    tail = f"-{sector}" if sector else ""
    for cut in range(len(left) + 1):
        yield f"{left[:cut]}{'zz' if cut else '0'}{tail}"
    yield f"{left}z{tail}"


def _teams(ids: Iterable[str], agencies: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for team in ids:
        found[agency_of(team)].append(team)
    return {
        team: f"{agencies[agency]}/{f't{place:03}' if team.partition('/')[2] else ''}"
        for agency, teams in found.items()
        for place, team in enumerate(sorted(teams))
    }


def _rows(
    rows: Sequence[Event], agencies: Mapping[str, str], case_id: str, salt: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the id and the Ref of every row, the ids in the order of the original ones.

    An id is made of a Ref, so Refs are drawn until there are enough of them to find one whose id
    comes next; each is used once in the whole case.
    """
    ordered = sorted(rows, key=lambda event: event.event_id)
    many = 3 * len(ordered) + 64
    while True:
        found = _drawn_rows(ordered, agencies, case_id, _refs(salt, many))
        if found is not None:
            return found
        many *= 2


def _refs(salt: str, many: int) -> list[str]:
    """Return so many different Refs, in the order in which they are drawn."""
    found: dict[int, None] = {}
    number = 0
    while len(found) < many:
        found[drawn(salt, "ref", str(number)) % _REFS + 1_000_000] = None
        number += 1
    return [f"R{number}" for number in found]


def _drawn_rows(
    ordered: Sequence[Event], agencies: Mapping[str, str], case_id: str, pool: Sequence[str]
) -> tuple[dict[str, str], dict[str, str]] | None:
    pools: dict[str, list[tuple[str, str]]] = {}
    plain = [normalise_text(ref) for ref in pool]
    events: dict[str, str] = {}
    refs: dict[str, str] = {}
    used: set[str] = set()
    last = ""
    for event in ordered:
        agency = agencies[event.agency_id]
        if agency not in pools:
            ids = zip(event_ids_by_refs(case_id, agency, plain), pool, strict=True)
            pools[agency] = sorted(each for each in ids if not _LIKE_A_WORD.search(each[0]))
        own = pools[agency]
        place = bisect_right(own, (last, "~"))
        while place < len(own) and own[place][1] in used:
            place += 1
        if place == len(own):
            return None
        last, ref = own[place]
        used.add(ref)
        events[event.event_id], refs[event.event_id] = last, ref
    return events, refs
