"""Sealing what the other seats held until the trainer gives the word.

A page that shows one seat holds nothing of the others in clear: what the reveal needs stands in it
encrypted, and a passphrase of plain words opens it in the browser (Web Crypto), without a network
and from a USB stick. The words are drawn by :mod:`secrets`, or from the pack's own key where the
same words are wanted again. PBKDF2-SHA-256 with 600,000 rounds makes the key, AES-256-GCM seals.
The salt is new for every session (all its pages open with the same words, so one key is theirs, and
going the rounds once is enough), the nonce for every page.

What is sealed is filled up to a whole number of blocks of 16 KiB, so that its length says little.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from hmac import digest
from importlib.resources import files

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

#: How many words a passphrase has at least; six of 1,296 are 62 bits.
FEWEST_WORDS = 6
#: How often PBKDF2 goes round; what OWASP asks of PBKDF2-SHA-256.
ROUNDS = 600_000
#: What is sealed is filled up with spaces to a multiple of this.
BLOCK = 16_384
#: The version of how a page is sealed.
FORMAT = 1


@cache
def words() -> tuple[str, ...]:
    """Return the words that passphrases are made of: 1,296 or more, short, plain and calm.

    Examples
    --------
    >>> len(words()) >= 1296 and "apple" in words()
    True
    """
    text = (files("viz") / "walk" / "words.txt").read_text(encoding="utf-8")
    return tuple(sorted(set(text.split())))


def passphrase(count: int = FEWEST_WORDS, *, salt: bytes = b"") -> str:
    """Return a passphrase of plain words.

    Parameters
    ----------
    count
        How many words, six at least.
    salt
        A secret from which the same words come again (the salt of a pack's key, which is outside
        the pack); drawn by chance where none is given.

    Raises
    ------
    ValueError
        When fewer than six words are asked for.

    Examples
    --------
    >>> len(passphrase().split())
    6
    >>> passphrase(salt=b"a secret") == passphrase(salt=b"a secret")
    True
    """
    if count < FEWEST_WORDS:
        raise ValueError(f"a passphrase has {FEWEST_WORDS} words at least, not {count}")
    listed = words()
    if not salt:
        return " ".join(secrets.choice(listed) for _ in range(count))
    # 64 bits a word: the words that come first in the list gain nothing that could be counted
    drawn = (
        digest(salt, f"joinedup walkthrough passphrase {n}".encode(), "sha256")
        for n in range(count)
    )
    return " ".join(listed[int.from_bytes(one[:8], "big") % len(listed)] for one in drawn)


def plain(given: str) -> str:
    """Return a passphrase as it is used: lower case, its words one space apart.

    However it is typed - capitals, hyphens, full stops, double spaces - the same words open.

    Examples
    --------
    >>> plain("  Apple-Bridge,  candle. ")
    'apple bridge candle'
    """
    text = unicodedata.normalize("NFKC", given).lower()
    return " ".join(re.findall(r"[a-z]+", text))


@dataclass(frozen=True, slots=True)
class Chance:
    """Where the salt of a session and the nonces of its pages come from.

    With a secret, the same page is sealed to the same bytes: the salt is made of the secret and
    the words, each nonce of the secret, the label and everything that is sealed, so that no nonce
    ever stands for two texts.
    """

    secret: bytes = b""
    session: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def salt(self, given: str) -> bytes:
        """Return the salt of the session whose words these are."""
        if not self.secret:
            return self.session
        return self._made("salt", given.encode())[:16]

    def nonce(self, text: bytes) -> bytes:
        """Return the nonce of a page: of all that is sealed, with its words and label."""
        return self._made("nonce", text)[:12] if self.secret else secrets.token_bytes(12)

    def _made(self, label: str, text: bytes) -> bytes:
        key = digest(self.secret, f"joinedup walkthrough {label}".encode(), "sha256")
        return digest(key, sha256(text).digest(), "sha256")


def seal(
    data: object, words_given: str, *, label: str = "", chance: Chance | None = None
) -> Mapping[str, str | int]:
    """Return what stands in a page in place of ``data``, to be opened by the words.

    Parameters
    ----------
    data
        Anything that JSON can hold.
    words_given
        The passphrase; see :func:`plain` for what of it counts.
    label
        What the page is of; it is part of what is authenticated, so that what was sealed for one
        page does not open in another.
    chance
        Where salt and nonce come from, one for all pages of a session; new ones by default.

    Raises
    ------
    ValueError
        When the passphrase has fewer than six words.
    """
    given = plain(words_given)
    if len(given.split()) < FEWEST_WORDS:
        raise ValueError(f"a passphrase has {FEWEST_WORDS} words at least")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    clear = text.encode()
    clear += b" " * (-len(clear) % BLOCK)
    chance = chance or Chance()
    bound = given.encode() + b"\0" + label.encode() + b"\0" + clear
    salt, nonce = chance.salt(given), chance.nonce(bound)
    sealed = AESGCM(_key(given, salt)).encrypt(nonce, clear, _authenticated(label))
    return {
        "format": FORMAT,
        "kdf": "PBKDF2-SHA-256",
        "rounds": ROUNDS,
        "cipher": "AES-256-GCM",
        "label": label,
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "data": b64encode(sealed).decode(),
    }


@lru_cache(maxsize=1)  # the pages of a session follow each other
def _key(given: str, salt: bytes) -> bytes:
    return PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=ROUNDS).derive(given.encode())


def _authenticated(label: str) -> bytes:
    return f"joinedup walkthrough {FORMAT} {label}".encode()
