"""Every command as it is used: what it says, and its exit code."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from io import StringIO

import pytest
from click.testing import CliRunner

from joinedup.cli import common, main
from loaders.dispositions import COLUMNS
from tests.joinedup.helpers import CODED, EXAMPLE, TWO, flat, process, run, two_agencies
from tests.loaders.builders import case, csv_of

KNOWN = ("--fact", "threats to kill")


def test_the_whole_path_once(tmp_path):
    folder = tmp_path / "my-case"
    made = run("init", folder)
    assert made.exit_code == 0
    assert f"joinedup check {folder}" in flat(made.output)
    assert {p.name for p in folder.iterdir()} == {"case.toml", "chronologies", "templates"}

    # the template's own row is no evidence, and nothing to be reassured by
    empty = run("check", folder)
    assert empty.exit_code == 1
    assert "2 rows read = 0 loaded + 2 set aside." in empty.output

    two_agencies(folder)
    (folder / "chronologies" / "police.xlsx").unlink()
    checked = run("check", folder)
    assert (checked.exit_code, "4 rows read = 2 loaded + 2 set aside." in checked.output) == (
        0,
        True,
    ), checked.output
    reported = run("report", folder)
    assert reported.exit_code == 0
    assert "1 line of enquiry (1 finding)" in reported.output
    assert {p.name for p in (folder / "output").iterdir()} == {
        "chronology.xlsx",
        "findings.csv",
        "manifest.json",
        "report.html",
    }
    assert run("findings", folder).exit_code == 0
    assert run("knew", folder, *KNOWN).exit_code == 0


def test_the_command_and_the_page_count_the_same_things_that_cannot_be_told(tmp_path):
    """The rows without a date are one of them on the page."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    said = re.search(
        r"(\d+) things that the records cannot tell", flat(run("report", folder).output)
    )
    page = (folder / "output" / "report.html").read_text(encoding="utf-8")
    overview = page[page.index("<h3>What these records cannot tell") :].partition("</div>")[0]
    more = re.search(r"and (\d+) more that cannot be told", overview)
    assert said is not None
    assert more is not None
    assert int(said[1]) == overview.count("<li") + int(more[1])


def test_init_never_writes_over_anything(tmp_path):
    folder = case(tmp_path / "mine")
    before = (folder / "case.toml").read_bytes()
    result = run("init", folder)
    assert result.exit_code == 3
    assert "JU-L007" in result.stderr
    assert (folder / "case.toml").read_bytes() == before


def test_check_says_where_each_thing_is_and_what_to_do(tmp_path):
    folder = case(tmp_path, police_csv=csv_of(("31/2/2011", "Desk 3", "He rang")), other_pdf="%PDF")
    result = run("check", folder)
    assert result.exit_code == 1
    said = flat(result.output)
    assert "JU-L022 other.pdf: The file is a PDF" in said
    assert "Ask the agency for the Word or Excel file" in said
    assert re.search(r"JU-[LD]\d+ police\.csv, row 2", said)
    assert "1 of 1 rows are not coded" in said
    assert run("check", "--all", folder).output.count("JU-") > result.output.count("JU-")


