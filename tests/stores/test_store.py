"""What holds for every store: the embedded one always, Neo4j where there is one."""

from __future__ import annotations

import dataclasses
import math
import re
import time
from typing import Any

import pandas as pd
import pytest

from graphdb.stores import bolt
from graphdb.stores.base import (
    QueryError,
    RowsError,
    TooLargeError,
    TooLongError,
    TooManyRowsError,
    WriteRefusedError,
)
from graphdb.stores.bolt import BoltStore
from tests.stores.rows import Tables, case
from tests.stores.test_reading import READ, WRITE

# one worker starts the engines, and only one of each


def held(store: BoltStore, name: str) -> tuple[int, int, list[int]]:
    """Events, edges and versions of a case."""
    asked = {"c": name}
    events = store.query("MATCH (e:Event {case_id: $c}) RETURN count(e) AS n", asked)
    edges = store.query("MATCH ()-[r]->() WHERE r.case_id = $c RETURN count(r) AS n", asked)
    versions = store.query(
        "MATCH (e:Event {case_id: $c}) RETURN DISTINCT e.version AS v ORDER BY v", asked
    )
    return int(events["n"][0]), int(edges["n"][0]), list(versions["v"])


def changed(tables: Tables, **nodes_or_edges: Any) -> Tables:
    return dataclasses.replace(tables, **nodes_or_edges)


# --- writing --------------------------------------------------------------------------------


def test_a_case_is_there_and_written_again_changes_nothing(store):
    store.write(case("test-a"))
    before = store.counts()
    assert held(store, "test-a") == (5, 10, [1])
    assert "test-a" in store.cases()
    store.write(case("test-a"))
    assert held(store, "test-a") == (5, 10, [1])
    assert store.counts() == before


def test_a_case_is_replaced_whole(store):
    store.write(case("test-a", 7, version=1))
    store.write(case("test-b", 4))
    store.write(case("test-a", 3, version=2))
    assert held(store, "test-a") == (3, 6, [2])
    assert held(store, "test-b") == (4, 8, [1])


def test_a_case_replaced_again_and_again_is_found_by_every_key(store):
    sizes = [40, 3, 60, 60, 1, 25]
    for version, size in enumerate(sizes):
        store.write(case("test-a", size, version=version))
        found = store.query(
            "UNWIND $uids AS uid OPTIONAL MATCH (e:Event {uid: uid}) "
            "RETURN uid, count(e) AS n, min(e.version) AS v ORDER BY uid",
            {"uids": [f"test-a:e{i}" for i in range(max(sizes))]},
        )
        there = found[found["n"] > 0]
        assert set(there["n"]) == {1}
        assert set(there["v"]) == {version}
        assert len(there) == size
        assert held(store, "test-a") == (size, 2 * size, [version])


def test_a_case_is_removed_and_nothing_else(store):
    store.write(case("test-a"))
    store.write(case("test-b"))
    assert store.remove("test-a")
    assert not store.remove("test-a")
    assert held(store, "test-a") == (0, 0, [])
    assert held(store, "test-b") == (5, 10, [1])
    assert "test-a" not in store.cases()
    themes = store.query("MATCH (t:Theme {uid: 'test:1A'}) RETURN count(t) AS n")
    assert themes["n"][0] == 1


def test_what_is_more_than_a_batch_arrives_whole(store, monkeypatch):
    monkeypatch.setattr("graphdb.stores.statements.ROWS", 7)
    monkeypatch.setattr("graphdb.stores.statements.CHARACTERS", 900)
    store.write(case("test-a", 50, text="x" * 200))
    assert held(store, "test-a") == (50, 100, [1])


@pytest.mark.parametrize(
    ("edge", "row", "says"),
    [
        (("NEXT", "Event", "Event"), {"end": "test-a:e99"}, "lead to or from"),
        (("NEXT", "Event", "Event"), {"start": "x", "end": "y"}, "not an edge of case"),
        (("NEXT", "Event", "Event"), {"case_id": "test-b"}, "not an edge of case"),
        (("KNOWS", "Event", "Event"), {}, "no edge 'KNOWS'"),
        (("NEXT", "Event", "Person"), {}, "no edge 'NEXT'"),
        (("NEXT]->() DETACH DELETE a //", "Event", "Event"), {}, "no edge"),
    ],
)
def test_an_edge_that_does_not_fit_leaves_the_old_case_whole(store, edge, row, says):
    store.write(case("test-a", 5, version=1))
    bad = {"start": "test-a:e0", "end": "test-a:e1", "case_id": "test-a"} | row
    with pytest.raises(RowsError, match=says):
        store.write(changed(case("test-a", 9, version=2), edges={edge: [bad]}))
    assert held(store, "test-a") == (5, 10, [1])


