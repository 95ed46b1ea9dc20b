"""The walkthrough in a real browser: by key alone, seat by seat, to the end; sealed pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphdb.suppose import SupposedShare, suppose
from tests.viz.conftest import WORDS, Walks, Watch, axe, until
from tests.viz.synthetic_walk import SEATS, secret_of, walk_model
from tests.viz.test_access_browser import COVERED, CUT, SMALL, SPACED
from tests.viz.test_walk_moments import example, walk_of
from viz.axis import day_in_words
from viz.clean import clean
from viz.walk.model import HeldState, HeldStep
from viz.walk.page import render

pytestmark = pytest.mark.browser


def stage(page: Any) -> str:
    return page.evaluate("document.querySelector('main').dataset.stage")


def text(page: Any) -> str:
    """Return all that the document holds but its data and script: what a reader could find."""
    return page.evaluate("document.getElementById('joinedup').textContent")


def heading(page: Any) -> str:
    return page.evaluate("document.querySelector('main h2').textContent")


def screen(page: Any) -> tuple[str, str, str]:
    """Return the stage, the heading and all the text, asked for at once."""
    return tuple(
        page.evaluate(
            "[document.querySelector('main').dataset.stage,"
            " document.querySelector('main h2').textContent,"
            " document.getElementById('joinedup').textContent]"
        )
    )


def take(page: Any, seat: int) -> None:
    """Take a seat by its button, and begin."""
    page.click(".go.main")
    page.click(".go.main")
    assert stage(page) == "seats"
    page.locator(".seat").nth(seat).click()
    page.keyboard.press("ArrowRight")


def press(page: Any, name: str, which: int = 0) -> None:
    page.get_by_role("button", name=name, exact=True).nth(which).click()


def to_moment(page: Any, limit: int = 60) -> None:
    for _ in range(limit):
        if stage(page) == "decide":
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError("no moment came")


def to_end(page: Any, limit: int = 200) -> None:
    """Go on to where the record of the seat ends; at a moment nobody writes anything."""
    for _ in range(limit):
        if stage(page) == "play" and "ends" in heading(page):
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError("no end came")


def states(page: Any) -> Iterator[str]:
    """Go through everything that the page can show."""
    yield "opening"
    page.keyboard.press("ArrowRight")
    yield "opening, the facilitator's words"
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    page.keyboard.press("ArrowRight")
    yield "seats"
    page.locator(".seat").nth(1).click()
    yield "intro"
    page.keyboard.press("ArrowRight")
    yield "seat"
    to_moment(page)
    yield "decide"
    page.locator("textarea").first.fill("It is getting worse.\nWe are worried.")
    page.locator("input[type=radio]").nth(3).check()
    page.click(".go.main")
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    yield "reveal"
    page.keyboard.press("f")
    press(page, "What if something else had been on record?")
    page.locator(".offers input").first.check()
    yield "what if"
    page.click("text=Facilitator")
    page.locator("input[name=session]").nth(1).check()
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    yield "facilitator"
    press(page, "Clear this room’s answers")
    yield "clearing"
    press(page, "Keep them")
    page.keyboard.press("f")
    to_end(page)
    yield "end"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    yield "closing"
    page.locator(".display summary").click()
    yield "closing, display"
    page.click("text=Keys (?)")
    yield "keys"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    yield "pause"
    page.keyboard.press("Enter")
    press(page, "Leave")
    yield "leave"


@pytest.mark.parametrize(
    "places", [(1,), pytest.param((0, 2, 3, 4), marks=pytest.mark.thorough)], ids=["one", "others"]
)
def test_by_key_alone_through_every_seat_to_the_end(walked: Walks, places: tuple[int, ...]) -> None:
    """Nothing of a later day or of another seat is in the document until the reveal."""
    page = walked()
    model = walk_model(24)
    of = {row.row_id: secret_of(row.agency_id, int(row.row_id[1:])) for row in model.rows}
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for place in places:
        seat = SEATS[place]
        assert stage(page) == "seats"
        page.evaluate("document.querySelector('main').focus()")
        for _ in range(place + 1):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent").startswith(seat.name)
        page.keyboard.press("Enter")
        called = "This seat" if seat.kind == "victim" else "You are"
        assert heading(page) == f"{called}: {seat.name}"
        rows = [row.row_id for row in model.view_of(seat.seat_id).rows]
        met, revealed = [], 0
        for _ in range(80):
            page.keyboard.press("ArrowRight")
            if stage(page) == "reveal":
                revealed += 1
                continue
            shown = {row_id for row_id, secret in of.items() if secret in text(page)}
            if stage(page) == "decide":
                assert shown <= set(met)
            elif "ends" in heading(page):
                break
            else:
                assert shown == {rows[len(met)]}
                met.append(rows[len(met)])
            for other in model.views:
                if other.seat_id != seat.seat_id:
                    assert f"zq{other.seat_id}fact" not in text(page)
            assert "zqtitle" not in text(page)
        assert met == rows
        # at a moment nobody wrote anything: the first key holds, the second goes on
        assert revealed == 2  # as many as the session of 60 minutes has
        page.click("text=Choose another seat")
    page.watch.assert_quiet()


@pytest.mark.thorough
def test_what_is_held_comes_with_its_row_and_what_is_in_doubt_says_so(walked: Walks) -> None:
    page = walked()
    take(page, 0)
    assert page.inner_text(".holdings h3") == "What we hold now"
    seen: set[str] = set()
    for _ in range(40):
        if stage(page) == "play" and page.query_selector(".holdings li"):
            for item in page.query_selector_all(".holdings li"):
                words = item.inner_text()
                if "Strangulation" in words:
                    assert "Possibly:" in words
                seen.add(words.split("\n")[0])
        page.keyboard.press("ArrowRight")
    assert any(words.startswith("New") for words in seen)
    assert any("Had ended:" in words for words in seen)


def test_the_room_decides_and_then_sees_the_whole_picture(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    to_moment(page)
    assert "A patient tells you" in page.inner_text("main .lead")
    page.click(".go.main")
    assert stage(page) == "decide"
    assert "Nothing has been written yet" in page.inner_text("form .note")
    page.locator("textarea").first.fill("=HYPERLINK(1)")
    page.get_by_label("Very worried").check()
    page.click(".go.main")
    assert stage(page) == "reveal"
    held = page.locator(".seat-held h4").all_inner_texts()
    assert held[0] == "The surgery your seat"
    assert sorted(name.removesuffix(" your seat") for name in held) == sorted(
        seat.name for seat in SEATS
    )
    room = page.inner_text(".room")
    assert "=HYPERLINK(1)" in room
    assert "Very worried" in room
    assert "Police were called again." in page.inner_text("main")
    assert "The nurse saw her alone" in page.inner_text("main")
    assert "4A Information sharing" in page.inner_text("main")
    later = secret_of("police", 20)
    assert later not in text(page)
    page.keyboard.press("ArrowLeft")
    assert page.locator("textarea").first.input_value() == "=HYPERLINK(1)"
    assert page.get_by_label("Very worried").is_checked()
    page.watch.assert_quiet()


def test_supposing_a_share_moves_everything_at_once(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    to_end(page)
    page.keyboard.press("w")
    assert stage(page) == "whatif"
    assert "not that the death would have been prevented" in page.inner_text(".limit-said")
    until(page, "document.querySelector('.supposed') !== null")
    before = page.inner_text(".supposed")
    drawn = page.evaluate("document.querySelector('.supposed-lanes').outerHTML")
    assert "what the records show" in page.inner_text(".moved")
    page.locator(".offers input").first.focus()
    page.keyboard.press("Space")
    assert "With 1 share supposed" in page.inner_text(".moved")
    assert "Lantern" in page.inner_text(".moved")
    assert page.inner_text(".supposed") != before
    assert "would be:" in page.inner_text(".supposed")
    assert page.evaluate("document.querySelector('.supposed-lanes').outerHTML") != drawn
    page.locator(".offers input").nth(1).check()
    assert "With 2 shares supposed" in page.inner_text(".moved")
    page.click("text=None")
    page.select_option(".by-day select", label="3 May 2012")  # as it was before
    assert page.inner_text(".supposed") == before
    assert page.locator(".offers input:checked").count() == 0
    page.watch.assert_quiet()


def test_answers_are_saved_as_a_file_and_read_again(walked: Walks, tmp_path: Path) -> None:
    page = walked()
    take(page, 1)
    to_moment(page)
    page.locator("textarea").first.fill('=1+1, "quoted"\nand a second line')
    page.keyboard.press("Escape")
    press(page, "Go on")
    press(page, "Facilitator")
    page.click("text=Read the answer")
    assert "The surgery · 22 October 2010" in page.inner_text(".all-answers")
    press(page, "Leave")
    with page.expect_download() as found:
        press(page, "Save the answers, then leave")
    saved = tmp_path / found.value.suggested_filename
    found.value.save_as(saved)
    assert saved.name == "walkthrough-answers.csv"
    assert "'=1+1" in saved.read_text(encoding="utf-8-sig")
    assert "You have left" in page.inner_text(".calm")
    assert "=1+1" not in text(page)

    other = walked()
    other.click(".go.main")
    other.click("text=Open answers that were saved earlier")
    other.set_input_files("input[type=file]", saved)
    until(
        other, "document.querySelector('.answers-file .note').textContent === '1 answer was read.'"
    )
    other.click(".go.main")
    other.locator(".seat").nth(1).click()
    to_moment(other)
    assert other.locator("textarea").first.input_value() == '=1+1, "quoted"\nand a second line'
    other.watch.assert_quiet()


def test_pausing_is_calm_and_only_its_own_buttons_go_on(walked: Walks) -> None:
    page = walked()
    take(page, 0)
    shown = heading(page)
    page.keyboard.press("Escape")
    for key in ("PageDown", "ArrowRight", "Escape", "w", "f"):
        page.keyboard.press(key)
    assert page.inner_text(".calm").split("\n")[0] == "Paused"
    box = page.locator(".calm").bounding_box()
    assert (box["width"], box["height"]) == (1366, 768)
    assert page.evaluate("[...document.querySelectorAll('main, header, nav')].every(e => e.inert)")
    page.keyboard.press("Enter")
    assert heading(page) == shown
    assert page.locator(".calm").count() == 0


@pytest.mark.thorough
def test_leaving_asks_and_then_nothing_is_left(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    to_moment(page)
    page.locator("textarea").first.fill("zqanswer")
    press(page, "Leave")
    press(page, "Stay")
    assert page.locator("textarea").first.input_value() == "zqanswer"
    press(page, "Leave")
    press(page, "Leave and clear the answers")
    assert "zqanswer" not in text(page)
    press(page, "Begin again")
    assert stage(page) == "opening"
    assert page.evaluate("document.activeElement.textContent") == heading(page)
    take(page, 1)
    to_moment(page)
    assert page.locator("textarea").first.input_value() == ""


def test_the_facilitator_has_notes_a_plan_and_ways_to_jump(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    page.keyboard.press("f")
    assert stage(page) == "trainer"
    assert "The plan of 60 minutes" in page.inner_text(".plan")
    page.click("text=Start the clock")
    assert "0 minutes gone, 60 minutes of 60 left" in page.inner_text(".clock-box")
    assert "(not planned)" in page.locator(".moment").nth(2).inner_text()
    page.locator(".moment summary").nth(1).click()
    assert "zqnote1" in page.inner_text("main")
    page.locator(".moment").nth(1).locator("text=Take the room here").click()
    assert stage(page) == "decide"
    assert heading(page).startswith("Moment 2")
    page.keyboard.press("f")
    page.select_option("select[aria-label=Seat]", label="Lantern")
    page.keyboard.press("f")
    assert stage(page) == "decide"
    assert page.inner_text(".where").startswith("Lantern")


@pytest.mark.thorough
def test_single_keys_can_be_switched_off(walked: Walks) -> None:
    page = walked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.click("dialog >> text=Close")
    for key in ("f", "w", "?", "."):
        page.keyboard.press(key)
    assert heading(page) == "From the facilitator"
    assert page.locator(".calm, dialog").count() == 0
    page.keyboard.press("ArrowRight")
    assert heading(page) == "Choose a seat"


@pytest.mark.thorough
def test_keys_are_the_writers_own_while_somebody_writes(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    to_moment(page)
    page.locator("textarea").first.focus()
    page.keyboard.type("few? w.f")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")
    assert stage(page) == "decide"
    assert page.locator("textarea").first.input_value() == "few? w.f"


def test_a_sealed_page_opens_by_the_words_alone(walked: Walks) -> None:
    page = walked(seat="gp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert heading(page) == "You are: The surgery"
    to_moment(page)
    page.locator("textarea").first.fill("We would ask her alone.")
    page.click(".go.main")
    assert "sealed in this page" in page.inner_text("main")
    assert page.locator(".seat-held").count() == 0
    page.keyboard.press("w")
    assert stage(page) == "reveal"
    page.fill("#words", "apple bridge")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.sealed .note').textContent.includes('here are 2')")
    page.fill("#words", "acorn bridge candle dolphin engine forest")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.sealed .note').textContent.includes('do not open')")
    page.fill("#words", " Apple bridge-candle DOLPHIN engine forest ")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.seat-held').length === 5")
    assert "We would ask her alone." in page.inner_text(".room")
    assert page.evaluate("document.activeElement.localName") == "h2"
    assert "apple" not in text(page).lower()
    # notes and what if name what is to come: not for a participant who looks around
    assert "What if" not in text(page)
    page.keyboard.press("w")
    assert stage(page) == "reveal"
    page.keyboard.press("f")
    assert "zqnote" not in text(page)
    assert "zqtitle" not in text(page)
    page.keyboard.press("f")
    page.click(".go.main")
    to_moment(page)
    press(page, "Leave")
    press(page, "Leave and clear the answers")
    press(page, "Begin again")
    to_moment(page)
    page.click(".go.main")
    page.click(".go.main")
    assert "sealed in this page" in page.inner_text("main")
    page.watch.assert_quiet()


@pytest.mark.thorough
def test_a_browser_that_cannot_open_says_so(walked: Walks) -> None:
    page = walked(seat="gp")
    page.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    to_moment(page)
    page.click(".go.main")
    page.click(".go.main")
    page.fill("#words", WORDS)
    page.keyboard.press("Enter")
    until(
        page, "document.querySelector('.sealed .note').textContent.includes('cannot open sealed')"
    )
    page.watch.assert_quiet()


@pytest.mark.thorough
def test_nothing_is_run_or_hidden_in_hostile_text(walked: Walks) -> None:
    page = walked(hostile=True)
    for name in states(page):
        assert page.evaluate("globalThis.hacked") is None, name
        assert "\u202e" not in text(page), name
    page.watch.assert_quiet()


def test_without_scripts_the_page_says_what_to_do(walked: Walks) -> None:
    page = walked(java_script_enabled=False)
    assert "This page needs its script" in page.inner_text("main")


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(walked: Walks, scheme: str) -> None:
    page = walked(bypass_csp=True, color_scheme=scheme, reduced_motion="reduce")
    for name in states(page):
        assert axe(page) == [], name
    sealed = walked(seat="gp", bypass_csp=True, color_scheme=scheme)
    to_moment(sealed)
    sealed.keyboard.press("ArrowRight")
    sealed.keyboard.press("ArrowRight")
    assert axe(sealed) == []


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_what_has_the_focus_is_in_the_open(walked: Walks, width: int, height: int) -> None:
    page = walked(width=width, height=height)
    for name in states(page):
        if name not in ("keys", "pause", "leave", "clearing", "closing, display"):
            assert page.evaluate(COVERED) == [], name


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["320", "projector", "spaced", "200 %"])
def test_nothing_goes_sideways_or_is_cut(walked: Walks, how: str) -> None:
    page = walked(width=320, height=640) if how in ("320", "spaced") else walked()
    if how == "200 %":
        page.evaluate("document.documentElement.style.fontSize = '32px'")
    if how == "projector":
        page.evaluate("document.documentElement.classList.add('projector')")
    if how == "spaced":
        page.evaluate(
            "css => { const own = new CSSStyleSheet(); own.replaceSync(css);"
            " document.adoptedStyleSheets = [own] }",
            SPACED,
        )
    for name in states(page):
        if name not in ("pause", "leave"):
            assert page.evaluate(CUT) == [], name
        assert page.evaluate(SMALL) == [], name


def test_the_contacts_so_far_lead_back(walked: Walks) -> None:
    page = walked()
    take(page, 1)
    page.keyboard.press("ArrowRight")
    page.click("text=2 contacts so far")
    until(page, "document.querySelectorAll('.so-far li').length === 2")
    page.locator(".so-far button").first.click()
    assert heading(page) == "Contact 1"
    assert "1 contact so far" in page.inner_text("main")


def is_certain(step: HeldStep | None) -> bool:
    return step is not None and step.state is HeldState.CERTAIN


@pytest.mark.thorough
def test_the_table_of_what_if_says_what_the_derivation_says(browser: Any, tmp_path: Path) -> None:
    case = example()
    model = walk_of(case)
    place = tmp_path / "walkthrough.html"
    place.write_text(render(model), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")
    for key in ("w", "f"):  # nothing has been revealed yet, and the warning stands alone
        page.keyboard.press(key)
        assert stage(page) == "opening"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    page.click("text=What if something else")
    until(page, "document.querySelector('.supposed') !== null")
    offers = model.suppose.offers
    names = dict(model.agencies)
    formal = [a for a in names if not case.view.agencies[a].informal]
    assert page.locator(".offers input").count() == len(offers)
    page.evaluate("document.querySelector('.other-offers').open = true")
    for chosen in [(), (0,), (1, 4, 7), tuple(range(len(offers)))]:
        for n in range(len(offers)):
            # those with which a room begins stand first, whenever they are
            page.locator(f".offers input[data-offer='{n}']").set_checked(n in chosen)
        at_the_end = page.locator(".by-day option").last.get_attribute("value")
        page.select_option(".by-day select", at_the_end)
        shares = [SupposedShare(offers[n].minute, offers[n].teller, offers[n].told) for n in chosen]
        would = suppose(case.known, shares)
        said = dict(
            page.evaluate(
                "[...document.querySelectorAll('.supposed tbody tr')].map(r => "
                "[r.cells[0].textContent, [...r.cells].slice(1).map(c => "
                "(c.querySelector('strong') ?? c).textContent.replace('would be: ', ''))])"
            )
        )
        assert list(said) == [names[a] for a in formal]
        for agency in formal:
            things, _, crossing = said[names[agency]]
            # one meaning on every screen: what the seat's own screen counts, and what it is told
            view = model.view_of(f"agency:{agency}")
            held = {f.fact_id for f in view.facts if is_certain(f.at(model.end))}
            spans = would.picture.holdings[agency].certain
            would_hold = {s.fact_id for s in spans if s.since <= model.end < s.until}
            real = suppose(case.known, []).picture.holdings[agency].certain
            would_hold -= {s.fact_id for s in real if s.since <= model.end < s.until}
            assert things == str(len(held | would_hold)), (chosen, agency)
            found = would.picture.crossings[agency]
            by, since = (
                None if one is None else day_in_words(one)
                for one in (found.certain, found.possible)
            )
            possibly = "not by the end" if since is None else f"possibly from {since}"
            # of a day that is open no more is said than by when, and from when on
            meant = by if by and by == since else f"by {by}, {possibly}" if by else possibly
            assert crossing.split(" (")[0] == meant, (chosen, agency, crossing)
    page.close()


@pytest.mark.thorough
def test_the_example_seat_by_seat_to_the_end(browser: Any, tmp_path: Path) -> None:
    """Of all that the example's records say, a screen shows only what its seat had by then."""
    model = walk_of(example())
    place = tmp_path / "walkthrough.html"
    place.write_text(render(model), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.watch = Watch(page)
    page.goto(place.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.click(".go.main")
    page.locator("input[name=session]").last.check()
    page.click(".go.main")
    texts = {row.row_id: " ".join(row.text.split()) for row in model.rows}
    # what one row says is at times the beginning of what another says
    telling = {
        row_id: text
        for row_id, text in texts.items()
        if len(text) > 30 and sum(text in other for other in texts.values()) == 1
    }
    assert len(telling) > 150
    words_of = {fact.fact_id: fact.words for fact in model.facts}
    for n, seat in enumerate(model.seats):
        page.locator(".seat").nth(n).click()
        rows, met, stops = model.view_of(seat.seat_id).rows, 0, 0
        for _ in range(400):
            page.keyboard.press("ArrowRight")
            now, head, whole = screen(page)
            if now == "reveal":
                continue
            said = " ".join(whole.split())
            if now == "play" and head.startswith("Contact"):
                met += 1
            may = {row.row_id for row in rows[:met]}
            assert {row_id for row_id, words in telling.items() if words in said} <= may
            if now == "decide":
                # the first key is held while nothing is written, so a moment comes twice
                stops = int(head.split()[1].rstrip(":"))
                minute = model.moments[stops - 1].minute
                # as the seat's own record calls it by then: nobody is named whom it does not name
                facts = model.view_of(seat.seat_id).facts
                held = sorted(
                    clean(f.words_at(minute, words_of[f.fact_id]))
                    for f in facts
                    if f.at(minute) is not None
                )
                assert sorted(page.locator(".holdings .thing").all_text_contents()) == held
            if now == "play" and "ends" in head:
                facts = model.view_of(seat.seat_id).facts
                count = sum(is_certain(f.at(model.end)) for f in facts)
                assert page.inner_text(".holdings .quiet").startswith(f"{count} ")
                break
        assert (met, stops) == (len(rows), len(model.moments)), seat.name
        press(page, "Choose another seat")
    page.watch.assert_quiet()
    page.close()


@pytest.mark.thorough
def test_a_page_of_5000_rows_works(walked: Walks) -> None:
    page = walked(size=5000)
    page.click(".go.main")
    page.locator("input[name=session]").last.check()  # every contact, one by one
    page.click(".go.main")
    page.locator(".seat").nth(4).click()
    page.keyboard.press("ArrowRight")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert heading(page) == "Contact 6"
    page.keyboard.press("f")
    page.locator(".moment summary").nth(2).click()
    page.locator(".moment").nth(2).locator("text=Take the room here").click()
    assert heading(page).startswith("Moment 3")
    page.keyboard.press("ArrowLeft")
    assert int(heading(page).split()[1]) > 500
    page.watch.assert_quiet()


@pytest.mark.thorough
def test_it_prints_what_is_on_the_screen(walked: Walks) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    page = walked()
    take(page, 1)
    to_moment(page)
    page.locator("textarea").first.fill("zqanswer")
    for _ in range(2):
        page.click(".go.main")
        if stage(page) == "reveal":
            break
    printed = "\n".join(p.extract_text() for p in PdfReader(BytesIO(page.pdf())).pages)
    for words in ("zqanswer", "Northshire Police", "What was in fact done next", "SENSITIVE"):
        assert words in printed
    for words in ("Pause (Esc)", "Go on through time"):
        assert words not in printed
