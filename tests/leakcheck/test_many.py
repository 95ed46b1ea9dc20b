"""A big case names hundreds of people and numbers: what is looked at closely stays little."""

from __future__ import annotations

import random
from typing import Any, ClassVar

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from joinedup.leakcheck import names, numbers
from joinedup.leakcheck.key import read_key
from joinedup.leakcheck.names import Names
from joinedup.leakcheck.numbers import Numbers
from joinedup.leakcheck.within import Forms


def _key(**more: Any) -> Any:
    return read_key({"format": 1, **more})


def _phones(many: int) -> list[str]:
    drawn = random.Random(1)
    return [f"07{drawn.randrange(10**9):09d}" for _ in range(many)]


def _of(phones: list[str]) -> Numbers:
    found = [
        {"kind": "phone", "original": one, "replacement": f"[telephone {n}]"}
        for n, one in enumerate(phones)
    ]
    return Numbers(_key(numbers=found))


def _one_wrong(written: str, drawn: random.Random) -> str:
    at = drawn.randrange(len(written) - 1)
    return drawn.choice(
        [
            written[:at] + written[at + 1 :],
            written[:at] + str(drawn.randrange(10)) + written[at:],
            written[:at] + str(drawn.randrange(10)) + written[at + 1 :],
            written[:at] + written[at + 1] + written[at] + written[at + 2 :],
            written,
            f"07{drawn.randrange(10**9):09d}",
        ]
    )


def test_a_number_with_one_digit_wrong_is_the_one_that_a_search_through_all_would_find() -> None:
    phones, drawn = _phones(300), random.Random(2)
    sought = _of(phones)
    found = 0
    for _ in range(1500):
        digits = _one_wrong(drawn.choice(phones), drawn)
        every = (
            number
            for form, number in sought._long
            if DamerauLevenshtein.distance(form, digits, score_cutoff=1) <= 1
        )
        assert sought._like(digits) == next(every, None)
        found += sought._like(digits) is not None
    assert found > 1000


def test_a_number_is_compared_with_few_of_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    sought, compared = _of(_phones(1000)), []

    class Counting:
        @staticmethod
        def distance(one: str, other: str, *, score_cutoff: int) -> int:
            compared.append(one)
            return DamerauLevenshtein.distance(one, other, score_cutoff=score_cutoff)

    monkeypatch.setattr(numbers, "DamerauLevenshtein", Counting)
    drawn = random.Random(3)
    for _ in range(100):
        sought.hits(f"Rang 07{drawn.randrange(10**9):09d} twice.", "text")
    assert len(compared) < 1000


def test_the_forms_that_a_text_holds_are_found_in_their_order() -> None:
    drawn = random.Random(4)
    forms = {
        "".join(drawn.choices("abc1éж\ud83d", k=drawn.randrange(1, 9))): number
        for number in range(200)
    }
    sought = Forms(forms.items())
    for _ in range(400):
        whole = "".join(drawn.choices("abc1éж\ud83d", k=drawn.randrange(60)))
        assert list(sought.within(whole)) == [one for one in forms.items() if one[0] in whole]


def test_what_a_text_cannot_hold_is_not_searched_for_in_it() -> None:
    class Counting(str):
        __slots__ = ()
        searched: ClassVar[list[str]] = []

        def __contains__(self, form: str, /) -> bool:
            self.searched.append(form)
            return super().__contains__(form)

    whole = "leannemarsh" * 1_000
    phones = dict.fromkeys(_phones(1_000), 1)
    assert list(Forms([*phones.items(), ("nemars", 2)]).within(Counting(whole))) == [("nemars", 2)]
    assert Counting.searched == ["nemars"]


def _staff(many: int, job: str) -> Names:
    drawn = random.Random(5)
    letters = "bcdfghklmnprstvw"
    people = [
        {
            "kind": "professional",
            "id": str(n),
            "originals": [f"{job} Ann {''.join(drawn.choices(letters, k=7)).title()}"],
            "replacement": "a worker",
        }
        for n in range(many)
    ]
    return Names(_key(identities=people))


def test_initials_and_jobs_that_many_have_are_no_reason_to_look_at_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sought, looked = _staff(300, "health visitor"), []
    whole = Names._alike

    def counting(self: Names, phrase: tuple[str, ...], here: list[str]) -> str | None:
        looked.append(phrase)
        return whole(self, phrase, here)

    monkeypatch.setattr(Names, "_alike", counting)
    assert sought.hits("A health visitor rang a health visitor, and a letter came.", "text") == []
    assert looked == []


def test_a_job_names_nobody_and_the_name_beside_it_does() -> None:
    one = {
        "kind": "professional",
        "id": "1",
        "originals": ["offender manager Joanne Clegg", "J Clegg"],
        "replacement": "a probation officer",
    }
    sought = Names(_key(identities=[one]))
    for harmless in ("Seen. Manager informed.", "Offender told her.", "The Manager rang."):
        assert sought.hits(harmless, "text") == []
    for telling in ("Seen. Clegg informed.", "Joanne rang.", "offender manager Joan Clegg"):
        assert sought.hits(telling, "text") != []


def test_somebody_whose_name_is_a_job_is_looked_for() -> None:
    one = {
        "kind": "professional",
        "id": "1",
        "originals": ["Dr Coroner"],
        "replacement": "a doctor",
    }
    sought = Names(_key(identities=[one]))
    assert [hit.found for hit in sought.hits("Seen by Dr Coroner.", "text")] != []
    assert "coroner" in names._JOBS


def test_what_many_names_share_is_no_reason_to_look_closely() -> None:
    sought = _staff(50, "Staff Nurse")
    shared = ("A", "a", "nurse.", "Nurse")
    assert not any(map(sought.touch, shared))
    surname = sought.phrases and max(next(iter(sought.phrases)), key=len)
    assert surname
    assert sought.touch(surname.title())
    assert sought.touch(f"{surname[:-1]}x,")


def test_no_phrase_is_passed_over_for_want_of_its_seldom_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    originals = ["Staff Nurse Ann Okoro", "12 Kiln Lane", "Dr Early", "Ravi Lal", "Mercy Court"]
    people = [
        {"kind": kind, "id": str(n), "originals": [original], "replacement": f"[one {n}]"}
        for n, (original, kind) in enumerate(
            zip(originals, ("professional", "street", "person", "person", "place"), strict=True)
        )
    ]
    words = "Staff Nurse Nurs Anne A. Okoro Okora Okor Kiln Kilm Ln Lane St Dr Early Earli Ravi "
    words += "Ravy Lal Lall R Mercy Mersy Crt Court Ct the 12 went , ."
    drawn, found = random.Random(6), 0
    texts = [" ".join(drawn.choices(words.split(), k=drawn.randrange(1, 7))) for _ in range(3000)]
    quickly = [Names(_key(identities=people)).hits(text, "text") for text in texts]
    monkeypatch.setattr(Names, "_is_of_phrase", lambda self, word: True)
    sought = Names(_key(identities=people))
    for text, hits in zip(texts, quickly, strict=True):
        assert hits == sought.hits(text, "text"), text
        found += any(" " in hit.found for hit in hits)
    assert found > 100
