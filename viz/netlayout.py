"""Where everything stands on the network map: a layout that means something, and never moves.

The victim and the perpetrator stand in the middle, side by side, the children below them. On the
victim's side stand the agencies that were in touch with the victim only, on the other side those
in touch with the perpetrator only, so that two silos are seen for what they are; above and below
stand those in touch with both, each further to the side of whom it saw more. Services of one
sector stand together. Informal sources, and agencies in touch with neither, stand outside.

Every box has room of its own; same model, same places, whatever the order of rows and whatever
the day.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graphdb.model import agency_of
from viz.model import Lane, LinkKind, NetworkLines, NetworkPerson, PageModel
from viz.words import listed

#: Sizes of boxes, in the units of the drawing (pixels where nothing is scaled).
AGENCY, TEAM, PARTY, OTHER = (176.0, 58.0), (160.0, 24.0), (150.0, 54.0), (126.0, 44.0)
LETTERS, TEAM_LETTERS, PERSON_LETTERS = 22, 22, 16
GAP, BESIDE = 16.0, 34.0
AROUND = 56.0
CAPTION = 26.0
IN_A_ROW, IN_A_ROW_ALONE, IN_A_COLUMN, FEW_CHILDREN = 4, 6, 6, 4

SECTORS = (
    "Health",
    "Education",
    "Social care",
    "Local authority",
    "Justice",
    "Housing",
    "Specialist service",
    "Other",
    "Informal source",
)


class Side(StrEnum):
    """Whom an agency was in touch with, over the whole time."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its middle."""

    x: float
    y: float
    w: float
    h: float

    def clear_of(self, other: Box) -> bool:
        """Whether two boxes have no point in common."""
        return (
            abs(self.x - other.x) >= (self.w + other.w) / 2
            or abs(self.y - other.y) >= (self.h + other.h) / 2
        )


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the map with what its place means."""

    caption: str
    box: Box
    below: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where people, agencies and their teams stand; ``teams`` is empty where none are shown."""

    people: dict[str, Box]
    agencies: dict[str, Box]
    teams: dict[str, Box]
    zones: tuple[Zone, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    """An agency with the teams below it: what must be kept clear."""

    agency_id: str
    teams: tuple[str, ...]
    height: float


def wrapped(text: str, letters: int, lines: int = 2) -> list[str]:
    """Return a name in lines that fit its box; what does not fit ends in an ellipsis."""
    found = textwrap.wrap(text, letters) or [""]
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1][: letters - 2]} …"]
    return found


def sides(model: PageModel) -> dict[str, Side]:
    """Return on which side each agency stands: whom any of its contact rows is about."""
    network = model.network
    assert network is not None
    left, right = _rows_by_side(network)
    both = {p.side for p in network.people} >= {-1, 1}
    found = {}
    for lane in model.lanes:
        saw = (left[lane.agency_id] > 0, right[lane.agency_id] > 0)
        if not any(saw):
            found[lane.agency_id] = Side.NEITHER
        elif all(saw) or not both:
            found[lane.agency_id] = Side.BOTH
        else:
            found[lane.agency_id] = Side.LEFT if saw[0] else Side.RIGHT
    return found


def _rows_by_side(network: NetworkLines) -> tuple[Counter[str], Counter[str]]:
    side = {p.person_id: p.side for p in network.people}
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for link in network.links:
        if link.kind is LinkKind.CONTACT and side[link.target]:
            count = left if side[link.target] < 0 else right
            count[agency_of(link.source)] += len(link.rows)
    return left, right


def party(network: NetworkLines, side: int) -> str:
    """Return the names of those in the middle on one side, as a sentence names them."""
    return listed([p.label for p in network.people if p.side == side])


def layout(model: PageModel, *, teams: bool = False) -> Layout:
    """Return where everything stands.

    Parameters
    ----------
    model
        The page; it has a network.
    teams
        Whether each agency's teams stand below it.
    """
    network = model.network
    assert network is not None
    people = _people(network.people)
    side = sides(model)
    blocks: dict[Side, list[_Block]] = {one: [] for one in Side}
    for lane in model.lanes:
        where = Side.NEITHER if lane.informal else side[lane.agency_id]
        blocks[where].append(_block(lane, teams))
    return _Placer(model, network, people, side).place(blocks)


def _block(lane: Lane, teams: bool) -> _Block:
    named = tuple(t.team_id for t in lane.teams if t.name) if teams else ()
    return _Block(lane.agency_id, named, AGENCY[1] + TEAM[1] * len(named))


