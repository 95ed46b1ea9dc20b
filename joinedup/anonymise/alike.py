"""Questions that are alike, so that a person may answer them at once: a line above the others.

The line says what they have in common, and its kind ends in ``, all``. What is decided in it goes
to each of their lines that is still open. Then it has done its work and is taken out: a place or
a sum that comes later is asked about, and not decided by what was said of others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from joinedup.anonymise.decisions import (
    ALL,
    DATE,
    NAME_OR_WORD,
    NAMES,
    TITLED,
    UNKNOWN,
    Decision,
    Said,
    form_of,
    read_decisions,
)
from joinedup.anonymise.hurried import is_place
from joinedup.anonymise.model import Question
from joinedup.anonymise.words import first_names, is_plain, path_of

#: So many questions that are alike get a line above them.
_LEAST = 3
_SUMS, _CLOCKS, _LETTERS = "sums of money", "times of day", "single letters"
_PLACES = "names of places"
_CLOCK = re.compile(
    r"(?:\d{1,2}:\d\d(?::\d\d)?|\d{4}(?=\s?h))\s?(?:hrs?|hours|h|am|pm)?\Z", re.IGNORECASE
)
_MOST_WORDS = 2
_SUM = re.compile(r"£\s?(?P<pounds>\d[\d,]*)(?P<pence>\.\d\d)?(?P<more>[km])?\Z", re.IGNORECASE)
#: From so many pounds on a sum is asked about alone: it may have been in the papers.
_LARGE = 10_000
_ROW = "the rows below"

_Group = tuple[str, str]


def group_of(kind: str, text: str, sentence: str = "") -> _Group | None:
    """Return of which kind a question is and what it has in common with others, if anything.

    Examples
    --------
    >>> group_of("rare", "£84.50"), group_of("name or word", "Dean")
    (('rare', 'sums of money'), ('name or word', 'DEAN'))
    >>> group_of("rare", "£25,000"), group_of("unknown word", "Rolex", "Wears a Rolex.")
    (None, None)
    >>> group_of("unknown word", "Tracey"), group_of("unknown word", "Okonjo", "Told Mr Okonjo.")
    (('unknown word', 'names of people'), ('unknown word', 'names of people'))
    """
    if kind == NAME_OR_WORD:
        return kind, form_of(text)
    if kind == UNKNOWN and len(text.strip()) == 1:
        return kind, _LETTERS
    if kind == UNKNOWN:
        if _looks_like_somebody(text, sentence):
            return kind, NAMES
        return (kind, _PLACES) if is_place(text, sentence) else None
    if kind == DATE:
        return (kind, _CLOCKS) if _CLOCK.match(text) else None
    return (kind, _SUMS) if kind == "rare" and _is_small_sum(text) else None


def _of_all(line: Decision) -> _Group:
    """Return what a line above others is of."""
    kind = line.kind.removesuffix(ALL)
    return kind, form_of(line.text) if kind == NAME_OR_WORD else line.text.strip().casefold()


def _looks_like_somebody(text: str, sentence: str) -> bool:
    """Whether a word is a first name that is nothing else, or has a title: "Tracey", "Mr Shah"."""
    path = path_of(text)
    if not text[:1].isupper() or not 1 <= len(path) <= _MOST_WORDS:
        return False
    first = path[0] in first_names() and not is_plain(path[0])
    return first or re.search(TITLED % re.escape(text), sentence) is not None


def _is_small_sum(text: str) -> bool:
    found = _SUM.match(text.strip())
    if found is None or found["more"]:
        return False
    digits = found["pounds"].replace(",", "")
    return len(digits) < len(str(_LARGE))


def with_groups(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return questions with those that are alike together, a line for all of them above them.

    Examples
    --------
    >>> some = [Question("rare", f"£{sum}", f"Paid £{sum}.", "log, row 2") for sum in (5, 8, 12)]
    >>> [(one.kind, one.text) for one in with_groups(some)]
    [('rare, all', 'sums of money'), ('rare', '£5'), ('rare', '£8'), ('rare', '£12')]
    """
    every = tuple(questions)
    members = _by_group(every)
    written: set[_Group] = set()
    found: list[Question] = []
    for one in every:
        group = group_of(one.kind, one.text, one.sentence)
        if group is None or len(members[group]) < _LEAST:
            found.append(one)
        elif group not in written:
            written.add(group)
            found += [_for_all(group, members[group]), *members[group]]
    return tuple(found)


