"""``decisions.csv``: what a person said of each question, kept from pack to pack.

The file stands beside the case's own ``case.toml`` and is as confidential as that. A line with a
decision is applied again next time; a line without one is still open. Nothing that a person wrote
is ever taken out, not even a column of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from joinedup.anonymise.model import Question
from joinedup.anonymise.words import fold, is_ordinary, path_of, sentence_at
from loaders.errors import LoaderError
from loaders.ourcsv import FORMAT_COLUMN, read_rows, write_rows

NAME = "decisions.csv"
VERSION = 1
COLUMNS = (
    FORMAT_COLUMN, "kind", "text", "sentence", "row", "times", "suggestion", "decision",
    "replacement", "who", "when",
)  # fmt: skip
_NEEDED = ("kind", "text", "decision")
#: Of what may be a date; and of a date that is moved to the nearest, which is answered already.
DATE, VAGUE = "date", "vague date"
#: Questions of which each place is a question of its own.
NAME_OR_WORD = "name or word"
BY_SENTENCE = frozenset({NAME_OR_WORD, DATE, VAGUE})


class Said(StrEnum):
    """What a person can say of a question; ``OPEN`` is a line that nobody answered yet."""

    OPEN = ""
    KEEP = "keep"
    REPLACE = "replace"
    REMOVE = "remove"
    GENERALISE = "generalise"
    MOVE = "move"


_WRITTEN = {
    **{str(said): said for said in Said},
    "kept": Said.KEEP, "stay": Said.KEEP, "leave": Said.KEEP, "replaced": Said.REPLACE,
    "delete": Said.REMOVE, "removed": Said.REMOVE, "generalize": Said.GENERALISE,
    "generalised": Said.GENERALISE, "open": Said.OPEN, "?": Said.OPEN, "moved": Said.MOVE,
    "shift": Said.MOVE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of ``decisions.csv``.

    Attributes
    ----------
    kind, text, sentence, row
        As :class:`joinedup.anonymise.model.Question` has them. Of a name that is also a word, a
        line holds for its sentence, or for every place where its sentence is left empty.
    said
        What is to become of it.
    replacement
        What stands instead; made up where a person left it empty.
    who, when
        Who said so, and on which day, as they wrote it.
    other
        What else stands in the line, by column.
    line
        Which row of the file it is; 0 where it is of none.
    """

    kind: str
    text: str
    said: Said
    sentence: str = ""
    row: str = ""
    replacement: str = ""
    who: str = ""
    when: str = ""
    other: Mapping[str, str] = field(default_factory=dict, hash=False)
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """By what a line answers a question."""
        by_sentence = _is_by_sentence(self)
        return (
            self.kind if self.kind in BY_SENTENCE else "",
            _form(self.text) if self.kind == NAME_OR_WORD else _plain(self.text),
            _plain(self.sentence) if by_sentence else "",
        )


