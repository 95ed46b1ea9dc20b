"""Professionals of one surname and one job: two where the case shows it, else one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphdb.dates import Interval, When
from graphdb.model import Agency, CaseRecords, Event, SourceRef, Team
from joinedup.anonymise.model import Options
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.text import Replacer
from tests.anonymise.cases import case_of

_AGENCIES = (
    Agency("police", "Northshire Police", "police", "Northshire"),
    Agency("fells", "Fellshire Police", "police", "Fellshire"),
    Agency("gp", "Calderwick Road Surgery", "gp", "Northshire"),
    Agency("hospital", "Stanmere General Hospital", "hospital", "Northshire"),
    Agency("housing", "Calderwick Homes", "housing", "Northshire"),
)


def _case(*rows: tuple[str, str], teams: tuple[Team, ...] = ()) -> CaseRecords:
    """Return a case with a row for each agency and text."""
    records = case_of(agencies=_AGENCIES)
    when = When.once(Interval.of_days(_day()))
    events = tuple(
        Event(f"e{at}", f"{agency}/", "note", when, text, SourceRef(f"{agency}.csv", "", at))
        for at, (agency, text) in enumerate(rows, start=2)
    )
    return replace(records, events=events, teams=(*records.teams, *teams))


def _day():  # type: ignore[no-untyped-def]
    from datetime import date

    return date(2012, 5, 3)


def _said(*rows: tuple[str, str], teams: tuple[Team, ...] = ()) -> list[str]:
    replacer = prepare(_case(*rows, teams=teams), options=Options(), salt="s", eyes=False)
    return [
        replacer.replace(text, f"{agency}.csv, row {at}").text
        for at, (agency, text) in enumerate(rows, start=2)
    ]


def _replacer(*rows: tuple[str, str]) -> Replacer:
    return prepare(_case(*rows), options=Options(), salt="s", eyes=False)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # another number
        (
            [("police", "PC 1234 Jones rang. PC 5678 Jones came.")],
            ["A police constable rang. A second police constable came."],
        ),
        # another first name, another initial; who comes again is who it was
        (
            [
                ("police", "PC Ada Jones rang. PC Mark Jones came."),
                ("housing", "PC M Jones rang. Then Ada Jones."),
            ],
            [
                "A police constable rang. A second police constable came.",
                "A second police constable rang. Then a police constable.",
            ],
        ),
        # another place, said beside the name
        (
            [
                ("housing", "Dr Patel (GP) wrote. Dr Patel (A&E) wrote."),
                ("police", "Dr Patel of Stanmere General Hospital rang."),
            ],
            [
                "A doctor (GP) wrote. A second doctor (A&E) wrote.",
                "A second doctor of the acute hospital rang.",
            ],
        ),
        # another place, by what each does in the own agency's text
        (
            [
                ("gp", "Seen by Dr Patel. Letter from Dr Patel."),
                ("hospital", "Dr Patel examined her. Dr Patel discharged her."),
                ("housing", "Dr Patel rang."),
            ],
            [
                "Seen by a doctor. Letter from a doctor.",
                "A second doctor examined her. A second doctor discharged her.",
                "A doctor rang.",
            ],
        ),
        # two forces
        (
            [
                ("police", "PC Jones attended."),
                ("fells", "PC Jones attended. PC Jones of Northshire Police rang."),
            ],
            [
                "A police constable attended.",
                "A second police constable attended. A police constable of the local police rang.",
            ],
        ),
    ],
)
def test_two_of_one_name_are_two_where_the_case_shows_it(
    rows: list[tuple[str, str]], said: list[str]
) -> None:
    assert _said(*rows) == said


@pytest.mark.parametrize(
    "rows",
    [
        [("gp", "Seen by Dr Patel."), ("housing", "Dr Patel rang."), ("police", "Dr Patel wrote.")],
        [("gp", "Seen by Dr Patel."), ("hospital", "Letter to Dr Patel.")],
        [("gp", "Seen by Dr Patel."), ("hospital", "Reports being seen by Dr Patel.")],
        [("gp", "Dr A Patel rang."), ("hospital", "Dr Patel rang. Dr Anil Patel rang.")],
        [("police", "PC Mike Jones rang. PC Michael Jones rang. PC 12 Jones rang. PC 12 came.")],
        [("police", "PC Siobhan Jones rang. PC Siobahn Jones rang.")],
        [("gp", "Dr Anil Patel (GP) rang."), ("hospital", "Seen by Dr Anil Patel.")],
        # nobody of the fire service or a prison is a constable: the place is where it happened
        [("police", "PC Jones at the hospital. PC Jones (custody).")],
        [("gp", "Dr Patel-Shah rang. Dr Shah rang.")],
    ],
)
def test_whoever_may_be_one_is_one(rows: list[tuple[str, str]]) -> None:
    found = [i for i in _replacer(*rows).identities if i.kind == "professional"]
    assert len(found) == 1
    assert not [text for text in _said(*rows) if "second" in text]


def test_a_surname_alone_is_of_whoever_the_text_named_before() -> None:
    first, other = _said(
        ("police", "PC Ada Jones and PC Mark Jones came. Jones left."),
        ("police", "PC Mark Jones came. PC Jones left. Jones wrote."),
    )
    assert first.endswith("came. A second police constable left.")
    assert other == (
        "A second police constable came. A second police constable left. "
        "A second police constable wrote."
    )


def test_where_nothing_says_which_of_two_it_is_the_job_says_enough() -> None:
    *_, said = _said(
        ("police", "PC 1234 Jones came. PC 5678 Jones came."), ("housing", "PC Jones rang.")
    )
    assert said == "A police constable rang."


def test_a_source_that_is_called_by_a_name_is_of_its_agency() -> None:
    teams = (Team("gp/p", "gp", "Dr Patel"), Team("hospital/p", "hospital", "Dr Patel"))
    assert _said(("gp", "Dr Patel rang."), ("hospital", "Dr Patel rang."), teams=teams) == [
        "A doctor rang.",
        "A second doctor rang.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Staff Okafor rang. Staff N Adeyemi rang.", "A member of staff rang. A nurse rang."),
        ("Senior Staff Nurse Midwife Adeyemi rang.", "A midwife rang."),
        ("Community Psychiatric Nurse Team Leader Adeyemi rang.", "A team leader rang."),
        ("Senior Social Work Practitioner Adeyemi came.", "A practitioner came."),
        ("The newly qualified social worker Adeyemi came.", "The social worker came."),
        ("Band 6 Midwife Adeyemi and Snr S/N Brookes.", "A midwife and a nurse."),
        ("T/DS Adeyemi, A/Insp Brookes.", "A detective sergeant, a police inspector."),
        (
            "Seen by A&E Dr Adeyemi, NPT PC Brookes.",
            "Seen by an A&E doctor, an NPT police constable.",
        ),
        ("Allocated worker SW Adeyemi rang.", "A social worker rang."),
        ("Her GP Dr Adeyemi rang.", "Her doctor rang."),
        ("Told her Dr Adeyemi rang.", "Told her a doctor rang."),
        ("The officer PC Adeyemi left.", "The officer, a police constable, left."),
        ("OIC DC Adeyemi. Left.", "OIC, a detective constable. Left."),
        ("PCs Adeyemi and Brown came.", "A police constable and a second police constable came."),
        ("Nurses Adeyemi & Brookes.", "A nurse & a second nurse."),
        ("Seen by Dr Adeyemi. Consultant Dr Ng.", "Seen by a doctor. A consultant."),
    ],
)
def test_all_of_a_job_gives_way_with_its_name(text: str, said: str) -> None:
    assert _said(("housing", text)) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Staff Room. Staff Meeting. Staff informed.",
        "Registrar General. Therapist rang. Receptionist informed.",
        "Nurses Station and Ward. Teachers Monday and Friday.",
        "Practitioner Psychologist. Seen by A&E. Senior Nurse. PCs attended.",
    ],
)
def test_a_job_without_a_name_stays(text: str) -> None:
    assert _said(("housing", text)) == [text]


def test_two_ranks_with_names_are_asked_each_by_itself() -> None:
    asked = {one.text for one in _replacer(("police", "DS Brown & DC White.")).questions}
    assert asked == {"DS Brown", "DC White"}
