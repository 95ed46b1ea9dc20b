"""Days that a panel asks for by name, in their order, each once."""

from __future__ import annotations

from tests.queries.build import Row, case, row
from viz.keydays import key_days


def days(*rows: Row) -> list[tuple[str, str]]:
    return [(day.words, day.event_id) for day in key_days(case(*rows))]


def test_assaults_on_the_victim_or_a_child_are_numbered_in_order_of_time() -> None:
    assert days(
        row("police", "3 May 2012", "assault", "V, P"),
        row("police", "3 May 2011", "serious-assault", "V, P"),
        row("hospital", "7 May 2012", "sexual-assault", "C"),
        row("police", "3 May 2010", "argument", "V, P"),
        row("police", "3 May 2009", "assault", "X, P"),
        row("police", "4 May 2009", "assault", "N"),
    ) == [("1st assault", "police2"), ("2nd assault", "police1"), ("3rd assault", "hospital1")]


def test_rows_of_one_occurrence_are_one_by_the_clearest_date() -> None:
    assert days(
        row("gp", "May 2011", "assault", "V"),
        row("police", "3 May 2011", "assault", "V, P", same="gp1"),
    ) == [("1st assault", "police1")]


def test_what_was_learned_after_the_death_the_fatal_incident_and_a_history_are_none() -> None:
    assert (
        days(
            row("police", "3 May 2011", "assault", "V, P", after_death=True),
            row("police", "1 July 2014", "serious-assault", "V, P", fatal=True),
            row("gp", "3 May 2011", "assault", "V", "strangulation (history)"),
        )
        == []
    )


def test_a_meeting_of_several_agencies_is_one_day_and_an_internal_one_is_none() -> None:
    assert days(
        row("police", "3 May 2011", "marac", "V"),
        row("idva", "3 May 2011", "marac", "V"),
        row("police", "3 June 2011", "marac", "V"),
        row("csc", "4 June 2011", "strategy-meeting", "C"),
        row("csc", "5 June 2011", "internal-meeting", "C"),
    ) == [("MARAC", "idva1"), ("MARAC", "police2"), ("strategy meeting or discussion", "csc1")]