def _people(people: Sequence[NetworkPerson]) -> dict[str, Box]:
    """Return the middle: the two sides, the children between them, others in rows below."""
    found: dict[str, Box] = {}
    children = [p for p in people if not p.side and p.child]
    others = [p for p in people if not p.side and not p.child]
    across = 1 if len(children) == 1 else 2 if len(children) <= FEW_CHILDREN else 3
    pitch = OTHER[0] + GAP
    reach = (across * pitch if children else AROUND) / 2 + GAP + PARTY[0] / 2
    for side in (-1, 1):
        own = [p for p in people if p.side == side]
        for p, y in zip(own, _spread(len(own), PARTY[1] + GAP), strict=True):
            found[p.person_id] = Box(side * reach, y, *PARTY)
    rows = [children[n : n + across] for n in range(0, len(children), across)]
    for row, y in zip(rows, _spread(len(rows), OTHER[1] + GAP / 2), strict=True):
        for p, x in zip(row, _spread(len(row), pitch), strict=True):
            found[p.person_id] = Box(x, y, *OTHER)
    foot = max((box.y + box.h / 2 for box in found.values()), default=0.0)
    for start in range(0, len(others), IN_A_ROW):
        row = others[start : start + IN_A_ROW]
        foot += GAP + OTHER[1]
        for p, x in zip(row, _spread(len(row), pitch), strict=True):
            found[p.person_id] = Box(x, foot - OTHER[1] / 2, *OTHER)
    return found


def _spread(count: int, pitch: float) -> list[float]:
    return [(n - (count - 1) / 2) * pitch for n in range(count)]


def _tall(column: Sequence[_Block]) -> float:
    return sum(block.height + GAP for block in column) - GAP if column else 0.0


