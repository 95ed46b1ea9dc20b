"""What findings say: as a line of enquiry, never a verdict, in sentences that read aloud."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import joinedup
from graphdb.model import ReviewStatus
from queries import Answers, Finding, ask
from queries.definition import registry
from queries.enquiry import Enquiry
from queries.finding import CannotTell
from tests.queries.build import Example, case, vocabulary

AMBER = Path(__file__).parents[2] / "examples" / "amber-street"

NEVER = ("failed", "failure", "ignored", "missed", "should have", "non-engagement", "neglected")
"""Words of blame: design/findings.md, "How it speaks"."""

OMISSION = re.compile(
    r"\b(Leanne|Vera)('s)? (did not|does not|has not|had not|refused|declined|would not|never|"
    r"with no|had no|chose not|withdrew)"
)
ONE = re.compile(r"\b1 (times|rows|days|occasions|assessments|incidents|facts|things|agencies)\b")
MANY = re.compile(
    r"\b([2-9]|\d\d+) (more )?(earlier |later |recorded )?"
    r"(time|row|day|occasion|assessment|incident|fact|thing|agency|occurrence)\b"
)
LONGEST = 60
"""Words in one sentence."""


def examples() -> list[tuple[str, Example]]:
    found = []
    for query in registry():
        name = query.definition.key.replace("-", "_")
        module = importlib.import_module(f"queries.findings.cases_{name}")
        found += [(module.KEY, example) for example in module.CASES]
    return found


pytestmark = pytest.mark.xdist_group("wording")  # one worker asks what these all read


@cache
def asked() -> tuple[tuple[Enquiry, Answers], ...]:
    """The example and every case, each asked every finding."""
    amber = joinedup.load(AMBER)
    enquiries = [Enquiry(amber.view, amber.known, amber.vocabulary)]
    enquiries += [e.enquiry() for _, e in examples()]
    return tuple((e, ask(e.view, e.knowledge, vocabulary())) for e in enquiries)


def findings() -> Iterator[tuple[Enquiry, Finding]]:
    for enquiry, answers in asked():
        for finding in (*answers.findings, *answers.good):
            yield enquiry, finding


def cannot_tell() -> Iterator[CannotTell]:
    for _, answers in asked():
        yield from answers.cannot_tell


@cache
def texts() -> tuple[str, ...]:
    """Every statement, question, note, line and cannot-tell sentence, each once."""
    said: dict[str, None] = {}
    for _, answers in asked():
        for f in (*answers.findings, *answers.good):
            said |= dict.fromkeys((f.statement, f.question, *f.notes))
        for group in (*answers.groups, *answers.good_groups):
            said |= dict.fromkeys((group.statement, group.question))
        for cannot in answers.cannot_tell:
            said |= dict.fromkeys((cannot.statement, cannot.needed))
    return tuple(said)


def ours() -> tuple[str, ...]:
    """What we say ourselves, without what an agency gave as its reason."""
    return tuple(t for t in texts() if not t.startswith("Recorded reason: "))


def test_there_is_something_to_read() -> None:
    assert len(texts()) > 300


@pytest.mark.parametrize("word", NEVER)
def test_no_word_of_blame(word: str) -> None:
    assert [t for t in ours() if word in t.casefold()] == []


def test_the_victim_is_never_the_subject_of_an_omission() -> None:
    assert [t for t in ours() if OMISSION.search(t)] == []


def test_sentences_end() -> None:
    assert [t for t in texts() if t[-1] not in ".?"] == []
    assert [t for t in texts() if ".." in t or ".?" in t or " ." in t or ".;" in t] == []


def test_questions_are_questions() -> None:
    assert [f.question for _, f in findings() if not f.question.endswith("?")] == []


def test_no_double_spaces_and_a_capital_first() -> None:
    assert [t for t in texts() if "  " in t or t != t.strip()] == []
    assert [t for t in texts() if t[0].islower()] == []


def test_one_and_many() -> None:
    assert [t for t in ours() if ONE.search(t) or MANY.search(t)] == []


def test_sentences_are_short_enough_to_read_aloud() -> None:
    statements = {f.statement for _, f in findings()}
    sentences = {s for t in statements for s in re.split(r"(?<=[.?]) ", t)}
    assert [s for s in sentences if len(s.split()) > LONGEST] == []
    assert sorted(len(s.split()) for s in sentences)[len(sentences) // 2] < 20


def test_silence_is_said_only_of_what_a_chronology_covers() -> None:
    """A cell left blank is silence of a row that is there; all else is of the chronology."""
    for enquiry, finding in findings():
        said = " ".join((finding.statement, finding.question, *finding.notes))
        if "no record" not in said or finding.query == "isolation":
            continue
        assert enquiry.agency(finding.agencies[0]).coverage.full, said


def test_no_record_is_not_said_of_a_holder_whose_chronology_is_not_full() -> None:
    for enquiry, finding in findings():
        for holder in finding.agencies[1:]:
            name = enquiry.name(holder)
            assert f"no record that {name}" not in finding.statement + finding.question


def test_what_cannot_be_told_says_so_and_what_would_be_needed() -> None:
    assert [
        c.statement for c in cannot_tell() if "cannot tell from these records" not in c.statement
    ] == []
    # each names whom to ask, or whose records would have to say more
    asks = ("Ask ",)
    assert [
        c.needed for c in cannot_tell() if ": " not in c.needed and not c.needed.startswith(asks)
    ] == []


def test_people_are_called_what_the_case_calls_them() -> None:
    said = []
    for key, example in examples():
        if key == "unshared" and example.sort == "hit":
            live = {
                "perpetrator_term": "the accused",
                "status": ReviewStatus.PROCEEDINGS_LIVE,
            }
            enquiry = case(*example.rows, **{**example.world, **live})
            answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
            said += [t for f in answers.findings for t in (f.statement, f.question, *f.notes)]
    assert [t for t in said if "Paul" in t] == []
    assert any("the accused" in t for t in said)


def test_a_person_who_is_a_phrase_has_a_small_letter_within_a_sentence() -> None:
    said: set[str] = set()
    for _, example in examples():
        enquiry = example.enquiry()
        for key, person in enquiry.view.persons.items():
            enquiry.view.persons[key] = replace(person, label=f"The one of {key}")
        answers = ask(enquiry.view, enquiry.knowledge, vocabulary())
        for f in (*answers.findings, *answers.good):
            said |= {f.statement, f.question, *f.notes}
        for group in (*answers.groups, *answers.good_groups):
            said |= {group.statement, group.question}
    said = {re.sub(r"“[^”]*”", "", text) for text in said}
    assert sum("the one of" in text for text in said) > 40
    assert [t for t in said if re.search(r"(?<![.?!] )(?<!\A)The one of", t)] == []
    assert [t for t in said if re.search(r"(?:\A|[.?!] )the one of", t)] == []
