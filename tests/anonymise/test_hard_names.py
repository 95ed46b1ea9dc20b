"""Whole packs of small cases whose people have names that are hard to tell from words."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import joinedup
from joinedup.anonymise.errors import OpenQuestionsError, PackError
from joinedup.anonymise.model import Names
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.anonymise.text import Replacer
from joinedup.leakcheck import verify

Answer = tuple[str, str, str, str, str]

_CASE = """format = 1
[case]
id = "hard-names"
title = "Hard names"
review_type = "DHR"
death_type = "intimate partner"
status = "published"
scope_from = 2015-01-01
scope_to = 2017-06-30
fatal_incident = "22 March 2017"
area = "Barchester"
{persons}
[[agency]]
id = "police"
name = "Barset Police"
sector = "police"
files = ["police.csv"]
[agency.coverage]
from = 2015-01-01
to = 2017-06-30
extent = "full"
"""
_GARETH = ("P", "Gareth", "perpetrator", ("Gareth Nguyen",))
_WHO = "V; P,assault,assault or physical violence: P > V (disclosed)"
Someone = tuple[str, str, str, tuple[str, ...]]


def _case(folder: Path, people: Sequence[Someone], rows: Sequence[str]) -> Path:
    """Write a case of one agency, a row a month."""
    persons = "".join(
        f"[[person]]\nid = {json.dumps(who)}\nlabel = {json.dumps(label)}\n"
        f"roles = [{json.dumps(role)}]\naliases = {json.dumps(list(aliases))}\n"
        for who, label, role, aliases in people
    )
    (folder / "chronologies").mkdir(parents=True)
    (folder / "case.toml").write_text(_CASE.format(persons=persons), "utf-8")
    lines = ["Date,Source,What happened,Who was involved,Kind,Information"]
    lines += [
        f'0{month}/0{month + 1}/2016,Barset Police,"{text}",{_WHO}'
        for month, text in enumerate(rows, 1)
    ]
    (folder / "chronologies" / "police.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def _answered(folder: Path, answers: Sequence[Answer]) -> None:
    head = "format,kind,text,sentence,decision,replacement\n"
    said = StringIO()
    csv.writer(said).writerows(("1", *answer) for answer in answers)
    (folder / "decisions.csv").write_text(head + said.getvalue(), "utf-8")


def _make(folder: Path, answers: Sequence[Answer] = ()) -> Path:
    """Make a pack, which the leak check then looks through as one that came by post."""
    if answers:
        _answered(folder, answers)
    pack, key = folder.parent / "pack", folder.parent / "key.json"
    options = PackOptions(decisions=folder / "decisions.csv", case_folder=folder)
    make_pack(joinedup.load(folder), pack, key, options)
    assert verify(pack, json.loads(key.read_text("utf-8"))).leaks == ()
    return pack


def _asked(folder: Path, answers: Sequence[Answer] = ()) -> list[tuple[str, str, str]]:
    """Return what is asked of whom makes the pack: kind, text and sentence."""
    with pytest.raises(OpenQuestionsError):
        _make(folder, answers)
    with (folder / "decisions.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    # a line for all that are alike asks nothing that they do not ask
    return [
        (one["kind"], one["text"], one["sentence"])
        for one in lines
        if not one["decision"] and not one["kind"].endswith(", all")
    ]


def _grep(pack: Path, pattern: str) -> list[str]:
    """Return what the files and their names say to a pattern, sealed parts left out."""
    found = []
    for path in sorted(pack.rglob("*")):
        found += re.findall(pattern, str(path.relative_to(pack)))
        if path.is_file():
            said = re.sub(r"[A-Za-z0-9+/=]{60,}", " ", path.read_text("utf-8"))
            found += re.findall(pattern, said)
    return found


def _said(pack: Path) -> list[str]:
    with (pack / "chronologies" / "police.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row["What happened"] for row in csv.DictReader(stream)]


def _labels(pack: Path) -> dict[str, tuple[str, ...]]:
    people = joinedup.load(pack).records.persons
    return {one.person_id: (one.label, *one.aliases) for one in people}


# -- somebody called None, somebody called The ---------------------------------------------------

_NONE = ("V", "None", "victim", ("None Smith", "Ms Smith"))
_ROWS_OF_NONE = (
    "None was seen. None of the children were hurt.",
    "Ms Smith and Gareth were there. She said none came. None Smith wept. Gareth hit None.",
)
_IS_NONE = [
    ("name or word", "None", "None was seen.", "replace", ""),
    ("name or word", "None", "Gareth hit None.", "replace", ""),
]


def test_somebody_called_none_is_asked_and_replaced(tmp_path: Path) -> None:
    case = _case(tmp_path / "case", [_NONE, _GARETH], _ROWS_OF_NONE)
    first = {(text, sentence) for _, text, sentence in _asked(case)}
    assert first == {(text, sentence) for _, text, sentence, _, _ in _IS_NONE}
    small = _asked(case, _IS_NONE)  # what the leak check takes for a name is asked, too
    assert small == [("name or word", "none", "She said none came.")]
    pack = _make(case, [*_IS_NONE, (*small[0], "keep", "")])
    label, whole, _ = _labels(pack)["V"]
    assert whole.startswith(f"{label} ") and label != "None"
    assert _said(pack)[0] == f"{label} was seen. None of the children were hurt."
    assert f"She said none came. {whole} wept. Gareth" not in _said(pack)[1]
    assert f"She said none came. {whole} wept. " in _said(pack)[1]
    assert _said(pack)[1].endswith(f" hit {label}.")
    assert _grep(pack, r"None was|None Smith|hit None|label = .None|nones-own|None's|“None”") == []


@pytest.mark.parametrize("kept", ["none", "None"])
def test_to_keep_the_word_never_silences_the_name(tmp_path: Path, kept: str) -> None:
    rows = (*_ROWS_OF_NONE, "None's phone rang. Ms None Smith left.")
    case = _case(tmp_path / "case", [_NONE, _GARETH], rows)
    small: Answer = ("name or word", "none", "She said none came.", "keep", "")
    pack = _make(case, [("unknown word", kept, "", "keep", ""), *_IS_NONE, small])
    label, whole, _ = _labels(pack)["V"]
    assert "None" not in (label, whole)
    assert _said(pack)[2] == f"{label}'s phone rang. Ms {whole} left."
    assert _grep(pack, r"None was|None Smith|label = .None|nones-own|None's") == []
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    assert "none" not in key["kept"]
    # where the name stands after all, the check says so
    for leak in ("None Smith rang.", "Gareth told None that", "None's phone", "Then none's phone"):
        (pack / "notes.txt").write_text(leak, "utf-8")
        assert verify(pack, key).leaks, leak


def test_what_a_person_keeps_stays_in_its_place_alone(tmp_path: Path) -> None:
    case = _case(tmp_path / "case", [_NONE, _GARETH], ("None was seen.", "Saw nobody. None came."))
    answers = [
        ("name or word", "None", "None was seen.", "replace", ""),
        ("name or word", "None", "None came.", "keep", ""),
    ]
    pack = _make(case, answers)
    label = _labels(pack)["V"][0]
    assert _said(pack) == [f"{label} was seen.", "Saw nobody. None came."]
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    (pack / "notes.txt").write_text("Saw her. None came.", "utf-8")
    assert [leak.found for leak in verify(pack, key).leaks] == ["None"]


def test_answers_beside_each_other_hold(tmp_path: Path) -> None:
    row = (
        "Injuries: None. Told none that she left. None's car. None, who was pale, and None and "
        "Gareth rang. NONE SEEN."
    )
    case = _case(tmp_path / "case", [_NONE, _GARETH], (row, "Seen by None", "None"))
    asked = _asked(case)
    who = {"None, who was pale, and None and Gareth rang.", "Seen by None"}
    answers: list[Answer] = [(*q, "replace" if q[2] in who else "keep", "") for q in asked]
    assert who < {sentence for _, _, sentence in asked}
    shouted = _asked(case, answers)
    pack = _make(case, [*answers, *((*one, "keep", "") for one in shouted)])
    label, other = _labels(pack)["V"][0], _labels(pack)["P"][0]
    assert _said(pack) == [
        f"Injuries: None. Told none that she left. {label}'s car. {label}, who was pale, and "
        f"{label} and {other} rang. NONE SEEN.",
        f"Seen by {label}",
        "None",
    ]


def test_somebody_called_the_is_asked_and_replaced(tmp_path: Path) -> None:
    the = ("V", "The", "victim", ("The Tran", "Ms Tran"))
    rows = ("The was seen. The children were hurt.", "Gareth hit The. The Tran wept. She met The.")
    case = _case(tmp_path / "case", [the, _GARETH], rows)
    asked = _asked(case)
    sentences = ["The was seen.", "Gareth hit The.", "She met The."]
    assert sorted(sentence for _, _, sentence in asked) == sorted(sentences)
    pack = _make(case, [(*one, "replace", "") for one in asked])
    label, whole, _ = _labels(pack)["V"]
    assert _said(pack)[0] == f"{label} was seen. The children were hurt."
    assert _said(pack)[1].endswith(f" hit {label}. {whole} wept. She met {label}.")
    assert _grep(pack, r"The was|The Tran|hit The|label = .The\b|thes-own") == []


# -- what is said, and what somebody is called ---------------------------------------------------


def test_he_will_chase_it_is_no_name(tmp_path: Path) -> None:
    will = ("V", "Will", "victim", ("Will Chase", "Mr Chase"))
    rows = (
        "Will will not speak. Will's car was outside. He will chase it.",
        "Police gave chase. Will Chase left his will. Will he come?",
    )
    case = _case(tmp_path / "case", [will, _GARETH], rows)
    pack = _make(case)
    label, whole, _ = _labels(pack)["V"]
    assert _said(pack) == [
        f"{label} will not speak. {label}'s car was outside. He will chase it.",
        f"Police gave chase. {whole} left his will. Will he come?",
    ]
    assert _grep(pack, r"Will Chase|Will's|Mr Chase|Chase\b") == []
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    for leak in ("told will chase that", "Rang will chase's mum", "when will chase rang her"):
        (pack / "notes.txt").write_text(f"Officers {leak}.", "utf-8")
        assert verify(pack, key).leaks, leak


@pytest.mark.parametrize("said", ["keep", "replace"])
def test_two_small_words_in_doubt_are_asked_and_the_answer_holds(tmp_path: Path, said: str) -> None:
    will = ("V", "Will", "victim", ("Will Chase", "Mr Chase"))
    rows = ("Will's car was outside.", "Officers told will chase that he must go.")
    case = _case(tmp_path / "case", [will, _GARETH], rows)
    asked = _asked(case)
    assert [text for _, text, _ in asked] == ["will chase"]
    pack = _make(case, [(*one, said, "") for one in asked])
    kept = "Officers told will chase that he must go." in _said(pack)
    assert kept == (said == "keep")
    assert _grep(pack, r"Will's|Will Chase") == []


def test_to_keep_two_small_words_keeps_no_name(tmp_path: Path) -> None:
    will = ("V", "Will", "victim", ("Will Chase", "Mr Chase"))
    rows = ("Will Chase left his will.", "He will chase it. Mr Chase said that Will's well.")
    case = _case(tmp_path / "case", [will, _GARETH], rows)
    pack = _make(case, [("unknown word", "will chase", "", "keep", "")])
    label, whole, titled = _labels(pack)["V"]
    assert _said(pack) == [
        f"{whole} left his will.",
        f"He will chase it. {titled} said that {label}'s well.",
    ]


@pytest.mark.parametrize(("said", "may_stay"), [("Gareth", False), ("Garethe", True)])
def test_nobody_is_told_to_keep_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, may_stay: bool
) -> None:
    case = _case(tmp_path / "case", [_NONE, _GARETH], ("Seen again.", "Ms Smith rang."))
    real = Replacer.replace

    def forgetful(self: Replacer, text: str, *given: Any, **more: Any) -> Any:
        found = real(self, text, *given, **more)
        return replace(found, text=f"Saw {said}.") if text == "Seen again." else found

    monkeypatch.setattr(Replacer, "replace", forgetful)
    with pytest.raises(PackError, match="JU-L126") as found:
        _make(case)
    assert ("or keep if it is harmless" in str(found.value)) == may_stay


# -- two people of one name ------------------------------------------------------------------------

_KAYLEIGH = ("V", "Kayleigh", "victim", ("Kayleigh Brown",))
_TWO = (
    ("N1", "John Harris", "neighbour", ()),
    ("N2", "John Harris (brother)", "family", ("John Harris",)),
)


def test_two_people_of_one_name_are_told_apart_by_what_stands_beside_it(tmp_path: Path) -> None:
    rows = (
        "John Harris, next door, rang. Kayleigh cried. John Harris (her brother) came.",
        "John Harris her brother drove Kayleigh. Her neighbour John Harris said no.",
    )
    case = _case(tmp_path / "case", [_KAYLEIGH, _GARETH, *_TWO], rows)
    pack = _make(case)
    labels = _labels(pack)
    assert len({label for label, *_ in labels.values()}) == len(labels)
    (neighbour,), (first, brother) = labels["N1"], labels["N2"]
    assert brother.startswith(first) and neighbour != brother
    victim = labels["V"][0]
    assert _said(pack) == [
        f"{neighbour}, next door, rang. {victim} cried. {brother} (her brother) came.",
        f"{brother} her brother drove {victim}. Her neighbour {neighbour} said no.",
    ]
    assert _grep(pack, r"John|Harris") == []


def test_whose_name_it_is_is_asked_where_the_sentence_does_not_say(tmp_path: Path) -> None:
    rows = ("John Harris rang.", "John Harris told her brother. Then John Harris left.")
    case = _case(tmp_path / "case", [_KAYLEIGH, _GARETH, *_TWO], rows)
    asked = _asked(case)
    sentences = ["John Harris rang.", "John Harris told her brother.", "Then John Harris left."]
    assert asked == [("which person", "John Harris", sentence) for sentence in sentences]
    answers = [
        (*asked[0], "replace", "n2"),
        (*asked[1], "replace", "N1"),
        (*asked[2], "keep", ""),
    ]
    pack = _make(case, answers)
    labels = _labels(pack)
    assert _said(pack) == [
        f"{labels['N2'][1]} rang.",
        f"{labels['N1'][0]} told her brother. Then one of two people of that name left.",
    ]
    assert _grep(pack, r"John|Harris") == []
    with (case / "decisions.csv").open(encoding="utf-8-sig") as stream:
        assert len(list(csv.DictReader(stream))) == 3  # nothing is asked twice


def test_two_people_of_one_label_are_two_in_the_pack(tmp_path: Path) -> None:
    other = ("N2", "Kayleigh", "family", ("Kayleigh Brown",))
    rows = ("Kayleigh cried.", "Gareth hit Kayleigh Brown.")
    case = _case(tmp_path / "case", [_KAYLEIGH, _GARETH, other], rows)
    asked = _asked(case)
    assert [(kind, text) for kind, text, _ in asked] == [
        ("which person", "Kayleigh"),
        ("which person", "Kayleigh Brown"),
    ]
    pack = _make(case, [(*asked[0], "replace", "V"), (*asked[1], "replace", "N2")])
    victim, other_one = _labels(pack)["V"], _labels(pack)["N2"]
    assert not {*victim} & {*other_one}
    assert _said(pack)[0] == f"{victim[0]} cried."
    assert _said(pack)[1].endswith(f" hit {other_one[1]}.")


# -- somebody whose label is markup ----------------------------------------------------------------

_IMG = "<img src=x onerror=alert(1)>"


def test_a_label_of_markup_makes_a_pack_and_leaves_no_tag(tmp_path: Path) -> None:
    somebody = ("V", _IMG, "victim", ("Kim <b>Ley</b>", "{{7*7}}"))
    bob = ("C1", "<b>Bob</b>", "child", ("Bob",))
    rows = (
        f"{_IMG} was there. Kim <b>Ley</b> said no. KIM <B>LEY</B> wept.",
        "{{7*7}} rang Gareth. <b>Bob</b> saw it. Kim Ley held Bob.",
    )
    case = _case(tmp_path / "case", [somebody, _GARETH, bob], rows)
    pack = _make(case)
    labels = _labels(pack)
    (first, whole), other, child = labels["V"], labels["P"][0], labels["C1"][0]
    assert _said(pack) == [
        f"{first} was there. {whole} said no. {whole.upper()} wept.",
        f"{first} rang {other}. {child} saw it. {whole} held {child}.",
    ]
    assert not re.search(r"[<>{}]", " ".join((first, whole, other, child)))
    assert _grep(pack, r"(?i)onerror=alert|\bkim\b|\bley\b|\bbob\b|7\*7") == []
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    escaped = _IMG.replace("<", "&lt;").replace(">", "&gt;")
    for leak in (
        _IMG,
        f"<p>{escaped} rang</p>",
        "Saw {{7*7}} there",
        "Kim <i>Ley</i>",
        "Met Bob there",
    ):
        (pack / "page.html").write_text(f"<p>{leak}</p>", "utf-8")
        (pack / "notes.txt").write_text(leak, "utf-8")
        where = {found.file for found in verify(pack, key).leaks}
        assert "notes.txt" in where, leak
        assert "page.html" in where or leak == _IMG, leak


def test_a_surname_in_tags_is_the_surname(tmp_path: Path) -> None:
    somebody = ("V", "<b>Ley</b>", "victim", ("Kimberley Ley",))
    case = _case(tmp_path / "case", [somebody, _GARETH], ("<b>Ley</b> rang. Kimberley Ley left.",))
    pack = _make(case)
    label, whole = _labels(pack)["V"]
    assert whole.endswith(f" {label}")
    assert _said(pack) == [f"{label} rang. {whole} left."]


def test_a_word_in_a_tag_that_no_html_has_is_a_name(tmp_path: Path) -> None:
    somebody = ("V", "<Zebedee src=x>", "victim", ("Ms Ley",))
    case = _case(tmp_path / "case", [somebody, _GARETH], ("Zebedee rang. <Zebedee src=x> left.",))
    pack = _make(case)
    label = _labels(pack)["V"][0]
    assert _said(pack) == [f"{label} rang. {label} left."]
    assert _grep(pack, "(?i)zebedee") == []


def test_by_role_signs_at_the_start_of_a_sentence_are_a_phrase_with_a_capital(
    tmp_path: Path,
) -> None:
    somebody = ("V", _IMG, "victim", ("{{7*7}}",))
    case = _case(tmp_path / "case", [somebody, _GARETH], ("{{7*7}} rang. Then {{7*7}} left.",))
    options = PackOptions(names=Names.ROLE)
    make_pack(joinedup.load(case), tmp_path / "pack", tmp_path / "key.json", options)
    assert _said(tmp_path / "pack") == ["The victim rang. Then the victim left."]
