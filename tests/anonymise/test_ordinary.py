"""Ordinary words wrongly replaced: none of the example's, none of the field's own prose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import joinedup
from joinedup.anonymise.model import Names, Options
from joinedup.anonymise.prepare import prepare, texts_of
from joinedup.anonymise.text import Replacer
from joinedup.anonymise.words import is_ordinary, tokens_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def replacer() -> Replacer:
    records = joinedup.load(ROOT / "examples" / "amber-street").records
    return prepare(records, options=Options(Names.ROLE), salt="s")


def test_no_word_in_small_letters_of_the_example_is_replaced(replacer: Replacer) -> None:
    records = joinedup.load(ROOT / "examples" / "amber-street").records
    words, wrong = 0, []
    for text in texts_of(records):
        words += sum(t.raw.islower() and is_ordinary(t.folded) for t in tokens_of(text.text))
        for use in replacer.replace(text.text).used:
            small = [t.raw for t in tokens_of(use.original) if t.raw.islower()]
            if use.kind not in ("email", "web") and any(is_ordinary(word) for word in small):
                wrong.append(use.original)
    assert words > 2500
    # small words that belong to a name: "Rowan House refuge", "no. 16", "neighbour Mr Hale"
    meant = re.compile(r"[A-Z].* refuge|no\. \d+|neighbour Mr Hale")
    assert [w for w in wrong if not meant.fullmatch(w)] == []


def test_prose_that_names_nobody_of_the_case_stands_as_it_is(replacer: Replacer) -> None:
    words, wrong = 0, []
    for page in sorted((ROOT / "docs" / "findings").glob("*.md")):
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith(("```", "|", "http")) or "`" in line or "](" in line:
                continue
            words += len(tokens_of(line))
            wrong += [use for use in replacer.replace(line).used if use.kind != "age"]
    assert words > 5000
    assert len(wrong) <= words / 1000, wrong
