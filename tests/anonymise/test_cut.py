"""Words taken out of a sentence, or others put in: what is left reads like a sentence."""

import pytest

from joinedup.anonymise.cut import CUT, Part, settled


def said(text: str, word: str, instead: str) -> str:
    start = text.index(word)
    part: Part = settled(text, start, start + len(word), instead)
    return text[: part.start] + part.said + text[part.end :]


@pytest.mark.parametrize(
    ("text", "word", "instead", "left"),
    [
        ("He had 7 bruises.", "bruises", "an injury", "He had 7 injuries."),
        ("Seen by three plumbers", "plumbers", "a worker", "Seen by three workers"),
        ("She met two lads.", "lads", "a boy", "She met two boys."),
        ("two apes", "apes", "a monkey", "two monkeys"),
        ("several knives", "knives", "a glass", "several glass"),
        ("At 10:7 bruises", "bruises", "an injury", "At 10:7 an injury"),
        ("Her only twin left.", "twin", "a child", "Her only child left."),
        ("The hammer fell.", "hammer", "something", "Something fell."),
        ("Saw the hammer.", "hammer", "something", "Saw something."),
        ("Her hammer fell.", "hammer", "some money", "Her some money fell."),
        ("An anaesthetist came.", "anaesthetist", "a worker", "A worker came."),
        ("He works anaesthetist at it", "anaesthetist", "a worker", "He works as a worker at it"),
        ("A plumber came.", "plumber", "an expert", "An expert came."),
        ("the plumber came", "plumber", "a worker", "the worker came"),
        ("Zed rang. Zed left.", "Zed", "somebody", "Somebody rang. Zed left."),
        ("Told Zed.", "Zed", "[removed]", "Told [removed]."),
        ("Told Zed.", "Zed", "", "Told ."),
        ("via Polish LanguageLine, then", "Polish", "foreign", "via LanguageLine, then"),
        ("a Polish shop", "Polish", "foreign", "a foreign shop"),
    ],
)
def test_what_is_put_in_fits(text: str, word: str, instead: str, left: str) -> None:
    assert said(text, word, instead) == left


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("Hit with a hammer, then left.", "hammer", "Hit, then left."),
        ("Hit her with a hammer", "hammer", "Hit her"),
        ("Hit with a hammer and left.", "hammer", "Hit and left."),
        ("Hit with a hammer twice.", "hammer", "Hit with something twice."),
        ("It was in Poland.", "Poland", "It was in something."),
        ("An Iranian national.", "Iranian", "A national."),
        ("The Iranian shop", "Iranian", "The shop"),
        ("The Iranian shouted.", "Iranian", "Something shouted."),
        ("The Iranian himself left.", "Iranian", "Something himself left."),
        ("The Iranian would go.", "Iranian", "Something would go."),
        ("The Iranian told her.", "Iranian", "Something told her."),
        ("The Iranian then left.", "Iranian", "Something then left."),
        ("an Iranian visitor", "Iranian", "a visitor"),
        ("a polish shop", "polish", "a shop"),
        ("The hammer fell.", "hammer", "Something fell."),
        ("a Polish man and an Iranian woman", "Iranian", "a Polish man and a woman"),
        ("An Iranian and a Pole", "Iranian", "Something and a Pole"),
        ("She told Zed about it.", "Zed", "She told something about it."),
        ("In Poland.", "Poland", "In something."),
    ],
)
def test_what_is_cut_out_leaves_a_sentence(text: str, word: str, left: str) -> None:
    assert said(text, word, f"{CUT}something") == left
