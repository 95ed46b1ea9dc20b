"""Which letters of a running text are somebody."""

from pathlib import Path

import pytest

from loaders.names import Names, TextFinder
from tests.loaders.builders import CASE, csv_of, loaded

PEOPLE = {
    name: name
    for name in ("V", "P", "C", "C1", "C2", "X", "X2", "M", "M1", "S", "N", "B", "E", "T")
} | {"LM": "V", "CD": "P", "Ed": "Edward", "A": "A"}


def found(text: str) -> set[str]:
    persons = Names()
    for name, target in PEOPLE.items():
        persons.add(name, target)
    return TextFinder(persons, Names()).find(text)[0]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("V attended with C1. P outside.", "V C1 P"),
        ("Call from V. Police attended.", "V"),
        ("Argument between V and P; C1/C2 asleep.", "V P C1 C2"),
        ("V/P argument", "V P"),
        ("V&P seen, V-P relationship ended", "V P"),
        ("V's mother; P’s car; Vs sister", "V P"),
        ("The victim (V) and the perpetrator (P)", "V P"),
        ("'V' said that \"P\" hit her", "V P"),
        ("Seen with her sister (and P)", "P"),
        ("V: disclosed. P: denied.", "V P"),
        ("V - disclosed; told by V – again", "V"),
        ("X reported that P rang", "X P"),
        ("Told by X2 that X2 left. X2 said so", "X2"),
        ("mother M, neighbour N and S", "M N S"),
        ("V said P's going", "V P"),
        ("LM/CD argued; LM's phone", "V P"),
        ("met Ed, and Ed's dog", "Edward"),
        ("C at school; C seen alone", "C"),
        ("Home visit to V\nP not present", "V P"),
        ("Mr P and Ms V seen", "P V"),
        ("V at 21.30", "V"),
        ("M1 collected C1", "M1 C1"),
        ("Section 47 meeting. V and P invited", "V P"),
        ("(reported by the neighbour who lives at the far end of the long road, and by V)", "V"),
        ("Seen –V disclosed", "V"),
        ("Seen by key worker LM", "V"),
        ("C1 Ellie seen; C2) asleep", "C1 C2"),
        ("X2 said so", "X2"),
        ("Seen. X2 left", "X2"),
    ],
)
def test_a_letter_is_somebody(text: str, persons: str) -> None:
    assert found(text) == {*persons.split()}


@pytest.mark.parametrize(
    "text",
    [
        "X-ray NAD",
        "X ray NAD",
        "X-Ray; chest X-rays; X‑ray; X–ray",
        "Seen in A&E –X-ray done; -X-ray NAD",
        "Seen (see below). V) vomiting",
        "rang 5 X2",
        "for X raying",
        "V-neck, T-shirt, C-section, E-mail, B-12, P-plates",
        "T shirt torn; P plates; emergency C section; C diff; the C word; gave a V sign",
        "vitamin C and Vit. B",
        "vitamins B and C",
        "Hep B, Hep C and Hep A/B vaccine; hepatitis B; Hep B/C",
        "plan B",
        "Plan “B”",
        "grade C, Grade C at GCSE; band B; category C prison; Cat C; class B drugs",
        "section V; sections A, B and C; Part X; exhibit P; Type C; ward B",
        "flat C1, Room C2, ward M1",
        "P.S. rang; N.B. no reply; e.g. S.47",
        "S47; S 47; S.47 enquiry; s.47",
        "A&E; B&B; M&S bag; A & E",
        "D&V; N/A; N/K; c/o; P/T work; C/S; S/B doctor; T/C; B/F",
        "DASH: N. Injuries seen? N",
        "X 3 calls; calls X2; X2 daily; paracetamol X2 a day; voicemails X2",
        "on the M1; junction 9 of the M1",
        "Ms Pike and MS diagnosis; Ps and Qs; Us",
        "Dr P and PC M attended; Nurse S; officer B",
        "S Ahmed; Mr T. Jones; M Pike; J. P. Smith; J P Smith",
        "P S C; C P conference",
        "temp 38 C; 37.5 C; 38°C",
        "A) told B) seen P) advised",
        "S: low. O: pale. A: anxiety. P: review",
        "CD player; CD-ROM; CD/DVD; the CDs were",
        "Agency B; company X; Operation X; Generation X; brand X",
        "marked with an X; a P",
        "A letter; a",
        "in ED; the ED doctor",
        "x v p c1",
    ],
)
def test_a_letter_is_nobody(text: str) -> None:
    assert found(text) == set()


def test_a_letter_that_stands_for_two_is_asked_about_where_it_is_somebody() -> None:
    persons = Names()
    for target in ("jane", "john"):
        persons.add("J", target)
    finder = TextFinder(persons, Names())
    assert finder.find("J said so")[2] == {"J"}
    assert finder.find("J-turn; section J")[2] == set()


def test_one_letter_is_looked_for_as_a_capital() -> None:
    persons = Names()
    persons.add("v", "v")
    assert TextFinder(persons, Names()).find("V said so")[0] == {"v"}
    assert TextFinder(persons, Names()).find("police v the clinic")[0] == set()


def test_a_long_text_of_letters_takes_no_time() -> None:
    assert found("X-" * 50_000) == set()
    assert found("section V, " * 20_000) == set()
    assert found("V, " * 20_000) == {"V"}


def test_an_x_ray_makes_nobody_a_mentioned_person(tmp_path: Path) -> None:
    people = '[[person]]\nid = "X"\nlabel = "Donna"\nroles = ["ex-partner"]\n[[agency]]'
    text = csv_of(("3/5/11", "Response", "X-ray NAD"), ("4/5/11", "Response", "Call from X."))
    result = loaded(tmp_path, CASE.replace("[[agency]]", people, 1), police_csv=text)
    named = {e.summary: [i.person_id for i in e.involves] for e in result.records.events}
    assert named == {"X-ray NAD": [], "Call from X.": ["X"]}
