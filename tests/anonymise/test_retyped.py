"""A text that Excel or LibreOffice made something else of is the question that it was."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.anonymise.decisions import Decision, Said, read_decisions, write_decisions
from joinedup.anonymise.model import Question
from joinedup.anonymise.retyped import as_it_was


@pytest.mark.parametrize(
    ("shown", "sentence", "was"),
    [
        ("11-Dec", "Surveyor booked for 11/12.", "11/12"),
        ("12-Nov", "Surveyor booked for 11/12.", "11/12"),  # a machine set up as American
        ("11/12/2026", "Surveyor booked for 11/12.", "11/12"),  # LibreOffice
        ("03-Apr", "Came on 3/4 and on 4/3.", "3/4"),
        ("14-Mar", "Came on 14 March.", "14 March"),
        ("30-Aug-12", "Since 30 August 2012.", "30 August 2012"),
        ("Jun-12", "Since June 2012.", "June 2012"),
        ("01/06/2012", "Since June 2012.", "June 2012"),
        ("14/03/2012", "Seen on 14/3/12 there", "14/3/12"),
        ("2012-03-14", "Seen on 14/3/12 there", "14/3/12"),
        ("Dec-10", "GP visits 2010-12 of note", "2010-12"),
        ("09:05", "Left at 9:05.", "9:05"),
        ("21:52:00", "Pronounced at 21:52.", "21:52"),
        ("9", "Known since 09 there", "09"),
        ("417723", "Ref 00417723 there, 14 ticks", "00417723"),
        ("1.23457E+11", "Card 123456789012 used", "123456789012"),
        ("4.70E+13", "Kept under 47E12.", "47E12"),
        ("3.1", "Seen on 3.10 there", "3.10"),
    ],
)
def test_what_a_spreadsheet_shows_is_found_in_its_sentence(
    shown: str, sentence: str, was: str
) -> None:
    assert as_it_was(shown, sentence) == was


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Zed", "Saw Zed on 11/12."),
        ("£612", "Arrears £612."),
        ("1642", "Missed call 1642 at 16:42."),
        ("11-Dec", "Came on 11-Dec, or on 11/12."),
        ("Flat 9", "At Flat 09."),
        ("12-Jun", "Nothing of the kind, 5/12."),
        ("11-Dec", ""),
        ("12/6/11", "Seen on 3/3/12, 99/99/99, 0/0 and 5/1234/77."),
        ("9" * 400, "no 1e999 there"),
    ],
)
def test_what_is_not_surely_something_else_stays(text: str, sentence: str) -> None:
    assert as_it_was(text, sentence) == text


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_any_day_that_excel_shows_comes_back(day: date) -> None:
    ways = {
        f"{day.day}/{day.month}": f"{day:%d-%b}",
        f"{day.day}/{day.month}/{day:%y}": f"{day:%d/%m/%Y}",
        f"{day:%B %Y}": f"{day:%b-%y}",
        f"{day.day} {day:%B}": f"{day:%d-%b}",
    }
    for written, shown in ways.items():
        assert as_it_was(shown, f"Said that {written} it was.") == written


@given(st.text("0123456789/-:.e ", max_size=12), st.text("0123456789/-:.eE mar", max_size=30))
def test_no_signs_are_too_odd(text: str, sentence: str) -> None:
    was = as_it_was(text, sentence)
    assert was == text or was in sentence


def test_an_answer_beside_a_text_that_excel_changed_counts_and_nothing_is_asked_twice(
    tmp_path: Path,
) -> None:
    path = tmp_path / "decisions.csv"
    asked = [
        Question("date", "11/12", "Booked for 11/12.", "log.csv, row 2", 1, "move or keep"),
        Question("number", "00417723", "Ref 00417723.", "log.csv, row 3", 1, "keep or replace"),
        Question(
            "vague date", "June 2012", "", "log.csv", 1, "done. The first: Since June 2012.", "move"
        ),
    ]
    write_decisions(path, (), asked)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for line, shown, said in zip(
        lines, ("11-Dec", "417723", "Jun-12"), ("move", "replace", "move"), strict=True
    ):
        line["text"], line["decision"] = shown, said
    with path.open("w", encoding="cp1252", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0], delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    told = read_decisions(path)
    assert [(one.text, one.said) for one in told] == [
        ("11/12", Said.MOVE),
        ("00417723", Said.REPLACE),
        ("June 2012", Said.MOVE),
    ]
    write_decisions(path, told, asked)
    again = read_decisions(path)
    assert [one.text for one in again] == ["11/12", "00417723", "June 2012"]
    assert Decision("date", "11/12", Said.OPEN, "Booked for 11/12.").key == again[0].key
