"""The Information column: fact topics with persons and stance.

``threats to kill: P > V (denied); pregnancy: V; assault: P > V, said by C1``. Items stand
apart by semicolons or lines; ``by > about``; the bracket says how the row speaks of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graphdb.identity import fact_id
from graphdb.model import Fact, Reveal, Role, Stance
from graphdb.vocabulary import SUBJECT, Topic, UnknownTerm, Vocabulary
from loaders.names import norm
from loaders.people import People

_ITEMS = re.compile(r"\s*[;\n]\s*")
_SAID = re.compile(r"[,\s]*\bsaid by\s+([^,;()]+)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_ARROW = re.compile(r"\s*(?:>|→|->|=>|\btowards\b)\s*")
_PERSONS = re.compile(r"\s*(?:,|&|\+|\band\b)\s*", re.IGNORECASE)
_STANCES = {
    "observed": Stance.OBSERVED,
    "seen": Stance.OBSERVED,
    "witnessed": Stance.OBSERVED,
    "confirmed": Stance.OBSERVED,
    "disclosed": Stance.DISCLOSED,
    "disclosure": Stance.DISCLOSED,
    "reported": Stance.DISCLOSED,
    "told": Stance.DISCLOSED,
    "alleged": Stance.ALLEGED,
    "allegation": Stance.ALLEGED,
    "suspected": Stance.ALLEGED,
    "history": Stance.HISTORY,
    "historic": Stance.HISTORY,
    "historical": Stance.HISTORY,
    "past": Stance.HISTORY,
    "previous": Stance.HISTORY,
    "withdrawn": Stance.WITHDRAWN,
    "retracted": Stance.WITHDRAWN,
    "denied": Stance.DENIED,
    "denies": Stance.DENIED,
    "ruled out": Stance.RULED_OUT,
    "not found": Stance.RULED_OUT,
    "no evidence": Stance.RULED_OUT,
    "ended": Stance.ENDED,
    "over": Stance.ENDED,
    "no longer": Stance.ENDED,
    "stopped": Stance.ENDED,
    "lifted": Stance.ENDED,
}
_NOTHING = frozenset({"", "none", "nil", "no", "n a", "na", "nothing"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing about an Information cell that a person should look at."""

    code: str
    found: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    topic: Topic
    abouts: tuple[str, ...] | None
    bys: tuple[str, ...] | None
    stance: Stance
    said_by: str | None


@dataclass(slots=True)
class _Parsed:
    items: list[_Item]
    troubles: list[Trouble]


