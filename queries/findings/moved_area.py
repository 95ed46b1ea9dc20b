"""They moved, or contact moved to an agency of another area, with no record of what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import How
from graphdb.model import Event, Fact, Naming, Nature, Stance, agency_of
from queries.after import Look, Trigger, Within, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.timed import Timed, first_hand, involved, may_concern

DEFINITION = Definition(
    key="moved-area",
    title="They moved, with no record that anything followed them",
    asks="When they moved, what passed from the agencies of one area to those of the other?",
    how=(
        "An agency that had written down something weighty (no state, which may have ended) about "
        "somebody of the household recorded that they moved, "
        "with no record in the days of the rule, before or after, of a handover, referral "
        "or share about them to an agency of another area or a team of another locality, nor one "
        "that names nobody. (Where no area is recorded of an agency, any other agency counts.) "
        "Moves are read wherever they are told first-hand. Or an agency of one area began contact "
        "with somebody not long after a contact of an agency of the same sector in another area, "
        "which held something weighty on its own record, and neither names the other at any time "
        "before, nor in the days after; whether the one saw them again makes no difference. (The "
        "longest time is counted to the minute: with days only, exactly so many apart are "
        "possible.) Several persons of one pair are one line. Of a row "
        "that records a reason for not sharing nothing is said: an address may be kept secret."
    ),
    sources=("000 ¶54", "004 3.6"),
    codes=("6D",),
    order=37,
    needs=(Need.INFORMATION,),
    parameters=(("handover_days", "the longest time between the last contact and the first"),),
    forms=(
        ("moved", "a move on record, with no record that anything was passed on"),
        ("another area", "contact moved to another area, and neither agency names the other"),
    ),
    cannot_see=(
        "Records that travel by themselves, as those of general practice do; agencies of the other "
        "area that sent no chronology; moves that nobody wrote down."
    ),
    family="together",
    counts=(
        "move with no record of what followed",
        "moves with no record of what followed",
    ),
)

_TOLD = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def find(enquiry: Enquiry) -> Results:
    """Return one finding per move on record, and per pair of areas that contact moved between."""
    look = Look(
        enquiry,
        DEFINITION,
        "passed on what it held after",
        ("move", ""),
        "what was held being passed on",
    )
    for rule in enquiry.rules_for(DEFINITION.key):
        expected = [a for a in enquiry.formal if rule.expected_of(enquiry.agency(a))]
        if rule.topics:
            for agency_id in expected:
                _moves(look, agency_id, rule)
        else:
            for one, other in _pairs(enquiry, expected):
                _begun(look, one, other, rule)
    return look.results()


# -- a move on record --------------------------------------------------------------------


def _moves(look: Look, agency_id: str, rule: Rule) -> None:
    enquiry = look.enquiry
    view = enquiry.view
    of_one: dict[str, list[Event]] = defaultdict(list)
    for topic in rule.topics:
        for event in enquiry.rows_on_topic.get((agency_id, topic), ()):
            told = enquiry.tells(event, rule.topics, _TOLD) and first_hand(enquiry, event)
            if told and involved(event) & view.household:
                of_one[view.occurrence_of[event.event_id]].append(event)
    if not of_one:
        return
    passed = Timed(enquiry, _passed_on(enquiry, agency_id, rule))
    for found in of_one.values():
        trigger = Trigger.of(enquiry, found)
        who = frozenset().union(*(involved(e) for e in found)) & view.household
        held = _weightiest(enquiry, agency_id, who, trigger, rule)
        if held is None:
            look.leave(trigger, "nothing weighty was held")
        elif any(e.bar is not None for e in found):
            look.leave(trigger, "a reason for not sharing is recorded")
        elif any(_names_elsewhere(enquiry, e) for e in found):
            look.leave(trigger, "its own rows name an agency of another area")
        else:
            rows = may_concern(passed.near(trigger, rule, rule.days), who, trigger.ids)
            certainty = look.after(trigger, (), rule, earlier=rows, before=rule.days)
            if certainty is not None:
                sure = certainty is Certainty.CERTAIN and held.certain
                _add_moved(look, trigger, held, who, rule, sure=sure)


def _passed_on(enquiry: Enquiry, agency_id: str, rule: Rule) -> Iterator[Event]:
    """Yield the rows that passed something to another area or locality, or to nobody named."""
    for event in enquiry.of_kinds(agency_id, rule.answers):
        if _names_elsewhere(enquiry, event) or not _columns(event):
            yield event
    for event in enquiry.view.rows_of_agency.get(agency_id, ()):
        lived = not event.learned_after_death and not enquiry.view.is_fatal(event)
        if lived and _columns(event) and _names_elsewhere(enquiry, event):
            yield event


def _columns(event: Event) -> tuple[Naming, ...]:
    return (*event.shared_with, *event.told_by, *event.invited, *event.attended, *event.minutes_to)


def _names_elsewhere(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row names an agency of another area, or a team of another locality of its own."""
    view = enquiry.view
    own = enquiry.agency(event.agency_id)
    places = {team: view.teams[team].locality for team in view.teams}
    for naming in _columns(event):
        other = enquiry.agency(agency_of(naming.team_id))
        if other.informal:
            continue
        if other.agency_id == own.agency_id:
            here, there = places.get(event.team_id, ""), places.get(naming.team_id, "")
            if naming.team_id != event.team_id and (here != there or not here):
                return True
        elif not own.area or not other.area or own.area != other.area:
            return True
    named = [enquiry.agency(mention) for mention in event.mentions]
    return any(a.area and own.area and a.area != own.area for a in named)


