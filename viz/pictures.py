"""Pictures of what the named questions answer, as SVG that reads in black and white.

What is certain is filled and what is only possible is hatched; every bar and cell says what it is
out of; what was not looked for is never drawn as nothing. At the foot stands what the cases are
marked, how far they are coded, and what the picture does not say. Drawn by matplotlib, the extra
``pictures``; the same answer gives the same bytes.
"""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from lxml import etree

from graphdb.vocabulary import load_vocabulary
from queries.named import NamedQuestion
from queries.titles import in_words
from viz.clean import clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: The most bars that one picture has: more are said, not drawn.
MOST = 40
#: So many small signs stand in an inch.
_SIGNS = 15
#: From so many signs on a name goes on in the next line, so that the bars have room.
WIDE = 64
_SVG = "http://www.w3.org/2000/svg"
_DARK, _LIGHT, _RULE = "#333333", "#ffffff", "#767676"
#: Above the bars, so that it covers none.
_LEGEND: dict[str, Any] = {
    "loc": "lower left",
    "bbox_to_anchor": (0, 1),
    "ncols": 2,
    "frameon": False,
}


Row = Mapping[str, Any]
"""A row of an answer; ``None`` where nothing is."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The cases that an answer was made of.

    Attributes
    ----------
    cases
        How many there are.
    rows, uncoded
        How many rows their chronologies have, and of how many of these nobody has coded.
    markings
        Their protective markings, each once.
    unmarked
        How many cases have none.
    """

    cases: int
    rows: int
    uncoded: int
    markings: tuple[str, ...]
    unmarked: int


class NoPictureError(ValueError):
    """A question that a table shows best, an answer with nothing to draw, or no matplotlib."""


@dataclass(frozen=True, slots=True)
class _Bars:
    """Which columns a bar or a cell is drawn from."""

    names: tuple[str, ...]
    certain: str
    possible: str
    out_of: str


_BARS = {
    "lines": _Bars(("finding", "form"), "cases_certain", "cases_possible", "looked_for"),
    "sequences": _Bars(("sequence",), "cases", "", "of_cases"),
    "threshold": _Bars(("outcome",), "cases", "", "of_cases"),
    "unshared-topics": _Bars(("topic",), "cases_certain", "cases_possible", "of_cases"),
}
_HEAT = {
    "themes-by-sector": _Bars(("theme", "sector"), "cases_certain", "cases_possible", "looked_for"),
    "unshared-sectors": _Bars(
        ("held_by", "no_record_with"), "cases_certain", "cases_possible", "of_cases"
    ),
}


def picture_of(question: NamedQuestion, frame: pd.DataFrame, made_of: MadeOf) -> str:
    """Return a picture of an answer.

    Parameters
    ----------
    question
        What was asked.
    frame
        What `queries.named.run` answered.
    made_of
        The cases that it was asked of.

    Returns
    -------
    str
        An SVG file with a title, a description for those who do not see it, and text as text.

    Raises
    ------
    NoPictureError
        Where a table shows the question best, the answer has no rows, or matplotlib is missing.
    """
    if question.picture not in _DRAW:
        raise NoPictureError(f"“{question.name}” has no picture: its table shows it best.")
    if frame.empty:
        raise NoPictureError(f"“{question.name}” answered with no rows: there is nothing to draw.")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise NoPictureError(
            "Pictures need matplotlib: install joinedup with its extra, joinedup[pictures]."
        ) from None
    with mpl.rc_context(
        {
            "svg.hashsalt": "joinedup",
            "svg.fonttype": "none",
            "text.parse_math": False,  # a name is a name, whatever signs are in it
            "font.family": "sans-serif",
            "font.sans-serif": ["DejaVu Sans"],
            "font.size": 10,
            "hatch.linewidth": 0.8,
        }
    ):
        figure = Figure()
        rows = _rows(frame)
        _DRAW[question.picture](question, rows, figure)
        axes = figure.axes[0]
        axes.set_title(question.title, loc="left", weight="bold", pad=12 + _legend_height(axes))
        _put_below(figure, _foot(question, made_of))
        out = io.BytesIO()
        blank = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(out, format="svg", bbox_inches="tight", metadata=blank)
    return _described(out.getvalue(), question, rows, made_of)


