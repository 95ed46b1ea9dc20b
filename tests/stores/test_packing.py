"""A case as it is carried, and the digest over it: the same however its rows stand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.generate import Size, generate
from graphdb.stores.base import RowsError
from graphdb.stores.packing import digest, pack, unpack
from graphdb.tables import Row, Tables
from joinedup.case import JoinedUpCase


@pytest.fixture(scope="module")
def tables() -> Tables:
    return JoinedUpCase(generate(3, Size(events=12))).tables


def with_rows(tables: Tables, kind: object, rows: list[Row]) -> Tables:
    """The same tables with other rows of one kind."""
    if isinstance(kind, str):
        return replace(tables, nodes={**tables.nodes, kind: tuple(rows)})
    return replace(tables, edges={**tables.edges, kind: tuple(rows)})  # type: ignore[dict-item]


def test_a_packed_case_says_what_its_rows_say(tables):
    packed = pack(tables)
    nodes, edges = unpack(packed.data)
    assert sum(some.count for some in nodes) + sum(len(e.which) for e in edges) == packed.items

    def told(row):
        listed = {k: list(v) if isinstance(v, tuple) else v for k, v in row.items()}
        return {k: v for k, v in listed.items() if v is not None}

    def in_order(nodes):
        rows_of = {label: sorted(rows, key=lambda r: r["uid"]) for label, rows in nodes.items()}
        return {label: list(map(told, rows)) for label, rows in rows_of.items()}

    assert in_order(tables.nodes) == in_order(packed.nodes)
    assert {k: list(map(told, rows)) for k, rows in tables.edges.items()} == packed.edges


def test_the_digest_is_the_same_however_the_rows_stand(tables):
    chance = random.Random(1)

    def shaken(rows):
        mixed = [dict(chance.sample(list(row.items()), len(row))) for row in rows]
        chance.shuffle(mixed)
        # as a store gives them: nothing where there is nothing
        return tuple({k: v for k, v in row.items() if v is not None} for row in mixed)

    kinds = [(label, shaken(rows)) for label, rows in tables.nodes.items()]
    edges = [(key, shaken(rows)) for key, rows in tables.edges.items()]
    chance.shuffle(kinds)
    chance.shuffle(edges)
    other = Tables(tables.case_id, dict(kinds), dict(edges))
    wanted = digest(tables)
    assert digest(other) == wanted == pack(tables).digest == pack(tables, seal=True).digest
    sealed = pack(tables, seal=True).nodes["Case"][0]
    assert sealed["digest"] == wanted
    assert "digest" not in pack(tables).nodes["Case"][0]


def test_the_digest_of_known_rows_stays_what_it_is():
    row = {"uid": "x/case:x", "case_id": "x", "title": "Zoë 👩", "area": None}
    event: Row = {"uid": "x/event:e", "case_id": "x", "share": 0.1, "words": ("a", "b")}
    edges = {
        ("IN_CASE", "Event", "Case"): (
            {"start": "x/event:e", "end": "x/case:x", "case_id": "x", "n": 1},
        ),
        ("CODED_AS", "Event", "Theme"): (
            {"start": "x/event:e", "end": "theme:1A", "case_id": "x"},
        ),
    }
    told = digest(Tables("x", {"Case": (row,), "Event": (event,)}, edges))
    assert told == "48a56933105fbd9a96cda1af6d73fdbf217d69aaffcab9623c4b1f40fb59f0f2"


def test_every_property_of_every_kind_is_in_the_digest(tables):
    before = digest(tables)
    kinds = {**tables.nodes, **tables.edges}
    del kinds["Theme"]
    seen = 0
    for kind, rows in kinds.items():
        for name in rows[-1]:
            if (kind, name) == ("Case", "digest"):
                continue
            changed = {**rows[-1], name: f"{rows[-1][name]}'"}
            assert digest(with_rows(tables, kind, [*rows[:-1], changed])) != before, (kind, name)
            seen += 1
    assert seen > 150


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[:-1],
        lambda rows: [*rows, rows[0]],
        lambda rows: [{**rows[0], "start": rows[0]["end"], "end": rows[0]["start"]}, *rows[1:]],
        lambda rows: [{**rows[0], "end": "generated-3/event:nobody"}, *rows[1:]],
        lambda rows: [{**rows[0], "agency": True}, *rows[1:]],
        lambda rows: [{**rows[0], "said": [{"a": 1}]}, *rows[1:]],
    ],
)
def test_an_edge_more_or_less_or_elsewhere_shows(tables, change: Callable[[list[Row]], list[Row]]):
    key = ("NEXT", "Event", "Event")
    other = with_rows(tables, key, change(list(tables.edges[key])))
    assert digest(other) != digest(tables)


def test_which_theme_an_edge_leads_to_shows(tables):
    key = ("CODED_AS", "Finding", "Theme")
    rows = list(tables.edges[key])
    uid = next(t["uid"] for t in tables.nodes["Theme"] if t["uid"] != rows[0]["end"])
    assert digest(with_rows(tables, key, [{**rows[0], "end": uid}, *rows[1:]])) != digest(tables)


@pytest.mark.parametrize(("name", "length", "most"), [("summary", 3_000_001, "3,000,000")])
def test_what_is_too_long_is_refused(tables, name, length, most):
    rows = [{**tables.nodes["Event"][0], name: "x" * length}, *tables.nodes["Event"][1:]]
    with pytest.raises(RowsError, match=most):
        pack(with_rows(tables, "Event", rows))
