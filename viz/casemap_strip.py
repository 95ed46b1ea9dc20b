"""The strip of time on the case map: key moments, and what all held together, on one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from viz.axis import MONTHS, Axis, day_in_words
from viz.casemap import CaseMap, Moment, moment_kind, moment_words
from viz.casemap_sheet import LEAST, LINE, Box, Sheet, Spot, Strip
from viz.casemap_text import fold, width
from viz.model import Shape

_PAD = 10.0
_ROWS, _ROW_LINES = 3, 3
_WIDEST = 250.0
#: And where a date in doubt takes two of the lines: half of what a moment was is worse than wide.
_WIDER = (300.0, 350.0)
#: A date that is in doubt by more than this is drawn as a bar.
_SPAN = 24.0
#: How long places for moments are looked for, and how many moments are looked at.
_LOOKS, _MOST_MOMENTS = 5_000, 20
#: Into so many stretches of the time the moments are spread.
_STRETCHES = 5
#: What is worth more than all that stand below it together: the end, MARACs and the last record
#: before the end, the weightiest of each stretch.
_THE_END, _ALWAYS, _SPREAD = 10_000_000, 100_000, 2_000
#: How far apart two marks are at least, and a mark and the line of the end.
_APART, _FROM_END = 20.0, 13.0


def strip(m: CaseMap, out: Sheet, box: Box) -> None:
    """Draw the strip of time in its box."""
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
    taken = [(day, day) for _, day, _ in days]
    taken += _scope(m, out, axis, room, taken)
    for x, text in axis.ticks(12):
        end = x + 3 + width(text, LEAST)
        if end < right and not any(x - 3 < high and low < end + 3 for low, high in taken):
            out.say(text, x + 3, room.bottom + 2, LEAST, kind="tick")
    out.strip = Strip(box, axis, marks, room, tuple(spots), days)


def _scope(
    m: CaseMap, out: Sheet, axis: Axis, room: Box, taken: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Say what the line is where the scope begins, and return from where to where that stands."""
    if m.scope_from is None or not begins_within(m):
        return []
    x, text = axis.at(m.scope_from), "Scope from"
    wide = 3 + width(text, LEAST)
    for low, high in ((x, x + wide), (x - wide, x)):
        clear = not any(low - 3 < other < high + 3 for other, _ in taken)
        if clear and room.left <= low and high <= room.right:
            before = low < x
            out.say(text, x - 3 if before else x + 3, room.bottom + 2, LEAST, kind="tick",
                    anchor="end" if before else "start")  # fmt: skip
            return [(low, high)]
    return []


@dataclass(frozen=True, slots=True)
class _Flag:
    """The words of a moment: in which row, from where to where, and where its leader falls."""

    row: int
    left: float
    right: float
    leader: float
    lines: tuple[str, ...]
    bold: int
    end: bool = False

    def clear_of(self, other: _Flag) -> bool:
        """Whether neither the words nor a leader of one runs into the words of the other."""
        # their marks would touch; the end is a line and has none
        if abs(self.leader - other.leader) < (_FROM_END if self.end or other.end else _APART):
            return False
        if self.row == other.row:
            return self.right <= other.left or other.right <= self.left
        high, low = (self, other) if self.row < other.row else (other, self)
        return not low.left - 3 < high.leader < low.right + 3


def _spots(
    m: CaseMap, out: Sheet, axis: Axis, head: float, row: float, edges: Box
) -> tuple[list[Spot], int]:
    """Write the key moments, spread over the time, as long as there is room for their words."""
    worth = _worth(m)
    laid = _Laying(list(worth), list(worth.values()), axis, edges).best()
    kept, flags = [one for one, _ in laid], [flag for _, flag in laid]
    spots = []
    for one, flag in zip(kept, flags, strict=True):
        top = head + flag.row * row
        before = flag.left < flag.leader
        for k, text in enumerate(flag.lines):
            x = flag.leader - 5 if before else flag.leader + 5
            out.say(
                text,
                x,
                top + k * LINE,
                LEAST,
                bold=k < flag.bold,
                anchor="end" if before else "start",
            )
        spots.append(Spot(one, flag.leader, top, span_of(one, axis)))
    return spots, sum(one.event_id != "" for one in kept)


