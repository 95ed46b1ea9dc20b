"""A pack is made whole or not at all, holds nothing of the original, and its key makes it again."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import importlib
import json
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import joinedup
from graphdb.model import Disposition, DispositionState
from joinedup.anonymise import pack as making
from joinedup.anonymise.dates import DateMode, shift_of
from joinedup.anonymise.errors import OpenQuestionsError, PackError
from joinedup.anonymise.ids import new_ids
from joinedup.anonymise.key import KeyFaultError, read_key, write_key
from joinedup.anonymise.pack import PackOptions, PackReport, make_pack
from joinedup.anonymise.telling import Edges
from joinedup.anonymise.text import Replacer
from joinedup.anonymise.truth import same_truth
from joinedup.cli import main
from joinedup.leakcheck import verify
from loaders.dispositions import write_dispositions
from tests.anonymise.packs import AMBER

NAMES = ("kayleigh", "thornbury", "wexcombe", "dunstable", "12/345678", "07700 900123", "brigstock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small case with names, a number, dates in its text, and something the panel said."""
    case = tmp_path / "wexcombe"
    (case / "chronologies").mkdir(parents=True)
    (case / "case.toml").write_text(
        'format = 1\n[case]\nid = "wexcombe"\ntitle = "Kayleigh Thornbury"\nstatus = "approved"\n'
        'scope_from = 2010-01-01\nscope_to = 2012-12-31\nfatal_incident = "3 May 2012"\n'
        'area = "Wexcombe"\n'
        '[[person]]\nid = "V"\nlabel = "Kayleigh"\naliases = ["Kayleigh Thornbury"]\n'
        'roles = ["victim"]\n'
        '[[person]]\nid = "brigstock"\nlabel = "Darren Brigstock"\nroles = ["perpetrator"]\n'
        '[[agency]]\nid = "wexcombe-police"\nname = "Wexcombe Police"\nsector = "police"\n'
        'files = ["police.csv"]\n'
        '[[agency]]\nid = "gp"\nname = "Dunstable Road Surgery"\nsector = "gp"\n'
        'files = ["gp.csv"]\n',
        encoding="utf-8",
    )
    (case / "chronologies" / "police.csv").write_text(
        "Ref,Date,What happened,Who was involved,Kind,Information,Shared with\n"
        "12/345678,Tuesday 3/5/11,"
        "Kayleigh's call on 3 May 2011 from 07700 900123; hit by Brigstock.,"
        "V,assault,assault: brigstock > V,\n"
        "12/345679,9/5/11,Told the surgery.,V,contact,assault: brigstock > V,gp\n",
        encoding="utf-8",
    )
    (case / "chronologies" / "gp.csv").write_text(
        "Date,What happened,Who was involved,Kind\n"
        "12 May 2011,Seen with Kayleigh Thornbury's mother.,V,appointment\n"
        "early June 2011,Seen again.,V,appointment\n",
        encoding="utf-8",
    )
    found = joinedup.load(case).answers.findings[0]
    said = Disposition(
        found.finding_id,
        DispositionState.ACCEPTED,
        "Kayleigh's GP agrees.",
        "A. Member",
        "2026-02-03T10:00:00",
        fingerprint=found.fingerprint,
        title=found.statement,
    )
    write_dispositions(case, [said])
    return case


def made(folder: Path, name: str = "pack", **options: Any) -> PackReport:
    """Return the report of a pack beside the case."""
    wanted = PackOptions(decisions=folder / "decisions.csv", **options)
    place = folder.parent
    return make_pack(joinedup.load(folder), place / name, place / f"{name}.json", wanted)


def answer_all(folder: Path, said: str = "keep") -> None:
    """Answer every open question of decisions.csv."""
    from dataclasses import replace

    from joinedup.anonymise.decisions import ALL, Said, read_decisions, write_decisions

    path = folder / "decisions.csv"
    each = [line for line in read_decisions(path) if not line.kind.endswith(ALL)]
    lines = [replace(line, said=Said(said), who="me") for line in each]
    path.unlink()
    write_decisions(path, lines, ())


