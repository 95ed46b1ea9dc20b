"""Where the room stops: moments drafted from the conversations to ask about first, and others.

A moment is a row at which somebody decided, told, met, closed, or first recorded something
weighty. Ten are drafted, spread over time and over the seats: those first at which one of the
heaviest things stands on any record for the first time, then those at which most stood on others'
records; where the case has an assessment, a referral, a closure and a meeting, each comes. The 30-
and 60-minute sessions take three and six of them. The trainer edits what is drafted
(:mod:`viz.walk.settings`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from graphdb.case_view import CaseView
from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import DeathType, Event, Fact, agency_of
from graphdb.pooled import POOL, Step
from queries.answers import Answers
from queries.conversations import Conversation
from queries.enquiry import Enquiry, counted, listed, upper_first
from queries.findings.conversations import first_conversations
from viz.walk.screen import minute_on_screen, when_of
from viz.walk.seats import attended, is_near, rows_of_same, victims_rows
from viz.walk.settings import ALL_QUESTIONS, MomentSpec, VersionSpec, WalkSettings

#: So many moments are drafted, and so many of them come in each session.
MOST = 10
SESSIONS = (VersionSpec(30, 4, 4, 4), VersionSpec(60, 6, 8, 6), VersionSpec(120, 8, 16, 12))
_NAMED = 3
_MOST_ASKED = 4
_COME = {30: 3, 60: 6, 120: MOST}


class Why(StrEnum):
    """Why a row may be a moment."""

    CONVERSATION = "conversation"
    ASSESSMENT = "assessment"
    REFERRAL = "referral"
    CLOSURE = "closure"
    MEETING = "meeting"
    EARLIEST = "earliest"
    FIRST = "first"
    CONTACT = "contact"
    GOOD = "good"


#: What a row counts for by why it may be one, before what stood on others' records is added.
_WORTH = {
    Why.CONVERSATION: 6.0,
    Why.ASSESSMENT: 4.0,
    Why.REFERRAL: 4.0,
    Why.CLOSURE: 4.0,
    Why.MEETING: 4.0,
    # outranks whatever else speaks for another row
    Why.EARLIEST: 30.0,
    Why.FIRST: 4.0,
    Why.CONTACT: 0.0,
    Why.GOOD: 1.5,
}
#: So much less a row counts of which nobody can say of which month it is: its date has more days.
_VAGUE, _VAGUE_DAYS = 6.0, 31
#: Of these a draft has one each, where there is one: each asks something else of a room.
_OF_EACH = frozenset({Why.ASSESSMENT, Why.REFERRAL, Why.CLOSURE, Why.MEETING})


@dataclass(slots=True)
class _Candidate:
    event: Event
    minute: int
    whys: set[Why] = field(default_factory=set)
    talked: list[Conversation] = field(default_factory=list)
    #: labels of what this agency first records here, of what anybody does, and what went well in
    #: it, in a sentence
    first: list[str] = field(default_factory=list)
    earliest: list[str] = field(default_factory=list)
    went_well: str = ""
    #: how many of such rows came before this one
    after: int = 0
    #: weight of what stood on other agencies' records alone, and of the heaviest thing on the row
    elsewhere: int = 0
    heaviest: int = 0
    #: weight of what stood on all agencies' records together
    anywhere: int = 0
    #: whether nobody can say of which month it is
    vague: bool = False
    #: the agencies that have a row of the same occurrence: their seats stop
    holders: frozenset[str] = frozenset()
    #: and those that recorded that they were told of it, or that were at it: they stop, too
    told: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it is a contact like many, of a day by which nothing stood on any record."""
        return not self.whys - {Why.CONTACT, Why.GOOD} and not self.anywhere

    @property
    def worth(self) -> float:
        return (
            sum(_WORTH[why] for why in self.whys)
            + min(self.elsewhere, 40) / 8
            + self.heaviest
            - self.after
            # a room that is asked on a day wants one
            - _VAGUE * self.vague
            # each seat that has it on its own record meets it as its own
            + 2 * min(len(self.holders) - 1, 5)
        )


