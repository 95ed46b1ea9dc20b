"""What is sealed in the page of a single seat, opened with the words that belong to the key.

The form of what is sealed is written down here once more: the check shares no code with what seals.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import pbkdf2_hmac

#: More rounds than this are none of ours, and would keep the check busy.
MOST_ROUNDS = 2_000_000
_SIGN = b'"kdf"'


def sealed_in(data: bytes) -> Iterator[Mapping[str, object]]:
    """Yield what is sealed in a file: one object of JSON each, which says how.

    Examples
    --------
    >>> [one["label"] for one in sealed_in(b'x {"a": {"kdf": "PBKDF2-SHA-256", "label": "gp"}}')]
    ['gp']
    """
    at = data.find(_SIGN)
    while at >= 0:
        begin, end = data.rfind(b"{", 0, at), data.find(b"}", at)
        if 0 <= begin < end:
            try:
                found = json.loads(data[begin : end + 1])
            except (ValueError, RecursionError):
                found = None
            if isinstance(found, dict) and found.get("kdf") == "PBKDF2-SHA-256":
                yield found
        at = data.find(_SIGN, at + 1)


def opened(sealed: Mapping[str, object], words: str) -> bytes | None:
    """Return what is sealed; ``None`` where the words do not open it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    rounds = sealed.get("rounds")
    if not isinstance(rounds, int) or not 1 <= rounds <= MOST_ROUNDS:
        return None
    try:
        salt, nonce, data = (b64decode(str(sealed.get(k, ""))) for k in ("salt", "nonce", "data"))
        key = AESGCM(_key(words, salt, rounds))
        bound = f"joinedup walkthrough {sealed.get('format')} {sealed.get('label')}".encode()
        return key.decrypt(nonce, data, bound)
    except (ValueError, InvalidTag):
        return None


@lru_cache(maxsize=64)  # the pages of one session have one salt: the rounds are gone once
def _key(words: str, salt: bytes, rounds: int) -> bytes:
    return pbkdf2_hmac("sha256", words.encode(), salt, rounds)
