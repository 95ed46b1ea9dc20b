"""The wheel: what it carries, what it does not, and that it works where nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.joinedup.helpers import EXAMPLE, ROOT

TOP = {"graphdb", "loaders", "queries", "viz", "joinedup"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_top_level_is_exact(names):
    tops = {name.partition("/")[0] for name in names}
    (info,) = tops - TOP
    assert tops - {info} == TOP
    assert info.startswith("joinedup-")
    assert info.endswith(".dist-info")


def test_it_carries_what_is_read_at_run_time(names):
    assert {"viz/_bundle/report.js", "viz/_bundle/walk.js", "viz/walk/words.txt"} <= names
    assert "loaders/templates/case.toml" in names
    assert {f"{room}/py.typed" for room in TOP} <= names
    for room, pattern in (
        ("graphdb", "vocab/*.toml"),
        ("viz", "templates/*.j2"),
        ("viz", "css/**/*.css"),
    ):
        found = {f.relative_to(ROOT).as_posix() for f in (ROOT / room).glob(pattern)}
        assert found
        assert found <= names
    modules = {
        f.relative_to(ROOT).as_posix()
        for room in TOP
        for f in (ROOT / room).rglob("*.py")
        if not f.name.startswith("cases_")
    }
    assert modules <= names
    example = {
        f"joinedup/_example/amber-street/{f.relative_to(EXAMPLE).as_posix()}"
        for f in EXAMPLE.rglob("*")
        if f.is_file() and "output" not in f.parts
    }
    assert example <= names


def test_it_carries_nothing_else(names):
    for name in names:
        parts = Path(name).parts
        assert not {"tests", "test", "benchmarks", "output", "__pycache__"} & set(parts), name
        assert not parts[-1].startswith(("cases_", "test_", "conftest")), name
        assert not name.endswith((".pyc", ".tmp", ".test.js")), name


@pytest.mark.thorough
def test_the_demo_of_an_installed_wheel(wheel, tmp_path):
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    pip += ["--no-compile", "--disable-pip-version-check", "--target", str(site), str(wheel)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    env = {**os.environ, "PYTHONPATH": str(site)}
    where = subprocess.run(
        [sys.executable, "-c", "import joinedup, viz; print(joinedup.__file__, viz.__file__)"],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.count(str(site)) == 2
    demo = subprocess.run(
        [sys.executable, "-m", "joinedup", "demo"],
        cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert demo.returncode == 0, demo.stderr
    page = tmp_path / "demo" / "amber-street" / "output" / "report.html"
    assert f"The page: {page.resolve()}" in demo.stdout
    assert page.stat().st_size > 100_000
