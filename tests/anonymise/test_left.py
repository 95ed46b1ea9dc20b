"""What is left for a person to look at: no more than needed, and nothing kept quiet."""

from __future__ import annotations

import pytest

from graphdb.dates import DateContext
from graphdb.model import Person, Role
from joinedup.anonymise.alike import count_answers, with_groups
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.left import betraying, left_in, said_of_betrayal
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.words import tokens_of
from tests.anonymise.cases import case_of, replacer_of


def asked(text: str) -> set[tuple[str, str]]:
    return {(q.kind, q.text) for q in replacer_of(text).questions}


@pytest.mark.parametrize(
    "text",
    [
        "MARAC attended; DASH 14 ticks, NFA. Referred to the IDVA by CSC.",
        "He was in court in March for hitting her; from March to May, in May.",
        "Seen on Monday 3 March 2012 at 17:40, 24/40 weeks, BP 120/80.",
        "Sertraline 50mg and Citalopram. PHQ-9 14, GAD-7 9.",
        "He minimised; behaviour unrecognised. Programme colour organised.",
        "Section 47 enquiry. Custody Sergeant told. Response deployed.",
        "Mum said that Grandad rang A&E.",
        "Left 2145, resumed 0115. Said that I'm late and they've gone. Hx, HbA1c.",
        "£30.50 paid, 2 x 10 tablets, 3rd visit, 0115hrs, s.39.",
        "Outcome of Meeting and Next Steps: Home visit. “All well.” Plan agreed with the Team.",
        "Went to A&E. Vitamin given. Seen on the Ward by the Registrar, Monday. (Home again.)",
        "Seen with Ms Sharrock. Officers and an ambulance sent. Ms Sharrock; Home calm.",
        "3/7 headache. BP 120/80, P 72, T 36.8, sats 98%, O2 sats: 97, GCS 15/15, Hb 102.",
        "BNF: 20mg OD, paracetamol 1g QDS, x 28, 7/7. G3P2, 12+4, 24/40. Smokes 20/day, 40u/week.",
        "Bruise 3x2 cm, T12 tender, C5-6. He was 6ft, 5'10\" at most, 50p short. Safety plan v2.",
        "Ward 9B bed 12, class 3B, Y3, KS2, part 4A, Form H3, Ward 7, room 101, bus 42, gate 2.",
        "DASH 14 ticks; MARAC 17; 999 call, 101, s.47, s136; 60 hrs UPW; OGRS 67%; DOLS; ICD.",
        "Pulse 72/min, ESR 12, TSH, SADQ 34. Form FL401, form N138, C100; 2ww. Order 2011/445.",
    ],
)
def test_ordinary_english_and_words_of_the_field_are_not_asked_about(text: str) -> None:
    assert asked(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spoke to Zedbury about it.", {("unknown word", "Zedbury")}),
        ("She told Rose that all was well.", {("unknown word", "Rose")}),
        ("Rose said that all was well.", {("unknown word", "Rose")}),
        ("told sarah to ring", {("unknown word", "sarah")}),
        ("Kept under QX77413B there.", {("number", "QX77413B")}),
        ("Paid 40000 in all.", {("number", "40000")}),
        ("Ellis was there.", {("near a name", "Ellis")}),
        ("Went after Christmas.", {("tells a date", "Christmas")}),
        ("On her 30th birthday.", {("tells a date", "30th birthday")}),
        ("E said no.", {("unknown word", "E")}),
        ("G arrested at home.", {("unknown word", "G")}),
        ("Male WT seen.", {("unknown word", "WT")}),
        ("Party at The Three Horseshoes.", {("unknown word", "Three Horseshoes")}),
        ("Part of Op LYNX then.", {("unknown word", "LYNX")}),
        ("She is turning 30 soon.", {("tells a date", "turning 30")}),
        ("Code 1430 for the door.", {("number", "1430")}),
        ("Met by the Red Lion again.", {("unknown word", "Red Lion")}),
        (
            "Drinks at the Bull's Head in Tumble.",
            {("unknown word", w) for w in ("Bull's Head", "Tumble")},
        ),
        ("Stayed in Upper Slaughter.", {("unknown word", "Upper Slaughter")}),
        ("Mr Shah and Mr Khan saw it.", {("unknown word", "Shah"), ("unknown word", "Khan")}),
        ("Rang Mrs Begum-Hussain.", {("unknown word", "Begum-Hussain")}),
        # two words of one name are one question
        ("Mr Imran Shah saw it.", {("unknown word", "Imran Shah")}),
        ("Told by Jack Mercer of it.", {("unknown word", "Jack Mercer")}),
        ("Siân Llewellyn-Jones rang.", {("unknown word", "Siân Llewellyn-Jones")}),
        ("He worked from Top-Shop depot.", {("unknown word", "Top-Shop")}),
        ("Told the Anti-Social Behaviour team.", set()),
        ("Snow on Christmas Eve.", {("tells a date", "Christmas Eve")}),
        ("Delayed by Storm Agnes.", {("tells a date", "Storm Agnes")}),
        ("Left on Mayday after the derby.", {("tells a date", w) for w in ("Mayday", "the derby")}),
        ("Hiding at Llys-y-Coed then.", {("unknown word", "Llys-y-Coed")}),
        ("Told Mrs Ffion ap Gwyn.", {("unknown word", "Ffion ap Gwyn")}),
        ("Ms Tolley DNA.", set()),
        ("Seen by Liaison (Lee Dale).", {("unknown word", "Lee Dale")}),
        ("He works for Sergeant's; lifting.", {("unknown word", "Sergeant")}),
        ("She works for Housing and for Mum.", set()),
        ("They met on the Strand in town.", {("unknown word", "Strand")}),
        # a town that is a word, after a street, before a postcode, beside names
        ("To 8 Bread & Cheese Lane, Deal CT14 7AB.", {("unknown word", "Deal")}),
        ("He would take them to Deal.", {("unknown word", "Deal")}),
        ("Seen by Ms O. Brown.", {("unknown word", "Brown")}),
        (
            "She follows Arsenal now, he drinks in the Legion.",
            {("unknown word", w) for w in ("Arsenal", "Legion")},
        ),
        ("A butcher in Deal called.", {("unknown word", "Deal")}),
        ("Heard shouting at no. 19 again.", {("number", "no. 19")}),
        ("Duty: Lily rang.", {("unknown word", "Lily")}),
        ("Told that M-C had left.", {("unknown word", "M-C")}),
    ],
)
def test_what_nothing_explains_is_asked_about(text: str, expected: set[tuple[str, str]]) -> None:
    assert asked(text) == expected


