"""What cannot be written is a sentence, and nothing half-written is left behind."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from joinedup.cli import _not_possible
from tests.joinedup.helpers import flat, run, two_agencies
from tests.loaders.builders import case

COMMANDS = {
    "report": "report.html",
    "code": "coding.csv",
    "dispositions prepare": "dispositions.csv",
    "migrate": "case.toml",
}


def _case(folder: Path) -> Path:
    """Return a case on which every command has something to write."""
    two_agencies(folder)
    toml = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(toml.replace("format = 1\n", ""), encoding="utf-8")
    text = "Date,Source,What happened\n4/6/2011,,He threatened to kill her\n"
    (folder / "chronologies" / "police2.csv").write_text(text, encoding="utf-8")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_open_in_excel(tmp_path, monkeypatch, command):
    folder = _case(tmp_path)
    before = _files(folder)

    def locked(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", locked)
    monkeypatch.setattr(Path, "replace", locked)
    result = run(*command.split(), folder)
    assert result.exit_code == 3
    said = flat(result.stderr)
    assert f"JU-L017 {COMMANDS[command]}" in said
    assert "Close it in Word or Excel and try again" in said
    assert "The page:" not in result.stdout
    assert _files(folder) == before  # not even a temporary file


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "Permission denied"), (errno.EROFS, "Read-only file system"),
     (errno.ENOSPC, "No space left on device")],
)  # fmt: skip
def test_a_folder_that_may_not_be_written_to(tmp_path, monkeypatch, command, number, words):
    todo = {errno.EROFS: "can only be read: name a place", errno.ENOSPC: "disk is full: free some"}
    folder = _case(tmp_path)
    before = _files(folder)

    def refused(*_, dir: Path, **__):  # noqa: A002
        raise OSError(number, words, f"{dir}/.x.tmp")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    result = run(*command.split(), folder)
    assert result.exit_code == 3
    said = flat(result.stderr)
    assert "JU-L017" in said
    assert words in said
    assert todo.get(number, "Close it") in said
    assert (number == errno.EACCES) == ("Close it" in said)  # no advice that does not help
    assert ".tmp" not in said
    assert _files(folder) == before


def test_a_pack_that_cannot_be_begun_is_told_by_the_folder_it_was_to_be_in(tmp_path):
    said = _not_possible(PermissionError(13, "Permission denied", f"{tmp_path}/.pack-1f.partial"))
    assert f"JU-L017 {tmp_path}: " in said
    assert ".partial" not in said and "a folder that you may write to" in said


def test_a_file_stands_where_the_output_should_go(tmp_path):
    folder = two_agencies(tmp_path)
    (folder / "output").write_text("mine", encoding="utf-8")
    result = run("report", folder)
    assert result.exit_code == 3
    assert "JU-L017" in result.stderr
    assert (folder / "output").read_text(encoding="utf-8") == "mine"
    # a folder of the name of a file that is written
    (folder / "output").unlink()
    (folder / "output" / "findings.csv").mkdir(parents=True)
    result = run("report", folder)
    assert (result.exit_code, "JU-L017 findings.csv" in result.stderr) == (3, True)
    assert not list(folder.rglob("*.tmp"))


def test_init_and_demo_where_nothing_can_be_made(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for arguments in (("init", tmp_path / "file"), ("init", tmp_path / "file" / "case"),
                      ("demo", "--to", tmp_path / "file")):  # fmt: skip
        result = run(*arguments)
        assert result.exit_code == 3, arguments
        assert "JU-L0" in result.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_output_elsewhere(tmp_path):
    folder = two_agencies(tmp_path / "case")
    result = run("report", folder, "--output", tmp_path / "a" / "b")
    assert result.exit_code == 0
    assert (tmp_path / "a" / "b" / "report.html").is_file()
    assert not (folder / "output").exists()
    assert run("report", folder, "--output", folder / "case.toml").exit_code == 2


def test_the_evidence_is_never_written_to(tmp_path):
    folder = _case(tmp_path)
    before = {n: d for n, d in _files(folder).items() if n.startswith("chronologies/")}
    times = {n: (folder / n).stat().st_mtime_ns for n in before}
    for command in (*COMMANDS, "check", "findings", "dispositions list"):
        assert run(*command.split(), folder).exit_code in (0, 1)
    assert {n: d for n, d in _files(folder).items() if n.startswith("chronologies/")} == before
    assert {n: (folder / n).stat().st_mtime_ns for n in before} == times


def test_a_page_without_its_script_says_what_to_do(tmp_path, monkeypatch):
    def missing(_, **__):
        raise FileNotFoundError("the page's script has not been bundled: run `python x.py`")

    monkeypatch.setattr("joinedup.outputs.render", missing)
    result = run("report", two_agencies(tmp_path))
    assert (result.exit_code, "has not been bundled" in result.stderr) == (3, True)


def test_a_case_may_be_named_by_its_case_toml(tmp_path):
    folder = two_agencies(tmp_path)
    assert run("report", folder / "case.toml").exit_code == 0
    assert (folder / "output" / "report.html").is_file()
    assert case(tmp_path / "x").is_dir()
