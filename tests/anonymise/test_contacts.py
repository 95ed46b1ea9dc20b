"""A case of contacts in plain words, as it is timed: made alike each time, and packed whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import joinedup
from benchmarks import again, contacts, pack


@pytest.mark.parametrize("coded", [True, False])
def test_the_same_seed_makes_the_same_case_and_every_row_is_read(
    coded: bool, tmp_path: Path
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        contacts.write_folder(5, 700, tmp_path / name, coded=coded)
    one, other = (joinedup.load(tmp_path / name).records for name in ("one", "other"))
    assert len(one.events) == 700
    assert [event.summary for event in one.events] == [event.summary for event in other.events]
    assert any(event.coded for event in one.events) is coded


@pytest.mark.parametrize("measure", [pack.told, pack.uncoded])
def test_its_pack_may_be_shared_after_a_few_questions(measure: object) -> None:
    assert callable(measure)
    found = measure(600, 3)
    assert (found.rows, found.left) == (600, 0)
    # each for all of its places: a few surnames after "Mrs", names that are words, sums of money
    assert 0 < found.asked < 60


def test_the_example_told_again_is_read_whole_and_its_copies_lie_at_other_times(
    tmp_path: Path,
) -> None:
    made = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        again.write_folder(5, 620, tmp_path / name)
        made.append(joinedup.load(tmp_path / name))
    assert made[0].records.events == made[1].records.events
    report = made[0].report
    assert report is not None
    example = joinedup.load(again.EXAMPLE).records.events
    assert len(made[0].records.events) == 3 * len(example) - 2 * sum(e.fatal for e in example)
    # each copy is of other days, with its own meetings and what it responds to
    first = {
        number: [e for e in made[0].records.events if f"Copy {number}." in e.summary]
        for number in (1, 2)
    }
    starts = {number: {e.when.earliest for e in events} for number, events in first.items()}
    assert len(starts[1] & starts[2]) < len(starts[1]) / 4
    assert sum(bool(e.responds_to) for e in first[1]) == sum(bool(e.responds_to) for e in first[2])
    assert sum(bool(e.responds_to) for e in first[1]) > 5
