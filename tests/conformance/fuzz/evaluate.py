"""What a question is answered with: nested loops, and logic with a third value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx

from tests.conformance.fuzz.tree import (
    Agg,
    EdgeIn,
    Expr,
    HasLabel,
    Lit,
    Match,
    Name,
    NodeIn,
    Path,
    Prop,
    Question,
    Same,
    Sub,
    Unwind,
    With,
)

#: What each name stands for: a node by its uid, an edge by its three parts, a value, or None.
Env = Mapping[str, Any]
Row = tuple[Any, ...]


class Node(str):
    """A node, by its uid."""


Edge = tuple[str, str, int]


class Evaluator:
    """Answers questions about one graph: nodes have a ``label``, edges a ``type``."""

    def __init__(self, graph: nx.MultiDiGraph[str]) -> None:
        self._graph = graph

    def rows(self, question: Question) -> list[Row]:
        """Return the rows that a question is answered with."""
        envs: list[dict[str, Any]] = [{}]
        for clause in question:
            envs = self._after(clause, envs)
        last = question[-1]
        assert isinstance(last, With)
        return [tuple(env[name] for _, name in last.items) for env in envs]

    def _after(self, clause: Match | Unwind | With, envs: list[dict[str, Any]]) -> list[Any]:
        if isinstance(clause, Match):
            return [found for env in envs for found in self._match(clause, env)]
        if isinstance(clause, Unwind):
            return [
                {**env, clause.name: value}
                for env in envs
                for value in self.value(clause.list, env) or ()
            ]
        return self._with(clause, envs)

    # -- patterns --------------------------------------------------------------------------

    def _match(self, clause: Match, env: Env) -> Iterator[dict[str, Any]]:
        found = False
        # a WITH between keeps only rows for which the condition holds, found or not
        inside = None if clause.apart else clause.where
        for new in self._paths(clause.paths, dict(env), frozenset()):
            if self._holds(inside, new):
                found = True
                if not clause.apart or self._holds(clause.where, new):
                    yield new
        if clause.optional and not found:
            names = {n.var for p in clause.paths for n in p.nodes if n.var}
            names |= {e.var for p in clause.paths for e in p.edges if e.var}
            nothing = dict.fromkeys(names - env.keys()) | dict(env)
            if not clause.apart or self._holds(clause.where, nothing):
                yield nothing

    def _holds(self, expr: Expr | None, env: Env) -> bool:
        return expr is None or self.value(expr, env) is True

    def _paths(
        self, paths: tuple[Path, ...], env: dict[str, Any], used: frozenset[Edge]
    ) -> Iterator[dict[str, Any]]:
        if not paths:
            yield env
            return
        for start, new in self._nodes(paths[0].nodes[0], env):
            for after, taken in self._steps(paths[0], 0, start, new, used):
                yield from self._paths(paths[1:], after, taken)

    def _nodes(self, want: NodeIn, env: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        for uid in self._graph.nodes:
            new = self._bound(want, uid, env)
            if new is not None:
                yield uid, new

    def _bound(self, want: NodeIn, uid: str, env: dict[str, Any]) -> dict[str, Any] | None:
        data = self._graph.nodes[uid]
        if want.label and data["label"] != want.label:
            return None
        if want.prop and not _same(data.get(want.prop[0]), want.prop[1]):
            return None
        if not want.var:
            return env
        if want.var in env:
            return env if env[want.var] == uid else None
        return {**env, want.var: Node(uid)}

    def _steps(
        self, path: Path, place: int, here: str, env: dict[str, Any], used: frozenset[Edge]
    ) -> Iterator[tuple[dict[str, Any], frozenset[Edge]]]:
        if place == len(path.edges):
            yield env, used
            return
        want = path.edges[place]
        low, high = want.steps or (1, 1)
        for there, taken, last in self._trails(want, here, low, high, used):
            if want.var in env and env[want.var] != last:
                continue  # an edge that was matched before
            new = env if want.steps or not want.var else {**env, want.var: last}
            bound = self._bound(path.nodes[place + 1], there, new)
            if bound is not None:
                yield from self._steps(path, place + 1, there, bound, taken)

    def _trails(
        self, want: EdgeIn, here: str, low: int, high: int, used: frozenset[Edge]
    ) -> Iterator[tuple[str, frozenset[Edge], Edge | None]]:
        stack: list[tuple[str, frozenset[Edge], int, Edge | None]] = [(here, used, 0, None)]
        while stack:
            at, taken, steps, last = stack.pop()
            if steps >= low:
                yield at, taken, last
            if steps < high:
                stack += [
                    (there, taken | {edge}, steps + 1, edge)
                    for edge, there in self._edges(want, at)
                    if edge not in taken
                ]

    def _edges(self, want: EdgeIn, here: str) -> Iterator[tuple[Edge, str]]:
        if want.way in ">-":
            for a, b, key in self._graph.out_edges(here, keys=True):
                if self._fits(want, (a, b, key)):
                    yield (a, b, key), b
        if want.way in "<-":
            for a, b, key in self._graph.in_edges(here, keys=True):
                if self._fits(want, (a, b, key)):
                    yield (a, b, key), a

    def _fits(self, want: EdgeIn, edge: Edge) -> bool:
        data = self._graph.edges[edge]
        return data["type"] in want.types and (
            want.prop is None or _same(data.get(want.prop[0]), want.prop[1])
        )

    # -- values ----------------------------------------------------------------------------

    def value(self, expr: Expr, env: Env) -> Any:
        """Return what an expression is worth where names stand for what they do."""
        if isinstance(expr, Lit):
            return expr.value
        if isinstance(expr, Name):
            return env[expr.var]
        if isinstance(expr, Prop):
            return self._property(env[expr.var], expr.name)
        if isinstance(expr, Same):
            one, other = env[expr.one], env[expr.other]
            return None if one is None or other is None else (one == other) is expr.equal
        if isinstance(expr, HasLabel):
            uid = env[expr.var]
            return None if uid is None else self._graph.nodes[uid]["label"] == expr.label
        if isinstance(expr, Sub):
            found = sum(
                self._holds(expr.where, new)
                for new in self._paths(expr.paths, dict(env), frozenset())
            )
            return found > 0 if expr.word in ("EXISTS", "PATTERN") else found
        if isinstance(expr, Agg):
            raise TypeError("an aggregate is of rows, not of one")
        return _OPERATORS[expr.op](*(self.value(arg, env) for arg in expr.args))

    def _property(self, at: Any, name: str) -> Any:
        if at is None:
            return None
        data = self._graph.nodes[at] if isinstance(at, str) else self._graph.edges[at]
        return data.get(name)

    # -- rows into rows --------------------------------------------------------------------

    def _with(self, clause: With, envs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if any(isinstance(expr, Agg) for expr, _ in clause.items):
            made = self._grouped(clause, envs)
        else:
            made = [{name: self.value(e, env) for e, name in clause.items} for env in envs]
        names = [name for _, name in clause.items]
        if clause.distinct:
            made = list({tuple(_key(row[n]) for n in names): row for row in made}.values())
        if clause.first is not None:
            made.sort(key=lambda row: tuple((row[n] is None, row[n]) for n in names))
            made = made[: clause.first]
        return [row for row in made if self._holds(clause.where, row)]

    def _grouped(self, clause: With, envs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        keys = [(e, name) for e, name in clause.items if not isinstance(e, Agg)]
        groups: dict[Row, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
        if not keys:
            groups[()] = ({}, [])
        for env in envs:
            own = {name: self.value(e, env) for e, name in keys}
            groups.setdefault(tuple(map(_key, own.values())), (own, []))[1].append(env)
        return [
            own | {name: self._aggregate(e, rows) for e, name in clause.items if isinstance(e, Agg)}
            for own, rows in groups.values()
        ]

    def _aggregate(self, agg: Agg, envs: list[dict[str, Any]]) -> Any:
        if agg.arg is None:
            return len(envs)
        found = [value for env in envs if (value := self.value(agg.arg, env)) is not None]
        if agg.distinct:
            found = list({_key(value): value for value in found}.values())
        return _AGGREGATES[agg.name](found)


def _key(value: Any) -> Any:
    """Return what tells values apart: true is not 1."""
    return type(value).__name__ if value is None or isinstance(value, bool) else "", value


def _same(found: Any, wanted: Any) -> bool:
    return found is not None and type(found) is type(wanted) and bool(found == wanted)


def _known(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return an operator of which nothing is known where one of its values is not."""
    return lambda *args: None if None in args else work(*args)


