"""The walkthrough as the page reads it: plain lists, cut by who may see them.

Three parts, so that a page of one seat can hold its own in the clear and the rest sealed:

``open``
    What everybody may read: title, marking, warning, opening words, the questions.
``seat`` (one for each seat)
    Everything that ever comes on that seat's screen, and nothing of another's: its rows, what it
    held and how, and where it stops.
``reveal``
    The facilitator's part and what is revealed: seats, moments, versions, what if.

Rows and facts are named by their place in the lists of their own part; no id of a case is in the
page. Minutes count from ``base`` (``open.base``).
"""

from __future__ import annotations

from viz.clean import clean
from viz.walk.model import (
    HeldState,
    Moment,
    Reveal,
    Seat,
    SeatFact,
    SeatHeld,
    WalkFact,
    WalkModel,
    WalkRow,
    as_met,
)
from viz.walk.session import asked, edition, folds, loads, stop_id

VERSION = 1

#: Places of the states of a held thing, as the page has them.
STATES = tuple(HeldState)


def payload(model: WalkModel) -> dict[str, object]:
    """Return the whole walkthrough: the page of all seats."""
    return {
        "v": VERSION,
        "open": open_part(model),
        "seats": [seat_part(model, seat.seat_id) for seat in model.seats],
        "reveal": reveal_part(model),
    }


def sealed_parts(
    model: WalkModel, seat_id: str, *, reveal: dict[str, object] | None = None
) -> tuple[dict[str, object], dict[str, object]]:
    """Return what a page of one seat holds in the clear, and what it holds sealed.

    The latter is one for all seats: ``reveal`` is it, where it has been made already.
    """
    clear: dict[str, object] = {
        "v": VERSION,
        "open": open_part(model),
        "seats": [seat_part(model, seat_id, sealed=True)],
    }
    return clear, reveal_part(model) if reveal is None else reveal


def open_part(model: WalkModel) -> dict[str, object]:
    """Return what everybody may read before anything is chosen."""
    return {
        "title": clean(model.title),
        "marking": clean(model.marking),
        "status": clean(model.status),
        "pack": clean(model.pack),
        "warning": _said(model.content_warning),
        "opening": _said(model.opening),
        "closing": _said(model.closing),
        "limits": _said(model.limits),
        "base": model.base,
        "end": model.end - model.base,
        "edition": edition(model),
        "questions": [
            [q.key, clean(q.words), clean(q.hint), _said(q.scale)] for q in model.questions
        ],
    }


def seat_part(model: WalkModel, seat_id: str, *, sealed: bool = False) -> dict[str, object]:
    """Return everything that ever comes on a seat's screen, and nothing of another's.

    ``rows`` are ``[minute, when, holder, kind, shape, who, text, more, source, how]``, and 1 where
    only the beginning is dated; ``facts``
    ``[words, weight, [[minute, state, how, row or -1], …], again, called, apart]`` (``again``: how
    often it was told again, ``called``: what it is called later, ``apart``: what the team of the
    row on screen may not have seen, each ``[minute, row or -1, words]``);
    ``stops`` ``[minute, when, title, row or -1, [question keys], id]``, one for each moment, in
    order: the same places as the moments of the ``reveal`` part; a sealed page has no title of a
    stop but the row it stops at. ``folds``
    are ``[minutes of the session, [[first row, row after the last, words], …]]``; ``unread`` are
    the places of rows of which nobody has said what they tell, where there are any.
    """
    seat = next(s for s in model.seats if s.seat_id == seat_id)
    view = model.view_of(seat_id)
    rows = {r.row_id: r for r in model.rows}
    facts = {f.fact_id: f for f in model.facts}
    place = {r.row_id: n for n, r in enumerate(view.rows)}
    unread = [place[r.row_id] for r in view.rows if not rows[r.row_id].coded]
    return {
        **({"unread": unread} if unread else {}),
        "id": clean(seat.seat_id),
        "name": clean(seat.name),
        "kind": seat.kind.value,
        "about": clean(seat.about),
        "says": _says(seat),
        "rows": [
            [
                r.minute - model.base,
                *_row(as_met(rows[r.row_id], r, seat.kind)),
                clean(r.said),
                *([1] if r.doubt else []),
            ]
            for r in view.rows
        ],
        "facts": [_held(model, facts[f.fact_id], f, place) for f in view.facts],
        "leftOut": _said(view.left_out),
        "stops": [_stop(model, m, seat, place, sealed=sealed) for m in model.moments],
        "folds": [
            [
                v.minutes,
                [
                    [f.first, f.until, clean(f.words), [[n, clean(told)] for n, told in f.heavy]]
                    for f in folds(model, seat, v)
                ],
            ]
            for v in model.versions
        ],
    }


