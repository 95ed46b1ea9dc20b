"""The Amber Street files: what the maker writes is what is committed, and it is all there."""

import importlib.util
import io
import re
import sys
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from queries.definition import registry

ROOT = Path(__file__).parents[2]
CASE = ROOT / "examples" / "amber-street"
CHRONOLOGIES = CASE / "chronologies"


def _module(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


data = _module("amber_street_rows")
maker = _module("make_amber_street")
FILES = maker.files()
EXPECTED = tomllib.loads((CASE / "expected.toml").read_text(encoding="utf-8"))
EXPECTATIONS = EXPECTED["expectation"]
ROWS = {
    "police": [*data.POLICE, data.POLICE_HIDDEN],
    "fellshire": data.FELLSHIRE,
    "gp": [*(row for _, rows in data.GP_HER for row in rows), *data.GP_HIS],
    "hospital": data.HOSPITAL,
    "health-visiting": data.HEALTH_VISITING,
    "mental-health": data.MENTAL_HEALTH,
    "csc": [*data.CSC_STANMERE, *data.CSC_CALDERWICK, data.CSC_HIDDEN],
    "housing": data.HOUSING,
    "probation": data.PROBATION,
    "lantern": data.LANTERN,
    "school": data.SCHOOL,
    "family": data.FAMILY,
    "neighbour": data.NEIGHBOUR,
}


def _vocabulary(name):
    text = (ROOT / "graphdb" / "vocab" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_maker_writes_what_is_committed(name):
    committed = (CHRONOLOGIES / name).read_bytes()
    if committed == FILES[name]:
        return
    # Another zlib packs the same members differently; then the members are compared.
    assert name.endswith((".docx", ".xlsx")), "run python examples/make_amber_street.py"
    with (
        zipfile.ZipFile(io.BytesIO(committed)) as one,
        zipfile.ZipFile(io.BytesIO(FILES[name])) as two,
    ):
        assert one.namelist() == two.namelist()
        for member in one.namelist():
            assert one.read(member) == two.read(member), "run python examples/make_amber_street.py"


def test_nothing_else_lies_in_the_folder():
    assert {path.name for path in CHRONOLOGIES.iterdir()} == set(FILES)


def test_the_maker_writes_the_same_bytes_twice():
    assert maker.files() == FILES


def test_it_is_as_large_as_was_asked():
    agencies = _agencies()
    informal = {"family", "neighbour"}
    assert set(ROWS) == {agency["id"] for agency in agencies}
    assert len(set(ROWS) - informal) >= 10
    rows = [row for rows in ROWS.values() for row in rows if row.date]
    assert 170 <= len(rows) <= 220


def test_formats_are_mixed():
    assert {name.rpartition(".")[2] for name in FILES} == {"docx", "xlsx", "csv"}


def test_it_spans_more_than_three_years():
    days = [
        date.fromisoformat(row.date)
        for rows in ROWS.values()
        for row in rows
        if re.fullmatch(r"20\d\d-\d\d-\d\d", row.date)
    ]
    assert (max(days) - min(days)).days > 2 * 365
    case = _case()["case"]
    assert (case["scope_to"] - case["scope_from"]).days > 3 * 365


def test_refs_are_given_once():
    refs = [row.ref for rows in ROWS.values() for row in rows if row.ref]
    assert len(refs) == len(set(refs))


def test_references_inside_the_chronologies_exist():
    refs = {row.ref for rows in ROWS.values() for row in rows}
    for rows in ROWS.values():
        for row in rows:
            for named in (*row.get("resp").split("; "), *row.get("took").split("; ")):
                assert named in refs | {"", "None"}, (row.ref, named)


def test_kinds_topics_persons_and_stances_are_known():
    kinds, topics = _vocabulary("kinds"), _vocabulary("topics")
    stances = {"observed", "disclosed", "alleged", "history", "withdrawn", "denied", "ended"}
    for rows in ROWS.values():
        for row in rows:
            assert not row.kind or row.kind in kinds, row.ref
            for item in filter(None, (part.strip() for part in row.info.split(";"))):
                topic, persons, stance = item.split()
                assert topic in topics, (row.ref, topic)
                assert set(persons.split(">")) <= set(maker.PERSONS), row.ref
                assert stance in stances, (row.ref, stance)


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda e: e["label"])
def test_an_expectation_names_what_exists(expectation):
    refs = {row.ref for rows in ROWS.values() for row in rows}
    lines = {
        name: content.decode("utf-8").splitlines()
        for name, content in FILES.items()
        if name == "calderwick-homes.csv"
    }
    for ref in expectation["refs"]:
        name, _, number = ref.partition(":")
        assert ref in refs or 1 < int(number) <= len(lines[name]), ref
    agencies = {agency["id"]: agency for agency in _agencies()}
    for agency in (expectation["agency"], *expectation.get("holders", ())):
        assert agency == "*" or agency in agencies, agency
    for team in expectation.get("teams", ()):
        assert team in {t["id"] for t in agencies[expectation["agency"]]["team"]}, team
    if "topic" in expectation:
        assert expectation["topic"] in _vocabulary("topics")
        persons = {expectation[key] for key in ("about", "by") if key in expectation}
        assert persons <= set(maker.PERSONS)
    assert expectation["finding"] in {query.definition.key for query in registry()}
    assert expectation["certainty"] in {"certain", "possible", "cannot-tell", "absent"}


def test_the_prose_and_the_table_carry_the_same_labels():
    prose = (CASE / "expected.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\*\*(E\d\.\d+)\b", prose)) == {e["label"] for e in EXPECTATIONS}


