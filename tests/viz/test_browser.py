"""The page in a real browser, from ``file://``: quiet, reachable by keyboard, readable by all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.viz.conftest import VIEWS, Pages, Watch, axe, views
from tests.viz.synthetic import synthetic
from viz.page import bundle, render_data, render_fragment, style

pytestmark = pytest.mark.browser


def test_quiet_in_every_view(opened: Pages) -> None:
    page = opened()
    for view in views(page):
        assert page.is_visible(f"#{view}")
    page.watch.assert_quiet()


def test_hostile_text_runs_nothing(opened: Pages) -> None:
    page = opened(hostile=True)
    for view in views(page):
        assert page.is_visible(f"#{view}")
    for link in page.query_selector_all("#chronology tbody a.row")[:10]:
        link.click()
    page.click('nav.views a[data-view="enquiry"]')
    for summary in page.query_selector_all(".group > summary"):
        summary.click()
    assert page.evaluate("window.hacked") is None
    assert "<script>" in page.inner_text("#enquiry")
    page.watch.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("width", [1366, pytest.param(320, marks=pytest.mark.thorough)])
def test_axe_finds_nothing(opened: Pages, scheme: str, width: int) -> None:
    # only axe itself needs the policy out of its way; every other test runs under it
    page = opened(width=width, color_scheme=scheme, bypass_csp=True)
    for view in views(page):
        if view == "enquiry":
            page.click(".group > summary")
        if view in ("knew", "chronology"):
            page.locator(
                "#knew td button:visible, #knew .by-fact button:visible, #chronology a.row:visible"
            ).first.click()
        found = axe(page)
        assert found == [], f"{view}: {found}"


@pytest.mark.parametrize(
    ("width", "height"), [(320, 640), (683, 384), (1366, 768)], ids=["320", "200 %", "1366"]
)
def test_nothing_scrolls_sideways(opened: Pages, width: int, height: int) -> None:
    page = opened("#view=enquiry", width=width, height=height, hostile=True)
    page.click(".group > summary")
    for view in views(page):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, view


def test_text_at_200_percent_does_not_scroll_sideways(opened: Pages) -> None:
    page = opened(width=1280)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    for view in views(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, view


def test_overview_fits_one_screen(opened: Pages) -> None:
    page = opened(size=160)
    foot = page.evaluate("document.querySelector('.over').getBoundingClientRect().bottom")
    assert foot <= 768, "is a font as narrow as Arial (fonts-liberation) installed?"


def test_targets_are_large_enough(opened: Pages) -> None:
    page = opened(size=60)
    for view in views(page):
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, select, input, summary, nav a')]
            .filter(e => e.checkVisibility() && !e.closest('.static-drawing'))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([e, b]) => b.width && b.height && (b.width < 24 || b.height < 16
              || (b.height < 24 && e.type !== 'range')))
            .map(([e]) => e.outerHTML.slice(0, 120))"""
        )
        assert small == [], view


