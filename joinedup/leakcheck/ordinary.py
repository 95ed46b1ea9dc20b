"""What is an ordinary word: English, the field's vocabulary, and the words of our own program.

Only what is *near* a name (a letter wrong, sounding alike) is excused by being ordinary; a name as
it stands never is.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any


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


#: Lines of a dictionary that are more than a word and its flags: data, a slash in the word.
_MORE_THAN_FLAGS = re.compile(r"[\t \\]|^/|/.*/", re.MULTILINE)


@lru_cache(maxsize=1)
def _english() -> Callable[[str], bool]:
    """Return what says whether a word is in the dictionary."""
    from spylls.hunspell import Dictionary, readers
    from spylls.hunspell.algo.capitalization import Type
    from spylls.hunspell.algo.lookup import Lookup
    from spylls.hunspell.data.dic import Dic
    from spylls.hunspell.readers.file_reader import FileReader

    class Words(Dic):  # type: ignore[misc]
        """The words of a dictionary, each read when it is first asked for: few of them ever are."""

        def homonyms(self, stem: str, *, ignorecase: bool = False) -> list[Any]:
            """Return every entry of a stem."""
            if ignorecase:  # of a word in capitals alone, which nobody asks for
                self._read([line for some in lines.values() for line in some])
                lines.clear()
                return super().homonyms(stem, ignorecase=True)  # type: ignore[no-any-return]
            self._read(lines.pop(stem, ()))
            return self.index.get(stem, [])  # type: ignore[no-any-return]

        def _read(self, some: Iterable[str]) -> None:
            # as if from the second line on: the first may be how many there are
            source = ((at, line) for at, line in enumerate(some, 2))
            for word in readers.read_dic(source, aff=aff, context=context).words:
                small = word.captype == Type.NO
                self.append(word, lower=word.stem if small else aff.casing.lower(word.stem))

    path = str(files("spylls.hunspell") / "data" / "en" / "en_US")
    with warnings.catch_warnings():
        # spylls leaves its files to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        aff, context = readers.read_aff(FileReader(f"{path}.aff"))
        written = Path(f"{path}.dic").read_text(encoding=context.encoding).split("\n", 1)[1]
        if context.ignore or _MORE_THAN_FLAGS.search(written):
            return Dictionary.from_files(path).lookup  # type: ignore[no-any-return]
    lines: dict[str, list[str]] = {}
    for line in written.split("\n"):
        if line:
            lines.setdefault(line.partition("/")[0], []).append(line)
    return Lookup(aff, Words(words=[]))  # type: ignore[no-any-return]


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
    look = _english()
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
