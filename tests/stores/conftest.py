"""A store of each kind that is there, with nothing of these tests in it."""

from __future__ import annotations

import pytest

from graphdb.stores.bolt import BoltStore
from tests.engines import STORES, Dying

__all__ = ["NAMES", "Dying"]

#: What the tests write; whatever else a server of the user's holds is left alone.
NAMES = ("test-a", "test-b", "test-c")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> BoltStore:
    found: BoltStore = request.getfixturevalue(request.param)
    for name in NAMES:
        found.remove(name)
    return found
