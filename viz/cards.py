"""The walkthrough on paper: a deck for each seat, a strip of time, and a facilitator's guide.

For rooms without screens. A deck holds what would come on the screen of its seat, a contact a
card, eight cards of A7 to a sheet of A4; no card says anything that its seat did not hold by then.
The cards stand on their sheets so that a deck which is cut as one pile is in its order at once, and
on one side only: what lies on the table stays in sight, and no back shows what comes next. Before
the decks comes one page that says which pages each has, after them the guide, of any length.
All of it is the facilitator's own file: it holds every seat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from markupsafe import Markup, escape

from graphdb.dates import MINUTES_PER_DAY
from viz.axis import Axis, number
from viz.casemap_text import fold, width
from viz.clean import clean
from viz.guide import STATES, guide
from viz.page import css_string, environment, policy, smaller
from viz.pdf import pdf_of
from viz.walk.model import (
    Moment,
    Seat,
    SeatView,
    WalkModel,
    WalkRow,
    as_met,
)
from viz.walk.session import asked, folds
from viz.words import counted, listed

#: How wide the words of a card are in points, how large, and how many lines of them it has.
ROOM, SIZE, LINES = 259.0, 10.5, 11.4
#: The foot says of which record a row is, in one line more, or two.
_FOOT, _FOOT_LINE, _FOOT_LINES = 7.5, 0.75, 2
_TO_A_SHEET = 8
_SHEETS = 4
#: So many decks the first page can list on one side, so that the pages of each are known.
_LISTED = 24


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a card; ``kind`` says how it looks: when, kind, text, more, source."""

    kind: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes
    ----------
    number
        Its place in the deck, from 1.
    sort
        ``contact``, ``held`` (what the seat held by a stop), ``stop`` or ``seat``.
    part, parts
        Which card of how many it is, where one has no room for all of a row.
    source
        Of which record it is, where its foot has room for that.
    """

    number: int
    sort: str
    heading: str
    blocks: tuple[Block, ...]
    part: int = 1
    parts: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """All cards of one seat, in the order in which they are turned."""

    place: int
    seat: Seat
    cards: tuple[Card, ...]

    @property
    def sheets(self) -> tuple[tuple[Card | None, ...], ...]:
        """The cards as they stand on sheets: piles that are cut together stay in order."""
        count = -(-len(self.cards) // _TO_A_SHEET)
        spots: list[Card | None] = [*self.cards]
        spots += [None] * (count * _TO_A_SHEET - len(self.cards))
        return tuple(tuple(spots[n::count]) for n in range(count))


def decks(model: WalkModel) -> tuple[Deck, ...]:
    """Return the deck of every seat.

    Parameters
    ----------
    model
        The walkthrough.

    Returns
    -------
    tuple of Deck
        In the order of the seats; every row of a seat's view on a card of its own, the stops
        between them at their minute, with what has come to be held since the stop before.
    """
    rows = {row.row_id: row for row in model.rows}
    facts = {fact.fact_id: fact.words for fact in model.facts}
    return tuple(
        Deck(n, seat, tuple(_cards(model, seat, rows, facts)))
        for n, seat in enumerate(model.seats, start=1)
    )


def _cards(
    model: WalkModel, seat: Seat, rows: dict[str, WalkRow], facts: dict[str, str]
) -> Iterator[Card]:
    view = model.view_of(seat.seat_id)
    made: list[tuple[str, str, list[Block]]] = [
        ("seat", seat.name, _about(seat, view)),
        ("seat", "What is asked at a moment", _questions(model, seat)),
    ]
    waiting = sorted(view.rows, key=lambda r: r.minute)
    done = 0
    before = model.base - 1
    aside = _aside(model, seat, view)
    for n, moment in enumerate(model.moments, start=1):
        while done < len(waiting) and waiting[done].minute <= moment.minute:
            one = waiting[done]
            row = as_met(rows[one.row_id], one, seat.kind)
            made.append(("contact", "", _row(row, one.said, aside.get(one.row_id, ""))))
            done += 1
        new = list(_new(view, facts, before, moment.minute))
        if new:
            if seat.says.together:
                new.insert(0, Block("source", clean(seat.says.together)))
            made.append(("held", f"New or changed before moment {n}", new))
        made.append(("stop", f"Moment {n}: {moment.when}", _stop(model, moment, seat)))
        before = moment.minute
    for one in waiting[done:]:
        row = as_met(rows[one.row_id], one, seat.kind)
        made.append(("contact", "", _row(row, one.said, aside.get(one.row_id, ""))))
    made.append(("seat", "The walkthrough ends here", [Block("text", _END)]))
    number = 0
    for sort, heading, blocks in made:
        # a card that goes on says of which contact: piles are dropped
        again = heading or next((b.text for b in blocks if b.kind == "when"), "")
        blocks, source = _in_foot(blocks)
        full = _FOOT_LINE * len(_of_foot(source))
        heads = full + _head(sort, heading), full + _head(sort, again)
        pages = list(_paged(blocks, *heads))
        if sort == "stop" and len(pages) > 1:
            # nobody turns further at a moment: its questions lie on the table already
            pages = list(_paged([*blocks[:-1], Block("text", _AS_LISTED)], *heads))
        for part, page in enumerate(pages, start=1):
            number += 1
            name = again if part > 1 else heading
            yield Card(number, sort, clean(name), tuple(page), part, len(pages), source)


def _in_foot(blocks: list[Block]) -> tuple[list[Block], str]:
    """Return the paragraphs of a card without its source, and that, where its foot has room."""
    last = blocks[-1]
    if last.kind != "source" or len(_of_foot(last.text)) > _FOOT_LINES:
        return blocks, ""
    return blocks[:-1], last.text


def _of_foot(source: str) -> tuple[str, ...]:
    return fold(source, _FOOT, ROOM, _MANY) if source else ()


_AS_LISTED = "Answer what is asked at a moment: your card with that name has the questions."
_END = "Put your cards down. The facilitator says what comes next."


def _about(seat: Seat, view: SeatView) -> list[Block]:
    turn = (
        "Turn one card at a time. At a moment of your session, turn no further until you are told."
    )
    said = [seat.about, turn]
    return [Block("text", clean(text)) for text in (*said, *view.left_out)]


def _aside(model: WalkModel, seat: Seat, view: SeatView) -> dict[str, str]:
    """Return on which rows a card says in which sessions it may be laid aside.

    It is laid aside where the screen folds its contact, so that a deck and a screen keep pace.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for version in model.versions:
        for one in folds(model, seat, version):
            for row in view.rows[one.first : one.until]:
                found[row.row_id].append(str(version.minutes))
    return {row: f"In {listed(minutes)} minutes: lay aside." for row, minutes in found.items()}


