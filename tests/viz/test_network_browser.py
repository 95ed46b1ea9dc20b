"""The network in the browser: it says what Python says on any day, and every line has its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphdb.dates import MINUTES_PER_DAY
from tests.viz.conftest import Pages, Watch, until
from tests.viz.synthetic import synthetic
from viz.axis import day_in_words
from viz.model import LinkKind
from viz.netdraw import Network, tally
from viz.page import render

pytestmark = pytest.mark.browser
LEAD = "#network [data-net=say]"
ALL = ("Contacts", "Shares", "Meetings", "Contacts of children and others")


def go_to(page: Any, day: str) -> None:
    page.fill("#as-at", day)
    page.keyboard.press("Enter")


def lines(page: Any) -> list[tuple[str, ...]]:
    """Return the rows of the table that can be seen."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('#network table.net tbody tr')]
        .filter(row => !row.hidden)
        .map(row => [...row.cells].map(cell => cell.textContent))"""
    )
    return [tuple(row) for row in found]


def test_nothing_of_the_map_runs_before_it_is_looked_at(opened: Pages) -> None:
    page = opened()
    assert page.evaluate("typeof globalThis.vis") == "undefined"
    page.click('nav.views a[data-view="network"]')
    page.wait_for_selector("#network .net-map canvas")
    assert page.evaluate("typeof globalThis.vis") == "object"
    page.watch.assert_quiet()


def test_the_key_says_what_is_counted_and_how_the_case_map_counts(opened: Pages) -> None:
    page = opened("#view=network")
    key = page.inner_text(".net-key")
    assert "Tellings are counted by row here" in key and "The case map counts a telling once" in key


def test_sentences_and_counts_are_those_of_python_on_any_day(opened: Pages) -> None:
    page = opened("#view=network", size=400)
    for name in ALL:
        page.get_by_label(name, exact=True).check()
    model = synthetic(400)
    network = Network(model)
    first, last = model.header.first, model.header.last
    for step in range(7):
        minute = first + (last - first) * step // 6
        minute += MINUTES_PER_DAY - 1 - minute % MINUTES_PER_DAY
        go_to(page, day_in_words(minute))
        assert page.inner_text(LEAD) == " ".join(network.sentences(minute))
        expected = set()
        for tie in network.ties:
            found = tally(tie, minute)
            if found.count or found.maybe:
                since = "possibly" if found.since is None else day_in_words(found.since)
                ends = network.name(tie.source), network.name(tie.target)
                expected.add((ends[0], network.what(tie), ends[1], since))
        assert {row[:4] for row in lines(page)} == expected
    page.watch.assert_quiet()


def test_choosing_a_line_gives_its_rows(opened: Pages) -> None:
    page = opened("#view=network", size=400)
    network = Network(synthetic(400))
    minute = network.model.header.as_at
    tie = next(t for t in network.ties if t.kind is LinkKind.SHARE and tally(t, minute).both)
    name = f"{network.name(tie.source)} told {network.name(tie.target)}"
    page.get_by_role("button", name=name, exact=True).click()
    assert page.inner_text(".detail h2") == name
    rows = page.locator(".detail .chain > li")
    found = tally(tie, minute)
    assert rows.count() == found.count + found.maybe
    both = page.locator(".detail .chain > li:has-text('Both records have it.')")
    assert both.count() >= found.both
    assert page.locator("#network tr.chosen").count() == 1
    link = page.locator(".detail .chain a").first
    row = link.get_attribute("href")
    link.click()
    assert page.evaluate("location.hash").endswith(f"sel={row[1:]}")
    page.watch.assert_quiet()


def test_looking_at_one_agency_leaves_its_lines(opened: Pages) -> None:
    page = opened("#view=network", size=400)
    everybody = len(lines(page))
    page.select_option(".net-bar select", label="GP practice")
    rows = lines(page)
    assert 0 < len(rows) < everybody
    assert all("GP practice" in (row[0], row[2]) for row in rows)
    assert page.inner_text(".detail h2") == "GP practice"
    address = page.url
    again = opened("#" + address.split("#")[1], size=400)
    assert again.input_value(".net-bar select") == page.input_value(".net-bar select")
    page.select_option(".net-bar select", "")
    assert len(lines(page)) == everybody


def test_teams_and_kinds_are_switched(opened: Pages) -> None:
    page = opened("#view=network", size=400)
    whole = lines(page)
    page.get_by_label("Shares", exact=True).uncheck()
    assert {row[1] for row in lines(page)} == {row[1] for row in whole} - {"told"}
    page.get_by_label("Shares", exact=True).check()
    page.get_by_label("Teams", exact=True).check()
    split = lines(page)
    assert len(split) > len(whole)
    assert any(", " in row[0] for row in split)
    page.watch.assert_quiet()


def test_the_map_is_for_the_eye_and_all_of_it_is_in_reach_of_keys(opened: Pages) -> None:
    page = opened("#view=network")
    assert page.get_attribute(".net-map", "aria-hidden") == "true"
    assert page.locator(".net-map [tabindex]:not([tabindex='-1']), .net-map button").count() == 0
    page.focus("#network table.net tbody tr:not([hidden]) button")
    page.keyboard.press("Enter")
    assert page.is_visible(".detail h2")


def test_a_click_on_the_map_chooses(opened: Pages) -> None:
    page = opened("#view=network")
    page.wait_for_selector("#network .net-map canvas")
    page.wait_for_timeout(300)
    box = page.locator("#network .net-map").bounding_box()
    for down in range(10, 95, 5):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * down / 100)
        page.wait_for_timeout(80)
        if "sel=net-" in page.url:
            break
    assert "sel=net-" in page.url
    assert page.is_visible(".detail h2")
    page.watch.assert_quiet()


def test_the_map_moves_with_the_day(opened: Pages) -> None:
    page = opened("#view=network", size=400)
    page.wait_for_timeout(300)

    def pixels() -> str:
        return str(page.evaluate("document.querySelector('.net-map canvas').toDataURL()"))

    late = pixels()
    page.focus("#as-at")
    go_to(page, day_in_words(synthetic(400).header.first))
    page.wait_for_timeout(300)
    assert pixels() != late
    go_to(page, day_in_words(synthetic(400).header.as_at))
    page.wait_for_timeout(300)
    assert pixels() == late  # nothing has changed its place


def test_an_agency_lives_with_its_teams_and_nobody_stands_before_lines_of_others(
    opened: Pages,
) -> None:
    page = opened("#view=network", size=400)
    page.evaluate(
        """() => { globalThis.words = {}; const { prototype } = CanvasRenderingContext2D;
        const put = prototype.fillText;
        prototype.fillText = function (text, ...rest) {
          words[text] = this.fillStyle; put.call(this, text, ...rest) } }"""
    )

    def drawn(box: str) -> dict[str, str]:
        page.evaluate("() => { globalThis.words = {} }")
        page.get_by_label(box, exact=True).check()
        page.wait_for_timeout(150)
        return dict(page.evaluate("words"))

    victim, child = (
        next(p.label for p in synthetic(400).network.people if (p.side == 0) == other)
        for other in (False, True)
    )
    words = drawn("Teams")
    assert words["GP practice"] == words[victim]
    assert child not in words
    assert child in drawn("Contacts of children and others")
    page.watch.assert_quiet()


def test_hostile_names_are_drawn_and_nothing_else(opened: Pages) -> None:
    page = opened("#view=network", hostile=True)
    page.wait_for_selector("#network .net-map canvas")
    page.get_by_label("Teams", exact=True).check()
    page.locator(".net-bar select").select_option(index=2)
    page.wait_for_timeout(200)
    assert page.evaluate("globalThis.hacked ?? globalThis.pwned ?? null") is None
    assert page.locator("#network :is(img, iframe, script, b, a[href^='http'])").count() == 0
    page.watch.assert_quiet()


def test_a_page_without_the_map_keeps_its_table(browser: Any, tmp_path: Path) -> None:
    place = tmp_path / "plain.html"
    place.write_text(render(synthetic(60), network=False), encoding="utf-8")
    page = browser.new_page()
    try:
        watch = Watch(page)
        page.goto(place.as_uri() + "#view=network")
        page.wait_for_selector("html[data-ready]")
        assert page.is_visible("text=The map was left out of this page")
        assert page.locator("#network table.net tbody tr").count() > 5
        watch.assert_quiet()
    finally:
        page.close()


def test_narrow_windows_have_the_table(opened: Pages) -> None:
    page = opened("#view=network", width=320, height=640)
    assert not page.is_visible(".net-map")
    assert page.is_visible("#network table.net")
    assert page.is_visible("text=The map needs a wider window")
    width = "document.querySelector('#network caption').getBoundingClientRect().width"
    assert page.evaluate(width) > 250
    until(page, "document.documentElement.scrollWidth <= innerWidth")
