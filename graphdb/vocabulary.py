"""The vocabulary: event kinds, fact topics, risk tools, sectors, themes and column headings.

It is data: one entry of one TOML file under ``graphdb/vocab`` is one term, and nothing else
has to be edited to add one. The comment at the top of each file says what its keys mean.

Reading takes a few hundredths of a second and happens at the first use, not at import.

Examples
--------
>>> vocabulary = load_vocabulary()
>>> vocabulary.topic("TTK").label
'threats to kill'
>>> vocabulary.grade("DASH", "High Risk")
'high'
"""

from __future__ import annotations

import re
import tomllib
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from graphdb.model import Nature, Role

FORMAT = 1
"""The version of the files that this code reads."""

SUBJECT = "subject"
"""Stands in ``Topic.about`` for the person whom the row is about."""

BETWEEN = ("towards", "and", "of", "from", "about")
"""How a topic names both of its persons."""

PERSONS = frozenset({*(role.value for role in Role), SUBJECT})
"""What may stand in ``Topic.about`` and ``Topic.by``."""

FRAMEWORK_GROUPS = (
    "Health",
    "Police",
    "Social services",
    "Probation",
    "Local authority",
    "Housing",
    "Education",
    "Other",
    "Informal",
)
"""Groups in which the published analysis counts agencies; informal sources stand apart."""

FIELDS = (
    "date",
    "time",
    "end_date",
    "source",
    "agency",
    "summary",
    "learned",
    "ref",
    "seq",
    "persons",
    "seen",
    "children_present",
    "kind",
    "information",
    "shared_with",
    "told_by",
    "invited",
    "attended",
    "minutes_to",
    "responds_to",
    "response",
    "considered",
    "tool",
    "grade",
    "outcome",
    "consent",
    "comment",
    "mentions",
)
"""The fields of a row, each with an entry in ``headings.toml``."""


class VocabularyError(ValueError):
    """A vocabulary file holds something that it must not."""


class UnknownTerm(ValueError):  # noqa: N818 - reads as what it is where it is caught
    """A word that stands for nothing in a registry; the message names the nearest known.

    Attributes
    ----------
    text
        The word as it was given.
    registry
        Which registry was asked: ``"topic"``, ``"kind"``, ``"sector"``, ...
    nearest
        The nearest known word, or ``None`` where nothing is near.
    """

    def __init__(self, text: str, registry: str, nearest: str | None = None) -> None:
        self.text = text
        self.registry = registry
        self.nearest = nearest
        message = f'"{_shorten(text)}" is not a {registry} we know'
        if nearest is not None:
            message += f'; did you mean "{nearest}"?'
        super().__init__(message)


class Purpose(StrEnum):
    """What a tool or an assessment is for."""

    DOMESTIC_ABUSE = "domestic-abuse"
    VIOLENCE = "violence"
    SEXUAL_EXPLOITATION = "sexual-exploitation"
    MENTAL_HEALTH = "mental-health"
    GENERAL = "general"


Phrases = typing.NewType("Phrases", tuple[str, ...])
"""Lower-case phrases; in the file one text with commas between them."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a piece of information can be about; ``graphdb/vocab/topics.toml``.

    Attributes
    ----------
    about, by
        The usual persons as roles; ``about`` may be ``"subject"`` (the person the row is
        about), ``by`` is ``None`` where nobody does it to anybody.
    longest_days
        For a state, how long a record of it can be relied on; ``None`` otherwise.
    between
        How both persons are named: ``"towards"`` (by towards about), ``"and"``, ``"of"``,
        ``"from"`` (about, of or from by) or ``"about"`` (about alone).
    danger
        Whether it tells of danger from one person to another, or of a time at which that rises;
        not of somebody's own health or circumstances.
    """

    key: str
    label: str
    nature: Nature
    weight: int
    about: str
    source: str
    words: Phrases
    by: str | None = None
    longest_days: int | None = None
    themes: tuple[str, ...] = ()
    group: str = "other"
    aliases: tuple[str, ...] = ()
    not_words: Phrases = Phrases(())
    between: str = "towards"
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of thing a row is; ``graphdb/vocab/kinds.toml``."""

    key: str
    label: str
    contact: bool = False
    routine: bool = False
    incident: bool = False
    assessment: bool = False
    decision: bool = False
    meeting: bool = False
    share: bool = False
    referral: bool = False
    response: bool = False
    closure: bool = False
    handover: bool = False
    supervision: bool = False
    no_contact: bool = False
    life: bool = False
    fatal: bool = False
    purpose: Purpose | None = None
    severity: int = 0
    themes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    words: Phrases = Phrases(())
    not_words: Phrases = Phrases(())


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool for assessing risk or need; ``graphdb/vocab/tools.toml``.

    Attributes
    ----------
    grades
        Lowest to highest; empty where the tool gives a score or nothing.
    available_from
        The day from which it can have been used at all (``from`` in the file).
    """

    key: str
    label: str
    purpose: Purpose
    source: str
    grades: tuple[str, ...] = ()
    available_from: date | None = None
    aliases: tuple[str, ...] = ()
    grade_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def rank(self, grade: str) -> int:
        """Return the place of a grade, 0 for the lowest.

        Raises
        ------
        UnknownTerm
            When the tool has no such grade.
        """
        if grade not in self.grades:
            raise UnknownTerm(grade, f"grade of {self.label}", _nearest(grade, self.grades))
        return self.grades.index(grade)


