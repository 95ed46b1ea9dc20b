"""As-at, the chosen fact, the chosen cell, the matrix and the curve, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import joinedup
from graphdb.model import Settings
from tests.queries.build import row
from tests.viz.conftest import Pages, Watch, axe, until
from tests.viz.synthetic import synthetic
from tests.viz.test_stories import NOTIFY, SEEN, STRANGLED, page_of
from viz.build import build_page_model
from viz.model import FactLine, Held, Holding, Lane, PageModel, Step, TeamLane
from viz.page import render

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"
Shown = Callable[..., Any]


@pytest.fixture(scope="module")
def example() -> PageModel:
    case = joinedup.load(EXAMPLE)
    return build_page_model(case.view, case.known, case.answers, case.vocabulary)


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Shown]:
    """Open the page of any model."""
    contexts = []

    def start(
        model: PageModel, fragment: str = "", *, width: int = 1366, height: int = 768, **more: Any
    ) -> Any:
        place = tmp_path / "report.html"
        place.write_text(render(model), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page)
        page.goto(place.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]")
        return page

    yield start
    for context in contexts:
        context.close()


def fact_at(model: PageModel, fact_id: str) -> int:
    return next(n for n, fact in enumerate(model.facts) if fact.fact_id == fact_id)


# -- as-at -------------------------------------------------------------------------------


def test_play_goes_from_change_to_change_and_any_key_stops_it(opened: Pages) -> None:
    page = opened("#view=knew", size=160)
    opening = page.input_value("#as-at")
    page.select_option(".asat select", "400")
    page.click(".asat .play")
    assert page.inner_text(".asat .play") == "❚❚ Pause"
    first = page.input_value("#as-at")
    assert first != opening  # on the opening day the story is told from its beginning
    until(page, "day => document.querySelector('#as-at').value !== day", first)
    assert page.inner_text("#knew .lead").startswith(f"On {page.input_value('#as-at')} ")
    page.keyboard.press("p")
    assert page.inner_text(".asat .play") == "▶ Play"
    page.keyboard.press("p")
    assert page.inner_text(".asat .play") == "❚❚ Pause"
    page.keyboard.press("Shift")
    assert page.inner_text(".asat .play") == "▶ Play"
    stopped = page.input_value("#as-at")
    page.wait_for_timeout(900)
    assert page.input_value("#as-at") == stopped
    page.watch.assert_quiet()


def test_play_stops_at_the_last_change(opened: Pages) -> None:
    page = opened(size=60)
    page.evaluate(
        "() => { const d = joinedup; const s = document.querySelector('.asat input[type=range]');"
        " s.value = s.min; s.dispatchEvent(new Event('input')); }"
    )
    page.select_option(".asat select", "400")
    page.clock.install()
    page.click(".asat .play")
    page.clock.run_for(400 * 200)
    assert page.inner_text(".asat .play") == "▶ Play"
    last = page.input_value("#as-at")
    page.click(".asat >> text=Earlier")
    page.click(".asat >> text=Later")
    assert page.input_value("#as-at") == last


def test_nothing_moves_by_itself_where_motion_is_not_wanted(opened: Pages) -> None:
    page = opened(size=60, reduced_motion="reduce")
    assert not page.is_visible(".asat .play") and not page.is_visible(".asat select")
    day = page.input_value("#as-at")
    page.focus(".asat input[type=range]")
    page.keyboard.press("p")
    page.keyboard.press("[")
    assert page.inner_text(".asat .keys").startswith("Keys while you are here")
    stepped = page.input_value("#as-at")
    assert stepped != day
    page.wait_for_timeout(1200)
    assert page.input_value("#as-at") == stepped


def test_keys_of_the_as_at_day_act_only_there_and_never_while_somebody_writes(
    opened: Pages,
) -> None:
    page = opened("#view=knew", size=60)
    day = page.input_value("#as-at")
    page.focus('.matrix button[tabindex="0"]')
    page.keyboard.press("[")
    assert page.input_value("#as-at") == day
    page.focus("#as-at")
    page.keyboard.press("End")
    page.keyboard.type("[p]")
    assert page.input_value("#as-at") == f"{day}[p]"
    assert page.inner_text(".asat .play") == "▶ Play"


# -- a fact ------------------------------------------------------------------------------


def test_a_fact_is_chosen_from_the_matrix_by_keyboard_and_followed_to_the_lanes(
    shown: Shown, example: PageModel
) -> None:
    page = shown(example, "#view=knew")
    page.focus('.matrix button[tabindex="0"]')
    page.keyboard.press("ArrowLeft")
    label = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert "sel=fact-" in page.url
    assert page.inner_text(".detail h2") == label
    said = page.inner_text(".detail")
    for words in ("First recorded", "How it was passed on", "Who held it on", "No record of it"):
        assert words in said
    page.click(".detail >> text=Show it on the timeline")
    assert page.is_visible("#timeline")
    page.wait_for_timeout(150)
    assert page.locator(".tl-plot .ring[d^=M]").count() == 1
    page.watch.assert_quiet()


def test_missing_shares_are_drawn_and_said_and_lead_to_their_line(
    shown: Shown, example: PageModel
) -> None:
    story = max(example.stories, key=lambda s: sum(bool(g.from_event) for g in s.gaps))
    fact = fact_at(example, story.fact_id)
    page = shown(example, f"#view=timeline&sel=fact-{fact}")
    page.wait_for_timeout(150)
    drawn = [g for g in story.gaps if g.from_event]
    assert drawn
    assert page.locator(".tl-plot .chip-text").all_text_contents() == [g.words for g in drawn]
    page.locator(f'.detail a[href="#{drawn[0].finding_id}"]').first.click()
    assert page.is_visible(f"#{drawn[0].finding_id}.chosen")
    page.watch.assert_quiet()


def test_a_line_of_grade_iii_has_no_dashed_arrow(shown: Shown) -> None:
    page = shown(page_of(STRANGLED, SEEN), "#view=timeline&sel=fact-0")
    page.wait_for_timeout(150)
    assert page.locator(".tl-plot .ring[d^=M]").count() == 1
    assert page.locator(".tl-plot .gap[d^=M], .tl-plot .chip-text").count() == 0
    assert "No record of a share" not in page.inner_text(".detail")
    assert "1 line of enquiry about it" in page.inner_text(".detail")
    again = shown(
        page_of(STRANGLED, SEEN, settings=Settings(pathways=(NOTIFY,))),
        "#view=timeline&sel=fact-0",
    )
    again.wait_for_timeout(150)
    assert again.locator(".tl-plot .gap[d^=M]").count() == 1
    assert again.text_content(".tl-plot .chip-text") == "no record that it was shared"


def test_an_end_is_filled_where_that_record_has_the_share(shown: Shown) -> None:
    page = shown(
        page_of(
            row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp csc"),
            row("gp", "5 May 2011", "information-received", "V", told_by="police"),
            row("csc", "1 May 2011", "contact", "C"),
        ),
        "#view=timeline&sel=fact-0",
    )
    page.wait_for_timeout(150)
    arrows = page.locator(".tl-plot .shared").get_attribute("d")
    assert arrows.count("M") == 2
    # two tails and one head are filled; one head is open
    assert page.locator(".tl-plot .end:not(.open)").get_attribute("d").count("z") == 3
    assert page.locator(".tl-plot .end.open").get_attribute("d").count("z") == 1
    said = page.inner_text(".detail")
    assert "both records have it" in said and "only the sender’s record has it" in said


def test_what_is_drawn_of_a_fact_follows_the_as_at_day(shown: Shown) -> None:
    model = page_of(STRANGLED, SEEN, settings=Settings(pathways=(NOTIFY,)))
    page = shown(model, "#view=timeline&sel=fact-0&at=2011-05-02")
    page.wait_for_timeout(150)
    assert page.locator(".tl-plot .ring[d^=M]").count() == 0
    assert "later than the day shown" in page.inner_text(".detail")
    page.fill("#as-at", "4 May 2011")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.locator(".tl-plot .ring[d^=M]").count() == 1
    assert page.locator(".tl-plot .gap[d^=M]").count() == 0
    page.fill("#as-at", "11 May 2011")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.locator(".tl-plot .gap[d^=M]").count() == 1


def test_a_fact_is_chosen_from_a_row_and_from_a_line_of_enquiry(
    shown: Shown, example: PageModel
) -> None:
    event = next(e for e in example.events if e.reveals)
    page = shown(example, f"#view=chronology&sel={event.event_id}")
    page.locator(".detail dd li a").first.click()
    fact = fact_at(example, event.reveals[0].fact_id)
    assert f"sel=fact-{fact}" in page.url
    page.click('nav.views a[data-view="enquiry"]')
    page.locator(".group > summary").first.click()
    page.locator(".follow a").first.click()
    assert page.is_visible("#timeline") and "sel=fact-" in page.url
    page.watch.assert_quiet()


# -- a cell, and the matrix --------------------------------------------------------------


def test_each_state_of_a_cell_says_what_it_is_and_what_would_tell(
    shown: Shown, example: PageModel
) -> None:
    page = shown(example, "#view=knew")
    seen = {}
    for state in ("own", "told", "sent", "open", "possible", "denied", "ended", "none", "cannot"):
        cell = page.locator(f"#knew .matrix td .s-{state}:visible").first
        if not cell.count():
            continue
        cell.click()
        seen[state] = page.inner_text(".detail p strong")
        said = page.inner_text(".detail")
        assert ("What would tell" in said) == (state not in ("own", "told")), state
        assert ("How do we know?" in said) == (state not in ("none", "cannot")), state
    assert len(seen) >= 6
    assert len(set(seen.values())) == len(seen)


def test_matrix_shows_the_share_of_the_pooled_picture(shown: Shown, example: PageModel) -> None:
    page = shown(example, "#view=knew")
    cells = page.locator("#knew .sums").nth(1).locator("td").all_inner_texts()
    minute = example.header.as_at
    for lane, said in zip(example.lanes, cells, strict=True):
        if lane.informal:
            assert said == "apart"
            continue
        points = next(p.points for p in example.picture if p.agency_id == lane.agency_id)
        last = [p for p in points if p.minute <= minute][-1]
        want = f"{last.low}%" if last.low == last.high else f"{last.low}–{last.high}%"
        assert said == want


def test_matrix_is_filtered_and_put_in_order(shown: Shown, example: PageModel) -> None:
    page = shown(example, "#view=knew")
    heads = "#knew .matrix tbody:last-child tr:not([hidden]) th button"
    before = page.locator(heads).all_inner_texts()
    page.check("#knew-heavy")
    heavy = page.locator(heads).all_inner_texts()
    assert 0 < len(heavy) < len(before) and heavy == before[: len(heavy)]
    page.uncheck("#knew-heavy")
    page.select_option("#knew-order", "date")
    by_date = page.locator(heads).all_inner_texts()
    assert sorted(by_date) == sorted(before) and by_date != before
    page.focus('.matrix button[tabindex="0"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") in by_date
    page.select_option("#knew-person", index=1)
    assert 0 < page.locator(heads).count() < len(before)
    page.watch.assert_quiet()


def large() -> PageModel:
    """Return a case of 14 agencies and 60 facts."""
    model = synthetic(160)
    more = tuple(
        Lane(
            f"more-{n}", f"Further agency {n}", False, (TeamLane(f"more-{n}/", ""),), None, None, ""
        )
        for n in range(3)
    )
    facts = tuple(FactLine(f"f-more-{n}", f"Thing known {n}", "Adult V", 3) for n in range(50))
    held = tuple(
        Held(fact.fact_id, lane.agency_id, (Step(model.header.scope_from or 0, Holding.OWN),))
        for fact, lane in product(facts, (*model.lanes[:3], *more))
    )
    return replace(
        model, lanes=model.lanes + more, facts=model.facts + facts, held=model.held + held
    )


def test_a_large_matrix_scrolls_in_its_frame_with_its_names_in_sight(shown: Shown) -> None:
    page = shown(large(), "#view=knew&sel=cell-0-0", width=1024)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    box = page.evaluate(
        """() => { const w = document.querySelector('.matrix-wrap');
        w.scrollTo(400, 900);
        const at = (e) => e.getBoundingClientRect(), o = at(w);
        const head = at(w.querySelector('thead th:nth-child(9)'));
        const names = [...w.querySelectorAll('tbody:last-child th')].map(at)
          .find(b => b.top > head.bottom);
        return [head.top - o.top, names.left - o.left, w.scrollLeft] }"""
    )
    assert box[2] > 0
    assert abs(box[0]) <= 2 and abs(box[1]) <= 2
    # the arrow keys bring the cell out from under what stays
    page.focus('.matrix button[tabindex="0"]')
    for key in ["ArrowRight"] * 13 + ["ArrowLeft"] * 12:
        page.keyboard.press(key)
        clear = page.evaluate(
            """() => { const e = document.activeElement.getBoundingClientRect();
            const name = document.activeElement.closest('tr').cells[0].getBoundingClientRect();
            return e.left >= name.right - 1 }"""
        )
        assert clear


def test_no_head_of_the_matrix_breaks_a_word(shown: Shown, example: PageModel) -> None:
    page = shown(example, "#view=knew")
    page.click(".tools >> text=Larger text")
    until(
        page,
        """() => ![...document.querySelectorAll('#knew thead th + th')].some(th => {
        const words = document.createTreeWalker(th, 4).nextNode();
        const edge = th.getBoundingClientRect().right;
        return [...words.data.matchAll(/\\S+/g)].some(({ index, 0: word }) => {
          const range = document.createRange();
          range.setStart(words, index);
          range.setEnd(words, index + word.length);
          const { length } = range.getClientRects();
          return length > 1 || range.getBoundingClientRect().right > edge });
        })""",
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


# -- the curve ---------------------------------------------------------------------------


def test_the_curve_has_its_table(shown: Shown, example: PageModel) -> None:
    page = shown(example)
    page.click("#overview .curve-table summary")
    page.wait_for_selector("#overview .curve-table thead th")
    heads = page.locator("#overview .curve-table thead th").all_inner_texts()
    assert heads[1:] == [
        "All together",
        "The most that any one agency held",
        "People close to them, not added in",
    ]
    pooled = example.pooled
    assert pooled is not None
    days = {p.minute // 1440 for p in (*pooled.points, *pooled.informal)}
    assert page.locator("#overview .curve-table tbody tr").count() == len(days)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.click('nav.views a[data-view="timeline"]')
    assert page.locator(".tl-plot .band-informal[d^=M]").count() == 1
    page.watch.assert_quiet()


def test_with_one_agency_the_curve_does_not_speak_of_two(shown: Shown) -> None:
    page = shown(page_of(STRANGLED, row("police", "9 May 2012", "assault", "V", "threats-to-kill")))
    assert "Any one agency" not in page.inner_text("#overview")
    page.click('nav.views a[data-view="timeline"]')
    page.wait_for_timeout(120)
    assert page.inner_text(".curve-name") == "Known to the one agency (A)"
    assert page.locator(".tl-plot .band-best").count() == 0


# -- for everybody -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(1366, "light", marks=pytest.mark.thorough),
        pytest.param(1366, "dark", marks=pytest.mark.thorough),
        pytest.param(320, "light", marks=pytest.mark.thorough),
    ],
    ids=str,
)
def test_axe_finds_nothing_about_a_chosen_fact(
    shown: Shown, example: PageModel, width: int, scheme: str
) -> None:
    page = shown(
        example, "#view=knew&sel=fact-2", width=width, color_scheme=scheme, bypass_csp=True
    )
    for view in ("knew", "timeline", "chronology", "enquiry"):
        page.click(f'nav.views a[data-view="{view}"]')
        page.wait_for_timeout(150)
        if view == "enquiry":
            page.locator(".group > summary").first.click()
        for more in page.query_selector_all(".detail button:has-text('more share')"):
            more.click()
        found = axe(page)
        assert found == [], f"{view}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, select, summary')]
            .filter(e => e.checkVisibility() && !e.closest('.static-drawing'))
            .filter(e => e.getBoundingClientRect().height < 24)
            .map(e => e.outerHTML.slice(0, 99))"""
        )
        assert small == [], view
