"""The leak check over a corpus of planted identifiers, and as a person would use it."""

from __future__ import annotations

import base64
import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject

from joinedup.anonymise.salted import walkthrough_secret
from joinedup.cli import main
from joinedup.leakcheck import KeyFileError, verify
from joinedup.leakcheck.texts import hidden_bytes
from tests.leakcheck import corpus
from tests.leakcheck.measure import measure
from viz.page import bundle
from viz.walk.page import style
from viz.walk.seal import passphrase, seal


def _key(**more: object) -> dict[str, object]:
    return corpus.the_key() | more


def _found(folder: Path, key: dict[str, object] | None = None) -> list[tuple[str, str, str]]:
    return [(leak.file, leak.place, leak.id) for leak in verify(folder, key or _key()).leaks]


# --- what is sealed ------------------------------------------------------------------------------

_WORDS = "apple bridge candle daisy engine forest"


def _sealed_page(place: Path, said: str, words: str = _WORDS, label: str = "gp") -> None:
    inside = seal({"seats": [{"rows": [said]}]}, words, label=label)
    data = json.dumps({"open": "Seen at home.", "sealed": inside})
    body = f'<script type="application/json">{data}</script>'
    place.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", "utf-8")


def test_what_is_sealed_is_opened_with_the_words_and_read(tmp_path):
    _sealed_page(tmp_path / "seat-01.html", "It was Leanne Marsh who rang.")
    _sealed_page(tmp_path / "seat-02.html", "It was Kerry who rang.")
    told: list[str] = []
    report = verify(tmp_path, _key(), words=_WORDS, progress=told.append)
    assert {(leak.file, leak.id) for leak in report.leaks} == {("seat-01.html!sealed part 1", "V")}
    assert (report.opened, len(told)) == (2, 2)
    assert not [one for one in report.cannot if "sealed" in one]


def test_what_does_not_open_is_said_and_never_taken_for_read(tmp_path):
    _sealed_page(tmp_path / "seat-01.html", "It was Leanne Marsh who rang.")
    for words in ("", _WORDS[::-1]):
        report = verify(tmp_path, _key(), words=words)
        assert (report.leaks, report.opened) == ((), 0)
        assert [one for one in report.cannot if one.startswith("1 sealed page ")]
    page = (tmp_path / "seat-01.html").read_text("utf-8")
    for wrong in ('"rounds": 999999999999', '"rounds": "many"'):  # it is not gone round
        (tmp_path / "seat-01.html").write_text(page.replace('"rounds": 600000', wrong), "utf-8")
        assert verify(tmp_path, _key(), words=_WORDS).opened == 0


def test_every_sealed_part_is_counted_whatever_letters_stand_in_it():
    """Sixteen small letters side by side, which a long run has by chance, are no path."""
    run = "Ab3" * 2_000 + "abcdefghijklmnopqrst" + "Zx9" * 2_000
    assert len(list(hidden_bytes(f"{run} x"))) == 1
    path = "/a/B3/some-module-with-a-longishname/" + "abcdefghijklmnopqrst" * 4
    assert list(hidden_bytes(path)) == []


# --- the corpus -----------------------------------------------------------------------------------


@pytest.mark.thorough
def test_all_that_is_planted_is_found_and_ordinary_words_are_not(tmp_path):
    measured = measure(tmp_path)
    assert sum(measured.planted.values()) >= 3000
    assert len({one.carrier for one in measured.missed} | set(corpus.CARRIERS)) >= 25
    assert not [(m.plant.words, m.carrier) for m in measured.missed]
    assert not measured.report.unread
    assert measured.words > 10_000
    assert not [(one.plant.words, leak.found) for one, leak in measured.flagged]


def test_a_part_of_the_corpus(tmp_path):
    """One file for each of a few carriers, with all variants of two people."""
    plants = [p for p in corpus.plants() if p.of in ("V", "W1", "2012-03-14")]
    for name in ("Word, paragraphs cut into runs", "Excel, cells", "CSV"):
        file, carrier = corpus.CARRIERS[name]
        data, _, place = carrier([p.words for p in plants])
        (tmp_path / file).write_bytes(data)
        leaks = {leak.place for leak in verify(tmp_path / file, _key()).leaks}
        missed = [p.words for at, p in enumerate(plants, 1)
                  if place.replace("{n1}", str(at)) not in leaks]  # fmt: skip
        assert not missed, name


