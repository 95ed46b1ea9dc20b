"""Small random cases, dense in all that the rules speak of: a seed makes one."""

from __future__ import annotations

from datetime import date
from random import Random

from graphdb.dates import MINUTES_PER_DAY, Interval, When, minute_of
from graphdb.dates.interval import UNDATED, Extent
from graphdb.model import (
    Agency,
    Bar,
    Case,
    CaseRecords,
    Considered,
    Coverage,
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
)

FIRST = date(2012, 3, 1)
HOLDERS = ("pol/", "pol/one", "pol/two", "pol/three", "gp/", "csc/", "csc/east", "fam/")
KINDS = (
    ("contact",) * 5 + ("assault", "assault", "share", "risk-assessment", "decision", "marac")
    + ("repeat-prescription", "administration", "information-received", "violence-risk-assessment")
)  # fmt: skip
STANCES = (Stance.DISCLOSED,) * 8 + (Stance.HISTORY, Stance.DENIED, Stance.ENDED, Stance.ENDED)
NATURES = (Nature.OCCURRENCE, Nature.STATE, Nature.STATE, Nature.STANDING)
TOPICS = ("threats-to-kill", "fear", "coercive-control")
PEOPLE = ("V", "P", "C", "N")


def random_case(seed: int, many: int | None = None) -> CaseRecords:
    """Return the case of a seed: three or four agencies, a few teams, two or three facts.

    It has 6 to 12 rows, or so many.
    """
    rng = Random(seed)
    holders = HOLDERS if rng.random() < 0.6 else HOLDERS[:6]
    facts = tuple(_fact(rng, n) for n in range(rng.choice((2, 2, 3))))
    few = rng.randrange(6, 13)
    rows = few if many is None else many
    days = rng.choice((2, 6, 20, 400))  # how close together the rows lie
    ids = [f"r{n:02}" for n in range(rows)]
    events = [_event(rng, n, ids, holders, facts, days) for n in range(rows)]
    links = [
        Link(*rng.sample(ids, 2), rng.choice((LinkBy.REFERENCE, LinkBy.PERSON, LinkBy.MATCH)))
        for _ in range(rng.choice((0, 0, 1, 2, 3)))
    ]
    return CaseRecords(
        case=_case(rng, seed),
        persons=(
            Person("V", "V", frozenset({Role.VICTIM})),
            Person("P", "P", frozenset({Role.PERPETRATOR})),
            Person("C", "C", frozenset({Role.CHILD})),
            Person("N", "N", frozenset({Role.NEIGHBOUR})),
        ),
        relations=(Relation("V", "C", "parent"), Relation("P", "V", "partner")),
        agencies=_agencies(rng, holders),
        teams=_teams(rng, holders),
        facts=facts,
        events=tuple(events),
        links=tuple(links),
        settings=_settings(rng),
    )


def _case(rng: Random, seed: int) -> Case:
    fatal = None
    if rng.random() < 0.7:
        fatal = When.once(_moment(rng, rng.choice((30, 200, 600)), 0))
        if rng.random() < 0.2:
            fatal = When.once(Interval(minute_of(FIRST), None))
    return Case(
        f"random-{seed}", "Random", scope_from=rng.choice((None, FIRST, date(2012, 3, 4))),
        scope_to=rng.choice((None, date(2012, 3, 20), date(2013, 12, 31), date(2015, 1, 1))),
        fatal_incident=fatal,
    )  # fmt: skip


def _agencies(rng: Random, holders: tuple[str, ...]) -> tuple[Agency, ...]:
    sectors = {"pol": "police", "gp": "gp", "csc": "mental-health", "fam": "family"}
    names = sorted({h.partition("/")[0] for h in holders})
    return tuple(
        Agency(n, n, sectors[n], informal=n == "fam", coverage=_coverage(rng)) for n in names
    )


def _coverage(rng: Random) -> Coverage:
    if rng.random() < 0.75:
        return Coverage(date(2000, 1, 1), date(2030, 1, 1), True, True)
    if rng.random() < 0.4:
        return Coverage()
    return Coverage(
        rng.choice((None, FIRST, date(2012, 3, 5))),
        rng.choice((None, date(2012, 3, 2), date(2012, 3, 25), date(2013, 6, 1))),
        rng.random() < 0.8,
        True,
    )


def _teams(rng: Random, holders: tuple[str, ...]) -> tuple[Team, ...]:
    system = rng.choice(("", "", "", "", "one record"))
    return tuple(
        Team(h, h.partition("/")[0], h, locality=rng.choice(("", "east", "west")),
             shares_record=system if h in ("pol/", "pol/one", "pol/two") else "")
        for h in holders
    )  # fmt: skip


def _settings(rng: Random) -> Settings:
    ways = []
    for n in range(rng.choice((0, 0, 0, 1, 2))):
        low = rng.choice((None, None, date(2012, 3, 6)))
        ways.append(
            Pathway(
                f"way {n}", rng.choice(("pol", "police", "gp")), rng.choice(("csc", "gp", "pol")),
                rng.choice(((), ("assault",), ("contact", "share"))),
                rng.choice(((), ("fear",))), low, None, rng.random() < 0.7,
            )
        )  # fmt: skip
    return Settings(
        pathways=tuple(ways),
        sending_suffices=rng.random() < 0.1,
        look_back_days=rng.choice((365, 365, 5)),
        late_days=rng.choice((28, 28, 3)),
        min_weight=rng.choice((3, 3, 3, 4)),
    )


