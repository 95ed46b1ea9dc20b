"""The walkthrough on paper: what each deck holds, and that every card has room for its words."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import joinedup
from joinedup.walkthrough import walk_model
from tests.joinedup.helpers import run, two_agencies
from tests.viz.conftest import axe
from tests.viz.synthetic import HOSTILE
from tests.viz.test_page import WORDS_OF_BLAME
from tests.viz.test_stories import EXAMPLE
from viz import pdf
from viz.cards import Block, Card, Deck, cards_pdf, decks, render_cards, strips
from viz.clean import clean
from viz.walk.model import HeldState, SeatKind, WalkModel
from viz.walk.session import asked, asked_of_idle, folds


@pytest.fixture(scope="module")
def model() -> WalkModel:
    return walk_model(joinedup.load(EXAMPLE))


def few(model: WalkModel) -> WalkModel:
    return replace(model, seats=model.seats[1:3], moments=model.moments[:2])


def nasty(model: WalkModel) -> WalkModel:
    rows = tuple(
        replace(
            row, text=f"{HOSTILE[n % len(HOSTILE)]} {row.text * (1 + n % 9)}", who="W" * (n % 80)
        )
        for n, row in enumerate(model.rows)
    )
    seats = tuple(replace(s, name=f"{s.name} {HOSTILE[n]}") for n, s in enumerate(model.seats[1:4]))
    return replace(model, rows=rows, seats=seats, title=HOSTILE[0])


def texts(deck: Deck) -> str:
    """Return all words of a deck's contacts without spaces: a paragraph may go on elsewhere."""
    return "".join("".join(b.text.split()) for c in deck.cards for b in c.blocks)


def test_a_deck_holds_every_row_of_its_seat_and_no_other(model: WalkModel) -> None:
    for deck in decks(model):
        view = model.view_of(deck.seat.seat_id)
        own = {r.row_id for r in view.rows}
        said = texts(deck)
        first = [c for c in deck.cards if c.sort == "contact" and c.part == 1]
        assert len(first) == len(view.rows)
        for row in model.rows:
            words = "".join(clean(row.text).split())
            if row.row_id in own:
                assert words in said
            elif len(words) > 40 and not any(
                words in "".join(clean(r.text).split()) for r in model.rows if r.row_id in own
            ):
                assert words not in said


def test_nothing_of_later_lies_before_a_stop(model: WalkModel) -> None:
    facts = {f.fact_id: f.words for f in model.facts}
    for deck in decks(model):
        view = model.view_of(deck.seat.seat_id)
        stops = [n for n, c in enumerate(deck.cards) if c.sort == "stop" and c.part == 1]
        assert len(stops) == len(model.moments)
        for at, moment in zip(stops, model.moments, strict=True):
            contacts = [c for c in deck.cards[:at] if c.sort == "contact" and c.part == 1]
            assert len(contacts) == sum(r.minute <= moment.minute for r in view.rows)
            said = {
                b.text.split(" – ")[0]
                for c in deck.cards[:at]
                if c.sort == "held"
                for b in c.blocks
            }
            held = {
                clean(facts[f.fact_id])
                for f in view.facts
                if any(s.minute <= moment.minute for s in f.steps)
            }
            assert {one for one in said if one in set(facts.values())} <= held


def test_a_card_says_of_each_state_what_the_screen_says(model: WalkModel) -> None:
    """A state that the paper did not know stopped the whole file."""
    moment, view = model.moments[0], model.views[0]
    fact = view.facts[0]
    labels = {}
    for state in HeldState:
        steps = (replace(fact.steps[0], minute=moment.minute, state=state),)
        one = replace(view, facts=(replace(fact, steps=steps),))
        deck = decks(replace(model, views=(one, *model.views[1:])))[0]
        card = next(c for c in deck.cards if c.sort == "held")
        labels[state.value] = next(b for b in card.blocks if b.kind == "more").label
    assert labels == {
        "certain": "",
        "possible": "Possibly",
        "ended": "Had ended",
        "lapsed": "No later record",
    }


def test_a_row_stands_as_it_was_written(model: WalkModel) -> None:
    """Letter by letter, also where it goes on upon the next card or has a word of any length."""
    long = "One  line with   spaces.\n" + "W" * 300 + "\n" + "word " * 900 + "\n\n– the end"
    (deck,) = decks(
        replace(
            few(model),
            seats=model.seats[1:2],
            rows=tuple(replace(row, text=long) for row in model.rows),
        )
    )
    contacts = [c for c in deck.cards if c.sort == "contact"]
    parts = contacts[: contacts[0].parts]
    assert len(parts) > 3 and [c.part for c in parts] == list(range(1, len(parts) + 1))
    said = [b.text for c in parts for b in c.blocks if b.kind == "text"]
    assert said[0] == "One  line with   spaces." and said[-1] == "– the end"
    assert "".join("".join(said).split()) == "".join(long.split())
    assert "W" * 20 + " " not in "".join(said)