def test_keyboard_walks_through_everything(opened: Pages) -> None:
    page = opened()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.dataset?.view ?? document.activeElement.textContent.trim()"
            )
        )
        ring = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return true;
            const s = getComputedStyle(e), b = e.getBoundingClientRect();
            return parseFloat(s.outlineWidth) >= 3 && s.outlineStyle !== 'none'
              && b.bottom > 0 && b.top < innerHeight }"""
        )
        assert ring, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert set(VIEWS) <= reached
    assert {"Larger text", "Dark colours", "Print"} <= reached

    page.focus('nav.views a[data-view="timeline"]')
    page.keyboard.press("Enter")
    page.focus(".tl-plot")
    before = page.inner_text(".tl-bar .span")
    page.keyboard.press("+")
    page.wait_for_function(
        "was => document.querySelector('.tl-bar .span').innerText !== was", arg=before
    )
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(60)
    first = page.inner_text(".detail h2")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(60)
    assert "sel=e-" in page.url
    assert page.inner_text(".detail blockquote") != ""
    page.wait_for_timeout(300)
    assert page.get_attribute(".in-view", "aria-activedescendant") is not None
    assert first

    page.focus('nav.views a[data-view="knew"]')
    page.keyboard.press("Enter")
    page.focus('.matrix button[tabindex="0"]')
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.inner_text(".detail h2") == "GP practice"
    page.watch.assert_quiet()


def test_focus_is_never_under_the_header(opened: Pages) -> None:
    page = opened("#view=chronology", size=60)
    page.focus("#chron-kind")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        clear = page.evaluate(
            """() => { const e = document.activeElement, b = e.getBoundingClientRect();
            const top = document.querySelector('.top');
            return top.contains(e) || b.bottom <= 0 === false
              && b.top >= top.getBoundingClientRect().bottom - 1 }"""
        )
        assert clear, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_matrix_follows_the_as_at_day(opened: Pages) -> None:
    page = opened("#view=knew", size=160)
    late = page.inner_text("#knew .lead")
    held = page.locator("#knew .s-own").count()
    page.fill("#as-at", "3 May 2010")
    page.keyboard.press("Enter")
    assert page.inner_text("#knew .lead").startswith("On 3 May 2010 ")
    assert page.inner_text("#knew .lead") != late
    assert page.locator("#knew .s-own:visible").count() < held
    page.wait_for_timeout(250)
    assert "at=2010-05-03" in page.url
    page.click("text=Later change")
    assert page.input_value("#as-at") != "3 May 2010"
    page.focus(".asat input[type=range]")
    page.keyboard.press("ArrowRight")
    page.fill("#as-at", "31/2/2010")
    page.keyboard.press("Tab")
    assert page.inner_text("#as-at-error") == "Write a day like 14 March 2012."


def test_one_selection_for_every_view_and_back(opened: Pages) -> None:
    page = opened("#view=chronology", size=160)
    page.locator("#chronology tbody a.row").nth(5).click()
    row = page.get_attribute("#chronology tr.chosen", "id")
    assert f"sel={row}" in page.url
    text = page.inner_text(".detail blockquote")
    page.click(".detail >> text=On the timeline")
    assert page.is_visible("#timeline")
    assert page.inner_text(".detail blockquote") == text
    page.go_back()
    assert page.is_visible("#chronology")
    again = opened(f"#{page.url.split('#')[1]}", size=160)
    assert again.get_attribute("#chronology tr.chosen", "id") == row


def test_overview_leads_to_the_line_of_enquiry_and_its_rows(opened: Pages) -> None:
    page = opened()
    page.locator(".three a").first.click()
    assert page.is_visible("#enquiry")
    chosen = page.locator(".finding.chosen")
    assert chosen.locator("blockquote").count() == 3
    top = page.evaluate(
        "document.querySelector('.finding.chosen .ask').getBoundingClientRect().top"
        " - document.querySelector('.top').getBoundingClientRect().bottom"
    )
    assert 0 <= top <= 400
    chosen.locator("a.row").first.click()
    assert page.is_visible(".detail blockquote")
    page.locator("text=Show its rows on the timeline").first.click()
    assert page.is_visible("#timeline")


def test_enquiry_filters(opened: Pages) -> None:
    page = opened("#view=enquiry", size=160)
    every = page.locator(".group:visible").count()
    page.click("text=More filters")
    page.check("#only-certain")
    page.click("text=Unfold all")
    assert page.locator('.finding[data-certain="0"]:visible').count() == 0
    page.select_option("#by-agency", label="Police")
    assert 0 < page.locator(".group:visible").count() < every
    said = page.inner_text("#enquiry .quiet[role=status]")
    assert re.fullmatch(r"\d+ of \d+ lines of enquiry shown, with \d+ of \d+ findings\.", said)


def test_chronology_sorts_and_searches(opened: Pages) -> None:
    page = opened("#view=chronology", size=160)
    page.fill("#words", "neck sister")
    page.wait_for_timeout(250)
    rows = page.locator("#chronology tbody tr")
    assert 0 < rows.count() < 160
    assert all("neck" in text for text in rows.all_inner_texts())
    page.fill("#words", "")
    page.wait_for_timeout(250)
    page.click("#chronology th >> text=Kind")
    assert page.get_attribute("#chronology th:nth-child(3)", "aria-sort") == "ascending"
    kinds = page.locator("#chronology tbody td:nth-child(3)").all_inner_texts()
    assert kinds == sorted(kinds, key=str.lower)


def test_readable_with_javascript_off(opened: Pages) -> None:
    page = opened(java_script_enabled=False)
    for view in VIEWS:
        assert page.is_visible(f"#{view}")
    assert page.is_visible("#timeline svg.drawing")
    assert page.locator("#chronology tbody tr").count() == 60
    assert not page.is_visible(".asat")
    page.locator(".group > summary").first.click()
    assert page.locator(".finding .ask:visible").count() >= 1


def test_paper_has_every_view(opened: Pages) -> None:
    page = opened(size=160)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for view in VIEWS:
        assert page.is_visible(f"#{view}")
    assert page.is_visible("#timeline svg.drawing")
    assert not page.is_visible(".tools")
    assert page.locator("#chronology tbody tr:visible").count() == 160


def test_no_motion(opened: Pages) -> None:
    page = opened(reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.transitionDuration !== '0s' || s.animationName !== 'none' }).length"
    )
    assert moving == 0


def test_narrow_page_lists_instead_of_lanes(opened: Pages) -> None:
    page = opened("#view=timeline", width=320, height=640)
    page.wait_for_selector(".in-view li")
    assert not page.is_visible(".tl-plot")
    page.locator(".in-view li").first.click()
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_another_host_mounts_the_same_fragment(browser: Any, tmp_path: Path) -> None:
    model = synthetic(60)
    place = tmp_path / "host.html"
    place.write_text(
        f"<!DOCTYPE html><html lang=en class=js><meta charset=utf-8><title>A host</title>"
        f"<style>{style()}</style><div id=mine>{render_fragment(model)}</div>"
        f"<script type=application/json id=mine-data>{render_data(model)}</script>"
        f"<script>{bundle()}</script>",
        encoding="utf-8",
    )
    page = browser.new_page()
    watch = Watch(page)
    page.goto(place.as_uri())
    state = page.evaluate(
        """() => { const store = joinedup.mount(document.getElementById('mine'),
        JSON.parse(document.getElementById('mine-data').textContent),
        {address: false, tools: false});
        store.set({view: 'knew'}); return store.state }"""
    )
    assert state["view"] == "knew"
    assert page.is_visible("#knew .matrix")
    assert "#" not in page.url
    assert page.locator("text=Larger text").count() == 0
    watch.assert_quiet()
    page.close()


@pytest.mark.thorough
def test_five_thousand_rows_stay_quick(opened: Pages) -> None:
    page = opened(size=5000)
    assert int(page.get_attribute("html", "data-ready")) < 3000  # the benchmark holds the figure
    page.click('nav.views a[data-view="timeline"]')
    assert "drawn as density" in page.inner_text(".tl-bar .span")
    nearer = page.locator(".along button", has_text="Zoom in")
    for _ in range(12):
        nearer.click()
    page.wait_for_timeout(150)
    assert "drawn as density" not in page.inner_text(".tl-bar .span")
    page.click('nav.views a[data-view="chronology"]')
    assert page.locator("#chronology tbody tr").count() == 200
    page.watch.assert_quiet()


def test_the_question_stands_over_every_view(opened: Pages) -> None:
    page = opened()
    for _ in views(page):
        assert page.is_visible("text=Who knew what, and when?")


def test_overview_says_the_day_and_clips_nothing(opened: Pages) -> None:
    page = opened(size=160)
    page.fill("#as-at", "3 May 2010")
    page.keyboard.press("Enter")
    assert page.inner_text("#overview .lead").startswith("On 3 May 2010 ")
    clipped = page.evaluate(
        """() => [...document.querySelectorAll('#overview :is(a, p, li, h3)')]
        .filter(e => e.scrollHeight > e.clientHeight + 2)
        .filter(e => getComputedStyle(e).overflow !== 'visible')
        .length"""
    )
    assert clipped == 0


def test_narrow_matrix_is_a_list_by_thing_known(opened: Pages) -> None:
    page = opened("#view=knew", width=320, height=640, size=160)
    assert not page.is_visible("#knew table.matrix")
    page.locator(".by-fact section button").first.click()
    assert page.is_visible(".detail h2")
    assert page.locator('.by-fact button[aria-current="true"]').count() == 1
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.by-fact') !== null")
