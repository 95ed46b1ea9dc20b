"""What is told of findings and questions beside their answers: titles, parameters, the Cypher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from graphdb.dates.working import FIRST_YEAR, LAST_YEAR, bank_holidays
from queries import named_docs, titles
from queries.core import CORE, cypher, parameters
from queries.findings.unshared.line import OWN
from queries.named import ParameterError, QuestionFileError, bound, named_question, read, run
from queries.rules import defaults

# -- titles ------------------------------------------------------------------------------


def test_a_finding_is_told_by_its_title_and_what_its_form_means() -> None:
    title, meaning = titles.in_words("inside", "between teams")
    assert title == "Inside one agency"
    assert meaning == "one team held it, another was in contact with no record of it"
    assert titles.in_words("inside") == ("Inside one agency", "")


def test_what_the_panel_added_has_a_title_and_no_meaning() -> None:
    assert titles.in_words("panel", "added by the panel") == ("Added by the panel", "")


def test_a_finding_of_another_release_keeps_its_words() -> None:
    assert titles.in_words("unknown", "so") == ("unknown", "so")


# -- the findings as Cypher --------------------------------------------------------------


@pytest.mark.parametrize("finding", CORE)
def test_a_finding_as_cypher_begins_with_its_title_and_asks_the_graph(finding: str) -> None:
    text = cypher(finding)
    assert text.startswith("// title = ")
    assert "MATCH" in text


def test_only_these_are_there_as_cypher() -> None:
    with pytest.raises(ValueError, match="escalation is not there as Cypher"):
        cypher("escalation")


def test_the_graph_is_told_what_is_an_agency_s_own_affair_as_the_rules_have_it() -> None:
    told = parameters()
    rule = next(r for r in defaults() if (r.finding, r.name) == ("unshared", OWN))
    assert told["own_topics"] == sorted(rule.topics)
    assert told["own_sectors"] == sorted(rule.destinations)


def test_the_graph_is_told_the_bank_holidays_of_all_years_that_have_any() -> None:
    told = parameters()["holidays"]
    first = date(1, 1, 1)
    days = [
        (day - first).days for year in range(FIRST_YEAR, LAST_YEAR + 1) for day in
        bank_holidays(year)
    ]  # fmt: skip
    assert told == sorted(days)


def test_the_graph_is_told_which_assessments_are_of_danger() -> None:
    told = parameters()["danger_kinds"]
    assert isinstance(told, list)
    assert "risk-assessment" in told
    # by its name an assessment, and of another purpose
    assert "mental-health-assessment" not in told


# -- questions across cases --------------------------------------------------------------


def test_a_question_is_told_apart_from_the_comments_around_it() -> None:
    top = '// title = "T"\n// answers = "A"\n// caveats = "C"\n// needs = "N"\n// [columns]\n'
    rows = '// [[expected]]\n// rows = [["a"]]\n'
    question = read("t", f'{top}\n// x = "X."\nRETURN 1 AS x\n{rows}')
    assert (question.title, question.cypher) == ("T", "RETURN 1 AS x")
    assert question.expected[0].rows == (("a",),)
    with pytest.raises(QuestionFileError, match="holds no query"):
        read("t", top)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("sequences", {"length": 9}, "length is at least 2 and at most 5, not 9."),
        ("sequences", {"cases": 0}, "cases is at least 1, not 0."),
    ],
)
def test_a_number_that_does_not_fit_is_answered_with_its_bounds(
    name: str, given: dict[str, object], says: str
) -> None:
    with pytest.raises(ParameterError) as error:
        bound(named_question(name), given)
    assert str(error.value) == says


def test_of_many_keys_that_are_near_three_are_named() -> None:
    with pytest.raises(ParameterError) as error:
        run("themes", _Empty(), {"codes": ["1Z"]})
    hint = str(error.value).partition("Did you mean ")[2]
    assert len(hint.removesuffix("?").split(" or ")) == 3


class _Empty:
    """A store without a case."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float = 0,
        most: int = 0,
    ) -> pd.DataFrame:
        return pd.DataFrame({"key": []})


def test_the_page_of_questions_says_what_each_may_be_given() -> None:
    page = named_docs.page()
    assert "| `length` | whole number, 2 to 5 | " in page
    assert "| `cases` | whole number | 2 | " in page  # it has no most
    assert "| `repeats` | true or false | false | " in page
    (repeats,) = (p for p in named_question("sequences").parameters if p.name == "repeats")
    assert "| true or false | true | " in named_docs._parameter(replace(repeats, default=True))