def _foot(question: NamedQuestion, made_of: MadeOf) -> str:
    """Return what the cases are marked, how far they are coded, and the question's caution."""
    marks = [" ".join(clean(mark).split()) for mark in made_of.markings]
    if made_of.unmarked:
        marks.append(f"{_cases(made_of.unmarked)} with no marking on record")
    coded = f"{made_of.uncoded:,} of their {made_of.rows:,} rows not coded"
    return " · ".join((", ".join(marks), f"{_cases(made_of.cases)}, {coded}", question.caution))


def _put_below(figure: Figure, text: str) -> None:
    """Put text below all that is drawn; it goes on in the next line where the drawing ends."""
    figure.draw_without_rendering()
    box = figure.get_tightbbox()  # inches
    width, height = figure.get_size_inches()
    wide = min(2 * WIDE, max(WIDE, int((box.x1 - box.x0) * _SIGNS)))
    folded = textwrap.fill(text, wide, break_on_hyphens=False)
    figure.text(box.x0 / width, (box.y0 - 0.15) / height, folded, va="top", size=8)


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return an answer row by row; what pandas has for nothing (NaN, NA, None) is ``None``."""
    return [
        {str(key): _cell(cell) for key, cell in row.items()} for row in frame.to_dict("records")
    ]


def _cell(cell: Any) -> Any:  # noqa: ANN401 - whatever an answer holds
    if isinstance(cell, list | tuple):
        return list(cell)
    return None if pd.isna(cell) else cell


def _described(svg: bytes, question: NamedQuestion, rows: Sequence[Row], made_of: MadeOf) -> str:
    """Put a title and a description into a drawing, for those who do not see it."""
    root = etree.fromstring(svg)
    said = "; ".join([question.answers, *_sentences(question, rows), _foot(question, made_of)])
    for place, (tag, text) in enumerate((("title", question.title), ("desc", said))):
        element = etree.Element(f"{{{_SVG}}}{tag}", id=f"{question.name}-{tag}")
        element.text = text
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{question.name}-title {question.name}-desc")
    return etree.tostring(root, encoding="unicode") + "\n"


def _sentences(question: NamedQuestion, rows: Sequence[Row]) -> list[str]:
    """Return what is drawn in words, such as "found in 3 of 12 cases", row by row."""
    if question.name in _HEAT:
        cells = _HEAT[question.name]
        row, column = cells.names
        return [
            f"{_name(row, r[row])}, {_name(column, r[column])}: {_counts(cells, r)}"
            for r in rows
            if r[cells.certain] or r[cells.possible]
        ]
    if question.name in _BARS:
        bars = _BARS[question.name]
        return [f"{_label(question, r)}: {_counts(bars, r)}" for r in rows[:MOST]]
    if question.picture == "examined":
        return [
            f"{r['theme']}: found in {_found(r)}, of those in which it was looked for; not "
            f"looked for in {r['cases'] - r['looked_for']}"
            for r in rows
        ]
    return [
        f"{_band(r)}: {r['by_fewest']} by the fewest days, {r['by_most']} by the most, of "
        f"{_cases(r['of_cases'])}"
        if r["days"] is not None
        else f"{_band(r)}: {_of(r['by_fewest'], r['of_cases'])}"
        for r in rows
    ]


# -- names ---------------------------------------------------------------------------------


def _name(column: str, value: object) -> str:
    """Return a key in words: a sector's, a topic's or a kind's label; any other text as it is."""
    vocabulary = load_vocabulary()
    labels: Mapping[str, Mapping[str, object]] = {
        "topic": vocabulary.topics,
        "sector": vocabulary.sectors,
        "held_by": vocabulary.sectors,
        "no_record_with": vocabulary.sectors,
    }
    if isinstance(value, list):
        return " → ".join(str(getattr(vocabulary.kinds.get(v), "label", v)) for v in value)
    return str(getattr(labels.get(column, {}).get(str(value)), "label", value))


def _label(question: NamedQuestion, row: Row) -> str:
    if question.name == "lines":
        said: tuple[str, ...] = in_words(str(row["finding"]), str(row["form"] or ""))
    else:
        said = tuple(_name(name, row[name]) for name in _BARS[question.name].names)
    return ": ".join(part for part in said if part)


