"""What the file is: escaped, allowed by hash, whole, within its budget, the same every time."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from tests.viz.synthetic import HOSTILE, synthetic
from viz.clean import clean, embed_json
from viz.model import EventRow, PageModel, RowNote, Span
from viz.page import render, render_data, render_fragment

ROOT = Path(__file__).parents[2]
WORDS_OF_BLAME = re.compile(r"\b(failed|failure to|ignored|missed|should have|non-engagement)\b")


class _Reader(HTMLParser):
    """Collects what an HTML tokenizer sees: the scripts, styles and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.types: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in self.raw:
            self._inside = tag
            self.raw[tag].append("")
            if tag == "script":
                self.types.append(dict(attrs).get("type") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside][-1] += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


@pytest.fixture(scope="module")
def hostile() -> str:
    return render(synthetic(60, hostile=True))


def test_hostile_text_makes_no_element_and_no_attribute(hostile: str) -> None:
    reader = read(hostile)
    assert reader.types == ["", "application/json", "", "", ""]
    names = {name for _, name, _ in reader.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "style" not in names
    tags = {tag for tag, _, _ in reader.attributes}
    assert not tags & {"img", "iframe", "object", "base"}
    links = [(name, value) for tag, name, value in reader.attributes if tag == "link"]
    assert links == [("rel", "icon"), ("href", "data:,")]  # no icon, so that none is asked for


def test_hostile_text_stands_as_text(hostile: str) -> None:
    tree = html.fromstring(hostile)
    cells = " ".join(cell.text_content() for cell in tree.iter("td"))
    for text in HOSTILE:
        assert " ".join(clean(text).split()) in " ".join(cells.split())


def test_no_hidden_direction_and_no_control(hostile: str) -> None:
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", hostile)
    assert "invoice[U+202E]gpj.exe" in hostile


def test_policy_allows_exactly_what_is_there(small: PageModel) -> None:
    reader = read(render(small))
    policy = next(
        v for t, n, v in reader.attributes if t == "meta" and n == "content" and "src" in v
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    runs = [s for s, kind in zip(reader.raw["script"], reader.types, strict=True) if not kind]
    assert rules["script-src"].split() == [digest(script) for script in runs]
    assert rules["style-src"].split() == [digest(style) for style in reader.raw["style"]]
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"


def test_policy_stands_before_anything_that_it_rules(small: PageModel) -> None:
    page = render(small)
    assert page.index("Content-Security-Policy") < page.index("<style") < page.index("<script")


def test_nothing_is_fetched(small: PageModel) -> None:
    reader = read(render(small))
    for _, name, value in reader.attributes:
        if name in {"src", "href", "action", "srcset"}:
            assert value.startswith("#") or value == "data:,"  # no icon, so none is asked for
    assert not re.search(r"url\((?!#)|@import", reader.raw["style"][0])


def test_text_of_a_row_stands_once(small: PageModel) -> None:
    events = tuple(replace(e, text=f"{e.text} Mark{n:05}.") for n, e in enumerate(small.events))
    page = render(replace(small, events=events))
    for n in range(len(events)):
        assert page.count(f"Mark{n:05}.") == 1


def test_same_model_same_bytes_whatever_the_order(small: PageModel) -> None:
    mixed = list(small.events)
    random.Random(3).shuffle(mixed)
    held = tuple(reversed(small.held))
    assert render(replace(small, events=tuple(mixed), held=held)) == render(small)


def test_same_bytes_whatever_the_hash_seed(small: PageModel) -> None:
    code = (
        "import sys; from tests.viz.synthetic import synthetic; from viz.page import render;"
        "sys.stdout.buffer.write(render(synthetic(60)).encode())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == render(small)


@pytest.mark.parametrize("size", [50, 5000])
def test_budget(size: int) -> None:
    model = synthetic(size)
    text = sum(
        len(e.text.encode()) + sum(len(a.encode()) + len(b.encode()) for a, b in e.more)
        for e in model.events
    )
    plain, whole = (len(render(model, network=n).encode()) for n in (False, True))
    assert plain <= 250_000 + 2 * text + 300 * size
    assert whole <= plain + 560_000


def test_readable_without_script(small: PageModel) -> None:
    tree = html.fromstring(render_fragment(small))
    assert len(tree.xpath("//table[@data-rows]//tbody/tr")) == len(small.events)
    assert len(tree.xpath("//*[@class='finding']")) == len(small.findings)
    assert tree.xpath("//svg[@class='drawing']")
    ids = set(tree.xpath("//@id"))
    for link in tree.xpath("//a/@href"):
        assert link[1:] in ids, link


def test_says_how_many_rows_are_not_coded(small: PageModel) -> None:
    assert f"{small.uncoded} of 60 rows are not coded; these findings cannot see them." in render(
        small
    )
    assert "not coded; these findings" not in render(replace(small, uncoded=0))


def test_no_words_of_blame(small: PageModel) -> None:
    tree = html.fromstring(render_fragment(small))
    for row in tree.xpath("//table[@data-rows]"):
        row.drop_tree()
    assert not WORDS_OF_BLAME.search(tree.text_content())
    for path in (ROOT / "viz").rglob("*"):
        if path.suffix in {".js", ".j2"} and "_bundle" not in path.parts:
            assert not WORDS_OF_BLAME.search(path.read_text(encoding="utf-8")), path


def test_markup_is_never_built_from_strings() -> None:
    banned = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(")
    for path in (ROOT / "viz" / "js").glob("*.js"):
        found = banned.findall(path.read_text(encoding="utf-8"))
        # a notebook's cell is handed the escaped fragment as text, and has nowhere else to put it
        assert found == (["DOMParser"] if path.name == "widget.js" else []), path


def test_an_empty_case_still_makes_a_page(small: PageModel) -> None:
    empty = replace(
        small,
        lanes=(),
        kinds=(),
        events=(),
        facts=(),
        held=(),
        pooled=None,
        findings=(),
        groups=(),
        sentences=(),
        good=(),
        cannot_tell=(RowNote("Nothing was loaded."),),
        uncoded=0,
        network=None,
    )
    page = render(empty)
    assert "No line of enquiry was found in the rows that are coded." in page
    assert "Cannot tell from these records: no row says what was known." in page


def test_a_link_to_nothing_is_refused(small: PageModel) -> None:
    with pytest.raises(ValueError, match="e-nowhere"):
        render(replace(small, good=(RowNote("x", ("e-nowhere",)),)))


def test_json_cannot_end_its_element() -> None:
    text = embed_json({"a": "</script><!--\u2028\u2029"})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == {"a": "</script><!--\u2028\u2029"}


def test_dates_travel_as_given(small: PageModel) -> None:
    data = json.loads(render_data(small))
    by_id = {e.event_id: e for e in small.events}
    rows = html.fromstring(render_fragment(small)).xpath("//table[@data-rows]//tbody/tr/@id")
    for event_id, row in zip(rows, data["ev"], strict=True):
        assert _span(row, data["base"]) == _given(by_id[event_id])


def _span(row: list[int | None], base: int) -> tuple[object, ...]:
    """Read a row back as ``viz/js/data.js`` reads it."""

    def interval(low: int | None, other: int | None) -> tuple[int | None, int | None]:
        if low is None:
            return None, None if other is None else other + base
        return low + base, None if other is None else low + other + base

    start = interval(row[3], row[4] if len(row) > 4 else 1439)
    return start, interval(row[5], row[6]) if len(row) > 5 else start


def _given(e: EventRow) -> tuple[object, ...]:
    return e.start, e.start if e.span is Span.ONCE else e.end
