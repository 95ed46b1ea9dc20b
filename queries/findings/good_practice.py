"""What went well: a weighty fact shared promptly; an assessment that saw the whole picture."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.identity import finding_id
from graphdb.knowledge import Acquisition, How
from graphdb.model import Event, Fact, Nature
from queries.after import Look
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, day_of, upper_first, weigh
from queries.finding import Certainty, Cited, Cites, Finding, Results
from queries.findings.isolation import assessments, considered, priors
from queries.findings.unshared import deadline
from queries.practice import AGAIN, CHALLENGE, PERSISTENT, REFERRAL, add_practice

#: What an agency writes when it passes something on that it has on record.
_PASSING_ON = frozenset(
    {"share", "information-provided", "referral-made", "letter-sent", "handover", "challenge"}
)

#: The rule on assessments that took all that was held into account.
EVERY = "every earlier occurrence"

DEFINITION = Definition(
    key="good-practice",
    title="What went well",
    asks="What worked, and what made it possible?",
    how=(
        "One of the heaviest facts passed to another agency, and recorded by both, within one "
        "working day of the sender's own record (for a row that only passes on, the record that "
        "it tells again); or an assessment (of danger, or of a kind that the rule names) that took "
        "into account every earlier occurrence that its agency held within the look-back, where "
        "these are at least as many as the rule says (one alone may be what the assessment was "
        "about); or a referral to the MARAC "
        "(by its tool, what it tells, or what answers it) on an assessment graded below high; or "
        "a challenge that names another organisation; or contacts not taken up, as many as the "
        "rule says, each followed within its days by another attempt and at last by a contact; or "
        "help offered and not taken up that the same agency offered again within the rule's days. "
        "Listed only where the dates make it certain; people close to them are no agencies. A "
        "recorded reason for not sharing keeps nothing out."
    ),
    sources=("000 ¶37", "000 ¶77", "001 theme 6"),
    codes=("9",),
    order=90,
    forms=(
        ("shared promptly", "passed on within one working day, and recorded by both"),
        (
            "took every earlier occurrence into account",
            "an assessment that names all that its agency held from the look-back",
        ),
        (REFERRAL, "a referral on judgement, at a grade below the one that calls for it"),
        (CHALLENGE, "one agency challenged another, or escalated, and wrote it down"),
        (PERSISTENT, "contact offered again and again until there was one"),
        (AGAIN, "help offered and not taken up was offered once more"),
    ),
    cannot_see=(
        "Most of what people do well: kindness, what was prevented. Whether an offer was made "
        "safely. Panels add it by hand."
    ),
    parameters=(("heavy_weight", "least weight of a fact whose prompt sharing is listed"),),
    good_practice=True,
    takes_rules=False,
)


def find(enquiry: Enquiry) -> Results:
    """Return what went well, for certain only."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    add_practice(look)
    found = look.results()
    listed = (*_shared_promptly(enquiry), *_took_everything(enquiry), *found.findings)
    return Results(listed, near=found.near)


def _shared_promptly(enquiry: Enquiry) -> Iterator[Finding]:
    view, holdings = enquiry.view, enquiry.knowledge.facts
    for fact in view.facts.values():
        if fact.weight < enquiry.settings.heavy_weight:
            continue
        for agency_id in enquiry.formal:
            best = [
                (theirs, ours)
                for theirs in holdings.of_agency(agency_id, fact.fact_id)
                if theirs.how is How.TOLD
                and (ours := _senders(enquiry, theirs)) is not None
                and theirs.latest <= deadline(enquiry, fact, _since(enquiry, fact, ours))
                and view.scope_lo <= theirs.earliest
                and theirs.latest < view.end_lo
            ]
            if best:
                theirs, ours = best[0]
                yield _prompt(enquiry, fact.fact_id, agency_id, theirs, ours)


def _senders(enquiry: Enquiry, theirs: Acquisition) -> Acquisition | None:
    """Return the sender's own record of what was passed on."""
    sender = None if theirs.told_by is None else theirs.told_by.partition("/")[0]
    if sender is None or not enquiry.is_formal(sender):
        return None
    found = enquiry.knowledge.facts.of_agency(sender, theirs.subject)
    return next((a for a in found if a.how is How.OWN and a.via == theirs.coded_on), None)


