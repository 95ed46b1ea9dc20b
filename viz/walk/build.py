"""From a case and its ``walkthrough.toml`` to what the walkthrough shows.

Text leaves as it does in the report: recorded reasons that are kept back are not in it, and no
role is named ahead of a court.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from graphdb.case_view import CaseView
from graphdb.dates import MINUTES_PER_DAY, minute_of, show_day
from graphdb.knowledge import Knowledge
from graphdb.model import Bar, Event
from graphdb.pooled import PooledPicture
from graphdb.suppose import WHAT_IT_SHOWS, compact
from graphdb.vocabulary import Vocabulary
from queries.answers import Answers
from queries.conversations import Conversation, conversations
from queries.enquiry import Enquiry, counted, day_of, listed, upper_first
from queries.finding import Cites, Finding
from viz.build import build_page_model
from viz.leaving import KEPT_BACK, Leaving, leaving
from viz.model import EventRow, PageModel
from viz.named import teams_named
from viz.walk.apart import held_apart, said_of_teams
from viz.walk.called import as_called
from viz.walk.model import (
    Moment,
    Question,
    RevealNote,
    SeatFact,
    SeatKind,
    SeatView,
    Stop,
    Suppose,
    SupposeOffer,
    TimedPart,
    Version,
    WalkFact,
    WalkModel,
    WalkRow,
)
from viz.walk.moments import draft, title_of
from viz.walk.reveal import Revealing
from viz.walk.screen import Holder, comes_on_screen, last_minute, minute_on_screen, when_of
from viz.walk.seats import (
    INFORMAL_SEAT,
    VICTIM_SEAT,
    agency_seat,
    attended,
    holders_of,
    is_near,
    rows_of_same,
    seat_view,
)
from viz.walk.settings import (
    MomentSpec,
    VersionSpec,
    WalkSettings,
    WalkthroughError,
    minutes_of,
)

#: So many shares can be switched on; more are no help to a room.
MOST_OFFERS = 24
#: And with so many a room begins: the conversations to ask about first.
FOREMOST_OFFERS = 6
MOST_TALKS = 10
MOST_OF_A_TELLER = 3
#: So many things are named of what is told; the others are counted, and the page lists them all.
_NAMED = 2

#: Labels of the scale of "How worried are you?", from least to most.
SCALE = ("Not worried", "A little", "Worried", "Very worried", "Afraid that somebody may be killed")
_HINTS = {
    "happening": "In a sentence, from what is in front of you.",
    "worried": "For whom? Say so in your answers.",
    "do": "Today, and by whom.",
    "tell": "Name them, and what you would say.",
    "ask": "A question you would put, and to whom.",
    "victim_happening": "As these records let us see it. Leave out whatever you would rather not "
    "answer.",
    "victim_trust": "Somebody here, somebody close, or nobody yet.",
    "victim_help": "However small.",
    "victim_worse": "Also what somebody might do who means well.",
    "victim_stop": "Fear, hope, the children, money, a home, not being believed, anything else.",
    "informal_saw": "Only what you would know yourself.",
    "informal_worried": "For whom? Say so in your answers.",
    "informal_ask": "Whom, where, and with nobody listening?",
    "informal_turn": "Somebody you know, a service, or nobody you can think of.",
    "informal_hard": "What might it cost you, or somebody else?",
}
#: What a row is called that nobody has coded; a room does not know the word.
_UNCODED = "Nobody has said what kind of contact this is"
_SCALED = ("worried", "informal_worried")

_LIMITS = (
    "Only what somebody wrote down is here. What was known and not written down is not, and what "
    "was said to somebody may have been understood otherwise.",
    "A row comes on screen when it certainly had been made, and nothing that it says comes before "
    "it; one of which only the beginning is dated says that it may be of later. What only "
    "another’s record says of a seat comes with the reveal, marked as possible.",
    "A seat has no name that its own record does not give: where that says “partner” and no more, "
    "the screen says “a partner not named here”.",
    "Where an agency’s records do not cover the time, its silence says nothing.",
)


def build_walk(
    view: CaseView,
    knowledge: Knowledge,
    answers: Answers,
    vocabulary: Vocabulary,
    *,
    pooled: PooledPicture,
    enquiry: Enquiry | None = None,
    settings: WalkSettings | None = None,
    pack: str = "",
    page: PageModel | None = None,
) -> WalkModel:
    """Return the walkthrough of a case.

    Parameters
    ----------
    view, knowledge, answers, vocabulary, pooled
        The case, who knew what, what was found, the terms, and the pooled picture.
    enquiry
        The same case as it was asked, where it was: what was worked out then is not done again.
    settings
        What ``walkthrough.toml`` says; what would be drafted where left out.
    pack
        What the page says of what it was made from.
    page
        What the report shows, with nothing of what is kept back, where it has been made already.

    Raises
    ------
    WalkthroughError
        When the settings name a row, an agency or a day that the case does not have.
    """
    enquiry = enquiry or Enquiry(view, knowledge, vocabulary)
    said = draft(enquiry, answers) if settings is None else settings
    if page is None:
        page = build_page_model(
            view, knowledge, answers, vocabulary, enquiry=enquiry, pooled=pooled
        )
    return _Builder(enquiry, answers, pooled, page, said, pack).model()


@dataclass(frozen=True)
class _Builder:
    enquiry: Enquiry
    answers: Answers
    pooled: PooledPicture
    page: PageModel
    said: WalkSettings
    pack: str

    def model(self) -> WalkModel:
        view, page = self.enquiry.view, self.page
        base, end = page.header.first, last_minute(view)
        moments = tuple(self._moments())
        offers = tuple(self._offers())
        return WalkModel(
            title=self._leave.ours(self.said.title),
            marking=page.header.marking,
            status=page.header.status,
            pack=self.pack,
            content_warning=tuple(map(self._leave.ours, self.said.content_warning)),
            opening=tuple(map(self._leave.ours, self.said.opening)),
            closing=tuple(map(self._leave.ours, self.said.closing)),
            limits=(*_LIMITS, *page.limits),
            base=base,
            end=max(base, end),
            seats=tuple(holder.seat for holder in self._holders),
            rows=tuple(self._rows()),
            facts=tuple(
                WalkFact(f.fact_id, self._leave.ours(self.enquiry.fact(f)), f.weight)
                for f in view.facts.values()
            ),
            views=self._views,
            questions=tuple(
                Question(key, words, _HINTS[key], SCALE if key in _SCALED else ())
                for key, words in self.said.questions.items()
            ),
            moments=moments,
            versions=tuple(
                # where nothing can be supposed its minutes go to the moments
                _version(v if offers else replace(v, what_if=0), moments, self.said.moments)
                for v in self.said.versions
            ),
            agencies=tuple((a.agency_id, self._leave.ours(a.name)) for a in view.agencies.values()),
            suppose=Suppose(
                offers, WHAT_IT_SHOWS, compact(self.enquiry.knowledge, self.pooled, base)
            ),
        )

    @cached_property
    def _leave(self) -> Leaving:
        return leaving(self.enquiry.view)

    @cached_property
    def _holders(self) -> tuple[Holder, ...]:
        ours = self._leave.ours
        return tuple(
            replace(h, seat=replace(seat, name=ours(seat.name), about=self._about(h)))
            for h in holders_of(self.enquiry.view)
            for seat in [said_of_teams(self.enquiry, h)]
        )

    def _about(self, holder: Holder) -> str:
        """Return what an agency is and since when its records count; of the others what they are.

        Until when they reach it does not say: that would tell when it ends.
        """
        if holder.seat.kind is not SeatKind.AGENCY:
            return self._leave.ours(holder.seat.about)
        (agency,) = holder.agencies
        view = self.enquiry.view
        sector = self.enquiry.vocabulary.sectors.get(view.agencies[agency].sector)
        cover = view.agencies[agency].coverage
        since = f"since {show_day(cover.start)}" if cover.start else "from the beginning"
        part = "" if cover.full else ", only in part"
        uncoded = len(view.uncoded_of_agency.get(agency, ()))
        said = [
            "" if sector is None else f"{upper_first(sector.label)}.",
            f"Its records here cover the time {since}{part}."
            if cover.stated
            else "Nobody has said what its records cover.",
            f"Of {counted(uncoded, 'row')} nobody has said what "
            f"{'it tells' if uncoded == 1 else 'they tell'}."
            if uncoded
            else "",
        ]
        return self._leave.ours(" ".join(part for part in said if part))

    @cached_property
    def _views(self) -> tuple[SeatView, ...]:
        view, knowledge = self.enquiry.view, self.enquiry.knowledge
        seen = (
            (h, seat_view(view, knowledge, h, without=self.said.exclude_rows))
            for h in self._holders
        )
        return tuple(self._as_it_leaves(self._as_had(h, one)) for h, one in seen)

    def _as_had(self, holder: Holder, seat: SeatView) -> SeatView:
        if holder.seat.kind is SeatKind.VICTIM:
            # what the victim lived through she knows by name
            return seat
        called = as_called(self.enquiry, seat)
        if holder.seat.kind is SeatKind.AGENCY:
            return held_apart(self.enquiry, holder, called)
        return called

    def _as_it_leaves(self, view: SeatView) -> SeatView:
        """Return a seat's screen with no role named ahead of a court."""
        if not self._leave.term:
            return view
        ours = self._leave.ours
        return replace(
            view,
            rows=tuple(
                replace(
                    row,
                    how=ours(row.how),
                    tells=ours(row.tells),
                    who=None if row.who is None else ours(row.who),
                )
                for row in view.rows
            ),
            facts=self._told(view.facts),
            revealed=self._told(view.revealed),
        )

    def _told(self, facts: tuple[SeatFact, ...]) -> tuple[SeatFact, ...]:
        ours = self._leave.ours
        return tuple(
            replace(
                fact,
                steps=tuple(replace(s, how=ours(s.how)) for s in fact.steps),
                again=tuple((minute, row, ours(words)) for minute, row, words in fact.again),
                called=tuple((minute, row, ours(words)) for minute, row, words in fact.called),
                apart=tuple((minute, row, ours(words)) for minute, row, words in fact.apart),
            )
            for fact in facts
        )

    def _rows(self) -> Iterator[WalkRow]:
        """Yield the rows that ever come on a screen, as the report prints them."""
        view = self.enquiry.view
        labels = {k.key: (k.label, k.shape.value) for k in self.page.kinds}
        for row in self.page.events:
            if comes_on_screen(view, view.events[row.event_id]):
                yield self._row(row, *labels[row.kind])

    def _row(self, row: EventRow, kind: str, shape: str) -> WalkRow:
        view = self.enquiry.view
        return WalkRow(
            row_id=row.event_id,
            agency_id=view.events[row.event_id].agency_id,
            holder=self._leave.ours(view.team_name(row.team_id)),
            when=self._leave.ours(when_of(view, view.events[row.event_id])),
            kind=kind if view.events[row.event_id].coded else _UNCODED,
            shape=shape,
            who=row.who,
            text=row.text,
            more=self._more(row),
            source=row.source,
            coded=view.events[row.event_id].coded,
        )

    def _more(self, row: EventRow) -> tuple[tuple[str, str], ...]:
        """Return what else a row says; names of agencies may have commas, so they stand apart."""
        event = self.enquiry.view.events[row.event_id]
        named = {"Told by": event.told_by, "Invited": event.invited, "Attended": event.attended}
        return tuple(
            (label, self._leave.ours(teams_named(self.enquiry.view, named[label])))
            if named.get(label)
            else (label, text)
            for label, text in row.more
        )

    # -- moments ---------------------------------------------------------------------------------

    @cached_property
    def _revealing(self) -> Revealing:
        good = tuple(RevealNote(note.text, note.event_ids) for note in self.page.good)
        return Revealing(
            self.enquiry,
            self.answers,
            self._leave,
            self._holders,
            self._views,
            tuple(self._on_screen(note) for note in good),
            self.said.exclude_rows,
        )

    def _on_screen(self, note: RevealNote) -> RevealNote:
        """Return a note with those of its rows that may be shown at all."""
        view = self.enquiry.view
        return replace(
            note,
            rows=tuple(
                row for row in note.rows if minute_on_screen(view, view.events[row]) is not None
            ),
        )

    def _moments(self) -> Iterator[Moment]:
        known = self.enquiry.view.events
        faults = [
            f"exclude_rows: {self._no_row(row)}"
            for row in self.said.exclude_rows
            if row not in known
        ]
        made: list[Moment] = []
        for n, spec in enumerate(self.said.moments, start=1):
            fault = self._fault(spec)
            if fault:
                faults.append(f"moment[{n}].{fault}")
            elif not faults:
                made.append(self._moment(spec))
        if faults:
            raise WalkthroughError(faults)
        yield from self._all_asked(sorted(made, key=lambda m: m.minute))

    def _all_asked(self, moments: list[Moment]) -> list[Moment]:
        """Return moments at which every seat that has contacts in a session is asked to act.

        A seat that would pause at all of a session's moments stops at one of them, at the last row
        of its own. Never where the trainer says who stops.
        """
        theirs = {spec.id for spec in self.said.moments if spec.seats}
        also: dict[str, list[Stop]] = defaultdict(list)
        for version in sorted(self.said.versions, key=lambda v: v.minutes):
            comes = {spec.id for spec in self.said.moments if version.minutes in spec.versions}
            there = [m for m in moments if m.moment_id in comes]
            for seat in self._views:
                stops = (s for m in there for s in (*m.stops, *also[m.moment_id]))
                if any(s.seat_id == seat.seat_id for s in stops):
                    continue
                found = self._where_asked([m for m in there if m.moment_id not in theirs], seat)
                if found is not None:
                    moment, row = found
                    kind = seat.rows[[r.row_id for r in seat.rows].index(row)].kind
                    before = "The last that came" if kind else "The last on your record"
                    title = f"{before}: {self._called(row, -1, kind)}"
                    also[moment.moment_id].append(Stop(seat.seat_id, title, row, also=True))
        return [replace(m, stops=(*m.stops, *also[m.moment_id])) for m in moments]

    def _where_asked(self, moments: list[Moment], seat: SeatView) -> tuple[Moment, str] | None:
        """Return at which moment, and at which row, a seat is asked that is on no record of it.

        Where its last record by then is freshest: it is asked what it does on that day.
        """
        found: list[tuple[int, Moment, str]] = []
        for moment in moments:
            by_then = [row for row in seat.rows if row.minute <= moment.minute and not row.doubt]
            if by_then:
                last = by_then[-1]
                found.append((moment.minute - last.minute, moment, last.row_id))
        best = min(found, key=lambda one: (one[0], -one[1].minute), default=None)
        return None if best is None else best[1:]

    def _no_row(self, row: str) -> str:
        """Return that there is no such row, with the id of the one whose Ref it is."""
        events = self.enquiry.view.events
        ids = [one for one, event in events.items() if row and event.ref == row]
        said = f"there is no row “{row}” in this case; rows are named by their ids"
        return f"{said}, and this is the Ref of {ids[0]}" if ids else said

    def _fault(self, spec: MomentSpec) -> str:
        view = self.enquiry.view
        seats = {holder.seat.seat_id for holder in self._holders}
        for seat in spec.seats:
            if seat not in seats and agency_seat(seat) not in seats:
                known = ", ".join(s.removeprefix("agency:") for s in sorted(seats))
                return f"seats: “{seat}” is no seat of this case (known: {known})"
        if spec.row and spec.row not in view.events:
            return f"row: {self._no_row(spec.row)}"
        if spec.row and minute_on_screen(view, view.events[spec.row]) is None:
            return (
                f"row: “{spec.row}” has no day before the end, or was learned only after the "
                "death; name another, or a day"
            )
        if spec.day is not None and minute_of(spec.day, 23, 59) >= last_minute(view):
            return f"day: {spec.day.isoformat()} is not before the end of the walkthrough"
        return ""

    def _moment(self, spec: MomentSpec) -> Moment:
        view = self.enquiry.view
        if spec.row:
            event = view.events[spec.row]
            minute = minute_on_screen(view, event) or 0
            title = spec.title or title_of(self.enquiry, event)
            stops = self._stops(spec, minute)
        else:
            minute = minute_of(spec.day, 23, 59) if spec.day is not None else 0
            title = spec.title or day_of(minute)
            stops = tuple(Stop(self._seat_of(s), day_of(minute)) for s in spec.seats)
        met = dict.fromkeys(s.row_id for s in stops if s.row_id)
        # the row of the moment first, then the others' of it
        rows = tuple(sorted(met, key=lambda row: row != spec.row))
        agencies = tuple(
            s.seat_id.removeprefix("agency:") for s in stops if s.seat_id.startswith("agency:")
        )
        return Moment(
            moment_id=spec.id,
            minute=minute,
            when=day_of(minute),
            title=self._leave.ours(title),
            why=self._leave.ours(spec.why),
            stops=stops,
            questions=spec.questions,
            notes=tuple(self._leave.ours(one) for one in spec.notes),
            ask=tuple(self._leave.ours(one) for one in spec.ask),
            reveal=self._revealing.of(minute, rows, agencies),
        )

    def _seat_of(self, name: str) -> str:
        return name if name in (INFORMAL_SEAT, VICTIM_SEAT) or ":" in name else agency_seat(name)

    def _stops(self, spec: MomentSpec, minute: int) -> tuple[Stop, ...]:
        """Return which seats have a row of this moment: the row itself, and rows of the same."""
        view = self.enquiry.view
        receipts = [
            row.event_id
            for naming in view.events[spec.row].shared_with
            for row in self.enquiry.knowledge.shares.mirrors(
                view.events[spec.row], naming.team_id.partition("/")[0]
            )
        ]
        rows = list(dict.fromkeys((*rows_of_same(view, spec.row), *receipts)))
        # where the trainer says who stops, nobody else does
        there: frozenset[str] = frozenset() if spec.seats else attended(view, spec.row, minute)
        stops: list[Stop] = []
        present: list[Stop] = []
        for holder, seat in zip(self._holders, self._views, strict=True):
            shown = {row.row_id: row.minute for row in seat.rows}
            row = next((r for r in rows if r in shown and is_near(view, r, minute)), "")
            named = {self._seat_of(s) for s in spec.seats}
            if row or holder.seat.seat_id in named:
                kind = next((r.kind for r in seat.rows if r.row_id == row), "")
                stops.append(Stop(holder.seat.seat_id, self._called(row, minute, kind), row))
            elif holder.seat.kind is SeatKind.AGENCY and there.intersection(holder.agencies):
                present.append(Stop(holder.seat.seat_id, holder.seat.says.there, there=True))
        # first those on whose record it is
        return (*stops, *present)

    def _called(self, row: str, minute: int, kind: str) -> str:
        """Return what a seat calls it where it stops: its own row, and nothing else."""
        if not row:
            return day_of(minute)
        event = self.enquiry.view.events[row]
        what = kind or upper_first(self.enquiry.what(event))
        when = when_of(self.enquiry.view, event)
        # the page says the day; a time, or a day in doubt, it does not
        return self._leave.ours(what if when == day_of(minute) else f"{what}, {when}")

    # -- what if ---------------------------------------------------------------------------------

    def _offers(self) -> Iterator[SupposeOffer]:
        """Yield shares of which there is no record, in order of time."""
        found: dict[tuple[str, str], SupposeOffer] = {}
        for one in (*self._talks(), *self._unshared()):
            # of a pair one day is enough to ask about
            found.setdefault((one.teller, one.told), one)
            if len(found) >= MOST_OFFERS:
                break
        # one that stands folded alone would take as much room as its own words
        few = FOREMOST_OFFERS if len(found) > FOREMOST_OFFERS + 1 else len(found)
        # telling is of most use to a room where whoever was told met the household again
        place = self.enquiry.place_of_agency
        useful = sorted(found.values(), key=lambda one: not self._met_after(one))
        ranked = [replace(one, foremost=n < few) for n, one in enumerate(useful)]
        in_time = sorted(ranked, key=lambda o: (o.minute, place[o.teller], place[o.told]))
        for n, one in enumerate(in_time, start=1):
            yield replace(one, offer_id=f"s{n}")

    def _met_after(self, offer: SupposeOffer) -> bool:
        """Whether the told agency was certainly in contact with the household after the day."""
        view = self.enquiry.view
        night = (offer.minute // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY
        return any(
            view.bounds[event.event_id].start_lo >= night
            and view.bounds[event.event_id].end_hi < last_minute(view)
            and view.seen[event.event_id] & view.household
            for event in view.contacts_of_agency.get(offer.told, ())
        )

    def _talks(self) -> Iterator[SupposeOffer]:
        for talk in conversations(self.enquiry, self.pooled)[:MOST_TALKS]:
            minute = self.enquiry.view.bounds[talk.event_id].end_hi
            yield self._offer(talk.teller, talk.told, minute, talk.event_id, self._because(talk))

    def _because(self, talk: Conversation) -> str:
        """Say the occasion, and what it would have come to by the records."""
        enquiry = self.enquiry
        teller, told = enquiry.name(talk.teller), enquiry.name(talk.told)
        when = when_of(enquiry.view, enquiry.view.events[talk.event_id])
        kind = enquiry.vocabulary.kinds.get(enquiry.view.events[talk.event_id].kind)
        meeting = f" at a meeting ({kind.label})" if kind is not None and kind.meeting else ""
        occasion = (
            f"{teller} and {told} were in touch{meeting}, {when}."
            if talk.in_touch
            else f"The occasion is a record of {teller}, {when}: its records already named {told}."
        )
        reached = f"would have reached this review’s threshold by {day_of(talk.reached_by)}"
        days = counted(talk.days_earlier, "day")
        than = (
            f"{days} earlier than they certainly do"
            if talk.reached is not None
            else f"{days} before the end of the time looked at; as they stand, they do not "
            "certainly reach it"
        )
        return self._leave.ours(
            f"{occasion} With what was told and what {told} came to hold itself, its records "
            f"{reached}, {than}."
        )

    def _unshared(self) -> Iterator[SupposeOffer]:
        """Yield, for what is not on record as shared, the first contact by which it could be."""
        tellers: Counter[str] = Counter()
        for finding in self.answers.findings:
            if finding.query != "unshared" or not finding.facts or not finding.agencies:
                continue
            # whoever held it first could have told, and whoever held it next
            for place in range(2):
                one = self._at_first_contact(finding, place)
                if one is not None and tellers[one.teller] < MOST_OF_A_TELLER:
                    tellers[one.teller] += 1
                    yield one

    def _at_first_contact(self, finding: Finding, place: int) -> SupposeOffer | None:
        """Return the share of what one agency held when the other was first in touch with them."""
        view, told = self.enquiry.view, finding.agencies[0]
        held = [
            (knows.certain_from, knows.holder)
            for agency in self.enquiry.agencies_in_order(finding.agencies[1:])
            if self.enquiry.is_formal(agency)
            and (knows := self.enquiry.knowledge.facts.knows(agency, finding.facts[0]))
            and knows.certain_from is not None
        ]
        held.sort(key=lambda one: one[0])
        if len(held) <= place or not self.enquiry.is_formal(told):
            return None
        since, teller = held[place]
        contacts = [
            (view.bounds[c.event_id].end_hi, c.event_id)
            for c in finding.cited
            if c.shows is Cites.CONTACT
            and view.events[c.event_id].agency_id == told
            and view.bounds[c.event_id].end_hi >= since
        ]
        if not contacts:
            return None
        minute, row = min(contacts)
        if minute >= last_minute(view):
            return None
        fact = view.facts[finding.facts[0]]
        have = listed(
            [
                f"{self.enquiry.name(agency)} by {day_of(by)}"
                for by, agency in held
                if by // MINUTES_PER_DAY <= minute // MINUTES_PER_DAY
            ]
        )
        because = (
            f"On record at {have}: {self.enquiry.fact(fact)}. {self.enquiry.name(told)} was in "
            f"contact ({when_of(view, view.events[row])}) and has no certain record of it by then."
        )
        return self._offer(teller, told, minute, row, self._leave.ours(because))

    def _offer(self, teller: str, told: str, minute: int, row: str, because: str) -> SupposeOffer:
        told_of = self._told_of(teller, told, minute)
        bounds = self.enquiry.view.bounds[row]
        exact = bounds.start_lo // MINUTES_PER_DAY == minute // MINUTES_PER_DAY
        when = day_of(minute)
        name = self.enquiry.name
        return SupposeOffer(
            offer_id="",
            teller=teller,
            told=told,
            minute=minute,
            when=when,
            words=self._leave.ours(
                f"Suppose that {'on' if exact else 'by'} {when} {name(teller)} had told "
                f"{name(told)} what it had on record: {self._named(told_of)}."
            ),
            because=because,
            row_id=row,
            consent=self._leave.ours(self._consent(told_of, minute)),
        )

    def _told_of(self, teller: str, told: str, minute: int) -> list[str]:
        """Return what the one then certainly held and the other not on that day, heaviest first.

        What the other came to record on the same day of its own is not new to it: the page looks
        at whole days.
        """

        def held(agency: str, by: int) -> set[str]:
            spans = self.pooled.holdings[agency].certain
            return {s.fact_id for s in spans if s.since <= by < s.until}

        by_night = (minute // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY - 1
        new = held(teller, minute) - held(
            told, max(minute, min(by_night, last_minute(self.enquiry.view) - 1))
        )
        return sorted(new, key=self.enquiry.place_of_fact.__getitem__)

    def _named(self, facts: list[str]) -> str:
        """Return the heaviest of some things in words, and how many more there are."""
        words = [self.enquiry.fact(self.enquiry.view.facts[fact]) for fact in facts]
        named = words[:_NAMED] if len(words) > _NAMED + 1 else words
        more = len(words) - len(named)
        if not words:
            return "the incidents that it knew of"
        # some have commas of their own
        return "; ".join([*named, *([f"and {counted(more, 'more thing')}"] if more else [])])

    def _consent(self, facts: list[str], minute: int) -> str:
        """Quote what rows that had told any of it by then say of consent, whoever would pass it on.

        Never what that comes to: consent can be given for one agency and refused for another.
        """
        wanted = set(facts)
        said = []
        for event in self._barred:
            if not self._had_been_told(event, minute):
                continue
            if not wanted & {r.fact_id for r in event.reveals if r.stance.gives_knowledge}:
                continue
            words = event.bar_text.strip()
            of = f"{self.enquiry.name(event.agency_id)}, row of {when_of(self.enquiry.view, event)}"
            refused = event.bar is Bar.CONSENT_REFUSED
            on = "on consent" if refused else "on consent or sharing"
            if words:
                said.append(f"{of}, {on}: “{words}”")
            elif refused:
                said.append(f"{of}, {on}: coded as refused, with no words of its own.")
        return " ".join(said)

    @cached_property
    def _barred(self) -> tuple[Event, ...]:
        """The rows that say something of consent which is not kept back."""
        rows = self.enquiry.view.in_order
        return tuple(e for e in rows if e.bar is not None and e.bar not in KEPT_BACK)

    def _had_been_told(self, event: Event, minute: int) -> bool:
        shown = minute_on_screen(self.enquiry.view, event)
        # the day of an offer is a day: what was told on it may be passed on
        return shown is not None and shown // MINUTES_PER_DAY <= minute // MINUTES_PER_DAY


def _version(
    version: VersionSpec, moments: Iterable[Moment], specs: Iterable[MomentSpec]
) -> Version:
    """Return a session whose parts add up to its minutes."""
    comes = {spec.id for spec in specs if version.minutes in spec.versions}
    taken = [moment for moment in moments if moment.moment_id in comes]
    each = minutes_of(version, len(taken))
    left = version.minutes - sum(each) - version.opening - version.what_if - version.closing
    parts = [
        TimedPart("Opening", version.opening),
        *(TimedPart(m.title, n, m.moment_id) for m, n in zip(taken, each, strict=True)),
        TimedPart("What if", version.what_if + left),
        TimedPart("Closing", version.closing),
    ]
    return Version(version.minutes, tuple(part for part in parts if part.minutes))