@pytest.mark.parametrize(
    ("label", "row", "says"),
    [
        ("Event", {"uid": "test-a:e0", "case_id": "test-a"}, "twice"),
        ("Event", {"uid": "test-b:e0", "case_id": "test-a"}, "twice"),
        ("Event", {"uid": "test-a:x", "case_id": "test-b"}, "own rows"),
        ("Event", {"uid": "test-a:x", "case_id": "test-a", "text": "x" * 3_000_001}, "Shorten"),
        ("Event", {"uid": "test-a:x", "case_id": "test-a", "text": "\ud800"}, "surrogates"),
        ("Event", {"uid": "test-a:x", "case_id": "test-a", "number": 2**63}, "64 bits"),
        (
            "Event",
            {"uid": "test-a:x", "case_id": "test-a", "text": {"a": 1}},
            "(?i)propert|primitive",
        ),
        ("Event) DETACH DELETE (n", {"uid": "x", "case_id": "test-a"}, "no node"),
        ("Event`) DETACH DELETE n //", {"uid": "x", "case_id": "test-a"}, "no node"),
    ],
)
def test_a_node_that_does_not_fit_leaves_the_old_case_whole(store, label, row, says):
    store.write(case("test-b"))
    store.write(case("test-a", 5, version=1))
    more = case("test-a", 6, version=2)
    nodes = dict(more.nodes) | {label: [*more.nodes.get(label, ()), row]}
    with pytest.raises((RowsError, QueryError), match=says):
        store.write(changed(more, nodes=nodes))
    assert held(store, "test-a") == (5, 10, [1])
    assert held(store, "test-b") == (5, 10, [1])


def test_rows_without_a_case_are_refused(store):
    with pytest.raises(RowsError, match="id"):
        store.write(changed(case("test-a"), case_id=""))
    with pytest.raises(RowsError, match="no Case node"):
        store.write(Tables("test-a"))
    with pytest.raises(RowsError, match="id"):
        store.remove("")


def test_a_shared_node_is_renewed_and_shared(store):
    store.write(case("test-a"))
    new = case("test-b")
    theme = {"uid": "test:1A", "case_id": "", "says": "said better"}
    store.write(changed(new, nodes=dict(new.nodes) | {"Theme": [theme]}))
    found = store.query(
        "MATCH (e:Event)-[:CODED_AS]->(t:Theme {uid: 'test:1A'}) "
        "RETURN t.says AS says, count(DISTINCT e.case_id) AS cases"
    )
    assert found.values.tolist() == [["said better", 2]]


def test_what_another_case_tied_to_it_outlives_its_replacement(store):
    store.write(case("test-a"))
    tie = {"start": "test-b:p", "end": "test-a:p", "case_id": "test-b", "how": "said so"}
    other = case("test-b")
    store.write(changed(other, edges=dict(other.edges) | {("SAME_AS", "Person", "Person"): [tie]}))
    ties = "MATCH (a:Person)-[r:SAME_AS]->(b:Person) RETURN a.uid, b.uid, r.how, r.case_id"
    for _ in range(2):
        assert store.query(ties).values.tolist() == [["test-b:p", "test-a:p", "said so", "test-b"]]
        store.write(case("test-a", 3, version=2))
    assert held(store, "test-b") == (5, 11, [1])
    store.remove("test-a")
    assert store.query(ties).empty


# --- values ---------------------------------------------------------------------------------

HOSTILE = [
    "'; MATCH (n) DETACH DELETE n //", '"}) DETACH DELETE n //', "`", "```", "$rows", "${x}",
    "row.uid", "\\", "\\'", "\\u0027", "{{7*7}}", "=cmd|' /C calc'!A0", "#1:0", "null", "true",
    "12", "1.0", "2020-01-01", "2020-01-01T00:00", "[1, 2]", '{"a": 1}', "", " ", "\t\r\n",
    "\u0000", "a\u0000b", "\u202e\u200b\ufeff", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ☃ é e\u0301", "\U0010ffff",
    "x" * 1_000_000,
]  # fmt: skip


