"""The key as the leak check reads it: what must not be in the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graphdb.dates import MINUTES_PER_DAY, moment_of

FORMAT = 1
_MINUTES = date.max.toordinal() * MINUTES_PER_DAY


class KeyFileError(ValueError):
    """The key is not one that this check understands; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One identity of the key: every way in which the originals name it."""

    kind: str
    id: str
    originals: tuple[str, ...]
    replacements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """One number, reference or address of the key."""

    kind: str
    id: str
    original: str


@dataclass(frozen=True, slots=True)
class Key:
    """What the key says, in plain tuples.

    Attributes
    ----------
    days
        Every original day.
    offset
        By how many days the pack's dates were moved; ``None`` where they were not moved by days,
        so that no original day may stand in the pack.
    by_year
        Whether the pack says years only, and so the first and last days of years.
    kept
        Words a person decided may stay.
    nearly
        What stands in the pack for months, seasons and years that were moved to the nearest.
    typed
        What a person wrote as a replacement: unlike one that was drawn it may be anything.
    edges
        Days of the pack at which windows begin or end that were written wider.
    words
        Names that are words, where a person said that it is the word: each with what stands
        beside it in the pack.
    refs
        The agencies' own references to rows, each once.
    """

    identities: tuple[Sought, ...] = ()
    numbers: tuple[Number, ...] = ()
    days: frozenset[date] = frozenset()
    offset: int | None = None
    by_year: bool = False
    secrets: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    replacements: tuple[str, ...] = field(default=())
    nearly: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    edges: frozenset[date] = frozenset()
    words: tuple[tuple[str, str], ...] = ()
    refs: tuple[str, ...] = ()


def read_key(key: Mapping[str, object]) -> Key:
    """Return what a key says.

    Raises
    ------
    KeyFileError
        When it is not of a format that is understood, or a part of it is of the wrong sort.
    """
    if key.get("format") != FORMAT:
        raise KeyFileError(
            f"The key is of format {key.get('format')!r}; this version reads format {FORMAT}. "
            "Name the key that `joinedup anonymise` wrote beside this pack."
        )
    typed = _texts(key, "typed")
    identities = tuple(
        _drawn(_identity(one, at), typed) for at, one in enumerate(_list(key, "identities"), 1)
    )
    numbers = tuple(_number(one, at) for at, one in enumerate(_list(key, "numbers"), 1))
    stands = [r for one in identities for r in one.replacements]
    stands += [str(one.get("replacement", "")) for one in _mappings(key, "numbers")]
    return Key(
        identities=identities,
        numbers=numbers,
        days=frozenset(_day(text) for text in _texts(key, "days")),
        offset=_offset(key.get("dates")),
        by_year=_mode(key.get("dates")) == "year",
        secrets=tuple(dict.fromkeys([*_texts(key, "secrets"), *_salts(key)])),
        kept=_texts(key, "kept"),
        replacements=tuple(dict.fromkeys(r for r in stands if r)),
        nearly=tuple(str(one.get("written", "")) for one in _mappings(key, "inexact")),
        typed=typed,
        edges=frozenset(_edges(key.get("windows"))),
        words=tuple(_words(key)),
        refs=_refs(key),
    )


def _refs(key: Mapping[str, object]) -> tuple[str, ...]:
    """Return what the rows were called: the values of a table by what they are called now."""
    refs = key.get("refs", {})
    if not isinstance(refs, Mapping) or not all(isinstance(one, str) for one in refs.values()):
        raise KeyFileError(f"The key's “refs” is no table of texts. {_WHAT_TO_DO}")
    return tuple(dict.fromkeys(one for one in refs.values() if one.strip()))


def _words(key: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the words that a person said are no names, each with what stands beside it."""
    for one in _mappings(key, "words"):
        word, beside = str(one.get("word", "")), str(one.get("beside", ""))
        if word.strip() and word in beside:
            yield word, beside


def _edges(windows: object) -> Iterator[date]:
    """Yield the days of the pack to which edges of windows were moved: pairs of minutes."""
    pairs = windows.get("edges", []) if isinstance(windows, Mapping) else []
    if isinstance(pairs, str) or not isinstance(pairs, Sequence):
        raise KeyFileError(f"The key's “windows” holds no list of edges. {_WHAT_TO_DO}")
    for pair in pairs:
        match pair:
            case [int(), int() as minute] if 0 <= minute < _MINUTES:
                yield moment_of(minute).date()
            case _:
                raise KeyFileError(f"The key's “windows” holds no pair of edges. {_WHAT_TO_DO}")


def _salts(key: Mapping[str, object]) -> list[str]:
    """Return the salt: whoever has it can try names against the ids of the pack."""
    salt = key.get("salt")
    return [salt] if isinstance(salt, str) and salt else []


def _offset(dates: object) -> int | None:
    """Return by how many days everything moved; a relative calendar and years move by days too."""
    days = dates.get("days") if isinstance(dates, Mapping) else None
    return days if isinstance(days, int) and days != 0 else None


def _mode(dates: object) -> object:
    return dates.get("mode") if isinstance(dates, Mapping) else None


def _list(key: Mapping[str, object], name: str) -> Sequence[object]:
    value = key.get(name, [])
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise KeyFileError(f"The key's “{name}” is not a list. {_WHAT_TO_DO}")
    return value


_WHAT_TO_DO = "The key was changed or cut off: make the pack anew with `joinedup anonymise`."


def _mappings(key: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    return [one for one in _list(key, name) if isinstance(one, Mapping)]


def _texts(key: Mapping[str, object], name: str) -> tuple[str, ...]:
    values = _list(key, name)
    if not all(isinstance(value, str) for value in values):
        raise KeyFileError(f"The key's “{name}” holds something that is no text. {_WHAT_TO_DO}")
    return tuple(dict.fromkeys(str(value) for value in values if str(value).strip()))


def _identity(one: object, at: int) -> Sought:
    if not isinstance(one, Mapping) or not isinstance(one.get("originals", []), list):
        raise KeyFileError(f"Identity {at} of the key has no list of originals. {_WHAT_TO_DO}")
    stands = [one.get("replacement"), *(one.get("replacements") or ())]
    return Sought(
        kind=str(one.get("kind", "other")),
        id=str(one.get("id", at)),
        originals=tuple(dict.fromkeys(str(o) for o in one.get("originals", []) if str(o).strip())),
        replacements=tuple(dict.fromkeys(str(r) for r in stands if r)),
    )


def _drawn(one: Sought, typed: tuple[str, ...]) -> Sought:
    """Return an identity without what a person typed for it: only what was drawn excuses a word."""
    if not one.id.startswith("decision-"):
        return one
    return replace(one, replacements=tuple(r for r in one.replacements if r not in typed))


def _number(one: object, at: int) -> Number:
    if not isinstance(one, Mapping) or not isinstance(one.get("original"), str):
        raise KeyFileError(f"Number {at} of the key has no original. {_WHAT_TO_DO}")
    return Number(str(one.get("kind", "other")), str(at), str(one["original"]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise KeyFileError(f"“{text}” among the key's days is no day. {_WHAT_TO_DO}") from None
