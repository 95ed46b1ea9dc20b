"""Flatten the records of a case to rows of tables; nothing is derived here but dates as minutes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays

from graphdb.dates import minute_of
from graphdb.dates.interval import Extent, Interval, When
from graphdb.model import CaseRecords, Event, Nature, Stance
from graphdb.vocabulary import Kind, Purpose, load_vocabulary

LOW, HIGH = -(10**12), 10**12
"""What stands for an open side."""

DAY = 1440

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")

NO_KIND = Kind("", "")

Rows = dict[str, list[tuple[Any, ...]]]

SCHEMA = {
    "setting": "lo, top0, top1, min_weight, heavy, late, look_back, suffices",
    "person": "id, role",
    "relation": "person, of, kind",
    "agency": "id, sector, informal, cov0, cov1, covers",
    "team": "id, agency, stated, locality, system",
    "fact": "id, topic, weight, nature, about, by, longest",
    "row": "id PRIMARY KEY, team, agency, kind, doc, day, seq, once, s0, s1, n0, n1, u0, u1, "
    "learned, coded, dead, says, fatal, contact, routine, incident, assessment, decision, meeting, "
    "share, purpose, has_tool, has_col",
    "involves": "row, person, part",
    "reveals": "row, fact, gives, ended, retold, stance",
    "shared": "row, team",
    "told": "row, team",
    "attended": "row, team",
    "minutes": "row, team",
    "responds": "row, named",
    "took": "row, named",
    "link": "a, b, guess",
    "pathway": "id, source, target, automatic, any, p0, p1",
    "pathway_kind": "pathway, kind",
    "pathway_topic": "pathway, topic",
}
"""The tables and their columns."""


def tables(records: CaseRecords) -> Rows:
    """Return the records of a case as rows of tables, by the name of the table."""
    rows: Rows = {name: [] for name in SCHEMA}
    rows["setting"].append(_setting(records))
    rows["person"] += [(p.person_id, r.value) for p in records.persons for r in p.roles]
    rows["relation"] += [(r.person, r.to, r.kind) for r in records.relations]
    for a in records.agencies:
        start, end = a.coverage.start, a.coverage.end
        first = LOW if start is None else minute_of(start)
        last = HIGH if end is None else minute_of(end, 23, 59)
        rows["agency"].append((a.agency_id, a.sector, a.informal, first, last, a.coverage.full))
    rows["team"] += [
        (t.team_id, t.agency_id, t.stated, t.locality, t.shares_record) for t in records.teams
    ]
    rows["fact"] += [
        (f.fact_id, f.topic, f.weight, f.nature.value, f.about, f.by,
         (f.longest_days or 0) * DAY if f.nature is Nature.STATE else None)
        for f in records.facts
    ]  # fmt: skip
    for event in records.events:
        rows["row"].append(_row(event))
        for name, values in _of_row(event):
            rows[name].append((event.event_id, *values))
    rows["link"] += [(k.first, k.second, k.by.value == "match") for k in records.links]
    for number, p in enumerate(records.settings.pathways):
        first = LOW if p.start is None else minute_of(p.start)
        last = HIGH if p.end is None else minute_of(p.end, 23, 59)
        open_to_any = not p.kinds and not p.topics
        rows["pathway"].append((number, p.source, p.target, p.automatic, open_to_any, first, last))
        rows["pathway_kind"] += [(number, kind) for kind in p.kinds]
        rows["pathway_topic"] += [(number, topic) for topic in p.topics]
    return rows


def _setting(records: CaseRecords) -> tuple[Any, ...]:
    case, said = records.case, records.settings
    low = LOW if case.scope_from is None else minute_of(case.scope_from)
    scope = HIGH if case.scope_to is None else minute_of(case.scope_to, 23, 59)
    fatal0, fatal1 = (
        (HIGH, HIGH) if case.fatal_incident is None else _sides(case.fatal_incident.start)
    )
    return (low, min(scope, fatal0 - 1), min(scope, fatal1 - 1), said.min_weight,
            said.heavy_weight, said.late_days, said.look_back_days * DAY,
            said.sending_suffices)  # fmt: skip


def _row(event: Event) -> tuple[Any, ...]:
    kind = load_vocabulary().kinds.get(event.kind, NO_KIND)
    tool = load_vocabulary().tools.get(event.tool)
    purpose: Purpose | None = tool.purpose if tool is not None else kind.purpose
    s0, s1 = _sides(event.when.start)
    n0, n1 = _sides(event.when.end)
    u0, u1 = (s0, n1) if event.learned is None else _span(event.learned)
    ordered = event.when.is_single_day and not event.when.timed
    return (
        event.event_id, event.team_id, event.agency_id, event.kind, event.source.document,
        s0 if ordered else None, event.sequence, event.when.extent is Extent.ONCE,
        s0, min(s1, n1), max(n0, s0), n1, u0, u1, event.learned is not None,
        event.coded, event.learned_after_death, event.coded and not event.learned_after_death,
        event.fatal or kind.fatal, kind.contact, kind.routine, kind.incident, kind.assessment,
        kind.decision, kind.meeting, kind.share, purpose and purpose.value,
        tool is not None,
        event.considered is not None,
    )  # fmt: skip


def _of_row(event: Event) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for i in event.involves:
        yield "involves", (i.person_id, i.part.value)
    for r in event.reveals:
        yield (
            "reveals",
            (
                r.fact_id,
                _gives(r.stance),
                r.stance is Stance.ENDED,
                r.stance in (Stance.HISTORY, Stance.WITHDRAWN),
                r.stance.value,
            ),
        )
    for naming in event.shared_with:
        yield "shared", (naming.team_id,)
    for name in ("told_by", "attended", "minutes_to"):
        for naming in getattr(event, name):
            yield {"told_by": "told", "minutes_to": "minutes"}.get(name, name), (naming.team_id,)
    for named in event.responds_to:
        yield "responds", (named,)
    for named in event.considered.events if event.considered else ():
        yield "took", (named,)


def _gives(stance: Stance) -> bool:
    return stance not in (Stance.DENIED, Stance.RULED_OUT, Stance.ENDED)


def _sides(interval: Interval) -> tuple[int, int]:
    return (
        LOW if interval.earliest is None else interval.earliest,
        HIGH if interval.latest is None else interval.latest,
    )


def _span(when: When) -> tuple[int, int]:
    return _sides(when.start)[0], _sides(when.end)[1]


def deadline(minute: int | None, heavy: bool, days: int) -> int | None:
    """Return until when a share is not late: the end of the next working day, or after so many."""
    if minute is None or minute >= HIGH or minute <= LOW:
        return minute
    if not heavy:
        return minute + days * DAY
    day = date.fromordinal(minute // DAY + 2)
    while day.weekday() > 4 or day in BANK_HOLIDAYS:
        day += timedelta(days=1)
    return minute_of(day, 23, 59)


@cache
def connection() -> sqlite3.Connection:
    """Return this process's one connection, with empty tables."""
    con = sqlite3.connect(":memory:", isolation_level=None, cached_statements=500)
    con.create_function("deadline", 3, deadline, deterministic=True)
    for name, columns in SCHEMA.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    return con


def fill(con: sqlite3.Connection, rows: Rows) -> None:
    """Put the rows of one case in place of those of the case before."""
    for name, columns in SCHEMA.items():
        con.execute(f"DELETE FROM {name}")
        marks = ", ".join("?" * len(columns.split(",")))
        con.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])
