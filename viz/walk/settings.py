"""What a trainer says in ``walkthrough.toml``: the words, the moments and the timings.

The file is drafted by :mod:`viz.walk.moments` and meant to be edited; what it says stands. Unknown
keys are refused, each with the nearest that is known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import tomlkit
from rapidfuzz import fuzz, process
from tomlkit.items import AoT, Array, Table

NAME = "walkthrough.toml"
FORMAT = 1

#: The questions that a moment asks of an agency, by their keys, and what each is unless the file
#: says otherwise.
QUESTIONS: Mapping[str, str] = {
    "happening": "What do you think is happening?",
    "worried": "How worried are you?",
    "do": "What do you do?",
    "tell": "Whom do you tell, and what?",
    "ask": "What would you want to ask, and of whom?",
}

#: What is asked of the victim's own seat, and of those close to the family: never to decide.
VICTIM_QUESTIONS: Mapping[str, str] = {
    "victim_happening": "What is happening to you?",
    "victim_trust": "Whom do you trust?",
    "victim_help": "What would help?",
    "victim_worse": "What would make it worse?",
    "victim_stop": "What would stop you telling anybody?",
}
INFORMAL_QUESTIONS: Mapping[str, str] = {
    "informal_saw": "What have you seen, heard or been told?",
    "informal_worried": "How worried are you?",
    "informal_ask": "What could you ask, and when would it be safe to ask it?",
    "informal_turn": "Whom could you turn to?",
    "informal_hard": "What would make it hard to speak?",
}
ALL_QUESTIONS: Mapping[str, str] = {**QUESTIONS, **VICTIM_QUESTIONS, **INFORMAL_QUESTIONS}

#: Fewer minutes are no time to read, decide and speak.
LEAST_MINUTES = 2
#: So much of a value is quoted, and of a line.
_QUOTED, _SHOWN = 40, 80
#: So many are usual, where the file gives a session and no moments for it.
_USUAL = 7


class WalkthroughError(ValueError):
    """``walkthrough.toml`` says something that cannot be used; each fault names its key."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


@dataclass(frozen=True, slots=True)
class VersionSpec:
    """A session of so many minutes; what the parts leave is divided among its moments."""

    minutes: int
    opening: int
    what_if: int
    closing: int


@dataclass(frozen=True, slots=True)
class MomentSpec:
    """Where the room stops.

    Attributes
    ----------
    row, day, seats
        A row of the case, or else the end of a day and the agencies or seats that stop there.
    versions
        In which sessions, by their minutes.
    """

    id: str
    row: str = ""
    day: date | None = None
    seats: tuple[str, ...] = ()
    title: str = ""
    why: str = ""
    notes: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    questions: tuple[str, ...] = tuple(QUESTIONS)
    versions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WalkSettings:
    """What ``walkthrough.toml`` says; ``exclude_rows`` never come on the victim's own seat."""

    title: str
    content_warning: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    questions: Mapping[str, str]
    versions: tuple[VersionSpec, ...]
    moments: tuple[MomentSpec, ...]
    exclude_rows: tuple[str, ...] = ()


# -- reading -------------------------------------------------------------------------------------

_TOP = {
    "format": int,
    "title": str,
    "content_warning": list,
    "opening": list,
    "closing": list,
    "exclude_rows": list,
    "questions": dict,
    "version": list,
    "moment": list,
}
_SAID = {
    int: "a whole number",
    str: "text in quotation marks",
    list: "a list in square brackets",
    dict: "a table",
    date: "a day such as 2012-03-14",
}


def read_settings(text: str, draft: WalkSettings) -> WalkSettings:
    """Return what a ``walkthrough.toml`` says; what it leaves out is as in a draft.

    Parameters
    ----------
    text
        Of the file.
    draft
        What this version would draft for the case.

    Raises
    ------
    WalkthroughError
        With every fault: its key, what was found, what was expected.

    Examples
    --------
    >>> from viz.walk.moments import plain_draft
    >>> read_settings('openning = ["Hello"]', plain_draft())
    Traceback (most recent call last):
    ...
    viz.walk.settings.WalkthroughError: openning: not a key here (did you mean “opening”?)
    """
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise WalkthroughError([_not_toml(text, str(error))]) from None
    faults = list(_faults(raw))
    if faults:
        raise WalkthroughError(faults)
    versions = (
        tuple(VersionSpec(**one) for one in raw["version"]) if "version" in raw else draft.versions
    )
    moments = (
        tuple(_moment(one) for one in raw["moment"])
        if "moment" in raw
        else _fitted(draft.moments, versions)
    )
    settings = WalkSettings(
        title=raw.get("title", draft.title),
        content_warning=_texts(raw, "content_warning", draft.content_warning),
        opening=_texts(raw, "opening", draft.opening),
        closing=_texts(raw, "closing", draft.closing),
        questions={**draft.questions, **raw.get("questions", {})},
        versions=versions,
        moments=moments,
        exclude_rows=_texts(raw, "exclude_rows", draft.exclude_rows),
    )
    faults = list(_timings(settings))
    if faults:
        raise WalkthroughError(faults)
    return settings


