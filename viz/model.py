"""What the page shows, ready to be drawn: nothing here is computed from rows any more.

:func:`viz.build.build_page_model` makes a :class:`PageModel` from a case; :func:`viz.page.render`
draws it. Sentences and dates arrive as they are to be read (British, guarded); minutes are those
of :mod:`graphdb.dates` and serve only to place things on an axis and to compare them with the
as-at day. Every identifier that is named must exist; :meth:`PageModel.check` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graphdb.model import Disposition, DispositionState


class Shape(StrEnum):
    """How a kind of event is drawn: each has a shape and a colour of its own."""

    INCIDENT = "incident"
    DISCLOSURE = "disclosure"
    CONTACT = "contact"
    ASSESSMENT = "assessment"
    SHARE = "share"
    MEETING = "meeting"
    DECISION = "decision"
    ROUTINE = "routine"


class Holding(StrEnum):
    """By what an agency had a fact on a day, as the records show it.

    "No record" and "cannot tell" are not steps: they are what remains where no step has been
    reached, told apart by what the agency's chronology covers (:attr:`Lane.covered_from`).
    """

    OWN = "own"
    TOLD = "told"
    SENT = "sent"
    SENT_COUNTED = "counted"
    COULD_OPEN = "open"
    POSSIBLE = "possible"
    DENIED = "denied"
    ENDED = "ended"

    @property
    def counts_as_held(self) -> bool:
        """Whether a cell in this state is counted in "held 2 of the 9 things"."""
        return self in (Holding.OWN, Holding.TOLD, Holding.SENT_COUNTED)


class Span(StrEnum):
    """What the time of a row is: one moment, something that lasts, something repeated."""

    ONCE = "once"
    LASTING = "lasting"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody the case speaks of, and what they are in it ("victim", or the case's term)."""

    label: str
    role: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the case is.

    Attributes
    ----------
    about
        Sentences that say what the case is, in the order in which they are read.
    proceedings
        The sentence shown while proceedings are live; empty otherwise.
    scope_from, scope_to, death_from, death_to
        Minutes; ``None`` where not known.
    first, last
        The first and last minute that the as-at day can take, and the axis shows.
    as_at
        The minute of the day the page opens on.
    """

    case_id: str
    title: str
    review: str
    status: str
    marking: str
    scope: str
    about: tuple[str, ...]
    persons: tuple[PersonLine, ...]
    proceedings: str
    death: str
    scope_from: int | None
    scope_to: int | None
    death_from: int | None
    death_to: int | None
    first: int
    last: int
    as_at: int

    @property
    def stamp(self) -> str:
        """The marking and the case's status, as they stand on every page of every output."""
        return " · ".join(p for p in (self.marking, f"Status: {self.status.lower()}") if p)


@dataclass(frozen=True, slots=True)
class TeamLane:
    """A team: one swim lane under its agency's."""

    team_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Lane:
    """An agency or an informal source.

    Attributes
    ----------
    covered_from, covered_to
        The minutes between which silence means "no record"; both ``None`` where silence
        means nothing (partly covered, or not coded).
    coverage
        A sentence that says what the chronology covers.
    """

    agency_id: str
    name: str
    informal: bool
    teams: tuple[TeamLane, ...]
    covered_from: int | None
    covered_to: int | None
    coverage: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event as the legend names it; ``life`` where it is no agency's act."""

    key: str
    label: str
    shape: Shape
    life: bool = False


@dataclass(frozen=True, slots=True)
class RevealLine:
    """A fact that a row reveals, and how it speaks of it ("disclosed", "denied")."""

    fact_id: str
    stance: str


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A team that a row names as told; ``received`` where that team's own record has it."""

    team_id: str
    received: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the integrated chronology.

    Attributes
    ----------
    when
        The date in British wording; ``written`` is the text as it stood.
    start, end
        Each ``(earliest, latest)`` in minutes, ``None`` for an open side. For a moment the
        two are equal.
    text
        What was recorded, as written. It stands in the page once.
    more
        Labelled text of the same row (outcome, comment, tool and grade).
    source
        Document, sheet or table, and row.
    there, invited
        Of a meeting: the agencies that its rows name as there, and as invited.
    names
        Places in :attr:`PageModel.named`: which of those persons the row names.
    """

    event_id: str
    team_id: str
    kind: str
    when: str
    written: str
    start: tuple[int | None, int | None]
    end: tuple[int | None, int | None]
    span: Span
    who: str
    text: str
    source: str
    more: tuple[tuple[str, str], ...] = ()
    reveals: tuple[RevealLine, ...] = ()
    shares: tuple[ShareLine, ...] = ()
    fatal: bool = False
    coded: bool = True
    there: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    names: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FactLine:
    """One thing known: a row of the matrix, most weighty first."""

    fact_id: str
    label: str
    persons: str
    weight: int


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One row of "how do we know that they knew?", with what it does ("recorded by itself")."""

    event_id: str
    how: str