class _Placer:
    def __init__(
        self,
        model: PageModel,
        network: NetworkLines,
        people: dict[str, Box],
        side: dict[str, Side],
    ) -> None:
        self.network = network
        self.people = people
        self.side = side
        self.sector = dict(network.sectors)
        self.name = {lane.agency_id: lane.name for lane in model.lanes}
        self.informal = {lane.agency_id for lane in model.lanes if lane.informal}
        self.left, self.right = _rows_by_side(network)
        self.agencies: dict[str, Box] = {}
        self.teams: dict[str, Box] = {}
        self.zones: list[Zone] = []

    def place(self, blocks: dict[Side, list[_Block]]) -> Layout:
        top = min((b.y - b.h / 2 for b in self.people.values()), default=0.0)
        foot = max((b.y + b.h / 2 for b in self.people.values()), default=0.0)
        alone = not blocks[Side.LEFT] and not blocks[Side.RIGHT]
        most = IN_A_ROW_ALONE if alone else IN_A_ROW
        both = sorted(blocks[Side.BOTH], key=self._by_sector)
        half = (len(both) + 1) // 2
        names = [party(self.network, side) for side in (-1, 1)]
        who = " and ".join(n for n in names if n)
        said = f"In touch with {who} (over all the time)" if who else ""
        above = self._rows(both[:half], top - AROUND, -1, most, said)
        below = self._rows(both[half:], foot + AROUND, 1, most, said)
        reach = max(
            (abs(b.x) + b.w / 2 for b in (*self.agencies.values(), *self.people.values())),
            default=0.0,
        )
        middle = (above + below) / 2
        left, right = self._corners(blocks)
        self._columns(blocks[Side.LEFT], left, -1, reach, middle, f"With {names[0]} only")
        self._columns(blocks[Side.RIGHT], right, 1, reach, middle, f"With {names[1]} only")
        return self._whole()

    def _corners(self, blocks: dict[Side, list[_Block]]) -> tuple[list[_Block], list[_Block]]:
        """Return what stands outside, by the side to which it leans or on which there is room."""
        corners: tuple[list[_Block], list[_Block]] = ([], [])
        count = [len(blocks[Side.LEFT]), len(blocks[Side.RIGHT])]
        outside = sorted(blocks[Side.NEITHER], key=self._by_lean)
        for block in sorted(outside, key=lambda b: self._by_lean(b)[0] == 0):
            lean = self._by_lean(block)[0]
            place = 0 if lean < 0 or (lean == 0 and count[0] <= count[1]) else 1
            corners[place].append(block)
            count[place] += 1
        return corners

    def _by_sector(self, block: _Block) -> tuple[int, float, str, str]:
        sector = self.sector.get(block.agency_id, "")
        place = SECTORS.index(sector) if sector in SECTORS else len(SECTORS)
        return (place, *self._by_lean(block))

    def _by_lean(self, block: _Block) -> tuple[float, str, str]:
        """Return how far to the right an agency belongs: -1 all the one side's, 1 the other's."""
        left, right = self.left[block.agency_id], self.right[block.agency_id]
        lean = (right - left) / (left + right) if left + right else 0.0
        return (lean, self.name[block.agency_id], block.agency_id)

    def _rows(
        self, blocks: Iterable[_Block], start: float, way: int, most: int, said: str
    ) -> float:
        """Place rows one beyond the other, away from the middle; return how far they reach."""
        blocks = list(blocks)
        if not blocks:
            return start - way * AROUND
        count = -(-len(blocks) // most)
        each = -(-len(blocks) // count)
        edge, widest = start, 0.0
        for n in range(0, len(blocks), each):
            row = sorted(blocks[n : n + each], key=self._by_lean)
            tall = max(b.height for b in row)
            head = edge - tall if way < 0 else edge
            for block, x in zip(row, _spread(len(row), AGENCY[0] + BESIDE), strict=True):
                self._put(block, x, head + tall - block.height if way < 0 else head)
            edge += way * (tall + GAP)
            widest = max(widest, len(row) * (AGENCY[0] + BESIDE) - BESIDE + GAP)
        edge -= way * GAP
        if not said:
            return edge
        head, foot = min(start, edge) - GAP / 2, max(start, edge) + GAP / 2
        # the caption stands on the far side of the boxes, out of the way of the lines
        head, foot = (head - CAPTION, foot) if way < 0 else (head, foot + CAPTION)
        self.zones.append(Zone(said, Box(0, (head + foot) / 2, widest, foot - head), way > 0))
        return head if way < 0 else foot

    def _columns(
        self,
        blocks: list[_Block],
        corner: list[_Block],
        side: int,
        reach: float,
        middle: float,
        said: str,
    ) -> None:
        """Place one side, in columns one beyond the other, and below it what stands outside."""
        pitch, inner = AGENCY[0] + GAP, reach + AROUND * 1.5
        blocks = sorted(blocks, key=self._by_sector)
        count = -(-len(blocks) // IN_A_COLUMN)
        each = -(-len(blocks) // count) if count else 1
        columns = [blocks[n : n + each] for n in range(0, len(blocks), each)]
        tallest = max((_tall(column) for column in columns), default=0.0)
        zone = tallest + GAP + CAPTION if blocks else 0.0
        head = middle - (zone + (GAP + _tall(corner) if corner else 0.0)) / 2
        if blocks:
            wide = count * pitch
            box = Box(side * (inner + wide / 2), head + zone / 2, wide, zone)
            self.zones.append(Zone(said, box))
        for n, column in enumerate(columns):
            self._stack(column, side * (inner + (n + 0.5) * pitch), head + CAPTION + GAP / 2)
        self._stack(corner, side * (inner + pitch / 2), head + zone + (GAP if blocks else 0.0))

    def _stack(self, column: list[_Block], x: float, head: float) -> None:
        for block in column:
            self._put(block, x, head)
            head += block.height + GAP

    def _put(self, block: _Block, x: float, head: float) -> None:
        w, h = AGENCY
        self.agencies[block.agency_id] = Box(x, head + h / 2, w, h)
        for n, team_id in enumerate(block.teams):
            self.teams[team_id] = Box(x, head + h + TEAM[1] * (n + 0.5), *TEAM)

    def _whole(self) -> Layout:
        """Return everything about the middle of the whole."""
        every = [*self.people.values(), *self.agencies.values(), *self.teams.values()]
        every += [zone.box for zone in self.zones]
        left = min((b.x - b.w / 2 for b in every), default=0.0)
        right = max((b.x + b.w / 2 for b in every), default=0.0)
        top = min((b.y - b.h / 2 for b in every), default=0.0)
        foot = max((b.y + b.h / 2 for b in every), default=0.0)
        # the two in the middle stay in the middle: both sides are as wide as the wider one
        reach = max(-left, right)
        dy = -(top + foot) / 2

        def moved(box: Box) -> Box:
            return replace(box, x=round(box.x, 1), y=round(box.y + dy, 1))

        return Layout(
            {key: moved(box) for key, box in self.people.items()},
            {key: moved(box) for key, box in self.agencies.items()},
            {key: moved(box) for key, box in self.teams.items()},
            tuple(replace(z, box=moved(z.box)) for z in self.zones),
            2 * reach,
            foot - top,
        )
