"""The key of a pack: what everything was, and what it became. It never lies inside the pack.

Whoever has it can undo the pack. It is written for the user alone, whole or not at all, and never
over another file.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from joinedup.anonymise.dates import DateMode
from joinedup.anonymise.errors import PackError
from joinedup.anonymise.model import Names

FORMAT = 1
_HEX = re.compile(r"[0-9a-f]+")


class KeyFaultError(PackError):
    """A key cannot be read or written; the message says what to do."""


def check_place(key: Path, pack: Path) -> None:
    """Refuse a place for the key that is inside the pack, or where something stands already.

    Raises
    ------
    KeyFaultError
        With what to do.
    """
    place, inside = key.resolve(), pack.resolve()
    if place == inside or inside in place.parents:
        raise KeyFaultError("JU-L120", str(key))
    if key.exists() or key.is_symlink():
        raise KeyFaultError("JU-L121", str(key))


def write_key(path: Path, key: Mapping[str, Any], *, whoever_reads: bool = False) -> None:
    """Write a key so that only the user can read it.

    Parameters
    ----------
    path
        Where nothing stands yet.
    key
        The key.
    whoever_reads
        Write it also where the file system cannot keep others from reading it.

    Raises
    ------
    KeyFaultError
        Where others could read it; nothing is left there.
    """
    data = (json.dumps(key, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            if not whoever_reads and not _for_one(path):
                raise KeyFaultError("JU-L122", str(path))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _for_one(path: Path) -> bool:
    """Whether only the user can read a file, as far as the file system says it."""
    if os.name == "nt":  # its rights are lists that this program does not read
        return False
    return not stat.S_IMODE(path.stat().st_mode) & 0o077


def read_key(path: Path) -> dict[str, Any]:
    """Read a key that an earlier pack was made with.

    Raises
    ------
    KeyFaultError
        Where it is no key, of a newer format, or lacks what makes the same pack again.
    """
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise KeyFaultError("JU-L123", str(path), "it is no JSON") from None
    except OSError as error:
        raise KeyFaultError("JU-L123", str(path), error.strerror or "") from None
    if not isinstance(found, dict):
        raise KeyFaultError("JU-L123", str(path), "it is no table")
    version = found.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise KeyFaultError("JU-L123", str(path), f"format {version}; this version reads {FORMAT}")
    for what, good in (
        ("format", version == FORMAT),
        ("pack", _hex(found.get("pack"), 32)),
        ("salt", _hex(found.get("salt"), 64)),
        ("dates", _dates(found.get("dates"))),
        ("options", _options(found.get("options"))),
    ):
        if not good:
            raise KeyFaultError("JU-L123", str(path), f"“{what}” is not as expected")
    return found


def _hex(value: object, length: int) -> bool:
    return isinstance(value, str) and len(value) == length and bool(_HEX.fullmatch(value))


def _dates(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    days = value.get("days")
    if not isinstance(days, int) or isinstance(days, bool):
        return False
    return days != 0 and days % 7 == 0 and value.get("mode") in [*DateMode]


def _options(value: object) -> bool:
    return isinstance(value, dict) and value.get("names") in [*Names]
