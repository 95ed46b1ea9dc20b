"""The words of the page that are said in more than one place."""

from __future__ import annotations

from dataclasses import dataclass

from graphdb.model import Case, Person, ReviewStatus, Role
from viz.model import Holding, Lane, Shape, Step


@dataclass(frozen=True, slots=True)
class State:
    """A state of a matrix cell: its key, a sign, a short word for the cell, and what it means.

    ``tell`` is what would tell more; empty where the rows themselves do.
    """

    key: str
    sign: str
    short: str
    means: str
    tell: str = ""


_RECEIPT = "this agency’s own note of the receipt, in its inbox, its post or its file"

NO_RECORD = State(
    "none",
    "–",
    "No record",
    "no record that this agency knew of it by that day",
    "its whole file for that time; what nobody wrote down may still have been known",
)
CANNOT_TELL = State(
    "cannot",
    "··",
    "Cannot tell",
    "cannot tell from these records: its chronology does not cover that day, or is not coded",
    "its chronology for that time, complete and coded",
)

STATES: tuple[State, ...] = (
    State(Holding.OWN, "●", "Own record", "a row of its own says so, whoever told it"),
    State(
        Holding.TOLD,
        "◆",
        "Told",
        "it was told: its own records show the telling, or the meeting’s record names it as there; "
        "what it was told is what the teller’s record says",
    ),
    State(
        Holding.SENT,
        "▷",
        "Sent",
        "another agency's record says that it was sent; no record that it was received",
        _RECEIPT,
    ),
    State(
        Holding.SENT_COUNTED,
        "▶",
        "Sent, counted",
        "another agency's record says that it was sent; no record that it was received; "
        "the settings of this review count what was sent as held",
        _RECEIPT,
    ),
    State(
        Holding.COULD_OPEN,
        "□",
        "Could open",
        "on a shared record that it could open; no record that it was opened",
        "the log of who opened that record, and when",
    ),
    State(
        Holding.POSSIBLE,
        "?",
        "Possibly",
        "possibly on that day: a date or a link is in doubt, whether it had ended, or only "
        "somebody else's record shows that they knew",
        "the exact date, a record of their own, or whether the rows below are of one occurrence",
    ),
    State(
        Holding.DENIED,
        "×",
        "Asked: no",
        "it asked, and the answer on record was no",
        "who asked, in what words, and who else was in the room",
    ),
    State(
        Holding.ENDED,
        "○",
        "Not current",
        "it had been on record here; a row says that it had ended, or it was last told of too "
        "long ago to count",
        "a later row that says whether it still held true",
    ),
    NO_RECORD,
    CANNOT_TELL,
)

HELD = frozenset(h.value for h in Holding if h.counts_as_held)

SHAPES: dict[Shape, str] = {
    Shape.INCIDENT: "Incident",
    Shape.DISCLOSURE: "Disclosure",
    Shape.CONTACT: "Contact",
    Shape.ASSESSMENT: "Assessment",
    Shape.SHARE: "Information shared",
    Shape.MEETING: "Meeting",
    Shape.DECISION: "Decision",
    Shape.ROUTINE: "Routine or other",
}


def state_at(steps: tuple[Step, ...], lane: Lane, minute: int) -> State:
    """Return the state of a cell at a minute: the last step reached, or what silence means."""
    reached = [s for s in steps if s.minute <= minute]
    if reached:
        last = max(reached, key=lambda s: s.minute)
        return next(state for state in STATES if state.key == last.holding.value)
    if lane.covered_from is None or lane.covered_to is None:
        return CANNOT_TELL
    return NO_RECORD if lane.covered_from <= minute <= lane.covered_to else CANNOT_TELL


def role_words(case: Case, person: Person, label: str) -> str:
    """Return what a person called so is in the case; guarded while proceedings are live."""
    live = case.status is ReviewStatus.PROCEEDINGS_LIVE
    term = case.perpetrator_term
    # a person who is called what the term says needs no second name
    same = label.casefold() == term.casefold()
    guarded = "role not named while proceedings are live" if same or not term else term
    return listed(
        [
            guarded if live and role is Role.PERPETRATOR else role.value
            for role in Role
            if role in person.roles
        ]
    )


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "row"), counted(1200, "row"), counted(0, "agency", "agencies")
    ('1 row', '1,200 rows', '0 agencies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> listed(["A", "B", "C"]), listed(["A"])
    ('A, B and C', 'A')
    """
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), *names[-1:]])