_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def _not_toml(text: str, error: str) -> str:
    """Return why it is not TOML, with the line at which reading stopped and what is usual there."""
    said = f"it is not valid TOML: {error}"
    found = _AT_LINE.search(error)
    if found is None:
        return said
    line = text.split("\n")[int(found[1]) - 1].strip()
    said += f"; the line is: {line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}"
    if re.search(r"[=\[,]\s*[“”„‘’]", line):
        said += '; quotation marks have to be straight (")'
    elif re.search(r"=\s*[^\s\"'\[{\d]", line):
        said += '; text stands in quotation marks (")'
    return said


def _fitted(
    moments: tuple[MomentSpec, ...], versions: tuple[VersionSpec, ...]
) -> tuple[MomentSpec, ...]:
    """Return drafted moments in the sessions that a file gives, the foremost in the shortest."""
    # those that come in more of the drafted sessions are the foremost
    order = sorted(moments, key=lambda m: -len(m.versions))
    comes: dict[str, list[int]] = {m.id: [] for m in moments}
    for version in versions:
        drafted = [m for m in order if version.minutes in m.versions]
        room = (version.minutes - version.opening - version.what_if - version.closing) // _USUAL
        for moment in drafted or order[: max(1, room)]:
            comes[moment.id].append(version.minutes)
    return tuple(replace(m, versions=tuple(comes[m.id])) for m in moments)