@dataclass(frozen=True, slots=True)
class Sector:
    """What kind of organisation an agency is; ``graphdb/vocab/sectors.toml``.

    Attributes
    ----------
    framework
        The group in which the published analysis counts it.
    shared_record
        Whether teams of one such agency share one record by default.
    risk_assessment_expected_from
        The day from which a domestic abuse risk assessment is expected of it; else ``None``.
    """

    key: str
    label: str
    framework: str
    source: str
    shared_record: bool = False
    files_by_person: bool = False
    informal: bool = False
    risk_assessment_expected_from: date | None = None
    aliases: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A code of the analysis framework; ``graphdb/vocab/themes.toml``."""

    key: str
    label: str
    factor: str
    sub_category: str
    source: str

    @property
    def code(self) -> str:
        """The code itself, ``"1A"`` to ``"9"``."""
        return self.key


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the template and what agencies write for it; ``headings.toml``."""

    key: str
    label: str
    compulsory: bool = False
    aliases: tuple[str, ...] = ()
    notes: str = ""


Entry = TypeVar("Entry", Topic, Kind, Tool, Sector, Theme, Heading)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every term we know, by key, with lookups by key, label or alias.

    Lookups mind neither capitals nor spaces, hyphens, underscores, slashes and apostrophes.

    Attributes
    ----------
    topics, kinds, tools, sectors, themes, headings
        Read-only mappings by key, in the order of the files.
    """

    topics: Mapping[str, Topic]
    kinds: Mapping[str, Kind]
    tools: Mapping[str, Tool]
    sectors: Mapping[str, Sector]
    themes: Mapping[str, Theme]
    headings: Mapping[str, Heading]
    _names: Mapping[str, Mapping[str, str]] = field(repr=False)

    def topic(self, text: str) -> Topic:
        """Return the fact topic of a key, label or alias.

        Raises
        ------
        UnknownTerm
            When there is none; the message names the nearest.
        """
        return self.topics[self._key("topic", text)]

    def kind(self, text: str) -> Kind:
        """Return the event kind of a key, label or alias; see :meth:`topic`."""
        return self.kinds[self._key("kind", text)]

    def tool(self, text: str) -> Tool:
        """Return the tool of a key, label or alias; see :meth:`topic`."""
        return self.tools[self._key("tool", text)]

    def sector(self, text: str) -> Sector:
        """Return the sector of a key, label or alias; see :meth:`topic`."""
        return self.sectors[self._key("sector", text)]

    def theme(self, text: str) -> Theme:
        """Return the theme of a code or label; see :meth:`topic`."""
        return self.themes[self._key("theme", text)]

    def heading(self, text: str) -> str:
        """Return the field that a column heading stands for.

        Punctuation does not matter either: ``"Date / Time:"`` is ``date``.

        Raises
        ------
        UnknownTerm
            When no field is headed so; the message names the nearest heading.

        Examples
        --------
        >>> load_vocabulary().heading("Significant Event(s)")
        'summary'
        """
        names = self._names["column heading"]
        found = names.get(_plain(text))
        if found is None:
            raise UnknownTerm(text, "column heading", _nearest(text, self._spellings("heading")))
        return found

    def grade(self, tool: Tool | str, text: str) -> str:
        """Return the tool's own word for a grade as written.

        "High Risk", "graded H" and "High (14 ticks)" are all ``"high"``; a text that names two
        grades is none. Where the tool has no grades (a score), the text comes back as it is.

        Raises
        ------
        UnknownTerm
            When the tool, or the grade, is not known.

        Examples
        --------
        >>> load_vocabulary().grade("OASys", "V High")
        'very high'
        """
        which = self.tool(tool) if isinstance(tool, str) else tool
        if not which.grades:
            return text.strip()
        names = _grade_names(which)
        for form in (_norm(text), _bare(text)):
            if form in names:
                return names[form]
        named = {names[n] for n in _longest_within(_bare(text), names)}
        if len(named) == 1:
            return named.pop()
        raise UnknownTerm(text, f"grade of {which.label}", _nearest(text, which.grades))

    def _key(self, registry: str, text: str) -> str:
        found = self._names[registry].get(_norm(text))
        if found is None:
            raise UnknownTerm(text, registry, _nearest(text, self._spellings(registry)))
        return found

    def _spellings(self, registry: str) -> Iterator[str]:
        entries: Mapping[str, Any] = getattr(self, registry + "s")
        for key, entry in entries.items():
            yield entry.label
            yield key
            yield from getattr(entry, "aliases", ())


_SAME = str.maketrans({**dict.fromkeys("-‐‑–_/", " "), **dict.fromkeys("'’‘`", None)})
_WORD = re.compile(r"[^\W_]+|#")


def _norm(text: str) -> str:
    """Capitals, spaces, hyphens, underscores, slashes and apostrophes do not matter."""
    return " ".join(text.casefold().translate(_SAME).split()).strip(" .:;,")


def _plain(text: str) -> str:
    """Like :func:`_norm`, and punctuation does not matter either; ``#`` does."""
    return " ".join(_WORD.findall(text.casefold().replace("(s)", "s").translate(_SAME)))