@dataclass(frozen=True, slots=True)
class _Held:
    """The weightiest that an agency held at a moment, and whether that is certain."""

    fact: Fact
    via: str
    certain: bool


def _weightiest(
    enquiry: Enquiry, agency_id: str, who: frozenset[str], trigger: Trigger, rule: Rule
) -> _Held | None:
    """Return the weightiest that an agency wrote down about persons before a moment.

    Own records only: what it was told stands with whoever told it. Where the moment is in doubt it
    is certain before its first minute, and possible before its last. A state may have ended by
    then, so none counts.
    """
    view = enquiry.view
    found = []
    for fact_id, held in enquiry.knowledge.facts.by_agency.get(agency_id, {}).items():
        fact = view.facts[fact_id]
        if fact.nature is Nature.STATE or fact.weight < rule.least_weight:
            continue
        if not who & view.concerned(fact):
            continue
        found += [
            _Held(fact, a.via, a.latest < trigger.low)
            for a in held
            if a.how is How.OWN and a.earliest < trigger.high
        ]
    place = enquiry.place_of_fact
    return max(
        found,
        key=lambda h: (h.certain, h.fact.weight, h.fact.label, h.via, -place[h.fact.fact_id]),
        default=None,
    )


def _add_moved(
    look: Look, trigger: Trigger, held: _Held, who: frozenset[str], rule: Rule, *, sure: bool
) -> None:
    enquiry, event = look.enquiry, trigger.rows[0]
    within = Within.of(rule)
    cited: tuple[Cited, ...] = tuple(Cited(e.event_id, Cites.HAPPENED) for e in trigger.rows)
    cited = (*cited, Cited(held.via, Cites.HELD))
    look.add(
        trigger.agency_id,
        min(trigger.ids),
        certainty=Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        statement=(
            f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.what(event)}, telling of a move ({_people(enquiry, who)}). It "
            f"{'held' if held.certain else 'possibly held'}, by then: {enquiry.fact(held.fact)}. "
            f"There is no record within {within.words}, before or after, that anything was passed "
            "to or asked of another area."
        ),
        question="Where did they move to, who worked with them there, and how would they know?",
        weight=weigh(held.fact.weight, 1),
        group=DEFINITION.family,
        agencies=(trigger.agency_id,),
        teams=tuple(dict.fromkeys(e.team_id for e in trigger.rows)),
        persons=who,
        facts=(held.fact.fact_id,),
        form="moved",
        cited=cited if sure else possible(cited),
        # between teams of one agency a handover is asked about first
        omission=tuple(f"handover:{trigger.agency_id}:{person}" for person in sorted(who)),
    )


# -- contact that began elsewhere --------------------------------------------------------


def _pairs(enquiry: Enquiry, expected: list[str]) -> Iterator[tuple[str, str]]:
    """Yield agencies of one sector and of two areas, each way round."""
    for one in expected:
        for other in expected:
            first, second = enquiry.agency(one), enquiry.agency(other)
            apart = first.area and second.area and first.area != second.area
            if apart and first.sector == second.sector:
                yield one, other


@dataclass(frozen=True, slots=True)
class _Began:
    """Contact with somebody began with one agency after it had been with another."""

    person: str
    trigger: Trigger
    last: str
    held: _Held
    certainty: Certainty


