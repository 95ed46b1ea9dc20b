"""Which of many short texts a long one holds, without a search through it for each of them.

A big case has thousands of names and numbers, and hardly any is in a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

_What = TypeVar("_What")

#: So many bytes that follow each other are read as one number.
_FOUR = 4
#: So few forms are sooner searched for one by one.
_FEW = 40


class Forms(Generic[_What]):
    """Forms that are looked for, each with what it is a form of.

    A text holds a form only where it has every four bytes of it that follow each other; a text is
    gone through once for all of them, and then searched for the few forms that it may hold.

    Examples
    --------
    >>> forms = Forms([("leanne", 1), ("marsh", 2), ("jo", 3)])
    >>> list(forms.within("joannemarshleann"))
    [('marsh', 2), ('jo', 3)]
    """

    def __init__(self, forms: Iterable[tuple[str, _What]]) -> None:
        self._every = [(frozenset(_fours(form)), form, what) for form, what in forms]
        self._wanted = frozenset[int]().union(*(own for own, _, _ in self._every))

    def within(self, whole: str) -> Iterator[tuple[str, _What]]:
        """Yield the forms that a text holds, in their order."""
        few = len(self._every) <= _FEW
        there = self._wanted if few else self._wanted.intersection(_fours(whole))
        for own, form, what in self._every:
            if own <= there and form in whole:
                yield form, what


def _fours(text: str) -> Iterator[int]:
    """Return every four bytes that follow each other in a text, as numbers; some of them twice."""
    data = memoryview(text.encode("utf-8", "surrogatepass"))
    rests = (data[first:] for first in range(min(_FOUR, len(data))))
    return chain.from_iterable(rest[: len(rest) // _FOUR * _FOUR].cast("I") for rest in rests)