def test_a_question_has_its_sentence_row_and_count() -> None:
    texts = ("First. Spoke to Zedbury. Last.", "Zedbury rang.", "Zedbury rang.")
    (question,) = replacer_of(*texts).questions
    assert (question.sentence, question.row, question.times) == (
        "Spoke to Zedbury.",
        "log.csv, row 2; log.csv, row 3; log.csv, row 4",
        3,
    )


def test_a_word_with_a_name_in_a_hundred_places_is_one_answer_and_all_are_shown() -> None:
    from tests.anonymise.test_text import WORDS

    texts = [f"Hope was low in week {n} of it." for n in range(1, 40)]
    questions = replacer_of(*texts, people=WORDS).questions
    assert count_answers(questions) == 1
    question, *each = with_groups(questions)
    assert (question.kind, question.text, question.sentence, question.times) == (
        "name or word, all",
        "Hope",
        "",
        39,
    )
    assert [one.sentence for one in each] == texts


def test_what_may_be_a_date_in_many_places_shows_them() -> None:
    texts = [f"She said 5/12 to the {n} worker." for n in ("first", "second", "third", "fourth")]
    dates = TextDates(Shift(DateMode.OFFSET, 371), DateContext(), 1950, 2018)
    asked = prepare(case_of(*texts), salt="1", dates=dates.moved, dated=dates, eyes=False)
    questions = [one for one in asked.questions if one.kind == "date"]
    assert [one.sentence for one in questions] == [""]
    assert all(text in questions[0].suggestion for text in texts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wanted him home for Christmas", ["Christmas"]),
        ("during lockdown, the world cup and half-term", ["lockdown", "world cup", "half-term"]),
        ("her 18th birthday; Eid; Bonfire Night", ["18th birthday", "Eid", "Bonfire Night"]),
        (
            "Children Act 1989, Working Together (2010, 5); per Working Together (2013); DASH 2009",
            ["Act 1989", "Working Together (2013)", "DASH 2009"],
        ),
        ("s.2 PHA 1997, s.136 MHA 1983; mca 2005", ["PHA 1997", "MHA 1983"]),
        ("sats 98%, Sats were 97; SATs week, SATs in May", ["SATs week", "SATs"]),
        ("to act 2010 times, in order 1989, the Rules of 2010", ["Rules of 2010"]),
        ("heid the door, a lent room, the new yearly plan", []),
    ],
)
def test_words_that_betray_a_date(text: str, words: list[str]) -> None:
    assert [text[a:b] for a, b in betraying(text)] == words


