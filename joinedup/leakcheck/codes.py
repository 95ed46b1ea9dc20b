"""Words that stand in a code which people or programs know: Morse, NATO's words, binary, base85."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache

_OF_LETTERS = """
.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..-
-.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.
"""
_MORSE = dict(zip(_OF_LETTERS.split(), "abcdefghijklmnopqrstuvwxyz0123456789", strict=True))
_SIGNS = str.maketrans("·•∙−–—_", "...----")
_LETTER = r"[.·•∙\-−–—_]{1,5}"
_IN_MORSE = re.compile(rf"(?<![\w.-]){_LETTER}(?:[ \u00a0/|]{{1,3}}{_LETTER}){{2,}}(?![\w.-])")
_OF_MORSE = re.compile(r"[.·•∙\-−–—_/|]{2,}")
_BOTH_SIGNS = re.compile(r"[.·•∙][\-−–—_]|[\-−–—_][.·•∙]")

_WORDS = """
alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november
oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu
"""
_NATO = {word: word[0] for word in _WORDS.split()}
_EITHER = "|".join(sorted(_NATO, key=lambda word: (-len(word), word)))
_FEWEST = 3
_IN_NATO = re.compile(
    rf"(?<![a-z])(?:{_EITHER})(?:[\s,.;/–-]{{1,3}}(?:{_EITHER})){{{_FEWEST - 1},}}(?![a-z])"
)
_NATO_WORD = re.compile(_EITHER)

_BITS = re.compile(r"(?<![\w.])[01]{7,}(?:[\s,]{1,2}[01]{7,8})*(?![\w.])")
_BYTE = 8

#: What may be in base85: a run without spaces, of several sorts of signs.
_RUN = re.compile(r"(?<!\S)\S{7,400}(?!\S)")
_SORTS = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[^A-Za-z]"))
_SHORTEST = 7
_MAY_HOLD_TEXT = re.compile(r"(?=\S{7})(?:[A-Za-d]\S{4}[A-Za-d]|[+-H]\S{4}[+-H])")
_OF_TEXT = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,'-/@\n\":")
#: Longer texts are programs of ours, or long data: nobody writes such a code in them by hand.
_LONGEST = 50_000


def decoded(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says in such codes, each with what the code is called.

    Examples
    --------
    >>> dict(decoded("ask kilo alpha yankee, or -.- .- -.--"))
    {'in Morse code': 'kay', "in NATO's words": 'Kay'}
    >>> dict(decoded("01001011 01100001 01111001"))
    {'in ones and noughts': 'Kay'}
    """
    if len(text) > _LONGEST:
        return
    if _BOTH_SIGNS.search(text):
        for match in _IN_MORSE.finditer(text):
            yield "in Morse code", _from_morse(match[0])
    for match in _IN_NATO.finditer(text.lower()):
        letters = (_NATO[word] for word in _NATO_WORD.findall(match[0]))
        yield "in NATO's words", "".join(letters).capitalize()
    for match in _BITS.finditer(text):
        yield "in ones and noughts", _from_bits(match[0])
    for run in dict.fromkeys(_RUN.findall(text)):
        said = in_base85(run)
        if said:
            yield "in base85", said


def _from_morse(written: str) -> str:
    signs = written.translate(_SIGNS)
    words = re.split(r"\s*[/|]\s*|\s{2,}", signs)
    return " ".join("".join(_MORSE.get(one, "") for one in word.split()) for word in words)


def _from_bits(written: str) -> str:
    groups = re.findall("[01]+", written)
    if len(groups) == 1:
        whole = groups[0]
        size = next((one for one in (_BYTE, _BYTE - 1) if len(whole) % one == 0), _BYTE)
        groups = [whole[at : at + size] for at in range(0, len(whole), size)]
    said = bytes(int(group, 2) for group in groups if len(group) <= _BYTE)
    return said.decode("latin-1") if said and _OF_TEXT.issuperset(said) else ""


@lru_cache(maxsize=50_000)
def in_base85(run: str) -> str:
    """Return the text that a run in base85 or Ascii85 holds; empty where it holds none.

    Examples
    --------
    >>> in_base85(base64.b85encode(b"Leanne Marsh").decode()), in_base85("Chronology")
    ('Leanne Marsh', '')
    """
    bare = run.removeprefix("<~").removesuffix("~>")
    ways = (bare, run.strip("\"'`(),;:.[]")) if run.isascii() else ()
    for way in dict.fromkeys(ways):
        if _MAY_HOLD_TEXT.match(way) is None:
            continue  # each five signs hold four letters: most runs show at once that they do not
        if sum(one.search(way) is not None for one in _SORTS) < 2:
            continue
        for read in (base64.b85decode, base64.a85decode):
            with suppress(ValueError):
                data = read(way)
                if _OF_TEXT.issuperset(data) and 4 * sum(map(_is_letter, data)) > 3 * len(data):
                    return data.decode("ascii")
    return ""


def _is_letter(sign: int) -> bool:
    return chr(sign).isalpha() or sign == ord(" ")


def may_hide(word: str) -> bool:
    """Whether a word may be in base85: an ordinary one is in small letters, but for its first."""
    return len(word) >= _SHORTEST and not word[1:].islower() and in_base85(word) != ""


#: "papa-papa-papa"
_SHORTEST_SPELT = 12


def is_in_signs(word: str) -> bool:
    """Whether a word may be part of a text in Morse or binary, or spell a name in NATO's words.

    Examples
    --------
    >>> [is_in_signs(word) for word in ("-.--", "01100001", "kilo-alpha-yankee", "alpha")]
    [True, True, True, False]
    """
    if not word[:1].isalnum():
        return _OF_MORSE.fullmatch(word) is not None and _BOTH_SIGNS.search(word) is not None
    if word[0] in "01":
        return _BITS.fullmatch(word) is not None
    return len(word) >= _SHORTEST_SPELT and _IN_NATO.search(word.lower()) is not None


def nato_in(words: Iterable[str]) -> bool:
    """Whether so many of NATO's words stand one after the other that they may spell a name."""
    found = 0
    for word in words:
        found = found + 1 if is_nato(word) else 0
        if found >= _FEWEST:
            return True
    return False


def is_nato(word: str) -> bool:
    """Whether a word is one of NATO's for a letter."""
    return word.strip(" .,;:!?()\"'").lower() in _NATO
