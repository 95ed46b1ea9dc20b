"""The case map as SVG, as a page of its own, and as a PDF of A1.

Nothing is told by colour alone: a share is a solid line with its number in a circle, what there
is no record of is a line of dashes with its letter in a black square; agencies are boxes, what is
informal is round and dashed, people are ovals.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from math import hypot
from typing import Any

from markupsafe import Markup, escape

from viz.axis import day_in_words, number
from viz.casemap import (
    CaseMap,
    Moment,
    NotTold,
    Place,
    Untold,
    case_map,
    holds_at_length,
    kin_words,
    moment_kind,
    possibly_words,
    saw_words,
    told_when,
    told_words,
)
from viz.casemap_layout import sheet
from viz.casemap_sheet import (
    HEIGHT,
    MARGIN,
    WIDTH,
    Box,
    Card,
    KinLine,
    Label,
    Line,
    Sheet,
    Strip,
    Tip,
)
from viz.casemap_strip import begins_within
from viz.clean import clean
from viz.model import PageModel, Pooled
from viz.page import css_string, environment, policy, smaller
from viz.pdf import pdf_of
from viz.reading import WHAT_IT_IS_NOT
from viz.svg import mark
from viz.words import counted

_MARK = 8.0


def svg(m: CaseMap, out: Sheet, *, colours: str = "") -> Markup:
    """Return the picture.

    Parameters
    ----------
    m, out
        What it shows, and where everything stands.
    colours
        A style sheet to stand inside, for what reads the picture apart from its page.
    """
    name = f"Case map: {m.title}. The tables below say the same in words."
    parts = [
        f'<svg class="casemap" viewBox="0 0 {number(WIDTH)} {number(HEIGHT)}" role="img" '
        f'aria-label="{escape(name)}">'
    ]
    if colours:
        parts.append(f"<title>{escape(name)}</title><style>{colours}</style>")
    parts.append(f'<path class="sheet" d="{_rect(Box(0, 0, WIDTH, HEIGHT))}"/>')
    parts.append(f'<path class="panel" d="{_rect(out.panel)}"/>')
    parts.append(f'<path class="frame" d="{_rect(out.household)}"/>')
    if out.strip is not None:
        parts += _strip(m, out.strip)
    parts += [part for line in out.lines for part in _line(line)]
    # above every line, so that none is covered
    parts += [_tip(tip) for line in out.lines for tip in line.tips]
    parts += [part for card in out.cards for part in _card(card)]
    parts += [part for line in out.kin for part in _kin(line)]
    parts += [_person(box, main=main) for box, main in out.people]
    parts += [part for line in out.lines for tip in line.tips for part in _token(tip)]
    parts += [f'<path class="t-letter" d="{_rect(_shrunk(box))}"/>' for box, _ in out.listed]
    parts += [part for key in out.keys for part in _key(*key)]
    parts += [_text(label) for label in out.labels]
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - every text in it is escaped


def _shrunk(box: Box) -> Box:
    return Box(box.left, box.top, box.right, box.top + 24)


def _rect(b: Box) -> str:
    wide, high = number(b.right - b.left), number(b.bottom - b.top)
    return f"M{number(b.left)} {number(b.top)}h{wide}v{high}h-{wide}z"


def _round(b: Box, r: float = 22.0) -> str:
    r = min(r, (b.right - b.left) / 2, (b.bottom - b.top) / 2)
    wide, high = number(b.right - b.left - 2 * r), number(b.bottom - b.top - 2 * r)
    a = f"a{number(r)} {number(r)} 0 0 1"
    n = number(r)
    return (
        f"M{number(b.left + r)} {number(b.top)}h{wide}{a} {n} {n}v{high}{a} -{n} {n}"
        f"h-{wide}{a} -{n} -{n}v-{high}{a} {n} -{n}z"
    )


def _text(label: Label) -> str:
    names = " ".join(
        part
        for part in ("b" if label.bold else "", f"k-{label.kind}" if label.kind else "")
        if part
    )
    kind = f' class="{names}"' if names else ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return (
        f'<text{kind} x="{number(label.x)}" y="{number(label.y)}" '
        f'font-size="{number(label.size)}"{anchor}>{escape(label.text)}</text>'
    )


def _card(card: Card) -> Iterator[str]:
    if card.place is None:
        yield f'<path class="more" d="{_rect(card.box)}"/>'
        return
    if card.place.informal:
        yield f'<path class="informal" d="{_round(card.box)}"/>'
    else:
        yield f'<path class="agency" d="{_rect(card.box)}"/>'
    if card.bar is not None and card.place.share is not None:
        bar = card.bar
        low, high = (
            bar.left + (bar.right - bar.left) * min(100, part) / 100 for part in card.place.share
        )
        yield f'<path class="bar" d="{_rect(bar)}"/>'
        if high > low:
            yield f'<path class="bar-maybe" d="{_rect(Box(low, bar.top, high, bar.bottom))}"/>'
        if low > bar.left:
            yield f'<path class="bar-held" d="{_rect(Box(bar.left, bar.top, low, bar.bottom))}"/>'


def _person(box: Box, *, main: bool) -> str:
    return f'<path class="{"person main" if main else "person"}" d="{_round(box, 24)}"/>'


def _kin(line: KinLine) -> Iterator[str]:
    (x, y), (u, v) = line.start, line.end
    past = " past" if line.past else ""
    yield f'<path class="kin{past}" d="M{number(x)} {number(y)}L{number(u)} {number(v)}"/>'
    if not line.mutual:
        far = hypot(u - x, v - y) or 1.0
        nx, ny = (x - u) / far, (y - v) / far
        one, other = ((u + nx * 9 + ny * 5 * side, v + ny * 9 - nx * 5 * side) for side in (-1, 1))
        corners = "L".join(f"{number(px)} {number(py)}" for px, py in (one, (u, v), other))
        yield f'<path class="kin" d="M{corners}"/>'


def _line(line: Line) -> Iterator[str]:
    x, y = line.start
    curves = "".join("C" + " ".join(map(number, one)) for one in line.curves)
    path = f"M{number(x)} {number(y)}{curves}"
    yield f'<path class="under" d="{path}"/>'
    yield f'<path class="{_kind(line)}" d="{path}"/>'


def _tip(tip: Tip) -> str:
    kind = "untold" if tip.told is None else "both" if tip.told.both else "one"
    return f'<path class="head {kind}" d="{_head(*tip.at, *tip.way)}"/>'


def _kind(line: Line) -> str:
    told = [tip.told for tip in line.tips if tip.told is not None]
    if not told:
        return "untold"
    if not any(t.both for t in told):
        return "one"
    count = sum(t.count for t in told)
    return f"both w{1 if count < 3 else 2 if count < 8 else 3}"


def _head(x: float, y: float, nx: float, ny: float) -> str:
    """Return an arrow whose tip lies 14 units on, against the way that the edge looks."""
    tip = (x - nx * 13, y - ny * 13)
    one, other = (x + ny * 7, y + nx * 7), (x - ny * 7, y - nx * 7)
    return "M" + "L".join(f"{number(px)} {number(py)}" for px, py in (one, tip, other)) + "z"


def _token(tip: Tip) -> Iterator[str]:
    if tip.told is None:
        yield f'<path class="t-letter" d="{_rect(tip.token)}"/>'
    else:
        yield f'<path class="t-count" d="{_round(tip.token, 13)}"/>'


def _key(name: str, x: float, y: float) -> Iterator[str]:
    """Return a small drawing of what the words beside it explain."""
    if name in ("both", "one", "untold"):
        kind = "both w2" if name == "both" else name
        yield f'<path class="{kind}" d="M{number(x)} {number(y)}h32"/>'
        yield f'<path class="head {kind}" d="{_head(x + 34, y, -1, 0)}"/>'
    elif name == "past":
        yield f'<path class="kin past" d="M{number(x)} {number(y)}h46"/>'
    elif name == "span":
        yield (
            f'<path class="span" d="M{number(x)} {number(y)}h46M{number(x)} {number(y - 7)}v14'
            f'M{number(x + 46)} {number(y - 7)}v14"/>'
        )
    elif name in ("pool", "best"):
        yield f'<path class="{name}" d="M{number(x)} {number(y)}h46"/>'
    elif name == "bar":
        box = Box(x, y - 6, x + 46, y + 6)
        yield f'<path class="bar" d="{_rect(box)}"/>'
        yield f'<path class="bar-held" d="{_rect(Box(x, y - 6, x + 22, y + 6))}"/>'
        yield f'<path class="bar-maybe" d="{_rect(Box(x + 22, y - 6, x + 32, y + 6))}"/>'


# -- the strip of time ---------------------------------------------------------------------------


def _strip(m: CaseMap, strip: Strip) -> Iterator[str]:
    box, axis, room = strip.box, strip.axis, strip.curve
    yield f'<path class="panel" d="{_rect(box)}"/>'
    deep = number(room.bottom + 16)
    for at, _ in axis.ticks(12):
        yield f'<path class="grid" d="M{number(at)} {number(strip.marks)}V{deep}"/>'
    if m.pooled is not None:
        yield from _curve(m.pooled, strip)
    if m.scope_from is not None and begins_within(m):
        scope = number(axis.at(m.scope_from))
        yield f'<path class="scope" d="M{scope} {number(strip.marks)}V{number(room.bottom)}"/>'
    for spot in strip.spots:
        yield (
            f'<path class="leader" d="M{number(spot.x)} {number(spot.top + 2)}'
            f'V{number(strip.marks)}"/>'
        )
    yield (
        f'<path class="line" d="M{number(room.left)} {number(strip.marks)}H{number(room.right)}"/>'
    )
    for name, x, foot in strip.days:
        yield f'<path class="day-{name}" d="M{number(x)} {number(strip.marks)}V{number(foot)}"/>'
    for spot in strip.spots:
        if not spot.moment.event_id:
            yield (
                f'<path class="death" d="M{number(spot.x)} {number(spot.top + 2)}'
                f'V{number(room.bottom)}"/>'
            )
        else:
            if spot.span is not None:
                yield f'<path class="span" d="{_span(spot.span, strip.marks, spot.moment)}"/>'
            yield f'<path class="mark" d="{mark(spot.moment.shape, spot.x, strip.marks, _MARK)}"/>'


def _span(span: tuple[float, float], y: float, moment: Moment) -> str:
    """Return a bar along the line, with a foot at each end that is known."""
    left, right = span
    feet = [x for x, known in ((left, moment.low), (right, moment.high)) if known is not None]
    ends = "".join(f"M{number(x)} {number(y - 7)}V{number(y + 7)}" for x in feet)
    return f"M{number(left)} {number(y)}H{number(right)}{ends}"


def _curve(pooled: Pooled, strip: Strip) -> Iterator[str]:
    axis, room = strip.axis, strip.curve
    most = max([1.0, *(p.high for p in pooled.points)])

    def y(value: float) -> str:
        return number(room.bottom - (room.bottom - room.top) * value / most)

    if pooled.pool_day is not None and not pooled.alone:
        until = axis.last if pooled.best_day is None else pooled.best_day
        left, right = axis.at(pooled.pool_day), axis.at(until)
        if right > left:
            yield f'<path class="between" d="{_rect(Box(left, strip.marks, right, room.bottom))}"/>'
    for name in ("pool",) if pooled.alone else ("pool", "best"):
        rows = [(p.minute, p.low if name == "pool" else p.best_low) for p in pooled.points]
        path: list[str] = []
        for minute, value in rows:
            at = axis.at(minute)
            path.append(f"H{number(at)}V{y(value)}" if path else f"M{number(at)} {y(value)}")
        yield f'<path class="{name}" d="{"".join(path)}H{number(axis.right)}"/>'
    yield (
        f'<path class="line" d="M{number(room.left)} {number(room.bottom)}H{number(room.right)}"/>'
    )


# -- the page ------------------------------------------------------------------------------------


def render_map(model: PageModel) -> str:
    """Return the case map as a page of its own: no script, nothing fetched, one file.

    Parameters
    ----------
    model
        The page of the case.

    Raises
    ------
    ValueError
        When the model names something that it does not hold.
    """
    m = case_map(model)
    css = _css("casemap.css") + _css("casemap-colours.css") + _stamp(m)
    out = sheet(m)
    page = _page(m, out, svg(m, out), css, policy(script=(), style=css))
    return page if page.endswith("\n") else page + "\n"


def map_pdf(model: PageModel) -> bytes:
    """Return the case map as a PDF: the picture on A1 landscape, then the tables on A4.

    Raises
    ------
    viz.pdf.PdfMissingError
        When WeasyPrint, or a library of the system that it needs, is not there.
    """
    m = case_map(model)
    # what makes the PDF reads the picture apart from its page
    out = sheet(m)
    picture = svg(m, out, colours=_css("casemap-colours.css"))
    return pdf_of(_page(m, out, picture, _css("casemap.css") + _stamp(m), ""))


def _css(name: str) -> str:
    return smaller((files("viz") / "templates" / name).read_text(encoding="utf-8"))


def _stamp(m: CaseMap) -> str:
    """Return the style that puts the marking on every sheet after the picture."""
    stamp = css_string(m.stamp)
    return (
        f"@page words{{@top-center{{content:{stamp};font:700 9pt sans-serif}}"
        f"@bottom-center{{content:{stamp};font:700 9pt sans-serif}}}}"
    )


def _page(m: CaseMap, out: Sheet, picture: Markup, css: str, csp: str) -> str:
    marked, _, _ = m.stamp.partition(" · ")
    # a letter only where the picture has it
    written = {untold.letter for _, untold in out.listed}
    words: dict[str, Any] = {
        "m": m,
        "csp": csp,
        "title": " – ".join(p for p in (marked, "Case map", m.title) if p),
        "css": Markup(css),  # noqa: S704 - ours, and allowed by its hash
        "picture": picture,
        "kin": [kin_words(k, m.people) for k in m.kin],
        "sentences": list(_sentences(m)),
        "places": [_place(m, place) for place in m.places],
        "told": [(m.name(t.giver), m.name(t.taker), told_words(t), told_when(t)) for t in m.told],
        "untold": [
            (
                u.letter if u.letter in written else "",
                m.name(u.giver),
                m.name(one.taker),
                _thing(u, one),
            )
            for u in m.untold
            for one in u.takers
        ],
        "moments": [(o.when, moment_kind(o), o.there, o.who) for o in m.moments],
        "caution": WHAT_IT_IS_NOT,
        "margin": MARGIN,
    }
    return environment().get_template("casemap.html.j2").render(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentences(m: CaseMap) -> Iterator[str]:
    """Yield what the picture says as a whole."""
    yield from m.limits
    if m.pooled is not None:
        yield clean(m.pooled.sentence)
        if m.pooled.between and not m.pooled.alone:
            yield f"{_capital(clean(m.pooled.between))}."
        yield clean(m.pooled.limits)
    pairs = sum(1 for t in m.told if t.count)
    some = sum(t.count for t in m.told)
    yield (
        f"By {m.day} the records show {counted(some, 'share')} between "
        f"{counted(pairs, 'pair')} of agencies and informal sources."
    )
    if m.untold:
        yield (
            f"Of {counted(len(m.untold), 'thing')} that an agency held, a line of enquiry says "
            "that there is no record that it told others, or that they received it."
        )


def _place(m: CaseMap, place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "informal": place.informal,
        "holds": holds_at_length(place, m.facts),
        "saw": _capital(saw_words(place)),
        "coverage": place.coverage,
        "possibly": f"{possibly_words(place)}." if place.possibly else "",
        "held": [
            (t.label, ", ".join(x for x in (day_in_words(t.since), t.at) if x)) for t in place.held
        ],
    }


def _thing(untold: Untold, one: NotTold) -> str:
    since = f", held from {day_in_words(untold.since)}" if untold.since is not None else ""
    return f"{untold.label}{since}: {one.at_length}."


__all__ = ["map_pdf", "render_map", "svg"]
