"""A reveal is never more certain than dates and coding allow, and forgets nothing heavy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graphdb.dates import minute_of
from graphdb.pooled import pooled_picture
from queries.answers import ask
from tests.queries.build import Row, case, row, vocabulary
from viz.cards import render_cards
from viz.walk.build import build_walk
from viz.walk.model import HeldState, Moment, WalkModel
from viz.walk.moments import draft
from viz.walk.session import asked as asked_of
from viz.walk.session import folds
from viz.walk.settings import MomentSpec


def walk(*rows: Row, at: str) -> Moment:
    """Return the moment at a row of a small case."""
    return model(*rows, at=at).moments[0]


def model(*rows: Row, at: str) -> WalkModel:
    asked = case(*rows)
    answers = ask(asked.view, asked.knowledge, vocabulary())
    settings = replace(
        draft(asked, answers), moments=(MomentSpec("m", row=at, versions=(30, 60, 120)),)
    )
    return build_walk(
        asked.view,
        asked.knowledge,
        answers,
        vocabulary(),
        pooled=pooled_picture(asked.knowledge),
        settings=settings,
    )


def says(moment: Moment, seat: str) -> str:
    return next(one.says for one in moment.reveal.held if one.seat_id == seat)


HIS = row("police", "10 May 2011", "incident", "V, P", "assault")


@pytest.mark.parametrize("when", ["May 2011", "undated", "between March 2011 and June 2014"])
def test_what_may_have_been_made_by_then_is_not_said_not_to_be_there(when: str) -> None:
    told = row("gp", when, "appointment", "V", "strangulation")
    moment = walk(HIS, told, row("gp", "5 June 2012", "appointment", "V"), at="police1")
    assert says(moment, "agency:gp") == (
        "No certain record by then of any of the things that are looked at here. The date of 1 row "
        "leaves open whether it had been made by then; it is not counted."
    )
    # nor is anything said to stand nowhere else, or the count to be all
    assert "together certainly held 1 thing" in moment.reveal.summary


def test_what_comes_later_for_certain_leaves_nothing_open() -> None:
    moment = walk(HIS, row("gp", "June 2011", "appointment", "V", "assault"), at="police1")
    assert says(moment, "agency:gp").startswith("No record by then of any")
    assert says(moment, "agency:police").endswith("It stood on no other agency’s record.")
    assert "together held 1 thing" in moment.reveal.summary


def test_what_another_may_have_had_is_not_said_to_stand_nowhere_else() -> None:
    later = row("gp", "May 2011", "appointment", "V", "assault")
    assert says(walk(HIS, later, at="police1"), "agency:police") == (
        "Held 1 thing by then. It is not certain on any other agency’s record."
    )
    sent = replace(HIS, more={"shared": "gp"})
    own = row("gp", "3 May 2011", "appointment", "V", "depression")
    moment = walk(sent, own, at="police1")
    assert "possibly 1 more thing" in says(moment, "agency:gp")
    assert says(moment, "agency:police").endswith("It is not certain on any other agency’s record.")


def test_rows_that_nobody_has_coded_are_not_taken_for_nothing() -> None:
    bare = [row("gp", f"{n} May 2011", "", "V", coded=False) for n in (1, 3)]
    moment = walk(HIS, *bare, at="police1")
    assert says(moment, "agency:gp") == (
        "No certain record by then of any of the things that are looked at here. Of 2 rows by then "
        "nobody has said what they tell."
    )
    assert says(moment, "agency:police").endswith("It is not certain on any other agency’s record.")


def test_what_was_recorded_and_no_longer_stands_is_named() -> None:
    thoughts = row("mh", "3 May 2010", "mental-health-assessment", "P", "killing-thoughts")
    later = row("police", "10 August 2011", "incident", "V, P", "assault")
    moment = walk(thoughts, later, at="police1")
    assert says(moment, "agency:mh") == (
        "Nothing that is looked at here still stood on its record by then. Recorded before, and "
        "not counted, for no later record says that it still held: thoughts or plans of killing "
        "or harming someone."
    )


def done(moment: Moment) -> str:
    return moment.reveal.done[-1].words


def test_a_row_of_another_time_is_not_said_to_be_of_the_days_after() -> None:
    routine = row("police", "spring 2011", "letter-sent", "V")
    assert done(walk(HIS, routine, at="police1")) == (
        "Police: no more than routine entries on record in the 28 days after it."
    )
    sure = row("police", "12 May 2011", "letter-sent", "V")
    assert "only routine entries on record in the 28 days" in done(walk(HIS, sure, at="police1"))


def test_a_row_that_tells_of_the_same_person_is_not_about_somebody_else() -> None:
    """A mother who rings about what he does to her is no other matter than he."""
    his = row("gp", "20 March 2011", "referral-made", "P", "depression")
    hers = row("gp", "early 2011", "phone-call", "V", "emotional-abuse")
    assert done(walk(his, hers, at="gp1")) == (
        "Surgery: cannot tell from these records what was done in the days after it."
    )
    other = row("gp", "early 2011", "phone-call", "C", "child-behaviour-change")
    assert done(walk(his, other, at="gp1")) == (
        "Surgery: no record of the same people or things in the 28 days after it."
    )


def test_the_count_reads_as_a_sentence_whatever_the_numbers() -> None:
    assert (
        "held 1 thing about this family. Police held it." in walk(HIS, at="police1").reveal.summary
    )
    closed = row("gp", "10 June 2011", "closure", "V")
    assert "Surgery held nothing of it." in walk(HIS, closed, at="gp1").reveal.summary


def test_of_one_day_whoever_told_had_it_before_whoever_was_told() -> None:
    """Rows of one day without a time: the agency that was told did not record it first."""
    asked = case(
        row("gp", "1 March 2011", "information-received", "V", "strangulation", told_by="idva"),
        row("idva", "1 March 2011", "safety-planning", "V", "strangulation", shared="gp"),
    )
    answers = ask(asked.view, asked.knowledge, vocabulary())
    first = [m.row for m in draft(asked, answers).moments if "first record at any" in m.why]
    assert first == ["idva1"]


def test_where_nothing_can_be_supposed_its_minutes_go_to_the_moments() -> None:
    one = model(HIS, at="police1")
    assert not one.suppose.offers
    # nor does the closing ask of what nobody supposed alone
    assert "that you supposed, or wished for," in one.closing[0]
    for version in one.versions:
        assert "What if" not in [part.title for part in version.parts]
        assert sum(part.minutes for part in version.parts) == version.minutes


def test_a_room_is_stopped_on_a_day_rather_than_in_a_year() -> None:
    """A contact of "2011" is no draft's moment; the first record of a heavy thing always is."""
    asked = case(
        row("gp", "2011", "appointment", "V"),
        row("gp", "3 May 2012", "appointment", "V"),
        row("hospital", "2012", "attendance-ae", "V", "strangulation"),
    )
    answers = ask(asked.view, asked.knowledge, vocabulary())
    assert {m.row for m in draft(asked, answers).moments} == {"gp2", "hospital1"}


