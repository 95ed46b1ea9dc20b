"""The example's pack, searched by the check and by a plain search that knows nothing of it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import joinedup
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.leakcheck import verify

AMBER = Path(__file__).parents[2] / "examples" / "amber-street"

#: What the example names, written down by hand: the key is not asked. Words that are names and
#: words stand here with what makes them names.
NAMES = """Leanne|Dolan|Ellie|Gemma|Donna|Craig|Derek|Carol Marsh|Marsh, |Ms Marsh|Mr Hale|Ms Pike
Calderwick|Fellshire|Stanmere|Northshire|Amber Street|Amber St|Canal Street|Tern Court|Larkfield
Lantern Domestic|Okafor|Lindqvist|Mensah|Grace Hope|Will Chase|Mark Rose|May Dean|Rowan House
Brandreth|Moorgate|amber-street|leanne.marsh84|NPMH 77120|42A/10987|10987|CU/5521|943 476 5919
QQ 12 34 56|FK08 XTN|NS4 7QD|07700|900461|01632|960 188|17/09/83|54.0721|12/0143"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the pack as somebody would who has answered nothing yet."""
    folder = tmp_path_factory.mktemp("made")
    options = PackOptions(although_not_published=True, draft=True)
    make_pack(joinedup.load(AMBER), folder / "pack", folder / "key.json", options)
    return folder


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the bytes of every file, unpacked, as text in small letters, and every name."""
    for path in sorted(folder.rglob("*")):
        yield path.name, path.relative_to(folder).as_posix().casefold()
        if not path.is_file():
            continue
        data = path.read_bytes()
        bodies = [data]
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                bodies += [archive.read(name) for name in archive.namelist()]
        for body in bodies:
            text = body.decode("utf-8", "replace").casefold()
            # in what is sealed four letters stand side by side by chance
            yield path.name, re.sub(r"[a-z0-9+/=]{60,}", " ", text)


def _standing(folder: Path) -> list[tuple[str, str]]:
    names = re.split(r"[|\n]", NAMES.casefold())
    return [(file, name) for file, text in _texts(folder) for name in names if name in text]


@pytest.mark.thorough
def test_a_plain_search_finds_the_names_in_the_example(tmp_path):
    """Else that it finds none in the pack would say nothing."""
    seen = {name for _, name in _standing(AMBER)}
    assert len(seen) > 45


@pytest.mark.thorough
def test_a_plain_search_finds_none_of_them_in_the_pack(made):
    assert _standing(made / "pack") == []


@pytest.mark.thorough
def test_the_check_finds_none_and_reads_all(made):
    report = verify(made / "pack", json.loads((made / "key.json").read_text("utf-8")))
    assert [(one.file, one.place, one.variant) for one in report.leaks] == []
    assert not report.unread
    assert report.characters > 10_000


@pytest.mark.thorough
def test_the_original_itself_is_full_of_leaks(made):
    report = verify(AMBER, json.loads((made / "key.json").read_text("utf-8")))
    told = {leak.id for leak in report.leaks if leak.kind == "person"}
    assert {"V", "P", "X", "C1", "C2", "M", "S", "N"} <= told
    assert {leak.kind for leak in report.leaks} > {"phone", "nhs", "date", "secret", "street"}
