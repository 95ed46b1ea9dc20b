"""Whether a query goes on from what may be missing, told from its words.

After an ``OPTIONAL MATCH`` a name may stand for nothing. The embedded engine answers rightly
where a path begins with such a name. Where a path comes to it, it takes the name for one that is
still free, and finds anything at all (tests/conformance, ``hidden.null_*``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Literal

from graphdb.stores.reading import tokens_with_depth

__all__ = ["Missing", "missing"]


@dataclass(frozen=True)
class Missing:
    """Something that may be missing, and how a query uses it.

    Attributes
    ----------
    name
        What the query calls it.
    how
        ``path``: a path comes to it; ``alone``: it is matched by its name and nothing else;
        ``edge``: it is an edge that an earlier clause found, matched again, missing or not;
        ``pattern``: a pattern as a condition, or in a list, has it.
    """

    name: str
    how: Literal["path", "alone", "edge", "pattern"]


class _State(Enum):
    """What a name stands for: something, perhaps nothing, or a list without null."""

    THERE = "there"
    MAYBE = "maybe"
    LIST = "list"


Scope = dict[str, _State]

_CLAUSES = frozenset({"MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL", "UNION", "FINISH"})
#: What follows the things that a WITH or a RETURN gives.
_AFTER = frozenset({"ORDER", "SKIP", "OFFSET", "LIMIT", "WHERE", ";"})
_SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT"})
#: Functions whose lists have no null in them.
_WITHOUT_NULL = frozenset({"COLLECT", "NODES", "RELATIONSHIPS"})
_SHORTEST = frozenset({"SHORTESTPATH", "ALLSHORTESTPATHS"})
#: How an edge begins, after the bracket of a node.
_EDGES = (("-", "["), ("<", "-", "["), ("-", "-", "("), ("-", "-", ">"), ("<", "-", "-"))


def missing(cypher: str) -> Missing | None:
    """Return the first thing that may be missing and stands where the engine would not see it.

    Parameters
    ----------
    cypher : str
        The query.

    Returns
    -------
    Missing or None
        None where there is none. What follows ``WITH * WHERE a IS NOT NULL`` is not missing.

    Examples
    --------
    >>> missing("OPTIONAL MATCH (a:Agency) MATCH (f:Fact)-[:ABOUT]->()<-[:INVOLVES]-(a) RETURN f")
    Missing(name='a', how='path')
    >>> missing("OPTIONAL MATCH (a:Agency) MATCH (a)-[:KNOWS]->(f:Fact)-[:ABOUT]->(p) RETURN p")
    """
    reader = _Reader(cypher)
    # brackets hundreds deep are no query of a person's: the engine may say what it makes of them
    with contextlib.suppress(RecursionError):
        reader.query(0, reader.end, {})
    return reader.found


@dataclass(frozen=True)
class _Part:
    """A node or an edge of a pattern, by its name; empty without one."""

    name: str
    edge: bool
    first: bool
    alone: bool
    told: bool


@dataclass(frozen=True)
class _Chain:
    """A path of a pattern: its nodes and edges, whether it is one plain edge, and a shortest."""

    parts: tuple[_Part, ...]
    single: bool
    shortest: bool


class _Reader:
    """Reads a query clause by clause, and keeps the first thing that is found."""

    def __init__(self, cypher: str) -> None:
        tokens = [found for found, _ in tokens_with_depth(cypher)]
        self._kinds = [found.lastgroup for found in tokens] + ["", "", ""]
        self._texts = [found.group() for found in tokens] + ["", "", ""]
        self._words = [text.upper() for text in self._texts]
        self._closes = _closes(self._words)
        self.end = len(tokens)
        self.found: Missing | None = None

    # --- finding one's way ------------------------------------------------------------------

    def _name(self, i: int) -> str:
        """Return the name that stands at a place; empty where none does."""
        if self._kinds[i] == "quoted":
            return self._texts[i][1:-1].replace("``", "`")
        return self._texts[i] if self._kinds[i] == "word" else ""

    def _close(self, opened: int) -> int:
        """Return where a bracket is closed again; the end where it is not."""
        return self._closes.get(opened, self.end)

    def _level(self, begin: int, end: int) -> Iterator[int]:
        """Yield the places that stand in no bracket; a bracket by where it is opened."""
        i = begin
        while i < end:
            yield i
            i = self._close(i) + 1 if self._words[i] in ("(", "[", "{") else i + 1

    def _is_word(self, i: int, words: frozenset[str]) -> bool:
        """Say whether one of some words of the language stands here, and no name."""
        before = self._words[i - 1] if i else ""
        part = self._words[i] == "WITH" and before in ("STARTS", "ENDS")
        return (
            self._kinds[i] == "word"
            and self._words[i] in words
            and before not in (".", ":", "$", "AS")
            and not part
        )

    def _split(self, begin: int, end: int, sign: str) -> Iterator[tuple[int, int]]:
        """Yield what stands between signs, such as commas."""
        edges = [i for i in self._level(begin, end) if self._words[i] == sign]
        for one, other in pairwise([begin - 1, *edges, end]):
            yield one + 1, other

    # --- clauses ----------------------------------------------------------------------------

    def query(self, begin: int, end: int, outside: Scope) -> Scope:
        """Read a query, or a subquery; return what it gives."""
        begins = [i for i in self._level(begin, end) if self._is_word(i, _CLAUSES)]
        if not begins:  # EXISTS { (a)-[:KNOWS]->(f) }
            self._match(begin, end, dict(outside), optional=False)
            return {}
        scope, given = dict(outside), Scope()
        optional = False
        for i, after in pairwise([*begins, end]):
            word = self._words[i]
            if word == "MATCH":
                scope = self._match(i + 1, after, scope, optional=optional)
            elif word in ("WITH", "RETURN"):
                scope = self._with(i + 1, after, scope)
                given = scope if word == "RETURN" and not given else _either(given, scope)
            elif word == "UNWIND":
                scope = self._unwind(i + 1, after, scope)
            elif word == "CALL":
                scope = self._call(i + 1, after, scope, optional=optional)
            elif word == "UNION":
                scope = dict(outside)
            optional = word == "OPTIONAL"
        return given

    def _with(self, begin: int, end: int, scope: Scope) -> Scope:
        begin += self._words[begin] == "DISTINCT"
        last = next((i for i in self._level(begin, end) if self._is_word(i, _AFTER)), end)
        new: Scope = {}
        for start, stop in self._split(begin, last, ","):
            if self._words[start] == "*":
                new |= scope
            elif stop - start > 2 and self._words[stop - 2] == "AS":
                self._expression(start, stop - 2, scope)
                new[self._name(stop - 1)] = self._state(start, stop - 2, scope)
            elif stop - start == 1:
                new[self._name(start)] = scope.get(self._name(start), _State.MAYBE)
            else:
                self._expression(start, stop, scope)
        return self._asked(last, end, scope | new, new)

    def _asked(self, begin: int, end: int, inside: Scope, after: Scope) -> Scope:
        """Read what follows ORDER BY, or WHERE; return what is there behind it."""
        where = next((i for i in self._level(begin, end) if self._words[i] == "WHERE"), end)
        sure = dict.fromkeys(self._sure(where + 1, end), _State.THERE)
        self._expression(begin, end, inside | sure)
        return after | {name: state for name, state in sure.items() if name in after}

    def _sure(self, begin: int, end: int) -> Iterator[str]:
        """Yield the names of which a condition says that they are not null."""
        level = {self._words[i] for i in self._level(begin, end)}
        if level & {"OR", "XOR", "CASE"}:
            return
        for start, stop in self._split(begin, end, "AND"):
            if self._words[start + 1 : stop] == ["IS", "NOT", "NULL"]:
                yield self._name(start)

    def _state(self, begin: int, end: int, scope: Scope) -> _State:
        """Return what an expression stands for."""
        if end - begin == 1:
            return scope.get(self._name(begin), _State.MAYBE)
        called = self._words[begin] in _WITHOUT_NULL and self._words[begin + 1] == "("
        return _State.LIST if called and self._close(begin + 1) == end - 1 else _State.MAYBE

    def _unwind(self, begin: int, end: int, scope: Scope) -> Scope:
        if end - begin < 3:
            return scope
        self._expression(begin, end - 2, scope)
        full = self._state(begin, end - 2, scope) is _State.LIST
        return scope | {self._name(end - 1): _State.THERE if full else _State.MAYBE}

    def _call(self, begin: int, end: int, scope: Scope, *, optional: bool) -> Scope:
        brace = next((i for i in self._level(begin, end) if self._words[i] == "{"), None)
        if brace is None:  # a procedure
            given = {self._name(i): _State.MAYBE for i in range(begin, end) if self._name(i)}
            return given | scope
        if self._words[begin] == "(":
            taken = {self._name(i) for i in range(begin + 1, brace)}
            inside = {n: s for n, s in scope.items() if n in taken or self._words[begin + 1] == "*"}
        else:
            inside = dict(scope) if self._words[brace + 1] == "WITH" else {}
        given = self.query(brace + 1, self._close(brace), inside)
        if optional:
            given = dict.fromkeys(given, _State.MAYBE)
        return scope | given

    # --- patterns ---------------------------------------------------------------------------

    def _match(self, begin: int, end: int, scope: Scope, *, optional: bool) -> Scope:
        ends = frozenset({"WHERE", "USING", ";"})
        where = next((i for i in self._level(begin, end) if self._is_word(i, ends)), end)
        paths = list(self._split(begin, where, ","))
        chains = [self._chain(*path) for path in paths]
        self._judge(chains, scope)
        names = {part.name for chain in chains for part in chain.parts if part.name}
        names |= {self._name(i) for i, _ in paths if self._words[i + 1] == "="}
        inside = scope | dict.fromkeys(names, _State.THERE)
        self._inside(begin, where, inside)
        after = self._asked(where, end, inside, inside)
        if optional:  # what was not there before may not be there now
            return dict.fromkeys(names, _State.MAYBE) | scope
        return after

    def _judge(self, chains: list[_Chain], scope: Scope) -> None:
        seen: set[str] = set()
        for chain in chains:
            start = chain.parts[0].name if chain.parts else ""
            # the engine turns one plain edge round, so that it begins with what is known
            turned = len(chains) == 1 and chain.single and not (start and start in scope)
            for part in chain.parts:
                if part.edge and part.name in scope:
                    self._say(part.name, "edge")
                elif part.name not in seen and scope.get(part.name) is _State.MAYBE:
                    if part.alone:
                        if not part.told:
                            self._say(part.name, "alone")
                    elif not (part.first or turned or chain.shortest):
                        self._say(part.name, "path")
                seen.add(part.name)

    def _say(self, name: str, how: Literal["path", "alone", "edge", "pattern"]) -> None:
        self.found = self.found or Missing(name, how)

    def _chain(self, begin: int, end: int) -> _Chain:
        begin += 2 * (self._words[begin + 1] == "=")
        shortest = self._words[begin] in _SHORTEST
        if shortest:
            begin, end = begin + 2, self._close(begin + 1)
        level = list(self._level(begin, end))
        nodes = sum(self._words[i] == "(" for i in level)
        parts = tuple(part for i in level for part in self._parts(i, i == begin, nodes == 1))
        plain = nodes == 2 and not any(
            self._words[i] == "{" or (self._words[i] == "[" and self._steps(i)) for i in level
        )
        # a + or a * behind the edge makes it several, too
        plain &= not {"+", "*"} & {self._words[i] for i in level}
        return _Chain(parts, plain, shortest)

    def _parts(self, i: int, first: bool, alone: bool) -> Iterator[_Part]:
        """Yield what a bracket of a pattern names: a node, an edge, or a group of these."""
        if self._words[i] not in ("(", "["):
            return
        group = self._words[i] == "(" and "(" in self._words[i + 1 : i + 2]
        if group:
            for j in self._level(i + 1, self._close(i)):
                yield from self._parts(j, False, False)
        elif self._name(i + 1) and self._words[i + 1] != "WHERE":
            told = self._words[i + 2] in (":", "IS", "{")
            yield _Part(self._name(i + 1), self._words[i] == "[", first, alone, told)
        else:
            yield _Part("", self._words[i] == "[", first, alone, True)

    def _steps(self, opened: int) -> bool:
        """Say whether an edge may be several: ``[:NEXT*1..2]``."""
        return "*" in (self._words[i] for i in self._level(opened + 1, self._close(opened)))

    def _inside(self, begin: int, end: int, scope: Scope) -> None:
        """Read what stands in the brackets of a pattern: conditions and properties."""
        for i in self._level(begin, end):
            if self._words[i] in ("(", "["):
                close = self._close(i)
                where = (j for j in self._level(i + 1, close) if self._words[j] == "WHERE")
                asks = next(where, close)
                self._inside(i + 1, asks, scope)
                self._expression(asks, close, scope)
            elif self._words[i] == "{":
                self._expression(i + 1, self._close(i), scope)

    # --- expressions ------------------------------------------------------------------------

    def _expression(self, begin: int, end: int, scope: Scope) -> None:
        i = begin
        while i < end:
            if self._words[i] in _SUBQUERIES and self._words[i + 1] == "{":
                close = self._close(i + 1)
                self.query(i + 2, close, scope)
                i = close
            elif self._words[i] == "(" and self._begins_pattern(i):
                i = self._pattern(i, scope)
            i += 1

    def _begins_pattern(self, i: int) -> bool:
        after = self._close(i) + 1
        return any(tuple(self._words[after : after + len(e)]) == e for e in _EDGES)

    def _pattern(self, i: int, scope: Scope) -> int:
        """Read a pattern among values; return where its last bracket is closed."""
        close = i
        while i < self.end and self._words[i] in ("(", "[", "-", "<", ">"):
            for part in self._parts(i, True, False):
                if part.edge and part.name in scope:
                    self._say(part.name, "edge")
                elif scope.get(part.name) is _State.MAYBE:
                    self._say(part.name, "pattern")
            node = self._words[i] == "("
            if self._words[i] in ("(", "["):
                i = close = self._close(i)
            i += 1
            if node and not any(tuple(self._words[i : i + len(e)]) == e for e in _EDGES):
                break
        return close


def _closes(words: list[str]) -> dict[int, int]:
    """Return where each bracket that is opened is closed."""
    found, opened = {}, []
    for i, word in enumerate(words):
        if word in ("(", "[", "{"):
            opened.append(i)
        elif word in (")", "]", "}") and opened:
            found[opened.pop()] = i
    return found


def _either(one: Scope, other: Scope) -> Scope:
    """Return what two branches of a UNION give."""
    names = one.keys() | other.keys()
    return {n: one[n] if n in one and one.get(n) is other.get(n) else _State.MAYBE for n in names}
