"""Everything at once: what a case names is found before the first word is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphdb.model import CaseRecords
from joinedup.anonymise.decisions import Decision
from joinedup.anonymise.model import Options, Text
from joinedup.anonymise.text import Replacer


def texts_of(records: CaseRecords) -> tuple[Text, ...]:
    """Return every text of a case that a person wrote, with where it stands."""
    raise NotImplementedError


def prepare(
    records: CaseRecords,
    decisions: Iterable[Decision] = (),
    options: Options | None = None,
    *,
    salt: str,
    dates: Callable[[str], str] = str,
    more: Iterable[Text] = (),
) -> Replacer:
    """Return what replaces in every text of a case.

    Parameters
    ----------
    records
        The case (``case.records``).
    decisions
        What a person said before.
    options
        How persons are called.
    salt
        Of the pack: the same salt and decisions give the same replacements.
    dates
        Moves the dates of a stretch of text in which nothing is replaced.
    more
        Texts of the case that are not among its records (headings, names of files).
    """
    raise NotImplementedError
