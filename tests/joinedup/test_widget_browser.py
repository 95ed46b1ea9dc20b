"""The notebook's widget: its module as anywidget loads it, in a real browser."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("anywidget", reason="the extra joinedup[notebook] is not installed")

import joinedup
from tests.joinedup.helpers import EXAMPLE
from tests.viz.synthetic import synthetic
from viz.hosts import esm, host_style
from viz.page import render_data, render_fragment

#: A notebook: an outer page with a style and a key of its own, and a model as anywidget gives one.
NOTEBOOK = """<!DOCTYPE html><html lang=en><meta charset=utf-8><title>A notebook</title>
<style>button { color: rgb(1, 2, 3) } .view, .top { display: none; color: red }</style>
<h1 id=title>A notebook</h1><button id=own>Run</button><p class="quiet lead" id=text>Text</p>
<div id=cell></div><div id=second></div><p id=after>After</p>
<script>window.heard = [];
document.addEventListener('keydown', e => heard.push(e.key));</script>"""

RENDER = """async ([source, page]) => {
  const url = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  window.module = await import(url);
  window.asked = [];
  window.model = (reply) => {
    const listeners = new Set();
    return {
      on: (event, go) => listeners.add(go), off: (event, go) => listeners.delete(go),
      get: () => undefined, set: () => {}, save_changes: () => {}, listeners,
      send: (content) => {
        asked.push(content);
        if (reply) setTimeout(() => [...listeners].forEach((go) => go(reply)));
      },
    };
  };
  window.page = page;
  window.first = model(page);
  window.undo = await module.default.render({model: first, el: document.querySelector('#cell')});
}"""
OWN = """() => ['title', 'own', 'text', 'after'].map((id) => {
  const s = getComputedStyle(document.getElementById(id));
  return [s.color, s.fontSize, s.fontFamily, s.margin, s.display, s.boxSizing, s.padding];
}).concat([[document.documentElement.className, document.body.className,
  getComputedStyle(document.documentElement).getPropertyValue('--ink'), location.hash,
  document.documentElement.getAttribute('style')]])"""


def page_of(model: Any) -> dict[str, str]:
    return {
        "joinedup": "page",
        "style": host_style(),
        "fragment": render_fragment(model),
        "data": render_data(model),
    }


@pytest.fixture
def notebook(browser: Any, tmp_path: Path) -> Iterator[Any]:
    place = tmp_path / "notebook.html"
    place.write_text(NOTEBOOK, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.said = []
    page.on("console", lambda m: page.said.append(m.text))
    page.on("pageerror", lambda e: page.said.append(str(e)))
    page.goto(place.as_uri())
    page.before = page.evaluate(OWN)
    yield page
    page.close()


@pytest.mark.browser
def test_a_cell_shows_the_page_and_leaves_the_notebook_alone(notebook: Any) -> None:
    page = notebook
    page.evaluate(RENDER, [esm(), page_of(synthetic(60))])
    page.wait_for_selector("#cell .mounted")
    assert page.evaluate("asked") == [{"joinedup": "page"}]
    assert page.is_visible("#cell #overview .lead")
    for view in ("timeline", "knew", "enquiry", "chronology"):
        page.click(f'#cell nav.views a[data-view="{view}"]')
        assert page.is_visible(f"#cell #{view}"), view
    page.locator("#cell #chronology a.row").nth(3).click()
    assert page.is_visible("#cell .detail blockquote")
    page.click("#cell >> text=Close detail")
    page.click("#cell .tools >> text=Dark colours")
    dark = page.evaluate(
        "getComputedStyle(document.querySelector('#cell > div').shadowRoot"
        ".querySelector('.joinedup-page')).backgroundColor"
    )
    assert dark == "rgb(16, 20, 26)"
    page.click("#cell .tools >> text=Present")
    page.wait_for_timeout(100)
    inside = page.evaluate(
        """() => { const host = document.querySelector('#cell > div');
        const a = host.getBoundingClientRect();
        const b = host.shadowRoot.querySelector('.present').getBoundingClientRect();
        return [a.width - b.width, a.height - b.height, a.top - b.top].every(d => Math.abs(d) < 4)
        }"""
    )
    assert inside  # it covers its cell, not the notebook
    page.keyboard.press("PageDown")
    page.keyboard.press("x")
    assert page.inner_text("#cell .present .place").startswith("2 of 60")
    page.keyboard.press("Escape")
    assert page.is_visible("#cell #chronology") and page.locator("#cell .present").count() == 0
    # no key of the page was one of the notebook's, which would cut or run cells
    assert page.evaluate("heard") == []
    assert page.evaluate("'lmSuppressShortcuts' in document.querySelector('#cell > div').dataset")
    assert page.evaluate(OWN) == page.before
    assert page.said == []


@pytest.mark.browser
def test_two_cells_do_not_meet(notebook: Any) -> None:
    page = notebook
    page.evaluate(RENDER, [esm(), page_of(synthetic(60))])
    page.evaluate(
        "() => module.default.render({model: model(page), el: document.querySelector('#second')})"
    )
    page.wait_for_selector("#second .mounted")
    page.click('#cell nav.views a[data-view="knew"]')
    assert page.is_visible("#cell #knew")
    assert page.is_visible("#second #overview")
    assert not page.is_visible("#second #knew")
    assert page.said == []


@pytest.mark.browser
def test_a_saved_notebook_holds_nothing_and_says_so(notebook: Any) -> None:
    page = notebook
    page.evaluate(RENDER, [esm(), None])
    text = page.evaluate("document.querySelector('#cell > div').shadowRoot.textContent")
    assert text == "The page of this case is not kept in the notebook. Run the cell to see it."
    page.evaluate("undo()")
    assert page.evaluate("first.listeners.size") == 0


@pytest.mark.browser
def test_hostile_text_in_a_cell_runs_nothing(notebook: Any) -> None:
    page = notebook
    page.evaluate(RENDER, [esm(), page_of(synthetic(60, hostile=True))])
    page.wait_for_selector("#cell .mounted")
    for view in ("timeline", "knew", "enquiry", "chronology", "overview"):
        page.click(f'#cell nav.views a[data-view="{view}"]')
        page.wait_for_timeout(60)
    assert page.evaluate("window.hacked") is None
    assert page.said == []


def test_the_widget_answers_and_its_state_holds_no_text_of_the_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = joinedup.load(EXAMPLE)
    made = case.widget()
    from joinedup.notebook import CaseWidget

    assert isinstance(made, CaseWidget) and isinstance(joinedup.widget(EXAMPLE), CaseWidget)
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(made, "send", sent.append)
    made._handle_custom_msg({"joinedup": "something else"}, [])
    made._handle_custom_msg("nonsense", [])
    assert sent == []
    made._handle_custom_msg({"joinedup": "page"}, [])
    made._handle_custom_msg({"joinedup": "page"}, [])
    assert len(sent) == 2 and sent[0] is sent[1]
    text = max((event.summary for event in case.view.events.values()), key=len)
    assert text[:40] in sent[0]["fragment"]
    assert text[:40] not in repr(made.get_state())
    assert made.get_state()["_esm"] == esm()


def test_the_style_of_a_guest_expects_no_document() -> None:
    style = host_style()
    assert ":root" not in style
    assert re.search(r"(?<![\w-])(html|body)\b", style) is None
    assert ".joinedup-page.dark{" in style
    assert "tbody" in style  # words that only end so are left


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "joinedup.notebook", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'joinedup\[notebook\]'"):
        joinedup.widget  # noqa: B018