def plain_draft() -> WalkSettings:
    """Return a draft of no case: the words and the sessions, without a moment."""
    return WalkSettings(
        "Training walkthrough",
        _warning(""),
        _OPENING,
        _CLOSING,
        dict(ALL_QUESTIONS),
        SESSIONS,
        (),
    )


def draft(enquiry: Enquiry, answers: Answers) -> WalkSettings:
    """Return the walkthrough of a case as it can be run without an edit.

    Parameters
    ----------
    enquiry, answers
        The case, and what was found in it.
    """
    chosen = _chosen(enquiry, answers)
    sessions = tuple(v for v in SESSIONS if any(v.minutes in m.versions for m in chosen))
    return replace(
        plain_draft(),
        title=f"Training walkthrough: {enquiry.view.case.title}",
        content_warning=_warning(_death(enquiry.view)),
        versions=sessions or SESSIONS,
        moments=tuple(chosen),
    )


def about_moments(view: CaseView, settings: WalkSettings) -> dict[str, str]:
    """Return a comment for each moment, by its id: which row it is.

    Under ``exclude_rows``, a line each: the rows of the victim's own seat that tell of the
    heaviest things, so that a trainer need not look for their ids.
    """
    found = {}
    for moment in settings.moments:
        event = view.events.get(moment.row)
        if event is not None:
            found[moment.id] = f"{event.source}: {_short(event.summary)}"
    heavy = [
        f"{event.event_id}  {event.source}: {_short(event.summary)}"
        for event in victims_rows(view)
        if minute_on_screen(view, event) is not None
        and any(
            view.facts[r.fact_id].weight >= view.settings.heavy_weight
            for r in event.reveals
            if r.stance.gives_knowledge
        )
    ]
    if heavy:
        found["exclude_rows"] = "\n".join(" ".join(line.split()) for line in heavy)
    return found


def _short(text: str, most: int = 90) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


# -- which rows ----------------------------------------------------------------------------------


def _chosen(enquiry: Enquiry, answers: Answers) -> list[MomentSpec]:
    candidates = _candidates(enquiry, answers)
    ranked = list(_ranked(candidates))
    if not ranked:
        return []
    first = _spread(ranked)
    order = [*first, *(one for one in ranked if one not in first)]
    sessions = {
        one.event.event_id: tuple(m for m, number in _COME.items() if place < number)
        for place, one in enumerate(order)
    }
    in_time = sorted(ranked, key=lambda one: (one.minute, enquiry.view.place[one.event.event_id]))
    return [_spec(enquiry, one, id_of(one.event), sessions[one.event.event_id]) for one in in_time]


def id_of(event: Event) -> str:
    """Return the id of a moment: the same whatever else is drafted, so that answers still belong.

    Of whose record it is, its row and what it is; nobody can read it off.
    """
    drawn = f"{event.agency_id} {event.event_id} {event.kind}"
    return f"m-{sha256(drawn.encode()).hexdigest()[:10]}"


