"""What `make proof` asks of the engines: whole batches, each with engines of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from tests.conformance import core
from tests.conformance.fuzz.ask import asked
from tests.engines import QUICK
from tests.neo4j.server import java, started

#: What the engines are called in the table, by the line of Neo4j; none for the embedded one.
TITLES = {"": "in a folder", "5.26": "Neo4j 5.26", "current": "Neo4j, current"}

#: Cases that are asked at once.
BATCH = 100


def core_unit(number: int) -> dict[str, int]:
    """Ask one batch of cases on every engine that is there."""
    cases = core.many(range(number * BATCH, (number + 1) * BATCH))
    counts: dict[str, int] = {}
    for title, store in engines():
        store.write_many([case.tables for case in cases])
        for finding, first, second in core.both(store, cases):
            counts[f"{finding}, {title}|agrees"] = len(first & second)
            counts[f"{finding}, {title}|differs"] = len(first ^ second)
    return counts


def engines() -> Iterator[tuple[str, BoltStore]]:
    """Yield each engine that can be had, empty, with its name in the table; one at a time."""
    for line, title in TITLES.items():
        if line and java(line) is None:
            continue
        with TemporaryDirectory() as folder, _engine(Path(folder), line) as store:
            yield title, store


@contextmanager
def _engine(folder: Path, line: str) -> Iterator[BoltStore]:
    if not line:
        with EmbeddedStore(folder / "store") as store:
            yield store
        return
    with (
        started(folder, line, QUICK) as server,
        BoltStore(server.uri, server.user, server.password) as store,
    ):
        yield store


#: Random graphs of one batch, and questions of each: Neo4j plans each anew, which takes it long.
FUZZ = {"in a folder": (20, 50), "Neo4j 5.26": (4, 50), "Neo4j, current": (4, 50)}


def fuzz_unit(number: int) -> dict[str, int]:
    """Put random questions to every engine that is there; by engine, right, refused and wrong."""
    counts: dict[str, int] = {}
    for title, store in engines():
        graphs, many = FUZZ[title]
        for seed in range(10_000 + number * graphs, 10_000 + (number + 1) * graphs):
            for one in asked(store, seed, many):
                came = "refused" if one.refused else "differs" if one.wrong else "agrees"
                key = f"{title}|{came}"
                counts[key] = counts.get(key, 0) + 1
    return counts
