"""The example's page: what a chair opens first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

import joinedup
from tests.viz.test_browser import Watch
from viz.build import build_page_model
from viz.model import PageModel
from viz.page import render

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"


@pytest.fixture(scope="module")
def model() -> PageModel:
    case = joinedup.load(EXAMPLE)
    return build_page_model(case.view, case.known, case.answers, case.vocabulary)


def _text_of(path: Path) -> int:
    """Return the bytes of text that a file of the input holds, whatever is wrapped around it."""
    if path.suffix == ".docx":
        cells = [c.text for t in Document(str(path)).tables for r in t.rows for c in r.cells]
    elif path.suffix == ".xlsx":
        sheets = load_workbook(path, read_only=True)
        cells = [str(v or "") for s in sheets for r in s.iter_rows(values_only=True) for v in r]
    else:
        return path.stat().st_size
    return sum(len(cell.encode()) for cell in cells)


def test_budget(model: PageModel) -> None:
    text = sum(_text_of(path) for path in EXAMPLE.glob("chronologies/*"))
    plain, whole = (len(render(model, network=n).encode()) for n in (False, True))
    assert plain <= 250_000 + 2 * text + 300 * len(model.events)
    assert whole <= plain + 560_000


def test_at_most_fifteen_lines_before_unfolding(model: PageModel) -> None:
    assert 0 < len(model.groups) <= 15
    assert len(model.sentences) == 3
    assert all(s.finding_id for s in model.sentences)


def test_opens_on_the_day_before_the_fatal_incident(model: PageModel) -> None:
    assert model.header.death_from is not None
    assert model.header.as_at // 1440 == model.header.death_from // 1440 - 1


@pytest.mark.browser
def test_first_look(browser: Any, model: PageModel, tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_text(render(model), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    watch = Watch(page)
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")
    foot = page.evaluate("document.querySelector('.over').getBoundingClientRect().bottom")
    assert foot <= 768, "is a font as narrow as Arial (fonts-liberation) installed?"
    page.locator(".three a").first.click()
    assert page.is_visible(".finding.chosen blockquote")
    page.click('nav.views a[data-view="knew"]')
    page.locator("#knew .s-told").first.click()
    assert page.locator(".detail .chain li").count() >= 2
    page.click('nav.views a[data-view="timeline"]')
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    watch.assert_quiet()
    page.close()


@pytest.mark.browser
def test_what_to_ask_about_first_and_who_was_not_at_the_marac(
    browser: Any, model: PageModel, tmp_path: Path
) -> None:
    place = tmp_path / "report.html"
    place.write_text(render(model), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    watch = Watch(page)
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.click("text=Health Visiting to Calderwick Road Surgery")
    assert page.evaluate("document.activeElement.id") == "conversations"
    # its heading stands below the header that sticks, and the first of them below it
    top, first_top, header = page.evaluate(
        """() => ['#h-conversations', '#conversations li', '.top'].map((one, n) =>
        document.querySelector(one).getBoundingClientRect()[n < 2 ? 'top' : 'bottom'])"""
    )
    assert header <= top < first_top < 500
    first = page.locator("#conversations > ol > li").first
    assert "297 days earlier than the end" in first.inner_text()
    assert "does not show that anybody was bound to tell" in first.inner_text()
    first.locator(".notes a").first.click()
    assert page.is_visible(".detail blockquote")
    meeting = next(e for e in model.events if e.there and "MARAC" in e.text)
    page.evaluate(f"location.hash = '#view=timeline&sel={meeting.event_id}'")
    page.wait_for_timeout(150)
    said = page.inner_text(".detail")
    assert "Named as there: " in said
    assert "With no record that they were there, by the end of" in said
    page.locator('.detail a[href^="#cell-"]').first.click()
    assert page.is_visible("#knew .matrix")
    assert "How do we know?" in page.inner_text(".detail")
    watch.assert_quiet()


@pytest.mark.browser
def test_the_second_assault_and_the_marac_are_two_steps_away(
    browser: Any, model: PageModel, tmp_path: Path
) -> None:
    place = tmp_path / "report.html"
    place.write_text(render(model), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    watch = Watch(page)
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")

    def go(view: str, words: str) -> None:
        options = page.locator(f"{view} .key-days option").all_text_contents()
        found = next(n for n, option in enumerate(options) if option.startswith(words))
        page.locator(f"{view} .key-days select").select_option(index=found)
        page.locator(f"{view} .key-days button").click()

    page.locator("#overview .key-days button").click()  # nothing is chosen yet
    assert page.is_visible("#overview")
    go("#overview", "2nd assault: 18 December 2010")
    assert page.is_visible("#knew .matrix")
    assert page.input_value("#as-at") == "18 December 2010"
    assert page.inner_text(".detail h2").startswith("18 December 2010")
    gp = page.locator("#knew .sums").first.locator('[data-agency="Calderwick Road Surgery"]')
    assert gp.inner_text().startswith("3 of 10")
    go("#knew", "MARAC: 26 September 2012")
    assert page.inner_text(".detail h3 >> nth=0") == "Who was not there, and what they held"
    first = page.locator(".detail li", has_text="Calderwick Road Surgery held").first
    assert first.bounding_box()["y"] < 768
    watch.assert_quiet()
    page.close()