def _row(row: WalkRow, how: str, aside: str) -> list[Block]:
    # at the head, so that a deck can be sorted before the room comes
    blocks = [Block("kind", aside), Block("when", row.when), Block("kind", row.kind)]
    if row.who:
        blocks.append(Block("more", row.who, "Who"))
    if how:
        blocks.append(Block("kind", how))
    # as it was written, line by line
    blocks += [Block("text", line) for line in clean(row.text).splitlines()]
    blocks += [Block("more", text, label) for label, text in row.more]
    said = ". ".join(part for part in (row.holder, row.source) if part)
    blocks.append(Block("source", said))
    return [Block(b.kind, clean(b.text), clean(b.label)) for b in blocks if b.text.strip()]


def _new(view: SeatView, facts: dict[str, str], before: int, minute: int) -> Iterator[Block]:
    """Yield what a seat's holding of each thing has become since the stop before."""
    for fact in view.facts:
        now, then = fact.at(minute), fact.at(before)
        if now is None or now == then:
            continue
        state = STATES[now.state]
        words = fact.words_at(minute, facts[fact.fact_id])
        said = "; ".join(part for part in (now.how, fact.apart_at(minute)) if part)
        how = f" – {said}" if said else ""
        yield Block("more", clean(f"{words}{how}"), state)


def _questions(model: WalkModel, seat: Seat) -> list[Block]:
    """Return what is asked of a seat, once for all its moments, with what there is to choose.

    The card of each moment says which of these.
    """
    keys = {key for moment in model.moments for key in asked(model, moment, seat).questions}
    return [
        Block("more", clean(" / ".join(question.scale)), clean(question.words))
        for question in model.questions
        if question.key in keys
    ]


def _stop(model: WalkModel, moment: Moment, seat: Seat) -> list[Block]:
    met = asked(model, moment, seat)
    blocks = []
    sessions = _in_sessions(model, moment)
    if sessions:
        blocks.append(Block("kind", sessions))
    blocks.append(Block("kind", met.title or "Turn no further. Pause as you are."))
    words = {q.key: q.words for q in model.questions}
    blocks.append(Block("text", " ".join(words[key] for key in met.questions)))
    return [Block(b.kind, clean(b.text), clean(b.label)) for b in blocks]


