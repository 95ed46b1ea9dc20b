"""Libraries of generated cases into a store: seconds, memory, and how both grow with the cases."""

from __future__ import annotations

import json
import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil

from benchmarks.generate import Size, generate
from benchmarks.questions import Measured, measure
from graphdb.stores.base import Store
from graphdb.stores.packing import Packed, pack, unpack

#: So many cases are put into the reference, too.
REFERENCE_CASES = 100
LIMIT_EMBEDDED, LIMIT_NEO4J, LIMIT_MB = 120.0, 300.0, 3_500


@dataclass(frozen=True)
class Filled:
    """What filling a store took."""

    cases: int
    items: int
    seconds: float
    engine_mb: float
    all_mb: float


def packed(seed: int, size: int) -> Packed:
    """Work out one generated case and pack it, as ``joinedup library add`` does."""
    from joinedup.case import JoinedUpCase
    from joinedup.library.leaving import fit_to_leave
    from joinedup.library.sealing import made_of
    from viz.leaving import leaving

    case = JoinedUpCase(generate(seed, Size(events=size)))
    tables = fit_to_leave(case.tables, leaving(case.view))
    return pack(made_of(tables, case.inputs), seal=True)


def worked_out(cases: int, size: int, processes: int = 2) -> Iterator[Packed]:
    """Yield packed cases in order, from processes that are never far ahead."""
    work = partial(packed, size=size)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        seeds = iter(range(cases))
        waiting = [pool.submit(work, seed) for seed in islice(seeds, 4 * processes)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(work, seed) for seed in islice(seeds, 1)]


class Memory:
    """The greatest memory of an engine, and of all that we have started, while it is watched."""

    def __init__(self, engine: int) -> None:
        self.engine_mb = self.all_mb = 0.0
        self._engine, self._over = psutil.Process(engine), Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            own = psutil.Process()
            every = {one.pid: one for one in (own, *own.children(recursive=True), self._engine)}
            held = {pid: _mb(one) for pid, one in every.items()}
            self.engine_mb = max(self.engine_mb, held[self._engine.pid])
            self.all_mb = max(self.all_mb, sum(held.values()))

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def _mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 2**20
    except psutil.Error:  # it has just ended
        return 0.0


class Kept:
    """Packed cases in a folder, for whoever wants the same rows again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir()

    def add(self, case: Packed) -> None:
        """Put one more beside them."""
        number = len(list(self._folder.iterdir()))
        (self._folder / f"{number:06d}").write_bytes(pickle.dumps(case))

    def __iter__(self) -> Iterator[Packed]:
        for path in sorted(self._folder.iterdir()):
            yield pickle.loads(path.read_bytes())  # of our own making, a moment ago


def fill(
    store: Store,
    engine: int,
    cases: int,
    size: int,
    say: Callable[[str], None],
    kept: Kept | None = None,
) -> Filled:
    """Work out cases and write them; the clock runs from the first rows to the last commit."""

    def keeping() -> Iterator[Packed]:
        for case in worked_out(cases, size):
            if kept is not None:
                kept.add(case)
            yield case

    return _write(store, engine, keeping(), say)


def _write(
    store: Store, engine: int, cases: Iterable[Packed], say: Callable[[str], None]
) -> Filled:
    items: list[int] = []

    def counted() -> Iterator[Packed]:
        for case in cases:
            items.append(case.items)
            yield case

    with Memory(engine) as memory:
        begin = time.perf_counter()
        store.write_many(counted(), done=say)
        took = time.perf_counter() - begin
    return Filled(len(items), sum(items), took, memory.engine_mb, memory.all_mb)


@dataclass(frozen=True)
class Result:
    """What one store took to be filled, to be filled again if it was, and to be asked.

    `first` works the cases out as it goes; `alone` has them from a file, worked out before.
    """

    first: Filled
    alone: Filled
    again: Filled | None
    asked: tuple[Measured, ...]


def embedded(cases: int, size: int, say: Callable[[str], None]) -> Result:
    """Fill a new store in a folder and ask it; replace all of it where there are few."""
    from graphdb.stores.embedded import EmbeddedStore

    with tempfile.TemporaryDirectory() as place:
        kept = Kept(Path(place) / "kept")
        with EmbeddedStore(Path(place) / "first") as store:
            first = fill(store, store._process.pid, cases, size, say, kept)
            again = fill(store, store._process.pid, cases, size, say) if cases <= 200 else None
        shutil.rmtree(Path(place) / "first")
        with EmbeddedStore(Path(place) / "store") as store:
            alone = _write(store, store._process.pid, kept, say)
            asked = tuple(measure({"embedded": store}, kept))
    return Result(first, alone, again, asked)


def neo4j(cases: int, size: int, say: Callable[[str], None]) -> Result:
    """Fill a new Neo4j of the long-term release and ask it."""
    from graphdb.stores.bolt import BoltStore
    from tests.neo4j.server import started

    with tempfile.TemporaryDirectory() as place:
        kept = Kept(Path(place) / "kept")
        for name in ("first", "alone"):
            (Path(place) / name).mkdir()
            with (
                started(Path(place) / name) as server,
                BoltStore(server.uri, server.user, server.password) as store,
            ):
                assert server.process is not None
                if name == "first":
                    first = fill(store, server.process.pid, cases, size, say, kept)
                    continue
                alone = _write(store, server.process.pid, kept, say)
                asked = tuple(measure({"Neo4j": store}, kept))
    return Result(first, alone, None, asked)


def reference(size: int) -> tuple[int, float]:
    """Put the rows of some cases into DuckDB, a table for each kind; return items and seconds."""
    import duckdb
    import pandas as pd

    cases = list(worked_out(REFERENCE_CASES, size))
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        base = duckdb.connect(str(Path(place) / "rows.duckdb"))
        made: set[str] = set()
        for case in cases:
            for name, rows in _tables(case).items():
                frame = pd.DataFrame(rows)
                base.register("frame", frame)
                if name not in made:
                    base.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')
                    made.add(name)
                else:
                    base.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM frame')
                base.unregister("frame")
        base.close()
    return sum(case.items for case in cases), time.perf_counter() - begin


def _tables(case: Packed) -> dict[str, list[dict[str, Any]]]:
    """The rows of a case by table: every property is text, as the columns differ by case."""
    nodes, edges = unpack(case.data)
    found: dict[str, list[dict[str, Any]]] = {}
    uids: list[str] = []
    for some in nodes:
        rows = some.read()
        uids += [row["uid"] for row in rows]
        found.setdefault(some.label, []).extend(
            {"uid": row["uid"], "case_id": row["case_id"], "rest": json.dumps(row)} for row in rows
        )
    for link in edges:
        found.setdefault(" ".join(link.key), []).extend(
            {"a": uids[one], "b": uids[other], "rest": link.properties[which]}
            for one, other, which in zip(link.starts, link.ends, link.which, strict=True)
        )
    return found
