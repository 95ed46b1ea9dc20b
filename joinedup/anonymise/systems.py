"""Names of record systems: which trust, council or force has which one can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from graphdb.model import CaseRecords
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.words import is_ordinary, lists, path_of, phrases_in, sentence_at

KIND = "record system"
SHARED, OTHER = "the shared record system", "the record system"

_BEFORE = re.compile(
    r"\b(?:on|in|to|onto|into|via|from|using|used|checked|accessed|searched|of|the|their|our)\s+\Z",
    re.I,
)
_AFTER = re.compile(
    r"\s+(?:records?|system|entry|entries|notes?|alert|flag|search|check(?:ed|s)?|updated|shows?|log)\b"
)


def decided_systems(
    records: CaseRecords, texts: Sequence[Text], told: Iterable[Decision]
) -> list[Decision]:
    """Return what stands for each record system that the texts name, unless a person said so.

    Those that the settings of a case name, and those that are widely known and are no words.
    """
    answered = {path_of(one.text) for one in told if one.said is not Said.OPEN}
    shared = {one.system for one in records.settings.record_access}
    shared |= {team.shares_record for team in records.teams}
    said = dict.fromkeys(phrases_in("systems", "known"), OTHER)
    said |= {name: SHARED for name in shared if _is_name(name)}
    there = " ".join(text.text for text in texts).casefold()
    return [
        Decision(KIND, name, Said.REPLACE, replacement=instead)
        for name, instead in said.items()
        if name.casefold() in there and path_of(name) not in answered
    ]


def _is_name(name: str) -> bool:
    """Whether a system is called by a name, and not by what it is ("command and control log")."""
    return any(c.isupper() for c in name) and not all(is_ordinary(word) for word in path_of(name))


@cache
def _words() -> re.Pattern[str]:
    names = "|".join(map(re.escape, phrases_in("systems", "words")))
    streets = "|".join(word.capitalize() for word in lists()["places"]["streets"].split())
    return re.compile(rf"(?<!\w)(?:{names})(?!\w| (?:{streets})\b)")  # "Orchard Rw"


def system_questions(texts: Iterable[Text]) -> Iterator[Question]:
    """Yield a question for each word that is also the name of a record system, where it may be it.

    Examples
    --------
    >>> [q.text for q in system_questions([Text("Not on Mosaic. A Mosaic floor.")])]
    ['Mosaic']
    """
    for text in texts:
        for match in _words().finditer(text.text):
            led = _BEFORE.search(text.text, 0, match.start())
            if led or _AFTER.match(text.text, match.end()):
                yield Question(
                    KIND,
                    match[0],
                    sentence_at(text.text, match.start()),
                    text.row,
                    1,
                    f"replace: “{OTHER}”; keep where it is none, or tells nothing",
                )
