"""decisions.csv: read, applied, and written back with nothing lost and nothing asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.anonymise.decisions import (
    Decision,
    Decisions,
    Said,
    read_decisions,
    write_decisions,
)
from joinedup.anonymise.model import Question
from loaders.errors import LoaderError
from tests.anonymise.cases import replacer_of

HEAD = "format,kind,text,sentence,row,decision,replacement,who,when\n"


def read(tmp_path: Path, lines: str) -> tuple[Decision, ...]:
    path = tmp_path / "decisions.csv"
    path.write_text(HEAD + lines, encoding="utf-8")
    return read_decisions(path)


def test_no_file_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == ()


def test_a_line_is_read_as_a_person_wrote_it(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "1,unknown word,Zed,Saw Zed.,log row 2, Replace ,Someone,Ann,3 May\n")
    assert one == Decision(
        "unknown word", "Zed", Said.REPLACE, "Saw Zed.", "log row 2", "Someone", "Ann", "3 May"
    )


@pytest.mark.parametrize("decision", ["maybe", "=1+1", "keep it", "replaec"])
def test_what_is_no_decision_is_refused_with_its_row(tmp_path: Path, decision: str) -> None:
    with pytest.raises(LoaderError, match=r"row 2.*keep, replace, remove or generalise"):
        read(tmp_path, f"1,unknown word,Zed,,,{decision},,,\n")


def test_a_decision_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoaderError, match="row 2: there is a decision, and no text"):
        read(tmp_path, "1,unknown word,,,,keep,,,\n")


def test_a_replacement_without_a_decision_is_said_to_be_no_answer_yet(tmp_path: Path) -> None:
    with pytest.raises(LoaderError, match="row 2, of “Zed”: there is a replacement, and no dec"):
        read(tmp_path, "1,unknown word,Zed,,,,a friend,,\n")


def test_every_wrong_row_is_told_at_once_with_its_text(tmp_path: Path) -> None:
    with pytest.raises(LoaderError) as caught:
        read(
            tmp_path,
            "1,unknown word,Zed,,,yes,,,\n1,unknown word,Quo,,,kep,,,\n1,place,Ash,,,move,,,\n",
        )
    said = str(caught.value)
    assert str(tmp_path / "decisions.csv") in said
    assert "row 2, of “Zed”: the decision is “yes”;" in said
    assert "row 3, of “Quo”: the decision is “kep” (did you mean “keep”?)" in said
    assert "row 4, of “Ash”: only a date can be moved, and its kind is “place”" in said
    assert said.count("Write keep, replace, remove or generalise in the column") == 1


def test_two_rows_that_answer_one_question_otherwise_are_refused(tmp_path: Path) -> None:
    lines = "1,unknown word,Zed,,,keep,,,\n1,unknown word,zed,,,{},{},,\n"
    assert len(read(tmp_path, lines.format("keep", ""))) == 2
    assert len(read(tmp_path, lines.format("", ""))) == 2
    with pytest.raises(LoaderError, match=r"row 2 says keep of “zed”, and row 3 says replace \(“a"):
        read(tmp_path, lines.format("replace", "a man"))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("decision", "descision", "row 1: no heading “decision” (“descision” is)"),
        ("replacement", "replacment", "row 1: no heading “replacement” (“replacment” is)"),
        ("replacement", "decision", "row 1: the heading “decision” stands there 2 times"),
        ("format", "My list\nformat", "row 1: no heading “kind”; found: my list"),
    ],
)
def test_a_heading_that_is_almost_ours_is_refused(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(HEAD.replace(before, after) + "1,a,Zed,,,keep,,,\n", encoding="utf-8")
    with pytest.raises(LoaderError) as caught:
        read_decisions(path)
    assert said in str(caught.value)


def test_a_workbook_under_the_name_of_a_csv_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    with pytest.raises(LoaderError, match=r"a workbook of Excel.*save it under the same name"):
        read_decisions(path)


@pytest.mark.parametrize(("sign", "code"), [(";", "utf-8-sig"), ("\t", "utf-16")])
def test_what_excel_saves_is_read(tmp_path: Path, sign: str, code: str) -> None:
    path = tmp_path / "decisions.csv"
    lines = HEAD + "1,unknown word,Zoë,,,keep,,,\n"
    path.write_bytes(lines.replace(",", sign).replace("\n", "\r\n").encode(code))
    (one,) = read_decisions(path)
    assert (one.text, one.said) == ("Zoë", Said.KEEP)


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("1,unknown word,Łukasz,Told Łukasz.,,replace,,,", True),
        ("1,name or word,Will,Will told Mirosław.,,replace,,,", True),
        ("1,unknown word,Zoë,Zoë rang. ?DV. Strangled? - no,,replace,,,", False),
        ("1,number,?14b,?cause,,keep,,,", False),
    ],
)
def test_letters_that_were_lost_are_said_and_not_asked_again_and_again(
    tmp_path: Path, line: str, lost: bool
) -> None:
    """Excel's “CSV” holds the letters of western Europe alone."""
    path = tmp_path / "decisions.csv"
    path.write_bytes((HEAD + line + "\n").encode("cp1252", errors="replace"))
    if lost:
        with pytest.raises(LoaderError, match=r"row 2, of “.*letters were lost.*“CSV UTF-8”"):
            read_decisions(path)
    else:
        assert len(read_decisions(path)) == 1
    path.write_text(HEAD + line + "\n", encoding="utf-8-sig")
    assert len(read_decisions(path)) == 1