_AROUND_A_GRADE = frozenset(
    {"risk", "risks", "level", "graded", "grade", "grading", "assessed", "rated", "as", "at"}
)


def _bare(text: str) -> str:
    """Return a grade without the words that stand around it."""
    return " ".join(w for w in _plain(text).split() if w not in _AROUND_A_GRADE)


def _grade_names(tool: Tool) -> dict[str, str]:
    names: dict[str, str] = {}
    for grade in tool.grades:
        for name in (grade, *tool.grade_aliases.get(grade, ())):
            names.setdefault(_norm(name), grade)
            bare = _bare(name)
            if bare:
                names.setdefault(bare, grade)
    return names


def _longest_within(text: str, names: Iterable[str]) -> list[str]:
    """Names that stand as whole words in the text and inside no longer one that does."""
    padded = f" {text} "
    there = [n for n in names if len(n) > 1 and not n.isdigit() and f" {n} " in padded]
    return [n for n in there if not any(n != m and f" {n} " in f" {m} " for m in there)]


def _shorten(text: str, longest: int = 80) -> str:
    """Keep messages to one line whatever somebody pasted into a cell."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def _nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the nearest known spelling, or ``None`` where none is near enough to suggest."""
    from rapidfuzz import fuzz, process  # only where a message needs it

    found = process.extractOne(
        text[:200], list(known), processor=_norm, scorer=fuzz.ratio, score_cutoff=65
    )
    return None if found is None else str(found[0])


# --- reading ---------------------------------------------------------------------------------

_WRITTEN = {"available_from": "from"}
_FILES: Mapping[str, type] = {
    "themes": Theme,
    "topics": Topic,
    "kinds": Kind,
    "tools": Tool,
    "sectors": Sector,
    "headings": Heading,
}
_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*|[1-9][A-Z]?")
_BAD_STAR = re.compile(r"\*[^\s,]|(?:^|,) ?\*(?: |,|$)| \*(?:,|$)| \* \*(?: |,|$)|,\s*(?:,|$)")


def _as_text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise TypeError("must be a text")
    return raw.strip()