class Informer:
    """Reads Information cells and keeps the facts they speak of."""

    def __init__(self, case_id: str, vocabulary: Vocabulary, people: People) -> None:
        self._case_id = case_id
        self._vocabulary = vocabulary
        self._people = people
        self.facts: dict[str, Fact] = {}
        self._parsed: dict[str, _Parsed] = {}
        # Topics whose own name ends in brackets; elsewhere a bracket at the end is a stance.
        self._bracketed = frozenset(
            norm(name)
            for topic in vocabulary.topics.values()
            for name in (topic.label, *topic.aliases)
            if name.endswith(")")
        )

    def read(self, cell: str, subjects: tuple[str, ...]) -> tuple[list[Reveal], list[Trouble]]:
        """Return what a cell reveals, and what about it is not clear.

        Parameters
        ----------
        subjects
            The subjects of the row, for topics about "the subject".
        """
        parsed = self._parsed.get(cell)
        if parsed is None:
            parsed = self._parsed[cell] = self._parse(cell)
        reveals: list[Reveal] = []
        troubles = list(parsed.troubles)
        for item in parsed.items:
            abouts, unclear = self._usual(item.abouts, item.topic.about, subjects)
            bys, by_unclear = self._usual(item.bys, item.topic.by, subjects)
            if unclear or by_unclear:
                troubles.append(Trouble("JU-L077", item.topic.label))
            for about in abouts or (None,):
                for by in bys or (None,):
                    fact = self._fact(item.topic, about, None if by == about else by)
                    reveals.append(Reveal(fact.fact_id, item.stance, item.said_by))
        return list(dict.fromkeys(reveals)), troubles

    def _usual(
        self, given: tuple[str, ...] | None, role: str | None, subjects: tuple[str, ...]
    ) -> tuple[tuple[str, ...], bool]:
        """Return the persons given, or the one whom the topic's role stands for."""
        if given is not None:
            return given, False
        if role is None:
            return (), False
        having = subjects if role == SUBJECT else self._people.with_role(Role(role))
        return (having, False) if len(having) == 1 else ((), True)

    def _fact(self, topic: Topic, about: str | None, by: str | None) -> Fact:
        key = fact_id(self._case_id, topic.key, about, by)
        found = self.facts.get(key)
        if found is None:
            found = self.facts[key] = Fact(
                key,
                topic.key,
                topic.label,
                topic.weight,
                topic.nature,
                about,
                by,
                topic.longest_days,
                topic.themes,
            )
        return found

    def _parse(self, cell: str) -> _Parsed:
        parsed = _Parsed([], [])
        for text in _ITEMS.split(cell):
            if norm(text) not in _NOTHING:
                self._parse_item(text.strip(), parsed)
        return parsed

    def _parse_item(self, text: str, parsed: _Parsed) -> None:
        said_by, rest = self._said_by(text, parsed)
        stance, said_by, rest = self._stance(rest, said_by, parsed)
        name, colon, persons = rest.partition(":")
        topic = self._topic(name if colon else rest, parsed)
        if topic is None:
            return
        abouts, bys = self._persons(persons, parsed) if persons.strip() else (None, None)
        if stance is None:
            stance = Stance.DISCLOSED if said_by is not None else Stance.OBSERVED
        parsed.items.append(_Item(topic, abouts, bys, stance, said_by))

    def _topic(self, name: str, parsed: _Parsed) -> Topic | None:
        try:
            return self._vocabulary.topic(name)
        except UnknownTerm as unknown:
            hint = (
                f"Did you mean “{unknown.nearest}”? If so, write that." if unknown.nearest else ""
            )
            parsed.troubles.append(Trouble("JU-L075", name.strip(), hint))
            return None

    def _said_by(self, text: str, parsed: _Parsed) -> tuple[str | None, str]:
        match = _SAID.search(text)
        if match is None:
            return None, text
        return self._person(match[1], parsed), text[: match.start()].strip()

    def _stance(
        self, text: str, said_by: str | None, parsed: _Parsed
    ) -> tuple[Stance | None, str | None, str]:
        """Take the brackets at the end: a stance, and "by" somebody."""
        stance: Stance | None = None
        match = _BRACKETS.search(text)
        # A label may end in brackets of its own.
        while match is not None and norm(text) not in self._bracketed:
            text = text[: match.start()].strip()
            for token in match[1].split(","):
                words, _, who = f" {token.strip()} ".partition(" by ")
                if who.strip():
                    said_by = self._person(who, parsed)
                    words = words.replace("said", "")
                if norm(words):
                    found = _STANCES.get(norm(words))
                    if found is None:
                        parsed.troubles.append(Trouble("JU-L078", token.strip()))
                    stance = found or stance
            match = _BRACKETS.search(text)
        return stance, said_by, text

    def _persons(
        self, text: str, parsed: _Parsed
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
        """Read "P > V" as by P, about V; a name alone is whom it is about."""
        sides = _ARROW.split(text, maxsplit=1)
        if len(sides) == 1:
            return self._each(sides[0], parsed), None
        return self._each(sides[1], parsed), self._each(sides[0], parsed)

    def _each(self, text: str, parsed: _Parsed) -> tuple[str, ...] | None:
        if not text.strip():
            return None
        whole = self._people.one(text)
        if whole is not None:
            return (whole,)
        if norm(text) in ("children", "the children"):
            return self._people.with_role(Role.CHILD) or None
        found = [self._person(piece, parsed) for piece in _PERSONS.split(text) if piece.strip()]
        # A person who is not known leaves the fact without one: never somebody else's.
        return tuple(p for p in found if p is not None)

    def _person(self, text: str, parsed: _Parsed) -> str | None:
        person = self._people.one(text)
        if person is None:
            code = "JU-L073" if self._people.is_ambiguous(text) else "JU-L076"
            near = self._people.names.nearest(text)
            hint = f"Did you mean “{near}”?" if near else ""
            parsed.troubles.append(Trouble(code, text.strip(), hint))
        return person


@lru_cache(maxsize=1)
def stances() -> tuple[str, ...]:
    """Return the stances by name, for templates and help."""
    return tuple(stance.value for stance in Stance)
