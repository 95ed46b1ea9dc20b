"""What the walkthrough shows, ready to be drawn: nothing here is computed from rows any more.

A *seat* is what somebody in the room plays: an agency, the people close to the family, or the
victim's own experience. Each comes with what was on its own records, minute by minute. A *moment*
is where the room stops and decides; its *reveal* says what the other seats held by then, what the
framework calls it, what was done next, and what went well. *What if* carries what the page needs
to suppose shares of which there is no record.

Minutes are those of :mod:`graphdb.dates`. Sentences and dates arrive as they are to be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class SeatKind(StrEnum):
    """What kind of seat it is."""

    AGENCY = "agency"
    INFORMAL = "informal"
    VICTIM = "victim"


class HeldState(StrEnum):
    """How a seat holds a thing from a minute on.

    ``POSSIBLE`` is what a date, a link or another's record leaves in doubt; ``ENDED`` what had
    been on record, and of which a row of its own says that it had ended; ``LAPSED`` what no later
    record tells of, for longer than a record of it is relied on.
    """

    CERTAIN = "certain"
    POSSIBLE = "possible"
    ENDED = "ended"
    LAPSED = "lapsed"

    @property
    def stands(self) -> bool:
        """Whether a thing is held in this state, for certain or possibly."""
        return self in (HeldState.CERTAIN, HeldState.POSSIBLE)


@dataclass(frozen=True, slots=True)
class SeatSays:
    """How the page speaks to a seat.

    Attributes
    ----------
    intro
        Before its first contact, a paragraph each.
    held, end
        Headings over what it holds, and over what it held in the end.
    stop, idle_stop
        What a moment asks, in a heading; and one at which it has nothing of its own.
    idle
        Where it has nothing new.
    there
        Where it was at a meeting, and no row of its own tells of it.
    before
        What stands before a summary of contacts that are not met one by one.
    together
        What is said above what it holds, where not everybody of that seat had all of it.
    """

    intro: tuple[str, ...] = (
        "You will meet the contacts one by one, each as it was recorded, in order of time. Beside "
        "them stands what this seat held by then, how, and since when. At some moments the page "
        "stops and asks what you would do.",
        "A contact comes on the screen when it had certainly happened: where a date is in doubt, "
        "on the latest day it can have been.",
    )
    held: str = "What we hold now"
    end: str = "What this seat held in the end"
    stop: str = "what do you do?"
    idle_stop: str = "what would you ask?"
    idle: str = "You stop here as you are: go by what you hold."
    there: str = (
        "A meeting that your agency is on record as having attended; no row of your own tells of "
        "it."
    )
    before: str = "What you already hold"
    together: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody to play; ``about`` says in a sentence or two what the seat is."""

    seat_id: str
    name: str
    kind: SeatKind
    about: str
    says: SeatSays = SeatSays()


@dataclass(frozen=True, slots=True)
class WalkRow:
    """A row of a chronology, as its recorder wrote it.

    Attributes
    ----------
    agency_id
        Whose record it is: the text belongs to that seat, and to the victim's where it tells of
        a contact with the victim.
    holder
        The recorder as a reader knows it ("Northshire Police, Response").
    when
        The date in words.
    kind, shape
        What kind of event it is, in words; and how it is drawn (:class:`viz.model.Shape`).
    who
        Who was there or is spoken of.
    more
        Labelled text of the same row (outcome, tool and grade).
    coded
        Whether somebody has said what it tells; else nothing of it is among what is held.
    """

    row_id: str
    agency_id: str
    holder: str
    when: str
    kind: str
    shape: str
    who: str
    text: str
    more: tuple[tuple[str, str], ...]
    source: str
    coded: bool = True


def as_met(row: WalkRow, on: SeatRow, kind: SeatKind) -> WalkRow:
    """Return a row as a seat meets it: an agency as it wrote it, others without inner fields."""
    if kind is SeatKind.AGENCY:
        return row if on.who is None else replace(row, who=on.who)
    return replace(
        row,
        # who wrote it down stands beside it in words
        holder="" if on.how else row.holder,
        kind=on.kind or row.kind,
        who="",
        more=(),
        source="",
    )


