"""A safety plan, or actions agreed at a meeting, with no record of completion or review."""

from __future__ import annotations

from graphdb.dates import Extent
from graphdb.model import Event
from queries.after import Look, Trigger, Within, possible
from queries.around import Blind, ByTime, results_of
from queries.definition import Definition
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.held_at import about_whom, heaviest
from queries.rules import Rule

DEFINITION = Definition(
    key="plan-not-completed",
    title="A plan or action with no record of completion",
    asks="Which plans and agreed actions have no record of being completed or looked at again?",
    how=(
        "An agency's row of safety planning about a member of the household (not one of support "
        "over weeks or months), or its row of a "
        "meeting with something written under Response or Outcome (what was agreed), with no row "
        "of the same agency about the same person, on that day or in the days after (the rule "
        "says how many), that an action was completed, that responds to it, or in which the plan "
        "was looked at again: a further meeting, safety planning or review. An agency that nowhere "
        "records that a plan or action was completed cannot be told of: one sentence for each."
    ),
    sources=("000 ¶53", "004 3.1"),
    codes=("6D",),
    order=56,
    forms=(
        ("safety plan", "safety planning, with no record of completion or of another look"),
        ("agreed at a meeting", "actions agreed at a meeting, with no such record"),
    ),
    cannot_see=(
        "What exactly was agreed, and by whom, which stands in the text; what was done and not "
        "written down as the completion of anything."
    ),
    family="heard",
    counts=(
        "plan or action with no record of completion",
        "plans or actions with no record of completion",
    ),
)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per plan or set of actions with no record of completion."""
    of = ("plan or action", "plans or actions")
    look = Look(
        enquiry,
        DEFINITION,
        "completed or looked again at",
        of,
        "its completion, or of another look at it",
    )
    blind = Blind(
        look,
        "completed or looked again at",
        of,
        "nowhere says that a plan or action was completed. Ask what became of each",
    )
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            _plans(look, blind, agency_id, rule)
    return results_of((look, blind))


def _plans(look: Look, blind: Blind, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    plans = [e for e in enquiry.of_kinds(agency_id, rule.kinds) if _is_plan(enquiry, e)]
    if not plans:
        return
    responding = [e for e in enquiry.referring_rows(agency_id) if e.responds_to]
    answers = ByTime(enquiry.view, [*enquiry.of_kinds(agency_id, rule.answers), *responding])
    first = {enquiry.view.occurrence_of[e.event_id]: e for e in reversed(plans)}
    records = _records_completion(enquiry, agency_id, {e.event_id for e in plans})
    for event in reversed(first.values()):
        trigger = Trigger.of(enquiry, (event,))
        if not records:
            if look.in_time(trigger, rule):
                blind.count(agency_id)
            continue
        certainty = look.after(trigger, _answering(enquiry, trigger, answers, rule), rule)
        if certainty is not None:
            _add(look, trigger, certainty, rule)


def _is_plan(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row is of a plan: of a meeting, only where it says what was agreed."""
    kind = enquiry.view.kind(event)
    meeting = kind is not None and kind.meeting
    agreed = bool(event.response or event.outcome)
    # support over weeks or months is no plan that is agreed on a day
    once = event.when.extent is Extent.ONCE
    return bool(about_whom(enquiry, event)) and (agreed if meeting else once)


def _records_completion(enquiry: Enquiry, agency_id: str, plans: set[str]) -> bool:
    """Whether an agency anywhere records that an action was completed, or answers a plan."""
    return bool(enquiry.of_kinds(agency_id, ("action-completed",))) or any(
        not plans.isdisjoint(event.responds_to) for event in enquiry.referring_rows(agency_id)
    )


def _answering(enquiry: Enquiry, trigger: Trigger, answers: ByTime, rule: Rule) -> list[Event]:
    """Return rows that complete a plan or look at it again: about the same person, or to it."""
    kinds, who = frozenset(rule.answers), about_whom(enquiry, trigger.rows[0])
    same = enquiry.view.occurrence_of[trigger.rows[0].event_id]
    return [
        event
        for event in answers.near(trigger, 0, rule.days)
        # the plan itself, told of in another row, completes nothing
        if enquiry.view.occurrence_of[event.event_id] != same
        and (
            not trigger.ids.isdisjoint(event.responds_to)
            or (event.kind in kinds and about_whom(enquiry, event) & who)
        )
    ]


def _add(look: Look, trigger: Trigger, certainty: Certainty, rule: Rule) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    who, kind = about_whom(enquiry, event), enquiry.view.kind(event)
    meeting = kind is not None and kind.meeting
    cited = (Cited(event.event_id, Cites.PLAN),)
    agreed = ", with actions agreed" if meeting else ""
    look.add(
        trigger.agency_id,
        event.event_id,
        certainty=certainty,
        statement=(
            f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.what(event)}{agreed}. There is no record within "
            f"{Within(rule.days).words} that this was completed or looked at again."
        ),
        question="What became of what was agreed, and who kept track of it?",
        weight=weigh(heaviest(enquiry, trigger.agency_id, trigger.low, trigger.high, who), 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=who,
        form="agreed at a meeting" if meeting else "safety plan",
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=(f"plan:{event.event_id}",),
    )
