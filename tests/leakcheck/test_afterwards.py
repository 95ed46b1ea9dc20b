"""Sentences that were written after the check: of a first 107 it found 93, of 102 later ones 91.

They stand here so that what was mended stays mended; and what must not be flagged.
"""

from __future__ import annotations

import base64
import random
import re

import pytest

from joinedup.leakcheck import verify

_IDENTITIES = [
    ("person", "V", ["Sarah Bennett", "Mrs Bennett", "SB"]),
    ("person", "P", ["Darren Cole", "Daz"]),
    ("person", "C", ["Tyler"]),
    ("person", "M", ["Jean Bennett"]),
    ("professional", "D", ["Dr Patel", "PC 2214 Grace Hope"]),
    ("person", "Y", ["Agnieszka Kowalska"]),
    ("person", "R", ["Rose Field"]),
    ("person", "B", ["Priya Nair"]),
    ("person", "K", ["Clare Marsden"]),
    ("professional", "T", ["HV May Dean", "Sgt Mark Rose", "SW Will Chase"]),
    ("street", "A", ["22 Hope Street"]),
    ("street", "A2", ["9b St. Mary's Close"]),
    ("place", "L", ["Ashby"]),
    ("place", "O", ["NS4"]),
    ("agency", "G", ["The Willows Practice"]),
    ("employer", "E", ["Greggs"]),
    ("school", "S", ["St Jude's Primary"]),
    ("agency", "H", ["Royal Ashby Infirmary", "RAI"]),
    ("refuge", "F", ["Phoenix House"]),
]
_NUMBERS = [
    ("date_of_birth", "3/5/84"), ("phone", "0191 498 0123"), ("crime", "42A/10987/10"),
    ("email", "dazzler79@mail.example"), ("vehicle", "NK57 XYZ"), ("postcode", "NE1 4ST"),
    ("nhs", "943 476 5919"), ("custody", "YR/2207/11"),
]  # fmt: skip
KEY: dict[str, object] = {
    "format": 1,
    "salt": "cd" * 32,
    "dates": {"mode": "offset", "days": -1379},
    "identities": [
        {"kind": kind, "id": which, "originals": originals, "replacement": "Kim"}
        for kind, which, originals in _IDENTITIES
    ],
    "numbers": [{"kind": kind, "original": original} for kind, original in _NUMBERS],
    "days": ["2012-03-14", "2012-03-16"],
    "secrets": ["hospital.xlsx"],
    "kept": [],
}

SAID = """Sara came in|sarah-jane? no, Sarah|Benett family|Bennet|Mrs B. Bennet|SB stated
S.B. stated|Saz rang|Darrin was drunk|Daren|Darron Coles|Dazza|daz said|DAZ
Mr Cole|mr. cole was|Cole, D|Tylor|Ty said|Jeanie|Jean told me|Nana Jean
PC Hope attended|PC 2214|Sgt Hope|Grace (PC)|Agnieszka|Agnes Kowalska|Agniezka
Kowalski|Aga? Agnieshka|Rose was there|with Rose at the flat|Ms Field|Rosie
Priya|Prya|Nair|22 Hope St|Hope Str.|hope street|22, Hope Street
9B St Marys Close|Saint Mary's Close|St Mary’s Cl|Ashby|Ashbey|in ashby town
The Willows|Willows Practise|willows practice|Greggs|Gregg's the baker|St Judes
Saint Jude's primary|RAI|R.A.I.|Ashby Royal Infirmary|Phoenix Hse|Phoenix House
born 03.05.1984|dob 3 May 1984|DOB: 1984-05-03|01914980123|0191 4980123
(0191) 498 0123|+44191 498 0123|0191 498 012|ref 42A/10987/2010|crime 10987/10
dazzler79 at mail|dazzler79(at)mail.example|NK57XYZ|nk57 xyz|NE14ST|N E 1 4 S T
NHS9434765919|943-476-5919|14-16 March 2012|14/15 March 2012|14 to 16 March 2012
14–16/3/12|Wed 14th March, 2012|on the 14th (March 2012)|2012-W11-3
fourteenth March 2012|S4rah|Sarah_B|sbennett@x.example|SarahBennett|BennettS
'Sar'+'ah'|S a r a h|S*a*r*a*h|Ѕаrаh|Sаrah|ｓａｒａｈ|Saraaah|SARAHH|cole's dad said
Cole's dad|Tyler's school|tylers school|Bennett-Cole baby|baby Cole
moved to NS4 then|Tyla|Jean B|PC2214|22hopestreet|dob 030584|Nayr|Preya|Pheonix House
Ashby-de-la-Zouch|officer 2214 Hope|May 3rd 1984|01914 980 123|YR/2207/2011|14MAR12"""

NOT_SAID = """He has a hope of housing on the street|rose to speak in the field
Coal was delivered|Fields of study|field visit|The willows by the river
a phoenix rising|the jean jacket|Grace and favour|tiler|In the hope that
street hope? no|Ash by the door|Patrol attended|Sub-team
Clare's law was explained|a Clares Law application
from hospital, by hospital transport|NS40 or XNS4
the id is e-00e1b13c6046, of fafe10d|x-told-decea1234567
Mum may ring her|her sister will chase it|the nurse may mark it|Dad will|see JSON, init and params
a SARA assessment and a RoSH"""


@pytest.mark.parametrize("said", re.split(r"[|\n]", SAID))
def test_what_was_thought_of_afterwards_is_found(tmp_path, said):
    (tmp_path / "a.txt").write_text(said, "utf-8")
    assert verify(tmp_path / "a.txt", KEY).leaks


