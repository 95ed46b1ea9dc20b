"""A page of one seat holds nothing of the others in clear, and only the words open it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.viz.synthetic_walk import SEATS, walk_model
from tests.viz.test_walk_moments import example, walk_of
from viz.walk import seal as sealing
from viz.walk.model import WalkModel
from viz.walk.page import render, render_seat
from viz.walk.seal import BLOCK, ROUNDS, Chance, passphrase, seal, words

WORDS = "apple bridge candle dolphin engine forest"


def opened(sealed: dict, given: str, label: str | None = None) -> object:
    """Open as the format says, with the standard library's own PBKDF2."""
    key = hashlib.pbkdf2_hmac(
        "sha256", given.encode(), base64.b64decode(sealed["salt"]), sealed["rounds"], 32
    )
    bound = f"joinedup walkthrough {sealed['format']} {sealed['label'] if label is None else label}"
    clear = AESGCM(key).decrypt(
        base64.b64decode(sealed["nonce"]), base64.b64decode(sealed["data"]), bound.encode()
    )
    assert len(clear) % BLOCK == 0
    return json.loads(clear)


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="joinedup-data">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_the_words_are_many_short_and_plain() -> None:
    listed = words()
    assert len(listed) >= 1296
    assert len(set(listed)) == len(listed)
    assert all(re.fullmatch("[a-z]{3,11}", word) for word in listed)
    raw = (sealing.files("viz") / "walk" / "words.txt").read_text(encoding="utf-8").split()
    assert raw == sorted(set(raw))


def test_a_passphrase_has_six_words_of_the_list_or_more() -> None:
    drawn = {passphrase() for _ in range(50)}
    assert len(drawn) == 50
    for one in drawn:
        assert len(one.split()) == 6
        assert set(one.split()) <= set(words())
    assert len(passphrase(8).split()) == 8
    with pytest.raises(ValueError, match="6 words at least, not 5"):
        passphrase(5)


def test_a_salt_gives_the_same_words_and_another_gives_others() -> None:
    first = passphrase(salt=b"one")
    assert passphrase(salt=b"one") == first
    assert passphrase(salt=b"two") != first
    assert passphrase(7, salt=b"one").split()[:6] == first.split()


def test_only_the_words_open_what_was_sealed() -> None:
    sealed = dict(seal({"a": "ü"}, "Apple Bridge-candle dolphin ENGINE forest", label="gp"))
    assert sealed["rounds"] == ROUNDS == 600_000
    assert opened(sealed, WORDS) == {"a": "ü"}
    with pytest.raises(InvalidTag):
        opened(sealed, WORDS.replace("apple", "acorn"))
    with pytest.raises(InvalidTag):
        opened(sealed, WORDS, label="police")
    with pytest.raises(ValueError, match="6 words at least"):
        seal({}, "apple bridge candle dolphin engine")


def test_a_session_has_one_salt_and_each_of_its_pages_a_nonce_of_its_own() -> None:
    chance = Chance()
    pages = [seal({}, WORDS, label=label, chance=chance) for label in ("gp", "gp", "police")]
    assert len({page["salt"] for page in pages}) == 1
    assert len({page["nonce"] for page in pages}) == 3
    assert Chance().salt(WORDS) != chance.salt(WORDS)


def test_salt_and_nonce_are_new_each_time_and_the_same_for_a_secret() -> None:
    one, two = seal({}, WORDS, label="gp"), seal({}, WORDS, label="gp")
    assert one["salt"] != two["salt"]
    assert one["nonce"] != two["nonce"]
    chance = Chance(b"secret")
    same = [seal({"a": 1}, WORDS, label="gp", chance=chance) for _ in range(2)]
    assert same[0] == same[1]
    others = [
        seal({"a": 2}, WORDS, label="gp", chance=chance),
        seal({"a": 1}, WORDS, label="police", chance=chance),
        seal({"a": 1}, WORDS, label="gp", chance=Chance(b"another")),
    ]
    assert len({one["nonce"] for one in [same[0], *others]}) == 4
    # the salt is of the secret and the words, whatever is sealed
    assert [one["salt"] == same[0]["salt"] for one in others] == [True, True, False]
    other_words = seal({"a": 1}, f"{WORDS} grape", label="gp", chance=chance)
    assert other_words["salt"] != same[0]["salt"]