@pytest.mark.parametrize("name", ["h.txt", "h.json", "police-1.csv", "case.toml", "a.html"])
@pytest.mark.parametrize("secret", [corpus.A_FILE, corpus.SALT])
def test_a_hash_of_a_file_and_the_salt_are_found_in_every_file(tmp_path, secret, name):
    packed = base64.b64encode(bytes.fromhex(secret)).decode()
    for said in (secret, secret.upper(), secret[:12], secret[:41], packed, f"sha256-{packed}"):
        text = f"<p>{said}</p>" if name == "a.html" else json.dumps(said)
        (tmp_path / name).write_text(text, "utf-8")
        assert {leak.kind for leak in verify(tmp_path, _key()).leaks} == {"secret"}, said


def test_the_name_of_a_file_is_found_in_a_run_that_is_no_language(tmp_path):
    name = next(secret for secret in corpus.SECRETS if secret.endswith(".docx"))
    run = f"/a1/B2_c3/{name}-4/d5/E6"
    (tmp_path / "a.txt").write_text(f"see {name} there\nat https://x/{run} too\n", "utf-8")
    assert {leak.place for leak in verify(tmp_path, _key()).leaks} == {"line 1", "line 2"}


@pytest.mark.parametrize(
    "text",
    ["Seen 2012-074 then", "moved in '12, then", "since ’12 he drank", "le 14 mars 2012",
     "am 14. März 2012", "14 Mawrth 2012", "am 14. März angerufen"],
)  # fmt: skip
def test_a_day_or_a_year_as_few_write_it_is_found(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    found = verify(tmp_path, _key(days=["2012-03-14"])).leaks
    assert [leak.kind for leak in found][:1] == ["date"]


@pytest.mark.parametrize(
    "text",
    ["Ate 14 mars bars", "in '12 of 24 weeks'", "Ref 2012-400", "songs of the '12s", "2012-074-3"],
)
def test_what_only_looks_like_one_of_these_is_left_alone(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert verify(tmp_path, _key(days=["2012-03-14"])).leaks == ()


def test_a_name_of_four_letters_that_sounds_alike_is_found(tmp_path):
    (tmp_path / "a.txt").write_text("Jeyk rang.\n", "utf-8")
    assert _found(tmp_path, _of_names("Jake"))


def test_the_corpus_is_the_same_twice(tmp_path):
    corpus.write(tmp_path / "a", times=1)
    corpus.write(tmp_path / "b", times=1)
    for one in (tmp_path / "a").iterdir():
        assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes(), one.name


# --- single things that are easily got wrong ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The marsh, a hope and a will", []),
        ("Ms marsh rang", ["V"]),
        ("Kerry rang", []),  # what stands in its place
        ("in Yorkshire", []),  # kept
        ("Liz", ["E"]),
        ("Lea|nne rang", ["V"]),
        ("Lea nne rang", ["V"]),
        ("CDs were found", []),
        ("moved on 14.3.12", [""]),
        ("moved on 15.3.12", []),
    ],
)
def test_one_sentence(tmp_path, text, ids):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert sorted({leak.id for leak in verify(tmp_path, _key()).leaks}) == ids


def test_a_name_cut_over_cells_is_found(tmp_path):
    (tmp_path / "a.csv").write_text("What,Who\nsaw Gem,ma Whit\ncombe,\n", "utf-8")
    assert {i for _, _, i in _found(tmp_path)} == {"S"}


def test_words_side_by_side_are_no_name(tmp_path):
    (tmp_path / "a.csv").write_text("What\nby the moor; gate open\nthe lean neighbour\n", "utf-8")
    assert not _found(tmp_path)


def test_a_moved_day_is_no_leak_and_is_counted(tmp_path):
    (tmp_path / "a.txt").write_text("On 14/3/2012 and on 11 March 2012", "utf-8")
    days = {"days": ["2012-03-11", "2012-03-14"], "dates": {"mode": "offset", "days": 3}}
    report = verify(tmp_path, _key(**days))
    assert [leak.found for leak in report.leaks] == ["11 March 2012"]
    assert any("1 original day is also the moved date of another" in s for s in report.cannot)


def test_without_an_offset_no_original_day_may_stand(tmp_path):
    (tmp_path / "a.txt").write_text("On 14/3/2012", "utf-8")
    days = {"days": ["2012-03-11", "2012-03-14"], "dates": {"mode": "other"}}
    assert len(verify(tmp_path, _key(**days)).leaks) == 1


