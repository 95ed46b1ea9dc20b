"""From a case and its answers to what the page shows: sentences, lanes, steps and rows.

Everything is read off :class:`~graphdb.case_view.CaseView`, :class:`~graphdb.knowledge.Knowledge`
and :class:`~queries.answers.Answers`; nothing is judged here, and the order of rows changes
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import (
    MINUTES_PER_DAY,
    Extent,
    minute_of,
    show_day,
    show_minute,
    show_when,
)
from graphdb.knowledge import Acquisition, How, Knowledge
from graphdb.model import Event, Fact, Naming, Nature, Part, ReviewStatus, Role, agency_of
from graphdb.pooled import INFORMAL, WHAT_IT_SHOWS, Crossing, PooledPicture
from graphdb.pooled import Span as HeldSpan
from graphdb.pooled import Step as PooledStep
from graphdb.vocabulary import Vocabulary
from queries import ADDED, Answers, Certainty, Cited, Cites, Finding, Group, registry
from queries.enquiry import Enquiry, listed, upper_first
from queries.findings.conversations import first_conversations
from queries.threshold import ANOTHER, numbers, said, set_by
from viz.framework import framework_in_words
from viz.keydays import key_days
from viz.leaving import KEPT_BACK, leaving, marked
from viz.model import (
    ChainLink,
    CurvePoint,
    EventRow,
    EvidenceLine,
    FactLine,
    FindingKind,
    FindingLine,
    GroupLine,
    Header,
    Held,
    Holding,
    Kind,
    KindSentence,
    Lane,
    PageModel,
    Pooled,
    RevealLine,
    RowNote,
    Shape,
    ShareLine,
    Span,
    Step,
    TeamLane,
)
from viz.named import groups_in, main_persons, named_groups, teams_named
from viz.network import network_lines
from viz.panel import (
    ADDED_KIND,
    own_finding,
    own_good,
    panel_of,
    said_of,
    said_of_gone,
    weight_of,
)
from viz.pointers import held_longest, lines_of, pointers
from viz.settings import settings_in_words
from viz.stories import informal_points, picture_shares, stories
from viz.words import counted

_REVIEWS = {
    "DHR": "Domestic homicide review",
    "DARDR": "Domestic abuse related death review",
    "CSPR": "Child safeguarding practice review",
    "SAR": "Safeguarding adults review",
}

_SPANS = {
    Extent.ONCE: Span.ONCE,
    Extent.LASTING: Span.LASTING,
    Extent.REPEATED: Span.REPEATED,
}

# The three kinds for which the product exists, and the queries that belong to each.
_THREE = (
    ("unshared", ("unshared",)),
    ("isolation", ("isolation", "grade-unchanged", "no-assessment")),
    ("inside", ("inside", "files", "handover", "escalation")),
)

_RANK = (
    Holding.DENIED,
    Holding.COULD_OPEN,
    Holding.POSSIBLE,
    Holding.SENT,
    Holding.SENT_COUNTED,
    Holding.TOLD,
    Holding.OWN,
)


def build_page_model(
    view: CaseView,
    knowledge: Knowledge,
    answers: Answers,
    vocabulary: Vocabulary,
    *,
    enquiry: Enquiry | None = None,
    pooled: PooledPicture | None = None,
    marking: str | None = None,
    show_kept_back: bool = False,
) -> PageModel:
    """Return what the page shows of one case.

    Parameters
    ----------
    view, knowledge, answers, vocabulary
        The case, who knew what, what was found, and the terms.
    enquiry
        The same case as it was asked, where it was: what was worked out then is not done again.
    pooled
        The pooled picture, where it has been worked out already.
    marking
        Stands at the head and foot of every page; the case's own where left out.
    show_kept_back
        Whether recorded reasons that are privileged, restricted or conceal an address are
        printed, which the marking then says; otherwise the page says only that there is one.
    """
    own = view.case.marking if marking is None else marking
    marking = marked(own, show_restricted=show_kept_back)
    enquiry = enquiry or Enquiry(view, knowledge, vocabulary)
    picture = enquiry.pooled if pooled is None else pooled
    return _Builder(enquiry, answers, picture, marking, show_kept_back).model()


@dataclass(frozen=True, slots=True)
class _Reached:
    """A state that a holding reached, and by what; its chain is told only if it is kept."""

    minute: int
    holding: Holding
    by: Acquisition | ChainLink

    @property
    def rank(self) -> int:
        return _RANK.index(self.holding)


class _Builder:
    def __init__(
        self,
        enquiry: Enquiry,
        answers: Answers,
        picture: PooledPicture,
        marking: str,
        show_kept_back: bool,
    ) -> None:
        view = enquiry.view
        self.view = view
        self.knowledge = enquiry.knowledge
        self.answers = answers
        self.vocabulary = enquiry.vocabulary
        self.enquiry = enquiry
        self.picture = picture
        self.marking = marking
        self.show_kept_back = show_kept_back
        self.first, self.last = self._reach()
        self.limits = limits(view)
        self.leaving = leaving(view, show_restricted=show_kept_back)
        self.named = named_groups(view, self.leaving.ours)
        self.spans: dict[tuple[str, str], tuple[list[HeldSpan], list[HeldSpan]]] = defaultdict(
            lambda: ([], [])
        )
        for holder, holding in picture.holdings.items():
            for side, spans in enumerate((holding.certain, holding.possible)):
                for span in spans:
                    self.spans[holder, span.fact_id][side].append(span)

    def model(self) -> PageModel:
        events = tuple(self._event(event) for event in self.view.in_order)
        lanes = tuple(self._lanes(events))
        teams = frozenset(team.team_id for lane in lanes for team in lane.teams)
        talked = first_conversations(self.enquiry)
        model = PageModel(
            header=self._header(),
            lanes=lanes,
            kinds=tuple(self._kinds()),
            events=events,
            facts=tuple(self._fact(fact) for fact in self.view.facts.values()),
            held=tuple(self._held()),
            pooled=self._pooled(),
            finding_kinds=tuple(
                FindingKind(q.definition.key, q.definition.title, q.definition.asks)
                for q in registry()
            )
            + ((ADDED_KIND,) if any(f.query == ADDED.key for f in self.answers.findings) else ()),
            findings=tuple(self._finding(f) for f in self.answers.findings),
            groups=tuple(self._group(g) for g in self.answers.groups),
            sentences=tuple(self._sentences()),
            good=tuple(self._good(f) for f in self.answers.good),
            cannot_tell=tuple(self._cannot_tell()),
            counted=self._counted(),
            uncoded=sum(not e.coded for e in events),
            no_longer=tuple(self._no_longer()),
            limits=self.limits,
            picture=tuple(picture_shares(self.knowledge, self.picture, self.first)),
            stories=tuple(stories(self.enquiry, self.answers.findings, teams)),
            pointers=pointers(self.enquiry, talked),
            held_longest=tuple(
                replace(note, text=self._masked(note.text)) for note in held_longest(self.enquiry)
            ),
            conversations=tuple(
                replace(line, text=self._masked(line.text))
                for line in lines_of(self.enquiry, talked)
            ),
            settings=settings_in_words(
                self.view.settings, {a.agency_id: a.name for a in self.view.agencies.values()}
            ),
            threshold=said(self.view.settings.threshold),
            framework=framework_in_words(self.answers, self.view, self.vocabulary),
            named=tuple(group.line for group in self.named),
            network=network_lines(self.view, self.knowledge, self.vocabulary),
            key_days=key_days(self.enquiry),
        )
        # what the panel wrote is saved again by the page, so it stays as it is
        return replace(
            self.leaving.page(model),
            panel=panel_of(self.answers, self.vocabulary, self.leaving, self.show_kept_back),
        )

    # -- the case ------------------------------------------------------------------------

    def _reach(self) -> tuple[int, int]:
        """Return the first and last minute of anything that has a date."""
        case = self.view.case
        times = [w for e in self.view.events.values() for w in (e.when, e.learned) if w is not None]
        marks = [m for when in times for m in (when.earliest, when.latest)]
        marks += [minute_of(day) for day in (case.scope_from, case.scope_to) if day is not None]
        if case.fatal_incident is not None:
            marks += [case.fatal_incident.earliest, case.fatal_incident.latest]
        known = [m for m in marks if m is not None]
        first, last = (min(known), max(known)) if known else (0, 0)
        day = MINUTES_PER_DAY
        return first - first % day, last - last % day + day - 1

    def _header(self) -> Header:
        case, view = self.view.case, self.view
        fatal = case.fatal_incident
        live = case.status is ReviewStatus.PROCEEDINGS_LIVE
        # the day before, for a day is shown as it ended
        day = MINUTES_PER_DAY
        as_at = view.end_lo // day * day - 1 if self.first < view.end_lo < FAR_AHEAD else self.last
        scope = [show_day(d) if d else "" for d in (case.scope_from, case.scope_to)]
        return Header(
            case_id=case.case_id,
            title=case.title,
            review=_REVIEWS.get(case.review_type.upper(), case.review_type),
            status=upper_first(case.status.value),
            marking=self.marking,
            scope=f"scope {scope[0] or 'open'} to {scope[1] or 'open'}"
            if any(scope)
            else "no scope set",
            about=tuple(self._about()),
            persons=tuple(line for _, line in main_persons(view, self.leaving.ours)),
            proceedings="Nothing here is a finding about anybody’s guilt." if live else "",
            death="" if fatal is None else f"Fatal incident, {show_when(fatal)}",
            scope_from=None if case.scope_from is None else minute_of(case.scope_from),
            scope_to=None if case.scope_to is None else minute_of(case.scope_to, 23, 59),
            death_from=None if fatal is None else fatal.earliest,
            death_to=None if fatal is None else fatal.latest,
            first=self.first,
            last=self.last,
            as_at=min(self.last, max(self.first, as_at)),
        )

    def _about(self) -> Iterator[str]:
        if not self.view.events:
            yield "No row of any chronology has been read."
            return
        agencies = [self.view.agencies[a] for a, rows in self.view.rows_of_agency.items() if rows]
        formal = counted(sum(not a.informal for a in agencies), "agency", "agencies")
        informal = sum(a.informal for a in agencies)
        also = f" and {counted(informal, 'informal source')}" if informal else ""
        rows = counted(len(self.view.events), "row")
        when = f", from {show_minute(self.first)} to {show_minute(self.last)}"
        yield f"{upper_first(formal)}{also} recorded {rows}{when}."

    # -- lanes, kinds, rows --------------------------------------------------------------

    def _lanes(self, events: tuple[EventRow, ...]) -> Iterator[Lane]:
        used = {e.team_id for e in events} | {s.team_id for e in events for s in e.shares}
        for agency in sorted(self.view.agencies.values(), key=lambda a: a.informal):
            stated = self.view.stated_teams.get(agency.agency_id, ())
            plain = f"{agency.agency_id}/"
            teams = [TeamLane(t, self.view.teams[t].name) for t in stated]
            others = {t for t in used if agency_of(t) == agency.agency_id} - set(stated)
            if not stated:
                others.add(plain)
            teams += [TeamLane(t, "") for t in sorted(others)]
            since, until = self._covered(agency.agency_id)
            yield Lane(
                agency.agency_id,
                agency.name,
                agency.informal,
                tuple(teams),
                since,
                until,
                self._coverage(agency.agency_id),
            )

    def _covered(self, agency_id: str) -> tuple[int | None, int | None]:
        """Return between which minutes this agency's silence says something."""
        view = self.view
        agency = view.agencies[agency_id]
        coverage = agency.coverage
        if not coverage.full or (agency.informal and not coverage.stated):
            return None, None
        if not coverage.stated and not view.rows_of_agency.get(agency_id):
            return None, None  # nothing of theirs was read: their silence says nothing
        since = max(self.first, view.scope_lo)
        if coverage.start is not None:
            since = minute_of(coverage.start)
        until = self.last if coverage.end is None else minute_of(coverage.end, 23, 59)
        uncoded = view.uncoded_of_agency.get(agency_id, ())
        if uncoded:
            until = min(until, min(view.bounds[e.event_id].start_lo for e in uncoded) - 1)
        return (since, until) if since <= until else (None, None)

    def _coverage(self, agency_id: str) -> str:
        agency = self.view.agencies[agency_id]
        cover = agency.coverage
        days = [show_day(d) if d else "" for d in (cover.start, cover.end)]
        reach = f"from {days[0] or 'the beginning'} to {days[1] or 'the end'}"
        if agency.informal and not cover.stated:
            said = f"What {agency.name} knew stands here only as far as somebody asked."
        elif not cover.stated and not self.view.rows_of_agency.get(agency_id):
            said = f"No chronology of {agency.name} has been read."
        elif not cover.stated:
            said = f"Nobody has said what the records of {agency.name} cover; the scope is taken."
        elif cover.full:
            said = f"The chronology of {agency.name} covers the time {reach}."
        else:
            said = f"The chronology of {agency.name} covers the time {reach} only in part."
        uncoded = len(self.view.uncoded_of_agency.get(agency_id, ()))
        return f"{said} {upper_first(counted(uncoded, 'row'))} not coded." if uncoded else said

    def _kinds(self) -> Iterator[Kind]:
        for key in sorted({e.kind for e in self.view.events.values()}):
            known = self.vocabulary.kinds.get(key)
            label = upper_first(known.label) if known is not None else key or "Not coded"
            life = known is not None and known.life
            yield Kind(key, label, self._shape(key), life)

    def _shape(self, key: str) -> Shape:
        kind = self.vocabulary.kinds.get(key)
        if kind is None or kind.routine:
            return Shape.ROUTINE
        rules = (
            (kind.incident or kind.fatal, Shape.INCIDENT),
            (key in ("disclosure", "concern-reported"), Shape.DISCLOSURE),
            (kind.assessment or "assessment" in kind.label, Shape.ASSESSMENT),
            (kind.meeting, Shape.MEETING),
            (kind.share or kind.referral or kind.handover, Shape.SHARE),
            (kind.contact and not kind.decision, Shape.CONTACT),
            (kind.decision or kind.closure, Shape.DECISION),
        )
        return next((shape for holds, shape in rules if holds), Shape.ROUTINE)

    def _event(self, event: Event) -> EventRow:
        when = event.when
        return EventRow(
            event_id=event.event_id,
            team_id=event.team_id,
            kind=event.kind,
            when=show_when(when),
            written=when.written,
            start=(when.start.earliest, when.start.latest),
            end=(when.end.earliest, when.end.latest),
            span=_SPANS[when.extent],
            who=", ".join(
                self.enquiry.label(i.person_id)
                + (" (mentioned)" if i.part is Part.MENTIONED else "")
                for i in event.involves
            ),
            text=event.summary,
            source=str(event.source),
            more=tuple(self._more(event)),
            reveals=tuple(RevealLine(r.fact_id, r.stance.value) for r in event.reveals),
            shares=tuple(self._shares(event)),
            fatal=self.view.is_fatal(event),
            coded=event.coded,
            there=self._named(event, "attended"),
            invited=self._named(event, "invited"),
            names=groups_in(event, self.named),
        )

    def _named(self, event: Event, column: str) -> tuple[str, ...]:
        """Return the agencies that any row of a meeting names in a column."""
        kind = self.view.kind(event)
        if kind is None or not kind.meeting:
            return ()
        rows = self.view.occurrences[self.view.occurrence_of[event.event_id]]
        namings: list[Naming] = []
        for row in rows:
            namings += getattr(self.view.events[row], column)
        return tuple(sorted({agency_of(n.team_id) for n in namings}))

    def _more(self, event: Event) -> Iterator[tuple[str, str]]:
        if event.learned is not None:
            yield "Learned", show_when(event.learned)
        if event.learned_after_death:
            yield "Learned", "through the investigation or the review, after the death"
        for label, namings in (
            ("Told by", event.told_by),
            ("Invited", event.invited),
            ("Attended", event.attended),
        ):
            if namings:
                # names of agencies may have commas: teams stand apart from the next of them
                yield label, teams_named(self.view, namings)
        for label, text in (
            ("Response", event.response),
            ("Tool and grade", self.enquiry.grade_words(event.tool, event.grade)),
            ("Outcome", event.outcome),
        ):
            if text:
                yield label, text
        if event.bar is not None:
            reason = event.bar_text or event.bar.value
            if event.bar in KEPT_BACK and not self.show_kept_back:
                reason = f"{event.bar.value}; the reason as recorded is not printed here"
            yield "Consent, or why not shared", reason
        if event.comment:
            yield "Comment", event.comment

    def _shares(self, event: Event) -> Iterator[ShareLine]:
        seen = set()
        for naming in (*event.shared_with, *event.minutes_to):
            if naming.team_id not in seen:
                seen.add(naming.team_id)
                mirrors = self.knowledge.shares.mirrors(event, agency_of(naming.team_id))
                yield ShareLine(naming.team_id, bool(mirrors))

    # -- who knew ------------------------------------------------------------------------

    def _fact(self, fact: Fact) -> FactLine:
        whole = self.enquiry.fact(fact)
        persons = whole.removeprefix(fact.label).strip(" ()")
        return FactLine(fact.fact_id, upper_first(fact.label), persons, fact.weight)

    def _held(self) -> Iterator[Held]:
        for fact_id in self.view.facts:
            for agency_id in self.view.agencies:
                steps = self._steps(agency_id, fact_id)
                if steps:
                    yield Held(fact_id, agency_id, steps)

    def _steps(self, agency_id: str, fact_id: str) -> tuple[Step, ...]:
        """Return how a holding changed: at each time the strongest state that was reached."""
        reached = sorted(self._reached(agency_id, fact_id), key=lambda r: (r.minute, r.rank))
        if self.view.facts[fact_id].nature is Nature.STATE:
            return tuple(self._steps_of_state(agency_id, fact_id, reached))
        kept: list[_Reached] = []
        for one in reached:
            if kept and one.rank <= kept[-1].rank:
                continue
            if kept and kept[-1].minute // MINUTES_PER_DAY == one.minute // MINUTES_PER_DAY:
                kept.pop()
            kept.append(one)
        return tuple(Step(r.minute, r.holding, self._shown(r)) for r in kept)

    def _steps_of_state(
        self, agency_id: str, fact_id: str, reached: list[_Reached]
    ) -> Iterator[Step]:
        """Yield how the holding of a state changed; it counts while the pooled picture counts it.

        A state ends by a row that says so or by its longest duration, and may be told of again.
        Informal sources have one picture between them.
        """
        informal = self.view.agencies[agency_id].informal
        certain, possible = self.spans[INFORMAL if informal else agency_id, fact_id]
        marks = [r.minute for r in reached]
        marks += [self._within(m) for s in (*certain, *possible) for m in (s.since, s.until) if m]
        days: dict[int, int] = {}
        for minute in marks:
            if reached and reached[0].minute <= minute < FAR_AHEAD:
                day = minute // MINUTES_PER_DAY
                days[day] = max(minute, days.get(day, 0))
        before: Step | None = None
        for day in sorted(days):
            end = (day + 1) * MINUTES_PER_DAY - 1
            got = [r for r in reached if r.minute <= end]
            now = Step(days[day], *self._state_on(fact_id, end, got, certain, possible))
            if before is None or now.holding is not before.holding:
                yield now
                before = now

    def _state_on(
        self,
        fact_id: str,
        minute: int,
        got: list[_Reached],
        certain: list[HeldSpan],
        possible: list[HeldSpan],
    ) -> tuple[Holding, tuple[ChainLink, ...]]:
        """Return by what a state is held at the end of a day, and how that is known."""
        sure = [r for r in got if r.holding.counts_as_held]
        maybe = [r for r in got if r.holding in (Holding.SENT, Holding.POSSIBLE)]
        for span, some in ((_span_at(certain, minute), sure), (_span_at(possible, minute), maybe)):
            if span is not None and some:
                since = self._within(span.since)
                fresh = [r for r in some if r.minute >= since] or some
                best = max(fresh, key=lambda r: (r.rank, -r.minute))
                return best.holding, self._shown(best)
        if not sure and not maybe:
            best = max(got, key=lambda r: (r.rank, -r.minute))
            return best.holding, self._shown(best)
        last = max(sure or maybe, key=lambda r: (r.minute, r.rank))
        if _span_at(possible, minute) is not None:
            return Holding.POSSIBLE, self._shown(last)
        ends = [
            ChainLink(e.event_id, "This row says that it had ended:")
            for e in self.view.rows_that_end.get(fact_id, ())
            if self.view.bounds[e.event_id].start_lo <= minute
        ]
        row = last.by.via if isinstance(last.by, Acquisition) else last.by.event_id
        lapsed = ChainLink(
            row, "Last told of here; taken to have ended since, by its usual length:"
        )
        return Holding.ENDED, tuple(ends) or (lapsed,)

    def _reached(self, agency_id: str, fact_id: str) -> Iterator[_Reached]:
        for a in self.knowledge.facts.of_agency(agency_id, fact_id):
            sent = a.how in (How.SENT, How.MINUTES, How.PATHWAY)
            if a.certain and a.latest < FAR_AHEAD:
                held = Holding.OWN if a.how is How.OWN else Holding.TOLD
                if sent:
                    held = Holding.SENT_COUNTED
                yield _Reached(self._within(a.latest), held, a)
            elif sent and a.latest < FAR_AHEAD:
                yield _Reached(self._within(a.latest), Holding.SENT, a)
            if a.earliest < FAR_AHEAD and (a.earliest < a.latest or not (a.certain or sent)):
                yield _Reached(self._within(a.earliest), Holding.POSSIBLE, a)
        for a, system in self.knowledge.on_shared_record(agency_id, fact_id):
            if a.latest < FAR_AHEAD:
                how = f"Recorded by {self.view.team_name(a.team_id)} on {system}:"
                yield _Reached(self._within(a.latest), Holding.COULD_OPEN, ChainLink(a.via, how))
        for event in self.knowledge.denied(agency_id, fact_id):
            late = self.view.bounds[event.event_id].end_hi
            if late < FAR_AHEAD:
                link = ChainLink(event.event_id, "Asked here; the answer on record was no:")
                yield _Reached(self._within(late), Holding.DENIED, link)

    def _shown(self, reached: _Reached) -> tuple[ChainLink, ...]:
        by = reached.by
        return (by,) if isinstance(by, ChainLink) else tuple(self._chain(by))

    def _within(self, minute: int) -> int:
        return max(self.first, minute)

    def _chain(self, acquisition: Acquisition) -> Iterator[ChainLink]:
        seen: set[str] = set()
        for a in self.knowledge.chain(acquisition):
            for row, how in ((a.via, self._how(a)), *self._others(a)):
                if row not in seen:
                    seen.add(row)
                    yield ChainLink(row, how)

    def _how(self, a: Acquisition) -> str:
        holder = self.view.team_name(a.team_id)
        teller = self.view.team_name(a.told_by) if a.told_by is not None else "somebody else"
        words = {
            How.OWN: f"{holder} recorded it:",
            How.TOLD: f"{holder} recorded being told by {teller}:",
            How.MEETING: f"{holder} is recorded as having attended:",
            How.SENT: f"{teller} recorded sending it to {holder}; no record of receipt:",
            How.MINUTES: f"{teller} recorded sending minutes to {holder}; no record of receipt:",
            How.PATHWAY: f"A copy goes from {teller} to {holder} as declared; no receipt:",
            How.TOLD_BY: f"Another agency named {holder} as its source:",
            How.SAME: "This row may tell of the same occurrence:",
        }
        return words[a.how]

    def _others(self, a: Acquisition) -> Iterator[tuple[str, str]]:
        for row in a.atoms:
            who = self.view.team_name(self.view.events[row].team_id)
            yield row, f"{who} recorded it:" if row == a.coded_on else f"{who} passed it on:"

    # -- the pooled picture --------------------------------------------------------------

    def _pooled(self) -> Pooled | None:
        picture = self.picture
        points = tuple(self._points(picture))
        if not points:
            return None
        pool, best = picture.pool_crossing, picture.best_crossing
        rule = self.view.settings.threshold
        return Pooled(
            points=points,
            unit="the weight of what was known, shaded where in doubt",
            sentence=self._pooled_sentence(picture),
            limits=(f"{upper_first(set_by(rule))}: {numbers(rule)}. {ANOTHER} {WHAT_IT_SHOWS}"),
            pool_day=self._crossed(pool),
            best_day=self._crossed(best),
            pool_label=self._label(pool, "not reached"),
            best_label=self._label(best, "not reached by any one agency"),
            between=_between(picture.days_between()),
            informal=tuple(informal_points(picture, self.first, self.last)),
            alone=len(_read(self.view)) == 1,
        )

    def _crossed(self, crossing: Crossing) -> int | None:
        minute = crossing.certain if crossing.certain is not None else crossing.possible
        return None if minute is None else self._within(minute)

    def _label(self, crossing: Crossing, never: str) -> str:
        """Say on which day, or by which where dates leave open how much earlier."""
        sure, may = crossing.certain, crossing.possible
        early = (
            sure is not None
            and may is not None
            and may // MINUTES_PER_DAY < sure // MINUTES_PER_DAY
        )
        return f"{'by ' if early else ''}{self._crossing(crossing, never)}"

    def _crossing(self, crossing: Crossing, never: str) -> str:
        who = self.view.agencies.get(crossing.holder)
        name = f" ({who.name})" if who is not None else ""
        if crossing.certain is not None:
            return f"{show_minute(self._within(crossing.certain))}{name}"
        if crossing.possible is not None:
            return f"possibly from {show_minute(self._within(crossing.possible))}{name}"
        return never

    def _pooled_sentence(self, picture: PooledPicture) -> str:
        enough = "enough to reach this review’s threshold"
        if len(_read(self.view)) == 1:
            return "Only one agency’s chronology has been read: there is nothing to put together."
        pool, best = picture.pool_crossing, picture.best_crossing
        if pool.certain is None and pool.possible is None:
            return (
                f"Together, the rows that are coded do not hold {enough}. "
                "That does not say that the risk was low."
            )
        together = (
            f"Together, the agencies’ records held {enough} by {self._crossing(pool, '')}"
            if pool.certain is not None
            else f"Together, the agencies’ records may have held {enough} from "
            f"{self._day_of_crossing(pool)} on"
        )
        if best.certain is None and best.possible is None:
            return f"{together}. No single agency’s records did before the end."
        if best.certain is None:
            who = self.view.agencies[best.holder].name
            may = f"{who}’s may have from {self._day_of_crossing(best)} on"
            return f"{together}. No single agency’s certainly did; {may}."
        return f"{together}. The first single agency’s did by {self._crossing(best, '')}."

    def _day_of_crossing(self, crossing: Crossing) -> str:
        minute = self._crossed(crossing)
        return "" if minute is None else show_minute(minute)

    def _points(self, picture: PooledPicture) -> Iterator[CurvePoint]:
        series = [picture.pool, *picture.agencies.values()]
        changes: dict[int, list[tuple[int, PooledStep]]] = {}
        for n, steps in enumerate(series):
            for step in steps:
                changes.setdefault(self._within(step.minute), []).append((n, step))
        now = [(0, 0)] * len(series)
        before: tuple[float, ...] = ()
        for minute in sorted(changes):
            for n, step in sorted(changes[minute], key=lambda pair: (pair[0], pair[1].minute)):
                now[n] = step.weight
            best = now[1:] or [(0, 0)]
            heights = (
                float(now[0][0]),
                float(max(now[0])),
                float(max(low for low, _ in best)),
                float(max(high for _, high in best)),
            )
            if heights != before and minute <= self.last:
                before = heights
                yield CurvePoint(minute, *heights)

    # -- findings ------------------------------------------------------------------------

    def _finding(self, finding: Finding) -> FindingLine:
        standing = self.answers.standings.get(finding.finding_id)
        rows = [c for c in finding.cited if c.shows is not Cites.TOUCH]
        touches = tuple(c.event_id for c in finding.cited if c.shows is Cites.TOUCH)
        if finding.query == ADDED.key and standing is not None:
            return own_finding(
                finding, standing, [self._code(c) for c in finding.codes], self.show_kept_back
            )
        return FindingLine(
            finding_id=finding.finding_id,
            kind=finding.query,
            says=self._masked(finding.statement),
            question=self._masked(finding.question),
            certain=finding.certainty is Certainty.CERTAIN,
            certainty="The dates make this order certain"
            if finding.certainty is Certainty.CERTAIN
            else "Possible: a date or a link is in doubt",
            window=_window(finding.window, f"{finding.query}/{finding.form}"),
            why=tuple(
                self._masked(upper_first(n.removeprefix("Why listed: "))) for n in finding.notes
            ),
            agencies=finding.agencies,
            persons=tuple(self.enquiry.label(p) for p in finding.persons),
            evidence=tuple(EvidenceLine(c.event_id, _part(c)) for c in rows),
            opportunities=(RowNote("They were in touch:", touches),) if touches else (),
            codes=tuple(self._code(code) for code in finding.codes),
            weight=finding.weight,
            disposition=None if standing is None else said_of(standing, self.show_kept_back),
            matter=weight_of(finding, self.view),
        )

    def _good(self, finding: Finding) -> RowNote:
        if finding.query == ADDED.key:
            return own_good(
                finding, self.answers.standings[finding.finding_id], self.show_kept_back
            )
        return RowNote(self._masked(finding.statement), tuple(c.event_id for c in finding.cited))

    def _code(self, code: str) -> str:
        theme = self.vocabulary.themes.get(code)
        return code if theme is None else f"{code} {theme.label}"

    def _group(self, group: Group) -> GroupLine:
        ids = tuple(f.finding_id for f in group.findings)
        title, whole = self._masked(group.short), self._masked(group.statement)
        if group.query == ADDED.key and len(ids) == 1:
            title = whole = self._finding(group.findings[0]).question
        more = whole if title != whole and len(ids) > 1 else ""
        return GroupLine(f"g-{group.key}", group.query, title, ids, more, group.title)

    def _masked(self, text: str) -> str:
        """Return a sentence without a recorded reason that is to be kept back."""
        return self.leaving.ours(text)

    def _sentences(self) -> Iterator[KindSentence]:
        titles = {q.definition.key: q.definition.title for q in registry()}
        for kind, queries in _THREE:
            if kind not in titles:
                continue
            first = next((f for f in self.answers.findings if f.query in queries), None)
            if first is not None:
                group = next(g for g in self.answers.groups if first in g.findings)
                # of a fact the line says it shortest; of the others the finding itself
                short = group.short if kind == "unshared" else first.short or first.statement
                yield KindSentence(kind, self._masked(short), first.finding_id)
            elif set(queries) <= self.view.settings.off:
                yield KindSentence(kind, "Not examined: the case settings switch it off.")
            else:
                yield KindSentence(kind, self._not_found(kind, queries))

    def _not_found(self, kind: str, queries: tuple[str, ...]) -> str:
        """Say of a kind why nothing of it is listed; never so that it reassures."""
        why = self._why_not(kind)
        if why:
            return why
        said = "Looked for in the coded rows, and not found"
        below = sum(self.answers.below.get(q, 0) for q in queries)
        if below:
            said += f" above the least weight; {below:,} below it are counted, not listed"
        unsaid = sum(c.query in queries for c in self.answers.cannot_tell)
        if unsaid:
            said += f"; for {counted(unsaid, 'agency', 'agencies')} it cannot be told"
        return f"{said}. That is not a finding that there was nothing to find."

    def _why_not(self, kind: str) -> str:
        """Return why a kind of finding could not be looked for; empty where it could."""
        view = self.view
        coded = {
            event.agency_id
            for event in view.events.values()
            if event.coded and not view.agencies[event.agency_id].informal
        }
        if not coded:
            return "Could not be looked for: no row of any agency has been read and coded."
        if kind == "unshared" and len(coded) == 1:
            (only,) = (view.agencies[agency_id].name for agency_id in coded)
            return f"Could not be looked for: only the rows of {only} have been read and coded."
        if kind == "unshared" and not view.facts:
            return "Could not be looked for: no coded row says what became known."
        return ""

    def _cannot_tell(self) -> Iterator[RowNote]:
        for one in self.answers.cannot_tell:
            yield RowNote(self._masked(f"{one.statement} {upper_first(one.needed)}".strip()))
        undated = undated_rows(self.view)
        if undated:
            rows = counted(len(undated), "row")
            verb = "has" if len(undated) == 1 else "have"
            yield RowNote(f"{rows} {verb} no date at all, so no order.", undated[:5])

    def _counted(self) -> str:
        titles = {q.definition.key: q.definition.title for q in registry()}
        parts = [f"{n:,} under “{titles[key]}”" for key, n in sorted(self.answers.below.items())]
        if not parts:
            return ""
        least = self.view.settings.min_weight
        return f"Below the least weight ({least}), and so counted, not listed: {listed(parts)}."

    def _no_longer(self) -> Iterator[RowNote]:
        for d in self.answers.no_longer_found:
            yield RowNote(said_of_gone(d, self.show_kept_back))


