"""One case as plain records: a table for every kind of node and edge, ready for any store.

The tables are the one projection of a case: the NetworkX graph, the stores and every export are
made from them. A row is a ``dict`` with every property of its kind, ``None`` where there is
nothing to say; a list of texts is a tuple. Rows stand in a fixed order, whatever the order in
which the case was read.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from math import isfinite
from operator import itemgetter
from types import NoneType
from typing import Any

from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import When, moment_of
from graphdb.knowledge import Acquisition, Holdings, How, Knowledge
from graphdb.model import Event, Naming, agency_of
from graphdb.pooled import pooled_picture
from graphdb.schema import (
    EDGE_COMMON,
    NODE_COMMON,
    EdgeKey,
    Property,
    PropertyType,
    UnknownKindError,
    edge_keys,
    edge_kind,
    node_kind,
)
from graphdb.schema import NODES as NODE_KINDS
from graphdb.vocabulary import load_vocabulary

Value = str | int | float | bool | tuple[str, ...] | None
"""What a property of a row can be."""
Row = dict[str, Value]
"""One node or one edge."""
Columns = Mapping[str, Sequence[Value]]
"""Rows of one kind by column: the values of each property, in the order of the rows."""

THEME = "Theme"
"""The one kind of node that all cases share: its ``case_id`` is empty."""

_NAMINGS = {
    "SHARED_WITH": "shared_with",
    "TOLD_BY": "told_by",
    "INVITED": "invited",
    "ATTENDED_BY": "attended",
    "MINUTES_TO": "minutes_to",
}
_LARGEST = 2**63


class TablesError(ValueError):
    """Rows do not obey the schema; the message names kind, row and property."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one case.

    Attributes
    ----------
    case_id
        The case.
    nodes
        By label: ``{"uid": …, "case_id": …, **properties}``.
    edges
        By type, start label and end label:
        ``{"start": uid, "end": uid, "case_id": …, **properties}``.
    """

    case_id: str
    nodes: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    edges: Mapping[EdgeKey, tuple[Row, ...]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return how many nodes there are of each label, and how many edges of each type."""
        found = {label: len(rows) for label, rows in self.nodes.items()}
        for (type_, _, _), rows in self.edges.items():
            found[type_] = found.get(type_, 0) + len(rows)
        return found


def uid_of(case_id: str, label: str, local: str) -> str:
    """Return the key of a node in a library of cases.

    What stands before the first stroke is the case, so no two cases share a key, whatever they
    call their persons. A theme belongs to no case.

    Examples
    --------
    >>> uid_of("amber-street", "Person", "V"), uid_of("a/b", "Case", "a/b")
    ('amber-street/person:V', 'a%2Fb/case:a/b')
    >>> uid_of("amber-street", "Theme", "1A")
    'theme:1A'
    """
    if label == THEME:
        return f"theme:{_quoted(local)}"
    return f"{_quoted(case_id)}/{label.lower()}:{local}"


def _quoted(text: str) -> str:
    return text.replace("%", "%25").replace("/", "%2F").replace(":", "%3A")


@lru_cache(maxsize=50_000)  # one minute stands in many rows
def iso(minute: int | None) -> str | None:
    """Return a minute as a date and time; ``None`` where it is open.

    Examples
    --------
    >>> iso(5), iso(0), iso(None)
    ('0001-01-01T00:05', None, None)
    """
    if minute is None or minute <= LONG_AGO or minute >= FAR_AHEAD:
        return None
    return moment_of(minute).isoformat(timespec="minutes")


