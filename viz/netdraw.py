"""The network in words, as a table and as a drawing: for paper, and without JavaScript.

What is counted is what is certain by the end of a day; what dates in doubt leave open is said
apart. The page's script counts and says the same (``viz/js/netdata.js``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from graphdb.model import agency_of
from viz.axis import day_in_words, number
from viz.clean import clean
from viz.model import EventRow, Lane, LinkKind, PageModel
from viz.netlayout import (
    LETTERS,
    PERSON_LETTERS,
    Box,
    Layout,
    layout,
    party,
    wrapped,
)
from viz.words import counted, listed

NEVER, ALWAYS = 1 << 62, -(1 << 62)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing recorded: from when it is certain and possible, and from when both have it."""

    certain: int
    possible: int
    mirrored: int
    by_sender: bool


@dataclass(slots=True)
class Tie:
    """Everything of one kind between an agency and an agency or a person."""

    kind: LinkKind
    source: str
    target: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands on record of a tie by a day."""

    count: int
    maybe: int
    since: int | None
    both: int = 0
    sent: int = 0


def _times(event: EventRow) -> tuple[int, int]:
    """Return from when it is certain, and possible, that what a row tells of had begun."""
    high = [m for m in (event.start[1], event.end[1]) if m is not None]
    return min(high, default=NEVER), ALWAYS if event.start[0] is None else event.start[0]


class Network:
    """The ties between agencies and people, ready to be counted on any day."""

    def __init__(self, model: PageModel) -> None:
        assert model.network is not None
        self.model = model
        self.lines = model.network
        self.lane: dict[str, Lane] = {lane.agency_id: lane for lane in model.lanes}
        self.person = {p.person_id: p for p in model.network.people}
        times = {e.event_id: _times(e) for e in model.events}
        for row, low, high in model.network.moved:
            times[row] = (NEVER if high is None else high, ALWAYS if low is None else low)
        self.ties = self._ties(times)

    def _ties(self, times: dict[str, tuple[int, int]]) -> list[Tie]:
        found: dict[tuple[LinkKind, str, str], Tie] = {}
        seen: dict[tuple[LinkKind, str, str], set[tuple[str | None, ...]]] = defaultdict(set)
        for link in self.lines.links:
            source = agency_of(link.source)
            target = link.target if link.kind is LinkKind.CONTACT else agency_of(link.target)
            if link.kind is LinkKind.MEETING:
                source, target = sorted((source, target), key=self._place)
            if source == target:
                continue
            key = (link.kind, source, target)
            tie = found.setdefault(key, Tie(*key))
            for rows in link.rows:
                if rows not in seen[key]:
                    seen[key].add(rows)
                    tie.entries.append(_entry(rows, times))
        return sorted(found.values(), key=self._order)

    def _place(self, key: str) -> int:
        return list(self.lane).index(key) if key in self.lane else list(self.person).index(key)

    def _order(self, tie: Tie) -> tuple[int, int, int]:
        kind = list(LinkKind).index(tie.kind)
        return kind, self._place(tie.source), self._place(tie.target)

    def name(self, key: str) -> str:
        """Return the name of an agency or a person."""
        return clean(self.lane[key].name if key in self.lane else self.person[key].label)

    # -- sentences -----------------------------------------------------------------------

    def sentences(self, minute: int) -> Iterator[str]:
        """Yield what the picture says, before the picture; true of the end of a day."""
        day = day_in_words(minute)
        left, right = (clean(party(self.lines, side)) for side in (-1, 1))
        if not left or not right:
            yield from self._one_party(minute, left or right, day)
            return
        only = {-1: set[str](), 1: set[str]()}
        both = doubt = 0
        for lane in self.model.lanes:
            if lane.informal:
                continue
            certain, possible = self._saw(lane.agency_id, minute)
            if certain == {-1, 1}:
                both += 1
            elif certain != possible:
                doubt += 1
            elif certain:
                only[certain.copy().pop()].add(lane.agency_id)
        if not (only[-1] or only[1] or both or doubt):
            yield f"By {day} the records show no agency in touch with {left} or {right}."
        else:
            first = _many(len(only[-1]), "no agency", "1 agency", "agencies")
            open_ = (
                f" For {counted(doubt, 'more agency', 'more agencies')} "
                "dates in doubt leave it open."
                if doubt
                else ""
            )
            yield (
                f"By {day} the records show {first} in touch with {left} only, "
                f"{len(only[1]) or 'none'} with {right} only and {both or 'none'} with "
                f"both.{open_}"
            )
        yield self._shares(minute, only, left, right)
        partly = [
            clean(lane.name)
            for lane in self.model.lanes
            if lane.agency_id in only[-1] | only[1] and self._partly(lane, minute)
        ]
        if partly:
            yield f"What the records of {listed(partly)} do not cover cannot be told from them."

    def _one_party(self, minute: int, name: str, day: str) -> Iterator[str]:
        if not name:
            return
        saw = [self._saw(x.agency_id, minute) for x in self.model.lanes if not x.informal]
        sure = sum(bool(certain) for certain, _ in saw)
        maybe = sum(bool(possible) and not certain for certain, possible in saw)
        more = f", and possibly {maybe} more" if maybe else ""
        first = _many(sure, "no agency", "1 agency", "agencies")
        yield f"By {day} the records show {first} in touch with {name}{more}."

    def _saw(self, agency_id: str, minute: int) -> tuple[set[int], set[int]]:
        certain, possible = set(), set()
        for tie in self.ties:
            if tie.kind is not LinkKind.CONTACT or tie.source != agency_id:
                continue
            side = self.person[tie.target].side
            if side and any(e.certain <= minute for e in tie.entries):
                certain.add(side)
            if side and any(e.possible <= minute for e in tie.entries):
                possible.add(side)
        return certain, possible

    def _shares(self, minute: int, only: dict[int, set[str]], left: str, right: str) -> str:
        count = maybe = across = across_maybe = 0
        for tie in self.ties:
            if tie.kind is not LinkKind.SHARE:
                continue
            if self.lane[tie.source].informal or self.lane[tie.target].informal:
                continue
            found = tally(tie, minute)
            count, maybe = count + found.count, maybe + found.maybe
            if any(tie.source in only[a] and tie.target in only[-a] for a in (-1, 1)):
                across, across_maybe = across + found.count, across_maybe + found.maybe
        said = f"They show {_many(count, 'no share', '1 share', 'shares')} between agencies"
        more = f"; possibly {maybe} more" if maybe else ""
        if not only[-1] or not only[1]:
            return f"{said}{more}."
        who = f"those in touch with {left} only and those in touch with {right} only"
        some = f"{across} of them" if across else "none for certain" if across_maybe else "none"
        return f"{said}, {some} between {who}{more}."

    def _partly(self, lane: Lane, minute: int) -> bool:
        start = self.model.header.scope_from
        if start is None:
            start = self.model.header.first
        return (
            lane.covered_from is None
            or lane.covered_to is None
            or lane.covered_from > start
            or lane.covered_to < minute
        )

    # -- the table -----------------------------------------------------------------------

    def rows(self, minute: int) -> Iterator[tuple[str, str, str]]:
        """Yield the table of the map on a day, for paper and no script: from, what, to whom.

        It stands in every page, so it says only how often; the script's table says the rest.
        """
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for tie in self.ties:
            tallied = tally(tie, minute)
            if tallied.count or tallied.maybe:
                both = f", {tallied.both} in both records" if tie.kind is LinkKind.SHARE else ""
                more = f", possibly {tallied.maybe} more" if tallied.maybe else ""
                said = f"{self.name(tie.target)} {tallied.count}{both}{more}"
                found[tie.source, self.what(tie)].append(said)
        for (source, what), said_of in found.items():
            yield self.name(source), what, "; ".join(said_of)

    def what(self, tie: Tie) -> str:
        """Return what a tie is, between its two names."""
        informal = tie.source in self.lane and self.lane[tie.source].informal
        return "tells of" if informal and tie.kind is LinkKind.CONTACT else _WHAT[tie.kind]


_WHAT = {
    LinkKind.CONTACT: "in touch with",
    LinkKind.SHARE: "told",
    LinkKind.MEETING: "at meetings with",
}


def _many(count: int, none: str, one: str, many: str) -> str:
    return none if not count else one if count == 1 else f"{count:,} {many}"


def _entry(rows: Sequence[str | None], times: dict[str, tuple[int, int]]) -> Entry:
    given = [times[row] for row in rows if row is not None]
    mirrored = NEVER if None in rows or len(rows) < 2 else max(certain for certain, _ in given)
    return Entry(given[0][0], given[0][1], mirrored, rows[0] is not None)


def tally(tie: Tie, minute: int) -> Tally:
    """Return what stands on record of a tie by a minute.

    Meetings are told by several records: those are counted that cannot be one and the same.
    """
    sure = [e for e in tie.entries if e.certain <= minute]
    maybe = [e for e in tie.entries if e.possible <= minute < e.certain]
    since = min((e.certain for e in sure), default=None)
    if tie.kind is LinkKind.MEETING:
        count = _apart(sure)
        return Tally(count, _apart([*sure, *maybe]) - count, since)
    both = sum(e.mirrored <= minute for e in sure)
    sent = sum(e.by_sender and e.mirrored > minute for e in sure)
    return Tally(len(sure), len(maybe), since, both, sent)


def _apart(entries: list[Entry]) -> int:
    count, last = 0, ALWAYS
    for e in sorted(entries, key=lambda e: e.certain):
        if not count or e.possible > last:
            count, last = count + 1, e.certain
    return count


# -- the drawing --------------------------------------------------------------------------------


def drawing(network: Network, minute: int) -> Markup:
    """Return the map on a day, at the places at which the page's script draws it."""
    plan = layout(network.model)
    boxes = {**plan.people, **plan.agencies}
    out = [
        f'<svg class="drawing netmap" viewBox="{number(-plan.width / 2)} '
        f'{number(-plan.height / 2)} {number(plan.width)} {number(plan.height)}" role="img" '
        f'aria-label="{escape("Network map; the table below says the same")}">'
    ]
    for zone in plan.zones:
        b = zone.box
        out.append(f'<path class="zone" d="{_rect(b)}"/>')
        y = b.y + b.h / 2 - 8 if zone.below else b.y - b.h / 2 + 18
        out.append(
            f'<text class="zone-name" x="{number(b.x)}" y="{number(y)}" text-anchor="middle">'
            f"{escape(clean(zone.caption))}</text>"
        )
    paths: dict[str, list[str]] = defaultdict(list)
    for tie in network.ties:
        found = tally(tie, minute)
        if found.count and tie.kind is not LinkKind.MEETING:
            name, path = _line(tie, found, boxes)
            paths[name].append(path)
    out += [f'<path class="{name}" d="{"".join(paths[name])}"/>' for name in sorted(paths)]
    out += _boxes(network, plan)
    out.append("</svg>")
    return Markup("".join(out))  # noqa: S704 - every text in it is escaped above


