"""What a case changes of the findings: refused where it names nothing, else in force."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import joinedup
from loaders import LoaderError
from tests.joinedup.helpers import EXAMPLE, flat, run
from viz.settings import settings_in_words


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return the example's folder, to be changed."""
    folder = tmp_path / "case"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("output"))
    return folder


def settle(case: Path, text: str) -> Path:
    file = case / "case.toml"
    file.write_text(file.read_text("utf-8") + "\n" + text, "utf-8")
    return case


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[[rule]]\nfinding = "no-respons"\nname = "x"\n',
            "rule[1].finding: “no-respons” is no finding that has rules (did you mean "
            "“no-response”?)",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "disclosure"\noff = true\n',
            "rule[1].name: there is no rule “disclosure” to switch off (did you mean "
            "“disclosure or concern”?)",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "disclosure or concern"\n' * 2,
            "rule[2].name: “disclosure or concern” of no-response is given twice",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "x"\nkinds = ["disclosur"]\n',
            "rule[1].kinds: “disclosur” is no kind",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "x"\nsectors = ["polise"]\n',
            "rule[1].sectors: “polise” is no agency and no sector (did you mean “police”?)",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "x"\ndays = "14"\n',
            "rule[1].days: expected a whole number",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "x"\nwithin = 14\n',
            "rule[1].within: this key is not known",
        ),
        # taken for a new one, it would leave the rule that is meant as it was
        (
            '[[rule]]\nfinding = "no-response"\nname = "disclosure"\ndays = 3\n',
            "rule[1].name: there is no rule “disclosure” of no-response (did you mean "
            "“disclosure or concern”?)",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "disclosure or concerns"\n'
            'kinds = ["disclosure"]\n',
            "(did you mean “disclosure or concern”?)",
        ),
        (
            '[[rule]]\nfinding = "medication-lapse"\nname = "Treating"\ndays = 3\n',
            "(did you mean “treating agencies”?)",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "our own protocol"\ndays = 3\n',
            "rule[1]: a rule of your own (“our own protocol”) without kinds and without topics "
            "starts from nothing, so it would do nothing (known: disclosure or concern, request "
            "of another agency)",
        ),
        (
            '[[rule]]\nfinding = "pooled-threshold"\nname = "our own protocol"\ndays = 3\n',
            "rule[1].name: pooled-threshold takes no further rule, so “our own protocol” would do "
            "nothing; change one that it has (known: days between)",
        ),
        (
            '[[rule]]\nfinding = "no-response"\nname = "disclosure or concern"\ndays = 3661\n',
            "rule[1].days: 3,661 is more than ten years (3,660 days)",
        ),
    ],
)
def test_a_rule_that_would_do_nothing_is_refused(case: Path, text: str, says: str) -> None:
    settle(case, text)
    with pytest.raises(LoaderError) as error:
        joinedup.load(case)
    assert says in str(error.value)
    for command in ("check", "findings"):
        done = run(command, case)
        assert done.exit_code == 3, done.output
        assert says in flat(done.output)


@pytest.mark.parametrize(
    "text",
    [
        '[[rule]]\nfinding = "no-response"\nname = "disclosure or concern"\ndays = 3660\n',
        '[[rule]]\nfinding = "no-response"\nname = "our own protocol"\nkinds = ["disclosure"]\n',
        '[[rule]]\nfinding = "people-close"\nname = "our own protocol"\nleast_weight = 5\n',
    ],
)
def test_a_rule_that_can_do_something_is_taken(case: Path, text: str) -> None:
    assert joinedup.load(settle(case, text)).answers.findings


def test_a_finding_that_is_none_cannot_be_switched_off(case: Path) -> None:
    file = case / "case.toml"
    text = file.read_text("utf-8").replace("[findings]", '[findings]\noff = ["unshard"]')
    file.write_text(text if "unshard" in text else text + '\n[findings]\noff = ["unshard"]\n')
    with pytest.raises(LoaderError, match=r"findings.off: “unshard” is no finding .*“unshared”"):
        joinedup.load(case)


def test_a_rule_of_the_case_is_in_force_and_printed(case: Path) -> None:
    before = [f for f in joinedup.load(case).answers.findings if f.query == "child-not-referred"]
    assert before
    name = "a child there, harmed, or telling of it"
    rule = f'[[rule]]\nfinding = "child-not-referred"\nname = "{name}"\nfrom = 2030-01-01\n'
    loaded = joinedup.load(settle(case, rule))
    assert not [f for f in loaded.answers.findings if f.query == "child-not-referred"]
    said = dict.fromkeys(text for _, text in settings_in_words(loaded.records.settings))
    assert any(
        "A child there, harmed, or telling of it (set for this case)" in text for text in said
    )
    assert any("from 1 January 2030" in text for text in said)


def test_what_is_switched_off_is_printed(case: Path) -> None:
    rule = '[[rule]]\nfinding = "no-response"\nname = "disclosure or concern"\noff = true\n'
    loaded = joinedup.load(settle(case, rule))
    said = [text for _, text in settings_in_words(loaded.records.settings)]
    assert "Switched off: disclosure or concern." in said
    assert not any(text.startswith("Disclosure or concern:") for text in said)