def count_answers(questions: Iterable[Question]) -> int:
    """Return how many answers are needed, where one may do for all that are alike."""
    every = tuple(questions)
    alike = [len(some) for some in _by_group(every).values() if len(some) >= _LEAST]
    return len(every) - sum(alike) + len(alike)


def _by_group(questions: Iterable[Question]) -> dict[_Group, list[Question]]:
    found: dict[_Group, list[Question]] = defaultdict(list)
    for one in questions:
        group = group_of(one.kind, one.text, one.sentence)
        if group is not None and not one.answer:
            found[group].append(one)
    return found


def _for_all(group: _Group, members: Sequence[Question]) -> Question:
    """Return the line above questions that are alike."""
    kind, text = group[0], members[0].text if group[0] == NAME_OR_WORD else group[1]
    many = f"{len(members):,}"
    what = {
        NAME_OR_WORD: f"the {many} rows below with it. replace: in all of them it is the name; "
        "keep: in none of them",
        _LETTERS: f"the {many} rows below, each a letter that may stand for somebody. replace: "
        "each gets the letter of the name that it has in the pack, or [initial]",
        _PLACES: f"the {many} rows below, which look like names of places. replace: each becomes "
        "[place 1], [place 2] and so on",
        UNKNOWN: f"the {many} rows below, which look like names of people. replace: each gets "
        "another name of its own",
        DATE: f"the {many} times below, of a 999 call or a death. generalise: “in the evening”; "
        "keep: the minute may stay, as the row's own does",
    }.get(
        text if text in (_LETTERS, _PLACES) else kind,
        f"the {many} sums below. keep: a sum alone hardly tells who it was; generalise: “some "
        "money”",
    )
    return Question(
        f"{kind}{ALL}",
        text,
        "",
        _ROW,
        sum(one.times for one in members),
        f"one answer for {what}. Where they differ, leave this one empty: the answer in a row of "
        "its own counts more",
    )


def answered_at_once(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions with what was said of all that are alike said of each.

    Examples
    --------
    >>> of_all = Decision("rare, all", "sums of money", Said.KEEP)
    >>> some = answered_at_once([of_all, Decision("rare", "£5", Said.OPEN)])
    >>> [(one.kind, one.text, one.said) for one in some]
    [('rare', '£5', <Said.KEEP: 'keep'>)]
    """
    every = tuple(decisions)
    said = {_of_all(one): one for one in every if one.kind.endswith(ALL)}
    if not said:
        return every
    found: list[Decision] = []
    for one in every:
        group = group_of(one.kind, one.text, one.sentence)
        of_all = said.get(group) if group is not None and one.said is Said.OPEN else None
        if of_all is not None and of_all.said is not Said.OPEN:
            found.append(
                replace(
                    one,
                    said=of_all.said,
                    replacement=one.replacement or of_all.replacement,
                    who=one.who or of_all.who,
                    when=one.when or of_all.when,
                )
            )
        elif not one.kind.endswith(ALL):
            found.append(one)
        elif one.said is Said.OPEN and _has_open(one, every):
            found.append(one)  # stands where it stood, above its rows
    return tuple(found)


def _has_open(line: Decision, every: Iterable[Decision]) -> bool:
    group = _of_all(line)
    return any(
        one.said is Said.OPEN and group_of(one.kind, one.text, one.sentence) == group
        for one in every
    )


def read_answers(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, what was said of several at once said of each.

    Raises
    ------
    loaders.LoaderError
        When the file cannot be read, or a line says something that is no decision.
    """
    return answered_at_once(read_decisions(path))
