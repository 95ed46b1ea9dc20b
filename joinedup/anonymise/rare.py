"""Rare details: what would single a case out though nobody is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.words import (
    lists,
    may_have,
    path_of,
    phrases_in,
    sentence_at,
    telltales,
    words_in,
)

_SUGGESTIONS = {
    "occupation": "generalise: “a worker”, “in a manual trade”",
    "method": "keep where many cases have it; generalise: “a weapon”, “an object”",
    "children": "generalise: “children”",
    "nationality": "generalise: “from another country”",
    "reported": "remove, or generalise: “it was reported”",
}
_MOST_ROWS = 8


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"[\s-]+") for p in phrases)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    work = _either(phrases_in("rare", "is_work"))
    occupations = _either(phrases_in("rare", "occupations"))
    nations = "|".join(word.capitalize() for word in sorted(words_in("rare", "nationalities")))
    return (
        (
            "occupation",
            re.compile(
                rf"\b(?:{work})\b[^.;]{{0,25}}?\b(?P<what>{occupations})s?\b",
                re.I,
            ),
        ),
        ("method", re.compile(rf"\b(?P<what>{_either(phrases_in('rare', 'methods'))})\b", re.I)),
        ("children", re.compile(f"(?P<what>{lists()['rare']['children']})", re.I)),
        ("nationality", re.compile(rf"\b(?P<what>{nations})\b")),
        ("reported", re.compile(rf"\b(?P<what>{_either(phrases_in('rare', 'reported'))})\b", re.I)),
    )


@cache
def _begins() -> frozenset[str]:
    """Return words of which a text has one if it has a rare detail."""
    of_children = "twin triplet quadruplet children kid son daughter boy girl sibling"
    found = {*telltales(phrases_in("rare", "methods")), *words_in("rare", "nationalities")}
    found |= telltales(phrases_in("rare", "reported"))
    found |= {path_of(p)[-1] for p in phrases_in("rare", "occupations")}
    return frozenset(found | {form for w in of_children.split() for form in (w, f"{w}s")})


def rare_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the rare details of a text: what sort, and where.

    Examples
    --------
    >>> text = "He works nights as a slaughterman. Two boys and a girl at home."
    >>> [(sort, text[a:b]) for sort, a, b in rare_in(text)]
    [('occupation', 'slaughterman'), ('children', 'Two boys and a girl')]
    """
    if not may_have(_begins(), text):
        return
    for sort, pattern in _patterns():
        for match in pattern.finditer(text):
            yield sort, *match.span("what")


def rare_details(texts: Iterable[Text]) -> list[Question]:
    """Return the rare details of texts as questions, each with the rows that have it."""
    found: dict[str, tuple[str, str, str, dict[str, None]]] = {}
    for text in texts:
        for sort, start, end in rare_in(text.text):
            written = " ".join(text.text[start:end].split())
            key = written.casefold()
            if key not in found:
                found[key] = (sort, written, sentence_at(text.text, start), {})
            found[key][3][text.row] = None
    questions = []
    for sort, written, sentence, rows in found.values():
        some = [row for row in rows if row]
        shown = "; ".join(some[:_MOST_ROWS])
        if len(some) > _MOST_ROWS:
            shown += f"; and {len(some) - _MOST_ROWS} more"
        questions.append(
            Question("rare", written, sentence, shown, len(rows), f"{sort}: {_SUGGESTIONS[sort]}")
        )
    return questions
