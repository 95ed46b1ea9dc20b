"""The walkthrough as a page: one file with all seats, or one seat with all else sealed.

The same rules as the report's page: nothing is asked of any network, scripts and style are allowed
by hash one by one, and what came from a file is data that is never read as markup. Same model and
same words, same bytes where a secret is given to :class:`~viz.walk.seal.Chance`; by default salt
and nonce of a sealed page are new each time.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from viz.clean import clean, embed_json
from viz.page import bundle, css_string, environment, policy, smaller
from viz.walk.model import WalkModel
from viz.walk.payload import payload, sealed_parts
from viz.walk.seal import Chance, seal

_HEAD_SCRIPT = 'document.documentElement.className="js"'


def render(model: WalkModel) -> str:
    """Return the page of all seats, for the trainer's own screen.

    Raises
    ------
    FileNotFoundError
        When the page's script has not been bundled.
    """
    return _page(model, payload(model), "")


def render_seat(
    model: WalkModel,
    seat_id: str,
    passphrase: str,
    *,
    chance: Chance | None = None,
    reveal: dict[str, object] | None = None,
) -> str:
    """Return the page of one seat; what the others held is sealed until the words are given.

    Parameters
    ----------
    model
        The walkthrough.
    seat_id
        Which seat.
    passphrase
        Six words or more (:func:`viz.walk.seal.passphrase`); one for all seats of a session.
    chance
        Where salt and nonce come from; a secret makes the same bytes again.
    reveal
        What :func:`viz.walk.payload.reveal_part` returns, where that has been made already.

    Raises
    ------
    ValueError
        When there is no such seat, or the passphrase has fewer than six words.
    FileNotFoundError
        When the page's script has not been bundled.
    """
    seat = next((s for s in model.seats if s.seat_id == seat_id), None)
    if seat is None:
        known = ", ".join(s.seat_id for s in model.seats)
        raise ValueError(f"the walkthrough has no seat {seat_id!r}; its seats are {known}")
    data, hidden = sealed_parts(model, seat_id, reveal=reveal)
    data["sealed"] = seal(hidden, passphrase, label=seat_id, chance=chance)
    return _page(model, data, seat.name)


def _page(model: WalkModel, data: dict[str, object], seat: str) -> str:
    css = style() + _paper(model, seat)
    script = bundle("walk.js")
    data["plans"] = _plans(model)
    page = (
        environment()
        .get_template("walk.html.j2")
        .render(
            csp=policy(script=(_HEAD_SCRIPT, script), style=css),
            title=clean(" – ".join(p for p in (model.marking, model.title, seat) if p)),
            marking=model.marking,
            heading=model.title,
            seat=seat,
            css=Markup(css),  # noqa: S704 - ours, and allowed by its hash
            head_script=Markup(_HEAD_SCRIPT),  # noqa: S704 - ours, and allowed by its hash
            script=Markup(script),  # noqa: S704 - ours, and allowed by its hash
            data=Markup(embed_json(data)),  # noqa: S704 - escaped by embed_json
        )
    )
    return page if page.endswith("\n") else page + "\n"


def _plans(model: WalkModel) -> list[list[object]]:
    """Return at which moments a session of each length stops; no word of what they are."""
    place = {m.moment_id: n for n, m in enumerate(model.moments)}
    return [
        [v.minutes, sorted({place[p.moment_id] for p in v.parts if p.moment_id in place})]
        for v in model.versions
    ]


@cache
def style() -> str:
    """Return the page's style sheet: what the report's page has, and what the walkthrough adds."""
    folder = files("viz") / "css"
    report = (folder / "report.css").read_text(encoding="utf-8")
    walk = (folder / "walk" / "walk.css").read_text(encoding="utf-8")
    return smaller(f"{report}\n{walk}")


def _paper(model: WalkModel, seat: str) -> str:
    """Return the style that puts the marking, the title and the page's number on every sheet."""
    stamp = css_string(model.marking)
    name = css_string(" · ".join(p for p in (model.title, seat) if p))
    # the marking stands in the middle, whatever stands beside it: a long title is folded
    beside = "@top-right{content:'';width:28%}@bottom-left{content:'';width:28%}"
    return (
        f"@page{{@top-center{{content:{stamp};font:700 9pt sans-serif;width:44%}}"
        f"@bottom-center{{content:{stamp};font:700 9pt sans-serif;width:44%}}{beside}"
        f"@top-left{{content:{name};font:8pt sans-serif;width:28%}}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif;'
        "width:28%}}"
    )
