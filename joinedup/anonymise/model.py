"""What the parts of this package hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Names(StrEnum):
    """What the persons of a case are called in its pack."""

    NEUTRAL = "neutral"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Options:
    """How texts are replaced.

    Attributes
    ----------
    names
        A neutral name for each person, or the person's role alone ("the victim").
    """

    names: Names = Names.NEUTRAL


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the case and where it stands, such as ``"police.xlsx, Log, row 4"``.

    Attributes
    ----------
    day
        Of its row: completes a date in it that has no year.
    """

    text: str
    row: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an identity is written, and what stands in the pack instead."""

    original: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, or something, by which the case could be recognised.

    Attributes
    ----------
    kind
        person, agency, team, professional, place, street, school, employer, surgery, refuge or
        other.
    id
        The person, agency or team of the case; else made here, such as ``"street-2"``.
    replacement
        What it is called where it stands for itself (a label, the name of an agency).
    forms
        Every way in which it is written that would tell who it is.
    """

    kind: str
    id: str
    replacement: str
    forms: tuple[Form, ...] = ()

    @property
    def originals(self) -> tuple[str, ...]:
        """Every way in which it was written."""
        return tuple(form.original for form in self.forms)

    @property
    def replacements(self) -> tuple[str, ...]:
        """Everything that may stand for it in the pack."""
        return tuple(dict.fromkeys((self.replacement, *(f.replacement for f in self.forms))))


@dataclass(frozen=True, slots=True)
class Number:
    """A number, code or address, and the stand-in for it in the pack (``[telephone 1]``)."""

    kind: str
    original: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Use:
    """One replacement that was made.

    Attributes
    ----------
    kind, id
        Of the identity or number.
    original, replacement
        As they stand in the text before and after.
    how
        ``exact``; or why it was taken for that: ``short form``, ``letters``, ``spaced``, ``split``,
        ``decision``.
    """

    kind: str
    id: str
    original: str
    replacement: str
    how: str = "exact"


@dataclass(frozen=True, slots=True)
class Left:
    """A word of a replaced text that may still tell something, in its sentence."""

    text: str
    sentence: str
    kind: str = "unknown word"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text as it stands in the pack, what was replaced in it, and what was left.

    ``words`` is what could be a name and is a word, as a person said: each with what stands
    beside it in the pack.
    """

    text: str
    used: tuple[Use, ...] = ()
    left: tuple[Left, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What a machine cannot know, put before a person.

    Attributes
    ----------
    kind
        ``unknown word``, ``number``, ``name or word``, ``two people``, ``near a name``,
        ``tells a date``, ``rare``, ``date`` or ``vague date``.
    text
        The words that it is about.
    sentence
        Where they stand; the first place where there are several.
    row
        The document and row of that place.
    times
        In how many places.
    suggestion
        What could be said: a decision, and a replacement where one is at hand.
    answer
        The decision, where it needs no person's: it is written down for one to look at.
    """

    kind: str
    text: str
    sentence: str = ""
    row: str = ""
    times: int = 1
    suggestion: str = ""
    answer: str = ""
