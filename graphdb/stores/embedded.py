"""A store in a folder: nothing to install or to start, and nobody else can reach it.

The engine (ArcadeDB, with its own Java) runs in a process of its own, `graphdb.stores.server`,
for as long as the store is open, and is spoken to like any other server.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import queue
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import graphdb
from graphdb import schema as declared
from graphdb.stores.base import (
    FullError,
    InUseError,
    KindsLike,
    NotInstalledError,
    NotThereError,
    QueryError,
    Records,
    StoppedError,
    StoreError,
    TooLargeError,
    TooLongError,
    WriteRefusedError,
    WrongVersionError,
)
from graphdb.stores.bolt import BoltStore
from graphdb.stores.loading import put
from graphdb.stores.missing import missing
from graphdb.stores.packing import Packed, pack
from graphdb.stores.reading import (
    blind_choice,
    case_of_several,
    chosen_type,
    loop,
    mixed_aggregate,
)
from graphdb.stores.server import DATABASE, READER, WRITER, is_full
from graphdb.tables import Tables

if TYPE_CHECKING:
    import neo4j
    import pandas as pd

__all__ = ["EmbeddedStore"]

#: How much memory the engine may use for what it keeps; it is stopped beyond that.
HEAP = "2g"
#: What the process leaves with when it has run out of memory (a promise of the Java runtime).
_OUT_OF_MEMORY = 3
#: Characters of rows that are handed over at once.
_GROUP = 16_000_000
#: Seconds: for the engine to start, and to stop.
_START, _STOP = 90.0, 60.0
#: Seconds beyond a query's own time before the engine is stopped for not having kept to it.
_GRACE = 5.0


class EmbeddedStore(BoltStore):
    """A graph of cases in one folder.

    Parameters
    ----------
    folder : Path or str
        An existing store, or a new or empty folder for one.
    schema : KindsLike, optional
        The kinds of nodes and edges; those of `graphdb.schema`.
    wait : float, optional
        For how many seconds to wait while another command has the folder open.
    waiting : Callable[[str], None], optional
        What to do with a sentence for whoever waits, such as `print`: that another command has the
        folder, or that cases were lost whose files were damaged in mid-write. Without it the
        first is not said, and the second is a warning.
    heap : str, optional
        How much memory the engine may use.

    Raises
    ------
    InUseError, NotThereError, WrongVersionError, NotInstalledError, StoppedError
        Where the folder cannot be used, with what to do.
    """

    def __init__(
        self,
        folder: Path | str,
        schema: KindsLike = declared,
        *,
        wait: float = 120,
        waiting: Callable[[str], None] | None = None,
        heap: str = HEAP,
    ) -> None:
        _installed()
        self.folder = Path(folder).absolute()
        self._schema = schema
        self._wait, self._waiting, self._heap = wait, waiting, heap
        self._start()

    # --- the process ------------------------------------------------------------------------

    def _start(self) -> None:
        self._too_long = False
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotThereError(
                f"{self.folder} cannot be used as a folder: {error.strerror}. Name another one."
            ) from error
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-P", "-m", "graphdb.stores.server",
             str(self.folder), self._heap, str(self._wait)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=_environment(),
            encoding="utf-8",
        )  # fmt: skip
        self._said: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        threading.Thread(
            target=_read, args=(self._process, self._said), daemon=True, name="joinedup-store"
        ).start()
        try:
            facts = self._ready()
            super().__init__(
                f"bolt://127.0.0.1:{facts['port']}",
                WRITER,
                facts["passwords"][WRITER],
                self._schema,
                database=DATABASE,
                reader=(READER, facts["passwords"][READER]),
                patience=0,  # a local engine that is gone does not come back by itself
            )
        except BaseException:
            self._end()
            raise
        self._where = str(self.folder)

    def _ready(self) -> dict[str, Any]:
        patience = _START
        while True:
            try:
                said = self._said.get(timeout=patience)
            except queue.Empty:
                raise StoppedError(
                    f"The store in {self.folder} did not start in {patience:.0f} seconds; "
                    f"{self.folder / 'log'} may say why."
                ) from None
            if said["state"] == "waiting":
                patience = _START + self._wait
                if self._waiting is not None:
                    self._waiting(
                        f"Another command has {self.folder} open; waiting for it to finish."
                    )
            elif said["state"] == "ready":
                self._say_lost(said["lost"])
                return said
            else:
                raise self._failed(said)

    def _say_lost(self, lost: Sequence[Sequence[str] | None]) -> None:
        for case_ids in lost:
            told = (
                f"Cases that were being written to {self.folder} when the last command ended are "
                "not there, because the file that held them could not be read: "
            )
            told += (
                "which they were cannot be told. Run `joinedup library verify`; add again what "
                "it names and what is missing."
                if case_ids is None
                else f"{', '.join(map(repr, case_ids))}. Add them again from their folders."
            )
            if self._waiting is None:
                warnings.warn(told, stacklevel=2)
            else:
                self._waiting(told)

    def _failed(self, said: Mapping[str, Any]) -> StoreError:
        kind, sentence = said.get("kind"), said.get("sentence", "")
        if kind == "in_use":
            return InUseError(
                f"Another command has had {self.folder} open for {self._wait:g} seconds. "
                "Wait until it has finished, or end it, and try again."
            )
        if kind == "not_there":
            return NotThereError(sentence)
        if kind == "version":
            return WrongVersionError(sentence)
        if kind == "full":
            return FullError(
                f"The disk is full: {self.folder} has no room left. Make room, and do it again; "
                "what was not finished is then as it was before, or whole."
            )
        return StoppedError(
            f"The store in {self.folder} could not be started: {sentence or 'it said nothing'}. "
            "Is there room on the disk, and is the folder whole? The cases' own files are the "
            "truth: a new folder can be filled from them."
        )

    def _end(self) -> None:
        process = self._process
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:  # pragma: no cover - what is committed is on the disk
            process.kill()
            process.wait()

    def close(self) -> None:
        """Stop the engine; what is committed stays in the folder."""
        with contextlib.suppress(Exception):
            super().close()
        self._end()

    def _again(self) -> None:
        """Start the engine again where it had to be stopped."""
        if self._process.poll() is not None:
            self.close()
            self._start()

    # --- what a store does ------------------------------------------------------------------

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] = MappingProxyType({}),
        *,
        seconds: float = 60,
        most: int = 100_000,
    ) -> pd.DataFrame:
        """Ask, as `Store.query`; what the engine is known to answer wrongly is refused."""
        refused = doubtful(cypher)
        if refused:
            raise QueryError(refused)
        return super().query(cypher, parameters, seconds=seconds, most=most)

    def _session(self, mode: str) -> neo4j.Session:
        self._again()
        return super()._session(mode)

    @contextmanager
    def _limited(self, seconds: float) -> Iterator[None]:
        """Tell the engine, which hears Bolt's limit but does not keep it; be ready to stop it."""
        self._again()
        self._tell(seconds)
        watch = threading.Timer(seconds + _GRACE, self._kill)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            if self._process.poll() is None:
                self._tell(0)  # a write takes as long as it takes

    # --- many cases -------------------------------------------------------------------------

    def write_many(
        self, cases: Iterable[Records], *, done: Callable[[str], None] | None = None
    ) -> None:
        """Write many cases, each whole or not at all; see `Store.write_many`."""
        self._prepare()
        tied = self._tied()
        way = _Way(self)
        for case in cases:
            ready = pack(case) if isinstance(case, Tables) else case
            if isinstance(ready, Packed) and ready.case_id not in tied:
                way.add(ready, done)
                continue
            # rows of another schema, and what other cases are tied to, go the slower way
            way.settle(done)
            self.write(case)
            if done is not None:
                done(case.case_id)
        way.settle(done)

    def _lay_down(self, group: Sequence[Packed]) -> str:
        """Put cases into the store's folder; return the name of their file."""
        try:
            return put(self.folder, [(case.case_id, case.data) for case in group]).name
        except OSError as error:
            raise self._no_room(error) from error

    def _begin(self, name: str) -> None:
        """Have the engine read a file of cases."""
        self._ask({"load": name})

    def _end_of_load(self) -> None:
        said = self._said.get()
        if said["state"] != "loaded":
            self._end()
            if said["kind"] == "full":
                raise self._failed(said)
            raise StoppedError(
                f"The process that keeps {self.folder} went away while it wrote many cases. Those "
                "that it had in hand are finished when the store is next opened; do the others "
                "again."
            )

    def _explanation(self, error: Exception, seconds: float) -> StoreError:
        found = super()._explanation(error, seconds)
        # the engine does not always say that it is the disk
        unsaid = isinstance(found, StoppedError) or "error on commit" in str(error)
        if unsaid and not isinstance(found, WriteRefusedError) and is_full(self.folder):
            found = self._failed({"kind": "full"})
        if isinstance(found, FullError):
            self._process.kill()  # it begins anew from what it has on the disk
            self._process.wait()
        return found

    def _no_room(self, error: OSError) -> StoreError:
        return FullError(
            f"{self.folder} cannot be written to: {error.strerror}. Make room, and do it again; "
            "what was not finished is as it was before."
        )

    def _ask(self, what: Mapping[str, Any]) -> None:
        try:
            if self._process.stdin is not None:
                self._process.stdin.write(json.dumps(what) + "\n")
                self._process.stdin.flush()
        except OSError:
            raise self._gone("") from None

    # --- limits -----------------------------------------------------------------------------

    def _tell(self, seconds: float) -> None:
        self._ask({"seconds": seconds})
        with contextlib.suppress(queue.Empty):
            if self._said.get(timeout=_START)["state"] == "limited":
                return
        raise self._gone("")

    def _kill(self) -> None:
        self._too_long = True
        self._process.kill()

    def _gone(self, said: str) -> StoreError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        if self._too_long:
            return TooLongError(
                "The query was stopped: it took longer than it was given and could not be "
                "interrupted. Ask for less, or allow more time."
            )
        if self._process.poll() == _OUT_OF_MEMORY:
            return TooLargeError(
                f"The query needed more memory than the store has ({self._heap}). Ask for less "
                "at once. Nothing that was stored is lost."
            )
        return StoppedError(
            f"The process that keeps {self.folder} went away. What was committed is there; what "
            "was not is as it was before. Do it again."
        )


