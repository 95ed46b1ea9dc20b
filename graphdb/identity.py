"""Identifiers that stay the same from run to run, machine to machine and file to file.

An identifier is made of what a thing *is*, never of where it stands: renaming a file or
inserting a row above changes none of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256

_SPACE = re.compile(r"\s+")


def normalise_text(text: str) -> str:
    """Return text with compatible characters folded, spaces collapsed and case folded."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


def digest(*parts: str) -> str:
    """Return 12 hexadecimal digits that stand for the parts, in order.

    Lengths are part of what is hashed, so no two different lists of parts run together.
    """
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def event_id_by_ref(case_id: str, agency_id: str, ref: str) -> str:
    """Return the id of a row that its agency gave a reference."""
    return "e-" + digest("ref", case_id, agency_id, normalise_text(ref))


def event_ids_by_refs(case_id: str, agency_id: str, refs: Iterable[str]) -> Iterator[str]:
    """Yield what :func:`event_id_by_ref` returns for each of many Refs, several times as fast.

    Parameters
    ----------
    refs
        As :func:`normalise_text` leaves them.
    """
    begun = sha256("".join(f"{len(p)}:{p}" for p in ("ref", case_id, agency_id)).encode())
    for ref in refs:
        one = begun.copy()
        one.update(f"{len(ref)}:{ref}".encode("utf-8", "surrogatepass"))
        yield f"e-{one.hexdigest()[:12]}"


def event_id_by_text(
    case_id: str,
    agency_id: str,
    *,
    written_date: str,
    time: str,
    kind: str,
    text: str,
    ordinal: int,
) -> str:
    """Return the id of a row without a reference; ``ordinal`` tells exact duplicates apart."""
    parts = (written_date, time, kind, text)
    return "e-" + digest(
        "text", case_id, agency_id, *(normalise_text(p) for p in parts), str(ordinal)
    )


def fact_id(case_id: str, topic: str, about: str | None, by: str | None) -> str:
    """Return the id of a fact: its case, its topic, about whom, by whom."""
    return "f-" + digest(case_id, topic, about or "", by or "")


def finding_id(case_id: str, query: str, *identity: str) -> str:
    """Return the id of a finding from the query that found it and its identity fields.

    Never from evidence, dates, wording, settings or form: what a panel said of it must stay
    attached when a row is added.
    """
    return f"{query}-" + digest(case_id, query, *identity)
