"""What a case in a library says of itself: by what it was made, and a digest over all its rows.

The digest is over the rows as they are stored and can be read back: sorted, with every property
that is there, without what the cases of a library share. So a row that was changed, lost or added
behind our back shows, whatever store it is kept in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from operator import itemgetter

from graphdb.tables import THEME, Row, Tables
from joinedup import __version__

#: What the Case node says of the making, beside the digest.
SEAL = ("made_with", "vocabulary", "inputs")


def sealed(tables: Tables, inputs: Mapping[str, str]) -> Tables:
    """Return a case's rows with what a library keeps of their making.

    Parameters
    ----------
    tables
        The case as it may leave.
    inputs
        SHA-256 of every file that was read, by name.

    Complexity
    ----------
    Linear in rows, but for sorting them.
    """
    made: Row = {
        "made_with": __version__,
        "vocabulary": vocabulary_digest(),
        "inputs": _of_inputs(inputs),
        "digest": None,
    }
    told = _with_case(tables, made)
    return _with_case(told, {"digest": digest(told)})


def resealed(tables: Tables) -> Tables:
    """Return stored rows, of which some were changed on purpose, with the digest that they have."""
    return _with_case(tables, {"digest": digest(tables)})


def digest(tables: Tables) -> str:
    """Return the SHA-256 over a case's rows, in hexadecimal digits.

    Neither the order of the rows nor that of their properties matters, nor whether a property
    that says nothing is ``None`` or not there. The digest itself is left out, and themes are.

    Examples
    --------
    >>> row = {"uid": "x/case:x", "case_id": "x", "title": "A", "area": None}
    >>> one = digest(Tables("x", {"Case": (row,)}))
    >>> one == digest(Tables("x", {"Case": ({"title": "A", "case_id": "x", "uid": "x/case:x"},)}))
    True
    >>> one == digest(Tables("x", {"Case": (row | {"title": "B"},)}))
    False
    """
    whole = sha256()
    kinds = {("", label, ""): rows for label, rows in tables.nodes.items() if label != THEME}
    for kind, rows in sorted((kinds | dict(tables.edges)).items()):
        if not rows:
            continue
        whole.update(f"{kind}\n{_lines(rows)}\n".encode())
    return whole.hexdigest()


def _lines(rows: Sequence[Row]) -> str:
    names = sorted({name for row in rows for name in row} - {"digest"})
    told = [name for name in names if any(row.get(name) is not None for row in rows)]
    if len(told) == 1:  # itemgetter would give no tuple
        told += told
    if not all(row.keys() >= {*told} for row in rows):
        rows = [dict.fromkeys(told) | row for row in rows]
    # ascii, not repr: which characters repr spells out is another matter in every release of Python
    lines = sorted(map(ascii, map(itemgetter(*told), rows))) if told else []
    return "\n".join([str(told), *lines])


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
