"""Small cases for a library, and a way past everything that keeps anybody from changing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphdb.stores.bolt import BoltStore
from tests.joinedup.helpers import GP, POLICE, TWO
from tests.loaders.builders import case

ONE, OTHER = "test-one", "test-two"


def small(place: Path, name: str, toml: str = TWO, **files: str) -> Path:
    """Write a case of two rows in which one thing was not shared; what is given takes its place."""
    toml = toml.replace('id = "test-case"', f'id = "{name}"')
    return case(place / name, toml, **{"police_csv": POLICE, "gp_csv": GP} | files)


def change(store: BoltStore, cypher: str, **parameters: Any) -> None:
    """Change what is stored behind joinedup's back."""
    with store._session("WRITE") as session:
        session.run(cypher, parameters).consume()