def _candidates(enquiry: Enquiry, answers: Answers) -> list[_Candidate]:
    view = enquiry.view
    found: dict[str, _Candidate] = {}

    def add(event: Event, why: Why) -> _Candidate | None:
        minute = minute_on_screen(view, event)
        if minute is None or not event.coded or not enquiry.is_formal(event.agency_id):
            return None
        if view.bounds[event.event_id].start_lo < view.scope_lo:
            return None
        bounds = view.bounds[event.event_id]
        vague = bounds.end_hi - bounds.start_lo > _VAGUE_DAYS * MINUTES_PER_DAY
        if vague and why is Why.CONTACT:
            return None
        one = found.setdefault(event.event_id, _Candidate(event, minute, vague=vague))
        near = [r for r in rows_of_same(view, event.event_id) if is_near(view, r, minute)]
        one.holders = frozenset({event.agency_id, *(view.events[row].agency_id for row in near)})
        told = [r for r in _receipts(enquiry, event) if is_near(view, r, minute)]
        one.told = frozenset(view.events[row].agency_id for row in told)
        one.told |= attended(view, event.event_id, minute) & {*enquiry.formal}
        one.heaviest = max((f.weight for f in _told_of(enquiry, event)), default=0)
        one.whys.add(why)
        return one

    for talk in first_conversations(enquiry):
        one = add(view.events[talk.event_id], Why.CONVERSATION)
        if one is not None:
            one.talked.append(talk)
    for event in view.in_order:
        for why in _by_kind(enquiry, event):
            add(event, why)
    for event, labels in _first_weighty(enquiry):
        one = add(event, Why.FIRST)
        if one is not None:
            one.first += labels
    for after, (event, labels) in enumerate(_earliest(enquiry)):
        one = add(event, Why.EARLIEST)
        if one is not None:
            one.earliest += labels
            one.after = after
    if len(found) < MOST:
        # a case with little on record still has contacts at which somebody could ask
        for event in view.in_order:
            kind = view.kind(event)
            if kind is not None and kind.contact and not kind.routine:
                add(event, Why.CONTACT)
    for finding in answers.good:
        for cited in finding.cited:
            one = found.get(cited.event_id)
            if one is not None:
                one.whys.add(Why.GOOD)
                one.went_well = one.went_well or finding.short or finding.statement
    for one in found.values():
        # a contact like many is one of which nothing else can be said
        if one.whys - {Why.CONTACT, Why.GOOD}:
            one.whys.discard(Why.CONTACT)
    _count_elsewhere(enquiry, found.values())
    # whoever received it on that day stops where it was told: that is one moment, not two
    for one in list(found.values()):
        for row in _receipts(enquiry, one.event):
            if row in found and abs(found[row].minute - one.minute) < MINUTES_PER_DAY:
                del found[row]
    told = {row: one for row, one in found.items() if not one.is_empty}
    if len(told) >= _COME[30]:
        found = told
    return sorted(found.values(), key=lambda one: (one.minute, view.place[one.event.event_id]))


def _told_of(enquiry: Enquiry, event: Event) -> list[Fact]:
    """Return what a row tells of."""
    facts = enquiry.view.facts
    return [facts[r.fact_id] for r in event.reveals if r.stance.gives_knowledge]


def _by_kind(enquiry: Enquiry, event: Event) -> Iterator[Why]:
    kind = enquiry.vocabulary.kinds.get(event.kind)
    if kind is None:
        return
    if enquiry.is_assessment(event) or kind.assessment:
        yield Why.ASSESSMENT
    if kind.referral:
        yield Why.REFERRAL
    if kind.closure:
        yield Why.CLOSURE
    if kind.meeting and kind.share:
        yield Why.MEETING


def _first_weighty(enquiry: Enquiry) -> Iterator[tuple[Event, list[str]]]:
    """Yield the rows by which each agency first recorded each of the heaviest things, and which."""
    view = enquiry.view
    # one below the heaviest the danger is known to rise: separation, an order broken
    least = enquiry.settings.heavy_weight - 1
    for agency in enquiry.formal:
        seen: set[str] = set()
        rows = [
            (minute, view.place[event.event_id], event)
            for event in view.rows_of_agency.get(agency, ())
            if (minute := minute_on_screen(view, event)) is not None
        ]
        for _, _, event in sorted(rows, key=lambda row: row[:2]):
            told = _told_of(enquiry, event)
            heavy = {f.fact_id: f.label for f in told if f.weight >= least}
            new = [label for fact_id, label in heavy.items() if fact_id not in seen]
            if new:
                yield event, list(dict.fromkeys(new))
            seen |= heavy.keys()


def _earliest(enquiry: Enquiry) -> Iterator[tuple[Event, list[str]]]:
    """Yield the rows by which any agency first recorded each of the heaviest things, and which."""
    view = enquiry.view
    rows = [
        (minute, _heard(enquiry, event), view.place[event.event_id], event)
        for agency in enquiry.formal
        for event in view.rows_of_agency.get(agency, ())
        if (minute := minute_on_screen(view, event)) is not None
    ]
    seen: set[str] = set()
    # of one day whoever was told of it comes after whoever told
    for _, _, _, event in sorted(rows, key=lambda row: row[:3]):
        heavy = [f for f in _told_of(enquiry, event) if f.weight >= enquiry.settings.heavy_weight]
        new = [f.label for f in heavy if f.fact_id not in seen]
        if new:
            yield event, list(dict.fromkeys(new))
        seen |= {f.fact_id for f in heavy}


