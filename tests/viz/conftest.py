"""Pages of made-up cases, opened in the browser and watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.viz.synthetic import synthetic
from tests.viz.synthetic_walk import walk_model
from viz.model import PageModel
from viz.page import render
from viz.walk.page import render as render_walk
from viz.walk.page import render_seat

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def page_file(
    tmp_path_factory: pytest.TempPathFactory, fresh_bundle: None
) -> Callable[[int, bool], Path]:
    """Return where a rendered page of a made-up case lies."""
    folder = tmp_path_factory.mktemp("pages")

    def write(size: int, hostile: bool = False) -> Path:
        place = folder / f"{size}{'-hostile' if hostile else ''}.html"
        if not place.exists():
            place.write_text(render(synthetic(size, hostile=hostile)), encoding="utf-8")
        return place

    return write


@pytest.fixture(scope="session")
def small() -> PageModel:
    return synthetic(60)


VIEWS = ("overview", "timeline", "knew", "enquiry", "network", "chronology")
Pages = Callable[..., Any]
Walks = Callable[..., Any]
WORDS = "apple bridge candle dolphin engine forest"


class Watch:
    """What a page said and asked for while it was open."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: self.said.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.said.append(f"error: {e}"))
        page.on("request", lambda r: self.asked.append(r.url))

    def assert_quiet(self) -> None:
        assert not self.said
        assert [url for url in self.asked if not url.startswith("file://")] == []
        assert len(self.asked) <= 1


def _watched(context: Any, address: str, *, scripts: bool) -> Any:
    """Open a page that says what it asks for and what its policy forbids; wait for its scripts."""
    page = context.new_page()
    page.watch = Watch(page)
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        "e => console.error('CSP: ' + e.violatedDirective + ' ' + e.sample))"
    )
    page.goto(address)
    if scripts:
        page.wait_for_selector("html[data-ready]")
    return page


@pytest.fixture
def opened(browser: Any, page_file: Callable[..., Path]) -> Iterator[Pages]:
    contexts = []

    def start(
        fragment: str = "",
        *,
        size: int = 60,
        hostile: bool = False,
        width: int = 1366,
        height: int = 768,
        **options: Any,
    ) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        address = page_file(size, hostile).as_uri() + fragment
        return _watched(context, address, scripts=options.get("java_script_enabled", True))

    yield start
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def walk_file(tmp_path_factory: pytest.TempPathFactory, fresh_bundle: None) -> Callable[..., Path]:
    """Return where the page of a made-up walkthrough lies."""
    folder = tmp_path_factory.mktemp("walks")

    def write(size: int = 24, *, seat: str = "", hostile: bool = False) -> Path:
        place = folder / f"{size}{seat}{'-hostile' if hostile else ''}.html"
        if not place.exists():
            model = walk_model(size, hostile=hostile)
            page = render_seat(model, seat, WORDS) if seat else render_walk(model)
            place.write_text(page, encoding="utf-8")
        return place

    return write


@pytest.fixture
def walked(browser: Any, walk_file: Callable[..., Path]) -> Iterator[Walks]:
    contexts = []

    def start(
        *,
        size: int = 24,
        seat: str = "",
        hostile: bool = False,
        width: int = 1366,
        height: int = 768,
        **options: Any,
    ) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        address = walk_file(size, seat=seat, hostile=hostile).as_uri()
        return _watched(context, address, scripts=options.get("java_script_enabled", True))

    yield start
    for context in contexts:
        context.close()


def views(page: Any) -> Iterator[str]:
    """Go from view to view by the page's own links."""
    for view in VIEWS:
        page.click(f'nav.views a[data-view="{view}"]')
        page.wait_for_timeout(120)
        yield view


def until(page: Any, holds: str, arg: object = None) -> None:
    """Wait until an expression holds.

    Playwright's own waiting asks the page to evaluate text, which the page's policy forbids.
    """
    for _ in range(200):
        if page.evaluate(holds, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never so: {holds}")


def axe(page: Any) -> list[Any]:
    """Return what axe finds in a page that was opened with ``bypass_csp``.

    Only axe itself needs the policy out of its way; every other test runs under it.
    """
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    if not page.evaluate("'axe' in globalThis"):
        script = files("axe_playwright_python") / "axe.min.js"
        page.evaluate(script.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # the same rules on the same nodes: what passed is not written out node by node, and sheets and
    # media from elsewhere are not looked for, of which a page has none
    found = page.evaluate(
        """async (only) => (await axe.run(document,
          {runOnly: only, resultTypes: ['violations'], preload: false})).violations
        .map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3)])""",
        tags,
    )
    return list(found)
