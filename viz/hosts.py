"""What a host with a page of its own needs to mount the rendered fragment.

:func:`viz.page.render_fragment` and :func:`viz.page.render_data` are what is mounted. A host that
owns the whole document takes :func:`viz.page.style` as it is; one that is a guest in somebody
else's (a notebook) takes :func:`host_style` and puts it into a shadow root.
"""

from __future__ import annotations

import html
import re
from importlib.resources import files

from viz.page import bundle, style

#: The class of the element that stands for the page; ``frameOf`` in viz/js/dom.js has the same.
FRAME = "joinedup-page"

_FRAME = (
    ":host{display:block;position:relative;contain:layout paint}"
    f".{FRAME}{{height:min(54rem,85vh);overflow:auto;border:1px solid var(--edge)}}"
    f".{FRAME}:fullscreen{{height:100vh;border:0}}"
)


def host_style() -> str:
    """Return the style sheet with the host's frame in the place of the document.

    Nothing in it reaches out of the shadow root that it is put into, and nothing in it expects
    to be the document: what was said of the root, of ``html`` and of ``body`` is said of the
    frame.
    """
    document = re.compile(r"(?<![\w.#:-])(?:(?::root)+|html|body)(?![\w-])")
    # said twice (":root:root") it weighs twice
    return document.sub(lambda m: f".{FRAME}" * max(1, m[0].count(":root")), style()) + _FRAME


def esm() -> str:
    """Return the module of a notebook widget: the page's own script, and how a cell shows it."""
    widget = (files("viz") / "js" / "widget.js").read_text(encoding="utf-8")
    return f"{bundle()}\n{widget}"


def served_policy(page: str) -> str:
    """Return a rendered page's own policy as a header: the same, and nobody may frame it.

    Raises
    ------
    ValueError
        When the page has no policy.
    """
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    if found is None:
        raise ValueError("the page has no content security policy")
    return f"{html.unescape(found[1])}; frame-ancestors 'none'"