@pytest.mark.parametrize("said", re.split(r"[|\n]", NOT_SAID))
def test_what_is_no_name_is_not_flagged(tmp_path, said):
    (tmp_path / "a.txt").write_text(said, "utf-8")
    assert not [leak.found for leak in verify(tmp_path / "a.txt", KEY).leaks]


def test_what_is_sealed_says_nothing_by_chance_and_is_counted(tmp_path):
    data = base64.b64encode(random.Random(3).randbytes(300_000)).decode()
    short = [base64.b64encode(random.Random(at).randbytes(12)).decode() for at in range(500)]
    (tmp_path / "a.json").write_text(f'{{"data": "{data}", "nonces": {short}}}'.replace("'", '"'))
    report = verify(tmp_path, KEY)
    assert not [(leak.place, leak.found) for leak in report.leaks]
    assert any("sealed" in sentence for sentence in report.cannot)


@pytest.mark.parametrize("many", [900, 1_460, 1_540, 300_000])
def test_two_names_in_a_sealed_part_of_any_length_are_found(tmp_path, many):
    sealed = base64.b64encode(random.Random(5).randbytes(many)).decode()
    half = len(sealed) // 2
    text = f"{sealed[:half]}SarahBennett{sealed[half:]}Agnieszka{sealed[:30]}"
    (tmp_path / "a.txt").write_text(f"x {text} rang 14/3/12", "utf-8")
    found = {leak.found for leak in verify(tmp_path / "a.txt", KEY).leaks}
    assert {"SarahBennett", "Agnieszka", "14/3/12"} <= found
    (tmp_path / "a.txt").write_text(f"x {sealed} rang", "utf-8")
    assert not [leak.found for leak in verify(tmp_path / "a.txt", KEY).leaks]


def test_the_first_days_of_the_packs_own_rules_are_its_own(tmp_path):
    (tmp_path / "case.toml").write_text('[[rule]]\nfinding = "x"\nfrom = 2012-04-01\n', "utf-8")
    key = KEY | {"days": ["2012-04-01"]}
    assert not verify(tmp_path, key).leaks
    (tmp_path / "case.toml").write_text("scope_from = 2012-04-01\n", "utf-8")
    assert verify(tmp_path, key).leaks


def test_a_month_said_in_days_is_none_of_the_original_days(tmp_path):
    key = KEY | {"days": ["2012-12-01", "2009-01-05", "2011-06-14"],
                 "dates": {"mode": "offset", "days": 1000}}  # fmt: skip
    (tmp_path / "a.csv").write_text("When\n1 December 2012\n", "utf-8")
    report = verify(tmp_path, key)
    assert not report.leaks
    assert any("first or last of a month" in sentence for sentence in report.cannot)
    (tmp_path / "case.toml").write_text("scope_from = 2012-12-01\n", "utf-8")
    assert [leak.file for leak in verify(tmp_path, key).leaks] == ["case.toml"]


def test_the_key_of_another_pack_finds_nothing_and_says_so(tmp_path):
    (tmp_path / "case.toml").write_text('[case]\nid = "case-1"\n', encoding="utf-8")
    key = {"format": 1, "identities": []}
    assert verify(tmp_path, key | {"case": "case-1"}).exit_code == 0
    other = verify(tmp_path, key | {"case": "case-2"})
    (why,) = [one.why for one in other.unread]
    assert why.startswith("the key is that of another pack: name the one that was written")
    assert other.exit_code == 3


def test_what_the_pack_itself_says_for_a_team_is_no_name(tmp_path):
    key = {
        **KEY,
        "identities": [
            {"kind": kind, "id": which, "originals": originals, "replacement": said}
            for kind, which, originals, said in (
                ("team", "t", ["Zedbury Neighbourhood Team"], "Neighbourhood Team"),
                ("professional", "o", ["Housing Officer Kenwyn"], "a housing officer"),
                ("person", "X", ["Anna Day"], "Kim"),
            )
        ],
    }
    (tmp_path / "a.txt").write_text(
        "The Neighbourhood Team came. A housing officer told her. Texts 40x/day, says she.",
        encoding="utf-8",
    )
    assert verify(tmp_path, key).leaks == ()
    (tmp_path / "a.txt").write_text("Zedbury, Kenwyn and Mrs Day.", encoding="utf-8")
    assert {leak.id for leak in verify(tmp_path, key).leaks} == {"t", "o", "X"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("She told Senior to go.", {"P"}),
        ("Was with Senior at home.", {"P"}),
        ("Senior was there.", {"P"}),
        ("Mr Senior rang.", {"P"}),
        ("Rang a Senior Practitioner. Senior staff came, the Senior nurse too.", set()),
        ("Works for Senior & Sons.", {"E", "P"}),
        ("Works for Senior and Sons LLP.", {"E", "P"}),
        ("Works for Lockyer & Sons LLP.", set()),
    ],
)
def test_a_surname_that_tells_two_of_a_name_apart_elsewhere(tmp_path, text, ids):
    names = [("person", "P", ["Tyrone Senior", "Mr Senior", "Senior"])]
    names.append(("employer", "E", ["Senior & Sons LLP"]))
    key = {
        **KEY,
        "identities": [
            {"kind": kind, "id": which, "originals": originals, "replacement": "Kim"}
            for kind, which, originals in names
        ],
    }
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert {leak.id for leak in verify(tmp_path, key).leaks} == ids
