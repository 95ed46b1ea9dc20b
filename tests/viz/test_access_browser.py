"""What axe cannot see of WCAG 2.2: where the focus is, how large things are, what is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.viz.conftest import Pages, until, views

pytestmark = pytest.mark.browser

# what the success criterion on text spacing (1.4.12) asks for
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""

# Every control gets the focus, backwards, as with Shift + Tab: each line of its box has to be the
# uppermost thing where it is. What scrolls in a box of its own may be cut by that box.
COVERED = """() => {
  const wanted = 'a[href], button, select, input, textarea, summary, [tabindex="0"]';
  const all = [...document.querySelectorAll(wanted)]
    .filter(e => e.checkVisibility() && !e.disabled && !e.closest('.skip')).reverse();
  scrollTo(0, document.body.scrollHeight);
  const bad = [];
  for (const e of all) {
    e.focus();
    const [box, ...more] = e.getClientRects();
    if (!box || box.height > innerHeight * .8) continue;
    const lines = more.length ? [box, ...more].map(b => [b, .5, .5])
      : [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]].map(([x, y]) => [box, x, y]);
    for (const [b, x, y] of lines) {
      const [left, top] = [b.left + b.width * x, b.top + b.height * y];
      const on = document.elementFromPoint(left, top);
      if (on && (e.contains(on) || on.contains(e))) continue;
      bad.push(`${e.outerHTML.slice(0, 90)} at ${left | 0}, ${top | 0} under ${on?.tagName}`);
      break;
    }
  }
  return bad;
}"""

# A link in a sentence is as high as its line; one that stands alone has to be as large as a button.
SMALL = """() => [...document.querySelectorAll('a[href], button, select, input, textarea, summary')]
  .filter(e => e.checkVisibility() && !e.closest('.skip, .static-drawing, [inert]'))
  .filter(e => ![...e.parentElement.childNodes].some(n => e.localName === 'a' && n !== e
    && n.nodeType === 3 && n.textContent.trim().length > 2))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, b]) => b.width && (b.width < 23.9 || b.height < 23.9))
  .map(([e, b]) => `${b.width} × ${b.height}: ${e.outerHTML.slice(0, 90)}`)"""

# A box that hides what does not fit, with text in it that does not fit; and words over words.
CUT = """() => {
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility() || e.closest('svg, select, .sr, .net-map, .static-drawing')) continue;
    const { overflowX: x, overflowY: y, clipPath } = getComputedStyle(e);
    if (![x, y].some(o => o === 'hidden' || o === 'clip') || clipPath !== 'none') continue;
    if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) {
      bad.push(`${e.outerHTML.slice(0, 90)}: ${e.textContent.slice(0, 40)}`);
    }
  }
  const words = [...document.querySelectorAll('.tl-names > *, thead th, .tools > *, .asat > *')]
    .filter(e => e.checkVisibility() && !e.matches('.sr, .keys'))
    .map(e => [e, e.getBoundingClientRect()]);
  words.forEach(([e, a], n) => words.slice(n + 1).forEach(([f, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && tall > 2 && !e.closest('.top') === !f.closest('.top')) {
      bad.push(`${e.textContent} over ${f.textContent}`);
    }
  }));
  const out = document.documentElement.scrollWidth - innerWidth;
  return out > 0 ? [...bad, `${out} pixels sideways`] : bad;
}"""

HELD = "(e => e !== document.body && e.checkVisibility())(document.activeElement)"
CHOICES = {
    "timeline": ".in-view li",
    "knew": "#knew button[data-cell]",
    "network": "table.net button",
    "chronology": "#chronology tbody tr:nth-child(3) a.row",
}


def states(page: Any) -> Iterator[str]:
    """Every view, with what can be opened in it."""
    for view in views(page):
        yield view
        if view == "enquiry":
            page.click(".group > summary")
            page.click(".group[open] .finding .buttons button >> nth=0")
        if view == "chronology":
            for summary in page.query_selector_all("#chronology details > summary"):
                summary.click()
        if view in CHOICES:
            page.locator(CHOICES[view]).locator("visible=true").first.evaluate("e => e.click()")
            page.wait_for_timeout(80)
        yield f"{view}, opened"


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_what_has_the_focus_is_in_the_open(opened: Pages, width: int, height: int) -> None:
    page = opened(width=width, height=height)
    for state in states(page):
        if state != "overview, opened":
            assert page.evaluate(COVERED) == [], state
    page.watch.assert_quiet()


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_every_target_is_large_enough(opened: Pages, width: int, height: int) -> None:
    page = opened(width=width, height=height)
    for state in states(page):
        assert page.evaluate(SMALL) == [], state


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["spaced", "spaced at 320", "200 %", "larger"])
def test_nothing_is_cut_off_in_the_readers_own_text(opened: Pages, how: str) -> None:
    narrow = how.endswith("320")
    page = opened(width=320 if narrow else 1366, height=640 if narrow else 768)
    if how.startswith("spaced"):
        page.evaluate(
            "css => { const own = new CSSStyleSheet(); own.replaceSync(css);"
            " document.adoptedStyleSheets = [own] }",
            SPACED,
        )
    elif how.startswith("200"):
        page.evaluate("document.documentElement.style.fontSize = '32px'")
    else:
        page.click("text=Larger text")
    for state in states(page):
        assert page.evaluate(CUT) == [], state


def test_lanes_stay_beside_their_names(opened: Pages) -> None:
    page = opened("#view=timeline", width=900)
    foot = """() => document.querySelector('.tl-plot .asat-line').getBoundingClientRect().bottom
      - [...document.querySelectorAll('.tl-name')].at(-1).getBoundingClientRect().bottom"""
    usual = page.evaluate(foot)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    page.wait_for_timeout(150)
    assert abs(page.evaluate(foot) - usual) < 60


CLOSED = ".group:not([open]) > summary"
GOES: list[tuple[str, list[str]]] = [
    ("overview", ["#overview .three a"]),
    ("chronology", ["a.row", ".detail button:text('On the timeline')", ".detail .close"]),
    ("chronology", ["a.row", ".detail button:text('Who knew what')", ".detail .close"]),
    ("chronology", ["#chronology button:text('Show all')"]),
    ("knew", ["#knew td button:not(.s-none, .s-cannot)", ".detail .chain a.row", ".detail .close"]),
    ("knew", ["#knew button[data-fact]", ".detail .buttons button"]),
    ("enquiry", [CLOSED, "button:text('Show its rows')", "button:text('Back to the')"]),
    (
        "enquiry",
        [
            CLOSED,
            ".finding .buttons button",
            "form textarea",
            "form .main",
            ".unsaved .main",
            ".hide",
        ],
    ),
    ("network", ["table.net button", ".detail a.row", ".detail .close"]),
    ("timeline", [".tools button:text('Present')", ".present button:text('Last')", "Escape"]),
    ("timeline", [".tools button:text('Keys')", "Escape"]),
]


@pytest.mark.thorough
def test_the_focus_is_never_lost(opened: Pages) -> None:
    page = opened(size=260)
    for view, steps in GOES:
        page.evaluate("view => { location.hash = '#view=' + view }", view)
        page.wait_for_timeout(150)
        for step in steps:
            if step != "Escape":
                page.locator(step).locator("visible=true").first.focus()
            page.keyboard.press("Escape" if step == "Escape" else "Enter")
            if "textarea" in step:
                page.keyboard.type("A note.")
            page.wait_for_timeout(100)
            assert page.evaluate(HELD), (view, step)
    page.watch.assert_quiet()


def test_a_row_that_is_followed_by_key_is_read_next(opened: Pages) -> None:
    page = opened("#view=chronology")
    page.focus("#chronology tbody tr:nth-child(3) a.row")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.detail h2')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 3


def test_choosing_by_arrow_key_leaves_the_focus_where_it_is(opened: Pages) -> None:
    page = opened("#view=timeline", width=320, height=640)
    page.wait_for_selector(".in-view li")
    page.focus(".in-view")
    first = None
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        now = page.get_attribute(".in-view", "aria-activedescendant")
        assert now not in (None, first)
        first = now
        assert page.evaluate("document.activeElement.matches('.in-view')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.detail h2')")
    page = opened("#present=all")
    page.keyboard.press("End")
    page.focus(".present button:has-text('Previous')")
    for _ in range(2):
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.matches('.present')")


def test_what_comes_with_the_focus_can_be_sent_away(opened: Pages) -> None:
    page = opened()
    page.focus(".asat button")
    assert page.is_visible(".asat .keys")
    page.keyboard.press("Escape")
    assert not page.is_visible(".asat .keys")
    assert page.evaluate("document.activeElement.matches('.asat button')")


def test_what_is_wrong_with_a_day_is_said(opened: Pages) -> None:
    page = opened("#view=chronology")
    page.fill("#as-at", "1 January 1900")
    page.keyboard.press("Enter")
    assert "is outside these records" in page.inner_text("#as-at-error")
    assert "1900" not in page.input_value("#as-at")
    page.locator("#chronology summary").first.click()
    page.fill("#chron-from", "soon")
    page.keyboard.press("Tab")
    assert page.get_attribute("#chron-from", "aria-invalid") == "true"
    assert page.inner_text("#chron-error") == "Write a day like 14 March 2012."
    page.fill("#chron-from", "3 May 2010")
    page.keyboard.press("Tab")
    until(page, "!document.querySelector('#chron-from[aria-invalid]')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_states_are_seen_in_forced_colours(opened: Pages, scheme: str) -> None:
    page = opened("#view=timeline", forced_colors="active", color_scheme=scheme)
    page.click("text=Larger text")
    style = "(e, name) => getComputedStyle(e)[name]"

    def seen(place: str, name: str) -> Any:
        return page.locator(place).first.evaluate(style, name)

    here, other = ".views [aria-current]", ".views a:not([aria-current])"
    assert seen(here, "borderBottomColor") != seen(other, "borderBottomColor")
    pressed, plain = '.tools [aria-pressed="true"]', ".tools button"
    assert seen(pressed, "backgroundColor") != seen(plain, "backgroundColor")
    page.locator(".in-view li").first.click()
    page.wait_for_timeout(400)  # the list is made anew
    assert seen('.in-view [aria-selected="true"]', "outlineStyle") == "solid"
    ground = seen("body", "backgroundColor")
    assert seen(".tl-plot .asat-line", "stroke") != ground
