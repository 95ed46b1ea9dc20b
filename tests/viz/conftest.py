"""The page's script bundled from the modules as they stand; a browser where there is one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hatch_build import BUNDLE, build_bundle
from tests.viz.synthetic import synthetic
from viz.model import PageModel
from viz.page import render

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def fresh_bundle() -> None:
    bundle = ROOT / BUNDLE
    newest = max(path.stat().st_mtime for path in (ROOT / "viz" / "js").glob("*.js"))
    if not bundle.exists() or bundle.stat().st_mtime < newest:
        build_bundle(ROOT)


def chromium() -> str | None:
    """Return where the browser is, if anywhere."""
    given = os.environ.get("JOINEDUP_CHROMIUM", "/usr/bin/chromium")
    return given if Path(given).exists() else None


@pytest.fixture(scope="session")
def browser(fresh_bundle: None) -> Iterator[object]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: set JOINEDUP_CHROMIUM, or install it as /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


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