def test_hostile_text_comes_back_as_it_was_from_every_property(store):
    rows = [
        {"uid": f"test-a:{i}:{text[:200]}", "case_id": "test-a", "text": text, "words": [text, "b"]}
        for i, text in enumerate(HOSTILE)
    ]
    link = [
        {"start": rows[i]["uid"], "end": rows[i - 1]["uid"], "case_id": "test-a", "note": text}
        for i, text in enumerate(HOSTILE)
    ]
    store.write(
        Tables(
            "test-a",
            {"Case": [{"uid": "test-a", "case_id": "test-a"}], "Event": rows},
            {("NEXT", "Event", "Event"): link},
        )
    )
    back = store.query(
        "MATCH (e:Event {case_id: 'test-a'})-[r:NEXT]->() "
        "RETURN e.uid AS uid, e.text AS text, e.words AS words, r.note AS note"
    )
    found = {row.uid: (row.text, row.words, row.note) for row in back.itertuples()}
    assert found == {row["uid"]: (row["text"], row["words"], row["text"]) for row in rows}
    for row in rows:
        asked = store.query(
            "MATCH (e:Event {uid: $u}) WHERE e.text = $t RETURN count(e) AS n",
            {"u": row["uid"], "t": row["text"]},
        )
        assert asked["n"][0] == 1, row["uid"]


def test_a_case_id_is_only_ever_a_value(store):
    hostile = "test-a'}) DETACH DELETE n //"
    store.write(case("test-a"))
    store.write(case(hostile))
    assert hostile in store.cases()
    assert store.remove(hostile)
    assert held(store, "test-a") == (5, 10, [1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", 0), ("number", -(2**63)), ("number", 2**63 - 1), ("number", None),
        ("share", 0.1), ("share", 1.0), ("share", -0.0), ("share", math.inf), ("share", 5e-324),
        ("told", True), ("told", False), ("told", None),
        ("words", []), ("words", ["a"]), ("words", ["b", "a", "a", ""]), ("words", None),
        ("words", ["x"] * 20_000), ("text", None), ("text", ""),
    ],
)  # fmt: skip
def test_a_value_comes_back_with_its_type(store, name, value):
    store.write(case("test-a", 1, **{name: value}))
    found = store.query(f"MATCH (e:Event {{case_id: 'test-a'}}) RETURN e.{name} AS v")["v"]
    back = found.astype(object)[0]
    if value is None:
        assert back is None
    else:
        assert back == value
        assert type(back) is type(value)
        assert repr(back) == repr(value)  # -0.0 too


def test_columns_have_types_of_their_own(store):
    store.write(case("test-a", 1))
    found = store.query(
        "UNWIND [1, null] AS n RETURN n, n * 0.5 AS half, n > 0 AS more, "
        "CASE n WHEN 1 THEN 'a' END AS text, 2 AS two, [n] AS many, {a: n} AS thing"
    )
    assert found.dtypes.astype(str).to_dict() == {
        "n": "Int64", "half": "float64", "more": "boolean", "text": "object", "two": "int64",
        "many": "object", "thing": "object",
    }  # fmt: skip
    assert found["text"].tolist() == ["a", None]
    assert found["many"].tolist() == [[1], [None]]


@pytest.mark.parametrize(
    ("returned", "columns"),
    [
        ("e.uid", ["e.uid"]),
        ("e.uid AS uid, e.text AS `a, ``b`", ["uid", "a, `b"]),
        ("DISTINCT e.uid, e.`case_id` ORDER BY e.uid LIMIT 3", ["e.uid", "e.`case_id`"]),
        ("e.uid, [x IN [1, 2] | x] AS xs, {a: 1, b: 2} AS m SKIP 1", ["e.uid", "xs", "m"]),
        ("e.uid AS a UNION MATCH (e:Event {uid: 'none'}) RETURN e.text AS a", ["a"]),
        ("e.uid + ', RETURN x' AS a // RETURN b", ["a"]),
    ],
)
def test_columns_are_named_where_there_are_no_rows(store, returned, columns):
    store.write(case("test-a"))
    empty = store.query(f"MATCH (e:Event {{case_id: 'nobody'}}) RETURN {returned}")
    assert isinstance(empty, pd.DataFrame)
    assert list(empty.columns) == columns
    assert empty.empty


