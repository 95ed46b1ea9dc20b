"""The page's own modules: formatted, linted, typed and tested by deno."""

from __future__ import annotations

import subprocess
from pathlib import Path

import deno
import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "task",
    [
        ("fmt", "--check"),
        ("lint",),
        ("check", "viz/js/", "tests/viz/js/"),
        ("test", "--no-remote", "--no-npm"),
    ],
    ids=lambda task: task[0],
)
def test_deno(task: tuple[str, ...]) -> None:
    done = subprocess.run(
        [deno.find_deno_bin(), *task],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"NO_COLOR": "1", "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
    )
    assert done.returncode == 0, done.stdout + done.stderr
