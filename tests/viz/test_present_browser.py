"""The presenter: one row at a time, by a remote that knows Page Up and Page Down only."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.viz.conftest import Pages, axe, until

pytestmark = pytest.mark.browser


def place(page: Any) -> tuple[int, int]:
    found = re.match(r"(\d+) of (\d+)", page.inner_text(".present .place"))
    assert found
    return int(found[1]), int(found[2])


def state(page: Any) -> dict[str, str]:
    page.wait_for_timeout(220)
    return {key: one[0] for key, one in parse_qs(page.url.split("#")[1]).items()}


def test_a_remote_walks_through_every_row(opened: Pages) -> None:
    page = opened()
    page.click(".tools >> text=Present")
    assert place(page) == (1, 60)
    seen = [page.inner_text(".present .asis")]
    for _ in range(59):
        before = place(page)
        while place(page) == before:  # a long text is read to its end first
            page.keyboard.press("PageDown")
        seen.append(page.inner_text(".present .asis"))
    assert place(page) == (60, 60)
    assert len(set(seen)) == 60
    page.keyboard.press("PageDown")
    assert place(page) == (60, 60)
    assert page.inner_text(".present [role=status]") == "This is the last row."
    page.keyboard.press("PageUp")
    assert place(page) == (59, 60)
    page.watch.assert_quiet()


def test_every_key_and_its_button(opened: Pages) -> None:
    page = opened("#view=timeline&present=all", height=900)
    for key, at in (
        ("ArrowRight", 2),
        (" ", 3),
        ("Enter", 4),
        ("ArrowLeft", 3),
        ("End", 60),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        assert place(page)[0] == at, key
    for button, at in (("Next", 2), ("Next", 3), ("Previous", 2), ("Last", 60), ("First", 1)):
        page.click(f'.present button:has-text("{button}")')
        assert place(page)[0] == at, button
    # a button that has the keyboard keeps Space and Enter for itself
    page.focus('.present button:has-text("Last")')
    page.keyboard.press("Enter")
    assert place(page)[0] == 60
    page.keyboard.press("PageUp")
    assert place(page)[0] == 59
    page.click('.present button:has-text("Leave")')
    assert page.locator(".present").count() == 0


def test_a_long_text_is_read_to_its_end_before_the_next_row(opened: Pages) -> None:
    page = opened("#present=all", width=1000, height=600)
    page.keyboard.press("ArrowRight")
    page.evaluate(
        """() => { const cell = document.querySelectorAll('table.chron tbody tr')[2].cells[4];
        cell.firstChild.textContent = 'It was said again. '.repeat(400) }"""
    )
    page.keyboard.press("ArrowRight")
    assert place(page)[0] == 3
    assert page.is_visible(".present .below")
    page.keyboard.press("PageDown")
    assert place(page)[0] == 3
    assert page.evaluate("document.querySelector('.row-said').scrollTop") > 100
    page.keyboard.press("PageUp")
    assert place(page)[0] == 3
    assert page.evaluate("document.querySelector('.row-said').scrollTop") == 0
    for _ in range(60):
        page.keyboard.press("PageDown")
        if place(page)[0] != 3:
            break
    assert place(page)[0] == 4
    assert page.evaluate("document.querySelector('.row-said').scrollTop") == 0
    # left and right go row by row whatever the length
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert place(page)[0] == 2


def test_selection_and_as_at_day_go_with_it_and_stay(opened: Pages) -> None:
    page = opened("#view=overview", size=160)
    page.click(".tools >> text=Present")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    text = page.inner_text(".present .asis")
    row = page.evaluate("document.querySelectorAll('table.chron tbody tr')[40].id")
    # the address follows a moment after the last of many keys
    page.wait_for_function("row => location.hash.includes(row)", arg=row)
    now = state(page)
    assert now["present"] == "all"
    assert now["sel"] == row
    again = opened(f"#{page.url.split('#')[1]}", size=160)
    assert place(again) == (41, 160)
    assert again.inner_text(".present .asis") == text
    again.keyboard.press("Escape")
    assert again.is_visible("#timeline")
    assert again.inner_text(".detail blockquote") == text
    after = state(again)
    assert "present" not in after
    assert (after["sel"], after["at"]) == (now["sel"], now["at"])
    page.keyboard.press("Escape")
    # back in the browser leads into the presenter, not through forty rows
    page.go_back()
    assert place(page) == (41, 160)
    page.go_back()
    assert page.is_visible("#overview")
    page.watch.assert_quiet()


def test_leaving_goes_back_to_the_view_the_day_and_the_choice(opened: Pages) -> None:
    page = opened("#view=knew&at=2011-03-04&sel=fact-1")
    before = state(page)
    page.click(".tools >> text=Present")
    page.keyboard.press("End")
    assert state(page)["at"] != before["at"]
    page.keyboard.press("Escape")
    assert state(page) == before
    assert page.is_visible("#knew")
    page.watch.assert_quiet()


def test_only_what_is_chosen(opened: Pages) -> None:
    page = opened("#view=enquiry", size=160)
    page.click(".group > summary")
    finding = page.get_attribute(".group[open] .finding", "id")
    page.locator("text=Present its rows").first.click()
    assert place(page) == (1, 3)
    assert "Rows of one line of enquiry" in page.inner_text(".present .place")
    assert state(page)["present"] == f"line={finding}"
    page.select_option(".present select", "shape=incident")
    incidents = place(page)[1]
    assert 3 < incidents < 100
    kinds = set()
    for _ in range(incidents):
        kinds.add(page.inner_text(".present .who-said").split(" · ")[1])
        page.keyboard.press("ArrowRight")
    assert 0 < len(kinds) <= 3
    page.select_option(".present select", "person=Child+C")
    option = page.locator(".present option:checked").text_content()
    assert option == f"Rows that name Child C ({place(page)[1]})"
    # keys go on working after a choice
    page.keyboard.press("PageDown")
    assert place(page)[0] == 2


def test_what_the_chronology_shows_can_be_presented(opened: Pages) -> None:
    page = opened("#view=chronology", size=160)
    page.fill("#words", "neck sister")
    page.wait_for_timeout(250)
    shown = page.locator("#chronology tbody tr").count()
    page.click(f"text=Present these {shown} rows")
    assert place(page) == (1, shown)
    assert "with the words “neck sister”" in page.inner_text(".present .place")
    page.keyboard.press("ArrowRight")
    assert "neck" in page.inner_text(".present .asis")
    page.keyboard.press("Escape")
    assert page.is_visible("#chronology")
    assert page.locator("#chronology tr.chosen").count() == 0  # as it was before
    assert page.evaluate("document.activeElement.textContent").startswith("Present these")


@pytest.mark.thorough
def test_what_each_knew_agrees_with_the_matrix(opened: Pages) -> None:
    page = opened("#present=all", size=160)
    new = 0
    for _ in range(60):
        page.keyboard.press("ArrowRight")
        marks = page.locator(".present .cells strong").all_inner_texts()
        listed = page.locator(".present .fresh li").count()
        informal = page.locator(".present .fresh li").filter(has_text=re.compile("^(Vic|Fri)"))
        assert sum(int(mark.split()[0]) for mark in marks) == listed - informal.count()
        new += listed
    assert new > 5
    cells = dict(
        zip(
            page.locator(".present .cells .name").all_inner_texts(),
            page.locator(".present .cells li > span:last-child").all_inner_texts(),
            strict=True,
        )
    )
    page.keyboard.press("Escape")
    page.click('nav.views a[data-view="knew"]')
    for name, said in cells.items():
        foot = page.inner_text(f'#knew .sums td[data-agency="{name}"]').split("\n")[0]
        held = foot.split(" of ")[0]
        assert said.startswith(f"cannot tell{'' if held == '0' else '!'}") or re.match(
            rf"(at least )?{foot.split(' possibly')[0]}\b", said
        ), (name, said, foot)
    assert "cannot tell" in cells["Primary school"] or cells["Primary school"].startswith(
        "at least"
    )


def test_it_stands_alone_and_gives_the_keyboard_back(opened: Pages) -> None:
    page = opened("#view=knew")
    page.focus(".tools button:text('Present')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.present')")
    assert page.is_visible(".present .marking")
    for _ in range(14):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "(e => e === document.body || !!e.closest('.present'))(document.activeElement)"
        )
    said = page.inner_text(".present [role=status]")
    assert said.startswith("Row 1 of 60. ")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Present"
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0


def test_full_screen_and_f5(opened: Pages) -> None:
    page = opened("#present=all")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F5")
    until(page, "document.fullscreenElement")
    assert place(page)[0] == 2  # not loaded anew
    assert page.is_visible(".present .marking")
    page.click("text=Leave full screen")
    until(page, "!document.fullscreenElement")
    page.click('.present button:has-text("Full screen")')
    until(page, "document.fullscreenElement")
    page.click('.present button:has-text("Leave (Esc)")')
    until(page, "!document.fullscreenElement")
    page.watch.assert_quiet()


def test_an_address_that_leads_nowhere_is_no_dead_end(opened: Pages) -> None:
    page = opened("#present=line%3Dgone")
    page.wait_for_timeout(100)
    assert page.locator(".present").count() == 0
    page = opened("#present=all&sel=e-gone")
    page.wait_for_timeout(100)
    assert place(page) == (1, 60)
    page.watch.assert_quiet()


def test_hostile_rows(opened: Pages) -> None:
    page = opened("#present=all", hostile=True)
    for _ in range(59):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.watch.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize(
    ("width", "height"),
    [
        (1366, 768),
        *(pytest.param(*size, marks=pytest.mark.thorough) for size in ((320, 640), (683, 384))),
    ],
)
def test_axe_and_no_sideways(opened: Pages, scheme: str, width: int, height: int) -> None:
    page = opened(
        "#present=all", width=width, height=height, color_scheme=scheme, bypass_csp=True,
        hostile=width == 320,
    )  # fmt: skip
    for state in ("first", "last", "keys"):
        if state == "last":
            page.keyboard.press("End")
        if state == "keys":
            page.keyboard.press("Escape")
            page.click(".tools >> text=Keys")
            assert page.evaluate("!!document.activeElement.closest('dialog')")
        found = axe(page)
        assert found == [], f"{state}: {found}"
        wide = "(document.querySelector('.present, dialog') ?? document.body).scrollWidth"
        assert page.evaluate(wide) <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            """() => [...document.querySelectorAll('.present :is(button, select), dialog button')]
            .map(e => e.getBoundingClientRect())
            .filter(b => b.width < 24 || b.height < 24).length"""
        )
        assert small == 0
