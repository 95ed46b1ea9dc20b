"""A question made smaller for as long as something holds of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tests.conformance.fuzz.tree import Agg, Lit, Match, Op, Question, Sub, With


def smaller(question: Question, differs: Callable[[Question], bool]) -> Question:
    """Return the smallest question that can be come to in single steps, each of which differs."""
    while True:
        found = next((other for other in _steps(question) if differs(other)), None)
        if found is None:
            return question
        question = found


def _steps(question: Question) -> Iterator[Question]:
    for i in range(len(question) - 1):
        yield question[:i] + question[i + 1 :]
    for i, clause in enumerate(question):
        for other in _less(clause):
            yield (*question[:i], other, *question[i + 1 :])


#: Operators whose value is of the kind of what they are of; others are true or false.
_ALIKE = {"AND", "OR", "XOR", "NOT", "+", "-", "*", "abs", "coalesce"}


def _instead(part: Op) -> Iterator[Any]:
    """Yield what can stand in place of an operator: of the same kind, so that it is a question."""
    if part.op in _ALIKE:
        yield from part.args
    elif part.op == "CASE":
        yield from part.args[1:]
    elif part.op != "size":
        yield from (Lit(True), Lit(False))


def _less(part: Any) -> Iterator[Any]:
    """Yield what is left of a clause or an expression with one thing less."""
    if isinstance(part, Op):
        yield from _instead(part)
    if isinstance(part, Match | With | Sub) and part.where is not None:
        yield replace(part, where=None)
    if isinstance(part, Match) and part.optional:
        yield replace(part, optional=False)
    if isinstance(part, With):
        if part.distinct:
            yield replace(part, distinct=False)
        if part.first is not None:
            yield replace(part, first=None)
    if isinstance(part, Agg) and part.distinct:
        yield replace(part, distinct=False)
    if not is_dataclass(part) or isinstance(part, type):
        return
    for one in fields(part):
        value = getattr(part, one.name)
        if one.name in ("label", "var") and value:
            yield replace(part, **{one.name: ""})
        elif one.name == "prop" and value:
            yield replace(part, prop=None)
        elif one.name in ("paths", "items") and len(value) > 1:
            for i in range(len(value)):
                yield replace(part, **{one.name: value[:i] + value[i + 1 :]})
        elif one.name == "edges" and len(value) > 1:
            yield replace(part, edges=value[:-1], nodes=part.nodes[:-1])
            yield replace(part, edges=value[1:], nodes=part.nodes[1:])
        yield from _within(part, one.name, value)


def _within(part: Any, name: str, value: Any) -> Iterator[Any]:
    if name == "items":
        for i, (expr, alias) in enumerate(value):
            for other in _less(expr):
                yield replace(part, items=(*value[:i], (other, alias), *value[i + 1 :]))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for i, inner in enumerate(value):
            for other in _less(inner):
                yield replace(part, **{name: (*value[:i], other, *value[i + 1 :])})
    elif is_dataclass(value) and not isinstance(value, type):
        for other in _less(value):
            yield replace(part, **{name: other})
