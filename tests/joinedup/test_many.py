"""Several cases at once, as an analyst asks them from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from joinedup.case import load
from joinedup.cli import main
from joinedup.generate import generate
from joinedup.generate.folder import write_folder
from joinedup.many import ask_each

pytestmark = pytest.mark.usefixtures("one_process")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    place = tmp_path_factory.mktemp("many")
    made = [place / f"case-{seed}" for seed in (1, 3, 12)]
    for seed, folder in zip((1, 3, 12), made, strict=True):
        write_folder(generate(seed, rows=40), folder)
    return made


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["findings", *map(str, words)])


def test_each_case_answers_what_it_answers_alone(folders: list[Path]) -> None:
    for one, folder in zip(ask_each(folders, workers=2), folders, strict=True):
        alone = load(folder)
        assert one.folder == folder
        assert one.rows == len(alone.records.events)
        assert one.lines == len(alone.answers.groups)
        assert one.findings is not None
        assert one.findings.equals(alone.findings())


@pytest.mark.thorough
def test_the_order_is_that_of_the_folders_however_many_processes(folders: list[Path]) -> None:
    names = [one.case_id for one in ask_each(folders[::-1], workers=1)]
    assert names == [one.case_id for one in ask_each(folders[::-1], workers=2)]
    assert names == ["generated-12", "generated-3", "generated-1"]


def test_a_table_has_a_line_for_each(folders: list[Path]) -> None:
    said = run(*folders)
    assert all(f"generated-{seed} " in said.stdout for seed in (1, 3, 12))
    total = sum(len(load(folder).findings()) for folder in folders)
    assert total > 3


@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_finding_of_every_case(folders: list[Path], form: str) -> None:
    said = run(*folders, "--format", form).stdout
    lines = list(csv.DictReader(io.StringIO(said))) if form == "csv" else json.loads(said)
    wanted = [(f"generated-{seed}", finding_id) for seed, folder in zip((1, 3, 12), folders,
              strict=True) for finding_id in load(folder).findings()["finding_id"]]  # fmt: skip
    assert [(line["case_id"], line["finding_id"]) for line in lines] == wanted


@pytest.mark.thorough
def test_certain_ones_alone(folders: list[Path]) -> None:
    said = json.loads(run(*folders, "--certain-only", "--format", "json").stdout)
    assert {line["certainty"] for line in said} == {"certain"}


def test_a_folder_that_is_no_case_is_named_and_the_others_are_answered(
    folders: list[Path], tmp_path: Path
) -> None:
    said = run(*folders, tmp_path)
    assert said.exit_code == 3
    assert f"{tmp_path}: JU-L001" in said.stderr.replace("\n", "")
    assert "1 of 4 cases could not be read." in said.stderr
    assert "generated-3 " in said.stdout


def test_what_cannot_be_told_of_a_case_is_said(folders: list[Path]) -> None:
    said = run(*folders)
    limited = [folder for folder in folders if load(folder).limits]
    assert limited
    # as of one case: 1 only where nothing was read in which findings could be looked for
    alone = max(run(folder).exit_code for folder in folders)
    assert said.exit_code == alone
    for folder in limited:
        assert str(folder) in said.stderr.replace("\n", "")


@pytest.mark.parametrize("option", ["--lines", "--coverage"])
def test_what_is_of_one_case_is_refused_of_several(folders: list[Path], option: str) -> None:
    said = run(*folders, option)
    assert said.exit_code == 2
    assert "give one folder" in said.stderr
