"""Three thousand identifiers in the files of a case, and none of them in its pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.anonymise.planted import make, write_case
from tests.anonymise.planted import still as search


@pytest.mark.thorough
def test_three_thousand_planted_identifiers_leave_none(tmp_path: Path) -> None:
    made = make(tmp_path)
    assert sum(made.planted.values()) >= 3000
    assert made.still == ()
    assert (made.report.checked, made.report.leaks) == (True, ())
    # what is put before a person is what no program can know: one in ten of all variants at most
    assert 0 < made.questions <= 90


def test_the_plain_search_finds_them_in_the_case_itself(tmp_path: Path) -> None:
    write_case(tmp_path / "case")
    found = {one.partition(": ")[2] for one in search(tmp_path / "case")}
    assert {"Leanne Marsh", "Northshire Police", "07700 900461", "NS14 7QD"} <= found
    assert len(found) > 30
