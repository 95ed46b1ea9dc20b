"""Files of questions and their parameters: what is read, and what is said where it cannot be."""

from __future__ import annotations

import pandas as pd
import pytest

from graphdb.stores.reading import returned, writes
from graphdb.vocabulary import load_vocabulary
from queries import named_docs
from queries.coverage import Examined
from queries.named import (
    NoSuchQuestionError,
    ParameterError,
    QuestionFileError,
    bound,
    named_question,
    named_questions,
    read,
    run,
)

HEAD = """// title = "T"
// answers = "A"
// caveats = "C"
// needs = "N"
//
// [parameters.k]
// type = "whole number"
// default = 2
// least = 1
// most = 4
// means = "How many."
//
// [parameters.which]
// type = "text"
// one_of = ["a", "b"]
// means = "Which."
//
// [parameters.only]
// type = "true or false"
// default = false
// means = "Only."
//
// [parameters.names]
// type = "texts"
// default = []
// means = "Names."
//
// [columns]
// x = "X."
"""
TAIL = """
// [[expected]]
// given = {k = 3}
// rows = [["a", 1], ["", 2]]
"""
QUESTION = read("t", HEAD + "\nMATCH (c:Case) // all\nRETURN 1 AS x\n" + TAIL)


def test_a_file_has_a_head_a_query_and_rows():
    assert QUESTION.name == "t"
    assert QUESTION.cypher == "MATCH (c:Case) // all\nRETURN 1 AS x"
    assert QUESTION.expected[0].given == {"k": 3}
    assert QUESTION.expected[0].rows == (("a", 1), ("", 2))
    assert read("t", HEAD + "\nRETURN 1 AS x").expected == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD, "no query"),
        ("// title = T\nRETURN 1", "no TOML"),
        (HEAD.replace("// caveats", "// caveat") + "\nRETURN 1", "caveat"),
        (HEAD.replace("whole number", "number") + "\nRETURN 1", "type"),
        (HEAD + "\nRETURN 1\n// [[expect]]\n// rows = []", "expect"),
    ],
)
def test_a_file_that_is_not_as_it_has_to_be_is_named(text, says):
    with pytest.raises(QuestionFileError, match=says) as error:
        read("t", text)
    assert "t.cypher" in str(error.value)


def test_parameters_are_given_as_python_has_them_or_as_they_are_typed():
    by_default = {"k": 2, "which": "a", "only": False, "names": []}
    assert bound(QUESTION, {"which": "a"}) == by_default
    typed = {"k": " 3", "which": "b", "only": "Yes", "names": "V, P,"}
    assert bound(QUESTION, typed, typed=True) == {
        "k": 3,
        "which": "b",
        "only": True,
        "names": ["V", "P"],
    }
    assert bound(QUESTION, {"which": "a", "names": ("V",)})["names"] == ["V"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "needs which: Which"),
        ({"which": "c"}, "one of a, b, not 'c'"),
        ({"which": "a", "k": 5}, "at least 1 and at most 4, not 5"),
        ({"which": "a", "k": "two"}, "a whole number, not 'two'"),
        ({"which": "a", "k": True}, "a whole number, not True"),
        ({"which": "a", "k": 1.0}, "a whole number, not 1.0"),
        ({"which": "a", "k": "3"}, "a whole number, not '3'"),
        ({"which": "a", "only": "yes"}, "only is True or False, not 'yes'"),
        ({"which": "a", "names": 3}, "a list of texts"),
        ({"which": "a", "names": "V"}, "names is a list of texts, not 'V'"),
        ({"which": " "}, "which is a text"),
        ({"whcih": "a"}, "no parameter “whcih”. Did you mean which?"),
        ({"zzz": "a"}, "There are: k, which, only, names"),
    ],
)
def test_a_wrong_parameter_is_said_to_a_person(given, says):
    with pytest.raises(ParameterError) as error:
        bound(QUESTION, given)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"k": "two"}, "a whole number, not 'two'"),
        ({"only": "perhaps"}, "true or false, not 'perhaps'"),
    ],
)
def test_what_is_typed_wrongly_is_said_too(given, says):
    with pytest.raises(ParameterError, match=says):
        bound(QUESTION, {"which": "a"} | given, typed=True)


def test_a_question_that_is_none_is_answered_with_the_nearest():
    with pytest.raises(NoSuchQuestionError, match="Did you mean themes-by-sector"):
        named_question("theme-by-sectors")
    with pytest.raises(NoSuchQuestionError, match=r"There are: .*themes"):
        named_question("qqq")


