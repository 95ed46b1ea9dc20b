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
from collections.abc import Iterator, Mapping, Sequence

from graphdb.pooled import WHAT_IT_SHOWS
from viz.casemap import (
    CaseMap,
    Place,
    Untold,
    holds_words,
    month_in_words,
    possibly_words,
    saw_words,
    untold_words,
)
from viz.casemap_lines import Bundle, Lines, around, bundles
from viz.casemap_people import household
from viz.casemap_sheet import (
    GAP,
    HEAD,
    HEIGHT,
    LEAST,
    LINE,
    MARGIN,
    MOST_FORMAL,
    MOST_INFORMAL,
    PANEL,
    STRIP,
    WIDTH,
    Box,
    Card,
    Label,
    Sheet,
)
from viz.casemap_strip import strip
from viz.casemap_text import fold, width
from viz.words import counted, listed

_PAD = 10.0
#: How wide the bars are, all alike, and how wide at the least.
_BAR, _LEAST_BAR = 110.0, 48.0
#: In how many lines the name of a thing is written at the most.
_MOST_OF_A_THING = 3


def sheet(m: CaseMap) -> Sheet:
    """Return a map with everything in its place."""
    out = Sheet()
    main = Box(MARGIN, HEAD, WIDTH - MARGIN - PANEL - GAP, HEIGHT - MARGIN - STRIP)
    out.panel = Box(WIDTH - MARGIN - PANEL, HEAD, WIDTH - MARGIN, HEIGHT - MARGIN)
    strip(m, out, Box(main.left, main.bottom + GAP, main.right, HEIGHT - MARGIN))
    untold = _panel(m, out)
    wanted = _cards(m, out, main, untold)
    household(m, out, _middle(out, main))
    Lines(m, out, main).draw(wanted)
    _head(m, out)
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
    scope = f"{said} ({m.scope})"
    missing = f"Not drawn, but in the tables: {listed(out.left_out)}" if out.left_out else ""
    # what is not drawn is said whole: the scope stands in the tables, too
    if width(scope, LEAST) + width(missing, LEAST) + 30 > room:
        scope = said
    # no date of it is cut
    scope = scope if width(scope, LEAST) <= room * 0.62 else said
    free = room - width(scope, LEAST) - 30
    if width(missing, LEAST) > free:
        missing = f"Not all of it is drawn: {listed(_by_number(out.left_out))}"
    out.say(scope, MARGIN, 43)
    if missing:
        out.say(fold(missing, LEAST, free, 1)[0], WIDTH - MARGIN, 43, anchor="end")


def _by_number(left_out: Sequence[str]) -> list[str]:
    """Return what is not drawn, the first of it, and how much else is in the tables only."""
    return [*left_out[:2], "more: see the tables"] if len(left_out) > 2 else [*left_out]


# -- agencies and informal sources ---------------------------------------------------------------


def _cards(m: CaseMap, out: Sheet, main: Box, untold: Sequence[Untold]) -> list[Bundle]:
    """Put agencies around the middle and informal sources below; return the lines between them."""
    formal = [p for p in m.places if not p.informal]
    informal = [p for p in m.places if p.informal]
    links: dict[frozenset[str], float] = defaultdict(float)
    for t in m.told:
        links[frozenset((t.giver, t.taker))] += 1.0 if t.count else 0.0
    for u in untold:
        for one in u.takers:
            links[frozenset((u.giver, one.taker))] += 3.0
    formal, more = _fewer(formal, MOST_FORMAL, links)
    close, others = _fewer(informal, MOST_INFORMAL, links)
    wanted = bundles(m, untold, [p.agency_id for p in (*formal, *close)])
    ring: list[Place | None] = [*around(formal, close, [b.pair for b in wanted])]
    if more:
        ring.append(None)
        out.left_out.append(counted(len(more), "agency", "agencies"))
    below: list[Place | None] = [*close]
    if others:
        below.append(None)
        out.left_out.append(counted(len(others), "informal source"))
    slots = list(_slots(len(ring), len(below), main))
    out.below += slots[len(ring) :]
    for n, (place, box) in enumerate(zip([*ring, *below], slots, strict=True)):
        _card(m, out, place, box, others if n >= len(ring) else more)
    return wanted


