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
from viz.pictures import MadeOf, NoPictureError, picture_of

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [q for q in named_questions() if q.picture]


MADE_OF = MadeOf(4, 31, 2, ("OFFICIAL-SENSITIVE",), 0)


def drawn_of(question, rows, made_of=MADE_OF) -> str:
    return picture_of(question, rows, made_of)


def frame(question) -> pd.DataFrame:
    """What the file expects, as an answer."""
    made = [[None if cell == "" else cell for cell in row] for row in question.expected[0].rows]
    return pd.DataFrame(made, columns=list(question.columns))


@pytest.mark.parametrize("question", DRAWN, ids=lambda q: q.name)
def test_a_picture_is_the_same_again_and_has_a_title_and_a_description(question):
    drawn = drawn_of(question, frame(question))
    assert drawn == drawn_of(question, frame(question))
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
    root = etree.fromstring(drawn_of(question, frame(question)).encode())
    said = _texts(root)
    assert {"strangulation and suffocation", "strangulation or suffocation"} & said
    assert {"2 of 2 cases", "1 of 3 cases, and possibly 1 more"} <= said
    assert {"certain", "possible only"} <= said


def test_what_was_not_looked_for_is_not_drawn_as_nothing():
    question = named_question("themes")
    root = etree.fromstring(drawn_of(question, frame(question)).encode())
    assert {"2 of 4 cases", "–", "not looked for", "looked for; cannot tell"} <= _texts(root)
    assert "public awareness: found in 0 of 0 cases, of those in which it was" in root[1].text


def test_what_is_possibly_found_is_never_counted_as_found():
    question = named_question("themes")
    rows = frame(question).head(1).assign(looked_for=13, cases=13, found=1, found_certain=0)
    root = etree.fromstring(drawn_of(question, rows).encode())
    said = "0 of 13 cases, and possibly 1 more"
    assert {said, "found, certainly", "found, only possibly"} <= _texts(root)
    assert f": found in {said}" in root[1].text
    assert "1 of 13" not in _running(root)


def test_a_heat_map_has_counts_in_its_cells_and_possible_ones_apart():
    question = named_question("themes-by-sector")
    root = etree.fromstring(drawn_of(question, frame(question)).encode())
    assert {"2/3", "2/2", "0/3", "0/1", "1/2", "general practice"} <= _texts(root)
    assert _running(root).count("possibly +1") == 2, "beside 0 of 1, and beside 1 of 2"
    assert ": 0 of 1 case, and possibly 1 more" in root[1].text
    hatched = [e for e in root.iter(f"{SVG}path") if "fill: url(#" in (e.get("style") or "")]
    assert len(hatched) == 1, "the cell of which nothing is certain"


def test_names_are_never_markup_nor_formulas_and_long_ones_are_whole():
    question = named_question("lines")
    name = "a <b>$x^2$</b> & " + "very long " * 30 + "name"
    rows = frame(question).assign(finding=name, form=None)
    root = etree.fromstring(drawn_of(question, rows).encode())
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
        drawn = drawn_of(question, rows)
        assert not {"nan", "None", "<NA>", "NaN"} & set(re.findall(r"[\w<>]+", drawn))
    root = etree.fromstring(drawn_of(named_question("time-to-share"), _answer()).encode())
    assert {"possibly shared", "shared: no most", "shared: 1 to 7 days"} <= _texts(root)


def _answer() -> pd.DataFrame:
    """An answer as a store gives it, where text is missing in some rows."""
    question = named_question("time-to-share")
    return frame(question).assign(days=frame(question)["days"].astype("string"))


def test_lines_are_said_in_words():
    question = named_question("lines")
    drawn = drawn_of(question, frame(question))
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
    root = etree.fromstring(drawn_of(question, rows).encode())
    assert "1 of 1 case" in _texts(root)
    assert "1 of 1 case" in root[1].text
    assert "1 of 1 cases" not in root[1].text


@pytest.mark.parametrize("name", ["lines", "sequences", "time-to-share", "themes"])
def test_an_axis_ends_with_the_cases_that_there_are(name):
    question = named_question(name)
    column = "looked_for" if name == "lines" else "cases" if name == "themes" else "of_cases"
    drawn = drawn_of(question, frame(question).assign(**{column: 13}))
    root = etree.fromstring(drawn.encode())
    ticks = [int(text) for text in _texts(root) if text.isdigit()]
    assert ticks
    assert max(ticks) <= 13


def test_a_heat_map_is_darker_where_the_share_is_larger_and_certain():
    """Else the sector that is in most cases would look worst, whatever is found of it."""
    question = named_question("unshared-sectors")
    rows = (
        frame(question)
        .head(3)
        .assign(
            cases=[3, 9, 9], cases_certain=[3, 9, 3], cases_possible=[0, 0, 6], of_cases=[4, 90, 90]
        )
    )
    drawn = drawn_of(question, rows)
    share, many, possible = _greys(etree.fromstring(drawn.encode()))
    assert share < many < possible
    texts = _running(etree.fromstring(drawn.encode()))
    assert all(said in texts for said in ("3/4", "9/90", "3/90 possibly +6", "a larger share"))


def _greys(root) -> list[int]:
    """How light each cell is, in the order of the rows."""
    cells = [e for e in root.iter(f"{SVG}path") if "stroke: #767676" in (e.get("style") or "")]
    return [int(re.search(r"fill: #(..)", e.get("style"))[1], 16) for e in cells]


def test_no_bar_of_days_is_drawn_where_no_days_are():
    question = named_question("time-to-share")
    rows = frame(question)
    root = etree.fromstring(drawn_of(question, rows).encode())
    banded, plain = (int(n) for n in (rows["days"].notna().sum(), rows["days"].isna().sum()))
    beside = [text for text in _every_text(root) if re.fullmatch(r"\d+ of 4", text)]
    assert len(beside) == 2 * banded + plain
    assert "cases without days to count" in _texts(root)
    assert "possibly shared: 1 of 4 cases" in root[1].text


def _every_text(root) -> list[str]:
    return ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("question", DRAWN, ids=lambda q: q.name)
def test_at_the_foot_stand_the_marking_the_cases_and_the_caution(question):
    hostile = "OFFICIAL <b>\u202e\n$x$</b>"
    made_of = MadeOf(1_300, 45_000, 1_234, (hostile, "SECRET"), 2)
    root = etree.fromstring(drawn_of(question, frame(question), made_of).encode())
    for said in (_running(root), root[1].text):
        assert "OFFICIAL <b>[U+202E] $x$</b>, SECRET, 2 cases with no marking on record" in said
        assert "1300 cases, 1,234 of their 45,000 rows not coded" in said
        assert question.caution in said


def test_bars_beyond_the_first_are_said():
    question = named_question("lines")
    rows = pd.concat([frame(question)] * 20)
    drawn = drawn_of(question, rows)
    assert f"(the first 40 of {len(rows)})" in drawn


def test_what_cannot_be_drawn_is_said(monkeypatch):
    with pytest.raises(NoPictureError, match="its table shows it best"):
        drawn_of(named_question("dispositions"), pd.DataFrame())
    with pytest.raises(NoPictureError, match="no rows"):
        drawn_of(named_question("lines"), frame(named_question("lines")).head(0))
    real = builtins.__import__

    def without(name, *given, **named):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoPictureError, match="pictures"):
        drawn_of(named_question("lines"), frame(named_question("lines")))
