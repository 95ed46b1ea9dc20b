"""Paper as a file: a PDF made without a browser, from a template of its own.

WeasyPrint is optional (``pip install 'joinedup[pdf]'``) and imported only here. It is given no
way to fetch anything. Same case, same bytes, on a machine with the same fonts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from viz.axis import day_in_words
from viz.clean import clean
from viz.model import FactLine, Header, Lane, PageModel, Shape
from viz.page import css_string, environment, knew_sentence
from viz.reading import (
    NO_GOOD_PRACTICE,
    NOTHING_FOUND,
    NOTHING_UNTOLD,
    WHAT_IT_IS_NOT,
    Cell,
    Reading,
)
from viz.svg import MARKS_UP_TO, legend_mark, pooled_curve, swim_lanes
from viz.words import SHAPES, STATES

_MISSING = (
    "No PDF was made, and nothing was written: {why} Install it with pip install 'joinedup[pdf]'; "
    "on Linux it also needs Pango (apt install libpango-1.0-0 libpangoft2-1.0-0), on macOS brew "
    "install pango, on Windows the GTK runtime or MSYS2. Or leave out --pdf, open report.html in a "
    "browser and print it to a PDF."
)
_LANES_ACROSS = 9
_CONTENTS = (
    ("overview", "Overview"),
    ("lanes", "The rows, lane by lane"),
    ("knew", "Who knew what"),
    ("enquiry", "Lines of enquiry"),
    ("good", "What went well"),
    ("cannot-tell", "What these records cannot tell"),
    ("framework", "The analysis framework in this case"),
    ("settings", "What was set for this case"),
    ("chronology", "Integrated chronology"),
)
# drawings are parsed apart from the page: they bring the colours of report.css themselves
_DRAWING = (
    "text{font-family:Liberation Sans,Arial,DejaVu Sans,sans-serif;font-size:13px;fill:#14181d}"
    ".tick{fill:#424951}.grid{stroke:#cfd4da;fill:none}.axis{stroke:#69727c;fill:none}"
    ".m-incident{fill:#d55e00}.m-disclosure{fill:#e69f00}.m-contact{fill:#56b4e9}"
    ".m-assessment{fill:#cc79a7}.m-share{fill:#0072b2}.m-meeting{fill:#009e73}"
    ".m-decision{fill:#f0e442}.m-routine{fill:#8d959e}"
    ".m-incident,.m-disclosure,.m-contact,.m-assessment,.m-share,.m-meeting,.m-decision,.m-routine"
    "{stroke:#14181d;stroke-width:.8}"
    ".hatch{stroke:#69727c;stroke-width:2}.doubt{fill:none;stroke:#69727c}"
    ".lasting{fill:none;stroke:#69727c;stroke-width:3}"
    ".repeated{fill:none;stroke:#14181d;stroke-width:4;stroke-dasharray:.1 7;stroke-linecap:round}"
    ".density{fill:#7d8894}.scope{stroke:#69727c;stroke-dasharray:6 4;fill:none;stroke-width:1.5}"
    ".death{stroke:#14181d;stroke-width:3;fill:none}"
    ".band-pool{fill:#0072b2;fill-opacity:.35;stroke:#0072b2;stroke-width:1.5}"
    ".band-best{fill:#d55e00;fill-opacity:.3;stroke:#d55e00;stroke-width:1.5;stroke-dasharray:6 3}"
    ".band-informal{fill:#14181d;fill-opacity:.1;stroke:#14181d;stroke-width:2;"
    "stroke-dasharray:2 3}"
    ".between{fill:#e3edf7}.day-pool,.day-best{stroke:#14181d;stroke-width:2;fill:none}"
    ".day-best{stroke-dasharray:5 3}.flag{fill:#14181d}.flag-letter{fill:#fff;font-weight:700}"
)


class PdfMissingError(RuntimeError):
    """No PDF can be made on this machine; the message says what to install."""


def pdf_report(reading: Reading) -> bytes:
    """Return the report as the bytes of a PDF.

    Raises
    ------
    PdfMissingError
        When WeasyPrint, or a library of the system that it needs, is not there.
    """
    _weasyprint()  # before any work is done for nothing
    return pdf_of(paper_html(reading))


def pdf_of(html: str) -> bytes:
    """Return a page of ours as the bytes of a PDF; same page, same bytes.

    Raises
    ------
    PdfMissingError
        When WeasyPrint, or a library of the system that it needs, is not there.
    """
    make = _weasyprint()
    # it writes every glyph that no font has to the log of the process
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    document = make(string=html, base_url=None, url_fetcher=_refuse)
    done: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=sha256(html.encode()).digest()[:16]
    )
    return done


def _weasyprint() -> Callable[..., Any]:
    """Return what makes a document, or raise with what to install."""
    try:
        from weasyprint import HTML
    except ImportError:
        raise PdfMissingError(_MISSING.format(why="WeasyPrint is not installed.")) from None
    except OSError as error:  # a library of the system
        why = f"a library that WeasyPrint needs is not there ({str(error).splitlines()[0]})."
        raise PdfMissingError(_MISSING.format(why=why)) from None
    html: Callable[..., Any] = HTML
    return html


def _refuse(url: str, *_: object, **__: object) -> Any:  # noqa: ANN401 - it never returns
    raise ValueError(f"paper fetches nothing: {url[:80]}")


def paper_html(reading: Reading) -> str:
    """Return the HTML that becomes the PDF; only what is in it can be on paper."""
    model, header = reading.model, reading.header
    env = environment()
    css = _running(header) + (files("viz") / "templates" / "paper.css").read_text("utf-8")
    by_id = reading.by_id
    return env.get_template("paper.html.j2").render(
        m=model,
        h=header,
        r=reading,
        title=clean(" – ".join(part for part in (header.marking, header.title) if part)),
        css=Markup(css),  # noqa: S704 - ours, and what a case gives it is escaped as its strings
        contents=[
            c
            for c in _CONTENTS
            if {"settings": model.settings, "framework": model.framework}.get(c[0], True)
        ],
        knew=knew_sentence(model),
        curve=_drawing(pooled_curve(_clean_pooled(model), header), "The pooled picture")
        if model.pooled
        else "",
        lanes=_drawing(swim_lanes(_clean_lanes(model)), "One lane for each source"),
        marks_up_to=MARKS_UP_TO,
        shapes=[(s, SHAPES[s]) for s in Shape if any(k.shape is s for k in model.kinds)],
        legend_mark=lambda shape: _drawing(legend_mark(shape), SHAPES[shape]),
        matrices=list(_matrices(reading)),
        later=reading.later(),
        states=STATES,
        good=reading.notes(model.good),
        cannot_tell=reading.notes(model.cannot_tell),
        no_longer=reading.notes(model.no_longer),
        held_longest=reading.notes(model.held_longest),
        conversations=[
            (clean(c.text), [by_id[i] for i in c.occasion], [by_id[i] for i in c.held])
            for c in model.conversations
        ],
        words={
            "not": WHAT_IT_IS_NOT,
            "nothing": NOTHING_FOUND,
            "no_good": NO_GOOD_PRACTICE,
            "untold": NOTHING_UNTOLD,
        },
    )


def _running(header: Header) -> str:
    """Return the style of what stands at the head and foot of every page."""
    stamp = css_string(header.stamp)
    title = header.title if len(header.title) <= 70 else header.title[:69].rstrip() + "…"
    case, day = css_string(header.case_id), css_string(f"As at {day_in_words(header.as_at)}")
    return (
        f"@page{{@top-center{{content:{stamp};font:700 9.5pt 'Liberation Sans',Arial,sans-serif}}"
        f"@top-left{{content:{case};font:8pt 'Liberation Sans',Arial,sans-serif}}"
        f"@top-right{{content:{day};font:8pt 'Liberation Sans',Arial,sans-serif}}"
        f"@bottom-left{{content:{css_string(title)};font:8pt 'Liberation Sans',Arial,sans-serif}}"
        f"@bottom-center{{content:{stamp};font:700 9.5pt 'Liberation Sans',Arial,sans-serif}}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages);'
        "font:8pt 'Liberation Sans',Arial,sans-serif}}\n"
    )


def _drawing(svg: Markup, title: str) -> Markup:
    """Return a drawing with its colours and its name inside."""
    inside = f"<title>{escape(title)}</title><style>{_DRAWING}</style>"
    return Markup(str(svg).replace(">", f">{inside}", 1))  # noqa: S704 - ours


def _matrices(
    reading: Reading,
) -> Iterator[tuple[tuple[Lane, ...], list[tuple[FactLine, list[Cell]]]]]:
    """Yield the matrix in parts that fit across a page, as even as can be."""
    facts, lanes = reading.facts(), reading.model.lanes
    if not facts:
        return
    parts = -(-len(lanes) // _LANES_ACROSS)
    size = -(-len(lanes) // parts)
    for first in range(0, len(lanes), size):
        some = lanes[first : first + size]
        yield some, [(f, [reading.cell(f, lane) for lane in some]) for f in facts]


def _clean_pooled(model: PageModel) -> Any:  # noqa: ANN401
    assert model.pooled is not None
    return replace(model.pooled, sentence=clean(model.pooled.sentence))


def _clean_lanes(model: PageModel) -> PageModel:
    header = replace(model.header, death=clean(model.header.death))
    return replace(
        model,
        header=header,
        lanes=tuple(replace(lane, name=clean(lane.name)) for lane in model.lanes),
    )
