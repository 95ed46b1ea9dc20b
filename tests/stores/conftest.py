"""A store of each kind that is there, with nothing of these tests in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphdb.stores.bolt import BoltStore
from joinedup import many
from joinedup.library import library
from tests.engines import LOGINS, STORES, Dying, of_cases
from tests.stores.libraries import ONE, OTHER, small

__all__ = ["NAMES", "Dying"]

#: What the tests write; whatever else a server of the user's holds is left alone.
NAMES = ("test-a", "test-b", "test-c")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> BoltStore:
    found: BoltStore = request.getfixturevalue(request.param)
    for name in NAMES:
        found.remove(name)
    return found


# --- a library in that store, for the commands ------------------------------------------------


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Return a folder of each of two small cases, to do with as one likes."""
    return [small(tmp_path, name) for name in (ONE, OTHER)]


@pytest.fixture
def kept(store: BoltStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[BoltStore]:
    """Every command opens this store, which is empty, and cannot close it."""
    with of_cases(store):
        monkeypatch.setattr(store, "close", lambda: None)
        monkeypatch.setattr(library, "_in_folder", lambda *_: store)
        monkeypatch.setattr(many.os, "cpu_count", lambda: 1)
        (tmp_path / "library").mkdir()
        (tmp_path / "library" / "store.json").touch()
        monkeypatch.setenv("JOINEDUP_LIBRARY", str(tmp_path / "library"))
        yield store
        for label in ("Authority", "Confidential"):
            uids = store.query(f"MATCH (a:{label}) RETURN a.uid AS uid")["uid"]
            store.amend({}, {label: [{"uid": uid} for uid in uids]})


@pytest.fixture
def neo4j_login(neo4j: BoltStore) -> tuple[str, str, str]:
    """Return address, user and password, for commands that open it themselves."""
    return LOGINS["5.26"]
