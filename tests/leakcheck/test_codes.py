"""Names and days in a code: Morse, NATO's words, ones and noughts, base85, hashes, figures."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from joinedup.leakcheck import verify
from joinedup.leakcheck.codes import decoded
from tests.leakcheck.test_afterwards import KEY

_MORSE = dict(
    zip(
        "abdelnrsty",
        [".-", "-...", "-..", ".", ".-..", "-.", ".-.", "...", "-", "-.--"],
        strict=True,
    )
)
_WORDS = "alpha bravo delta echo lima november romeo sierra tango yankee"
_NATO = {word[0]: word for word in _WORDS.split()}


def _bits(word: str, size: int = 8) -> list[str]:
    return [f"{ord(sign):0{size}b}" for sign in word]


def _found(folder: Path, said: str, name: str = "a.csv") -> set[str]:
    (folder / name).write_text(f"Date,What\n1/2/03,Said {said} then\n", "utf-8")
    return {leak.id or leak.kind for leak in verify(folder, KEY).leaks}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (" ".join(_MORSE[sign] for sign in "tyler"), "C"),
        (" / ".join(_MORSE[sign] for sign in "bennett"), "V"),
        (" ".join(_MORSE[sign].replace(".", "·").replace("-", "−") for sign in "darren"), "P"),
        (" ".join(_NATO[sign] for sign in "tyler"), "C"),
        ("-".join(_NATO[sign].upper() for sign in "bennett"), "V"),
        ("; ".join(_NATO[sign].title() for sign in "darren"), "P"),
        (" ".join(_bits("Tyler")), "C"),
        ("".join(_bits("Tyler")), "C"),
        (" ".join(_bits("Darren", 7)), "P"),
        ("".join(_bits("Darren", 7)), "P"),
        (base64.b85encode(b"Darren").decode(), "P"),
        (base64.b85encode(b"told Sarah Bennett").decode(), "V"),
        (base64.a85encode(b"Sarah Bennett", adobe=True).decode().replace(",", ";"), "V"),
        (hashlib.sha512(b"Tyler").hexdigest(), "C"),
        (hashlib.sha384(b"darren cole").hexdigest().upper(), "P"),
        (hashlib.sha224(b"Darren Cole").hexdigest(), "P"),
        (base64.b64encode(hashlib.sha512(b"Tyler").digest()).decode(), "C"),
        ("D4rr3n", "P"),
        ("b3nn3tt", "V"),
        ("5arah", "V"),
        ("030584 at birth", "1"),
        ("on 140312", "date"),
        ("on 120314", "date"),
    ],
)
def test_what_stands_in_a_code_is_found(said: str, who: str, tmp_path: Path) -> None:
    assert who in _found(tmp_path, said)


def test_six_figures_in_the_name_of_a_file_are_a_day(tmp_path: Path) -> None:
    assert _found(tmp_path, "so", "scan_140312.csv") == {"date"}
    assert _found(tmp_path, "so", "scan_140313.csv") == {"date"}  # that of the other file


@pytest.mark.parametrize(
    "said",
    [
        "unit hotel india 20 and papa oscar left for the golf hotel",
        "ref 140312 - - and so on ... -- .. - 140312",
        "papa mike charlie came; 0101 then 10101010 and 1111111",
        "R7018920 E4a K9 C0de B4 seat-01 L33t Chronology: NotReal85 (and/or) [name 1]",
        hashlib.sha512(b"nobody").hexdigest(),
        base64.b64encode(hashlib.sha384(b"nobody").digest()).decode(),
        "a11 w3ll 5een ok@y £140312 140312p 1403123",
    ],
)
def test_what_looks_like_a_code_and_says_nothing_is_left_alone(said: str, tmp_path: Path) -> None:
    assert _found(tmp_path, said) == set()


def test_a_program_is_not_read_for_codes() -> None:
    said = base64.b85encode(b"Darren Cole").decode()
    assert dict(decoded(said)) == {"in base85": "Darren Cole"}
    assert dict(decoded(said + " x" * 30_000)) == {}
