"""Exact ages become bands, whoever wrote them and however."""

import pytest

from joinedup.anonymise.ages import ages_in, band_of, banded


def moved(text: str) -> str:
    pieces, end = [], 0
    for start, stop, said in ages_in(text, {"Ellie", "Craig", "C1", "Leanne"}.__contains__):
        pieces += [text[end:start], said]
        end = stop
    return "".join((*pieces, text[end:]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ellie, aged 4, was there", "Ellie, aged 4-7, was there"),
        ("Age: 34. Age 4. age 4 1/2", "Age: 25-34. Age 4-7. age 4-7"),
        ("aged 4½; aged 2.5 years; aged four", "aged 4-7; aged 2-3; aged 4-7"),
        ("aged thirty-four", "aged 25-34"),
        ("at the age of 4 and at the age of 34", "at the age of 4-7 and at the age of 25-34"),
        ("children aged 4 and 1", "children aged 4-7 and 0-1"),
        ("children aged 4, 6 and 9", "children aged 4-7 and 8-11"),
        ("aged 8 months; aged 6 weeks; aged 3/12", "aged 0-1; aged 0-1; aged 0-1"),
        ("Daughter (4) in bed", "Daughter (aged 4-7) in bed"),
        ("Ellie (4) and Craig (34)", "Ellie (aged 4-7) and Craig (aged 25-34)"),
        ("C1 (4 yrs)", "C1 (aged 4-7)"),
        ("son (18 months)", "son (aged 0-1)"),
        ("son (3/12)", "son (aged 0-1)"),
        ("children (4 and 1)", "children (aged 4-7 and 0-1)"),
        ("children (4/1)", "children (aged 4-7 and 0-1)"),
        ("children (4, 1)", "children (aged 4-7 and 0-1)"),
        ("Craig, 34, arrested", "Craig, aged 25-34, arrested"),
        ("Ellie (aged 4)", "Ellie (aged 4-7)"),
        ("a 4yo girl", "a 4-7-year-old girl"),
        ("is 4yo. 34 y/o male; 34 yo", "is 4-7 years old. 25-34-year-old male; 25-34 years old"),
        ("a 4-year-old; a four-year-old", "a 4-7-year-old; a 4-7-year-old"),
        ("A 9-year-old; an 80 year old woman", "An 8-11-year-old; a 75-84-year-old woman"),
        ("a 20 yr old", "an 18-24-year-old"),
        ("is 34 years old, she is 4 years old", "is 25-34 years old, she is 4-7 years old"),
        ("34 years of age", "25-34 years of age"),
        ("an 8 month old baby; an 8-month-old", "a 0-1-year-old baby; a 0-1-year-old"),
        ("is 3/12 old", "is 0-1 years old"),
        ("two 6 year olds", "two 4-7-year-olds"),
        ("aged 3 years 4 months; aged 3y 4/12", "aged 2-3; aged 2-3"),
        ("is 3 years and 4 months old", "is 2-3 years old"),
        ("Ellie (3 yrs 4 months)", "Ellie (aged 2-3)"),
        ("34F with low mood. 41/M. 34 male", "25-34F with low mood. 35-44/M. 25-34 male"),
        ("a girl of 4; woman of 34", "a girl of 4-7; woman of 25-34"),
        (
            "aged 101, is 104 yo, Ellie (102)",
            "aged 85-120, is 85-120 years old, Ellie (aged 85-120)",
        ),
        ("a 103-year-old; aged one hundred and two", "an 85-120-year-old; aged 85-120"),
        ("aged a hundred; a hundred years old", "aged 85-120; an 85-120 years old"),
        ("aged four and a half", "aged 4-7"),
        ("is three and a half years old", "is 2-3 years old"),
        ("aged 23 months; aged 24 months", "aged 0-1; aged 2-3"),
        ("aged 103 weeks; aged 104 weeks", "aged 0-1; aged 2-3"),
        ("thing (4), then Ellie (4)", "thing (4), then Ellie (aged 4-7)"),
        (
            "I was 53. She's 28; he is now 9",
            "I was aged 45-54. She's aged 25-34; he is now aged 8-11",
        ),
        ("35y F. 35yr M. She is 35 yrs.", "35-44y F. 35-44yr M. She is aged 35-44."),
        (
            "Son 9yrs, mum 61, and daughter 14.",
            "Son aged 8-11, mum aged 55-64, and daughter aged 12-15.",
        ),
        ("She was 19 when he was 36, and", "She was aged 18-24 when he was aged 35-44, and"),
    ],
)
def test_an_age_becomes_a_band(text: str, said: str) -> None:
    assert moved(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "under the age of 16; over the age of 18",
        "aged 25-34; aged 16+; aged 18 or over",
        "3 ticks (4); section (3); Ellie (see 4)",
        "a bruise 3 weeks old; 2 week old bruising; a 10 year old car",
        "together 4 years; review in 3/12; 4/52 physio",
        "Leanne, 12, 14 and 16 May; Leanne, 4, May",
        "10-12 weeks; 18/40; 18+ weeks; 32 weeks pregnant",
        "mum (24/40); Leanne (24/40); mother (2)",
        "suspect (1); victim (2)",
        "M25; flat A34F; 100F; 3 males; 2/M; 34Fb",
        "a 250 year old church; aged 120; a hundred calls",
        "aged 4 to 7; age 4 - 7",
        "page 4; paged 4; manages 4; stages 2 and 3",
        "Children 4 and 5; Ellie 4",
        "4-7-year-old; 25-34 years old",
        "a boy of the age; 5 of 6",
        "14/02/2011 (4)",
        "He was 20 minutes late; she is 2 weeks behind; it was 34.",
        "Daughter 2, son 1; children 12; mum 12 times; girl 9 years ago; neighbour 16, said",
        "with partner 4 years; mum 14, 15 and 16 May; boy 12.5 kg; carer 10am",
        "she was 12.5 kg; he is 10/10; I am 2nd; she was 30% worse; he is 1.",
    ],
)
def test_what_is_no_age_stays(text: str) -> None:
    assert moved(text) == text


def test_what_is_a_band_already_stays_as_it_is() -> None:
    for text in (
        "Daughter (4)",
        "aged 8 months",
        "a 4yo",
        "children aged 4, 6 and 9",
        "Craig, 34, x",
    ):
        assert moved(moved(text)) == moved(text)


def test_a_cell_that_is_an_age() -> None:
    assert [banded(one) for one in ("34", "4 years", "3/12", "25-34", "", "adult")] == [
        "25-34", "4-7", "0-1", "25-34", "", "adult",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last"),
    [
        *((0, 1), (2, 3), (4, 7), (8, 11), (12, 15), (16, 17), (18, 24)),
        *((25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 84), (85, 120)),
    ],
)
def test_each_age_is_of_one_band(first: int, last: int) -> None:
    for years in range(first, last + 1):
        assert band_of(years) == f"{first}-{last}"


def test_a_long_text_takes_no_time() -> None:
    assert moved("aged 4, " * 5_000).count("4-7") == 5_000
    assert moved("4 " * 50_000) == "4 " * 50_000
    assert moved("(4, " * 20_000) == "(4, " * 20_000
