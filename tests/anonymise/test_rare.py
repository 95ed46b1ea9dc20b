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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He works as a falconer.", ["falconer"]),
        ("She worked part-time as an ice sculptor until May.", ["ice sculptor"]),
        (
            "Is a lighthouse keeper; he was a clockmaker by trade.",
            ["lighthouse keeper", "clockmaker"],
        ),
        ("Employed as a mole catcher, then self-employed thatcher.", ["mole catcher", "thatcher"]),
        ("Got a job as a bell ringer at the abbey.", ["bell ringer"]),
        ("He is a professional footballer.", ["footballer"]),
        ("A professional wrestler rang.", ["wrestler"]),
    ],
)
def test_an_occupation_that_no_list_has_is_asked(text: str, words: list[str]) -> None:
    assert [(sort, text[a:b]) for sort, a, b in rare_in(text)] == [
        ("occupation", word) for word in words
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She works as a social worker. He is employed as a GP. A job as a health visitor.",
        "It works as a deterrent. They worked as a team. Working as a couple.",
        "A professional meeting was held. A professional opinion. A professional matter.",
        "He is self-employed. Self-employed and off sick. She is a support worker by profession.",
        "The father was a smoker; she is a heavy drinker.",
    ],
)
def test_a_word_of_the_field_or_of_nobodys_work_is_not_asked(text: str) -> None:
    assert [text[a:b] for _, a, b in rare_in(text)] == []


@pytest.mark.parametrize(
    ("text", "decisions", "expected"),
    [
        ("She is a Polish roofer.", ("roofer", "Polish"), "She is a foreign worker."),
        ("He is a Polish roofer.", ("roofer",), "He is a Polish worker."),
        ("Works as a falconer.", ("falconer",), "Works as a worker."),
        ("A self-employed thatcher.", ("thatcher",), "A self-employed worker."),
        ("He is a professional footballer.", ("footballer",), "He is a professional worker."),
    ],
)
def test_what_is_suggested_first_reads_well_in_its_sentence(
    text: str, decisions: tuple[str, ...], expected: str
) -> None:
    asked = [q for q in replacer_of(text).questions if q.text in decisions]
    assert len(asked) == len(decisions)
    told = [
        Decision("rare", q.text, Said.GENERALISE, other={"suggestion": q.suggestion}) for q in asked
    ]
    assert replacer_of(text, decisions=told).replace(text).text == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It was polling day.", "polling day", "It was a special day."),
        ("It was her wedding day.", "wedding day", "It was her special day."),
        ("Their wedding anniversary.", "wedding anniversary", "Their special day."),
        ("Seen on INSET day.", "INSET day", "Seen on a school day."),
        ("Rang on A-level results day.", "A-level results day", "Rang on a school day."),
    ],
)
def test_a_day_that_everybody_can_look_up_is_asked_and_reads_well(
    text: str, word: str, expected: str
) -> None:
    asked = [q for q in replacer_of(text).questions if q.kind == "tells a date"]
    assert [q.text for q in asked] == [word]
    told = [Decision("tells a date", word, Said.GENERALISE)]
    assert replacer_of(text, decisions=told).replace(text).text == expected


def test_a_rare_detail_comes_with_its_rows() -> None:
    (question,) = replacer_of("Works as a farrier.", "Seen.", "He is a farrier.").questions
    assert (question.kind, question.text, question.times) == ("rare", "farrier", 2)
    assert question.row == "log.csv, row 2; log.csv, row 4"


def test_it_is_generalised_kept_or_removed_as_decided() -> None:
    text = "Works as a farrier."
    for said, replacement, expected in (
        (Said.GENERALISE, "tradesman", "Works as a tradesman."),
        (Said.KEEP, "", text),
        (Said.GENERALISE, "", "Works as a worker."),
        (Said.REPLACE, "", "Works as a worker."),
        (Said.REMOVE, "", "Works as a worker."),
    ):
        told = [Decision("rare", "farrier", said, replacement=replacement)]
        replacer = replacer_of(text, decisions=told)
        assert replacer.questions == ()
        assert replacer.replace(text).text == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He came in a Silver Corsa.", ["Silver Corsa"]),
        ("dark blue ford transit", ["dark blue ford"]),
        ("A red Focus, a white VW Golf.", ["red Focus", "white VW Golf"]),
        ("Gives her £30 a week; owes £45.50.", ["£30", "£45.50"]),
        ("Found £1,240 in the drawer.", ["£1,240"]),
        ("Worker has a caseload of 31.", ["caseload of 31"]),
        ("Two girls and a boy; 2 girls 1 boy.", ["Two girls and a boy", "2 girls 1 boy"]),
        ("Mum of 3; father of two.", ["Mum of 3", "father of two"]),
        ("She is from Sierra Leone, a lithuanian.", ["Sierra Leone", "lithuanian"]),
        ("He's a scaffolder. A joiner by trade.", ["scaffolder", "joiner"]),
    ],
)
def test_more_that_would_single_a_case_out(text: str, words: list[str]) -> None:
    assert [text[a:b] for _, a, b in rare_in(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "£30.50 paid. A white van, a silver car, red focus of the eye, in the mini fridge.",
        "Furniture polish, french windows, dutch courage. A green seat, a black note.",
        "Caseload high. One of the team. Mother of the child.",
    ],
)
def test_what_anybody_may_have_is_not_rare(text: str) -> None:
    assert list(rare_in(text)) == []


