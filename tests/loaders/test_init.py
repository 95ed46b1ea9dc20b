import hashlib
import re
import time
import tomllib
from dataclasses import fields, is_dataclass

import docx
import openpyxl
import pytest

import loaders
from graphdb.vocabulary import load_vocabulary
from loaders import case_schema


def hashes(folder):
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_what_it_writes_loads_clean(tmp_path):
    loaders.init_case(tmp_path / "Our Case")
    result = loaders.load_case(tmp_path / "Our Case")
    assert result.report.problems == []
    assert not result.report.needs_attention
    assert result.records.case.case_id == "our-case"
    assert result.report.account_line() == "2 rows read = 0 loaded + 2 set aside."


def test_the_same_bytes_every_time(tmp_path):
    loaders.init_case(tmp_path / "a" / "case")
    time.sleep(2.1)  # a ZIP file's clock ticks every two seconds
    loaders.init_case(tmp_path / "b" / "case")
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")


def test_it_writes_over_nothing(tmp_path):
    loaders.init_case(tmp_path)
    before = hashes(tmp_path)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.init_case(tmp_path)
    assert caught.value.code == "JU-L007"
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("name", ['a "b" \\ c', "…", "Ünï 😀"])
def test_odd_folder_names(tmp_path, name):
    loaders.init_case(tmp_path / name)
    assert loaders.load_case(tmp_path / name).report.problems == []


def keys_of(cls):
    for each in fields(cls):
        yield each.name.rstrip("_")


def test_every_key_is_in_the_file_with_a_comment(tmp_path):
    loaders.init_case(tmp_path)
    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    for name, cls in vars(case_schema).items():
        if is_dataclass(cls):
            for key in keys_of(cls):
                assert key in text, f"{name}.{key}"


def test_the_optional_parts_are_valid_toml(tmp_path):
    loaders.init_case(tmp_path)
    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    tomllib.loads(text)
    shown = text.split("# --- optional: files")[1].split("# --- reading")[0]
    lines = [line[2:] for line in shown.splitlines() if re.match(r"# (?:\[\[|\w+ = )", line)]
    values = tomllib.loads("\n".join(line for line in lines if " = true: " not in line))
    assert set(values) == {"file", "record_access", "pathway"}


def test_the_templates(tmp_path):
    loaders.init_case(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "templates" / "chronology-template.xlsx")
    sheet = book["Chronology"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:3] == ["Date", "Source", "What happened"]
    labels = {h.label for h in load_vocabulary().headings.values()}
    assert set(headings) <= labels
    kind = headings.index("Kind") + 1
    validations = sheet.data_validations.dataValidation
    assert any(f"{openpyxl.utils.get_column_letter(kind)}2:" in str(v.sqref) for v in validations)
    words = {cell.value for cell in book["Lists"]["A"]}
    assert {k.label for k in load_vocabulary().kinds.values()} <= words
    document = docx.Document(tmp_path / "templates" / "chronology-template.docx")
    assert document.tables[0].rows[0].cells[0].text == "Date"


def test_a_filled_in_template_loads(tmp_path):
    loaders.init_case(tmp_path)
    path = tmp_path / "chronologies" / "police.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Chronology"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(3, column).value = sheet.cell(2, column).value
    sheet.cell(3, 1).value = "14 March 2012"
    book.save(path)
    result = loaders.load_case(tmp_path)
    assert [str(p) for p in result.report.problems if "C1" not in str(p)] == []
    (event,) = result.records.events
    assert event.coded
    assert event.kind == "call-out"