def test_a_spreadsheets_number_of_a_day_is_found(tmp_path):
    cells = '<c r="A1"><v>40982</v></c><c r="B1" t="n"><v>40983.5</v></c>'
    body = f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        made.writestr(zipfile.ZipInfo("xl/worksheets/sheet1.xml"), body)
    assert [place for _, place, _ in _found(tmp_path)] == ["cell A1"]  # 14 March 2012


def test_names_of_files_and_folders_are_looked_at(tmp_path):
    folder = tmp_path / "leanne_marsh"
    folder.mkdir()
    (folder / "grace.txt").write_text("x", "utf-8")
    (tmp_path / "2012-03-14.txt").write_text("x", "utf-8")
    assert {(f, i) for f, _, i in _found(tmp_path)} == {
        ("leanne_marsh", "V"), ("leanne_marsh/grace.txt", "V"), ("leanne_marsh/grace.txt", "W1"),
        ("2012-03-14.txt", ""),
    }  # fmt: skip


def test_times_of_files_and_of_members_are_looked_at(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(zipfile.ZipInfo("x.txt", (2012, 3, 14, 0, 0, 0)), "x")
    (tmp_path / "b.txt").write_text("x", "utf-8")
    seconds = 1331726400  # noon of 14 March 2012
    os.utime(tmp_path / "b.txt", (seconds, seconds))
    assert {(f, p) for f, p, _ in _found(tmp_path)} == {
        ("a.zip", "time of member 1"), ("b.txt", "time of the file")
    }  # fmt: skip


def test_one_time_that_several_files_were_given_says_nothing(tmp_path):
    for name in "abc":
        (tmp_path / name).write_text("x", "utf-8")
        os.utime(tmp_path / name, (1331726400, 1331726400))
    assert not _found(tmp_path)


def test_a_thumbnail_is_a_leak(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as made:
        made.writestr(zipfile.ZipInfo("docProps/thumbnail.jpeg"), b"\xff\xd8\xff\xe0\0\2\xff\xd9")
    assert [p for _, p, _ in _found(tmp_path)] == ["thumbnail"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 cut off"),
        ("a.bin", bytes(range(256)) * 3),
        ("a.pdf", b"%PDF-1.7 nothing more"),
    ],
)
def test_what_cannot_be_read_is_no_silence(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    report = verify(tmp_path, _key())
    assert report.unread
    assert report.exit_code == 3
    assert not report.clean


def test_a_link_out_of_the_pack_is_no_silence(tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "outside.txt").write_text("x", "utf-8")
    try:
        (tmp_path / "pack" / "a.txt").symlink_to(tmp_path / "outside.txt")
    except OSError:
        return  # a system that makes no links for this user
    assert [u.file for u in verify(tmp_path / "pack", _key()).unread] == ["a.txt"]


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("joinedup.leakcheck.readers.Budget.__init__.__defaults__", (1 << 20,))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * (1 << 22))
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    assert "more than a pack can hold" in verify(tmp_path, _key()).unread[0].why


def test_names_that_would_be_code_are_only_names(tmp_path):
    hostile = [".*", "a(b", "<b>Zed</b>Quux", "None", "The", "x' OR '1'='1"]
    identities = [{"kind": "person", "id": str(at), "originals": [name], "replacement": "Kerry"}
                  for at, name in enumerate(hostile)]  # fmt: skip
    (tmp_path / "a.txt").write_text("None of the people there; the rest was fine.\nQuux", "utf-8")
    leaks = verify(tmp_path, _key(identities=identities)).leaks
    assert [(leak.place, leak.id) for leak in leaks] == [("line 2", "2")]


def test_the_same_pack_gives_the_same_report(tmp_path):
    corpus.write(tmp_path, times=1)
    assert verify(tmp_path, _key()) == verify(tmp_path, _key())


@given(
    name=st.sampled_from(["Leanne", "Prendergast", "Whitcombe", "Calderwick"]),
    before=st.text(st.characters(categories=["Zs", "Po", "Ps"]), max_size=4),
    after=st.text(st.characters(categories=["Zs", "Po", "Pe"]), max_size=4),
    upper=st.lists(st.booleans(), min_size=11, max_size=11),
)
def test_a_name_is_found_whatever_its_case_and_the_signs_around_it(
    tmp_path_factory, name, before, after, upper
):
    said = "".join(c.upper() if up else c.lower() for c, up in zip(name, upper, strict=False))
    path = tmp_path_factory.mktemp("one") / "a.txt"
    path.write_text(f"rang{before or ' '}{said}{after}", "utf-8")
    assert verify(path, _key()).leaks


def test_all_that_a_pdf_says_beside_its_pages_is_read(tmp_path):
    made = PdfWriter()
    made.add_blank_page(200, 200)
    made.add_metadata({"/Author": "Leanne Marsh", "/CreationDate": "D:20120314201500Z"})
    made.add_outline_item(title="Craig Dolan", page_number=0)
    made.add_attachment("a.txt", b"Gemma Whitcombe rang")
    made.add_annotation(0, FreeText(text="Kayleigh said", rect=(0, 0, 50, 50)))
    xmp = DecodedStreamObject()
    xmp.set_data(b'<x xmlns:dc="urn:dc"><dc:creator>Derek Hale</dc:creator></x>')
    xmp[NameObject("/Type")] = NameObject("/Metadata")
    made._root_object[NameObject("/Metadata")] = made._add_object(xmp)
    made.write(tmp_path / "a.pdf")
    found = verify(tmp_path, _key()).leaks
    assert {leak.id for leak in found} == {"V", "", "P", "S", "X", "N"}
    places = {leak.place for leak in found}
    assert {"document property /Author", "XMP, creator, line 1"} <= places
    assert "a.pdf!attachment 1" in {leak.file for leak in found}


def test_what_stands_beside_a_picture_is_read(tmp_path):
    said = b"Exif\0\0 Photo of Leanne Marsh"
    segment = b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8" + segment + b"\xff\xda\0\2..\xff\xd9")
    report = verify(tmp_path, _key())
    assert {leak.id for leak in report.leaks} == {"V"}
    assert any("pictures show (1 of them)" in s for s in report.cannot)


def test_a_name_is_told_once_for_a_place(tmp_path):
    (tmp_path / "a.txt").write_text("Rang Leanne Marsh", "utf-8")
    assert [leak.found for leak in verify(tmp_path, _key()).leaks] == ["Leanne Marsh"]


# --- another way of looking -----------------------------------------------------------------------


def naive(folder: Path, words: list[str]) -> list[str]:
    """Return which words stand in the bytes of a folder's files, unpacked, in any case."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        everything = [data, path.name.encode()]
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    everything += [archive.read(info), info.filename.encode()]
        text = "\n".join(one.decode("utf-8", "replace").casefold() for one in everything)
        found += [word for word in words if word.casefold() in text]
    return sorted(set(found))


def test_what_a_plain_search_finds_the_check_finds_too(tmp_path):
    corpus.write(tmp_path, times=1)
    names = [n for names in corpus.PEOPLE.values() for n in names if len(n) > 3]
    seen = naive(tmp_path, names)
    assert len(seen) > 10  # the search itself works
    ids = {leak.id for leak in verify(tmp_path, _key()).leaks}
    assert {i for i, names in corpus.PEOPLE.items() if set(names) & set(seen)} <= ids


# --- the command ----------------------------------------------------------------------------------


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify-pack", *words])
    return done.exit_code, done.output


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "key.json"
    path.write_text(json.dumps(corpus.the_key()), "utf-8")
    return path


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "a.csv").write_text("Date,What\n1.2.03,Kerry rang\n", "utf-8")
    return folder


def test_the_case_itself_in_place_of_its_pack_is_said_to_be_none(pack, key_file):
    (pack / "b.csv").write_text(
        f"Date,What\n1.2.03,{corpus.PEOPLE[next(iter(corpus.PEOPLE))][0]}\n"
    )
    (pack / "case.toml").write_text('marking = "OFFICIAL"\n', "utf-8")
    code, said = _run(str(pack), "--key", str(key_file))
    assert code == 1
    assert "does not say that it is a pack" in " ".join(said.split())
    (pack / "case.toml").write_text('marking = "ANONYMISED, FOR TRAINING"\n', "utf-8")
    assert "does not say that it is a pack" not in " ".join(
        _run(str(pack), "--key", str(key_file))[1].split()
    )


def test_the_command_on_a_clean_pack(pack, key_file):
    code, said = _run(str(pack), "--key", str(key_file))
    assert code == 0
    assert "nothing was found" in said
    assert "not what a neighbour" in said


def test_the_command_opens_what_is_sealed_with_the_words_of_the_key(pack, key_file):
    salt = json.loads(key_file.read_text("utf-8"))["salt"]
    words = passphrase(salt=walkthrough_secret(salt))
    _sealed_page(pack / "seat-01.html", "It was Kerry who rang.", words)
    _sealed_page(pack / "seat-02.html", "It was Kerry who rang.", words, "police")
    code, said = _run(str(pack), "--key", str(key_file))
    assert code == 0
    assert "2 sealed pages were opened with the words of this key" in said
    assert said.count("Opening the sealed pages") == 1
    _sealed_page(pack / "seat-01.html", "It was Leanne Marsh who rang.", words)
    code, said = _run(str(pack), "--key", str(key_file))
    assert code == 1
    assert "sealed part 1" in said


def test_the_command_says_where_and_not_what(pack, key_file):
    (pack / "b.txt").write_text("Rang Leanne", "utf-8")
    code, said = _run(str(pack), "--key", str(key_file))
    assert code == 1
    assert "b.txt" in said
    assert "line 1" in said
    assert "Leanne" not in said
    assert "Leanne" in _run(str(pack), "--key", str(key_file), "--show")[1]


def test_the_command_on_a_file_that_it_cannot_read(pack, key_file):
    (pack / "b.docx").write_bytes(b"PK\x03\x04")
    code, said = _run(str(pack), "--key", str(key_file))
    assert code == 3
    assert "not everything was read" in said


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"format": 2}', '{"format": 1, "days": ["x"]}', '{"format": 1}',
     '{"format": 1, "identities": [], "days": ["2012-03-04"], "salt": "00"}'],
)  # fmt: skip
def test_a_key_that_is_none_is_said(pack, tmp_path, text):
    (tmp_path / "k.json").write_text(text, "utf-8")
    code, said = _run(str(pack), "--key", str(tmp_path / "k.json"))
    assert code == 3
    assert "anonymise" in said


def test_a_folder_with_nothing_in_it_is_not_found_clean(tmp_path, key_file):
    (tmp_path / "empty").mkdir()
    code, said = _run(str(tmp_path / "empty"), "--key", str(key_file))
    assert code == 3
    assert "empty: nothing is in it: name the folder of the pack" in " ".join(said.split())


def test_part_of_a_pack_is_said_to_be_no_more(pack, key_file):
    said = " ".join(_run(str(pack), "--key", str(key_file))[1].split())
    assert "is no whole pack: only what lies in it was looked through" in said
    assert "1 file, " in said


def test_a_pack_that_is_not_there_is_said(tmp_path, key_file):
    code, said = _run(str(tmp_path / "none"), "--key", str(key_file))
    assert code == 3
    assert "Traceback" not in said


def test_a_key_of_wrong_parts_is_refused():
    with pytest.raises(KeyFileError, match="identities"):
        verify(Path(__file__), {"format": 1, "identities": "Leanne"})


# --- dates without the rest of them ---------------------------------------------------------------


def _dated(tmp_path: Path, text: str, **more: object) -> list[str]:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    key = {"format": 1, "dates": {"mode": "offset", "days": 4004}, "days": ["2012-03-14"], **more}
    return [leak.found for leak in verify(tmp_path, key).leaks]


@pytest.mark.parametrize(
    "text",
    [
        "fax 14/3 17:40", "on 14/3 he left", "14/3 rang GP", "Weds 14/03", "since 14.3. all well",
        "seen 14-16/3", "early March 2012", "in 03/2012", "Mar-12 review", "Mar '12", "2012-03",
        "since 2012", "Fellshire, 2012.", "told (in 2012)", "the summer of 2012", "2012/13",
        "seen Wednesday 14th, home", "Weds 14.",
    ],
)  # fmt: skip
def test_a_part_of_an_original_date_is_found(tmp_path, text):
    assert _dated(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "took 3/4 of it", "pain 7/10", "28/7 supply", "at 2012 hrs", "2012 calls", "log 2012 read",
        "The Crime Act 2012; DASH 2012", "£2012 owed", "14.3 mmol", "14 of 24", "ratio 14:3",
        "v1.14.3.2", "15/3 rang", "on 14/4", "since 2023", "April 2012 hrs", "Thursday 14th",
        "Weds 14 calls", "14/31", "from 2012 to 2145 hrs",
    ],
)  # fmt: skip
def test_what_is_no_part_of_an_original_date_is_no_leak(tmp_path, text):
    assert _dated(tmp_path, text) == []


def test_a_year_or_month_that_the_pack_itself_has_is_no_leak(tmp_path):
    text = "since 2023; early March 2023; on 1/3"  # the moved day: 1 March 2023
    assert _dated(tmp_path, text) == []
    both = {"days": ["2012-03-14", "2001-03-29"]}  # moved, the second is the first
    assert _dated(tmp_path, "since 2012; early March 2012", **both) == []


def test_what_a_person_decided_and_what_was_moved_to_the_nearest_is_no_leak(tmp_path):
    assert _dated(tmp_path, "since 2012; on 14/3", kept=["2012", "14/3"]) == []
    nearly = [{"original": "2001", "written": "2012"}, {"written": "February to March 2012"}]
    assert _dated(tmp_path, "since 2012; early March 2012", inexact=nearly) == []
    assert _dated(tmp_path, "since 2012; early March 2012", inexact=nearly[1:]) == ["since 2012"]
    assert _dated(tmp_path, "there in '12", inexact=[{"written": "'12"}]) == []
    assert _dated(tmp_path, "there in '12") == ["in '12"]


# --- the program's own words ----------------------------------------------------------------------

#: Common surnames: British, Polish, Welsh, South Asian. Many are a letter or two from a word.
_SURNAMES = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White
Roberts Green Hall Wood Jackson Clarke Lewis James Phillips Mason Mitchell Rose Davis Rogers Shaw
Kelly Marsh Hunter Conway Rowan Carter Parker Cooper Baker Turner Morris Ward Collins Bailey Bell
Murphy Miller Cook Richardson Cox Marshall Anderson Simpson Wilkinson Ellis Foster Chapman Mills
Holmes Barnes Knight Lloyd Butler Russell Barker Fisher Stevens Jenkins Murray Dixon Harvey Pearson
Graham Fletcher Howard Gibson Andrews Elliott Reynolds Fox Payne Saunders Pearce West Day Lane Price
Griffiths Hughes Morgan Edwards Owen Rees Pritchard Bevan Powell Vaughan Llewellyn Gwynne Probert
Pugh Parry Howells Bowen Prosser Nowak Novak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Zielinski
Lewandowski Szymanski Wozniak Dabrowski Kozlowski Jankowski Mazur Kwiatkowski Krawczyk Kaczmarek
Piotrowski Grabowski Zajac Pawlowski Michalski Krol Nowicki Wieczorek Jablonski Wrobel Dudek Stepien
Pawlak Sikora Walczak Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Marciniak
Wroblewski Zalewski Jakubowski Sadowski Singh Kaur Begum Hussain Ahmed Ali Shah Malik Iqbal Akhtar
Mahmood Bibi Chaudhry Sharma Gupta Mehta Desai Joshi Rao Reddy Nair Iyer Menon Das Roy Sen Bose
Ghosh Banerjee Chatterjee Mukherjee Dutta Chowdhury Rahman Uddin Miah Islam Haque Siddiqui Qureshi
Sheikh Butt Dar Bhatt Verma Kapoor Chopra Malhotra Gill Sandhu Dhillon Sidhu Grewal Bains Mann Virk
Perera Silva Fernando Rai Gurung Thapa Khan Patel
"""
SURNAMES = _SURNAMES.split()


def _page(script: str, said: str = "Seen at home.") -> str:
    data = json.dumps({"rows": [said]})
    return (
        f"<!doctype html><html><head><title>A room</title><style>{style()}</style></head><body>"
        f'<script type="application/json">{data}</script>\n<script>{script}</script></body></html>'
    )


def _of_names(*names: str) -> dict[str, object]:
    return {"format": 1, "identities": [
        {"kind": "professional", "id": name, "originals": [f"PC {name}"], "replacement": "a PC"}
        for name in names
    ]}  # fmt: skip


@pytest.mark.parametrize("script", ["report.js", "map.js", "walk.js"])
def test_the_programs_own_script_says_nobodys_name(tmp_path, fresh_bundle, script):
    page = tmp_path / "page.html"
    page.write_text(_page(bundle(script)), "utf-8")
    assert len(set(SURNAMES)) > 200
    # seven names at a time: what is nearly two of them is a leak of one, never of none
    some = [SURNAMES[first::30] for first in range(30)]
    assert {str(s): r.leaks for s in some if (r := verify(page, _of_names(*s))).leaks} == {}


def test_what_is_nearly_one_of_several_names_is_a_leak(tmp_path, fresh_bundle):
    page = tmp_path / "page.html"
    page.write_text(_page(f'{bundle("walk.js")};var a="Nowack"'), "utf-8")
    for first, name in ((n % 30, name) for n, name in enumerate(SURNAMES) if name[:3] == "Now"):
        assert name in {leak.id for leak in verify(page, _of_names(*SURNAMES[first::30])).leaks}


def test_a_script_that_is_not_ours_to_the_letter_is_read(tmp_path, fresh_bundle):
    page = tmp_path / "page.html"
    for script, said in (
        (f'{bundle("walk.js")};var a="Nowack"', ""),
        (bundle("walk.js"), "Seen by Nowack."),
    ):
        page.write_text(_page(script, said), "utf-8")
        variants = {leak.variant for leak in verify(page, _of_names("Nowak")).leaks}
        assert "one or two letters wrong" in variants


# --- what a person typed --------------------------------------------------------------------------

_GRACE = {"kind": "person", "id": "V", "originals": ["Grace", "Grace Nowak"], "replacement": "Kim"}


def _told(tmp_path, text, replacement, **more):
    other = {"kind": "other", "id": "decision-1", "originals": ["zedbury"]}
    other["replacement"] = replacement
    key = {"format": 1, "identities": [_GRACE, other], **more}
    (tmp_path / "a.csv").write_text(f"Date,What\n1/2/03,{text}\n", "utf-8")
    return [(leak.id, leak.found) for leak in verify(tmp_path / "a.csv", key).leaks]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("He cried. Grace given to all.", "Grace"),
        ("They saw Gracie there.", "Gracie"),
        ("They saw Nowack there.", "Nowack"),
        ("Grace centre closed.", "Grace centre"),
    ],
)
def test_what_a_person_typed_excuses_no_original(tmp_path, text, typed):
    assert {of for of, _ in _told(tmp_path, text, typed, typed=[typed])} == {"V"}
    assert _told(tmp_path, text, typed) == []  # drawn: near a name by chance, or only a word