def test_labels_that_are_no_nouns_stand_as_the_words_that_they_are() -> None:
    rows = (row("police", "3 May 2011", "incident", "V, P", "fear; on-bail; fear-of-being-killed"),)
    asked = case(*rows)
    (moment,) = draft(asked, ask(asked.view, asked.knowledge, vocabulary())).moments
    assert "of “own belief that they will be killed or badly hurt”" in moment.why
    assert "of “afraid of the other person”" in moment.why
    assert "tells of “own belief that they will be killed or badly hurt”" in moment.notes[0]
    for theme in walk(*rows, at="police1").reveal.themes:
        said = theme.words.partition("This tells of ")[2].partition(". ")[0]
        assert not said or said.startswith("“"), theme.words


def test_who_has_not_met_the_family_is_asked_what_it_can_answer() -> None:
    later = row("gp", "3 May 2012", "appointment", "V")
    one = model(HIS, later, at="police1")
    (seat,) = [s for s in one.seats if s.seat_id == "agency:gp"]
    met = asked_of(one, one.moments[0], seat)
    assert met.questions == ("ask",)
    assert met.title.endswith("If somebody rang you about this family today, what would you ask?")


def test_on_paper_what_is_not_counted_does_not_run_into_what_is_held() -> None:
    vague = row("police", "May 2011", "appointment", "V", "strangulation")
    guide = render_cards(model(HIS, vague, at="police1"))
    assert "it is not counted. On record then: assault or physical violence" in guide


