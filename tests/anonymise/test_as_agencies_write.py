"""What cases as agencies write them showed: ranks, initials, houses by their number, handles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graphdb.model import Agency, Person, Role
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Names
from tests.anonymise.cases import replacer_of

STOKES = (
    Person("P", "Darren Stokes", frozenset({Role.PERPETRATOR}), ("Daz", "Mr Stokes", "DS")),
    Person("V", "Aga Stokes", frozenset({Role.VICTIM})),
)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ["PC 1187 Bush.", "PC Bush & PC Shelton left. PC Bush to chase. A bush."],
            "A police constable & a second police constable left. A police constable to chase."
            " A bush.",
        ),
        (
            ["PCSO 7734 Jess Marsh spoke.", "PCSO Marsh: seen in the marsh."],
            "A community support officer: seen in the marsh.",
        ),
        (["Sgt Battle rang.", "Chaired by DI Battle."], "Chaired by a detective inspector."),
        (["Dr Adeyemi-Cole.", "Seen: Dr A-C, after a C section. Plan C."], None),
        (["Dr Friend told PM. A friend."], "A doctor told PM. A friend."),
        (["Dr M Friend and Nurse Bev Hand. Her hand."], "A doctor and a nurse. Her hand."),
    ],
)
def test_a_worker_whose_name_is_a_word_is_one_with_the_job_before_it(
    texts: Sequence[str], said: str | None
) -> None:
    replacer = replacer_of(*texts)
    assert replacer.replace(texts[-1]).text == (
        said or "Seen: a doctor, after a C section. Plan C."
    )
    assert not replacer.questions


def test_a_job_before_a_word_that_nothing_else_shows_to_be_a_name_is_asked_alone() -> None:
    asked = replacer_of("PC Bush & PC Shelton left. Nurse Hand rang.").questions
    assert {question.text for question in asked} == {"PC Bush", "Nurse Hand"}


def test_initials_that_are_a_rank_are_that_before_a_surname() -> None:
    replacer = replacer_of("Review by DS Frost. DS arrested.", people=STOKES, names=Names.NEUTRAL)
    said = replacer.replace("Review by DS Frost. DS arrested.").text
    assert said.startswith("Review by DS Frost. ")
    assert not said.endswith("DS arrested.")
    assert {question.text for question in replacer.questions} == {"DS Frost"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tenancy of Mr D & Mrs A Stokes.", "Tenancy of the perpetrator & the victim."),
        ("Told Mr D. and Aga Stokes.", "Told the perpetrator and the victim."),
        ("Mr & Mrs Stokes rang.", "The perpetrator and the victim rang."),
        ("The Stokeses are barred.", "The family are barred."),
    ],
)
def test_a_couple_that_has_one_surname(text: str, said: str) -> None:
    assert replacer_of(text, people=STOKES).replace(text).text == said
    neutral = replacer_of(text, people=STOKES, names=Names.NEUTRAL).replace(text).text
    assert "D." not in neutral
    assert "Mr D " not in neutral
    assert "Stokes" not in neutral


def test_a_family_is_the_family_of_whom_it_is() -> None:
    people = (Person("P", "Craig Dolan", frozenset({Role.PERPETRATOR})),)
    text = "A row with the Dolans. At the Dolans' house."
    said = replacer_of(text, people=people).replace(text).text
    assert said == "A row with the perpetrator's family. At the perpetrator's house."


def test_of_a_handle_nothing_stays() -> None:
    text = "Old one (@aga.stokes88), @daz-1. Met @ Tesco."
    said = replacer_of(text, people=STOKES).replace(text).text
    assert said == "Old one ([web address 1]), [web address 2]. Met @ Tesco."


def test_whose_grandmother_somebody_is_stays_and_is_not_asked() -> None:
    people = (Person("M", "Pauline Zedmore", frozenset({Role.FAMILY}), ("Nanny Pauline", "PGM")),)
    text = "Brought by PGM, Pauline. Nanny Pauline rang."
    replacer = replacer_of(text, people=people, names=Names.NEUTRAL)
    assert replacer.replace(text).text.startswith("Brought by PGM, ")
    assert not replacer.questions


LEAKE = (
    Agency("police", "Lincolnshire Police", "police", "Lincolnshire", aliases=("Lincs Police",)),
    Agency("gp", "Old Leake Medical Centre", "gp", "Lincolnshire"),
    Agency("idva", "EDAN Lincs", "idva", "Lincolnshire"),
)


def test_an_agency_that_is_called_by_its_place_is_not_the_place() -> None:
    text = "Outside the Co-op, Old Leake. Old Leake surgery rang. Moved to Lincs. An old lady."
    said = replacer_of(text, agencies=LEAKE).replace(text).text
    place, area = said.partition("Co-op, ")[2][:6], said.partition("Moved to ")[2][:6]
    assert (place[:5], area[:5]) == ("Town ", "Area ")
    assert said == (
        f"Outside the Co-op, {place}. The GP practice rang. Moved to {area}. An old lady."
    )


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("“I live at 16, they moved.”", {"live at 16"}),
        ("Mr Pryce (no. 16) rang. The lady from 12 rang.", {"no. 16", "lady from 12", "Pryce"}),
        ("Called at 18, no answer.", {"Called at 18"}),
        ("Lives at 16 weeks. Stayed at 5 to 6. Called at 18:30. Called at 9 am.", set()),
        ("Mrs P. also heard. Seen by Mrs P today.", {"P"}),
        ("Brought by sibs E. and K. today. E. quiet.", {"E", "K"}),
        ("E. coli found. Plan K. Seen. Bruised W. arm. Mr T Okoro.", {"Okoro", "W"}),
    ],
)
def test_houses_by_their_number_alone_and_people_by_a_letter_are_asked(
    text: str, asked: set[str]
) -> None:
    people = (
        Person("V", "Kayleigh Wade", frozenset({Role.VICTIM})),
        Person("C", "Ellie", frozenset({Role.CHILD})),
        Person("P", "Perry", frozenset({Role.PERPETRATOR})),
    )
    assert {question.text for question in replacer_of(text, people=people).questions} == asked


def test_a_house_that_is_known_is_its_address_and_another_is_nearby() -> None:
    text = "Went to 18 Sea Lane. “I live at 16, they're at 18.”"
    told = [Decision("number", "live at 16", Said.REPLACE)]
    said = replacer_of(text, decisions=told).replace(text).text
    assert said == "Went to [address 1]. “I live nearby, they're at [address 1].”"


def test_the_full_stop_of_an_initial_goes_with_it() -> None:
    people = (Person("V", "Hope Marsh", frozenset({Role.VICTIM})),)
    text = "Hope M. rang. Seen: Hope M. Left."
    said = replacer_of(text, people=people).replace(text).text
    assert said == "The victim rang. Seen: the victim. Left."
