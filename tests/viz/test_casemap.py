"""The case map: what it shows is what the records show, and nothing on it touches anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import joinedup
from graphdb.dates import read_when
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.outputs import page_model
from tests.queries.build import row
from tests.viz.synthetic import HOSTILE, synthetic
from tests.viz.test_page import WORDS_OF_BLAME
from tests.viz.test_stories import EXAMPLE, page_of
from viz import casemap_layout as laid
from viz.casemap import (
    CaseMap,
    Moment,
    NotTold,
    Person,
    Place,
    Thing,
    Told,
    Untold,
    case_map,
    letters,
)
from viz.casemap_draw import map_pdf, render_map
from viz.casemap_layout import LEAST, Box, Label, Sheet, sheet
from viz.casemap_text import fold, width
from viz.model import CurvePoint, PageModel, Pooled, Shape

PAPER = Box(0, 0, laid.WIDTH, laid.HEIGHT)


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def check(out: Sheet) -> None:
    """Hold a sheet to what a wall asks of it."""
    boxes = [label.box for label in out.labels]
    for label in out.labels:
        assert inside(label.box, PAPER), label
        assert label.size >= LEAST, label
        assert (
            label.box.right - label.box.left >= width(label.text, label.size, bold=label.bold) - 1
        )
    for a, b in _near(out.labels):
        assert not a.box.meets(b.box, -0.5), (a.text, b.text)
    cards = [card.box for card in out.cards]
    solid = [*cards, out.household, out.panel, *([out.strip.box] if out.strip else [])]
    for one, other in combinations(solid, 2):
        assert not one.meets(other), (one, other)
    assert all(inside(box, PAPER) for box in solid)
    # every word stands wholly in one of them, or clear of all
    tokens = [line.token for line in out.lines]
    for box in boxes:
        for part in (*solid, *tokens):
            assert inside(box, part) or not box.meets(part), (box, part)
    for one, other in combinations(tokens, 2):
        assert not one.meets(other)
    for token in tokens:
        assert not any(token.meets(box) for box in solid), token
    for bar in (card.bar for card in out.cards if card.bar is not None):
        assert not any(bar.meets(box) for box in boxes)
    if out.strip is not None:
        for spot in out.strip.spots:
            leader = Box(spot.x - 1, spot.top, spot.x + 1, out.strip.marks)
            assert not any(leader.meets(box) for box in boxes), spot


def _near(labels: list[Label]) -> list[tuple[Label, Label]]:
    order = sorted(labels, key=lambda one: one.box.top)
    found = []
    for n, one in enumerate(order):
        for other in order[n + 1 :]:
            if other.box.top >= one.box.bottom:
                break
            found.append((one, other))
    return found


# -- nothing touches anything ------------------------------------------------------------------

WORDS = st.one_of(
    st.sampled_from(["Police", "Children’s Social Care", "W" * 60, "Strangulation or suffocation"]),
    st.text(min_size=1, max_size=70).filter(lambda text: text.strip() != ""),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=40).map(" ".join),
)
FIRST, LAST = 1_000_000_000, 1_002_000_000
MINUTES = st.integers(FIRST, LAST)


@st.composite
def maps(draw: st.DrawFn) -> CaseMap:
    count = draw(st.integers(0, 22))
    ids = [f"a{n}" for n in range(count)]
    things = st.builds(Thing, st.just("f"), WORDS, WORDS, st.integers(1, 5), MINUTES)
    places = tuple(
        Place(
            agency_id=one,
            name=draw(WORDS),
            informal=draw(st.booleans()) if n > 12 else n % 5 == 4,
            saw=tuple(draw(st.lists(WORDS, max_size=3))),
            held=tuple(draw(st.lists(things, max_size=5))),
            possibly=draw(st.integers(0, 3)),
            share=draw(st.sampled_from([None, (0, 0), (12, 30), (100, 100)])),
            coverage="",
            silent=False,
        )
        for n, one in enumerate(ids)
    )
    pairs = [(a, b) for a in ids for b in ids if a != b]
    some = draw(st.lists(st.sampled_from(pairs), max_size=24, unique=True)) if pairs else []
    told = tuple(Told(a, b, draw(st.integers(0, 120)), n % 2, 0) for n, (a, b) in enumerate(some))
    not_told = draw(st.lists(st.sampled_from(pairs), max_size=12, unique=True)) if pairs else []
    untold = tuple(
        Untold(letters(n), a, draw(WORDS), "short", FIRST, 1.0, (NotTold(b, "no record that"),))
        for n, (a, b) in enumerate(not_told)
    )
    moments = tuple(
        Moment(
            m,
            "3 May 2011",
            (draw(WORDS),),
            "Police",
            Shape.MEETING,
            draw(st.integers(1, 50)),
            f"e{n}",
        )
        for n, m in enumerate(draw(st.lists(MINUTES, max_size=14)))
    )
    people = tuple(
        Person(draw(WORDS), "victim", draw(st.integers(-1, 1)))
        for _ in range(draw(st.integers(0, 11)))
    )
    day = draw(st.one_of(st.none(), MINUTES))
    pooled = Pooled(
        (CurvePoint(FIRST, 0, 3, 0, 1),), "", draw(WORDS), "It shows.", day,
        draw(st.one_of(st.none(), MINUTES)), draw(WORDS), draw(WORDS), "3 days between them",
    )  # fmt: skip
    return CaseMap(
        draw(WORDS), draw(WORDS), "scope", LAST, FIRST, LAST, FIRST,
        draw(st.sampled_from(["", "Fatal incident, 3 May"])),
        draw(st.sampled_from([None, LAST - 40_000])), tuple(draw(st.lists(WORDS, max_size=2))),
        people, places, told, untold, moments, draw(st.sampled_from([None, pooled])), 9,
    )  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(maps())
def test_nothing_touches_anything(m: CaseMap) -> None:
    check(sheet(m))


@pytest.mark.thorough
@settings(max_examples=300, deadline=None)
@given(maps())
def test_nothing_touches_anything_on_many(m: CaseMap) -> None:
    check(sheet(m))


@pytest.mark.parametrize(("size", "hostile"), [(40, False), (60, True), (300, False)])
def test_nothing_touches_anything_on_made_up_pages(size: int, hostile: bool) -> None:
    check(sheet(case_map(synthetic(size, hostile=hostile))))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(24))
def test_nothing_touches_anything_on_generated_cases(seed: int) -> None:
    m = case_map(page_model(JoinedUpCase(generate(seed, rows=120).records)))
    out = sheet(m)
    check(out)
    drawn = sum(line.told is not None for line in out.lines)
    every = sum(1 for t in m.told if t.count)
    assert drawn == every or any("pair" in text for text in out.left_out)


@given(WORDS, st.floats(30, 400), st.integers(1, 4))
def test_folded_text_is_never_wider_than_its_room(text: str, room: float, lines: int) -> None:
    found = fold(text, LEAST, room, lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, LEAST) <= max(room, 35) for line in found)
    whole = "".join("".join(found).split())
    assert whole == "".join(text.split()) or whole.endswith("…")


# -- what it shows -----------------------------------------------------------------------------

ROWS = (
    row("gp", "3 May 2011", "appointment", "V", "strangulation"),
    row("police", "1 June 2011", "assault", "V, P", "assault-with-injury", shared="csc"),
    row("csc", "1 June 2011", "information-received", "V", "assault-with-injury", told_by="police"),
    row("police", "4 June 2011", "home-visit", "V", shared="gp"),
    row("gp", "9 July 2011", "appointment", "V"),
    row("police", "20 July 2011", "home-visit", "V"),
)


def place(m: CaseMap, agency_id: str) -> Place:
    return next(p for p in m.places if p.agency_id == agency_id)


def test_what_each_held_is_what_the_matrix_says() -> None:
    m = case_map(page_of(*ROWS))
    held = {t.label.split(" (")[0]: t.since for t in place(m, "gp").held}
    assert {"Strangulation or suffocation"} <= set(held)
    latest = read_when("3 May 2011").when.latest
    assert held["Strangulation or suffocation"] == latest
    told = {t.label.split(" (")[0] for t in place(m, "csc").held}
    assert told == {"Assault with injury"}
    weights = [t.weight for t in place(m, "gp").held]
    assert weights == sorted(weights, reverse=True)


def test_shares_are_told_by_whose_records_have_them() -> None:
    m = case_map(page_of(*ROWS))
    found = {(t.giver, t.taker): (t.count, t.both) for t in m.told}
    assert found == {("police", "csc"): (1, 1), ("police", "gp"): (1, 0)}
    kinds = {line.told.taker: line for line in sheet(m).lines if line.told is not None}
    assert set(kinds) == {"csc", "gp"}


@pytest.fixture(scope="module")
def example() -> CaseMap:
    return case_map(page_model(joinedup.load(EXAMPLE)))


@pytest.fixture(scope="module")
def drawn_example(example: CaseMap) -> Sheet:
    return sheet(example)


def test_what_there_is_no_record_of_has_its_letter_on_the_line_and_in_words(
    example: CaseMap, drawn_example: Sheet
) -> None:
    out = drawn_example
    check(out)
    letter = {untold.letter: untold for _, untold in out.listed}
    assert len(letter) >= 6
    drawn = [(one, line) for line in out.lines for one in line.letters.split()]
    assert {one for one, _ in drawn} == set(letter)
    assert [u.letter for u in example.untold] == [letters(n) for n in range(len(example.untold))]
    more = next(
        label.text
        for label in out.labels
        if label.text.startswith(f"and {len(example.untold) - len(letter)} more")
    )
    assert more.endswith("see the tables")


def test_the_example_shows_the_weightiest_first(example: CaseMap, drawn_example: Sheet) -> None:
    first = example.untold[0]
    assert "killing" in first.label
    assert example.name(first.giver) == "Northshire Partnership Trust"
    assert [example.name(t.taker) for t in first.takers] == ["Northshire Police"]
    assert drawn_example.strip is not None
    moments = [spot.moment for spot in drawn_example.strip.spots]
    assert "MARAC" in {word for one in moments for word in one.words}
    assert [one.when for one in moments if one.minute > example.as_at] == ["Fatal incident"]


def test_what_was_sent_is_no_line_of_dashes() -> None:
    sent = Untold(
        "A",
        "a0",
        "x",
        "x",
        None,
        1.0,
        (NotTold("a1", "sent, with no record that it was received"),),
    )
    assert not sent.drawable
    assert replace(sent, takers=(NotTold("a1", "no record that it was shared"),)).drawable


def test_it_says_how_much_it_leaves_out() -> None:
    base = case_map(synthetic(60))
    one = base.places[0]
    many = tuple(replace(one, agency_id=f"x{n}", name=f"Agency {n}") for n in range(20))
    out = sheet(replace(base, places=many, told=(), untold=()))
    assert "8 agencies" in out.left_out
    said = " ".join(label.text for label in out.labels)
    assert "and 8 more: see the tables" in said
    assert "Not drawn, but in the tables: 8 agencies" in said
    page = html.fromstring(render_map(synthetic(60)).encode())
    words = page.get_element_by_id("words").text_content()
    assert all(p.name in words for p in base.places)


# -- the page ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model() -> PageModel:
    return synthetic(60)


def test_the_page_runs_nothing_and_asks_for_nothing(model: PageModel) -> None:
    page = render_map(model)
    tree = html.fromstring(page.encode())
    assert not tree.xpath("//script | //iframe | //object | //link | //img | //*[@style]")
    assert not [v for v in tree.xpath("//@*") if re.match(r"\s*(https?:|//|javascript:)", v)]
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert render_map(model) == page


def test_hostile_text_stays_text() -> None:
    page = render_map(synthetic(60, hostile=True))
    tree = html.fromstring(page.encode())
    assert not tree.xpath("//script | //img | //@onload | //@onerror")
    assert "\u202e" not in page and "\x00" not in page
    assert any(text.split()[0] in page for text in HOSTILE if text.isascii() and "<" not in text)


def test_the_tables_say_what_the_picture_says(model: PageModel) -> None:
    m = case_map(model)
    words = html.fromstring(render_map(model).encode()).get_element_by_id("words").text_content()
    for p in m.places:
        assert p.name in words and p.coverage in words
        assert all(t.label in words for t in p.held)
    for one in m.moments:
        assert one.when in words
    for person in m.people:
        assert person.label in words
    assert m.pooled is not None and m.pooled.sentence in words and m.pooled.limits in words


def test_no_word_of_it_lays_blame(model: PageModel) -> None:
    for page in (render_map(model), render_map(page_of(*ROWS))):
        assert not WORDS_OF_BLAME.search(html.fromstring(page.encode()).text_content())


def test_a_case_without_anything_says_so() -> None:
    page = render_map(page_of(row("gp", "3 May 2011", "appointment", "V")))
    text = html.fromstring(page.encode()).text_content()
    assert "That does not say that everything was told." in text
    assert "That does not say that nobody was told." in text


@pytest.mark.thorough
def test_the_pdf_is_one_sheet_of_a1_and_the_words_on_a4(model: PageModel) -> None:
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    data = map_pdf(model)
    assert data == map_pdf(model)
    pages = pypdf.PdfReader(BytesIO(data)).pages
    sizes = [
        (round(float(p.mediabox.width) / 72 * 25.4), round(float(p.mediabox.height) / 72 * 25.4))
        for p in pages
    ]
    assert sizes[0] == (841, 594) and set(sizes[1:]) == {(210, 297)}
    assert model.header.marking in pages[0].extract_text()
    assert model.header.marking in pages[1].extract_text()


def test_a_long_marking_is_said_whole() -> None:
    base = case_map(synthetic(60))
    marking = "DRAFT, NOT TO BE SHARED: NOT EVERY QUESTION IS ANSWERED · Status: restricted"
    for title in (base.title, "A review of " + "a very long title " * 12):
        out = sheet(replace(base, stamp=marking, title=title))
        check(out)
        said = [label.text for label in out.labels if label.kind == "stamp"]
        assert " ".join(said) == marking


def test_what_is_only_possibly_so_says_it_once() -> None:
    base = case_map(synthetic(60))
    ids = [p.agency_id for p in base.places[:3]]
    takers = tuple(NotTold(one, "possibly no record that it was shared") for one in ids[1:])
    untold = (Untold("A", ids[0], "Stalking", "Stalking", None, 1.0, takers),)
    out = sheet(replace(base, untold=untold))
    said = " ".join(label.text for label in out.labels)
    names = " and ".join(p.name for p in base.places[1:3])
    assert f"Stalking: possibly to {names}" in said
