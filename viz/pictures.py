"""Pictures of what the named questions answer, as SVG that reads in black and white.

What is certain is filled and what is only possible is hatched; every bar and cell says what it is
out of; what was not looked for is never drawn as nothing. Drawn by matplotlib, the extra
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

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: The most bars that one picture has: more are said, not drawn.
MOST = 40
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


class NoPictureError(ValueError):
    """A question that a table shows best, an answer with nothing to draw, or no matplotlib."""


@dataclass(frozen=True, slots=True)
class _Bars:
    """Which columns a bar is drawn from."""

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
    "themes-by-sector": ("theme", "sector", "cases", "looked_for"),
    "unshared-sectors": ("held_by", "no_record_with", "cases", "of_cases"),
}


def picture_of(question: NamedQuestion, frame: pd.DataFrame) -> str:
    """Return a picture of an answer.

    Parameters
    ----------
    question
        What was asked.
    frame
        What `queries.named.run` answered.

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
        out = io.BytesIO()
        blank = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(out, format="svg", bbox_inches="tight", metadata=blank)
    return _described(out.getvalue(), question, rows)


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return an answer row by row; what pandas has for nothing (NaN, NA, None) is ``None``."""
    return [
        {str(key): _cell(cell) for key, cell in row.items()} for row in frame.to_dict("records")
    ]


def _cell(cell: Any) -> Any:  # noqa: ANN401 - whatever an answer holds
    if isinstance(cell, list | tuple):
        return list(cell)
    return None if pd.isna(cell) else cell


def _described(svg: bytes, question: NamedQuestion, rows: Sequence[Row]) -> str:
    """Put a title and a description into a drawing, for those who do not see it."""
    root = etree.fromstring(svg)
    said = "; ".join([question.answers, *_sentences(question, rows)])
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
        row, column, count, out_of = _HEAT[question.name]
        return [
            f"{_name(row, r[row])}, {_name(column, r[column])}: {_of(r[count], r[out_of])}"
            for r in rows
            if r[count]
        ]
    if question.name in _BARS:
        bars = _BARS[question.name]
        return [f"{_label(question, r)}: {_counts(bars, r)}" for r in rows[:MOST]]
    if question.picture == "examined":
        return [
            f"{r['theme']}: found in {_of(r['found'], r['looked_for'])} in which it was looked "
            f"for; not looked for in {r['cases'] - r['looked_for']}"
            for r in rows
        ]
    return [
        f"{_band(r)}: {r['by_fewest']} by the fewest days, {r['by_most']} by the most, of "
        f"{_cases(r['of_cases'])}"
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
    certain = _of(row[bars.certain], row[bars.out_of])
    if not bars.possible or not row[bars.possible]:
        return certain
    return f"{certain}, and possibly {row[bars.possible]} more"


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
    axes.barh(range(len(rows)), before, color=_DARK, label="found")
    for values, label, hatch in (
        ([r["found"] - r["found_certain"] for r in rows], "found, possibly", "////"),
        ([r["not_found"] for r in rows], "looked for and not found", ""),
        ([r["cannot_tell"] for r in rows], "looked for; cannot tell", ".."),
        ([r["cases"] - r["looked_for"] for r in rows], "not looked for", "xx"),
    ):
        _hatched(axes, values, before, label, hatch)
        before = [a + b for a, b in zip(before, values, strict=True)]
    for place, row in enumerate(rows):
        looked = row["looked_for"]
        _beside(axes, row["cases"], place, f"{row['found']} of {looked}" if looked else "–")
    axes.set_xlabel("cases; beside them: found, of those in which it was looked for")
    axes.legend(**_LEGEND)
    _up_to(axes, max(row["cases"] for row in rows))


def _bands(question: NamedQuestion, rows: Sequence[Row], figure: Figure) -> None:
    axes = _lanes(figure, [_band(row) for row in rows])
    places = range(len(rows))
    fewest, most = [r["by_fewest"] for r in rows], [r["by_most"] for r in rows]
    low, high = [p - 0.2 for p in places], [p + 0.2 for p in places]
    axes.barh(low, fewest, 0.36, color=_DARK, label="by the fewest days that the dates allow")
    axes.barh(
        high, most, 0.36, color=_LIGHT, edgecolor=_DARK, hatch="////", label="by the most days"
    )
    total = max(row["of_cases"] for row in rows)
    for place in places:
        _beside(axes, fewest[place], low[place], f"{fewest[place]} of {total}")
        _beside(axes, most[place], high[place], f"{most[place]} of {total}")
    axes.set_xlabel("cases")
    axes.legend(**_LEGEND)
    _up_to(axes, total)


def _heat(question: NamedQuestion, rows: Sequence[Row], figure: Figure) -> None:
    row, column, count, out_of = _HEAT[question.name]
    down, across = list(dict.fromkeys(r[row] for r in rows)), sorted({r[column] for r in rows})
    if row != "theme":
        down = sorted(down)
    figure.set_size_inches(4 + 0.6 * len(across), 1.5 + 0.32 * len(down))
    axes = figure.add_subplot()
    # by cases, not by their share: else one case of one would be the darkest
    most = max(1, *(r[count] for r in rows))
    for one in rows:
        x, y = across.index(one[column]), down.index(one[row])
        dark = one[count] / most
        axes.bar(x, 1, 1, y - 0.5, color=str(1 - 0.75 * dark), edgecolor=_RULE)
        axes.text(
            x, y, f"{one[count]}/{one[out_of]}", ha="center", va="center", size=8,
            color=_LIGHT if dark > 0.6 else "black",
        )  # fmt: skip
    axes.set_facecolor(_LIGHT)
    axes.set_xlim(-0.5, len(across) - 0.5)
    axes.set_ylim(len(down) - 0.5, -0.5)
    axes.set_xticks(range(len(across)), [_name(column, c) for c in across], rotation=60,
                    ha="right", rotation_mode="anchor")  # fmt: skip
    axes.set_yticks(range(len(down)), [_name(row, r) for r in down])
    axes.set_xlabel(f"{_AXIS[question.name]}; darker: more cases (darkest: {most})")


_AXIS = {
    "themes-by-sector": "cases / cases in which it was looked for; empty: not looked for",
    "unshared-sectors": "across: with no record of what the sectors down held "
    "(cases / cases with both); empty: no such finding",
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
