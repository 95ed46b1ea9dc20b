"""The lines of the case map: who told whom, and of what there is no record.

All shares between two stand in one line, with an arrow and a number for each way; so do all the
letters of what there is no record of. Agencies stand around the household in the order in which
the fewest of these lines cross. Each line leaves its box, runs around the household in a lane of
its own, and enters the other box; the shorter run outside, nearer the boxes, so that two lines
cross once where they must, and otherwise never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import hypot, inf

from viz.casemap import CaseMap, Place, Told, Untold
from viz.casemap_sheet import MOST_INFORMAL_LINES, MOST_LINES, Box, Line, Sheet, Tip
from viz.casemap_text import width
from viz.words import counted, listed

_Point = tuple[float, float]
#: The corners of the way of a line, its ends among them.
_Way = list[_Point]
_Curve = tuple[float, float, float, float, float, float]
_Pair = tuple[str, str]
#: Which side a line runs along, and from where to where.
_Stretch = tuple[int, float, float]
#: A part of a way: whether it is upright, where it begins, and between what it lies.
_Part = tuple[bool, float, float, float, float, float, float]
_ARROW = 14.0
#: So much of a line is seen behind its arrow, where there is room: 14 dots of a projector.
SHAFT = 17.0
#: What it costs a token to hide that, to stand beside its line, and nearer to its other end.
_HIDDEN, _ASIDE, _ASTRAY = 3.0, 1.5, 2.0
#: Between lanes, and from the household to the first and from the last to the boxes.
_LANE, _LEAST_LANE, _INSIDE, _OUTSIDE = 20.0, 8.0, 12.0, 29.0
_BEND, _CORNER, _JOG = 11.0, 44.0, 5.0
_SQUARE = 48.0
_Square = tuple[int, int]
#: A line that leads further around than this is tried the other way, so many of them at most.
_FAR, _MOST_FAR = 0.33, 8
#: The sides as they follow each other clockwise.
_SIDES = ("left", "top", "right", "bottom")


@dataclass(slots=True)
class Bundle:
    """One line between two, and what stands at either end of it: at the second what came there.

    ``told`` are the shares by where they went, ``letters`` what there is no record of.
    """

    pair: _Pair
    told: dict[str, Told] = field(default_factory=dict)
    letters: dict[str, list[str]] = field(default_factory=dict)

    @property
    def ends(self) -> list[int]:
        """At which ends an arrow stands: 0 for the first of the pair, 1 for the second."""
        return [n for n, key in enumerate(self.pair) if key in self.told or key in self.letters]


def bundles(m: CaseMap, untold: Sequence[Untold], drawn: Iterable[str]) -> list[Bundle]:
    """Return what is drawn between those that have a place: first what there is no record of.

    Parameters
    ----------
    m
        The map.
    untold
        What is written beside the picture, so that a letter can stand for it.
    drawn
        Who has a place of their own.
    """
    here = set(drawn)
    dashed: dict[frozenset[str], Bundle] = {}
    for u in untold:
        for one in u.takers:
            if one.drawable and {u.giver, one.taker} <= here:
                key = frozenset((u.giver, one.taker))
                bundle = dashed.setdefault(key, Bundle((u.giver, one.taker)))
                bundle.letters.setdefault(one.taker, []).append(u.letter)
    informal = {p.agency_id for p in m.places if p.informal}
    solid: dict[frozenset[str], Bundle] = {}
    for told in m.told:
        if told.count and {told.giver, told.taker} <= here:
            key = frozenset((told.giver, told.taker))
            solid.setdefault(key, Bundle((told.giver, told.taker))).told[told.taker] = told
    close = [b for b in solid.values() if informal & {*b.pair}]
    formal = [b for b in solid.values() if not informal & {*b.pair}]
    return [*dashed.values(), *formal[:MOST_LINES], *close[:MOST_INFORMAL_LINES]]


# -- the order around the household ---------------------------------------------------------------


def around(places: Sequence[Place], below: Sequence[Place], pairs: Sequence[_Pair]) -> list[Place]:
    """Return agencies in an order in which few lines cross, and those are near that have one.

    Parameters
    ----------
    places
        Those that go up the left side, across the top and down the right side.
    below
        Those that stand below from left to right, in this order.
    pairs
        The ends of every line.
    """
    foot = [p.agency_id for p in reversed(below)]
    by_id = {p.agency_id: p for p in places}
    some = [pair for pair in pairs if set(pair) <= {*by_id, *foot}]
    # begun from where the neighbours of each lie on average, as well as from the order of the case
    starts = [list(by_id), _averaged(list(by_id), foot, some)]
    found = [_untangled(start, foot, some) for start in starts]
    _, order = min(found, key=lambda f: f[0])
    return [by_id[key] for key in order]


def _averaged(order: list[str], foot: list[str], pairs: Sequence[_Pair]) -> list[str]:
    for _ in range(6):
        at = {key: n for n, key in enumerate([*order, *foot])}
        near: dict[str, list[int]] = defaultdict(list)
        for a, b in pairs:
            near[a].append(at[b])
            near[b].append(at[a])
        order = sorted(
            order, key=lambda k: (sum(near[k]) / len(near[k]) if near[k] else at[k], at[k])
        )
    return order


def _untangled(
    order: list[str], foot: list[str], pairs: Sequence[_Pair]
) -> tuple[float, list[str]]:
    """Return the order after each has been tried at every other place, and what it costs."""
    best = _tangle([*order, *foot], pairs)
    for _ in range(8):
        before = best
        for key in list(order):
            rest = [k for k in order if k != key]
            for n in range(len(order)):
                tried = [*rest[:n], key, *rest[n:]]
                cost = _tangle([*tried, *foot], pairs, best)
                if cost < best - 1e-9:
                    best, order = cost, tried
        if best == before:
            break
    return best, order


def _tangle(ring: list[str], pairs: Sequence[_Pair], least: float = inf) -> float:
    """Return how many lines cross in a ring, and a little for how long they are.

    It is counted no further than what it must be less than.
    """
    at = {key: n for n, key in enumerate(ring)}
    chords = [(min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs]
    count = len(ring)
    total = sum(0.12 * min(b - a, count - b + a) for a, b in chords)
    for n, (a, b) in enumerate(chords):
        if total >= least:
            break
        total += sum([a < c < b < d or c < a < d < b for c, d in chords[n + 1 :]])
    return total


# -- the lanes ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Port:
    """Where a line meets a box: the place, and the side of the household on which it lies."""

    x: float
    y: float
    side: int

    @property
    def along(self) -> float:
        """How far it is along its side."""
        return self.y if self.side % 2 == 0 else self.x


@dataclass(slots=True)
class _Run:
    """How a line runs: which way round, from which port to which, in which lane."""

    bundle: Bundle
    back: bool = False
    ports: tuple[_Port, _Port] = (_Port(0, 0, 0), _Port(0, 0, 0))
    #: The places of its ports among all, clockwise; first the one from which it runs clockwise.
    first: int = 0
    last: int = 0
    lane: int = 0

    def length(self, count: int) -> int:
        return (self.last - self.first) % count

    def over(self, port: int, count: int) -> bool:
        """Whether it runs past a port."""
        return 0 < (port - self.first) % count < self.length(count)

    def passed(self, count: int) -> int:
        """Return the ports that it runs past, each as a bit."""
        first, last = self.first, self.last
        if first < last:
            return (1 << last) - (1 << first + 1)
        return (1 << count) - (1 << first + 1) + (1 << last) - 1 if first > last else 0

    def holds(self, other: _Run, count: int) -> bool:
        """Whether another runs wholly beside a part of it."""
        return (
            self.over(other.first, count)
            and self.over(other.last, count)
            and other.length(count) < self.length(count)
        )


class Lines:
    """Gives each line a lane around the household, and its tokens spots of their own."""

    def __init__(self, m: CaseMap, out: Sheet, main: Box) -> None:
        self.m = m
        self.out = out
        self.main = main
        self.box = {c.place.agency_id: c.box for c in out.cards if c.place is not None}
        self.side = {key: _side(box, main) for key, box in self.box.items()}
        ring = sorted(self.box, key=self._clockwise)
        self.ring = {key: n for n, key in enumerate(ring)}
        self._edges = {key: self._edge(key) for key in ring}
        self.tokens: list[Box] = []
        self.apart = _LANE
        self.deepest = 0
        self.room = self._room()

    def _room(self) -> Box:
        """Return the room between the boxes, in which lines run."""
        main = self.main
        sides: dict[str, list[Box]] = defaultdict(list)
        for card in self.out.cards:
            sides[_side(card.box, main)].append(card.box)
        return Box(
            max((box.right for box in sides["left"]), default=main.left),
            max((box.bottom for box in sides["top"]), default=main.top),
            min((box.left for box in sides["right"]), default=main.right),
            min((box.top for box in sides["bottom"]), default=main.bottom),
        )

    def draw(self, wanted: Sequence[Bundle]) -> None:
        """Draw the lines, the most weighty as long as there is room, and say how many are not."""
        some = list(wanted)
        runs = self._runs(some)
        while some and not self._spaced(runs):
            some.pop()
            runs = self._runs(some)
        ways = self._best(runs)
        drawn = [_squares(_sampled(*_drawn(one[0]))) for one in ways]
        # those first that have the least room for their tokens
        for n in sorted(range(len(runs)), key=lambda n: (_room_for_each(runs[n], ways[n][0]), n)):
            others = _Near.of(line for k, line in enumerate(drawn) if k != n)
            # where its tokens find no room on its best way, perhaps they do on another
            mine = [*ways[n], *self._deeper(runs[n])]
            ways[n] = next(([way] for way in mine if self._line(runs[n], way, others)), mine[:1])
            drawn[n] = _squares(_sampled(*_drawn(ways[n][0])))
        self._not_drawn()

    def _best(self, runs: list[_Run]) -> list[list[_Way]]:
        """Return the ways of lines, after those that lead far have been tried the other way."""
        ways, best = self._clear([self._options(run) for run in runs])
        far = [run for run in runs if run.length(2 * len(runs)) > _FAR * 2 * len(runs)]
        for run in far[:_MOST_FAR]:
            run.back = not run.back
            deepest, apart = self.deepest, self.apart
            if self._spaced(runs):
                tried, cost = self._clear([self._options(run) for run in runs])
                if cost < best - 1e-9:
                    ways, best = tried, cost
                    continue
            run.back = not run.back
            self.deepest, self.apart = deepest, apart
        self._spaced(runs)
        return ways

    def _spaced(self, runs: list[_Run]) -> bool:
        """Give every line its ports and its lane; return whether there is room for the lanes."""
        self._set(runs)
        self._lanes(runs)
        self.deepest = max((run.lane for run in runs), default=0)
        self.apart = min(_LANE, (self._channel() - _INSIDE - _OUTSIDE) / max(1, self.deepest))
        return self.apart >= _LEAST_LANE

    def _clear(self, options: list[list[_Way]]) -> tuple[list[list[_Way]], float]:
        """Return the ways of each line, the clearest first, and how often those meet."""
        taken = [0] * len(options)
        parts = [[_parts(way) for way in some] for some in options]
        known: dict[tuple[int, int, int, int], float] = {}

        def met(n: int, way: int, k: int, other: int) -> float:
            key = (n, way, k, other) if n < k else (k, other, n, way)
            if key not in known:
                known[key] = _met(parts[n][way], parts[k][other])
            return known[key]

        for _ in range(2):
            for n, some in enumerate(options):
                costs = [
                    sum(met(n, way, k, other) for k, other in enumerate(taken) if k != n)
                    for way in range(len(some))
                ]
                taken[n] = costs.index(min(costs))
        cost = sum(met(n, taken[n], k, taken[k]) for n in range(len(taken)) for k in range(n))
        cost += 0.001 * sum(_long(some[k]) for some, k in zip(options, taken, strict=True))
        ways = [
            [some[k], *some[:k], *some[k + 1 :]] for k, some in zip(taken, options, strict=True)
        ]
        return ways, cost

    def _channel(self) -> float:
        """Return how much room there is between the household and what stands closest to it."""
        frame, room = self.out.household, self.room
        return min(
            frame.left - room.left, room.right - frame.right,
            frame.top - room.top, room.bottom - frame.bottom,
        )  # fmt: skip

    def _not_drawn(self) -> None:
        shares = {t.told for line in self.out.lines for t in line.tips if t.told is not None}
        letters = {x for line in self.out.lines for t in line.tips for x in t.letters.split()}
        every = {frozenset((t.giver, t.taker)) for t in self.m.told if t.count}
        lost = len(every - {frozenset((t.giver, t.taker)) for t in shares})
        if lost:
            self.out.left_out.append(f"shares between {counted(lost, 'pair')}")
        without = [u.letter for _, u in self.out.listed if u.letter not in letters]
        if without:
            self.out.left_out.append(f"the lines of dashes of {listed(without)}")

    # -- which way round, in which order, in which lane

    def _runs(self, wanted: Sequence[Bundle]) -> list[_Run]:
        runs = [_Run(bundle) for bundle in wanted]
        for run in runs:
            a, b = (self.ring[key] for key in run.bundle.pair)
            run.back = (b - a) % len(self.ring) > len(self.ring) / 2
        best = self._set(runs)
        # the other way round, where then fewer cross
        for _ in range(3):
            before = best
            for run in runs:
                run.back = not run.back
                cost = self._set(runs)
                if cost < best - 1e-9:
                    best = cost
                else:
                    run.back = not run.back
            if best == before:
                break
        return runs

    def _set(self, runs: Sequence[_Run]) -> float:
        """Give every line its ports; return what the ways round cost."""
        ends: dict[str, list[tuple[int, int, int, int, int]]] = defaultdict(list)
        count = len(self.ring)
        # of two of one pair the one with more to say runs inside, where it is longer
        order = sorted(range(len(runs)), key=lambda n: (-len(runs[n].bundle.ends), n))
        rank = {n: place for place, n in enumerate(order)}
        for n, run in enumerate(runs):
            for end, key in enumerate(run.bundle.pair):
                other = self.ring[run.bundle.pair[1 - end]]
                clockwise = run.back == (end == 1)
                far = (other - self.ring[key]) * (1 if clockwise else -1) % count
                # first those that run back, the shortest foremost
                way = 1 if clockwise else -1
                ends[key].append((clockwise, -far * way, rank[n] * way, n, end))
        place = 0
        at: dict[tuple[int, int], int] = {}
        for key in self.ring:
            low, high, fixed, nx, _ = self._edges[key]
            side = _SIDES.index(self.side[key])
            if side in (0, 3):
                low, high = high, low
            some = sorted(ends[key])
            for k, (_, _, _, n, end) in enumerate(some):
                spot = low + (k + 1) * (high - low) / (len(some) + 1)
                port = _Port(fixed, spot, side) if nx else _Port(spot, fixed, side)
                run = runs[n]
                run.ports = (port, run.ports[1]) if end == 0 else (run.ports[0], port)
                at[n, end] = place
                place += 1
        for n, run in enumerate(runs):
            run.first, run.last = at[n, int(run.back)], at[n, int(not run.back)]
        return self._cost(runs, place)

    @staticmethod
    def _cost(runs: Sequence[_Run], count: int) -> float:
        total = 0.0
        # where more of them begin to run side by side, and where fewer do
        steps = [0] * (2 * count + 1)
        for run in runs:
            length = run.length(count)
            total += 0.4 * length
            steps[run.first] += 1
            steps[run.first + length] -= 1
        load = list(accumulate(steps))
        # the shorter runs outside: it is crossed where the longer ends beside it
        crossed, ends = 0, 0
        for run in sorted(runs, key=lambda run: -run.length(count)):
            crossed += (run.passed(count) & ends).bit_count()
            ends |= 1 << run.first | 1 << run.last
        most = max((a + b for a, b in zip(load, load[count:], strict=False)), default=0)
        return total + 10.0 * crossed + 2.0 * most

    def _lanes(self, runs: Sequence[_Run]) -> None:
        """Give each a lane, the shortest the outermost: each outside all that it runs beside."""
        count = 2 * len(runs)
        done: list[tuple[_Run, list[_Stretch]]] = []
        for run in sorted(runs, key=lambda r: r.length(count)):
            along = self._stretches(run)
            beside = [o for o, its in done if _run_beside(along, its)]
            least = 1 + max((o.lane for o in beside if run.holds(o, count)), default=-1)
            taken = {o.lane for o in beside}
            run.lane = next(n for n in range(least, least + len(done) + 2) if n not in taken)
            done.append((run, along))

    def _stretches(self, run: _Run) -> list[_Stretch]:
        """Return along which parts of which sides it runs, in the outermost lane."""
        points = self._corners(run, _OUTSIDE)
        found = []
        for (x, y), (u, v), side in zip(points[1:-2], points[2:-1], self._sides(run), strict=True):
            low, high = (y, v) if side % 2 == 0 else (x, u)
            found.append((side, min(low, high), max(low, high)))
        return found

    def _sides(self, run: _Run) -> list[int]:
        """Return the sides that it runs along, from its first end to its second."""
        start, end = (port.side for port in run.ports)
        step = -1 if run.back else 1
        sides = [start]
        ahead = (run.ports[1].along - run.ports[0].along) * (-1 if start in (0, 3) else 1)
        if start == end and ahead * step < 0:
            sides.append((start + step) % 4)
        while sides[-1] != end:
            sides.append((sides[-1] + step) % 4)
        return sides

    def _options(self, run: _Run) -> list[_Way]:
        """Return the ways that a line can take in its lane."""
        off = _OUTSIDE + run.lane * self.apart
        # an inner lane turns further out where a box reaches beyond the corner, so none cross
        turn = _OUTSIDE + (self.deepest - run.lane) * self.apart
        ways = [self._corners(run, off, turn), self._corners(run, off)]
        one, other = run.ports
        if (one.side + other.side) % 2:
            # two boxes that meet at a corner: straight from one, and round once
            meet = (other.x, one.y) if one.side % 2 == 0 else (one.x, other.y)
            if len(self._sides(run)) == 2 and self._near_corner(run, meet):
                ways.insert(0, [ways[0][0], meet, ways[0][-1]])
        return ways

    def _deeper(self, run: _Run) -> list[_Way]:
        """Return ways further inside, for a line whose tokens find no room in its lane."""
        off = _OUTSIDE + run.lane * self.apart
        last = self._channel() - _INSIDE
        deep = [off + n * max(self.apart, _LANE) for n in range(1, 5)]
        return [self._corners(run, one) for one in deep if one <= last]

    def _near_corner(self, run: _Run, meet: _Point) -> bool:
        """Whether lines straight from both ports to where they meet are clear of the household."""
        x, y = meet
        return not any(
            self.out.household.meets(Box(min(x, p.x), min(y, p.y), max(x, p.x), max(y, p.y)), 8)
            for p in run.ports
        )

    def _corners(self, run: _Run, off: float, turn: float | None = None) -> list[_Point]:
        """Return the corners of its way in a lane so far inside the boxes.

        Where its box reaches beyond the corner that it runs to, it first turns back: ``turn`` is
        how far inside it does so, its lane's own place if left out.
        """
        room = self.room

        def level(off: float) -> tuple[float, float, float, float]:
            return room.left + off, room.top + off, room.right - off, room.bottom - off

        sides = self._sides(run)
        lane = level(off)
        between = []
        for one, other in pairwise(sides):
            across, down = (one, other) if one % 2 == 0 else (other, one)
            between.append((lane[across], lane[down]))
        ports = [
            _snapped(port, between[-n]) if between else port for n, port in enumerate(run.ports)
        ]
        entries = []
        for n, port in enumerate(ports):
            at = lane[port.side]
            if turn is not None and between and self._beyond(run, n, between[-n]):
                at = level(turn)[port.side]
                x, y = between[-n]
                between[-n] = (at, y) if port.side % 2 == 0 else (x, at)
            entries.append((at, port.y) if port.side % 2 == 0 else (port.x, at))
        ends = [_behind(port, n in run.bundle.ends) for n, port in enumerate(ports)]
        return [ends[0], entries[0], *between, entries[1], ends[1]]

    def _beyond(self, run: _Run, end: int, corner: _Point) -> bool:
        """Whether a port lies further on than the corner that its line runs to."""
        port = run.ports[end]
        ahead = (corner[1] if port.side % 2 == 0 else corner[0]) - port.along
        way = (-1 if port.side in (0, 3) else 1) * (-1 if run.back == (end == 0) else 1)
        return ahead * way < 0

    # -- where lines begin and end

    def _clockwise(self, key: str) -> tuple[int, float]:
        box, side = self.box[key], _SIDES.index(self.side[key])
        along = box.y if side % 2 == 0 else box.x
        return side, -along if side in (0, 3) else along

    def _edge(self, key: str) -> tuple[float, float, float, float, float]:
        """Return the part of an edge that looks to the middle, and which way that is."""
        box, side = self.box[key], self.side[key]
        if side == "left":
            return box.top + 4, box.bottom - 4, box.right, 1, 0
        if side == "right":
            return box.top + 4, box.bottom - 4, box.left, -1, 0
        inner = [b for k, b in self.box.items() if self.side[k] in ("left", "right")]
        low = max((b.right for b in inner if b.x < self.main.x), default=self.main.left)
        high = min((b.left for b in inner if b.x > self.main.x), default=self.main.right)
        # clear of the corner, so that a line between two boxes that meet there has room for words
        left = box.left + 8 if box.left > low else low + _CORNER
        right = box.right - 8 if box.right < high else high - _CORNER
        if right - left < 20:
            left, right = max(box.left, low) + 8, min(box.right, high) - 8
        return left, right, box.bottom if side == "top" else box.top, 0, 1 if side == "top" else -1

    # -- its tokens

    def _line(self, run: _Run, way: _Way, others: _Near) -> bool:
        """Put a line on the sheet with its arrows and tokens; not where one finds no room."""
        start, curves = _drawn(way)
        points = _sampled(start, curves)
        bundle = run.bundle
        ends = bundle.ends
        words = {end: _words(bundle, end) for end in ends}
        # each of two takes room from the other: whichever order leaves both the better spots
        orders = (ends, ends[::-1]) if len(ends) == 2 else (ends,)
        tried = [self._tokens(points, order, words, others) for order in orders]
        found = [one for one in tried if one is not None]
        if not found:
            return False
        _, tokens = min(found, key=lambda one: one[0])
        tips: list[Tip] = []
        for end in ends:
            key, token = bundle.pair[end], tokens[end]
            told, letters = bundle.told.get(key), " ".join(bundle.letters.get(key, ()))
            inward = _inward(run.ports[end])
            tips.append(Tip(points[-1] if end else start, inward, token, told, letters))
            self.tokens.append(token)
            self.out.say(
                words[end], token.x, token.y - 9.5, 16, bold=True, anchor="middle",
                kind="letter" if told is None else "count",
            )  # fmt: skip
        self.out.lines.append(Line(start, curves, tuple(tips)))
        return True

    def _tokens(
        self,
        points: Sequence[_Point],
        order: Sequence[int],
        words: dict[int, str],
        others: _Near,
    ) -> tuple[float, dict[int, Box]] | None:
        """Return the spots of the tokens of a line, put there in an order, and what they cost."""
        total, found = 0.0, dict[int, Box]()
        both = len(order) == 2
        for end in order:
            place = (0.8 if both else 0.6) if end else (0.2 if both else 0.4)
            taken = [*self.tokens, *found.values()]
            token = self._token(points, place, words[end], others, taken, order)
            if token is None:
                return None
            cost, found[end] = token
            total += cost
        return total, found

    def _token(
        self,
        points: Sequence[_Point],
        place: float,
        words: str,
        others: _Near,
        taken: Sequence[Box],
        arrows: Sequence[int],
    ) -> tuple[float, Box] | None:
        """Return the spot for a token, over no other line where that can be, and what it costs.

        Behind every arrow some of the line stays in sight, where there is room for that.
        """
        wide = max(24.0, width(words, 16, bold=True) + 11)
        best: tuple[float, Box] | None = None
        boxes = [*(c.box for c in self.out.cards), self.out.household, *taken]
        around = [(b.left, b.top, b.right + 3, b.bottom + 3) for b in boxes]
        last = len(points) - 1
        # the nearest first: one farther off than the best is worth can be none better
        spots = sorted((abs(n / last - place), n) for n in range(2, last - 1))
        for off, (dx, dy) in _beside(wide):
            for far, n in spots:
                away = far + off
                if best is not None and away >= best[0]:
                    break
                x, y = points[n][0] + dx, points[n][1] + dy
                box = Box(x - wide / 2, y - 12, x + wide / 2, y + 12)
                if not _within(box, self.main) or _meets_any(box, around):
                    continue
                # one more than would make it worth no less than the best is enough to know
                enough = inf if best is None else (best[0] - away) / 10 + 1
                cost = 10 * others.under(box, 2.5, enough) + away
                # in the other half it would read as what came to the other end
                cost += _ASTRAY * (len(arrows) == 2 and (n / last - 0.5) * (place - 0.5) < 0)
                if best is not None and cost >= best[0]:
                    continue
                cost += _HIDDEN * sum(_hidden(points, end, box) for end in arrows)
                if best is None or cost < best[0]:
                    best = (cost, box)
        return best


def _run_beside(one: Sequence[_Stretch], other: Sequence[_Stretch]) -> bool:
    """Whether two lines run along one part of a side."""
    for a, low, high in one:
        for b, bottom, top in other:
            if a == b and low < top + 12 and bottom < high + 12:
                return True
    return False


def _room_for_each(run: _Run, way: _Way) -> float:
    """Return how long a way is for each token that stands on it."""
    return _long(way) / len(run.bundle.ends)


def _hidden(points: Sequence[_Point], end: int, token: Box) -> float:
    """Return how much a token hides of what is seen behind an arrow; more where of the arrow."""
    if token.holds(*points[-end], room=1.0):
        return 2.0
    seen = shaft(points, end, token) / SHAFT
    return 0.0 if seen >= 1 else 1 - 0.4 * seen


def _words(bundle: Bundle, end: int) -> str:
    """Return what stands in the token at an end: a number, or letters."""
    told = bundle.told.get(bundle.pair[end])
    return str(told.count) if told else " ".join(bundle.letters.get(bundle.pair[end], ()))


def _beside(wide: float) -> Iterator[tuple[float, _Point]]:
    """Yield how far off its line a token stands, and what that costs: on it, and touching it."""
    yield 0.0, (0.0, 0.0)
    for dx, dy in ((wide / 2 - 2, 0.0), (0.0, 10.0)):
        yield _ASIDE, (dx, dy)
        yield _ASIDE, (-dx, -dy)


def shaft(points: Sequence[_Point], end: int, token: Box) -> float:
    """Return how much of a line is to be seen between its arrow and a token on it."""
    seen = 0.0
    for one, other in pairwise(reversed(points) if end else points):
        if token.holds(*other):
            return seen
        seen += hypot(one[0] - other[0], one[1] - other[1])
    return seen


def _snapped(port: _Port, corner: _Point) -> _Port:
    """Return a port moved onto the lane that its line turns into, where it is as good as there."""
    if abs(port.along - corner[1 - port.side % 2]) > _JOG:
        return port
    x, y = corner
    return _Port(port.x, y, port.side) if port.side % 2 == 0 else _Port(x, port.y, port.side)


def _inward(port: _Port) -> _Point:
    return ((1, 0), (0, 1), (-1, 0), (0, -1))[port.side]


def _behind(port: _Port, arrow: bool) -> _Point:
    """Return where a line ends: behind an arrow, whose tip touches the edge, or at the edge."""
    far = _ARROW if arrow else 0.0
    u, v = _inward(port)
    return port.x + u * far, port.y + v * far


def _rounded(points: Sequence[_Point]) -> Iterator[_Curve]:
    """Yield the curves of a way with its corners rounded."""
    here = points[0]
    for n, (x, y) in enumerate(points[1:], start=1):
        if n == len(points) - 1:
            yield _straight(here, (x, y))
            return
        (p, q), (r, s) = points[n - 1], points[n + 1]
        before, after = hypot(x - p, y - q), hypot(r - x, s - y)
        bend = min(_BEND, before / 2, after / 2)
        if bend < 0.5:
            continue
        one = (x + (p - x) * bend / before, y + (q - y) * bend / before)
        other = (x + (r - x) * bend / after, y + (s - y) * bend / after)
        yield _straight(here, one)
        yield (*_part(one, (x, y), 0.55), *_part(other, (x, y), 0.55), *other)
        here = other


def _drawn(way: _Way) -> tuple[_Point, tuple[_Curve, ...]]:
    return way[0], tuple(_rounded(way))


def _long(way: _Way) -> float:
    return sum(hypot(x - u, y - v) for (x, y), (u, v) in pairwise(way))


def _parts(way: _Way) -> list[_Part]:
    """Return the parts of a way between its corners."""
    return [
        (abs(x - u) < abs(y - v), x, y, min(x, u), max(x, u), min(y, v), max(y, v))
        for (x, y), (u, v) in pairwise(way)
    ]


def _met(one: Sequence[_Part], other: Sequence[_Part]) -> float:
    """Return how often two ways cross, and more where they run upon each other."""
    cost = 0.0
    for upright, x, y, left, right, top, foot in one:
        for up, p, q, low, high, above, below in other:
            if upright != up:
                # all run up or across: they cross where each is between the ends of the other
                if upright:
                    cost += low < x < high and top < q < foot
                else:
                    cost += left < p < right and above < y < below
            elif upright:
                if -7 < x - p < 7 and min(foot, below) - max(top, above) > 9:
                    cost += 3.0
            elif -7 < y - q < 7 and min(right, high) - max(left, low) > 9:
                cost += 3.0
    return cost


def _straight(a: _Point, b: _Point) -> _Curve:
    return (*_part(a, b, 1 / 3), *_part(a, b, 2 / 3), *b)


def _part(a: _Point, b: _Point, t: float) -> _Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _sampled(start: _Point, curves: Sequence[_Curve]) -> list[_Point]:
    """Return points along a line, none far from the next."""
    out = [start]
    for one in curves:
        far = hypot(one[4] - out[-1][0], one[5] - out[-1][1])
        out += path(out[-1], [one], max(2, int(far / 7)))[1:]
    return out


def _meets_any(box: Box, others: Iterable[tuple[float, float, float, float]]) -> bool:
    """Whether a box comes closer than 3 to one of others, whose right and foot are so far out."""
    left, top, right, bottom = box.left, box.top, box.right + 3, box.bottom + 3
    for low, high, far, foot in others:
        if left < far and low < right and top < foot and high < bottom:
            return True
    return False


def _within(box: Box, main: Box) -> bool:
    return main.left <= box.left and box.right <= main.right and main.top <= box.top


def over(box: Box, line: Sequence[_Point], room: float = 2.0) -> bool:
    """Whether a line runs under a box, or touches it."""
    # asked of every token at every spot, so that each corner is worked out once
    left, right = box.left - room, box.right + room
    top, bottom = box.top - room, box.bottom + room
    for (x, y), (u, v) in pairwise(line):
        if left < x < right and top < y < bottom:
            return True
        if left < x + (u - x) * 0.5 < right and top < y + (v - y) * 0.5 < bottom:
            return True
    return False


def _along(line: Sequence[_Point]) -> Iterator[_Point]:
    """Yield the points of a line but the last, and those half way to the next."""
    for (x, y), (u, v) in pairwise(line):
        yield x, y
        yield x + (u - x) * 0.5, y + (v - y) * 0.5


def _squares(line: Sequence[_Point]) -> dict[_Square, list[_Point]]:
    """Return the points of a line by the squares of the sheet."""
    found: dict[_Square, list[_Point]] = {}
    for point in _along(line):
        square = (int(point[0] // _SQUARE), int(point[1] // _SQUARE))
        found.setdefault(square, []).append(point)
    return found


class _Near:
    """Lines by the squares of the sheet in which they run: few are near any one box."""

    def __init__(self, lines: Iterable[Sequence[_Point]]) -> None:
        self._in: dict[_Square, dict[int, list[_Point]]] = {}
        self._add(map(_squares, lines))

    @classmethod
    def of(cls, lines: Iterable[dict[_Square, list[_Point]]]) -> _Near:
        """Return lines of which each is by its squares already."""
        near = cls(())
        near._add(lines)
        return near

    def _add(self, lines: Iterable[dict[_Square, list[_Point]]]) -> None:
        for number, squares in enumerate(lines):
            for square, points in squares.items():
                self._in.setdefault(square, {})[number] = points

    def under(self, box: Box, room: float, enough: float = inf) -> int:
        """Return how many lines run under a box, or touch it; counted no further than enough."""
        found: set[int] = set()
        left, right = box.left - room, box.right + room
        top, bottom = box.top - room, box.bottom + room
        for across in range(int(left // _SQUARE), int(right // _SQUARE) + 1):
            for down in range(int(top // _SQUARE), int(bottom // _SQUARE) + 1):
                for number, points in self._in.get((across, down), {}).items():
                    if number in found:
                        continue
                    for x, y in points:
                        if left < x < right and top < y < bottom:
                            found.add(number)
                            break
                    if len(found) >= enough:
                        return len(found)
        return len(found)


def _side(box: Box, main: Box) -> str:
    if box.right < main.x and box.left == main.left:
        return "left"
    if box.left > main.x and box.right == main.right:
        return "right"
    return "top" if box.y < main.y else "bottom"


def path(start: _Point, curves: Sequence[_Curve], steps: int) -> list[_Point]:
    """Return points along curves that follow each other, so many steps on each."""
    out = [start]
    for one in curves:
        x, y = out[-1]
        for n in range(1, steps + 1):
            t = n / steps
            u = 1 - t
            p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            out.append(
                (p * x + q * one[0] + r * one[2] + s * one[4],
                 p * y + q * one[1] + r * one[3] + s * one[5])
            )  # fmt: skip
    return out


def crossings(one: Sequence[_Point], other: Sequence[_Point]) -> int:
    """Return how often two lines cross."""
    return sum(1 for _ in _crossed(one, other))


def _near(line: Sequence[_Point], other: Sequence[_Point]) -> list[tuple[_Point, _Point]]:
    """Return what of a line lies where the other has its left and right end, its top and foot."""
    if not other:
        return []
    left, right = min(x for x, _ in other), max(x for x, _ in other)
    top, foot = min(y for _, y in other), max(y for _, y in other)
    return [
        ((x, y), (u, v))
        for (x, y), (u, v) in pairwise(line)
        if max(x, u) >= left and min(x, u) <= right and max(y, v) >= top and min(y, v) <= foot
    ]


def _crossed(a: Sequence[_Point], b: Sequence[_Point]) -> Iterator[None]:
    # most of two lines is nowhere near the other
    segments = _near(b, a)
    for (x1, y1), (x2, y2) in _near(a, b):
        left, right = (x1, x2) if x1 < x2 else (x2, x1)
        top, foot = (y1, y2) if y1 < y2 else (y2, y1)
        for (x3, y3), (x4, y4) in segments:
            if (x3 < left and x4 < left) or (x3 > right and x4 > right):
                continue
            if (y3 < top and y4 < top) or (y3 > foot and y4 > foot):
                continue
            d1 = (x4 - x3) * (y1 - y3) - (y4 - y3) * (x1 - x3)
            d2 = (x4 - x3) * (y2 - y3) - (y4 - y3) * (x2 - x3)
            d3 = (x2 - x1) * (y3 - y1) - (y2 - y1) * (x3 - x1)
            d4 = (x2 - x1) * (y4 - y1) - (y2 - y1) * (x4 - x1)
            if d1 * d2 < 0 and d3 * d4 < 0:
                yield


__all__ = ["SHAFT", "Bundle", "Lines", "around", "bundles", "crossings", "over", "path", "shaft"]
