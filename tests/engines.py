"""The engines of the tests: one embedded store, and Neo4j servers where they are asked for.

Each is started once in a run, by the one worker that has its tests; see `tests.conftest`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

import pytest

from graphdb import schema
from graphdb.stores.base import Records
from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from graphdb.stores.statements import Kinds
from tests.neo4j.server import java, started
from tests.stores.rows import SCHEMA


class Dying(EmbeddedStore):
    """Whose engine, or whose own process, is killed in the middle of a write if so asked."""

    dies_after = 0
    whole_command = False

    def _put(self, *given: Any, **named: Any) -> None:
        super()._put(*given, **named)
        if self.dies_after:
            self.dies_after -= 1
            if not self.dies_after:
                os.kill(os.getpid() if self.whole_command else self._process.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dying]:
    with Dying(tmp_path_factory.mktemp("library") / "store", SCHEMA) as store:
        yield store


#: How the cases begin that tests write.
OURS = ("test-", "amber-street", "generated-", "random-", "fuzz-")

#: Whether a server is to be started; the current line too, where its newer Java is here.
ASKED = bool(os.environ.get("JOINEDUP_NEO4J")) and not os.environ.get("NEO4J_URI")
CURRENT = ASKED and java("current") is not None


#: Address, user and password of each server that runs.
LOGINS: dict[str, tuple[str, str, str]] = {}
#: For Java: soon warm rather than fast in the end, for the tests ask each query once; and one
#: collector in place of several that would take the cores from the tests.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# every other Java that the tests start, too: that of a store in a folder starts in two thirds
if QUICK[0] not in os.environ.get("_JAVA_OPTIONS", ""):
    os.environ["_JAVA_OPTIONS"] = f"{os.environ.get('_JAVA_OPTIONS', '')} {QUICK[0]}".lstrip()


@contextmanager
def _server(line: str, factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    if uri := os.environ.get("NEO4J_URI"):
        login = uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        with BoltStore(*login, SCHEMA) as store:
            LOGINS[line] = login
            yield store
    elif java(line) is None:
        pytest.fail("JOINEDUP_NEO4J is set, but there is no Java 17 or newer with Maven")
    else:
        with (
            started(factory.mktemp("neo4j"), line, QUICK) as server,
            BoltStore(server.uri, server.user, server.password, SCHEMA) as store,
        ):
            LOGINS[line] = server.uri, server.user, server.password
            yield store


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with _server("5.26", tmp_path_factory) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_current(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with _server("current", tmp_path_factory) as store:
        yield store


#: Which can be asked; tests/conftest.py says which are not tried.
THERE = {"embedded": True, "neo4j": ASKED or "NEO4J_URI" in os.environ, "neo4j_current": CURRENT}
STORES = [name for name, there in THERE.items() if there]


#: Those that have the schema as it is declared: to ask for all of it again is two dozen statements.
_PREPARED: WeakSet[BoltStore] = WeakSet()


@contextmanager
def of_cases(store: BoltStore, *cases: Records) -> Iterator[BoltStore]:
    """Have a store hold some cases under the schema as it is declared, and nothing else."""
    kept = store._kinds, store._prepared
    store._kinds, store._prepared = Kinds(schema), store in _PREPARED
    _emptied(store)
    try:
        store.write_many(cases)
        if store._prepared:
            _PREPARED.add(store)
        yield store
    finally:
        _emptied(store)
        store._kinds, store._prepared = kept


def _emptied(store: BoltStore) -> None:
    """Remove what tests wrote; nodes that cases share, too."""
    for case_id in store.cases():
        if not case_id.startswith(OURS):
            pytest.fail(f"the server of the tests holds {case_id}: give them an empty one")
        store.remove(case_id)
    with store._session("WRITE") as session:
        session.run("MATCH (n:Theme) DETACH DELETE n").consume()
