"""Whoever was at a meeting stops at it, whether or not it wrote a row of its own about it."""

from __future__ import annotations

from lxml import html

from tests.queries.build import row
from tests.viz.test_walk_left_open import model
from viz.cards import decks, render_cards
from viz.walk.model import HeldState, Stop, WalkModel
from viz.walk.payload import reveal_part, sealed_parts
from viz.walk.session import asked

BEFORE = row("gp", "1 March 2011", "appointment", "V", "fear")
HEARD = row("housing", "1 March 2011", "appointment", "V")
MARAC = row(
    "police", "10 May 2011", "marac", "V, P", "strangulation", attended="police, gp", invited="idva"
)
HERS = row("idva", "1 March 2011", "safety-planning", "V")


def stops(one: WalkModel) -> dict[str, Stop]:
    return {stop.seat_id: stop for stop in one.moments[0].stops}


def test_who_was_there_stops_with_what_was_tabled_and_no_row() -> None:
    one = model(BEFORE, HEARD, HERS, MARAC, at="police1")
    found = stops(one)
    assert found["agency:police"].row_id == "police1"
    gp = found["agency:gp"]
    assert gp.there and not gp.also and not gp.row_id
    assert gp.title.startswith("A meeting that your agency is on record as having attended; no row")
    # it is asked all that an agency is asked, and holds what was said there
    seat = next(s for s in one.seats if s.seat_id == "agency:gp")
    assert asked(one, one.moments[0], seat).questions == one.moments[0].questions
    minute = one.moments[0].minute
    held = [f.at(minute) for f in one.view_of("agency:gp").facts]
    told = [s for s in held if s is not None and s.how.startswith("At a meeting")]
    assert [s.state for s in told] == [HeldState.CERTAIN]
    # nothing of the other's row is on its screen
    assert [r.row_id for r in one.view_of("agency:gp").rows] == ["gp1"]
    # whoever was only invited, or elsewhere, was not there
    assert not [s for s in found.values() if s.there and s.seat_id != "agency:gp"]


def test_the_facilitator_is_told_who_was_there_without_a_row() -> None:
    one = model(BEFORE, MARAC, at="police1")
    (moment,) = reveal_part(one)["moments"]  # type: ignore[misc]
    names = [seat.seat_id for seat in one.seats]
    assert moment["there"] == [names.index("agency:gp")]
    assert moment["seats"] == [names.index("agency:police")]
    assert names.index("agency:gp") not in moment["also"]
    guide = " ".join(html.fromstring(render_cards(one).encode()).text_content().split())
    assert "It is on the record of Police. On record as having been there, with no row of" in guide
    deck = next(d for d in decks(one) if d.seat.seat_id == "agency:gp")
    card = next(c for c in deck.cards if c.sort == "stop")
    said = " ".join(b.text for b in card.blocks)
    assert "on record as having attended" in said and "Pause as you are" not in said
    # whose moment it is, by the first sentence of the reveal
    assert "Police held 1 of them and Surgery all." in one.moments[0].reveal.summary


def test_a_day_that_is_in_doubt_or_a_meeting_of_another_day_makes_nobody_present() -> None:
    vague = row("police", "May 2011", "marac", "V, P", "strangulation", attended="police, gp")
    later = row("housing", "20 May 2011", "appointment", "V")
    assert "agency:gp" not in stops(model(vague, later, at="housing1"))
    assert not any(s.there for s in stops(model(BEFORE, vague, later, at="housing1")).values())
    # a contact is no meeting, whoever is named on it
    visit = row("police", "10 May 2011", "incident", "V, P", "assault", attended="gp")
    assert not any(s.there for s in stops(model(BEFORE, visit, at="police1")).values())


def test_a_sealed_page_says_it_at_the_stop_and_names_none_ahead() -> None:
    one = model(BEFORE, MARAC, at="police1")
    (open_,) = sealed_parts(one, "agency:gp")[0]["seats"]  # type: ignore[misc]
    assert [stop[2] for stop in open_["stops"]] == [""]
    assert open_["says"]["there"].startswith("A meeting that your agency is on record as having")