def test_a_card_that_goes_on_says_of_which_contact_and_what(model: WalkModel) -> None:
    row = model.rows[0]
    long = replace(row, text="She said that again. " * 60, more=(("Response", "Seen. " * 300),))
    view = model.view_of(f"agency:{row.agency_id}")
    assert row.row_id in {r.row_id for r in view.rows}
    made = decks(replace(model, rows=(long, *model.rows[1:])))
    deck = next(d for d in made if d.seat.seat_id == view.seat_id)
    parts = [c for c in deck.cards if c.sort == "contact" and c.parts > 2]
    assert parts
    assert [c.part for c in parts] == [*range(1, parts[0].parts + 1)]
    assert {c.heading for c in parts[1:]} == {clean(row.when)}
    assert next(b.label for b in parts[-1].blocks if b.kind == "more") == "Response (goes on)"
    said = "".join("".join(b.text.split()) for c in parts for b in c.blocks)
    assert "".join(long.text.split()) in said
    assert "Seen." * 300 in said


def test_a_pile_that_is_cut_is_in_its_order(model: WalkModel) -> None:
    for deck in decks(model):
        piles = [[sheet[spot] for sheet in deck.sheets] for spot in range(8)]
        laid = [card for pile in piles for card in pile if card is not None]
        assert laid == list(deck.cards)
        assert [c.number for c in laid] == list(range(1, len(laid) + 1))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 41))
