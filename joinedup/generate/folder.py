"""A generated case as a case folder: what a panel would be sent, and the ledger beside it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import tomlkit

from graphdb.dates import moment_of
from graphdb.model import (
    CaseRecords,
    Event,
    Involvement,
    Naming,
    Part,
    Reveal,
    Threshold,
    agency_of,
)
from graphdb.vocabulary import Vocabulary, load_vocabulary
from joinedup.generate import Generated

HEADS = (
    "Ref",
    "Date",
    "Team",
    "What happened",
    "Who was involved",
    "Kind",
    "Information",
    "Shared with",
    "Told by",
    "Invited",
    "Attended",
    "Minutes to",
    "In response to",
    "Response",
    "Took into account",
    "Tool",
    "Grade",
    "Outcome",
    "Consent / why not shared",
    "Seq",
    "Learned",
)
#: A column that only the files of agencies that write it have: blank, it would say something.
TOOK = HEADS.index("Took into account")
LEDGER_HEADS = ("finding", "form", "agency", "rows", "found", "why")


def write_folder(generated: Generated, folder: Path) -> Path:
    """Write a case folder that every command works on, with ``ledger.csv`` beside ``case.toml``.

    Parameters
    ----------
    generated
        The case.
    folder
        A folder that is not there yet, or an empty one.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    FileExistsError
        Where something stands in the folder already: nothing is written over.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    (folder / "chronologies").mkdir(parents=True, exist_ok=True)
    written = _Written(generated.records, load_vocabulary())
    (folder / "case.toml").write_text(written.case_toml(), encoding="utf-8", newline="\n")
    for agency_id, events in written.by_agency().items():
        rows = [HEADS, *(written.row(event) for event in events)]
        if all(event.considered is None for event in events):
            rows = [(*row[:TOOK], *row[TOOK + 1 :]) for row in rows]
        _csv(folder / "chronologies" / f"{agency_id}.csv", rows[0], rows[1:])
    ledger = (
        (p.finding, p.form, p.agency_id, " ".join(written.ref[r] for r in p.rows), p.found, p.why)
        for p in generated.ledger.planted
    )
    _csv(folder / "ledger.csv", LEDGER_HEADS, ledger)
    return folder


def _csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows)


