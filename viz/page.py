"""One self-contained HTML page from a :class:`~viz.model.PageModel`.

The page asks nothing of any network. Its scripts and its style are allowed by hash, one by one;
everything that came from a file is escaped by the template and cleaned of what hides text.
Same model, same bytes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from queries import ADDED, HOW_RANKED
from viz.axis import day_in_words
from viz.clean import clean, embed_json
from viz.lean import lean
from viz.model import EventRow, FindingLine, GroupLine, Header, PageModel, Shape
from viz.netdraw import Network, drawing
from viz.netlayout import party
from viz.network import library
from viz.payload import in_order, payload
from viz.reading import NOTHING_UNTOLD
from viz.svg import MARKS_UP_TO, legend_mark, pooled_curve, swim_lanes
from viz.words import CANNOT_TELL, HELD, SHAPES, STATES, State, counted, listed, state_at

#: How many rows of each part of a finding stand in the file as links; the rest are in its data.
ROWS_EACH, ROWS_EACH_WHEN_MANY, ROWS_IN_ALL = 2, 2, 1500

_HEAD_SCRIPT = 'document.documentElement.className="js"'


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table, as text that may stand in it."""

    id: str
    when: str
    written: str
    agency: str
    team: str
    kind: str
    who: str
    text: str
    more: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of lines of enquiry with what its heading says."""

    id: str
    kind: str
    kind_label: str
    heading: str
    title: str
    count: str
    findings: tuple[_Finding, ...]
    more: str
    codes: list[str]


class _Finding:
    """A finding and the places of its agencies, for the filter."""

    def __init__(
        self,
        line: FindingLine,
        places: str,
        most: int,
        shared: list[str],
        holders: dict[str, str],
    ) -> None:
        self.line = line
        self.own_codes = [code for code in line.codes if code not in shared]
        self.places = places
        by_part: dict[str, list[str]] = {}
        for x in line.evidence:
            by_part.setdefault(x.part, []).append(x.event_id)
        # what the page's script unfolds is in the data; this is for paper and for no script
        self.parts = [
            (part, _by_holder(ids[:most], holders), max(0, len(ids) - most))
            for part, ids in by_part.items()
        ]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - hands on the line's own fields
        return getattr(self.line, name)


def render(model: PageModel, *, network: bool = True) -> str:
    """Return the whole page.

    Parameters
    ----------
    model
        What to show; it is checked first, so that no link of the page leads nowhere.
    network
        Whether the page carries the library that draws the network map (470 kB).

    Raises
    ------
    ValueError
        When the model names something that it does not hold.
    FileNotFoundError
        When the page's script has not been bundled.
    """
    network = network and model.network is not None
    css, script = style(network=network) + _paper(model.header), bundle()
    drawn = map_scripts() if network else ()
    env = environment()
    page = env.get_template("page.html.j2").render(
        csp=policy(script=(_HEAD_SCRIPT, script, *drawn), style=css),
        title=clean(" – ".join(p for p in (model.header.marking, model.header.title) if p)),
        css=Markup(css),  # noqa: S704 - ours, and allowed by its hash
        head_script=Markup(_HEAD_SCRIPT),  # noqa: S704 - ours, and allowed by its hash
        script=Markup(script),  # noqa: S704 - ours, and allowed by its hash
        # a template is not run: the page's script puts it into the page when it is needed
        map=[Markup(s) for s in drawn],  # noqa: S704 - ours and the package's, allowed by hash
        body=Markup(  # noqa: S704 - escaped by its own template
            render_fragment(model, network=network)
        ),
        data=Markup(  # noqa: S704 - escaped by embed_json
            render_data(model, network=network)
        ),
    )
    return page if page.endswith("\n") else page + "\n"


def render_fragment(model: PageModel, *, network: bool = True) -> str:
    """Return what stands inside the mounted element, for a host with a page of its own.

    A host that wants the network map has the :func:`map_scripts` as script elements in a
    ``<template id="joinedup-map">``, from which they are run only when they are needed.
    """
    model.check()
    lanes = model.lanes
    team_names = {t.team_id: (n, t.name) for n, lane in enumerate(lanes) for t in lane.teams}
    kinds = {k.key: clean(k.label) for k in model.kinds}
    table = [_row(e, model, team_names, kinds) for e in in_order(model.events)]
    header = model.header
    matrix = _matrix(model)
    pooled = model.pooled
    return lean(
        environment()
        .get_template("body.html.j2")
        .render(
            m=model,
            h=header,
            table=table,
            rows={row.id: row for row in table},
            kind_label={k.key: k.label for k in model.finding_kinds},
            groups=_groups(model, {row.id: row.agency for row in table}),
            shapes=[(s, SHAPES[s]) for s in Shape if any(k.shape is s for k in model.kinds)],
            states=STATES,
            ranked=HOW_RANKED,
            nothing_untold=NOTHING_UNTOLD,
            matrix=matrix,
            now_sentence=_now_sentence(model, matrix),
            knew_sentence=_knew_sentence(model, matrix),
            lines_sentence=f"{counted(len(model.groups), 'line')} of enquiry, "
            f"{counted(len(model.findings), 'finding')} in them.",
            as_at_words=day_in_words(header.as_at),
            curve=pooled_curve(_clean_pooled(model), header) if pooled else "",
            lanes=swim_lanes(_clean_lanes(model)),
            marks_up_to=MARKS_UP_TO,
            net=_network(model, drawn=network),
        )
    )


def _network(model: PageModel, *, drawn: bool) -> dict[str, Any] | None:
    """Return the network in words, as a table and as a drawing, on the day the page opens on."""
    if model.network is None:
        return None
    network, minute = Network(model), model.header.as_at
    return {
        "sentences": list(network.sentences(minute)),
        "rows": list(network.rows(minute)),
        "drawing": drawing(network, minute) if drawn else "",
        "left": clean(party(model.network, -1)),
        "right": clean(party(model.network, 1)),
    }


def render_data(model: PageModel, *, network: bool = True) -> str:
    """Return the JSON that ``mount`` reads, safe inside a script element."""
    data = payload(model, network=network)
    data["words"] = [[s.key, s.sign, s.short, s.means, s.tell] for s in STATES]
    return embed_json(data)


def policy(*, script: tuple[str, ...], style: str) -> str:
    """Return the content security policy that allows exactly these scripts and this style."""
    scripts = " ".join(_hash(s) for s in script)
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


@cache
def style(*, network: bool = True) -> str:
    """Return the page's style sheet: ``report.css``, then what each view adds, by name.

    ``network`` says whether the network map is drawn, which brings a sheet of its own.
    """
    folder = files("viz") / "css"
    names = sorted(place.name for place in folder.iterdir() if place.name.endswith(".css"))
    names = [name for name in names if network or name != "network.css"]
    names.sort(key=lambda name: name != "report.css")
    return smaller("\n".join((folder / name).read_text(encoding="utf-8") for name in names))


def smaller(css: str) -> str:
    r"""Return a style sheet without its comments and the space between its parts.

    Examples
    --------
    >>> smaller("a  b:is(p, q) {\n  width: calc(1px + 2px); }\n/* why */ c > d { margin: 0 }")
    'a b:is(p,q){width:calc(1px + 2px)}c>d{margin:0}'
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}").strip()


