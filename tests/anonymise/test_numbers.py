"""Numbers, codes and addresses: every spacing the same stand-in, and dates are none of them."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.anonymise.numbers import StandIns, found_in, nhs_checks


@pytest.mark.parametrize(
    ("kind", "same"),
    [
        (
            "phone",
            [
                "07700 900123",
                "07700900123",
                "+44 7700 900123",
                "0044 (0)7700 900 123",
                "077 00-90-01-23",
            ],
        ),
        ("phone", ["(01632) 960 001", "01632-960-001", "+441632960001"]),
        ("nhs", ["943 476 5919", "9434765919", "943-476-5919", "NHS no. 943 476 5919"]),
        ("ni", ["QQ 12 34 56 C", "qq123456c", "QQ-12-34-56-C"]),
        ("postcode", ["NS4 7QD", "ns4 7qd", "NS47QD"]),
        ("email", ["leanne.marsh84@example.org"]),
        ("web", ["www.lantern-calderwick.example"]),
        ("web", ["https://example.org/a?b=c"]),
        ("vehicle", ["FK08 XTN", "FK08XTN", "index FK08 XTN"]),
        ("crime", ["42A/10987/10", "Crime ref 42A/10987/10", "crime no: 42A/10987/10"]),
        ("custody", ["Custody ref CU/5521/10"]),
        ("case", ["MARAC 12/0143", "MARAC ref: 12/0143"]),
        ("gps", ["54.0721, -1.9036"]),
        ("gps", ["SK 123 456"]),
        (
            "date_of_birth",
            [
                "d.o.b. 3/5/84",
                "DOB: 03.05.1984",
                "born on 3rd May 1984",
                "date of birth 1984-05-03",
            ],
        ),
    ],
)
def test_one_stand_in_whatever_the_spacing(kind: str, same: list[str]) -> None:
    stand_ins = StandIns()
    said = set()
    for written in same:
        text = f"It was {written}, they say."
        ((found, number),) = stand_ins.in_text(text)
        assert found.kind == kind, written
        said.add(number.replacement)
    assert len(said) == 1
    assert said.pop().endswith(" 1]")


@pytest.mark.parametrize(
    "text",
    [
        "14/3/12 at 17:40", "on 22 March 2013 2108hrs", "2012-03-14", "14.03.2012", "8/5 17:40",
        "MARAC of 26/9", "MARAC 26/9/12", "log 0115hrs", "Citalopram 20mg", "24/40 weeks",
        "£1,200.50", "2006-09", "BP 120/80", "EPDS 13", "14 visits 2010-12", "case 3", "unit 4",
        "999 call, then 101", "s.39", "order 12 months", "3 ticks", "10 20 30", "20120314",
        "incident 2 of 3", "aged 34", "in May 2012", "Section 47", "at 1015hrs on 3 May",
    ],
)  # fmt: skip
def test_what_is_no_number_of_anybody(text: str) -> None:
    assert found_in(text) == []


@given(st.text("0123456789 -/.:+()aAbBcdDmMnNsS@", max_size=40))
def test_what_is_found_stands_where_it_is_said_and_does_not_overlap(text: str) -> None:
    found = found_in(text)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.integers(0, 10**9 - 1))
def test_the_check_digit_of_an_nhs_number(start: int) -> None:
    digits = f"{start:09}"
    right = [d for d in "0123456789" if nhs_checks(digits + d)]
    assert len(right) <= 1


def test_a_date_of_birth_is_one_wherever_it_is_written() -> None:
    from datetime import date

    stand_ins = StandIns(date(2005, 1, 1))
    stand_ins.learn(["Dolan, d.o.b. 17/09/83"])
    (found,) = stand_ins.in_text("Dolan (17 September 1983) seen on 17/9/12")
    assert found[1].replacement == "[date of birth 1]"


def test_a_b_before_a_day_is_of_a_birth() -> None:
    found = [(one.kind, one.key) for one in found_in("b. 3.9.84; b 12/06/1979; Hep B 12/6/09")]
    assert found == [("date_of_birth", "1984-09-03"), ("date_of_birth", "1979-06-12")]


def test_a_code_has_one_stand_in_with_and_without_its_label() -> None:
    stand_ins = StandIns()
    stand_ins.learn(["Crime ref 42A/10987/10", "see 42A/10987/10"])
    assert {n.replacement for n in stand_ins.numbers} == {"[crime reference 1]"}


def test_a_post_code_sign_by_sign() -> None:
    spaced, plain = found_in("Given N S 1 4 7 Q D then"), found_in("Given NS14 7QD then")
    assert [(f.kind, f.key) for f in spaced] == [(f.kind, f.key) for f in plain]


def _spaced_at_length(numbers: StandIns, text: str) -> list[tuple[int, int, str, str]]:
    """Return what stands in another spacing, every number looked for one by one."""
    places = [place for place, c in enumerate(text) if c.isalnum()]
    squeezed = "".join(text[place] for place in places).upper()
    found = []
    for key, kind in numbers._digits.items():
        for match in re.finditer(f"(?={key})", squeezed):
            at = places[match.start() : match.start() + len(key)]
            alone = not text[: at[0]][-1:].isalnum() and not text[at[-1] + 1 :][:1].isalnum()
            if alone and max(b - a for a, b in pairwise(at)) <= 4:
                found.append((at[0], at[-1] + 1, kind, key))
    return found


def test_of_many_numbers_those_in_another_spacing_are_found() -> None:
    drawn = Random(1)
    known = [f"07{drawn.randrange(10**9):09d}" for _ in range(500)]
    numbers = StandIns()
    numbers.learn(f"Rang {one}." for one in known)
    for _ in range(300):
        text = "".join(
            f" {'-'.join(one[at : at + 3] for at in range(0, 11, 3))}"
            for one in (drawn.choice(known), f"07{drawn.randrange(10**9):09d}")
        )
        found = [(one.start, one.end, one.kind, one.key) for one in numbers._spaced(text)]
        assert found == _spaced_at_length(numbers, text)
        assert len(found) == 1


def test_a_text_is_not_searched_for_each_of_many_numbers() -> None:
    def seconds(many: int) -> float:
        numbers = StandIns()
        numbers.learn(f"Rang 07{number:09d}." for number in range(many))
        start = process_time()
        for number in range(200):
            list(numbers._spaced(f"Rang 01632 96{number:04d} and 01632 95{number:04d}, twice."))
        return process_time() - start

    assert seconds(5000) < 10 * min(seconds(50) for _ in range(3))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("X-ray no 88213. Rx no. 4567.", ["88213", "4567"]),
        ("Log 0412 of 03/05/11; incident 321 on 4 May 2011.", ["0412", "321"]),
        ("CAD 456 closed. Collar 47, shoulder no 4471.", ["456", "47", "4471"]),
        ("Bleep 2214, x2215. Datix 12345", ["2214", "x2215", "12345"]),
        ("CPOMS 2213, PARIS 556677", ["2213", "556677"]),
        ("G4S tag no 55812. Homeless app no 2011/445.", ["55812", "2011/445"]),
        ("From 192.168.10.45, sort code 20-30-40.", ["192.168.10.45", "20-30-40"]),
        ("Car KM 51 ABC, van: KM 51 ABD; PC 12 NFA", ["KM 51 ABC", "KM 51 ABD"]),
        ("Account no 12345678, s/c 20-30-41.", ["12345678", "20-30-41"]),
        ("Safe no. 07700 900789 after 9am.", ["07700 900789"]),
        ("Pager 07623 123456; hospital 01632 960123.", ["07623 123456", "01632 960123"]),
        ("ref no 943 476 5919", ["943 476 5919"]),
    ],
)  # fmt: skip
def test_numbers_of_logs_systems_and_workers(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in found_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "incident 2 of 3; incident 2 of 3/5; CAD 12 closed; log 14 pages", "said no 1500 times",
        "No 1830 call", "There were no 1500 texts", "tag 4, tag fitted 14/3/12", "no 28 days",
        "PARIS 2013", "meter 14:30", "version 1.2.3, 300.1.2.3", "x3 x28", "mortuary no 14-229",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_of_a_log(text: str) -> None:
    assert found_in(text) == []


def test_one_number_of_two_days_is_two_logs() -> None:
    said = StandIns().in_text("Log 412 of 3/5/11, log 412 of 3.5.11, log 412 of 4/5/11")
    assert [number.replacement[-2] for _, number in said] == ["1", "1", "2"]
