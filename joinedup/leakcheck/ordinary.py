"""What is an ordinary word: English, the field's vocabulary, and the words of our own program.

Only what is *near* a name (a letter wrong, sounding alike) is excused by being ordinary; a name as
it stands never is.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    table = (files("joinedup.leakcheck") / "words.toml").read_text(encoding="utf-8")
    return {name: text for name, text in tomllib.loads(table).items() if isinstance(text, str)}


def word_list(name: str) -> frozenset[str]:
    """Return one of the lists of ``words.toml``."""
    return frozenset(_lists()[name].split())


_WORD = re.compile(r"[^\W\d_]+")

#: British spelling, as the dictionary of American English has it. Tried one after the other.
_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(e|ed|es|ing|er|ers|ation|ations)$", r"iz\1"),
        (r"our", "or"),
        (r"ys(e|ed|es|ing)$", r"yz\1"),
        (r"tre(s?)$", r"ter\1"),
        (r"bre(s?)$", r"ber\1"),
        (r"ll(ed|ing|or|ors|er|ers)$", r"l\1"),
        (r"ogue(s?)$", r"og\1"),
        (r"ence(s?)$", r"ense\1"),
        (r"amme(s?)$", r"am\1"),
        (r"^enquir", "inquir"),
        (r"[ao]e", "e"),
        (r"grey", "gray"),
        (r"cheque", "check"),
        (r"ement$", "ment"),
        (r"l(ment|ful)", r"ll\1"),
    )
)

#: What is British, or of the field, and in no dictionary of American English.
_BRITISH = word_list("british")


@lru_cache(maxsize=1)
def _english() -> Dictionary:
    from spylls.hunspell import Dictionary

    with warnings.catch_warnings():
        # spylls leaves its files to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        return Dictionary.from_files("en_US")


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    """Return every word of the vocabulary and of the program's own page: the same in every pack."""
    found = set(_BRITISH | word_list("program"))
    for room, folders in (("graphdb", ("vocab",)), ("viz", ("_bundle", "css", "templates"))):
        for folder in folders:
            found.update(_words_below(files(room) / folder))
    return frozenset(found)


def _words_below(folder: Traversable) -> Iterable[str]:
    if not folder.is_dir():
        return
    for one in folder.iterdir():
        if one.is_dir():
            yield from _words_below(one)
        elif one.name.rpartition(".")[2] in {"toml", "js", "css", "j2", "html"}:
            yield from (w.lower() for w in _WORD.findall(one.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def own_scripts() -> frozenset[str]:
    """Return the scripts of our own pages: each whole, the same in every pack."""
    folder = files("viz") / "_bundle"
    if not folder.is_dir():
        return frozenset()
    made = (one for one in folder.iterdir() if one.name.endswith(".js"))
    return frozenset(one.read_text(encoding="utf-8").strip() for one in made)


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Return every word of the field's vocabulary, in lower case."""
    return frozenset(_words_below(files("graphdb") / "vocab"))


@lru_cache(maxsize=100_000)
def is_english(word: str) -> bool:
    """Whether a word in lower case is an ordinary word: "grace" is, "Leanne" is not.

    Examples
    --------
    >>> is_english("organised"), is_english("neighbours"), is_english("leanne")
    (True, True, False)
    """
    if word in _BRITISH:
        return True
    look = _english().lookup
    if look(word):
        # a word that the dictionary has with a capital only is a name
        return True
    for british, american in _AMERICAN:
        spelt = british.sub(american, word)
        if spelt != word and look(spelt):
            return True
    return False


@lru_cache(maxsize=100_000)
def is_ordinary(word: str) -> bool:
    """Whether a word in lower case is English, of the field, or of our own program."""
    ours = _ours()
    plural = word.endswith("s") and word[:-1] in ours
    return len(word) < 2 or word in ours or plural or is_english(word)
