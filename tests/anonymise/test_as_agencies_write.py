"""What cases as agencies write them showed: ranks, initials, houses by their number, handles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graphdb.dates import DateContext
from graphdb.model import Agency, Person, Role, Team
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.model import Names, Options, Text
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.words import Stretch
from joinedup.leakcheck import verify
from tests.anonymise.cases import case_of, replacer_of
from tests.anonymise.test_pack import _good

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


def _asked(text: str, people: Sequence[Person] = STOKES) -> set[tuple[str, str]]:
    return {(one.kind, one.text) for one in replacer_of(text, people=people).questions}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PC Ward rang. Ward 17.", "A police constable rang. Ward 17."),
        ("Told Dr Friend. Friend says.", "Told a doctor. Friend says."),
    ],
)
def test_a_surname_that_is_a_word_of_the_field_is_nobody_without_a_job(
    text: str, said: str
) -> None:
    assert replacer_of(text).replace(text).text == said


SIBLINGS = (
    Person("V", "Sade Adebayo", frozenset({Role.VICTIM})),
    Person("C1", "Tobi", frozenset({Role.CHILD})),
    Person("C2", "Ife", frozenset({Role.CHILD})),
    Person("C3", "Rónán", frozenset({Role.CHILD}), ("Ronan",)),
    Person("C4", "Adaeze", frozenset({Role.CHILD})),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Seen: T, I & R.", "Seen: the first child, the second child & the third child."),
        ("T and I were there.", "The first child and the second child were there."),
        ("T, I, R and Z were there. To A & E. Plan T. I saw.", ""),
    ],
)
def test_siblings_by_their_letters_are_the_children(text: str, said: str) -> None:
    assert replacer_of(text, people=SIBLINGS).replace(text).text == (said or text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("“on mnie zabije” and left.", {("rare", "on mnie zabije")}),
        ("She said 'Ó ń lù mí' to her.", {("rare", "Ó ń lù mí")}),
        ("“she's clumsy, so she is”. 'Otitis media externa'. “he go kill me”", set()),
        (
            "Off to Deal, then Rugby and Reading.",
            {("unknown word", one) for one in ("Deal", "Rugby", "Reading")},
        ),
        ("A deal. In bath. Into rugby. Good at reading. Reading to Tom's boy.", set()),
        ("Retired Merchant Navy captain.", {("rare", "Merchant Navy captain")}),
        ("On HMS Zedmore. In the merchant bank.", {("rare", "HMS Zedmore")}),
        ("Told Wes of it. Les rang.", {("unknown word", "Wes"), ("unknown word", "Les")}),
        (
            "Friend Blessing waited. A blessing. Peace of mind.",
            {("unknown word", "Blessing")},
        ),
        ("Sat with “Chalky” there. He said “Fine”.", {("unknown word", "Chalky")}),
        ("Told Ash Cartmell-Booth of it.", {("unknown word", "Ash Cartmell-Booth")}),
        ("At St Mary's, near the church.", {("unknown word", "St Mary")}),
        ("PO Wes Hartley left. Handover W.H. of it.", {("unknown word", "W.H.")}),
    ],
)
def test_what_a_neighbour_would_know_is_asked(text: str, asked: set[tuple[str, str]]) -> None:
    assert _asked(text) - {("unknown word", "Tom")} == asked


def test_a_saint_is_no_slip_for_somebody() -> None:
    people = (Person("P", "Martin Zedmore", frozenset({Role.PERPETRATOR}), ("Marty",)),)
    assert _asked("Goes to St Mary's.", people) == {("unknown word", "St Mary")}


def test_a_name_that_is_hardly_ever_a_word_is_not_asked() -> None:
    people = (Person("P", "Martin", frozenset({Role.PERPETRATOR})),)
    replacer = replacer_of("Martin at work. A house martin. Martin Smith.", people=people)
    said = replacer.replace("Martin at work. A house martin.").text
    assert said == "The perpetrator at work. A house martin."
    assert {one.text for one in replacer.questions} == {"Martin", "Martin Smith"}


def test_a_county_and_a_primary_are_what_they_are() -> None:
    text = "In Ballina, Co. Mayo. At Sandylands Primary. Mum primary carer. Under Primary Care."
    said = replacer_of(text).replace(text).text
    place, _, rest = said.removeprefix("In Town ").partition(", Area ")
    assert (len(place), rest[1:]) == (
        1,
        ". At the primary school. Mum primary carer. Under Primary Care.",
    )


def test_a_team_by_a_letter_does_not_shout() -> None:
    agencies = (Agency("h", "Zedford Infirmary", "hospital"),)
    text = "Adm to ZMQ bed 12."
    records = case_of(text, agencies=agencies)
    teams = (*records.teams, Team("h/z", "h", "ZMQ"))
    replacer = prepare(replace(records, teams=teams), options=Options(), salt="s")
    assert replacer.replace(text).text == "Adm to Team A bed 12."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Speaks Polish to them.", "Speaks another language to them."),
        ("She prefers Polish.", "She prefers another language."),
        ("Speaks Polish women down.", "Speaks foreign women down."),
    ],
)
def test_a_language_that_is_generalised_is_another_language(text: str, said: str) -> None:
    told = [Decision("rare", "Polish", Said.GENERALISE)]
    assert replacer_of(text, decisions=told).replace(text).text == said


def test_the_year_of_a_judgment_that_everybody_knows_stays() -> None:
    scope = DateContext(scope=(date(2010, 1, 1), date(2013, 6, 30)))
    dates = TextDates(Shift(DateMode.OFFSET, 7 * 104), scope)
    moved = dates.moved("Cf. R v Brown [1993]. Convicted in 2012 (2011).", date(2013, 5, 1))
    assert moved == "Cf. R v Brown [1993]. Convicted in 2014 (2013)."
    whole = "R v Zedmore [2009]."  # of somebody of the case, whose name has a stand-in
    assert dates.moved(Stretch.of(whole, 11, len(whole)), date(2013, 5, 1)) == " [2011]."


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["DS Frostick rang.", "S. Frostick: told."], "A detective sergeant: told."),
        (
            ["At 18 Sea Lane.", "At 18 Sea Ln. They're at 18."],
            "At [address 1]. They're at [address 1].",
        ),
        (["4 Hub Close, Deeping St James.", "In Deeping St James."], "In Town B."),
        (["Mr Roy of Chattertons LLP."], "Mr Roy of a law firm."),
    ],
)
def test_all_of_a_name_goes_with_it(texts: Sequence[str], said: str) -> None:
    assert replacer_of(*texts, salt="s").replace(texts[-1]).text == said


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        ("On the A52, twice.", Decision("number", "A52", Said.REPLACE), "On the main road, twice."),
        (
            "Sgt Hope 1402.",
            Decision("number", "1402", Said.REPLACE),
            "A police sergeant [number A].",
        ),
        (
            "A white Vauxhall Combo van came.",
            Decision("rare", "white Vauxhall Combo van", Said.GENERALISE),
            "A van came.",
        ),
    ],
)
def test_what_was_answered_reads_well(text: str, told: Decision, said: str) -> None:
    assert replacer_of(text, decisions=[told]).replace(text).text == said


def test_families_and_saints_that_nobody_declared() -> None:
    text = "Mr Zedling rang. At the Zedlings' house. At St Adela's. Told Kelly-Anne."
    told = [
        Decision("unknown word", "Zedling", Said.REPLACE, "Mr Zedling rang."),
        Decision("unknown word", "Zedlings", Said.REPLACE, "At the Zedlings' house."),
        Decision("unknown word", "St Adela", Said.REPLACE, "At St Adela's."),
        Decision("unknown word", "Kelly-Anne", Said.REPLACE, "Told Kelly-Anne."),
    ]
    said = replacer_of(text, decisions=told).replace(text).text
    surname, rest = said.removeprefix("Mr ").split(" rang. At the ")
    saint, first = rest.split("At St ")[1].rstrip(".").split("'s. Told ")
    assert said == f"Mr {surname} rang. At the {surname}s' house. At St {saint}'s. Told {first}."
    assert not {surname, saint, first} & {"Zedling", "Adela", "Kelly"}
    assert "[" not in said


def test_no_call_sign_is_a_country() -> None:
    assert _asked("Area search by Hotel India 20. Moved to India.") == {("rare", "India")}
    assert ("rare", "India") not in _asked("Area search by Hotel India 20.")


@pytest.mark.parametrize("text", ["9/12 check done.", "CO 12/12, fined.", "Got 9/12 suspended."])
def test_months_as_doctors_and_courts_write_them_are_no_day(text: str) -> None:
    scope = DateContext(scope=(date(2010, 1, 1), date(2013, 6, 30)))
    dates = TextDates(Shift(DateMode.OFFSET, 7 * 104), scope)
    assert dates.moved(text, date(2012, 12, 1)) == text
    assert not list(dates.questions(Text(text, "", date(2012, 12, 1)), ()))


FAMILY = (
    *STOKES,
    Person("M", "Pauline Stokes", frozenset({Role.FAMILY})),
    Person("N", "Nora Dunnock", frozenset({Role.FRIEND})),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Caller Zbigniew Dunnock rang.", "Caller Zbigniew of the friend's family rang."),
        (
            "Fight: L. Stokes and L Stokes.",
            "Fight: somebody of the family and somebody of the family.",
        ),
        ("L. Stokes came.", "Somebody of the family came."),
        ("Seen: R v Stokes, fined.", "Seen: R v the perpetrator, fined."),
        ("Granny Pauline's house.", "The relative's house."),
        ("Van of Stokes & Son.", "Van of a local employer."),
        ("Told Darren Stokes and Mrs Dunnock.", "Told the perpetrator and the friend."),
    ],
)
def test_by_role_another_of_the_surname_is_nobody_of_the_case(text: str, said: str) -> None:
    assert replacer_of(text, people=FAMILY).replace(text).text == said


def test_a_sentence_of_another_language_is_sought_whole(tmp_path: Path) -> None:
    told = [Decision("rare", "Mamusia płacze, tata ją bije", Said.GENERALISE)]
    text = "She said “Mamusia płacze, tata ją bije”. Calls him tata."
    replacer = replacer_of(text, decisions=told)
    said = replacer.replace(text).text
    assert said == "She said “Words in another language”. Calls him tata."
    key = {
        "identities": replacer.key_identities(),
        "secrets": sorted(replacer.key_speech()),
    }
    found = []
    for one in (said, text):
        (tmp_path / "a.txt").write_text(one, "utf-8")
        found.append(bool(verify(tmp_path, _good() | key).leaks))
    assert found == [False, True]


@pytest.mark.parametrize(
    ("text", "word", "instead", "said"),
    [
        (
            "I'm a Traveller on my side.",
            "Traveller",
            "minority",
            "I'm from another community on my side.",
        ),
        ("She is a Somali.", "Somali", "foreign", "She is from another country."),
        ("On a Traveller site.", "Traveller", "minority", "On a minority site."),
        ("Yoruba interp. not needed.", "Yoruba", "another language", "Interp. not needed."),
    ],
)
def test_a_people_and_a_language_read_well(text: str, word: str, instead: str, said: str) -> None:
    told = [Decision("rare", word, Said.GENERALISE, replacement=instead)]
    assert replacer_of(text, decisions=told).replace(text).text == said


def test_of_two_who_have_a_surname_that_is_a_word_one_is_no_constable() -> None:
    text = "PC 12 Deal rang. Chaired by Mrs Deal."
    replacer = replacer_of(text)
    assert replacer.replace(text).text == "A police constable rang. Chaired by somebody."
    assert not replacer.questions


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Lead prof: Mr A., Larkford today.", {"A", "Larkford"}),
        ("Told Ash Cartmell-Booth. Told Ash of it.", {"Ash Cartmell-Booth", "Ash"}),
        ("Foster carers. Bench chair. Photo'd. PNCID: none.", set()),
    ],
)
def test_more_that_is_asked_and_is_not(text: str, asked: set[str]) -> None:
    assert {question.text for question in replacer_of(text).questions} == asked


def test_no_word_of_a_page_is_half_of_a_name(tmp_path: Path) -> None:
    key = _good() | {"identities": [{"kind": "other", "id": "1", "originals": ["Colin"]}]}
    found = []
    for scope, text in (("col", "In this case"), ("x", "Col<b>in</b> left")):
        page = f'<table><tr><th scope="{scope}">{text}</th></tr></table>'
        (tmp_path / "a.html").write_text(page, "utf-8")
        found.append(bool(verify(tmp_path, key).leaks))
    assert found == [False, True]


JOINED = (
    Person("S", "Bethan (sister)", frozenset({Role.FAMILY}), ("Bethan ap Gwyn",)),
    Person("P", "Maria de Souza", frozenset({Role.PERPETRATOR}), ("Ms de Souza",)),
)


def test_what_joins_two_names_is_no_name() -> None:
    text = "Bethan ap Gwyn, Sgt Rhys ap Dafydd and Ms de Souza, de facto owner. Maria de Souza."
    said = replacer_of(text, people=JOINED).replace(text).text
    assert said == (
        "The sister, a police sergeant and the perpetrator, de facto owner. The perpetrator."
    )
    neutral = replacer_of(text, people=JOINED, names=Names.NEUTRAL).replace(text).text
    assert " ap " in neutral
    assert neutral.count(" de ") == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("DC Hughes-Jones. Mrs Hughes. Mr Jones.", "A detective constable. Mrs Hughes. Mr Jones."),
        ("HV Ann Holt rang. Told Mrs Holt.", "A health visitor rang. Told a health visitor."),
        ("Told Dr Non Wyn Griffiths. Dr NWG left.", "Told a doctor. A doctor left."),
        ("Told PCSO Sion C. of it.", "Told a community support officer of it."),
        ("Cst 2871 Gwilym ROBERTS left.", "A police constable left."),
        ("At 3 Tai Newyddion LL57 3EQ.", "At [address 1] [postcode 1]."),
        ("To Ysgol Llanfair, from Ysbyty Ynys.", "To the school, from a hospital."),
        (
            "His wife in Islam. Drives for Menai Cabs.",
            "His wife in Islam. Drives for a local employer.",
        ),
    ],
)
def test_names_of_other_shapes(text: str, said: str) -> None:
    assert replacer_of(text).replace(text).text == said


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("“mae o'n trio lladd fi”. “gonna kill”.", {("rare", "mae o'n trio lladd fi")}),
        ("“tawel adra” he said. “love bite”.", {("rare", "tawel adra")}),
        ("Moved to Pen-y-groes then. A drop-in-centre.", {("unknown word", "Pen-y-groes")}),
        ("From source “Penguin” then.", {("unknown word", "Penguin")}),
    ],
)
def test_more_that_a_neighbour_would_know(text: str, asked: set[tuple[str, str]]) -> None:
    assert _asked(text) == asked


def test_a_child_is_no_country() -> None:
    people = (Person("C", "Mali", frozenset({Role.CHILD})),)
    assert _asked("Mali seen. From Peru.", people) == {("rare", "Peru")}


def test_an_agency_that_is_known_by_letters_does_not_shout() -> None:
    agencies = (Agency("p", "Zedshire Police", "police", aliases=("ZDP",)),)
    replacer = replacer_of("Told ZDP.", agencies=agencies)
    assert replacer.replace("ZDP").text == "The local police"


def test_initials_of_a_double_name_go_whole() -> None:
    people = (Person("V", "Ceri Rowlands-Vaughan", frozenset({Role.VICTIM})),)
    assert replacer_of("x", people=people).replace("Dragged CR-V out.").text == (
        "Dragged the victim out."
    )
    people = (Person("V", "Ceri Rowlands-Parry", frozenset({Role.VICTIM})),)
    forms = {f.original for one in replacer_of("x", people=people).identities for f in one.forms}
    assert not {"CR-P", "CRP"} & forms  # the CRP of a blood test is no leak


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("Offender is a Romani lad.", "Romani", "Offender is a foreign lad."),
        ("She speaks Romani.", "Romani", "She speaks another language."),
        ("In a silver VW Golf Mk4.", "silver VW Golf Mk4", "In a car."),
        ("A black Merc E class.", "black Merc E class", "A car."),
    ],
)
def test_what_is_generalised_fits_its_sentence(text: str, word: str, said: str) -> None:
    told = [Decision("rare", word, Said.GENERALISE)]
    assert replacer_of(text, decisions=told).replace(text).text == said


QUINNS = (
    Person("V", "Fola Adebayo", frozenset({Role.VICTIM}), ("Mrs Quinn",)),
    Person("P", "Martin Quinn", frozenset({Role.PERPETRATOR})),
    Person("B", "Bridie Quinn", frozenset({Role.FAMILY})),
    Person("C", "Ronan", frozenset({Role.CHILD})),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ronan Quinn's hand.", "The child's hand."),
        ("Mrs Adebayo (senior) came.", "Somebody of the victim's family came."),
        ("Letter to Mr and Mrs M Quinn.", "Letter to the victim and the perpetrator."),
    ],
)
def test_by_role_each_of_a_family_is_who_they_are(text: str, said: str) -> None:
    assert replacer_of(text, people=QUINNS).replace(text).text == said


def test_an_initial_that_was_answered_takes_its_full_stop() -> None:
    told = [Decision("unknown word", "R", Said.REPLACE, "R.'s speech.")]
    text = "R.'s speech."
    assert replacer_of(text, people=QUINNS, decisions=told).replace(text).text == (
        "The child's speech."
    )


def test_who_is_said_to_be_somebody_gets_a_name_and_no_number() -> None:
    text = "His sister Hodanzed rang. Mairzedd left. Told Zedwell Ltd of it. Zedfirm rang."
    told = [
        Decision("unknown word", "Hodanzed", Said.REPLACE, "His sister Hodanzed rang."),
        Decision("unknown word", "Mairzedd", Said.REPLACE, "Mairzedd left."),
        Decision("unknown word", "Zedfirm", Said.REPLACE, "Zedfirm rang."),
    ]
    said = replacer_of(text, decisions=told).replace(text).text
    assert said.count("[name ") == 1
    assert said.endswith(" [name 1] rang.")
