"""The lines of the case map: who told whom, and of what there is no record.

All shares between two stand in one line, with an arrow and a number for each way; so do all the
letters of what there is no record of. Agencies stand around the household in the order in which
the fewest of these lines cross; each line then takes the way that crosses least and runs under
nothing, and is moved again until none gets better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import atan2, hypot, pi, remainder, tau

from viz.casemap import CaseMap, Place, Told, Untold
from viz.casemap_sheet import MOST_INFORMAL_LINES, MOST_LINES, Box, Line, Sheet, Tip
from viz.casemap_text import width
from viz.words import counted

_Point = tuple[float, float]
_Bend = tuple[float, float, float, float]
_Pair = tuple[str, str]
_STEPS = 36
#: How far to a side each end of a line is bent, and how many ways are looked at closely.
_ASIDE = (0.0, -80.0, 80.0, -170.0, 170.0, -310.0, 310.0, -520.0, 520.0)
_TRIED, _ROUNDS = 16, 4
#: A line that turns more than this, half a turn and a little, is hard to follow.
_FLAT = 1.05 * pi
_ARROW = 14.0
#: What it costs to cross another line, and to run so close to it that the two are hard to tell.
_CROSSED, _TOUCHING = 30.0, 4.0


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
                cost = _tangle([*tried, *foot], pairs)
                if cost < best - 1e-9:
                    best, order = cost, tried
        if best == before:
            break
    return best, order


def _tangle(ring: list[str], pairs: Sequence[_Pair]) -> float:
    """Return how many lines cross in a ring, and a little for how long they are."""
    at = {key: n for n, key in enumerate(ring)}
    chords = [(min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs]
    count = len(ring)
    total = sum(0.12 * min(b - a, count - b + a) for a, b in chords)
    for n, (a, b) in enumerate(chords):
        total += sum(a < c < b < d or c < a < d < b for c, d in chords[n + 1 :])
    return total


# -- the ways -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Way:
    """A way that a line could take: its curve, and what it costs by itself."""

    cost: float
    bend: _Bend
    points: tuple[_Point, ...]
    box: Box


class Lines:
    """Gives each line a way through the middle, and its tokens spots of their own."""

    def __init__(self, m: CaseMap, out: Sheet, main: Box) -> None:
        self.m = m
        self.out = out
        self.main = main
        self.box = {c.place.agency_id: c.box for c in out.cards if c.place is not None}
        self.side = {key: _side(box, main) for key, box in self.box.items()}
        self.tokens: list[Box] = []
        #: Where a line had better not run, and what a point of it there costs.
        self.costly = [(_wider(out.household, 8), 60.0)]
        self.costly += [(_wider(c.box, 3), 80.0) for c in out.cards]
        self._met: dict[tuple[int, int, int, int], float] = {}

    def draw(self, wanted: Sequence[Bundle]) -> None:
        """Draw the lines, and say how many there was no room for."""
        ports = self._ports([b.pair for b in wanted])
        ends = [(ports[n, 0], ports[n, 1]) for n in range(len(wanted))]
        ways = [self._ways(b, *ends[n]) for n, b in enumerate(wanted)]
        taken = self._untangled(ways)
        points = [ways[n][k].points for n, k in enumerate(taken)]
        for n, bundle in enumerate(wanted):
            others = [p for k, p in enumerate(points) if k != n]
            self._line(bundle, ends[n], ways[n][taken[n]], others)
        self._not_drawn()

    def _not_drawn(self) -> None:
        shares = {t.told for line in self.out.lines for t in line.tips if t.told is not None}
        letters = {x for line in self.out.lines for t in line.tips for x in t.letters.split()}
        every = {frozenset((t.giver, t.taker)) for t in self.m.told if t.count}
        lost = len(every - {frozenset((t.giver, t.taker)) for t in shares})
        if lost:
            self.out.left_out.append(f"shares between {counted(lost, 'pair')}")
        without = [u.letter for _, u in self.out.listed if u.letter not in letters]
        if without:
            self.out.left_out.append(f"the {counted(len(without), 'line')} of dashes "
                                     f"of {', '.join(without)}")  # fmt: skip

    # -- where lines begin and end

    def _ports(self, pairs: Sequence[_Pair]) -> dict[tuple[int, int], tuple[float, ...]]:
        """Return where each line begins and ends, spread along the inner edges.

        Clockwise along an edge first those that lead far around: so no two cross at their edge.
        """
        ring = {key: n for n, key in enumerate(sorted(self.box, key=self._clockwise))}
        ends: dict[str, list[tuple[float, int, int, int]]] = defaultdict(list)
        for n, pair in enumerate(pairs):
            for end in (0, 1):
                own, other = ring[pair[end]], ring[pair[1 - end]]
                apart = (other - own) % len(ring)
                # two lines of one pair lie the same way round at both ends
                first = n if own < other else -n
                ends[pair[end]].append((-apart, first, n, end))
        found: dict[tuple[int, int], tuple[float, ...]] = {}
        for key, some in ends.items():
            some.sort()
            low, high, fixed, nx, ny = self._edge(key)
            if self.side[key] in ("left", "bottom"):
                low, high = high, low
            for k, (_, _, n, end) in enumerate(some):
                at = low + (k + 1) * (high - low) / (len(some) + 1)
                found[n, end] = (at, fixed, nx, ny) if ny else (fixed, at, nx, ny)
        return found

    def _clockwise(self, key: str) -> tuple[int, float]:
        box, side = self.box[key], self.side[key]
        if side == "left":
            return 0, -box.y
        if side == "top":
            return 1, box.x
        return (2, box.y) if side == "right" else (3, -box.x)

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

    # -- which way each takes

    def _ways(self, bundle: Bundle, a: Sequence[float], b: Sequence[float]) -> list[_Way]:
        """Return the best ways of a line by itself, the best first."""
        apart = hypot(a[0] - b[0], a[1] - b[1])
        # the curve ends behind an arrow, whose tip touches the edge
        start, end = (_behind(p, n in bundle.ends) for n, p in enumerate((a, b)))
        rough: list[tuple[float, int, _Bend]] = []
        reaches = (30.0, *(min(max(apart * pull, 90), 330) for pull in (0.2, 0.7)))
        for (near, far), one, other in product(product(reaches, reaches), _ASIDE, _ASIDE):
            # to the side of the way out of an edge, so along the edge
            bend = (
                start[0] + a[2] * near + a[3] * one, start[1] + a[3] * near + a[2] * one,
                end[0] + b[2] * far + b[3] * other, end[1] + b[3] * far + b[2] * other,
            )  # fmt: skip
            points = curve(start, bend, end, 16)
            tight = 3 * (near < 90) + 3 * (far < 90)
            detour = (_long(points) - apart) / 16 + (abs(one) + abs(other)) / 14 + tight
            turns = 12 * max(0.0, _turning(points) - _FLAT)
            rough.append((3 * self._in_the_way(points) + detour + turns, len(rough), bend))
        found = []
        for cost, _, bend in _unlike(sorted(rough)):
            fine = tuple(curve(start, bend, end))
            low = min(x for x, _ in fine), min(y for _, y in fine)
            high = max(x for x, _ in fine), max(y for _, y in fine)
            found.append(_Way(cost / 8 + self._in_the_way(fine), bend, fine, Box(*low, *high)))
        return sorted(found, key=lambda w: w.cost)

    def _in_the_way(self, points: Sequence[_Point]) -> float:
        """Return how much of a line would run under something."""
        total = 0.0
        for x, y in points[1:-1]:
            for (left, top, right, bottom), cost in self.costly:
                if left < x < right and top < y < bottom:
                    total += cost
            total += 80 * (not self.main.holds(x, y))
        return total

    def _untangled(self, ways: list[list[_Way]]) -> list[int]:
        """Return which way each line takes: each is moved as long as that makes it better."""
        taken: dict[int, int] = {}
        # the short first, which have the least choice
        order = sorted(range(len(ways)), key=lambda n: (_long(ways[n][0].points), n))
        for _ in range(_ROUNDS):
            before = dict(taken)
            for n in order:
                costs = [
                    way.cost + sum(
                        self._meeting(ways, n, k, other, its)
                        for other, its in taken.items() if other != n
                    )
                    for k, way in enumerate(ways[n])
                ]  # fmt: skip
                taken[n] = min(range(len(costs)), key=lambda k: (costs[k], k))
            if taken == before:
                break
        return [taken[n] for n in range(len(ways))]

    def _meeting(self, ways: list[list[_Way]], n: int, k: int, other: int, its: int) -> float:
        if n > other:
            n, k, other, its = other, its, n, k
        key = (n, k, other, its)
        if key not in self._met:
            one, two = ways[n][k], ways[other][its]
            self._met[key] = _met(one, two) if one.box.meets(two.box, 12) else 0.0
        return self._met[key]

    # -- its tokens

    def _line(
        self,
        bundle: Bundle,
        ends: tuple[Sequence[float], ...],
        way: _Way,
        others: Sequence[Sequence[_Point]],
    ) -> None:
        """Put a line on the sheet with its arrows and tokens; not where one finds no room."""
        tips: list[Tip] = []
        said: list[tuple[str, Box, Told | None]] = []
        for end in bundle.ends:
            key = bundle.pair[end]
            told, letters = bundle.told.get(key), " ".join(bundle.letters.get(key, ()))
            words = letters if told is None else str(told.count)
            both = len(bundle.ends) == 2
            place = (0.78 if both else 0.6) if end else (0.22 if both else 0.4)
            taken = [*self.tokens, *(tip.token for tip in tips)]
            token = self._token(way.points, place, words, others, taken)
            if token is None:
                return
            x, y, nx, ny = ends[end]
            tip = (x + nx * _ARROW, y + ny * _ARROW)
            tips.append(Tip(tip, (nx, ny), token, told, letters))
            said.append((words, token, told))
        for words, token, told in said:
            self.tokens.append(token)
            self.out.say(
                words, token.x, token.y - 9.5, 16, bold=True, anchor="middle",
                kind="letter" if told is None else "count",
            )  # fmt: skip
        self.out.lines.append(Line(way.points[0], way.bend, way.points[-1], tuple(tips)))

    def _token(
        self,
        points: Sequence[_Point],
        place: float,
        words: str,
        others: Sequence[Sequence[_Point]],
        taken: Sequence[Box],
    ) -> Box | None:
        """Return the spot for a token on its line: over no other line where that can be."""
        wide = max(26.0, width(words, 16, bold=True) + 12)
        best: tuple[float, Box] | None = None
        boxes = [*(c.box for c in self.out.cards), self.out.household, *taken]
        for n in range(3, len(points) - 3):
            x, y = points[n]
            box = Box(x - wide / 2, y - 13, x + wide / 2, y + 13)
            if any(box.meets(other, 3) for other in boxes) or not _within(box, self.main):
                continue
            under = sum(over(box, line) for line in others)
            score = 10 * under + abs(n / (len(points) - 1) - place)
            if best is None or score < best[0]:
                best = (score, box)
        return None if best is None else best[1]


def _within(box: Box, main: Box) -> bool:
    return main.left <= box.left and box.right <= main.right and main.top <= box.top


def over(box: Box, line: Sequence[_Point], room: float = 2.0) -> bool:
    """Whether a line runs under a box, or touches it."""
    return any(
        box.holds(x + (u - x) * t, y + (v - y) * t, room)
        for (x, y), (u, v) in pairwise(line)
        for t in (0.0, 0.5)
    )


def _behind(port: Sequence[float], arrow: bool) -> _Point:
    far = _ARROW if arrow else 0.0
    return port[0] + port[2] * far, port[1] + port[3] * far


def _unlike(rough: list[tuple[float, int, _Bend]]) -> list[tuple[float, int, _Bend]]:
    """Return the cheapest ways of which no two are nearly one, so that there is a choice."""
    found: list[tuple[float, int, _Bend]] = []
    for one in rough:
        if all(sum(abs(p - q) for p, q in zip(one[2], o[2], strict=True)) > 110 for o in found):
            found.append(one)
        if len(found) == _TRIED:
            break
    return found


def _long(points: Sequence[_Point]) -> float:
    return sum(hypot(x - u, y - v) for (x, y), (u, v) in pairwise(points))


def _turning(points: Sequence[_Point]) -> float:
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


def curve(a: _Point, bend: _Bend, b: _Point, steps: int = _STEPS) -> list[_Point]:
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


def _met(one: _Way, other: _Way) -> float:
    """Return what it costs that two lines cross or run together."""
    cost = _CROSSED * crossings(one.points[::3], other.points[::3])
    for x, y in one.points[4:-4:3]:
        cost += _TOUCHING * any(abs(x - u) < 9 and abs(y - v) < 9 for u, v in other.points[4:-4:2])
    return cost


def crossings(one: Sequence[_Point], other: Sequence[_Point]) -> int:
    """Return how often two lines cross."""
    return sum(1 for _ in _crossed(one, other))


def _crossed(a: Sequence[_Point], b: Sequence[_Point]) -> Iterator[None]:
    segments = list(pairwise(b))
    for (x1, y1), (x2, y2) in pairwise(a):
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


__all__ = ["Bundle", "Lines", "around", "bundles", "crossings", "curve", "over"]