def test_a_newer_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LoaderError, match="format 2; this version reads 1"):
        read(tmp_path, "2,unknown word,Zed,,,keep,,,\n")


TEXT = "Went to Zedbury's shop with Quorra after Christmas. Hope was low."
PEOPLE_NOTE = "unknown word"


def test_a_second_run_asks_nothing_twice_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(
        "format,kind,text,sentence,row,decision,replacement,who,when,our notes\n"
        "1,unknown word,Quorra,,,keep,,Ann,today,asked the chair\n"
        "1,unknown word,Old,,,remove,,Ann,then,gone from the text\n",
        encoding="utf-8",
    )
    told = read_decisions(path)
    questions = replacer_of(TEXT, decisions=told).questions
    assert "Quorra" not in {q.text for q in questions}
    assert {"Zedbury", "Christmas"} <= {q.text for q in questions}
    write_decisions(path, told, questions)
    again = read_decisions(path)
    assert [d.text for d in again[:2]] == ["Quorra", "Old"]
    assert [d.other.get("our notes") for d in again[:2]] == [
        "asked the chair",
        "gone from the text",
    ]
    assert {d.text for d in again[2:]} == {q.text for q in questions}
    first = path.read_bytes()
    write_decisions(path, again, replacer_of(TEXT, decisions=again).questions)
    assert path.read_bytes().count(b"\n") == first.count(b"\n")
    answered = [Decision(d.kind, d.text, d.said or Said.KEEP, d.sentence, d.row) for d in again]
    assert replacer_of(TEXT, decisions=answered).questions == ()


def test_what_would_be_the_same_is_not_written(
    tmp_path: Path,
) -> None:
    """A case whose every question is answered may lie where nobody may write."""
    path = tmp_path / "decisions.csv"
    write_decisions(path, [Decision("unknown word", "Quorra", Said.KEEP)], ())
    told = read_decisions(path)
    before = path.stat().st_ino
    write_decisions(path, told, ())
    assert path.stat().st_ino == before  # a file that is written is another
    write_decisions(path, told, replacer_of(TEXT, decisions=told).questions)
    assert len(read_decisions(path)) > 1


@pytest.mark.parametrize(
    ("said", "replacement", "expected"),
    [
        (Said.KEEP, "", "Saw Quorra."),
        (Said.REPLACE, "a friend", "Saw a friend."),
        (Said.REMOVE, "", "Saw [removed]."),
        (Said.GENERALISE, "somebody", "Saw somebody."),
    ],
)
def test_what_is_decided_is_done(said: Said, replacement: str, expected: str) -> None:
    told = [Decision("unknown word", "Quorra", said, replacement=replacement)]
    replacer = replacer_of("Saw Quorra.", decisions=told)
    assert replacer.replace("Saw Quorra.").text == expected
    assert replacer.questions == ()


@pytest.mark.parametrize("odd", ["a@b", "11>20", "QX77413B", "^{1.}", "Zed+Quo", "[x]", "Q. Orra"])
def test_texts_of_any_signs_are_found_again(odd: str) -> None:
    told = [Decision("unknown word", odd, Said.REPLACE, replacement="that")]
    assert replacer_of(f"Saw {odd} there.", decisions=told).replace(f"Saw {odd} there.").text == (
        "Saw that there."
    )


def test_a_single_letter_is_decided_in_its_sentence_alone() -> None:
    text = "E said no. Went to A&E. Vitamin E given."
    told = [Decision("unknown word", "E", Said.REPLACE, "E said no.", replacement="Robin")]
    replacer = replacer_of(text, decisions=told)
    assert replacer.replace(text).text == "Robin said no. Went to A&E. Vitamin E given."
    assert replacer.questions == ()
    again = replacer_of(text, "E told her.", decisions=told).questions
    assert [(q.text, q.sentence) for q in again] == [("E", "E told her.")]