def test_code_writes_suggestions_that_do_not_count_yet(tmp_path):
    text = "She said that he had threatened to kill her"
    folder = case(tmp_path, TWO, police_csv=csv_of(("3/5/2011", "", text)))
    result = run("code", folder)
    assert result.exit_code == 0
    assert "1 of 1 rows are not coded" in flat(result.output)
    with (folder / "coding.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert {line["status"] for line in lines} == {"suggested"}
    # and again: nothing is added twice
    before = (folder / "coding.csv").read_bytes()
    assert "0 suggestions added" in run("code", folder / "case.toml").output
    assert (folder / "coding.csv").read_bytes() == before


def test_code_where_there_is_nothing_to_code(tmp_path):
    result = run("code", case(tmp_path))
    assert result.exit_code == 1
    assert "Every row is coded" not in result.output
    assert "no chronology has been read" in result.output


# --- findings -------------------------------------------------------------------------------


def test_findings_as_a_table(demo):
    result = run("findings", demo[0])
    assert result.exit_code == 0
    assert flat(result.stderr).startswith("3 of 211 rows are not coded; these findings cannot")
    assert "\n1. No record that it was shared" in result.stdout
    # what rests on a number that the panel sets stands after what rests on the records
    assert re.findall(r"\n\d+\. (.*)", result.stdout)[-1].startswith("What the records held")
    # each thing that went well is said, not only how many
    assert result.stdout.count("What went well: ") == 6
    assert "things that went well" not in result.stdout
    assert "northshire-police.xlsx" in result.stdout
    short = run("findings", "--lines", demo[0])
    assert "unshared-" not in short.stdout
    assert len(short.stdout) < len(result.stdout) / 2


def test_findings_as_csv_and_json_agree(demo, example):
    listed = csv.DictReader(StringIO(run("findings", demo[0], "--format", "csv").stdout))
    rows = list(listed)
    data = json.loads(run("findings", demo[0], "--format", "json").stdout)
    expected = [f.finding_id for f in (*example.answers.findings, *example.answers.good)]
    assert [r["finding_id"] for r in rows] == expected
    assert [d["finding_id"] for d in data] == expected
    assert set(data[0]) == set(rows[0])
    assert all(re.fullmatch(r"\d*", r["days_least"]) for r in rows)  # whole days, never 405.0


def test_certain_only_counts_what_it_lists(tmp_path):
    folder = case(
        tmp_path,
        TWO,
        police_csv=csv_of(
            ("Summer 2011", "", "He will kill her", "V", "disclosure", "threats to kill: P > V"),
            heads=CODED,
        ),
        gp_csv=csv_of(("10/7/2011", "", "Cough", "V", "contact", ""), heads=CODED),
    )
    every = json.loads(run("findings", folder, "--format", "json").stdout)
    assert [f["certainty"] for f in every] == ["possible"]
    assert json.loads(run("findings", folder, "--certain-only", "--format", "json").stdout) == []
    table = run("findings", folder, "--certain-only").stdout
    assert "1 lines" not in table
    assert "not a finding that there was nothing to find" in flat(table)


# --- knew -----------------------------------------------------------------------------------


def test_who_knew_a_fact(demo):
    result = run("knew", demo[0], "--fact", "strangulation")
    assert result.exit_code == 0
    assert "Craig towards Leanne" in flat(result.stdout.replace("│", " "))
    assert "Silence is no proof" in result.stdout


def test_a_day_of_a_pack_is_counted_as_its_rows_are(demo, tmp_path):
    folder = tmp_path / "counted"
    shutil.copytree(demo[0], folder)
    settings = folder / "case.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[dates]\nday_1 = 2011-01-01\n", "utf-8")
    for day in ("day 213", "Day 213"):
        result = run("knew", folder, "--fact", "strangulation", "--as-at", day)
        assert result.exit_code == 0, result.stderr
        assert "As at 1 August 2011" in result.stdout


@pytest.mark.parametrize("day", ["1/8/2011", "01.08.11", "1 August 2011", "2011-08-01", "1-aug-11"])
def test_the_day_comes_first(demo, day):
    result = run("knew", demo[0], "--fact", "strangulation", "--as-at", day)
    assert result.exit_code == 0
    assert "As at 1 August 2011" in result.stdout


def test_as_at_shows_the_row_that_was_there_by_then(demo):
    asked = ("knew", demo[0], "--fact", "strangulation", "--agency", "csc", "--format", "json")
    then = json.loads(run(*asked, "--as-at", "1/8/2011").stdout)
    later = json.loads(run(*asked).stdout)
    (csc,) = (line for line in then if line["holder"] == "csc")
    assert (csc["certain_from"], csc["how"]) == (None, "sent; no record of receipt")
    assert next(line for line in later if line["holder"] == "csc")["certain_from"] is not None
    before = run(*asked[:-2], "--as-at", "1/1/2000")
    assert before.exit_code == 0
    assert "no record that any of them had this" in flat(before.stdout)


def test_what_an_agency_knew(demo):
    data = json.loads(
        run("knew", demo[0], "--agency", "Northshire Police", "--format", "json").stdout
    )
    assert data
    assert {line["holder"].partition("/")[0] for line in data} == {"police"}
    listed = run("knew", demo[0], "--agency", "POLICE", "--format", "csv").stdout
    assert listed.count("\n") == len(data) + 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--fact", "thraets to kill"], "did you mean \"threats to kill\"?"),
        (["--agency", "Northshire Polise"], "Did you mean “northshire police”?"),
        (["--agency", "zzzz"], "“zzzz” is no agency of this case."),
        (["--fact", "arson"], "No row of this case speaks of"),
        ([*KNOWN, "--as-at", "31/2/2012"], "Write it as 14/3/2012"),
        ([*KNOWN, "--as-at", "soon\x1b[31m"], "is not a day"),
        ([*KNOWN, "--format", "xml"], "--format"),
        ([], "Give --fact, --agency, or both"),
    ],
)  # fmt: skip
def test_asked_wrongly(tmp_path, arguments, says):
    result = run("knew", two_agencies(tmp_path), *arguments)
    assert result.exit_code == 2
    assert says in flat(result.stderr)
    assert "\x1b" not in result.output


