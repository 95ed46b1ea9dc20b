"""What two cases tell of who held what, and from when to when, is compared."""

import joinedup
from joinedup.anonymise.telling import Telling, differences
from tests.anonymise.packs import AMBER

CASE = joinedup.load(AMBER)


def test_the_same_case_tells_the_same() -> None:
    assert not list(differences(Telling(CASE), Telling(CASE)))


def test_what_is_held_for_certain_is_told_apart_from_what_may_be() -> None:
    spans = Telling(CASE).spans
    assert {certain for _, _, certain in spans} == {True, False}


def test_another_day_on_which_something_came_to_be_held_is_a_difference() -> None:
    before, after = Telling(CASE), Telling(CASE)
    key, held = next((key, s) for key, s in before.spans.items() if s and s[0][0])
    since, until = held[0]
    assert since is not None
    vars(after)["spans"] = {**before.spans, key: [(since + 1440, until), *held[1:]]}
    assert list(differences(before, after))


def test_what_is_held_in_one_only_is_a_difference() -> None:
    before, after = Telling(CASE), Telling(CASE)
    key = next(iter(before.spans))
    vars(after)["spans"] = {k: s for k, s in before.spans.items() if k != key}
    assert any(one.text.startswith("held: ") for one in differences(before, after))
