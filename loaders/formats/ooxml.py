"""Opening Office files safely: zip bombs, XML bombs and external entities stop here.

Office files never need a document type definition, so any part that has one is refused
before it is parsed; nothing is ever expanded, fetched or run.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from loaders.errors import RefusedFileError

MAX_MEMBERS = 5_000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
# Small parts compress absurdly well without harm; the ratio counts only above this size.
RATIO_MATTERS_FROM = 32 * 1024 * 1024

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii")


class Package:
    """An Office file whose members have been checked; use as a context manager.

    Raises
    ------
    RefusedFileError
        When it is no whole ZIP file, is encrypted, or would unpack to too much.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise RefusedFileError("JU-L012") from error
        try:
            _check_members(self._zip.infolist())
        except RefusedFileError:
            self._zip.close()
            raise
        self.names = frozenset(self._zip.namelist())

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes:
        """Return the bytes of one member."""
        try:
            return self._zip.read(name)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise RefusedFileError("JU-L012", part=name) from error

    def xml(self, name: str) -> etree._Element:
        """Return the root of one XML member, parsed with everything dangerous refused."""
        data = self.read(name)
        refuse_doctype(data, name)
        return parse_xml(data, name)

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the relationships of a part: id to (short type, member name)."""
        folder, _, leaf = name.rpartition("/")
        rels = f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
        if rels not in self.names:
            return {}
        found = {}
        for item in self.xml(rels).iter(_PACKAGE):
            if item.get("TargetMode") == "External":
                continue
            kind = (item.get("Type") or "").rpartition("/")[2]
            found[item.get("Id") or ""] = (kind, _resolve(folder, item.get("Target") or ""))
        return found

    def main_part(self, usual: str) -> str:
        """Return the name of the main part of the package (a document, a workbook)."""
        for kind, target in self.targets("").values():
            if kind == "officeDocument" and target in self.names:
                return target
        return usual


def relationship_attribute(element: etree._Element) -> str:
    """Return the ``r:id`` of an element, in the transitional or the strict namespace."""
    return element.get(f"{{{_OFFICE}}}id") or element.get(f"{{{_STRICT}}}id") or ""


def refuse_doctype(data: bytes, name: str) -> None:
    """Refuse XML that declares a document type: no Office file needs one.

    Raises
    ------
    RefusedFileError
        With code ``JU-L014``.
    """
    if any(mark in data for mark in _DOCTYPES):
        raise RefusedFileError("JU-L014", part=name)
    head = data[:200].lower()
    if b"encoding=" in head:
        declared = head.partition(b"encoding=")[2][1:12]
        if not declared.startswith(_ENCODINGS):
            raise RefusedFileError("JU-L014", part=name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML with no entities, no network, no DTD and no huge trees.

    Raises
    ------
    RefusedFileError
        With code ``JU-L012`` where it is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedFileError("JU-L012", part=name) from error


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to too much; sizes are what the archive itself declares.

    ``zipfile`` never gives more bytes than declared, so a false size cannot get past this.
    """
    if len(members) > MAX_MEMBERS:
        raise RefusedFileError("JU-L013", f"{len(members)} parts")
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > MAX_UNPACKED or (total > RATIO_MATTERS_FROM and total > MAX_RATIO * max(packed, 1)):
        raise RefusedFileError("JU-L013", f"{total // (1024 * 1024)} MB once unpacked")
    if any(member.flag_bits & 1 for member in members):
        raise RefusedFileError("JU-L010")