def _receipts(enquiry: Enquiry, event: Event) -> list[str]:
    """Return the rows by which others recorded that they were told what a row says it shared."""
    shares = enquiry.knowledge.shares
    return [
        row.event_id
        for naming in event.shared_with
        for row in shares.mirrors(event, agency_of(naming.team_id))
        if row.event_id != event.event_id
    ]


def _heard(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row is of what another agency told."""
    tellers = {agency_of(naming.team_id) for naming in event.told_by}
    return any(enquiry.is_formal(teller) for teller in tellers - {event.agency_id})


def _count_elsewhere(enquiry: Enquiry, candidates: Iterable[_Candidate]) -> None:
    picture = enquiry.pooled

    def weight(steps: tuple[Step, ...], minute: int) -> int:
        place = bisect_right([step.minute for step in steps], minute)
        return steps[place - 1].weight[0] if place else 0

    for one in candidates:
        own = picture.agencies.get(one.event.agency_id, ())
        one.anywhere = weight(picture.pool, one.minute)
        one.elsewhere = one.anywhere - weight(own, one.minute)


def _ranked(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """Yield the best, one after another: spread over seats, over time and over reasons."""
    left = list(candidates)
    if not left:
        return
    first, last = left[0].minute, left[-1].minute
    taken: list[_Candidate] = []
    seats: Counter[str] = Counter()
    whys: Counter[Why] = Counter()
    parts: Counter[int] = Counter()

    def part(one: _Candidate) -> int:
        return 5 * (one.minute - first) // max(1, last - first + 1)

    def worth(one: _Candidate) -> tuple[float, int]:
        points = one.worth * 0.7 ** min(seats[holder] for holder in one.holders)
        points += 1.5 * sum(not whys[why] for why in one.whys) - 1.0 * parts[part(one)]
        # an assessment, a referral, a closure and a meeting: each the more, the longer none comes
        points += len(taken) * sum(not whys[why] for why in one.whys & _OF_EACH)
        nearest = min((abs(one.minute - other.minute) for other in taken), default=10**9)
        points -= 8.0 * (nearest < 7 * MINUTES_PER_DAY) + 2.0 * (nearest < 30 * MINUTES_PER_DAY)
        points += min(nearest / (60 * MINUTES_PER_DAY), 2.0)
        return points, -one.minute

    while left and len(taken) < MOST:
        best = max(left, key=worth)
        left.remove(best)
        taken.append(best)
        # every seat that stops has had a moment of its own
        seats.update(best.holders)
        whys.update(best.whys)
        parts[part(best)] += 1
        yield best


def _spread(ranked: list[_Candidate]) -> list[_Candidate]:
    """Return the best of the early, the middle and the late ones: the shortest session.

    Of ten the middle has four.
    """
    in_time = sorted(ranked, key=lambda one: one.minute)
    most = _COME[30]
    parts: dict[int, list[_Candidate]] = {}
    for place, one in enumerate(in_time):
        parts.setdefault((most * place + 1) // max(most, len(in_time)), []).append(one)
    return [min(part, key=ranked.index) for part in parts.values()][:most]


# -- in words ------------------------------------------------------------------------------------


def _spec(
    enquiry: Enquiry, one: _Candidate, moment_id: str, versions: tuple[int, ...]
) -> MomentSpec:
    return MomentSpec(
        id=moment_id,
        row=one.event.event_id,
        title=title_of(enquiry, one.event),
        why=_why(enquiry, one),
        notes=tuple(_notes(enquiry, one)),
        ask=tuple(dict.fromkeys(_asks(one)))[:_MOST_ASKED],
        versions=versions,
    )


def title_of(enquiry: Enquiry, event: Event) -> str:
    """Return what a row is called for the facilitator: who, what and when."""
    when = when_of(enquiry.view, event)
    what = enquiry.what(event)
    kind = enquiry.vocabulary.kinds.get(event.kind)
    if kind is not None and kind.meeting and kind.share:
        rows = rows_of_same(enquiry.view, event.event_id)
        holders = {enquiry.view.events[row].agency_id for row in rows}
        if len(holders) > 1:
            return f"{upper_first(what)}, {when}, on the records of {len(holders)} agencies"
    return f"{enquiry.name(event.agency_id)}: {what}, {when}"


def _why(enquiry: Enquiry, one: _Candidate) -> str:
    parts = [_BECAUSE[why] for why in Why if why in one.whys and why in _BECAUSE]
    if one.earliest:
        parts.append(f"The first record at any agency of {_several(_quoted(one.earliest))}.")
    here = [label for label in one.first if label not in one.earliest]
    if here:
        at = enquiry.name(one.event.agency_id)
        parts.append(f"The first record at {at} of {_several(_quoted(here))}.")
    parts += [
        f"{enquiry.name(talk.teller)} then held {counted(len(talk.facts), 'thing')} of which "
        f"there is no certain record at {enquiry.name(talk.told)} by that day."
        for talk in one.talked
        if talk.facts
    ]
    return " ".join(parts)


def _notes(enquiry: Enquiry, one: _Candidate) -> Iterator[str]:
    facts = _told_of(enquiry, one.event)
    heavy = list(dict.fromkeys(f.label for f in facts if f.weight >= enquiry.settings.heavy_weight))
    if heavy:
        yield (
            f"This row tells of {_several(_quoted(heavy))}. Read it slowly, look round the room, "
            "and leave a silence before the questions."
        )
    for why in Why:
        if why in one.whys and why in _WATCH:
            yield _WATCH[why]
    if one.went_well:
        yield (
            f"Something went well here, or followed from it. {one.went_well} "
            "Have the room find it, and say what made it possible."
        )
    others = _elsewhere(enquiry, one)
    if others:
        facts_ = enquiry.view.facts
        labels = list(dict.fromkeys(facts_[f].label for f in others))
        yield (
            f"For you alone, until the reveal: {counted(len(others), 'thing')} stood on other "
            f"agencies’ records, with no certain record at {_whose(enquiry, one)}: "
            f"{_several(labels, _NAMED)}. If "
            "the room asks for it, ask back: of whom would you find that out, and how would you "
            "ask?"
        )


def _whose(enquiry: Enquiry, one: _Candidate) -> str:
    """Return at whom a moment is on record: at the school, or at how many agencies."""
    formal = (one.holders | one.told) & {*enquiry.formal}
    if len(formal) > 1:
        return f"the {len(formal)} agencies that stop here"
    return enquiry.name(one.event.agency_id)


def _elsewhere(enquiry: Enquiry, one: _Candidate) -> list[str]:
    """Return what stood for certain on agencies' records and on none of those whose moment it is.

    The heaviest first.
    """

    def held(holder: str) -> set[str]:
        spans = enquiry.pooled.holdings[holder].certain
        return {s.fact_id for s in spans if s.since <= one.minute < s.until}

    here = (one.holders | one.told) & {*enquiry.formal}
    found = held(POOL).difference(*map(held, here))
    return sorted(found, key=enquiry.place_of_fact.__getitem__)


def _several(labels: list[str], most: int = 6) -> str:
    """Return labels as a list; with semicolons, for some have commas of their own.

    Examples
    --------
    >>> _several(["a, b", "c", "d", "e"], 2)
    'a, b; c; and 2 more'
    """
    named = labels[:most] if len(labels) > most + 1 else labels
    if len(named) < len(labels):
        return "; ".join([*named, f"and {len(labels) - len(named)} more"])
    return listed(named) if not any("," in label for label in named) else "; ".join(named)


def _quoted(labels: list[str]) -> list[str]:
    """Return labels as the words that they are: some are no nouns ("on bail")."""
    return [f"“{label}”" for label in labels]


def _asks(one: _Candidate) -> Iterator[str]:
    # a question to the room names nobody who was not told: that comes with the reveal
    for why in Why:
        if why in one.whys:
            yield from _ASKS.get(why, ())


_BECAUSE = {
    Why.CONVERSATION: "One of the conversations to ask about first is about this day.",
    Why.ASSESSMENT: "An assessment: it rests on what was on its agency’s record by then.",
    Why.REFERRAL: "A referral: what goes with it, and what comes back.",
    Why.CLOSURE: "A case is closed: what that rests on, and what would open it again.",
    Why.MEETING: "A meeting: who is in the room, and what each brings.",
    Why.CONTACT: "A contact like many: what it is part of shows only beside others.",
}
_WATCH = {
    Why.ASSESSMENT: (
        "Let the room settle on a grade of its own before it hears the reveal, and say what the "
        "grade rests on."
    ),
    Why.REFERRAL: "Ask those who would receive it what they would need to read in it.",
    Why.CLOSURE: "Closing is often right. Ask what it rests on, not whether it was right.",
    Why.MEETING: "Let each seat say in one sentence what it brings before anybody discusses it.",
}
_ASKS = {
    Why.CONVERSATION: (
        "Whom outside your own agency would you speak to on this day, if anybody? What makes that "
        "easy, and what hard?",
        "What would you need to be sure of first, and who could help you to be?",
    ),
    Why.ASSESSMENT: (
        "What does this assessment rest on?",
        "What would you still want to know, and who might know it?",
    ),
    Why.REFERRAL: (
        "What would you write in it, and what would whoever opens it need to read?",
        "How would you know that it arrived, and what was done with it?",
    ),
    Why.CLOSURE: (
        "What would you want to know before this is closed?",
        "Who is told that it is closed, and what would bring it back?",
    ),
    Why.MEETING: (
        "Who else might hold something, and how would you find out?",
        "Who goes away with what to do, and by when?",
    ),
    Why.EARLIEST: (
        "What does this change about everything that was recorded before it?",
        "Who, if anybody, needs to know of it today, and how could they be told safely?",
    ),
    Why.FIRST: (
        "What does this change about everything that was recorded before it?",
        "Who, if anybody, needs to know of it today, and how could they be told safely?",
    ),
    Why.CONTACT: ("What would you want to ask at this contact, and how?",),
    Why.GOOD: ("What goes well here, and what made it possible?",),
}

_OPENING = (
    "Before we begin: has anybody here worked on this case, or do you think that you know it? Has "
    "anybody been bereaved like this, or lived with abuse? You need not answer aloud. Speak to me "
    "now, in a break, or not at all. You may watch instead of playing, and you may leave whenever "
    "you want to, without a reason.",
    "You will sit in one seat. From then on you see only what that seat had on record at that "
    "moment. Now and then we stop, and I ask what you think is happening, how worried you are, "
    "what you do, whom you tell, and what you would ask. Those who sit with the family, or in the "
    "victim’s seat, are asked other things, and may pass. There is no right answer and nobody is "
    "marked.",
    "We are here to learn how it looks from each seat, not to find somebody to blame. Those who "
    "wrote these records did not have what you will have at the end.",
    "What you write stays with you, in this page or on your paper. It is sent to nobody. You can "
    "save it when we finish. What is said in this room about people’s own lives stays in it, too.",
)
_CLOSING = (
    "What would have had to be in place for the conversations that you supposed, or wished for, "
    "to take place: "
    "time, a number to ring, a form that asks, somebody who says that you may?",
    "Name one thing that you will do differently this week, and one that your organisation would "
    "have to change so that you can.",
    "This was about somebody’s life and death. I shall stay for as long as anybody wants to talk. "
    "In the United Kingdom the National Domestic Abuse Helpline is free at any hour: "
    "0808 2000 247. In an emergency ring 999.",
)


def _warning(death: str) -> tuple[str, ...]:
    """Return what is shown first: the same of every case, for it must tell no seat what is held."""
    return (
        f"This walkthrough follows the records of a case of domestic abuse{death}. It may tell of "
        "violence and injury, strangulation, sexual violence, threats, control, stalking, harm to "
        "children, self-harm and suicide. It stops before the death.",
        "You may pause, step out or leave at any moment, and nobody asks why; on a screen the "
        "button “Pause” makes it calm. Before we begin the facilitator says who is there to talk "
        "to.",
    )


def _death(view: CaseView) -> str:
    by_suicide = view.case.death_type is DeathType.SUICIDE
    return " after which somebody died by suicide" if by_suicide else " in which somebody died"


__all__ = ["MOST", "SESSIONS", "Why", "about_moments", "draft", "plain_draft", "title_of"]
