"""What a file really is: judged by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from loaders.errors import RefusedFileError
from loaders.formats import kind_by_suffix

MAX_BYTES = 100 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096

# Kinds that are known by name and refused, each with what to do (the message's code).
REFUSED_SUFFIXES = {
    ".doc": "JU-L020",
    ".dot": "JU-L020",
    ".rtf": "JU-L020",
    ".odt": "JU-L020",
    ".pages": "JU-L020",
    ".xls": "JU-L021",
    ".xlsb": "JU-L021",
    ".ods": "JU-L021",
    ".numbers": "JU-L021",
    ".pdf": "JU-L022",
    ".eml": "JU-L023",
    ".msg": "JU-L023",
    ".pst": "JU-L023",
    ".png": "JU-L024",
    ".jpg": "JU-L024",
    ".jpeg": "JU-L024",
    ".gif": "JU-L024",
    ".tif": "JU-L024",
    ".tiff": "JU-L024",
    ".bmp": "JU-L024",
    ".heic": "JU-L024",
    ".txt": "JU-L025",
    ".zip": "JU-L026",
    ".7z": "JU-L026",
    ".rar": "JU-L026",
    ".htm": "JU-L025",
    ".html": "JU-L025",
}
_REFUSED_CONTENT = {
    b"%PDF": "JU-L022",
    b"{\\rtf": "JU-L020",
    b"\x89PNG": "JU-L024",
    b"\xff\xd8\xff": "JU-L024",
    b"GIF8": "JU-L024",
    b"II*\0": "JU-L024",
    b"MM\0*": "JU-L024",
    b"BM": "JU-L024",
    b"7z\xbc\xaf": "JU-L026",
    b"Rar!": "JU-L026",
}
_CLUTTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})


def is_clutter(name: str) -> bool:
    """Whether a file is a lock file or the system's own, and no chronology.

    Examples
    --------
    >>> is_clutter("~$police.docx"), is_clutter("police.docx")
    (True, False)
    """
    low = name.casefold()
    return low in _CLUTTER or low.startswith(("~$", ".~lock.", "._", ".")) or low.endswith(".tmp")


def kind_of(path: Path) -> str:
    """Return the kind of content ("xlsx", "docx", "csv") of a file that can be read.

    Raises
    ------
    RefusedFileError
        With the code that says what the file is and what to do.
    """
    size = path.stat().st_size
    if size == 0:
        raise RefusedFileError("JU-L011")
    if size > MAX_BYTES:
        raise RefusedFileError("JU-L016", f"{size / (1024 * 1024):.0f} MB")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    suffix = path.suffix.lower()
    kind = _by_content(path, head, suffix)
    if suffix in REFUSED_SUFFIXES:
        raise RefusedFileError(REFUSED_SUFFIXES[suffix], suffix)
    promised = kind_by_suffix().get(suffix)
    if promised is None:
        raise RefusedFileError("JU-L027", suffix or "no suffix")
    if promised != kind:
        raise RefusedFileError("JU-L028", f"{suffix} by its name, {kind} by its content")
    return kind


def _by_content(path: Path, head: bytes, suffix: str) -> str:
    if head.startswith(_OLE):
        raise RefusedFileError(*_ole(path, suffix))
    if head.startswith(b"PK"):
        return _zip_kind(path, suffix)
    for mark, code in _REFUSED_CONTENT.items():
        # Two letters are too few to judge text by.
        if head.startswith(mark) and not (len(mark) == 2 and suffix in (".csv", ".tsv")):
            known = not suffix or REFUSED_SUFFIXES.get(suffix) == code
            raise RefusedFileError(code, "" if known else f"a name ending in {suffix}")
    if _is_binary(head):
        # A cut-off or damaged Office file, or something that nobody here knows.
        raise RefusedFileError("JU-L012" if suffix in kind_by_suffix() else "JU-L027", suffix)
    return "csv"


def _ole(path: Path, suffix: str) -> tuple[str, str]:
    """Tell a password-protected file from the old Word and Excel formats."""
    with path.open("rb") as stream:
        data = stream.read(2 * 1024 * 1024)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "JU-L010", ""
    said = "" if suffix in (".doc", ".xls", ".msg") else f"a name ending in {suffix}"
    if "WordDocument".encode("utf-16-le") in data:
        return "JU-L020", said or suffix
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "JU-L021", said or suffix
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "JU-L023", said or suffix
    return REFUSED_SUFFIXES.get(suffix, "JU-L020"), said or suffix


def _zip_kind(path: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise RefusedFileError("JU-L012") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "xl/workbook.bin" in names:
        raise RefusedFileError("JU-L021", ".xlsb")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        raise RefusedFileError("JU-L021" if suffix == ".ods" else "JU-L020", suffix)
    raise RefusedFileError(REFUSED_SUFFIXES.get(suffix, "JU-L026"), suffix)


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nulls = head.count(0)
    if nulls * 3 > len(head):
        # UTF-16 without a mark has a NUL in every second byte and nothing else odd.
        return head[::2].count(0) not in (0, nulls) and head[1::2].count(0) not in (0, nulls)
    odd = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
    return odd * 20 > len(head)