class _Written:
    """What the columns of a row say, in the words that people write."""

    def __init__(self, records: CaseRecords, vocabulary: Vocabulary) -> None:
        self._records, self._vocabulary = records, vocabulary
        self._facts = {fact.fact_id: fact for fact in records.facts}
        self._names = {agency.agency_id: agency.name for agency in records.agencies}
        self._persons = {person.person_id: person.label for person in records.persons}
        # rows of one occurrence carry one reference, as agencies quote an incident's number
        self.ref = {event.event_id: f"2{event.event_id[2:]}00" for event in records.events}
        for link in records.links:
            self.ref[link.first] = self.ref[link.second]

    def by_agency(self) -> dict[str, list[Event]]:
        """Return rows by agency, in the order of their dates as far as those say one."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(self._records.events, key=lambda e: (e.when.earliest or 0, e.event_id)):
            found[event.agency_id].append(event)
        return found

    def row(self, event: Event) -> tuple[str, ...]:
        """Return a row's cells."""
        kinds, tools = self._vocabulary.kinds, self._vocabulary.tools
        taken = event.considered
        took = "" if taken is None else ", ".join(self.ref[e] for e in taken.events) or "None"
        return (
            self.ref[event.event_id],
            event.when.written,
            event.team_id.partition("/")[2],
            event.summary,
            "; ".join(map(self._involved, event.involves)),
            kinds[event.kind].label,
            "; ".join(map(self._told, event.reveals)),
            self._holders(event.shared_with),
            self._holders(event.told_by),
            self._holders(event.invited),
            self._holders(event.attended),
            self._holders(event.minutes_to),
            ", ".join(self.ref[row] for row in event.responds_to),
            event.response,
            took,
            tools[event.tool].label if event.tool else "",
            event.grade,
            event.outcome,
            f"{event.bar}: {event.bar_text}" if event.bar else "",
            "" if event.sequence is None else str(event.sequence),
            _learned(event),
        )

    def _involved(self, who: Involvement) -> str:
        part = "" if who.part is Part.SUBJECT else f" ({who.part})"
        return f"{self._persons[who.person_id]}{part}"

    def _told(self, reveal: Reveal) -> str:
        fact = self._facts[reveal.fact_id]
        who = " > ".join(filter(None, (fact.by, fact.about)))
        if fact.about and not fact.by and self._vocabulary.topics[fact.topic].by:
            who = f"{fact.about} > {fact.about}"  # by nobody who is named, not by the usual one
        how = f"{reveal.stance} by {reveal.said_by}" if reveal.said_by else str(reveal.stance)
        return f"{fact.label}: {who} ({how})" if who else f"{fact.label} ({how})"

    def _holders(self, named: Iterable[Naming]) -> str:
        return "; ".join(map(self._holder, named))

    def _holder(self, naming: Naming) -> str:
        team = naming.team_id.partition("/")[2]
        name = self._names[agency_of(naming.team_id)]
        return f"{name}: {team}" if team else name

    def _teams(self, agency_id: str) -> dict[str, object]:
        """Return the teams of an agency that have a name, as its table says them."""
        found = [
            {"id": t.team_id.partition("/")[2], "name": t.name, "locality": t.locality}
            | ({"shares_record": t.shares_record} if t.shares_record else {})
            for t in self._records.teams
            if t.agency_id == agency_id and t.stated
        ]
        return {"team": found} if found else {}

    def case_toml(self) -> str:
        """Return case.toml."""
        case, document = self._records.case, tomlkit.document()
        document.add(tomlkit.comment("Generated: fictional, of no person and no review."))
        document["format"] = 1
        fatal = case.fatal_incident
        document["case"] = {
            "id": case.case_id,
            "title": case.title,
            "death_type": str(case.death_type),
            "scope_from": case.scope_from,
            "scope_to": case.scope_to,
            "area": case.area,
        }
        if fatal is not None and fatal.earliest is not None:
            document["case"]["fatal_incident"] = moment_of(fatal.earliest).date()
        document["person"] = _tables(
            {
                "id": p.person_id,
                "label": p.label,
                "roles": sorted(map(str, p.roles)),
                "needs": list(p.needs),
            }
            for p in self._records.persons
        )
        document["relation"] = _tables(
            {"person": r.person, "to": r.to, "kind": r.kind} for r in self._records.relations
        )
        document["agency"] = _tables(
            {
                "id": a.agency_id,
                "name": a.name,
                "sector": a.sector,
                **({"area": a.area} if a.area else {}),
                "files": [f"{a.agency_id}.csv"],
                **self._teams(a.agency_id),
                "coverage": {
                    "from": a.coverage.start,
                    "to": a.coverage.end,
                    "extent": "full" if a.coverage.full else "partial",
                },
            }
            for a in self._records.agencies
        )
        self._say_settings(document)
        return tomlkit.dumps(document)

    def _say_settings(self, document: tomlkit.TOMLDocument) -> None:
        """Write what the case expects beyond the defaults."""
        settings = self._records.settings
        if settings.threshold != Threshold():
            document["threshold"] = {
                "indicators": settings.threshold.indicators,
                "weight": settings.threshold.weight,
                "incidents": settings.threshold.incidents,
                "incident_days": settings.threshold.incident_days,
            }
        if settings.escalation is not None:
            document["findings"] = {
                "escalation": {
                    "sectors": list(settings.escalation.sectors),
                    "kinds": list(settings.escalation.kinds),
                    "days": settings.escalation.days,
                }
            }
        if settings.pathways:
            document["pathway"] = _tables(
                {"name": p.name, "from": p.source, "to": p.target, "topics": list(p.topics)}
                for p in settings.pathways
            )


def _learned(event: Event) -> str:
    if event.learned_after_death:
        return "Learned through this review"
    return event.learned.written if event.learned else ""


def _tables(items: Iterable[dict[str, object]]) -> tomlkit.items.AoT:
    found = tomlkit.aot()
    for item in items:
        found.append(tomlkit.item(item))
    return found


__all__ = ["HEADS", "LEDGER_HEADS", "write_folder"]
