"""The example case: the product and plain SQL give the same rows of the three questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import adapters
from tests.reference.three_questions_duckdb import ThreeQuestions

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, adapters.Rows], dict[str, adapters.Rows]]:
    """Return what the product lists and what SQL does, without the guards SQL does not know."""
    words = adapters.vocabulary()
    plain = adapters.without_guards(adapters.load(EXAMPLE))
    reference = ThreeQuestions(plain, adapters.reference_kinds(words), informal_holders=False)
    listed = adapters.product_rows(adapters.ask(plain, words)[2])
    return listed, adapters.reference_rows(reference)


@pytest.mark.parametrize("question", ["unshared", "inside", "isolation"])
def test_the_same_rows(
    both: tuple[dict[str, adapters.Rows], dict[str, adapters.Rows]], question: str
) -> None:
    listed, expected = (side[question] for side in both)
    assert expected
    assert listed == expected
