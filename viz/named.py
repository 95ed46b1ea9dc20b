"""Who is named in rows: the persons by whom they can be told apart, and teams of agencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graphdb.case_view import CaseView
from graphdb.model import Event, Naming, Person, Role, agency_of
from viz.model import PersonLine
from viz.words import role_words

_MAIN = frozenset({Role.VICTIM, Role.PERPETRATOR, Role.CHILD})
_MOST_NAMES = 3
_MOST_GROUPS = 8


def main_persons(view: CaseView, ours: Callable[[str], str]) -> Iterator[tuple[Person, PersonLine]]:
    """Yield victim, perpetrator and children, each with the words for their part in the case.

    While proceedings are live the case's own term stands in for "perpetrator"; ``ours`` makes a
    label one that may leave.
    """
    order = list(Role)
    people = sorted(
        (p for p in view.persons.values() if p.roles & _MAIN),
        key=lambda p: (min(order.index(r) for r in p.roles), p.person_id),
    )
    for person in people:
        label = ours(person.label)
        yield person, PersonLine(label, role_words(view.case, person, label))


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """One choice of "rows that name …": a person, or all the children."""

    line: PersonLine
    person_ids: frozenset[str]


def named_groups(view: CaseView, ours: Callable[[str], str]) -> tuple[NamedGroup, ...]:
    """Return the choices, in the order in which the page offers them."""
    groups = []
    children = []
    for person, line in main_persons(view, ours):
        if Role.CHILD in person.roles:
            children.append((person.person_id, line.label))
        if person.roles & {Role.VICTIM, Role.PERPETRATOR}:
            groups.append(NamedGroup(line, frozenset({person.person_id})))
    ids = frozenset(person_id for person_id, _ in children)
    if ids and all(g.person_ids != ids for g in groups):
        labels = [label for _, label in children]
        several = len(labels) > _MOST_NAMES
        label = "any of the children" if several else " or ".join(labels)
        role = "child" if len(labels) == 1 else f"{len(labels)} children" if several else "children"
        groups.append(NamedGroup(PersonLine(label, role), ids))
    return tuple(groups[:_MOST_GROUPS])


def groups_in(event: Event, groups: tuple[NamedGroup, ...]) -> tuple[int, ...]:
    """Return the places of the groups that a row names, in whatever part."""
    named = {i.person_id for i in event.involves}
    return tuple(n for n, group in enumerate(groups) if group.person_ids & named)


def teams_named(view: CaseView, namings: Iterable[Naming]) -> str:
    """Return who is named, set apart as a chronology does: "A: one team; B"."""
    names = []
    for naming in namings:
        agency, team = agency_of(naming.team_id), view.teams.get(naming.team_id)
        name = view.agencies[agency].name if agency in view.agencies else agency
        names.append(f"{name}: {team.name}" if team is not None and team.stated else name)
    return "; ".join(dict.fromkeys(names))
