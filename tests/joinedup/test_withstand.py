"""What a case must withstand, from the folder to the page: nothing lost, nothing run."""

from __future__ import annotations

import csv
import re
import unicodedata
import zipfile
from html.parser import HTMLParser
from io import StringIO

import pytest

import joinedup
from tests.joinedup.helpers import CODED, GP, POLICE, TWO, flat, run, two_agencies
from tests.loaders.builders import (
    CASE,
    HEADS,
    case,
    csv_of,
    docx_of,
    p,
    plain_row,
    put,
    tbl,
    xlsx_of,
)
from tests.loaders.builders import run as docx_run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_STEPS = zip("abcdefgh", "bcdefghi", strict=True)
_BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in _STEPS)
    + "]>"
)


def _zip(members):
    def make(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return path.read_bytes()

    return make


def _with_entity(path, name, head):
    row = f"<w:tr><w:tc>{p(f'<w:r><w:t>&{name};</w:t></w:r>')}</w:tc></w:tr>"
    return docx_of(path, tbl(plain_row(*HEADS), row), head=head).read_bytes()


def _external(path):
    secret = path.parent / "secret.txt"
    secret.write_text("TOP-SECRET-WORDS", encoding="utf-8")
    return _with_entity(path, "x", f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')


def _bomb(path):
    return _with_entity(path, "i", _BOMB)


def _xlsx_bomb(path):
    xlsx_of(path, [list(HEADS), ["3/5/11", "", "x"]])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b"<worksheet", _BOMB.encode() + b"<worksheet", 1)
    return _zip(members)(path)


def _cut(path):
    whole = xlsx_of(path, [list(HEADS), ["3/5/11", "", "x"]]).read_bytes()
    return whole[: len(whole) // 2]


FILES = {
    "empty": ("gp.docx", b"", "JU-L011", "send it again"),
    "truncated": ("gp.xlsx", _cut, "JU-L012", "save it anew"),
    "password": (
        "gp.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "JU-L010", "take the password off",
    ),
    "wrong ending": ("gp.xlsx", csv_of(("3/5/11", "", "x")).encode(), "JU-L028", "right ending"),
    "pdf by another name": ("gp.docx", b"%PDF-1.7", "JU-L022", "Word or Excel"),
    "zip bomb": (
        "gp.docx", _zip({"word/document.xml": b" " * (80 << 20)}), "JU-L013", "new document",
    ),
    "xml bomb": ("gp.docx", _bomb, "JU-L014", "save it anew"),
    "xml bomb in a sheet": ("gp.xlsx", _xlsx_bomb, "JU-L014", "save it anew"),
    "external entity": ("gp.docx", _external, "JU-L014", "save it anew"),
    "no date column": (
        "gp.csv", b"Who,What happened\r\nHim,Rang\r\n", "JU-L050", "[headings]",
    ),
    "no table": ("gp.docx", lambda path: docx_of(path, p(docx_run("text"))).read_bytes(),
                 "JU-L055", "table"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_read(tmp_path, kind):
    name, content, code, todo = FILES[kind]
    data = content(tmp_path / f"made-{name}") if callable(content) else content
    folder = case(tmp_path / "case", TWO, police_csv=POLICE)
    path = put(folder, name, data)

    checked = run("check", folder)
    assert checked.exit_code == 1
    said = flat(checked.output)
    assert f"{code} {name}" in said
    assert todo in said
    account = re.search(r"(\d+) rows read = (\d+) loaded \+ (\d+) set aside\.", said)
    read, loaded, aside = map(int, account.groups())
    assert read == loaded + aside
    assert loaded == 1

    reported = run("report", folder)
    # the one agency left is read all the same, and that it is alone is said
    assert reported.exit_code == 0
    if code != "JU-L050":
        assert f"Not read: {name}" in flat(reported.stderr)
    assert "Only one agency's chronology has been read (Northshire Police)" in flat(reported.stderr)
    assert "No chronology of Elm Surgery has been read" in flat(reported.stderr)
    page = (folder / "output" / "report.html").read_text(encoding="utf-8")
    assert "He said he would kill her" in page
    assert "TOP-SECRET-WORDS" not in page + checked.output
    assert "aaaaaaaaaa" not in page
    assert path.read_bytes() == data


# --- hostile text ---------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</td></table><b onmouseover=alert(1)>",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "'); DROP TABLE x;--",
    "invoice\u202egpj.exe",
    "😀 👩\u200d👧",
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b2J",
    "{{ 7*7 }} {% raw %} ${x} %s [bold]x[/bold]",
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "&lt;b&gt;",
)


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.scripts, self.text = [], [], [], []
        self._inside = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._inside = tag if tag in ("script", "style") else ""
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts[-1] += data
        elif not self._inside:
            self.text.append(data)


def _parsed(page):
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser


def _harmless(output):
    """Whether nothing that a terminal obeys, and nothing that turns text round, was printed."""
    odd = {c for c in output if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\u200d"}
    assert not odd, odd


def _toml_text(text):
    return '"' + "".join(
        c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text
    ) + '"'  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Hostile words as rows, persons, agencies, teams, Refs, sheet names, file names."""
    folder = tmp_path_factory.mktemp("hostile")
    words = [*HOSTILE, "NUL \0 inside"]
    toml = TWO.replace('"Elm Surgery"', _toml_text(HOSTILE[3])).replace(
        '"Leanne"', _toml_text(HOSTILE[0])
    )
    toml = toml.replace('"Northshire Police"', _toml_text(HOSTILE[1]))
    toml = toml.replace('id = "test-case"', f'id = "test-case"\ntitle = {_toml_text(HOSTILE[10])}')
    heads = (*CODED, "Ref", "Response", "Comment", "Outcome", "Tool")
    more = [
        ("4/5/2011", word, word, "V", "contact", "", word, word, word, word, word)
        for word in words
    ]  # fmt: skip
    told = ("3/5/2011", "", "Said", "V", "disclosure", "threats to kill: P > V", "", "", "", "", "")
    case(folder, toml, police_csv=csv_of(told, *more, heads=heads), gp_csv=GP)
    xlsx_of(
        folder / "chronologies" / "police-sheet.xlsx",
        [list(HEADS), *(["5/5/2011", "", word.replace("\x1b", "").replace("\x07", "")]
                        for word in HOSTILE)],
        name="=cmd! <b>",
    )  # fmt: skip
    (folder / "chronologies" / "police \u202e\x1b[31mlog.csv").write_text(
        csv_of(("6/5/2011", "", "x")), encoding="utf-8"
    )
    return folder, words, run("check", "--all", folder), run("report", folder)


def test_nothing_hostile_is_lost(hostile):
    folder, words, checked, reported = hostile
    assert reported.exit_code == 0
    rows = len(words) + 1 + 1 + len(HOSTILE) + 1
    assert f"{rows + 4} rows read = {rows} loaded + 4 set aside." in flat(checked.output)
    assert len(joinedup.load(folder).events()) == rows


def test_nothing_hostile_reaches_the_terminal(hostile):
    folder, _, checked, reported = hostile
    _harmless(checked.output)
    _harmless(reported.output)
    for form in ("table", "csv", "json"):
        _harmless(run("findings", folder, "--format", form).output)
        _harmless(run("knew", folder, "--agency", "police", "--format", form).output)
    _harmless(run("code", folder).output)
    (folder / "coding.csv").unlink()


def test_nothing_hostile_runs_in_the_page(hostile, demo):
    folder = hostile[0]
    page = (folder / "output" / "report.html").read_text(encoding="utf-8")
    mine, theirs = _parsed(page), _parsed((demo[0] / "output" / "report.html").read_text("utf-8"))
    assert mine.tags.count("script") == theirs.tags.count("script") == 5
    assert set(mine.tags) <= set(theirs.tags)
    assert not [name for name, _ in mine.attributes if name.startswith("on")]
    assert not [v for _, v in mine.attributes if v and v.lower().startswith("javascript")]
    # the data is JSON that no parser of HTML can leave
    data = mine.scripts.pop(1)
    theirs.scripts.pop(1)
    assert mine.scripts == theirs.scripts
    assert "<" not in data
    text = "".join(mine.text)
    for word in HOSTILE:
        if word.isprintable():
            assert text.count(word) >= 2, word
    assert "invoice[U+202E]gpj.exe" in text
    assert "NUL \ufffd inside" in text or "NUL  inside" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_nothing_hostile_is_a_formula(hostile):
    folder = hostile[0]
    text = (folder / "output" / "findings.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert len(rows) > 2
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert "'=cmd" in text
    with zipfile.ZipFile(folder / "output" / "chronology.xlsx") as archive:
        for name in archive.namelist():
            data = archive.read(name)
            assert b"<f>" not in data, name
            assert b"<f " not in data, name
            assert b"externalLink" not in data, name
            assert b"hyperlink" not in data, name
    assert HOSTILE[3] in {row[3].value for row in _sheet(folder)}


def _sheet(folder):
    import openpyxl

    book = openpyxl.load_workbook(folder / "output" / "chronology.xlsx")
    rows = list(book.active.iter_rows())
    book.close()
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}  # n: a blank cell
    return rows


# --- cases with little in them: never a reassurance -----------------------------------------

INFORMAL = """
format = 1
[case]
id = "x"
[[person]]
id = "V"
roles = ["victim"]
[[person]]
id = "P"
roles = ["perpetrator"]
[[agency]]
id = "family"
name = "Her family"
sector = "family"
informal = true
files = ["family*"]
"""
ONE = TWO[: TWO.index('[[agency]]\nid = "gp"')]
NO_VICTIM = TWO.replace('roles = ["victim"]\n', "")
NOBODY = "format = 1\n[case]\nid = 'x'\n"
NO_FACTS = csv_of(("3/5/2011", "", "Seen", "V", "contact", ""), heads=CODED)

SPARSE = {
    # toml, files, exit code of report, what is said in words, how many rows
    "no chronologies": (CASE, {}, 1, "No agency's chronology has been read, so no findings can be "
                        "looked for.", 0),
    "nothing at all": (NOBODY, {}, 1, "No agency's chronology has been read", 0),
    "only headings": (CASE, {"police_csv": csv_of()}, 1, "No agency's chronology has been read", 0),
    "one agency": (ONE, {"police_csv": POLICE}, 0, "Only one agency's chronology has been read "
                   "(Northshire Police): what agencies shared with each other cannot be looked for",
                   1),
    "one of two": (TWO, {"police_csv": POLICE}, 0, "No chronology of Elm Surgery has been read: "
                   "what it knew or did cannot be told.", 1),
    "no victim": (NO_VICTIM, {"police_csv": POLICE, "gp_csv": GP}, 0,
                  "The case names no victim:", 2),
    "informal sources only": (INFORMAL, {"family_csv": POLICE}, 1, "No agency's chronology has "
                              "been read, only informal sources (Her family), so no findings can "
                              "be looked for.", 1),
    "nothing coded": (TWO, {"police_csv": csv_of(("3/5/2011", "", "He rang")),
                            "gp_csv": csv_of(("4/5/2011", "", "Cough"))}, 1,
                      "No row is coded, so no findings can be looked for.", 2),
    "no fact coded": (TWO, {"police_csv": NO_FACTS, "gp_csv": GP}, 0, "No coded row says what "
                      "became known, so who knew what cannot be looked for.", 2),
}  # fmt: skip


@pytest.mark.parametrize("kind", SPARSE)
def test_little_is_never_a_reassurance(tmp_path, kind):
    toml, files, code, says, rows = SPARSE[kind]
    folder = case(tmp_path, toml, **files)
    checked, reported = run("check", folder), run("report", folder)
    assert checked.exit_code == 1
    assert reported.exit_code == code
    for result in (checked, reported):
        assert says in flat(result.output)
    assert f"= {rows} loaded +" in reported.output
    found = run("findings", folder)
    assert says in flat(found.output)
    assert found.exit_code == code
    if code:
        assert "0 lines of enquiry" not in reported.output + found.output
        assert run("findings", folder, "--format", "csv").exit_code == 1

    page = (folder / "output" / "report.html").read_text(encoding="utf-8")
    text = flat("".join(_parsed(page).text))
    assert says in text
    assert "every row is coded" not in text
    assert joinedup.load(folder).limits[0].statement in text
    if code:
        assert "Looked for in the coded rows, and not found" not in text
        assert text.count("Could not be looked for: no row of any agency") == 3
        assert "no agency's record held" not in text
        assert "cannot be told from these records: no chronology" in text
    if not rows:
        assert "No row of any chronology has been read." in text
    if "one" in kind:
        assert "only the rows of Northshire Police have been read and coded" in text
    if kind == "one of two":
        assert "Elm Surgery (cannot tell)" in text


def test_a_whole_case_has_nothing_to_add(example, tmp_path):
    assert example.limits == ()
    assert joinedup.load(two_agencies(tmp_path)).limits == ()


def test_who_knew_in_a_case_with_nothing(tmp_path):
    result = run("knew", case(tmp_path), "--agency", "police")
    assert result.exit_code == 0
    assert "no record that any" not in result.output
    assert "No agency's chronology has been read" in flat(result.output)
    assert "Silence is no proof" in result.output
