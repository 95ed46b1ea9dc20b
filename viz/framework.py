"""The analysis framework of a case in words: which of its themes was found, and which looked for.

A page shows what was found; read alone, that hides what nobody looked for and what these rows do
not allow anybody to look for.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphdb.case_view import CaseView
from graphdb.vocabulary import Vocabulary
from queries import Answers
from queries.coverage import MEANS, Examined, ThemeCoverage, framework_coverage
from queries.enquiry import upper_first

#: In the order of reading: what these records do not say stands before what was not found.
_ORDER = (
    Examined.FOUND,
    Examined.COULD_NOT,
    Examined.CANNOT_TELL,
    Examined.NOT_FOUND,
    Examined.ON_RECORD,
    Examined.NOT_EXAMINED,
)


def framework_in_words(
    answers: Answers, view: CaseView, vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Return what is known of the themes, one pair of a state and a sentence for each state.

    Parameters
    ----------
    answers, view, vocabulary
        As in :func:`~queries.coverage.framework_coverage`.
    """
    themes = framework_coverage(answers, view, vocabulary)
    by_state = [(state, [t for t in themes if t.examined is state]) for state in _ORDER]
    return tuple(
        (
            upper_first(state.value),
            f"{_codes(found) if state in _BRIEF else _named(found)}. {MEANS[state]}",
        )
        for state, found in by_state
        if found
    )


#: The lines of enquiry themselves name what was found, so the codes do here.
_BRIEF = (Examined.FOUND,)


def _codes(themes: Iterable[ThemeCoverage]) -> str:
    return ", ".join(theme.code for theme in themes)


def _named(themes: Iterable[ThemeCoverage]) -> str:
    return "; ".join(f"{theme.code} {theme.label}{_more(theme)}" for theme in themes)


def _more(theme: ThemeCoverage) -> str:
    return f" ({theme.why[:1].lower()}{theme.why[1:].removesuffix('.')})" if theme.why else ""