class _Fake:
    """Answers every query with cases, or with the columns in another order."""

    def query(self, cypher, parameters=None, *, seconds=0, most=0):
        return pd.DataFrame({"y": [1], "x": [2], "case_id": ["amber-street"]})


def test_columns_stand_in_the_order_that_is_declared():
    assert list(run(QUESTION, _Fake(), {"which": "a"}).columns) == ["x"]


def test_a_case_that_is_not_there_is_said():
    head = HEAD.replace('"text"', '"case"').replace('// one_of = ["a", "b"]\n', "")
    question = read("t", head + "\nRETURN 1 AS x")
    with pytest.raises(ParameterError, match="no case “amber-streat” here"):
        run(question, _Fake(), {"which": "amber-streat"})
    assert len(run(question, _Fake(), {"which": "amber-street"})) == 1


class _Own:
    """Holds one key of a case's own vocabulary, and counts how often it is asked for."""

    asked = 0

    def query(self, cypher, parameters=None, *, seconds=0, most=0):
        self.asked += "AS key" in cypher
        columns = {q.name: q.columns for q in named_questions()}
        names = next((list(columns[q.name]) for q in named_questions() if q.cypher == cypher), [])
        return (
            pd.DataFrame({"key": ["own-key"]})
            if "AS key" in cypher
            else pd.DataFrame(columns=names)
        )


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("themes", {"codes": ["6c"]}, "codes: there is no theme “6c”. Did you mean 6C?"),
        ("themes-by-sector", {"codes": ["1A", "1Z"]}, "no theme “1Z”. Did you mean 1"),
        ("themes-by-case", {"codes": ["ZZ"]}, "no theme “ZZ”. The page of the vocabulary"),
        ("unshared-topics", {"held_by": ["polce"]}, "no sector “polce”. Did you mean police"),
        ("unshared-topics", {"no_record_with": ["GP"]}, "no sector “GP”. Did you mean gp?"),
        ("sequences", {"leave_out": ["leter-sent"]}, "“leter-sent”. Did you mean letter-sent"),
        ("sequences", {"with_kinds": ["disclosures"]}, "“disclosures”. Did you mean disclosure"),
    ],
)  # fmt: skip
def test_a_key_that_is_none_is_said_with_the_nearest(name, given, says):
    with pytest.raises(ParameterError) as error:
        run(name, _Own(), given)
    assert says in str(error.value)


def test_keys_of_the_vocabulary_and_of_the_cases_are_taken():
    store = _Own()
    assert run("themes", store, {"codes": ["1A", "6C"]}).empty and not store.asked
    assert run("sequences", store, {"with_kinds": ["own-key", "disclosure"]}).empty and store.asked


def test_every_list_of_texts_says_what_its_texts_are():
    texts = [p for q in named_questions() for p in q.parameters if p.type == "texts"]
    assert texts and all(p.known for p in texts)


@pytest.mark.parametrize("question", named_questions(), ids=lambda q: q.name)
class TestEvery:
    def test_only_reads(self, question):
        assert writes(question.cypher) is None

    def test_returns_what_it_declares(self, question):
        assert returned(question.cypher) == list(question.columns)

    def test_asks_for_every_parameter_that_it_declares(self, question):
        for parameter in question.parameters:
            assert f"${parameter.name}" in question.cypher

    def test_gives_its_rows_in_an_order(self, question):
        assert "ORDER BY" in question.cypher.rpartition("RETURN")[2]

    def test_speaks_of_no_fault(self, question):
        words = f"{question.title} {question.answers} {question.caveats} {question.columns}".lower()
        assert not [w for w in ("failed", "failure", "missed", "should have") if w in words]

    def test_says_what_is_known_of_a_theme_in_the_words_of_the_graph(self, question):
        if "LOOKED_FOR" in question.cypher:
            said = {part for part in question.cypher.split("'") if "looked for" in part}
            assert said <= {str(one) for one in Examined}


def test_sequences_leave_out_what_the_vocabulary_calls_routine():
    (left_out,) = (p for p in named_question("sequences").parameters if p.name == "leave_out")
    assert left_out.default == sorted(k for k, kind in load_vocabulary().kinds.items()
                                      if kind.routine)  # fmt: skip


def test_the_page_is_up_to_date():
    assert named_docs.PAGE.read_text(encoding="utf-8") == named_docs.page(), "run `make docs`"