def _fact(rng: Random, number: int) -> Fact:
    nature = rng.choice(NATURES)
    about, by = rng.choice((("V", "P"), ("V", "P"), ("V", None), ("C", "P"), ("P", None)))
    return Fact(
        f"f{number}", TOPICS[number] if rng.random() < 0.7 else TOPICS[0], TOPICS[number],
        rng.choice((3, 4, 5, 5, 2)), nature, about, by,
        longest_days=rng.choice((1, 2, 10, 365)) if nature is Nature.STATE else None,
    )  # fmt: skip


def _event(
    rng: Random,
    number: int,
    ids: list[str],
    holders: tuple[str, ...],
    facts: tuple[Fact, ...],
    days: int,
) -> Event:
    holder = rng.choice(holders)
    kind = rng.choice(KINDS)
    coded = rng.random() < 0.97
    if not coded:  # nobody said what it is, or what it reveals
        kind, facts = "", ()
    assessed = kind in ("risk-assessment", "decision", "violence-risk-assessment")
    others = [i for i in ids if i != ids[number]]
    return Event(
        event_id=ids[number],
        team_id=holder,
        kind=kind,
        when=_when(rng, days),
        summary="",
        source=SourceRef(rng.choice(("one.csv", "one.csv", "two.csv")), "", number + 1),
        learned=_when(rng, days) if rng.random() < 0.06 else None,
        learned_after_death=rng.random() < 0.03,
        involves=_involved(rng),
        reveals=_reveals(rng, facts, 0.15 if assessed else 0.5),
        shared_with=_named(rng, holders, 0.6 if kind == "share" else 0.12),
        told_by=_named(rng, holders, 0.5 if kind == "information-received" else 0.12),
        attended=_named(rng, holders, 0.8 if kind == "marac" else 0.04),
        minutes_to=_named(rng, holders, 0.3 if kind == "marac" else 0.02),
        responds_to=tuple(rng.sample(others, 1)) if rng.random() < 0.2 else (),
        considered=_considered(rng, others, 0.8 if assessed else 0.1),
        bar=rng.choice(list(Bar)) if rng.random() < 0.06 else None,
        tool=rng.choice(("", "", "dash", "phq-9")) if assessed else "",
        sequence=rng.randrange(1, 6) if rng.random() < 0.6 else None,
        coded=coded,
        fatal=rng.random() < 0.03,
    )


def _considered(rng: Random, others: list[str], odds: float) -> Considered | None:
    if rng.random() >= odds:
        return None
    named = tuple(rng.sample(others, rng.choice((0, 0, 0, 1, 2))))
    return Considered(bool(named) or rng.random() < 0.5, named)


def _involved(rng: Random) -> tuple[Involvement, ...]:
    parts = (Part.SUBJECT,) * 4 + (Part.PRESENT, Part.MENTIONED)
    who = dict.fromkeys(rng.choices(PEOPLE, (4, 3, 2, 1), k=rng.choice((1, 1, 2))))
    return tuple(Involvement(p, rng.choice(parts)) for p in who)


def _reveals(rng: Random, facts: tuple[Fact, ...], odds: float) -> tuple[Reveal, ...]:
    return tuple(
        Reveal(f.fact_id, rng.choice(STANCES))
        for f in facts
        if rng.random() < odds * (1 if f is facts[0] else 0.4)
    )


def _named(rng: Random, holders: tuple[str, ...], odds: float) -> tuple[Naming, ...]:
    if rng.random() >= odds:
        return ()
    return tuple(Naming(h) for h in rng.sample(holders, rng.choice((1, 1, 2))))


def _when(rng: Random, days: int) -> When:
    dice = rng.random()
    if dice < 0.5:
        return When.once(_moment(rng, days, 0))
    if dice < 0.62:
        minute = minute_of(FIRST) + rng.randrange(min(days, 4)) * MINUTES_PER_DAY + rng.randrange(3)
        return When.once(Interval(minute, minute), timed=True)
    if dice < 0.8:
        return When.once(_moment(rng, days, rng.choice((1, 5, 30))))
    if dice < 0.84:
        return UNDATED
    if dice < 0.88:
        low = _moment(rng, 30, 0).earliest
        return When.once(rng.choice((Interval(low, None), Interval(None, low))))
    start, end = _moment(rng, 20, rng.choice((0, 3))), _moment(rng, 60, rng.choice((0, 10)))
    if end.certainly_before(start):
        start, end = end, start
    if rng.random() < 0.2:
        end = Interval(end.earliest, None)
    return When(start, end, rng.choice((Extent.LASTING, Extent.REPEATED)))


def _moment(rng: Random, among: int, wider: int) -> Interval:
    low = minute_of(FIRST) + rng.randrange(among) * MINUTES_PER_DAY
    return Interval(low, low + (wider + 1) * MINUTES_PER_DAY - 1)
