"""Many cases at once: the same as one by one, and each whole whatever happens in the middle."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generate import Size, generate
from graphdb import schema
from graphdb.stores import embedded as module
from graphdb.stores.base import FullError, RowsError, StoppedError, StoreError
from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from graphdb.stores.packing import pack, unpack
from graphdb.stores.statements import Kinds
from graphdb.tables import Tables
from joinedup.case import JoinedUpCase
from tests.stores.rows import case
from tests.stores.test_store import changed, held

# one worker starts the engines, and only one of each
pytestmark = pytest.mark.xdist_group("stores")


def made(seed: int, events: int = 30) -> Tables:
    return JoinedUpCase(generate(seed, Size(events=events))).tables


@pytest.fixture(scope="module")
def cases() -> list[Tables]:
    return [made(seed) for seed in range(6)]


@pytest.fixture
def library(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[BoltStore]:
    monkeypatch.setattr(store, "_kinds", Kinds(schema))
    monkeypatch.setattr(store, "_prepared", False)
    yield store
    for name in store.cases():
        if name.startswith("generated-"):
            store.remove(name)


def content(store: BoltStore, name: str) -> tuple[list[str], list[str]]:
    """All that a store holds of a case, in an order of its own."""
    nodes = store.query("MATCH (n {case_id: $c}) RETURN labels(n) AS l, properties(n) AS p",
                        {"c": name})  # fmt: skip
    edges = store.query(
        "MATCH (a)-[r]->(b) WHERE r.case_id = $c "
        "RETURN a.uid AS a, b.uid AS b, type(r) AS t, properties(r) AS p", {"c": name}
    )  # fmt: skip

    def told(frame):
        return sorted(
            repr([sorted(x.items()) if isinstance(x, dict) else x for x in row])
            for row in frame.itertuples(index=False)
        )

    return told(nodes), told(edges)


def test_many_are_what_one_by_one_would_be(library, cases):
    for one in cases[:3]:
        library.write(one)
    alone = [content(library, one.case_id) for one in cases[:3]]
    counts = library.counts()
    for one in cases[:3]:
        library.remove(one.case_id)
    done: list[str] = []
    library.write_many(iter([cases[0], pack(cases[1]), cases[2]]), done=done.append)
    assert done == [one.case_id for one in cases[:3]]
    assert [content(library, one.case_id) for one in cases[:3]] == alone
    assert library.counts() == counts
    assert all(nodes and edges for nodes, edges in alone)


def test_what_is_there_is_replaced(library, cases):
    library.write_many(cases[:3])
    kept = content(library, cases[1].case_id)
    other = made(77, 20)
    newer = changed_case(other, cases[0].case_id)
    library.write_many([newer, cases[2], newer])
    library.remove(cases[2].case_id)
    assert content(library, cases[1].case_id) == kept
    assert library.query(
        "MATCH (e:Event {case_id: $c}) RETURN count(e) AS n", {"c": newer.case_id}
    )["n"][0] == len(newer.nodes["Event"])  # fmt: skip


def changed_case(tables: Tables, name: str) -> Tables:
    """The same rows under another case's name."""
    old = tables.case_id

    def renamed(row):
        return {
            key: value.replace(f"{old}/", f"{name}/") if key in ("uid", "start", "end")
            else name if key == "case_id" and value else value
            for key, value in row.items()
        }  # fmt: skip

    return Tables(
        name,
        {label: tuple(map(renamed, rows)) for label, rows in tables.nodes.items()},
        {key: tuple(map(renamed, rows)) for key, rows in tables.edges.items()},
    )


def test_what_other_cases_have_tied_to_one_stays(library, cases):
    library.write_many(cases[:2])
    one, other = (tables.nodes["Person"][0]["uid"] for tables in cases[:2])
    with library._session("WRITE") as session:
        tie = Kinds(schema).link(("SAME_AS", "Person", "Person"))
        row = {"start": one, "end": other, "case_id": cases[0].case_id}
        session.run(tie, {"rows": [row]}).consume()
    library.write_many([cases[1], cases[2]])
    tied = library.query("MATCH (a)-[:SAME_AS]->(b) RETURN a.uid AS a, b.uid AS b")
    assert tied.to_dict("records") == [{"a": one, "b": other}]
    # the first case's own tie goes with it, for its rows say nothing of it
    library.write_many(cases[:1])
    assert library.counts().edges["SAME_AS"] == 0


def test_rows_of_another_schema_go_too(store):
    done: list[str] = []
    store.write_many([case("test-a"), case("test-b", 3)], done=done.append)
    assert done == ["test-a", "test-b"]
    assert held(store, "test-a") == (5, 10, [1])
    assert held(store, "test-b") == (3, 6, [1])