def test_a_law_may_lose_its_year() -> None:
    assert "without its year" in said_of_betrayal("Act 2014")
    assert "without its year" not in said_of_betrayal("Euro 2012")
    text = "Assessed under the Care Act 2014."
    (question,) = replacer_of(text).questions
    assert question.text == "Act 2014"
    told = [Decision(question.kind, "Act 2014", Said.REPLACE, replacement="Act")]
    assert replacer_of(text, decisions=told).replace(text).text == "Assessed under the Care Act."


def test_a_word_that_is_decided_goes_in_small_letters_too_where_it_is_no_word() -> None:
    text = "Zedbury rang; zedbury again."
    told = [Decision("unknown word", "Zedbury", Said.REPLACE, replacement="Robin")]
    assert replacer_of(text, decisions=told).replace(text).text == "Robin rang; Robin again."


def test_a_dose_that_comes_often_is_one_question() -> None:
    sentences = [f"Given {n} tablets, 5/7." for n in range(3, 6)]
    dates = TextDates(Shift(DateMode.OFFSET, 371), DateContext(), 1950, 2018)
    replacer = prepare(case_of(*sentences), salt="x", dates=dates.moved, dated=dates)
    assert [(q.kind, q.text, q.sentence, q.times) for q in replacer.questions] == [
        ("date", "5/7", "", 3)
    ]


def test_dates_that_are_moved_are_not_asked_as_numbers() -> None:
    text = "Entry=2012-03-14T20:15:00Z; 2012/03/14, from:14.iii.2012 (14MAR2012)."
    dates = TextDates(Shift(DateMode.OFFSET, 371), DateContext(), 1950, 2018)
    replacer = prepare(case_of(text), salt="x", dates=dates.moved, dated=dates)
    assert [q.text for q in replacer.questions] == []


def test_the_number_of_a_house_is_replaced_as_decided() -> None:
    text = "Shouting at no. 19 again."
    told = [Decision("number", "no. 19", Said.REPLACE, replacement="a neighbour’s")]
    replacer = replacer_of(text, decisions=told)
    assert replacer.replace(text).text == "Shouting at a neighbour’s again."
    assert replacer.questions == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Threshold discussed with Mark Wills.", "Mark Wills"),
        ("Dave Wills rang.", "Dave Wills"),
        ("Seen by Jane Early today.", "Jane Early"),
        ("Jack Long said that she is well.", "Jack Long"),
        ("Manager Ruth Cross rang.", "Ruth Cross"),
        ("Closed by Mark W. after that.", "Mark W"),
    ],
)
def test_a_surname_that_is_a_word_is_asked_with_its_first_name(text: str, name: str) -> None:
    assert ("unknown word", name) in asked(text)