# --- dispositions ---------------------------------------------------------------------------


def _copy(path, *lines):
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows({"format": "1", **line} for line in lines)
    return path


def test_dispositions_from_copies(tmp_path):
    folder = two_agencies(tmp_path / "case")
    (finding,) = json.loads(run("findings", folder, "--format", "json").stdout)
    name = finding["finding_id"]
    assert "dispositions prepare" in flat(run("dispositions", "list", folder).stdout)
    assert "1 added, 0 kept" in flat(run("dispositions", "prepare", folder).stdout)

    base = {"finding_id": name, "who": "Chair"}
    old = _copy(tmp_path / "a.csv", {**base, "state": "accepted", "when": "2026-03-01T09:00"})
    new = _copy(
        tmp_path / "b.csv",
        {**base, "state": "rejected", "when": "2026-03-02T09:00", "note": "=1+1\x1b[31m no"},
        {"finding_id": "unshared-gone", "state": "explained", "when": "2026-03-02", "title": "x"},
    )
    merged = run("dispositions", "merge", folder / "case.toml", old, new)
    assert merged.exit_code == 1
    said = flat(merged.stdout)
    assert "1 added, 1 updated, 2 in all." in said
    assert "kept “rejected”" in said
    assert "a.csv says “accepted” by Chair of 2026-03-01T09:00" in said
    assert "\x1b" not in merged.output

    listed = run("dispositions", "list", folder)
    assert listed.exit_code == 0
    assert "rejected" in listed.stdout
    assert "no longer found" in listed.stdout
    assert "\x1b" not in listed.output
    assert "'=1+1" in (folder / "dispositions.csv").read_text(encoding="utf-8-sig")
    # once more, in the other order: the same file, and nothing new
    before = (folder / "dispositions.csv").read_bytes()
    run("dispositions", "merge", folder, new, old)
    assert (folder / "dispositions.csv").read_bytes() == before
    assert run("dispositions", "merge", folder, new).exit_code == 0


@pytest.mark.parametrize(
    "command", [["dispositions", "prepare"], ["dispositions", "merge"], ["migrate"]]
)
def test_a_line_that_is_not_understood_is_never_rewritten_away(tmp_path, command):
    folder = two_agencies(tmp_path / "case")
    path = _copy(
        folder / "dispositions.csv",
        {"finding_id": "unshared-1", "state": "acepted", "note": "two hours of discussion"},
    )
    before = path.read_bytes()
    extra = [_copy(tmp_path / "copy.csv")] if command[-1] == "merge" else []
    result = run(*command, folder, *extra)
    assert result.exit_code == 1
    assert "JU-L106" in result.stderr
    assert "Nothing was written" in result.stderr
    assert path.read_bytes() == before


def test_a_line_of_a_copy_that_is_not_understood_is_said(tmp_path):
    folder = two_agencies(tmp_path / "case")
    copy = _copy(
        tmp_path / "copy.csv",
        {"finding_id": "unshared-1", "state": "acepted"},
        {"finding_id": "unshared-2", "state": "accepted"},
    )
    result = run("dispositions", "merge", folder, copy)
    assert result.exit_code == 1
    assert "JU-L106 copy.csv, row 2" in flat(result.stdout)
    assert "1 added" in result.stdout


def test_merge_writes_nothing_where_there_is_no_case(tmp_path):
    copy = _copy(tmp_path / "copy.csv", {"finding_id": "a", "state": "open"})
    (tmp_path / "empty").mkdir()
    result = run("dispositions", "merge", tmp_path / "empty", copy)
    assert (result.exit_code, "JU-L001" in result.stderr) == (3, True)
    assert list((tmp_path / "empty").iterdir()) == []
    # and a copy that is none of ours
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("dispositions", "merge", two_agencies(tmp_path / "c"), tmp_path / "other.csv")
    assert (result.exit_code, "JU-L100 other.csv" in result.stderr) == (3, True)
    assert run("dispositions", "merge", tmp_path / "c", tmp_path / "none.csv").exit_code == 2


# --- demo, migrate, version -----------------------------------------------------------------


