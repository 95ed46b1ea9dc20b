"""The network: what stands on record between whom, by when, and where it is drawn."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from graphdb.dates import read_when
from tests.queries.build import row
from tests.viz.synthetic import synthetic
from tests.viz.test_stories import page_of
from viz.model import LinkKind, PageModel
from viz.netdraw import Network, Tie, drawing, tally
from viz.netlayout import layout
from viz.network import library
from viz.page import map_scripts, render, render_data


def on(text: str) -> int:
    """Return the last minute of a day."""
    latest = read_when(text).when.latest
    assert latest is not None
    return latest


def ties(model: PageModel, kind: LinkKind) -> dict[tuple[str, str], Tie]:
    found = [tie for tie in Network(model).ties if tie.kind is kind]
    return {(tie.source, tie.target): tie for tie in found}


def test_a_contact_is_with_whom_it_was_about() -> None:
    model = page_of(
        row("police", "3 May 2011", "home-visit", "V"),
        row("police", "4 May 2011", "home-visit", "V"),
        row("gp", "5 May 2011", "appointment", "P"),
    )
    found = ties(model, LinkKind.CONTACT)
    assert set(found) == {("police", "V"), ("gp", "P")}
    assert tally(found["police", "V"], on("3 May 2011")).count == 1
    assert tally(found["police", "V"], on("4 May 2011")).count == 2
    assert tally(found["gp", "P"], on("4 May 2011")).count == 0


def test_a_date_in_doubt_is_counted_apart() -> None:
    (tie,) = ties(page_of(row("police", "May 2011", "home-visit", "V")), LinkKind.CONTACT).values()
    early, late = tally(tie, on("3 May 2011")), tally(tie, on("31 May 2011"))
    assert (early.count, early.maybe) == (0, 1)
    assert (late.count, late.maybe) == (1, 0)


def test_a_share_says_whose_records_have_it() -> None:
    model = page_of(
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="csc, gp"),
        row(
            "csc", "4 May 2011", "information-received", "V", "assault (history)", told_by="police"
        ),
        row("housing", "6 May 2011", "information-received", "V", told_by="police"),
    )
    found = ties(model, LinkKind.SHARE)
    assert set(found) == {("police", "csc"), ("police", "gp"), ("police", "housing")}
    said = {to: tally(tie, on("7 May 2011")) for (_, to), tie in found.items()}
    assert [(said[to].both, said[to].sent) for to in ("csc", "gp", "housing")] == [
        (1, 0),
        (0, 1),
        (0, 0),
    ]
    # on the day of the telling itself only the sender's record has it
    first = tally(found["police", "csc"], on("3 May 2011"))
    assert (first.count, first.both, first.sent) == (1, 0, 1)


def test_several_records_of_one_meeting_count_once() -> None:
    model = page_of(
        row("police", "3 May 2011", "marac", "V", attended="police, idva"),
        row("idva", "3 May 2011", "marac", "V", attended="police, idva"),
        row("idva", "May 2012", "marac", "V", attended="police, idva"),
        row("police", "9 May 2012", "marac", "V", attended="police, idva"),
    )
    (tie,) = ties(model, LinkKind.MEETING).values()
    assert tally(tie, on("1 June 2012")).count == 2
    assert tally(tie, on("9 May 2012")).count == 2


def test_what_was_learned_after_the_death_is_no_link() -> None:
    model = page_of(
        row("police", "3 May 2011", "home-visit", "V"),
        row("gp", "3 May 2011", "appointment", "V", after_death=True),
        row("csc", "3 May 2011", "home-visit", "V", coded=False),
    )
    assert set(ties(model, LinkKind.CONTACT)) == {("police", "V")}


def test_two_silos_are_said_and_stand_apart() -> None:
    rows = (
        row("idva", "3 May 2011", "home-visit", "V"),
        row("probation", "4 May 2011", "home-visit", "P"),
        row("police", "5 May 2011", "home-visit", "V"),
        row("police", "6 May 2011", "home-visit", "P"),
    )
    model = page_of(*rows)
    (first, second) = list(Network(model).sentences(on("6 May 2011")))[:2]
    assert "1 agency in touch with Vera only, 1 with Paul only and 1 with both" in first
    assert "no share" in second
    plan = layout(model)
    assert plan.agencies["idva"].x < plan.people["V"].x < plan.people["P"].x
    assert plan.people["P"].x < plan.agencies["probation"].x
    told = page_of(*rows, row("idva", "7 May 2011", "phone-call", "V", shared="probation"))
    second = list(Network(told).sentences(on("7 May 2011")))[1]
    assert "1 share" in second
    assert "1 of them between those in touch with Vera only and those in touch with Paul" in second


@pytest.mark.parametrize("teams", [False, True])
def test_no_two_boxes_touch(teams: bool) -> None:
    plan = layout(synthetic(400), teams=teams)
    boxes = [*plan.people.values(), *plan.agencies.values(), *plan.teams.values()]
    assert len(boxes) > 12
    assert all(a.clear_of(b) for a, b in combinations(boxes, 2))
    assert all(abs(b.x) + b.w / 2 <= plan.width / 2 for b in boxes)


def test_the_drawing_stays_where_it_is_as_the_day_moves(small: PageModel) -> None:
    network = Network(small)
    early, late = (
        re.findall(r'<text x="[^"]+" y="[^"]+"', drawing(network, minute))
        for minute in (small.header.first, small.header.last)
    )
    assert early == late


def test_the_library_asks_for_nothing_and_runs_no_text() -> None:
    script = library()
    assert script.isascii()
    assert "sourceMappingURL" not in script
    assert not re.search(r"\beval\(|new Function\(|XMLHttpRequest|fetch\(", script)
    assert map_scripts()[0] == script


def test_a_page_may_go_without_the_map(small: PageModel) -> None:
    plain = render(small, network=False)
    assert "vis-network" not in plain
    assert '<template id="joinedup-map">' in render(small)
    assert '<template id="joinedup-map">' not in plain
    assert "The same as a table" in plain
    assert '"net":null' in render_data(small, network=False)
