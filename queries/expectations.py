"""Of whom it is expected that risk is assessed: by the case's settings, or else by the sector."""

from __future__ import annotations

from graphdb.case_view import CaseView
from graphdb.dates import show_day
from graphdb.model import Agency, DeathType, Expectation, Settings
from graphdb.vocabulary import Vocabulary
from queries.definition import Definition, Need
from queries.enquiry import listed, upper_first

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


def needs_in_words(definition: Definition, vocabulary: Vocabulary) -> str:
    """Return what the rows must be before a finding can be looked for, and of whom it is expected.

    Parameters
    ----------
    definition
        Of the finding.
    vocabulary
        Which sectors are expected to assess risk, and from when.
    """
    rows = [need.value for need in definition.needs if need is not Need.ESCALATION]
    said = [f"{upper_first(listed(rows) or 'rows of an agency')}, coded."]
    if Need.ASSESSOR in definition.needs:
        said.append(_assessors(vocabulary))
    if Need.ESCALATION in definition.needs:
        said.append("Nothing is expected of anybody unless the case says so: it is off until then.")
    return " ".join(said)


def _assessors(vocabulary: Vocabulary) -> str:
    """Return which sectors are expected to assess risk, from when, and in what kinds of case."""
    found = [
        f"{sector.label} (from {show_day(sector.risk_assessment_expected_from)})"
        for sector in vocabulary.sectors.values()
        if sector.risk_assessment_expected_from is not None
    ]
    kinds = listed([kind.value for kind in _KINDS])
    return f"Expected, where the case says nothing else, of: {listed(found)}; in cases of: {kinds}."