def test_a_name_that_is_decided_is_no_word_in_small_letters() -> None:
    text = "She told Hunter that the hunter rose. Hunter rang."
    told = [Decision("unknown word", "Hunter", Said.REPLACE, replacement="Robin")]
    assert replacer_of(text, decisions=told).replace(text).text == (
        "She told Robin that the hunter rose. Robin rang."
    )


def test_of_a_name_that_is_a_word_each_sentence_is_decided(tmp_path: Path) -> None:
    from tests.anonymise.test_text import WORDS

    first, second = "Hope was low.", "Hope was expressed by all."
    told = [
        Decision("name or word", "Hope", Said.REPLACE, first),
        Decision("name or word", "Hope", Said.KEEP, second),
    ]
    replacer = replacer_of(first, second, people=WORDS, decisions=told)
    assert replacer.replace(first).text == "The victim was low."
    assert replacer.replace(second).text == second
    assert replacer.questions == ()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Grace was given three days' grace.", "Grace", "The victim was given three days' grace."),
        ("Hope is in good hope again.", "Hope", "The victim is in good hope again."),
    ],
)
def test_a_decision_of_the_capital_leaves_the_word(text: str, name: str, expected: str) -> None:
    from tests.anonymise.test_text import WORDS

    told = [Decision("name or word", name, Said.REPLACE, text)]
    replacer = replacer_of(text, people=WORDS, decisions=told)
    assert replacer.replace(text).text == expected
    assert replacer.questions == ()


def test_a_replacement_that_is_a_name_of_the_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(
        "format,kind,text,decision,replacement\n1,unknown word,Zed,replace,Robin\n"
        "1,unknown word,G,replace,the girl Kayleigh\n",
        encoding="utf-8",
    )
    with pytest.raises(LoaderError) as caught:
        replacer_of("G rang.", decisions=read_decisions(path))
    for said in ("decisions.csv", "row 3", "replacement", "Kayleigh", "leave the cell empty"):
        assert said in str(caught.value)


def test_what_ordinary_words_name_is_replaced_and_the_words_are_not() -> None:
    text = "Met at the Red Lion. A red lion; the deal was off; later in Deal."
    told = [
        Decision("unknown word", "Red Lion", Said.REPLACE, replacement="pub"),
        Decision("unknown word", "Deal", Said.REPLACE, replacement="Town X"),
    ]
    replacer = replacer_of(text, decisions=told)
    assert replacer.replace(text).text == (
        "Met at the pub. A red lion; the deal was off; later in Town X."
    )
    assert replacer.questions == ()


def test_both_forms_of_a_name_in_doubt_are_two_questions() -> None:
    from tests.anonymise.test_text import WORDS

    text = "Grace is here; told them that grace was well."
    asked = replacer_of(text, people=WORDS).questions
    assert [one.text for one in asked] == ["Grace", "grace"]
    told = [
        Decision("name or word", "Grace", Said.REPLACE, text),
        Decision("name or word", "grace", Said.KEEP, text),
    ]
    done = replacer_of(text, people=WORDS, decisions=told)
    assert done.replace(text).text == "The victim is here; told them that grace was well."
    assert done.questions == ()


@given(
    st.lists(
        st.builds(
            Question,
            st.sampled_from(["unknown word", "rare", "name or word"]),
            st.text("=+-@'\"\tab,;|\n", min_size=1).filter(str.strip),
            st.text("=+-@'\"ab,;|"),
        ),
        max_size=8,
    )
)
def test_any_question_comes_back_as_itself_and_never_as_a_formula(
    tmp_path_factory: pytest.TempPathFactory, questions: list[Question]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("decisions") / "decisions.csv"
    write_decisions(path, (), questions)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in list(csv.reader(stream))[1:]:
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    back = {(d.kind, d.text, d.sentence) for d in read_decisions(path)}
    assert {key[1] for key in (Decision(k, t, Said.OPEN, s).key for k, t, s in back)} == {
        Decision(q.kind, q.text, Said.OPEN, q.sentence).key[1] for q in questions
    }


def test_decisions_that_nobody_made_change_nothing() -> None:
    told = Decisions([Decision("unknown word", "Quorra", Said.OPEN)])
    assert (told.phrases, told.kept) == ({}, ())


def test_a_word_near_a_name_may_be_other_words_or_stay() -> None:
    text = "Ellis was there."
    (question,) = replacer_of(text).questions
    assert question.kind == "near a name"
    assert "other words" in question.suggestion
    for said, words, expected in (
        (Said.REPLACE, "Town X", "Town X was there."),
        (Said.KEEP, "", text),
    ):
        told = [Decision("near a name", "Ellis", said, replacement=words)]
        replacer = replacer_of(text, decisions=told)
        assert (replacer.replace(text).text, replacer.questions) == (expected, ())
