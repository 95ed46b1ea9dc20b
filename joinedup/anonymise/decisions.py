"""``decisions.csv``: what a person said of each question, kept from pack to pack.

The file stands beside the case's own ``case.toml`` and is as confidential as that. A line with a
decision is applied again next time; a line without one is still open. Nothing that a person wrote
is ever taken out, not even a column of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rapidfuzz import fuzz, process

from joinedup.anonymise.model import Question
from joinedup.anonymise.rare import is_foreign
from joinedup.anonymise.retyped import as_it_was
from joinedup.anonymise.words import fold, is_ordinary, path_of, sentence_at
from loaders.errors import LoaderError
from loaders.ourcsv import FORMAT_COLUMN, read_heads, read_rows, rows_as_bytes, write_rows

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
#: Of a name that two people of the case have.
WHICH = "which person"
BY_SENTENCE = frozenset({NAME_OR_WORD, DATE, VAGUE, WHICH})
#: How the kind of a line ends that is about several lines that are alike.
ALL = ", all"
#: What may be the name of somebody or something; and what those are called that look like names.
UNKNOWN, NAMES = "unknown word", "names of people"
#: What stands before a surname.
TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Lord|Lady|Sir)\.?\s(?:[A-Z]\.?\s)?%s\b"


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
            self.kind if self.kind in BY_SENTENCE or self.kind.endswith(ALL) else "",
            form_of(self.text)
            if self.kind.removesuffix(ALL) == NAME_OR_WORD
            else _plain(self.text),
            _plain(self.sentence) if by_sentence else "",
        )


def _is_by_sentence(decision: Decision) -> bool:
    """Whether a line holds for its sentence alone: a single letter is something else elsewhere."""
    return decision.kind in BY_SENTENCE or len(decision.text.strip()) == 1


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def form_of(text: str) -> str:
    """Return a name that is also a word, so that “Grace” and “grace” are two questions.

    Examples
    --------
    >>> form_of("Grace"), form_of("GRACE"), form_of("grace")
    ('GRACE', 'GRACE', 'grace')
    """
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
    _check_columns(path)
    found: list[Decision] = []
    faults: list[_Fault] = []
    lossy = not path.read_bytes().startswith(_SAYS_UNICODE)
    for line in read_rows(path, _NEEDED, VERSION):
        fault = _fault(line) or (_letters_lost(line) if lossy else None)
        if fault is not None:
            faults.append(fault)
        elif line.get("text", "").strip():
            found.append(_decision(line))
    faults += _against_each_other(found)
    if faults:
        raise _no_decisions(path, faults)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a row, and what to do."""

    found: str
    todo: str


_WORDS = (
    "Write keep, replace, remove or generalise in the column “decision” (of a date also: move); "
    "an empty cell leaves it open."
)


def _fault(line: Mapping[str, str]) -> _Fault | None:
    """Return what is wrong with a line; it is told with its text, so that a person finds it."""
    row, written = line["_row"], line.get("decision", "").strip()
    text = line.get("text", "").strip()
    said = _WRITTEN.get(_plain(written))
    where = f"row {row}" + (f", of “{_short(text)}”" if text else "")
    if said is None:
        near = process.extractOne(
            written.casefold()[:40], list(filter(None, Said)), scorer=fuzz.ratio, score_cutoff=70
        )
        maybe = f" (did you mean “{near[0]}”?)" if near else ""
        return _Fault(f"{where}: the decision is “{_short(written)}”{maybe}", _WORDS)
    if not text:
        if said is Said.OPEN:
            return None
        todo = "Write the words that it is about in the column “text”, or take the row out."
        return _Fault(f"{where}: there is a decision, and no text", todo)
    if said is Said.OPEN and line.get("replacement", "").strip():
        todo = "Write replace or generalise in the column “decision” beside it, or take it out."
        return _Fault(f"{where}: there is a replacement, and no decision", todo)
    kind = _plain(line.get("kind", ""))
    if kind == f"{UNKNOWN}{ALL}" and said not in (Said.OPEN, Said.REPLACE):
        todo = "Write replace there, or leave it empty and answer each row below it."
        return _Fault(f"{where}: no one answer but replace is safe for names", todo)
    if said is Said.MOVE and kind not in (DATE, VAGUE):
        todo = "Write keep, replace, remove or generalise; move is for a row whose kind is “date”."
        return _Fault(f"{where}: only a date can be moved, and its kind is “{_short(kind)}”", todo)
    return None


#: How a file begins that says of itself which letters it can hold.
_SAYS_UNICODE = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOST = re.compile(r"\w\?\w")
_LOST_FIRST = re.compile(r"(?<!\w)\?[^\W\d_]")