def test_a_word_that_was_drawn_too_stays_excused(tmp_path):
    assert _told(tmp_path, "They saw Kim there.", "Kim", typed=["Kim"]) == []
    assert _told(tmp_path, "They gave grace to all.", "Grace", typed=["Grace"]) == []


def test_an_edge_that_was_written_wider_is_no_day_of_the_original(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Date\nbetween 11 Feb 2009 and 3 March 2009\n", "utf-8")
    key = {"format": 1, "days": ["2009-02-11"], "dates": {"mode": "offset", "days": 700}}
    assert verify(tmp_path, key).leaks
    minute = (date(2009, 2, 11).toordinal() - 1) * 1440
    assert not verify(tmp_path, key | {"windows": {"edges": [[minute - 1440, minute]]}}).leaks
    for wrong in ("x", [[1]], [["a", "b"]], [[1, -5]]):
        with pytest.raises(KeyFileError, match="windows"):
            verify(tmp_path, key | {"windows": {"edges": wrong}})


@pytest.mark.parametrize("mode", ["offset", "relative", "year"])
@pytest.mark.parametrize("days", [-700, 700])
def test_what_stands_for_no_date_at_all_stops_no_check(
    tmp_path: Path, mode: str, days: int
) -> None:
    """Some systems write 31/12/9999 for no end, and 01/01/0001 where they have no day."""
    (tmp_path / "a.txt").write_text("On 14 March 2012", "utf-8")
    known = ["0001-01-01", "2012-03-14", "9999-12-31"]
    key = {"format": 1, "days": known, "dates": {"mode": mode, "days": days}}
    assert [leak.found for leak in verify(tmp_path, key).leaks] == ["14 March 2012"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She nearly left last May or June 2002.", set()),
        ("Written as April or May 2005.", set()),
        ("Told by his friend, May rang.", {"P1"}),
        ("The senior member of staff.", set()),
    ],
)
def test_a_month_beside_a_month_is_nobody(tmp_path, text, found):
    who = [
        {"kind": "professional", "id": "P1", "originals": ["HV May Dean", "June Ivey"]},
        {"kind": "person", "id": "F", "originals": ["Kevin Pryce senior"]},
    ]
    key = {"format": 1, "identities": [{**one, "replacement": "-"} for one in who]}
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert {leak.id for leak in verify(tmp_path, key).leaks} == found