class _Way:
    """Cases on their way to the engine: it reads one group while the next is worked out.

    Parameters
    ----------
    store : EmbeddedStore
        Where they go.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._group: dict[str, Packed] = {}
        self._length = 0
        self._read: list[str] = []

    def add(self, case: Packed, done: Callable[[str], None] | None) -> None:
        """Take one more case; hand over what there is when it is enough."""
        if case.case_id in self._group or self._length + len(case.data) > _GROUP:
            self._hand_over(done)
        self._group[case.case_id] = case
        self._length += len(case.data)

    def settle(self, done: Callable[[str], None] | None) -> None:
        """Wait until all that was taken is written."""
        self._hand_over(done)
        self._wait(done)

    def _hand_over(self, done: Callable[[str], None] | None) -> None:
        if not self._read:
            self._store._again()
        # it goes to the disk while the engine still reads the group before
        name = self._store._lay_down(tuple(self._group.values())) if self._group else None
        self._wait(done)
        if name is not None:
            self._store._begin(name)
            self._read = list(self._group)
            self._group, self._length = {}, 0

    def _wait(self, done: Callable[[str], None] | None) -> None:
        if self._read:
            self._store._end_of_load()
            if done is not None:
                for case_id in self._read:
                    done(case_id)
            self._read = []


def doubtful(cypher: str) -> str:
    """Return why the engine is not asked a query, with what to write instead; empty if it is.

    An answer that is wrong is worse than none: these are the kinds of which it is known to answer
    some wrongly without saying so. It refuses some that it would answer rightly, too.
    """
    mixed = mixed_aggregate(cypher)
    if mixed is not None:
        return (
            "A store in a folder does not reliably answer what counts or collects inside "
            f"something larger: {mixed}. Give what is counted a name first, and use that: "
            "WITH …, count(*) AS n RETURN …, n IS NULL."
        )
    node = blind_choice(cypher)
    if node is not None:
        return (
            "A store in a folder does not reliably answer a CASE, or an OR of a true or false "
            f"property or a subquery, with a node that its MATCH gives no label, or about several "
            f"after another MATCH: ({node}). Where it has no label, write one, ({node}:Event); "
            "else compare the property, e.contact = true; or put WITH * between the MATCH and the "
            "WHERE, which after OPTIONAL MATCH leaves rows out."
        )
    several = case_of_several(cypher)
    if several is not None:
        return (
            "A store in a folder does not reliably answer a CASE in the condition of a MATCH that "
            f"is about several things of it: {several}. Write it with AND and OR; or put WITH * "
            "between the MATCH and the WHERE, which after OPTIONAL MATCH leaves rows out."
        )
    node = loop(cypher)
    if node is not None:
        return (
            "A store in a folder does not reliably find edges from a node to itself: "
            f"({node})-[…]->({node}). Write ({node})-[…]->(other) WHERE other = {node}."
        )
    chosen = chosen_type(cypher)
    if chosen is not None:
        return (
            "A store in a folder does not reliably answer with a label or a type that is worked "
            f"out: {chosen}. Write WHERE type(r) = $type for an edge, and WHERE $label IN "
            "labels(x) for a node."
        )
    found = missing(cypher)
    return _of_missing(found.name, found.how) if found is not None else ""


def _of_missing(name: str, how: str) -> str:
    """Return why a query is not asked that goes on from what may be missing."""
    kept = f"WITH * WHERE {name} IS NOT NULL"
    if how == "alone":
        return (
            f"A store in a folder does not reliably answer a MATCH of ({name}) alone, which may "
            f"be missing there. Write {kept} instead of it."
        )
    if how == "edge":
        return (
            "A store in a folder does not reliably answer an edge that was found before and is "
            f"matched again: [{name}]. Write another name there, [other], WHERE other = {name}."
        )
    if how == "pattern":
        return (
            "A store in a folder does not reliably answer a pattern as a condition, or in a list, "
            f"about what may be missing there: ({name}). Write EXISTS {{ ({name})-[…]->(…) }}, "
            f"or COLLECT {{ MATCH ({name})-[…]->(…) RETURN … }} for a list; or keep only what is "
            f"there, {kept}, before it."
        )
    return (
        "A store in a folder does not reliably answer a path that comes to what may be missing "
        f"there: ({name}). Begin the path with it, ({name})-[…]-(…); or write another name there, "
        f"(other) WHERE other = {name}; or keep only what is there, {kept}, before it."
    )


def _installed() -> None:
    wanted = ("arcadedb_embedded", "filelock", "neo4j")
    missing = [name for name in wanted if importlib.util.find_spec(name) is None]
    if missing:
        raise NotInstalledError(
            f"A store in a folder needs {', '.join(missing)}: install joinedup with its extra, "
            "joinedup[store], or use a Neo4j server."
        )


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ARCADEDB_", "JAVA_TOOL"))}
    ours = str(Path(graphdb.__file__).absolute().parents[1])
    theirs = [str(Path(p).absolute()) for p in kept.get("PYTHONPATH", "").split(os.pathsep) if p]
    return kept | {"PYTHONPATH": os.pathsep.join([ours, *theirs])}


def _read(process: subprocess.Popen[str], said: queue.SimpleQueue[dict[str, Any]]) -> None:
    if process.stdout is not None:
        with process.stdout as lines:
            for line in lines:
                said.put(json.loads(line))
    said.put({"state": "failed", "kind": "start"})
