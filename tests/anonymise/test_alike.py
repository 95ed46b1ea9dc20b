"""Questions that are alike: one answer does for all of them, and for none that comes later."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graphdb.dates import DateContext
from joinedup.anonymise.alike import answered_at_once, count_answers, read_answers, with_groups
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said, read_decisions, write_decisions
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.model import Question, Text
from loaders.errors import LoaderError
from tests.anonymise.cases import replacer_of
from tests.anonymise.test_text import WORDS

SUMS = ("Owed £2,400.", "Rent £84.50 pw. Arrears £612.", "Won £25,000.")
NAMES = ("Hope was low.", "Hope was expressed by all.", "HOPE was low again.")


def asked(*texts: str) -> tuple[Question, ...]:
    return replacer_of(*texts, people=WORDS).questions


def written(tmp_path: Path, *texts: str, told: tuple[Decision, ...] = ()) -> Path:
    """Write what is asked of texts, and return where."""
    path = tmp_path / "decisions.csv"
    questions = replacer_of(*texts, people=WORDS, decisions=told).questions
    write_decisions(path, told, with_groups(questions))
    return path


def answer(path: Path, kind: str, said: Said, **more: str) -> tuple[Decision, ...]:
    """Answer the lines of one kind as a person does, and return what is read of it."""
    lines = read_decisions(path)
    write_decisions(
        path, [replace(one, said=said, **more) if one.kind == kind else one for one in lines], ()
    )
    return read_answers(path)


def test_sums_and_sentences_of_one_name_stand_together_below_a_line_for_all() -> None:
    some = with_groups(asked(SUMS[0], NAMES[0], *SUMS[1:], *NAMES[1:]))
    assert [(one.kind, one.text) for one in some] == [
        ("name or word, all", "Hope"),
        *[("name or word", word) for word in ("Hope", "Hope", "HOPE")],
        ("rare, all", "sums of money"),
        *[("rare", sum_) for sum_ in ("£2,400", "£84.50", "£612")],
        ("rare", "£25,000"),
    ]
    assert count_answers(asked(*SUMS, *NAMES)) == 3


PEOPLE = ("Tracey rang Mr Okonjo.", "Seen by Imran there.", "Spoke of Zedbury with Mrs Lightfoot.")


def test_what_looks_like_names_of_people_has_one_answer_and_each_a_name_of_its_own(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, *PEOPLE)
    assert [one.text for one in read_decisions(path)] == [
        "names of people",
        "Tracey",
        "Okonjo",
        "Imran",
        "Lightfoot",
        "Zedbury",
    ]
    told = answer(path, "unknown word, all", Said.REPLACE)
    replacer = replacer_of(*PEOPLE, people=WORDS, decisions=told)
    assert [one.text for one in replacer.questions] == ["Zedbury"]
    said = " ".join(replacer.replace(text).text for text in PEOPLE)
    names = re.findall(r"^(\w+) rang Mr (\w+)\. .* by (\w+) .* Mrs (\w+)\.$", said)
    assert len(set(*names)) == 4
    assert not set(*names) & {"Tracey", "Okonjo", "Imran", "Lightfoot"}


@pytest.mark.parametrize("said", [Said.KEEP, Said.REMOVE, Said.GENERALISE])
def test_no_one_answer_keeps_all_names(tmp_path: Path, said: Said) -> None:
    path = written(tmp_path, *PEOPLE)
    with pytest.raises(LoaderError, match=r"row 2, of “names of people”: .* but replace is safe"):
        answer(path, "unknown word, all", said)


def test_the_minutes_of_a_call_have_one_answer_and_each_its_own_time_of_day() -> None:
    text = "999 call at 01:40. Ambulance there 02:15, paramedics at 1458hrs. Left on 3/4 at last."
    day = date(2012, 5, 3)

    def texts(told: Iterable[Decision] = ()) -> TextDates:
        return TextDates(Shift(DateMode.OFFSET, 371, day), DateContext(), 1950, 2018, told)

    some = with_groups(texts().questions(Text(text, "row 2", day), ()))
    assert [(one.kind, one.text) for one in some if not one.answer][:4] == [
        ("date, all", "times of day"),
        ("date", "01:40"),
        ("date", "02:15"),
        ("date", "1458hrs"),
    ]
    lines = [
        Decision(
            one.kind,
            one.text,
            Said.GENERALISE if one.kind == "date, all" else Said.OPEN,
            one.sentence,
            other={"suggestion": one.suggestion},
        )
        for one in some
    ]
    said = texts(answered_at_once(lines)).moved(text, day)
    assert said.startswith(
        "999 call in the night. Ambulance there in the night, paramedics in the a"
    )


def test_two_that_are_alike_are_asked_one_by_one() -> None:
    some = asked(SUMS[1], NAMES[0])
    assert with_groups(some) == some
    assert count_answers(some) == len(some) == 3


def test_a_name_that_is_a_word_is_shown_in_every_sentence() -> None:
    """Whoever keeps it has seen each: no place is decided by what the first of many says."""
    texts = [f"Hope was low, day {number}." for number in range(40)]
    some = asked(*texts)
    assert {one.sentence for one in some} == set(texts)
    assert count_answers(some) == 1


def test_one_answer_does_for_all_and_a_rows_own_counts_more(tmp_path: Path) -> None:
    path = written(tmp_path, *NAMES)
    lines = read_decisions(path)
    own = [replace(one, said=Said.KEEP) if one.sentence == NAMES[1] else one for one in lines]
    write_decisions(path, own, ())
    told = answer(path, "name or word, all", Said.REPLACE, who="Ann")
    assert [(one.sentence, one.said, one.who) for one in told] == [
        (NAMES[0], Said.REPLACE, "Ann"),
        (NAMES[1], Said.KEEP, ""),
        (NAMES[2], Said.REPLACE, "Ann"),
    ]
    replacer = replacer_of(*NAMES, people=WORDS, decisions=told)
    assert replacer.questions == ()
    assert [replacer.replace(text).text for text in NAMES] == [
        "The victim was low.",
        NAMES[1],
        "The victim was low again.",
    ]


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        (Said.KEEP, "", "Rent £84.50 pw. Arrears £612."),
        (Said.GENERALISE, "", "Rent some money pw. Arrears some money."),
        (Said.REPLACE, "a sum", "Rent a sum pw. Arrears a sum."),
    ],
)
def test_what_is_said_of_all_sums_is_done(
    tmp_path: Path, said: Said, words: str, expected: str
) -> None:
    told = answer(written(tmp_path, *SUMS), "rare, all", said, replacement=words)
    replacer = replacer_of(*SUMS, people=WORDS, decisions=told)
    assert replacer.replace(SUMS[1]).text == expected
    assert [one.text for one in replacer.questions] == ["£25,000"]  # large ones are asked alone


def test_what_was_said_of_all_says_nothing_of_what_comes_later(tmp_path: Path) -> None:
    path = written(tmp_path, *SUMS, *NAMES)
    told = answer(path, "rare, all", Said.KEEP)
    told = answer(path, "name or word, all", Said.KEEP)
    later = ("Fined £60.", "Hope was sober.")
    path = written(tmp_path, *SUMS, *NAMES, *later, told=told)
    for _ in range(2):  # read again, nothing new is decided either
        told = read_answers(path)
        still = {one.text for one in told if one.said is Said.OPEN}
        assert still == {"£25,000", "£60", "Hope"}
        write_decisions(path, told, ())


def test_a_line_for_all_that_is_open_asks_nothing_twice(tmp_path: Path) -> None:
    path = written(tmp_path, *SUMS, *NAMES)
    first = path.read_bytes()
    told = read_answers(path)
    assert written(tmp_path, *SUMS, *NAMES, told=told).read_bytes() == first
    # each answered on its own: the line above has nothing left to ask
    told = answer(path, "rare", Said.KEEP)
    assert [one.text for one in told if one.kind.endswith(", all")] == ["Hope"]


def test_a_name_and_the_word_in_small_letters_have_a_line_each(tmp_path: Path) -> None:
    some = [
        Question("name or word", word, f"{word} {number}.")
        for word in ("Grace", "grace")
        for number in range(3)
    ]
    path = tmp_path / "decisions.csv"
    write_decisions(path, (), with_groups(some))
    lines = [one for one in read_decisions(path) if one.kind == "name or word, all"]
    assert [one.text for one in lines] == ["Grace", "grace"]
    write_decisions(path, [replace(lines[0], said=Said.REPLACE), *read_decisions(path)[1:]], ())
    said = {one.text: one.said for one in read_answers(path) if one.kind == "name or word"}
    assert said == {"Grace": Said.REPLACE, "grace": Said.OPEN}


def test_the_line_for_all_says_so_in_the_file(tmp_path: Path) -> None:
    with written(tmp_path, *SUMS).open(encoding="utf-8-sig", newline="") as stream:
        (line,) = [one for one in csv.DictReader(stream) if one["kind"] == "rare, all"]
    assert (line["row"], line["times"], line["decision"]) == ("the rows below", "3", "")
    assert line["suggestion"].startswith("one answer for the 3 sums below. keep")
