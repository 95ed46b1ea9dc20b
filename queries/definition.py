"""How a finding introduces itself, and how the registry discovers it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import ModuleType

from queries.enquiry import Enquiry
from queries.finding import Results

#: Titles of the lines that take in several findings. Of what stands under "assessment" and "inside"
#: an agency with several has a line of its own; what stands under "unshared" is one for each fact.
FAMILIES = {
    "assessment": "Assessed in isolation",
    "inside": "Inside one agency",
    "referral": "Referrals, and what became of them",
    "heard": "What was said, seen or needed, and what followed",
    "together": "Agencies working together",
    "pooled": "What the records held together",
}


class Need(StrEnum):
    """What the coded rows of a case must be before a finding can be looked for in them.

    Each needs rows of one organisation at least.
    """

    TWO_AGENCIES = "rows of two agencies"
    TWO_TEAMS = "rows of two teams of one agency"
    TWO_FILES = "rows of an agency that keeps a file for each person"
    PEOPLE_CLOSE = "rows of people close to them and of an agency"
    ASSESSOR = "rows of an agency that is expected to assess risk"
    INFORMATION = "rows that say what became known (the column Information)"
    ESCALATION = "settings that expect it to be taken to a supervisor"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a finding asks, how, and where it comes from; its docs page is made of this.

    Attributes
    ----------
    key
        Short and stable; part of every ``finding_id``.
    title
        As the page prints it over its lines.
    asks
        The question for the panel, in plain English.
    how
        The definition: what must be so for a line, and what keeps it from being one.
    sources
        Paragraphs and sections of the source documents.
    codes
        Codes of the framework (themes).
    parameters
        Name in ``[findings]`` of ``case.toml``, with what it means.
    order
        Where it stands among the findings of equal weight.
    forms
        The forms a line can take, with what each means.
    cannot_see
        What it cannot show, for whoever reads a page without lines.
    family
        Key of :data:`FAMILIES`: under what its findings stand together as one line.
    counts
        What such a line counts of it, one and many: "referral with no record of action".
    counts_facts
        Whether that is how many things were known, not how many lines these make.
    needs
        What the rows must be before it can be looked for at all.
    starts_from
        Names of those of its rules from which a line starts; empty: of all of them.
    takes_rules
        Whether a case can add a rule of its own; otherwise it changes those that there are.
    by_topic
        Whether a line also falls under the codes of what it starts from.
    by_threshold
        Whether a line depends on the numbers of the case's threshold, which a panel sets.
    """

    key: str
    title: str
    asks: str
    how: str
    sources: tuple[str, ...]
    codes: tuple[str, ...]
    order: int
    parameters: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    cannot_see: str = ""
    good_practice: bool = False
    family: str = ""
    counts: tuple[str, str] = ("", "")
    counts_facts: bool = False
    needs: tuple[Need, ...] = ()
    starts_from: tuple[str, ...] = ()
    takes_rules: bool = True
    by_topic: bool = False
    by_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A definition with the function that answers it."""

    definition: Definition
    find: Callable[[Enquiry], Results]


@cache
def registry() -> tuple[Query, ...]:
    """Return every finding under ``queries/findings``, in the order of their definitions.

    A module or package is a finding when it has ``DEFINITION`` and ``find``; nobody edits a list.
    Its cases lie beside it as ``cases_<name>.py`` and are not in the wheel.
    """
    package = importlib.import_module("queries.findings")
    found = [_query(module) for module in _modules(package)]
    queries = [query for query in found if query is not None]
    return tuple(sorted(queries, key=lambda q: (q.definition.order, q.definition.key)))


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(
        info.name
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith(("_", "cases_"))
    )
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def _query(module: ModuleType) -> Query | None:
    definition, find = getattr(module, "DEFINITION", None), getattr(module, "find", None)
    if not isinstance(definition, Definition) or find is None:
        return None
    return Query(definition, find)
