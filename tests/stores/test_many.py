"""Many cases at once: the same as one by one, and each whole whatever happens in the middle."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.generate import Size, generate
from graphdb import schema
from graphdb.stores import bolt
from graphdb.stores import embedded as module
from graphdb.stores.base import FullError, QueryError, RowsError, StoppedError
from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from graphdb.stores.loading import put
from graphdb.stores.packing import pack
from graphdb.stores.statements import Kinds
from graphdb.tables import Tables
from joinedup.case import JoinedUpCase
from joinedup.library.library import open_library
from tests.engines import STORES, Dying, of_cases
from tests.joinedup.helpers import ROOT
from tests.stores.libraries import small
from tests.stores.rows import case
from tests.stores.test_store import changed, held

# one worker starts the engines, and only one of each


def made(seed: int, events: int = 12) -> Tables:
    return JoinedUpCase(generate(seed, Size(events=events))).tables


@pytest.fixture(scope="module")
def cases() -> list[Tables]:
    return [made(seed) for seed in range(4)]


@pytest.fixture
def library(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[BoltStore]:
    monkeypatch.setattr(store, "_kinds", Kinds(schema))
    monkeypatch.setattr(store, "_prepared", False)
    yield store
    for name in store.cases():
        if name.startswith("generated-"):
            store.remove(name)


@pytest.fixture
def real(embedded: Dying, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dying]:
    """The embedded store under the schema as it is declared, also once it is started again."""
    monkeypatch.setattr(embedded, "_schema", schema)
    with of_cases(embedded):
        yield embedded


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


class TIES:
    """The schema as it is declared, and a kind of edge that runs between cases."""

    NODES = schema.NODES
    EDGES = (
        *schema.EDGES,
        schema.EdgeKind("SAME_AS", ("Person",), ("Person",), (), "A tie.", across=True),
    )


def test_what_other_cases_have_tied_to_one_stays(library, cases, monkeypatch):
    monkeypatch.setattr(library, "_kinds", Kinds(TIES))
    library.write_many(cases[:2])
    one, other = (tables.nodes["Person"][0]["uid"] for tables in cases[:2])
    with library._session("WRITE") as session:
        tie = Kinds(TIES).link(("SAME_AS", "Person", "Person"))
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


#: The store in a folder has a way of its own.
on_a_server = pytest.mark.parametrize(
    "store", [one for one in STORES if one != "embedded"], indirect=True
)


@on_a_server
@pytest.mark.thorough
def test_a_case_too_long_for_one_statement_goes_in_by_several(library, cases, monkeypatch):
    library.write_many(cases[:1])
    wanted = content(library, cases[0].case_id)
    library.remove(cases[0].case_id)
    monkeypatch.setattr(bolt, "WHOLE", 1)
    library.write_many(cases[:1])
    assert content(library, cases[0].case_id) == wanted


@on_a_server
@pytest.mark.thorough
def test_a_case_that_a_server_does_not_take_whole_is_undone_and_those_beside_it_told(
    library, cases
):
    bad = pack(cases[1])
    *lines, last, _ = bad.data.split(b"\n")
    starts, *rest = json.loads(last)
    lost = json.dumps([[10**9, *starts[1:]], *rest]).encode()  # from a node that is not there
    bad = replace(bad, data=b"\n".join([*lines, lost, b""]))
    done: list[str] = []
    with pytest.raises(QueryError, match="missing"):
        library.write_many([pack(cases[0]), bad, pack(cases[2])], done=done.append)
    there = [name for name in library.cases() if name.startswith("generated-")]
    assert sorted(there) == sorted(done)
    assert cases[0].case_id in done
    assert bad.case_id not in done
    nothing = library.query("MATCH (n {case_id: $c}) RETURN n LIMIT 1", {"c": bad.case_id})
    assert nothing.empty


@on_a_server
@pytest.mark.thorough
def test_a_shared_node_that_is_not_there_undoes_the_case(library, cases, monkeypatch):
    monkeypatch.setattr(library, "_share", lambda *_: None)
    library._prepare()
    themes = cases[0].nodes["Theme"]
    nobodys = {**themes[0], "uid": "theme:gone", "code": "gone"}
    own = {label: rows for label, rows in cases[0].nodes.items() if label != "Theme"}
    alone = Tables(cases[0].case_id, {**own, "Theme": (nobodys,)}, {})
    with pytest.raises(RowsError, match="the store took"):
        library._in_transaction(lambda tx: library._replace_whole(tx, pack(alone), False))
    assert cases[0].case_id not in library.cases()


def test_what_writes_a_case_is_one_text_with_one_parameter():
    kinds = Kinds(schema)
    assert set(re.findall(r"\$(\w+)", kinds.whole)) == {"case"}
    assert all(f":`{name}`" in kinds.whole for name in (*kinds.labels, *kinds.types))


# --- killed ---------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("seconds", [0.0, 0.15])
def test_an_engine_killed_in_the_middle_leaves_every_case_whole(real, cases, monkeypatch, seconds):
    real.write_many(cases[:3])
    wanted = {one.case_id: content(real, one.case_id) for one in cases[:3]}
    real.remove(cases[2].case_id)
    begin = real._begin

    def doomed(group):
        begin(group)
        threading.Timer(seconds, os.kill, (real._process.pid, signal.SIGKILL)).start()

    monkeypatch.setattr(real, "_begin", doomed)
    try:
        real.write_many(cases[:3])
    except StoppedError as error:
        assert "finished when the store is next opened" in str(error)
    monkeypatch.setattr(real, "_begin", begin)
    real._process.wait(10)
    assert {one.case_id: content(real, one.case_id) for one in cases[:3]} == wanted
    assert not list((real.folder / "loading").iterdir())
    for one in cases[:3]:
        real.remove(one.case_id)
    left = real.counts()
    assert not any(left.edges.values()), left


COMMAND = """
import os, signal, sys
from joinedup import many
from joinedup.cli import main
from graphdb.stores import embedded
begin, begun = embedded.EmbeddedStore._begin, []
def doomed(self, group):
    begin(self, group)
    begun.append(group)
    if len(begun) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
