"""A made-up walkthrough of any size; nothing in it comes from any person, record or review."""

from __future__ import annotations

from datetime import date

from graphdb.dates import MINUTES_PER_DAY, minute_of
from tests.viz.synthetic import HOSTILE
from viz.axis import day_in_words
from viz.walk.model import (
    HeldState,
    HeldStep,
    HeldThing,
    Moment,
    Question,
    Reveal,
    RevealNote,
    Seat,
    SeatFact,
    SeatHeld,
    SeatKind,
    SeatRow,
    SeatView,
    Stop,
    Suppose,
    SupposeOffer,
    ThemeNote,
    TimedPart,
    Version,
    WalkFact,
    WalkModel,
    WalkRow,
)

BASE = minute_of(date(2010, 1, 1))
END = minute_of(date(2013, 3, 22))
SEATS = (
    Seat("police", "Northshire Police", SeatKind.AGENCY, "Response, control room and the unit."),
    Seat("gp", "The surgery", SeatKind.AGENCY, "Two GPs and a practice nurse."),
    Seat("idva", "Lantern", SeatKind.AGENCY, "A domestic abuse service."),
    Seat("close", "Her mother and a neighbour", SeatKind.INFORMAL, "A mother, a neighbour."),
    Seat("victim", "Leanne herself", SeatKind.VICTIM, "What was said and done to her."),
)
FACTS = tuple(
    WalkFact(f"f{n}", words, weight)
    for n, (words, weight) in enumerate(
        [
            ("Threats to kill her, by Craig", 5),
            ("Strangulation, by Craig", 5),
            ("Separated", 3),
            ("Watched and followed", 4),
            ("Heavy drinking, by Craig", 2),
            ("Controls money", 3),
        ]
    )
)
SHAPES = ("incident", "disclosure", "contact", "assessment", "share", "meeting", "decision")


def secret_of(seat: str, n: int) -> str:
    """Return words that only one row holds, so that a page can be searched for them."""
    return f"zq{seat}row{n}word"


