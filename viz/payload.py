"""What the script reads: places and numbers, never the text of a row.

A row's text stands once, in the table; the script finds it there, in the same order as ``ev``.
Everything is an array read by position (``viz/js/data.js`` names the positions), because a page
must hold 5,000 events in a few hundred bytes each.
"""

from __future__ import annotations

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Disposition
from viz.clean import clean
from viz.model import EventRow, Holding, PageModel, Passing, Shape, Span, StoryShare
from viz.network import packed

VERSION = 1

LASTING, REPEATED, FATAL, UNCODED = 1, 2, 4, 8

NAMES = 6
"""The flags of a row end below this bit; from it on stand the persons it names, a bit each."""


def in_order(events: tuple[EventRow, ...]) -> list[EventRow]:
    """Return the rows by date (undated last), whatever order they came in."""
    far = 1 << 62

    def key(e: EventRow) -> tuple[int, int, str, str]:
        low, high = e.start
        first = low if low is not None else high
        return (far if first is None else first, e.end[1] or far, e.team_id, e.event_id)

    return sorted(events, key=key)


class _Words:
    """Words that recur, kept once and named by their place."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._place: dict[str, int] = {}

    def place(self, word: str) -> int:
        if word not in self._place:
            self._place[word] = len(self.words)
            self.words.append(clean(word))
        return self._place[word]


def payload(model: PageModel, *, network: bool = True) -> dict[str, object]:
    """Return the data of the page as plain lists and numbers.

    ``network`` says whether the network will be drawn from it.
    """
    events = in_order(model.events)
    header = model.header
    base = header.first
    event_at = {e.event_id: n for n, e in enumerate(events)}
    agency_at = {lane.agency_id: n for n, lane in enumerate(model.lanes)}
    fact_at = {f.fact_id: n for n, f in enumerate(model.facts)}
    shape_of = {k.key: k.shape for k in model.kinds}
    kind_at = {k.key: n for n, k in enumerate(model.kinds)}
    team_at: dict[str, int] = {}
    for lane in model.lanes:
        for team in lane.teams:
            team_at[team.team_id] = len(team_at)
    stances, hows = _Words(), _Words()
    states = list(Holding)

    def rel(minute: int | None) -> int | None:
        return None if minute is None else minute - base

    held = []
    for h in sorted(model.held, key=lambda h: (fact_at[h.fact_id], agency_at[h.agency_id])):
        steps: list[list[object]] = []
        for s in sorted(h.steps, key=lambda s: s.minute):
            if s.minute > header.last:  # no day of the page comes to it
                continue
            chain = [n for x in s.chain for n in (event_at[x.event_id], hows.place(x.how))]
            steps.append([s.minute - base, states.index(s.holding), *chain])
        held.append([fact_at[h.fact_id], agency_at[h.agency_id], steps])
    reveals = {
        str(n): [x for r in e.reveals for x in (fact_at[r.fact_id], stances.place(r.stance))]
        for n, e in enumerate(events)
        if e.reveals
    }
    shares = {
        str(n): [team_at[s.team_id] * 2 + s.received for s in e.shares]
        for n, e in enumerate(events)
        if e.shares
    }
    parts = _Words()
    evidence = []
    for f in model.findings:
        by_part: dict[int, list[int]] = {}
        for line in f.evidence:
            by_part.setdefault(parts.place(line.part), []).append(event_at[line.event_id])
        evidence.append([clean(f.finding_id), [[p, *rows] for p, rows in by_part.items()]])
    persons, codes = _Words(), _Words()
    for code in model.panel.codes:
        codes.place(code)
    about = [
        [
            f.matter,
            [agency_at[a] for a in f.agencies],
            [persons.place(p) for p in f.persons],
            [codes.place(c) for c in f.codes],
            [event_at[i] for note in f.opportunities for i in note.event_ids],
        ]
        for f in model.findings
    ]
    pooled = model.pooled
    holders = team_at | {agency: -1 - n for agency, n in agency_at.items()}
    return {
        "v": VERSION,
        "base": base,
        "end": header.last - base,
        "asAt": header.as_at - base,
        "scope": [rel(header.scope_from), rel(header.scope_to)],
        "death": [rel(header.death_from), rel(header.death_to)],
        "deathLabel": clean(header.death),
        "lanes": [
            [
                clean(lane.agency_id),
                clean(lane.name),
                int(lane.informal),
                rel(lane.covered_from),
                rel(lane.covered_to),
                [clean(t.name) for t in lane.teams],
                clean(lane.coverage),
            ]
            for lane in model.lanes
        ],
        "kinds": [[clean(k.label), k.shape.value, *([1] if k.life else [])] for k in model.kinds],
        "named": [[clean(p.label), clean(p.role)] for p in model.named],
        "facts": [
            [clean(f.fact_id), clean(f.label), clean(f.persons), f.weight] for f in model.facts
        ],
        "ev": [_event(e, team_at, kind_at, base) for e in events],
        "rev": reveals,
        "shared": shares,
        "meet": {
            str(n): [[agency_at[a] for a in e.there], [agency_at[a] for a in e.invited]]
            for n, e in enumerate(events)
            if shape_of[e.kind] is Shape.MEETING
        },
        "stances": stances.words,
        "states": [s.value for s in states],
        "held": held,
        "hows": hows.words,
        "keyDays": [
            [clean(d.group), clean(d.words), event_at[d.event_id]]
            for d in model.key_days
            if d.event_id in event_at
        ],
        "evidence": evidence,
        "parts": parts.words,
        "about": about,
        "persons": persons.words,
        "codes": codes.words,
        "panel": {
            "states": list(model.panel.states),
            "kept": list(model.panel.kept_back),
            "said": [_said(d, event_at) for d in model.panel.said],
        },
        "net": packed(model, event_at) if network else None,
        "pooled": None
        if pooled is None
        else {
            "points": [
                [p.minute - base, p.low, p.high, p.best_low, p.best_high] for p in pooled.points
            ],
            "poolDay": rel(pooled.pool_day),
            "bestDay": rel(pooled.best_day),
            "unit": clean(pooled.unit),
            "informal": [[p.minute - base, p.low, p.high] for p in pooled.informal],
            "alone": int(pooled.alone),
        },
        **_picture(model, agency_at),
        **_stories(model, event_at, agency_at, holders, fact_at),
    }


def _picture(model: PageModel, agency_at: dict[str, int]) -> dict[str, object]:
    """Return how much of the pooled picture each held: per cent, where it changes.

    The days on which it changes for anybody stand once, each as the days since the one before;
    an agency's numbers are ``[place among the days, low, high, ...]``.
    """
    days = sorted({p.minute // MINUTES_PER_DAY for one in model.picture for p in one.points})
    place = {day: n for n, day in enumerate(days)}
    lanes: list[list[int]] = [[] for _ in model.lanes]
    for one in model.picture:
        for p in one.points:
            lanes[agency_at[one.agency_id]] += [place[p.minute // MINUTES_PER_DAY], p.low, p.high]
    steps = [day - before for before, day in zip([0, *days], days, strict=False)]
    return {"days": steps, "picture": lanes}


def _stories(
    model: PageModel,
    event_at: dict[str, int],
    agency_at: dict[str, int],
    holders: dict[str, int],
    fact_at: dict[str, int],
) -> dict[str, object]:
    """Return how each fact was passed on; a share that carried many facts stands once."""
    finding_at = {f.finding_id: n for n, f in enumerate(model.findings)}
    event_at = event_at | {"": -1}
    ways = list(Passing)
    passed: dict[StoryShare, int] = {}
    words = _Words()
    told: list[list[list[int]]] = [[[], [], [], []] for _ in model.facts]
    for story in model.stories:
        shares = [passed.setdefault(share, len(passed)) for share in story.shares]
        gaps = [
            n
            for g in story.gaps
            for n in (
                finding_at[g.finding_id],
                agency_at[g.from_agency],
                agency_at[g.to_agency],
                words.place(g.words),
                event_at[g.from_event],
                event_at[g.to_event],
            )
        ]
        told[fact_at[story.fact_id]] = [
            [event_at[row] for row in story.firsts],
            shares,
            gaps,
            [finding_at[f] for f in story.findings],
        ]
    rows = [
        [
            event_at[s.event_id],
            event_at[s.receipt],
            holders[s.giver],
            holders[s.taker],
            ways.index(s.how),
        ]
        for s in passed
    ]
    return {"passed": rows, "stories": told, "gaps": words.words, "ways": [w.value for w in ways]}


def _said(d: Disposition, event_at: dict[str, int]) -> list[object]:
    """Return a disposition as the file has it: uncleaned, for the page saves it as it stood."""
    rows = [event_at.get(i, i) for i in d.fingerprint]
    line = [d.finding_id, d.title, d.state.value, d.note, d.who, d.when, d.question_to, d.sent_on]
    line += [d.answered_on, d.answer, d.kind.value, " ".join(d.codes), " ".join(d.agencies)]
    return [*line, d.replaces, rows]


def _event(
    e: EventRow, team_at: dict[str, int], kind_at: dict[str, int], base: int
) -> list[int | None]:
    """Return ``[team, kind, flags, start, width, end, width]``, cut where the rest is usual.

    A width of one untimed day is left out; ``end`` is given only where it is another instant.
    """
    flags = LASTING * (e.span is Span.LASTING) | REPEATED * (e.span is Span.REPEATED)
    flags |= FATAL * e.fatal | UNCODED * (not e.coded)
    flags |= sum(1 << n for n in e.names) << NAMES
    row: list[int | None] = [team_at[e.team_id], kind_at[e.kind], flags]
    row += _interval(e.start, base)
    if e.span is not Span.ONCE:
        row += _interval(e.end, base)
    elif row[-1] == 1439:
        row.pop()
    return row


def _interval(pair: tuple[int | None, int | None], base: int) -> list[int | None]:
    low, high = pair
    if low is None:
        return [None, None if high is None else high - base]
    return [low - base, None if high is None else high - low]
