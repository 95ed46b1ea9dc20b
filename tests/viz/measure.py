# ruff: noqa: T201 - it prints what it measured
"""How quick the page is on this machine: ``python -m tests.viz.measure [rows]``.

Figures are of headless Chromium with software rendering; run it when nothing else runs.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, chromium
from tests.viz.synthetic import synthetic
from viz.page import render

KEYS = ["+", "-", "ArrowRight", "ArrowLeft"]

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


def _say(what: str, took: list[float]) -> None:
    middle, high = statistics.median(took), took[int(len(took) * 0.95)]
    print(f"{what:<34} median {middle:7.1f} ms   95th {high:7.1f} ms")


def main(rows: int) -> None:
    """Print what was measured of a made-up case of this many rows."""
    from playwright.sync_api import sync_playwright

    model = synthetic(rows)
    start = time.perf_counter()
    text = render(model)
    drawn = (time.perf_counter() - start) * 1000
    print(f"{rows} rows: {len(text.encode()):,} bytes, rendered in {drawn:.0f} ms")
    print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}; {ROOT}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder) / "page.html"
        place.write_text(text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

        def opened(fragment: str) -> Any:
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(place.as_uri() + fragment)
            page.wait_for_selector("html[data-ready]")
            return page

        for fragment in ("", "#view=timeline"):
            took = []
            for _ in range(9):
                page = opened(fragment)
                took.append(float(page.get_attribute("html", "data-ready")))
                page.close()
            _say(f"ready {fragment or 'on the overview'}", sorted(took))
        page = opened("#view=timeline")
        page.focus(".tl-plot")
        _say("zoom and pan, all in view", page.evaluate(FRAMES, KEYS))
        while "density" in page.inner_text(".tl-bar .span"):
            page.keyboard.press("+")
            page.wait_for_timeout(60)
        _say("zoom and pan, single marks", page.evaluate(FRAMES, KEYS))
        page.click('nav.views a[data-view="knew"]')
        _say("as-at step", page.evaluate(STEPS))
        page.click('nav.views a[data-view="chronology"]')
        _say("search of the chronology", page.evaluate(SEARCH))
        _say("presenter, from row to row", opened("#present=all").evaluate(PRESENT))
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
