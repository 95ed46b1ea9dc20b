"""Text as it is looked at: made plain, and every reading of it that hides behind an encoding."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote

from joinedup.leakcheck.codes import decoded

#: Letters of other alphabets that look like Latin ones, so that a name is no other name in them.
_LOOK_ALIKE = str.maketrans(
    "АВЕЅЗІЈКМНОРСТУХаеоорсухіјѕһԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαıᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" + "‘’ʼ′`´" + "‐‑‒–—−",
    "ABESZIJKMHOPCTYXaeoopcyxijshdgABEZHIKMNOPTYXoaiabcdefghijklmnoprstuvwyz" + "''''''" + "------",
)
_LETTERS = {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "đ": "d"}
_ODD = re.compile("[ßøØłŁæÆđ]")


_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def plain(text: str) -> str:
    r"""Return text with accents, ligatures, invisible characters and look-alike letters made plain.

    Examples
    --------
    >>> plain("Zo\u00eb O\u2019Br\u00edan, Le\u00adanne")
    "Zoe O'Brian, Leanne"
    """
    return text if text.isascii() else _FOREIGN.sub(_made_plain, text)


def _made_plain(match: re.Match[str]) -> str:
    return _plain_run(match[0])


@lru_cache(maxsize=50_000)
def _plain_run(run: str) -> str:
    split = unicodedata.normalize("NFKD", run)
    kept = "".join(c for c in split if unicodedata.category(c) not in ("Mn", "Cf", "Me"))
    return _ODD.sub(lambda m: _LETTERS[m[0]], kept).translate(_LOOK_ALIKE)


_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_SOFT = re.compile(r"=\r?\n")
#: It begins with its sign, which is quickly found: two such signs, or one between letters.
_QUOTED = re.compile(r"=(?:[0-9A-F]{2}(?:=[0-9A-F]{2})+|(?<=[A-Za-z]=)[0-9A-F]{2}(?=[A-Za-z]))")
_CSS = re.compile(r"\\([0-9a-fA-F]{2,6})\s?")
#: A run of base64 or hex: long enough to hold a name.
_RUN = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{6,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){4,}\Z")


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _uncss(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 32 <= code < 0xD800 else " "


def readings(text: str, depth: int = 2) -> Iterator[tuple[str, str]]:
    """Yield text as written, then what it says once decoded, each with the name of the encoding.

    Parts in base64 that hold no text are not yielded; :func:`hidden_bytes` gives them.
    """
    yield "", text
    seen = {text}
    for name, other in _decoded(text):
        if not other or other in seen:
            continue
        seen.add(other)
        deeper = readings(other, depth - 1) if depth else iter((("", other),))
        for inner, said in deeper:
            yield f"{name}: {inner}" if inner else name, said


def _decoded(text: str) -> Iterator[tuple[str, str]]:
    if "&" in text and ";" in text:
        yield "as entities", html.unescape(_around(text, _ENTITY))
    if "\\" in text:
        yield "with escapes", _ESCAPED.sub(_unescape, _around(text, _ESCAPED))
        yield "with escapes", _CSS.sub(_uncss, _around(text, _CSS))
    if "%" in text:
        yield "percent-encoded", unquote(_around(text, _PERCENT), errors="replace")
    if "=" in text and _QUOTED.search(text):
        joined = _SOFT.sub("", text)
        yield "quoted-printable", _QUOTED.sub(_unquote, _around(joined, _QUOTED))
    for run in dict.fromkeys(_RUN.findall(text)):
        said = _text_in(run)
        if said:
            yield "base64 or hex", said
    yield from decoded(text)


def is_escaped(word: str) -> bool:
    """Whether a word holds an entity, an escape, or a sign in percent or in quoted-printable.

    Examples
    --------
    >>> is_escaped("A&amp;E"), is_escaped("%4Ceanne"), is_escaped("A&E"), is_escaped("100%")
    (True, True, False, False)
    """
    if "&" in word and (_ENTITY.search(word) or html.unescape(word) != word):
        return True
    if "\\" in word and (_ESCAPED.search(word) or _CSS.search(word)):
        return True
    if "%" in word and _PERCENT.search(word):
        return True
    return "=" in word and _QUOTED.search(word) is not None


def hides_text(word: str) -> bool:
    """Whether a word may hold text in base64 or hex; short words do so by chance.

    Examples
    --------
    >>> hides_text("TGVhbm5lIE1hcnNo"), hides_text("chronology")
    (True, False)
    """
    return len(word) >= _SHORTEST_RUN and any(_text_in(run) for run in _RUN.findall(word))


_SHORTEST_RUN = 6
_ENTITY = re.compile(r"&#?\w{1,32};")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_NEAR = 60


def _around(text: str, what: re.Pattern[str]) -> str:
    """Return what stands near a pattern; of a short text all. A program is read once, not often."""
    if len(text) < 1000:
        return text
    spans: list[list[int]] = []
    for match in what.finditer(text):
        start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
        if spans and start <= spans[-1][1]:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return "\n\n".join(text[start:end] for start, end in spans)


def _unquote(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", "replace")


@lru_cache(maxsize=200_000)
def _text_in(run: str) -> str:
    """Return the text that a run of base64 or hex holds; empty where it holds none."""
    for data in _bytes_in(run):
        if data[:2] == b"\x1f\x8b" or (data[:1] == b"\x78" and len(data) > 8):
            data = unpacked(data, _MOST_PACKED) or data
        for codec in ("utf-8", "utf-16-le"):
            try:
                said = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if len(said) > 2 and _readable(said):
                return said
    return ""


_SIGNS = " .,'-/@\n\r\t:\"{}_&=?%#+();"


def _readable(written: str) -> bool:
    said = plain(written)
    letters = sum(c.isascii() and (c.isalnum() or c in _SIGNS) for c in said)
    return letters >= 0.9 * len(said) if said.isascii() else _mostly_letters(said)


def _mostly_letters(said: str) -> bool:
    latin = sum(c.isascii() or "\u00c0" <= c <= "\u024f" or c in "“”‘’–—…" for c in said)
    return latin == len(said) and sum(c.isalpha() for c in said) > 0.7 * len(said)


#: In base32 fewer signs hold no name; a word in small letters alone is a word.
_SHORTEST_BASE32 = 8
_BASE32 = re.compile(r"(?:[A-Z2-7]{8,}|(?=[a-z]*[2-7])[a-z2-7]{8,})={0,6}")
_MOST_PACKED = 100_000


def _bytes_in(run: str) -> Iterator[bytes]:
    """Yield the bytes that a run may stand for: in hex, base32 and base64."""
    if _HEX.match(run):
        yield bytes.fromhex(run)
    if len(run) >= _SHORTEST_BASE32 and _BASE32.fullmatch(run):
        bare = run.rstrip("=").upper()
        with suppress(binascii.Error, ValueError):
            yield base64.b32decode(bare + "=" * (-len(bare) % 8))
    padded = run.rstrip("=").replace("-", "+").replace("_", "/")
    if len(padded) % 4 != 1:
        try:
            yield base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True)
        except (binascii.Error, ValueError):
            return


def hidden_bytes(text: str, least: int = 64) -> Iterator[bytes]:
    """Yield what longer runs of base64 hold that is no text: pictures, archives, sealed parts."""
    if max(map(len, text.split()), default=0) * 3 // 4 < least:
        return  # no run is longer than a word
    for run in dict.fromkeys(_RUN.findall(text)):
        if len(run) * 3 // 4 < least or _text_in(run):
            continue
        if _HEX.match(run) or _is_words(run):
            continue
        yield from list(_bytes_in(run))[-1:]


_LONGEST_PATH = 4_000
_SMALL = str.maketrans("bcdefghijklmnopqrstuvwxyz", "a" * 25)


def _is_words(run: str) -> bool:
    """Whether a long run is a path or an identifier of a program, not base64: no mixture.

    In base64 too sixteen small letters stand side by side by chance, once in two million signs:
    what is longer than any path or identifier is not told by them.
    """
    if not (re.search("[0-9]", run) and re.search("[a-z]", run) and re.search("[A-Z]", run)):
        return True
    return len(run) <= _LONGEST_PATH and "a" * 16 in run.translate(_SMALL)


def unpacked(data: bytes, most: int) -> bytes | None:
    """Return what gzip or zlib data holds, at most so many bytes; ``None`` where it is neither."""
    try:
        if data[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                return packed.read(most)
        if data[:1] == b"\x78":
            return zlib.decompressobj().decompress(data, most)
    except (OSError, EOFError, zlib.error):
        return None
    return None
