"""Opening a library: what stands in the way, with the code for it; and commands as processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import joinedup
from graphdb.stores.base import StoreError, WrongPasswordError
from joinedup.library.library import LibraryNotThereError
from tests.engines import THERE
from tests.joinedup.helpers import ROOT, flat, process, run
from tests.stores.libraries import ONE, OTHER, small

SECRET = "hunter2"


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("JOINEDUP_LIBRARY", "NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def nobody() -> str:
    """Return an address at which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"bolt://127.0.0.1:{free.getsockname()[1]}"


# --- a folder ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [["library", "list"], ["library", "verify"], ["library", "remove", "x"], ["library", "people"],
     ["library", "authority"], ["query", "RETURN 1"], ["query", "themes"]],
)  # fmt: skip
def test_where_there_is_no_library_it_says_what_to_do(words, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["joinedup.cli.library"], "_on_a_terminal", lambda: True)
    said = run(*words)
    assert said.exit_code == 4
    assert "There is no library in joinedup-library" in flat(said.stderr)
    assert "joinedup library add" in flat(said.stderr)
    assert not any(tmp_path.iterdir())


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    case = small(tmp_path / "cases", ONE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    said = run("library", "add", case, "--library", tmp_path / "mine")
    assert said.exit_code == 4
    assert "is no store" in flat(said.stderr)
    assert (tmp_path / "mine" / "notes.txt").read_text(encoding="utf-8") == "mine"
    for word in (["list"], ["add", case]):
        assert run("library", *word, "--library", tmp_path / "mine" / "notes.txt").exit_code == 4


def test_a_library_of_another_format_is_refused(tmp_path):
    (tmp_path / "store.json").write_text('{"format": 99}', encoding="utf-8")
    said = run("library", "list", "--library", tmp_path)
    assert said.exit_code == 4
    assert "format 99" in flat(said.stderr)


@pytest.mark.thorough
def test_a_plain_script_needs_no_guard(tmp_path):
    """More processes than one would begin by running the script again."""
    cases = [str(small(tmp_path / "cases", name)) for name in (ONE, OTHER)]
    (tmp_path / "script.py").write_text(
        "import joinedup\n"
        f"cases = {cases!r}\n"
        "with joinedup.open_library('library', make=True) as library:\n"
        "    print([one.what for one in library.add(*cases)])\n"
        "    print(library.verify(*cases).as_written)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["['added', 'added']", "True"]


def test_from_python_too(tmp_path):
    with pytest.raises(LibraryNotThereError, match="There is no library"):
        joinedup.open_library(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="no user and no password") as caught:
        joinedup.open_library(f"neo4j://me:{SECRET}@localhost")
    assert SECRET not in str(caught.value)
    with pytest.raises(WrongPasswordError, match="NEO4J_PASSWORD"):
        joinedup.open_library("neo4j://localhost")


# --- a server ---------------------------------------------------------------------------------


def test_a_password_is_never_part_of_an_address(tmp_path):
    case = small(tmp_path, ONE)
    address = f"neo4j://me:{SECRET}@localhost"
    for words in (["library", "list", "--library", address], ["push", case, "--to", address]):
        said = run(*words)
        assert said.exit_code == 2
        assert "holds no user and no password" in flat(said.stderr)
        assert SECRET not in said.output


def test_without_a_password_it_says_how_to_give_one(nobody):
    said = run("query", "RETURN 1", "--library", nobody)
    assert said.exit_code == 4
    assert "NEO4J_PASSWORD" in said.stderr and "--password-file" in said.stderr


def test_where_nothing_answers_it_says_so(nobody, tmp_path, monkeypatch):
    case = small(tmp_path, ONE)
    (tmp_path / "password").write_text(f"{SECRET}\n", encoding="utf-8")
    for words in (["library", "list", "--library", nobody], ["push", case, "--to", nobody]):
        said = run(*words, "--password-file", tmp_path / "password")
        assert said.exit_code == 4
        assert "Nothing that speaks Bolt answers" in flat(said.stderr)
        assert SECRET not in said.output
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    assert run("library", "list", "--library", nobody).exit_code == 4
    missing = run("library", "list", "--library", nobody, "--password-file", tmp_path / "none")
    assert missing.exit_code == 3


def test_push_goes_to_a_server_only(tmp_path):
    said = run("push", small(tmp_path, ONE), "--to", tmp_path / "folder")
    assert (said.exit_code, "joinedup library add" in flat(said.stderr)) == (2, True)


@pytest.mark.skipif(not THERE["neo4j"], reason="no Neo4j; see the first lines of the report")
def test_cases_are_pushed_to_a_server_and_asked_there(neo4j_login, tmp_path, monkeypatch):
    uri, user, password = neo4j_login
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    monkeypatch.setenv("NEO4J_USER", user)
    case = small(tmp_path, ONE)
    try:
        assert flat(run("push", case, "--to", uri).stdout).startswith("1 added: ")
        assert "1 unchanged" in run("push", case, "--to", uri).stdout
        monkeypatch.setenv("JOINEDUP_LIBRARY", uri)
        asked = "MATCH (e:Event {case_id: $c}) RETURN count(*) AS n"
        found = run("query", asked, "--param", f"c={ONE}", "--format", "json")
        assert json.loads(found.stdout) == [{"n": 2}]
        wrong = run("query", "RETURN 1", "--user", "nobody")
        assert (wrong.exit_code, password in wrong.output) == (4, False)
    finally:
        run("library", "remove", ONE, "--library", uri)


# --- as processes -----------------------------------------------------------------------------


@pytest.mark.thorough
def test_from_two_folders_to_an_answer(tmp_path):
    cases = [small(tmp_path, name) for name in (ONE, OTHER)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    added = process("library", "add", *cases, cwd=tmp_path, env=env)
    assert added.returncode == 0, added.stderr
    assert added.stdout.startswith("2 added: joinedup-library")
    asked = "MATCH (c:Case) RETURN c.case_id AS id ORDER BY id"
    found = process("query", asked, "--format", "csv", cwd=tmp_path, env=env)
    assert (found.returncode, found.stdout.split()) == (0, ["id", ONE, OTHER])
    assert not (tmp_path / "joinedup-library" / "running.json").exists()
    with joinedup.open_library(tmp_path / "joinedup-library") as library:
        assert list(library.cases()["case_id"]) == [ONE, OTHER]
        waits = run("query", "RETURN 1 AS x", "--wait", "1")
        assert waits.exit_code == 4
        assert "Another command has" in waits.stderr


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_whenever_it_is_stopped_what_is_there_is_whole(tmp_path):
    cases = [small(tmp_path, f"test-{number:02}") for number in range(30)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "joinedup", "library", "add", *map(str, cases)]
    adding = subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    running = tmp_path / "joinedup-library" / "running.json"
    until = time.monotonic() + 120
    while not running.exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1)  # the cases are being read
    os.killpg(adding.pid, signal.SIGINT)
    out, err = adding.communicate(timeout=120)
    assert adding.returncode == 1, err
    assert "Traceback" not in err
    counted = 0
    if "Aborted!" not in err:  # by a machine so slow that nothing had begun
        assert "What is counted is in the library" in flat(err)
        counted = int(out.split(" added")[0])
    with joinedup.open_library(tmp_path / "joinedup-library") as library:
        found = library.verify()
    assert found.as_written
    assert counted <= len(found.cases) < len(cases)


SCRIPT = """
import sys, joinedup
with joinedup.open_library(sys.argv[1], make=True) as library:
    library.add(*sys.argv[2:], workers=2)
"""


@pytest.mark.thorough
def test_a_script_without_its_guard_ends_with_what_it_lacks(tmp_path):
    """Each process begun imports the script, which would open the library again and wait."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    cases = [small(tmp_path, name) for name in (ONE, OTHER)]
    command = [sys.executable, script, tmp_path / "reviews", *cases]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=90, env=os.environ | {"PYTHONPATH": path}
    )
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith("joinedup.many.WorkersError: A process that was to read cases ended")
    assert 'under `if __name__ == "__main__":`' in last
    assert "line 3, in <module>" in done.stderr, "it was stopped where the script opens it again"
