"""An explanation on record and acted on, while the same agency held what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact, Stance
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.parties import abuse, involving, split, weaker
from queries.rules import Rule

DEFINITION = Definition(
    key="account-unchecked",
    title="An account on record, and no record that it was looked behind",
    asks="Which accounts were acted on while other information was held, and set against what?",
    how=(
        "A row in which abuse is denied or ruled out, played down or explained away, an injury is "
        "left without a clear explanation or accounts change, where the same agency certainly "
        "held weighty abuse between the same persons before; after which, on that day or in the "
        "days after, it recorded no further action, a closure or an assessment at the lowest "
        "grade about them; and no record of further enquiry in those days. A row that is itself "
        "an interview, a question or a referral is further enquiry. What is passed on by another "
        "agency is not its own account. Where the grade itself is asked about under “A grade that "
        "does not fit what was held”, the line stands there alone."
    ),
    sources=("000 ¶64",),
    codes=("2B", "3A"),
    order=46,
    needs=(Need.INFORMATION,),
    forms=(
        ("closed", "no further action, or a closure, came after the account"),
        ("graded", "an assessment at the lowest grade came after the account"),
    ),
    cannot_see=(
        "Questions that were asked and not written down; whether it would have been safe to say "
        "more; what an agency could have held and nobody coded."
    ),
    family="heard",
    counts=(
        "account acted on with no record of further enquiry",
        "accounts acted on with no record of further enquiry",
    ),
)

#: The rule that lists the abuse that speaks against an account.
HELD = "abuse held before"

_SAID = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)
_NOT_SO = (Stance.DENIED, Stance.RULED_OUT)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per row with an account."""
    look = Look(
        enquiry,
        DEFINITION,
        "looked behind",
        ("account", ""),
        "anything that looked behind the account",
    )
    for agency_id in enquiry.formal:
        rules, held = split(enquiry.rules_for(DEFINITION.key, agency_id), HELD)
        facts = abuse(enquiry, held)
        had = [
            (fact, acquisition)
            for fact in facts
            for acquisition in enquiry.knowledge.facts.of_agency(agency_id, fact.fact_id)
            if acquisition.certain
        ]
        if had and held is not None:
            for rule in rules:
                _agency(look, agency_id, rule, held, had)
    return look.results()


@dataclass(frozen=True, slots=True)
class _Acted:
    """The row that acts on an account, whether it surely does, and in which form."""

    event: Event
    certainty: Certainty
    form: str


def _agency(
    look: Look, agency_id: str, rule: Rule, held: Rule, had: list[tuple[Fact, Acquisition]]
) -> None:
    enquiry = look.enquiry
    checks = enquiry.of_kinds(agency_id, rule.answers)
    acts = _acts(enquiry, agency_id, rule)
    for event in _accounts(enquiry, agency_id, rule, held):
        trigger = Trigger.of(enquiry, (event,))
        named = frozenset(i.person_id for i in event.involves)
        against = _against(enquiry, trigger, named, had)
        if not against:
            continue
        who = named.union(*(f.persons for f, _ in against)) & enquiry.view.household
        acted = _acted(enquiry, trigger, involving(acts, who), rule)
        if acted is None:
            look.leave(trigger, "no closure, end of action or lowest grade came after it")
            continue
        answers = [e for e in involving(checks, who) if e is not acted.event]
        certainty = look.after(trigger, answers, rule)
        if certainty is not None:
            _add(look, trigger, against, acted, weaker(certainty, acted.certainty), rule, held)


def _accounts(enquiry: Enquiry, agency_id: str, rule: Rule, held: Rule) -> list[Event]:
    """Return an agency's own rows with an account, once for each occurrence."""
    view, found = enquiry.view, dict[str, Event]()
    for topics, stances in ((rule.topics, _SAID), (held.topics, _NOT_SO)):
        for topic in topics:
            for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
                if enquiry.tells(event, (topic,), stances) and not event.told_by:
                    found[event.event_id] = event
    once: dict[str, Event] = {}
    for event in sorted(found.values(), key=view.sort_key):
        if view.seen[event.event_id] & view.household:
            once.setdefault(view.occurrence_of[event.event_id], event)
    return list(once.values())