embedded._GROUP = 1
embedded.EmbeddedStore._begin = doomed
many.os.cpu_count = lambda: 1
main(["library", "add", *sys.argv[2:], "--library", sys.argv[1]])
"""


@pytest.mark.thorough
def test_an_adding_command_killed_in_the_middle_leaves_whole_cases(tmp_path):
    folders = [small(tmp_path, f"test-{name}") for name in ("a", "b", "c")]
    where = str(tmp_path / "library")
    command = [sys.executable, "-c", COMMAND, where, *map(str, folders)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with open_library(where) as library:
        verified = library.verify()
        # what was handed over is as good as there; what was not is not
        assert [one.case_id for one in verified.cases] == ["test-a", "test-b"]
        assert verified.as_written, verified
        assert [one.what for one in library.add(*folders)] == ["unchanged", "unchanged", "added"]


# --- files that cannot be read again --------------------------------------------------------


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def _headless(data: bytes) -> bytes:
    return b"0" * 4_096 + data[4_096:]


def _lost(data: bytes) -> bytes:
    return bytes(len(data))


@pytest.mark.thorough
def test_files_that_cannot_be_read_again_are_named_and_keep_nobody_out(real, monkeypatch):
    cases = [made(seed, 5) for seed in range(6)]
    names = [one.case_id for one in cases]
    real.write_many(cases)
    kept = content(real, names[5])
    real.close()
    for damage, one in zip([_cut, _flipped, _headless], cases[:3], strict=True):
        path = put(real.folder, [(one.case_id, pack(one).data)])
        path.write_bytes(damage(path.read_bytes()))
    # the engine did not survive it, time after time
    path = put(real.folder, [(names[3], pack(cases[3]).data)])
    path.with_suffix(".begun").write_bytes(b"...")
    # whole, but nothing that the engine could read
    put(real.folder, [(names[4], pack(cases[4]).data.replace(b'"uid":"', b'"uid":x"', 1))])
    path = put(real.folder, [(names[5], pack(cases[5]).data)])
    path.write_bytes(bytes(path.stat().st_size))
    said: list[str] = []
    monkeypatch.setattr(real, "_waiting", said.append)
    assert real.cases() == [names[5]]
    assert len(said) == 6
    for name, sentence in zip(names[:5], said[:5], strict=True):
        assert f"{name!r}. Add them again" in sentence
    assert "library verify" in said[5]
    assert content(real, names[5]) == kept
    assert not list((real.folder / "loading").iterdir())
    assert real.counts().edges["NEXT"] == len(kept_edges(cases[5], "NEXT"))
    real.write_many(cases[:2])
    assert real.cases() == sorted([*names[:2], names[5]])


def kept_edges(tables: Tables, kind: str) -> list[object]:
    return [row for key, rows in tables.edges.items() if key[0] == kind for row in rows]


def test_without_anybody_to_tell_what_was_lost_is_a_warning(embedded, monkeypatch):
    monkeypatch.setattr(embedded, "_waiting", None)
    with pytest.warns(UserWarning, match="'a', 'b'. Add them again"):
        embedded._say_lost([["a", "b"]])


# --- no room --------------------------------------------------------------------------------


def test_a_full_disk_is_named_and_nothing_is_begun(real, cases, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "put", full)
    with pytest.raises(FullError, match="Make room"):
        real.write_many(cases[:1])
    assert cases[0].case_id not in real.cases()


def _mounts(place: Path, *options: str) -> bool:
    size = ["mount", *options, "tmpfs", str(place)]
    return os.geteuid() == 0 and subprocess.run(size, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of our own, to be filled up."""
    if not _mounts(tmp_path, "-t", "tmpfs", "-o", "size=200m"):
        pytest.skip("only root can make a small disk")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@contextmanager
