"""Every piece of text of a file, and where it stands.

A file is told by its bytes, not by its name. What is not understood is looked through for runs of
text all the same, and reported as not read.
"""

from __future__ import annotations

import contextlib
import csv
import html
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html
from lxml.html import defs as html_defs

from joinedup.leakcheck.ordinary import own_scripts
from joinedup.leakcheck.texts import hidden_bytes, unpacked

#: How much one pack may unpack to, and how deep archives may lie in archives.
MOST_BYTES, MOST_DEEP = 1 << 30, 6


class Piece(NamedTuple):
    """A stretch of text that belongs together, and where it stands.

    Attributes
    ----------
    sort
        ``text``; ``code`` (a script, a style); ``name`` (of a file, a sheet, an attribute);
        ``number`` (a spreadsheet's number); ``bytes`` (text found in something not understood).
    """

    place: str
    text: str
    sort: str = "text"


@dataclass(slots=True)
class Part:
    """A file, or a member of one, with its pieces in their order."""

    file: str
    pieces: list[Piece] = field(default_factory=list)
    unread: str = ""
    days: list[tuple[str, date]] = field(default_factory=list)
    thumbnail: bool = False
    position: bool = False
    picture: bool = False
    sealed: int = 0


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked: a small file that unpacks to a huge one stops it."""

    left: int = MOST_BYTES

    def take(self, count: int) -> None:
        """Take so many bytes.

        Raises
        ------
        TooMuchError
            When none are left.
        """
        self.left -= count
        if self.left < 0:
            raise TooMuchError


class TooMuchError(ValueError):
    """More would be unpacked than a pack can hold."""


def parts_of(file: str, data: bytes, budget: Budget | None = None, deep: int = 0) -> Iterator[Part]:
    """Yield a file, and whatever lies inside it."""
    room = budget or Budget()
    try:
        room.take(len(data))
    except TooMuchError:
        yield Part(file, unread="it unpacks to more than a pack can hold")
        return
    if deep > MOST_DEEP:
        yield Part(file, unread=f"it lies more than {MOST_DEEP} archives deep")
        return
    for sign, reader in _BY_SIGN:
        if data.startswith(sign):
            yield from reader(file, data, room, deep)
            return
    yield from _text_file(file, data, room, deep)


# --- archives ---------------------------------------------------------------------------------


def _archive(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _members(file, data, archive, room, deep)
    except (zipfile.BadZipFile, NotImplementedError, struct.error, OSError) as error:
        yield _strings(file, data, f"it is a damaged archive ({type(error).__name__})")


def _members(
    file: str, data: bytes, archive: zipfile.ZipFile, room: Budget, deep: int
) -> Iterator[Part]:
    infos = archive.infolist()
    listed = Part(file)
    listed.pieces.append(
        Piece("comment of the archive", archive.comment.decode("utf-8", "replace"))
    )
    for info in infos:
        listed.pieces.append(Piece("name of a member", info.filename, "name"))
        listed.pieces.append(Piece("comment of a member", info.comment.decode("utf-8", "replace")))
        listed.pieces.append(Piece("extra of a member", _printable(info.extra), "bytes"))
        try:
            listed.days.append((f"time of {_numbered(infos, info)}", date(*info.date_time[:3])))
        except ValueError:
            continue
    loose = list(_loose(data, infos))
    listed.pieces += [Piece("between the members", _printable(one), "bytes") for one in loose]
    yield listed
    for at, one in enumerate((one for some in loose for one in _taken_out(some, room.left)), 1):
        yield from parts_of(f"{file}!taken out {at}", one, room, deep + 1)
    strings = _shared_strings(archive)
    for at, info in enumerate(infos, 1):
        if not info.is_dir():
            yield from _member(f"{file}!{info.filename}", archive, info, room, deep, strings, at)


def _numbered(infos: list[zipfile.ZipInfo], info: zipfile.ZipInfo) -> str:
    return f"member {infos.index(info) + 1}"


def _loose(data: bytes, infos: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    """Yield what no member takes: in front, in between, behind; one that was taken out, too."""
    taken = [(info.header_offset, _end_of(data, info)) for info in infos]
    listed = data.find(b"PK\x01\x02", max((end for _, end in taken), default=0))
    ends = data.rfind(b"PK\x05\x06")
    if ends >= 0:
        comment = int.from_bytes(data[ends + 20 : ends + 22], "little")
        taken.append((listed if 0 <= listed < ends else ends, ends + 22 + comment))
    at = 0
    for start, end in sorted(taken):
        if data[at:start].strip(b"\0"):
            yield data[at:start]
        at = max(at, end)
    if data[at:].strip(b"\0"):
        yield data[at:]


def _end_of(data: bytes, info: zipfile.ZipInfo) -> int:
    """Return where a member ends, with what may follow it of its sizes."""
    head = info.header_offset
    name, extra = (int.from_bytes(data[at : at + 2], "little") for at in (head + 26, head + 28))
    end = head + 30 + name + extra + info.compress_size
    if not info.flag_bits & 8:
        return end
    sign = 4 if data[end : end + 4] == b"PK\x07\x08" else 0
    wide = data[end + sign + 4 : end + sign + 12] == info.compress_size.to_bytes(8, "little")
    return end + sign + (20 if wide else 12)


def _taken_out(loose: bytes, most: int) -> Iterator[bytes]:
    """Yield what members hold that are in an archive and not in its list."""
    at = loose.find(b"PK\x03\x04")
    while at >= 0:
        name, extra = (int.from_bytes(loose[n : n + 2], "little") for n in (at + 26, at + 28))
        packed = loose[at + 30 + name + extra :]
        if loose[at + 8 : at + 10] == b"\x08\0":
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(-15).decompress(packed, most)
        at = loose.find(b"PK\x03\x04", at + 4)


def _member(
    name: str,
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    room: Budget,
    deep: int,
    strings: list[str],
    at: int,
) -> Iterator[Part]:
    if info.flag_bits & 1:
        yield Part(name, unread="it is protected with a password")
        return
    if info.file_size > room.left:
        yield Part(name, unread="it unpacks to more than a pack can hold")
        return
    try:
        inner = archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, OSError, EOFError, RuntimeError):
        yield Part(
            name, unread=f"member {at} of the archive is damaged or packed in an unknown way"
        )
        return
    sheet = re.search(r"xl/worksheets/[^/]+\.xml$", info.filename)
    if sheet:
        room.take(len(inner))
        yield _sheet(name, inner, strings)
        return
    for part in parts_of(name, inner, room, deep + 1):
        part.thumbnail = part.thumbnail or "thumbnail" in info.filename.lower()
        yield part


# --- XML: Office, SVG, XMP --------------------------------------------------------------------

_XML = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False, recover=False,
    remove_comments=False, remove_pis=False,
)  # fmt: skip
#: Elements whose text belongs together however many runs it is cut into.
_BLOCKS = frozenset(
    [
        "p",
        "si",
        "is",
        "c",
        "v",
        "f",
        "comment",
        "text",
        "title",
        "desc",
        "definedName",
        "li",
        "td",
        "th",
        "row",
        "tspan",
    ]
)
_BREAKS = frozenset(["br", "tab", "cr", "noBreakHyphen"])
#: What Word keeps of a tracked change, and of a field.
_TRACKED = frozenset(["delText", "instrText", "delInstrText", "ins", "del", "moveFrom", "moveTo"])
#: Attributes that hold drawing, not text.
_DRAWN = frozenset(["d", "points", "transform", "viewBox", "r", "s", "spans", "ref", "sqref"])
#: What a drawing has of words, and a cell of letters; whatever else has letters is read.
_OF_DRAWING = re.compile(
    r"(?:translate|scale|rotate|matrix|skew[XY]|none)\b|\$?\b[A-Z]{1,3}\$?\d{1,7}\b"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}|[^\x00-\x7f]|(?<![\d.])\d{6,}")


def _is_drawing(name: str, value: str) -> bool:
    """Whether an attribute draws: of the name of one that does, and without a word in it."""
    return name in _DRAWN and not _LETTERS.search(_OF_DRAWING.sub("", _COMMANDS.sub(" ", value)))


#: Letters of a path that may stand side by side: "zM0 0", "zm1 2".
_COMMANDS = re.compile(r"(?<![A-Za-z])[zZ](?=[mMlLhHvVcCsSqQtTaA](?![A-Za-z]))")


def _names_of(root: etree._Element) -> Iterator[Piece]:
    """Yield what elements and attributes are called, each once: custom XML as one likes."""
    seen: dict[str, None] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            seen.setdefault(element.tag)
            seen.update(dict.fromkeys(map(_text, element.attrib)))
    spaces = dict.fromkeys(name[1:].partition("}")[0] for name in seen if name.startswith("{"))
    for name in dict.fromkeys(name.rpartition("}")[2] for name in seen):
        if len(name) > 2:
            yield Piece("name of an element or attribute", name, "name")
    for space in spaces:
        if not space.startswith(_OF_OFFICE):
            yield Piece("namespace of an element", space, "name")


_OF_OFFICE = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://www.w3.org/",
    "http://purl.org/dc/",
    "urn:schemas-microsoft-com:",
    "urn:oasis:names:tc:opendocument:",
)


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8", "replace")


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _xml(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    try:
        root = etree.fromstring(data, _XML)
    except (etree.XMLSyntaxError, ValueError):
        yield from _plain(file, data, room, deep)
        return
    part = Part(file, [*_xml_pieces(root), *_names_of(root)])
    before = data[: data.find(b"<" + _tag_bytes(root))].decode("utf-8", "replace")
    part.pieces.append(Piece("before the first element", before, "name"))
    hidden = list(_hidden(part, room, deep))  # first, since it counts what is sealed
    yield part
    yield from hidden


def _tag_bytes(root: etree._Element) -> bytes:
    return (f"{root.prefix}:" if root.prefix else "").encode() + _local(root).encode()


def _xml_pieces(root: etree._Element) -> list[Piece]:
    pieces: list[Piece] = []
    counted: dict[str, int] = {}
    for element in root.iter():
        line = element.sourceline or 0
        if not isinstance(element.tag, str):
            pieces.append(Piece(f"comment in line {line}", element.text or ""))
            continue
        name = _local(element)
        for key, value in element.attrib.items():
            plain_key = _text(key).rpartition("}")[2]
            if not _is_drawing(plain_key, _text(value)):
                pieces.append(
                    Piece(
                        f"attribute {plain_key} of {name}, line {line}",
                        _text(value),
                        _sort_of(plain_key, _text(value)),
                    )
                )
        if _inside_block(element):
            continue
        if name in _BLOCKS:
            counted[name] = counted.get(name, 0) + 1
            pieces += [Piece(f"{name} {counted[name]}", said) for said in _ways_to_say(element)]
        else:
            pieces += [Piece(f"{name}, line {line}", t) for t in _loose_text(element)]
    return pieces


def _inside_block(element: etree._Element) -> bool:
    """Whether an element's text is read with that of a paragraph or cell around it."""
    return any(_local(above) in _BLOCKS for above in element.iterancestors())


