"""Numbers and references, however they are spaced, and hashes of what the key holds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from joinedup.leakcheck.dates import days_in
from joinedup.leakcheck.key import Key, Number
from joinedup.leakcheck.names import Hit, is_code, is_counted, noise_in
from joinedup.leakcheck.ordinary import is_ordinary, word_list
from joinedup.leakcheck.refs import Refs
from joinedup.leakcheck.texts import plain

_NOT_ALNUM = re.compile(r"[\W_]+")
#: A number as people write one: digits with single signs between them.
_GROUPS = re.compile(r"(?<![\w.])\+?\(?\d(?:[\s().\-/]{0,3}\d){7,15}(?!\w)")
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d[A-Za-z0-9]?\s{0,2}\d[A-Za-z]{2}(?![A-Za-z0-9])"
)
_DECIMAL = re.compile(r"-?\d{1,3}\.\d{3,}")
_HEX = re.compile(r"(?<![0-9a-zA-Z])[0-9a-fA-F]{12,128}(?![0-9a-zA-Z])")
#: From sixteen signs on: fewer stand for too little of a hash. "sha256-" may stand before one.
_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?:sha(?:1|256|384|512)-)?([A-Za-z0-9+/_-]{16,88}={0,2})"
)
_WORDS = re.compile(r"[a-z0-9]+")
_COLLAR = re.compile(r"\bpc(\d{3,5})\b")
_DIGIT = re.compile(r"\d")

#: Below this many characters a number is looked for only as it is written.
SHORTEST = 5


def squeezed(text: str) -> str:
    """Return only the letters and digits of a text, in lower case.

    Examples
    --------
    >>> squeezed("07700 900-123")
    '07700900123'
    """
    return _NOT_ALNUM.sub("", text.lower())


def forms_of(number: Number) -> tuple[str, ...]:
    """Return a number as it may stand once squeezed: a telephone number with and without its 0.

    Examples
    --------
    >>> forms_of(Number("phone", "1", "07700 900123"))
    ('07700900123', '447700900123', '00447700900123', '4407700900123', '7700900123')
    >>> forms_of(Number("crime", "1", "42A/10987/10"))
    ('42a1098710', '42a109872010', '42a10987')
    """
    written = plain(number.original)
    base = squeezed(written)
    digits = re.sub(r"\D", "", written)
    rest = re.sub(r"^(?:0044|44)?0?", "", digits)
    if number.kind == "phone" and digits:
        if len(rest) < 9:
            return (digits,)
        return (f"0{rest}", f"44{rest}", f"0044{rest}", f"440{rest}", rest)
    forms = [base]
    dated = re.fullmatch(r"(.*[^\W_])[\W_](?:20|19)?(\d\d)", written)
    if number.kind in _REFERENCES and dated:
        body = squeezed(dated[1])
        forms += [f"{body}{dated[2]}", f"{body}20{dated[2]}", *([body] if len(body) > 5 else [])]
    if number.kind == "date_of_birth":
        forms = [f"{d.day.day:02}{d.day.month:02}{d.day.year % 100:02}" for d in days_in(written)]
    if number.kind == "email" and "@" in written:
        local, _, host = written.partition("@")
        said = host.replace(".", " dot ")
        forms += [squeezed(f"{local} at {host}"), squeezed(f"{local} at {said}")]
        forms += [squeezed(f"{local.replace('.', ' dot ')} at {one}") for one in (host, said)]
    return tuple(dict.fromkeys(form for form in forms if form))


_REFERENCES = frozenset({"crime", "custody", "case"})


def _misread(form: str, kind: str) -> Iterator[str]:
    """Yield a number as a scan or a hurried hand has it: with letters for noughts and ones."""
    if kind in ("email", "web", "address") or len(form) < 7:
        return
    for digit, letter in (("0", "o"), ("1", "i"), ("1", "l")):
        other = form.replace(digit, letter)
        if other != form and any(map(str.isdecimal, other)):
            yield other


class Numbers:
    """All numbers and secrets of a key, ready to be looked for."""

    def __init__(self, key: Key) -> None:
        kept = {squeezed(plain(k)) for k in key.kept}
        self.short: list[Number] = []
        self.forms: dict[str, Number] = {}
        self.literal: dict[str, Number] = {}
        for number in key.numbers:
            for form in forms_of(number):
                if form in kept or not re.search(r"[a-z0-9]", form):
                    continue
                if len(form) >= SHORTEST or number.kind == "postcode":
                    self.forms.setdefault(form, number)
                    for misread in _misread(form, number.kind):
                        self.forms.setdefault(misread, number)
                elif number.kind != "address":
                    self.short.append(number)
                    self.literal.setdefault(form, number)
        for number in _counted(key):
            if number.original not in kept:
                self.forms.setdefault(number.original, number)
        for number in (*_outward(key), *_parts(key)):
            if number.original not in kept:
                self.literal.setdefault(number.original, number)
        self._long = [(f, n) for f, n in self.forms.items() if f.isdigit() and len(f) >= 9]
        #: By what is left of a long number without one of its digits: what is one digit from
        #: another has that in common with it.
        self._without: dict[str, list[int]] = {}
        for place, (form, _) in enumerate(self._long):
            for less in _one_less(form):
                self._without.setdefault(less, []).append(place)
        self._judged: dict[str, Number | None] = {}
        self._posts = [(f, n) for f, n in self.forms.items() if n.kind == "postcode"]
        self._points = _points(key)
        self.refs = Refs(key)

    def hits(self, text: str, sort: str) -> list[Hit]:
        """Return what in a text is nearly a number of the key, or a telling part of one."""
        found: list[Hit] = []
        if not _DIGIT.search(text) and "@" not in text:
            return found
        if sort not in ("bytes", "code"):
            if self._long:
                found += [h for m in _GROUPS.findall(text) for h in self._near(m)]
            if self._posts:
                found += [h for m in _POSTCODE.findall(text) for h in self._near_post(m)]
        if self._points and sort != "bytes":
            found += list(self._near_points(text))
        if self.literal and sort in ("text", "name", "file"):
            found += list(self._literals(text))
        found += self.refs.hits(text, sort)
        return found

    def _near(self, group: str) -> tuple[Hit, ...]:
        digits = re.sub(r"\D", "", group)
        if digits in self.forms:
            return ()  # found as it is, elsewhere
        if digits not in self._judged:
            self._judged[digits] = self._like(digits)
        number = self._judged[digits]
        if number is None:
            return ()
        return (Hit(number.kind, number.id, "one digit wrong, missing or more", group),)

    def _like(self, digits: str) -> Number | None:
        """Return the first number that has at most one digit otherwise."""
        near = {place for less in _one_less(digits) for place in self._without.get(less, ())}
        for place in sorted(near):
            form, number = self._long[place]
            if DamerauLevenshtein.distance(form, digits, score_cutoff=1) <= 1:
                return number
        return None

    def _near_post(self, written: str) -> tuple[Hit, ...]:
        code = squeezed(written)
        if code in self.forms:
            return ()
        for form, number in self._posts:
            if len(form) >= 5 and DamerauLevenshtein.distance(form, code, score_cutoff=1) <= 1:
                return (Hit(number.kind, number.id, "one letter or digit wrong", written),)
        return ()

    def _near_points(self, text: str) -> Iterator[Hit]:
        for match in _DECIMAL.findall(text):
            value = float(match)
            for point, number in self._points:
                if abs(abs(value) - abs(point)) < 0.0011:
                    yield Hit(number.kind, number.id, "shortened or rounded", match)

    def _literals(self, text: str) -> Iterator[Hit]:
        lowered = text.lower()
        words = {*_WORDS.findall(lowered), *_COLLAR.findall(lowered)}
        for word in words & self.literal.keys():
            number = self.literal[word]
            if number.kind == "postcode":
                yield Hit(number.kind, number.id, "the first half", word)
            elif number.kind == "part":
                yield Hit("number", number.id, "a telling part", word)
            elif number.kind == "code":
                yield Hit("name", number.id, "as written", word)
            elif _is_said(word, text):
                yield Hit(number.kind, number.id, "as written", word)


def _one_less(digits: str) -> set[str]:
    """Return a number, and it without each one of its digits."""
    return {digits, *(digits[:place] + digits[place + 1 :] for place in range(len(digits)))}


def _is_said(number: str, text: str) -> bool:
    """Whether a short number stands after a word, as a reference or a collar number does.

    What could be a time, a year, an age, a bed or a section of an Act ("999", "136", "1830") only
    after a word for whom or what has such a number: every text is full of others.
    """
    usual = len(number) < 4 or _USUAL.fullmatch(number) is not None
    before = _HAS_NUMBER if usual else r"\b[a-z]+\.?\s*"
    return re.search(rf"(?i){before}{re.escape(number)}(?![\w/:]|[.,]\d)", text) is not None


#: A time of day, or a year.
_USUAL = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d|(?:19|20)\d\d")
_HAS_NUMBER = (
    r"\b(?:pcs?|dcs?|ps|ds|di|sgt|sergeant|insp|pcso|wpc|constable|officers?|collar|shoulder|badge"
    r"|warrant|epaulettes?|bleep"
    r"|crime|custody|case|marac|mash|court|log|cad|cris|storm|niche|incident|police|our|your|urn|crn"
    r"|refs?|reference)(?:[\s.]+(?:refs?|reference|nos?|number|record|id)\b)*[\s.:#]*"
)


def _outward(key: Key) -> list[Number]:
    found = []
    for number in key.numbers:
        code = squeezed(number.original)
        if number.kind == "postcode" and len(code) >= 6:
            found.append(Number("postcode", number.id, code[:-3]))
    return found


def _counted(key: Key) -> Iterator[Number]:
    """Yield what is told by its numbers and the words about them: "Case 7 of 31"."""
    for one in key.identities:
        for original in one.originals:
            form = squeezed(plain(original))
            if one.kind == "other" and len(form) > SHORTEST and is_counted(original):
                yield Number("name", one.id, form)


def _points(key: Key) -> list[tuple[float, Number]]:
    return [
        (float(value), number)
        for number in key.numbers
        if number.kind == "gps"
        for value in _DECIMAL.findall(number.original)
    ]


def _parts(key: Key) -> Iterator[Number]:
    """Yield what tells of a number alone: 10987 of 42A/10987/10, the name before an @, a collar."""
    for number in key.numbers:
        if number.kind in _REFERENCES:
            for run in re.findall(r"\d{5,}", number.original):
                yield Number("part", number.id, run)
        if number.kind == "email":
            local = number.original.partition("@")[0].lower()
            if re.fullmatch(r"[a-z]+\d+[a-z0-9]*|[a-z0-9]*\d[a-z0-9]*", local) and len(local) > 4:
                yield Number("part", number.id, local)
    for one in key.identities:
        for original in one.originals:
            if is_code(original):
                yield Number("code", one.id, squeezed(plain(original)))
            if one.kind in ("person", "professional"):
                for run in re.findall(r"(?<!\d)\d{3,5}(?!\d)", original):
                    yield Number("collar", one.id, run)


# --- secrets and hashes ---------------------------------------------------------------------------


class Secrets:
    """Ids and file names of the original, and hashes of everything that the key holds."""

    def __init__(self, key: Key) -> None:
        self.words: dict[str, str] = {}
        kept = {k.lower() for k in key.kept}
        for at, secret in enumerate(key.secrets, 1):
            lower = plain(secret).lower()
            forms = [lower]
            if _is_file(lower) and not _is_usual(lower.rpartition(".")[0]):
                forms.append(lower.rpartition(".")[0])
            for form in forms:
                if len(form) >= 4 and form not in kept:
                    self.words.setdefault(form, str(at))
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        for form, which in self.words.items():
            word = max(_WORDS.findall(form), key=len, default="")
            self._by_word.setdefault(word, []).append((form, which))
        self._digests = _digests(key)
        for at, secret in enumerate(key.secrets, 1):  # a hash of a file, the salt
            if _DIGEST.fullmatch(secret.lower()):
                self._digests[secret.lower()] = ("secret", str(at), "as written")
        self._starts = {d[:12] for d in self._digests}
        self._key, self._longer = key, dict[str, tuple[str, str, str]]()

    def hits(self, text: str) -> list[Hit]:
        """Return every hash of an original, whole or cut off, in hex or base64.

        What else is secret is found among words, except where it stands in a long run that is no
        language and so is not read as words: there it is found here.
        """
        found = []
        for run in set(_HEX.findall(text)):
            if run[:12].lower() in self._starts:
                found += self._hash(run.lower(), run)
            elif len(run) in _OF_LONGER:
                found += self._longer_hash(run.lower(), run)
        for run in set(_BASE64.findall(text)):
            digest = _hex_of(run)
            if digest[:12] in self._starts:
                found += self._hash(digest, run)
            elif len(digest) in _OF_LONGER and _MIXED.match(run):  # no path of a file
                found += self._longer_hash(digest, run)
        for run in noise_in(text):
            found += self._within(run.lower())
        return found

    def _longer_hash(self, digest: str, written: str) -> list[Hit]:
        """Return what a whole hash of another length is of; these are made when one is met."""
        if not self._longer:
            self._longer = _digests(self._key, _LONGER)
        known = self._longer.get(digest)
        return [] if known is None else [Hit(*known, written)]

    def _hash(self, digest: str, written: str) -> list[Hit]:
        for known, (kind, which, how) in self._digests.items():
            if known.startswith(digest):
                return [Hit(kind, which, how, written)]
        return []

    def _within(self, run: str) -> Iterator[Hit]:
        for word in set(_WORDS.findall(run)) & self._by_word.keys():
            for form, which in self._by_word[word]:
                if re.search(rf"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9])", run):
                    yield Hit("secret", which, "as written", form)


def _is_file(name: str) -> bool:
    return bool(re.search(r"\.[a-z0-9]{2,5}$", name)) and " " not in name.rpartition(".")[2]


def _is_usual(stem: str) -> bool:
    """Whether the name of a file is only what sort of agency it is from: "hospital.xlsx"."""
    words = re.findall(r"[^\W\d_]+", stem)
    return all(is_ordinary(word) or word in word_list("generic") for word in words)


@lru_cache(maxsize=50_000)
def _hex_of(run: str) -> str:
    """Return what a run of base64 stands for, in hex; what is over where it was cut off is left."""
    padded = run.rstrip("=").replace("-", "+").replace("_", "/")
    over = len(padded) % 4
    if over == 1:
        padded, over = padded[:-1], 0
    try:
        return base64.b64decode(padded + "=" * (-over % 4)).hex()
    except ValueError:
        return ""


#: What is a hash in hex: MD5, SHA-1, SHA-256, SHA-384, SHA-512; a salt is as long as one of them.
_DIGEST = re.compile(r"(?=.*\d)[0-9a-f]{32,128}")
_ALGORITHMS = (("SHA256", hashlib.sha256), ("SHA1", hashlib.sha1), ("MD5", hashlib.md5))
#: Hashes that few programs write; they are looked for where something is as long as one.
_LONGER = (
    ("SHA224", hashlib.sha224),
    ("SHA384", hashlib.sha384),
    ("SHA512", hashlib.sha512),
)
_OF_LONGER = frozenset({56, 96, 128})
_MIXED = re.compile(r"(?=.*[A-Z])(?=.*[a-z])(?=.*\d)")


def _digests(
    key: Key, algorithms: Sequence[tuple[str, Callable[..., Any]]] = _ALGORITHMS
) -> dict[str, tuple[str, str, str]]:
    """Return the hash of every original, as it is, in small letters and squeezed."""
    found: dict[str, tuple[str, str, str]] = {}
    every = [(i.kind, i.id, o) for i in key.identities for o in i.originals]
    every += [(n.kind, n.id, n.original) for n in key.numbers]
    every += [("secret", str(at), s) for at, s in enumerate(key.secrets, 1)]
    every += [("ref", str(at), ref) for at, ref in enumerate(key.refs, 1)]
    every += [("date", "", d.isoformat()) for d in sorted(key.days)]
    for kind, which, original in every:
        for text in {original, original.lower(), original.upper(), squeezed(original)}:
            data = text.encode()
            for algorithm, made in algorithms:
                digest = made(data, usedforsecurity=False).hexdigest()
                found.setdefault(digest, (kind, which, f"a hash ({algorithm}) of the original"))
    return found
