"""Who was involved: from the columns that say so, and from the text.

A person whom a column names is subject or present; a person whom only the text names is
*mentioned*, which makes no contact. Two persons who share a name: neither is attached.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphdb.model import Part, Person, Role
from loaders.names import Names, norm

_SPLIT = re.compile(r"\s*[;,\n/+&]\s*|\s+and\s+|\s+with\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)")
_NOBODY = frozenset(
    {
        "",
        "no",
        "none",
        "nil",
        "n",
        "na",
        "n a",
        "nobody",
        "not present",
        "0",
        "not applicable",
        "not seen",
        "not stated",
        "unknown",
        "not known",
        "x",
    }
)
_ALL = frozenset(
    {
        "yes",
        "y",
        "all",
        "both",
        "children",
        "all children",
        "both children",
        "children present",
        "all present",
        "true",
        "seen",
        "child",
        "child present",
    }
)
_PARTS = {
    "present": Part.PRESENT,
    "also present": Part.PRESENT,
    "witness": Part.PRESENT,
    "witnessed": Part.PRESENT,
    "in the house": Part.PRESENT,
    "asleep": Part.PRESENT,
    "mentioned": Part.MENTIONED,
    "discussed": Part.MENTIONED,
    "not present": Part.MENTIONED,
    "absent": Part.MENTIONED,
    "subject": Part.SUBJECT,
}
_RANK = {Part.SUBJECT: 2, Part.PRESENT: 1, Part.MENTIONED: 0}
_ROLE_WORDS = {
    "victim": Role.VICTIM,
    "the deceased": Role.VICTIM,
    "deceased": Role.VICTIM,
    "perpetrator": Role.PERPETRATOR,
    "alleged perpetrator": Role.PERPETRATOR,
    "offender": Role.PERPETRATOR,
    "suspect": Role.PERPETRATOR,
    "child": Role.CHILD,
    "children": Role.CHILD,
    "ex partner": Role.EX_PARTNER,
    "carer": Role.CARER,
    "neighbour": Role.NEIGHBOUR,
    "friend": Role.FRIEND,
}


@dataclass(slots=True)
class Named:
    """What a cell of persons says."""

    parts: dict[str, Part]
    unknown: list[str]
    ambiguous: list[str]


class People:
    """The persons of a case, by every name they go by."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self.persons = {p.person_id: p for p in persons}
        self.names = Names()
        for person in persons:
            for name in (person.person_id, person.label, *person.aliases):
                self.names.add(name, person.person_id)
        self._with_role: dict[Role, tuple[str, ...]] = {
            role: tuple(sorted(p.person_id for p in persons if p.is_a(role))) for role in Role
        }
        self._cells: dict[tuple[str, Part], Named] = {}

    def with_role(self, role: Role) -> tuple[str, ...]:
        """Return the ids of the persons who have a role."""
        return self._with_role[role]

    def one(self, text: str) -> str | None:
        """Return the one person whom a name, id or role word stands for."""
        found = self.names.get(text)
        if found is not None:
            return found
        if self.names.is_ambiguous(text):
            return None
        role = _ROLE_WORDS.get(norm(text))
        if role is None:
            return None
        having = self._with_role[role]
        return having[0] if len(having) == 1 else None

    def is_ambiguous(self, text: str) -> bool:
        """Whether a name or role word stands for several persons."""
        role = _ROLE_WORDS.get(norm(text))
        return self.names.is_ambiguous(text) or (
            role is not None and len(self._with_role[role]) > 1
        )

    def in_cell(self, cell: str, default: Part) -> Named:
        """Return whom a cell names, and as what; cells repeat, so answers are kept."""
        key = (cell, default)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._read(cell, default)
        return found

    def _read(self, cell: str, default: Part) -> Named:
        named = Named({}, [], [])
        if norm(cell) in _NOBODY:
            return named
        whole = self.one(cell)
        # A name may hold "and" or a comma, so the whole cell is tried first.
        pieces = [cell] if whole is not None else [p for p in _SPLIT.split(cell) if p.strip()]
        for piece in pieces:
            self._read_piece(piece, default, named)
        return named

    def _read_piece(self, piece: str, default: Part, named: Named) -> None:
        part = default
        for note in _BRACKET.findall(piece):
            part = _PARTS.get(norm(note), part)
        name = _BRACKET.sub(" ", piece).strip()
        if norm(name) in _NOBODY:
            return
        persons = self._several(name) or self._several(piece)
        if persons:
            for person in persons:
                if person not in named.parts or _RANK[part] > _RANK[named.parts[person]]:
                    named.parts[person] = part
        elif self.is_ambiguous(name):
            named.ambiguous.append(name)
        else:
            named.unknown.append(name)

    def _several(self, name: str) -> tuple[str, ...]:
        one = self.one(name)
        if one is not None:
            return (one,)
        if norm(name) in ("children", "the children", "all children", "both children"):
            return self._with_role[Role.CHILD]
        return ()

    def children_in(self, cell: str) -> Named:
        """Return which children a *Children present* cell says were there."""
        text = norm(cell)
        children = self._with_role[Role.CHILD]
        if text in _NOBODY:
            return Named({}, [], [])
        if text in _ALL or text == str(len(children)):
            return Named(dict.fromkeys(children, Part.PRESENT), [], [])
        if text.isdecimal():
            return Named({}, [], [cell])
        return self.in_cell(cell, Part.PRESENT)

    def seen_in(self, cell: str) -> Named:
        """Return who a *Seen* cell says was seen; "yes" means the child where there is one."""
        text = norm(cell)
        if text in _NOBODY:
            return Named({}, [], [])
        if text in _ALL:
            children = self._with_role[Role.CHILD]
            if len(children) == 1:
                return Named({children[0]: Part.PRESENT}, [], [])
            return Named({}, [], [cell] if children else [])
        return self.in_cell(cell, Part.PRESENT)


def merge(into: dict[str, Part], more: dict[str, Part]) -> None:
    """Add parts, keeping the stronger for whoever has two."""
    for person, part in more.items():
        if person not in into or _RANK[part] > _RANK[into[person]]:
            into[person] = part