def test_a_pile_of_any_size_is_in_its_order(count: int) -> None:
    cards = tuple(Card(n, "contact", "", (Block("text", "x"),)) for n in range(1, count + 1))
    deck = Deck(1, None, cards)  # type: ignore[arg-type]
    assert len(deck.sheets) == -(-count // 8)
    laid = [sheet[spot] for spot in range(8) for sheet in deck.sheets if sheet[spot] is not None]
    assert laid == list(cards)


def test_the_strip_tells_no_stop_before_the_room_comes_to_it(model: WalkModel) -> None:
    """It lies on the table from the start; the guide says when each stop is marked, and where."""
    made = strips(model)
    said = " ".join(made)
    assert len(made) == 4 and "Stop" not in said
    assert not any(clean(moment.when) in said for moment in model.moments)
    assert not any(clean(seat.name) in said for seat in model.seats)
    # of two cases that stop on other days between the same ends nobody can tell them apart
    inner = model.moments[1]
    moved = replace(inner, minute=inner.minute + 40 * 1440, when="another day")
    other = replace(model, moments=(model.moments[0], moved, *model.moments[2:]))
    assert strips(other) == made
    assert strips(replace(model, moments=())) == []
    guide = html.fromstring(render_cards(model).encode()).xpath("//section[@class='stop-at']")
    # those of a longer session alone come after the others
    told = [
        re.search(r"Moment (\d+):.*on sheet (\d)", one.text_content(), re.DOTALL) for one in guide
    ]
    found = sorted((int(one[1]), int(one[2])) for one in told if one is not None)
    assert [number for number, _ in found] == list(range(1, len(model.moments) + 1))
    places = [place for _, place in found]
    assert len(places) == len(model.moments) and places == sorted(places)
    assert places[0] == 1 and places[-1] == 4


def test_a_stop_card_says_in_which_sessions_it_counts(model: WalkModel) -> None:
    """A deck has every stop, and the shortest session three of them."""
    stops = {v.minutes: [p.moment_id for p in v.parts if p.moment_id] for v in model.versions}
    assert list(stops) == [30, 60, 120]
    seen = set()
    for deck in decks(model):
        cards = [c for c in deck.cards if c.sort == "stop" and c.part == 1]
        for moment, card in zip(model.moments, cards, strict=True):
            said = card.blocks[0].text
            for minutes, ids in stops.items():
                if moment.moment_id in ids:
                    number = ids.index(moment.moment_id) + 1
                    assert f"{minutes} minutes (moment {number})" in said
                else:
                    assert re.search(rf"In [^.]*\b{minutes}\b[^.]* minutes: go on\.$", said)
            seen.add(said.partition(" in")[0] if said.startswith("Only") else "every")
    assert seen == {"Only", "every"}
    none = replace(model, versions=tuple(replace(v, parts=()) for v in model.versions))
    card = next(c for c in decks(none)[0].cards if c.sort == "stop")
    assert card.blocks[0].text == "In none of the sessions: go on."


def test_at_a_moment_nobody_has_to_turn_further_for_its_questions(model: WalkModel) -> None:
    """Its words may be many: then the questions are on the card that has them all."""
    elsewhere = 0
    for deck in decks(model):
        (listed,) = [c for c in deck.cards if c.heading == "What is asked at a moment"]
        there = {b.label for b in listed.blocks}
        for moment, card in zip(
            model.moments, [c for c in deck.cards if c.sort == "stop"], strict=True
        ):
            assert card.parts == 1
            wanted = asked(model, moment, deck.seat).questions
            words = [q.words for q in model.questions if q.key in wanted]
            if "your card with that name" in card.blocks[-1].text:
                elsewhere += 1
                assert there == set(words)
            else:
                assert all(one in card.blocks[-1].text for one in words)
    assert 0 < elsewhere < 10


def test_the_guide_says_all_that_a_facilitator_needs(model: WalkModel) -> None:
    tree = html.fromstring(render_cards(model).encode())
    text = " ".join(tree.xpath("//section[@class='guide']")[0].text_content().split())

    def there(words: str) -> bool:
        return " ".join(clean(words).split()) in text

    assert all(there(one) for one in (*model.content_warning, *model.opening, *model.closing))
    assert there(model.suppose.limits)
    for n, moment in enumerate(model.moments, start=1):
        assert there(f"Moment {n}: {moment.when}") and there(moment.reveal.summary)
        assert all(there(one) for one in (*moment.notes, *moment.ask))
        assert all(there(one.words) for one in (*moment.reveal.done, *moment.reveal.good))
    for version in model.versions:
        assert there(f"{version.minutes} minutes")
        assert all(there(part.title) for part in version.parts)
    # names that have commas of their own stand apart
    assert "; Family, friends and neighbours; and " in text
    # of whoever held nothing the same is said once
    first = html.fromstring(render_cards(model).encode()).xpath("//section[@class='stop-at']")[0]
    said = " ".join(first.text_content().split())
    empty = "No record by then of any of the things that are looked at here."
    names = [s.name for s in model.seats]
    assert said.count(empty) == 1 < sum(one.says == empty for one in model.moments[0].reveal.held)
    assert all(
        name in said
        for name, one in zip(names, model.moments[0].reveal.held, strict=True)
        if one.says == empty
    )
    # what it says that an agency is asked which pauses is what its cards ask
    idle = " ".join(asked_of_idle(model, SeatKind.AGENCY))
    assert there(f"An agency on whose record a moment is not is asked only: {idle}")
    pausing = [
        card.blocks[-1].text
        for deck in decks(model)
        if deck.seat.kind is SeatKind.AGENCY
        for card in deck.cards
        if card.sort == "stop" and any("Pause as you are" in b.text for b in card.blocks)
    ]
    assert pausing and set(pausing) == {idle}


def test_it_runs_nothing_and_asks_for_nothing(model: WalkModel) -> None:
    page = render_cards(model)
    tree = html.fromstring(page.encode())
    assert not tree.xpath("//script | //iframe | //object | //link | //img | //*[@style]")
    assert not [v for v in tree.xpath("//@*") if re.match(r"\s*(https?:|//|javascript:)", v)]
    assert not WORDS_OF_BLAME.search(" ".join(tree.xpath("//section[@class='guide']//text()")))
    assert render_cards(model) == page


def test_hostile_text_stays_text(model: WalkModel) -> None:
    page = render_cards(nasty(model))
    tree = html.fromstring(page.encode())
    assert not tree.xpath("//script | //img | //@onload | //@onerror")
    assert "\u202e" not in page and "\x00" not in page


@pytest.mark.browser
@pytest.mark.parametrize("hostile", [False, True])
def test_every_card_has_room_for_its_words(
    browser: Any, tmp_path: Any, model: WalkModel, hostile: bool
) -> None:
    shown = replace(nasty(model), moments=model.moments[:3]) if hostile else few(model)
    path = tmp_path / "cards.html"
    path.write_text(render_cards(shown), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    found = page.evaluate(
        """() => [...document.querySelectorAll('.card')].map(card => {
          const foot = card.querySelector('.foot').getBoundingClientRect().top;
          const last = [...card.querySelectorAll('p:not(.foot)')].pop().getBoundingClientRect();
          return [last.bottom - foot, card.scrollHeight - card.clientHeight, card.textContent];
        })"""
    )
    assert len(found) == sum(len(d.cards) for d in decks(shown))
    assert [text for over, _, text in found if over > 0] == []
    # one dashed line between two cards, and nothing drawn on it
    edges = page.evaluate(
        """() => [...document.querySelectorAll('.card')].map(c => getComputedStyle(c))
          .map(s => [s.borderTopStyle, s.borderLeftStyle, parseFloat(s.borderTopWidth) < 2]
            .join(' '))"""
    )
    assert set(edges) == {"dashed dashed true"}
    page.close()


@pytest.mark.browser
def test_at_320_pixels_no_card_writes_over_its_foot_and_no_word_is_broken(
    browser: Any, tmp_path: Any, model: WalkModel
) -> None:
    path = tmp_path / "cards.html"
    path.write_text(render_cards(few(model)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(path.as_uri())
    over = page.evaluate(
        """() => [...document.querySelectorAll('.card')].filter(card => {
          const foot = card.querySelector('.foot').getBoundingClientRect().top;
          return [...card.querySelectorAll('p:not(.foot)')]
            .some(p => p.getBoundingClientRect().bottom > foot);
        }).map(card => card.textContent)"""
    )
    assert over == []
    # the heads of the tables of the guide take a line for each word, and no more
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.times thead th')].slice(1).map(th => {
          const range = document.createRange();
          range.selectNodeContents(th);
          return [th.textContent.split(' ').length, range.getClientRects().length];
        })"""
    )
    assert lines and all(found <= wanted for wanted, found in lines)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.browser
@pytest.mark.thorough
def test_axe_finds_nothing(browser: Any, tmp_path: Any, model: WalkModel) -> None:
    path = tmp_path / "cards.html"
    path.write_text(render_cards(few(model)), encoding="utf-8")
    for width in (320, 1366):
        context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == []
        context.close()


def pages_of(data: bytes) -> list[str]:
    pypdf = pytest.importorskip("pypdf")
    return ["".join(one.extract_text().split()) for one in pypdf.PdfReader(BytesIO(data)).pages]


def check_pages(data: bytes, model: WalkModel) -> None:
    """Each sheet of eight cards is a page of its own, and the first page says which."""
    pages = pages_of(data)
    tree = html.fromstring(render_cards(model).encode())
    listed = tree.xpath("//section[contains(@class, 'to-print')]//tbody/tr")
    assert "Beforetheroomcomes" in pages[0] and "Firstforeverybody" not in "".join(pages[:2])
    for deck, line in zip(decks(model), listed, strict=True):
        cards, sheets, where = [one.text_content() for one in line.xpath("./td")][1:]
        assert (int(cards), int(sheets)) == (len(deck.cards), len(deck.sheets))
        first, last = (int(one) for one in (where.split("–") * 2)[:2])
        assert last - first + 1 == len(deck.sheets)
        for place, sheet in enumerate(deck.sheets, start=first):
            assert "".join(f"{deck.place}. {deck.seat.name}"[:20].split()) in pages[place - 1]
            for c in filter(None, sheet):
                part = f",part{c.part}of{c.parts}" if c.parts > 1 else ""
                said = rf"(?<!\d){c.number}of{len(deck.cards)}{part}"
                assert re.search(said, pages[place - 1]), (place, said)


@pytest.mark.thorough
def test_the_pdf_has_a_sheet_for_every_eight_cards_on_the_page_that_is_said(
    model: WalkModel,
) -> None:
    pytest.importorskip("weasyprint")
    some = few(model)
    data = cards_pdf(some)
    assert data == cards_pdf(some)
    check_pages(data, some)


@pytest.mark.browser
@pytest.mark.parametrize("seats", [2, 24])
def test_a_browser_prints_each_deck_on_the_pages_that_are_said(
    browser: Any, tmp_path: Any, model: WalkModel, seats: int
) -> None:
    """So that a trainer can print the decks that somebody plays, and no others."""
    some = few(model)
    if seats > 2:
        # as many as the first page lists, with names that go on two lines
        view = some.views[1]
        made = [replace(some.seats[0], seat_id=f"s{n}", name=f"Seat {n} {'of it ' * 9}")
                for n in range(seats)]  # fmt: skip
        views = tuple(replace(view, seat_id=one.seat_id, rows=view.rows[:2]) for one in made)
        some = replace(some, seats=tuple(made), views=views)
    path = tmp_path / "cards.html"
    path.write_text(render_cards(some), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    check_pages(page.pdf(prefer_css_page_size=True), some)
    page.close()


def test_where_the_decks_are_too_many_for_one_page_no_pages_are_said(model: WalkModel) -> None:
    seats = tuple(replace(model.seats[0], seat_id=f"s{n}") for n in range(25))
    views = tuple(replace(model.views[0], seat_id=one.seat_id, rows=()) for one in seats)
    page = render_cards(replace(model, seats=seats, views=views, moments=model.moments[:1]))
    heads = html.fromstring(page.encode()).xpath("//section[1]//thead//th/text()")
    assert heads == ["Deck", "Seat", "Cards", "Sheets"]


def test_the_example_is_printed_on_few_sheets(model: WalkModel) -> None:
    """A card is no larger than its words: 136 sheets were more than anybody cuts."""
    made = decks(model)
    sheets = sum(len(deck.sheets) for deck in made)
    assert sheets <= 85
    # and the page for the trainer says how many
    said = Path("docs/how-to/walkthrough.md").read_text(encoding="utf-8")
    assert f"The example has {len(made)} decks on {sheets} sheets" in said
    for deck in made:
        # all that is asked of a seat stands on one card, with the steps of how worried it is
        (card,) = [c for c in deck.cards if c.heading == "What is asked at a moment"]
        assert len(card.blocks) > 2
        # no card holds only where its row stands, nor one line of a paragraph
        assert all(c.blocks for c in deck.cards)
        assert not [c for c in deck.cards if c.part > 1 and c.blocks[0].kind == "source"]


def test_the_command_writes_them(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = two_agencies(tmp_path / "case")

    def missing() -> None:
        raise pdf.PdfMissingError("No PDF was made")

    with monkeypatch.context() as without:
        without.setattr(pdf, "_weasyprint", missing)
        said = run("walkthrough", folder, "--although-not-anonymised", "--cards", "--pdf")
        assert said.exit_code == 1 and "No PDF was made" in said.output
        assert not (folder / "walkthrough").exists() and not (folder / "walkthrough.toml").exists()
    monkeypatch.setattr("viz.cards.cards_pdf", lambda model: b"%PDF")
    done = run("walkthrough", folder, "--although-not-anonymised", "--cards", "--pdf")
    assert done.exit_code == 0 and "On paper" in done.output
    names = {path.name for path in (folder / "walkthrough").iterdir()}
    assert {"walkthrough.html", "cards.html", "cards.pdf", "seats"} == names
    text = (folder / "walkthrough" / "cards.html").read_text(encoding="utf-8")
    assert "not anonymised" in text and "1 of " in text


def test_a_card_whose_contact_the_screen_folds_says_so(model: WalkModel) -> None:
    for deck in decks(model):
        seat = deck.seat
        rows = model.view_of(seat.seat_id).rows
        folded: dict[int, list[int]] = {n: [] for n in range(len(rows))}
        for version in model.versions:
            for one in folds(model, seat, version):
                for n in range(one.first, one.until):
                    folded[n].append(version.minutes)
        said: list[str] = []
        first: tuple[Block, ...] = ()
        for card in deck.cards:
            if card.sort == "contact":
                said += [""] * (card.part == 1)
                aside = [n for n, b in enumerate(card.blocks) if "lay aside" in b.text]
                # at the head and as large as the kind, so that a deck can be sorted by it
                assert aside in ([], [0] if card.part == 1 else [])
                assert all(card.blocks[n].kind == "kind" for n in aside)
                assert not card.heading or card.heading == next(
                    b.text for b in reversed(first) if b.kind == "when"
                )
                first = card.blocks if card.part == 1 else first
                said[-1] += "".join(card.blocks[n].text for n in aside)
        wanted = {(30,): "In 30 minutes: lay aside.", (30, 60): "In 30 and 60 minutes: lay aside."}
        assert said == [wanted.get(tuple(minutes), "") for minutes in folded.values()]


def test_consent_that_was_given_does_not_stand_under_a_reason_for_not_sharing(
    model: WalkModel,
) -> None:
    labels = {label for row in model.rows for label, text in row.more if "Refused for" in text}
    assert labels == {"Consent, or why not shared"}


def test_a_deck_of_which_a_session_needs_nothing_is_said_to_be_left_out(model: WalkModel) -> None:
    seat = "agency:school"
    bare = replace(
        model,
        views=tuple(
            replace(v, rows=(), facts=(), revealed=()) if v.seat_id == seat else v
            for v in model.views
        ),
        moments=tuple(
            replace(m, stops=tuple(s for s in m.stops if s.seat_id != seat)) for m in model.moments
        ),
    )
    said = "<td>no contact: leave this deck out</td>"
    assert said not in render_cards(model)
    assert render_cards(bare).count(said) == len(model.versions)