def _since(enquiry: Enquiry, fact: Fact, ours: Acquisition) -> int:
    """Return when the sender had on its own record what it passed on.

    A row that only passes on tells again what stands on an earlier one: the last telling of what
    can happen again, else the first.
    """
    view = enquiry.view
    row = view.events[ours.via]
    if not _passes_on(enquiry, row):
        return ours.earliest
    earlier = [
        a.earliest
        for a in enquiry.knowledge.facts.of_agency(ours.agency_id, fact.fact_id)
        if a.how is How.OWN
        and a.earliest <= ours.latest
        and not _passes_on(enquiry, view.events[a.via])
    ]
    last = fact.nature is Nature.OCCURRENCE
    return (max if last else min)(earlier, default=ours.earliest)


def _passes_on(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row is there to pass something on, or of a meeting: it is no first record."""
    kind = enquiry.vocabulary.kinds.get(event.kind)
    return event.kind in _PASSING_ON or (kind is not None and kind.meeting)


def _prompt(
    enquiry: Enquiry, fact_id: str, agency_id: str, theirs: Acquisition, ours: Acquisition
) -> Finding:
    view = enquiry.view
    fact = view.facts[fact_id]
    sender = ours.agency_id
    return Finding(
        finding_id=finding_id(
            view.case.case_id, DEFINITION.key, "shared promptly", fact_id, sender, agency_id
        ),
        query=DEFINITION.key,
        statement=(
            f"{upper_first(enquiry.fact(fact))}. {enquiry.name(sender)} shared this with "
            f"{enquiry.name(agency_id)} within one working day, by {day_of(theirs.latest)}. Both "
            "recorded it."
        ),
        question="What made it possible to share so soon?",
        certainty=Certainty.CERTAIN,
        weight=weigh(fact.weight, 2),
        group=f"{DEFINITION.key}:{sender}",
        agencies=(sender, agency_id),
        persons=fact.persons,
        facts=(fact_id,),
        form="shared promptly",
        cited=tuple(Cited(row, Cites.SHARED) for row in dict.fromkeys((ours.via, theirs.via))),
        codes=DEFINITION.codes,
        good_practice=True,
    )


def _took_everything(enquiry: Enquiry) -> Iterator[Finding]:
    view = enquiry.view
    for agency_id in enquiry.formal:
        rule = next(
            (r for r in enquiry.rules_for(DEFINITION.key, agency_id) if r.name == EVERY), None
        )
        if rule is None:
            continue
        for event in assessments(enquiry, agency_id):
            if event.considered is None or not event.considered.events:
                continue
            # a court that lifts a condition has taken something into account too
            if not enquiry.is_assessment(event) and event.kind not in rule.kinds:
                continue
            bounds = view.bounds[event.event_id]
            if not rule.holds(bounds.start_lo, bounds.end_hi):
                continue
            held, _ = priors(enquiry, event)
            taken = considered(enquiry, event)
            sure = [p for p in held if p.certainty is Certainty.CERTAIN]
            # one alone may be what the assessment was about, such as the offence itself
            if len(sure) < rule.count or any(p.occurrence not in taken for p in held):
                continue
            yield Finding(
                finding_id=finding_id(
                    view.case.case_id, DEFINITION.key, "took everything", event.event_id
                ),
                query=DEFINITION.key,
                statement=(
                    f"{view.team_name(event.team_id)}, {enquiry.when(event)}: "
                    f"{enquiry.what(event)}. It took into account "
                    f"{counted(len(held), 'earlier occurrence')}, all that the agency held from "
                    f"the {enquiry.settings.look_back_days} days before."
                ),
                question="What made the whole picture visible here?",
                certainty=Certainty.CERTAIN,
                weight=weigh(4, 1, len(held)),
                group=f"{DEFINITION.key}:{agency_id}",
                agencies=(agency_id,),
                teams=(event.team_id,),
                persons=tuple(sorted(view.seen[event.event_id] & view.household)),
                form="took every earlier occurrence into account",
                cited=(
                    Cited(event.event_id, Cites.ASSESSMENT),
                    *(Cited(row, Cites.CONSIDERED) for row in event.considered.events),
                ),
                codes=DEFINITION.codes,
                good_practice=True,
            )
