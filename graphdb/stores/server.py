"""The process that keeps an embedded store's files: ``python -m graphdb.stores.server FOLDER``.

It is started by `graphdb.stores.embedded` and ends when whoever started it does: it reads its
standard input to the end. It alone opens the files, and holds the lock for as long as it runs,
so a lock never outlives it and never ends before it. It answers Bolt on a free port of the
loopback address, and nothing else. Whatever it has to say goes out as lines of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import sys
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Any, TextIO, TypeAlias

#: Java's objects, which have no types here.
_Java: TypeAlias = Any

#: What the folder's layout is called; a newer one is refused by name.
FORMAT = 1
#: The one database in the store, and its two users.
DATABASE, WRITER, READER = "graph", "root", "reader"
#: What tells a store from any other folder; who is running; who may.
MARK, RUNNING, LOCK = "store.json", "running.json", "store.lock"
#: How large every file was when the store was last closed.
SIZES = "sizes.json"

#: Bytes without which the engine cannot write its next pages.
_LEAST = 32 * 2**20

_GROUPS = {
    "version": 1,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {
                        "*": {
                            "access": [
                                "createRecord", "readRecord", "updateRecord", "deleteRecord",
                            ]
                        }
                    },
                },
                # the lock that counts: queries are asked as a user that may do nothing but read
                "reader": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
            }
        }
    },
}  # fmt: skip

_SETTINGS = {
    "server.rootPath": ".",
    "server.mode": "development",  # production keeps from people what is wrong with their query
    "server.httpIncomingHost": "127.0.0.1",
    "server.httpIncomingPort": "0",
    "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    "bolt.host": "127.0.0.1",
    "bolt.port": 0,
    "bolt.defaultDatabase": DATABASE,
    "txWalFlush": 2,  # what is committed is on the disk
    "opencypher.loadCsv.allowFileUrls": False,
    "opencypher.loadCsv.allowRemoteUrls": False,
    "server.backupDirectory": "./backups",
}


class _RefusedError(Exception):
    """Why the store cannot be opened: a kind that the other side knows, and a sentence."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