def _fewer(
    places: Sequence[Place], most: int, links: Mapping[frozenset[str], float]
) -> tuple[list[Place], list[Place]]:
    """Return those that have a place of their own, in their order, and those that have none.

    One after another goes who has the least to do with those that stay, by lines, and then by
    what it held: a picture of who told whom has to show those of whom its lines speak.
    """
    kept = {p.agency_id: sum(t.weight for t in p.held) for p in places}
    gone: set[str] = set()

    def worth(key: str) -> tuple[float, float, str]:
        lines = sum(weight for pair, weight in links.items() if key in pair and not pair & gone)
        return lines, kept[key], key

    while len(kept) > (most if not gone else most - 1):
        least = min(kept, key=worth)
        del kept[least]
        gone.add(least)
    return (
        [p for p in places if p.agency_id in kept],
        [p for p in places if p.agency_id not in kept],
    )


def _slots(formal: int, informal: int, main: Box) -> Iterator[Box]:
    """Yield a box for each: up the left side, across the top, down the right side; then below."""
    across = 0 if formal == 2 else 1 if formal in (1, 3, 5) else 2 if formal in (4, 6) else 3
    across = min(across, formal)
    sides = formal - across
    left, right = (sides + 1) // 2, sides // 2
    wide = 306.0
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
    gap = min(24.0, (main.right - main.left - 3 * wide) / 4)
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


