"""A question as Cypher, with the values that it is given."""

from __future__ import annotations

from typing import Any

from tests.conformance.fuzz.tree import (
    Agg,
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

_BETWEEN = {"=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "AND", "OR", "XOR", "IN",
            "STARTS WITH", "CONTAINS"}  # fmt: skip


def as_cypher(question: Question) -> tuple[str, dict[str, Any]]:
    """Return the text of a question, and its parameters."""
    given: dict[str, Any] = {}
    return "\n".join(_clause(clause, given) for clause in question), given


def _clause(clause: Match | Unwind | With, given: dict[str, Any]) -> str:
    if isinstance(clause, Unwind):
        return f"UNWIND {_expr(clause.list, given)} AS {clause.name}"
    if isinstance(clause, Match):
        paths = ", ".join(_path(path) for path in clause.paths)
        apart = "\nWITH *" if clause.apart and clause.where else ""
        return f"{'OPTIONAL ' * clause.optional}MATCH {paths}{apart}{_where(clause.where, given)}"
    items = ", ".join(
        name if expr == Name(name) else f"{_expr(expr, given)} AS {name}"
        for expr, name in clause.items
    )
    said = f"{'RETURN' if clause.last else 'WITH'} {'DISTINCT ' * clause.distinct}{items}"
    if clause.first is not None:
        said += f" ORDER BY {', '.join(name for _, name in clause.items)} LIMIT {clause.first}"
    return said + _where(clause.where, given)


def _where(expr: Expr | None, given: dict[str, Any]) -> str:
    return "" if expr is None else f" WHERE {_expr(expr, given)}"


def _path(path: Path) -> str:
    said = _node(path.nodes[0])
    for edge, node in zip(path.edges, path.nodes[1:], strict=True):
        said += _edge(edge) + _node(node)
    return said


def _node(node: NodeIn) -> str:
    return f"({node.var}{':' + node.label if node.label else ''}{_prop(node.prop)})"


def _edge(edge: EdgeIn) -> str:
    steps = "" if edge.steps is None else f"*{edge.steps[0]}..{edge.steps[1]}"
    inner = f"[{edge.var}:{'|'.join(edge.types)}{steps}{_prop(edge.prop)}]"
    return f"{'<' * (edge.way == '<')}-{inner}-{'>' * (edge.way == '>')}"


def _prop(prop: tuple[str, Any] | None) -> str:
    return "" if prop is None else f" {{{prop[0]}: {_value(prop[1])}}}"


def _value(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)


def _expr(expr: Expr, given: dict[str, Any]) -> str:
    if isinstance(expr, Prop):
        return f"{expr.var}.{expr.name}"
    if isinstance(expr, Name):
        return expr.var
    if isinstance(expr, Lit):
        if not expr.given:
            return _value(expr.value)
        name = f"p{len(given)}"
        given[name] = list(expr.value) if isinstance(expr.value, tuple) else expr.value
        return f"${name}"
    if isinstance(expr, Same):
        return f"{expr.one} {'=' if expr.equal else '<>'} {expr.other}"
    if isinstance(expr, HasLabel):
        return f"{expr.var}:{expr.label}"
    if isinstance(expr, Sub):
        paths = ", ".join(_path(path) for path in expr.paths)
        if expr.word == "PATTERN":
            return paths
        if expr.word == "LIST":
            return f"size([{paths}{_where(expr.where, given)} | 1])"
        return f"{expr.word} {{ MATCH {paths}{_where(expr.where, given)} }}"
    if isinstance(expr, Agg):
        arg = "*" if expr.arg is None else _expr(expr.arg, given)
        return f"{expr.name}({'DISTINCT ' * expr.distinct}{arg})"
    return _operator(expr, given)


def _operator(expr: Op, given: dict[str, Any]) -> str:
    args = [_expr(arg, given) for arg in expr.args]
    if expr.op in _BETWEEN:
        return f"({args[0]} {expr.op} {args[1]})"
    if expr.op == "NOT":
        return f"NOT ({args[0]})"
    if expr.op in ("IS NULL", "IS NOT NULL"):
        return f"({args[0]} {expr.op})"
    if expr.op == "CASE":
        return f"CASE WHEN {args[0]} THEN {args[1]} ELSE {args[2]} END"
    return f"{expr.op}({', '.join(args)})"
