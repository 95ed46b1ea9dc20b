"""Where a pack may be made, and what a run that was killed leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphdb.model import ReviewStatus
from joinedup.anonymise.beside import beside, check_apart, clear_left_over
from joinedup.anonymise.dates import DateMode
from joinedup.anonymise.errors import PackError
from joinedup.anonymise.pack import PackReport, _origins
from joinedup.anonymise.readme import About, readme
from joinedup.cli.anonymise import _kinds
from joinedup.leakcheck.report import Leak
from tests.anonymise.test_pack import folder
from tests.joinedup.helpers import flat, run

__all__ = ["folder"]

_KILLED = """
import sys, time
from pathlib import Path
from joinedup.anonymise.beside import beside
with beside(Path(sys.argv[1])) as place:
    (place / "half.csv").write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""


def _running(pack: Path) -> subprocess.Popen[str]:
    run = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(pack)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    return run


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_what_a_killed_run_left_is_cleared_away_when_it_has_ended(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    with _running(pack) as running:
        (left,) = tmp_path.iterdir()
        assert clear_left_over(pack) == ()  # somebody works in it
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert left.exists()
    assert clear_left_over(tmp_path / "other") == ()
    assert clear_left_over(pack) == (left,)
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_surely_ours_stays(tmp_path: Path) -> None:
    for name in (".pack-1.partial", ".pack-2.partial", ".pack-3.partial", ".pack-4.partial"):
        (tmp_path / name / "pack").mkdir(parents=True)
    (tmp_path / ".pack-2.partial" / "made-by-joinedup-anonymise").write_text("")
    (tmp_path / ".pack-3.partial" / "made-by-joinedup-anonymise").write_text("mine")
    with beside(tmp_path / "pack") as place:
        mark = (place.parent / "made-by-joinedup-anonymise").read_bytes()
        (tmp_path / ".pack-4.partial" / "made-by-joinedup-anonymise").write_bytes(mark)
        (tmp_path / ".pack-4.partial" / "thesis.docx").write_text("mine")
        (tmp_path / ".pack-5.partial").symlink_to(tmp_path / ".pack-1.partial")
        before = sorted(tmp_path.iterdir())
        assert clear_left_over(tmp_path / "pack") == ()
        assert sorted(tmp_path.iterdir()) == before
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_the_next_run_says_what_it_cleared_away(folder: Path) -> None:
    pack = folder.parent / "pack"
    with _running(pack) as running:
        running.kill()
    said = run("anonymise", folder, "--to", pack, "--key", folder.parent / "key.json")
    assert "An earlier run was killed; what it left is cleared away" in flat(said.stderr)
    assert not list(folder.parent.glob(".pack-*"))


def test_case_and_pack_lie_apart(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "one"
    case.mkdir(parents=True)
    (tmp_path / "way").symlink_to(case)
    for pack in (case, case / "pack", case / "a" / "b", tmp_path / "cases", tmp_path,
                 tmp_path / "way" / "pack", case / ".." / "one"):  # fmt: skip
        with pytest.raises(PackError, match="JU-L131"):
            check_apart(case, pack, None)
    with pytest.raises(PackError, match="the decisions would lie in the pack"):
        check_apart(case, tmp_path / "pack", tmp_path / "pack" / "decisions.csv")
    check_apart(case, tmp_path / "cases" / "one-pack", case / "decisions.csv")
    check_apart(None, tmp_path / "pack", None)


def test_wrong_places_are_refused_and_nothing_is_written(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    for pack in (folder, folder / "pack", folder.parent):
        said = run("anonymise", folder, "--to", pack, "--key", folder.parent / "key.json")
        assert said.exit_code == 3
        assert "JU-L131" in said.stderr
        assert "beside the case" in flat(said.stderr)
    assert sorted(folder.rglob("*")) == before


def test_a_pack_is_no_case_to_make_a_pack_of(folder: Path) -> None:
    for marking in (
        "ANONYMISED, FOR TRAINING",
        "DRAFT, NOT TO BE SHARED: NOT EVERY QUESTION IS ANSWERED",
    ):
        toml = folder / "case.toml"
        text = toml.read_text(encoding="utf-8").replace(
            "[[person]]", f'marking = "{marking}"\n[[person]]', 1
        )
        toml.write_text(text, encoding="utf-8")
        place = folder.parent
        said = run("anonymise", folder, "--to", place / "p", "--key", place / "k.json", "--draft")
        assert said.exit_code == 3
        assert "JU-L130" in said.stderr
        assert "--key-in" in flat(said.stderr)
        assert not (folder / "decisions.csv").exists()
        assert not (place / "p").exists()
        toml.write_text(text.replace(f'marking = "{marking}"\n', ""), encoding="utf-8")


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{}")
    said = run("verify-pack", tmp_path / "none", "--key", tmp_path / "key.json")
    assert "open in another program" not in flat(said.stderr)
    assert "whether it is still there" in flat(said.stderr)


def test_what_a_leak_is_told_by_is_still_there(tmp_path: Path) -> None:
    (tmp_path / "chronologies").mkdir()
    (tmp_path / "chronologies" / "gp.csv").write_text(
        'Ref,Text\r\nR7,"two\nlines"\r\nR8,Craig\r\n', encoding="utf-8-sig"
    )
    key = {"rows": {"R8": "surgery.docx, table 1, row 5"}}
    row = Leak("chronologies/gp.csv", "row 3, column 2", "person", "P", "as written")
    page = Leak("case-map.html", "line 4", "person", "P", "as written")
    toml = Leak("case.toml", "line 9", "person", "V", "initials")
    assert _origins((page, row, toml, row), tmp_path, key) == (
        "surgery.docx, table 1, row 5: person (as written)",
        "case.toml of the case: person (initials)",
    )
    assert _origins((page,), tmp_path, key) == (
        "what the pack makes of it (case-map.html): person (as written)",
    )


def test_the_map_of_a_pack_is_made_again_in_its_place(folder: Path) -> None:
    assert run("casemap", folder).exit_code == 0
    assert (folder / "output" / "case-map.html").exists()
    toml = folder / "case.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(
        text.replace("[[person]]", 'marking = "ANONYMISED, FOR TRAINING"\n[[person]]', 1),
        encoding="utf-8",
    )
    (folder / "output" / "case-map.html").unlink()
    assert run("casemap", folder).exit_code == 0
    assert (folder / "case-map.html").exists()
    assert not (folder / "output" / "case-map.html").exists()


def test_what_was_replaced_is_said_in_words() -> None:
    report = PackReport(Path("p"), Path("k"), 2, {"date_of_birth": 1, "agency": 3, "ni": 2})
    assert _kinds(report) == "3 agencies, 2 National Insurance numbers, 1 date of birth"
    said = readme(About(2, DateMode.OFFSET, ReviewStatus.APPROVED, {"other": 1, "person": 2}, 0, 3))
    assert "agencies and their files are called by kind, people by their part" in said
    assert "- persons: 2\n- other names and words, as somebody decided: 1" in said


def test_a_lock_goes_with_its_run(tmp_path: Path) -> None:
    begun = time.process_time()
    for _ in range(5):
        with beside(tmp_path / "pack") as place:
            place.rename(tmp_path / "pack")
        (tmp_path / "pack").rmdir()
    assert list(tmp_path.iterdir()) == []
    assert time.process_time() - begun < 1
