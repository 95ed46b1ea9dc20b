"""What one entry of the body is: a construct, a query that uses it, and what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.conformance.truth import Graph

#: The engines, as the fixtures are called.
Engine = Literal["embedded", "neo4j", "neo4j_current"]
ENGINES: tuple[Engine, ...] = ("embedded", "neo4j", "neo4j_current")

Expected = Callable[[Graph], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Differs:
    """What an engine does otherwise.

    Attributes
    ----------
    engines
        Which.
    how
        Whether it refuses the query, or answers with other rows.
    why
        Not implemented: the maker does not claim it; not yet: a fault that is to be mended; never:
        it is meant to be so.
    says
        What is different, in a sentence.
    """

    engines: tuple[Engine, ...]
    how: Literal["refused", "other rows"]
    why: Literal["not implemented", "not yet", "never"]
    says: str


@dataclass(frozen=True)
class Question:
    """One entry of the body.

    Attributes
    ----------
    key
        Its name; what stands before the full stop is its group.
    construct
        What it is about, in words and Cypher, for the page.
    cypher
        The query.
    expected
        Its rows, worked out in Python.
    parameters
        Values of its ``$names``.
    ordered
        Whether the order of the rows is part of the answer.
    differs
        What engines do otherwise.
    instead
        What to write where it does not work.
    """

    key: str
    construct: str
    cypher: str
    expected: Expected
    parameters: Mapping[str, Any] = field(default_factory=dict)
    ordered: bool = False
    differs: tuple[Differs, ...] = ()
    instead: str = ""

    @property
    def group(self) -> str:
        """The heading under which it stands."""
        return self.key.partition(".")[0]

    def difference(self, engine: str) -> Differs | None:
        """Return what an engine does otherwise, if anything."""
        return next((d for d in self.differs if engine in d.engines), None)


def refused(
    *engines: Engine, why: Literal["not implemented", "not yet", "never"], says: str
) -> tuple[Differs, ...]:
    """Say that engines refuse a query."""
    return (Differs(engines, "refused", why, says),)


def other_rows(
    *engines: Engine, why: Literal["not implemented", "not yet", "never"], says: str
) -> tuple[Differs, ...]:
    """Say that engines answer a query with other rows."""
    return (Differs(engines, "other rows", why, says),)
