"""The people in the middle of the case map, and how they are related.

Victims stand on the left, perpetrators on the right, others above and below them, so that lines
of kin are short. A line is drawn only where it meets nobody else and where there is room for its
words; the sheet says how many are not drawn, and the tables have all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from viz.casemap import CaseMap, Kin, Person
from viz.casemap_sheet import LEAST, LINE, MOST_PEOPLE, Box, KinLine, Sheet
from viz.casemap_text import fold, width
from viz.words import counted

_WIDE, _HIGH = 162.0, 46.0
#: Between the columns, and between the rows, where there is kin to draw: across there is room
#: for "from" and the widest month with its year.
_ACROSS, _DOWN = 119.0, 25.0
_CLOSE = 7.0
_HEAD = 28.0

_Cell = tuple[int, int]
_Point = tuple[float, float]


def household(m: CaseMap, out: Sheet, middle: _Point) -> None:
    """Put people in the middle, and draw how they are related."""
    people = list(m.people)
    shown = people if len(people) <= MOST_PEOPLE else people[: MOST_PEOPLE - 1]
    more = len(people) - len(shown)
    kin = [k for k in m.kin if k.one < len(shown) and k.other < len(shown)]
    cells = _cells(shown, kin)
    across, down = (_ACROSS, _DOWN) if kin else (_CLOSE, _CLOSE)
    wide = _WIDE if kin else 178.0
    rows = 1 + max((row for row, _ in cells), default=0)
    deep = _HEAD + rows * _HIGH + max(0, rows - 1) * down + 12 + (20 if more else 0)
    x, y = middle
    half = wide + across / 2 + 10
    out.household = Box(x - half, y - deep / 2, x + half, y + deep / 2)
    top = out.household.top
    out.say("The people in the records", x, top + 5, LEAST, bold=True, anchor="middle")
    boxes = []
    alone = {row for row, _ in cells if sum(r == row for r, _ in cells) == 1}
    for row, column in cells:
        left = x - across / 2 - wide if column == 0 else x + across / 2
        if row in alone and not kin:
            left = x - wide / 2
        head = top + _HEAD + row * (_HIGH + down)
        boxes.append(Box(left, head, left + wide, head + _HIGH))
    for person, box in zip(shown, boxes, strict=True):
        _person(out, person, box)
    left_out = _Kinship(out, boxes, m.people).draw(kin) + len(m.kin) - len(kin)
    if left_out:
        out.left_out.append(counted(left_out, "tie of kin", "ties of kin"))
    if more:
        foot = out.household.bottom - 22
        out.say(f"and {more} more: see the tables", x, foot, LEAST, anchor="middle")


def _person(out: Sheet, person: Person, box: Box) -> None:
    out.people.append((box, person.side != 0))
    room = box.right - box.left - 10
    size = 17.0 if width(person.label, 17, bold=True) <= room else LEAST
    name = fold(person.label, size, room, 2, bold=True)
    # who has no name is called by the role ("The victim's mother"): that needs to be said once
    lines = [(one, size, True) for one in name]
    if len(name) == 1 and person.role.casefold() not in person.label.casefold():
        lines.append((fold(person.role, LEAST, room - 10, 1)[0], LEAST, False))
    top = box.top + (3 if len(lines) > 1 else 13)
    for n, (line, high, bold) in enumerate(lines):
        out.say(line, box.x, top + 21 * n, high, bold=bold, anchor="middle")


# -- where everybody stands ----------------------------------------------------------------------


def _cells(people: list[Person], kin: list[Kin]) -> list[_Cell]:
    """Return the row and the column of each, in their order."""
    left = [n for n, p in enumerate(people) if p.side < 0]
    right = [n for n, p in enumerate(people) if p.side > 0]
    rest = [n for n, p in enumerate(people) if p.side == 0]
    core = max(len(left), len(right))
    tied = {n for k in kin for n in (k.one, k.other)}
    elders = {k.one for k in kin if not k.mutual and people[k.other].side} & set(rest)
    partners = {k.one if people[k.other].side else k.other for k in kin if k.mutual} & set(rest)
    children = {n for n in rest if people[n].child}
    children |= {k.other for k in kin if not k.mutual and people[k.one].side} & set(rest)
    above = [n for n in rest if n in (elders | partners) - children][:2]
    over = 1 if above and core else 0
    at: dict[int, _Cell] = {}
    for k, n in enumerate(left):
        at[n] = (over + k, 0)
    for k, n in enumerate(right):
        at[n] = (over + k, 1)
    free = [(0, column) for column in (0, 1)] if over else []
    places = dict(zip(above, free, strict=False)) if over else {}
    others = [n for n in rest if n not in places]
    others.sort(key=lambda n: (n not in children, n not in tied, n))
    for k, n in enumerate(others):
        places[n] = (over + core + k // 2, k % 2)
    groups = [sorted(n for n in places if (places[n][0] < over) is up) for up in (True, False)]
    return _shorter({**at, **places}, groups, kin)


def _shorter(at: dict[int, _Cell], groups: list[list[int]], kin: list[Kin]) -> list[_Cell]:
    """Return the cells after those above, and those below, have changed places with each other.

    As long as that shortens their lines; children stay below those whose children they are.
    """
    swaps = [pair for group in groups for pair in combinations(group, 2)]

    def cost() -> float:
        return sum(_length(at, k) for k in kin) + sum(
            # lines that cross, or run through somebody
            5.0 * _in_line(at, k)
            for k in kin
        )

    best = cost()
    for _ in range(4):
        before = best
        for a, b in swaps:
            at[a], at[b] = at[b], at[a]
            now = cost()
            if now < best - 1e-9:
                best = now
            else:
                at[a], at[b] = at[b], at[a]
        if best == before:
            break
    return [at[n] for n in range(len(at))]


def _length(at: dict[int, _Cell], k: Kin) -> float:
    (row, column), (below, beside) = at[k.one], at[k.other]
    return hypot(abs(row - below), 1.4 * abs(column - beside))


def _in_line(at: dict[int, _Cell], k: Kin) -> int:
    (row, column), (below, beside) = at[k.one], at[k.other]
    return abs(row - below) - 1 if column == beside else 0


# -- the lines ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Way:
    start: _Point
    end: _Point

    def points(self) -> list[_Point]:
        (x, y), (u, v) = self.start, self.end
        return [(x + (u - x) * n / 24, y + (v - y) * n / 24) for n in range(25)]


class _Kinship:
    """Draws each tie of kin where it meets nobody else, with its words clear of all lines."""

    def __init__(self, out: Sheet, boxes: list[Box], people: tuple[Person, ...]) -> None:
        self.out = out
        self.boxes = boxes
        self.people = people
        self.ways: list[_Way] = []
        self.words: list[Box] = []

    def draw(self, kin: list[Kin]) -> int:
        """Draw what there is room for, and return how many there is none for."""
        lost = 0
        # those first that have the most to say, then the shortest
        for one in sorted(kin, key=lambda k: (-len(k.short), self._apart(k))):
            way = next((way for way in self._clear(one) if self._say(one, way)), None)
            if way is None:
                lost += 1
                continue
            self.ways.append(way)
            self.out.kin.append(KinLine(way.start, way.end, past=one.past, mutual=one.mutual))
        return lost

    def _apart(self, k: Kin) -> float:
        a, b = self.boxes[k.one], self.boxes[k.other]
        return hypot(a.x - b.x, a.y - b.y)

    def _clear(self, k: Kin) -> Iterator[_Way]:
        a, b = self.boxes[k.one], self.boxes[k.other]
        for way in _ways(a, b):
            points = way.points()
            blocked = any(
                box.holds(x, y, 2)
                for box in self.boxes
                for x, y in points
                if box is not a and box is not b
            )
            blocked = blocked or any(box.holds(x, y, 2) for box in self.words for x, y in points)
            if not blocked and not any(_cross(way, other) for other in self.ways):
                yield way

    def _say(self, k: Kin, way: _Way) -> bool:
        full = k.tie if k.mutual else f"{k.tie} of"
        room = _ACROSS - 4
        name = fold(full, LEAST, room, 1)[0]
        for lines in ([name, *k.short], [name]):
            wide = max(width(text, LEAST) for text in lines)
            # a date is whole, or it stands in the tables only
            if wide > room:
                continue
            at = 12 if k.mutual else 15
            for box in _beside(way, wide + 2, len(lines) * LINE, self.out.household.x, at):
                if self._free(box, way):
                    for n, text in enumerate(lines):
                        self.out.say(text, box.x, box.top + n * LINE, anchor="middle", kind="kin")
                    self.words.append(box)
                    return True
        return False

    def _free(self, box: Box, own: _Way) -> bool:
        frame = self.out.household
        if not (frame.left + 3 < box.left and box.right < frame.right - 3):
            return False
        if not (frame.top + 22 < box.top and box.bottom < frame.bottom - 3):
            return False
        if any(box.meets(other, 1) for other in (*self.boxes, *self.words)):
            return False
        return not any(box.holds(x, y, 2.5) for way in (own, *self.ways) for x, y in way.points())


def _ways(a: Box, b: Box) -> Iterator[_Way]:
    """Yield straight lines between two people: from edge to edge, the shortest first."""
    pairs = [(one, other) for one in _ports(a) for other in _ports(b)]
    ways = [
        way
        for way in (_Way(*pair) for pair in pairs)
        if hypot(way.start[0] - way.end[0], way.start[1] - way.end[1]) > 4
        and not any(box.holds(x, y, -2) for box in (a, b) for x, y in way.points()[1:-1])
    ]
    yield from sorted(ways, key=lambda w: hypot(w.start[0] - w.end[0], w.start[1] - w.end[1]))


def _ports(box: Box) -> list[_Point]:
    third = (box.right - box.left) / 3.2
    return [
        (box.left, box.y),
        (box.right, box.y),
        *((box.x + aside, y) for y in (box.top, box.bottom) for aside in (0.0, -third, third)),
    ]


def _beside(way: _Way, wide: float, high: float, middle: float, at: int) -> Iterator[Box]:
    """Yield places for the words of a line: about its point ``at``, on the outer side, then on.

    Of what does not read the same from either end, they stand towards where it leads: between
    two others they would read as theirs.
    """
    points = way.points()
    down = 1 if at != 12 and way.end[1] > way.start[1] else -1
    for n in sorted(range(2, 23), key=lambda n: (abs(n - at), n)):
        x, y = points[n]
        out = (wide / 2 + 6) * (1 if x > middle else -1)
        # a line that slopes leaves room for its words a little further off
        off = high / 2 + 4
        one, other = down * off, -down * off
        more = down * (off + 6)
        spots = ((0, one), (0, other), (out, 0), (-out, 0), (0, more), (0, -more))
        for dx, dy in spots:
            yield Box(x + dx - wide / 2, y + dy - high / 2, x + dx + wide / 2, y + dy + high / 2)


def _cross(one: _Way, other: _Way) -> bool:
    def turn(a: _Point, b: _Point, c: _Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    if one.start in (other.start, other.end) or one.end in (other.start, other.end):
        return False
    return (
        turn(one.start, one.end, other.start) * turn(one.start, one.end, other.end) < 0
        and turn(other.start, other.end, one.start) * turn(other.start, other.end, one.end) < 0
    )


__all__ = ["household"]
