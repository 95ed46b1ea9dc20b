import os
import zipfile
from pathlib import Path

import pytest

import loaders
from loaders import sniff
from tests.loaders.builders import (
    CASE,
    HEADS,
    case,
    codes,
    csv_of,
    docx_of,
    loaded,
    plain_row,
    problem,
    put,
    reasons,
    tbl,
    xlsx_of,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("police.doc", OLE + "WordDocument".encode("utf-16-le"), "JU-L020", "save it as .docx"),
        ("police.docx", OLE + "WordDocument".encode("utf-16-le"), "JU-L020", "save it as .docx"),
        ("police.xls", OLE + "Workbook".encode("utf-16-le"), "JU-L021", "save it as .xlsx"),
        ("police.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "JU-L010", "password"),
        ("police.msg", OLE + "__properties_version1.0".encode("utf-16-le"), "JU-L023", "email"),
        ("police.pdf", b"%PDF-1.7 ...", "JU-L022", "Word or Excel"),
        ("police.docx", b"%PDF-1.7 ...", "JU-L022", "Word or Excel"),
        ("police.eml", b"From: a@b\nSubject: x\n", "JU-L023", "save the chronology"),
        ("police.rtf", b"{\\rtf1 x}", "JU-L020", "save it as .docx"),
        ("police.png", b"\x89PNG\r\n\x1a\n", "JU-L024", "picture"),
        ("police.jpg", b"\xff\xd8\xff\xe0", "JU-L024", "picture"),
        ("police.txt", b"3 May 2011 he called", "JU-L025", ".xlsx"),
        ("police.html", b"<table>", "JU-L025", ".xlsx"),
        ("police.exe", b"MZ\0\0" * 99, "JU-L027", ".docx"),
        ("police", b"Date,Event\n", "JU-L027", ".docx"),
        ("police.xlsx", b"Date,Source,Event\n3/5/11,,x\n", "JU-L028", "ending"),
        ("police.docx", b"", "JU-L011", "send it again"),
        ("police.docx", b"PK\x03\x04 cut off", "JU-L012", "send it again"),
        ("police.csv", bytes(range(256)) * 9, "JU-L012", "send it again"),
    ],
)
def test_refused_by_name_with_what_to_do(tmp_path, name, data, code, says):
    folder = case(tmp_path, CASE, gp_csv=csv_of(("3/5/11", "", "still read")))
    put(folder, name, data)
    result = loaders.load_case(folder)
    found = problem(result, code)
    assert found.document == name
    assert found.severity == "error"
    assert says in str(found)
    assert [e.summary for e in result.records.events] == ["still read"]


def test_wrong_ending_both_ways(tmp_path):
    folder = case(tmp_path)
    source = xlsx_of(tmp_path / "a.xlsx", [list(HEADS), ["3/5/11", "", "x"]])
    put(folder, "police.docx", source.read_bytes())
    put(folder, "gp.csv", source.read_bytes())
    assert codes(loaders.load_case(folder))[:2] == ["JU-L028", "JU-L028"]


