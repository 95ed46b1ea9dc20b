"""Of whom it is expected that risk is assessed: by the case's settings, or else by the sector."""

from __future__ import annotations

from graphdb.case_view import CaseView
from graphdb.model import Agency, DeathType, Expectation, Settings
from graphdb.vocabulary import Vocabulary

#: In what kinds of case a sector is expected to, where only the vocabulary says so.
_KINDS = (DeathType.INTIMATE_PARTNER, DeathType.SUICIDE, DeathType.HOMICIDE_SUICIDE)


def sector_expectations(
    settings: Settings, vocabulary: Vocabulary, sector: str
) -> tuple[Expectation, ...]:
    """Return what the vocabulary expects of a sector after an incident between partners."""
    known = vocabulary.sectors.get(sector)
    start = None if known is None else known.risk_assessment_expected_from
    if start is None:
        return ()
    days = settings.assessment_days
    return (Expectation(key="risk assessment", start=start, death_types=_KINDS, days=days),)


def expectations(view: CaseView, vocabulary: Vocabulary, agency: Agency) -> tuple[Expectation, ...]:
    """Return the expectations under which an agency assesses risk after an incident.

    The case's own, or else its sector's: an expectation has a date, a place and a kind of case.

    Parameters
    ----------
    view
        The case, with its settings.
    vocabulary
        What is expected of a sector where the case says nothing.
    agency
        Of whom it would be expected.
    """
    case, settings = view.case, view.settings
    rules = settings.assessment_expected or sector_expectations(settings, vocabulary, agency.sector)
    return tuple(
        rule
        for rule in rules
        if (not rule.sectors or agency.sector in rule.sectors)
        and (not rule.death_types or case.death_type in rule.death_types)
        and (not rule.area or rule.area == agency.area)
    )