def test_nodes_edges_and_paths_are_plain(store):
    store.write(case("test-a", 2, text="a"))
    found = store.query(
        "MATCH p = (e:Event {uid: 'test-a:e0'})-[r:NEXT]->(f:Event) RETURN e, r, p, f.uid AS f"
    ).iloc[0]
    assert found["e"] == {
        "_labels": ["Event"], "uid": "test-a:e0", "case_id": "test-a", "version": 1, "text": "a",
    }  # fmt: skip
    assert found["r"] == {"_type": "NEXT", "case_id": "test-a", "order": 0}
    assert [step.get("uid", step.get("order")) for step in found["p"]] == [
        "test-a:e0", 0, "test-a:e1",
    ]  # fmt: skip


# --- queries --------------------------------------------------------------------------------


@pytest.mark.parametrize("cypher", WRITE)
def test_a_query_that_writes_is_refused(store, cypher):
    store.write(case("test-a"))
    before = store.counts()
    with pytest.raises(WriteRefusedError, match="only reads"):
        store.query(cypher)
    assert store.counts() == before


#: What Neo4j in reading mode lets through although we do not: it reads, of files or addresses.
LOOKS = re.compile(
    r"LOAD|TRANSACTIONS|EXPLAIN|^\W*(?:DROP|ALTER|GRANT|START|TERMINATE|SHOW)|INSERT|u00"
)


@pytest.mark.parametrize("cypher", [q for q in WRITE if not LOOKS.search(q)])
def test_the_server_refuses_too(store, cypher, monkeypatch):
    monkeypatch.setattr(bolt, "writes", lambda *_, **__: None)
    store.write(case("test-a"))
    before = store.counts()
    with pytest.raises((WriteRefusedError, QueryError)):
        store.query(cypher)
    assert store.counts() == before
    assert held(store, "test-a") == (5, 10, [1])


@pytest.mark.parametrize("cypher", READ)
def test_a_query_that_reads_is_answered(store, cypher):
    store.write(case("test-a"))
    store.query(cypher, {"set": 1, "create": "DELETE"})


def test_a_query_is_stopped_in_time(store):
    store.write(case("test-a"))
    began = time.monotonic()
    with pytest.raises(TooLongError, match=r"0\.5 seconds"):
        store.query(
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
            "WITH a * b AS x WHERE x % 7 = 3 RETURN count(x)",
            seconds=0.5,
        )
    assert time.monotonic() - began < 5
    assert held(store, "test-a") == (5, 10, [1])


def test_a_write_is_not_held_to_the_time_of_a_query(store):
    with pytest.raises(TooLongError):
        store.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
                    "RETURN count(a + b)", seconds=0.05)  # fmt: skip
    store.write(case("test-a", 1500))
    assert held(store, "test-a")[0] == 1500


def test_more_rows_than_asked_for_are_refused_not_cut(store):
    rows = "UNWIND range(1, 11) AS x RETURN x"
    assert len(store.query(rows, most=11)) == 11
    with pytest.raises(TooManyRowsError, match="LIMIT"):
        store.query(rows, most=10)


@pytest.mark.parametrize(
    "cypher", ["RETURN", "this is no Cypher", "RETURN nobody(1)", "RETURN x", "RETURN $nothing", ""]
)
def test_a_query_that_makes_no_sense_is_said_to(store, cypher):
    with pytest.raises(QueryError):
        store.query(cypher)
    assert store.query("RETURN 1 AS one")["one"][0] == 1


def test_parameters_are_values(store):
    hostile = "x' OR true RETURN 1 //"
    assert store.query("RETURN $x AS x", {"x": hostile})["x"][0] == hostile
    with pytest.raises(RowsError):
        store.query("RETURN $x AS x", {"x": 2**64})
    with pytest.raises(RowsError):
        store.query("RETURN $x AS x", {"x": object()})
    assert store.query("RETURN $`a b` AS x", {"a b": [1, None]})["x"][0] == [1, None]


@pytest.mark.xdist_group("embedded")
def test_a_query_that_holds_too_much_is_stopped(embedded):
    with pytest.raises(TooLargeError, match="memory"):
        embedded.query("UNWIND range(1, 5000000) AS x WITH collect(x) AS xs RETURN size(xs)")