def _is_by_sentence(decision: Decision) -> bool:
    """Whether a line holds for its sentence alone: a single letter is something else elsewhere."""
    return decision.kind in BY_SENTENCE or len(decision.text.strip()) == 1


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _form(text: str) -> str:
    """Return a name that is also a word, so that “Grace” and “grace” are two questions."""
    return " ".join(text.split()) if text.islower() else _plain(text).upper()


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, open lines too; none where there is no such file.

    Raises
    ------
    loaders.LoaderError
        When the file cannot be read, or a line says something that is no decision.
    """
    if not path.exists():
        return ()
    found = []
    for line in read_rows(path, _NEEDED, VERSION):
        row = line.pop("_row")
        written = _plain(line.get("decision", ""))
        said = _WRITTEN.get(written)
        if said is None:
            found_there = line["decision"].strip()[:40]
            raise _no_decision(path, f"row {row}: the decision is “{found_there}”")
        if not line.get("text", "").strip():
            if said is Said.OPEN:
                continue
            raise _no_decision(path, f"row {row}: there is a decision, and no text")
        if said is Said.MOVE and _plain(line.get("kind", "")) not in (DATE, VAGUE):
            raise _no_decision(path, f"row {row}: only a date can be moved")
        other = {name: value for name, value in line.items() if name not in _OURS}
        found.append(
            Decision(
                _plain(line.get("kind", "")),
                line["text"],
                said,
                line.get("sentence", ""),
                line.get("row", ""),
                line.get("replacement", "").strip(),
                line.get("who", ""),
                line.get("when", ""),
                other,
                int(row),
            )
        )
    return tuple(found)


def _no_decision(path: Path, found: str) -> LoaderError:
    suggestion = (
        "Write keep, replace, remove or generalise (of a date also: move); an empty cell leaves "
        "it open."
    )
    return LoaderError("JU-L100", path.name, found, suggestion)


def typed_name(decision: Decision, name: str) -> LoaderError:
    """Return what to raise where a replacement has the name of somebody of the case."""
    row = f"row {decision.line}" if decision.line else f"“{decision.text}”"
    return LoaderError(
        "JU-L100",
        NAME,
        f"{row}, column “replacement”: “{name}” is a name of the case itself",
        "Write other words there, or leave the cell empty: a name is then made up.",
    )


_OURS = frozenset(COLUMNS) - {"times", "suggestion"}


def write_decisions(
    path: Path, decisions: Iterable[Decision], questions: Iterable[Question]
) -> None:
    """Write back every line that a person wrote, and the new open questions after them.

    Parameters
    ----------
    path
        Where ``decisions.csv`` stands.
    decisions
        As they were read: all are written, in their order.
    questions
        What is open; what a line asks or answers already is not asked again.

    Raises
    ------
    loaders.LoaderError
        When the file is open in another program, or may not be written.
    """
    told = tuple(decisions)
    lines = [
        {
            **decision.other,
            FORMAT_COLUMN: str(VERSION),
            "kind": decision.kind,
            "text": decision.text,
            "sentence": decision.sentence,
            "row": decision.row,
            "decision": str(decision.said),
            "replacement": decision.replacement,
            "who": decision.who,
            "when": decision.when,
        }
        for decision in told
    ]
    known = {decision.key for decision in told}
    for question in questions:
        line = Decision(question.kind, question.text, Said.OPEN, question.sentence, question.row)
        if line.key in known:
            continue
        known.add(line.key)
        lines.append(
            {
                FORMAT_COLUMN: str(VERSION),
                "kind": question.kind,
                "text": question.text,
                "sentence": question.sentence,
                "row": question.row,
                "times": str(question.times),
                "decision": question.answer,
                "suggestion": question.suggestion,
            }
        )
    own = dict.fromkeys(name for decision in told for name in decision.other)
    columns = (*COLUMNS, *(name for name in own if name not in COLUMNS))
    write_rows(path, columns, lines)


def _sense_key(written: str) -> tuple[bool, str]:
    return written.islower(), " ".join(path_of(written))


class DateAnswers:
    """What a person said of dates in running text, each in its sentence or in every one.

    Examples
    --------
    >>> answers = DateAnswers([Decision(DATE, "3/4", Said.KEEP, "Took 3/4 of it.")])
    >>> answers.of("Took 3/4 of it.", 5, "3/4").said, answers.of("Left on 3/4.", 8, "3/4")
    (<Said.KEEP: 'keep'>, None)
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._told: dict[tuple[str, str], dict[str, Decision]] = {}
        for one in decisions:
            if one.kind in (DATE, VAGUE) and one.said is not Said.OPEN:
                told = self._told.setdefault((one.kind, _plain(one.text)), {})
                told[_plain(one.sentence)] = one

    def of(self, text: str, where: int, written: str, *, vague: bool = False) -> Decision | None:
        """Return what was said of a date there; ``None`` where nobody said.

        What was said of all dates that are moved to the nearest says nothing of one that is asked.
        """
        for kind in (DATE, VAGUE) if vague else (DATE,):
            told = self._told.get((kind, _plain(written)))
            if told is not None:
                found = told.get(_plain(sentence_at(text, where))) or told.get("")
                if found is not None:
                    return found
        return None


