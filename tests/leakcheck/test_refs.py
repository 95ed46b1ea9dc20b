"""Refs of rows: what is nothing else is found anywhere, a row number beside a word for a row."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from string import ascii_uppercase

import pytest

from joinedup.anonymise.row_refs import RowRef, RowRefs
from joinedup.anonymise.row_refs import is_telling as is_replaced
from joinedup.anonymise.words import vocabulary_words
from joinedup.leakcheck import KeyFileError, verify
from joinedup.leakcheck.refs import is_spelt, is_telling

_REFS = [
    "NP-02",
    "10987",
    "12",
    "3",
    "A1",
    "14:30",
    "GP-2",
    "POL12",
    "Ward 7",
    "2012/0014",
    "A",
    "May 1",
]


def _key(*refs: str, **more: object) -> dict[str, object]:
    return {"format": 1, "refs": {f"R{9000000 + at}": ref for at, ref in enumerate(refs)}, **more}


def _found(folder: Path, text: str, **more: object) -> list[str]:
    (folder / "a.txt").write_text(text, "utf-8")
    return [leak.found for leak in verify(folder, _key(*_REFS, **more)).leaks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As NP-02 says.", "np-02"),
        ("As np 02 and np02.", "np 02"),
        ("Told (10987) again.", "10987"),
        ("As 2012/0014.", "2012/0014"),
        ("See ref 12.", "see ref 12"),
        ("Told. Entry 3; then left", "entry 3"),
        ("Told, ref no. A1", "ref no. a1"),
        ("As GP-2 says; POL12.", "GP-2"),
        ("As GP-2 says; POL12.", "POL12"),
    ],
)
def test_a_ref_is_found(tmp_path: Path, text: str, found: str) -> None:
    assert found in [one.lstrip("., ") for one in _found(tmp_path, text)]


@pytest.mark.parametrize(
    "text",
    [
        "12 visits, 3 children, 12 ticks at 14:30. See 12.",
        "Paid £10987 and 10987.50, 10987 steps; 110987; 10,987 signs.",
        "gp-2.csv, GP 2 weeks ago, GP-2/3, GP-2-7, Ward 7, A1 paper, plan A, May 1.",
        "pol12, POL 12, POL12.5",
        "Call ref 12 children; an entry 3 weeks ago. Crime ref 3.",
        "R9000001 has 12 rows; row 12. Day 3.",
    ],
)
def test_numbers_and_words_are_no_refs(tmp_path: Path, text: str) -> None:
    assert _found(tmp_path, text) == []


def test_what_a_person_keeps_stays_and_a_hash_is_found(tmp_path: Path) -> None:
    assert _found(tmp_path, "As NP-02 says.", kept=["NP-02"]) == []
    digest = hashlib.sha256(b"NP-02").hexdigest()
    assert _found(tmp_path, f"id {digest}") == [digest]


def test_the_report_says_how_many_could_be_anything(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (said,) = [one for one in verify(tmp_path, _key(*_REFS)).cannot if "Refs of rows" in one]
    assert said.startswith("6 Refs")
    assert not [one for one in verify(tmp_path, _key()).cannot if "Refs of rows" in one]


@pytest.mark.parametrize("refs", [["12"], {"R1": 12}, "12"])
def test_a_key_whose_refs_are_none_is_refused(tmp_path: Path, refs: object) -> None:
    with pytest.raises(KeyFileError, match="refs"):
        verify(tmp_path, {"format": 1, "refs": refs})


def test_what_is_looked_for_everywhere_is_replaced_everywhere() -> None:
    """Else a pack would be refused for what nobody could mend."""
    words = "a b c f p x fp np pr hv csc gp pc dash mh ho pol sch id may mar sgt bp room bed mg"
    runs = ["1", "2", "02", "12", "012", "001", "123", "0123", "2012", "12345", "20120504"]
    made = {
        ref
        for word, sign, run in itertools.product(words.split(), ["", "-", "/", " ", ".", "_"], runs)
        for ref in (
            f"{word}{sign}{run}",
            f"{run}{sign}{word}",
            f"{word}{sign}{run}a",
            f"{word}{sign}{run}/12",
        )
    }
    made |= {
        f"{a}{sign}{b}" for a, sign, b in itertools.product(runs, ["-", "/", ".", " ", ""], runs)
    }
    assert [ref for ref in sorted(made) if is_telling(ref) and not is_replaced(ref)] == []
    assert sum(map(is_telling, made)) > 500


def test_what_is_looked_for_as_it_is_spelt_is_replaced_as_it_is_spelt() -> None:
    letters = [a + b for a in ascii_uppercase for b in ascii_uppercase]
    letters += [a + b + c for a in "ACDGHMNOPRSTWY" for b in "AEIOU" for c in ascii_uppercase]
    letters += [w.upper() for w in vocabulary_words() if w.isascii() and w.isalpha()]
    made = {
        f"{word}{sign}{run}"
        for word in letters
        for sign, run in (("-", "2"), ("/", "12"), ("", "12"), ("_", "3"), ("", "123"))
    }
    looked = {ref for ref in made if is_spelt(ref)}
    assert [ref for ref in sorted(looked) if not is_replaced(ref)] == []
    assert len(looked) > 1000
    refs = RowRefs(RowRef(ref, "gp", "R1") for ref in looked)
    assert [ref for ref in looked if not [*refs.wherever(f"As {ref} says.")]] == []


_OTHERS = {
    "numbers": [
        {"kind": "case", "original": "17"},
        {"kind": "crime", "original": "12"},
        {"kind": "case", "original": "4471"},
        {"kind": "other", "original": "2214"},
    ],
    "identities": [
        {"kind": "professional", "id": "one", "originals": ["PC 999 Bright", "DC 1830", "PC 136"]}
    ],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MARAC ref 12, police ref. no. 17", ["12", "17"]),
        ("PC 999 came with PS 136", ["136", "999"]),
        ("DC 1830; bay 4471; bleeped. Collar 2214", ["1830", "2214", "4471"]),
    ],
)
def test_a_short_number_is_found_beside_a_word_for_it(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    assert sorted({one.split()[-1] for one in _found(tmp_path, text, **_OTHERS)}) == found


@pytest.mark.parametrize(
    "text",
    [
        "Rang 999 from bed 12, ward 17; s136, section 136; aged 12; 17 visits; room 12.",
        "At 1830 and 22:14, at 2214hrs. from 1830 on.",
        "Court 12.30; ref 12/3/44",
    ],
)
def test_a_short_number_that_everybody_writes_is_nobodys(tmp_path: Path, text: str) -> None:
    assert _found(tmp_path, text, **_OTHERS) == []
    page = f'<svg><text font-size="17" x="12">{text}</text></svg>'
    (tmp_path / "map.html").write_text(page, "utf-8")
    assert not verify(tmp_path / "map.html", _key(*_REFS, **_OTHERS)).leaks
