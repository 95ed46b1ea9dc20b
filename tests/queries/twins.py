"""Cases in which everybody has a twin, so that what would be first or named alone is a tie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphdb.model import CaseRecords, Event, Fact, Naming


def with_twin_people(records: CaseRecords) -> CaseRecords:
    """Return a case with a second person beside each: in the same rows, of whom the same is told.

    Every fact is known of the second one, too, by the same person as of the first.
    """
    facts = {f.fact_id: _of_twin(f) for f in records.facts}

    def event(one: Event) -> Event:
        reveals = (
            two for r in one.reveals for two in (r, replace(r, fact_id=facts[r.fact_id].fact_id))
        )
        involves = (
            two for i in one.involves for two in (i, replace(i, person_id=_twin(i.person_id)))
        )
        return replace(one, reveals=tuple(reveals), involves=tuple(involves))

    return replace(
        records,
        persons=tuple(
            two
            for p in records.persons
            for two in (p, replace(p, person_id=_twin(p.person_id), label=f"{p.label} Two"))
        ),
        relations=tuple(
            two
            for r in records.relations
            for two in (r, replace(r, person=_twin(r.person), to=_twin(r.to)))
        ),
        facts=tuple(sorted((*records.facts, *facts.values()), key=lambda f: f.fact_id)),
        events=tuple(map(event, records.events)),
    )


def _twin(key: str) -> str:
    return f"{key}2"


def _of_twin(fact: Fact) -> Fact:
    about = None if fact.about is None else _twin(fact.about)
    by = fact.by if about is not None or fact.by is None else _twin(fact.by)
    return replace(fact, fact_id=_twin(fact.fact_id), about=about, by=by)


def with_twin_agencies(records: CaseRecords) -> CaseRecords:
    """Return a case with a second agency beside each, which has the same rows on the same days."""
    return replace(
        records,
        agencies=tuple(
            two
            for a in records.agencies
            for two in (a, replace(a, agency_id=_twin(a.agency_id), name=f"{a.name} Two"))
        ),
        teams=tuple(
            two
            for t in records.teams
            for two in (
                t, replace(t, team_id=_at_twin(t.team_id), agency_id=_twin(t.agency_id),
                           name=f"{t.name} Two"),
            )
        ),
        events=tuple(two for e in records.events for two in _rows(e)),
    )  # fmt: skip


def _at_twin(team_id: str) -> str:
    agency, _, team = team_id.partition("/")
    return f"{_twin(agency)}/{team}"


def _rows(event: Event) -> Iterator[Event]:
    """Yield a row and its twin's; where it names an agency, each names both of that name."""
    both = replace(
        event,
        shared_with=_named(event.shared_with),
        told_by=_named(event.told_by),
        invited=_named(event.invited),
        attended=_named(event.attended),
        minutes_to=_named(event.minutes_to),
        mentions=tuple(two for a in event.mentions for two in (a, _twin(a))),
    )
    yield both
    yield replace(
        both,
        event_id=f"{event.event_id}-2",
        team_id=_at_twin(event.team_id),
        responds_to=tuple(f"{row}-2" for row in event.responds_to),
        considered=None
        if event.considered is None
        else replace(event.considered, events=tuple(f"{row}-2" for row in event.considered.events)),
    )


def _named(named: tuple[Naming, ...]) -> tuple[Naming, ...]:
    return tuple(two for n in named for two in (n, replace(n, team_id=_at_twin(n.team_id))))