def _card(m: CaseMap, out: Sheet, place: Place | None, box: Box, more: Sequence[Place]) -> None:
    left, room = box.left + _PAD, box.right - box.left - 2 * _PAD
    if place is None:
        top = box.top + 5
        for text in fold(f"and {len(more)} more: see the tables", 16, room, 2, bold=True):
            out.say(text, left, top, 16, bold=True)
            top += 20
        fits = int((box.bottom - 4 - top) // LINE)
        for text in fold(listed([p.name for p in more]), LEAST, room, fits) if fits > 0 else ():
            out.say(text, left, top, kind="soft")
            top += LINE
        out.cards.append(Card(None, box))
        return
    size = 17.0 if width(place.name, 17, bold=True) <= room else 16.0
    top = box.top + 5
    for text in _name(place, size, room, box.bottom - box.top):
        out.say(text, left, top, size, bold=True, kind="name")
        top += size + 3
    bar = None
    said = holds_words(place, m.facts)
    end = out.say(fold(said, LEAST, room, 1)[0], left, top).box.right
    wide = _bar(m, room)
    if place.share is not None and m.facts and end < box.right - _PAD - wide - 4:
        bar = Box(box.right - _PAD - wide, top + 4, box.right - _PAD, top + 16)
    top += LINE
    out.cards.append(Card(place, box, bar))
    saw = _saw(place, room)
    fits = int((box.bottom - 4 - top) // LINE)
    if saw and fits > (2 if place.held else 0):
        out.say(saw, left, top, kind="soft")
        top, fits = top + LINE, fits - 1
    _things(out, place, left, top, box.right - _PAD, fits)


def _name(place: Place, size: float, room: float, high: float) -> tuple[str, ...]:
    """Return a name in two lines; one that would be cut in as many as leave room for the rest.

    Below it stand what it held, with whom it was in touch and the weightiest thing.
    """
    rest = 5 + LINE * (2 + (_MOST_OF_A_THING if place.held else 0)) + 4
    most = max(2, int((high - rest) // (size + 3)))
    for lines in range(2, most):
        name = fold(place.name, size, room, lines, bold=True)
        if not name[-1].endswith("…"):
            return name
    return fold(place.name, size, room, most, bold=True)


def _bar(m: CaseMap, room: float) -> float:
    """Return how wide the bars are: all alike, and as wide as the longest words leave them.

    A share in doubt has the longest, and its bar is the one that a room has to see.
    """
    said = [holds_words(p, m.facts) for p in m.places if p.share is not None]
    free = room - max((width(text, LEAST) for text in said), default=0.0) - 8
    return min(_BAR, max(_LEAST_BAR, free))


def _saw(place: Place, room: float) -> str:
    """Return with whom it was in touch, with as many names as stand whole on one line."""
    for most in (*range(len(place.saw), -1, -1),):
        said = saw_words(place, most)
        said = said[:1].upper() + said[1:]
        if width(said, LEAST) <= room:
            return said
    return ""


def _things(out: Sheet, place: Place, left: float, top: float, right: float, fits: int) -> None:
    """Write the weightiest things, as many as there is room for; their number stands above."""
    since_room = 78.0
    for thing in place.held:
        # what was told at a meeting has no line: its box says where it came from
        at = [thing.at] if thing.at else []
        at_room = max(width(text, LEAST) + 4 for text in (thing.month, *at))
        lines = fold(
            thing.short, LEAST, right - left - 14 - max(since_room, at_room), _MOST_OF_A_THING
        )
        lines += ("",) * (len(at) + 1 - len(lines))
        beside = 0
        if len(lines) > fits and not at:
            # where that is too high, over the whole width, with the month beside its end
            lines = fold(thing.short, LEAST, right - left - 14, max(1, fits))
            beside = len(lines) - 1
            end = left + 13 + width(lines[-1], LEAST) + 8 + width(thing.month, LEAST)
            if lines[-1].endswith("…") or end > right:
                break
        if len(lines) > fits:
            break
        out.say("•", left, top)
        for k, text in enumerate(lines):
            if text:
                out.say(text, left + 13, top + k * LINE)
        for k, text in enumerate([thing.month, *at], start=beside):
            out.say(text, right, top + k * LINE, anchor="end", kind="since")
        top, fits = top + len(lines) * LINE, fits - len(lines)
    if fits and place.possibly:
        out.say(fold(possibly_words(place), LEAST, right - left, 1)[0], left, top, kind="soft")


def _middle(out: Sheet, main: Box) -> tuple[float, float]:
    top = max((c.box.bottom for c in out.cards if c.box.top == main.top), default=main.top)
    return main.x, (top + min((box.top for box in out.below), default=main.bottom)) / 2


# -- what there is no record of, in words --------------------------------------------------------

_UNTOLD = "No record that it was told, or not until later"
_KEY = (
    ("both", "Told: the number of shares, at least one in both records"),
    ("one", "Told, in one record only"),
    ("untold", _UNTOLD),
    ("past", "A tie that was over by then"),
    ("bar", "Share of all that agencies held, by weight; grey: in doubt"),
    ("span", "Below: on some day within the bar"),
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
    for text in fold(m.name(untold.giver), LEAST, room, 4, bold=True):
        yield text, True
    takers = [one for one in untold.takers if one.drawable]
    # of later ones it is not the first day of all that matters, but theirs
    known = untold.since is not None and not all(one.later for one in takers)
    month = untold.month or (month_in_words(untold.since) if untold.since else "")
    held = f"held {month}" if month.startswith("by ") else f"held from {month}"
    since = f", {held}" if known and month else ""
    whom = untold_words(takers, m.name)
    for text in fold(f"{untold.short}{since}: {whom}", LEAST, room, 6):
        yield text, False


def _how_to_read(m: CaseMap, out: Sheet, left: float, right: float, foot: float) -> float:
    """Write how to read it and what all held together, from the foot up; return where it begins."""
    blocks: list[tuple[str, list[str]]] = []
    drawn = {
        "past": any(k.past for k in m.kin),
        "span": out.strip is not None and any(s.span is not None for s in out.strip.spots),
    }
    in_doubt = any(one.in_doubt for u in m.untold if u.drawable for one in u.takers)
    for name, text in _KEY:
        if not drawn.get(name, True):
            continue
        words = text + (", or cannot tell" if text == _UNTOLD and in_doubt else "")
        blocks.append((name, list(fold(words, LEAST, right - left - 56, 2))))
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


__all__ = ["HEIGHT", "LEAST", "WIDTH", "Box", "Label", "Sheet", "sheet"]
