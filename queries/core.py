"""Three findings as Cypher over who knew what: ``queries/cypher/core/*.cypher``.

They show how to ask the graph what a panel asks of one case, and are held, row for row, to what
`queries` finds. What they have to be told of the vocabulary, the rules and the calendar is
:func:`parameters`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

import holidays

from graphdb.dates.working import FIRST_YEAR, LAST_YEAR
from graphdb.vocabulary import load_vocabulary
from queries.enquiry import DANGER
from queries.findings.unshared.line import OWN
from queries.rules import rules_of

__all__ = ["CORE", "cypher", "parameters"]

CORE = ("unshared", "inside", "isolation")
"""Keys of the findings that are there as Cypher."""


def cypher(finding: str) -> str:
    """Return a finding as a text of Cypher, with what it answers in the comments at its top.

    Parameters
    ----------
    finding
        One of :data:`CORE`.

    Raises
    ------
    ValueError
        For another finding.

    Examples
    --------
    >>> cypher("inside").splitlines()[0]
    '// title = "Inside one agency"'
    """
    if finding not in CORE:
        raise ValueError(f"{finding} is not there as Cypher; {', '.join(CORE)} are.")
    return (files("queries") / "cypher" / "core" / f"{finding}.cypher").read_text("utf-8")


def parameters(case: str | None = None) -> dict[str, str | list[str] | list[int] | None]:
    """Return the values of the parameters of all three.

    Parameters
    ----------
    case
        The id of a case; ``None`` for every case that is there.

    Returns
    -------
    dict
        ``case``; ``own_topics`` and ``own_sectors`` as ``queries/rules.toml`` has them (a case's
        own changes of that rule are not known to the database); kinds and tools of the
        vocabulary; ``holidays`` as days since 1 January of the year 1.
    """
    return {"case": case, **_told()}


@cache
def _told() -> dict[str, list[str] | list[int]]:
    own = next(rule for rule in rules_of(()) if rule.name == OWN)
    kinds, tools = load_vocabulary().kinds, load_vocabulary().tools
    free = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return {
        "own_topics": sorted(own.topics),
        "own_sectors": sorted(own.destinations),
        "contact_kinds": sorted(key for key, kind in kinds.items() if kind.contact),
        "danger_kinds": sorted(
            key
            for key, kind in kinds.items()
            if kind.assessment and (kind.purpose or "domestic-abuse") in DANGER
        ),
        "danger_tools": sorted(key for key, tool in tools.items() if tool.purpose in DANGER),
        "tools": sorted(tools),
        "holidays": sorted(day.toordinal() - date.min.toordinal() for day in free),
    }
