"""Paper, Word and Excel of a case: what leaves, what stays, and what stands on every page."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sys
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from lxml import html

from tests.joinedup.helpers import CODED, GP, TWO, flat, process, run, two_agencies
from tests.loaders.builders import case, csv_of

ALL = ("--pdf", "--docx", "--xlsx")
MADE = ("report.html", "report.pdf", "report.docx", "report.xlsx", "chronology.xlsx",
        "findings.csv", "manifest.json")  # fmt: skip
REASON = "Restricted intelligence: the source is her sister-in-law"
SECRETS = (REASON, "legal privilege: advice of 3 May by Messrs X", "address: the refuge at Y")

pytest.importorskip("weasyprint")


def guarded_case(folder: Path, *, term: str = "the defendant") -> Path:
    """Return a case while proceedings are live, with reasons that are to be kept back."""
    heads = (*CODED, "Consent / why not shared")
    rows = [
        ("3/5/2011", "", "He said he would kill her", "V, P", "disclosure",
         "threats to kill: P > V", SECRETS[0]),
        ("4/5/2011", "", f"Police note. {SECRETS[0]}.", "V", "contact", "", SECRETS[1]),
        ("5/5/2011", "", "MAPPA meeting", "P", "MAPPA", "", SECRETS[2]),
    ]  # fmt: skip
    toml = TWO.replace('label = "Darren"', 'label = "the perpetrator"').replace(
        'id = "test-case"',
        'id = "test-case"\nstatus = "proceedings live"\ntitle = "About the alleged perpetrator"'
        f'\nmarking = "PROTECTED, panel only"\nperpetrator_term = "{term}"',
    )
    told = csv_of(
        ("10/6/2011", "", "Seen for a cough. The perpetrator waited outside.", "V", "contact", ""),
        heads=CODED,
    )
    return case(folder, toml, police_csv=csv_of(*rows, heads=heads), gp_csv=told)


def everything(folder: Path) -> dict[str, str]:
    """Return all that can be read in each file: text, markup, data, properties."""
    found = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                parts = [archive.read(n).decode("utf-8", "replace") for n in archive.namelist()]
            found[path.name] = "\n".join(parts)
        elif path.suffix == ".pdf":
            reader = pypdf.PdfReader(BytesIO(data))
            parts = [flat(page.extract_text()) for page in reader.pages]
            found[path.name] = "\n".join([*parts, str(reader.metadata), str(reader.outline)])
        else:
            found[path.name] = data.decode("utf-8")
    return found


pytestmark = pytest.mark.xdist_group("demo")  # one worker makes what these share


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = guarded_case(tmp_path_factory.mktemp("guarded"))
    done = run("report", folder, *ALL)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def output(guarded: Path) -> dict[str, str]:
    return everything(guarded / "output")


def test_all_of_it_is_written_and_listed(guarded: Path) -> None:
    folder = guarded / "output"
    assert {p.name for p in folder.iterdir()} == set(MADE)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["marking"] == "PROTECTED, panel only"
    assert manifest["status"] == "proceedings live"
    assert manifest["contains_restricted_reasons"] is False
    assert manifest["written"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in MADE
        if name != "manifest.json"
    }


def test_while_proceedings_are_live_the_cases_own_term_stands(output: dict[str, str]) -> None:
    for name, text in output.items():
        ours = text.replace("The perpetrator waited outside.", "")
        assert "perpetrator" not in ours.casefold(), name
        if name not in ("manifest.json",):
            assert "the defendant" in flat(text), name
    # what an agency wrote is what it wrote
    assert sum("The perpetrator waited" in flat(t) for t in output.values()) == 5


def test_without_a_term_nobody_is_named_ahead_of_a_court(tmp_path: Path) -> None:
    folder = guarded_case(tmp_path, term="")
    assert run("report", folder, *ALL).exit_code == 0
    for name, text in everything(folder / "output").items():
        ours = text.replace("The perpetrator waited outside.", "")
        assert "perpetrator" not in ours.casefold(), name


def test_after_proceedings_the_label_stands_as_the_case_gives_it(tmp_path: Path) -> None:
    folder = guarded_case(tmp_path)
    toml = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(toml.replace("proceedings live", "approved"), "utf-8")
    assert run("report", folder).exit_code == 0
    text = (folder / "output" / "report.html").read_text(encoding="utf-8")
    assert "the perpetrator" in text
    assert "the defendant" not in text


def test_restricted_reasons_leave_in_nothing(output: dict[str, str]) -> None:
    for name, text in output.items():
        for secret in SECRETS:
            assert secret not in flat(text), name
            assert secret.partition(":")[2].strip() not in flat(text), name
    assert "not printed here" in flat(output["report.pdf"])
    assert "kept back" in flat(output["report.docx"])


def test_the_panels_own_copy(tmp_path: Path) -> None:
    folder = guarded_case(tmp_path)
    done = run("report", folder, *ALL, "--show-restricted")
    assert done.exit_code == 0
    assert "These files contain restricted reasons" in done.output
    names = {p.name for p in (folder / "output").iterdir()}
    assert all("contains-restricted-reasons" in name for name in names)
    assert len(names) == len(MADE)
    found = everything(folder / "output")
    for name, text in found.items():
        if name.endswith((".html", ".pdf", ".docx")):
            assert all(secret in flat(text) for secret in SECRETS), name
        if not name.endswith((".csv", ".json")):
            assert "contains restricted reasons" in text, name
    pdf = (folder / "output" / "report-contains-restricted-reasons.pdf").read_bytes()
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        assert "contains restricted reasons" in flat(page.extract_text())
    # the copy for everybody beside it is not touched by it, nor it by that
    assert run("report", folder).exit_code == 0
    assert "report.html" in {p.name for p in (folder / "output").iterdir()}
    assert SECRETS[0] not in (folder / "output" / "report.html").read_text(encoding="utf-8")


def test_marking_and_status_stand_on_every_page(guarded: Path, output: dict[str, str]) -> None:
    stamp = "PROTECTED, panel only · Status: proceedings live"
    folder = guarded / "output"
    page = html.fromstring(output["report.html"])
    marks = [flat(p.text_content()) for p in page.xpath('//p[@class="marking"]')]
    assert marks == [stamp, stamp]
    for one in pypdf.PdfReader(folder / "report.pdf").pages:
        assert flat(one.extract_text()).count(stamp) == 2
    for section in docx.Document(str(folder / "report.docx")).sections:
        assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == stamp
    for name in ("report.xlsx", "chronology.xlsx"):
        book = openpyxl.load_workbook(folder / name)
        for sheet in book.worksheets:
            assert stamp in (sheet.oddHeader.center.text or "")
            assert stamp in (sheet.oddFooter.center.text or "")
            assert "Page &P of &N" in (sheet.oddFooter.right.text or "")
        book.close()


@pytest.mark.thorough
def test_the_workbook(demo_taken: Path) -> None:
    book = openpyxl.load_workbook(demo_taken / "report.xlsx")
    assert book.sheetnames == ["Chronology", "Matrix", "Who knew", "Findings"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n"}
    rows = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    assert len(rows["Chronology"]) == 212
    assert len(rows["Findings"]) == 80
    heads = rows["Who knew"][0]
    lines = [dict(zip(heads, row, strict=True)) for row in rows["Who knew"][1:]]
    gp = {
        line["What was known"]: line
        for line in lines
        if line["Agency or source"] == "Calderwick Road Surgery"
    }
    held = [w for w, line in gp.items() if line["Certain from"]]
    assert held
    for what in held:
        assert gp[what]["By which rows"]
        assert gp[what]["On the day"] in ("Own record", "Told", "Sent, counted")
    assert "As at 2 September 2011" in (book["Matrix"].oddHeader.right.text or "")
    # the matrix says the same as the list
    wide = dict(zip(rows["Matrix"][0], range(99), strict=False))["Calderwick Road Surgery"]
    for row in rows["Matrix"][1:]:
        line = next(
            x for x in lines
            if (x["What was known"], x["About whom"], x["Agency or source"])
            == (row[0], row[1], "Calderwick Road Surgery")
        )  # fmt: skip
        assert row[wide].startswith(line["On the day"])
    book.close()


@pytest.fixture(scope="module")
def demo_taken(demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taken")
    done = run("report", demo[0], *ALL, "--as-at", "2/9/2011", "--output", folder)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def demo_read(demo_taken: Path) -> dict[str, str]:
    return everything(demo_taken)


@pytest.mark.thorough
def test_everything_is_seen_as_at_one_day(demo_read: dict[str, str]) -> None:
    found = demo_read
    held = re.search(r"On 2 September 2011 the agencies’ records together held [^.]+\.",
                     flat(html.fromstring(found["report.html"]).text_content()))  # fmt: skip
    assert held
    assert held.group() in flat(found["report.pdf"])
    assert held.group() in flat(found["report.docx"])
    assert json.loads(found["manifest.json"])["as_at"] == "2 September 2011"


@pytest.mark.thorough
def test_all_outputs_say_the_same(demo_taken: Path, demo_read: dict[str, str]) -> None:
    """Every question of findings.csv, in their order, on the page, on paper, in Word and Excel."""
    text = (demo_taken / "findings.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(StringIO(text, newline="")))
    found = demo_read
    page = flat(html.fromstring(found["report.html"]).text_content())
    word = flat(" ".join(p.text for p in docx.Document(str(demo_taken / "report.docx")).paragraphs))
    paper = flat(found["report.pdf"])
    book = openpyxl.load_workbook(demo_taken / "report.xlsx")
    ids = [row[-1].value for row in list(book["Findings"].iter_rows())[1:]]
    book.close()
    wanted = [line for line in lines if line["finding_id"] in set(ids)]
    assert len(wanted) == len(ids) == 79
    for line in wanted:
        for where in (page, word):
            assert flat(line["statement"]) in where
            assert flat(line["question"]) in where
        # a line that is broken over two pages has their heads between
        assert flat(line["question"])[:60] in paper


@pytest.mark.parametrize(
    ("day", "said"), [("yesterdayish", "is not a day"), ("1/1/1950", "is not in these records")]
)
def test_a_day_that_is_none(tmp_path: Path, day: str, said: str) -> None:
    folder = two_agencies(tmp_path)
    done = run("report", folder, "--as-at", day)
    assert done.exit_code == 2
    assert said in flat(done.stderr)
    assert not (folder / "output").exists()


def test_without_weasyprint_it_says_what_to_install(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    folder = two_agencies(tmp_path)
    done = run("report", folder, "--pdf")
    assert done.exit_code == 1
    assert "pip install 'joinedup[pdf]'" in flat(done.stderr)
    assert "print it to a PDF" in flat(done.stderr)
    assert not (folder / "output").exists()
    assert run("report", folder, "--docx").exit_code == 0


def test_without_a_library_of_the_system(tmp_path: Path, monkeypatch) -> None:
    class Broken:
        def find_spec(self, name, *_):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'\nmore")

    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    done = run("report", two_agencies(tmp_path), "--pdf")
    assert done.exit_code == 1
    assert "cannot load library 'libpango-1.0-0'" in flat(done.stderr)
    assert "apt install" in flat(done.stderr)


@pytest.mark.thorough
def test_the_same_bytes_on_any_day_in_any_zone(tmp_path: Path) -> None:
    made = []
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4711", "America/New_York")):
        folder = case(tmp_path / seed, TWO, police_csv=csv_of(
            ("3/5/2011", "", "He said he would kill her 😀", "V", "disclosure",
             "threats to kill: P > V"), heads=CODED), gp_csv=GP)  # fmt: skip
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = process("report", folder, *ALL, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
        made.append({p.name: p.read_bytes() for p in (folder / "output").iterdir()})
    for name in MADE:
        assert made[0][name] == made[1][name], f"{name} is not the same"
