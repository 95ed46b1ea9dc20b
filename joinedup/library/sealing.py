"""What a case in a library says of itself: by what it was made, and a digest over all its rows.

The digest is over the rows as they are stored and can be read back: sorted, with every property
that is there, without what the cases of a library share. So a row that was changed, lost or added
behind our back shows, whatever store it is kept in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from graphdb.stores.packing import digest
from graphdb.tables import Row, Tables
from joinedup import __version__


def made_of(tables: Tables, inputs: Mapping[str, str]) -> Tables:
    """Return a case's rows with what a library keeps of their making, but for the digest.

    Parameters
    ----------
    tables
        The case as it may leave.
    inputs
        SHA-256 of every file that was read, by name.
    """
    said: Row = {
        "made_with": __version__,
        "vocabulary": vocabulary_digest(),
        "inputs": _of_inputs(inputs),
        "digest": None,
    }
    return _with_case(tables, said)


def sealed(tables: Tables) -> Tables:
    """Return rows with the digest that they have; :func:`graphdb.stores.packing.pack` can, too."""
    return _with_case(tables, {"digest": digest(tables)})


@cache
def vocabulary_digest() -> str:
    """Return the SHA-256 over the vocabulary that comes with this release."""
    whole = sha256()
    folder = files("graphdb") / "vocab"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            whole.update(f"{file.name}\n".encode() + file.read_bytes())
    return whole.hexdigest()


def _of_inputs(inputs: Mapping[str, str]) -> str:
    lines = "".join(f"{one}  {name}\n" for name, one in sorted(inputs.items()))
    return sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def _with_case(tables: Tables, said: Row) -> Tables:
    (case,) = tables.nodes["Case"]
    return Tables(tables.case_id, {**tables.nodes, "Case": (case | said,)}, tables.edges)