def _counts(bars: _Bars, row: Row) -> str:
    possible = row[bars.possible] if bars.possible else 0
    return _certain_and_possible(row[bars.certain], possible, row[bars.out_of])


def _found(row: Row) -> str:
    certain = row["found_certain"]
    return _certain_and_possible(certain, row["found"] - certain, row["looked_for"])


def _certain_and_possible(certain: int, possible: int, out_of: int | None) -> str:
    said = _of(certain, out_of)
    return f"{said}, and possibly {possible} more" if possible else said


def _of(count: int, out_of: int | None) -> str:
    return _cases(count) if out_of is None else f"{count} of {_cases(out_of)}"


def _cases(count: int) -> str:
    return f"{count} {'case' if count == 1 else 'cases'}"


def _band(row: Row) -> str:
    outcome, days = row["outcome"], row["days"]
    if days is None:
        return str(outcome)
    # no band of days: the dates do not say how many at the most
    return f"{outcome}: {'no most' if days == 'no most' else f'{days} days'}"


# -- drawings ------------------------------------------------------------------------------


def _bars(question: NamedQuestion, rows: Sequence[Row], figure: Figure) -> None:
    bars, shown = _BARS[question.name], rows[:MOST]
    axes = _lanes(figure, [_label(question, row) for row in shown])
    certain = [row[bars.certain] for row in shown]
    possible = [row[bars.possible] if bars.possible else 0 for row in shown]
    axes.barh(range(len(shown)), certain, color=_DARK, label="certain" if bars.possible else None)
    if bars.possible:
        _hatched(axes, possible, certain, "possible only", "////")
        axes.legend(**_LEGEND)
    for place, row in enumerate(shown):
        _beside(axes, certain[place] + possible[place], place, _counts(bars, row))
    more = "" if len(rows) <= MOST else f" (the first {MOST} of {len(rows)})"
    axes.set_xlabel(f"cases{more}")
    _up_to(axes, max(row[bars.out_of] or 0 for row in shown))


def _examined(question: NamedQuestion, rows: Sequence[Row], figure: Figure) -> None:
    axes = _lanes(figure, [f"{r['code']}  {r['theme']}" for r in rows])
    before = [r["found_certain"] for r in rows]
    axes.barh(range(len(rows)), before, color=_DARK, label="found, certainly")
    for values, label, hatch in (
        ([r["found"] - r["found_certain"] for r in rows], "found, only possibly", "////"),
        ([r["not_found"] for r in rows], "looked for and not found", ""),
        ([r["cannot_tell"] for r in rows], "looked for; cannot tell", ".."),
        ([r["cases"] - r["looked_for"] for r in rows], "not looked for", "xx"),
    ):
        _hatched(axes, values, before, label, hatch)
        before = [a + b for a, b in zip(before, values, strict=True)]
    for place, row in enumerate(rows):
        _beside(axes, row["cases"], place, _found(row) if row["looked_for"] else "–")
    axes.set_xlabel("cases; beside them: found, of those in which it was looked for")
    axes.legend(**_LEGEND)
    _up_to(axes, max(row["cases"] for row in rows))


def _bands(question: NamedQuestion, rows: Sequence[Row], figure: Figure) -> None:
    axes = _lanes(figure, [_band(row) for row in rows])
    total = max(row["of_cases"] for row in rows)
    # an outcome without a band of days has no fewest and no most: one bar of its cases
    banded = [place for place, row in enumerate(rows) if row["days"] is not None]
    plain = [place for place, row in enumerate(rows) if row["days"] is None]
    fewest = {"color": _DARK, "label": "by the fewest days that the dates allow"}
    most = {"color": _LIGHT, "edgecolor": _DARK, "hatch": "////", "label": "by the most days"}
    cases = {"color": _RULE, "label": "cases without days to count"}
    drawn: tuple[tuple[list[int], str, float, dict[str, Any]], ...] = (
        (banded, "by_fewest", -0.2, fewest),
        (banded, "by_most", 0.2, most),
        (plain, "by_fewest", 0.0, cases),
    )
    for places, column, aside, style in drawn:
        counts = [rows[place][column] for place in places]
        where = [place + aside for place in places]
        if places:
            axes.barh(where, counts, 0.36, **style)
        for y, count in zip(where, counts, strict=True):
            _beside(axes, count, y, f"{count} of {total}")
    axes.set_xlabel("cases")
    axes.legend(**_LEGEND)
    _up_to(axes, total)