def test_a_case_that_does_not_obey_stops_the_rest_and_harms_none(library, cases):
    done: list[str] = []
    library.write_many(cases[:1])
    before = content(library, cases[0].case_id)
    wrong = {**cases[1].nodes["Event"][0], "summary": 7}
    nodes = dict(cases[1].nodes) | {"Event": (wrong, *cases[1].nodes["Event"][1:])}
    with pytest.raises(RowsError, match="Event, row 1"):
        library.write_many([cases[2], changed(cases[1], nodes=nodes), cases[3]], done=done.append)
    assert content(library, cases[0].case_id) == before
    assert set(done) <= {cases[2].case_id}
    assert set(library.cases()) & {c.case_id for c in cases} == {cases[0].case_id, *done}


# --- packed ---------------------------------------------------------------------------------


def test_a_packed_case_says_what_its_rows_say(cases):
    packed = pack(cases[0])
    nodes, edges = unpack(packed.data)
    assert sum(some.count for some in nodes) + sum(len(e.which) for e in edges) == packed.items

    def told(row):
        listed = {k: list(v) if isinstance(v, tuple) else v for k, v in row.items()}
        return {k: v for k, v in listed.items() if v is not None}

    assert {k: list(map(told, rows)) for k, rows in cases[0].nodes.items()} == packed.nodes
    assert {k: list(map(told, rows)) for k, rows in cases[0].edges.items()} == packed.edges


@pytest.mark.parametrize(("name", "length", "most"), [("summary", 3_000_001, "3,000,000")])
def test_what_is_too_long_is_refused(cases, name, length, most):
    long = {**cases[0].nodes["Event"][0], name: "x" * length}
    nodes = dict(cases[0].nodes) | {"Event": (long, *cases[0].nodes["Event"][1:])}
    with pytest.raises(RowsError, match=most):
        pack(changed(cases[0], nodes=nodes))


# --- killed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2, 0.5])
def test_an_engine_killed_in_the_middle_leaves_every_case_whole(
    embedded, cases, monkeypatch, seconds
):
    monkeypatch.setattr(embedded, "_schema", schema)  # the engine is started again with it
    monkeypatch.setattr(embedded, "_kinds", Kinds(schema))
    monkeypatch.setattr(embedded, "_prepared", False)
    embedded.write_many(cases)
    wanted = {one.case_id: content(embedded, one.case_id) for one in cases}
    for one in cases[3:]:
        embedded.remove(one.case_id)
    begin = embedded._begin

    def doomed(group):
        begin(group)
        threading.Timer(seconds, os.kill, (embedded._process.pid, signal.SIGKILL)).start()

    monkeypatch.setattr(embedded, "_begin", doomed)
    try:
        embedded.write_many(cases)
    except StoppedError as error:
        assert "finished when the store is next opened" in str(error)
    except StoreError as error:
        raise AssertionError(str(error)) from error
    monkeypatch.setattr(embedded, "_begin", begin)
    embedded._process.wait(10)
    assert {one.case_id: content(embedded, one.case_id) for one in cases} == wanted
    assert not list((embedded.folder / "loading").iterdir())
    for one in cases:
        embedded.remove(one.case_id)
    left = embedded.counts()
    assert not any(left.edges.values()), left


# --- no room --------------------------------------------------------------------------------


def test_a_full_disk_is_named_and_nothing_is_begun(embedded, cases, monkeypatch):
    monkeypatch.setattr(embedded, "_kinds", Kinds(schema))
    monkeypatch.setattr(embedded, "_prepared", False)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "put", full)
    with pytest.raises(FullError, match="Make room"):
        embedded.write_many(cases[:1])
    assert cases[0].case_id not in embedded.cases()


def _mounts(place: Path, *options: str) -> bool:
    size = ["mount", *options, "tmpfs", str(place)]
    return os.geteuid() == 0 and subprocess.run(size, capture_output=True).returncode == 0


def test_a_disk_that_fills_up_leaves_every_case_whole_once_there_is_room(tmp_path, cases):
    small = _mounts(tmp_path, "-t", "tmpfs", "-o", "size=24m")
    many = [made(seed, 250) for seed in range(4)] if small else cases
    try:
        done: list[str] = []
        if small:
            with (
                pytest.raises(FullError, match="Make room"),
                EmbeddedStore(tmp_path / "store") as store,
            ):
                store.write_many(many, done=done.append)
            assert _mounts(tmp_path, "-o", "remount,size=400m")
        with EmbeddedStore(tmp_path / "store") as store:
            there = store.cases()
            assert set(done) <= set(there)
            nodes = store.query("MATCH (n) RETURN n.case_id AS c, count(*) AS n")
            edges = store.query("MATCH ()-[r]->() RETURN r.case_id AS c, count(*) AS n")
            counted = {frame: dict(rows.itertuples(index=False))
                       for frame, rows in (("nodes", nodes), ("edges", edges))}  # fmt: skip
            for one in many:
                if one.case_id in there:
                    own = sum(len(rows) for label, rows in one.nodes.items() if label != "Theme")
                    assert counted["nodes"][one.case_id] == own
                    assert counted["edges"][one.case_id] == sum(map(len, one.edges.values()))
            store.write_many(many)
            assert store.cases() == sorted(one.case_id for one in many)
    finally:
        if small:
            subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)
