"""Where everything stands on the case map: one sheet of A1, on which nothing touches anything else.

A unit is half a millimetre of paper. The household stands in the middle; agencies stand around it,
above and to both sides, and the informal network below; every line of who told whom runs through
the space between. Beside them stands what there is no record of, in words, and how to read it;
below them a strip of time. Where there is no room for something, the sheet says how much more
there is, and the tables say what.

Same map, same places; a unit is never less than :data:`LEAST` for a letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import atan2, hypot, pi, remainder, tau

from graphdb.pooled import WHAT_IT_SHOWS
from viz.axis import MONTHS, Axis, day_in_words
from viz.casemap import (
    CaseMap,
    Moment,
    Place,
    Told,
    Untold,
    holds_words,
    month_in_words,
    not_told_words,
    saw_words,
)
from viz.casemap_text import fold, width
from viz.model import Shape
from viz.words import counted, listed

#: A1 landscape, in half millimetres.
WIDTH, HEIGHT = 1682.0, 1188.0
#: The smallest letter: 7.5 mm of paper, and legible at 3 m on a screen two metres wide.
LEAST = 15.0
MARGIN, GAP = 18.0, 11.0
LINE = 17.0
PANEL = 330.0
HEAD = 68.0
STRIP = 322.0
#: So many agencies have a place of their own; more are said.
MOST_FORMAL, MOST_INFORMAL = 13, 3
MOST_LINES, MOST_INFORMAL_LINES, MOST_PEOPLE = 10, 4, 8
_PAD = 10.0
_BAR = 110.0
_MAYBE = "possibly "
_STEPS = 36


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def x(self) -> float:
        """The middle across."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle down."""
        return (self.top + self.bottom) / 2

    def meets(self, other: Box, room: float = 0.0) -> bool:
        """Whether two boxes come closer to each other than the room."""
        return (
            self.left < other.right + room
            and other.left < self.right + room
            and self.top < other.bottom + room
            and other.top < self.bottom + room
        )

    def holds(self, x: float, y: float, room: float = 0.0) -> bool:
        """Whether a point lies inside, or closer than the room."""
        return self.left - room < x < self.right + room and self.top - room < y < self.bottom + room


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text with the room it takes; ``anchor`` is start, middle or end."""

    text: str
    x: float
    y: float
    size: float
    box: Box
    bold: bool = False
    anchor: str = "start"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An agency or an informal source with the box it stands in; ``bar`` is its share."""

    place: Place | None
    box: Box
    bar: Box | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one to another: a curve, the tip of its arrow, and the token on it."""

    start: tuple[float, float]
    bend: tuple[float, float, float, float]
    end: tuple[float, float]
    way: tuple[float, float]
    token: Box
    told: Told | None = None
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A key moment on the strip: where its mark stands, and from where its leader falls."""

    moment: Moment
    x: float
    top: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip of time: its axis, where the marks stand, and the room of the curve."""

    box: Box
    axis: Axis
    marks: float
    curve: Box
    spots: tuple[Spot, ...]
    days: tuple[tuple[str, float, float], ...]


@dataclass(slots=True)
class Sheet:
    """All that is drawn.

    Attributes
    ----------
    labels
        Every text with the room it takes; no two of these rooms meet.
    below
        The boxes of the informal network.
    left_out
        What had no room, in words; the picture says it.
    """

    labels: list[Label] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    people: list[tuple[Box, bool]] = field(default_factory=list)
    below: list[Box] = field(default_factory=list)
    household: Box = Box(0, 0, 0, 0)
    panel: Box = Box(0, 0, 0, 0)
    lines: list[Line] = field(default_factory=list)
    listed: list[tuple[Box, Untold]] = field(default_factory=list)
    keys: list[tuple[str, float, float]] = field(default_factory=list)
    strip: Strip | None = None
    left_out: list[str] = field(default_factory=list)

    def say(
        self,
        text: str,
        x: float,
        top: float,
        size: float = LEAST,
        *,
        bold: bool = False,
        anchor: str = "start",
        kind: str = "",
    ) -> Label:
        """Put a line of text under a line ``top``, and return it."""
        wide = width(text, size, bold=bold)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        box = Box(left, top, left + wide, top + size * 1.13)
        label = Label(text, x, top + size * 0.9, size, box, bold, anchor, kind)
        self.labels.append(label)
        return label


def sheet(m: CaseMap) -> Sheet:
    """Return a map with everything in its place."""
    out = Sheet()
    main = Box(MARGIN, HEAD, WIDTH - MARGIN - PANEL - GAP, HEIGHT - MARGIN - STRIP)
    out.panel = Box(WIDTH - MARGIN - PANEL, HEAD, WIDTH - MARGIN, HEIGHT - MARGIN)
    _head(m, out)
    _cards(m, out, main)
    _household(m, out, _middle(out, main))
    untold = _panel(m, out)
    _Lines(m, out, main).draw(untold)
    _strip(m, out, Box(main.left, main.bottom + GAP, main.right, HEIGHT - MARGIN))
    _not_drawn(out)
    return out


# -- head ----------------------------------------------------------------------------------------


def _head(m: CaseMap, out: Sheet) -> None:
    room = WIDTH - 2 * MARGIN
    title = fold(m.title, 26, room * 0.6, 1, bold=True)[0]
    end = out.say(title, MARGIN, 8, 26, bold=True).box.right
    # a marking is said whole: in two lines where one is too long
    free = WIDTH - MARGIN - end - 30
    size, top = (17.0, 14.0) if width(m.stamp, 17, bold=True) <= free else (LEAST, 7.0)
    for n, text in enumerate(fold(m.stamp, size, free, 2, bold=True)):
        y = top + n * LINE
        out.say(text, WIDTH - MARGIN, y, size, bold=True, anchor="end", kind="stamp")
    said = f"Who held what, and who told whom, as the records stood at the end of {m.day}"
    out.say(fold(f"{said} ({m.scope})", LEAST, room * 0.62, 1)[0], MARGIN, 43)


def _not_drawn(out: Sheet) -> None:
    """Say at the head what had no room."""
    if out.left_out:
        said = f"Not drawn, but in the tables: {listed(out.left_out)}"
        text = fold(said, LEAST, (WIDTH - 2 * MARGIN) * 0.36, 1)[0]
        out.say(text, WIDTH - MARGIN, 43, anchor="end")


# -- agencies and informal sources ---------------------------------------------------------------


def _cards(m: CaseMap, out: Sheet, main: Box) -> None:
    formal = [p for p in m.places if not p.informal]
    informal = [p for p in m.places if p.informal]
    told: dict[str, int] = defaultdict(int)
    for t in m.told:
        told[t.giver] += t.count
        told[t.taker] += t.count
    formal, more = _fewer(formal, MOST_FORMAL, told)
    around: list[Place | None] = list(_around(m, formal))
    if more:
        around.append(None)
        out.left_out.append(counted(more, "agency", "agencies"))
    close, others = _fewer(informal, MOST_INFORMAL, told)
    below: list[Place | None] = [*close]
    if others:
        below.append(None)
        out.left_out.append(counted(others, "informal source"))
    slots = list(_slots(len(around), len(below), main))
    out.below += slots[len(around) :]
    for place, box in zip([*around, *below], slots, strict=True):
        _card(
            m, out, place, box, others if place is None and len(out.cards) >= len(around) else more
        )


def _fewer(places: Sequence[Place], most: int, told: dict[str, int]) -> tuple[list[Place], int]:
    """Return those that have a place of their own, in their order, and how many have none."""
    if len(places) <= most:
        return list(places), 0

    def worth(p: Place) -> tuple[float, int, str]:
        return (-sum(t.weight for t in p.held), -told[p.agency_id], p.agency_id)

    kept = {p.agency_id for p in sorted(places, key=worth)[: most - 1]}
    return [p for p in places if p.agency_id in kept], len(places) - len(kept)


def _around(m: CaseMap, places: Sequence[Place]) -> list[Place]:
    """Return agencies in an order in which those that told each other stand near each other."""
    tie: dict[frozenset[str], float] = defaultdict(float)
    for t in m.told:
        tie[frozenset((t.giver, t.taker))] += min(t.count, 6)
    for u in m.untold:
        for one in u.takers:
            tie[frozenset((u.giver, one.taker))] += 3
    order = list(places)
    count = len(order)

    def cost(at: list[Place]) -> float:
        total = 0.0
        for i in range(count):
            for j in range(i + 1, count):
                w = tie.get(frozenset((at[i].agency_id, at[j].agency_id)), 0.0)
                apart = j - i
                total += w * min(apart, count - apart)
        return total

    best = cost(order)
    for _ in range(4):
        before = best
        for i in range(count):
            for j in range(i + 1, count):
                order[i], order[j] = order[j], order[i]
                now = cost(order)
                if now < best - 1e-9:
                    best = now
                else:
                    order[i], order[j] = order[j], order[i]
        if best == before:
            break
    return order


def _slots(formal: int, informal: int, main: Box) -> Iterator[Box]:
    """Yield a box for each: up the left side, across the top, down the right side; then below."""
    across = 0 if formal == 2 else 1 if formal in (1, 3, 5) else 2 if formal in (4, 6) else 3
    across = min(across, formal)
    sides = formal - across
    left, right = (sides + 1) // 2, sides // 2
    wide = 340.0
    deep = 82.0 if informal else 0.0
    foot = main.bottom - deep - (GAP if informal else 0)
    rows = max(left, right, 2)
    high = min(190.0, (foot - main.top - rows * GAP) / (rows + 1)) if sides else 190.0
    head = main.top + (high + GAP if across else 0.0)

    def column(count: int, x: float) -> list[Box]:
        pitch = (foot - head + GAP) / max(count, 1)
        tops = [head + n * pitch + (pitch - GAP - high) / 2 for n in range(count)]
        return [Box(x, top, x + wide, top + high) for top in tops]

    yield from reversed(column(left, main.left))
    gap = min(60.0, (main.right - main.left - 3 * wide) / 4)
    start = main.x - (across * wide + (across - 1) * gap) / 2
    for n in range(across):
        x = start + n * (wide + gap)
        yield Box(x, main.top, x + wide, main.top + high)
    yield from column(right, main.right - wide)
    wide = min(wide, (main.right - main.left - (informal - 1) * GAP) / max(informal, 1))
    start = main.x - (informal * wide + (informal - 1) * GAP) / 2
    for n in range(informal):
        x = start + n * (wide + GAP)
        yield Box(x, main.bottom - deep, x + wide, main.bottom)


def _card(m: CaseMap, out: Sheet, place: Place | None, box: Box, more: int) -> None:
    left, room = box.left + _PAD, box.right - box.left - 2 * _PAD
    if place is None:
        said = f"and {more} more: see the tables"
        for n, text in enumerate(fold(said, 17, room, 2, bold=True)):
            out.say(text, left, box.top + 10 + n * 21, 17, bold=True)
        out.cards.append(Card(None, box))
        return
    size = 18.0 if width(place.name, 18, bold=True) <= room else 16.0
    top = box.top + 6
    for text in fold(place.name, size, room, 2, bold=True):
        out.say(text, left, top, size, bold=True, kind="name")
        top += size + 3
    bar = None
    said = holds_words(place, m.facts)
    end = out.say(fold(said, LEAST, room, 1)[0], left, top).box.right
    if place.share is not None and m.facts and end < box.right - _PAD - _BAR - 4:
        bar = Box(box.right - _PAD - _BAR, top + 4, box.right - _PAD, top + 16)
    top += LINE
    out.cards.append(Card(place, box, bar))
    saw = saw_words(place)
    fits = int((box.bottom - 4 - top) // LINE)
    if saw and fits > (2 if place.held else 0):
        out.say(fold(saw[:1].upper() + saw[1:], LEAST, room, 1)[0], left, top, kind="soft")
        top, fits = top + LINE, fits - 1
    _things(out, place, left, top, box.right - _PAD, fits)


def _things(out: Sheet, place: Place, left: float, top: float, right: float, fits: int) -> None:
    """Write the weightiest things, as many as there is room for, and how many more there are."""
    shown = 0
    since_room = 78.0
    for n, thing in enumerate(place.held):
        rest = len(place.held) - n - 1
        last = not rest and not place.possibly
        room = fits if last else fits - 1
        lines = fold(thing.short, LEAST, right - left - 14 - since_room, 2)
        if len(lines) > room:
            break
        out.say("•", left, top)
        for k, text in enumerate(lines):
            out.say(text, left + 13, top + k * LINE)
        out.say(month_in_words(thing.since), right, top, anchor="end", kind="since")
        top, fits, shown = top + len(lines) * LINE, fits - len(lines), shown + 1
    rest = len(place.held) - shown
    if fits and (rest or place.possibly):
        more = f"and {rest} more" if rest and shown else "see the tables" if rest else ""
        maybe = f"possibly {place.possibly} more" if place.possibly else ""
        said = ", ".join(part for part in (more, maybe) if part)
        out.say(fold(f"{said[:1].upper()}{said[1:]}", LEAST, right - left, 1)[0], left, top,
                kind="soft")  # fmt: skip


# -- the household -------------------------------------------------------------------------------


def _middle(out: Sheet, main: Box) -> tuple[float, float]:
    top = max((c.box.bottom for c in out.cards if c.box.top == main.top), default=main.top)
    return main.x, (top + min((box.top for box in out.below), default=main.bottom)) / 2


def _household(m: CaseMap, out: Sheet, middle: tuple[float, float]) -> None:
    """Put people in the middle: victims on the left, perpetrators on the right, others below."""
    people = list(m.people)
    shown = people if len(people) <= MOST_PEOPLE else people[: MOST_PEOPLE - 1]
    more = len(people) - len(shown)
    rows: list[list[int]] = []
    left = [n for n, p in enumerate(shown) if p.side < 0]
    right = [n for n, p in enumerate(shown) if p.side > 0]
    both = max(len(left), len(right))
    rows += [[*left[k : k + 1], *right[k : k + 1]] for k in range(both)]
    rest = [n for n, p in enumerate(shown) if p.side == 0]
    rows += [rest[k : k + 2] for k in range(0, len(rest), 2)]
    wide, high, gap = 178.0, 46.0, 7.0
    deep = 28 + len(rows) * (high + gap) + (22 if more else 0) + 4
    x, y = middle
    box = Box(x - wide - gap * 1.5, y - deep / 2, x + wide + gap * 1.5, y + deep / 2)
    out.household = box
    out.say("The people in the records", x, box.top + 5, LEAST, bold=True, anchor="middle")
    top = box.top + 28
    for row in rows:
        start = x - (len(row) * wide + (len(row) - 1) * gap) / 2
        for k, n in enumerate(row):
            own = Box(start + k * (wide + gap), top, start + k * (wide + gap) + wide, top + high)
            out.people.append((own, shown[n].side != 0))
            label, role = shown[n].label, shown[n].role
            size = 17.0 if width(label, 17, bold=True) <= wide - 20 else LEAST
            name = fold(label, size, wide - 20, 1, bold=True)[0]
            out.say(name, own.x, top + 3, size, bold=True, anchor="middle")
            role = fold(role, LEAST, wide - 24, 1)[0]
            out.say(role, own.x, top + 24, LEAST, anchor="middle")
        top += high + gap
    if more:
        out.say(f"and {more} more: see the tables", x, top, LEAST, anchor="middle")


# -- what there is no record of, in words --------------------------------------------------------

_KEY = (
    ("both", "Told: the number of shares, at least one in both records"),
    ("one", "Told, in one record only"),
    ("untold", "No record that it was told"),
    ("bar", "Share of all that agencies held, by weight; grey: in doubt"),
    ("pool", "Below: all agencies’ records together, by weight"),
    ("best", "Below: the most that any one agency’s held"),
)


def _panel(m: CaseMap, out: Sheet) -> list[Untold]:
    """Write what there is no record of, as far as there is room; return what was written."""
    box = out.panel
    left, right = box.left + _PAD, box.right - _PAD
    foot = _how_to_read(m, out, left, right, box.bottom - 8)
    top = box.top + 8
    for limit in m.limits:
        for text in fold(limit, LEAST, right - left, 5, bold=True):
            if top + 8 * LINE < foot:
                out.say(text, left, top, bold=True)
                top += LINE
        top += 6
    out.say("No record that it was told", left, top, 18, bold=True)
    top += 28
    drawable = [u for u in m.untold if u.drawable]
    written: list[Untold] = []
    if not drawable:
        said = (
            "No line of enquiry names two agencies of which one would be expected to have told "
            "the other. That does not say that everything was told."
        )
        for text in fold(said, LEAST, right - left, 6):
            if top + LINE < foot:
                out.say(text, left, top)
            top += LINE
        return written
    for n, untold in enumerate(drawable):
        rest = len(m.untold) - n - 1
        lines = list(_in_words(m, untold, right - left - 36))
        high = max(26, len(lines) * LINE + 8)
        if top + high + (LINE if rest else 0) > foot:
            break
        out.listed.append((Box(left, top, left + 28, top + 24), untold))
        out.say(untold.letter, left + 14, top + 2, 16, bold=True, anchor="middle", kind="letter")
        for k, (text, bold) in enumerate(lines):
            out.say(text, left + 36, top + k * LINE, LEAST, bold=bold)
        written.append(untold)
        top += high
    rest = len(m.untold) - len(written)
    if rest:
        out.say(fold(f"and {rest} more: see the tables", LEAST, right - left, 1)[0], left, top)
    return written


def _in_words(m: CaseMap, untold: Untold, room: float) -> Iterator[tuple[str, bool]]:
    for text in fold(m.name(untold.giver), LEAST, room, 2, bold=True):
        yield text, True
    since = f", held from {month_in_words(untold.since)}" if untold.since is not None else ""
    whom = [not_told_words(one, m.name(one.taker)) for one in untold.takers if one.drawable]
    some = whom if len(whom) <= 4 else [*whom[:3], f"{len(whom) - 3} more"]
    to = f"to {listed(some)}"
    if all(one.startswith(_MAYBE) for one in whom):
        to = f"{_MAYBE}to {listed([one.removeprefix(_MAYBE) for one in some])}"
    for text in fold(f"{untold.short}{since}: {to}", LEAST, room, 6):
        yield text, False


def _how_to_read(m: CaseMap, out: Sheet, left: float, right: float, foot: float) -> float:
    """Write how to read it and what all held together, from the foot up; return where it begins."""
    blocks: list[tuple[str, list[str]]] = []
    for name, text in _KEY:
        blocks.append((name, list(fold(text, LEAST, right - left - 56, 2))))
    high = sum(max(22, len(lines) * LINE + 4) for _, lines in blocks)
    top = foot - high
    for name, lines in blocks:
        out.keys.append((name, left, top + 10))
        for k, text in enumerate(lines):
            out.say(text, left + 56, top + k * LINE)
        top += max(22, len(lines) * LINE + 4)
    top = foot - high - 28
    out.say("How to read it", left, top, 18, bold=True)
    if m.pooled is None:
        return top - 14
    said: list[str] = []
    room = right - left
    said += fold(
        " ".join(part for part in (m.pooled.sentence, _between(m)) if part), LEAST, room, 9
    )
    # the numbers of the threshold stand below, in words
    limits = m.pooled.limits
    said += fold(limits[max(0, limits.find(WHAT_IT_SHOWS)) :], LEAST, room, 12)
    top -= len(said) * LINE + 44
    out.say("Put together", left, top, 18, bold=True)
    for k, text in enumerate(said):
        out.say(text, left, top + 26 + k * LINE)
    return top - 14


def _between(m: CaseMap) -> str:
    assert m.pooled is not None
    between = m.pooled.between
    return f"{between[:1].upper()}{between[1:]}." if between and not m.pooled.alone else ""


# -- lines of who told whom ----------------------------------------------------------------------


class _Lines:
    """Gives each line a way through the middle, and its token a spot of its own."""

    def __init__(self, m: CaseMap, out: Sheet, main: Box) -> None:
        self.m = m
        self.out = out
        self.main = main
        self.box = {c.place.agency_id: c.box for c in out.cards if c.place is not None}
        self.side = {key: _side(box, main) for key, box in self.box.items()}
        self.drawn: list[list[tuple[float, float]]] = []
        self.tokens: list[Box] = []
        #: Where a line had better not run, and what a point of it there costs.
        self.costly = [(_wider(out.household, 8), 60.0)]
        self.costly += [(_wider(box, 2), 80.0) for box in self.box.values()]

    def draw(self, untold: Sequence[Untold]) -> None:
        """Draw what there is no record of first, then the shares, the most frequent first."""
        pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for u in untold:
            for one in u.takers:
                if one.drawable and u.giver in self.box and one.taker in self.box:
                    pairs[u.giver, one.taker].append(u.letter)
        wanted: list[tuple[tuple[str, str], Told | None, str]] = [
            (pair, None, " ".join(some)) for pair, some in pairs.items()
        ]
        wanted += [((t.giver, t.taker), t, "") for t in self._told()]
        ports = self._ports([pair for pair, _, _ in wanted])
        for n, (_, told, some) in enumerate(wanted):
            line = self._line(ports[n, 0], ports[n, 1], told, some)
            if line is not None:
                self.out.lines.append(line)
        every = sum(1 for t in self.m.told if t.count)
        shown = sum(1 for line in self.out.lines if line.told is not None)
        if every > shown:
            self.out.left_out.append(f"{counted(every - shown, 'pair')} of whom one told the other")
        lost = len(pairs) - (len(self.out.lines) - shown)
        if lost:
            self.out.left_out.append(f"{counted(lost, 'line')} of dashes")

    def _told(self) -> list[Told]:
        informal = {p.agency_id for p in self.m.places if p.informal}
        some = [t for t in self.m.told if t.count and t.giver in self.box and t.taker in self.box]
        close = [t for t in some if {t.giver, t.taker} & informal]
        formal = [t for t in some if not {t.giver, t.taker} & informal]
        return [*formal[:MOST_LINES], *close[:MOST_INFORMAL_LINES]]

    def _ports(
        self, pairs: Sequence[tuple[str, str]]
    ) -> dict[tuple[int, int], tuple[float, float, float, float]]:
        """Return where each line begins and ends, spread along the inner edges."""
        ends: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
        for n, pair in enumerate(pairs):
            for end in (0, 1):
                other = self.box[pair[1 - end]]
                along = other.y if self.side[pair[end]] in ("left", "right") else other.x
                ends[pair[end]].append((along, n, end))
        found = {}
        for key, some in ends.items():
            some.sort()
            low, high, fixed, nx, ny = self._edge(key)
            for k, (_, n, end) in enumerate(some):
                at = low + (k + 1) * (high - low) / (len(some) + 1)
                found[n, end] = (at, fixed, nx, ny) if ny else (fixed, at, nx, ny)
        return found

    def _edge(self, key: str) -> tuple[float, float, float, float, float]:
        """Return the part of an edge that looks to the middle, and which way that is."""
        box, side = self.box[key], self.side[key]
        if side == "left":
            return box.top + 6, box.bottom - 6, box.right, 1, 0
        if side == "right":
            return box.top + 6, box.bottom - 6, box.left, -1, 0
        inner = [b for k, b in self.box.items() if self.side[k] in ("left", "right")]
        low = max((b.right for b in inner if b.x < self.main.x), default=self.main.left)
        high = min((b.left for b in inner if b.x > self.main.x), default=self.main.right)
        left, right = max(box.left, low) + 8, min(box.right, high) - 8
        return left, right, box.bottom if side == "top" else box.top, 0, 1 if side == "top" else -1

    def _line(
        self,
        a: tuple[float, float, float, float],
        b: tuple[float, float, float, float],
        told: Told | None,
        some: str,
    ) -> Line | None:
        """Return the line that meets least, with room for its token; none where there is none."""
        words = some if told is None else str(told.count)
        wide = max(26.0, width(words, 16, bold=True) + 12)
        best: tuple[float, Line, list[tuple[float, float]]] | None = None
        apart = hypot(a[0] - b[0], a[1] - b[1])
        # the curve ends behind the arrow, whose tip touches the edge
        end = (b[0] + b[2] * 14, b[1] + b[3] * 14)
        ways: list[tuple[float, int, tuple[float, float, float, float]]] = []
        reaches = [min(max(apart * pull, 90), 330) for pull in (0.2, 0.7)]
        for (near, far), one, other in product(product(reaches, reaches), _ASIDE, _ASIDE):
            # to the side of the way out of an edge, so along the edge
            bend = (
                a[0] + a[2] * near + a[3] * one, a[1] + a[3] * near + a[2] * one,
                end[0] + b[2] * far + b[3] * other, end[1] + b[3] * far + b[2] * other,
            )  # fmt: skip
            points = curve((a[0], a[1]), bend, end, 16)
            tight = 3 * (near == reaches[0]) + 3 * (far == reaches[0])
            detour = (_long(points) - apart) / 16 + (abs(one) + abs(other)) / 14 + tight
            rough = 3 * self._in_the_way(points) + detour + 12 * max(0.0, _turning(points) - _FLAT)
            ways.append((rough, len(ways), bend))
        for rough, _, bend in sorted(ways)[:_TRIED]:
            points = curve((a[0], a[1]), bend, end)
            score = rough / 8 + self._in_the_way(points) + self._crossed(points)
            if best is not None and score >= best[0]:
                continue
            token = self._token(points, wide)
            if token is not None:
                line = Line((a[0], a[1]), bend, end, (b[2], b[3]), token, told, some)
                best = (score, line, points)
        if best is None:
            return None
        self.drawn.append(best[2])
        token = best[1].token
        self.tokens.append(token)
        self.costly.append((_wider(token, 2), 5.0))
        self.out.say(
            words, token.x, token.y - 9.5, 16, bold=True, anchor="middle",
            kind="letter" if told is None else "count",
        )  # fmt: skip
        return best[1]

    def _in_the_way(self, points: list[tuple[float, float]]) -> float:
        """Return how much of a line would run under something."""
        total = 0.0
        for x, y in points[1:-1]:
            for (left, top, right, bottom), cost in self.costly:
                if left < x < right and top < y < bottom:
                    total += cost
            total += 80 * (not self.main.holds(x, y))
        return total

    def _crossed(self, points: list[tuple[float, float]]) -> float:
        return 3.0 * sum(_crossings(points, other) for other in self.drawn)

    def _token(self, points: list[tuple[float, float]], wide: float) -> Box | None:
        middle = len(points) / 2
        order = sorted(range(3, len(points) - 3), key=lambda n: (abs(n - middle), n))
        boxes = [*self.box.values(), self.out.household, *self.tokens]
        best: tuple[int, Box] | None = None
        for n in order:
            x, y = points[n]
            box = Box(x - wide / 2, y - 13, x + wide / 2, y + 13)
            if any(box.meets(other, 3) for other in boxes):
                continue
            under = sum(any(box.holds(px, py) for px, py in line) for line in self.drawn)
            if best is None or under < best[0]:
                best = (under, box)
            if not under:
                break
        return None if best is None else best[1]


#: How far to a side each end of a line is bent, and how many ways are looked at closely.
_ASIDE = (0.0, -80.0, 80.0, -170.0, 170.0, -310.0, 310.0, -520.0, 520.0)
_TRIED = 14
#: A line that turns more than this, half a turn and a little, is hard to follow.
_FLAT = 1.05 * pi


def _long(points: list[tuple[float, float]]) -> float:
    return sum(hypot(x - u, y - v) for (x, y), (u, v) in pairwise(points))


def _turning(points: list[tuple[float, float]]) -> float:
    """Return by how much a line turns in all, either way: half a turn is pi."""
    ways = [atan2(v - y, u - x) for (x, y), (u, v) in pairwise(points) if (x, y) != (u, v)]
    return sum(abs(remainder(b - a, tau)) for a, b in pairwise(ways))


def _wider(box: Box, by: float) -> tuple[float, float, float, float]:
    return box.left - by, box.top - by, box.right + by, box.bottom + by


def _side(box: Box, main: Box) -> str:
    if box.right < main.x and box.left == main.left:
        return "left"
    if box.left > main.x and box.right == main.right:
        return "right"
    return "top" if box.y < main.y else "bottom"


def curve(
    a: tuple[float, float],
    bend: tuple[float, float, float, float],
    b: tuple[float, float],
    steps: int = _STEPS,
) -> list[tuple[float, float]]:
    """Return points along a cubic curve."""
    out = []
    for n in range(steps + 1):
        t = n / steps
        u = 1 - t
        p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        out.append(
            (p * a[0] + q * bend[0] + r * bend[2] + s * b[0],
             p * a[1] + q * bend[1] + r * bend[3] + s * b[1])
        )  # fmt: skip
    return out


def _crossings(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> int:
    """Return how often two lines cross, looked at coarsely."""
    a, b = one[::4], other[::4]
    count = 0
    for (x1, y1), (x2, y2) in pairwise(a):
        for (x3, y3), (x4, y4) in pairwise(b):
            if max(x1, x2) < min(x3, x4) or max(x3, x4) < min(x1, x2):
                continue
            d1 = (x4 - x3) * (y1 - y3) - (y4 - y3) * (x1 - x3)
            d2 = (x4 - x3) * (y2 - y3) - (y4 - y3) * (x2 - x3)
            d3 = (x2 - x1) * (y3 - y1) - (y2 - y1) * (x3 - x1)
            d4 = (x2 - x1) * (y4 - y1) - (y2 - y1) * (x4 - x1)
            count += d1 * d2 < 0 and d3 * d4 < 0
    return count


# -- the strip of time ---------------------------------------------------------------------------

_ROWS, _ROW_LINES = 3, 3
_WIDEST = 250.0
#: How long places for moments are looked for, and how many moments are looked at.
_LOOKS, _MOST_MOMENTS = 5_000, 20


def _strip(m: CaseMap, out: Sheet, box: Box) -> None:
    left, right = box.left + _PAD, box.right - _PAD
    axis = Axis(m.first, m.last, left + 4, right - 4)
    out.say("Key moments", left, box.top + 4, 18, bold=True)
    head = box.top + 26
    row = _ROW_LINES * LINE + 3
    marks = head + _ROWS * row + 9
    room = Box(left, marks + 13, right, marks + 13 + 46)
    spots, count = _spots(m, out, axis, head, row, room)
    inside = sum(m.first <= one.minute <= m.last for one in m.moments)
    if count < len(m.moments):
        more = len(m.moments) - count
        early = len(m.moments) - inside
        said = f"and {more} more: see the tables" + (
            f" ({early} before this time)" if early else ""
        )
        out.say(fold(said, LEAST, right - left - 220, 1)[0], right, box.top + 6, anchor="end")
    days = tuple(_days(m, out, axis, room))
    for x, text in axis.ticks(12):
        end = x + 3 + width(text, LEAST)
        if end < right and not any(x - 3 < day < end + 3 for _, day, _ in days):
            out.say(text, x + 3, room.bottom + 2, LEAST, kind="tick")
    out.strip = Strip(box, axis, marks, room, tuple(spots), days)


@dataclass(frozen=True, slots=True)
class _Flag:
    """The words of a moment: in which row, from where to where, and where its leader falls."""

    row: int
    left: float
    right: float
    leader: float
    lines: tuple[str, ...]

    def clear_of(self, other: _Flag) -> bool:
        """Whether neither the words nor a leader of one runs into the words of the other."""
        if abs(self.leader - other.leader) < 20:  # their marks would touch
            return False
        if self.row == other.row:
            return self.right <= other.left or other.right <= self.left
        high, low = (self, other) if self.row < other.row else (other, self)
        return not low.left - 3 < high.leader < low.right + 3


def _spots(
    m: CaseMap, out: Sheet, axis: Axis, head: float, row: float, edges: Box
) -> tuple[list[Spot], int]:
    """Write the key moments, the weightiest first, as long as there is room for their words."""
    inside = [one for one in m.moments if m.first <= one.minute <= m.last]
    order = sorted(inside, key=lambda one: (-one.weight, one.minute, one.event_id))[:_MOST_MOMENTS]
    if m.death_from is not None and m.first <= m.death_from <= m.last:
        order.insert(0, _end(m, m.death_from))
    laid = _Laying(order, axis, edges).best()
    kept, flags = [one for one, _ in laid], [flag for _, flag in laid]
    spots = []
    for one, flag in zip(kept, flags, strict=True):
        top = head + flag.row * row
        before = flag.left < flag.leader
        for k, text in enumerate(flag.lines):
            x = flag.leader - 5 if before else flag.leader + 5
            out.say(
                text, x, top + k * LINE, LEAST, bold=k == 0, anchor="end" if before else "start"
            )
        spots.append(Spot(one, flag.leader, top))
    return spots, sum(one.event_id != "" for one in kept)


def _end(m: CaseMap, minute: int) -> Moment:
    what, _, when = m.death.partition(", ")
    return Moment(minute, what, (when or day_in_words(minute),), "", Shape.INCIDENT, 0, "")


class _Laying:
    """Looks for the places that leave room for the most of what is weighty."""

    def __init__(self, order: Sequence[Moment], axis: Axis, edges: Box) -> None:
        self.order = order
        self.ways = [_ways(one, axis, edges) for one in order]
        # the end first: a strip without it would end in the air
        self.worth = [one.weight if one.event_id else 10_000 for one in order]
        self.found: list[tuple[Moment, _Flag]] = []
        self.most = -1
        self.left = _LOOKS

    def best(self) -> list[tuple[Moment, _Flag]]:
        """Return what is drawn, and where."""
        self._from(0, 0, [])
        return self.found

    def _from(self, n: int, worth: int, laid: list[tuple[Moment, _Flag]]) -> None:
        self.left -= 1
        if worth > self.most:
            self.most, self.found = worth, list(laid)
        if n == len(self.order) or self.left < 0 or worth + sum(self.worth[n:]) <= self.most:
            return
        for flag in self.ways[n]:
            if all(flag.clear_of(other) for _, other in laid):
                self._from(n + 1, worth + self.worth[n], [*laid, (self.order[n], flag)])
        self._from(n + 1, worth, laid)


def _ways(one: Moment, axis: Axis, edges: Box) -> list[_Flag]:
    """Return where the words of a moment could stand: beside a leader that falls to the line."""
    x = axis.at(one.minute)
    lines, wide = _words(one)
    spans = ((x, x + 5 + wide + 8), (x - 5 - wide - 8, x))
    return [
        _Flag(row, left, right, x, lines)
        for row in range(_ROWS)
        for left, right in spans
        if edges.left <= left and right <= edges.right
    ]


def _short(when: str) -> str:
    """Return a date with its months as three letters.

    Examples
    --------
    >>> _short("between 1 January 2010 and 3 May 2010 (as written)")
    'between 1 Jan 2010 and 3 May 2010'
    """
    for month in MONTHS:
        when = when.replace(month, month[:3])
    return when.removesuffix(" (as written)")


def _words(one: Moment) -> tuple[tuple[str, ...], float]:
    """Return the words of a moment, folded as narrow as leaves them whole, and how wide they are.

    Who recorded it is said where there is room; the tables always say it.
    """
    said = "; ".join(one.words)
    said = f"{said[:1].upper()}{said[1:]}"
    folds = [
        (room, text)
        for text in ([f"{said} ({one.who})", said] if one.who else [said])
        for room in (125.0, 150.0, 180.0, 210.0, _WIDEST)
    ]
    lines: tuple[str, ...] = ()
    for room, text in folds:
        when = fold(_short(one.when), LEAST, room, 1, bold=True)
        lines = (*when, *fold(text, LEAST, room, _ROW_LINES - 1))
        if not any(line.endswith("…") for line in lines):
            break
    return lines, max(width(x, LEAST, bold=not n) for n, x in enumerate(lines))


def _days(m: CaseMap, out: Sheet, axis: Axis, room: Box) -> Iterator[tuple[str, float, float]]:
    """Write the two days below the strip, and yield where their lines stand and how deep."""
    if m.pooled is None:
        return
    p = m.pooled
    days = [
        ("pool", p.pool_day, "Together", p.pool_label),
        ("best", None if p.alone else p.best_day, "First single agency", p.best_label),
    ]
    top = room.bottom + LINE + 2
    for n, (name, minute, who, label) in enumerate(days):
        if minute is None:
            continue
        y = top + n * (LINE + 1)
        x = axis.at(minute)
        text = fold(f"{who}: {label}", LEAST, (room.right - room.left) / 2 - 20, 1, bold=True)[0]
        fits = x + 8 + width(text, LEAST, bold=True) < room.right
        out.say(text, x + 8 if fits else x - 8, y, LEAST, bold=True,
                anchor="start" if fits else "end")  # fmt: skip
        yield name, x, y + LINE


__all__ = ["HEIGHT", "LEAST", "WIDTH", "Box", "Label", "Sheet", "curve", "sheet"]