def settled(folder: Path, name: str = "pack", **options: Any) -> PackReport:
    """Return the report of a pack whose questions a person has answered."""
    try:
        return made(folder, name, **options)
    except OpenQuestionsError:
        answer_all(folder)
        return made(folder, name, **options)


def files_of(folder: Path) -> dict[str, tuple[str, float]]:
    """Return the hash and time of every file."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _truth(folder: Path, report: PackReport) -> tuple[str, ...]:
    case, key = joinedup.load(folder), json.loads(report.key.read_text(encoding="utf-8"))
    ids = new_ids(case.records, key["salt"])
    shift = shift_of(case.records, DateMode(key["dates"]["mode"]), key["dates"]["days"])
    windows = key["windows"]
    edges = Edges(frozenset(map(tuple, windows["edges"])), frozenset(windows["edges of"]))
    return same_truth(case, joinedup.load(report.folder), ids, shift, edges)


@pytest.mark.parametrize(
    "mode",
    [
        DateMode.OFFSET,
        pytest.param(DateMode.RELATIVE, marks=pytest.mark.thorough),
        pytest.param(DateMode.YEAR, marks=pytest.mark.thorough),
    ],
)
def test_nothing_of_the_original_is_left_and_the_truth_is(folder: Path, mode: DateMode) -> None:
    report = settled(folder, dates=mode)
    text = "\n".join(
        path.as_posix() + path.read_text(encoding="utf-8-sig")
        for path in report.folder.rglob("*")
        if path.is_file()
    )
    for name in NAMES:
        assert name not in text.casefold()
    assert "3/5/11" not in text
    assert "3 May 2011" not in text
    assert _truth(folder, report) == ()
    assert report.rows == 4
    assert report.leaks == ()
    assert sorted(p.name for p in report.folder.iterdir()) == [
        "README.md",
        "case-map.html",
        "case.toml",
        "chronologies",
        "dispositions.csv",
        "walkthrough",
        "walkthrough.toml",
    ]


def test_what_the_panel_said_is_said_of_the_same_finding(folder: Path) -> None:
    report = settled(folder)
    before, after = joinedup.load(folder), joinedup.load(report.folder)
    (said,) = before.answers.standings.values()
    (kept,) = after.answers.standings.values()
    assert kept.disposition.state == said.disposition.state
    assert kept.disposition.who == ""
    assert "GP agrees" in kept.disposition.note
    assert len(kept.disposition.fingerprint) == len(said.disposition.fingerprint)
    assert kept.disposition.finding_id in {f.finding_id for f in after.answers.findings}


def test_the_same_key_makes_the_same_bytes(folder: Path) -> None:
    first = settled(folder)
    options = PackOptions(decisions=folder / "decisions.csv", key_in=first.key)
    second = make_pack(joinedup.load(folder), folder.parent / "again", None, options)
    assert files_of(first.folder) == files_of(second.folder)
    assert second.key == first.key


@pytest.mark.thorough
def test_two_packs_share_nothing_that_was_drawn(folder: Path) -> None:
    one, two = settled(folder, "one"), settled(folder, "two")
    keys = [json.loads(r.key.read_text(encoding="utf-8")) for r in (one, two)]
    for what in ("pack", "salt"):
        assert keys[0][what] != keys[1][what]
    first, second = (joinedup.load(r.folder) for r in (one, two))
    assert not set(first.view.events) & set(second.view.events)
    assert not set(first.view.facts) & set(second.view.facts)
    times = [{time for _, time in files_of(r.folder).values()} for r in (one, two)]
    assert [len(t) for t in times] == [1, 1]
    assert times[0] != times[1]


def test_the_readme_tells_a_trainer_what_to_open_and_where_the_words_are(folder: Path) -> None:
    made = settled(folder, "one")
    text = (made.folder / "README.md").read_text(encoding="utf-8")
    how = " ".join(text.partition("## How to use it")[2].split())
    named = [one for one in re.findall(r"`([^`]+)`", how) if "joinedup" not in one]
    assert named == [
        "walkthrough/walkthrough.html", "walkthrough/seats", "case-map.html", "walkthrough.toml",
    ]  # fmt: skip
    assert [one for one in named if not (made.folder / one).exists()] == []
    assert "opens with a double click" in how
    assert "shown once, at the end, to whoever made this pack" in how
    assert made.passphrase
    assert made.passphrase not in text
    (command,) = [one for one in re.findall(r"`(joinedup [^`]+)`", how) if "--key" in one]
    words = command.replace("FOLDER", str(made.folder)).replace("KEY", str(made.key)).split()[1:]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0
    assert made.passphrase in said.output


def test_the_readme_says_which_ids_two_packs_share(folder: Path) -> None:
    """Those made of a role or a kind; whoever reads it need not find out what they may mean."""
    one, two = settled(folder, "one"), settled(folder, "two")
    shared = []
    for kind in ("persons", "agencies", "teams"):
        ids = [set(getattr(joinedup.load(r.folder).view, kind)) for r in (one, two)]
        assert ids[0] == ids[1]
        shared += sorted(ids[0])
    assert {"V", "P", "gp"} <= {*shared}
    assert not {"brigstock", "wexcombe-police"} & {*shared}
    readme = " ".join((one.folder / "README.md").read_text(encoding="utf-8").split())
    assert "They do share the ids of people, agencies and teams (`V`, `P`, `C1`; `gp`" in readme
    assert "it says nothing of this one" in readme


# -- not without leave, and not without answers --------------------------------------------


@pytest.mark.thorough
def test_a_review_that_is_not_published_needs_its_name(folder: Path) -> None:
    text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(text.replace('"approved"', '"restricted"'), encoding="utf-8")
    with pytest.raises(PackError, match="JU-L124"):
        settled(folder)
    report = settled(folder, although_not_published=True)
    readme = (report.folder / "README.md").read_text(encoding="utf-8")
    assert "not approved or published" in readme


def test_the_first_question_is_told_with_its_row(folder: Path) -> None:
    there = folder / "chronologies" / "gp.csv"
    there.write_text(there.read_text() + "14 May 2011,Saw Zorblatt at Quimby Hall.,V,appointment\n")
    path = folder / "decisions.csv"
    path.write_text("format,kind,text,decision\n1,unknown word,Gone,keep\n1,unknown word,Left,\n")
    with pytest.raises(OpenQuestionsError) as caught:
        made(folder)
    number, text = re.findall(r"the first in row (\d+): “(.+?)”", str(caught.value))[0]
    lines = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
    (folder / "decisions.xlsx").write_bytes(b"")
    with pytest.raises(OpenQuestionsError, match=r"decisions\.xlsx.*is not read.*CSV UTF-8"):
        made(folder)
    # neither one that is answered nor one that is asked no more
    assert int(number) > 3
    assert (lines[int(number) - 2]["text"], lines[int(number) - 2]["decision"]) == (text, "")


@pytest.mark.thorough
def test_questions_stop_a_pack_and_a_draft_says_what_it_is(folder: Path) -> None:
    there = folder / "chronologies" / "gp.csv"
    there.write_text(there.read_text() + "14 May 2011,Saw Zorblatt at Quimby Hall.,V,appointment\n")
    with pytest.raises(OpenQuestionsError, match=r"decisions\.csv"):
        made(folder)
    assert sorted(p.name for p in folder.parent.iterdir()) == ["wexcombe"]
    assert "Zorblatt" in (folder / "decisions.csv").read_text(encoding="utf-8-sig")
    report = made(folder, draft=True)
    assert report.undecided
    assert "NOT TO BE SHARED" in (report.folder / "README.md").read_text(encoding="utf-8")
    assert joinedup.load(report.folder).records.case.marking.startswith("DRAFT")
    answer_all(folder, "remove")
    made(folder, "settled")
    assert "Zorblatt" not in "".join(
        p.read_text("utf-8-sig") for p in (folder.parent / "settled").rglob("*.csv")
    )


# -- whole or not at all -----------------------------------------------------------------


def _stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.thorough
@pytest.mark.parametrize(
    "step",
    ["write_records", "_read_back", "_make_more", "_verify", "_same_times", "write_key"],
)
def test_interrupted_nothing_is_left(
    folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(folder, "first")
    before = sorted(p.name for p in folder.parent.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(making, step, _stop)
        with pytest.raises(KeyboardInterrupt):
            made(folder)
    assert sorted(p.name for p in folder.parent.iterdir()) == before
    assert made(folder).rows == 4


@pytest.mark.thorough
def test_what_the_leak_check_finds_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(folder, "first")
    before = sorted(p.name for p in folder.parent.iterdir())

    def forgetful(text: str, *_: object) -> Any:
        from joinedup.anonymise.model import Replaced

        return Replaced(text)

    monkeypatch.setattr(Replacer, "replace", lambda self, text, *a, **k: forgetful(text))
    with pytest.raises(PackError, match="JU-L126"):
        made(folder)
    assert sorted(p.name for p in folder.parent.iterdir()) == before


def test_what_the_leak_check_finds_is_named_and_there_is_a_way_out(folder: Path) -> None:
    """A trainer wrote a name of the case as a replacement, then reads what to do."""
    gp = folder / "chronologies" / "gp.csv"
    gp.write_text(gp.read_text("utf-8") + "13 May 2011,Went to Zedbury's.,V,contact\n", "utf-8")
    decisions = folder / "decisions.csv"
    head = "format,kind,text,sentence,row,decision,replacement,who,when\n"
    decisions.write_text(f"{head}1,unknown word,Zedbury,,,replace,Brigstocke,,\n", "utf-8")
    options = PackOptions(decisions=decisions)
    with pytest.raises(PackError) as found:
        make_pack(joinedup.load(folder), folder.parent / "p", folder.parent / "k.json", options)
    assert "“Brigstocke" in found.value.found
    assert "The replacement “Brigstocke” in" in str(found.value)
    decisions.write_text(f"{head}1,unknown word,Zedbury,,,replace,the shop,,\n", "utf-8")
    assert make_pack(joinedup.load(folder), folder.parent / "p", folder.parent / "k.json", options)


def test_the_message_names_the_word_and_the_line_to_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Replacer.replace

    def forgetful(self: Replacer, text: str, *given: Any, **more: Any) -> Any:
        found = real(self, text, *given, **more)
        return replace(found, text="Saw Kayleigh here.") if text == "Seen again." else found

    monkeypatch.setattr(Replacer, "replace", forgetful)
    with pytest.raises(PackError) as found:
        made(folder)
    assert "“Kayleigh”" in found.value.found
    columns = ("kind unknown word", "text Kayleigh", "sentence and row empty", "decision replace")
    for part in ("decisions.csv: format 1", *columns, "replacement what is to stand there"):
        assert part in str(found.value)


@pytest.mark.thorough
def test_nothing_is_written_over(folder: Path) -> None:
    place = folder.parent / "pack"
    place.mkdir()
    (place / "mine.txt").write_text("mine")
    with pytest.raises(PackError, match="JU-L127"):
        settled(folder)
    (place / "mine.txt").unlink()
    assert settled(folder).folder == place  # an empty folder is as good as none


# -- the key -----------------------------------------------------------------------------


def test_the_key_is_for_the_user_alone_and_outside(folder: Path) -> None:
    report = settled(folder)
    assert stat.S_IMODE(report.key.stat().st_mode) == 0o600
    key = json.loads(report.key.read_text(encoding="utf-8"))
    assert "2011-05-03" in key["days"]
    assert {"wexcombe", "wexcombe-police"} <= set(key["secrets"])
    case = joinedup.load(folder)
    for place in ("pack2/key.json", "pack2"):
        with pytest.raises(PackError, match="JU-L120"):
            make_pack(case, folder.parent / "pack2", folder.parent / place)
    with pytest.raises(PackError, match="JU-L121"):
        make_pack(case, folder.parent / "pack2", report.key)
    with pytest.raises(PackError, match="JU-L129"):
        make_pack(case, folder.parent / "pack2")


def test_a_key_that_others_could_read_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("joinedup.anonymise.key"), "_for_one", lambda _: 0)
    with pytest.raises(KeyFaultError, match="JU-L122"):
        write_key(tmp_path / "key.json", {"format": 1})
    assert not list(tmp_path.iterdir())
    write_key(tmp_path / "key.json", {"format": 1}, whoever_reads=True)
    assert (tmp_path / "key.json").exists()


def _good() -> dict[str, Any]:
    return {
        "format": 1,
        "pack": "0" * 32,
        "salt": "0" * 64,
        "dates": {"mode": "offset", "days": 700},
        "options": {"names": "role"},
    }


def _wrong() -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "format 9", _good() | {"format": 9}
    yield "salt", _good() | {"salt": "zz"}
    yield "pack", _good() | {"pack": 3}
    yield "dates", _good() | {"dates": {"mode": "offset", "days": 3}}
    yield "dates", _good() | {"dates": {"mode": "never", "days": 7}}
    yield "dates", _good() | {"dates": None}
    yield "options", _good() | {"options": {"names": "real"}}


@pytest.mark.parametrize(("says", "key"), list(_wrong()))
def test_a_key_that_is_none_is_refused(says: str, key: Mapping[str, Any], tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text(json.dumps(key))
    with pytest.raises(KeyFaultError, match=says):
        read_key(tmp_path / "key.json")


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    for text in ("no key", "[1]", "\ud800"):
        (tmp_path / "key.json").write_bytes(text.encode("utf-8", "surrogatepass"))
        with pytest.raises(KeyFaultError, match="JU-L123"):
            read_key(tmp_path / "key.json")
    with pytest.raises(KeyFaultError, match="JU-L123"):
        read_key(tmp_path / "none.json")
    (tmp_path / "key.json").write_text(json.dumps(_good()))
    assert read_key(tmp_path / "key.json")["salt"] == "0" * 64


@pytest.mark.thorough
@pytest.mark.parametrize("mode", list(DateMode))
def test_a_pack_of_the_example_says_nothing_of_it(tmp_path: Path, mode: DateMode) -> None:
    decisions = tmp_path / "decisions.csv"
    options = PackOptions(mode, decisions=decisions, although_not_published=True)
    case = joinedup.load(AMBER)
    with contextlib.suppress(OpenQuestionsError):
        make_pack(case, tmp_path / "asked", tmp_path / "asked.json", options)
    answer_all(tmp_path, "remove")
    report = make_pack(case, tmp_path / "pack", tmp_path / "key.json", options)
    whole = "\n".join(
        path.as_posix() + path.read_text(encoding="utf-8-sig")
        for path in report.folder.rglob("*")
        if path.is_file()
    )
    # in what is sealed five letters stand side by side by chance
    text = re.sub(r"[A-Za-z0-9+/=]{1000,}", " ", whole).casefold()
    for name in ("leanne", "marsh", "craig", "dolan", "northshire", "fellshire", "calderwick"):
        assert name not in text
    assert _truth(AMBER, report) == ()


def test_what_a_mother_may_do_names_no_health_visitor(tmp_path: Path) -> None:
    key = {"identities": [{"kind": "professional", "id": "1", "originals": ["HV May Dean"]}]}
    found = {}
    for text in ("Mum may ring a social worker.", "hv may rang.", "Mum May Dean rang."):
        (tmp_path / "a.txt").write_text(text)
        found[text] = bool(verify(tmp_path, _good() | key).leaks)
    assert list(found.values()) == [False, True, True]
