"""Mutation testing: one small change in dates, knowledge or findings, and does any test notice?

cosmic-ray makes the changes; its operators are taken one for each kind of slip (a boundary, a sign,
a ``not``, a number off by one …) instead of all pairs, and of each module a seeded sample. A change
is tried in a process of its own that has read the changed source instead of the file, so nothing on
the disk is ever changed.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.abc
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("graphdb", "loaders", "queries", "viz", "joinedup", "tests")
# of each module at most so many, drawn by its name and text; of one finding's fewer
MOST = 4
MOST_OF_A_FINDING = 2
SECONDS = 300
# of the tests, those that a sampled change is shown to: what is noticed nearly always is by these
SOONEST = 1000
# how pytest ends where it is itself at fault, or has nothing to run
_NOTHING_RUN = (3, 5)

_OPERATORS = (
    *(
        f"ReplaceComparisonOperator_{pair}"
        for pair in (
            *("Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Eq_NotEq", "NotEq_Eq"),
            *("Is_IsNot", "IsNot_Is", "Lt_Gt", "Gt_Lt", "LtE_GtE", "GtE_LtE"),
        )
    ),
    *(
        f"ReplaceBinaryOperator_{pair}"
        for pair in (
            *("Add_Sub", "Sub_Add", "Mul_Add", "Div_Mul", "FloorDiv_Mul", "Mod_Add"),
            *("BitOr_BitAnd", "BitAnd_BitOr"),
        )
    ),
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "AddNot",
    "NumberReplacer",
    "ZeroIterationForLoop",
)

_LEDGER = "tests/proof/test_proof.py::test_a_few_units_have_no_fault[ledger]"
_WORLDS = "tests/proof/test_proof.py::test_a_few_units_have_no_fault[worlds]"
KNOWLEDGE = tuple(
    f"graphdb/{name}.py" for name in ("knowledge", "pooled", "case_view", "occurrences")
)
_CATALOGUE = "queries/findings"
_FINDINGS = (_CATALOGUE, _LEDGER, "tests/queries", _WORLDS)
_AREAS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "dates",
        "graphdb/dates",
        (),
        ("tests/dates", "queries/findings"),
    ),
    (
        "knowledge",
        "graphdb",
        tuple(place.removeprefix("graphdb/") for place in KNOWLEDGE),
        (_CATALOGUE, "tests/second", "tests/knowledge", _LEDGER, "tests/queries", _WORLDS),
    ),
    (
        "findings",
        "queries",
        (),
        (*_FINDINGS, "tests/second", "tests/knowledge/test_against_oracle.py", "tests/examples"),
    ),
    ("findings", _CATALOGUE, (), _FINDINGS),
)
# they write pages, or only list what there is
_LEFT_OUT = {"docs.py", "__init__.py"}


@dataclass(frozen=True)
class Mutant:
    """One change: an operator's n-th place in a module."""

    area: str
    module: str
    operator: str
    occurrence: int
    line: int

    @property
    def kept_as(self) -> str:
        """Return the name of its result: another where the text of the module is another."""
        return f"{self.module}:{version_of(self.module)}:{self.operator}:{self.occurrence}"


@cache
def source(module: str) -> str:
    """Return the text of a module."""
    return (ROOT / module).read_text("utf-8")


def modules() -> Iterator[tuple[str, str]]:
    """Yield the area and the path of every module that is changed."""
    for area, folder, names, _ in _AREAS:
        pattern = "**/*.py" if folder == _CATALOGUE else "*.py"
        for path in sorted((ROOT / folder).glob(pattern)):
            if path.name.startswith("cases_") or path.name in _LEFT_OUT:
                continue
            if not names or path.name in names:
                yield area, path.relative_to(ROOT).as_posix()


def tests_of(module: str) -> tuple[str, ...]:
    """Return the tests that a change in a module is shown to, those most likely to notice first."""
    if not module.startswith(_CATALOGUE):
        return _tests_of_area(module)
    key = module.split("/")[2].removesuffix(".py")
    return (f"{_CATALOGUE}/cases_{key}.py", *_FINDINGS)


def _tests_of_area(module: str) -> tuple[str, ...]:
    if module.startswith(_CATALOGUE):
        return _FINDINGS
    folder, name = module.rsplit("/", 1)
    return next(t for _, f, n, t in _AREAS if f == folder and (not n or name in n))


def declared(text: str) -> set[tuple[int, int]]:
    """Return the places (line, column) that only declare: annotations, and ``@dataclass(...)``.

    Annotations are never evaluated here, and whether a dataclass is frozen is no result.
    """
    places: set[tuple[int, int]] = set()
    for node in ast.walk(ast.parse(text)):
        inside = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for note in (*inside, *getattr(node, "decorator_list", ())):
            if not isinstance(note, ast.expr):
                continue
            for part in ast.walk(note):
                if isinstance(part, ast.expr):
                    places |= {
                        (line, column)
                        for line in range(part.lineno, (part.end_lineno or part.lineno) + 1)
                        for column in range(part.col_offset, part.end_col_offset or 0)
                    }
    return places