def _texts(raw: dict[str, Any], key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(raw[key]) if key in raw else usual


def _moment(raw: dict[str, Any]) -> MomentSpec:
    many = {"seats", "notes", "ask", "questions", "versions"}
    said: dict[str, Any] = {k: tuple(v) if k in many else v for k, v in raw.items()}
    return MomentSpec(**said)


def _faults(raw: dict[str, Any]) -> Iterator[str]:
    yield from _keys(raw, _TOP, "")
    version = raw.get("format", FORMAT)
    if isinstance(version, int) and version > FORMAT:
        yield f"format: {version} was found; this version reads {FORMAT}"
    for key in ("content_warning", "opening", "closing", "exclude_rows"):
        yield from _lines(raw.get(key), key)
    questions = raw.get("questions")
    if isinstance(questions, dict):
        yield from _keys(questions, dict.fromkeys(ALL_QUESTIONS, str), "questions.")
    yield from _tables(raw.get("version"), "version", {f.name: int for f in fields(VersionSpec)})
    kinds = dict.fromkeys((f.name for f in fields(MomentSpec)), list)
    kinds |= {"id": str, "row": str, "title": str, "why": str, "day": date}  # type: ignore[dict-item]
    yield from _tables(raw.get("moment"), "moment", kinds)
    yield from _of_moments(raw.get("moment"))


def _keys(raw: dict[str, Any], known: Mapping[str, type], where: str) -> Iterator[str]:
    for key, value in raw.items():
        if key not in known:
            yield f"{where}{key}: not a key here{_near(key, known)}"
        elif not isinstance(value, known[key]) or isinstance(value, bool):
            yield f"{where}{key}: expected {_SAID[known[key]]}; found: {_found(value)}"


def _found(value: object) -> str:
    """Return a value as a person wrote it, in short."""
    if isinstance(value, bool):
        return str(value).lower()
    said = " ".join(f"“{value}”".split()) if isinstance(value, str) else str(value)
    return said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"


def _near(word: str, known: Iterable[str]) -> str:
    """Return the nearest that is known, as a question; or all that are."""
    names = list(known)
    found = process.extractOne(word.casefold()[:100], names, scorer=fuzz.ratio, score_cutoff=60)
    return f" (did you mean “{found[0]}”?)" if found else f" (known: {', '.join(names)})"


def _lines(value: object, where: str) -> Iterator[str]:
    if isinstance(value, list) and not all(isinstance(one, str) for one in value):
        yield f"{where}: expected a list of texts in quotation marks"


def _tables(value: object, name: str, known: Mapping[str, type]) -> Iterator[str]:
    if not isinstance(value, list):
        return
    if not value:
        yield f"{name}: expected at least one [[{name}]]"
    for n, one in enumerate(value, start=1):
        where = f"{name}[{n}]."
        if not isinstance(one, dict):
            yield f"{name}[{n}]: expected a table, [[{name}]]"
            continue
        yield from _keys(one, known, where)
        if name == "version":
            yield from (f"{where}{key}: is not there" for key in known if key not in one)
            yield from (
                f"{where}{key}: {n_} is less than 0"
                for key, n_ in one.items()
                if isinstance(n_, int) and n_ < 0
            )


def _of_moments(value: object) -> Iterator[str]:
    seen: set[str] = set()
    for n, one in enumerate(value if isinstance(value, list) else [], start=1):
        if not isinstance(one, dict):
            continue
        where = f"moment[{n}]"
        name = one.get("id", "")
        if not name:
            yield f"{where}.id: is not there"
        elif name in seen:
            yield f"{where}.id: “{name}” is given twice"
        seen.add(str(name))
        if bool(one.get("row")) == ("day" in one):
            yield f"{where}: expected either row or day"
        if isinstance(one.get("day"), datetime):
            yield f"{where}.day: expected a day without a time, such as 2012-03-14"
        if "day" in one and not one.get("seats"):
            yield f"{where}.seats: a moment of a day needs the seats that stop there"
        for key in ("seats", "notes", "ask", "questions"):
            yield from _lines(one.get(key), f"{where}.{key}")
        for key in one.get("questions", []) if isinstance(one.get("questions"), list) else []:
            if key not in QUESTIONS:
                yield f"{where}.questions: “{key}” is no question{_near(str(key), QUESTIONS)}"
        minutes = one.get("versions")
        if isinstance(minutes, list) and not all(type(m) is int for m in minutes):
            yield f"{where}.versions: expected a list of whole numbers, such as [30, 60, 120]"


def _timings(settings: WalkSettings) -> Iterator[str]:
    known = [v.minutes for v in settings.versions]
    for n, moment in enumerate(settings.moments, start=1):
        for minutes in moment.versions:
            if minutes not in known:
                said = ", ".join(map(str, known))
                yield f"moment[{n}].versions: there is no session of {minutes} minutes ({said})"
    for n, version in enumerate(settings.versions, start=1):
        if known.count(version.minutes) > 1:
            yield f"version[{n}].minutes: {version.minutes} is given twice"
            continue
        left = version.minutes - version.opening - version.what_if - version.closing
        number = sum(version.minutes in moment.versions for moment in settings.moments)
        if left < number * LEAST_MINUTES:
            yield (
                f"version[{n}]: {version.minutes} minutes less opening, what_if and closing leave "
                f"{left} for {number} moments; each needs at least {LEAST_MINUTES}"
            )


def minutes_of(version: VersionSpec, number: int) -> list[int]:
    """Return how many minutes each of its moments is given; with the other parts they add up.

    Examples
    --------
    >>> minutes_of(VersionSpec(30, 4, 5, 4), 3)
    [6, 6, 5]
    """
    left = version.minutes - version.opening - version.what_if - version.closing
    return [left // number + (n < left % number) for n in range(number)] if number else []


_KEY = re.compile(r"(?:(?P<table>\w+)(?:\[(?P<n>\d+)\])?(?:\.(?P<key>\w+))?)(?=: )")
_HEAD_LINE = re.compile(r"\s*\[+\s*(?P<name>[\w.]+)\s*\]+\s*(?:#.*)?")


def with_lines(text: str, faults: Iterable[str]) -> tuple[str, ...]:
    r"""Return faults, each with the line of the file at which its key stands.

    Examples
    --------
    >>> with_lines('title = "x"\n[[moment]]\nrow = 3', ["moment[1].row: expected text"])
    ('line 3, moment[1].row: expected text',)
    """
    lines = text.splitlines()
    # what only looks like a key may stand in a text of several lines: then no line is said
    plain = not any(sign in text for sign in ('"""', "'''"))
    found = ((fault, _line_of(lines, fault) if plain else 0) for fault in faults)
    return tuple(f"line {line}, {fault}" if line else fault for fault, line in found)


def _line_of(lines: Sequence[str], fault: str) -> int:
    """Return the line at which the key of a fault stands, or its table; 0 where neither does."""
    named = _KEY.match(fault)
    if named is None:
        return 0
    heads = [(n, m["name"]) for n, line in enumerate(lines) if (m := _HEAD_LINE.fullmatch(line))]
    table, key = named["table"], named["key"]
    if named["n"] is None and key is None:  # a key at the top
        start, key = -1, table
    else:
        own = [n for n, name in heads if name == table]
        nth = int(named["n"] or 1)
        if not 0 < nth <= len(own):
            return 0
        start = own[nth - 1]
    end = next((n for n, _ in heads if n > start), len(lines))
    if key is not None:
        writes = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for n in range(start + 1, end):
            if writes.match(lines[n]):
                return n + 1
    return start + 1


# -- writing -------------------------------------------------------------------------------------

_HEAD = """\
The training walkthrough of this case: what is said, where the room stops, and how long it takes.
It was drafted from the records and is meant to be edited; it is never written over. Delete it to
have it drafted anew. What is said here is read out: keep to what the records show, and blame
nobody. It is as confidential as the case itself."""

_SAYS = {
    "title": "Stands at the head of the page.",
    "content_warning": "Shown first, before anything else; a paragraph each.",
    "opening": (
        "What the facilitator says at the start, a paragraph each. The first asks who worked on "
        "the\ncase or is bereaved: keep it."
    ),
    "closing": "What is said at the end, a paragraph each. Add your own local and staff support.",
    "exclude_rows": (
        "Rows (their ids) that never come on the victim’s own seat: what nobody should have to "
        "read\nin that chair. The agencies’ seats keep them."
    ),
    "questions": (
        "What a moment asks; the words may be changed, not the keys. The victim’s seat and that of "
        "family,\nfriends and neighbours have questions of their own, and are never asked to "
        "decide."
    ),
    "version": (
        "The sessions. minutes is the whole; what opening, what_if and closing leave is divided "
        "among\nthe moments that name the session."
    ),
    "moment": (
        "Where the room stops, in order of time whatever their order here.\n"
        "  id         a name of your own; answers are kept under it, so leave it as it is\n"
        "  row        the row at which it stops (its id, as in the case's tables); or\n"
        "  day        a day, at whose end it stops, with\n"
        '  seats      the agencies that stop there ("informal" and "victim" are seats, too)\n'
        "  title      what the facilitator calls it\n"
        "  why        why it was chosen; the facilitator sees it, the seats do not\n"
        "  notes      for the facilitator: what to watch for\n"
        "  ask        further questions to put to the room\n"
        "  questions  which of the questions above it asks of an agency; all where left out\n"
        "  versions   in which sessions it comes, by their minutes"
    ),
}


def settings_text(settings: WalkSettings, about: Mapping[str, str]) -> str:
    """Return a ``walkthrough.toml`` with a comment on every key.

    Parameters
    ----------
    settings
        What it says.
    about
        By the id of a moment, a comment that tells a person which row it is; and by a key, what
        may be said for it.
    """
    document = tomlkit.document()
    _comment(document, _HEAD)
    document.add("format", tomlkit.item(FORMAT))
    for key in ("title", "content_warning", "opening", "closing", "exclude_rows"):
        value = getattr(settings, key)
        document.add(tomlkit.nl())
        _comment(document, _SAYS[key])
        if about.get(key):
            _comment(document, f"Those that tell of the heaviest things are\n{_plain(about[key])}")
        document.add(key, tomlkit.item(value) if isinstance(value, str) else _array(value))
    document.add(tomlkit.nl())
    _comment(document, _SAYS["questions"])
    questions = tomlkit.table()
    for key, words in settings.questions.items():
        questions.add(key, words)
    document.add("questions", questions)
    document.add(tomlkit.nl())
    _comment(document, _SAYS["version"])
    document.add("version", _versions(settings.versions))
    document.add(tomlkit.nl())
    _comment(document, _SAYS["moment"])
    if settings.moments:
        document.add("moment", _moments(settings.moments, about))
    else:  # an empty list is a fault when it is read again
        _comment(document, "No coded row of this case is one to stop at, so none is drafted.")
    return tomlkit.dumps(document)


def _comment(document: tomlkit.TOMLDocument, text: str) -> None:
    for line in text.splitlines():
        document.add(tomlkit.comment(line))


def _plain(text: str) -> str:
    """Return a text for a comment, which may hold no control."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _array(values: Iterable[str | int]) -> Array:
    array = tomlkit.array()
    several = False
    for value in values:
        array.append(value)
        several = several or isinstance(value, str)
    return array.multiline(multiline=several)


def _versions(versions: Iterable[VersionSpec]) -> AoT:
    tables = tomlkit.aot()
    for version in versions:
        table = tomlkit.table()
        for field in fields(version):
            table.add(field.name, getattr(version, field.name))
        tables.append(table)
    return tables


def _moments(moments: Iterable[MomentSpec], about: Mapping[str, str]) -> AoT:
    tables = tomlkit.aot()
    for moment in moments:
        tables.append(_moment_table(moment, about.get(moment.id, "")))
    return tables


def _moment_table(moment: MomentSpec, about: str) -> Table:
    table = tomlkit.table()
    if about:
        table.add(tomlkit.comment(_plain(about)))
    for field in fields(moment):
        value = getattr(moment, field.name)
        usual = field.name == "questions" and value == tuple(QUESTIONS)
        if value in ("", None, ()) or usual:
            continue
        table.add(field.name, _array(value) if isinstance(value, tuple) else tomlkit.item(value))
    return table
