"""A small schema and small cases of our own: the stores take any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Property:
    name: str


@dataclass(frozen=True)
class Node:
    label: str
    names: tuple[str, ...]

    @property
    def properties(self) -> tuple[Property, ...]:
        return tuple(map(Property, self.names))


@dataclass(frozen=True)
class Edge:
    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def properties(self) -> tuple[Property, ...]:
        return tuple(map(Property, self.names))


class SCHEMA:
    NODES = (
        Node("Case", ("title",)),
        Node("Event", ("version", "text", "number", "share", "told", "words")),
        Node("Person", ("name",)),
        Node("Theme", ("says",)),
    )
    EDGES = (
        Edge("NEXT", ("Event",), ("Event",), ("order", "note")),
        Edge("CODED_AS", ("Event",), ("Theme",)),
        Edge("INVOLVES", ("Event",), ("Person",), ("role",)),
        Edge("SAME_AS", ("Person",), ("Person",), ("how",)),
    )


Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Tables:
    case_id: str
    nodes: Mapping[str, Rows] = field(default_factory=dict)
    edges: Mapping[tuple[str, str, str], Rows] = field(default_factory=dict)


def case(name: str, events: int = 5, version: int = 1, **values: Any) -> Tables:
    """Make a case of events in a row, each coded with a theme that all cases share."""

    def uid(i: int) -> str:
        return f"{name}:e{i}"

    def own(**row: Any) -> dict[str, Any]:
        return {**row, "case_id": name}

    return Tables(
        name,
        {
            "Case": [own(uid=name, title=f"Case {name}")],
            "Event": [own(uid=uid(i), version=version, **values) for i in range(events)],
            "Person": [own(uid=f"{name}:p", name="P")],
            "Theme": [{"uid": "test:1A", "case_id": "", "says": "a theme"}],
        },
        {
            ("NEXT", "Event", "Event"): [
                own(start=uid(i), end=uid(i + 1), order=i) for i in range(events - 1)
            ],
            ("CODED_AS", "Event", "Theme"): [
                own(start=uid(i), end="test:1A") for i in range(events)
            ],
            ("INVOLVES", "Event", "Person"): [own(start=uid(0), end=f"{name}:p", role="subject")],
        },
    )