def _as_bool(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError("must be true or false")
    return raw


def _as_int(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise TypeError("must be a whole number")
    return raw


def _as_date(raw: object) -> date:
    if type(raw) is not date:
        raise TypeError("must be a date, such as 2009-03-01, without quotation marks")
    return raw


def _as_texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError("must be a list of texts")
    return tuple(_as_text(item) for item in raw)


def _as_phrases(raw: object) -> Phrases:
    text = " ".join(_as_text(raw).split()).strip(" ,")
    if text != text.lower():
        raise TypeError("must be in lower case")
    wrong = _BAD_STAR.search(text)
    if wrong:
        raise TypeError(f'cannot be read near "{text[max(0, wrong.start() - 20) : wrong.end()]}"')
    phrases = tuple(text.replace(", ", ",").split(","))
    if len(set(phrases)) != len(phrases):
        twice = next(p for p in phrases if phrases.count(p) > 1)
        raise TypeError(f'has a phrase twice: "{twice}"')
    return Phrases(phrases)


def _as_grade_aliases(raw: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise TypeError("must be a table of lists")
    return MappingProxyType({str(k): _as_texts(v) for k, v in raw.items()})


def _one_of(enum: type[StrEnum]) -> Callable[[object], StrEnum]:
    def read(raw: object) -> StrEnum:
        try:
            return enum(_as_text(raw))
        except ValueError:
            known = [member.value for member in enum]
            raise TypeError(f"must be one of {', '.join(known)}, not {raw!r}") from None

    return read


_READERS: Mapping[str, Callable[[object], object]] = {
    "str": _as_text,
    "str | None": _as_text,
    "bool": _as_bool,
    "int": _as_int,
    "int | None": _as_int,
    "date | None": _as_date,
    "tuple[str, ...]": _as_texts,
    "Phrases": _as_phrases,
    "Nature": _one_of(Nature),
    "Purpose": _one_of(Purpose),
    "Purpose | None": _one_of(Purpose),
    "Mapping[str, tuple[str, ...]]": _as_grade_aliases,
}


_Columns = tuple[Mapping[str, tuple[str, Callable[[object], object]]], tuple[str, ...]]


def _columns(cls: type[Any]) -> _Columns:
    """Return what may be written for a class, with its field and reader, and what must be."""
    known: dict[str, tuple[str, Callable[[object], object]]] = {}
    required: list[str] = []
    for each in fields(cls):
        if each.name == "key":
            continue
        name = _WRITTEN.get(each.name, each.name)
        known[name] = (each.name, _READERS[str(each.type)])
        if each.default is MISSING and each.default_factory is MISSING:
            required.append(name)
    return known, tuple(required)


def _read_entry(cls: type[Entry], columns: _Columns, key: str, raw: object, where: str) -> Entry:
    if not isinstance(raw, dict):
        raise VocabularyError(f"{where}: [{key}] must be a table")
    if not _KEY.fullmatch(key):
        raise VocabularyError(f"{where}: the key [{key}] must be lower-case words with hyphens")
    known, required = columns
    values: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in known:
            near = _nearest(name, known)
            hint = f'; did you mean "{near}"?' if near else ""
            raise VocabularyError(f'{where}: [{key}] has an unknown key "{name}"{hint}')
        target, read = known[name]
        try:
            values[target] = read(value)
        except TypeError as fault:
            raise VocabularyError(f'{where}: [{key}] "{name}" {fault}') from None
    for name in required:
        if name not in raw:
            raise VocabularyError(f'{where}: [{key}] has no "{name}"')
    return cls(key=key, **values)


def _read_file(cls: type[Entry], name: str, text: str) -> Mapping[str, Entry]:
    where = f"{name}.toml"
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise VocabularyError(f"{where} is not valid TOML: {fault}") from None
    version = raw.pop("format", None)
    if version != FORMAT:
        raise VocabularyError(
            f"{where} says format = {version!r}; this program reads format = {FORMAT}"
        )
    columns = _columns(cls)
    return MappingProxyType({k: _read_entry(cls, columns, k, v, where) for k, v in raw.items()})


def _check_topic(topic: Topic, themes: Mapping[str, Theme]) -> str | None:
    if not 1 <= topic.weight <= 5:
        return f'"weight" must be 1 to 5, not {topic.weight}'
    if (topic.nature is Nature.STATE) != (topic.longest_days is not None):
        return 'a state, and only a state, has "longest_days"'
    if topic.between not in BETWEEN:
        return f'"between" must be one of {", ".join(BETWEEN)}'
    if topic.longest_days is not None and topic.longest_days < 1:
        return '"longest_days" must be at least 1'
    for name, person in (("about", topic.about), ("by", topic.by)):
        if person is not None and person not in PERSONS:
            return f'"{name}" must be one of {", ".join(sorted(PERSONS))}, not "{person}"'
    if not topic.themes:
        return 'has no "themes"'
    unknown = [code for code in topic.themes if code not in themes]
    if unknown:
        return f'"themes" names "{unknown[0]}", which is not in themes.toml'
    return None


def _check_kind(kind: Kind) -> str | None:
    if not 0 <= kind.severity <= 5:
        return f'"severity" must be 0 to 5, not {kind.severity}'
    if kind.incident != (kind.severity > 0):
        return 'an incident, and only an incident, has a "severity"'
    if kind.assessment and kind.purpose is None:
        return 'an assessment has a "purpose"'
    if kind.no_contact and (kind.contact or kind.incident):
        return '"no_contact" says that there was none, and "contact" that there was'
    return None


def _check_tool(tool: Tool) -> str | None:
    if len(set(tool.grades)) != len(tool.grades):
        return "has a grade twice"
    stray = [g for g in tool.grade_aliases if g not in tool.grades]
    if stray:
        return f'"grade_aliases" names "{stray[0]}", which is not among its grades'
    seen: dict[str, str] = {}
    for grade in tool.grades:
        for name in {_norm(n) for n in (grade, *tool.grade_aliases.get(grade, ()))}:
            if seen.setdefault(name, grade) != grade:
                return f'"{name}" stands for two grades, {seen[name]} and {grade}'
    return None


def _check_sector(sector: Sector) -> str | None:
    if sector.framework not in FRAMEWORK_GROUPS:
        return f'"framework" must be one of {", ".join(FRAMEWORK_GROUPS)}'
    if sector.informal != (sector.framework == "Informal"):
        return 'an informal source, and only one, stands under "Informal"'
    return None


def _names_of(
    where: str, entries: Mapping[str, Any], norm: Callable[[str], str]
) -> Mapping[str, str]:
    """Every key, label and alias, each standing for one entry only."""
    names: dict[str, str] = {}
    for key, each in entries.items():
        for name in (key, each.label, *getattr(each, "aliases", ())):
            other = names.setdefault(norm(name), key)
            if other != key:
                raise VocabularyError(f'{where}.toml: "{name}" stands for [{other}] and [{key}]')
    return MappingProxyType(names)


def parse_vocabulary(texts: Mapping[str, str]) -> Vocabulary:
    """Read a vocabulary from the text of its files.

    Parameters
    ----------
    texts
        The text of each file by name without ending: ``topics``, ``kinds``, ``tools``,
        ``sectors``, ``themes``, ``headings``.

    Raises
    ------
    VocabularyError
        When a file is not valid, with the file, the entry and what to do.
    """
    themes = _read_file(Theme, "themes", texts["themes"])
    topics = _read_file(Topic, "topics", texts["topics"])
    kinds = _read_file(Kind, "kinds", texts["kinds"])
    tools = _read_file(Tool, "tools", texts["tools"])
    sectors = _read_file(Sector, "sectors", texts["sectors"])
    headings = _read_file(Heading, "headings", texts["headings"])
    faults = [
        *((f"topics.toml: [{k}] ", _check_topic(t, themes)) for k, t in topics.items()),
        *((f"kinds.toml: [{k}] ", _check_kind(e)) for k, e in kinds.items()),
        *((f"tools.toml: [{k}] ", _check_tool(t)) for k, t in tools.items()),
        *((f"sectors.toml: [{k}] ", _check_sector(s)) for k, s in sectors.items()),
    ]
    for where, fault in faults:
        if fault is not None:
            raise VocabularyError(where + fault)
    if set(headings) != set(FIELDS):
        odd = sorted(set(headings) ^ set(FIELDS))
        raise VocabularyError(f"headings.toml: fields and entries differ: {', '.join(odd)}")
    names = {
        "topic": _names_of("topics", topics, _norm),
        "kind": _names_of("kinds", kinds, _norm),
        "tool": _names_of("tools", tools, _norm),
        "sector": _names_of("sectors", sectors, _norm),
        "theme": _names_of("themes", themes, _norm),
        "column heading": _names_of("headings", headings, _plain),
    }
    return Vocabulary(
        topics=topics,
        kinds=kinds,
        tools=tools,
        sectors=sectors,
        themes=themes,
        headings=headings,
        _names=MappingProxyType(names),
    )


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the product; read once, then kept.

    Raises
    ------
    VocabularyError
        When a file was edited into something that cannot stand.
    """
    folder = files("graphdb") / "vocab"
    return parse_vocabulary(
        {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in _FILES}
    )


# --- the page of the manual -------------------------------------------------------------------

_FLAGS = (
    "contact",
    "routine",
    "incident",
    "assessment",
    "decision",
    "meeting",
    "share",
    "referral",
    "response",
    "closure",
    "handover",
    "supervision",
    "no_contact",
    "life",
    "fatal",
)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows]
    return [*lines, ""]


def as_markdown(vocabulary: Vocabulary | None = None) -> str:
    """Return the reference page of the vocabulary, ``docs/reference/vocabulary.md``.

    Parameters
    ----------
    vocabulary
        The one to describe; the product's own when left out.
    """
    v = load_vocabulary() if vocabulary is None else vocabulary
    lines = [
        "# Vocabulary",
        "",
        "Made from `graphdb/vocab/*.toml` by `python -m graphdb.vocabulary`; edit the files, not "
        "this page.",
        "",
        "In a cell you may write a key, a label or any alias; capitals, spaces, hyphens and "
        "apostrophes do not matter. What is not known is refused with the nearest word that is.",
        "",
        "## Information: fact topics",
        "",
        "Weight 5 is the heaviest; the rule stands at the top of `topics.toml`. *Usual persons* "
        "are taken where a cell names none; `threats to kill: P > V` overrides them. *Subject* "
        "is the person whom the row is about.",
        "",
    ]
    for group in dict.fromkeys(t.group for t in v.topics.values()):
        lines += [f"### {group[:1].upper()}{group[1:]}", ""]
        lines += _table(
            ("Key", "Topic", "Weight", "Nature", "Usual persons", "Also", "Themes", "Source"),
            (
                (
                    f"`{t.key}`",
                    t.label,
                    str(t.weight),
                    t.nature.value + (f", {t.longest_days} days" if t.longest_days else ""),
                    t.about if t.by is None else f"{t.by} > {t.about}",
                    ", ".join(t.aliases),
                    ", ".join(t.themes),
                    t.source,
                )
                for t in v.topics.values()
                if t.group == group
            ),
        )
    lines += ["## Kind: event kinds", ""]
    lines += _table(
        ("Key", "Kind", "Is", "Severity", "Purpose", "Also"),
        (
            (
                f"`{k.key}`",
                k.label,
                ", ".join(f.replace("_", " ") for f in _FLAGS if getattr(k, f)),
                str(k.severity) if k.severity else "",
                k.purpose.value if k.purpose else "",
                ", ".join(k.aliases),
            )
            for k in v.kinds.values()
        ),
    )
    lines += ["## Risk tool", ""]
    lines += _table(
        ("Key", "Tool", "Purpose", "Grades, lowest first", "From", "Also", "Source"),
        (
            (
                f"`{t.key}`",
                t.label,
                t.purpose.value,
                ", ".join(t.grades),
                t.available_from.isoformat() if t.available_from else "",
                ", ".join(t.aliases),
                t.source,
            )
            for t in v.tools.values()
        ),
    )
    lines += ["## Sectors", ""]
    lines += _table(
        (
            "Key",
            "Sector",
            "Counted with",
            "Teams share a record",
            "A file for each person",
            "Risk assessment expected from",
            "Also",
            "Source and notes",
        ),
        (
            (
                f"`{s.key}`",
                s.label,
                s.framework,
                "yes" if s.shared_record else "no",
                "yes" if s.files_by_person else "no",
                s.risk_assessment_expected_from.isoformat()
                if s.risk_assessment_expected_from
                else "",
                ", ".join(s.aliases),
                f"{s.source}. {s.notes}" if s.notes else s.source,
            )
            for s in v.sectors.values()
        ),
    )
    lines += ["## Themes", ""]
    lines += _table(
        ("Code", "In plain words", "Factor", "As published"),
        ((f"`{t.code}`", t.label, t.factor, t.sub_category) for t in v.themes.values()),
    )
    lines += ["## Column headings", ""]
    lines += _table(
        ("Field", "In our template", "What agencies also write", "Notes"),
        (
            (
                f"`{h.key}`",
                h.label + (" (compulsory)" if h.compulsory else ""),
                ", ".join(h.aliases),
                h.notes,
            )
            for h in v.headings.values()
        ),
    )
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":  # writes the page; the test says so when it is out of date
    from pathlib import Path

    page = Path(__file__).resolve().parents[1] / "docs" / "reference" / "vocabulary.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(as_markdown(), encoding="utf-8", newline="\n")
