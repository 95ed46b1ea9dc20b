"""Words that a phrase introduces as a name, jobs that nobody lists, years of two figures."""

from __future__ import annotations

from datetime import date

import pytest

from graphdb.dates import DateContext
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.rare import suggested
from tests.anonymise.cases import replacer_of


def asked(*texts: str) -> set[tuple[str, str]]:
    return {(question.kind, question.text) for question in replacer_of(*texts).questions}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Nursery nurse Tia rang.", "unknown word", "Tia"),
        ("Spoke to dinner lady Bev about it.", "unknown word", "Bev"),
        ("Seen by lollipop man Stan on the corner.", "unknown word", "Stan"),
        ("The caretaker Norm saw him.", "unknown word", "Norm"),
        ("The window cleaner Chip told her.", "unknown word", "Chip"),
        ("He calls himself Boots.", "unknown word", "Boots"),
        ("Everyone calls her Red.", "unknown word", "Red"),
        ("He answers to Badger.", "unknown word", "Badger"),
        ("Nickname: Tank, of this parish.", "unknown word", "Tank"),
        ("A mate called nobby rang.", "unknown word", "nobby"),
        ("Known as spud at work.", "rare", "Known as spud"),
        ("They call her red.", "rare", "They call her red"),
        ("He goes by tank online.", "rare", "goes by tank"),
        ("Rang a mate called spud.", "rare", "mate called spud"),
        ("Drinking with big tone last night.", "rare", "big tone"),
        ("Told ginger rob's sister.", "rare", "ginger rob"),
        ("He goes by big tank online.", "rare", "goes by big tank"),
        ("She told dawn that he left.", "rare", "told dawn"),
        ("Left a message for joy at reception.", "rare", "message for joy"),
        ("Spoke to dad instead (lee).", "rare", "instead (lee)"),
        ("Her boss at the shop, tony, drove her.", "rare", "shop, tony"),
        ("Seen by dawn from work.", "rare", "dawn from"),
        ("Dawn from Rents rang.", "unknown word", "Dawn"),
        ("dad = Wes, mum = Fay", "unknown word", "Fay"),
        ("Mum's bf, Jet, in background.", "unknown word", "Jet"),
        ("Boyfriend is Ace, drug dealer.", "unknown word", "Ace"),
        ("The step-dad Art was present.", "unknown word", "Art"),
        ("Siblings - Storm (7), River (4).", "unknown word", "Storm"),
        ("Siblings - Storm (7), River (4).", "unknown word", "River"),
        ("Kids: Sky, Storm and Coral.", "unknown word", "Coral"),
        ("The rabbits Salt and Pepper died.", "unknown word", "Pepper"),
        ("Mum says its jasons fault.", "unknown word", "jasons"),
        ("Lives on Bridge St.", "unknown word", "Bridge St"),
        ("Walked down bridge street then.", "unknown word", "bridge street"),
        ("Goes to kingfisher primary.", "unknown word", "kingfisher primary"),
        ("Attends noor mosque.", "unknown word", "noor"),
        ("Nan lives up skelton way.", "unknown word", "skelton"),
        ("Worked in goole b4 that.", "unknown word", "goole"),
        ("Baby's dad “Smithy” not on it.", "unknown word", "Smithy"),
        ("In the grp “Acacia Mums” then.", "unknown word", "Acacia Mums"),
        ("Him at 22 said so.", "number", "Him at 22"),
        ("Refer to sib file: Ocean B.", "unknown word", "Ocean B"),
        ("Seen by work coach Mo.", "unknown word", "Mo"),
        ("Taxi (Streetcars) late again.", "unknown word", "Streetcars"),
        ("On the doors at kookies.", "unknown word", "kookies"),
        ("He says “ask our nige” then.", "unknown word", "nige"),
        ("Taken to jimmys then home.", "unknown word", "jimmys"),
        ("Ring via hers: ends 417.", "number", "417"),
    ],
)
def test_what_is_introduced_as_a_name_is_asked_whatever_word_it_is(
    text: str, kind: str, words: str
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


@pytest.mark.parametrize(
    "text",
    [
        "Goes by bus. Went by car. Known as vulnerable. Known as high risk to services.",
        "She called him back, called her twice, called him a liar; he calls her names.",
        "Calls her stupid and calls her worthless. He calls her daily.",
        "A neighbour called police. A friend called round. A man called yesterday.",
        "Had a row with big lad outside, and big dog; a big bruise on arm; little effect.",
        "The officer said so. Call handler Control told them.",
        "NFA by TIA clinic; Marac agreed; the driver Licence was lost.",
        "Known to services as a victim. Named as next of kin. Also known as DVPN.",
        "Mother: Angry, tearful. Partner - Present. Parents Evening attended. Child Asleep.",
        "Neighbour: He shouts. Partner: Violence disclosed. Children: Safe and well; Both, seen.",
        "Partner (Unemployed) present. Mum is Deaf. Siblings: None known.",
        "Husband was Abusive, Controlling. Baby Clinic attended; Child Benefit paid.",
        "told hope was lost; a chance (will) ask; in the morning, may, or in june",
        "On the main road; in high street; at country lane; in slow lane; on street; up road.",
        "Attends local primary; at private nursery; from same school; in the old church.",
        "Seen at home, pt att'd, ref'd, disch'd; school (Primary), club (After School).",
        "Told S that. Plan B. Hepatitis B. Option C chosen. Bruise L arm. Course ends 30 June.",
        "He said “Help” and the group “Working Together”; told her “Stop”.",
        "Complaint from 14 residents. Saw him at 22:10; rang him at 9; called her at 10.",
    ],
)
def test_what_is_said_to_be_done_or_thought_is_not_asked(text: str) -> None:
    assert asked(text) == set()


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("known as spud", "“known by another name”"),
        ("goes by tank", "“goes by another name”"),
        ("calls her red", "“calls her something else”"),
        ("big tone", "“somebody”"),
    ],
)
def test_what_to_write_instead_of_a_nickname(written: str, instead: str) -> None:
    assert instead in suggested(written)


