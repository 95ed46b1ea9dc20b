"""One example case, loaded once; one demo folder, made once by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

import joinedup
from joinedup import many
from joinedup.case import JoinedUpCase
from tests.joinedup.helpers import EXAMPLE, run


@pytest.fixture(scope="session")
def example() -> JoinedUpCase:
    return joinedup.load(EXAMPLE)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return the folder that ``joinedup demo`` made (not to be changed), and what it said."""
    folder = tmp_path_factory.mktemp("demo")
    result = run("demo", "--to", folder)
    return folder / "amber-street", result


@pytest.fixture(autouse=True)
def _same_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "JOINEDUP_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands read several cases in this process; one test asks of several processes."""
    monkeypatch.setattr(many.os, "cpu_count", lambda: 1)
