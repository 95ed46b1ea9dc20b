"""The lanes as they are used: filters, order, dates, counts, a line of enquiry of its own."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.viz.conftest import Pages, until

pytestmark = pytest.mark.browser

SAYS = ".tl-bar .span"


def rows_said(page: Any) -> int:
    page.wait_for_timeout(80)
    found = re.search(r"([\d,]+) rows?\b", page.inner_text(SAYS))
    assert found is not None
    return int(found.group(1).replace(",", ""))


def lanes(page: Any) -> list[str]:
    names = page.evaluate(
        """() => [...document.querySelectorAll('.tl-name:not(.curve-name)')]
        .map(e => (e.querySelector('button') ?? e.querySelector('span') ?? e).textContent)"""
    )
    return [name.removeprefix("▸").strip() for name in names]


def listed(page: Any) -> list[str]:
    page.wait_for_timeout(350)
    return list(page.locator(".in-view li").all_inner_texts())


def test_rows_that_name_somebody(opened: Pages) -> None:
    page = opened("#view=timeline", size=160)
    every = rows_said(page)
    assert "not shown" not in page.inner_text(SAYS)
    page.select_option("#tl-about", label="Adult P (the defendant)")
    fewer = rows_said(page)
    assert 0 < fewer < every
    assert (
        page.inner_text(SAYS)
        .rstrip(".")
        .endswith(f"{every - fewer} rows that do not name Adult P are not shown")
    )
    ids = page.eval_on_selector_all(".in-view li", "list => list.map(li => li.dataset.event)")
    who = page.eval_on_selector_all(
        "#chronology tbody tr", "list => list.map(tr => tr.cells[3].textContent)"
    )
    assert ids
    assert all("Adult P" in who[int(n)] for n in ids)
    page.click('nav.views a[data-view="knew"]')
    page.click('nav.views a[data-view="timeline"]')
    assert rows_said(page) == fewer
    page.watch.assert_quiet()


def test_lanes_in_another_order(opened: Pages) -> None:
    page = opened("#view=timeline", size=160)
    before = lanes(page)
    assert before[0].startswith("Life events")
    page.select_option("#tl-order", label="number of rows that name Adult P")
    counts = [
        int(text.split()[0])
        for text in page.locator(".tl-name:not(.informal) small").all_inner_texts()
        if "row" in text
    ]
    assert len(counts) == 9
    assert counts == sorted(counts, reverse=True)
    informal = page.eval_on_selector_all(
        ".tl-name:not(.curve-name)", "list => list.map(e => e.classList.contains('informal'))"
    )
    assert informal == sorted(informal), "informal sources stand after the agencies"
    assert page.locator(".tl-name.divided").count() == 2
    page.set_viewport_size({"width": 1000, "height": 700})
    page.select_option("#tl-order", label="first row")
    cut = "[...document.querySelectorAll('.tl-name')].filter(e => e.scrollHeight > e.clientHeight)"
    until(page, f"!{cut}.length")  # a name of two lines, and its day below it
    page.select_option("#tl-order", label="as in the case")
    assert lanes(page) == before
    page.watch.assert_quiet()


def test_a_life_event_stands_in_two_lanes_and_is_counted_once(opened: Pages) -> None:
    page = opened("#view=timeline", size=60)
    page.select_option("#tl-span", label="everything")
    dated = page.eval_on_selector_all(
        "#chronology tbody tr",
        "list => list.filter(tr => !/undated/.test(tr.cells[0].textContent)).length",
    )
    assert rows_said(page) == dated
    assert len(listed(page)) == dated


def test_going_to_a_date(opened: Pages) -> None:
    page = opened("#view=timeline", size=160)
    page.select_option("#tl-span", label="a month")
    page.fill("#tl-goto", "14/3/2011")
    before = page.inner_text(SAYS)
    page.keyboard.press("Enter")
    until(page, "said => document.querySelector(said[0]).innerText !== said[1]", [SAYS, before])
    said = page.inner_text(SAYS)
    assert re.match(r"2[678] February 2011 to (29|30) March 2011", said), said
    assert page.locator("svg .goal-text").text_content() == "14 March 2011"
    assert page.inner_text("#tl-goto-says") == ""
    page.fill("#tl-goto", "31/2/2011")
    page.get_by_role("button", name="Go", exact=True).click()
    assert "is not a day" in page.inner_text("#tl-goto-says")
    assert page.get_attribute("#tl-goto", "aria-invalid") == "true"
    assert page.inner_text(SAYS) == said
    page.fill("#tl-goto", "1 January 1066")
    page.keyboard.press("Enter")
    assert "lies outside these records" in page.inner_text("#tl-goto-says")
    page.watch.assert_quiet()


def test_spans_by_choice_and_by_key(opened: Pages) -> None:
    page = opened("#view=timeline", size=160)
    page.focus(".tl-plot")
    said, before = [], page.inner_text(SAYS)
    for key in "ymwd":
        page.keyboard.press(key)
        until(page, "said => document.querySelector(said[0]).innerText !== said[1]", [SAYS, before])
        before = page.inner_text(SAYS)
        said.append(before.split(":")[0])
    assert len(set(said)) == 4
    first, last = said[3].split(" to ")
    assert first != last or first
    page.keyboard.press("+")
    assert page.input_value("#tl-span") == ""
    page.keyboard.press("Home")
    assert page.input_value("#tl-span") == "all"
    page.keyboard.press("s")
    assert page.input_value("#tl-span") in ("scope", "all")
    page.keyboard.press("g")
    assert page.evaluate("document.activeElement.id") == "tl-goto"
    page.focus(".keys summary")
    page.keyboard.press("Enter")
    assert page.is_visible("text=go to a date")
    page.watch.assert_quiet()


def test_more_rows_than_fit_are_counted_and_listed(opened: Pages) -> None:
    page = opened("#view=timeline", size=900, height=700)
    while "density" in page.inner_text(SAYS):
        page.click("text=Zoom in")
        page.wait_for_timeout(60)
    counts = page.locator("svg .count")
    assert counts.count() > 3
    drawn_and_counted = page.evaluate(
        """() => [...document.querySelectorAll('svg .count')]
        .map(e => Number(e.textContent.replace('+', ''))).reduce((a, b) => a + b, 0)"""
    )
    assert drawn_and_counted > 0
    box = counts.first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "/: \\d+ rows$/.test(document.querySelector('.in-view-head h3').textContent)")
    rows = listed(page)
    heading = page.inner_text(".in-view-head h3")
    said = re.search(r": (\d+) rows$", heading)
    assert said is not None
    assert len(rows) == int(said.group(1)) >= 2
    lane = heading.split(",")[0]
    assert all(lane in row for row in rows) or lane == "Life events"
    assert page.evaluate("document.activeElement.tagName") == "H3"
    page.click("text=List every row in view")
    until(page, "document.querySelectorAll('.in-view li').length > 50")
    assert len(listed(page)) > len(rows)
    page.focus(".tl-plot")
    page.keyboard.press("n")
    assert len(listed(page)) >= 2
    page.focus(".stacks summary")
    page.keyboard.press("Enter")
    page.wait_for_timeout(60)
    page.locator(".stacks li button").last.click()
    assert listed(page)
    assert page.locator(".stacks li button").last.inner_text() == page.inner_text(
        ".in-view-head h3"
    )
    page.watch.assert_quiet()


def test_a_line_of_enquiry_has_the_lanes_to_itself(opened: Pages) -> None:
    page = opened("#view=enquiry", size=160)
    every = opened("#view=timeline", size=160).locator(".tl-name").count()
    for summary in page.query_selector_all(".group > summary"):
        summary.click()
    finding = page.locator(".finding:visible").nth(6)
    question = finding.locator(".ask").inner_text()
    agencies = finding.get_attribute("data-agencies")
    finding.locator("text=Show its rows on the timeline").click()
    page.wait_for_timeout(150)
    assert page.inner_text(".tl-ask .ask") == question
    shown = page.locator(".tl-name:not(.curve-name)").count()
    assert len(agencies.split()) <= shown < every - 1
    assert len(listed(page)) == 3
    assert "not shown" in page.inner_text(SAYS)
    # reading one of its rows leaves the question where it is
    page.locator(".in-view li").first.click()
    assert page.inner_text(".tl-ask .ask") == question
    page.click("text=Show every lane")
    assert page.locator(".tl-name").count() == every
    page.click("text=Show only its lanes")
    page.click("text=Back to the line of enquiry")
    assert page.is_visible("#enquiry")
    assert page.locator(".finding.chosen .ask").inner_text() == question
    page.click('nav.views a[data-view="timeline"]')
    page.click("text=Close detail")
    page.wait_for_timeout(60)
    assert not page.is_visible(".tl-ask")
    assert page.locator(".tl-name").count() == every
    page.watch.assert_quiet()


def test_density_keeps_dates_in_doubt(opened: Pages) -> None:
    page = opened("#view=timeline", size=2000)
    assert "drawn as density" in page.inner_text(SAYS)
    assert page.get_attribute("svg .doubt", "d")
    assert page.get_attribute("svg .lasting", "d")


def test_narrow_page_can_still_leave_rows_out(opened: Pages) -> None:
    page = opened("#view=timeline", width=320, height=640)
    every = rows_said(page)
    page.select_option("#tl-about", label="Child C (child, aged 4)")
    assert 0 < rows_said(page) < every
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_hostile_names_stand_as_text(opened: Pages) -> None:
    page = opened("#view=timeline", hostile=True)
    assert "DROP TABLE" in page.inner_text("#tl-about")
    page.select_option("#tl-about", index=1)
    page.select_option("#tl-order", index=4)
    page.wait_for_timeout(60)
    assert page.evaluate("window.hacked") is None
    page.watch.assert_quiet()
