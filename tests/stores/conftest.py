"""One embedded store for all tests, and a Neo4j server where there is one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from graphdb.stores.bolt import BoltStore
from graphdb.stores.embedded import EmbeddedStore
from tests.neo4j.server import java, started
from tests.stores.rows import SCHEMA

#: What the tests write; whatever else a server of the user's holds is left alone.
NAMES = ("test-a", "test-b", "test-c")


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


#: Whether a server is to be started; the current line too, where its newer Java is here.
ASKED = bool(os.environ.get("JOINEDUP_NEO4J")) and not os.environ.get("NEO4J_URI")
CURRENT = ASKED and java("current") is not None


@contextmanager
def _server(line: str, factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    if uri := os.environ.get("NEO4J_URI"):
        user = os.environ.get("NEO4J_USER", "neo4j")
        with BoltStore(uri, user, os.environ.get("NEO4J_PASSWORD", ""), SCHEMA) as store:
            yield store
    elif java(line) is None:
        pytest.fail("JOINEDUP_NEO4J is set, but there is no Java 17 or newer with Maven")
    else:
        with (
            started(factory.mktemp("neo4j"), line) as server,
            BoltStore(server.uri, server.user, server.password, SCHEMA) as store,
        ):
            yield store


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with _server("5.26", tmp_path_factory) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_current(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with _server("current", tmp_path_factory) as store:
        yield store


#: Tests of one server stay in one process; tests/conftest.py says which are not tried.
THERE = {"embedded": True, "neo4j": ASKED or "NEO4J_URI" in os.environ, "neo4j_current": CURRENT}
STORES = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in THERE if THERE[name]]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> BoltStore:
    found: BoltStore = request.getfixturevalue(request.param)
    for name in NAMES:
        found.remove(name)
    return found
