"""Names of record systems: those that are known are replaced, those that are words are asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphdb.model import RecordAccess
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.prepare import prepare
from tests.anonymise.cases import case_of, replaced, replacer_of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Not on RiO.", "Not on the record system."),
        ("SystmOne checked.", "The record system checked."),
        ("Their Liquidlogic was down.", "Their record system was down."),
        ("EMIS Web and Framework-i", "The record system and the record system"),
        ("noted on systmone", "noted on the record system"),
        ("The rioja was red.", "The rioja was red."),
    ],
)
def test_systems_that_are_widely_known_are_replaced(before: str, after: str) -> None:
    assert replaced(before) == after


def test_what_the_settings_of_a_case_name_is_the_shared_one() -> None:
    text = "Read on NorthNotes by the duty worker."
    records = case_of(text)
    access = RecordAccess("NorthNotes", ("gp", "idva"))
    records = replace(records, settings=replace(records.settings, record_access=(access,)))
    replacer = prepare(records, salt="x")
    assert replacer.replace(text).text == "Read on the shared record system by the duty worker."
    assert "NorthNotes" not in {q.text for q in replacer.questions}


def test_a_system_that_is_said_in_words_stays() -> None:
    text = "In the command and control log."
    records = case_of(text)
    access = RecordAccess("command and control log", ("police",))
    records = replace(records, settings=replace(records.settings, record_access=(access,)))
    assert prepare(records, salt="x").replace(text).text == text


def test_a_word_that_may_be_a_system_is_asked() -> None:
    text = "Checked Mosaic. A mosaic floor. Made a Mosaic."
    (question,) = replacer_of(text).questions
    assert (question.kind, question.text, question.times) == ("record system", "Mosaic", 1)
    told = [Decision("record system", "Mosaic", Said.REPLACE)]
    done = replacer_of(text, decisions=told)
    assert done.questions == ()
    assert done.replace(text).text == (
        "Checked the record system. A mosaic floor. Made a record system."
    )


def test_a_person_may_keep_one() -> None:
    text = "Not on RiO."
    told = [Decision("record system", "RiO", Said.KEEP)]
    assert replacer_of(text, decisions=told).replace(text).text == text
