"""What cases of other shapes showed: people and sources as other agencies write them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import joinedup
from graphdb.model import Agency, Person, Role, Team
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Names, Options
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.words import lists
from joinedup.leakcheck import verify
from tests.anonymise.cases import case_of, replacer_of
from tests.anonymise.test_hard_names import _case as case_folder
from tests.anonymise.test_pack import _good

WORK = Agency("work", "Staples Fresh Produce", "employer", informal=True)


def test_a_name_that_stayed_in_a_source_is_asked_about_in_every_text() -> None:
    text = "I told Gheorghe. Brother Yunus rang."
    teams = (
        Team("work/g", "work", "Line manager (Gheorghe)"),
        Team("work/y", "work", "Br. Yunus"),
    )
    records = replace(
        case_of(text, agencies=(WORK,)), teams=(*case_of(agencies=(WORK,)).teams, *teams)
    )
    replacer = prepare(records, options=Options(), salt="s")
    assert {"Gheorghe", "Yunus"} <= {question.text for question in replacer.questions}


@pytest.mark.parametrize(
    ("agency", "called"),
    [
        (WORK, "Employer"),
        (Agency("m", "Jamia Masjid", "faith-community", informal=True), "Faith community"),
        (Agency("n", "Neighbours", "neighbours", informal=True), "Neighbours"),
        (Agency("n", "People of Pantglas", "neighbours", informal=True), "Neighbours"),
        (Agency("f", "Kayleigh's family", "family", informal=True), "Victim's family"),
    ],
)
def test_an_informal_source_with_a_name_of_its_own_is_called_by_its_kind(
    agency: Agency, called: str
) -> None:
    replacer = replacer_of(agencies=(agency,))
    assert replacer.name_of("agency", agency.agency_id) == called


def test_a_part_of_an_agencys_name_that_is_a_letter_or_a_phrase_is_not_its_name() -> None:
    agencies = (
        Agency("s", "St Botolph's C of E Primary", "education"),
        Agency("h", "Boston Borough Council", "housing", aliases=("Private sector housing",)),
    )
    text = "Private room. Plan C agreed. Private sector housing rang."
    said = replacer_of(text, agencies=agencies).replace(text).text
    assert said == "Private room. Plan C agreed. The housing association rang."


def test_no_letter_of_a_worker_stays_as_the_name_of_a_team() -> None:
    records = case_of(agencies=(WORK,))
    teams = (
        *records.teams,
        Team("work/f", "work", "Zedling S. Fenn"),
        Team("work/c", "work", "Crew 2 (Tomasz)"),
    )
    replacer = prepare(replace(records, teams=teams), options=Options(), salt="s")
    assert replacer.name_of("team", "work/f").startswith("Team ")
    assert "2" not in replacer.name_of("team", "work/c")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Seen by Dr V. Ramanathan today.", "Seen by a doctor today."),
        ("Seen by Dr P. P. Sandhu today.", "Seen by a doctor today."),
        ("Seen by DC V Kowalczyk today.", "Seen by a detective constable today."),
    ],
)
def test_an_initial_that_means_something_elsewhere_is_of_the_surname_after_it(
    text: str, said: str
) -> None:
    assert replacer_of(text).replace(text).text == said


MOTHER = Person(
    "V",
    "Maureen",
    frozenset({Role.VICTIM}),
    ("Mrs Threlfall-Oates", "Mrs T-O", "née Oates"),
)
HUSBAND = Person(
    "P",
    "Wilfred Penhaligon",
    frozenset({Role.PERPETRATOR}),
    ("Mr Penhaligon", "Capt Penhaligon", "Bill", "Haji Wilfred"),
)


def test_what_stands_before_a_name_is_no_first_name() -> None:
    text = (
        "Maureen Threlfall-Oates (née OATES). Mrs T-O, Mrs T.-O. rang. Wilfred Penhaligon,"
        " Capt Penhaligon, Haji Wilfred, W. G. Penhaligon and W G Penhaligon. Maureen Oates."
    )
    replacer = replacer_of(text, people=(MOTHER, HUSBAND), names=Names.NEUTRAL)
    said = replacer.replace(text).text
    her, double, *_ = said.split()
    one, other = double.split("-")
    him, his = said.partition("rang. ")[2].rstrip(".").split(", ")[0].split()
    assert said == (
        f"{her} {one}-{other} (née {other.upper()}). Mrs {one[0]}-{other[0]},"
        f" Mrs {one[0]}-{other[0]}."
        f" rang. {him} {his}, Capt {his}, Haji {him}, {him[0]} {his} and {him[0]} {his}."
        f" {her} {other}."
    )
    assert not replacer.questions


def test_a_short_form_that_a_worker_has_too_is_not_taken_for_somebody_of_the_case() -> None:
    text = "SW Will Stone to ring Wilfred. Passed to the team, Will to pick up."
    replacer = replacer_of(text, people=(HUSBAND,), names=Names.NEUTRAL)
    assert "Will to pick up" in replacer.replace(text).text
    assert "Will" in {question.text for question in replacer.questions}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Call answered by D: he was asleep.", {"D"}),
        ("Jealous of R.'s ex.", {"R"}),
        ("C's keys were gone.", {"C"}),
        ("Carer seen. Grace notes that he is proud.", {"Grace"}),
        ("Vitamin D. Plan B. Hepatitis C. From A to B.", set()),
        ("Seen. Mark on neck. Chase letters sent. Hope to ring. Will call.", set()),
    ],
)
def test_a_letter_or_a_word_that_somebody_is_called_by_is_asked(text: str, asked: set[str]) -> None:
    assert {question.text for question in replacer_of(text).questions} == asked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("At the Bedford Tavern, Western St.", "At the pub, Street B."),
        ("Seen in North Street. Of School Road.", "Seen in Street B. Of Street C."),
        ("On the High Street. In the Fast Lane. To Family Court.", ""),
        ("Paid to 30-91-12 00448812.", "Paid to [number 1]."),
        ("Paid on 30-01-12 20 times.", ""),
        ("DSupt Simon Atkin, SN Okoro and OT Okoro rang.", None),
    ],
)
def test_streets_accounts_and_ranks_that_were_not_known(text: str, said: str | None) -> None:
    replacer = replacer_of(text)
    found = replacer.replace(text).text
    if said is None:
        said = "A detective inspector, a nurse and an occupational therapist rang."
    assert found == (said or text)
    assert not replacer.questions


def test_somebodys_sister_is_no_ward_sister() -> None:
    text = "She was not back. Sister Shazia went in 2008. Told Sister Okoro on the ward."
    replacer = replacer_of(text)
    said = replacer.replace(text).text
    assert said == "She was not back. Sister Shazia went in 2008. Told a ward sister on the ward."
    assert {question.text for question in replacer.questions} == {"Shazia"}


def test_a_language_is_no_town_and_a_rare_detail() -> None:
    text = "Seen in Punjabi, through an interpreter (Mirpuri). Moved to Dadyal."
    replacer = replacer_of(text)
    assert replacer.replace(text).text.startswith("Seen in Punjabi, through")
    assert {(q.kind, q.text) for q in replacer.questions} == {
        ("rare", "Punjabi"),
        ("rare", "Mirpuri"),
    }


def test_a_source_that_is_called_as_a_worker_is_one() -> None:
    text = "Asked to tell Rukhsana. Rukhsana B. is her aunt. Passed to Willowmere."
    records = case_of(text, "Told Rukhsana that she had left.")
    teams = (Team("police/r", "police", "Rukhsana"), Team("police/w", "police", "Willowmere"))
    replacer = prepare(replace(records, teams=teams), options=Options(), salt="s")
    assert replacer.name_of("team", "police/r") == "Member of staff"
    assert replacer.name_of("team", "police/w") == "Team A"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Follows her on the 620 bus.", {"620 bus"}),
        ("Came by bus 2X daily.", {"bus 2X"}),
        ("Cat (Nelson) put to sleep.", {"Nelson"}),
        ("He took her dog Rocket. Found by a man called Wolf.", {"Rocket", "Wolf"}),
        ("His daughters (Cordelia & Flick) were there.", {"Cordelia", "Flick"}),
        ("He has the dog, Dolly Partonova, there.", {"Dolly Partonova"}),
        ("Given a bus fare. Took 2 buses. Mother called Police. Seen by dog warden.", set()),
        ("Sertraline and Diazepam given. Polite and calm. Police & Ambulance there.", set()),
    ],
)
def test_what_only_stands_beside_it_shows_to_be_a_name_is_asked(text: str, asked: set[str]) -> None:
    assert {question.text for question in replacer_of(text).questions} == asked


@pytest.mark.parametrize("short", ["Bob", "Ken", "Nick", "Kitty", "Dan", "Steve"])
def test_a_short_name_that_nobody_declared_is_asked_though_it_is_a_word(short: str) -> None:
    text = f"Her boss told {short} of it."
    assert {question.text for question in replacer_of(text).questions} == {short}


def test_the_word_beside_a_name_that_is_replaced_is_asked_without_it() -> None:
    text = "Tea with Mr Zedmore Snr. The red bus. Mr Zedmore Snr rang."
    people = (Person("P", "Mr Zedmore", frozenset({Role.PERPETRATOR})),)
    replacer = replacer_of(text, people=people, names=Names.NEUTRAL)
    assert not replacer.questions


def _told(*names: str, sentence: str = "") -> list[Decision]:
    return [Decision("unknown word", name, Said.REPLACE, sentence) for name in names]


def test_the_first_name_of_somebody_replaced_is_asked_though_it_is_a_word() -> None:
    text = "Covered by Blessing Adeyemi. Blessing rang her. SW Grace Mbeki. Grace put it down."
    replacer = replacer_of(text, decisions=_told("Blessing Adeyemi"))
    assert {question.text for question in replacer.questions} == {"Blessing", "Grace"}
    plain = "SW Grace Mbeki. A blessing. By the grace of it. SW Will Zedmore. Will call again."
    assert not replacer_of(plain).questions


def test_somebody_of_the_texts_has_one_name_however_written() -> None:
    text = "Told of Dean. Dean Kowalczyk works there. Dean K. left. Kowalczyk rang. Mrs Sutcliffe."
    told = _told("Dean", "Dean Kowalczyk", "Dean K", "Kowalczyk")
    told += _told("Sutcliffe", sentence="Mrs Sutcliffe.")
    said = replacer_of(text, decisions=told, names=Names.NEUTRAL).replace(text).text
    first, last = said.partition(". ")[2].split()[:2]
    other = said.rstrip(".").split()[-1]
    assert said == (
        f"Told of {first}. {first} {last} works there. {first} {last[0]}. left. {last} rang."
        f" Mrs {other}."
    )
    assert "[" not in said


def test_a_name_behind_a_title_is_one_with_its_surname() -> None:
    told = _told("Gwilymo Watkinsen", sentence="Told Mr Gwilymo Watkinsen.")
    told += _told("Watkinsen", sentence="Mr Watkinsen rang.")
    text = "Told Mr Gwilymo Watkinsen. Mr Watkinsen rang."
    said = replacer_of(text, decisions=told).replace(text).text
    first, last = said.removeprefix("Told Mr ").split(".")[0].split()
    assert said == f"Told Mr {first} {last}. Mr {last} rang."


def test_who_is_asked_about_is_not_given_the_name_of_somebody_of_the_case() -> None:
    text = "SW Will Stone to ring Wilfred. Passed to the team, Will to pick up."
    replacer = replacer_of(text, people=(HUSBAND,), names=Names.NEUTRAL, decisions=_told("Will"))
    his = replacer.replace("Wilfred").text
    assert f"{his} to pick up" not in replacer.replace(text).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Consultant Dr V. Ramanathan saw her.", "A consultant saw her."),
        ("DCI J Whitehead was told.", "A detective inspector was told."),
        ("DC J Spoke to her.", None),
    ],
)
def test_a_job_before_a_job_and_a_surname_that_is_a_word(text: str, said: str | None) -> None:
    found = replacer_of(text).replace(text).text
    assert found == (said or text)


def test_a_bus_is_a_bus() -> None:
    told = [Decision("number", "620 bus", Said.REPLACE)]
    text = "Follows her on the 620 bus."
    assert replacer_of(text, decisions=told).replace(text).text == "Follows her on the bus."


def test_a_rank_before_a_name_with_a_stand_in_is_not_asked_with_it() -> None:
    text = "Rang Capt Penhaligon. Tea with Lollo Penhaligon."
    replacer = replacer_of(text, people=(HUSBAND,), names=Names.NEUTRAL)
    assert {question.text for question in replacer.questions} == {"Lollo"}


def test_a_case_that_is_called_by_a_word_of_its_texts_makes_a_pack(tmp_path: Path) -> None:
    people = (("V", "Mimi", "victim", ("Mimi Zedmore",)), ("P", "Gareth", "perpetrator", ()))
    folder = case_folder(tmp_path / "case", people, ["Mimi Zedmore was struck by his mother."])
    said = (folder / "case.toml").read_text("utf-8").replace('"hard-names"', '"mother"')
    (folder / "case.toml").write_text(said, "utf-8")
    pack, key = tmp_path / "pack", tmp_path / "key.json"
    options = PackOptions(decisions=folder / "decisions.csv", case_folder=folder, draft=True)
    make_pack(joinedup.load(folder), pack, key, options)
    assert "mother" not in json.loads(key.read_text("utf-8"))["secrets"]
    assert 'id = "mother"' not in (pack / "case.toml").read_text("utf-8")


def test_what_a_worker_is_by_trade_is_no_leak(tmp_path: Path) -> None:
    key = {"identities": [{"kind": "professional", "id": "1", "originals": ["CPN Ann O'Hare"]}]}
    found = {}
    for text in ("CPN visit. A CPN rang.", "CPN O'Hare rang."):
        (tmp_path / "a.txt").write_text(text)
        found[text] = bool(verify(tmp_path, _good() | key).leaks)
    assert list(found.values()) == [False, True]


SOLDIER = (
    Person(
        "P",
        "LCpl Daniel Reeve",
        frozenset({Role.PERPETRATOR}),
        ("Dan Reeve", "Danny", "A4417DR"),
    ),
    Person("C", "Baby Reeve", frozenset({Role.CHILD}), ("Tiarna", "Tiarna-Mae")),
)


def test_a_rank_shows_a_name_and_a_prison_number_is_none() -> None:
    text = "LCpl Reeve was there. She saw it. Danny left with DR and a friend."
    replacer = replacer_of(text, people=SOLDIER, names=Names.NEUTRAL)
    said = replacer.replace(text).text
    last = said.removeprefix("LCpl ").split()[0]
    assert last != "Reeve"
    assert last.upper() not in said
    assert "DR" in {question.text for question in replacer.questions}
    him = said.partition("it. ")[2].split()[0]
    assert him in lists()["neutral"]["masculine"].split()


def test_a_double_first_name_is_no_surname() -> None:
    text = "Tiarna-Mae and Tiarna seen with Baby Reeve."
    said = replacer_of(text, people=SOLDIER, names=Names.NEUTRAL).replace(text).text
    surnames = {*lists()["neutral"]["surnames"].split()}
    double, single = (part.split() for part in said.split(" seen")[0].split(" and "))
    assert double[:1] == single
    assert not surnames & {*single}


def test_somebody_whose_surname_is_ward_is_no_ward() -> None:
    text = "Intel from Paddy Ward (cousin). Seen on Willowby Ward."
    replacer = replacer_of(text)
    assert replacer.replace(text).text.startswith("Intel from Paddy Ward (cousin). Seen on a hosp")
    assert "Paddy Ward" in {question.text for question in replacer.questions}
