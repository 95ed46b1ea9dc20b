"""The proof itself: a few units of each part, faults told, the table readable by itself."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from joinedup.generate import Generated, Ledger, Planted, generate
from tests.proof import mutants
from tests.proof.parts import Part, _held, keys, parts
from tests.proof.table import explanations, faults, few, page, read_versions

#: Asked in other tests: small changes below, engines in tests/conformance.
ELSEWHERE = ("mutants", "core", "fuzz")


@pytest.mark.parametrize(
    "part", [p for p in parts() if p.key not in ELSEWHERE], ids=lambda p: p.key
)
def test_a_few_units_have_no_fault(part: Part) -> None:
    total: Counter[str] = Counter()
    for number in range(5000, 5025):  # other seeds than those of the sample
        total.update(part.unit(number))
    assert total
    assert not faults(part.key, total)


def test_a_false_ledger_is_found_out() -> None:
    made = next(g for seed in range(50) if (g := generate(seed)).ledger.planted)
    row = made.records.events[0].event_id
    wrong = Planted("no-response", "said", "gp", (row,), "certain", "never was")
    assert ("no-response", "missed") in list(
        _held(Generated(made.seed, made.records, Ledger((wrong,), frozenset())))
    )
    hits = [p for p in made.ledger.planted if p.found == "certain"]
    if hits:
        none = Generated(made.seed, made.records, Ledger((), frozenset()))
        assert (hits[0].finding, "false") in list(_held(none))


@pytest.mark.thorough
def test_the_table_says_on_what_code_it_was_made(tmp_path: Path) -> None:
    totals = {
        "ledger": Counter({"no-response|found": 3, "no-response|true": 3}),
        "worlds": Counter(),
        "second": Counter({"knows|agrees": 7, "knows|differs": 1}),
        "core": Counter(),
        "fuzz": Counter({"in a folder|agrees": 8, "in a folder|refused": 2}),
        "mutants": Counter(
            {
                "dates/graphdb/dates/edtf.py|killed": 3,
                "dates/graphdb/dates/edtf.py|survived": 1,
                "dates/graphdb/dates/edtf.py|no change": 5,
                "dates/graphdb/dates/edtf.py|survivor|AddNot 1: if a | b:": 1,
            }
        ),
    }
    place = tmp_path / "proof.md"
    place.write_text(page(parts(), totals, keys(), "abc"), "utf-8")
    assert read_versions(place) == {part.key: part.version() for part in parts()}
    assert "| no-response | 3 | 3 | 1.00 | 3 | 3 | 1.00 | 0 of 0 kept out |" in place.read_text()
    assert "| unshared | 0 | 0 | not asked |" in place.read_text()
    assert "| knows | 8 | 7 | 1 |" in place.read_text()
    assert "| in a folder | 10 | 2 | 0.20 | 8 | 0 |" in place.read_text()
    assert faults("second", totals["second"]) == ["second: knows: differs 1"]
    assert "| all of dates |  | 4 | 3 | 0.75 |" in place.read_text()
    assert "1 survived, 1 of them not explained." in place.read_text()
    assert (
        "| graphdb/dates/edtf.py | `AddNot 1: if a \\| b:` | not explained |" in place.read_text()
    )


# -- small changes --------------------------------------------------------------------------------

MODULE = "queries/findings/mirror.py"


@pytest.fixture
def frozen() -> Iterator[None]:
    """Keep what this process holds from the collector: its forks would walk it, copying every page.

    A pytest collects five times as it ends. Beside all the other tests a fork took ten seconds so.
    """
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.thorough
def test_a_change_is_noticed_by_the_tests_and_the_text_as_it_stands_is_not() -> None:
    text = mutants.source(MODULE)
    assert Path(mutants.tests_of(MODULE)[0]).name == "cases_mirror.py"
    assert "def find(" in text
    # in a process of its own, as the proof is: one that has run other tests forks what they left.
    # Of the tests so many as a sampled change is shown to: all stand among the tests as they are
    # (and the proof holds them all to the text as it stands, before it changes anything)
    code = (
        "import sys; from tests.proof import mutants; text = mutants.source(sys.argv[1]); "
        "broken = text.replace('def find(', 'def find_nothing('); "
        "print([mutants.passes(sys.argv[1], one, most=mutants.SOONEST) for one in (broken, text)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, MODULE],
        cwd=mutants.ROOT, capture_output=True, text=True, check=True, timeout=250,
    )  # fmt: skip
    assert done.stdout.strip() == "[False, True]"
    assert (mutants.ROOT / MODULE).read_text("utf-8") == text


@pytest.mark.usefixtures("frozen")
def test_tests_that_fail_without_a_change_are_found_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "test_it.py"
    monkeypatch.setattr(mutants, "_tests_of_area", lambda _: ())
    monkeypatch.setattr(mutants, "tests_of", lambda _: (str(place),))
    place.write_text("def test_it():\n    assert True\n")
    mutants.check_as_it_stands()
    # as on the day on which a marker was known to a plugin alone that such a run leaves out
    place.write_text("import pytest\npytestmark = pytest.mark.none_such\n\ndef test_it(): ...\n")
    with pytest.raises(RuntimeError, match="as it stands"):
        mutants.check_as_it_stands()


@pytest.mark.usefixtures("frozen")
def test_a_run_without_tests_says_nothing_of_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    text = mutants.source(MODULE)
    some = ("tests/dates/test_show.py",)
    monkeypatch.setattr(mutants, "tests_of", lambda _: some)
    assert mutants.passes(MODULE, text)
    for nothing in ("tests/proof/table.py", "tests/none_such.py"):
        monkeypatch.setattr(mutants, "tests_of", lambda _, nothing=nothing: (nothing,))
        with pytest.raises(RuntimeError, match="No test"):
            mutants.passes(MODULE, text)


def test_what_is_likely_to_notice_is_run_first() -> None:
    cases, findings = MODULE.replace("mirror", "cases_mirror"), "queries/findings/cases_carer.py"
    theirs = ["tests/queries/test_held.py", "tests/queries/test_after.py"]
    # "test_told.py" has another name, and imports it
    theirs.append("tests/queries/test_told.py")
    for module, first in (
        (MODULE, cases),
        ("queries/held.py", theirs[0]),
        ("queries/titles.py", theirs[2]),
    ):
        items = [SimpleNamespace(path=mutants.ROOT / one) for one in (findings, cases, *theirs)]
        before = list(items)
        mutants._LikelyFirst(module).pytest_collection_modifyitems(items)  # type: ignore[arg-type]
        assert items[0].path == mutants.ROOT / first
        # all are run, and those that come after it in the order that they had
        assert items[1:] == [one for one in before if one is not items[0]]
        mutants._LikelyFirst(module, 2).pytest_collection_modifyitems(items)  # type: ignore[arg-type]
        assert len(items) == 2
        assert items[0].path == mutants.ROOT / first


@pytest.mark.usefixtures("frozen")
def test_what_only_later_tests_notice_is_not_said_to_survive(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "test_it.py"
    place.write_text(
        "import queries.findings.mirror\n\n"
        "def test_it(): ...\n"
        "def test_other(): assert queries.findings.mirror.find\n"
    )
    monkeypatch.setattr(mutants, "tests_of", lambda _: (str(place),))
    broken = mutants.source(MODULE).replace("def find(", "def find_nothing(")
    monkeypatch.setattr(mutants, "changed", lambda _: broken)
    mutant = mutants.Mutant("findings", MODULE, "AddNot", 0, 1)
    assert [mutants.tried(mutant, most) for most in (1, 2, None)] == [
        "not soon",
        "killed",
        "killed",
    ]
    monkeypatch.setattr(mutants, "changed", lambda _: mutants.source(MODULE))
    assert mutants.tried(mutant) == "survived"


def test_a_sample_of_which_tests_notice_less_than_half_is_a_fault() -> None:
    some = {"dates/a.py|killed": 2, "findings/b.py|killed": 1, "findings/b.py|no change": 9}
    assert few(Counter(some)) == []
    assert few(Counter({**some, "dates/a.py|not soon": 3})) == []
    assert few(Counter({**some, "dates/a.py|not soon": 4})) == ["mutants: 3 of 7 noticed soon"]


def test_what_only_declares_is_not_changed() -> None:
    text = (
        "@dataclass(frozen=True)\n"
        "class A:\n    b: int | None = 1\n"
        "def c(d: int | None) -> int | None:\n    return d or 2\n"
    )
    places = mutants.declared(text)
    assert (1, text.index("True")) in places
    assert {line for line, _ in places} == {1, 3, 4}
    assert (5, 11) not in places


def test_every_module_of_dates_knowledge_and_findings_is_changed() -> None:
    found = {module: area for area, module in mutants.modules()}
    assert found["graphdb/dates/clock.py"] == "dates"
    assert found["graphdb/knowledge.py"] == "knowledge"
    assert found["queries/after.py"] == found["queries/findings/unshared/line.py"] == "findings"
    assert all((mutants.ROOT / test.partition("::")[0]).exists() for module in found
               for test in mutants.tests_of(module))  # fmt: skip
    some = mutants.mutants_of("dates", "graphdb/dates/working.py")
    assert {m.operator for m in some} > {"NumberReplacer", "AddNot"}


def test_every_explanation_is_of_a_module_that_there_is() -> None:
    found = {module for _, module in mutants.modules()}
    for (module, change), why in explanations().items():
        assert module in found, module
        assert change
        assert len(why) > 20, (module, change)