def _ways_to_say(block: etree._Element) -> list[str]:
    """Return a block's text with its runs joined; where changes are tracked, also run by run."""
    said = [_said(block)]
    if any(_local(e) in _TRACKED for e in block.iter()):
        said.append("\n".join(t for e in block.iter() if (t := e.text) and isinstance(e.tag, str)))
    return said


def _loose_text(element: etree._Element) -> list[str]:
    texts = [element.text or ""] + [child.tail or "" for child in element]
    return [t for t in texts if t.strip()]


def _said(element: etree._Element) -> str:
    """Return the text below an element as one string: runs joined, breaks as a space."""
    said: list[str] = []
    _gather(element, said, top=True)
    return "".join(said)


def _gather(element: etree._Element, said: list[str], *, top: bool = False) -> None:
    if not isinstance(element.tag, str):
        said.append(element.tail or "")
        return
    name = _local(element)
    if name in _BREAKS:
        said.append(" ")
    if name in _BLOCKS and not top and name not in ("tspan", "t"):
        said.append(" ")
    said.append(element.text or "")
    for child in element:
        _gather(child, said)
    if not top:
        if name in _BLOCKS and name != "tspan":
            said.append(" ")
        said.append(element.tail or "")


# --- Excel ------------------------------------------------------------------------------------


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    try:
        root = etree.fromstring(archive.read("xl/sharedStrings.xml"), _XML)
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError):
        return []
    return [_said(si) for si in root if _local(si) == "si"]


