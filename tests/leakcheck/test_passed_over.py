"""What a parser drops, or a reader took for drawing, is looked at all the same."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from joinedup.leakcheck import verify

_KEY: dict[str, object] = {
    "format": 1,
    "identities": [
        {"kind": "person", "id": "V", "originals": ["Leanne Marsh", "Leanne"], "replacement": "Kay"}
    ],
    "days": ["2013-03-22"],
}


def _found(folder: Path) -> list[tuple[str, str, str]]:
    return [(one.file, one.place, one.id) for one in verify(folder, _KEY).leaks]


def _page(body: str, begin: str = "<!doctype html>") -> str:
    return f"{begin}\n<html><head><title>a</title></head>\n<body><p>no</p>{body}</body></html>"


@pytest.mark.parametrize(
    "page",
    [
        _page("") + "\nLeanne",
        _page("</body></html><p>Leanne</p>"),
        _page("", "<!doctype html SYSTEM 'leanne'>"),
        _page("<leanne-marsh>a</leanne-marsh>"),
        _page("<p data-leanne='1'>a</p>"),
        _page("<p title='a' title='Leanne'>a</p>"),
        _page("<p>a</p leanne>"),
        *(
            _page(f"<svg><path {name}='Leanne Marsh'/></svg>")
            for name in ("d", "points", "transform", "r", "s", "spans", "ref", "sqref")
        ),
    ],
)
def test_nothing_of_a_page_is_passed_over(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert [one for one in _found(tmp_path) if one[2] == "V"]


def test_what_a_page_is_made_of_says_nothing(tmp_path: Path) -> None:
    drawn = (
        "<svg viewBox='0 0 9 9'><path d='M1 2h3v-4zM5 6l1.123456 2z' transform='translate(1 2)'/>"
        "<circle r='4'/></svg><p>Kay&#39;s &amp; caf&eacute;</p><script>var a = 'b';</script>"
    )
    (tmp_path / "a.html").write_text(_page(drawn), "utf-8")
    assert _found(tmp_path) == []


def test_the_line_in_the_source_is_told_with_programs_in_front(tmp_path: Path) -> None:
    page = _page("<script>\nvar a;\nvar b;\n</script>\n<p data-leanne='1'>a</p>")
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert ("a.html", "source, line 7", "V") in _found(tmp_path)


@pytest.mark.parametrize(
    "xml",
    [
        "<a><LeanneMarsh>1</LeanneMarsh></a>",
        "<a LeanneMarsh='1'/>",
        "<a xmlns='urn:leanne-marsh'/>",
        "<a ref='Leanne'/>",
        "<worksheet><x sqref='Leanne A1'/></worksheet>",
    ],
)
@pytest.mark.parametrize("member", ["customXml/item1.xml", "xl/worksheets/sheet1.xml"])
def test_what_xml_calls_its_parts_is_looked_at(tmp_path: Path, xml: str, member: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(zipfile.ZipInfo(member), xml)
    assert {one[2] for one in _found(tmp_path)} == {"V"}


def test_cells_of_a_sheet_say_nothing(tmp_path: Path) -> None:
    sheet = "<worksheet><dimension ref='A1:XFD1048576'/><x sqref='$A$1 B2:C1234567'/></worksheet>"
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(zipfile.ZipInfo("xl/worksheets/sheet1.xml"), sheet)
    assert _found(tmp_path) == []


def _archive(*texts: str, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", packed) as archive:
        warnings.simplefilter("ignore")  # two members of one name
        for text in texts:
            archive.writestr(zipfile.ZipInfo("a.txt"), text)
    return held.getvalue()


def _between(data: bytes) -> bytes:
    """Put a letter between the last member and the list."""
    at, more = data.index(b"PK\x01\x02"), b"Leanne Marsh was here"
    made = bytearray(data[:at] + more + data[at:])
    struct.pack_into("<I", made, made.rindex(b"PK\x05\x06") + 16, at + len(more))
    return bytes(made)


def _taken_out(_: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "x")
        gone = zipfile.ZipInfo("b.txt")
        gone.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(gone, "here was Leanne, here was Leanne, here was Leanne")
        del archive.filelist[1]
    return held.getvalue()


@pytest.mark.parametrize("spoil", [_between, lambda data: data + b"Leanne Marsh", _taken_out])
def test_what_no_member_of_an_archive_takes_is_looked_at(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.zip").write_bytes(spoil(_archive("x")))
    assert "V" in {one[2] for one in _found(tmp_path)}


@pytest.mark.parametrize("texts", [(), ("x",), ("x", "y" * 9000), ("x", "x")])
def test_a_usual_archive_has_nothing_in_between(tmp_path: Path, texts: tuple[str, ...]) -> None:
    (tmp_path / "a.zip").write_bytes(_archive(*texts))
    streamed = io.BytesIO()

    class Stream(io.RawIOBase):
        """Cannot be wound back, so that sizes follow each member."""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return streamed.write(data)  # type: ignore[arg-type]

    with zipfile.ZipFile(Stream(), "w", zipfile.ZIP_DEFLATED) as archive:
        for at, text in enumerate(texts):
            archive.writestr(zipfile.ZipInfo(f"{at}.txt"), text)
    (tmp_path / "b.zip").write_bytes(streamed.getvalue())
    report = verify(tmp_path, _KEY)
    assert (report.leaks, report.unread) == ((), ())
    from joinedup.leakcheck.readers import _loose

    for name in ("a.zip", "b.zip"):
        data = (tmp_path / name).read_bytes()
        assert list(_loose(data, zipfile.ZipFile(io.BytesIO(data)).infolist())) == []


@pytest.mark.parametrize(
    "text",
    [
        "see ?who=" + base64.b64encode(b"Leanne Marsh").decode(),
        "L\u1d07\u1d00\u0274\u0274\u1d07 rang",
        "taken 2013:03:22 21:08:00",
    ],
)
def test_other_ways_to_write_it_are_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert _found(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["Lea<b>nne</b>", "Lea<!-- x -->nne", "<i>L</i>eanne", "&amp;#76;eanne", "Le&#97;nne"],
)
def test_what_its_part_says_is_not_said_again_of_the_source(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(_page(f"<p>The weather was {name} fine.</p>"), "utf-8")
    places = {place for _, place, _ in _found(tmp_path)}
    assert places
    assert not any(place.startswith("source") for place in places)


_MORE: dict[str, object] = {
    "format": 1,
    "identities": [
        {"kind": "person", "id": "W", "originals": ["Mark Hope", "Mark"], "replacement": "Bo"}
    ],
    "numbers": [
        {"kind": "phone", "original": "07700 900456", "replacement": "[telephone 1]"},
        {"kind": "vehicle", "original": "WK12 ABC", "replacement": "[registration 1]"},
        {"kind": "email", "original": "shiv.t@example.org", "replacement": "[e-mail address 1]"},
    ],
    "days": ["2012-03-22"],
    "dates": {"mode": "offset", "days": 2807},
}


@pytest.mark.parametrize(
    "text",
    [
        "Then Marks phone broke.",
        "Rang O77OO 9OO456 twice.",
        "Seen in WKI2 ABC there.",
        "Sent to shiv.t at example dot org.",
        "Sent to shiv dot t at example.org.",
        "Filed 22 03 12 by hand.",
        "On day 82 of 2012 it was.",
        "On the 82nd day of 2012 it was.",
    ],
)
def test_what_a_hurried_hand_writes_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert verify(tmp_path, _MORE).leaks


@pytest.mark.parametrize(
    "text",
    [
        "Marks noted. Marks on neck. Marks found there. Marks high.",
        "Readings 22 03 12 44 and 122 03 12, 22 03 12%.",
        "Day 82 of the plan, 2012 rows.",
    ],
)
def test_what_only_looks_like_it_is_not(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert verify(tmp_path, _MORE).leaks == ()


def _b32(said: str) -> str:
    return base64.b32encode(said.encode()).decode()


@pytest.mark.parametrize(
    "said",
    [
        _b32("Leanne Marsh"),
        _b32("Leanne Marsh").lower().rstrip("="),
        codecs.encode("told Leanne of it", "rot13"),
        "said ennaeL then",
        base64.b64encode(zlib.compress(b"Leanne Marsh was here")).decode(),
        # without the time of day, which would give the test another name in every process
        base64.b64encode(gzip.compress(b"Leanne Marsh was here", mtime=0)).decode(),
    ],
)
def test_a_name_in_other_signs_is_found(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.txt").write_text(f"A note: {said} and no more.", "utf-8")
    assert [one for one in _found(tmp_path) if one[2] == "V"]


def test_words_in_capitals_and_codes_are_no_base32(tmp_path: Path) -> None:
    text = "SAFEGUARDING MEETING; MULTIAGENCY2; abcdefgh2345; REFERRALS MADE, CHRONOLOGY22 done"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert _found(tmp_path) == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("on 07/02/2013 she", True),
        ("on 7.2.13 she", True),
        ("on 08/02/2013 she", False),
        ("on 03/04/2013 she", False),  # 3 April is a day of the pack, 4 March was one of the case
    ],
)
def test_a_day_with_the_month_first_is_found(tmp_path: Path, written: str, found: bool) -> None:
    days = ["2013-07-02", "2013-03-04", "2012-04-04"]
    key = {**_KEY, "days": days, "dates": {"mode": "offset", "days": 364}}
    (tmp_path / "a.txt").write_text(written, "utf-8")
    assert bool(verify(tmp_path, key).leaks) == found


def test_a_reference_without_its_signs_is_found(tmp_path: Path) -> None:
    key = {**_KEY, "refs": {"R1000001": "WX-160702-88"}}
    (tmp_path / "a.txt").write_text("See WX16070288 of that day; WX16070289 is another.", "utf-8")
    assert [one.kind for one in verify(tmp_path, key).leaks] == ["ref"]


def _exif(order: str, *, taken: bool) -> bytes:
    """Return what a camera writes beside a picture: that it lies level, and where it was taken."""
    fields = [struct.pack(f"{order}HHIHH", 0x0112, 3, 1, 1, 0)]
    fields += [struct.pack(f"{order}HHII", 0x8825, 4, 1, 8 + 2 + 24 + 4)] if taken else []
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    listed = struct.pack(f"{order}H", len(fields)) + b"".join(fields) + bytes(4)
    # the north of the equator
    north = struct.pack(f"{order}HHHI4sI", 1, 1, 2, 2, b"N\0\0\0", 0)
    return head + listed + (north if taken else b"")


def _jpeg(exif: bytes) -> bytes:
    body = b"Exif\0\0" + exif
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"


def _drawn(exif: bytes) -> bytes:
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"eXIf", exif),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.mark.parametrize("make", [_jpeg, _drawn])
@pytest.mark.parametrize("order", ["<", ">"])
def test_where_a_picture_was_taken_is_found(
    tmp_path: Path, make: Callable[[bytes], bytes], order: str
) -> None:
    for name, taken in (("a", True), ("b", False)):
        (tmp_path / name).write_bytes(make(_exif(order, taken=taken)))
    leaks = [one for one in verify(tmp_path, _KEY).leaks if one.kind == "gps"]
    assert [one.file for one in leaks] == ["a"]


def test_what_only_its_numbers_tell_is_no_words(tmp_path: Path) -> None:
    other = {
        "kind": "other",
        "id": "d1",
        "originals": ["Case 7 of 31"],
        "replacement": "[number A]",
    }
    key = {**_KEY, "identities": [other]}
    (tmp_path / "a.txt").write_text("In the case of two children.", "utf-8")
    assert not verify(tmp_path, key).leaks
    (tmp_path / "a.txt").write_text("It was case 7 of 31.", "utf-8")
    assert verify(tmp_path, key).leaks
