"""Random small graphs of our kinds, and random questions of the kind that analysts write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import networkx as nx

from tests.conformance.fuzz.tree import (
    Agg,
    Clause,
    EdgeIn,
    Expr,
    HasLabel,
    Lit,
    Match,
    Name,
    NodeIn,
    Op,
    Path,
    Prop,
    Question,
    Same,
    Sub,
    Unwind,
    With,
)

INT, STR, BOOL, STRS = "int", "str", "bool", "strs"

#: What nodes hold, and which values; None where a property may be missing.
NODES: dict[str, dict[str, tuple[str, tuple[Any, ...]]]] = {
    "Event": {
        "start_lo": (INT, (0, 1, 2, 3, 4)),
        "sequence": (INT, (None, 1, 2, 3)),
        "kind": (STR, ("", "contact", "share", "concern")),
        "contact": (BOOL, (True, False)),
        "considered_stated": (BOOL, (None, True, False)),
    },
    "Fact": {
        "weight": (INT, (2, 3, 4, 5)),
        "longest_days": (INT, (None, None, 1, 4)),
        "topic": (STR, ("fear", "stalking", "separation")),
        "themes": (STRS, ((), ("1A",), ("1A", "2B"))),
    },
    "Agency": {
        "sector": (STR, ("gp", "police", "housing")),
        "informal": (BOOL, (True, False)),
        "coverage_from": (STR, (None, "2010", "2012")),
    },
    "Person": {
        "name": (STR, ("V", "P", "C")),
        "roles": (STRS, (("victim",), ("perpetrator",), ("child", "victim"))),
    },
}
#: Which edges run between which nodes, and what they hold.
EDGES: dict[str, tuple[str, str, dict[str, tuple[str, tuple[Any, ...]]]]] = {
    "REVEALS": ("Event", "Fact", {"stance": (STR, ("observed", "denied"))}),
    "INVOLVES": ("Event", "Person", {"role": (STR, ("subject", "present"))}),
    "ABOUT": ("Fact", "Person", {}),
    "KNOWS": ("Agency", "Fact", {"possible_from": (INT, (0, 1, 2, 3)),
                                 "certain_from": (INT, (None, 1, 2, 3, 4))}),
    "NEXT": ("Event", "Event", {"person": (STR, (None, "V"))}),
    "RESPONDS_TO": ("Event", "Event", {}),
    "CONSIDERED": ("Event", "Event", {}),
    "RELATED_TO": ("Person", "Person", {"kind": (STR, ("parent", "partner"))}),
}  # fmt: skip
_LONG = [kind for kind, (start, end, _) in EDGES.items() if start == end]
_MANY = {"Event": 6, "Fact": 4, "Agency": 3, "Person": 3}
_OFTEN = {"REVEALS": 7, "INVOLVES": 7, "ABOUT": 4, "KNOWS": 6, "NEXT": 5, "RESPONDS_TO": 4,
          "CONSIDERED": 4, "RELATED_TO": 3}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """A random graph as rows for a store."""

    case_id: str
    nodes: Mapping[str, list[dict[str, Any]]]
    edges: Mapping[tuple[str, str, str], list[dict[str, Any]]]


def rows(rng: Random, case_id: str) -> Rows:
    """Return a random small graph of one case."""
    nodes: dict[str, list[dict[str, Any]]] = {"Case": [{"uid": case_id, "case_id": case_id}]}
    for label, many in _MANY.items():
        nodes[label] = [
            {"uid": f"{label}{n}", "case_id": case_id, **_properties(rng, NODES[label])}
            for n in range(many)
        ]
    edges: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for kind, (start, end, holds) in EDGES.items():
        for _ in range(_OFTEN[kind]):
            one, other = rng.choice(nodes[start])["uid"], rng.choice(nodes[end])["uid"]
            if one != other:  # nothing of ours leads to itself
                edges.setdefault((kind, start, end), []).append(
                    {"start": one, "end": other, "case_id": case_id, **_properties(rng, holds)}
                )
    return Rows(case_id, nodes, edges)


def _properties(rng: Random, holds: dict[str, tuple[str, tuple[Any, ...]]]) -> dict[str, Any]:
    return {name: rng.choice(values) for name, (_, values) in holds.items()}


def graph(made: Rows) -> nx.MultiDiGraph[str]:
    """Return the same rows as a NetworkX graph; what is missing is not there."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for label, nodes in made.nodes.items():
        for node in nodes:
            found.add_node(node["uid"], label=label, **_there(node))
    for (kind, _, _), edges in made.edges.items():
        for edge in edges:
            held = {k: v for k, v in edge.items() if k not in ("start", "end")}
            found.add_edge(edge["start"], edge["end"], type=kind, **_there(held))
    return found