class TableMaker:
    """Collects rows of one case: nodes first, then the edges between them.

    Parameters
    ----------
    case_id
        The case.
    onto
        Rows that are there already, to which more are added.

    Notes
    -----
    The first of two nodes with one key stays. An edge to something that is not there is left out,
    and of two edges that are alike in all there is one.
    """

    def __init__(self, case_id: str, onto: Tables | None = None) -> None:
        self._case_id = _plain_text(case_id)
        self._prefix = f"{_quoted(self._case_id)}/"
        self._nodes: dict[str, dict[str, Row]] = {}
        #: Each edge once, as its values in the order of the schema; rows are made in the end.
        self._edges: dict[EdgeKey, dict[tuple[Value, ...], None]] = {}
        #: By label, the keys of nodes that are there, by what they are called in their case.
        self._there: dict[str, dict[str, str]] = {}
        #: Edges that are there already, until one is added to their kind.
        self._before: dict[EdgeKey, tuple[Row, ...]] = {}
        if onto is not None:
            self._before.update(onto.edges)
            for label, nodes in onto.nodes.items():
                self._nodes[label] = {str(row["uid"]): row for row in nodes}

    def node(self, label: str, local: str, **properties: object) -> None:
        """Add a node, known in its case by ``local``; what is not given is missing."""
        uid = self._uid(label, local)
        of_kind = self._nodes.setdefault(label, {})
        if uid in of_kind:
            return
        names = _names_of_node(label)
        _stop_at_undeclared(names, properties)
        row: Row = {"uid": uid, "case_id": "" if label == THEME else self._case_id}
        row.update(dict.fromkeys(names))
        row.update({name: _plain(value) for name, value in properties.items()})
        of_kind[uid] = row

    def edge(
        self, type_: str, start: tuple[str, str], end: tuple[str, str], **properties: object
    ) -> None:
        """Add an edge between two nodes, each given by its label and local name."""
        key = (type_, start[0], end[0])
        names = _names_of_edge(key)[3:]
        _stop_at_undeclared(names, properties)
        self.edges(key, [(start[1], end[1], *map(properties.get, names))])

    def edges(self, key: EdgeKey, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add edges of one kind, in far less time than one by one.

        Parameters
        ----------
        key
            Type, start label and end label.
        rows
            For each edge the local names of its ends, then its properties in the order of the
            schema, all of them.
        """
        of_kind = self._edges.setdefault(key, {})
        for before in self._before.pop(key, ()):
            of_kind[tuple(before.values())] = None
        width = len(_names_of_edge(key)) - 1
        starts, ends = self._there.setdefault(key[1], {}), self._there.setdefault(key[2], {})
        for row in rows:
            if len(row) != width:
                raise TablesError(f"{key[0]}: {len(row) - 2} properties, not {width - 2}")
            one = starts.get(row[0]) or self._found(key[1], row[0])
            other = ends.get(row[1]) or self._found(key[2], row[1])
            if one and other:
                of_kind[(one, other, self._case_id, *map(_plain, row[2:]))] = None

    def _found(self, label: str, local: str) -> str:
        """Return the key of a node that is there; nothing for one that is not."""
        uid = self._uid(label, local)
        if uid not in self._nodes.get(label, ()):
            return ""
        self._there[label][local] = uid
        return uid

    def _uid(self, label: str, local: str) -> str:
        local = _plain_text(local)
        if label == THEME:
            return uid_of(self._case_id, label, local)
        return f"{self._prefix}{label.lower()}:{local}"

    def tables(self) -> Tables:
        """Return the rows: kinds in the order of the schema, those with rows only."""
        nodes = {
            kind.label: tuple(self._nodes[kind.label].values())
            for kind in NODE_KINDS
            if self._nodes.get(kind.label)
        }
        edges = {
            key: self._before.get(key) or self._rows(key)
            for key in edge_keys()
            if self._before.get(key) or self._edges.get(key)
        }
        return Tables(self._case_id, nodes, edges)

    def _rows(self, key: EdgeKey) -> tuple[Row, ...]:
        names = _names_of_edge(key)
        return tuple([dict(zip(names, whole, strict=True)) for whole in self._edges[key]])


@cache
def _names_of_node(label: str) -> tuple[str, ...]:
    return tuple(one.name for one in node_kind(label).properties)


@cache
def _names_of_edge(key: EdgeKey) -> tuple[str, ...]:
    return ("start", "end", "case_id", *(one.name for one in edge_kind(*key).properties))


#: What is as it should be as it stands.
_AS_IS = frozenset({NoneType, bool, int, float})


def _stop_at_undeclared(names: Sequence[str], given: Mapping[str, object]) -> None:
    if not given.keys() <= {*names}:
        raise TablesError(
            f"not declared in graphdb/schema.py: {', '.join(sorted(given.keys() - {*names}))}"
        )


def _plain(value: object) -> Value:
    """Return a value as a store can hold it: no enumerations, dates as text, no empty texts."""
    kind = type(value)
    if kind in _AS_IS or (kind is str and value.isascii()):  # type: ignore[attr-defined]
        return value  # type: ignore[return-value]
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return tuple(text for one in value if (text := _plain_text(str(one))))
    raise TablesError(f"nothing that a property can hold: {type(value).__name__}")


def _plain_text(text: str) -> str:
    if text.isascii():
        return str(text)
    # half a character, as broken files hold it, can be written nowhere
    return text.encode("utf-8", "replace").decode("utf-8")


# -- a case as rows ------------------------------------------------------------------------


def tables_of(knowledge: Knowledge) -> Tables:
    """Return a case and who knew what in it as rows; findings are added elsewhere.

    Parameters
    ----------
    knowledge
        Who knew what in the case.

    Examples
    --------
    >>> from graphdb.case_view import CaseView
    >>> from graphdb.model import Case, CaseRecords
    >>> made = tables_of(Knowledge(CaseView(CaseRecords(Case("x", "An empty case")), {})))
    >>> made.nodes["Case"][0]["uid"], list(made.nodes)
    ('x/case:x', ['Case', 'Theme'])

    Complexity
    ----------
    Linear in rows, and in what every holder knows.
    """
    view = knowledge.view
    make = TableMaker(view.case.case_id)
    _add_case(make, knowledge)
    _add_people(make, view)
    _add_holders(make, knowledge)
    _add_facts(make, view)
    for event in view.in_order:
        _add_event(make, view, event)
    _add_occurrences(make, view)
    _add_themes(make)
    _add_edges(make, view)
    _add_next(make, view)
    _add_held(make, view, knowledge.facts, "KNOWS", "Fact")
    _add_held(make, view, knowledge.occurrences, "AWARE_OF", "Occurrence")
    return make.tables()


def _add_case(make: TableMaker, knowledge: Knowledge) -> None:
    view = knowledge.view
    case, said = view.case, view.settings
    picture = pooled_picture(knowledge)
    fatal = case.fatal_incident
    earliest, latest = (None, None) if fatal is None else (fatal.earliest, fatal.latest)
    make.node(
        "Case",
        case.case_id,
        title=case.title,
        review_type=case.review_type,
        death_type=case.death_type,
        status=case.status,
        area=case.area,
        marking=case.marking,
        scope_from=case.scope_from,
        scope_to=case.scope_to,
        fatal_earliest=earliest,
        fatal_latest=latest,
        fatal_earliest_iso=iso(earliest),
        fatal_latest_iso=iso(latest),
        scope_lo=view.scope_lo,
        end_lo=view.end_lo,
        end_hi=view.end_hi,
        min_weight=said.min_weight,
        heavy_weight=said.heavy_weight,
        late_days=said.late_days,
        look_back_days=said.look_back_days,
        assessment_days=said.assessment_days,
        sending_suffices=said.sending_suffices,
        threshold_indicators=said.threshold.indicators,
        threshold_weight=said.threshold.weight,
        threshold_incidents=said.threshold.incidents,
        threshold_days=said.threshold.incident_days,
        pooled_certain=picture.pool_crossing.certain,
        pooled_possible=picture.pool_crossing.possible,
        single_certain=picture.best_crossing.certain,
        single_possible=picture.best_crossing.possible,
        kinds=_kinds(view, [e for e in view.in_order if view.seen[e.event_id] & view.household]),
        looked_for=(),
    )


def _add_people(make: TableMaker, view: CaseView) -> None:
    for person in view.persons.values():
        make.node(
            "Person",
            person.person_id,
            person_id=person.person_id,
            name=person.label,
            roles=sorted(person.roles),
            age_band=person.age_band,
            needs=person.needs,
        )
    for relation in view.records.relations:
        make.edge(
            "RELATED_TO",
            ("Person", relation.person),
            ("Person", relation.to),
            kind=relation.kind,
            from_iso=_first(relation.start),
            to_iso=_last(relation.end),
        )


def _kinds(view: CaseView, rows: Iterable[Event]) -> tuple[str, ...]:
    """Return what happened one after the other; a store cannot follow NEXT in a million rows."""
    return tuple(
        event.kind if event.coded and event.kind else "?"
        for event in rows
        if not event.learned_after_death and not view.is_fatal(event)
    )


def _first(when: When | None) -> str | None:
    return None if when is None else iso(when.earliest)


def _last(when: When | None) -> str | None:
    return None if when is None else iso(when.latest)


def _add_holders(make: TableMaker, knowledge: Knowledge) -> None:
    view = knowledge.view
    sectors = load_vocabulary().sectors
    for agency in view.agencies.values():
        span, rows = agency.coverage, view.rows_of_agency.get(agency.agency_id, ())
        sector = sectors.get(agency.sector)
        make.node(
            "Agency",
            agency.agency_id,
            agency_id=agency.agency_id,
            name=agency.name,
            sector=agency.sector,
            sector_group="" if sector is None else sector.framework,
            area=agency.area,
            informal=agency.informal,
            coverage_from=span.start,
            coverage_to=span.end,
            coverage_full=span.full,
            coverage_stated=span.stated,
            rows=len(rows),
            uncoded=sum(not event.coded for event in rows),
            informed=sum(
                event.coded and bool(event.reveals) and not event.learned_after_death
                for event in rows
            ),
            kinds=_kinds(view, rows),
        )
    for team_id in (*view.teams, *_teams_named(knowledge)):
        team = view.teams.get(team_id)
        make.node(
            "Team",
            team_id,
            team_id=team_id,
            name=view.team_name(team_id),
            locality="" if team is None else team.locality,
            shares_record="" if team is None else team.shares_record,
            stated=not team_id.endswith("/"),
        )
        make.edge("PART_OF", ("Team", team_id), ("Agency", agency_of(team_id)))


def _teams_named(knowledge: Knowledge) -> list[str]:
    """Return holders that the rows name, or that hold something, and that no list of teams has."""
    view = knowledge.view
    named = {event.team_id for event in view.in_order}
    for event in view.in_order:
        named.update(
            naming.team_id for column in _NAMINGS.values() for naming in _of(event, column)
        )
    for holdings in (knowledge.facts, knowledge.occurrences):
        for subject in holdings.subjects:
            named.update(h for h in holdings.holders(subject) if "/" in h)
    return sorted(t for t in named if t not in view.teams and agency_of(t) in view.agencies)


def _of(event: Event, column: str) -> Sequence[Naming]:
    found: tuple[Naming, ...] = getattr(event, column)
    return found


def _add_facts(make: TableMaker, view: CaseView) -> None:
    for fact in view.facts.values():
        make.node(
            "Fact",
            fact.fact_id,
            fact_id=fact.fact_id,
            topic=fact.topic,
            name=fact.label,
            weight=fact.weight,
            nature=fact.nature,
            longest_days=fact.longest_days,
            themes=fact.themes,
        )
        for edge, person in (("ABOUT", fact.about), ("BY", fact.by)):
            if person is not None:
                make.edge(edge, ("Fact", fact.fact_id), ("Person", person))


def _add_event(make: TableMaker, view: CaseView, event: Event) -> None:
    bounds, flags = view.bounds[event.event_id], view.kind(event)
    considered = event.considered
    make.node(
        "Event",
        event.event_id,
        event_id=event.event_id,
        kind=event.kind,
        earliest=event.when.earliest,
        latest=event.when.latest,
        earliest_iso=iso(event.when.earliest),
        latest_iso=iso(event.when.latest),
        extent=event.when.extent,
        written=event.when.written,
        start_lo=bounds.start_lo,
        start_hi=bounds.start_hi,
        end_lo=bounds.end_lo,
        end_hi=bounds.end_hi,
        known_lo=bounds.known_lo,
        known_hi=bounds.known_hi,
        summary=event.summary,
        document=event.source.document,
        part=event.source.part,
        row=event.source.row,
        sequence=event.sequence,
        ref=event.ref,
        tool=event.tool,
        grade=event.grade,
        response=event.response,
        outcome=event.outcome,
        bar=event.bar,
        coded=event.coded,
        learned_after_death=event.learned_after_death,
        fatal=view.is_fatal(event),
        contact=view.is_contact(event),
        incident=flags is not None and flags.incident,
        assessment=flags is not None and flags.assessment,
        decision=flags is not None and flags.decision,
        meeting=flags is not None and flags.meeting,
        considered_stated=None if considered is None else considered.stated,
    )


def _add_edges(make: TableMaker, view: CaseView) -> None:
    rows = view.in_order
    case_id, of = view.case.case_id, view.occurrence_of
    make.edges(("IN_CASE", "Event", "Case"), ((e.event_id, case_id) for e in rows))
    make.edges(("RECORDED_BY", "Event", "Team"), ((e.event_id, e.team_id) for e in rows))
    make.edges(("TELLS_OF", "Event", "Occurrence"), ((e.event_id, of[e.event_id]) for e in rows))
    make.edges(
        ("INVOLVES", "Event", "Person"),
        ((e.event_id, one.person_id, one.part) for e in rows for one in e.involves),
    )
    make.edges(
        ("REVEALS", "Event", "Fact"),
        ((e.event_id, one.fact_id, one.stance, one.said_by) for e in rows for one in e.reveals),
    )
    for edge, column in _NAMINGS.items():
        named = ((e.event_id, n.team_id, n.channel) for e in rows for n in _of(e, column))
        make.edges((edge, "Event", "Team"), named)
    make.edges(
        ("RESPONDS_TO", "Event", "Event"),
        ((e.event_id, other) for e in rows for other in e.responds_to),
    )
    make.edges(
        ("CONSIDERED", "Event", "Event"),
        ((e.event_id, o) for e in rows if e.considered is not None for o in e.considered.events),
    )


def _add_occurrences(make: TableMaker, view: CaseView) -> None:
    incidents = frozenset(view.incident_occurrences)
    for occurrence, rows in view.occurrences.items():
        severity, kind = _severest(view, rows)
        make.node(
            "Occurrence",
            occurrence,
            occurrence_id=occurrence,
            kind=kind,
            severity=severity,
            incident=occurrence in incidents,
            rows=len(rows),
        )
    for link in sorted(view.records.links, key=lambda one: (one.first, one.second, one.by)):
        make.edge("SAME_OCCURRENCE", ("Event", link.first), ("Event", link.second), by=link.by)


def _severest(view: CaseView, rows: Iterable[str]) -> tuple[int, str]:
    """Return how severe an occurrence is, and the kind of the row that says so."""
    found = []
    for row in rows:
        event = view.events[row]
        flags = view.kind(event)
        found.append((-(0 if flags is None else flags.severity), view.place[row], event.kind))
    severity, _, kind = min(found)
    return -severity, kind


def _add_themes(make: TableMaker) -> None:
    """Add every theme of the framework."""
    for theme in load_vocabulary().themes.values():
        make.node(
            THEME,
            theme.code,
            code=theme.code,
            name=theme.label,
            factor=theme.factor,
            sub_category=theme.sub_category,
        )


def _add_next(make: TableMaker, view: CaseView) -> None:
    of_person: dict[str, list[str]] = {person_id: [] for person_id in view.persons}
    for event in view.in_order:
        for person_id in view.seen[event.event_id]:
            if person_id in of_person:
                of_person[person_id].append(event.event_id)
    make.edges(
        ("NEXT", "Event", "Event"),
        (
            (one.event_id, other.event_id, agency_id, None)
            for agency_id, rows in view.rows_of_agency.items()
            for one, other in itertools.pairwise(rows)
        ),
    )
    make.edges(
        ("NEXT", "Event", "Event"),
        (
            (one, other, None, person_id)
            for person_id, rows in of_person.items()
            for one, other in itertools.pairwise(rows)
        ),
    )


def _add_held(make: TableMaker, view: CaseView, holdings: Holdings, edge: str, label: str) -> None:
    rows: dict[str, list[tuple[Value, ...]]] = {"Team": [], "Agency": []}
    for subject in holdings.subjects:
        for holder in holdings.holders(subject):
            knows = holdings.knows(holder, subject)
            if knows is None:
                continue
            first, certain, possible = knows.first, knows.certain_from, knows.possible_from
            heard: tuple[Value, ...] = (first.how is not How.SAME,)
            if edge == "KNOWS":
                heard = _told(view, holder, holdings.of(holder, subject))
            ways = tuple(sorted({_way(a) for a in holdings.of(holder, subject)}))
            held = (certain, possible, iso(certain), iso(possible), first.how, first.via, ways)
            rows["Team" if "/" in holder else "Agency"].append((holder, subject, *held, *heard))
    for kind, found in rows.items():
        make.edges((edge, kind, label), found)


def _way(acquisition: Acquisition) -> str:
    """Return one way as words: how sure it is, and its rows, the one that tells of it first."""
    others = sorted({*acquisition.atoms} - {acquisition.coded_on})
    sure = "certain" if acquisition.certain else "possible"
    return " ".join((sure, acquisition.coded_on, *others))


def _told(view: CaseView, holder: str, found: Iterable[Acquisition]) -> tuple[int | None, ...]:
    """Return since when a holder had something from another organisation, by anybody's record.

    By which minute it certainly had, and from which it possibly had.
    """
    told = [a for a in found if any(_is_other(view, holder, g) for g in _givers(view, a))]
    certain = (a.latest for a in told if a.certain and a.latest < FAR_AHEAD)
    return min(certain, default=None), min((a.earliest for a in told), default=None)


def _givers(view: CaseView, acquisition: Acquisition) -> Iterable[str]:
    """Return who passed it on: whoever sent it, or whom the holder's own row names."""
    if acquisition.how is How.OWN:
        return [naming.team_id for naming in view.events[acquisition.via].told_by]
    return [] if acquisition.told_by is None else [acquisition.told_by]


def _is_other(view: CaseView, holder: str, giver: str) -> bool:
    own, agency_id = agency_of(holder), agency_of(giver)
    return agency_id != own and agency_id in view.agencies and not view.agencies[agency_id].informal


# -- checks --------------------------------------------------------------------------------


def checked(tables: Tables) -> Tables:
    """Return the tables if they obey the schema.

    Raises
    ------
    TablesError
        Naming kind, row and property of the first fault: a kind or property that is not declared,
        a value of another type or a missing one, a key that is there twice or of another case, an
        edge to a node that is not there, two edges alike.

    Examples
    --------
    >>> checked(Tables("x", {"Theme": ({"uid": "theme:1A", "case_id": "", "code": 1},)}))
    Traceback (most recent call last):
    ...
    graphdb.tables.TablesError: Theme, row 1, code: a text is wanted, not 1 (int)
    """
    edges_checked(tables)
    return tables


def edges_checked(tables: Tables) -> dict[EdgeKey, Columns]:
    """Check tables as `checked` does; return the edges by column, as the check had them.

    Raises
    ------
    TablesError
        As `checked` does.
    """
    if not tables.case_id:
        raise TablesError("tables without a case_id")
    uids = _checked_nodes(tables)
    found = {
        key: _check_edges(tables.case_id, key, rows, uids) for key, rows in tables.edges.items()
    }
    return {key: columns for key, columns in found.items() if columns}


def columns_of(rows: Sequence[Row]) -> Columns:
    """Return rows by column, whatever each of them has; ``None`` where one says nothing.

    Examples
    --------
    >>> columns_of([{"a": 1}, {"b": 2}])
    {'a': [1, None], 'b': [None, 2]}
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _checked_nodes(tables: Tables) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    every: set[str] = set()
    for label, rows in tables.nodes.items():
        declared = _declared(NODE_COMMON, _node_properties(label))
        case_id = "" if label == THEME else tables.case_id
        begin = uid_of(tables.case_id, label, "")
        columns = _columns_that_obey(rows, declared)
        if columns is None or not _nodes_obey(columns, case_id, begin, every):
            _explain_nodes(label, rows, declared, case_id, begin, every)
        found[label] = {str(row["uid"]) for row in rows}
        every |= found[label]
    return found


def _nodes_obey(columns: Columns, case_id: str, begin: str, every: set[str]) -> bool:
    uids = columns["uid"]
    own = set(uids)
    return (
        set(columns["case_id"]) == {case_id}
        and len(own) == len(uids)
        and every.isdisjoint(own)
        and all(str(uid).startswith(begin) for uid in uids)
    )


def _explain_nodes(
    label: str,
    rows: Sequence[Row],
    declared: Mapping[str, Property],
    case_id: str,
    begin: str,
    every: set[str],
) -> None:
    """Raise what is wrong with the first row that does not obey."""
    seen = set(every)
    for number, row in enumerate(rows, start=1):
        place = f"{label}, row {number}"
        _check_row(place, row, declared)
        uid = str(row["uid"])
        if row["case_id"] != case_id:
            raise TablesError(f"{place}, case_id: {row['case_id']!r} is not {case_id!r}")
        if not uid.startswith(begin):
            raise TablesError(f"{place}, uid: {uid!r} is not made by uid_of")
        if uid in seen:
            raise TablesError(f"{place}, uid: {uid!r} is there twice")
        seen.add(uid)


def _node_properties(label: str) -> tuple[Property, ...]:
    try:
        return node_kind(label).properties
    except UnknownKindError as unknown:
        raise TablesError(str(unknown)) from None


_ENDS = (
    Property("start", "string", "uid of the node from which it runs", required=True),
    Property("end", "string", "uid of the node to which it runs", required=True),
)


def _check_edges(
    case_id: str, key: EdgeKey, rows: Sequence[Row], uids: Mapping[str, set[str]]
) -> Columns:
    try:
        declared = _declared((*_ENDS, *EDGE_COMMON), edge_kind(*key).properties)
    except UnknownKindError as unknown:
        raise TablesError(str(unknown)) from None
    columns = _columns_that_obey(rows, declared)
    if columns is None or not _edges_obey(columns, case_id, key, uids):
        _explain_edges(case_id, key, rows, uids, declared)
    return columns_of(rows) if columns is None else columns


def _edges_obey(columns: Columns, case_id: str, key: EdgeKey, uids: Mapping[str, set[str]]) -> bool:
    starts: set[Value] = set(uids.get(key[1], ()))
    ends: set[Value] = set(uids.get(key[2], ()))
    return (
        set(columns["case_id"]) == {case_id}
        and starts.issuperset(columns["start"])
        and ends.issuperset(columns["end"])
        and len(set(zip(*columns.values(), strict=True))) == len(columns["start"])
    )


def _explain_edges(
    case_id: str,
    key: EdgeKey,
    rows: Sequence[Row],
    uids: Mapping[str, set[str]],
    declared: Mapping[str, Property],
) -> None:
    """Raise what is wrong with the first row that does not obey."""
    type_, start, end = key
    seen: set[tuple[Value, ...]] = set()
    for number, row in enumerate(rows, start=1):
        place = f"{type_} ({start} to {end}), row {number}"
        _check_row(place, row, declared)
        for side, label in (("start", start), ("end", end)):
            if row[side] not in uids.get(label, ()):
                raise TablesError(f"{place}, {side}: no {label} has the key {row[side]!r}")
        if row["case_id"] != case_id:
            raise TablesError(f"{place}, case_id: {row['case_id']!r} is not {case_id!r}")
        whole = tuple(row.get(name) for name in declared)
        if whole in seen:
            raise TablesError(f"{place}: an earlier row says the same")
        seen.add(whole)


def _columns_that_obey(rows: Sequence[Row], declared: Mapping[str, Property]) -> Columns | None:
    """Return rows as columns where all of them have what is declared, and nothing else.

    A column is looked at as a whole: twenty times as fast as value by value. Where one does not
    obey, or might not, there is nothing, and the rows are gone through one by one.
    """
    if {*map(len, rows)} != {len(declared)}:
        return None
    try:
        columns = zip(*map(itemgetter(*declared), rows), strict=True)
    except KeyError:
        return None
    found: dict[str, Sequence[Value]] = dict(zip(declared, columns, strict=True))
    return found if all(_obeys(found[name], one) for name, one in declared.items()) else None


def _obeys(values: Sequence[Value], one: Property) -> bool:
    kinds = set(map(type, values))
    if not one.required:
        kinds.discard(NoneType)
    if not kinds <= {_IS[one.type][1]}:
        return False
    told = [value for value in values if value is not None]
    return not told or _all_can_be_kept(told, one.type)


def _all_can_be_kept(values: list[Any], kind: PropertyType) -> bool:
    """Whether `_fault` finds nothing in values of one kind, all at once."""
    if kind == "string":
        return _can_be_written("".join(values))
    if kind == "strings":
        parts = list(itertools.chain.from_iterable(values))
        return {*map(type, parts)} <= {str} and all(parts) and _can_be_written("".join(parts))
    if kind == "integer":
        return bool(min(values) >= -_LARGEST and max(values) < _LARGEST)
    return kind == "boolean" or all(map(isfinite, values))


def _declared(*groups: tuple[Property, ...]) -> dict[str, Property]:
    return {one.name: one for group in groups for one in group}


_IS: dict[PropertyType, tuple[str, type]] = {
    "string": ("a text", str),
    "integer": ("a whole number", int),
    "float": ("a number", float),
    "boolean": ("true or false", bool),
    "strings": ("a tuple of texts", tuple),
}


def _check_row(place: str, row: Row, declared: Mapping[str, Property]) -> None:
    if row.keys() != declared.keys():
        for name in row.keys() - declared.keys():
            raise TablesError(f"{place}, {name}: not declared in graphdb/schema.py")
    for name, one in declared.items():
        value = row.get(name)
        if value is None:
            if one.required:
                raise TablesError(f"{place}, {name}: it is missing")
            continue
        words, kind = _IS[one.type]
        # exactly: True is no number, and an enumeration is no text
        if type(value) is not kind:
            raise TablesError(f"{place}, {name}: {words} is wanted, not {_shown(value)}")
        fault = _fault(value)
        if fault:
            raise TablesError(f"{place}, {name}: {fault}")


def _fault(value: Value) -> str:
    if isinstance(value, str):
        return "" if _can_be_written(value) else "half a character"
    if isinstance(value, tuple):
        texts = all(type(one) is str and one and _can_be_written(one) for one in value)
        return "" if texts else "an element that is no text, or empty"
    if isinstance(value, float):
        return "" if isfinite(value) else "no finite number"
    return "" if value is None or -_LARGEST <= value < _LARGEST else "too large for 64 bits"


def _can_be_written(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: Value) -> str:
    # what a chronology says belongs in no message
    said = "" if isinstance(value, str | tuple) else f"{value} "
    return f"{said}({type(value).__name__})"
