"""Good practice that chronologies show: referral on judgement, challenge, offers made again.

Each is listed only where the dates make it certain. They are forms of the finding "what went
well"; its cases hold them to their definitions.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event
from queries.after import Look, Trigger
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites
from queries.rules import Rule

REFERRAL = "discretionary MARAC referral"
CHALLENGE = "challenge"
PERSISTENT = "persistent offers"
AGAIN = "offered again"

#: A tool whose grade says only whether the criteria of the conference were met.
_CHECKLIST = "marac-checklist"


def add_practice(look: Look) -> None:
    """List what the rules of the finding look for.

    Parameters
    ----------
    look
        The finding at work in one case.
    """
    forms = {
        REFERRAL: _referrals,
        CHALLENGE: _challenges,
        PERSISTENT: _persistent,
        AGAIN: _offered_again,
    }
    enquiry = look.enquiry
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(look.definition.key, agency_id):
            if rule.name in forms:
                forms[rule.name](look, agency_id, rule)


def _seen(enquiry: Enquiry, event: Event) -> frozenset[str]:
    return enquiry.view.seen[event.event_id] & enquiry.view.household


def _soon(enquiry: Enquiry, first: Event, second: Event, rule: Rule) -> bool:
    """Whether the second row follows the first, within the days, in every world.

    On a day without times, a row that says that it responds to the other follows it.
    """
    one = enquiry.view.bounds[first.event_id]
    other = enquiry.view.bounds[second.event_id]
    apart = other.end_hi // MINUTES_PER_DAY - one.start_lo // MINUTES_PER_DAY
    day = one.end_hi // MINUTES_PER_DAY == other.start_lo // MINUTES_PER_DAY
    follows = enquiry.view.comes_before(first.event_id, second.event_id)
    follows = follows or (day and _answers(second, first))
    return (one.end_hi < other.start_lo or follows) and apart <= rule.days


def _answers(event: Event, earlier: Event) -> bool:
    return earlier.event_id in event.responds_to


def _add(
    look: Look,
    form: str,
    rows: list[tuple[Event, Cites]],
    *,
    statement: str,
    question: str,
    others: tuple[str, ...] = (),
    more: int = 1,
    key: Event | None = None,
) -> None:
    first = rows[0][0]
    enquiry = look.enquiry
    look.add(
        form,
        min(event.event_id for event, _ in rows) if key is None else key.event_id,
        certainty=Certainty.CERTAIN,
        statement=statement,
        question=question,
        weight=weigh(4, 1, more),
        group=f"{look.definition.key}:{first.agency_id}",
        agencies=(first.agency_id, *others),
        teams=(first.team_id,),
        persons=frozenset().union(*(_seen(enquiry, event) for event, _ in rows)),
        form=form,
        cited=[Cited(event.event_id, shows) for event, shows in rows],
    )


# -- referral on judgement ---------------------------------------------------------------


def _referrals(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    once: set[str] = set()
    for event in enquiry.of_kinds(agency_id, rule.kinds):
        occurrence = enquiry.view.occurrence_of[event.event_id]
        if occurrence in once or not _seen(enquiry, event):
            continue
        if not _to_marac(enquiry, event, rule):
            continue
        graded = _graded(enquiry, event, rule)
        if graded is None or not look.in_time(Trigger.of(enquiry, (event,)), rule):
            continue
        once.add(occurrence)
        grade = enquiry.grade_words(graded.tool, graded.grade)
        _add(
            look,
            REFERRAL,
            [(event, Cites.REFERRAL), (graded, Cites.ASSESSMENT)],
            statement=(
                f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: referral to the "
                f"MARAC, on an assessment graded {grade} ({enquiry.when(graded)})."
            ),
            question="What led to the referral below the grade that would have called for it?",
        )


def _to_marac(enquiry: Enquiry, event: Event, rule: Rule) -> bool:
    """Whether a referral was to the conference: by its tool, what it tells, or what answers it."""
    if event.tool == _CHECKLIST or enquiry.tells(event, rule.topics):
        return True
    rows = enquiry.view.occurrences[enquiry.view.occurrence_of[event.event_id]]
    linked = (enquiry.view.events[row] for row in rows)
    return any(e.kind in rule.answers for e in (*linked, *_answering(enquiry, event)))


def _answering(enquiry: Enquiry, event: Event) -> Iterator[Event]:
    for agency_id in enquiry.formal:
        for other in enquiry.referring_rows(agency_id):
            if event.event_id in other.responds_to:
                yield other


def _graded(enquiry: Enquiry, event: Event, rule: Rule) -> Event | None:
    """Return the assessment that a referral rests on, where its grade is below high for certain.

    Its own grade; or that of the last assessment of the same agency about the same persons in the
    days before, where no other of these may have been graded otherwise.
    """
    if event.grade:
        return event if event.grade in rule.grades else None
    bounds, persons = enquiry.view.bounds, _seen(enquiry, event)
    # days are counted whole
    since = (bounds[event.event_id].start_lo // MINUTES_PER_DAY - rule.days) * MINUTES_PER_DAY
    near = [
        e
        for e in enquiry.about(enquiry.assessments_of(event.agency_id), persons)
        if e.grade
        and bounds[e.event_id].end_hi >= since
        and (bounds[e.event_id].start_lo <= bounds[event.event_id].end_hi or _answers(event, e))
    ]
    sure = [e for e in near if _soon(enquiry, e, event, rule)]
    if not sure or any(e.grade not in rule.grades for e in near):
        return None
    return sure[-1]


# -- challenge ---------------------------------------------------------------------------


def _challenges(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    once: set[str] = set()
    for event in enquiry.of_kinds(agency_id, rule.kinds):
        occurrence = enquiry.view.occurrence_of[event.event_id]
        others = enquiry.agencies_in_order(
            a for a in enquiry.named_by(event) if a != agency_id and enquiry.is_formal(a)
        )
        if occurrence in once or not others or not _seen(enquiry, event):
            continue
        if not look.in_time(Trigger.of(enquiry, (event,)), rule):
            continue
        once.add(occurrence)
        _add(
            look,
            CHALLENGE,
            [(event, Cites.TOUCH)],
            statement=(
                f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
                f"{enquiry.what(event)}, with {enquiry.names(others)}."
            ),
            question="What made it possible to say so, and what came of it?",
            others=tuple(others),
        )


# -- offers ------------------------------------------------------------------------------


def _persistent(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    rows = enquiry.of_kinds(agency_id, (*rule.kinds, *rule.answers))
    for person in sorted(enquiry.view.household):
        run: list[Event] = []
        for event in enquiry.about(rows, frozenset((person,))):
            if event.kind in rule.kinds:
                if _is_told_again(enquiry, run, event):
                    continue
                soon = bool(run) and _soon(enquiry, run[-1], event, rule)
                run = [*run, event] if soon else [event]
                continue
            if len(run) >= rule.count and _soon(enquiry, run[-1], event, rule):
                _add_persistent(look, person, run, event, rule)
            run = []


def _is_told_again(enquiry: Enquiry, run: list[Event], event: Event) -> bool:
    of = enquiry.view.occurrence_of
    return of[event.event_id] in {of[e.event_id] for e in run}


def _add_persistent(look: Look, person: str, run: list[Event], seen: Event, rule: Rule) -> None:
    enquiry = look.enquiry
    if not look.in_time(Trigger.of(enquiry, (*run, seen)), rule):
        return
    _add(
        look,
        PERSISTENT,
        [*((e, Cites.NOT_TAKEN_UP) for e in run), (seen, Cites.SEEN)],
        statement=(
            f"{enquiry.view.team_name(run[0].team_id)}, from {enquiry.when(run[0])}: "
            f"{counted(len(run), 'contact')} with {enquiry.person(person)} not taken up. Contact "
            f"was offered again each time within {counted(rule.days, 'day')}, and made: "
            f"{enquiry.when(seen)}."
        ),
        question="What made it possible to keep offering, and how was contact made safe?",
        more=len(run),
        key=seen,  # more can have come before, where dates are in doubt: one line all the same
    )


def _offered_again(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    later = enquiry.of_kinds(agency_id, rule.answers)
    used: set[str] = set()
    for event in enquiry.of_kinds(agency_id, rule.kinds):
        persons = _seen(enquiry, event)
        if event.event_id in used or not persons:
            continue
        again = [
            e
            for e in enquiry.about(later, persons)
            if _soon(enquiry, event, e, rule) and not _is_told_again(enquiry, [event], e)
        ]
        rows = (event, *again)
        if not again or not look.in_time(Trigger.of(enquiry, rows), rule):
            continue
        used |= {e.event_id for e in again}
        _add(
            look,
            AGAIN,
            [(e, Cites.OFFER) for e in rows],
            statement=(
                f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: help was offered "
                f"and not taken up then. It was offered again: "
                f"{enquiry.what(again[0])} ({enquiry.when(again[0])})."
            ),
            question="What was different when it was offered again, and what made that possible?",
            more=len(again),
        )
