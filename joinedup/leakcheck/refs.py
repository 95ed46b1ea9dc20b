"""The agencies' own references to rows: what is nothing else, and small ones where a word says so.

A row number is a number like any other: that of a house, of children, of nights. Only what can be
nothing but a Ref is looked for wherever it may stand, and the rest beside "ref" or "entry".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from joinedup.leakcheck.key import Key
from joinedup.leakcheck.names import Hit
from joinedup.leakcheck.ordinary import is_english, is_ordinary, word_list
from joinedup.leakcheck.texts import plain

_RUN = re.compile(r"[a-z]+|\d+")
_BETWEEN = re.compile(r"[\s\-‐‑–/_.]{0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_RUN = re.compile(
    r"[0-3]\d[01]\d(?:19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d|(?:19|20)\d\d(?:19|20)\d\d"
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
#: What a number before this, or after that, is a sum, a dose or a part of.
_SUM_BEFORE = re.compile(r"(?:[£$€]\s?|\d[.,:/\-–]|[+#])\Z")
_SUM_AFTER = re.compile(
    r"[.,:/\-–]\d|\s?(?:%|(?:m[gl]|mcg|k?g|ml|km|mm|cm|units?|steps|pounds|pence|kcal|grams?|cal)\b)"
)
_CUED = re.compile(
    r"(?:\A|[.;,:(\[]\s*|\b(?:see|also|and|under|our|as|at|with|per)\s+)"
    r"(?:refs?|references?|entry|entries|see\srows?)\b\.?(?:\s(?:nos?|numbers?)\b\.?)?[\s:#(]*[\s:#(]"
    r"(?P<code>[a-z]{0,4}[-/ ]?\d{1,6}(?:[-/.]\d{1,4})?[a-z]?)(?=\s*(?:[;)\]]|\.(?!\d)|\Z))"
)

#: As a Ref column spells them, and nobody anything else: "GP-2", "POL12".
_SPELT = re.compile(
    r"(?<![\w‐‑–/-])(?:[A-Z]{2,3}[-‐‑–/_]\d{1,3}|[A-Z]{3}\d{2,3})(?![\w‐‑–]|[-/.]\d)"
)

#: So many letters and digits stand together by no chance.
_LEAST_JOINED = 8
_GLUED = re.compile(r"(?<![\w.])(?=[a-z]*\d)[a-z0-9]{8,}(?!\w)")

Runs = tuple[str, ...]


class Refs:
    """All Refs of a key, ready to be looked for."""

    def __init__(self, key: Key) -> None:
        kept = {_runs(one) for one in key.kept}
        self._telling: dict[Runs, str] = {}
        self._small: dict[Runs, str] = {}
        self._spelt: dict[str, str] = {}
        for at, ref in enumerate(key.refs, 1):
            written = plain(ref).lower().strip()
            runs = _runs(written.removeprefix("ref"))
            if not any(map(str.isdigit, runs)) or runs in kept:
                continue
            self._small.setdefault(runs, str(at))
            if is_telling(written.removeprefix("ref").strip(" .:#")):
                self._telling.setdefault(runs, str(at))
            elif is_spelt(spelt := _spelling(ref)):
                self._spelt.setdefault(spelt, str(at))
        #: "NPX1607028" is NPX-160702-8, its signs left out.
        self._joined = {
            "".join(runs): which
            for runs, which in self._telling.items()
            if len(runs) > 1 and len("".join(runs)) >= _LEAST_JOINED
        }
        self._most = max(map(len, self._telling), default=0)
        self._begin = {runs[0] for runs in self._telling}
        #: How many could be any number, day or score.
        sure = self._telling.keys() | {_runs(spelt) for spelt in self._spelt}
        self.small = len(self._small.keys() - sure)

    def hits(self, text: str, sort: str) -> Iterator[Hit]:
        """Yield every Ref that a text in plain letters has."""
        if sort not in ("text", "name", "file") or not self._small:
            return
        lowered = text.lower()
        seen: set[Runs] = set()
        cued = "ref" in lowered or "entr" in lowered or "row" in lowered
        for cue in _CUED.finditer(lowered) if cued else ():
            runs = _runs(cue["code"])
            if runs in self._small:
                seen.add(runs)
                yield Hit("ref", self._small[runs], "after a word for a row", cue[0].strip())
        for one in _SPELT.finditer(text) if self._spelt else ():
            if one[0] in self._spelt and _runs(one[0]) not in seen:
                yield Hit("ref", self._spelt[one[0]], "as written", one[0])
        if self._telling:
            yield from (hit for runs, hit in self._wherever(lowered) if runs not in seen)

    def _wherever(self, text: str) -> Iterator[tuple[Runs, Hit]]:
        for word in self._joined.keys() & {*_GLUED.findall(text)} if self._joined else ():
            yield (word,), Hit("ref", self._joined[word], "without its signs", word)
        if self._begin.isdisjoint(_RUN.findall(text)):
            return
        found = list(_RUN.finditer(text))
        for at, first in enumerate(found):
            if first[0] not in self._begin or text[first.start() - 1 : first.start()].isalnum():
                continue
            runs: list[str] = []
            end = first.start()
            for last in found[at : at + self._most]:
                if not _BETWEEN.fullmatch(text, end, last.start()):
                    break
                runs.append(last[0])
                end = last.end()
                if text[end : end + 1].isalnum():
                    continue
                which = self._telling.get(tuple(runs))
                if which is not None and not _is_sum(text, first.start(), end, runs):
                    written = text[first.start() : end]
                    yield tuple(runs), Hit("ref", which, "as written", written)


def _is_sum(text: str, start: int, end: int, runs: list[str]) -> bool:
    if not all(map(str.isdigit, runs)):
        return False
    before = _SUM_BEFORE.search(text, max(0, start - 3), start)
    return before is not None or _SUM_AFTER.match(text, end) is not None


def _runs(text: str) -> Runs:
    return tuple(_RUN.findall(text.lower()))


def is_telling(ref: str) -> bool:
    """Whether a Ref in small letters can be nothing but a Ref.

    Examples
    --------
    >>> [is_telling(one) for one in ("np-02", "gp/0044", "10987", "2012/0014")]
    [True, True, True, True]
    >>> [is_telling(one) for one in ("12", "b12", "may 1", "12/3", "14:30", "pc 12", "gp-2")]
    [False, False, False, False, False, False, False]
    """
    runs = _runs(ref)
    digits = [run for run in runs if run.isdigit()]
    letters = [run for run in runs if not run.isdigit()]
    long = any(len(run) > 3 and not _YEAR.fullmatch(run) for run in digits)
    if ":" in ref or not digits:
        return False
    if not letters:
        if len(digits) == 1:
            return len(digits[0]) > 4 and digits[0] == ref and not _DAY_RUN.fullmatch(ref)
        of_year = any(map(_YEAR.fullmatch, digits))
        return long or (of_year and any(len(d) > 2 and d.startswith("0") for d in digits))
    signed = re.search(r"[a-z][-‐‑–/_]\d", ref) is not None
    # "B02", "p.001", "C01": a vitamin, a page, a child
    page = not signed and not long and letters[0] in ("b", "c", "p")
    if page or any(map(_says_more, letters)):
        return False
    if long or any(len(run) > 1 and run.startswith("0") for run in digits):
        return True
    # "gp-2" is how a pack itself may call a second one
    return signed and not any(len(word) < 2 or is_ordinary(word) for word in letters)


def is_spelt(ref: str) -> bool:
    """Whether a Ref can be nothing else as it is spelt, with its capitals and its sign.

    Examples
    --------
    >>> [is_spelt(one) for one in ("GP-2", "POL12", "CSC/4", "gp-2", "GP 2", "A-1", "PC-12")]
    [True, True, True, False, False, False, False]
    """
    if not _SPELT.fullmatch(ref):
        return False
    word = _runs(ref)[0]
    return not (_says_more(word) or word in word_list("unnumbered"))


def _spelling(ref: str) -> str:
    """Return a Ref as a text would have it that names a row by it."""
    return re.sub(r"\A(?i:ref)\b\s*", "", plain(ref).strip()).strip(" .:#")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return word_list("titles") | word_list("grammar") | word_list("numbered")


def _says_more(word: str) -> bool:
    """Whether letters with a number are no code: "May 04", "Ward 07", "PC 0123"."""
    return (
        word in _common()
        or _MONTH.fullmatch(word) is not None
        or word == "x"
        or (len(word) > 3 and is_english(word))
    )
