"""``case.toml`` of a pack, written from its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import tomlkit
from tomlkit.items import AoT

from graphdb.dates import DateContext
from graphdb.model import (
    Agency,
    CaseRecords,
    Expectation,
    RuleChange,
    Settings,
    Team,
    Threshold,
)
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.when_cells import write_text

HEAD = (
    "Anonymised for training. Names, places, numbers and dates are not those of the case; what "
    "happened, who knew it and what was done are."
)


def case_toml(
    records: CaseRecords, files: Mapping[str, list[str]], day_1: date | None = None
) -> str:
    """Return the text of case.toml.

    Parameters
    ----------
    records
        Of the pack.
    files
        By agency, the documents that hold nobody else's rows.
    day_1
        From which a relative pack counts its days.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(HEAD))
    document["format"] = 1
    context = context_of(records, day_1)
    document["case"] = _case(records, context)
    document["person"] = _tables(
        {
            "id": p.person_id,
            "label": p.label,
            "aliases": list(p.aliases),
            "roles": sorted(map(str, p.roles)),
            "age_band": p.age_band,
            "needs": list(p.needs),
        }
        for p in records.persons
    )
    document["relation"] = _tables(
        {
            "person": r.person,
            "to": r.to,
            "kind": r.kind,
            "from": "" if r.start is None else write_text(r.start, "", context)[0],
            "to_date": "" if r.end is None else write_text(r.end, "", context)[0],
        }
        for r in records.relations
    )
    document["agency"] = _tables(_agency(a, records, files) for a in records.agencies)
    _add_settings(document, records.settings, day_1)
    return tomlkit.dumps(document)


def context_of(records: CaseRecords, day_1: date | None = None) -> DateContext:
    """Return what the dates of the pack are read in; ``day_1`` where it counts its days."""
    first, last = records.case.scope_from, records.case.scope_to
    some = first or last
    scope = None if some is None else (first or some, last or some)
    return DateContext(scope=scope, day_1=day_1)


def _case(records: CaseRecords, context: DateContext) -> dict[str, Any]:
    case = records.case
    fatal = ("", "")
    if case.fatal_incident is not None:
        fatal = write_text(case.fatal_incident, "", context)
    return _given(
        {
            "id": case.case_id,
            "title": case.title,
            "review_type": case.review_type,
            "death_type": str(case.death_type),
            "status": str(case.status),
            "scope_from": case.scope_from,
            "scope_to": case.scope_to,
            "fatal_incident": fatal[0],
            "fatal_time": fatal[1],
            "area": case.area,
            "perpetrator_term": case.perpetrator_term,
            "marking": case.marking,
        }
    )


def _agency(agency: Agency, records: CaseRecords, files: Mapping[str, list[str]]) -> dict[str, Any]:
    teams = [t for t in records.teams if t.agency_id == agency.agency_id]
    record = next((t.shares_record for t in teams if not t.stated), "")
    made = {
        "id": agency.agency_id,
        "name": agency.name,
        "sector": agency.sector,
        "area": agency.area,
        "aliases": list(agency.aliases),
        "files": files.get(agency.agency_id, []),
        "informal": agency.informal,
        "files_by_person": agency.files_by_person,
        "shared_record": bool(record),
    }
    if agency.coverage.stated:
        made["coverage"] = _given(
            {
                "from": agency.coverage.start,
                "to": agency.coverage.end,
                "extent": "full" if agency.coverage.full else "partial",
            }
        )
    stated = [_team(t, record) for t in teams if t.stated]
    if stated:
        made["team"] = stated
    return made


def _team(team: Team, record: str) -> dict[str, Any]:
    made = {
        "id": team.team_id.partition("/")[2],
        "name": team.name,
        "aliases": list(team.aliases),
        "locality": team.locality,
    }
    if team.shares_record != record:
        made["shares_record"] = team.shares_record
    return made


# -- settings ----------------------------------------------------------------------------


def _add_settings(document: tomlkit.TOMLDocument, settings: Settings, day_1: date | None) -> None:
    usual = Settings()
    dates: dict[str, Any] = _given({"day_1": day_1})
    if settings.bank_holidays is not None:
        dates["bank_holidays"] = sorted(settings.bank_holidays)
    if dates:
        document["dates"] = dates
    threshold = {
        f.name: value
        for f in fields(Threshold)
        if (value := getattr(settings.threshold, f.name)) != getattr(usual.threshold, f.name)
    }
    if threshold:
        document["threshold"] = threshold
    findings: dict[str, Any] = {
        name: getattr(settings, name)
        for name in (
            "min_weight",
            "heavy_weight",
            "late_days",
            "look_back_days",
            "assessment_days",
            "handover_days",
            "grade_count",
            "sending_suffices",
        )
        if getattr(settings, name) != getattr(usual, name)
    }
    if settings.off:
        findings["off"] = sorted(settings.off)
    assessed = _assessment_from(settings)
    if assessed:
        findings["assessment_from"] = assessed
    if settings.escalation is not None:
        findings["escalation"] = _escalation(settings.escalation)
    if findings:
        document["findings"] = findings
    _add_tables(document, settings)


def _add_tables(document: tomlkit.TOMLDocument, settings: Settings) -> None:
    if settings.record_access:
        document["record_access"] = _tables(
            _given(
                {
                    "system": r.system,
                    "members": list(r.members),
                    "from": r.start,
                    "to": r.end,
                }
            )
            for r in settings.record_access
        )
    if settings.pathways:
        document["pathway"] = _tables(
            _given(
                {
                    "name": p.name,
                    "from": p.source,
                    "to": p.target,
                    "kinds": list(p.kinds),
                    "topics": list(p.topics),
                    "starts": p.start,
                    "ends": p.end,
                    "automatic": p.automatic,
                    "because": p.because,
                }
            )
            for p in settings.pathways
        )
    if settings.rules:
        document["rule"] = _tables(map(_rule, settings.rules))


def _assessment_from(settings: Settings) -> dict[str, date]:
    """Return from when risk assessments are expected, where that is not the usual day."""
    sectors = load_vocabulary().sectors
    return {
        key: expected.start
        for expected in settings.assessment_expected
        for key in expected.sectors
        if expected.start is not None
        and sectors[key].risk_assessment_expected_from not in (None, expected.start)
    }


def _escalation(expected: Expectation) -> dict[str, Any]:
    return _given(
        {
            "sectors": list(expected.sectors),
            "days": expected.days,
            "kinds": list(expected.kinds),
            "from": expected.start,
            "to": expected.end,
            "area": expected.area,
            "because": expected.because,
        }
    )


_RULE_KEYS = {"start": "from", "end": "until"}


def _rule(rule: RuleChange) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields(RuleChange):
        value = getattr(rule, field.name)
        if value is None or (field.name == "off" and not value):
            continue
        if isinstance(value, tuple):
            value = [str(each) for each in value]
        made[_RULE_KEYS.get(field.name, field.name)] = value
    return made


def _given(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table without what nobody gave: TOML has no word for it."""
    return {key: value for key, value in table.items() if value is not None}


def _tables(items: Iterable[Mapping[str, Any]]) -> AoT:
    found = tomlkit.aot()
    for item in items:
        found.append(tomlkit.item(dict(item)))
    return found
