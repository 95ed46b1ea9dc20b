"""The proof itself: a few units of each part, faults told, the table readable by itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from joinedup.generate import Generated, Ledger, Planted, generate
from tests.proof.parts import Part, _held, keys, parts
from tests.proof.table import faults, page, read_versions


@pytest.mark.parametrize("part", parts(), ids=lambda p: p.key)
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


def test_the_table_says_on_what_code_it_was_made(tmp_path: Path) -> None:
    totals = {
        "ledger": Counter({"no-response|found": 3, "no-response|true": 3}),
        "worlds": Counter(),
        "second": Counter({"knows|agrees": 7, "knows|differs": 1}),
    }
    place = tmp_path / "proof.md"
    place.write_text(page(parts(), totals, keys(), "abc"), "utf-8")
    assert read_versions(place) == {part.key: part.version() for part in parts()}
    assert "| no-response | 3 | 3 | 1.00 | 3 | 3 | 1.00 | 0 of 0 kept out |" in place.read_text()
    assert "| unshared | 0 | 0 | not asked |" in place.read_text()
    assert "| knows | 8 | 7 | 1 |" in place.read_text()
    assert faults("second", totals["second"]) == ["second: knows: differs 1"]