def _in_sessions(model: WalkModel, moment: Moment) -> str:
    """Return in which sessions a stop counts, and as which of their moments the screen has it.

    A deck has the stops of the longest: in a shorter session the room goes on turning.
    """
    inside, outside = [], []
    for version in model.versions:
        stops = [part.moment_id for part in version.parts if part.moment_id]
        if moment.moment_id in stops:
            place = stops.index(moment.moment_id) + 1
            inside.append(f"{version.minutes} minutes (moment {place})")
        else:
            outside.append(str(version.minutes))
    if not inside:
        return "In none of the sessions: go on." if outside else ""
    if not outside:
        return f"In every session: {listed(inside)}."
    return f"Only in {listed(inside)}. In {listed(outside)} minutes: go on."


# -- how much a card holds -----------------------------------------------------------------------


def colon(label: str) -> str:
    """Return what stands between a label and its text."""
    return "" if label.endswith(("?", "!", ".", ":")) else ":"


_SIZES = {"when": 13.0, "source": 8.5}
#: Between two paragraphs, in lines.
_GAP = 0.25
#: How large the heading of a card is; that of a card that goes on names its contact.
_HEADS = {"stop": 13.0, "seat": 13.0}
_HEAD = 11.0
_MANY = 10_000


def _head(sort: str, heading: str) -> float:
    """Return how many lines the heading of a card takes."""
    if not heading:
        return 0.0
    size = _HEADS.get(sort, _HEAD)
    lines = len(fold(heading, size, ROOM, _MANY, bold=True))
    return lines * size / SIZE + _GAP


def _paged(blocks: Iterable[Block], used: float, later: float) -> Iterator[list[Block]]:
    """Yield blocks card by card; a paragraph goes on upon the next card where it must.

    ``used`` is what the heading of the first takes, and ``later`` that of those that go on.
    """
    page: list[Block] = []
    height = used
    for block in blocks:
        size = _SIZES.get(block.kind, SIZE)
        bold = block.kind in ("when", "kind")
        name, rest, first = block.label, block.text, True
        tall = size / SIZE
        while rest or first:
            label = f"{name}{colon(name)} " if name else ""
            lines = fold(f"{label}{rest}".strip(), size, ROOM, _MANY, bold=bold)
            # at least two lines of a paragraph stand together, or all of it
            free = int((LINES - height - _GAP) / tall)
            if page and free < min(2, len(lines)):
                yield page
                page, height = [], later
                continue
            taken = lines[: max(free, 1)]
            if len(lines) == len(taken) + 1 > 3:
                # and the last line of it does not go on alone
                taken = taken[:-1]
            letters = sum(len("".join(line.split())) for line in taken)
            text, rest = _cut(rest, max(1, letters - len("".join(label.split()))))
            page.append(Block(block.kind, text, name))
            height += len(taken) * tall + _GAP
            name, first = name and f"{block.label} (goes on)", False
    if page:
        yield page


def _cut(text: str, letters: int) -> tuple[str, str]:
    """Return a text up to so many letters, spaces not counted, and the rest: as it was written.

    Examples
    --------
    >>> _cut("a bc  def", 3)
    ('a bc', 'def')
    """
    for place, character in enumerate(text):
        letters -= not character.isspace()
        if not letters:
            return text[: place + 1], text[place + 1 :].lstrip()
    return text, ""


# -- the strip of time ---------------------------------------------------------------------------

_WIDE, _HIGH, _FLAP = 1108.0, 740.0, 120.0
_BASE = 424.0


def strips(model: WalkModel) -> list[Markup]:
    """Return the strip of time, sheet by sheet: its days, and room to write.

    It lies on the table from the start: when the room will stop, and where, it does not tell.
    """
    marks = _marks(model)
    return [_strip(since, until, n) for n, (since, until) in enumerate(pairwise(marks), start=1)]


