"""Rare details are listed with their rows, and what is decided of them is done."""

from __future__ import annotations

import pytest

from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.rare import rare_in
from tests.anonymise.cases import replacer_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He works as a slaughterman.", [("occupation", "slaughterman")]),
        ("Stabbed with a screwdriver.", [("method", "Stabbed"), ("method", "screwdriver")]),
        ("She has three daughters.", [("children", "three daughters")]),
        ("Lives with the twins.", [("children", "twins")]),
        ("A Lithuanian national.", [("nationality", "Lithuanian")]),
        ("It was on the news.", [("reported", "on the news")]),
        ("The teacher rang and polished the floor. Two calls.", []),
    ],
)
def test_what_would_single_a_case_out(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(sort, text[a:b]) for sort, a, b in rare_in(text)]
    assert found == expected


def test_a_rare_detail_comes_with_its_rows() -> None:
    (question,) = replacer_of("Works as a farrier.", "Seen.", "He is a farrier.").questions
    assert (question.kind, question.text, question.times) == ("rare", "farrier", 2)
    assert question.row == "log.csv, row 2; log.csv, row 4"


def test_it_is_generalised_kept_or_removed_as_decided() -> None:
    text = "Works as a farrier."
    for said, replacement, expected in (
        (Said.GENERALISE, "tradesman", "Works as a tradesman."),
        (Said.KEEP, "", text),
        (Said.REMOVE, "", "Works as a [removed]."),
    ):
        told = [Decision("rare", "farrier", said, replacement=replacement)]
        replacer = replacer_of(text, decisions=told)
        assert replacer.questions == ()
        assert replacer.replace(text).text == expected
