"""Made-up cases: a function of the seed, case folders like any other, true to their ledgers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import joinedup
from graphdb.model import Role, Threshold
from joinedup.case import JoinedUpCase
from joinedup.generate import Generated, Plant, generate, plants
from joinedup.generate.folder import write_folder
from joinedup.generate.scene import NoRoomError, Scene, Told
from tests.joinedup.helpers import flat, run


def test_a_case_is_a_function_of_its_seed() -> None:
    assert generate(5) == generate(5)
    texts = {tuple(e.when.written for e in generate(seed).records.events) for seed in range(30)}
    assert len(texts) == 30


def test_cases_differ_in_more_than_their_dates() -> None:
    cases = [generate(seed) for seed in range(60)]
    assert len({frozenset(a.sector for a in c.records.agencies) for c in cases}) > 20
    assert len({c.records.case.death_type for c in cases}) == 3
    assert len({len(c.records.persons) for c in cases}) >= 3
    assert len({frozenset(p.why for p in c.ledger.planted) for c in cases}) > 4


def test_every_plant_has_a_name_of_its_own_and_can_be_planted() -> None:
    names = [plant.name for plant in plants()]
    assert len(set(names)) == len(names)
    seen = {
        p.finding for seed in range(250) for p in generate(seed, rows=10, most=25).ledger.planted
    }
    assert seen == {plant.finding for plant in plants()}


@pytest.mark.parametrize("seed", range(6))
def test_a_folder_says_what_the_case_says(tmp_path: Path, seed: int) -> None:
    made = generate(seed)
    case = joinedup.load(write_folder(made, tmp_path / "case"))
    assert case.report is not None
    assert not case.report.problems
    assert len(case.records.events) == len(made.records.events)
    assert statements(case) == statements(JoinedUpCase(made.records))


@pytest.mark.parametrize("key", ["pooled-threshold", "conversations"])
def test_a_folder_says_a_threshold_of_the_case_s_own(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tuple(plant for plant in plants() if plant.finding == key)
    monkeypatch.setattr("joinedup.generate.plants", lambda: mine)
    made = next(m for m in map(generate, range(50)) if m.ledger.planted)
    case = joinedup.load(write_folder(made, tmp_path / "case"))
    assert case.records.settings.threshold == made.records.settings.threshold != Threshold()
    assert statements(case) == statements(JoinedUpCase(made.records))


def test_what_counts_the_whole_case_is_planted_last(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    made = [
        Plant("unshared", name, lambda _, name=name: done.append(name), frozenset(), after)  # type: ignore[misc]
        for name, after in (("a", True), ("b", False), ("c", True), ("d", False))
    ]
    monkeypatch.setattr("joinedup.generate.plants", lambda: tuple(made))
    monkeypatch.setattr("random.Random.sample", lambda _, found, k: list(found)[:k])
    monkeypatch.setattr("random.Random.randrange", lambda _, *span: span[-1] - 1)
    generate(4, rows=0, most=5)
    assert done == ["b", "d", "a", "c"]


def statements(case: JoinedUpCase) -> Counter[str]:
    return Counter(f.statement for f in (*case.answers.findings, *case.answers.good))


@pytest.mark.parametrize("seed", range(100, 140))
def test_what_was_planted_is_found_and_nothing_else(seed: int) -> None:
    faults = list(false_and_missed(generate(seed)))
    assert not faults


def false_and_missed(made: Generated) -> list[str]:
    """Return what was planted and not found, and what was found and not planted."""
    answers = JoinedUpCase(made.records).answers
    found = [(f, {c.event_id for c in f.cited}) for f in (*answers.findings, *answers.good)]
    faults = []
    for planted in made.ledger.planted:
        rows = set(planted.rows)
        mine = [f for f, cited in found if f.query == planted.finding and rows <= cited]
        so = {(f.form, str(f.certainty)) for f in mine}
        sure = planted.found in ("certain", "possible")
        if sure and (planted.form, planted.found) not in so:
            faults.append(f"not found: {planted}")
        if planted.found == "nothing" and mine:
            faults.append(f"found: {planted}")
    hits = [p for p in made.ledger.planted if p.found in ("certain", "possible")]
    for finding, cited in found:
        planted_here = any(p.finding == finding.query and set(p.rows) <= cited for p in hits)
        if not planted_here and finding.query not in made.ledger.also:
            faults.append(f"not planted: {finding.query}, {finding.statement}")
    return faults


def test_the_command_makes_a_case_that_every_command_works_on(tmp_path: Path) -> None:
    folder = tmp_path / "made up"
    # "check" asks for coding where no row says what became known: take a case in which one does
    telling = (n for n in range(50) if any(e.reveals for e in generate(n, rows=20).records.events))
    done = run("generate", folder, "--seed", str(next(telling)), "--rows", "20")
    assert done.exit_code == 0, done.output
    assert "ledger.csv" in flat(done.output)
    assert run("check", folder).exit_code == 0
    assert run("findings", folder).exit_code == 0
    with (folder / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == ["finding", "form", "agency", "rows", "found", "why"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("generate", tmp_path)
    assert done.exit_code == 2
    assert "is not empty; nothing was written over" in flat(done.output)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_several_cases_have_a_folder_each(tmp_path: Path) -> None:
    done = run("generate", tmp_path / "many", "--seed", "9", "--cases", "3", "--rows", "5")
    assert "seeds 9 to 11" in flat(done.output)
    folders = sorted(p.name for p in (tmp_path / "many").iterdir())
    assert folders == ["case-00009", "case-00010", "case-00011"]


def test_a_plant_with_no_room_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(scene: Scene) -> None:
        scene.own_fact(Told("strangulation", "V", "P"))
        scene.row(scene.own_agency("gp"), scene.free(0, 9), "disclosure", "V", "Half a plant.")
        scene.own_person(Role.NEIGHBOUR, "neighbour", "V")
        raise NoRoomError

    def whole(scene: Scene) -> None:
        gp = scene.own_agency("gp")
        assert scene.agency("gp") != gp
        told = Told("strangulation", "V", "P")
        scene.row(gp, scene.free(0, 9), "disclosure", "V", "A plant.", tells=[told])
        with pytest.raises(NoRoomError):
            scene.own_fact(told)

    def both(*names: Callable[[Scene], None]) -> Generated:
        made = tuple(Plant("no-response", name.__name__, name, frozenset()) for name in names)
        monkeypatch.setattr("joinedup.generate.plants", lambda: made)
        return generate(4, most=40)

    monkeypatch.setattr("random.Random.sample", lambda _, found, k: list(found)[:k])
    assert both(half, whole).records == both(whole).records
