"""Small random cases that shrink to readable ones, and a way to print them.

Everything happens within a few minutes of :data:`BASE` (so that worlds can be listed) or on
whole days around it (``wide``), which only the oracle's ``logic`` and closed formulas can do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from hypothesis import strategies as st

from graphdb.dates import MINUTES_PER_DAY, Extent, Interval, When, moment_of
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Considered,
    Event,
    Fact,
    Involvement,
    Link,
    LinkBy,
    Naming,
    Nature,
    Part,
    Pathway,
    Person,
    Relation,
    Reveal,
    Role,
    Settings,
    SourceRef,
    Stance,
    Team,
    agency_of,
    team_not_stated,
)
from tests.reference.worlds import Flags

_T = TypeVar("_T")

BASE = 694 * MINUTES_PER_DAY
"""A midnight, so that the first minutes count from 0."""

KINDS: Mapping[str, Flags] = {
    "contact": Flags(),
    "letter": Flags(routine=True),
    "meeting": Flags(meeting=True),
    "assessment": Flags(assessment=True),
    "incident": Flags(incident=True),
    "note": Flags(contact=False),
}

HORIZON = (BASE - 40, BASE + 60)
"""Stands in for open sides when worlds are listed."""

PERSONS = (
    Person("V", "Vera", frozenset({Role.VICTIM})),
    Person("P", "Paul", frozenset({Role.PERPETRATOR})),
    Person("C", "Cat", frozenset({Role.CHILD})),
)

NOTIFICATION = Pathway("notification", "a", "b", kinds=("incident",), automatic=True)
COPIED = Pathway("copies", "police", "b", topics=("topic0",), automatic=True)


# a strategy looks itself over when first drawn from; one for each row took a third of the drawing
@lru_cache(maxsize=None, typed=True)
def _any_of(*values: _T) -> st.SearchStrategy[_T]:
    return st.sampled_from(values)


@st.composite
def intervals(draw: st.DrawFn, *, wide: bool, opens: bool) -> Interval:
    """Draw an interval of one to four minutes, or of whole days; seldom an open side."""
    if wide and draw(st.booleans()):
        first = draw(st.integers(0, 3))
        days = draw(st.integers(1, 2))
        lo: int | None = BASE + first * MINUTES_PER_DAY
        hi: int | None = BASE + (first + days) * MINUTES_PER_DAY - 1
    else:
        at = draw(st.integers(0, 12))
        lo, hi = BASE + at, BASE + at + draw(_any_of(0, 0, 1, 3))
    if opens:
        side = draw(_any_of("", "", "", "", "", "", "", "lo", "hi", "both"))
        lo = None if side in ("lo", "both") else lo
        hi = None if side in ("hi", "both") else hi
    return Interval(lo, hi)


@st.composite
def whens(draw: st.DrawFn, *, wide: bool, opens: bool, lasting: bool = True) -> When:
    """Draw a moment, or now and then something that lasts."""
    start = draw(_interval(wide=wide, opens=opens))
    if not lasting or draw(st.integers(0, 3)) != 3:
        return When.once(start)
    end = draw(_interval(wide=wide, opens=opens))
    if end.certainly_before(start):
        start, end = end, start
    return When(start, end, Extent.LASTING)


_interval, _when = cache(intervals), cache(whens)


@st.composite
def small_cases(
    draw: st.DrawFn,
    *,
    wide: bool = False,
    opens: bool = False,
    sequence: bool = False,
    states: bool = True,
    max_events: int = 6,
) -> CaseRecords:
    """Draw a case of two or three agencies and two to ``max_events`` rows."""
    n_agencies = draw(_any_of(2, 2, 2, 3))
    names = ["a", "b", "d"][:n_agencies]
    informal = draw(_any_of(False, False, False, True))
    agencies = tuple(Agency(n, n.upper(), "police", informal=informal and n == "d") for n in names)
    teams: list[Team] = []
    for n in names:
        teams.append(Team(team_not_stated(n), n, f"{n} (team not stated)"))
        count = draw(st.integers(0, 2))
        teams += [Team(f"{n}/{k}", n, f"{n}{k}") for k in range(1, count + 1)]
    team_ids = [t.team_id for t in teams]

    facts = []
    for k in range(draw(_any_of(1, 1, 2))):
        nature = draw(
            st.sampled_from(
                [Nature.STANDING, Nature.OCCURRENCE, Nature.STATE] if states else [Nature.STANDING]
            )
        )
        longest = draw(_any_of(None, None, 1)) if nature is Nature.STATE else None
        facts.append(
            Fact(f"f{k}", f"topic{k}", f"topic {k}", 3, nature, "V", "P", longest_days=longest)
        )
    count = draw(st.integers(2, max_events))
    ids = [f"e{k}" for k in range(count)]
    events = [draw(_events(i, ids, team_ids, facts, wide, opens, sequence)) for i in ids]
    links = draw(
        st.lists(
            st.builds(Link, _any_of(*ids), _any_of(*ids), st.sampled_from(LinkBy)),
            max_size=2,
        )
    )
    fatal = draw(_any_of(None, None, None, 0, 1))
    case = Case("small", "Small", scope_from=None, scope_to=None)
    if fatal is not None:
        at = BASE + draw(st.integers(6, 16))
        scope = moment_of(BASE).date() if draw(st.booleans()) else None
        case = Case(
            "small",
            "Small",
            scope_from=scope,
            scope_to=scope if not wide else None,
            fatal_incident=When.once(Interval(at, at + fatal)),
        )
    return CaseRecords(
        case=case,
        persons=PERSONS,
        relations=(Relation("P", "C", "parent"),),
        agencies=agencies,
        teams=tuple(teams),
        facts=tuple(facts),
        events=tuple(events),
        links=tuple(k for k in links if k.first != k.second),
        settings=Settings(
            sending_suffices=draw(_any_of(False, False, False, True)),
            look_back_days=1,
            pathways=draw(_any_of((), (), (), (NOTIFICATION,), (COPIED,))),
        ),
    )


@st.composite
def _events(
    draw: st.DrawFn,
    event_id: str,
    ids: Sequence[str],
    team_ids: Sequence[str],
    facts: Sequence[Fact],
    wide: bool,
    opens: bool,
    sequence: bool,
) -> Event:
    team = draw(_any_of(*team_ids))
    kind = draw(_any_of(*["contact", "incident", "assessment"] * 2, "meeting", "letter", "note"))
    when = draw(_when(wide=wide, opens=opens))
    number: int | None = None
    if sequence and draw(st.booleans()):
        day = BASE + draw(st.integers(0, 1)) * MINUTES_PER_DAY
        when = When.once(Interval(day, day + MINUTES_PER_DAY - 1))
        number = draw(st.integers(1, 3))

    def sometimes(chance: int) -> bool:
        return draw(st.integers(0, chance)) == chance

    learned = When.once(draw(_interval(wide=wide, opens=opens))) if sometimes(7) else None
    reveals = []
    for fact in facts:
        stances = [Stance.DISCLOSED] * 4 + [Stance.DENIED]
        if fact.nature is Nature.STATE and number is None:
            stances += [Stance.ENDED] * 2
        if draw(st.booleans()):
            reveals.append(Reveal(fact.fact_id, draw(_any_of(*stances))))
    others = [i for i in ids if i != event_id]
    elsewhere = [t for t in team_ids if t != team]

    def some_teams(chance: int, pool: Sequence[str] = elsewhere) -> tuple[Naming, ...]:
        if not pool or not sometimes(chance):
            return ()
        return tuple(Naming(t) for t in sorted({draw(_any_of(*pool))}))

    def some_rows(chance: int) -> tuple[str, ...]:
        return (draw(_any_of(*others)),) if sometimes(chance) else ()

    subject = draw(_any_of("V", "V", "V", "V", "P", "C"))
    part = draw(_any_of(*[Part.SUBJECT] * 4, Part.PRESENT, Part.MENTIONED))
    considered = Considered(False, ())
    if kind == "assessment":
        considered = Considered(True, some_rows(2))
    abroad = [t for t in team_ids if agency_of(t) != agency_of(team)]
    return Event(
        event_id=event_id,
        team_id=team,
        kind=kind,
        when=when,
        summary="",
        source=SourceRef("one.csv", "", int(event_id[1:]) + 1),
        learned=learned,
        learned_after_death=sometimes(15),
        involves=(Involvement(subject, part),),
        reveals=tuple(reveals),
        shared_with=some_teams(2),
        told_by=some_teams(3, abroad),
        attended=some_teams(1, team_ids) if kind == "meeting" else (),
        minutes_to=some_teams(3) if kind == "meeting" else (),
        responds_to=some_rows(3),
        considered=considered,
        sequence=number,
        fatal=sometimes(15),
    )


def _show_interval(i: Interval) -> str:
    lo = "…" if i.earliest is None else str(i.earliest - BASE)
    hi = "…" if i.latest is None else str(i.latest - BASE)
    return lo if lo == hi and lo != "…" else f"{lo}..{hi}"


def describe(records: CaseRecords) -> str:
    """Print a small case, a row a line, minutes counted from :data:`BASE`."""
    case = records.case
    lines = [
        f"scope {case.scope_from} to {case.scope_to}; fatal "
        + (_show_interval(case.fatal_incident.start) if case.fatal_incident else "-")
        + ("; sending suffices" if records.settings.sending_suffices else ""),
        "agencies "
        + ", ".join(a.agency_id + (" (informal)" if a.informal else "") for a in records.agencies)
        + "; teams "
        + ", ".join(t.team_id for t in records.teams),
    ]
    lines += [
        f"{f.fact_id}: {f.nature.value}, {'/'.join(f.persons)}"
        + (f", longest {f.longest_days} d" if f.longest_days else "")
        for f in records.facts
    ]
    for e in records.events:
        span = _show_interval(e.when.start)
        if e.when.extent is not Extent.ONCE:
            span += f" until {_show_interval(e.when.end)}"
        bits = [f"{e.event_id} {e.team_id} {e.kind} @{span}"]
        if e.sequence is not None:
            bits.append(f"seq {e.sequence} of {e.source.document}")
        if e.learned is not None:
            bits.append(f"learned {_show_interval(e.learned.start)}")
        bits += ["learned after death"] * e.learned_after_death + ["FATAL"] * e.fatal
        bits += ["uncoded"] * (not e.coded)
        bits.append(" ".join(f"{i.person_id}:{i.part.value}" for i in e.involves))
        if e.reveals:
            bits.append(
                "reveals " + ", ".join(f"{r.fact_id} ({r.stance.value})" for r in e.reveals)
            )
        for label, namings in (
            ("shared with", e.shared_with),
            ("told by", e.told_by),
            ("attended", e.attended),
            ("minutes to", e.minutes_to),
        ):
            if namings:
                bits.append(f"{label} " + ", ".join(n.team_id for n in namings))
        if e.responds_to:
            bits.append("responds to " + ", ".join(e.responds_to))
        if e.considered and e.considered.stated:
            bits.append("considered " + (", ".join(e.considered.events) or "none"))
        lines.append("; ".join(b for b in bits if b))
    lines += [f"link {k.first} = {k.second} by {k.by.value}" for k in records.links]
    return "\n".join(lines)