def test_the_demo(demo):
    folder, result = demo
    assert result.exit_code == 0
    page = folder / "output" / "report.html"
    assert str(page) in result.output.replace("\n", "")
    assert page.stat().st_size > 100_000
    assert "3 of 211 rows are not coded" in page.read_text(encoding="utf-8")


def test_the_demo_has_a_pack_for_a_room(demo):
    folder, result = demo
    pack, key = folder.with_name("amber-street-pack"), folder.with_name("amber-street-key.json")
    said = result.output.replace("\n", "")
    assert str(pack / "walkthrough" / "walkthrough.html") in said
    assert str(pack / "case-map.html") in said
    assert "none was found" in said
    assert len(list((pack / "walkthrough" / "seats").iterdir())) == 13
    assert (pack / "case-map.html").stat().st_size > 20_000
    assert run("verify-pack", pack, "--key", key).exit_code == 0
    assert "211 loaded" in run("check", pack).stdout
    whole = b"".join(path.read_bytes() for path in pack.rglob("*") if path.is_file())
    # what is sealed is signs by chance: four of them can be anything
    whole = re.sub(rb"[A-Za-z0-9+/=]{1000,}", b"", whole).lower()
    for name in ("Leanne", "Dolan", "Calderwick", "Northshire", "Larkfield", "FK08"):
        assert name.lower().encode() not in whole, name
    # a Ref that is drawn may have these five figures within it: r1077007
    assert not re.search(rb"(?<![a-z0-9])07700", whole)


def test_a_second_demo_says_where_the_pages_of_the_first_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    two_agencies(tmp_path / "demo" / "amber-street")
    page = tmp_path / "demo" / "amber-street-pack" / "walkthrough" / "walkthrough.html"
    page.parent.mkdir(parents=True)
    page.write_text("mine", encoding="utf-8")
    said = run("demo").output.replace("\n", "")
    assert f"For a room: {page}" in said
    assert "For a wall" not in said
    assert page.read_text(encoding="utf-8") == "mine"


