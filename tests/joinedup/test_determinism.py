"""Same inputs, same bytes; and what a file is called changes nothing that is said."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

import joinedup
from tests.joinedup.helpers import EXAMPLE, process, run, two_agencies

OUTPUTS = ("report.html", "chronology.xlsx", "findings.csv", "manifest.json")


def _outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "output" / name).read_bytes() for name in OUTPUTS}


def test_the_same_bytes_elsewhere(tmp_path, demo):
    """Another folder, seed of hashes, time zone, locale, day and order on the disk."""
    folder = tmp_path / "another place é" / "deeper" / "case"
    shuffled = sorted(p for p in EXAMPLE.rglob("*") if p.is_file() and "output" not in p.parts)
    rng = random.Random(3)
    rng.shuffle(shuffled)
    for path in shuffled:
        copy = folder / path.relative_to(EXAMPLE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        when = rng.randrange(10**9, 2 * 10**9)
        os.utime(copy, (when, when))
    env = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    done = process("report", folder, cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    # the demo was made here, in this process, with whatever seed and zone it has
    mine, theirs = _outputs(folder), _outputs(demo[0])
    for name in OUTPUTS:
        assert mine[name] == theirs[name], f"{name} is not the same"


@pytest.mark.parametrize(
    "zone", ["America/New_York", pytest.param("Asia/Kathmandu", marks=pytest.mark.thorough)]
)
def test_the_same_bytes_in_any_zone_and_seed(tmp_path, zone):
    one, other = two_agencies(tmp_path / "one"), two_agencies(tmp_path / "another")
    env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
    assert process("report", one, cwd=tmp_path, env=env).returncode == 0
    assert run("report", other).exit_code == 0
    assert _outputs(one) == _outputs(other)


def test_a_second_run_changes_nothing(tmp_path):
    folder = two_agencies(tmp_path)
    run("report", folder)
    before = _outputs(folder)
    run("report", folder)  # its own output is no input
    assert _outputs(folder) == before


def test_what_a_file_is_called_changes_no_identity(tmp_path, example):
    folder = tmp_path / "renamed"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("output"))
    toml = (folder / "case.toml").read_text(encoding="utf-8")
    # read in the opposite order, too
    for number, path in enumerate(sorted((folder / "chronologies").iterdir(), reverse=True)):
        new = f"{number:02} {path.stem[::-1]}{path.suffix}"
        path.rename(path.with_name(new))
        toml = toml.replace(f'"{path.name}"', f'"{new}"')
        if path.name.startswith("gp-"):
            toml = toml.replace('"gp-*.docx"', f'"gp-*.docx", "{new}"')
    (folder / "case.toml").write_text(toml, encoding="utf-8")
    renamed = joinedup.load(folder)
    assert renamed.report is not None
    assert renamed.report.rows_loaded == 211
    assert set(renamed.view.events) == set(example.view.events)
    assert set(renamed.view.facts) == set(example.view.facts)
    ids = [f.finding_id for f in example.answers.findings]
    assert [f.finding_id for f in renamed.answers.findings] == ids
    mine = {f.finding_id: f.statement for f in renamed.answers.findings}
    assert mine == {f.finding_id: f.statement for f in example.answers.findings}
    assert [g.key for g in renamed.answers.groups] == [g.key for g in example.answers.groups]


def test_identities_do_not_rest_on_row_numbers(tmp_path):
    one = joinedup.load(two_agencies(tmp_path / "a"))
    folder = two_agencies(tmp_path / "b")
    path = folder / "chronologies" / "police.csv"
    head, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, "1/1/2011,,An earlier row,V,contact,\n", *rest]), "utf-8")
    other = joinedup.load(folder)
    assert set(one.view.events) < set(other.view.events)
    assert list(one.findings()["finding_id"]) == list(other.findings()["finding_id"])
