"""The sheet of the case map: boxes, texts and lines with the room they take, and how large it is.

A unit is half a millimetre of paper; a letter is never less than :data:`LEAST`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from viz.axis import Axis
from viz.casemap import Moment, Place, Told, Untold
from viz.casemap_text import width

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
MOST_LINES, MOST_INFORMAL_LINES, MOST_PEOPLE = 24, 6, 8


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
class Tip:
    """An arrow at an end of a line, and the token on the line that says what came there.

    Attributes
    ----------
    at, way
        Where the line ends behind the arrow, and which way the edge that it points at looks.
    told, letters
        The shares, or the letters of what there is no record of.
    """

    at: tuple[float, float]
    way: tuple[float, float]
    token: Box
    told: Told | None = None
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two, with an arrow at one end or at both.

    ``curves`` follow each other: of each the two points that bend it, and where it ends.
    """

    start: tuple[float, float]
    curves: tuple[tuple[float, float, float, float, float, float], ...]
    tips: tuple[Tip, ...]


@dataclass(frozen=True, slots=True)
class KinLine:
    """A line of kin; ``past`` where it was over, with an arrow where it is not ``mutual``."""

    start: tuple[float, float]
    end: tuple[float, float]
    past: bool
    mutual: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A key moment on the strip: where its mark stands, and from where its leader falls.

    ``span`` is from where to where its date may lie, where that is wider than its mark.
    """

    moment: Moment
    x: float
    top: float
    span: tuple[float, float] | None = None


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
    kin: list[KinLine] = field(default_factory=list)
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