def _sheet(file: str, data: bytes, strings: list[str]) -> Part:
    """Return a sheet's cells by their names, so that a place is one that a person can find."""
    part = Part(file)
    try:
        root = etree.fromstring(data, _XML)
    except etree.XMLSyntaxError:
        return _strings(file, data, "the sheet is damaged")
    for element in root.iter():
        if not isinstance(element.tag, str):
            part.pieces.append(Piece("comment in the sheet", element.text or ""))
        elif _local(element) == "c":
            part.pieces += _cell(element, strings)
        elif not _in_cell(element):
            name = _local(element)
            part.pieces += [Piece(name, t) for t in _loose_text(element)]
            part.pieces += [
                Piece(f"attribute {_text(k)} of {name}", _text(v), "name")
                for k, v in element.attrib.items()
                if not _is_drawing(str(k), _text(v))
            ]
    part.pieces += _names_of(root)
    return part


def _in_cell(element: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None:
        if _local(parent) == "c":
            return True
        parent = parent.getparent()
    return False


def _cell(cell: etree._Element, strings: list[str]) -> Iterator[Piece]:
    where, sort = f"cell {cell.get('r', '?')}", cell.get("t", "n")
    for child in cell:
        name, said = _local(child), _said(child)
        if name == "v" and sort == "s":
            at = int(said) if said.isdigit() else -1
            if 0 <= at < len(strings):
                yield Piece(where, strings[at])
        elif name == "v" and sort == "n":
            yield Piece(where, said, "number")
        elif name == "f":
            yield Piece(f"formula of {where}", said)
        else:
            yield Piece(where, said)


def _sort_of(key: str, value: str) -> str:
    """Return of what sort an attribute is: "col" before "In this case" is no Colin."""
    return "count" if (key, value) in _OF_HEADINGS else "name"


#: What an attribute says in every page, and of no case.
_OF_HEADINGS = frozenset({("scope", "col"), ("scope", "row"), ("lang", "en-GB")})


# --- HTML -------------------------------------------------------------------------------------

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "tspan",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


def _html(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    try:
        parser = lxml_html.HTMLParser(encoding=_encoding(data), huge_tree=True)
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
        yield from _plain(file, data, room, deep)
        return
    part = Part(file)
    _Html(part).read(root)
    part.pieces += _passed_over(data, root, part)
    hidden = list(_hidden(part, room, deep))  # first, since it counts what is sealed
    yield part
    yield from hidden


_RUNS = re.compile(r"(?<!&#)[^\W_]+")
_BESIDE = 40
_PARTS_OF_PAGES = """
amp lt gt quot apos nbsp shy doctype svg path rect circle line polyline polygon g use symbol defs
marker pattern tspan text main viewbox preserveaspectratio content http equiv anchor data slot x1
x2 y1 y2 cx cy rx ry font size points fill stroke width transform role tabindex hidden open xmlns
aria
"""
#: What a page has of words by itself: entities by name, and what HTML and SVG call their parts.
_OF_PAGES = (
    frozenset(_PARTS_OF_PAGES.split())
    | html_defs.tags
    | {part for name in html_defs.safe_attrs for part in name.split("-")}
)


def _passed_over(data: bytes, root: etree._Element, part: Part) -> Iterator[Piece]:
    """Yield what stands in a page and in none of its parts: after its end, in an end tag.

    A parser of pages drops what it has no place for, and a browser may show it.
    """
    source = data.decode(_encoding(data), "replace")
    for element in root.iter("script", "style"):  # of these nothing is passed over
        program = element.text or "\0"
        source = source.replace(program, "\n" * program.count("\n"), 1)
    said = [one.text for one in part.pieces if not one.place.startswith(("script", "key script"))]
    for element in root.iter(etree.Element):
        drawn = _DRAWN.intersection(map(_text, element.attrib))
        said += [v for k in drawn if _is_drawing(k, v := element.get(k, ""))]
    known = set(_RUNS.findall("\n".join(said)))

    def left(text: str) -> set[str]:
        runs = set(_RUNS.findall(html.unescape(text))) - known
        return {run for run in runs if len(run) > 1 and run.casefold() not in _OF_PAGES}

    tags = list(_TAG.finditer(source))
    if left(" ".join({tag[0] for tag in tags})):
        for tag in tags:
            if left(tag[0]):
                line = source.count("\n", 0, tag.start()) + 1
                yield Piece(f"source, line {line}", html.unescape(tag[0][1:-1]), "name")
    # tags inside of a word leave it whole, as where it was read
    text = html.unescape(_TAG.sub(_instead_of_tag, _COMMENT.sub("", source)))
    runs, end = left(text), 0
    for match in _RUNS.finditer(text) if runs else ():
        if match[0] in runs and match.start() >= end:
            end = min(len(text), match.end() + _BESIDE)
            begin, after = _whole_words(text, match.start(), end)
            yield Piece("source, beside its parts", text[begin:after])


_TAG = re.compile(r"<[!/?]?[A-Za-z][^<>]*>")
_COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)


def _instead_of_tag(tag: re.Match[str]) -> str:
    name = re.match(r"<[!/?]?([A-Za-z][A-Za-z0-9]*)", tag[0])
    return "" if name is not None and name[1].lower() in _INLINE else " "


def _encoding(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class _Html:
    """Gathers the text of blocks, whatever inline elements cut it up."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.said: list[str] = []
        self.line = 0

    def read(self, root: etree._Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                where = f"comment in line {element.sourceline}"
                self.part.pieces.append(Piece(where, element.text or ""))
                self.said.append(element.tail or "")
            elif event == "start":
                self._opens(element)
            else:
                self._closes(element)
        self._flush()

    def _opens(self, element: etree._Element) -> None:
        name = str(element.tag)
        if name not in _INLINE:
            self._flush()
        self.line = self.line or _line(element)
        for key, value in element.attrib.items():
            if value and not _is_drawing(str(key), _text(value)):
                where = f"attribute {_text(key)} of {name}, line {element.sourceline}"
                sort = _sort_of(str(key), _text(value))
                self.part.pieces.append(Piece(where, _text(value), sort))
        if name in ("script", "style"):
            self.part.pieces += _program(element, name)
        else:
            self.said.append(element.text or "")

    def _closes(self, element: etree._Element) -> None:
        if str(element.tag) not in _INLINE:
            self._flush()
        self.said.append(element.tail or "")
        if element.tail:
            self.line = self.line or _line(element)

    def _flush(self) -> None:
        text = "".join(self.said)
        if text.strip():
            self.part.pieces.append(Piece(f"line {self.line}", text))
        self.said.clear()
        self.line = 0


def _program(element: etree._Element, name: str) -> list[Piece]:
    text, where = element.text or "", f"{name} in line {element.sourceline}"
    if name == "script" and "json" in (element.get("type") or ""):
        try:
            return _json_pieces(json.loads(text), where)
        except ValueError:
            return [Piece(where, text)]
    if name == "script" and text.strip() in own_scripts():
        return []  # to the letter what stands in every page: nothing of a case can be in it
    return list(_chunks(text, where))


_CHUNK, _OVERLAP = 6000, 200


def _chunks(text: str, where: str) -> Iterator[Piece]:
    """Yield a program in stretches that overlap a little, so that a place in it can be named."""
    if len(text) <= _CHUNK:
        yield Piece(where, text, "code")
        return
    for start in range(0, len(text), _CHUNK - _OVERLAP):
        begin, end = _whole_words(text, start, start + _CHUNK)
        yield Piece(f"{where}, from character {begin + 1}", text[begin:end], "code")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch begins and ends, so that it cuts no usual word."""
    for _ in range(40):
        if start and text[start - 1].isalnum():
            start -= 1
        if end < len(text) and text[end].isalnum():
            end += 1
    return start, end


# --- JSON, CSV, plain text ----------------------------------------------------------------------


def _json_pieces(value: object, where: str = "$") -> list[Piece]:
    pieces: list[Piece] = []
    inside = [iter([(where, value)])]
    while inside:
        for path, one in inside[-1]:
            if isinstance(one, str):
                pieces.append(Piece(path, one))
            elif isinstance(one, dict):
                pieces += [Piece(f"key {path}", str(key), "name") for key in one]
                inside.append(_values(path, one))
                break
            elif isinstance(one, list):
                inside.append(_items(path, one))
                break
            elif isinstance(one, int | float) and abs(one) >= 10_000:  # no truth is as much
                pieces.append(Piece(path, str(one), "count"))
        else:
            inside.pop()
    return pieces


def _values(path: str, one: dict[object, object]) -> Iterator[tuple[str, object]]:
    for key, value in one.items():
        yield f"{path}.{_step(str(key))}", value


def _items(path: str, one: list[object]) -> Iterator[tuple[str, object]]:
    for at, value in enumerate(one):
        if value is not None:
            yield f"{path}[{at}]", value


@lru_cache(maxsize=1_000)
def _step(key: str) -> str:
    # a key may itself be what must not be printed
    return key if re.fullmatch(r"[a-z_]{1,24}", key) else "…"


def _text_file(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        yield from _html(file, data, room, deep)
    elif start.startswith(b"<"):
        yield from _xml(file, data, room, deep)
    else:
        yield from _plain(file, data, room, deep)


def _plain(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    text = _decoded(data)
    if text is None:
        packed = unpacked(data, room.left)
        if packed is not None:
            yield from parts_of(f"{file}!unpacked", packed, room, deep + 1)
        else:
            yield _strings(file, data, "it is of no format that is read")
        return
    part = Part(file)
    if file.lower().endswith((".json", ".webmanifest", ".geojson", ".ipynb")):
        try:
            part.pieces = _json_pieces(json.loads(text))
        except (ValueError, RecursionError):
            part.pieces = []
    if file.lower().endswith((".csv", ".tsv")):
        part.pieces = list(_csv_pieces(text, "\t" if file.lower().endswith(".tsv") else ","))
    if not part.pieces:
        code = file.lower().endswith((".js", ".mjs", ".css"))
        part.pieces = list(_lines(text, "code" if code else "text"))
    hidden = list(_hidden(part, room, deep))  # first, since it counts what is sealed
    yield part
    yield from hidden


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:65_536]:
        for codec in ("utf-16-le", "utf-16-be"):
            said = data.decode(codec, "replace")
            if sum(c.isascii() for c in said[:2000]) > 0.9 * min(len(said), 2000) > 0:
                return said
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = data.decode("cp1252", "replace")
        odd = sum(c < " " and c not in "\t\r\n\f" for c in said[:20_000])
        return said if odd <= len(said[:20_000]) // 200 else None


def _lines(text: str, sort: str) -> Iterator[Piece]:
    for at, line in enumerate(text.splitlines(), 1):
        if sort == "code":
            yield from _chunks(line, f"line {at}")
        elif line.strip():
            yield Piece(f"line {at}", line, sort)


_NUMBER = re.compile(r"\s*\d+(?:\.\d+)?\s*")


def _csv_pieces(text: str, delimiter: str) -> Iterator[Piece]:
    first = text.partition("\n")[0]
    if first.count(";") > first.count(delimiter):
        delimiter = ";"
    csv.field_size_limit(1 << 28)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                if cell and not cell.isspace():
                    number = _NUMBER.fullmatch(cell)
                    yield Piece(f"row {at}, column {column}", cell, "number" if number else "text")
    except csv.Error:
        yield from _lines(text, "text")


def _hidden(part: Part, room: Budget, deep: int) -> Iterator[Part]:
    """Yield what the text of a part carries in base64: a picture, a packed file."""
    at = 0
    for piece in part.pieces:
        if len(piece.text) < 80 or piece.place.startswith("attribute integrity"):
            continue
        for data in hidden_bytes(piece.text):
            at += 1
            name = f"{part.file}!base64 {at}"
            if any(data.startswith(sign) for sign, _ in _BY_SIGN):
                yield from parts_of(name, data, room, deep + 1)
                continue
            packed = unpacked(data, room.left)
            if packed:
                yield from parts_of(name, packed, room, deep + 1)
            else:
                part.sealed += 1
                yield Part(name, [Piece("somewhere in it", _printable(data, 12), "bytes")])


# --- pictures, PDF, and what is not understood ----------------------------------------------------


def _printable(data: bytes, least: int = 4) -> str:
    """Return the runs of text in bytes, of one and of two bytes a letter."""
    mask = data.translate(_MASK)
    found = [data[a:b].decode("ascii") for a, b in _runs(mask, b"x", least)]
    found += [data[a:b].decode("utf-16-le") for a, b in _runs(mask, b"x0", 4)]
    found += [data[a:b].decode("utf-16-be") for a, b in _runs(mask, b"0x", 4)]
    return "\n".join(found)


#: A letter or sign as "x", nothing as "0", what is no text as a space.
_MASK = b"0" + b" " * 31 + b"x" * 95 + b" " * 129


def _runs(mask: bytes, letter: bytes, least: int) -> Iterator[tuple[int, int]]:
    """Yield where so many letters or more follow each other; bytes are mostly no text."""
    run, more = letter * least, re.compile(b"(?:%b)*" % letter)
    begin = mask.find(run)
    while begin >= 0:
        rest = more.match(mask, begin + len(run))
        end = rest.end() if rest else begin + len(run)
        yield begin, end
        begin = mask.find(run, end)


def _gzip(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    """Read what is packed, and the head that may name the file that was packed, and its time."""
    packed = unpacked(data, room.left)
    if packed is None:
        yield _strings(file, data, "it is damaged")
        return
    head = Part(file, [Piece("its head", data[10:300].partition(b"\0")[0].decode("latin-1"))])
    seconds = int.from_bytes(data[4:8], "little")
    if seconds:
        day = datetime.fromtimestamp(seconds, UTC).date()
        head.days.append(("time in its head", day))
    yield head
    yield from parts_of(f"{file}!unpacked", packed, room, deep + 1)


def _strings(file: str, data: bytes, why: str) -> Part:
    return Part(file, [Piece("somewhere in it", _printable(data), "bytes")], unread=why)


def _png(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    part = Part(file, picture=True)
    at = 8
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        chunk = name.decode("latin-1")
        if chunk == "tIME" and len(body) >= 4:
            part.days += _png_day(body)
        elif chunk != "IDAT":
            part.position |= chunk == "eXIf" and _has_position(body)
            sort = "text" if chunk in ("tEXt", "zTXt", "iTXt") else "bytes"
            part.pieces += [Piece(f"chunk {chunk}", said, sort) for said in _png_text(chunk, body)]
        if chunk == "IEND":
            break
    part.pieces.append(Piece("after the picture", _printable(data[at:]), "bytes"))
    yield part


def _png_day(body: bytes) -> list[tuple[str, date]]:
    try:
        return [("chunk tIME", date(*struct.unpack(">HBB", body[:4])))]
    except ValueError:
        return []


def _png_text(chunk: str, body: bytes) -> Iterator[str]:
    _, _, rest = body.partition(b"\0")
    yield _printable(body)
    if chunk == "tEXt":
        yield body.replace(b"\0", b" ").decode("latin-1")
    for start in (rest[1:], rest[2:].lstrip(b"\0"), rest):
        if chunk in ("zTXt", "iTXt", "iCCP"):
            found = unpacked(start[start.find(b"\x78") :], 1 << 22) if b"\x78" in start else None
            if found:
                yield found.decode("utf-8", "replace")
    if chunk == "iTXt":
        yield rest[2:].decode("utf-8", "replace").replace("\0", " ")


def _picture(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    """Read what a JPEG, GIF or WebP says beside its picture: EXIF, XMP, comments."""
    part = Part(file, picture=True)
    part.pieces.append(Piece("beside the picture", _jpeg_segments(data), "bytes"))
    # a JPEG in a JPEG is the small picture that a camera keeps of what it took
    part.thumbnail = data.find(b"\xff\xd8\xff", 3) > 0
    part.position = _has_position(data)
    yield part


#: The field of EXIF that leads to where a picture was taken.
_GPS = 0x8825
_EXIF = re.compile(rb"II\*\0|MM\0\*")


def _has_position(data: bytes) -> bool:
    """Whether a picture keeps where it was taken; no position is ever of a pack."""
    for match in _EXIF.finditer(data):
        tiff, order = data[match.start() :], "<" if match[0][:1] == b"I" else ">"
        try:
            (at,) = struct.unpack_from(f"{order}I", tiff, 4)
            (count,) = struct.unpack_from(f"{order}H", tiff, at)
            for field in range(min(count, 200)):
                tag, _, _, where = struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * field)
                if tag == _GPS:
                    (some,) = struct.unpack_from(f"{order}H", tiff, where)
                    return bool(some > 0)
        except struct.error:
            continue
    return False


def _jpeg_segments(data: bytes) -> str:
    if not data.startswith(b"\xff\xd8"):
        return _printable(data)
    said, at = [], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        body = data[at + 4 : at + 2 + length]
        said.append(_printable(body))
        said.append(body.decode("utf-8", "replace") if data[at + 1] in (0xFE, 0xE1, 0xED) else "")
        at += 2 + length
    end = data.rfind(b"\xff\xd9")
    return "\n".join([*said, _printable(data[end + 2 :]) if end > 0 else ""])


def _pdf(file: str, data: bytes, room: Budget, deep: int) -> Iterator[Part]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    part = Part(file)
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            yield Part(file, unread="it is protected with a password")
            return
        _pdf_pieces(part, reader)
        kept = [(name, body) for name, bodies in reader.attachments.items() for body in bodies]
    except (PyPdfError, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        yield _strings(file, data, f"it is a damaged PDF ({type(error).__name__})")
        return
    part.pieces.append(
        Piece(
            "its bytes", _printable(re.sub(rb"stream.*?endstream", b"", data, flags=re.S)), "bytes"
        )
    )
    yield part
    for at, (name, body) in enumerate(kept, 1):
        part.pieces.append(Piece(f"name of attachment {at}", name, "name"))
        yield from parts_of(f"{file}!attachment {at}", body, room, deep + 1)


def _pdf_pieces(part: Part, reader: object) -> None:
    from pypdf import PdfReader

    assert isinstance(reader, PdfReader)
    for key, value in (reader.metadata or {}).items():
        part.pieces.append(Piece(f"document property {key}", _pdf_date(str(value))))
    for at, page in enumerate(reader.pages, 1):
        part.pieces.append(Piece(f"page {at}", page.extract_text()))
    numbers = {n for objects in reader.xref.values() for n in objects} | set(reader.xref_objStm)
    for number in sorted(numbers):
        _pdf_object(part, reader, number)


def _pdf_object(part: Part, reader: object, number: int) -> None:
    """Add the strings of one object: outlines, annotations, alternative texts, names, XMP."""
    from pypdf import PdfReader
    from pypdf.generic import IndirectObject

    assert isinstance(reader, PdfReader)
    where = f"object {number}"
    one = IndirectObject(number, 0, reader).get_object()
    _pdf_strings(part, one, where)
    if getattr(one, "get", None) is not None and one.get("/Type") == "/Metadata":  # type: ignore[union-attr]
        xmp = one.get_data()  # type: ignore[union-attr]
        part.pieces += [Piece(f"XMP, {p.place}", p.text) for p in _xmp(xmp)]


def _xmp(data: bytes) -> list[Piece]:
    try:
        return _xml_pieces(etree.fromstring(data, _XML))
    except (etree.XMLSyntaxError, ValueError):
        return [Piece("as text", data.decode("utf-8", "replace"))]


def _pdf_strings(part: Part, one: object, where: str, deep: int = 0) -> None:
    if isinstance(one, dict) and deep < 8:
        for key, value in one.items():
            if type(value).__name__ != "IndirectObject":
                _pdf_strings(part, value, f"{where} {key}", deep + 1)
    elif isinstance(one, list) and deep < 8:
        for value in one:
            if type(value).__name__ != "IndirectObject":
                _pdf_strings(part, value, where, deep + 1)
    elif type(one).__name__ == "TextStringObject":
        part.pieces.append(Piece(where, _pdf_date(str(one))))
    elif type(one).__name__ == "ByteStringObject" and isinstance(one, bytes):
        part.pieces.append(Piece(where, _printable(one), "bytes"))


def _pdf_date(said: str) -> str:
    # D:20120314200000Z: the day apart from the time, or no form of a day would see it
    return re.sub(r"D:(\d{4})(\d\d)(\d\d)(\d*)", r"\1-\2-\3 \4", said)


_BY_SIGN = (
    (b"PK\x03\x04", _archive),
    (b"PK\x05\x06", _archive),
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _picture),
    (b"GIF8", _picture),
    (b"RIFF", _picture),
    (b"\x1f\x8b", _gzip),
)
