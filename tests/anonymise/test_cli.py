"""joinedup anonymise, as a trainer calls it."""

from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from joinedup.anonymise.pack import PackReport
from joinedup.anonymise.readme import looked_with
from joinedup.cli import main
from joinedup.cli.anonymise import _close, _stopped_in_order
from tests.anonymise.packs import AMBER
from tests.anonymise.test_pack import answer_all, folder, settled
from tests.joinedup.helpers import flat, run

__all__ = ["folder"]


@pytest.mark.thorough
def test_from_a_case_to_a_pack(folder: Path) -> None:
    place = folder.parent
    arguments = ("anonymise", folder, "--to", place / "pack", "--key", place / "key.json")
    asked = run(*arguments)
    if asked.exit_code == 1:
        assert "JU-L125" in flat(asked.stderr)
        assert not (place / "pack").exists()
        answer_all(folder)
        asked = run(*arguments)
    assert asked.exit_code == 0, asked.stderr
    said = flat(asked.stdout)
    assert "The pack is in" in said
    assert "4 rows" in said
    assert "none was found" in said
    assert "never bring it along" in said
    verified = run("verify-pack", place / "pack", "--key", place / "key.json")
    assert verified.exit_code == 0, verified.stdout
    for command in ("check", "findings", "report", "walkthrough", "casemap"):
        assert run(command, place / "pack").exit_code in (0, 1), command
    again = run("anonymise", folder, "--to", place / "again", "--key-in", place / "key.json")
    assert again.exit_code == 0, again.stderr


