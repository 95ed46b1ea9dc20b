"""People who may appear in more than one case: who is offered as a match, and why.

Nothing here decides that two are one. An exact match shares a whole name; a likely one nearly
does, and is for a person to confirm. What is compared are names of at least two words: what a
review calls the mother, the neighbour or Adult A is nobody's name.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import combinations

EXACT, LIKELY, BY_HAND = "exact", "likely", "by hand"
CONFIRMED, REFUSED = "confirmed", "refused"

#: How like two spellings must be, of 1: two letters in fifteen.
LIKE = 0.87

_NAMES = tomllib.loads((files("joinedup.library") / "names.toml").read_text(encoding="utf-8"))
_TITLES, _OFFICES, _NEVER, _ALONE = (
    frozenset(_NAMES[key].split()) for key in ("titles", "offices", "never", "alone")
)
_AGES = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})|(\d{1,3})\s*(\+|and over|or over)?", re.I)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of one case, as the library has them.

    Attributes
    ----------
    uid
        The key in the library.
    case_id, person_id
        The case, and what its case.toml calls the person.
    name, other_names
        What the case calls the person, and its aliases.
    roles
        What the person is in the case.
    age_band
        As written; may be empty.
    years
        The first and last year that the case looks at; ``None`` where that is open.
    """

    uid: str
    case_id: str
    person_id: str
    name: str
    other_names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    age_band: str = ""
    years: tuple[int, int] | None = None

    @property
    def ref(self) -> str:
        """What to type for this person: the case, a stroke, and the person's key."""
        return f"{self.case_id}/{self.person_id}"


@dataclass(frozen=True, slots=True)
class Match:
    """Two people of two cases who may be one.

    Attributes
    ----------
    first, second
        The people, in the order of their keys.
    kind
        Exact or likely; “by hand” where nothing but a person's word ties them.
    why
        What makes them alike.
    standing
        Confirmed or refused, where somebody said so; else empty: to be confirmed by a person.
    by, said_on, how
        Who said so, on which day, and how they could tell.
    """

    first: Someone
    second: Someone
    kind: str
    why: str
    standing: str = ""
    by: str = ""
    said_on: str = ""
    how: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The keys of both."""
        return self.first.uid, self.second.uid


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many people were not compared, and why."""

    children: int = 0
    professionals: int = 0
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """The matches, exact ones first, and who was not compared."""

    matches: tuple[Match, ...] = ()
    left_out: LeftOut = field(default_factory=LeftOut)


def whole_names(someone: Someone) -> dict[tuple[str, ...], str]:
    """Return the names of at least two words that someone has, each with how it is written.

    Examples
    --------
    >>> said = Someone("u", "x", "V", "Leanne", ("Ms Marsh", "MARSH, Leanne", "LM", "Adult A"))
    >>> whole_names(said)
    {('leanne', 'marsh'): 'MARSH, Leanne'}
    >>> whole_names(Someone("u", "x", "M", "Leanne's mother", ("José O'Brien-Smith",)))
    {('jose', 'obriensmith'): "José O'Brien-Smith"}
    """
    found: dict[tuple[str, ...], str] = {}
    for written in (someone.name, *someone.other_names):
        words = _words(written)
        of_two = sum(len(word) > 1 for word in words) >= 2
        if of_two and not _NEVER & {*words} and not {*words} <= _ALONE:
            found.setdefault(words, written)
    return found


def _words(written: str) -> tuple[str, ...]:
    surname, comma, rest = written.partition(",")
    text = unicodedata.normalize("NFKD", f"{rest} {surname}" if comma else written).casefold()
    if re.search(r"['’]s\b", text):
        return ()  # somebody's sister is named by whose she is
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’\-]", "", text)
    words = re.findall(r"[^\W_]+", text)
    if any(any(c.isdigit() for c in word) for word in words):
        return ()
    return tuple(word for word in words if word not in _TITLES | _OFFICES)


def is_professional(someone: Someone) -> bool:
    """Whether someone is named by an office, such as PC, and is nobody of the household.

    Examples
    --------
    >>> is_professional(Someone("u", "x", "O", "PC Dale Hart", roles=("other",)))
    True
    >>> is_professional(Someone("u", "x", "V", "Dr Ann Hart", roles=("victim",)))
    False
    """
    if {*someone.roles} - {"other"}:
        return False
    first = re.findall(r"[a-z]+", someone.name.casefold())[:1]
    return bool(_OFFICES & {*first})