def _there(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


@dataclass
class _Scope:
    """What has a name: nodes and edges by what they are, values by their type."""

    nodes: dict[str, str] = field(default_factory=dict)
    edges: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def copy(self) -> _Scope:
        return _Scope(dict(self.nodes), dict(self.edges), dict(self.values))


class Maker:
    """Makes questions.

    Parameters
    ----------
    rng
        Where chance comes from.
    """

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._count = 0
        self._before: dict[str, str] = {}
        self._null: set[str] = set()

    def question(self) -> Question:
        """Return a question of one to four clauses and its ``RETURN``."""
        rng = self._rng
        scope = _Scope()
        self._null = set()
        clauses: list[Clause] = [self._match(scope, optional=rng.random() < 0.2)]
        for _ in range(rng.choice((0, 1, 1, 2, 2))):
            dice = rng.random()
            if dice < 0.5:
                clauses.append(self._match(scope, optional=rng.random() < 0.5))
            elif dice < 0.85:
                made, scope = self._with(scope)
                clauses.append(made)
            else:
                clauses.append(self._unwind(scope))
        return (*clauses, self._return(scope))

    def _new(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    # -- patterns --------------------------------------------------------------------------

    def _match(self, scope: _Scope, *, optional: bool) -> Match:
        rng = self._rng
        inner = scope if not optional else scope.copy()
        self._before = dict(scope.edges)
        paths = [self._path(inner, 1 + (rng.random() < 0.5))]
        if rng.random() < 0.2:
            paths.append(self._path(inner, rng.choice((0, 1))))
        where = self._bool(inner, 2) if rng.random() < 0.4 else None
        new = sorted(inner.nodes.keys() - scope.nodes.keys()) if optional else []
        if new and rng.random() < 0.4:  # there is none, so that all of it is null
            where = Op("=", (Prop(rng.choice(new), "uid"), Lit("none")))
            self._null |= set(new)
        scope.nodes.update(inner.nodes)
        scope.edges.update(inner.edges)
        return Match(tuple(paths), where, optional, apart=rng.random() < 0.3)

    def _path(self, scope: _Scope, steps: int) -> Path:
        rng = self._rng
        known = sorted(scope.nodes)
        if known and rng.random() < 0.6:
            var = rng.choice([v for v in known if v in self._null] or known)
            at, nodes = scope.nodes[var], [NodeIn(var)]
        else:
            at = rng.choice(("Event", "Event", "Fact", "Agency", "Person"))
            nodes = [self._node(scope, at, label=1.0)]
        edges = []
        for _ in range(steps):
            edge, at = self._edge(scope, at)
            edges.append(edge)
            nodes.append(self._reached(scope, at, nodes[-1].var))
        return Path(tuple(nodes), tuple(edges))

    def _reached(self, scope: _Scope, at: str, last: str) -> NodeIn:
        """Return what an edge comes to: something that has a name already, or not."""
        rng = self._rng
        others = [v for v, label in sorted(scope.nodes.items()) if label == at]
        if rng.random() < 0.9:  # few edges from a node to itself
            others = [v for v in others if v != last]
        null = [v for v in others if v in self._null]
        if null and rng.random() < 0.6:
            return NodeIn(rng.choice(null))
        if others and rng.random() < 0.3:
            return NodeIn(rng.choice(others))
        return self._node(scope, at, label=0.6)

    def _node(self, scope: _Scope, at: str, *, label: float) -> NodeIn:
        rng = self._rng
        var = ""
        if rng.random() < 0.9:
            var = self._new("n")
            scope.nodes[var] = at
        return NodeIn(
            var, at if rng.random() < label else "", self._held(NODES[at]) if rng.random() < 0.05
            else None,
        )  # fmt: skip

    def _held(self, holds: dict[str, tuple[str, tuple[Any, ...]]]) -> tuple[str, Any] | None:
        plain = [(n, v) for n, (kind, values) in holds.items() if kind != STRS
                 for v in values if v is not None]  # fmt: skip
        return self._rng.choice(plain) if plain else None

    def _edge(self, scope: _Scope, at: str) -> tuple[EdgeIn, str]:
        rng = self._rng
        ways = [(k, ">", end) for k, (start, end, _) in EDGES.items() if start == at]
        ways += [(k, "<", start) for k, (start, end, _) in EDGES.items() if end == at]
        kind, way, there = rng.choice(ways)
        if kind in _LONG and rng.random() < 0.4:
            low = rng.choice((0, 1, 1, 2))
            types = tuple(sorted({kind, rng.choice([k for k in _LONG if EDGES[k][0] == at])}))
            steps = (low, max(low, 1) + rng.choice((0, 1, 2)))
            return EdgeIn("", types, rng.choice((way, way, "-")), None, steps), there
        var = ""
        again = [v for v, of in sorted(self._before.items()) if of == kind]
        if again and rng.random() < 0.15:
            var = rng.choice(again)
            del self._before[var]  # but no edge twice in one MATCH
        elif EDGES[kind][2] and rng.random() < 0.5:
            var = self._new("r")
            scope.edges[var] = kind
        prop = self._held(EDGES[kind][2]) if rng.random() < 0.1 else None
        return EdgeIn(var, (kind,), "-" if rng.random() < 0.1 else way, prop), there

    # -- values ----------------------------------------------------------------------------

    def _leaves(self, scope: _Scope, kind: str) -> list[Expr]:
        found: list[Expr] = [Name(v) for v, k in sorted(scope.values.items()) if k == kind]
        for names, holds in (
            (scope.nodes, NODES),
            (scope.edges, {k: e[2] for k, e in EDGES.items()}),
        ):
            for var, of in sorted(names.items()):
                found += [Prop(var, name) for name, (k, _) in holds[of].items() if k == kind]
        return found

    def _lit(self, kind: str) -> Lit:
        rng = self._rng
        if kind == BOOL:
            return Lit(rng.random() < 0.5)
        if rng.random() < 0.06:
            return Lit(None)
        given = rng.random() < 0.3
        if kind == INT:
            return Lit(rng.randrange(6), given)
        return Lit(rng.choice(("", "contact", "share", "gp", "fear", "V", "1A", "s")), given)

    def _value(self, scope: _Scope, kind: str, depth: int) -> Expr:
        rng = self._rng
        leaves = self._leaves(scope, kind)
        dice = rng.random()
        if depth > 0 and kind == INT and dice < 0.3:
            if dice < 0.06 and scope.nodes:
                return self._sub(scope, "LIST" if dice < 0.02 else "COUNT", depth - 1)
            if dice < 0.12 and (lists := self._leaves(scope, STRS)):
                return Op("size", (rng.choice(lists),))
            if dice < 0.17:
                return Op("abs", (self._value(scope, INT, depth - 1),))
            sides = self._value(scope, INT, depth - 1), self._value(scope, INT, depth - 1)
            return Op(rng.choice("+-*"), sides)
        if depth > 0 and dice < 0.4:
            one, other = self._value(scope, kind, depth - 1), self._value(scope, kind, depth - 1)
            if dice < 0.35:
                return Op("coalesce", (one, other))
            return Op("CASE", (self._bool(scope, depth - 1), one, other))
        if leaves and rng.random() < 0.8:
            return rng.choice(leaves)
        return self._lit(kind)

    def _bool(self, scope: _Scope, depth: int) -> Expr:
        rng = self._rng
        dice = rng.random()
        if depth > 0 and dice < 0.35:
            if dice < 0.1:
                return Op("NOT", (self._bool(scope, depth - 1),))
            sides = self._bool(scope, depth - 1), self._bool(scope, depth - 1)
            return Op("XOR" if dice < 0.13 else rng.choice(("AND", "OR")), sides)
        if dice < 0.55 and scope.nodes and depth > 0:
            found = self._sub(scope, "EXISTS" if dice < 0.5 else "PATTERN", depth - 1)
            return Op("NOT", (found,)) if rng.random() < 0.6 else found
        if dice < 0.6 and len(scope.nodes) > 1:
            one, other = rng.sample(sorted(scope.nodes), 2)
            return Same(one, other, rng.random() < 0.4)
        if dice < 0.63 and scope.nodes:
            return HasLabel(rng.choice(sorted(scope.nodes)), rng.choice(sorted(NODES)))
        if dice < 0.65 and scope.nodes:
            how = "IS NULL" if rng.random() < 0.3 else "IS NOT NULL"
            return Op(how, (Name(rng.choice(sorted(scope.nodes))),))
        if dice < 0.7 and (leaves := self._leaves(scope, rng.choice((INT, STR, BOOL)))):
            return Op(rng.choice(("IS NULL", "IS NOT NULL")), (rng.choice(leaves),))
        if dice < 0.76 and (lists := self._leaves(scope, STRS)):
            return Op("IN", (self._value(scope, STR, 0), rng.choice(lists)))
        if dice < 0.8 and (texts := self._leaves(scope, STR)):
            some = Lit(tuple(rng.choices(("gp", "share", "fear", "V", ""), k=2)), True)
            return Op("IN", (rng.choice(texts), some))
        if dice < 0.84 and (texts := self._leaves(scope, STR)):
            how = rng.choice(("STARTS WITH", "CONTAINS"))
            return Op(how, (rng.choice(texts), Lit(rng.choice(("s", "p", "")))))
        if dice < 0.88 and (flags := self._leaves(scope, BOOL)):
            return rng.choice(flags)
        kind = rng.choice((INT, INT, STR))
        op = rng.choice(("=", "<>", "<", "<=", ">", ">=") if kind == INT else ("=", "<>"))
        return Op(op, (self._value(scope, kind, 1), self._value(scope, kind, 1)))

    def _sub(self, scope: _Scope, word: str, depth: int) -> Sub:
        rng = self._rng
        inner = scope.copy()
        self._before = dict(scope.edges) if word != "PATTERN" else {}
        paths = [self._path_from(inner, rng.choice((1, 1, 2)))]
        if word == "PATTERN":  # it names nothing anew
            return Sub(word, (_unnamed(paths[0], scope),), None)
        if word != "LIST" and rng.random() < 0.15:
            paths.append(self._path(inner, 1))
        where = self._bool(inner, depth) if rng.random() < 0.6 else None
        return Sub(word, tuple(paths), where)

    def _path_from(self, scope: _Scope, steps: int) -> Path:
        """Return a path that begins at something outside: a subquery about it."""
        known = sorted(scope.nodes)
        var = self._rng.choice([v for v in known if v in self._null] or known)
        at, nodes, edges = scope.nodes[var], [NodeIn(var)], []
        for _ in range(steps):
            edge, at = self._edge(scope, at)
            edges.append(edge)
            nodes.append(self._reached(scope, at, nodes[-1].var))
        return Path(tuple(nodes), tuple(edges))

    # -- clauses ---------------------------------------------------------------------------

    def _unwind(self, scope: _Scope) -> Unwind:
        lists = self._leaves(scope, STRS)
        name = self._new("u")
        if lists and self._rng.random() < 0.7:
            scope.values[name] = STR
            return Unwind(self._rng.choice(lists), name)
        scope.values[name] = INT
        return Unwind(Lit(tuple(self._rng.choices((0, 1, 2, None), k=2)), True), name)

    def _with(self, scope: _Scope) -> tuple[With, _Scope]:
        rng = self._rng
        after = _Scope()
        items: list[tuple[Expr, str]] = []
        for var in rng.sample(sorted(scope.nodes), rng.randint(0, min(2, len(scope.nodes)))):
            items.append((Name(var), var))
            after.nodes[var] = scope.nodes[var]
        if rng.random() < 0.5:
            self._add(items, after, scope, aggregates=True)
        if not items or rng.random() < 0.5:
            self._add(items, after, scope, aggregates=False)
        where = self._bool(after, 1) if rng.random() < 0.4 else None
        return With(tuple(items), self._distinct(after), where), after

    def _distinct(self, made: _Scope) -> bool:
        """Whether alike rows are one; what was collected has no order, so two may be alike."""
        return self._rng.random() < 0.3 and STRS not in made.values.values()

    def _add(
        self, items: list[tuple[Expr, str]], after: _Scope, scope: _Scope, *, aggregates: bool
    ) -> None:
        kind = self._rng.choice((INT, INT, STR))
        name = self._new("v")
        if aggregates:
            made, kind = self._aggregate(scope, kind)
        else:
            made = self._value(scope, kind, 1)
        items.append((made, name))
        after.values[name] = kind

    def _aggregate(self, scope: _Scope, kind: str) -> tuple[Agg, str]:
        rng = self._rng
        dice = rng.random()
        if dice < 0.25:
            return Agg("count", None), INT
        if dice < 0.5:
            arg: Expr = (
                Name(rng.choice(sorted(scope.nodes))) if scope.nodes and rng.random() < 0.5
                else self._value(scope, kind, 1)
            )  # fmt: skip
            return Agg("count", arg, rng.random() < 0.5), INT
        if dice < 0.6:
            return Agg("collect", self._value(scope, STR, 0), rng.random() < 0.3), STRS
        name = rng.choice(("min", "max", "sum") if kind == INT else ("min", "max"))
        return Agg(name, self._value(scope, kind, 1), name == "sum" and rng.random() < 0.2), kind

    def _return(self, scope: _Scope) -> With:
        rng = self._rng
        items: list[tuple[Expr, str]] = []
        made = _Scope()
        for var in rng.sample(sorted(scope.nodes), min(2, len(scope.nodes))):
            items.append((Prop(var, "uid"), self._new("c")))
        for _ in range(rng.choice((0, 1)) if items else 1):
            self._add(items, made, scope, aggregates=False)
        if rng.random() < 0.35:
            self._add(items, made, scope, aggregates=True)
        # an order of all columns leaves nothing open but rows that are alike
        first = rng.randint(0, 4) if rng.random() < 0.15 else None
        if STRS in made.values.values():
            first = None
        return With(tuple(items), self._distinct(made), None, first, last=True)


def _unnamed(path: Path, scope: _Scope) -> Path:
    """Return a path in which only what was there before has a name."""
    known = scope.nodes.keys()
    nodes = tuple(n if n.var in known else replace(n, var="") for n in path.nodes)
    return Path(nodes, tuple(replace(edge, var="") for edge in path.edges))