def test_questions_that_cannot_be_written_say_where_they_can_stand(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder.parent

    def refused(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    said = run("anonymise", folder, "--to", place / "pack", "--key", place / "key.json")
    assert said.exit_code == 3
    assert f"JU-L017 {folder / 'decisions.csv'}: " in flat(said.stderr)
    assert "--decisions FILE" in said.stderr
    assert "open in Excel" in flat(said.stderr)
    assert not (place / "pack").exists()


def test_questions_for_a_folder_that_is_not_there_say_so(folder: Path) -> None:
    place, none = folder.parent, folder.parent / "none"
    command = ["anonymise", folder, "--to", place / "pack", "--key", place / "key.json"]
    said = run(*command, "--decisions", none / "decisions.csv")
    assert said.exit_code == 3
    # a long path is cut into lines by the console
    assert f"Make the folder {none} first".replace(" ", "") in flat(said.stderr).replace(" ", "")
    assert "Excel" not in said.stderr


def test_a_run_that_is_stopped_says_that_nothing_was_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder.parent

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("joinedup.anonymise.pack.make", stopped)
    arguments = (
        "anonymise",
        folder,
        "--to",
        place / "pack",
        "--key",
        place / "key.json",
        "--draft",
    )
    said = CliRunner().invoke(main, [str(one) for one in arguments])
    assert said.exit_code == 1
    assert "Stopped: nothing was made at " in flat(said.stderr)
    assert not (place / "pack").exists()
    assert not (place / "key.json").exists()


def test_a_case_without_rows_is_no_pack(folder: Path) -> None:
    place = folder.parent
    for path in (folder / "chronologies").iterdir():
        path.unlink()
    said = run("anonymise", folder, "--to", place / "pack", "--key", place / "key.json")
    assert said.exit_code == 3
    assert f"JU-L132 {folder}: " in flat(said.stderr)
    assert "joinedup check" in said.stderr
    assert not (place / "pack").exists()
    assert not (place / "key.json").exists()


def test_a_walkthrough_that_stops_nowhere_is_said_with_what_to_do(folder: Path) -> None:
    """Nobody codes a case after its pack is made, and finds out in the room."""
    place = folder.parent
    for path in (folder / "chronologies").iterdir():
        path.unlink()
    text = "Date,Source,What happened\r\n3/5/2011,Desk,He rang and was told of nothing\r\n"
    (folder / "chronologies" / "police.csv").write_text(text, encoding="utf-8")
    said = run("anonymise", folder, "--to", place / "pack", "--key", place / "key.json", "--draft")
    assert said.exit_code == 0, said.stderr
    assert "Its walkthrough stops at 0 moments: that is few for a room." in flat(said.stdout)
    assert "1 row of the case is not coded" in flat(said.stdout)
    assert "run joinedup code CASE" in flat(said.stdout)


def test_the_key_of_another_case_makes_no_pack_of_this_one(folder: Path) -> None:
    """What that key does not hold the leak check would never look for."""
    place = folder.parent
    settled(folder)
    key = json.loads((place / "pack.json").read_text(encoding="utf-8"))
    person = next(one for one in key["identities"] if one["kind"] == "person")
    person["originals"] = ["Somebody Else"]
    other = place / "other.json"
    other.write_text(json.dumps(key), encoding="utf-8")
    said = run("anonymise", folder, "--to", place / "again", "--key-in", other)
    assert said.exit_code == 3
    assert "JU-L133" in said.stderr
    assert "that it lacks: " in flat(said.stderr)
    assert not (place / "again").exists()
    del key["identities"], key["numbers"]
    other.write_text(json.dumps(key), encoding="utf-8")
    assert "JU-L133" in run("anonymise", folder, "--to", place / "again", "--key-in", other).stderr


@pytest.mark.parametrize("option", [("--dates", "year"), ("--names", "role")])
def test_what_the_key_says_is_not_said_otherwise(folder: Path, option: tuple[str, str]) -> None:
    """It was left aside without a word."""
    place = folder.parent
    (place / "key.json").write_text("{}", encoding="utf-8")
    arguments = ("anonymise", folder, "--to", place / "pack", "--key-in", place / "key.json")
    said = run(*arguments, *option)
    assert said.exit_code == 2
    assert f"what {option[0]} would say: leave it out" in flat(said.stderr)


def test_a_key_has_to_be_named_once(folder: Path) -> None:
    place = folder.parent
    assert run("anonymise", folder, "--to", place / "pack").exit_code == 2
    both = ("--key", place / "a.json", "--key-in", folder / "case.toml")
    assert run("anonymise", folder, "--to", place / "pack", *both).exit_code == 2
    inside = run("anonymise", folder, "--to", place / "pack", "--key", place / "pack" / "k.json")
    assert inside.exit_code == 3
    assert "JU-L120" in inside.stderr
    assert not (place / "pack").exists()


@pytest.mark.parametrize(("eyes", "pairs"), [(1, "one pair of eyes"), (2, "two pairs of eyes")])
def test_it_says_with_how_many_pairs_of_eyes_it_looked(
    folder: Path, capsys: pytest.CaptureFixture[str], eyes: int, pairs: str
) -> None:
    made = PackReport(folder, folder / "key.json", 4, {}, eyes=eyes)
    _close(made, again=False)
    assert pairs in flat(capsys.readouterr().out)


def test_a_pack_knows_with_how_many_pairs_of_eyes_it_was_made(folder: Path) -> None:
    report = settled(folder)
    said = looked_with(report.eyes)
    assert said in " ".join((report.folder / "README.md").read_text(encoding="utf-8").split())


@pytest.mark.thorough
def test_a_draft_says_so(folder: Path) -> None:
    place = folder.parent
    drafted = run(
        "anonymise", folder, "--to", place / "p", "--key", place / "k", "--draft", "--names", "role"
    )
    assert drafted.exit_code == 0, drafted.stderr
    assert "DRAFT, not to be shared" in flat(drafted.stdout)


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_window_that_is_closed_leaves_no_half_pack(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    command = [sys.executable, "-m", "joinedup", "anonymise", str(AMBER), "--draft"]
    command += ["--to", str(tmp_path / "pack"), "--key", str(tmp_path / "key.json")]
    command += ["--although-not-published", "--decisions", str(tmp_path / "decisions.csv")]
    quiet = {"stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    # what runs in the background of a shell has Ctrl-C switched off
    with subprocess.Popen(
        command, preexec_fn=lambda: signal.signal(number, signal.SIG_DFL), **quiet
    ) as run:
        while not list(tmp_path.glob(".pack-*")) and run.poll() is None:
            time.sleep(0.02)
        run.send_signal(number)
        run.wait()
    assert run.returncode != 0
    assert {path.name for path in tmp_path.iterdir()} <= {"decisions.csv"}


def test_what_is_to_be_ignored_stays_so() -> None:
    """Under nohup a window that is closed stops nothing."""
    number = getattr(signal, "SIGHUP", signal.SIGTERM)  # Windows has no SIGHUP
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with _stopped_in_order():
            assert signal.getsignal(number) is signal.SIG_IGN
        assert signal.getsignal(number) is signal.SIG_IGN
        signal.signal(number, signal.SIG_DFL)
        with pytest.raises(KeyboardInterrupt), _stopped_in_order():
            signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