def _worth(m: CaseMap) -> dict[Moment, int]:
    """Return the moments that are looked at, with what each is worth, the most first.

    By weight alone the time before the end could stay empty, and it is what a room asks about.
    """
    inside = [one for one in m.moments if m.first <= one.minute <= m.last]
    inside.sort(key=lambda one: (-one.weight, one.minute, one.event_id))
    worth = {one: one.weight for one in inside}
    stretch = (m.last - m.first) // _STRETCHES + 1
    spread: dict[int, Moment] = {}
    for one in inside:
        spread.setdefault((one.minute - m.first) // stretch, one)
    for one in spread.values():
        worth[one] += _SPREAD
    for one in inside:
        if one.always:
            worth[one] += _ALWAYS
    before = [one for one in inside if m.death_from is None or one.minute <= m.death_from]
    if before:
        worth[max(before, key=lambda one: (one.minute, one.weight, one.event_id))] += _ALWAYS
    if m.death_from is not None and m.first <= m.death_from <= m.last:
        # a strip without it would end in the air
        worth[_end(m, m.death_from)] = _THE_END
    most = _MOST_MOMENTS + 1
    return dict(sorted(worth.items(), key=lambda each: -each[1])[:most])


def span_of(one: Moment, axis: Axis) -> tuple[float, float] | None:
    """Return from where to where a moment may lie, where its mark alone would say too much."""
    if not one.event_id:
        return None
    left = axis.left if one.low is None else axis.at(one.low)
    right = axis.right if one.high is None else axis.at(one.high)
    if one.low is None and one.high is None:
        return None
    return (left, right) if right - left > _SPAN else None


def begins_within(m: CaseMap) -> bool:
    """Whether the scope begins within the time that the strip has: a line stands there."""
    return m.scope_from is not None and m.first < m.scope_from < m.last


def _end(m: CaseMap, minute: int) -> Moment:
    what, _, when = m.death.partition(", ")
    return Moment(minute, what, (when or day_in_words(minute),), "", Shape.INCIDENT, 0, "")


class _Laying:
    """Looks for the places that leave room for the most of what is weighty."""

    def __init__(
        self, order: Sequence[Moment], worth: Sequence[int], axis: Axis, edges: Box
    ) -> None:
        self.order = order
        self.ways = [_ways(one, axis, edges) for one in order]
        self.worth = worth
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
    lines, bold, wide = _words(one)
    spans = ((x, x + 5 + wide + 8), (x - 5 - wide - 8, x))
    return [
        _Flag(row, left, right, x, lines, bold, not one.event_id)
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


def _words(one: Moment) -> tuple[tuple[str, ...], int, float]:
    """Return the words of a moment, folded as narrow as leaves them whole, and how wide they are.

    Who recorded it is said where there is room, and how many were at a meeting before that; the
    tables always say both.
    """
    said = moment_kind(one)
    texts = dict.fromkeys((moment_words(one), moment_words(replace(one, who="")), said))
    folds = [(room, text) for text in texts for room in (125.0, 150.0, 180.0, 210.0, _WIDEST)]
    folds += [(room, said) for room in _WIDER]
    lines: tuple[str, ...] = ()
    bold = 1
    for room, text in folds:
        # of a date in doubt both ends are said
        when = fold(_short(one.when), LEAST, room, _ROW_LINES - 1, bold=True)
        lines = (*when, *fold(text, LEAST, room, _ROW_LINES - len(when)))
        bold = len(when)
        if not any(line.endswith("…") for line in lines):
            break
    return lines, bold, max(width(x, LEAST, bold=n < bold) for n, x in enumerate(lines))


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
    lines = [axis.at(minute) for _, minute, _, _ in days if minute is not None]
    for n, (name, minute, who, label) in enumerate(days):
        if minute is None:
            continue
        y = top + n * (LINE + 1)
        x = axis.at(minute)
        text = fold(f"{who}: {label}", LEAST, (room.right - room.left) / 2 - 20, 1, bold=True)[0]
        end = x + 8 + width(text, LEAST, bold=True)
        # the line of the other day goes through no word
        clear = not any(x + 4 < other < end + 4 for other in lines[n + 1 :])
        left = x - (end - x) > room.left
        fits = end < room.right and (clear or not left)
        out.say(text, x + 8 if fits else x - 8, y, LEAST, bold=True,
                anchor="start" if fits else "end")  # fmt: skip
        yield name, x, y + LINE


__all__ = ["begins_within", "span_of", "strip"]