def looked_through(page: bytes) -> bytes:
    """Return a page with all that can be read in it without the words: base 64, compressed."""
    found = [page]
    for run in re.findall(rb"[A-Za-z0-9+/_=-]{24,}", page):
        for alphabet in (b"+/", b"-_"):
            raw = run.rstrip(b"=")
            try:
                clear = base64.b64decode(raw + b"=" * (-len(raw) % 4), alphabet)
            except ValueError:
                continue
            found.append(clear)
            for bits in (15, -15, 31):
                try:
                    found.append(zlib.decompress(clear, bits))
                except zlib.error:
                    continue
    return b"\n".join(found)


@pytest.mark.parametrize("seat", [seat.seat_id for seat in SEATS])
def test_a_page_of_one_seat_holds_nothing_of_another(seat: str) -> None:
    model = walk_model(24)
    page = looked_through(render_seat(model, seat, WORDS).encode())
    own = {row.row_id for row in model.view_of(seat).rows}
    texts = {row.row_id: row.text.split(". ")[1].split()[0] for row in model.rows}
    for row_id, secret in texts.items():
        assert (secret.encode() in page) == (row_id in own), row_id
    for other in SEATS:
        assert (f"zq{other.seat_id}fact".encode() in page) == (other.seat_id == seat)
        # the victim's page shows rows that tell of contacts with her, each under its recorder
        assert (other.name.encode() in page) == (other.seat_id == seat) or seat == "victim", other
    held = {f.fact_id for f in model.view_of(seat).facts}
    for fact in model.facts:
        assert (fact.words.encode() in page) == (fact.fact_id in held)
    for hidden in (b"zqtitle", b"zqwhy", b"zqnote", b"Suppose that", b"Information sharing"):
        assert hidden not in page
    assert WORDS.encode() not in page


def test_the_search_above_finds_what_is_hidden_badly() -> None:
    text = b"strangulation, by Craig, to Leanne"
    assert text in looked_through(b"x" + b'"' + base64.b64encode(text) + b'"')
    assert text in looked_through(b'"' + base64.b64encode(zlib.compress(text)) + b'"')
    assert text not in looked_through(b"nothing here, at all, whatever is looked for")


def test_the_sealed_part_is_the_reveal_of_all_seats() -> None:
    model = walk_model(24)
    sealed = data_of(render_seat(model, "gp", WORDS))["sealed"]
    assert opened(sealed, WORDS) == data_of(render(model))["reveal"]


def test_no_such_seat() -> None:
    with pytest.raises(ValueError, match=r"no seat 'nobody'; its seats are police, gp"):
        render_seat(walk_model(8), "nobody", WORDS)


def test_the_same_model_and_secret_give_the_same_page() -> None:
    model = walk_model(24)
    assert render(model) == render(model)
    pages = {render_seat(model, "gp", WORDS, chance=Chance(b"s")) for _ in range(2)}
    assert len(pages) == 1
    assert render_seat(model, "gp", WORDS) not in pages


def test_hostile_text_ends_no_element_and_forges_no_policy() -> None:
    page = render(walk_model(40, hostile=True))
    assert page.count("<script") == 3
    assert page.count("</script>") == 3
    assert "<img" not in page
    assert "onload=" not in page.split("<body")[0]
    csp = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert csp
    assert "default-src &#39;none&#39;" in csp[1]
    for allowed in ("unsafe-inline", "unsafe-eval", "http:", "https:"):
        assert allowed not in csp[1]


@pytest.mark.thorough
def test_the_sealed_pages_of_the_example_hold_no_row_of_another_seat() -> None:
    model = walk_of(example())
    for seat in model.seats:
        page = looked_through(render_seat(model, seat.seat_id, WORDS).encode())
        own = " ".join(r.text for r in model.rows if r.row_id in _rows_of(model, seat.seat_id))
        hidden = [
            row.text
            for row in model.rows
            if row.row_id not in _rows_of(model, seat.seat_id) and row.text not in own
        ]
        assert len(hidden) > 80
        found = [text for text in hidden if len(text) > 12 and _escaped(text) in page]
        assert found == [], seat.name


def _rows_of(model: WalkModel, seat: str) -> set[str]:
    return {row.row_id for row in model.view_of(seat).rows}


def _escaped(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()