def walk_model(size: int = 40, *, hostile: bool = False) -> WalkModel:
    """Return a walkthrough of ``size`` rows, spread over its seats and three years."""
    rows: list[WalkRow] = []
    by_seat: dict[str, list[SeatRow]] = {seat.seat_id: [] for seat in SEATS}
    days = (END - BASE) // MINUTES_PER_DAY - 30
    for n in range(size):
        seat = SEATS[n % 4].seat_id
        minute = BASE + (n * days // size) * MINUTES_PER_DAY + MINUTES_PER_DAY - 1
        rows.append(_row(n, seat, minute, HOSTILE[n % len(HOSTILE)] if hostile else ""))
        by_seat[seat].append(SeatRow(f"r{n}", minute))
        if n % 5 == 0:
            by_seat["victim"].append(SeatRow(f"r{n}", minute, f"As {SEATS[n % 4].name} wrote it"))
    views = tuple(_view(seat, by_seat[seat.seat_id], n) for n, seat in enumerate(SEATS))
    moments = tuple(_moment(n, views, rows) for n in range(3))
    return WalkModel(
        title="The Amber Street case" + (HOSTILE[0] if hostile else ""),
        marking="OFFICIAL – SENSITIVE: fictional",
        status="Approved",
        pack="Anonymised with joinedup; fictional",
        content_warning=(
            "This is a case of domestic abuse that ended in a death. It speaks of violence, "
            "control, strangulation and children who saw it.",
            "Nobody has to stay for any part of it.",
        ),
        opening=(
            "Before we start: did anybody here work on this case, or know somebody in it? Is "
            "anybody here bereaved by a death like this one? You need not say so in the room; "
            "come and find me.",
            "We are here to learn, not to blame.",
        ),
        closing=("Thank you. Take a moment before you go. What will you do on Monday?",),
        limits=("It shows what the records hold. What nobody wrote down may still be known.",),
        base=BASE,
        end=END,
        seats=SEATS,
        rows=tuple(rows),
        facts=FACTS,
        views=views,
        questions=(
            Question("happening", "What do you think is happening?", "To whom, and for how long?"),
            Question(
                "worried",
                "How worried are you?",
                scale=("Not worried", "A little", "Worried", "Very worried", "Act today"),
            ),
            Question("do", "What do you do?"),
            Question("tell", "Whom do you tell?", "And what exactly?"),
            Question("ask", "What would you want to ask, and of whom?"),
        ),
        moments=moments,
        versions=tuple(_version(minutes) for minutes in (30, 60, 120)),
        agencies=tuple((s.seat_id, s.name) for s in SEATS[:4]),
        suppose=Suppose(
            offers=_offers(),
            limits="This shows what records would have contained, not that the death would have "
            "been prevented.",
            data=_data(),
        ),
    )


def _row(n: int, seat: str, minute: int, more: str) -> WalkRow:
    text = f"She came alone and spoke of home. {secret_of(seat, n)} {more}"
    return WalkRow(
        row_id=f"r{n}",
        agency_id=seat,
        holder=next(s.name for s in SEATS if s.seat_id == seat),
        when=day_in_words(minute),
        kind="Contact" if n % 3 else "Disclosure",
        shape=SHAPES[n % len(SHAPES)],
        who="Leanne",
        text=text * (1 + 6 * (n % 4 == 3)),
        more=(("Outcome", "Seen again in a week."),) if n % 2 else (),
        source=f"{seat}.csv, row {n + 2}",
    )


def _view(seat: Seat, rows: list[SeatRow], place: int) -> SeatView:
    facts = []
    for n, fact in enumerate(FACTS):
        if (n + place) % 3 == 0 or not rows:
            continue
        row = rows[(n * len(rows)) // (len(FACTS) + 1)]
        how = f"Own record of {day_in_words(row.minute)}"
        first = HeldState.POSSIBLE if n % 4 == 1 else HeldState.CERTAIN
        steps = [HeldStep(row.minute, first, f"{how} zq{seat.seat_id}fact{n}", row.row_id)]
        if n == 2:
            steps.append(HeldStep(rows[-1].minute, HeldState.ENDED, "It ended by then"))
        facts.append(SeatFact(fact.fact_id, tuple(steps)))
    left = ("2 rows have no date, and are on no screen.",) if seat.seat_id == "gp" else ()
    return SeatView(seat.seat_id, tuple(rows), tuple(facts), left)


def _moment(n: int, views: tuple[SeatView, ...], rows: list[WalkRow]) -> Moment:
    minute = BASE + (n + 1) * (END - BASE) // 4
    held = tuple(_held(view, minute) for view in views)
    before = [r.row_id for view in views[:3] for r in view.rows if r.minute <= minute][-2:]
    after = [r.row_id for r in views[0].rows if r.minute > minute][:2]
    return Moment(
        moment_id=f"m{n}",
        minute=minute,
        when=day_in_words(minute),
        title=f"zqtitle{n}: the surgery hears of threats",
        why=f"zqwhy{n}: the first weighty thing on any record.",
        stops=(
            Stop(
                "gp",
                "A patient tells you something that stays with you.",
                next((r.row_id for r in reversed(views[1].rows) if r.minute <= minute), ""),
            ),
        ),
        questions=("happening", "worried", "do", "tell", "ask"),
        notes=(f"zqnote{n}: give quiet people time.",),
        ask=("What would have made it easier to ask?",),
        reveal=Reveal(
            summary="Together the seats held most of what was known; no one seat did.",
            held=held,
            themes=(ThemeNote("4A", "Information sharing", "what was held apart", tuple(before)),),
            done=(RevealNote("Police were called again.", tuple(after)),),
            good=(RevealNote("The nurse saw her alone and asked.", tuple(before[:1])),),
        ),
    )


def _held(view: SeatView, minute: int) -> SeatHeld:
    steps = [(f.fact_id, f.at(minute)) for f in view.facts]
    things = tuple(HeldThing(f, s.state, s.how) for f, s in steps if s is not None)
    rows = tuple(dict.fromkeys(s.row_id for _, s in steps if s is not None and s.row_id))
    return SeatHeld(view.seat_id, f"Held {len(things)} things by then.", things, rows)


def _version(minutes: int) -> Version:
    moments = {30: 1, 60: 2, 120: 3}[minutes]
    each = (minutes - 10) // moments
    parts = [TimedPart("Opening", minutes - 5 - each * moments)]
    parts += [TimedPart(f"Moment {n + 1}", each, f"m{n}") for n in range(moments)]
    return Version(minutes, (*parts, TimedPart("Closing", 5)))


def _offers() -> tuple[SupposeOffer, ...]:
    out = []
    for n, (teller, told, year) in enumerate(
        [("gp", "idva", 2012), ("police", "gp", 2011), ("idva", "police", 2012)]
    ):
        minute = minute_of(date(year, 5, 3))
        when = day_in_words(minute)
        names = {s.seat_id: s.name for s in SEATS}
        words = f"Suppose that {names[teller]} had told {names[told]} on {when}."
        because = "Both were in touch on that day."
        out.append(SupposeOffer(f"o{n}", teller, told, minute, when, words, because, f"r{n}"))
    return tuple(out)


def _data() -> dict[str, object]:
    """Return what `graphdb.suppose.compact` would: one row for each fact, each held by one."""
    day = MINUTES_PER_DAY
    holders = [0, 1, 1, 3, 0, 2]
    since = [100 * day, 200 * day, 250 * day, 300 * day, 20 * day, 500 * day]
    end = END - BASE
    spans: list[object] = []
    knows: list[object] = []
    have: list[object] = []
    for agency in range(4):
        own = [n for n, holder in enumerate(holders) if holder == agency]
        flat = [x for n in own for x in (n, since[n], None)]
        spans.append([flat, flat] if agency < 3 else [])
        knows.append([x for n in own for x in (n, since[n], since[n])])
        have.append([x for n in own for x in (n, since[n])])
    return {
        "formal": [1, 1, 1, 0],
        "order": [2, 1, 3, 0],
        "weights": [fact.weight for fact in FACTS],
        "rule": [3, 12, 3, 365 * day],
        "end": [end, end],
        "incidents": [],
        "spans": spans,
        "knows": knows,
        "heard": [[], [], [], []],
        "rows": [[[n, None, None], [], []] for n in range(len(FACTS))],
        "have": have,
    }
