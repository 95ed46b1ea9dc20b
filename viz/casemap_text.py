"""How wide a text is at most, and how it folds, without a browser to ask.

The widths are those of DejaVu Sans, the widest of the plain faces that a page may be shown in
(Arial, Helvetica, Liberation Sans and Segoe UI are narrower): what fits by them fits by all.
"""

from __future__ import annotations

import re
import unicodedata

from viz.axis import MONTHS

#: Widths of the characters from the space to the tilde, in hundredths of the size.
_PLAIN = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
)  # fmt: skip
_BOLD = (
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 40, 40, 84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84,
    85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44,
    72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84,
)  # fmt: skip
#: Of any other character: of a letter of the Latin, Greek or Cyrillic script, and of the rest.
_LETTER, _OTHER = 92, 160
_ELLIPSIS = "…"
_SIGNS = {"–": 50, "‘": 38, "’": 38, "“": 52, "”": 52, "·": 38, "•": 64, _ELLIPSIS: 100}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most.

    Examples
    --------
    >>> width("GP", 10), width("GP", 10, bold=True)
    (13.7, 15.5)
    """
    return sum(map((_IN_BOLD if bold else _IN_PLAIN).__getitem__, text)) * size / 100


class _Hundredths(dict[str, int]):
    """The widths of characters in hundredths of the size; each is looked up once."""

    def __init__(self, plain: tuple[int, ...]) -> None:
        super().__init__({chr(place): wide for place, wide in enumerate(plain, start=32)})

    def __missing__(self, character: str) -> int:
        self[character] = found = _other(character)
        return found


def _other(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if character in _SIGNS:
        return _SIGNS[character]
    return _LETTER if ord(character) < 0x590 else _OTHER


_IN_PLAIN, _IN_BOLD = _Hundredths(_PLAIN), _Hundredths(_BOLD)


def fold(
    text: str, size: float, room: float, lines: int = 1, *, bold: bool = False
) -> tuple[str, ...]:
    """Return a text in at most so many lines, none wider than the room; what is cut ends in "…".

    No date is cut: one that has no room is left out with the words before it that lead to it.

    Examples
    --------
    >>> fold("Strangulation or suffocation", 10, 80, 2)
    ('Strangulation', 'or suffocation')
    >>> fold("Strangulation or suffocation", 10, 90, 1)
    ('Strangulation …',)
    >>> fold("Stalking, held from Dec 2001", 10, 130, 1)
    ('Stalking, …',)
    """
    found: list[str] = []
    words = text.split()
    while words:
        line, words = _line(words, size, room, bold)
        if len(found) == lines - 1 and words:
            found.append(_cut(line, size, room, bold))
            _drop_half_a_date(found, text)
            break
        found.append(line)
    return tuple(found) or ("",)


#: A date with its month, and the words that lead to it.
_DATE = re.compile(
    r"(?:\b(?:held )?(?:about|and|between|by|from|in|of|on|since|to|until) )?(?:\b\d{1,2} )?"
    rf"\b(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' if m[3:] else m for m in MONTHS)}) \d{{4}}\b"
)


def _drop_half_a_date(found: list[str], text: str) -> None:
    """Take from lines that are cut what is left of a date which the cut goes through."""
    whole = " ".join(text.split())
    kept = sum(len("".join(line.split())) for line in found) - 1
    for date in _DATE.finditer(whole):
        start, end = (len("".join(whole[:at].split())) for at in date.span())
        if start < kept < end:
            _shorten(found, kept - start)
            return


def _shorten(found: list[str], letters: int) -> None:
    """Take so many letters from lines of which the last ends in "…", and lines that are empty."""
    found[-1] = found[-1].removesuffix(_ELLIPSIS).rstrip()
    while letters:
        line = found.pop()
        while letters and line:
            letters -= not line[-1].isspace()
            line = line[:-1]
        if line.strip() or not found:
            found.append(line.rstrip())
    found[-1] = f"{found[-1]} {_ELLIPSIS}".strip()


def _line(words: list[str], size: float, room: float, bold: bool) -> tuple[str, list[str]]:
    """Return what stands on one line, and what is left; a word that is too wide is broken."""
    line = words[0]
    if width(line, size, bold=bold) > room:
        upto = len(line)
        while upto > 1 and width(line[:upto], size, bold=bold) > room:
            upto -= 1
        return line[:upto], [line[upto:], *words[1:]]
    taken = 1
    while taken < len(words) and width(f"{line} {words[taken]}", size, bold=bold) <= room:
        line, taken = f"{line} {words[taken]}", taken + 1
    return line, words[taken:]


def _cut(line: str, size: float, room: float, bold: bool) -> str:
    while line and width(f"{line} {_ELLIPSIS}", size, bold=bold) > room:
        # by whole words, and by letters only where one word is too wide
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line} {_ELLIPSIS}".strip()