@pytest.mark.parametrize(
    ("text", "replacement", "said"),
    [
        ("Neighbour Mrs Pettifer said so.", "a neighbour", "A neighbour said so."),
        ("Seen by Mrs. Pettifer.", "a second friend", "Seen by a second friend."),
        ("Mr and Mrs Pettifer left.", "a couple", "A couple left."),
        ("Seen by Mrs Pettifer.", "Marsh", "Seen by Mrs Marsh."),
    ],
)
def test_no_title_stands_before_what_a_person_wrote_instead(
    text: str, replacement: str, said: str
) -> None:
    (one,) = replacer_of(text).questions
    told = [Decision(one.kind, one.text, Said.REPLACE, one.sentence, replacement=replacement)]
    assert replacer_of(text, decisions=told).replace(text).text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Neighbour Mrs Carol Sharrock called in.", "Neighbour, the victim's mother, called in."),
        ("Her IDVA Lucy Marsh hopes that.", "Her adviser hopes that."),
        ("She told her IDVA Lucy Marsh rang.", "She told her an adviser rang."),
    ],
)
def test_a_role_before_a_name_leaves_a_sentence(text: str, said: str) -> None:
    assert replacer_of(text).replace(text).text == said


def test_a_place_that_has_the_name_of_a_service_is_asked_as_one() -> None:
    text = "She rang Lantern. Found on the path by the Lantern bank."
    (one,) = replacer_of(text).questions
    assert (one.kind, one.text) == ("unknown word", "Lantern bank")
    for answer, rest in ((Said.KEEP, "the Lantern bank"), (Said.REPLACE, "the [name 1]")):
        answered = replacer_of(text, decisions=[Decision(one.kind, one.text, answer, one.sentence)])
        assert answered.questions == ()
        assert (
            answered.replace(text).text
            == f"She rang the IDVA service. Found on the path by {rest}."
        )


def dated(text: str) -> list[Question]:
    dates = TextDates(Shift(DateMode.OFFSET, 2807), DateContext())
    return list(dates.questions(Text(text, "a.csv, row 2", date(2012, 4, 17)), ()))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("They met in 98.", "98"),
        ("Left school in 97, no exams.", "97"),
        ("He was class of 92 there.", "92"),
        ("Born 84, one of six.", "84"),
        ("Convicted 06 of theft.", "06"),
        ("Married '06 at the church.", "'06"),
        ("Back in 98 with him.", "98"),
        ("Back in '03 at school.", "'03"),
        ("The summer of 04 was bad.", "summer of 04"),
    ],
)
def test_a_year_of_two_figures_is_asked_or_moved(text: str, year: str) -> None:
    assert year in {question.text for question in dated(text)}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Army 88-92, then security.", "88-92"),
        ("Lived there from 96 to 98.", "96 to 98"),
        ("Previous partner 07-09.", "07-09"),
    ],
)
def test_years_of_two_figures_beside_each_other_are_asked(text: str, years: str) -> None:
    assert ("unknown word", years) in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sats in 98. He was in 98 Squadron. Lives in 98 with mum. Seen in 45 minutes.",
        "About 5 '10 tall. He said '12' twice. Class of 28 children. In 75 percent.",
        "Worked 06-14 hrs. Known 98-60. Lived at 60 to 70 mg.",
    ],
)
def test_two_figures_that_are_no_year_are_not(text: str) -> None:
    assert dated(text) == []
    assert not {words for kind, words in asked(text) if kind == "unknown word"}
