"""The integrated chronology: sorted, searched, filtered, its columns chosen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.viz.conftest import Pages, axe

pytestmark = pytest.mark.browser
ROWS = "#chronology tbody tr"
SAID = "#chronology [data-slot=search] > [role=status]"


def shown(page: Any) -> int:
    return int(page.locator(ROWS).count())


def test_every_filter_says_how_much_it_leaves(opened: Pages) -> None:
    page = opened("#view=chronology", size=160)
    assert page.inner_text(SAID) == "160 rows; all of them are shown."
    page.click("text=More filters")
    every = shown(page)
    for set_it, column, wanted in (
        (lambda: page.select_option("#chron-source", label="Police"), 2, "Police"),
        (lambda: page.select_option("#chron-kind", label="Disclosure"), 3, "Disclosure"),
        (lambda: page.select_option("#chron-person", label="Child C"), 4, "Child C"),
        (lambda: page.check("#chron-uncoded"), 3, "Not coded"),
    ):
        set_it()
        left = shown(page)
        assert 0 < left < every
        assert page.inner_text(SAID).startswith(f"{left} of 160 rows")
        cells = page.locator(f"{ROWS} td:nth-child({column})").all_inner_texts()
        assert all(wanted in cell for cell in cells), cells
        page.click("text=Clear filters")
        assert shown(page) == every
    page.check("#chron-cited")
    cited = shown(page)
    assert 0 < cited < every
    page.click("text=Clear filters")
    option = page.locator("#chron-line optgroup option").first
    page.select_option("#chron-line", option.get_attribute("value"))
    assert shown(page) == 3
    page.watch.assert_quiet()


def test_days_from_and_to_keep_what_may_fall_between(opened: Pages) -> None:
    page = opened("#view=chronology", size=160)
    page.click("text=More filters")
    page.fill("#chron-from", "1/5/2010")
    page.fill("#chron-to", "30 June 2010")
    page.keyboard.press("Tab")
    said = page.inner_text(SAID)
    assert re.fullmatch(
        r"\d+ of 160 rows; all of them are shown\. \d+ rows of these have no date and may fall on "
        r"any day\.",
        said,
    )
    assert 0 < shown(page) < 60
    # a stretch that reaches in stays; a day before or after does not
    dates = page.locator(f"{ROWS} td:first-child").all_inner_texts()
    assert any("to " in d or "between" in d for d in dates)
    assert not any(re.match(r"\d+ (April|July) 2010(\n|$)", d) for d in dates)
    page.fill("#chron-to", "31/6/2010")
    page.keyboard.press("Tab")
    assert page.inner_text("#chron-error") == "Write a day like 14 March 2012."
    assert page.get_attribute("#chron-to", "aria-invalid") is not None


def test_sorting_by_keyboard_says_its_direction(opened: Pages) -> None:
    page = opened("#view=chronology", size=160)
    for n in range(1, 7):
        header = f"#chronology th:nth-child({n})"
        page.focus(f"{header} button")
        if n > 1:
            page.keyboard.press("Enter")
        assert page.get_attribute(header, "aria-sort") == "ascending"
        up = page.locator(f"{ROWS} td:nth-child({n})").all_inner_texts()
        page.keyboard.press(" ")
        assert page.get_attribute(header, "aria-sort") == "descending"
        down = page.locator(f"{ROWS} td:nth-child({n})").all_inner_texts()
        assert down[0] != up[0]
        assert page.locator("#chronology th[aria-sort]").count() == 1
        assert page.evaluate("document.activeElement.closest('th') !== null")


def test_columns_go_and_come_and_the_date_stays(opened: Pages) -> None:
    page = opened("#view=chronology")
    page.click('summary:text("Columns")')
    boxes = page.locator("#chronology input[id^=column-]")
    assert boxes.count() == 5
    for n in range(5):
        boxes.nth(n).uncheck()
    assert page.locator("#chronology thead th:visible").all_inner_texts() == ["Date ▲"]
    assert page.locator(f"{ROWS} >> nth=0").locator("td:visible").count() == 1
    page.locator(f"{ROWS} a.row").first.click()
    assert page.is_visible(".detail blockquote")
    boxes.nth(3).check()
    assert page.is_visible(f"{ROWS} td:nth-child(5)")
    # paper has them all
    page.emulate_media(media="print")
    assert page.locator(f"{ROWS} >> nth=0").locator("td:visible").count() == 6


@pytest.mark.thorough
def test_the_chosen_row_is_in_sight(opened: Pages) -> None:
    page = opened("#view=chronology", size=5000)
    last = page.evaluate("joinedup && document.querySelectorAll('#chronology tbody tr').length")
    assert last == 200
    page.click("text=Show all")
    assert shown(page) == 5000
    row = page.locator(ROWS).nth(4000).get_attribute("id")
    again = opened(f"#view=chronology&sel={row}", size=5000)
    again.wait_for_timeout(200)
    assert again.locator("#chronology tr.chosen").get_attribute("id") == row
    inside = again.evaluate(
        """() => { const b = document.querySelector('tr.chosen').getBoundingClientRect();
        return b.bottom > 0 && b.top < innerHeight }"""
    )
    assert inside


def test_searching_five_thousand_rows_lays_out_one_page(opened: Pages) -> None:
    page = opened("#view=chronology", size=5000)
    page.fill("#words", "neck")
    page.wait_for_timeout(400)
    said = page.inner_text(SAID)
    assert re.match(r"[\d,]+ of 5,000 rows; the first 200 are shown\.", said), said
    assert shown(page) == 200


@pytest.mark.parametrize(
    "width",
    [320, pytest.param(683, marks=pytest.mark.thorough), 1366],
)
def test_open_filters_pass_axe_and_do_not_scroll_sideways(opened: Pages, width: int) -> None:
    page = opened("#view=chronology", width=width, bypass_csp=True, hostile=True)
    page.click("text=More filters")
    page.click('summary:text("Columns")')
    page.fill("#chron-from", "nonsense")
    page.keyboard.press("Tab")
    found = axe(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
