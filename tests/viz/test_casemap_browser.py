"""The case map in the browser: all of it fits, nothing runs, and its letters stand clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.viz.conftest import Watch, axe
from tests.viz.synthetic import synthetic
from viz.casemap_draw import render_map

pytestmark = pytest.mark.browser
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def files_of_maps(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    folder = tmp_path_factory.mktemp("maps")
    found = {}
    for hostile in (False, True):
        found[hostile] = folder / f"map-{hostile}.html"
        found[hostile].write_text(render_map(synthetic(60, hostile=hostile)), encoding="utf-8")
    return found


@pytest.fixture
def shown(browser: Any, files_of_maps: dict[bool, Path]) -> Iterator[Opened]:
    contexts = []

    def start(width: int, height: int, *, hostile: bool = False, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page)
        page.goto(files_of_maps[hostile].as_uri())
        return page

    yield start
    for context in contexts:
        context.close()


def test_a_projector_shows_the_whole_picture(shown: Opened) -> None:
    page = shown(1920, 1080)
    box = page.locator("svg.casemap").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 1080
    assert box["height"] > 950
    page.click("text=Larger")
    assert page.locator("svg.casemap").bounding_box()["width"] > 1700
    page.watch.assert_quiet()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1366, 768), (1920, 1080)])
def test_the_page_never_scrolls_sideways(shown: Opened, width: int, height: int) -> None:
    page = shown(width, height, hostile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.watch.assert_quiet()


def test_it_works_without_any_script(shown: Opened) -> None:
    page = shown(1366, 768, java_script_enabled=False)
    assert page.locator("svg.casemap").is_visible()
    assert page.locator("#words table").count() >= 3


@pytest.mark.parametrize("hostile", [False, True])
def test_no_letter_stands_on_another(shown: Opened, hostile: bool) -> None:
    """In whatever face this machine shows it: what was measured is what it takes at most."""
    page = shown(1920, 1080, hostile=hostile)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('svg.casemap text')].map(t => {
          const b = t.getBBox();
          return [b.x, b.y + b.height * .18, b.x + b.width, b.y + b.height * .86, t.textContent];
        })"""
    )
    assert len(boxes) > 60
    assert all(b[0] >= 0 and b[2] <= 1682 and b[1] >= 0 and b[3] <= 1188 for b in boxes)
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (a[4], b[4])


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_axe_finds_nothing(shown: Opened, width: int, scheme: str) -> None:
    page = shown(width, 768, bypass_csp=True, color_scheme=scheme)
    assert axe(page) == []


def test_it_is_made_larger_and_moved_with_the_keys_alone(shown: Opened) -> None:
    page = shown(1920, 1080, java_script_enabled=False)
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Largest"
    page.keyboard.press("Enter")
    box = page.locator("svg.casemap").bounding_box()
    assert box["width"] >= 2990
    # the smallest letter is then larger than the text of the page
    assert box["width"] / 1682 * 15 > 24
    window = page.locator("#picture").bounding_box()
    assert window["height"] < 1080 and window["width"] <= 1920
    page.locator("#picture").focus()
    for key in ("ArrowRight", "ArrowDown"):
        for _ in range(6):
            page.keyboard.press(key)
    moved = "(p => [p.scrollLeft, p.scrollTop])(document.querySelector('#picture'))"
    for _ in range(60):  # it moves smoothly
        if min(page.evaluate(moved)) > 100:
            break
        page.wait_for_timeout(50)
    assert min(page.evaluate(moved)) > 100
    page.watch.assert_quiet()


@pytest.mark.parametrize("link", ["Whole picture", "Larger", "Largest"])
def test_it_prints_on_one_sheet_however_it_is_shown(shown: Opened, link: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = shown(1366, 768)
    page.click(f"text={link}")
    for paper in ({"prefer_css_page_size": True}, {"format": "A3", "landscape": True}):
        data = page.pdf(print_background=False, **paper)
        sheets = pypdf.PdfReader(BytesIO(data)).pages
        first = " ".join(sheets[0].extract_text().split())
        assert "How to read it" in first and "Key moments" in first
        assert "The same in words" not in first
        assert "The same in words" in sheets[1].extract_text()
        assert not any("How to read it" in one.extract_text() for one in sheets[1:])