def _and(a: Any, b: Any) -> Any:
    return False if a is False or b is False else None if a is None or b is None else True


def _or(a: Any, b: Any) -> Any:
    return True if a is True or b is True else None if a is None or b is None else False


def _in(value: Any, values: Any) -> Any:
    if values is None:
        return None
    if not values:
        return False
    if value is None:
        return None
    return True if value in values else None if None in values else False


_OPERATORS: dict[str, Callable[..., Any]] = {
    "=": _known(lambda a, b: a == b),
    "<>": _known(lambda a, b: a != b),
    "<": _known(lambda a, b: a < b),
    "<=": _known(lambda a, b: a <= b),
    ">": _known(lambda a, b: a > b),
    ">=": _known(lambda a, b: a >= b),
    "+": _known(lambda a, b: a + b),
    "-": _known(lambda a, b: a - b),
    "*": _known(lambda a, b: a * b),
    "XOR": _known(lambda a, b: a != b),
    "STARTS WITH": _known(lambda a, b: a.startswith(b)),
    "CONTAINS": _known(lambda a, b: b in a),
    "size": _known(len),
    "abs": _known(abs),
    "toUpper": _known(str.upper),
    "AND": _and,
    "OR": _or,
    "IN": _in,
    "NOT": lambda a: None if a is None else not a,
    "IS NULL": lambda a: a is None,
    "IS NOT NULL": lambda a: a is not None,
    "coalesce": lambda *args: next((a for a in args if a is not None), None),
    "CASE": lambda when, then, other: then if when is True else other,
}

_AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "count": len,
    "sum": sum,
    "min": lambda found: min(found, default=None),
    "max": lambda found: max(found, default=None),
    "avg": lambda found: sum(found) / len(found) if found else None,
    # in no order that anybody promises
    "collect": lambda found: tuple(sorted(found)),
}