def _heat(question: NamedQuestion, rows: Sequence[Row], figure: Figure) -> None:
    cells = _HEAT[question.name]
    row, column = cells.names
    down, across = list(dict.fromkeys(r[row] for r in rows)), sorted({r[column] for r in rows})
    if row != "theme":
        down = sorted(down)
    figure.set_size_inches(4 + 0.8 * len(across), 1.5 + 0.36 * len(down))
    axes = figure.add_subplot()
    for one in rows:
        x, y = across.index(one[column]), down.index(one[row])
        certain, possible, out_of = one[cells.certain], one[cells.possible], one[cells.out_of]
        dark = certain / out_of if out_of else 0.0
        # what is only possible is never as dark as what is certain
        hatch = "////" if possible and not certain else None
        axes.bar(x, 1, 1, y - 0.5, color=str(1 - 0.75 * dark), edgecolor=_RULE, hatch=hatch)
        said = f"{certain}/{out_of}" if out_of is not None else str(certain)
        axes.text(
            x, y, f"{said}\npossibly +{possible}" if possible else said, ha="center", va="center",
            size=7, linespacing=1.1, color=_LIGHT if dark > 0.6 else "black",
            bbox={"facecolor": _LIGHT, "edgecolor": "none", "pad": 1} if hatch else None,
        )  # fmt: skip
    axes.set_facecolor(_LIGHT)
    axes.set_xlim(-0.5, len(across) - 0.5)
    axes.set_ylim(len(down) - 0.5, -0.5)
    axes.set_xticks(range(len(across)), [_name(column, c) for c in across], rotation=60,
                    ha="right", rotation_mode="anchor")  # fmt: skip
    axes.set_yticks(range(len(down)), [_name(row, r) for r in down])
    axes.set_xlabel(
        f"{_AXIS[question.name]}\ndarker: a larger share, of few cases or many; hatched and "
        "“possibly”: cases with possible findings only"
    )


_AXIS = {
    "themes-by-sector": "certain in so many cases / looked for in so many; empty: not looked for",
    "unshared-sectors": "across: with no record of what the sectors down held "
    "(cases with a certain one / with both sectors); empty: no such finding",
}


def _lanes(figure: Figure, labels: Sequence[str]) -> Axes:
    """Return room for one bar below the other, as high as they are many."""
    from matplotlib.ticker import MaxNLocator

    folded = [textwrap.fill(label, WIDE, break_on_hyphens=False) for label in labels]
    lines = max(1, *(label.count("\n") + 1 for label in folded))
    figure.set_size_inches(8, 1.5 + (0.2 + 0.16 * lines) * len(labels))
    axes = figure.add_subplot()
    axes.set_yticks(range(len(labels)), folded)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def _up_to(axes: Axes, total: int) -> None:
    """End the axis with all the cases that there are."""
    axes.set_xlim(0, max(1, total))


def _legend_height(axes: Axes) -> float:
    """Return how high a legend above the bars is, in points."""
    legend = axes.get_legend()
    if legend is None:
        return 0.0
    return 20.0 * math.ceil(len(legend.get_texts()) / int(_LEGEND["ncols"]))


def _beside(axes: Axes, x: float, y: float, text: str) -> None:
    axes.annotate(text, (x, y), (4, 0), textcoords="offset points", va="center", size=9)


def _hatched(
    axes: Axes, values: Sequence[int], left: Sequence[int], label: str, hatch: str
) -> None:
    axes.barh(
        range(len(values)), values, left=left, color=_LIGHT, edgecolor=_DARK, hatch=hatch,
        label=label,
    )  # fmt: skip


_DRAW: Mapping[str, Callable[[NamedQuestion, Sequence[Row], Figure], None]] = {
    "bars": _bars,
    "examined": _examined,
    "bands": _bands,
    "heat": _heat,
}
