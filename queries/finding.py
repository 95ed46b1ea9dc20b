"""What a query returns: a line of enquiry with its rows, never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """Whether a statement is true in every world its dates allow, or in at least one."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class Cites(StrEnum):
    """What a cited row shows."""

    HELD = "where it was held"
    CONTACT = "contact with no record of it"
    SENT = "sent, with no record of receipt"
    RECEIVED = "when it arrived"
    TOUCH = "the agencies were in touch"
    DECISION = "assessment or decision with no record of it"
    ASSESSMENT = "assessment"
    EARLIER = "earlier occurrence, held"
    INCIDENT = "incident"
    REASON = "recorded reason"
    CONSIDERED = "taken into account"
    SHARED = "shared"
    ASKED = "what was asked or said"
    HAPPENED = "what happened"
    FOLLOWED = "what followed"
    REFERRAL = "referral"
    DECLINED = "declined"
    CLOSURE = "closure"
    MEETING = "meeting"
    PLAN = "plan or action agreed"
    OFFER = "offered"
    NOT_TAKEN_UP = "contact not taken up"
    KNOWN = "what was known at the time"
    SEEN = "contact"
    ACCOUNT = "one account"
    OTHER = "another account"
    NAMES = "shows that the other was involved"
    PANEL = "named by the panel"


@dataclass(frozen=True, slots=True)
class Cited:
    """One row of evidence, what it shows, and how certain that is."""

    event_id: str
    shows: Cites
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of enquiry.

    Attributes
    ----------
    finding_id
        Stable from run to run (model.md, "Identity").
    query
        Key of the finding's module.
    form, grade
        Which form of the finding; for shares, the grade of expectation ("i", "ii", "iii").
    expected_of
        For grades i and ii: the agency whose duty, or whose own records, would make a share
        expected; empty otherwise.
    statement, question
        What the records show, and what the panel may want to ask, in plain English.
    short
        The statement again, short enough for an overview; empty where it is so itself.
    agencies
        Whom the question goes to first, then the others concerned.
    cited
        The rows, in order of time.
    window
        [least, most] whole days; ``most`` is ``None`` where it has no end; ``None`` as a whole
        where a window says nothing.
    weight
        For ranking only; larger is weightier.
    group
        Findings of one group are read as one line, unfolded to its members.
    notes
        Further sentences: opportunities, reasons, what is held elsewhere.
    omission
        What it says there is no record of, as keys; of two findings with one key only the first
        by order is listed, and says that the other asks about it too.
    """

    finding_id: str
    query: str
    statement: str
    question: str
    certainty: Certainty
    weight: float
    group: str
    agencies: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    form: str = ""
    grade: str = ""
    expected_of: str = ""
    cited: tuple[Cited, ...] = ()
    window: tuple[int, int | None] | None = None
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    good_practice: bool = False
    omission: tuple[str, ...] = ()
    short: str = ""

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """The evidence on which a disposition of it rests."""
        return tuple(sorted({cited.event_id for cited in self.cited}))


@dataclass(frozen=True, slots=True)
class CannotTell:
    """Something that the records do not let anybody say, and what would be needed.

    ``at_the_end`` marks what the time looked at was too short for: the last contacts, which are
    read first.
    """

    query: str
    agency_id: str
    statement: str
    needed: str
    count: int = 1
    at_the_end: bool = False


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Rows that a query looked at and did not list, and why.

    ``by`` is the row that answered them, where one did.
    """

    query: str
    agency_id: str
    rows: tuple[str, ...]
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What one query found in one case.

    ``below`` counts hits under the least weight: counted, not listed. ``near`` are the rows that
    it looked at and left out.
    """

    findings: tuple[Finding, ...] = ()
    cannot_tell: tuple[CannotTell, ...] = ()
    below: int = 0
    near: tuple[NearMiss, ...] = ()