def _letters_lost(line: Mapping[str, str]) -> _Fault | None:
    """Return what is wrong where “Łukasz” has become “?ukasz”: nobody could be found by it."""
    text, sentence = line.get("text", ""), line.get("sentence", "")
    named = _plain(line.get("kind", "")) in _OF_NAMES | {NAME_OR_WORD, WHICH}
    if not (_LOST.search(f"{text} {sentence}") or (named and _LOST_FIRST.search(text))):
        return None
    return _Fault(
        f"row {line['_row']}, of “{_short(text)}”: letters were lost when it was saved, and “?” "
        "stands in their place",
        "Take such rows out and run the same again: they are asked anew. Save it as “CSV UTF-8” "
        "then, not as “CSV”.",
    )


def _decision(line: Mapping[str, str]) -> Decision:
    other = {name: v for name, v in line.items() if name not in _OURS and name != "_row"}
    shown = line.get("sentence", "") or line.get("suggestion", "")
    return Decision(
        _plain(line.get("kind", "")),
        as_it_was(line["text"], shown),
        _WRITTEN[_plain(line.get("decision", ""))],
        line.get("sentence", ""),
        line.get("row", ""),
        line.get("replacement", "").strip(),
        line.get("who", ""),
        line.get("when", ""),
        other,
        int(line["_row"]),
    )


def _against_each_other(decisions: Iterable[Decision]) -> Iterator[_Fault]:
    """Yield where two rows answer one question, and not alike: nobody could say which counts."""
    first: dict[tuple[str, str, str], Decision] = {}
    for one in decisions:
        if one.said is Said.OPEN:
            continue
        other = first.setdefault(one.key, one)
        if (other.said, other.replacement) != (one.said, one.replacement):
            yield _Fault(
                f"row {other.line} says {_in_words(other)} of “{_short(one.text)}”, and row "
                f"{one.line} says {_in_words(one)}",
                "Take one of the two rows out.",
            )


def _in_words(decision: Decision) -> str:
    by = f" (“{_short(decision.replacement)}”)" if decision.replacement else ""
    return f"{decision.said}{by}"


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


#: So much of a cell is quoted, and so many faults are told at once.
_LONGEST, _FAULTS = 40, 10


def _no_decisions(path: Path, faults: Sequence[_Fault]) -> LoaderError:
    said = [fault.found for fault in faults[:_FAULTS]]
    if len(faults) > _FAULTS:
        said.append(f"and {len(faults) - _FAULTS:,} more")
    todo = dict.fromkeys(fault.todo for fault in faults)
    return LoaderError("JU-L100", str(path), "; ".join(said), " ".join(todo))


def _check_columns(path: Path) -> None:
    """Refuse a heading that is almost one of ours: what stands below it would count for nothing.

    Raises
    ------
    loaders.LoaderError
        When a heading stands there twice, or one that is not there is written otherwise.
    """
    heads = read_heads(path)
    ours = [name for name in COLUMNS if name != FORMAT_COLUMN]
    absent = [name for name in ours if name not in heads]
    own = [name for name in heads if name and name not in COLUMNS]
    faults = [
        _Fault(
            f"row 1: the heading “{name}” stands there {heads.count(name)} times",
            "Let each heading stand there once.",
        )
        for name in ours
        if heads.count(name) > 1
    ]
    for name in absent:
        near = process.extractOne(name, own, scorer=fuzz.ratio, score_cutoff=75)
        if near or name in _NEEDED:
            found = f"; found: {_short(', '.join(filter(None, heads)))}" if not near else ""
            maybe = f" (“{_short(near[0])}” is)" if near else ""
            todo = f"The first row is the headings: {', '.join(COLUMNS)}. Write them as they are."
            faults.append(_Fault(f"row 1: no heading “{name}”{maybe}{found}", todo))
    if faults:
        raise _no_decisions(path, faults)


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
    # a case whose every question is answered may lie where nobody may write
    if not (path.exists() and path.read_bytes() == rows_as_bytes(columns, lines)):
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
#: "mouse.cornwall", "A. K.": no full stop stands between words of a name: these are literal.
_DOTTED = re.compile(r"\w\.\w|\b[A-Z]\.\s[A-Z]\b")


#: Initials that are no word with a possessive: "MO'S" of Moira O'Shea, "A.L."
_OF_SIGNS = re.compile(r"[A-Z][A-Z]['’]S|(?:[A-Z]\.\s?){2,3}")
_OF_NAMES = frozenset({"unknown word", "near a name", "two people"})


