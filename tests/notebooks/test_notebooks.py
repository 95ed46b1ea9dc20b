"""The notebooks of the manual, run in a kernel as a reader would."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

pytest.importorskip("nbclient")

from tests.notebooks.run import FOLDER, ran, told

pytestmark = pytest.mark.xdist_group("notebooks")


@pytest.mark.thorough
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
# the kernel's own libraries are behind the newest Python
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_runs_and_answers_as_it_says(path: Path) -> None:
    kept = told(nbformat.read(path, as_version=4))
    assert any(answers for _, answers in kept), "python -m tests.notebooks.run keeps its answers"
    assert told(ran(path)) == kept
