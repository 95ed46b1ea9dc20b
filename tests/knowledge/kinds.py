"""Kinds for small cases, in the shape that the view and the findings ask for."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from graphdb.case_view import CaseView
from graphdb.knowledge import Knowledge
from graphdb.model import CaseRecords
from queries.enquiry import Enquiry
from tests.reference.small_cases import KINDS


@dataclass(frozen=True)
class Kind:
    """An event kind with every flag that the rules ask of it."""

    contact: bool = False
    routine: bool = False
    incident: bool = False
    assessment: bool = False
    decision: bool = False
    meeting: bool = False
    fatal: bool = False
    supervision: bool = False
    handover: bool = False
    share: bool = False
    referral: bool = False
    response: bool = False
    closure: bool = False
    no_contact: bool = False
    life: bool = False
    severity: int = 0
    purpose: str | None = None
    label: str = "row"


SMALL_KINDS: dict[str, Kind] = {
    key: Kind(
        contact=flags.contact,
        routine=flags.routine,
        incident=flags.incident,
        assessment=flags.assessment,
        meeting=flags.meeting,
    )
    for key, flags in KINDS.items()
}

SMALL_VOCABULARY: Any = SimpleNamespace(kinds=SMALL_KINDS, tools={}, sectors={}, topics={})


def enquiry_of(records: CaseRecords) -> Enquiry:
    """Return a small case, ready to be asked."""
    view = CaseView(records, SMALL_KINDS)
    return Enquiry(view, Knowledge(view), SMALL_VOCABULARY)
