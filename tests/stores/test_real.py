"""Real cases, with knowledge and findings, under the schema as it is declared."""

from __future__ import annotations

import dataclasses

import pytest

from graphdb import schema, tables
from graphdb.stores.base import RowsError
from graphdb.stores.bolt import BoltStore
from graphdb.stores.statements import Kinds
from joinedup.case import load
from tests.joinedup.helpers import EXAMPLE

# one worker starts the engines, and only one of each


@pytest.fixture(scope="module")
def amber() -> tables.Tables:
    return load(EXAMPLE).tables


@pytest.fixture
def library(store: BoltStore, monkeypatch: pytest.MonkeyPatch, amber: tables.Tables) -> BoltStore:
    monkeypatch.setattr(store, "_kinds", Kinds(schema))
    monkeypatch.setattr(store, "_prepared", False)
    store.remove(amber.case_id)
    return store


def test_every_row_comes_back_as_it_was_written(library, amber):
    library.write(amber)
    for label, rows in amber.nodes.items():
        if label != tables.THEME:
            found = library.query(
                f"MATCH (n:{label} {{case_id: $c}}) RETURN properties(n) AS p", {"c": amber.case_id}
            )
            assert _alike(found["p"]) == _alike(rows), label
    for (type_, start, end), rows in amber.edges.items():
        found = library.query(
            f"MATCH (a:{start})-[r:{type_}]->(b:{end}) WHERE r.case_id = $c "
            "RETURN a.uid AS start, b.uid AS end, properties(r) AS p",
            {"c": amber.case_id},
        )
        back = [{"start": r.start, "end": r.end} | r.p for r in found.itertuples()]
        assert _alike(back) == _alike(rows), (type_, start, end)
    library.remove(amber.case_id)


def _alike(rows) -> list[list[str]]:
    """Rows in an order of their own; None is nothing, a tuple is a list."""
    return sorted(
        sorted(
            f"{name} {list(value) if isinstance(value, tuple) else value!r}"
            for name, value in row.items()
            if value is not None
        )
        for row in rows
    )


def test_rows_that_do_not_obey_the_schema_are_refused(library, amber):
    library.write(amber)
    before = library.counts()
    wrong = {**amber.nodes["Event"][0], "summary": 7}
    nodes = dict(amber.nodes) | {"Event": (wrong, *amber.nodes["Event"][1:])}
    with pytest.raises(RowsError, match="Event, row 1"):
        library.write(dataclasses.replace(amber, nodes=nodes))
    assert library.counts() == before
    library.remove(amber.case_id)
