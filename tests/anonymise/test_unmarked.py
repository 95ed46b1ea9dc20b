"""What may tell somebody and has no capital, few digits or an unusual shape: asked, or replaced."""

from __future__ import annotations

from datetime import date

import pytest

from graphdb.dates import DateContext
from graphdb.model import Person, Role
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.numbers import found_in
from tests.anonymise.cases import replacer_of


def dated_questions(text: str) -> list[Question]:
    """Return what is asked of the dates of a text."""
    dates = TextDates(Shift(DateMode.OFFSET, 2807), DateContext())
    return list(dates.questions(Text(text, "a.csv, row 2", date(2012, 4, 17)), ()))


def asked(text: str) -> set[str]:
    return {question.text for question in replacer_of(text).questions}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dr akintola reviewed the dose.", "akintola"),
        ("Seen by sgt trewin at the desk.", "trewin"),
        ("Rang mr pascoe next door.", "pascoe"),
        ("Staying with friend katarzyna.", "katarzyna"),
        ("Child's friend zara came for tea.", "zara"),
        ("kasia rang twice.", "kasia"),
        ("morrab surgery sent the notes.", "morrab"),
        ("Moved to redruth in the end.", "redruth"),
        ("Lives above the chip shop in newlyn.", "newlyn"),
        ("李娜 interpreted.", "李娜"),
        ("محمد rang.", "محمد"),
        ("प्रिया शर्मा rang.", "प्रिया शर्मा"),
        ("Worker: A. K.", "A. K."),
        ("Signed A.K., then filed.", "A.K."),
        ("Address: The Old Forge.", "Old Forge"),
        ("Home: Rose Cottage, by the sea.", "Rose Cottage"),
        ("Ward: Phoenix; bed 4.", "Phoenix"),
        ('Seen with "Spud" in town.', "Spud"),
        ("Benefit JSA 12 34 567 stopped.", "12 34 567"),
        ("Rang 600-123-456.", "600-123-456"),
        ("Caravan 41 at the park.", "Caravan 41"),
        ("Room 12 at the refuge.", "Room 12"),
        ("Sent to MARAC case 17 then.", "MARAC case 17"),
        ("Log 551 has it.", "Log 551"),
        ("Case number: 2012 / 44.", "Case number: 2012 / 44"),
        ("His mobile ends in 456.", "456"),
        ("Share code W12 345 678.", "W12 345 678"),
        ("TikTok user mouse.cornwall.", "mouse.cornwall"),
        ("Kik: xx_mouse_xx.", "xx_mouse_xx"),
        ("Sent to mouse@example then.", "mouse@example"),
        ("Posted at t.me/mouseteam.", "t.me/mouseteam"),
        ("Found at filled.count.soap.", "filled.count.soap"),
        ("On 4 marca she left.", "4 marca"),
        ("On 22 Mawrth 2012 she left.", "22 Mawrth 2012"),
        ("On 22 mars 2012 she left.", "22 mars 2012"),
        ("On 22 Marhc 2012 she left.", "22 Marhc 2012"),
        ("On 22 (Thursday) March 2012 she left.", "22 (Thursday) March 2012"),
        ("Seen 22, 23 and 24/3/12 at home.", "22, 23 and 24/3/12"),
        ("On 22 of 3 of 2012 she left.", "22 of 3 of 2012"),
        ("For week ending 22-3 paid.", "22-3"),
        ("Filed 22 03 12 by hand.", "22 03 12"),
        ("On day 82 of 2012 she left.", "day 82 of 2012"),
        ("On the 81st day of 2012 she left.", "81st day of 2012"),
        ("It was jaydon's dad.", "jaydon"),
        ("He spoke to jaydon.", "jaydon"),
        ("Home with jaydon now.", "jaydon"),
        ("Her children: tyrelle, kezia and roo.", "kezia"),
        ("Lives near st erth.", "erth"),
        ("At 12 trelawney rd.", "trelawney"),
        ("Wills phone was broken.", "Wills"),
        ("Graces mum rang.", "Graces"),
        ("Due week 32.", "week 32"),
        ("Due wk 32 of 2012.", "wk 32"),
        ("Budget FY 12/13 cut.", "FY 12/13"),
        ("It was a leap day.", "leap day"),
        ("Left at the solstice.", "solstice"),
        ("twenty twelve was bad.", "twenty twelve"),
        ("two thousand and twelve was bad.", "two thousand and twelve"),
        ("Since oh nine it got worse.", "Since oh nine"),
        ("Sunset at 18:04 that day.", "Sunset at 18:04"),
        ("Her 30th on Saturday.", "Her 30th"),
        ("She turned thirty in spring.", "turned thirty"),
    ],
)
def test_what_nothing_marks_is_asked_once(text: str, word: str) -> None:
    assert word in asked(text)
    questions = [q for q in replacer_of(text).questions if q.text == word]
    kind, sentence = questions[0].kind, questions[0].sentence
    for said, stays in ((Said.KEEP, True), (Said.REPLACE, False)):
        decision = Decision(kind, word, said, sentence, replacement="" if stays else "something")
        answered = replacer_of(text, decisions=[decision])
        assert word not in {q.text for q in answered.questions}
        assert (word in answered.replace(text).text) == stays