def _filled_up(disk: Path, but_for: int) -> Iterator[None]:
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - but_for))
    yield
    filler.unlink()


@pytest.mark.thorough
def test_a_disk_that_fills_up_leaves_every_case_whole_once_there_is_room(disk):
    cases = [made(seed, 60) for seed in range(4)]
    with EmbeddedStore(disk / "store") as store:
        store.write_many(cases[:1])
        with _filled_up(disk, 700_000), pytest.raises(FullError, match="Make room"):
            store.write_many(cases)
        _all_whole(store, cases)
        # and one by one: what one transaction cannot finish, it has not begun
        with _filled_up(disk, 400_000), pytest.raises(FullError, match="Make room"):
            for again in range(99):
                store.write(made(again, 60))
        _all_whole(store, cases)
        store.write_many(cases)
        _all_whole(store, cases)
        assert set(store.cases()) >= {one.case_id for one in cases}


def _all_whole(store: EmbeddedStore, cases: Sequence[Tables]) -> None:
    """Whatever is there of a case is all of it."""
    nodes = store.query("MATCH (n) RETURN n.case_id AS c, count(*) AS n")
    edges = store.query("MATCH ()-[r]->() RETURN r.case_id AS c, count(*) AS n")
    held_nodes, held_edges = (dict(f.itertuples(index=False)) for f in (nodes, edges))
    there = store.cases()
    for one in cases:
        if one.case_id in there:
            own = sum(len(rows) for label, rows in one.nodes.items() if label != "Theme")
            assert held_nodes[one.case_id] == own
            assert held_edges[one.case_id] == sum(map(len, one.edges.values()))
        else:
            assert one.case_id not in {*held_nodes, *held_edges}
