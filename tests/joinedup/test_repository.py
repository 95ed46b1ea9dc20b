"""What holds for every file of the repository."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from joinedup.cli import main
from joinedup.docs import PAGE, as_markdown
from tests.joinedup.helpers import ROOT

ROOMS = ("graphdb", "loaders", "queries", "viz", "joinedup")
#: What no file may name: where somebody's packages come from, and where somebody's copy lies.
NOT_OURS = (
    "/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "C:\\Us" + "ers",
    "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "registry" + ".npm",
    "jsr" + ".io", "deno" + ".land", "index" + "-url", "artifact" + "ory",
)  # fmt: skip


def _files() -> list[Path]:
    """Return the files that git keeps; all that are not ignored where there is no git."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        done = subprocess.run(
            [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return [p for name in done.stdout.split("\0") if name and (p := ROOT / name).is_file()]
    return [p for room in (*ROOMS, "tests", "docs", "examples") for p in (ROOT / room).rglob("*")
            if p.is_file() and "__pycache__" not in p.parts]  # fmt: skip


FILES = _files()


def test_no_file_names_a_registry_or_a_developers_folder():
    found = []
    for path in FILES:
        data = path.read_bytes()
        text = data.decode("utf-8", "replace") if b"\0" not in data else ""
        found += [f"{path.relative_to(ROOT)}: {bad}" for bad in NOT_OURS if bad in text]
    assert not found


def test_no_file_is_large():
    large = [f"{p.relative_to(ROOT)}: {p.stat().st_size:,}" for p in FILES
             if p.stat().st_size > 1 << 20]  # fmt: skip
    assert not large


def test_nothing_made_is_kept():
    made = ("__pycache__", "output", "_bundle", "dist", ".venv", ".pytest_cache", ".mypy_cache")
    assert not [p for p in FILES if set(p.relative_to(ROOT).parts) & set(made)]


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_every_package_is_one(room):
    """The import linter sees no folder without it."""
    folders = {p.parent for p in (ROOT / room).rglob("*.py") if "__pycache__" not in p.parts}
    assert not [f for f in folders if not (f / "__init__.py").is_file()]


def test_every_module_says_what_it_is():
    silent = []
    for path in FILES:
        if path.suffix != ".py" or path.relative_to(ROOT).parts[0] not in ROOMS:
            continue
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
            silent.append(path.relative_to(ROOT).as_posix())
    assert not silent


def test_every_file_ends_lines_alike():
    for path in FILES:
        if path.suffix in (".py", ".md", ".toml", ".js", ".css", ".j2"):
            assert b"\r\n" not in path.read_bytes(), path


# --- what the documents say can be typed ----------------------------------------------------

PROSE = [p for p in FILES if p.suffix == ".md" and "tests" not in p.relative_to(ROOT).parts]


def _typed(text: str) -> list[list[str]]:
    """Return every ``joinedup …`` of code blocks and code spans, as words."""
    code = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.M | re.S)
    rest = re.sub(r"^```[^\n]*\n(.*?)^```", "", text, flags=re.M | re.S)
    code += re.findall(r"`([^`\n]+)`", rest)
    found = []
    for part in code:
        for line in part.splitlines():
            typed = re.match(r"\s*(?:\$ )?(?:\S*[/\\])?joinedup (.+)", line.split("  #")[0])
            if typed:
                found.append(shlex.split(typed.group(1).replace("\\", "/")))
    return found


TYPED = [
    (p.relative_to(ROOT).as_posix(), words) for p in PROSE for words in _typed(p.read_text("utf-8"))
]


def test_the_documents_name_commands():
    assert {"README.md"} <= {name for name, _ in TYPED}


@pytest.mark.parametrize(
    ("name", "words"), TYPED, ids=lambda v: v if isinstance(v, str) else " ".join(v)
)
def test_every_command_in_the_documents_is_one(name, words):
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        assert words[0] in command.commands, f"{name}: joinedup {' '.join(words)}"
        command, words = command.commands[words[0]], words[1:]
    options = {opt for p in command.params for opt in (*p.opts, *p.secondary_opts)} | {"--help"}
    for word in words:
        option = word.strip("[]").partition("=")[0]
        if option.startswith("--") and option != "--":
            assert option in options, f"{name}: joinedup … {command.name} {word}"


def test_the_page_of_commands_is_up_to_date():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert page == as_markdown(), "run `make docs`"


@pytest.mark.parametrize("path", PROSE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), target


def test_the_version_is_said_once():
    import tomllib

    import joinedup

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == joinedup.__version__