def _private(path: Path, text: str) -> None:
    """Write a file that only the user can read, whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _look_at(folder: Path) -> None:
    """Refuse a folder that is not ours, or not of a format that we know."""
    mark = folder / MARK
    if mark.exists():
        try:
            kept = json.loads(mark.read_text(encoding="utf-8"))["format"]
        except (ValueError, KeyError, TypeError):
            raise _RefusedError(
                "not_there", f"{mark} cannot be read. Remove the folder and add the cases again."
            ) from None
        if kept != FORMAT:
            raise _RefusedError(
                "version",
                f"{folder} is a store of format {kept}; this release knows format {FORMAT}. "
                "Use the release that made it, or add the cases to a new folder.",
            )
    elif any(p.name not in (LOCK, MARK + ".new", "log") for p in folder.iterdir()):
        raise _RefusedError(
            "not_there",
            f"{folder} holds other files and is no store. Name an empty or a new folder.",
        )


def _tidy(folder: Path) -> None:
    """Clear what an earlier run left; we hold the lock, so nobody is using it."""
    (folder / RUNNING).unlink(missing_ok=True)
    (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
    for old in (folder / "log").glob("*"):
        if old.is_file() and old.name != "server.txt":
            with contextlib.suppress(OSError):
                old.unlink()


def _sizes(folder: Path) -> dict[str, int]:
    place = folder / "databases"
    files = (path for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(place)): path.stat().st_size for path in files}


def _stop_unless_whole(folder: Path) -> None:
    """Refuse files that are not as they were left: the engine would answer from what is there.

    Nothing was noted where an earlier run was killed; the engine then puts its files right itself.
    """
    note = folder / SIZES
    if not note.exists():
        return
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
    except ValueError:
        noted = None
    if noted != _sizes(folder):
        raise _RefusedError(
            "not_there",
            f"{folder} is not as it was left: files of it are missing, cut off or changed. Restore "
            "the whole folder from a copy, or add the cases to a new one.",
        )
    note.unlink()


def _start(heap: str) -> tuple[_Java, _Java]:
    """Start the engine in this process; return the server and its database."""
    import jpype
    from arcadedb_embedded.jvm import start_jvm

    # few processors and one user: what frees memory while queries wait takes the least of both.
    # Python's side asks for memory to be freed whenever its own grows, which takes a third of the
    # time of filling and frees nothing that would not be freed in time
    arguments = ["-XX:+ExitOnOutOfMemoryError", "-XX:+UseParallelGC", "-XX:+DisableExplicitGC"]
    start_jvm(heap_size=heap, jvm_args=arguments)
    settings = jpype.JClass("com.arcadedb.ContextConfiguration")()
    for key, value in _SETTINGS.items():
        settings.setValue(f"arcadedb.{key}", value)
    return jpype, settings


def _users(jpype: _Java, security: _Java, password: str) -> None:
    made = jpype.JClass("com.arcadedb.serializer.json.JSONObject")
    user, databases = made(), made()
    groups = jpype.JClass("com.arcadedb.serializer.json.JSONArray")()
    groups.put("reader")
    databases.put("*", groups)
    user.put("name", READER)
    user.put("password", security.encodePassword(password))
    user.put("databases", databases)
    security.createUser(user)


def _serve(folder: Path, heap: str, say: TextIO) -> None:
    passwords = {WRITER: secrets.token_urlsafe(24), READER: secrets.token_urlsafe(24)}
    (folder / "config").mkdir(exist_ok=True, mode=0o700)
    _private(folder / "config" / "server-groups.json", json.dumps(_GROUPS))
    jpype, settings = _start(heap)
    settings.setValue("arcadedb.server.rootPassword", passwords[WRITER])
    server = jpype.JClass("com.arcadedb.server.ArcadeDBServer")(settings)
    try:
        server.start()
        # the engine has no setting that leaves HTTP (and what hangs on it) out
        server.getHttpServer().stopService()
        database = server.getDatabase(DATABASE, True, True)
        _users(jpype, server.getSecurity(), passwords[READER])
        bolt = next(p for p in server.getPlugins() if hasattr(p, "getPort"))
        # errors reach whoever asked; a log could hold what a chronology says
        log = jpype.JClass("java.util.logging.LogManager").getLogManager().getLogger("")
        log.setLevel(jpype.JClass("java.util.logging.Level").OFF)
        lost = _finish(folder, jpype, database)
        _private(folder / MARK, json.dumps({"format": FORMAT}))
        facts = {"pid": os.getpid(), "port": int(bolt.getPort()), "passwords": passwords}
        _private(folder / RUNNING, json.dumps(facts))
        _say(say, state="ready", lost=lost, **facts)
        _listen(folder, jpype, database, say)
    finally:
        server.stop()
        (folder / RUNNING).unlink(missing_ok=True)
    _private(folder / SIZES, json.dumps(_sizes(folder)))


def _finish(folder: Path, jpype: _Java, database: _Java) -> list[list[str] | None]:
    """Write what an earlier run had begun to load; nobody has been let in yet.

    Returns
    -------
    list
        For each file that could not be read: the cases that it held, of which nothing is there
        any more, or ``None`` where even that is lost.
    """
    if not (folder / "loading").is_dir():
        return []
    from graphdb.stores.loading import Loader, begun, cases_of, remove, waiting

    loader, lost = Loader(jpype, database), []
    for path in waiting(folder):
        try:
            if begun(path):
                loader.load(path, again=True)
                continue
        except Exception as error:  # whatever it is, the other cases must not suffer for it
            if is_full(folder, error):
                raise
        case_ids = cases_of(path)
        loader.take_out(case_ids or [])
        remove(path)
        lost.append(case_ids)
    return lost


def _listen(folder: Path, jpype: _Java, database: _Java, say: TextIO) -> None:
    """Do what whoever started us asks for, until it is gone."""
    for line in sys.stdin:
        asked = json.loads(line)
        if "load" in asked:
            from graphdb.stores.loading import FOLDER, Loader

            Loader(jpype, database).load(folder / FOLDER / Path(asked["load"]).name)
            _say(say, state="loaded")
        else:
            limit = jpype.JLong(max(0, int(float(asked["seconds"]) * 1000)))
            database.getConfiguration().setValue("arcadedb.command.timeout", limit)
            _say(say, state="limited")


def _say(say: TextIO, **what: object) -> None:
    say.write(json.dumps(what) + "\n")
    say.flush()


def _channel(folder: Path) -> TextIO:
    """Keep standard output for what we have to say; the engine's own goes to a file."""
    (folder / "log").mkdir(exist_ok=True, mode=0o700)
    say = os.fdopen(os.dup(1), "w", encoding="utf-8")
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    log = os.open(folder / "log" / "server.txt", flags, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    return say


def is_full(folder: Path, error: BaseException | None = None) -> bool:
    """Say whether the disk is what stands in the way; the engine says so somewhere beneath.

    Parameters
    ----------
    folder : Path
        The store's folder.
    error : BaseException, optional
        What the engine said; without it, or where it does not say, the disk itself is asked.
    """
    beneath: Any = error
    while beneath is not None:
        if "No space left" in str(beneath) or getattr(beneath, "errno", None) in (ENOSPC, EDQUOT):
            return True
        java = hasattr(beneath, "getCause")
        beneath = beneath.getCause() if java else beneath.__cause__
    return shutil.disk_usage(folder).free < _LEAST


def main(arguments: list[str]) -> int:
    """Serve one folder until standard input ends.

    Parameters
    ----------
    arguments : list[str]
        The folder, the heap such as ``2g``, and for how many seconds to wait for the lock.

    Returns
    -------
    int
        What to leave with: 0, or 4 where the store could not be opened.
    """
    from filelock import FileLock, Timeout

    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command; it tells us
    folder, heap, wait = Path(arguments[0]).resolve(), arguments[1], float(arguments[2])
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.chdir(folder)  # the engine writes beside where it stands
    say = _channel(folder)
    lock = FileLock(folder / LOCK, mode=0o600)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            _say(say, state="waiting")
            lock.acquire(timeout=wait)
        _look_at(folder)
        _tidy(folder)
        _stop_unless_whole(folder)
        _serve(folder, heap, say)
    except Timeout:
        _say(say, state="failed", kind="in_use", sentence="")
        return 4
    except _RefusedError as refused:
        _say(say, state="failed", kind=refused.kind, sentence=str(refused))
        return 4
    except Exception as error:
        kind = "full" if is_full(folder, error) else "start"
        _say(say, state="failed", kind=kind, sentence=f"{type(error).__name__}: {error}")
        return 4
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stderr.flush()
    # the engine keeps threads that would hold us up; all that matters is closed
    os._exit(code)