def test_the_prose_names_rows_that_exist():
    prose = (CASE / "expected.md").read_text(encoding="utf-8")
    refs = {row.ref for rows in ROWS.values() for row in rows}
    named = re.findall(r"\b(?:NP|FP|GPL|GPC|CH|HV|MH|CSC|PR|LD|SC)-\d+\b|\b[FN]-\d\b", prose)
    assert named
    assert set(named) <= refs


def test_every_sort_of_certainty_and_finding_is_expected():
    assert {e["certainty"] for e in EXPECTATIONS} == {
        "certain", "possible", "cannot-tell", "absent"
    }  # fmt: skip
    assert len({e["finding"] for e in EXPECTATIONS}) >= 25


def test_weighty_topics_stay_few():
    topics = _vocabulary("topics")
    least = _case()["findings"]["min_weight"]
    listed = {
        (e["topic"], e.get("about"), e.get("by"))
        for e in EXPECTATIONS
        if e["finding"] == "unshared" and e["certainty"] in ("certain", "possible")
    }
    assert 5 <= len(listed) <= 8
    assert all(topics[topic]["weight"] >= least for topic, _, _ in listed)


def _case():
    return tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))


def _agencies():
    return _case()["agency"]


# --- as the product reads it -----------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded():
    from loaders import load_case

    return load_case(CASE)


def test_every_row_is_read(loaded):
    assert len(loaded.records.events) == sum(
        1 for rows in ROWS.values() for row in rows if row.date and "/0100" not in row.date
    )


def test_every_agency_has_rows(loaded):
    assert {event.agency_id for event in loaded.records.events} == set(ROWS)


def test_nothing_but_the_mess_that_is_meant_is_reported(loaded):
    meant = {
        ("JU-L032", "childrens-social-care.xlsx"),  # hidden rows
        ("JU-L032", "northshire-police.xlsx"),
        ("JU-L052", "childrens-social-care.xlsx"),  # a sheet that is no chronology
        ("JU-L038", "health-visiting.docx"),  # a tracked deletion
        ("JU-L040", "mental-health-trust.csv"),  # Windows-1252
    }
    found = {(p.code, p.document) for p in loaded.report.problems if p.severity != "info"}
    assert found <= meant


def test_what_was_struck_out_is_not_read(loaded):
    assert not [e for e in loaded.records.events if data.HV_DELETED in e.summary]


def test_three_housing_rows_are_not_coded(loaded):
    uncoded = [event for event in loaded.records.events if not event.coded]
    assert {event.agency_id for event in uncoded} == {"housing"}
    assert len(uncoded) == loaded.report.uncoded == 3


def test_the_coding_is_the_one_that_the_maker_writes():
    from loaders.coding.store import read_book

    lines = [
        {k: v for k, v in line.cells.items() if not k.startswith("_")}
        for line in read_book(CASE).lines
    ]
    assert lines == maker.coding_lines()


def test_quoted_words_stand_in_their_rows():
    for row in data.HOUSING:
        assert row.get("quote") in row.text


def test_every_agency_row_says_what_kind_it_is(loaded):
    assert not [e.ref for e in loaded.records.events if e.coded and not e.kind]