@pytest.mark.thorough
def test_a_demo_that_was_stopped_has_its_pack_the_next_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def stopped(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as halfway:
        halfway.setattr("joinedup.anonymise.pack.make_pack", stopped)
        assert CliRunner().invoke(main, ["demo"]).exit_code == 1
    assert (tmp_path / "demo" / "amber-street" / "output").is_dir()
    assert not (tmp_path / "demo" / "amber-street-pack").exists()
    again = run("demo")
    assert again.exit_code == 0
    assert "For a room: " in again.stdout
    assert "is kept: " in flat(run("demo").stdout)


def test_the_demo_keeps_what_was_changed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    two_agencies(tmp_path / "demo" / "amber-street")
    before = (tmp_path / "demo" / "amber-street" / "case.toml").read_bytes()
    kept = run("demo")
    assert kept.exit_code == 0
    assert "is not the example as it comes, so no pack is made of it" in flat(kept.stdout)
    assert (tmp_path / "demo" / "amber-street" / "case.toml").read_bytes() == before
    assert not (tmp_path / "demo" / "amber-street-pack").exists()


def test_migrate(tmp_path):
    written = "# our case\n[case]\nid = 'x' # kept\n\n# the family\n[[person]]\nid = 'V'\n"
    folder = case(tmp_path, written)
    first = run("migrate", folder)
    assert first.exit_code == 0
    text = (folder / "case.toml").read_text(encoding="utf-8")
    assert text.startswith("format = 1\n")
    assert text.removeprefix("format = 1\n\n") == written
    again = run("migrate", folder)
    assert again.exit_code == 0
    assert "already in format 1" in again.output
    assert (folder / "case.toml").read_text(encoding="utf-8") == text


def test_migrate_never_touches_evidence(tmp_path):
    folder = two_agencies(tmp_path)
    before = {p.name: p.read_bytes() for p in (folder / "chronologies").iterdir()}
    run("code", folder)
    run("dispositions", "prepare", folder)
    kept = {n: (folder / n).read_bytes() for n in ("case.toml", "dispositions.csv")}
    assert run("migrate", folder).exit_code == 0
    assert {p.name: p.read_bytes() for p in (folder / "chronologies").iterdir()} == before
    assert {n: (folder / n).read_bytes() for n in kept} == kept


@pytest.mark.parametrize("order", [("--version", "--verbose"), ("--verbose", "--version")])
def test_the_version_for_a_bug_report(order):
    result = run(*order)
    assert result.exit_code == 0
    assert result.output.startswith("joinedup ")
    assert f"Python {sys.version.split()[0]}" in result.output
    assert "networkx" in result.output
    assert run("--version").output.count("\n") == 1


def test_no_command_and_a_wrong_one():
    bare = run()
    assert (bare.exit_code, "Commands:" in bare.stderr) == (2, True)
    assert run("chekc").exit_code == 2
    assert run("check").exit_code == 2
    assert run("--help").exit_code == 0
    for name in main.commands:
        assert run(name, "--help").exit_code == 0


# --- what cannot be read --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "code", "says"),
    [
        (None, "JU-L001", "joinedup init FOLDER"),
        ("format = 2\n[case]\nid = 'x'\n", "JU-L004", "format = 2; this version reads 1"),
        ("[case\nid=", "JU-L002", "line 1"),
        ("[case]\nid = 7\n", "JU-L003", "case.id: expected text in quotation marks"),
        ("[case]\nid='x'\n[[agency]]\nid='a'\nsectr='gp'\n", "JU-L003", "agency[1].sectr: this"),
        ('[case]\nid="x"\n"\\u001b[31m" = 1\n', "JU-L003", "not known"),
        ("", "JU-L003", "case"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "command",
    ["check", "code", "report", "findings", "migrate", "knew", "dispositions list",
     "dispositions prepare"],
)  # fmt: skip
def test_input_that_cannot_be_read(tmp_path, command, toml, code, says):
    if toml is not None:
        case(tmp_path, toml)
    before = sorted(tmp_path.rglob("*"))
    extra = ["--agency", "gp"] if command == "knew" else []
    result = run(*command.split(), tmp_path, *extra)
    assert result.exit_code == 3
    assert code in result.stderr
    assert says in flat(result.stderr)
    assert "\x1b" not in result.output
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_is_not_there(tmp_path):
    result = run("check", tmp_path / "nowhere")
    assert (result.exit_code, "JU-L001" in result.stderr) == (3, True)


@pytest.mark.parametrize("name", ["coding.csv", "dispositions.csv"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04\xff", b"a,b\n1,2\n", b'"', b"\0\0"])
def test_our_own_files_damaged(tmp_path, name, data):
    folder = two_agencies(tmp_path)
    (folder / name).write_bytes(data)
    result = run("report", folder)
    assert result.exit_code in (0, 3)
    if result.exit_code:
        assert f"JU-L100 {name}" in result.stderr
    assert (folder / name).read_bytes() == data


def test_newer_files_of_ours_are_refused_by_name(tmp_path):
    folder = two_agencies(tmp_path)
    _copy(folder / "dispositions.csv", {"format": "3", "finding_id": "a", "state": "open"})
    result = run("report", folder)
    assert (result.exit_code, "JU-L101 dispositions.csv" in result.stderr) == (3, True)


def test_a_fault_of_our_own_says_where_and_nothing_of_the_rows(tmp_path, monkeypatch):
    secret = "what a chronology says"

    def broken(_):
        raise KeyError(secret)

    monkeypatch.setattr("joinedup.case.load", broken)
    result = run("report", two_agencies(tmp_path))
    assert result.exit_code == 70
    assert "JU-X001" in result.stderr
    assert "KeyError at test_commands.py:" in result.stderr
    assert secret not in result.output


# --- as a process ---------------------------------------------------------------------------


def test_as_a_process(tmp_path):
    two_agencies(tmp_path / "case é")
    good = process("report", "case é", cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"})
    assert (good.returncode, good.stderr) == (0, "")
    assert "The page: " in good.stdout
    bad = process("check", "nowhere", cwd=tmp_path)
    assert (bad.returncode, bad.stdout) == (3, "")
    assert bad.stderr.startswith("JU-L001 ")
    wrong = process("knew", "case é", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "Usage: joinedup knew" in wrong.stderr


def test_a_terminal_of_old_still_gets_its_words(tmp_path):
    two_agencies(tmp_path)
    env = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "LC_ALL": "C"}
    command = [sys.executable, "-m", "joinedup", "findings", str(tmp_path)]
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("cp1252", "replace")
    assert b"Threats to kill" in done.stdout


def test_the_example_is_found(monkeypatch):
    from joinedup.cli.folder import example_folder

    assert example_folder() == EXAMPLE


def test_what_a_terminal_would_obey_is_shown():
    assert common.printable("\x9b31m\x1b]0;x\x07‮a b\u2028c") == "�31m�]0;x��a b�c"
    assert common.printable("👩\u200d👧 é 中") == "👩\u200d👧 é 中"
