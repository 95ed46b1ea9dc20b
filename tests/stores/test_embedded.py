"""The store in a folder: one engine, one owner, nothing lost, nobody else let in."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from graphdb.stores import embedded as module
from graphdb.stores.base import (
    InUseError,
    NotInstalledError,
    NotThereError,
    StoppedError,
    StoreError,
    TooLongError,
    WrongPasswordError,
    WrongVersionError,
)
from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from tests.joinedup.helpers import ROOT
from tests.stores.rows import SCHEMA, case
from tests.stores.test_store import held

SECRET = "Mr Nobody told of the bruises"


def test_only_bolt_answers_and_only_here(embedded):
    engine = psutil.Process(embedded._process.pid)
    heard = [c.laddr for p in (engine, *engine.children(recursive=True))
             for c in p.net_connections("inet") if c.status == psutil.CONN_LISTEN]  # fmt: skip
    assert len(heard) == 1
    assert heard[0].ip.removeprefix("::ffff:") == "127.0.0.1"
    with socket.create_connection(("127.0.0.1", heard[0].port), timeout=5) as browser:
        browser.sendall(b"GET /api/v1/server HTTP/1.1\r\nHost: localhost\r\n\r\n")
        browser.settimeout(5)
        said = browser.recv(2000)
    assert b"databases" not in said
    assert b"test-" not in said


def test_what_opens_it_is_the_users_alone(embedded):
    for path in embedded.folder.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
    running = json.loads((embedded.folder / "running.json").read_text(encoding="utf-8"))
    port, passwords = running["port"], running["passwords"]
    assert len(set(passwords.values())) == 2
    assert min(map(len, passwords.values())) >= 32
    command = psutil.Process(running["pid"]).cmdline()
    assert not [p for p in passwords.values() if p in " ".join(command)]
    for user, password in [("root", "root"), ("reader", passwords["root"]), ("", "")]:
        with pytest.raises(WrongPasswordError, match="password"):
            BoltStore(f"bolt://127.0.0.1:{port}", user, password, SCHEMA)


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:{port}", "neo4j://127.0.0.1:{port}"])
def test_where_nothing_answers_it_says_so(uri):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = uri.format(port=free.getsockname()[1])
    with pytest.raises(NotThereError, match="running"):
        BoltStore(uri, "neo4j", "x", SCHEMA, patience=1)


@pytest.mark.parametrize("uri", ["", "nonsense", "http://localhost:7474", "bolt://"])
def test_an_address_that_is_none_is_said_to_be(uri):
    with pytest.raises((NotThereError, StoppedError)):
        BoltStore(uri, "neo4j", "secret", SCHEMA, patience=1)


def test_what_is_no_bolt_server_is_said_to_be():
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            while True:
                try:
                    peer, _ = other.accept()
                except OSError:
                    return
                with peer:
                    peer.recv(100)
                    peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(StoreError):
            BoltStore(f"bolt://127.0.0.1:{other.getsockname()[1]}", "a", "b", SCHEMA, patience=1)


@pytest.mark.parametrize(
    ("agent", "known"),
    [("Neo4j/4.4.40", False), ("Neo4j/5.25.1", False), ("Memgraph/2", False), ("", False),
     ("Neo4j/5.26.30", True), ("Neo4j/2026.08.1", True)],
)  # fmt: skip
def test_a_server_too_old_is_refused_by_its_version(embedded, agent, known):
    before = embedded._enforces_reading
    try:
        if known:
            embedded._look_at(agent)
        else:
            with pytest.raises(WrongVersionError, match=r"5\.26"):
                embedded._look_at(agent)
    finally:
        embedded._enforces_reading = before


def test_a_password_in_an_address_is_never_said():
    with pytest.raises(StoreError) as caught:
        BoltStore("bolt://me:hunter2@127.0.0.1:1", "neo4j", "x", SCHEMA, patience=1)
    assert "hunter2" not in str(caught.value)


# --- one folder, several commands -----------------------------------------------------------


def test_a_second_command_waits_says_so_and_gives_up_in_time(embedded):
    said: list[str] = []
    with pytest.raises(InUseError, match="Wait until it has finished"):
        EmbeddedStore(embedded.folder, SCHEMA, wait=0.3, waiting=said.append)
    assert len(said) == 1
    assert "waiting" in said[0]
    assert embedded.query("RETURN 1 AS one")["one"][0] == 1


@pytest.mark.thorough
def test_an_engine_killed_in_the_middle_of_a_write_leaves_the_old_case_whole(embedded):
    embedded.write(case("test-a", 300, version=1))
    embedded.write(case("test-b", 3))
    embedded.dies_after = 3  # with the new nodes there, and half of the edges
    with pytest.raises(StoppedError, match="as it was before"):
        embedded.write(case("test-a", 500, version=2))
    # the same object goes on: the engine is started again
    assert held(embedded, "test-a") == (300, 600, [1])
    assert held(embedded, "test-b") == (3, 6, [1])
    embedded.write(case("test-a", 400, version=3))
    assert held(embedded, "test-a") == (400, 800, [3])


COMMAND = """
import sys
from tests.stores.conftest import Dying
from tests.stores.rows import SCHEMA, case
store = Dying(sys.argv[1], SCHEMA)
store.write(case("test-a", 400, version=3))
store.write(case("test-b", 5, version=7))
store.dies_after, store.whole_command = 3, True
store.write(case("test-a", 500, version=9))
"""


@pytest.mark.thorough
def test_a_command_killed_in_the_middle_leaves_a_store_that_the_next_one_can_use(
    tmp_path, monkeypatch
):
    here, folder = tmp_path / "here", tmp_path / "here" / "a store"
    here.mkdir()
    done = subprocess.run([sys.executable, "-c", COMMAND, str(folder)], cwd=ROOT, timeout=120)
    assert done.returncode == -signal.SIGKILL
    # whoever comes next need not know, however it stands and whatever is set
    monkeypatch.chdir(here)
    monkeypatch.setenv("ARCADEDB_JVM_ARGS", "-Xmx1m")
    with EmbeddedStore("a store", SCHEMA) as store:
        assert held(store, "test-a") == (400, 800, [3])
        assert held(store, "test-b") == (5, 10, [7])
        lost = store.query(
            "MATCH (e:Event) WHERE NOT EXISTS { (e)-[:CODED_AS]->(:Theme) } RETURN count(e) AS n"
        )
        assert lost["n"][0] == 0
        _nothing_of_a_chronology_is_logged(store)
        assert store.folder == folder
    assert [p.name for p in here.iterdir()] == ["a store"]
    assert not (folder / "running.json").exists()


def _nothing_of_a_chronology_is_logged(store: EmbeddedStore) -> None:
    store.write(case("test-a", text=SECRET))
    for cypher in (f"RETURN nobody('{SECRET}')", "RETURN 1 / 0 AS x, date($x) AS z"):
        with pytest.raises(StoreError):
            store.query(cypher, {"x": SECRET})
    for path in (store.folder / "log").rglob("*"):
        assert SECRET.encode() not in path.read_bytes(), path


# --- in the middle of a query ---------------------------------------------------------------

LONG = (
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
    "WITH a * b AS x WHERE x % 7 = 3 RETURN count(x)"
)


@pytest.mark.thorough
def test_an_engine_that_does_not_keep_to_the_time_is_stopped_and_started_again(
    embedded, monkeypatch
):
    embedded.write(case("test-a"))
    monkeypatch.setattr(module, "_GRACE", 0.1)
    tell = embedded._tell
    monkeypatch.setattr(embedded, "_tell", lambda seconds: None)
    began = time.monotonic()
    with pytest.raises(TooLongError, match="could not be interrupted"):
        embedded.query(LONG, seconds=0.3)
    assert time.monotonic() - began < 5
    monkeypatch.setattr(embedded, "_tell", tell)
    assert held(embedded, "test-a") == (5, 10, [1])


# --- folders --------------------------------------------------------------------------------


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotThereError, match="other files"):
        EmbeddedStore(tmp_path, SCHEMA)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "databases").exists()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(NotThereError, match="Name another"):
        EmbeddedStore(tmp_path / "file", SCHEMA)


@pytest.mark.parametrize(
    ("mark", "error", "says"),
    [('{"format": 2}', WrongVersionError, "format 2"), ("half", NotThereError, "cannot be read")],
)
def test_a_store_of_another_format_is_refused_by_name(tmp_path, mark, error, says):
    (tmp_path / "store.json").write_text(mark, encoding="utf-8")
    with pytest.raises(error, match=says):
        EmbeddedStore(tmp_path, SCHEMA)


@pytest.mark.thorough
def test_a_store_whose_files_are_cut_off_is_refused_not_asked(tmp_path):
    with EmbeddedStore(tmp_path / "store", SCHEMA) as store:
        store.write(case("test-a"))
    with EmbeddedStore(tmp_path / "store", SCHEMA) as store:
        assert held(store, "test-a") == (5, 10, [1])
    cut = next((tmp_path / "store" / "databases").rglob("Event_0*.bucket"))
    with cut.open("r+b") as file:
        file.truncate(cut.stat().st_size // 2)
    with pytest.raises(NotThereError, match="cut off"):
        EmbeddedStore(tmp_path / "store", SCHEMA)


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NotInstalledError, match=r"joinedup\[store\]"):
        EmbeddedStore(Path(tmp_path), SCHEMA)
