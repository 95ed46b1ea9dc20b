"""What readers gather, held to a plainer way of gathering it."""

from __future__ import annotations

import itertools
import random
import re

from joinedup.leakcheck.names import _is_noise
from joinedup.leakcheck.readers import Piece, _json_pieces, _printable

_BYTES = [0, 0, 65, 66, 0x20, 0x7E, 0x7F, 0x1F, 0x80, 255, 97]


def _runs_of_text(data: bytes, least: int) -> str:
    runs = re.finditer(rb"[\x20-\x7e]{%d,}" % least, data)
    found = [m[0].decode("ascii") for m in runs]
    found += [m[0].decode("utf-16-le") for m in re.finditer(rb"(?:[\x20-\x7e]\x00){4,}", data)]
    found += [m[0].decode("utf-16-be") for m in re.finditer(rb"(?:\x00[\x20-\x7e]){4,}", data)]
    return "\n".join(found)


def test_every_run_of_text_in_bytes_is_found() -> None:
    draw = random.Random(1)
    for _ in range(6_000):
        data = bytes(draw.choices(_BYTES, k=draw.randint(0, 60)))
        for least in (4, 12):
            assert _printable(data, least) == _runs_of_text(data, least), data
    every = bytes(range(256)) * 3
    assert _printable(every) == _runs_of_text(every, 4)


def test_the_pieces_of_json_stand_in_its_own_order() -> None:
    value = {"a": [1, "x", {"Marsh": "y", "b": 12_345}, None, [], "z"], "c": True, "d": -2e9}
    assert _json_pieces(value) == [
        Piece("key $", "a", "name"),
        Piece("key $", "c", "name"),
        Piece("key $", "d", "name"),
        Piece("$.a[1]", "x"),
        Piece("key $.a[2]", "Marsh", "name"),
        Piece("key $.a[2]", "b", "name"),
        Piece("$.a[2].…", "y"),
        Piece("$.a[2].b", "12345", "count"),
        Piece("$.a[5]", "z"),
        Piece("$.d", "-2000000000.0", "count"),
    ]


def test_json_in_json_however_deep_is_read() -> None:
    value: object = "deep"
    for _ in range(5_000):
        value = [value]
    assert [piece.text for piece in _json_pieces(value)] == ["deep"]


def test_noise_is_where_signs_of_several_sorts_take_turns() -> None:
    draw = random.Random(2)
    for _ in range(3_000):
        run = "".join(draw.choices("abzAZ+/=_-19", k=draw.randint(1, 50)))
        if re.fullmatch(r"(?=.*\d)[0-9a-f]+|(?=.*\d)[0-9A-F]+", run):
            assert _is_noise(run)
            continue
        sorts = [
            "a" if c.islower() else "A" if c.isupper() else "0" if c.isdigit() else c for c in run
        ]
        turns = sum(one != other for one, other in itertools.pairwise(sorts))
        assert _is_noise(run) == (turns > 0.35 * len(run)), run
