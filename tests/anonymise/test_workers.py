"""Professionals of one surname and one job: two where the case shows it, else one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from graphdb.dates import Interval, When
from graphdb.model import Agency, CaseRecords, Event, Person, Role, SourceRef, Team
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Names, Options
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.text import Replacer
from tests.anonymise.cases import PEOPLE, case_of, replacer_of

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
    when = When.once(Interval.of_days(date(2012, 5, 3)))
    events = tuple(
        Event(f"e{at}", f"{agency}/", "note", when, text, SourceRef(f"{agency}.csv", "", at))
        for at, (agency, text) in enumerate(rows, start=2)
    )
    return replace(records, events=events, teams=(*records.teams, *teams))


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
                "Seen by a doctor. Letter from one of two doctors.",
                "A second doctor examined her. A second doctor discharged her.",
                "One of two doctors rang.",
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


def test_where_nothing_says_which_of_two_it_is_that_is_said() -> None:
    *_, said = _said(
        ("police", "PC 1234 Jones came. PC 5678 Jones came."), ("housing", "PC Jones rang.")
    )
    assert said == "One of two police constables rang."


def test_a_source_that_is_called_by_a_name_is_of_its_agency() -> None:
    teams = (Team("gp/p", "gp", "Dr Patel"), Team("hospital/p", "hospital", "Dr Patel"))
    assert _said(("gp", "Dr Patel rang."), ("hospital", "Dr Patel rang."), teams=teams) == [
        "A doctor rang.",
        "A second doctor rang.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TA Mrs Okafor and Head Mr Tony Brookes.", "A teacher and a head teacher."),
        ("Ward Mgr Adeyemi, Bereavement MW Okafor.", "A ward manager, a midwife."),
        ("Liaison - CPN Adeyemi came.", "Liaison - a nurse came."),
        ("Her teacher Miss Abbey Cole rang.", "Her teacher rang."),
        ("MAPPA - no. SPO Adeyemi rang.", "MAPPA - no. A probation officer rang."),
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


def test_a_letter_begins_after_whom_it_greets() -> None:
    text = "Dear Dr Mistry, Thank you for seeing him."
    replacer = _replacer(("housing", text))
    assert replacer.questions == ()
    assert replacer.replace(text).text == "Dear doctor, Thank you for seeing him."


def test_two_ranks_with_names_are_asked_each_by_itself() -> None:
    asked = {one.text for one in _replacer(("police", "DS Brown & DC White.")).questions}
    assert asked == {"DS Brown", "DC White"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Housing Officer Sue Bright came.", "A housing officer came."),
        ("Discussed with TM Mark Wills.", "Discussed with a team manager."),
        ("Will Grant, new N'hood Officer, and Tina Marlow HV.", "A housing officer, new"),
        ("Rang by Amy Castle SW. Will went on leave.", "Rang by a social worker. Will went on"),
        ("Told the nurse. Okafor rang.", "Told the nurse. Okafor rang."),
        ("Dr Naveed Patel rang. Dr Naveed wrote.", "A doctor rang. A doctor wrote."),
        ("SW Amy Lister rang. Amy L came.", "A social worker rang. A social worker came."),
    ],
)
def test_a_name_with_a_job_beside_it_is_of_one(text: str, said: str) -> None:
    assert _said(("housing", text))[0].startswith(said)


def _decided(*texts: str, replace: Sequence[str], names: Names = Names.NEUTRAL) -> list[str]:
    told = [
        Decision(q.kind, q.text, Said.REPLACE, q.sentence)
        for q in replacer_of(*texts, names=names).questions
        if q.text in replace
    ]
    replacer = replacer_of(*texts, names=names, decisions=told)
    return [replacer.replace(text).text for text in texts]


def test_a_first_name_or_initials_of_a_professional_are_that_professional() -> None:
    texts = (
        "SW Amy Lister and TM Moira O'Shea met.",
        "Amy rang Moira. AL to visit.",
        "Supervision AL/MO. MO'S to write. A.L. left.",
    )
    said = _decided(*texts, replace=("Amy", "Moira", "AL", "MO", "MO'S", "A.L."))
    assert said == [
        "A social worker and a team manager met.",
        "A social worker rang a team manager. A social worker to visit.",
        "Supervision a social worker/a team manager. A team manager to write. "
        "A social worker left.",
    ]


def test_a_first_name_of_two_of_one_job_is_the_job() -> None:
    texts = ("SW Amy Lister and SW Amy Castle met.", "Amy rang.")
    said = _decided(*texts, "Hi Amy, ring me.", replace=("Amy",))[1:]
    assert said == ["One of two social workers rang.", "Hi social worker, ring me."]


def test_letters_families_and_several_of_a_name_are_theirs() -> None:
    texts = (
        "W said S. had left. Told Mrs Adeyemi; Mrs A left. The Adeyemis came.",
        "Wayne's mum, Pat Tolley, rang.",
    )
    texts_of = replacer_of(*texts, names=Names.NEUTRAL)
    wayne, sharrock = texts_of.replace("Wayne Tolley").text, texts_of.replace("Sharrock").text
    asked = ("W", "S", "A", "Adeyemi", "Adeyemis", "Pat Tolley")
    one, other = _decided(*texts, replace=asked)
    assert one.startswith(f"{wayne[0]} said {sharrock[0]}. had left.")
    found = re.search(r"Told Mrs (\w+); Mrs (\w) left\. The (\w+) came\.", one)
    assert found is not None
    assert (found[2], found[3]) == (found[1][0], f"{found[1]}s")
    assert other.endswith(f" {wayne.split()[1]}, rang.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Seen by Tina Marlow (HV), Jo Reeves, nurse, Amy Castle SW.",
            "Seen by a health visitor, a",
        ),
        (
            "Housing Officer Will Grant. Mr Grant rang.",
            "A housing officer. A housing officer rang.",
        ),
        ("Dear Dr Patel, thanks. Regards, Dr Patel", "Dear doctor, thanks. Regards, doctor"),
        ("Read by Ngozi W. Dr Patel rang.", "Read by Ngozi W. A doctor rang."),
        (
            "Present: DC Amy Lister, BP, GP, TW. BP 120/80.",
            "Present: a detective constable, BP, GP, TW. BP 120/80.",
        ),
    ],
)
def test_what_stands_around_a_professional_reads_well(text: str, said: str) -> None:
    assert _said(("housing", text))[0].startswith(said)


def test_a_house_in_a_street_by_which_a_surgery_is_called_is_a_house() -> None:
    agencies = (*_AGENCIES, Agency("tl", "Tannery Lane Surgery", "gp", aliases=("Tannery Lane",)))
    texts = ("Lives at 22 Tannery Lane.", "Seen at Tannery Lane.", "To 22 Tannery Ln.")
    replacer = replacer_of(*texts, agencies=agencies)
    assert [replacer.replace(text).text for text in texts] == [
        "Lives at [address 1].",
        "Seen at a second GP practice.",
        "To [address 1].",
    ]


def test_a_family_a_school_an_age_and_a_telephone_are_what_they_are() -> None:
    replacer = replacer_of("Sharrock", names=Names.NEUTRAL)
    new = replacer.replace("Sharrock").text
    child = replacer.replace("Ellie").text
    said = [
        replacer.replace(text).text
        for text in (
            "At the Sharrocks' address.",
            "TC to Ellie's school.",
            "Child Ellie 7yrs.",
            "T: 01632 960555 M: 07700 900333",
        )
    ]
    assert said[:3] == [
        f"At the {new}s' address.",
        f"TC to {child}'s school.",
        f"Child {child} aged 4-7.",
    ]
    assert said[3].startswith("T: [telephone 1] M: [telephone 2]")


def test_initials_in_a_list_of_who_came_are_somebody_whatever_else_they_mean() -> None:
    people = (*PEOPLE, Person("B", "Bernadette Pendry", frozenset({Role.FAMILY})))
    text = "Present: KS, BP and HV. BP 120/80. Apologies - BP; GP."
    replacer = replacer_of(text, people=people, names=Names.NEUTRAL)
    first, last = replacer.replace("Bernadette Pendry").text.split()
    said = replacer.replace(text).text
    assert (
        said.split(", ")[1]
        == f"{first[0]}{last[0]} and HV. BP 120/80. Apologies - {first[0]}{last[0]}; GP."
    )


def test_both_of_a_family_by_role_are_of_the_family() -> None:
    people = (
        Person("V", "Aga Byrne", frozenset({Role.VICTIM})),
        Person("P", "Declan Byrne", frozenset({Role.PERPETRATOR})),
    )
    text = "Both Byrnes came. The Byrnes left. Byrnes known."
    said = replacer_of(text, people=people).replace(text).text
    assert said == "Both of the family came. The family left. The family known."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TL Moss. Left.", "TL Moss"),
        ("April Whitelaw faxed it.", "April Whitelaw"),
        ("Rob (admin) wrote.", "Rob"),
    ],
)
def test_a_name_that_is_a_month_or_a_verb_is_asked(text: str, name: str) -> None:
    assert name in {question.text for question in _replacer(("housing", text)).questions}


def test_the_surname_of_whom_a_person_replaced_is_asked_alone_and_is_the_same() -> None:
    texts = (
        "Rang Amanda Fry. P. Moyo and Precious Moyo met.",
        "Fry chased it. Told Fry, Fry left.",
    )
    told = [
        Decision("unknown word", name, Said.REPLACE, "") for name in ("Amanda Fry", "Precious Moyo")
    ]
    asked = replacer_of(*texts, decisions=told).questions
    assert {q.text for q in asked} == {"Fry"}
    told += [Decision("unknown word", "Fry", Said.REPLACE, "")]
    replacer = replacer_of(*texts, decisions=told)
    first, other = (replacer.replace(text).text for text in texts)
    found = re.fullmatch(r"Rang (\w+) (\w+)\. (\w) (\w+) and (\w+) (\w+) met\.", first)
    assert found is not None
    assert (found[3], found[4]) == (found[5][0], found[6])
    assert other == f"{found[2]} chased it. Told {found[2]}, {found[2]} left."


def test_of_several_doctors_of_a_name_there_is_one_article() -> None:
    texts = ("Dr Samir Khan and Dr Farah Khan met.", "A Dr Khan rang. Drs Khan both rang.")
    said = _said(*(("housing", text) for text in texts))[1]
    assert said == "One of two doctors rang. The two doctors both rang."


def test_the_family_of_a_name_that_is_a_word_has_its_surname() -> None:
    people = (Person("V", "Rose Kettle", frozenset({Role.VICTIM}), ("Mrs Kettle",)),)
    texts = ("Mrs Kettle rang.", "The Kettles' son rang.")
    told = [Decision("unknown word", "Kettles", Said.REPLACE, "")]
    replacer = replacer_of(*texts, people=people, names=Names.NEUTRAL, decisions=told)
    new = replacer.replace(texts[0]).text.split()[1]
    assert replacer.replace(texts[1]).text == f"The {new}s' son rang."