def reveal_part(model: WalkModel) -> dict[str, object]:
    """Return the facilitator's part: all that no single seat may see before the word is given.

    ``rows`` are ``[when, holder, kind, shape, who, text, more, source, agency place or -1]`` and
    hold only what a reveal or an offer names; ``facts`` are ``[words, weight]``.
    """
    named = _rows_named(model)
    rows = [r for r in model.rows if r.row_id in named]
    row_at = {r.row_id: n for n, r in enumerate(rows)}
    fact_at = {f.fact_id: n for n, f in enumerate(model.facts)}
    seat_at = {s.seat_id: n for n, s in enumerate(model.seats)}
    agency_at = {agency: n for n, (agency, _) in enumerate(model.agencies)}
    moment_at = {m.moment_id: n for n, m in enumerate(model.moments)}
    return {
        "seats": [
            [
                clean(s.seat_id),
                clean(s.name),
                s.kind.value,
                [[n.minutes, n.contacts, n.folded, n.stops] for n in loads(model, s)],
            ]
            for s in model.seats
        ],
        "agencies": [clean(name) for _, name in model.agencies],
        "facts": [[clean(f.words), f.weight] for f in model.facts],
        "rows": [[*_row(r), agency_at.get(r.agency_id, -1)] for r in rows],
        "moments": [
            {
                "id": clean(m.moment_id),
                "minute": m.minute - model.base,
                "when": clean(m.when),
                "title": clean(m.title),
                "why": clean(m.why),
                "seats": [seat_at[s.seat_id] for s in m.stops if not s.also and not s.there],
                "also": [seat_at[s.seat_id] for s in m.stops if s.also],
                "there": [seat_at[s.seat_id] for s in m.stops if s.there],
                "notes": _said(m.notes),
                "ask": _said(m.ask),
                "reveal": _reveal(m.reveal, row_at, fact_at, seat_at),
            }
            for m in model.moments
        ],
        "versions": [
            [
                v.minutes,
                [[clean(p.title), p.minutes, moment_at.get(p.moment_id, -1)] for p in v.parts],
            ]
            for v in model.versions
        ],
        "suppose": {
            "limits": clean(model.suppose.limits),
            "offers": [
                [
                    agency_at[o.teller],
                    agency_at[o.told],
                    o.minute - model.base,
                    clean(o.when),
                    clean(o.words),
                    clean(o.because),
                    row_at.get(o.row_id, -1),
                    clean(o.consent),
                    int(o.foremost),
                ]
                for o in model.suppose.offers
            ],
            "data": model.suppose.data,
            "stands": [_stands(model, agency, fact_at) for agency, _ in model.agencies],
        },
    }


def _stands(model: WalkModel, agency: str, fact_at: dict[str, int]) -> list[int | None]:
    """Return what an agency's own screen counts as held: ``fact, since, until, …``, flat."""
    view = next((v for v in model.views if v.seat_id.removeprefix("agency:") == agency), None)
    found: list[int | None] = []
    for fact in () if view is None else view.facts:
        for step, after in zip(fact.steps, (*fact.steps[1:], None), strict=True):
            if step.state is HeldState.CERTAIN:
                until = None if after is None else after.minute - model.base
                found += [fact_at[fact.fact_id], step.minute - model.base, until]
    return found


def _said(words: tuple[str, ...]) -> list[str]:
    return [clean(one) for one in words]


def _row(row: WalkRow) -> list[object]:
    more = [[clean(label), clean(text)] for label, text in row.more]
    words = [row.when, row.holder, row.kind, row.shape, row.who, row.text]
    return [*map(clean, words), more, clean(row.source)]


def _held(model: WalkModel, fact: WalkFact, held: SeatFact, place: dict[str, int]) -> list[object]:
    steps = [
        [s.minute - model.base, STATES.index(s.state), clean(s.how), place.get(s.row_id, -1)]
        for s in held.steps
    ]
    again = [
        [minute - model.base, place.get(row, -1), clean(words)] for minute, row, words in held.again
    ]
    # the first that its own record has: a page of one seat has no name that the seat never has
    first = held.called[0][2] if held.called else fact.words
    called = [
        [minute - model.base, place.get(row, -1), clean(words)]
        for minute, row, words in held.called[1:]
    ]
    apart = [
        [minute - model.base, place.get(row, -1), clean(words)] for minute, row, words in held.apart
    ]
    return [clean(first), fact.weight, steps, again, called, apart]


def _says(seat: Seat) -> dict[str, object]:
    says = seat.says
    return {
        "intro": _said(says.intro),
        "held": clean(says.held),
        "end": clean(says.end),
        "stop": clean(says.stop),
        "idle_stop": clean(says.idle_stop),
        "idle": clean(says.idle),
        "there": clean(says.there),
        "together": clean(says.together),
    }


_LAST = "You stop here as you are: go by the last that came."


def _stop(
    model: WalkModel, moment: Moment, seat: Seat, place: dict[str, int], *, sealed: bool
) -> list[object]:
    met = asked(model, moment, seat)
    row = place.get(met.row_id, -1)
    # what comes later is not told ahead; the row itself says what it is
    title = met.title
    if sealed and (row >= 0 or met.there):
        title = _LAST if met.also else ""
    return [
        moment.minute - model.base,
        clean(moment.when),
        clean(title),
        row,
        list(met.questions),
        stop_id(moment, seat),
    ]


def _reveal(
    reveal: Reveal, row_at: dict[str, int], fact_at: dict[str, int], seat_at: dict[str, int]
) -> dict[str, object]:
    def rows(ids: tuple[str, ...]) -> list[int]:
        return [row_at[row] for row in ids]

    def held(one: SeatHeld) -> list[object]:
        things = [[fact_at[t.fact_id], STATES.index(t.state), clean(t.how)] for t in one.things]
        return [seat_at[one.seat_id], clean(one.says), things, rows(one.rows), one.in_all]

    return {
        "summary": clean(reveal.summary),
        "named": [fact_at[fact] for fact in reveal.named],
        "held": [held(one) for one in reveal.held],
        "themes": [
            [clean(t.code), clean(t.label), clean(t.words), rows(t.rows)] for t in reveal.themes
        ],
        "day": rows(reveal.day),
        "done": [[clean(n.words), rows(n.rows)] for n in reveal.done],
        "good": [[clean(n.words), rows(n.rows)] for n in reveal.good],
    }


def _rows_named(model: WalkModel) -> frozenset[str]:
    """Return the rows that a reveal or an offer names."""
    found = {o.row_id for o in model.suppose.offers}
    for moment in model.moments:
        reveal = moment.reveal
        found.update(reveal.day)
        for part in (reveal.held, reveal.themes, reveal.done, reveal.good):
            for one in part:
                found.update(one.rows)
    return frozenset(found)