@pytest.mark.parametrize(
    ("text", "words", "said", "expected"),
    [
        ("Came in a silver Corsa.", "silver Corsa", Said.GENERALISE, "Came in a car."),
        ("Came in a silver Corsa, late.", "silver Corsa", Said.REMOVE, "Came, late."),
        ("Gives her £30 a week.", "£30", Said.GENERALISE, "Gives her some money a week."),
        ("Two boys and a girl seen.", "Two boys and a girl", Said.GENERALISE, "Children seen."),
        ("Cause: 7 stab wounds.", "stab wounds", Said.GENERALISE, "Cause: 7 injuries."),
        ("Strangled again.", "Strangled", Said.GENERALISE, "Hurt again."),
        ("A Lithuanian national.", "Lithuanian", Said.REMOVE, "A national."),
        ("A Lithuanian national.", "Lithuanian", Said.GENERALISE, "A foreign national."),
        ("Hit with an axe.", "axe", Said.REMOVE, "Hit."),
        ("Hit with an axe.", "axe", Said.GENERALISE, "Hit with a weapon."),
    ],
)
def test_without_other_words_the_first_suggestion_stands_and_a_sentence_is_left(
    text: str, words: str, said: Said, expected: str
) -> None:
    told = [Decision("rare", words, said)]
    assert replacer_of(text, decisions=told).replace(text).text == expected


def test_a_sum_is_not_every_number_like_it() -> None:
    text = "Gives her £30 a week. Since 8.30 on 30 June. Rent of £300 and £30.50."
    told = [Decision("rare", "£30", Said.GENERALISE)]
    assert replacer_of(text, decisions=told).replace(text).text == (
        "Gives her some money a week. Since 8.30 on 30 June. Rent of £300 and £30.50."
    )


def test_of_what_may_be_coded_the_question_says_that_the_coding_stays() -> None:
    (method,) = replacer_of("Strangled.").questions
    assert "What the row is coded as stays" in method.suggestion
    (work,) = replacer_of("Works as a farrier.").questions
    assert "coded" not in work.suggestion


def test_a_name_in_a_rare_detail_is_asked_with_it_and_stays_with_it() -> None:
    text = "Came in a silver Qashqai."
    assert [q.text for q in replacer_of(text).questions] == ["silver Qashqai"]
    kept = [Decision("rare", "silver Qashqai", Said.KEEP)]
    assert replacer_of(text, decisions=kept).questions == ()
    assert {q.text for q in replacer_of(text, "Her Qashqai broke.").questions} == {
        "silver Qashqai",
        "Qashqai",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visited with her only twin.", "Visited with her only child."),
        ("Her twin sister rang.", "Her relative rang."),
        ("He works slaughterman at night.", "He works as a worker at night."),
        ("He works as a slaughterman at night.", "He works as a worker at night."),
        ("Spoke via Polish LanguageLine today.", "Spoke via LanguageLine today."),
        ("Spoke via LanguageLine today.", "Spoke via LanguageLine today."),
        ("A Polish man rang.", "A foreign man rang."),
    ],
)
def test_the_first_general_words_leave_a_sentence(text: str, expected: str) -> None:
    told = [
        Decision(q.kind, q.text, Said.GENERALISE, q.sentence, other={"suggestion": q.suggestion})
        for q in replacer_of(text).questions
    ]
    assert {one.kind for one in told} <= {"rare"}
    replacer = replacer_of(text, decisions=told)
    assert (replacer.replace(text).text, replacer.questions) == (expected, ())