def test_a_surname_is_asked_where_the_first_name_is_replaced_already() -> None:
    told = [Decision("unknown word", "Mark", Said.REPLACE, "")]
    left = replacer_of("Threshold discussed with Mark Wills.", decisions=told).questions
    assert [(q.kind, q.text) for q in left] == [("unknown word", "Mark Wills")]
    people = (Person("F", "Ruth", frozenset({Role.FRIEND})),)
    left = replacer_of("Seen by Ruth Short today.", people=people).questions
    assert [(q.kind, q.text) for q in left] == [("unknown word", "Ruth Short")]
    text = "Seen by Kenwyn Wills today."
    found = left_in(text, tokens_of(text), [(8, 14)], (), ())
    assert [one.text for one in found] == ["Wills"]


def test_what_a_worker_does_is_no_surname() -> None:
    found = asked("She was told that Sarah Midwife came, and Sarah Early Help visited.")
    assert found == {("unknown word", "Sarah")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr B to ring her.", ("unknown word", "B")),
        ("Arrested on the A30 there.", ("number", "A30")),
        ("The mortuary no 14-229.", ("number", "14-229")),
        ("She starts in Kingfisher class.", ("unknown word", "Kingfisher")),
        ("Off to Ireland on Monday.", ("rare", "Ireland")),
        ("He is Irish.", ("rare", "Irish")),
        ("Roofer, off work since his fall.", ("rare", "Roofer")),
        ("Veteran of the wars.", ("rare", "Veteran")),
        ("Was with 2 Rifles then.", ("rare", "2 Rifles")),
        ("Nativity. He shouted.", ("tells a date", "Nativity")),
        ("Starts Reception with her friend.", ("tells a date", "Starts Reception")),
    ],
)
def test_what_was_kept_quiet_is_asked(text: str, expected: tuple[str, str]) -> None:
    assert expected in asked(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Refuge in Stockton possible.", "Stockton"),
        ("Told Parkinson about it.", "Parkinson"),
        ("Referred to Lifeline. Signposted to Citizens Advice.", "Lifeline"),
        ("Owes a lot to Provident by now.", "Provident"),
        ("Engaged with Smart Steps.", "Smart Steps"),
    ],
)
def test_a_service_a_lender_and_a_town_that_a_board_is_called_by_are_asked(
    text: str, expected: str
) -> None:
    assert asked(text) == {("unknown word", expected)}


def test_a_thing_with_a_name_is_no_place_and_a_street_no_record_system() -> None:
    text = "Baby asleep in Moses basket. He uses a Zimmer frame."
    assert asked(text) == set()
    assert replacer_of(text).replace(text).text == text
    text = "Seen in Northgate. Told Moses."
    assert asked(text) == {("unknown word", "Moses")}
    assert replacer_of(text).replace(text).text == "Seen in Town B. Told Moses."
    assert asked("Recorded on Northgate.") == {("unknown word", "Northgate")}


def test_a_town_that_a_tool_is_called_by_is_replaced_and_the_tool_is_not_asked() -> None:
    town = "Moved to Edinburgh."
    assert "Edinburgh" not in replacer_of(town).replace(town).text
    tool = "Edinburgh Postnatal Depression Scale 16, Edinburgh score 14; Ontario domestic assault."
    replacer = replacer_of(tool)
    assert replacer.replace(tool).text == tool
    assert replacer.questions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Referred to Early Help. Referred to Orthopaedics; referral to Counselling.",
        "Referred to Crisis Team, signposted to Citizens Advice. Discharged from Midwifery.",
        "Engaged with Outreach. Has Parkinson's. Referred him to Probation. Owes £12 to Housing.",
    ],
)
def test_what_every_place_refers_to_is_not_asked(text: str) -> None:
    assert {kind for kind, _ in asked(text)} <= {"rare"}


def test_schemes_that_are_called_so_everywhere_are_not_asked() -> None:
    assert (
        asked("Clare's Law enquiry. Police Op Encompass call. Gravida 2-3, vitamin B12.") == set()
    )


def test_a_name_with_a_job_is_one_question() -> None:
    found = asked("Nurse Sue asked how she is.")
    assert found == {("name or word", "Nurse Sue")}
    kept = Decision("name or word", "Nurse Sue", Said.KEEP, "Nurse Sue asked how she is.")
    assert replacer_of("Nurse Sue asked how she is.", decisions=[kept]).questions == ()
