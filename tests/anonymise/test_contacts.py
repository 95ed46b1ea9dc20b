"""A case of contacts in plain words, as it is timed: made alike each time, and packed whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import joinedup
from benchmarks import contacts, pack


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
