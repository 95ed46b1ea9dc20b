"""Names as people write them: exact lookups, near misses, and names inside a text.

Capitals, spaces and punctuation do not matter; a near miss is reported, never taken. A name
that two persons or agencies share stands for neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.short_names import ShortNames, is_short

_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_RULED_OUT = re.compile(r"\b(?:not|nor|without)\s+(?:to\s+|the\s+)*\Z", re.IGNORECASE)
NEAR_ENOUGH = 84


@lru_cache(maxsize=20_000)
def norm(text: str) -> str:
    """Return a name without what does not matter.

    Examples
    --------
    >>> norm("The Children’s  Services & Families") == norm("childrens services and families")
    True
    """
    folded = text.casefold().translate(_APOSTROPHES).replace("&", " and ")
    return _NOT_WORD.sub(" ", folded).strip().removeprefix("the ")


class Names:
    """Names to ids; a name that stands for several ids stands for none."""

    def __init__(self) -> None:
        self._ids: dict[str, set[str]] = {}
        self._written: dict[str, str] = {}
        self._near: dict[str, str] = {}

    def add(self, name: str, target: str) -> None:
        """Let a name stand for an id."""
        key = norm(name)
        if key:
            self._ids.setdefault(key, set()).add(target)
            self._written.setdefault(key, name)

    def add_weak(self, name: str, target: str) -> None:
        """Let a name stand for an id unless it stands for another already."""
        key = norm(name)
        if key and key not in self._ids:
            self._ids[key] = {target}
            self._written[key] = name

    def get(self, name: str) -> str | None:
        """Return the one id that a name stands for."""
        found = self._ids.get(norm(name))
        return next(iter(found)) if found is not None and len(found) == 1 else None

    def is_ambiguous(self, name: str) -> bool:
        """Whether a name stands for several."""
        return len(self._ids.get(norm(name), ())) > 1

    def ambiguous(self) -> Mapping[str, tuple[str, ...]]:
        """Return every name that stands for several ids."""
        return {
            self._written[key]: tuple(sorted(ids))
            for key, ids in sorted(self._ids.items())
            if len(ids) > 1
        }

    def nearest(self, name: str) -> str:
        """Return the nearest known name as written, or empty text."""
        key = norm(name[:200])
        if key not in self._near:
            found = process.extractOne(
                key, list(self._ids), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
            )
            self._near[key] = self._written[found[0]] if found else ""
        return self._near[key]

    def prefix_of(self, name: str) -> tuple[str, str] | None:
        """Return the id whose name begins this text, with the words that follow it."""
        words = norm(name).split()
        for count in range(len(words) - 1, 0, -1):
            found = self._ids.get(" ".join(words[:count]))
            if found is not None and len(found) == 1:
                return next(iter(found)), " ".join(words[count:])
        return None

    def items(self) -> Iterable[tuple[str, str]]:
        """Yield name as written and id, for names that stand for one."""
        for key, ids in self._ids.items():
            if len(ids) == 1:
                yield self._written[key], next(iter(ids))


# --- names inside a text --------------------------------------------------------------------

_GAP = r"[\s\-–/.,&]{1,3}"
# "Ed" and "Di" are people, "ED" and "DI" are a department and a detective inspector.
_ALSO_SHORT_FOR = frozenset({"CY", "DI", "ED", "PA", "VI"})
_BETWEEN = re.compile(r"[\s\-–/.,&]+")


class TextFinder:
    """Finds names in running text by one pass of one regular expression.

    Persons are found as written or in capitals ("Will" is no "will"); agencies in any case,
    but for short and all-capital names, which are found as written. What stands around a person's
    short name decides whether it is one ("V", not the X of "X-ray").
    """

    def __init__(self, persons: Names, agencies: Names) -> None:
        exact: dict[str, str] = {}
        loose: dict[str, str] = {}
        short: dict[str, str] = {}
        for name, target in persons.items():
            if is_short(name):
                short[name] = f"p{target}"
                if name.upper() not in _ALSO_SHORT_FOR:
                    short.setdefault(name.upper(), f"p{target}")
                continue
            exact[_key(name)] = f"p{target}"
            exact[_key(name.upper())] = f"p{target}"
        for name, target in agencies.items():
            if len(name) < 2:
                continue
            if name.isupper() or len(name) <= 3:
                # "gp" as an id is "GP" in a text; "ed" is somebody.
                exact.setdefault(_key(name.upper() if name.islower() else name), f"a{target}")
            else:
                loose.setdefault(_key(name.casefold().removeprefix("the ")), f"a{target}")
        ambiguous = {_key(name): name for name in persons.ambiguous()}
        for name in ambiguous:
            (short if is_short(name) else exact).setdefault(name, "?" + ambiguous[name])
        self._short = ShortNames(short)
        self._exact = exact
        self._loose = loose
        self._find_exact = _compiled(exact)
        self._find_loose = _compiled(loose)

    def find(self, text: str) -> tuple[set[str], set[str], set[str]]:
        """Return person ids, agency ids and ambiguous names that a text holds."""
        persons: set[str] = set()
        agencies: set[str] = set()
        unclear: set[str] = set()
        for found in self._short.find(text):
            (persons if found[0] == "p" else unclear).add(found[1:])
        if "'" in text or "’" in text:
            text = text.translate(_APOSTROPHES)
        searches = ((self._find_exact, self._exact, text),)
        for pattern, table, where in (*searches, (self._find_loose, self._loose, text.lower())):
            if pattern is None:
                continue
            for hit in pattern.finditer(where):
                match = hit[1]
                found = table.get(match) or table.get(_key(match), "")
                if found[:1] == "p":
                    persons.add(found[1:])
                elif found[:1] == "a":
                    # "agrees to the health visitor being told, not police": no sign of police
                    if not _RULED_OUT.search(where, max(0, hit.start() - 12), hit.start()):
                        agencies.add(found[1:])
                elif found:
                    unclear.add(found[1:])
        return persons, agencies, unclear


def _key(name: str) -> str:
    return " ".join(_BETWEEN.split(name.translate(_APOSTROPHES))).strip()


def _compiled(names: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return one pattern for all names, factored by common beginnings so that misses are fast.

    An s may follow ("Leanne's" once apostrophes are gone, "GPs"); it is no part of the name.
    """
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for name in names:
        node = trie
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    if not trie:
        return None
    return re.compile(rf"(?<!\w)({_alternatives(trie)})s?(?!\w)")


def _alternatives(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    branches = [_letter(k) + _alternatives(child) for k, child in sorted(node.items()) if k]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    # Longer names are tried first: "Ms Marsh" before "Ms".
    return body + "?" if ends else body


def _letter(letter: str) -> str:
    return _GAP if letter == " " else re.escape(letter)


__all__ = ["NEAR_ENOUGH", "Names", "TextFinder", "norm"]
