"""Refs of rows: replaced where a text surely means a row, and numbers of all else left alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import joinedup
from joinedup.anonymise.dates import DateMode, draw_shift
from joinedup.anonymise.ids import new_ids
from joinedup.anonymise.model import Names
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.row_refs import SEVERAL, RowRef, RowRefs, is_telling
from joinedup.anonymise.truth import same_truth
from joinedup.leakcheck import verify
from joinedup.leakcheck.key import Key
from joinedup.leakcheck.refs import Refs
from tests.anonymise.cases import case_of

_ODD = [
    "A",
    "B1",
    "Q1",
    "P",
    "V",
    "a2",
    "i",
    "ii",
    "Mar",
    "999",
    "101",
    "136",
    "47",
    "12/3",
    "14:30",
    "4471",
]
_ROWS = [
    *(RowRef(str(number), "gp", f"G{number}") for number in range(1, 40)),
    *(RowRef(str(number), "police", f"P{number}") for number in range(1, 60)),
    *(RowRef(ref, "hospital", f"H{place}") for place, ref in enumerate(_ODD)),
    RowRef("May 1", "hospital", "H-MAY"),
    RowRef("FP-02", "police", "P-FP"),
    RowRef("10987", "hospital", "H-10987"),
    RowRef("E/2/7700", "hospital", "H-E"),
    RowRef("12/345678", "police", "P-12"),
    RowRef("A-001", "hospital", "H-A"),
]
_NAMES = {"gp": "gp", "police": "police", "Northshire Police": "police", "hospital": "hospital"}


def _refs() -> RowRefs:
    return RowRefs(_ROWS, names=_NAMES, owners={"gp.csv, row 3": "gp"}, persons={"V", "P"})


def _said(text: str, row: str = "gp.csv, row 3") -> str:
    return prepare(case_of(text), salt="s", refs=_refs()).replace(text, row).text


@pytest.mark.parametrize(
    "text",
    [
        "She has 3 children and stayed 2 nights; 14 visits, 12 ticks.",
        "999 call at 14:30, then 101. Section 136, s.47, section 47. BP 120/80.",
        "Seen with P. Vitamin B12, Q1 results, plan A, part ii, i.e. no.",
        "In Mar she left; May 1 was a Sunday? Wants to see 2 doctors. To see 3.",
        "Had a row 2 nights ago. Another row 3 days later. Verbal row 5.",
        "Call ref 12 children seen. T/C ref 2 boys. See 2/7 ago. See 12 year old.",
        "Item 3 of the agenda. See 12/3. See 14:30. See 12-14 May. Paid £10987.",
        "Crime ref 5. Bed 12, ward 7, room 101, bus no. 12, flat 2, x3, 1/52, 2/7.",
        "See May 1. Shown into row 4000, entry 4000.",
    ],
)
def test_numbers_and_words_that_are_refs_of_rows_stay_what_they_are(text: str) -> None:
    spans = list(_refs().spans(text, "gp"))
    assert spans == []
    said = _said(text)
    assert not any(row.said in said.replace("GP", "") for row in _ROWS if len(row.said) > 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("As before, see 12.", "As before, see G12."),
        ("See 12 and 14.", "See G12 and G14."),
        ("(see 12, 14 & 15)", "(see G12, G14 & G15)"),
        ("Rows 12-14 refer.", "Rows G12, G13 and G14 refer."),
        ("Rows 12-13.", "Rows G12 and G13."),
        ("See rows 3, 12–14 and 20.", "See rows G3, G12, G13, G14 and G20."),
        ("As in police ref 12 to 15.", "As in police ref P12, P13, P14 and P15."),
        ("Entries 5 to 30.", "Entries G5 to G30."),  # too many to be read
        ("Entries 3, 4 and 5 above.", "Entries G3, G4 and G5 above."),
        ("Ref no. 12; ref: 13", "Ref no. G12; ref: G13"),
        ("Log entry 12 is of the same call.", "Log entry G12 is of the same call."),
        ("Told, see no. 7.", "Told, see no. G7."),
        ("As in police:12 and police ref 13.", "As in police:P12 and police ref P13."),
        ("Northshire Police's row 40.", "P40."),
        ("Entry 50 says so.", "Entry P50 says so."),  # the only one in the case
        ("Ref 12/3, entry May 1, ref 14:30.", "Ref H13, entry H-MAY, ref H14."),
        ("Summary of FP-02, fp 02 and 10987.", "Summary of P-FP, P-FP and H-10987."),
        ("As E/2/7700 and e-2-7700; 12/345678.", "As H-E and H-E; P-12."),
        ("Our ref (-14), see row #5; ref: A-001.", "Our ref (-G14), see row #G5; ref: H-A."),
        ("Row ii, entry Mar.", "Row H7, entry H8."),
    ],
)
def test_a_ref_is_replaced_where_a_word_says_that_it_is_one(text: str, said: str) -> None:
    assert _said(text).endswith(said)


def test_a_ref_of_common_letters_is_one_only_as_it_is_spelt() -> None:
    refs = RowRefs([RowRef(ref, "gp", "R") for ref in ("GP-2", "POL12", "HV-3", "NPX-4")])
    text = "Seen by GP 2 weeks ago, HV 3/7 later, POL 12. As GP-2, HV-3, POL12, npx 4 say."
    found = [text[a:b] for a, b, _ in refs.wherever(text)]
    assert found == ["GP-2", "HV-3", "POL12", "npx 4"]


def test_a_span_of_rows_has_the_rows_between_that_there_are() -> None:
    rows = [RowRef(f"FP-{at:02}", "police", f"R{9 - at}") for at in (2, 3, 5)]
    rows += [RowRef("FP-04", "gp", "G4"), RowRef("FP-9", "gp", "G9")]
    refs = RowRefs(rows, owners={"a": "gp"})

    def said(text: str) -> list[str]:
        return [one for _, _, one in refs.wherever(text, "gp")]

    assert said("As FP-02 to FP-05 say.") == ["R7, R6 and R4"]
    assert said("From FP-02 to FP-05.") == ["R7", "R4"]
    assert said("FP-03-FP-04; FP-05–FP-02.") == ["R6", "G4", "R4", "R7"]


def test_what_several_rows_have_means_the_own_agencys_and_else_none_of_them() -> None:
    rows = [RowRef("12", "gp", "G"), RowRef("12", "police", "P"), RowRef("7", "gp", "G7")]
    refs = RowRefs([*rows, RowRef("7", "gp", "G7b")], owners={"a": "gp", "b": "police"})
    text = "See 12."
    owners = [refs.owner(row) for row in ("a", "b", "case.toml")]
    assert [next(refs.spans(text, one))[2] for one in owners] == ["G", "P", SEVERAL]
    assert [said for _, _, said in refs.spans("See 7.", "gp")] == [SEVERAL]


def test_one_text_of_two_agencies_names_the_rows_of_each() -> None:
    rows = [RowRef("AB-01", "gp", "R1"), RowRef("AB-01", "police", "R2")]
    refs = RowRefs(rows, owners={"a": "gp", "b": "police"})
    replacer = prepare(case_of("As AB-01."), salt="s", refs=refs)
    said = [replacer.replace("As AB-01.", row).text for row in ("a", "b", "")]
    assert said == ["As R1.", "As R2.", f"As {SEVERAL}."]


@pytest.mark.parametrize(
    "ref",
    [
        "12",
        "-14",
        "(3)",
        "1.2",
        "2012",
        "2012-13",
        "21:40",
        "3/5/84",
        "20120504",
        "101",
        "999",
        "A",
        "B1",
        "C01a",
        "V",
        "Q1",
        "ii",
        "May-1",
        "Mar-02",
        "12a",
        "Ward-7",
        "x3",
        "20mg",
        "s47",
        "PC-12",
        "PHQ-9",
        "DASH-14",
        "BP-120",
        "OM1",
        "GP1",
        "120/80",
    ],
)
def test_what_could_be_anything_is_no_ref_wherever_it_stands(ref: str) -> None:
    assert not is_telling(ref)


_SENTENCES = (
    "See {}.", "see {} and {}", "Ref {}; ref no. {}", "ref: {}", "As {} says", "(entry {})",
    "entries {}, {} and {}", "Told {}.", "rows {}-{}", "gp:{}", "police ref {}", "{} paid £{}",
    "Called ref {} children", "{} children at {} Amber Street", "Crime ref {}.", "log no {}",
    "under ref {}.", "our ref ({}).", "MARAC {}", "row {}", "{}", "see row {}; as {}/{}",
)  # fmt: skip
_POOL = [
    *(row.ref for row in _ROWS if row.agency == "hospital"), "1", "3", "14", "17", "C1", "GP-2",
    "FP-02", "NP-3", "HV-01", "CSC12", "2012/0014", "12/345678", "3/5/11", "GP 12", "Ward 7",
    "PC 1234", "07700", "None", "The", "(x+y)", "<b>4</b>", "-14", "1.2.3", "2012", "Ref 9",
    "No. 8", "x3", "#5", "AB12CD", "20mg", "1st", "LOG/00431/11", "9 a", "1,2", "entry 4",
    "00012", "۱۲",
]  # fmt: skip


@settings(max_examples=60)
@given(st.data())
def test_what_is_left_in_a_text_is_no_ref_for_the_leak_check(data: st.DataObject) -> None:
    """Else a pack would be refused for what nobody could mend."""
    refs = data.draw(st.lists(st.sampled_from(_POOL), min_size=1, max_size=12, unique=True))
    agencies = [data.draw(st.sampled_from(["gp", "police", "hospital"])) for _ in refs]
    rows = [
        RowRef(*one, f"R{n + 9_000_000}") for n, one in enumerate(zip(refs, agencies, strict=True))
    ]
    sentence = data.draw(st.sampled_from(_SENTENCES))
    parts = [data.draw(st.sampled_from(refs)) for _ in range(sentence.count("{}"))]
    text = sentence.format(*parts)
    known = RowRefs(rows, names=_NAMES, owners={"a": "gp"}, persons={"V", "P", "C1"})
    said = prepare(case_of(text), salt="s", refs=known).replace(text, "a").text
    check = Refs(Key(refs=tuple(refs)))
    assert [hit.found for hit in check.hits(said, "text")] == []


# -- whole packs ---------------------------------------------------------------------------------

_TEXTS = {
    "police": (
        "Rang from 14 Amber Street about 3 children, 2 nights running.",
        "999 call at 21:40. DASH 14 ticks. See 1.",
        "Ref 2 above. 14 Amber Street again.",
    ),
    "gp": (
        "BP 120/80, citalopram 20mg x3, review 2/52. s.47 enquiry.",
        "See 1. Police told, police ref 3.",
        "As in entry 2. 2 children at 14 Amber St.",
    ),
}


def _case(folder: Path, refs: Sequence[str]) -> Path:
    case = folder / "case"
    (case / "chronologies").mkdir(parents=True)
    (case / "case.toml").write_text(
        'format = 1\n[case]\nid = "amber"\ntitle = "T"\nstatus = "approved"\n'
        "scope_from = 2010-01-01\nscope_to = 2012-12-31\n"
        '[[person]]\nid = "V"\nlabel = "Kayleigh Thornbury"\nroles = ["victim"]\n'
        '[[person]]\nid = "P"\nlabel = "Darren Brigstock"\nroles = ["perpetrator"]\n'
        '[[agency]]\nid = "police"\nname = "Wexcombe Police"\nsector = "police"\n'
        'files = ["police.csv"]\n'
        '[[agency]]\nid = "gp"\nname = "Dunstable Road Surgery"\nsector = "gp"\n'
        'files = ["gp.csv"]\n',
        encoding="utf-8",
    )
    for agency, texts in _TEXTS.items():
        with (case / "chronologies" / f"{agency}.csv").open("w", encoding="utf-8") as file:
            out = csv.writer(file)
            head = "Ref,Date,What happened,Who was involved,Kind,Information,In response to"
            out.writerow(head.split(","))
            for day, (ref, text) in enumerate(zip(refs, texts, strict=True), start=3):
                to = (
                    (f"police:{refs[0]}, {refs[1]}" if agency == "gp" else refs[0])
                    if day > 4
                    else ""
                )
                out.writerow([ref, f"{day}/5/11", text, "V", "contact", "assault: P > V", to])
    return case


def _cells(pack: Path, column: str) -> Iterator[str]:
    for path in sorted((pack / "chronologies").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (row.get(column, "") for row in csv.DictReader(file))


@pytest.mark.parametrize(
    "refs", [("1", "2", "3"), ("A", "B1", "i"), ("14", "999", "May 1"), ("3/5", "21:40", "ii")]
)
@pytest.mark.parametrize(
    ("dates", "names"), [(DateMode.OFFSET, Names.NEUTRAL), (DateMode.RELATIVE, Names.ROLE)]
)
def test_a_case_whose_refs_are_numbers_or_words(
    tmp_path: Path, refs: tuple[str, ...], dates: DateMode, names: Names
) -> None:
    folder = _case(tmp_path, refs)
    options = PackOptions(dates, names, draft=True)
    case, pack = joinedup.load(folder), tmp_path / "pack"
    report = make_pack(case, pack, tmp_path / "key.json", options)
    assert report.leaks == ()
    texts = " ".join(_cells(pack, "What happened"))
    assert "3 children, 2 nights" in texts
    assert "999 call at 21:40. DASH 14 ticks." in texts
    assert "BP 120/80, citalopram 20mg x3, review 2/52. s.47 enquiry." in texts
    assert "Amber" not in texts  # of the house all rows say the same
    assert texts.count("[address 1]") == 3
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    assert sorted(key["refs"].values()) == sorted([*refs, *refs])
    made = set(_cells(pack, "Ref"))
    assert made == key["refs"].keys()
    answered = [cell for cell in _cells(pack, "In response to") if cell]
    assert len(answered) == 2
    assert all(one in made for cell in answered for one in cell.split(", "))
    shift = draw_shift(case.records, key["salt"], dates)
    ids = new_ids(case.records, key["salt"])
    assert same_truth(case, joinedup.load(pack), ids, shift) == ()
    if refs[0] == "1":
        new = {(key["rows"][ref].split(".")[0], old): ref for ref, old in key["refs"].items()}
        assert f"See {new['police', '1']}." in texts
        assert f"See {new['gp', '1']}." in texts
        assert f" ref {new['police', '3']}." in texts
        assert f"As in entry {new['gp', '2']}. 2 children" in texts
        (pack / "chronologies" / "x.csv").write_text("What\nSee entry 2.\n3 nights\n", "utf-8")
        leaks = verify(pack, key).leaks
        assert [(leak.file, leak.place, leak.kind) for leak in leaks] == [
            ("chronologies/x.csv", "row 2, column 1", "ref")
        ]
