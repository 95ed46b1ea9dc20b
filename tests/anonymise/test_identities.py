"""Who and what is found in a case, and what each is called in its pack."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdb.model import Agency, Person, Relation, Role, Team
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Names, Options
from joinedup.anonymise.persons import Name, role_phrases, taken_apart
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.words import lists
from tests.anonymise.cases import AGENCIES, PEOPLE, case_of, replacer_of


def test_names_are_taken_apart() -> None:
    assert taken_apart("SHARROCK-Jones, Mary Ann") == Name(("Mary", "Ann"), ("SHARROCK", "Jones"))
    assert taken_apart("Mary Smith-Jones") == Name(("Mary",), ("Smith", "Jones"))
    assert taken_apart("Mr Marsden-Cole") == Name((), ("Marsden", "Cole"))
    assert taken_apart("Anne-Marie") == Name(("Anne",), ("Marie",))
    assert taken_apart("Nain Ap-Rhys") == Name((), ("Ap", "Rhys"))
    assert taken_apart("nain") is None
    assert taken_apart("Our Kev") == Name(("Kev",))
    assert taken_apart("Babcia Halina") == Name(("Halina",))
    assert taken_apart("Kevin Pryce snr") == Name(("Kevin",), ("Pryce",), "senior")
    assert taken_apart("Mr O'Brien") == Name((), ("O'Brien",))
    for no_name in ("The neighbour", "Kayleigh's mother", "maternal grandmother", "Child 1", ""):
        assert taken_apart(no_name) is None


def test_a_town_in_an_address_is_one_though_an_agency_is_called_so() -> None:
    agencies = (Agency("housing", "Thornsea Homes", "housing", aliases=("Thornsea Housing",)),)
    text = "Of 3 Dale Rise, Thornsea. Not to enter Thornsea. Thornsea Homes rang."
    said = replacer_of(text, agencies=agencies).replace(text).text
    assert said == "Of [address 1], Town A. Not to enter Town A. The housing association rang."


def test_an_organisation_that_only_a_part_of_the_country_tells_is_called_by_its_kind() -> None:
    """ "North West Ambulance Service" is one, though each of its words is of many."""
    agencies = (
        Agency("ambulance", "North West Ambulance Service NHS Trust", "ambulance"),
        Agency("probation", "National Probation Service", "probation"),
    )
    text = (
        "North West Ambulance Service came. Rang North West Ambulance, then the Probation Service."
    )
    said = replacer_of(text, agencies=agencies).replace(text).text
    assert "North" not in said and said.count("ambulance service") == 2
    assert said.endswith("then the Probation Service.")


TWO_OF_A_NAME = (
    Person("P", "Kev", frozenset({Role.PERPETRATOR}), ("Kevin Pryce", "Our Kev", "Mr Pryce")),
    Person("F", "Kevin Pryce senior", frozenset({Role.FAMILY}), ("Kevin Pryce snr",)),
    Person("V", "Magda", frozenset({Role.VICTIM}), ("Magdalena Pryce", "Mrs Pryce")),
)


def test_father_and_son_of_one_name_stay_two() -> None:
    text = "Kevin Pryce, his father Kevin Pryce Snr. Our Kev rang."
    by_role = replacer_of(text, people=TWO_OF_A_NAME).replace(text).text
    assert by_role == "The perpetrator, his father, the relative. Our perpetrator rang."
    said = replacer_of(text, people=TWO_OF_A_NAME, names=Names.NEUTRAL).replace(text).text
    first, last, *_ = said.replace(",", "").split()
    assert said == f"{first} {last}, his father {first} {last} snr. Our {first} rang."


def test_a_nickname_is_of_the_same_name_and_an_initial_is_another() -> None:
    text = "Magda rang. Magdalena Pryce. Magda P and Mrs P. Magda a friend."
    said = replacer_of(text, people=TWO_OF_A_NAME, names=Names.NEUTRAL).replace(text).text
    first, _, whole, last, *_ = said.split()
    letter = last[0]
    assert whole == first
    assert said == (
        f"{first} rang. {first} {last} {first} {letter} and Mrs {letter}. {first} a friend."
    )
    assert letter != "P"


def test_pronouns_near_a_name_say_which_names_are_like_it() -> None:
    people = (Person("V", "Quorra", frozenset({Role.VICTIM})),)

    for text, gender in (
        ("Quorra said that she fell.", "feminine"),
        ("Quorra and his son", "masculine"),
    ):
        replacer = replacer_of(text, people=people, names=Names.NEUTRAL)
        (identity,) = [i for i in replacer.identities if i.kind == "person"]
        drawn = identity.replacement.casefold()
        assert drawn in lists()["neutral"][gender].casefold().split()


def test_roles_say_who_is_who_and_each_is_said_once() -> None:
    people = (
        *PEOPLE,
        Person("C2", "Jake", frozenset({Role.CHILD})),
        Person("S", "Kayleigh's sister", frozenset({Role.FAMILY})),
        Person("N", "The neighbour", frozenset({Role.NEIGHBOUR})),
    )
    records = case_of(people=people, relations=(Relation("M", "V", "parent"),))
    assert role_phrases(records) == {
        "V": "the victim",
        "P": "the perpetrator",
        "C1": "the first child",
        "C2": "the second child",
        "M": "the victim's mother",
        "S": "the victim's sister",
        "N": "the neighbour",
    }


def test_agencies_are_called_by_their_kind_each_by_a_name_of_its_own() -> None:
    replacer = replacer_of()
    called = [replacer.name_of("agency", a.agency_id) for a in AGENCIES]
    assert called == [
        "Local police",
        "Neighbouring force",
        "GP practice",
        "Second GP practice",
        "IDVA service",
        "Housing association",
    ]


def test_an_agency_whose_name_tells_nothing_keeps_it() -> None:
    replacer = replacer_of(
        agencies=(Agency("csc", "Children's Social Care", "childrens-social-care"),)
    )
    assert replacer.name_of("agency", "csc") == "Children's Social Care"
    assert not [i for i in replacer.identities if i.kind == "agency"]


def test_teams_are_called_by_what_they_do() -> None:
    records = case_of("Passed to the Kestrel Team. Willow Ward rang.")
    teams = (
        Team("police/k", "police", "Kestrel Team", "Stanmere"),
        Team("police/c", "police", "Custody"),
        Team("police/s", "police", "Stanmere PPU", "Stanmere"),
        Team("police/d", "police", "Doctors", aliases=("Dr Okafor",)),
        Team("police/a", "police", "A&E"),
    )
    from dataclasses import replace

    replacer = prepare(replace(records, teams=teams), options=Options(), salt="s")
    assert [replacer.name_of("team", t.team_id) for t in teams] == [
        "Team A",
        "Custody",
        "Town A PPU",
        "Doctors",
        "Emergency department",
    ]
    assert replacer.replace("Dr Okafor of the Kestrel Team").text == "A doctor of the Team A"


def test_a_surname_of_a_household_may_be_an_officers_too() -> None:
    text = "PC Sharrock spoke to Ms Sharrock."
    assert replacer_of(text).replace(text).text == "A police constable spoke to the victim."


def test_a_person_is_no_professional_for_standing_behind_a_word_like_one() -> None:
    text = "Her sister Carol rang. Sister Carol Sharrock came."
    done = replacer_of(text).replace(text).text
    assert "ward sister" not in done
    assert "Carol" not in done


def test_the_same_professional_with_and_without_number_and_first_name() -> None:
    text = "PC 1234 Mellor; PC Mellor; PC Ada Mellor; PC 1234 came. Mellor left."
    replacer = replacer_of(text)
    assert replacer.replace(text).text == (
        "A police constable; a police constable; a police constable; a police constable came. "
        "A police constable left."
    )


def test_the_key_has_every_way_of_writing_and_is_plain_data() -> None:
    import json

    replacer = replacer_of("Rang 07700 900123. Saw Dr Patel of 12 Amber Street.")
    key = json.loads(json.dumps([replacer.key_identities(), replacer.key_numbers()]))
    by_id = {one["id"]: one for one in key[0]}
    assert {"Kayleigh", "Sharrock", "Kayleigh Sharrock", "KS"} <= {*by_id["V"]["originals"]}
    assert by_id["professional-1"]["originals"] == ["Dr Patel", "Patel"]
    assert {(n["kind"], n["original"]) for n in key[1]} == {
        ("phone", "07700 900123"),
        ("address", "12 Amber Street"),
    }


_NAMES = st.sampled_from(
    [
        "Kayleigh",
        "Leanne",
        "Siobhan",
        "Zoë",
        "O'Brien",
        "Nguyen",
        "Smith-Jones",
        "Mbeki",
        "Wu Zhang",
    ]
)
_AROUND = st.sampled_from(
    ["Saw {} at home.", "{}'s phone", "It was {}.", "({})", "“{}” said", "{}/Tolley", "re:{}",
     "\n{}\n", "A {} B", "{} {}", "<i>{}</i>", "x={};", "to {}, who left"]
)  # fmt: skip
_CASE = st.sampled_from([str, str.upper, str.lower, str.title])


@settings(max_examples=60)
@given(_NAMES, _AROUND, _CASE, st.sampled_from(list(Names)))
def test_a_name_that_is_no_word_is_never_left(name, around, case, names) -> None:  # type: ignore[no-untyped-def]
    people = (Person("V", name, frozenset({Role.VICTIM})), *PEOPLE[1:2])
    text = around.replace("{}", case(name))
    replacer = replacer_of(text, people=people, names=names)
    done = replacer.replace(text).text.casefold()
    for part in name.casefold().replace("-", " ").split():
        assert part not in done


@settings(max_examples=60)
@given(st.text("Kayleigh SRTolr.,'-/<b>|\n 0123456789", max_size=60))
def test_what_is_not_recorded_as_replaced_stands_as_it_was(text: str) -> None:
    replacer = replacer_of("Kayleigh", text)
    done = replacer.replace(text)
    rest, out = text, done.text
    for use in done.used:
        before, found, rest = rest.partition(use.original)
        assert found
        assert out.startswith(before + use.replacement)
        out = out[len(before) + len(use.replacement) :]
    assert out == rest


def test_drawn_initials_are_no_word_and_nobody_elses() -> None:
    for number in range(200):
        drawn_for = replacer_of("KS and WT were seen.", names=Names.NEUTRAL, salt=f"salt {number}")
        one, _, other, *_ = drawn_for.replace("KS and WT were seen.").text.split()
        assert one != other
        assert not {one, other} & {"OK", "GP", "HV", "MH", "PC", "DC", "AM", "PM", "US", "IT"}


DOUBLE = (
    Person("V", "Grace", frozenset({Role.VICTIM}), ("Mrs Ap-Rhys",)),
    Person("P", "Fergus", frozenset({Role.PERPETRATOR}), ("Mr Marsden-Cole", "Fergus M-C")),
    Person("N", "nain", frozenset({Role.FAMILY})),
)


def test_a_double_surname_is_one_name_however_it_is_written() -> None:
    replacer = replacer_of("Seen.", people=DOUBLE, names=Names.NEUTRAL)

    def said(text: str) -> str:
        return replacer.replace(text).text

    first, double = said("Fergus"), said("Marsden-Cole")
    assert double.count("-") == 1
    assert said("Mr Marsden-Cole and Fergus Marsden-Cole") == f"Mr {double} and {first} {double}"
    letters = "-".join(part[0] for part in double.split("-"))
    assert said("Saw Fergus M-C there") == f"Saw {first} {letters} there"
    other = said("Ap-Rhys")
    assert said("Mrs Ap-Rhys; Mrs Aprhys") == f"Mrs {other}; Mrs {other}"


def test_a_relation_word_is_no_name() -> None:
    replacer = replacer_of("Seen.", people=DOUBLE, names=Names.NEUTRAL)
    assert replacer.replace("Kids at nain's.").text == "Kids at nain's."


def test_the_name_of_a_professional_ends_with_its_sentence() -> None:
    text = "Seen by DCI Rhodri Vaughan. Kayleigh was upset."
    assert replacer_of(text).replace(text).text == (
        "Seen by a detective inspector. The victim was upset."
    )
    people = (Person("V", "Will", frozenset({Role.VICTIM}), ("Will Marsh",)),)
    text = "Seen by DCI Rhodri Vaughan. Will was upset."
    assert replacer_of(text, people=people).replace(text).text == (
        "Seen by a detective inspector. The victim was upset."
    )


def test_an_initial_goes_with_the_surname() -> None:
    text = "PC Imran Brook came. Seen by PC I Brook and I. Brook."
    said = replacer_of(text).replace(text).text
    assert said == "A police constable came. Seen by a police constable and a police constable."


def test_a_doctor_after_a_word_in_capitals_is_no_drive() -> None:
    text = "Pronounced at scene by HEMS Dr Okonjo. Of 8 Oak Dr."
    said = replacer_of(text).replace(text).text
    assert said == "Pronounced at scene by HEMS a doctor. Of [address 1]."


def test_a_street_called_after_somebody_goes_whole() -> None:
    text = "Of 14 Bosun's Lane now."
    assert replacer_of(text).replace(text).text == "Of [address 1] now."


def test_a_team_of_a_town_leaves_neither_the_town_nor_its_letters() -> None:
    team = Team("police/n", "police", "Tregarrick Neighbourhood Team", aliases=("Tregarrick NPX",))
    text = "Of 6 Chapel Row, Tregarrick TR99 4QZ. The Tregarrick NPX went to Tregarrick."
    made = prepare(replace(case_of(text), teams=(team,)), salt="salt")
    assert "Tregarrick" not in made.replace(text).text
    assert "Tregarrick" not in made.replace("Tregarrick NPX").text


def test_a_teacher_among_the_names_of_a_team_is_no_team() -> None:
    team = Team("housing/s", "housing", "Staff", aliases=("Mrs Zedby-Holt",))
    text = "I told Mrs Zedby-Holt at the gate."
    said = prepare(replace(case_of(text), teams=(team,)), salt="salt").replace(text).text
    assert said == "I told a member of staff at the gate."


def test_initials_that_nobody_declared_become_those_of_the_pack() -> None:
    people = (Person("P", "Tyrone", frozenset({Role.PERPETRATOR}), ("Tyrone Zedby",)),)
    text = "Arrested TZ at home."
    told = [Decision("unknown word", "TZ", Said.REPLACE, "")]
    made = replacer_of(text, people=people, names=Names.NEUTRAL, decisions=told)
    first, last = made.replace("Tyrone Zedby").text.split()
    assert made.replace(text).text == f"Arrested {first[0]}{last[0]} at home."


def test_what_is_generalised_fits_behind_an_adjective() -> None:
    told = [Decision("rare", "hammer", Said.GENERALISE, "")]
    text = "Came with the slate hammer, and a hammer."
    said = replacer_of(text, decisions=told).replace(text).text
    assert said == "Came with the slate weapon, and a weapon."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PC 999 Bright attended.", "A police constable attended."),
        ("PC 136 on scene, section 136.", "A police constable on scene, section 136."),
        ("DC 101 Hope; rang 101.", "A detective constable; rang 101."),
    ],
)
def test_a_collar_number_names_somebody_whatever_words_stand_beside_it(
    text: str, said: str
) -> None:
    assert replacer_of(text).replace(text).text == said
