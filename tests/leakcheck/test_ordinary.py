"""The dictionary, read word by word, says what it says when it is read as a whole."""

from __future__ import annotations

import random
import warnings
from importlib.resources import files
from pathlib import Path

import pytest

from joinedup.leakcheck import ordinary, verify


def _words(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    folder = files("spylls.hunspell") / "data" / "en" / "en_US.dic"
    stems = [line.partition("/")[0] for line in folder.read_text(encoding="utf-8").split()[1:]]
    some = draw.sample(stems, count)
    endings = ["", "s", "ed", "ing", "ly", "'s", "er", "ness", "x", "q"]
    made = [word + draw.choice(endings) for word in some]
    made += [draw.choice(["un", "re", "dis", ""]) + word.lower() for word in some[: count // 3]]
    made += [word.upper() for word in some[:20]] + [word.title() for word in some[20:40]]
    wrong = [word[:2] + draw.choice("qxzjk") + word[2:] for word in some[: count // 3]]
    return [*made, *wrong, "A", "I", "q", "é", "1st", "x-ray", "openoffice.org", "OPENOFFICE.ORG"]


def _whole() -> object:
    from spylls.hunspell import Dictionary

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return Dictionary.from_files("en_US").lookup


def test_words_read_when_asked_for_are_those_of_the_whole_dictionary() -> None:
    whole, ours = _whole(), ordinary._english()
    words = _words(1, 1_500)
    said = [whole(word) for word in words]  # type: ignore[operator]
    assert [ours(word) for word in words] == said
    assert 300 < sum(said) < len(words)
    # a second time: what was read is kept
    assert [ours(word) for word in words] == said


def test_few_words_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from spylls.hunspell import readers

    read: list[int] = []
    whole = readers.read_dic

    def counted(*args: object, **more: object) -> object:
        found = whole(*args, **more)
        read.append(len(found.words))
        return found

    monkeypatch.setattr(readers, "read_dic", counted)
    ordinary._english.cache_clear()
    ours = ordinary._english()
    assert ours("neighbors")
    assert not ours("leanne")
    assert 0 < sum(read) < 20


def test_where_there_is_no_such_file_beside_it_no_other_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en_US.aff").write_text("SET UTF-8\n", "utf-8")
    (tmp_path / "en_US.dic").write_text("1\nleanne\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ordinary._english.cache_clear()
    assert not ordinary._english()("leanne")
    ordinary._english.cache_clear()


def test_the_language_of_a_page_is_nobodys_initials(tmp_path: Path) -> None:
    key = {"format": 1, "identities": [{"kind": "other", "id": "d", "originals": ["GB"]}]}
    page = '<!doctype html><html lang="en-GB"><title>x</title><p>{}</p></html>'
    (tmp_path / "a.html").write_text(page.format("A PSO left."), "utf-8")
    assert not verify(tmp_path, key).leaks
    (tmp_path / "a.html").write_text(page.format("GB left."), "utf-8")
    assert [leak.found for leak in verify(tmp_path, key).leaks] == ["GB"]