def _marks(model: WalkModel) -> list[int]:
    """Return where the sheets of the strip begin, and where the last ends."""
    if not model.moments:
        return []
    first = min(m.minute for m in model.moments)
    first -= max(model.end - first, MINUTES_PER_DAY) // 8
    marks = [first + (model.end - first) * n // _SHEETS for n in range(_SHEETS + 1)]
    marks[-1] = max(marks[-1], *(m.minute for m in model.moments)) + 1
    return marks


def _strip(first: int, last: int, place: int) -> Markup:
    axis = Axis(first, last, 0.0, _WIDE - _FLAP)
    said = f"Strip of time, sheet {place} of {_SHEETS}"
    more = " – what is earlier lies before this sheet" if place == 1 else ""
    out = [
        f'<svg class="strip" viewBox="0 0 {number(_WIDE)} {number(_HIGH)}" role="img" '
        f'aria-label="{escape(said)}" font-family="Arial, Liberation Sans, sans-serif">',
        f'<text x="6" y="24" font-size="18">{escape(said + more)}</text>',
        _path(f"M0 {number(_BASE)}H{number(_WIDE - _FLAP)}", 3),
    ]
    for x, text in axis.ticks(7):
        out.append(_path(f"M{number(x)} {number(_BASE)}v16", 1))
        if x + 4 + width(text, 20) < _WIDE - _FLAP:
            out.append(
                f'<text x="{number(x + 4)}" y="{number(_BASE + 28)}" font-size="20">{text}</text>'
            )
    rooms = (
        ("Where we stopped: mark each moment and its day when you come to it", 36.0, _BASE - 46),
        ("What we held", _BASE + 44, 126.0),
        ("Whom we told, and whom we asked", _BASE + 178, 126.0),
    )
    for text, top, high in rooms:
        wide = number(_WIDE - _FLAP - 2)
        out.append(_path(f"M2 {number(top)}h{wide}v{number(high)}H2z", 1))
        out.append(f'<text x="14" y="{number(top + 24)}" font-size="18">{text}</text>')
    if place < _SHEETS:
        x = _WIDE - _FLAP / 2
        out.append(f'<text x="{number(x)}" y="{number(_HIGH - 40)}" font-size="16" '
                   f'text-anchor="middle">next sheet here</text>')  # fmt: skip
    out.append("</svg>")
    return Markup("".join(out))  # noqa: S704 - every text in it is escaped


def _path(d: str, wide: int) -> str:
    # drawings are read apart from the style of the page by what makes a PDF
    return f'<path fill="none" stroke="#14181d" stroke-width="{wide}" d="{d}"/>'


# -- the file ------------------------------------------------------------------------------------


def render_cards(model: WalkModel) -> str:
    """Return guide, strip of time and decks as one page that prints: no script, nothing fetched.

    Parameters
    ----------
    model
        The walkthrough.
    """
    css = _style(model)
    page = _page(model, css, policy(script=(), style=css))
    return page if page.endswith("\n") else page + "\n"


def cards_pdf(model: WalkModel) -> bytes:
    """Return the same as a PDF.

    Raises
    ------
    viz.pdf.PdfMissingError
        When WeasyPrint, or a library of the system that it needs, is not there.
    """
    return pdf_of(_page(model, _style(model), ""))


def _page(model: WalkModel, css: str, csp: str) -> str:
    made = decks(model)
    drawn = strips(model)
    return (
        environment()
        .get_template("cards.html.j2")
        .render(
            m=model,
            csp=csp,
            title=clean(" – ".join(p for p in (model.marking, "On paper", model.title) if p)),
            stamp=clean(_stamp(model)),
            css=Markup(css),  # noqa: S704 - ours, and allowed by its hash
            decks=made,
            all_sheets=sum(len(d.sheets) for d in made),
            counts=list(_counts(made, 2 + len(drawn))),
            strips=drawn,
            g=guide(model, _marks(model)),
            guide_from=_guide_from(made, 2 + len(drawn)),
            counted=counted,
            colon=colon,
        )
    )


def _counts(made: tuple[Deck, ...], page: int) -> Iterator[tuple[int, str, int, int, str]]:
    """Yield how many cards and sheets each deck has, and which pages of the file they are.

    Pages are left out where the list of the decks itself may take more than the first.
    """
    for deck in made:
        sheets = len(deck.sheets)
        last = page + sheets - 1
        pages = str(page) if sheets == 1 else f"{page}–{last}"
        yield (
            deck.place,
            deck.seat.name,
            len(deck.cards),
            sheets,
            (pages if len(made) <= _LISTED else ""),
        )
        page = last + 1


def _guide_from(made: tuple[Deck, ...], page: int) -> str:
    """Return on which page of the file the guide begins, where that can be said."""
    return str(page + sum(len(d.sheets) for d in made)) if len(made) <= _LISTED else ""


def _stamp(model: WalkModel) -> str:
    return " · ".join(p for p in (model.marking, f"Status: {model.status.lower()}") if p)


def _style(model: WalkModel) -> str:
    css = (files("viz") / "templates" / "cards.css").read_text(encoding="utf-8")
    stamp = css_string(_stamp(model))
    face = "Arial,'Liberation Sans',sans-serif"
    none = "".join(f"@{place}{{content:none}}" for place in ("top-center", "bottom-center"))
    return smaller(css) + (
        f"@page{{@top-center{{content:{stamp};font:700 9pt {face}}}"
        f"@bottom-center{{content:{stamp};font:700 9pt {face}}}"
        f"@bottom-right{{content:counter(page);font:8pt {face}}}}}"
        # a card has its own marking
        f"@page sheet{{{none}@bottom-right{{content:none}}}}"
    )


__all__ = ["Block", "Card", "Deck", "cards_pdf", "decks", "render_cards", "strips"]