def test_a_row_that_nobody_coded_is_not_called_by_our_own_word_for_it() -> None:
    one = model(HIS, row("gp", "3 June 2011", "appointment", "V", coded=False), at="police1")
    (told,) = [r for r in one.rows if r.row_id == "gp1"]
    assert told.kind == "Nobody has said what kind of contact this is"


def test_a_room_is_not_stopped_where_nothing_would_be_revealed() -> None:
    """Contacts from before anything stood on any record, where enough others are there."""
    plain = [row("housing", f"{n} March 2010", "appointment", "V") for n in range(1, 25, 5)]
    told = [
        row("police", "10 May 2011", "incident", "V, P", "assault"),
        row("gp", "3 June 2011", "appointment", "V", "fear"),
        row("gp", "3 July 2012", "closure", "V"),
        row("housing", "3 August 2012", "appointment", "V"),
    ]

    def stops(*rows: Row) -> set[str]:
        asked = case(*rows)
        answers = ask(asked.view, asked.knowledge, vocabulary())
        return {m.row for m in draft(asked, answers).moments}

    assert stops(*plain, *told) & {f"housing{n}" for n in range(1, 7)} == {"housing6"}
    # where there is nothing else, a contact is better than no session
    assert len(stops(*plain)) == len(plain)


def test_what_one_told_and_others_received_is_one_moment_of_all_of_them() -> None:
    told = (
        row("gp", "1 March 2011", "information-received", "V", "strangulation", told_by="idva"),
        row("idva", "1 March 2011", "safety-planning", "V", "strangulation", shared="gp"),
        row("police", "1 May 2012", "incident", "V, P", "stalking"),
    )
    asked = case(*told)
    moments = draft(asked, ask(asked.view, asked.knowledge, vocabulary())).moments
    assert [m.row for m in moments] == ["idva1", "police1"]
    assert "certain record at the" not in " ".join(moments[0].notes)
    said = walk(*told, at="idva1").reveal.summary
    assert said.endswith("Surgery and IDVA Service each held it.")


def test_a_row_of_which_only_the_beginning_is_dated_comes_then_and_is_possible() -> None:
    since = row("family", "since 2011", "told-informally", "V", "fear")
    dated = row("family", "May 2012", "told-informally", "V", "stalking")
    undated = row("family", "undated", "told-informally", "V", "fear")
    one = model(HIS, since, dated, undated, at="police1")
    seat = one.view_of("informal")
    assert seat.left_out == (
        "1 row of this record cannot be placed in time, so it does not come up.",
        "Of 1 row of this record only the beginning is dated (“since …”), so nobody can say by "
        "when it had been made: it comes when that had begun, and what it tells is possible.",
    )
    first, later = seat.rows
    assert (first.row_id, later.row_id) == ("family1", "family2")
    assert first.minute == minute_of(date(2011, 1, 1), 23, 59)
    assert first.said.startswith("Only its beginning is dated: it may have been there from this")
    assert not later.said
    assert "Only its beginning is dated" in render_cards(one)
    # on the screen, and in the reveal, what it tells is possible and never more
    fear = next(f for f in seat.facts if any(s.row_id == "family1" for s in f.steps))
    assert [(s.minute, s.state) for s in fear.steps] == [(first.minute, HeldState.POSSIBLE)]
    assert fear.steps[0].how.endswith("since 1 January 2011; from which day on is in doubt")
    said = says(one.moments[0], "informal")
    assert said == (
        "Possibly had 1 thing. The date of 1 row leaves open "
        "whether it had been made by then; it is not counted. Of 1 row only the beginning is "
        "dated; what it tells is counted as possible."
    )


