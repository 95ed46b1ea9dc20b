"""What ordinary words tell by what stands beside them: asked, and what to write instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graphdb.dates import DateContext
from graphdb.model import Agency
from joinedup.anonymise.alike import with_groups
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.hurried import foreign_runs
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.model import Names, Options, Question, Text
from joinedup.anonymise.prepare import prepare
from tests.anonymise.cases import AGENCIES, PEOPLE, case_of, replacer_of
from tests.anonymise.cases import replaced as replaced_in


def asked(*texts: str) -> set[tuple[str, str]]:
    return {(question.kind, question.text) for question in replacer_of(*texts).questions}


@pytest.mark.parametrize(
    ("text", "kind", "words", "instead"),
    [
        ("Rang back, signed T. Gold", "unknown word", "T. Gold", ""),
        ("Manager L. Christmas: late again.", "unknown word", "L. Christmas", ""),
        ("Practitioner: H Banks", "unknown word", "H Banks", ""),
        ("Dr P saw her with the husband.", "unknown word", "Dr P", "A doctor saw her"),
        ("Drinks at the Crown with mates.", "unknown word", "the Crown", "Drinks at the pub with"),
        ("He was in the red lion again.", "unknown word", "red lion", "in the pub again"),
        ("Then in the kings arms till late.", "unknown word", "kings arms", "in the pub till"),
        ("Works at the crab factory.", "unknown word", "crab factory", "at the local factory"),
        ("She saw kasia from work there.", "unknown word", "kasia", ""),
        ("Rang oh seven seven double oh nine.", "number", "oh seven seven double oh nine", ""),
        ("MARAC: JK case 12. Actions agreed.", "number", "case 12", ""),
        ("Case 7 of 31. Police to tell.", "number", "Case 7 of 31", ""),
        ("Sent £200 home.", "rare", "£200", "Sent some money home."),
        ("Of flat 2 The Maltings, ground floor.", "unknown word", "Maltings", ""),
        ("Held at County Hall on the day.", "unknown word", "County Hall", ""),
        ("Jan Whitelaw rang twice.", "unknown word", "Jan Whitelaw", ""),
        ("They had gone to Skegness then.", "unknown word", "Skegness", "gone to [place 1] then"),
        ("Told him: man labai blogai, jis mane uzmus.", "rare", "labai blogai, jis mane uzmus", ""),
        ("She said mae e fel ei dad.", "rare", "mae e fel ei", ""),
        ("Off at the Green Man then.", "unknown word", "the Green Man", "Off at the pub then"),
        ("Out at the green man till late.", "unknown word", "green man", "at the pub till"),
        ("His vet is Paws & Claws.", "unknown word", "Paws & Claws", ""),
        ("Kids call him Monkey.", "unknown word", "Monkey", ""),
        ("I said that Mo said so.", "unknown word", "Mo", ""),
        ("Staying in rm 214 there.", "number", "rm 214", ""),
        ("Left £12k by her gran.", "rare", "£12k", "Left some money by"),
        ("She is the only thatcher in the county.", "rare", "only thatcher in the county", ""),
        ("msg: bring kez", "unknown word", "kez", ""),
        ("Asked for his močiutė.", "unknown word", "močiutė", ""),
    ],
)
def test_what_ordinary_words_tell_is_asked_once(
    text: str, kind: str, words: str, instead: str
) -> None:
    questions = [q for q in replacer_of(text).questions if q.text == words]
    assert [question.kind for question in questions] == [kind]
    sentence, said = questions[0].sentence, {"suggestion": questions[0].suggestion}
    keep = [Decision(kind, words, Said.KEEP, sentence)]
    assert words in replacer_of(text, decisions=keep).replace(text).text
    told = [Decision(kind, words, Said.REPLACE, sentence, other=said)]
    answered = replacer_of(text, decisions=told)
    assert (kind, words) not in {(q.kind, q.text) for q in answered.questions}
    assert words not in answered.replace(text).text
    assert instead in answered.replace(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Plan B agreed, hepatitis B given, vitamin D too; bruise L arm, blood group O positive.",
        "The case went to the Crown Court. In case 2 officers come. Case 3 times adjourned.",
        "One, two or three of four came; seven days later five of six.",
        "From work at nine. Wks hx pt, cd not see; hosp appt, meds, obs, resps and temp.",
        "Naproxen, omeprazole and codeine given; amoxicillin, paracetamol prn.",
        "Saw her in the kitchen at the farm, in the yard, at the same factory.",
        "Tel call, Ed full, mo si; search & rescue; Drug & Alcohol; call him back, call her.",
        "The only visit in the week; only seen in the clinic; in the green room, at the red light.",
        "A café, his fiancée, a naïve protégé; née and crèche.",
        "Some £5 and £12.50 for food.",
    ],
)
def test_ordinary_notes_are_not_asked(text: str) -> None:
    assert asked(text) == set()


def test_a_friend_may_be_dr_friend() -> None:
    told = "Dr Friend saw her."
    assert ("unknown word", "Friend") in asked(told, "Friend says that she is well.")
    assert ("unknown word", "Friend") not in asked(told, "A friend says that she is well.")
    assert ("unknown word", "Friend") not in asked("Friend says that she is well.")


def test_what_many_people_are_is_no_name_of_a_church() -> None:
    text = "Goes to the Lithuanian church. Her Lithuanian friend rang."
    assert replaced_in(text) == "Goes to the place of worship. Her Lithuanian friend rang."


def test_the_letter_after_a_first_name_is_nobody_else() -> None:
    made = replace(case_of("Wendy M came. M rang."), persons=PEOPLE)
    replacer = prepare(made, options=Options(Names.ROLE), salt="s", letters={"M": "F1"})
    said = replacer.replace("Wendy M came. M rang.").text
    assert said == "Wendy M came. F1 rang."


def test_a_saint_with_and_without_the_apostrophe_is_the_school() -> None:
    agencies = (*AGENCIES, Agency("s", "St Botolph's C of E Primary", "education"))
    text = "Strategy meeting at St Botolphs, then St Botolph's."
    said = replacer_of(text, agencies=agencies).replace(text).text
    assert "otolph" not in said


def test_a_street_that_is_a_word_is_known_by_its_number() -> None:
    text = "Called to 7 Hollyhock Mews. Text: let me out, hollyhock 7"
    assert replaced_in(text) == "Called to [address 1]. Text: let me out, Street B"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Female 35, cut above the eye.", "Female aged 35-44, cut above the eye."),
        ("Crew found a male 41.", "Crew found a male aged 35-44."),
        ("Male 2 left.", "Male 2 left."),
    ],
)
def test_an_age_after_a_sex_is_a_band(text: str, said: str) -> None:
    assert replaced_in(text) == said


def test_no_word_of_another_language_is_a_slip_of_a_name() -> None:
    text = "She said tayleigh wena muntu, ngikhathele."
    assert [text[a:b] for a, b in foreign_runs(text)] == ["tayleigh wena muntu, ngikhathele"]
    for said in ("She said kayleig wena muntu, ngikhathele.", "Says waynee njalo, ngikhathele."):
        assert replaced_in(said) == said
    assert replaced_in("She said kayleig had left.") == "She said the victim had left."


def dated(text: str) -> list[str]:
    dates = TextDates(Shift(DateMode.OFFSET, 2807), DateContext())
    questions: list[Question] = [*dates.questions(Text(text, "a.csv", date(2012, 7, 17)), ())]
    return [question.text for question in questions if question.kind == "date"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Last seen 22.07.", ["22.07"]),
        ("Clinic 22.07 and home.", ["22.07"]),
        ("DNA 14.7, 21.7 and 28.6.", ["14.7", "21.7", "28.6"]),
        ("Temp 37.2, pH 7.35, Hb 12.10, INR 2.3, ratio 10.12.", []),
        ("Paid £22.07, weight 10.12 kg, up by 4.5.", []),
        ("Left at 22.07.", []),
    ],
)
def test_a_day_with_a_full_stop_is_asked(text: str, days: list[str]) -> None:
    assert dated(text) == days


def test_letters_are_answered_at_once() -> None:
    texts = ("Rang S twice. Left.", "Told K about it. Left.", "Saw J in town. Left.")
    questions = with_groups(replacer_of(*texts).questions)
    assert [(q.kind, q.text) for q in questions] == [
        ("unknown word, all", "single letters"),
        *(("unknown word", letter) for letter in "SKJ"),
    ]


def test_a_child_is_noted_by_its_letter() -> None:
    assert ("unknown word", "E") in asked("E drew a man with red hands.")
    assert asked("B sample sent. Plan E drew on that.") == set()


def test_friend_says_is_what_the_doctor_says() -> None:
    told = [Decision("unknown word", "Friend", Said.REPLACE, "Friend says so.")]
    texts = ("Dr Friend saw her.", "Friend says so.")
    said = replacer_of(*texts, decisions=told).replace("Friend says so.").text
    assert said == "A doctor says so."