def undated_rows(view: CaseView) -> tuple[str, ...]:
    """Return the rows that have no date at all: of one order the records cannot tell."""
    return tuple(
        e.event_id for e in view.in_order if e.when.earliest is None and e.when.latest is None
    )


def count_untold(answers: Answers, view: CaseView) -> int:
    """Return how many things the page lists that the records cannot tell.

    The rows without a date are one of them, which no finding has.
    """
    return len(answers.cannot_tell) + bool(undated_rows(view))


def _part(cited: Cited) -> str:
    maybe = ", possibly" if cited.certainty is Certainty.POSSIBLE else ""
    return f"{upper_first(cited.shows.value)}{maybe}:"


_NAMED = 2

# What the days of a window lie between; a number alone says nothing to a panel.
_WINDOW_OF = {
    "unshared/late": "from its first contact without it to its own record of it",
    "unshared/never": "from its first contact without it to the end of the time looked at",
    "unshared/reason on record": "from the first contact without it to the end, or its record",
    "handover/handover": "between the last contact of one team and the first of the next",
    "grade-unchanged/grade unchanged": "between the first of these assessments and the last",
}


def _window(window: tuple[int, int | None] | None, form: str) -> str:
    if window is None:
        return ""
    least, most = window
    between = _WINDOW_OF.get(form, "from first to last")
    if most is None:
        return f"{counted(least, 'day')} or more {between}"
    if least == most:
        return f"{counted(least, 'day')} {between}"
    return f"{least:,} to {counted(most, 'day')} {between}"


