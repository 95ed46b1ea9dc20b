"""Ids made anew for a pack.

Agencies, teams and persons get the kind of thing that they are, rows a number that is drawn.
Rows keep the order that their ids have, which is what settles a tie between two of one moment: what
a finding says of the pack is then what it says of the original. That order tells nothing: an
original row's id is a hash, and only who has the row already can make it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphdb.identity import event_ids_by_refs, fact_id, normalise_text
from graphdb.model import Agency, CaseRecords, Event, Person, Role
from joinedup.anonymise.salted import drawn
from joinedup.anonymise.words import tokens_of, words_in

# "V", "P", "C1": what every chronology calls them
_PLAIN_PERSON = re.compile(r"[A-Z]\d{0,2}")
# letters of an id that could be read as a name ("e-0decade1f00d")
_LIKE_A_WORD = re.compile(r"[a-f]{4}")
# "N" and "X" in a column are no and nobody: a number after it makes it a person's again
_NOBODY = frozenset({"N", "X", "Y"})
_ROLES = {
    Role.VICTIM: "V",
    Role.PERPETRATOR: "P",
    Role.CHILD: "C",
    Role.EX_PARTNER: "X",
    Role.FAMILY: "F",
    Role.NEIGHBOUR: "N",
    Role.FRIEND: "R",
    Role.CARER: "K",
}
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
    persons = _persons(records.persons)
    agencies = _agencies(records.agencies)
    teams = _teams((t.team_id for t in records.teams), agencies)
    facts = {
        f.fact_id: fact_id(case_id, f.topic, persons.get(f.about or ""), persons.get(f.by or ""))
        for f in records.facts
    }
    events, refs = _rows(records.events, agencies, case_id, salt)
    return Ids(case_id, persons, agencies, teams, facts, events, refs)


def _persons(persons: Sequence[Person]) -> dict[str, str]:
    """Return the letters that chronologies use anyway, by role, with a number where needed.

    A letter that an agency's own use gave ("M", "C1") stays, unless it is an initial.
    """
    made: dict[str, str] = {}
    taken = {p.person_id for p in persons if _says_nothing(p)} - _NOBODY
    for person in persons:
        if person.person_id in taken:
            made[person.person_id] = person.person_id
            continue
        letter = person.person_id if _says_nothing(person) else _letter_of(person)
        found = (f"{letter}{number}" for number in range(1, len(persons) + 1))
        new = next(
            one for one in ((letter, *found) if letter in "VP" else found) if one not in taken
        )
        taken.add(new)
        made[person.person_id] = new
    return made


def _letter_of(person: Person) -> str:
    return next((letter for role, letter in _ROLES.items() if role in person.roles), "O")


def _says_nothing(person: Person) -> bool:
    """Whether an id is a letter that is no initial of the person's names, or one of the role."""
    if not _PLAIN_PERSON.fullmatch(person.person_id):
        return False
    words = [t for name in (person.label, *person.aliases) for t in tokens_of(name) if not t.tail]
    letter = person.person_id[0].casefold()
    relations = words_in("grammar", "relations")
    usual = {_letter_of(person).casefold(), *(w.folded[0] for w in words if w.folded in relations)}
    return letter in usual or all(letter != word.folded[:1] for word in words)


def _agencies(agencies: Sequence[Agency]) -> dict[str, str]:
    """Return ids that say the kind of an agency, with a number where there are several.

    They are numbered in the order of the case, in which they are spoken of, too ("a second GP
    practice"): the order of the original ids would tell how these begin.
    """
    many = Counter(agency.sector for agency in agencies)
    made: dict[str, str] = {}
    count: Counter[str] = Counter()
    for agency in agencies:
        count[agency.sector] += 1
        kind = agency.sector or "agency"
        alone = many[agency.sector] == 1
        made[agency.agency_id] = kind if alone else f"{kind}-{count[agency.sector]}"
    return made


def _teams(ids: Iterable[str], agencies: Mapping[str, str]) -> dict[str, str]:
    made: dict[str, str] = {}
    count: Counter[str] = Counter()
    for team in ids:
        agency, _, key = team.partition("/")
        count[agency] += bool(key)
        made[team] = f"{agencies[agency]}/{f'team-{count[agency]}' if key else ''}"
    return made


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
            pools[agency] = sorted(ids)
        own = pools[agency]
        place = bisect_right(own, (last, "~"))
        while place < len(own) and (own[place][1] in used or _LIKE_A_WORD.search(own[place][0])):
            place += 1
        if place == len(own):
            return None
        last, ref = own[place]
        used.add(ref)
        events[event.event_id], refs[event.event_id] = last, ref
    return events, refs
