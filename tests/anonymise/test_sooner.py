"""What is looked for first, so that not every pattern is tried everywhere, hides nothing."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any, NoReturn

import pytest

import joinedup
import joinedup.walkthrough
from joinedup.anonymise import ages, identities, left, rare, words
from joinedup.anonymise.words import lists, phrases_in
from joinedup.outputs import page_model
from joinedup.walkthrough import WalkWanted, write_walkthrough

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"


def ways(phrase: str) -> list[str]:
    """A phrase in a sentence, in capitals, with other signs, and joined to what is no word."""
    long_s, dotless = phrase.replace("s", "\u017f"), phrase.replace("i", "\u0131")
    some = (phrase, phrase.upper(), phrase.title(), phrase.replace("'", "’"), long_s, dotless)
    return [
        f"{lead}{one}{tail}" for one in some for lead in ("", "Seen ", "(") for tail in ("", ".")
    ]


def names_of_jobs() -> list[str]:
    return [name.strip() for some in lists()["jobs"].values() for name in some.split(",")]


def test_no_phrase_that_betrays_a_date_is_hidden() -> None:
    more = ["storm agnes", "her 30th birthday", "turning 18", "care act 2014", "birthdays"]
    for phrase in (*phrases_in("betrays", "phrases"), *more):
        for text in ways(phrase):
            if left._betraying().search(text):
                assert left._may_betray(text), text


def test_a_text_with_one_word_of_a_phrase_is_not_searched() -> None:
    assert not left._may_betray("The first order, in the final days of school")
    assert left._may_betray("After the school holidays")


def test_no_job_is_hidden() -> None:
    for name in names_of_jobs():
        for text in ways(f"{name} Okafor") + ways(name):
            if identities._job_pattern().search(text):
                assert words.may_be_in(identities._words_of_jobs(), text), text


def test_no_street_is_hidden() -> None:
    places = lists()["places"]
    for kind in f"{places['streets']} {places['house_streets']}".split():
        for text in ways(f"4 Quarry {kind}"):
            pattern = identities._street_pattern()
            assert len(list(identities._streets_in(text))) == len(list(pattern.finditer(text))), (
                text
            )
    for text in ("2 Heol y Coed", "Ffordd Las", "L\u00f4n Goed", "Clos Glas", "Close by"):
        pattern = identities._WELSH_STREET
        found = identities._welsh_streets_in(text)
        assert len(list(found)) == len(list(pattern.finditer(text))), text


def test_no_occupation_is_hidden() -> None:
    forms = [f"he {work} a baker" for work in phrases_in("rare", "is_work")]
    forms += [f"a baker by {word}" for word in ("trade", "profession", "occupation")]
    for text in (text for form in forms for text in ways(form)):
        pairs = zip(rare._patterns(), rare._needed(), strict=True)
        for (_, pattern), needed in pairs:
            if needed is not None and pattern.search(text):
                assert words.may_be_in(needed, text), text


@pytest.mark.parametrize(
    "said",
    [
        "a 4yo", "a 34 y/o man", "4-year-olds", "four years old", "8 month old baby", "3/12 old",
        "a 4 y.o. child", "16 years of age", "seven old", "girl of 4", "women of thirty",
        "boy of six", "aged 4", "Age: 34", "at the age of 4", "babies of 2",
        "child of an hundred", "34F",
        "34 male",
    ],
)  # fmt: skip
def test_no_age_is_hidden(said: str) -> None:
    for text in ways(said):
        for pattern, may in (
            (ages._OLD, ages._MAY_BE_OLD),
            (ages._OF, ages._MAY_BE_OF),
        ):
            if pattern.search(text):
                assert may.search(text.lower()), text


def test_words_that_may_tell_nothing_are_of_no_kind_anywhere() -> None:
    some = ["ordinary", "Ordinary", "ORDINARY", "DASH", "DASHs", "Mr", "she'll", "Polish", "Nurses"]
    some += [
        "sarah",
        "Sarah",
        "Will",
        "will",
        "B",
        "b",
        "Okafor",
        "okafor",
        "MAY",
        "May",
        "24",
        "Lane",
    ]
    for one in some:
        for text in (one, f"Seen {one} today", f"Mr {one}", f"{one} said", f"{one}.", f"4{one}"):
            tokens = words.tokens_of(text)
            for number, token in enumerate(tokens):
                if not left._may_tell(token.raw, token.folded):
                    assert not left._kind(text, tokens, number, (), ()), text


def test_the_dictionary_reads_the_words_that_are_asked_for_alone() -> None:
    assert words.is_ordinary("kettles")
    assert not words.is_ordinary("xkettlex")
    assert "kettle" in words._lookup().dic.index
    assert len(words._lookup().dic.words) < 20_000


def test_the_walkthrough_of_a_page_that_is_there_makes_neither_it_nor_the_sealed_part_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "case"
    copytree(EXAMPLE, folder)
    case = joinedup.load(folder)
    wanted = WalkWanted(although_not_anonymised=True, secret=b"a secret of a pack")
    usual = write_walkthrough(case, folder, tmp_path / "usual", wanted)
    page = page_model(case)
    made: list[object] = []
    real = joinedup.walkthrough.reveal_part

    def again(*_: object, **__: object) -> NoReturn:
        raise AssertionError("made again")

    def counted(model: Any) -> dict[str, object]:
        made.append(model)
        return real(model)

    monkeypatch.setattr("viz.walk.build.build_page_model", again)
    monkeypatch.setattr("joinedup.walkthrough.reveal_part", counted)
    sooner = write_walkthrough(case, folder, tmp_path / "sooner", wanted, page)
    assert len(made) == 1
    assert [p.name for p in sooner.pages] == [p.name for p in usual.pages]
    for one, other in zip(sooner.pages, usual.pages, strict=True):
        assert one.read_bytes() == other.read_bytes()
