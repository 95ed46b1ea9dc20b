"""A newcomer's own case: init, own files in three formats, check, report, and the page."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from html import unescape

import openpyxl
import pytest

from tests.joinedup.helpers import flat, run
from tests.loaders.builders import docx_of, plain_row, put, tbl, xlsx_of

TOML = """
format = 1
[case]
id = "our-case"
title = "Our <first> review & others"
scope_from = 2010-01-01
fatal_incident = "1 June 2013"
[[person]]
id = "V"
label = "Ms A"
roles = ["victim"]
[[person]]
id = "P"
label = "Mr B"
roles = ["perpetrator"]
[[agency]]
id = "police"
name = "Our Police"
sector = "police"
files = ["police*"]
[[agency]]
id = "gp"
name = "Our Surgery"
sector = "gp"
files = ["surgery*"]
[[agency]]
id = "housing"
name = "Our Housing"
sector = "housing"
files = ["housing*"]
"""
# each agency's own headings and ways to write a date
POLICE = [
    ["Chronology of Our Police"],
    ["Date/Time", "Source of Information", "Significant Event", "Action taken"],
    ["03.05.2011", "Log 12", "Neighbour heard shouting & a bang", "No further action"],
    ["early March 2012", "", "Ms A said that he had put his hands round her throat", "Arrested"],
]
SURGERY = [
    ["Date of event", "Details", "Outcome"],
    ["15 th July 2011", "Ms A seen: “fell down the stairs”", "Bruise to left arm"],
    ["Summer 2012", "Mr B low in mood; 5 < 7 on the scale", "Review in a month"],
]
HOUSING = (
    "Date;Event;Comment\r\n22-may-12;Request to move, no reason given;\r\n"
    "undated;Rent – £40 late;x\r\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newcomer") / "our case"
    assert run("init", folder).exit_code == 0
    (folder / "chronologies" / "police.xlsx").unlink()
    (folder / "case.toml").write_text(TOML, encoding="utf-8")
    xlsx_of(folder / "chronologies" / "police 2011-12.xlsx", POLICE)
    docx_of(folder / "chronologies" / "surgery.docx", tbl(*(plain_row(*row) for row in SURGERY)))
    put(folder, "housing.csv", HOUSING.encode("cp1252"))
    return folder


@pytest.fixture(scope="module")
def page(folder):
    result = run("report", folder)
    # nothing is coded yet: that is said first, and in the page, and by the exit code
    assert result.exit_code == 1
    assert flat(result.stderr).startswith("6 of 6 rows are not coded; these findings cannot see")
    assert "No row is coded, so no findings can be looked for." in flat(result.stdout)
    return (folder / "output" / "report.html").read_text(encoding="utf-8")


def test_check(folder):
    result = run("check", folder)
    said = flat(result.output.replace("│", " "))
    assert result.exit_code == 1
    assert "10 rows read = 6 loaded + 4 set aside." in said
    assert "police 2011-12.xlsx Sheet1 police 4 2" in said
    assert "surgery.docx table 1 gp 3 2 1 (1 row of headings)" in said
    assert "housing.csv housing 3 2" in said


def test_the_page_holds_every_row_as_written(page):
    body = unescape(page.partition("<table class=chron")[2])
    for row in (*POLICE[2:], *SURGERY[1:]):
        for cell in (row[0], *row[-2:]):
            assert cell in body, cell
    assert "Request to move, no reason given" in body
    assert "Rent – £40 late" in body
    for place in ("police 2011-12.xlsx, Sheet1, row 3", "surgery.docx", "housing.csv"):
        assert place in body
    assert body.partition("</table>")[0].count("<tr ") == 6


def test_the_page_leads_with_what_it_cannot_see(page):
    text = unescape(re.sub(r"<[^>]+>", "", page))
    assert "6 of 6 rows are not coded; these findings cannot see them." in text
    assert "No row is coded, so no findings can be looked for." in text
    assert "every row is coded" not in text
    assert page.index("not coded; these findings") < page.index("id=overview")


def test_the_page_is_one_file_that_asks_nothing_of_any_network(page):
    assert page.startswith("<!DOCTYPE html>")
    assert "Our &lt;first&gt; review &amp; others" in page
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    assert not re.findall(r'\s(?:src|href|action|data)\s*=\s*(?!"?#|"?data:,"?>)', markup)
    assert "default-src 'none'" in unescape(page)


def test_the_workbook_and_the_manifest(folder, page):
    book = openpyxl.load_workbook(folder / "output" / "chronology.xlsx")
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 7
    assert "Neighbour heard shouting & a bang" in {row[3] for row in rows}
    book.close()
    manifest = json.loads((folder / "output" / "manifest.json").read_bytes())
    assert manifest["rows"] == {"loaded": 6, "uncoded": 6}
    assert manifest["inputs"] == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "case.toml", *(folder / "chronologies").iterdir())
    }
    with zipfile.ZipFile(folder / "output" / "chronology.xlsx") as archive:
        assert archive.testzip() is None


def test_coding_brings_findings(folder, page):
    """Confirming suggestions is what makes a case speak."""
    import csv

    assert run("code", folder).exit_code == 0
    path = folder / "coding.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for line in lines:
        line["status"] = "confirmed"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    knew = run("knew", folder, "--agency", "police", "--format", "json")
    assert "strangulation or suffocation" in {line["fact"] for line in json.loads(knew.stdout)}
    path.unlink()
