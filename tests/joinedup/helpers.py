"""Running the commands the way they are used, and small cases to run them on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from joinedup.cli import main
from tests.loaders.builders import CASE, HEADS, case, csv_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "amber-street"
CODED = (*HEADS, "Who was involved", "Kind", "Information")
# one fact that the police have and the surgery, in contact later, is not told of
POLICE = csv_of(
    ("3/5/2011", "", "He said he would kill her", "V", "disclosure", "threats to kill: P > V"),
    heads=CODED,
)
GP = csv_of(("10/6/2011", "", "Seen for a cough", "V", "contact", ""), heads=CODED)
# the same agencies as CASE without the third, which has no chronology
TWO = CASE[: CASE.index('[[agency]]\nid = "csc"')]


def run(*arguments: str | Path) -> Result:
    """Run a command; what it raises is a failure, but for leaving with a code."""
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    assert "Traceback" not in result.output
    return result


def flat(text: str) -> str:
    """Return text as one line: where it was wrapped does not matter."""
    return " ".join(text.split())


def process(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m joinedup`` as a process of its own."""
    command = [sys.executable, "-m", "joinedup", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def two_agencies(folder: Path) -> Path:
    """Write a small coded case in which one thing was not shared."""
    return case(folder, TWO, police_csv=POLICE, gp_csv=GP)
