"""A second pair of eyes asks; it replaces nothing, and without it nothing is different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from joinedup.anonymise import eyes as module
from joinedup.anonymise.eyes import Seen
from joinedup.anonymise.prepare import prepare
from tests.anonymise.cases import case_of

TEXT = "Spoke to Hunter and to Kayleigh. Hunter rang. Response deployed; the Plumber came."


def takes_all_for_names(some: Sequence[str]) -> Iterable[Sequence[Seen]]:
    return [[(0, len(sentence), "PERSON")] for sentence in some]


def sees_nothing(some: Sequence[str]) -> Iterable[Sequence[Seen]]:
    return [[] for _ in some]


def test_it_asks_of_ordinary_words_that_it_takes_for_names() -> None:
    replacer = prepare(case_of(TEXT), salt="s", eyes=takes_all_for_names)
    assert {(q.kind, q.text, q.times) for q in replacer.questions} == {
        ("unknown word", "Hunter", 2),
        ("unknown word", "Plumber", 1),
    }
    of = {q.text: q.suggestion for q in replacer.questions}
    assert "second pair of eyes" in of["Hunter"]
    # what the first pair asks of is asked once
    assert "second pair of eyes" not in of["Plumber"]
    assert replacer.pairs_of_eyes == 2


def test_it_changes_no_text() -> None:
    one = prepare(case_of(TEXT), salt="s", eyes=False)
    two = prepare(case_of(TEXT), salt="s", eyes=takes_all_for_names)
    assert one.replace(TEXT) == two.replace(TEXT)
    assert one.pairs_of_eyes == 1


def test_what_it_does_not_see_is_not_asked() -> None:
    alone = prepare(case_of(TEXT), salt="s", eyes=False).questions
    assert [q.text for q in alone] == ["Plumber"]
    assert prepare(case_of(TEXT), salt="s", eyes=sees_nothing).questions == alone


def test_where_it_is_not_installed_one_pair_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    module.installed_eyes.cache_clear()
    try:
        assert module.installed_eyes() is None
    finally:
        module.installed_eyes.cache_clear()
