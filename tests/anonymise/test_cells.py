"""Cells that mostly hold a date or a word of a list: what else people write there is asked, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphdb.model import CaseRecords, Event, Naming, Relation
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Options
from joinedup.anonymise.prepare import prepare
from tests.anonymise.cases import case_of


def _asked(records: CaseRecords) -> set[str]:
    return {question.text for question in prepare(records, (), Options(), salt="salt").questions}


def _with(**changes: object) -> CaseRecords:
    records = case_of("All well.")
    (event,) = records.events
    return replace(records, events=(replace(event, **changes),))  # type: ignore[arg-type]


def _when(written: str) -> CaseRecords:
    (event,) = case_of("All well.").events
    return _with(when=replace(event.when, written=written))


def _learned(written: str) -> CaseRecords:
    (event,) = case_of("All well.").events
    return _with(learned=replace(event.when, written=written))


@pytest.mark.parametrize(
    "records",
    [
        _with(tool="Zedbury checklist"),
        _with(grade="high, says Zedbury"),
        _with(tool="DASH", grade="Zedbury"),
        _with(shared_with=(Naming("police/", "by Zedbury"),)),
        _with(attended=(Naming("police/", "by Zedbury"),)),
        _when("17/04/2012 Zedbury"),
        _when("the day Zedbury left"),
        _learned("after Zedbury, May 2012"),
    ],
)
def test_a_name_in_any_cell_of_a_row_is_asked(records: CaseRecords) -> None:
    assert any("Zedbury" in text for text in _asked(records))


def test_a_name_in_a_relation_is_asked() -> None:
    for kind in ("via Zedbury", "friend through zedbury"):  # it is read in small letters
        records = replace(case_of("All well."), relations=(Relation("V", "P", kind),))
        assert _asked(records) == {"Zedbury"}
    told = Decision("unknown word", "Zedbury", Said.REPLACE, replacement="somebody")
    replacer = prepare(records, (told,), Options(), salt="salt")
    assert replacer.replace(kind).text == "friend through somebody"


@pytest.mark.parametrize(
    "records",
    [
        _with(tool="dash", grade="high"),
        _with(grade="medium"),
        *(
            _when(written)
            for written in (
                "17/04/2012",
                "w/c 6.6.11",
                "early March 2010",
                "Summer 2009",
                "Weds 14/03/2012 21:52",
                "March 2006 – July 2008",
                "?9 August 2008",
                "two weeks later",
                "since June 2011",
                "approx 2108hrs",
                "undated",
                "between 3 and 5 May 2012",
                "14 Feb 2012 to 16 Feb 2012",
            )
        ),
    ],
)
def test_of_words_of_a_list_and_of_dates_nothing_is_asked(records: CaseRecords) -> None:
    assert _asked(records) == set()


def test_every_text_of_a_row_is_among_the_texts() -> None:
    """Whoever adds a field of text to rows has to say whether its words are asked."""
    texts = {name for name, kind in Event.__annotations__.items() if kind == "str"}
    asked = {"summary", "tool", "grade", "response", "outcome", "bar_text", "comment"}
    made_anew = {"event_id", "team_id", "ref"}
    of_a_list = {"kind"}
    assert texts == asked | made_anew | of_a_list