def _against(
    enquiry: Enquiry, trigger: Trigger, named: frozenset[str], had: list[tuple[Fact, Acquisition]]
) -> list[tuple[Fact, Acquisition]]:
    """Return the abuse of persons named on the row that was held before it in every world."""
    found: dict[str, tuple[Fact, Acquisition]] = {}
    for fact, acquisition in had:
        if acquisition.latest < trigger.low and named.intersection(fact.persons):
            found.setdefault(fact.fact_id, (fact, acquisition))
    return sorted(found.values(), key=lambda f: enquiry.place_of_fact[f[0].fact_id])


def _acts(enquiry: Enquiry, agency_id: str, rule: Rule) -> list[Event]:
    """Return an agency's rows that end something, or assess at the lowest grade."""
    graded = [e for e in enquiry.assessments_of(agency_id) if e.grade in rule.grades]
    rows = [e for e in graded if not enquiry.view.is_fatal(e) and not e.learned_after_death]
    return [*enquiry.of_kinds(agency_id, rule.kinds), *rows]


def _acted(enquiry: Enquiry, trigger: Trigger, acts: list[Event], rule: Rule) -> _Acted | None:
    """Return the first row that acts on an account in every world, or else in one.

    Days are counted whole, as for answers. Certain where the row lies in the days of the account
    wherever the account lies; never more certain than the dates allow.
    """
    view, within = enquiry.view, Within.of(rule)
    sure: list[Event] = []
    maybe: list[Event] = []
    for event in acts:
        bounds = view.bounds[event.event_id]
        own = event.event_id in trigger.ids
        if not own and view.comes_before(event.event_id, trigger.rows[0].event_id):
            continue
        after = bounds.start_lo // MINUTES_PER_DAY >= trigger.high // MINUTES_PER_DAY
        if own or (after and bounds.end_hi <= within.until(trigger.low // MINUTES_PER_DAY)):
            sure.append(event)
        elif (
            bounds.end_hi // MINUTES_PER_DAY >= trigger.low // MINUTES_PER_DAY
            and bounds.start_lo <= within.until(trigger.high // MINUTES_PER_DAY)
        ):
            maybe.append(event)
    found = min(sure or maybe, key=view.sort_key, default=None)
    if found is None:
        return None
    certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
    return _Acted(found, certainty, "closed" if found.kind in rule.kinds else "graded")


def _said(enquiry: Enquiry, event: Event, rule: Rule, held: Rule) -> Iterator[str]:
    """Yield what a row says, in words: the topics of accounts, and what was denied."""
    for reveal in event.reveals:
        fact = enquiry.view.facts[reveal.fact_id]
        if fact.topic in rule.topics and reveal.stance in _SAID:
            yield enquiry.fact(fact)
        elif fact.topic in held.topics and reveal.stance in _NOT_SO:
            yield f"{enquiry.fact(fact)}, {reveal.stance}"


def _add(
    look: Look,
    trigger: Trigger,
    against: list[tuple[Fact, Acquisition]],
    acted: _Acted,
    certainty: Certainty,
    rule: Rule,
    held: Rule,
) -> None:
    enquiry, view, event = look.enquiry, look.enquiry.view, trigger.rows[0]
    within = Within.of(rule)
    said = listed(list(dict.fromkeys(_said(enquiry, event, rule, held))))
    had_before = listed([enquiry.fact(fact) for fact, _ in against[:2]])
    same = acted.event.event_id in trigger.ids
    then = "" if same else f" {enquiry.what(acted.event)}, {enquiry.when(acted.event)}."
    cited = (
        Cited(event.event_id, Cites.ACCOUNT),
        *(Cited(had.via, Cites.KNOWN) for _, had in against),
        Cited(acted.event.event_id, Cites.FOLLOWED),
    )
    omission = [f"account:{event.event_id}"]
    if acted.form == "graded":
        omission.append(f"assessment:{acted.event.event_id}")
    look.add(
        trigger.agency_id,
        event.event_id,
        certainty=certainty,
        statement=(
            f"{view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}, with "
            f"{said}. It had on record from before: {had_before}"
            f"{', and more' if len(against) > 2 else ''}.{then[:1]}{then[1:2].upper()}{then[2:]} "
            f"There is no record of further enquiry within {within.words}."
        ),
        question=(
            "What was this account set against, and what did staff have in front of them? What "
            "would have made it possible to look behind it safely?"
        ),
        weight=weigh(against[0][0].weight, 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=(event.team_id,),
        persons=view.seen[event.event_id] & view.household,
        facts=tuple(fact.fact_id for fact, _ in against),
        form=acted.form,
        cited=cited if certainty is Certainty.CERTAIN else possible(cited),
        omission=tuple(omission),
    )
