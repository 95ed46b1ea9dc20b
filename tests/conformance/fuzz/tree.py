"""What a question is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# --- values ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prop:
    """``e.start_lo``."""

    var: str
    name: str


@dataclass(frozen=True)
class Name:
    """A value that an earlier clause named."""

    var: str


@dataclass(frozen=True)
class Lit:
    """A value; ``given`` as a parameter, or written in the text."""

    value: Any
    given: bool = False


@dataclass(frozen=True)
class Op:
    """An operator, or a function, of one value or several."""

    op: str
    args: tuple[Expr, ...]


@dataclass(frozen=True)
class Same:
    """Whether two nodes are one: ``a = b``, or ``a <> b``."""

    one: str
    other: str
    equal: bool


@dataclass(frozen=True)
class HasLabel:
    """``a:Fact``."""

    var: str
    label: str


@dataclass(frozen=True)
class Sub:
    """A subquery, or a pattern among values.

    Its word is ``EXISTS`` or ``COUNT``; or ``PATTERN`` for a pattern as a condition, and ``LIST``
    for how many are in the list of a pattern: ``size([(a)-[:NEXT]->(b) | 1])``.
    """

    word: str
    paths: tuple[Path, ...]
    where: Expr | None


@dataclass(frozen=True)
class Agg:
    """An aggregate; of nothing where it is ``count(*)``."""

    name: str
    arg: Expr | None
    distinct: bool = False


Expr = Prop | Name | Lit | Op | Same | HasLabel | Sub | Agg

# --- patterns ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class NodeIn:
    """A node of a pattern: its name, its label and a property, each perhaps not there."""

    var: str
    label: str = ""
    prop: tuple[str, Any] | None = None


@dataclass(frozen=True)
class EdgeIn:
    """An edge of a pattern; with ``steps`` a path of so many to so many."""

    var: str
    types: tuple[str, ...]
    way: str  # ">", "<" or "-"
    prop: tuple[str, Any] | None = None
    steps: tuple[int, int] | None = None


@dataclass(frozen=True)
class Path:
    """Nodes with the edges between them."""

    nodes: tuple[NodeIn, ...]
    edges: tuple[EdgeIn, ...]


# --- clauses -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Match:
    """``MATCH``; with ``apart``, its condition stands behind a ``WITH *``."""

    paths: tuple[Path, ...]
    where: Expr | None = None
    optional: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Unwind:
    """``UNWIND … AS``."""

    list: Expr
    name: str


@dataclass(frozen=True)
class With:
    """``WITH`` or, at the end, ``RETURN``: each item with its name."""

    items: tuple[tuple[Expr, str], ...]
    distinct: bool = False
    where: Expr | None = None
    first: int | None = None
    last: bool = False


Clause = Match | Unwind | With
Question = tuple[Clause, ...]