def limits(view: CaseView) -> tuple[str, ...]:
    """Return what cannot be told from this case at all, and why: read before anything else.

    A page with nothing on it must never read as reassurance.
    """
    events = view.events.values()
    read = _read(view)
    coded = sum(e.coded for e in events)
    found = []
    if not events:
        return ("No row has been read: nothing can be told from this page.",)
    if not read:
        found.append(
            "No agency’s chronology has been read: what any agency knew cannot be told, "
            "and sharing cannot be looked for."
        )
    elif len(read) == 1:
        found.append(
            f"Only one agency’s chronology has been read ({read[0]}): "
            "sharing between agencies cannot be looked for."
        )
    if not coded:
        found.append("No row of this case is coded: no finding can be looked for.")
    elif not view.facts:
        found.append("No row is coded with what it tells: who knew what cannot be told.")
    if coded and not any(Role.VICTIM in p.roles for p in view.persons.values()):
        found.append(
            "Nobody in this case is named as the victim: what was known about the victim "
            "cannot be told from what was known about others."
        )
    if not any(b.start_lo > LONG_AGO or b.end_hi < FAR_AHEAD for b in view.bounds.values()):
        found.append("No row has a date: nothing can be put in order.")
    return tuple(found)


def _read(view: CaseView) -> list[str]:
    """Return the names of the agencies of which at least one row has been read."""
    return [
        a.name
        for a in view.agencies.values()
        if not a.informal and view.rows_of_agency.get(a.agency_id)
    ]


def _span_at(spans: list[HeldSpan], minute: int) -> HeldSpan | None:
    return next((s for s in spans if s.since <= minute < s.until), None)


def _between(days: tuple[int, int | None] | None) -> str:
    if days is None or days == (0, 0):
        return ""
    least, most = days
    if most is None:
        return f"{counted(least, 'day')} or more between them"
    if least == most:
        return f"{counted(least, 'day')} between them"
    return f"{least:,} to {counted(most, 'day')} between them (dates in doubt)"


__all__ = ["build_page_model", "limits"]
