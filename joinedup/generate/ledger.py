"""What was planted in a generated case, and what must not be found in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted instance of a finding, or of something that only looks like one.

    Attributes
    ----------
    finding, form
        Key of the finding and form of the line.
    agency_id
        Whom the line is about first; empty where it is about nobody in particular.
    rows
        Ids of rows that the line must cite, or (of what must not be found) must not rest on.
    found
        ``"certain"``, ``"possible"``, ``"cannot tell"`` or ``"nothing"``.
    why
        What makes it so, in words: "answered on the last day".
    """

    finding: str
    form: str
    agency_id: str
    rows: tuple[str, ...]
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything planted in one case.

    ``also`` are the findings that what was planted can bring with it by right: a disclosure that
    nobody answered is also information that nobody passed on. Of those the ledger says nothing.
    """

    planted: tuple[Planted, ...]
    also: frozenset[str]