def _begun(look: Look, one: str, other: str, rule: Rule) -> None:
    enquiry = look.enquiry
    touches = Timed(enquiry, enquiry.in_touch(one, other))
    found = []
    for person in sorted(enquiry.view.household):
        began = _began(enquiry, person, one, other, rule)
        if began is None:
            continue
        before = began.trigger.high // MINUTES_PER_DAY
        rows = touches.near(began.trigger, rule, before)
        certainty = look.after(began.trigger, (), rule, earlier=rows, before=before)
        if certainty is None:
            continue
        # the other's record would show it, too
        there = Trigger(began.trigger.rows, one, began.trigger.low, began.trigger.high)
        within = Within.of(rule)
        if look.silence(there, within, certainty, before) is not None:
            sure = certainty is Certainty.CERTAIN and began.certainty is Certainty.CERTAIN
            found.append((began, sure))
    if found:
        _add_begun(look, one, other, found, rule)


def _began(enquiry: Enquiry, person: str, one: str, other: str, rule: Rule) -> _Began | None:
    """Return where contact with a person began after another agency's, and not long after.

    The first contact lies between the least of the first minutes and the least of the last ones.
    Certain where some earlier contact ended before it, and no longer before than the settings say,
    wherever both lie; possible where they can lie so.
    """
    view = enquiry.view
    who = frozenset((person,))
    mine = enquiry.contacts_with(other, who)
    if not mine:
        return None
    rows = [view.events[c.event_id] for c in mine]
    low = min(view.bounds[e.event_id].start_lo for e in rows)
    high = min(view.bounds[e.event_id].start_hi for e in rows)
    longest = enquiry.settings.handover_days * MINUTES_PER_DAY
    sure, maybe = "", ""
    for contact in enquiry.contacts_with(one, who):
        b = view.bounds[contact.event_id]
        if b.end_hi < low and high - b.end_lo <= longest:
            sure = contact.event_id
        elif b.start_lo < high and low - b.end_hi <= longest:
            maybe = maybe or contact.event_id
    last = sure or maybe
    if not last:
        return None
    if not sure:
        low = max(low, min(high, view.bounds[last].start_lo))
    trigger = Trigger((rows[0],), other, low, high)
    held = _weightiest(enquiry, one, who, trigger, rule)
    if held is None or any(view.events[row].bar is not None for row in (last, held.via)):
        return None
    certain = bool(sure) and held.certain
    return _Began(person, trigger, last, held, Certainty.CERTAIN if certain else Certainty.POSSIBLE)


def _add_begun(
    look: Look, one: str, other: str, found: list[tuple[_Began, bool]], rule: Rule
) -> None:
    enquiry = look.enquiry
    place = enquiry.place_of_person
    found.sort(key=lambda f: (not f[1], f[0].trigger.low, place[f[0].person]))
    began, sure = found[0]
    event, held = began.trigger.rows[0], began.held
    within = Within.of(rule)
    cited = [cite for each, certain in found for cite in _cited(each, certain=certain)]
    who = frozenset(each.person for each, _ in found)
    name, there = enquiry.name(one), enquiry.name(other)
    look.add(
        other,
        one,
        "another area",
        certainty=Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        statement=(
            f"{there}, {enquiry.when(event)}: first contact with {_people(enquiry, who)}, after "
            f"{name} of another area. {name} {'held' if held.certain else 'possibly held'}, by "
            f"then: {enquiry.fact(held.fact)}. There is no record, before it or within "
            f"{within.words}, that either named the other."
        ),
        question=f"Did {there} know where they came from, and whom there to ask?",
        weight=weigh(held.fact.weight, 1),
        group=DEFINITION.family,
        agencies=(other, one),
        teams=(),
        persons=who,
        facts=(held.fact.fact_id,),
        form="another area",
        cited=cited,
        omission=(f"moved:{one}:{other}",),
    )


def _cited(began: _Began, *, certain: bool) -> tuple[Cited, ...]:
    cited = (
        Cited(began.trigger.rows[0].event_id, Cites.CONTACT),
        Cited(began.held.via, Cites.HELD),
        Cited(began.last, Cites.SEEN),
    )
    return cited if certain else possible(cited)


def _people(enquiry: Enquiry, who: frozenset[str]) -> str:
    return listed(sorted(enquiry.person(person) for person in who))
