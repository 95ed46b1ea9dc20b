"""How quick the page is in a browser: headless Chromium, software rendering.

Beside it stands a bare page of this run: the same table of rows and the same data, parsed, with no
script of ours; and for frames, 500 circles moved by one attribute. Ratios are to those.
"""

from __future__ import annotations

import html
import os
import platform
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tests.conftest import BROWSERS, chromium
from tests.viz.synthetic import synthetic
from viz.page import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

READY, FRAME, STEP = 300.0, 20.0, 50.0
"""Limits in milliseconds: ready; zoom and pan, 95th percentile; a step of the as-at day."""

KEYS = ["+", "-", "ArrowRight", "ArrowLeft"]


class _Report(Protocol):
    def add(
        self, what: str, value: str, limit: str = "", sql: str = "", ratio: str = "", say: str = ""
    ) -> None: ...


FRAMES = """async (keys) => {
  const plot = document.querySelector('.tl-plot'), took = [];
  const frame = () => new Promise(done => requestAnimationFrame(done));
  await frame();
  for (let n = 0; n < 120; n++) {
    const start = performance.now();
    plot.dispatchEvent(new KeyboardEvent('keydown', {key: keys[n % keys.length], bubbles: true}));
    await frame();
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}"""

STEPS = """() => {
  const slider = document.querySelector('.asat input[type=range]'), took = [];
  for (let n = 0; n < 60; n++) {
    const start = performance.now();
    slider.value = String(Number(slider.value) - 7);
    slider.dispatchEvent(new Event('input'));
    document.body.offsetHeight;
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}"""

SEARCH = """() => {
  const took = [];
  for (let n = 0; n < 20; n++) {
    document.querySelector('#words').value = 'appointment'.slice(0, n % 11 + 1);
    const start = performance.now();
    document.querySelector('#chron-kind').dispatchEvent(new Event('change'));
    document.body.offsetHeight;
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}"""

PRESENT = """() => {
  const took = [];
  for (let n = 0; n < 60; n++) {
    const start = performance.now();
    document.querySelector('.present').dispatchEvent(
      new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
    document.body.offsetHeight;
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}"""


BARE_FRAMES = """async () => {
  const space = 'http://www.w3.org/2000/svg', took = [];
  const svg = document.createElementNS(space, 'svg'), all = document.createElementNS(space, 'g');
  svg.setAttribute('width', 1600); svg.setAttribute('height', 800);
  for (let n = 0; n < 500; n++) {
    const one = document.createElementNS(space, 'circle');
    one.setAttribute('cx', 3 * n); one.setAttribute('cy', n % 12 * 60); one.setAttribute('r', 6);
    all.append(one);
  }
  svg.append(all); document.body.prepend(svg);
  const frame = () => new Promise(done => requestAnimationFrame(done));
  await frame();
  for (let n = 0; n < 120; n++) {
    const start = performance.now();
    all.setAttribute('transform', `translate(${n % 7})`);
    await frame();
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}"""


def _bare(page: str) -> str:
    """Return the same rows and data in a page that does nothing but parse them."""
    table = re.search(r"<table class=\"?chron.*?</table>", page, re.S)
    data = re.search(r'id="joinedup-data">(.*?)</script>', page, re.S)
    if table is None or data is None:
        raise ValueError("the page has no table of rows or no data")
    return (
        f"<!DOCTYPE html><title>{html.escape('bare')}</title>{table[0]}"
        f'<script type="application/json" id=d>{data[1]}</script><script>'
        "const d = JSON.parse(document.getElementById('d').textContent);"
        "document.body.offsetHeight; document.documentElement.dataset.ready = performance.now();"
        "</script>"
    )


def _at(took: list[float], share: float) -> float:
    return took[int(len(took) * share)]


def machine() -> str:
    """Return what this machine is, for the head of the table."""
    model = ""
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        found = re.search(r"model name\s*:\s*(.*)", cpus.read_text())
        model = found[1] if found else ""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} CPUs {model or platform.machine()}{load}, Python " + (
        platform.python_version()
    )


class _Browser:
    """Opens pages and times what they do."""

    def __init__(self, running: Browser, folder: Path) -> None:
        self.running, self.folder = running, folder

    def page(self, text: str, fragment: str = "", *, slower: int = 1) -> Page:
        place = self.folder / f"{hash(text)}.html"
        if not place.exists():
            place.write_text(text, encoding="utf-8")
        page = self.running.new_page(viewport={"width": 1920, "height": 1080})
        if slower > 1:
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(place.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    def ready(self, text: str, fragment: str = "", times: int = 9) -> list[float]:
        took = []
        for _ in range(times):
            page = self.page(text, fragment)
            took.append(float(page.evaluate("document.documentElement.dataset.ready")))
            page.close()
        return sorted(took)


def _single_marks(page: Page) -> None:
    while "density" in page.inner_text(".tl-bar .span"):
        page.keyboard.press("+")
        page.wait_for_timeout(60)


def page_in_browser(report: _Report, rows: int) -> None:
    """Add what the page of a made-up case of this many rows does, and how quickly."""
    path = chromium(BROWSERS[::-1])  # as a person has it
    if path is None:
        report.add("page in a browser", "–", say="There is no Chromium (JOINEDUP_CHROMIUM).")
        return
    from playwright.sync_api import sync_playwright

    whole = render(synthetic(rows))

    def line(what: str, took: list[float], share: float, limit: float, bare: float) -> None:
        value = _at(took, share)
        report.add(
            f"page of {rows:,} rows: {what}",
            f"{value:.1f} ms",
            f"{limit:.0f} ms" if limit else "",
            f"{bare:.1f} ms" if bare else "",
            f"{value / bare:.2f}" if bare else "",
            ("within" if value <= limit else "OVER") if limit else "",
        )

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        browser = _Browser(running, Path(place))
        bare = _bare(whole)
        plain = _at(browser.ready(bare), 0.5)
        frames = _at(browser.page(bare).evaluate(BARE_FRAMES), 0.95)
        for what, fragment in (("overview", ""), ("timeline", "#view=timeline")):
            line(f"{what} ready, median", browser.ready(whole, fragment), 0.5, READY, plain)
        page = browser.page(whole, "#view=timeline")
        page.focus(".tl-plot")
        took = page.evaluate(FRAMES, KEYS)
        line("zoom and pan, all in view, 95th", took, 0.95, FRAME, frames)
        _single_marks(page)
        took = page.evaluate(FRAMES, KEYS)
        line("zoom and pan, single marks, 95th", took, 0.95, FRAME, frames)
        page.click('nav.views a[data-view="knew"]')
        line("as-at step, 95th", page.evaluate(STEPS), 0.95, STEP, 0)
        page.click('nav.views a[data-view="network"]')
        page.wait_for_timeout(500)
        line("as-at step, network open, 95th", page.evaluate(STEPS), 0.95, STEP, 0)
        page.click('nav.views a[data-view="chronology"]')
        line("search of the chronology, 95th", page.evaluate(SEARCH), 0.95, 0, 0)
        took = browser.page(whole, "#present=all").evaluate(PRESENT)
        line("presenter, row to row, 95th", took, 0.95, STEP, 0)
        slow = browser.page(whole, "#view=timeline", slower=4)
        slow.focus(".tl-plot")
        line(
            "zoom and pan at a quarter of the speed, 95th", slow.evaluate(FRAMES, KEYS), 0.95, 0, 0
        )
        running.close()