@dataclass(frozen=True, slots=True)
class Step:
    """From this minute on the agency's holding of the fact is in this state."""

    minute: int
    holding: Holding
    chain: tuple[ChainLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """How one agency's holding of one fact changed, in order of time."""

    fact_id: str
    agency_id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SharePoint:
    """From this minute on: how much of the pooled picture, in whole per cent, as a band."""

    minute: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PictureShare:
    """How much of the pooled picture an agency held; an informal source has none."""

    agency_id: str
    points: tuple[SharePoint, ...]


class Passing(StrEnum):
    """In which way a fact was passed on."""

    SENT = "sent"
    MINUTES = "minutes"
    PATHWAY = "pathway"
    MEETING = "meeting"
    MAYBE_MEETING = "maybe-meeting"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class StoryShare:
    """A share of a fact.

    Attributes
    ----------
    event_id
        The sender's row; of a meeting the meeting's; where only the receiver's record has it
        (:attr:`Passing.NAMED`), the receiver's.
    receipt
        The receiver's row, where its own record has it; empty otherwise.
    giver, taker
        A team that has a lane, or else its agency.
    """

    event_id: str
    receipt: str
    giver: str
    taker: str
    how: Passing


@dataclass(frozen=True, slots=True)
class StoryGap:
    """No record of a share that a duty, or an agency's own records, would make expected.

    Attributes
    ----------
    words
        What the records do not show, for the end of a dashed arrow and for a sentence.
    from_event, to_event
        The rows between which the dashed arrow runs; empty where none is to be drawn.
    """

    finding_id: str
    from_agency: str
    to_agency: str
    words: str
    from_event: str = ""
    to_event: str = ""


@dataclass(frozen=True, slots=True)
class FactStory:
    """How one fact went from record to record.

    Attributes
    ----------
    firsts
        The rows that may be the first record of it; where there are several, which came first
        cannot be told.
    findings
        Every line of enquiry about this fact.
    """

    fact_id: str
    firsts: tuple[str, ...]
    shares: tuple[StoryShare, ...] = ()
    gaps: tuple[StoryGap, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InformalPoint:
    """From this minute on: what people close to them knew, as a band; never added to the pool."""

    minute: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """From this minute on: the pooled picture and the best single agency's, each a band."""

    minute: int
    low: float
    high: float
    best_low: float
    best_high: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """The pooled picture.

    Attributes
    ----------
    sentence
        What the two days and the days between say.
    limits
        What the curve does not show (that the death would have been prevented).
    unit
        What the height counts, in words.
    pool_day, best_day
        The minute of the day on which each crossed the threshold; ``None``: never.
    pool_label, best_label
        Those days in words, with the agency's name where it is one.
    between
        "212 days between"; empty where there are none.
    informal
        What people close to them knew: a curve of its own.
    alone
        Whether the chronology of only one agency has been read: then there is no "together".
    """

    points: tuple[CurvePoint, ...]
    unit: str
    sentence: str
    limits: str
    pool_day: int | None
    best_day: int | None
    pool_label: str
    best_label: str
    between: str
    informal: tuple[InformalPoint, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One of the kinds of finding, in the order in which the overview says them."""

    key: str
    label: str
    asks: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A row on which a finding stands, and the part it plays ("held by", "contact")."""

    event_id: str
    part: str


@dataclass(frozen=True, slots=True)
class RowNote:
    """A sentence with the rows that it speaks of."""

    text: str
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation to ask about first: in words, its occasion, and what could have been told.

    ``occasion`` are the rows that show that it could have happened, ``held`` those by which the
    teller held what it could have told.
    """

    text: str
    occasion: tuple[str, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DispositionLine:
    """What the panel said of a finding, as the page prints it.

    ``question`` says what was asked of whom, and what the answer was.
    """

    state: str
    note: str = ""
    who: str = ""
    changed: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of enquiry.

    Attributes
    ----------
    says
        The sentence: what is and is not on the records.
    question
        What the panel may want to ask, in plain English.
    certain, certainty
        Whether the dates make it certain, and that in words.
    agencies
        Whom the question goes to first, then the others concerned.
    weight, matter
        For ranking only; and of what it concerns, 1 to 5, 0 where nothing was weighed.
    why
        Why it is listed, sentence by sentence.
    """

    finding_id: str
    kind: str
    says: str
    question: str
    certain: bool
    certainty: str
    window: str
    why: tuple[str, ...]
    agencies: tuple[str, ...]
    persons: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    opportunities: tuple[RowNote, ...] = ()
    codes: tuple[str, ...] = ()
    disposition: DispositionLine | None = None
    weight: float = 0.0
    matter: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """What the page needs to take in what a panel says, and to save it.

    Attributes
    ----------
    states
        What can be said of a finding, as ``dispositions.csv`` writes it.
    codes
        The themes of the framework, each "1A label".
    said
        Every disposition whose text is in the page, as it stands in the file.
    kept_back
        Findings that have one whose text is not in the page.
    """

    states: tuple[str, ...] = tuple(DispositionState)
    codes: tuple[str, ...] = ()
    said: tuple[Disposition, ...] = ()
    kept_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of findings that a panel reads as one line, most weighty first.

    ``more`` says it at length, with every agency named; empty where the title does. ``heading``
    is what its findings have in common; empty where that is their kind.
    """

    group_id: str
    kind: str
    title: str
    finding_ids: tuple[str, ...]
    more: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class KindSentence:
    """The most weighty thing found of one kind, or that nothing was; a link to its rows."""

    kind: str
    text: str
    finding_id: str | None = None


class LinkKind(StrEnum):
    """What a line of the network stands for."""

    CONTACT = "contact"
    SHARE = "share"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class NetworkPerson:
    """A person on the network map; ``side`` is -1 for a victim, 1 for a perpetrator, else 0."""

    person_id: str
    label: str
    role: str
    side: int
    child: bool = False


@dataclass(frozen=True, slots=True)
class KinLine:
    """How two people are related, as the case says it: a person is the ``tie`` of another.

    Attributes
    ----------
    when
        Since when and until when, in words; empty where the case does not say.
    start, end
        Each ``(earliest, latest)`` in minutes, ``None`` where not known.
    """

    person_id: str
    to_id: str
    tie: str
    when: str = ""
    start: tuple[int | None, int | None] = (None, None)
    end: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Link:
    """What stands on record between two holders, or between a holder and a person.

    Attributes
    ----------
    source, target
        Team ids, or the agency's where no team is named; of a contact the target is a person.
    rows
        One entry for each thing recorded: the row itself; of a share the sender's row and the
        receiver's, either of which may be ``None``.
    """

    kind: LinkKind
    source: str
    target: str
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class NetworkLines:
    """Who was in touch with whom, who told whom, and who met.

    Attributes
    ----------
    sectors
        By agency: the group of services that it belongs to, in words.
    moved
        Rows that count from another day than their own (learned later), with the minutes.
    kin
        How the people are related, in the order of the case.
    """

    people: tuple[NetworkPerson, ...]
    sectors: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    moved: tuple[tuple[str, int | None, int | None], ...] = ()
    kin: tuple[KinLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """A line of the overview beside the three kinds: what it is, in words, and where it leads.

    ``target`` is the id of a finding, or of a part of the page.
    """

    label: str
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class KeyDay:
    """A day that a panel asks for by name: "2nd assault", among others of its ``group``."""

    group: str
    words: str
    event_id: str


@dataclass(frozen=True, slots=True)
class PageModel:
    """Everything that the page shows.

    Attributes
    ----------
    held
        Pairs of a fact and an agency that are not named have no step at all.
    counted
        "Counted, not listed": what lies below the least weight; empty where nothing does.
    uncoded
        How many rows nobody has coded; the page leads with it.
    no_longer
        What the panel decided on findings that are gone.
    limits
        What cannot be told from this case at all, and why; the page leads with it.
    picture
        How much of the pooled picture each agency held.
    stories
        How each fact went from record to record.
    pointers
        Further lines of the overview.
    conversations
        Conversations to ask about first, each with the rows that show that it could have
        happened, and with those by which the teller held what it could have told.
    held_longest
        What was held the longest with no record that it was passed on.
    settings
        What was set for this case, in words: paper says it, the page does not.
    threshold
        What counts as enough to act on, whose numbers these are, and that others give other days.
    framework
        The themes of the analysis framework by what is known of them: a state, and a sentence.
    panel
        What the panel said so far, and what it can say.
    key_days
        Days that a panel asks for by name.
    named
        The persons by whom rows can be told apart; several children are one line.
    """

    header: Header
    lanes: tuple[Lane, ...]
    kinds: tuple[Kind, ...]
    events: tuple[EventRow, ...]
    facts: tuple[FactLine, ...]
    held: tuple[Held, ...]
    pooled: Pooled | None
    finding_kinds: tuple[FindingKind, ...]
    findings: tuple[FindingLine, ...]
    groups: tuple[GroupLine, ...]
    sentences: tuple[KindSentence, ...]
    good: tuple[RowNote, ...]
    cannot_tell: tuple[RowNote, ...]
    counted: str
    uncoded: int
    no_longer: tuple[RowNote, ...] = ()
    limits: tuple[str, ...] = ()
    picture: tuple[PictureShare, ...] = ()
    stories: tuple[FactStory, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    conversations: tuple[ConversationLine, ...] = ()
    held_longest: tuple[RowNote, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    threshold: str = ""
    framework: tuple[tuple[str, str], ...] = ()
    panel: Panel = Panel()
    named: tuple[PersonLine, ...] = ()
    network: NetworkLines | None = None
    key_days: tuple[KeyDay, ...] = ()

    def check(self) -> None:
        """Raise where two things share an identifier or a named one does not exist.

        Raises
        ------
        ValueError
            With the place and the identifier.
        """
        teams = _ids("team", [t.team_id for lane in self.lanes for t in lane.teams])
        agencies = _ids("agency", [lane.agency_id for lane in self.lanes])
        kinds = _ids("kind", [k.key for k in self.kinds])
        facts = _ids("fact", [f.fact_id for f in self.facts])
        events = _ids("event", [e.event_id for e in self.events])
        findings = _ids("finding", [f.finding_id for f in self.findings])
        _ids("group", [g.group_id for g in self.groups])
        finding_kinds = _ids("finding kind", [k.key for k in self.finding_kinds])
        named = frozenset(str(n) for n in range(len(self.named)))
        for e in self.events:
            _known("event's team", [e.team_id, *(s.team_id for s in e.shares)], teams)
            _known("event's kind", [e.kind], kinds)
            _known("event's fact", [r.fact_id for r in e.reveals], facts)
            _known("event's person", [str(n) for n in e.names], named)
        for held in self.held:
            _known("held fact", [held.fact_id], facts)
            _known("holding agency", [held.agency_id], agencies)
            chain = [link.event_id for step in held.steps for link in step.chain]
            _known("chain's row", chain, events)
        for f in self.findings:
            _known("finding's kind", [f.kind], finding_kinds)
            _known("finding's agency", list(f.agencies), agencies)
            notes = [i for note in f.opportunities for i in note.event_ids]
            _known("finding's row", [*(x.event_id for x in f.evidence), *notes], events)
        for g in self.groups:
            _known("group's kind", [g.kind], finding_kinds)
            _known("group's finding", list(g.finding_ids), findings)
        for s in self.sentences:
            _known("sentence's finding", [s.finding_id] if s.finding_id else [], findings)
        for c in self.conversations:
            _known("conversation's row", [*c.occasion, *c.held], events)
        for note in (*self.good, *self.cannot_tell, *self.no_longer, *self.held_longest):
            _known("note's row", list(note.event_ids), events)
        _known("agency of a share of the picture", [p.agency_id for p in self.picture], agencies)
        for story in self.stories:
            _known("story's fact", [story.fact_id], facts)
            _known("story's finding", [*story.findings], findings)
            rows = [*story.firsts]
            for share in story.shares:
                rows += [share.event_id, share.receipt]
                _known("holder of a share", [share.giver, share.taker], teams | agencies)
            for gap in story.gaps:
                rows += [gap.from_event, gap.to_event]
                _known("gap's finding", [gap.finding_id], findings)
                _known("gap's agency", [gap.from_agency, gap.to_agency], agencies)
            _known("story's row", [row for row in rows if row], events)
        if self.network is not None:
            people = _ids("person", [p.person_id for p in self.network.people])
            for kin in self.network.kin:
                _known("related person", [kin.person_id, kin.to_id], people)
            for link in self.network.links:
                contact = link.kind is LinkKind.CONTACT
                _known("link's holder", [link.source], teams | agencies)
                _known("link's end", [link.target], people if contact else teams | agencies)
                rows = [row for entry in link.rows for row in entry if row is not None]
                _known("link's row", rows, events)


def _ids(what: str, ids: list[str]) -> frozenset[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ValueError(f"two of one {what}: {one!r}")
        seen.add(one)
    return frozenset(seen)


def _known(what: str, ids: list[str], known: frozenset[str]) -> None:
    for one in ids:
        if one not in known:
            raise ValueError(f"{what} is not in the model: {one!r}")