class Decisions:
    """Decisions, ready to be applied.

    Parameters
    ----------
    decisions
        As read.
    made_up
        What stands in place of a text where a person says *replace* and not by what.
    names
        Folded names of persons of the case that are ordinary words: what is said of the word
        holds where it is unclear which it is, and in its own case alone. It is never said of the
        name: “none” may stay where “None” is somebody.

    Attributes
    ----------
    phrases
        For folded words, what stands instead and how: ``decision``, or ``keep``.
    literal
        The same for texts with signs inside that words do not have, as they are written.
    capital
        Those of the phrases that are meant only where they have a capital: ordinary words that
        are somebody's name too.
    small
        What stands in place of such a name where it is written in small letters.
    speech
        Those of the phrases that are sentences of another language, as they are written: each is
        one thing, and no word of it is a name.
    kept
        Words that a person decided may stay, as written and folded.
    """

    def __init__(
        self,
        decisions: Iterable[Decision] = (),
        made_up: Callable[[Decision], str] | None = None,
        names: Collection[tuple[str, ...]] = (),
    ) -> None:
        self.phrases: dict[tuple[str, ...], tuple[str, str]] = {}
        self.small: dict[tuple[str, ...], str] = {}
        self.literal: dict[str, str] = {}
        self.capital: set[tuple[str, ...]] = set()
        self._letters: dict[str, dict[str, str]] = {}
        self._senses: dict[tuple[bool, str], dict[str, bool]] = {}
        self._which: dict[str, dict[str, str]] = {}
        self._answered: set[tuple[str, str, str]] = set()
        self.speech: dict[tuple[str, ...], str] = {}
        kept: dict[str, None] = {}
        for decision in decisions:
            if decision.said is Said.OPEN or decision.kind.endswith(ALL):
                continue
            self._answered.add(decision.key)
            if decision.kind in (DATE, VAGUE):
                if decision.said is Said.KEEP:
                    kept[decision.text] = None
                continue
            path = path_of(decision.text)
            if decision.kind == WHICH:
                which = self._which.setdefault(_plain(decision.text), {})
                # who keeps the name, or writes nobody, leaves it open which of them it is
                which[_plain(decision.sentence)] = _plain(decision.replacement)
                continue
            if decision.kind in BY_SENTENCE:
                senses = self._senses.setdefault(_sense_key(decision.text), {})
                senses[_plain(decision.sentence)] = decision.said is not Said.KEEP
                continue
            if path in names and self._of_a_name(decision, path, made_up):
                continue
            if len(decision.text.strip()) == 1:
                if decision.said is not Said.KEEP:
                    said = decision.replacement or (
                        made_up(decision) if made_up is not None else "[initial]"
                    )
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
                    if decision.kind == "rare" and is_foreign(decision.text):
                        self.speech[path] = decision.text
                signs = _DOTTED.search(decision.text) or _OF_SIGNS.fullmatch(decision.text)
                if not path or _ODD.search(decision.text) or signs:
                    self.literal[decision.text] = said
        self._with_initials()
        self.kept: tuple[str, ...] = tuple(kept)

    def _with_initials(self) -> None:
        """Add names with an initial before the surname: "P. Moyo" is Precious Moyo."""
        for path, (said, how) in tuple(self.phrases.items()):
            names = said.split()
            if how != "decision" or not len(path) == len(names) == 2 or not said.istitle():
                continue
            short = (path[0][:1], path[1])
            if len(path[0]) > 1 and len(path[1]) > 1 and short not in self.phrases:
                self.phrases[short] = (f"{names[0][0]} {names[1]}", "decision")
                self.capital.add(short)

    def _of_a_name(
        self,
        decision: Decision,
        path: tuple[str, ...],
        made_up: Callable[[Decision], str] | None,
    ) -> bool:
        """Take what was said of a word that is also somebody's name as said of the word."""
        keep, small = decision.said is Said.KEEP, decision.text.islower()
        if decision.kind != "unknown word":
            return False
        if small and not keep:
            made = made_up(decision) if made_up is not None else "[removed]"
            self.small[path] = decision.replacement or made
            return True
        if not keep and (decision.replacement or decision.said is not Said.REPLACE):
            return False
        # what was shown with its sentence was judged in that
        sentence = _plain(decision.sentence) if keep and not small else ""
        self._senses.setdefault(_sense_key(decision.text), {}).setdefault(sentence, not keep)
        return True

    def of_sentence(self, text: str, where: int, written: str) -> bool:
        """Whether a person said it of a word in that very sentence."""
        return _plain(sentence_at(text, where)) in self._senses.get(_sense_key(written), {})

    def in_sentence(self, text: str, where: int, written: str) -> bool | None:
        """Return whether a word is a name there; ``None`` where nobody said."""
        senses = self._senses.get(_sense_key(written))
        if senses is None:
            return None
        return senses.get(_plain(sentence_at(text, where)), senses.get(""))

    def which(self, text: str, where: int, written: str) -> str | None:
        """Return whom a name that several have means there, folded; ``None`` where nobody said."""
        told = self._which.get(_plain(written), {})
        return told.get(_plain(sentence_at(text, where)), told.get(""))

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
