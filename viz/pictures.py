"""Pictures of what the named questions answer, as SVG that reads in black and white.

What is certain is filled and what is only possible is hatched; every bar and cell says what it is
out of; what was not looked for is never drawn as nothing. Drawn by matplotlib, the extra
``pictures``; the same answer gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from lxml import etree

from graphdb.vocabulary import load_vocabulary
from queries.named import NamedQuestion

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: The most bars that one picture has: more are said, not drawn.
MOST = 40
_SVG = "http://www.w3.org/2000/svg"
_DARK, _LIGHT, _RULE = "#333333", "#ffffff", "#767676"


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
        _DRAW[question.picture](question, frame.reset_index(drop=True), figure)
        axes = figure.axes[0]
        legend = axes.get_legend() is not None and question.picture != "bars"
        axes.set_title(question.title, loc="left", weight="bold", pad=64 if legend else 12)
        out = io.BytesIO()
        blank = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(out, format="svg", bbox_inches="tight", metadata=blank)
    return _described(out.getvalue(), question, frame)


def _described(svg: bytes, question: NamedQuestion, frame: pd.DataFrame) -> str:
    """Put a title and a description into a drawing, for those who do not see it."""
    root = etree.fromstring(svg)
    said = "; ".join(_sentences(question, frame))
    for place, (tag, text) in enumerate((("title", question.title), ("desc", said))):
        element = etree.Element(f"{{{_SVG}}}{tag}", id=f"{question.name}-{tag}")
        element.text = text
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{question.name}-title {question.name}-desc")
    return etree.tostring(root, encoding="unicode") + "\n"


def _sentences(question: NamedQuestion, frame: pd.DataFrame) -> list[str]:
    """Return what is drawn in words, such as "found in 3 of 12 cases", row by row."""
    if question.name in _HEAT:
        row, column, count, out_of = _HEAT[question.name]
        told = frame[frame[count] > 0]
        lines = [f"{_name(row, r[row])}, {_name(column, r[column])}: {r[count]} of {r[out_of]}"
                 for r in _records(told)]  # fmt: skip
        return [question.answers, *lines]
    if question.name in _BARS:
        bars = _BARS[question.name]
        lines = [f"{_label(bars, r)}: {_counts(bars, r)}"
                 for r in _records(frame.head(MOST))]  # fmt: skip
        return [question.answers, *lines]
    if question.picture == "examined":
        lines = [f"{r['theme']}: found in {r['found']} of {r['looked_for']} cases in which it was "
                 f"looked for; not looked for in {r['cases'] - r['looked_for']}"
                 for r in _records(frame)]  # fmt: skip
        return [question.answers, *lines]
    lines = [f"{_band(r)}: {r['by_fewest']} by the fewest days, {r['by_most']} by the most, of "
             f"{r['of_cases']}" for r in _records(frame)]  # fmt: skip
    return [question.answers, *lines]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]


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


def _label(bars: _Bars, row: Mapping[str, object]) -> str:
    return ": ".join(_name(name, row[name]) for name in bars.names if row[name] is not None)


def _counts(bars: _Bars, row: Mapping[str, object]) -> str:
    certain = f"{row[bars.certain]} of {row[bars.out_of]} cases"
    if not bars.possible or not row[bars.possible]:
        return certain
    return f"{certain}, and possibly {row[bars.possible]} more"


def _band(row: Mapping[str, object]) -> str:
    days = row["days"]
    return str(row["outcome"]) if days is None else f"{row['outcome']}: {days} days"


# -- drawings ------------------------------------------------------------------------------


def _bars(question: NamedQuestion, frame: pd.DataFrame, figure: Figure) -> None:
    bars = _BARS[question.name]
    shown = frame.head(MOST)
    axes = _lanes(figure, [_label(bars, row) for row in _records(shown)])
    certain = shown[bars.certain].tolist()
    axes.barh(range(len(shown)), certain, color=_DARK, label="certain" if bars.possible else None)
    if bars.possible:
        _hatched(axes, shown[bars.possible].tolist(), certain, "possible only", "////")
        axes.legend(loc="lower right", frameon=False)
    possible = shown[bars.possible].tolist() if bars.possible else [0] * len(shown)
    for place, row in enumerate(_records(shown)):
        _beside(axes, certain[place] + possible[place], place, _counts(bars, row))
    more = "" if len(frame) <= MOST else f" (the first {MOST} of {len(frame)})"
    axes.set_xlabel(f"cases{more}")
    axes.set_xlim(0, max(1, int(shown[bars.out_of].max())) * 1.4)


def _examined(question: NamedQuestion, frame: pd.DataFrame, figure: Figure) -> None:
    axes = _lanes(figure, [f"{r['code']}  {r['theme']}" for r in _records(frame)])
    before = frame["found_certain"].tolist()
    axes.barh(range(len(frame)), before, color=_DARK, label="found")
    unlooked = frame["could_not"] + frame["on_record"] + frame["not_examined"]
    for values, label, hatch in (
        (frame["found"] - frame["found_certain"], "found, possibly", "////"),
        (frame["not_found"], "looked for and not found", ""),
        (frame["cannot_tell"], "looked for; cannot tell", ".."),
        (unlooked, "not looked for", "xx"),
    ):
        _hatched(axes, values.tolist(), before, label, hatch)
        before = [a + b for a, b in zip(before, values.tolist(), strict=True)]
    for place, row in enumerate(_records(frame)):
        looked = row["looked_for"]
        _beside(axes, row["cases"], place, f"{row['found']} of {looked}" if looked else "–")
    axes.set_xlabel("cases; beside them: found, of those in which it was looked for")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)


def _bands(question: NamedQuestion, frame: pd.DataFrame, figure: Figure) -> None:
    axes = _lanes(figure, [_band(row) for row in _records(frame)])
    places = range(len(frame))
    fewest, most = frame["by_fewest"].tolist(), frame["by_most"].tolist()
    low, high = [p - 0.2 for p in places], [p + 0.2 for p in places]
    axes.barh(low, fewest, 0.36, color=_DARK, label="by the fewest days that the dates allow")
    axes.barh(
        high, most, 0.36, color=_LIGHT, edgecolor=_DARK, hatch="////", label="by the most days"
    )
    total = int(frame["of_cases"].max())
    for place in places:
        _beside(axes, fewest[place], low[place], f"{fewest[place]} of {total}")
        _beside(axes, most[place], high[place], f"{most[place]} of {total}")
    axes.set_xlabel("cases")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False)


def _heat(question: NamedQuestion, frame: pd.DataFrame, figure: Figure) -> None:
    row, column, count, out_of = _HEAT[question.name]
    rows, columns = list(dict.fromkeys(frame[row])), sorted(set(frame[column]))
    if row != "theme":
        rows = sorted(rows)
    figure.set_size_inches(4 + 0.6 * len(columns), 1.5 + 0.32 * len(rows))
    axes = figure.add_subplot()
    for one in _records(frame):
        x, y = columns.index(one[column]), rows.index(one[row])
        share = one[count] / one[out_of] if one[out_of] else 0.0
        grey = str(1 - 0.75 * min(1.0, share))
        axes.bar(x, 1, 1, y - 0.5, color=grey, edgecolor=_RULE)
        axes.text(
            x, y, f"{one[count]}/{one[out_of]}", ha="center", va="center", size=8,
            color=_LIGHT if share > 0.6 else "black",
        )  # fmt: skip
    axes.set_facecolor(_LIGHT)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), [_name(column, c) for c in columns], rotation=60,
                    ha="right", rotation_mode="anchor")  # fmt: skip
    axes.set_yticks(range(len(rows)), [_name(row, r) for r in rows])
    axes.set_xlabel(_AXIS[question.name])


_AXIS = {
    "themes-by-sector": "cases / cases in which it was looked for; empty: not looked for",
    "unshared-sectors": "across: with no record of what the sectors down held "
    "(cases / cases with both); empty: no such finding",
}


def _lanes(figure: Figure, labels: Sequence[str]) -> Axes:
    """Return room for one bar below the other, as high as they are many."""
    from matplotlib.ticker import MaxNLocator

    figure.set_size_inches(8, 1.5 + 0.36 * len(labels))
    axes = figure.add_subplot()
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def _beside(axes: Axes, x: float, y: float, text: str) -> None:
    axes.annotate(text, (x, y), (4, 0), textcoords="offset points", va="center", size=9)


def _hatched(
    axes: Axes, values: Sequence[int], left: Sequence[int], label: str, hatch: str
) -> None:
    axes.barh(
        range(len(values)), values, left=left, color=_LIGHT, edgecolor=_DARK, hatch=hatch,
        label=label,
    )  # fmt: skip


_DRAW: Mapping[str, Callable[[NamedQuestion, pd.DataFrame, Figure], None]] = {
    "bars": _bars,
    "examined": _examined,
    "bands": _bands,
    "heat": _heat,
}