def test_truncated_office_files(tmp_path):
    folder = case(tmp_path)
    whole = xlsx_of(tmp_path / "a.xlsx", [list(HEADS), ["3/5/11", "", "x"]]).read_bytes()
    put(folder, "police.xlsx", whole[: len(whole) // 2])
    good = docx_of(tmp_path / "a.docx", tbl(plain_row(*HEADS))).read_bytes()
    broken = bytearray(good)
    broken[60:90] = bytes(30)
    put(folder, "gp.docx", bytes(broken))
    cut = docx_of(tmp_path / "b.docx", "")
    with zipfile.ZipFile(cut, "w") as archive:
        archive.writestr("word/document.xml", "<w:document xmlns:w='x'><w:body>")
    put(folder, "csc.docx", cut.read_bytes())
    result = loaders.load_case(folder)
    assert [c for c in codes(result) if c == "JU-L012"] == ["JU-L012"] * 3


def test_zip_bombs(tmp_path):
    folder = case(tmp_path)
    path = folder / "chronologies" / "police.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (80 * 1024 * 1024))
    many = folder / "chronologies" / "gp.xlsx"
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"xl/{number}", b"")
    result = loaders.load_case(folder)
    assert codes(result)[:2] == ["JU-L013", "JU-L013"]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    folder = case(tmp_path)
    path = put(folder, "police.csv", "Date,Source,What happened\n")
    os.truncate(path, 200 * 1024 * 1024)  # sparse: nothing is written
    found = problem(loaders.load_case(folder), "JU-L016")
    assert found.found == "200 MB"


@pytest.mark.parametrize("name", ["open", "read_bytes"])
def test_a_file_that_may_not_be_read(tmp_path, monkeypatch, name):
    rows = csv_of(("3/5/11", "", "x"))
    folder = case(tmp_path, CASE, police_csv=rows, gp_csv=csv_of(("4/5/11", "", "y")))
    usual = getattr(Path, name)

    def forbidden(path, *args, **kwargs):
        if path.name == "police.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path, *args, **kwargs)

    monkeypatch.setattr(Path, name, forbidden)
    result = loaders.load_case(folder)
    assert codes(result)[0] == "JU-L017"
    assert [e.summary for e in result.records.events] == ["y"]
    assert str(tmp_path) not in str(problem(result, "JU-L017"))


def test_a_file_open_elsewhere_is_a_sentence(tmp_path, monkeypatch):
    folder = case(tmp_path, CASE, police_csv=csv_of(("3/5/11", "", "x")))

    def locked(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("loaders.load.kind_of", locked)
    found = problem(loaders.load_case(folder), "JU-L017")
    assert "Close it in Word or Excel" in str(found)
    assert str(tmp_path) not in str(found)


def test_clutter_is_skipped_and_counted(tmp_path):
    folder = case(tmp_path, CASE, police_csv=csv_of(("3/5/11", "", "x")))
    for name in ("~$police.docx", ".DS_Store", "Thumbs.db", "desktop.ini", ".~lock.a.xlsx#"):
        put(folder, name, b"\0")
    result = loaders.load_case(folder)
    assert len(result.report.skipped) == 5
    assert codes(result) == []


HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "'); DROP TABLE events;--",
    "‮reversed‬ text",
    "😀 emoji 👩‍👧",
    "{{7*7}} ${jndi:ldap://x} %s",
    "../../etc/passwd",
    "a\u2028b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_as_it_is(tmp_path, text):
    folder = case(tmp_path, CASE, police_csv=csv_of(("3/5/11", "", text)))
    xlsx_of(folder / "chronologies" / "gp.xlsx", [list(HEADS), ["3/5/11", "", text]])
    docx_of(
        folder / "chronologies" / "csc.docx", tbl(plain_row(*HEADS), plain_row("3/5/11", "", text))
    )
    result = loaders.load_case(folder)
    assert [e.summary for e in result.records.events] == [text] * 3
    assert ("JU-L087" in codes(result)) == ("\u202e" in text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_everywhere_else_never_breaks(tmp_path, text):
    heads = (
        "Date", "Source", "What happened", "Who was involved", "Kind", "Information",
        "Shared with", "In response to", "Took into account", "Risk tool", "Grade", "Seq", "Ref",
        "Learned", text,
    )  # fmt: skip
    result = loaded(tmp_path, police_csv=csv_of((text,) * len(heads), heads=heads))
    assert result.report.rows_read == result.report.rows_loaded + result.report.rows_set_aside
    for each in result.report.problems:
        assert "\u202e" not in str(each)
        assert "\n" not in each.found


def test_a_problem_quotes_little(tmp_path):
    secret = "He said that " + "x" * 500
    result = loaded(tmp_path, police_csv=csv_of((secret, "", secret)))
    assert all(len(p.found) <= 60 for p in result.report.problems)


def test_reading_the_same_bytes_twice_is_noticed(tmp_path):
    text = csv_of(("3/5/11", "", "x"))
    result = loaded(tmp_path, police_csv=text, police2_csv=text)
    assert len(result.records.events) == 1
    assert problem(result, "JU-L018").document == "police2.csv"
    assert reasons(result)["row in a file that is the same as another"] == 2


def test_the_limit_for_files_is_below_200_mb():
    assert sniff.MAX_BYTES < 200 * 1024 * 1024
