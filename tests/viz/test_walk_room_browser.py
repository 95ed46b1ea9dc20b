"""The walkthrough as a room meets it: what it may see when, from how far, and on which keys."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.viz.conftest import WORDS, Walks, axe, until
from tests.viz.synthetic_walk import secret_of, walk_model
from tests.viz.test_access_browser import CUT
from tests.viz.test_walk_browser import (
    heading,
    press,
    stage,
    take,
    text,
    to_end,
    to_moment,
)
from tests.viz.test_walk_moments import example, walk_of
from viz.walk.page import render
from viz.walk.payload import payload
from viz.walk.session import loads, stop_id

pytestmark = pytest.mark.browser

LIMIT = "not that the death would have been prevented"

#: Text that can be seen and is smaller than so many pixels.
SMALLER = """least => {
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data, parentElement: box } = walk.currentNode;
    if (!data.trim() || box.closest('script, style, .sr, .skip')) continue;
    if (!box.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNode(walk.currentNode);
    if (!range.getBoundingClientRect().width) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size < least) found.add(`${size} ${box.localName}: ${data.trim().slice(0, 40)}`);
  }
  return [...found];
}"""


def reveal(page: Any) -> None:
    """Go on to a reveal; at a moment where nobody wrote anything the first key holds."""
    to_moment(page)
    for _ in range(2):
        if stage(page) == "decide":
            page.keyboard.press("ArrowRight")
    assert stage(page) == "reveal"


# -- what may be seen when -----------------------------------------------------------------------


def test_what_if_waits_for_the_last_moments_reveal(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    reveal(page)  # the first of the two of this session
    assert "What if" not in text(page)
    page.keyboard.press("w")
    assert stage(page) == "reveal"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("w")
    assert stage(page) == "play"
    reveal(page)
    press(page, "What if something else had been on record?")
    assert stage(page) == "whatif"
    page.keyboard.press("w")
    assert stage(page) == "reveal"
    # another session has a later moment: its reveal has not been seen
    page.keyboard.press("f")
    page.locator("input[name=session]").nth(2).check()
    page.keyboard.press("f")
    page.keyboard.press("w")
    assert stage(page) != "whatif"
    page.watch.assert_quiet()


def test_before_that_what_if_is_the_facilitators_alone(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    page.keyboard.press("w")
    assert stage(page) == "play"
    page.keyboard.press("f")
    page.keyboard.press("w")
    assert stage(page) == "whatif"
    page.keyboard.press("w")  # and back, though the room may not go there
    assert stage(page) == "play"
    page.keyboard.press("w")
    assert stage(page) == "play"


@pytest.mark.parametrize("seat", ["", "gp"])
def test_the_warning_stands_alone_before_anything_of_the_case(walked: Walks, seat: str) -> None:
    page = walked(seat=seat)
    for key in ("f", "F", "w"):
        page.keyboard.press(key)
        assert heading(page) == "Before we begin"
    assert not page.get_by_role("button", name="Facilitator", exact=True).is_visible()
    shown = page.inner_text("#joinedup")
    assert "domestic abuse that ended in a death" in shown
    for name in ("The surgery", "fictional; ", "Did anybody here work"):
        assert name not in shown
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("button", name="Facilitator", exact=True).is_visible()
    page.keyboard.press("f")
    assert stage(page) == "trainer"
    page.watch.assert_quiet()


def test_a_sealed_page_tells_no_moment_before_the_words(walked: Walks) -> None:
    page = walked(seat="gp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    days = ("October 2010", "August 2011", "June 2012")
    assert not [day for day in days if day in text(page)]
    assert "Go to a moment" not in text(page)
    assert "Take the room" not in text(page)
    page.keyboard.press("f")
    reveal(page)
    page.fill("#words", "acorn bridge candle dolphin engine forest")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#words').getAttribute('aria-invalid') === 'true'")
    said = page.locator("[role=alert]")
    assert said.inner_text().startswith("These words are not the right ones")
    assert page.evaluate("document.activeElement.id") == "words"
    page.fill("#words", WORDS)
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.seat-held').length === 5")
    assert page.evaluate("document.activeElement.textContent") == heading(page)
    assert "whole picture" in heading(page)
    assert page.evaluate("document.documentElement.scrollTop") == 0
    page.keyboard.press("f")
    assert "Go to a moment" in text(page)
    # the first has come; of the others the page says how many there are, and no day
    assert "Moment 1 of 2: " in page.inner_text("main")
    assert page.get_by_role("button", name="Moment 2 of 2", exact=True).is_visible()
    assert not [day for day in days[1:] if day in page.inner_text("main")]
    page.watch.assert_quiet()


def test_the_end_then_what_if_then_the_closing_and_there_it_stops(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    to_end(page)
    assert "Thank you. Take a moment" not in text(page)
    page.keyboard.press("ArrowRight")
    assert stage(page) == "whatif"
    page.keyboard.press("ArrowRight")
    assert stage(page) == "closing"
    assert "Thank you. Take a moment" in page.inner_text("main")
    assert "Nobody has to speak, and nobody has to stay" in page.inner_text(".care")
    for key in ("ArrowRight", "ArrowRight", "PageDown", " "):
        page.keyboard.press(key)
        assert stage(page) == "closing"
    # whatever a trainer adds to the words of the closing, the way to another seat stays in sight
    page.evaluate("document.querySelector('.said-first').style.minHeight = '200vh'")
    other = page.get_by_role("button", name="Choose another seat", exact=True)
    below = "one => innerHeight - one.getBoundingClientRect().bottom"
    for size in ({"width": 1366, "height": 768}, {"width": 320, "height": 640}):
        page.set_viewport_size(size)
        assert 0 <= other.evaluate(below) < size["height"] / 4
    other.press("Enter")
    assert stage(page) == "seats"
    assert page.evaluate("document.activeElement.textContent") == heading(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator(".seat").nth(1).click()
    assert "ends" in heading(page)  # the same seat goes on where it was
    page.keyboard.press("ArrowRight")
    assert stage(page) == "whatif"
    page.keyboard.press("ArrowLeft")
    assert "ends" in heading(page)
    press(page, "Leave out what if: to the closing")
    assert stage(page) == "closing"
    page.watch.assert_quiet()


def test_a_sealed_page_comes_to_its_closing_without_what_if(walked: Walks) -> None:
    page = walked(seat="gp")
    to_end(page)
    page.keyboard.press("ArrowRight")
    assert "sealed in this page" in page.inner_text("main")
    assert page.locator(".offers").count() == 0
    page.keyboard.press("ArrowRight")
    assert stage(page) == "closing"


def test_nobody_is_told_ahead_by_a_screen_reader_a_title_or_a_tooltip(walked: Walks) -> None:
    page = walked()
    title = page.title()
    cdp = page.context.new_cdp_session(page)
    take(page, 1)
    for _ in range(12):
        tree = json.dumps(cdp.send("Accessibility.getFullAXTree"))
        assert "Contact" in tree or "Moment" in tree
        for secret in ("zqtitle", "zqwhy", "zqnote", "zqidvafact", secret_of("gp", 21)):
            assert secret not in tree
        assert page.evaluate("document.querySelectorAll('[title], title ~ title').length") == 0
        assert page.title() == title
        if stage(page) == "decide":
            break
        page.keyboard.press("ArrowRight")
    assert stage(page) == "decide"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_why_the_reveal_waits_is_in_sight(walked: Walks, width: int, height: int) -> None:
    page = walked(width=width, height=height)
    take(page, 1)
    to_moment(page)
    page.keyboard.press("ArrowRight")
    assert stage(page) == "decide"
    box, bar = (page.locator(one).bounding_box() for one in ("form .note", ".walk-bar"))
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= bar["y"]
    page.keyboard.press("ArrowRight")
    assert stage(page) == "reveal"


# -- what if -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (320, 640), (320, 256)])
def test_the_sentence_of_what_if_is_always_in_view(walked: Walks, width: int, height: int) -> None:
    page = walked(width=width, height=height)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    page.keyboard.press("w")
    for part in (0, 0.5, 1):
        page.evaluate(
            "p => document.documentElement.scrollTo(0, p * document.documentElement.scrollHeight)",
            part,
        )
        (said,) = [
            one for one in page.locator(".limit-said, .limit-paper").all() if one.is_visible()
        ]
        assert LIMIT in said.inner_text()
        box = said.bounding_box()
        if height > 300 or part:  # at 400 % the head of the page goes out of sight first
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height
    page.keyboard.press("w")
    assert not page.locator(".limit-said, .limit-paper").first.is_visible()


def test_a_share_says_what_it_tells_and_is_looked_at_on_its_own_day(walked: Walks) -> None:
    page = walked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    page.keyboard.press("w")
    chosen = "document.querySelector('.by-day select').selectedOptions[0].textContent"
    assert page.evaluate(chosen) == "3 May 2012"  # of the first share
    item = page.locator(".offers li").nth(1)
    assert "Northshire Police had told The surgery on 3 May 2011" in item.inner_text()
    assert "New to The surgery from 3 May 2011:" in item.locator(".tells").inner_text()
    page.locator(".offers input").nth(1).check()
    assert page.evaluate(chosen) == "3 May 2011"
    assert page.inner_text(".supposed caption").startswith("On record on 3 May 2011")
    assert page.inner_text(".supposed thead").split("\t")[1] == "Things held"
    assert (
        "The threshold of this review is reached with 3 things on record at once, or with things "
        "whose weights add up to 12, or with 3 incidents within 365 days."
    ) in page.inner_text(".result")
    page.locator(".offers input").nth(0).check()
    assert page.evaluate(chosen) == "3 May 2012"
    assert "With 2 shares supposed" in page.inner_text(".moved")
    page.keyboard.press("w")
    page.keyboard.press("f")
    page.keyboard.press("w")
    assert page.locator(".offers input:checked").count() == 2
    assert page.evaluate(chosen) == "3 May 2012"


def test_things_held_are_counted_alike_in_the_reveal_and_in_what_if() -> None:
    model = walk_of(example())
    page: Any = payload(model)["reveal"]
    agency_of = {name: n for n, name in enumerate(page["agencies"])}
    compared = 0
    for moment in page["moments"]:
        for seat, _, things, *_ in moment["reveal"]["held"]:
            agency = agency_of.get(page["seats"][seat][1])
            if agency is None:
                continue
            flat = page["suppose"]["stands"][agency]
            spans = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
            at = moment["minute"]
            stands = {
                f for f, since, until in spans if since <= at and (until is None or at < until)
            }
            assert stands == {fact for fact, state, _ in things if state == 0}
            compared += 1
    assert compared >= 100


# -- from the back of the room, by key, in a narrow window ----------------------------------------


def test_on_a_projector_nothing_is_smaller_than_19_pixels(walked: Walks) -> None:
    page = walked(width=1920, height=1080)
    small: dict[str, list[str]] = {}

    def measure(name: str) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        page.wait_for_timeout(50)
        small[name] = page.evaluate(SMALLER, 19)

    for name in ("warning", "words", "seats"):
        measure(name)
        page.keyboard.press("ArrowRight")
    page.locator(".seat").nth(1).click()
    measure("intro")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    measure("contact")
    # no line goes through the word of a month: of neither size
    clear = """() => {
      const box = one => document.querySelector(`.strip ${one}`).getBoundingClientRect();
      return box('.tick').top - box('.asat-line').bottom;
    }"""
    assert page.evaluate(clear) >= 0
    for _ in range(2):
        page.keyboard.press("l")
    assert page.evaluate(clear) >= 0
    page.keyboard.press("l")
    to_moment(page)
    measure("decide")
    reveal(page)
    measure("reveal")
    to_end(page)
    measure("end")
    page.keyboard.press("ArrowRight")
    page.locator(".offers input").first.check()
    measure("what if")
    page.keyboard.press("ArrowRight")
    measure("closing")
    page.keyboard.press("f")
    measure("facilitator")
    assert [one for one in small.items() if one[1]] == []
    assert len(small) == 11


@pytest.mark.parametrize("place", ["opening", "facilitator"])
def test_arrows_choose_the_session_and_do_not_go_on(walked: Walks, place: str) -> None:
    page = walked()
    page.keyboard.press("ArrowRight")
    if place == "facilitator":
        page.keyboard.press("ArrowRight")
        page.locator(".seat").nth(1).click()
        page.keyboard.press("f")
    before = stage(page)
    page.locator("input[name=session]:checked").focus()
    value = "document.activeElement.name + ' ' + document.activeElement.value"
    assert page.evaluate(value) == "session 60"
    for key, minutes in (
        ("ArrowRight", "120"),
        ("ArrowDown", "0"),
        ("ArrowLeft", "120"),
        ("ArrowUp", "60"),
        ("ArrowLeft", "30"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(value) == f"session {minutes}"
        assert page.locator("input[name=session]:checked").get_attribute("value") == minutes
        assert stage(page) == before


def test_what_was_chosen_with_the_mouse_is_not_moved_by_a_presenters_arrow(walked: Walks) -> None:
    page = walked()
    page.keyboard.press("ArrowRight")
    page.click("text=30 minutes")
    page.keyboard.press("ArrowRight")
    assert stage(page) == "seats"
    page.locator(".seat").nth(1).click()
    to_moment(page)
    page.click("label:has-text('Very worried')")
    page.keyboard.press("ArrowRight")
    assert stage(page) == "reveal"
    assert "Very worried" in page.inner_text(".room")


@pytest.mark.parametrize("kind", ["forced", "still"])
def test_other_colours_and_no_motion_are_kept_to(walked: Walks, kind: str) -> None:
    options = {"forced_colors": "active"} if kind == "forced" else {"reduced_motion": "reduce"}
    page = walked(**options)
    take(page, 1)
    to_end(page)
    page.keyboard.press("ArrowRight")
    page.locator(".offers input").first.check()
    if kind == "forced":
        # what is supposed stands out from what is on record without its colour
        assert page.evaluate(
            "getComputedStyle(document.querySelector('.would-area')).strokeDasharray"
        ) not in ("", "none")
        # light on dark: a plate that the browser puts behind text would hide the marking
        marking = "getComputedStyle(document.querySelector('.marking'))"
        assert page.evaluate(f"{marking}.forcedColorAdjust") == "none"
        assert page.evaluate(f"{marking}.color !== {marking}.backgroundColor")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 ||"
        " s.scrollBehavior === 'smooth' }).map(e => e.outerHTML.slice(0, 80))"
    )
    assert moving == []


def test_at_320_pixels_nothing_goes_sideways(walked: Walks) -> None:
    page = walked(width=320, height=640)
    take(page, 1)
    to_end(page)
    for _ in range(3):
        assert page.evaluate(CUT) == [], stage(page)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    assert page.evaluate(CUT) == []


def test_axe_finds_nothing_from_the_end_to_the_closing(walked: Walks) -> None:
    page = walked(bypass_csp=True)
    page.keyboard.press("ArrowRight")
    take_from_words(page)
    to_end(page)
    assert axe(page) == []
    page.keyboard.press("ArrowRight")
    page.locator(".offers input").first.check()
    assert axe(page) == []
    page.keyboard.press("ArrowRight")
    assert axe(page) == []
    page.keyboard.press("f")
    assert axe(page) == []


def take_from_words(page: Any) -> None:
    page.keyboard.press("ArrowRight")
    page.locator(".seat").nth(1).click()
    page.keyboard.press("ArrowRight")


# -- answers -------------------------------------------------------------------------------------


def test_answers_of_another_version_are_kept_and_named(walked: Walks, tmp_path: Path) -> None:
    page = walked()
    model = walk_model(24)
    stop = stop_id(model.moments[0], model.seat("gp"))
    old = tmp_path / "answers.csv"
    old.write_text(
        "answers_format,seat_id,seat,moment_id,moment,when,question_id,question,answer\r\n"
        "1,gp,The surgery,of-last-year,A visit,3 May 2009,do,What did you do?,zqold\r\n"
        f"1,gp,The surgery,{stop},,22 October 2010,do,What do you do?,zqnew\r\n",
        encoding="utf-8",
    )
    page.keyboard.press("ArrowRight")
    page.click("text=Open answers that were saved earlier")
    page.set_input_files("input[type=file]", old)
    until(page, "document.querySelector('.answers-file .note').textContent.includes('were read')")
    said = page.inner_text(".answers-file .note")
    assert said.startswith("2 answers were read. 1 of them belongs to")
    assert "It is kept" in said
    page.keyboard.press("f")
    page.click("text=Read the 2 answers")
    listed = page.inner_text(".all-answers")
    assert "The surgery · 3 May 2009 · What did you do? (of another page or version)" in listed
    assert "zqold" in listed
    with page.expect_download() as found:
        press(page, "Save the answers as a file")
    saved = tmp_path / "again.csv"
    found.value.save_as(saved)
    again = saved.read_text(encoding="utf-8-sig")
    assert "of-last-year,A visit,3 May 2009,do,What did you do?,zqold" in again
    page.watch.assert_quiet()


def test_answers_are_saved_to_be_read_and_cleared_when_somebody_says_so_twice(
    walked: Walks, tmp_path: Path
) -> None:
    page = walked()
    take(page, 1)
    to_moment(page)
    page.locator("textarea").first.fill("=1+1\nsecond line")
    to_end_of(page)
    with page.expect_download() as found:
        press(page, "Save them as text to read")
    assert found.value.suggested_filename == "walkthrough-answers.txt"
    saved = tmp_path / "answers.txt"
    found.value.save_as(saved)
    written = saved.read_text(encoding="utf-8-sig")
    assert "THE SURGERY\n===========" in written
    assert "  What do you think is happening?\n    =1+1\n    second line" in written
    press(page, "Clear this room’s answers")
    assert "1 answer would go from this page" in page.inner_text("dialog")
    assert page.evaluate("document.activeElement.textContent") == "Keep them"
    page.keyboard.press("Enter")
    page.keyboard.press("f")
    page.click("text=Read the answer")
    assert "second line" in page.inner_text(".all-answers")
    press(page, "Clear this room’s answers")
    press(page, "Clear them")
    assert "second line" not in text(page)
    assert "None yet." in page.inner_text("main")
    assert "have been cleared" in page.locator("p.sr[role=status]").inner_text()
    page.watch.assert_quiet()


def to_end_of(page: Any) -> None:
    """Leave the moment that something was written at, and go on to the closing."""
    page.click(".go.main")
    to_end(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert stage(page) == "closing"


# -- how it reads --------------------------------------------------------------------------------


def test_what_had_ended_is_not_new_and_counts_read_well(walked: Walks) -> None:
    page = walked()
    take(page, 0)
    badges: set[tuple[str, bool]] = set()
    counts: set[str] = set()
    for _ in range(80):
        if page.locator(".holdings").count():
            counts.add(page.inner_text(".holdings .quiet"))
            for item in page.locator(".holdings li:has(.new)").all():
                ended = "held-ended" in (item.get_attribute("class") or "")
                badges.add((item.locator(".new").inner_text(), ended))
        if stage(page) == "play" and "ends" in heading(page):
            break
        page.keyboard.press("ArrowRight")
    assert badges == {("New", False), ("Changed", True)}
    assert not [one for one in counts if "only" in one]
    assert any(one.endswith("1 thing had ended.") for one in counts)


def test_the_facilitator_sees_contacts_stops_and_time_of_each_seat(walked: Walks) -> None:
    page = walked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    table = page.locator("table", has_text="What each seat meets in this session")
    rows = [row.inner_text().split("\t") for row in table.locator("tbody tr").all()]
    assert rows[1] == ["The surgery", "3", "2, 1", "2 of 2", "about 1 minute"]
    assert rows[0][3] == "0 of 2"
    # the guide on paper says the same of the same session
    model = walk_model(24)
    for row, seat in zip(rows, model.seats, strict=True):
        load = next(one for one in loads(model, seat) if one.minutes == 60)
        folded = f", {load.folded} of them together" if load.folded else ""
        assert row[1] == f"{load.contacts}{folded}"
        assert row[3].split()[0] == str(load.stops)
    page.locator("input[name=session]").nth(2).check()
    assert table.locator("tbody tr").nth(1).inner_text().split("\t")[3] == "3 of 3"


# -- a short session -----------------------------------------------------------------------------


def changed(page: Any, place: Path, change: Callable[[Any], None]) -> None:
    """Open the made-up page with something else in its data."""
    html = render(walk_model(24))
    found = re.search(r'(id="joinedup-data">)(.*?)(</script>)', html, re.DOTALL)
    assert found is not None
    data = json.loads(found[2])
    change(data)
    said = json.dumps(data).replace("<", "\\u003c")
    place.write_text(html.replace(found[2], said), encoding="utf-8")
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")


def test_contacts_of_a_short_session_come_as_one_screen_and_can_be_read(
    walked: Walks, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    page = walked()

    def fold(data: Any) -> None:
        data["seats"][1]["folds"] = [[60, [[0, 2, "What you already hold: 2 contacts."]]]]

    changed(page, tmp_path / "folds.html", fold)
    take(page, 1)
    assert heading(page) == "Contacts 1 to 2"
    assert page.inner_text("main .lead") == "What you already hold: 2 contacts."
    first, third = "zqgprow1word", "zqgprow9word"
    assert first not in text(page)
    paper = PdfReader(BytesIO(page.pdf())).pages[0].extract_text()
    assert all(f"\n{n}. " in paper for n in (1, 2))  # which they are, though none is unfolded
    assert "goes on without it" not in paper
    page.locator(".together summary").first.click()
    until(page, "document.querySelector('.together .record') !== null")
    assert first in page.inner_text(".together")
    assert third not in text(page)
    assert page.locator(".together details").count() == 2
    assert page.locator(".holdings li").count() > 0
    page.keyboard.press("ArrowRight")
    to_moment(page)
    page.click("text=2 contacts so far")
    until(page, "document.querySelectorAll('.so-far li').length === 2")
    page.locator(".so-far button").nth(1).click()
    assert heading(page) == "Contacts 1 to 2"
    # a session that meets all of them does so one by one
    page.keyboard.press("f")
    table = page.locator("table", has_text="What each seat meets in this session")
    assert table.locator("tbody tr").nth(1).inner_text().split("\t")[1] == "3, 2 of them together"
    page.locator("input[name=session]").nth(2).check()
    page.keyboard.press("f")
    assert heading(page) == "Contact 2"


# -- paper ---------------------------------------------------------------------------------------


def test_what_is_printed_is_whole_and_large_enough(walked: Walks) -> None:
    from pypdf import PdfReader

    page = walked()
    take(page, 1)
    to_end(page)
    page.keyboard.press("ArrowRight")
    page.locator(".offers input").nth(1).check()
    printed = PdfReader(BytesIO(page.pdf()))
    words = " ".join(" ".join(one.extract_text() for one in printed.pages).split())
    assert "Northshire Police had told The surgery" in words
    assert "The surgery had told Lantern" not in words  # it was not supposed
    assert "not that the death would have been prevented" in words
    assert f"Page 1 of {len(printed.pages)}" in words
    assert all(len(one.extract_text()) > 200 for one in printed.pages)
    page.keyboard.press("ArrowLeft")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # drawn for the paper, not a wide screen made small
    box = "document.querySelector('.strip').getAttribute('viewBox').split(' ')[2]"
    assert page.evaluate(box) == "680"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert float(page.evaluate(box)) > 1000
    page.emulate_media(media="null")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    closing = " ".join(PdfReader(BytesIO(page.pdf())).pages[0].extract_text().split())
    assert "Nobody has to speak" in closing
    assert "in this page only" not in closing  # what is for the screen alone


def test_the_strip_of_time_does_not_tell_when_a_first_contact_will_come(
    browser: Any, tmp_path: Path
) -> None:
    model = walk_of(example())
    place = tmp_path / "walkthrough.html"
    place.write_text(render(model), encoding="utf-8")
    # the seat whose first contact comes last has nothing at the first moment
    seat = max(range(len(model.seats)), key=lambda n: model.views[n].rows[0].minute)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")
    take(page, seat)
    to_moment(page)
    years = [int(tick[-4:]) for tick in page.locator("svg.strip .tick").all_text_contents() if tick]
    assert years
    assert max(years) <= int(page.locator("main .lead").inner_text().split(".")[0][-4:])
    page.close()
