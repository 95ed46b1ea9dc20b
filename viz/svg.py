"""The drawings that Python makes: for paper, and for a reader without JavaScript."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape

from viz.axis import Axis, number
from viz.model import EventRow, Header, PageModel, Pooled, Shape, Span
from viz.payload import in_order

MARKS_UP_TO = 500
"""More events than this are drawn as density strips: single marks would be noise."""

WIDTH = 1000.0
LABELS = 190.0
LABEL_LETTERS = 27
LANE = 30.0
SIZE = 4.5

_UNIT: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.INCIDENT: ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    Shape.DISCLOSURE: ((0, -1.2), (1.2, 1), (-1.2, 1)),
    Shape.ASSESSMENT: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    Shape.SHARE: ((-1, -1.1), (1.3, 0), (-1, 1.1)),
    Shape.MEETING: ((-1.2, 0), (-0.6, -1.05), (0.6, -1.05), (1.2, 0), (0.6, 1.05), (-0.6, 1.05)),
    Shape.DECISION: (
        (-0.45, -1.2),
        (0.45, -1.2),
        (0.45, -0.45),
        (1.2, -0.45),
        (1.2, 0.45),
        (0.45, 0.45),
        (0.45, 1.2),
        (-0.45, 1.2),
        (-0.45, 0.45),
        (-1.2, 0.45),
        (-1.2, -0.45),
        (-0.45, -0.45),
    ),
}


_HATCH = (
    '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>'
)


def mark(shape: Shape, x: float, y: float, size: float = SIZE) -> str:
    """Return the path of one mark; the same shapes as ``viz/js/marks.js``."""
    dx, dy, path = _outline(shape, size)
    return f"M{number(x + dx)} {number(y + dy)}{path}"


@cache
def _outline(shape: Shape, size: float) -> tuple[float, float, str]:
    """Return where a mark begins, and its outline from there on."""
    if shape in (Shape.CONTACT, Shape.ROUTINE):
        r = round(size if shape is Shape.CONTACT else size * 0.6, 1)
        arc = f"a{number(r)} {number(r)} 0 1 0"
        return -r, 0.0, f"{arc} {number(2 * r)} 0{arc} {number(-2 * r)} 0z"
    points = [(round(x * size, 1), round(y * size, 1)) for x, y in _UNIT[shape]]
    steps = []
    for (x0, y0), (x, y) in pairwise(points):
        right, down = number(x - x0), number(y - y0)
        steps.append(f"h{right}" if y == y0 else f"v{down}" if x == x0 else f"l{right} {down}")
    return *points[0], f"{''.join(steps)}z"


_DOTS = (Shape.CONTACT, Shape.ROUTINE)
"""Drawn as points with round ends, the most frequent ones: a fourth of the bytes of circles."""


def _at(shape: Shape, x: float, y: float) -> str:
    """Return a mark of the lanes: a point for what is drawn as a dot."""
    return f"M{number(x)} {number(y)}h.1" if shape in _DOTS else mark(shape, x, y)


def legend_mark(shape: Shape) -> Markup:
    """Return a small drawing of one mark for the legend."""
    return Markup(  # noqa: S704 - numbers and names of ours
        '<svg class="key" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">'
        f'<path class="m-{shape.value}" d="{mark(shape, 9, 9, 6)}"/></svg>'
    )


def drawn(header: Header) -> tuple[int, int]:
    """Return the time that a drawing shows: the scope and a third of it before.

    One row about 1985 must not press four years of contact into a corner; earlier rows stand in
    the chronology, and the timeline of the interactive page reaches them.
    """
    if header.scope_from is None:
        return header.first, header.last
    until = header.last if header.scope_to is None else max(header.scope_to, header.death_to or 0)
    until = min(header.last, until)
    span = max(until - header.scope_from, 1)
    return max(header.first, header.scope_from - span // 3), min(header.last, until + span // 12)


def swim_lanes(model: PageModel) -> Markup:
    """Return the swim lanes, one for each agency and informal source."""
    axis = Axis(*drawn(model.header), LABELS, WIDTH - 10)
    lane_of = {t.team_id: n for n, lane in enumerate(model.lanes) for t in lane.teams}
    shape_of = {k.key: k.shape for k in model.kinds}
    height = 30 + LANE * len(model.lanes) + 26
    base = 30 + LANE * len(model.lanes)
    out = [
        f'<svg class="drawing" viewBox="0 0 {number(WIDTH)} {number(height)}" role="img" '
        f'aria-label="{escape(f"Swim lanes: one lane for each of {len(model.lanes)} sources")}">'
    ]
    out.append(_HATCH)
    for x, label in axis.ticks():
        out.append(f'<path class="grid" d="M{number(x)} 26V{number(base)}"/>')
        out.append(f'<text class="tick" x="{number(x + 3)}" y="{number(base + 18)}">{label}</text>')
    for n, lane in enumerate(model.lanes):
        y = 30 + LANE * n
        out.append(f'<path class="grid" d="M0 {number(y + LANE)}H{number(WIDTH)}"/>')
        lines = textwrap.wrap(lane.name, LABEL_LETTERS) or [""]
        for row, text in enumerate(lines[:2]):
            text = text if row == 0 or len(lines) < 3 else f"{text[: LABEL_LETTERS - 2]} …"
            foot = y + (19 if len(lines) == 1 else 12.5 + 13 * row)
            out.append(f'<text class="lane" x="0" y="{number(foot)}">{escape(text)}</text>')
    events = in_order(model.events)
    if len(events) <= MARKS_UP_TO:
        out.extend(_marks(events, axis, lane_of, shape_of))
    else:
        out.extend(_strips(events, axis, lane_of))
    out.extend(_standing_lines(model, axis, base))
    out.append("</svg>")
    return Markup("".join(out))  # noqa: S704 - every text in it is escaped above


def _marks(
    events: Sequence[EventRow], axis: Axis, lane_of: dict[str, int], shape_of: dict[str, Shape]
) -> list[str]:
    paths: dict[Shape, list[str]] = defaultdict(list)
    doubt: list[str] = []
    lasting: list[str] = []
    repeated: list[str] = []
    for e in events:
        if not _in_view(e, axis):
            continue
        y = 30 + LANE * lane_of[e.team_id] + LANE / 2
        low = axis.at(axis.first if e.start[0] is None else e.start[0])
        high = axis.at(axis.last if e.end[1] is None else e.end[1])
        if e.span is not Span.ONCE:
            bars = lasting if e.span is Span.LASTING else repeated
            bars.append(f"M{number(low)} {number(y + 8)}H{number(max(high, low + 2))}")
            paths[shape_of[e.kind]].append(_at(shape_of[e.kind], low, y))
            continue
        if high - low > 2 * SIZE:
            doubt.append(f"M{number(low)} {number(y - 5)}H{number(high)}v10H{number(low)}z")
        paths[shape_of[e.kind]].append(_at(shape_of[e.kind], (low + high) / 2, y))
    out = [f'<path fill="url(#hatched)" d="{"".join(doubt)}"/>'] if doubt else []
    out += [
        f'<path class="{name}" d="{"".join(parts)}"/>'
        for name, parts in (("doubt", doubt), ("lasting", lasting), ("repeated", repeated))
        if parts
    ]
    for shape in reversed(Shape):
        if not paths[shape]:
            continue
        d = "".join(paths[shape])
        if shape in _DOTS:
            out.append(f'<defs><path id="dots-{shape.value}" d="{d}"/></defs>')
            out += [
                f'<use href="#dots-{shape.value}" class="dot {shape.value}{edge}"/>'
                for edge in (" edge", "")
            ]
        else:
            out.append(f'<path class="m-{shape.value}" d="{d}"/>')
    return out


def _in_view(e: EventRow, axis: Axis) -> bool:
    if e.start == (None, None) and e.end == (None, None):
        return False
    low = axis.first if e.start[0] is None else e.start[0]
    high = axis.last if e.end[1] is None else e.end[1]
    return low <= axis.last and high >= axis.first


def _strips(events: Sequence[EventRow], axis: Axis, lane_of: dict[str, int]) -> list[str]:
    bins = 160
    width = (axis.right - axis.left) / bins
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * bins)
    for e in events:
        minute = e.start[0] if e.start[0] is not None else e.start[1]
        if minute is not None and axis.first <= minute <= axis.last:
            place = int((axis.at(minute) - axis.left) / width)
            counts[lane_of[e.team_id]][min(bins - 1, place)] += 1
    top = max((max(row) for row in counts.values()), default=1)
    parts = []
    for lane in sorted(counts):
        foot = 30 + LANE * (lane + 1) - 2
        for n, count in enumerate(counts[lane]):
            if count:
                h = 3 + (LANE - 8) * count / top
                x = axis.left + n * width
                parts.append(
                    f"M{number(x)} {number(foot)}v{number(-h)}h{number(width - 0.6)}v{number(h)}z"
                )
    return [f'<path class="density" d="{"".join(parts)}"/>']


def _standing_lines(model: PageModel, axis: Axis, base: float) -> list[str]:
    header = model.header
    out = []
    for minute, text in (
        (header.scope_from, "Scope of the review begins"),
        (header.scope_to, "Scope ends"),
    ):
        if minute is not None and axis.first < minute < axis.last:
            x = axis.at(minute)
            out.append(f'<path class="scope" d="M{number(x)} 12V{number(base)}"/>')
            # near the right edge it would run off the drawing
            at = (
                f'x="{number(x + 3)}"'
                if x < axis.right - 80
                else (f'x="{number(x - 3)}" text-anchor="end"')
            )
            out.append(f'<text class="tick" {at} y="22">{text}</text>')
    if header.death_from is not None:
        x = axis.at(header.death_from)
        out.append(f'<path class="death" d="M{number(x)} 4V{number(base)}"/>')
        out.append(
            f'<text class="tick" x="{number(x - 4)}" y="12" text-anchor="end">'
            f"{escape(header.death)}</text>"
        )
    return out


def pooled_curve(pooled: Pooled, header: Header) -> Markup:
    """Return the pooled-picture curve: two bands, the two days, and the days between."""
    width, height, foot, top = 640.0, 148.0, 122.0, 26.0
    axis = Axis(*drawn(header), 34, width - 8)
    most = max([1.0, *(p.high for p in pooled.points), *(p.high for p in pooled.informal)])

    def y(value: float) -> float:
        return foot - (foot - top) * value / most

    out = [
        f'<svg class="curve" viewBox="0 0 {number(width)} {number(height)}" role="img" '
        f'aria-label="{escape(pooled.sentence)}">'
    ]
    for x, label in axis.ticks(6):
        out.append(f'<path class="grid" d="M{number(x)} {number(top)}V{number(foot)}"/>')
        out.append(f'<text class="tick" x="{number(x + 3)}" y="{number(foot + 18)}">{label}</text>')
    out += [
        f'<text class="tick" x="28" y="{number(y(value) + 4)}" text-anchor="end">'
        f"{number(value)}</text>"
        for value in (0.0, float(round(most / 2)) if most > 3 else most / 2, most)
    ]
    out.append(f'<text class="tick" x="38" y="{number(top - 4)}">Weight</text>')
    out.append(f'<path class="axis" d="M34 {number(top)}V{number(foot)}H{number(width - 8)}"/>')
    if pooled.pool_day is not None and not pooled.alone:
        until = pooled.best_day if pooled.best_day is not None else axis.last
        left, right = axis.at(pooled.pool_day), axis.at(until)
        if right > left:
            out.append(
                f'<path class="between" d="M{number(left)} {number(top)}H{number(right)}'
                f'V{number(foot)}H{number(left)}z"/>'
            )
    rows = pooled.points
    out.append(_band("pool", [(p.minute, p.low, p.high) for p in rows], axis, y))
    if not pooled.alone:
        out.append(_band("best", [(p.minute, p.best_low, p.best_high) for p in rows], axis, y))
    out.append(_band("informal", [(p.minute, p.low, p.high) for p in pooled.informal], axis, y))
    best_day = None if pooled.alone else pooled.best_day
    for name, letter, day in (("pool", "A", pooled.pool_day), ("best", "B", best_day)):
        if day is not None:
            x = axis.at(day)
            out.append(
                f'<path class="day-{name}" d="M{number(x)} {number(top - 6)}V{number(foot)}"/>'
            )
            out.append(f'<circle class="flag" cx="{number(x)}" cy="{number(top - 13)}" r="10"/>')
            out.append(
                f'<text class="flag-letter" x="{number(x)}" y="{number(top - 8)}" '
                f'text-anchor="middle">{letter}</text>'
            )
    out.append("</svg>")
    return Markup("".join(out))  # noqa: S704 - every text in it is escaped above


def _band(
    name: str, rows: list[tuple[int, float, float]], axis: Axis, y: Callable[[float], float]
) -> str:
    """Return one band: its upper edge forwards in steps, its lower edge back."""
    if not rows:
        return ""
    starts = [number(axis.at(minute)) for minute, _, _ in rows]
    ends = [*starts[1:], number(axis.right)]
    forth = [f"V{number(y(high))}H{end}" for (_, _, high), end in zip(rows, ends, strict=True)]
    back = [f"V{number(y(low))}H{start}" for (_, low, _), start in zip(rows, starts, strict=True)]
    first = f"M{starts[0]} {number(y(rows[0][1]))}"
    return f'<path class="band-{name}" d="{first}{"".join(forth)}{"".join(reversed(back))}z"/>'
