"""The facilitator's guide on paper: an hour's on few sides, the rest after its end."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import html

import joinedup
from joinedup.walkthrough import walk_model
from tests.viz.test_stories import EXAMPLE
from viz.cards import decks, render_cards, strips
from viz.clean import clean
from viz.guide import guide
from viz.walk.model import HeldState, RevealNote, WalkModel
from viz.walk.session import stops_of


@pytest.fixture(scope="module")
def model() -> WalkModel:
    return walk_model(joinedup.load(EXAMPLE))


@pytest.fixture(scope="module")
def file(model: WalkModel) -> str:
    return render_cards(model)


def section(file: str) -> Any:
    return html.fromstring(file.encode()).xpath("//section[@aria-labelledby='guide-h']")[0]


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.browser
def test_an_hour_is_prepared_from_at_most_twelve_sides(
    browser: Any, tmp_path: Any, model: WalkModel, file: str
) -> None:
    pypdf = pytest.importorskip("pypdf")
    # the guide alone: where it begins is said, and the decks before it are another test's
    path = tmp_path / "cards.html"
    path.write_text(file.replace('<section class="deck"', "<section hidden"))
    page = browser.new_page()
    page.goto(path.as_uri())
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    pages = [one.extract_text() for one in pypdf.PdfReader(BytesIO(data)).pages]
    first = next(n for n, text in enumerate(pages) if "First, for everybody" in text)
    annex = next(n for n, text in enumerate(pages) if "Annex A: moments" in text)
    assert 8 <= annex - first <= 12
    assert first == 1 + len(strips(model))
    # what it refers to is where it says
    told = html.fromstring(file.encode()).xpath("//section[1]//li")[0]
    sheets = sum(len(deck.sheets) for deck in decks(model))
    assert f"from page {first + 1 + sheets};" in words(told)


def test_moments_of_longer_sessions_come_after_its_end(model: WalkModel, file: str) -> None:
    made = guide(model, [model.base])
    hour = next(v for v in model.versions if v.minutes == 60)
    assert made.upto == 60
    assert [s.moment for s in made.stops] == stops_of(model, hour)
    assert [s.number for s in made.stops] == [2, 4, 5, 6, 7, 10]
    assert [s.number for s in made.longer] == [1, 3, 8, 9]
    ids = section(file).xpath(".//*[starts-with(@id, 'stop-') or @id='what-if']/@id")
    assert ids == [*(f"stop-{n}" for n in (2, 4, 5, 6, 7, 10)), "what-if",
                   *(f"stop-{n}" for n in (1, 3, 8, 9))]  # fmt: skip
    # what was edited to have one session, or none, still has its moments before its end
    for versions in ((hour,), ()):
        other = guide(replace(model, versions=versions), [model.base])
        assert [s.moment for s in other.stops] == (
            stops_of(model, hour) if versions else list(model.moments)
        )


def test_nothing_of_what_seats_held_is_lost(model: WalkModel) -> None:
    """Beside a moment stand the heaviest; all of it, and of every seat, is in the annex."""
    facts = {fact.fact_id: fact.words for fact in model.facts}
    names = {seat.seat_id: seat.name for seat in model.seats}
    made = guide(model, [model.base])
    for stop in (*made.stops, *made.longer):
        reveal = stop.moment.reveal
        full = {one.names: one.says for one in stop.full}
        for held in reveal.held:
            if held.things:
                assert all(facts[t.fact_id] in full[names[held.seat_id]] for t in held.things)
        beside = " ".join(one.says for one in stop.held)
        # whatever the summary names stands there, and every seat is named
        assert all(facts[fact] in beside for fact in reveal.named)
        there = " ".join(one.names for one in stop.held) + stop.others
        assert all(names[held.seat_id] in there for held in reveal.held)
        assert sum(len(one.says) for one in stop.held) * 2 < sum(len(o.says) for o in stop.full)


def test_what_was_only_possible_is_counted_apart(model: WalkModel) -> None:
    made = guide(model, [model.base])
    stop = next(s for s in made.stops if "possibly" in s.others)
    names = {seat.seat_id: seat.name for seat in model.seats}
    for held in stop.moment.reveal.held:
        sure = sum(t.state is HeldState.CERTAIN for t in held.things)
        said = f"{names[held.seat_id]} ({sure}, possibly {len(held.things) - sure} more)"
        if 0 < sure < len(held.things) and names[held.seat_id] in stop.others:
            assert said in stop.others


def test_a_moment_has_its_record_and_says_nothing_twice(model: WalkModel) -> None:
    """The guide asks to have it read: so it has it, up to a length."""
    rows = {row.row_id: row for row in model.rows}
    made = guide(model, [model.base])
    for stop in (*made.stops, *made.longer):
        assert stop.record == " ".join(rows[stop.moment.reveal.day[0]].text.split())
        assert not [one for one in stop.good if any(one in note for note in stop.moment.notes)]
    long = replace(
        model, rows=tuple(replace(row, text="Word after word. " * 200) for row in model.rows)
    )
    (stop, *_) = guide(long, [model.base]).stops
    assert len(stop.record) < 600 and stop.record.endswith(
        "… (it goes on upon the seat’s own card)"
    )
    # a row of "between" is not named again after a sentence that begins with it
    row = next(row for row in model.rows if row.when.startswith("between"))
    note = RevealNote(
        f"{row.when[0].upper()}{row.when[1:]}, {row.holder}: home visit.", (row.row_id,)
    )
    first = model.moments[0]
    told = replace(first, reveal=replace(first.reveal, done=(note,)))
    (stop, *_) = guide(replace(model, moments=(told,), versions=()), [model.base]).stops
    assert stop.done == (note.words,)


def test_the_minutes_of_all_sessions_stand_in_one_table_in_order(
    model: WalkModel, file: str
) -> None:
    made = guide(model, [model.base])
    titles = [title.partition(".")[0] for title, _ in made.parts]
    assert titles == ["Opening", *(f"Moment {n}" for n in range(1, 11)), "What if", "Closing"]
    for n, version in enumerate(model.versions):
        assert sum(int(m[n]) for _, m in made.parts if m[n] != "–") == version.minutes
    assert all(clean(title) in words(section(file)) for title, _ in made.parts)
