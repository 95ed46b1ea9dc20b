"""Printing the page (Ctrl+P): every view, as at the chosen day, marked and numbered, whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.viz.conftest import Pages
from tests.viz.synthetic import synthetic

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.browser

BEFORE, AFTER = (
    "dispatchEvent(new Event('beforeprint'))",
    "dispatchEvent(new Event('afterprint'))",
)
STAMP = "OFFICIAL-SENSITIVE · Status: restricted"


def sheets(page: Any) -> list[str]:
    data = page.pdf(prefer_css_page_size=True, print_background=False)
    reader = pypdf.PdfReader(BytesIO(data))
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (842, 595)
    }
    return [" ".join(p.extract_text().replace("\0", "").split()) for p in reader.pages]


@pytest.mark.thorough
def test_every_sheet_is_marked_and_none_is_empty(opened: Pages) -> None:
    page = opened()
    found = sheets(page)
    for number, text in enumerate(found, start=1):
        assert text.count(STAMP) == 2, number
        assert f"Page {number} of {len(found)}" in text
        assert "demo · Review into the death of Adult V" in text
        assert "As at 16 November 2012" in text
        assert len(text) > 260, f"sheet {number} is as good as empty: {text}"
    page.watch.assert_quiet()


@pytest.mark.thorough
def test_paper_follows_the_chosen_day(opened: Pages) -> None:
    """The views that paper shows are made as at that day, opened or not."""
    page = opened("#view=enquiry&at=2011-03-14")
    found = sheets(page)
    whole = " ".join(found)
    assert all("As at 14 March 2011" in text for text in found)
    assert "What records show was known on 14 March 2011" in whole
    assert "16 November 2012" not in whole.replace("17 November 2012", "")
    assert whole.count("On 14 March 2011") == 2  # overview, who knew


def test_the_matrix_is_printed_in_parts(opened: Pages) -> None:
    page = opened("#view=knew")
    names = page.eval_on_selector_all(
        "#knew .matrix thead th", "all => all.slice(1).map(one => one.textContent)"
    )
    page.evaluate(BEFORE)
    page.emulate_media(media="print")
    parts = page.evaluate(
        "[...document.querySelectorAll('#knew table.matrix')].filter(t => t.offsetHeight)"
        ".map(t => [t.caption.textContent, ...[...t.tHead.rows[0].cells].map(c => c.textContent)])"
    )
    assert [part[0].split(": ")[1] for part in parts] == ["part 1 of 2", "part 2 of 2"]
    assert [name for part in parts for name in part[2:]] == names
    assert all(part[1] == "What was known" for part in parts)
    page.evaluate(AFTER)
    page.emulate_media(media="screen")
    assert page.locator("#knew table.matrix").count() == 1
    assert page.is_visible("#knew table.matrix")


@pytest.mark.thorough
def test_paper_has_every_row_of_every_line(opened: Pages) -> None:
    """Unfolded, filtered or neither: paper cites all, and afterwards all is as it was."""
    page = opened("#view=enquiry", size=400)
    page.locator(".group > summary").first.click()
    page.click("#enquiry summary:has-text('More filters')")
    page.check("#only-certain")
    before = page.inner_html("#enquiry")
    page.evaluate(BEFORE)
    page.emulate_media(media="print")
    model = synthetic(400)
    for f in model.findings:
        finding = page.locator(f'[id="{f.finding_id}"]')
        assert finding.is_visible(), "a filter must not thin out paper unseen"
        assert finding.locator(".rows a").count() == len(f.evidence)
    page.evaluate(AFTER)
    page.emulate_media(media="screen")
    assert page.inner_html("#enquiry") == before
    page.watch.assert_quiet()


@pytest.mark.thorough
def test_nothing_on_paper_is_smaller_than_eight_points(opened: Pages) -> None:
    page = opened("#view=knew")
    page.evaluate(BEFORE)
    page.emulate_media(media="print")
    # a pixel of CSS is 0.75 points; drawings are scaled to the width of the page
    small = page.evaluate(
        """() => {
        const found = [];
        const walk = document.createTreeWalker(document.querySelector('#joinedup'), 4);
        while (walk.nextNode()) {
          const node = walk.currentNode, box = node.parentElement;
          if (!node.textContent.trim() || !box.checkVisibility() || box.closest('.sr')) continue;
          let size = parseFloat(getComputedStyle(box).fontSize) * 0.75;
          const svg = box.closest('svg');
          if (svg) size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          if (size < 7.99) found.push([size, box.className, node.textContent.slice(0, 40)]);
        }
        return found;
      }"""
    )
    assert small == []


def test_nothing_on_paper_runs_off_its_edge(opened: Pages) -> None:
    page = opened(width=1032, height=700)  # A4 across, within its margins
    page.evaluate(BEFORE)
    page.emulate_media(media="print")
    wide = page.evaluate(
        "[...document.querySelectorAll('#joinedup *')].filter(e => e.checkVisibility() &&"
        " !e.closest('.sr') && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []


@pytest.mark.thorough
@pytest.mark.parametrize("words", ["", "hostile"])
def test_a_chronology_of_many_pages_repeats_its_head(
    opened: Callable[..., Any], words: str
) -> None:
    page = opened(size=110, hostile=bool(words))
    printed = sheets(page)
    found = [s for s in printed if "What was recorded" in s and "Document and row" in s]
    rows = [s for s in printed if re.search(r"Row \d+\. ", s)]
    assert len(found) == len(rows) > 3
    page.watch.assert_quiet()


def test_paper_without_a_script(opened: Pages) -> None:
    found = sheets(opened(java_script_enabled=False))
    assert all(text.count(STAMP) == 2 for text in found)
    assert all("As at 16 November 2012" in text for text in found)
    assert "What records show was known on 16 November 2012" in " ".join(found)


def test_every_view_has_its_heading_and_no_sheet_asks_for_anything(opened: Pages) -> None:
    page = opened()
    found = sheets(page)
    for heading in ("Timeline", "Who knew", "Lines of enquiry", "Network", "Integrated chronology"):
        assert any(f" {heading} " in text for text in found), heading
    # what is chosen with the mouse is not on paper
    assert not any("Who knew what on the day of" in text for text in found)


def test_nothing_on_a_sheet_is_narrower_than_its_room(opened: Pages) -> None:
    page = opened()
    page.evaluate(BEFORE)
    page.set_viewport_size({"width": 1032, "height": 690})
    page.emulate_media(media="print")
    narrow = page.evaluate(
        "[...document.querySelectorAll('#conversations, #cannot-tell, #enquiry .more, .counted')]"
        ".map(e => e.offsetWidth / e.parentElement.clientWidth).filter(part => part < 0.9)"
    )
    assert narrow == []
    kinds = page.evaluate(
        "[...document.querySelectorAll('.chron thead th')].map(e => e.offsetWidth)"
    )
    assert min(kinds[2:4]) > 120
