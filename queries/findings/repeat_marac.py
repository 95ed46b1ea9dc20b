"""A further incident within a year of a MARAC, with no record of a new referral."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Role, agency_of
from queries.after import Look, Trigger, Within, possible
from queries.around import ByTime
from queries.definition import Definition
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.held_at import concerns, named_in
from queries.meetings import Meeting, meetings
from queries.rules import Rule

DEFINITION = Definition(
    key="repeat-marac",
    title="A further incident after a MARAC",
    asks="After which incidents within a year of a MARAC is there no record of a new referral?",
    how=(
        "An incident that concerns the victim, of at least the rule's severity, recorded by an "
        "agency that was at a MARAC about the same victim, on an earlier day and within the "
        "year before (the rule says how many days) however the dates fall, with no record on "
        "any chronology, on that day or in the days after, of a referral to the MARAC or to an "
        "agency that takes them, of one offered and declined, or of a further MARAC. A referral "
        "that names nobody counts as one. All rows of one incident are one, whoever wrote them. "
        "Not asked in cases between adult family members, nor before MARACs had a definition of "
        "a repeat case. Who was to lead the plan has no code, and is left to the panel."
    ),
    sources=("000 ¶51", "004 3.1"),
    codes=("6D", "6A"),
    order=55,
    forms=(("not referred again", "a further incident, with no record of a new referral"),),
    cannot_see=(
        "Whether the case would have been heard again; a referral that is told of only in the "
        "text of the incident's own row; whether any one agency led the plan."
    ),
    family="together",
    counts=(
        "incident after a MARAC with no record of a new referral",
        "incidents after a MARAC with no record of a new referral",
    ),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per further incident with no record of a new referral."""
    look = Look(
        enquiry, DEFINITION, "made a new referral after", ("incident", ""), "a new referral"
    )
    done: set[str] = set()
    for rule in enquiry.rules_for(DEFINITION.key):
        heard = meetings(enquiry, rule.kinds)
        if not heard:
            continue
        answers = ByTime(enquiry.view, _referrals(enquiry, rule))
        for occurrence in enquiry.view.incident_occurrences:
            if occurrence not in done and enquiry.severity(occurrence) >= rule.least_weight:
                _judge(look, occurrence, heard, answers, rule, done)
    return look.results()


def _judge(
    look: Look,
    occurrence: str,
    heard: list[Meeting],
    answers: ByTime,
    rule: Rule,
    done: set[str],
) -> None:
    enquiry = look.enquiry
    rows = _rows(enquiry, occurrence, rule)
    who = frozenset(p for e in rows for p in named_in(e)) & _victims(enquiry)
    if not rows or not who:
        return
    found = _meeting_before(enquiry, rows, who, heard, rule)
    if found is None:
        return
    meeting, rows = found
    done.add(occurrence)
    trigger = _trigger(enquiry, rows, rule)
    about = [e for e in answers.near(trigger, 0, rule.days) if concerns(e, who)]
    certainty = look.after(trigger, about, rule)
    if certainty is not None:
        _add(look, occurrence, trigger, meeting, who, certainty, rule)


def _victims(enquiry: Enquiry) -> frozenset[str]:
    people = enquiry.view.persons.values()
    return frozenset(p.person_id for p in people if p.is_a(Role.VICTIM))


def _rows(enquiry: Enquiry, occurrence: str, rule: Rule) -> list[Event]:
    """Return the rows that tell of an incident, of those of whom a referral is expected."""
    view = enquiry.view
    return [
        event
        for event in (view.events[row] for row in view.occurrences[occurrence])
        if enquiry.is_incident(event)
        and enquiry.is_formal(event.agency_id)
        and rule.expected_of(enquiry.agency(event.agency_id))
        and not event.learned_after_death
    ]


def _meeting_before(
    enquiry: Enquiry, rows: list[Event], who: frozenset[str], heard: list[Meeting], rule: Rule
) -> tuple[Meeting, list[Event]] | None:
    """Return the last MARAC before an incident, and the rows of those who were at it.

    In every world: it lies on an earlier day, and within the year.
    """
    for meeting in reversed(heard):
        there = [event for event in rows if event.agency_id in meeting.there]
        if not there or not meeting.persons & who:
            continue
        trigger = Trigger.of(enquiry, there)
        low, high = trigger.low // MINUTES_PER_DAY, trigger.high // MINUTES_PER_DAY
        first, last = meeting.low // MINUTES_PER_DAY, meeting.high // MINUTES_PER_DAY
        if low > last and high - first <= rule.count:
            return meeting, there
    return None


def _trigger(enquiry: Enquiry, rows: list[Event], rule: Rule) -> Trigger:
    """Return the rows of an incident; asked of whoever's record can be told, first."""
    trigger = Trigger.of(enquiry, rows)
    until = Within(rule.days).until(trigger.high // MINUTES_PER_DAY)
    for event in trigger.rows:
        if enquiry.can_tell(event.agency_id, trigger.low, until):
            return Trigger.of(enquiry, rows, event.agency_id)
    return trigger


def _referrals(enquiry: Enquiry, rule: Rule) -> Iterator[Event]:
    """Yield the rows of every organisation that would be a new referral, or a further MARAC."""
    for agency_id in enquiry.formal:
        for event in enquiry.of_kinds(agency_id, (*rule.answers, *rule.kinds)):
            named = {agency_of(n.team_id) for n in event.shared_with}
            if (
                event.kind in rule.kinds
                or not named
                or any(rule.leads_to(enquiry.agency(other)) for other in named)
            ):
                yield event


def _add(
    look: Look,
    occurrence: str,
    trigger: Trigger,
    meeting: Meeting,
    who: frozenset[str],
    certainty: Certainty,
    rule: Rule,
) -> None:
    enquiry = look.enquiry
    # whoever is asked has its row told of first
    rows = sorted(trigger.rows, key=lambda event: event.agency_id != trigger.agency_id)
    first = rows[0]
    recorders = dict.fromkeys(event.agency_id for event in rows)
    cited = [Cited(event.event_id, Cites.INCIDENT) for event in trigger.rows]
    cited += [Cited(event.event_id, Cites.MEETING) for event in meeting.rows]
    look.add(
        min(event.event_id for event in trigger.rows),
        certainty=certainty,
        statement=(
            f"{enquiry.view.team_name(first.team_id)}, {enquiry.when(first)}: "
            f"{enquiry.what(first)}, within a year of the MARAC ({enquiry.when(meeting.rows[0])}). "
            "Apart from what that row says, there is no record of a new referral within "
            f"{Within(rule.days).words}."
        ),
        question=(
            "Was this seen as a repeat incident of a case that a MARAC had heard, and how would "
            "staff have known?"
        ),
        weight=weigh(enquiry.severity(occurrence), 2),
        group=DEFINITION.family,
        agencies=tuple(recorders),
        teams=tuple(dict.fromkeys(event.team_id for event in rows)),
        persons=who,
        form="not referred again",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=tuple(f"referral:{event.event_id}:community-safety" for event in trigger.rows),
    )