def compared(people: Iterable[Someone], *, children: bool) -> Compared:
    """Compare people of different cases by their names.

    Parameters
    ----------
    people
        Of all cases.
    children
        Whether those who are a child in their case are compared as well.

    Complexity
    ----------
    Names are compared where their first or their last word begins alike; quadratic in these.
    """
    kept, left_out = _kept(people, children=children)
    named = [(one, whole_names(one)) for one in kept]
    left_out = LeftOut(
        left_out.children, left_out.professionals, sum(not names for _, names in named)
    )
    by_name: dict[tuple[str, ...], list[Someone]] = defaultdict(list)
    for one, names in named:
        for words in names:
            by_name[words].append(one)
    found: dict[tuple[str, str], Match] = {}
    for words, other, why in (*_same(by_name), *_alike(by_name)):
        for first, second in _pairs(by_name[words], by_name[other]):
            match = _match(first, second, words == other, why)
            if match.pair not in found or (
                found[match.pair].kind == LIKELY and match.kind == EXACT
            ):
                found[match.pair] = match
    return Compared(
        tuple(sorted(found.values(), key=lambda one: (one.kind != EXACT, one.pair))), left_out
    )


def _kept(people: Iterable[Someone], *, children: bool) -> tuple[list[Someone], LeftOut]:
    kept: list[Someone] = []
    young = staff = 0
    for one in people:
        if "child" in one.roles and not children:
            young += 1
        elif is_professional(one):
            staff += 1
        else:
            kept.append(one)
    return kept, LeftOut(young, staff)


def _pairs(some: Sequence[Someone], others: Sequence[Someone]) -> Iterator[tuple[Someone, Someone]]:
    pairs = combinations(some, 2) if some is others else ((a, b) for a in some for b in others)
    for a, b in pairs:
        if a.case_id != b.case_id:
            yield (a, b) if a.uid < b.uid else (b, a)


def _match(first: Someone, second: Someone, same: bool, why: str) -> Match:
    if not same:
        return Match(first, second, LIKELY, why)
    if _ages_differ(first, second):
        ages = f"{first.age_band} and {second.age_band}"
        return Match(first, second, LIKELY, f"{why}; but the ages given ({ages}) do not fit")
    return Match(first, second, EXACT, why)


_Tied = Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]


def _same(by_name: Mapping[tuple[str, ...], Sequence[Someone]]) -> _Tied:
    for words in by_name:
        yield words, words, f"both are called {_said(words)}"


def _alike(by_name: Mapping[tuple[str, ...], Sequence[Someone]]) -> _Tied:
    names = sorted(by_name)
    told: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for tied in (
        _in_another_order(names),
        _longer(names),
        _short_forms(names),
        _spelt_alike(names),
    ):
        for one, other, why in tied:
            if one != other and (one, other) not in told and (other, one) not in told:
                told.add((one, other))
                yield one, other, f"{_said(one)} and {_said(other)}: {why}"


def _said(words: tuple[str, ...]) -> str:
    return " ".join(word.capitalize() for word in words)


def _grouped(
    names: Iterable[tuple[str, ...]], keys: Mapping[tuple[str, ...], Iterable[object]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    groups: dict[object, list[tuple[str, ...]]] = defaultdict(list)
    for words in names:
        for key in keys[words]:
            groups[key].append(words)
    for group in groups.values():
        yield from combinations(group, 2)


def _in_another_order(names: Sequence[tuple[str, ...]]) -> _Tied:
    for one, other in _grouped(names, {words: [tuple(sorted(words))] for words in names}):
        yield one, other, "the same words in another order"


def _longer(names: Sequence[tuple[str, ...]]) -> _Tied:
    for one, other in _grouped(names, {words: [(words[0], words[-1])] for words in names}):
        if {*one} < {*other} or {*other} < {*one}:
            yield one, other, "first and last name are the same, one has a name between"


_FORMS: dict[str, set[int]] = defaultdict(set)
for _number, _line in enumerate(_NAMES["short"]):
    for _word in _line.split():
        _FORMS[_word].add(_number)


def _short_forms(names: Sequence[tuple[str, ...]]) -> _Tied:
    keys = {words: [(form, words[-1]) for form in _FORMS.get(words[0], ())] for words in names}
    for one, other in _grouped(names, keys):
        yield one, other, "one first name is short for the other, or both for a third"


def _spelt_alike(names: Sequence[tuple[str, ...]]) -> _Tied:
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    for place in (0, -1):
        groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in names:
            groups[words[place][0]].append(words)
        for group in groups.values():
            texts = [" ".join(words) for words in group]
            like = cdist(texts, texts, scorer=OSA.normalized_similarity, score_cutoff=LIKE)
            for i, j in zip(*np.nonzero(np.triu(like, 1)), strict=True):
                yield group[i], group[j], "spelt nearly alike"


def _ages_differ(first: Someone, second: Someone) -> bool:
    """Whether no year of birth fits both age bands, whenever in its case each was written."""
    one, other = _born(first), _born(second)
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _born(someone: Someone) -> tuple[int, int] | None:
    found = _AGES.fullmatch(someone.age_band.strip())
    if found is None or someone.years is None:
        return None
    low = int(found[1] or found[3])
    high = int(found[2]) if found[2] else 120 if found[4] else low
    return someone.years[0] - high - 1, someone.years[1] - low
