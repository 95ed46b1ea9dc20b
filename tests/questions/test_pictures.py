"""Pictures: the same bytes, text as text, what each bar is out of, nothing cut, no markup."""

from __future__ import annotations

import builtins
import re

import pandas as pd
import pytest
from lxml import etree

from queries.definition import registry
from queries.named import named_question, named_questions
from queries.titles import in_words
from viz.pictures import NoPictureError, picture_of

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [q for q in named_questions() if q.picture]


def frame(question) -> pd.DataFrame:
    """What the file expects, as an answer."""
    made = [[None if cell == "" else cell for cell in row] for row in question.expected[0].rows]
    return pd.DataFrame(made, columns=list(question.columns))


@pytest.mark.parametrize("question", DRAWN, ids=lambda q: q.name)
def test_a_picture_is_the_same_again_and_has_a_title_and_a_description(question):
    drawn = picture_of(question, frame(question))
    assert drawn == picture_of(question, frame(question))
    root = etree.fromstring(drawn.encode())
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [root[0].get("id"), root[1].get("id")]
    assert root[0].text == question.title
    assert root[1].text.startswith(question.answers)
    assert question.title in _texts(root)
    assert "<script" not in drawn
    assert "date" not in drawn.lower().partition("<g")[0]


def _texts(root) -> set[str]:
    return {"".join(e.itertext()) for e in root.iter(f"{SVG}text")}


def _running(root) -> str:
    """All that is written, in order: a long name stands in several lines."""
    return " ".join("".join(e.itertext()) for e in root.iter(f"{SVG}text"))


def test_every_bar_says_what_it_is_out_of():
    question = named_question("unshared-topics")
    root = etree.fromstring(picture_of(question, frame(question)).encode())
    said = _texts(root)
    assert {"strangulation and suffocation", "strangulation or suffocation"} & said
    assert {"2 of 2 cases", "1 of 3 cases, and possibly 1 more"} <= said
    assert {"certain", "possible only"} <= said


def test_what_was_not_looked_for_is_not_drawn_as_nothing():
    question = named_question("themes")
    root = etree.fromstring(picture_of(question, frame(question)).encode())
    assert {"3 of 4", "–", "not looked for", "looked for; cannot tell"} <= _texts(root)
    assert "public awareness: found in 0 of 0 cases in which it was looked for" in root[1].text


def test_a_heat_map_has_counts_in_its_cells():
    question = named_question("themes-by-sector")
    root = etree.fromstring(picture_of(question, frame(question)).encode())
    assert {"2/3", "2/2", "0/3", "general practice"} <= _texts(root)


def test_names_are_never_markup_nor_formulas_and_long_ones_are_whole():
    question = named_question("lines")
    name = "a <b>$x^2$</b> & " + "very long " * 30 + "name"
    rows = frame(question).assign(finding=name, form=None)
    root = etree.fromstring(picture_of(question, rows).encode())
    assert name in _running(root)
    assert not list(root.iter(f"{SVG}b"))
    longest = max(len(text) for text in _texts(root))
    assert longest < len(name) / 2, "it goes on in the next line, and the bars have room"


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA], ids=["None", "NaN", "NA"])
def test_nothing_is_written_where_nothing_is(nothing):
    """What the drivers of the stores answer becomes None, NaN or NA, as pandas likes."""
    for name, column in (("time-to-share", "days"), ("lines", "form"), ("lines", "looked_for")):
        question = named_question(name)
        rows = frame(question).astype(object)
        rows[column] = [nothing, *rows[column].tolist()[1:]]
        drawn = picture_of(question, rows)
        assert not {"nan", "None", "<NA>", "NaN"} & set(re.findall(r"[\w<>]+", drawn))
    root = etree.fromstring(picture_of(named_question("time-to-share"), _answer()).encode())
    assert {"possibly shared", "shared: no most", "shared: 1 to 7 days"} <= _texts(root)


def _answer() -> pd.DataFrame:
    """An answer as a store gives it, where text is missing in some rows."""
    question = named_question("time-to-share")
    return frame(question).assign(days=frame(question)["days"].astype("string"))


def test_lines_are_said_in_words():
    question = named_question("lines")
    drawn = picture_of(question, frame(question))
    root = etree.fromstring(drawn.encode())
    assert (
        "No record that it was shared: no record makes it certain that the other had it by the end"
        in _running(root)
    )
    assert "unshared" not in drawn
    for query in registry():
        title, meaning = in_words(query.definition.key, "unheard of")
        assert (title, meaning) == (query.definition.title, "unheard of")


def test_one_case_is_one_case():
    question = named_question("lines")
    rows = frame(question).head(1).assign(looked_for=1, cases_certain=1, cases_possible=0)
    root = etree.fromstring(picture_of(question, rows).encode())
    assert "1 of 1 case" in _texts(root)
    assert "1 of 1 case" in root[1].text
    assert "1 of 1 cases" not in root[1].text


@pytest.mark.parametrize("name", ["lines", "sequences", "time-to-share", "themes"])
def test_an_axis_ends_with_the_cases_that_there_are(name):
    question = named_question(name)
    column = "looked_for" if name == "lines" else "cases" if name == "themes" else "of_cases"
    drawn = picture_of(question, frame(question).assign(**{column: 13}))
    root = etree.fromstring(drawn.encode())
    ticks = [int(text) for text in _texts(root) if text.isdigit()]
    assert ticks
    assert max(ticks) <= 13


def test_a_heat_map_is_darker_where_there_are_more_cases():
    question = named_question("unshared-sectors")
    rows = frame(question).head(2).assign(cases=[1, 7], of_cases=[1, 10])
    drawn = picture_of(question, rows)
    one, seven = _greys(etree.fromstring(drawn.encode()))
    assert one > seven, "one of one is paler than seven of ten"
    assert "darker: more cases (darkest: 7)" in drawn
    assert {"1/1", "7/10"} <= _texts(etree.fromstring(drawn.encode()))


def _greys(root) -> list[int]:
    """How light each cell is, in the order of the rows."""
    cells = [e for e in root.iter(f"{SVG}path") if "stroke: #767676" in (e.get("style") or "")]
    return [int(re.search(r"fill: #(..)", e.get("style"))[1], 16) for e in cells]


def test_bars_beyond_the_first_are_said():
    question = named_question("lines")
    rows = pd.concat([frame(question)] * 20)
    drawn = picture_of(question, rows)
    assert f"(the first 40 of {len(rows)})" in drawn


def test_what_cannot_be_drawn_is_said(monkeypatch):
    with pytest.raises(NoPictureError, match="its table shows it best"):
        picture_of(named_question("dispositions"), pd.DataFrame())
    with pytest.raises(NoPictureError, match="no rows"):
        picture_of(named_question("lines"), frame(named_question("lines")).head(0))
    real = builtins.__import__

    def without(name, *given, **named):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoPictureError, match="pictures"):
        picture_of(named_question("lines"), frame(named_question("lines")))