def _paper(header: Header) -> str:
    """Return the style that puts the marking, the case and the page's number on every sheet.

    The as-at day follows the page (``--as-at-words`` is set before printing); here stands the day
    on which it opens.
    """
    stamp, case = css_string(header.stamp), css_string(f"{header.case_id} · {header.title}")
    day = css_string(f"As at {day_in_words(header.as_at)}")
    return (
        f":root{{--as-at-words:{day}}}"
        f"@page{{@top-center{{content:{stamp};font:700 9pt sans-serif}}"
        f"@bottom-center{{content:{stamp};font:700 9pt sans-serif}}"
        f"@top-left{{content:{case};font:8pt sans-serif}}"
        "@top-right{content:var(--as-at-words);font:8pt sans-serif}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif}}'
    )


def css_string(text: str) -> str:
    """Return text as a string of a style sheet: whatever is in it can end nothing."""
    return (
        '"'
        + "".join(
            c if c.isascii() and (c.isalnum() or c in " -.:/") else f"\\{ord(c):x} "
            for c in " ".join(clean(text).split())
        )
        + '"'
    )


def map_scripts() -> tuple[str, str]:
    """Return what draws the network map: the library, and our own script beside it."""
    return library(), bundle("map.js")


def bundle(name: str = "report.js") -> str:
    """Return the page's script (or its second one), as bundled from ``viz/js``.

    Raises
    ------
    FileNotFoundError
        When there is none, with what to do.
    ValueError
        When it could end its own script element.
    """
    place = files("viz") / "_bundle" / name
    try:
        script = place.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise FileNotFoundError(
            "the page's script has not been bundled: run `python hatch_build.py` "
            "or install joinedup again"
        ) from None
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the page's script would end its own element")
    return script


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def environment() -> Environment:
    """Return what fills our templates: everything escaped, nothing left out unnoticed."""
    env = Environment(
        loader=PackageLoader("viz"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["clean"] = clean
    env.filters["attribute"] = _attribute
    env.filters["rows_word"] = lambda n: counted(n, "row")
    env.globals["legend_mark"] = legend_mark
    return env


def _attribute(value: str) -> Markup:
    """Return an attribute's value, without quotes where it needs none: 5,000 rows have one."""
    quoted = escape(value)
    bare = value != "" and all(c.isalnum() or c in "#-_." for c in value)
    return quoted if bare and value.isascii() else Markup('"') + quoted + Markup('"')


def _row(
    e: EventRow, model: PageModel, teams: dict[str, tuple[int, str]], kinds: dict[str, str]
) -> _Row:
    place, team = teams[e.team_id]
    return _Row(
        id=e.event_id,
        when=clean(e.when),
        written="" if e.written.strip() in e.when else clean(e.written),
        agency=clean(model.lanes[place].name),
        team=clean(team),
        kind=kinds[e.kind] if e.coded else "Not coded",
        who=clean(e.who),
        text=clean(e.text),
        more=tuple((clean(a), clean(b)) for a, b in e.more),
        source=clean(e.source),
    )


def _by_holder(ids: list[str], holders: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Return rows under the name of whoever recorded them, which then stands once."""
    found: dict[str, list[str]] = {}
    for event_id in ids:
        found.setdefault(holders[event_id], []).append(event_id)
    return list(found.items())


def _groups(model: PageModel, holders: dict[str, str]) -> list[_Group]:
    places = {lane.agency_id: n for n, lane in enumerate(model.lanes)}
    labels = {k.key: k.label for k in model.finding_kinds}
    by_id = {f.finding_id: f for f in model.findings}
    every_row = sum(len(f.evidence) for f in model.findings)
    most = ROWS_EACH if every_row <= ROWS_IN_ALL else ROWS_EACH_WHEN_MANY

    def group(g: GroupLine) -> _Group:
        lines = [by_id[i] for i in g.finding_ids]
        shared = [code for code in lines[0].codes if all(code in f.codes for f in lines)]
        found = tuple(
            _Finding(
                f,
                " ".join(str(n) for n in sorted(places[a] for a in f.agencies)),
                most,
                shared,
                holders,
            )
            for f in lines
        )
        sure = sum(f.certain for f in lines)
        certain = "all" if sure == len(lines) else str(sure) if sure else "none"
        text = f"{counted(len(lines), 'finding')}; dates certain in {certain}"
        if g.kind == ADDED.key:
            text = counted(len(lines), "finding")
        elif len(lines) == 1:
            text = "1 finding; dates certain" if sure else "1 finding; dates in doubt"
        kind = labels[g.kind]
        heading = g.heading or kind
        return _Group(g.group_id, g.kind, kind, heading, g.title, text, found, g.more, shared)

    return [group(g) for g in model.groups]


def _matrix(model: PageModel) -> list[tuple[Any, list[tuple[Any, State]]]]:
    held = {(h.fact_id, h.agency_id): h.steps for h in model.held}
    minute = model.header.as_at
    out = []
    for fact in model.facts:
        cells = [
            (lane, state_at(held.get((fact.fact_id, lane.agency_id), ()), lane, minute))
            for lane in model.lanes
        ]
        if any(state.key not in ("none", "cannot") for _, state in cells):
            out.append((fact, cells))
    return out


_Matrix = list[tuple[Any, list[tuple[Any, State]]]]


def _tally(matrix: _Matrix) -> tuple[dict[str, int], set[str], int, int]:
    """Return what each agency held, which possibly held more, and how much all held together.

    The last is how much more they possibly held.
    """
    held: dict[str, int] = {}
    perhaps: set[str] = set()
    known = doubtful = 0
    for _, cells in matrix:
        formal = [(lane.agency_id, state.key) for lane, state in cells if not lane.informal]
        mine = [agency for agency, key in formal if key in HELD]
        known += bool(mine)
        doubtful += not mine and any(key in ("possible", "sent") for _, key in formal)
        for agency in mine:
            held[agency] = held.get(agency, 0) + 1
        perhaps |= {agency for agency, key in formal if key == "possible"}
    return held, perhaps, known, doubtful


def _now_sentence(model: PageModel, matrix: _Matrix) -> str:
    """Return what was known on the day; the same words as ``knewSentence`` of the script."""
    day = day_in_words(model.header.as_at)
    held, perhaps, known, doubtful = _tally(matrix)
    formal = [lane for lane in model.lanes if not lane.informal]
    if not known and not doubtful:
        if not model.facts or len(_silent(model)) == len(formal):
            return (
                f"What any agency held on {day} cannot be told from these records: no chronology "
                "that covers that day has been read and coded."
            )
        return f"On {day} no agency’s record held any of the things coded in this case."
    if not known:
        return (
            f"On {day} no agency’s record held any of the things coded in this case; "
            f"possibly {counted(doubtful, 'thing')}."
        )
    most = max(held.values())
    names = [clean(lane.name) for lane in formal if held.get(lane.agency_id) == most]
    who = f"{len(names)} agencies each" if len(names) > 3 else listed(names)
    maybe = f", and possibly {doubtful} more" if doubtful else ""
    if len(held) == 1:
        others = [clean(lane.name) for lane in formal if lane.agency_id in perhaps - held.keys()]
        rest = (
            f"Possibly also on the records of {listed(others)}"
            if others
            else "No record of another agency shows any"
        )
        return (
            f"On {day} one agency’s records held {counted(known, 'thing')} about this family: "
            f"those of {who}{maybe}. {rest}."
        )
    return (
        f"On {day} the agencies’ records together held {counted(known, 'thing')} about this "
        f"family{maybe}. The most that any one agency held was {most} of {known} ({who})."
    )


def now_sentence(model: PageModel) -> str:
    """Return what the records together held on the as-at day."""
    return _now_sentence(model, _matrix(model))


def knew_sentence(model: PageModel) -> str:
    """Return the same, and what each agency held of it."""
    return _knew_sentence(model, _matrix(model))


def _knew_sentence(model: PageModel, matrix: _Matrix) -> str:
    held, _, known, _ = _tally(matrix)
    now = _now_sentence(model, matrix)
    if not known:
        return now
    silent = _silent(model)
    each = "; ".join(
        f"{clean(lane.name)} {held.get(lane.agency_id, '(cannot tell)' if cannot else 0)}"
        for lane in model.lanes
        if not lane.informal
        for cannot in [lane.agency_id in silent]
    )
    return f"{now} Of these each held: {each}."


def _silent(model: PageModel) -> set[str]:
    """Return the agencies whose silence on the day says nothing."""
    minute = model.header.as_at
    return {
        lane.agency_id
        for lane in model.lanes
        if not lane.informal and state_at((), lane, minute) is CANNOT_TELL
    }


def _clean_pooled(model: PageModel) -> Any:  # noqa: ANN401
    pooled = model.pooled
    assert pooled is not None
    return replace(pooled, sentence=clean(pooled.sentence))


def _clean_lanes(model: PageModel) -> PageModel:
    header: Header = replace(model.header, death=clean(model.header.death))
    lanes = tuple(replace(lane, name=clean(lane.name)) for lane in model.lanes)
    return replace(model, header=header, lanes=lanes)
