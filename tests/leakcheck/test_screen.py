"""What is passed over unlooked at says nothing: held to looking at every text closely."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from joinedup.leakcheck.dates import MONTH, WEEKDAY, YEAR, Years, days_in, vague_in, yearless_in
from joinedup.leakcheck.key import read_key
from joinedup.leakcheck.names import quiet
from joinedup.leakcheck.numbers import squeezed
from joinedup.leakcheck.readers import Piece
from joinedup.leakcheck.texts import plain
from joinedup.leakcheck.verify import _Check, _Heard
from tests.leakcheck import corpus

_SPACES = [" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\u2003", "\u2028", "\x1f", "\u200b", ""]
_SORTS = ["text", "text", "name", "file", "number", "count", "code", "bytes"]
_HARD = [
    *(
        "L",
        "M",
        "L.",
        "M.",
        ".M",
        "·",
        "-",
        "_",
        "L.M.",
        "LM",
        "lm",
        "L-M",
        "G",
        "r",
        "a",
        "C",
        "e",
    ),
    *(
        "a",
        "I",
        "A",
        "W-i-l-l",
        "w_i_l_l",
        "G R A C E",
        "G·r·a·c·e",
        "жL",
        "éL",
        "Lж",
        "L_",
        "(L",
        "L)",
    ),
    *(
        "Leanne",
        "leanme",
        "LEANNE",
        "Lea",
        "nne",
        "LeanneMarsh",
        "rangMarshBack",
        "L3anne",
        "Le\u00adanne",
    ),
    *("Marsh", "Mar", "sh", "Grace", "grace", "Will", "will", "told", "Hope", "hope", "\u212aelly"),
    *("07700", "900123", "07700900123", "0770090012", "AB1", "2CD", "ab12cd", "439", "PC", "pc439"),
    *("14/3/12", "14.iii.12", "14th", "March", "mar", "'12", "2012", "20120314", "1331724000", "²"),
    *(
        "third",
        "of",
        "ma\u017f",
        "2012-W11-3",
        "١٤/٣/٢٠١٢",
        "１４/3/2012",
        "⑭",
        "Wed",
        "14",
        "3/2012",
    ),
    *(
        "A&E",
        "&#76;eanne",
        "&amp;",
        ";",
        "%4Ceanne",
        "\\u004ceanne",
        "=4C=65anne",
        "e-297ea875d217",
    ),
    *(
        "separation",
        "summary",
        "may",
        "the",
        "attended",
        "police.csv,",
        "row",
        "439",
        "x1.csv",
        "POL00001",
    ),
    base64.b64encode(b"Leanne Marsh").decode(),
    b"Grace told".hex(),
    "aB3dE6gH9" * 5,
    "aB3dE6gH9" * 2 + "-2012-03-15-" + "aB3dE6gH9" * 2,
    *(
        "third of March",
        "the third of",
        "Q",
        "Y",
        "Q.",
        ".Y",
        "Y.",
        "-Y",
        "Q-",
        "Q .Y",
        "Q. Y",
        "Q - Y",
    ),
    "aB3leanneE6gH9x" * 4,
]


def _key() -> dict[str, object]:
    key = dict(corpus.the_key())
    identities = [
        {"kind": "person", "id": f"x{at}", "originals": [name], "replacement": "Kerry"}
        for at, name in enumerate(["Leanne Marsh", "Grace Hope", "Will", "Q Y", "Kelly PC 439"])
    ]
    numbers = [
        {"kind": "phone", "original": "07700 900123"},
        {"kind": "postcode", "original": "AB1 2CD"},
        {"kind": "date_of_birth", "original": "14/3/12"},
    ]
    key["identities"] = [*key["identities"], *identities]  # type: ignore[misc]
    key["numbers"] = [*key.get("numbers", ()), *numbers]  # type: ignore[misc]
    key["days"] = [*key.get("days", ()), "2012-03-15", "2009-01-02", "2012-03-03"]  # type: ignore[misc]
    key["secrets"] = [*key.get("secrets", ()), "POL00001", "x1.csv", "gp row"]  # type: ignore[misc]
    return key


def _made_up(draw: random.Random, words: list[str]) -> str:
    return "".join(
        part
        for _ in range(draw.randint(1, 9))
        for part in (draw.choice(words), draw.choice(_SPACES))
    )


def _texts(seed: int, count: int) -> Iterator[str]:
    draw = random.Random(seed)
    written = [plant.words for plant in corpus.plants()] + list(corpus.ORDINARY)
    yield from written
    words = _HARD + [word for text in written for word in text.split()]
    for _ in range(count):
        yield _made_up(draw, _HARD if draw.random() < 0.6 else words)


class _EveryYear(Years):
    """Passes no text over."""

    def __init__(self) -> None:
        super().__init__(())

    def may_be_in(self, text: str) -> bool:
        """Say that any text may name a day that counts."""
        return True


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_a_close_look_finds_is_passed_over(seed: int) -> None:
    draw = random.Random(seed)
    check, close = _Check(read_key(_key())), _Check(read_key(_key()))
    close.years = _EveryYear()
    found = 0
    for text in _texts(seed, 3_000):
        sort = draw.choice(_SORTS)
        hits = list(close._closely(text, sort))
        assert list(check._look(text, sort)) == hits, (text, sort)
        found += len(hits)
    assert found > 3_000


@pytest.mark.parametrize("seed", [4, 5])
def test_what_is_put_together_word_by_word_is_what_the_whole_text_gives(seed: int) -> None:
    check = _Check(read_key(_key()))
    words = frozenset(check._secrets_by_word)
    spelt = 0
    for text in _texts(seed, 3_000):
        anew = check._heard_anew(Piece("", text))
        still = quiet(plain(text))
        there = words.intersection(_words_of(still.lower()))
        assert anew == _Heard(still, squeezed(still), there, tuple(check._spelt(still))), text
        spelt += len(anew.spelt)
    assert spelt > 20


def _words_of(text: str) -> list[str]:
    kept = [c if "a" <= c <= "z" or "0" <= c <= "9" else " " for c in text]
    return "".join(kept).split()


def test_a_text_of_words_that_were_met_is_not_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = _Check(read_key(_key()))
    looked: list[str] = []
    monkeypatch.setattr(_Check, "_closely", lambda self, text, sort: looked.append(text) or [])
    for text in (
        "She was seen at home.",
        "seen at 12 June 1991",
        "Leanne was seen",
        "Q Y was seen",
    ):
        list(check._look(text, "text"))
    assert looked == ["Leanne was seen", "Q Y was seen"]


def _dated(draw: random.Random) -> str:
    day = date(draw.choice([1948, 1951, 1999, 2009, 2012, 2024, 2050]), 1, 1)
    day += timedelta(days=draw.randint(-3, 368))
    forms = [
        *(
            "%d/%m/%y",
            "%d.%m.%Y",
            "%Y%m%d",
            "%d%m%Y",
            "%d %B %Y",
            "%d %b '%y",
            "%B %dth, %Y",
            "%G-W%V-%u",
        ),
        *(
            "%d-16 %B %y",
            "%d-16/%m/%y",
            "%d.iv.%y",
            "%Y %B %d",
            "%b-%y",
            "%B of %Y",
            "(%Y)",
            "since %Y",
        ),
        *(
            "%m/%Y",
            "%Y-%m",
            "%Y/%y",
            "third of %B in %y",
            "%d %m %Y",
            "%d - %m - %y",
            "%B ’%y",
            ", %Y.",
        ),
        *("Weds %dth", "%B%y", "%d_%m_%y", "14th%B%Y", "%H:%M %d/%m/%y", "w/c %d/%m/%Y, 09:12"),
    ]
    text = day.strftime(draw.choice(forms))
    if draw.random() < 0.2:
        text = text.translate(
            str.maketrans("0129 ", draw.choice(["０１２９ ", "٠١٢٩ ", "0129\u00a0"]))
        )
    return (
        draw.choice(["", "on ", "12:09, ", "x", "9", "½ "])
        + text
        + draw.choice(["", ".", " 10", "9", "²", "/7"])
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_year_is_never_in_a_text_of_which_it_was_said_that_it_may_not_be(seed: int) -> None:
    draw = random.Random(seed)
    some = {1948, 2009, 2012}
    years, without = Years(some), 0
    for _ in range(6_000):
        text = _dated(draw) + draw.choice(["", " to ", " "]) + _dated(draw)
        named = {written.day.year for written in days_in(text)}
        named |= {vague.what[0] for vague in vague_in(text) if vague.form in (MONTH, YEAR)}
        if not years.may_be_in(text):
            without += 1
            assert not named & some, text
    assert without > 400


def test_counted_days_are_looked_at_whatever_their_year() -> None:
    years = Years([2009])
    for text in ("1236949200", "1236949200000", "1056700800", "2009-W01-1", "2008-W53-7"):
        assert years.may_be_in(f"at {text}")
    assert [v.form for v in vague_in("Weds 14th.")] == [WEEKDAY]
    assert yearless_in("14 March")
