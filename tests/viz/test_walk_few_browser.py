"""What a room can take in: a few seats and suppositions first, the others folded and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.viz.conftest import Walks, axe, until
from tests.viz.test_access_browser import COVERED, CUT
from tests.viz.test_walk_browser import press, stage, take, text, to_moment
from tests.viz.test_walk_moments import example, walk_of
from tests.viz.test_walk_room_browser import reveal
from viz.walk.build import FOREMOST_OFFERS
from viz.walk.model import HeldState, WalkModel
from viz.walk.page import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def model() -> WalkModel:
    return walk_of(example())


@pytest.fixture(scope="module")
def place(model: WalkModel, tmp_path_factory: pytest.TempPathFactory, fresh_bundle: None) -> Path:
    found = tmp_path_factory.mktemp("few") / "walkthrough.html"
    found.write_text(render(model), encoding="utf-8")
    return found


@pytest.fixture
def page(browser: Any, place: Path) -> Iterator[Any]:
    # the checks of access are ours, and run inside the page
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True)
    found = context.new_page()
    found.goto(place.as_uri())
    found.wait_for_selector("html[data-ready]")
    yield found
    context.close()


@pytest.mark.parametrize("seat", ["agency:csc", "agency:lantern", "agency:probation", "victim"])
def test_what_is_said_to_be_among_the_others_is_on_a_seat_that_is_open(
    page: Any, model: WalkModel, seat: str
) -> None:
    take(page, next(n for n, one in enumerate(model.seats) if one.seat_id == seat))
    heard = 0
    for _ in range(5):
        reveal(page)
        moment = next(m for m in model.moments if m.reveal.summary in text(page))
        _, _, others = moment.reveal.summary.partition("Among the others: ")
        open_now = " ".join(page.locator(".seat-held:visible").all_inner_texts()).lower()
        for label in filter(None, others.removesuffix(".").split("; ")):
            heard += 1
            assert label.lower() in open_now, (moment.when, label)
        page.keyboard.press("ArrowRight")
    assert heard > 4


def test_a_reveal_shows_four_seats_and_folds_the_others_under_their_names(
    page: Any, model: WalkModel
) -> None:
    take(page, 2)  # the surgery
    reveal(page)
    (first,) = [m for m in model.moments if m.when in page.inner_text(".where")]
    shown = page.locator(".seat-held:visible h4").all_inner_texts()
    assert len(shown) == 4 and shown[0].endswith("your seat")
    # whose record it is stands there, however little it held
    names = {s.seat_id: s.name for s in model.seats}
    writer = next(r.agency_id for r in model.rows if r.row_id == first.reveal.day[0])
    assert shown[1] == names[f"agency:{writer}"]
    held = {names[one.seat_id]: len(one.things) for one in first.reveal.held if one.things}
    sure = {
        names[one.seat_id]: sum(t.state is HeldState.CERTAIN for t in one.things)
        for one in first.reveal.held
    }
    summary = page.inner_text(".other-seats > summary")
    assert f"The other {len(held) - 4} seats that held something" in summary
    assert any(sure[name] < number for name, number in held.items() if f"{name} (" in summary)
    for name, number in held.items():
        may = number - sure[name]
        said = f"{sure[name]}, possibly {may} more" if may and sure[name] else str(number)
        said = f"possibly {may}" if not sure[name] else said
        assert (f"{name} ({said})" in summary) != any(name in one for one in shown)
    # on paper nothing is folded but the rows
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".seat-held:visible").count() == len(held)
    things = sum(held.values())
    assert page.locator(".seat-held li:visible").count() == things
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".seat-held:visible").count() == 4
    # of each the heaviest, and how many more
    for seat in page.locator(".seat-held:visible").all():
        name = seat.locator("h4").inner_text().partition(" your seat")[0]
        more = held[name] - seat.locator("li:visible").count()
        words = f"And {more} more thing{'s' if more > 1 else ''}, none of them heavier"
        assert more != 1 and (words in seat.inner_text()) == (more > 0)
    page.click(".other-seats > summary")
    assert page.locator(".seat-held:visible").count() == len(held)
    assert axe(page) == []


def test_a_reveal_can_be_read_while_a_room_listens(page: Any, model: WalkModel) -> None:
    take(page, 2)  # the surgery
    reveal(page)
    (moment,) = [m for m in model.moments if m.when in page.inner_text(".where")]
    # what is said of the day stands beside its record, above all seats
    record = page.locator(".of-the-day").bounding_box()
    said = page.locator(".of-that-day .lead").bounding_box()
    seats = page.locator(".seat-held").first.bounding_box()
    size = "parseFloat(getComputedStyle(document.querySelector('.of-the-day .asis')).fontSize)"
    assert page.evaluate(size) >= 19
    assert said["x"] > record["x"] + record["width"] * 0.9
    assert said["y"] < record["y"] + record["height"] < seats["y"]
    # of each seat at most so many things, unless what is named above is further down
    for seat in page.locator(".seat-held:visible").all():
        assert seat.locator("li:visible").count() <= 5
    assert "told again" not in page.inner_text("main")
    # the framework's names are read; what each tells of is folded, and whole on paper
    first = moment.reveal
    assert first.themes
    theme = page.locator(".theme").first
    assert theme.inner_text() == f"{first.themes[0].code} {first.themes[0].label}"
    assert first.themes[0].words not in page.inner_text("main")
    theme.locator("summary").first.click()
    assert first.themes[0].words in page.inner_text("main")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(one.words in page.inner_text("main") for one in first.themes)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert first.themes[-1].words not in page.inner_text("main")
    assert axe(page) == []


def test_the_six_suppositions_can_be_read_on_a_projector_without_scrolling(
    page: Any, model: WalkModel
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    until(page, "document.querySelector('.supposed') !== null")
    bar = page.locator(".walk-bar").bounding_box()["y"]
    visible = [one for one in page.locator(".offers .switch").all() if one.is_visible()]
    assert len(visible) == FOREMOST_OFFERS
    for one in visible:
        box = one.bounding_box()
        assert box["y"] + box["height"] <= bar, one.inner_text()
    # what unfolds is still large enough for a finger
    why = page.locator(".offers .folded > summary:visible")
    assert why.count() == FOREMOST_OFFERS
    assert all(one.bounding_box()["height"] >= 24 for one in why.all())


def test_what_if_begins_with_six_and_says_how_many_there_are(page: Any, model: WalkModel) -> None:
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    until(page, "document.querySelector('.supposed') !== null")
    offers = model.suppose.offers
    foremost = [n for n, offer in enumerate(offers) if offer.foremost]
    assert len(foremost) == FOREMOST_OFFERS < len(offers)
    assert f"Begin with these {FOREMOST_OFFERS} of {len(offers)}" in page.inner_text(".offers")
    visible = "[...document.querySelectorAll('.offers input')].filter(e => e.checkVisibility())"
    seen = page.evaluate(f"{visible}.map(e => Number(e.dataset.offer))")
    assert seen == foremost
    chosen = "document.querySelector('.by-day select').selectedOptions[0].textContent"
    assert page.evaluate(chosen) == offers[foremost[0]].when
    more = len(offers) - FOREMOST_OFFERS
    summary = f"The other {more}, in order of time"
    page.click(f"text={summary}")
    assert page.locator(".offers input:visible").count() == len(offers)
    last = next(n for n in range(len(offers)) if n not in foremost)
    page.locator(f".offers input[data-offer='{last}']").check()
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    # what is switched on is never folded
    assert page.locator(f".offers input[data-offer='{last}']").is_visible()
    assert axe(page) == []


def test_what_an_offer_counts_is_what_is_then_said_to_be_held(page: Any, model: WalkModel) -> None:
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    page.evaluate("document.querySelector('.other-offers').open = true")
    for n, offer in enumerate(model.suppose.offers):
        named = offer.words.partition("on record: ")[2].rstrip(".").split("; ")
        more = re.match(r"and (\d+) more", named[-1])
        number = len(named) - 1 + int(more[1]) if more else len(named)
        box = page.locator(f".offers input[data-offer='{n}']")
        box.check()
        said = re.search(r"would have held (\d+) more", page.inner_text(".moved"))
        assert said is not None and int(said[1]) == number, offer.words
        box.uncheck()


@pytest.mark.parametrize(("width", "height", "least"), [(1920, 1080, 36), (1366, 768, 30)])
def test_there_is_text_for_the_back_of_a_room(
    walked: Walks, width: int, height: int, least: int
) -> None:
    page = walked(width=width, height=height)
    take(page, 1)
    page.keyboard.press("ArrowRight")
    size = "parseFloat(getComputedStyle(document.querySelector('.holdings li')).fontSize)"
    usual = page.evaluate(size)
    page.keyboard.press("l")
    assert page.evaluate(size) > usual
    page.keyboard.press("l")
    assert page.evaluate(size) >= least
    small = (
        "[...document.querySelectorAll('main :is(p, li, small, dd, dt, label, .asis)')]"
        ".filter(e => e.checkVisibility() && e.textContent.trim())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    for wanted in ("play", "decide", "reveal"):
        if wanted == "decide":
            to_moment(page)
        elif wanted == "reveal":
            reveal(page)
        assert stage(page) == wanted
        assert min(page.evaluate(small)) >= 0.87 * least
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[data-size='2']").get_attribute("aria-pressed") == "true"
    page.keyboard.press("L")
    assert page.locator("[data-size='2']").get_attribute("aria-pressed") == "false"
    page.keyboard.press("?")
    assert "largest text" in text(page)
    page.watch.assert_quiet()


def test_who_held_what_a_meeting_did_not_have_stands_first(page: Any, model: WalkModel) -> None:
    (marac,) = [n for n, m in enumerate(model.moments) if m.title.startswith("MARAC")]
    press_on = page.keyboard.press
    take(page, 0)  # the police, who sat there
    press_on("f")
    page.locator(".moment summary").nth(marac).click()
    page.locator(".moment").nth(marac).locator("text=Show the reveal").click()
    shown = page.locator(".seat-held:visible h4").all_inner_texts()
    moment = model.moments[marac]
    weight = {f.fact_id: f.weight for f in model.facts}
    there = {s.seat_id for s in moment.stops if not s.also}
    had = {t.fact_id for one in moment.reveal.held if one.seat_id in there for t in one.things}
    lone = {
        one.seat_id: max((weight[t.fact_id] for t in one.things if t.fact_id not in had), default=0)
        for one in moment.reveal.held
        if one.seat_id.startswith("agency:") and one.seat_id not in there
    }
    heaviest = [seat for seat, most in lone.items() if most == max(lone.values())]
    names = {s.seat_id: s.name for s in model.seats}
    # after the room's own seat, and the one at whose row the moment stands
    rest = [name for name in shown[1:] if name != names[moment.stops[0].seat_id]]
    assert len(heaviest) == 2 and {names[seat] for seat in heaviest} == set(rest[:2])


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_what_a_room_begins_with_is_in_sight_with_what_it_moves(
    page: Any, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    until(page, "document.querySelector('.supposed') !== null")
    # switched on at once, three say the most of what moved
    for place in (0, 1, 2, None):
        low = page.evaluate(
            """() => {
              const bar = document.querySelector('.walk-bar').getBoundingClientRect().top;
              const low = name => [...document.querySelectorAll(name)]
                .filter(e => e.checkVisibility()).map(e => bar - e.getBoundingClientRect().bottom);
              return [low('.offers > ul > li'), low('.moved'), low('.supposed-lanes')];
            }"""
        )
        assert [len(one) for one in low] == [FOREMOST_OFFERS, 1, 1]
        assert min(map(min, low)) >= 0
        if place is not None:
            page.locator(".offers input").nth(place).check()
    assert page.locator(".would-area").count() > 0
    # no name in the drawing runs into its lane, and none lies on another
    assert page.evaluate(
        """() => {
          const lane = document.querySelector('.supposed-lanes .axis').getBoundingClientRect().left;
          const said = [...document.querySelectorAll('.supposed-lanes .stand tspan')]
            .map(e => e.getBoundingClientRect());
          return said.every(one => one.right <= lane) &&
            said.every((one, n) => !n || one.top > said[n - 1].top + 8);
        }"""
    )
    # what is said of consent stands under each that it concerns, and is not folded
    assert page.locator(".offers .consent:visible").count() > 0
    assert "What Calderwick Road Surgery had in doubt" not in page.inner_text(".offers")


def test_on_a_laptop_how_a_thing_came_and_the_reference_are_16_pixels(page: Any) -> None:
    take(page, 2)
    reveal(page)
    sizes = page.evaluate(
        "[...document.querySelectorAll('main :is(small, .src)')].filter(e => e.checkVisibility())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert len(sizes) > 10 and min(sizes) >= 16


@pytest.mark.parametrize(
    ("width", "height", "largest"), [(320, 640, False), (1366, 768, True), (1920, 1080, True)]
)
def test_what_a_switch_moves_is_in_sight_where_all_stands_in_one_column(
    page: Any, width: int, height: int, largest: bool
) -> None:
    """Under six suppositions nobody sees that anything moved."""
    page.set_viewport_size({"width": width, "height": height})
    page.keyboard.press("ArrowRight")
    for key in "ll" if largest else "":
        page.keyboard.press(key)
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    until(page, "document.querySelector('.supposed') !== null")
    for place in range(4):
        box = page.locator(".offers input").nth(place)
        box.focus()
        page.keyboard.press("Space")
        sight = page.evaluate(
            """place => {
              const bar = document.querySelector('.walk-bar').getBoundingClientRect().top;
              const said = document.querySelector('.moved').getBoundingClientRect();
              const box = document.querySelectorAll('.offers input')[place]
                .getBoundingClientRect();
              const head = getComputedStyle(document.querySelector('.top')).position === 'sticky'
                ? document.querySelector('.top').getBoundingClientRect().bottom : 0;
              return [said.top - head, bar - said.bottom, box.top - said.bottom, bar - box.bottom];
            }""",
            place,
        )
        assert min(sight) >= 0, (place, sight)
        assert f"With {place + 1} share" in page.inner_text(".moved")
    # however much there is to say, it covers nothing that has the keyboard
    page.get_by_role("button", name=re.compile("^All ")).click()
    assert page.evaluate(COVERED) == []


def test_the_opening_of_a_pack_stands_on_one_screen_of_a_laptop(
    browser: Any, model: WalkModel, tmp_path: Path
) -> None:
    said = (
        "Made from an anonymised pack: names, places and days are replaced. Whoever knew the "
        "family may still recognise it; if you think that you do, say nothing of whose it is. "
        "The review was not published yet (status: restricted)."
    )
    where = tmp_path / "walkthrough.html"
    where.write_text(render(replace(model, pack=said, status="Restricted")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(where.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollHeight") <= 768
    # and says the status of the review once
    assert said in text(page) and text(page).lower().count("restricted") == 1
    page.close()


def test_the_record_a_room_is_asked_at_stands_before_all_that_it_holds(page: Any) -> None:
    take(page, 0)
    for _ in range(80):
        if stage(page) == "decide" and page.locator("text=The record you are at").count():
            break
        page.keyboard.press("ArrowRight")
    tops = page.evaluate(
        """() => [...document.querySelectorAll('.deciding .record, .holdings')]
          .map(e => e.getBoundingClientRect()).map(r => [r.top, r.bottom])"""
    )
    (record, holdings) = tops
    assert record[1] <= holdings[0] and record[0] < 400


def test_a_record_is_read_the_way_its_script_runs_and_hides_nothing_by_its_length(
    browser: Any, model: WalkModel, tmp_path: Path
) -> None:
    arabic = "قالت إنها خائفة منه وإنه هددها بالقتل."
    rows = tuple(
        replace(row, text=arabic if n % 2 else "She said so again. " * 60)
        for n, row in enumerate(model.rows)
    )
    where = tmp_path / "walkthrough.html"
    where.write_text(render(replace(model, rows=rows)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(where.as_uri())
    page.wait_for_selector("html[data-ready]")
    take(page, 0)
    seen = set()
    for _ in range(80):
        for text_of, way in page.evaluate(
            """() => [...document.querySelectorAll('.asis')].filter(e => e.checkVisibility())
              .map(e => [e.textContent, getComputedStyle(e).direction])"""
        ):
            assert way == ("rtl" if text_of == arabic else "ltr")
            seen.add(way)
        if stage(page) == "decide" and page.locator("text=The record you are at").count():
            held = "document.querySelector('.holdings').getBoundingClientRect().top"
            assert page.evaluate(held) < 600
            seen.add("asked")
        if seen == {"rtl", "ltr", "asked"}:
            break
        page.keyboard.press("ArrowRight")
    assert seen == {"rtl", "ltr", "asked"}
    page.close()


def test_what_the_threshold_is_stands_beside_where_it_is_drawn(page: Any) -> None:
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    until(page, "document.querySelector('.supposed') !== null")
    order = page.evaluate(
        """() => [...document.querySelectorAll('.supposed-lanes, .result > .hint, .supposed')]
          .map(e => e.className.baseVal ?? e.className)"""
    )
    assert order == ["supposed-lanes", "hint", "supposed"]


def test_the_plan_of_an_hour_and_its_clock_stand_on_one_screen(page: Any) -> None:
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    boxes = page.evaluate(
        """() => ['.clock-box', '.plan', '.load'].map(name =>
          document.querySelector(name).getBoundingClientRect())
          .map(r => [r.left, r.top, r.right, r.bottom])"""
    )
    clock, plan, load = boxes
    bar = page.evaluate("document.querySelector('.walk-bar').getBoundingClientRect().top")
    assert max(clock[3], plan[3]) <= bar
    # its moments are numbered as on the room's screen
    said = page.locator(".plan:not(.load) tbody td:nth-child(3)").all_inner_texts()
    numbers = [re.match(r"Moment (\d) of 6: ", one) for one in said[1:-2]]
    assert [one and one[1] for one in numbers] == [*"123456"]
    # side by side, and the next table below both
    assert plan[2] <= clock[0] and load[1] >= max(clock[3], plan[3])
