"""What cases of other shapes showed: people and sources as other agencies write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphdb.model import Agency, Team
from joinedup.anonymise.model import Options
from joinedup.anonymise.prepare import prepare
from tests.anonymise.cases import case_of, replacer_of

WORK = Agency("work", "Staples Fresh Produce", "employer", informal=True)


def test_a_name_that_stayed_in_a_source_is_asked_about_in_every_text() -> None:
    text = "I told Gheorghe. Brother Yunus rang."
    teams = (
        Team("work/g", "work", "Line manager (Gheorghe)"),
        Team("work/y", "work", "Br. Yunus"),
    )
    records = replace(
        case_of(text, agencies=(WORK,)), teams=(*case_of(agencies=(WORK,)).teams, *teams)
    )
    replacer = prepare(records, options=Options(), salt="s")
    assert {"Gheorghe", "Yunus"} <= {question.text for question in replacer.questions}


@pytest.mark.parametrize(
    ("agency", "called"),
    [
        (WORK, "Employer"),
        (Agency("m", "Jamia Masjid", "faith-community", informal=True), "Faith community"),
        (Agency("n", "Neighbours", "neighbours", informal=True), "Neighbours"),
        (Agency("n", "People of Pantglas", "neighbours", informal=True), "Neighbours"),
        (Agency("f", "Kayleigh's family", "family", informal=True), "Victim's family"),
    ],
)
def test_an_informal_source_with_a_name_of_its_own_is_called_by_its_kind(
    agency: Agency, called: str
) -> None:
    replacer = replacer_of(agencies=(agency,))
    assert replacer.name_of("agency", agency.agency_id) == called


def test_a_part_of_an_agencys_name_that_is_a_letter_or_a_phrase_is_not_its_name() -> None:
    agencies = (
        Agency("s", "St Botolph's C of E Primary", "education"),
        Agency("h", "Boston Borough Council", "housing", aliases=("Private sector housing",)),
    )
    text = "Private room. Plan C agreed. Private sector housing rang."
    said = replacer_of(text, agencies=agencies).replace(text).text
    assert said == "Private room. Plan C agreed. The housing association rang."


def test_no_letter_of_a_worker_stays_as_the_name_of_a_team() -> None:
    records = case_of(agencies=(WORK,))
    teams = (
        *records.teams,
        Team("work/f", "work", "EHO S. Fenn"),
        Team("work/c", "work", "Crew 2 (Tomasz)"),
    )
    replacer = prepare(replace(records, teams=teams), options=Options(), salt="s")
    assert replacer.name_of("team", "work/f").startswith("Team ")
    assert "2" not in replacer.name_of("team", "work/c")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Seen by Dr V. Ramanathan today.", "Seen by a doctor today."),
        ("Seen by Dr P. P. Sandhu today.", "Seen by a doctor today."),
        ("Seen by DC V Kowalczyk today.", "Seen by a detective constable today."),
    ],
)
def test_an_initial_that_means_something_elsewhere_is_of_the_surname_after_it(
    text: str, said: str
) -> None:
    assert replacer_of(text).replace(text).text == said
