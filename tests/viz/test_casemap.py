"""The case map: what it shows is what the records show, and nothing on it touches anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import joinedup
from graphdb.dates import read_when
from graphdb.pooled import pooled_picture
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.outputs import page_model
from queries.answers import ask
from tests.queries.build import case, row, vocabulary
from tests.viz.synthetic import HOSTILE, synthetic
from tests.viz.test_page import WORDS_OF_BLAME
from tests.viz.test_stories import EXAMPLE, page_of
from viz import casemap_layout as laid
from viz.axis import MONTHS
from viz.build import build_page_model
from viz.casemap import (
    CaseMap,
    Kin,
    Moment,
    NotTold,
    Person,
    Place,
    Thing,
    Told,
    Untold,
    case_map,
    holds_words,
    kin_words,
    letters,
    moment_words,
    possibly_words,
    saw_words,
)
from viz.casemap_draw import map_pdf, render_map, svg
from viz.casemap_layout import LEAST, Box, Label, Sheet, sheet
from viz.casemap_lines import (
    SHAFT,
    Bundle,
    Lines,
    _Near,
    _Run,
    _tangle,
    crossings,
    over,
    path,
    shaft,
)
from viz.casemap_text import fold, width
from viz.model import CurvePoint, EventRow, KinLine, LinkKind, PageModel, Pooled, Shape

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
    tokens = [tip.token for line in out.lines for tip in line.tips]
    for box in boxes:
        for part in (*solid, *tokens):
            assert inside(box, part) or not box.meets(part), (box, part)
    for one, other in combinations(tokens, 2):
        assert not one.meets(other)
    for token in tokens:
        assert not any(token.meets(box) for box in solid), token
    for bar in (card.bar for card in out.cards if card.bar is not None):
        assert not any(bar.meets(box) for box in boxes)
    for line in out.lines:
        for x, y in path(line.start, line.curves, 30)[2:-2]:
            assert not any(box.holds(x, y, -2) for box in solid), (x, y)
    people = [box for box, _ in out.people]
    for line in out.kin:
        for n in range(1, 40):
            x, y = (a + (b - a) * n / 40 for a, b in zip(line.start, line.end, strict=True))
            assert inside(Box(x, y, x, y), out.household)
            assert not any(box.holds(x, y, -1) for box in [*people, *boxes]), line
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
        Person(draw(WORDS), "victim", draw(st.integers(-1, 1)), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 11)))
    )
    some_kin = st.builds(
        Kin,
        st.integers(0, max(0, len(people) - 1)),
        st.integers(0, max(0, len(people) - 1)),
        WORDS,
        st.lists(WORDS, max_size=2).map(tuple),
        st.just(""),
        st.booleans(),
        st.booleans(),
    ).filter(lambda k: k.one != k.other)
    kin = tuple(draw(st.lists(some_kin, max_size=9))) if len(people) > 1 else ()
    day = draw(st.one_of(st.none(), MINUTES))
    pooled = Pooled(
        (CurvePoint(FIRST, 0, 3, 0, 1),), "", draw(WORDS), "It shows.", day,
        draw(st.one_of(st.none(), MINUTES)), draw(WORDS), draw(WORDS), "3 days between them",
    )  # fmt: skip
    return CaseMap(
        draw(WORDS), draw(WORDS), "scope", LAST, FIRST, LAST, FIRST,
        draw(st.sampled_from(["", "Fatal incident, 3 May"])),
        draw(st.sampled_from([None, LAST - 40_000])), tuple(draw(st.lists(WORDS, max_size=2))),
        people, places, told, untold, moments, draw(st.sampled_from([None, pooled])), 9, kin,
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
    drawn = sum(tip.told is not None for line in out.lines for tip in line.tips)
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
    tips = [tip for line in sheet(m).lines for tip in line.tips]
    assert {tip.told.taker for tip in tips if tip.told is not None} == {"csc", "gp"}


def test_one_telling_that_both_wrote_is_one_and_in_both_records() -> None:
    """A talk of one day, of one thing: two rows of which none names the other."""
    given = row("hospital", "22 May 2011", "attendance-ae", "P", "self-harm", shared="gp")
    taken = row("gp", "22 May 2011", "appointment", "P", "self-harm", told_by="hospital")

    def told(*rows: Any) -> list[tuple[int, int]]:
        return [(t.count, t.both) for t in case_map(page_of(*rows)).told]

    model = page_of(given, taken)
    assert model.network is not None
    shares = [x for x in model.network.links if x.kind is LinkKind.SHARE]
    (link,) = shares
    ((giver, taker),) = link.rows
    # as where nothing links them: each side has a row of its own
    apart = replace(link, rows=((giver, None), (None, taker)))
    others = tuple(x for x in model.network.links if x.kind is not LinkKind.SHARE)

    def as_if(rows: tuple[EventRow, ...]) -> list[tuple[int, int]]:
        assert model.network is not None
        network = replace(model.network, links=(*others, apart))
        made = case_map(replace(model, events=rows, network=network))
        return [(t.count, t.both) for t in made.told]

    assert told(given, taken) == as_if(model.events) == [(1, 1)]
    of_it = next(e for e in model.events if e.event_id == taker)
    start = (of_it.start[0] or 0) + 1440, (of_it.start[1] or 0) + 1440
    # of another day, or of another thing, they stay two
    for moved in (replace(of_it, start=start, end=start), replace(of_it, reveals=())):
        rows = tuple(moved if e.event_id == taker else e for e in model.events)
        assert as_if(rows) == [(2, 0)]


def test_the_example_counts_tellings_and_not_rows(example: CaseMap) -> None:
    told = {(t.giver, t.taker): (t.count, t.both, t.maybe) for t in example.told}
    assert told["neighbour", "housing"] == (1, 1, 0)
    # of a thing in common, and perhaps of one day: "?22 May", "between April and June"
    assert told["hospital", "mental-health"] == told["gp", "hospital"] == (1, 0, 1)


@pytest.fixture(scope="module")
def example_model() -> PageModel:
    return page_model(joinedup.load(EXAMPLE))


@pytest.fixture(scope="module")
def example_page(example_model: PageModel) -> str:
    return render_map(example_model)


@pytest.fixture(scope="module")
def example(example_model: PageModel) -> CaseMap:
    return case_map(example_model)


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
    drawn = {one for line in out.lines for tip in line.tips for one in tip.letters.split()}
    assert drawn == set(letter)
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
    assert any(label.text.count("Agency ") >= 2 for label in out.labels)
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


def test_the_tables_of_the_example_take_few_sheets_and_lose_no_row(
    example_model: PageModel, example_page: str
) -> None:
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    sheets = pypdf.PdfReader(BytesIO(map_pdf(example_model))).pages
    assert len(sheets) <= 8  # the picture, and 7 of A4: they were 11
    said = "".join("".join(p.extract_text() for p in sheets[1:]).split())
    page = html.fromstring(example_page.encode())
    for cell in page.xpath("//section//tr/*|//section//li|//section//h3"):
        assert "".join(cell.text_content().split()) in said, cell.text_content()


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
    names = " or ".join(p.name for p in base.places[1:3])
    assert f"Stalking: cannot tell whether it told {names}" in said
    assert "possibly no record" not in said and "until later, or cannot tell" in said
    sure = (replace(untold[0], takers=(NotTold(ids[1], NEVER),)),)
    legend = " ".join(label.text for label in sheet(replace(base, untold=sure)).labels)
    assert "or not until later" in legend and "or cannot tell" not in legend


def test_what_cannot_be_told_is_no_record_of_nothing(
    example: CaseMap, drawn_example: Sheet, example_page: str
) -> None:
    doubtful = [one for u in example.untold for one in u.takers if one.in_doubt]
    assert doubtful
    assert all(re.match("(it reached it; )?cannot tell whether ", x.at_length) for x in doubtful)
    text = html.fromstring(example_page.encode()).text_content()
    assert "cannot tell whether it was shared." in text and "possibly no record" not in text
    said = " ".join(label.text for label in drawn_example.labels)
    assert "; cannot tell whether it told Northshire Probation Trust" in said


# -- lines that can be followed ----------------------------------------------------------------


def tangle(out: Sheet) -> tuple[int, int]:
    """Return how often lines cross, and how many tokens have another line under them."""
    ways = [path(line.start, line.curves, 60) for line in out.lines]
    crossed = sum(crossings(a, b) for a, b in combinations(ways, 2))
    covered = sum(
        any(over(tip.token, way) for k, way in enumerate(ways) if k != n)
        for n, line in enumerate(out.lines)
        for tip in line.tips
    )
    return crossed, covered


def test_the_lines_of_the_example_can_be_followed(drawn_example: Sheet) -> None:
    """Each pair one line; before that there were 66 crossings, and 18 tokens over other lines."""
    crossed, covered = tangle(drawn_example)
    assert crossed <= 10 and covered <= 2
    assert not drawn_example.left_out
    ends = [(line.start, line.curves[-1][4:]) for line in drawn_example.lines]
    assert len(set(ends)) == len(ends)


NEVER = "no record that it was shared"


def test_behind_every_arrow_of_the_example_some_of_its_line_is_seen(drawn_example: Sheet) -> None:
    """A "5" hid most of the line to the arrow that it counts."""
    for line in drawn_example.lines:
        way = path(line.start, line.curves, 60)
        for tip in line.tips:
            end = int(tip.at != line.start)
            assert way[-end] == pytest.approx(tip.at)
            assert min(shaft(way, end, one.token) for one in line.tips) >= SHAFT - 1, tip
            # and of two tokens each is nearer to its own arrow
            if len(line.tips) == 2:
                other = next(one for one in line.tips if one is not tip)
                assert shaft(way, end, tip.token) < shaft(way, end, other.token)
    # on its line, or touching it
    for line in drawn_example.lines:
        way = path(line.start, line.curves, 60)
        assert all(over(tip.token, way, 0.5) for tip in line.tips)


def test_a_count_on_a_very_short_line_hides_as_little_of_it_as_there_is_room_for() -> None:
    for count, step in ((3, 1), (7, 3), (12, 5)):
        hidden = 0
        out = sheet(ring_of(count, step))
        check(out)
        for line in out.lines:
            way = path(line.start, line.curves, 60)
            for tip in line.tips:
                hidden += shaft(way, int(tip.at != line.start), tip.token) < SHAFT - 1
        assert hidden == 0, (count, step)


def ring_of(count: int, step: int) -> CaseMap:
    """Return agencies of which each tells the next in a ring that is not their order."""
    base = case_map(synthetic(60))
    formal = [p for p in base.places if not p.informal]
    places = tuple(
        replace(formal[n % len(formal)], agency_id=f"x{n}", name=f"Agency {n}")
        for n in range(count)
    )
    told = []
    for n in range(count):
        one, other = f"x{n * step % count}", f"x{(n + 1) * step % count}"
        told += [Told(one, other, n + 1, n % 2, 0), Told(other, one, 2, 0, 0)]
    return replace(base, places=places, told=tuple(told), untold=())


@pytest.mark.parametrize(("count", "step"), [(3, 1), (7, 3), (12, 5), (13, 5)])
def test_who_need_not_cross_does_not(count: int, step: int) -> None:
    out = sheet(ring_of(count, step))
    check(out)
    assert tangle(out) == (0, 0)
    assert len(out.lines) == count
    # a line for each pair, with an arrow and a number at either end
    assert all(len(line.tips) == 2 for line in out.lines)
    assert not out.left_out


# -- the people --------------------------------------------------------------------------------


def test_the_people_of_the_example_are_joined_by_how_they_are_related(
    example: CaseMap, drawn_example: Sheet, example_page: str
) -> None:
    said = [kin_words(k, example.people) for k in example.kin]
    assert said[0] == (
        "Craig: partner of Leanne, from early March 2010 (as written) to 6 January 2013"
    )
    assert "Craig: former partner of Donna" in said and "Leanne: parent of Jake" in said
    words = [label.text for label in drawn_example.labels if label.kind == "kin"]
    assert words.count("parent of") == 4 and "former partner" in words
    assert {"partner", "from Mar 2010", "to Jan 2013"} <= set(words)
    assert len(drawn_example.kin) == len(example.kin)
    assert [line.past for line in drawn_example.kin].count(True) == 2
    assert "Leanne&#39;s mother: parent of Leanne" in example_page


def test_a_tie_says_no_more_than_its_dates_allow() -> None:
    model = synthetic(60)
    assert model.network is not None
    day = model.header.as_at

    def kin(start: tuple[int | None, int | None], end: tuple[int | None, int | None]) -> CaseMap:
        line = KinLine("P", "V", "partner", "in words", start, end)
        assert model.network is not None
        return case_map(replace(model, network=replace(model.network, kin=(line,))))

    whole = (read_when("2010").when.earliest, read_when("2010").when.latest)
    one = kin(whole, (day - 5, day + 5)).kin[0]
    assert one.short == ("from 2010", "to Nov 2012") and not one.past
    assert kin((None, day), (None, None)).kin[0].short == ()
    assert kin((day + 1, day + 9), (None, None)).kin == ()
    years = (read_when("2009").when.earliest, read_when("2010").when.latest)
    assert kin(years, (day - 9, day)).kin[0].short == ("to Nov 2012",)
    assert kin(years, (day - 9, day)).kin[0].past


MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
#: What a date leaves before the cut: its day, its month, or what leads to it.
HALF = re.compile(rf"(?:\b(?:held )?(?:from|to|since|until|between)|\b(?:\d{{1,2}} )?{MONTH}) …")
WHOLE = rf"{MONTH} \d{{4}}"


def cut_dates(out: Sheet) -> list[str]:
    return [label.text for label in out.labels if HALF.search(label.text)]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_dates_of_a_tie_are_whole_on_lines_of_their_own(month: int) -> None:
    base = synthetic(60)
    assert base.network is not None
    whens = [read_when(f"{day} {MONTHS[month - 1]} 2004").when for day in (3, 9)]
    since, until = ((w.earliest, w.latest) for w in whens)
    line = KinLine("P", "V", "partner", "in words", since, until)
    out = sheet(case_map(replace(base, network=replace(base.network, kin=(line,)))))
    check(out)
    name = f"{MONTHS[month - 1][:3]} 2004"
    said = [label.text for label in out.labels if label.kind == "kin"]
    assert said == ["partner", f"from {name}", f"to {name}"]


@pytest.mark.parametrize(("size", "hostile"), [(40, False), (60, True)])
def test_no_date_of_a_made_up_page_is_cut(size: int, hostile: bool) -> None:
    assert cut_dates(sheet(case_map(synthetic(size, hostile=hostile)))) == []


def test_no_date_of_a_case_is_cut(drawn_example: Sheet) -> None:
    assert cut_dates(drawn_example) == []
    for seed in (1, 2):
        made = case_map(page_model(JoinedUpCase(generate(seed, rows=60).records)))
        assert cut_dates(sheet(made)) == []
        # nor where names and limits are longer than their room
        long = "South Wexcombeshire and Calderwick Multi-Agency Safeguarding Hub of May 2011 " * 3
        named = replace(
            made,
            scope=f"{long} 1 April 2009 to 30 September 2012",
            limits=(f"{long * 3} by 3 December 2011 and until 30 September 2012",),
            places=tuple(replace(p, name=f"{p.name} {long}") for p in made.places),
            untold=tuple(replace(u, short=f"{u.short} {long[: 9 * n]}") for n, u in
                         enumerate(made.untold)),
        )  # fmt: skip
        assert cut_dates(sheet(named)) == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["held", "from", "3 December 2011", "Sep 2012", "Wexcombe", "a", "and", "to"]
        ),
        min_size=1,
        max_size=12,
    ),
    st.floats(100, 400),
    st.integers(1, 3),
)
def test_no_date_is_cut_however_narrow(words: list[str], room: float, lines: int) -> None:
    text = " ".join(words)
    found = fold(text, LEAST, room, lines)
    assert all(width(line, LEAST) <= room for line in found) and len(found) <= lines
    # every date that is there is there whole
    whole = re.compile(rf"(?:\d{{1,2}} )?{WHOLE}")
    said = " ".join(found).removesuffix("…")
    assert not re.search(r"\d", whole.sub("", said))
    assert not re.search(MONTH, whole.sub("", said))


# -- how it says it ----------------------------------------------------------------------------


def test_no_assault_has_a_number_and_whoever_recorded_it_did_not_do_it(
    example: CaseMap, drawn_example: Sheet, example_page: str
) -> None:
    said = " ".join(label.text for label in drawn_example.labels)
    assert not re.search(r"\d(?:st|nd|rd|th)\b", said)
    page = example_page
    assert not re.search(r"\d(?:st|nd|rd|th) assault", page)
    assault = next(one for one in example.moments if one.words == ("an assault",))
    assert moment_words(assault) == "An assault (recorded by Northshire Police)"
    marac = next(one for one in example.moments if "MARAC" in one.words)
    assert "recorded by Northshire Probation Trust" in moment_words(marac)


def test_what_reached_others_only_later_is_said_in_whole_sentences(drawn_example: Sheet) -> None:
    said = " ".join(label.text for label in drawn_example.labels)
    assert "no record that the later assault of Feb 2012 reached Children's Social Care" in said
    assert "on record at Children's Social Care only later" in said
    assert "until later and" not in said and "of later ones" not in said


def told_of(m: CaseMap, giver: str, thing: str) -> dict[str, NotTold]:
    """Return what there is no record of between one and others, by their names."""
    (one,) = (u for u in m.untold if m.name(u.giver) == giver and u.label.startswith(thing))
    return {m.name(taker.taker): taker for taker in one.takers}


def test_of_later_ones_it_says_which(example: CaseMap) -> None:
    """One later occurrence is not on record there; others did reach it."""
    one = told_of(example, "Northshire Police", "Assault with injury")["Children's Social Care"]
    assert one.later == "the later assault of Feb 2012"
    assert one.said.endswith(
        "no record that it heard of 1 later occurrence: Northshire Police, 11 February 2012, 02:25"
    )
    rows = [
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc"),
        row("csc", "4 May 2011", "information-received", "V", told_by="police"),
        *[row("police", f"3 {x} 2012", "assault", "V, P", "assault") for x in ("March", "April")],
        row("csc", "10 May 2012", "home-visit", "V"),
    ]
    found = [x for u in case_map(page_of(*rows)).untold for x in u.takers if x.later]
    assert [x.later for x in found] == ["2 later ones, of Mar 2012 and Apr 2012,"]
    # by the thing's own name, whatever it is; and where it has none, so short
    for topic, later in (
        ("threats-to-kill", "the later threats of Mar 2012"),
        ("sexual-violence", "the later sexual violence of Mar 2012"),
        ("weapon-used", "the later one, of Mar 2012,"),
    ):
        some = [
            row("police", "3 May 2011", "assault", "V, P", topic, shared="csc"),
            row("csc", "4 May 2011", "information-received", "V", told_by="police"),
            row("police", "3 March 2012", "assault", "V, P", topic),
            row("csc", "10 May 2012", "home-visit", "V"),
        ]
        found = [x for u in case_map(page_of(*some)).untold for x in u.takers if x.later]
        assert [x.later for x in found] == [later], topic


def test_what_a_row_says_of_consent_is_quoted(example: CaseMap, example_page: str) -> None:
    """Given for the one and refused for the other is no reason for not telling the one."""
    thing = "Strangulation or suffocation"
    one = told_of(example, "Calderwick General Hospital", thing)["Children's Social Care"]
    assert one.said == (
        "sent, with no record that it was received; on consent, or a reason not to share, its "
        "row of 28 July 2011 says: “Given for health visiting and social care. Refused for the "
        "police.”"
    )
    assert "a reason is recorded" not in example_page


def test_what_came_only_later_says_by_when(example: CaseMap) -> None:
    said = [t.said for u in example.untold for t in u.takers if t.words.endswith("by then")]
    assert said and not any("by then" in text for text in said)
    contact = r"shared by the contact there of .+; on record there by \d"
    without = r"shared before it was on record there, by \d"
    assert all(re.search(f"{contact}|{without}", text) for text in said)


def test_a_long_name_is_whole_where_there_is_room() -> None:
    base = ring_of(6, 1)
    name = (
        "South Wexcombeshire and Calderwick Multi-Agency Safeguarding Hub (Children and Families)"
    )
    places = (replace(base.places[0], name=name), *base.places[1:])
    untold = (Untold("A", "x0", "Stalking", "Stalking", FIRST, 1.0, (NotTold("x1", NEVER),)),)
    out = sheet(replace(base, places=places, untold=untold))
    check(out)
    assert not any("…" in label.text for label in out.labels)
    whole = " ".join(label.text for label in out.labels)
    assert whole.count(name) == 2  # in its box, and where it is said what it did not tell


def test_names_of_those_in_touch_are_never_cut(drawn_example: Sheet) -> None:
    said = [label.text for label in drawn_example.labels if label.text.startswith("In touch")]
    assert len(said) == 11 and not any(text.endswith("…") for text in said)
    assert "In touch with Leanne and 4 more" in said


def test_it_says_how_many_pairs_have_no_line() -> None:
    base = ring_of(13, 5)
    told = tuple(
        Told(f"x{a}", f"x{b}", 1, 0, 0) for a in range(13) for b in range(a) if (a + b) % 2
    )
    out = sheet(replace(base, told=told))
    check(out)
    lost = len(told) - len(out.lines)
    assert lost > 0 and f"shares between {lost} pairs" in out.left_out


def test_what_is_not_drawn_is_said_whole() -> None:
    base = case_map(synthetic(60))
    many = tuple(replace(base.places[0], agency_id=f"x{n}", name=f"Agency {n}") for n in range(29))
    told = tuple(Told(f"x{a}", f"x{a + 1}", 1, 0, 0) for a in range(28))
    people = tuple(Person(f"Person {n}", "family", 0) for n in range(12))
    kin = tuple(Kin(n, n + 1, "cousin") for n in range(11))
    out = sheet(replace(base, places=many, told=told, untold=(), people=people, kin=kin))
    said = [label.text for label in out.labels if "rawn" in label.text]
    assert len(said) == 1 and "…" not in said[0] and "17 agencies" in said[0]


def test_those_whom_lines_speak_of_are_drawn_before_others() -> None:
    base = case_map(synthetic(60))
    many = tuple(replace(base.places[0], agency_id=f"x{n}", name=f"Agency {n}") for n in range(20))
    many = (*many[:18], *(replace(one, held=()) for one in many[18:]))
    out = sheet(replace(base, places=many, told=(Told("x19", "x18", 1, 1, 0),), untold=()))
    assert len(out.lines) == 1 and "shares" not in " ".join(out.left_out)


def test_one_thing_is_one_thing() -> None:
    one = case_map(synthetic(60)).places[0]
    assert holds_words(replace(one, held=(), share=None, silent=False), 1) == "0 of 1 thing"


def test_what_was_told_at_a_meeting_says_so(
    example: CaseMap, drawn_example: Sheet, example_page: str
) -> None:
    """No line leads to it: Probation and Housing would hold it from nowhere."""
    for name in ("Northshire Probation Trust", "Calderwick Homes"):
        (one,) = (p for p in example.places if p.name == name)
        thing = next(t for t in one.held if t.label.startswith("Strangulation"))
        assert thing.at == "at MARAC"
        card = next(c.box for c in drawn_example.cards if c.place is one)
        within = [label.text for label in drawn_example.labels if inside(label.box, card)]
        assert within[within.index("Sep 2012") + 1] == "at MARAC"
    gp = next(p for p in example.places if p.name == "Calderwick Road Surgery")
    assert not any(t.at for t in gp.held)
    assert "26 September 2012, at MARAC" in example_page


def test_every_share_has_its_bar_and_all_bars_are_alike(drawn_example: Sheet) -> None:
    """The one that is in doubt had none, and its words are the longest."""
    cards = [c for c in drawn_example.cards if c.place is not None and c.place.share is not None]
    assert any(c.place is not None and c.place.share == (36, 42) for c in cards)
    assert all(c.bar is not None for c in cards)
    assert len({round(c.bar.right - c.bar.left, 3) for c in cards if c.bar is not None}) == 1


def test_whose_parent_stands_at_the_child(example: CaseMap, drawn_example: Sheet) -> None:
    """Between the two in the middle it read as what they were to each other."""
    box = {p.label: b for p, (b, _) in zip(example.people, drawn_example.people, strict=True)}
    for label in drawn_example.labels:
        if label.kind == "kin" and label.text == "parent of":
            between = box["Leanne"].right < label.box.x < box["Craig"].left
            assert not between or label.box.top >= box["Leanne"].bottom


def test_a_meeting_says_how_many_recorded_it(example: CaseMap) -> None:
    marac = next(one for one in example.moments if "MARAC" in one.words)
    assert "recorded by Northshire Probation Trust and 5 more" in moment_words(marac)
    assault = next(one for one in example.moments if "an assault" in one.words)
    assert assault.who == "Northshire Police"


# -- moments along the time ------------------------------------------------------------------


def test_moments_are_spread_over_the_time(example: CaseMap, drawn_example: Sheet) -> None:
    """By weight alone, nothing stood between the MARAC and the death."""
    assert drawn_example.strip is not None
    drawn = [spot.moment for spot in drawn_example.strip.spots if spot.moment.event_id]
    inside = [one for one in example.moments if example.first <= one.minute <= example.last]
    assert any("MARAC" in one.words for one in drawn)
    assert inside[-1] in drawn and "first record of stalking" in inside[-1].words
    fifth = (example.last - example.first) // 5 + 1
    stretches = {(one.minute - example.first) // fifth for one in inside}
    assert {(one.minute - example.first) // fifth for one in drawn} == stretches


def test_a_meeting_on_the_strip_says_how_many_were_there(drawn_example: Sheet) -> None:
    assert drawn_example.strip is not None
    said = " ".join(label.text for label in drawn_example.labels)
    assert re.search(r"MARAC \(\d+ agencies there[;)]", said)
    one = Moment(0, "3 May", ("MARAC",), "", Shape.MEETING, 1, "e1", there="6 agencies")
    assert moment_words(one) == "MARAC (6 agencies there)"


def test_every_marac_is_drawn_before_what_is_weightier() -> None:
    base = case_map(synthetic(60))
    step = (base.last - base.first) // 40
    heavy = [
        Moment(base.first + step * n, "3 May 2011", (f"first record of {'x' * 30}",),
               "Police", Shape.INCIDENT, 60, f"e{n}")
        for n in range(20)
    ]  # fmt: skip
    light = [
        Moment(base.first + step * n + step // 3, "4 May 2011", ("MARAC",), "Probation",
               Shape.MEETING, 1, f"m{n}", always=True)
        for n in (3, 9, 15)
    ]  # fmt: skip
    moments = tuple(sorted((*heavy, *light), key=lambda one: one.minute))
    out = sheet(replace(base, moments=moments))
    check(out)
    assert out.strip is not None
    assert {one.event_id for one in light} <= {s.moment.event_id for s in out.strip.spots}


# -- dates in doubt ----------------------------------------------------------------------------


def test_a_date_in_doubt_is_a_bar_and_no_day() -> None:
    base = case_map(synthetic(60))
    middle = (base.first + base.last) // 2
    wide = (base.last - base.first) // 8

    def drawn(low: int | None, high: int | None) -> tuple[Sheet, tuple[float, float] | None]:
        one = Moment(
            middle, "some day", ("a meeting",), "Police", Shape.MEETING, 50, "e1", low, high
        )
        out = sheet(replace(base, moments=(one,)))
        check(out)
        assert out.strip is not None
        return out, next(s.span for s in out.strip.spots if s.moment.event_id == "e1")

    out, span = drawn(middle - wide, middle + wide)
    assert span is not None and out.strip is not None
    assert span == (out.strip.axis.at(middle - wide), out.strip.axis.at(middle + wide))
    assert any("on some day within" in label.text for label in out.labels)
    out, span = drawn(None, middle)
    assert span is not None and out.strip is not None and span[0] == out.strip.axis.left
    out, span = drawn(middle, middle + 1440)
    assert span is None
    assert not any("on some day within" in label.text for label in out.labels)


def test_both_ends_of_a_date_in_doubt_are_said() -> None:
    base = case_map(synthetic(60))
    when = "between 28 September 2011 and 30 December 2011 (as written: in the last three months)"
    day = (base.first + base.last) // 2
    one = Moment(day, when, ("a meeting",), "Police", Shape.MEETING, 50, "e1")
    said = " ".join(label.text for label in sheet(replace(base, moments=(one,))).labels)
    assert "28 Sep 2011 and 30 Dec 2011" in said


def test_what_may_lie_after_the_day_is_no_moment_before_it() -> None:
    rows = (row("police", "3 May 2011", "assault", "V, P", "assault-with-injury"),
            row("police", "2012", "assault", "V, P", "assault-with-injury"))  # fmt: skip
    made = page_of(*rows)
    early = read_when("1 May 2012").when.latest
    assert early is not None
    seen = case_map(replace(made, header=replace(made.header, as_at=early)))
    assert all(one.minute <= early for one in seen.moments)
    assert [(one.low, one.high) for one in seen.moments if one.when == "2012"] == [
        (read_when("2012").when.earliest, read_when("2012").when.latest)
    ]


def test_nothing_that_an_agency_of_the_example_held_is_cut(drawn_example: Sheet) -> None:
    inside_cards = [
        label.text
        for label in drawn_example.labels
        if any(inside(label.box, card.box) for card in drawn_example.cards)
    ]
    assert len(inside_cards) > 60 and not any(text.endswith("…") for text in inside_cards)


def test_the_table_has_no_letter_that_the_map_does_not_have(
    example: CaseMap, drawn_example: Sheet, example_page: str
) -> None:
    page = html.fromstring(example_page.encode())
    rows = page.xpath("//table[.//th='On the map']/tbody/tr")
    assert len(rows) == sum(len(u.takers) for u in example.untold)
    said = {cell.text_content() for cell in page.xpath("//table[.//th='On the map']//td[1]")}
    assert said == {u.letter for _, u in drawn_example.listed} | {"not drawn"}


def test_the_table_says_when_they_were_told() -> None:
    page = html.fromstring(render_map(page_of(*ROWS)).encode())
    told = {
        (r[0].text_content(), r[1].text_content()): r[3].text_content()
        for r in page.xpath("//table[.//th='On record']/tbody/tr")
    }
    assert list(told.values()) == ["by 1 June 2011", "by 4 June 2011"]
    when = row("police", "5 June 2011", "home-visit", "V", shared="csc")
    page = html.fromstring(render_map(page_of(*ROWS, when)).encode())
    assert "first by 1 June 2011, last by 5 June 2011" in page.text_content()
    vague = row("police", "June 2011 to July 2011", "home-visit", "V", shared="csc")
    text = html.fromstring(render_map(page_of(*ROWS, vague)).encode()).text_content()
    assert "first by 1 June 2011, last by 30 June 2011" in text


@pytest.mark.parametrize(("count", "pairs", "most"), [(3, 4, 0), (7, 10, 5), (12, 16, 10)])
def test_lines_of_any_case_can_be_followed(count: int, pairs: int, most: int) -> None:
    """Drawn as curves, these crossed up to 7, 27 and 23 times, and not every line was drawn."""
    base = ring_of(count, 1)
    for seed in (1, 2, 3):
        chance = Random(seed)
        every = [(f"x{a}", f"x{b}") for a in range(count) for b in range(count) if a != b]
        told = tuple(Told(a, b, 2, 1, 0) for a, b in chance.sample(every, pairs))
        untold = tuple(
            Untold(letters(n), a, "Stalking", "Stalking", FIRST, 1.0, (NotTold(b, NEVER),))
            for n, (a, b) in enumerate(chance.sample(every, 5))
        )
        out = sheet(replace(base, told=told, untold=untold))
        check(out)
        crossed, covered = tangle(out)
        assert crossed <= most and covered <= 1
        assert not out.left_out


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_a_dozen_agencies_two_dozen_pairs_are_drawn(seed: int) -> None:
    chance = Random(seed)
    every = [(f"x{a}", f"x{b}") for a in range(12) for b in range(12) if a != b]
    told = tuple(Told(a, b, 2, 1, 0) for a, b in chance.sample(every, 24))
    untold = tuple(
        Untold(letters(n), a, "Stalking", "Stalking", FIRST, 1.0, (NotTold(b, NEVER),))
        for n, (a, b) in enumerate(chance.sample(every, 5))
    )
    out = sheet(replace(ring_of(12, 1), told=told, untold=untold))
    check(out)
    crossed, covered = tangle(out)
    assert not out.left_out
    # of each line about one other is crossed
    assert crossed <= 1.2 * len(out.lines) and covered <= 1


def test_of_many_agencies_those_are_drawn_whose_lines_there_are() -> None:
    base = ring_of(25, 1)
    told = (*(Told(f"x{n}", f"x{n + 12}", 1, 1, 0) for n in range(3)), Told("x24", "x23", 1, 1, 0))
    takers = (NotTold("x20", "no record that it was shared"),)
    untold = (Untold("A", "x21", "Stalking", "Stalking", FIRST, 1.0, takers),)
    out = sheet(replace(base, told=told, untold=untold))
    check(out)
    assert len(out.lines) == 5 and out.left_out == ["13 agencies"]


def test_who_is_called_by_a_role_is_named_whole_and_once(example: CaseMap) -> None:
    called = ("The victim", "The victim's mother", "The former partner")
    roles = ("victim", "family", "ex-partner")
    people = tuple(map(Person, called, roles, (-1, 0, 0)))
    out = sheet(replace(example, people=people, kin=()))
    said = [label.text for label in out.labels]
    for name in called:  # on one line or two
        assert name in " ".join(said)
    assert "victim" not in said
    gp = Place("gp", "GP", False, ("The victim", "Ann"), (), 0, None, "", False)
    assert saw_words(gp) == "in touch with the victim and Ann"


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-50, 300), st.floats(-50, 300)), min_size=2, max_size=9),
        max_size=4,
    ),
    st.tuples(st.floats(0, 250), st.floats(0, 250), st.floats(1, 120), st.floats(1, 60)),
    st.floats(0, 4),
)
def test_lines_under_a_box_are_those_that_run_over_it(
    lines: list[list[tuple[float, float]]], box: tuple[float, float, float, float], room: float
) -> None:
    left, top, wide, high = box
    found = Box(left, top, left + wide, top + high)
    assert _Near(lines).under(found, room) == sum(over(found, line, room) for line in lines)


def test_what_ways_round_cost_is_counted_as_pair_by_pair() -> None:
    """Ports as bits, and where runs begin and end, say what going through every pair said."""
    chance = Random(7)
    for lines in (0, 1, 2, 5, 17):
        ports = chance.sample(range(2 * lines), 2 * lines)
        runs = [
            _Run(Bundle(("a", "b")), first=a, last=b)
            for a, b in zip(ports[::2], ports[1::2], strict=True)
        ]
        count = 2 * lines
        crossed = 0
        for n, a in enumerate(runs):
            for b in runs[:n]:
                short, other = (a, b) if a.length(count) <= b.length(count) else (b, a)
                crossed += short.over(other.first, count) + short.over(other.last, count)
        load = [
            sum(0 <= (port - run.first) % count < run.length(count) for run in runs)
            for port in range(count)
        ]
        long = sum(run.length(count) for run in runs)
        meant = 0.4 * long + 10.0 * crossed + 2.0 * max(load, default=0)
        assert Lines._cost(runs, count) == pytest.approx(meant)
        for run in runs:
            assert run.passed(count) == sum(1 << p for p in range(count) if run.over(p, count))


@pytest.mark.parametrize("days", [2, 20, 60, 900])
def test_the_line_of_one_day_goes_through_no_word_of_the_other(days: int) -> None:
    base = case_map(synthetic(60))
    assert base.pooled is not None
    first = base.first + (base.last - base.first) // 2
    best = min(first + days * 1440, base.last)
    both = replace(base.pooled, pool_day=first, pool_label="2 February 2017", best_day=best,
                   best_label="5 May 2017 (Police)", alone=False)  # fmt: skip
    out = sheet(replace(base, pooled=both))
    check(out)
    assert out.strip is not None
    (said,) = [one for one in out.labels if one.text.startswith("Together: ")]
    line = out.strip.axis.at(best)
    assert not said.box.left < line < said.box.right


def test_nobody_possibly_held_more_than_nothing(example: CaseMap) -> None:
    """It read "What it held cannot be told. Possibly 1 more"."""
    some = next(p for p in example.places if p.held)
    none = replace(some, held=(), possibly=1)
    assert possibly_words(none) == "Possibly 1 thing"
    assert possibly_words(replace(some, possibly=2)) == "Possibly 2 more"
    assert possibly_words(replace(none, possibly=0)) == ""
    m = replace(example, places=tuple(none if p == some else p for p in example.places))
    assert "Possibly 1 thing" in {label.text for label in sheet(m).labels}


def test_a_month_is_by_that_month_where_dates_leave_an_earlier_one_open() -> None:
    """Of a row of "2012" the box of its agency said "Dec 2012"."""
    m = case_map(
        page_of(
            row("police", "3 May 2011", "incident", "V, P", "assault"),
            row("gp", "2012", "appointment", "V", "strangulation"),
            row("police", "early May 2012", "incident", "V, P", "stalking"),
        )
    )
    said = {
        (p.agency_id, t.label.split(" (")[0].lower()): t.month for p in m.places for t in p.held
    }
    assert said["police", "assault or physical violence"] == "May 2011"
    assert said["gp", "strangulation or suffocation"] == "by Dec 2012"
    assert {label.text for label in sheet(m).labels} >= {"May 2011", "by Dec 2012"}
    assert said["police", "stalking"] == "May 2012"  # all of early May is of May


def test_a_box_says_the_weightiest_thing_also_where_its_name_is_long() -> None:
    """A box said "1 of 2 things", and of none which."""
    m = case_map(page_model(JoinedUpCase(generate(2, rows=300, most=12).records)))
    long = next(p for p in m.places if p.name == "Urgent care, out of hours and NHS 111")
    assert [thing.month for thing in long.held] == ["by Nov 2009"]
    out = sheet(m)
    check(out)
    (card,) = [c for c in out.cards if c.place is not None and c.place.name == long.name]
    inside = [
        label
        for label in out.labels
        if card.box.left < label.box.left < card.box.right
        and card.box.top < label.box.top < card.box.bottom
    ]
    words = " ".join(label.text for label in inside if label.text != "by Nov 2009")
    assert "Own belief that they will be killed or badly hurt" in words
    assert "by Nov 2009" in [label.text for label in inside]


def test_the_line_where_the_scope_begins_is_explained_where_it_is_drawn(example: CaseMap) -> None:
    """A line of dashes stood on the strip of which nothing said what it was."""
    assert example.scope_from is not None
    for begins, drawn in ((example.scope_from, 1), (example.first, 0), (None, 0)):
        m = replace(example, scope_from=begins)
        out = sheet(m)
        check(out)
        said = [label for label in out.labels if label.text == "Scope from"]
        assert len(said) == svg(m, out).count('class="scope"') == drawn
        assert out.strip is not None
        for label in said:
            line = out.strip.axis.at(begins or 0)
            assert min(abs(label.box.left - line), abs(label.box.right - line)) < 5


def test_a_day_below_the_strip_is_said_to_be_by_that_day_where_it_may_have_been_earlier(
    example_model: PageModel, drawn_example: Sheet
) -> None:
    """Beside it stand "285 to 371 days between them (dates in doubt)"."""
    pooled = example_model.pooled
    assert pooled is not None and "dates in doubt" in pooled.between
    said = [
        one.text
        for one in drawn_example.labels
        if one.text.startswith(("Together: ", "First single"))
    ]
    together, single = sorted(said, reverse=True)
    assert together.startswith("Together: by ")
    assert re.match(r"First single agency: \d", single)  # of which no date is in doubt


@pytest.mark.parametrize(
    "words",
    [
        ("first record of threat of suicide", "first record of weapons within reach"),
        ("first record of own belief that they will be killed or badly hurt",),
    ],
)
def test_what_a_moment_was_is_not_cut_for_a_long_date(words: tuple[str, ...]) -> None:
    """It read "First record of threat of …"."""
    when = "between 24 September 2015 and 24 November 2015 (as written)"
    base = case_map(synthetic(60))
    minute = base.first + (base.last - base.first) // 2
    one = Moment(minute, when, words, "Solicitor or legal service", Shape.INCIDENT, 90, "e-long",
                 low=minute - 60 * 1440, high=minute)  # fmt: skip
    out = sheet(replace(base, moments=(one,)))
    check(out)
    text = " ".join(label.text for label in out.labels)
    assert "between 24 Sep 2015 and 24 Nov 2015" in text
    assert "; ".join((words[0][:1].upper() + words[0][1:], *words[1:])) in text


def test_what_only_possibly_was_enough_is_said_in_a_sentence() -> None:
    """It read "did by possibly 5 May"."""
    enquiry = case(
        row("police", "3 May 2011", "incident", "V, P", "assault"),
        row("police", "10 June 2011", "appointment", "V", "fear"),
        row("police", "2012", "incident", "V, P", "threats-to-kill"),
        row("gp", "2 Feb 2012", "appointment", "V", "strangulation"),
        row("police", "since 5 May 2012", "incident", "V, P", "stalking"),
    )
    answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
    picture = pooled_picture(enquiry.knowledge)
    made = build_page_model(
        enquiry.view, enquiry.knowledge, answers, vocabulary(), pooled=picture
    ).pooled
    assert made is not None and made.sentence == (
        "Together, the agencies’ records may have held enough to reach this review’s threshold "
        "from 2 February 2012 on. No single agency’s certainly did; Police’s may have from "
        "5 May 2012 on."
    )
    # below the strip: not a day on which it was possible, but from which on
    assert made.pool_label == "possibly from 2 February 2012"
    assert made.best_label == "possibly from 5 May 2012 (Police)"


def test_what_costs_more_than_the_best_is_counted_no_further() -> None:
    ring = [str(n) for n in range(12)]
    pairs = [(str(a), str(b)) for a in range(12) for b in range(a + 2, 12)]
    whole = _tangle(ring, pairs)
    assert whole > 100
    assert 5 <= _tangle(ring, pairs, 5) < whole
    assert _tangle(ring, pairs, whole + 1) == whole
    lines = [[(0.0, 5.0 + n), (100.0, 5.0 + n)] for n in range(9)]
    found = Box(20, 0, 60, 20)
    assert _Near(lines).under(found, 2.5) == 9
    assert _Near(lines).under(found, 2.5, 3.2) == 4