_ODD = re.compile(r"[^\w\s'’‘.,\-‐‑–]")


_OF_NAMES = frozenset({"unknown word", "near a name", "two people"})


class Decisions:
    """Decisions, ready to be applied.

    Parameters
    ----------
    decisions
        As read.
    made_up
        What stands in place of a text where a person says *replace* and not by what.

    Attributes
    ----------
    phrases
        For folded words, what stands instead and how: ``decision``, or ``keep``.
    literal
        The same for texts with signs inside that words do not have, as they are written.
    capital
        Those of the phrases that are meant only where they have a capital: ordinary words that
        are somebody's name too.
    kept
        Words that a person decided may stay, as written and folded.
    """

    def __init__(
        self, decisions: Iterable[Decision] = (), made_up: Callable[[Decision], str] | None = None
    ) -> None:
        self.phrases: dict[tuple[str, ...], tuple[str, str]] = {}
        self.literal: dict[str, str] = {}
        self.capital: set[tuple[str, ...]] = set()
        self._letters: dict[str, dict[str, str]] = {}
        self._senses: dict[tuple[bool, str], dict[str, bool]] = {}
        self._answered: set[tuple[str, str, str]] = set()
        kept: dict[str, None] = {}
        for decision in decisions:
            if decision.said is Said.OPEN:
                continue
            self._answered.add(decision.key)
            if decision.kind in (DATE, VAGUE):
                if decision.said is Said.KEEP:
                    kept[decision.text] = None
                continue
            path = path_of(decision.text)
            if decision.kind in BY_SENTENCE:
                senses = self._senses.setdefault(_sense_key(decision.text), {})
                senses[_plain(decision.sentence)] = decision.said is not Said.KEEP
                continue
            if len(decision.text.strip()) == 1:
                if decision.said is not Said.KEEP:
                    said = decision.replacement or "[initial]"
                    here = self._letters.setdefault(decision.text.strip(), {})
                    here[_plain(decision.sentence)] = said
                continue
            named = decision.kind in _OF_NAMES or (
                decision.kind == "record system" and is_ordinary(fold(decision.text))
            )
            of_words = len(path) > 1 and all(map(is_ordinary, path))  # "Red Lion", no red lion
            if named and (len(path) == 1 or of_words) and decision.text[:1].isupper():
                self.capital.add(path)
            if decision.said is Said.KEEP:
                kept[decision.text] = None
                kept[decision.text.casefold()] = None
                kept[fold(decision.text)] = None
                if decision.kind == "rare":  # a name in it stays with it: Corsa, Poland
                    kept.update((word, None) for word in path)
                if path:
                    self.phrases[path] = ("", "keep")
            else:
                said = decision.replacement
                if not said:
                    said = made_up(decision) if made_up is not None else "[removed]"
                # "£30" is not every 30
                if path and not (all(map(str.isdigit, path)) and _ODD.search(decision.text)):
                    self.phrases[path] = (said, "decision")
                if not path or _ODD.search(decision.text):
                    self.literal[decision.text] = said
        self.kept: tuple[str, ...] = tuple(kept)

    def in_sentence(self, text: str, where: int, written: str) -> bool | None:
        """Return whether a word is a name there; ``None`` where nobody said."""
        senses = self._senses.get(_sense_key(written))
        if senses is None:
            return None
        return senses.get(_plain(sentence_at(text, where)), senses.get(""))

    def letter(self, text: str, where: int, written: str) -> str | None:
        """Return what stands in place of a single letter there; ``None`` where it stays."""
        here = self._letters.get(written)
        if here is None:
            return None
        return here.get(_plain(sentence_at(text, where)), here.get(""))

    def answers(self, question: Question) -> bool:
        """Whether a person answered a question."""
        key = Decision(question.kind, question.text, Said.OPEN, question.sentence).key
        return key in self._answered or (*key[:2], "") in self._answered
