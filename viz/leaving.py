"""What may leave: restricted reasons kept back, and no role named ahead of a court.

Every output is made from text that has been through here: the page, paper, Word, Excel and CSV.
What an agency wrote stays as it was written, but for a recorded reason that is to be kept back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from graphdb.case_view import CaseView
from graphdb.model import Bar, Event, ReviewStatus
from viz.model import EventRow, PageModel

#: Recorded reasons of these kinds are not printed unless the panel asks for its own copy.
KEPT_BACK = frozenset({Bar.RESTRICTED_INTELLIGENCE, Bar.CONCEALED_ADDRESS, Bar.PRIVILEGE})

#: Stands where a recorded reason stood.
INSTEAD = "a recorded reason that is kept back"
#: Stands for "perpetrator" while proceedings are live and the case gives no term of its own.
NO_TERM = "the person concerned"
#: Added to the marking of a copy that prints restricted reasons.
SHOWN = "contains restricted reasons"

_LONG_ENOUGH = 12
# the name of a service keeps its sense without the word
_OF_A_SERVICE = re.compile(
    r"\b(?:alleged )?perpetrators?(?:[’']s?)?[ -]"
    r"(?=(?:programme|panel|service|project|course|group|work|intervention)s?\b)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:\b(?:the|an?) )?(?:\b(?:alleged|suspected) )?perpetrators?([’']s)?", re.IGNORECASE
)
# places that name things for the machine, or say what a row is
_NOT_WORDS = frozenset({"kind", "key", "agencies", "stance", "span", "shape", "holding"})
# what an agency wrote
_AS_WRITTEN = frozenset({"text", "more", "written", "source"})

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What has to be done to text before it leaves.

    Attributes
    ----------
    kept_back
        Recorded reasons that are not printed, the longest first.
    term
        What stands in for "perpetrator"; empty where it need not.
    """

    kept_back: tuple[str, ...] = ()
    term: str = ""

    def as_written(self, text: str) -> str:
        """Return what an agency wrote, without a recorded reason that is to be kept back."""
        for reason in self.kept_back:
            if text == f"Recorded reason: {reason}." or (
                len(reason) >= _LONG_ENOUGH and reason in text
            ):
                text = text.replace(reason, INSTEAD)
        return text

    def ours(self, text: str) -> str:
        """Return a sentence of ours as it may leave.

        Examples
        --------
        >>> Leaving(term="the defendant").ours("Perpetrator's file; the perpetrator programme")
        "The defendant's file; the programme"
        """
        text = self.as_written(text)
        if not self.term or "perpetrator" not in text.casefold():
            return text
        return _PERSON.sub(self._instead, _OF_A_SERVICE.sub("", text))

    def _instead(self, found: re.Match[str]) -> str:
        term = self.term
        if found.group()[0].isupper():
            term = term[0].upper() + term[1:]
        return term + (found.group(1) or "")

    def page(self, model: PageModel) -> PageModel:
        """Return a page with all its text as it may leave."""
        if not self.kept_back and not self.term:
            return model
        # what a case calls its agencies and teams for the machine may hold the word, too
        ids = {t.team_id for lane in model.lanes for t in lane.teams}
        ids.update(lane.agency_id for lane in model.lanes)
        if model.network is not None:
            ids.update(p.person_id for p in model.network.people)
        return self._each(model, frozenset(ids))

    def _each(self, thing: _T, ids: frozenset[str]) -> _T:
        if not is_dataclass(thing):
            return thing
        change: dict[str, Any] = {}
        for field in fields(thing):
            if field.name in _NOT_WORDS or field.name.endswith(("_id", "_ids")):
                continue
            value = getattr(thing, field.name)
            theirs = isinstance(thing, EventRow) and field.name in _AS_WRITTEN
            new = self._value(value, ids, theirs)
            if new is not value:
                change[field.name] = new
        made: Any = thing
        return replace(made, **change) if change else thing

    def _value(self, value: Any, ids: frozenset[str], theirs: bool) -> Any:  # noqa: ANN401
        if type(value) is str:
            new = self.as_written(value) if theirs else self.ours(value)
            return value if new == value or value in ids else new
        if isinstance(value, tuple):
            parts = tuple(self._value(part, ids, theirs) for part in value)
            same = all(a is b for a, b in zip(parts, value, strict=True))
            return value if same else parts
        return self._each(value, ids)


def leaving(view: CaseView, *, show_restricted: bool = False) -> Leaving:
    """Return what has to be done to a case's text before it leaves.

    Parameters
    ----------
    view
        The case.
    show_restricted
        Whether recorded reasons that are privileged, restricted or conceal an address are
        printed: only in the panel's own copy.
    """
    case = view.case
    live = case.status is ReviewStatus.PROCEEDINGS_LIVE
    return Leaving(
        () if show_restricted else _reasons(view.events.values()),
        (case.perpetrator_term or NO_TERM) if live else "",
    )


def marked(marking: str, *, show_restricted: bool) -> str:
    """Return the marking of a copy, which says so where it prints restricted reasons.

    Examples
    --------
    >>> marked("OFFICIAL-SENSITIVE", show_restricted=True)
    'OFFICIAL-SENSITIVE – contains restricted reasons'
    """
    shown = SHOWN if show_restricted else ""
    return " – ".join(part for part in (marking, shown) if part)


def _reasons(events: Iterable[Event]) -> tuple[str, ...]:
    found = {e.bar_text.strip().rstrip(".;,") for e in events if e.bar in KEPT_BACK and e.bar_text}
    return tuple(sorted(found - {""}, key=lambda text: (-len(text), text)))