@pytest.mark.parametrize(
    "text",
    [
        "dr reviewed the dose. pc attended, mum rang, friend came.",
        "PHQ-9 items 2 1 3 0 2 1 3 0 1, GAD-7 3 2 1 0 3 2 1.",
        "BP 120 80, sats 98 97 96, obs 72 16 36.",
        "Open 2010 2011 2012 2013 as before.",
        "At week 32 of pregnancy; week 2 of the course; 32 weeks; wk 12 scan.",
        "Room 12 was full. Unit staff rang. Block the number.",
        "N.F.A. then; A.E. letter; G.P. told.",
        "Outcome: No further action. Plan: The panel agreed.",
        'He said "Yes" and "No".',
        "Twenty minutes late; twenty one visits; two thousand pounds.",
        "His 3rd visit. Her 2nd child. The 30th call.",
        "In utero and in situ, e.g. and/or i.e. p.m. 24/7 w.e.f. then.",
        "Moved to hospital in the end. Went to court on foot.",
        "The log has 551 metres of it.",
        "Marks on neck. Marks noted. Marks seen on arm. Bills unpaid. Hopes high.",
    ],
)
def test_of_ordinary_words_and_figures_nothing_is_asked(text: str) -> None:
    assert asked(text) == set()


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Rang 0 7 7 0 0 9 0 0 4 5 6 now.", "phone", "Rang  now."),
        ("Rang 07 70 09 00 45 6 now.", "phone", "Rang  now."),
        ("Rang 07700 - 900 - 456 now.", "phone", "Rang  now."),
        ("Rang 07700, 900, 456 now.", "phone", "Rang  now."),
        ("Rang 07700 900 456/457 now.", "phone", "Rang  now."),
        ("On 9 4 3 4 7 6 5 9 1 9 now.", "nhs", "On  now."),
        ("On 94 34 76 59 19 now.", "nhs", "On  now."),
        ("NI Q Q 1 2 3 4 5 6 C now.", "ni", "NI  now."),
        ("DOB 12 7 84, seen.", "date_of_birth", "DOB , seen."),
        ("mouse.cornwall @ gmail . com is hers", "email", " is hers"),
        ("shiv dot tre at example dot org used", "email", " used"),
        ("see www dot mouse dot com now", "web", "see  now"),
        ("what3words: filled count soap", "gps", "what3words: "),
        ("sc 60 16 13 given", "other", "sc  given"),
    ],
)
def test_numbers_and_addresses_in_odd_spacing_are_found_whole(
    text: str, kind: str, rest: str
) -> None:
    (found,) = found_in(text)
    assert found.kind == kind
    assert text[: found.start] + text[found.end :] == rest
    number = replacer_of(text).replace(text).text
    assert text[found.start : found.end] not in number


def test_figures_in_a_row_that_are_no_number_of_somebody_stay() -> None:
    for text in ("Scored 3 2 1 0 3 2 1 0 2 1.", "12 34 56 78 90 was read out", "0 1 2 3 4 5 6 7"):
        assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Letter of the 3rd inst. filed.", "Letter of the 10th inst. filed."),
        ("Letter of the 14th ult. filed.", "Letter of the 21st ult. filed."),
        ("Due on the 2nd prox. then", "Due on the 9th prox. then"),
    ],
)
def test_the_day_of_a_letter_moves(text: str, moved: str) -> None:
    dates = TextDates(Shift(DateMode.OFFSET, 7), DateContext())
    assert dates.moved(text, date(2012, 4, 17)) == moved


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("On the twenty-second of March 2012 she left.", "On the twenty-eighth of November 2019"),
        ("On the Twenty Second of March she left.", "On the Twenty Eighth of November"),
        ("THE FIRST OF MAY 2012", "THE SEVENTH OF JANUARY 2020"),
        ("on the third day of May, 2012", "on the ninth day of January, 2020"),
        ("March the fourth was bad.", "November the tenth was bad."),
        ("March twenty-second, 2012.", "November twenty-eighth, 2019."),
        ("March the 22nd was bad.", "November the 28th was bad."),
        ("Taken 2012:03:22 21:08:00.", "Taken 2019:11:28 21:08:00."),
        ("On 22 iii 2012 she left.", "On 28 xi 2019 she left."),
        ("On 22ndMarch2012 she left.", "On 28thNovember2019 she left."),
        ("w/c 22nd there", "w/c 28th there"),
        ("On the 22nd Siobhan rang.", "On the 28th Siobhan rang."),
    ],
)
def test_days_in_words_and_in_rare_forms_move_whole(text: str, moved: str) -> None:
    dates = TextDates(Shift(DateMode.OFFSET, 2807), DateContext())
    assert dates.moved(text, date(2012, 3, 24)).startswith(moved)


@pytest.mark.parametrize(
    "text",
    ["the second may come", "all 3 may attend", "the first of many", "The third marched off."],
)
def test_what_is_no_day_in_words_stays(text: str) -> None:
    dates = TextDates(Shift(DateMode.OFFSET, 2807), DateContext())
    assert dates.moved(text, date(2012, 3, 24)) == text


@pytest.mark.parametrize(
    "text", ["Rang 22 march now.", "Seen the second March visit.", "In 2012/03 x."]
)
def test_what_may_be_a_day_or_a_month_is_asked(text: str) -> None:
    assert "date" in {question.kind for question in dated_questions(text)}


def test_a_day_of_birth_in_words_is_one() -> None:
    for text in ("Born on the twelfth of July, 1984.", "Date of birth twelfth July 1984."):
        (found,) = found_in(text)
        assert found.kind == "date_of_birth"
        assert "twelfth" not in replacer_of(text).replace(text).text


def test_a_name_of_the_case_that_is_a_word_is_asked_without_its_apostrophe() -> None:
    people = (Person("V", "Shiv", frozenset({Role.VICTIM})),)
    asked_of = {q.text for q in replacer_of("Shivs phone was broken.", people=people).questions}
    assert asked_of == {"Shivs"}