@dataclass(frozen=True, slots=True)
class WalkFact:
    """One thing that may be known, in words ("threats to kill, by Craig, to Leanne")."""

    fact_id: str
    words: str
    weight: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A row that comes on a seat's screen at ``minute``, and not before.

    Attributes
    ----------
    minute
        By when the seat certainly had it: the latest reading of its date, or of the day on which
        it was learned. A doubtful date never shows a row early. Of a row of which only the
        beginning is dated, the day by which that had begun.
    doubt
        What is to be said of such a row; empty otherwise.
    how
        Whose words they are, where they are not the seat's own ("As Northshire Police wrote
        it"); empty otherwise.
    kind
        What it is in plain words, on a seat that is no agency's; empty otherwise.
    weighs
        Whether it is never passed over: an incident, an assessment, or something heavy told,
        for the first time or again.
    tells
        Of such a row the things it tells, the heaviest first, each with "again" where a row on
        this screen had told it before; empty where it tells none.
    who
        Whom it concerns, as this seat's own record names them by then; ``None`` where nothing is
        kept from it.
    """

    row_id: str
    minute: int
    how: str = ""
    kind: str = ""
    weighs: bool = False
    tells: str = ""
    who: str | None = None
    doubt: str = ""

    @property
    def said(self) -> str:
        """What stands beside the row: whose words they are, and what is in doubt."""
        return ". ".join(part for part in (self.how, self.doubt) if part)


@dataclass(frozen=True, slots=True)
class HeldStep:
    """From ``minute`` on a seat holds a thing in this state.

    Attributes
    ----------
    how
        In which way, in words, with the day ("Told by the surgery, 3 May 2012; both record the
        telling"). It never quotes another's row.
    row_id
        The row that shows it, where it is on this seat's own screen by then; empty otherwise.
    """

    minute: int
    state: HeldState
    how: str
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class SeatFact:
    """How a seat's holding of one thing changed, in order of time.

    ``again`` is in how many later rows on its own screen it was told again: from a minute on,
    the last of them, and in words. ``called`` is the thing in words as this seat's own record has
    it, from a minute on and by which row, where that does not name everybody from the first.
    ``apart`` is what is said of it where the team of the row on screen may not have seen it, from
    a row on; empty words from the row on where that is over.
    """

    fact_id: str
    steps: tuple[HeldStep, ...]
    again: tuple[tuple[int, str, str], ...] = ()
    called: tuple[tuple[int, str, str], ...] = ()
    apart: tuple[tuple[int, str, str], ...] = ()

    def at(self, minute: int) -> HeldStep | None:
        """Return the step that stands at a minute, or ``None`` before the first."""
        reached = [step for step in self.steps if step.minute <= minute]
        return reached[-1] if reached else None

    def words_at(self, minute: int, words: str) -> str:
        """Return the thing in words as the seat has it at a minute; ``words`` name everybody."""
        if not self.called:
            return words
        reached = [said for since, _, said in self.called if since <= minute]
        return reached[-1] if reached else self.called[0][2]

    def apart_at(self, minute: int) -> str:
        """Return what is said at a minute of the team that wrote the last row by then."""
        step = self.at(minute)
        reached = [words for since, _, words in self.apart if since <= minute]
        return reached[-1] if reached and step is not None and step.state.stands else ""

    def how_at(self, minute: int) -> str:
        """Return how it is held at a minute, and how often it was told again by then."""
        step = self.at(minute)
        if step is None:
            return ""
        again = [words for since, _, words in self.again if step.minute <= since <= minute]
        return "; ".join((step.how, *again[-1:]))


@dataclass(frozen=True, slots=True)
class SeatView:
    """Everything that ever comes on one seat's screen, and what is revealed of it.

    Attributes
    ----------
    facts
        What it held as it knew itself: of a row nothing before the row, and nothing that only
        another's record says of it.
    left_out
        What of its record does not come on screen, and why (no date; after the end).
    revealed
        What all records that had been made by then give it, possibly too: for a reveal alone.
    """

    seat_id: str
    rows: tuple[SeatRow, ...]
    facts: tuple[SeatFact, ...]
    left_out: tuple[str, ...] = ()
    revealed: tuple[SeatFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions that a moment asks.

    ``key`` is stable (:data:`viz.walk.settings.ALL_QUESTIONS`). ``scale`` gives
    the labels of a scale, from least to most; empty where the answer is free text.
    """

    key: str
    words: str
    hint: str = ""
    scale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment as one seat meets it; seats without a stop of their own pause as they are.

    ``title`` says nothing that the seat does not hold; ``row_id`` is the row it stops at. ``also``
    where it is not on that seat's record, which is asked at a row of its own from before it, so
    that every seat that has contacts in a session is asked to act once at least. ``there`` where
    another's row says that it was at the meeting, and no row of its own does.
    """

    seat_id: str
    title: str
    row_id: str = ""
    also: bool = False
    there: bool = False


@dataclass(frozen=True, slots=True)
class HeldThing:
    """A thing as a seat held it at the moment of a reveal."""

    fact_id: str
    state: HeldState
    how: str


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """What one seat held at the moment.

    Attributes
    ----------
    says
        The sentence before the list ("Held 4 things by then; 2 of them nobody else had.").
    things
        Heaviest first.
    rows
        Its own rows that show them, as they were: the heaviest, where there are many.
    in_all
        How many such rows there are.
    """

    seat_id: str
    says: str
    things: tuple[HeldThing, ...]
    rows: tuple[str, ...]
    in_all: int = 0


@dataclass(frozen=True, slots=True)
class RevealNote:
    """A sentence with the rows that it speaks of."""

    words: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeNote:
    """What the framework calls it: its code, its words, and what here falls under it."""

    code: str
    label: str
    words: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reveal:
    """What is shown after the room has decided.

    Attributes
    ----------
    summary
        What it comes to, in a sentence or two.
    held
        Every seat, the chosen one too.
    themes
        What the framework calls it.
    done
        What was in fact done next, in order of time.
    good
        What went well by then or in answer to it.
    day
        The moment's own rows: the record of that day, with which the picture begins.
    named
        The things that the summary says others held.
    """

    summary: str
    held: tuple[SeatHeld, ...]
    themes: tuple[ThemeNote, ...] = ()
    done: tuple[RevealNote, ...] = ()
    good: tuple[RevealNote, ...] = ()
    day: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the room stops and decides.

    Attributes
    ----------
    minute, when
        The minute as at which everything is shown, and its day in words.
    title, why
        For the facilitator: what it is, and why it was chosen.
    stops
        How each seat whose record it is meets it.
    questions
        Keys of :attr:`WalkModel.questions` that are asked of an agency, in order.
    notes, ask
        For the facilitator: what to watch for, and questions to put.
    """

    moment_id: str
    minute: int
    when: str
    title: str
    why: str
    stops: tuple[Stop, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...]
    ask: tuple[str, ...]
    reveal: Reveal


@dataclass(frozen=True, slots=True)
class TimedPart:
    """A part of a session and how many minutes it is given; ``moment_id`` where it is one."""

    title: str
    minutes: int
    moment_id: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A session of so many minutes; its parts add up to them."""

    minutes: int
    parts: tuple[TimedPart, ...]


@dataclass(frozen=True, slots=True)
class SupposeOffer:
    """A share of which there is no record, to be switched on.

    Attributes
    ----------
    teller, told
        Agency ids.
    minute, when
        When it would have been.
    words
        "Suppose that the surgery had told Lantern on 3 May 2012."
    because
        Why it is offered: the occasion on record, and what could have been told.
    row_id
        The row of the occasion.
    consent
        What the rows that told of it say of consent, in their words; empty where none does.
    foremost
        Whether it is one of the few that a room begins with; the others stand folded, counted.
    """

    offer_id: str
    teller: str
    told: str
    minute: int
    when: str
    words: str
    because: str
    row_id: str = ""
    consent: str = ""
    foremost: bool = False


@dataclass(frozen=True, slots=True)
class Suppose:
    """Shares to suppose, and what the page needs to work out what would have been on record.

    ``data`` is what :func:`graphdb.suppose.compact` returns, read by ``viz/js/walk/suppose.js``.
    ``limits`` is the sentence that stands beside everything it shows.
    """

    offers: tuple[SupposeOffer, ...]
    limits: str
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class WalkModel:
    """The walkthrough of one case.

    Attributes
    ----------
    marking, status
        Stand on every page.
    pack
        What the page says of the case it was made of (anonymised, or overridden and by name).
    content_warning, opening, closing
        What is said first and last, a paragraph each; the opening asks who worked on the case
        or is bereaved.
    limits
        What the walkthrough cannot show.
    base, end
        First minute, and the minute at which the walkthrough ends (it stops before the death).
    agencies
        Name of each agency and informal source, by id: for what if.
    """

    title: str
    marking: str
    status: str
    pack: str
    content_warning: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    limits: tuple[str, ...]
    base: int
    end: int
    seats: tuple[Seat, ...]
    rows: tuple[WalkRow, ...]
    facts: tuple[WalkFact, ...]
    views: tuple[SeatView, ...]
    questions: tuple[Question, ...]
    moments: tuple[Moment, ...]
    versions: tuple[Version, ...]
    agencies: tuple[tuple[str, str], ...]
    suppose: Suppose

    def seat(self, seat_id: str) -> Seat:
        """Return a seat by its id."""
        return next(seat for seat in self.seats if seat.seat_id == seat_id)

    def view_of(self, seat_id: str) -> SeatView:
        """Return everything that ever comes on a seat's screen."""
        return next(view for view in self.views if view.seat_id == seat_id)
