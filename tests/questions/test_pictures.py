"""Pictures: the same bytes, text as text, what each bar is out of, nothing cut, no markup."""

from __future__ import annotations

import builtins

import pandas as pd
import pytest
from lxml import etree

from queries.named import named_question, named_questions
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
    assert any(" ".join(name.split()) == " ".join(text.split()) for text in _texts(root))
    assert not list(root.iter(f"{SVG}b"))


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
