"""Everything that a pack draws by chance: from its salt, so that one KEY gives one pack."""

from __future__ import annotations

import hmac
import secrets


def new_salt() -> str:
    """Return a salt for a new pack: 64 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(32)


def walkthrough_secret(salt: str) -> bytes:
    """Return what the words and the bytes of a pack's walkthrough are drawn from."""
    return drawn(salt, "walkthrough").to_bytes(32, "big")


def drawn(salt: str, *purpose: str) -> int:
    """Return a number of 256 bits that only whoever has the salt can know.

    Parameters
    ----------
    salt
        Of the pack.
    purpose
        What it is for: another purpose gives another number.

    Examples
    --------
    >>> drawn("aa", "offset") == drawn("aa", "offset"), drawn("aa", "x") == drawn("ab", "x")
    (True, False)
    """
    said = "".join(f"{len(part)}:{part}" for part in purpose)
    found = hmac.digest(salt.encode(), said.encode("utf-8", "surrogatepass"), "sha256")
    return int.from_bytes(found, "big")