@pytest.mark.parametrize(
    ("when", "comes"),
    [
        # when it had begun for certain, and never before
        ("May 2011 ongoing", date(2011, 5, 31)),
        ("since 3 May 2011", date(2011, 5, 3)),
        ("before 3 May 2011", date(2011, 5, 2)),
        ("undated", None),
        # after the end of the walkthrough
        ("since 2030", None),
    ],
)
def test_by_when_a_row_with_an_open_side_comes(when: str, comes: date | None) -> None:
    told = row("gp", when, "appointment", "V", "strangulation")
    one = model(HIS, told, row("gp", "5 June 2012", "appointment", "V"), at="police1")
    found = [r for r in one.view_of("agency:gp").rows if r.row_id == "gp1"]
    assert [r.minute for r in found] == ([minute_of(comes, 23, 59)] if comes else [])
    assert [bool(r.doubt) for r in found] == ["before" not in when] * bool(comes)


def test_what_may_have_come_later_ends_nothing_is_no_telling_again_and_is_not_asked_at() -> None:
    before = row("gp", "5 January 2011", "appointment", "V", "strangulation")
    since = row("gp", "since 1 February 2011", "appointment", "V", "strangulation; fear")
    other = row("police", "10 May 2011", "incident", "V, P", "assault")
    one = model(before, since, other, at="police1")
    seat = one.view_of("agency:gp")
    assert [r.row_id for r in seat.rows] == ["gp1", "gp2"]
    told = next(f for f in seat.facts if f.steps[0].row_id == "gp1")
    assert [s.state for s in told.steps] == [HeldState.CERTAIN] and told.again == ()
    # it is asked at its last record that is dated
    (stop,) = [s for s in one.moments[0].stops if s.seat_id == "agency:gp"]
    assert stop.also and stop.row_id == "gp1"
    # and no session folds it away under days by which contacts had come
    for version in one.versions:
        met = next(s for s in one.seats if s.seat_id == "agency:gp")
        assert not [f for f in folds(one, met, version) if f.first <= 1 < f.until]


def test_what_lasts_until_after_the_end_comes_with_its_beginning_and_is_said_to_go_on() -> None:
    """It was never played: nobody can say that it had been made before the death."""
    lasting = row("gp", "3 May 2011 to 5 July 2015", "appointment", "V", "strangulation")
    later = row("gp", "5 June 2012", "appointment", "V", "fear")
    one = model(HIS, lasting, later, at="police1")
    seat = one.view_of("agency:gp")
    assert [r.row_id for r in seat.rows] == ["gp1", "gp2"]
    first = seat.rows[0]
    assert first.minute == minute_of(date(2011, 5, 3), 23, 59)
    assert first.said.startswith("It goes on until after the end of this walkthrough")
    assert seat.left_out == (
        "1 row of this record goes on until after the end of the walkthrough: it comes with its "
        "beginning, and what it tells is possible.",
    )
    # possible and never more, and nothing says how long there is to go
    told = next(f for f in seat.facts if any(s.row_id == "gp1" for s in f.steps))
    assert [(s.minute, s.state) for s in told.steps] == [(first.minute, HeldState.POSSIBLE)]
    assert told.steps[0].how.endswith("from 3 May 2011 on; from which day on is in doubt")
    assert next(r.when for r in one.rows if r.row_id == "gp1") == "from 3 May 2011 on"
    assert "July 2015" not in render_cards(one)
    assert says(one.moments[0], "agency:gp") == (
        "Possibly held 1 thing. 1 row had begun and goes on until after the end; what it tells is "
        "counted as possible."
    )
    # what begins only after the end, or is one day that may be, comes as little as before
    for when in ("1 August 2014 to 5 July 2015", "between March 2011 and June 2015"):
        other = replace(lasting, when=when)
        assert [r.row_id for r in model(HIS, other, later, at="police1")
                .view_of("agency:gp").rows] == ["gp2"]  # fmt: skip
