"""What is looked for first, so that not every pattern is tried everywhere, hides nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path
from shutil import copytree
from typing import Any, NoReturn

import pytest

import joinedup
import joinedup.walkthrough
from joinedup.anonymise import ages, identities, left, rare, row_refs, unmarked, words
from joinedup.anonymise.words import lists, phrases_in
from joinedup.anonymise.workers import Workplaces
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
    forms += [
        f"roofer {now}" for now in ("off work", "and now self-employed", "laid off", "off sick")
    ]
    forms += [f"Roofers, {now}" for now in ("made redundant", "unemployed", "out of work")]
    found = set()
    for text in (text for form in forms for text in ways(form)):
        for number, (_, pattern, begins, needed) in enumerate(rare._sought()):
            if needed is not None and pattern.search(text):
                found.add(number)
                assert words.may_be_in(needed, text), text
                assert words.may_have(begins, text) or not text.isascii(), text
    assert found == {0, 1, 2}


def test_no_place_is_hidden() -> None:
    for phrase in phrases_in("places", "after"):
        texts = [
            text for text in ways(f"Kilnham {phrase}") if identities._place_pattern().search(text)
        ]
        assert texts, phrase
        for text in texts:
            assert words.may_be_in(identities._words_after_places(), text), text


@pytest.mark.parametrize(
    ("pattern", "needed", "said"),
    [
        (left._CALLED_SO, left._CALLED, "her dog Rocket"),
        (left._CALLED_SO, left._CALLED, "his Collie (Nelson)"),
        (left._CALLED_SO, left._CALLED, "a man called Wolf"),
        (left._CALLED_SO, left._CALLED, "somebody known as Wolf"),
        (left._CALLED_SO, left._CALLED, "him, nicknamed Wolf"),
        (left._CALLED_SO, left._CALLED, "him aka Wolf"),
        (left._CALLED_SO, left._CALLED, "him a.k.a. Wolf"),
        *((left._WORKS_FOR, left._WORKING, f"{w} for Sergeant's") for w in sorted(left._WORKING)),
        *((left._BUS, left._BUSES, f"the 620 {one}") for one in sorted(left._BUSES)),
        *((left._BUS_BEFORE, left._BUSES, f"{one} no. 620") for one in sorted(left._BUSES)),
        *((row_refs._CUE, row_refs._CUES, f"{w}: no 12") for w in sorted(row_refs._CUES)),
        (row_refs._CUE, row_refs._CUES, "but cf. above 12"),
        (ages._WAS, ages._WHO_WAS, "I was 53"),
        (ages._WAS, ages._WHO_WAS, "he's 53"),
        (ages._WAS, ages._WHO_WAS, "She is 53"),
        *(
            (ages._AFTER_KIN, ages._KIN, f"{one} {n}")
            for one in sorted(ages._KIN) for n in ("9yrs", "61")
        ),
    ],
)  # fmt: skip
def test_a_text_without_a_word_that_is_needed_has_nothing(
    pattern: re.Pattern[str], needed: frozenset[str], said: str
) -> None:
    texts = [text for text in ways(said) if pattern.search(text)]
    assert texts or said in ("child 61", "baby 61", *(f"{w} 9yrs" for w in ages._KIN))
    for text in texts:
        assert words.may_be_in(needed, text), text


@pytest.mark.parametrize("said", ["with 'Wolf'", 'mate "Wolf"', "and “Wolf”", "brother ‘Wolf’"])
def test_what_is_called_something_in_quotation_marks_is_not_hidden(said: str) -> None:
    found = [text for text in ways(said) if left._CALLED_SO.search(text)]
    assert found
    assert all(map(left._QUOTED.search, found))


SMALL = (
    *(f"at {one} 41" for one in ("caravan", "plots", "caravans", "badge", "houseboats", "locker")),
    "Block C, room 4", "Unit 7 on the estate", "room 12 at the refuge", "rooms 12 of the hostel",
    "MARAC case 17", "log 551", "incident no. 551", "Occurrence 551", "claim no 12/345",
    "case 12/345", "court ref: 12-345", "job 12/34", "file 12/34", "share code: W7K B3P Q9R",
    "phone number ending 42", "a card that ends in 421", "account ended with 42",
    "mobile 07 ends 42", "the last two digits 42", "last three 421",
)  # fmt: skip


def test_no_small_number_is_hidden() -> None:
    pairs = list(zip(unmarked._OF_SMALL_NUMBERS, unmarked._SMALL_NUMBERS, strict=True))
    found = set()
    for text in (text for said in SMALL for text in ways(said)):
        for number, (needed, pattern) in enumerate(pairs):
            if pattern.search(text):
                found.add(number)
                assert words.may_be_in(needed, text), text
    assert found == set(range(len(pairs)))


@pytest.mark.parametrize(
    "said",
    [
        "Insta: jo_b", "snapchat is .jo", "user name jo..b", "E-mail jo.b", "x_jo@home",
        "bit.ly/3x", "filled.count.soap", "a.b-c.uk/x",
    ],
)  # fmt: skip
def test_no_sign_is_hidden(said: str) -> None:
    for text in ways(said):
        if any(pattern.search(text) for pattern in unmarked._SIGNS):
            assert unmarked._MAY_BE_SIGNS.search(text), text
    assert any(pattern.search(said) for pattern in unmarked._SIGNS)


def test_no_month_of_another_language_is_hidden() -> None:
    found = 0
    for month in unmarked._MONTHS_ABROAD.split():
        for text in (*ways(f"14 {month}"), *ways(f"14. {month} 2012"), *ways(f"le 1er {month}")):
            if unmarked._ABROAD.search(text):
                found += 1
                assert words.may_be_in(unmarked._WORDS_ABROAD, text), text
    assert found > 500


@pytest.mark.parametrize("said", ["Address: The Old Forge", 'with "Spud"', "called ‘Tiny’"])
def test_no_name_after_a_colon_or_in_marks_is_hidden(said: str) -> None:
    for text in ways(said):
        if unmarked._AFTER_COLON.search(text):
            assert ":" in text, text
        if unmarked._IN_MARKS.search(text):
            assert unmarked._MARK.search(text), text
    assert unmarked._AFTER_COLON.search(said) or unmarked._IN_MARKS.search(said)


def test_several_of_a_job_are_not_hidden() -> None:
    found = 0
    for name in names_of_jobs():
        texts = ways(f"{name}s Okafor and Bello") + ways(f"{name}'s Okafor, Bello")
        for text in texts:
            if identities._several().search(text):
                found += 1
                assert words.may_be_in(identities._many_of_jobs(), text), text
    assert found > 500


def test_who_works_where_is_told_by_the_words_before_a_job() -> None:
    places = Workplaces(joinedup.load(EXAMPLE).records)
    found = 0
    for called in places._called:
        for own in ("", "'s", "’s"):
            for said in (called, called.upper(), called.title(), called.replace(" ", "  ")):
                before = f"Rang {said}{own} "
                if places._before.search(before):
                    found += 1
                    assert before[:-1].casefold().endswith(places._ends), before
    assert found > 100


def test_numbers_of_houses_and_numbered_words_are_those_that_each_pattern_finds() -> None:
    drawn = random.Random(7)
    parts = ["lives", "at", "from", "12", "9b", "a", ",", "(", "bus", "the", "X2", "no.", "Lynx"]
    naive = re.compile(r"[^\s()\[\]\"“”,;]*\d[^\s()\[\]\"“”;]*")
    found = 0
    for _ in range(3_000):
        text = "".join(drawn.choice((*parts, " ", " ")) for _ in range(12))
        every = [m.span() for m in left.HOUSE_AT.finditer(text)]
        assert [m.span() for m in left.houses_at(text)] == every
        every = [m.span() for m in naive.finditer(text)]
        assert [m.span() for m in left._NUMBERED.finditer(text)] == every
        found += bool(every)
    assert found > 1_000


def test_words_that_are_free_are_those_in_no_place() -> None:
    drawn = random.Random(8)
    tokens = words.tokens_of("Seen by Dr Okafor at the surgery on Tuesday, with her sister Ann.")
    for _ in range(1_000):
        edges = sorted(drawn.sample(range(tokens[-1].end + 1), 2 * drawn.randrange(5)))
        taken = list(zip(edges[::2], edges[1::2], strict=True))
        every = [t for t in tokens if not left._is_in(t.start, t.end, taken)]
        assert left._free(tokens, taken) == every


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
        if ages._BESIDE.search(text):
            assert "(" in text or "," in text
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
                    assert not left._kind(text, tokens, number, (), (), ()), text


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