def _line(tie: Tie, found: Tally, boxes: dict[str, Box]) -> tuple[str, str]:
    a, b = boxes[tie.source], boxes[tie.target]
    start = f"M{number(a.x)} {number(a.y)}"
    if tie.kind is LinkKind.CONTACT:
        width = 1 if found.count < 3 else 2 if found.count < 10 else 3
        return f"net-touch w{width}", f"{start}L{number(b.x)} {number(b.y)}"
    x, y = (a.x + b.x) / 2, (a.y + b.y) / 2
    name = "net-told" if found.both else "net-told sent"
    return name, f"{start}Q{number(x * 0.7)} {number(y * 0.7)} {number(b.x)} {number(b.y)}"


def _rect(b: Box) -> str:
    return f"M{number(b.x - b.w / 2)} {number(b.y - b.h / 2)}h{number(b.w)}v{number(b.h)}h{-b.w:g}z"


def _boxes(network: Network, plan: Layout) -> Iterator[str]:
    for person in network.lines.people:
        b = plan.people[person.person_id]
        yield (
            f'<ellipse class="net-box" cx="{number(b.x)}" cy="{number(b.y)}" '
            f'rx="{number(b.w / 2)}" ry="{number(b.h / 2)}"/>'
        )
        yield from _text(b, [*wrapped(clean(person.label), PERSON_LETTERS, 1)], person.role)
    sector = dict(network.lines.sectors)
    yield f'<path class="net-box" d="{"".join(_rect(b) for b in plan.agencies.values())}"/>'
    for lane in network.model.lanes:
        b = plan.agencies[lane.agency_id]
        lines = wrapped(clean(lane.name), LETTERS)
        yield from _text(b, lines, sector.get(lane.agency_id, ""))


def _text(b: Box, lines: list[str], under: str) -> Iterator[str]:
    y = b.y - 8 * len(lines) + 5
    for n, line in enumerate([*lines, under]):
        name = ' class="net-under"' if n == len(lines) else ""
        yield (
            f'<text{name} x="{number(b.x)}" y="{number(y + 16 * n)}" text-anchor="middle">'
            f"{escape(clean(line))}</text>"
        )


__all__ = ["Network", "Tally", "Tie", "drawing", "tally"]
