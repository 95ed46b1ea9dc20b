"""The network of a case: who was in touch with whom, who told whom, who met; built by pyvis.

pyvis builds the nodes and the edges, and its package carries the library that draws them
(vis-network). Its own page is never used: it asks a network for style sheets and runs what
stands in titles. Places are worked out by :mod:`viz.netlayout`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graphdb.case_view import CaseView
from graphdb.dates import When, show_when
from graphdb.knowledge import Knowledge
from graphdb.model import Event, Naming, Person, Relation, Role, agency_of
from graphdb.vocabulary import Vocabulary
from viz.clean import clean
from viz.model import KinLine, Link, LinkKind, NetworkLines, NetworkPerson, PageModel
from viz.netlayout import layout
from viz.words import role_words

if TYPE_CHECKING:
    from pyvis.network import Network

_GROUPS = {
    "Justice": "police probation prison youth-justice cps courts",
    "Specialist service": "domestic-abuse-service idva isva perpetrator-programme victim-support",
}
_GROUP_OF = {sector: group for group, sectors in _GROUPS.items() for sector in sectors.split()}
_FRAMEWORK = {
    "Social services": "Social care",
    "Police": "Justice",
    "Probation": "Justice",
    "Informal": "Informal source",
}

_Entry = tuple[str | None, ...]
_Found = dict[tuple[LinkKind, str, str], set[_Entry]]


def network_lines(view: CaseView, knowledge: Knowledge, vocabulary: Vocabulary) -> NetworkLines:
    """Return what stands on record between people and those who hold the records.

    A contact is a row of a kind that is one and not routine, not of the fatal incident, with
    the person as subject or present; of an informal source any row that is about the person.
    A row that was learned later counts from then; one learned after the death not at all.
    """
    return _Reader(view, knowledge, vocabulary).lines()


class _Reader:
    def __init__(self, view: CaseView, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
        self.view = view
        self.mirrors = knowledge.shares.mirrors
        self.vocabulary = vocabulary
        self.found: _Found = defaultdict(set)
        self.receipts: set[tuple[str, str]] = set()

    def lines(self) -> NetworkLines:
        rows = [e for e in self.view.in_order if e.coded and not self.view.is_fatal(e)]
        for event in rows:
            if not event.learned_after_death:
                self._contacts(event)
            self._shares(event)
            self._meetings(event)
        for event in rows:
            self._told(event)
        place = self.view.place

        def first(entry: _Entry) -> list[int]:
            return [-1 if row is None else place[row] for row in entry]

        people = tuple(self._people())
        return NetworkLines(
            people=people,
            sectors=tuple((a.agency_id, self._group(a.sector)) for a in view_agencies(self.view)),
            links=tuple(
                Link(*key, tuple(sorted(self.found[key], key=first))) for key in sorted(self.found)
            ),
            moved=tuple(
                (e.event_id, e.learned.earliest, e.learned.latest)
                for e in rows
                if e.learned is not None
            ),
            kin=tuple(self._kin({p.person_id for p in people})),
        )

    def _contacts(self, event: Event) -> None:
        flags = self.view.kind(event)
        informal = self.view.agencies[event.agency_id].informal
        if informal or (flags is not None and flags.contact and not flags.routine):
            for person_id in self.view.seen[event.event_id]:
                self._add(LinkKind.CONTACT, event.team_id, person_id, event.event_id)

    def _add(self, kind: LinkKind, source: str, target: str, *entry: str | None) -> None:
        source, target = source.removesuffix("/"), target.removesuffix("/")
        if source != target:
            self.found[kind, source, target].add(entry)

    def _shares(self, event: Event) -> None:
        for naming in _once((*event.shared_with, *event.minutes_to)):
            rows = self.mirrors(event, agency_of(naming))
            self.receipts |= {(row.event_id, event.agency_id) for row in rows}
            first = min(rows, key=self.view.sort_key).event_id if rows else None
            self._add(LinkKind.SHARE, event.team_id, naming, event.event_id, first)

    def _told(self, event: Event) -> None:
        """Add what only the receiver recorded: it names its source, which has no such row."""
        if event.learned_after_death:
            return
        for naming in _once(event.told_by):
            if (event.event_id, agency_of(naming)) not in self.receipts:
                self._add(LinkKind.SHARE, naming, event.team_id, None, event.event_id)

    def _meetings(self, event: Event) -> None:
        for one, other in combinations(sorted(_once(event.attended)), 2):
            self._add(LinkKind.MEETING, one, other, event.event_id)

    def _group(self, sector: str) -> str:
        known = self.vocabulary.sectors.get(sector)
        framework = "Other" if known is None else known.framework
        return _GROUP_OF.get(sector) or _FRAMEWORK.get(framework, framework)

    def _people(self) -> Iterator[NetworkPerson]:
        touched = {target for kind, _, target in self.found if kind is LinkKind.CONTACT}
        order = list(Role)
        household = self.view.household
        people = [p for p in self.view.persons.values() if p.person_id in touched | household]
        for p in sorted(
            people, key=lambda p: (min(map(order.index, p.roles), default=99), p.label)
        ):
            yield NetworkPerson(
                p.person_id,
                p.label,
                role_words(self.view.case, p, p.label),
                _side(p),
                Role.CHILD in p.roles,
            )

    def _kin(self, people: set[str]) -> Iterator[KinLine]:
        for r in self.view.records.relations:
            if r.person in people and r.to in people and r.person != r.to:
                when = _when_in_words(r)
                yield KinLine(r.person, r.to, r.kind, when, _reach(r.start), _reach(r.end))


def _when_in_words(relation: Relation) -> str:
    since = f"from {show_when(relation.start)}" if relation.start is not None else ""
    until = f"to {show_when(relation.end)}" if relation.end is not None else ""
    return " ".join(part for part in (since, until) if part)


def _reach(when: When | None) -> tuple[int | None, int | None]:
    return (None, None) if when is None else (when.earliest, when.latest)


def view_agencies(view: CaseView) -> list[Any]:
    """Return the agencies in an order that does not depend on the file."""
    return sorted(view.agencies.values(), key=lambda a: a.agency_id)


def _side(person: Person) -> int:
    if Role.VICTIM in person.roles:
        return -1
    return 1 if Role.PERPETRATOR in person.roles else 0


def _once(namings: Iterable[Naming]) -> list[str]:
    return sorted({naming.team_id for naming in namings})


# -- built by pyvis, and packed for the page ----------------------------------------------------

_KINDS = list(LinkKind)


def graph(model: PageModel) -> Network:
    """Return the map as a pyvis network: nodes at their places, edges with their rows.

    Nodes are numbered: people, then agencies, then named teams; a row of an agency that names
    no team is the agency's own. pyvis is imported here only: it brings a notebook with it.
    """
    from pyvis.network import Network

    net = Network(directed=True)
    net.toggle_physics(False)
    for node in _nodes(model):
        net.add_node(**node)
    for edge in _edges(model):
        net.add_edge(**edge)
    return net


def packed(model: PageModel, event_at: dict[str, int]) -> object:
    """Return the map as the page's script reads it: by number and position, no text of a row.

    Parameters
    ----------
    model
        The page; without a network there is nothing to pack.
    event_at
        The place of each row in the table.
    """
    if model.network is None:
        return None
    net = graph(model)
    nodes, edges = net.nodes, net.edges
    places = [[n["x"], n["y"], *n["beside"]] for n in nodes]
    base = model.header.first
    plans = [layout(model), layout(model, teams=True)]
    return {
        "people": [[clean(p.label), clean(p.role), p.side] for p in model.network.people],
        "sectors": [dict(model.network.sectors).get(a.agency_id, "") for a in model.lanes],
        "at": places,
        "links": [_link(e, event_at) for e in edges],
        "moved": {
            str(event_at[row]): [None if m is None else m - base for m in times]
            for row, *times in model.network.moved
        },
        "plans": [
            [
                plan.width,
                plan.height,
                *(
                    [clean(z.caption), z.box.x, z.box.y, z.box.w, z.box.h, int(z.below)]
                    for z in plan.zones
                ),
            ]
            for plan in plans
        ],
    }


def _numbers(model: PageModel) -> dict[str, int]:
    """Return the number of every node by its id: people, agencies, named teams."""
    assert model.network is not None
    ids = [f"person {p.person_id}" for p in model.network.people]
    ids += [lane.agency_id for lane in model.lanes]
    ids += [t.team_id for lane in model.lanes for t in lane.teams]
    return {key: n for n, key in enumerate(ids)}


def _nodes(model: PageModel) -> Iterator[dict[str, Any]]:
    assert model.network is not None
    plain, beside = layout(model), layout(model, teams=True)
    number = _numbers(model)
    sector = dict(model.network.sectors)
    for p in model.network.people:
        one, two = plain.people[p.person_id], beside.people[p.person_id]
        key = number[f"person {p.person_id}"]
        yield _node(key, p.label, "ellipse", one.x, one.y, [two.x, two.y], p.role)
    for lane in model.lanes:
        one, two = plain.agencies[lane.agency_id], beside.agencies[lane.agency_id]
        group = sector.get(lane.agency_id, "")
        key = number[lane.agency_id]
        yield _node(key, lane.name, "box", one.x, one.y, [two.x, two.y], group)
    for lane in model.lanes:
        for team in lane.teams:
            box = beside.teams.get(team.team_id) or beside.agencies[lane.agency_id]
            yield _node(number[team.team_id], team.name, "text", box.x, box.y, [], lane.agency_id)


def _node(
    key: int, label: str, shape: str, x: float, y: float, beside: list[float], group: str
) -> dict[str, Any]:
    return {
        "n_id": key, "label": clean(label), "shape": shape, "x": x, "y": y,
        "physics": False, "beside": beside, "group": clean(group),
    }  # fmt: skip


def _edges(model: PageModel) -> Iterator[dict[str, Any]]:
    assert model.network is not None
    number = _numbers(model)
    named = {t.team_id for lane in model.lanes for t in lane.teams if t.name}

    def holder(team_id: str) -> int:
        return number[team_id if team_id in named else agency_of(team_id)]

    merged: dict[tuple[int, int, int], list[_Entry]] = defaultdict(list)
    for link in model.network.links:
        contact = link.kind is LinkKind.CONTACT
        target = number[f"person {link.target}"] if contact else holder(link.target)
        ends = (holder(link.source), target)
        if ends[0] != ends[1]:
            merged[(_KINDS.index(link.kind), *ends)] += link.rows
    for (kind, source, target), rows in sorted(merged.items()):
        yield {"source": source, "to": target, "kind": kind, "rows": rows}


def _link(edge: dict[str, Any], event_at: dict[str, int]) -> list[int]:
    """Return ``[kind, from, to, …]``: rows as steps from one to the next; of shares in pairs."""
    out = [edge["kind"], edge["from"], edge["to"]]
    places = sorted(
        [-1 if row is None else event_at[row] for row in entry] for entry in set(edge["rows"])
    )
    if _KINDS[edge["kind"]] is LinkKind.SHARE:
        return out + [place + 1 for pair in places for place in pair]
    flat = [place for (place,) in places]
    return out + [b - a for a, b in zip([0, *flat], flat, strict=False)]


@cache
def library() -> str:
    """Return the library that draws the map, out of the pyvis package.

    Raises
    ------
    FileNotFoundError
        When this pyvis carries no such library, with what to do.
    ValueError
        When it could end its own script element.
    """
    place = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    try:
        script = place.read_text(encoding="utf-8").replace("\r\n", "\n").strip()
    except FileNotFoundError:
        raise FileNotFoundError(
            "pyvis carries no vis-network 9.1.2: install pyvis 0.3.2, or leave the map out "
            "with --no-network"
        ) from None
    # a browser's tools would ask for the map of the source
    script = re.sub(r"\n?//# sourceMappingURL=\S*$", "", script)
    # no character of it may be one that a page cannot carry; in its strings an escape is the same
    script = re.sub(r"[^\n\x20-\x7e]", lambda m: f"\\u{ord(m.group()):04x}", script)
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the network library would end its own element")
    return script
