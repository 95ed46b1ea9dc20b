"""What of a text need not be looked at closely: its words were all met before, and say nothing.

A big pack says the same words thousands of times. Names, hashes, ids and what is hidden in base64
stand within one word or in words one after the other; so each word is looked at once, with all
that is known of names and secrets, and a text of words that say nothing says nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from joinedup.leakcheck.codes import is_in_signs, is_nato, may_hide, nato_in
from joinedup.leakcheck.dates import MONTH_WORD
from joinedup.leakcheck.names import Hit, Names, quiet
from joinedup.leakcheck.numbers import Secrets, squeezed
from joinedup.leakcheck.texts import hides_text, is_escaped, plain

#: Between letters that belong together: "W-i-l-l", "G R A C E", "L. M."
_BETWEEN = r"[\s.\-_·*]"
#: A word that ends, or begins, with a letter that stands alone; or is only what stands between.
_ENDS_ALONE = re.compile(rf"(?<![A-Za-z0-9])[^\W\d_]{_BETWEEN}*\Z")
_BEGINS_ALONE = re.compile(rf"{_BETWEEN}*(?:\Z|[^\W\d_](?![A-Za-z0-9]))")
_SPELT = re.compile(rf"(?<![A-Za-z0-9])[^\W\d_]{_BETWEEN}+[^\W\d_](?![A-Za-z0-9])")
_DIGIT = re.compile(r"\d")
_WORDS_OF_SECRETS = re.compile(r"[a-z0-9]+")

#: What is said of a text: nothing is in it, at most numbers and days are, anything may be.
NOTHING, FIGURES, ANYTHING = range(3)


class Screen:
    """Every word that was met in texts of one sort, and what it can be part of.

    Parameters
    ----------
    names, secrets
        What is looked for in words.
    words
        The longest words of the secrets.
    closely
        Looks at one text in all its readings: at what a word holds in base64.
    """

    def __init__(
        self,
        names: Names,
        secrets: Secrets,
        words: frozenset[str],
        closely: Callable[[str], Iterator[Hit]],
    ) -> None:
        self._names, self._secrets, self._words = names, secrets, words
        self._closely = closely
        #: What is left of each word when only letters and digits are.
        self._tight: dict[str, str] = {}
        self._met: set[str] = set()
        self._silent: set[str] = set()
        self._loud: set[str] = set()
        self._ends: set[str] = set()
        self._begins: set[str] = set()
        self._spelt: set[str] = set()
        self._of_secrets: dict[str, frozenset[str]] = {}
        #: Words that stand for letters: three of them one after the other may spell a name.
        self._nato: set[str] = set()

    def says(self, text: str) -> int:
        """Return what a text that is no program may say: nothing, figures, or anything."""
        chunks = text.split()
        self._meet(chunks)
        if not self._loud.isdisjoint(chunks) or self._spells(chunks):
            return ANYTHING
        if not self._nato.isdisjoint(chunks) and nato_in(chunks):
            return ANYTHING
        return NOTHING if self._silent.issuperset(chunks) else FIGURES

    def heard(self, text: str) -> tuple[str, str, frozenset[str], bool]:
        """Return a text without noise, and of that what is searched.

        These are its letters and digits, the words of secrets in it, and whether letters that
        stand alone may spell a name.
        """
        chunks = text.split()
        self._meet(chunks)
        if not self._loud.isdisjoint(chunks):
            still = quiet(plain(text))
            return still, squeezed(still), self._words_in(still), True
        tight = "".join([self._tight[chunk] for chunk in chunks])
        there: frozenset[str] = frozenset()
        if not self._of_secrets.keys().isdisjoint(chunks):
            there = there.union(*(self._of_secrets.get(chunk, there) for chunk in chunks))
        return plain(text), tight, there, self._spells(chunks)

    def _spells(self, chunks: list[str]) -> bool:
        """Whether letters that stand alone follow each other, in a word or over several."""
        if not self._spelt.isdisjoint(chunks):
            return True
        if self._ends.isdisjoint(chunks):
            return False
        ends, begins = self._ends, self._begins
        return any(one in ends and other in begins for one, other in pairwise(chunks))

    # --- one word -----------------------------------------------------------------------------

    def _meet(self, chunks: list[str]) -> None:
        if not self._met.issuperset(chunks):
            for chunk in dict.fromkeys(chunks):
                if chunk not in self._met:
                    self._met.add(chunk)
                    self._look(chunk)

    def _look(self, chunk: str) -> None:
        said = plain(chunk)
        self._tight[chunk] = ""  # of a text with a loud word nothing is put together
        if self._is_loud(chunk, said):
            self._loud.add(chunk)
            return
        self._tight[chunk] = squeezed(said)
        if is_nato(chunk):
            self._nato.add(chunk)
        if _ENDS_ALONE.search(said):
            self._ends.add(chunk)
        if _BEGINS_ALONE.match(said):
            self._begins.add(chunk)
        if _SPELT.search(said):
            self._spelt.add(chunk)
        there = self._words_in(said)
        if there:
            self._of_secrets[chunk] = there
        figures = _DIGIT.search(chunk) or _DIGIT.search(said) or "@" in chunk
        if not figures and not MONTH_WORD.search(chunk):
            self._silent.add(chunk)

    def _is_loud(self, chunk: str, said: str) -> bool:
        return bool(
            quiet(chunk) != chunk
            or quiet(said) != said
            or is_escaped(chunk)
            or is_in_signs(chunk)
            or self._names.touch(chunk)
            or self._secrets.hits(chunk)
            or (
                (hides_text(chunk) or may_hide(chunk))
                and next(self._closely(chunk), None) is not None
            )
        )

    def _words_in(self, said: str) -> frozenset[str]:
        return self._words.intersection(_WORDS_OF_SECRETS.findall(said.lower()))
