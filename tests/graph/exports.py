"""Exports read back by code of our own, which knows only the formats."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]


def cells(text: str) -> Iterator[list[str | None]]:
    """Yield lines of CSV; a cell that is empty and in no quotation marks is ``None``."""
    line: list[str | None] = []
    at = 0
    while at < len(text):
        if text[at] == '"':
            found, at = _quoted(text, at + 1)
        else:
            end = min(i for i in (text.find(",", at), text.find("\n", at)) if i >= 0)
            found, at = text[at:end] or None, end
        line.append(found)
        if text[at] == "\n":
            yield line
            line = []
        elif text[at + 1] == "\n":  # a comma, and nothing after it
            yield [*line, None]
            line, at = [], at + 1
        at += 1


def _quoted(text: str, at: int) -> tuple[str, int]:
    found = ""
    while True:
        end = text.index('"', at)
        found += text[at:end]
        if text[end + 1] != '"':
            return found, end + 1
        found, at = found + '"', end + 2


def from_csv(folder: Path) -> dict[str, Rows]:
    """Return the rows of an export for neo4j-admin, by the name of the file."""
    return {p.name.removesuffix(".csv.gz"): _csv(p) for p in sorted(folder.glob("*.csv.gz"))}


def _csv(path: Path) -> Rows:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        heads, *lines = cells(file.read())
    named = [(head or "").rpartition(":") for head in heads]
    ends = {":START_ID": "start", ":END_ID": "end"}
    return [
        {
            ends.get(f":{kind}") or name: _typed(kind, one)
            for (name, _, kind), one in zip(named, line, strict=True)
        }
        for line in lines
    ]


def _typed(kind: str, found: str | None) -> Any:
    if kind == "string[]":
        return tuple(found.split("\x1f")) if found is not None else ()
    if found is None or kind in ("string", "ID", "START_ID", "END_ID"):
        return found
    return {"long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}[
        kind
    ](found)


def from_graphml(graph: Any) -> dict[str, Rows]:
    """Return what NetworkX read of GraphML, by label or type, lists as tuples."""
    found: dict[str, Rows] = {}
    for _, data in graph.nodes(data=True):
        found.setdefault(data["label"], []).append(_listed(data))
    for start, end, data in graph.edges(data=True):
        row = {"start": start, "end": end, **_listed(data)}
        found.setdefault(data["type"], []).append(row)
    return found


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    lists = ("roles", "needs", "themes", "notes", "kinds", "looked_for",
             "certain_topics", "possible_topics")  # fmt: skip
    return {
        name: tuple(json.loads(value)) if name in lists else value
        for name, value in data.items()
        if name not in ("label", "type", "id")
    }
