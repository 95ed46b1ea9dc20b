"""The case map: one large picture of who held what, and who told whom, for a wall or a projector.

What it shows is read off a :class:`~viz.model.PageModel`, which has been through everything that
keeps back what may not leave; nothing is judged here. :mod:`viz.casemap_layout` gives everything
a place in which nothing touches anything else, :mod:`viz.casemap_draw` draws it. What the picture
has no room for stands in the tables below it, and the picture says how much that is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import agency_of
from queries.enquiry import in_sentence
from viz.axis import MONTHS, day_in_words
from viz.clean import clean
from viz.keydays import MEETINGS
from viz.model import (
    EventRow,
    FactLine,
    Holding,
    Lane,
    Link,
    LinkKind,
    NetworkLines,
    NetworkPerson,
    PageModel,
    Pooled,
    Shape,
    StoryGap,
)
from viz.netdraw import ALWAYS, NEVER, Network, tally
from viz.words import CANNOT_TELL, HELD, NO_RECORD, counted, listed, state_at

#: From this weight on the first record of a thing is a key moment.
WEIGHTY = 4
_POSSIBLE = frozenset({"sent", "possible"})
_NO_RECEIPT = "sent, with no record"
_REASON = "; a reason is recorded"
#: What the model calls the words of a row on why something was not shared, or on consent.
_REASON_LABEL = "Consent, or why not shared"
_LATER = "no record that later ones were shared"
_BY_THEN = "no record that it was shared by then"
#: How the finding says of which later occurrences there is no record, and their months.
_HEARD = re.compile(
    r"no record that it heard of (?P<count>\d+) later occurrences?: (?P<named>.+)\.$"
)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{4}})\b")
#: What the words of a finding become, before and after the names of those whom it concerns.
_SAID = {
    "no record that it was shared": ("no record that it told", ""),
    _BY_THEN: ("on record at", " only later"),
    _LATER: ("no record that later ones reached", ""),
}
_MAYBE = "possibly "
#: The same where it is only possibly so.
_SAID_IN_DOUBT = {
    "no record that it was shared": ("cannot tell whether it told", ""),
    _BY_THEN: ("cannot tell whether it was on record at", " only later"),
    _LATER: ("cannot tell whether later ones reached", ""),
}
_REACHED = "it reached it; "
_IN_DOUBT = re.compile(rf"^({_REACHED})?{_MAYBE}no record that\b")
#: Where the short name of a thing ends, and words that it ends in: what one can hear of.
_MORE_OF_IT = re.compile(r" (?:with|without|of|to|by|in|towards|against) | \(")
_CAN_BE_HEARD_OF = re.compile(
    r"\b(?:abuse|assaults?|attempt|breach|contact|cruelty|damage|harassment|incidents?|injury|loss|"
    r"neglect|separation|stalking|strangulation|suffocation|threats?|violence)$"
)
_MARAC = "marac"
#: Kinds of tie that read the same from either end.
_MUTUAL = re.compile(
    r"partner|spouse|sibling|friend|neighbour|cousin|colleague|couple|married|twin|relationship|mate"
)
_FORMER = re.compile(r"\b(?:former|ex|previous|earlier|past|late|divorced|separated)\b")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that somebody certainly held on the day, and from which minute on.

    ``maybe`` is from when on it possibly was held before that. ``short`` names persons only where
    two things of the case have one name; ``at`` says at what meeting it came to be held, where it
    was at one: no line leads there.
    """

    fact_id: str
    label: str
    short: str
    weight: int
    since: int
    at: str = ""
    maybe: int | None = None

    @property
    def month(self) -> str:
        """From which month on it was held; by which, where dates leave an earlier one open.

        Examples
        --------
        >>> one = Thing("f", "threats", "threats", 5, 1_058_000_000)
        >>> [replace(one, maybe=day).month for day in (None, 1_057_999_000, 1_057_900_000)]
        ['Aug 2012', 'Aug 2012', 'by Aug 2012']
        """
        said = month_in_words(self.since)
        early = self.maybe is not None and month_in_words(self.maybe) != said
        return f"by {said}" if early else said


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the case; ``side`` is -1 for a victim, 1 for a perpetrator, else 0."""

    label: str
    role: str
    side: int
    child: bool = False


@dataclass(frozen=True, slots=True)
class Kin:
    """How two of the people are related; each is the place of one in :attr:`CaseMap.people`.

    Attributes
    ----------
    tie
        What ``one`` is of ``other``, as the case says it.
    short
        Since when and until when, by month or year, line by line: what the picture has room for.
    when
        The same at length.
    mutual
        Whether it reads the same from either end.
    past
        Whether it was certainly over on the day that is shown.
    """

    one: int
    other: int
    tie: str
    short: tuple[str, ...] = ()
    when: str = ""
    mutual: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An agency or an informal source, with what its records held on the day.

    Attributes
    ----------
    saw
        Whom its rows show it to have been in touch with, for certain.
    held
        What it certainly held, most weighty first; ``possibly`` more than that.
    share
        How much of what all agencies held together, in whole per cent, as a band; ``None`` where
        nothing can be said of it, as of informal sources.
    silent
        Whether its chronology says nothing about that day: then what it did not hold cannot be
        told.
    """

    agency_id: str
    name: str
    informal: bool
    saw: tuple[str, ...]
    held: tuple[Thing, ...]
    possibly: int
    share: tuple[int, int] | None
    coverage: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Shares on record from one to another: how many, and how many stand in both records.

    ``first`` and ``last`` are the minutes by which the first and the last of them certainly were.
    """

    giver: str
    taker: str
    count: int
    both: int
    maybe: int
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class NotTold:
    """One of whom there is no record that it was told, in the words of the finding.

    Attributes
    ----------
    later
        Of which later ones there is no record, where the first is on record: "the later assault
        of Feb 2012".
    said
        The words of the finding at length, for the tables; empty where :attr:`words` are all.
    """

    taker: str
    words: str
    later: str = ""
    said: str = ""

    @property
    def drawable(self) -> bool:
        """Whether a dashed line says it: of what was sent, only the receipt is not on record."""
        return not self.words.startswith(_NO_RECEIPT)

    @property
    def in_doubt(self) -> bool:
        """Whether the records cannot tell that there is no record."""
        return self.words.startswith(_MAYBE)

    @property
    def at_length(self) -> str:
        """What the tables say of it.

        Examples
        --------
        >>> NotTold("gp", "possibly no record that it was shared").at_length
        'cannot tell whether it was shared'
        """
        return _IN_DOUBT.sub(r"\1cannot tell whether", self.said or self.words)


@dataclass(frozen=True, slots=True)
class Untold:
    """A thing that one agency held, and whom there is no record that it told of it.

    ``letter`` names it on the map, ``label`` and ``short`` are the thing's, ``since`` is from when
    on it certainly held it, ``month`` that in words (:attr:`Thing.month`), ``weight`` that of the
    line of enquiry.
    """

    letter: str
    giver: str
    label: str
    short: str
    since: int | None
    weight: float
    takers: tuple[NotTold, ...]
    month: str = ""

    @property
    def drawable(self) -> bool:
        """Whether a dashed line says any of it."""
        return any(t.drawable for t in self.takers)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that matters, at its middle where the date is in doubt.

    ``low`` and ``high`` are the minutes between which it lies, ``None`` where that is not known;
    ``there`` says of a meeting how many agencies are named as there. ``always`` marks a MARAC:
    that one is drawn wherever there is room for its words.
    """

    minute: int
    when: str
    words: tuple[str, ...]
    who: str
    shape: Shape
    weight: int
    event_id: str
    low: int | None = None
    high: int | None = None
    there: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class CaseMap:
    """Everything that the picture and the tables below it show.

    Attributes
    ----------
    as_at
        The minute whose end of day is shown: the eve of the fatal incident where there is one.
    first, last
        The minutes between which the strip of time is drawn.
    facts
        How many things the agencies certainly held on the day, together.
    """

    title: str
    stamp: str
    scope: str
    as_at: int
    first: int
    last: int
    scope_from: int | None
    death: str
    death_from: int | None
    limits: tuple[str, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    told: tuple[Told, ...]
    untold: tuple[Untold, ...]
    moments: tuple[Moment, ...]
    pooled: Pooled | None
    facts: int
    kin: tuple[Kin, ...] = ()

    def name(self, agency_id: str) -> str:
        """Return the name of an agency or an informal source."""
        return next(p.name for p in self.places if p.agency_id == agency_id)

    @property
    def day(self) -> str:
        """The day that is shown."""
        return day_in_words(self.as_at)


def month_in_words(minute: int) -> str:
    """Return a day as short as the picture says it.

    Examples
    --------
    >>> from datetime import date
    >>> from graphdb.dates import minute_of
    >>> month_in_words(minute_of(date(2012, 3, 14)))
    'Mar 2012'
    """
    _, month, year = day_in_words(minute).split(" ")
    assert month in MONTHS
    return f"{month[:3]} {year}"


def case_map(model: PageModel) -> CaseMap:
    """Return what the map of a case shows.

    Parameters
    ----------
    model
        The page of the case; it is seen as at the day on which the page opens.

    Raises
    ------
    ValueError
        When the model names something that it does not hold.
    """
    model.check()
    header = model.header
    first, last = _reach(model)
    places = _places(model)
    return CaseMap(
        title=clean(header.title),
        stamp=clean(header.stamp),
        scope=clean(header.scope),
        as_at=header.as_at,
        first=first,
        last=last,
        scope_from=header.scope_from,
        death=clean(header.death),
        death_from=header.death_from,
        limits=tuple(clean(text) for text in model.limits),
        people=_people(model),
        places=places,
        told=_told(model),
        untold=_untold(model, places),
        moments=_moments(model),
        pooled=model.pooled,
        facts=len({t.fact_id for p in places if not p.informal for t in p.held}),
        kin=_kin(model),
    )


def _reach(model: PageModel) -> tuple[int, int]:
    """Return the time of the strip: the scope up to the death, and a little on either side."""
    header = model.header
    first = header.first if header.scope_from is None else header.scope_from
    last = next(
        (m for m in (header.death_to, header.scope_to, header.last) if m is not None), header.last
    )
    span = max(last - first, MINUTES_PER_DAY)
    return max(header.first, first - span // 20), last + span // 60


def _people(model: PageModel) -> tuple[Person, ...]:
    if model.network is not None:
        return tuple(_person(p) for p in model.network.people)
    return tuple(Person(clean(p.label), clean(p.role), 0) for p in model.header.persons)


def _person(p: NetworkPerson) -> Person:
    return Person(clean(p.label), clean(p.role), p.side, p.child)


def _kin(model: PageModel) -> tuple[Kin, ...]:
    """Return how people are related; what certainly begins after the day is left out."""
    if model.network is None:
        return ()
    at = {p.person_id: n for n, p in enumerate(model.network.people)}
    day = model.header.as_at
    found = []
    for k in model.network.kin:
        if k.start[0] is not None and k.start[0] > day:
            continue
        ended = k.end[1] is not None and k.end[1] <= day
        tie = clean(k.tie)
        since, until = _about(k.start), _about(k.end)
        short = (f"from {since}" if since else "", f"to {until}" if until else "")
        found.append(
            Kin(
                at[k.person_id],
                at[k.to_id],
                tie,
                tuple(part for part in short if part),
                clean(k.when),
                mutual=_MUTUAL.search(tie.casefold()) is not None,
                past=ended or _FORMER.search(tie.casefold()) is not None,
            )
        )
    return tuple(found)


def _about(reach: tuple[int | None, int | None]) -> str:
    """Return the month that a date certainly lies in, or the year; else nothing."""
    low, high = reach
    if low is None or high is None:
        return ""
    one, other = month_in_words(low), month_in_words(high)
    if one == other:
        return one
    return one[-4:] if one[-4:] == other[-4:] else ""


# -- what each held ------------------------------------------------------------------------------


def _places(model: PageModel) -> tuple[Place, ...]:
    saw = _saw(model)
    share = _shares(model)
    held = {(h.fact_id, h.agency_id): h.steps for h in model.held}
    names = _names(model.facts)
    meetings = _meetings(model)
    out = []
    for lane in model.lanes:
        things, possibly = [], 0
        for fact in model.facts:
            steps = held.get((fact.fact_id, lane.agency_id), ())
            state = state_at(steps, lane, model.header.as_at)
            possibly += state.key in _POSSIBLE
            if state.key in HELD:
                first = min(
                    (
                        s
                        for s in steps
                        if s.holding.counts_as_held and s.minute <= model.header.as_at
                    ),
                    key=lambda s: s.minute,
                )
                label, short = names[fact.fact_id]
                at = next((meetings.get(c.event_id, "") for c in first.chain), "")
                # what was sent, or told at a meeting later, is not in doubt by its date
                doubt = [s.minute for s in steps if s.holding is Holding.POSSIBLE and not at]
                maybe = min((day for day in doubt if day < first.minute), default=None)
                things.append(
                    Thing(fact.fact_id, label, short, fact.weight, first.minute, at, maybe)
                )
        things.sort(key=lambda t: (-t.weight, t.since, t.label))
        out.append(
            Place(
                agency_id=lane.agency_id,
                name=clean(lane.name),
                informal=lane.informal,
                saw=saw[lane.agency_id],
                held=tuple(things),
                possibly=possibly,
                share=None if lane.informal else share.get(lane.agency_id),
                coverage=clean(lane.coverage),
                silent=_silent(lane, model.header.as_at),
            )
        )
    return tuple(out)


def _meetings(model: PageModel) -> dict[str, str]:
    """Return of each row of a meeting where that was, as the picture says it."""
    shape = {k.key: k.shape for k in model.kinds}
    return {
        e.event_id: "at MARAC" if e.kind == _MARAC else "at a meeting"
        for e in model.events
        if shape[e.kind] is Shape.MEETING
    }


def _silent(lane: Lane, minute: int) -> bool:
    return state_at((), lane, minute) is CANNOT_TELL


def _names(facts: Iterable[FactLine]) -> dict[str, tuple[str, str]]:
    """Return of each fact its name with the persons, and the shortest that tells it apart."""
    facts = list(facts)
    alike: dict[str, int] = defaultdict(int)
    for f in facts:
        alike[f.label] += 1
    found = {}
    for f in facts:
        label = clean(f.label)
        whole = f"{label} ({clean(f.persons)})" if f.persons else label
        found[f.fact_id] = (whole, whole if alike[f.label] > 1 else label)
    return found


def _saw(model: PageModel) -> dict[str, tuple[str, ...]]:
    """Return with whom each was certainly in touch by the day: those in the middle first."""
    found: dict[str, list[str]] = {lane.agency_id: [] for lane in model.lanes}
    if model.network is not None:
        network = Network(model)
        order = list(network.person)
        ties = [t for t in network.ties if t.kind is LinkKind.CONTACT]
        for tie in sorted(ties, key=lambda t: order.index(t.target)):
            if tally(tie, model.header.as_at).count:
                found[tie.source].append(network.name(tie.target))
    return {agency_id: tuple(dict.fromkeys(names)) for agency_id, names in found.items()}


def _shares(model: PageModel) -> dict[str, tuple[int, int]]:
    found = {}
    for one in model.picture:
        reached = [p for p in one.points if p.minute <= model.header.as_at]
        if reached:
            found[one.agency_id] = (reached[-1].low, reached[-1].high)
    return found


# -- who told whom -------------------------------------------------------------------------------


def _told(model: PageModel) -> tuple[Told, ...]:
    if model.network is None:
        return ()
    found = []
    network, doubles = _tellings(model, model.network)
    for tie in Network(replace(model, network=network)).ties:
        if tie.kind is LinkKind.SHARE:
            t = tally(tie, model.header.as_at)
            more = doubles[tie.source, tie.target]
            t = replace(t, maybe=t.maybe + sum(since <= model.header.as_at for since in more))
            if t.count or t.maybe:
                sure = [e.certain for e in tie.entries if e.certain <= model.header.as_at]
                last = max(sure, default=None)
                found.append(Told(tie.source, tie.target, t.count, t.both, t.maybe, t.since, last))
    return tuple(sorted(found, key=lambda t: (-t.count, -t.both, t.giver, t.taker)))


_Rows = tuple[str | None, ...]


def _tellings(
    model: PageModel, network: NetworkLines
) -> tuple[NetworkLines, dict[tuple[str, str], list[int]]]:
    """Return the network with each telling once, where giver and taker each wrote of it.

    Rows that nothing links are one telling where they are of the same two agencies, of the same
    day and of a thing in common: a talk that both wrote down stands in both records. Where dates
    in doubt leave open whether they are of one day, the later may be one more, and is apart: by
    pair, from which minute on.
    """
    rows = {e.event_id: e for e in model.events}
    pairs: dict[tuple[str, str], dict[_Rows, None]] = defaultdict(dict)
    for link in network.links:
        if link.kind is LinkKind.SHARE:
            pairs[agency_of(link.source), agency_of(link.target)] |= dict.fromkeys(link.rows)
    links = [link for link in network.links if link.kind is not LinkKind.SHARE]
    doubles: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pair, every in pairs.items():
        kept, apart = _in_doubt(_once(every, rows), rows)
        links.append(Link(LinkKind.SHARE, *pair, tuple(kept)))
        doubles[pair] += apart
    return replace(network, links=tuple(links)), doubles


def _in_doubt(every: list[_Rows], rows: dict[str, EventRow]) -> tuple[list[_Rows], list[int]]:
    """Return the tellings that are certainly apart, and from when on there may be one more."""
    kept, apart = list(every), []
    for given in [one for one in every if one[1:] == (None,)]:
        for taken in [one for one in kept if one[0] is None]:
            if given in kept and _maybe_same(given, taken, rows):
                later = max(given, taken, key=lambda one: _reach_of(one, rows)[1])
                kept.remove(later)
                apart.append(_reach_of(later, rows)[0])
                break
    return kept, apart


def _maybe_same(one: _Rows, other: _Rows, rows: dict[str, EventRow]) -> bool:
    (low, high), (since, until) = _reach_of(one, rows), _reach_of(other, rows)
    things, held = _told_of(one, rows)[1], _told_of(other, rows)[1]
    return low <= until and since <= high and not things.isdisjoint(held)


def _reach_of(one: _Rows, rows: dict[str, EventRow]) -> tuple[int, int]:
    """Return between which minutes a telling lies of which only one side has a row."""
    low, high = next(rows[row] for row in one if row is not None).start
    return ALWAYS if low is None else low, NEVER if high is None else high


def _once(every: Iterable[_Rows], rows: dict[str, EventRow]) -> list[_Rows]:
    """Return the tellings between two, those first that stand in both records."""
    found: list[_Rows] = []
    for one in sorted(every, key=lambda r: (r.count(None), [row or "" for row in r])):
        same = next((n for n, other in enumerate(found) if _same(one, other, rows)), None)
        if same is None:
            found.append(one)
        else:
            # each side's row, whichever of them has it
            found[same] = tuple(a or b for a, b in zip(found[same], one, strict=True))
    return found


def _same(one: _Rows, other: _Rows, rows: dict[str, EventRow]) -> bool:
    if None not in one and None not in other:
        return False
    (days, things), (theirs, held) = (_told_of(each, rows) for each in (one, other))
    return not days.isdisjoint(theirs) and not things.isdisjoint(held)


def _told_of(one: _Rows, rows: dict[str, EventRow]) -> tuple[set[tuple[int, int]], set[str]]:
    """Return on which days the rows of a telling stand, as far as that is known, and of what."""
    of_it = [rows[row] for row in one if row is not None]
    days = {
        (low // MINUTES_PER_DAY, high // MINUTES_PER_DAY)
        for low, high in (row.start for row in of_it)
        if low is not None and high is not None
    }
    return days, {told.fact_id for row in of_it for told in row.reveals}


def _untold(model: PageModel, places: tuple[Place, ...]) -> tuple[Untold, ...]:
    """Return what lines of enquiry say is not on record, in the order in which they are ranked."""
    names, weights = _names(model.facts), {f.finding_id: f.weight for f in model.findings}
    held = {(p.agency_id, t.fact_id): t.since for p in places for t in p.held}
    months = {(p.agency_id, t.fact_id): t.month for p in places for t in p.held}
    label = {f.fact_id: clean(f.label) for f in model.facts}
    things: dict[tuple[str, str], dict[str, NotTold]] = defaultdict(dict)
    weight: dict[tuple[str, str], float] = defaultdict(float)
    gaps = _Gaps(model)
    for story in model.stories:
        for gap in story.gaps:
            key = (gap.from_agency, story.fact_id)
            since = held.get((gap.to_agency, story.fact_id))
            thing = label[story.fact_id]
            things[key].setdefault(gap.to_agency, gaps.in_words(gap, since, thing))
            weight[key] = max(weight[key], weights[gap.finding_id])
    found = [
        Untold(
            "",
            giver,
            *names[fact_id],
            held.get((giver, fact_id)),
            weight[giver, fact_id],
            tuple(one for _, one in sorted(takers.items())),
            months.get((giver, fact_id), ""),
        )
        for (giver, fact_id), takers in things.items()
    ]
    found.sort(key=lambda u: (not u.drawable, -u.weight, -len(u.takers), u.giver, u.label))
    return tuple(replace(u, letter=letters(n)) for n, u in enumerate(found))


class _Gaps:
    """Says what a finding says is not on record, with its days and with the words of its rows."""

    def __init__(self, model: PageModel) -> None:
        self.finding = {f.finding_id: f for f in model.findings}
        self.rows = {e.event_id: e for e in model.events}
        self.agency = {t.team_id: lane.agency_id for lane in model.lanes for t in lane.teams}

    def in_words(self, gap: StoryGap, since: int | None, thing: str) -> NotTold:
        """Return it; ``since`` is from when on the taker's own record has the thing."""
        words, later = clean(gap.words), ""
        said = words.removesuffix(_REASON)
        bare = said.removeprefix(_MAYBE)
        if bare == _LATER:
            later, said = self._later(gap, said, thing)
        elif bare == _BY_THEN:
            said = self._by_when(gap, said, since)
        if words.endswith(_REASON):
            said += self._reason(gap)
        return NotTold(gap.to_agency, words, later, "" if said == words else said)

    def _later(self, gap: StoryGap, said: str, thing: str) -> tuple[str, str]:
        """Return how many later ones it is, of which months, and the finding's own words."""
        found = _HEARD.search(clean(self.finding[gap.finding_id].says))
        if found is None:
            return "", said
        named = [part.removeprefix("and ") for part in found["named"].split("; ")]
        months = [_MONTH.findall(part) for part in named]
        count = int(found["count"])
        name = short_name(thing) if count == 1 else ""
        some = f"the later {name or 'one'}" if count == 1 else f"{count} later ones"
        # the months only where each is one
        if all(len(set(part)) == 1 for part in months):
            every = dict.fromkeys(f"{part[0][0][:3]} {part[0][1]}" for part in months)
            of = f"of {listed(list(every))}"
            some += f" {of}" if name else f", {of},"
        maybe = _MAYBE if said.startswith(_MAYBE) else ""
        return some, f"{_REACHED}{maybe}{found[0].removesuffix('.')}"

    def _by_when(self, gap: StoryGap, said: str, since: int | None) -> str:
        """Return the same with the contact by which it was not on record, and when it was."""
        contact = self.rows.get(gap.to_event)
        if contact is not None:
            when = clean(contact.when)
            said = f"{said.removesuffix(' by then')} by the contact there of {when}"
        if since is None:
            return said
        day = day_in_words(since)
        if contact is not None:
            return f"{said}; on record there by {day}"
        return f"{said.removesuffix(' by then')} before it was on record there, by {day}"

    def _reason(self, gap: StoryGap) -> str:
        """Return the words of the giver's rows on consent, or on why not: as they were written.

        A consent that is given for one and refused for another is no reason of its own.
        """
        rows = [self.rows[one.event_id] for one in self.finding[gap.finding_id].evidence]
        quotes = {
            f"its row of {clean(row.when)} says: “{clean(text)}”": None
            for row in rows
            if self.agency.get(row.team_id) == gap.from_agency
            for label, text in row.more
            if label == _REASON_LABEL
        }
        if not quotes:
            return _REASON
        return f"; on consent, or a reason not to share, {listed(list(quotes))}"


def short_name(label: str) -> str:
    """Return what one occurrence of a thing is called; nothing where its label has no such name.

    Examples
    --------
    >>> short_name("Assault with injury"), short_name("Strangulation or suffocation")
    ('assault', 'strangulation or suffocation')
    >>> short_name("Child present, saw or heard it"), short_name("Held against their will")
    ('', '')
    """
    name = _MORE_OF_IT.split(label, maxsplit=1)[0].strip()
    name = name[:1].lower() + name[1:]
    return "" if "," in name or _CAN_BE_HEARD_OF.search(name) is None else name


def letters(place: int) -> str:
    """Return the letters by which the nth line is named.

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(27)
    ('A', 'Z', 'AA', 'AB')
    """
    more, last = divmod(place, 26)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)


# -- key moments ---------------------------------------------------------------------------------


#: What a row is and when it begins: those of a meeting that are alike are one meeting.
_Meeting = tuple[str, int | None]


def _moments(model: PageModel) -> tuple[Moment, ...]:
    """Return days that a room asks about: assaults, meetings, first records of weighty things.

    Those of one row are one moment. Undated rows, and those after the day, have no place.
    """
    rows = {e.event_id: e for e in model.events}
    holder = {t.team_id: lane.name for lane in model.lanes for t in lane.teams}
    shape = {k.key: k.shape for k in model.kinds}
    together: dict[_Meeting, set[str]] = defaultdict(set)
    for row in model.events:
        if shape.get(row.kind) is Shape.MEETING:
            together[row.kind, row.start[0]].add(holder[row.team_id])
    said: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for day in model.key_days:
        meeting = day.group == MEETINGS
        weighs = 10 * WEIGHTY + (8 if meeting else 2)
        # by their number they would read as a score, and there may be others that nobody recorded
        said[day.event_id].append((weighs, clean(day.words) if meeting else "an assault"))
    names = _names(model.facts)
    weight = {f.fact_id: f.weight for f in model.facts}
    for story in model.stories:
        heavy = weight[story.fact_id]
        if heavy >= WEIGHTY and story.firsts:
            one = len(story.firsts) == 1
            thing = names[story.fact_id][1]
            thing = thing[:1].lower() + thing[1:]
            what = f"first record of {thing}" if one else f"one of the first records of {thing}"
            said[story.firsts[0]].append((10 * heavy, what))
    found = []
    for event_id, words in said.items():
        event = rows[event_id]
        minute = _middle(event)
        low, high = event.start
        as_at = model.header.as_at
        if minute is None or (minute if low is None else low) > as_at:
            continue
        texts = [text for _, text in sorted(words, key=lambda w: (-w[0], w[1]))]
        found.append(
            Moment(
                min(minute, as_at),
                clean(event.when),
                tuple(texts),
                _recorded_by(event, together, holder, shape),
                shape[event.kind],
                max(w for w, _ in words) + len(words),
                event_id,
                low,
                high,
                counted(len(event.there), "agency", "agencies") if event.there else "",
                event.kind == _MARAC,
            )
        )
    return tuple(sorted(found, key=lambda m: (m.minute, m.event_id)))


def _recorded_by(
    event: EventRow,
    together: Mapping[_Meeting, set[str]],
    holder: dict[str, str],
    shape: dict[str, Shape],
) -> str:
    """Return in whose record a moment stands; of a meeting, in how many others it does, too.

    Rows of one kind of meeting on one day are one meeting, as in the days to go to by name.
    """
    own = clean(holder[event.team_id])
    if shape[event.kind] is not Shape.MEETING:
        return own
    more = len(together[event.kind, event.start[0]]) - 1
    return f"{own} and {more} more" if more else own


def _middle(event: EventRow) -> int | None:
    low, high = event.start
    if low is None or high is None:
        return low if high is None else high
    return (low + high) // 2


# -- in words ------------------------------------------------------------------------------------


def untold_words(takers: Iterable[NotTold], name: Callable[[str], str]) -> str:
    """Return what there is no record of between one that held a thing and others.

    Examples
    --------
    >>> later = "no record that it was shared by then"
    >>> some = (NotTold("the GP", "no record that it was shared"), NotTold("the school", later))
    >>> untold_words(some, str)
    'no record that it told the GP; on record at the school only later'
    >>> untold_words((NotTold("the GP", "possibly no record that it was shared"),), str)
    'cannot tell whether it told the GP'
    >>> untold_words((NotTold("the GP", "sent, with no record that it was received"),), str)
    'to the GP: sent, with no record that it was received'
    >>> gap = "no record that it was shared" + _REASON
    >>> untold_words((NotTold("the GP", gap), NotTold("the school", gap)), str)
    'no record that it told the GP and the school (a reason is recorded)'
    >>> one = NotTold("the GP", "no record that later ones were shared", "the later one")
    >>> untold_words((one,), str)
    'no record that the later one reached the GP'
    """
    kinds: dict[tuple[bool, str, str], list[tuple[str, str]]] = defaultdict(list)
    for one in takers:
        words = one.words.removesuffix(_REASON)
        # what its row says of consent is for the tables: here it would be cut
        more = "its record says more: see the tables" if one.said else "a reason is recorded"
        reason = f" ({more})" if words != one.words else ""
        kinds[one.in_doubt, words.removeprefix(_MAYBE), one.later].append((name(one.taker), reason))
    parts = []
    for (maybe, words, later), told in sorted(kinds.items(), key=_certain_first):
        # what is said of all of them is said once: said of each, their names were cut
        alike = {reason for _, reason in told}
        once = alike.pop() if len(told) > 1 and len(alike) == 1 else ""
        names = [taker if once else f"{taker}{reason}" for taker, reason in told]
        names = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
        # of several in doubt, each may be the one
        some = " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        some = (some if maybe else listed(names)) + once
        before, after = (_SAID_IN_DOUBT if maybe else _SAID).get(words, ("", ""))
        if later:
            before = f"{'cannot tell whether' if maybe else 'no record that'} {later} reached"
        whole = f"{_MAYBE if maybe else ''}to {some}: {words}"
        parts.append(f"{before} {some}{after}" if before else whole)
    return "; ".join(parts)


def _certain_first(kind: tuple[tuple[bool, str, str], object]) -> tuple[bool, int, str]:
    (maybe, words, later), _ = kind
    return maybe, list(_SAID).index(words) if words in _SAID else len(_SAID), later


def moment_words(one: Moment) -> str:
    """Return what a moment is, and in whose record it stands, as a sentence begins.

    Examples
    --------
    >>> one = Moment(0, "3 May", ("an assault",), "the police", Shape.INCIDENT, 1, "e1")
    >>> moment_words(one)
    'An assault (recorded by the police)'
    """
    who = f"recorded by {one.who}" if one.who else ""
    more = "; ".join(part for part in (one.there and f"{one.there} there", who) if part)
    return f"{moment_kind(one)} ({more})" if more else moment_kind(one)


def moment_kind(one: Moment) -> str:
    """Return what a moment is, as a sentence begins."""
    said = "; ".join(one.words)
    return f"{said[:1].upper()}{said[1:]}"


def kin_words(kin: Kin, people: Sequence[Person]) -> str:
    """Return how two people are related, as the table says it.

    Examples
    --------
    >>> some = (Person("Ann", "victim", -1), Person("Bob", "other", 0))
    >>> kin_words(Kin(1, 0, "brother", when="from 2009"), some)
    'Bob: brother of Ann, from 2009'
    """
    when = f", {kin.when}" if kin.when else ""
    return f"{people[kin.one].label}: {kin.tie} of {in_sentence(people[kin.other].label)}{when}"


def holds_words(place: Place, facts: int) -> str:
    """Return how much somebody held on the day, as the picture says it."""
    if not place.held and place.silent:
        return "What it held cannot be told"
    if place.informal:
        return counted(len(place.held), "thing") + " held"
    said = f"{len(place.held)} of {counted(facts, 'thing')}"
    if place.share is None or not facts:
        return said
    low, high = place.share
    return f"{said}, {low}%" if low == high else f"{said}, {low} to {high}%"


def possibly_words(place: Place) -> str:
    """Return how much somebody possibly held; nothing is more than nothing."""
    if not place.possibly:
        return ""
    said = f"{place.possibly} more" if place.held else counted(place.possibly, "thing")
    return f"Possibly {said}"


def holds_at_length(place: Place, facts: int) -> str:
    """Return the same as the tables say it."""
    said = holds_words(place, facts)
    if place.informal or (not place.held and place.silent):
        return said
    things = counted(facts, "thing")
    said = f"Certainly held {len(place.held)} of the {things} that the agencies held together"
    if place.share is None or not facts:
        return said
    low, high = place.share
    share = f"{low}%" if low == high else f"{low} to {high}%"
    return f"{said}: {share} of the picture, by weight"


def told_words(told: Told) -> str:
    """Return what stands on record of shares between two.

    Examples
    --------
    >>> told_words(Told("a", "b", 3, 1, 1))
    '3 shares on record, 1 in both records; possibly 1 more'
    """
    both = "in both records" if told.both == told.count else f"{told.both} in both records"
    both = both if told.both else "in one record only"
    said = f"{counted(told.count, 'share')} on record, {both}" if told.count else ""
    more = f"possibly {told.maybe} more" if told.count else f"possibly {told.maybe}"
    return "; ".join(part for part in (said, more if told.maybe else "") if part)


def told_when(told: Told) -> str:
    """Return by when shares between two stand on record.

    Examples
    --------
    >>> from datetime import date
    >>> from graphdb.dates import minute_of
    >>> first, last = minute_of(date(2012, 3, 14)), minute_of(date(2012, 9, 6))
    >>> told_when(Told("a", "b", 1, 1, 0, first, first))
    'by 14 March 2012'
    >>> told_when(Told("a", "b", 3, 1, 0, first, last))
    'first by 14 March 2012, last by 6 September 2012'
    >>> told_when(Told("a", "b", 0, 0, 1))
    'cannot be told'
    """
    if told.first is None or told.last is None:
        return "cannot be told"
    first, last = day_in_words(told.first), day_in_words(told.last)
    if first == last:
        return f"by {first}"
    return f"first by {first}, last by {last}"


def saw_words(place: Place, most: int = 99) -> str:
    """Return with whom somebody was in touch, by name as many as are wanted.

    Examples
    --------
    >>> gp = Place("gp", "GP", False, ("Ann", "Bob", "Eve"), (), 0, None, "", False)
    >>> saw_words(gp), saw_words(gp, 1), saw_words(gp, 0)
    ('in touch with Ann, Bob and Eve', 'in touch with Ann and 2 more', 'in touch with 3 people')
    """
    if not place.saw:
        return ""
    verb = "tells of" if place.informal else "in touch with"
    if not most:
        return f"{verb} {counted(len(place.saw), 'person', 'people')}"
    names = [in_sentence(name) for name in place.saw[:most]]
    more = len(place.saw) - len(names)
    return f"{verb} {listed([*names, f'{more} more'] if more else names)}"


__all__ = ["NO_RECORD", "CaseMap", "case_map"]