def mutants_of(area: str, module: str) -> list[Mutant]:
    """Return every change that the operators make in a module, but for what only declares."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator

    text = source(module)
    nodes, only_declared, found = list(ast_nodes(get_ast(text))), declared(text), []
    for name in _OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = (place[0] for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (line, column) in enumerate(places):
            if (line, column) not in only_declared:
                found.append(Mutant(area, module, name, occurrence, line))
    return found


@cache
def mutants() -> tuple[Mutant, ...]:
    """Return the sample: at most so many of each module, mixed, so that any part is a sample."""
    chosen = []
    for area, module in modules():
        every = mutants_of(area, module)
        Random(module + version_of(module)).shuffle(every)
        chosen += every[: MOST_OF_A_FINDING if module.startswith(_CATALOGUE) else MOST]
    Random(0).shuffle(chosen)
    return tuple(chosen)


@cache
def version_of(module: str) -> str:
    """Return what the text of a module was, as 12 digits."""
    return hashlib.sha256(source(module).encode()).hexdigest()[:12]


# -- trying one -----------------------------------------------------------------------------------


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Reads one module from a changed text."""

    def __init__(self, module: str, text: str) -> None:
        self.name = module.removesuffix(".py").replace("/", ".")
        self.place = str(ROOT / module)
        self.text = text

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.place, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.text, self.place, "exec"), module.__dict__)


def changed(mutant: Mutant) -> str | None:
    """Return the module's text with the change; nothing where there is none to make."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    text = source(mutant.module)
    other = mutate_code(text, get_operator(f"core/{mutant.operator}")(), mutant.occurrence)
    return other if other is not None and _differs(other, text) else None


def told(mutant: Mutant) -> str:
    """Return a change in words: the line as it stands, and as it is changed."""
    before, after = source(mutant.module).splitlines(), (changed(mutant) or "").splitlines()
    for one, other in zip(before, after, strict=False):
        if one != other:
            return f"{one.strip()} → {other.strip()}"
    return mutant.kept_as


def tried(mutant: Mutant, most: int | None = None) -> str:
    """Return what came of a change: "killed", "survived", or "no change" where none is made.

    With ``most``, one that so many tests have not noticed is "not soon": whether it survives, the
    others would have to say, which take half a minute for each.
    """
    text = changed(mutant)
    if text is None:
        return "no change"
    if not passes(mutant.module, text, most=most):
        return "killed"
    return "survived" if most is None else "not soon"


def _differs(changed: str, text: str) -> bool:
    try:
        return ast.dump(ast.parse(changed)) != ast.dump(ast.parse(text))
    except SyntaxError:  # a "not" before a walrus
        return False


def check_as_it_stands(*options: str) -> None:
    """Hold the tests of every area to the code as it stands.

    Where they fail without any change, each change would count as noticed. With pytest's
    ``--collect-only`` they are only read.

    Raises
    ------
    RuntimeError
        When tests fail on the code as it stands.
    """
    of_areas = {_tests_of_area(module): module for _, module in modules()}
    for tests, module in of_areas.items():
        if any(set(tests) < set(more) for more in of_areas):
            continue  # they are held with those of a larger area
        if not passes(module, source(module), *options):
            raise RuntimeError(f"The tests of {module} fail on the code as it stands.")


def passes(module: str, text: str, *options: str, most: int | None = None) -> bool:
    """Return whether the tests of a module pass with another text in its place.

    With ``most``, only so many are run, those first that most likely notice. A change that never
    comes to an end is noticed too: after ``SECONDS``.

    Raises
    ------
    RuntimeError
        When no test came to be run, which says nothing of the change.
    """
    missing = [t for t in tests_of(module) if not (ROOT / t.partition("::")[0]).exists()]
    if missing:
        raise RuntimeError(f"No test of {module} at {missing[0]}.")
    child = os.fork()
    if child == 0:
        try:
            os._exit(_in_child(module, text, *options, most=most))
        except BaseException:
            os._exit(70)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) in _NOTHING_RUN:
        raise RuntimeError(f"No test of {module} was run: pytest ended {os.WEXITSTATUS(status)}.")
    return status == 0


class _LikelyFirst:
    """Has pytest run those tests first that a change in a module most likely fails.

    Those named after it, then those of files that import it, and so speak of it. Of a file and the
    folder that it lies in, pytest reads the folder alone, in its own order.
    """

    def __init__(self, module: str, most: int | None = None) -> None:
        stem = Path(module).stem
        named = (Path(test).name for test in tests_of(module)[:1])
        self._names = {f"cases_{stem}.py", f"test_{stem}.py", *named}
        self._module, self._most = module.removesuffix(".py").replace("/", "."), most

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort the tests; those that are equal in this stay as they were."""
        ranks = {path: self._rank(path) for path in {item.path for item in items}}
        items.sort(key=lambda item: ranks[item.path])
        del items[len(items) if self._most is None else self._most :]

    def _rank(self, path: Path) -> int:
        if path.name in self._names:
            return 0
        return 1 if self._module in _imported(path) else 2


@cache
def _imported(path: Path) -> frozenset[str]:
    """Return what a file imports: modules, and names in them, which may be modules too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return frozenset(found)


def _in_child(module: str, text: str, *more: str, most: int | None) -> int:
    import pytest

    signal.alarm(SECONDS)
    # as the proof runs, wherever it is asked from: not what CI alone tries
    os.environ.pop("JOINEDUP_THOROUGH", None)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    for name in [n for n in sys.modules if n.partition(".")[0] in OURS]:
        del sys.modules[name]
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    sys.meta_path.insert(0, _Changed(module, text))
    options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]
    # what is loaded before the fork, hypothesis too, is there before pytest
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    first = _LikelyFirst(module, most)
    return int(pytest.main([*options, *more, *tests_of(module)], plugins=[first]))
